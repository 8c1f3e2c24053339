"""``diagnose``: reports faults of encoding and typing that ``normalize`` cannot repair safely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from khmertext._chars import (
    AHSDA,
    COENG,
    LEADING_VOWELS,
    LEK_ATTAK,
    RE_BASE,
    RE_FINAL,
    RE_INVISIBLE,
    RE_KHMER,
    RE_LETTER,
    RE_MARK,
    RE_VOWEL,
    ROBAT,
    ZWSP,
    E,
    U,
    characters_of,
)
from khmertext._lexicon import confusables, lexicon
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext._scan import OddSyllables, Triggered
from khmertext.errors import check_text
from khmertext.normalization import Lang, Normalized, explain
from khmertext.normalization._syllables import MISPLACED_VOWEL, TAIL, Syllable
from khmertext.spelling._words import cuts, runs_around
from khmertext.types import Mention, Mentions


@dataclass(frozen=True, slots=True)
class Diagnostic(Mention):
    """A fault for a person to repair: ``text_given[start:end] == text``.

    ``code`` is a key of ``MESSAGES`` and stable, ``message`` explains it.
    """

    code: str
    message: str


# code -> what to tell a person. The codes are part of the API.
MESSAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mark-without-base": "a vowel or sign without a letter to stand on: add the letter or delete it",
        "space-before-mark": "a space separates a vowel or sign from its letter: delete the space, unless the sign is shown by itself",
        "dangling-coeng": "a coeng sign (U+17D2) without the letter to be subscript: add the letter or delete the sign",
        "two-shifters": "both ៉ and ៊ on one letter: keep the one that is meant",
        "several-vowels": "several vowels on one letter that make no vowel together: keep the one that is meant",
        "double-e": "េ typed twice: ែ, or a Thai vowel copied from elsewhere",
        "three-subscripts": "three or more subscript letters under one letter: no Khmer word has them",
        "several-signs": "more signs on one letter than Khmer writes: delete what is too much",
        "u-under-vowel": "ុ together with a vowel above on a letter whose shifter does not look like ុ: type the shifter ៉ or ៊, or delete one of the two vowels",
        "shifter-series": "this letter takes the other shifter (៊ on ស ហ អ and their like, ៉ on ង ញ ន ម យ រ ល វ); under a vowel above both look like ុ",
        "obsolete-letter": "ឨ is obsolete: write ឧក, or ឧ៊ where that is meant",
        "rare-sign": "a sign that modern Khmer does not use: check that it is meant",
        "lek-attak": "a divination numeral, not a digit: type ០-៩ where a number is meant",
        "ahsda": "៏ is right on ក ដ ន ម ហ ណ only: most words take ៍ here",
        "foreign-punctuation": "Thai punctuation beside Khmer: Khmer has ៗ ។ ៙ ៚",
        "foreign-letter": "a letter of another script inside a Khmer word",
        "foreign-mark": "a combining mark of another script on a Khmer letter",
        "no-space-after": "no space after ។ or ៖: add one, or delete the sign if the sentence goes on",
        "unassigned": "a code point of the Khmer block that Unicode has not assigned",
        "lone-surrogate": "half of a UTF-16 pair: the text was cut or decoded wrongly",
        "misplaced-vowel": "a vowel typed where it is seen, before its letter: type it behind the letter, or delete it",
        "impossible-subscript": "a coeng sign (U+17D2) before a letter that is never subscript",
        "replacement-character": "U+FFFD: what stood here was lost when the text was decoded",
        "bidi-control": "an invisible sign of direction inside Khmer, which runs from left to right: delete it",
        "legacy-font": "looks like text for a font from before Unicode (Limon, ABC): convert it first",
        "wrong-decoding": "Khmer in UTF-8 that was read as Latin-1 or Windows-1252: read it again as UTF-8",
        "confusable": "looks like another spelling, which is probably meant",
    }
)


def diagnose(text: str, *, confusables: bool = False, lang: Lang = "km") -> Mentions[Diagnostic]:
    """The faults in ``text`` that :func:`normalize` leaves alone, in rising order.

    What level ``standard`` repairs is not reported. ``confusables`` also reports sequences that look
    like another one which is probably meant; this segments the text.
    ``MESSAGES`` lists the codes. Offsets are code points of ``text``.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for an unknown ``lang``.

    >>> [(d.start, d.end, d.text, d.code) for d in diagnose("ក្ ខិី")]
    [(1, 2, '្', 'dangling-coeng'), (4, 6, 'ិី', 'several-vowels')]
    """
    text = check_text(text, "diagnose")
    return problems_of(explain(text, lang=lang), confusables=confusables, lang=lang)


def problems_of(
    normalized: Normalized, *, confusables: bool = False, lang: Lang = "km"
) -> Mentions[Diagnostic]:
    """:func:`diagnose` of a text that is normalized at level ``standard`` already."""
    text = normalized.text
    found = [*_in_syllables(text, lang), *_characters(text), *_legacy_fonts(text), *_misread(text)]
    if confusables:
        found += _confusables(text)
    return Mentions((_diagnostic(normalized, problem) for problem in sorted(found)), Diagnostic)


class _Problem(NamedTuple):
    """A problem in the normalized text."""

    start: int
    end: int
    code: str
    detail: str = ""


def _diagnostic(normalized: Normalized, problem: _Problem) -> Diagnostic:
    start, end = problem.start, problem.end
    if normalized.edits:
        start, end = normalized.to_original(start, end)
    message = MESSAGES[problem.code] + (f": {problem.detail}" if problem.detail else "")
    return Diagnostic(start, end, normalized.original[start:end], problem.code, message)


# --- syllables and stray marks ---------------------------------------------------------------

# What follows the letter in a syllable without fault: each class once, in order, no shifter and no
# ahsda. Other syllables are looked at one by one.
_CLEAN_MODIFIER: Final = "\u17c6\u17cb\u17cd\u17ce\u17d0\u17d1\u17dd"
_CLEAN: Final = (
    rf"{ROBAT}?+(?:{COENG}[{RE_LETTER}]){{0,2}}+[{RE_VOWEL}]?+[{_CLEAN_MODIFIER}]?+[{RE_FINAL}]?+"
    rf"(?![{RE_INVISIBLE}]*+[{RE_MARK}{COENG}])"
)
_PIECE: Final = OddSyllables(
    compile_pattern(
        rf"(?P<syllable>[{RE_BASE}]{TAIL}++)"
        rf"|(?P<dangling>{COENG}++(?![{RE_LETTER}])[{RE_MARK}]*)"
        rf"|(?P<orphan>[{RE_MARK}{COENG}]+)"
    ),
    first=RE_LETTER,
    shifters="",
    modifiers=_CLEAN_MODIFIER,
    strays=True,
    clean=rf"(?:[{RE_BASE}]{_CLEAN}|[^{RE_BASE}{RE_MARK}{COENG}]++)++",  # most of any text
)


def _in_syllables(text: str, lang: Lang) -> Iterator[_Problem]:
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match.lastgroup == "syllable":
            typed = match.group()
            leading = typed[-1] in LEADING_VOWELS and lang != "xhm"
            if leading and MISPLACED_VOWEL.match(text, end - 1):
                yield _Problem(end - 1, end, "misplaced-vowel")
                typed = typed[:-1]
            is_usual = end - start <= _LONGEST_REMEMBERED
            problems = _remembered_problems if is_usual else _problems
            for first, last, code in problems(typed, lang):
                yield _Problem(start + first, start + last, code)
        elif match.lastgroup == "dangling":
            yield _Problem(start, end, "dangling-coeng")
        elif start > 1 and text[start - 1] == " " and _KHMER_WORD.match(text, start - 2):
            yield _Problem(start - 1, end, "space-before-mark")
        else:
            yield _Problem(start, end, "mark-without-base")


_KHMER_WORD: Final = lazy_pattern(f"[{RE_LETTER}{RE_MARK}]")


_LONGEST_REMEMBERED: Final = 16


@lru_cache(maxsize=1 << 13)
def _remembered_problems(typed: str, lang: Lang) -> tuple[tuple[int, int, str], ...]:
    return tuple(_problems(typed, lang))


def _problems(typed: str, lang: Lang) -> Iterator[tuple[int, int, str]]:
    """The problems of one normalized syllable: start, end, code."""
    syllable = Syllable(typed, middle=lang == "xhm")

    def span(marks: list[str]) -> tuple[int, int]:
        return typed.index(marks[0]), typed.rindex(marks[-1]) + 1

    if len(set(syllable.shifters)) > 1:
        yield (*span(syllable.shifters), "two-shifters")
        return
    vowels = syllable.vowels
    if len(syllable.coengs) > 2:
        yield typed.index(COENG), typed.rindex(COENG) + 2, "three-subscripts"
    if vowels.count(E) > 1:
        yield (*span(vowels), "double-e")
    elif len(vowels) == 2 and U in vowels and syllable.has_above([v for v in vowels if v != U]):
        yield (*span(vowels), "u-under-vowel")
    elif len(vowels) > 1 and lang != "xhm":
        yield (*span(vowels), "several-vowels")
    if len(syllable.modifiers) > 2:
        yield (*span(syllable.modifiers), "several-signs")
    elif len(syllable.finals) > 1:
        yield (*span(syllable.finals), "several-signs")
    if syllable.has_wrong_shifter():
        yield (*span(syllable.shifters), "shifter-series")
    if AHSDA in syllable.modifiers and typed[0] not in _AHSDA_LETTERS:
        yield (*span([AHSDA]), "ahsda")


_AHSDA_LETTERS: Final = "\u1780\u178a\u1793\u1798\u17a0\u178e"  # ក ដ ន ម ហ ណ

# --- single characters -----------------------------------------------------------------------

_THAI_PUNCTUATION: Final = "\u0e46\u0e2f\u0e4f\u0e5b"
_FOREIGN_MARKS: Final = (
    "\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u20d0-\u20f0"
)
# Of the independent vowels ឧ ឫ ឬ ឯ are subscript in some words.
_NEVER_SUBSCRIPT: Final = "\u17a3-\u17a6\u17a8-\u17aa\u17ad\u17ae\u17b0-\u17b3"
_BIDI: Final = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CHARACTERS: Final[dict[str, str]] = {
    "obsolete-letter": "\u17a8",
    "rare-sign": "[\u17dd\u17dc]",
    "lek-attak": f"[{LEK_ATTAK}]+",
    "unassigned": "[\u17de\u17df\u17ea-\u17ef\u17fa-\u17ff]+",
    "lone-surrogate": "[\ud800-\udfff]",
    "foreign-punctuation": (
        rf"(?<=[{RE_KHMER}])[{_THAI_PUNCTUATION}]|[{_THAI_PUNCTUATION}](?=[{RE_KHMER}])"
    ),
    "impossible-subscript": f"{COENG}[{_NEVER_SUBSCRIPT}]",
    "replacement-character": "\ufffd+",
    "bidi-control": rf"(?<=[{RE_KHMER}])[{_BIDI}]+(?=[{RE_KHMER}{_BIDI}])",
    "foreign-mark": rf"(?<=[{RE_LETTER}{RE_MARK}])[{_FOREIGN_MARKS}]+",
    # a capital is a label: ក្រុមAនិងក្រុមB
    "foreign-letter": rf"(?<=[{RE_LETTER}{RE_MARK}])[^\W\d_A-Z{RE_KHMER}](?=[{RE_LETTER}{RE_MARK}])",
}
_CHARACTER: Final = lazy_pattern(
    "|".join(f"(?P<{code.replace('-', '_')}>{what})" for code, what in _CHARACTERS.items())
)


# Where one of them may be. What is nearly all of a text is passed over by one class of characters,
# which is fast.
_SUSPECT: Final = lazy_pattern(
    rf"[^\x00-@{ZWSP}\u1780-\u17a7\u17a9-\u17d3\u17d5\u17d7-\u17db\u17e0-\u17e9\u19e0-\u19ff]"
    rf"(?:(?<=[{RE_KHMER}\ud800-\udfff\ufffd{_BIDI}{_THAI_PUNCTUATION}{_FOREIGN_MARKS}])"
    rf"(?:(?<![\u17d4\u17d6])|(?=[{RE_LETTER}]))"
    rf"|(?<=[{RE_LETTER}{RE_MARK}].)(?=[{RE_LETTER}{RE_MARK}]))"
)
# by far the commonest, and quicker to compile; not inside ។ល។
_NO_SPACE_AFTER: Final = lazy_pattern(rf"(?:\u17d4(?!\u179b\u17d4)|\u17d6)(?=[{RE_LETTER}])")
_NO_SUBSCRIPT: Final = lazy_pattern(_CHARACTERS["impossible-subscript"])


def _characters(text: str) -> Iterator[_Problem]:
    suspects = (*_SUSPECT.finditer(text), *_NO_SUBSCRIPT.finditer(text))
    position = 0
    for start in sorted(suspect.start() for suspect in suspects):
        if _NO_SPACE_AFTER.match(text, start):
            position = start + 1
            yield _Problem(start, position, "no-space-after")
            continue
        match = _CHARACTER.match(text, start) if start >= position else None
        if match and match.lastgroup:
            position = match.end()
            yield _Problem(start, position, match.lastgroup.replace("_", "-"))


# --- fonts from before Unicode ---------------------------------------------------------------

# Their text shows as Latin letters in an order that no language has: capitals inside words, accents,
# signs between letters.
_ODD_WORD: Final = lazy_pattern(r"[!-~\xa1-\xff\u0152\u0153\u0192\u2018-\u2026]{5,}")
_SIGNS: Final = "<>;^*|{}[]~`\u0152\u0153\u0192" + characters_of("\xa1-\xff")
_A_SIGN: Final = f"[{re.escape(_SIGNS)}]"
_ODD_SIGN: Final = Triggered(
    lazy_pattern(rf"{_A_SIGN}(?<=[A-Za-z].){_A_SIGN}*(?=[A-Za-z<>])"), _SIGNS
)
_CAPITAL_INSIDE: Final = lazy_pattern(r"(?<=[a-z\xa1-\xff])[A-Z](?=[a-z\xa1-\xff<])")
_FEWEST_CAPITALS: Final = 2


def _legacy_fonts(text: str) -> Iterator[_Problem]:
    """Words that look like such text, neighbours as one problem; links are left out."""
    if not _ODD_SIGN.search(text):
        return
    start = end = -1
    for match in _ODD_WORD.finditer(text):
        word = match[0]
        capitals = len(_CAPITAL_INSIDE.findall(word))
        if capitals < _FEWEST_CAPITALS or not _ODD_SIGN.search(word) or "//" in word:
            continue
        if text[end : match.start()].isspace():
            end = match.end()
            continue
        if start >= 0:
            yield _Problem(start, end, "legacy-font")
        start, end = match.span()
    if start >= 0:
        yield _Problem(start, end, "legacy-font")


# --- UTF-8 read as another encoding ----------------------------------------------------------

# The bytes E1 9E and E1 9F begin every Khmer letter in UTF-8, a third one of 80 to BF follows. One such
# character may be a word of Czech and a mark behind it (stráž…), two are none. U+FFFD stands for bytes that
# Windows-1252 does not have, \xe2 begins U+200B.
_REST: Final = "".join(bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xA0))
_ONE_MISREAD: Final = rf"(?:\xe1[\x9e\x9f\u017e\u0178][\x80-\xbf{_REST}])"
_MISREAD: Final = lazy_pattern(
    rf"{_ONE_MISREAD}{{2,}}(?:(?:[ -~]|\xe2[\x80\u20ac][\x8b\u2039]){{0,20}}{_ONE_MISREAD})*"
)


def _misread(text: str) -> Iterator[_Problem]:
    """Runs of such text, with the blanks and figures between."""
    if "\xe1" in text:
        for match in _MISREAD.finditer(text):
            yield _Problem(match.start(), match.end(), "wrong-decoding")


# --- confusables -----------------------------------------------------------------------------


@cache
def _look_alikes() -> tuple[re.Pattern[str], dict[str, list[tuple[str, bool]]]]:
    """A pattern of the sequences, and for each what it may stand for and whether it always does."""
    meanings: dict[str, list[tuple[str, bool]]] = {}
    for look_alike in confusables():
        meaning = (look_alike.meant, look_alike.when == "always")
        meanings.setdefault(look_alike.typed, []).append(meaning)
    return re.compile(any_of(meanings)), meanings


def _confusables(text: str) -> Iterator[_Problem]:
    pattern, meanings = _look_alikes()
    if not pattern.search(text):
        return
    offsets = cuts(text, "word")
    for match in pattern.finditer(text):
        start, end = match.span()
        for meant, always in meanings[match.group()]:
            if always or _is_word_with(text, start, end, meant, offsets):
                yield _Problem(start, end, "confusable", f"{match.group()} for {meant}")
                break


def _is_word_with(text: str, start: int, end: int, meant: str, offsets: list[int]) -> bool:
    """Whether the lexicon has the word at ``start`` with ``meant`` in it, but not as typed."""
    known = lexicon()
    for run in runs_around(offsets, start):
        if run[-1] - run[0] > _longest_known():  # it may be all of a text of stray marks
            continue
        if text[run[0] : run[-1]] in known:
            return False
        if text[run[0] : start] + meant + text[end : run[-1]] in known:
            return True
    return False


@cache
def _longest_known() -> int:
    return max(map(len, lexicon()))
