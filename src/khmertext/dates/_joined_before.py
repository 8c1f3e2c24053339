"""What began before a date or a time and was not read with it: the list, the range, or its day."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from khmertext._chars import COENG, RE_HYPHEN, RE_KHMER, RE_LETTER, RE_MARK
from khmertext._patterns import any_of, lazy_pattern
from khmertext.dates._date_words import NeighbourRole, context, ends_with, names, weekdays
from khmertext.dates._joints import SHORT, joint, minutes, month_names, ordinal, unknown
from khmertext.dates._lists import lacks_year
from khmertext.dates._readings import Day, Month, Range, Reading, Relative, WholeYear, precision_of
from khmertext.dates._run_starts import DIGIT, any_word_of, words_with
from khmertext.numbers._number_words import number_words, pattern_of_words

_LONGEST_ITEM = 40  # characters before a date that are looked at
_LONGEST_JOINT = 20  # and with days behind the name of a month
_PHRASE = '(?:^|(?<=[\r\n។៕:៖;()«»"“]))'


class _Before(NamedTuple):
    """What stands in ``text`` from ``first`` to ``start``: before a reading, behind the last one."""

    text: str
    first: int
    start: int
    has_digit: bool

    def ends_with(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.search(self.text, self.first, self.start)

    def ends_with_name(self, names: tuple[str, ...], joint: re.Pattern[str]) -> bool:
        """Whether one of the names stands there, and ``joint`` behind it."""
        found = joint.search(self.text, max(self.first, self.start - _LONGEST_JOINT), self.start)
        return found is not None and self.text.endswith(names, self.first, found.start())


def began_before(text: str, reading: Reading, last_end: int) -> bool:
    """Whether a list, a range or a day begins before ``reading`` that goes on with it."""
    first, start = max(last_end, reading.start - _LONGEST_ITEM), reading.start
    before = _Before(text, first, start, _DIGIT.search(text, first, start) is not None)
    if _changes(before, reading) or _begins_unknown(before, reading):
        return True
    is_month = isinstance(reading.said, (Month, Range)) and precision_of(reading.said) == "month"
    if is_month and _ends_with_day(before):
        return True
    figure = _first_figure.match(text, start)
    if figure is None:
        return _month_is_counted(before) or _name_is_joined(before)
    if reading.said is not None and _ends_with_day_and_month(before):
        return True
    return _days_are_joined(before) or _figure_is_joined(before, reading, figure)


_DIGIT = lazy_pattern(f"[{DIGIT}]")


@cache
def _day_marker() -> str:
    return f"(?P<day>{any_word_of('D')} ?{ordinal()})"


@lazy_pattern
def _first_figure() -> str:
    marker = f"(?:{_day_marker()}|{any_word_of('C')} ?|{ordinal()})"
    return f"{marker}(?P<figure>{SHORT})(?![{DIGIT}])"


def _changes(before: _Before, reading: Reading) -> bool:
    """Whether what stands before an hour, a term or a year makes another one of it."""
    if reading.clock is not None and before.ends_with(ends_with("minutes")):
        return True  # half past 5 PM
    if reading.part and reading.clock is None and _ends_with_hour(before):
        return True  # ៨ព្រឹក ថ្ងៃទី១៥ ខែមីនា
    if isinstance(reading.said, Relative) and before.ends_with(_NTH_OF_PERIOD):
        return True  # សប្តាហ៍ទី១ ខែក្រោយ
    if lacks_year(reading) and before.ends_with(_YEAR_OF_STUDY):
        return True  # ឆ្នាំទី៣ ឆមាសទី២
    if not isinstance(reading.said, WholeYear):
        return False
    if before.has_digit and before.ends_with(_part_of_year):
        return True
    if before.text.endswith(_names_and_blank(), before.first, before.start):
        return before.ends_with(_glued_month) is not None
    if before.text.find(_MONTH_MARKER, before.first, before.start) >= 0:
        return before.ends_with(_unknown_month) is not None
    rest = _rest_of_month.fullmatch(before.text, before.first, before.start)
    return rest is not None and before.text.endswith(month_names(), 0, before.first)


def _begins_unknown(before: _Before, reading: Reading) -> bool:
    """``ពីថ្ងៃចន្ទ ដល់ថ្ងៃទី៥ ខែសីហា``, ``ពីដើមឆ្នាំ ដល់ខែសីហា``: a range begins that does not say when."""
    if reading.said is None or not before.text.endswith(
        _to_and_blank(), before.first, before.start
    ):
        return False
    return before.ends_with(_UNKNOWN_BEFORE) is not None


@cache
def _to_and_blank() -> tuple[str, ...]:
    return tuple(f"{word}{blank}" for word in words_with(">") for blank in ("", " "))


_UNKNOWN_BEFORE = lazy_pattern(lambda: f"{unknown()} ?{any_word_of('>')} ?$")


def _ends_with_hour(before: _Before) -> bool:
    """Whether an hour stands there, glued to the part of the day, or apart as that is from the day."""
    hour = before.ends_with(_HOUR) if before.has_digit else None
    if hour is None or not hour["apart"]:
        return hour is not None
    return _PART_APART.match(before.text, before.start) is not None


_HOUR = lazy_pattern("(?<![0-9០-៩.,:/-])(?:1[0-2]|១[០-២]|[0០]?[1-9១-៩])(?P<apart> ?)$")
_PART_APART = lazy_pattern(lambda: f"{any_word_of('P')} ")
_NTH_OF_PERIOD = lazy_pattern(
    lambda: f"{any_word_of('uJq')} ?{any_word_of('T')} ?[{DIGIT}],? ?{any_word_of('O')}? ?$"
)
_YEAR_OF_STUDY = lazy_pattern(lambda: f"{any_word_of('Y')} ?{any_word_of('T')}? ?[{DIGIT}],? ?$")


@cache
def _names_and_blank() -> tuple[str, ...]:
    return tuple(f"{name}{blank}" for name in month_names() for blank in ("", " "))


@lazy_pattern
def _glued_month() -> str:
    """The name of a month at the end of a word that may be it or not: សារតុលា ឆ្នាំ២០២៤."""
    return f"(?<=[{RE_LETTER}{RE_MARK}]){any_of(names().months)} ?$"


_MONTH_MARKER = "ខែ"


@lazy_pattern
def _unknown_month() -> str:
    """ខែ and one word that is none of those that stand there: the slip of ខែកក្កន ឆ្នាំ២០១៩, no ប្រាក់ខែ."""
    words = (
        f"{context('before_month')}|{context('particle')}|{any_word_of('D')} ?{ordinal()}{SHORT}"
    )
    return f"(?:(?<![{RE_LETTER}{RE_MARK}{DIGIT}])|{words}){_MONTH_MARKER} ?{_no_known_word()}[{RE_LETTER}{RE_MARK}{COENG}]{{2,12}} ?$"


@lazy_pattern
def _rest_of_month() -> str:
    """The ល of ខែមេសាល ឆ្នាំ២០១៩, behind the month."""
    return f"{_no_known_word()}[{RE_LETTER}{RE_MARK}{COENG}]{{1,4}} ?"


def _no_known_word() -> str:
    return f"(?!{any_word_of('ODHdfgaCFR>')}|{context('phrase_end')})"


@lazy_pattern
def _part_of_year() -> str:
    """A month or another part of the year by its number, but no wages (ប្រាក់ខែ១៣): ខែ៣ ៥ ឆ្នាំ២០២៤."""
    apart = f"(?:(?<![{RE_KHMER}])|(?<=[{DIGIT}])|{context('particle')})"
    number = f" ?{any_word_of('T')}?{SHORT}"
    more = f"(?:(?:[^{DIGIT}]{{1,3}}|{joint()}{any_word_of('T')}?){SHORT})"  # ខែ ១-៣ និង ៧-៩
    first = f"(?:{any_word_of('Mq')}{number}|{any_word_of('uJ')}{number}{more})"
    return f"{apart}{first}{more}{{0,8}}(?: ?{any_word_of('O')})? ?$"


def _ends_with_day(before: _Before) -> bool:
    """Whether a day ends there whose month was read without it: ថ្ងៃទី៥ (សុក្រ) ខែមេសា, ដប់ប្រាំ មេសា."""
    if not before.ends_with(_day_at_all):
        return False  # nearly always
    return before.ends_with(_day) is not None


@lazy_pattern
def _day_at_all() -> str:
    letters = {word[-1] for word in (*weekdays(), *number_words())}
    return f"{any_word_of('D')}|[){re.escape(''.join(letters))}] *\\Z"


@lazy_pattern
def _day() -> str:
    weekday, words = any_word_of("W"), f"(?:{pattern_of_words(number_words())})+"
    marker = f"(?P<marker>{any_word_of('D')} ?(?:{weekday} ?)?{ordinal()})"
    behind = f"(?(marker)[^{DIGIT}។៕\n]{{0,24}}| )"
    return f"(?:(?:{marker}|^| )(?:{words}|(?(marker){SHORT}|(?!))){behind}|{weekday}\\)? ?)$"


def _month_is_counted(before: _Before) -> bool:
    """``៣ខែ សីហា 2024`` may be three months or the third day."""
    at_month = _MONTH_APART.match(before.text, before.start)
    return at_month is not None and before.ends_with(_COUNT) is not None


_MONTH_APART = lazy_pattern(lambda: f"{any_word_of('M')} ")
_COUNT = lazy_pattern(f"(?<![{DIGIT}]){SHORT}$")


def _name_is_joined(before: _Before) -> bool:
    """Whether a name follows, and another one goes before it or figures that may be days."""
    text, first, start, has_digit = before
    marker = _MARKER_OF_NAME.match(text, start)
    if not text.startswith(_names(), marker.end() if marker else start):
        return False
    if start and text[start - 1] in " \t" and text.endswith(month_names(), first, start - 1):
        return True
    if before.ends_with_name(_names(), _JOINT):
        return True
    return has_digit and (_days_are_joined(before) or before.ends_with(_DAYS) is not None)


@cache
def _names() -> tuple[str, ...]:
    return (*month_names(), *weekdays())


_MARKER_OF_NAME = lazy_pattern(lambda: f"{any_word_of('MDd')} ?")
_JOINT = lazy_pattern(lambda: f"{joint()}$")
_DAYS = lazy_pattern(f"{_PHRASE}{SHORT}(?:[,/{RE_HYPHEN}]{SHORT})+ $")  # 4/6 មីនា 2024


def _days_are_joined(before: _Before) -> bool:
    """Whether days of another month are joined to it: ៥-៨ មករា និង១០-១២ កុម្ភៈ, Jan 5-8 and Feb 10."""
    if not before.text.endswith(_joint_ends(), before.first, before.start):
        return False  # nearly always
    return before.ends_with_name(month_names(), _JOINED_DAYS)


@cache
def _joint_ends() -> tuple[str, ...]:
    joints = words_with("->iar/")
    return (", ", *(joint + behind for joint in joints for behind in ("", " ", "\n")))


_JOINED_DAYS = lazy_pattern(lambda: f"(?: ?{SHORT}(?:[{RE_HYPHEN}]{SHORT})?)?(?:{joint()}|, )$")


def _ends_with_day_and_month(before: _Before) -> bool:
    """Whether a day without a year stands there, and perhaps one more: 30 Apr 1 May 2024."""
    if not (before.has_digit and before.ends_with_name(month_names(), _MORE_DAYS)):
        return False
    return before.ends_with(_DAY_AND_MONTH) is not None


_MORE_DAYS = lazy_pattern(lambda: f" (?:{SHORT} |{joint()}{SHORT} )?$")
_DAY_AND_MONTH = lazy_pattern(
    lambda: f"(?<![{DIGIT}]){SHORT} ?[^{DIGIT}]{{3,16}}{_MORE_DAYS.pattern}"
)


def _figure_is_joined(before: _Before, reading: Reading, figure: re.Match[str]) -> bool:
    """Whether a figure before ``reading`` is an item of the list that goes on with its own ``figure``."""
    found = before.ends_with(_figure_before) if before.has_digit else None
    if found is None or (figure["day"] and not (found["day"] or found["to"])):
        return False
    if found["minutes"].startswith(".") and reading.clock is None:
        return False  # 8.30 - 31/07/2024
    if found["day"] and reading.said is None:
        return False  # ថ្ងៃទី១ ម៉ោង ៨
    in_figures = isinstance(reading.said, Day) and reading.said.in_figures
    if found["cell"] and (in_figures or before.text.startswith(",", reading.end)):
        return False  # 12,31/07/2024; 1,31 កក្កដា ២០២៤,500
    hours = reading.clock is not None and found["to"]
    if not (hours or found["day"]) and not 1 <= int(found["figure"]) < int(figure["figure"]):
        return False
    further = before.text[max(0, found.start() - _LONGEST_ITEM) : found.start()]
    return not any(ends_with(role).search(further) for role in _OTHERS)


# Before a figure: it is no day and no hour.
_OTHERS: tuple[NeighbourRole, ...] = ("numbered", "document", "amount", "tally", "count")


@lazy_pattern
def _figure_before() -> str:
    begins = f"(?:{_PHRASE}|(?<=[^{DIGIT}A-Za-z,.] )|{_day_marker()}|{context('particle')})"
    item = f"(?P<figure>{SHORT})(?:[/~{RE_HYPHEN}]{SHORT}){{0,2}}"
    hour = f"(?P<minutes>{minutes()})(?: ?{any_word_of('P')})?"  # ២ ព្រឹក និងម៉ោង ៤ រសៀល
    more = f"(?(day)[^{DIGIT}។៕\n]{{0,24}}?)"  # ថ្ងៃទី៥ (សុក្រ) ដល់ថ្ងៃទី១០ ខែមេសា
    to = f"(?P<to>{more} ?{any_word_of('>')} ?)"
    apart = f"(?:, {SHORT}){{0,8}}(?:{to}|{joint()}|, |[+])(?:{any_word_of('B')})?"
    glued = f"(?P<cell>,)|(?:,{SHORT}){{1,8}},|(?: {SHORT}){{1,8}} |(?(day) |(?!))"  # ៥,៨,១២ មករា
    return f"{begins}{item}{hour}(?:{apart}|{glued})$"
