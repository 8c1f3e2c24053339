"""Units: what is counted, measured or paid."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Literal, NamedTuple

from khmertext._chars import COENG, CONSONANTS, RE_LETTER, RE_MARK
from khmertext._data import read_table
from khmertext._patterns import any_of
from khmertext.numbers._context import SPACES, guards
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS
from khmertext.numbers._number_words import WORD_END, spellings

UnitKind = Literal["money", "percent", "time", "measure", "classifier", "noun"]


class UnitRow(NamedTuple):
    """A row of ``data/number_units.tsv``."""

    word: str
    unit: str
    kind: UnitKind
    code: str
    note: Literal["", "1/100", "misspelt", "alone"]
    provenance: str


class _Parts(NamedTuple):
    unit: str
    below: str
    parts: str
    provenance: str


class Unit(NamedTuple):
    """``name`` is what a mention reports: the ISO 4217 code of money, else the unit's name."""

    name: str
    kind: UnitKind
    hundredth: bool
    misspelt: bool
    start: int
    end: int


@cache
def _units() -> dict[str, tuple[str, UnitKind, str]]:
    return {
        spelling: (row.code or row.unit, row.kind, row.note)
        for row in read_table("number_units.tsv", UnitRow)
        for spelling in spellings(row.word)
    }


@cache
def _unit_patterns() -> dict[str, re.Pattern[str]]:
    """A pattern of the units for each first character."""
    by_first: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for word in _units():
        if "a" <= word[-1].lower() <= "z":
            end = "(?![A-Za-z0-9])"
        elif word[-1] in BOTH_DIGITS:  # ម២, but not in ១ម២០
            end = f"(?![{RE_BOTH_DIGITS}])"
        elif word in CONSONANTS or _units()[word][2] == "alone":  # ម for ម៉ែត្រ
            end = f"(?![{RE_LETTER}{RE_MARK}{COENG}])"
        else:
            end = WORD_END
        by_first[word[0]][word] = end + guards().get(word, "")
    return {first: re.compile(any_of(units, units)) for first, units in by_first.items()}


def read_unit(text: str, position: int) -> Unit | None:
    """The unit at ``position``, or after one space there."""
    if text[position : position + 1] in tuple(SPACES):
        position += 1
    pattern = _unit_patterns().get(text[position : position + 1])
    match = pattern.match(text, position) if pattern else None
    if match is None:
        return None
    name, kind, note = _units()[match.group()]
    return Unit(name, kind, note == "1/100", note == "misspelt", *match.span())


@cache
def parts_of_units() -> dict[tuple[str, str], int]:
    """How many of a smaller unit make one: ``("ម៉ែត្រ", "សង់ទីម៉ែត្រ"): 100``.

    The smaller unit may be a number of bare digits: ១ម៉ែត្រ៦០ is 1.60 m, ១ម៉ែត្រ៦ 1.6 m.
    """
    return {(row.unit, row.below): int(row.parts) for row in read_table("number_parts.tsv", _Parts)}


@cache
def currency_prefixes() -> dict[str, str]:
    """Signs and codes that may stand before an amount, with the code they mean."""
    return {
        word: name
        for word, (name, kind, note) in _units().items()
        if kind == "money" and not note and not re.match(f"[{RE_LETTER}]", word)
    }
