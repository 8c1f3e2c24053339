"""Plain figures between words, and number words that stand alone: most numbers are that.

What does not fit is left to ``AtFigure`` and ``Whole``, which give the same for what does.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product

from khmertext._chars import (
    DASHES,
    HYPHENS,
    LEK_TOO,
    LETTER_SET,
    LETTERS,
    MARKS,
    MINUS_SIGN,
    RE_DASH,
    RE_DIGIT,
    RE_HYPHEN,
    RE_LETTER,
    RE_MARK,
)
from khmertext._patterns import WordPattern, any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import UNSHARED, Around
from khmertext.numbers._codes import after_article_suffix
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS
from khmertext.numbers._figures import (
    VULGAR_FRACTIONS,
    may_be_year_and_figure,
    next_clock,
    read_figure,
)
from khmertext.numbers._no_units import is_no_unit
from khmertext.numbers._number_mention import Exact, Found
from khmertext.numbers._number_words import (
    LINE_END,
    SPACE,
    ContextRole,
    Role,
    context_words,
    guards,
    number_words,
    spelled,
)
from khmertext.numbers._quantities import found_quantity
from khmertext.numbers._reader import Reading
from khmertext.numbers._units import (
    MEASURED,
    OWN_MONEY,
    POINTS,
    Unit,
    is_cut_off_from_money,
    is_degrees,
    is_power,
    read_unit,
    units_with_parts,
)
from khmertext.numbers._whole import Whole

# Digits that are no serial number; what a sign joins or marks (៥-៧, ១., ១/៣) is no plain figure.
_plain_figure = compile_pattern(
    rf"(?:[1-9][0-9]{{0,5}}|[១-៩][{RE_DIGIT}]{{0,5}}|0[1-9]?|០[១-៩]?)(?![{RE_BOTH_DIGITS}])"
    rf"(?P<mark>[.,][{RE_BOTH_DIGITS}]++)*+(?![{RE_HYPHEN}./:()])"
)
_next_line = lazy_pattern(LINE_END)
_PLATE_LETTERS = lazy_pattern(
    rf"[{RE_LETTER}{RE_MARK}]{{1,3}}(?:[ .]| ?[{RE_DASH}] ?)?[{RE_BOTH_DIGITS}]{{4}}(?![{RE_BOTH_DIGITS}])"
)
_KHMER = LETTER_SET.union(MARKS)
_BLANK_OR_BRACKET = frozenset((SPACE, "("))
_BEFORE_PLAIN = frozenset(
    ("", *_BLANK_OR_BRACKET, "\n", "\u00ab", "\u201c", LEK_TOO, *LETTERS, *MARKS)
)
_AFTER_PLAIN = frozenset(("", "$", "\u17db", "\u17d4", "\u17d5", "\u00bb", "\u201d"))
_HARMLESS: frozenset[str] = frozenset(
    [
        "address_head",
        "age",
        "and",
        "approximate",
        "area",
        "article_head",
        "clock",
        "label",
        "length",
        "numbered",
        "official_plate",
        "ordinal_mark",
        "one",
        "one_blocked_before",
        "price",
        "range_word",
        "relay",
        "score",
        "serial_head",
        "title",
        "unsigned",
    ]
)
_COUNTING = _HARMLESS - {"article_head", "clock", "ordinal_mark"}
_MAY_BE_HEADS = ("noun", "time")
_COUNTED = ("classifier", "noun")
_BEHIND_COUNTED = frozenset(DASHES + MINUS_SIGN + "\u2192~/+pP" + VULGAR_FRACTIONS)
_BEHIND_UNITS = _BEHIND_COUNTED | BOTH_DIGITS | frozenset(":=\u17d6")
# another figure behind a blank, that is no group of the first and no part of a fraction: 12 7.5
_figure_apart = lazy_pattern(
    rf" (?P<next>[1-9១-៩][{RE_BOTH_DIGITS}]?(?:[.,][{RE_BOTH_DIGITS}]{{1,2}})?)(?=[ \n{RE_LETTER}]|\Z)"
)
_ODD_DECIMALS = {2: OWN_MONEY, 3: POINTS}  # 375,00រៀល, ១៩.៣០០ពិន្ទុ
_ZEROS = ("00", "០០", ",00", ",០០", ".00", ".០០")
_OF_PHONES = ("0", "០", "855", "៨៥៥")


def read_plain(whole: Whole, start: int) -> Found | None:
    """A plain figure with words around it that do not change its meaning; most figures are that.

    What it gives is what ``AtFigure`` would give; ``None`` says only that more must be looked at.
    """
    text, around = whole.text, whole.around
    before = text[start - 1 : start]
    figure = _plain_figure.match(text, start) if before in _BEFORE_PLAIN else None
    if figure is None:
        return None
    if (
        whole.is_next_of_articles(start)
        or (figure.end() == start + 1 and _is_part(text, start))
        or (before in _BLANK_OR_BRACKET and _may_be_signed(around, start, before, figure))
    ):
        return None
    roles = around.roles_before(start)
    if not roles <= _HARMLESS or (figure["mark"] and around.may_be_marked_off(start)):
        return None
    read = _read_value(whole, start, figure, clock="clock" in roles)
    if read is None:
        return None
    value, end, scale = read
    whole_number = scale == 1 and figure["mark"] is None
    mark = around.ordinal_mark(start) if "ordinal_mark" in roles else None
    if mark is not None:
        plain = whole_number and not around.preceded(mark, "article_head")
        return Found(mark, end, value, "ordinal") if plain else None
    if "article_head" in roles:
        if not (whole_number and value) or read_unit(text, end) is not None:
            return None
        whole.numbered_end = end = after_article_suffix(text, end)
        return Found(start, end, value, "enumerator")
    decimals = len(figure["mark"] or " ") - 1 if scale == 1 else 0
    return _quantity(whole, start, read, decimals, roles)


def read_plain_word(whole: Whole, start: int, reading: Reading) -> Found | None:
    """The same for a number word, ``reading``, that stands by itself: ពីរនាក់."""
    text, around = whole.text, whole.around
    before = text[start - 1 : start]
    value, high = reading.value, reading.high
    if len(reading.items) > 1 or reading.flags or high is not None or type(value) is not int:
        return None
    if before not in _BEFORE_PLAIN or (
        before in _BLANK_OR_BRACKET and text[start - 2 : start - 1] not in _KHMER
    ):
        return None
    roles = around.roles_before(start)
    if not roles <= _COUNTING or whole.is_next_of_articles(start) or _may_go_on(text, reading.end):
        return None
    return _quantity(whole, start, (value, reading.end, reading.scale), 0, roles)


def _quantity(
    whole: Whole, start: int, read: tuple[Exact, int, int], decimals: int, roles: frozenset[str]
) -> Found | None:
    """A number that counts or measures, with its unit."""
    text = whole.text
    value, end, scale = read
    unit = read_unit(text, end)
    if unit is not None and is_no_unit(whole.around, start, unit, spaced=unit.start > end):
        unit = None
    if unit is not None and is_degrees(unit.name) and whole.around.minus_before(start):
        return None
    labelled = "label" in roles
    if not (labelled and unit is None) and _has_more(text, end, unit, decimals, labelled=labelled):
        return None
    return found_quantity(
        start,
        unit.end if unit else end,
        value,
        unit,
        approx="approximate" in roles,
        shares=scale == 1 and not labelled,
        named=not UNSHARED.isdisjoint(roles),
    )


def _has_more(text: str, end: int, unit: Unit | None, decimals: int, *, labelled: bool) -> bool:
    """Whether the unit or what stands behind it may change the value, or there may be a longer one."""
    if decimals == 1 and text[end - 2] == "," and (unit is None or unit.kind in _COUNTED):
        return True  # ៥,៦នាក់
    if decimals == 3 and text[end - 1] in "123456789" and text[end - 4] == ".":
        return True  # 1.085 USD
    if unit is None:
        return text[end : end + 1] in LETTER_SET and is_cut_off_from_money(text, end)
    if labelled and unit.start > end and unit.kind in MEASURED:
        return True  # ខែ៧ ដុល្លារ
    if decimals > 2 and unit.kind in (("percent", "measure") if decimals == 3 else ("money",)):
        return True  # 33.333%, 42.195 km, 5,0000 រៀល
    if _ODD_DECIMALS.get(decimals) == unit.name:
        return True
    if (
        unit.kind in _MAY_BE_HEADS
        and unit.start > end
        and text[unit.end : unit.end + 1] == SPACE
        and text[unit.end + 1 : unit.end + 2] in BOTH_DIGITS
    ):
        return True  # 7 បន្ទប់ 305
    counted = unit.kind in _COUNTED and unit.name not in units_with_parts()
    signs = _BEHIND_COUNTED if counted else _BEHIND_UNITS
    return unit.special or text[unit.end - 1] in BOTH_DIGITS or _may_go_on(text, unit.end, signs)


def _read_value(
    whole: Whole, start: int, figure: re.Match[str], *, clock: bool
) -> tuple[Exact, int, int] | None:
    """The value of the figure and of the scales behind it, their end, and the scale."""
    text, end = whole.text, figure.end()
    if clock and (
        figure["mark"]
        or text[end + 1 : end + 2] in BOTH_DIGITS  # ម៉ោង 14 30
        or next_clock().match(text, end)
    ):
        return None
    if _is_before_another(text, figure) or not _may_go_on(text, end):
        if figure["mark"] is None:
            return int(figure.group()), end, 1
        read = read_figure(figure.group(), whole.reader.decimal)
        if read is None or read.flags or may_be_year_and_figure(figure.group()):
            return None
        return read.value, end, 1
    word = _continuations().match(text, end + (text[end : end + 1] == SPACE))
    if word is None or word.group() not in _scales():
        return None
    reading = whole.reader.read(start)
    if reading is None or reading.flags or reading.high is not None:
        return None
    if any(item.role != "scale" for item in reading.items[1:]) or _may_go_on(text, reading.end):
        return None
    return reading.value, reading.end, reading.scale


def _is_before_another(text: str, figure: re.Match[str]) -> bool:
    """Whether a figure of its own stands behind the figure; but ៤ ៥នាក់ are four or five."""
    if text[figure.end() + 1 : figure.end() + 2] not in BOTH_DIGITS:
        return False
    other = _figure_apart.match(text, figure.end())
    if other is None or figure.group().startswith(_OF_PHONES):
        return False
    if figure["mark"] and figure["mark"][1] in _OF_PHONES:
        return False  # 5,097 88 77 665
    return (
        len(figure.group()) > 1
        or len(other["next"]) > 1
        or (int(other["next"]) != int(figure.group()) + 1)
    )


@cache
def _scales() -> frozenset[str]:
    return frozenset(spelled("scale"))


def _is_part(text: str, start: int) -> bool:
    """Whether the digit is a power, begins a number plate or is the last of spaced ones: ម២, 2ក-1234, 4 5 0."""
    if is_power(text, start):
        return True
    if text[start - 1 : start] == SPACE and text[start - 2 : start - 1] in BOTH_DIGITS:
        return True
    return text[start + 1 : start + 2] in LETTER_SET and (
        _PLATE_LETTERS.match(text, start + 1) is not None
    )


def _may_be_signed(around: Around, start: int, before: str, figure: re.Match[str]) -> bool:
    """Whether a label or the sign of a currency stands before the blank or bracket before ``figure``.

    Before what may be a version, a Latin word, too: MySQL 5.7.
    """
    if before == "(":
        return around.sign_before(start - 1) is not None
    sign = around.text[start - 2 : start - 1]
    if sign in _KHMER:
        return False
    return (
        sign in (":", "=", "\u17d6", MINUS_SIGN, ")")
        or (figure["mark"] is not None and sign.isascii() and not sign.isdigit())
        or around.sign_before(start) is not None
    )


def _may_go_on(text: str, end: int, signs: frozenset[str] | None = None) -> bool:
    """Whether what stands at ``end`` may belong to the number before it.

    ``signs``: only these do, besides words.
    """
    place = end + (text[end : end + 1] == SPACE)
    after = text[place : place + 1]
    if after == "\n":  # ៥០០ and ០០០ in the next line, ៥០ and លានរៀល
        line = _next_line.match(text, place)
        place = line.end() if line else place
        zeros = signs is None and text.startswith(_ZEROS, place)
        return zeros or _continuations().match(text, place) is not None
    if after in LETTER_SET:
        word = _continuations().match(text, place)
        return word is not None and not _joins_nothing(text, word)
    if signs is not None:
        return after in signs
    if after in ("\u17d6", ","):  # a colon, a clock time, the next of a list
        behind = text[place + 1 : place + 3]
        goes_on = behind[:1].isalnum() or behind[:1] in tuple(HYPHENS)
        return goes_on or behind[1:] in BOTH_DIGITS
    if after == "%":  # 5%20 of an address
        return text[place + 1 : place + 2] in BOTH_DIGITS
    return after not in _AFTER_PLAIN


def _joins_nothing(text: str, word: re.Match[str]) -> bool:
    """Whether a word that joins numbers stands before one that is none: ៥ឆ្នាំ ដល់ថ្ងៃនេះ, ៥១ ឬភូមិ."""
    if word.group() not in _joints():
        return False
    place = word.end() + (text[word.end() : word.end() + 1] == SPACE)
    return (
        text[place : place + 1] in LETTER_SET
        and not text.startswith("ទី", place)
        and _continuations().match(text, place) is None
    )


@cache
def _joints() -> frozenset[str]:
    roles: tuple[Role, ...] = ("mark", "part", "over")
    words = (*context_words("range_word"), *context_words("or"))
    return frozenset((*words, *(word for role in roles for word in spelled(role))))


@cache
def _continuations() -> WordPattern:
    """What may go on a number, or the unit behind it."""
    roles: tuple[ContextRole, ...] = ("range_word", "or", "per", "more_than", "person", "times")
    words = {*number_words(), *(word for role in roles for word in context_words(role))}
    inside = product(context_words("inside"), ("", " "), context_words("person"))
    words.update(map("".join, inside))  # ក្នុងម្នាក់
    return WordPattern(lambda some: any_of(some, guards()), words)
