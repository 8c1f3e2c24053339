"""Rows a second of a column of sentences: pandas, Polars and Arrow against what people do by hand.

    python benchmarks/bench_columns.py [ROWS]

The column is the sentences of the seed article, over and over; every row is cut into words. A time
is the best of several runs in one process; khmer-nltk is timed on few rows, because it is slow.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import khmertext

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
SLOW_ROWS = 100
RUNS = 5


def sentences(count: int) -> list[str]:
    """``count`` sentences of the seed article, each followed by its number to be distinct."""
    text = SEED.read_text("utf-8")
    found = [s.text.strip() for s in khmertext.sentences(text) if s.text.strip()]
    return [f"{sentence} {n}" for n, sentence in enumerate(islice(cycle(found), count))]


def by_hand(rows: list[str]) -> list[list[str]]:
    return [khmertext.words(row) for row in rows]


def contestants(rows: list[str]) -> dict[str, tuple[int, Callable[[], Any]]]:
    """What is timed: how many rows, and the call."""
    segmenter = khmertext.Segmenter()
    found: dict[str, tuple[int, Callable[[], Any]]] = {
        "[words(row) for row in rows]": (len(rows), lambda: by_hand(rows)),
        "Segmenter.words_batch(rows)": (len(rows), lambda: segmenter.words_batch(rows)),
    }
    if find_spec("pandas"):
        import pandas as pd

        import_module("khmertext.integrations.pandas")
        text = pd.Series(rows)
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
        found["khmer-nltk, list comprehension"] = (
            len(few),
            lambda: [khmernltk.word_tokenize(row) for row in few],
        )
    return found


def best_time(call: Callable[[], Any], runs: int) -> float:
    call()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return min(times)


def measure(count: int, runs: int = RUNS) -> dict[str, float]:
    """Rows a second of every contestant."""
    return {
        name: rows / best_time(call, runs)
        for name, (rows, call) in contestants(sentences(count)).items()
    }


def main(count: int) -> None:
    from khmertext.segmentation import backend

    rates = measure(count)
    by_hand_rate = next(iter(rates.values()))
    slowest = rates.get("khmer-nltk, list comprehension")
    print(f"{count:,} sentences, {backend()} code")
    print(f"{'':32} {'rows/s':>10} {'by hand':>8} {'khmer-nltk':>11}")
    for name, rate in rates.items():
        against = f"{rate / slowest:10.0f}x" if slowest else ""
        print(f"{name:32} {rate:10,.0f} {rate / by_hand_rate:7.2f}x {against}")


def test_smoke() -> None:
    """Every contestant runs; speed is for ``main`` to say."""
    assert all(rate > 0 for rate in measure(SLOW_ROWS, runs=1).values())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
