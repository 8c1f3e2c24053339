"""The grammar of days, solar and lunar."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple, cast

from khmertext.dates._grammar._cursor import KHMER, MOST_ITEMS, Found, Readings
from khmertext.dates._grammar._year import DASHES, YearGrammar
from khmertext.dates._lunar import Phase, buddhist_year
from khmertext.dates._reading import LunarParts, Reading, Year
from khmertext.dates._tokens import Token
from khmertext.dates._words import spellings

_MISS = 9  # កញ្ញា is Miss as well as September
_END_OF_PHRASE = re.compile(
    '[ \u00a0]*(?:$|[\r\n។៕,.;:៖()«»"”“!?*-]|នៅ|នេះ|ដែល|ក្រុម|ខាង|កន្លង|វេលា|ម៉ោង|ដោយ|និងថ្ងៃ)'
)


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


_PART_OF_MORE = re.compile("[0-9A-Za-z០-៩][/.:-]$|[A-Za-z/_=&?#@%+]$")
_DATE_MARKS = ("/", "-", ".")


class DayGrammar(YearGrammar):
    """One day, lists and ranges of days, and the same day in both calendars."""

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
                if (
                    day is not None
                    and day[0].is_marked
                    and (day[0].phase is None) == (last.lunar is None)
                ):
                    last.until = self._of_day(day[0], last)
                    last.end, after = day[0].last.end, day[1]
        if self._is(after, "equals") and len(readings) == 1:
            part, ahead = self._part(after + 1)
            same = self._days_once(ahead)
            if same is not None and (same[0].lunar is None) != (last.lunar is None):
                last.other, after = same
                last.end = same[0].end
                last.part = last.part or part
                last.misspelt = last.misspelt or same[0].misspelt
        return readings, after

    def _days_once(self, index: int) -> tuple[Reading, int] | None:
        numeric = self._numeric(index)
        group = numeric or self._day_group(index)
        return None if group is None or len(group[0]) != 1 else (group[0][0], group[1])

    def _day_group(self, index: int) -> Found:
        """Days that share a month: ``ថ្ងៃទី១, ២ និង៣ ខែមករា ឆ្នាំ២០២៤``."""
        if not self._has_months:
            return None  # a long row of figures, for example
        if index and self._is(index - 1, "month"):
            return None  # ខែ១ ខែ២: a month in figures
        days: list[_Day] = []
        links: list[bool] = []  # whether a day is the end of a range
        after = index
        while len(days) < MOST_ITEMS:
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
            if token.get("marker") in ("to", "into", "and", "comma", "or") or (
                token.is_("slash") and days[0].is_marked  # ថ្ងៃទី១៤/១៥ ខែមេសា
            ):
                after += 1
                if token.is_("comma") and self._is(after, "and"):
                    after += 1
            elif not days[0].is_marked and days[0].phase is None:
                return None  # the number of a row, of a page, and then a date
        else:
            return None
        shared, after = month
        return self._spread(days, links, shared, after), after

    def _spread(self, days: list[_Day], links: list[bool], shared: Reading, after: int) -> Readings:
        readings: Readings = []
        # ថ្ងៃទី១៤-១៥-១៦: more than two days in a chain are a list
        chain = [False, *links, False]
        spans = [
            link and not (chain[position] or chain[position + 2])
            for position, link in enumerate(links)
        ]
        if len(links) == 1 and self._is_between(days[0].first.start):
            spans = [True]
        for position in range(len(days) - 2, -1, -1):
            if days[position].phase is None:  # ១៤-១៥កើត
                days[position] = days[position]._replace(phase=days[position + 1].phase)
        for position, day in enumerate(days):
            reading = self._of_day(day, shared)
            if position and spans[position - 1]:
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
            lunar = reading.lunar = replace(shared.lunar, phase=day.phase)
            if lunar.be is not None:
                # The year stands behind the last day; it is new from 1 roch Pisakh on.
                lunar.be -= buddhist_year(0, lunar.month, shared.lunar.phase)
                lunar.be += buddhist_year(0, lunar.month, lunar.phase)
        return reading

    def _day(self, index: int) -> tuple[_Day, int] | None:
        self._misspelt = False
        after = index
        marked = self._is(after, "day")
        after += marked
        weekday = self._int(after, "weekday")
        if weekday is not None:
            after += 1
            if self._is(after, "to", "and") and self._int(after + 1, "weekday") is not None:
                after += 2  # ថ្ងៃសៅរ៍-អាទិត្យ ទី៦-៧: the second goes with the second day
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
        dashed = self._is(after, "to", "dot", "slash")
        dashed = dashed and self.text[self.tokens[after].start] in DASHES + "./"
        after += dashed
        after += self._is(after, "comma", "of")
        named = self._is(after, "month")
        after += named
        if named and self._is(after, "colon"):
            after += 1
        shared = Reading(0, 0, "day")
        month = self._int(after, "month")
        if month is not None:
            token = self.tokens[after]
            shared.month, after = month, after + 1
            labels = LunarParts("koet")
            labelled = after
            while (step := self._year_label(labelled, labels)) is not None:
                labelled = step
            year = self._year(labelled, bare=True, dashed=dashed) or self._joined_year(labelled)
            if year is not None:
                shared.year, after = year
                shared.labels = (
                    labels if labels.animal is not None or labels.sak is not None else None
                )
                if not (marked or named) and _place().search(self._before(self._index_of(days[0]))):
                    return None
            elif (
                dashed
                or not (marked or named or self._ends_with_year(after))
                or (month == _MISS and not named and not self._ends_phrase(token.end, after))
            ):
                return None
        elif named and (number := self._number(after)) is not None:
            year = self._year(after + 1, bare=marked, dashed=False) or self._joined_year(after + 1)
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

    def _ends_with_year(self, index: int) -> bool:
        """``១ មករា ដល់ ៣១ ធ្នូ ២០២៤``: the end of the range tells that the start is a date."""
        if not self._is(index, "to") or (self._number(index + 1)) is None:
            return False
        month = index + 2 + self._is(index + 2, "month")
        return self._int(month, "month") is not None and (
            self._year(month + 1, bare=True, dashed=False) is not None
        )

    def _index_of(self, day: _Day) -> int:
        return self.tokens.index(day.first)

    def _ends_phrase(self, end: int, after: int) -> bool:
        follows = _END_OF_PHRASE.match(self.text, end) is not None
        return follows or self._is(after, "to")

    def _lunar_month(self, index: int, phase: Phase) -> tuple[Reading, int] | None:
        after = index + (1 if self._is(index, "comma") else 0)
        after += self._is(after, "month")
        month = self._get(after, "lunar_month")
        if month is None:
            return None
        lunar = LunarParts(phase, month)
        reading = Reading(0, 0, "day", lunar=lunar)
        after += 1
        while (step := self._lunar_label(after, lunar)) is not None:
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
        label = self._year_label(after, lunar)
        if label is not None:
            return label
        named = self._is(after, "year")
        if self._get(after + named, "era") == "BE" and lunar.be is None:
            after += named + 1
            after += self._is(after, "colon")
            be = self._number(after, 6)
            if be is not None:
                lunar.be = be
                return after + 1
        return None

    def _year_label(self, index: int, lunar: LunarParts) -> int | None:
        """The animal or the sak of a year."""
        after = index
        named = self._is(after, "year")
        animal = self._int(after + named, "animal")
        if animal is not None and lunar.animal is None and self._is_animal(after + named, named):
            lunar.animal = animal
            return after + named + 1
        sak = self._int(after, "sak")
        if sak is not None and lunar.sak is None:
            lunar.sak = sak
            return after + 1
        return None

    def _is_animal(self, index: int, named: bool) -> bool:
        """ច is the Dog, but also the first letter of many words."""
        token = self.tokens[index]
        following = self._at(index + 1)
        if following is not None and (following.get("sak") or following.get("era")):
            return True
        glued = KHMER.match(self.text, token.end)
        return named and not (glued and token.end - token.start == 1)

    def _english_day(self, index: int) -> Found:
        """``July 26, 2019``, as web pages print it above a Khmer text."""
        month = self._int(index, "english_month")
        day = self._number(index + 1)
        if month is None or day is None or not self.tokens[index + 1].digits:
            return None
        year = self._year(index + 2, bare=True, dashed=False)
        if year is None:
            return None
        reading = self._reading(index, year[1], precision="day", day=day, month=month, year=year[0])
        return [reading], year[1]

    def _numeric(self, index: int) -> Found:
        """``31/07/2024``, ``31-7-2024``, ``31.07.2024``, ``2024-07-31``, ``1-5/07/2024``."""
        return self._figures(index) or self._days_in_figures(index)

    def _days_in_figures(self, index: int) -> Found:
        """``01-05/07/2024``: days that share a month in figures."""
        step = self._day(index)
        if step is None or not self._is(step[1], "to"):
            return None
        figures = self._figures(step[1] + 1, inside=True)
        if figures is None or figures[0][0].until is not None or step[0].phase is not None:
            return None
        until, after = figures[0][0], figures[1]
        reading = self._of_day(step[0], until)
        reading.until, reading.end = until, until.end
        return [reading], after

    def _figures(self, index: int, inside: bool = False) -> Found:
        after = index
        marked = self._is(after, "day")
        after += marked
        weekday = self._int(after, "weekday")
        after += weekday is not None
        is_day = marked or weekday is not None  # ទី ៥/៤៥ by itself is a rank
        if self._is(after, "th"):
            marked, after = True, after + 1
        first, sep, second = self._at(after), self._at(after + 1), self._at(after + 2)
        if first is None or sep is None or second is None or not first.digits or not second.digits:
            return None
        mark = self.text[sep.start : sep.end]
        if (
            mark not in _DATE_MARKS
            or second.digits > 2
            or ((second.gap or (sep.gap and not marked)) and mark != "/")
        ):
            return None
        again, third = self._at(after + 3), self._at(after + 4)
        if (
            again is None
            or self.text[again.start : again.end] != mark
            or third is None
            or third.number is None
        ):
            if self._are_days(after + 3, first, second):
                return None
            if not (is_day and mark == "/" and first.digits <= 2) or (again and again.is_("slash")):
                return None
            day, month, year, after = first.number, second.number, None, after + 3
            named = self._year(after, bare=False, dashed=False)
            if named is not None:
                year, after = named
        else:
            if (again.gap or third.gap) and mark != "/":
                return None
            alone = inside or self._stands_alone(first, third, mark, after, marked)
            if not alone or self._are_days(after + 5, first, second, third):
                return None
            if first.digits == 4:
                if third.digits > 2:
                    return None
                day, month, year = third.number, second.number, Year(first.number, 4)
            elif first.digits <= 2:
                if third.digits not in (2, 4):
                    return None
                if (
                    third.digits == 2
                    and not marked
                    and not self._is_short_date(first, second, mark)
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
            other = self._figures(after + 1)
            if other is not None and other[0][0].until is None:
                reading.until, reading.end, after = other[0][0], other[0][0].end, other[1]
        elif self._is(after, "equals"):
            group = self._day_group(after + 1)
            if group is not None and len(group[0]) == 1 and group[0][0].lunar is not None:
                reading.other, reading.end, after = group[0][0], group[0][0].end, group[1]
        return readings, after

    def _are_days(self, index: int, *figures: Token) -> bool:
        """``១៤-១៥-១៦ មេសា``: rising figures before a month are its days, and no date."""
        values = [figure.number or 0 for figure in figures]
        month = index + self._is(index, "month")
        return (
            self._int(month, "month") is not None
            and values == sorted(set(values))
            and values[0] >= 1
            and values[-1] <= 31
        )

    def _is_short_date(self, first: Token, second: Token, mark: str) -> bool:
        """With two digits of a year, only a possible day and month make a date: 31/7/24, 31-07-24."""
        possible = 1 <= (first.number or 0) <= 31 and 1 <= (second.number or 0) <= 12
        return possible and (mark == "/" or first.digits == second.digits == 2)

    def _stands_alone(self, first: Token, last: Token, mark: str, index: int, marked: bool) -> bool:
        """Not a part of a longer figure, an address, a version or the number of a document."""
        before, after = (
            self.text[max(0, first.start - 2) : first.start],
            self.text[last.end : last.end + 2],
        )
        if _PART_OF_MORE.search(before):
            return False
        if after and after[0].isascii() and (after[0].isalpha() or after[0] in "_@"):
            return after[0] == "T" and after[1:].isdigit()  # 2024-07-31T08:30
        if len(after) == 2 and after[0] in "/-.:," and after[1].isdigit() and after[0] == mark:
            return False
        return marked or _place().search(self._before(index)) is None
