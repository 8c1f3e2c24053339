"""The table of shapes: every way to write a date, as a pattern over the letters of the words.

A shape has a name, a pattern of how it begins, a guard that looks at the text around it, and a
builder that reads what follows (the year, more items of a list, the end of a range). The letters are
those of ``_date_words``. The example of each row is its test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, cast

from khmertext._patterns import lazy_pattern
from khmertext.dates import _periods
from khmertext.dates._clock import clock_at, compact_time
from khmertext.dates._date_figures import (
    SHARES_MONTH,
    is_lunar,
    numeric_at,
    read_figures,
    read_figures_of_era,
    read_listed_days,
)
from khmertext.dates._date_words import ends_with, word_of
from khmertext.dates._days import day_at, days_at, month_at, of_day
from khmertext.dates._lists import merge, range_of, same_of
from khmertext.dates._pieces import (
    KHMER,
    direction_at,
    ends_at,
    is_bare_year,
    is_counted,
    is_part_of_more,
    mod_at,
    part_at,
    phrase_before,
    tells_year,
    which_at,
    year_at,
)
from khmertext.dates._readings import (
    CalendarUnit,
    Clock,
    Day,
    MonthPointer,
    Range,
    Reading,
    Relative,
    Said,
    Step,
    Year,
)
from khmertext.dates._runs import Builder, Match, Run
from khmertext.numbers._digits import to_ascii_digits


def _always(run: Run, found: Match) -> bool:
    return True


class Shape(NamedTuple):
    """``needs_ref``: without a reference day it is none."""

    name: str
    pattern: str
    build: Builder
    example: str
    guard: Callable[[Run, Match], bool] = _always
    needs_ref: bool = False


# --- days ------------------------------------------------------------------------------------
def _relative_day(run: Run, found: Match) -> Step:
    """``ម្សិលមិញ``, ``ស្អែកនេះ``, ``ពីថ្ងៃនេះ ដល់ថ្ងៃទី៥``."""
    shift, _, part = run.value(found.start(), "relative").partition(" ")
    _, after = direction_at(run, found.end())
    reading = run.reading(found.start(), after, Relative("day", int(shift)), part=part or None)
    if not part and run.letter(after) in (">", "-"):
        reading, after = _and_last_day(run, reading, after)
    return (reading,), after


def _is_no_duration(run: Run, found: Match) -> bool:
    """ថ្ងៃនេះ is today, but behind ៣ it is these three days, and behind ម៉ោង ៣ today again."""
    counted = run.typed(found.start()).startswith("ថ្ងៃ") and is_counted(run, found.start())
    return not counted or _HOUR_BEFORE.search(run.letters, 0, found.start()) is not None


_HOUR_BEFORE = lazy_pattern("C[BGF]{0,3}[nw](?::?n)?$")


_NEXT_WEEKDAY = "(?:,?a|[->r]|,?(?=[DW]))D?[WJ]"
_DAYS_OF_WEEK = (
    f"(?P<days>D[WJ](?:{_NEXT_WEEKDAY}){{0,6}}|W(?:{_NEXT_WEEKDAY}){{1,6}})(?P<week>[uJ]?)H"
)


def _days_of_week(run: Run, found: Match) -> Step | None:
    """``ថ្ងៃពុធ សប្តាហ៍ក្រោយ``, ``ថ្ងៃសៅរ៍ និងអាទិត្យនេះ``."""
    which = which_at(run, found.end() - 1)
    if which is None:
        return None
    coming = which and not found["week"] and direction_at(run, found.end() - 1)[0]
    places = [at for at in range(*found.span("days")) if run.letter(at) in ("W", "J")]
    said = [Relative("day" if coming else "week", which, run.nth(at, "weekday")) for at in places]
    if len(said) == 2 and run.letter(places[0] + 1) in ("-", ">"):
        both = Range(said[0], said[1])
        return run.one(found.start(), found.end(), both)
    return _items(run, found.start(), found.end(), places, said)


def _last_weekday(run: Run, found: Match) -> Step:
    """``កាលពីថ្ងៃចន្ទ``: the last Monday before the reference day."""
    said = Relative("day", -1, run.nth(found.end() - 1, "weekday"))
    return run.one(found.start(), found.end(), said)


def _is_past(run: Run, found: Match) -> bool:
    index = found.start()
    index -= run.letter(index - 1) == "P" if index else 0  # កាលពីយប់ថ្ងៃចន្ទ
    return ends_with("past").search(run.before(index)) is not None


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
        same = numeric_at(run, ahead) or days_at(run, ahead)
        if same is not None and len(same[0]) == 1 and is_lunar(same[0][0]) != is_lunar(last):
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
    month = run.nth(week.start("month"), "month")
    year = run.number(week.start("year"))
    return year in _periods.USUAL_YEARS and date(year, month, number).weekday() == _SUNDAY


def _and_last_day(run: Run, last: Reading, after: int) -> tuple[Reading, int]:
    """The end of a range whose ends have a month each, or only the day."""
    _, ahead = part_at(run, after + 1)
    other = days_at(run, ahead)
    if run.letter(ahead) == "R" and run.ask.relative:
        said = Relative("day", int(run.value(ahead, "relative").split()[0]))
        other = (run.reading(ahead, ahead + 1, said),), ahead + 1
    if other is not None and len(other[0]) == 1 and not isinstance(other[0][0].said, Range):
        (joined,), after = merge(last, other, range_of)
        return joined, after
    day = day_at(run, ahead)
    if day is None or not day.is_marked or (day.phase is not None) != is_lunar(last):
        return last, after
    shared = Day(1, MonthPointer()) if isinstance(last.said, Relative) else last.said
    until = range_of(last.said, of_day(day, shared))  # type: ignore[arg-type]
    misspelt = last.misspelt or run.is_misspelt(day.first, day.after)
    end = run.tokens[day.after - 1].end
    return last._replace(said=until, end=end, misspelt=misspelt), day.after


def _split_day(run: Run, found: Match) -> Step | None:
    """``ថ្ងៃទី១ ម៉ោង ៨ ខែសីហា``: the time between a day and its month."""
    day = day_at(run, found.start())
    said = clock_at(run, found.end(), beside_date=True)
    month = month_at(run, said.after, [day]) if day and said else None
    if month is None or said is None:
        return None
    first, part = found.start(), said.clock.part
    return (
        run.reading(first, month.after, month.said, clock=said.clock, until=said.until, part=part),
    ), month.after


def _english_days(run: Run, found: Match) -> Step | None:
    """``Aug 5-7, 2024``, ``August 5, 6 and 7, 2024``."""
    places = [at for at in range(*found.span()) if run.letter(at) == "n"]
    days = [run.number(at) for at in places]
    step = year_at(run, found.end(), bare=True)
    if step is None or days != sorted(set(days)):
        return None
    month, (year, after) = run.nth(found.start(), "month"), step
    said = [Day(day, month, year) for day in days]
    if found["to"]:
        return run.one(found.start(), after, Range(said[0], said[1]))
    return _items(run, found.start(), after, places, said)


def _items(run: Run, first: int, after: int, places: list[int], said: Sequence[Said]) -> Step:
    """A reading for each of the days at ``places``, between ``first`` and ``after``."""
    starts = [first, *(at - (run.letter(at - 1) == "D") for at in places[1:])]
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
    return run.one(found.start(), after, said, clock=clock)


_SECONDS = lazy_pattern(",?n:n:n")
_ENGLISH_DAY = "(?P<weekday>W)?,?(?:E|m(?=n,?y))n"


def _from_english_day(run: Run, found: Match, after: int, year: Year | None) -> Step | None:
    """``July 31 - August 2, 2024``: the year of the last day is that of the first."""
    last = re.compile(_ENGLISH_DAY).match(run.letters, after + 1)
    step = year_at(run, last.end(), bare=True) if last else None
    if last is None or step is None or run.letter(after) not in (">", "-"):
        return None
    first = run.reading(found.start(), after, _said_in_english(run, found, year))
    until = run.reading(last.start(), step[1], _said_in_english(run, last, step[0]))
    return merge(first, ((until,), step[1]), range_of)


def _said_in_english(run: Run, found: Match, year: Year | None) -> Day:
    weekday = run.nth(found.start(), "weekday") if found["weekday"] else None
    month = run.nth(found.end() - 2, "month")
    return Day(run.number(found.end() - 1), month, year, weekday)


def _year_month_day(run: Run, found: Match) -> Step:
    """``2024-Jul-31``, ``2024:07:31 14:05:09``."""
    at = found.start("month")
    month = run.number(at) if found["month"] == "n" else run.nth(at, "month")
    year = Year(run.number(found.start("year")), 4)
    said = Day(run.number(found.end() - 1), month, year)
    return run.one(found.start(), found.end(), said)


def _compact(run: Run, found: Match) -> Step:
    """``20240731T173200Z``; where one date is asked for ``20240731`` and ``20240731173200`` too."""
    year, month, day = _compact_day(run, found.start())
    clock, after = None, found.end()
    if run.tokens[found.start()].digits > _DIGITS_OF_DAY:
        digits = to_ascii_digits(run.typed(found.start()))[_DIGITS_OF_DAY:]
        clock = Clock(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    if found["time"]:
        clock, after = compact_time(run, found.start("time"))
    said = Day(day, month, Year(year, 4))
    return run.one(found.start(), after, said, clock=clock)


_DIGITS_OF_DAY, _DIGITS_OF_SECOND = 8, 14


def _compact_day(run: Run, index: int) -> tuple[int, int, int]:
    digits = to_ascii_digits(run.typed(index))
    return int(digits[:4]), int(digits[4:6]), int(digits[6:8])


def _is_compact(run: Run, found: Match) -> bool:
    """Eight digits with a time behind them, or as the whole expression."""
    digits = run.tokens[found.start()].digits
    if digits not in (_DIGITS_OF_DAY, _DIGITS_OF_SECOND) or is_part_of_more(run, found.start()):
        return False
    if found["time"]:
        before, at = found.start("time") - 1, found.start("time")
        told = run.typed(before) == "T" or (run.ask.whole and run.tokens[at].digits == 6)
        return digits == _DIGITS_OF_DAY and told and run.tokens[at].digits in (4, 6)
    year, month, day = _compact_day(run, found.start())
    return run.ask.whole and year in _periods.USUAL_YEARS and 1 <= month <= 12 and 1 <= day <= 31


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
    return run.one(found.start(), found.end(), said, mod=mod)


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


def _is_told_year(run: Run, found: Match) -> bool:
    """ឆ្នាំមុន and ឆ្នាំនេះ are years only to whom a reference day is told."""
    return run.ask.relative or run.letter(found.end("named")) != "H" or not found["named"]


def _is_year_of_day(run: Run, found: Match) -> bool:
    """No year of the month before it: កក្កដា ២០២៤ សីហា ៣១."""
    index, day = found.start("year"), found.end() - 1
    if found["blank"] is None:
        return is_bare_year(run, index)
    alone = run.letters[max(0, index - 1) : index] not in tuple("mEnw")
    return (
        alone
        and (index > found.start() or tells_year(run, index))
        and 1 <= run.number(day) <= 31
        and ends_at(run, day)
    )


def _is_year(run: Run, found: Match) -> bool:
    return is_bare_year(run, found.start())


# --- the table -------------------------------------------------------------------------------
# Figures with marks between them, also behind the first of two days.
_FIGURES = r"D?(?:[WJ](?:[->a][WJ])?,?D?)?T?(?:[nw]\.?[->])?D?[WJ]?T?[nty][-/.]n"
_YEAR = (
    "(?:d(?P<of>,?O?))?(?:(?P<named>Y)(?:(?P<kind>K:?)|(?P<animal>A)(?=y))?|e(?!:?[yn][-./]n[-./]))"
)
_YEAR_MONTH_DAY = (
    "Y?(?P<year>y)(?:-?(?=E)|-(?=m-)|(?P<blank>,?)(?=m,?n))(?P<month>[mE])[-,]?n(?!,?y)"
)
_YEAR_FIRST = (
    "(?:(?:(?:Y|(?P<era>e):?)?(?P<year>y)|Y(?P<which>[H>]))[,/]?(?=q|M))?"
    "(?:(?P<part>q)|M(?P<month>[mEnw])(?P<day>,?(?:DT?|T)[nw])?)"
)
_RELATIVE = "d?(?:(?P<least>[ntw])[->r])?(?P<number>[ntw])?(?P<unit>[DMYuqJ])(?:H|(?P<more>g))"
# fmt: off
SHAPES = (
    Shape("relative day", "R", _relative_day, "ម្សិលមិញ", _is_no_duration, needs_ref=True),
    Shape("days of a week", _DAYS_OF_WEEK, _days_of_week, "ថ្ងៃពុធ សប្តាហ៍ក្រោយ", needs_ref=True),
    Shape("last weekday", "D[WJ](?![-,>aDTWJnwLyMHE])", _last_weekday, "កាលពីថ្ងៃចន្ទ", _is_past, needs_ref=True),
    Shape("figures", _FIGURES, read_figures, "31/07/2024"),
    Shape("days in figures", SHARES_MONTH, read_listed_days, "5,6,7/8/2024"),
    Shape("days", "[DTWJLnw](?=.*[mElM])", _days, "ថ្ងៃទី១, ២ និង៣ ខែមករា ឆ្នាំ២០២៤", _is_no_week),
    Shape("day, time, month", "D?T[nw][,@]{0,2}(?=V?C)", _split_day, "ថ្ងៃទី១ ម៉ោង ៨ ខែសីហា ឆ្នាំ២០២៤"),
    Shape("years in figures", "y(?P<link>[->/])[ny]", _periods.read_bare_years, "(១៩៧៥-១៩៧៩)", _is_year),
    Shape("years of an era", "t(?P<link>[->])[ty]O?e", _periods.read_bare_years, "៨០២-១៤៣១ គ.ស."),
    Shape("first months", "[nw]M(?:(?P<mod>d)(?P<which>H)?|(?P<first>f))?(?P<year>O?Y)", _periods.read_first_months, "៦ខែ ដើមឆ្នាំ២០២៤"),
    Shape("month in figures", "n/y", _periods.read_month_in_figures, "០២/២០១៤", _periods.is_no_document),
    Shape("month of ISO 8601", "y[-/]n", _periods.read_iso_month, "2024-07", _periods.is_iso_month),
    Shape("year before its era", "[ntyxw]O?e", _periods.read_year_before_era, "៨០២ គ.ស."),
    Shape("figures of an era", "e:?(?:y(?=-n-n)|n(?=[-./]n[-./]))", read_figures_of_era, "គ.ស. 2024-07-31"),
    Shape("English days", "En(?:(?P<to>[->])n|(?:(?:,?a|,)n){1,31})(?=,?y)", _english_days, "Aug 5-7, 2024"),
    Shape("English day", _ENGLISH_DAY, _english_day, "Friday, July 26, 2019"),
    Shape("year, month, day", _YEAR_MONTH_DAY, _year_month_day, "2024-Jul-31", _is_year_of_day),
    Shape("EXIF", "(?P<year>y):(?P<month>n):n(?=n:n:n)", _year_month_day, "2024:07:31 14:05:09", _is_year),
    Shape("ISO week", "y-?U(?:n(?:-(?P<day>n))?|(?P<short>t))", _periods.read_iso_week, "2024-W31-3", _periods.is_iso_week),
    Shape("compact", "z(?:I?(?P<time>[yx]))?", _compact, "20240731T173200Z", _is_compact),
    Shape("part of a year", _periods.PART_OF_YEAR, _periods.read_parts_of_year, "ត្រីមាសទី១ ដល់ទី៣ ឆ្នាំ២០២៤"),
    Shape("decade or century", "d?Q", _periods.read_ages, "សតវត្សរ៍ទី៩ ដល់ទី១៥"),
    Shape("year first", _YEAR_FIRST, _periods.read_year_first, "ឆ្នាំ២០២៤ ខែកក្កដា ថ្ងៃទី៣១", _periods.begins_with_year),
    Shape("quarter in figures", "(?:y-?)?b", _periods.read_parts_in_figures, "2024Q3", _periods.is_apart),
    Shape("month", "d?M[mE]", _periods.read_months, "ខែធ្នូ ឆ្នាំ២០២៣ ដល់ខែមីនា ឆ្នាំ២០២៤"),
    Shape("numbered month", "d?(?P<marker>M)T?[nw]", _periods.read_numbered_months, "ខែ៦-៨ ឆ្នាំ២០២៤", _periods.is_no_count),
    Shape("bare month", "[mE](?:(?P<to>[->])[mE]|(?:(?:[ar]|,a?)[mE]){1,11})?", _periods.read_bare_month, "កក្កដា ២០២៤", _periods.begins_word),
    Shape("year", _YEAR, _periods.read_years, "ឆ្នាំ២០១៨-២០២៣", _is_told_year),
    Shape("relative period", _RELATIVE, _relative_period, "៣ខែមុន", needs_ref=True),
)
# fmt: on
