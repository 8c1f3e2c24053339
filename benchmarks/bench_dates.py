"""How fast dates are found and converted.

    python benchmarks/bench_dates.py [FILE]

Without a file the seed article is repeated; with one, its text is read (UTF-8). "find" covers all
that ``find_dates`` does: the view of the text, tokens, grammar, both calendars, mentions. Times are
processor times, the best of several runs.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from khmertext import LunarDate, find_dates, format_date, khmer_new_year, parse_date

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
LENGTH = 200_000
HOSTILE = (
    "១ ", "១-", "១/", "១.១.", "ថ្ងៃទី១ ", "ថ្ងៃទី១ និង", "ថ្ងៃទី១ ខែមករា ត្រូវនឹង", "១កើត ",
    "១៥កើត ខែអាសាឍ ឆ្នាំរោង ", "ខែមករា ", "ឆ្នាំ២០២០-", "ឆមាសទី១ និង", "ម៉ោង ៨ ដល់ ", "ទីមួយ", "ព.ស. ",
    "\u200b១",
)  # fmt: skip


def best(run: Callable[[], object], runs: int = 5) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    seed = SEED.read_text("utf-8")
    text = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else seed * 300
    find_dates(seed)  # tables and patterns are built at first use
    seconds = best(lambda: find_dates(text))
    print(f"find, {len(text):,} characters: {len(text) / seconds / 1e6:.2f} M characters/s")
    for ref in (None, date(2024, 8, 1)):
        slowest = 0.0
        for piece in HOSTILE:
            hostile = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
            whole = best(lambda text=hostile, ref=ref: find_dates(text, ref=ref), 2)  # type: ignore[misc]
            half = best(
                lambda text=hostile[: LENGTH // 2], ref=ref: find_dates(text, ref=ref),
                2,  # type: ignore[misc]
            )
            if whole > slowest:
                slowest, worst, ratio = whole, piece, whole / half
        print(
            f"find, hostile, ref={ref}: slowest {LENGTH / slowest / 1e6:.3f} M characters/s "
            f"({worst!r}; twice the text takes {ratio:.1f} times as long)"
        )
    day = date(2024, 7, 31)
    lunar = LunarDate.from_date(day)
    written = format_date(day, "dual")
    for name, call in {
        "LunarDate.from_date": lambda: LunarDate.from_date(day),
        "LunarDate(...)": lambda: LunarDate(11, "roch", "asadh", 2568),
        "to_date": lunar.to_date,
        "animal": lambda: lunar.animal,
        "sak": lambda: lunar.sak,
        "khmer_new_year": lambda: khmer_new_year(2024),
        "format_date dual": lambda: format_date(day, "dual"),
        "parse_date dual": lambda: parse_date(written),
        "find_dates of no date": lambda: find_dates("រដ្ឋបាលខេត្តកណ្តាល"),
    }.items():
        seconds = best(lambda call=call: [call() for _ in range(2000)])  # type: ignore[misc]
        print(f"{name:22} {seconds / 2000 * 1e6:7.2f} microseconds")


if __name__ == "__main__":
    main()
