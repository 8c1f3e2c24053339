"""Commands on single values: numbers, amounts of money and days, as arguments or in a column."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from khmertext.cli._failures import InputError
from khmertext.cli._options import ERA, REF, option
from khmertext.cli._rows import Arguments, TextCommand
from khmertext.errors import ParseError


def _number(args: Arguments, text: str) -> dict[str, Any]:
    from khmertext.numbers import number_to_words, parse_number

    with _names_of_options():
        value = parse_number(text, decimal=args.decimal, strict=args.strict)
    return {"value": value, "words": number_to_words(value)}


def _money(args: Arguments, text: str) -> dict[str, Any]:
    from khmertext.numbers import parse_money

    with _names_of_options():
        amount = parse_money(text, decimal=args.decimal, currency=args.currency, strict=args.strict)
    return {"amount": amount.value, "currency": amount.unit}


def _date(args: Arguments, text: str) -> dict[str, Any]:
    from khmertext.dates import format_date

    day = day_named(text, ref=args.ref, strict=args.strict, era=args.era)
    return {"date": day, "written": args.style and format_date(day, args.style)}


def day_named(text: str, **options: Any) -> Any:
    """The one day that a text names, in figures or in words of either calendar."""
    from khmertext.dates import parse_date

    with _names_of_options():
        return parse_date(text, **options)


@contextlib.contextmanager
def _names_of_options() -> Iterator[None]:
    """Let errors name options and commands instead of arguments and functions."""
    try:
        yield
    except ParseError as error:
        said = str(error)
        for argument, option_ in _ON_THE_COMMAND_LINE.items():
            said = said.replace(argument, option_)
        raise InputError(said) from None


_ON_THE_COMMAND_LINE = {
    "pass ref": "give --ref YYYY-MM-DD",
    "pass currency": "give --currency CODE",
    "use parse_money": "use khmertext money",
}


_DECIMAL = option(
    "--decimal",
    choices=["auto", ".", ","],
    default="auto",
    help="the decimal mark (default: as it looks)",
)

_STRICT = option("--strict", action="store_true", help="refuse what may also mean something else")

SINGLE_VALUES = (
    TextCommand(
        "number",
        "the value of a number, and its words",
        "values",
        _number,
        (
            "khmertext number ពីរពាន់ម្ភៃបួន",
            "khmertext number 2024",
            "khmertext number --csv population villages.csv",
        ),
        (_DECIMAL, _STRICT),
        lambda found: [found["value"], found["words"]],
    ),
    TextCommand(
        "money",
        "the value and the currency of an amount of money",
        "values",
        _money,
        (
            "khmertext money '៥ម៉ឺនរៀល' '$ 12.50'",
            "khmertext money --csv price --currency KHR prices.csv",
        ),
        (
            _DECIMAL,
            option("--currency", metavar="CODE", help="of numbers without one, such as KHR"),
            _STRICT,
        ),
        lambda found: [found["amount"], found["currency"]],
        adds=("amount", "currency"),
    ),
    TextCommand(
        "date",
        "the day that a text names, as YYYY-MM-DD or in a style",
        "values",
        _date,
        (
            "khmertext date 'ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤'",
            "khmertext date --style dual 2024-07-31",
            "khmertext date --csv born people.csv",
        ),
        (
            option(
                "--style",
                choices=["full", "long", "medium", "short", "lunar", "dual"],
                help="how the day is written",
            ),
            REF,
            ERA,
            _STRICT,
        ),
        lambda found: [found["written"] or found["date"]],
    ),
)
