"""The grammar of Khmer dates: from the tokens of one run to readings.

A recursive descent: every method takes the index of a token and returns what begins there with the
index after it, or ``None``. None of them looks further ahead than a fixed number of tokens, so the
work is linear in the length of the text.
"""

from __future__ import annotations

from khmertext.dates._grammar._bare_years import BareYearGrammar
from khmertext.dates._grammar._clock import ClockGrammar
from khmertext.dates._grammar._cursor import Found, Readings
from khmertext.dates._grammar._days import DayGrammar
from khmertext.dates._grammar._periods import PeriodGrammar
from khmertext.dates._reading import Reading

_PERIOD_KINDS = frozenset(("unit", "mod", "month", "era", "relative"))


class Grammar(ClockGrammar, DayGrammar, PeriodGrammar, BareYearGrammar):
    """Reads the dates in one run of tokens of ``text``."""

    def readings(self) -> Readings:
        """Everything in the run, in the order of the text."""
        found: Readings = []
        index = 0 if self._has_dates else len(self.tokens)
        while index < len(self.tokens):
            step = self._moment(index)
            if step is None:
                index += 1
            else:
                found += step[0]
                index = step[1]
        return found

    def _moment(self, index: int) -> Found:
        self._misspelt = False
        if self._only_figures and not self._is(index + 1, "colon"):
            # nothing else can begin here
            dates = self._numeric(index)
            if dates is None and self.tokens[index].digits == 4:
                dates = self._bare_years(index)
            return None if dates is None else self._time_after(*dates)
        part, after = self._part(index)
        clock = self._clock(after if part is not None else index)
        if clock is not None:
            found = self._clock_and_date(index, part, *clock)
            if found is not None:
                return found
        if part is not None:
            after += self._is(after, "of", "at", "into")
            dates = self._dates(after)
            if dates is None or dates[0][0].precision != "day":
                return None
            dates[0][0].start = self.tokens[index].start
            dates[0][0].part = part
        else:
            dates = self._dates(index)
            if dates is None:
                return None
        return self._time_after(*dates)

    def _clock_and_date(self, index: int, part: str | None, reading: Reading, after: int) -> Found:
        """A time of day, and the date if one follows."""
        reading.start = self.tokens[index].start
        assert reading.clock is not None
        token = self._at(after)
        if part is None and token is not None:
            # ម៉ោង៣ រសៀលម្សិលមិញ: the word for the day also says the part of it
            part = (token.get("relative") or "").partition(" ")[2] or None
        reading.part = reading.clock.part = reading.clock.part or part
        joined = after
        while self._is(joined, "at", "of", "comma", "into", "equals") and joined < after + 2:
            joined += 1
        dates = self._dates(joined)
        if dates is None or dates[0][0].precision != "day" or dates[0][0].clock:
            # 18:00 by itself may be anything
            if reading.part is None and reading.until_clock is None and not self._is_spoken(index):
                return None
            return [reading], after
        first = dates[0][0]
        first.start, first.part = reading.start, reading.part or first.part
        first.clock, first.until_clock = reading.clock, reading.until_clock
        first.misspelt = first.misspelt or reading.misspelt
        return dates

    def _is_spoken(self, index: int) -> bool:
        return self._is(index, "clock", "moment") or self._get(index, "part") is not None

    def _time_after(self, readings: Readings, after: int) -> Found:
        """The time that follows a date: វេលាម៉ោង ៨ ព្រឹក, or វេលាព្រឹក."""
        last = readings[-1]
        if last.precision != "day":
            return readings, after
        joined = after
        while self._is(joined, "at", "comma", "from") and joined < after + 2:
            joined += 1
        clock = self._clock(joined, after_date=True)
        if clock is not None:
            last.clock, last.until_clock = clock[0].clock, clock[0].until_clock
            last.part = clock[0].part or last.part
            last.misspelt = last.misspelt or clock[0].misspelt
            last.end = clock[0].end
            return readings, clock[1]
        part, end = self._part(joined)
        token = self._at(end - 1)
        introduced = joined > after or end - joined > 1
        if part and token and (introduced or self.text.startswith("ពេល", token.start)):
            last.part, last.end = part, token.end
            return readings, end
        return readings, after

    def _dates(self, index: int) -> Found:
        token = self._at(index)
        if token is None:
            return None
        kinds = token.word.values
        marker = kinds.get("marker")
        if (
            token.number is not None
            or marker in ("day", "th")
            or "weekday" in kinds
            or "lunar_day" in kinds
        ):
            found = self._relative_day(index) or self._numeric(index) or self._days(index)
            if found is not None:
                return found
        if token.number is not None:
            if token.digits == 4:
                return self._bare_years(index)
            return self._span_of_months(index) or self._relative_period(index)
        if "english_month" in kinds and (found := self._english_day(index)) is not None:
            return found
        if kinds.keys() & _PERIOD_KINDS or marker in ("month", "year"):
            return (
                self._relative_day(index)
                or self._periods(index)
                or self._months(index)
                or self._years(index)
                or self._relative_period(index)
            )
        return None
