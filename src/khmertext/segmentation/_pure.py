"""The scorer of the default engine in plain Python: what the native twin must equal.

A line is a sequence of *items*: Khmer syllables, and everything else as whole tokens. An item has
three values: C of the whole, B of its base letter, R of the rest. They are sums of values of its
characters, so the order of marks and split vowels make no difference, and the values of letters
that look alike are equal. The n-grams around every item are hashed, and the row of weights found for each adds to
the four boundaries around the item, for parts, and to its two ends, for words::

    c1  = M1*C[i]                       c2 = M0*C[i-1] + c1
    c3  = c2 + M2*C[i+1]                c4 = c3 + M3*C[i+2]
    rc  = M4*R[i-1] + c1 + M7           cb = c1 + M5*B[i+1] + M8
    rcb = M4*R[i-1] + cb                                              (mod 2**32)

A *part* ends where its sum is positive. Where the sum is small, the vocabulary is asked: are the
parts on both sides known, is the piece that they make together? A second, smaller table does the same with the parts that
came out (value P: ``p = p*M6 + C`` over the items) and decides which of them are joined to words::

    p1 = M7*P[j]                                  p2 = M8*P[j-1] + M7*P[j]           (mod 2**32)

Beyond both ends of a line stand items of kind EDGE.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from struct import Struct
from typing import Final, NamedTuple, TypeVar

from khmertext._chars import COENG
from khmertext.segmentation._model import (
    CHARACTERS,
    EDGE,
    FIRST_CHARACTER,
    ITEM_BUCKET_BITS,
    JOIN_BUCKET_BITS,
    KHMER,
    KIND_VALUES,
    MULTIPLIERS,
    OTHER,
    OTHER_MULTIPLIER,
    PROBE,
    Model,
)

_MASK: Final = 0xFFFFFFFF
_M0, _M1, _M2, _M3, _M4, _M5, _M6, _M7, _M8 = MULTIPLIERS[:9]
_COENG: Final = ord(COENG) - FIRST_CHARACTER
_LETTERS: Final = 0x17B3 - FIRST_CHARACTER + 1  # what may stand behind a coeng sign

# Sums of weights travel in the lanes of one big integer and move down by one boundary with every
# item: 32 bits a boundary, the lower half for parts, the upper one for words. A weight is at least
# -128, so with an offset no lane is ever negative.
_ITEM_LANES: Final = (0, 32, 64, 96, 48, 80)  # the words' first lane is that of the second boundary
_ITEM_OFFSET: Final = 7 * 128
_ITEM_ZERO: Final = sum(_ITEM_OFFSET << lane for lane in range(0, 128, 16))
_JOIN_LANES: Final = (0, 16)
_JOIN_OFFSET: Final = 2 * 128
_JOIN_ZERO: Final = sum(_JOIN_OFFSET << lane for lane in _JOIN_LANES)
_CACHE_SIZE: Final = 1 << 15
_LONGEST_KNOWN: Final = 16  # items; longer parts are not looked up, so the cost stays linear


_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Values(NamedTuple):
    """The three values of an item: the whole, the base letter, the rest."""

    whole: int
    base: int
    rest: int


_EDGE: Final = Values(*[KIND_VALUES[EDGE]] * 3)


def token_values(kind: int, text: str) -> Values:
    """The values of an item that is not a Khmer syllable: those of its kind or first character."""
    value = ord(text[0]) * OTHER_MULTIPLIER & _MASK if kind == OTHER else KIND_VALUES[kind]
    return Values(value, value, value)


def syllable_values(text: str, units: Sequence[int], coeng_units: Sequence[int]) -> Values:
    """The values of a Khmer syllable, from those of its characters.

    A coeng sign and the letter behind it count as one character. Characters outside the table,
    such as joiners, count nothing.
    """
    indices = [ord(char) - FIRST_CHARACTER for char in text]
    base = units[indices[0]] if 0 <= indices[0] < CHARACTERS else 0
    rest, coeng = 0, False
    for index in indices[1:]:
        if coeng:
            coeng = False
            if 0 <= index < _LETTERS:
                rest += coeng_units[index]
                continue
            rest += units[_COENG]
        if index == _COENG:
            coeng = True
        elif 0 <= index < CHARACTERS:
            rest += units[index]
    if coeng:
        rest += units[_COENG]
    return Values(base + rest & _MASK, base, rest & _MASK)


class Scorer:
    """Scores lines of items with one model. Safe to share between threads."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._item_rows = _Rows(
            model.item_rows, model.item_slots, _ITEM_LANES,
            model.item_displacements, ITEM_BUCKET_BITS,
        )  # fmt: skip
        self._join_rows = _Rows(
            model.join_rows, model.join_slots, _JOIN_LANES,
            model.join_displacements, JOIN_BUCKET_BITS,
        )  # fmt: skip
        self._values: dict[str, Values] = {}
        self._item_sums: dict[tuple[Values, Values, Values], tuple[int, int]] = {}
        self._join_sums: dict[int, int] = {}

    def values(self, kind: int, text: str) -> Values:
        """The values of the item ``text`` of a kind that is numbered as in ``_model``."""
        if kind != KHMER:
            return token_values(kind, text)
        found = self._values.get(text)
        if found is None:
            found = syllable_values(text, self.model.units, self.model.coeng_units)
            if len(text) < 16:
                _remember(self._values, text, found)
        return found

    def item_scores(self, items: Sequence[Values]) -> tuple[list[int], list[int]]:
        """What the item table says about the boundary before each item: for parts, for words.

        The biases are in it: a part begins before an item whose first number is positive.
        """
        padded = [_EDGE] * 3 + list(items) + [_EDGE] * 3
        sums, sums_of, rows = self._item_sums, self._item_sum, self._item_rows
        scores: list[int] = []
        travelling = 0
        for triple, next_but_one in zip(
            zip(padded, padded[1:], padded[2:], strict=False), padded[3:], strict=False
        ):
            total, c3 = sums.get(triple) or sums_of(triple)
            travelling += total + rows[c3 + _M3 * next_but_one.whole & _MASK]
            scores.append(travelling & _MASK)
            travelling >>= 32
        scores = scores[3:]
        parts_offset = self.model.bias_part - 4 * _ITEM_OFFSET
        words_offset = self.model.bias_word - 4 * _ITEM_OFFSET
        return (
            [(score & 0xFFFF) + parts_offset for score in scores],
            [(score >> 16) + words_offset for score in scores],
        )

    def _item_sum(self, triple: tuple[Values, Values, Values]) -> tuple[int, int]:
        """The sum of all rows but that of c4, and the hash c3."""
        before, item, after = triple
        c1 = _M1 * item.whole
        c2 = _M0 * before.whole + c1
        c3 = c2 + _M2 * after.whole & _MASK
        rest = _M4 * before.rest
        cb = c1 + _M5 * after.base + _M8
        total = _ITEM_ZERO
        for value in (c1, c2, c3, rest + c1 + _M7, cb, rest + cb):
            total += self._item_rows[value & _MASK]
        _remember(self._item_sums, triple, (total, c3))
        return total, c3

    def review(
        self, items: Sequence[Values], scores: Sequence[int], free: Sequence[bool]
    ) -> list[int]:
        """The scores of parts after a look at the vocabulary where they are uncertain.

        ``free`` says before which items the model decides; before all others a part begins.
        """
        limit, additions = self.model.review_limit, self.model.review
        reviewed = list(scores)
        uncertain = [b for b in range(1, len(items)) if free[b] and -limit < scores[b] < limit]
        if not uncertain:
            return reviewed
        starts = [b for b in range(len(items)) if not free[b] or scores[b] > 0]
        starts.append(len(items))
        for b in uncertain:
            place = bisect_left(starts, b)
            before = starts[place - 1]
            behind = starts[place + (starts[place] == b)]
            known = 4 * self._is_known(items[before:b]) + 2 * self._is_known(items[b:behind])
            reviewed[b] += additions[known + self._is_known(items[before:behind])]
        return reviewed

    def _is_known(self, items: Sequence[Values]) -> bool:
        """Whether the join table has a row for a part: it was frequent enough in the corpus."""
        return len(items) <= _LONGEST_KNOWN and self._join_rows.has(
            _M7 * self.part_value(items) & _MASK
        )

    def part_value(self, items: Sequence[Values]) -> int:
        """The value P of a part made of ``items``."""
        value = 0
        for item in items:
            value = value * _M6 + item.whole & _MASK
        return value

    def join_scores(self, parts: Sequence[int]) -> list[int]:
        """What the join table adds for the boundary before each part, given their values P."""
        padded = [_EDGE.whole] * 2 + list(parts)
        sums, sums_of = self._join_sums, self._join_sum
        scores: list[int] = []
        travelling = 0
        for before, part in pairwise(padded):
            key = before << 32 | part
            found = sums.get(key)
            if found is None:
                found = sums_of(key)
            travelling += found
            scores.append((travelling & 0xFFFF) - 2 * _JOIN_OFFSET)
            travelling >>= 16
        return scores[1:]

    def _join_sum(self, key: int) -> int:
        p1 = _M7 * (key & _MASK)
        total = _JOIN_ZERO
        for value in (p1, p1 + _M8 * (key >> 32)):
            total += self._join_rows[value & _MASK]
        _remember(self._join_sums, key, total)
        return total


