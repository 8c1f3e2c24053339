"""How likely an alarm is a misspelling: a logistic regression in whole numbers.

The weights stand in ``data/spelling_weights.tsv``; ``training/spelling_weights.py`` made them from
alarms that people judged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from math import log
from typing import Final, NamedTuple

from khmertext._data import read_table

ONE: Final = 1 << 16  # a weight of 1.0 in the table
# The least logits of the scores 1, 2, ... 99.
_STEPS: Final = [round(ONE * log(score / (100 - score))) for score in range(1, 100)]


class _Weight(NamedTuple):
    feature: str
    weight: str


@cache
def _weights() -> dict[str, int]:
    return {row.feature: int(row.weight) for row in read_table("spelling_weights.tsv", _Weight)}


@cache
def _row(names: tuple[str, ...]) -> tuple[int, tuple[int, ...]]:
    weights = _weights()
    return weights["always"], tuple(weights[name] for name in names)


def alarm_score(names: tuple[str, ...], features: Sequence[int]) -> int:
    """The probability that an alarm with these ``features`` is a misspelling, from 0 to 100."""
    always, weights = _row(names)
    logit = always + sum(w * x for w, x in zip(weights, features, strict=True))
    return bisect_right(_STEPS, logit)
