"""The words of dates, read from ``data/date_words.tsv``: names and every accepted spelling."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from khmertext._chars import COENG, LETTER_DA, LETTER_TA
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
    """Every accepted spelling, as a ``View`` shows it."""
    rows = read_table("date_words.tsv")
    # All at once: normalizing them one by one takes ten times as long.
    shown = normalize("\n".join(row["spelling"] for row in rows)).split("\n")
    found: dict[str, tuple[dict[str, str], set[str]]] = {}
    for row, spelling in zip(rows, shown, strict=True):
        for look in _looks(row, spelling):
            values, misspelt = found.setdefault(look, ({}, set()))
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


def _looks(row: dict[str, str], spelling: str) -> set[str]:
    # The subscripts of TA and DA look the same; the sak is often written as two words.
    looks = {
        spelling,
        spelling.replace(COENG + LETTER_TA, COENG + LETTER_DA),
        spelling.replace(COENG + LETTER_DA, COENG + LETTER_TA),
    }
    if row["kind"] == "sak":
        looks |= {look.replace("ស័ក", " ស័ក") for look in looks}
    return looks
