"""What the row of a command is: its name, options and function, and how its result is printed.

A command works on texts: lines, whole files or fields of records. Its function ``result`` turns
each into a new text (``rewrites``), pieces (``cuts``), findings (``finds``), a number
(``measures``) or a document for people (``reports``).
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from khmertext.cli._failures import InputError, reason
from khmertext.cli._options import (
    JSON,
    ON_TEXTS,
    OUTPUT,
    SEP,
    Option,
)
from khmertext.cli._reading import Input, Json, Table
from khmertext.cli._writing import cells, in_colour, json_line, table_row
from khmertext.types import jsonable

Arguments = argparse.Namespace


class TextCommand(NamedTuple):
    """A command on texts."""

    name: str
    about: str
    kind: Literal["rewrites", "cuts", "finds", "measures", "reports"]
    result: Callable[[Arguments, str], Any]
    examples: tuple[str, ...]
    options: tuple[Option, ...] = ()
    columns: Callable[[Any], list[str]] | None = None  # of a finding, printed behind its text
    explain: Callable[[Arguments, str], Any] | None = None  # a rewrite with its edits, for --json
    sep: str = ""  # what stands between pieces, unless --sep says otherwise
    by_line: bool = True  # whether each line is a text; else the whole file is one
    sorts: bool = False  # whether the texts are put in order, those of all files together

    def printed(self, args: Arguments, given: Input) -> str:
        """The output for one text."""
        if given.record is not None:
            return self._record(args, given, given.record)
        if self.kind == "finds":
            return self._findings(args, given)
        if self.kind == "reports":
            document = self.result(args, given.text)
            if args.json:
                return json_line({"file": given.file, **document.to_dict()})
            from khmertext._report import report

            return report(
                given.file, document, words=args.show_words, colour=in_colour(args.output)
            )
        if self.kind == "measures":
            return self._measure(args, given)
        body = given.text.rstrip("\r\n")
        end = given.text[len(body) :]
        if self.explain is not None and args.json:
            changed = self.explain(args, body)
            if getattr(args, "diff", False) and changed.text == body:
                return ""
            return json_line({"text": body, "result": changed.text, "edits": changed.edits})
        found = self.result(args, body)
        if self.kind == "rewrites":
            if args.json:
                return json_line({"text": body, "result": found})
            if getattr(args, "diff", False):
                return "" if found == body else f"-{body}\n+{found}\n"
            return str(found) + end
        if args.json:
            return json_line({"text": body, self.name: list(found)})
        return self._joined(args, map(_written, found)) + end

    def _joined(self, args: Arguments, pieces: Iterable[str]) -> str:
        return (self.sep if args.sep is None else str(args.sep)).join(pieces)

    def _findings(self, args: Arguments, given: Input) -> str:
        """One line a finding, with offsets into the file, and its name if there are several."""
        written = []
        for mention in self.result(args, given.text):
            record = jsonable(mention)
            record["start"] += given.offset
            record["end"] += given.offset
            if args.json:
                written.append(
                    json_line({"file": given.file, **record} if args.several else record)
                )
            else:
                assert self.columns is not None
                place = f"{record['start']}:{record['end']}"
                name = [given.file] if args.several else []
                written.append(cells(*name, place, *self.columns(mention)))
        return "".join(written)

    def _measure(self, args: Arguments, given: Input) -> str:
        """The number, with the line or the file that it belongs to."""
        value = _four_digits(self.result(args, given.text))
        of = ("text", given.text.rstrip("\r\n")) if args.lines else ("file", given.file)
        if args.json:
            return json_line(dict([of, (self.name, value)]))
        return cells(value, of[1])

    def _record(self, args: Arguments, given: Input, record: dict[str, Any]) -> str:
        """The record with the result, which replaces the text or gets a field of its own."""
        found = self.result(args, given.text)
        if getattr(args, "diff", False) and found == given.text:
            return ""
        if self.kind == "rewrites":
            field = _field(args)
            value = found if record.get(field) is not None else None
        elif self.kind == "cuts":
            field, value = self.name, [_written(piece) for piece in found]
        elif self.kind == "finds":
            field, value = self.name, [jsonable(mention) for mention in found]
        elif self.kind == "measures":
            field, value = self.name, _four_digits(found) if given.text else Json("null")
        else:
            field, value = self.name, found.to_dict()
        record = record if value is None else {**record, field: value}
        if args.csv is None or args.json:
            return json_line(record)
        if self.kind == "cuts":
            record[field] = self._joined(args, record[field])
        elif not given.text and self.kind == "measures":
            record[field] = ""
        return table_row(args.table, [record[name] for name in self.fields(args.table)])

    @property
    def adds(self) -> str | None:
        """The field that it adds to a record, if any."""
        return None if self.kind == "rewrites" else self.name

    def fields(self, table: Table) -> list[str]:
        """The columns of the table that is written for ``table``."""
        return table.columns if self.adds is None else [*table.columns, self.adds]


def _four_digits(measure: Fraction) -> Json:
    return Json(f"{float(measure):.4f}")


def _field(args: Arguments) -> str:
    """The field of a record that is worked on."""
    return str(args.csv if args.jsonl is None else args.jsonl)


def _written(piece: Any) -> str:
    if isinstance(piece, str):
        return piece
    pos = getattr(piece, "pos", None)
    return f"{piece.text}/{pos}" if pos else str(piece.text)


class Request(NamedTuple):
    """A command that does not work on texts in files."""

    name: str
    about: str
    answer: Callable[[Arguments], str]
    examples: tuple[str, ...]
    options: tuple[Option, ...] = ()
    writes_itself: bool = False  # ``-o`` is its own


def options_of(row: TextCommand | Request) -> tuple[Option, ...]:
    """All options of a command: its own, and those that commands of its type share."""
    if isinstance(row, TextCommand):
        sep = (SEP(row.sep),) if row.kind == "cuts" else ()
        return (JSON, OUTPUT, *ON_TEXTS, *row.options, *sep)
    return (JSON, *row.options) if row.writes_itself else (JSON, OUTPUT, *row.options)


@contextlib.contextmanager
def said_in_one_line() -> Iterator[None]:
    """Turn errors of functions that read files or options themselves into ``InputError``."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{error.filename or '-o'}: {reason(error)}") from None
    except (ValueError, ImportError) as error:
        raise InputError(str(error)) from None
