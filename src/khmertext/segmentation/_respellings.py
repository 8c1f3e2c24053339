"""Words that the model reads in another spelling, so that all spellings are segmented alike.

សំរេច and សម្រេច are one word, but only the second is frequent in the corpus. So the spellings in
``data/respellings.tsv`` are scored as if the usual one stood there, syllable by syllable; the
boundaries are then carried over to the text as given.
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
    """The respellings that come with khmertext."""
    return read_table("respellings.tsv", Respelling)


def aligned(typed: Sequence[_T], read: Sequence[_T]) -> list[int]:
    """For each syllable of ``read``, the index of the one in ``typed`` that it stands for, or -1.

    The first ones belong together, and those of an equal end; the rest is paired from the left.

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
