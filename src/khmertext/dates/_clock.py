"""The time of day: how the parts of the day govern the hours of the clock."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from khmertext.errors import InvalidDate

if TYPE_CHECKING:
    from khmertext.dates._mention import Flag
    from khmertext.dates._reading import Clock


def hour_of(hour: int, part: str | None) -> int:
    """The hour of 24 that ``hour`` means in a part of the day.

    Hours above 12 are taken as printed, whatever the part says.
    """
    if part is None or hour > 12:
        return hour
    if part == "noon":
        return hour + 12 if hour < 10 and hour else hour
    if part == "am":
        return hour % 12
    if part in ("afternoon", "evening", "pm"):
        return hour + 12 if 1 <= hour <= 11 else hour
    if part == "night":
        return hour + 12 if 6 <= hour <= 11 else hour % 12
    if part in ("midnight", "past_midnight"):
        return hour % 12
    return hour  # morning, dawn


def time_of(clock: Clock, flags: set[Flag]) -> time:
    """The time of day that ``clock`` says; 24:00 is 0:00 with the flag ``end_of_day``.

    Raises :class:`InvalidDate` for hours above 24 and minutes above 59.
    """
    hour = hour_of(clock.hour, clock.part)
    if hour == 24 and clock.minute == clock.second == 0:
        flags.add("end_of_day")
        hour = 0
    if hour > 23:
        raise InvalidDate("hour", clock.hour, "a day has 24 hours")
    if clock.minute > 59:
        raise InvalidDate("minute", clock.minute, "an hour has 60 minutes")
    if clock.second > 59:
        raise InvalidDate("second", clock.second, "a minute has 60 seconds")
    return time(hour, clock.minute, clock.second)
