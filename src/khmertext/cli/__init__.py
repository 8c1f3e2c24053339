"""The command line: ``khmertext COMMAND [FILE ...]``.

Exit status: 0 done, 2 bad option or input, 130 interrupted, 141 the reader of a pipe went away,
143 told to stop.
"""

from khmertext.cli._main import main as main

__all__ = ["main"]
