"""Mentions as tables: the annotation of each field decides the Arrow type of its column.

A new field of a mention becomes a column without further code:

=====================  ==========================================================================
field                  column
=====================  ==========================================================================
``int``                ``int32``, also where values are missing
``date``, ``datetime`` ``date32``, ``timestamp[us]`` (as printed, without a zone)
exact number           ``decimal128(38, 9)``, missing where that cannot hold the value, and beside
                       it the exact text (``"1/3"``) in a column whose name ends in ``_text``
time of day, offset    text in ISO 8601: few file formats and databases know times
``Literal``            text
tuple                  list
dataclass, NamedTuple  struct of its fields
=====================  ==========================================================================

Arrow holds UTF-8, which has no lone surrogates: each becomes U+FFFD, so offsets stay.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NamedTuple,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from khmertext.errors import PackageNotAvailableError
from khmertext.types import Mention, jsonable

if TYPE_CHECKING:
    import pandas

Array = Any  # of pyarrow, which ships no types
Annotation = Any

_DIGITS, _DECIMALS = 38, 9
_MAGNITUDES = range(-_DECIMALS, _DIGITS - _DECIMALS)  # powers of ten


class Column(NamedTuple):
    """A column: its name, its Arrow type, and what makes an array of it from a field's values."""

    name: str
    type: Any
    make: Callable[[Sequence[Any]], Array]


@cache
def columns_of(name: str, annotation: Annotation) -> tuple[Column, ...]:
    """The columns of the field ``name``: one, but two for an exact number."""
    import pyarrow as pa

    said = _without_none(annotation)
    if Decimal in said:
        text = Column(
            f"{name}_text", pa.string(), lambda values: _texts([_exact(value) for value in values])
        )
        number = pa.decimal128(_DIGITS, _DECIMALS)
        return Column(
            name, number, lambda values: pa.array([_decimal(value) for value in values], number)
        ), text
    (kind,) = said
    if _is_record(kind):
        return (_struct(name, kind),)
    if get_origin(kind) in (tuple, list):
        return (_list(name, get_args(kind)[0]),)
    if get_origin(kind) is Literal or kind is str:
        return (Column(name, pa.string(), _texts),)
    if kind in (time, timedelta):
        return (
            Column(name, pa.string(), lambda values: _texts([jsonable(value) for value in values])),
        )
    if kind is float:  # the value may be any number
        number = pa.float64()
        return (Column(name, number, lambda values: pa.array([*map(_float, values)], number)),)
    plain = {
        bool: pa.bool_(), int: pa.int32(), bytes: pa.binary(),
        date: pa.date32(), datetime: pa.timestamp("us"),
    }[kind]  # fmt: skip
    return (Column(name, plain, lambda values: pa.array(values, plain)),)


def column_of(annotation: Annotation) -> Column:
    """The one column of an annotation; of an exact number the decimal, without its text."""
    return columns_of("", annotation)[0]


def _struct(name: str, record: type) -> Column:
    """A column of records of one class."""
    import pyarrow as pa

    fields = [
        (read, columns_of(field, annotation)) for field, annotation, read in _fields_of(record)
    ]
    kind = pa.struct([(part.name, part.type) for _, parts in fields for part in parts])

    def make(records: Sequence[Any]) -> Array:
        arrays = []
        for read, parts in fields:
            values = [None if record is None else read(record) for record in records]
            arrays += [part.make(values) for part in parts]
        missing = pa.array([record is None for record in records], pa.bool_())
        return pa.StructArray.from_arrays(arrays, fields=list(kind), mask=missing)

    return Column(name, kind, make)


def _list(name: str, annotation: Annotation) -> Column:
    """A column of lists."""
    import pyarrow as pa

    item = column_of(annotation)

    def make(lists: Sequence[Any]) -> Array:
        ends = [0]
        for found in lists:
            ends.append(ends[-1] + (0 if found is None else len(found)))
        items = item.make([one for found in lists for one in found or ()])
        missing = pa.array([found is None for found in lists], pa.bool_())
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), items, mask=missing)

    return Column(name, pa.list_(item.type), make)


# --- flat tables -----------------------------------------------------------------------------


