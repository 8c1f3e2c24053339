"""The proofreader's language model: known words, their costs alone and after another word.

Training packs it into ``data/spelling.bin``; the lattice reads it.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from itertools import accumulate, pairwise
from math import log
from os.path import commonprefix
from typing import Any, Final

from khmertext._data import read_bytes
from khmertext.spelling._encoding import NAT

# The sources of a word, as bits.
COUNTED, DICTIONARY, GOOGLE, NAME = 1, 2, 4, 8
# The specials, which stand in the place of a word: other text, a figure, a Latin word, an unknown piece.
OUTSIDE, FIGURE, LATIN, UNKNOWN = range(4)
SPECIALS: Final = 4
ALPHABET_SIZE: Final = 181  # and 0: the end of a word

_MAGIC: Final = b"khmertext spelling 3\n"


@dataclass(frozen=True)
class SpellingModel:
    """Words in rising order of their units; the number of a word is its index.

    ``costs`` are those of the words, then of the specials. ``rests`` are the backoff costs: added to
    the cost of the next word if the two make no bigram. ``letters`` is the cost of a unit after
    another, row by row. The native lattice reads the packed fields; ``words`` and ``bigrams`` unpack
    them for the pure one.
    """

    shared: bytes  # how many units each word has in common with the one before
    endings: bytes  # the units behind those, and 0 behind each
    sources: bytes
    costs: bytes
    rests: bytes
    steps: bytes  # differences of the bigrams' keys, 32 bits: all lowest bytes, then all the next
    pair_costs: bytes
    letters: bytes
    unknown: int  # the cost of a piece that is no word, besides its letters
    once: int  # the cost of a word that the corpus has once

    @classmethod
    def of(cls, words: Iterable[bytes], bigrams: Mapping[int, int], **others: Any) -> SpellingModel:
        """A model of unpacked words, in rising order, and bigrams."""
        shared, endings = bytearray(), bytearray()
        before = b""
        for word in words:
            length = len(commonprefix((before, word)))  # noqa: RUF071 (unit by unit is meant)
            shared.append(length)
            endings += word[length:] + b"\0"
            before = word
        keys = sorted(bigrams)
        steps = b"".join((key - last).to_bytes(4, "little") for last, key in pairwise([0, *keys]))
        return cls(
            shared=bytes(shared),
            endings=bytes(endings),
            steps=b"".join(steps[place::4] for place in range(4)),
            pair_costs=bytes(map(bigrams.__getitem__, keys)),
            **others,
        )

    @cached_property
    def words(self) -> tuple[bytes, ...]:
        """Every word."""
        words = []
        word = b""
        for length, ending in zip(self.shared, self.endings.split(b"\0"), strict=False):
            word = word[:length] + ending
            words.append(word)
        return tuple(words)

    @cached_property
    def bigrams(self) -> dict[int, int]:
        """The cost of a word after another (its history), by ``history * size + word``."""
        return dict(zip(accumulate(_numbers(self.steps)), self.pair_costs, strict=True))

    def dearest(self, count: int) -> int:
        """The cost of a word with ``count`` occurrences; rarer words cost more."""
        return self.once - round(NAT * log(count))

    def floors(self) -> bytes:
        """The least cost of each word, whatever stands before it."""
        size = self.size
        floors = bytearray(self.costs)
        for key, cost in self.bigrams.items():
            word = key % size
            if cost < floors[word]:
                floors[word] = cost
        return bytes(floors)

    @property
    def size(self) -> int:
        """The number of words and specials."""
        return len(self.shared) + SPECIALS


def _numbers(planes: bytes) -> array[int]:
    """32-bit numbers, stored as all their lowest bytes, then all the next ones."""
    count = len(planes) // 4
    data = bytearray(len(planes))
    for place in range(4):
        data[place::4] = planes[place * count : (place + 1) * count]
    numbers = array("I", data)
    if sys.byteorder == "big":  # pragma: no cover - no such machine here
        numbers.byteswap()
    return numbers


_SECTIONS: Final = 8  # fields of bytes; the two constants follow them


def pack(model: SpellingModel) -> bytes:
    """The bytes of a model: made by training, read by :func:`unpack`.

    They are not compressed, so that reading is fast; wheels are compressed anyway.
    """
    *sections, unknown, once = (getattr(model, field.name) for field in fields(model))
    lengths = b"".join(len(section).to_bytes(4, "little") for section in sections)
    return b"".join((_MAGIC, lengths, *sections, bytes((unknown, once))))


def unpack(data: bytes) -> SpellingModel:
    """The model of the bytes that :func:`pack` made."""
    start = len(_MAGIC) + 4 * _SECTIONS
    lengths = array("I", data[len(_MAGIC) : start])
    if sys.byteorder == "big":  # pragma: no cover - no such machine here
        lengths.byteswap()
    ends = list(accumulate(lengths, initial=start))
    sections: list[Any] = [data[first:last] for first, last in pairwise(ends)]
    return SpellingModel(*sections, *data[ends[-1] :])


@cache
def spelling_model() -> SpellingModel:
    """The model that comes with khmertext; read when it is first asked for."""
    return unpack(read_bytes("spelling.bin"))
