"""Civil dates, and the years of all eras."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from khmertext.dates._eras import era_interval
from khmertext.dates._lunar import LunarDate
from khmertext.dates._reading import LunarParts, Reading, Year
from khmertext.dates._resolving._lunar_days import (
    labels_fit,
)
from khmertext.dates._resolving._periods import shifted
from khmertext.dates._resolving._resolved import (
    NO_REF,
    NO_YEAR,
    Failure,
    Resolved,
    check_weekday,
    civil_year,
)
from khmertext.dates._words import names
from khmertext.errors import InvalidDate

BUDDHIST_FROM = 2400  # a year without an era from here on is Buddhist
_FIRST_TWO_DIGIT_YEAR = 1950


class SolarResolver:
    """Resolves the civil dates of one text; see :class:`Resolver`."""

    def __init__(self, ref: date | None) -> None:
        self.ref = ref
        self.previous: tuple[int | None, int | None] = None, None  # year, month

    def _solar(self, reading: Reading, direction: int, found: Resolved) -> date:
        self._month_by_pointer(reading, found)
        month, day = reading.month, reading.day
        assert day is not None
        found.month, found.day = month, day
        assert month is not None
        if not 1 <= month <= 12:
            found.month = None
            raise Failure("invalid_month", f"there is no month {month}")
        longest = monthrange(2000, month)[1]
        if not 1 <= day <= longest:
            self._year_only(reading, found)
            found.day = None
            raise Failure(
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
                raise Failure("invalid_day", reason)
            result = date(year, month, day)
        found.year = result.year
        check_weekday(reading, result, found)
        if reading.labels is not None:
            _check_year_labels(result, reading.labels, found)
        return result

    def _month_by_pointer(self, reading: Reading, found: Resolved) -> None:
        """ខែនេះ, ខែកន្លងទៅ, ខែដដែល instead of the name of a month."""
        if reading.month_same:
            reading.month = self.previous[1]
            if reading.month is None:
                found.day = reading.day
                raise Failure(None, "the month is not said before")
        elif reading.month_which is not None and reading.month is None:
            if self.ref is None:
                found.day = reading.day
                raise Failure(None, NO_REF)
            start, _ = shifted(self.ref, "month", reading.month_which, None)
            reading.month = start.month
            reading.year = Year(start.year, 4, "AD")

    def _year_only(self, reading: Reading, found: Resolved) -> None:
        """Tell the year of a date that fails for another reason."""
        try:
            year = self._year_of(reading, found)
        except Failure:
            return
        found.year = year if isinstance(year, int) else None

    def _year_of(self, reading: Reading, found: Resolved) -> int | Year | None:
        """The civil year, or a year of another era, or ``None`` if nothing is said."""
        year = reading.year
        if year is None:
            return None
        if year.which is not None:
            if self.ref is None:
                raise Failure(None, NO_REF)
            found.flags.add("year_inferred")
            return civil_year(self.ref.year + year.which)
        if year.same:
            if self.previous[0] is None:
                raise Failure(None, NO_YEAR)
            found.flags.add("year_inferred")
            return self.previous[0]
        number = year.number
        assert number is not None
        if year.era == "AD":
            return civil_year(number)
        if year.era == "BC":
            found.year = 1 - number
            raise Failure(None, "a date before Christ is outside the years 1 to 9999")
        if year.era is not None:
            return year
        if year.digits == 2:
            found.flags.add("two_digit_year")
            return (number - _FIRST_TWO_DIGIT_YEAR) % 100 + _FIRST_TWO_DIGIT_YEAR
        if not 1000 <= number <= 9999:
            raise Failure("invalid_year", f"a year has four digits, not {number}")
        if number >= BUDDHIST_FROM:
            found.flags.add("era_inferred")
            return Year(number, 4, "BE")
        return number

    def _nearest_year(self, day: int, month: int, direction: int, found: Resolved) -> int:
        if self.ref is None:
            raise Failure(None, NO_YEAR)
        found.flags.add("year_inferred")
        this = self.ref.month, self.ref.day
        if direction > 0 and (month, day) < this:
            return civil_year(self.ref.year + 1)
        if direction < 0 and (month, day) > this:
            return civil_year(self.ref.year - 1)
        return civil_year(self.ref.year)

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
            raise Failure(
                "ambiguous_year", f"the day comes twice in {year.era} {year.number}", tuple(days)
            )
        raise Failure("invalid_day", f"there is no such day in {year.era} {year.number}")

    def _era(self, year: Year) -> tuple[date, date]:
        assert year.number is not None
        assert year.era is not None
        try:
            return era_interval(year.number, year.era)
        except InvalidDate:
            reason = f"{year.era} {year.number} lies outside the years that the calendar knows"
            raise Failure("invalid_year", reason) from None


def _check_year_labels(day: date, labels: LunarParts, found: Resolved) -> None:
    """The animal and the sak that stand beside a civil date."""
    try:
        lunar = LunarDate.from_date(day)
    except InvalidDate:
        return
    if not labels_fit(lunar, labels):
        found.flags.add("calendar_conflict")
        found.candidates = found.candidates or (day,)
        found.problem = found.problem or f"{day} lies in {lunar.animal} {lunar.sak}"
