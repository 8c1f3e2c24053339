"""Acronyms by their shape, and what has the shape but is something else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from string import ascii_letters
from typing import NamedTuple

from khmertext._chars import COENG, CONSONANTS, RE_DIGIT
from khmertext._lexicon import lexicon
from khmertext._patterns import any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._forms import UNIT, canonical_form, is_grouped, units
from khmertext.acronyms._phrase import WordEdges, heads, pattern_of, spelling, words_of
from khmertext.acronyms._short_shapes import (
    BARE,
    CAPITAL,
    LATIN,
    PLUS,
    SLASHED,
    is_latin,
    is_numbered,
    is_pronounceable,
)

# Longer chains are somebody's alphabet.
MOST_UNITS = 8
# More letters have few acronyms that nobody knows or defines.
_MOST_CAPITALS = 7
# No word of the lexicon that decides here is longer, in code points.
_LONGEST_WORD = 16
# A word of four letters and more that corpora have no more often may be an acronym that they hold.
_SELDOM = 10

_LETTERS = "\u1780-\u17d3\u17dd"
_QUOTES = "«»“”\"'‘’"


class Candidate(NamedTuple):
    """A span of the text that is written like an acronym, and its canonical form."""

    start: int
    end: int
    canonical: str


# --- dotted ----------------------------------------------------------------------------------


@lazy_pattern
def _name_before() -> str:
    full = f"{pattern_of('name')} ?[{_LETTERS}]{{2,20}} [{_LETTERS}]{{2,20}} ?[(（]"
    return f"(?:{pattern_of('name')}|ឯ ?\\.ឧ\\.?|{full}) ?$"


@lazy_pattern
def _person_before() -> str:
    noun = pattern_of("person")
    # កម្មករសំណង់ ទ.វ.: the noun may have an attribute
    attribute = f"(?:^|[ ,។(])(?:{noun}(?P<attribute>[{_LETTERS}]{{1,16}})|(?P<who>អ្នក[{_LETTERS}]{{1,20}}))"
    return f"(?:{noun}|{attribute}) $"


@lazy_pattern
def _ends_with_head() -> str:
    nouns = any_of(noun for noun, head in heads().items() if head.kind == "org")
    return f"(?:{nouns}|{pattern_of('era')}|នៃ|របស់|និង|ជា)$"


_age_after = lazy_pattern(lambda: f"[ ,]*[)）]?[ ,]*{pattern_of('age')}")
_place_before = lazy_pattern(lambda: f"{pattern_of('place')} $")
# ដោយ alone names an author only where nothing stands before it
_credit_before = lazy_pattern(lambda: f"(?:{pattern_of('credit')}|(?:^|[\n។(]) ?ដោយ) ?[៖:]? ?$")
# ដោយ៖ with its mark; without it, it is said of anything
_signed_before = lazy_pattern(lambda: f"(?:{pattern_of('signed')} ?[៖:]?|ដោយ ?[៖:]) ?$")
_given_name = lazy_pattern(f" (?P<name>[{_LETTERS}]{{2,16}})(?=[ \\t\\r,)）។]*(?:\\n|$))")
_and_before = lazy_pattern("[ ,]*(?:និង)?[ ,]*")
# គ.ម2 is a unit
_latin_beside = lazy_pattern("[A-Za-z@_]|[0-9](?<![23])|[23](?=[A-Za-z0-9@_])|/[a-z0-9]")
_latin_before = lazy_pattern("[A-Za-z@_]")
_line_end = lazy_pattern("[ )）\\]។៕]*(?:$|\n)")
_text_end_before = lazy_pattern("[។៕!?\n] ?[(（\\[]? ?$|^[(（\\[]? ?$")


def dotted_candidates(
    text: str, spans: list[tuple[int, int]], known: Container[str], documents: Container[str]
) -> Iterator[Candidate]:
    """The dotted spans that are not the initials of a person, a list, or part of an address.

    ``known`` are the canonical forms that the text defines or the gazetteer holds; those of kinds
    of ``documents`` may be initials too.
    """
    name_ended = -1  # where the last initials of a person ended
    for start, end in spans:
        canonical = canonical_form(text[start:end])
        is_known = canonical in known
        if _latin_beside.match(text, end) or _latin_before.match(text[start - 1 : start]):
            continue  # part of an address
        if (not is_known or canonical in documents) and _is_credit_or_place(text, start):
            continue
        if not is_known and (
            canonical.count(".") >= MOST_UNITS or _is_list(canonical) or _is_alone(text, start, end)
        ):
            continue
        follows_name = name_ended >= 0 and _and_before.fullmatch(text, name_ended, start)
        if _is_person(text, start, end, is_known) or (follows_name and not is_known):
            name_ended = end
            continue
        yield Candidate(start, end, canonical)


def _is_person(text: str, start: int, end: int, is_known: bool) -> bool:
    named = _name_before.search(text, max(0, start - 60), start) is not None
    if not is_known and len(units(text[start:end])) == 2:  # family name and given name
        person = _person_before.search(text, max(0, start - 36), start)
        attribute = (person["attribute"] or person["who"] or "") if person else ""
        named = named or (
            person is not None
            and attribute not in words_of("title")
            and not _ends_with_head.search(attribute)
        )
    if _is_signed(text, start, end):
        return True
    aged = _age_after.match(text, end) is not None
    return (named and aged) if is_known else (named or aged)


def _is_signed(text: str, start: int, end: int) -> bool:
    """Whether two letters stand before a name at the end of a line, and one who signs before them."""
    given = _given_name.match(text, end)
    return (
        given is not None
        and len(units(text[start:end])) == 2
        and _signed_before.search(text, max(0, start - 24), start) is not None
        and not spelling(given["name"]).startswith(
            (*heads(), *words_of("place"), *words_of("title"))
        )
    )


def _is_list(canonical: str) -> bool:
    """Whether the letters follow one another as in the alphabet: ក.ខ.គ"""
    places = [CONSONANTS.find(unit) for unit in canonical.split(".")]
    return places[0] >= 0 and places == list(range(places[0], places[0] + len(places)))


def _is_credit_or_place(text: str, start: int) -> bool:
    """Whether the letters hide who wrote an article or took a photograph, or a place."""
    credited = _credit_before.search(text, max(0, start - 24), start)
    return (credited or _place_before.search(text, max(0, start - 12), start)) is not None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing stands in the line but the letters, as who wrote it signs."""
    return (
        _text_end_before.search(text, max(0, start - 4), start) is not None
        and _line_end.match(text, end) is not None
    )


