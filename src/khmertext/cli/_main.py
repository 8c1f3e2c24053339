"""``main`` runs one command: it reads the inputs in order, writes the output, reports failures."""

from __future__ import annotations

import argparse
import contextlib
import functools
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

from khmertext.cli._completion import ROWS
from khmertext.cli._cuts import segmenter_of, user_words
from khmertext.cli._failures import InputError, forget, tell
from khmertext.cli._parser import parser_for, refuse
from khmertext.cli._reading import (
    STDIN,
    Input,
    Read,
    csv_records,
    ended,
    file_names,
    inputs_of,
    words_in_file,
)
from khmertext.cli._rows import TextCommand
from khmertext.cli._writing import Write, output, table_row
from khmertext.errors import KhmerTextError

USAGE_ERROR, INTERRUPTED, BROKEN_PIPE, TERMINATED = 2, 130, 141, 143
SOON = 0.2  # seconds of work from which on processes are worth the time that they take to start
LONG = 20_000_000  # bytes of input from which on the progress bar is worth a hint

_BY_NAME = {row.name: row for row in ROWS}


def main(argv: list[str] | None = None) -> int:
    """Run one command; the result is its exit status."""
    given = sys.argv[1:] if argv is None else argv
    top = parser_for(given)
    args, unknown = top.parse_known_args(given)
    command = vars(args).pop("parser", top)  # it must not travel to worker processes
    if unknown:
        refuse(command, unknown[0])
    if args.version:
        print(_version())
        return 0
    if args.command is None:
        top.print_help(sys.stderr)
        return USAGE_ERROR
    try:
        with _ended_politely():
            return _run(_BY_NAME[args.command], args)
    except KhmerTextError as error:
        return _failed(error)
    except MemoryError:
        return _failed("not enough memory; try --lines, or smaller files")
    except BrokenPipeError:
        forget(sys.stdout)  # nobody reads any more
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except _Terminated:  # pragma: no cover - seen from outside, in a process of its own
        return TERMINATED


def _version() -> str:
    from khmertext._version import __version__
    from khmertext.segmentation import core

    return f"{__version__} ({core()})"


def _failed(message: object) -> int:
    tell(f"khmertext: {message}")
    return USAGE_ERROR


# --- being ended -----------------------------------------------------------------------------


class _Terminated(BaseException):
    """Raised by a signal to stop, so that ``finally`` blocks clean up."""


def _terminate(number: int, frame: FrameType | None) -> None:  # pragma: no cover - see above
    raise _Terminated


@contextlib.contextmanager
def _ended_politely() -> Iterator[None]:
    """Turn a signal to stop into an exception, so that no half-written file is left behind."""
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in signals}
    ours = [number for number in signals if before[number] is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _terminate)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])


# --- running ---------------------------------------------------------------------------------


# an option, by its name in the namespace, and one beside which it would do nothing
_WITHOUT_EFFECT = (
    ("sep", "json"),
    ("sep", "jsonl"),
    ("show_words", "json"),
    ("show_words", "jsonl"),
    ("show_words", "csv"),
    ("threshold", "no_typos"),
)


def _settle(args: argparse.Namespace) -> None:
    """Refuse options that would have no effect; fill in the default of one of them."""
    given = {name for name, value in vars(args).items() if value is not None and value is not False}
    for pair in _WITHOUT_EFFECT:
        if given.issuperset(pair):
            one, other = (name.removeprefix("show_").replace("_", "-") for name in pair)
            raise InputError(f"--{one} has no effect with --{other}")
    if "into" in given and args.csv is None and args.jsonl is None:
        raise InputError("--into names a new column or field: give --csv or --jsonl, too")
    if "no_typos" in given and args.legacy == "no":
        raise InputError("--no-typos and --legacy no leave nothing to look for")
    if "threshold" in args and args.threshold is None:
        args.threshold = 50


