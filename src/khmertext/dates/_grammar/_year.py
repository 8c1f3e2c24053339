"""The grammar of years."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from khmertext.dates._grammar._cursor import KHMER, MOST_ITEMS, Cursor, Found
from khmertext.dates._reading import Era, Reading, Year

DASHES = "-–‐‑"
_FAR = re.compile("នេះ|ថ្មី|ខាងមុខ|កន្លង")
_FROM = re.compile("(?:ពី|ចន្លោះ|រវាង)[ \u00a0]?$")
_YEAR_BEFORE = re.compile("(?:នៅ|ក្នុង|កាល|ពី|ដល់|ដើម|ចុង|តាំង|ខែ[^ ]*|[ (\n])$")


class YearGrammar(Cursor):
    """The year of a date, years by themselves, and what points to one."""

    def _year(self, index: int, *, bare: bool, dashed: bool) -> tuple[Year, int] | None:
        """``ឆ្នាំ២០២៤``, ``ព.ស. ២៥៦៨``, and where ``bare`` also ``២០២៤``."""
        after = index + (1 if self._is(index, "comma") else 0)
        if dashed and self._is(after, "to", "dot", "slash"):
            return self._plain_year(after + 1, 4)
        after += self._is(after, "of")
        named = self._is(after, "year")
        if named:
            after += 1
            which = self._int(after, "which")
            if which is not None and not self._plural(after) and not self._is_in_story(after):
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

    def _joined_year(self, index: int) -> tuple[Year, int] | None:
        """``/២០២៤`` behind a month, or ``-២០២៤``, ``-ឆ្នាំ២០២៤``: a dash may lead to another month."""
        if self._is(index, "slash"):
            return self._plain_year(index + 1, 4)
        if not self._is(index, "to") or self.text[self.tokens[index].start] not in DASHES:
            return None
        after = index + 1 + self._is(index + 1, "year")
        return self._plain_year(after, 4) if self._is_bare_year(after) else None

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
        return (
            mark
            and following.gap == 0
            and self._glued(index + 2)
            and (self.tokens[index + 2].number is not None and self.tokens[index].digits != 4)
        )

    def _direction(self, index: int) -> tuple[int | None, int]:
        """នេះ, ខាងមុខ(នេះ) or កន្លងទៅ(នេះ) after a date."""
        token = self._at(index)
        which = self._int(index, "which")
        if token is None or which is None:
            return None, index
        if which and not _FAR.match(self.text, token.start):
            return None, index  # មុន and ក្រោយ go with what follows: before, after
        return which, index + 1

    def _years(self, index: int) -> Found:
        after, mod = self._mod(index)
        named = self._is(after, "year")
        kind = self._get(after + 1, "kind_of_year") if named else None
        school = kind == "school"
        if kind is not None:
            first = self._plain_year(after + 2 + self._is(after + 2, "colon"), 4)
        elif named and self._is_counted(after):
            return None  # so many years
        else:
            first = self._year(after, bare=False, dashed=False)
        if first is None or (first[0].which is not None and not self._relative):
            return None
        year, after = first
        if (
            year.digits
            and year.digits != 4
            and year.era is None
            and not self._is_odd_year(year, index, after)
        ):
            return self._short_years(index, after, year)
        reading = self._reading(index, after, precision="year", year=year, mod=mod)
        reading.which, after = self._direction(after)
        reading.end = self.tokens[after - 1].end
        readings = [reading]
        while len(readings) < MOST_ITEMS:
            step = self._next_year(after, readings[-1], school)
            if step is None:
                break
            after = step[1]
            if step[0].until is not None:
                readings[-1].until, readings[-1].end = step[0].until, step[0].end
                break
            readings.append(step[0])
        return readings, after

    def _short_years(self, index: int, after: int, year: Year) -> Found:
        """``ពីឆ្នាំ៧៥ដល់៧៩``: two years of two digits."""
        if year.digits != 2 or not self._is(after, "to"):
            return None
        named = self._is(after + 1, "year")
        last = self._at(after + 1 + named)
        if last is None or last.digits != 2 or last.number is None:
            return None
        if not named and not _FROM.search(self._before(index)):
            return None
        if last.number <= (year.number or 0) or self._counts(after + 1 + named):
            return None
        end = after + 2 + named
        reading = self._reading(index, end, precision="year", year=year)
        reading.until = self._reading(end - 1, end, precision="year", year=Year(last.number, 2))
        return [reading], end

    def _goes_on(self, index: int) -> bool:
        """Whether a list of years goes on here: its members may have only blanks between them."""
        return self._is_bare_year(index) or (
            self._is(index, "and", "comma") and self._is_bare_year(index + 1)
        )

    def _is_odd_year(self, year: Year, first: int, after: int) -> bool:
        """A year of 2, 3 or 5 digits is one only where nothing else can be meant."""
        token = self.tokens[after - 1]
        end = self.text[token.end : token.end + 1]
        if token.gap or (end and KHMER.match(end) and end not in "។៕ៗ"):
            return False
        return year.digits > 2 or _YEAR_BEFORE.search(self._before(first)) is not None

    def _next_year(self, index: int, before: Reading, school: bool) -> tuple[Reading, int] | None:
        """The next year of a list or the end of a range; a range comes as ``until`` of a reading."""
        token = self._at(index)
        if token is None or before.year is None or before.year.number is None:
            return None
        link = token.get("marker")
        if link == "and" and self._is_between(before.start):
            link = "to"
        after = index + 1
        if token.digits == 4 and self._goes_on(after):
            link, after = "and", index
        if link not in ("to", "slash", "and", "comma"):
            return None
        after += link == "comma" and self._is(after, "and")
        named = self._is(after, "year")
        if named and link in ("and", "comma"):
            return None  # it is read by itself
        after += named
        number = self._number(after, 4)
        if number is None:
            return None
        year_token = self.tokens[after]
        if year_token.digits == 2:
            # 2018/19 and 2018-19
            if link not in ("to", "slash") or year_token.gap or before.year.digits != 4:
                return None
            if (
                self._is(after + 1, "slash", "colon", "month")
                or self.text[token.start] not in "/-–"
            ):
                return None
            number += before.year.number // 100 * 100
            if number <= before.year.number:
                number += 100
            if number > before.year.number + 50:
                return None
        elif (
            not self._is_bare_year(after)
            or (not named and self._counts(after))
            or (link == "slash" and not school and number != before.year.number + 1)
        ):
            return None
        year = Year(number, 4)
        reading = Reading(year_token.start, year_token.end, "year", year=year)
        if link in ("to", "slash"):
            reading.until = replace(reading)
        return reading, after + 1
