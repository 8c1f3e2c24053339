"""How fast acronyms are found: on a news article, and on text made to be slow.

Run ``python benchmarks/bench_acronyms.py [FILE]``; without a file the seed article is repeated.
Each line covers everything ``find_acronyms`` does: the view of the text, detection, definitions
(with the segmentation of what stands beside them) and expansion. CPU time, best of five runs (one for the slow texts).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from khmertext import find_acronyms

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
LENGTH = 400_000


def best_of(text: str, runs: int = 5) -> float:
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        find_acronyms(text)
        seconds.append(time.process_time() - start)
    return min(seconds)


def main() -> None:
    seed = SEED.read_text("utf-8")
    news = Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else seed * 300
    definition = "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត (គ.ជ.ប) "
    texts = {
        "news": news,
        "dots": "." * LENGTH,
        "ក.": "ក." * (LENGTH // 2),
        "ក. ": "ក. " * (LENGTH // 3),
        "ក": "ក" * LENGTH,
        "(((": "(" * LENGTH,
        "(((...)))": "(" * (LENGTH // 2) + ")" * (LENGTH // 2),
        "(A": "(A" * (LENGTH // 2),
        "AB ": "AB " * (LENGTH // 3),
        "definitions": definition * (LENGTH // len(definition)),
        "cues": "ហៅកាត់ថា គជប " * (LENGTH // 14),
    }
    for name, text in texts.items():
        runs = 5 if name == "news" else 1
        whole = best_of(text, runs)
        half = best_of(text[: len(text) // 2], runs)
        print(
            f"{name:12} {len(text) / whole / 1e6:8.2f} M characters/s"
            f"   twice the text: {whole / half:.1f} times as long"
        )


if __name__ == "__main__":
    main()
