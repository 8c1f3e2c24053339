"""Lunar dates, alone and beside civil ones."""

from __future__ import annotations

from datetime import date, timedelta

from khmertext.dates._lunar import LunarDate
from khmertext.dates._reading import LunarParts, Reading, Year
from khmertext.dates._resolving._lunar_days import (
    check_lunar_day,
    days_of_be,
    labels_fit,
    lunar_days,
    nearest_days,
    why_no_day,
)
from khmertext.dates._resolving._resolved import (
    FATAL,
    NO_YEAR,
    Failure,
    Resolved,
    check_weekday,
)
from khmertext.dates._resolving._solar import SolarResolver
from khmertext.dates._words import names


class LunarResolver(SolarResolver):
    """Resolves the lunar dates of one text; see :class:`Resolver`."""

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
            except Failure as failure:
                found.fail(failure)
        elif lunar.year is not None:
            lunar_year = self._year_of(lunar, found)
            if isinstance(lunar_year, int):
                return self._lunar_in(lunar, lunar_year, found)
            assert lunar.lunar is not None
            assert lunar_year is not None
            lunar.lunar.be = lunar_year.number  # 2568 without an era
        near = civil or (None if found.flags & FATAL else self.ref)
        try:
            day = self._lunar(lunar, near, civil, direction, found)
        except Failure as failure:
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
            if found.flags & FATAL:
                found.candidates = found.candidates or (day,)
                raise Failure(None, found.problem)
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
        check_lunar_day(lunar.day, lunar.lunar)
        days = [
            day
            for lunar_year in (year, year + 1)
            for day in lunar_days(lunar.day, lunar.lunar, lunar_year)
            if day.to_date().year == year
        ]
        return self._only(days, lunar, None, found)

    def _lunar(
        self,
        reading: Reading,
        near: date | None,
        civil: date | None,
        direction: int,
        found: Resolved,
    ) -> date:
        parts, number = reading.lunar, reading.day
        assert parts is not None
        assert number is not None
        check_lunar_day(number, parts)
        if parts.be is not None:
            days = days_of_be(number, parts)
            if len(days) > 1 and civil is not None:
                days = [day for day in days if day.to_date() == civil] or days
            elif len(days) == 1:
                self._check_labels(days[0], number, parts, found)
            return self._only(days, reading, civil, found)
        if near is None:
            raise Failure(None, NO_YEAR)
        if civil is None and (parts.animal is None or parts.sak is None):
            found.flags.add("year_inferred")
        days = nearest_days(number, parts, near, 31 if civil is None else 1)
        if civil is None and days:
            days = self._on_the_side(direction, days, near, number, parts)
        if civil is not None and not days:
            # No neighbouring year fits all labels: compare the day alone.
            days = nearest_days(number, LunarParts(parts.phase, parts.month), near, 1)
            fitting = [day for day in days if day.to_date() == civil]
            if fitting:
                self._label_conflict(fitting[0], number, parts, found)
                days = fitting
        if civil is not None:
            days = [day for day in days if day.to_date() == civil] or days[:1]
        return self._only(days, reading, civil, found)

    def _on_the_side(
        self, direction: int, days: list[LunarDate], near: date, number: int, parts: LunarParts
    ) -> list[LunarDate]:
        """``days``, or where they lie on the wrong side of ``near``, the next on the other."""
        nearest = days[0].to_date()
        if (nearest - near).days * direction >= 0:
            return days
        for years in range(1, 5):  # a leap month comes every two or three years
            center = nearest + timedelta(365 * years * direction)
            others = nearest_days(number, parts, center, 0)
            if others and (others[0].to_date() - near).days * direction >= 0:
                return others
        return days  # its labels fix it

    def _only(
        self, days: list[LunarDate], reading: Reading, civil: date | None, found: Resolved
    ) -> date:
        parts = reading.lunar
        assert parts is not None
        name = names().lunar_months[parts.month]
        if not days:
            raise why_no_day(reading.day or 0, parts)
        if len(days) > 1:
            reason = (
                f"the year has two months of {name}: {' and '.join(str(d.to_date()) for d in days)}"
            )
            raise Failure("ambiguous_month", reason, tuple(day.to_date() for day in days))
        found.lunar = days[0]
        day = days[0].to_date()
        if civil is None or civil == day:
            check_weekday(reading, day, found)
        found.year, found.month, found.day = day.year, day.month, day.day
        return day

    def _check_labels(
        self, day: LunarDate, number: int, parts: LunarParts, found: Resolved
    ) -> None:
        if labels_fit(day, parts):
            return
        self._label_conflict(day, number, parts, found)
        raise Failure("calendar_conflict", found.problem or "", found.candidates)

    def _label_conflict(
        self, day: LunarDate, number: int, parts: LunarParts, found: Resolved
    ) -> None:
        """Say which days the year labels mean, each taken by itself."""
        by_labels = LunarParts(parts.phase, parts.month, parts.animal, parts.sak)
        others = nearest_days(number, by_labels, day.to_date(), 31)
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
