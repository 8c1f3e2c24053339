"""The command line: ``khmertext COMMAND [FILE ...]``.

Exit status: 0 done, 2 bad option or input, 130 interrupted, 141 the reader of a pipe went away.
"""

from __future__ import annotations

import argparse
import codecs
import contextlib
import functools
import json
import os
import re
import stat
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import IO, Any, NamedTuple, NoReturn

from khmertext._chars import RE_KHMER
from khmertext.errors import KhmerTextError
from khmertext.types import jsonable

STDIN = "-"
USAGE_ERROR, INTERRUPTED, BROKEN_PIPE = 2, 130, 141
CHUNK = 500  # lines that travel to a worker process together


class InputError(KhmerTextError, ValueError):
    """An input file that cannot be read; the message is one line for the user."""


class Input(NamedTuple):
    """One text to work on: a line, or a whole file; ``offset`` is where it begins in its file."""

    file: str
    offset: int
    text: str


# --- reading ---------------------------------------------------------------------------------


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _decode(data: bytes, name: str, offset: int) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        how = "convert the file to UTF-8 first"
        if offset == 0 and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            how = "it looks like UTF-16: iconv -f UTF-16 -t UTF-8 FILE"
        raise InputError(
            f"{name}: not UTF-8 at byte {offset + error.start} (0x{data[error.start]:02x}); {how}"
        ) from None


def _lines(name: str, read: Callable[[int], object] = lambda count: None) -> Iterator[str]:
    """The lines of a file with their line ends, one at a time; ``read`` hears of every byte."""
    try:
        with contextlib.ExitStack() as stack:
            stream: IO[bytes] = (
                sys.stdin.buffer if name == STDIN else stack.enter_context(open(name, "rb"))
            )
            offset = 0
            for line in stream:
                yield _decode(line, name, offset)
                offset += len(line)
                read(len(line))
    except OSError as error:
        hint = "; text itself is read from standard input" if _KHMER.search(name) else ""
        raise InputError(f"{name}: {_reason(error)}{hint}") from None


_KHMER = re.compile(f"[{RE_KHMER}]")


def _inputs(args: argparse.Namespace, read: Callable[[int], object]) -> Iterator[Input]:
    for name in args.files or [STDIN]:
        if getattr(args, "lines", True):
            offset = 0
            for line in _lines(name, read):
                yield Input(name, offset, line)
                offset += len(line)
        else:
            yield Input(name, 0, "".join(_lines(name, read)))


# --- writing ---------------------------------------------------------------------------------


@contextlib.contextmanager
def _output(path: str | None) -> Iterator[Callable[[str], object]]:
    """Where to write: standard output, or a file that appears only when it is complete."""
    if path is None:
        reconfigure = getattr(sys.stdout, "reconfigure", None)  # absent where tests replace it
        if reconfigure is not None:  # pragma: no branch
            reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout.write
        sys.stdout.flush()
        return
    try:
        stream = tempfile.NamedTemporaryFile(  # noqa: SIM115 - closed below
            "w", encoding="utf-8", newline="\n", dir=os.path.dirname(path) or ".", delete=False
        )
    except OSError as error:
        raise InputError(f"{path}: {_reason(error)}") from None
    try:
        with stream:
            yield stream.write
        os.chmod(stream.name, _mode(path))
        os.replace(stream.name, path)
    except BaseException:
        os.unlink(stream.name)
        raise


