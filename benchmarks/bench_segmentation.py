"""How fast words are found, beside the other engines, in one run.

``pytest benchmarks/bench_segmentation.py`` times with pytest-benchmark: the default engine, PyICU
and khmer-nltk, each giving the words of the seed article as ``str``, and of its sentences one at a
time. ``python benchmarks/bench_segmentation.py [FILE] [--smoke]`` prints the ratios that the
documentation quotes: on an article, on a megabyte, on 1,000 sentences (of FILE, or of the seed
article, repeated), with the cost of slicing the same words in Python, the pure twin, threads,
memory and the first call. Every figure is the best of several runs taken in turn, in CPU time
(the threads in wall-clock time).
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
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
    best = dict.fromkeys(jobs, float("inf"))
    for _ in range(runs):
        for name, job in jobs.items():
            begun = clock()
            job()
            best[name] = min(best[name], clock() - begun)
    return best


def compare(name: str, texts: list[str], runs: int, *, slow: bool) -> None:
    cut = Segmenter()
    icu = icu_words()
    ends = [cut.segment(text).boundaries for text in texts]
    jobs: dict[str, Callable[[], object]] = {
        "words": lambda: [words(text) for text in texts],
        "icu": lambda: [icu(text) for text in texts],
        "slices": lambda: [slices(text, end) for text, end in zip(texts, ends, strict=True)],
    }
    best = in_turn(jobs, runs, time.process_time)
    if slow:
        nltk = khmer_nltk_words()
        best |= in_turn({"nltk": lambda: [nltk(text) for text in texts]}, 2, time.process_time)
    size = sum(map(len, texts))
    ours = best["words"]
    line = (
        f"{name:16} {size / ours / 1e6:6.1f} M characters/s"
        f"   {best['icu'] / ours:5.2f} x PyICU   {ours / best['slices']:5.2f} x slicing"
    )
    print(line + (f"   {best['nltk'] / ours:6.0f} x khmer-nltk" if slow else ""), flush=True)


def compare_pure(text: str, runs: int) -> None:
    """In a process of its own each time: the pure twin remembers what it has seen."""
    code = (
        "import sys, time; from khmertext.segmentation import words;"
        "text = sys.stdin.read(); words(text[:100]); t = time.process_time(); words(text);"
        "print(time.process_time() - t)"
    )
    seconds = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            env={"KHMERTEXT_PURE": "1", "PYTHONUTF8": "1"},
        )
        seconds.append(float(done.stdout))
    nltk = khmer_nltk_words()
    nltk(text[:100])
    theirs = in_turn({"nltk": lambda: nltk(text)}, runs, time.process_time)["nltk"]
    print(f"{'pure twin':16} {theirs / min(seconds):5.1f} x khmer-nltk (new text)", flush=True)


def compare_threads(texts: list[str], runs: int) -> None:
    segmenter = Segmenter()
    jobs: dict[str, Callable[[], object]] = {
        "one": lambda: segmenter.words_batch(texts),
        "two": lambda: segmenter.words_batch(texts, threads=2),
    }
    best = in_turn(jobs, runs, time.perf_counter)
    print(f"{'two threads':16} {best['one'] / best['two']:5.2f} x one", flush=True)


def flatness(text: str, runs: int, largest: int) -> None:
    print("time a character ", end="")
    size = 1_000
    while size <= largest:
        piece = (text * (size // len(text) + 1))[:size]
        repeat = max(1, 100_000 // size)
        best = in_turn(
            {"words": lambda p=piece, r=repeat: [words(p) for _ in range(r)]},  # type: ignore[misc]
            max(1, min(runs, 10_000_000 // size)),
            time.process_time,
        )["words"]
        print(f"  {size:,}: {best / repeat / size * 1e9:.0f} ns", end="", flush=True)
        size *= 10
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
    size = MEGABYTE // 10 if options.smoke else MEGABYTE
    runs = 3 if options.smoke else 15
    megabyte = (text * (size // len(text) + 1))[:size]
    single = [s.text.strip() for s in sentences(megabyte[: size // 2])][
        : 100 if options.smoke else 1000
    ]
    print(f"twin: {backend()}; text: {options.file or SEED.name}")
    compare("seed article", [seed], runs * 20, slow=True)
    compare("1 MB" if not options.smoke else "0.1 MB", [megabyte], runs, slow=False)
    compare(f"{len(single)} sentences", single, runs, slow=not options.smoke)
    compare_pure(megabyte[:20_000], 2 if options.smoke else 5)
    lines = [line for line in megabyte.splitlines() if line] * (1 if options.smoke else 4)
    compare_threads(lines, runs)
    flatness(text, runs, 100_000 if options.smoke else 10_000_000)
    first_call()


if __name__ == "__main__":
    main()
