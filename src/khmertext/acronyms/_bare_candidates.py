"""Candidates in Khmer letters without dots (គជប), and the codes of documents (នស/រកម/០១៩៦/០៨).

Words are written in the same letters, so the lexicon and the segmentation decide.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from khmertext._chars import COENG, CONSONANTS, RE_CONSONANT, RE_DIGIT, RE_WRITTEN
from khmertext._lexicon import lexicon
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._cue_words import any_cue
from khmertext.acronyms._forms import Candidate, canonical_form, is_grouped, units
from khmertext.acronyms._phrase import WordEdges, follows_org, heads, pattern_of, words_of
from khmertext.acronyms._short_shapes import BARE, GROUPED, SLASHED, is_khmer_sign

# Longer words of the lexicon, in code points, are not looked up here.
_LONGEST_WORD = 16
# A "word" of four or more bare letters that corpora have at most so often may be an acronym.
_SELDOM = 10
# So many letters with blanks between them are no chance.
_FEWEST_PARTED = 3

_number = lazy_pattern(
    rf"លេខ ?[៖:]? ?(?:[{RE_DIGIT}0-9]+(?:[/-][{RE_DIGIT}0-9]+)*(?P<mark> ?[/–-] ?)?)? ?"
)
_code = lazy_pattern(rf"(?:{SLASHED}|{BARE})(?!\.[{RE_WRITTEN}])")
_office = lazy_pattern(rf"(?P<name>{GROUPED}|{BARE})\.? ")
_slash = lazy_pattern("/")
_DIGITS = f"[{RE_DIGIT}0-9]{{1,5}}"
_before_slash = lazy_pattern(rf"(?<![{RE_WRITTEN}{RE_DIGIT}0-9/.])(?:{_DIGITS}|{BARE})$")
_slashed = lazy_pattern(
    rf"(?:{_DIGITS}/)?{BARE}(?:/(?:{BARE}|{_DIGITS}))+(?![/{RE_WRITTEN}{RE_DIGIT}0-9])"
)
_LONGEST_GROUP = 24  # of letters between two slashes, in code points


@cache
def _glue() -> frozenset[str]:
    """The words after which a name may begin."""
    roles = ("function", "title", "stop", "glue")
    return frozenset(heads()).union(*map(words_of, roles))


def codes(text: str, documents: Mapping[str, str], edges: WordEdges) -> Iterator[Candidate]:
    """The code of an official document, after លេខ ("number"): លេខ៤៩ សសរ, លេខ ៤៩ អ.ស.ហ ប្រក, លេខ នស/រកម/០៣០៣/០០៩.

    ``documents`` are the canonical forms of kinds of documents by their letters, which only they may
    be behind a mark (លេខ ៤៥-សសរ). Letters in which a word can be read are no code: លេខ ៤៥ សសរ|ថ្ម.
    """
    for number in _number.finditer(text):
        numbered = any(map(str.isdecimal, number[0]))
        if numbered and (office := _office.match(text, number.end())):
            kind = _code.match(text, office.end())
            is_office = "." in office[0] or not _has_word(text, *office.span("name"), edges)
            if kind and kind[0] in documents and is_office and _ends_there(text, *kind.span()):
                yield Candidate(*kind.span(), documents[kind[0]])
        match = _code.match(text, number.end())
        if match is None or (number["mark"] and match[0] not in documents):
            continue
        code, span = match[0], match.span()
        # លេខ៤៩សសរ|ចុះ: a word begins after the code, and no word runs over its end
        plain = (code in documents and _ends_there(text, *span)) or (
            numbered
            and not is_khmer_sign(text[span[1] : span[1] + 1])
            and not _has_word(text, *span, edges)
        )
        if "/" in code or (plain and len(units(code)) > 1):
            yield Candidate(*span, documents.get(code) or canonical_form(code))


def slashed_codes(text: str, documents: Container[str]) -> Iterator[Candidate]:
    """Codes with slashes, wherever they stand: នស/រកម/០១៩៦/០៨, ០២/នស/៩៤.

    One of their groups must name a kind of document, and another one too or be a number.
    """
    done = 0
    for slash in _slash.finditer(text):
        first = max(done, slash.start() - _LONGEST_GROUP)
        before = _before_slash.search(text, first, slash.start())
        code = _slashed.match(text, before.start()) if before else None
        if code:
            groups = code[0].split("/")
            kinds = sum(canonical_form(group) in documents for group in groups)
            if kinds > 1 or (kinds and any(group.isdecimal() for group in groups)):
                # the word before may be glued to the code: ឬ|នស/រកម/០៣០៣
                letters = groups[0]
                ends = (
                    place
                    for place in range(len(letters))
                    if canonical_form(letters[place:]) in documents
                )
                start = code.start() + next(ends, 0)
                yield Candidate(start, code.end(), text[start : code.end()])
                done = code.end()


def _ends_there(text: str, start: int, end: int) -> bool:
    """Whether no letter follows, or a word begins at ``end`` and none that begins at ``start`` goes on."""
    if not is_khmer_sign(text[end : end + 1]):
        return True
    words = lexicon()
    goes_on = any(text[start:last] in words for last in range(end + 1, end + _LONGEST_WORD))
    return not goes_on and _begins_with_word(text, end)


def bare_pattern(forms: Iterable[str], plain: Container[str] = ()) -> Triggered | None:
    """A pattern that finds the dotted and slashed ``forms`` where they are written without dots.

    Blanks or hyphens may part their letters then (គ ជ ប), with no more single letters beside them.

    An ordinary word is none of them, unless the text defines it so: its form is in ``plain``.
    """
    words = {}
    for form in forms:
        letters = form.replace(".", "")
        if form.isascii() or (letters == form and "/" not in form):
            continue
        is_word = _is_usual(letters)
        if not is_word or (form in plain and len(letters) > 2):
            # many words contain any two letters, so these must stand alone, and words too
            alone = f"(?<![{RE_WRITTEN}]{re.escape(letters)})(?![{RE_WRITTEN}])"
            words[letters] = alone if len(letters) <= 2 or is_word else ""
            if is_grouped(form):
                words[form] = ""
            for parted in parted_spellings(form):
                words[parted] = _NO_LETTER_BEHIND
    if not words:
        return None
    short = [word for word, behind in words.items() if behind not in ("", _NO_LETTER_BEHIND)]
    pattern = WordPattern(lambda some: any_of(some, words), words)
    return Triggered(pattern, words.keys() - short, alone=short)


# Single letters beside parted ones: another one, parted by a blank or a hyphen, or a glued one.
_NO_LETTER_BEHIND = f"(?![{RE_WRITTEN}.]|[ -][{RE_CONSONANT}](?![{RE_WRITTEN}]))"
_letter_before = lazy_pattern(
    f"(?<=[^{RE_WRITTEN}][{RE_CONSONANT}][ -])|(?<=[{RE_WRITTEN}])|(?<=[{RE_WRITTEN}]-)"
)


def parted_spellings(form: str) -> tuple[str, ...]:
    """The spellings of a dotted ``form`` of single letters with blanks or hyphens: គ ជ ប, គ-ជ-ប."""
    letters = form.split(".")
    if len(letters) < _FEWEST_PARTED or is_grouped(form) or not all(map(is_khmer_sign, form[::2])):
        return ()
    return " ".join(letters), "-".join(letters)


def bare_candidates(
    text: str,
    pattern: Triggered | None,
    forms: Mapping[str, str],
    edges: WordEdges,
    *,
    defined: bool,
) -> Iterator[Candidate]:
    """The places where a known acronym is written without dots, alone or glued to a word.

    ``pattern`` is the :func:`bare_pattern` of the values of ``forms``, whose keys are their letters;
    ``edges`` are those of the words of ``text``.
    """
    search = pattern.searcher(text) if pattern else lambda _: None
    position = 0
    while match := search(position):
        start, end = match.span()
        if (
            not (text[start + 1] in " -" and _letter_before.match(text, start))
            and _stands_alone(text, start, end, edges, defined=defined)
            and not _is_rest(text, start, end, forms)
        ):
            yield Candidate(start, end, forms[match[0]])
            position = end
        else:
            position = start + 1


_enclosed = Triggered(
    lazy_pattern(rf"[(（«“](?P<letters>{BARE})[)）»”]"),
    "(（«“",
)


@lazy_pattern
def _explained() -> str:
    """Behind quotes, what says that they hold a short form: «កសជ» មានន័យដូចម្តេច, ជាអក្សរកាត់."""
    shortened = f"{any_cue('letters')} ?{any_cue('shortened')}"
    return f"(?: ?{any_cue('being')})* ?(?:{shortened}|{any_cue('meaning')})"


def enclosed(text: str, edges: WordEdges) -> Iterator[Candidate]:
    """Letters in brackets that are no word and hold none: (រអហ), or in quotes: អង្គការ «កសជ».

    Quotes hold any letters, but behind the noun of an institution or before a word for "means".
    """
    points: frozenset[str] | None = None
    for match in _enclosed.finditer(text):
        letters, span = match["letters"], match.span("letters")
        if (
            len({*units(letters)}) > 2
            and letters not in CONSONANTS
            and (
                match[0][0] in "(（"
                or follows_org(text, match.start())
                or _explained.match(text, match.end())
            )
            and letters not in lexicon()
            and not _holds_word(letters)
            and not _has_word(text, *span, edges)
        ):
            points = points_in(text) if points is None else points
            if not points.issuperset(letters):
                yield Candidate(*span, canonical_form(letters))


def _stands_alone(text: str, start: int, end: int, edges: WordEdges, *, defined: bool) -> bool:
    """Whether the letters of a known acronym stand for it, and are not pieces of ordinary words.

    If they touch other letters, the lexicon and the segmentation must both end and begin words
    there, and find no word inside: ក្រឡាន|មក contains the letters of ន.ម.ក, បំពង់ក|សព those of
    ក.ស.ព. The segmentation does not know the definitions of the text. So if the text ``defined``
    the acronym, it may find a word inside (គ|សម), or miss the edges if it cuts nowhere inside, or
    before the end of the next word.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == COENG or "\u17b4" <= after <= "\u17d3":
        return False  # a cluster goes on beyond the letters
    glued_left, glued_right = is_khmer_sign(before), is_khmer_sign(after)
    if before in (".", ",") or (after in (".", ",") and is_khmer_sign(text[end + 1 : end + 2])):
        return False
    if not glued_left and not glued_right:
        return True
    if len(units(text[start:end])) < 3:
        return False
    if glued_left and not _ends_with_word(text, start):
        return False
    if glued_right and not _begins_with_word(text, end):
        return False
    if edges.at(start) and edges.at(end):
        return defined or not (
            _has_word(text, start, end, edges)
            or _is_shared(text, start, end, edges)
            or (_holds_word(text[start:end]) and not _is_led(text, start))
        )
    return defined and (
        not any(map(edges.at, range(start + 1, end)))
        or (edges.at(start) and _is_cut_again(text, end, edges))
    )


