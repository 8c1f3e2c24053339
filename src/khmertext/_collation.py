"""Sorting in the order of the Khmer dictionary: ``sort_key`` makes keys that compare as bytes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal, NamedTuple

from khmertext._data import read_table
from khmertext._patterns import any_of
from khmertext.errors import check_text
from khmertext.normalization import normalize

# Weights of the second level, from low to high: a plain letter, a variant (ឥ beside អិ), an accent
# of another script, a Khmer mark.
_USUAL, _VARIANT, _ACCENT, _MARK = 1, 2, 3, 0x80
_UPPER_CASE = 3  # third level, where 2 is a variant
# Weights of the first level: rows of the table, then other characters by code point in four bytes.
_FIRST_ROW = 0x0100
_ELSEWHERE = 0xF000


class Row(NamedTuple):
    """A row of ``data/collation.tsv``."""

    letters: str
    like: str
    level: Literal["primary", "secondary", "tertiary", "same", "mark", "ignored"]
    provenance: str


class Weights(NamedTuple):
    """What an element adds to each level of a key."""

    primary: bytes
    secondary: bytes
    tertiary: bytes


_NOTHING = Weights(b"", b"", b"")


def sort_key(text: str) -> bytes:
    """A key that sorts texts as the dictionary of Chuon Nath does: ``sorted(names, key=sort_key)``.

    The order is that of the collation ``km`` of Unicode CLDR: consonants, then vowels, then
    subscripts; signs such as ់ and ៊ only where all else is equal; ឥ with អិ. Digits come before
    Khmer, Khmer before Latin, small letters before capital ones; ១ and 1 are equal. ``text`` is
    normalized first, so encodings and U+200B make no difference.

    The key is ``bytes``: keys may be stored and compared by any program. Raises ``TypeError`` if
    ``text`` is not a ``str``.

    >>> sorted(["កា", "ក្រ", "ខ", "កក", "Ka", "១២"], key=sort_key)
    ['១២', 'កក', 'កា', 'ក្រ', 'ខ', 'Ka']
    """
    text = check_text(text, "sort_key")
    elements = _elements().findall(normalize(text))
    weights = _weights()
    try:
        found = [weights[element] for element in elements]
    except KeyError:
        found = [weights.get(element) or _elsewhere(element) for element in elements]
    return b"\0\0".join(map(b"".join, zip(_NOTHING, *found, strict=True)))


@cache
def _elements() -> re.Pattern[str]:
    """A pattern of the longest element of the table that fits, else of one character."""
    several = [element for element in _weights() if len(element) > 1]
    return re.compile(f"{any_of(several)}|.", re.DOTALL)


@cache
def _weights() -> dict[str, Weights]:
    weights: dict[str, Weights] = {}
    primary, mark = _FIRST_ROW, _MARK
    for row in read_table("collation.tsv", Row):
        letters = _letters(row.letters)
        if row.level == "primary":
            weights[letters] = Weights(primary.to_bytes(2), bytes([_USUAL]), b"\1")
            primary += 1
        elif row.level == "ignored":
            weights[letters] = _NOTHING
        elif row.level == "mark":
            weights[letters] = Weights(b"", bytes([mark]), b"\1")
            mark += 1
        else:
            weights[letters] = _like(row, weights)
    digits = {str(digit): weights[str(digit)] for digit in range(10)}
    for digit, same in digits.items():
        for khmer in (0x17E0, 0x17F0):  # the digits, and those of divination
            weights[chr(khmer + int(digit))] = same
    return weights


def _letters(cell: str) -> str:
    return chr(int(cell[2:], 16)) if cell.startswith("U+") else cell


def _like(row: Row, weights: dict[str, Weights]) -> Weights:
    """The weights of the letters that the row is like, changed on its level to sort behind them."""
    parts = _parts(_letters(row.like), weights)
    primary = b"".join(part.primary for part in parts)
    secondary = b"".join(part.secondary for part in parts)
    tertiary = b"".join(part.tertiary for part in parts)
    if row.level == "secondary":
        secondary = secondary[:-1] + bytes([_VARIANT])
    elif row.level == "tertiary":
        tertiary = tertiary[:-1] + b"\2"
    return Weights(primary, secondary, tertiary)


def _parts(letters: str, weights: dict[str, Weights]) -> list[Weights]:
    """The weights of letters, the longest known elements first."""
    parts = []
    start = 0
    while start < len(letters):
        end = next(e for e in range(len(letters), start, -1) if letters[start:e] in weights)
        parts.append(weights[letters[start:end]])
        start = end
    return parts


def _elsewhere(char: str) -> Weights:
    """The weights of a character that the table lacks, from its base letter, case and accents."""
    if unicodedata.category(char) in ("Cf", "Cc"):
        return _NOTHING
    decomposed = unicodedata.normalize("NFKD", char)
    parts = [_of_other(part) for part in decomposed]
    return Weights(*(b"".join(level) for level in zip(*parts, strict=True)))


def _of_other(char: str) -> Weights:
    if unicodedata.combining(char):
        return Weights(b"", bytes([_ACCENT + ord(char) % (_MARK - _ACCENT)]), b"\1")
    lower = char.lower()
    tertiary = b"\1" if lower == char else bytes([_UPPER_CASE])
    known = _weights().get(lower)
    if known is not None:
        return known._replace(tertiary=tertiary)
    code = ord(lower[0])
    primary = (_ELSEWHERE + (code >> 12)).to_bytes(2) + (0x1000 + (code & 0xFFF)).to_bytes(2)
    return Weights(primary, bytes([_USUAL]), tertiary)
