"""What ``find_numbers`` finds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from khmertext.types import Mention

NumberKind = Literal[
    "cardinal", "ordinal", "fraction", "percent", "range", "money",
    "phone", "plate", "identifier", "enumerator",
]  # fmt: skip
Exact = int | Decimal | Fraction
NumberValue = Exact | tuple[Exact, Exact] | str | None


@dataclass(frozen=True, slots=True)
class NumberMention(Mention):
    """A number in a text; its text includes its sign, unit and ordinal mark.

    ``value`` is exact: an ``int``, ``Decimal`` or ``Fraction``; the pair ``(low, high)`` of a
    range; the E.164 string of a telephone number; the code as ASCII text of an identifier; ``None``
    for a number plate. ``unit`` is an ISO 4217 code for money, ``"%"``, the name of another unit or
    counting word, or ``None``. ``approx`` says that the text itself calls the number approximate.
    ``flags`` names what was odd: ``ambiguous_separator``, ``misspelt``, ``mixed_digits``.
    """

    value: NumberValue
    kind: NumberKind
    unit: str | None = None
    approx: bool = False
    flags: tuple[str, ...] = ()


class Found(NamedTuple):
    """A mention in offsets of the view that it was found in."""

    start: int
    end: int
    value: NumberValue
    kind: NumberKind
    unit: str | None = None
    approx: bool = False
    flags: frozenset[str] = frozenset()
