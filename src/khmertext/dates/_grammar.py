"""The grammar of Khmer dates: from the tokens of one run to readings.

A recursive descent: every method takes the index of a token and returns what begins there with the
index after it, or ``None``. None of them looks further ahead than a fixed number of tokens, so the
work is linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple, cast

from khmertext._chars import RE_KHMER
from khmertext.dates._lunar import Phase
from khmertext.dates._reading import Clock, Era, LunarParts, Mod, Reading, Unit, Year
from khmertext.dates._tokens import Token
from khmertext.dates._words import spellings

_MOST_ITEMS = 12  # of a list such as "1, 5, 9 and 12 July"

# Month names that are also everyday words or names of persons need more around them.
_MISS = 9  # កញ្ញា is Miss as well as September
_AMBIGUOUS_MONTHS = frozenset((1, 4, 9, 10, 12))

_KHMER = re.compile(f"[{RE_KHMER}]")
_NUMBERED = re.compile("(?:[0-9០-៩]|មួយ|ពីរ|បី|បួន|ប្រាំ|ដប់|ភៃ|សិប|កន្លះ|ប៉ុន្មាន|ច្រើន)[ \u00a0]?$")
_END_OF_PHRASE = re.compile("[ \u00a0]*(?:$|[\r\n។៕,.;:៖()«»\"”“!?*-]|នៅ|នេះ|ដែល|ក្រុម|ខាង|កន្លង|វេលា|ម៉ោង|ដោយ|និងថ្ងៃ)")


@cache
def _place() -> re.Pattern[str]:
    """What stands before a street or a district named after a date."""
    return re.compile(f"(?:{'|'.join(map(re.escape, spellings(('before_name',))))})[ \u00a0]?$")


class _Day(NamedTuple):
    """A day of a list: ``2nd``, ``ថ្ងៃសៅរ៍ ទី២`` or ``១៤កើត``."""

    first: Token
    last: Token
    weekday: int | None
    day: int
    phase: Phase | None
    is_marked: bool
    misspelt: bool


Readings = list[Reading]
Found = tuple[Readings, int] | None


class Grammar:
    """Reads the dates in one run of tokens of ``text``."""

    def __init__(self, text: str, tokens: list[Token], *, strict: bool, relative: bool) -> None:
        self.text = text
        self.tokens = tokens
        self._strict = strict
        self._relative = relative
        self._misspelt = False

    def readings(self) -> Readings:
        """Everything in the run, in the order of the text."""
        found: Readings = []
        index = 0
        while index < len(self.tokens):
            step = self._moment(index)
            if step is None:
                index += 1
            else:
                found += step[0]
                index = step[1]
        return found

    # --- tokens ------------------------------------------------------------------------------
    def _at(self, index: int) -> Token | None:
        return self.tokens[index] if index < len(self.tokens) else None

    def _is(self, index: int, *markers: str) -> bool:
        token = self._at(index)
        return token is not None and token.get("marker") in markers

    def _get(self, index: int, kind: str) -> str | None:
        token = self._at(index)
        if token is None:
            return None
        value = token.get(kind)
        if value is not None and kind in token.word.misspelt:
            if self._strict:
                return None
            self._misspelt = True
        return value

    def _int(self, index: int, kind: str) -> int | None:
        value = self._get(index, kind)
        return None if value is None else int(value)

    def _number(self, index: int, most_digits: int = 2) -> int | None:
        """A figure of so many digits at most, or a number in words."""
        token = self._at(index)
        if token is None or token.number is None or token.digits > most_digits:
            return None
        return token.number

    def _glued(self, index: int) -> bool:
        token = self._at(index)
        return token is not None and token.gap == 0

    def _before(self, index: int) -> str:
        start = self.tokens[index].start
        return self.text[max(0, start - 16) : start]

    def _reading(self, first: int, after: int, **parts: object) -> Reading:
        reading = Reading(self.tokens[first].start, self.tokens[after - 1].end, **parts)  # type: ignore[arg-type]
        reading.misspelt, self._misspelt = self._misspelt, False
        return reading

    # --- a date with its time of day ---------------------------------------------------------
    def _moment(self, index: int) -> Found:
        self._misspelt = False
        part, after = self._part(index)
        clock = self._clock(after if part is not None else index)
        if clock is not None:
            return self._clock_and_date(index, part, *clock)
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
            return [reading], after
        first = dates[0][0]
        first.start, first.part = reading.start, reading.part or first.part
        first.clock, first.until_clock = reading.clock, reading.until_clock
        first.misspelt = first.misspelt or reading.misspelt
        return dates

    def _time_after(self, readings: Readings, after: int) -> Found:
        """The time that follows a date: វេលាម៉ោង ៨ ព្រឹក, or វេលាព្រឹក."""
        last = readings[-1]
        if last.precision != "day":
            return readings, after
        joined = after
        while self._is(joined, "at", "comma") and joined < after + 2:
            joined += 1
        clock = self._clock(joined)
        if clock is not None:
            last.clock, last.until_clock = clock[0].clock, clock[0].until_clock
            last.part = clock[0].part or last.part
            last.misspelt = last.misspelt or clock[0].misspelt
            last.end = clock[0].end
            return readings, clock[1]
        part, end = self._part(joined)
        token = self._at(end - 1)
        if part and token and (end - joined > 1 or self.text.startswith("ពេល", token.start)):
            last.part, last.end = part, token.end
            return readings, end
        return readings, after

    def _part(self, index: int) -> tuple[str | None, int]:
        after = index + (1 if self._is(index, "moment") else 0)
        part = self._get(after, "part")
        return (None, index) if part is None else (part, after + 1)

    # --- the clock ---------------------------------------------------------------------------
    def _clock(self, index: int) -> tuple[Reading, int] | None:
        after = index + self._is(index, "moment")
        token = self._at(after)
        if token is None or (token.number is None and not token.is_("clock")):
            return None
        spoken = token.is_("clock")
        if spoken and _NUMBERED.search(self._before(after)):
            return None  # eight hours, not eight o'clock
        if spoken:
            after += 1
            while self._is(after, "about", "past") and after < index + 4:
                after += 1
        step = self._hour(after, spoken or after > index)
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
                until.part = until.part or None
                if clock.part is None:
                    clock.part = until.part
                elif until.part is None:
                    until.part = clock.part
        if not spoken and clock.part is None:
            return None
        reading = self._reading(
            index, after, precision="time", clock=clock, until_clock=until, part=clock.part
        )
        return reading, after

    def _begins_date(self, index: int) -> bool:
        """Whether the number at ``index`` is that of a day."""
        return self._is(index + 1, "month", "slash") or self._get(index + 1, "phase") is not None or (
            self._get(index + 1, "month") is not None
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

    # --- dates -------------------------------------------------------------------------------
    def _dates(self, index: int) -> Found:
        token = self._at(index)
        if token is None:
            return None
        kinds = token.word.values
        marker = kinds.get("marker")
        if token.number is not None or marker in ("day", "th") or "weekday" in kinds or "lunar_day" in kinds:
            found = self._relative_day(index) or self._numeric(index) or self._days(index)
            if found is not None:
                return found
        if token.number is not None:
            return self._span_of_months(index) or self._relative_period(index)
        if kinds.keys() & _PERIOD_KINDS or marker in ("month", "year"):
            return (
                self._relative_day(index)
                or self._periods(index)
                or self._months(index)
                or self._years(index)
                or self._relative_period(index)
            )
        return None

    # --- days --------------------------------------------------------------------------------
    def _days(self, index: int) -> Found:
        """Days: one, a list or a range, and the same in the other calendar."""
        group = self._day_group(index)
        if group is None:
            return None
        readings, after = group
        last = readings[-1]
        if self._is(after, "to", "into") and last.until is None:
            ahead = after + 1
            part, ahead = self._part(ahead)
            other = self._day_group(ahead)
            if other is not None and len(other[0]) == 1 and other[0][0].until is None:
                until, after = other[0][0], other[1]
                until.part = part
                last.until, last.end = until, until.end
                last.misspelt = last.misspelt or until.misspelt
            else:
                day = self._day(ahead)
                if day is not None and day[0].is_marked and (day[0].phase is None) == (last.lunar is None):
                    last.until = self._of_day(day[0], last)
                    last.end, after = day[0].last.end, day[1]
        if self._is(after, "equals") and len(readings) == 1:
            part, ahead = self._part(after + 1)
            other = self._days_once(ahead)
            if other is not None and (other[0].lunar is None) != (last.lunar is None):
                last.other, last.end, after = other[0], other[0].end, other[1]
                last.part = last.part or part
                last.misspelt = last.misspelt or last.other.misspelt
        return readings, after

    def _days_once(self, index: int) -> tuple[Reading, int] | None:
        numeric = self._numeric(index)
        group = numeric or self._day_group(index)
        return None if group is None or len(group[0]) != 1 else (group[0][0], group[1])

    def _day_group(self, index: int) -> Found:
        """Days that share a month: ``ថ្ងៃទី១, ២ និង៣ ខែមករា ឆ្នាំ២០២៤``."""
        days: list[_Day] = []
        links: list[bool] = []  # whether a day is the end of a range
        after = index
        while len(days) < _MOST_ITEMS:
            step = self._day(after)
            if step is None:
                return None
            days.append(step[0])
            after = step[1]
            month = self._month_of_days(after, days)
            if month is not None:
                break
            token = self._at(after)
            if token is None:
                return None
            links.append(token.get("marker") in ("to", "into"))
            if token.get("marker") in ("to", "into", "and", "comma", "or"):
                after += 1
                if token.is_("comma") and self._is(after, "and"):
                    after += 1
        else:
            return None
        shared, after = month
        return self._spread(days, links, shared, after), after

    def _spread(self, days: list[_Day], links: list[bool], shared: Reading, after: int) -> Readings:
        readings: Readings = []
        for position, day in enumerate(days):
            reading = self._of_day(day, shared)
            if position and links[position - 1] and readings[-1].until is None:
                readings[-1].until, readings[-1].end = reading, reading.end
            else:
                readings.append(reading)
        readings[-1].end = self.tokens[after - 1].end
        return readings

    def _of_day(self, day: _Day, shared: Reading) -> Reading:
        """The reading of ``day`` in the month and year of ``shared``."""
        reading = replace(
            shared,
            start=day.first.start,
            end=day.last.end,
            weekday=day.weekday,
            day=day.day,
            misspelt=shared.misspelt or day.misspelt,
            until=None,
            other=None,
            part=None,
            clock=None,
            until_clock=None,
        )
        if day.phase is not None and shared.lunar is not None:
            reading.lunar = replace(shared.lunar, phase=day.phase)
        return reading

    def _day(self, index: int) -> tuple[_Day, int] | None:
        self._misspelt = False
        after = index
        marked = self._is(after, "day")
        after += marked
        weekday = self._int(after, "weekday")
        if weekday is not None:
            after += 1
            after += self._is(after, "comma")
            if self._is(after, "day"):
                marked, after = True, after + 1
        if self._is(after, "th"):
            marked, after = True, after + 1
        token = self._at(after)
        if token is None:
            return None
        symbol = token.get("lunar_day")
        phase: str | None
        if symbol is not None:
            day, phase = int(symbol.split()[0]), symbol.split()[1]
            after += 1
        else:
            number = self._number(after)
            if number is None:
                return None
            day, after = number, after + 1
            phase = self._get(after, "phase")
            if phase is not None:
                after += 1
                if self._is(after, "full_moon"):
                    after += 1
        result = _Day(
            self.tokens[index],
            self.tokens[after - 1],
            weekday,
            day,
            cast("Phase | None", phase),
            marked or weekday is not None,
            self._misspelt,
        )
        return result, after

    def _month_of_days(self, index: int, days: list[_Day]) -> tuple[Reading, int] | None:
        """The month, and year if there is one, after ``days``."""
        self._misspelt = False
        if days[-1].phase is not None:
            return self._lunar_month(index, days[-1].phase)
        marked = any(day.is_marked for day in days)
        after = index
        dashed = self._is(after, "to", "dot") and self.text[self.tokens[after].start] in "-–.‐‑"
        after += dashed
        after += self._is(after, "comma")
        named = self._is(after, "month")
        after += named
        if named and self._is(after, "colon"):
            after += 1
        shared = Reading(0, 0, "day")
        month = self._int(after, "month")
        if month is not None:
            token = self.tokens[after]
            shared.month, after = month, after + 1
            year = self._year(after, bare=True, dashed=dashed)
            if year is not None:
                shared.year, after = year
                if not (marked or named) and _place().search(self._before(self._index_of(days[0]))):
                    return None
            elif dashed or not (marked or named):
                return None
            elif month == _MISS and not named and not self._ends_phrase(token.end, after):
                return None
        elif named and (number := self._number(after)) is not None:
            year = self._year(after + 1, bare=False, dashed=False) or self._slash_year(after + 1)
            if year is None and not marked:
                return None
            shared.month, after = number, after + 1
            if year is not None:
                shared.year, after = year
        elif named and marked and self._is(after, "same"):
            shared.month_same, after = True, after + 1
            year = self._year(after, bare=False, dashed=False)
            shared.year, after = year or (Year(same=True), after)
        elif named and marked and (which := self._int(after, "which")) is not None:
            shared.month_which, after = which, after + 1
        else:
            return None
        if shared.month_which is None:
            shared.which, after = self._direction(after)
        shared.misspelt = self._misspelt
        return shared, after

    def _index_of(self, day: _Day) -> int:
        return self.tokens.index(day.first)

    def _ends_phrase(self, end: int, after: int) -> bool:
        follows = _END_OF_PHRASE.match(self.text, end) is not None
        return follows or self._is(after, "to")

    def _direction(self, index: int) -> tuple[int | None, int]:
        """នេះ, ខាងមុខ(នេះ) or កន្លងទៅ(នេះ) after a date."""
        token = self._at(index)
        which = self._int(index, "which")
        if token is None or which is None:
            return None, index
        if which and not _FAR.match(self.text, token.start):
            return None, index  # មុន and ក្រោយ go with what follows: before, after
        return which, index + 1

    def _lunar_month(self, index: int, phase: Phase) -> tuple[Reading, int] | None:
        after = index + (1 if self._is(index, "comma") else 0)
        after += self._is(after, "month")
        month = self._get(after, "lunar_month")
        if month is None:
            return None
        lunar = LunarParts(phase, month)
        reading = Reading(0, 0, "day", lunar=lunar)
        after += 1
        for _ in range(5):
            step = self._lunar_label(after, lunar)
            if step is None:
                break
            after = step
        if lunar.be is None:
            year = self._year(after, bare=False, dashed=False)
            if year is not None and year[0].era in (None, "AD"):
                reading.year, after = year
        reading.which, after = self._direction(after)
        reading.misspelt = self._misspelt
        return reading, after

    def _lunar_label(self, index: int, lunar: LunarParts) -> int | None:
        """One of the labels of a lunar year: full moon, animal, sak, Buddhist year."""
        after = index + (1 if self._is(index, "comma") else 0)
        if self._is(after, "full_moon"):
            return after + 1
        named = self._is(after, "year")
        animal = self._int(after + named, "animal")
        if animal is not None and lunar.animal is None and self._is_animal(after + named, named):
            lunar.animal = animal
            return after + named + 1
        sak = self._int(after, "sak")
        if sak is not None and lunar.sak is None:
            lunar.sak = sak
            return after + 1
        if self._get(after + named, "era") == "BE" and lunar.be is None:
            after += named + 1
            after += self._is(after, "colon")
            be = self._number(after, 6)
            if be is not None:
                lunar.be = be
                return after + 1
        return None

    def _is_animal(self, index: int, named: bool) -> bool:
        """ច is the Dog, but also the first letter of many words."""
        token = self.tokens[index]
        following = self._at(index + 1)
        if following is not None and (following.get("sak") or following.get("era")):
            return True
        glued = _KHMER.match(self.text, token.end)
        return named and not (glued and token.end - token.start == 1)

    # --- years -------------------------------------------------------------------------------
    def _year(self, index: int, *, bare: bool, dashed: bool) -> tuple[Year, int] | None:
        """``ឆ្នាំ២០២៤``, ``ព.ស. ២៥៦៨``, and where ``bare`` also ``២០២៤``."""
        after = index + (1 if self._is(index, "comma") else 0)
        if dashed and self._is(after, "to", "dot"):
            return self._plain_year(after + 1, 4)
        after += self._is(after, "of")
        named = self._is(after, "year")
        if named:
            after += 1
            which = self._int(after, "which")
            if which is not None and not self.text.startswith("ៗ", self.tokens[after].end):
                return Year(which=which), after + 1
            if self._is(after, "same"):
                return Year(same=True), after + 1
            after += self._is(after, "colon")
        era = self._get(after, "era")
        if era is not None:
            after += 1
            after += self._is(after, "colon")
            number = self._number(after, 6)
            if number is None:
                return None
            return Year(number, self.tokens[after].digits, cast("Era", era)), after + 1
        if not named and not (bare and self._is_bare_year(after)):
            return None
        return self._plain_year(after, 6)

    def _is_bare_year(self, index: int) -> bool:
        token = self._at(index)
        return token is not None and token.digits == 4 and token.number in range(1000, 3000)

    def _slash_year(self, index: int) -> tuple[Year, int] | None:
        return self._plain_year(index + 1, 4) if self._is(index, "slash") else None

    def _plain_year(self, index: int, most_digits: int) -> tuple[Year, int] | None:
        number = self._number(index, most_digits)
        if number is None:
            return None
        token = self.tokens[index]
        if token.digits == 1 or (not token.digits and number < 1000):
            return None
        if self._counts(index) and not (token.digits == 4 and token.gap == 0):
            return None
        after, era = index + 1, None
        named = self._get(after + self._is(after, "of"), "era")
        if named is not None:
            following = after + self._is(after, "of") + 1
            if named != "BE" or self._number(following, 6) is None:  # else it begins anew
                era, after = cast("Era", named), following
        return Year(number, token.digits, era), after

    def _counts(self, index: int) -> bool:
        """Whether the figure counts something: ``២០០០នាក់``, ``២០០០,៥``."""
        following = self._at(index + 1)
        if following is None:
            return False
        if following.get("counter") is not None:
            return not following.is_("clock")
        mark = following.is_("comma") or following.is_("dot")
        return mark and following.gap == 0 and self._glued(index + 2) and (
            self.tokens[index + 2].number is not None and self.tokens[index].digits != 4
        )

    def _years(self, index: int) -> Found:
        after, mod = self._mod(index)
        named = self._is(after, "year")
        if named and _NUMBERED.search(self._before(after)):
            return None  # so many years
        if named and self._get(after + 1, "kind_of_year") is not None:
            first = self._plain_year(after + 2, 4)
            school = True
        else:
            first = self._year(after, bare=False, dashed=False)
            school = False
        if first is None or (first[0].which is not None and not self._relative):
            return None
        year, after = first
        if year.digits and year.digits != 4 and year.era is None and not self._is_odd_year(year, index, after):
            return None
        reading = self._reading(index, after, precision="year", year=year, mod=mod)
        reading.which, after = self._direction(after)
        reading.end = self.tokens[after - 1].end
        readings = [reading]
        while len(readings) < _MOST_ITEMS:
            step = self._next_year(after, readings[-1], school)
            if step is None:
                break
            after = step[1]
            if step[0].until is not None:
                readings[-1].until, readings[-1].end = step[0].until, step[0].end
                break
            readings.append(step[0])
        return readings, after

    def _is_odd_year(self, year: Year, first: int, after: int) -> bool:
        """A year of 2, 3 or 5 digits is one only where nothing else can be meant."""
        token = self.tokens[after - 1]
        end = self.text[token.end : token.end + 1]
        if token.gap or (end and _KHMER.match(end) and end not in "។៕ៗ"):
            return False
        return year.digits > 2 or _YEAR_BEFORE.search(self._before(first)) is not None

    def _next_year(self, index: int, before: Reading, school: bool) -> tuple[Reading, int] | None:
        """The next year of a list or the end of a range; a range comes as ``until`` of a reading."""
        token = self._at(index)
        if token is None or before.year is None or before.year.number is None:
            return None
        link = token.get("marker")
        if link not in ("to", "slash", "and", "comma"):
            return None
        after = index + 1
        after += link == "comma" and self._is(after, "and")
        named = self._is(after, "year")
        after += named
        number = self._number(after, 4)
        if number is None:
            return None
        year_token = self.tokens[after]
        year = Year(number, year_token.digits)
        if year.digits == 2:
            # 2018/19 and 2018-19
            if link not in ("to", "slash") or year_token.gap or before.year.digits != 4:
                return None
            if self._is(after + 1, "slash", "colon", "month") or self.text[token.start] not in "/-–":
                return None
            number = before.year.number // 100 * 100 + year.number if year.number is not None else 0
            if number <= before.year.number:
                number += 100
            year = Year(number, 4)
        elif not self._is_bare_year(after) or (not named and self._counts(after)):
            return None
        elif link == "slash" and not school and number != before.year.number + 1:
            return None
        reading = Reading(year_token.start, year_token.end, "year", year=year)
        if link in ("to", "slash"):
            reading.until = replace(reading)
        return reading, after + 1

    # --- months ------------------------------------------------------------------------------
    def _months(self, index: int) -> Found:
        after, mod = self._mod(index)
        if not self._is(after, "month"):
            return self._bare_month(index)
        numbered = _NUMBERED.search(self._before(after)) is not None
        after += 1
        month = self._int(after, "month")
        if month is None:
            if numbered:
                return None  # so many months
            number = self._number(after)
            year = self._year(after + 1, bare=False, dashed=False) or self._slash_year(after + 1)
            if number is None or year is None:
                return None
            return [
                self._reading(
                    index, year[1], precision="month", month=number, year=year[0], mod=mod
                )
            ], year[1]
        readings = [self._reading(index, after + 1, precision="month", month=month, mod=mod)]
        after += 1
        while len(readings) < _MOST_ITEMS and readings[-1].until is None:
            step = self._next_month(after)
            if step is None:
                break
            link, month, at, after = step
            item = self._reading(at, after, precision="month", month=month)
            if link == "to":
                readings[-1].until, readings[-1].end = item, item.end
            else:
                readings.append(item)
        year = self._year(after, bare=True, dashed=False)
        shared: Year | None = None
        if year is not None:
            shared, after = year
        which, after = self._direction(after)
        for reading in readings:
            for end in (reading, reading.until):
                if end is not None:
                    end.year, end.which = shared and replace(shared), which
        readings[-1].end = self.tokens[after - 1].end
        return self._end_of_months(readings, after)

    def _end_of_months(self, readings: Readings, after: int) -> Found:
        """``ខែធ្នូ ឆ្នាំ២០២៣ ដល់ខែមីនា ឆ្នាំ២០២៤``: each end has its year."""
        last = readings[-1]
        if last.until is None and self._is(after, "to") and self._is(after + 1, "month"):
            month = self._int(after + 2, "month")
            year = self._year(after + 3, bare=True, dashed=False)
            if month is not None and year is not None:
                last.until = self._reading(
                    after + 1, year[1], precision="month", month=month, year=year[0]
                )
                last.end, after = last.until.end, year[1]
        return readings, after

    def _next_month(self, index: int) -> tuple[str, int, int, int] | None:
        token = self._at(index)
        if token is None:
            return None
        link = token.get("marker")
        if link not in ("to", "and", "comma", "or"):
            link, at = "and", index
        else:
            at = index + 1
            at += link == "comma" and self._is(at, "and")
        after = at + self._is(at, "month")
        month = self._int(after, "month")
        if month is None or (at == after and at == index and month in _AMBIGUOUS_MONTHS):
            return None
        return link, month, at, after + 1

    def _bare_month(self, index: int) -> Found:
        """``កក្កដា ២០២៤``, where the name can be nothing but a month."""
        month = self._int(index, "month")
        if month is None or month in _AMBIGUOUS_MONTHS:
            return None
        start = self.tokens[index].start
        if start and _KHMER.match(self.text[start - 1]) and self.text[start - 1] not in "។៕":
            return None
        year = self._year(index + 1, bare=True, dashed=False)
        if year is None:
            return None
        return [
            self._reading(index, year[1], precision="month", month=month, year=year[0])
        ], year[1]

    def _mod(self, index: int) -> tuple[int, Mod | None]:
        mod = cast("Mod | None", self._get(index, "mod"))
        return (index if mod is None else index + 1), mod

    # --- parts of years, decades, centuries --------------------------------------------------
    def _periods(self, index: int) -> Found:
        after, mod = self._mod(index)
        unit = self._get(after, "unit")
        if unit in ("decade", "century"):
            return self._decade_or_century(index, after, mod, unit)
        if unit not in ("half", "quarter", "week"):
            return None
        after += 1
        named = self._is(after, "th")
        after += named
        ordinal = self._number(after)
        if ordinal is None or (unit == "week" and not named):
            return None
        after += 1
        readings = [
            self._reading(
                index, after, precision=unit, unit=unit, ordinal=ordinal, mod=mod
            )
        ]
        while len(readings) < 4 and readings[-1].until is None:
            token = self._at(after)
            link = token.get("marker") if token is not None else None
            if link not in ("and", "to", "comma"):
                break
            named = self._is(after + 1, "th")
            ordinal = self._number(after + 1 + named)
            following = after + 2 + named
            if ordinal is None or not (named or self._year(following, bare=False, dashed=False)):
                break
            item = self._reading(after + 1, following, precision=unit, unit=unit, ordinal=ordinal)
            if link == "to":
                readings[-1].until, readings[-1].end = item, item.end
            else:
                readings.append(item)
            after = following
        month = None
        if unit == "week":
            ahead = after + self._is(after, "of")
            if self._is(ahead, "month") and (month := self._int(ahead + 1, "month")) is not None:
                after = ahead + 2
        year = self._year(after, bare=month is not None, dashed=False)
        if year is not None:
            after = year[1]
        elif unit == "week" and month is None:
            return None
        for reading in readings:
            for end in (reading, reading.until):
                if end is not None:
                    end.month = month
                    end.year = replace(year[0]) if year is not None else None
        which, after = self._direction(after)
        readings[-1].which = which
        readings[-1].end = self.tokens[after - 1].end
        return readings, after

    def _decade_or_century(
        self, index: int, after: int, mod: Mod | None, unit: str
    ) -> Found:
        after += 1
        named = self._is(after, "th", "year")
        after += named
        number = self._number(after, 4)
        if number is None:
            return None
        token = self.tokens[after]
        after += 1
        if unit == "decade" and (number % 10 or token.digits in (1, 3)):
            return None
        if unit == "century" and not 1 <= number <= 99:
            return None
        era = self._get(after + self._is(after, "of"), "era")
        year = Year(number, token.digits)
        if era is not None:
            year.era = cast("Era", era)
            after += self._is(after, "of") + 1
        precision: Unit = "decade" if unit == "decade" else "century"
        reading = self._reading(index, after, precision=precision, unit=unit, year=year, mod=mod)
        return [reading], after

    def _span_of_months(self, index: int) -> Found:
        """``៦ខែ ដើមឆ្នាំ២០២៤``: the first six months of 2024."""
        count = self._number(index)
        if count is None or not self._is(index + 1, "month"):
            return None
        end = self._get(index + 2, "mod")
        if end not in ("start", "end") or not self._is(index + 3, "year") or not 1 <= count <= 12:
            return None
        year = self._year(index + 3, bare=False, dashed=False)
        after = index + 4 if year is None else year[1]
        precision = {3: "quarter", 6: "half"}.get(count, "month")
        reading = self._reading(
            index,
            after,
            precision=precision,
            count=count if end == "start" else -count,
            year=None if year is None else year[0],
        )
        reading.which, after = self._direction(after)
        reading.end = self.tokens[after - 1].end
        return [reading], after

    # --- dates in figures --------------------------------------------------------------------
    def _numeric(self, index: int) -> Found:
        """``31/07/2024``, ``31-7-2024``, ``31.07.2024``, ``2024-07-31``."""
        after = index
        marked = self._is(after, "day")
        after += marked
        weekday = self._int(after, "weekday")
        after += weekday is not None
        if self._is(after, "th"):
            marked, after = True, after + 1
        first, sep, second = self._at(after), self._at(after + 1), self._at(after + 2)
        if first is None or sep is None or second is None or not first.digits or not second.digits:
            return None
        mark = self.text[sep.start : sep.end]
        if mark not in _DATE_MARKS or second.digits > 2 or (second.gap or (sep.gap and not marked)) and mark != "/":
            return None
        again, third = self._at(after + 3), self._at(after + 4)
        if again is None or self.text[again.start : again.end] != mark or third is None or third.number is None:
            if not (marked and mark == "/" and first.digits <= 2) or (again and again.is_("slash")):
                return None
            day, month, year, after = first.number, second.number, None, after + 3
            named = self._year(after, bare=False, dashed=False)
            if named is not None:
                year, after = named
        else:
            if (again.gap or third.gap) and mark != "/":
                return None
            if not self._stands_alone(first, third, mark, after, weekday is not None or marked):
                return None
            if first.digits == 4:
                if third.digits > 2:
                    return None
                day, month, year = third.number, second.number, Year(first.number, 4)
            elif first.digits <= 2:
                if third.digits not in (2, 4) or (third.digits == 2 and mark != "/" and not marked):
                    return None
                if not marked and third.digits == 2 and (
                    not 1 <= (first.number or 0) <= 31 or not 1 <= (second.number or 0) <= 12
                ):
                    return None
                day, month, year = first.number, second.number, Year(third.number, third.digits)
            else:
                return None
            after += 5
            if third.digits == 4 and not 1000 <= (third.number or 0) < 3000:
                return None
        reading = self._reading(
            index, after, precision="day", weekday=weekday, day=day, month=month, year=year
        )
        readings = [reading]
        if self._is(after, "to"):
            other = self._numeric(after + 1)
            if other is not None and other[0][0].until is None:
                reading.until, reading.end, after = other[0][0], other[0][0].end, other[1]
        elif self._is(after, "equals"):
            group = self._day_group(after + 1)
            if group is not None and len(group[0]) == 1 and group[0][0].lunar is not None:
                reading.other, reading.end, after = group[0][0], group[0][0].end, group[1]
        return readings, after

    def _stands_alone(self, first: Token, last: Token, mark: str, index: int, marked: bool) -> bool:
        """Not a part of a longer figure, an address, a version or the number of a document."""
        before, after = self.text[first.start - 1 : first.start], self.text[last.end : last.end + 2]
        if before and (before in "/.-:_=&?#@%+" or (before.isascii() and before.isalnum())):
            return False
        if after and (after[0].isascii() and (after[0].isalpha() or after[0] in "_@")):
            return False
        if len(after) == 2 and after[0] in "/-.:," and after[1].isdigit() and after[0] == mark:
            return False
        return marked or _place().search(self._before(index)) is None

    # --- relative to a day -------------------------------------------------------------------
    def _relative_day(self, index: int) -> Found:
        if not self._relative:
            return None
        value = self._get(index, "relative")
        if value is not None:
            shift, _, part = value.partition(" ")
            return [
                self._reading(
                    index,
                    index + 1,
                    precision="day",
                    unit="day",
                    shift=int(shift),
                    part=part or None,
                )
            ], index + 1
        if self._is(index, "day") and (weekday := self._int(index + 1, "weekday")) is not None:
            which = self._int(index + 2, "which")
            if which is not None and not self._plural(index + 2):
                return [
                    self._reading(
                        index, index + 3, precision="day", unit="week", weekday=weekday, shift=which
                    )
                ], index + 3
        return None

    def _relative_period(self, index: int) -> Found:
        """``ខែនេះ``, ``សប្តាហ៍ក្រោយ``, ``៣ខែមុន``, ``ចុងឆ្នាំនេះ``."""
        if not self._relative:
            return None
        after, mod = self._mod(index)
        number = self._number(after, 3)
        after += number is not None
        token = self._at(after)
        if token is None:
            return None
        marker = token.get("marker")
        unit = marker if marker in ("month", "year", "day") else token.get("unit")
        which = self._int(after + 1, "which")
        if unit in (None, "decade", "century") or which is None or self._plural(after + 1):
            return None
        if number is None:
            if unit == "day" or _NUMBERED.search(self._before(after)):
                return None
            number = 1
        elif which == 0:
            return None
        if token.get("weekday") is not None and self._before(after).endswith("ថ្ងៃ"):
            return None
        precision = cast("Unit", unit)
        return [
            self._reading(
                index, after + 2, precision=precision, unit=precision, shift=which * number, mod=mod
            )
        ], after + 2

    def _plural(self, index: int) -> bool:
        return self.text.startswith("ៗ", self.tokens[index].end)


_PERIOD_KINDS = frozenset(("unit", "mod", "month", "era", "relative"))
_DATE_MARKS = ("/", "-", ".")
_FAR = re.compile("នេះ|ថ្មី|ខាងមុខ|កន្លង")
_YEAR_BEFORE = re.compile("(?:នៅ|ក្នុង|កាល|ពី|ដល់|ដើម|ចុង|តាំង|ខែ[^ ]*|[ (\n])$")
