"""Reads the texts that a command works on: lines, whole files, or one field of records."""

from __future__ import annotations

import argparse
import contextlib
import os
import stat
import sys
from collections.abc import Callable, Container, Iterator
from itertools import chain
from typing import IO, Any, NamedTuple

from khmertext._chars import RE_KHMER
from khmertext._files import utf8_text
from khmertext._patterns import lazy_pattern
from khmertext.cli._failures import InputError, reason, tell

STDIN = "-"
MARK = "\ufeff"  # the byte order mark
ONE_WORD_A_LINE = "; give a file with one word a line"  # the hint where words cannot be read
Read = Callable[[int], object]  # called with the number of bytes read
_KHMER = lazy_pattern(f"[{RE_KHMER}]")
_SPACE = lazy_pattern(r"[ \t\n\r]*")  # of JSON


class Json(str):
    """A value as it is written in JSON."""

    __slots__ = ()


class Input(NamedTuple):
    """One text to work on: a line, a whole file, or a field of a record.

    ``offset`` is where it begins in its file; ``record`` has all fields by name, those of JSON as
    they are written; ``number`` is that of the line, or of the record of a table, whose header is 1.
    """

    file: str
    offset: int
    text: str
    record: dict[str, Any] | None = None
    number: int = 0


class Table(NamedTuple):
    """The format of comma-separated values."""

    delimiter: str
    columns: list[str]
    marked: bool  # whether it begins with a byte order mark, as Excel wants it
    end: str  # of each line


# --- files -----------------------------------------------------------------------------------


def file_names(args: argparse.Namespace) -> list[str]:
    """The files to read; with ``-r`` those in directories too, sorted, without hidden ones.

    The file that standard output goes to is not one of those.
    """
    names: list[str] = []
    learned = getattr(args, "learn", None)  # is read itself if no file is named
    for name in args.files or [learned or STDIN]:
        if (args.recursive or name == learned) and os.path.isdir(name):
            names += (file for file in files_under(name) if not _is_output(file))
        else:
            names.append(name)
    return names


def files_under(directory: str) -> Iterator[str]:
    """The files in a directory and those below it, sorted, without hidden ones."""
    for path, folders, files in os.walk(directory):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        yield from (os.path.join(path, file) for file in sorted(files) if not file.startswith("."))


def words_in_file(name: str | None) -> tuple[str, ...]:
    """The words of a file, one a line; no words if ``name`` is ``None``."""
    if name is None:
        return ()
    from khmertext.segmentation._user_words import numbered_words

    return tuple(word for _, word in numbered_words(lines(name, hint=ONE_WORD_A_LINE)))


def lines(
    name: str,
    read: Read = lambda count: None,
    *,
    keep_mark: bool = False,
    hint: str = "",
) -> Iterator[str]:
    """The lines of a file with their line ends, one at a time, without its byte order mark.

    ``hint`` is what may be done where it cannot be read, else that of a file of text.
    """
    try:
        with _opened(name) as stream:
            offset = 0
            for line in stream:
                text = _decoded(line, name, offset)
                yield text if offset or keep_mark else text.removeprefix(MARK)
                offset += len(line)
                read(len(line))
    except OSError as error:
        raise InputError(f"{name}: {reason(error)}{hint or _hint(name, error)}") from None


@contextlib.contextmanager
def _opened(name: str) -> Iterator[IO[bytes]]:
    if name != STDIN:
        with open(name, "rb") as stream:
            yield _other_than_output(stream, name)
        return
    if sys.stdin is None or sys.stdin.closed:
        raise InputError("standard input is closed; name a file")
    if sys.stdin.isatty():
        tell("khmertext: reading what you type; end with Ctrl-D")
    yield _other_than_output(sys.stdin.buffer, "standard input")


def _other_than_output(stream: IO[bytes], name: str) -> IO[bytes]:
    try:
        number = stream.fileno()
    except OSError:  # it is in memory
        return stream
    if _is_output(number):
        raise InputError(f"{name}: this file is also the output; write to another one")
    return stream


