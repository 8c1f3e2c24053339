"""Eras: Buddhist, Christian, Chula Sakarat, Maha Sakarat."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from khmertext.dates._lunar import LunarDate
from khmertext.dates._new_year import khmer_new_year
from khmertext.errors import InvalidDateError, check_option, check_type

CalendarEra = Literal["AD", "BE", "CS", "MS"]
_ERAS: tuple[CalendarEra, ...] = ("AD", "BE", "CS", "MS")

# What is taken from a year to give the AD year in which it begins.
_OFFSETS = {"AD": 0, "BE": 544, "CS": -638, "MS": -78}


def era_interval(year: int, era: str) -> tuple[date, date]:
    """First and last day of a year of an era.

    A Buddhist year runs from 1 roch Pisakh to 15 koet Pisakh, a Chula Sakarat year from Lerng Sak
    to the eve of the next. A Maha Sakarat year begins in the spring, on a day that texts do not tell:
    it is given as the two civil years that it lies in.

    Raises :class:`InvalidDateError` (a ``ValueError``) where the calendar is not supported.
    """
    first = year - _OFFSETS[era]
    if era == "BE":
        end = LunarDate(15, "koet", "pisakh", year).to_date()
        return LunarDate(1, "roch", "pisakh", year).to_date(), end
    if era == "CS":
        begin, following = khmer_new_year(first).lerng_sak, khmer_new_year(first + 1).lerng_sak
        return begin, following - timedelta(1)
    last = first + (era == "MS")
    if not 1 <= first <= last <= 9998:  # the day after an interval must be a date too
        raise InvalidDateError("year", year, "datetime knows the years 1 to 9999")
    return date(first, 1, 1), date(last, 12, 31)


def convert_years(year: int, source: CalendarEra, target: CalendarEra) -> int:
    """The number of the year of era ``target`` that begins in the year of ``source``.

    ``"AD"``, ``"BE"`` (Buddhist, as counted in Cambodia), ``"CS"`` (Chula Sakarat) and ``"MS"``
    (Maha Sakarat). A Buddhist year begins in April or May and a Chula Sakarat year in April, so
    the months before that belong to the number before: ``LunarDate.from_date(d).be`` is exact.

    Raises ``ValueError`` for an era that does not exist.

    >>> convert_years(2024, "AD", "BE"), convert_years(2568, "BE", "AD"), convert_years(1386, "CS", "AD")
    (2568, 2024, 2024)
    """
    check_type(year, "convert_years", int)
    check_option("source", source, _ERAS)
    check_option("target", target, _ERAS)
    return year - _OFFSETS[source] + _OFFSETS[target]
