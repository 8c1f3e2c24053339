"""Whether a word is part of a proper name: persons and places keep the spellings they were given.

Some legacy spellings are names more often than words: Chamroeun is ចំរើន on the identity card,
whatever a dictionary says of the word. No list can know names, but they stand behind titles and
behind nouns such as *village*, and Khmer puts blanks around them.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Final, Literal, NamedTuple

from khmertext._data import rows_with
from khmertext._lexicon import lexicon

_USUAL: Final = 20  # occurrences below which the lexicon's word may itself be a name
_LONGEST_FAMILY_NAME: Final = 10
_MOST_WORDS: Final = 6  # in a title, a family name and the blanks behind them


NameRole = Literal["person", "place", "name"]


class _NameWord(NamedTuple):
    word: str
    role: NameRole
    provenance: str


@cache
def _words(role: NameRole) -> frozenset[str]:
    return frozenset(row.word for row in rows_with("proper_names.tsv", _NameWord, role))


def may_be_a_name(spelling: str) -> bool:
    """Whether persons or places are called by this legacy spelling."""
    return spelling in _words("name")


def is_in_a_name(
    text: str, start: int, end: int, modern: str, cuts: list[int], *, verb: bool = False
) -> bool:
    """Whether ``text[start:end]``, which would be ``modern``, stands where a name stands.

    So behind a noun for places; behind a title (if it cannot be a ``verb``: *she rested*); behind a
    title and a family name, with a blank or if the family name is not a usual word; and alone
    between blanks, if it makes no word with the one before it. ``cuts`` are those of the words.
    """
    last = bisect_left(cuts, start)
    first = max(0, last - _MOST_WORDS)
    before = [text[cuts[i] : cuts[i + 1]] for i in range(first, last)]
    blank = bool(before) and before[-1].isspace()
    if blank:
        before.pop()
    if not before:
        return False
    word = before[-1]
    if word in _words("place") or (word in _words("person") and not verb):
        return True
    if word + modern in lexicon():
        return False
    unknown = word[0].isalpha() and lexicon().get(word, 0) < _USUAL
    if blank:
        behind = text[end : end + 1]
        alone = behind.isspace() and not verb
        return alone or (unknown and not behind.isalnum()) or _ends_with_family_name(before)
    return unknown and _ends_with_family_name(before)


def _ends_with_family_name(words: list[str]) -> bool:
    """Whether ``words`` end with a title and one short name, apart or together."""
    name = words[-1]
    for i in range(len(words) - 2, -1, -1):
        if len(name) > _LONGEST_FAMILY_NAME:
            return False
        if words[i].isspace():
            return i > 0 and words[i - 1] in _words("person")
        if words[i] in _words("person"):
            return True
        name = words[i] + name
    return False
