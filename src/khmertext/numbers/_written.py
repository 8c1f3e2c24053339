"""Numbers and amounts of money in figures, so that they are read back as they were."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, get_args

from khmertext._data import read_table
from khmertext.errors import check_option
from khmertext.numbers._digits import MAX_DIGITS, digits_of, scaled, to_khmer_digits
from khmertext.numbers._number_words import canonical_words
from khmertext.numbers._spelling import check_number, decimal_digits
from khmertext.numbers._units import UnitRow, currency_prefixes, read_unit

DigitSet = Literal["khmr", "latn"]
DIGIT_SETS: tuple[DigitSet, ...] = get_args(DigitSet)
GroupingMark = Literal[".", ","]
GROUPING_MARKS: tuple[GroupingMark, ...] = get_args(GroupingMark)
Grouping = Literal[".", ",", " ", "\u00a0", "\u202f", ""]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
MoneyStyle = Literal["symbol", "code", "name"]
MONEY_STYLES: tuple[MoneyStyle, ...] = get_args(MoneyStyle)

# CLDR km: with Khmer digits the point groups and the comma is the decimal mark
_CLDR: dict[DigitSet, tuple[Grouping, GroupingMark]] = {"khmr": (".", ","), "latn": (",", ".")}
_COMPACT = (10**12, 10**9, 10**6, 10**5, 10**4, 10**3)


def format_number(
    value: int | Decimal | Fraction,
    *,
    digits: DigitSet = "khmr",
    grouping: Grouping | None = None,
    decimal: GroupingMark | None = None,
    compact: bool = False,
) -> str:
    """``value`` in figures; :func:`parse_number` gives it back.

    ``digits`` are Khmer or Latin. ``grouping`` parts groups of three (``""``: none) and ``decimal``
    is the decimal mark; without them the pair that CLDR has for the digits is taken: ``.`` and
    ``,`` for Khmer digits, ``,`` and ``.`` for Latin ones. Three decimals get a fourth, since ១២,១២៥
    would be read as 12125. ``compact`` counts in the largest scale that the value reaches, exactly:
    ៥ លាន. A ``Fraction`` is written with a slash.

    Raises ``TypeError`` for other types (a ``float`` is not exact: use ``Decimal(str(x))``),
    ``ValueError`` for NaN, infinity, more than 4300 digits and one mark for both purposes.

    >>> format_number(Decimal("1234.5")), format_number(1_234_567, digits="latn")
    ('១.២៣៤,៥', '1,234,567')
    >>> format_number(Decimal("12.125")), format_number(2_500_000, compact=True)
    ('១២,១២៥០', '២,៥ លាន')
    """
    check_number(value, "format_number")
    check_option("digits", digits, DIGIT_SETS)
    grouping = _CLDR[digits][0] if grouping is None else grouping
    decimal = _CLDR[digits][1] if decimal is None else decimal
    check_option("grouping", grouping, GROUPINGS)
    check_option("decimal", decimal, GROUPING_MARKS)
    if grouping == decimal:
        raise ValueError(f"{grouping!r} cannot be the mark of groups and of decimals")
    if isinstance(value, Fraction):
        negative, text = (
            value < 0,
            "/".join(map(_checked_digits, (abs(value.numerator), value.denominator))),
        )
        text, scale = text.removesuffix("/1"), 1
    else:
        negative, text, scale = _in_groups(value, grouping, decimal, compact=compact)
    if digits == "khmr":
        text = to_khmer_digits(text)
    return "-" * negative + text + (f" {_scale_words()[scale]}" if scale > 1 else "")


def format_money(
    amount: int | Decimal,
    currency: str = "KHR",
    *,
    style: MoneyStyle = "symbol",
    digits: DigitSet = "khmr",
    grouping: Grouping | None = None,
    decimal: GroupingMark | None = None,
    compact: bool = False,
) -> str:
    """``amount`` with the sign, the code or the Khmer name of its ``currency`` (ISO 4217) behind it.

    :func:`parse_money` gives both back. One decimal gets a second (៣,៥០$); a currency without a
    sign of its own is written with its code. The other options are those of :func:`format_number`,
    and so are the errors; raises :class:`~khmertext.UnknownOptionError` for a currency that
    ``data/number_units.tsv`` does not name.

    >>> format_money(1_250_000), format_money(Decimal("3.5"), "USD")
    ('១.២៥០.០០០៛', '៣,៥០$')
    >>> format_money(1_250_000, style="name", compact=True), format_money(5, "SGD", digits="latn")
    ('១,២៥ លានរៀល', '5 S$')
    """
    check_number(amount, "format_money")
    check_option("style", style, MONEY_STYLES)
    check_option("currency", currency, tuple(_currencies()))
    name = _currencies()[currency][style]
    if isinstance(amount, Decimal) and amount.as_tuple().exponent == -1 and not compact:
        sign, figures, _ = amount.as_tuple()
        amount = Decimal((sign, (*figures, 0), -2))
    text = format_number(amount, digits=digits, grouping=grouping, decimal=decimal, compact=compact)
    return text + " " * ("A" <= name[0] <= "z") + name


def _in_groups(
    value: int | Decimal, grouping: str, decimal: str, *, compact: bool
) -> tuple[bool, str, int]:
    """Whether the value is negative, its figures, and the scale that they count."""
    whole, fraction, negative = _digits(value)
    scale = 1
    if compact:
        scale = next((scale for scale in _COMPACT if len(whole) > digits_of(scale).count("0")), 1)
        whole, fraction, _ = _digits(scaled(value, Fraction(1, scale)))
    if grouping and scale == 1:  # ១.០៥០ ទ្រីលាន would be read with decimals
        first = len(whole) % 3 or 3
        groups = [whole[:first], *(whole[i : i + 3] for i in range(first, len(whole), 3))]
        whole = grouping.join(groups)
    if len(fraction) == 3 and scale == 1:
        fraction += "0"
    return negative, whole + (decimal + fraction if fraction else ""), scale


def _digits(value: int | Decimal | Fraction) -> tuple[str, str, bool]:
    """The digits before and after the mark, and whether the number is negative."""
    if isinstance(value, Decimal):
        whole, fraction, negative = decimal_digits(value)
        return digits_of(whole), fraction, negative
    assert isinstance(value, int)  # a power of ten divides without a rest that is no decimal
    return _checked_digits(abs(value)), "", value < 0


def _checked_digits(value: int) -> str:
    if value >= 10**MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits")
    return digits_of(value)


@cache
def _scale_words() -> dict[int, str]:
    words = canonical_words("scale")
    return {**words, 10**9: words[1000] + words[10**6]}


@cache
def _currencies() -> dict[str, dict[MoneyStyle, str]]:
    """How each currency is written in each style."""
    found: dict[str, dict[MoneyStyle, str]] = {}
    for row in read_table("number_units.tsv", UnitRow):
        if row.kind == "money" and row.note in ("", "whole"):
            styles = found.setdefault(row.code, {"name": row.unit, "code": row.code})
            if row.word in currency_prefixes() and row.word != row.code:
                styles.setdefault("symbol", row.word)
    # KGS is read as kilograms, which it means in price lists
    readable = {code for code in found if (unit := read_unit(code, 0)) and unit.name == code}
    return {code: {"symbol": code, **found[code]} for code in found if code in readable}
