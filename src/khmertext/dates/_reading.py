"""What the grammar reads: the parts of a date as they were written, before any calendar is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khmertext.dates._lunar import Phase

Precision = Literal["time", "day", "week", "month", "quarter", "half", "year", "decade", "century"]
Era = Literal["AD", "BC", "BE", "CS", "MS"]
Unit = Literal["day", "week", "month", "quarter", "half", "year", "decade", "century"]
Mod = Literal["start", "mid", "end"]


@dataclass(slots=True)
class Year:
    """A year as printed: ``number`` and how many ``digits`` it has (0: in words), or a pointer.

    ``which`` counts from the year of the reference day (ឆ្នាំនេះ is 0), ``same`` is ឆ្នាំដដែល.
    """

    number: int | None = None
    digits: int = 0
    era: Era | None = None
    which: int | None = None
    same: bool = False


@dataclass(slots=True)
class LunarParts:
    """The parts of a lunar date that are not those of a solar one."""

    phase: Phase
    month: str = ""
    animal: int | None = None
    sak: int | None = None
    be: int | None = None


@dataclass(slots=True)
class Clock:
    """A time of day as printed; ``part`` is the word of ``data/date_words.tsv``."""

    hour: int
    minute: int = 0
    second: int = 0
    part: str | None = None


@dataclass(slots=True)
class Reading:
    """One date as printed. ``start`` and ``end`` are offsets into the text that was cut.

    ``unit`` and ``ordinal`` name a part of a year (the 2nd quarter), ``count`` a number of months,
    ``which`` a direction from the reference day: 0 this, -1 last, 1 next; ``shift`` so many units
    from it. ``labels`` are animal and sak beside a civil date, ``until`` is the other end of a range, ``other`` the same day in the other calendar.
    """

    start: int
    end: int
    precision: Precision
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    month_which: int | None = None
    month_same: bool = False
    year: Year | None = None
    lunar: LunarParts | None = None
    labels: LunarParts | None = None
    unit: Unit | None = None
    ordinal: int | None = None
    count: int | None = None
    which: int | None = None
    shift: int | None = None
    mod: Mod | None = None
    part: str | None = None
    clock: Clock | None = None
    until_clock: Clock | None = None
    until: Reading | None = None
    other: Reading | None = None
    misspelt: bool = False
    inferred_year: bool = False