def _is_cut_again(text: str, start: int, edges: WordEdges) -> bool:
    """Whether a word fills the text from ``start`` to an edge: ម.ស.ក before រាយការណ៍, cut as ម|សករាយការណ៍."""
    last = min(len(text), start + _LONGEST_WORD)
    ends = filter(edges.at, range(start + 2, last + 1))
    return any(text[start:end] in lexicon() for end in ends)


_LINE = rf"(?<![{RE_WRITTEN}.])[{RE_CONSONANT}]{{2}}(?![{RE_WRITTEN}.])"
_SHAPE = rf"[{RE_CONSONANT}]{{3,5}}(?![{RE_WRITTEN}.])"


@lazy_pattern
def _drawn() -> str:
    """A line or a shape, named by its points: មុំ កខគ, ខម = ៥, កខ ស្មើ កគ, ខម ជាមេដ្យាន."""
    figure, words = pattern_of("figure"), any_of(words_of("equal"))
    measured = f"(?:[=<>≠≅≡⊥∥]|//|{words}) ?(?:[-+√{RE_DIGIT}0-9]|({_LINE}))"
    return (
        f"{figure}(?:នៃ)? ?[\\[(]?({_LINE})|{pattern_of('shape')} ?({_SHAPE})"
        f"|({_LINE}) ?(?:ជា{figure}|{measured})|{words} ?({_LINE})"
    )


