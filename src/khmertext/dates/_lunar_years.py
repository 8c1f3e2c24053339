"""The arithmetic of the Khmer lunisolar year: how long each one is and on which day it begins.

A lunar year bears the number of the Gregorian year that holds most of it: year 2024 runs from
1 koet Migasir (14 December 2023) to the end of Kadeuk (1 December 2024).

The rules are those of Roath Kim Soeun, *Pratitin Soryakkatik-Chankatik 1900-1999*, as explained by
Phylypo Tum (*Khmer Calendar Algorithm*), written for the Chula Sakarat year number. They agree with
every dated document that was found; ``docs/calendar.md`` tells where other calendars differ.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

from khmertext.errors import InvalidDateError

YearKind = Literal["ordinary", "leap_day", "leap_month"]

FIRST_YEAR, LAST_YEAR = 1800, 2300  # Gregorian years that are converted without being asked twice
# From 1 roch Pisakh on, a lunar year bears the next number of the Buddhist Era.
BE_BEFORE_VISAK, BE_AFTER_VISAK = 543, 544
_BEYOND = "extrapolate=True computes beyond"

_DAYS: dict[YearKind, int] = {"ordinary": 354, "leap_day": 355, "leap_month": 384}

# Month keys in the order of the year. The sixth to the eighth differ with the kind of year.
_BEFORE_JESTH = ("migasir", "boss", "meak", "phalkun", "chet", "pisakh")
_AFTER_ASADH = ("srap", "photrobot", "assoch", "kadeuk")
_LENGTHS_BEFORE = (29, 30, 29, 30, 29, 30)
_LENGTHS_AFTER = (29, 30, 29, 30)
_MIDDLE: dict[YearKind, tuple[tuple[str, int], ...]] = {
    "ordinary": (("jesth", 29), ("asadh", 30)),
    "leap_day": (("jesth", 30), ("asadh", 30)),
    "leap_month": (("jesth", 29), ("pathamasadh", 30), ("tutiyasadh", 30)),
}
MONTHS: dict[YearKind, tuple[tuple[str, int], ...]] = {
    kind: (
        *zip(_BEFORE_JESTH, _LENGTHS_BEFORE, strict=True),
        *middle,
        *zip(_AFTER_ASADH, _LENGTHS_AFTER, strict=True),
    )
    for kind, middle in _MIDDLE.items()
}
MONTH_KEYS = (*_BEFORE_JESTH, "jesth", "asadh", "pathamasadh", "tutiyasadh", *_AFTER_ASADH)


class YearSigns(NamedTuple):
    """The four numbers that decide a year: the terms of the almanac makers.

    ``aharkun`` counts days to the Lerng Sak of the year, ``kromthupul`` is what is left of that day
    (in 800ths), ``avoman`` the excess of lunar over solar days (in 692nds) and ``bodithey`` the age
    of the moon.
    """

    aharkun: int
    kromthupul: int
    avoman: int
    bodithey: int

    @property
    def is_long(self) -> bool:
        """Whether the solar year has 366 days."""
        return self.kromthupul <= 207


def year_signs(year: int) -> YearSigns:
    """The signs of lunar year ``year`` (which is Chula Sakarat ``year - 638``)."""
    elapsed, rest = divmod(292207 * (year - 638) + 373, 800)
    aharkun = elapsed + 1
    excess, avoman = divmod(11 * aharkun + 650, 692)
    return YearSigns(aharkun, 800 - rest, avoman, (aharkun + excess) % 30)


def _asks_for_month(signs: YearSigns, following: YearSigns) -> bool:
    pair = signs.bodithey, following.bodithey
    if pair == (25, 5):
        return False
    return pair == (24, 6) or signs.bodithey >= 25 or signs.bodithey <= 5


def _asks_for_day(signs: YearSigns, following: YearSigns) -> bool:
    if signs.avoman == 137 and following.avoman == 0:
        return False  # the next year has it
    return signs.avoman <= (126 if signs.is_long else 137)


def year_kind(year: int) -> YearKind:
    """The kind of lunar year ``year``.

    A year that asks for a month and a day gets the month; the day goes to the following year.

    >>> [year_kind(year) for year in (2023, 2024, 2025)]
    ['leap_month', 'ordinary', 'leap_day']
    """
    before, now, after = year_signs(year - 1), year_signs(year), year_signs(year + 1)
    if _asks_for_month(now, after):
        return "leap_month"
    if _asks_for_day(now, after) or (_asks_for_month(before, now) and _asks_for_day(before, now)):
        return "leap_day"
    return "ordinary"


class LunarYear(NamedTuple):
    """One lunar year: ``first_day`` (a proleptic Gregorian ordinal), kind and signs.

    ``months`` are pairs of month key and length, in order.
    """

    year: int
    kind: YearKind
    first_day: int
    signs: YearSigns

    @property
    def days(self) -> int:
        """354, 355 or 384."""
        return _DAYS[self.kind]

    @property
    def months(self) -> tuple[tuple[str, int], ...]:
        return MONTHS[self.kind]


# 1 koet Boss of year 1900 was 1 January 1900, so 1 koet Migasir came one Migasir earlier.
_ANCHOR_YEAR, _ANCHOR_DAY = 1900, date(1900, 1, 1).toordinal() - 29


@cache
def year_table(extrapolate: bool = False) -> tuple[int, tuple[int, ...], tuple[YearKind, ...]]:
    """``(first year, first days, kinds)`` for all years, with the first day after the last year."""
    first, last = (1, 9999) if extrapolate else (FIRST_YEAR, LAST_YEAR + 1)
    kinds = tuple(year_kind(year) for year in range(first, last + 1))
    days = list(accumulate((_DAYS[kind] for kind in kinds), initial=0))
    shift = _ANCHOR_DAY - days[_ANCHOR_YEAR - first]
    return first, tuple(day + shift for day in days), kinds


def check_year(year: int, extrapolate: bool) -> None:
    """Raise :class:`InvalidDateError` unless the calendar can say something about ``year``."""
    if extrapolate:
        if not 1 <= year <= 9999:
            raise InvalidDateError("year", year, "datetime knows the years 1 to 9999")
    elif not FIRST_YEAR <= year <= LAST_YEAR:
        reason = f"the lunar calendar is supported from {FIRST_YEAR} to {LAST_YEAR}; {_BEYOND}"
        ad = year - BE_AFTER_VISAK
        if FIRST_YEAR <= ad <= LAST_YEAR:
            reason = f"a year AD is meant; BE {year} is AD {ad} and {ad + 1}"
        raise InvalidDateError("year", year, reason)


def out_of_range(be: int, same_in_be: int, extrapolate: bool) -> InvalidDateError:
    """The error for a year ``be`` of the Buddhist Era; if it is one AD, ``same_in_be`` is that in the other era."""
    reason = (
        f"the lunar calendar is supported from BE {FIRST_YEAR + BE_AFTER_VISAK} to "
        f"{LAST_YEAR + BE_BEFORE_VISAK}; {_BEYOND}"
    )
    if extrapolate:
        reason = "datetime knows the years 1 to 9999"
    elif FIRST_YEAR <= be <= LAST_YEAR:
        reason = f"a year of the Buddhist Era is meant; AD {be} is BE {same_in_be} here"
    return InvalidDateError("year", be, reason)


def lunar_year(year: int, *, extrapolate: bool = False) -> LunarYear:
    """Lunar year ``year``, for those who make almanacs.

    ``year`` is the Gregorian year of its later months. Raises :class:`InvalidDateError` (a
    ``ValueError``) outside 1800 to 2300, unless ``extrapolate`` is true.

    >>> y = lunar_year(2023)
    >>> y.kind, y.days, date.fromordinal(y.first_day).isoformat(), y.signs.bodithey
    ('leap_month', 384, '2022-11-24', 26)
    """
    check_year(year, extrapolate)
    first, days, kinds = year_table(extrapolate)
    index = year - first
    return LunarYear(year, kinds[index], days[index], year_signs(year))
