"""From readings to dates: asks both calendars and says what does not fit."""

from __future__ import annotations

from datetime import date
from typing import cast

from khmertext.dates._clock import time_of
from khmertext.dates._mention import Part
from khmertext.dates._reading import Reading, Year
from khmertext.dates._resolving._lunar import LunarResolver
from khmertext.dates._resolving._lunar_days import share_labels
from khmertext.dates._resolving._periods import check_ordinal, first_month, part_of_year, shifted
from khmertext.dates._resolving._resolved import (
    NO_REF,
    NO_YEAR,
    Failure,
    Resolved,
)
from khmertext.dates._resolving._solar import BUDDHIST_FROM
from khmertext.errors import InvalidDate

# p.m. is no part of the day, only half of it.
_PARTS: dict[str, Part | None] = {
    "midnight": "night",
    "past_midnight": "night",
    "am": "morning",
    "pm": None,
}


class Resolver(LunarResolver):
    """Resolves readings one after the other; ``ref`` is the reference day, if there is one.

    ``direction`` says how a date without a year lies to ``ref``: -1 before it, 1 after it, 0 in the
    same year. ``previous`` is the last date found before, for "of the same year".
    """

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
        except Failure as failure:
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
                found.time = found.end_time = None
                found.flags.add("invalid_time")
                found.problem = str(error)
        if part is not None:
            found.part = _PARTS.get(part, cast(Part, part))

    # --- ranges ------------------------------------------------------------------------------
    def _range(self, reading: Reading, until: Reading, direction: int, found: Resolved) -> None:
        """Copy what one end leaves out from the other, then resolve both."""
        first_inferred, last_inferred = complete(reading, until)
        other = reading.other
        if other is not None and other.until is not None:
            complete(other, other.until)
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
            raise Failure(None, found.problem or NO_YEAR)
        if end.end < start.start:
            raise Failure("invalid_range", "the range ends before it begins")
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
            raise Failure(None, NO_REF)
        return shifted(self.ref, reading.unit or "day", reading.shift or 0, reading.weekday)

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
            raise Failure("invalid_month", f"there is no month {reading.month}")
        check_ordinal(reading)
        if isinstance(year, Year):
            start, end = self._era(year)
            if precision == "year" and not reading.unit and not reading.count:
                return start, end
            if reading.month is None:
                raise Failure("ambiguous_year", "a Buddhist year has no such parts")
            year = self._day_of_era(1, reading.month, year, found).year
        if year is None:
            if self.ref is None:
                raise Failure(None, NO_YEAR)
            month = first_month(reading)
            day = self.ref.day if month == self.ref.month else 1
            year = self._nearest_year(day, month, direction, found)
        found.year = year
        return part_of_year(reading, year)

    def _century(self, reading: Reading, found: Resolved) -> tuple[date, date]:
        assert reading.year is not None
        number = reading.year.number or 0
        if reading.year.era == "BC":
            raise Failure(None, "a century before Christ is outside the years 1 to 9999")
        if reading.year.era not in (None, "AD"):
            raise Failure("invalid_year", "only centuries of the Christian era are known")
        return date(100 * number - 99, 1, 1), date(100 * number, 12, 31)

    def _decade(self, reading: Reading, found: Resolved) -> tuple[date, date]:
        assert reading.year is not None
        number = reading.year.number or 0
        if reading.year.digits != 4 and number < 100:
            # The seventies are those of the last century; only the first three are of this one.
            found.flags.add("two_digit_year")
            number += 2000 if number <= 20 else 1900
        if reading.year.era not in (None, "AD") or not 1000 <= number < BUDDHIST_FROM:
            raise Failure("invalid_year", "only decades of the Christian era are known")
        return date(number, 1, 1), date(number + 9, 12, 31)


def complete(first: Reading, last: Reading) -> tuple[bool, bool]:
    """Give each end of a range what only the other one says.

    Returns whether the year of the first, or of the last, was taken over for another month.
    """
    if last.month is None and last.lunar is None:
        last.month, last.month_which = first.month, first.month_which
    if first.lunar is not None and last.lunar is not None:
        share_labels(first.lunar, last.lunar)
    elif first.year is None and last.year is not None:
        first.year = last.year
        return first.month != last.month, False
    elif last.year is None and first.year is not None:
        last.year = first.year
        return False, first.month != last.month
    return False, False
