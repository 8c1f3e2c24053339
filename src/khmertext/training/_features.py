"""Turns sentences into arrays for ``trainer``: values of items and hashes of their n-grams.

The arithmetic is that of ``segmentation._pure_scorer``, for millions of items at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from khmertext._chars import COENG, INHERENT_VOWELS
from khmertext.segmentation import _model, _token_rules
from khmertext.segmentation._lexer import items
from khmertext.segmentation._pure_scorer import Values, syllable_values, token_values
from khmertext.segmentation._respellings import aligned, shipped_respellings
from khmertext.training.corpus import Sentence

U32: TypeAlias = npt.NDArray[np.uint32]

MARGIN: Final = 10  # edge items between two sentences, so that no n-gram spans both


# --- values of characters --------------------------------------------------------------------
def _scatter(number: int) -> int:
    """A 32-bit number that looks random (the finalizer of MurmurHash3)."""
    number = (number ^ number >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    number = (number ^ number >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return number ^ number >> 16


def character_values() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The values of U+1780 .. U+17DF by themselves and behind a coeng sign.

    Characters that read the same have the same value: a subscript da is a subscript ta, ឣ is អ, ឤ
    is អា, ឲ is ឱ, the vowel signs ោ and ើ are the sums of their halves, inherent vowels are 0. ៏ is
    ៍: the two are often mistaken for each other, and no two words differ in them alone.
    """
    characters = [chr(_model.FIRST_CHARACTER + i) for i in range(_model.CHARACTERS)]
    unit = {char: _scatter(ord(char)) for char in characters}
    for whole, halves in {"ឣ": "អ", "ឤ": "អា", "ឲ": "ឱ", "ោ": "េា", "ើ": "េី", "៏": "៍"}.items():
        unit[whole] = sum(unit[half] for half in halves) & 0xFFFFFFFF
    unit |= dict.fromkeys(INHERENT_VOWELS, 0)
    coeng_unit = {char: _scatter(ord(char) + (ord(COENG) << 16)) for char in characters}
    coeng_unit["ដ"] = coeng_unit["ត"]
    return tuple(unit[char] for char in characters), tuple(coeng_unit[char] for char in characters)


# --- sentences -------------------------------------------------------------------------------
@dataclass(frozen=True)
class Examples:
    """Many sentences in one array of items, with ``MARGIN`` edge items around each.

    ``asked`` is true at items where the model decides, ``parts`` and ``words`` where a part or word
    begins. ``first`` and ``end`` delimit the items of each sentence; ``starts`` are their offsets.
    """

    sentences: Sequence[Sentence]
    whole: U32
    base: U32
    rest: U32
    asked: npt.NDArray[np.bool_]
    parts: npt.NDArray[np.bool_]
    words: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.int32]
    first: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]


class _Reader:
    """Cuts texts into items and gives them values, as the segmenter does."""

    def __init__(self) -> None:
        self._units, self._coeng_units = character_values()
        self._syllables: dict[str, Values] = {}
        self.killed = _model.killed_consonants(self._units, self._coeng_units)
        self._read = {
            self._values_of(typed): self._values_of(read) for typed, read in shipped_respellings()
        }
        self._longest = max(map(len, self._read), default=0)
        self.firsts = {typed[0] for typed in self._read}

    def _values_of(self, word: str) -> tuple[Values, ...]:
        return tuple(self.values(_model.KHMER, word[i.start : i.end]) for i in items(word))

    def values(self, kind: int, piece: str) -> Values:
        if kind != _model.KHMER:
            return token_values(kind, piece)
        if piece not in self._syllables:
            found = syllable_values(piece, self._units, self._coeng_units)
            self._syllables[piece] = found
        return self._syllables[piece]

    def respelling(
        self, values: Sequence[Values], asked: Sequence[bool], place: int
    ) -> tuple[Values, ...] | None:
        """The longest run of typed syllables from ``place`` on that is read in another spelling."""
        if values[place] not in self.firsts:
            return None
        end = place + 1
        while end < min(len(values), place + self._longest) and asked[end]:
            end += 1
        for stop in range(end, place, -1):
            typed = tuple(values[place:stop])
            if typed in self._read:
                return typed
        return None

    def read(self, typed: tuple[Values, ...]) -> tuple[Sequence[Values], list[int]]:
        """The spelling it is read in, and for each syllable there its index in ``typed``, or -1."""
        found = self._read[typed]
        return found, aligned(typed, found)


class _Place(NamedTuple):
    """An item as the model sees it, whether the model decides there, which pieces begin there."""

    values: Values
    asked: bool
    part: bool
    word: bool
    start: int


