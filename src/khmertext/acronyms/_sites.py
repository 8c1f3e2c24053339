"""What the finders of definitions share: the short forms of a text, and the long form before one.

``_parentheses``, ``_cues`` and ``_beside`` look for definitions and give them as ``Site``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from khmertext._chars import COENG, RE_CONSONANT, RE_LETTER
from khmertext._lexicon import lexicon
from khmertext._patterns import lazy_pattern
from khmertext.acronyms._cue_words import any_cue
from khmertext.acronyms._english import read_letters
from khmertext.acronyms._forms import canonical_form, units
from khmertext.acronyms._gazetteer import Gazetteer
from khmertext.acronyms._long_forms import (
    FAIR,
    LIKELY,
    UNSURE,
    LongForm,
    khmer_before,
    latin_before,
)
from khmertext.acronyms._phases import before_phase, number_behind
from khmertext.acronyms._same import are_alike
from khmertext.acronyms._short_shapes import (
    BARE,
    CAPITAL,
    GROUPED,
    HYPHENED,
    LATIN,
    SLASHED,
    SPACED,
    is_latin,
    is_numbered,
    is_pronounceable,
    repeated,
)
from khmertext.acronyms._types import Pattern

QUOTES = "«»“”„‟\"'‘’‹›"
IN_QUOTES = f"[ {QUOTES}]*"

_undotted = lazy_pattern(f"{SLASHED}|{GROUPED}|{BARE}|{SPACED}|{HYPHENED}|{LATIN}")
_quotes = lazy_pattern(IN_QUOTES)
_and = lazy_pattern(" ?និង ?")
_phase = lazy_pattern(
    rf"(?<=[A-Z{RE_CONSONANT}]) (?:[IVX]+|[1-9១-៩])(?![A-Za-z0-9០-៩.])"
)  # LASED III
_or = lazy_pattern(f" ?(?:ឬ|/){IN_QUOTES}")
_closed_paren = lazy_pattern(r"[(（\[][^()（）\[\]\n]{2,60}[)）\]] ?$")
_base = lazy_pattern(rf"(?<!{COENG})[{RE_LETTER}]")


@cache
def _language() -> str:
    return f"(?:ជា|តាម)?(?:ភាសា|អក្សរ) ?{any_cue('language')}"


_language_first = lazy_pattern(lambda: f" ?{_language()} ?[៖:]? ?")
_language_last = lazy_pattern(lambda: f" ?{_language()} ?$")


@lazy_pattern
def _between() -> str:
    """Between two short forms of one thing: គ.ជ.ប / NEC, គ.ជ.ប ហៅជាភាសាអង់គ្លេសថា NEC."""
    lead, that = any_cue("lead"), any_cue("that")
    named = f"{any_cue('naming')} ?(?:{any_cue('shortened')} ?)?"
    spoken = (
        f"(?:(?:{lead}|,) ?)?(?:(?:{named})?{_language()} ?(?:{that}|[៖:])?|{named}(?:{that}|[៖:]))"
    )
    return f" ?(?:{spoken}|[/,;=|៖:]|-|–|—|ឬ|និង) ?"


class Site(NamedTuple):
    """A definition, in the offsets of the text it was found in."""

    start: int  # of the short form
    end: int
    long: LongForm
    pattern: Pattern


class ShortForms:
    """What can be a short form in ``text``; ``dotted`` are the spans of those with dots."""

    def __init__(self, text: str, dotted: list[tuple[int, int]], gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.has_latin = CAPITAL.search(text) is not None
        self.end_of = dict(dotted)
        self.start_of = {end: start for start, end in dotted}
        self._starts = [start for start, _ in dotted]
        self._ends = [end for _, end in dotted]

    def at(self, start: int, last: int | None = None) -> tuple[int, int] | None:
        """The span of the short form that begins at ``start`` and ends up to ``last``."""
        last = len(self.text) if last is None else last
        end = self.end_of.get(start)
        if end is None:
            match = _undotted.match(self.text, start, last)
            end = match.end() if match else start
        return (start, end) if start < end <= last else None

    def filling(self, first: int, last: int) -> list[tuple[int, int]]:
        """The spans of the short forms that together fill ``[first, last)``; else an empty list."""
        found: list[tuple[int, int]] = []
        named = _language_first.match(self.text, first, last)
        position = named.end() if named else first
        named = _language_last.search(self.text, position, last)
        last = named.start() if named else last
        while True:
            position = self.past_quotes(position)
            short = self.at(position, last)
            if not short:
                return []
            if "." in self.text[slice(*short)] and self.text.startswith(".", short[1]):
                short = short[0], short[1] + 1  # B.A.
            found.append(short)
            phase = _phase.match(self.text, short[1], last)
            position = self.past_quotes(phase.end() if phase else short[1])
            if position >= last:
                return found
            between = _between.match(self.text, short[1], last)
            between = between or _between.match(self.text, position, last)
            if not between:
                return []
            position = between.end()

    def past_quotes(self, position: int) -> int:
        """Where the blanks and quotation marks at ``position`` end."""
        match = _quotes.match(self.text, position)
        return match.end() if match else position

    def before_parenthesis(self, end: int) -> int:
        """The start of a parenthesis that ends at ``end``, or else ``end``: LONG (SHORT) ឬ SHORT."""
        closed = _closed_paren.search(self.text, max(0, end - 64), end)
        return closed.start() if closed else end

    def is_marked(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` is written unlike ordinary words: with dots or in capitals."""
        return start in self.end_of or is_latin(self.text[start:end])

    def is_known(self, start: int, end: int) -> bool:
        """Whether the gazetteer has ``[start, end)``, and it is no usual word."""
        short = self.text[start:end]
        return short not in lexicon() and bool(self.gazetteer.entries(canonical_form(short)))

    def floor(self, end: int) -> int:
        """How far left a long form can reach that ends at ``end``: it holds one acronym at most."""
        number = bisect_right(self._ends, end)
        return self._ends[number - 2] if number > 1 else 0

    def ceiling(self, start: int) -> int:
        """How far right a long form can reach that begins at ``start``."""
        number = bisect_left(self._starts, start) + 1
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def another(self, end: int) -> tuple[int, int] | None:
        """The span of a short form that ឬ joins to the one that ends at ``end``."""
        joined = _or.match(self.text, self.past_quotes(end))
        short = self.at(joined.end()) if joined else None
        return short if short and self.is_marked(*short) else None

    def defined(self, shorts: list[tuple[int, int]], end: int, *, cued: bool) -> Iterator[Site]:
        """LONG (SHORT); two short forms, (គ.ជ.ប / NEC), share the long form, which ends at ``end``."""
        shared: LongForm | None = None
        last = end
        for short in shorts:
            long = self.long_before(short, end, cued=cued)
            if long is None and shared and self._may_share(short, last, shared):
                long = shared._replace(positions=())
            last = short[1]
            if long:
                shared = long
                yield Site(*short, long, "cue" if cued else "long_short")

    def _may_share(self, short: tuple[int, int], last: int, shared: LongForm) -> bool:
        """Whether ``short``, after one that ended at ``last``, may have the long form ``shared`` too.

        Not if និង ("and") joins the two, or if the gazetteer knows another name for ``short``.
        """
        if _and.fullmatch(self.text, last, short[0]):
            return False
        name = self.text[shared.start : shared.end]
        entries = self.gazetteer.entries(canonical_form(self.text[slice(*short)]))
        return all(are_alike(name, entry.expansion) for entry in entries if entry.expansion)

    def long_before(
        self, short: tuple[int, int], end: int, *, floor: int = 0, cued: bool = False
    ) -> LongForm | None:
        """The long form of ``short`` that ends at ``end`` and does not begin before ``floor``.

        It is ``cued`` if words such as ហៅកាត់ stand between them.
        """
        form = self.text[slice(*short)]
        floor = max(floor, self.floor(end))
        if form.isascii():
            number = number_behind(self.text, short[1])
            return self._latin_before(form, end, floor, cued=cued, number=number)
        if not form[-1:].isdecimal():  # ផ.អ.៣
            end = before_phase(self.text, end, floor)
        letters = read_letters(form)
        if letters:  # អិន.ជី.អូ
            return self._latin_before(letters, end, floor, cued=cued, number=None)
        long = khmer_before(self.text, end, form, floor=floor, looser=cued)
        if not long or short[0] in self.end_of:
            return long
        return long if self.fits_undotted(form, long, cued=cued) else None

    def _latin_before(
        self, short: str, end: int, floor: int, *, cued: bool, number: int | None
    ) -> LongForm | None:
        capitals = sum(char.isupper() for char in short)
        is_marked = is_latin(short) or (cued and capitals > 1)
        if not (is_marked or is_numbered(short) or capitals > 2):
            return None
        form = repeated(canonical_form(short))
        known = self.gazetteer
        found = latin_before(self.text, end, form, known, floor=floor, sure=cued, number=number)
        if found is None or (
            not cued and found.score == UNSURE and len(form) > 4 and is_pronounceable(form)
        ):
            return None  # probably a brand
        # IDPoor, G20: forms that other things have too need a better score
        return found if is_marked or found.score >= LIKELY else None

    def fits_undotted(self, short: str, long: LongForm, *, cued: bool = False) -> bool:
        """Whether ``long`` defines ``short``, which has no dots, and does not explain a usual word."""
        if self._is_variant(short, long):
            return False
        if short in lexicon() and not cued:  # សសរ (សេចក្តីសម្រេច), but not ផល (ផ្ទុយគ្នា)
            return long.kind is not None and len(units(short)) > 2
        return long.kind is not None or long.score >= FAIR

    def _is_variant(self, short: str, long: LongForm) -> bool:
        """Whether ``long`` begins with all the letters of ``short``: ធម្ម (ធម្មៈ), រថ (រថយន្ត)."""
        clusters = _base.findall(self.text, long.start, long.end)
        bases = _base.findall(short)
        return clusters[: len(bases)] == bases