_LONGEST_PART = 24  # of a form that the end of a line cuts, in code points
_part_before = lazy_pattern(rf"(?<![{_LETTERS}.,]){UNIT}(?:\.{UNIT})*\.?[ \t\r]*\Z")
_part_after = lazy_pattern(rf"[ \t]*\.?{UNIT}(?:\.{UNIT})*\.?(?![{_LETTERS}])")


def over_lines(
    text: str, spans: list[tuple[int, int]], known: Container[str]
) -> list[tuple[int, int]]:
    """``spans`` of dotted forms, with those that go on in the next line: គ.ជ.⏎ប.

    Only what is ``known`` is put together, or what fills a parenthesis: another line is another thing.
    """
    if "\n" not in text:
        return spans
    joined: list[tuple[int, int]] = []
    for line_end in re.finditer("\n", text):
        place = line_end.start()
        after = _part_after.match(text, place + 1)
        before = after and _part_before.search(text, max(0, place - _LONGEST_PART), place)
        if not before or not after or "." not in before[0].rstrip()[-1:] + after[0].lstrip()[:1]:
            continue
        start, end = before.start(), after.end()
        enclosed = text[start - 1 : start] in ("(", "（") and text[end : end + 1] in (")", "）")
        if start >= (joined[-1][1] if joined else 0) and (
            enclosed or canonical_form(text[start:end]) in known
        ):
            joined.append((start, end))
    starts = [start for start, _ in joined]
    kept = []
    for start, end in spans:
        last = bisect_left(starts, end) - 1  # the last one that begins before this span ends
        if last < 0 or joined[last][1] <= start:
            kept.append((start, end))
    return sorted(kept + joined)


# --- without dots ----------------------------------------------------------------------------

