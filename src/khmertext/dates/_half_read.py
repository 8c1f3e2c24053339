"""Half of a list or a range: what is joined to a date or a time and was not read with it."""

from __future__ import annotations

import re
from functools import cache

from khmertext._chars import RE_KHMER
from khmertext._patterns import any_of, lazy_pattern
from khmertext.dates._date_words import (
    END_OF_PHRASE,
    NeighbourRole,
    context,
    ends_with,
    spellings_of,
)
from khmertext.dates._lists import is_linked, leads_to, main_part
from khmertext.dates._readings import (
    Ages,
    Day,
    LunarDay,
    Month,
    MonthPointer,
    PartOfYear,
    Range,
    Reading,
    WholeYear,
    precision_of,
)
from khmertext.dates._run_starts import DIGIT, any_word_of, words_with
from khmertext.numbers._number_words import number_words, pattern_of_words

_LONGEST_ITEM = 40  # characters before a date that are looked at
_LONGEST_JOINER = 20  # and days of another month before it


def are_half_read(text: str, readings: list[Reading]) -> list[bool]:
    """Which readings have an item beside them that belongs to the same list or range: ``4, 6 មីនា 2024``.

    A figure behind one counts only where nothing stands behind it that it might count.
    """
    found = []
    years = _have_year_ahead(text, readings)
    for place, reading in enumerate(readings):
        before = readings[place - 1].end if place else 0
        after = readings[place + 1].start if place + 1 < len(readings) else len(text) + 1
        is_half = years[place] or _goes_on(text, reading, after)
        found.append(is_half or _began_before(text, reading, before))
    return found


def _have_year_ahead(text: str, readings: list[Reading]) -> list[bool]:
    """Which dates without a year are joined to one of another kind that has it: ខែមករា និង១៥ កុម្ភៈ ២០២៤.

    The year at the end may be that of all of them, and no year of another day may overrule it.
    """
    found = [False] * len(readings)
    for place in range(len(readings) - 2, -1, -1):
        following = _dated(readings[place + 1])
        if following is None or not _lacks_year(readings[place]):
            continue
        if found[place + 1] or _has_year(following):
            between = text[readings[place].end : readings[place + 1].start]
            between = _ITEMS.sub("", between)  # ៧ មីនា និង ៩,១១ មេសា
            found[place] = between.strip() != "" and (is_linked(between) or leads_to(between))
    return found


def _has_year(said: Day | LunarDay | Month | PartOfYear) -> bool:
    year = said.year is not None and said.year.number is not None
    return year or (isinstance(said, LunarDay) and said.be is not None)


def _dated(reading: Reading) -> Day | LunarDay | Month | PartOfYear | None:
    """The first day, month or part of a year, if it is one."""
    main = None if reading.said is None else main_part(reading.said)
    if isinstance(main, Day) and isinstance(main.month, MonthPointer):  # ខែនេះ
        return None
    return main if isinstance(main, (Day, LunarDay, Month, PartOfYear)) else None


def _goes_on(text: str, reading: Reading, next_start: int) -> bool:
    """Whether the list goes on behind ``reading`` with what no other reading has."""
    if _lacks_year(reading) and _YEAR_BEHIND.match(text, reading.end):
        return True  # ខែមីនា ២០០០ កញ្ចប់ may be its year or an amount; ឆមាសទី១ ឆ្នាំសិក្សា
    joined = _JOINS.match(text, reading.end) is not None
    found = _item_behind().match(text, reading.end) if joined else None
    if found is not None and found["alone"] and _is_full(reading):
        return False
    if found is None and _FIGURE_BEHIND.match(text, reading.end) and _counts_up(text, reading):
        found = _next_figure().match(text, reading.end)
    if found is None and isinstance(reading.said, Day) and reading.clock is None:
        found = _days_behind(text, reading, reading.said)
    if found is None and _lacks_part(reading):
        found = _PARTS_BEHIND.match(text, reading.end)
    return found is not None and found.end() <= next_start


def _lacks_year(reading: Reading) -> bool:
    said = _dated(reading)
    if isinstance(said, LunarDay) and said.be is not None:
        return False
    return said is not None and said.year is None and said.toward is None


def _lacks_part(reading: Reading) -> bool:
    """A quarter or a half without a year of its own: more of them may stand between it and the year."""
    is_part = isinstance(_dated(reading), PartOfYear)
    return is_part and (reading.shared or _lacks_year(reading))


def _is_full(reading: Reading) -> bool:
    """``31/07/2024``: a figure behind "and" is no other day."""
    return isinstance(reading.said, Day) and reading.said.in_figures and reading.clock is None


def _counts_up(text: str, reading: Reading) -> bool:
    """Whether a figure behind a comma or a blank may go on: years, decades, hours; no cells of a table."""
    if isinstance(reading.said, (WholeYear, Ages)):
        return True
    return reading.clock is not None and ":" not in text[reading.start : reading.end]


