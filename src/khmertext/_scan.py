"""Where a pattern may match: said by a fast scan, and judged by the pattern itself.

Most patterns match at few places of a text: all their matches begin with words of a table, or where
a syllable is not in order. ``Triggered`` and ``OddSyllables`` hold a pattern and that knowledge
together, and look only there. Without the native module the pattern looks everywhere by itself;
what is found is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from importlib import import_module
from typing import Any, TypeAlias

from khmertext._patterns import WordPattern, compile_pattern
from khmertext._twins import native_module


@cache
def native_scan() -> Any:
    """The native module; None where it was not compiled, and with ``KHMERTEXT_PURE``."""
    return native_module("khmertext._native_scan")


# a pattern, or what makes one when it is needed
Unmade: TypeAlias = re.Pattern[str] | WordPattern | Callable[[], re.Pattern[str]]


class Scanned:
    """A pattern, and a scan that tells where it may match; a subclass says which.

    The scan may tell of too many places, never of too few.
    """

    __slots__ = ("_match", "_pattern", "_table")

    def __init__(self, pattern: Unmade) -> None:
        self._pattern = pattern
        self._match: Callable[[str, int], re.Match[str] | None] = self._first_match
        self._table: Any = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern; made now where it was given otherwise."""
        found = self._pattern
        if isinstance(found, WordPattern):
            return found.whole()
        if callable(found):
            found = self._pattern = found()
        return found

    def _first_match(self, text: str, offset: int) -> re.Match[str] | None:
        """Makes the pattern, which is asked itself from now on."""
        given = self._pattern
        made = given if isinstance(given, WordPattern) else self.pattern
        self._match = made.match
        return made.match(text, offset)

    def _new_table(self) -> Any:
        """What knows the places, of the native module; ``ImportError`` without that."""
        raise NotImplementedError

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer(text)`` gives."""
        return self.everywhere(text) if native_scan() is None else self._matches(text)

    def everywhere(self, text: str) -> Iterator[re.Match[str]]:
        """The same, found by the pattern alone."""
        return self.pattern.finditer(text)

    def searcher(self, text: str) -> Callable[[int], re.Match[str] | None]:
        """A function of a position: what ``pattern.search(text, position)`` gives.

        To be called with rising positions, each behind the start of the last match.

        >>> search = Triggered(re.compile("a+"), ["a"]).searcher("aaa")
        >>> search(0).span(), search(2).span(), search(3)
        ((0, 3), (2, 3), None)
        """
        if native_scan() is None:
            return partial(self.pattern.search, text)
        batch: list[int] = []
        batches, index = self._batches(text), 0

        def search(position: int) -> re.Match[str] | None:
            nonlocal batch, index
            while True:
                if index < len(batch) and batch[index] < position:
                    index = bisect_left(batch, position, index)
                while index < len(batch):
                    index += 1
                    if found := self._match(text, batch[index - 1]):
                        return found
                try:
                    batch, index = next(batches), 0
                except StopIteration:
                    return None

        return search

    def offsets(self, text: str) -> Iterator[int]:
        """Where it may match, rising; without the native module where it does."""
        if native_scan() is None:
            yield from (found.start() for found in self.everywhere(text))
            return
        for batch in self._batches(text):
            yield from batch

    def _batches(self, text: str) -> Iterator[list[int]]:
        """The offsets that the native module tells, rising, a list at a time."""
        if self._table is None:
            self._table = self._new_table()
        position = 0
        while position < len(text):
            found, position = self._table.find(text, position)
            yield found

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        done = 0
        for offset in self.offsets(text):
            if offset >= done and (found := self._match(text, offset)):
                done = found.end()
                yield found


class Triggered(Scanned):
    """A pattern, and the words of which one begins wherever it matches.

    ``words`` come from the table that the pattern was made of, never from a list of their own; a
    beginning of a word tells as much, and a word too many costs time only. Those of ``alone`` count
    where no Khmer letter or mark stands before them. For no words at all nothing is found. A pattern
    that is long to make may be given as the function that makes it, which is called when a word is
    met, or as a ``WordPattern``.

    Raises ``ValueError`` for the empty word, which begins everywhere.

    >>> years = Triggered(re.compile("in [0-9]{4}|year"), ["in ", "year"])
    >>> [match[0] for match in years.finditer("in the year 1 or in 1999")]
    ['year', 'in 1999']
    """

    __slots__ = ("alone", "words")

    def __init__(
        self,
        pattern: Unmade,
        words: Iterable[str],
        *,
        alone: Iterable[str] = (),
    ) -> None:
        super().__init__(pattern)
        self.words = frozenset(words)
        self.alone = frozenset(alone)
        if "" in self.words or "" in self.alone:
            raise ValueError("the empty word begins everywhere: it tells nothing")

    def _new_table(self) -> Any:
        return import_module("khmertext._native_scan").Triggers(self.words, self.alone)


class OddSyllables(Scanned):
    """A pattern that matches at letters with marks out of order, or with too many.

    In order are robat, two subscripts, a shifter, a vowel, a modifier and a final, each at most
    once, and nothing hidden among them. Classes, as the inside of a ``[...]``, say which of them:
    ``first``, which subscripts may stand before another, ``shifters`` and ``modifiers``. The pattern
    may match where one of these is missing or doubled, and where ុ stands before ័; if ``strays``,
    also at marks behind no letter. ``clean``, if it is given, is what the pattern passes over.
    """

    __slots__ = ("_classes", "_whole")

    def __init__(
        self,
        pattern: re.Pattern[str],
        *,
        first: str,
        shifters: str,
        modifiers: str,
        strays: bool = False,
        clean: str = "",
    ) -> None:
        super().__init__(pattern)
        self._classes = (first, shifters, modifiers, strays)
        self._whole = compile_pattern(f"(?P<clean>{clean})|{pattern.pattern}") if clean else None

    def _new_table(self) -> Any:
        return import_module("khmertext._native_scan").OddSyllables(*self._classes)

    def everywhere(self, text: str) -> Iterator[re.Match[str]]:
        if self._whole is None:
            return super().everywhere(text)
        found = self._whole.finditer(text)
        return (match for match in found if match.lastgroup != "clean")
