"""From readings to dates: asks both calendars and says what does not fit.

One function a variant of :data:`~khmertext.dates._readings.Said`. None of them raises or changes
anything: what became of a reading is a :class:`Resolved`, whose ``problem`` says why there is no date.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from datetime import date, timedelta
from typing import cast

from khmertext.dates._date_mention import Part
from khmertext.dates._date_words import names
from khmertext.dates._lists import main_part, with_year
from khmertext.dates._parts_of_day import MORNING, NOON, hour_of, time_of
from khmertext.dates._readings import (
    Ages,
    Clock,
    Day,
    LunarDay,
    LunarMonth,
    Month,
    MonthPointer,
    PartOfYear,
    Range,
    Reading,
    Relative,
    Said,
    Same,
    Simple,
    WholeYear,
    Year,
)
from khmertext.dates._resolve_days import (
    both_calendars,
    civil_day,
    day_of_era,
    lunar_day,
    lunar_month,
)
from khmertext.dates._resolved import (
    BUDDHIST_FROM,
    MONTHS_OF,
    NO_REF,
    NO_YEAR,
    OUT_OF_TIME,
    Now,
    Resolved,
    checked_be,
    era_days,
    nearest_year,
    outside_calendar,
    shifted,
    year_meant,
)
from khmertext.errors import InvalidDateError

# p.m. and the time of light are no parts of the day, only halves of it.
_PARTS: dict[str, Part | None] = {
    "at_noon": "noon",
    "midnight": "night",
    "past_midnight": "night",
    "am": "morning",
    "pm": None,
    "daytime": None,
}


def resolve(reading: Reading, now: Now) -> Resolved:
    """Everything that can be said about ``reading``."""
    found = Resolved() if reading.said is None else _resolve_said(reading.said, now)
    if reading.misspelt:
        found = found.flagged("misspelt")
    if reading.shared:
        found = found.flagged("year_inferred")
    return _with_time(found, reading)


def _with_time(found: Resolved, reading: Reading) -> Resolved:
    """``found`` with the time of day of ``reading``, and the part of the day that it says."""
    part = reading.part
    if reading.clock is not None:
        part = reading.clock.part or part
        found, time = _time(found, reading.clock._replace(part=part))
        if time is not None and reading.until is not None:
            until = reading.until._replace(part=reading.until.part or part)
            found, end_time = _time(found, until)
            if end_time is not None and until.hour == NOON and until.part == "morning":
                end_time = end_time.replace(hour=NOON)  # ព្រឹក ៨-១២ ends at noon
            time = time if end_time is not None else None
            found = found._replace(end_time=end_time)
        found = found._replace(time=time, offset=reading.clock.offset)
        in_night = reading.said is not None and "night" in (part, reading.part)
        if in_night and time and time.hour < MORNING and 1 <= reading.clock.hour <= NOON:
            found = found.told("it may be in the night before or behind the day", "part_mismatch")
    if part is not None:
        found = found._replace(part=_PARTS.get(part, cast(Part, part)))
    return found


def _time(found: Resolved, clock: Clock) -> tuple[Resolved, dt.time | None]:
    """The time of day, and what is said about it."""
    try:
        time, at_the_end = time_of(clock)
    except InvalidDateError as error:
        return found._replace(problem=str(error)).flagged("invalid_time"), None
    if at_the_end:
        found = found.flagged("end_of_day")
    if clock.is_cut:
        found = found.flagged("time_cut")
    if clock.is_torn:
        found = found.told("which time of day is meant is not clear", "part_mismatch")
    if not hour_of(clock.hour, clock.part)[1]:
        name = names().parts.get(clock.part or "", clock.part)
        problem = f"{clock.hour}:{max(clock.minute, 0):02d} is not in the part of the day {name}"
        found = found.told(problem, "part_mismatch")
    return found, time


def _resolve_said(said: Said, now: Now) -> Resolved:
    """What is said, of whichever kind it is, as dates."""
    match said:
        case Range():
            return _range(said, now)
        case Same():
            return both_calendars(said, now)
        case Relative():
            return _relative(said, now)
        case Ages():
            return _ages(said)
    if said.toward is not None:
        now = now._replace(direction=said.toward)
    match said:
        case Day():
            return civil_day(said, now)
        case LunarDay():
            return lunar_day(said, now)
        case LunarMonth():
            return lunar_month(said, now)
        case _:
            return _period(said, now)


# --- ranges ----------------------------------------------------------------------------------
def _range(said: Range, now: Now) -> Resolved:
    """Both ends; the end may take the month of the start, and a year moves where the range would fall."""
    start = _resolve_said(said.first, now)
    if start.year is not None:
        now = now._replace(year=start.year, month=start.month)
    last = said.last
    if start.start and isinstance(said.first, Relative) and isinstance(last, Day):
        days = shifted(start.start, "month", last.day < start.start.day)
        if last.month == MonthPointer() and days is not None:  # ពីថ្ងៃនេះ ដល់ថ្ងៃទី៥
            last = last._replace(month=days[0].month, year=Year(days[0].year, 4))
    end = _resolve_said(last, now)
    if start.start and end.end and end.end < start.start:
        first, until = main_part(said.first), main_part(said.last)
        if said.taken == "first":
            start = _moved(said.first, start, -1, now)
        elif said.taken == "last" or (_year(until) is None and _month(first) != _month(until)):
            end = _moved(said.last, end, 1, now)
    found = Resolved(
        lunar=start.lunar,
        year=start.year or end.year,
        month=start.month,
        day=start.day,
        flags=start.flags | end.flags,
        candidates=start.candidates + end.candidates,
        problem=start.problem or end.problem,
    )
    if said.taken:
        found = found.flagged("year_inferred")
    if start.start is None or end.end is None:
        return found.failed(NO_YEAR)
    if end.end < start.start:
        return found.failed("the range ends before it begins", "invalid_range")
    return found.at(start.start, end.end)


def _year(said: Simple) -> Year | None:
    return None if isinstance(said, Relative) else said.year


def _month(said: Simple) -> object:
    return said.month if isinstance(said, (Day, Month, PartOfYear)) else None


def _moved(said: Simple | Same, found: Resolved, years: int, now: Now) -> Resolved:
    """The same a year earlier or later."""
    year = Year((found.year or 0) + years, 4, "AD")
    return _resolve_said(cast("Simple | Same", with_year(said, year)), now)


# --- periods ---------------------------------------------------------------------------------
def _period(said: Month | PartOfYear | WholeYear, now: Now) -> Resolved:
    """A month, a part of a year or a year, as its first and last day."""
    month = None if isinstance(said, WholeYear) else said.month
    meant = year_meant(said.year, now)
    found = Resolved(month=month, year=meant.civil, flags=frozenset(meant.flags))
    if meant.problem:
        return found.failed(meant.problem)
    if month is not None and not 1 <= month <= 12:
        return found._replace(month=None).failed(f"there is no month {month}", "invalid_month")
    if isinstance(said, PartOfYear) and not said.months:
        most = {"half": 2, "quarter": 4, "week": 5 if month else 53}[said.unit]
        if not 1 <= said.ordinal <= most:
            return found.failed(f"there is no {said.unit} {said.ordinal}", "invalid_period")
    year = meant.civil
    if meant.of_era is not None:
        interval = era_days(meant.of_era)
        if interval is None:
            return outside_calendar(found, meant.of_era)
        if isinstance(said, WholeYear):
            return found.at(*interval)
        if month is None:
            return found.failed("a Buddhist year has no such parts", "ambiguous_year")
        found = day_of_era(1, month, meant.of_era, found)
        if found.start is None:
            return found
        year = found.start.year
    if year is None:
        first = _first_month(said)
        day = now.ref.day if now.ref is not None and first == now.ref.month else 1
        nearest = nearest_year(day, first, now)
        year, found = nearest.civil, found._replace(year=nearest.civil).flagged(*nearest.flags)
        if year is None:
            return found.failed(nearest.problem or NO_YEAR)
    days = _days_of_period(said, year)
    if isinstance(days, str):
        return found.failed(days, "invalid_period")
    return checked_be(found.at(*days), said.year, now)


def _first_month(said: Month | PartOfYear | WholeYear) -> int:
    """The month in which the period begins."""
    if isinstance(said, WholeYear):
        return 1
    if isinstance(said, Month):
        return said.month
    if said.months:
        return 1 if said.months > 0 else 13 + said.months
    if said.unit in MONTHS_OF:
        return MONTHS_OF[said.unit] * (said.ordinal - 1) + 1
    return said.month or 1


def _days_of_period(said: Month | PartOfYear | WholeYear, year: int) -> tuple[date, date] | str:
    """The first and the last day, or what is wrong."""
    if isinstance(said, PartOfYear) and said.unit == "week":
        return _days_of_week(said, year)
    first, length = _first_month(said), 1
    if isinstance(said, WholeYear):
        length = 12
    elif isinstance(said, PartOfYear):
        length = abs(said.months) or MONTHS_OF[said.unit]
    last = first + length - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _days_of_week(said: PartOfYear, year: int) -> tuple[date, date] | str:
    """The days of a week of a year, by ISO 8601, or of a month, where the first begins on the 1st."""
    week = said.ordinal
    if said.month is None:
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            return f"{year} has no week {week}"
        return monday, monday + timedelta(6)
    last = monthrange(year, said.month)[1]
    if 7 * week - 6 > last:
        return f"the month has no week {week}"
    return date(year, said.month, 7 * week - 6), date(year, said.month, min(7 * week, last))


def _ages(said: Ages) -> Resolved:
    """The years of a decade or a century."""
    number, era = said.year.number or 0, said.year.era
    if said.unit == "century":
        if era == "BC":
            return Resolved().failed("a century before Christ is outside the years 1 to 9999")
        if era not in (None, "AD"):
            return Resolved().failed(
                "only centuries of the Christian era are known", "invalid_year"
            )
        return Resolved().at(date(100 * number - 99, 1, 1), date(100 * number, 12, 31))
    found = Resolved()
    if said.year.digits != 4 and number < 100:
        # The seventies are those of the last century; only the first three are of this one.
        found = found.flagged("two_digit_year")
        number += 2000 if number <= 20 else 1900
    if era not in (None, "AD") or not 1000 <= number < BUDDHIST_FROM:
        return found.failed("only decades of the Christian era are known", "invalid_year")
    return found.at(date(number, 1, 1), date(number + 9, 12, 31))


def _relative(said: Relative, now: Now) -> Resolved:
    """What is counted from the reference day: tomorrow, last week, on Monday."""
    if now.ref is None:
        return Resolved().failed(NO_REF)
    days = shifted(now.ref, said.unit, said.shift)
    if days is None:
        return Resolved().failed(OUT_OF_TIME, "invalid_year")
    if said.weekday is not None:
        start = days[0] if said.unit == "week" or said.shift > 0 else days[0] - timedelta(6)
        return Resolved().at(start + timedelta((said.weekday - start.weekday()) % 7))
    return Resolved().at(*days)
