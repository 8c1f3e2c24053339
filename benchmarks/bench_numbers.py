"""Speed of the numbers package: find_numbers on a text, reading and writing number words.

    python benchmarks/bench_numbers.py [TEXT FILE]

``find_numbers`` is timed document by document (a document is a line) on the file as given (the
seed article if none is named; ``.xz`` is unpacked), once with U+200B and once without, then on
texts that hold nothing but numbers, the densest it can meet. The words are timed against ICU's
rule-based number format, tha and km-num2text where they are installed. Every figure is the best of
several runs, in seconds of processor time.
"""

from __future__ import annotations

import lzma
import random
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from khmertext import find_numbers, number_to_words, parse_number

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
CHARACTERS = 1_000_000
DENSE_CHARACTERS = 30_000
INTEGERS = 2_000
RUNS = 5
DENSE = {"figures": "១២ ", "figures and units": "៥០០ដុល្លារ ", "words": "ប្រាំពាន់ម្ភៃបីនាក់ "}


def best(run: Callable[[], Any]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def report(name: str, amount: int, seconds: float, unit: str) -> None:
    print(f"{name:42} {amount / seconds:14,.0f} {unit}/s")


def finding(path: Path) -> None:
    read = lzma.open if path.suffix == ".xz" else open
    with read(path, "rt", encoding="utf-8") as file:
        given = file.read()
    given = (given * (CHARACTERS // len(given) + 1))[: max(CHARACTERS, len(given))]
    for name, text in {"as given": given, "without U+200B": given.replace("\u200b", "")}.items():
        documents = text.split("\n")
        found = sum(len(find_numbers(document)) for document in documents)
        seconds = best(lambda documents=documents: [find_numbers(d) for d in documents])  # type: ignore[misc]
        report(f"find_numbers, {name} ({found} found)", len(text), seconds, "characters")
    for name, piece in DENSE.items():
        text = piece * (DENSE_CHARACTERS // len(piece))
        seconds = best(lambda text=text: find_numbers(text))  # type: ignore[misc]
        report(f"find_numbers, nothing but {name}", len(text), seconds, "characters")


def words() -> None:
    choose = random.Random(1)
    integers = [choose.randrange(10 ** choose.randrange(1, 10)) for _ in range(INTEGERS)]
    spelled = [number_to_words(n) for n in integers]
    contestants: dict[str, Callable[[], Any]] = {
        "number_to_words": lambda: [number_to_words(n) for n in integers],
        "parse_number, words": lambda: [parse_number(s) for s in spelled],
        "parse_number, figures": lambda: [parse_number(f"{n:,}") for n in integers],
    }
    if find_spec("icu"):
        import icu

        rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("km"))
        contestants["ICU, to words"] = lambda: [rules.format(n) for n in integers]
    if find_spec("tha"):
        from tha.decimals import processor

        contestants["tha, to words"] = lambda: [processor(str(n)) for n in integers]
    if find_spec("km_num2text"):
        from km_num2text import number2khtext

        contestants["km-num2text, to words"] = lambda: [number2khtext(str(n)) for n in integers]
    for name, run in contestants.items():
        report(name, INTEGERS, best(run), "numbers")


if __name__ == "__main__":
    finding(Path(sys.argv[1]) if len(sys.argv) > 1 else SEED)
    words()
