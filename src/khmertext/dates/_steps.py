"""What the builders of shapes give: readings, and how one is joined to the next."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from khmertext.dates._days import MOST_ITEMS
from khmertext.dates._lists import range_of
from khmertext.dates._readings import (
    Month,
    PartOfYear,
    Range,
    Reading,
    Said,
    Step,
)
from khmertext.dates._runs import Run

Match: TypeAlias = re.Match[str]


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
        return reading._replace(said=Range(first, last))
    return reading._replace(said=said._replace(**parts))


def add_item(
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


def add_items(
    run: Run,
    readings: list[Reading],
    after: int,
    pattern: re.Pattern[str],
    said_at: Callable[[Match], Month | PartOfYear | None],
    linked: bool = False,
) -> int:
    """Add the items of a list that goes on at ``after``, or the end of a range; the index after them."""
    while len(readings) < MOST_ITEMS and not isinstance(readings[-1].said, Range):
        found = pattern.match(run.letters, after)
        said = said_at(found) if found is not None else None
        if found is None or said is None or (linked and not found["link"]):
            break
        first = found.end("link") if found["link"] else after
        add_item(run, readings, first, found.end(), said, found["to"])
        after = found.end()
    return after
