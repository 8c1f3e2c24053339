"""The Khmer lunar date: one day of the lunisolar calendar, and the way to the civil one and back."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import InitVar, dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from khmertext.dates._date_words import names
from khmertext.dates._lunar_years import (
    BE_AFTER_VISAK,
    BE_BEFORE_VISAK,
    MONTH_KEYS,
    MONTHS,
    YearKind,
    check_year,
    out_of_range,
    year_table,
)
from khmertext.dates._new_year import khmer_new_year, lerng_sak_ordinal
from khmertext.errors import InvalidDateError, check_type

Phase = Literal["koet", "roch"]

_AFTER_VISAK = frozenset(MONTH_KEYS[MONTH_KEYS.index("pisakh") + 1 :])
_VISAK_OFFSET = 147 + 15  # days from 1 koet Migasir to 1 roch Pisakh, the same in every year


@cache
def _days_of_year(kind: YearKind) -> tuple[tuple[int, Phase, str], ...]:
    """``(day, phase, month)`` of every day of such a year."""
    return tuple(
        (day if day <= 15 else day - 15, "koet" if day <= 15 else "roch", month)
        for month, length in MONTHS[kind]
        for day in range(1, length + 1)
    )


@cache
def _offsets(kind: YearKind) -> dict[tuple[int, Phase, str], int]:
    return {day: offset for offset, day in enumerate(_days_of_year(kind))}


def buddhist_year(year: int, month: str, phase: Phase) -> int:
    """The year of the Buddhist Era that the days of a month of lunar year ``year`` bear."""
    after = month in _AFTER_VISAK or (month == "pisakh" and phase == "roch")
    return year + (BE_AFTER_VISAK if after else BE_BEFORE_VISAK)


@dataclass(frozen=True, slots=True)
class LunarDate:
    """A day of the Khmer lunar calendar.

    ``day`` is 1 to 15, ``phase`` is ``"koet"`` (កើត, waxing) or ``"roch"`` (រោច, waning), ``month`` a
    key such as ``"pisakh"`` or ``"pathamasadh"``, ``be`` the year of the Buddhist Era as counted in
    Cambodia: it begins on 1 roch Pisakh. ``time`` is a moment of the day, if one is known; it
    decides the animal on the day of Maha Sangkran and nothing else.

    A date that does not exist raises :class:`InvalidDateError` (a ``ValueError``), and so does one
    outside 1800 to 2300 unless ``extrapolate`` is true.

    >>> d = LunarDate(15, "koet", "pisakh", 2567)
    >>> d.to_date().isoformat(), d.weekday, d.animal, d.sak
    ('2024-05-22', 'ពុធ', 'រោង', 'ឆស័ក')
    >>> LunarDate.from_date(date(2024, 7, 31))
    LunarDate(day=11, phase='roch', month='asadh', be=2568, time=None)
    >>> LunarDate(15, "roch", "jesth", 2568)
    Traceback (most recent call last):
    khmertext.errors.InvalidDateError: day 15: jesth of this year has only 29 days, its last is 14 roch
    """

    day: int
    phase: Phase
    month: str
    be: int
    time: dt.time | None = None
    extrapolate: InitVar[bool] = False

    def __post_init__(self, extrapolate: bool) -> None:
        check_type(self.day, "LunarDate", int, option="day")
        check_type(self.be, "LunarDate", int, option="be")
        self._check(extrapolate)

    @classmethod
    def from_date(cls, day: date, *, extrapolate: bool = False) -> LunarDate:
        """The lunar date of ``day``; of a ``datetime`` (Phnom Penh time) the moment is kept.

        Raises :class:`InvalidDateError` outside the years 1800 to 2300 unless ``extrapolate`` is true.
        """
        check_type(day, "LunarDate.from_date", date)
        check_year(day.year, extrapolate)
        ordinal = day.toordinal()
        first, starts, kinds = year_table(extrapolate)
        index = bisect_right(starts, ordinal) - 1
        offset = ordinal - starts[index]
        number, phase, month = _days_of_year(kinds[index])[offset]
        be = first + index + (BE_BEFORE_VISAK if offset < _VISAK_OFFSET else BE_AFTER_VISAK)
        moment = day.time() if isinstance(day, datetime) else None
        # What the table gives exists: build it without checking it again.
        self = object.__new__(cls)
        _set(self, "day", number)
        _set(self, "phase", phase)
        _set(self, "month", month)
        _set(self, "be", be)
        _set(self, "time", moment)
        return self

    def to_date(self) -> date:
        """The civil (Gregorian) date."""
        return date.fromordinal(self._ordinal())

    def with_time(self, moment: dt.time) -> LunarDate:
        """The same day at ``moment`` (Phnom Penh time).

        >>> d = LunarDate.from_date(date(2024, 4, 13))  # Maha Sangkran, at 22:24
        >>> [d.with_time(dt.time(22, minute)).animal for minute in (23, 24)]
        ['ថោះ', 'រោង']
        """
        return replace(self, time=moment, extrapolate=True)

    @property
    def month_name(self) -> str:
        """The Khmer name of the month."""
        return names().lunar_months[self.month]

    @property
    def weekday(self) -> str:
        """The Khmer name of the day of the week."""
        return names().weekdays[(self._ordinal() - 1) % 7]

    @property
    def animal(self) -> str:
        """The animal of the year, which changes at the moment of Maha Sangkran.

        Without a ``time`` the day of Maha Sangkran has the new animal, as official notices have it.
        """
        return names().animals[self._animal_index()]

    @property
    def sak(self) -> str:
        """The year of the decade of the Chula Sakarat, which changes on the Lerng Sak day."""
        return names().saks[self.chula_sakarat % 10]

    @property
    def chula_sakarat(self) -> int:
        """The year of the Chula Sakarat era, which changes on the Lerng Sak day."""
        ordinal = self._ordinal()
        year = date.fromordinal(ordinal).year
        return year - 638 - (ordinal < lerng_sak_ordinal(year))

    @property
    def is_holy_day(self) -> bool:
        """Whether it is a ថ្ងៃសីល: 8 and 15 koet, 8 roch and the last day of the month.

        >>> LunarDate(14, "roch", "jesth", 2568).is_holy_day  # Jesth of 2568 has 29 days
        True
        """
        if self.phase == "koet" or self.day == 8:
            return self.day in (8, 15)
        first, _, kinds = year_table(extrapolate=True)
        length = dict(MONTHS[kinds[self.lunar_year - first]])[self.month]
        return self.day == length - 15

    def to_dict(self) -> dict[str, Any]:
        """Everything about the day, as JSON values."""
        return {
            "day": self.day,
            "phase": self.phase,
            "month": self.month,
            "be": self.be,
            "time": self.time and self.time.isoformat(),
            "month_name": self.month_name,
            "weekday": self.weekday,
            "animal": self.animal,
            "sak": self.sak,
            "date": self.to_date().isoformat(),
            "is_holy_day": self.is_holy_day,
        }

    @property
    def lunar_year(self) -> int:
        """The lunar year, numbered by the Gregorian year that holds most of it."""
        return self.be - buddhist_year(0, self.month, self.phase)

    def _ordinal(self) -> int:
        first, starts, kinds = year_table()
        index = self.lunar_year - first
        if not 0 <= index < len(kinds):  # it was extrapolated
            first, starts, kinds = year_table(extrapolate=True)
            index = self.lunar_year - first
        return starts[index] + _offsets(kinds[index])[self.day, self.phase, self.month]

    def _animal_index(self) -> int:
        """The animal, from 0 for the Rat; it changes at the moment of the new year."""
        ordinal = self._ordinal()
        day = date.fromordinal(ordinal)
        new_year = khmer_new_year(day.year, extrapolate=True)
        if self.time is None:
            is_new = day >= new_year.first_day
        else:
            is_new = datetime.combine(day, self.time.replace(tzinfo=None)) >= new_year.moment
        return (day.year - 2020 - (not is_new)) % 12

    def _check(self, extrapolate: bool) -> None:
        """Raise :class:`InvalidDateError` unless there is such a day."""
        if self.month not in MONTH_KEYS:
            raise InvalidDateError("month", self.month, f"choose one of: {', '.join(MONTH_KEYS)}")
        if self.phase not in ("koet", "roch"):
            raise InvalidDateError("phase", self.phase, "choose koet (waxing) or roch (waning)")
        year = self.lunar_year
        first, starts, kinds = year_table(extrapolate)
        if not 0 <= year - first < len(kinds):
            same = buddhist_year(self.be, self.month, self.phase)
            raise out_of_range(self.be, same, extrapolate)
        kind = kinds[year - first]
        lengths = dict(MONTHS[kind])
        if self.month not in lengths:
            reason = (
                "the year has two months of Asadh, pathamasadh and tutiyasadh"
                if self.month == "asadh"
                else "the year has no leap month, its only Asadh is asadh"
            )
            raise InvalidDateError("month", self.month, reason)
        offset = _offsets(kind).get((self.day, self.phase, self.month))
        if offset is None:
            reason = f"a {self.phase} day is 1 to 15"
            if (self.day, self.phase) == (15, "roch"):
                reason = f"{self.month} of this year has only 29 days, its last is 14 roch"
            raise InvalidDateError("day", self.day, reason)
        ordinal = starts[year - first] + offset
        if not 1 <= ordinal <= date.max.toordinal():
            raise InvalidDateError("year", self.be, "datetime knows the years 1 to 9999")
        check_year(date.fromordinal(ordinal).year, extrapolate)


_set = object.__setattr__
