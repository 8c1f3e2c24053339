"""Patterns: of word lists, and those whose possessive quantifiers keep them linear.

Before 3.11.5 Python's ``re`` forgets to unwind what it tried inside a possessive group
(https://github.com/python/cpython/issues/106052) and matches wrongly; ``regex`` does it right.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from os.path import commonprefix
from types import MappingProxyType
from typing import cast

_RE_IS_RIGHT = sys.version_info >= (3, 11, 5)

# Branches inside branches beyond this are written side by side: the compiler of patterns recurses.
_DEEPEST = 40
_NOTHING: Mapping[str, str] = MappingProxyType({})


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, or the same by ``regex`` where ``re`` has possessive quantifiers wrong.

    >>> compile_pattern("(?:ab?)++c").match("aabc").group()
    'aabc'
    """
    if _RE_IS_RIGHT:
        return re.compile(pattern, flags)
    import regex

    return cast("re.Pattern[str]", regex.compile(pattern, flags))


def any_of(words: Iterable[str], behind: Mapping[str, str] = _NOTHING) -> str:
    """A pattern of the longest of ``words`` that fits, as a tree: no letter is tried twice.

    ``behind`` has for some words a pattern of what must hold behind them (an assertion, or more
    text; alternatives in a group of their own). The result is one group. It begins with the plain
    letters of the words, so a search for it is fast: write look-behinds behind the words.

    Raises ``ValueError`` for no words, and for the empty word: such a pattern would match anywhere.

    >>> any_of(["abc", "ab", "axyz"])
    '(?:a(?:b(?:c)?|xyz))'
    >>> any_of(["ab", "abc"], {"ab": "(?![a-z])"})
    '(?:ab(?:c|(?![a-z])))'
    >>> any_of(["ab", "abc", "x"], {"ab": "(?!z)", "abc": "(?!z)"})
    '(?:(?:ab(?:c)?(?!z)|x))'
    """
    words = sorted(set(words))
    if not words or not words[0]:
        raise ValueError("a pattern needs words, and none of them empty")
    return f"(?:{_tree([(word, behind.get(word, '')) for word in words], _DEEPEST)})"


def _tree(ways: list[tuple[str, str]], depth: int) -> str:
    """The pattern of sorted ``ways``: words, and what must hold behind each."""
    word, same = ways[0]
    if len(ways) == 1:
        return re.escape(word) + same
    if same and all(behind == same for _, behind in ways):  # written once, behind all of them
        return _tree([(word, "") for word, _ in ways], depth) + same
    head = commonprefix((ways[0][0], ways[-1][0]))  # noqa: RUF071 (letter by letter is meant)
    ways = [(word[len(head) :], behind) for word, behind in ways]
    if not depth:  # a longer word stands after its beginning
        branches = [re.escape(word) + behind for word, behind in reversed(ways)]
        return f"{re.escape(head)}(?:{'|'.join(branches)})"
    ends = [behind for word, behind in ways if not word]
    longer = groupby(ways[len(ends) :], key=lambda way: way[0][0])
    branches = [_tree(list(group), depth - 1) for _, group in longer]
    if ends == [""]:
        return f"{re.escape(head)}(?:{'|'.join(branches)})?"
    return f"{re.escape(head)}(?:{'|'.join(branches + ends)})"
