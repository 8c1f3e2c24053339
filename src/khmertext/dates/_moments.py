"""What stands in one run: dates, times of day, and both together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khmertext.dates._clock import (
    BEGINS_DATE,
    HOURS_OF_DAY,
    SaidClock,
    clock_at,
    is_headed,
    rises,
    stamp_at,
)
from khmertext.dates._lists import range_of
from khmertext.dates._pieces import part_at
from khmertext.dates._readings import Range, Reading, precision_of
from khmertext.dates._runs import Run
from khmertext.dates._shapes import BY_LETTER, SHAPES, Step, merge

_CLOCKS = (
    "V?P.",  # the part of the day before a date or a time
    "D:V?C",
    "V?C[BGF]{0,3}[nw]",
    "V?v[nw]N",
    "V?[nw](?::|(?=.*P))",
)
# Where anything can begin: most runs have no such place.
_BEGINS = re.compile(
    "|".join(
        re.sub(r"\?P<\w+>", "?:", pattern)
        for pattern in (*_CLOCKS, *(shape.pattern.pattern for shape in SHAPES))
    )
)


# រសៀលនៅម៉ោង ៣, រសៀលថ្ងៃពុធ ម៉ោង ៣
_BEFORE_CLOCK = re.compile("(?:D?[WJ],?)?@?(?=V?C[BGF]{0,3}[nw])|:(?=V?C[BGF]{0,3}[nw]|n[-:>]n)")
_DAYTIME = re.compile("D(?=:V?C[BGF]{0,3}[nw])")  # ថ្ងៃ៖ ម៉ោង ១១-១
_CLOCK_HEADS = tuple("VCnwv")


def readings_in(run: Run) -> Iterator[Reading]:
    """Everything in the run, in the order of the text."""
    begins = _BEGINS.search(run.letters)
    index = 0 if run.ask.whole else begins.start() if begins else len(run.letters)
    while index < len(run.letters):
        step = _moment_at(run, index)
        if step is not None:
            yield from step[0]
        begins = _BEGINS.search(run.letters, index + 1 if step is None else step[1])
        index = begins.start() if begins else len(run.letters)


def _date_at(run: Run, index: int) -> Step | None:
    """The first shape of the table that is there."""
    for shape in BY_LETTER.get(run.letter(index), ()):
        if run.ask.relative or not shape.needs_ref:
            found = shape.pattern.match(run.letters, index)
            if found is not None and shape.guard(run, found):
                step = shape.build(run, found)
                if step is not None:
                    return step
    return None


def _moment_at(run: Run, index: int) -> Step | None:
    """A date, a time of day, or both; also from one such to another."""
    part, after = part_at(run, index)
    if _DAYTIME.match(run.letters, index):
        part, after = "daytime", index + 1
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
        if step is None or precision_of(step[0][0].said) != "day":
            return None
        step = _with_part(run, index, step, part)
    if step is None or precision_of(step[0][-1].said) != "day":
        return step
    return _and_times(run, _and_later(run, _time_after(run, step)))


def _with_part(run: Run, index: int, step: Step, part: str) -> Step:
    """The part of the day that stands before the first date, from ``index`` on."""
    first = step[0][0]
    start = run.tokens[index].start
    misspelt = first.misspelt or run.is_misspelt(index, index + 2)
    return (first._replace(start=start, part=part, misspelt=misspelt), *step[0][1:]), step[1]


_MOST_MORE = 6  # hours of a list that wait for the last to say its part of the day


def _clock_and_date(
    run: Run, index: int, part: str | None, said: SaidClock, more: int = _MOST_MORE
) -> Step | None:
    """A time of day, and the date if one follows; up to so many ``more`` hours of a list."""
    after = joined = said.after
    if part is None and run.letter(after) == "R":
        # ម៉ោង៣ រសៀលម្សិលមិញ: the word for the day also says the part of it
        part = run.value(after, "relative").partition(" ")[2] or None
    while run.letter(joined) in ("@", "O", ",", "i", "=") and joined < after + 2:
        joined += 1
    joined += run.letter(joined) == "V" and run.letter(joined + 1) == "D"  # ពេលថ្ងៃទី៣១
    behind, joined = part_at(run, joined)  # ម៉ោង ៨, ព្រឹកថ្ងៃពុធ ...
    step = _date_at(run, joined + (behind is not None and run.letter(joined) in ("O", "@")))
    if step is None or precision_of(step[0][0].said) != "day":
        clock = said.clock._replace(part=said.clock.part or part)
        # 18:00 by itself may be anything
        if clock.part is None and said.until is None and not (said.is_spoken or run.ask.whole):
            return None
        alone = run.reading(index, after, None, clock=clock, until=said.until, part=clock.part)
        return _and_hours(run, alone, after, more, part)
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
        part=part or first.part,
        misspelt=first.misspelt or run.is_misspelt(index, joined),
    )
    return (first, *step[0][1:]), after


_NEXT_HOUR = re.compile("(?:,?a|,|r)(?P<hour>C?[nw])")
_NOT_TOLD = (None, "daytime")


def _and_hours(run: Run, alone: Reading, after: int, more: int, part: str | None) -> Step:
    """``ម៉ោង ៨, ១០ និង ១១ ព្រឹក``: more hours, if the last has its part of the day.

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
        step = _clock_and_date(run, at, part if told else None, said, more - 1)
    following = step[0][0].clock if step is not None else None
    if step is None or following is None or (len(step[0]) == 1 and following.part in _NOT_TOLD):
        return (alone,), after
    clock = alone.clock
    if clock is not None and clock.part is None and alone.until is None:
        if rises(clock, following):
            clock = clock._replace(part=following.part)
        alone = alone._replace(clock=clock, part=clock.part)
    return (alone, *step[0]), step[1]


