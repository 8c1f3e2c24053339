"""Characters a second of the public functions, by themselves or beside another version of khmertext.

    python benchmarks/bench_whole.py [FILE] [--only NAME,...] [--rounds N] [--against PYTHON]

FILE is text in UTF-8, ``.xz`` or not; without one the seed article is repeated. Each round is a process
of its own, in which each function runs three times; the best time of all rounds counts, in seconds of
the processor, so that a busy machine matters little. With ``--against``, rounds alternate with those of
another interpreter that has another version installed, and each line ends with the ratio of the two.
"""

from __future__ import annotations

import argparse
import json
import lzma
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"
CHARACTERS = 200_000
RUNS = 3
FUNCTIONS = (
    "words", "segment", "sentences", "clusters", "normalize", "explain", "diagnose", "modernize",
    "check_spelling", "line_breaks", "find_acronyms", "find_numbers", "find_dates", "analyze", "to_dict",
    "to_dict-but-spelling",
)  # fmt: skip


def read(path: Path | None) -> str:
    if path is None:
        text = SEED.read_text("utf-8")
        return (text * (CHARACTERS // len(text) + 1))[:CHARACTERS]
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as file:
        return file.read().decode("utf-8")


def best(run: Callable[[str], object], text: str) -> float:
    run(text)  # tables are read and patterns compiled
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        run(text)
        times.append(time.process_time() - start)
    return min(times)


def one_round(text: str, names: list[str]) -> dict[str, float]:
    """Seconds by function; what this version does not have is left out."""
    import khmertext

    def to_dict(text: str) -> object:
        return khmertext.analyze(text).to_dict()

    def but_spelling(text: str) -> object:
        """For a comparison with a version that checked no spelling."""
        document = khmertext.analyze(text)
        if hasattr(document, "_known_spelling"):
            object.__setattr__(document, "_known_spelling", ())
        return document.to_dict()

    found = {name: getattr(khmertext, name, None) for name in names}
    found |= {"to_dict": to_dict, "to_dict-but-spelling": but_spelling}
    return {name: best(found[name], text) for name in names if found[name]}


def rounds(options: argparse.Namespace, pythons: list[str]) -> list[dict[str, float]]:
    """The best times of each interpreter, who took turns."""
    own = [__file__, "--one-round", "--only", ",".join(options.only)]
    own += [str(options.file.resolve())] if options.file else []
    found: list[dict[str, float]] = [{} for _ in pythons]
    for _ in range(options.rounds):
        for python, times in zip(pythons, found, strict=True):
            run = subprocess.run([python, *own], capture_output=True, text=True, check=True)
            for name, seconds in json.loads(run.stdout).items():
                times[name] = min(seconds, times.get(name, seconds))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--only", type=lambda names: names.split(","), default=list(FUNCTIONS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", metavar="PYTHON", help="the interpreter of another version")
    parser.add_argument("--one-round", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.only) - set(FUNCTIONS):
        parser.error(f"no such function: {', '.join(sorted(unknown))}")
    text = read(options.file)
    if options.one_round:
        print(json.dumps(one_round(text, options.only)))
        return
    own, *others = rounds(options, [sys.executable, *filter(None, [options.against])])
    print(f"{len(text):,} characters; million characters a second")
    for name, seconds in own.items():
        line = f"{name:15} {len(text) / seconds / 1e6:8.2f}"
        if others and name in others[0]:
            before = others[0][name]
            line += f"   there {len(text) / before / 1e6:8.2f}   x{before / seconds:.2f}"
        print(line)


if __name__ == "__main__":
    main()
