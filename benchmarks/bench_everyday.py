"""Everyday jobs beside what one would take instead, as ratios in one run.

    python benchmarks/bench_everyday.py [FILE]

Without a file the seed article is repeated; with one, its text is read (UTF-8). Times are processor
times, the best of several runs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import khmertext as k

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"


def best(run: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def rivals(text: str, words: list[str]) -> dict[str, Callable[[], object]]:
    """What ICU does for the same jobs, where it is installed."""
    try:
        import icu
    except ImportError:
        return {}
    iterator = icu.BreakIterator.createLineInstance(icu.Locale("km"))
    collator = icu.Collator.createInstance(icu.Locale("km"))

    def lines() -> list[int]:
        iterator.setText(text)
        return list(iterator)

    return {"line_breaks": lines, "sort_key": lambda: list(map(collator.getSortKey, words))}


def main() -> None:
    text = (
        Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else SEED.read_text("utf-8") * 20
    )
    words = list(dict.fromkeys(k.words(text)))
    jobs: dict[str, Callable[[], object]] = {
        "line_breaks": lambda: k.line_breaks(text),
        "insert_breaks_in_html": lambda: k.insert_breaks_in_html(text),
        "sort_key": lambda: list(map(k.sort_key, words)),
        "search_terms": lambda: k.search_terms(text),
        "chunks": lambda: k.chunks(text),
        "remove_word_spaces": lambda: k.remove_word_spaces(text),
        "redact": lambda: k.redact(text),
    }
    others = rivals(text, words)
    print(f"{len(text):,} characters, {len(words):,} different words")
    for name, job in jobs.items():
        job()  # tables and patterns are built at first use
        seconds = best(job)
        size = sum(map(len, words)) if name == "sort_key" else len(text)
        line = f"{name:<22} {size / seconds / 1e6:6.2f} M characters/s"
        if name == "sort_key":
            line += f", {len(words) / seconds:,.0f} words/s"
        if name in others:
            line += f"; ICU takes {best(others[name]) / seconds:.2f} of the time"
        print(line)


def test_everyday(benchmark) -> None:  # type: ignore[no-untyped-def]
    benchmark(k.line_breaks, SEED.read_text("utf-8"))


if __name__ == "__main__":
    main()