def flat_table(record: type, records: Sequence[Any]) -> Any:
    """A ``pyarrow.Table`` with a row for each of ``records``, whose class is ``record``.

    It is flat, for files, databases and spreadsheets that know no lists and no structs: the fields
    of a nested record become columns (``lunar_day``), lists become text with commas
    (``"misspelt, year_inferred"``), and a nested mention a column that says whether there is one
    (``is_definition``).
    """
    import pyarrow as pa

    arrays: dict[str, Array] = {}
    for name, annotation, read in _fields_of(record):
        arrays |= _flat(name, annotation, [read(one) for one in records])
    return pa.table(arrays)


def _flat(name: str, annotation: Annotation, values: list[Any]) -> Iterator[tuple[str, Array]]:
    kind = _without_none(annotation)[0]
    if _is_record(kind) and issubclass(kind, Mention):
        for column in columns_of(f"is_{name}", bool):
            yield column.name, column.make([value is not None for value in values])
    elif _is_record(kind):
        for field, inner, read in _fields_of(kind):
            parts = [None if value is None else read(value) for value in values]
            yield from _flat(f"{name}_{field}", inner, parts)
    elif get_origin(kind) is tuple and len(_without_none(annotation)) == 1:
        yield (
            name,
            _texts([None if value is None else ", ".join(map(str, value)) for value in values]),
        )
    else:
        for column in columns_of(name, annotation):
            yield column.name, column.make(values)


def to_pandas(made: Any) -> pandas.DataFrame:
    """A ``pyarrow.Table`` as a frame of Arrow columns: no objects, integers stay integers."""
    import pandas

    return made.to_pandas(types_mapper=pandas.ArrowDtype)


def frame(function: str, record: type, records: Sequence[Any]) -> pandas.DataFrame:
    """:func:`flat_table` as a pandas ``DataFrame``; ``function`` is what the user called."""
    for package, extra in (("pandas", "pandas"), ("pyarrow", "arrow")):
        try:
            __import__(package)
        except ImportError:
            raise PackageNotAvailableError(function, extra) from None
    return to_pandas(flat_table(record, records))


# --- records and their fields ----------------------------------------------------------------


def _is_record(kind: Any) -> bool:
    return dataclasses.is_dataclass(kind) or hasattr(kind, "_fields")


@cache
def _fields_of(record: Any) -> tuple[tuple[str, Annotation, Callable[[Any], Any]], ...]:
    """The public fields of a dataclass or ``NamedTuple``: name, annotation, and how to read it."""
    from operator import attrgetter

    hints = get_type_hints(record)
    names = getattr(record, "_fields", None) or [field.name for field in dataclasses.fields(record)]
    fields: list[tuple[str, Annotation, Callable[[Any], Any]]] = [
        (name, hints[name], attrgetter(name)) for name in names if name[0] != "_"
    ]
    if isinstance(getattr(record, "datetime", None), property):
        fields.append(("datetime", datetime | None, _moment))
    return tuple(fields)


def _moment(mention: Any) -> datetime | None:
    """The day and time of a date mention as one value; ``None`` if it names no such moment."""
    try:
        moment: datetime = mention.datetime
    except (ValueError, OverflowError):  # midnight behind the last day of 9999
        return None
    return moment


def _without_none(annotation: Annotation) -> tuple[Any, ...]:
    origin: Any = get_origin(annotation)
    if origin in (Union, UnionType):
        return tuple(kind for kind in get_args(annotation) if kind is not NoneType)
    return (annotation,)


# --- values ----------------------------------------------------------------------------------


def _texts(values: Sequence[str | None]) -> Array:
    import pyarrow as pa

    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:
        return pa.array([value and _as_utf8(value) for value in values], pa.string())


def _as_utf8(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _decimal(value: Any) -> Decimal | None:
    """A number as ``decimal128(38, 9)`` holds it; ``None`` for what it cannot hold exactly."""
    if value is None or isinstance(value, (str, tuple)):
        return None
    if isinstance(value, Decimal) and value.adjusted() not in _MAGNITUDES:
        return None if value else Decimal(0)  # before 1E+999999 is expanded into an integer
    numerator, denominator = value.as_integer_ratio()
    scaled, rest = divmod(numerator * 10**_DECIMALS, denominator)
    if rest or abs(scaled) >= 10**_DIGITS:
        return None
    return Decimal((scaled < 0, tuple(map(int, str(abs(scaled)))), -_DECIMALS))


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _exact(value: Any) -> str | None:
    """A number or a code as exact text; ``None`` for a range, whose ends have their own columns."""
    return None if value is None or isinstance(value, tuple) else str(value)
