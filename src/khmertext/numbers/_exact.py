"""Exact conversion between digits and values, without limits of length or precision.

``int()`` refuses long digit strings (``sys.set_int_max_str_digits``) and takes quadratic time for
them, and the operations of ``Decimal`` round to the precision of a context; its constructors do
neither. So integers of at most :data:`MAX_DIGITS` digits are ``int`` and longer ones a ``Decimal``
without a fraction.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

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
