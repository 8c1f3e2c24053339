"""Numbers and amounts in figures and in words: what is written is read back."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import (
    Money,
    NotTextError,
    ParseError,
    UnknownOptionError,
    find_numbers,
    format_money,
    format_number,
    money_to_words,
    parse_money,
    parse_number,
)
from khmertext.numbers._written import (
    DIGIT_SETS,
    GROUPING_MARKS,
    GROUPINGS,
    MONEY_STYLES,
    _currencies,
)
from support import read_tsv

MAX_DIGITS = 4300  # as documented: longer integers are Decimals

CODES = tuple(_currencies())
AMOUNTS = st.decimals(-(10**12), 10**12, allow_nan=False, places=2) | st.integers(-(10**15), 10**15)
NUMBERS = st.one_of(
    st.integers(-(10**20), 10**20),
    st.decimals(-(10**9), 10**9, allow_nan=False, places=None),
    *(st.decimals(-(10**7), 10**7, allow_nan=False, places=places) for places in range(6)),
    st.fractions(max_denominator=1000),
)


# --- golden ------------------------------------------------------------------------------------
@pytest.mark.parametrize("case", read_tsv("numbers_money.tsv"), ids=lambda case: case["text"])
def test_parse_money(case: dict[str, str]) -> None:
    if case["unit"]:
        money = parse_money(case["text"])
        assert isinstance(money, Money)
        assert (str(money.value), money.unit) == (case["value"], case["unit"])
    else:
        with pytest.raises(ParseError) as caught:
            parse_money(case["text"])
        assert caught.value.position == int(case["value"]), caught.value.reason


@pytest.mark.parametrize(
    "case",
    read_tsv("numbers_money_options.tsv"),
    ids=lambda case: "-".join((case["text"], case["currency"], case["decimal"], case["strict"])),
)
def test_parse_money_with_options(case: dict[str, str]) -> None:
    options: dict[str, Any] = {
        "currency": case["currency"] or None,
        "decimal": case["decimal"] or "auto",
        "strict": bool(case["strict"]),
    }
    try:
        money: Any = parse_money(case["text"], **options)
    except ParseError as refusal:
        money = (refusal.position, "")
    assert (str(money[0]), money[1]) == (case["value"], case["unit"])


@pytest.mark.parametrize(
    ("value", "options", "figures"),
    [
        (Decimal("1234.5"), {}, "១.២៣៤,៥"),
        (Decimal("1234.5"), {"digits": "latn"}, "1,234.5"),
        (Decimal("12.125"), {}, "១២,១២៥០"),
        (Decimal("12.125"), {"digits": "latn"}, "12.1250"),
        (Decimal("-0.05"), {}, "-០,០៥"),
        (Decimal("2.50"), {}, "២,៥០"),
        (Decimal("5E+6"), {}, "៥.០០០.០០០"),
        (1_234_567, {"grouping": ""}, "១២៣៤៥៦៧"),
        (1_234_567, {"grouping": " "}, "១ ២៣៤ ៥៦៧"),
        (1_234_567, {"grouping": ",", "decimal": "."}, "១,២៣៤,៥៦៧"),
        (Decimal("1234.5"), {"grouping": "", "decimal": "."}, "១២៣៤.៥"),
        (Decimal("1234.5"), {"decimal": "."}, "១,២៣៤.៥"),
        (Decimal("1234.5"), {"grouping": ","}, "១,២៣៤.៥"),
        (Decimal("1234.5"), {"decimal": ",", "digits": "latn"}, "1.234,5"),
        (Decimal("1234.5"), {"grouping": " "}, "១ ២៣៤,៥"),
        (5_000_000, {"compact": True}, "៥ លាន"),
        (2_500_000_000, {"compact": True}, "២,៥ ពាន់លាន"),
        (-1_234_000, {"compact": True}, "-១,២៣៤ លាន"),
        (50_000, {"compact": True, "digits": "latn"}, "5 ម៉ឺន"),
        (999, {"compact": True}, "៩៩៩"),
        (Fraction(-1, 3), {}, "-១/៣"),
        (Fraction(4), {}, "៤"),
    ],
)
def test_format_number(value: Any, options: Any, figures: str) -> None:
    assert format_number(value, **options) == figures
    assert parse_number(figures) == value


@pytest.mark.parametrize(
    ("amount", "currency", "options", "figures"),
    [
        (1_250_000, "KHR", {}, "១.២៥០.០០០៛"),
        (Decimal("3.5"), "USD", {}, "៣,៥០$"),
        (Decimal("3.5"), "USD", {"style": "name", "digits": "latn"}, "3.50ដុល្លារ"),
        (-1, "USD", {"style": "code"}, "-១ USD"),
        (5, "SGD", {}, "៥ S$"),
        (5, "MMK", {}, "៥ MMK"),
        (2_500_000, "KHR", {"compact": True}, "២,៥ លាន៛"),
        (Decimal("2500000.5"), "KHR", {"compact": True, "style": "name"}, "២,៥០០០០០៥ លានរៀល"),
    ],
)
def test_format_money(amount: Any, currency: str, options: Any, figures: str) -> None:
    assert format_money(amount, currency, **options) == figures
    assert parse_money(figures) == (amount, currency)


# --- what is refused ---------------------------------------------------------------------------
@pytest.mark.parametrize("wrong", [1.5, True, "5", None])
def test_only_exact_numbers(wrong: Any) -> None:
    for function in (format_number, format_money):
        with pytest.raises(TypeError, match=function.__name__):
            function(wrong)


def test_what_has_no_figures() -> None:
    for wrong in (Decimal("NaN"), Decimal("Infinity"), Decimal("1E+5000"), 10**MAX_DIGITS):
        with pytest.raises(ValueError, match=r"digits|no figures"):
            format_number(wrong)
    with pytest.raises(ValueError, match="digits"):
        format_number(Fraction(1, 10**MAX_DIGITS + 1))
    with pytest.raises(ValueError, match="cannot be the mark"):
        format_number(1, grouping=",", decimal=",")


def test_an_amount_that_is_a_fraction_is_written_with_decimals() -> None:
    assert format_money(Fraction(5, 4), "USD") == "១,២៥$"
    with pytest.raises(ValueError, match="round it first"):
        format_money(Fraction(1, 3))


def test_options() -> None:
    for option in ({"digits": "thai"}, {"grouping": ";"}, {"decimal": ";"}):
        with pytest.raises(UnknownOptionError):
            format_number(1, **option)  # type: ignore[arg-type]
    with pytest.raises(UnknownOptionError, match=r"choose one of: '\.', ',', ' ', '\\xa0'"):
        format_number(1, grouping=";")  # type: ignore[arg-type]
    with pytest.raises(UnknownOptionError, match="did you mean 'USD'"):
        format_money(1, "usd")
    for option in ({"style": "loud"}, {"currency": "XXX"}):
        with pytest.raises(UnknownOptionError):
            format_money(1, **option)  # type: ignore[arg-type]
    for option in ({"decimal": ";"}, {"currency": "usd"}, {"currency": ""}, {"currency": 5}):
        with pytest.raises(UnknownOptionError):
            parse_money("", **option)  # type: ignore[arg-type]
    for function in (format_money, money_to_words):
        for meant, code in (("$", "USD"), ("៛", "KHR"), ("រៀល", "KHR"), ("eur", "EUR")):
            with pytest.raises(UnknownOptionError, match=f"did you mean '{code}'"):
                function(1, meant)
        for unknown in ("ម៉ែត្រ", "$5", ""):  # no list of them all
            with pytest.raises(UnknownOptionError, match=r"KHR, USD, .* in all\)$"):
                function(1, unknown)
    with pytest.raises(NotTextError):
        parse_money(5)  # type: ignore[arg-type]


def test_a_bare_number_is_answered_with_advice() -> None:
    for text in ("12", "(១២)", "-ដប់ពីរ ", "មួយលាន"):
        with pytest.raises(ParseError, match="no currency is named: pass currency"):
            parse_money(text)
        assert parse_money(text, currency="KHR").unit == "KHR"
    for text in ("12 foo", "១០០ដុល្លារហ្គាំប៊ីយ៉ា"):  # where it would be of no use
        for currency in (None, "KHR"):
            with pytest.raises(ParseError, match="no currency is known here"):
                parse_money(text, currency=currency)


# --- round trips -------------------------------------------------------------------------------
@given(
    NUMBERS,
    st.sampled_from(DIGIT_SETS),
    st.sampled_from(GROUPINGS),
    st.sampled_from(GROUPING_MARKS),
    st.booleans(),
)
def test_numbers_come_back(
    value: Any, digits: Any, grouping: Any, mark: Any, compact: bool
) -> None:
    if grouping != mark:
        figures = format_number(
            value, digits=digits, grouping=grouping, decimal=mark, compact=compact
        )
        assert parse_number(figures) == value
    figures = format_number(value, digits=digits, compact=compact)
    assert parse_number(figures) == value


@given(
    AMOUNTS,
    st.sampled_from(CODES),
    st.sampled_from(MONEY_STYLES),
    st.sampled_from(DIGIT_SETS),
    st.booleans(),
)
def test_money_comes_back(amount: Any, code: str, style: Any, digits: Any, compact: bool) -> None:
    figures = format_money(amount, code, style=style, digits=digits, compact=compact)
    assert parse_money(figures) == (amount, code)
    (mention,) = find_numbers(f"សរុប {figures} ។")
    assert (mention.value, mention.unit) == (amount, code)


@given(
    AMOUNTS | st.fractions(max_denominator=1000),
    st.sampled_from(CODES),
    st.sampled_from(["", " ", "\u200b"]),
    st.booleans(),
)
def test_money_in_words_comes_back(amount: Any, code: str, sep: str, exact: bool) -> None:
    words = money_to_words(amount, code, sep=sep, exact=exact)
    assert parse_money(words) == (amount, code)


def test_every_currency_in_every_style() -> None:
    for code, style in product(CODES, MONEY_STYLES):
        for amount in (1, Decimal("-2.50"), 1_234_567):
            assert parse_money(format_money(amount, code, style=style)) == (amount, code)
            assert parse_money(money_to_words(amount, code)) == (amount, code)
    for code in CODES:  # the names of many countries end like នីមួយ, each
        assert parse_money(money_to_words(Decimal("1.01"), code)) == (Decimal("1.01"), code)


@given(st.text(alphabet="០១9.,-()ដក$៛រៀលដុល្លារសេន គត់USDpmM/%ប្រាំ"))
def test_an_amount_or_a_refusal(text: str) -> None:
    money: Any
    try:
        money = parse_money(text)
    except ParseError as refusal:
        money = refusal
    if isinstance(money, ParseError):
        assert money.text == text
        assert 0 <= money.position <= len(text)
    else:
        assert type(money.value) in (int, Decimal)
        assert len(money.unit) == 3
