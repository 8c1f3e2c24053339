"""Writing dates: ``format_date``, ``format_time`` and ``strftime``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Literal

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_words import names
from khmertext.dates._lunar import LunarDate
from khmertext.errors import UnknownOptionError, check_option, check_type
from khmertext.numbers import number_to_words, to_khmer_digits

DateStyle = Literal["full", "long", "medium", "short", "lunar", "dual"]
Digits = Literal["khmr", "latn", "words"]
Weekday = Literal["ចន្ទ", "ច័ន្ទ"]

_STYLES: tuple[DateStyle, ...] = ("full", "long", "medium", "short", "lunar", "dual")
_DIGITS: tuple[Digits, ...] = ("khmr", "latn", "words")
_MONDAYS: tuple[Weekday, ...] = ("ចន្ទ", "ច័ន្ទ")


def format_date(
    day: date | LunarDate,
    style: DateStyle = "full",
    *,
    digits: Digits = "khmr",
    monday: Weekday = "ចន្ទ",
    pattern: str | None = None,
) -> str:
    """A date in Khmer.

    ``style`` is ``"full"`` (with the day of the week, as government offices write it), ``"long"``,
    ``"medium"``, ``"short"`` (day/month/year), ``"lunar"`` or ``"dual"`` (lunar and civil date, as
    at the head of a decree). ``digits`` are Khmer, Latin, or ``"words"`` (not
    in the two styles that consist of figures). ``monday`` is how Monday
    is spelt (CLDR has ច័ន្ទ). A ``pattern`` of CLDR letters (``EEEE d MMMM y``, text in ``'quotes'``)
    replaces the style; five letters give the narrow form, a first letter.

    Whatever a style writes of the years 1000 to 2399, :func:`parse_date` reads back; from 2400 on a year
    without an era is read as Buddhist. Raises ``ValueError`` for an unknown
    option, and for lunar styles outside the years 1800 to 2300.

    >>> d = date(2024, 7, 31)
    >>> format_date(d)
    'ថ្ងៃពុធ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤'
    >>> format_date(d, "dual")
    'ថ្ងៃពុធ ១១រោច ខែអាសាឍ ឆ្នាំរោង ឆស័ក ព.ស. ២៥៦៨ ត្រូវនឹងថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤'
    >>> format_date(d, "short", digits="latn"), format_date(d, pattern="EEEE ទីd MMM yy")
    ('31/07/2024', 'ពុធ ទី៣១ កក្កដា ២៤')
    """
    check_option("style", style, _STYLES)
    check_option("digits", digits, _DIGITS)
    check_option("monday", monday, _MONDAYS)
    check_type(day, "format_date", date, LunarDate, advice=_advice(day))
    lunar: LunarDate | None = None
    if isinstance(day, LunarDate):
        lunar, civil = day, day.to_date()
    else:
        civil = day
    number = _WRITERS[digits]
    weekday = names().weekdays[civil.weekday()]
    if civil.weekday() == 0:
        weekday = monday
    month = names().months[civil.month - 1]
    if pattern is not None:
        check_type(pattern, "format_date", str, option="pattern")
        return _format_pattern(civil, pattern, number, weekday)
    if digits == "words" and style in ("short", "medium"):
        raise UnknownOptionError("digits", digits, ("khmr", "latn"))
    if style == "short":
        return f"{number(civil.day, 2)}/{number(civil.month, 2)}/{number(civil.year, 4)}"
    if style == "medium":
        return f"{number(civil.day, 1)} {month} {number(civil.year, 4)}"
    rest = f"ទី{number(civil.day, 1)} ខែ{month} ឆ្នាំ{number(civil.year, 4)}"
    if style == "full":
        return f"ថ្ងៃ{weekday} {rest}"
    if style == "long":
        return f"ថ្ងៃ{rest}"
    if lunar is None:
        lunar = LunarDate.from_date(civil)
    text = (
        f"ថ្ងៃ{weekday} {number(lunar.day, 1)}{names().phases[lunar.phase]} ខែ{lunar.month_name} "
        f"ឆ្នាំ{lunar.animal} {lunar.sak} {_BE} {number(lunar.be, 1)}"
    )
    return text if style == "lunar" else f"{text} {_EQUALS}ថ្ងៃ{rest}"


def _advice(value: object) -> str:
    return "parse_date() and date.fromisoformat() read text" if isinstance(value, str) else ""


def format_time(moment: time, *, digits: Digits = "khmr") -> str:
    """A time of day as it is said: twelve hours and the part of the day.

    Minutes and seconds are written where there are any, so that :func:`parse_time` reads the same
    time back; a fraction of a second is left out. The parts of the day are those of CLDR for Khmer.
    ``digits`` are those of :func:`format_date`.

    >>> format_time(time(8, 30)), format_time(time(18, 0), digits="words")
    ('ម៉ោង ៨ និង ៣០នាទី ព្រឹក', 'ម៉ោង ប្រាំមួយ ល្ងាច')
    """
    text = isinstance(moment, str)
    advice = "parse_time() and time.fromisoformat() read text" if text else ""
    check_type(moment, "format_time", time, datetime, advice=advice)
    check_option("digits", digits, _DIGITS)
    number = _WRITERS[digits]
    hour = moment.hour if moment.hour <= 12 else moment.hour - 12
    minutes = f" និង {number(moment.minute, 1)}នាទី" if moment.minute or moment.second else ""
    seconds = f" និង {number(moment.second, 1)}វិនាទី" if moment.second else ""
    return f"ម៉ោង {number(hour, 1)}{minutes}{seconds} {_part_of_day(moment.hour)}"


def strftime(day: date | datetime | time, fmt: str, *, digits: Digits = "khmr") -> str:
    """Like ``day.strftime(fmt)``, in Khmer.

    The directives of :mod:`datetime` that are not about time zones; ``%p`` is the part of the day,
    a hyphen (``%-d``) drops leading zeros. Of the lunar date there are ``%Ld`` (day and phase),
    ``%LB`` (month), ``%LA`` (animal), ``%LS`` (sak) and ``%EY`` (Buddhist year). ``digits`` are those
    of :func:`format_date`.

    Raises ``ValueError`` for a directive that does not exist or that ``day`` does not know.

    >>> strftime(date(2024, 7, 31), "%A %Ld ខែ%LB ព.ស. %EY, %-d/%-m/%Y")
    'ពុធ ១១រោច ខែអាសាឍ ព.ស. ២៥៦៨, ៣១/៧/២០២៤'
    """
    check_type(day, "strftime", date, datetime, time, advice=_advice(day))
    check_type(fmt, "strftime", str, option="fmt")
    check_option("digits", digits, ("khmr", "latn"))
    localized = to_khmer_digits if digits == "khmr" else str

    def write(match: re.Match[str]) -> str:
        directive = match[2] or ""
        if directive == "%":
            return "%"
        try:
            text = _directive(day, directive)
        except AttributeError:
            raise ValueError(f"%{directive} needs more than a {type(day).__name__}") from None
        if text is None:
            raise ValueError(f"unknown directive {match[0]!r}")
        if match[1]:
            text = text.lstrip("0") or "0"
        return localized(text)

    return _DIRECTIVE.sub(write, fmt)


# --- how numbers are written -----------------------------------------------------------------
def _latin(value: int, width: int) -> str:
    return f"{value:0{width}d}"


def _khmer(value: int, width: int) -> str:
    return to_khmer_digits(_latin(value, width))


def _in_words(value: int, width: int) -> str:
    return number_to_words(value)


_WRITERS: dict[str, Callable[[int, int], str]] = {
    "khmr": _khmer,
    "latn": _latin,
    "words": _in_words,
}
_BE = "ព.ស."
_EQUALS = "ត្រូវនឹង"


def _part_of_day(hour: int) -> str:
    parts = names().parts
    if hour == 12:
        return parts["noon"]
    if hour < 12:
        return parts["morning"]
    return parts["afternoon" if hour < 18 else "evening" if hour < 21 else "night"]


# --- strftime --------------------------------------------------------------------------------
_DIRECTIVE = lazy_pattern("%(-?)(E?Y|L[dBAS]|.|$)", re.DOTALL)
_NUMERIC: dict[str, Callable[[datetime], str]] = {
    "d": lambda d: f"{d.day:02d}",
    "m": lambda d: f"{d.month:02d}",
    "Y": lambda d: f"{d.year:04d}",
    "y": lambda d: f"{d.year % 100:02d}",
    "j": lambda d: f"{d.timetuple().tm_yday:03d}",
    "u": lambda d: str(d.isoweekday()),
    "w": lambda d: str(d.isoweekday() % 7),
    "G": lambda d: f"{d.isocalendar().year:04d}",
    "V": lambda d: f"{d.isocalendar().week:02d}",
    "U": lambda d: f"{(d.timetuple().tm_yday + 6 - d.isoweekday() % 7) // 7:02d}",
    "W": lambda d: f"{(d.timetuple().tm_yday + 6 - d.weekday()) // 7:02d}",
    "H": lambda d: f"{d.hour:02d}",
    "I": lambda d: f"{(d.hour - 1) % 12 + 1:02d}",
    "M": lambda d: f"{d.minute:02d}",
    "S": lambda d: f"{d.second:02d}",
    "f": lambda d: f"{d.microsecond:06d}",
    "A": lambda d: names().weekdays[d.weekday()],
    "a": lambda d: names().weekdays[d.weekday()],
    "B": lambda d: names().months[d.month - 1],
    "b": lambda d: names().months[d.month - 1],
    "p": lambda d: _part_of_day(d.hour),
    "x": lambda d: f"{d.day:02d}/{d.month:02d}/{d.year:04d}",
    "X": lambda d: f"{d.hour:02d}:{d.minute:02d}:{d.second:02d}",
    "c": lambda d: (
        f"{names().weekdays[d.weekday()]} {d.day} {names().months[d.month - 1]} {d.year:04d}"
        f" {d.hour:02d}:{d.minute:02d}:{d.second:02d}"
    ),
    "EY": lambda d: str(LunarDate.from_date(d).be),
    "Ld": lambda d: _lunar_day(LunarDate.from_date(d)),
    "LB": lambda d: LunarDate.from_date(d).month_name,
    "LA": lambda d: LunarDate.from_date(d).animal,
    "LS": lambda d: LunarDate.from_date(d).sak,
}


def _directive(day: date | time, directive: str) -> str | None:
    write = _NUMERIC.get(directive)
    return None if write is None else write(day)  # type: ignore[arg-type]


def _lunar_day(lunar: LunarDate) -> str:
    return f"{lunar.day}{names().phases[lunar.phase]}"


# --- CLDR patterns ---------------------------------------------------------------------------
_FIELD = lazy_pattern("'([^']*)'|([A-Za-z])\\2*")


def _format_pattern(
    day: date, pattern: str, number: Callable[[int, int], str], weekday: str
) -> str:
    """``day`` in a pattern of CLDR: ``d MMMM y``."""

    def write(match: re.Match[str]) -> str:
        letter, width = match[2], len(match[0])
        if letter is None:
            return match[1] or "'"
        if width > 5:
            raise ValueError(f"unknown field {match[0]!r} in the pattern")
        if letter in "Ec":
            return weekday if width < 5 else weekday[0]
        if letter in "ML" and width >= 3:
            name = names().months[day.month - 1]
            return name if width < 5 else name[0]
        if letter in "ML":
            return number(day.month, width)
        if letter == "d":
            return number(day.day, width)
        if letter == "y":
            return number(day.year % 100, 2) if width == 2 else number(day.year, width)
        raise ValueError(f"unknown field {match[0]!r} in the pattern")

    return _FIELD.sub(write, pattern)
