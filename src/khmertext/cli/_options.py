"""The options that commands share, and the values that they take."""

from __future__ import annotations

import argparse
import re
from typing import Any, NamedTuple

from khmertext._patterns import lazy_pattern


class Option(NamedTuple):
    """What ``add_argument`` is given."""

    names: tuple[str, ...]
    settings: dict[str, Any]


def option(*names: str, **settings: Any) -> Option:
    """An option; a positional argument if its name has no dash in front."""
    return Option(names, settings)


def positive(text: str) -> int:
    """A number of processes."""
    if not (text.isascii() and text.isdecimal() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes")
    return int(text)


def out_of_100(text: str) -> int:
    """A score, from 0 to 100."""
    if not (text.isascii() and text.isdecimal() and int(text) <= 100):
        raise argparse.ArgumentTypeError(f"{text!r} is no score from 0 to 100")
    return int(text)


def iso_date(text: str) -> Any:
    """A day such as 2024-07-31."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2024-07-31") from error


_ESCAPE = lazy_pattern(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "n": "\n", "r": "\r", "0": "\0", "\\": "\\"}


def separator(text: str) -> str:
    r"""A separator of pieces, in which ``\t``, ``\n``, ``\0``, ``\xHH`` and ``\uHHHH`` are escapes.

    >>> separator(r"\t"), separator(r"\u200b") == "\u200b", separator("|")
    ('\t', True, '|')
    """
    return _ESCAPE.sub(
        lambda found: (
            _ESCAPED.get(found[3], found[0]) if found[3] else chr(int(found[1] or found[2], 16))
        ),
        text,
    )


def SEP(default: str) -> Option:  # noqa: N802 - stands beside the constants
    return option(
        "--sep",
        type=separator,
        metavar="TEXT",
        help=rf"between pieces; \t and \n are understood (default {default!r})",
    )


def CORPUS(name: str) -> Option:  # noqa: N802 - stands beside the constants
    return option(name, help="lines of DOMAIN<TAB>segmented sentence; .xz is read too")


LEVEL = option("--level", choices=["safe", "standard", "search"], default="standard")
ENGINE = (option("--engine", default="default", help="see: khmertext engines"),)
MODE = option("--mode", choices=["word", "part"], default="word")
MODEL = option("--model", metavar="FILE", help="a model made by: khmertext train")
SKIP_DATES = option("--skip-dates", action="store_true", help="leave out the numbers inside dates")
LINES = option("--lines", action="store_true", help="every line is a document of its own")
CONFIDENCE = option("--confidence", choices=["high", "medium", "low"], default="high")
GIVE = option("--give", choices=["ឱ្យ", "ឲ្យ"], default="ឱ្យ", help="the word for to give")
LEAST_SCORE = option(
    "--threshold",
    type=out_of_100,
    metavar="N",
    help="of misspellings, from 0 to 100 (default 50)",
)
KNOWN = option("--known", metavar="FILE", help="words that are spelt right, one a line")
REF = option(
    "--ref", type=iso_date, metavar="YYYY-MM-DD", help="the day that relative words refer to"
)
ERA = option(
    "--era",
    choices=["khmer", "thai"],
    default="khmer",
    help="whose Buddhist years these are (default khmer)",
)

# JSON: for every command; OUTPUT: for those that print; ON_TEXTS: for those on texts
JSON = option("--json", action="store_true", help="JSON, one record a line")
OUTPUT = option("-o", "--output", metavar="FILE", help="write there, whole or not at all")
ON_TEXTS = (
    option("files", nargs="*", metavar="FILE", help="UTF-8 text; - or none: standard input"),
    option("-r", "--recursive", action="store_true", help="read the files in directories"),
    option("--jsonl", metavar="FIELD", help="files are JSON Lines; work on this field"),
    option(
        "--csv",
        metavar="COLUMN",
        help="files are tables (comma, semicolon or tab); work on this column",
    ),
    option("--jobs", type=positive, default=1, metavar="N", help="worker processes (default 1)"),
)
# ON_VALUES: for those on single values; INTO: for those that rewrite
ON_VALUES = (
    option(
        "files",
        nargs="*",
        metavar="VALUE",
        help="with --csv or --jsonl files; - or none: standard input, one value a line",
    ),
    *ON_TEXTS[1:4],
)
INTO = option("--into", metavar="COLUMN", help="a new column or field; the old one stays")
