"""Amounts of money and strings of digits in words, for cheques, invoices and speech."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from khmertext._data import read_table
from khmertext.errors import check_option, check_text, check_type
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS
from khmertext.numbers._number_words import canonical_words
from khmertext.numbers._spelling import check_number, number_to_words
from khmertext.numbers._units import UnitRow

_DIGITS = re.compile(f"[{RE_BOTH_DIGITS}]+")


def money_to_words(amount: int | Decimal, currency: str = "KHR", *, sep: str = "") -> str:
    """``amount`` in words with the name of its ``currency`` (ISO 4217), as on a cheque.

    Dollars with at most two decimals are said in dollars and cents (សេន), other decimals with ចុច.
    Raises :class:`~khmertext.UnknownOption` for a currency that ``data/number_units.tsv`` does not
    name, and what ``number_to_words`` raises.

    >>> money_to_words(125_000)
    'មួយសែនពីរម៉ឺនប្រាំពាន់រៀល'
    >>> money_to_words(Decimal("3.50"), "USD")
    'បីដុល្លារហាសិបសេន'
    """
    check_number(amount, "money_to_words")
    check_type(sep, "money_to_words", str, option="sep")
    names, hundredths = _currencies()
    check_option("currency", currency, tuple(names))
    whole = [number_to_words(amount, sep=sep), names[currency]]
    if not isinstance(amount, Decimal) or currency not in hundredths or not amount.is_finite():
        return sep.join(whole)
    sign, digits, exponent = amount.as_tuple()
    if exponent not in (-1, -2):
        return sep.join(whole)
    cents = int("".join(map(str, digits))) * (10 if exponent == -1 else 1)
    units, cents = divmod(cents, 100)
    words = [number_to_words(units, sep=sep), names[currency]] if units or not cents else []
    if cents:
        words += [number_to_words(cents, sep=sep), hundredths[currency]]
    return sep.join(["ដក", *words] if sign and (units or cents) else words)


def digits_to_words(text: str, *, sep: str = "") -> str:
    """``text`` with every digit in words, one by one: telephone numbers, codes, accounts.

    >>> digits_to_words("០១២ 345")
    'សូន្យមួយពីរ បីបួនប្រាំ'
    """
    check_text(text, "digits_to_words")
    check_type(sep, "digits_to_words", str, option="sep")
    words = canonical_words("unit")
    spoken = {digit: words[int(digit)] for digit in BOTH_DIGITS}
    if sep:
        return _DIGITS.sub(lambda run: sep.join([spoken[digit] for digit in run[0]]), text)
    return text.translate({ord(digit): word for digit, word in spoken.items()})


@cache
def _currencies() -> tuple[dict[str, str], dict[str, str]]:
    """The name of each currency, and that of its hundredth where one is in use."""
    names: dict[str, str] = {}
    hundredths: dict[str, str] = {}
    for row in read_table("number_units.tsv", UnitRow):
        if row.kind == "money":
            table = hundredths if row.note == "1/100" else names
            table.setdefault(row.code, row.unit)
    return names, hundredths
