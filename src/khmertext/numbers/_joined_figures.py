"""Figures that a sign joins: products, and what a slash parts.

Two figures and a slash are a fraction, a pair of measures, points of so many, two currencies.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache

from khmertext._chars import COENG, HYPHENS, RE_LETTER, RE_MARK
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import Around
from khmertext.numbers._digits import RE_BOTH_DIGITS, in_ascii, negated
from khmertext.numbers._figures import (
    Figure,
    is_odd_year,
    read_figure,
    runs_into_latin,
    year_pattern,
)
from khmertext.numbers._minus import signed_inside
from khmertext.numbers._number_mention import Exact, Found
from khmertext.numbers._number_words import SPACE, TIMES_SIGNS, context_words
from khmertext.numbers._phones import begins_phone, scale_follows
from khmertext.numbers._quantities import found_quantity, is_price_of_several
from khmertext.numbers._units import (
    MEASURED,
    NO_PER,
    Per,
    Unit,
    is_degrees,
    lengths,
    powers,
    read_per,
    read_unit,
)

_MARKS_FOLLOW = lazy_pattern(rf"{SPACE}[{RE_BOTH_DIGITS}]{{1,3}}/[{RE_BOTH_DIGITS}]")
_MARK = lazy_pattern("[.,]")
_PARTS = frozenset((2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 100))  # of a unit that is cut in parts
_ALTERNATIVES = lazy_pattern(
    rf"[{RE_LETTER}{RE_MARK}{COENG}A-Za-z]/[{RE_LETTER}{RE_MARK}{COENG}A-Za-z]{{1,30}} ?[:\u17d6]? ?\Z"
)
_FIGURE = f"[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)*+"
_FACTOR = compile_pattern(_FIGURE)
_RELAY = lazy_pattern("4 ?(?:[xX\u00d7*]|គុណ) ?[124]00")  # of runners; a plot is hardly so narrow
_WHOLE = 100  # per cent
_TWO_DIGITS = lazy_pattern(rf"(?<![.,])[{RE_BOTH_DIGITS}]{{2}}")


def read_slash(text: str, around: Around, shape: re.Match[str]) -> Fraction | list[Found] | int:
    """What figures with a slash between them are, and where to go on if that is no number."""
    start, end = shape.span()
    numbers = in_ascii(shape.group()).split("/")
    if len(numbers) == 2 and (sign := around.sign_before(start)):
        return _with_sign(text, sign, shape, numbers) or end
    second = start + len(numbers[0]) + 1
    if begins_phone(text, second):
        return second
    if among := _women_among(text, around, shape, numbers):
        return among
    if not all(number.isdecimal() for number in numbers):
        return _pair(text, around, shape, numbers) or _score(shape, numbers) or end
    if (
        not _is_proper(numbers)
        or _stage().match(text, end)
        or _ends_dates(text, around, start)
        or not around.roles_before(start).isdisjoint(("label", "article_head"))
        or (around.says_which(start) and not _of_what().match(text, end))
        or around.ordinal_mark(start) is not None
    ):
        return _pair(text, around, shape, numbers) or end
    unit = unit_of_fraction(text, end)
    if _is_pair_of_counts(text, shape, unit):
        return [
            Found(start, second - 1, int(numbers[0]), "cardinal"),
            Found(second, end, int(numbers[1]), "cardinal"),
        ]
    value = Fraction(int(numbers[0]), int(numbers[1]))
    if unit is not None and (
        (is_degrees(unit.name) and not is_common(shape.group()))
        or unit.name in (*context_words("not_halved"), *context_words("points"))
        or value.denominator != int(numbers[1])
        or value.denominator not in _PARTS
    ):
        # ២៣/៣២°C and 50/60Hz are two, ៥/១០នាក់ so many of so many
        return _pair(text, around, shape, numbers) or end
    return value


def _is_pair_of_counts(text: str, shape: re.Match[str], unit: Unit | None) -> bool:
    """Whether what stands before a fraction makes it two numbers: ប្រុស/ស្រី ១២/១៥, ស្រី ១៥/៣០; but ស្ត្រី ១/៣.

    So do two shares that make up the whole: 30/70.
    """
    before = text[max(0, shape.start() - 40) : shape.start()]
    if _ALTERNATIVES.search(before):
        return True
    if unit is None and sum(map(int, in_ascii(shape.group()).split("/"))) == _WHOLE:
        return True
    counted = before.rstrip().endswith(context_words("women"))
    return counted and unit is None and not is_common(shape.group())


def _is_proper(numbers: list[str]) -> bool:
    """Whether the figures may be those of a fraction: two without zeros in front, the first less than the second."""
    if len(numbers) != 2 or max(map(len, numbers)) > 3:
        return False
    if any(number.startswith("0") for number in numbers):
        return False
    return int(numbers[0]) < int(numbers[1]) <= 100


def _ends_dates(text: str, around: Around, start: int) -> bool:
    """Whether the figures are the last of days and months: ថ្ងៃ 1/10 ដល់ 5/10."""
    return _days_before().search(text[max(around.free, start - 30) : start]) is not None


def is_common(written: str) -> bool:
    """Whether a fraction is one that a million is cut in: ¾; but ៧/៨ and ៥០/១០០ may be two numbers."""
    above, below = (int(part) if part.isdecimal() else 0 for part in written.split("/"))
    return below in (2, 3, 4) and Fraction(above, below).denominator == below


def unit_of_fraction(text: str, end: int) -> Unit | None:
    """The unit behind a fraction, unless it heads the next: គណិត 45/50 រូប 38/50."""
    unit = read_unit(text, end)
    if unit is not None and unit.start > end and _MARKS_FOLLOW.match(text, unit.end):
        return None
    return unit


def _with_sign(
    text: str, sign: tuple[int, str], shape: re.Match[str], numbers: list[str]
) -> list[Found]:
    """$5.00/20,500៛: each number has its own currency."""
    figures = _two_figures(numbers)
    unit = read_unit(text, shape.end())
    if figures is None or unit is None:
        return []
    first, second = figures
    middle = shape.start() + len(numbers[0])
    if unit.kind != "money":  # $5/2kg
        per = Per(f"{second.value} {unit.name}", unit.end)
        return [found_quantity(sign[0], middle, first.value, None, sign[1], per=per)]
    return [
        found_quantity(sign[0], middle, first.value, None, sign[1], flags=first.flags),
        found_quantity(middle + 1, unit.end, second.value, unit, flags=second.flags),
    ]


def _pair(text: str, around: Around, shape: re.Match[str], numbers: list[str]) -> list[Found]:
    """Two measures of one thing, ៤០៧៥/៤០៨៥រៀល, ៤៥/២៣នាក់ and ១២០/៨០ mmHg; a date, a code is none."""
    unit = read_unit(text, shape.end())
    figures = _two_figures(numbers)
    if figures is None or unit is None:
        return []
    if unit.kind not in (*MEASURED, "classifier") and unit.name not in context_words("points"):
        return []
    if unit.kind == "classifier" and _names_day(around, shape.start()):
        return []
    if _has_zero_in_front(numbers):
        return []
    if len({number.isdecimal() for number in numbers}) != 1:
        return []
    first, second = (figure.value for figure in figures)
    middle = shape.start() + len(numbers[0])
    counted = is_price_of_several(unit.kind, first, second) or (
        unit.kind == "money" and first >= 2 * second  # 4100/1$
    )
    counted = counted or _is_apart(around, shape, middle, unit)
    minus = signed_inside(text, shape.start())  # -3/24°C
    value = negated(first) if minus else first
    per = read_per(text, unit.end, several=True) if unit.kind == "money" else NO_PER
    begin, own = shape.start() - minus, None if counted else unit
    return [
        found_quantity(begin, middle, value, own, per=per._replace(end=0) if own else NO_PER),
        found_quantity(middle + 1, unit.end, second, unit, per=per),
    ]


def _has_zero_in_front(numbers: list[str]) -> bool:
    """Whether one of the figures begins with a zero that counts nothing: 05."""
    return any(number.isdecimal() and number != "0" and number[0] == "0" for number in numbers)


def _is_apart(around: Around, shape: re.Match[str], middle: int, unit: Unit) -> bool:
    """Whether the figure before the slash has nothing of the unit: Dream 2019/12000km, អាយុ 25/60kg."""
    start, end = shape.span()
    if unit.kind != "percent" and around.is_of_one(start):
        return True
    years = year_pattern.fullmatch(around.text, middle + 1, end) is not None
    return is_odd_year(around.text, start, middle) and not years


def _names_day(around: Around, start: int) -> bool:
    """Whether a word for a day stands before the figures: ថ្ងៃទី ៧/៩."""
    return around.ordinal_mark(start) is not None or around.preceded(start, "label")


def _women_among(
    text: str, around: Around, shape: re.Match[str], numbers: list[str]
) -> list[Found]:
    """៣៥/១២ស្រី: so many, and how many of them are women; 8/3 ស្រី may be a day, ២/៣ស្រី is a part."""
    women = _women().match(text, shape.end())
    figures = _two_figures(numbers) if women else None
    if women is None or figures is None or _has_zero_in_front(numbers):
        return []
    if _names_day(around, shape.start()) or around.is_of_one(shape.start()):
        return []
    first, second = figures
    if not (isinstance(first.value, int) and isinstance(second.value, int)):
        return []
    if first.value < second.value:
        return []
    if women.group().startswith(SPACE) and first.value <= 31:
        return []
    middle = shape.start() + len(numbers[0])
    return [
        Found(shape.start(), middle, first.value, "cardinal", flags=first.flags),
        Found(middle + 1, shape.end(), second.value, "cardinal", flags=second.flags),
    ]


def _score(shape: re.Match[str], numbers: list[str]) -> list[Found]:
    """៨,៥/១០: so many points of so many."""
    figures = _two_figures(numbers)
    if figures is None or not isinstance(figures[0].value, Decimal):
        return []
    if len(_MARK.split(numbers[0])[-1]) > 2:
        return []  # 10.1000/182 names a paper
    middle = shape.start() + len(numbers[0])
    first, second = (figure.value for figure in figures)
    return [
        Found(shape.start(), middle, first, "cardinal"),
        Found(middle + 1, shape.end(), second, "cardinal"),
    ]


def _two_figures(numbers: list[str]) -> tuple[Figure, Figure] | None:
    """The numbers of two that a slash parts; ``None`` if they are more, or one of them is none."""
    figures = [figure for figure in map(read_figure, numbers) if figure is not None]
    return (figures[0], figures[1]) if len(figures) == len(numbers) == 2 else None


def read_product(text: str, around: Around, start: int) -> list[Found]:
    """The numbers of the product that begins at ``start``, none if none does.

    Each has the unit behind the last, if that is a length; but in a relay race, រត់បណ្តាក់
    ៤x១០០ម៉ែត្រ, only the last is measured. Without a unit, tight around a Latin x, they are a name: 4x4.
    """
    product = _product().match(text, start)
    if product is None or around.sign_before(start) is not None:
        return []  # $5 x 10
    if scale_follows().match(text, product.end()):
        return []  # 3 x ៥ពាន់រៀល: two numbers, of which the second is more than its figure
    unit = read_unit(text, product.end())
    if unit is None and (product["more"][0] in "xX" or runs_into_latin(text, product.end())):
        before = start - (text[start - 1 : start] == "(")
        sized = around.preceded(before, "area") or around.preceded(before, "land")
        plot = sized and _TWO_DIGITS.search(product.group())  # ដី 5x20, but ទំហំ 4x6 is a picture
        if not (plot or text.startswith("=", product.end())):
            return []  # 4x4
    stop = unit.end if unit is not None else product.end()
    unit = around.meant(start, unit) if unit is not None else None
    if unit is not None and unit.name in powers() and not text.startswith("mm", unit.start):
        unit = None  # 5x7 m²: neither side is an area, but 2x1.5mm² are wires
    shared = (
        unit is not None  # 20 x 50kg are twenty of them
        and unit.name in lengths()
        and not around.preceded(start, "relay")
        and not (_RELAY.fullmatch(in_ascii(product.group())) and around.size_before(start) is None)
    )
    factors = [*_FACTOR.finditer(text, start, product.end())]
    found = []
    for factor in factors:
        figure = read_figure(factor.group())
        if figure is None:
            return []
        last = factor is factors[-1]
        end = stop if last else factor.end()
        own = unit if shared or last else None
        begin = factor.start()
        value: Exact = figure.value
        if signed_inside(text, begin):  # −5×3
            begin, value = begin - 1, negated(value)
        found.append(found_quantity(begin, end, value, own, flags=figure.flags))
    return found


def is_factor(text: str, end: int) -> bool:
    """Whether a word says that what ends at ``end`` is multiplied."""
    return text.startswith(context_words("times"), end + (text[end : end + 1] == SPACE))


@cache
def _product() -> re.Pattern[str]:
    times = any_of({*TIMES_SIGNS, *context_words("times")})
    return compile_pattern(
        rf"{_FIGURE}(?P<more>(?:{SPACE}?{times}{SPACE}?{_FIGURE}){{1,3}}+)(?![/:^\u00b2\u00b3\u2070-\u207b])"
    )


@cache
def _days_before() -> re.Pattern[str]:
    joints = any_of({*context_words("range_word"), *context_words("and"), *HYPHENS, ","})
    digits = f"[{RE_BOTH_DIGITS}]{{1,2}}"
    return re.compile(f"{digits}/{digits}{SPACE}?(?:{joints}){SPACE}?\\Z")


@cache
def _women() -> re.Pattern[str]:
    return re.compile(
        rf"{SPACE}?\(?{SPACE}?{any_of(context_words('women'))}(?![{RE_LETTER}{RE_MARK}{COENG}ៗ])"
    )


@cache
def _of_what() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('of_what'))}")


@cache
def _stage() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('stage'))}")
