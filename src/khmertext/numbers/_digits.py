"""Khmer digits, what only looks like them, and the exact values of strings of digits.

``int()`` refuses long digit strings (``sys.set_int_max_str_digits``) and takes quadratic time for
them, and the operations of ``Decimal`` round to the precision of a context; its constructors do
neither. So integers of at most :data:`MAX_DIGITS` digits are ``int`` and longer ones a ``Decimal``
without a fraction.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction

from khmertext._chars import DIGITS, LEK_ATTAK
from khmertext.errors import ParseError, check_option, check_text

ASCII_DIGITS = "0123456789"
BOTH_DIGITS = frozenset(DIGITS + ASCII_DIGITS)
RE_BOTH_DIGITS = f"{DIGITS[0]}-{DIGITS[-1]}0-9"

_TO_KHMER = str.maketrans(ASCII_DIGITS, DIGITS)
_TO_ASCII = str.maketrans(DIGITS, ASCII_DIGITS)
_SCRIPTS = ("khmer", "all")


def to_khmer_digits(text: str, *, scripts: str = "khmer") -> str:
    """``text`` with 0-9 written as ០-៩ and nothing else touched.

    With ``scripts="all"`` the decimal digits of every other script (Thai, Arabic, fullwidth ...)
    are converted too. Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> to_khmer_digits("ឆ្នាំ 2024")
    'ឆ្នាំ ២០២៤'
    """
    return _convert(check_text(text, "to_khmer_digits"), scripts).translate(_TO_KHMER)


def to_ascii_digits(text: str, *, scripts: str = "khmer") -> str:
    """``text`` with ០-៩ written as 0-9 and nothing else touched.

    With ``scripts="all"`` the decimal digits of every other script are converted too. Divination
    numerals (លេខអត្ថៈ, U+17F0-17F9) and lunar day symbols (U+19E0-19FF) are no digits and stay.

    >>> to_ascii_digits("ឆ្នាំ ២០២៤")
    'ឆ្នាំ 2024'
    """
    return _convert(check_text(text, "to_ascii_digits"), scripts).translate(_TO_ASCII)


def in_ascii(text: str) -> str:
    """:func:`to_ascii_digits` of what is known to be a ``str``."""
    return text.translate(_TO_ASCII)


def _convert(text: str, scripts: str) -> str:
    check_option("scripts", scripts, _SCRIPTS)
    if scripts == "khmer" or text.isascii():
        return text
    foreign = {c: unicodedata.decimal(c, None) for c in set(text) if c not in BOTH_DIGITS}
    table = {ord(c): ASCII_DIGITS[value] for c, value in foreign.items() if value is not None}
    return text.translate(table)


def lek_attak_value(text: str) -> int:
    """The value of a string of divination numerals (lek attak, U+17F0-17F9).

    They carry numeric values in the Unicode Character Database but are no decimal digits: ``int``
    refuses them and nothing in khmertext converts them unasked.

    Raises :class:`~khmertext.ParseError` for anything else, the empty string and more than 4300
    numerals included.

    >>> lek_attak_value("\u17f1\u17f2")
    12
    """
    text = check_text(text, "lek_attak_value")
    for position, character in enumerate(text):
        if character not in LEK_ATTAK:
            raise ParseError(text, position, "not a divination numeral (U+17F0-17F9)")
    if not text:
        raise ParseError(text, 0, "there is no numeral")
    if len(text) > MAX_DIGITS:  # Python's own limit, because the time grows with the square
        raise ParseError(text, MAX_DIGITS, f"more than {MAX_DIGITS} numerals")
    return int("".join(str(LEK_ATTAK.index(character)) for character in text))


# The limit that Python itself sets for int <-> str (``sys.int_info.default_max_str_digits``), so
# every int of ours can be printed and written as JSON.
MAX_DIGITS = 4300
# Below this length no setting of that limit can make int() fail.
_ALWAYS = 640
_PIECE = 10**_ALWAYS


def integer(digits: str) -> int | Decimal:
    """The value of a string of ASCII digits."""
    if len(digits) <= _ALWAYS:
        return int(digits)
    digits = digits.lstrip("0") or "0"
    if len(digits) > MAX_DIGITS:
        return Decimal(digits)
    value = 0
    for start in range(0, len(digits), _ALWAYS):
        piece = digits[start : start + _ALWAYS]
        value = value * 10 ** len(piece) + int(piece)
    return value


def digits_of(value: int) -> str:
    """The ASCII digits of an integer from 0 up, whatever limit the interpreter has."""
    pieces = []
    while value >= _PIECE:
        value, piece = divmod(value, _PIECE)
        pieces.append(f"{piece:0{_ALWAYS}d}")
    return str(value) + "".join(reversed(pieces))


def decimal_number(whole: str, fraction: str) -> Decimal:
    """The decimal of two strings of ASCII digits; zeros at the end are kept."""
    return Decimal(f"{whole}.{fraction}")


def scaled(value: int | Decimal | Fraction, factor: int | Fraction) -> int | Decimal | Fraction:
    """``value`` times a power of ten, without rounding."""
    if factor == 1:
        return value
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > MAX_DIGITS:
        sign, digits, exponent = value.as_tuple()
        assert isinstance(exponent, int)
        shift = Fraction(factor)
        places = len(digits_of(shift.numerator)) - len(digits_of(shift.denominator))
        return Decimal((sign, digits, exponent + places))
    return simplest(Fraction(value) * factor)


def negated(value: int | Decimal | Fraction) -> int | Decimal | Fraction:
    """``-value``; for a ``Decimal`` the minus operator would round."""
    return value.copy_negate() if isinstance(value, Decimal) else -value


def simplest(value: int | Fraction) -> int | Decimal | Fraction:
    """An ``int`` if it is one, a ``Decimal`` if that is exact, else the ``Fraction``.

    >>> simplest(Fraction(6)), simplest(Fraction(7, 2)), simplest(Fraction(1, 3))
    (6, Decimal('3.5'), Fraction(1, 3))
    """
    value = Fraction(value)
    if value.denominator == 1:
        return value.numerator
    rest, places = value.denominator, 0
    for prime in (2, 5):
        times = 0
        while rest % prime == 0:
            rest //= prime
            times += 1
        places = max(places, times)
    if rest != 1:
        return value
    mantissa = Decimal(digits_of(abs(value.numerator) * 10**places // value.denominator))
    return Decimal((value < 0, mantissa.as_tuple().digits, -places))
