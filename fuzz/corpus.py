"""What fuzzing starts from, and how one text becomes another.

Nothing is stored: the corpus is made at run time from the seed article, the golden cases and the
table of hostile texts.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import hostile  # noqa: E402
from support import golden_strings  # noqa: E402

MAX_CHARS = 400


class Run(NamedTuple):
    """How much to fuzz, and where chance comes from."""

    executions: int | None
    ends_at: float
    seed: int
    source: random.Random

    def goes_on(self, count: int) -> bool:
        """Whether there is more to do after ``count`` executions."""
        if self.executions is None:
            return time.monotonic() < self.ends_at
        return count < self.executions


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options by which a run is asked for."""
    parser.add_argument("--seconds", type=float, default=60, help="how long to fuzz")
    parser.add_argument(
        "--executions",
        type=int,
        help="how much to fuzz, however long it takes: with --seed the same on every machine",
    )
    parser.add_argument(
        "--seed", type=int, help="of what is tried; without it another one each time"
    )


def run_of(options: argparse.Namespace) -> Run:
    """What the options say, from now on."""
    seed = random.SystemRandom().randrange(2**32) if options.seed is None else options.seed
    ends_at = time.monotonic() + options.seconds
    return Run(options.executions, ends_at, seed, random.Random(seed))


def asked_for(about: str | None) -> Run:
    """The run for which a command without other options is asked."""
    parser = argparse.ArgumentParser(description=about)
    add_options(parser)
    return run_of(parser.parse_args())


def texts() -> list[str]:
    """The texts to start from, each once."""
    return list(dict.fromkeys(text[:MAX_CHARS] for text in _texts() if text))


def _texts() -> Iterator[str]:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        article = path.read_text("utf-8")
        yield from article.splitlines()
        for start in range(0, len(article), 30):
            yield article[start : start + 60]
    yield from golden_strings()
    for name in hostile.UNITS:
        yield from (hostile.text(name, length) for length in (1, 7, 40))


_UNITS = list(hostile.UNITS.values())


def mutated(text: str, source: random.Random, others: list[str]) -> str:
    """``text`` with one to four changes: characters, hostile units or pieces of other texts."""
    for _ in range(source.randint(1, 4)):
        start = source.randint(0, len(text))
        end = min(len(text), start + source.choice((0, 0, 1, 1, 2, 5, 20)))
        kind = source.randrange(8)
        if kind == 0:
            new = ""
        elif kind == 1:
            new = chr(source.randrange(0x1780, 0x1800))
        elif kind == 2:
            new = source.choice(hostile.UNITS_OF_EVERYTHING)
        elif kind == 3:
            new = source.choice(_UNITS) * source.choice((1, 1, 2, 5))
        elif kind == 4:
            new = text[start:end] * 2
        elif kind == 5:
            other = source.choice(others)
            first = source.randint(0, len(other))
            new = other[first : first + source.choice((1, 3, 10, 40))]
        elif kind == 6:
            new = source.choice("\u200b \u200c.,-/()«»។\n០១៩05%") + text[start:end]
        else:
            new = "".join(source.sample(text[start:end], end - start))
        text = text[:start] + new + text[end:]
    return text[:MAX_CHARS]