_number_before = lazy_pattern(f"[{RE_DIGIT}0-9] ?$")
_code = lazy_pattern(
    rf"លេខ ?[៖:]? ?(?:[{RE_DIGIT}0-9]+(?:[/-][{RE_DIGIT}0-9]+)*)? ?"
    rf"(?P<code>{SLASHED}|{BARE})(?!\.[{_LETTERS}])"
)
_slash = lazy_pattern("/")
_DIGITS = f"[{RE_DIGIT}0-9]{{1,5}}"
_before_slash = lazy_pattern(rf"(?<![{_LETTERS}{RE_DIGIT}0-9/.])(?:{_DIGITS}|{BARE})$")
_slashed = lazy_pattern(
    rf"(?:{_DIGITS}/)?{BARE}(?:/(?:{BARE}|{_DIGITS}))+(?![/{_LETTERS}{RE_DIGIT}0-9])"
)
_LONGEST_GROUP = 24  # of letters between two slashes, in code points


@cache
def _glue() -> frozenset[str]:
    """The words that names stand behind."""
    roles = ("function", "title", "stop", "glue")
    return frozenset(heads()).union(*map(words_of, roles))


def codes(text: str, documents: Container[str], edges: WordEdges) -> Iterator[Candidate]:
    """The letters behind the number of an official document: លេខ៤៩ សសរ, លេខ នស/រកម/០៣០៣/០០៩.

    ``documents`` are the canonical forms of kinds of documents. Other letters are none if words can
    be read in them: លេខ ៤៥ សសរ|ថ្ម.
    """
    for match in _code.finditer(text):
        code = match["code"]
        canonical = canonical_form(code)
        numbered = any(map(str.isdecimal, text[match.start() : match.start("code")]))
        if _is_letter(text[match.end() : match.end() + 1]):
            # លេខ៤៩សសរ|ចុះ: a word begins behind it, and none with it
            plain = canonical in documents and _is_followed(text, *match.span("code"))
        else:
            plain = canonical in documents or (
                numbered and not _has_word(text, *match.span("code"), edges)
            )
        if "/" in code or (plain and len(units(code)) > 1):
            yield Candidate(*match.span("code"), canonical)


def slashed_codes(text: str, documents: Container[str]) -> Iterator[Candidate]:
    """Codes with slashes, wherever they stand: នស/រកម/០១៩៦/០៨, ០២/នស/៩៤.

    The letters of a kind of document are in them, and those of another one, or figures.
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
                # glued: ឬ|នស/រកម/០៣០៣
                letters = groups[0]
                ends = (
                    place
                    for place in range(len(letters))
                    if canonical_form(letters[place:]) in documents
                )
                start = code.start() + next(ends, 0)
                yield Candidate(start, code.end(), text[start : code.end()])
                done = code.end()


def _is_followed(text: str, start: int, end: int) -> bool:
    """Whether a word begins at ``end``, and none that begins at ``start`` reaches beyond it."""
    words = lexicon()
    goes_on = any(text[start:last] in words for last in range(end + 1, end + _LONGEST_WORD))
    return not goes_on and begins_with_word(text, end)


def bare_pattern(forms: Iterable[str]) -> Triggered | None:
    """A pattern of the letters of the dotted and slashed ``forms``, written without dots."""
    words = {}
    for form in forms:
        letters = form.replace(".", "")
        if not form.isascii() and (letters != form or "/" in form) and not _is_usual(letters):
            # two letters are found inside many words
            alone = f"(?<![{_LETTERS}]{re.escape(letters)})(?![{_LETTERS}])"
            words[letters] = alone if len(letters) <= 2 else ""
            if is_grouped(form):
                words[form] = ""
    if not words:
        return None
    short = [letters for letters, alone in words.items() if alone]
    return Triggered(lazy_pattern(any_of(words, words)), words.keys() - short, alone=short)


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
        alone = _stands_alone(text, start, end, edges, defined=defined)
        if alone and not _is_rest(text, start, end, forms):
            yield Candidate(start, end, forms[match[0]])
            position = end
        else:
            position = start + 1


def _stands_alone(text: str, start: int, end: int, edges: WordEdges, *, defined: bool) -> bool:
    """Whether the letters of a known acronym are one word of their own, and no word of the lexicon.

    Where they touch other letters, both the lexicon and the segmentation must see words end and
    begin there, and no word inside: ក្រឡាន|មក ends with the letters of ន.ម.ក, and បំពង់ក|សព with
    those of ក.ស.ព. If the text ``defined`` it, the segmentation, which does not know that, may see
    a word inside (គ|សម), or not cut it from its neighbours at all; but it may not cut it otherwise.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == COENG or "\u17b4" <= after <= "\u17d3":
        return False  # the letters are only a part of their clusters
    glued_left, glued_right = _is_letter(before), _is_letter(after)
    if before in (".", ",") or (after in (".", ",") and _is_letter(text[end + 1 : end + 2])):
        return False
    if not glued_left and not glued_right:
        return True
    if len(units(text[start:end])) < 3:
        return False
    if glued_left and not _ends_with_word(text, start):
        return False
    if glued_right and not begins_with_word(text, end):
        return False
    if edges.at(start) and edges.at(end):
        return defined or not (
            _has_word(text, start, end, edges)
            or _is_shared(text, start, end, edges)
            or (_holds_word(text[start:end]) and not _is_led(text, start))
        )
    return defined and not any(map(edges.at, range(start + 1, end)))


