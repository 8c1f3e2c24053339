"""Makes ``data/spelling_weights.tsv``, which decides alarms, from alarms that people judged.

Run it as ``python -m khmertext.training.spelling_weights JUDGED spelling_weights.tsv``. ``JUDGED`` has
a line for each alarm: the word typed, the word suggested, ``fault`` or ``right``, and the values of
its features. It holds no sentences.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any, Final

from khmertext.spelling._alarms import ALARM_FEATURES
from khmertext.spelling._weights import ONE
from khmertext.training.corpus import CorpusError, read_text

PARTITIONS: Final = 10
RIDGE: Final = 15.0

_HEADER: Final = """\
# How much each feature of an alarm says for a misspelling (65536: one in the logit of its value).
# Made by: python -m khmertext.training.spelling_weights spelling_judged.tsv spelling_weights.tsv
feature\tweight
"""


def read_judged(path: str | PathLike[str]) -> tuple[list[list[int]], list[int]]:
    """The features of every judged alarm, and 1 for a fault, 0 for a word that was right.

    Raises :class:`~khmertext.training.corpus.CorpusError`, which names the line, and ``OSError``.
    """
    rows, verdicts = [], []
    lines = read_text(path).splitlines()
    for number, line in enumerate(lines, 1):
        if not line or line.startswith(("#", "typed\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 4 or cells[2] not in ("fault", "right"):
            raise CorpusError(
                f"{path}, line {number}: expected TYPED, MEANT, fault or right, VALUES"
            )
        values = [int(value) for value in cells[3].split()]
        if len(values) != len(ALARM_FEATURES):
            raise CorpusError(
                f"{path}, line {number}: {len(values)} values, not {len(ALARM_FEATURES)}"
            )
        rows.append(values)
        verdicts.append(int(cells[2] == "fault"))
    return rows, verdicts


def fit(rows: list[list[int]], verdicts: list[int]) -> dict[str, int]:
    """The weight of each feature and of the constant ``always``: ridge on standardized features."""
    import numpy as np

    values: Any = np.array(rows, float)
    wanted: Any = np.array(verdicts, float)
    mean, spread = values.mean(0), values.std(0)
    spread[spread == 0] = 1
    table = np.c_[(values - mean) / spread, np.ones(len(values))]
    ridge = np.eye(table.shape[1]) * RIDGE
    ridge[-1, -1] = 0
    weights = np.zeros(table.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - wanted) + ridge @ weights
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + ridge
        weights -= np.linalg.solve(bend, slope)
    scaled = weights[:-1] / spread
    always = weights[-1] - (scaled * mean).sum()
    found = {name: round(ONE * float(w)) for name, w in zip(ALARM_FEATURES, scaled, strict=True)}
    return {"always": round(ONE * float(always)), **found}


def write_weights(judged: str | PathLike[str], output: Path) -> int:
    """Fit the weights and write them; gives the number of judged alarms."""
    rows, verdicts = read_judged(judged)
    lines = "".join(f"{name}\t{weight}\n" for name, weight in fit(rows, verdicts).items())
    output.write_text(_HEADER + lines, "utf-8", newline="\n")
    return len(rows)


if __name__ == "__main__":  # pragma: no cover
    import sys

    print(write_weights(sys.argv[1], Path(sys.argv[2])), "alarms")
