"""Makes a search with a pattern fast: a native scan finds the places where it may match.

Most patterns can match at few places of a text: where a word of a table begins (``Triggered``), or
where the marks of a syllable are out of order (``OddSyllables``). The pattern is tried only there.
Without the native module a pattern of the words alone, or the pattern itself, searches the whole text;
the matches are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, partial
from importlib import import_module
from typing import Any, TypeAlias

from khmertext._chars import ranges
from khmertext._patterns import WordPattern, any_of, compile_pattern
from khmertext._twins import native_module


@cache
def native_scan() -> Any:
    """The native module; None if it was not compiled or ``KHMERTEXT_PURE`` is set."""
    return native_module("khmertext._native_scan")


# a pattern, or what makes one when it is needed
Unmade: TypeAlias = re.Pattern[str] | WordPattern | Callable[[], re.Pattern[str]]


class Scanned:
    """A pattern, and a scan for the places where it may match, which a subclass supplies.

    The scan may name places where the pattern does not match; it must miss none where it does.
    """

    __slots__ = ("_match", "_pattern", "_table")

    def __init__(self, pattern: Unmade) -> None:
        self._pattern = pattern
        self._match: Callable[[str, int], re.Match[str] | None] = self._first_match
        self._table: Any = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern, made now if a function or a ``WordPattern`` was given."""
        found = self._pattern
        if isinstance(found, WordPattern):
            return found.whole()
        if callable(found):
            found = self._pattern = found()
        return found

    def _first_match(self, text: str, offset: int) -> re.Match[str] | None:
        """Make the pattern and match; later calls go straight to the pattern."""
        given = self._pattern
        made = given if isinstance(given, WordPattern) else self.pattern
        self._match = made.match
        return made.match(text, offset)

    def _new_table(self) -> Any:
        """The native object that finds the places; ``ImportError`` without the native module."""
        raise NotImplementedError

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        if native_scan() is None:
            return next(self.everywhere(text), None)
        for places in self._batches(text):
            for place in places:
                if found := self._match(text, place):
                    return found
        return None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer(text)`` gives."""
        return self.everywhere(text) if native_scan() is None else self._matches(text)

    def everywhere(self, text: str) -> Iterator[re.Match[str]]:
        """The same matches, found by the pattern alone."""
        return self.pattern.finditer(text)

    def offsets(self, text: str) -> Iterator[int]:
        """Where the pattern may match, rising; without the native module, where it does match."""
        if native_scan() is None:
            yield from (found.start() for found in self.everywhere(text))
            return
        for batch in self._batches(text):
            yield from batch

    def _batches(self, text: str) -> Iterator[list[int]]:
        """The offsets that the native module finds, rising, a list at a time."""
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
    """A pattern, all of whose matches begin with one of some words.

    Take ``words`` from the table that the pattern is made of, so that the two agree; the beginning
    of a word will do, and a word too many only costs time. Words of ``alone`` count only where no
    Khmer letter or mark stands before them. Without any words nothing is found. A pattern that is
    slow to make may be given as a function that makes it, called when the first word is met, or as
    a ``WordPattern``. Characters of ``plain`` it must match by themselves, wherever they stand.

    Raises ``ValueError`` for the empty word, which begins everywhere.

    >>> years = Triggered(re.compile("in [0-9]{4}|year"), ["in ", "year"])
    >>> [match[0] for match in years.finditer("in the year 1 or in 1999")]
    ['year', 'in 1999']
    """

    __slots__ = ("_by_beginning", "_pure_search", "alone", "plain", "words")

    def __init__(
        self,
        pattern: Unmade,
        words: Iterable[str],
        *,
        alone: Iterable[str] = (),
        plain: Iterable[str] = (),
    ) -> None:
        super().__init__(pattern)
        self._pure_search: Callable[[str, int], re.Match[str] | None] | None = None
        self._by_beginning = pattern.by_beginning if isinstance(pattern, WordPattern) else {}
        self.words = frozenset(words)
        self.alone = frozenset(alone)
        self.plain = frozenset(plain)
        if "" in self.words or "" in self.alone:
            raise ValueError("the empty word begins everywhere: it tells nothing")

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self.searcher(text)(0)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What ``pattern.finditer(text)`` gives."""
        if native_scan() is None and self._begins_with_a_class():
            return self.everywhere(text)
        return iter(self._new_searcher(text))

    def searcher(self, text: str) -> Callable[[int], re.Match[str] | None]:
        """A function of a position: what ``pattern.search(text, position)`` gives.

        >>> search = Triggered(re.compile("a+"), ["a"]).searcher("aaa")
        >>> search(0).span(), search(2).span(), search(3)
        ((0, 3), (2, 3), None)
        """
        found: Callable[[int], re.Match[str] | None] = self._new_searcher(text)
        return found

    def places(self, text: str) -> Callable[[int], re.Match[str] | int | None]:
        """As :meth:`searcher`, but of a character of ``plain`` only its offset.

        >>> place = Triggered(re.compile("ab|[0-9]"), ["ab"], plain="0123456789").places("7 ab")
        >>> place(0), place(1).span(), place(4)
        (0, (2, 4), None)
        """
        found: Callable[[int], re.Match[str] | int | None] = self._new_searcher(text).place
        return found

    def pure_search(self) -> Callable[[str, int], re.Match[str] | None]:
        """What ``pattern.search`` gives, without the native module.

        The words are looked for alone before the pattern is asked: ``re`` searches fast for what
        begins with plain letters or a class, and tries all other patterns at every letter.
        """
        if self._pure_search is None:
            words = self.words | self.alone | self.plain
            self._pure_search = (
                partial(self._behind_words, re.compile(_beginnings(words)).search)
                if words and not self._begins_with_a_class()
                else self.pattern.search
            )
        return self._pure_search

    def _begins_with_a_class(self) -> bool:
        return not isinstance(self._pattern, WordPattern) and self.pattern.pattern.startswith("[")

    def _behind_words(
        self, next_word: Callable[[str, int], re.Match[str] | None], text: str, position: int
    ) -> re.Match[str] | None:
        while begin := next_word(text, position):
            position = begin.start()
            if found := self._match(text, position):
                return found
            position += 1
        return None

    def _new_searcher(self, text: str) -> Any:
        """Called with a position it searches from there; it is an iterator of all matches, too."""
        if native_scan() is None:
            return _Searcher(text, self)
        if self._table is None:
            self._table = self._new_table()
        return self._table.searcher(text, self, self._by_beginning)

    def _new_table(self) -> Any:
        return import_module("khmertext._native_scan").Triggers(
            self.words | self.plain, self.alone, self.plain
        )