def _run(row: Any, args: argparse.Namespace) -> int:
    _settle(args)
    if not isinstance(row, TextCommand):
        args.unread = []
        with output(args.output) as write:
            write(row.answer(args))
        return _report_unread(args, "files")
    if args.jsonl is not None and args.csv is not None:
        raise InputError("--jsonl and --csv exclude each other")
    args.words, args.removed = (user_words(args, option) for option in ("add", "remove"))
    args.right = words_in_file(getattr(args, "known", None))
    args.table = None
    args.unread, args.count = [], 0
    args.given = len(args.files) if row.kind == "values" and _as_arguments(args) else 0
    if hasattr(args, "engine"):
        segmenter_of(args)  # its errors come before any input is read
    unlearned: list[InputError] = []
    if hasattr(args, "learn"):
        from khmertext.cli._finds import learn

        unlearned = learn(args)
    names = [] if args.given else file_names(args)
    args.several = len(names) > 1
    failed: list[KhmerTextError] = []
    with output(args.output) as write, _progress(args, names) as read:
        inputs = _inputs(row, args, names, failed, write, read)
        if row.sorts:
            inputs = _in_order(inputs, args.reverse)
        for text in _in_processes(functools.partial(_printed, row.name, args), inputs, args.jobs):
            write(text)
        if len(failed) == len(names) and not args.given:
            raise InputError("none of the files could be read")
        if row.kind == "reports" and not (args.json or args.jsonl or args.csv):
            write(f"khmertext {_version()}\n")
    unread = _report_unread(args, "values")
    if failed:
        return _failed(f"{len(failed)} of {len(names)} files could not be read to the end")
    for error in unlearned:
        _failed(error)
    return _failed("so not everything was learned") if unlearned else unread


def _as_arguments(args: argparse.Namespace) -> bool:
    """Whether values stand on the command line, and not in files or standard input."""
    return args.csv is None and args.jsonl is None and args.files not in ([], [STDIN])


def _report_unread(args: argparse.Namespace, things: str) -> int:
    """Say what could not be read; the exit status."""
    for error in args.unread:
        _failed(error)
    if not args.unread:
        return 0
    return _failed(f"{len(args.unread)} of {args.count} {things} could not be read")


def _inputs(
    row: TextCommand,
    args: argparse.Namespace,
    names: list[str],
    failed: list[KhmerTextError],
    write: Write,
    read: Read,
) -> Iterator[Input]:
    """The texts of all files; one that cannot be read is reported, and the next ones follow."""
    if args.given:
        yield from (Input("", 0, text) for text in args.files)
    for number, name in enumerate(names, 1):
        try:
            if args.csv is None:
                inputs = inputs_of(args, name, row.added(args), read)
                joined = row.kind in ("rewrites", "cuts") and (number < len(names) or row.sorts)
                yield from ended(inputs) if joined else inputs
            else:
                yield from _table_inputs(row, args, name, write, read)
        except InputError as error:
            if len(names) == 1:
                raise
            _failed(error)
            failed.append(error)


def _table_inputs(
    row: TextCommand, args: argparse.Namespace, name: str, write: Write, read: Read
) -> Iterator[Input]:
    """The records of a table; the format of the first one is that of the output, which it begins."""
    table, inputs = csv_records(name, args.csv, row.added(args), read)
    if args.table is None:
        args.table = table
        if not args.json:
            write("\ufeff" * table.marked + table_row(table, row.fields(args)))
    elif args.table.columns != table.columns:
        raise InputError(f"{name}: other columns than in the files before")
    yield from inputs


def _in_order(inputs: Iterator[Input], reverse: bool) -> Iterator[Input]:
    from khmertext._collation import sort_key

    def key(given: Input) -> bytes:
        return sort_key(given.text.rstrip("\r\n"))

    yield from sorted(inputs, key=key, reverse=reverse)


def _in_processes(
    printed: Callable[[Input], str], inputs: Iterator[Input], jobs: int
) -> Iterator[str]:
    """The output for ``inputs``, in order."""
    begun = time.monotonic()
    for given in inputs:
        yield printed(given)
        if jobs > 1 and time.monotonic() - begun >= SOON:
            break
    else:
        return
    from khmertext._workers import in_order
    from khmertext.errors import WorkerError

    try:
        yield from in_order(printed, inputs, jobs, weight=lambda given: len(given.text))
    except WorkerError:
        message = "a worker process was ended from outside; try fewer --jobs"
        raise InputError(message) from None


def _printed(command: str, args: argparse.Namespace, given: Input) -> str:
    row = _BY_NAME[command]
    assert isinstance(row, TextCommand)
    return row.printed(args, given)


@contextlib.contextmanager
def _progress(args: argparse.Namespace, names: list[str]) -> Iterator[Read]:
    """A bar of bytes read on a terminal, when tqdm is there and the output goes elsewhere."""
    elsewhere = args.output is not None or not sys.stdout.isatty()
    if sys.stderr is not None and sys.stderr.isatty() and elsewhere:
        sizes = [os.path.getsize(name) for name in names if os.path.isfile(name)]
        total = sum(sizes) if len(sizes) == len(names) else None
        try:
            from tqdm import tqdm
        except ImportError:
            if (total or 0) >= LONG:
                tell("khmertext: pip install tqdm gives a progress bar")
        else:
            with tqdm(total=total, unit="B", unit_scale=True, desc=args.command) as bar:
                yield bar.update
            return
    yield lambda count: None
