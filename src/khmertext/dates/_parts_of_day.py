"""How the parts of the day govern the hours of a clock: ល្ងាចម៉ោង ៥ is 17:00."""

from __future__ import annotations

from datetime import time

from khmertext.dates._readings import Clock
from khmertext.errors import InvalidDateError

MORNING, NOON = 6, 12
HOURS_OF_DAY = 24


def governed(part: str, clock: Clock, until: Clock | None) -> tuple[Clock, Clock | None]:
    """A time, and the end of a range, behind a part of the day; only the end gets the part itself."""
    clock = behind_part(part, clock)
    if until is not None and until.part is None:
        until = end_behind(clock._replace(part=part), until._replace(part=part))
    elif until is not None and clock.part is None and rises(clock, until):
        # PM ៨-១១ ព្រឹក: the end may tell the part of both
        later = hour_of(clock.hour, part)[0] > hour_of(until.hour, until.part)[0]
        clock = clock._replace(is_torn=clock.is_torn or later)
    return clock, until


def behind_part(part: str, clock: Clock) -> Clock:
    """``clock`` behind a part of the day, with a sign if another one behind it tells another hour."""
    if clock.part is None or hour_of(clock.hour, clock.part) == hour_of(clock.hour, part):
        return clock
    return clock._replace(is_torn=True)


def end_behind(clock: Clock, until: Clock) -> Clock:
    """The end of a range behind one part of the day, with a sign if it lies before its beginning."""
    first, last = _HOURS[until.part or "am"]
    if until.hour == NOON and first < last < NOON:
        return until._replace(part="noon")  # ព្រឹក ៨-១២, AM 8-12
    return until._replace(is_torn=_order_in(until) < _order_in(clock))


def _order_in(clock: Clock) -> int:
    """The hour of 24, counted from noon where the part of the day goes on behind midnight: ម៉ោង ៩-១២យប់."""
    hour = hour_of(clock.hour, clock.part)[0]
    return (hour - NOON) % 24 if _is_over_midnight(clock.part) else hour


def rises(first: Clock, last: Clock) -> bool:
    """Whether ``first`` is the earlier one with the part of the day of ``last``."""
    first = first._replace(part=last.part)
    fits = hour_of(first.hour, last.part)[1] >= hour_of(last.hour, last.part)[1]
    return fits and (_order_in(first), first.minute) < (_order_in(last), last.minute)


# The hours of the clock that a part of the day may have: from, to. The clock of twelve hours is
# read so that it lies in them; CLDR counts the hour after midnight to the morning.
_HOURS = {
    "morning": (0, 11),
    "dawn": (0, 8),
    "daytime": (6, 17),
    "noon": (10, 15),
    "at_noon": (10, 12),
    "afternoon": (12, 18),
    "evening": (13, 23),
    "night": (18, 5),
    "midnight": (21, 5),
    "past_midnight": (0, 6),
    "am": (0, 11),
    "pm": (12, 23),
}


def hour_of(hour: int, part: str | None) -> tuple[int, bool]:
    """The hour of 24 that ``hour`` means in a part of the day, and whether it fits there.

    An hour that fits no way is given as printed.
    """
    if part is None:
        return hour, True
    first, last = _HOURS[part]
    ways = (hour % 12, hour % 12 + 12) if 1 <= hour <= 12 else (hour,)
    for way in ways:
        inside = first <= way % 24 <= last
        if inside or (first > last and (way % 24 >= first or way % 24 <= last)):
            return way, True
    return hour, False


def may_be_both(until: Clock) -> bool:
    """Whether the hour before this end of a range may be before or after noon."""
    late = _is_over_midnight(until.part) or until.part == "past_midnight"
    return late or until.part == "am"


def _is_over_midnight(part: str | None) -> bool:
    return part is not None and _HOURS[part][0] > _HOURS[part][1]


def time_of(clock: Clock) -> tuple[time, bool]:
    """The time of day that ``clock`` says; 24:00 is 0:00, and then the second value is true.

    Raises :class:`InvalidDateError` for hours above 24 and minutes above 59.
    """
    hour = hour_of(clock.hour, clock.part)[0]
    at_the_end = hour == 24 and not (clock.minute or clock.second or clock.microsecond)
    if at_the_end:
        hour = 0
    if hour > 23 + (clock.minute < 0):
        raise InvalidDateError("hour", clock.hour, "a day has 24 hours")
    if abs(clock.minute) > 59:
        raise InvalidDateError("minute", abs(clock.minute), "an hour has 60 minutes")
    if clock.second > 59:
        raise InvalidDateError("second", clock.second, "a minute has 60 seconds")
    hour, minute = divmod((60 * hour + clock.minute) % (24 * 60), 60)
    return time(hour, minute, clock.second, clock.microsecond), at_the_end
