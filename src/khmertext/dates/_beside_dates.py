"""What stands beside dates in a text and tells more of them: weekdays, parts of the day, which side."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from khmertext._addresses import address_spans, outside_addresses
from khmertext._patterns import any_of, lazy_pattern
from khmertext.dates._date_words import context, date_words, spellings_of, weekdays
from khmertext.dates._parts_of_day import NOON, governed
from khmertext.dates._readings import Day, Reading
from khmertext.dates._run_starts import any_word_of

# Words before a date that tell on which side of the reference day it lies.
_FUTURE = lazy_pattern("(?<!ត្រូវ)(?<!ជាមួយ)(?<!ទៅ)(?<!ស្មើ)(?<!ទល់)(?<!ដូច)នឹង[^។៕\n]{0,60}$")
_CONTEXT = 80


_PAST = lazy_pattern(lambda: f"{context('past')} *(?:នៅ)?(?:វេលា)? *$")


def with_weekdays(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings with the days of the week that stand beside them.

    ``៣១/០៧/២០២៤ (ពុធ)``, ``(ពុធ) ៣១/០៧/២០២៤``, ``ពុធ, ៣១/០៧/២០២៤``.
    """
    told, after = list(readings), 0
    for index, reading in enumerate(readings):
        said = reading.said
        if isinstance(said, Day) and said.weekday is None:
            found = _weekday_of(text, after, reading)
            if found is not None:
                named = found["weekday"] or found["last"]
                values = date_words()[named].values
                weekday = int(values.get("weekday") or values["english_weekday"])
                start, end = found.start("first"), max(reading.end, found.end())
                start = reading.start if start < 0 else min(reading.start, start)
                said = said._replace(weekday=weekday)
                told[index] = reading._replace(said=said, start=start, end=end)
        after = told[index].end
    return told


def _weekday_of(text: str, after: int, reading: Reading) -> re.Match[str] | None:
    """The day of the week beside ``reading``, behind ``after``; most dates have none."""
    head, found = _TO_WEEKDAY.match(text, reading.end), None
    if head is not None and text.startswith(weekdays(), head.end()):
        found = _weekday_beside()[1].match(text, reading.end)
    if found is None and _FROM_WEEKDAY.match(text, max(0, reading.start - 2)):
        first = max(after, reading.start - _CONTEXT)
        found = _weekday_beside()[0].search(text, first, reading.start)
    return found


_TO_WEEKDAY = lazy_pattern(lambda: f"[ ,(]{{0,2}}(?:{any_word_of('=')})?(?:{any_word_of('D')})?")
_FROM_WEEKDAY = lazy_pattern("(?s:.)?[),]")  # and a blank


@cache
def _weekday_beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The day of the week apart from a date, before and behind it."""
    weekday = f"(?P<weekday>{any_of(weekdays())})"
    again = weekday.replace("?P<weekday>", "?:")
    day = any_of(s for s in spellings_of(("marker",)) if date_words()[s].letter == "D")
    before = f"(?P<first>\\({day}?(?={again}\\))|(?:^|(?<=\n)){day}?(?={again},)){weekday}[),] ?$"
    alone = f"(?:,? {day}?| ?(?:{any_word_of('=')})?{day})"  # 31/07/2024, ពុធ
    # A comma or a dash may lead to the next date, whose day of the week it is.
    ends = "(?= *(?:$|[\n\r។៕;]))"
    behind = f"(?P<first> ?\\({day}?){weekday}\\)"
    behind += f"|(?P<start>{alone})(?P<last>{again}){ends}"
    return re.compile(before), re.compile(behind)


_LATIN = lazy_pattern("[A-Za-z]")
_LONGEST_PATH = 400  # characters


def out_of_addresses(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings that are in no address: one begins with Latin letters, before the next blank."""
    for reading in readings:
        first = max(0, reading.start - _LONGEST_PATH)
        if _LATIN.search(text, max(first, text.rfind(" ", first, reading.start)), reading.end):
            return outside_addresses(address_spans(text), readings)
    return readings


def with_parts(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings, with the part of the day for a time that stands right behind its day.

    ``រសៀលថ្ងៃទី៥ ខែសីហា (ម៉ោង ២)``, and on the next line.
    """
    told = list(readings)
    for index, reading in enumerate(told[1:], 1):
        before, clock = told[index - 1], reading.clock
        if clock is None or clock.part is not None or reading.said is not None:
            continue
        if before.part is None or before.clock is not None or not 1 <= clock.hour <= NOON:
            continue
        if _BESIDE_DAY.fullmatch(text, before.end, reading.start):
            clock, until = governed(before.part, clock, reading.until)
            clock = clock._replace(part=before.part)
            told[index] = reading._replace(clock=clock, until=until, part=before.part)
    return told


_BESIDE_DAY = lazy_pattern(
    lambda: f"(?:{any_word_of('H')})?[ ,\r\n(\\[]{{0,4}}(?:{any_word_of('F@')})?"
)


def direction_of(text: str, reading: Reading, ref: date | None) -> int:
    """On which side of the reference day it lies by the words before it."""
    if ref is None or reading.said is None:
        return 0
    before = text[max(0, reading.start - _CONTEXT) : reading.start]
    return -1 if _PAST.search(before) else 1 if _FUTURE.search(before) else 0
