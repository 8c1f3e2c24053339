"""A date that was found in a text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from khmertext.dates._lunar import LunarDate
from khmertext.dates._readings import Mod, Precision
from khmertext.types import Mention

Part = Literal["morning", "noon", "afternoon", "evening", "night", "dawn"]
Flag = Literal[
    "weekday_mismatch",  # the day of the week printed is not that of the date
    "calendar_conflict",  # two statements of the date disagree; see ``candidates``
    "year_inferred",  # the year comes from elsewhere in the text or from ``ref``
    "era_inferred",  # a year from 2400 on was taken for Buddhist Era
    "two_digit_year",  # 79 was taken for 1979: 1950 to 2049
    "ambiguous_month",  # plain Asadh in a year that has two; see ``candidates``
    "ambiguous_year",  # the day comes twice in that Buddhist or Chula Sakarat year
    "part_mismatch",  # the part of the day printed does not go with the hour, or was not read
    "half_read",  # a day, month, hour ... of the same list or range beside it was not read
    "end_of_day",  # 24:00: ``time`` is 0:00 and belongs to the next day
    "time_cut",  # more digits than those of microseconds; ``time`` is without them
    "invalid_day",
    "invalid_month",
    "invalid_year",
    "invalid_time",
    "invalid_period",
    "invalid_range",
    "misspelt",  # an accepted mistake in a name
]


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A date, a period or a time of day found in a text.

    ``start_date`` and ``end_date`` are the first and the last day, both included; both are ``None``
    when the text does not say enough, contradicts itself or names a day that does not exist.
    ``problem`` then says why, ``flags`` what, and ``candidates`` are the days that it may mean.
    ``year``, ``month`` and ``day`` are the civil ones, as far as they are known without a date.

    ``precision`` is how much was said. ``time`` (and ``end_time``, of a range) is the time of day,
    ``utc_offset`` what it is ahead of UTC, where the text says that (``Z``, ``+07:00``);
    ``part`` the part of the day (``"morning"`` ...), ``mod`` the part of a longer period
    (``"start"``, ``"mid"``, ``"end"``). ``lunar`` is the lunar date where one was written.
    """

    start_date: dt.date | None
    end_date: dt.date | None
    time: dt.time | None
    precision: Precision
    part: Part | None
    mod: Mod | None
    lunar: LunarDate | None
    flags: tuple[Flag, ...]
    end_time: dt.time | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    candidates: tuple[dt.date, ...] = ()
    problem: str | None = None
    utc_offset: dt.timedelta | None = None

    @property
    def date(self) -> dt.date:
        """The day, if the text says exactly one; else ``ValueError`` says why not."""
        if self.start_date is None:
            raise ValueError(self.problem or f"{self.text!r} does not say which day")
        if self.precision not in ("day", "time") or self.start_date != self.end_date:
            raise ValueError(f"{self.text!r} is more than one day")
        return self.start_date

    @property
    def datetime(self) -> dt.datetime:
        """Day and time of day as printed, without a zone; see ``utc_offset``.

        ``ValueError`` says what is missing. 24:00 is 0:00 of the next day.
        """
        if self.time is None or self.end_time is not None:
            raise ValueError(self.problem or f"{self.text!r} does not say one time of day")
        midnight = dt.timedelta("end_of_day" in self.flags)
        return dt.datetime.combine(self.date, self.time) + midnight

    @property
    def interval(self) -> tuple[dt.date, dt.date]:
        """First day, and the day after the last: a half-open interval. ``ValueError`` if none."""
        if self.start_date is None or self.end_date is None:
            raise ValueError(self.problem or f"{self.text!r} does not say when")
        return self.start_date, self.end_date + dt.timedelta(1)
