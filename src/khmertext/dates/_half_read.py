"""Half of a list or a range: what is joined to a date or a time and was not read with it.

What stands behind it is decided here, what stands before it in ``_joined_before``.
"""

from __future__ import annotations

import re
from functools import cache

from khmertext._chars import RE_HYPHEN, RE_KHMER
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext.dates._date_words import END_OF_PHRASE, context, ends_with
from khmertext.dates._joined_before import began_before
from khmertext.dates._joints import SHORT, joint, minutes, month_names, ordinal, unknown
from khmertext.dates._lists import Dated, dated, is_linked, lacks_year, leads_to
from khmertext.dates._readings import (
    Ages,
    Day,
    LunarDay,
    PartOfYear,
    Reading,
    Relative,
    WholeYear,
    precision_of,
)
from khmertext.dates._run_starts import DIGIT, any_word_of, words_with
from khmertext.numbers._digits import BOTH_DIGITS

_LONGEST_MONTH = 31
_LONG = f"(?:[1-9១-៩][{DIGIT}]|[12១២][{DIGIT}]{{3}})"  # a figure of two digits, or a year


def are_half_read(text: str, readings: list[Reading]) -> list[bool]:
    """Which readings have an item beside them that belongs to the same list or range: ``4, 6 មីនា 2024``."""
    years, times = _have_year_ahead(text, readings), _follow_time_of_day(text, readings)
    ends = (0, *(reading.end for reading in readings[:-1]))
    starts = (*(reading.start for reading in readings[1:]), len(text))
    return [
        year or time or _goes_on(text, reading, start) or began_before(text, reading, end)
        for reading, year, time, end, start in zip(
            readings, years, times, ends, starts, strict=False
        )
    ]


def may_last(text: str, reading: Reading) -> bool:
    """Whether ``៣ខែទៀត`` may be three months more, behind a word of which nothing tells: ហូប ៣ខែទៀត."""
    if not isinstance(reading.said, Relative) or not text.endswith(_FROM_NOW, 0, reading.end):
        return False
    before = text[max(0, reading.start - _LONGEST_WORD) : reading.start]
    if _SAID_BEFORE.search(before) is None or ends_with("point").search(before):
        return False
    return _THEN.match(text, reading.end) is None


_FROM_NOW = ("ទៀត", "ខាងមុខ", "ទៅមុខ")
_LONGEST_WORD = 20  # characters, of those that tell
_SAID_BEFORE = lazy_pattern(f"[{RE_KHMER}](?<![។៕៖៘៙៚០-៩])[ \u200b]?$")

_THEN = lazy_pattern(lambda: f" ?{context('then')}")


def _have_year_ahead(text: str, readings: list[Reading]) -> list[bool]:
    """Which dates without a year are joined to one of another kind that has it: ខែមករា និង១៥ កុម្ភៈ ២០២៤.

    The year at the end may be that of all of them, and no year of another day may overrule it.
    """
    found = [False] * len(readings)
    for place in range(len(readings) - 2, -1, -1):
        reading, following = readings[place], readings[place + 1]
        said = dated(following)
        if said is not None and lacks_year(reading) and (found[place + 1] or _has_year(said)):
            found[place] = _are_joined(text[reading.end : following.start])
    return found


def _follow_time_of_day(text: str, readings: list[Reading]) -> list[bool]:
    """Which dates are joined to a time whose day was not read: ថ្ងៃទី៣ ម៉ោង ៨ ដល់ថ្ងៃទី៤ ខែមេសា."""
    found = [False] * len(readings)
    for place in range(1, len(readings)):
        time, reading = readings[place - 1 : place + 1]
        if time.said is None and reading.said is not None:
            day = _DAY_WITHOUT_MONTH.search(text, max(0, time.start - _LONGEST_DAY), time.start)
            found[place] = day is not None and _are_joined(text[time.end : reading.start])
    return found


_LONGEST_DAY = 24  # characters
_DAY_WITHOUT_MONTH = lazy_pattern(lambda: f"{any_word_of('D')} ?{ordinal()}{SHORT},? ?$")


def _has_year(said: Dated) -> bool:
    year = said.year is not None and said.year.number is not None
    return year or (isinstance(said, LunarDay) and said.be is not None)


def _are_joined(between: str) -> bool:
    """Whether two dates are joined, the second one perhaps as the last of several days."""
    between = _FIRST_DAYS.sub("", between)  # ៧ មីនា និង ៩,១១ មេសា
    return between.strip() != "" and (is_linked(between) or leads_to(between))