def _is_rest(text: str, start: int, end: int, forms: Container[str]) -> bool:
    """Whether the letter before is the first one of a longer form: លោ|ក|អយក may be ក.អ.យ.ក, or none."""
    return _is_letter(text[start - 1 : start]) and text[start - 1 : end] in forms


def _is_shared(text: str, start: int, end: int, edges: WordEdges) -> bool:
    """Whether a word can reach from inside ``text[start:end]`` beyond it: ក្រវាត់ក|បទ, ផម|កជើង."""
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
    """Whether a word that names stand behind ends at ``start``: មន្ទីរ|អយក."""
    before = spelling(text[max(0, start - 24) : start]).removesuffix("\n")
    return any(before[i:] in _glue() and before[i - 1 : i] != COENG for i in range(len(before)))


def _has_word(text: str, start: int, end: int, edges: WordEdges) -> bool:
    """Whether a word of more than one letter stands in ``text[start:end]``, or is all of it."""
    cuts = [start, *filter(edges.at, range(start + 1, end)), end]
    pieces = [text[first:last] for first, last in pairwise(cuts)]
    return any(len(piece) > 1 and _is_word(piece) for piece in pieces) or _is_word(text[start:end])


def _ends_with_word(text: str, end: int) -> bool:
    """Whether a known word, and not a part of one, ends at ``end``."""
    if _is_led(text, end):
        return True
    words = lexicon()
    return any(
        text[end - length : end] in words and text[end - length - 1 : end - length] != COENG
        for length in range(4, min(end, _LONGEST_WORD) + 1)
    )


def _is_letter(char: str) -> bool:
    return "\u1780" <= char <= "\u17d3"


def _is_word(letters: str) -> bool:
    return lexicon().get(letters, 0) > 1


def _is_usual(letters: str) -> bool:
    """Whether ``letters`` are a word; four without a vowel that are rare are counted as letters."""
    if len(letters) > 3 and len(units(letters)) == len(letters):
        return lexicon().get(letters, 0) > _SELDOM
    return _is_word(letters)


def begins_with_word(text: str, start: int) -> bool:
    """Whether a known word of more than one letter begins at ``start``."""
    words = lexicon()
    return any(text[start : start + length] in words for length in range(2, _LONGEST_WORD))


# --- Latin -----------------------------------------------------------------------------------

_run = Triggered(
    lazy_pattern(
        rf"[A-Za-z][A-Za-z0-9&.'’/@:_$-]*{PLUS}(?: [A-Za-z0-9&][A-Za-z0-9&.'’/@:_$-]*{PLUS})*"
    ),
    ascii_letters,
)
_token = lazy_pattern(r"[^ ]+")
_latin = lazy_pattern(LATIN)
_part = lazy_pattern("[^/-]+")
_unsayable = lazy_pattern("[B-DF-HJ-NP-TV-XZ]{2,}")  # no vowel, and no Y: LY is a name
_capitals = lazy_pattern("[^a-z0-9]*[A-Z][^a-z0-9]*[A-Z][^a-z0-9]*")
_roman_letters = lazy_pattern("[IVXLCDM]+")
_equation = lazy_pattern(" ?= ?[0-9A-Z០-៩]")
# AB = AC, from which BC is a side, too
_equals = lazy_pattern("=")
_side_before = lazy_pattern("(?<![A-Za-z])[A-Z]{2,4}(?= ?$)")
_side_after = lazy_pattern(" ?([A-Z]{2,4})(?![A-Za-z])")
_equation_before = lazy_pattern("= ?$")
_address = lazy_pattern(r"[@:_$]|//|www\.|\.[a-z]")


