"""Finds dotted Khmer acronyms (គ.ក.ស.ក) by their shape; ``_acronym_spans`` and ``acronyms/`` use it.

A *unit* is one cluster that stands for a word: a letter with its subscripts and at most one vowel
(ក, ប្រ, អា, សុ, ស៊ី). A dot or, more seldom, a comma separates units, at times with a slipped space or
U+200B. Words may be *glued* to an acronym without a space: និងគ.ក.ន.ក is និង and គ.ក.ន.ក, អ.ស.បមិន is
អ.ស.ប and មិន, and ស.រ.អា.ពី is ស.រ.អា. and ពី; the lexicon tells where the words end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cache
from itertools import accumulate, takewhile
from typing import NamedTuple

from khmertext._chars import (
    AA,
    COENG,
    CONSONANTS,
    INDEPENDENT_VOWELS,
    LETTER_QA,
    RE_DIGIT,
    RE_LETTER,
    RE_SHIFTER,
    RE_VOWEL,
    RE_WRITTEN,
    ZWNJ,
    ZWSP,
)
from khmertext._data import rows_with
from khmertext._lexicon import KnownAcronym, LatinInitial, known_acronyms, lexicon
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext._scan import Triggered

# A longer chain is a list of letters. The bound also keeps the time linear.
MAX_UNITS = 16
# A word takes a letter from an acronym if it is so many times as frequent as the word without it.
_RATHER = 5
# A word without a vowel that is rarer than this may be letters of an acronym.
_USUAL = 50
_OTHER_DOTS = "．·․"  # full width, middle dot, leader: written like the full stop
# Longer words of the lexicon, in code points, are not looked up here.
_REACH = 24

_UNIT = rf"[{RE_LETTER}](?:{COENG}[{RE_LETTER}]){{0,2}}(?:[{RE_SHIFTER}]?[{RE_VOWEL}])?"
# a unit is a whole cluster; ៈ behind the last one is a colon
_CLOSED = "(?!(?!\u17c8)[\u17b4-\u17d3\u17dd]|\u200d|\u17c8[\u1780-\u17d3\u17dd])"
_SHORT_UNIT = rf"[{RE_LETTER}](?:{COENG}[{RE_LETTER}])?{_CLOSED}"
_GROUP = rf"(?:{_SHORT_UNIT}){{1,5}}"

_unit = lazy_pattern(_UNIT + _CLOSED)
_gap = lazy_pattern(" ?[.,] ?(?![.,])| ")
# a comma between two acronyms, and none that is typed for a dot: ក.ស.ហ, ក.ផ.ម, but គ.ជ,ប
_item_after = lazy_pattern(rf" ?, {_UNIT}\.{_UNIT}|,{_UNIT}\.{_UNIT}\.{_UNIT}")
_seam = Triggered(lazy_pattern(f"[.,] ?[{RE_LETTER}]"), ".,")
_OR = "ឬ"
_LONGEST_UNIT = 8  # characters: a letter, two subscripts, a shifter, a vowel; and a space
_first_gap = lazy_pattern(f"(?<!{COENG})({_UNIT}){_CLOSED} ?[.,](?= ?[{RE_LETTER}])")
_khmer = lazy_pattern(f"[{RE_WRITTEN}]")
_GOES_ON = (
    "[\u1780-\u17c7\u17c9-\u17d3\u17dd]|\u17c8[\u1780-\u17d3\u17dd]"  # Khmer, but for a colon
)
_goes_on = lazy_pattern(_GOES_ON)
_figure = lazy_pattern(rf"\.[{RE_DIGIT}0-9]{{1,3}}(?![{RE_DIGIT}0-9.,/:\u1780-\u17d3])")  # ផ.អ.៣
_power = lazy_pattern(r"\.[23២៣]")  # of a unit of length
# groups of letters after the number of an official document: អនុក្រឹត្យលេខ ១១១ អនក្រ.បក
_NUMBER = rf"[{RE_DIGIT}0-9]+(?:[/-][{RE_DIGIT}0-9]+)*"
_OFFICES = rf"(?:/{_GROUP}(?:\.{_GROUP})*)*"  # ស.ប.ល/ល.ស
_code = lazy_pattern(
    rf"លេខ ?[៖:]? ?{_NUMBER} ?({_GROUP}(?:\.{_GROUP})+{_OFFICES})(?!\.|{_GOES_ON})"
)
_dotted = lazy_pattern(rf"{_SHORT_UNIT}(?:\.{_SHORT_UNIT})*")
_groups_before = lazy_pattern(rf"(?<![\u1780-\u17d3\u17dd.])(?:{_GROUP} ?\. ?)+$")
_number_before = lazy_pattern(rf"[{RE_DIGIT}0-9] ?$")
_group_before = lazy_pattern(rf"(?<![\u1780-\u17d3\u17dd]){_GROUP}$")
_LONGEST_GROUP = 16  # letters with what stands below them, and one more
_alone = lazy_pattern(rf"(?<![\u1780-\u17d3\u17dd.]){_GROUP}(?:\.{_GROUP})+(?!\.|{_GOES_ON})")
_LONGEST_CODE = 40  # characters before its last group
_NUMBERING = CONSONANTS[:12]  # the letters that number items; longer lists are rare
_ITEM_REACH = 200  # characters to the next item of a list, on either side
_item = lazy_pattern(
    rf"(?<![\u1780-\u17d3\u17dd.])([{_NUMBERING}])\.(?:(\s)|(?=[{RE_LETTER}])(?!{_UNIT}\.))"
)


class _Chain(NamedTuple):
    """Units of a text and the text between them; ``spans`` has one more than ``gaps``."""

    spans: tuple[tuple[int, int], ...]
    gaps: tuple[str, ...]

    def form(self, text: str) -> str:
        return ".".join(text[start:end] for start, end in self.spans)

    def part(self, first: int, last: int | None = None) -> _Chain:
        """The units from number ``first`` up to number ``last``."""
        spans = self.spans[first:last]
        return _Chain(spans, self.gaps[first : first + len(spans) - 1])


def find_dotted(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The spans of ``text[start:end]`` that have the shape of a dotted acronym, left to right.

    >>> text = "របស់ គ.ក.ស .ក ខេត្ត និងគ.ក.ន.ក តោះ.ទៅ"
    >>> [text[start:end] for start, end in find_dotted(text)]
    ['គ.ក.ស .ក', 'គ.ក.ន.ក']
    """
    piece = text[start:end]
    visible = piece.replace(ZWNJ, ZWSP)
    for dot in _OTHER_DOTS:
        visible = visible.replace(dot, ".")
    if ZWSP not in visible:
        for first, last in _find(visible):
            yield start + first, start + last
        return
    pieces = visible.split(ZWSP)
    starts = list(accumulate(map(len, pieces[:-1]), initial=0))
    for first, last in _find("".join(pieces)):
        # as many hidden characters precede an offset as pieces begin before it
        yield (
            start + first + bisect_right(starts, first, 1) - 1,
            start + last + bisect_right(starts, last - 1, 1) - 1,
        )


