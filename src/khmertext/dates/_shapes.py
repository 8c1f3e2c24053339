"""The table of shapes: every way to write a date, as a pattern over the letters of the words.

A shape has a name, a pattern of how it begins, a guard that looks at the text around it, and a
builder that reads what follows (the year, more items of a list, the end of a range). The letters are
those of ``_date_words``. The example of each row is its test. The docstring of the package has a map.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from khmertext.dates import (
    _ages,
    _civil_years,
    _date_figures,
    _days,
    _english_days,
    _months,
    _periods,
    _relative,
    _year_first,
)
from khmertext.dates._date_tokens import Builder, Match, Run
from khmertext.dates._date_words import AND, TO
from khmertext.dates._readings import Step
from khmertext.dates._years import is_bare_year


def _always(run: Run, found: Match) -> bool:
    return True


def _is_year(run: Run, found: Match) -> bool:
    return is_bare_year(run, found.start())


def _at(read: Callable[[Run, int], Step | None]) -> Builder:
    """What reads from an index on, as a builder."""
    return lambda run, found: read(run, found.start())


class Shape(NamedTuple):
    """``needs_ref``: without a reference day it is none."""

    name: str
    pattern: str
    build: Builder
    example: str
    guard: Callable[[Run, Match], bool] = _always
    needs_ref: bool = False


# --- the table -------------------------------------------------------------------------------
# Figures with marks between them, also behind the first of two days.
_FIGURES = r"D?(?:[WJ](?:[->a][WJ])?,?D?)?T?(?:[nw]\.?[->i])?D?[WJ]?T?[nty][-/.]n"
_YEAR = (
    "(?:d(?P<of>,?O?))?(?:(?P<named>Y)(?:(?P<kind>K:?)|(?P<animal>A)(?=y))?|e(?!:?[yn][-./]n[-./]))"
)
_YEAR_FIRST = (
    "(?:(?:(?:Y|(?P<era>e):?)?(?P<year>y)|Y(?P<which>[H>]))[,/]?(?=q|M))?"
    "(?:(?P<part>q)|M(?P<month>[mEnw])(?P<day>,?(?:DT?|T)[nw])?)"
)
# fmt: off
SHAPES = (
    Shape("relative day", "R", _relative.read_relative_day, "ម្សិលមិញ", _relative.is_no_duration, needs_ref=True),
    Shape("days of a week", _relative.DAYS_OF_WEEK, _relative.read_days_of_week, "ថ្ងៃពុធ សប្តាហ៍ក្រោយ", needs_ref=True),
    Shape("week and its days", _relative.WEEK_AND_DAYS, _relative.read_days_of_week, "សប្តាហ៍ក្រោយ ថ្ងៃពុធ", needs_ref=True),
    Shape("month and its day", _days.MONTH_AND_DAY, _days.read_day_behind_month, "ខែក្រោយ ថ្ងៃទី៥", needs_ref=True),
    Shape("last weekday", "D[WJ](?![-,>aDTWJnwLyMHE])", _relative.read_last_weekday, "កាលពីថ្ងៃចន្ទ", _relative.is_past, needs_ref=True),
    Shape("figures", _FIGURES, _at(_date_figures.numeric_at), "31/07/2024"),
    Shape("days in figures", _date_figures.SHARES_MONTH, _date_figures.read_listed_days, "5,6,7/8/2024"),
    Shape("months of a report", _periods.NTH_MONTHS, _periods.read_nth_months, "៣ខែទី១ ឆ្នាំ២០២៤", _periods.is_no_day),
    Shape("days", "[DTWJLnw](?=.*[mElM])", _at(_days.days_at), "ថ្ងៃទី១, ២ និង៣ ខែមករា ឆ្នាំ២០២៤", _days.is_no_week),
    Shape("day, time, month", "D?T[nw][,@]{0,2}(?=V?C)", _days.read_split_day, "ថ្ងៃទី១ ម៉ោង ៨ ខែសីហា ឆ្នាំ២០២៤"),
    Shape("years in figures", "y(?P<link>[->/])[ny]", _civil_years.read_bare_years, "(១៩៧៥-១៩៧៩)", _is_year),
    Shape("years of an era", "[nt](?P<link>[->])[nty]O?e", _civil_years.read_bare_years, "៨០២-១៤៣១ គ.ស."),
    Shape("first months", "[nw]M(?:(?P<mod>d)(?P<which>H)?|(?P<first>f))?(?P<year>O?Y)", _periods.read_first_months, "៦ខែ ដើមឆ្នាំ២០២៤"),
    Shape("month in figures", "(?:n-)?n/y", _months.read_month_in_figures, "០២/២០១៤", _months.is_no_document),
    Shape("month of ISO 8601", "y[-/]n", _months.read_iso_month, "2024-07", _months.is_iso_month),
    Shape("year before its era", "[ntyxw]O?e", _civil_years.read_year_before_era, "៨០២ គ.ស."),
    Shape("figures of an era", "e:?(?:y(?=-n-n)|n(?=[-./]n[-./]))", _date_figures.read_figures_of_era, "គ.ស. 2024-07-31"),
    Shape("English days", f"(?:E|M?m(?:DT?)?)n(?:(?:{TO}|{AND})n){{1,31}}(?=,?Y?y)", _english_days.read_english_days, "Aug 5-7, 2024"),
    Shape("English day", _english_days.ENGLISH_DAY, _english_days.read_english_day, "Friday, July 26, 2019"),
    Shape("month, day, year", "[mE](?:-n-|/n/|[.]?n[.])y(?![-/.]?[nty])", _english_days.read_month_day_year, "July-05-2016", _months.begins_word),
    Shape("year, month, day", _english_days.YEAR_MONTH_DAY, _english_days.read_year_month_day, "2024-Jul-31", _english_days.is_year_of_day),
    Shape("EXIF", "(?P<year>y):(?P<month>n):n(?=n:n:n)", _english_days.read_year_month_day, "2024:07:31 14:05:09", _is_year),
    Shape("ISO week", "y-?U(?:n(?:-(?P<day>n))?|(?P<short>t))", _periods.read_iso_week, "2024-W31-3", _periods.is_iso_week),
    Shape("weeks and year", f"Un(?:(?:{TO}|{AND})U?n){{0,8}}[-/,]?y", _periods.read_weeks_and_year, "W31-W32 2024"),
    Shape("compact", "z(?:I?(?P<time>[yx]))?", _english_days.read_compact, "20240731T173200Z", _english_days.is_compact),
    Shape("part of a year", _periods.PART_OF_YEAR, _periods.read_parts_of_year, "ត្រីមាសទី១ ដល់ទី៣ ឆ្នាំ២០២៤"),
    Shape("decade or century", "d?Q", _ages.read_ages, "សតវត្សរ៍ទី៩ ដល់ទី១៥"),
    Shape("week behind month", _periods.WEEK_BEHIND_MONTH, _periods.read_week_behind_month, "ខែតុលា សប្តាហ៍ទី២ ឆ្នាំ២០២៤"),
    Shape("year first", _YEAR_FIRST, _year_first.read_year_first, "ឆ្នាំ២០២៤ ខែកក្កដា ថ្ងៃទី៣១", _year_first.begins_with_year),
    Shape("quarter in figures", "(?:y-?)?b", _periods.read_parts_in_figures, "2024Q3", _periods.is_apart),
    Shape("lunar month", "d?Ml", _days.read_lunar_month, "ខែអស្សុជ ឆ្នាំ២០២៤", _days.is_no_lunar_day),
    Shape("month", "d?M[mE]", _months.read_months, "ខែធ្នូ ឆ្នាំ២០២៣ ដល់ខែមីនា ឆ្នាំ២០២៤"),
    Shape("numbered month", "d?(?P<marker>M)T?[nw]", _months.read_numbered_months, "ខែ៦-៨ ឆ្នាំ២០២៤", _months.is_no_count),
    Shape("bare month", f"d?[mE](?:(?:{TO}|{AND}|/)?[mE]){{0,11}}", _months.read_bare_month, "កក្កដា ២០២៤", _months.is_bare_month),
    Shape("year", _YEAR, _civil_years.read_years, "ឆ្នាំ២០១៨-២០២៣", _civil_years.is_told_year),
    Shape("relative period", _relative.RELATIVE_PERIOD, _relative.read_relative_period, "៣ខែមុន", needs_ref=True),
)
# fmt: on
