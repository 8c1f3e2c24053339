"""Digits, parse_number, number_to_words: golden cases, errors, round trips."""

from __future__ import annotations

import contextlib
import sys
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khmertext import (
    NotTextError,
    ParseError,
    UnknownOptionError,
    digits_to_words,
    find_numbers,
    lek_attak_value,
    money_to_words,
    number_to_words,
    ordinal_to_words,
    parse_money,
    parse_number,
    to_ascii_digits,
    to_khmer_digits,
)
from support import read_jsonl, read_tsv

MAX_DIGITS = 4300  # as documented: longer integers are Decimals

STYLES = ("standard", "counting", "teen", "grouped")
BILLIONS = ("ពាន់លាន", "ប៊ីលាន")
SEPARATORS = ("", " ", "\u200b")


def exact(text: str) -> int | Decimal | Fraction:
    """3/4 is a fraction, what has a point or the letter d a decimal, the rest an integer."""
    if "/" in text:
        return Fraction(text)
    if "." in text or text.endswith("d"):
        return Decimal(text.removesuffix("d"))
    return int(text)


# --- digits ------------------------------------------------------------------------------------
def test_digits_both_ways_and_nothing_else() -> None:
    text = "a០១២៣៤៥៦៧៨៩ 0123456789 \u17f1\u19e1๓٣"
    assert to_khmer_digits(text) == "a០១២៣៤៥៦៧៨៩ ០១២៣៤៥៦៧៨៩ \u17f1\u19e1๓٣"
    assert to_ascii_digits(text) == "a0123456789 0123456789 \u17f1\u19e1๓٣"


def test_digits_of_every_script_on_request() -> None:
    assert to_ascii_digits("๓٣３៣", scripts="all") == "3333"
    assert to_khmer_digits("๓٣３3 \u17f1²", scripts="all") == "៣៣៣៣ \u17f1²"
    assert to_khmer_digits("abc", scripts="all") == "abc"
    with pytest.raises(UnknownOptionError):
        to_khmer_digits("1", scripts="thai")


@given(st.text())
def test_digits_come_back(text: str) -> None:
    assert to_ascii_digits(to_khmer_digits(text)) == to_ascii_digits(text)
    assert len(to_khmer_digits(text)) == len(text)


def test_lek_attak() -> None:
    assert lek_attak_value("\u17f0\u17f9") == 9
    assert lek_attak_value("\u17f1" * 700) == int("1" * 700)
    for text, position in [("", 0), ("1", 0), ("\u17f1១", 1), ("\u17f1" * 4301, 4300)]:
        with pytest.raises(ParseError) as caught:
            lek_attak_value(text)
        assert caught.value.position == position


@pytest.mark.parametrize(
    "function", [to_khmer_digits, to_ascii_digits, lek_attak_value, parse_number, digits_to_words]
)
def test_only_text(function: Any) -> None:
    for wrong in (None, b"1", 1):
        with pytest.raises(NotTextError):
            function(wrong)


# --- reading -----------------------------------------------------------------------------------
@pytest.mark.parametrize("case", read_tsv("numbers_parse.tsv"), ids=lambda case: case["text"])
def test_parse(case: dict[str, str]) -> None:
    value, wanted = parse_number(case["text"]), exact(case["value"])
    assert (type(value), str(value)) == (type(wanted), str(wanted))


@pytest.mark.parametrize("case", read_jsonl("numbers_errors.jsonl"), ids=lambda c: ascii(c["text"]))
def test_parse_refuses(case: dict[str, Any]) -> None:
    with pytest.raises(ParseError) as caught:
        parse_number(case["text"])
    assert caught.value.position == case["position"], caught.value.reason


def test_what_is_money_says_so() -> None:
    for text in ("៥ម៉ឺនរៀល", "ពីរដុល្លារ", "$5", "-៛ ៥០០", "USD -5", "5 USD", "½$", "5 លាន$"):
        with pytest.raises(ParseError, match="an amount of money: use parse_money"):
            parse_number(text)
    for text in ("៥នាក់", "$", "រៀល", "M 5", "USD", "5kg", "៥%"):
        with pytest.raises(ParseError, match=r"^(?!.*money)"):
            parse_number(text)


