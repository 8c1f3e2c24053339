"""From a year to its parts, and from a reference day to what lies around it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from khmertext.dates._reading import Reading
from khmertext.dates._resolving._resolved import Failure, civil_year


def check_ordinal(reading: Reading) -> None:
    if reading.ordinal is None:
        return
    most = {"half": 2, "quarter": 4, "week": 5 if reading.month else 53}[reading.unit or ""]
    if not 1 <= reading.ordinal <= most:
        raise Failure("invalid_period", f"there is no {reading.unit} {reading.ordinal}")


def first_month(reading: Reading) -> int:
    """The month in which the period begins."""
    if reading.unit == "half":
        return 6 * (reading.ordinal or 1) - 5
    if reading.unit == "quarter":
        return 3 * (reading.ordinal or 1) - 2
    if reading.count is not None:
        return 1 if reading.count > 0 else 13 + reading.count
    return reading.month or 1


def part_of_year(reading: Reading, year: int) -> tuple[date, date]:
    """The months or the week of a civil year that ``reading`` names."""
    ordinal = reading.ordinal or 1
    if reading.unit == "week":
        if reading.month is None:
            try:
                monday = date.fromisocalendar(year, ordinal, 1)
            except ValueError:
                raise Failure("invalid_period", f"{year} has no week {ordinal}") from None
            return monday, monday + timedelta(6)
        last = monthrange(year, reading.month)[1]
        if 7 * ordinal - 6 > last:
            raise Failure("invalid_period", f"the month has no week {ordinal}")
        return (
            date(year, reading.month, 7 * ordinal - 6),
            date(year, reading.month, min(7 * ordinal, last)),
        )
    first = first_month(reading)
    length = {"half": 6, "quarter": 3}.get(reading.unit or "", 12)
    if reading.count is not None:
        length = abs(reading.count)
    elif reading.month is not None:
        length = 1
    last_month = first + length - 1
    return date(year, first, 1), date(year, last_month, monthrange(year, last_month)[1])


def shifted(ref: date, unit: str, shift: int, weekday: int | None) -> tuple[date, date]:
    """The day, week, month ... that lies ``shift`` units from that of ``ref``."""
    try:
        start, end = _shift(ref, unit, shift)
    except (OverflowError, ValueError):
        raise Failure("invalid_year", "it lies outside the years 1 to 9999") from None
    civil_year(end.year)
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
