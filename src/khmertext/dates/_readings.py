"""What the shapes read: the parts of a date as they were written, before any calendar is asked."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from khmertext.dates._lunar import Phase

Precision = Literal["time", "day", "week", "month", "quarter", "half", "year", "decade", "century"]
Era = Literal["AD", "BC", "BE", "CS", "MS"]
CalendarUnit = Literal["day", "week", "month", "quarter", "half", "year"]
Age = Literal["decade", "century"]
Mod = Literal["start", "mid", "end"]


class Year(NamedTuple):
    """A year as printed: ``number`` and how many ``digits`` it has (0: in words), or a pointer.

    ``which`` counts from the year of the reference day (ឆ្នាំនេះ is 0), ``same`` is ឆ្នាំដដែល; ``be`` is
    the Buddhist year that stands beside a civil one.
    """

    number: int | None = None
    digits: int = 0
    era: Era | None = None
    which: int | None = None
    same: bool = False
    be: int | None = None


class MonthPointer(NamedTuple):
    """``which`` counts from the month of the reference day (ខែនេះ is 0); without it, ខែដដែល."""

    which: int | None = None


class Labels(NamedTuple):
    """The animal and the sak of a year."""

    animal: int | None = None
    sak: int | None = None


class Day(NamedTuple):
    """A civil day. ``toward`` is on which side of the reference day it lies: នេះ, ខាងមុខ, កន្លងទៅ.

    ``in_figures``: marks stand between day and month, which may be in another order.
    """

    day: int
    month: int | MonthPointer
    year: Year | None = None
    weekday: int | None = None
    labels: Labels | None = None
    toward: int | None = None
    in_figures: bool = False


class LunarDay(NamedTuple):
    """A lunar day; ``year`` is a civil year beside it, ``be`` the Buddhist one."""

    day: int
    phase: Phase
    month: str
    labels: Labels = Labels()
    be: int | None = None
    year: Year | None = None
    weekday: int | None = None
    toward: int | None = None

    def without_labels(self) -> LunarDay:
        """The day alone."""
        return LunarDay(self.day, self.phase, self.month)


class Month(NamedTuple):
    """A month of a year."""

    month: int
    year: Year | None = None
    toward: int | None = None


class LunarMonth(NamedTuple):
    """A lunar month of a year; ``be`` is the Buddhist one, ``year`` a civil one."""

    month: str
    labels: Labels = Labels()
    be: int | None = None
    year: Year | None = None
    toward: int | None = None


class PartOfYear(NamedTuple):
    """A half, a quarter or a week by its ordinal, or the first (last, if negative) ``months``.

    A week with a ``month`` is one of that month.
    """

    unit: CalendarUnit
    ordinal: int = 1
    months: int = 0
    month: int | None = None
    year: Year | None = None
    toward: int | None = None


class WholeYear(NamedTuple):
    """A year by itself."""

    year: Year
    toward: int | None = None


class Ages(NamedTuple):
    """A decade or a century; ``year`` has its number."""

    unit: Age
    year: Year


class Relative(NamedTuple):
    """So many units from that of the reference day, or the ``weekday`` of such a week.

    Of days, the ``weekday`` is the next one (ខាងមុខ) or the last (កន្លងទៅ).
    """

    unit: CalendarUnit
    shift: int
    weekday: int | None = None


Simple: TypeAlias = Day | LunarDay | Month | LunarMonth | PartOfYear | WholeYear | Ages | Relative


class Same(NamedTuple):
    """One day in both calendars, in the order of the text."""

    first: Simple
    other: Simple


class Range(NamedTuple):
    """From ``first`` to ``last``; ``taken`` is the end whose year comes from the other one."""

    first: Simple | Same
    last: Simple | Same
    taken: Literal["first", "last"] | None = None


Said: TypeAlias = Simple | Same | Range


class Clock(NamedTuple):
    """A time of day as printed; ``part`` is the word of ``data/date_words.tsv``.

    A ``minute`` below zero is one before the hour (ខ្វះ). ``offset`` is that from UTC, in minutes.
    ``is_cut``: more digits stand behind the microseconds. ``is_torn``: the parts of the day around
    it do not tell which half of the day is meant.
    """

    hour: int
    minute: int = 0
    second: int = 0
    microsecond: int = 0
    part: str | None = None
    offset: int | None = None
    is_cut: bool = False
    is_torn: bool = False


class Reading(NamedTuple):
    """One mention. ``start`` and ``end`` are offsets into the text that was cut.

    ``said`` is the day or the period, ``None`` for a time of day by itself; ``until`` is the end of
    a range of times; ``shared`` tells that the year comes from a neighbour.
    """

    start: int
    end: int
    said: Said | None
    clock: Clock | None = None
    until: Clock | None = None
    part: str | None = None
    mod: Mod | None = None
    misspelt: bool = False
    shared: bool = False


Step: TypeAlias = tuple[tuple[Reading, ...], int]  # what was read, and the index behind it


def precision_of(said: Said | None) -> Precision:
    """How much is said."""
    match said:
        case None:
            return "time"
        case Range():
            return precision_of(said.first)
        case Day() | LunarDay() | Same():
            return "day"
        case Month() | LunarMonth():
            return "month"
        case WholeYear():
            return "year"
        case PartOfYear() if said.months:
            return _PRECISION_OF_MONTHS.get(abs(said.months), "month")
        case Relative() if said.weekday is not None:
            return "day"
        case _:
            return said.unit


_PRECISION_OF_MONTHS: dict[int, Precision] = {3: "quarter", 6: "half", 12: "year"}