def test_decimal_mark_on_request() -> None:
    assert parse_number("1.234", decimal=".") == Decimal("1.234")
    assert parse_number("1,234", decimal=".") == 1234
    assert parse_number("1,234", decimal=",") == Decimal("1.234")
    assert parse_number("1.234.567,8", decimal=",") == Decimal("1234567.8")
    assert parse_number("1 234,5", decimal=",") == Decimal("1234.5")
    for text, mark in [("1.5", ","), ("1.2.3", "."), ("1 234.5", ","), ("1,2.3", ".")]:
        with pytest.raises(ParseError):
            parse_number(text, decimal=mark)  # type: ignore[arg-type]
    with pytest.raises(UnknownOptionError):
        parse_number("1", decimal=";")  # type: ignore[arg-type]


def test_strict_refuses_what_is_misspelt() -> None:
    for text in ("ពីរមុឺន", "បាំពីរ", "ពីរភៃ", "មភៃ", "ពីរ\u200bម\u200bុឺន"):
        assert parse_number(text)
        with pytest.raises(ParseError):
            parse_number(text, strict=True)
    assert parse_number("ប្រាំពិលកោដិ", strict=True) == 70_000_000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.125", "."),
        ("12.345", ","),
        ("25 120.125", "."),
        ("1.234,567", None),
        ("១.៥០០លាន", ","),
        ("១លាន២", None),
        ("៥ពាន់៥", None),
        ("៥ពាន់១ម៉ឺន", None),
        ("២0២៤", None),
        ("-1.125", "."),
    ],
)
def test_strict_refuses_what_is_unsure(text: str, told: Any) -> None:
    """``told``: the decimal mark that leaves no doubt, if that is what the doubt is about."""
    assert parse_number(text)
    with pytest.raises(ParseError):
        parse_number(text, strict=True)
    if told:
        assert parse_number(text, strict=True, decimal=told)


def test_strict_parsers_give_nothing_that_has_a_flag() -> None:
    for case in read_jsonl("numbers.jsonl"):
        for mention in find_numbers(case["text"], include_one=True):
            for parse in (parse_number, parse_money):
                with contextlib.suppress(ParseError):
                    parse(mention.text, strict=True)
                    alone = find_numbers(mention.text, include_one=True)
                    assert not any(found.flags for found in alone), mention


def test_counters_on_request() -> None:
    cases = {"ពីរឡូ": 24, "មួយគូ": 2, "បីដំប": 12, "មួយស្លឹកពីរផ្លូន": 480, "២ឡូ៣": 27, "មួយរយ": 100}
    for text, value in cases.items():
        assert parse_number(text, counters=True) == value
    for text in ("ឡូ", "ពីរឡូពីរឡូ", "ពីរឡូដប់ពីរ", "មួយឡូមួយស្លឹក", "1,5ឡូ"):
        with pytest.raises(ParseError):
            parse_number(text, counters=True)


def test_offsets_of_errors_count_invisible_characters() -> None:
    with pytest.raises(ParseError) as caught:
        parse_number(" ពីរ\u200b\u200bនាក់")
    assert caught.value.position == 6


def test_long_figures_are_exact_and_linear() -> None:
    nines = "9" * MAX_DIGITS
    value = parse_number(nines)
    assert type(value) is int
    assert value == 10**MAX_DIGITS - 1
    longer = parse_number("៩" * 100_000)
    assert type(longer) is Decimal
    assert longer.as_tuple() == (0, (9,) * 100_000, 0)
    assert parse_number("0" * 5000 + "7") == 7
    fraction = parse_number("0," + "3" * 5000)
    assert isinstance(fraction, Decimal)
    assert len(fraction.as_tuple().digits) == 5000
    with pytest.raises(ParseError):
        parse_number("9" * 5000 + "លាន")
    with pytest.raises(ParseError):
        parse_number("លាន" * 5000)


