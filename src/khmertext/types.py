"""Types shared by every part of khmertext."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, NamedTuple

Level = Literal["safe", "standard", "search"]
Mode = Literal["word", "part"]


class Token(NamedTuple):
    """A piece of a text: ``text[start:end] == token.text``, offsets in code points.

    ``kind`` says what the piece is (``"word"``, ``"space"``, ``"number"``, ``"acronym"`` ...);
    ``pos`` is its part of speech where one was asked for, else ``None``.
    """

    text: str
    start: int
    end: int
    kind: str = "word"
    pos: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found in a text: ``text_given[m.start:m.end] == m.text``, offsets in code points."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """All fields by name, as values that ``json.dumps`` accepts (see :func:`jsonable`)."""
        return {field.name: jsonable(getattr(self, field.name)) for field in fields(self)}


def jsonable(value: Any) -> Any:
    """A copy of ``value`` made of what JSON knows, with nothing rounded.

    Dates and times become ISO 8601, ``Decimal`` and ``Fraction`` their exact text, sequences and
    sets lists; whatever has a ``to_dict`` is asked for it.

    >>> jsonable((Decimal("2.50"), Fraction(1, 3), date(2024, 7, 31)))
    ['2.50', '1/3', '2024-07-31']
    """
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (Decimal, Fraction)):
        return str(value)
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {key: jsonable(item) for key, item in zip(value._fields, value, strict=True)}
    if isinstance(value, (set, frozenset)):
        return sorted(jsonable(item) for item in value)
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    raise TypeError(f"no JSON form for {type(value).__name__}")
