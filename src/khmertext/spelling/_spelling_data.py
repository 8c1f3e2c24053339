"""The proofreader's data: known words, what they cost, and what they cost behind another."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import log
from typing import Final

from khmertext._data import read_bytes
from khmertext.spelling._encoding import NAT

# Where a word is known from, as bits.
COUNTED, DICTIONARY, GOOGLE, NAME = 1, 2, 4, 8
# What stands in the place of a word: text that is none, a figure, a Latin word, an unknown piece.
OUTSIDE, FIGURE, LATIN, UNKNOWN = range(4)
SPECIALS: Final = 4
ALPHABET_SIZE: Final = 181  # and 0: the end of a word

_MAGIC: Final = b"khmertext spelling 1\n"


@dataclass(frozen=True, slots=True)
class SpellingModel:
    """Words in rising order of their units; a word's number is its place there.

    ``costs`` has for every word, and behind them for the specials, its cost; ``rests`` what is added
    when it is the history of a word with which it makes no bigram. ``bigrams`` are keyed by
    ``history * size + word``; ``letters`` is the cost of a unit behind another, row by row.
    """

    words: Sequence[bytes]
    sources: bytes
    costs: bytes
    rests: bytes
    bigrams: dict[int, int]
    letters: bytes
    unknown: int  # the cost of a piece that is no word, besides its letters
    once: int  # the cost of a word that the corpus has once

    def dearest(self, count: int) -> int:
        """The cost of a word that the corpus has so often: what costs more it has less often."""
        return self.once - round(NAT * log(count))

    def floors(self) -> bytes:
        """What each word costs at least, whatever stands before it."""
        size = self.size
        floors = bytearray(self.costs)
        for key, cost in self.bigrams.items():
            word = key % size
            if cost < floors[word]:
                floors[word] = cost
        return bytes(floors)

    @property
    def size(self) -> int:
        """Words and specials."""
        return len(self.words) + SPECIALS


def pack(model: SpellingModel) -> bytes:
    """The bytes of a model: made by training, read by :func:`unpack`."""
    shared, rests = bytearray(), bytearray()
    before = b""
    for word in model.words:
        length = 0
        while length < min(len(before), len(word)) and before[length] == word[length]:
            length += 1
        shared.append(length)
        rests += word[length:] + b"\0"
        before = word
    # words in falling order of frequency have small numbers here
    order = sorted(range(model.size), key=lambda number: (model.costs[number], number))
    rank = {number: place for place, number in enumerate(order)}
    pairs: dict[int, list[tuple[int, int]]] = {}
    for key, cost in model.bigrams.items():
        history, behind = divmod(key, model.size)
        pairs.setdefault(rank[history], []).append((rank[behind], cost))
    numbers, costs = bytearray(), bytearray()
    last = 0
    for history, row in sorted(pairs.items()):
        _put(numbers, history - last)
        _put(numbers, len(row))
        last = history
        previous = 0
        for behind, cost in sorted(row):
            _put(numbers, behind - previous)
            costs.append(cost)
            previous = behind
    sections = (
        bytes(shared), bytes(rests), model.sources, model.costs, model.rests, bytes(numbers),
        bytes(costs), model.letters, bytes([model.unknown, model.once]),
    )  # fmt: skip
    lengths = b"".join(len(section).to_bytes(4, "little") for section in sections)
    return _MAGIC + zlib.compress(lengths + b"".join(sections), 9)


def _put(target: bytearray, number: int) -> None:
    """A number in groups of seven bits, the lowest first."""
    while number > 127:
        target.append(number & 127 | 128)
        number >>= 7
    target.append(number)


def unpack(data: bytes) -> SpellingModel:
    """The model of the bytes that :func:`pack` made."""
    content = zlib.decompress(data.removeprefix(_MAGIC))
    lengths = [int.from_bytes(content[i : i + 4], "little") for i in range(0, 36, 4)]
    ends = list(accumulate(lengths, initial=36))
    shared, rests, sources, costs, word_rests, numbers, pair_costs, letters, constants = (
        content[start:end] for start, end in pairwise(ends)
    )
    words = []
    word = b""
    for length, rest in zip(shared, rests.split(b"\0"), strict=False):
        word = word[:length] + rest
        words.append(word)
    bigrams = _read_pairs(numbers, pair_costs, costs)
    return SpellingModel(words, sources, costs, word_rests, bigrams, letters, *constants)


def _read_pairs(numbers: bytes, pair_costs: bytes, costs: bytes) -> dict[int, int]:
    size = len(costs)
    order = sorted(range(size), key=costs.__getitem__)  # stable: rising numbers among equals
    values = iter(_numbers(numbers))
    cost = iter(pair_costs)
    bigrams = {}
    history = 0
    for step in values:
        history += step
        row = order[history] * size
        word = 0
        for _ in range(next(values)):
            word += next(values)
            bigrams[row + order[word]] = next(cost)
    return bigrams


def _numbers(data: bytes) -> list[int]:
    found = []
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        if byte & 128:
            shift += 7
        else:
            found.append(value)
            value = shift = 0
    return found


@cache
def spelling_model() -> SpellingModel:
    """The model that comes with khmertext; read when it is first asked for."""
    return unpack(read_bytes("spelling.bin"))
