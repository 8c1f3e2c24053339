"""Where a pattern may match: said by a fast scan, and judged by the pattern itself.

Most patterns of a finder match at few places of a text, and all their matches begin with words of a
table. ``Triggered`` holds the two together, and looks only where such a word begins. Without the
native module the pattern looks everywhere by itself; what is found is the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from importlib import import_module
from typing import Any

# entries of a table of triggers; longer words are told by their beginnings if it would have more
_MOST = 1 << 18


@cache
def native_scan() -> Any:
    """The native module; None where it was not compiled, and with ``KHMERTEXT_PURE``."""
    if os.environ.get("KHMERTEXT_PURE", "0") not in ("", "0"):
        return None
    try:
        return import_module("khmertext._native_scan")
    except ImportError:
        return None


class Triggered:
    """A pattern, and the words of which one begins wherever it matches.

    ``words`` come from the table that the pattern was made of, never from a list of their own; a
    beginning of a word tells as much, and a word too many costs time only. Those of ``alone`` count
    where no Khmer letter or mark stands before them. For no words at all nothing is found.

    Raises ``ValueError`` for the empty word, which begins everywhere.

    >>> years = Triggered(re.compile("in [0-9]{4}|year"), ["in ", "year"])
    >>> [match[0] for match in years.finditer("in the year 1 or in 1999")]
    ['year', 'in 1999']
    """

    __slots__ = ("_alone", "_table", "_words", "pattern")

    def __init__(
        self, pattern: re.Pattern[str], words: Iterable[str], *, alone: Iterable[str] = ()
    ) -> None:
        self.pattern = pattern
        self._words = frozenset(words)
        self._alone = frozenset(alone)
        self._table: Any = None
        if "" in self._words or "" in self._alone:
            raise ValueError("the empty word begins everywhere: it tells nothing")

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer(text)`` gives."""
        return self.pattern.finditer(text) if native_scan() is None else self._matches(text)

    def searcher(self, text: str) -> Callable[[int], re.Match[str] | None]:
        """A function of a position: what ``pattern.search(text, position)`` gives.

        To be called with rising positions, each behind the start of the last match.

        >>> search = Triggered(re.compile("a+"), ["a"]).searcher("aaa")
        >>> search(0).span(), search(2).span(), search(3)
        ((0, 3), (2, 3), None)
        """
        if native_scan() is None:
            return partial(self.pattern.search, text)
        match, offsets = self.pattern.match, self.offsets(text)

        def search(position: int) -> re.Match[str] | None:
            for offset in offsets:
                if offset >= position and (found := match(text, offset)):
                    return found
            return None

        return search

    def offsets(self, text: str) -> Iterator[int]:
        """Where a word begins, rising; ``ImportError`` without the native module."""
        if self._table is None:
            self._table = _table(self._words, self._alone)
        found = self._table.find(text, 0)
        while found:
            yield from found
            found = self._table.find(text, found[-1] + 1)

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        match, done = self.pattern.match, 0
        for offset in self.offsets(text):
            if offset >= done and (found := match(text, offset)):
                done = found.end()
                yield found


def _table(words: frozenset[str], alone: frozenset[str]) -> Any:
    """The native table of words; ``ImportError`` without the native module."""
    make = import_module("khmertext._native_scan").Triggers
    for longest in (16, 4, 2, 1):
        cut = {word[:longest] for word in words}
        cut_alone = {word[:longest] for word in alone}
        nodes = {word[:end] for word in cut | cut_alone for end in range(len(word))}
        if len(nodes) * len(set().union(*cut, *cut_alone)) < _MOST:
            break
    return make(cut, cut_alone)