def _find(text: str) -> list[tuple[int, int]]:
    chains = list(_chains(text))
    if not chains:
        return []
    known = _known_forms()
    codes = list(_codes(text, chains))
    starts, ends = zip(*codes, (len(text), len(text)), strict=True)
    found: list[tuple[int, int]] = []
    for chain in chains:
        for part in _parts(text, chain, known):
            span = _judge(text, part, known)
            # in front of the first code that ends behind its start
            if span and span[1] <= starts[bisect_right(ends, span[0])]:
                found.append(span)
    return sorted(found + codes) if codes else found


# --- codes of documents -----------------------------------------------------------------------


@cache
def _code_end() -> re.Pattern[str]:
    """The last group of a code: the letters of a kind of document, as in អ.ស.ហ.ប្រក."""
    shorts = {known.short for known in known_acronyms() if known.kind == "document"}
    groups = {short.rpartition(".")[2] for short in shorts if not short.isascii()}
    return re.compile(rf"\. ?({any_of(group for group in groups if len(group) > 1)}){_CLOSED}")


@cache
def _names_with_words() -> Triggered:
    """A pattern of the known forms that end with a word, not with a unit: ឌី.ខេ.គីម"""
    is_chain = re.compile(rf"{_UNIT}(?:\.{_UNIT})*\.?").fullmatch
    is_code = re.compile(rf"{_GROUP}(?:\.{_GROUP})*").fullmatch
    forms = [form for form in _known_forms() if not is_chain(form) and not is_code(form)]
    return Triggered(lazy_pattern(rf"{any_of(forms)}{_CLOSED}"), forms)


