"""Where the segmentation cuts a text: for the rules that look at whole words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate

from khmertext.segmentation import words
from khmertext.types import Mode


def cuts(text: str, mode: Mode) -> list[int]:
    """The offsets at which words begin, and the end of the text."""
    return [0, *accumulate(map(len, words(text, mode=mode)))]


def runs_around(cuts: list[int], offset: int) -> list[list[int]]:
    """The cuts of every run of up to five words that holds ``offset``, the longest runs first.

    >>> runs_around([0, 2, 3, 5], 2)
    [[0, 2, 3, 5], [0, 2, 3], [2, 3, 5], [2, 3]]
    """
    behind = bisect_right(cuts, offset)  # the cut behind the word that holds it
    runs = [
        cuts[first:last]
        for first in range(max(0, behind - 3), behind)
        for last in range(behind + 1, min(len(cuts), behind + 3) + 1)
    ]
    return sorted(runs, key=lambda run: run[0] - run[-1])


def holds(cuts: list[int], offset: int) -> bool:
    """Whether a word begins or ends there."""
    i = bisect_left(cuts, offset)
    return i < len(cuts) and cuts[i] == offset
