"""The argument parser, built from the rows of the commands (see ``_rows``)."""

from __future__ import annotations

import argparse
import os
import re
from typing import Any, NoReturn

from khmertext.cli._completion import ROWS
from khmertext.cli._failures import one_line
from khmertext.cli._rows import TextCommand, options_of

_PROGRAM = "khmertext"
COMMANDS = [row.name for row in ROWS]


_OTHER_NAMES = {  # of functions of the library, and what other programs call it
    "words": ["segment"],
    "tokenize": ["segment"],
    "line-breaks": ["breaks"],
    "check": ["spelling"],
    "check-spelling": ["spelling"],
    "spell": ["spelling"],
    "search-terms": ["terms"],
}


class OneLineParser(argparse.ArgumentParser):
    """A parser that reports an error in one line, without the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: error: {one_line(message)}; see {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """An option of several values takes the files behind it for more of them."""
        if action.nargs == "+" and action.choices and os.path.exists(str(value)):
            raise argparse.ArgumentError(action, f"{value} is a file: write -- before the files")
        super()._check_value(action, value)


def parser(command: str | None = None) -> OneLineParser:
    """The parser of all commands; if ``command`` is given, of that one only."""
    top = OneLineParser(
        prog=_PROGRAM,
        description="Normalize, segment and understand Khmer text. Offsets are code points.",
        epilog="khmertext COMMAND --help shows options and examples",
    )
    top.add_argument(
        "--version", action="store_true", help="print the version, and which core runs"
    )
    commands = top.add_subparsers(
        prog=_PROGRAM, dest="command", metavar="COMMAND", parser_class=OneLineParser
    )
    for row in ROWS:
        if command not in (None, row.name):
            continue
        sub = commands.add_parser(
            row.name,
            help=row.about,
            description=f"{row.about[0].upper()}{row.about[1:]}.",
            epilog="examples:\n" + "\n".join(f"  {example}" for example in row.examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(parser=sub, output=None, jobs=1)
        for names, settings in options_of(row):
            sub.add_argument(*names, **settings)
        if isinstance(row, TextCommand):
            sub.set_defaults(words=(), model=None, lines=row.by_line)
    return top


def parser_for(argv: list[str]) -> OneLineParser:
    """The parser for these arguments; where the first word is no command, say what may be meant."""
    first = next((word for word in argv if not word.startswith("-")), None)
    if first is not None and first not in COMMANDS:
        from difflib import get_close_matches

        near = _OTHER_NAMES.get(first.replace("_", "-")) or get_close_matches(first, COMMANDS, 1)
        meant = f"did you mean {near[0]}?" if near else f"there are: {', '.join(COMMANDS)}"
        parser().error(f"no command {first}; {meant}")
    return parser(first if argv[:1] == [first] else None)  # what stands before it is about all


def refuse(parser: argparse.ArgumentParser, argument: str) -> NoReturn:
    """Exit with an error that suggests a known option for an unknown one."""
    from difflib import get_close_matches

    known = re.findall(r"--[\w-]+", parser.format_help())
    near = get_close_matches(argument.partition("=")[0], known, 1)
    parser.error(f"no argument {argument}" + "".join(f"; did you mean {name}?" for name in near))
