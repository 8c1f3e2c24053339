"""The scorer of the default engine in plain Python: the reference of its native twin.

A line is a sequence of *items*: Khmer syllables, and everything else as whole tokens. An item has
three values: C of the whole, B of its base letter, R of the rest. They are sums of values of its
characters, so the order of marks and split vowels make no difference, and the values of letters
that look alike are equal. The n-grams around every item are hashed; each finds a row of weights, which
are added to the four boundaries around the item, for parts, and to its two ends, for words::

    c1  = M1*C[i]                       c2 = M0*C[i-1] + c1
    c3  = c2 + M2*C[i+1]                c4 = c3 + M3*C[i+2]
    c5  = M10*C[i-2] + c4               rc = M4*R[i-1] + c1 + M7
    cb  = c1 + M5*B[i+1] + M8                                         (mod 2**32)

A *part* ends where the sum is positive. Sums near zero are *reviewed*: a number is added that depends
on whether the corpus or the dictionary has the parts on both sides, and the two together. A second,
smaller table scores the parts in the same way (value P: ``p = p*M6 + C`` over the items) and decides
which of them are joined to words::

    p1 = M7*P[j]                                  p2 = M8*P[j-1] + M7*P[j]           (mod 2**32)

Beyond both ends of a line stand items of kind EDGE.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress, count, pairwise
from operator import add, itemgetter
from struct import Struct
from typing import Final, Literal, TypeAlias, TypeVar

from khmertext._chars import COENG
from khmertext.segmentation._model import (
    CHARACTERS,
    COENG_LETTERS,
    DICTIONARY_BUCKET_BITS,
    EDGE,
    FIRST_CHARACTER,
    ITEM_BUCKET_BITS,
    ITEM_NGRAMS,
    JOIN_BUCKET_BITS,
    JOIN_NGRAMS,
    KHMER,
    KIND_VALUES,
    LONGEST_KNOWN,
    MULTIPLIERS,
    OTHER,
    OTHER_MULTIPLIER,
    PROBE,
    VECTOR,
    VECTOR_BUCKET_BITS,
    VECTOR_SHIFT,
    Model,
    killed_consonants,
)

_MASK: Final = 0xFFFFFFFF
_M0, _M1, _M2, _M3, _M4, _M5, _M6, _M7, _M8, _M9, _M10 = MULTIPLIERS[:11]
_COENG: Final = ord(COENG) - FIRST_CHARACTER

_KEY: Final = 0xFFFF
_SIGNS: Final = 0x8080808080808080  # by xor, makes weights of -128 .. 127 ones of 0 .. 255
_EVEN: Final = 0x00FF00FF00FF00FF
EDGES: Final = 4  # items beyond either end of a line that matter
_BLOCK: Final = 1024  # items that are scored at once: a longer line takes no more memory
_MANY: Final = 128  # lanes; more are a multiple of 32, so that there are few sizes
_REMEMBERED: Final = 1 << 14  # of each kind of what is looked up one by one

# A vector is one big integer, its numbers the digits. The middle digit of the product of two, one of
# them from its end, is the product of the vectors. With a half in each digit none is negative.
_DIGIT_BITS: Final = 20  # 16 products of bytes are less than half of that
_DIGIT: Final = (1 << _DIGIT_BITS) - 1
_HALF: Final = 1 << _DIGIT_BITS - 1
_MIDDLE: Final = (VECTOR - 1) * _DIGIT_BITS
_HALVES: Final = sum(_HALF << place * _DIGIT_BITS for place in range(VECTOR))

_T = TypeVar("_T")
_K = TypeVar("_K")
_V = TypeVar("_V")


# of an item: the whole, the base letter, the rest; a bare tuple, which Python unpacks fastest
Values: TypeAlias = tuple[int, int, int]

_KIND_VALUES: Final = [(value, value, value) for value in KIND_VALUES]
_EDGE: Final = _KIND_VALUES[EDGE]


def token_values(kind: int, text: str) -> Values:
    """The values of an item that is not a Khmer syllable: those of its kind or first character."""
    return _character_values(text[0]) if kind == OTHER else _KIND_VALUES[kind]


@lru_cache(256)
def _character_values(char: str) -> Values:
    value = ord(char) * OTHER_MULTIPLIER & _MASK
    return value, value, value


def syllable_values(text: str, units: Sequence[int], coeng_units: Sequence[int]) -> Values:
    """The values of a Khmer syllable, from those of its characters.

    A coeng sign and the letter after it count as one character. Characters outside the table, such as
    joiners, do not count.
    """
    indices = [ord(char) - FIRST_CHARACTER for char in text]
    base = units[indices[0]] if 0 <= indices[0] < CHARACTERS else 0
    rest, coeng = 0, False
    for index in indices[1:]:
        if coeng:
            coeng = False
            if 0 <= index < COENG_LETTERS:
                rest += coeng_units[index]
                continue
            rest += units[_COENG]
        if index == _COENG:
            coeng = True
        elif 0 <= index < CHARACTERS:
            rest += units[index]
    if coeng:
        rest += units[_COENG]
    return base + rest & _MASK, base, rest & _MASK


class _Lanes:
    """Arithmetic on ``size`` numbers at once, in lanes of 64 bits of one big integer.

    One operation of Python does the work of many. A lane holds the product of two 32-bit numbers
    plus two more such numbers; the caller must see that larger sums and shifts do not overflow.
    """

    def __init__(self, size: int) -> None:
        self.ones = int.from_bytes(b"\1\0\0\0\0\0\0\0" * size, "little")
        self.low = self.ones * _MASK  # cuts every lane down to 32 bits
        self.keys = self.ones * _KEY
        self.signs = self.ones * _SIGNS
        self.even = self.ones * _EVEN
        self.bytes = self.ones * 0xFF
        self._layout = Struct(f"<{size}Q")
        self._lower = Struct("<" + "i4x" * size)

    def pack(self, numbers: Sequence[int]) -> int:
        return int.from_bytes(self._layout.pack(*numbers), "little")

    def unpack(self, lanes: int) -> tuple[int, ...]:
        return self._layout.unpack(lanes.to_bytes(self._layout.size, "little"))

    def signed(self, lanes: int, more: int) -> tuple[int, ...]:
        """The lowest 16 bits of each lane, plus ``more``, which may be negative."""
        sums = (lanes & self.keys) + self.ones * (more & _MASK)
        return self._lower.unpack(sums.to_bytes(self._layout.size, "little"))


_lanes = lru_cache(256)(_Lanes)  # of a size


def _full(block: Sequence[_T], filler: _T) -> list[_T]:
    """``block`` with fillers behind it, so that there are few sizes of lanes."""
    return [*block, *[filler] * (-len(block) % 32 if len(block) > _MANY else 0)]


class Remembered(dict[_K, _V]):
    """What a function says, remembered. A full one forgets all: text must not fill the memory."""

    def __init__(self, find: Callable[[_K], _V], most: int) -> None:
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, key: _K) -> _V:
        if len(self) >= self._most:
            self.clear()
        found = self[key] = self._find(key)
        return found


def _remembered(find: Callable[[_K], _V]) -> Callable[[_K], _V]:
    return Remembered(find, _REMEMBERED).__getitem__


class _Table:
    """A table of the model, where a row is found by one displacement and one probe."""

    def __init__(
        self, rows: memoryview[int], slots: int, displacements: memoryview, bits: int
    ) -> None:
        self._rows = rows
        self._slots = slots
        self._displacements = _numbers(displacements, "H")
        self._bits = bits

    def find(self, hashes: int, lanes: _Lanes) -> tuple[int, int]:
        """The rows of hashes (at least two), 0 for a missing one; and lanes of 1 for each found."""
        buckets = lanes.unpack(hashes >> 32 - self._bits & lanes.low)
        displaced = hashes ^ lanes.pack(itemgetter(*buckets)(self._displacements))
        places = lanes.unpack((displaced * PROBE & lanes.low) * self._slots >> 32 & lanes.low)
        rows = lanes.pack(itemgetter(*places)(self._rows))
        keys = lanes.keys
        absent = ((rows ^ hashes) & keys) + keys >> 16  # carries if they differ
        there = lanes.ones ^ absent & lanes.ones
        return rows & (there << 64) - there, there

    def place(self, value: int) -> int | None:
        """The number of the row of one hash."""
        displaced = value ^ self._displacements[value >> 32 - self._bits]
        place = (displaced * PROBE & _MASK) * self._slots >> 32
        return None if (self._rows[place] ^ value) & _KEY else place

    def row(self, value: int) -> int:
        """The row of one hash, or zero."""
        place = self.place(value)
        return 0 if place is None else self._rows[place]


class Scorer:
    """Scores lines of items with one model. Safe to share between threads."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._item_table = _Table(
            _numbers(model.item_rows, "Q"), model.item_slots, model.item_displacements,
            ITEM_BUCKET_BITS,
        )  # fmt: skip
        self._join_table = _Table(
            _numbers(model.join_rows, "I"), model.join_slots, model.join_displacements,
            JOIN_BUCKET_BITS,
        )  # fmt: skip
        self._dictionary = _Table(
            _numbers(model.dictionary_rows, "H"), model.dictionary_slots,
            model.dictionary_displacements, DICTIONARY_BUCKET_BITS,
        )  # fmt: skip
        self._vector_table = _Table(
            _numbers(model.vector_keys, "H"), model.vector_slots, model.vector_displacements,
            VECTOR_BUCKET_BITS,
        )  # fmt: skip
        self._vectors = model.vectors.cast("b")
        # of single syllables and parts, which come again and again
        self._item_row = _remembered(self._row_of_item)
        self._part_row = _remembered(self._row_of_part)
        self._part_vectors = _remembered(self._vectors_of_part)
        self._killed = killed_consonants(model.units, model.coeng_units)

    def values(self, kind: int, text: str) -> Values:
        """The values of the item ``text``; ``kind`` is one of those of ``_model``."""
        if kind != KHMER:
            return token_values(kind, text)
        return syllable_values(text, self.model.units, self.model.coeng_units)

    def killed(self, items: Sequence[Values]) -> list[int]:
        """The indices of silent consonants, before which no part ends."""
        has_rest = map(self._killed.rests.__contains__, map(itemgetter(2), items))
        return [
            place for place in compress(count(), has_rest) if self._killed.holds(*items[place][1:])
        ]

    def item_scores(self, items: Sequence[Values]) -> tuple[list[int], list[int]]:
        """The scores of the boundary before each item by the item table, for parts and for words.

        They include the biases: a part begins with an item whose first score is positive.
        """
        edge = [_EDGE] * EDGES
        parts: list[int] = []
        words: list[int] = []
        for block in _blocks([*edge, *items, *edge], 2 * EDGES):
            part_sums, word_sums = self._item_sums(_full(block, _EDGE))
            end = len(block) - EDGES
            parts += part_sums[EDGES:end]
            words += word_sums[EDGES:end]
        return parts, words

    def _item_sums(self, items: Sequence[Values]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The sums of the weights before each item, but for those near either end."""
        lanes = _lanes(len(items))
        ones, low = lanes.ones, lanes.low
        values = [*chain.from_iterable(items)]
        wholes = values[::3]
        whole, base, rest = lanes.pack(wholes), lanes.pack(values[1::3]), lanes.pack(values[2::3])
        c1 = _M1 * whole & low
        c2 = _M0 * (whole << 64) + c1 & low  # the lane of an item gets the one before it
        c3 = _M2 * (whole >> 64) + c2 & low
        c4 = _M3 * (whole >> 128) + c3 & low
        c5 = _M10 * (whole << 128) + c4 & low
        cb = _M5 * (base >> 64) + c1 + _M8 * ones & low
        rc = _M4 * (rest << 64) + c1 + _M7 * ones & low
        # A row is a key, 4 weights for parts and 2 for words, a byte each. They are added up in
        # lanes of 16 bits: (key, parts, parts, words) twice.
        even = odd = 0
        pairs = (c2, c3, c4, c5, rc, cb)
        found = [self._item_table.find(hashes, lanes)[0] for hashes in pairs]
        for rows in (lanes.pack([*map(self._item_row, wholes)]), *found):
            rows ^= lanes.signs
            even += rows & lanes.even
            odd += rows >> 8 & lanes.even
        # the weights of the item behind a boundary, of the one after it, and of the two before
        parts = odd + (even >> 64) + (even << 64 - 16) + (odd << 128 - 16) >> 16
        words = even + (odd << 64) >> 48
        # every weight was counted 128 too high
        parts_offset = self.model.bias_part - 4 * ITEM_NGRAMS * 128
        words_offset = self.model.bias_word - 2 * ITEM_NGRAMS * 128
        return lanes.signed(parts, parts_offset), lanes.signed(words, words_offset)

    def review(
        self,
        items: Sequence[Values],
        scores: Sequence[int],
        free: Sequence[bool],
        holds: Sequence[bool],
    ) -> list[int]:
        """The scores of parts after a look at vocabulary and dictionary where they are uncertain.

        ``free`` says before which items the model decides, ``holds`` at which others a part begins.
        """
        reviewed = list(scores)
        for b, known in self.known_around(items, scores, free, holds):
            reviewed[b] += self.model.review[known]
        return reviewed

    def known_around(
        self,
        items: Sequence[Values],
        scores: Sequence[int],
        free: Sequence[bool],
        holds: Sequence[bool],
    ) -> Iterator[tuple[int, int]]:
        """The uncertain boundaries, and how the left part, the right one and both together are known.

        This is a number in base 3 with a digit for each: 0 unknown, 1 dictionary, 2 corpus.
        """
        limit = self.model.review_limit
        uncertain = [b for b, score in enumerate(scores) if -limit < score < limit and free[b]]
        if not uncertain:
            return
        starts = [0]
        starts += [b for b in range(1, len(items)) if (scores[b] > 0 if free[b] else holds[b])]
        starts.append(len(items))
        for block in _blocks(uncertain):
            pieces: list[Sequence[Values]] = []
            for b in block:
                place = bisect_left(starts, b)
                # one item more than a known part can have makes a piece unknown: more are not needed
                before = max(starts[place - 1], b - LONGEST_KNOWN - 1)
                behind = min(starts[place + (starts[place] == b)], b + LONGEST_KNOWN + 1)
                both = items[before : min(behind, before + LONGEST_KNOWN + 1)]
                pieces += items[before:b], items[b:behind], both
            known = iter(self._known(pieces))
            for b, left, right, both_known in zip(block, known, known, known, strict=True):
                yield b, 9 * left + 3 * right + both_known

    def _known(self, pieces: Sequence[Sequence[Values]]) -> list[int]:
        """How parts are known: 2 corpus (the join table has a row), 1 dictionary, 0 unknown."""
        values = _full([self.part_value(piece) for piece in pieces], 0)
        lanes = _lanes(len(values))
        hashes = _M7 * lanes.pack(values) & lanes.low
        _, in_corpus = self._join_table.find(hashes, lanes)
        _, in_dictionary = self._dictionary.find(hashes, lanes)
        known = lanes.unpack(in_dictionary + 2 * in_corpus)
        return [
            min(found, 2) if len(piece) <= LONGEST_KNOWN else 0
            for found, piece in zip(known, pieces, strict=False)
        ]

    def _row_of_item(self, whole: int) -> int:
        return self._item_table.row(_M1 * whole & _MASK)

    def _row_of_part(self, part: int) -> int:
        return self._join_table.row(_M7 * part & _MASK)

    def _vectors_of_part(self, part: int) -> tuple[int, int] | None:
        """The vectors of a part on the left and on the right, ready to be multiplied."""
        place = self._vector_table.place(_M7 * part & _MASK)
        if place is None:
            return None
        left = place * 2 * VECTOR
        right = left + VECTOR
        vectors = self._vectors
        return _digits(vectors[left:right]), _digits(vectors[right : right + VECTOR][::-1])

    def part_value(self, items: Sequence[Values]) -> int:
        """The value P of a part made of ``items``."""
        value = 0
        for item in items:
            value = value * _M6 + item[0] & _MASK
        return value

    def part_values(self, items: Sequence[Values], starts: Sequence[bool]) -> list[int]:
        """The values P of parts; ``starts`` tells for each item whether one begins, as for the first."""
        found: list[int] = []
        for (whole, _, _), start in zip(items, starts, strict=True):
            if start:
                found.append(whole)
            else:
                found[-1] = found[-1] * _M6 + whole & _MASK
        return found

    def join_scores(self, parts: Sequence[int], asked: Sequence[bool]) -> list[int]:
        """The scores of the boundary before each part that is ``asked`` for, from the values P."""
        sums: list[int] = []
        for block in _blocks([_EDGE[0]] * 3 + [*parts, _EDGE[0]], 4):
            sums += self._join_sums(_full(block, 0))[3 : len(block) - 1]
        return [*map(add, compress(sums, asked), self._products(parts, asked))]

    def _join_sums(self, parts: Sequence[int]) -> tuple[int, ...]:
        """The sums of the weights before each part, but for those near either end."""
        lanes = _lanes(len(parts))
        values = lanes.pack(parts)
        p1 = _M7 * values & lanes.low
        p2 = _M8 * (values << 64) + p1 & lanes.low
        p3 = _M9 * (values >> 64) + p2 & lanes.low
        found = [self._join_table.find(hashes, lanes)[0] for hashes in (p2, p3)]
        here = behind = 0
        for rows in (lanes.pack([*map(self._part_row, parts)]), *found):
            rows ^= lanes.signs
            here += rows >> 16 & lanes.bytes
            behind += rows >> 24 & lanes.bytes
        return lanes.signed(here + (behind << 64), -2 * JOIN_NGRAMS * 128)

    def _products(self, parts: Sequence[int], asked: Sequence[bool]) -> list[int]:
        """Of each part: the product of the vector of the one before, on the left, and of its own."""
        vectors = map(self._part_vectors, [_EDGE[0], *parts])
        return [
            0
            if one is None or other is None
            else (one[0] * other[1] + _HALVES >> _MIDDLE & _DIGIT) - _HALF >> VECTOR_SHIFT
            for one, other in compress(pairwise(vectors), asked)
        ]


def _digits(numbers: Iterable[int]) -> int:
    """A number with these signed digits, the lowest first."""
    return sum(number << place * _DIGIT_BITS for place, number in enumerate(numbers))


def _blocks(sequence: Sequence[_T], shared: int = 0) -> Iterator[Sequence[_T]]:
    """``sequence`` in blocks; each begins with the last ``shared`` elements of the one before."""
    for start in range(0, len(sequence) - shared, _BLOCK):
        yield sequence[start : start + _BLOCK + shared]


def _numbers(section: memoryview, code: Literal["H", "I", "Q"]) -> memoryview[int]:
    """The little-endian numbers of a section, of the size that ``code`` says."""
    if sys.byteorder == "little":
        return section.cast(code)
    swapped = array(code, bytes(section))
    swapped.byteswap()
    return memoryview(swapped)
