"""What ``find_numbers`` finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, Literal, NamedTuple

from khmertext.types import Mention

NumberKind = Literal[
    "cardinal", "ordinal", "fraction", "percent", "range", "money",
    "phone", "plate", "identifier", "enumerator",
]  # fmt: skip
Exact = int | Decimal | Fraction
NumberValue = Exact | tuple[Exact, Exact] | str | None

# the flags, each as the set of it
SURE: frozenset[str] = frozenset()
AMBIGUOUS_SEPARATOR = frozenset(("ambiguous_separator",))
AMBIGUOUS_TAIL = frozenset(("ambiguous_tail",))
MISSPELT = frozenset(("misspelt",))


@dataclass(frozen=True, slots=True)
class NumberMention(Mention):
    """A number in a text; its text includes its sign, unit and ordinal mark.

    ``value`` is exact: an ``int``, ``Decimal`` or ``Fraction``; the pair ``(low, high)`` of a
    range; the E.164 string of a telephone number; the code as ASCII text of an identifier; ``None``
    for a number plate. ``unit`` is an ISO 4217 code for money, ``"%"``, the name of another unit or
    counting word, or ``None``; ``per`` is what an amount is paid or counted for (``"គីឡូក្រាម"`` in
    ៣,៥០០រៀល/គ.ក). ``approx`` says that the text itself calls the number approximate.
    ``low`` and ``high`` are the ends of a range and elsewhere the value itself, so that every
    quantity can be summed; they are ``None`` where the value is no number.
    ``flags`` names what was odd: ``ambiguous_separator``, ``ambiguous_tail``, ``misspelt``,
    ``mixed_digits``, and ``restated`` for an amount that is said again: in brackets, behind ជាអក្សរ.
    """

    value: NumberValue
    kind: NumberKind
    unit: str | None = None
    approx: bool = False
    flags: tuple[str, ...] = ()
    per: str | None = None
    low: Exact | None = field(init=False)
    high: Exact | None = field(init=False)

    def __post_init__(self) -> None:
        low, high = ends_of(self.value)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)


def ends_of(value: NumberValue) -> tuple[Exact | None, Exact | None]:
    """The ends of a range, of any other number itself; None of what is no quantity."""
    if isinstance(value, tuple):
        return value
    return (None, None) if isinstance(value, str) else (value, value)


Shares = Literal["", "gives", "hundredths", "takes", "named"]


class Found(NamedTuple):
    """A mention in offsets of the view that it was found in.

    ``further`` is the end of what the amount is paid for, 0 if that is not said.
    ``shares``: in a list it gives its unit, or the hundredths of it that it counts, to the numbers
    before it, or takes that of the next; one that says which of several, "named", hardly does.
    """

    start: int
    end: int
    value: NumberValue
    kind: NumberKind
    unit: str | None = None
    approx: bool = False
    flags: frozenset[str] = SURE
    per: str | None = None
    further: int = 0
    shares: Shares = ""


# as Found(...) with all its fields, in half the time
new_found: Callable[[tuple[Any, ...]], Found] = partial(tuple.__new__, Found)
