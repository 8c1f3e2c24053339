"""The words of dates, read from ``data/date_words.tsv``: names and every accepted spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations
from typing import NamedTuple

from khmertext._chars import AA, COENG, E, I, II, LETTER_DA, LETTER_TA, OE, OO
from khmertext._clusters import clusters
from khmertext._data import read_table

_ROWS = read_table("date_words.tsv")


def _standard(kind: str) -> dict[str, str]:
    return {
        row["value"]: row["spelling"]
        for row in _ROWS
        if row["kind"] == kind and row["status"] == "standard"
    }


MONTHS = tuple(_standard("month").values())  # January first
WEEKDAYS = tuple(_standard("weekday").values())  # Monday first
LUNAR_MONTHS = _standard("lunar_month")  # key -> name
ANIMALS = tuple(_standard("animal").values())  # Rat first
SAKS = tuple(_standard("sak").values())  # by the last digit of the Chula Sakarat
PHASES = _standard("phase")
ERAS = _standard("era")
PARTS = _standard("part")


class Word(NamedTuple):
    """What one spelling can mean: kind -> value, and the kinds for which it is a mistake."""

    values: dict[str, str]
    misspelt: frozenset[str]


@cache
def words() -> dict[str, Word]:
    """Every accepted spelling, in every order that typing leaves the marks of a cluster in."""
    found: dict[str, tuple[dict[str, str], set[str]]] = {}
    for row in _ROWS:
        for spelling in (row["spelling"], *_typed(row["spelling"])):
            values, misspelt = found.setdefault(spelling, ({}, set()))
            if row["kind"] in values:
                continue  # a row further up has said it
            values[row["kind"]] = row["value"]
            if row["status"] == "misspelt":
                misspelt.add(row["kind"])
    return {
        spelling: Word(values, frozenset(misspelt))
        for spelling, (values, misspelt) in found.items()
    }


def spellings(kinds: Iterable[str]) -> list[str]:
    """The spellings that can be of one of these kinds."""
    wanted = set(kinds)
    return [spelling for spelling, word in words().items() if wanted & word.values.keys()]


def _typed(spelling: str) -> Iterator[str]:
    """Other code point sequences that look like ``spelling`` and that normalizing makes equal."""
    for variant in {spelling, *_swapped_subscripts(spelling)}:
        pieces = clusters(variant)
        yield variant
        for index, piece in enumerate(pieces):
            for typed in _typed_cluster(piece):
                yield "".join((*pieces[:index], typed, *pieces[index + 1 :]))


def _swapped_subscripts(spelling: str) -> Iterator[str]:
    # The subscripts of TA and DA look the same.
    yield spelling.replace(COENG + LETTER_TA, COENG + LETTER_DA)
    yield spelling.replace(COENG + LETTER_DA, COENG + LETTER_TA)


def _typed_cluster(cluster: str) -> Iterator[str]:
    """The orders of the marks of one cluster, and its vowels typed in two parts."""
    marks: list[str] = []
    for char in cluster[1:]:
        if marks and marks[-1] == COENG:
            marks[-1] += char
        else:
            marks.append(char)
    for whole, parts in ((OO, (E, AA)), (OE, (E, II)), (OE, (E, I))):
        if whole in marks:
            index = marks.index(whole)
            yield cluster[0] + "".join((*marks[:index], *parts, *marks[index + 1 :]))
    if 1 < len(marks) < 5:
        for order in permutations(marks):
            yield cluster[0] + "".join(order)