def points_in(text: str) -> frozenset[str]:
    """The letters that name points of geometric shapes in ``text``."""
    names = (name for found in _drawn.finditer(text) for name in found.groups(""))
    return frozenset().union(*names)


def _is_rest(text: str, start: int, end: int, forms: Container[str]) -> bool:
    """Whether a longer form begins one letter earlier: in លោ|ក|អយក, ក.អ.យ.ក is as likely as អ.យ.ក."""
    return is_khmer_sign(text[start - 1 : start]) and text[start - 1 : end] in forms


def _is_shared(text: str, start: int, end: int, edges: WordEdges) -> bool:
    """Whether a word of the lexicon overlaps an edge of ``text[start:end]``: ក្រវាត់ក|បទ, ផម|កជើង."""
    words = lexicon()
    firsts = filter(edges.at, range(max(0, start - _LONGEST_WORD), start))
    lasts = filter(edges.at, range(end + 1, min(len(text), end + _LONGEST_WORD) + 1))
    return any(
        text[first:place] in words for first in firsts for place in range(start + 1, end + 1)
    ) or any(text[place:last] in words for last in lasts for place in range(start, end))


def _holds_word(letters: str) -> bool:
    """Whether ``letters`` begin or end with a word of several letters: អ|យក."""
    inside = range(2, len(letters))
    return any(_is_word(letters[:place]) or _is_word(letters[-place:]) for place in inside)