def _days_behind(text: str, reading: Reading, said: Day) -> re.Match[str] | None:
    """``25/5, 9-11 និង 19/11/2024``; ``2024-01-05, 06, 07``: rising days behind one at the end of its date."""
    if said.in_figures and said.year is None:
        return _MORE_BEHIND.match(text, reading.end)
    found = _DAYS_BEHIND.match(text, reading.end)
    if found is None:
        return None
    days = [said.day, *map(int, found["days"].split(",")[1:])]
    return found if days == sorted(set(days)) and days[-1] <= _LONGEST_MONTH else None


def _began_before(text: str, reading: Reading, last_end: int) -> bool:
    """Whether the list begins before ``reading``, behind the end of the last reading."""
    start, first = reading.start, _FIRST_FIGURE.match(text, reading.start)
    least = max(last_end, start - _LONGEST_ITEM)
    figure = _FIGURE.search(text, least, start) is not None
    if _is_of_more(text, reading, least, figure):
        return True
    if isinstance(reading.said, (Month, Range)) and _day_ends(text, least, start):
        return precision_of(reading.said) == "month"
    if first is None and figure and _COUNTED_MONTH.search(text, least, start):
        return _MONTH_APART.match(text, start) is not None
    if first is None:
        return _begins_with_name(text, start) and _name_ends(text, least, start, figure)
    if _month_is_joined(text, least, start):
        return True
    found = _figure_before().search(text, least, start) if figure else None
    return found is not None and _is_item(text, reading, found, first)


def _is_of_more(text: str, reading: Reading, least: int, figure: bool) -> bool:
    """``half past 5 PM``, ``ឆ្នាំទី៣ ឆមាសទី២``, ``ខែ៣ ៥ ឆ្នាំ២០២៤``: what stands before it changes it."""
    start = reading.start
    if reading.clock is not None and ends_with("minutes").search(text[least:start]):
        return True
    if _lacks_year(reading) and _YEAR_OF_STUDY.search(text, least, start):
        return True
    by_year = figure and isinstance(reading.said, WholeYear)
    return by_year and _part_before().search(text, least, start) is not None


def _is_item(text: str, reading: Reading, found: re.Match[str], first: re.Match[str]) -> bool:
    """Whether the figure ``found`` before ``reading`` is one of the list that goes on with ``first``."""
    if first["day"] and not (found["day"] or found["to"]):
        return False
    if found["minutes"].startswith(".") and reading.clock is None:
        return False  # 8.30 - 31/07/2024
    in_figures = isinstance(reading.said, Day) and reading.said.in_figures
    if found["cell"] and (in_figures or text.startswith(",", reading.end)):
        return False  # 12,31/07/2024; 1,31 កក្កដា ២០២៤,500
    hours = reading.clock is not None and found["to"]
    if not hours and not 1 <= int(found["figure"]) < int(first["figure"]):
        return False
    before = text[max(0, found.start() - _LONGEST_ITEM) : found.start()]
    return not any(ends_with(role).search(before) for role in _OTHERS)


_OTHERS: tuple[NeighbourRole, ...] = ("numbered", "document", "amount", "tally", "count")
_BLANK, _SHORT = "[ \u00a0]", f"[{DIGIT}]{{1,2}}"
_FIGURE = lazy_pattern(f"[{DIGIT}]")
_JOINS = lazy_pattern(lambda: f"{_BLANK}?{any_word_of('->iar/')}")
_YEAR_BEHIND = lazy_pattern(
    lambda: (
        f"{_BLANK}(?:1[89]|20|១[៨៩]|២០)[{DIGIT}]{{2}}(?![{DIGIT}]|[.,/-][{DIGIT}]|{_BLANK}?[%$€£¥៛])"
        f"|,?{_BLANK}?{any_word_of('Y')}{_BLANK}?{any_word_of('KT')}"
    )
)
_YEAR_OF_STUDY = lazy_pattern(
    lambda: f"{any_word_of('Y')}{any_word_of('T')}{_BLANK}?[{DIGIT}],?{_BLANK}?$"
)
_FIGURE_BEHIND = lazy_pattern(f"[,;]?{_BLANK}[{DIGIT}]")
_LONG = f"(?:[1-9១-៩][{DIGIT}]|[12១២][{DIGIT}]{{3}})"  # a figure of two digits, or a year


@cache
def _joiner() -> str:
    """What joins a list or a range, glued to both items or to none, but for the comma."""
    marks, words = any_word_of("->iar/"), any_word_of(">iar")
    return (
        f"(?:(?<!{_BLANK}){marks}(?!{_BLANK})(?:\r?\n)?"
        f"|{_BLANK}?(?:,{_BLANK}?)?{words}{_BLANK}?|{_BLANK}{marks}{_BLANK})"
    )


