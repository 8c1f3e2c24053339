"""``parse_number`` and ``parse_money``: one whole expression becomes one exact value."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from khmertext._chars import MINUS_SIGNS, RE_MINUS
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext._view import View
from khmertext.errors import ParseError, check_option, check_text
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, negated, simplest
from khmertext.numbers._figures import (
    DECIMAL_MARKS,
    VULGAR_FRACTIONS,
    DecimalMark,
    mixed_pattern,
    vulgar_fraction,
)
from khmertext.numbers._finding import found_in
from khmertext.numbers._joined_figures import is_common
from khmertext.numbers._number_mention import Exact, Found
from khmertext.numbers._number_words import SPACE, context_words, misspelt_word, spelled
from khmertext.numbers._reader import Reader
from khmertext.numbers._units import currency_prefixes, read_unit
from khmertext.numbers._written import check_currency


def parse_number(
    text: str, *, decimal: DecimalMark = "auto", strict: bool = False, counters: bool = False
) -> int | Decimal | Fraction:
    """The value of a whole expression in figures, in words or in both.

    Khmer and ASCII digits, with separators by the rules of ``docs/numbers.md`` (``decimal`` forces
    which mark is the decimal one), number words in their attested spellings, decimals (ចុច),
    halves (កន្លះ), fractions (ភាគ, លើ or a slash), figures before scale words (១លាន៣០ម៉ឺន) and
    ordinals (ទី២១).
    ``strict`` refuses what is not sure or not usual: whatever :func:`find_numbers` gives a flag. ``counters`` accepts the traditional counts គូ, ឡូ, ដំប,
    ផ្លូន, ស្លឹក.

    Returns an ``int`` where the value is one and its figures show no decimals, a ``Decimal`` with
    all the digits written, or a ``Fraction``. A digit string longer than 4300 digits comes back as
    a ``Decimal`` without a fraction, since Python does not convert such an ``int``.

    Raises :class:`~khmertext.ParseError` (a ``ValueError``) if the text is no number, says more
    than a number (a percentage, a unit), or means one of two (ពីរបី): use ``find_numbers`` for
    those.

    >>> parse_number("៥លាន ៧សែន ២ម៉ឺន"), parse_number("៦,២ពាន់លាន"), parse_number("១.២៣៤,៥")
    (5720000, 6200000000, Decimal('1234.5'))
    >>> parse_number("ដកពីរពាន់ម្ភៃបួន"), parse_number("បួនចុចសូន្យប្រាំ"), parse_number("បីភាគបួន")
    (-2024, Decimal('4.05'), Fraction(3, 4))
    >>> parse_number("ពីរនាក់")
    Traceback (most recent call last):
    khmertext.errors.ParseError: cannot read 'ពីរនាក់': a number ends here (at offset 3)
    """
    text = check_text(text, "parse_number")
    check_option("decimal", decimal, DECIMAL_MARKS)
    if len(text) > _LONG:
        _check_beginning(text, decimal, strict, counters)
    view = View(text)
    start = len(view.text) - len(view.text.lstrip())
    end = len(view.text.rstrip())
    reader = Reader(view.text, decimal=decimal, strict=strict, counters=counters, gap=r"\s*+")

    def stop(position: int, reason: str) -> ParseError:
        return ParseError(text, view.to_original(position, position)[0], reason)

    if start >= end:
        raise stop(0, "there is no number")
    negative, first = _sign(view.text, reader, start)
    if not negative and view.text.startswith(_ORDINAL, first):
        return _ordinal(text, view, reader, first, end)
    if fraction := _fraction(view.text, first):
        factor, last, _ = reader.scales(fraction[1])  # ½ លាន
        if last < end:
            raise stop(last, _what_follows(view.text, reader, last))
        value = simplest(Fraction(fraction[0]) * factor) if factor > 1 else fraction[0]
        return negated(value) if negative else value
    reading = reader.read(first)
    if reading is None:
        raise stop(first, _why_not(view.text, first))
    value, last = reading.value, reading.end
    if last < end and view.text[last] == "/" and isinstance(value, int):
        below = reader.read(last + 1)
        if below is not None and below.end == end and isinstance(below.value, int) and below.value:
            value, scale = Fraction(value, below.value), below.scale
            if scale > 1 and below.in_figures:  # ៣/៤លាន: the scale is of the whole
                if not is_common(view.text[first : below.items[0].end]):
                    raise stop(last, "a fraction of a scale, or two numbers")  # ៧/៨ពាន់
                value = simplest(value * scale**2)
            last = below.end
    if strict:
        others = found_in(view.text[first:end], include_one=True, whole=True, decimal=decimal)
        flags = reading.flags.union(*(found.flags for found in others))
        _refuse_odd(text, view.to_original(first, first)[0], flags)
    if last < end:
        raise stop(last, _what_follows(view.text, reader, last))
    if reading.high is not None:
        raise stop(first, "an approximate pair, which means one of two numbers")
    return negated(value) if negative else value


def _refuse_odd(text: str, start: int, flags: frozenset[str]) -> None:
    """Raise an error for what :func:`find_numbers` gives a flag; ``flags`` are those of the number at ``start``."""
    if misspelt := misspelt_word(text):
        raise ParseError(text, misspelt.start(), _ODD["misspelt"])
    for flag, reason in _ODD.items():
        if flag in flags:
            raise ParseError(text, start, reason)


# why ``strict`` refuses what has a flag
_ODD = {
    "misspelt": "a misspelt word",
    "ambiguous_separator": "a mark or blank in it may be meant otherwise than it is read",
    "ambiguous_tail": "what stands at its end may be meant otherwise than it is read",
    "approximate": "an approximate amount",
    "mixed_digits": "Khmer and Latin digits in one figure",
}


def _sign(text: str, reader: Reader, start: int) -> tuple[bool, int]:
    """Whether the number is negative, and where it begins behind its sign."""
    if text[start] in MINUS_SIGNS:
        return True, start + 1
    item = reader.item(start)
    if item is not None and item.role == "minus":
        return True, item.end
    return False, start + bool(_PLUS.match(text, start))


def _fraction(text: str, start: int) -> tuple[Exact, int] | None:
    """½, 1½ and 2 1/2 at ``start``, and where it ends."""
    vulgar = _VULGAR.match(text, start)
    if vulgar is not None:
        fraction = vulgar_fraction(vulgar["fraction"])
        whole = vulgar["whole"]
        return (simplest(int(whole) + fraction) if whole else fraction), vulgar.end()
    mixed = mixed_pattern.match(text, start)
    if mixed is None or not int(mixed["above"]) < int(mixed["below"]):
        return None
    fraction = Fraction(int(mixed["above"]), int(mixed["below"]))
    return simplest(int(text[start : mixed.start("above")]) + fraction), mixed.end()


def _ordinal(text: str, view: View, reader: Reader, start: int, end: int) -> int:
    """The number behind ទី."""
    place = start + len(_ORDINAL)
    reading = reader.read(place)
    if reading is None:
        raise ParseError(text, view.to_original(start, start)[0], "no number begins here")
    if reading.end < end or reading.high is not None or not isinstance(reading.value, int):
        position = view.to_original(reading.end, reading.end)[0]
        raise ParseError(text, position, "an ordinal is one whole number")
    return reading.value


_ORDINAL = "ទី"
_PLUS = lazy_pattern(rf"\+[{RE_BOTH_DIGITS}{VULGAR_FRACTIONS}]")
_VULGAR = lazy_pattern(
    rf"(?:(?P<whole>[{RE_BOTH_DIGITS}]{{1,9}}){SPACE}?)?(?P<fraction>[{VULGAR_FRACTIONS}])"
)
_LONG = 500  # characters; longer texts are looked at first


def _check_beginning(text: str, decimal: DecimalMark, strict: bool, counters: bool) -> None:
    """Refuse a long text that does not begin like a number before all of it is read."""
    view = View(text[:_LONG])
    start = len(view.text) - len(view.text.lstrip())
    if 2 * start >= len(view.text) or view.text[start] in BOTH_DIGITS.union(
        MINUS_SIGNS, VULGAR_FRACTIONS, "+"
    ):
        return  # too little is seen
    reader = Reader(view.text, decimal=decimal, strict=strict, counters=counters)
    if reader.item(start) is None:
        raise ParseError(text, view.to_original(start, start)[0], _why_not(view.text, start))


def _why_not(text: str, position: int) -> str:
    if _money_sign().match(text, position):
        return _MONEY
    if text[position : position + 1] in BOTH_DIGITS:
        return "the separators do not form groups of three"
    return "no number begins here"


def _what_follows(text: str, reader: Reader, end: int) -> str:
    item = reader.item(end)
    if text[end] == "%" or (item is not None and item.role == "part"):
        return "a percentage or a part of something is more than a number"
    if item is None:
        unit = read_unit(text, end)
        return _MONEY if unit is not None and unit.kind == "money" else "a number ends here"
    if item.role == "scale":
        return "this scale does not fit what stands before it"
    return "another number begins here"


_MONEY = "an amount of money: use parse_money"


@cache
def _money_sign() -> re.Pattern[str]:
    return re.compile(rf"{any_of(currency_prefixes())}{SPACE}?[{RE_MINUS}]?[{RE_BOTH_DIGITS}]")


class Money(NamedTuple):
    """An amount and the ISO 4217 code of its currency."""

    value: Exact
    unit: str


def parse_money(
    text: str,
    *,
    decimal: DecimalMark = "auto",
    strict: bool = False,
    currency: str | None = None,
) -> Money:
    """The amount and the currency that ``text``, a whole expression, says.

    All that :func:`find_numbers` reads as money (signs, codes and names of currencies on either side,
    words, scales, សេន), in figures of both kinds. Negative are amounts behind a hyphen, U+2212 or
    ដក, and those in brackets; គត់ (exactly) may stand behind the amount.
    ``currency`` (ISO 4217) is that of a number without one, as in a column whose head names it.
    ``decimal`` and ``strict`` are those of :func:`parse_number`.

    Raises :class:`~khmertext.ParseError` (a ``ValueError``) with position and reason for anything
    else: no currency or one that is not known, two amounts, a price per unit.

    >>> parse_money("(1,234.50៛)")
    Money(value=Decimal('-1234.50'), unit='KHR')
    >>> parse_money("ដកបីដុល្លារហាសិបសេនគត់"), parse_money("US$ 2.5bn")
    (Money(value=Decimal('-3.5'), unit='USD'), Money(value=2500000000, unit='USD'))
    >>> parse_money("២ ម៉ឺន៥ពាន់", currency="KHR"), parse_money("1.125$", decimal=".")
    (Money(value=25000, unit='KHR'), Money(value=Decimal('1.125'), unit='USD'))
    >>> parse_money("១២៣")
    Traceback (most recent call last):
    khmertext.errors.ParseError: cannot read '១២៣':
    no currency is named: pass currency (at offset 3)
    """
    view = View(check_text(text, "parse_money"))
    check_option("decimal", decimal, DECIMAL_MARKS)
    if currency is not None:
        check_currency(currency)
    if loss := _LOSS.fullmatch(view.text):  # (5,000) រៀល
        start, amount, negative = loss.start(1), f"{loss[1]} {loss[2]}", True
    else:
        start, end, negative = _without_sign(view.text)
        amount = view.text[start:end]
    found = _first(amount, decimal)
    if currency and (found is None or found.unit is None):  # as if it stood behind the number
        found = _first(f"{amount} {currency}", decimal) or found
    words = found is not None and found.unit in currency_prefixes().values() and "/" not in amount
    if found is not None and type(found.value) is Fraction and words:
        found = found._replace(value=simplest(found.value), kind="money")  # មួយភាគពីរដុល្លារ
    if found is None or found.start:
        reason, position = "no amount of money begins here", start
    elif found.unit is None:
        bare = currency is None and found.end == len(amount)
        reason = "no currency is named: pass currency" if bare else "no currency is known here"
        position = start + found.end
    elif found.kind != "money" or not isinstance(found.value, Exact):
        reason, position = "it does not say one amount of money", start
    elif negative and found.value < 0:
        reason, position = "a second minus stands here", start
    elif found.end < len(amount):
        reason, position = "the amount ends here", start + found.end
    else:
        if strict:
            approximate = {"approximate"} if found.approx else set()
            _refuse_odd(text, view.to_original(start, start)[0], found.flags | approximate)
        value = negated(found.value) if negative else found.value
        return Money(value, found.unit)
    raise ParseError(text, view.to_original(position, position)[0], reason)


_LOSS = compile_pattern(
    rf"\s*+\(\s*+([{RE_BOTH_DIGITS}][{RE_BOTH_DIGITS}., ]*+)\)\s*+([^\s()](?:[^()\n]*[^\s()])?)\s*+"
)


def _first(amount: str, decimal: DecimalMark) -> Found | None:
    return next(iter(found_in(amount, include_one=True, whole=True, decimal=decimal)), None)


def _without_sign(text: str) -> tuple[int, int, bool]:
    """Where the amount itself begins and ends, and whether what is around it makes it negative."""
    before = _before_money().match(text)
    assert before is not None
    start, end = before.end(), _end_of_money(text, before.end())
    if before["bracket"] and text.endswith(")", start, len(text.rstrip())):
        return start, _end_of_money(text, start, ")"), True
    if before["bracket"]:
        return before.start("bracket"), end, False
    return start, end, bool(before["minus"])


def _end_of_money(text: str, start: int, closing: str = "") -> int:
    """Where the amount from ``start`` on ends, before blanks, a word for exactly and ``closing``."""
    amount = text[start:].rstrip().removesuffix(closing).rstrip()
    for word in context_words("exactly"):
        if amount.endswith(word):
            return start + len(amount.removesuffix(word).rstrip())
    return start + len(amount)


@cache
def _before_money() -> re.Pattern[str]:
    minus = f"[{RE_MINUS}]|{any_of(spelled('minus'))}"
    return compile_pattern(
        rf"\s*+(?P<bracket>\()?+\s*+(?:(?P<minus>{minus})|(?(bracket)(?!)|\+(?!{minus})))?+\s*+"
    )