class _Rows(dict[int, int]):
    """The weights for a 32-bit hash, each in its lane; 0 if the hash has no row.

    ``lanes`` says by how many bits the weights of a row are moved up. It is a cache of what was
    asked before, in front of a table where a row is found by one displacement and one probe.
    """

    def __init__(
        self,
        rows: memoryview,
        slots: int,
        lanes: tuple[int, ...],
        displacements: memoryview,
        bits: int,
    ) -> None:
        super().__init__()
        self._keys = _numbers(rows)
        self._rows = rows
        self._slots = slots
        self._lanes = lanes
        self._size = 2 + len(lanes)
        self._unpack = Struct(f"2x{len(lanes)}b").unpack_from
        self._displacements = _numbers(displacements)
        self._shift = 32 - bits

    def __missing__(self, value: int) -> int:
        # as in _find, but a call here would cost more than the rest
        displaced = value ^ self._displacements[value >> self._shift]
        start = ((displaced * PROBE & _MASK) * self._slots >> 32) * self._size
        total = 0
        if self._keys[start >> 1] == value & 0xFFFF:
            weights = self._unpack(self._rows, start)
            for weight, lane in zip(weights, self._lanes, strict=True):
                total += weight << lane
        if len(self) >= _CACHE_SIZE:
            self.clear()
        self[value] = total
        return total

    def has(self, value: int) -> bool:
        """Whether the hash has a row."""
        return self._find(value) >= 0

    def _find(self, value: int) -> int:
        """Where the row begins; -1 if there is none."""
        displaced = value ^ self._displacements[value >> self._shift]
        start = ((displaced * PROBE & _MASK) * self._slots >> 32) * self._size
        return start if self._keys[start >> 1] == value & 0xFFFF else -1


def _numbers(section: memoryview) -> memoryview:
    """Little-endian 16-bit numbers."""
    if sys.byteorder == "little":
        return section.cast("H")
    swapped = array("H", bytes(section))
    swapped.byteswap()
    return memoryview(swapped)


def _remember(cache: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    # Text from outside decides what is asked, so a cache must not grow with it.
    if len(cache) >= _CACHE_SIZE:
        cache.clear()
    cache[key] = value
