"""Listed misspellings, which the lattice cannot tell from words.

``data/misspellings.tsv`` is curated, ``data/slips.tsv`` is made of frequent words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import Final, Literal, NamedTuple

from khmertext._chars import COENG, RE_MARK, fold
from khmertext._data import read_columns, read_table
from khmertext._lexicon import equal_pairs
from khmertext._patterns import lazy_pattern
from khmertext.spelling._words import Forms

FormPlace = Literal["word", "start", "anywhere"]


class Curated(NamedTuple):
    """A row of ``data/misspellings.tsv``."""

    typed: str
    meant: str
    where: FormPlace
    provenance: str


class OwnWord(NamedTuple):
    """A row of ``data/spelling_words.tsv``: a word that is right, whatever stands around it."""

    word: str
    provenance: str


class Slip(NamedTuple):
    """A row of ``data/slips.tsv``."""

    typed: str
    meant: str
    where: Literal["word", "anywhere"]


_INSIDE: Final = lazy_pattern(f"[{RE_MARK}{COENG}]")  # a word does not end before these


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """What is meant by each listed form, folded, and where it counts; the curated table wins."""
    typed, meant, where = read_columns("slips.tsv", Slip)
    forms = dict(zip(typed, zip(meant, where, strict=True), strict=True))
    for row in read_table("misspellings.tsv", Curated):
        forms[fold(row.typed)] = fold(row.meant), row.where
    return forms


def as_listed(word: str) -> str:
    """What is meant by a folded word if it is a listed form, else the word itself.

    >>> as_listed("រឺ"), as_listed("ឬ")
    ('ឬ', 'ឬ')
    """
    form = _forms().get(word)
    return word if form is None else form[0]


@cache
def _typed() -> Forms:
    return Forms(_forms())


@cache
def own_words() -> tuple[str, ...]:
    """The project's own words, and loans that are written in two ways, folded."""
    own = [row.word for row in read_table("spelling_words.tsv", OwnWord)]
    loans = (pair[:2] for pair in equal_pairs() if pair.kind == "loan")
    return tuple(dict.fromkeys(map(fold, chain(own, *loans))))


@cache
def _own_words_by_form() -> dict[str, list[str]]:
    """The project's own words that have a listed form inside, by that form (ប្រទើស: ប្រទាក់ប្រទើស)."""
    found: dict[str, list[str]] = {}
    for word in own_words():
        for start, ends in _typed().places(word):
            for end in ends:
                found.setdefault(word[start:end], []).append(word)
    return found


def is_inside(typed: str, meant: str, text: str, start: int) -> bool:
    """Whether ``typed``, which stands at ``start``, is a part of ``meant`` there.

    >>> is_inside("cat", "cats", "two cats", 4), is_inside("cat", "cats", "a cat and cats", 2)
    (True, False)
    """
    first = max(0, start - len(meant) + 1)
    end = start + len(typed)
    found = text.find(meant, first, end + len(meant) - 1)
    while found >= 0:
        if found <= start and found + len(meant) >= end:
            return True
        found = text.find(meant, found + 1, end + len(meant) - 1)
    return False


def listed_in(
    text: str, begins: Callable[[int], bool], begins_word: Callable[[int], bool]
) -> Iterator[tuple[int, int, str]]:
    """The listed forms in a folded text, and what is meant by each, in rising order.

    ``begins`` and ``begins_word`` say whether the segmentation cuts parts and words at an offset. A
    form listed as ``"word"`` must begin and end where parts do, one listed as ``"start"`` begin where
    a word does. A form is skipped where its correction or a word of the project already stands around
    it, and where its last cluster goes on.
    """
    done = 0
    forms = _forms()
    for start, ends in _typed().places(text):
        if start < done or text[start - 1 : start] == COENG:
            continue
        for end in ends:
            typed = text[start:end]
            meant, where = forms[typed]
            if (
                not _INSIDE.match(text, end)
                and (where != "word" or (begins(start) and begins(end)))
                and (where != "start" or begins_word(start))
                and not any(
                    is_inside(typed, right, text, start)
                    for right in (meant, *_own_words_by_form().get(typed, ()))
                )
            ):
                done = end
                yield start, end, meant
                break
