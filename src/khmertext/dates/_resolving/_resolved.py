"""What became of a reading, and why it may have become nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from datetime import date

from khmertext.dates._lunar import LunarDate
from khmertext.dates._mention import Flag, Part
from khmertext.dates._reading import Reading
from khmertext.dates._words import names

LAST_YEAR = 9998  # so that the day after a period is still a date

NO_YEAR = "the year is not said, and there is no ref to take it from"
NO_REF = "it needs a reference day: pass ref"
FATAL: frozenset[Flag] = frozenset(("invalid_day", "invalid_month", "invalid_year"))


class Failure(Exception):
    """The reading gives no date: which part is wrong, why, and what it may mean."""

    def __init__(self, flag: Flag | None, reason: str, candidates: tuple[date, ...] = ()) -> None:
        super().__init__(flag, reason)
        self.flag = flag
        self.reason = reason
        self.candidates = candidates


@dataclass(slots=True)
class Resolved:
    """What became of a reading."""

    start: date | None = None
    end: date | None = None
    time: dt.time | None = None
    end_time: dt.time | None = None
    part: Part | None = None
    lunar: LunarDate | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    flags: set[Flag] = field(default_factory=set)
    candidates: tuple[date, ...] = ()
    problem: str | None = None

    def fail(self, failure: Failure) -> None:
        """Take the date back."""
        self.start = self.end = None
        self.problem = self.problem or failure.reason
        self.candidates = self.candidates or failure.candidates
        if failure.flag is not None:
            self.flags.add(failure.flag)


def civil_year(year: int) -> int:
    if not 1 <= year <= LAST_YEAR:
        raise Failure("invalid_year", f"there is no date in the year {year}")
    return year


def check_weekday(reading: Reading, day: date, found: Resolved) -> None:
    if reading.weekday is not None and reading.weekday != day.weekday():
        weekdays = names().weekdays
        found.flags.add("weekday_mismatch")
        found.problem = found.problem or (
            f"{day} is a {weekdays[day.weekday()]}, not a {weekdays[reading.weekday]}"
        )
