"""Whether a word is part of a proper name: persons and places keep the spellings they were given.

Some legacy spellings are names more often than words: Chamroeun is ចំរើន on the identity card,
whatever the dictionary says of the word. No list has all names, but they stand after titles and
after nouns such as *village*, and Khmer puts spaces around them. ``_modernize`` asks here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from itertools import chain, pairwise
from typing import Final, Literal, NamedTuple

from khmertext._chars import LEK_TOO, RE_DIGIT, RE_LETTER, RE_WRITTEN, with_either_subscript
from khmertext._data import rows_with
from khmertext._lexicon import family_names, lexicon
from khmertext._patterns import any_of, lazy_pattern

_LETTER: Final = lazy_pattern(f"[{RE_LETTER}]")
_USUAL: Final = 20  # occurrences below which a word of the lexicon may itself be a name
_LONGEST_FAMILY_NAME: Final = 10
_MOST_WORDS: Final = 8  # in a title, two names and the spaces and the colon after them
_COLONS: Final = frozenset("៖:ៈ")
_MOST_BEFORE: Final = 1  # words of a place name before the one in question
_COMMON: Final = 400  # occurrences above which a word after a noun for a district is a verb
_FUNCTION_WORD: Final = 2000  # occurrences above which a word is never part of a place name
_FARTHEST: Final = 40  # characters back to a title


NameRole = Literal[
    "person",
    "form",
    "office",
    "detail",
    "part",
    "place",
    "district",
    "ordinary",
    "name",
    "label",
    "village",
]


class _NameWord(NamedTuple):
    word: str
    role: NameRole
    provenance: str


@cache
def words_of_names(role: NameRole) -> frozenset[str]:
    """The words of one role in ``data/proper_names.tsv``, with either subscript."""
    rows = rows_with("proper_names.tsv", _NameWord, role)
    return frozenset(chain.from_iterable(with_either_subscript(row.word) for row in rows))


def may_be_a_name(spelling: str) -> bool:
    """Whether persons or places are called by this legacy spelling."""
    return spelling in words_of_names("name")


def _count(word: str) -> int:
    """How often the corpus of the lexicon has a word, with either subscript."""
    return max(lexicon().get(look, 0) for look in with_either_subscript(word))


def _may_be_family(name: str) -> bool:
    """Whether ``name`` is a listed family name, or no usual word."""
    return name in family_names() or _count(name) < _USUAL


def _words_before(text: str, start: int, cuts: list[int]) -> list[str]:
    """The last words before ``start``, as if a form had no colons: ឈ្មោះ៖ ស៊ន, ភូមិ៖ កំលាំង."""
    last = bisect_left(cuts, start)
    words = [text[i:j] for i, j in pairwise(cuts[max(0, last - _MOST_WORDS) : last + 1])]
    if _COLONS.isdisjoint(words):
        return words
    before_blank = words_of_names("form") | words_of_names("office")
    joined: list[str] = []
    head = ""
    gap: str | None = ""
    for word in words:
        if word in _COLONS and head in words_of_names("district"):
            gap = None  # also with blanks beside the colon
        elif word.isspace() or (word in _COLONS and head in before_blank):
            gap = gap if gap is None else " "
        else:
            joined += (gap, word) if gap else (word,)
            head, gap = word, ""
    return [*joined, gap] if gap else joined


def is_in_a_name(
    text: str, start: int, end: int, modern: str, cuts: list[int], *, verb: bool = False
) -> bool:
    """Whether ``text[start:end]``, which would be ``modern``, stands where a name stands.

    That is: after a noun for places; after a title, unless it may be a ``verb`` (*she rested*; between
    spaces it is not one); after a title and a family name, with a space or if that name is a rare word;
    alone between spaces, if it makes no word with the one before. ``cuts`` are those of the words.
    """
    before = _words_before(text, start, cuts)
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
    if _count(word + modern):
        return False
    whole = _name_ends.match(text, end) is not None
    unknown = word[0].isalpha() and _count(word) < _USUAL
    if blank:
        alone = behind.isspace() and not verb
        return (
            alone
            or (unknown and not behind.isalnum())
            or _ends_with_family_name(before, whole=whole)
        )
    return unknown and _ends_with_family_name(before, whole=whole)


@lazy_pattern
def _name_ends() -> str:
    """What follows the end of a name."""
    return (
        f"(?![{RE_LETTER}])|{any_of(words_of_names('district'))}|ទី[{RE_DIGIT}0-9]"
        f"|{any_of(words_of_names('part'))}(?![{RE_WRITTEN}{LEK_TOO}])"
    )


@cache
def _heads() -> frozenset[str]:
    """The nouns and titles before a name."""
    return words_of_names("person") | words_of_names("office") | words_of_names("district")


def may_follow_a_head(text: str, start: int, end: int) -> bool:
    """Whether :func:`is_end_of_a_name` can be true: a test that needs no segmentation."""
    before = text[max(0, start - _FARTHEST) : start]
    return bool(_name_ends.match(text, end)) and any(map(before.__contains__, _heads()))


def is_end_of_a_name(
    text: str, start: int, end: int, modern: str, cuts: list[int], *, old: bool
) -> bool:
    """Whether a name that begins before ``start`` ends with the word that would be ``modern``.

    For example the last word of a place name after a noun for a district (sangkat Sala Kamraeuk), or
    a given name after a title and a family name (mister Sorn Sitthi). A word whose spelling is ``old``
    (of the typewriter years) may be a usual one right behind the noun, or with a noun for places
    between (sangkat Boeng Kamlang).
    """
    before = _words_before(text, start, cuts)
    if _ends_with_district(before) and modern not in words_of_names("ordinary"):
        if text[end - 1] == LEK_TOO:
            return False
        if _count(modern) < _COMMON or (old and _ends_with_place(before)):
            return True
    if before[-1].isspace():
        return len(before) > 1 and _ends_with_family_name(before[:-1])
    return _count(before[-1]) < _USUAL and _ends_with_family_name(before)


def stands_alone_as_name(
    text: str, start: int, end: int, words_near: Callable[[int], list[int]], *roles: NameRole
) -> bool:
    """Whether a word stands between spaces behind a word of one of the ``roles``, or behind a title
    and one short name.
    """
    if not _is_between_blanks(text, start, end):
        return False
    before = _words_before(text, start, words_near(start))[:-1]
    return bool(before) and (
        any(before[-1] in words_of_names(role) for role in roles) or _ends_with_family_name(before)
    )


def _is_between_blanks(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isspace() and (text[end : end + 1] or " ").isspace()


_names_before: Final = lazy_pattern(
    rf"(?<![{RE_WRITTEN}])(?:(?P<first>[{RE_WRITTEN}]{{1,10}})[ \t])?(?P<second>[{RE_WRITTEN}]{{1,12}})[ \t]\Z"
)


@lazy_pattern
def _detail_behind() -> str:
    return rf"[ \t]?{any_of(words_of_names('detail'))}"


def stands_in_a_list(text: str, start: int, end: int, modern: str) -> bool:
    """Whether a family name stands before a word between blanks, and what is told of persons behind it
    (ស៊ន សិទ្ធី ភេទប្រុស), or these two words are the whole text (សុខ ចំរើន).
    """
    if not _is_between_blanks(text, start, end) or modern in words_of_names("ordinary"):
        return False
    names = _names_before.search(text, max(0, start - _FARTHEST), start)
    if names is None:
        return False
    if _detail_behind.match(text, end):
        return any(map(_may_be_family, filter(None, names.groups())))
    return names[0] + text[start:end] == text.strip() and names[0].strip() in family_names()


def stands_as_place(text: str, start: int, end: int) -> bool:
    """Whether a listed place name is one here: it follows a noun for places, or no letter follows."""
    nouns = tuple(words_of_names("place"))
    return not _LETTER.match(text, end) or text.endswith(nouns, 0, start)


def _ends_with_district(words: list[str]) -> bool:
    """Whether ``words`` end with a noun for a district, or with that and the start of its name."""
    for i in range(len(words) - 1, max(-1, len(words) - _MOST_BEFORE - 3), -1):
        if words[i] in words_of_names("district"):
            # not មេ|ឃុំ, an office
            return not i or words[i - 1] + words[i] not in words_of_names("office")
        if may_be_a_name(words[i]) or _count(words[i]) > _FUNCTION_WORD:
            return False  # a whole name, or a word of the sentence
    return False


def _ends_with_place(words: list[str]) -> bool:
    """Whether ``words`` end with a noun for a district but a province, or with that and one for places."""
    if words[-1] in words_of_names("place"):
        districts = words_of_names("district") - {*with_either_subscript("ខេត្ត")}
        return words[-1] in districts or (len(words) > 1 and words[-2] in districts)
    return False


def _ends_with_family_name(words: list[str], *, whole: bool = True, is_first: bool = False) -> bool:
    """Whether ``words`` end with a title and one short name, with or without a space between.

    If the ``whole`` name ends with the next word, the title may be an office, or another name may
    stand between. With ``is_first`` that is the name, so the title must be that of a form.
    """
    name = words[-1]
    if not _LETTER.match(name):
        return False
    titles = words_of_names("form" if is_first else "person")
    for i in range(len(words) - 2, -1, -1):
        if len(name) > _LONGEST_FAMILY_NAME:
            return False
        title = words[i]
        if title.isspace():
            if i == 0:
                return False
            title = words[i - 1]
        if title in titles:
            return not is_first or _may_be_family(name)
        if title != words[i]:
            return (
                whole
                and not is_first
                and _may_be_family(name)
                and (
                    title in words_of_names("office")
                    or _ends_with_family_name(words[:i], is_first=True)
                )
            )
        name = title + name
    return False
