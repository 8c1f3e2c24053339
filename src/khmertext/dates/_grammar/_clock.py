"""The grammar of the time of day."""

from __future__ import annotations

from khmertext.dates._clock import hour_of
from khmertext.dates._grammar._cursor import Cursor
from khmertext.dates._reading import Clock, Reading


class ClockGrammar(Cursor):
    """``ម៉ោង ៨ និង ៣០នាទី ព្រឹក``, ``ម៉ោង ៨-១១``, ``8:30 ព្រឹក``."""

    def _clock(self, index: int, after_date: bool = False) -> tuple[Reading, int] | None:
        """A time of day; what has neither ម៉ោង nor a part of the day needs a date beside it."""
        after = index + self._is(index, "moment")
        token = self._at(after)
        if token is None or (token.number is None and not token.is_("clock")):
            return None
        spoken = token.is_("clock")
        if spoken and not after_date and self._is_counted(after):
            return None  # eight hours, not eight o'clock
        if spoken:
            after += 1
            while self._is(after, "about", "past", "from") and after < index + 4:
                after += 1
        step = self._hour(after, spoken)
        if step is None:
            return None
        clock, after = step
        until = None
        if self._is(after, "to"):
            following = after + 1
            again = self._is(following, "clock")
            step = self._hour(following + again, True)
            if step is not None and (again or not self._begins_date(following)):
                until, after = step
                if clock.part is None and hour_of(clock.hour, until.part) < hour_of(
                    until.hour, until.part
                ):
                    clock.part = until.part  # but not in "from 8 to 5 in the evening"
                if until.part is None:
                    until.part = clock.part
        reading = self._reading(
            index, after, precision="time", clock=clock, until_clock=until, part=clock.part
        )
        return reading, after

    def _begins_date(self, index: int) -> bool:
        """Whether the number at ``index`` is that of a day."""
        return (
            self._is(index + 1, "month", "slash")
            or self._get(index + 1, "phase") is not None
            or (self._get(index + 1, "month") is not None)
        )

    def _hour(self, index: int, spoken: bool) -> tuple[Clock, int] | None:
        hour = self._number(index)
        if hour is None:
            return None
        clock, after = Clock(hour), index + 1
        if self._is(after, "minute"):
            return None  # so many hours and minutes
        minute = self._minute(after)
        if minute is not None:
            clock.minute, after = minute
        elif self._is(after, "half_hour"):
            clock.minute, after = 30, after + 1
        elif not spoken:
            return None
        if self._is(after, "minute"):
            after += 1
            second = after + (1 if self._is(after, "and") else 0)
            seconds = self._number(second)
            if seconds is not None and self._is(second + 1, "second"):
                clock.second, after = seconds, second + 2
        elif self._is(after, "past"):
            after += 1
        clock.part, after = self._part(after)
        if not spoken and clock.part is None and not self._is(index + 1, "colon"):
            return None  # 10.50 may be anything
        return clock, after

    def _minute(self, index: int) -> tuple[int, int] | None:
        minute = self._number(index + 1)
        token = self._at(index + 1)
        if minute is None or token is None:
            return None
        counted = self._is(index + 2, "minute")
        if self._is(index, "colon", "dot", "comma"):
            tight = token.gap == 0 or self._is(index, "colon")
            return (minute, index + 2) if counted or (token.digits == 2 and tight) else None
        if self._is(index, "and"):
            named = counted or (token.digits == 2 and self._get(index + 2, "part") is not None)
            return (minute, index + 2) if named else None
        return None
