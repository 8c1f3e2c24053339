"""The program: ``python -m khmertext``, and what the command ``khmertext`` runs."""

import gc
import sys
from typing import NoReturn

_SELDOM = 100_000  # new objects between two garbage collections; Python's default is 700 or 2,000


def run() -> NoReturn:  # pragma: no cover - run as a process by the tests
    """Run one command in this process, and end it.

    Garbage is looked for rarely, and not once more at the end: tables and patterns live on, and
    results have no reference cycles.
    """
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    from khmertext.cli import main

    status = main()
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":  # pragma: no cover - see above
    run()
