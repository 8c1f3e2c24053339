"""Days of the civil and of the lunar calendar, and of both at once."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from khmertext.dates._date_mention import Flag
from khmertext.dates._date_words import names
from khmertext.dates._lunar import LunarDate, buddhist_year
from khmertext.dates._lunar_years import FIRST_YEAR, LAST_YEAR, lunar_year
from khmertext.dates._new_year import khmer_new_year
from khmertext.dates._readings import Day, Labels, LunarDay, LunarMonth, MonthPointer, Same, Year
from khmertext.dates._resolved import (
    LAST_CIVIL_YEAR,
    NO_REF,
    NO_YEAR,
    OUT_OF_TIME,
    THAI_OFFSET,
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

_NO_DAY: frozenset[Flag] = frozenset(("invalid_day", "invalid_month", "invalid_year"))
_LEAP_YEAR, _FEBRUARY = 2000, 2


# --- civil days ------------------------------------------------------------------------------
def civil_day(said: Day, now: Now) -> Resolved:
    """A day of the civil calendar; its year may be said, told by an era, or the nearest to the reference day."""
    month, year = said.month, said.year
    if isinstance(month, MonthPointer):
        meant = _month_meant(month, now)
        if isinstance(meant, str):
            return Resolved(day=said.day).failed(meant)
        month, year = meant[0], year if meant[1] is None else Year(meant[1], 4, "AD")
    found = Resolved(month=month, day=said.day)
    if not 1 <= month <= 12:
        return _no_such_month(found._replace(month=None), said, month)
    meant_year = year_meant(year, now)
    if not 1 <= said.day <= monthrange(_LEAP_YEAR, month)[1]:
        found = found._replace(year=meant_year.civil, day=None).flagged(
            *(flag for flag in meant_year.flags if flag != "invalid_year")
        )
        return found.failed(_no_such_day(said.day, month, meant_year.civil), "invalid_day")
    found = found.flagged(*meant_year.flags)
    if meant_year.problem:
        return found._replace(year=meant_year.civil).failed(meant_year.problem)
    if meant_year.of_era is not None:
        found = day_of_era(said.day, month, meant_year.of_era, found)
        if said.weekday is not None and meant_year.of_era.era == "BE":
            found = _by_weekday(found, said, month, meant_year.of_era)
        return found if found.start is None else _checked(found, said, found.start, now)
    if meant_year.civil is None:
        meant_year = nearest_year(said.day, month, now)
        found = found.flagged(*meant_year.flags)
    if meant_year.civil is None:
        return found.failed(meant_year.problem or NO_YEAR)
    found = found._replace(year=meant_year.civil)
    if said.day > monthrange(meant_year.civil, month)[1]:
        problem = _no_such_day(said.day, month, meant_year.civil)
        return found._replace(day=None).failed(problem, "invalid_day")
    day = date(meant_year.civil, month, said.day)
    return _checked(found.at(day), said, day, now)


def _no_such_day(day: int, month: int, year: int | None) -> str:
    name = names().months[month - 1]
    if year is None or month != _FEBRUARY:
        return f"{name} has {monthrange(_LEAP_YEAR, month)[1]} days, not {day}"
    return f"{name} {year} has {monthrange(year, month)[1]} days, not {day}"


def _no_such_month(found: Resolved, said: Day, month: int) -> Resolved:
    """The day comes first; what ``7/31/2024`` is with the month first is told."""
    problem, year = f"there is no month {month}", year_meant(said.year, Now(None)).civil
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
    days = shifted(now.ref, "month", month.which)
    return OUT_OF_TIME if days is None else (days[0].month, days[0].year)


def day_of_era(day: int, month: int, year: Year, found: Resolved) -> Resolved:
    """The day in a year that does not begin on 1 January."""
    interval = era_days(year)
    if interval is None:
        return outside_calendar(found, year)
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
        if 1 <= civil <= LAST_CIVIL_YEAR and said.day <= monthrange(civil, month)[1]:
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


def _checked(found: Resolved, said: Day, day: date, now: Now) -> Resolved:
    """The day of the week, the Buddhist year and its labels that stand beside a civil date."""
    found = checked_be(_check_weekday(found, said.weekday, day), said.year, now)
    if said.labels is None:
        return found
    try:
        lunar = LunarDate.from_date(day)
    except InvalidDateError:
        return found
    if _labels_fit(lunar, said.labels):
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
def lunar_day(said: LunarDay, now: Now) -> Resolved:
    """A lunar date by itself."""
    flags: tuple[Flag, ...] = ()
    if said.year is not None:
        meant = year_meant(said.year, now)
        found = Resolved().flagged(*meant.flags)
        if meant.problem:
            return found.failed(meant.problem)
        if meant.of_era is None:
            return _lunar_in(said, meant.civil or 0, found)
        flags, said = meant.flags, said._replace(be=meant.of_era.number)  # 2568 without an era
    return _lunar_near(said, now.ref, None, now.direction).flagged(*flags)


def lunar_month(said: LunarMonth, now: Now) -> Resolved:
    """All days of a lunar month."""
    # The New Year lies in Chet or Pisakh, and both animals are right.
    labels = Labels() if said.month in ("chet", "pisakh") else said.labels
    first = LunarDay(1, "koet", said.month, labels, said.be, said.year)
    found = lunar_day(first, now)
    day = found.lunar
    found = found._replace(lunar=None, month=None, day=None)
    if said.be is not None and said.month == "pisakh":
        problem = f"the month of {names().lunar_months[said.month]} lies in two Buddhist years"
        return found.failed(problem, "ambiguous_year")
    if found.start is None or day is None:
        return found
    length = dict(lunar_year(day.lunar_year).months)[day.month]
    return found.at(found.start, found.start + timedelta(length - 1))


def _lunar_in(said: LunarDay, year: int, found: Resolved) -> Resolved:
    """A lunar date with a civil year."""
    problem = _check_lunar_day(said)
    if problem is not None:
        return found.failed(problem, "invalid_day")
    days = [
        day
        for lunar_year in (year, year + 1)
        for day in _lunar_days(said, lunar_year)
        if day.to_date().year == year
    ]
    return _only(days, said, None, found)


def _lunar_near(said: LunarDay, near: date | None, civil: date | None, direction: int) -> Resolved:
    """A lunar date by its Buddhist year, or near a day; ``civil`` is what the civil half says."""
    found = Resolved()
    problem = _check_lunar_day(said)
    if problem is not None:
        return found.failed(problem, "invalid_day")
    if said.be is not None:
        days, error = _days_of_be(said)
        if error is not None:
            part = error.part if error.part in ("day", "month", "year") else "day"
            return found.failed(f"{error} (BE {said.be})", cast(Flag, f"invalid_{part}"))
        if len(days) > 1 and civil is not None:
            days = [day for day in days if day.to_date() == civil] or days
        elif len(days) == 1 and not _labels_fit(days[0], said.labels):
            conflict = _label_conflict(found, days[0], said)
            return conflict.failed("the labels of the year disagree")
        return _only(days, said, civil, found)
    if near is None:
        return found.failed(NO_YEAR)
    if civil is None and (said.labels.animal is None or said.labels.sak is None):
        found = found.flagged("year_inferred")
    days = _nearest_days(said, near, 31 if civil is None else 1)
    if civil is None and days:
        days = _on_the_side(direction, days, near, said)
    if civil is not None and not days:
        # No neighbouring year fits all labels: compare the day alone.
        days = _nearest_days(said.without_labels(), near, 1)
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
        others = _nearest_days(said, center, 0)
        if others and (others[0].to_date() - near).days * direction >= 0:
            return others
    return days  # its labels fix it


def _only(days: list[LunarDate], said: LunarDay, civil: date | None, found: Resolved) -> Resolved:
    """The only day that it can be."""
    if not days:
        flag, problem = _why_no_day(said)
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
    others = _nearest_days(said._replace(be=None), day.to_date(), 31)
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
def both_calendars(said: Same, now: Now) -> Resolved:
    """The civil half, checked against the lunar one; or the lunar one, if it has the year."""
    halves = said.first, said.other
    lunar, solar = halves if isinstance(said.first, LunarDay) else halves[::-1]
    lunar, solar = cast(LunarDay, lunar), cast(Day, solar)
    toward = cast("Day | LunarDay", said.first).toward
    if toward is not None:
        now = now._replace(direction=toward)
    if solar.year is None and lunar.year is not None:
        solar = solar._replace(year=lunar.year)
    found = civil_day(solar, now)
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
            problem=other.problem, candidates=other.candidates
        )
    found = found.flagged(*other.flags)._replace(
        lunar=other.lunar,
        problem=found.problem or other.problem,
        candidates=other.candidates or found.candidates,
    )
    if civil != day:
        found = found.flagged("calendar_conflict")._replace(
            candidates=(civil, day), problem=f"the calendars disagree: {civil} and {day}"
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
    civil = civil_day(solar._replace(year=Year(day.year, 4)), now._replace(direction=0))
    civil = civil.flagged(*merged.flags, "year_inferred")
    if civil.start is None or civil.start == day:
        return civil._replace(lunar=other.lunar, problem=civil.problem or other.problem)
    return civil.flagged("calendar_conflict")._replace(
        lunar=other.lunar,
        candidates=(civil.start, day),
        problem=f"the calendars disagree: {civil.start} and {day}",
    )


# --- the lunar days that the parts of a written date can mean -----------------------------------
def _months_meant(month: str) -> tuple[str, ...]:
    # Without the year it is not known whether Asadh is one month or two.
    return ("asadh", "pathamasadh", "tutiyasadh") if month == "asadh" else (month,)


def _check_lunar_day(said: LunarDay) -> str | None:
    """What is wrong with the number of the day."""
    if 1 <= said.day <= 15:
        return None
    return f"a {names().phases[said.phase]} day is 1 to 15, not {said.day}"


def _days_of_be(said: LunarDay) -> tuple[list[LunarDate], InvalidDateError | None]:
    """The days of the Buddhist year, or why there is none."""
    days: list[LunarDate] = []
    errors: list[InvalidDateError] = []
    for month in _months_meant(said.month):
        try:
            days.append(LunarDate(said.day, said.phase, month, said.be or 0))
        except InvalidDateError as error:
            errors.append(error)
    return days, None if days else errors[0]


def _lunar_days(said: LunarDay, year: int) -> list[LunarDate]:
    """The days of lunar year ``year`` that fit the labels."""
    days: list[LunarDate] = []
    for month in _months_meant(said.month):
        try:
            be = buddhist_year(year, month, said.phase)
            day = LunarDate(said.day, said.phase, month, be)
        except InvalidDateError:
            continue
        if _labels_fit(day, said.labels):
            days.append(day)
    return days


def _nearest_days(said: LunarDay, near: date, years: int) -> list[LunarDate]:
    """The days that fit all labels, nearest first; of the nearest year only."""
    found: list[tuple[int, list[LunarDate]]] = []
    # A lunar year begins in the civil year before it. From the middle outwards: what is found in
    # one year can only be beaten by a neighbour.
    for distance in range(years + 2):
        for year in sorted({near.year - distance, near.year + distance}):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                continue
            days = _lunar_days(said, year)
            if days:
                found.append((min(abs((day.to_date() - near).days) for day in days), days))
        if found and distance > min(away for away, _ in found) // 365 + 1:
            break
    return min(found, key=lambda item: item[0])[1] if found else []


def _labels_fit(day: LunarDate, labels: Labels) -> bool:
    """Whether animal and sak are those of the day.

    On the days of the New Year either the old or the new label is printed.
    """
    return labels.animal in _labels_of(day, "animal") and labels.sak in _labels_of(day, "sak")


def _labels_of(day: LunarDate, label: str) -> Iterator[int | None]:
    yield None
    cycle = names().animals if label == "animal" else names().saks
    index = cycle.index(day.animal if label == "animal" else day.sak)
    yield index
    civil = day.to_date()
    new_year = khmer_new_year(civil.year)
    if new_year.first_day <= civil <= new_year.lerng_sak:
        yield (index + 1) % len(cycle)
        yield (index - 1) % len(cycle)


def _why_no_day(said: LunarDay) -> tuple[Flag, str]:
    name = f"{said.day} {names().phases[said.phase]} {names().lunar_months[said.month]}"
    if said.month in ("pathamasadh", "tutiyasadh"):
        return "invalid_month", f"no year near it has {name}"
    return "invalid_day", f"no year near it has {name} with these labels"
