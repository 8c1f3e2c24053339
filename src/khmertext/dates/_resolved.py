"""What becomes of a reading, and by what it is resolved: the reference day, years and eras."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from khmertext.dates._date_mention import Flag, Part
from khmertext.dates._eras import era_interval
from khmertext.dates._lunar import LunarDate
from khmertext.dates._readings import CalendarUnit, Year
from khmertext.errors import InvalidDateError

LAST_CIVIL_YEAR = 9998  # so that the day after a period is still a date
NO_YEAR = "the year is not said: pass ref to take it from"
NO_REF = "it needs a reference day: pass ref"
BUDDHIST_FROM = 2400  # a year without an era from here on is Buddhist
_FIRST_TWO_DIGIT_YEAR = 1950


BuddhistEra = Literal["khmer", "thai"]
THAI_OFFSET = 543  # from 1 January on


class Now(NamedTuple):
    """What dates are resolved by: the reference day and the year and month of the date before.

    ``direction`` says how a date without a year lies to ``ref``: -1 before it, 1 after it, 0 in the
    same year. ``era`` is how Buddhist years are counted.
    """

    ref: date | None
    direction: int = 0
    year: int | None = None
    month: int | None = None
    era: BuddhistEra = "khmer"


class Resolved(NamedTuple):
    """What became of a reading."""

    start: date | None = None
    end: date | None = None
    time: dt.time | None = None
    end_time: dt.time | None = None
    offset: int | None = None
    part: Part | None = None
    lunar: LunarDate | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    flags: frozenset[Flag] = frozenset()
    candidates: tuple[date, ...] = ()
    problem: str | None = None

    def at(self, start: date, end: date | None = None) -> Resolved:
        """The same with its days."""
        return self._replace(start=start, end=end or start)

    def flagged(self, *flags: Flag) -> Resolved:
        return self._replace(flags=self.flags | set(flags)) if flags else self

    def told(self, problem: str, *flags: Flag, candidates: tuple[date, ...] = ()) -> Resolved:
        """The same with one problem more: the first is told."""
        return self._replace(
            flags=self.flags | set(flags),
            problem=self.problem or problem,
            candidates=self.candidates or candidates,
        )

    def failed(self, problem: str, *flags: Flag, candidates: tuple[date, ...] = ()) -> Resolved:
        """The same without a date."""
        told = self.told(problem, *flags, candidates=candidates)
        return told._replace(start=None, end=None)


# --- years -----------------------------------------------------------------------------------
class YearMeant(NamedTuple):
    """A ``civil`` year, or one ``of_era``, or neither if nothing is said; or a ``problem``."""

    civil: int | None = None
    of_era: Year | None = None
    flags: tuple[Flag, ...] = ()
    problem: str | None = None


def year_meant(year: Year | None, now: Now) -> YearMeant:
    """The year that is written so, seen from ``now``."""
    if year is None:
        return YearMeant()
    if year.which is not None:
        if now.ref is None:
            return YearMeant(problem=NO_REF)
        return _civil_year(now.ref.year + year.which, "year_inferred")
    if year.same:
        if now.year is None:
            return YearMeant(problem=NO_YEAR)
        return YearMeant(now.year, flags=("year_inferred",))
    number = year.number or 0
    if year.era == "AD":
        return _civil_year(number)
    if year.era == "BC":
        problem = "a date before Christ is outside the years 1 to 9999"
        return YearMeant(1 - number, problem=problem)
    if year.era == "BE" and now.era == "thai":
        return _civil_year(number - THAI_OFFSET)
    if year.era is not None:
        return YearMeant(of_era=year)
    if year.digits == 2:
        number -= THAI_OFFSET if now.era == "thai" else 0
        civil = (number - _FIRST_TWO_DIGIT_YEAR) % 100 + _FIRST_TWO_DIGIT_YEAR
        return YearMeant(civil, flags=("two_digit_year",))
    if not 1000 <= number <= 9999:
        problem = f"a year has four digits, not {number}"
        return YearMeant(flags=("invalid_year",), problem=problem)
    if number >= BUDDHIST_FROM and now.era == "thai":
        return _civil_year(number - THAI_OFFSET, "era_inferred")
    if number >= BUDDHIST_FROM:
        return YearMeant(of_era=Year(number, 4, "BE"), flags=("era_inferred",))
    return YearMeant(number)


def _civil_year(year: int, *flags: Flag) -> YearMeant:
    if 1 <= year <= LAST_CIVIL_YEAR:
        return YearMeant(year, flags=flags)
    return YearMeant(flags=(*flags, "invalid_year"), problem=f"there is no date in the year {year}")


def nearest_year(day: int, month: int, now: Now) -> YearMeant:
    """The year of a day that has none: that of ``ref``, or one beside it."""
    if now.ref is None:
        return YearMeant(problem=NO_YEAR)
    this = now.ref.month, now.ref.day
    year = now.ref.year
    if now.direction > 0 and (month, day) < this:
        year += 1
    if now.direction < 0 and (month, day) > this:
        year -= 1
    return _civil_year(year, "year_inferred")


def era_days(year: Year) -> tuple[date, date] | None:
    try:
        return era_interval(year.number or 0, year.era or "")
    except InvalidDateError:
        return None


def checked_be(found: Resolved, year: Year | None, now: Now) -> Resolved:
    """Whether the Buddhist year that is printed beside a civil one has a day of it."""
    if year is None or year.be is None or found.start is None or found.end is None:
        return found
    other = year_meant(Year(year.be, 4, "BE"), now)
    days = None if other.of_era is None else era_days(other.of_era)
    if days is None:
        fits = other.civil in (None, found.start.year)
    else:
        fits = days[0] <= found.end and found.start <= days[1]
    problem = f"{found.start.year} and BE {year.be} disagree"
    return found if fits else found.told(problem, "calendar_conflict")


def outside_calendar(found: Resolved, year: Year) -> Resolved:
    problem = f"{year.era} {year.number} lies outside the years that the calendar knows"
    return found.failed(problem, "invalid_year")


MONTHS_OF: dict[CalendarUnit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


# --- counted from the reference day ----------------------------------------------------------
OUT_OF_TIME = "it lies outside the years 1 to 9999"


def shifted(ref: date, unit: CalendarUnit, shift: int) -> tuple[date, date] | None:
    """The day, week, month ... that lies ``shift`` units from that of ``ref``."""
    try:
        start, end = _shift(ref, unit, shift)
    except (OverflowError, ValueError):
        return None
    return (start, end) if end.year <= LAST_CIVIL_YEAR else None


def _shift(ref: date, unit: CalendarUnit, shift: int) -> tuple[date, date]:
    if unit == "day":
        day = ref + timedelta(shift)
        return day, day
    if unit == "week":
        monday = ref + timedelta(7 * shift - ref.weekday())
        return monday, monday + timedelta(6)
    length = MONTHS_OF[unit]
    first = ((ref.year * 12 + ref.month - 1) // length + shift) * length
    year, month = divmod(first, 12)
    last_year, last_month = divmod(first + length - 1, 12)
    last_day = monthrange(last_year, last_month + 1)[1]
    return date(year, month + 1, 1), date(last_year, last_month + 1, last_day)
