"""The proofreader's data: known words, what they cost, and what they cost behind another."""

from __future__ import annotations

import sys
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from math import log
from typing import Final

from khmertext._data import read_bytes
from khmertext.spelling._encoding import NAT

# Where a word is known from, as bits.
COUNTED, DICTIONARY, GOOGLE, NAME, SURE = 1, 2, 4, 8, 16
# What stands in the place of a word: text that is none, a figure, a Latin word, an unknown piece.
OUTSIDE, FIGURE, LATIN, UNKNOWN = range(4)
SPECIALS: Final = 4
ALPHABET_SIZE: Final = 181  # and 0: the end of a word

_MAGIC: Final = b"khmertext spelling 2\n"


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
    steps, costs = _steps_of(model.bigrams)
    sections = (
        bytes(shared), bytes(rests), model.sources, model.costs, model.rests, steps,
        costs, model.letters, bytes([model.unknown, model.once]),
    )  # fmt: skip
    lengths = b"".join(len(section).to_bytes(4, "little") for section in sections)
    return _MAGIC + zlib.compress(lengths + b"".join(sections), 9)


def _steps_of(bigrams: dict[int, int]) -> tuple[bytes, bytes]:
    """The keys in rising order, each as what it adds to the one before, and their costs.

    Of all these numbers of 32 bits stand first the lowest bytes, then the next: it packs better.
    """
    keys = sorted(bigrams)
    steps = b"".join((key - before).to_bytes(4, "little") for before, key in pairwise([0, *keys]))
    return b"".join(steps[place::4] for place in range(4)), bytes(map(bigrams.__getitem__, keys))


def unpack(data: bytes) -> SpellingModel:
    """The model of the bytes that :func:`pack` made."""
    content = zlib.decompress(data.removeprefix(_MAGIC))
    lengths = [int.from_bytes(content[i : i + 4], "little") for i in range(0, 36, 4)]
    ends = list(accumulate(lengths, initial=36))
    shared, rests, sources, costs, word_rests, steps, pair_costs, letters, constants = (
        content[start:end] for start, end in pairwise(ends)
    )
    words = []
    word = b""
    for length, rest in zip(shared, rests.split(b"\0"), strict=False):
        word = word[:length] + rest
        words.append(word)
    bigrams = dict(zip(accumulate(_numbers(steps)), pair_costs, strict=True))
    return SpellingModel(words, sources, costs, word_rests, bigrams, letters, *constants)


def _numbers(planes: bytes) -> array[int]:
    """Numbers of 32 bits from all their lowest bytes, then all the next."""
    count = len(planes) // 4
    data = bytearray(len(planes))
    for place in range(4):
        data[place::4] = planes[place * count : (place + 1) * count]
    numbers = array("I", data)
    if sys.byteorder == "big":  # pragma: no cover - no such machine here
        numbers.byteswap()
    return numbers


@cache
def spelling_model() -> SpellingModel:
    """The model that comes with khmertext; read when it is first asked for."""
    return unpack(read_bytes("spelling.bin"))
