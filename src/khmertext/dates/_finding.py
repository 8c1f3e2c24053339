"""``find_dates`` and ``parse_date``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice

from khmertext._addresses import outside_addresses
from khmertext._view import View
from khmertext.dates._grammar import Grammar
from khmertext.dates._mention import DateMention
from khmertext.dates._reading import Reading
from khmertext.dates._resolving import Resolver, share_labels
from khmertext.dates._tokens import runs
from khmertext.errors import ParseError, check_text
from khmertext.types import Mentions

# A year is shared over these, and over a few more words between two parts of a year.
_ONLY_LINK = re.compile("[ \u00a0]*(?:[,;]|និង|ឬ|ព្រមទាំង)?[ \u00a0]*(?:នៅ|នា)?[ \u00a0]*$")
_SAME_SENTENCE = re.compile("[^។៕\n?!]{0,80}$")
_AND = "និង"

# Words before a date that tell on which side of the reference day it lies.
_PAST = re.compile("(?:កាលពី|កាល|កន្លងមក|កន្លងទៅ)[ \u00a0]*(?:នៅ)?(?:វេលា)?[ \u00a0]*$")
_FUTURE = re.compile("(?<!ត្រូវ)(?<!ជាមួយ)(?<!ទៅ)(?<!ស្មើ)(?<!ទល់)(?<!ដូច)នឹង[^។៕\n]{0,60}$")
_CONTEXT = 80

_LONGEST = 1000  # characters of one expression, before anything is read

_EDGES = re.compile("[\\s\u200b\u200c]*")


def find_dates(
    text: str, *, ref: date | None = None, strict: bool = False
) -> Mentions[DateMention]:
    """All dates, periods and times of day in ``text``, in order; they do not overlap.

    Solar and lunar dates, in Khmer or Latin digits or in words, ranges and lists, halves,
    quarters, weeks, decades and centuries, times of day. A date in both calendars is one mention.

    ``ref`` is the day that the text was written on: it gives the year where none is said, and words
    such as ម្សិលមិញ (yesterday) are reported only with it. Today is never assumed. ``strict`` leaves
    out misspelt names.

    Never raises on a ``str``: what is inconsistent or impossible is reported with ``flags`` and a
    ``problem``. Raises ``TypeError`` if ``text`` is not a ``str`` or ``ref`` not a date.

    >>> [m] = find_dates("ព្រឹកថ្ងៃពុធ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ នៅភ្នំពេញ")
    >>> m.date, m.part, m.text
    (datetime.date(2024, 7, 31), 'morning', 'ព្រឹកថ្ងៃពុធ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤')
    >>> [m] = find_dates("ថ្ងៃទី៣១ ខែមិថុនា ឆ្នាំ២០២៤")
    >>> m.start_date, m.flags, m.problem
    (None, ('invalid_day',), 'មិថុនា has 30 days, not 31')
    """
    return Mentions(dates_in(View(check_text(text, "find_dates")), ref, strict), DateMention)


def parse_date(text: str, *, ref: date | None = None, strict: bool = False) -> date:
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
    mention = _whole(text, ref, strict, "date")
    try:
        return mention.date
    except ValueError as error:
        raise ParseError(text, mention.start, str(error)) from None


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


def _whole(text: str, ref: date | None, strict: bool, what: str) -> DateMention:
    """The one mention that is the whole of ``text``."""
    if len(text) > _LONGEST:
        raise ParseError(text, 0, f"a {what} has at most {_LONGEST} characters")
    mentions = dates_in(View(text), ref, strict, whole=True)
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
    view: View, ref: date | None = None, strict: bool = False, whole: bool = False
) -> list[DateMention]:
    """What :func:`find_dates` gives, for who has the view already.

    With ``whole`` only where the first mention must be that is all of it.
    """
    if isinstance(ref, datetime):
        ref = ref.date()
    elif ref is not None and not isinstance(ref, date):
        raise TypeError(f"ref is a datetime.date or None, not {type(ref).__name__}")
    readings: list[Reading] = []
    for run in islice(runs(view.text), 1 if whole else None):
        if len(run) == 1 and not run[0].get("relative"):
            continue
        grammar = Grammar(view.text, run, strict=strict, relative=whole or ref is not None)
        readings += grammar.readings()
    readings = outside_addresses(view.text, readings)
    _share_years(view.text, readings)
    resolver = Resolver(ref)
    return [_mention(view, reading, resolver) for reading in readings]


def _share_years(text: str, readings: list[Reading]) -> None:
    """Give the year at the end of an enumeration to the dates before it that have none."""
    for index in range(len(readings) - 2, -1, -1):
        reading, following = readings[index], readings[index + 1]
        between = text[reading.end : following.start]
        linked = len(between) < 20 and _ONLY_LINK.match(between)
        if reading.lunar is not None and following.lunar is not None:
            if linked and reading.lunar.be is None and following.lunar.be is not None:
                share_labels(reading.lunar, following.lunar)
                reading.inferred_year = True
            continue
        if reading.year is not None or following.year is None or following.year.number is None:
            continue
        if reading.lunar is not None or reading.precision not in _WITH_YEAR:
            continue
        if reading.unit is not None and reading.unit == following.unit and not linked:
            linked = _AND in between and _SAME_SENTENCE.match(between)
        if linked and reading.precision == following.precision:
            reading.year = replace(following.year)
            reading.inferred_year = True


_WITH_YEAR = ("day", "month", "half", "quarter", "week")


def _mention(view: View, reading: Reading, resolver: Resolver) -> DateMention:
    before = view.text[max(0, reading.start - _CONTEXT) : reading.start]
    direction = 0
    if resolver.ref is not None and reading.year is None:
        direction = -1 if _PAST.search(before) else 1 if _FUTURE.search(before) else 0
    precision = "time" if reading.clock is not None else reading.precision
    found = resolver.resolve(reading, direction)
    if reading.inferred_year:
        found.flags.add("year_inferred")
    start, end = view.to_original(reading.start, reading.end)
    return DateMention(
        start,
        end,
        view.original[start:end],
        found.start,
        found.end,
        found.time,
        precision,
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
    )
