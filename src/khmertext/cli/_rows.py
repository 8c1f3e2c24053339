"""What the row of a command is: its name, options and function, and how its result is printed.

A command works on texts: lines, whole files or fields of records. Its function ``result`` turns
each into a new text (``rewrites``), pieces (``cuts``), findings (``finds``), a number
(``measures``) or a document for people (``reports``), or reads the value that it names (``values``),
which may also be an argument.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from khmertext.cli._failures import InputError, reason
from khmertext.cli._options import (
    INTO,
    JSON,
    ON_TEXTS,
    ON_VALUES,
    OUTPUT,
    SEP,
    Option,
)
from khmertext.cli._reading import Input, Json
from khmertext.cli._writing import cells, in_colour, json_line, table_row
from khmertext.errors import KhmerTextError, UnknownOptionError
from khmertext.types import jsonable

Arguments = argparse.Namespace


class TextCommand(NamedTuple):
    """A command on texts."""

    name: str
    about: str
    kind: Literal["rewrites", "cuts", "finds", "measures", "reports", "values"]
    result: Callable[[Arguments, str], Any]
    examples: tuple[str, ...]
    options: tuple[Option, ...] = ()
    columns: Callable[[Any], list[Any]] | None = None  # of a finding or a value, as printed
    explain: Callable[[Arguments, str], Any] | None = None  # a rewrite with its edits, for --json
    sep: str = ""  # what stands between pieces, unless --sep says otherwise
    by_line: bool = True  # whether each line is a text; else the whole file is one
    sorts: bool = False  # whether the texts are put in order, those of all files together
    adds: tuple[str, ...] = ()  # the fields of a value in a record, where it is not one of its name

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
        if self.kind == "values":
            return self._value(args, given)
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

    def _value(self, args: Arguments, given: Input) -> str:
        """The value that the text names; nothing if it cannot be read, which is reported later."""
        assert self.columns is not None
        text = given.text.rstrip("\r\n")
        found = self._read(args, given, text) if text or args.given else None
        if found is None:
            return ""
        if args.json:
            return json_line({"text": text, **found})
        return cells(*(str(jsonable(cell)) for cell in self.columns(found)))

    def _read(self, args: Arguments, given: Input, text: str) -> Any:
        """The result of a command on values; ``None`` for one that cannot be read."""
        args.count += 1
        try:
            return self.result(args, text)
        except UnknownOptionError:
            raise
        except KhmerTextError as error:
            if args.given == 1:
                raise
            args.unread.append(f"{_place(args, given)}{error}")
            return None

    def _record(self, args: Arguments, given: Input, record: dict[str, Any]) -> str:
        """The record with the result, which replaces the text or gets fields of its own."""
        result = self._result_of(args, given, record)
        if result is None:
            return ""
        record = {**record, **result}
        if args.csv is None or args.json:
            return json_line(record)
        if self.kind == "cuts":
            record[self.name] = self._joined(args, record[self.name])
        row = (record[name] for name in self.fields(args))
        return table_row(args.table, ["" if value is None else value for value in row])

    def _result_of(
        self, args: Arguments, given: Input, record: dict[str, Any]
    ) -> dict[str, Any] | None:
        """The fields of a record that change or come to it; ``None`` if it is left out."""
        names = self.added(args)
        if self.kind == "values":
            assert self.columns is not None
            found = self._read(args, given, given.text) if given.text else None
            values = [None] * len(names) if found is None else map(jsonable, self.columns(found))
            return dict(zip(names, values, strict=False))
        found = self.result(args, given.text)
        if getattr(args, "diff", False) and found == given.text:
            return None
        if self.kind == "rewrites":
            of_null = record.get(_field(args)) is None
            if not names:
                return {} if of_null else {_field(args): found}
            return {names[0]: None if of_null else found}
        if self.kind == "cuts":
            return {self.name: [_written(piece) for piece in found]}
        if self.kind == "finds":
            return {self.name: [jsonable(mention) for mention in found]}
        if self.kind == "measures":
            return {self.name: _four_digits(found) if given.text else None}
        return {self.name: found.to_dict()}

    def added(self, args: Arguments) -> tuple[str, ...]:
        """The fields that it adds to a record."""
        if self.kind == "rewrites":
            into = getattr(args, "into", None)
            return () if into is None else (into,)
        return self.adds or (self.name,)

    def fields(self, args: Arguments) -> list[str]:
        """The columns of the table that is written."""
        return [*args.table.columns, *self.added(args)]


def _place(args: Arguments, given: Input) -> str:
    """The file and the line or record of a value, before what is wrong with it."""
    if args.given:  # it is an argument
        return ""
    return f"{given.file}: {'line' if args.csv is None else 'record'} {given.number}: "


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
        into = (INTO,) if row.kind == "rewrites" and not row.sorts else ()
        on = ON_VALUES if row.kind == "values" else ON_TEXTS
        return (JSON, OUTPUT, *on, *row.options, *sep, *into)
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
