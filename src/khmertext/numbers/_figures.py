"""Figures: digits with separators, read by rules measured on Cambodian news.

Over a thousand news documents of 2019 (own count): one mark before exactly three digits groups
thousands in 177 of 179 contexts (the two others stand before លាន); one mark before 1, 2 or more
than 3 digits is decimal in all of about 260; groups of three after a space are thousands in about
70. The locale data of ICU, CLDR and Babel contradict each other for Khmer and decide nothing.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple, get_args

from khmertext._chars import (
    COENG,
    CONSONANTS,
    DIGITS,
    HYPHENS,
    MINUS_SIGNS,
    RE_CONSONANT,
    RE_DASH,
    RE_DIGIT,
    RE_HYPHEN,
    RE_KHMER,
    RE_LETTER,
    RE_MARK,
)
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._digits import (
    ASCII_DIGITS,
    BOTH_DIGITS,
    RE_BOTH_DIGITS,
    decimal_number,
    in_ascii,
    integer,
)
from khmertext.numbers._number_words import SPACE, context_words
from khmertext.numbers._units import currency_prefixes, read_unit

DecimalMark = Literal["auto", ".", ","]
DECIMAL_MARKS: tuple[DecimalMark, ...] = get_args(DecimalMark)

_D = f"[{RE_BOTH_DIGITS}]"
LATIN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
POWERS = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b^"


# Every repetition is possessive: no figure can be matched in two ways.
def _grouped(digit: str) -> str:
    """Groups of three, all in the same digits."""
    return rf"{digit}{{1,3}}(?:{SPACE}{digit}{{3}}(?!{_D}))++"


FIGURE = (
    rf"(?:(?<!{_D})(?![0០])(?:{_grouped('[0-9]')}|{_grouped(f'[{RE_DIGIT}]')})(?:[.,]{_D}++)?"
    rf"|{_D}++(?:[.,]{_D}++)*+)"
)
figure_pattern = compile_pattern(FIGURE)
# digits with single marks between them
MARKED = f"{_D}(?:[.,]?{_D})*+"
figure_apart = compile_pattern(rf"{SPACE}{MARKED}(?![/:-])")
ends_cell = lazy_pattern(rf"{SPACE}*(?:\Z|[\n\t|;,)\u17d4])")
YEAR = "(?:(?:19|20)[0-9]{2}|(?:១៩|២០)[០-៩]{2})"
year_pattern = lazy_pattern(YEAR)
_MARKS = (",", ".")
_MARK = lazy_pattern("[.,]")
_ASCII = frozenset(ASCII_DIGITS)


class Figure(NamedTuple):
    """The value of a figure and what was odd about it."""

    value: int | Decimal
    flags: frozenset[str]


def read_figure(
    text: str, decimal: DecimalMark = "auto", *, scale_follows: bool = False
) -> Figure | None:
    """The value of what :data:`FIGURE` matches, or ``None`` if its groups are malformed.

    ``scale_follows``: a word such as លាន comes next, so the mark is decimal (៦,២ពាន់លាន) unless
    three digits that end in 0 follow it (២៥០.០០០លាន, ១.៥០០លាន).
    """
    flags = set()
    ascii_text = in_ascii(text)
    if ascii_text != text and not _ASCII.isdisjoint(text):
        flags.add("mixed_digits")
    if ascii_text.isdecimal():
        return Figure(integer(ascii_text), frozenset(flags))
    ascii_text = ascii_text.replace(SPACE, "")
    if not ("." in ascii_text or "," in ascii_text):
        return Figure(integer(ascii_text), frozenset(flags))
    groups = _MARK.split(ascii_text)
    marks = _MARK.findall(ascii_text)
    if SPACE in text:  # grouped by spaces: the mark can only be the decimal one
        if len(groups[-1]) == 3 and decimal == "auto":
            flags.add("ambiguous_separator")  # or two columns of a table: 25 120.000
        return _decimal(groups, flags) if decimal in ("auto", marks[0]) else None
    if decimal in marks[:-1]:
        return None
    if not _is_decimal(groups, marks, decimal, scale_follows, flags):
        if not _in_threes(groups):
            return None
        if decimal == "auto" and len(groups) > 2 and _may_be_prices(groups):
            flags.add("ambiguous_separator")
        return Figure(integer("".join(groups)), frozenset(flags))
    grouped = groups[:-1]
    if len(grouped) > 1 and not (_in_threes(grouped) and len(set(marks[:-1])) == 1):
        return None
    return _decimal(groups, flags)


def _in_threes(groups: list[str]) -> bool:
    first, *others = groups
    return len(first) <= 3 and first[:1] != "0" and all(len(group) == 3 for group in others)


def _may_be_prices(groups: list[str]) -> bool:
    """Whether groups of three are rather round numbers that rise or fall: 100,200,300."""
    numbers = [int(group) for group in groups]
    rising = sorted({*numbers})
    return (
        numbers[0] >= 100
        and all(number and number % 5 == 0 for number in numbers)
        and (numbers in (rising, rising[::-1]))
    )


def _is_decimal(
    groups: list[str], marks: list[str], decimal: DecimalMark, scale_follows: bool, flags: set[str]
) -> bool:
    """Whether the last mark is the decimal one; ``flags`` get what is not sure."""
    if decimal != "auto":
        return marks[-1] == decimal
    if len(marks) == 1:
        if not _in_threes(groups):
            return True
        if scale_follows and groups[1] != "000":
            flags.add("ambiguous_separator")  # ១.៥០០លាន, ២២,៤៨៣លាន: a budget in millions
        return scale_follows and groups[1][-1] != "0"
    if len(set(marks)) == 1:
        return False
    alone = marks.count(marks[-1]) == 1
    if alone and (not _in_threes(groups) or (scale_follows and groups[-1] != "000")):
        return True
    if _in_threes(groups):
        flags.add("ambiguous_separator")
    return False


def _decimal(groups: list[str], flags: set[str]) -> Figure:
    return Figure(decimal_number("".join(groups[:-1]), groups[-1]), frozenset(flags))


# --- what digits stand in that is no plain figure: dates, clock times, plates, Latin tokens ------
# Digits with all the marks between them: what is a part of them is no number.
_PART = rf"{_D}++(?:[.,]{_D}++)*+"
PART = compile_pattern(_PART)
_MINUTES_IF_ANY = rf"(?:\.[0-5០-៥]{_D})?"
_HOUR = f"(?:[0០]?[1-9១-៩]|[1១][0-2០-២]){_MINUTES_IF_ANY}"
shape_pattern = compile_pattern(
    # what a sign joins to a date makes a code or a range of both: 2024/07/31-001, 01-10-2024/15-10-2024
    rf"(?P<date>(?:{_D}{{1,2}}([/.\-]){_D}{{1,2}}\2{_D}{{2,4}}(?!{_D})"
    rf"|{_D}{{1,2}}( [/.{RE_HYPHEN}] ){_D}{{1,2}}\3{_D}{{4}}(?!{_D})"
    rf"|{_D}{{4}}([/.\-]){_D}{{1,2}}\4{_D}{{1,2}}(?!{_D}))(?:[{RE_DASH}/]{_PART})*+)"
    # 05/Jan/2024:10:22:33 +0700, of a log
    rf"|(?P<stamp>{_D}{{1,2}}([/\-])[A-Z][a-z]{{2}}\6{_D}{{4}}(?::[0-9:]++)?(?: ?[+\-][0-9]{{4}})?)"
    # 3:16-18, verses; but 08:30-17:00 are two
    rf"|(?P<clock>{_PART}(?::{_PART})++(?:[{RE_DASH}]{_D}{{1,3}}(?:,{_D}{{1,3}})*+(?![.,:]?{_D}| ?[%$\u17db]))?+"
    # 2 PM, 8-11.30 AM, but no plate: 2AM-3501; 5.30pm, but 70 pm are picometres
    rf"|{_D}{{1,2}}{_MINUTES_IF_ANY}(?: ?[{RE_HYPHEN}] ?{_D}{{1,2}}{_MINUTES_IF_ANY})? ?[AP]M(?![A-Za-z{RE_BOTH_DIGITS}]| ?[{RE_HYPHEN}]? ?{_D}{{4}})"
    rf"|(?<![$\u20ac\u00a3]){_HOUR}(?: ?[{RE_HYPHEN}] ?{_HOUR})? ?[ap]m(?![A-Za-z{RE_BOTH_DIGITS}]))"
    # 2h 30m, 1m30s: how long
    rf"|(?P<time>{_D}{{1,3}}(?: ?h ?{_D}{{1,2}} ?m(?: ?{_D}{{1,2}} ?s)?| ?m ?{_D}{{1,2}} ?s)(?![A-Za-z{RE_BOTH_DIGITS}]))"
    # 2007-01%20a.pdf: of an address
    rf"|(?P<escaped>{_PART}(?:-{_PART})*+%[2-7C-Ec-e][0-9A-Fa-f](?![0-9.,]*[%\s])[^\s%]*+)"
    # 10W-40, an oil
    rf"|(?P<oil>{_D}{{1,2}}W-{_D}{{2}}(?![A-Za-z]|[.,]?{_D}))"
    # 205/55R16 91V, a tyre
    rf"|(?P<tyre>{_D}{{3}}/{_D}{{2}} ?Z?R{_D}{{2}}C?(?: {_D}{{2,3}}[A-Z](?![A-Za-z0-9]))?)"
    rf"|(?P<plate>{_D}[A-Z]{{1,2}} ?[{RE_DASH}] ?{_D}{{4}}(?!{_D}))"
    rf"|(?P<slash>{_PART}(?:/{_PART})++(?![{RE_DASH}]{_D}))"
    # 11°33'22"N, 11.5°N: a place on a map
    rf"|(?P<angle>{_PART} ?[°º] ?(?:{_PART} ?['\u2019\u2032](?: ?{_PART} ?(?:[\"\u201d\u2033]|''))?|[NSEW](?![A-Za-z])))"
    # 2024-001, 001-234; no part of 2400-012-3456-78
    rf"|(?P<code>(?:{_D}++[{RE_DASH}][0០]{_D}{{2,5}}+|[0០]{_D}{{2,}}+[{RE_DASH}]{_D}++)(?![{RE_DASH}.,/]?{_D}))"
    rf"|(?P<chain>{_PART}(?:[{RE_DASH}/]{_PART}){{2,}}+)"
    rf"|(?P<odd>{_PART}(?:''{_PART}|['\u2019\u00b7\u02d9\u066b\u066c\u2044_]{_PART})++)"
)
loose_plate_pattern = lazy_pattern(
    rf"{_D}[A-Z{CONSONANTS}]{{1,2}}(?:[ .]| ?[{RE_DASH}] ?)?{_D}{{4}}(?![.,]?{_D})"
)
official_plate_pattern = lazy_pattern(rf"{_D}[{RE_HYPHEN}]{_D}{{4}}(?![{RE_BOTH_DIGITS}.,/-])")
clock_pattern = lazy_pattern(
    rf"{_D}{{1,2}}(?:[.,\u17d6]{_D}| [:\u17d6] {_D}|(?<![3-9៣-៩]{_D}|[2២][5-9៥-៩]){SPACE}[0-5០-៥]){_D}(?![.,:/]?{_D})"
)
# Digits that begin with zeros count nothing: they name an account, a badge, a coordinate.
serial_pattern = compile_pattern(
    rf"[0០]{_D}{{2,}}+(?![.,]{_D})(?P<groups>(?<![0-9០-៩]{{4}})(?: {_D}{{3}}(?!{_D})){{2,}}+(?![.,:]{_D}|/(?!{_PART}[$\u17db]){_D}))?"
)
list_item_pattern = lazy_pattern(
    rf"{_D}{{1,3}}(?:\.{_D}{{1,2}}){{0,4}}(?=(?:\.(?!\.)|\)|[{RE_HYPHEN}](?![A-Za-z]))[ \t]?[^{RE_BOTH_DIGITS}\s])"
)
# 1800 20 8888: a telephone number of no plan
dialled_pattern = compile_pattern(
    rf"(?:{_D}{{3,4}}(?:{SPACE}{_D}{{1,4}}(?!{_D})){{2,}}+|{_D}{{2}}(?:{SPACE}{_D}{{3}}){{2}})"
    rf"(?![.,/:]?{_D})"
)
# ០០០ រៀល: zeros that a line's end or a slip cut off
zeros_pattern = lazy_pattern(rf"[0០]{{2,}}+(?![.,]?{_D})")
# ២ ១/២: an integer and a fraction
mixed_pattern = lazy_pattern(
    rf"{_D}{{1,3}}{SPACE}(?P<above>[1-9១-៩]{_D}?)/(?P<below>[1-9១-៩]{_D}?)(?![/.,:]?{_D})"
)
_scale_of_a_map = compile_pattern(rf"[1១]{SPACE}?[:/]{SPACE}?(?P<below>{FIGURE})(?![:/]{_D})")
# 5.6 x 10^3: a figure and the power that multiplies it
power_pattern = lazy_pattern(rf"{SPACE}?[xX\u00d7*\u00b7\u22c5]{SPACE}?{_D}{{1,4}}[{POWERS}]")
VULGAR_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
three_decimals_pattern = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,3}}[.,][{RE_BOTH_DIGITS}]{{3}}")
# What an amount of money makes of a letter behind the figure: $5m, 2.5bn USD, $10k.
short_scale_pattern = lazy_pattern(
    rf"(?P<spaced>{SPACE}?)(?P<letters>k|K|m(?:m|n|ln|il|io)?|M(?:M|n|N|ln|il|io)?|bn?|B[nN]?|t(?:n|rn)?|T)"
    rf"(?!(?!USD|KHR)[A-Za-z{RE_BOTH_DIGITS}{POWERS}])"
)
SCALE_LETTERS = frozenset("kKmMbBtT")
SHORT_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_INTERNET = lazy_pattern(r"(?:\A|[ (\[]|[0-9A-Fa-f])::\Z")  # 2001:db8::1
_FURTHER = lazy_pattern("[0-9]-[0-9]+(?=[A-Za-z])(?![kKmMbBtT])")
_LATIN_WORD = lazy_pattern("[A-Za-z][a-z]{3,}")
# as far as no figure stands behind the mark of a label
_LATIN_TOKEN = compile_pattern(
    rf"(?:[A-Za-z{RE_BOTH_DIGITS}._/@#&?%+~{RE_HYPHEN}]|[:=](?!-?[{RE_BOTH_DIGITS}$])"
    rf"|::(?=[0-9A-Fa-f]))*+"
)
_KHMER = lazy_pattern(f"[{RE_KHMER}]")
_JOINS_TOKENS = HYPHENS + "_./\\@#&=?:+~"
# a:5, Total:១,៥០០, id=7; no part of AA:BB:44, nor localhost:8080
_LABEL = lazy_pattern(
    rf"(?:\A|[^A-Za-z{RE_BOTH_DIGITS}:_./\\@#-])(?!localhost:)[A-Za-z][A-Za-z{RE_BOTH_DIGITS}_./&()-]*[:=]\Z"
)
# at8:30, Mon-8:30; but iPhone12:500$
_HOUR_BEFORE = lazy_pattern(rf"(?:[a-z]|[A-Za-z][-.]){_D}{{1,2}}:\Z")
_MINUTES = lazy_pattern(rf"[0-5០-៥]{_D}(?![{RE_BOTH_DIGITS}.,$\u17db])")
_LABEL_REACH = 40
# ISO9001:2015, EN1090-2:2018
_STANDARD = lazy_pattern(r"(?:\A|[^A-Za-z])[A-Z/]{2,8}[0-9]{2,}[0-9.-]*:\Z")
_YEAR_OF_STANDARD = lazy_pattern(rf"{YEAR}(?![.,:]?[{RE_BOTH_DIGITS}])")
_AMOUNT = compile_pattern(
    rf"(?<![A-WYZa-wyz.,_/@#{RE_BOTH_DIGITS}-]){_PART} ?(?P<unit>[A-Za-z]{{1,6}})[=/,~+&@:-]\Z"
)
_BEFORE_LEADING_MARK = (
    MINUS_SIGNS + " \n\t([$\u17db\u20ac\u00a3\u00a5\u0e3f:;|=<>~+\"'{\u00ab\u201c\u2018\u17d6"
)  # .5, $.50, «.5»
_NO_WORD = lazy_pattern(f"[^{RE_LETTER}{RE_MARK}{COENG}.]")
_POINTS = compile_pattern(rf"{_D}{{1,2}}(?:\.{_D}{{1,2}})++(?![.,]?{_D})")
_LIST_SIGNS = "$\u17db\u20ac\u00a3\u00a5\u0e3f"
_INNER_MARKS = ".,\u060c:/'\u2019\u00b7\u02d9\u066b\u066c\u2044_"
# the rest of a figure that was read only in part: ១ ២៣៤.៥.៦, ១០០០ ០០០
rest_pattern = compile_pattern(
    rf"[{_INNER_MARKS}]{_PART}|(?P<group>{SPACE}[0០]{_D}{{2}}(?!{_D}))"
    # a blank inside the groups: ១. ០០០
    rf"|(?:{SPACE}[.,]{SPACE}?|[.,]{SPACE})[0០]{{3}}(?!{_D})"
    # letters that were taken for zeros: ៥,OOO
    rf"|[.,][Oo]{{3}}(?![A-Za-z])"
    # of a page of the web
    rf"|(?:&(?:nbsp|thinsp|#160);{_D}{{3}}(?!{_D}))++"
)
_ZERO_GROUP = lazy_pattern(rf"[0០](?:{_D}{{2}}|[0០])(?!{_D})")
# Characters right before a figure that may make it a part of something longer.
_MAY_GO_ON = frozenset(_JOINS_TOKENS + _INNER_MARKS + "^%*{" + LATIN_LETTERS)


def is_odd_year(text: str, start: int, end: int) -> bool:
    """Whether a figure is a year that no price and no count is likely to be: 2019, but not 2000."""
    year = year_pattern.fullmatch(text, start, end)
    return year is not None and int(year.group()) % 50 != 0


def may_be_year_and_figure(figure: str) -> bool:
    """Whether what reads as decimals may be a year and another figure: Dream 2019,60kg; but 2019.50$ is a price."""
    mark, digits = figure[4:5], figure[5:]
    return (
        mark in _MARKS
        and digits.isdecimal()
        and not (mark == "." and len(digits) == 2)
        and is_odd_year(figure, 0, 4)
    )


def is_plate(text: str, position: int) -> bool:
    """Whether a number plate such as 2AB-1234 begins at ``position``."""
    shape = shape_pattern.match(text, position)
    return shape is not None and shape["plate"] is not None


@cache
def khmer_plate_pattern() -> re.Pattern[str]:
    """A number plate with Khmer letters: 2ក-1234, ២អា-១២៣៤."""
    letters = f"[{RE_CONSONANT}]{{1,2}}|{any_of(context_words('letter_name'))}"
    return re.compile(f"{_D}(?:{letters})[{RE_DASH}]{_D}{{4}}(?![.,/-]?{_D}|[{RE_LETTER}A-Za-z])")


def figure_may_go_on(text: str, start: int) -> bool:
    """Whether what stands right before ``start`` is worth a closer look."""
    return start > 0 and text[start - 1] in _MAY_GO_ON


def is_cut_off(text: str, start: int) -> bool:
    """Whether the digits at ``start`` are only the rest of a figure: .៥, and ០០០ of ១/១០០.០០០."""
    mark, before = text[start - 1], text[start - 2 : start - 1] or "\n"
    if mark in _INNER_MARKS and before in BOTH_DIGITS:
        return not is_labelled(text, start)
    if mark == "." and before in CONSONANTS and _is_rank(text, start):
        return True
    if mark == ":":
        return _INTERNET.search(text[max(0, start - 4) : start]) is not None
    if mark == "," and before in _LIST_SIGNS and text[start - 3 : start - 2] in BOTH_DIGITS:
        return False  # 5$,10$
    return mark == "^" or (mark in ".," and before in _BEFORE_LEADING_MARK)


def _is_rank(text: str, start: int) -> bool:
    """Whether figures with points go on a letter, as those of a rank or a section do: ក.៣.៤."""
    if start > 2 and not _NO_WORD.match(text, start - 3):
        return False
    points = _POINTS.match(text, start)
    return points is not None and read_unit(text, points.end()) is None


def is_cut_group(text: str, start: int) -> bool:
    """Whether ០០០ or ០០ at ``start`` is a group whose figure was not understood: ១ ០០០/២ ០០០, 8 00-17 00."""
    return (
        start > 1
        and text[start - 2] in BOTH_DIGITS
        and text[start - 1] == SPACE
        and _ZERO_GROUP.match(text, start) is not None
    )


def in_latin_token(text: str, start: int) -> bool:
    """Whether the digit at ``start`` goes on a Latin token: iOS12, COVID-19, example.org/12."""
    before = text[max(0, start - 2) : start]
    if _is_latin(before[-1]):
        return before[-1] not in "xX" or not _KHMER.match(before)  # ២០ម៉ែត្រx៣០ម៉ែត្រ
    if (
        before[-1] not in _JOINS_TOKENS
        or len(before) != 2
        or not _is_latin(before[0].replace("_", "a"))
    ):
        return False
    return not (before[-1] in "=/,~" and follows_amount(text, start))


def follows_amount(text: str, start: int) -> bool:
    """Whether a number with a Latin unit ends before the mark at ``start``: 1USD=4100, 200mg/5ml."""
    amount = _AMOUNT.search(text[max(0, start - _LABEL_REACH) : start])
    unit = read_unit(amount["unit"], 0, below=True) if amount else None
    return amount is not None and unit is not None and unit.end == len(amount["unit"])


def is_labelled(text: str, start: int) -> bool:
    """Whether a label in Latin letters is glued to the figure at ``start``: Price:100$."""
    if text[start - 1] not in ":=":
        return False
    if _HOUR_BEFORE.search(text[max(0, start - 4) : start]) and _MINUTES.match(text, start):
        return False
    before = text[max(0, start - _LABEL_REACH) : start]
    year = _YEAR_OF_STANDARD.match(text, start) if _STANDARD.search(before) else None
    if year is not None and read_unit(text, year.end()) is None:
        return False
    return _LABEL.search(before) is not None


def is_file(figure: re.Match[str]) -> bool:
    """Whether a figure ends the name of a file: 2024.xlsx, របាយការណ៍១២.pdf."""
    text, start, end = figure.string, figure.start(), figure.end()
    end += text[start - 1 : start] == "(" and text.startswith(")", end)
    return _file_type().match(text, end) is not None


@cache
def _file_type() -> re.Pattern[str]:
    types = any_of(context_words("file_type"))
    return re.compile(rf"[A-Za-z]{{0,3}}\.{types}(?![A-Za-z0-9])")  # 2024.xlsx, 3.5mm.png


def read_map_scale(text: str, start: int) -> tuple[Fraction, int] | None:
    """The scale of a map and its end: ១/១០០.០០០, ១:៥០ ០០០."""
    scale = _scale_of_a_map.match(text, start)
    figure = read_figure(scale["below"], scale_follows=False) if scale else None
    if scale is None or figure is None or not isinstance(figure.value, int) or not figure.value:
        return None
    return Fraction(1, figure.value), scale.end()


def runs_into_latin(text: str, end: int) -> bool:
    """Whether the figure that ends at ``end`` begins a Latin token (4G, 12@...) and no unit."""
    after = text[end : end + 2]
    if not after:
        return False
    if _is_latin(after[0]):
        # a word of another script, and other digits: only a space is missing
        apart = text[end - 1] in DIGITS and _LATIN_WORD.match(text, end) is not None
        return not apart and read_unit(text, end) is None
    if after[0] == "-" and _code_follows().match(text, end):
        return False  # USD10-USD15
    if after[0] == "-" and (further := _FURTHER.match(text, end - 1)):  # 00-1A-2B
        return read_unit(text, further.end()) is None
    return (after[0] in "@_" and after != "__") or (after[0] in "-:" and _is_latin(after[1:]))


@cache
def _code_follows() -> re.Pattern[str]:
    return re.compile(f"-{any_of(currency_prefixes())}{_D}")


def vulgar_fraction(character: str) -> Fraction:
    """The value of ½ and its like."""
    return Fraction(unicodedata.numeric(character)).limit_denominator(10)


def after_token(text: str, position: int) -> int:
    """Where the Latin token around ``position`` ends."""
    match = _LATIN_TOKEN.match(text, position)
    assert match is not None
    return match.end()


def after_figure(text: str, start: int) -> int:
    """Where the figure that begins at ``start`` ends."""
    match = figure_pattern.match(text, start)
    assert match is not None
    return match.end()


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


@cache
def next_clock() -> re.Pattern[str]:
    """The next time behind a clock time; a part of the day may stand between."""
    joints = any_of({*context_words("range_word"), *context_words("and")})
    part = rf"(?:{SPACE}?(?:[AaPp][Mm]|[{RE_LETTER}{RE_MARK}{COENG}]{{1,8}}?))?"
    return re.compile(rf"{part}{SPACE}?(?:[{RE_DASH}~]|{joints}){SPACE}?{clock_pattern.pattern}")
