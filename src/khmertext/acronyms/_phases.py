"""The phases of a programme: the number behind its short form (LASED III) and what names it in full.

The number is no part of the acronym. So the long form has the phase only where the short form has
the same number: ដំណាក់កាលទី៣ (LASED III). LASED alone and LASED II are the name without it.
Years at its end (… ២០១៩-២០២៣ (NSDP)) belong to it but where the short form has other ones.
"""

from __future__ import annotations

from functools import cache

from khmertext._chars import RE_WRITTEN
from khmertext._patterns import any_of, lazy_pattern
from khmertext.acronyms._phrase import pattern_of
from khmertext.acronyms._short_shapes import ROMAN
from khmertext.numbers._number_words import canonical_words

_LONGEST = 40  # of a phase, in code points
_FIGURE = "[1-9១-៩]"
_KHMER_BEFORE = f"(?<=[{RE_WRITTEN}])"

NUMBER = f"(?: (?:{ROMAN}|{_FIGURE}))?"  # behind a Latin short form
_number = lazy_pattern(rf" ({ROMAN}|{_FIGURE})(?![A-Za-z0-9០-៩]|\.[A-Za-z0-9០-៩])")


@cache
def _values() -> dict[str, int]:
    numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    words = {word: value for value, word in canonical_words("unit").items()}
    return words | {numeral: value for value, numeral in enumerate(numerals, 1)}


@cache
def _phase() -> str:
    """ដំណាក់កាលទី៣, ជំហានទីពីរ, Phase II; a numeral by itself only behind a blank: LONG II."""
    number = f"(?:{ROMAN}|{_FIGURE}|{any_of(canonical_words('unit').values())})"
    named = f"(?:{pattern_of('phase')} ?(?:ទី)?|(?<![A-Za-z])[Pp]hase) ?(?P<named>{number})"
    return f"[ ,]*(?:{named}|(?<= )(?P<alone>{ROMAN}))"


_phase_last = lazy_pattern(lambda: f"(?<=[{RE_WRITTEN}A-Za-z]){_phase()} ?$")
_phase_next = lazy_pattern(lambda: f"{_phase()}| (?P<figure>{_FIGURE})")
_figure_last = lazy_pattern(rf"{_KHMER_BEFORE} {_FIGURE} ?$")


_YEAR = "[12១២][09០៩][0-9០-៩]{2}(?![0-9០-៩])"
_YEARS = f"[ ,]*(?:ឆ្នាំ ?)?({_YEAR})(?: ?(?:[-–—]|ដល់) ?(?:ឆ្នាំ ?)?({_YEAR}))?"
_years_next = lazy_pattern(_YEARS)
_years_last = lazy_pattern(f"{_KHMER_BEFORE}{_YEARS} ?$")


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else _values()[number]


def number_behind(text: str, end: int) -> int | None:
    """The number of the phase behind a Latin short form that ends at ``end``: 3 for LASED III."""
    number = _number.match(text, end)
    return _value(number[1]) if number else None


def phase_end(text: str, end: int, number: int | None) -> int:
    """Where the phase ``number`` ends that stands behind the long form, which ends at ``end``.

    It is ``end`` if there is none, or another one.
    """
    phase = _phase_next.match(text, end) if number else None
    same = phase and _value(phase["named"] or phase["alone"] or phase["figure"]) == number
    return phase.end() if phase and same else end


def before_phase(text: str, end: int, floor: int, number: int | None = None) -> int:
    """Where a name ends that a phase, or its ``number`` alone, parts from ``end``."""
    first = max(floor, end - _LONGEST)
    phase = _phase_last.search(text, first, end)
    if phase is None and number:
        phase = _figure_last.search(text, first, end)
    return phase.start() if phase else end


def years_behind(text: str, end: int) -> tuple[int, ...]:
    """The years behind a short form that ends at ``end``: 2019 and 2023 for NSDP ២០១៩-២០២៣."""
    years = _years_next.match(text, end)
    return tuple(int(year) for year in years.groups() if year) if years else ()


def without_years(name: str) -> str:
    """A long form without the years at its end."""
    years = _years_last.search(name, max(0, len(name) - _LONGEST))
    return name[: years.start()] if years else name
