"""The time of day: how it is written, and how the parts of the day govern its hours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import NamedTuple

from khmertext.dates._mention import Flag
from khmertext.dates._pieces import is_counted, part_at
from khmertext.dates._readings import Clock
from khmertext.dates._runs import Run
from khmertext.errors import InvalidDate

_HEAD = re.compile("V?(?P<clock>C[BGF]{0,3})?(?=[nw])")
_SECONDS = re.compile("a?(?P<seconds>[nw])S")
_BEGINS_DATE = re.compile("[nw][M/pmE]")


class SaidClock(NamedTuple):
    """A time of day, the end of a range of them, and whether words say that it is one."""

    clock: Clock
    until: Clock | None
    is_spoken: bool
    after: int


def clock_at(run: Run, index: int, *, after_date: bool = False) -> SaidClock | None:
    """``ម៉ោង ៨ និង ៣០នាទី ព្រឹក``, ``ម៉ោង ៨-១១``, ``8:30 ព្រឹក``.

    What has neither ម៉ោង nor a part of the day needs a date beside it.
    """
    head = _HEAD.match(run.letters, index)
    if head is None:
        return None
    spoken = head["clock"] is not None
    if spoken and not after_date and is_counted(run, head.start("clock")):
        return None  # eight hours, not eight o'clock
    step = _hour_at(run, head.end(), spoken)
    if step is None:
        return None
    clock, after = step
    until = None
    if run.letter(after) in (">", "-"):
        again = run.letter(after + 1) == "C"
        step = _hour_at(run, after + 1 + again, True)
        if step is not None and (again or not _BEGINS_DATE.match(run.letters, after + 1)):
            until, after = step
            if clock.part is None and hour_of(clock.hour, until.part) < hour_of(
                until.hour, until.part
            ):
                clock = replace(clock, part=until.part)  # but not in "from 8 to 5 in the evening"
            until = replace(until, part=until.part or clock.part)
    return SaidClock(clock, until, spoken or head[0] != "", after)


def _hour_at(run: Run, index: int, spoken: bool) -> tuple[Clock, int] | None:
    if run.letter(index) not in ("n", "w") or run.letter(index + 1) == "N":
        return None  # so many hours and minutes
    minute, after = _minute_at(run, index + 1)
    if not after:
        if not spoken:
            return None
        minute, after = 0, index + 1
    second = 0
    if run.letter(after) == "N":
        after += 1
        if seconds := _SECONDS.match(run.letters, after):
            second, after = run.number(seconds.start("seconds")), seconds.end()
    elif run.letter(after) == "G":
        after += 1
    part, after = part_at(run, after)
    if not spoken and part is None and run.letter(index + 1) != ":":
        return None  # 10.50 may be anything
    return Clock(run.number(index), minute, second, part), after


def _minute_at(run: Run, index: int) -> tuple[int, int]:
    """The minutes and the index after them, which is 0 if there are none."""
    if run.letter(index) == "h":
        return 30, index + 1
    if run.letter(index + 1) not in ("n", "w"):
        return 0, 0
    figure, mark = run.tokens[index + 1], run.letter(index)
    named = run.letter(index + 2) == "N"
    if mark == "a":
        named = named or (figure.digits == 2 and run.letter(index + 2) == "P")
    elif mark in (":", ".", ","):
        named = named or (figure.digits == 2 and (figure.gap == 0 or mark == ":"))
    else:
        return 0, 0
    return (figure.number, index + 2) if named else (0, 0)


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
