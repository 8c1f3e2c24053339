"""From readings to dates: asks both calendars and says what does not fit."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import cast

from khmertext.dates._clock import time_of
from khmertext.dates._eras import era_interval
from khmertext.dates._lunar import LunarDate, buddhist_year
from khmertext.dates._mention import Flag, Part
from khmertext.dates._new_year import khmer_new_year
from khmertext.dates._reading import LunarParts, Reading, Year
from khmertext.dates._words import names
from khmertext.dates._years import FIRST_YEAR, LAST_YEAR
from khmertext.errors import InvalidDate

_BUDDHIST_FROM = 2400  # a year without an era from here on is Buddhist
_FIRST_TWO_DIGIT_YEAR = 1950
_LAST_YEAR = 9998  # so that the day after a period is still a date

_PARTS: dict[str, Part] = {"midnight": "night", "past_midnight": "night"}


class _Failure(Exception):
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

    def fail(self, failure: _Failure) -> None:
        """Take the date back."""
        self.start = self.end = None
        self.problem = self.problem or failure.reason
        self.candidates = self.candidates or failure.candidates
        if failure.flag is not None:
            self.flags.add(failure.flag)


class Resolver:
    """Resolves readings one after the other; ``ref`` is the reference day, if there is one.

    ``direction`` says how a date without a year lies to ``ref``: -1 before it, 1 after it, 0 in the
    same year. ``previous`` is the last date found before, for "of the same year".
    """

    def __init__(self, ref: date | None) -> None:
        self.ref = ref
        self.previous: tuple[int | None, int | None] = None, None  # year, month

    def resolve(self, reading: Reading, direction: int) -> Resolved:
        """Everything that can be said about ``reading``."""
        found = Resolved()
        if reading.misspelt:
            found.flags.add("misspelt")
        self._time(reading, found)
        if reading.precision == "time" and reading.day is None and reading.month is None:
            return found
        if reading.which is not None:
            direction = reading.which
        try:
            if reading.until is not None:
                self._range(reading, reading.until, direction, found)
            else:
                found.start, found.end = self._interval(reading, direction, found)
        except _Failure as failure:
            found.fail(failure)
        if found.year is not None:
            self.previous = found.year, found.month
        return found

    # --- time of day -------------------------------------------------------------------------
    def _time(self, reading: Reading, found: Resolved) -> None:
        part = reading.part
        if reading.clock is not None:
            clock = reading.clock
            if clock.part is None:
                clock.part = part
            part = clock.part
            try:
                found.time = time_of(clock, found.flags)
                if reading.until_clock is not None:
                    if reading.until_clock.part is None:
                        reading.until_clock.part = part
                    found.end_time = time_of(reading.until_clock, found.flags)
            except InvalidDate as error:
                found.time = None
                found.flags.add("invalid_time")
                found.problem = str(error)
        if part is not None:
            found.part = _PARTS.get(part, cast(Part, part))

    # --- ranges ------------------------------------------------------------------------------
    def _range(self, reading: Reading, until: Reading, direction: int, found: Resolved) -> None:
        """Copy what one end leaves out from the other, then resolve both."""
        first_inferred, last_inferred = _complete(reading, until)
        other = reading.other
        if other is not None and other.until is not None:
            _complete(other, other.until)
            until.other, other.until = other.until, None
        reading.until = None
        start = self.resolve(reading, direction)
        end = self.resolve(until, direction)
        if start.start and end.end and end.end < start.start:
            if first_inferred:
                start = self._moved(reading, start, -1)
            elif last_inferred or (until.year is None and reading.month != until.month):
                end = self._moved(until, end, 1)
        found.flags |= start.flags | end.flags
        found.year, found.month, found.day = start.year or end.year, start.month, start.day
        found.lunar = start.lunar
        found.candidates = (*start.candidates, *end.candidates)
        found.problem = found.problem or start.problem or end.problem
        if first_inferred or last_inferred:
            found.flags.add("year_inferred")
        if start.start is None or end.end is None:
            raise _Failure(None, found.problem or _NO_YEAR)
        if end.end < start.start:
            raise _Failure("invalid_range", "the range ends before it begins")
        found.start, found.end = start.start, end.end

    def _moved(self, reading: Reading, moved: Resolved, years: int) -> Resolved:
        """The same a year earlier or later."""
        assert moved.year is not None
        reading.year = Year(moved.year + years, 4, "AD")
        return self.resolve(reading, 0)

    # --- one reading -------------------------------------------------------------------------
    def _interval(self, reading: Reading, direction: int, found: Resolved) -> tuple[date, date]:
        if reading.shift is not None:
            return self._relative(reading)
        if reading.lunar is not None or (reading.other and reading.other.lunar):
            day = self._both_calendars(reading, direction, found)
            return day, day
        if reading.precision in ("day", "time"):
            day = self._solar(reading, direction, found)
            return day, day
        return self._period(reading, direction, found)

    def _relative(self, reading: Reading) -> tuple[date, date]:
        if self.ref is None:
            raise _Failure(None, _NO_REF)
        return _shifted(self.ref, reading.unit or "day", reading.shift or 0, reading.weekday)

    # --- solar days --------------------------------------------------------------------------
    def _solar(self, reading: Reading, direction: int, found: Resolved) -> date:
        self._month_by_pointer(reading, found)
        month, day = reading.month, reading.day
        assert day is not None
        found.month, found.day = month, day
        assert month is not None
        if not 1 <= month <= 12:
            found.month = None
            raise _Failure("invalid_month", f"there is no month {month}")
        longest = monthrange(2000, month)[1]
        if not 1 <= day <= longest:
            self._year_only(reading, found)
            found.day = None
            raise _Failure(
                "invalid_day", f"{names().months[month - 1]} has {longest} days, not {day}"
            )
        year = self._year_of(reading, found)
        if isinstance(year, Year):
            result = self._day_of_era(day, month, year, found)
        else:
            if year is None:
                year = self._nearest_year(day, month, direction, found)
            found.year = year
            if day > monthrange(year, month)[1]:
                found.day = None
                reason = f"{names().months[month - 1]} {year} has {monthrange(year, month)[1]} days, not {day}"
                raise _Failure("invalid_day", reason)
            result = date(year, month, day)
        found.year = result.year
        _check_weekday(reading, result, found)
        if reading.labels is not None:
            _check_year_labels(result, reading.labels, found)
        return result

    def _month_by_pointer(self, reading: Reading, found: Resolved) -> None:
        """ខែនេះ, ខែកន្លងទៅ, ខែដដែល instead of the name of a month."""
        if reading.month_same:
            reading.month = self.previous[1]
            if reading.month is None:
                found.day = reading.day
                raise _Failure(None, "the month is not said before")
        elif reading.month_which is not None and reading.month is None:
            if self.ref is None:
                found.day = reading.day
                raise _Failure(None, _NO_REF)
            start, _ = _shifted(self.ref, "month", reading.month_which, None)
            reading.month = start.month
            reading.year = Year(start.year, 4, "AD")

    def _year_only(self, reading: Reading, found: Resolved) -> None:
        """Tell the year of a date that fails for another reason."""
        try:
            year = self._year_of(reading, found)
        except _Failure:
            return
        found.year = year if isinstance(year, int) else None

    def _year_of(self, reading: Reading, found: Resolved) -> int | Year | None:
        """The civil year, or a year of another era, or ``None`` if nothing is said."""
        year = reading.year
        if year is None:
            return None
        if year.which is not None:
            if self.ref is None:
                raise _Failure(None, _NO_REF)
            found.flags.add("year_inferred")
            return _civil_year(self.ref.year + year.which)
        if year.same:
            if self.previous[0] is None:
                raise _Failure(None, _NO_YEAR)
            found.flags.add("year_inferred")
            return self.previous[0]
        number = year.number
        assert number is not None
        if year.era == "AD":
            return _civil_year(number)
        if year.era == "BC":
            found.year = 1 - number
            raise _Failure(None, "a date before Christ is outside the years 1 to 9999")
        if year.era is not None:
            return year
        if year.digits == 2:
            found.flags.add("two_digit_year")
            return (number - _FIRST_TWO_DIGIT_YEAR) % 100 + _FIRST_TWO_DIGIT_YEAR
        if not 1000 <= number <= 9999:
            raise _Failure("invalid_year", f"a year has four digits, not {number}")
        if number >= _BUDDHIST_FROM:
            found.flags.add("era_inferred")
            return Year(number, 4, "BE")
        return number

    def _nearest_year(self, day: int, month: int, direction: int, found: Resolved) -> int:
        if self.ref is None:
            raise _Failure(None, _NO_YEAR)
        found.flags.add("year_inferred")
        this = self.ref.month, self.ref.day
        if direction > 0 and (month, day) < this:
            return _civil_year(self.ref.year + 1)
        if direction < 0 and (month, day) > this:
            return _civil_year(self.ref.year - 1)
        return _civil_year(self.ref.year)

    def _day_of_era(self, day: int, month: int, year: Year, found: Resolved) -> date:
        """The day in a year that does not begin on 1 January."""
        start, end = self._era(year)
        days = [
            date(civil, month, day)
            for civil in range(start.year, end.year + 1)
            if day <= monthrange(civil, month)[1] and start <= date(civil, month, day) <= end
        ]
        if len(days) == 1:
            return days[0]
        if days:
            raise _Failure(
                "ambiguous_year", f"the day comes twice in {year.era} {year.number}", tuple(days)
            )
        raise _Failure("invalid_day", f"there is no such day in {year.era} {year.number}")

    def _era(self, year: Year) -> tuple[date, date]:
        assert year.number is not None
        assert year.era is not None
        try:
            return era_interval(year.number, year.era)
        except InvalidDate:
            reason = f"{year.era} {year.number} lies outside the years that the calendar knows"
            raise _Failure("invalid_year", reason) from None

    # --- lunar days --------------------------------------------------------------------------
    def _both_calendars(self, reading: Reading, direction: int, found: Resolved) -> date:
        """A lunar date, alone or beside the solar one."""
        lunar, solar = (reading, reading.other) if reading.lunar else (reading.other, reading)
        assert lunar is not None
        civil: date | None = None
        if solar is not None and solar.lunar is None:
            if solar.year is None and lunar.year is not None:
                solar.year = lunar.year
            try:
                civil = self._solar(solar, direction, found)
            except _Failure as failure:
                found.fail(failure)
        elif lunar.year is not None:
            lunar_year = self._year_of(lunar, found)
            if isinstance(lunar_year, int):
                return self._lunar_in(lunar, lunar_year, found)
            assert lunar.lunar is not None
            assert lunar_year is not None
            lunar.lunar.be = lunar_year.number  # 2568 without an era
        near = civil or (None if found.flags & _FATAL else self.ref)
        try:
            day = self._lunar(lunar, near, civil, found)
        except _Failure as failure:
            if civil is None:
                raise
            # The solar half stands by itself; what is wrong with the other is told.
            found.flags.add(failure.flag or "calendar_conflict")
            found.problem = failure.reason
            found.candidates = failure.candidates
            return civil
        if (
            solar is not None
            and civil is None
            and found.problem is not None
            and solar.lunar is None
        ):
            if found.flags & _FATAL:
                found.candidates = found.candidates or (day,)
                raise _Failure(None, found.problem)
            found.problem = None  # only the year was missing, and the lunar half has it
            civil = self._civil_half(solar, day, found)
        if civil is not None and civil != day:
            found.flags.add("calendar_conflict")
            found.candidates = civil, day
            found.problem = f"the calendars disagree: {civil} and {day}"
            weekday = lunar.weekday
            if weekday is not None and weekday not in (civil.weekday(), day.weekday()):
                found.flags.add("weekday_mismatch")
        found.year, found.month, found.day = (
            (civil or day).year,
            (civil or day).month,
            (civil or day).day,
        )
        return civil or day

    def _civil_half(self, solar: Reading, day: date, found: Resolved) -> date:
        """The civil date of a half without a year, in the year of the lunar one."""
        found.flags.add("year_inferred")
        solar.year = Year(day.year, 4)
        return self._solar(solar, 0, found)

    def _lunar_in(self, lunar: Reading, year: int, found: Resolved) -> date:
        """A lunar date with a civil year."""
        assert lunar.lunar is not None
        assert lunar.day is not None
        _check_lunar_day(lunar.day, lunar.lunar)
        days = [
            day
            for lunar_year in (year, year + 1)
            for day in _lunar_days(lunar.day, lunar.lunar, lunar_year)
            if day.to_date().year == year
        ]
        return self._only(days, lunar, None, found)

    def _lunar(
        self, reading: Reading, near: date | None, civil: date | None, found: Resolved
    ) -> date:
        parts, number = reading.lunar, reading.day
        assert parts is not None
        assert number is not None
        _check_lunar_day(number, parts)
        if parts.be is not None:
            days = _days_of_be(number, parts)
            if len(days) > 1 and civil is not None:
                days = [day for day in days if day.to_date() == civil] or days
            elif len(days) == 1:
                self._check_labels(days[0], number, parts, found)
            return self._only(days, reading, civil, found)
        if near is None:
            raise _Failure(None, _NO_YEAR)
        if civil is None and (parts.animal is None or parts.sak is None):
            found.flags.add("year_inferred")
        days = _nearest_days(number, parts, near, 31 if civil is None else 1)
        if civil is not None and not days:
            # No neighbouring year fits all labels: compare the day alone.
            days = _nearest_days(number, LunarParts(parts.phase, parts.month), near, 1)
            fitting = [day for day in days if day.to_date() == civil]
            if fitting:
                self._label_conflict(fitting[0], number, parts, found)
                days = fitting
        if civil is not None:
            days = [day for day in days if day.to_date() == civil] or days[:1]
        return self._only(days, reading, civil, found)

    def _only(
        self, days: list[LunarDate], reading: Reading, civil: date | None, found: Resolved
    ) -> date:
        parts = reading.lunar
        assert parts is not None
        name = names().lunar_months[parts.month]
        if not days:
            raise _why_no_day(reading.day or 0, parts)
        if len(days) > 1:
            reason = (
                f"the year has two months of {name}: {' and '.join(str(d.to_date()) for d in days)}"
            )
            raise _Failure("ambiguous_month", reason, tuple(day.to_date() for day in days))
        found.lunar = days[0]
        day = days[0].to_date()
        if civil is None or civil == day:
            _check_weekday(reading, day, found)
        found.year, found.month, found.day = day.year, day.month, day.day
        return day

    def _check_labels(
        self, day: LunarDate, number: int, parts: LunarParts, found: Resolved
    ) -> None:
        if _labels_fit(day, parts):
            return
        self._label_conflict(day, number, parts, found)
        raise _Failure("calendar_conflict", found.problem or "", found.candidates)

    def _label_conflict(
        self, day: LunarDate, number: int, parts: LunarParts, found: Resolved
    ) -> None:
        """Say which days the year labels mean, each taken by itself."""
        by_labels = LunarParts(parts.phase, parts.month, parts.animal, parts.sak)
        others = _nearest_days(number, by_labels, day.to_date(), 31)
        given = " ".join(
            label
            for label in (
                names().animals[parts.animal] if parts.animal is not None else "",
                names().saks[parts.sak] if parts.sak is not None else "",
            )
            if label
        )
        found.flags.add("calendar_conflict")
        found.lunar = None
        found.candidates = tuple(
            sorted({day.to_date(), *(other.to_date() for other in others[:1])})
        )
        be = f"BE {day.be} is {day.animal} {day.sak}"
        found.problem = f"the labels of the year disagree: {be}, not {given}"

    # --- periods -----------------------------------------------------------------------------
    def _period(self, reading: Reading, direction: int, found: Resolved) -> tuple[date, date]:
        precision = reading.precision
        if precision == "century":
            return self._century(reading, found)
        if precision == "decade":
            return self._decade(reading, found)
        found.month = reading.month
        year = self._year_of(reading, found)
        if reading.month is not None and not 1 <= reading.month <= 12:
            found.month = None
            raise _Failure("invalid_month", f"there is no month {reading.month}")
        _check_ordinal(reading)
        if isinstance(year, Year):
            start, end = self._era(year)
            if precision == "year" and not reading.unit and not reading.count:
                return start, end
            if reading.month is None:
                raise _Failure("ambiguous_year", "a Buddhist year has no such parts")
            year = self._day_of_era(1, reading.month, year, found).year
        if year is None:
            if self.ref is None:
                raise _Failure(None, _NO_YEAR)
            month = _first_month(reading)
            day = self.ref.day if month == self.ref.month else 1
            year = self._nearest_year(day, month, direction, found)
        found.year = year
        return _part_of_year(reading, year)

    def _century(self, reading: Reading, found: Resolved) -> tuple[date, date]:
        assert reading.year is not None
        number = reading.year.number or 0
        if reading.year.era == "BC":
            raise _Failure(None, "a century before Christ is outside the years 1 to 9999")
        if reading.year.era not in (None, "AD"):
            raise _Failure("invalid_year", "only centuries of the Christian era are known")
        return date(100 * number - 99, 1, 1), date(100 * number, 12, 31)

    def _decade(self, reading: Reading, found: Resolved) -> tuple[date, date]:
        assert reading.year is not None
        number = reading.year.number or 0
        if reading.year.digits != 4 and number < 100:
            # The seventies are those of the last century; only the first three are of this one.
            found.flags.add("two_digit_year")
            number += 2000 if number <= 20 else 1900
        if reading.year.era not in (None, "AD") or not 1000 <= number < _BUDDHIST_FROM:
            raise _Failure("invalid_year", "only decades of the Christian era are known")
        return date(number, 1, 1), date(number + 9, 12, 31)


_NO_YEAR = "the year is not said, and there is no ref to take it from"
_NO_REF = "it needs a reference day: pass ref"
_FATAL: frozenset[Flag] = frozenset(("invalid_day", "invalid_month", "invalid_year"))


def _civil_year(year: int) -> int:
    if not 1 <= year <= _LAST_YEAR:
        raise _Failure("invalid_year", f"there is no date in the year {year}")
    return year


def _check_weekday(reading: Reading, day: date, found: Resolved) -> None:
    if reading.weekday is not None and reading.weekday != day.weekday():
        weekdays = names().weekdays
        found.flags.add("weekday_mismatch")
        found.problem = found.problem or (
            f"{day} is a {weekdays[day.weekday()]}, not a {weekdays[reading.weekday]}"
        )


def _check_year_labels(day: date, labels: LunarParts, found: Resolved) -> None:
    """The animal and the sak that stand beside a civil date."""
    try:
        lunar = LunarDate.from_date(day)
    except InvalidDate:
        return
    if not _labels_fit(lunar, labels):
        found.flags.add("calendar_conflict")
        found.candidates = found.candidates or (day,)
        found.problem = found.problem or f"{day} lies in {lunar.animal} {lunar.sak}"


def _check_ordinal(reading: Reading) -> None:
    if reading.ordinal is None:
        return
    most = {"half": 2, "quarter": 4, "week": 5 if reading.month else 53}[reading.unit or ""]
    if not 1 <= reading.ordinal <= most:
        raise _Failure("invalid_period", f"there is no {reading.unit} {reading.ordinal}")


def _first_month(reading: Reading) -> int:
    """The month in which the period begins."""
    if reading.unit == "half":
        return 6 * (reading.ordinal or 1) - 5
    if reading.unit == "quarter":
        return 3 * (reading.ordinal or 1) - 2
    if reading.count is not None:
        return 1 if reading.count > 0 else 13 + reading.count
    return reading.month or 1


def _part_of_year(reading: Reading, year: int) -> tuple[date, date]:
    """The months or the week of a civil year that ``reading`` names."""
    ordinal = reading.ordinal or 1
    if reading.unit == "week":
        if reading.month is None:
            try:
                monday = date.fromisocalendar(year, ordinal, 1)
            except ValueError:
                raise _Failure("invalid_period", f"{year} has no week {ordinal}") from None
            return monday, monday + timedelta(6)
        last = monthrange(year, reading.month)[1]
        if 7 * ordinal - 6 > last:
            raise _Failure("invalid_period", f"the month has no week {ordinal}")
        return (
            date(year, reading.month, 7 * ordinal - 6),
            date(year, reading.month, min(7 * ordinal, last)),
        )
    first = _first_month(reading)
    length = {"half": 6, "quarter": 3}.get(reading.unit or "", 12)
    if reading.count is not None:
        length = abs(reading.count)
    elif reading.month is not None:
        length = 1
    last_month = first + length - 1
    return date(year, first, 1), date(year, last_month, monthrange(year, last_month)[1])


def _shifted(ref: date, unit: str, shift: int, weekday: int | None) -> tuple[date, date]:
    """The day, week, month ... that lies ``shift`` units from that of ``ref``."""
    try:
        start, end = _shift(ref, unit, shift)
    except (OverflowError, ValueError):
        raise _Failure("invalid_year", "it lies outside the years 1 to 9999") from None
    _civil_year(end.year)
    if weekday is not None:
        start = end = start + timedelta(weekday)
    return start, end


def _shift(ref: date, unit: str, shift: int) -> tuple[date, date]:
    if unit == "day":
        day = ref + timedelta(shift)
        return day, day
    if unit == "week":
        monday = ref + timedelta(7 * shift - ref.weekday())
        return monday, monday + timedelta(6)
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    first = ((ref.year * 12 + ref.month - 1) // length + shift) * length
    year, month = divmod(first, 12)
    last_year, last_month = divmod(first + length - 1, 12)
    last_day = monthrange(last_year, last_month + 1)[1]
    return date(year, month + 1, 1), date(last_year, last_month + 1, last_day)


def _complete(first: Reading, last: Reading) -> tuple[bool, bool]:
    """Give each end of a range what only the other one says.

    Returns whether the year of the first, or of the last, was taken over for another month.
    """
    if last.month is None and last.lunar is None:
        last.month, last.month_which = first.month, first.month_which
    if first.lunar is not None and last.lunar is not None:
        _share_labels(first.lunar, last.lunar)
    elif first.year is None and last.year is not None:
        first.year = last.year
        return first.month != last.month, False
    elif last.year is None and first.year is not None:
        last.year = first.year
        return False, first.month != last.month
    return False, False


def _share_labels(first: LunarParts, last: LunarParts) -> None:
    """The ends of a lunar range share what is said about their year."""
    for one, other in ((first, last), (last, first)):
        if one.be is None and one.animal is None and one.sak is None:
            one.be, one.animal, one.sak = other.be, other.animal, other.sak


# --- lunar candidates ------------------------------------------------------------------------
def _months_meant(month: str) -> tuple[str, ...]:
    # Without the year it is not known whether Asadh is one month or two.
    return ("asadh", "pathamasadh", "tutiyasadh") if month == "asadh" else (month,)


def _check_lunar_day(number: int, parts: LunarParts) -> None:
    if not 1 <= number <= 15:
        reason = f"a {names().phases[parts.phase]} day is 1 to 15, not {number}"
        raise _Failure("invalid_day", reason)


def _days_of_be(number: int, parts: LunarParts) -> list[LunarDate]:
    assert parts.be is not None
    days: list[LunarDate] = []
    error: InvalidDate | None = None
    for month in _months_meant(parts.month):
        try:
            days.append(LunarDate(number, parts.phase, month, parts.be))
        except InvalidDate as raised:
            error = error or raised
    if not days and error is not None:
        part = error.part if error.part in ("day", "month", "year") else "day"
        raise _Failure(cast(Flag, f"invalid_{part}"), f"{error} (BE {parts.be})")
    return days


def _lunar_days(number: int, parts: LunarParts, year: int) -> list[LunarDate]:
    """The days of lunar year ``year`` that ``parts`` can mean."""
    days: list[LunarDate] = []
    for month in _months_meant(parts.month):
        try:
            be = buddhist_year(year, month, parts.phase)
            day = LunarDate(number, parts.phase, month, be)
        except InvalidDate:
            continue
        if _labels_fit(day, parts):
            days.append(day)
    return days


def _nearest_days(number: int, parts: LunarParts, near: date, years: int) -> list[LunarDate]:
    """The days that fit all labels, nearest first; of the nearest year only."""
    found: list[tuple[int, list[LunarDate]]] = []
    for year in range(
        max(FIRST_YEAR, near.year - years), min(LAST_YEAR, near.year + 1 + years) + 1
    ):
        days = _lunar_days(number, parts, year)
        if days:
            found.append((min(abs((day.to_date() - near).days) for day in days), days))
    return min(found, key=lambda item: item[0])[1] if found else []


def _labels_fit(day: LunarDate, parts: LunarParts) -> bool:
    """Whether animal and sak are those of the day.

    On the days of the New Year either the old or the new label is printed.
    """
    return parts.animal in _either(day, "animal") and parts.sak in _either(day, "sak")


def _either(day: LunarDate, label: str) -> Iterator[int | None]:
    yield None
    cycle = names().animals if label == "animal" else names().saks
    index = cycle.index(day.animal if label == "animal" else day.sak)
    yield index
    civil = day.to_date()
    new_year = khmer_new_year(civil.year)
    if new_year.first_day <= civil <= new_year.lerng_sak:
        yield (index + 1) % len(cycle)
        yield (index - 1) % len(cycle)


def _why_no_day(number: int, parts: LunarParts) -> _Failure:
    name = f"{number} {names().phases[parts.phase]} {names().lunar_months[parts.month]}"
    if parts.month in ("pathamasadh", "tutiyasadh"):
        return _Failure("invalid_month", f"no year near it has {name}")
    return _Failure("invalid_day", f"no year near it has {name} with these labels")
