"""Words of the user: kept whole wherever they stand, or never kept whole.

Words are compared item by item (see ``_lexer``), a Khmer syllable by its value, which is the same
for every way of typing it, and anything else by its visible characters. So a user's word is found
in every spelling of the encoding, begins and ends between clusters, and cuts no number, acronym or
Latin word in two. Of several that overlap the one that begins first wins, then the longest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeAlias

from khmertext._chars import RE_INVISIBLE
from khmertext.errors import check_text

Key: TypeAlias = Hashable


class Words:
    """A set of words, each a sequence of keys.

    They stand backwards in a tree, and a sequence is read from its end (Aho and Corasick): what has
    been read leads to a node, and that knows the longest word that begins here. So the time does not
    depend on how long the words are.
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
        """From the left the longest words among ``keys``, as spans of them."""
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


def normalized_words(words: Iterable[str], option: str) -> tuple[str, ...]:
    """``words`` in normal form, each once; ``ValueError`` for one that no text can have as a word."""
    import re

    from khmertext.normalization import normalize

    if isinstance(words, str):
        raise TypeError(f"{option}= takes a list of words, not one string")
    found: dict[str, None] = {}
    for word in words:
        check_text(word, f"Segmenter({option}=...)")
        if len(word.splitlines()) > 1 or word.splitlines() != [word]:
            raise ValueError(f"{option}=: a word has no line break: {word!r}")
        normal = normalize(word, zwsp="remove")
        if not re.sub(f"[{RE_INVISIBLE}]", "", normal).strip():
            reason = "empty" if normal == word else "nothing: it has only what normalizing removes"
            raise ValueError(f"{option}=: {word!r} is {reason}")
        found[normal] = None
    return tuple(found)
