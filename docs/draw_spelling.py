"""Draws docs/_static/spelling.svg: what the proofreader keeps, and how much of it is right.

Run it as ``python docs/draw_spelling.py`` (needs numpy and matplotlib). The judged alarms of the tests
are scored by weights fitted to the others (ten folds); of each threshold the picture shows which
share of the faults among them is still reported, and which share of what is reported is a fault.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from khmertext.spelling._alarms import ALARM_FEATURES
from khmertext.spelling._weights import _STEPS
from khmertext.training.spelling_weights import PARTITIONS, fit, read_judged

HERE = Path(__file__).parent
JUDGED = HERE.parent / "tests" / "cases" / "spelling_judged.tsv"


def cross_validated() -> list[tuple[int, int]]:
    """Score and verdict of every judged alarm, by weights that have not seen it."""
    from bisect import bisect_right

    rows, verdicts = read_judged(JUDGED)
    found = []
    for fold in range(PARTITIONS):
        kept = [i for i in range(len(rows)) if i % PARTITIONS != fold]
        weights = fit([rows[i] for i in kept], [verdicts[i] for i in kept])
        for i in range(fold, len(rows), PARTITIONS):
            logit = weights["always"] + sum(
                weights[name] * value for name, value in zip(ALARM_FEATURES, rows[i], strict=True)
            )
            found.append((bisect_right(_STEPS, logit), verdicts[i]))
    return found


def main() -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "khmertext"
    import matplotlib.pyplot as plt

    alarms = cross_validated()
    faults = sum(verdict for _, verdict in alarms)
    points: list[tuple[int, float, float]] = []
    for threshold in range(5, 96, 5):
        reported = [verdict for score, verdict in alarms if score >= threshold]
        if reported:
            points.append((threshold, sum(reported) / faults, sum(reported) / len(reported)))
    figure: Any = plt.figure(figsize=(6, 4))
    axes = figure.add_subplot()
    axes.plot([kept for _, kept, _ in points], [right for *_, right in points], "o-")
    for threshold, kept, right in points:
        if threshold % 10 == 0:
            axes.annotate(str(threshold), (kept, right), xytext=(4, 5), textcoords="offset points")
        print(f"{threshold:3} kept {kept:.3f} right {right:.3f}")
    axes.set_xlabel("share of the judged faults that are reported")
    axes.set_ylabel("share of reports that are faults")
    axes.set_title(f"{len(alarms)} judged alarms, by threshold")
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(HERE / "_static" / "spelling.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
