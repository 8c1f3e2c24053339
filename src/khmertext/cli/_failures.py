"""Error messages of the command line: one line each, with control characters escaped."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

from khmertext.errors import KhmerTextError


class InputError(KhmerTextError, ValueError):
    """Input, output or an option that cannot be used; the message is one line for the user."""


def reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def one_line(text: object) -> str:
    """``text`` on one line, with the characters that control a terminal escaped.

    >>> one_line("a\\x1b[2J\\nb")
    'a<U+001B>[2J<U+000A>b'
    """
    return "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in str(text))


def tell(message: object) -> None:
    """Say something on standard error; where that is closed, nobody wants to hear it.

    ``print`` would write to standard output then, among the results.
    """
    if sys.stderr is not None:
        try:
            print(one_line(message), file=sys.stderr)
        except OSError:
            forget(sys.stderr)


def forget(stream: TextIO) -> None:
    """Let a stream that is closed or full write nowhere, so that the interpreter can flush it at the end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
