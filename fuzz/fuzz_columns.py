"""Fuzzes the columns of pandas, Polars and Arrow: what each gives is what the function gives.

One execution is one cell of one column function in one library, compared with the function of one
text; some cells are missing. The texts are those of generated.py.
"""

from __future__ import annotations

import sys
from itertools import islice

import corpus  # first: it puts tests/ on the path
from generated import all_of_them

import columns

CELLS = 40
LIBRARIES = 3


def storable(text: str) -> str:
    """The text without what no column of strings can hold: surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")


def shortest(name: str, cells: list[str | None]) -> list[str | None]:
    """One cell that fails by itself, or else all of them."""
    for cell in cells:
        try:
            columns.check(name, [cell])
        except Exception:
            return [cell]
    return cells


def main() -> None:
    asked = corpus.asked_for(__doc__)
    source = asked.source
    texts = all_of_them(source)
    count = found = 0
    while asked.goes_on(count):
        cells = [None if source.random() < 0.1 else storable(text) for text in islice(texts, CELLS)]
        for name in columns.NAMES:
            count += LIBRARIES * CELLS
            try:
                columns.check(name, cells)
            except Exception as error:
                found += 1
                print(f"FOUND {name} {shortest(name, cells)!a} {error!r:.300}")
                if found == 10:
                    sys.exit(1)
    print(f"stat::number_of_executed_units: {count} (seed {asked.seed})")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
