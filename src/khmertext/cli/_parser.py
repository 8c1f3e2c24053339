"""The parser, made from the rows of the commands."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from typing import NoReturn

from khmertext.cli._completion import ROWS
from khmertext.cli._failures import one_line
from khmertext.cli._rows import TextCommand, options_of

COMMANDS = [row.name for row in ROWS]


class OneLineParser(argparse.ArgumentParser):
    """Says in one line what is wrong, without the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: error: {one_line(message)}; see {self.prog} --help\n")


def parser() -> OneLineParser:
    """The parser of all commands."""
    top = OneLineParser(
        prog="khmertext",
        description="Normalize, segment and understand Khmer text. Offsets are code points.",
        epilog="khmertext COMMAND --help shows options and examples",
    )
    top.add_argument(
        "--version", action="store_true", help="print the version, and which core runs"
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=OneLineParser)
    for row in ROWS:
        sub = commands.add_parser(
            row.name,
            help=row.about,
            description=f"{row.about[0].upper()}{row.about[1:]}.",
            epilog="examples:\n" + "\n".join(f"  {example}" for example in row.examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(parser=sub, output=None)
        for names, settings in options_of(row):
            sub.add_argument(*names, **settings)
        if isinstance(row, TextCommand):
            sub.set_defaults(words=(), model=None, lines=row.by_line)
    return top


def check_command(top: OneLineParser, argv: list[str]) -> None:
    """Say what may have been meant where the first word is no command."""
    first = next((word for word in argv if not word.startswith("-")), None)
    if first is None or first in COMMANDS:
        return
    near = get_close_matches(first, COMMANDS, 1)
    meant = f"did you mean {near[0]}?" if near else f"there are: {', '.join(COMMANDS)}"
    top.error(f"no command {first}; {meant}")


def refuse(parser: argparse.ArgumentParser, argument: str) -> NoReturn:
    """Say what may have been meant by an unknown option, and give up."""
    known = re.findall(r"--[\w-]+", parser.format_help())
    near = get_close_matches(argument.partition("=")[0], known, 1)
    parser.error(f"no argument {argument}" + "".join(f"; did you mean {name}?" for name in near))
