"""Fuzzes every public function that takes text; see README.md beside this file.

One execution is one function of ``tests/public.py`` on one text, with all its checks. The first
byte of an input chooses the function, the rest is the text in UTF-8; surrogates are let through,
and in what is not UTF-8 at all every wrong byte becomes one.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib
import itertools
import json
import os
import pkgutil
import random
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import corpus  # first: it puts tests/ on the path

try:
    import atheris
except ImportError:
    atheris = None

# these need what need not be installed, or are fuzzed by other means
_NOT_IMPORTED = ("khmertext.integrations", "khmertext.training", "khmertext.__main__")


def imported(instrumented: bool) -> Any:
    """The table of calls, with every module of khmertext loaded."""
    with (
        atheris.instrument_imports(include=["khmertext"])
        if instrumented
        else contextlib.nullcontext()
    ):
        import khmertext

        for module in pkgutil.walk_packages(khmertext.__path__, "khmertext."):
            if not module.name.startswith(_NOT_IMPORTED):
                importlib.import_module(module.name)
        return importlib.import_module("public")


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


class Findings:
    """The first input for each way to fail, in a directory."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.known: set[str] = set()

    def add(self, name: str, text: str, error: Exception) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [f for f in frames if "khmertext" in f.filename or "public" in f.filename]
        where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
        signature = f"{name} {type(error).__name__} {where}"
        if signature in self.known:
            return
        self.known.add(signature)
        self.home.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(signature.encode()).hexdigest()[:12]
        record = {"call": name, "text": text, "error": repr(error)[:500], "where": where}
        trace = "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace")
        (self.home / f"{digest}.json").write_text(json.dumps(record) + "\n")
        (self.home / f"{digest}.txt").write_bytes(trace)
        print(f"FOUND {signature} {ascii(text)[:200]}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog="Every other option goes to libFuzzer: -runs=, -max_total_time="
    )
    parser.add_argument(
        "--calls", help="only functions whose name contains one of these, by commas"
    )
    parser.add_argument("--keep-going", action="store_true", help="go on after a finding")
    parser.add_argument(
        "--blind", action="store_true", help="no coverage: faster, needs no atheris"
    )
    corpus.add_options(parser)  # of blind runs
    parser.add_argument(
        "--generated",
        choices=["syllables", "spliced", "pairs", "all"],
        help="texts of generated.py instead of mutations (with --blind)",
    )
    parser.add_argument("--findings", type=Path, default=Path(__file__).parent / "findings")
    options, rest = parser.parse_known_args()
    if not options.blind and atheris is None:
        parser.error("atheris is not installed: pip install atheris, or fuzz with --blind")

    public = imported(instrumented=not options.blind)
    wanted = options.calls.split(",") if options.calls else [""]
    calls = [call for call in public.CALLS if any(part in call.name for part in wanted)]
    findings = Findings(options.findings)
    starts = corpus.texts()

    def run(call: Any, text: str) -> None:
        try:
            call(text)
        except Exception as error:
            findings.add(call.name, text, error)
            if not options.keep_going:
                raise

    home = Path(__file__).parent / "corpus"
    if options.blind:
        asked = corpus.run_of(options)
        source = asked.source
        known = [decoded(path.read_bytes()[1:]) for path in sorted(home.glob("*"))]
        texts = generated(options.generated, source) or mutations([*starts, *known], starts, source)
        print(f"seed {asked.seed}", flush=True)
        blind(run, calls, texts, asked)
        return

    def one_input(data: bytes) -> None:
        if data:
            run(calls[data[0] % len(calls)], decoded(data[1:]))

    def mutator(data: bytes, max_size: int, seed: int) -> bytes:
        source = random.Random(seed)
        if source.random() < 0.1:
            return bytes(atheris.Mutate(data, max_size))
        first = data[:1] if data and source.random() < 0.7 else bytes([source.randrange(256)])
        text = decoded(data[1:])
        text = corpus.mutated(text, source, starts)
        return (first + text.encode("utf-8", "surrogatepass"))[:max_size]

    home.mkdir(exist_ok=True)
    source = random.Random(1)
    for number, text in enumerate(starts):
        data = bytes([source.randrange(256)]) + text.encode("utf-8", "surrogatepass")
        (home / f"start-{number}").write_bytes(data)
    usual = ["-max_len=1200", "-timeout=60", "-rss_limit_mb=4096", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *usual, *rest, str(home)], one_input, custom_mutator=mutator)
    atheris.Fuzz()


def generated(way: str | None, source: random.Random) -> Iterator[str] | None:
    if way is None:
        return None
    import generated as ways

    return ways.all_of_them(source) if way == "all" else ways.GENERATORS[way](source)


def mutations(pool: list[str], starts: list[str], source: random.Random) -> Iterator[str]:
    """Mutations of mutations, without looking at coverage."""
    for count in itertools.count():
        text = corpus.mutated(source.choice(pool), source, starts)
        if len(pool) < 20_000:
            pool.append(text)
        else:
            pool[source.randrange(len(pool))] = source.choice(starts) if count % 2 else text
        yield text


def blind(run: Any, calls: list[Any], texts: Iterator[str], asked: corpus.Run) -> None:
    """Some functions on each text; prints the number of executions."""
    count = 0
    # Dear functions come less often, so that more is tried in a given time. What a call costs differs from
    # machine to machine: where the same is to be tried everywhere, each comes as often as the others.
    weights = [_weight(call) for call in calls] if asked.executions is None else None
    begun = told = time.monotonic()
    while asked.goes_on(count):
        text = next(texts)
        for call in asked.source.choices(calls, weights, k=6):
            run(call, text)
            count += 1
        if (now := time.monotonic()) - told > 60:
            told = now
            print(f"{now - begun:.0f} s: {count}", flush=True)
    print(f"stat::number_of_executed_units: {count} (blind)", flush=True)
    os._exit(0)  # do not wait for the threads of engines


def _weight(call: Any) -> float:
    texts = corpus.texts()[:20]
    begun = time.process_time()
    for text in texts:
        with contextlib.suppress(Exception):
            call.run(text)
    took = (time.process_time() - begun) / len(texts)
    return min(1.0, 1e-4 / max(took, 1e-9))


if __name__ == "__main__":
    main()