_FIRST_DAYS = lazy_pattern(lambda: f"(?:{SHORT}(?:{joint()}|,| ))+$")


# --- what goes on behind ------------------------------------------------------------------------
def _nothing_counted() -> str:
    """What a figure has behind it that counts nothing."""
    return f"(?={END_OF_PHRASE}| *{context('phrase_end')})"


def _goes_on(text: str, reading: Reading, limit: int) -> bool:
    """Whether the year or the list of ``reading`` goes on behind it, before the next one, at ``limit``."""
    if lacks_year(reading) and _year_apart.match(text, reading.end):
        return True
    for items_behind in (
        _joined_item,
        _until_unknown,
        _day_behind_month,
        _listed_figures,
        _listed_days,
        _listed_parts_of_year,
    ):
        if found := items_behind(text, reading):
            return found.end() <= limit
    return False


@lazy_pattern
def _year_apart() -> str:
    """ខែមីនា ២០០០ កញ្ចប់: its year, or an amount; ឆមាសទី១ ឆ្នាំសិក្សា."""
    of_study = f",? ?{any_word_of('Y')} ?{any_word_of('KT')}"
    no_year = f"[{DIGIT}]|[.,/-][{DIGIT}]| ?[%$€£¥៛]"
    return f" (?:1[89]|20|១[៨៩]|២០)[{DIGIT}]{{2}}(?!{no_year})|{of_study}"


def _joined_item(text: str, reading: Reading) -> re.Match[str] | None:
    """``ឆ្នាំ២០១៨-១២``, ``ម៉ោង ២ និងម៉ោង ៣ រសៀល``, ``ថ្ងៃទី៨ ខែមករា និងថ្ងៃទី៩``, ``ត្រីមាសទី១ ដល់កុម្ភៈ ២០២៤``."""
    blanks, word, start = _ahead(text, reading.end)
    if not word or "," in blanks:
        return None  # nearly always; and a comma before the word parts two phrases
    if not _item_begins().match(text, start):
        return None
    in_figures = isinstance(reading.said, Day) and reading.said.in_figures
    if in_figures and reading.clock is None and _and_figure.match(text, reading.end):
        return None  # 31/07/2024 និង ៥: no other day
    return _item.match(text, reading.end)


_AHEAD = lazy_pattern(lambda: f"([ ,]*)({any_word_of('->iar/')}?)[ \n]*")


def _ahead(text: str, position: int) -> tuple[str, str, int]:
    """The blanks, the word that may join two items, and where the next one would begin.

    The patterns of what may stand there are slow to make, and seldom needed.
    """
    found = _AHEAD.match(text, position)
    assert found is not None
    return found[1], found[2], found.end()


@cache
def _item_begins() -> WordPattern:
    return WordPattern(any_of, (*BOTH_DIGITS, *words_with("DMCT"), *month_names()))


_FIGURE_OF_ITEM = f"(?:[0០]?[1-9១-៩]|{_LONG})"


@lazy_pattern
def _and_figure() -> str:
    return f" ?{any_word_of('ar')} ?{_FIGURE_OF_ITEM}{_nothing_counted()}"


@lazy_pattern
def _item() -> str:
    month = f"(?:{any_word_of('M')} ?)?{any_of(month_names())}"
    year = f" ?(?:{any_word_of('Y')} ?)?[{DIGIT}]{{4}}(?![{DIGIT}])"
    figure = f"(?:{any_word_of('C')} ?)?{ordinal()}{_FIGURE_OF_ITEM}"
    next_day = f"{any_word_of('D')} ?(?:{any_word_of('W')} ?)?{ordinal()}{SHORT}"
    more = f"(?:(?:[/:-][{DIGIT}]{{1,4}}){{1,2}}|{minutes()})"  # of a date or an hour
    part = f"(?: ?{any_word_of('P')})?"
    day = f"{SHORT} {any_of(month_names())}(?![{RE_KHMER}])"  # 12 Mar 24 - 15 Mar 24 នៅ
    ends = f"(?:{_nothing_counted()}|(?= ?{any_word_of('Y')}))"  # its month is that before
    return f"{joint()}(?:{month}{year}|{figure}{more}{part}{_nothing_counted()}|{day}|{next_day}{ends})"


