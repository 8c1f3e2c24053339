"""``find_dates`` and ``parse_date``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TypeVar

from khmertext._chars import INVISIBLES, RE_DIGIT, RE_INVISIBLE
from khmertext._patterns import lazy_pattern
from khmertext._view import View
from khmertext.dates._beside_dates import direction_of, out_of_addresses, with_parts, with_weekdays
from khmertext.dates._date_mention import DateMention
from khmertext.dates._date_tokens import Ask
from khmertext.dates._fillers import LEADER, without_fillers
from khmertext.dates._half_read import are_half_read, may_last
from khmertext.dates._lists import share_years
from khmertext.dates._moments import readings_in
from khmertext.dates._readings import Reading, precision_of
from khmertext.dates._resolve import resolve
from khmertext.dates._resolved import BuddhistEra, Now, Resolved
from khmertext.dates._runs import runs
from khmertext.dates._unread_parts import are_open
from khmertext.errors import ParseError, check_option, check_text, check_type
from khmertext.types import Mentions, maker

_D = f"[0-9{RE_DIGIT}]"
_DAY_AND_MONTH = lazy_pattern(rf"{_D}{{1,2}} ?[/.-] ?{_D}{{1,2}}")
_DIGITS = lazy_pattern(rf"{_D}+")
_Value = TypeVar("_Value")
_LONGEST = 1000  # characters of one expression, before anything is read
_EDGES = lazy_pattern(f"[\\s{RE_INVISIBLE}]*")
_BEHIND, _LEADER = f" \t\r\n\u00a0។៕{INVISIBLES}", lazy_pattern(f" ?{LEADER}")


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
    text = check_text(text, "find_dates")
    check_type(ref, "find_dates", date, type(None), option="ref")
    return Mentions(dates_in(View(text), ref, strict, relative=relative, era=era), DateMention)


def parse_date(
    text: str, *, ref: date | None = None, strict: bool = False, era: BuddhistEra = "khmer"
) -> date:
    """The day that ``text``, a whole expression of one day, says.

    It reads what :func:`find_dates` finds, in at most 1000 characters. Raises :class:`~khmertext.ParseError` (a ``ValueError``)
    with position and reason if the text is not a date, says more or less than one day, names a day
    that does not exist or contradicts itself (a wrong day of the week, two calendars that differ).
    A time of day beside it is read and left out; :func:`parse_datetime` gives both.
    ``ref``, the day on which the text was written, gives a year that is not said and the day that
    ម្សិលមិញ (yesterday) means; ``era="thai"`` counts Buddhist years as in Thailand.
    ``strict`` also refuses misspelt names, years of two digits (31/07/67), and years that only seem to be
    Buddhist, as 31/07/2567.

    >>> parse_date("ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤")
    datetime.date(2024, 7, 31)
    >>> parse_date("ថ្ងៃពុធ ១១រោច ខែអាសាឍ ឆ្នាំរោង ឆស័ក ព.ស. ២៥៦៨")
    datetime.date(2024, 7, 31)
    >>> parse_date("ថ្ងៃចន្ទ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤")
    Traceback (most recent call last):
    khmertext.errors.ParseError: cannot read 'ថ្ងៃចន្ទ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤':
    2024-07-31 is a ពុធ, not a ចន្ទ (at offset 0)
    """
    text = check_text(text, "parse_date")
    check_type(ref, "parse_date", date, type(None), option="ref")
    mention = _whole(text, ref, strict, "date", era)
    return _single(mention, text, lambda: mention.date)


def parse_time(text: str, *, strict: bool = False) -> time:
    """The time of day that ``text``, a whole expression of at most 1000 characters, says.

    Raises :class:`~khmertext.ParseError` (a ``ValueError``) with position and reason. ``strict``
    is that of :func:`parse_date`.

    >>> parse_time("ម៉ោង ២ និង ៣០នាទី រសៀល"), parse_time("ម៉ោងប្រាំបីកន្លះយប់")
    (datetime.time(14, 30), datetime.time(20, 30))
    """
    text = check_text(text, "parse_time")
    mention = _whole(text, None, strict, "time")
    if mention.time is None or mention.end_time is not None or mention.precision != "time":
        raise ParseError(text, mention.start, "it does not say one time of day")
    if mention.month is not None or mention.start_date is not None:
        raise ParseError(text, mention.start, "it says a date too")
    return mention.time


def parse_datetime(
    text: str, *, ref: date | None = None, strict: bool = False, era: BuddhistEra = "khmer"
) -> datetime:
    """The day and the time of day that ``text``, a whole expression of both, says.

    It reads what spreadsheets, databases and web pages write, ISO 8601 and Khmer, in at most 1000
    characters. The result is the moment as printed, without a zone, so that a column has one type;
    ``find_dates(text)[0].utc_offset`` has the offset where there is one. Raises
    :class:`~khmertext.ParseError` (a ``ValueError``) with position and reason, also for a day
    without a time of day. ``ref``, ``strict`` and ``era`` are those of :func:`parse_date`.

    >>> parse_datetime("៣១/០៧/២០២៤ ០២:០៥:០៩ PM")
    datetime.datetime(2024, 7, 31, 14, 5, 9)
    >>> parse_datetime("ម៉ោង ២ រសៀល ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤").isoformat()
    '2024-07-31T14:00:00'
    """
    text = check_text(text, "parse_datetime")
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
    bare = text.rstrip(_BEHIND)
    if not mentions or mentions[0].start > start:
        raise ParseError(text, start, _why_none(bare[start:], what))
    mention = mentions[0]
    if mention.end < len(bare) and not _LEADER.fullmatch(bare, mention.end):
        raise ParseError(text, mention.end, f"the {what} ends here")
    if mention.problem is not None:
        raise ParseError(text, mention.start, mention.problem)
    if strict:
        for flag in mention.flags:
            if flag in _UNSURE:
                raise ParseError(text, mention.start, _UNSURE[flag])
    return mention


def _why_none(text: str, what: str) -> str:
    """Why ``text`` says no ``what``."""
    if what != "time" and _DAY_AND_MONTH.fullmatch(text):
        return "two figures alone say no date: the year is missing"
    if _DIGITS.fullmatch(text):
        return f"only digits say no {what}"
    return f"no {what} begins here"


# why ``strict`` refuses what has a flag but no problem; misspelt names are not read at all then, and
# that 24:00 ends the day, digits behind microseconds are left out or ``ref`` gives the year is no doubt
_UNSURE: dict[str, str] = {
    "era_inferred": "the era of the year is not said: write ព.ស. or គ.ស. beside it",
    "two_digit_year": "the century of the year is not said: write all its digits",
}


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
    plain = without_fillers(view.text)
    text = plain.text
    for run in islice(runs(text, ask), 1 if whole else None):
        readings += readings_in(run)
    now = Now(ref, era=era)
    mentions: list[DateMention] = []
    readings = share_years(text, out_of_addresses(text, readings))
    readings = with_parts(text, with_weekdays(text, readings))
    open_ones, half_read = are_open(text, readings), are_half_read(text, readings)
    for reading, is_open, is_half in zip(readings, open_ones, half_read, strict=True):
        direction = direction_of(text, reading, ref)
        if direction != now.direction:
            now = now._replace(direction=direction)
        found = resolve(reading, now)
        if is_open:
            found = found.told("the part of the day beside it was not read", "part_mismatch")
        if is_half:
            found = found.told("what is joined to it was not read", "half_read")
        elif may_last(text, reading):
            found = found.told("it may be so long more, a length of time", "half_read")
        if found.year is not None and (found.year, found.month) != (now.year, now.month):
            now = now._replace(year=found.year, month=found.month)
        start, end = view.to_original(*plain.span(reading.start, reading.end))
        mentions.append(_mention(view.original, start, end, reading, found))
    return mentions


def _mention(original: str, start: int, end: int, reading: Reading, found: Resolved) -> DateMention:
    made: DateMention = maker(DateMention)(
        start,
        end,
        original[start:end],
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
    return made
