"""``find_dates`` and ``parse_date``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from typing import TypeVar

from khmertext._addresses import outside_addresses
from khmertext._patterns import any_of, lazy_pattern
from khmertext._view import View
from khmertext.dates._clock import NOON
from khmertext.dates._date_mention import DateMention
from khmertext.dates._date_words import context, date_words, spellings_of
from khmertext.dates._lists import is_linked, share_years
from khmertext.dates._moments import readings_in
from khmertext.dates._readings import Day, Reading, precision_of
from khmertext.dates._resolve import resolve
from khmertext.dates._resolved import BuddhistEra, Now, Resolved
from khmertext.dates._runs import Ask, runs
from khmertext.errors import ParseError, check_option, check_text, check_type
from khmertext.types import Mentions

_Value = TypeVar("_Value")
# Words before a date that tell on which side of the reference day it lies.
_FUTURE = lazy_pattern("(?<!ត្រូវ)(?<!ជាមួយ)(?<!ទៅ)(?<!ស្មើ)(?<!ទល់)(?<!ដូច)នឹង[^។៕\n]{0,60}$")
_CONTEXT = 80


@cache
def _past() -> re.Pattern[str]:
    return re.compile(f"{context('past')}[ \u00a0]*(?:នៅ)?(?:វេលា)?[ \u00a0]*$")


_LONGEST = 1000  # characters of one expression, before anything is read

_EDGES = lazy_pattern("[\\s\u200b\u200c]*")


def find_dates(
    text: str,
    *,
    ref: date | None = None,
    strict: bool = False,
    relative: bool = False,
    era: BuddhistEra = "khmer",
) -> Mentions[DateMention]:
    """All dates, periods and times of day in ``text``, in order; they do not overlap.

    Solar and lunar dates, in Khmer or Latin digits or in words, ranges and lists, halves,
    quarters, weeks, decades and centuries, times of day. A date in both calendars is one mention.

    ``ref`` is the day that the text was written on: it gives the year where none is said, and words
    such as ម្សិលមិញ (yesterday) are reported only with it, or with ``relative``, as mentions with a
    ``problem``. Today is never assumed. ``strict`` leaves out misspelt names. ``era="thai"`` counts
    Buddhist years as in Thailand, from 1 January on (2567 is 2024).

    Never raises on a ``str``: what is inconsistent or impossible is reported with ``flags`` and a
    ``problem``. Raises ``TypeError`` if ``text`` is not a ``str`` or ``ref`` not a date.

    >>> [m] = find_dates("ព្រឹកថ្ងៃពុធ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ នៅភ្នំពេញ")
    >>> m.date, m.part, m.text
    (datetime.date(2024, 7, 31), 'morning', 'ព្រឹកថ្ងៃពុធ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤')
    >>> [m] = find_dates("ថ្ងៃទី៣១ ខែមិថុនា ឆ្នាំ២០២៤")
    >>> m.start_date, m.flags, m.problem
    (None, ('invalid_day',), 'មិថុនា has 30 days, not 31')
    """
    check_text(text, "find_dates")
    check_type(ref, "find_dates", date, type(None), option="ref")
    return Mentions(dates_in(View(text), ref, strict, relative=relative, era=era), DateMention)


def parse_date(
    text: str,
    *,
    ref: date | None = None,
    strict: bool = False,
    era: BuddhistEra = "khmer",
) -> date:
    """The day that ``text``, a whole expression of one day, says.

    It reads what :func:`find_dates` finds, in at most 1000 characters. Raises :class:`~khmertext.ParseError` (a ``ValueError``)
    with position and reason if the text is not a date, says more or less than one day, names a day
    that does not exist or contradicts itself (a wrong day of the week, two calendars that differ).

    >>> parse_date("ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤")
    datetime.date(2024, 7, 31)
    >>> parse_date("ថ្ងៃពុធ ១១រោច ខែអាសាឍ ឆ្នាំរោង ឆស័ក ព.ស. ២៥៦៨")
    datetime.date(2024, 7, 31)
    >>> parse_date("ថ្ងៃចន្ទ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤")
    Traceback (most recent call last):
    khmertext.errors.ParseError: cannot read 'ថ្ងៃចន្ទ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤':
    2024-07-31 is a ពុធ, not a ចន្ទ (at offset 0)
    """
    check_text(text, "parse_date")
    check_type(ref, "parse_date", date, type(None), option="ref")
    mention = _whole(text, ref, strict, "date", era)
    return _single(mention, text, lambda: mention.date)


def parse_time(text: str, *, strict: bool = False) -> time:
    """The time of day that ``text``, a whole expression of at most 1000 characters, says.

    Raises :class:`~khmertext.ParseError` (a ``ValueError``) with position and reason.

    >>> parse_time("ម៉ោង ២ និង ៣០នាទី រសៀល"), parse_time("ម៉ោងប្រាំបីកន្លះយប់")
    (datetime.time(14, 30), datetime.time(20, 30))
    """
    check_text(text, "parse_time")
    mention = _whole(text, None, strict, "time")
    if mention.time is None or mention.end_time is not None or mention.precision != "time":
        raise ParseError(text, mention.start, "it does not say one time of day")
    if mention.month is not None or mention.start_date is not None:
        raise ParseError(text, mention.start, "it says a date too")
    return mention.time


def parse_datetime(
    text: str,
    *,
    ref: date | None = None,
    strict: bool = False,
    era: BuddhistEra = "khmer",
) -> datetime:
    """The day and the time of day that ``text``, a whole expression of both, says.

    It reads what spreadsheets, databases and web pages write, ISO 8601 and Khmer, in at most 1000
    characters. The result is the moment as printed, without a zone, so that a column has one type;
    ``find_dates(text)[0].utc_offset`` has the offset where there is one. Raises
    :class:`~khmertext.ParseError` (a ``ValueError``) with position and reason, also for a day
    without a time of day.

    >>> parse_datetime("៣១/០៧/២០២៤ ០២:០៥:០៩ PM")
    datetime.datetime(2024, 7, 31, 14, 5, 9)
    >>> parse_datetime("ម៉ោង ២ រសៀល ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤").isoformat()
    '2024-07-31T14:00:00'
    """
    check_text(text, "parse_datetime")
    check_type(ref, "parse_datetime", date, type(None), option="ref")
    mention = _whole(text, ref, strict, "moment", era)
    return _single(mention, text, lambda: mention.datetime)


def _single(mention: DateMention, text: str, value: Callable[[], _Value]) -> _Value:
    """The one value of ``mention``, or why there is none."""
    try:
        return value()
    except ValueError as error:
        raise ParseError(text, mention.start, str(error)) from None


def _whole(
    text: str, ref: date | None, strict: bool, what: str, era: BuddhistEra = "khmer"
) -> DateMention:
    """The one mention that is the whole of ``text``."""
    if len(text) > _LONGEST:
        raise ParseError(text, 0, f"a {what} has at most {_LONGEST} characters")
    mentions = dates_in(View(text), ref, strict, whole=True, era=era)
    edge = _EDGES.match(text)
    start = edge.end() if edge else 0
    end = len(text.rstrip(" \t\r\n\u00a0\u200b\u200c។៕"))
    if not mentions or mentions[0].start > start:
        raise ParseError(text, start, f"no {what} begins here")
    mention = mentions[0]
    if mention.end < end:
        raise ParseError(text, mention.end, f"the {what} ends here")
    if mention.problem is not None:
        raise ParseError(text, mention.start, mention.problem)
    return mention


def dates_in(
    view: View,
    ref: date | None = None,
    strict: bool = False,
    *,
    whole: bool = False,
    relative: bool = False,
    era: BuddhistEra = "khmer",
) -> list[DateMention]:
    """What :func:`find_dates` gives, on a view.

    With ``whole`` only where the first mention must be that is all of it.
    """
    if isinstance(ref, datetime):
        ref = ref.date()
    readings: list[Reading] = []
    check_option("era", era, ("khmer", "thai"))
    has_ref = whole or ref is not None
    ask = Ask(strict, relative or has_ref, has_ref, whole)
    for run in islice(runs(view.text, ask), 1 if whole else None):
        readings += readings_in(run)
    now = Now(ref, era=era)
    mentions: list[DateMention] = []
    readings = share_years(view.text, _outside_addresses(view.text, readings))
    readings = _with_weekdays(view.text, readings)
    for reading, is_open in zip(readings, _are_open(view.text, readings), strict=True):
        found = resolve(reading, now._replace(direction=_direction(view.text, reading, ref)))
        if is_open:
            found = found.told("the part of the day beside it was not read", "part_mismatch")
        if found.year is not None:
            now = now._replace(year=found.year, month=found.month)
        mentions.append(_mention(view, reading, found))
    return mentions


def _with_weekdays(text: str, readings: list[Reading]) -> list[Reading]:
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
                values = date_words()[found["weekday"]].values
                weekday = int(values.get("weekday") or values["english_weekday"])
                start, end = min(reading.start, found.start("first")), max(reading.end, found.end())
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
    behind = f"(?P<first>[ \u00a0]?\\({day}?){weekday}\\)"
    return re.compile(before), re.compile(behind)


_LATIN = lazy_pattern("[A-Za-z]")
_LONGEST_PATH = 400  # characters


def _outside_addresses(text: str, readings: list[Reading]) -> list[Reading]:
    """The readings that are in no address: one begins with Latin letters, before the next blank."""
    for reading in readings:
        first = max(0, reading.start - _LONGEST_PATH)
        if _LATIN.search(text, max(first, text.rfind(" ", first, reading.start)), reading.end):
            return outside_addresses(text, readings)
    return readings


@cache
def _unread_part() -> re.Pattern[str]:
    return re.compile(f"[ \u00a0,\r\n]{{0,3}}[(\\[]?(?:នៅ|ក្នុង|នៃ|នា)?(?:ពេល|វេលា)?{_part()}")


def _are_open(text: str, readings: list[Reading]) -> list[bool]:
    """Which readings have a time before or after noon and a part of the day that was not read.

    It stands right behind, or behind the last time of a list: ម៉ោង ៨, ១០ និង ២ រសៀល.
    """
    are_open: list[bool] = []
    told, start = False, 0  # of what follows: whether it is a time with a part of the day
    for reading in reversed(readings):
        clock, is_open = reading.clock, False
        if clock is not None and clock.part is None and 1 <= clock.hour <= NOON:
            listed = told and reading.said is None and is_linked(text[reading.end : start])
            behind = _unread_part().match(text, reading.end)
            is_open = listed or (reading.part is None and behind is not None)
            is_open = is_open or _is_behind_part(text, reading.start)
        are_open.append(is_open)
        told, start = clock is not None and (clock.part is not None or is_open), reading.start
    return are_open[::-1]


@cache
def _part_before() -> re.Pattern[str]:
    link = f"(?:[ \u00a0]?{context('hour_link')})?"
    head = f"(?:^|[ \u00a0\n(]|{context('clause')})(?:នៅ)?(?:ពេល|វេលា)?{_part()}\\)?"
    return re.compile(f"{head}{link}[ \u00a0]?[(\\[:៖-]?[ \u00a0]?$")


@cache
def _part() -> str:
    parts = any_of(spellings_of(("part", "english_part")))
    return f"(?:{parts}|(?<![0-9០-៩][ \u00a0\u202f])[AP]\\.?M\\b\\.?)"


_LONGEST_PART = 40  # characters


def _is_behind_part(text: str, start: int) -> bool:
    """Whether a part of the day stands before a time that was read without it: ម៉ោង ៨ ល្ងាច ម៉ោង ៥.

    But a word glued to a time is of that one: ម៉ោង ៨ព្រឹក ម៉ោង ១០.
    """
    return _part_before().search(text, max(0, start - _LONGEST_PART), start) is not None


def _direction(text: str, reading: Reading, ref: date | None) -> int:
    """On which side of the reference day it lies by the words before it."""
    if ref is None or reading.said is None:
        return 0
    before = text[max(0, reading.start - _CONTEXT) : reading.start]
    return -1 if _past().search(before) else 1 if _FUTURE.search(before) else 0


def _mention(view: View, reading: Reading, found: Resolved) -> DateMention:
    start, end = view.to_original(reading.start, reading.end)
    return DateMention(
        start,
        end,
        view.original[start:end],
        found.start,
        found.end,
        found.time,
        precision_of(reading.said if reading.clock is None else None),
        found.part,
        reading.mod,
        found.lunar,
        tuple(sorted(found.flags)),
        found.end_time,
        found.year,
        found.month,
        found.day,
        found.candidates,
        found.problem,
        None if found.offset is None else timedelta(minutes=found.offset),
    )