def _is_led(text: str, start: int) -> bool:
    """Whether a word after which a name may begin ends at ``start``: មន្ទីរ|អយក."""
    before = text[max(0, start - 24) : start].removesuffix("\n")
    return any(before[i:] in _glue() and before[i - 1 : i] != COENG for i in range(len(before)))


def _has_word(text: str, start: int, end: int, edges: WordEdges) -> bool:
    """Whether a word of more than one letter stands in ``text[start:end]``, or is all of it."""
    cuts = [start, *filter(edges.at, range(start + 1, end)), end]
    pieces = [text[first:last] for first, last in pairwise(cuts)]
    inside = len(pieces) > 1 and any(len(piece) > 1 and _is_word(piece) for piece in pieces)
    return inside or _is_usual(text[start:end])


def _ends_with_word(text: str, end: int) -> bool:
    """Whether a word of the lexicon (four code points or more) or of ``_glue`` ends at ``end``."""
    if _is_led(text, end):
        return True
    words = lexicon()
    return any(
        text[end - length : end] in words and text[end - length - 1 : end - length] != COENG
        for length in range(4, min(end, _LONGEST_WORD) + 1)
    )


def _is_word(letters: str) -> bool:
    return lexicon().get(letters, 0) > 1


def _is_usual(letters: str) -> bool:
    """Whether ``letters`` are an ordinary word; four or more bare letters must be a frequent one."""
    if len(letters) > 3 and len(units(letters)) == len(letters):
        return lexicon().get(letters, 0) > _SELDOM
    return _is_word(letters)


def _begins_with_word(text: str, start: int) -> bool:
    """Whether a known word of more than one letter begins at ``start``."""
    return _word_end(text, start) > start + 1


def _word_end(text: str, start: int) -> int:
    """Where the longest word of the lexicon ends that begins at ``start``."""
    words = lexicon()
    ends = range(min(len(text), start + _LONGEST_WORD), start, -1)
    return next((end for end in ends if text[start:end] in words), start)
