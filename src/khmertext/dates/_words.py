"""The words of dates, read from ``data/date_words.tsv``: names and every accepted spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from khmertext._chars import AHSDA, COENG, LETTER_DA, LETTER_TA, ROBAT, TOANDAKHIAT
from khmertext._data import read_table
from khmertext.normalization import normalize


class Names(NamedTuple):
    """The standard names, in the order of their values."""

    months: tuple[str, ...]  # January first
    weekdays: tuple[str, ...]  # Monday first
    lunar_months: dict[str, str]  # by key
    animals: tuple[str, ...]  # Rat first
    saks: tuple[str, ...]  # by the last digit of the Chula Sakarat
    phases: dict[str, str]
    eras: dict[str, str]
    parts: dict[str, str]


@cache
def names() -> Names:
    found: dict[str, dict[str, str]] = {}
    for row in read_table("date_words.tsv"):
        if row["status"] == "standard":
            found.setdefault(row["kind"], {}).setdefault(row["value"], row["spelling"])
    return Names(
        tuple(found["month"].values()),
        tuple(found["weekday"].values()),
        found["lunar_month"],
        tuple(found["animal"].values()),
        tuple(found["sak"].values()),
        found["phase"],
        found["era"],
        found["part"],
    )


class Word(NamedTuple):
    """What one spelling can mean: kind -> value, and the kinds for which it is a mistake."""

    values: dict[str, str]
    misspelt: frozenset[str]


@cache
def words() -> dict[str, Word]:
    """Every accepted spelling, as a ``View`` shows it.

    The mark of a silent letter is often mistaken for one of two others that look alike.
    """
    typed = [
        (spelling, row["kind"], row["value"], mistake or row["status"] == "misspelt")
        for row in read_table("date_words.tsv")
        for spelling, mistake in _looks(row["kind"], row["spelling"])
    ]
    # All at once: normalizing them one by one takes ten times as long.
    shown = normalize("\n".join(spelling for spelling, *_ in typed)).split("\n")
    found: dict[str, tuple[dict[str, str], set[str]]] = {}
    for spelling, (_, kind, value, mistake) in zip(shown, typed, strict=True):
        values, misspelt = found.setdefault(spelling, ({}, set()))
        if kind not in values:  # else a row further up has said it
            values[kind] = value
            if mistake:
                misspelt.add(kind)
    return {
        spelling: Word(values, frozenset(misspelt))
        for spelling, (values, misspelt) in found.items()
    }


def spellings(kinds: Iterable[str]) -> list[str]:
    """The spellings that can be of one of these kinds."""
    wanted = set(kinds)
    return [spelling for spelling, word in words().items() if wanted & word.values.keys()]


def _looks(kind: str, spelling: str) -> Iterator[tuple[str, bool]]:
    """Ways to type ``spelling``, and whether they are mistakes."""
    # The subscripts of TA and DA look the same; the sak is often written as two words.
    looks = {
        spelling: None,
        spelling.replace(COENG + LETTER_TA, COENG + LETTER_DA): None,
        spelling.replace(COENG + LETTER_DA, COENG + LETTER_TA): None,
    }
    if kind == "sak":
        looks |= {look.replace("ស័ក", " ស័ក"): None for look in looks}
    for look in looks:
        yield look, False
    for look in looks:
        if TOANDAKHIAT in look:
            yield look.replace(TOANDAKHIAT, AHSDA), True
            yield look.replace(TOANDAKHIAT, ROBAT), True
