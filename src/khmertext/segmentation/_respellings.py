"""Words that are read in another spelling: one word, one segmentation, however it is spelled.

សំរេច and សម្រេច are one word, and in the corpus the one is rare and the other is not. So what
``data/respellings.tsv`` lists is scored as if the usual spelling stood there, syllable by syllable;
the boundaries that come out are those of the text as given.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from khmertext._data import read_table


class Respelling(NamedTuple):
    """A spelling as it is typed, and the one that it is read in."""

    typed: str
    read: str


Respellings: TypeAlias = Sequence[Respelling]

_T = TypeVar("_T")


def shipped_respellings() -> Respellings:
    """What comes with khmertext."""
    return read_table("respellings.tsv", Respelling)


def aligned(typed: Sequence[_T], read: Sequence[_T]) -> list[int]:
    """For each syllable that is read, the number of the one typed in its place, or -1.

    The first stands for the first; what both begin and end with is the same; what lies between
    stands for each other from the left.

    >>> aligned("ab", "ab"), aligned("axc", "ac"), aligned("ac", "axyc"), aligned("b", "ab")
    ([0, 1], [0, 2], [0, -1, -1, 1], [0, -1])
    """
    shorter = min(len(typed), len(read))
    tail = 0
    while tail < shorter - 1 and typed[-1 - tail] == read[-1 - tail]:
        tail += 1
    behind = len(typed) - tail
    places = [k if k < behind else -1 for k in range(len(read) - tail)]
    return places + list(range(behind, len(typed)))