@cache
def _spelled_initials() -> Triggered:
    """A pattern of names of Latin letters with dots, not all of them units: អេស.អ៊ី.អូ

    A word may be glued to a name that begins with អ, a letter that closes no syllable.
    """
    name = any_of(_letter_names())
    pattern = compile_pattern(
        rf"(?<![.{COENG}])(?:(?<![\u1780-\u17d3\u17dd])|(?={LETTER_QA}))"
        rf"{name}(?:\.{name})++(?![\u1780-\u17d3\u17dd])(?:\.(?!\.))?"
    )
    return Triggered(pattern, [f"{name}." for name in _letter_names()])


def _codes(text: str, chains: list[_Chain]) -> Iterator[tuple[int, int]]:
    """The codes of documents, and names that are not chains of units, left to right."""
    found = {match.span(1) for match in _code.finditer(text) if not _dotted.fullmatch(match[1])}
    for match in _code_end().finditer(text):
        start, end = match.span(1)
        groups = _groups_before.search(text, max(0, match.start() - _LONGEST_CODE), start)
        if groups and _ends_code(text, groups.start(), start, end):
            found.add((groups.start(), end))
    for pattern in (_names_with_words(), _spelled_initials()):
        found |= {match.span() for match in pattern.finditer(text)}
    found |= set(filter(None, (_groups_around(text, chain) for chain in chains)))
    last = 0
    for first, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if first >= last:
            yield first, end
            last = end


def _groups_around(text: str, chain: _Chain) -> tuple[int, int] | None:
    """The span of the groups of letters around ``chain``, if they stand alone: រទស.ភ"""
    start = chain.spans[0][0]
    before = _group_before.search(text, max(0, start - _LONGEST_GROUP), start)
    if before and _is_word_before(before[0], chain):
        return None  # ផល|ប.វ.ក
    groups = _alone.match(text, before.start() if before else start)
    if not groups or _dotted.fullmatch(groups[0]):
        return None
    words = any(len(group) > 1 and group in lexicon() for group in groups[0].split("."))
    return None if words else groups.span()


def _is_word_before(letters: str, chain: _Chain) -> bool:
    """Whether ``letters`` before ``chain`` are a word, and no group of a code with it.

    In a code such as រទស.ភ groups have several letters: so a word of two is one before three units.
    """
    if letters == _OR:
        return True
    count = len(_unit.findall(letters))
    is_long = count > 2 or len(chain.spans) > 2
    return count > 1 and is_long and lexicon().get(letters, 0) > _USUAL


def _ends_code(text: str, first: int, start: int, end: int) -> bool:
    """Whether the code that begins at ``first`` ends with its last group ``text[start:end]``."""
    numbered = _number_before.search(text, max(0, first - 2), first) is not None
    if not _goes_on.match(text, end):
        return numbered or end - start > 2 or text[first:end] in _known_forms()
    # អនក្រ.បក|ស្តីពី: a word begins after the group, and no word begins with the group
    goes_on = _longest_after(text, start, end) is not None
    return numbered and not goes_on and _longest_after(text, end, end) is not None


@cache
def _known_forms() -> frozenset[str]:
    return frozenset(known.short for known in known_acronyms() if _says_something(known))


@cache
def _known_names() -> frozenset[str]:
    """The known forms that need no number beside them; គ.ម and ព.ស do."""
    return frozenset(
        known.short
        for known in known_acronyms()
        if _says_something(known) and known.kind not in ("unit", "era")
    )


@cache
def _measures() -> frozenset[str]:
    """The known forms that are nothing but units of measure."""
    kinds = {(known.short, known.kind) for known in known_acronyms() if _says_something(known)}
    return frozenset(s for s, kind in kinds if kind == "unit") - {
        s for s, k in kinds if k != "unit"
    }


def _says_something(known: KnownAcronym) -> bool:
    return "." in known.short and known.long != ""


@cache
def _letter_names() -> frozenset[str]:
    """The Khmer names of Latin letters."""
    return frozenset(row.khmer for row in rows_with("latin_initials.tsv", LatinInitial, "name"))