def test_no_context_rounds() -> None:
    with localcontext() as context:
        context.prec = 2
        assert parse_number("១២៣៤៥,៦៧៨លាន") == 12345678000
        assert parse_number("១,២៣៤៥៦៧៨លាន") == Decimal("1234567.8")
        assert parse_number("-១,២៣៤៥") == Decimal("-1.2345")
        assert number_to_words(Decimal("12345.6")) == "មួយម៉ឺនពីរពាន់បីរយសែសិបប្រាំចុចប្រាំមួយ"


def test_a_lowered_limit_of_the_interpreter_changes_nothing() -> None:
    limit = sys.get_int_max_str_digits()
    value = 10**2000 + 7
    try:
        sys.set_int_max_str_digits(640)
        assert parse_number("1" + "0" * 1999 + "7") == value
        assert parse_number(number_to_words(value)) == value
        with_half = parse_number(number_to_words(value) + "ចុចប្រាំ")
        assert isinstance(with_half, Decimal)
        assert with_half.as_tuple() == (0, (1, *[0] * 1999, 7, 5), -1)
    finally:
        sys.set_int_max_str_digits(limit)


# --- words -------------------------------------------------------------------------------------
@pytest.mark.parametrize("case", read_tsv("numbers_spelling.tsv"), ids=lambda case: case["words"])
def test_spelling(case: dict[str, str]) -> None:
    options = dict([case["options"].split("=")]) if case["options"] else {}
    value = exact(case["value"])
    assert number_to_words(value, **options) == case["words"]  # type: ignore[arg-type]
    assert parse_number(case["words"]) == value


@pytest.mark.parametrize("wrong", [True, 1.5, "5", None])
def test_words_of_other_types(wrong: Any) -> None:
    with pytest.raises(TypeError):
        number_to_words(wrong)
    with pytest.raises(TypeError):
        ordinal_to_words(wrong)


def test_words_of_what_has_none() -> None:
    giant = 10**MAX_DIGITS
    decimals = [Decimal(text) for text in ("NaN", "-Infinity", "1E+5000", "1E-5000")]
    for wrong in (*decimals, giant, -giant, Fraction(1, giant)):
        with pytest.raises(ValueError, match=r"digits|no words"):
            number_to_words(wrong)


def test_options_of_words() -> None:
    for option in ({"style": "loud"}, {"decimal": "."}, {"billion": "x"}):
        with pytest.raises(UnknownOptionError):
            number_to_words(1, **option)  # type: ignore[arg-type]


def test_ordinals() -> None:
    assert ordinal_to_words(1) == "ទីមួយ"
    assert ordinal_to_words(12, style="teen") == "ទីពីរដណ្តប់"
    for number in (0, 1, 21, 12, 2024, 10**15):
        for style in STYLES:
            assert parse_number(ordinal_to_words(number, style=style)) == number  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="negative"):
        ordinal_to_words(-1)


def test_money() -> None:
    assert money_to_words(5000) == "ប្រាំពាន់រៀល"
    assert money_to_words(Decimal("0.05"), "USD") == "ប្រាំសេន"
    assert money_to_words(Decimal("3.5"), "USD") == "បីដុល្លារហាសិបសេន"
    assert money_to_words(Decimal("3.00"), "USD") == "បីដុល្លារ"
    assert money_to_words(Decimal("0.00"), "USD") == "សូន្យដុល្លារ"
    assert money_to_words(Decimal("-1.25"), "USD", sep=" ") == "ដក មួយ ដុល្លារ ម្ភៃ ប្រាំ សេន"
    assert money_to_words(Decimal("1.256"), "USD") == "មួយចុចពីរប្រាំប្រាំមួយដុល្លារ"
    assert money_to_words(Decimal("1.5"), "EUR") == "មួយអឺរ៉ូហាសិបសេន"
    assert money_to_words(Decimal("0.25"), "THB") == "សូន្យបាតម្ភៃប្រាំសាតាំង"
    assert money_to_words(Decimal("1.5"), "JPY") == "មួយចុចប្រាំយ៉េន"
    assert money_to_words(5000, exact=True, sep=" ") == "ប្រាំ ពាន់ រៀល គត់"
    with pytest.raises(UnknownOptionError):
        money_to_words(1, "XXX")
    with pytest.raises(ValueError, match="no words"):
        money_to_words(Decimal("NaN"), "USD")


