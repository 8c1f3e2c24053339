"""Accuracy and speed of khmertext and of every rival that is installed, in one run.

::

    pip install -e '.[peers]'
    python -m khmertext.training.held_out CORPUS DIRECTORY
    python benchmarks/peers.py measure CORPUS DIRECTORY [NAME ...] [--every N]
    python benchmarks/peers.py plot

The first line after the installation leaves two models in DIRECTORY: one that has not seen one
sentence in twenty, one that has not seen five whole domains either. ``measure`` scores everybody that
is installed, or those named, on those sentences, sentence by sentence in one thread, puts what it finds
into ``benchmarks/peers.json`` in the place of what it found before and prints the table of the
documentation; ``plot`` draws it as ``docs/_static/peers.svg`` (needs matplotlib). ``--every N`` takes
one sentence in N: some networks read 600 characters a second.

A rival may lose characters or cut between the letters of a cluster; it is scored all the same. With
``numbers whole`` boundaries inside numbers, acronyms and addresses count for nobody: the corpus cuts
them, some tools do not.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Collection, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from khmertext import Segmenter
from khmertext.training.corpus import Sentence, read_corpus
from khmertext.training.evaluation import ALL, scores
from khmertext.training.held_out import NEW_DOMAINS
from khmertext.types import Mode

DATA = Path(__file__).parent / "peers.json"
PICTURE = Path(__file__).parent.parent / "docs" / "_static" / "peers.svg"
SETS = ("same", "new")
Cut = Callable[[str], list[str]]


def khmertext(mode: Mode, model: Path) -> Cut:
    return Segmenter(mode=mode, model=model).words


def icu(mode: Mode, model: Path) -> Cut:
    return Segmenter(engine="icu").words


def khmer_nltk(mode: Mode, model: Path) -> Cut:
    from khmernltk import word_tokenize

    return word_tokenize


def khmercut(mode: Mode, model: Path) -> Cut:
    from khmercut import tokenize

    return tokenize


def khmercut_nn(mode: Mode, model: Path) -> Cut:
    from khmercut import nn

    if mode == "word":
        return nn.tokenize
    return lambda text: [part for word in nn.tokenize(text, deep=True) for part in word]


def viterbi(mode: Mode, model: Path) -> Cut:
    from khmer_segmenter import KhmerSegmenter

    return KhmerSegmenter().segment


def claws(mode: Mode, model: Path) -> Cut:
    from claws_tokenizer import segment

    return segment


def tagger(mode: Mode, model: Path) -> Cut:
    from khmertagger import tagger as tag

    return lambda text: [word for word, _ in tag(text)]


def khmersm(mode: Mode, model: Path) -> Cut:
    from khmersm import segment

    return lambda text: segment(text).split()


def khmerns(mode: Mode, model: Path) -> Cut:
    from khmerns import tokenize

    return tokenize


def khmerthings(mode: Mode, model: Path) -> Cut:
    from khmerthings.normalize import space_words

    return lambda text: space_words(text).replace("\u200b", " ").split()


def segmenter(mode: Mode, model: Path) -> Cut:
    from khmer_segmenter import Tokenizer

    cut = Tokenizer("com" if mode == "word" else "mor").tokenize
    return lambda text: cut(text).split()


# name, the package that it comes in, and whether its two modes differ
PEERS = {
    "khmertext": (khmertext, "khmertext", True),
    "ICU (PyICU)": (icu, "pyicu-wheels", False),
    "khmer-nltk": (khmer_nltk, "khmer-nltk", False),
    "khmercut (CRF)": (khmercut, "khmercut", False),
    "khmercut (nn)": (khmercut_nn, "khmercut", True),
    "khmer-viterbi-segmenter": (viterbi, "khmer-viterbi-segmenter", False),
    "claws-tokenizer": (claws, "claws-tokenizer", False),
    "khmertagger": (tagger, "khmertagger", False),
    "khmersm": (khmersm, "khmersm", False),
    "khmerns": (khmerns, "khmerns", False),
    "khmerthings": (khmerthings, "khmerthings", False),
    # its module has the name of that of khmer-viterbi-segmenter: one of them in an environment
    "khmer-segmenter": (segmenter, "khmer-segmenter", True),
}
COLOURS = dict(
    zip(
        PEERS,
        (
            "#1a73e8", "#5f6368", "#e8710a", "#d93025", "#9334e6", "#188038",
            "#00897b", "#c2185b", "#6d4c41", "#7cb342", "#f9ab00", "#3949ab",
        ),
        strict=True,
    )
)  # fmt: skip


def installed(names: Collection[str]) -> Iterator[str]:
    for name in names:
        make = PEERS[name][0]
        try:
            make("word", None) if name != "khmertext" else None
        except ImportError as error:
            print(f"{name}: not installed ({error})", file=sys.stderr)
        else:
            yield name


def ends(text: str, pieces: list[str]) -> list[int]:
    """Where the pieces end in ``text``; what a tool dropped or changed is passed over."""
    found, at = [], 0
    for piece in pieces:
        start = text.find(piece, at) if piece else -1
        if start >= 0:
            if start > at:
                found.append(start)
            at = start + len(piece)
            found.append(at)
    if text and (not found or found[-1] != len(text)):
        found.append(len(text))
    return found


def measure(corpus: str, directory: str, every: int, names: Collection[str]) -> None:
    sentences = read_corpus(corpus)
    sets: dict[str, list[Sentence]] = {
        "same": [sentence for sentence in sentences if sentence.is_held_out][::every],
        "new": [sentence for sentence in sentences if sentence.domain in NEW_DOMAINS][::every],
    }
    for name in installed(names):
        make, package, two_modes = PEERS[name]
        record: dict[str, Any] = {"name": name, "version": metadata.version(package)}
        if every > 1:
            record["every"] = every
        speeds = []
        for which in SETS:
            model = Path(directory) / f"{which}-domains.bin"
            cut_ends: list[list[int]] = []
            for mode in ("part", "word"):
                if two_modes or not cut_ends:
                    cut = make(mode, model)
                    cut(sets[which][0].text)  # what is loaded once does not count
                    begun = time.perf_counter()
                    pieces = [cut(sentence.text) for sentence in sets[which]]
                    speeds.append(
                        sum(len(sentence.text) for sentence in sets[which])
                        / (time.perf_counter() - begun)
                    )
                    cut_ends = [
                        ends(sentence.text, list(found))
                        for sentence, found in zip(sets[which], pieces, strict=True)
                    ]
                for whole in (False, True):
                    (total,) = (
                        score
                        for score in scores(mode, sets[which], cut_ends, keep_whole=whole)
                        if score.domain == ALL
                    )
                    key = f"{which} {mode}{' whole' if whole else ''}"
                    record[key] = str(total.words.f1)
        record["characters_per_second"] = round(max(speeds))
        print(record, file=sys.stderr, flush=True)
        write(record)
    print(table(read_records()))


def write(record: dict[str, Any]) -> None:
    records = {old["name"]: old for old in read_records()} | {record["name"]: record}
    data = {
        "python": platform.python_version(),
        "peers": [records[name] for name in PEERS if name in records],
    }
    DATA.write_text(json.dumps(data, indent=2) + "\n", "utf-8")


def read_records() -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(DATA.read_text("utf-8"))["peers"]
    return records


def table(records: list[dict[str, Any]]) -> str:
    """The table of the documentation."""
    columns = [f"{which} {mode}" for mode in ("part", "word") for which in SETS]
    lines = [
        "| | version | " + " | ".join(columns) + " | characters a second |",
        "|---" * (len(columns) + 3) + "|",
    ]
    for record in records:
        cells = [f"{record[key]} ({record[key + ' whole']})" for key in columns]
        speed = f"{record['characters_per_second']:,}"
        share = f", 1 in {record['every']}" if "every" in record else ""
        lines.append(
            f"| {record['name']}{share} | {record['version']} | {' | '.join(cells)} | {speed} |"
        )
    return "\n".join(lines)


def plot() -> None:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "khmertext"  # the same data give the same file
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(1, 2, figsize=(10, 4.4), sharey=True)
    for axes, mode, title in zip(panels, ("part", "word"), ("parts", "words"), strict=True):
        for record in read_records():
            x = record["characters_per_second"]
            y = [float(record[f"{which} {mode} whole"]) for which in SETS]
            axes.plot([x, x], y, color=COLOURS[record["name"]], linewidth=1)
            axes.plot(
                x, y[0], "o", color=COLOURS[record["name"]], markersize=8, label=record["name"]
            )
            axes.plot(x, y[1], "o", color=COLOURS[record["name"]], markersize=8, fillstyle="none")
        axes.set_xscale("log")
        axes.set_xlabel("characters a second, one thread (log scale)")
        axes.set_title(title)
        axes.grid(alpha=0.3)
    panels[0].set_ylabel("word F1: same domains (full), new domains (open)")
    panels[1].legend(fontsize=8, loc="lower left")
    figure.tight_layout()
    figure.savefig(PICTURE, metadata={"Date": None})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    measuring = commands.add_parser("measure")
    measuring.add_argument("corpus")
    measuring.add_argument("directory")
    measuring.add_argument("--every", type=int, default=1)
    measuring.add_argument("names", nargs="*", metavar="NAME", default=list(PEERS))
    commands.add_parser("plot")
    asked = parser.parse_args()
    if asked.command == "plot":
        plot()
    else:
        measure(asked.corpus, asked.directory, asked.every, asked.names)
