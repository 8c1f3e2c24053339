"""Accuracy against speed of all engines: measured, kept as data, drawn.

``python benchmarks/engines.py measure CORPUS MODEL`` scores every installed engine on the twentieth
of CORPUS that MODEL was not trained on (``khmertext train CORPUS MODEL --without-held-out``) and
writes ``benchmarks/engines.json``; ``python benchmarks/engines.py plot`` draws that file as
``docs/_static/engines.svg`` (needs matplotlib).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from khmertext import engines
from khmertext.training.evaluation import evaluate

DATA = Path(__file__).parent / "engines.json"
PICTURE = Path(__file__).parent.parent / "docs" / "_static" / "engines.svg"
LABELS = {"default": "khmertext", "icu": "ICU (PyICU)", "khmer-nltk": "khmer-nltk"}
COLOURS = {"default": "#1a73e8", "icu": "#5f6368", "khmer-nltk": "#e8710a"}
RUNS = 3  # the fastest counts
MODES = {"word": "o", "part": "^"}


def measure(corpus: str, model: str) -> None:
    records = []
    for engine, installed in engines().items():
        if installed:
            for mode in MODES:
                results = [
                    evaluate(
                        corpus,
                        engine=engine,
                        model=model if engine == "default" else None,
                        modes=[mode],
                        held_out=True,
                    )
                    for _ in range(RUNS)
                ]
                records.append(
                    {
                        "engine": engine,
                        "mode": mode,
                        "word_f1": str(results[0].score(mode).words.f1),
                        "characters_per_second": max(r.characters_per_second for r in results),
                    }
                )
                print(records[-1])
    DATA.write_text(json.dumps(records, indent=2) + "\n", "utf-8")


def plot() -> None:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "khmertext"  # the same data give the same file
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    for record in json.loads(DATA.read_text("utf-8")):
        engine, mode = record["engine"], record["mode"]
        x, y = record["characters_per_second"], float(record["word_f1"])
        axes.plot(x, y, MODES[mode], color=COLOURS[engine], markersize=9)
        axes.annotate(
            f"{LABELS[engine]}, {mode}s\n{y:.3f}",
            (x, y),
            textcoords="offset points",
            xytext=(10, -4) if engine != "default" else (-10, -30 if mode == "word" else 8),
            ha="left" if engine != "default" else "right",
            fontsize=9,
        )
    axes.set_xscale("log")
    axes.set_xlabel("characters a second, one thread, sentence by sentence (log scale)")
    axes.set_ylabel("word F1 on held-out sentences")
    axes.set_ylim(0.6, 1.07)
    axes.margins(x=0.25)
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(PICTURE, metadata={"Date": None})


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"] and len(sys.argv) == 4:
        measure(sys.argv[2], sys.argv[3])
    elif sys.argv[1:] == ["plot"]:
        plot()
    else:
        raise SystemExit(__doc__)
