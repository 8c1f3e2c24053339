"""Makes regular expressions: of word lists, compiled on first use, and with possessive quantifiers.

Before 3.11.5 Python's ``re`` matches possessive groups wrongly, for it does not backtrack out of
them (https://github.com/python/cpython/issues/106052); there they are compiled as atomic groups.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from itertools import groupby
from os.path import commonprefix
from types import MappingProxyType
from typing import Any, Literal, cast

_RE_IS_RIGHT = sys.version_info >= (3, 11, 5)

# Below this depth words are written side by side, not as a tree: the compiler of patterns recurses.
_DEEPEST = 40
# So few words are written side by side, too: branches take longest to compile.
_FEW = 8
_MOST_PAIRS = 1 << 12  # two letters of which it is remembered whether a word begins with them
_NOTHING: Mapping[str, str] = MappingProxyType({})


class _Later:
    """A pattern that is compiled when it is first used, and then has the compiled one's methods."""

    def __init__(
        self, pattern: str | Callable[[], str], flags: int, compiled: Callable[[str, int], Any]
    ) -> None:
        if isinstance(pattern, str):
            self.pattern = pattern
        self._made: Any = None
        self._given = pattern, flags, compiled

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self._made is None:
            pattern, flags, compiled = self._given
            self._made = compiled(pattern() if callable(pattern) else pattern, flags)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found