_ITEMS = lazy_pattern(lambda: f"(?:{_SHORT}(?:{_joiner()}|,|{_BLANK}))+$")


@cache
def _ends() -> str:
    """What a figure has behind it that counts nothing."""
    return f"(?={END_OF_PHRASE}|{_BLANK}*{context('phrase_end')})"


@cache
def _ordinal() -> str:
    """What may stand before a figure, and a blank: ទី."""
    return f"{any_word_of('T')}?{_BLANK}?"


_MORE_BEHIND = lazy_pattern(
    lambda: f",{_BLANK}?{_SHORT}(?:[/-]{_SHORT}|{_joiner()})"
)  # 25/5, 9-11 និង 19/11/2024
# ត្រីមាសទី១ ២ ឆ្នាំ២០២៤, ត្រីមាសទី១ ដល់ ៣ និង ត្រីមាសទី១
_PARTS_BEHIND = lazy_pattern(
    lambda: (
        f"(?:(?:{_BLANK}|,{_BLANK}?|{_joiner()})[1-4១-៤](?=[,;]|{_BLANK}?{any_word_of('arYT')}|{_BLANK}?$)){{1,3}}"
    )
)
_LONGEST_MONTH = 31
_DAYS_BEHIND = lazy_pattern(
    lambda: f"(?<=-[{DIGIT}]{{2}})(?P<days>(?:,{_BLANK}[{DIGIT}]{{2}})+)(?!,){_ends()}"
)


@cache
def _minutes() -> str:
    """What may stand between an hour and the end of its phrase."""
    counted = f"{_BLANK}?{any_word_of('a')}?{_BLANK}?{_SHORT}{_BLANK}?{any_word_of('N')}"
    return f"(?:[.:h][{DIGIT}]{{2}}|h|{_BLANK}?{any_word_of('h')}|{counted})?"


@cache
def _item_behind() -> re.Pattern[str]:
    marker = f"(?:{any_word_of('C')}{_BLANK}?)?{_ordinal()}"
    figure = f"(?:[0០]?[1-9១-៩]|{_LONG})"
    more = f"(?:(?:[/:-][{DIGIT}]{{1,4}}){{1,2}}|{_minutes()})"
    part = f"(?:{_BLANK}?{any_word_of('P')})?"
    alone = f"(?P<alone>{_BLANK}?{any_word_of('ar')}{_BLANK}?{figure}{_ends()})"
    year = f"{_BLANK}?(?:{any_word_of('Y')}{_BLANK}?)?[{DIGIT}]{{4}}(?![{DIGIT}])"
    month = f"(?:{any_word_of('M')}{_BLANK}?)?{any_of(_months())}{year}"  # ដល់កុម្ភៈ ២០២៤
    return re.compile(f"{alone}|{_joiner()}(?:{month}|{marker}{figure}{more}{part}{_ends()})")


@cache
def _next_figure() -> re.Pattern[str]:
    """A figure behind a comma, or, if it is a long one or hours of a part of the day, behind a blank."""
    listed = f"[,;]{_BLANK}(?:{_LONG}|[1-9១-៩]){_minutes()}"
    hours = f"{_BLANK}{_SHORT}(?:(?:{_BLANK}|,{_BLANK}|{_joiner()}){_SHORT}){{1,8}}{_BLANK}?{any_word_of('P')}"
    return re.compile(f"(?:{_BLANK}{_LONG}|{listed})(?:{listed}){{0,8}}{_ends()}|{hours}")


@cache
def _day() -> str:
    return f"(?P<day>{any_word_of('D')}{_BLANK}?{_ordinal()})"


_FIRST_FIGURE = lazy_pattern(
    lambda: (
        f"(?:{_day()}|{any_word_of('C')}{_BLANK}?|{_ordinal()})(?P<figure>{_SHORT})(?![{DIGIT}])"
    )
)


_PHRASE = '(?:^|(?<=[\r\n។៕:៖;()«»"“]))'


@cache
def _figure_before() -> re.Pattern[str]:
    part = f"(?P<minutes>{_minutes()})(?:{_BLANK}?{any_word_of('P')})?"  # ២ ព្រឹក និងម៉ោង ៤ រសៀល
    to = f"(?P<to>{_BLANK}?{any_word_of('>')}{_BLANK}?)"
    more = f"(?:,{_BLANK}{_SHORT}){{0,8}}(?:{to}|{_joiner()}|,{_BLANK}|[+])(?:{any_word_of('B')})?"
    glued = f"(?P<cell>,)|(?:,{_SHORT}){{1,8}},|(?:{_BLANK}{_SHORT}){{1,8}}{_BLANK}"  # ៥,៨,១២ មករា
    begins = f"(?:{_PHRASE}|(?<=[^{DIGIT}A-Za-z,.]{_BLANK})|{_day()}|{context('particle')})"
    return re.compile(
        f"{begins}(?P<figure>{_SHORT})(?:[/–~-]{_SHORT}){{0,2}}{part}(?:{more}|{glued})$"
    )


