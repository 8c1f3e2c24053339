"""How fast words are found, beside the other engines, in one run.

``pytest benchmarks/bench_segmentation.py`` times with pytest-benchmark: the default engine, PyICU
and khmer-nltk, each giving the words of the seed article as ``str``, and of its sentences one at a
time. ``python benchmarks/bench_segmentation.py [FILE] [--smoke]`` prints what the documentation
quotes: on the seed article, on a megabyte and on 1,000 sentences of FILE (or of the seed article,
repeated) how the native and the pure twin compare with the other engines and with the cost of
slicing the same words in Python; then threads, time a character by length, memory and the first
call. Every figure is the best of several runs taken in turn, in CPU time (the threads in wall-clock
time), without the time to drop the results.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any

from khmertext import Segmenter, sentences, words
from khmertext.segmentation import backend

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
MEGABYTE = 350_000  # characters, three bytes each


def icu_words() -> Callable[[str], list[str]]:
    """PyICU as its users call it; right as long as no character is beyond U+FFFF."""
    import icu

    iterator = icu.BreakIterator.createWordInstance(icu.Locale("km"))

    def cut(text: str) -> list[str]:
        iterator.setText(icu.UnicodeString(text))
        start = 0
        found = []
        for end in iterator:
            found.append(text[start:end])
            start = end
        return found

    return cut


def khmer_nltk_words() -> Callable[[str], list[str]]:
    warnings.simplefilter("ignore")
    import khmernltk

    for name in ("khmer-nltk", "root"):
        logging.getLogger(name).handlers = [logging.NullHandler()]
    cut: Callable[[str], list[str]] = khmernltk.word_tokenize
    return cut


def slices(text: str, ends: Sequence[int]) -> list[str]:
    start = 0
    found = []
    for end in ends:
        found.append(text[start:end])
        start = end
    return found


# --- pytest-benchmark ------------------------------------------------------------------------
def test_article(benchmark: Any) -> None:
    benchmark(words, SEED.read_text("utf-8"))


def test_article_icu(benchmark: Any) -> None:
    benchmark(icu_words(), SEED.read_text("utf-8"))


def test_article_khmer_nltk(benchmark: Any) -> None:
    benchmark.pedantic(khmer_nltk_words(), (SEED.read_text("utf-8"),), rounds=3, warmup_rounds=1)


def test_sentences(benchmark: Any) -> None:
    pieces = [sentence.text for sentence in sentences(SEED.read_text("utf-8"))]
    benchmark(lambda: [words(piece) for piece in pieces])


def test_sentences_icu(benchmark: Any) -> None:
    pieces = [sentence.text for sentence in sentences(SEED.read_text("utf-8"))]
    cut = icu_words()
    benchmark(lambda: [cut(piece) for piece in pieces])


def test_sentences_batch(benchmark: Any) -> None:
    pieces = [sentence.text for sentence in sentences(SEED.read_text("utf-8"))]
    benchmark(Segmenter().words_batch, pieces)


# --- the table of ratios ---------------------------------------------------------------------
def in_turn(
    jobs: dict[str, Callable[[], object]], runs: int, clock: Callable[[], float]
) -> dict[str, float]:
    """The best time of each job; they take turns, so that a busy moment hits all of them."""
    gc.collect()
    gc.freeze()  # what the other engines have in memory is no work for anybody
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(runs):
        for name, job in jobs.items():
            begun = clock()
            result = job()
            best[name] = min(best[name], clock() - begun)
            del result
    return best


def compare(name: str, texts: list[str], runs: int, slow_runs: int) -> None:
    cut = Segmenter()
    icu = icu_words()
    nltk = khmer_nltk_words()
    ends = [cut.segment(text).boundaries for text in texts]
    best = in_turn(
        {
            "words": lambda: [words(text) for text in texts],
            "icu": lambda: [icu(text) for text in texts],
            "slices": lambda: [slices(text, end) for text, end in zip(texts, ends, strict=True)],
        },
        runs,
        time.process_time,
    )
    nltk(texts[0][:100])
    best |= in_turn({"nltk": lambda: [nltk(text) for text in texts]}, slow_runs, time.process_time)
    pure = min(pure_seconds(texts) for _ in range(slow_runs))
    size = sum(map(len, texts))
    ours = best["words"]
    print(
        f"{name:16} {size / ours / 1e6:5.1f} M characters/s {best['icu'] / ours:6.2f} x PyICU"
        f" {ours / best['slices']:6.2f} x slicing {best['nltk'] / ours:6.0f} x khmer-nltk"
        f" | pure twin {size / pure / 1e6:5.2f} M characters/s {best['nltk'] / pure:6.1f} x khmer-nltk",
        flush=True,
    )


# the one text loads what only some texts need
PURE = """
import json, sys, time
from khmertext.segmentation import backend, words
assert backend() == "pure"
words("\u179f\u17bb\u17b8 \u1782.\u1780.\u179f .\u1780, 31-07-2024")
texts = json.load(sys.stdin)
begun = time.process_time()
result = [words(text) for text in texts]
print(time.process_time() - begun)
"""


def pure_seconds(texts: list[str]) -> float:
    """The pure twin in a process of its own each time, for it remembers what it has seen."""
    done = subprocess.run(
        [sys.executable, "-c", PURE],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        env={"KHMERTEXT_PURE": "1"},
    )
    return float(done.stdout)


def compare_threads(texts: list[str], runs: int) -> None:
    segmenter = Segmenter()
    data = bytes(5_000_000)

    def hash_data() -> None:
        hashlib.sha256(data)

    def hash_in_two_threads() -> None:
        other = Thread(target=hash_data)
        other.start()
        hash_data()
        other.join()

    best = in_turn(
        {
            "one": lambda: segmenter.words_batch(texts),
            "two": lambda: segmenter.words_batch(texts, threads=2),
            "hash": hash_data,
            "two hashes": hash_in_two_threads,
        },
        runs,
        time.perf_counter,
    )
    print(
        f"{len(texts):,} lines in two threads {best['one'] / best['two']:.2f} x as fast as in one"
        f" (SHA-256, which waits for nobody, {2 * best['hash'] / best['two hashes']:.2f} x)",
        flush=True,
    )


def flatness(text: str, runs: int, largest: int) -> None:
    """A megabyte at least of every length, so that all lengths see the same variety."""
    print("time a character", end="")
    size = 1_000
    while size <= largest:
        length = size // 3  # characters, three bytes each
        total = max(length, MEGABYTE)
        source = (text * (total // len(text) + 1))[:total]
        pieces = [source[i : i + length] for i in range(0, total, length)]
        best = in_turn(
            {"words": lambda pieces=pieces: [words(piece) for piece in pieces]},  # type: ignore[misc]
            max(2, min(runs, 10 * MEGABYTE // total)),
            time.process_time,
        )["words"]
        print(f"  {size:,} B: {best / total * 1e9:.0f} ns", end="", flush=True)
        size *= 10
    print()


PEAK = """
import re, sys
sys.path.insert(0, sys.argv[1])
import bench_segmentation

