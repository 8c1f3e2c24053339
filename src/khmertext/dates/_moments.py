"""What stands in one run: dates, times of day, and both together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from khmertext._patterns import lazy_pattern
from khmertext.dates._clock import BEGINS_DATE, SaidClock, clock_at, is_headed, stamp_at
from khmertext.dates._date_figures import figures_at, numeric_at
from khmertext.dates._date_tokens import Run
from khmertext.dates._date_words import context
from khmertext.dates._days import and_last_day, days_at
from khmertext.dates._lists import is_lunar, merge, range_of, same_of, single_of, within
from khmertext.dates._other_figures import is_part_of_more
from khmertext.dates._parts_of_day import HOURS_OF_DAY, NOON, governed, rises
from khmertext.dates._pieces import KHMER, ends_at, over, part_at
from khmertext.dates._readings import (
    Day,
    Month,
    PartOfYear,
    Range,
    Reading,
    Step,
    Year,
    precision_of,
)
from khmertext.dates._shapes import SHAPES, Shape
from khmertext.dates._years import tells_year

_CLOCKS = (
    "V?P.",  # the part of the day before a date or a time
    "D:(?:V?C|n[-:>]n)",
    "V?C[BGF]{0,3}[nw]",
    "V?v[nw]N",
    "V?[nw](?::|(?=.*P))",
)
_CLOCK_BEGINS = lazy_pattern("|".join(_CLOCKS))


# រសៀលនៅម៉ោង ៣, រសៀលថ្ងៃពុធ ម៉ោង ៣
_BEFORE_CLOCK = lazy_pattern(
    "(?:D?[WJ],?)?[@FB]{0,3}(?=V?C[BGF]{0,3}[nw])|:(?=V?C[BGF]{0,3}[nw]|n(?:[-:>]n|a?nN|h))"
)
# រសៀលថ្ងៃដដែល ម៉ោង ៣: words for a day that is not known
_DAYS_BETWEEN = lazy_pattern(
    "(?=[DTWJRHsuO,])[DTWJRHsunwMmE/,@FOVB>-]{1,12}?(?=V?C[BGF]{0,3}[nw]|(?<!T)n:n)"
)
_DAYTIME = lazy_pattern("D(?=:(?:V?C[BGF]{0,3}[nw]|n[-:>]n))")  # ថ្ងៃ៖ ម៉ោង ១១-១
_CLOCK_HEADS = tuple("VCnwv")


_KEPT = 4096  # texts have few strings of letters, again and again


@lru_cache(_KEPT)
def _begins_at(letters: str, index: int) -> int:
    """The next place where anything can begin, or the end: most runs have no such place."""
    for place in range(index, len(letters)):
        if _CLOCK_BEGINS.match(letters, place) or _shapes_at(letters, place):
            return place
    return len(letters)


@cache
def _table() -> tuple[tuple[Shape, re.Pattern[str]], ...]:
    return tuple((shape, re.compile(shape.pattern)) for shape in SHAPES)


@lru_cache(_KEPT)
def _shapes_at(letters: str, index: int) -> tuple[tuple[Shape, re.Match[str]], ...]:
    """The shapes of the table whose letters stand there, in its order."""
    return tuple(
        (shape, found) for shape, pattern in _table() if (found := pattern.match(letters, index))
    )


def readings_in(run: Run) -> Iterator[Reading]:
    """Everything in the run, in the order of the text."""
    index = 0 if run.ask.whole else _begins_at(run.letters, 0)
    while index < len(run.letters):
        step = _moment_at(run, index)
        if step is not None:
            yield from step[0]
        index = _begins_at(run.letters, index + 1 if step is None else step[1])


def _shape_at(run: Run, index: int) -> Step | None:
    """The first shape of the table that is there."""
    for shape, found in _shapes_at(run.letters, index):
        if (run.ask.relative or not shape.needs_ref) and shape.guard(run, found):
            step = shape.build(run, found)
            if step is not None:
                return step
    return None


_WITH_RANGES = frozenset(("day", "week", "month", "quarter", "half"))  # years have their own
_INTERVAL = lazy_pattern("y-n-n/y-n-n|n-n-y/n-n-y")  # of ISO 8601


def _date_at(run: Run, index: int) -> Step | None:
    """A date, a list of them or a range, and the same in the other calendar."""
    step = _shape_at(run, index)
    if step is None:
        return None
    (*before, last), after = step
    if _links(run, after) and not isinstance(last.said, Range):
        last, after = _to_other(run, last, after)
    return _and_other_year(run, _and_in_other_calendar(run, ((*before, last), after)))


def _and_in_other_calendar(run: Run, step: Step) -> Step:
    """``ថ្ងៃទី៣១ ខែកក្កដា ត្រូវនឹងថ្ងៃ១១រោច ខែអាសាឍ``: the same day or days in the other calendar."""
    (last, *more), after = step
    if more or run.letter(after) != "=" or precision_of(last.said) != "day":
        return step
    part, ahead = part_at(run, after + 1)
    same = numeric_at(run, ahead) or days_at(run, ahead)
    if same and isinstance(last.said, Range) and _links(run, same[1]):
        (*most, until), end = same  # ១៤រោច ខែភទ្របទ ដល់ ១កើត ខែអស្សុជ
        until, end = _to_other(run, until, end)
        same = (*most, until), end
    if same is None or len(same[0]) > 1 or is_lunar(same[0][0]) == is_lunar(last):
        return step
    (last,), after = merge(last, same, same_of)
    return (last._replace(part=part or last.part),), after


_OTHER_YEAR = lazy_pattern("(?:,?a|(?P<slash>/))y(?![-./]n)")


def _and_other_year(run: Run, step: Step) -> Step:
    """``៣១ ធ្នូ ២០២៣ និង ២០២២``: the same day, month, quarter or range of them in another year."""
    (last, *more), after = step
    found, said = _OTHER_YEAR.match(run.letters, after), last.said
    if found is None or more or said is None or not tells_year(run, found.end() - 1):
        return step
    ends = said[:2] if isinstance(said, Range) else (said,)
    years = {getattr(end, "year", None) for end in ends}
    main: object = ends[0]
    slashed = found["slash"] and isinstance(main, Day) and main.in_figures
    if slashed or len(years) > 1 or not all(year and year.number for year in years):
        return step
    if not isinstance(main, (Day, Month, PartOfYear)):
        return step
    token = run.tokens[found.end() - 1]
    parts = {"weekday": None} if isinstance(main, Day) else {}
    other = within(last, year=Year(token.number, 4), **parts)
    return (last, other._replace(start=token.start, end=token.end)), found.end()


def _links(run: Run, index: int) -> bool:
    """Whether what stands there may lead to the end of a range."""
    link = run.letter(index)
    if link == "/":
        return _INTERVAL.match(run.letters, index - 5) is not None
    is_stamp = run.letter(index - 5) == "y" and stamp_at(run, index)  # 2024-07-31-14.05.09
    return link in (">", "i") or (link == "-" and not is_stamp)


def _to_other(run: Run, first: Reading, after: int) -> tuple[Reading, int]:
    """``first`` up to the date behind the link at ``after``, which is as exact."""
    exact = precision_of(first.said)
    if exact not in _WITH_RANGES or first.clock or first.mod:
        return first, after
    _, ahead = part_at(run, after + 1) if exact == "day" else (None, after + 1)
    step = _shape_at(run.linked_at(ahead), ahead)
    if step is not None and len(step[0]) > 1:  # 05/02/2024 ដល់ 06/02/2024, 28/02 ដល់ 05/03/2024
        step = figures_at(run.linked_at(ahead), ahead) or step
    last = single_of(step)
    if step is None or last is None or last.mod or precision_of(last.said) != exact:
        day_only = exact == "day" and not first.part
        return and_last_day(run, first, after) if day_only else (first, after)
    if first.part or last.part or last.clock or _is_month_first(run, after, last):
        return first, after
    (joined,), after = merge(first, step, range_of)
    return joined, after


def _is_month_first(run: Run, after: int, last: Reading) -> bool:
    """``2024/3/6~3/8``: behind a date with its year in front the month is before the day."""
    said = last.said
    bare = isinstance(said, Day) and said.in_figures and said.year is None
    return bare and _YEAR_IN_FRONT.search(run.letters, 0, after) is not None


_YEAR_IN_FRONT = lazy_pattern("y[-./]n[-./]n$")


def _moment_at(run: Run, index: int) -> Step | None:
    """A date, a time of day, or both; also from one such to another."""
    part, after = part_at(run, index)
    if _DAYTIME.match(run.letters, index):
        part, after = "daytime", index + 1
    if part is None and run.letter(index) == "R" and not run.ask.relative:
        # រសៀលនេះ ម៉ោង ៣, where no reference day tells the day
        return _hour_behind(run, index, run.value(index, "relative").partition(" ")[2], index + 1)
    if part is not None and (between := _BEFORE_CLOCK.match(run.letters, after)):
        after = between.end()
    if run.letter(after) in _CLOCK_HEADS:
        clock = clock_at(run, after, beside_date=run.ask.whole and index == 0, part=part)
        step = _clock_and_date(run, index, part, clock) if clock else None
        if step is not None:
            return step
    if part is None:
        step = _date_at(run, index)
    else:
        step = _date_at(run, after + (run.letter(after) in ("O", "@", "i")))
        if step is None:
            return _hour_behind(run, index, part, after)
        if precision_of(step[0][0].said) != "day":
            return None
        step = _with_part(run, index, step, part)
    if step is None or precision_of(step[0][-1].said) != "day":
        return step
    (*before, last), after = _and_later(run, _time_after(run, step))
    if last.clock is None:
        return (*before, last), after
    in_front = last.part if last.clock.part is None else None
    hours, after = _and_hours(run, last, after, _MOST_MORE, in_front, dated=True)
    return (*before, *hours), after


def _hour_behind(run: Run, index: int, part: str, after: int) -> Step | None:
    """The time that a part of the day governs over words for a day that is not known."""
    between = _BEFORE_CLOCK.match(run.letters, after) or _DAYS_BETWEEN.match(run.letters, after)
    if not part or between is None:
        return None
    clock = clock_at(run, between.end(), part=part)
    return _clock_and_date(run, index, part, clock) if clock else None


def _with_part(run: Run, index: int, step: Step, part: str) -> Step:
    """The part of the day that stands before the first date, from ``index`` on."""
    first = step[0][0]
    start = run.tokens[index].start
    misspelt = first.misspelt or run.is_misspelt(index, index + 2)
    return (first._replace(start=start, part=part, misspelt=misspelt), *step[0][1:]), step[1]


def _date_behind(run: Run, index: int, said: SaidClock) -> int:
    """The index of the date that a time may share, over a comma, នៅ, a bar or a dash."""
    told = said.clock.part is not None or ":" in run.letters[index : said.after]
    if run.letter(said.after) == "," and run.typed(said.after) == ";":
        return said.after
    if told and said.until is None and _is_dash_between(run, said.after):
        return over(_TO_DATE, run, said.after + 1)  # 14:05 - 31/07/2024
    return over(_TO_DATE, run, said.after)


_TO_DATE, _TO_TIME = re.compile("[@O,i=|]{0,2}(?:V(?=[DR]))?"), re.compile("[@,FBI:|]{0,3}")


def _is_dash_between(run: Run, index: int) -> bool:
    """Whether a dash with blanks on both sides stands there: 31/07/2024 - 14:05."""
    dash = run.letter(index) in ("-", ">") and not run.glued(index) and not run.glued(index + 1)
    return dash and KHMER.match(run.typed(index)) is None


_MOST_MORE = 6  # hours of a list that wait for the last to say its part of the day


def _clock_and_date(
    run: Run,
    index: int,
    part: str | None,
    said: SaidClock,
    more: int = _MOST_MORE,
    dated: bool = False,
) -> Step | None:
    """A time of day, and the date if one follows; up to so many ``more`` hours of a list.

    ``dated``: the list stands behind its date.
    """
    after = said.after
    if part is None and run.letter(after) == "R":
        # ម៉ោង៣ រសៀលម្សិលមិញ: the word for the day also says the part of it
        part = run.value(after, "relative").partition(" ")[2] or None
    joined = _date_behind(run, index, said)
    behind, joined = part_at(run, joined)  # ម៉ោង ៨, ព្រឹកថ្ងៃពុធ ...
    joined += behind is not None and run.letter(joined) in ("O", "@")
    step = None if dated else _date_at(run, joined)
    if step is None or precision_of(step[0][0].said) != "day":
        clock = said.clock._replace(part=said.clock.part or part)
        # 18:00 by itself may be anything
        told = clock.part is not None or said.until is not None or said.is_spoken or run.ask.whole
        told = told or (clock.offset is not None and not is_part_of_more(run, index))
        told = told or _is_labelled(run, index)
        alone = run.reading(index, after, None, clock=clock, until=said.until, part=clock.part)
        step = _and_hours(run, alone, after, more, part, dated)
        # 2:00 និង 3:00 រសៀល
        told = told or any(more.part is not None for more in step[0][1:])
        return step if told else None
    first, after = step[0][0], step[1]
    part = said.clock.part or part or behind
    if part is None and len(step[0]) == 1:  # ម៉ោង ២ ថ្ងៃទី៣១ ខែកក្កដា វេលារសៀល
        part, after = part_at(run, after + (run.letter(after) == "@"))
        after = step[1] if part is None else after
    first = first._replace(
        start=run.tokens[index].start,
        end=max(first.end, run.tokens[after - 1].end) if len(step[0]) == 1 else first.end,
        clock=said.clock._replace(part=part),
        until=said.until,
        part=first.part or part,
        misspelt=first.misspelt or run.is_misspelt(index, joined),
    )
    return (first, *step[0][1:]), after


def _is_labelled(run: Run, index: int) -> bool:
    """``Time: 14:05``."""
    before = run.text[: run.tokens[index].start][-_LONGEST_LABEL:]
    return _LABEL.search(before) is not None


_LABEL = lazy_pattern(lambda: f"(?<![A-Za-z]){context('time_label')} ?[:៖] ?$")


_LONGEST_LABEL = 12  # characters


_NEXT_HOUR = lazy_pattern("(?:,?aF?|[,r/]F?|[|]?(?=n:n)|(?=n(?:[->]n)?@?V?P))(?P<hour>C?[nw])")
_NOT_TOLD = (None, "daytime")


def _is_hour(run: Run, found: re.Match[str], step: Step) -> bool:
    """Whether ``step`` goes on with a list of hours, and what it read counts nothing."""
    (following, *more), after = step
    part = following.clock.part if following.clock else None
    if more or part not in _NOT_TOLD:
        return True
    if following.until:
        return part is None  # but ២-៣ថ្ងៃ are days
    timed = ":" in run.letters[found.end() : after]
    return timed or (found[0][-2:-1] in ("a", "r") and ends_at(run, after - 1))


def _and_hours(
    run: Run, alone: Reading, after: int, more: int, part: str | None, dated: bool
) -> Step:
    """``ម៉ោង ៨, ១០ និង ១១ ព្រឹក``, ``31/07/2024 08:00, 17:00``: more hours of a list.

    ``part`` is that in front of the first: then ម៉ោង tells more, or the part before the next time.
    """
    found = _NEXT_HOUR.match(run.letters, after)
    if not more or found is None or BEGINS_DATE.match(run.letters, found.end() - 1):
        return (alone,), after
    at = found.start("hour")
    said = clock_at(run, at, listed=True, part=part)
    step = None
    if said and said.clock.hour <= HOURS_OF_DAY:
        told = said.clock.part or run.letter(at) == "C" or is_headed(run, said.after)
        dated = dated and "a" not in found[0]
        step = _clock_and_date(run, at, part if told else None, said, more - 1, dated)
    following, clock = step[0][0].clock if step is not None else None, alone.clock
    if step is None or following is None or not _is_hour(run, found, step):
        return (alone,), after
    falls = clock is not None and following.hour < clock.hour <= NOON
    if falls and following.part is None and run.tokens[at].digits < 2:
        following = following._replace(is_torn=True)  # ម៉ោង ៨, ១០ និង ២
        step = (step[0][0]._replace(clock=following), *step[0][1:]), step[1]
    if part is not None:
        step = _all_under(part, step[0]), step[1]
    if clock is not None and clock.part is None and alone.until is None:
        if rises(clock, following):
            clock = clock._replace(part=following.part)
        alone = alone._replace(clock=clock, part=clock.part or alone.part)
    return (alone, *step[0]), step[1]


def _all_under(part: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """``readings`` with the part of the day in front of their list: រសៀល ម៉ោង ២ និង ៤."""
    told: list[Reading] = []
    for reading in readings:
        clock, until = reading.clock, reading.until
        if clock is not None and clock.part is None and reading.part is None:
            clock, until = governed(part, clock, until)
            clock = clock._replace(part=part)
            reading = reading._replace(clock=clock, until=until, part=part)
        told.append(reading)
    return tuple(told)


def _time_after(run: Run, step: Step) -> Step:
    """The time that follows a date: វេលាម៉ោង ៨ ព្រឹក, or វេលាព្រឹក."""
    (*before, last), after = step
    if precision_of(last.said) != "day" or last.clock is not None:
        return step
    joined = over(_TO_TIME, run, after)
    if _TIME_BEHIND.match(run.letters, after) and _is_dash_between(run, after):
        joined = after + 1
    part, end = part_at(run, joined)  # ... វេលារសៀលម៉ោង ២
    between = _BEFORE_CLOCK.match(run.letters, end) if part is not None else None
    said = clock_at(run, between.end() if between else end, beside_date=True, part=part)
    said = said or clock_at(run, joined, beside_date=True)
    said = said or stamp_at(run, after)
    if said is not None and _is_of_next_line(run, after, said):
        said = part = None
    if said is not None:
        clock, until = said.clock, said.until
        if last.part is not None and clock.part is None:
            clock, until = governed(last.part, clock, until)
        part = last.part or clock.part or part
        last = last._replace(
            end=run.tokens[said.after - 1].end,
            clock=clock,
            until=until,
            part=part,
            misspelt=last.misspelt or run.is_misspelt(joined, said.after),
        )
        return (*before, last), said.after
    if part is not None:
        introduced = joined > after or end - joined > 1
        if introduced or run.typed(end - 1).startswith("ពេល"):
            last = last._replace(part=part, end=run.tokens[end - 1].end)
            return (*before, last), end
    return step


def _is_of_next_line(run: Run, index: int, said: SaidClock) -> bool:
    """A date, and ``ម៉ោង ៨ ព្រឹក ថ្ងៃទី៦ ខែមីនា ឆ្នាំ២០២៤`` on the next line."""
    if run.tokens[index].gap < 2 and run.typed(index) != ";":
        return False
    step = _date_at(run, _date_behind(run, index, said))
    return step is not None and precision_of(step[0][0].said) == "day"


_TIME_BEHIND = lazy_pattern("[->](?:n(?::n|P)|V?P?C)")


def _and_later(run: Run, step: Step) -> Step:
    """``29/7/2024, 8:05 AM - 31/7/2024, 2:30 PM``: from one date and time to another."""
    (*before, last), after = step
    mark = run.letter(after)
    if last.clock is None or last.until is not None or mark not in (">", "-", "/"):
        return step
    if mark == "/" and not run.glued(after + 1):  # of ISO 8601
        return step
    following = _shape_at(run.linked_at(after + 1), after + 1)
    if following is None or single_of(following) is None or isinstance(last.said, Range):
        return step
    (later,), end = _time_after(run, following)
    if later.clock is None or later.until is not None:
        return step
    (joined,), _ = merge(last, ((later,), end), range_of)
    return (*before, joined._replace(until=later.clock)), end