def _places(reader: _Reader, sentence: Sentence) -> list[_Place]:
    part_ends, word_ends = {0, *sentence.parts}, {0, *sentence.words}
    typed: list[_Place] = []
    before = _model.EDGE  # the kind of the preceding item
    for item in items(sentence.text):
        if item.kind in (_token_rules.HIDDEN, _token_rules.BREAK):
            before = _model.EDGE
            continue
        kind = _model.MODEL_KINDS[item.kind]
        values = reader.values(kind, sentence.text[item.start : item.end])
        together = kind == before == _model.KHMER
        asked = together and not reader.killed.holds(*values[1:])
        part, word = (
            (item.start in ends if asked else not together) for ends in (part_ends, word_ends)
        )
        typed.append(_Place(values, asked, part, word, item.start))
        before = kind
    return _respelled(reader, typed)


def _respelled(reader: _Reader, typed: list[_Place]) -> list[_Place]:
    """The places, with each word in the spelling that it is read in (``data/respellings.tsv``)."""
    values = [place.values for place in typed]
    if reader.firsts.isdisjoint(values):
        return typed
    joined = [place.asked or not place.part for place in typed]
    found: list[_Place] = []
    index = 0
    while index < len(typed):
        form = reader.respelling(values, joined, index)
        if form is None:
            found.append(typed[index])
            index += 1
            continue
        for read, at in zip(*reader.read(form), strict=True):
            place = typed[index + max(at, 0)]
            if at < 0:
                place = place._replace(asked=False, part=False, word=False)
            found.append(place._replace(values=read))
        index += len(form)
    return found


def examples(sentences: Sequence[Sentence]) -> Examples:
    """The arrays of some sentences, cut into items by the rules of the segmenter."""
    edge_value = _model.KIND_VALUES[_model.EDGE]
    edge: Values = edge_value, edge_value, edge_value
    values: list[Values] = [edge] * MARGIN
    asked, parts, words = [False] * MARGIN, [True] * MARGIN, [True] * MARGIN
    starts = [0] * MARGIN
    first, end = [], []
    reader = _Reader()
    for sentence in sentences:
        first.append(len(values))
        for place in _places(reader, sentence):
            values.append(place.values)
            asked.append(place.asked)
            parts.append(place.part)
            words.append(place.word)
            starts.append(place.start)
        end.append(len(values))
        values += [edge] * MARGIN
        asked += [False] * MARGIN
        parts += [True] * MARGIN
        words += [True] * MARGIN
        starts += [len(sentence.text)] * MARGIN
    table = np.array(values, np.uint32).reshape(-1, 3)
    return Examples(
        sentences,
        whole=np.ascontiguousarray(table[:, 0]),
        base=np.ascontiguousarray(table[:, 1]),
        rest=np.ascontiguousarray(table[:, 2]),
        asked=np.array(asked),
        parts=np.array(parts),
        words=np.array(words),
        starts=np.array(starts, np.int32),
        first=np.array(first, np.int32),
        end=np.array(end, np.int32),
    )


def together(before: Examples, behind: Examples) -> Examples:
    """The examples of both, one behind the other."""
    shift = len(before.whole) - MARGIN
    arrays = {
        name: np.concatenate([getattr(before, name), getattr(behind, name)[MARGIN:]])
        for name in ("whole", "base", "rest", "asked", "parts", "words", "starts")
    }
    return Examples(
        [*before.sentences, *behind.sentences],
        **arrays,
        first=np.concatenate([before.first, behind.first + shift]),
        end=np.concatenate([before.end, behind.end + shift]),
    )


# --- hashes ----------------------------------------------------------------------------------
_M: Final = tuple(np.uint32(multiplier) for multiplier in _model.MULTIPLIERS)


def item_hashes(data: Examples) -> U32:
    """The hashes of the n-grams around every item, one row an item."""
    whole, base, rest = data.whole, data.base, data.rest
    c1 = _M[1] * whole
    c2 = _M[0] * _shift(whole, -1) + c1
    c3 = c2 + _M[2] * _shift(whole, 1)
    c4 = c3 + _M[3] * _shift(whole, 2)
    c5 = _M[10] * _shift(whole, -2) + c4
    rc = _M[4] * _shift(rest, -1) + c1 + _M[7]
    cb = c1 + _M[5] * _shift(base, 1) + _M[8]
    return np.stack([c1, c2, c3, c4, c5, rc, cb], axis=1)


def part_values(data: Examples, begins: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.int32], U32]:
    """The first item of every part, and its value; ``begins`` says where parts begin."""
    first = np.flatnonzero(begins)
    sizes: npt.NDArray[np.int64] = np.diff(np.append(first, len(begins)))
    values: U32 = np.zeros(len(first), np.uint32)
    for position in range(int(sizes.max())):
        longer = sizes > position
        values[longer] = values[longer] * _M[6] + data.whole[first[longer] + position]
    return first.astype(np.int32), values


def join_hashes(values: U32) -> U32:
    """The hashes of the three n-grams of every part, one row a part."""
    p1 = _M[7] * values
    p2 = p1 + _M[8] * _shift(values, -1)
    return np.stack([p1, p2, p2 + _M[9] * _shift(values, 1)], axis=1)


def _shift(values: U32, distance: int) -> U32:
    """The values of the neighbours at ``distance``; edge items beyond both ends."""
    return np.roll(values, -distance)
