"""The table of shapes: every way to write a date, as a pattern over the letters of the words.

A shape has a name, a pattern of how it begins, a guard that looks at the text around it, and a
builder that reads what follows (the year, more items of a list, the end of a range). The letters are
those of ``_lexicon``. The example of each row is its test.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, NamedTuple, TypeAlias, cast

from khmertext._patterns import lazy_pattern
from khmertext.dates._clock import clock_at, compact_time, stamp_at
from khmertext.dates._date_words import before_name, context, ends_with, word_of
from khmertext.dates._days import AMBIGUOUS_MONTHS, MOST_ITEMS, day_at, days_at, of_day
from khmertext.dates._lists import main_part, range_of, same_of, with_year
from khmertext.dates._pieces import (
    KHMER,
    begins_range,
    counts,
    direction_at,
    ends_at,
    is_bare_year,
    is_between,
    is_counted,
    is_length,
    is_part_of_more,
    is_whole,
    joined_year,
    mod_at,
    part_at,
    phrase_before,
    plain_year,
    stands_apart,
    tells_list,
    tells_year,
    which_at,
    year_at,
)
from khmertext.dates._readings import (
    Age,
    Ages,
    CalendarUnit,
    Day,
    Era,
    LunarDay,
    Mod,
    Month,
    PartOfYear,
    Range,
    Reading,
    Relative,
    Said,
    WholeYear,
    Year,
)
from khmertext.dates._runs import Run
from khmertext.numbers._digits import to_ascii_digits
from khmertext.numbers._units import read_unit

Match: TypeAlias = re.Match[str]
Step: TypeAlias = tuple[tuple[Reading, ...], int]  # what was read, and the index after it


class Shape(NamedTuple):
    """``heads`` are the letters that it can begin with; ``needs_ref`` without a reference day it is none."""

    name: str
    heads: str
    pattern: re.Pattern[str]
    guard: Callable[[Run, Match], bool]
    build: Callable[[Run, Match], Step | None]
    example: str
    needs_ref: bool


# --- days ------------------------------------------------------------------------------------
def _relative_day(run: Run, found: Match) -> Step:
    shift, _, part = run.value(found.start(), "relative").partition(" ")
    said = Relative("day", int(shift))
    return (run.reading(found.start(), found.end(), said, part=part or None),), found.end()


def _is_no_duration(run: Run, found: Match) -> bool:
    """ថ្ងៃនេះ is today, but behind ៣ it is these three days, and behind ម៉ោង ៣ today again."""
    counted = run.typed(found.start()).startswith("ថ្ងៃ") and is_counted(run, found.start())
    return not counted or _HOUR_BEFORE.search(run.letters, 0, found.start()) is not None


_HOUR_BEFORE = lazy_pattern("C[BGF]{0,3}[nw](?::?n)?$")


def _day_of_week(run: Run, found: Match) -> Step | None:
    which = which_at(run, found.end() - 1)
    if which is None:
        return None
    coming = which and found.end() == found.start() + 3 and direction_at(run, found.end() - 1)[0]
    weekday = int(run.value(found.start() + 1, "weekday"))
    said = Relative("day" if coming else "week", which, weekday)
    return (run.reading(found.start(), found.end(), said),), found.end()


def _last_weekday(run: Run, found: Match) -> Step:
    """``កាលពីថ្ងៃចន្ទ``: the last Monday before the reference day."""
    said = Relative("day", -1, int(run.value(found.end() - 1, "weekday")))
    return (run.reading(found.start(), found.end(), said),), found.end()


def _is_past(run: Run, found: Match) -> bool:
    index = found.start()
    index -= run.letter(index - 1) == "P" if index else 0  # កាលពីយប់ថ្ងៃចន្ទ
    return ends_with("past").search(run.before(index)) is not None


_FULL = lazy_pattern(
    r"(?P<head>D?[WJ]?)(?P<th>T?)(?P<a>[nty])(?P<mark>[-/.])(?P<b>n)(?P=mark)(?P<c>[ntyxw])"
)
_SHORT = lazy_pattern(r"(?P<head>D?[WJ]|D)(?P<th>T?)(?P<a>n)(?P<mark>/)(?P<b>n)(?!/)")


def figures_at(run: Run, index: int, inside: bool = False) -> Step | None:
    """``31/07/2024``, ``31-7-2024``, ``31.07.2024``, ``2024-07-31``, ``ថ្ងៃទី៣១/៧``.

    ``inside``: it is the end of a range, where nothing has to stand before it.
    """
    found = _FULL.match(run.letters, index) or _SHORT.match(run.letters, index)
    if found is None or _are_days(run, found) or not _one_mark(run, found):
        return None
    first, second = run.number(found.start("a")), run.number(found.start("b"))
    after, year = found.end(), None
    if found.re is _SHORT:
        year, after = year_at(run, after) or (None, after)
    elif not _is_date(run, found, inside):
        return None
    else:
        third = run.tokens[found.end() - 1]
        year = Year(third.number, third.digits)
        if found["a"] != "y" and (behind := _ERA_OF_SPAN.match(run.letters, after)):
            after = behind.end()  # 31/7/2024 គ.ស.
            year = year._replace(era=cast("Era", run.value(after - 1, "era")))
        if found["a"] == "y":
            first, year = third.number, Year(first, 4)
    weekday = None
    if found["head"][-1:] in ("W", "J"):
        weekday = int(run.value(found.end("head") - 1, "weekday"))
    reading = run.reading(index, after, Day(first, second, year, weekday, in_figures=True))
    return _and_end(run, reading, after)


def _one_mark(run: Run, found: Match) -> bool:
    """Whether the figures stand close together."""
    mark, place = found["mark"], found.start("a")
    gaps = [bool(token.gap) for token in run.tokens[place + 1 : found.end()]]
    marked = "D" in found["head"] or bool(found["th"])
    return mark == "/" or not (any(gaps[1:]) or (gaps[0] and not marked))


def _is_date(run: Run, found: Match, inside: bool) -> bool:
    """Whether three figures with the same mark between them are a date."""
    marked = "D" in found["head"] or bool(found["th"])
    order = found["a"] + found["c"]
    if run.typed(found.end("b")) != run.typed(found.start("mark")):
        return False
    if order not in ("nn", "ny", "yn", "yw") or not _stands_alone(run, found, marked, inside):
        return False
    first, second, third = (run.tokens[found.start(name)] for name in "abc")
    if order == "nn":
        short = 1 <= first.number <= 31 and 1 <= second.number <= 12
        short = (
            short
            and (
                found["mark"] == "/"
                or first.digits == second.digits == 2
                # ៣១.៧.២៤; but ១.២.២៤ before a word is a section
                or is_whole(run, first.start, third.end)
            )
        ) or (found["mark"] == "/" and _is_month_first(run, found))
        # លេខលិខិត ១២/០៥/២៤ សជណ
        code = not marked and _CODE.match(run.text, third.end) and _is_numbered(run, found.start())
        return third.digits == 2 and (marked or short) and not code
    return order != "ny" or 1000 <= third.number < 3000


_TIMED = lazy_pattern(",?@?n:n")


def _is_month_first(run: Run, found: Match) -> bool:
    """``7/31/24, 5:32 PM``, which programs write in America: it is told to have no month 31."""
    month, day, year = (run.tokens[found.start(name)] for name in "abc")
    fits = 1 <= month.number <= 12 < day.number <= 31
    timed = _TIMED.match(run.letters, found.end()) is not None
    return fits and (timed or is_whole(run, month.start, year.end))


def _are_days(run: Run, found: Match) -> bool:
    """``១៤-១៥-១៦ មេសា``: rising figures before a month are its days, and no date."""
    after = found.end() + (run.letter(found.end()) == "M")
    if run.letter(after) not in ("m", "E"):
        return False
    places = [found.start(name) for name in found.re.groupindex if name in ("a", "b", "c")]
    values = [run.number(place) for place in places]
    return values == sorted(set(values)) and values[0] >= 1 and values[-1] <= 31


_KEY = lazy_pattern('[A-Za-zក-៓_]"?=\\Z')


def _stands_alone(run: Run, found: Match, marked: bool, inside: bool) -> bool:
    """Not a part of a longer figure, an address, a version or the number of a document."""
    last = run.tokens[found.end() - 1]
    first = found.start("a")
    if not inside and is_part_of_more(run, first) and not _KEY.search(run.before(first)):
        return False  # but date=2024-07-31
    after = run.text[last.end : last.end + 2]
    if after and after[0].isascii() and (after[0].isalpha() or after[0] in "_@"):
        return after[0] == "T" and after[1:].isdigit()  # 2024-07-31T08:30
    if len(after) == 2 and after[1].isdigit() and after[0] == run.typed(found.start("mark")):
        return stamp_at(run, found.end()) is not None
    return marked or inside or before_name().search(run.before(found.start("a"))) is None


_INTERVAL = lazy_pattern("y-n-n/y-n-n")  # of ISO 8601


def _and_end(run: Run, reading: Reading, after: int) -> Step:
    """The end of a range, or the same day in the other calendar."""
    step = None
    if run.letter(after) == "-" and run.letter(after - 5) == "y" and stamp_at(run, after):
        return (reading,), after  # 2024-07-31-14.05.09
    if run.letter(after) in (">", "-"):
        step = figures_at(run, after + 1, inside=True) or days_at(run, after + 1)
        step = step or _day_and_month(run, after + 1)
    elif _INTERVAL.match(run.letters, after - 5):
        step = figures_at(run, after + 1, inside=True)
    if run.letter(after) in (">", "-", "/"):
        if step is not None and len(step[0]) == 1 and not isinstance(step[0][0].said, Range):
            return merge(reading, step, range_of)
    elif run.letter(after) == "=":
        step = days_at(run, after + 1)
        if step is not None and len(step[0]) == 1 and _is_lunar(step[0][0]):
            return merge(reading, step, same_of)
    return (reading,), after


def merge(reading: Reading, step: Step, join: Callable[[Any, Any], Said]) -> Step:
    """``reading`` and what follows in one."""
    other = step[0][0]
    said = join(reading.said, other.said)
    misspelt = reading.misspelt or other.misspelt
    return (reading._replace(said=said, end=other.end, misspelt=misspelt),), step[1]


def _is_lunar(reading: Reading) -> bool:
    said = reading.said
    return isinstance(said.first if isinstance(said, Range) else said, LunarDay)


_DAY_AND_MONTH = lazy_pattern(r"n(?P<mark>[-./])n(?!(?P=mark)|[->]n/n)")
_SHARES_YEAR = lazy_pattern(
    r"(?:(?P<first>n)[->])?n(?P<mark>[-./])n(?P<link>\.?[->]|,?a|,)"
    r"(?=(?:D?[WJ]?T?n(?P=mark)n(?:[->]|,?a|,)){0,8}D?[WJ]?T?n(?P=mark)n(?P=mark)[ny])"
)
_SHARES_MONTH = lazy_pattern("D?T?n(?:(?:,a?|a)T?n){1,31}(?=/n/[ny])")


def _day_and_month(run: Run, index: int) -> Step | None:
    """``1/7/2024 - 31/12``: the end of a range, whose year is that of its beginning."""
    found = _DAY_AND_MONTH.match(run.letters, index)
    if found is None or found["mark"] != "/" or not _is_day_and_month(run, index):
        return None
    said = Day(run.number(index), run.number(index + 2))
    return (run.reading(index, found.end(), said),), found.end()


def _is_day_and_month(run: Run, index: int) -> bool:
    """Whether two figures stand close together and can be a day and a month."""
    first, mark, second = run.tokens[index : index + 3]
    fits = 1 <= first.number <= 31 and 1 <= second.number <= 12
    return fits and not (mark.gap or second.gap)


def _numeric(run: Run, index: int, inside: bool = False) -> Step | None:
    """Figures, also such that share a year or a month: ``01/07-31/12/2024``, ``01-05/07/2024``."""
    if found := _SHARES_YEAR.match(run.letters, index):
        return _sharing_year(run, found, inside)
    step = figures_at(run, index, inside)
    if step is not None:
        return step
    day = day_at(run, index)
    if day is None or day.phase is not None:
        return None
    link = day.after + (run.letter(day.after) == ".")  # 1.-15.03.2024
    if run.letter(link) not in (">", "-"):
        return None
    if not day.is_marked and not begins_range(run, day.after - 1, link):
        return None
    step = figures_at(run, link + 1, inside=True)
    last = step[0][0].said if step is not None else None
    if step is None or not isinstance(last, Day):
        return None
    until = step[0][0]
    said = range_of(of_day(day, last), last)
    misspelt = until.misspelt or run.is_misspelt(index, day.after)
    first = run.tokens[index].start
    return (until._replace(start=first, said=said, misspelt=misspelt),), step[1]


def _sharing_year(run: Run, found: Match, inside: bool) -> Step | None:
    """``01/07-31/12/2024``, ``1/7 និង 5/12/2024``: a day and a month, and then a whole date."""
    index, after = found.start(), found.end()
    day = found.start("mark") - 1
    if not _is_day_and_month(run, day) or not (inside or _begins_alone(run, index)):
        return None
    if found["mark"] != "/" and run.typed(found.end("link") - 1) == run.typed(day + 1):
        return None  # 1-2-3-4-2024
    step = _numeric(run, after, inside=True)
    if step is None or isinstance(step[0][0].said, Range):
        return None
    last = Day(run.number(day), run.number(day + 2))
    to = found["link"][-1] in "->" or is_between(run, index)
    if to and found["first"]:
        return None
    said = Range(last._replace(day=run.number(index)), last) if found["first"] else last
    reading = run.reading(index, day + 3, said)
    if to:
        (reading,), _ = merge(reading, step, range_of)
        return (reading, *step[0][1:]), step[1]
    return (_in(reading, year=cast("Day", step[0][0].said).year), *step[0]), step[1]


def _begins_alone(run: Run, index: int) -> bool:
    """Not the end of a longer figure or the number of something."""
    return not is_part_of_more(run, index) and before_name().search(run.before(index)) is None


def _is_list(run: Run, found: Match, places: list[int]) -> bool:
    """Whether figures without ថ្ងៃ are days, and not the fields of a row before its date."""
    alike = len({run.tokens[at].digits for at in places}) == 1
    return alike and tells_list(run, places) and run.letter(found.end() + 4) != ","


_LISTED_BEFORE = lazy_pattern("[->]$|[ntw],?[a,]$")  # លេខ 5, 6 និង 7/8/2024


def _listed_days(run: Run, found: Match) -> Step | None:
    """``5,6,7/8/2024``, ``5 និង 6/8/2024``: rising days before a month in figures."""
    places = [at for at in range(*found.span()) if run.letter(at) == "n"]
    days = [run.number(at) for at in places]
    marked = found[0][0] != "n"
    rising = days[0] >= 1 and days == sorted(set(days))
    if not rising or not (marked or _is_list(run, found, places)):
        return None
    if _LISTED_BEFORE.search(run.letters, 0, found.start()):
        return None
    step = figures_at(run, places[-1] - (run.letter(places[-1] - 1) == "T"), inside=True)
    if step is None or not isinstance(step[0][0].said, Day):
        return None
    last = step[0][0].said
    starts = [found.start(), *(at - (run.letter(at - 1) == "T") for at in places[1:-1])]
    items = [
        run.reading(start, at + 1, last._replace(day=day))
        for start, at, day in zip(starts, places[:-1], days[:-1], strict=True)
    ]
    return (*items, *step[0]), step[1]


def _numeric_days(run: Run, found: Match) -> Step | None:
    return _numeric(run, found.start())


def _days(run: Run, found: Match) -> Step | None:
    """Days: one, a list or a range, and the same in the other calendar."""
    step = days_at(run, found.start())
    if step is None:
        return None
    *before, last = step[0]
    after = step[1]
    if run.letter(after) in (">", "-", "i") and not isinstance(last.said, Range):
        last, after = _and_last_day(run, last, after)
    if run.letter(after) == "=" and not before:
        part, ahead = part_at(run, after + 1)
        same = _numeric(run, ahead) or days_at(run, ahead)
        if same is not None and len(same[0]) == 1 and _is_lunar(same[0][0]) != _is_lunar(last):
            (last,), after = merge(last, same, same_of)
            last = last._replace(part=part)
    return (*before, last), after


_WEEK = lazy_pattern(
    "JT(?P<number>[nw])(?:(?:,?a|[,>-]|(?=T))J?T?[nw]){0,4}O?M(?P<month>[mE])(?:Y?(?P<year>y))?"
)
_MOST_WEEKS, _SUNDAY = 5, 6


def _is_no_week(run: Run, found: Match) -> bool:
    """``អាទិត្យទី២ ខែសីហា`` is a week of that month, but where its second day is a Sunday."""
    index = found.start()
    week = _WEEK.match(run.letters, index)
    if week is None or not run.glued(index + 1) or run.letters[:index].endswith("P"):
        return True
    number = run.number(week.start("number"))
    if not 1 <= number <= _MOST_WEEKS or not week["year"]:
        return number > _MOST_WEEKS
    month = int(run.value(week.start("month"), "month"))
    year = run.number(week.start("year"))
    return year in _DASHED and date(year, month, number).weekday() == _SUNDAY


def _and_last_day(run: Run, last: Reading, after: int) -> tuple[Reading, int]:
    """The end of a range whose ends have a month each, or only the day."""
    _, ahead = part_at(run, after + 1)
    other = days_at(run, ahead)
    if other is not None and len(other[0]) == 1 and not isinstance(other[0][0].said, Range):
        (joined,), after = merge(last, other, range_of)
        return joined, after
    day = day_at(run, ahead)
    if day is None or not day.is_marked or (day.phase is not None) != _is_lunar(last):
        return last, after
    said = range_of(last.said, of_day(day, last.said))  # type: ignore[arg-type]
    misspelt = last.misspelt or run.is_misspelt(day.first, day.after)
    end = run.tokens[day.after - 1].end
    return last._replace(said=said, end=end, misspelt=misspelt), day.after


def _english_days(run: Run, found: Match) -> Step | None:
    """``Aug 5-7, 2024``, ``August 5, 6 and 7, 2024``."""
    places = [at for at in range(*found.span()) if run.letter(at) == "n"]
    days = [run.number(at) for at in places]
    step = year_at(run, found.end(), bare=True)
    if step is None or days != sorted(set(days)):
        return None
    month, (year, after) = int(run.value(found.start(), "month")), step
    said = [Day(day, month, year) for day in days]
    if found["to"]:
        return (run.reading(found.start(), after, Range(said[0], said[1])),), after
    starts = [found.start(), *places[1:]]
    ends = [*(at + 1 for at in places[:-1]), after]
    return tuple(map(run.reading, starts, ends, said)), after


def _english_day(run: Run, found: Match) -> Step | None:
    """``Friday, July 26, 2019``; ``Fri Jul 26 14:05:09 2019`` and without a year, as programs write."""
    after, clock, offset = found.end(), None, None
    step = year_at(run, after, bare=True)
    if step is None:
        timed = (
            clock_at(run, after, beside_date=True) if _SECONDS.match(run.letters, after) else None
        )
        if timed is None or timed.until is not None:
            return _from_english_day(run, found, found.end(), None)
        clock, after = timed.clock, timed.after
        step = year_at(run, after, bare=True)
    year, after = step or (None, after)
    if clock is None and (joined := _from_english_day(run, found, after, year)):
        return joined
    if clock is not None and run.letter(after) == "Z":
        offset, after = run.value(after, "zone"), after + 1
        clock = clock._replace(offset=int(offset) if offset else None)
    said = _said_in_english(run, found, year)
    return (run.reading(found.start(), after, said, clock=clock),), after


_SECONDS = lazy_pattern(",?n:n:n")
_ENGLISH_DAY = lazy_pattern("(?P<weekday>W)?,?(?:E|m(?=n,y))n")


def _from_english_day(run: Run, found: Match, after: int, year: Year | None) -> Step | None:
    """``July 31 - August 2, 2024``: the year of the last day is that of the first."""
    last = _ENGLISH_DAY.match(run.letters, after + 1)
    step = year_at(run, last.end(), bare=True) if last else None
    if last is None or step is None or run.letter(after) not in (">", "-"):
        return None
    first = run.reading(found.start(), after, _said_in_english(run, found, year))
    until = run.reading(last.start(), step[1], _said_in_english(run, last, step[0]))
    return merge(first, ((until,), step[1]), range_of)


def _said_in_english(run: Run, found: Match, year: Year | None) -> Day:
    weekday = int(run.value(found.start(), "weekday")) if found["weekday"] else None
    month = int(run.value(found.end() - 2, "month"))
    return Day(run.number(found.end() - 1), month, year, weekday)


def _year_month_day(run: Run, found: Match) -> Step:
    """``2024-Jul-31``, ``2024:07:31 14:05:09``."""
    at = found.start("month")
    month = run.number(at) if found["month"] == "n" else int(run.value(at, "month"))
    year = Year(run.number(found.start()), 4)
    said = Day(run.number(found.end() - 1), month, year)
    return (run.reading(found.start(), found.end(), said),), found.end()


def _compact(run: Run, found: Match) -> Step:
    """``20240731T173200Z``, and ``20240731`` where one date is asked for."""
    year, month, day = _compact_day(run, found.start())
    clock, after = None, found.end()
    if found["time"]:
        clock, after = compact_time(run, found.start("time"))
    said = Day(day, month, Year(year, 4))
    return (run.reading(found.start(), after, said, clock=clock),), after


def _compact_day(run: Run, index: int) -> tuple[int, int, int]:
    digits = to_ascii_digits(run.typed(index))
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


def _is_compact(run: Run, found: Match) -> bool:
    """Eight digits with a time behind them, or as the whole expression."""
    if run.tokens[found.start()].digits != 8 or is_part_of_more(run, found.start()):
        return False
    if found["time"]:
        return run.tokens[found.start("time")].digits in (4, 6)
    year, month, day = _compact_day(run, found.start())
    return run.ask.whole and year in _DASHED and 1 <= month <= 12 and 1 <= day <= 31


# --- months ----------------------------------------------------------------------------------
_NEXT_MONTH = lazy_pattern("(?P<link>(?P<to>[->])|[ar]|,a?)?(?P<marker>M?)(?P<month>[mE])")
_LAST_MONTH = lazy_pattern("[->]M?(?P<month>[mE])")
_LAST_IN_FIGURES = lazy_pattern("[->]M?n/y")
_NEXT_NUMBER = lazy_pattern("(?P<link>(?P<to>[->])|[ar]|,a?)?(?P<marker>(?:MT?)?)(?P<month>[nw])")


def _months(run: Run, found: Match) -> Step | None:
    """``ខែកក្កដា``, ``ខែមករា ដល់មីនា ឆ្នាំ២០២៤``."""
    mod, index = mod_at(run, found.start())
    month = int(run.value(found.end() - 1, "month"))
    readings = [run.reading(index - (mod is not None), found.end(), Month(month), mod=mod)]

    def next_month(following: Match) -> Month | None:
        month = int(run.value(following.start("month"), "month"))
        told = following["marker"] or following["link"] or month not in AMBIGUOUS_MONTHS
        return Month(month) if told else None

    after = _add_listed(run, readings, found.end(), _NEXT_MONTH, next_month)
    step = year_at(run, after, bare=True) or joined_year(run, after)
    year, after = step or (None, after)
    toward, after = direction_at(run, after)
    readings = [_in(reading, year=year, toward=toward) for reading in readings]
    readings[-1] = readings[-1]._replace(end=run.tokens[after - 1].end)
    if not isinstance(readings[-1].said, Range):
        after = _add_last_month(run, readings, after)
    return tuple(readings), after


def _add_last_month(run: Run, readings: list[Reading], after: int) -> int:
    """``ខែធ្នូ ឆ្នាំ២០២៣ ដល់ខែមីនា ឆ្នាំ២០២៤``: each end has its year."""
    last = _LAST_MONTH.match(run.letters, after)
    if last is not None:
        month = int(run.value(last.start("month"), "month"))
        step = year_at(run, last.end(), bare=True)
        if step is not None:
            _add(run, readings, after + 1, step[1], Month(month, step[0]), "to")
            return step[1]
    return after


def _add(
    run: Run,
    readings: list[Reading],
    first: int,
    after: int,
    said: Month | PartOfYear,
    to: str | None,
) -> None:
    """One more item of a list, or the end of the range that the last item begins."""
    item = run.reading(first, after, said)
    if to is None:
        readings.append(item)
    else:
        (readings[-1],), _ = merge(readings[-1], ((item,), after), range_of)


def _add_listed(
    run: Run,
    readings: list[Reading],
    after: int,
    pattern: re.Pattern[str],
    said_at: Callable[[Match], Month | PartOfYear | None],
) -> int:
    """Add the items of a list that goes on at ``after``, or the end of a range; the index after them."""
    while len(readings) < MOST_ITEMS and not isinstance(readings[-1].said, Range):
        found = pattern.match(run.letters, after)
        said = said_at(found) if found is not None else None
        if found is None or said is None:
            break
        first = found.end("link") if found["link"] else after
        _add(run, readings, first, found.end(), said, found["to"])
        after = found.end()
    return after


def _in(reading: Reading, **parts: Any) -> Reading:
    """A month or a part of a year, or a range of them, in this month and year."""
    said: Any = reading.said
    if isinstance(said, Range):
        ends: tuple[Any, Any] = said.first, said.last
        first, last = (end._replace(**parts) for end in ends)
        return reading._replace(said=Range(first, last))
    return reading._replace(said=said._replace(**parts))


def _numbered_months(run: Run, found: Match) -> Step | None:
    """``ខែ៨ ឆ្នាំ២០២៤``, ``ខែ ៨/២០២៤``, ``ខែ១ ដល់ខែ៦ ឆ្នាំ២០២៤``, ``ខែ៦-៨ ឆ្នាំ២០២៤``."""
    mod, _ = mod_at(run, found.start())
    after = found.end()
    readings = [run.reading(found.start(), after, Month(run.number(after - 1)), mod=mod)]

    def next_month(following: Match) -> Month | None:
        number = run.number(following.start("month"))
        before = cast("Month", main_part(cast("Said", readings[-1].said))).month
        fits = 1 <= number <= 12 and (following["link"] or number == before + 1)
        return Month(number) if following["marker"] or fits else None

    after = _add_listed(run, readings, after, _NEXT_NUMBER, next_month)
    step = year_at(run, after, bare=_is_month(run, after - 1))
    if step is None and len(readings) == 1:
        step = joined_year(run, after)
    if step is None:
        return None
    readings = [_in(reading, year=step[0]) for reading in readings]
    readings[-1] = readings[-1]._replace(end=run.tokens[step[1] - 1].end)
    after = _add_last_in_figures(run, readings, step[1])
    return tuple(readings), after


def _is_month(run: Run, index: int) -> bool:
    return 1 <= run.number(index) <= 12


def _is_no_count(run: Run, found: Match) -> bool:
    """Not so many months."""
    return not is_counted(run, found.start("marker"))


def _bare_month(run: Run, found: Match) -> Step | None:
    """``កក្កដា ២០២៤``, ``មករា-មីនា ២០២៤``, ``មករា និងមីនា ២០២៤``: only their year tells them."""
    months = [index for index in range(*found.span()) if run.letter(index) in ("m", "E")]
    step = year_at(run, found.end(), bare=True) or joined_year(run, found.end())
    if step is None:
        return None
    year, after = step
    readings: list[Reading] = []
    for first in months:
        said = Month(int(run.value(first, "month")), year)
        _add(
            run,
            readings,
            first,
            first + 1,
            said,
            "to" if first > found.start() and found["to"] else None,
        )
    readings[-1] = readings[-1]._replace(end=run.tokens[after - 1].end)
    if len(months) == 1:
        after = _add_last_month(run, readings, after)
    return tuple(readings), after


def _month_in_figures(run: Run, found: Match) -> Step | None:
    """``០២/២០១៤``, ``7/2024 – 9/2024``, ``2024-07``."""
    readings: list[Reading] = []
    after = _add_month_in_figures(run, readings, found.start())
    after = _add_last_in_figures(run, readings, after)
    return tuple(readings), after


def _add_last_in_figures(run: Run, readings: list[Reading], after: int) -> int:
    last = _LAST_IN_FIGURES.match(run.letters, after)
    if len(readings) > 1 or last is None or not _is_month(run, last.end() - 3):
        return after
    return _add_month_in_figures(run, readings, last.end() - 3)


def _add_month_in_figures(run: Run, readings: list[Reading], index: int) -> int:
    step = plain_year(run, index + 2, 4)
    year, after = step or (Year(run.number(index + 2), 4), index + 3)
    _add(run, readings, index, after, Month(run.number(index), year), (readings and "to") or None)
    return after


_CODE = lazy_pattern("[ \u00a0]?[ក-អ]{2,4}(?![ក-៓])|[/.:-][0-9០-៩A-Za-zក-ឳ]|[A-Za-z_@]")


def _iso_month(run: Run, found: Match) -> Step:
    """``2024-07``."""
    said = Month(run.number(found.end() - 1), Year(run.number(found.start()), 4))
    return (run.reading(found.start(), found.end(), said),), found.end()


def _is_iso_month(run: Run, found: Match) -> bool:
    """Not two years: 2006-07."""
    month, year = found.end() - 1, found.start()
    two_years = run.number(month) == (run.number(year) + 1) % 100
    zero = run.tokens[month].digits == 2 and run.number(month) < 10
    return zero and not two_years and _is_no_document(run, found)


def _is_no_document(run: Run, found: Match) -> bool:
    """Not the number of a document or a fraction: លេខ ០២/២០១៤, ០២/២០១៤ សសរ, ១/២០០០."""
    first, last = run.tokens[found.start()], run.tokens[found.end() - 1]
    month, year = found.start(), found.end() - 1
    if first.digits == 4:
        month, year = year, month
    if not _is_month(run, month) or not is_bare_year(run, year):
        return False
    if is_part_of_more(run, found.start()):
        return False
    if _CODE.match(run.text, last.end) and not _LAST_IN_FIGURES.match(run.letters, found.end()):
        return False
    if any(token.gap for token in run.tokens[found.start() + 1 : found.end()]):
        return False
    if found.start() and run.letter(found.start() - 1) in tuple("nwtyxT"):
        return False
    if first.digits == 1 and last.number % 100 == 0:
        return False
    return not _is_numbered(run, found.start())


def _is_numbered(run: Run, index: int) -> bool:
    """Whether a word for a document stands before a figure."""
    return word_of("document").search(phrase_before(run, index)) is not None


def _begins_word(run: Run, found: Match) -> bool:
    index = found.start()
    belongs = _BELONGS.search(run.letters, max(0, index - 2), index)
    return belongs is None and stands_apart(run, index)


# the end of a range of months, the rest of a name: ខណ្ឌ៧មករា ឆ្នាំ២០១៩
_BELONGS = lazy_pattern("[mE][->]$|(?:[^T]|^)[nwtyxz]$")


# --- parts of years --------------------------------------------------------------------------
_NEXT_PART = lazy_pattern("(?P<link>(?P<to>[->])|,?a|,|(?=T))(?P<th>T?)(?P<number>[nw])")


_PART = "d?(?P<unit>q|[uJ](?=T))T?[nw]"


def _parts_of_year(run: Run, found: Match) -> Step | None:
    """``ឆមាសទី១``, ``ត្រីមាសទី១ និងទី២ ឆ្នាំ២០២៤``, ``សប្តាហ៍ទី២ ខែមីនា ឆ្នាំ២០២៤``."""
    mod, _ = mod_at(run, found.start())
    unit = cast("CalendarUnit", run.value(found.start("unit"), "unit"))
    after = found.end()
    said = PartOfYear(unit, run.number(after - 1))
    readings = [run.reading(found.start(), after, said, mod=mod)]

    def next_part(following: Match) -> PartOfYear | None:
        told = following["th"] or year_at(run, following.end(), bare=True)
        return PartOfYear(unit, run.number(following.end() - 1)) if told else None

    after = _add_listed(run, readings, after, _NEXT_PART, next_part)
    month = None
    if unit == "week":
        ahead = after + (run.letter(after) == "O")
        named = ahead + (run.letter(ahead) == "M")
        told = named > ahead or year_at(run, named + 1, bare=True)
        if run.letter(named) in ("m", "E") and told:
            month, after = int(run.value(named, "month")), named + 1
    step = year_at(run, after, bare=True) or joined_year(run, after)
    if step is None and unit == "week" and month is None:
        return None
    year, after = step or (None, after)
    toward, after = direction_at(run, after)
    readings = [_in(reading, month=month, year=year) for reading in readings]
    readings[-1] = _in(readings[-1], toward=toward)
    readings[-1] = readings[-1]._replace(end=run.tokens[after - 1].end)
    return tuple(readings), after


_PART_HERE, _MONTH_HERE = re.compile(_PART), re.compile("M[mE]")


def _of_year(run: Run, index: int, year: Year | None) -> Step | None:
    """Parts of a year or months behind their year, without another one behind them."""
    part, month = _PART_HERE.match(run.letters, index), _MONTH_HERE.match(run.letters, index)
    step = _parts_of_year(run, part) if part else _months(run, month) if month else None
    if step is None or all(_year_said(reading) is None for reading in step[0]):
        return step and (tuple(_in(reading, year=year) for reading in step[0]), step[1])
    *before, last = step[0]
    if part or not (before or isinstance(last.said, Range)):
        return None
    # ឆ្នាំ២០២៤ ខែមករា និងខែមីនា ឆ្នាំ២០២៥
    if isinstance(last.said, Range):
        said = with_year(last.said, year or Year())
        return (last._replace(said=said, shared=True),), step[1]
    return (*(_in(month, year=year)._replace(shared=True) for month in before), last), step[1]


def _year_said(reading: Reading) -> Year | None:
    return getattr(main_part(cast("Said", reading.said)), "year", None)


def _year_first(run: Run, found: Match) -> Step | None:
    """``ឆ្នាំ២០២៤ ត្រីមាសទី៣``, ``ឆ្នាំ២០២៤ ខែកក្កដា``, ``ឆ្នាំ២០២៤ ខែ៧ ថ្ងៃទី៣១``, and ``ខែ៧ ថ្ងៃទី៣១ ឆ្នាំ២០២៤``."""
    after, month = found.end(), found.start("month")
    year = Year(run.number(found.start("year")), 4) if found["year"] else None
    if found["which"]:
        year = Year(which=_which_year(run, found))
    named = found["month"] is not None and found["month"] in "mE"
    listed = named and run.letter(after) in tuple("->a,m") and not found["day"]
    if found["part"] or (year is not None and listed):
        start = found.start("part") if found["part"] else month - 1
        step = _of_year(run, start, year)
        if step is None:
            return None
        first = step[0][0]._replace(start=run.tokens[found.start()].start)
        return (first, *step[0][1:]), step[1]
    number = int(run.value(month, "month")) if named else run.number(month)
    if year is None:
        behind = year_at(run, after)
        if behind is None:
            return None
        year, after = behind
    elif run.letter(after) in tuple("Mm/>-" if found["day"] else "MmYH->a,"):
        return None
    said: Said = Month(number, year)
    if found["day"]:
        said = Day(run.number(found.end() - 1), number, year)
    return (run.reading(found.start(), after, said),), after


def _begins_with_year(run: Run, found: Match) -> bool:
    """A year in front, or a day behind a month; and no so many years."""
    if found["which"]:
        told = run.ask.relative and _which_year(run, found) is not None
        return told and not is_counted(run, found.start())
    if not found["year"]:
        return bool(found["day"])
    index, year = found.start(), found.start("year")
    if index < year:  # ឆ្នាំ
        return is_bare_year(run, year) and not is_counted(run, index)
    whole = found["part"] or found["day"]  # ១២០០ ខែកុម្ភៈ is a row of a table
    return (
        bool(whole)
        and run.letters[index - 1 : index] not in tuple("mEnw")
        and tells_year(run, index)
    )


def _which_year(run: Run, found: Match) -> int | None:
    """What ឆ្នាំក្រោយ or ឆ្នាំទៅ counts from the reference day."""
    if found["which"] == ">":
        return -1 if run.typed(found.start("which")) == "ទៅ" else None
    return which_at(run, found.start("which"))


def _part_in_figures(run: Run, found: Match) -> Step:
    """``2024Q3``, ``Q3 2024``, ``H1/2024``."""
    part, year = (
        found.start(name) for name in (("part", "year") if found["part"] else ("first", "last"))
    )
    unit, ordinal = run.value(part, "part_of_year").split()
    said = PartOfYear(cast("CalendarUnit", unit), int(ordinal), year=Year(run.number(year), 4))
    return (run.reading(found.start(), found.end(), said),), found.end()


def _is_part(run: Run, found: Match) -> bool:
    year = found.start("year" if found["part"] else "last")
    return is_bare_year(run, year) and not is_part_of_more(run, found.start())


def _iso_week(run: Run, found: Match) -> Step | None:
    """``2024-W31``, ``2024-W31-3``, ``2024W313``."""
    year, number = run.number(found.start()), run.number(found.end() - 1)
    week = run.number(found.start("day") - 2) if found["day"] else number
    said: Said = PartOfYear("week", week, year=Year(year, 4))
    if found["day"] or found["short"]:
        week, weekday = divmod(number, 10) if found["short"] else (week, number)
        try:
            day = date.fromisocalendar(year, week, weekday)
        except ValueError:
            return None
        said = Day(day.day, day.month, Year(day.year, 4))
    return (run.reading(found.start(), found.end(), said),), found.end()


def _is_iso_week(run: Run, found: Match) -> bool:
    glued = all(run.glued(at) for at in range(found.start() + 1, found.end()))
    return glued and is_bare_year(run, found.start()) and not is_part_of_more(run, found.start())


_AGE = lazy_pattern("[TY]?(?P<number>[ntyw])(?:O?(?P<era>e))?")


def _ages(run: Run, found: Match) -> Step | None:
    """``ទសវត្សរ៍ទី៧០``, ``សតវត្សរ៍ទី៩ ដល់ទី១៥``, ``សតវត្សទី១៩ និងទី២០``."""
    mod, _ = mod_at(run, found.start())
    unit = cast("Age", run.value(found.end() - 1, "unit"))
    first = _age_at(run, found.end(), unit)
    if first is None:
        return None
    said, after = first
    reading = run.reading(found.start(), after, said, mod=mod)
    ahead = after + 1
    if run.letter(after) in (">", "-"):  # the unit need not be said again
        again = ahead + (run.letter(ahead) == "Q" and run.value(ahead, "unit") == unit)
        if run.letter(again) in ("T", "Y") or (run.glued(after) and run.glued(again)):
            last = _age_at(run, again, unit)
            if last is not None:
                era = said.year.era or last[0].year.era
                said = said._replace(year=said.year._replace(era=era))
                end = run.reading(ahead, last[1], last[0])
                return merge(reading._replace(said=said), ((end,), last[1]), range_of)
    elif run.letter(after) == "a":
        second = _age_at(run, ahead, unit)
        round_figure = (
            unit == "decade"
            and run.letter(ahead) in ("n", "w")
            and run.number(ahead) in range(10, 100, 10)
            and run.letter(ahead + 1) not in ("c", "C", "N")
        )
        if second is not None and (run.letter(ahead) == "T" or round_figure):
            return (reading, run.reading(ahead, second[1], second[0])), second[1]
    return (reading,), after


def _age_at(run: Run, index: int, unit: Age) -> tuple[Ages, int] | None:
    """``ទី៩`` or ``ឆ្នាំ១៩៦០`` with its era, behind the word for the unit."""
    found = _AGE.match(run.letters, index)
    if found is None:
        return None
    figure = run.tokens[found.start("number")]
    if unit == "decade" and (figure.number % 10 or figure.digits in (1, 3)):
        return None
    if unit == "century" and not 1 <= figure.number <= 99:
        return None
    era = cast("Era", run.value(found.start("era"), "era")) if found["era"] else None
    return Ages(unit, Year(figure.number, figure.digits, era)), found.end()


def _first_months(run: Run, found: Match) -> Step | None:
    """``៦ខែ ដើមឆ្នាំ២០២៤``, ``៦ខែដំបូងនៃឆ្នាំ២០២៤``: its first six months.

    So reports mean ``៩ខែ ឆ្នាំ២០២៤`` too, unless the months before it are a length of time.
    """
    count, index = run.number(found.start()), found.start()
    mod: Mod | None = "start" if found["first"] else None
    if found["mod"]:
        mod = cast("Mod", run.value(found.start("mod"), "mod"))
    if found["which"] and (mod != "end" or run.value(found.start("which"), "which") != "1"):
        return None  # ចុងក្រោយ
    step = year_at(run, found.start("year"))
    year, after = step or (None, found.end())
    if not 1 <= count <= 12 or mod == "mid":
        return None
    if mod is None and (year is None or is_length(run, index)):
        return None
    if mod is None and year is not None and year.number is None and not run.ask.relative:
        return None
    toward, after = direction_at(run, after)
    months = -count if mod == "end" else count
    said = PartOfYear("month", months=months, year=year, toward=toward)
    return (run.reading(index, after, said),), after


# --- years -----------------------------------------------------------------------------------
_NEXT_YEAR = lazy_pattern("(?P<link>[->/]|,a?|a)?(?P<named>Y?)(?P<number>[ntyw])")


def _years(run: Run, found: Match) -> Step | None:
    """``ឆ្នាំ២០២៤``, ``ឆ្នាំ២០១៨-២០២៣``, ``ឆ្នាំ២០១៨ និង២០១៩``, ``ឆ្នាំសិក្សា ២០២៣-២០២៤``."""
    index = found.start()
    mod, at = mod_at(run, index)
    school = False
    named = found["named"] and not found["of"]
    if found["kind"] and named:
        school = run.value(found.start("kind"), "kind_of_year") == "school"
        step = plain_year(run, found.end(), 4)
    elif named and is_counted(run, at):
        return None  # so many years
    else:
        step = year_at(run, at)
    if step is None:
        return None
    year, after = step
    if year.digits not in (0, 4) and year.era is None and not _is_odd_year(run, year, index, after):
        return _short_years(run, index, after, year)
    toward, end = direction_at(run, after)
    readings = [run.reading(index, end, WholeYear(year, toward), mod=mod)]
    after = end
    while len(readings) < MOST_ITEMS and not isinstance(readings[-1].said, Range):
        before = readings[-1]
        said = cast("WholeYear", before.said)
        following = _next_year(run, after, said.year, index, school)
        if following is None:
            break
        year, first, to = following
        behind = _ERA_OF_SPAN.match(run.letters, first + 1)
        if behind is not None:
            year = year._replace(era=cast("Era", run.value(behind.end() - 1, "era")))
            if to and said.year.era is None:
                said = said._replace(year=said.year._replace(era=year.era))
        end = first + 1 if behind is None else behind.end()
        item = run.reading(first, end, WholeYear(year))
        if to:
            readings[-1] = before._replace(said=Range(said, WholeYear(year)), end=item.end)
        else:
            readings.append(item)
        after = end
    return tuple(readings), after


def _next_year(
    run: Run, index: int, before: Year, start: int, school: bool
) -> tuple[Year, int, bool] | None:
    """The next year of a list, the index of its figure, and whether it is the end of a range."""
    if before.number is None:
        return None
    if is_bare_year(run, index) and (
        is_bare_year(run, index + 1)
        or (run.letter(index + 1) in ("a", ",") and is_bare_year(run, index + 2))
    ):
        return Year(run.number(index), 4), index, False  # with only blanks between them
    found = _NEXT_YEAR.match(run.letters, index)
    if found is None or not found["link"]:
        return None
    link, named, at = found["link"], bool(found["named"]), found.end() - 1
    if link == "a" and is_between(run, start):
        link = ">"
    listed = link[0] in "a,"
    if listed and named:
        return None  # it is read by itself
    if run.tokens[at].digits == 2:
        year = None if listed or named else _year_of_two_digits(run, at, link, before)
        return None if year is None else (year, at, True)
    if not is_bare_year(run, at) or (not named and counts(run, at)):
        return None
    if link == "/" and not school and run.number(at) != before.number + 1:
        return None
    return Year(run.number(at), 4), at, not listed


def _year_of_two_digits(run: Run, index: int, link: str, before: Year) -> Year | None:
    """The end of ``2018/19``, ``2018-19`` and ``ឆ្នាំ១៩៧៥ ដល់ ៧៩``."""
    figure = run.tokens[index]
    joined = run.typed(index - 1) in tuple("/-–") and not figure.gap
    joined = joined or (link == ">" and not counts(run, index) and ends_at(run, index))
    if before.number is None or before.digits != 4 or not joined:
        return None
    if run.letter(index + 1) in tuple("/:MmElpDqJu-.hNPT"):
        return None
    number = before.number // 100 * 100 + figure.number
    number += 100 * (number <= before.number)
    return Year(number, 4) if number <= before.number + 50 else None


def _short_years(run: Run, index: int, after: int, year: Year) -> Step | None:
    """``ពីឆ្នាំ៧៥ដល់៧៩``: two years of two digits."""
    if year.digits != 2 or run.letter(after) not in (">", "-"):
        return None
    named = run.letter(after + 1) == "Y"
    at = after + 1 + named
    if run.letter(at) != "n" or run.tokens[at].digits != 2:
        return None
    if not named and not ends_with("since").search(run.before(index)):
        return None
    if run.number(at) <= (year.number or 0) or counts(run, at):
        return None
    said = Range(WholeYear(year), WholeYear(Year(run.number(at), 2)))
    return (run.reading(index, at + 1, said),), at + 1


_AFTER_MONTH = lazy_pattern("(?:ខែ[^ ]*|[ (\n])$")


def _is_odd_year(run: Run, year: Year, index: int, after: int) -> bool:
    """A year of 2, 3 or 5 digits is one only where nothing else can be meant."""
    token = run.tokens[after - 1]
    end = run.text[token.end : token.end + 1]
    if token.gap or (end and KHMER.match(end) and end not in "។៕ៗ"):
        return False
    before = run.before(index)
    return (
        year.digits > 2
        or _AFTER_MONTH.search(before) is not None
        or ends_with("year").search(before) is not None
    )


def _year_before_era(run: Run, found: Match) -> Step | None:
    """``៨០២ គ.ស.``: the era behind a figure makes a year of it."""
    step = plain_year(run, found.start(), 6)
    if step is None or step[0].era is None:
        return None
    return (run.reading(found.start(), step[1], WholeYear(step[0])),), step[1]


def _figures_of_era(run: Run, found: Match) -> Step | None:
    """``គ.ស. 2024-07-31``."""
    step = figures_at(run, found.end() - 1)
    if step is None:
        return None
    reading, said = step[0][0], cast("Said", step[0][0].said)
    year = cast("Day", main_part(said)).year
    era = cast("Era", run.value(found.start(), "era"))
    said = with_year(said, (year or Year())._replace(era=era))
    start = run.tokens[found.start()].start
    return (reading._replace(start=start, said=said),), step[1]


# The years that a bare figure may mean: in brackets, joined by a dash, and by a word.
_IN_BRACKETS, _DASHED, _SPELLED = range(1000, 2200), range(1800, 2101), range(1901, 2100)
_LONGEST_SPAN = 400
_LONGEST_SEASON = 10
_AMOUNT_SIGN = lazy_pattern("(?:[0-9០-៩A-Za-z][-/.:,+]|[A-Za-z_/=&?#@%+$€£¥៛*×])[ \u00a0]?\\Z")
_AMOUNT_AFTER = lazy_pattern(
    "[ \u00a0]?(?:[%°$€£¥៛*×]|[-‐‑–/][ \u00a0]?[0-9០-៩A-Za-z])|[.,:][0-9០-៩]|[A-Za-z_@]"
)


@cache
def _season() -> re.Pattern[str]:
    return re.compile(f"{context('season')}[0-9ក-៹]{{0,8}}[ \u00a0]?$")


@cache
def _amount() -> re.Pattern[str]:
    """Words before prices, amounts and codes, whatever their size."""
    return re.compile(f"{context('amount')}(?:មក|ដល់)?(?:ពី|ជា)?[:៖]?[ \u00a0]?$")


_ERA_OF_SPAN = lazy_pattern("O?e(?!:?[ntyxw])")


def _bare_years(run: Run, found: Match) -> Step | None:
    """``(១៩៧៥-១៩៧៩)``, ``រដូវកាល ២០២៣-២៤``: years that no word calls years."""
    index = found.start()
    before, last = run.before(index), run.tokens[index + 2]
    start, end = run.number(index), last.number
    if last.digits == 2:
        end += start // 100 * 100
        glued = run.glued(index + 1) and run.glued(index + 2)
        # ១៩៩៧-៩៨; but ២០១១-១២ may be December
        longest = _LONGEST_SEASON if _season().search(before) else 1
        longest *= found["link"] == "/" or last.number > 12 or longest > 1
        fits = glued and start < end <= start + longest and start in _DASHED
    else:
        fits = last.digits == 4 and _is_span(run, index, start, end)
    behind = _ERA_OF_SPAN.match(run.letters, index + 3)
    fits = fits or (behind is not None and 100 <= start < end)
    era = cast("Era", run.value(behind.end() - 1, "era")) if behind else None
    after = behind.end() if behind else index + 3
    if not fits or not (era or not _is_amount(run, before, index + 2)):
        return None
    digits = run.tokens[index].digits
    said = Range(WholeYear(Year(start, digits, era)), WholeYear(Year(end, 4, era)))
    return (run.reading(index, after, said),), after


def _is_span(run: Run, index: int, start: int, end: int) -> bool:
    if run.letter(index + 1) == "/":
        glued = run.glued(index + 1) and run.glued(index + 2)
        return end == start + 1 and glued and start in _DASHED
    if not start < end <= start + _LONGEST_SPAN:
        return False
    in_brackets = run.before(index).endswith("(")
    if in_brackets and run.text.startswith(")", run.tokens[index + 2].end):
        return start in _IN_BRACKETS and end in _IN_BRACKETS
    if start % 100 == 0 and end % 100 == 0:
        return False  # round numbers are amounts
    years = _SPELLED if KHMER.match(run.typed(index + 1)) else _DASHED
    return start in years and end in years


def _is_amount(run: Run, before: str, last: int) -> bool:
    """Whether what ends with token ``last`` is counted, paid or a part of something else."""
    end = run.tokens[last].end
    if _AMOUNT_SIGN.search(before) or _amount().search(before):
        return True
    if _AMOUNT_AFTER.match(run.text, end) or run.letter(last + 1) in tuple("cCNm"):
        return True
    unit = read_unit(run.text, end)
    return unit is not None and (unit.kind != "noun" or unit.start == end)


# --- counted from the reference day ----------------------------------------------------------
def _relative_period(run: Run, found: Match) -> Step | None:
    """``ខែនេះ``, ``សប្តាហ៍ក្រោយ``, ``៣ខែមុន``, ``ចុងឆ្នាំនេះ``."""
    mod, _ = mod_at(run, found.start())
    at = found.start("unit")
    which = 1 if found["more"] else which_at(run, found.end() - 1)
    if which is None or (found["more"] and not _is_point(run, found)):
        return None
    number = 1
    if found["number"]:
        number = run.number(at - 1)
        if (
            which == 0
            or run.letters[: found.start()].endswith("T")  # សប្តាហ៍ទី១ ខែក្រោយ
            or _is_length(run, found)
            or _goes_on(run, found)
            or _ENDS_RANGE.search(run.letters, 0, found.start())
        ):
            return None
    elif found["unit"] == "D" or is_counted(run, at):
        return None
    unit = _UNITS.get(found["unit"]) or cast("CalendarUnit", run.value(at, "unit"))
    said: Said = Relative(unit, which * number)
    if found["least"]:
        least = run.number(found.start("least"))
        if not found["number"] or least >= number or mod is not None:
            return None
        first, last = sorted((which * least, which * number))
        said = Range(Relative(unit, first), Relative(unit, last))
    return (run.reading(found.start(), found.end(), said, mod=mod),), found.end()


_ENDS_RANGE = lazy_pattern("[ntw][->r]$")  # ៣-២ថ្ងៃទៀត


def _is_length(run: Run, found: Match) -> bool:
    """The past five years: រយៈពេល៥ឆ្នាំកន្លងមកនេះ."""
    before = run.before(found.start())
    return ends_with("span").search(before) is not None or run.typed(found.end() - 1).endswith(
        "មកនេះ"
    )


def _goes_on(run: Run, found: Match) -> bool:
    """ពីរឆ្នាំក្រោយរបប: two years after something told."""
    end = run.tokens[found.end() - 1].end
    following = run.text[end : end + 1]
    return (
        bool(following)
        and KHMER.match(following) is not None
        and following not in "។៕ៗ"
        and (run.typed(found.end() - 1) in ("ក្រោយ", "មុន"))
    )


def _is_point(run: Run, found: Match) -> bool:
    """Not so long more, as in ពន្យារពេល ៣ខែទៀត."""
    if not found["number"] or run.text.startswith("ៗ", run.tokens[found.end() - 1].end):
        return False
    return word_of("prolong").search(phrase_before(run, found.start())) is None


_UNITS: dict[str, CalendarUnit] = {"D": "day", "M": "month", "Y": "year"}


_YEAR = "(?:d(?P<of>,?O?))?(?:(?P<named>Y)(?P<kind>K:?)?|e(?!:?[yn][-./]n[-./]))"


def _is_told_year(run: Run, found: Match) -> bool:
    """ឆ្នាំមុន and ឆ្នាំនេះ are years only to whom a reference day is told."""
    return run.ask.relative or run.letter(found.end("named")) != "H" or not found["named"]


def _is_year(run: Run, found: Match) -> bool:
    return is_bare_year(run, found.start())


# --- the table -------------------------------------------------------------------------------
def _always(run: Run, found: Match) -> bool:
    return True


def _shape(
    name: str,
    heads: str,
    pattern: str,
    build: Callable[[Run, Match], Step | None],
    example: str,
    guard: Callable[[Run, Match], bool] = _always,
    needs_ref: bool = False,
) -> Shape:
    return Shape(name, heads, re.compile(pattern), guard, build, example, needs_ref)


# Figures with marks between them, also behind the first of two days.
_FIGURES = r"D?(?:[WJ](?:[->a][WJ])?,?D?)?T?(?:[nw]\.?[->])?D?[WJ]?T?[nty][-/.]n"
SHAPES = (
    _shape("relative day", "R", "R", _relative_day, "ម្សិលមិញ", _is_no_duration, needs_ref=True),
    _shape("day of a week", "D", "D[WJ][uJ]?H", _day_of_week, "ថ្ងៃពុធ សប្តាហ៍ក្រោយ", needs_ref=True),
    _shape(
        "last weekday",
        "D",
        "D[WJ](?![-,>aDTWJnwLyMHE])",
        _last_weekday,
        "កាលពីថ្ងៃចន្ទ",
        _is_past,
        needs_ref=True,
    ),
    _shape("figures", "DTWJnyw", _FIGURES, _numeric_days, "31/07/2024"),
    _shape("days in figures", "DTn", _SHARES_MONTH.pattern, _listed_days, "5,6,7/8/2024"),
    _shape(
        "days",
        "DTWJLnw",
        "[DTWJLnw](?=.*[mElM])",
        _days,
        "ថ្ងៃទី១, ២ និង៣ ខែមករា ឆ្នាំ២០២៤",
        _is_no_week,
    ),
    _shape("years in figures", "y", "y(?P<link>[->/])[ny]", _bare_years, "(១៩៧៥-១៩៧៩)", _is_year),
    _shape("years of an era", "t", "t(?P<link>[->])[ty]O?e", _bare_years, "៨០២-១៤៣១ គ.ស."),
    _shape(
        "first months",
        "nw",
        "[nw]M(?:(?P<mod>d)(?P<which>H)?|(?P<first>f))?(?P<year>O?Y)",
        _first_months,
        "៦ខែ ដើមឆ្នាំ២០២៤",
    ),
    _shape("month in figures", "n", "n/y", _month_in_figures, "០២/២០១៤", _is_no_document),
    _shape("month of ISO 8601", "y", "y-n", _iso_month, "2024-07", _is_iso_month),
    _shape("year before its era", "ntyxw", "[ntyxw]O?e", _year_before_era, "៨០២ គ.ស."),
    _shape(
        "figures of an era",
        "e",
        "e:?(?:y(?=-n-n)|n(?=[-./]n[-./]))",
        _figures_of_era,
        "គ.ស. 2024-07-31",
    ),
    _shape(
        "English days",
        "E",
        "En(?:(?P<to>[->])n|(?:(?:,?a|,)n){1,31})(?=,?y)",
        _english_days,
        "Aug 5-7, 2024",
    ),
    _shape("English day", "WEm", _ENGLISH_DAY.pattern, _english_day, "Friday, July 26, 2019"),
    _shape("year, month, day", "y", "y-?(?P<month>E)-?n", _year_month_day, "2024-Jul-31", _is_year),
    _shape(
        "EXIF", "y", "y:(?P<month>n):n(?=n:n:n)", _year_month_day, "2024:07:31 14:05:09", _is_year
    ),
    _shape(
        "ISO week",
        "y",
        "y-?U(?:n(?:-(?P<day>n))?|(?P<short>t))",
        _iso_week,
        "2024-W31-3",
        _is_iso_week,
    ),
    _shape(
        "compact",
        "z",
        "z(?:I(?P<time>[yx]))?",
        _compact,
        "20240731T173200Z",
        _is_compact,
    ),
    _shape(
        "part of a year",
        "dqu" + "J",
        _PART,
        _parts_of_year,
        "ត្រីមាសទី១ ដល់ទី៣ ឆ្នាំ២០២៤",
    ),
    _shape("decade or century", "dQ", "d?Q", _ages, "សតវត្សរ៍ទី៩ ដល់ទី១៥"),
    _shape(
        "year first",
        "YMy",
        "(?:(?:Y?(?P<year>y)|Y(?P<which>[H>]))[,/]?(?=q|M))?(?:(?P<part>q)|M(?P<month>[mEnw])(?P<day>,?(?:DT?|T)[nw])?)",
        _year_first,
        "ឆ្នាំ២០២៤ ខែកក្កដា ថ្ងៃទី៣១",
        _begins_with_year,
    ),
    _shape(
        "quarter in figures",
        "by",
        "(?P<year>y)-?(?P<part>b)|(?P<first>b)[-/]?(?P<last>y)",
        _part_in_figures,
        "2024Q3",
        _is_part,
    ),
    _shape("month", "dM", "d?M[mE]", _months, "ខែធ្នូ ឆ្នាំ២០២៣ ដល់ខែមីនា ឆ្នាំ២០២៤"),
    _shape(
        "numbered month",
        "dM",
        "d?(?P<marker>M)T?[nw]",
        _numbered_months,
        "ខែ៦-៨ ឆ្នាំ២០២៤",
        _is_no_count,
    ),
    _shape(
        "bare month",
        "mE",
        "[mE](?:(?P<to>[->])[mE]|(?:(?:[ar]|,a?)[mE]){1,11})?",
        _bare_month,
        "កក្កដា ២០២៤",
        _begins_word,
    ),
    _shape("year", "dYe", _YEAR, _years, "ឆ្នាំ២០១៨-២០២៣", _is_told_year),
    _shape(
        "relative period",
        "dntwDMYuqJ",
        "d?(?:(?P<least>[ntw])[->r])?(?P<number>[ntw])?(?P<unit>[DMYuqJ])(?:H|(?P<more>g))",
        _relative_period,
        "៣ខែមុន",
        needs_ref=True,
    ),
)
BY_LETTER: dict[str, tuple[Shape, ...]] = {
    letter: tuple(shape for shape in SHAPES if letter in shape.heads)
    for letter in {letter for shape in SHAPES for letter in shape.heads}
}
