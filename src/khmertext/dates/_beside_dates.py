"""What stands beside dates in a text and tells more of them: weekdays, parts of the day, which side."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from itertools import pairwise

from khmertext._addresses import outside_addresses
from khmertext._chars import COENG, RE_LETTER, RE_MARK
from khmertext._patterns import any_of, lazy_pattern
from khmertext.dates._clock import NOON, governed, hour_of
from khmertext.dates._date_words import context, date_words, spellings_of
from khmertext.dates._lists import is_linked
from khmertext.dates._readings import Day, Reading, precision_of
from khmertext.dates._run_starts import DIGIT, any_word_of

# Words before a date that tell on which side of the reference day it lies.
_FUTURE = lazy_pattern("(?<!ត្រូវ)(?<!ជាមួយ)(?<!ទៅ)(?<!ស្មើ)(?<!ទល់)(?<!ដូច)នឹង[^។៕\n]{0,60}$")
_CONTEXT = 80


@cache
def _past() -> re.Pattern[str]:
    return re.compile(f"{context('past')}[ \u00a0]*(?:នៅ)?(?:វេលា)?[ \u00a0]*$")


def with_weekdays(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings with the days of the week that stand beside them.

    ``៣១/០៧/២០២៤ (ពុធ)``, ``(ពុធ) ៣១/០៧/២០២៤``, ``ពុធ, ៣១/០៧/២០២៤``.
    """
    told, after = list(readings), 0
    for index, reading in enumerate(readings):
        said = reading.said
        if isinstance(said, Day) and said.weekday is None:
            before, behind = _weekday_beside()
            found = behind.match(text, reading.end)
            found = found or before.search(
                text, max(after, reading.start - _CONTEXT), reading.start
            )
            if found is not None:
                named = found["weekday"] or found["last"]
                values = date_words()[named].values
                weekday = int(values.get("weekday") or values["english_weekday"])
                start, end = (
                    min(reading.start, found.start("first") % (len(text) + 1)),
                    max(reading.end, found.end()),
                )
                said = said._replace(weekday=weekday)
                told[index] = reading._replace(said=said, start=start, end=end)
        after = told[index].end
    return told


@cache
def _weekday_beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The day of the week apart from a date, before and behind it."""
    weekday = f"(?P<weekday>{any_of(spellings_of(('weekday', 'english_weekday')))})"
    again = weekday.replace("?P<weekday>", "?:")
    day = any_of(s for s in spellings_of(("marker",)) if date_words()[s].letter == "D")
    before = f"(?P<first>\\({day}?(?={again}\\))|(?:^|(?<=\n)){day}?(?={again},)){weekday}[),][ \u00a0]?$"
    alone = f"(?:,?[ \u00a0]{day}?|[ \u00a0]?(?:{any_word_of('=')})?{day})"  # 31/07/2024, ពុធ
    # A comma or a dash may lead to the next date, whose day of the week it is.
    ends = "(?=[ \u00a0]*(?:$|[\n\r។៕;]))"
    behind = f"(?P<first>[ \u00a0]?\\({day}?){weekday}\\)"
    behind += f"|(?P<start>{alone})(?P<last>{again}){ends}"
    return re.compile(before), re.compile(behind)


_LATIN = lazy_pattern("[A-Za-z]")
_LONGEST_PATH = 400  # characters


def out_of_addresses(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings that are in no address: one begins with Latin letters, before the next blank."""
    for reading in readings:
        first = max(0, reading.start - _LONGEST_PATH)
        if _LATIN.search(text, max(first, text.rfind(" ", first, reading.start)), reading.end):
            return outside_addresses(text, readings)
    return readings


@cache
def _between_hours() -> str:
    return f"(?:[ \u00a0\r\n,/-]|{any_word_of('C>ar')})"


