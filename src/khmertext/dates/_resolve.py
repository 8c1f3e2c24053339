"""From readings to dates: asks both calendars and says what does not fit.

One function a variant of :data:`~khmertext.dates._readings.Said`. None of them raises or changes
anything: what became of a reading is a :class:`Resolved`, whose ``problem`` says why there is no date.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple, cast

from khmertext.dates._clock import NOON, hour_of, time_of
from khmertext.dates._date_mention import Flag, Part
from khmertext.dates._date_words import names
from khmertext.dates._eras import era_interval
from khmertext.dates._lists import main_part, with_year
from khmertext.dates._lunar import LunarDate
from khmertext.dates._lunar_days import (
    check_lunar_day,
    days_of_be,
    labels_fit,
    lunar_days,
    nearest_days,
    why_no_day,
)
from khmertext.dates._readings import (
    Ages,
    CalendarUnit,
    Clock,
    Day,
    LunarDay,
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
from khmertext.errors import InvalidDateError

LAST_YEAR = 9998  # so that the day after a period is still a date
NO_YEAR = "the year is not said, and there is no ref to take it from"
NO_REF = "it needs a reference day: pass ref"
BUDDHIST_FROM = 2400  # a year without an era from here on is Buddhist
_FIRST_TWO_DIGIT_YEAR = 1950
_NO_DAY: frozenset[Flag] = frozenset(("invalid_day", "invalid_month", "invalid_year"))

# p.m. and the time of light are no parts of the day, only halves of it.
_PARTS: dict[str, Part | None] = {
    "midnight": "night",
    "past_midnight": "night",
    "am": "morning",
    "pm": None,
    "daytime": None,
}


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


def resolve(reading: Reading, now: Now) -> Resolved:
    """Everything that can be said about ``reading``."""
    found = Resolved() if reading.said is None else _resolve_said(reading.said, now)
    if reading.misspelt:
        found = found.flagged("misspelt")
    if reading.shared:
        found = found.flagged("year_inferred")
    return _with_time(found, reading)


def _with_time(found: Resolved, reading: Reading) -> Resolved:
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
        found = found.told("which half of the day is meant is not clear", "part_mismatch")
    if not hour_of(clock.hour, clock.part)[1]:
        name = names().parts.get(clock.part or "", clock.part)
        problem = f"{clock.hour}:{max(clock.minute, 0):02d} is not in the part of the day {name}"
        found = found.told(problem, "part_mismatch")
    return found, time


def _resolve_said(said: Said, now: Now) -> Resolved:
    match said:
        case Range():
            return _range(said, now)
        case Same():
            return _both_calendars(said, now)
        case Relative():
            return _relative(said, now)
        case Ages():
            return _ages(said)
    if said.toward is not None:
        now = now._replace(direction=said.toward)
    match said:
        case Day():
            return _civil_day(said, now)
        case LunarDay():
            return _lunar_day(said, now)
        case _:
            return _period(said, now)


# --- ranges ----------------------------------------------------------------------------------
def _range(said: Range, now: Now) -> Resolved:
    start = _resolve_said(said.first, now)
    if start.year is not None:
        now = now._replace(year=start.year, month=start.month)
    end = _resolve_said(said.last, now)
    if start.start and end.end and end.end < start.start:
        first, last = main_part(said.first), main_part(said.last)
        if said.taken == "first":
            start = _moved(said.first, start, -1, now)
        elif said.taken == "last" or (_year(last) is None and _month(first) != _month(last)):
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


# --- years -----------------------------------------------------------------------------------
class YearMeant(NamedTuple):
    """A ``civil`` year, or one ``of_era``, or neither if nothing is said; or a ``problem``."""

    civil: int | None = None
    of_era: Year | None = None
    flags: tuple[Flag, ...] = ()
    problem: str | None = None


def _year_meant(year: Year | None, now: Now) -> YearMeant:
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
    if 1 <= year <= LAST_YEAR:
        return YearMeant(year, flags=flags)
    return YearMeant(flags=(*flags, "invalid_year"), problem=f"there is no date in the year {year}")


def _nearest_year(day: int, month: int, now: Now) -> YearMeant:
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


def _era_days(year: Year) -> tuple[date, date] | None:
    try:
        return era_interval(year.number or 0, year.era or "")
    except InvalidDateError:
        return None


def _outside(found: Resolved, year: Year) -> Resolved:
    problem = f"{year.era} {year.number} lies outside the years that the calendar knows"
    return found.failed(problem, "invalid_year")


# --- civil days ------------------------------------------------------------------------------
def _civil_day(said: Day, now: Now) -> Resolved:
    month, year = said.month, said.year
    if isinstance(month, MonthPointer):
        meant = _month_meant(month, now)
        if isinstance(meant, str):
            return Resolved(day=said.day).failed(meant)
        month, year = meant[0], year if meant[1] is None else Year(meant[1], 4, "AD")
    found = Resolved(month=month, day=said.day)
    if not 1 <= month <= 12:
        return _no_such_month(found._replace(month=None), said, month)
    meant_year = _year_meant(year, now)
    longest = monthrange(2000, month)[1]
    if not 1 <= said.day <= longest:
        found = found._replace(year=meant_year.civil, day=None).flagged(
            *(flag for flag in meant_year.flags if flag != "invalid_year")
        )
        problem = f"{names().months[month - 1]} has {longest} days, not {said.day}"
        return found.failed(problem, "invalid_day")
    found = found.flagged(*meant_year.flags)
    if meant_year.problem:
        return found._replace(year=meant_year.civil).failed(meant_year.problem)
    if meant_year.of_era is not None:
        found = _day_of_era(said.day, month, meant_year.of_era, found)
        if said.weekday is not None and meant_year.of_era.era == "BE":
            found = _by_weekday(found, said, month, meant_year.of_era)
        return found if found.start is None else _checked(found, said, found.start)
    if meant_year.civil is None:
        meant_year = _nearest_year(said.day, month, now)
        found = found.flagged(*meant_year.flags)
    if meant_year.civil is None:
        return found.failed(meant_year.problem or NO_YEAR)
    found = found._replace(year=meant_year.civil)
    longest = monthrange(meant_year.civil, month)[1]
    if said.day > longest:
        problem = f"{names().months[month - 1]} {found.year} has {longest} days, not {said.day}"
        return found._replace(day=None).failed(problem, "invalid_day")
    day = date(meant_year.civil, month, said.day)
    return _checked(found.at(day), said, day)


def _no_such_month(found: Resolved, said: Day, month: int) -> Resolved:
    """The day comes first; what ``7/31/2024`` is with the month first is told."""
    problem, year = f"there is no month {month}", _year_meant(said.year, Now(None)).civil
    try:
        other = date(year or 0, said.day, month)
    except ValueError:
        return found.failed(problem, "invalid_month")
    if not said.in_figures:
        return found.failed(problem, "invalid_month")
    problem += f"; with the month before the day it is {other}"
    return found.failed(problem, "invalid_month", candidates=(other,))


def _month_meant(month: MonthPointer, now: Now) -> tuple[int, int | None] | str:
    """ខែនេះ, ខែកន្លងទៅ, ខែដដែល: the month, and its year if that is known too; or what is missing."""
    if month.which is None:
        return "the month is not said before" if now.month is None else (now.month, None)
    if now.ref is None:
        return NO_REF
    days = _shifted(now.ref, "month", month.which)
    return OUT_OF_TIME if days is None else (days[0].month, days[0].year)


def _day_of_era(day: int, month: int, year: Year, found: Resolved) -> Resolved:
    """The day in a year that does not begin on 1 January."""
    interval = _era_days(year)
    if interval is None:
        return _outside(found, year)
    start, end = interval
    days = [
        date(civil, month, day)
        for civil in range(start.year, end.year + 1)
        if day <= monthrange(civil, month)[1] and start <= date(civil, month, day) <= end
    ]
    if len(days) == 1:
        return found._replace(year=days[0].year).at(days[0])
    if days:
        problem = f"the day comes twice in {year.era} {year.number}"
        return found.failed(problem, "ambiguous_year", candidates=tuple(days))
    return found.failed(f"there is no such day in {year.era} {year.number}", "invalid_day")


def _by_weekday(found: Resolved, said: Day, month: int, year: Year) -> Resolved:
    """The day of the week tells which of two days is meant, or that the year is counted as in Thailand."""
    days = (found.start,) if found.start is not None else found.candidates
    fitting = [day for day in days if day is not None and day.weekday() == said.weekday]
    if not fitting:
        civil = (year.number or 0) - THAI_OFFSET
        if 1 <= civil <= LAST_YEAR and said.day <= monthrange(civil, month)[1]:
            thai = date(civil, month, said.day)
            fitting = [thai] if thai.weekday() == said.weekday else []
        if fitting:
            found = found.flagged("era_inferred")
    if len(fitting) != 1 or fitting[0] == found.start:
        return found
    flags = found.flags - {"ambiguous_year", "invalid_day"}
    return found._replace(
        flags=flags, problem=None, candidates=(), year=fitting[0].year, day=said.day
    ).at(fitting[0])


def _checked(found: Resolved, said: Day, day: date) -> Resolved:
    """The day of the week, the animal and the sak that stand beside a civil date."""
    found = _check_weekday(found, said.weekday, day)
    if said.labels is None:
        return found
    try:
        lunar = LunarDate.from_date(day)
    except InvalidDateError:
        return found
    if labels_fit(lunar, said.labels):
        return found
    problem = f"{day} lies in {lunar.animal} {lunar.sak}"
    return found.told(problem, "calendar_conflict", candidates=(day,))


def _check_weekday(found: Resolved, weekday: int | None, day: date) -> Resolved:
    if weekday is None or weekday == day.weekday():
        return found
    weekdays = names().weekdays
    problem = f"{day} is a {weekdays[day.weekday()]}, not a {weekdays[weekday]}"
    return found.told(problem, "weekday_mismatch")


# --- lunar days ------------------------------------------------------------------------------
def _lunar_day(said: LunarDay, now: Now) -> Resolved:
    """A lunar date by itself."""
    flags: tuple[Flag, ...] = ()
    if said.year is not None:
        meant = _year_meant(said.year, now)
        found = Resolved().flagged(*meant.flags)
        if meant.problem:
            return found.failed(meant.problem)
        if meant.of_era is None:
            return _lunar_in(said, meant.civil or 0, found)
        flags, said = meant.flags, said._replace(be=meant.of_era.number)  # 2568 without an era
    return _lunar_near(said, now.ref, None, now.direction).flagged(*flags)


def _lunar_in(said: LunarDay, year: int, found: Resolved) -> Resolved:
    """A lunar date with a civil year."""
    problem = check_lunar_day(said)
    if problem is not None:
        return found.failed(problem, "invalid_day")
    days = [
        day
        for lunar_year in (year, year + 1)
        for day in lunar_days(said, lunar_year)
        if day.to_date().year == year
    ]
    return _only(days, said, None, found)


def _lunar_near(said: LunarDay, near: date | None, civil: date | None, direction: int) -> Resolved:
    """A lunar date by its Buddhist year, or near a day; ``civil`` is what the civil half says."""
    found = Resolved()
    problem = check_lunar_day(said)
    if problem is not None:
        return found.failed(problem, "invalid_day")
    if said.be is not None:
        days, error = days_of_be(said)
        if error is not None:
            part = error.part if error.part in ("day", "month", "year") else "day"
            return found.failed(f"{error} (BE {said.be})", cast(Flag, f"invalid_{part}"))
        if len(days) > 1 and civil is not None:
            days = [day for day in days if day.to_date() == civil] or days
        elif len(days) == 1 and not labels_fit(days[0], said.labels):
            conflict = _label_conflict(found, days[0], said)
            return conflict.failed("the labels of the year disagree")
        return _only(days, said, civil, found)
    if near is None:
        return found.failed(NO_YEAR)
    if civil is None and (said.labels.animal is None or said.labels.sak is None):
        found = found.flagged("year_inferred")
    days = nearest_days(said, near, 31 if civil is None else 1)
    if civil is None and days:
        days = _on_the_side(direction, days, near, said)
    if civil is not None and not days:
        # No neighbouring year fits all labels: compare the day alone.
        days = nearest_days(said.without_labels(), near, 1)
        fitting = [day for day in days if day.to_date() == civil]
        if fitting:
            found, days = _label_conflict(found, fitting[0], said), fitting
    if civil is not None:
        days = [day for day in days if day.to_date() == civil] or days[:1]
    return _only(days, said, civil, found)


def _on_the_side(
    direction: int, days: list[LunarDate], near: date, said: LunarDay
) -> list[LunarDate]:
    """``days``, or where they lie on the wrong side of ``near``, the next on the other."""
    nearest = days[0].to_date()
    if (nearest - near).days * direction >= 0:
        return days
    for years in range(1, 5):  # a leap month comes every two or three years
        center = nearest + timedelta(365 * years * direction)
        others = nearest_days(said, center, 0)
        if others and (others[0].to_date() - near).days * direction >= 0:
            return others
    return days  # its labels fix it


def _only(days: list[LunarDate], said: LunarDay, civil: date | None, found: Resolved) -> Resolved:
    """The only day that it can be."""
    if not days:
        flag, problem = why_no_day(said)
        return found.failed(problem, flag)
    if len(days) > 1:
        candidates = tuple(day.to_date() for day in days)
        name = names().lunar_months[said.month]
        problem = f"the year has two months of {name}: {' and '.join(map(str, candidates))}"
        return found.failed(problem, "ambiguous_month", candidates=candidates)
    day = days[0].to_date()
    found = found._replace(lunar=days[0], year=day.year, month=day.month, day=day.day)
    if civil is None or civil == day:
        found = _check_weekday(found, said.weekday, day)
    return found.at(day)


def _label_conflict(found: Resolved, day: LunarDate, said: LunarDay) -> Resolved:
    """Say which days the year labels mean, each taken by itself."""
    animal, sak = said.labels.animal, said.labels.sak
    others = nearest_days(said._replace(be=None), day.to_date(), 31)
    given = " ".join(
        label
        for label in (
            names().animals[animal] if animal is not None else "",
            names().saks[sak] if sak is not None else "",
        )
        if label
    )
    candidates = tuple(sorted({day.to_date(), *(other.to_date() for other in others[:1])}))
    be = f"BE {day.be} is {day.animal} {day.sak}"
    problem = f"the labels of the year disagree: {be}, not {given}"
    return found.told(problem, "calendar_conflict", candidates=candidates)


# --- both calendars --------------------------------------------------------------------------
def _both_calendars(said: Same, now: Now) -> Resolved:
    """The civil half, checked against the lunar one; or the lunar one, if it has the year."""
    halves = said.first, said.other
    lunar, solar = halves if isinstance(said.first, LunarDay) else halves[::-1]
    lunar, solar = cast(LunarDay, lunar), cast(Day, solar)
    toward = cast("Day | LunarDay", said.first).toward
    if toward is not None:
        now = now._replace(direction=toward)
    if solar.year is None and lunar.year is not None:
        solar = solar._replace(year=lunar.year)
    found = _civil_day(solar, now)
    civil = found.start
    fatal = bool(found.flags & _NO_DAY)
    near = civil or (None if fatal else now.ref)
    other = _lunar_near(lunar, near, civil, now.direction)
    day = other.start
    if civil is None:
        return _by_the_lunar_half(found, other, solar, now)
    if day is None:
        # The solar half stands by itself; what is wrong with the other is told.
        flags = other.flags if other.flags - {"year_inferred"} else {"calendar_conflict"}
        return found.flagged(*cast("set[Flag]", flags))._replace(
            problem=other.problem,
            candidates=other.candidates,
        )
    found = found.flagged(*other.flags)._replace(
        lunar=other.lunar,
        problem=found.problem or other.problem,
        candidates=other.candidates or found.candidates,
    )
    if civil != day:
        found = found.flagged("calendar_conflict")._replace(
            candidates=(civil, day),
            problem=f"the calendars disagree: {civil} and {day}",
        )
        if lunar.weekday is not None and lunar.weekday not in (civil.weekday(), day.weekday()):
            found = found.flagged("weekday_mismatch")
    return found


def _by_the_lunar_half(found: Resolved, other: Resolved, solar: Day, now: Now) -> Resolved:
    """The civil half gives no day."""
    day = other.start
    if day is None:
        return found.failed(other.problem or NO_YEAR, *other.flags, candidates=other.candidates)
    merged = found.flagged(*other.flags)._replace(
        lunar=other.lunar,
        year=day.year,
        month=day.month,
        day=day.day,
        candidates=found.candidates or other.candidates,
    )
    if found.flags & _NO_DAY:
        return merged.failed(found.problem or "", candidates=(day,))
    # Only the year was missing, and the lunar half has it.
    civil = _civil_day(solar._replace(year=Year(day.year, 4)), now._replace(direction=0))
    civil = civil.flagged(*merged.flags, "year_inferred")
    if civil.start is None or civil.start == day:
        return civil._replace(lunar=other.lunar, problem=civil.problem or other.problem)
    return civil.flagged("calendar_conflict")._replace(
        lunar=other.lunar,
        candidates=(civil.start, day),
        problem=f"the calendars disagree: {civil.start} and {day}",
    )


# --- periods ---------------------------------------------------------------------------------
def _period(said: Month | PartOfYear | WholeYear, now: Now) -> Resolved:
    month = None if isinstance(said, WholeYear) else said.month
    found = Resolved(month=month)
    meant = _year_meant(said.year, now)
    found = found.flagged(*meant.flags)
    found = found._replace(year=meant.civil)
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
        interval = _era_days(meant.of_era)
        if interval is None:
            return _outside(found, meant.of_era)
        if isinstance(said, WholeYear):
            return found.at(*interval)
        if month is None:
            return found.failed("a Buddhist year has no such parts", "ambiguous_year")
        found = _day_of_era(1, month, meant.of_era, found)
        if found.start is None:
            return found
        year = found.start.year
    if year is None:
        first = _first_month(said)
        day = now.ref.day if now.ref is not None and first == now.ref.month else 1
        nearest = _nearest_year(day, first, now)
        found = found.flagged(*nearest.flags)
        if nearest.civil is None:
            return found.failed(nearest.problem or NO_YEAR)
        year = nearest.civil
    days = _days_of_period(said, year)
    found = found._replace(year=year)
    return found.failed(days, "invalid_period") if isinstance(days, str) else found.at(*days)


def _first_month(said: Month | PartOfYear | WholeYear) -> int:
    """The month in which the period begins."""
    if isinstance(said, WholeYear):
        return 1
    if isinstance(said, Month):
        return said.month
    if said.months:
        return 1 if said.months > 0 else 13 + said.months
    if said.unit in _LENGTHS:
        return _LENGTHS[said.unit] * (said.ordinal - 1) + 1
    return said.month or 1


_LENGTHS: dict[CalendarUnit, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def _days_of_period(said: Month | PartOfYear | WholeYear, year: int) -> tuple[date, date] | str:
    """The first and the last day, or what is wrong."""
    if isinstance(said, PartOfYear) and said.unit == "week":
        return _days_of_week(said, year)
    first, length = _first_month(said), 1
    if isinstance(said, WholeYear):
        length = 12
    elif isinstance(said, PartOfYear):
        length = abs(said.months) or _LENGTHS[said.unit]
    last = first + length - 1
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _days_of_week(said: PartOfYear, year: int) -> tuple[date, date] | str:
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


# --- counted from the reference day ----------------------------------------------------------
OUT_OF_TIME = "it lies outside the years 1 to 9999"


def _relative(said: Relative, now: Now) -> Resolved:
    if now.ref is None:
        return Resolved().failed(NO_REF)
    days = _shifted(now.ref, said.unit, said.shift)
    if days is None:
        return Resolved().failed(OUT_OF_TIME, "invalid_year")
    if said.weekday is not None:
        start = days[0] if said.unit == "week" or said.shift > 0 else days[0] - timedelta(6)
        return Resolved().at(start + timedelta((said.weekday - start.weekday()) % 7))
    return Resolved().at(*days)


def _shifted(ref: date, unit: CalendarUnit, shift: int) -> tuple[date, date] | None:
    """The day, week, month ... that lies ``shift`` units from that of ``ref``."""
    try:
        start, end = _shift(ref, unit, shift)
    except (OverflowError, ValueError):
        return None
    return (start, end) if end.year <= LAST_YEAR else None


def _shift(ref: date, unit: CalendarUnit, shift: int) -> tuple[date, date]:
    if unit == "day":
        day = ref + timedelta(shift)
        return day, day
    if unit == "week":
        monday = ref + timedelta(7 * shift - ref.weekday())
        return monday, monday + timedelta(6)
    length = _LENGTHS[unit]
    first = ((ref.year * 12 + ref.month - 1) // length + shift) * length
    year, month = divmod(first, 12)
    last_year, last_month = divmod(first + length - 1, 12)
    last_day = monthrange(last_year, last_month + 1)[1]
    return date(year, month + 1, 1), date(last_year, last_month + 1, last_day)