def _until_unknown(text: str, reading: Reading) -> re.Match[str] | None:
    """``ថ្ងៃទី៥ ខែសីហា ដល់ថ្ងៃសៅរ៍``, ``ដល់ចុងខែ``, ``ដល់មិថុនា``, ``២០១៨ ដល់បច្ចុប្បន្ន``: the end of a range by its kind or its name."""
    until = _UNTIL.match(text, reading.end)
    return (
        None if reading.said is None or until is None else _UNKNOWN_BEHIND.match(text, reading.end)
    )


_UNTIL = lazy_pattern(lambda: f" ?(?:{any_word_of('>')}|[{RE_HYPHEN}])")
_UNKNOWN_BEHIND = lazy_pattern(
    lambda: (
        f" ?{any_word_of('>')} ?(?:(?:{unknown()}|{any_of(month_names())})(?![{RE_KHMER}])|{context('until_now')})"
        f"|(?: ?- ?|–| – ){context('until_now')}"
    )
)


def _day_behind_month(text: str, reading: Reading) -> re.Match[str] | None:
    """``ខែមេសា ថ្ងៃទី១៣ និង១៦``: days of the month before them."""
    if precision_of(reading.said) != "month":
        return None
    return _DAY_BEHIND.match(text, reading.end)


_DAY_BEHIND = lazy_pattern(
    lambda: f",? ?{any_word_of('D')} ?{any_word_of('T')} ?{SHORT}(?![{DIGIT}]| ?{any_word_of('O')})"
)


def _listed_figures(text: str, reading: Reading) -> re.Match[str] | None:
    """Figures behind a comma or a blank: years, decades and hours may go on so; no cells of a table."""
    is_hour = reading.clock is not None and ":" not in text[reading.start : reading.end]
    if not (is_hour or isinstance(reading.said, (WholeYear, Ages))):
        return None
    return _FIGURE_APART.match(text, reading.end) and _next_figures.match(text, reading.end)


_FIGURE_APART = lazy_pattern(f"[,;]? [{DIGIT}]")


@lazy_pattern
def _next_figures() -> str:
    """Behind commas; a long one, or the hours of a part of the day, also behind a blank."""
    listed = f"[,;] (?:{_LONG}|[1-9១-៩]){minutes()}"
    figures = f"(?: (?:{_LONG}|[0០][{DIGIT}])|{listed})(?:{listed}){{0,8}}{_nothing_counted()}"
    more_hours = f"(?:(?: |, |{joint()}){SHORT}){{1,8}}"
    return f"{figures}| {SHORT}{more_hours} ?{any_word_of('P')}"


def _listed_days(text: str, reading: Reading) -> re.Match[str] | None:
    """``25/5, 9-11 និង 19/11/2024``; ``2024-01-05, 06, 07``: rising days behind one at the end of its date."""
    said = reading.said
    if not isinstance(said, Day) or reading.clock is not None:
        return None
    if not text.startswith(",", reading.end):
        return None
    if said.in_figures and said.year is None:
        return _MORE_DAYS.match(text, reading.end)
    found = _DAYS_OF_ISO.match(text, reading.end)
    if found is None:
        return None
    days = [said.day, *map(int, found[1].split(",")[1:])]
    return found if days == sorted(set(days)) and days[-1] <= _LONGEST_MONTH else None


_MORE_DAYS = lazy_pattern(lambda: f", ?{SHORT}(?:[/-]{SHORT}|{joint()})")
_DAYS_OF_ISO = lazy_pattern(
    lambda: f"(?<=-[{DIGIT}]{{2}})((?:, [{DIGIT}]{{2}})+)(?!,){_nothing_counted()}"
)


def _listed_parts_of_year(text: str, reading: Reading) -> re.Match[str] | None:
    """``ត្រីមាសទី១ ២ ឆ្នាំ២០២៤``, ``ត្រីមាសទី១ ដល់ ៣ និង ត្រីមាសទី១``: more of them, before the year of all."""
    if not isinstance(dated(reading), PartOfYear) or not (reading.shared or lacks_year(reading)):
        return None
    start = _ahead(text, reading.end)[-1]
    return None if text[start : start + 1] not in _PARTS else _next_parts.match(text, reading.end)


_PARTS = frozenset("1234១២៣៤")


@lazy_pattern
def _next_parts() -> str:
    ends = f"(?=[,;]| ?{any_word_of('arYT')}| ?$)"
    return f"(?:(?: |, ?|{joint()})[1-4១-៤]{ends}){{1,3}}"
