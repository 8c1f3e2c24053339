"""Amounts of money: read as a whole, and said in words for cheques, invoices and speech."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple, cast

from khmertext._data import read_table
from khmertext._patterns import any_of, compile_pattern
from khmertext._view import View
from khmertext.errors import ParseError, check_option, check_text, check_type
from khmertext.numbers._context import context_words
from khmertext.numbers._digits import negated
from khmertext.numbers._finding import found_in
from khmertext.numbers._number_words import spelled, standard_word
from khmertext.numbers._parsing import MINUS_SIGNS
from khmertext.numbers._spelling import check_number, decimal_digits, number_to_words
from khmertext.numbers._units import UnitRow

_EXACTLY = "គត់"
_DOLLAR = "ដុល្លារ"


class Money(NamedTuple):
    """An amount and the ISO 4217 code of its currency."""

    value: int | Decimal
    unit: str


def parse_money(text: str) -> Money:
    """The amount and the currency that ``text``, a whole expression, says.

    All that :func:`find_numbers` reads as money (signs, codes and names of currencies on either side,
    words, scales, សេន), in figures of both kinds. Negative are amounts behind a hyphen, U+2212 or
    ដក, and those in brackets; គត់ (exactly) may stand behind the amount.

    Raises :class:`~khmertext.ParseError` (a ``ValueError``) with position and reason for anything
    else: no currency or one that is not known, two amounts, a price per unit.

    >>> parse_money("(1,234.50៛)")
    Money(value=Decimal('-1234.50'), unit='KHR')
    >>> parse_money("ដកបីដុល្លារហាសិបសេនគត់"), parse_money("US$ 2.5bn")
    (Money(value=Decimal('-3.5'), unit='USD'), Money(value=2500000000, unit='USD'))
    >>> parse_money("១២៣")
    Traceback (most recent call last):
    khmertext.errors.ParseError: cannot read '១២៣':
    no currency is named, or none that is known (at offset 3)
    """
    view = View(check_text(text, "parse_money"))
    start, end, negative = _without_sign(view.text)
    amount = view.text[start:end]
    found = next(iter(found_in(amount, include_one=True, whole=True)), None)
    if found is None or found.start:
        reason, position = "no amount of money begins here", start
    elif found.unit is None:
        reason, position = "no currency is named, or none that is known", start + found.end
    elif found.kind != "money" or not isinstance(found.value, (int, Decimal)):
        reason, position = "it does not say one amount of money", start
    elif found.end < len(amount):
        reason, position = "the amount ends here", start + found.end
    else:
        value = negated(found.value) if negative else found.value
        return Money(cast("int | Decimal", value), found.unit)
    raise ParseError(text, view.to_original(position, position)[0], reason)


def _without_sign(text: str) -> tuple[int, int, bool]:
    """Where the amount itself begins and ends, and whether what is around it makes it negative."""
    around = _around_money().fullmatch(text)
    assert around is not None
    negative = bool(around["minus"] or around["bracket"])
    if around["bracket"] and not around["closing"]:
        return around.start("bracket"), around.end("amount"), False
    return *around.span("amount"), negative


@cache
def _around_money() -> re.Pattern[str]:
    minus = f"[{MINUS_SIGNS}]|{any_of(spelled('minus'))}"
    return compile_pattern(
        rf"\s*+(?P<bracket>\()?+\s*+(?P<minus>{minus})?+\s*+(?P<amount>.*?)"
        rf"\s*(?:{any_of(context_words('exactly'))})?+\s*(?P<closing>(?(bracket)\)))?\s*",
        re.DOTALL,
    )


def money_to_words(
    amount: int | Decimal, currency: str = "KHR", *, sep: str = "", exact: bool = False
) -> str:
    """``amount`` in words with the name of its ``currency`` (ISO 4217), as on a cheque.

    Two decimals are said in hundredths (សេន, or the name that they have in that currency), others
    and those of a currency without hundredths with ចុច. With ``exact`` the words end in គត់.
    :func:`parse_money` gives the amount back. Raises :class:`~khmertext.UnknownOptionError` for a currency
    that ``data/number_units.tsv`` does not name, and what ``number_to_words`` raises.

    >>> money_to_words(125_000, exact=True)
    'មួយសែនពីរម៉ឺនប្រាំពាន់រៀលគត់'
    >>> money_to_words(Decimal("3.50"), "USD"), money_to_words(Decimal("0.05"), "EUR")
    ('បីដុល្លារហាសិបសេន', 'សូន្យអឺរ៉ូប្រាំសេន')
    """
    check_number(amount, "money_to_words")
    check_type(sep, "money_to_words", str, option="sep")
    names, hundredths = _currencies()
    check_option("currency", currency, tuple(names))
    return sep.join(
        _words(amount, names[currency], hundredths.get(currency), sep) + [_EXACTLY] * exact
    )


def _words(amount: int | Decimal, name: str, hundredth: str | None, sep: str) -> list[str]:
    whole = [number_to_words(amount, sep=sep), name]
    if not isinstance(amount, Decimal) or hundredth is None or not amount.is_finite():
        return whole
    units, fraction, negative = decimal_digits(amount)
    if len(fraction) not in (1, 2):
        return whole
    cents = int(fraction.ljust(2, "0"))
    # a lone សេន is American
    words = [number_to_words(units, sep=sep), name] if units or not cents or name != _DOLLAR else []
    if cents:
        words += [number_to_words(cents, sep=sep), hundredth]
    return [standard_word("minus"), *words] if negative and (units or cents) else words


@cache
def _currencies() -> tuple[dict[str, str], dict[str, str]]:
    """The name of each currency, and that of its hundredth unless it has none."""
    names: dict[str, str] = {}
    hundredths: dict[str, str] = {}
    whole = set()
    for row in read_table("number_units.tsv", UnitRow):
        if row.kind == "money":
            table = hundredths if row.note == "1/100" else names
            table.setdefault(row.code, row.unit)
            whole |= {row.code} if row.note == "whole" else set()
    of_all = hundredths["USD"]
    return names, {code: hundredths.get(code, of_all) for code in names.keys() - whole}
