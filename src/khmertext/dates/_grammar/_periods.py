"""The grammar of months, parts of years, decades and centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from khmertext.dates._grammar._cursor import KHMER, MOST_ITEMS, Found
from khmertext.dates._grammar._year import YearGrammar
from khmertext.dates._reading import Era, Mod, Reading, Unit, Year

# Month names that are also everyday words or names of persons need ខែ before them.
_AMBIGUOUS_MONTHS = frozenset((1, 4, 9, 10, 12))
# What is so many months old or long; but "in the length of nine months of 2024" they are its first.
_LENGTH = re.compile(
    "(?:ទី|ថ្ងៃ|ខែ|អាយុ|អស់|គុក|ពន្ធនាគារ|បាន|មាន|ជាង|ជិត|ទារក|កូន|(?<!ក្នុង)រយៈពេល|រយៈកាល)[ \u00a0]?$"
)


class PeriodGrammar(YearGrammar):
    """Periods, and those that are counted from the reference day."""

    def _months(self, index: int) -> Found:
        after, mod = self._mod(index)
        if not self._is(after, "month"):
            return self._bare_month(index)
        numbered = self._is_counted(after)
        after += 1
        month = self._int(after, "month")
        if month is None:
            if numbered:
                return None  # so many months
            return self._numbered_months(index, after, mod)
        readings = [self._reading(index, after + 1, precision="month", month=month, mod=mod)]
        after += 1
        while len(readings) < MOST_ITEMS and readings[-1].until is None:
            step = self._next_month(after)
            if step is None:
                break
            link, month, at, after = step
            item = self._reading(at, after, precision="month", month=month)
            if link == "to":
                readings[-1].until, readings[-1].end = item, item.end
            else:
                readings.append(item)
        year = self._year(after, bare=True, dashed=False) or self._joined_year(after)
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

    def _end_of_months(self, readings: list[Reading], after: int) -> Found:
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

    def _numbered_months(self, index: int, after: int, mod: Mod | None) -> Found:
        """``ខែ៨ ឆ្នាំ២០២៤``, ``ខែ ៨/២០២៤``, ``ខែ១ ដល់ខែ៦ ឆ្នាំ២០២៤``, ``ខែ៦-៨ ឆ្នាំ២០២៤``."""
        readings: list[Reading] = []
        first, link = index, None
        while len(readings) < MOST_ITEMS:
            month = self._number(after)
            if month is None:
                return None
            item = self._reading(first, after + 1, precision="month", month=month)
            if readings and link == "to":
                readings[-1].until, readings[-1].end = item, item.end
            else:
                readings.append(item)
            after += 1
            token = self._at(after)
            link = token.get("marker") if token is not None else None
            first = after + (link in ("to", "and", "comma", "or"))
            if link == "comma" and self._is(first, "and"):
                first += 1
            if readings[-1].until is not None:
                break
            if self._is(first, "month"):
                after = first + 1
            elif link is not None and (self._number(first, 2) or 0) in range(1, 13):
                after = first  # ខែ៦-៨
            else:
                break
        year = self._year(after, bare=False, dashed=False)
        if year is None and len(readings) == 1:
            year = self._joined_year(after)
        if year is None:
            return None
        readings[0].mod = mod
        for reading in readings:
            for end in (reading, reading.until):
                if end is not None:
                    end.year = replace(year[0])
        readings[-1].end = self.tokens[year[1] - 1].end
        return readings, year[1]

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
        """``កក្កដា ២០២៤`` and ``មករា-មីនា ២០២៤``, where they can be nothing but months."""
        month = self._int(index, "month")
        start = self.tokens[index].start
        before = self.text[start - 1 : start]
        if month is None or (KHMER.match(before) and before not in "។៕"):
            return None
        after, last = index + 1, None
        if self._is(after, "to") and (last := self._int(after + 1, "month")) is not None:
            after += 2
        year = self._year(after, bare=True, dashed=False) or self._joined_year(after)
        english = self._get(index, "english_month") is not None
        if year is None or not (english or {month, last or month} - _AMBIGUOUS_MONTHS):
            return None
        end = year[1]
        reading = self._reading(index, end, precision="month", month=month, year=year[0])
        if last is not None:
            reading.until = self._reading(
                after - 1, end, precision="month", month=last, year=year[0]
            )
        return [reading], end

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
            self._reading(index, after, precision=unit, unit=unit, ordinal=ordinal, mod=mod)
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

    def _decade_or_century(self, index: int, after: int, mod: Mod | None, unit: str) -> Found:
        first = self._one_decade_or_century(index, after + 1, unit)
        if first is None:
            return None
        reading, after = first
        reading.mod = mod
        if self._is(after, "to"):  # សតវត្សរ៍ទី៩ ដល់ទី១៥: the unit need not be said again
            again = after + 1 + (self._get(after + 1, "unit") == unit)
            last = (
                self._one_decade_or_century(after + 1, again, unit)
                if self._is(again, "th", "year") or (self._glued(after) and self._glued(again))
                else None
            )
            if last is not None:
                reading.until, after = last
                reading.end = reading.until.end
                assert reading.year is not None
                assert reading.until.year is not None
                reading.year.era = reading.year.era or reading.until.year.era
        elif self._is(after, "and"):  # សតវត្សទី១៩ និងទី២០
            again = after + 1
            round_figure = unit == "decade" and self._number(again) in range(10, 100, 10)
            if self._is(again, "th") or (round_figure and self._get(again + 1, "counter") is None):
                second = self._one_decade_or_century(again, again, unit)
                if second is not None:
                    return [reading, second[0]], second[1]
        return [reading], after

    def _one_decade_or_century(
        self, index: int, after: int, unit: str
    ) -> tuple[Reading, int] | None:
        """``ទី៩`` or ``ឆ្នាំ១៩៦០`` with its era, behind the word for the unit."""
        after += self._is(after, "th", "year")
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
        return self._reading(index, after, precision=precision, unit=unit, year=year), after

    def _span_of_months(self, index: int) -> Found:
        """``៦ខែ ដើមឆ្នាំ២០២៤``, ``៦ខែដំបូងនៃឆ្នាំ២០២៤``: its first six months.

        So reports mean ``៩ខែ ឆ្នាំ២០២៤`` too, unless the months before it are a length of time.
        """
        count = self._number(index)
        if count is None or not self._is(index + 1, "month") or not 1 <= count <= 12:
            return None
        after, mod = self._mod(index + 2)
        if mod == "end" and self._int(after, "which") == 1:
            after += 1  # ចុងក្រោយ
        elif mod is None and self._is(after, "first"):
            after, mod = after + 1, "start"
        named = after + self._is(after, "of")
        if mod == "mid" or not self._is(named, "year"):
            return None
        year = self._year(after, bare=False, dashed=False)
        if mod is None and (
            year is None or year[0].number is None or _LENGTH.search(self._before(index))
        ):
            return None
        after = named + 1 if year is None else year[1]
        precision = {3: "quarter", 6: "half", 12: "year"}.get(count, "month")
        reading = self._reading(
            index,
            after,
            precision=precision,
            count=-count if mod == "end" else count,
            year=None if year is None else year[0],
        )
        reading.which, after = self._direction(after)
        reading.end = self.tokens[after - 1].end
        return [reading], after

    def _relative_day(self, index: int) -> Found:
        if not self._relative:
            return None
        value = self._get(index, "relative")
        token = self.tokens[index]
        these_days = self.text.startswith("ថ្ងៃ", token.start) and self._is_counted(index)
        if value is not None and not these_days:
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
            after = index + 2
            after += self._get(after, "unit") == "week"  # ថ្ងៃពុធ សប្តាហ៍ក្រោយ
            which = self._int(after, "which")
            if which is not None and not self._plural(after) and not self._is_in_story(after):
                return [
                    self._reading(
                        index, after + 1, precision="day", unit="week", weekday=weekday, shift=which
                    )
                ], after + 1
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
        if self._is_in_story(after + 1):
            return None
        if number is None:
            if unit == "day" or self._is_counted(after):
                return None
            number = 1
        elif which == 0:
            return None
        precision = cast("Unit", unit)
        return [
            self._reading(
                index, after + 2, precision=precision, unit=precision, shift=which * number, mod=mod
            )
        ], after + 2
