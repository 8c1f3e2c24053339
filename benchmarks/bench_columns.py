"""Rows a second of a column of sentences: pandas, Polars and Arrow against what people do by hand.

    python benchmarks/bench_columns.py [ROWS]

The column is the sentences of the seed article, over and over; every row is cut into words. A time
is the best of several runs, in processor time (everything here runs in one thread), so that other
programs do not count; khmer-nltk is timed on few rows, because it is slow.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import khmertext

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
KHMER_NLTK = "khmer-nltk, list comprehension"
SLOW_ROWS = 100
RUNS = 7


def sentences(count: int) -> list[str]:
    """``count`` sentences of the seed article, each followed by its number to be distinct."""
    text = SEED.read_text("utf-8")
    found = [s.text.strip() for s in khmertext.sentences(text) if s.text.strip()]
    return [f"{sentence} {n}" for n, sentence in enumerate(islice(cycle(found), count))]


def contestants(rows: list[str]) -> dict[str, tuple[int, Callable[[], Any]]]:
    """What is timed: how many rows, and the call."""
    words, segmenter = khmertext.words, khmertext.Segmenter()
    found: dict[str, tuple[int, Callable[[], Any]]] = {
        "[words(row) for row in list]": (len(rows), lambda: [words(row) for row in rows]),
        "Segmenter.words_batch(list)": (len(rows), lambda: segmenter.words_batch(rows)),
    }
    if find_spec("pandas"):
        import pandas as pd

        import_module("khmertext.integrations.pandas")
        text = pd.Series(rows)
        found["[words(row) for row in series]"] = len(rows), lambda: [words(row) for row in text]
        found["pandas .khmer.words()"] = len(rows), lambda: text.khmer.words()
    if find_spec("pyarrow"):
        import pyarrow as pa

        from khmertext.integrations import arrow

        array = pa.array(rows)
        found["arrow.words(array)"] = len(rows), lambda: arrow.words(array)
    if find_spec("polars") and find_spec("pyarrow"):
        import polars as pl

        import_module("khmertext.integrations.polars")
        series = pl.Series(rows)
        found["polars .khmer.words()"] = len(rows), lambda: series.khmer.words()
    if find_spec("khmernltk"):
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import khmernltk

            khmernltk.word_tokenize("ក")  # loads its model
        few = rows[:SLOW_ROWS]
        found[KHMER_NLTK] = (
            len(few),
            lambda: [khmernltk.word_tokenize(row) for row in few],
        )
    return found


def finders(rows: list[str]) -> dict[str, tuple[int, Callable[[], Any]]]:
    """The other columns, which have nothing to be compared with."""
    few = rows[: 10 * SLOW_ROWS]
    calls: dict[str, Callable[[str], Any]] = {
        "normalize": khmertext.normalize,
        "find_acronyms": khmertext.find_acronyms,
        "find_numbers": khmertext.find_numbers,
        "find_dates": khmertext.find_dates,
    }
    return {name: (len(few), partial(_all, call, few)) for name, call in calls.items()}


def _all(call: Callable[[str], Any], rows: list[str]) -> None:
    for row in rows:
        call(row)


def rates(calls: dict[str, tuple[int, Callable[[], Any]]], runs: int) -> dict[str, float]:
    """Rows a second of every call, at its best; the calls take turns, so that all have luck."""
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(runs + 1):  # the first time is for loading
        for name, (_, call) in calls.items():
            begun = time.process_time()
            call()
            best[name] = min(best[name], time.process_time() - begun)
    return {name: rows / best[name] for name, (rows, _) in calls.items()}


def main(count: int) -> None:
    from khmertext.segmentation import backend

    column = sentences(count)
    mean = sum(map(len, column)) / count
    print(f"{count:,} rows of {mean:.0f} code points, {backend()} code")
    found = rates(contestants(column), RUNS)
    first, slowest = next(iter(found.values())), found.get(KHMER_NLTK)
    print(f"{'':32} {'rows/s':>10} {'':>8} {'khmer-nltk':>11}")
    for name, rate in found.items():
        against = f"{rate / slowest:10.0f}x" if slowest else ""
        print(f"{name:32} {rate:10,.0f} {rate / first:7.2f}x {against}")
    for name, rate in rates(finders(column), RUNS).items():
        print(f"{name:32} {rate:10,.0f}")


def test_smoke() -> None:
    """Every contestant runs; speed is for ``main`` to say."""
    column = sentences(SLOW_ROWS)
    for calls in (contestants(column), finders(column)):
        assert all(rate > 0 for rate in rates(calls, runs=1).values())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
