"""The command line: ``khmertext COMMAND [FILE ...]``.

Exit status: 0 done, 1 ``evaluate`` or a model failed, 2 bad option or input, 130 interrupted,
141 the reader of a pipe went away.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from khmertext.errors import KhmerTextError
from khmertext.types import jsonable

STDIN = "-"
USAGE_ERROR, INTERRUPTED, BROKEN_PIPE = 2, 130, 141

Writer = Callable[[str], object]


class InputError(KhmerTextError, ValueError):
    """An input file that cannot be read; the message is one line for the user."""


# --- reading ---------------------------------------------------------------------------------


def _decode(data: bytes, name: str, offset: int) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: not UTF-8 at byte {offset + error.start} (0x{data[error.start]:02x}); "
            "convert the file to UTF-8 first"
        ) from None


@contextlib.contextmanager
def _open(name: str) -> Iterator[IO[bytes]]:
    if name == STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = open(name, "rb")  # noqa: SIM115 - closed below; only opening may blame the user
    except OSError as error:
        raise InputError(f"{name}: {(error.strerror or str(error)).lower()}") from None
    with stream:
        yield stream


def _lines(name: str) -> Iterator[str]:
    """The lines of a file with their line ends, one at a time."""
    with _open(name) as stream:
        offset = 0
        try:
            for line in stream:
                yield _decode(line, name, offset)
                offset += len(line)
        except OSError as error:  # a folder, for one, fails only now
            raise InputError(f"{name}: {(error.strerror or str(error)).lower()}") from None


def _whole(name: str) -> str:
    return "".join(_lines(name))


def _texts(args: argparse.Namespace) -> Iterator[tuple[str, int, str]]:
    """File name, offset and text of every document: a line each, or a whole file."""
    for name in args.files or [STDIN]:
        if getattr(args, "lines", True):
            offset = 0
            for line in _lines(name):
                yield name, offset, line
                offset += len(line)
        else:
            yield name, 0, _whole(name)


# --- writing ---------------------------------------------------------------------------------


@contextlib.contextmanager
def _output(path: str | None) -> Iterator[Writer]:
    """Where to write: standard output, or a file that appears only when it is complete."""
    if path is None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)  # absent where tests replace it
        if reconfigure is not None:
            reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout.write
        sys.stdout.flush()
        return
    try:
        stream = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed below
            "w", encoding="utf-8", newline="\n", dir=os.path.dirname(path) or ".", delete=False
        )
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    try:
        with stream:
            yield stream.write
        os.replace(stream.name, path)
    except BaseException:
        os.unlink(stream.name)
        raise


def _dump(record: Any) -> str:
    return json.dumps(jsonable(record), ensure_ascii=False) + "\n"


# --- the commands ----------------------------------------------------------------------------


def _rewrite(function: Callable[[str], str], args: argparse.Namespace, write: Writer) -> None:
    for _, _, line in _texts(args):
        result = function(line)
        write(_dump({"text": line, "result": result}) if args.json else result)


def _normalize(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.normalization import normalize

    def line_by_line(line: str) -> str:
        body = line.rstrip("\r\n")  # the level search strips; a line stays a line
        return (
            normalize(
                body, args.level, coeng_da=args.coeng_da, zwsp=args.zwsp, lang=args.lang
            )
            + line[len(body) :]
        )  # fmt: skip

    _rewrite(line_by_line, args, write)


def _modernize(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.normalization import modernize

    _rewrite(lambda line: modernize(line, confidence=args.confidence), args, write)


def _pieces(cut: Callable[[str], Iterable[Any]], args: argparse.Namespace, write: Writer) -> None:
    for _, _, line in _texts(args):
        body = line.rstrip("\r\n")
        pieces = list(cut(body))
        if args.json:
            write(_dump({"text": body, args.command: pieces}))
        else:
            texts = [piece if isinstance(piece, str) else piece.text for piece in pieces]
            write(args.sep.join(texts) + line[len(body) :])


def _segment(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.segmentation import Segmenter

    segmenter = Segmenter(
        mode=args.mode, engine=args.engine, add=_word_list(args.add), model=args.model
    )
    _pieces(segmenter.segment if args.json else segmenter.words, args, write)


def _word_list(path: str | None) -> list[str]:
    """User words, one a line."""
    return [] if path is None else [word for line in _lines(path) if (word := line.strip())]


def _clusters(args: argparse.Namespace, write: Writer) -> None:
    from khmertext._clusters import clusters

    _pieces(clusters, args, write)


def _sentences(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.segmentation import sentences

    _pieces(sentences, args, write)


def _find(
    finder: Callable[[str], Iterable[Any]], columns: Callable[[Any], list[str]]
) -> Callable[[argparse.Namespace, Writer], None]:
    """A command that prints what ``finder`` finds, with offsets into the file."""

    def command(args: argparse.Namespace, write: Writer) -> None:
        several = len(args.files) > 1
        for name, offset, text in _texts(args):
            for mention in finder(text):
                record = jsonable(mention)
                record["start"] += offset
                record["end"] += offset
                if args.json:
                    write(_dump({"file": name, **record} if several else record))
                else:
                    span = f"{record['start']}:{record['end']}"
                    where = [name, span] if several else [span]
                    write("\t".join([*where, mention.text, *columns(mention)]) + "\n")

    return command


def _diagnose(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.normalization import diagnose

    _find(diagnose, lambda d: [d.code, d.message])(args, write)


def _numbers(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.numbers import find_numbers

    def columns(mention: Any) -> list[str]:
        value = mention.value
        shown = "–".join(map(str, value)) if isinstance(value, tuple) else str(value)
        return [mention.kind, "" if value is None else shown, mention.unit or ""]

    _find(lambda text: find_numbers(text, include_one=args.include_one), columns)(args, write)


def _dates(args: argparse.Namespace, write: Writer) -> None:
    from khmertext._report import date_value
    from khmertext.dates import find_dates

    _find(
        lambda text: find_dates(text, ref=args.ref),
        lambda mention: [mention.precision, date_value(mention), ",".join(sorted(mention.flags))],
    )(args, write)


def _acronyms(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.acronyms import find_acronyms

    _find(
        find_acronyms,
        lambda mention: [
            mention.canonical,
            mention.kind,
            mention.expansion or "",
            mention.expansion_source or "",
        ],
    )(args, write)


def _lunar(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.dates import LunarDate, format_date

    lunar = LunarDate.from_date(args.date)
    if args.json:
        write(_dump({"date": args.date, "lunar": lunar}))
    else:
        write(format_date(args.date, "lunar") + "\n")


def _analyze(args: argparse.Namespace, write: Writer) -> None:
    from khmertext._report import report
    from khmertext.document import analyze

    for name, _, text in _texts(args):
        document = analyze(text, level=args.level, mode=args.mode, engine=args.engine)
        if args.json:
            write(_dump({"file": name, **document.to_dict()}))
        else:
            write(report(name, document))


def _engines(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.segmentation import backend, engines

    available = engines()
    if args.json:
        write(_dump({"engines": available, "backend": backend()}))
        return
    for name, installed in available.items():
        note = f"{backend()} code" if name == "default" else ""
        write(
            f"{name:<12} {'available' if installed else 'not installed':<14} {note}".rstrip() + "\n"
        )


def _train(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.training import train

    train(args.corpus, args.model_out)
    write(f"{args.model_out}: written\n")


def _evaluate(args: argparse.Namespace, write: Writer) -> None:
    from khmertext.training import evaluate

    scores = evaluate(args.gold, engine=args.engine, model=args.model)
    write(_dump(scores) if args.json else str(scores) + "\n")


# --- the parser ------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khmertext",
        description="Normalize, segment and understand Khmer text. Offsets are code points.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace, Writer], None], text: str, files: bool = True
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        if files:
            sub.add_argument(
                "files", nargs="*", metavar="FILE", help="UTF-8 text; - or none: stdin"
            )
        sub.add_argument("--json", action="store_true", help="JSON, one record a line")
        sub.add_argument("-o", "--output", metavar="FILE", help="write there, whole or not at all")
        sub.set_defaults(run=run)
        return sub

    def level(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--level", choices=["safe", "standard", "search"], default="standard")

    def engine(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--engine", default="default", help="see: khmertext engines")
        sub.add_argument("--mode", choices=["word", "part"], default="word")

    def lines(sub: argparse.ArgumentParser) -> None:
        sub.add_argument("--lines", action="store_true", help="every line is a document of its own")

    def separator(sub: argparse.ArgumentParser, default: str) -> None:
        sub.add_argument("--sep", default=default, help=f"between the pieces (default {default!r})")

    sub = command("analyze", _analyze, "a report of everything found in a text")
    level(sub)
    engine(sub)
    lines(sub)
    sub = command("normalize", _normalize, "put Khmer text into its normal form")
    level(sub)
    sub.add_argument("--coeng-da", choices=["keep", "ta"], default="keep")
    sub.add_argument("--zwsp", choices=["keep", "remove"], default="keep")
    sub.add_argument("--lang", choices=["km", "xhm"], default="km")
    sub = command("modernize", _modernize, "replace legacy spellings by the modern ones")
    sub.add_argument("--confidence", choices=["high", "medium", "low"], default="high")
    command("diagnose", _diagnose, "list what is wrong and cannot be repaired safely")
    sub = command("segment", _segment, "cut text into words")
    engine(sub)
    separator(sub, "|")
    sub.add_argument("--add", metavar="FILE", help="words to keep whole, one a line")
    sub.add_argument("--model", metavar="FILE", help="a model made by: khmertext train")
    sub = command("clusters", _clusters, "cut text into orthographic clusters")
    separator(sub, "|")
    sub = command("sentences", _sentences, "cut text into sentences")
    separator(sub, "\n")
    sub = command("acronyms", _acronyms, "find acronyms and what they stand for")
    lines(sub)
    sub = command("numbers", _numbers, "find numbers")
    sub.add_argument("--include-one", action="store_true", help="also មួយ by itself")
    sub = command("dates", _dates, "find dates")
    sub.add_argument(
        "--ref", type=_iso_date, metavar="YYYY-MM-DD", help="the day relative words refer to"
    )
    sub = command("lunar", _lunar, "the Khmer lunar date of a day", files=False)
    sub.add_argument("date", type=_iso_date, metavar="YYYY-MM-DD")
    command("engines", _engines, "list the segmentation engines", files=False)
    sub = command("train", _train, "train a segmentation model", files=False)
    sub.add_argument("corpus", help="lines of DOMAIN<TAB>segmented sentence; .xz is read too")
    sub.add_argument("model_out", metavar="MODEL", help="the model file to write")
    sub = command("evaluate", _evaluate, "score an engine on segmented text", files=False)
    sub.add_argument("gold", help="lines of DOMAIN<TAB>segmented sentence; .xz is read too")
    sub.add_argument("--engine", default="default")
    sub.add_argument("--model", metavar="FILE")
    return parser


def _iso_date(text: str) -> Any:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2024-07-31") from error


def main(argv: list[str] | None = None) -> int:
    """Run one command; the result is its exit status."""
    parser = _parser()
    args = parser.parse_args(argv)
    if args.version:
        from importlib.metadata import version

        print(version("khmertext"))
        return 0
    if args.command is None:
        parser.print_usage(sys.stderr)
        return USAGE_ERROR
    try:
        with _output(args.output) as write:
            args.run(args, write)
    except KhmerTextError as error:
        print(f"khmertext: {error}", file=sys.stderr)
        return USAGE_ERROR
    except BrokenPipeError:
        # nobody reads any more; keep the interpreter from complaining when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
