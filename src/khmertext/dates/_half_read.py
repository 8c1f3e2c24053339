"""Half of a list or a range: what is joined to a date or a time and was not read with it."""

from __future__ import annotations

import re
from functools import cache

from khmertext._patterns import any_of, lazy_pattern
from khmertext.dates._date_words import NeighbourRole, context, ends_with, spellings_of
from khmertext.dates._readings import Reading
from khmertext.dates._run_starts import DIGIT, any_word_of

_LONGEST_ITEM = 40  # characters before a date that are looked at


def are_half_read(text: str, readings: list[Reading]) -> list[bool]:
    """Which readings have an item beside them that belongs to the same list or range: ``4, 6 មីនា 2024``.

    A figure behind one counts only where nothing stands behind it that it might count.
    """
    found = []
    for place, reading in enumerate(readings):
        before = readings[place - 1].end if place else 0
        after = readings[place + 1].start if place + 1 < len(readings) else len(text) + 1
        found.append(_goes_on(text, reading, after) or _began_before(text, reading, before))
    return found


def _goes_on(text: str, reading: Reading, next_start: int) -> bool:
    """Whether the list goes on behind ``reading`` with what no other reading has."""
    found = _item_behind().match(text, reading.end)
    return found is not None and found.end() <= next_start


def _began_before(text: str, reading: Reading, last_end: int) -> bool:
    """Whether the list begins before ``reading``, behind the end of the last reading."""
    start, first = reading.start, _FIGURE.match(text, reading.start)
    item = _figure_before() if first else _month_before()
    found = item.search(text, max(last_end, start - _LONGEST_ITEM), start)
    if found is None:
        return False
    if first is None:
        return _month_first().match(text, start) is not None
    if not 1 <= int(found["figure"]) < int(first[0]):
        return False
    before = text[max(0, found.start("figure") - _LONGEST_ITEM) : found.start("figure")]
    return not any(ends_with(role).search(before) for role in _OTHERS)


_FIGURE = lazy_pattern(f"[{DIGIT}]{{1,2}}(?![{DIGIT}])")
_OTHERS: tuple[NeighbourRole, ...] = ("numbered", "document", "amount", "tally", "count")


@cache
def _joiner() -> str:
    """What joins a list or a range, glued to both items or to none, but for the comma."""
    joiner = any_word_of("->iar/")
    return f"(?:(?<![ \u00a0]){joiner}(?![ \u00a0])|[ \u00a0]?{any_word_of('>iar')}[ \u00a0]?|[ \u00a0]{joiner}[ \u00a0])"


@cache
def _months() -> str:
    return any_of(spellings_of(("month", "english_month")))


@cache
def _item_behind() -> re.Pattern[str]:
    figure = f"(?:{any_word_of('C')}[ \u00a0]?)?{any_word_of('T')}?[ \u00a0]?(?:[0០]?[1-9១-៩]|[1-9១-៩][{DIGIT}]|[12១២][{DIGIT}]{{3}})"
    more = f"(?:[/:-][{DIGIT}]{{1,4}}){{0,2}}"
    ends = f"(?=[ \u00a0]*(?:$|[\r\n។៕;!?()«»]|[,.:](?![{DIGIT}])|{context('phrase_end')}))"
    return re.compile(f"{_joiner()}{figure}{more}{ends}")


@cache
def _figure_before() -> re.Pattern[str]:
    begins = f'(?:^|(?<=[\r\n។៕:៖;()«»"“])|(?<=[^{DIGIT}A-Za-z,.][ \u00a0]))'
    return re.compile(
        f"{begins}(?P<figure>[{DIGIT}]{{1,2}})(?:/[{DIGIT}]{{1,2}})?(?:{_joiner()}|,[ \u00a0])$"
    )


@cache
def _month_before() -> re.Pattern[str]:
    return re.compile(f"{_months()}{_joiner()}$")


@cache
def _month_first() -> re.Pattern[str]:
    return re.compile(f"(?:{any_word_of('M')}[ \u00a0]?)?{_months()}")
