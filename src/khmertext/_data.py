"""Reads and checks the tables in ``data/``, also when the package is in a zip file.

A table is UTF-8 text with tabs, one line a row. Lines that begin with ``#`` are comments; those at
the top say what the table holds and what each role means. The first other line names the columns.
"""

from __future__ import annotations

import os
import re
from functools import cache, partial
from typing import (
    Any,
    Literal,
    Protocol,
    TypeVar,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)


def read_bytes(name: str) -> bytes:
    """The contents of ``khmertext/data/<name>``."""
    path = os.path.join(os.path.dirname(__file__), "data", name)
    loader = globals()["__spec__"].loader
    return cast(bytes, loader.get_data(path))


class _RowWithRole(Protocol):
    @property
    def role(self) -> str: ...


R = TypeVar("R")
WithRole = TypeVar("WithRole", bound=_RowWithRole)


def read_table(name: str, row: type[R]) -> tuple[R, ...]:
    """The rows of the table ``data/<name>``; each is a ``row``, a ``NamedTuple`` of its columns.

    The file is read once and checked: it has the columns of ``row`` and no others, a column whose
    type is a ``Literal`` holds nothing else, and the comment at the top names each value of the
    ``Literal``.

    Raises ``ValueError``, which names the file and the line, if a check fails.
    """
    return _checked(name, cast(Any, row))


def rows_with(name: str, row: type[WithRole], role: str) -> tuple[WithRole, ...]:
    """The rows of one role, in the order of the table; ``ValueError`` if there is none."""
    rows = tuple(found for found in read_table(name, row) if found.role == role)
    if not rows:
        raise ValueError(f"{name}: no row has the role {role!r}")
    return rows


def read_columns(name: str, row: type[R]) -> tuple[list[str], ...]:
    """The columns of the table, read and checked as by :func:`read_table`: faster for long ones."""
    text = read_bytes(name).decode("utf-8")
    fields: tuple[str, ...] = cast(Any, row)._fields
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    if lines[0] != "\t".join(fields):
        raise ValueError(
            f"{name}, line {_number(text, lines[0])}: the columns are"
            f" {', '.join(lines[0].split(chr(9)))}, {row.__name__} has {', '.join(fields)}"
        )
    width = len(fields) + 1
    # a cell of LF behind those of each line shows whether it has as many as it should
    cells = "\t\n\t".join([*lines, ""]).split("\t")[:-1]
    if cells[width - 1 :: width] != ["\n"] * len(lines):
        wrong = next(line for line in lines if line.count("\t") != len(fields) - 1)
        count = wrong.count("\t") + 1
        raise ValueError(f"{name}, line {_number(text, wrong)}: {count} cells, not {len(fields)}")
    one: dict[str, str] = {}  # equal cells are one object: roles and sources stand in many lines
    cells = [*map(one.setdefault, cells, cells)]
    columns = tuple(cells[width + place :: width] for place in range(len(fields)))
    known = _known_values(row)
    _check_comment(name, text, known)
    for place, values in known.items():
        if not set(columns[place]).issubset(values):
            wrong, line = next(
                (cell, line)
                for cell, line in zip(columns[place], lines[1:], strict=True)
                if cell not in values
            )
            raise ValueError(
                f"{name}, line {_number(text, line)}: {fields[place]} {wrong!r} is unknown;"
                f" one of: {', '.join(map(repr, values))}"
            )
    return columns


@cache
def _checked(name: str, row: Any) -> tuple[Any, ...]:
    rows = zip(*read_columns(name, row), strict=True)
    return tuple(map(partial(tuple.__new__, row), rows))  # row._make would count the cells again


def _number(text: str, line: str) -> int:
    return text.splitlines().index(line) + 1


def _known_values(row: Any) -> dict[int, tuple[str, ...]]:
    """What each column whose type is a ``Literal`` may hold, by the number of the column."""
    types = get_type_hints(row)
    return {
        column: get_args(types[field])
        for column, field in enumerate(row._fields)
        if get_origin(types[field]) is Literal
    }


def _check_comment(name: str, text: str, known: dict[int, tuple[str, ...]]) -> None:
    """Raise ``ValueError`` unless the comment at the top of the file names every known value."""
    comment = re.match("(?:#.*\n)*", text)
    assert comment is not None
    explained = {word.strip(":;,.()`") for word in comment.group().split()}
    for values in known.values():
        for value in values:
            if value and value not in explained:
                raise ValueError(f"{name}, line 1: the comment does not say what {value!r} is")
