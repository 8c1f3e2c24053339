"""Days: one, a list or a range, the same in both calendars, and with the time before the month."""

from __future__ import annotations

from datetime import date

from khmertext._patterns import lazy_pattern
from khmertext.dates._civil_years import USUAL_YEARS
from khmertext.dates._clock import clock_at
from khmertext.dates._date_figures import is_lunar, numeric_at
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._days import day_at, days_at, month_at, of_day
from khmertext.dates._lists import merge, range_of, same_of
from khmertext.dates._pieces import part_at
from khmertext.dates._readings import (
    Day,
    MonthPointer,
    Reading,
    Relative,
    Step,
    precision_of,
)


def and_in_other_calendar(run: Run, step: Step) -> Step:
    """``ថ្ងៃទី៣១ ខែកក្កដា ត្រូវនឹងថ្ងៃ១១រោច ខែអាសាឍ``: the same day or days in the other calendar."""
    (last, *more), after = step
    if more or run.letter(after) != "=" or precision_of(last.said) != "day":
        return step
    part, ahead = part_at(run, after + 1)
    same = numeric_at(run, ahead) or days_at(run, ahead)
    if same is None or len(same[0]) > 1 or is_lunar(same[0][0]) == is_lunar(last):
        return step
    (last,), after = merge(last, same, same_of)
    return (last._replace(part=part or last.part),), after


_WEEK = lazy_pattern(
    "JT(?P<number>[nw])(?:(?:,?a|[,>-]|(?=T))J?T?[nw]){0,4}O?M(?P<month>[mE])(?:Y?(?P<year>y))?"
)
_MOST_WEEKS, _SUNDAY = 5, 6


def is_no_week(run: Run, found: Match) -> bool:
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
    return year in USUAL_YEARS and date(year, month, number).weekday() == _SUNDAY


def and_last_day(run: Run, last: Reading, after: int) -> tuple[Reading, int]:
    """The end of a range that says only its day: ថ្ងៃទី១ ខែសីហា ដល់ថ្ងៃទី៥."""
    _, ahead = part_at(run, after + 1)
    day = day_at(run, ahead)
    if day is None or not day.is_marked or (day.phase is not None) != is_lunar(last):
        return last, after
    shared = Day(1, MonthPointer()) if isinstance(last.said, Relative) else last.said
    until = range_of(last.said, of_day(day, shared))  # type: ignore[arg-type]
    return run.up_to(last._replace(said=until), day.after), day.after


def read_split_day(run: Run, found: Match) -> Step | None:
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