@lazy_pattern
def _title_before() -> str:
    roles = "|".join(map(pattern_of, ("brand", "name", "figure")))
    figures = f"{pattern_of('figure')} ?(?:[A-Z]{{1,4}} ?(?:,|និង) ?)+"  # ជ្រុង AB និង CD
    return f"(?:{figures}|(?:{roles}) ?[{_QUOTES}]?) ?$"


_ordinal_before = lazy_pattern(lambda: f"{pattern_of('ordinal')} ?$")
_head_before = lazy_pattern(lambda: f"{any_of(heads())} ?[{_QUOTES}(]? ?$")


@lazy_pattern
def _institution_before() -> str:
    nouns = {noun for noun, head in heads().items() if head.kind != "term"}
    nouns -= words_of("goods") | {"ក្រុមហ៊ុន", "រោងចក្រ"}
    return f"{any_of(nouns)} ?[{_QUOTES}(]? ?$"


_goods_before = lazy_pattern(lambda: f"{pattern_of('goods')} ?[{_QUOTES}]? ?$")


def latin_candidates(text: str, known: Container[str]) -> Iterator[Candidate]:
    """Latin tokens in capitals that are not part of a name, a title or a sentence in capitals."""
    if not CAPITAL.search(text):
        return
    points = _points_in(text)
    for run in _run.finditer(text):
        if run.end() - run.start() < 2 or not CAPITAL.search(text, *run.span()):
            continue
        tokens = [token[0] for token in _token.finditer(run[0])]
        place = run.start()
        for index, token in enumerate(tokens):
            alone = len(tokens) == 1
            spans = _shorts(token, known)
            for first, last in spans:
                form = canonical_form(token[first:last])
                if len(points) > 2 and points.issuperset(form) and form not in known:
                    continue  # another side of a figure
                fits = alone or (
                    (
                        _is_listed(form, known)
                        or (_leads(tokens, index, known) and not _is_company(tokens))
                    )
                    and not _in_capitals(tokens, index, known)
                )
                start, end = place + spans[0][0], place + spans[-1][1]
                if fits and _is_free(text, start, end, form, known, in_run=not alone):
                    yield Candidate(place + first, place + last, form)
            place += len(token) + 1


def _points_in(text: str) -> set[str]:
    """The letters of the points of a figure, whose sides are equated."""
    points: set[str] = set()
    for sign in _equals.finditer(text):
        before = _side_before.search(text, max(0, sign.start() - 6), sign.start())
        after = _side_after.match(text, sign.end())
        points.update(before[0] if before else "", after[1] if after else "")
    return points


def _shorts(token: str, known: Container[str]) -> list[tuple[int, int]]:
    """The spans of the acronyms that ``token`` is: one, with its plural or a dot, or WHO/UNICEF."""
    match = _latin.match(token)
    rest = token[match.end() :] if match else token
    if (
        not match
        or rest not in ("", ".", ":", ".:", "'s", "’s")
        or _address.search(token.rstrip(":"))
    ):
        return []
    whole = match[0]
    if not whole.isalnum() and not _is_listed(whole, known):
        parts = [part.span() for part in _part.finditer(whole)]
        sure = "/" not in whole
        if all(_is_whole(whole[first:last], known, sure) for first, last in parts):
            return parts
    if not is_latin(whole) and not (is_numbered(whole) and whole in known):
        return []
    short = whole if whole in known else whole.removesuffix("+")
    return [(0, len(short) + (rest[:1] == "." and "." in short))]  # U.S.


def _is_whole(part: str, known: Container[str], sure: bool) -> bool:
    """Whether ``part``, between slashes, is an acronym by itself: WHO/UNICEF, but not TCP/IP.

    Between hyphens it must be ``sure``: UNDP-EU, but not ABC-XYZ.
    """
    return part in known if sure else _is_listed(part, known) or (len(part) > 2 and is_latin(part))


def _is_listed(form: str, known: Container[str]) -> bool:
    """Whether ``form`` is an acronym whatever stands beside it."""
    return form in known or form in words_of("acronym")


