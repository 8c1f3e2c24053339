"""Whether a word is part of a proper name: persons and places keep the spellings they were given.

Some legacy spellings are names more often than words: Chamroeun is ចំរើន on the identity card,
whatever the dictionary says of the word. No list has all names, but they stand after titles and
after nouns such as *village*, and Khmer puts spaces around them. ``_modernize`` asks here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from khmertext._chars import RE_LETTER
from khmertext._data import rows_with
from khmertext._lexicon import lexicon
from khmertext._patterns import any_of, lazy_pattern

_LETTER: Final = lazy_pattern(f"[{RE_LETTER}]")
_USUAL: Final = 20  # occurrences below which a word of the lexicon may itself be a name
_LONGEST_FAMILY_NAME: Final = 10
_MOST_WORDS: Final = 6  # in a title, a family name and the spaces after them
_MOST_BEFORE: Final = 1  # words of a place name before the one in question
_COMMON: Final = 400  # occurrences above which a word after a noun for a district is a verb
_FUNCTION_WORD: Final = 2000  # occurrences above which a word is never part of a place name
_FARTHEST: Final = 40  # characters back to a title


NameRole = Literal["person", "place", "district", "name", "label", "village"]


class _NameWord(NamedTuple):
    word: str
    role: NameRole
    provenance: str


@cache
def words_of_names(role: NameRole) -> frozenset[str]:
    """The words of one role in ``data/proper_names.tsv``."""
    return frozenset(row.word for row in rows_with("proper_names.tsv", _NameWord, role))


def may_be_a_name(spelling: str) -> bool:
    """Whether persons or places are called by this legacy spelling."""
    return spelling in words_of_names("name")


def is_in_a_name(
    text: str, start: int, end: int, modern: str, cuts: list[int], *, verb: bool = False
) -> bool:
    """Whether ``text[start:end]``, which would be ``modern``, stands where a name stands.

    That is: after a noun for places; after a title, unless it may be a ``verb`` (*she rested*; between
    spaces it is not one); after a title and a family name, with a space or if that name is a rare word;
    alone between spaces, if it makes no word with the one before. ``cuts`` are those of the words.
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
    behind = text[end : end + 1]
    verb_goes_on = verb and not (blank and (not behind or behind.isspace()))
    if word in words_of_names("place") or (word in words_of_names("person") and not verb_goes_on):
        return True
    if word + modern in lexicon():
        return False
    unknown = word[0].isalpha() and lexicon().get(word, 0) < _USUAL
    if blank:
        alone = behind.isspace() and not verb
        return alone or (unknown and not behind.isalnum()) or _ends_with_family_name(before)
    return unknown and _ends_with_family_name(before)


@lazy_pattern
def _name_ends() -> str:
    """What follows the end of a name."""
    return f"(?![{RE_LETTER}])|{any_of(words_of_names('district'))}"


@cache
def _heads() -> frozenset[str]:
    """The nouns and titles before a name."""
    return words_of_names("person") | words_of_names("district")


def may_follow_a_head(text: str, start: int, end: int) -> bool:
    """Whether :func:`is_end_of_a_name` can be true: a test that needs no segmentation."""
    before = text[max(0, start - _FARTHEST) : start]
    return bool(_name_ends.match(text, end)) and any(map(before.__contains__, _heads()))


def is_end_of_a_name(text: str, start: int, modern: str, cuts: list[int]) -> bool:
    """Whether a name that begins before ``start`` ends with the word that would be ``modern``.

    For example the last word of a place name after a noun for a district (sangkat Sala Kamraeuk), or
    a given name after a title and a family name (mister Sorn Sitthi).
    """
    last = bisect_left(cuts, start)
    before = [text[i:j] for i, j in pairwise(cuts[max(0, last - _MOST_WORDS) : last + 1])]
    if _ends_with_district(before) and lexicon().get(modern, 0) < _COMMON:
        return True
    if before[-1].isspace():
        return len(before) > 1 and _ends_with_family_name(before[:-1])
    return lexicon().get(before[-1], 0) < _USUAL and _ends_with_family_name(before)


def stands_alone_as_name(
    text: str, start: int, end: int, words_near: Callable[[int], list[int]], *roles: NameRole
) -> bool:
    """Whether a word stands between spaces behind a word of one of the ``roles``, or behind a title
    and one short name.
    """
    if not (text[start - 1 : start].isspace() and (text[end : end + 1] or " ").isspace()):
        return False
    cuts = words_near(start)
    last = bisect_left(cuts, start) - 1
    before = [text[i:j] for i, j in pairwise(cuts[max(0, last - _MOST_WORDS) : last + 1])]
    return bool(before) and (
        any(before[-1] in words_of_names(role) for role in roles) or _ends_with_family_name(before)
    )


def stands_as_place(text: str, start: int, end: int) -> bool:
    """Whether a listed place name is one here: it follows a noun for places, or no letter follows."""
    nouns = tuple(words_of_names("place"))
    return not _LETTER.match(text, end) or text.endswith(nouns, 0, start)


def _ends_with_district(words: list[str]) -> bool:
    """Whether ``words`` end with a noun for a district, or with that and the start of its name."""
    for word in words[: -_MOST_BEFORE - 3 : -1]:
        if word in words_of_names("district"):
            return True
        if may_be_a_name(word) or lexicon().get(word, 0) > _FUNCTION_WORD:
            return False  # a whole name, or a word of the sentence
    return False


def _ends_with_family_name(words: list[str]) -> bool:
    """Whether ``words`` end with a title and one short name, with or without a space between."""
    name = words[-1]
    for i in range(len(words) - 2, -1, -1):
        if len(name) > _LONGEST_FAMILY_NAME:
            return False
        if words[i].isspace():
            return i > 0 and words[i - 1] in words_of_names("person")
        if words[i] in words_of_names("person"):
            return True
        name = words[i] + name
    return False
