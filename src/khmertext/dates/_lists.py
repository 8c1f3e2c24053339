"""Ranges, enumerations and both calendars: what one date takes over from another beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, cast

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import context, ends_with, word_of
from khmertext.dates._lunar import buddhist_year
from khmertext.dates._pieces import direction_at
from khmertext.dates._readings import (
    Day,
    Labels,
    LunarDay,
    Month,
    MonthPointer,
    PartOfYear,
    Range,
    Reading,
    Relative,
    Said,
    Same,
    Simple,
    Step,
    Year,
    precision_of,
)
from khmertext.dates._run_starts import any_word_of

_SAME_SENTENCE = lazy_pattern("[^។៕\n?!]{0,80}$")
_LONGEST_BETWEEN = 12  # characters
MOST_ITEMS = 32  # of a list such as "1, 5, 9 and 12 July"
_WITH_YEAR = (Day, Month, PartOfYear)


# What stands between two dates of an enumeration.
_ONLY_LINK = lazy_pattern(lambda: f" *(?:, *)?{context('link')}? *(?:នៅ|នា)? *$")


_ONLY_SAME = lazy_pattern(lambda: f" *,? *{any_word_of('=')} *$")
_ONLY_TO = lazy_pattern(lambda: f" *{any_word_of('>-')} *(?:នៅ|នា)? *$")


def main_part(said: Said) -> Simple:
    """The first date of a range, the first calendar of two."""
    while isinstance(said, (Range, Same)):
        said = said.first
    return said


Dated = Day | LunarDay | Month | PartOfYear


def dated(reading: Reading) -> Dated | None:
    """The first day, month or part of a year, if it is one that a year can stand beside."""
    main = None if reading.said is None else main_part(reading.said)
    if isinstance(main, Day) and isinstance(main.month, MonthPointer):  # ខែនេះ
        return None
    return main if isinstance(main, Dated) else None


def lacks_year(reading: Reading) -> bool:
    """Whether it is a date whose year nothing tells."""
    said = dated(reading)
    if isinstance(said, LunarDay) and said.be is not None:
        return False
    return said is not None and said.year is None and said.toward is None


def is_lunar(reading: Reading) -> bool:
    said = reading.said
    return isinstance(said.first if isinstance(said, Range) else said, LunarDay)


def with_main(said: Said, main: Simple) -> Said:
    """``said`` with another first date."""
    match said:
        case Range():
            return range_of(cast("Simple | Same", with_main(said.first, main)), said.last)
        case Same():
            return said._replace(first=main)
        case _:
            return main


def with_year(said: Said, year: Year) -> Said:
    """``said`` with another year of its first date."""
    main: Any = main_part(said)
    if isinstance(main, Relative):
        return said
    return with_main(said, main._replace(year=year))


def range_of(first: Simple | Same, last: Simple | Same) -> Range:
    """The range, in which each end says what only the other one does about the year."""
    if isinstance(first, Same) and isinstance(last, Same):
        main, other = range_of(first.first, last.first), range_of(first.other, last.other)
        return Range(
            Same(main_part(main.first), main_part(other.first)),
            Same(main_part(main.last), main_part(other.last)),
            main.taken,
        )
    start, end = main_part(first), main_part(last)
    if isinstance(start, LunarDay) and isinstance(end, LunarDay):
        taken = _civil_year_taken(start, end)
        start, end = share_labels(start, end)
        return Range(_replaced(first, start), _replaced(last, end), taken)
    if isinstance(start, Relative) or isinstance(end, Relative):
        return Range(first, last)
    other_month = getattr(start, "month", None) != getattr(end, "month", None)
    if start.year is None and end.year is not None:
        first = _replaced(first, start._replace(year=end.year))
        return Range(first, last, "first" if other_month or _falls(start, end) else None)
    if end.year is None and start.year is not None:
        last = _replaced(last, end._replace(year=start.year))
        return Range(first, last, "last" if other_month or _falls(start, end) else None)
    return Range(first, last)


def _civil_year_taken(start: LunarDay, end: LunarDay) -> Literal["first", "last"] | None:
    """Which end of ``១៥រោច ខែមិគសិរ ដល់ ៥កើត ខែបុស្ស ឆ្នាំ២០២៥`` has the civil year of the other one only."""
    if (start.year is None) == (end.year is None) or start.month == end.month:
        return None
    return "first" if start.year is None else "last"


def _falls(start: Simple, end: Simple) -> bool:
    """ត្រីមាសទី៤ ឆ្នាំ២០២៣ ដល់ត្រីមាសទី១: the end lies in the year after."""
    if isinstance(start, Month) and isinstance(end, Month):
        return end.month < start.month
    if isinstance(start, PartOfYear) and isinstance(end, PartOfYear):
        return end.ordinal < start.ordinal
    return False


def _replaced(said: Simple | Same, main: Simple) -> Simple | Same:
    return said._replace(first=main) if isinstance(said, Same) else main


def same_of(first: Said, other: Said) -> Said:
    """One date in both calendars; a range in both is a range of days in both."""
    if isinstance(first, Range):
        starts, ends = main_part(first.first), main_part(first.last)
        if isinstance(other, Range):
            last: Simple | Same = Same(ends, main_part(other.last))
        else:
            last = ends
        return range_of(Same(starts, main_part(other)), last)
    return Same(main_part(first), main_part(other))


def share_labels(first: LunarDay, last: LunarDay) -> tuple[LunarDay, LunarDay]:
    """Give two days, the first before the last, what only one of them says about the year.

    The Buddhist year changes between them if Visak does lie between them.
    """
    changes = _offset(last) - _offset(first) > 0
    if first.be is None and last.be is not None:
        return first._replace(be=last.be - changes), last
    if last.be is None and first.be is not None:
        return first, last._replace(be=first.be + changes)
    if first.be is None and (first.year or last.year):
        return first._replace(year=first.year or last.year), last._replace(
            year=last.year or first.year
        )
    if first.be is None:
        return (
            first._replace(labels=_either(first.labels, last.labels)),
            last._replace(labels=_either(last.labels, first.labels)),
        )
    return first, last


def _offset(day: LunarDay) -> int:
    return buddhist_year(0, day.month, day.phase)


def _either(mine: Labels, other: Labels) -> Labels:
    return Labels(
        other.animal if mine.animal is None else mine.animal,
        other.sak if mine.sak is None else mine.sak,
    )


def share_years(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """Give the year at the end of an enumeration to the dates before it that have none."""
    shared = list(readings)
    for index in range(len(shared) - 2, -1, -1):
        reading, following = shared[index], shared[index + 1]
        said = None
        if reading.said is not None and following.said is not None:
            between = text[reading.end : following.start]
            said = _with_year_of(reading.said, following.said, between)
        if said is not None:
            shared[index] = reading._replace(said=said, shared=True)
    for index in range(1, len(shared)):
        before, reading = shared[index - 1 : index + 1]
        if not isinstance(reading.said, LunarDay):  # nearly always
            continue
        between = text[before.end : reading.start]
        if _is_same(between) or is_linked(between):
            # ត្រូវនឹងថ្ងៃ១៤រោច ១៥រោច ខែភទ្របទ និង១កើត ខែអស្សុជ
            said = _with_civil_year(reading.said, before.said, _is_same(between))
            shared[index] = reading if said is None else reading._replace(said=said, shared=True)
    return shared


def _is_same(between: str) -> bool:
    """Whether what stands between two dates says that they are the same days."""
    return len(between) < 20 and _ONLY_SAME.match(between) is not None


def _with_civil_year(mine: LunarDay, other: Said | None, same: bool) -> LunarDay | None:
    """``mine`` with the year of the civil day that it is, or of the lunar day before it in a list."""
    main = None if other is None else main_part(other)
    if mine.be is not None or mine.year is not None or not isinstance(main, (Day, LunarDay)):
        return None
    if main.year is None or main.year.number is None or (isinstance(other, Day) and not same):
        return None
    return mine._replace(year=main.year)


def _with_year_of(said: Said, following: Said, between: str) -> Said | None:
    """``said`` with the year of what follows, or ``None``."""
    mine, other = main_part(said), main_part(following)
    if isinstance(mine, LunarDay):
        lunar = _lunar_with_year_of(mine, other, between)
        return lunar and with_main(said, lunar)
    year = None if isinstance(other, Relative) else other.year
    if not isinstance(mine, _WITH_YEAR) or mine.year is not None:
        return None
    if year is None or year.number is None:
        return None
    linked = is_linked(between)
    # ដើមខែមីនា ដល់ចុងខែមេសា ឆ្នាំ២០២៤; but ធ្នូ ដល់មករា ២០២៤ begins in the year before
    linked = linked or (leads_to(between) and _in_order(mine) <= _in_order(other) != ())
    if isinstance(mine, PartOfYear) and isinstance(other, PartOfYear) and mine.unit == other.unit:
        linked = linked or (
            word_of("and").search(between) is not None and _SAME_SENTENCE.match(between) is not None
        )
    if not linked or precision_of(said) != precision_of(following):
        return None
    return with_year(said, year)


def _lunar_with_year_of(mine: LunarDay, other: Simple, between: str) -> LunarDay | None:
    """``mine`` with the year of the date linked to it, if that is of the same year."""
    if isinstance(other, Day):
        return _with_civil_year(mine, other, True) if _is_same(between) else None
    if not isinstance(other, LunarDay) or mine.be is not None or mine.year is not None:
        return None
    if not is_linked(between) or not (other.be or other.year):
        return None
    # 1 January lies in Bos or near it
    if other.be is None and mine.month != other.month and mine.month in _AT_NEW_YEAR:
        return None
    return share_labels(mine, other)[0]


_AT_NEW_YEAR = ("migasir", "boss")


def _in_order(said: Simple) -> tuple[int, ...]:
    """The month, and the day if there is one, to compare two dates of a year; () if neither is said."""
    if isinstance(said, Day) and isinstance(said.month, int):
        return said.month, said.day
    return (said.month,) if isinstance(said, Month) else ()


def is_linked(between: str) -> bool:
    """Whether what stands between two dates joins them."""
    return len(between) < 20 and _ONLY_LINK.match(between) is not None


def leads_to(between: str) -> bool:
    """Whether what stands between two dates makes a range of them."""
    return len(between) < 20 and _ONLY_TO.match(between) is not None


# --- items of lists ---------------------------------------------------------------------------
def merge(reading: Reading, step: Step, join: Callable[[Any, Any], Said]) -> Step:
    """``reading`` and what follows in one."""
    other = step[0][0]
    said = join(reading.said, other.said)
    misspelt = reading.misspelt or other.misspelt
    return (reading._replace(said=said, end=other.end, misspelt=misspelt),), step[1]


def within(reading: Reading, **parts: Any) -> Reading:
    """A month or a part of a year, or a range of them, in this month and year."""
    said: Any = reading.said
    if isinstance(said, Range):
        ends: tuple[Any, Any] = said.first, said.last
        first, last = (end._replace(**parts) for end in ends)
        taken: Literal["first"] | None = "first" if _falls(first, last) else None
        return reading._replace(said=Range(first, last, taken))
    return reading._replace(said=said._replace(**parts))


def add_item(
    run: Run,
    readings: list[Reading],
    first: int,
    after: int,
    said: Day | Month | PartOfYear,
    to: bool,
) -> None:
    """One more item of a list, or the end of the range that the last item begins."""
    item = run.reading(first, after, said)
    if to:
        (readings[-1],), _ = merge(readings[-1], ((item,), after), range_of)
    else:
        readings.append(item)


def list_of_days(
    run: Run, starts: list[int], places: list[int], to: list[bool], shared: Day, after: int
) -> Step | None:
    """The days whose figures stand at ``places``, in the month and year of ``shared``: 5, 7-9, 12.

    Each begins at one of ``starts``; ``to`` says of all but the first whether it ends a range.
    """
    readings: list[Reading] = []
    for start, at, is_end in zip(starts, places, (False, *to), strict=True):
        if is_end and isinstance(readings[-1].said, Range):
            return None  # 5-7-9
        add_item(run, readings, start, at + 1, shared._replace(day=run.number(at)), is_end)
    readings[-1] = run.up_to(readings[-1], after)
    return tuple(readings), after


def add_items(
    run: Run,
    readings: list[Reading],
    after: int,
    pattern: re.Pattern[str],
    said_at: Callable[[Match], Month | PartOfYear | None],
    linked: bool = False,
) -> int:
    """Add the items of a list that goes on at ``after``, also ranges; the index after them."""
    chain = _is_chain(run, after, pattern)
    start = readings[0].start
    before = run.text[max(0, start - _LONGEST_BETWEEN) : start]
    between = ends_with("between").search(before) is not None
    while len(readings) < MOST_ITEMS and (found := pattern.match(run.letters, after)):
        joined = len(found[0]) > 1 and not found["to"]
        if isinstance(readings[-1].said, Range) and not joined:
            break
        said = said_at(found)
        if said is None or (linked and not found["link"]):
            break
        first = found.end("link") if found["link"] else after
        chain = chain and bool(found["to"])
        to = found["to"] or (between and found["link"] == "a" and len(readings) == 1)
        add_item(run, readings, first, found.end(), said, bool(to) and not chain)
        after = found.end()
    return after


def _is_chain(run: Run, after: int, pattern: re.Pattern[str]) -> bool:
    """``តុលា-វិច្ឆិកា-ធ្នូ``: more than two in a chain are a list."""
    found = pattern.match(run.letters, after)
    following = pattern.match(run.letters, found.end()) if found and found["to"] else None
    return following is not None and following["to"] is not None


def single_of(step: Step | None) -> Reading | None:
    """What was read, if it is one date and no range."""
    if step is None or len(step[0]) > 1 or isinstance(step[0][0].said, Range):
        return None
    return step[0][0]


def with_year_behind(
    run: Run, readings: list[Reading], after: int, step: tuple[Year, int] | None
) -> Step:
    """All of ``readings`` with the year behind them, and the index after it and a direction."""
    year, after = step or (None, after)
    toward, after = direction_at(run, after)
    readings[:] = [
        reading if year_said(reading) else within(reading, year=year, toward=toward)
        for reading in readings
    ]
    readings[-1] = run.up_to(readings[-1], after)
    return tuple(readings), after


def year_said(reading: Reading) -> Year | None:
    """The year that a reading has itself."""
    return getattr(main_part(cast("Said", reading.said)), "year", None)
