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


class Trie:
    """A set of words, each a sequence of keys."""

    def __init__(self, words: Iterable[Sequence[Key]]) -> None:
        self._root = _Node()
        for word in words:
            node = self._root
            for key in word:
                node = node.below.setdefault(key, _Node())
            node.terminal = True

    def __contains__(self, word: Sequence[Key]) -> bool:
        node: _Node | None = self._root
        for key in word:
            node = node.below.get(key) if node else None
        return node is not None and node.terminal

    def matches(self, keys: Sequence[Key]) -> Iterator[tuple[int, int]]:
        """From the left the longest words among ``keys``, as spans of them."""
        start = 0
        while start < len(keys):
            stop = start
            node = self._root.below.get(keys[start])
            position = start + 1
            while node is not None:
                if node.terminal:
                    stop = position
                node = node.below.get(keys[position]) if position < len(keys) else None
                position += 1
            if stop > start:
                yield start, stop
            start = max(stop, start + 1)


class _Node:
    __slots__ = ("below", "terminal")

    def __init__(self) -> None:
        self.below: dict[Key, _Node] = {}
        self.terminal = False


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