def _is_acronym(token: str, known: Container[str]) -> bool:
    """Whether ``token``, beside another, is one too: listed, or nothing that can be said."""
    token = token.rstrip(".,:")
    return _is_listed(token, known) or (
        _unsayable.fullmatch(token) is not None and token not in words_of("capitals")
    )


def _in_capitals(tokens: list[str], index: int, known: Container[str]) -> bool:
    """Whether a neighbour is an ordinary word in capitals."""
    beside = tokens[max(0, index - 1) : index] + tokens[index + 1 : index + 2]
    return any(
        _capitals.fullmatch(token) is not None and not _is_acronym(token, known) for token in beside
    )


def _is_company(tokens: list[str]) -> bool:
    """Whether the words are the name of a company: ABC Garment Co., Ltd."""
    return any(token.rstrip(".,").upper() in words_of("company") for token in tokens)


def _leads(tokens: list[str], index: int, known: Container[str]) -> bool:
    """Whether the token may be an acronym in front of a name or in a sentence, not inside a name."""
    row = tokens[max(0, index - 1) : index + 1]  # TVK CTN
    if index and not (row[0].islower() or all(_is_acronym(token, known) for token in row)):
        return False
    if index + 1 == len(tokens):
        return True
    following = tokens[index + 1]
    return following.islower() or (following.isalpha() and len(tokens[index]) > 2)


def _is_free(
    text: str, start: int, end: int, form: str, known: Container[str], *, in_run: bool
) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "/" and not _is_letter(text[start - 2 : start - 1]):
        return False  # part of an address
    if before in tuple("@#_") or before.isdecimal() or after.isdecimal() or after in tuple("@_"):
        return False
    if _is_listed(form, known):
        return True
    equated = _equation.match(text, end) or _equation_before.search(text, max(0, start - 2), start)
    if form.upper().replace(".", "") in words_of("capitals") or equated:
        return False
    if form.upper() in words_of("measure") and _number_before.search(
        text, max(0, start - 3), start
    ):
        return False
    look = text[max(0, start - 24) : start]
    if _title_before.search(look) or _is_brand(form, look):
        return False
    if _roman_letters.fullmatch(form) and _ordinal_before.search(look):
        return False  # ជំពូក LXI
    if in_run and _in_quotes(text, start, end):
        return False
    if before and before in _QUOTES and after and after in _QUOTES:
        return form.isalpha() is False or _head_before.search(look) is not None
    # part of a company's name: XING BANG INDUSTRIAL (CAMBODIA) CO., LTD.
    return not (
        before in ("(", "（") and re.search(r"[A-Z]{2} ?[(（]$", look) is not None and not in_run
    )


def _is_brand(form: str, before: str) -> bool:
    """Whether ``form``, which nobody knows, is as long as a name or can be said like a word."""
    if sum(map(str.isalpha, form)) > _MOST_CAPITALS:
        return True
    if not (form.isalpha() and form.isupper()) or not is_pronounceable(form):
        return False
    if len(form) > 4:
        return _institution_before.search(before) is None
    return len(form) == 4 and _goods_before.search(before) is not None


_quoted_run = lazy_pattern(f"[^{_QUOTES}\n]{{0,60}}[{_QUOTES}]")
_quote_before = lazy_pattern(f"[{_QUOTES}][A-Za-z0-9&.' -]*$")


def _in_quotes(text: str, start: int, end: int) -> bool:
    """Whether the Latin words around ``text[start:end]`` stand in quotation marks: a title."""
    return (
        _quote_before.search(text, max(0, start - 60), start) is not None
        and _quoted_run.match(text, end) is not None
    )


_lower = lazy_pattern(
    r"(?<![A-Za-z0-9@./_-])(?<![A-Za-z0-9] )[a-z]{2,8}(?![A-Za-z0-9@/_-]| [A-Za-z0-9]|\.[a-z])"
)


def lower_candidates(text: str, known: Container[str]) -> Iterator[Candidate]:
    """Known acronyms, and what follows a word such as អង្គការ, in small Latin letters."""
    for match in _lower.finditer(text):
        form = match[0].upper()
        look = spelling(text[max(0, match.start() - 24) : match.start()])
        if form in known or _head_before.search(look):
            yield Candidate(*match.span(), form)