def lazy_pattern(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, but compiled when it is first used: for patterns of modules.

    One text needs few of all patterns, and compiling them is slow. ``pattern`` may be a function
    that returns it, for instance from tables of words; that is called on first use, too. So this
    also works as a decorator.

    >>> lazy_pattern("a+").findall("aa ba")
    ['aa', 'a']
    """
    return cast("re.Pattern[str]", _Later(pattern, flags, re.compile))


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``lazy_pattern``, for patterns with possessive groups: right before Python 3.11.5, too.

    >>> compile_pattern("(?:ab?)++c").match("aabc").group()
    'aabc'
    """
    return cast("re.Pattern[str]", _Later(pattern, flags, _rightly))


def _rightly(pattern: str, flags: int) -> Any:
    if _RE_IS_RIGHT:
        return re.compile(pattern, flags)
    tree = import_module("re._parser").parse(pattern, flags)
    _make_atomic(tree)
    return import_module("re._compiler").compile(tree, flags)


def _make_atomic(tree: Any) -> None:
    """Write each possessive group as an atomic one that repeats: ``(?:X)*+`` as ``(?>(?:X)*)``.

    ``tree`` is a pattern as Python 3.11 parses it. The two mean the same, and atomic groups match
    rightly in every version. Not by ``regex``: what it calls a letter is not what ``re`` does.
    """
    codes, is_simple = import_module("re._constants"), import_module("re._compiler")._simple
    for index, (code, argument) in enumerate(tree.data):
        for part in _parts(argument, type(tree)):
            _make_atomic(part)
        if code is codes.POSSESSIVE_REPEAT and not is_simple(argument[2]):
            repeated = type(tree)(tree.state, [(codes.MAX_REPEAT, argument)])
            tree.data[index] = (codes.ATOMIC_GROUP, repeated)


def _parts(argument: Any, kind: type) -> Iterator[Any]:
    """The patterns inside ``argument``, what one code of a pattern is about."""
    if isinstance(argument, kind):
        yield argument
    elif isinstance(argument, (tuple, list)):
        for inner in argument:
            yield from _parts(inner, kind)


def any_of(words: Iterable[str], behind: Mapping[str, str] = _NOTHING) -> str:
    """A pattern of the longest of ``words`` that fits; of many, a tree that tries no letter twice.

    ``behind`` gives for some words a pattern that must match behind them (an assertion, or more
    text; alternatives in a group of their own). The result is one group. It begins with the plain
    letters of the words, so that a search for it is fast: write look-behinds behind the words.

    Raises ``ValueError`` for no words, and for the empty word: such a pattern would match anywhere.

    >>> any_of(["abc", "ab", "axyz"])
    '(?:a(?:xyz|bc|b))'
    >>> any_of(["ab", "abc"], {"ab": "(?![a-z])"})
    '(?:ab(?:c|(?![a-z])))'
    >>> any_of(["ab", "abc", "x"], {"ab": "(?!z)", "abc": "(?!z)"})
    '(?:(?:x|abc(?!z)|ab(?!z)))'
    >>> any_of(["ab", "abc"], {"ab": "(?!c)(?!z)", "abc": "(?!z)"})
    '(?:ab(?:c|(?!c))(?!z))'
    """
    words = sorted(set(words))
    if not words or not words[0]:
        raise ValueError("a pattern needs words, and none of them empty")
    return f"(?:{_tree([(word, behind.get(word, '')) for word in words], _DEEPEST)})"


def _tree(ways: list[tuple[str, str]], depth: int) -> str:
    """The pattern of sorted ``ways``: words, each with the pattern that must match behind it."""
    if len(ways) == 1:
        return re.escape(ways[0][0]) + ways[0][1]
    same = min((behind for _, behind in ways), key=len) if ways[0][1] else ""
    # a group that all end in is written once, behind all of them
    if same.startswith("(") and all(behind.endswith(same) for _, behind in ways):
        return _tree([(word, behind.removesuffix(same)) for word, behind in ways], depth) + same
    head = commonprefix((ways[0][0], ways[-1][0]))  # noqa: RUF071 (letter by letter is meant)
    ways = [(word[len(head) :], behind) for word, behind in ways]
    if not depth or len(ways) <= _FEW:
        # side by side, a longer word before its beginning
        branches = [re.escape(word) + behind for word, behind in reversed(ways)]
        return f"{re.escape(head)}(?:{'|'.join(branches)})"
    ends = [behind for word, behind in ways if not word]
    longer = groupby(ways[len(ends) :], key=lambda way: way[0][0])
    branches = [_tree(list(group), depth - 1) for _, group in longer]
    if ends == [""]:
        return f"{re.escape(head)}(?:{'|'.join(branches)})?"
    return f"{re.escape(head)}(?:{'|'.join(branches + ends)})"


class WordPattern:
    """A pattern that begins with words, compiled for their first two letters when a text has these.

    ``make`` gives the pattern for some of ``words``; its matches begin with one of these. Most
    texts have few of the beginnings, and a short pattern compiles and matches faster. Where one
    letter is a word by itself, all words with that letter are in one pattern.

    >>> called = WordPattern(lambda words: any_of(words) + "!", ["Ann", "Anna", "Bob"])
    >>> called.match("Anna!").group(), called.match("Anna?"), called.match("Zoe!")
    ('Anna!', None, None)
    """

    __slots__ = ("_by_pair", "_make", "_whole", "_words", "by_beginning")

    def __init__(self, make: Callable[[list[str]], str], words: Iterable[str]) -> None:
        self._make = make
        words = dict.fromkeys(words)
        self._words: dict[str, list[str]] = {}
        for word in words:
            letter = word[0]
            self._words.setdefault(letter if letter in words else word[:2], []).append(word)
        # the ``match`` of the pattern for each beginning that has come up, and for two letters of a text
        self.by_beginning: dict[str, Callable[..., re.Match[str] | None]] = {}
        self._by_pair: dict[str, Callable[..., re.Match[str] | None] | Literal[False]] = {}
        self._whole: re.Pattern[str] | None = None

    def match(self, text: str, position: int = 0) -> re.Match[str] | None:
        """The match that begins at ``position``."""
        pair = text[position : position + 2]
        match = self._by_pair.get(pair)
        if match is None:
            match = self._match_for(pair)
        return match(text, position) if match else None

    def _match_for(self, pair: str) -> Callable[..., re.Match[str] | None] | Literal[False]:
        """The ``match`` of the pattern of the words that begin with two letters; False if none do."""
        beginning = pair if pair in self._words else pair[:1]
        words = self._words.get(beginning)
        match: Callable[..., re.Match[str] | None] | Literal[False] = False
        if words is not None:
            match = self.by_beginning.get(beginning) or re.compile(self._make(words)).match
            self.by_beginning[beginning] = match
        if len(self._by_pair) < _MOST_PAIRS:
            self._by_pair[pair] = match
        return match

    def whole(self) -> re.Pattern[str]:
        """One pattern of all the words."""
        if self._whole is None:
            self._whole = re.compile(self._make([w for each in self._words.values() for w in each]))
        return self._whole