def _mode(path: str) -> int:
    """The permissions of the file at ``path``, or those that a new file would get."""
    with contextlib.suppress(OSError):
        return stat.S_IMODE(os.stat(path).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _dump(record: Any) -> str:
    return json.dumps(jsonable(record), ensure_ascii=False) + "\n"


# --- the commands on text: each makes what is printed of one input ---------------------------


def _split_end(line: str) -> tuple[str, str]:
    """A line without its end, and the end."""
    body = line.rstrip("\r\n")
    return body, line[len(body) :]


def _rewritten(args: argparse.Namespace, given: Input, result: Callable[[str], str]) -> str:
    body, end = _split_end(given.text)
    if args.json:
        return _dump({"text": body, "result": result(body)})
    return result(body) + end


def _normalize(args: argparse.Namespace, given: Input) -> str:
    from khmertext.normalization import normalize

    options: Any = {"coeng_da": args.coeng_da, "zwsp": args.zwsp, "lang": args.lang}
    return _rewritten(args, given, lambda text: normalize(text, args.level, **options))


def _modernize(args: argparse.Namespace, given: Input) -> str:
    from khmertext.spelling import modernize

    return _rewritten(
        args, given, lambda text: modernize(text, confidence=args.confidence, give=args.give)
    )


def _pieces(args: argparse.Namespace, given: Input, cut: Callable[[str], Iterable[Any]]) -> str:
    body, end = _split_end(given.text)
    pieces = cut(body)
    if args.json:
        return _dump({"text": body, args.command: list(pieces)})
    sep: str = args.sep
    return sep.join(p if isinstance(p, str) else p.text for p in pieces) + end


@functools.cache
def _segmenter(mode: Any, engine: str, words: tuple[str, ...], model: str | None) -> Any:
    from khmertext.segmentation import Segmenter

    return Segmenter(mode=mode, engine=engine, add=words, model=model)


def _segment(args: argparse.Namespace, given: Input) -> str:
    segmenter = _segmenter(args.mode, args.engine, args.words, args.model)
    return _pieces(args, given, segmenter.segment if args.json else segmenter.words)


def _clusters(args: argparse.Namespace, given: Input) -> str:
    from khmertext._clusters import clusters

    return _pieces(args, given, clusters)


def _sentences(args: argparse.Namespace, given: Input) -> str:
    from khmertext.segmentation import sentences

    return _pieces(args, given, sentences)


def _found(
    args: argparse.Namespace,
    given: Input,
    mentions: Iterable[Any],
    columns: Callable[[Any], list[str]],
) -> str:
    """One line a mention, with offsets into the file, and its name where there are several."""
    several = len(args.files) > 1
    lines = []
    for mention in mentions:
        record = jsonable(mention)
        record["start"] += given.offset
        record["end"] += given.offset
        if args.json:
            lines.append(_dump({"file": given.file, **record} if several else record))
        else:
            cells = [f"{record['start']}:{record['end']}", mention.text, *columns(mention)]
            lines.append("\t".join([given.file, *cells] if several else cells) + "\n")
    return "".join(lines)


def _diagnose(args: argparse.Namespace, given: Input) -> str:
    from khmertext.spelling import diagnose

    found = diagnose(given.text, confusables=args.confusables)
    return _found(args, given, found, lambda d: [d.code, d.message])


def _numbers(args: argparse.Namespace, given: Input) -> str:
    from khmertext._values import number_value
    from khmertext.numbers import find_numbers

    mentions = find_numbers(given.text, include_one=args.include_one)
    return _found(args, given, mentions, lambda m: [m.kind, number_value(m), m.unit or ""])


def _dates(args: argparse.Namespace, given: Input) -> str:
    from khmertext._values import date_value
    from khmertext.dates import find_dates

    mentions = find_dates(given.text, ref=args.ref)
    return _found(
        args, given, mentions, lambda m: [m.precision, date_value(m), ",".join(sorted(m.flags))]
    )


def _acronyms(args: argparse.Namespace, given: Input) -> str:
    from khmertext.acronyms import find_acronyms

    mentions = find_acronyms(given.text)
    return _found(
        args,
        given,
        mentions,
        lambda m: [m.canonical, m.kind, m.expansion or "", m.expansion_source or ""],
    )


def _analyze(args: argparse.Namespace, given: Input) -> str:
    from khmertext._report import report
    from khmertext.document import analyze

    document = analyze(given.text, level=args.level, mode=args.mode, engine=args.engine)
    if args.json:
        return _dump({"file": given.file, **document.to_dict()})
    return report(given.file, document)


# --- the commands on something else ----------------------------------------------------------


def _lunar(args: argparse.Namespace) -> str:
    from khmertext.dates import LunarDate, format_date

    if args.json:
        return _dump({"date": args.date, "lunar": LunarDate.from_date(args.date)})
    return format_date(args.date, "lunar") + "\n"


def _engines(args: argparse.Namespace) -> str:
    from khmertext.segmentation import backend, engines

    if args.json:
        return _dump({"engines": engines(), "backend": backend()})
    rows = []
    for name, installed in engines().items():
        state = "available" if installed else "not installed"
        rows.append(f"{name:<12} {state}{f', {backend()} code' if name == 'default' else ''}\n")
    return "".join(rows)


def _train(args: argparse.Namespace) -> str:
    from khmertext.training.trainer import train

    with _unreadable():
        provenance = train(
            args.corpus,
            args.model_out,
            dictionary=args.dictionary,
            name=args.name,
            licence=args.licence,
            without_domains=args.without_domain,
            without_held_out=args.without_held_out,
            progress=lambda line: print(line, file=sys.stderr),
        )
    return _dump(provenance) if args.json else f"{args.model_out}: written\n"


def _evaluate(args: argparse.Namespace) -> str:
    from khmertext.training.evaluation import evaluate

    with _unreadable():
        result = evaluate(
            args.gold,
            engine=args.engine,
            model=args.model,
            domains=args.domain or None,
            held_out=args.held_out,
            keep_whole=args.keep_whole,
        )
    return _dump(result) if args.json else f"{result}\n"


@contextlib.contextmanager
def _unreadable() -> Iterator[None]:
    """Files that other functions open; what goes wrong with them is the user's business too."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{error.filename}: {_reason(error)}") from None


# --- running ---------------------------------------------------------------------------------


def _run(args: argparse.Namespace, write: Callable[[str], object]) -> None:
    """Every input in order; in memory are never more than a few chunks of them."""
    if getattr(args, "add", None):
        args.words = tuple(filter(None, map(str.strip, _lines(args.add))))
    make = functools.partial(args.make, args)
    with _progress(args) as read:
        inputs = _inputs(args, read)
        if args.jobs == 1:
            for given in inputs:
                write(make(given))
            return
        with ProcessPoolExecutor(args.jobs) as pool:
            waiting: deque[Future[list[str]]] = deque()
            while chunk := list(islice(inputs, CHUNK)):
                waiting.append(pool.submit(_make_all, make, chunk))
                if len(waiting) > 2 * args.jobs:
                    write("".join(waiting.popleft().result()))
            for future in waiting:
                write("".join(future.result()))


def _make_all(  # pragma: no cover - runs in the worker processes
    make: Callable[[Input], str], chunk: list[Input]
) -> list[str]:
    return [make(given) for given in chunk]


@contextlib.contextmanager
def _progress(args: argparse.Namespace) -> Iterator[Callable[[int], object]]:
    """A bar of bytes read on a terminal, when tqdm is there and the output goes elsewhere."""
    watched = sys.stderr.isatty() and (args.output is not None or not sys.stdout.isatty())
    if watched:
        with contextlib.suppress(ImportError):
            from tqdm import tqdm

            sizes = [os.path.getsize(name) for name in args.files if os.path.isfile(name)]
            total = sum(sizes) if args.files and len(sizes) == len(args.files) else None
            with tqdm(total=total, unit="B", unit_scale=True, desc=args.command) as bar:
                yield bar.update
            return
    yield lambda count: None


# --- the parser ------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khmertext",
        description="Normalize, segment and understand Khmer text. Offsets are code points.",
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, text: str, *, output: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(parser=sub)
        sub.add_argument("--json", action="store_true", help="JSON, one record a line")
        sub.set_defaults(output=None)
        if output:
            sub.add_argument(
                "-o", "--output", metavar="FILE", help="write there, whole or not at all"
            )
        return sub

    def on_text(
        name: str,
        make: Callable[[argparse.Namespace, Input], str],
        text: str,
        *,
        level: bool = False,
        engine: bool = False,
        lines: bool = False,
        sep: str | None = None,
    ) -> argparse.ArgumentParser:
        sub = command(name, text)
        sub.add_argument("files", nargs="*", metavar="FILE", help="UTF-8 text; - or none: stdin")
        sub.add_argument(
            "--jobs", type=_positive, default=1, metavar="N", help="worker processes (default 1)"
        )
        if level:
            sub.add_argument("--level", choices=["safe", "standard", "search"], default="standard")
        if engine:
            sub.add_argument("--engine", default="default", help="see: khmertext engines")
            sub.add_argument("--mode", choices=["word", "part"], default="word")
        if lines:
            sub.add_argument(
                "--lines", action="store_true", help="every line is a document of its own"
            )
        if sep is not None:
            sub.add_argument("--sep", default=sep, help=f"between pieces (default {sep!r})")
        sub.set_defaults(run=_run, make=make)
        return sub

    def on_request(
        name: str,
        answer: Callable[[argparse.Namespace], str],
        text: str,
        *,
        output: bool = True,
    ) -> argparse.ArgumentParser:
        sub = command(name, text, output=output)
        sub.set_defaults(run=lambda args, write: write(answer(args)))
        return sub

    on_text(
        "analyze",
        _analyze,
        "a report of everything found in a text",
        level=True,
        engine=True,
        lines=True,
    )
    sub = on_text("normalize", _normalize, "put Khmer text into its normal form", level=True)
    sub.add_argument("--coeng-da", choices=["keep", "ta"], default="keep")
    sub.add_argument("--zwsp", choices=["keep", "remove"], default="keep")
    sub.add_argument("--lang", choices=["km", "xhm"], default="km")
    sub = on_text("modernize", _modernize, "replace legacy spellings by the modern ones")
    sub.add_argument("--confidence", choices=["high", "medium", "low"], default="high")
    sub.add_argument("--give", choices=["ឱ្យ", "ឲ្យ"], default="ឱ្យ", help="the word for to give")
    sub = on_text("diagnose", _diagnose, "list what is wrong and cannot be repaired safely")
    sub.add_argument("--confusables", action="store_true", help="also what looks like another word")
    sub = on_text("segment", _segment, "cut text into words", engine=True, sep="|")
    sub.add_argument("--add", metavar="FILE", help="words to keep whole, one a line")
    sub.add_argument("--model", metavar="FILE", help="a model made by: khmertext train")
    sub.set_defaults(words=())
    on_text("clusters", _clusters, "cut text into orthographic clusters", sep="|")
    on_text("sentences", _sentences, "cut text into sentences", sep="\n")
    on_text("acronyms", _acronyms, "find acronyms and what they stand for", lines=True)
    sub = on_text("numbers", _numbers, "find numbers")
    sub.add_argument("--include-one", action="store_true", help="also មួយ by itself")
    sub = on_text("dates", _dates, "find dates")
    sub.add_argument(
        "--ref", type=_iso_date, metavar="YYYY-MM-DD", help="the day that relative words refer to"
    )
    sub = on_request("lunar", _lunar, "the Khmer lunar date of a day")
    sub.add_argument("date", type=_iso_date, metavar="YYYY-MM-DD")
    on_request("engines", _engines, "list the segmentation engines")
    sub = on_request("train", _train, "train a segmentation model", output=False)
    sub.add_argument("corpus", help="lines of DOMAIN<TAB>segmented sentence; .xz is read too")
    sub.add_argument("-o", "--output", dest="model_out", metavar="MODEL", required=True)
    sub.add_argument(
        "--dictionary", metavar="FILE", help="words, one a line, instead of those of khmertext"
    )
    sub.add_argument("--name", default="", help="of the corpus, for the provenance in the model")
    sub.add_argument("--licence", default="", help="of the corpus, for the provenance")
    sub.add_argument("--without-domain", action="append", default=[], metavar="DOMAIN")
    sub.add_argument(
        "--without-held-out", action="store_true", help="leave the twentieth for testing out"
    )
    sub = on_request("evaluate", _evaluate, "score an engine on segmented text")
    sub.add_argument("gold", help="lines of DOMAIN<TAB>segmented sentence; .xz is read too")
    sub.add_argument("--engine", default="default", help="see: khmertext engines")
    sub.add_argument("--model", metavar="FILE", help="a model made by: khmertext train")
    sub.add_argument("--domain", action="append", default=[], help="only this one; may be repeated")
    sub.add_argument(
        "--held-out", action="store_true", help="only the twentieth that training can leave out"
    )
    sub.add_argument(
        "--keep-whole",
        action="store_true",
        help="boundaries inside what is cut by rule (numbers, acronyms ...) do not count",
    )
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def _iso_date(text: str) -> Any:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2024-07-31") from error


def _refuse(parser: argparse.ArgumentParser, argument: str) -> NoReturn:
    """Say what may have been meant, and give up."""
    from difflib import get_close_matches

    known = re.findall(r"--[\w-]+", parser.format_help())
    near = get_close_matches(argument.partition("=")[0], known, 1)
    parser.error(f"no argument {argument}" + "".join(f"; did you mean {name}?" for name in near))


def main(argv: list[str] | None = None) -> int:
    """Run one command; the result is its exit status."""
    parser = _parser()
    args, unknown = parser.parse_known_args(argv)
    command = vars(args).pop("parser", parser)  # it must not travel to worker processes
    if unknown:
        _refuse(command, unknown[0])
    if args.version:
        from khmertext._version import __version__

        print(__version__)
        return 0
    if args.command is None:
        parser.print_help(sys.stderr)
        return USAGE_ERROR
    try:
        with _output(args.output) as write:
            args.run(args, write)
    except KhmerTextError as error:
        print(f"khmertext: {error}", file=sys.stderr)
        return USAGE_ERROR
    except BrokenPipeError:  # pragma: no cover - needs a process and a pipe; the test has both
        # nobody reads any more; keep the interpreter from complaining when it closes the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