@cache
def _months() -> tuple[str, ...]:
    """Names of months, and quarters."""
    kinds = ("month", "lunar_month", "english_month", "english_part_of_year")
    return tuple(spellings_of(kinds))


@cache
def _names() -> tuple[str, ...]:
    return (*_months(), *spellings_of(("weekday", "english_weekday")))


def _begins_with_name(text: str, start: int) -> bool:
    found = _BEFORE_NAME.match(text, start)
    return text.startswith(_names(), found.end() if found else start)


_BEFORE_NAME = lazy_pattern(lambda: f"{any_word_of('MD')}{_BLANK}?")


def _name_ends(text: str, least: int, start: int, figure: bool) -> bool:
    """Whether a name and a joiner end there, or figures that may be days: 4/6 មីនា 2024."""
    if text.endswith(_months(), least, start - 1) and text[start - 1] in " \u00a0\t":
        return True
    joined = _JOINED.search(text, max(least, start - _LONGEST_JOINER), start)
    if joined is not None and text.endswith(_names(), least, joined.start()):
        return True
    if figure and _month_is_joined(text, least, start):
        return True
    return figure and _DAYS.search(text, least, start) is not None


def _month_is_joined(text: str, least: int, start: int) -> bool:
    """Whether days of another month are joined to it: ៥-៨ មករា និង១០-១២ កុម្ភៈ, Jan 5-8 and Feb 10."""
    joined = _JOINED_DAYS.search(text, max(least, start - _LONGEST_JOINER), start)
    return joined is not None and text.endswith(_months(), least, joined.start())


_JOINED = lazy_pattern(lambda: f"{_joiner()}$")
_JOINED_DAYS = lazy_pattern(
    lambda: f"(?:{_BLANK}?{_SHORT}(?:[–-]{_SHORT})?)?(?:{_joiner()}|,{_BLANK})$"
)
_DAYS = lazy_pattern(f"{_PHRASE}{_SHORT}(?:[,/–-]{_SHORT})+{_BLANK}$")


@cache
def _letters_of_days() -> frozenset[str]:
    """The last letters of what :func:`_day_before` ends with, but for what stands behind ថ្ងៃ."""
    days = (*spellings_of(("weekday", "english_weekday")), *number_words())
    return frozenset(word[-1] for word in days)


def _day_ends(text: str, least: int, start: int) -> bool:
    """Whether a day ends there whose month was read without it."""
    ends = text[least:start].rstrip(" \u00a0")[-1:]
    if ends not in (")", *_letters_of_days()) and not any(
        text.find(day, least, start) >= 0 for day in words_with("D")
    ):
        return False  # nearly always
    return _day_before().search(text, least, start) is not None


@cache
def _day_before() -> re.Pattern[str]:
    """A day whose month was read without it: ថ្ងៃទី៥ (សុក្រ) ខែមេសា, ដប់ប្រាំ មេសា."""
    weekday = f"{any_word_of('W')}"
    day = f"{any_word_of('D')}{_BLANK}?(?:{weekday}{_BLANK}?)?{_ordinal()}"
    words = f"(?:{pattern_of_words(number_words())})"
    between = f"[^{DIGIT}។៕\n]{{0,24}}"
    return re.compile(
        f"(?:{day}(?:{_SHORT}|{words}+){between}|{weekday}\\)?{_BLANK}?|(?:^|{_BLANK}){words}+{_BLANK})$"
    )


_COUNTED_MONTH = lazy_pattern(lambda: f"(?<![{DIGIT}]){_SHORT}$")


# The word for a month and a blank: ៣ខែ សីហា 2024 may be three months or the third day.
_MONTH_APART = lazy_pattern(lambda: f"{any_word_of('M')}{_BLANK}")


@cache
def _part_before() -> re.Pattern[str]:
    """A month or another part of the year by its number, but no wages (ប្រាក់ខែ១៣): ខែ៣ ៥ ឆ្នាំ២០២៤."""
    apart = f"(?:(?<![{RE_KHMER}])|(?<=[{DIGIT}])|{context('particle')})"
    number = f"{_BLANK}?{any_word_of('T')}?{_SHORT}"
    more = f"(?:(?:[^{DIGIT}]{{1,3}}|{_joiner()}{any_word_of('T')}?){_SHORT})"  # ខែ ១-៣ និង ៧-៩
    number = f"(?:{any_word_of('Mq')}{number}|{any_word_of('uJ')}{number}{more})"
    more += "{0,8}"
    return re.compile(f"{apart}{number}{more}(?:{_BLANK}?{any_word_of('O')})?{_BLANK}?$")
