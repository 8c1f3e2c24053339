"""Words of the user: ``add`` keeps them whole wherever they stand, ``remove`` never.

They are compared item by item (see ``_lexer``): Khmer syllables by their values, which are the same
however they are encoded, anything else by its visible characters. So a user's word is found in every
encoding, begins and ends between clusters, and cuts no number, acronym or Latin word in two. Of
several that overlap the one that begins first wins, then the longest.
"""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Iterable, Iterator, Sequence
from os import PathLike
from typing import Final, TypeAlias

from khmertext._chars import RE_HANGING, RE_INVISIBLE
from khmertext._files import file_text
from khmertext._patterns import lazy_pattern
from khmertext.errors import check_word, check_words

Key: TypeAlias = Hashable


class Words:
    """A set of words, each a sequence of keys.

    They are stored backwards in a trie with fallback links (Aho and Corasick), and a sequence is read
    from its end: each key leads to a node, which knows the longest word that begins at that key. So
    the time does not depend on the length of the words.
    """

    def __init__(self, words: Iterable[Sequence[Key]]) -> None:
        self._root = root = _Node()
        root.fallback = root
        for word in words:
            node = root
            for key in reversed(word):
                node = node.below.setdefault(key, _Node())
            node.longest = len(word)
            node.is_word = True
        level = [root]
        while level:
            level = [self._fall_back(node, *edge) for node in level for edge in node.below.items()]

    def _fall_back(self, above: _Node, key: Key, node: _Node) -> _Node:
        """Complete a node, when those nearer to the root are complete."""
        node.fallback = self._root if above is self._root else self._next(above.fallback, key)
        node.longest = node.longest or node.fallback.longest
        return node

    def _next(self, node: _Node, key: Key) -> _Node:
        while key not in node.below and node is not self._root:
            node = node.fallback
        return node.below.get(key, self._root)

    def __contains__(self, word: Sequence[Key]) -> bool:
        node: _Node | None = self._root
        for key in reversed(word):
            node = node.below.get(key) if node else None
        return node is not None and node.is_word

    def matches(self, keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
        """The spans of the words in ``keys``, from the left, the longest at each place."""
        node = self._root
        longest = []  # of the words that begin at each key, from the last key on
        for key in reversed(keys):
            node = self._next(node, key)
            longest.append(node.longest)
        start = 0
        while start < len(keys):
            length = longest[-1 - start]
            if length:
                yield start, start + length
            start += length or 1


class _Node:
    __slots__ = ("below", "fallback", "is_word", "longest")

    fallback: _Node

    def __init__(self) -> None:
        self.below: dict[Key, _Node] = {}
        self.longest = 0
        self.is_word = False


class NormalWords(tuple[str, ...]):
    """Words that were checked, in normal form, each once."""

    __slots__ = ()


def normal_words(words: Iterable[str] | PathLike[str], option: str) -> NormalWords:
    """``words``, or those of a file, in normal form; ``ValueError`` for an empty one or a line break.

    A word that begins inside a cluster, so that it can never be found, gives a warning.
    """
    if isinstance(words, NormalWords):
        return words
    check_words(words, option)
    if not isinstance(words, PathLike):
        return _checked(_listed(words, option))
    try:
        text = file_text(words)
    except ValueError as error:
        raise ValueError(f"{option}=: {error}") from error
    return _checked(_entries(text.split("\n"), f"{option}=: {words}"))


def words_of_lines(lines: Iterable[str], place: str) -> NormalWords:
    """:func:`normal_words` of the lines of a file, which ``place`` names."""
    return _checked(_entries(lines, place))


def _checked(entries: Iterable[tuple[str, str]]) -> NormalWords:
    found: dict[str, None] = {}
    for word, place in entries:
        normal = _normal(word, place)
        if _HANGS.match(normal):
            message = f"{place}: {word!r} can never be found: it begins inside a cluster"
            warnings.warn(message, stacklevel=4)  # where the Segmenter is made
        found[normal] = None
    return NormalWords(found)


_HANGS: Final = lazy_pattern(f"[{RE_HANGING}]")
_FREQUENCY: Final = lazy_pattern(r"(?:\t.*| +[0-9]+(?: +[a-z]+)?)\Z")


def _listed(words: Iterable[str], option: str) -> Iterator[tuple[str, str]]:
    for word in words:
        yield check_word(word, "Segmenter", option), f"{option}="


def _entries(lines: Iterable[str], place: str) -> Iterator[tuple[str, str]]:
    """The words of a file, one a line, and where each stands."""
    for number, word in numbered_words(lines):
        yield word, f"{place}, line {number}"


def numbered_words(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The words of a file that a user wrote, one a line, and the numbers of the lines.

    Blank lines and lines that begin with ``#`` are skipped. Text after a tab is ignored, and a
    frequency after a space, as the dictionaries of jieba have it.

    >>> list(numbered_words(["# towns", "ភ្នំពេញ 120 n", "", "តាកែវ\\tTakeo"]))
    [(2, 'ភ្នំពេញ'), (4, 'តាកែវ')]
    """
    for number, line in enumerate(lines, 1):
        word = _FREQUENCY.sub("", line.rstrip("\r\n")).strip(" ")
        if word and not word.startswith("#"):
            yield number, word


def _normal(word: str, place: str) -> str:
    from khmertext.normalization import normalize

    if len(word.splitlines()) > 1 or word.splitlines() != [word]:
        raise ValueError(
            f"{place}: a word has no line break: {word!r}" if word else f"{place}: '' is empty"
        )
    normal = normalize(word, zwsp="remove")
    if not _INVISIBLE.sub("", normal).strip():
        reason = "empty" if normal == word else "nothing: it has only what normalizing removes"
        raise ValueError(f"{place}: {word!r} is {reason}")
    return normal


_INVISIBLE: Final = lazy_pattern(f"[{RE_INVISIBLE}]")
