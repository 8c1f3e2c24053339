"""What the modules of spelling share: the cuts of a text, and a search for listed forms."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, chain
from typing import Final

from khmertext._addresses import address_spans
from khmertext._chars import RE_NEWLINE, WRITTEN
from khmertext._patterns import any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext.segmentation import words
from khmertext.types import Mode


def cuts(text: str, mode: Mode) -> list[int]:
    """The offsets at which words begin, and the end of the text."""
    return [0, *accumulate(map(len, words(text, mode=mode)))]


_NEXT_LINE: Final = lazy_pattern(f"\n(?![{RE_NEWLINE}])")
_ENOUGH_BEFORE: Final = 8  # words before an offset; no caller looks at more


class Cuts:
    """The cuts of a text; a line is segmented when it is first asked about, as few lines are.

    >>> found = Cuts("ទៅផ្សារ\\nទៅ", "word")
    >>> found.near(9), found.everywhere
    ([0, 2, 7, 8, 10], [0, 2, 7, 8, 10])
    """

    def __init__(self, text: str, mode: Mode) -> None:
        self._text = text
        self._mode: Mode = mode
        self._found: dict[int, list[int]] = {}  # by the line

    @cached_property
    def _starts(self) -> list[int]:
        breaks = _NEXT_LINE.finditer(self._text)
        return [0, *(found.end() for found in breaks), len(self._text)]

    def _line(self, line: int) -> list[int]:
        found = self._found.get(line)
        if found is None:
            start, end = self._starts[line : line + 2]
            pieces = words(self._text[start:end], mode=self._mode)
            found = self._found[line] = [*accumulate(map(len, pieces), initial=start)]
        return found

    def near(self, offset: int) -> list[int]:
        """The cuts of the line that holds ``offset``, and of lines before it for some words more."""
        line = bisect_right(self._starts, offset, 1, len(self._starts) - 1) - 1
        found = self._line(line)
        while line and bisect_left(found, offset) < _ENOUGH_BEFORE:
            line -= 1
            found = self._line(line)[:-1] + found
        return found

    @cached_property
    def everywhere(self) -> list[int]:
        """The cuts of the whole text."""
        lines = map(self._line, range(len(self._starts) - 1))
        return [0, *chain.from_iterable(line[1:] for line in lines)]


def whole_addresses(text: str) -> list[tuple[int, int]]:
    """The addresses of ``text``, each with the Khmer letters that stand before its @.

    >>> whole_addresses("ទៅ www.a.kh ឬ រដ្ឋ@a.kh")
    [(3, 11), (14, 23)]
    """
    spans = address_spans(text)
    for i, (start, end) in enumerate(spans):
        if text[start - 1 : start] == "@":
            start -= 1
            while start and text[start - 1] in WRITTEN:
                start -= 1
            spans[i] = start, end
    return spans


def runs_around(cuts: list[int], offset: int) -> list[list[int]]:
    """The cuts of every run of up to five words that holds ``offset``, the longest runs first.

    >>> runs_around([0, 2, 3, 5], 2)
    [[0, 2, 3, 5], [0, 2, 3], [2, 3, 5], [2, 3]]
    """
    behind = bisect_right(cuts, offset)  # the cut after the word that holds it
    runs = [
        cuts[first:last]
        for first in range(max(0, behind - 3), behind)
        for last in range(behind + 1, min(len(cuts), behind + 3) + 1)
    ]
    return sorted(runs, key=lambda run: run[0] - run[-1])


def holds(cuts: list[int], offset: int) -> bool:
    """Whether ``offset`` is one of the ``cuts``."""
    i = bisect_left(cuts, offset)
    return i < len(cuts) and cuts[i] == offset


_TELLING: Final = 4  # forms are looked up by their first characters, as many as the scan uses


class Forms:
    """Listed forms, to be found in a text.

    >>> [(start, list(ends)) for start, ends in Forms(["ab", "abc", "b"]).places("xabcd")]
    [(1, [4, 3]), (2, [3])]
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = sorted(forms)
        self._short = frozenset(form for form in self._forms if len(form) < _TELLING)
        self._beginnings = {form[:_TELLING] for form in self._forms}
        self._lengths = sorted(set(map(len, self._beginnings)), reverse=True)
        self._starts = Triggered(
            lambda: re.compile(f"(?={any_of(self._beginnings)})"), self._beginnings
        )
        self._by_beginning: dict[str, tuple[str, ...]] = {}  # those of texts until now

    def _forms_with(self, beginning: str) -> tuple[str, ...]:
        """The forms that begin so, and shorter ones with which these begin; the longest first."""
        first = bisect_left(self._forms, beginning)
        last = bisect_right(self._forms, beginning + chr(sys.maxunicode), first)
        shorter = (beginning[:length] for length in range(len(beginning) - 1, 0, -1))
        longest_first = sorted(self._forms[first:last], key=len, reverse=True)
        return (*longest_first, *filter(self._short.__contains__, shorter))

    def places(self, text: str) -> Iterator[tuple[int, Iterator[int]]]:
        """Each offset where forms begin, with their ends, the longest first."""
        for start in self._starts.offsets(text):
            for length in self._lengths:  # pragma: no branch - a form begins here
                beginning = text[start : start + length]
                if beginning in self._beginnings:
                    forms = self._by_beginning.get(beginning)
                    if forms is None:
                        forms = self._by_beginning[beginning] = self._forms_with(beginning)
                    if text.startswith(forms, start):
                        ends = [start + len(form) for form in forms if text.startswith(form, start)]
                        yield start, iter(ends)
                    break
