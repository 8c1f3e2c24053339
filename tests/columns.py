"""A column function must give of each text what the function of one text gives.

For the tests and for the fuzzer; needs pandas, Polars and Arrow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

from khmertext.errors import is_missing
from khmertext.integrations._columns import COLUMNS
from khmertext.types import jsonable

# all but the one that needs the package khmer-nltk
NAMES = sorted(COLUMNS.keys() - {"tag"})


def columns_of(
    texts: Sequence[str | None],
) -> dict[str, tuple[Any, Callable[[str, Any], list[Any]]]]:
    """The same texts in columns of pandas, Polars and Arrow, and how each lists its cells."""
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from khmertext.integrations import arrow

    import_module("khmertext.integrations.pandas")
    import_module("khmertext.integrations.polars")
    return {
        "arrow": (pa.array(texts, pa.string()), lambda name, c: getattr(arrow, name)(c).to_pylist()),
        "pandas": (pd.Series(texts, dtype=object), lambda name, c: list(getattr(c.khmer, name)())),
        "polars": (pl.Series(texts, dtype=pl.String), lambda name, c: getattr(c.khmer, name)().to_list()),
    }  # fmt: skip


def plain(value: Any) -> Any:
    """A result as the lists, dicts and values that a column of structs is read as."""
    if isinstance(value, (str, bytes, int, Decimal, date)) or value is None:
        return value
    if isinstance(value, Fraction):
        return float(value)
    if names := getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", None):
        shown = [name for name in names if name[0] != "_" and name != "extrapolate"]  # an option
        return {name: plain(getattr(value, name)) for name in shown}
    return (
        jsonable(value) if isinstance(value, (time, timedelta)) else [plain(item) for item in value]
    )


def values(name: str, results: list[Any]) -> list[Any]:
    """The cells that a typed column has for the results of the column function ``name``."""
    if name == "parse_number":
        return [held(value) for value in results]
    return [None if value is None else plain(value) for value in results]


def held(value: Any) -> Decimal | None:
    """A number as ``decimal128(38, 9)`` holds it, or not at all."""
    if value is None:
        return None
    scaled = Fraction(value) * 10**9
    if scaled.denominator > 1 or abs(scaled) >= 10**38:
        return None
    return Decimal(f"{scaled.numerator}E-9")


def told(value: Any, like: Any) -> Any:
    """``value`` as far as ``like`` tells it; what is more than that has tests of its own."""
    if isinstance(like, dict):
        return {name: told(value[name], like[name]) for name in like}
    if isinstance(like, list):
        return [told(*pair) for pair in zip(value, like, strict=True)]
    return value


def check(name: str, texts: Sequence[str | None]) -> None:
    """The column function ``name`` in every library, beside the function of one text."""
    function = COLUMNS[name].load()
    expected = [None if text is None else function(text) for text in texts]
    for library, (column, listed) in columns_of(texts).items():
        cells = listed(name, column)
        if library == "pandas" and COLUMNS[name].of in ("float", "Decimal", "date", "datetime"):
            made = [None if is_missing(cell) else cell for cell in cells]
            if name == "parse_date":  # a moment at midnight
                made = [cell and cell.date() for cell in made]
            assert made == values(name, expected)
        elif library == "pandas":
            assert cells == expected
        else:
            like = values(name, expected)
            if name == "parse_money":  # as decimals, too
                like = [cell and {"unit": cell["unit"]} for cell in like]
            if name == "numbers":  # as decimals, with texts: see test_numbers
                like = [
                    cell and [{"text": n["text"], "unit": n["unit"]} for n in cell] for cell in like
                ]
            assert told(cells, like) == like, library
