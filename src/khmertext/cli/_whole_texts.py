"""Commands about whole texts: what is in them, and how much is Khmer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khmertext.cli._failures import InputError
from khmertext.cli._options import (
    ENGINE,
    KNOWN,
    LEAST_SCORE,
    LEVEL,
    LINES,
    MODE,
    ON_TEXTS,
    REF,
    SKIP_DATES,
    option,
)
from khmertext.cli._reading import file_names, lines, words_in_file
from khmertext.cli._rows import Arguments, Request, TextCommand
from khmertext.cli._writing import json_line


def _analyze(args: Arguments, text: str) -> Any:
    from khmertext.document import analyze

    return analyze(
        text,
        level=args.level,
        mode=args.mode,
        engine=args.engine,
        dates="skip" if args.skip_dates else "keep",
        ref=args.ref,
        known=args.right,
        threshold=args.threshold,
    )


def _khmer_share(args: Arguments, text: str) -> Any:
    from khmertext._share import khmer_share

    return khmer_share(text)


def _report(args: Arguments) -> str:
    """The page, or with ``--json`` the counts of each file; unread files are in it and reported."""
    import sys

    from khmertext._page import page

    if args.output is None and not args.json and sys.stdout.isatty():
        raise InputError("a page is for a browser: write it to a file with -o report.html")
    documents = _documents(args, file_names(args))
    if not args.json:
        return page(documents)
    from khmertext._tables import tally_of
    from khmertext.document import Document

    return "".join(
        json_line(
            {
                "file": name,
                **(tally_of(found) if isinstance(found, Document) else found)._asdict(),
            }
        )
        for name, found in documents
    )


def _documents(args: Arguments, names: list[str]) -> Iterator[tuple[str, Any]]:
    """Each file with what was found in it, or with the reason why it cannot be read."""
    from khmertext._page import Unread
    from khmertext.document import analyze

    args.count = len(names)
    right = words_in_file(args.known)
    for name in names:
        try:
            text = "".join(lines(name))
        except InputError as error:
            if len(names) == 1:
                raise
            args.unread.append(error)
            yield name, Unread(str(error).removeprefix(f"{name}: "))
        else:
            yield name, analyze(text, known=right, threshold=args.threshold)
    if len(args.unread) == len(names):
        raise InputError("none of the files could be read")


WHOLE_TEXTS = (
    TextCommand(
        "analyze",
        "a report of everything found in a text",
        "reports",
        _analyze,
        ("khmertext analyze article.txt", "khmertext analyze --json *.txt > found.jsonl"),
        (
            LEVEL,
            *ENGINE,
            MODE,
            LINES,
            SKIP_DATES,
            REF,
            LEAST_SCORE,
            KNOWN,
            option(
                "--words",
                action="store_true",
                dest="show_words",
                help="also every sentence in words",
            ),
        ),
        by_line=False,
    ),
    TextCommand(
        "khmer-share",
        "say how much of the letters of a text is Khmer, from 0 to 1",
        "measures",
        _khmer_share,
        (
            "khmertext khmer-share -r archive",
            "khmertext khmer-share --lines posts.txt",
            "khmertext khmer-share --csv comment posts.csv > shares.csv",
        ),
        (LINES,),
        by_line=False,
    ),
)

REPORT = Request(
    "report",
    "a page for a browser: the texts with all that was found, tables and plots",
    _report,
    (
        "khmertext report article.txt -o report.html",
        "khmertext report -r archive -o report.html",
    ),
    (*ON_TEXTS[:2], LEAST_SCORE, KNOWN),
)