def peak():
    return int(re.search("VmHWM:\\s*(\\d+)", open("/proc/self/status").read())[1])

cut = getattr(bench_segmentation, sys.argv[2])
cut = cut() if sys.argv[2] != "words" else cut
cut("\u1780")
text = sys.stdin.read()
before = peak()
result = cut(text)
print((peak() - before) / 1024)
"""


def peaks(text: str) -> None:
    """How much more memory each engine takes to cut a text; Linux."""
    print(f"memory for {len(text) * 3 / 1e6:.1f} MB of text", end="")
    for name, function in (
        ("words", "words"),
        ("PyICU", "icu_words"),
        ("khmer-nltk", "khmer_nltk_words"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", PEAK, str(Path(__file__).parent), function],
            input=text.encode(),
            capture_output=True,
            check=True,
            env={"PYTHONUTF8": "1"},
        )
        print(f"  {name} {float(done.stdout.split()[-1]):.1f} MB", end="", flush=True)
    print()


def first_call() -> None:
    resident = "int(open('/proc/self/statm').read().split()[1]) * 4096 / 2**20"  # Linux
    code = (
        "import time; t = time.process_time(); import khmertext; m = time.process_time();"
        "khmertext.words('ខ្មែរ'); w = time.process_time();"
        f"first = {resident}; khmertext.words(open({str(SEED)!r}, encoding='utf-8').read());"
        f"print(m - t, w - t, first, {resident})"
    )

    def run(program: str) -> list[float]:
        rows = [
            [float(x) for x in subprocess.check_output([sys.executable, "-c", program]).split()]
            for _ in range(10)
        ]
        return [min(column) for column in zip(*rows, strict=True)]

    imported, first, memory, later = run(code)
    (base,) = run(f"import time; print({resident})")
    print(
        f"import {imported * 1e3:.1f} ms, with the first words() {first * 1e3:.1f} ms;"
        f" {memory - base:.1f} MB more than Python alone, {later - base:.1f} MB after the article"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path, help="another text, UTF-8")
    parser.add_argument("--smoke", action="store_true", help="few runs, small texts")
    options = parser.parse_args()
    seed = SEED.read_text("utf-8")
    text = options.file.read_text("utf-8") if options.file else seed
    scale = 10 if options.smoke else 1
    size = MEGABYTE // scale
    runs, slow_runs = (3, 1) if options.smoke else (15, 3)
    megabyte = (text * (size // len(text) + 1))[:size]
    stripped = (s.text.strip() for s in sentences(megabyte + megabyte))
    single = list(islice(filter(None, stripped), 1000 // scale))
    print(f"twin: {backend()}; text: {options.file or SEED.name}")
    compare("seed article", [seed], runs * 20, slow_runs)
    compare("1 MB" if not options.smoke else "0.1 MB", [megabyte], runs, slow_runs)
    compare(f"{len(single):,} sentences", single, runs, slow_runs)
    compare_threads([line for line in megabyte.splitlines() if line] * 4 * scale, runs * 3)
    flatness(text, runs, 100_000_000 // scale**2)
    peaks(megabyte)
    first_call()


if __name__ == "__main__":
    main()