def _is_output(file: str | int) -> bool:
    """Whether this is the regular file that standard output goes to: reading it might never end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        found = os.stat(file)
        output = os.fstat(sys.stdout.fileno())
        return stat.S_ISREG(found.st_mode) and os.path.samestat(found, output)
    return False


def _hint(name: str, error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "; -r reads what is in it"
    return "; text itself is read from standard input" if _KHMER.search(name) else ""


def _decoded(data: bytes, name: str, offset: int) -> str:
    try:
        return utf8_text(data, name, offset)
    except ValueError as error:
        raise InputError(str(error)) from None


# --- texts -----------------------------------------------------------------------------------


def inputs_of(
    args: argparse.Namespace, name: str, adds: tuple[str, ...], read: Read
) -> Iterator[Input]:
    """The texts of one file: lines, the whole, or fields of records, as the options say.

    ``adds`` are the fields that the command adds to records; those of that name would be lost.
    """
    if args.jsonl is not None:
        yield from _json_records(name, args.jsonl, adds, read)
    elif args.lines:
        offset = 0
        for number, line in enumerate(lines(name, read), 1):
            yield Input(name, offset, line, None, number)
            offset += len(line)
    else:
        yield Input(name, 0, "".join(lines(name, read)))


def ended(inputs: Iterator[Input]) -> Iterator[Input]:
    """The same texts, each with a line end, so that another text may follow."""
    end = "\n"
    for given in inputs:
        if given.text.endswith("\r\n"):
            end = "\r\n"
        if given.record is None and given.text and not given.text.endswith("\n"):
            given = given._replace(text=given.text + end)
        yield given


def _json_records(name: str, field: str, adds: tuple[str, ...], read: Read) -> Iterator[Input]:
    """The records of a file; the first one must have the field, later ones may lack it."""
    import json

    first = True
    for number, line in enumerate(lines(name, read), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{name}: line {number} is no JSON record: {error}") from None
        if not isinstance(record, dict):
            raise InputError(f"{name}: line {number} is no JSON object with a field {field!r}")
        if first and field not in record:
            raise InputError(f"{name}: line {number}: {_no_field(field, list(record))}")
        first = False
        if taken := _taken(adds, record):
            raise InputError(f"{name}: line {number}: {taken}")
        text = _text_of(record.get(field), name, number, field)
        yield Input(name, 0, text, _as_written(line, f"{name}: line {number}"), number)


def _as_written(line: str, place: str) -> dict[str, Any]:
    """The fields of a JSON object as JSON source, so that no number is rounded; None for null."""
    from json import JSONDecoder

    decode = JSONDecoder().raw_decode
    record: dict[str, Any] = {}
    i = _past_space(line, line.index("{") + 1)
    while line[i] != "}":
        field, i = decode(line, i)
        if field in record:
            raise InputError(f"{place}: two fields are called {field!r}; one would be lost")
        start = _past_space(line, _past_space(line, i) + 1)  # behind the colon
        value, end = decode(line, start)
        record[field] = None if value is None else Json(line[start:end])
        i = _past_space(line, end)
        if line[i] == ",":
            i = _past_space(line, i + 1)
    return record


def _past_space(line: str, i: int) -> int:
    found = _SPACE.match(line, i)
    assert found is not None
    return found.end()


def _text_of(value: Any, name: str, number: int, field: str) -> str:
    """The text of a field; "" if it is missing or null."""
    if value is None:
        return ""
    if not isinstance(value, str):
        kind = type(value).__name__
        raise InputError(f"{name}: line {number}: the field {field!r} is no text, but {kind}")
    return value


def _no_field(field: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(field, known, 1)
    meant = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known) or 'none'}"
    return f"no field {field!r}; {meant}"


def _taken(adds: tuple[str, ...], known: Container[str]) -> str | None:
    """What is wrong if a field that would be added is there."""
    field = next((field for field in adds if field in known), None)
    if field is None:
        return None
    return f"there is a field {field!r} already, which the result would replace; rename it"


def csv_records(
    name: str, column: str, adds: tuple[str, ...], read: Read
) -> tuple[Table, Iterator[Input]]:
    """The format of the table in a file, and its records, without the header."""
    import csv

    csv.field_size_limit(2**31 - 1)
    source = lines(name, read, keep_mark=True)
    first = next(source, "")
    marked, first = first.startswith(MARK), first.removeprefix(MARK)
    try:
        delimiter = _delimiter(first, column)
        rows = csv.reader(chain([first], source), delimiter=delimiter, strict=True)
        columns = next(rows, [])
    except csv.Error as error:
        raise InputError(f"{name}: record 1: {_of_csv(error)}") from None
    twice = next((title for at, title in enumerate(columns) if title in columns[:at]), None)
    if twice is not None:
        raise InputError(f"{name}: two columns are called {twice!r}; give each a name of its own")
    if column not in columns:
        raise InputError(f"{name}: {_no_field(column, columns)}")
    if taken := _taken(adds, columns):
        raise InputError(f"{name}: {taken}")
    table = Table(delimiter, columns, marked, "\r\n" if first.endswith("\r\n") else "\n")
    return table, _rows(name, columns.index(column), columns, rows)


def _delimiter(header: str, column: str) -> str:
    """The sign that there is most of; another one if it makes ``column`` a column.

    >>> _delimiter("id,text", "text"), _delimiter('"a, b, c";text', "text")
    (',', ';')
    """
    import csv

    signs = sorted(",\t;", key=header.count, reverse=True)
    for sign in signs:
        if column in next(csv.reader([header.rstrip("\r\n")], delimiter=sign), []):
            return sign
    return signs[0]


def _rows(name: str, place: int, columns: list[str], rows: Iterator[list[str]]) -> Iterator[Input]:
    import csv

    number = 1
    try:
        for number, row in enumerate(rows, 2):
            if not row and len(columns) > 1:
                continue
            row = row or [""]  # an empty cell of the only column
            if len(row) != len(columns):
                raise InputError(
                    f"{name}: record {number} has {len(row)} fields, the header {len(columns)}"
                )
            yield Input(name, 0, row[place], dict(zip(columns, row, strict=True)), number)
    except csv.Error as error:
        raise InputError(f"{name}: record {number + 1}: {_of_csv(error)}") from None


def _of_csv(error: Exception) -> str:
    """What is wrong with a table, for people."""
    said = str(error)
    if said.startswith("new-line character"):
        return "a line ends with CR alone, as on an old Mac; save the table with other line ends"
    return "a quotation mark is not closed" if said == "unexpected end of data" else said