def _chains(text: str) -> Iterator[_Chain]:
    position, search = 0, _seam.searcher(text)
    while seam := search(position):  # seams are rare, units are everywhere
        first = max(position, seam.start() - _LONGEST_UNIT)
        found = _first_gap.search(text, first, seam.end() + 1)
        chain = _chain(text, found.start()) if found else None
        position = max(seam.start() + 1, chain.spans[-1][1] if chain else 0)
        if chain and len(chain.spans) > 1:
            yield chain


def _chain(text: str, start: int) -> _Chain:
    """The units from ``start`` on, whatever separates them; a space without a dot may once."""
    spans: list[tuple[int, int]] = []
    gaps: list[str] = []
    position = start
    while (unit := _unit.match(text, position)) and len(spans) < MAX_UNITS:
        if spans:
            gaps.append(text[spans[-1][1] : position])
        spans.append(unit.span())
        gap = _gap.match(text, unit.end())
        if gap is None or (gap[0] == " " and " " in gaps):
            break
        if "," in gap[0] and gaps[-1:] == ["."] and _item_after.match(text, unit.end()):
            break
        position = gap.end()
    return _Chain(tuple(spans), tuple(gaps))


# --- where a chain falls apart ---------------------------------------------------------------


def _parts(text: str, chain: _Chain, known: Collection[str]) -> Iterator[_Chain]:
    """``chain`` cut at the spaces between two acronyms; most spaces are slips inside one."""
    spaced = [index for index, gap in enumerate(chain.gaps) if " " in gap]
    if not spaced or (len(chain.spans) > 2 and chain.form(text) in known):
        yield chain
        return
    first = _alike(chain)
    if first:
        yield chain.part(0, first)
    while first < len(chain.spans):
        last = _end_of_part(text, chain, first, known)
        yield chain.part(first, last)
        first = last


def _alike(chain: _Chain) -> int:
    """How many units are spaced alike, as in គ . ជ . ប; 0 if the units go on otherwise, or few are."""
    gap, *others = chain.gaps
    count = next((n for n, other in enumerate(others, 1) if other != gap), len(chain.gaps))
    goes_on = chain.gaps[count : count + 1] not in ((), (" ",))
    return 0 if count < 2 or " " not in gap or gap == " " or goes_on else count + 1


def _end_of_part(text: str, chain: _Chain, first: int, known: Collection[str]) -> int:
    """The end (a number of a unit) of the part of ``chain`` that begins with unit ``first``."""
    if chain.gaps[first : first + 1] == (". ",) and is_item(text, chain.spans[first][0]):
        return first + 1
    for last in range(len(chain.spans), first + 1, -1):
        behind = chain.gaps[last - 1] if last < len(chain.spans) else " "
        # before a dot that goes on, eras and units of measure do not count: គ.ស .ន
        wanted = known if behind[-1] == " " else _known_names()
        if " " in behind and chain.part(first, last).form(text) in wanted:
            return last
    for index in range(first, len(chain.gaps)):
        if " " in chain.gaps[index] and _falls_apart(text, chain, first, index):
            return index + 1
    return len(chain.spans)


def _falls_apart(text: str, chain: _Chain, first: int, index: int) -> bool:
    """Whether gap ``index`` ends the acronym from unit ``first`` on, and is not a slip inside it."""
    left, gap, right = chain.part(first, index + 1), chain.gaps[index], chain.part(index + 1)
    if gap == " " or left.form(text) in _known_names() or _begins_with_name(text, right):
        return True
    if len(left.spans) == 1:
        start, end = left.spans[0]
        # ក. គ.ជ.ប of a list; ឧ. ក, an example
        return gap == ". " and (text[start:end] == "ឧ" or _begins_item(text, start))
    return False


def is_item(text: str, start: int) -> bool:
    """Whether the letter at ``start`` numbers an item: ខ. ស គ. ខៀវ are ស ("white") and ខៀវ ("blue").

    The next or the last letter of the alphabet numbers another one near it, or two such letters do
    if no space follows the dots.
    """
    own = _item.match(text, start)
    if not own or (
        _number_before.search(text, max(0, start - 2), start)
        and f"{own[1]}.{text[own.end() : own.end() + 1]}" in _known_forms()
    ):
        return False  # ៥ គ. ម: a measure
    items = _item.finditer(text, max(0, start - _ITEM_REACH), start + _ITEM_REACH)
    others = {item[1] for item in items if bool(item[2]) == bool(own[2])}
    before, _, after = _NUMBERING.partition(own[1])
    row = [*takewhile(others.__contains__, before[::-1]), *takewhile(others.__contains__, after)]
    return len(row) > (0 if own[2] else 1)