def _beginnings(words: Collection[str]) -> str:
    """A pattern that matches where one of ``words`` begins.

    Of words of one letter and longer ones this is a class of all first letters, and then a look back
    on it: ``re`` looks for a class fastest, while among many branches it tries each in turn.
    """
    letters = {word for word in words if len(word) == 1}
    longer = [word for word in words if len(word) > 1]
    if not letters or not longer:
        return any_of(words)
    first, alone = (_class_of(given) for given in ((word[0] for word in words), letters))
    return f"{first}(?<={alone}|(?={any_of(longer)}){first})"


def _class_of(letters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(set(letters))))}]"


class _Searcher:
    """The pure twin of the native ``Searcher``."""

    __slots__ = ("_plain", "_position", "_search", "_text")

    def __init__(self, text: str, sites: Triggered) -> None:
        self._text = text
        self._search = sites.pure_search()
        self._plain = sites.plain
        self._position = 0  # where an iteration goes on

    def __call__(self, position: int) -> re.Match[str] | None:
        return self._search(self._text, position)

    def place(self, position: int) -> re.Match[str] | int | None:
        """As ``Searcher.place``."""
        found = self(position)
        return found.start() if found and found.group() in self._plain else found

    def __iter__(self) -> Iterator[re.Match[str]]:
        return self

    def __next__(self) -> re.Match[str]:
        found = self(self._position)
        if found is None:
            raise StopIteration
        self._position = max(found.end(), found.start() + 1)
        return found


class OddSyllables(Scanned):
    """A pattern that matches only at letters whose marks are out of order or too many.

    The order is robat, two subscripts, a shifter, a vowel, a modifier, a final; each at most once,
    with nothing hidden between. Three classes, written as the inside of a ``[...]``, make it exact:
    ``first``, the subscripts that may stand before another, ``shifters`` and ``modifiers``. The
    pattern is tried where that order is broken and where ុ stands before ័; with ``strays``, also
    at marks behind no letter. What ``clean``, another pattern, matches is skipped.
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


class Endings:
    """Finds the longest of some words that ends at a place.

    No Latin letter may stand before a word that begins with one.

    >>> before = Endings(["ថ្ងៃ", "ថ្ងៃទី", "No"]).before
    >>> before("នៅថ្ងៃទី៣១", 8, 0), before("No 5", 2, 0), before("UNo 5", 3, 0)
    ('ថ្ងៃទី', 'No', None)
    """

    __slots__ = ("before",)

    def __init__(self, words: Iterable[str]) -> None:
        native = native_scan()
        # the longest word that ends at an offset and begins at a second one or later; None if none does
        self.before: Callable[[str, int, int], str | None] = (
            _Tails(words).before if native is None else native.Endings(words).before
        )


class _Tails:
    """The pure twin: words by their last three characters, those of one or two by the last."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_tail: dict[str, list[str]] = {}
        for word in sorted(words, key=len, reverse=True):
            self._by_tail.setdefault(word[-3:] if len(word) > 2 else word[-1], []).append(word)

    def before(self, text: str, end: int, free: int) -> str | None:
        if not 0 <= free < end <= len(text):
            return None
        for tail in (text[end - 3 if end > 3 else 0 : end], text[end - 1]):
            for word in self._by_tail.get(tail, ()):
                begin = end - len(word)
                if text.endswith(word, free, end) and not (
                    _is_latin(word[0]) and begin > free and _is_latin(text[begin - 1])
                ):
                    return word
        return None


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


class Outside:
    """Tells whether a text has a character that is none of a class, the inside of a ``[...]``.

    >>> Outside("a-c ").is_in("a cab"), Outside("a-c ").is_in("a cat")
    (False, True)
    """

    __slots__ = ("_is_in", "_members")

    def __init__(self, members: str) -> None:
        self._members = members
        self._is_in: Callable[[str], object] | None = None

    def is_in(self, text: str) -> bool:
        if self._is_in is None:
            self._is_in = self._made()
        return bool(self._is_in(text))

    def _made(self) -> Callable[[str], object]:
        native = native_scan()
        if native is None:
            return re.compile(f"[^{self._members}]").search
        found: Callable[[str], object] = native.Outside(ranges(self._members)).is_in
        return found