@cache
def _unread_part() -> re.Pattern[str]:
    hours = f"(?:{_between_hours()}{{0,4}}[{DIGIT}]{{1,2}}(?:[:.h][{DIGIT}]{{2}}|h)?){{0,4}}"  # more of a list: ម៉ោង ២/៣/៥ រសៀល
    at = "\\)?[ \u00a0,\r\n|/.-]{0,3}[(\\[]?(?:នៅ|ក្នុង|នៃ|នា)?(?:ពេល|វេលា)?"
    day = f"(?:[ \u00a0,]{{0,2}}(?:{any_word_of('DTWJRHsu')}(?:នោះ)?|[{DIGIT}]{{1,2}}(?![{DIGIT}:]))){{0,5}}"
    return re.compile(f"{hours}\\)?{day}{at}{_part()}")


def are_open(text: str, readings: list[Reading]) -> list[bool]:
    """Which readings have a time before or after noon and a part of the day that was not read.

    It stands right behind, or behind the last time of a list: ម៉ោង ៨, ១០ និង ២ រសៀល.
    """
    open_ones: list[bool] = []
    told, start = False, 0  # of what follows: whether it is a time with a part of the day
    ends = _ends_of_times(readings)
    for place, reading in reversed(list(enumerate(readings))):
        clock, is_open = reading.clock, False
        if clock is not None and clock.part is None and 1 <= clock.hour <= NOON:
            listed = told and reading.said is None and is_linked(text[reading.end : start])
            following = readings[place + 1 : place + 2]
            is_open = listed or (
                reading.part is None and _has_part_behind(text, reading, following)
            )
            is_open = is_open or _is_behind_part(text, reading.start)
            is_open = is_open or _is_in_part(text, ends[place], reading)
        open_ones.append(is_open)
        told, start = clock is not None and (clock.part is not None or is_open), reading.start
    open_ones.reverse()
    for place, (before, reading) in enumerate(pairwise(readings), 1):
        linked = is_linked(text[before.end : reading.start]) and before.clock is not None
        if linked and _may_be_later(before, reading, open_ones[place - 1]):
            open_ones[place] = True
    return open_ones


def _has_part_behind(text: str, reading: Reading, following: list[Reading]) -> bool:
    """Whether a part of the day stands behind a time, or behind its day: (ម៉ោង ២) ថ្ងៃទី៥ ខែសីហា រសៀល."""
    end = reading.end
    for day in following:
        beside = _BESIDE.fullmatch(text, end, day.start)
        if beside and day.clock is None and precision_of(day.said) == "day":
            if day.part is not None:
                return True
            end = day.end
    if _unread_part().match(text, end) is not None:
        return True
    soon = _part_soon().match(text, end)
    if soon is None or any(soon.end() > later.start >= end for later in following):
        return False
    return _makes_other_hour(date_words()[soon["part"]].values["part"], reading)


@cache
def _part_soon() -> re.Pattern[str]:
    """A part of the day with a few short words before it: ម៉ោង ២ តិចតួចនៅរសៀល."""
    words = date_words()
    usual = ("morning", "afternoon", "evening", "night")
    parts = any_of(s for s in spellings_of(("part",)) if words[s].values["part"] in usual)
    khmer = f"{RE_LETTER}{RE_MARK}{COENG}"
    return re.compile(f"[{khmer} \u00a0]{{1,20}}?(?P<part>{parts})(?![{RE_MARK}{COENG}])")


def _makes_other_hour(part: str, reading: Reading) -> bool:
    """Whether the time or its end is another one in this part of the day."""
    hours = [clock.hour for clock in (reading.clock, reading.until) if clock and not clock.part]
    return any(hour_of(hour, part)[0] != hour for hour in hours)


_BESIDE = lazy_pattern("[ \u00a0\r\n)\\],]{0,4}")


def _may_be_later(before: Reading, reading: Reading, is_open: bool) -> bool:
    """Whether the part of the day of the time ``before`` makes another hour of the next one."""
    clock = reading.clock
    if clock is None or clock.part or reading.part or not 1 <= clock.hour <= NOON:
        return False
    part = before.clock.part if before.clock else None
    return is_open or hour_of(clock.hour, part or before.part)[0] != clock.hour


