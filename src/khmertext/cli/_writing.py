"""Writes the output: where it goes, and as JSON, tab-separated or comma-separated lines."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from khmertext._files import whole_file
from khmertext.cli._failures import InputError, forget, reason
from khmertext.cli._reading import Json, Table
from khmertext.types import jsonable

Write = Callable[[str], object]


@contextlib.contextmanager
def output(path: str | None) -> Iterator[Write]:
    """Where to write: standard output, or a file that appears only when it is complete."""
    try:
        if path is not None:
            with whole_file(path) as stream:
                yield stream.write
            return
        if sys.stdout is None or sys.stdout.closed:
            raise InputError("standard output is closed; write to a file with -o")
        reconfigure = getattr(sys.stdout, "reconfigure", None)  # absent where tests replace it
        if reconfigure is not None:  # pragma: no branch
            # in JSON, what backslashreplace writes for a lone surrogate is its escape
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        yield sys.stdout.write
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        if path is None:
            forget(sys.stdout)
        name = "standard output" if path is None else path or "-o ''"
        raise InputError(f"{name}: {reason(error)}") from None


def in_colour(path: str | None) -> bool:
    """Whether the output goes to a terminal that wants colour (no-color.org); ``path``: ``-o``."""
    return (
        path is None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def json_line(record: Any) -> str:
    """The record as JSON on one line.

    >>> json_line({"id": Json("1.50"), "dates": ()})
    '{"id": 1.50, "dates": []}\\n'
    """
    if not isinstance(record, dict):
        return _json(record) + "\n"
    return "{" + ", ".join(f"{_json(name)}: {_json(record[name])}" for name in record) + "}\n"


def _json(value: Any) -> str:
    import json

    return value if isinstance(value, Json) else json.dumps(jsonable(value), ensure_ascii=False)


def cells(*values: str) -> str:
    """One line of values between tabs; tabs and line ends in them are written as escapes.

    >>> cells("a\\tb", "c\\nd")
    'a\\\\tb\\tc\\\\nd\\n'
    """
    return "\t".join(map(_escaped, values)) + "\n"


def _escaped(value: str) -> str:
    return value.replace("\t", "\\t").replace("\r", "\\r").replace("\n", "\\n")


def table_row(table: Table, values: list[Any]) -> str:
    """One row of comma-separated values; values that are not text are written as JSON."""
    import csv
    import io

    stream = io.StringIO()
    texts = [value if isinstance(value, str) else _json(value) for value in values]
    csv.writer(stream, delimiter=table.delimiter, lineterminator=table.end).writerow(texts)
    return stream.getvalue()
