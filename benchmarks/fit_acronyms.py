"""Fit the weights of ``data/acronym_weights.tsv`` to names whose beginning is known.

Run ``python benchmarks/fit_acronyms.py``; it reads the cases of the tests, prints the rows of the
table, and which part of the beginnings is found by weights that were fitted to the other cases
(eight parts, in turn), as the names are and with the first noun of each taken out of the lists.
The rows in the table were then adjusted by hand where the counts are small.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from khmertext._chars import fold
from khmertext.acronyms import _english, _long_names, _phrase
from khmertext.acronyms._name_bounds import words_before

CASES = Path(__file__).parent.parent / "tests" / "cases"
LEFT_OUT = 0.15  # how often the first noun of a name is taken out of the lists
RARE = 5  # a count that is seen less often gets no weight
PENALTY = 1.0  # on the square of a weight
_PREPOSITIONS = ("ពី", "ទៅ", "ដល់", "ដោយ", "របស់", "ក្នុង", "នៅ")


class Example(NamedTuple):
    """What is counted for each word that a name could begin with, and which one is right."""

    counts: list[dict[str, int]]
    right: int | None


def names() -> Iterator[tuple[str, str, tuple[int, int]]]:
    """A text, a Latin short form in it, and the span of the Khmer name before it."""
    for file in sorted(CASES.glob("acronyms*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            case = json.loads(line)
            text = case["text"]
            for definition in case["definitions"]:
                first, last = definition["acronym"]
                start, end = definition["long_form"]
                short = text[first:last]
                is_khmer = short.isascii() and not definition["text"].isascii()
                if is_khmer and "\u200b" not in text and end <= first:
                    yield text, short, (start, end)


def composed() -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Well-known names in sentences."""
    contexts = [
        row["context"].replace("_", " ")
        for row in _rows("acronym_contexts.tsv")
        if row["set"] == "fitted"
    ]
    choose = random.Random(11)
    for row in _rows("acronym_latin_names.tsv"):
        for context in choose.sample(contexts, 2):
            text = f"{context}{row['long']} ({row['short']}) នៅថ្ងៃនេះ។"
            yield text, row["short"], (len(context), len(context) + len(row["long"]))


def _rows(name: str) -> list[dict[str, str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(header, row, strict=True)) for row in rows]


def example(text: str, short: str, span: tuple[int, int], *, left_out: bool = False) -> Example:
    phrase = words_before(fold(text), span[1], len(short))
    first = next((word for word in phrase if word.start == span[0]), None)
    if left_out and first and first.head:
        key = first.text
        head, meaning = _phrase.heads().pop(key), _english._counterparts().pop(key)
        _forget()
        found = example(text, short, span)
        _phrase.heads()[key], _english._counterparts()[key] = head, meaning
        _forget()
        return found
    starts = list(_long_names.starts(_long_names.joined(phrase), short))
    places = [start.word.start for start in starts]
    right = places.index(span[0]) if span[0] in places else None
    return Example([start.counts for start in starts], right)


def _forget() -> None:
    _phrase._head_pattern.cache_clear()
    _english.meaning.cache_clear()
    _english._known.cache_clear()
    _long_names._role.cache_clear()


def fit(examples: list[Example], counted: list[str]) -> dict[str, float]:
    """A conditional logit, by Newton's method."""
    column = {name: index for index, name in enumerate(counted)}
    data = []
    for counts, right in examples:
        if right is not None:
            matrix = np.zeros((len(counts), len(counted)))
            for row, count in enumerate(counts):
                for name in count.keys() & column.keys():
                    matrix[row, column[name]] = count[name]
            data.append((matrix, right))
    weights = np.zeros(len(counted))
    for _ in range(30):
        slope = PENALTY * weights
        curve = PENALTY * np.eye(len(counted))
        for matrix, right in data:
            value = np.exp(matrix @ weights - np.max(matrix @ weights))
            share = value / value.sum()
            mean = share @ matrix
            slope += mean - matrix[right]
            curve += (matrix.T * share) @ matrix - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(counted, weights.tolist(), strict=True))


def is_right(found: Example, weights: dict[str, float]) -> bool:
    values = [sum(weights.get(n, 0) * c for n, c in counts.items()) for counts in found.counts]
    return found.right is not None and values[found.right] == max(values)


def main() -> None:
    known = list(names())
    choose = random.Random(3)
    plain = [example(*name) for name in known]
    dropped = [example(*name, left_out=choose.random() < LEFT_OUT) for name in known]
    other = [example(*name) for name in composed()]
    seen = Counter(name for e in plain + dropped + other for counts in e.counts for name in counts)
    counted = sorted(
        name
        for name, times in seen.items()
        if times >= RARE and not (name.startswith("before: ") and name[8:] not in _PREPOSITIONS)
    )
    order = list(range(len(known)))
    random.Random(1).shuffle(order)
    right = [0, 0]
    for part in range(8):
        test = set(order[part::8])
        rest = [i for i in order if i not in test]
        weights = fit([plain[i] for i in rest] + [dropped[i] for i in rest] + other, counted)
        right[0] += sum(is_right(plain[i], weights) for i in test)
        right[1] += sum(is_right(dropped[i], weights) for i in test)
    print(f"{len(known)} names of the cases, {len(other)} composed")
    print(f"beginnings found: {right[0] / len(known):.3f}, first noun at times unknown:", end=" ")
    print(f"{right[1] / len(known):.3f}")
    for name, weight in sorted(fit(plain + dropped + other, counted).items()):
        print(name, round(10 * weight), "fitted", sep="\t")


if __name__ == "__main__":
    main()
