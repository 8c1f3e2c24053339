"""Fits ``Settings.review``: what is added to uncertain scores for known or unknown neighbours.

Run ``python -m khmertext.training.review CORPUS DOMAIN ...``: it trains a model without these
domains and measures on them how often a boundary is right, given its score and whether vocabulary
and dictionary know the pieces on both sides. This cannot be learnt together with the weights, since
a model knows every part of the domains that it is trained on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from khmertext.segmentation import _model
from khmertext.segmentation._pure_scorer import Scorer, Values
from khmertext.training._features import examples
from khmertext.training.corpus import Sentence, read_corpus
from khmertext.training.dictionary import read_words
from khmertext.training.trainer import STEPS_PER_UNIT, Settings, model_bytes

TURNS: Final = 2  # rounds, since training uses the review to cut the dictionary
PRIOR: Final = 1.0  # keeps a number that is fitted on few boundaries near 0


def fit_review(
    sentences: Sequence[Sentence],
    dictionary: Sequence[str],
    without_domains: Collection[str],
    settings: Settings | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[float, ...]:
    """The numbers of ``settings.review``, fitted on ``without_domains`` less held-out sentences."""
    settings = settings or Settings()
    sentences = [sentence for sentence in sentences if not sentence.is_held_out]
    seen = [sentence for sentence in sentences if sentence.domain not in without_domains]
    unseen = [sentence for sentence in sentences if sentence.domain in without_domains]
    for _ in range(TURNS):
        model = _model.Model(model_bytes(seen, dictionary, settings, {}, progress))
        cases: list[list[tuple[float, bool]]] = [[] for _ in range(_model.REVIEW)]
        for known, score, boundary in _uncertain(Scorer(model), unseen):
            cases[known].append((score, boundary))
        settings = replace(settings, review=tuple(round(_constant(case), 2) for case in cases))
    return settings.review


def _uncertain(scorer: Scorer, sentences: Sequence[Sentence]) -> Iterator[tuple[int, float, bool]]:
    """For each uncertain boundary: how its sides are known, its score, if a part ends there."""
    data = examples(sentences)
    table: list[Values] = list(
        zip(data.whole.tolist(), data.base.tolist(), data.rest.tolist(), strict=True)
    )
    for first, end in zip(data.first.tolist(), data.end.tolist(), strict=True):
        items, free = table[first:end], data.asked[first:end].tolist()
        holds = [
            part and not asked for part, asked in zip(data.parts[first:end], free, strict=True)
        ]
        scores, _ = scorer.item_scores(items)
        for b, known in scorer.known_around(items, scores, free, holds):
            yield known, scores[b] / STEPS_PER_UNIT, bool(data.parts[first + b])


def _constant(cases: Sequence[tuple[float, bool]]) -> float:
    """The number that, added to all scores, gives the least logistic loss (Newton's method)."""
    constant = 0.0
    for _ in range(50):
        slope, curve = PRIOR * constant, PRIOR
        for score, boundary in cases:
            p = 1 / (1 + math.exp(-score - constant))
            slope += p - boundary
            curve += p * (1 - p)
        constant -= slope / curve
    return constant


if __name__ == "__main__":  # pragma: no cover - trains for minutes, on a corpus
    import sys

    corpus, *domains = sys.argv[1:]
    words = read_words()
    print(fit_review(read_corpus(Path(corpus)), words, domains, progress=print))