@cache
def _part_before() -> re.Pattern[str]:
    link = f"(?:[ \u00a0]?{context('hour_link')})?"
    head = f"(?:^|[ \u00a0\n(]|{context('clause')})(?:នៅ)?(?:ពេល|វេលា)?{_part()}\\)?"
    unread = f"(?:[{DIGIT}]{{1,2}}{_between_hours()}{{1,4}})?"  # PM 2 និងម៉ោង 4
    return re.compile(f"{head}{link}[ \u00a0]?[(\\[:៖-]?[ \u00a0]?{unread}$")


@cache
def _parts_of_day() -> str:
    """The Khmer ones, but not ត្រង់, which is mostly the preposition."""
    words = date_words()
    return any_of(s for s in spellings_of(("part",)) if words[s].values["part"] != "at_noon")


@cache
def _part() -> str:
    return f"(?:{_parts_of_day()}|{any_of(spellings_of(('english_part',)))}|(?<![0-9០-៩][ \u00a0\u202f])[AP]\\.?M\\b\\.?)"


_LONGEST_PART = 40  # characters


def _is_behind_part(text: str, start: int) -> bool:
    """Whether a part of the day stands before a time that was read without it: ម៉ោង ៨ ល្ងាច ម៉ោង ៥.

    But a word glued to a time is of that one: ម៉ោង ៨ព្រឹក ម៉ោង ១០.
    """
    return _part_before().search(text, max(0, start - _LONGEST_PART), start) is not None


def _ends_of_times(readings: list[Reading]) -> list[int]:
    """For each of the readings where the last time before it ends that has its part of the day."""
    ends, last = [], 0
    for reading in readings:
        ends.append(last)
        last = reading.end if reading.clock is not None and reading.clock.part else last
    return ends


@cache
def _part_of_days() -> re.Pattern[str]:
    """A part of the day that governs what follows in its phrase: រសៀលថ្ងៃនោះ នៅភ្នំពេញ ម៉ោង ២."""
    day = f"(?=[ \u00a0{DIGIT}]|{any_word_of('DTWJRHsuO')})"
    of_day = any_of(
        s for s in spellings_of(("relative",)) if " " in date_words()[s].values["relative"]
    )
    return re.compile(
        f"(?:^|[ \u00a0\n(]|នៅ|ពេល|វេលា|ពី)(?P<part>{_parts_of_day()}{day}|{of_day})"
        "(?=(?:[^។៕.!?;]|(?<=[ក-អ])[.])*$)"
    )


def _is_in_part(text: str, after: int, reading: Reading) -> bool:
    """Whether a part of the day that was not read makes another hour of ``reading``, in its phrase."""
    if reading.said is not None:
        return False
    found = _part_of_days().search(text, max(after, reading.start - _LONGEST_PHRASE), reading.start)
    if found is None:
        return False
    values = date_words()[found["part"]].values
    return _makes_other_hour(values.get("part") or values["relative"].partition(" ")[2], reading)


_LONGEST_PHRASE = 100  # characters


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
        if _beside_day().fullmatch(text, before.end, reading.start):
            clock, until = governed(before.part, clock, reading.until)
            clock = clock._replace(part=before.part)
            told[index] = reading._replace(clock=clock, until=until, part=before.part)
    return told


@cache
def _beside_day() -> re.Pattern[str]:
    return re.compile(f"(?:{any_word_of('H')})?[ \u00a0,\r\n(\\[]{{0,4}}(?:{any_word_of('F@')})?")


def direction_of(text: str, reading: Reading, ref: date | None) -> int:
    """On which side of the reference day it lies by the words before it."""
    if ref is None or reading.said is None:
        return 0
    before = text[max(0, reading.start - _CONTEXT) : reading.start]
    return -1 if _past().search(before) else 1 if _FUTURE.search(before) else 0
