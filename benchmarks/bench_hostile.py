"""Time a character on hostile text, against ordinary text; how time and memory grow.

    python benchmarks/bench_hostile.py [--length 20000] [--calls words,analyze] [--within 3]
    python benchmarks/bench_hostile.py --huge 100        # 100 MB on one line, in a process each
    python benchmarks/bench_hostile.py --search 300 --calls words   # units nobody thought of

Ordinary text is the dearer of two: the seed article over and over, and the golden texts of what a
function looks for one after the other, because text without any date costs a finder of dates
nothing. A function of one expression gets that: a long number in words, a full date. A time is the
best of several runs in one process. ``grows`` is how much dearer a character becomes when the text is
eight times as long: 1 is linear, 8 is square.

What a function hands out costs something, too, and a hostile text may have a number, an edit or a
sentence in every other character. So where it is not the character that is dear but what was found,
``(found)`` says so: then one of them costs less than ``--within`` times one in ordinary text.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import hostile  # noqa: E402
import khmertext  # noqa: E402
import public  # noqa: E402

LONGEST_DATE = 1000  # longer ones are refused before they are read


class Cost(NamedTuple):
    """Seconds for each character, and for each thing found; ``inf`` if nothing was."""

    character: float
    thing: float


def cost_of(run: Callable[[str], Any], text: str) -> Cost:
    best, spent = float("inf"), 0.0
    for attempt in range(7):
        # never the same long text twice: what is remembered of a whole one must not count
        shorter = text[: len(text) - attempt] if len(text) > LONGEST_DATE else text
        begun = time.process_time()
        result = run(shorter)
        took = time.process_time() - begun
        best, spent = min(best, took), spent + took
        if spent > 0.5:
            break
    found = public.things_in(result)
    return Cost(best / len(text), best / found if found else float("inf"))


def ordinary(call: public.Call, length: int) -> Cost:
    """A character of the dearest of ordinary texts, a thing found in the text fullest of them."""
    texts = hostile.ordinary_texts(call.name, call.public, length)
    costs = [cost_of(call.run, text) for text in texts]
    return Cost(max(cost.character for cost in costs), min(cost.thing for cost in costs))


def table(length: int, wanted: list[str], within: float, growth: float) -> bool:
    """Prints a line for each function and each text that is too dear; whether there was none."""
    good = True
    for call in public.CALLS:
        if not any(part in call.name for part in wanted):
            continue
        usual = ordinary(call, length)
        short = call.public in ("parse_date", "parse_time")
        size = min(length, LONGEST_DATE) if short else length
        rows = []
        for name in hostile.UNITS:
            cost = cost_of(call.run, hostile.text(name, size))
            grows = cost.character / cost_of(call.run, hostile.text(name, size // 8)).character
            dear = not cost.thing <= within * usual.thing < float("inf")
            rows.append((cost.character / usual.character, cost, grows, name, dear))
        ratio, cost, _, name, _ = max(rows)
        worst = max((row for row in rows if row[-1]), default=(0.0,))[0]
        median = sorted(row[0] for row in rows)[len(rows) // 2]
        print(
            f"{call.name:38} ordinary {usual.character * 1e6:7.3f} us/char   hostile: median"
            f" x{median:5.2f}   worst x{ratio:6.2f} ({cost.character * 1e6:.3f} us/char, {name}),"
            f" x{worst:5.2f} apart from what is found",
            flush=True,
        )
        for ratio, cost, grows, name, dear in sorted(rows, reverse=True):
            # what costs next to nothing is measured badly
            if cost.character < 5e-8 or (ratio <= within and grows <= growth):
                continue
            good = good and not dear and grows <= growth
            reason = "" if dear else f"  (found: {cost.thing * 1e6:.2f} us each)"
            print(
                f"    x{ratio:6.2f}  {cost.character * 1e6:8.3f} us/char  grows x{grows:4.1f}  {name}{reason}"
            )
    return good


LONGEST_UNIT = 8


def search(wanted: list[str], tries: int, length: int) -> None:
    """Climbs to the unit of at most eight characters whose repetition costs each function most."""
    units = list(hostile.UNITS.values())
    for call in public.CALLS:
        if call.name not in wanted:
            continue
        source = random.Random(tries)
        size = min(length, LONGEST_DATE) if call.public in ("parse_date", "parse_time") else length

        def cost(unit: str, size: int = size, call: public.Call = call) -> float:
            text = (unit * size)[:size]
            return min(_seconds(call, text) for _ in range(2)) / size

        best = max((unit[:LONGEST_UNIT] for unit in units), key=cost)
        most = cost(best)
        for _ in range(tries):
            unit = _changed(best, source, units)
            found = cost(unit)
            if found > most * 1.02:
                best, most = unit, min(found, cost(unit))
        usual = ordinary(call, size)
        grows = cost(best, 4 * size) / cost(best)
        print(
            f"{call.name:38} x{most / usual.character:6.1f}  {most * 1e6:.2f} us/char,"
            f" grows x{grows:.1f} at four times the length  {best!a} {best!r}",
            flush=True,
        )


def _seconds(call: public.Call, text: str) -> float:
    begun = time.process_time()
    call.run(text)
    return time.process_time() - begun


def _changed(unit: str, source: random.Random, units: list[str]) -> str:
    """``unit`` with some characters left out and others put in."""
    start = source.randrange(len(unit) + 1)
    other = source.choice((hostile.UNITS_OF_EVERYTHING, source.choice(units), unit))
    first = source.randrange(len(other))
    new = other[first : first + source.randint(0, 3)]
    changed = unit[:start] + new + unit[start + source.randint(0, 3) :]
    return changed[:LONGEST_UNIT] or source.choice(units)[:LONGEST_UNIT]


HUGE = (
    "words", "sentences", "clusters", "normalize-standard", "modernize-high", "diagnose",
    "find_dates", "find_numbers", "find_acronyms", "analyze",
)  # fmt: skip


def huge(megabytes: int, wanted: list[str]) -> None:
    """One line of so many megabytes, each function in a process of its own."""
    for name in wanted or HUGE:
        for kind in ("ordinary", "one letter", "dots", "opening parentheses", "digits"):
            command = [sys.executable, __file__, "--one", name, kind, str(megabytes)]
            found = subprocess.run(command, capture_output=True, text=True, check=False)
            print(f"{name:24} {kind:22} {found.stdout.strip() or found.stderr[-300:]}", flush=True)


def one(name: str, kind: str, megabytes: int) -> None:
    size = megabytes * 1_000_000
    line = hostile.SEED.replace("\n", " ") if kind == "ordinary" else hostile.text(kind, 3_000)
    text = line * (size // len(line.encode()) + 1)
    text = text[: size * len(line) // len(line.encode())]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    result = public.BY_NAME[name].run(text)
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(
        f"{len(text):,} characters: {took:.1f} s, {took / len(text) * 1e6:.3f} us/char, "
        f"peak {peak * 1024 / len(text):.0f} bytes/char above the text, {public.things_in(result):,} results"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--length", type=int, default=20_000)
    parser.add_argument("--calls", default="", help="parts of names, by commas; all if not given")
    parser.add_argument("--within", type=float, default=3.0, help="show what is dearer than this")
    parser.add_argument("--growth", type=float, default=2.0, help="show what grows more than this")
    parser.add_argument("--search", type=int, metavar="TRIES", help="climb to the dearest unit")
    parser.add_argument("--huge", type=int, metavar="MEGABYTES")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    wanted = options.calls.split(",") if options.calls else []
    if options.one:
        one(options.one[0], options.one[1], int(options.one[2]))
    elif options.search:
        search(wanted, options.search, options.length)
    elif options.huge:
        huge(options.huge, wanted)
    else:
        print(json.dumps({"khmertext": khmertext.__version__, "python": sys.version.split()[0]}))
        if not table(options.length, wanted or [""], options.within, options.growth):
            print("what is indented costs more than it should")


if __name__ == "__main__":
    main()
