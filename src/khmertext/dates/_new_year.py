"""The Khmer New Year: the day and moment the sun enters Aries, and the day the era's year begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple

from khmertext._data import read_table
from khmertext.dates._lunar_years import check_year, year_signs
from khmertext.errors import check_type
from khmertext.types import jsonable

_ORDINAL_OF_JULIAN_DAY_0 = -1721425
_LERNG_SAK_EPOCH = 1954167 + _ORDINAL_OF_JULIAN_DAY_0  # aharkun counts from here

_DEGREE, _SIGN, _CIRCLE = 60, 1800, 21600  # in minutes of arc
# Correction of the mean sun for every 900 minutes of arc of its folded anomaly, and its growth.
_SUN = ((0, 35), (35, 32), (67, 27), (94, 22), (116, 13), (129, 5), (134, 0))


@dataclass(frozen=True, slots=True)
class NewYear:
    """One Khmer New Year.

    ``first_day`` (Maha Sangkran) to ``lerng_sak`` are the ``days`` of the festival, three or four.
    ``moment`` is when the new animal takes over, in Phnom Penh time; ``is_attested`` says that its
    minutes are those the almanac printed (they differ from the formula in a few years).
    On ``lerng_sak`` the sak and the Chula Sakarat year change.
    """

    year: int
    first_day: date
    days: int
    lerng_sak: date
    moment: datetime
    is_attested: bool

    def to_dict(self) -> dict[str, Any]:
        """All fields by name, as JSON values."""
        return {name: jsonable(getattr(self, name)) for name in self.__slots__}


def lerng_sak_ordinal(year: int) -> int:
    """The proleptic Gregorian ordinal of the Lerng Sak day of Gregorian year ``year``."""
    return _LERNG_SAK_EPOCH + year_signs(year).aharkun


def _true_sun(eight_hundredths: int) -> int:
    """The longitude of the sun in minutes of arc, so many 800ths of a day after its year began."""
    signs, rest = divmod(eight_hundredths, 24350)
    degrees, rest = divmod(rest, 811)
    mean = signs * _SIGN + degrees * _DEGREE + rest // 14 - 3
    anomaly = (mean - 80 * _DEGREE) % _CIRCLE
    half = anomaly % (_CIRCLE // 2)
    folded = half if half < _CIRCLE // 4 else _CIRCLE // 2 - half
    step, part = divmod(folded, 900)
    base, growth = _SUN[step]
    correction = base + part * growth // 900
    return (mean - correction if anomaly < _CIRCLE // 2 else mean + correction) % _CIRCLE


class _Attested(NamedTuple):
    year: str
    time: str
    provenance: str


@cache
def _attested_times() -> dict[int, time]:
    return {
        int(row.year): time.fromisoformat(row.time)
        for row in read_table("new_year_times.tsv", _Attested)
    }


@cache
def _new_year(year: int) -> NewYear:
    """The days of a new year, and its moment by the true sun, where no almanac attests another."""
    before = year_signs(year - 1)
    first = 363 if before.is_long else 362
    # The festival begins on the day that ends with the sun in the first degree of Aries.
    suns = ((day, _true_sun(800 * day + before.kromthupul)) for day in range(first, first + 4))
    day, longitude = next(sun for sun in suns if sun[1] < _DEGREE)
    days = 4 if day == first else 3
    lerng_sak = date.fromordinal(lerng_sak_ordinal(year))
    first_day = lerng_sak - timedelta(days - 1)
    # One minute of arc takes the sun 24 minutes: it entered so long before the day's end. With
    # longitude 0 that is 24:00, which is 0:00 of the next day.
    moment = datetime.combine(first_day, time()) + timedelta(1, minutes=-24 * longitude)
    attested = _attested_times().get(year)
    if attested:
        moment = datetime.combine(first_day, attested)
    return NewYear(year, first_day, days, lerng_sak, moment, attested is not None)


def khmer_new_year(year: int, *, extrapolate: bool = False) -> NewYear:
    """The Khmer New Year of Gregorian year ``year``.

    Raises :class:`InvalidDateError` (a ``ValueError``) outside 1800 to 2300, unless ``extrapolate``.

    >>> new_year = khmer_new_year(2024)
    >>> new_year.first_day.isoformat(), new_year.days, new_year.lerng_sak.isoformat()
    ('2024-04-13', 4, '2024-04-16')
    >>> new_year.moment.isoformat(" ", "minutes")
    '2024-04-13 22:24'
    """
    check_type(year, "khmer_new_year", int)
    check_year(year, extrapolate)
    return _new_year(year)