def _begins_with_name(text: str, chain: _Chain) -> bool:
    names = _known_names()
    return any(chain.part(0, count).form(text) in names for count in range(2, len(chain.spans) + 1))


def _begins_item(text: str, position: int) -> bool:
    """Whether a line, a sentence or a list begins at ``position``: ៖ ក. គ.ជ.ប"""
    before = text[max(0, position - 2) : position].rstrip(" ")
    return before[-1:] in ("៖", ":", "។", ";") or _begins_line(text, position)


def _begins_line(text: str, position: int) -> bool:
    before = text[max(0, position - _REACH) : position].rstrip(" \t\u00a0")
    return (
        position == 0
        or before[-1:] in ("\n", "\r", "\u2028", "\u2029")
        or (not before and position < _REACH)
    )


# --- whether a chain is an acronym, and where it begins and ends ------------------------------


def _judge(text: str, chain: _Chain, known: Collection[str]) -> tuple[int, int] | None:
    chain = _without_glued_end(text, _without_glued_start(text, chain, known), known)
    if not _is_acronym(text, chain, known):
        return None
    start, end = chain.spans[0][0], chain.spans[-1][1]
    if text.startswith("..", end):
        return None  # an ellipsis
    figure = _figure.match(text, end)
    if figure and _is_numbered(text, chain, figure[0], known):
        return start, figure.end()
    return start, end + text.startswith(".", end)


def _is_numbered(text: str, chain: _Chain, figure: str, known: Collection[str]) -> bool:
    """Whether ``figure`` behind ``chain`` belongs to it: ក.ព.ត.៧០, but not គ.ស.៧៨.

    Without a number in front គ.ក is no measure in (គ.ក.១), a part of a form; គ.ម.២ is a power of one.
    """
    if len(figure) > len(chain.spans):
        return False
    form, start = chain.form(text), chain.spans[0][0]
    if form in _measures() and not _number_before.search(text, max(0, start - 2), start):
        return not (form.endswith("ម") and _power.fullmatch(figure))
    return form not in known


def _without_glued_start(text: str, chain: _Chain, known: Collection[str]) -> _Chain:
    """``chain`` without a first unit that is the end of the word before: ការ.ស.អ.ក"""
    start, end = chain.spans[0]
    if not _khmer.match(text[start - 1 : start]) or chain.form(text) in known:
        return chain
    if _is_spelled(text, chain) and _longest_before(text, start, start) is not None:
        return chain  # ក្រុមហ៊ុន|ភី.ធី.ធី
    if text[end - 1] >= AA or _closes_word(text, start, end, len(chain.spans)):
        return chain.part(1)
    return chain


def _closes_word(text: str, start: int, end: int, count: int) -> bool:
    """Whether the letter ``text[start:end]`` is the last consonant of the word before it.

    It is the first of ``count`` units. With two units the only dot may be a slip (សោរ.ក).
    """
    if text[start] in INDEPENDENT_VOWELS or text[start] == LETTER_QA:
        return False  # these begin a syllable
    if count > 2 and text.endswith(_OR, 0, start):
        return False  # ឬ|ស.ក.ខ, though ឬស is a word
    with_letter = _longest_before(text, end, start)
    without = _longest_before(text, start, start)
    if with_letter is None or without is None:
        return with_letter is not None
    if with_letter == without and count > 2:
        return _is_rather(text[with_letter:end], text[without:start])
    return with_letter <= without


def _is_rather(word: str, other: str) -> bool:
    """Whether ``word``, which has one letter more than ``other``, is so much more frequent that the
    letter is its own, and not one of the acronym."""
    words = lexicon()
    return words[word] > _RATHER * words[other]


def _longest_before(text: str, end: int, inside: int) -> int | None:
    """The start of the longest word that ends at ``end`` and begins before ``inside``."""
    words = lexicon()
    for first in range(max(0, end - _REACH), inside):
        if text[first - 1 : first] != COENG and text[first:end] in words:
            return first
    return None


