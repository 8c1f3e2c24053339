"""The words of Khmer numbers, as ``data/number_words.tsv`` lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Literal, NamedTuple

from khmertext._chars import (
    AA,
    COENG,
    NIKAHIT,
    RE_LETTER,
    RE_MARK,
    RE_SHIFTER,
    RE_VOWEL,
    with_either_subscript,
)
from khmertext._data import read_table, rows_with
from khmertext._patterns import any_of, lazy_pattern

Role = Literal[
    "unit", "tens", "two_tens", "teen", "score", "scale", "counter",
    "minus", "mark", "half", "half_noun", "part", "over",
]  # fmt: skip


class _WordRow(NamedTuple):
    word: str
    value: str
    role: Role
    status: Literal["standard", "variant", "misspelt"]
    provenance: str


class NumberWord(NamedTuple):
    """What one number word says; ``value`` is 0 where the role alone matters."""

    value: int
    role: Role
    misspelt: bool


# A word ends where its last cluster ends, and begins where one begins.
WORD_START = rf"(?<!{COENG})"
WORD_END = rf"(?![{RE_MARK}{COENG}])"
_LATIN_END = "(?![A-Za-z])"

_CLUSTERS = lazy_pattern(rf"[{RE_LETTER}](?:{COENG}[{RE_LETTER}]|[{RE_MARK}])*|.")
_SHIFTED_VOWEL = lazy_pattern(rf"([{RE_SHIFTER}])([{RE_VOWEL}])")


def word_end(word: str) -> str:
    """What must not follow ``word``: the rest of a cluster, or of a Latin word."""
    return _LATIN_END if word.isascii() else WORD_END


def spellings(word: str) -> set[str]:
    """``word`` in every order of marks, and with either subscript, that look the same.

    >>> sorted(spellings("ដណ្តប់")) == sorted(["ដណ្តប់", "ដណ្ដប់"])
    True
    """
    ways = [_cluster_spellings(cluster) for cluster in _CLUSTERS.findall(word)]
    return {"".join(way) for way in product(*ways)}


@cache  # a few hundred clusters make thousands of words
def _cluster_spellings(cluster: str) -> frozenset[str]:
    found = set(with_either_subscript(cluster))
    found |= {_SHIFTED_VOWEL.sub(r"\2\1", way) for way in found}
    found |= {way.replace(AA + NIKAHIT, NIKAHIT + AA) for way in found}
    return frozenset(found)


@cache
def number_words(*, strict: bool = False, counters: bool = False) -> dict[str, NumberWord]:
    """Every accepted spelling with its meaning.

    ``strict`` leaves out the misspellings and the count by twenties, ``counters`` adds the
    traditional counts (គូ, ឡូ, ដំប, ផ្លូន, ស្លឹក).
    """
    found: dict[str, NumberWord] = {}
    for row in read_table("number_words.tsv", _WordRow):
        role, misspelt = row.role, row.status == "misspelt"
        if (strict and (misspelt or role == "score")) or (role == "counter" and not counters):
            continue
        value = int(row.value) if row.value.isdecimal() else 0
        found.update(dict.fromkeys(spellings(row.word), NumberWord(value, role, misspelt)))
    return found


@cache
def word_pattern(*, strict: bool = False, counters: bool = False) -> re.Pattern[str]:
    """Matches one number word, the longest that ends at a cluster boundary."""
    words = number_words(strict=strict, counters=counters)
    return re.compile(WORD_START + any_of(words, {word: word_end(word) for word in words}))


@cache
def canonical_words(role: Role) -> Mapping[int, str]:
    """The standard word of each value of a role; the first row of the table wins."""
    found: dict[int, str] = {}
    for row in rows_with("number_words.tsv", _WordRow, role):
        if row.status == "standard":
            found.setdefault(int(row.value) if row.value.isdecimal() else 0, row.word)
    return MappingProxyType(found)


@cache
def standard_word(role: Role) -> str:
    """The standard word of a role that has one value: ដក is the minus."""
    return next(iter(canonical_words(role).values()))


def spelled(role: Role) -> tuple[str, ...]:
    """All spellings of the words of one role."""
    return tuple(spelling for spelling, word in number_words().items() if word.role == role)


def misspelt_word(text: str) -> re.Match[str] | None:
    """A misspelt number word in ``text``, which may have U+200B anywhere.

    The view that numbers are read in is normalized: ម៉ឺន typed with another sign is repaired there
    before anybody can see it.
    """
    return _misspelt_words().search(text)


@cache
def _misspelt_words() -> re.Pattern[str]:
    words = sorted(
        (w for w, word in number_words().items() if word.misspelt), key=len, reverse=True
    )
    return re.compile("|".join("[\u200b\u200c]*".join(word) for word in words))
