"""Months, parts of a year and days behind their year: ឆ្នាំ២០២៤ ត្រីមាសទី៣, ឆ្នាំ២០២៤ ខែ៧ ថ្ងៃទី៣១."""

from __future__ import annotations

import re
from typing import cast

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import AND, TO
from khmertext.dates._days import days_at
from khmertext.dates._lists import (
    add_items,
    main_part,
    range_of,
    with_year,
    with_year_behind,
    within,
    year_said,
)
from khmertext.dates._months import NEXT_NUMBER, is_month_number, read_months
from khmertext.dates._periods import PART_OF_YEAR, read_parts_of_year
from khmertext.dates._pieces import counts, ends_at, is_counted, stands_apart, which_at
from khmertext.dates._readings import CalendarUnit, Day, Month, PartOfYear, Range, Said, Step, Year
from khmertext.dates._years import is_bare_year, tells_year, year_at

_PART_HERE, _MONTH_HERE = re.compile(PART_OF_YEAR), re.compile("M[mEnw]")
_MORE_NUMBERED = lazy_pattern(f"(?:{TO}|{AND})M[nw]|{TO}[nw]")


def _numbered_of_year(run: Run, found: Match) -> Step | None:
    """``ខែ១-៦``, ``ខែ១ ដល់ខែ៦``, ``ខែ១ និងខែ៣`` behind their year: ខែ or the end of a range tells a month."""
    readings = [run.reading(found.start(), found.end(), Month(run.number(found.end() - 1)))]

    def next_month(following: Match) -> Month | None:
        at = following.start("month")
        rises = following["to"] and run.number(following.start() - 1) < run.number(at)
        told = following["marker"] or (rises and ends_at(run, at) and not counts(run, at))
        return Month(run.number(at)) if told and is_month_number(run, at) else None

    after = add_items(run, readings, found.end(), NEXT_NUMBER, next_month)
    return (
        with_year_behind(run, readings, after, year_at(run, after)) if after > found.end() else None
    )


def _of_year(run: Run, index: int, year: Year | None) -> Step | None:
    """Parts of a year or months behind their year, without another one behind them."""
    part, month = _PART_HERE.match(run.letters, index), _MONTH_HERE.match(run.letters, index)
    read_months_here = read_months if run.letter(index + 1) in ("m", "E") else _numbered_of_year
    step = (
        read_parts_of_year(run, part) if part else read_months_here(run, month) if month else None
    )
    if step is None or all(year_said(reading) is None for reading in step[0]):
        return step and (tuple(within(reading, year=year) for reading in step[0]), step[1])
    *before, last = step[0]
    if part or (year and year.era) or not (before or isinstance(last.said, Range)):
        return None
    # ឆ្នាំ២០២៤ ខែមករា និងខែមីនា ឆ្នាំ២០២៥
    if isinstance(last.said, Range):
        said = with_year(last.said, year or Year())
        return (last._replace(said=said, shared=True),), step[1]
    return (*(within(month, year=year)._replace(shared=True) for month in before), last), step[1]


def read_year_first(run: Run, found: Match) -> Step | None:
    """``ឆ្នាំ២០២៤ ត្រីមាសទី៣``, ``ឆ្នាំ២០២៤ ខែកក្កដា``, ``ឆ្នាំ២០២៤ ខែ៧ ថ្ងៃទី៣១``, and ``ខែ៧ ថ្ងៃទី៣១`` with a year or without."""
    after, month = found.end(), found.start("month")
    year = Year(run.number(found.start("year")), 4) if found["year"] else None
    if year and found["era"]:
        year = year._replace(era=run.era(found.start()))
    if found["which"]:
        year = Year(which=_which_year(run, found))
    named = found["month"] is not None and found["month"] in "mE"
    if year is not None and (pair := _PAIRS.match(run.letters, found.start("year"))):
        return _of_pair(run, found, pair, year)
    more = (
        run.letter(after) in tuple("->a,m") if named else _MORE_NUMBERED.match(run.letters, after)
    )
    listed = found["month"] and more and not found["day"]
    if found["part"] or (year is not None and listed):
        start = found.start("part") if found["part"] else month - 1
        step = _of_year(run, start, year)
        if step is None:
            return None
        first = step[0][0]._replace(start=run.tokens[found.start()].start)
        return (first, *step[0][1:]), step[1]
    number = run.nth(month, "month") if named else run.number(month)
    if step := _days_of_month(run, found, number, year):
        return step
    if year is None:
        behind = year_at(run, after, bare=found["day"] is not None, dated=True)
        if behind is None and not _is_marked_day(run, found):
            return None
        year, after = behind or (None, after)
    elif (_BEHIND_DAY if found["day"] else _BEHIND_MONTH).match(run.letters, after):
        return None
    said: Said = Month(number, year)
    if found["day"]:
        said = Day(run.number(found.end() - 1), number, year)
    return run.one(found.start(), after, said)