def _without_glued_end(text: str, chain: _Chain, known: Collection[str]) -> _Chain:
    """``chain`` without a last unit that begins the next word: ម.ក.ផលិត"""
    while len(chain.spans) > 1:
        start, end = chain.spans[-1]
        unit, gap = text[start:end], chain.gaps[-1]
        if unit == _OR:
            chain = chain.part(0, -1)
            continue
        if chain.form(text) in known and not _eats(text, chain):
            return chain
        if _khmer.match(text, end):
            if " " in gap:
                drop = len(unit) > 1 or not _is_spaced_alike(text, chain)
            else:
                drop = (len(unit) > 1 and not _is_spelled(text, chain)) or _opens_word(
                    text, start, end
                )
        elif " " in gap:
            drop = len(unit) > 1
        else:
            others = [text[first:last] for first, last in chain.spans[:-1]]
            drop = _is_syllable(unit) and not any(map(_is_syllable, others)) and unit in lexicon()
        if not drop:
            return chain
        chain = chain.part(0, -1)
    return chain


def _is_spelled(text: str, chain: _Chain) -> bool:
    """Whether the units of ``chain`` are names of Latin letters: ភី.ធី.ធី|នឹង"""
    return {text[start:end] for start, end in chain.spans} <= _letter_names()


def _is_spaced_alike(text: str, chain: _Chain) -> bool:
    """Whether the last unit of ``chain`` stands like the others, before a word: គ. គ. ស|លើក"""
    alike = len(chain.gaps) > 1 and len({*chain.gaps}) == 1
    return alike and _parts_words(text, *chain.spans[-1])


def _eats(text: str, chain: _Chain) -> bool:
    """Whether the last unit of a known form rather begins the next word: ស.ករុណា"""
    start, end = chain.spans[-1]
    if not _khmer.match(text, end):
        return False
    if " " in chain.gaps[-1]:
        return not _parts_words(text, start, end)
    first = chain.spans[0][0]
    if _number_before.search(text, max(0, first - 2), first):
        return False  # ៥គ.មករុណា: a measure
    return end - start == 1 and _opens_word(text, start, end)


def _opens_word(text: str, start: int, end: int) -> bool:
    """Whether the letter ``text[start:end]`` begins a word and is not a unit."""
    with_letter = _longest_after(text, start, end)
    if with_letter is None:
        return False
    without = _longest_after(text, end, end)
    if with_letter == without:
        return _is_rather(text[start:with_letter], text[end:without])
    return without is None or with_letter > without


def _parts_words(text: str, start: int, end: int) -> bool:
    """Whether a word begins at ``end`` that reaches farther than any that begins at ``start``."""
    without = _longest_after(text, end, end + 1)
    with_letter = _longest_after(text, start, end)
    return without is not None and (with_letter is None or with_letter < without)


def _longest_after(text: str, start: int, inside: int) -> int | None:
    """The end of the longest word that begins at ``start`` and ends after ``inside``."""
    words = lexicon()
    for last in range(min(len(text), start + _REACH), inside, -1):
        if text[start:last] in words and not "\u17b4" <= text[last : last + 1] <= "\u17d3":
            return last
    return None


def _is_syllable(unit: str) -> bool:
    """Whether ``unit`` has a vowel, as ordinary short words have; អ with a vowel is an initial."""
    return unit[-1] >= AA and unit[-1] > LETTER_QA and unit[0] != LETTER_QA


def _is_acronym(text: str, chain: _Chain, known: Collection[str]) -> bool:
    units = [text[start:end] for start, end in chain.spans]
    if len(units) < 2:
        return False
    start = chain.spans[0][0]
    if text[max(0, start - 2) : start] == "..":
        return False
    gaps = "".join(chain.gaps)
    commas = gaps.count(",")
    if commas == len(chain.gaps) and (len(units) < 3 or " " in gaps):
        return False  # an enumeration
    if commas and all(" " in gap for gap in chain.gaps):
        return False  # ក. ស, ខ. ម, the items of one
    if chain.form(text) in known:
        return True
    if _khmer.match(text[start - 1 : start]) and len(units) == 2:
        group = _group_before.search(text, max(0, start - _REACH), start)
        if len(units[0]) > 1 or (group and lexicon().get(group[0], 0) < _USUAL):
            return False  # ខេត្ត.ក, កបធ.ច
    if _is_spelled(text, chain) and not _khmer.match(text[start - 1 : start]):
        return True  # initials in Latin letters, spelled out: ឌី.ខេ.
    syllables = sum(map(_is_syllable, units))
    return not syllables or (len(units) > 2 and " " not in gaps)