def _time_after(run: Run, step: Step) -> Step:
    """The time that follows a date: វេលាម៉ោង ៨ ព្រឹក, or វេលាព្រឹក."""
    (*before, last), after = step
    if precision_of(last.said) != "day" or last.clock is not None:
        return step
    joined = after
    while run.letter(joined) in ("@", ",", "F", "I", ":") and joined < after + 2:
        joined += 1
    part, end = part_at(run, joined)  # ... វេលារសៀលម៉ោង ២
    said = clock_at(run, end, beside_date=True, part=part)
    said = said or clock_at(run, joined, beside_date=True)
    said = said or stamp_at(run, after)
    if said is not None:
        part = said.clock.part or part or last.part
        last = last._replace(
            end=run.tokens[said.after - 1].end,
            clock=said.clock,
            until=said.until,
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


_NEXT_TIME = re.compile(",?a?(?P<hour>n):n")


def _and_times(run: Run, step: Step) -> Step:
    """``31/07/2024 08:00, 17:00``: more times of day behind a date and a time."""
    readings, after = step
    if readings[-1].clock is None:
        return step
    more: list[Reading] = []
    while found := _NEXT_TIME.match(run.letters, after):
        first = found.start("hour")
        said = clock_at(run, first, beside_date=True)
        if said is None or said.clock.hour > HOURS_OF_DAY:
            break
        after, part = said.after, said.clock.part
        more.append(run.reading(first, after, None, clock=said.clock, until=said.until, part=part))
    return (*readings, *more), after


def _and_later(run: Run, step: Step) -> Step:
    """``29/7/2024, 8:05 AM - 31/7/2024, 2:30 PM``: from one date and time to another."""
    (*before, last), after = step
    if last.clock is None or last.until is not None or run.letter(after) not in (">", "-"):
        return step
    following = _date_at(run, after + 1)
    if following is None or len(following[0]) > 1:
        return step
    (later,), end = _time_after(run, following)
    single = not isinstance(later.said, Range) and not isinstance(last.said, Range)
    if later.clock is None or later.until is not None or not single:
        return step
    (joined,), _ = merge(last, ((later,), end), range_of)
    return (*before, joined._replace(until=later.clock)), end
