"""Types shared by every part of khmertext."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, SupportsIndex, TypeVar, overload

if TYPE_CHECKING:
    import pandas

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
        kind: Any = type(self)
        names, values = _fields_of(kind)
        return {
            name: value if value.__class__ in _PLAIN else jsonable(value)
            for name, value in zip(names, values(self), strict=True)
        }


@cache
def maker(kind: Any) -> Callable[..., Any]:
    """A function that makes a mention of the values of all fields of ``kind``, in their order.

    Natively it does without ``__init__``, which takes long for what is frozen. Give it what ``kind``
    would work out itself, too, which are its last fields.

    >>> maker(Mention)(0, 3, "កខគ")
    Mention(start=0, end=3, text='កខគ')
    """
    from khmertext._scan import native_scan

    native = native_scan()
    if native is not None:
        names, _ = _fields_of(kind)
        made: Callable[..., Any] = native.Maker(kind, tuple(getattr(kind, n) for n in names))
        return made
    given = sum(field.init for field in fields(kind))
    return lambda *values: kind(*values[:given])


@cache
def _fields_of(kind: type[Any]) -> tuple[tuple[str, ...], Callable[[Mention], Any]]:
    """The names of the fields of a mention class, and a function that gets their values."""
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


# JSON has these types itself; most values are of one of them
_PLAIN = frozenset((str, int, bool, type(None)))


M = TypeVar("M", bound=Mention, covariant=True)
_MOST_ROWS = 1000  # a notebook saves its output in its file: longer output is cut, with a note


class Mentions(tuple[M, ...]):
    """What a finder found in a text, in order: a tuple that can show itself as a table.

    A slice is ``Mentions`` again. Like every tuple it is equal to a tuple of the same mentions, but
    not to a list.

    >>> found = Mentions([Mention(0, 1, "ក"), Mention(2, 3, "ខ")])
    >>> found.to_dicts()
    [{'start': 0, 'end': 1, 'text': 'ក'}, {'start': 2, 'end': 3, 'text': 'ខ'}]
    >>> found[1:]
    Mentions([Mention(start=2, end=3, text='ខ')])
    """

    _kind: type[Mention]

    def __new__(cls, mentions: Iterable[M] = (), kind: type[Mention] = Mention) -> Mentions[M]:
        """``kind`` is the class of the mentions; its fields are columns even of no mentions."""
        made = super().__new__(cls, mentions)
        made._kind = kind
        return made

    @overload
    def __getitem__(self, index: SupportsIndex) -> M: ...
    @overload
    def __getitem__(self, index: slice[Any, Any, Any]) -> Mentions[M]: ...
    def __getitem__(self, index: SupportsIndex | slice[Any, Any, Any]) -> M | Mentions[M]:
        if isinstance(index, slice):
            return Mentions(super().__getitem__(index), self._kind)
        return super().__getitem__(index)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"

    def to_dicts(self) -> list[dict[str, Any]]:
        """One ``dict`` for each mention, of values that ``json.dumps`` accepts."""
        return [mention.to_dict() for mention in self]

    def columns(self) -> tuple[str, ...]:
        """The keys of the dictionaries that :meth:`rows` gives."""
        return tuple(field.name for field in fields(self._kind))

    def rows(self) -> list[dict[str, Any]]:
        """One flat ``dict`` for each mention, with the Python values as they are."""
        names = self.columns()
        return [{name: getattr(mention, name) for name in names} for mention in self]

    def to_frame(self) -> pandas.DataFrame:
        """A pandas ``DataFrame`` with typed columns; needs pandas and pyarrow.

        Days are ``date32``, moments ``timestamp``, numbers ``decimal128(38, 9)`` with their exact
        text beside them (``value_text``), integers stay integers, and nothing is an object. What is
        nested is flat: ``lunar_day``, lists as text with commas, ``is_definition``.
        """
        from khmertext._records import frame

        return frame("to_frame", self._kind, self)

    def _repr_html_(self) -> str:
        """A table with a row for each mention, without the columns that are empty in all rows."""
        from khmertext._markup import table

        rows = self[:_MOST_ROWS].rows()
        said = [name for name in self.columns() if any(_cell(row[name]) for row in rows)]
        cells = [[_cell(row[name]) for name in said] for row in rows]
        if len(self) > _MOST_ROWS:
            cells.append([f"… {len(self) - _MOST_ROWS:,} more", *[""] * (len(said) - 1)])
        return table(said or self.columns(), cells)


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def jsonable(value: Any) -> Any:
    """A copy of ``value`` made of the types that JSON has, with nothing rounded.

    Dates, times and offsets from UTC become ISO 8601, ``Decimal`` and ``Fraction`` their exact text, sequences and
    sets lists; what has a method ``to_dict`` is replaced by its result.

    >>> jsonable((Decimal("2.50"), Fraction(1, 3), date(2024, 7, 31)))
    ['2.50', '1/3', '2024-07-31']
    """
    if value.__class__ in _PLAIN or isinstance(value, (int, str)):
        return value
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return datetime.combine(date.min, time(), timezone(value)).isoformat()[-6:]
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