_ONE_PART, _TO_PART = "[,/]?(?:qT?[nw]|M[mEnw])", f"{TO}M?T?[mEnw]"
_NEXT_PAIR = f"(?:{TO}|{AND})?Yy{_ONE_PART}(?:{_TO_PART})?"
# Each year is of what stands behind it: ឆ្នាំ២០២៤ ត្រីមាសទី១, ឆ្នាំ២០២៥ ត្រីមាសទី១. Five pairs are enough.
_PAIRS = lazy_pattern(
    f"y(?P<first>{_ONE_PART})(?P<last>{_TO_PART})?"
    f"(?:(?:{_NEXT_PAIR}){{4}}|(?:{_NEXT_PAIR}){{1,3}}(?!(?:{TO}|{AND})?Yy))"
)


def _of_pair(run: Run, found: Match, pair: Match, year: Year) -> Step:
    """What stands behind its year, though another year follows: it has a part of its own behind it."""

    def part(index: int) -> PartOfYear | Month:
        if found["part"]:
            unit = cast("CalendarUnit", run.value(found.start("part"), "unit"))
            return PartOfYear(unit, run.number(index), year=year)
        named = run.letter(index) in ("m", "E")
        return Month(run.nth(index, "month") if named else run.number(index), year)

    after = pair.end("last") if pair["last"] else pair.end("first")
    said = part(after - 1)
    first = part(pair.end("first") - 1)
    return run.one(found.start(), after, range_of(first, said) if pair["last"] else said)


def _days_of_month(run: Run, found: Match, month: int, year: Year | None) -> Step | None:
    """``ខែមេសា ថ្ងៃទី១៣ ដល់ថ្ងៃទី១៦ ខែឧសភា``, ``ខែមេសា ថ្ងៃទី១៣ ដល់ថ្ងៃទី១៦``: the end is in a month of its own, or not."""
    days = _TWO_DAYS.match(run.letters, found.start("day")) if found["day"] else None
    if days is None or not _stands_free(run, found):
        return None
    if days["month"] is None:
        first = Day(run.number(found.end() - 1), month, year)
        after = days.end()
        last: Said = first._replace(day=run.number(after - 1))
    else:
        step = days_at(run, days.start("first"))
        if step is None or not isinstance(both := step[0][0].said, Range):
            return None
        first = cast("Day", main_part(both.first))._replace(month=month, year=year)
        last, after = both.last, step[1]
    return run.one(found.start(), after, range_of(first, cast("Day", last)))


_TWO_DAYS = lazy_pattern(
    ",?(?P<first>D)T?[nw][->](?:DT?[nw]|T?[nw](?=M?[mE]|M[nw]))(?:(?P<month>M?[mE]|M[nw])|(?![-/.:Y]|[->]?[ynwp]))"
)
# What stands behind a date that does not end there, though its year is in front.
_BEHIND_DAY, _BEHIND_MONTH = lazy_pattern("[Mm/]|[->][DTWJYMmEnwy]"), lazy_pattern("[MmYH>a,-]")


def _is_marked_day(run: Run, found: Match) -> bool:
    """Whether ថ្ងៃ marks a day that no year follows, which counts nothing and is neither one of many nor of the
    month behind it."""
    if not found["day"] or "D" not in found["day"] or _MORE_DAYS.match(run.letters, found.end()):
        return False
    return _stands_free(run, found) and not _counts_days(run, found)


def _counts_days(run: Run, found: Match) -> bool:
    """Whether the figure behind ខែ counts the ថ្ងៃ glued to it: ប្រចាំខែ ៥ថ្ងៃ ៤យប់; but ខែ៥ ថ្ងៃ៤ is a day."""
    unit = run.letters.index("D", found.start("day"))
    return run.glued(unit) and not (run.glued(found.start("month")) or run.glued(found.end() - 1))


def _stands_free(run: Run, found: Match) -> bool:
    """Whether no word is glued to the front of the month and no figure counts it."""
    return stands_apart(run, found.start()) and not is_counted(run, found.start())


_MORE_DAYS = lazy_pattern(f"[MmEcnp]|(?:{TO}|{AND}|[./])D?T?[nw]")


def begins_with_year(run: Run, found: Match) -> bool:
    """A year in front, or a day behind a month; and no so many years."""
    if found["which"]:
        told = run.ask.relative and _which_year(run, found) is not None
        return told and not is_counted(run, found.start())
    if not found["year"]:
        return bool(found["day"])
    index, year = found.start(), found.start("year")
    if index < year:  # ឆ្នាំ, គ.ស.
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
