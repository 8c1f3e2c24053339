"""Decades and centuries: ទសវត្សរ៍ទី៧០, សតវត្សរ៍ទី៩ ដល់ទី១៥."""

from __future__ import annotations

from typing import cast

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._lists import MOST_ITEMS, merge, range_of
from khmertext.dates._pieces import ends_at, mod_at
from khmertext.dates._readings import Age, Ages, Range, Step, Year

_AGE = lazy_pattern("[TY]?(?P<number>[ntyw])(?:O?(?P<era>e))?")


def read_ages(run: Run, found: Match) -> Step | None:
    """``ទសវត្សរ៍ទី៧០``, ``សតវត្សរ៍ទី៩ ដល់ទី១៥``, ``សតវត្សទី១៩ និងទី២០``."""
    mod, _ = mod_at(run, found.start())
    unit = cast("Age", run.value(found.end() - 1, "unit"))
    first = _age_at(run, found.end(), unit)
    if first is None:
        return None
    said, after = first
    readings = [run.reading(found.start(), after, said, mod=mod)]
    while len(readings) < MOST_ITEMS and (link := _NEXT_AGE.match(run.letters, after)):
        at = link.end() - (link["unit"] == "Q" and run.value(link.end() - 1, "unit") != unit)
        step = _age_at(run, at, unit)
        if step is None or not _is_told_age(run, at, unit, link["link"]):
            break
        if run.letter(at) != "T" and (step[0].year.number or 0) <= (said.year.number or 0):
            break
        last, end = step
        item = run.reading(link.end("link"), end, last)
        if link["to"] and isinstance(readings[-1].said, Range):
            break
        if link["to"]:
            said = said._replace(year=said.year._replace(era=said.year.era or last.year.era))
            (readings[-1],), _ = merge(readings[-1]._replace(said=said), ((item,), end), range_of)
        else:
            readings.append(item)
        said, after = last, end
    return tuple(readings), after


_NEXT_AGE = lazy_pattern("(?P<link>(?P<to>[->])|,?a|[,r](?=Q?T)|(?=T))(?P<unit>Q?)(?=[TYntyw])")


def _is_told_age(run: Run, index: int, unit: Age, link: str) -> bool:
    """Whether a figure behind a decade or century is one too: the unit need not be said again."""
    close = link in ("-", ">") and run.glued(index - 1) and run.glued(index)
    if run.letter(index) in ("T", "Y") or close:
        return True
    listed = ends_at(run, index) or (unit == "decade" and link[-1:] == "a")
    return listed and run.letter(index + 1) not in ("c", "C", "N")


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
    era = run.era(found.start("era")) if found["era"] else None
    return Ages(unit, Year(figure.number, figure.digits, era)), found.end()