def test_digits_one_by_one() -> None:
    assert digits_to_words("០១២ 345") == "សូន្យមួយពីរ បីបួនប្រាំ"
    assert digits_to_words("a1", sep=" ") == "aមួយ"


# --- round trips -------------------------------------------------------------------------------
def round_trip(value: int | Decimal | Fraction) -> None:
    for style in STYLES:
        for billion in BILLIONS:
            for sep in SEPARATORS:
                words = number_to_words(value, style=style, billion=billion, sep=sep)  # type: ignore[arg-type]
                back = parse_number(words)
                assert back == value, words
                assert type(back) is type(value)
                assert str(back) == str(value)


@settings(max_examples=60)
@given(st.integers(-(10**18), 10**18))
@example(10**15 + 10**12 + 1)
def test_integers_come_back(value: int) -> None:
    round_trip(value)


@settings(max_examples=40)
@given(st.integers(0, 10**60))
@example(10**24 + 10**12)
@example(10**12 * (10**12 + 1))
def test_giants_come_back(value: int) -> None:
    round_trip(value)


@settings(max_examples=100)
@given(st.integers(0, 10**14), st.integers(1, 12), st.booleans())
def test_decimals_come_back(mantissa: int, places: int, negative: bool) -> None:
    value = Decimal((int(negative), Decimal(mantissa).as_tuple().digits, -places))
    words = {number_to_words(value, style=style, sep=sep) for style in STYLES for sep in SEPARATORS}
    for spelled in words:
        back = parse_number(spelled)
        assert isinstance(back, Decimal)
        assert back.as_tuple()[1:] == value.as_tuple()[1:] or back == value
        assert back == value, spelled


@given(st.fractions(max_denominator=10**6))
def test_fractions_come_back(value: Fraction) -> None:
    assert parse_number(number_to_words(value)) == value


def test_small_numbers_come_back() -> None:
    for value in range(0, 10**6, 4999):
        for style in STYLES:
            assert parse_number(number_to_words(value, style=style)) == value


@pytest.mark.slow
@settings(max_examples=20_000)
@given(st.integers(-(10**18), 10**18))
def test_many_integers_come_back(value: int) -> None:
    round_trip(value)


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_all_numbers_to_a_million_come_back(style: Any) -> None:
    for value in range(10**6 + 1):
        assert parse_number(number_to_words(value, style=style)) == value


@given(st.text(alphabet="០១9.,ពាន់លានរយប្រាំបីចុចភាគកន្លះដក -/%"))
def test_parse_returns_an_exact_value_or_a_parse_error(text: str) -> None:
    try:
        value = parse_number(text)
    except ParseError as caught:
        error = caught
    else:
        assert type(value) in (int, Decimal, Fraction)
        return
    assert error.text == text
    assert 0 <= error.position <= len(text)


def test_long_expressions_are_read_whole_and_others_not_at_all() -> None:
    assert parse_number(" " * 2000 + "៥" + " " * 2000) == 5
    assert parse_number("\u200b" * 2000 + "ប្រាំ") == 5
    groups = "1" + ",000" * 1000
    assert parse_number(groups) == 1000**1000
    assert parse_number("ដក" + number_to_words(10**900 + 7)) == -(10**900) - 7
    with pytest.raises(ParseError) as caught:
        parse_number("ក" * 2000)
    assert (caught.value.position, caught.value.reason) == (0, "no number begins here")
