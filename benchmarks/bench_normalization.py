"""Characters a second of normalization: this library, khmernormalizer, tha, ICU's and Python's NFC.

    python benchmarks/bench_normalization.py [TEXT FILE]

Three texts: the file as given (the seed article if none is named) with its line ends, the same
normalized (clean), and the same with every syllable spoiled. Every contestant works line by line,
as the rivals do not keep line ends; a time is the best of several runs in one process. Rivals that
are not installed are left out; the slow ones get fewer lines.
"""

from __future__ import annotations

import lzma
import re
import sys
import time
import unicodedata
from collections.abc import Callable
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import khmertext
from khmertext._view import View

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
CHARACTERS = 1_000_000
SLOW_CHARACTERS = 20_000
RUNS = 5
SLOW = ("khmernormalizer", "tha")

# a letter with subscripts and one with a vowel or sign behind it
_SUBSCRIPT = re.compile("([\u1780-\u17a2])((?:\u17d2[\u1780-\u17a2])+)([\u17b6-\u17c5])")
_VOWEL_AND_SIGN = re.compile("([\u17b6-\u17c5])([\u17c6\u17c9\u17ca])")
_VOWEL = re.compile("(?<=[\u1780-\u17a2])([\u17b6-\u17c5])(?![\u200b\u17b6-\u17d3])")
_BARE = re.compile("([\u1780-\u17a2])(?![\u17b4-\u17d3])")


def spoiled(text: str) -> str:
    """``text`` with something wrong in every syllable, which ``normalize`` takes out again."""
    text = _SUBSCRIPT.sub(r"\1\3\2", text)
    text = _VOWEL_AND_SIGN.sub(r"\2\1", text)
    text = _VOWEL.sub("\u200b\\1", text)
    return _BARE.sub("\\1\u17b4", text)


def texts(path: Path) -> dict[str, str]:
    """The three texts, each of about ``CHARACTERS`` characters."""
    read = lzma.open if path.suffix == ".xz" else open
    with read(path, "rt", encoding="utf-8") as file:
        given = file.read()
    given = (given * (CHARACTERS // len(given) + 1))[:CHARACTERS]
    clean = khmertext.normalize(given)
    return {"as given": given, "clean": clean, "all spoiled": spoiled(clean)}


def contestants() -> dict[str, Callable[[str], Any]]:
    """What is timed, by name."""
    found: dict[str, Callable[[str], Any]] = {
        "normalize": khmertext.normalize,
        "normalize, safe": lambda text: khmertext.normalize(text, "safe"),
        "normalize, search": lambda text: khmertext.normalize(text, "search"),
        "explain": khmertext.explain,
        "View": View,
        "diagnose": khmertext.diagnose,
    }
    if find_spec("khmernormalizer"):
        from khmernormalizer import normalize

        found["khmernormalizer"] = normalize
    if find_spec("tha"):
        from tha.normalize import processor

        found["tha"] = processor
    if find_spec("icu"):
        import icu

        found["ICU NFC"] = icu.Normalizer2.getNFCInstance().normalize
    found["unicodedata NFC"] = lambda text: unicodedata.normalize("NFC", text)
    return found


def best_rate(call: Callable[[str], Any], lines: list[str], runs: int) -> float:
    """Characters a second, the best of ``runs``."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        for line in lines:
            call(line)
        times.append(time.perf_counter() - begun)
    return sum(map(len, lines)) / min(times)


def measure(path: Path, characters: int, runs: int) -> dict[str, dict[str, float]]:
    """Characters a second of every contestant on every text."""
    rates: dict[str, dict[str, float]] = {name: {} for name in contestants()}
    for kind, text in texts(path).items():
        every = [line for line in text[:characters].splitlines() if line]
        few = list(islice(cycle(every), max(1, len(every) * SLOW_CHARACTERS // characters)))
        for name, call in contestants().items():
            rates[name][kind] = best_rate(call, few if name in SLOW else every, runs)
    return rates


def main(path: Path) -> None:
    rates = measure(path, CHARACTERS, RUNS)
    kinds = list(rates["normalize"])
    print(f"{path.name}: million characters a second (times as fast as: normalize / this)")
    print(f"{'':20}" + "".join(f"{kind:>22}" for kind in kinds))
    for name, by_kind in rates.items():
        cells = (
            f"{by_kind[kind] / 1e6:12.2f} ({rates['normalize'][kind] / by_kind[kind]:7.2f})"
            for kind in kinds
        )
        print(f"{name:20}" + "".join(cells))


def test_smoke() -> None:
    """Every contestant runs, and the spoiled text is repaired; speed is for ``main`` to say."""
    rates = measure(SEED, SLOW_CHARACTERS, runs=1)
    assert all(rate > 0 for by_kind in rates.values() for rate in by_kind.values())
    clean = khmertext.normalize(SEED.read_text("utf-8"))
    assert khmertext.normalize(spoiled(clean)) == clean
    assert len(khmertext.explain(spoiled(clean)).edits) > len(khmertext.clusters(clean)) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SEED)
