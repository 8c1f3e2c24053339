"""Sentences as arrays: the values of their items, and the hashes of their n-grams.

The same arithmetic as ``segmentation._pure``, for millions of items at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from khmertext._chars import COENG, INHERENT_VOWELS
from khmertext.segmentation import _model, _shapes
from khmertext.segmentation._lexer import items
from khmertext.segmentation._pure import Values, syllable_values, token_values
from khmertext.training.corpus import Sentence

U32: TypeAlias = npt.NDArray[np.uint32]

MARGIN: Final = 10  # edge items between two sentences: none reaches into its neighbour
_KIND_OF_SHAPE: Final = {
    _shapes.KHMER: _model.KHMER,
    _shapes.SPACE: _model.SPACE,
    _shapes.WEB: _model.LATIN,
    _shapes.NUMBER: _model.DIGIT,
    _shapes.LATIN: _model.LATIN,
    _shapes.ENUMERATOR: _model.ACRONYM,
    _shapes.ACRONYM: _model.ACRONYM,
}


# --- values of characters --------------------------------------------------------------------
def _scatter(number: int) -> int:
    """A 32-bit number that looks random (the finalizer of MurmurHash3)."""
    number = (number ^ number >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    number = (number ^ number >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return number ^ number >> 16


def character_values() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The values of U+1780 .. U+17DF by themselves and behind a coeng sign.

    What reads the same has the same value: a subscript da is a subscript ta, ឣ is អ, ឤ is អា, ឲ is
    ឱ, the vowel signs ោ and ើ are the sums of their halves, inherent vowels are nothing. ៏ is ៍:
    the two are often mistaken for each other, and no two words differ in them alone.
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
    """Many sentences in one row of items, ``MARGIN`` edge items before, between and behind them.

    ``asked`` says at which items the model decides; ``parts`` and ``words`` where pieces begin.
    ``first`` and ``end`` are the items of each sentence, ``starts`` the offset of every item.
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


def examples(sentences: Sequence[Sentence]) -> Examples:
    """The arrays of some sentences, cut into items by the rules of the segmenter."""
    edge = Values(*[_model.KIND_VALUES[_model.EDGE]] * 3)
    values: list[Values] = [edge] * MARGIN
    asked, parts, words = [False] * MARGIN, [True] * MARGIN, [True] * MARGIN
    starts = [0] * MARGIN
    first, end = [], []
    units, coeng_units = character_values()
    syllables: dict[str, Values] = {}
    for sentence in sentences:
        first.append(len(values))
        text = sentence.text
        part_ends, word_ends = {0, *sentence.parts}, {0, *sentence.words}
        before = _model.EDGE  # the kind of the item before
        for item in items(text):
            if item.kind in (_shapes.HIDDEN, _shapes.BREAK):
                before = _model.EDGE
                continue
            kind = _KIND_OF_SHAPE.get(item.kind, _model.OTHER)
            piece = text[item.start : item.end]
            if kind != _model.KHMER:
                values.append(token_values(kind, piece))
            else:
                if piece not in syllables:
                    syllables[piece] = syllable_values(piece, units, coeng_units)
                values.append(syllables[piece])
            is_asked = kind == before == _model.KHMER
            asked.append(is_asked)
            parts.append(item.start in part_ends or not is_asked)
            words.append(item.start in word_ends or not is_asked)
            starts.append(item.start)
            before = kind
        end.append(len(values))
        values += [edge] * MARGIN
        asked += [False] * MARGIN
        parts += [True] * MARGIN
        words += [True] * MARGIN
        starts += [len(text)] * MARGIN
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


# --- hashes ----------------------------------------------------------------------------------
_M: Final = tuple(np.uint32(multiplier) for multiplier in _model.MULTIPLIERS)


def item_hashes(data: Examples) -> U32:
    """The hashes of the n-grams around every item, one row an item."""
    whole, base, rest = data.whole, data.base, data.rest
    c1 = _M[1] * whole
    c2 = _M[0] * _shift(whole, -1) + c1
    c3 = c2 + _M[2] * _shift(whole, 1)
    c4 = c3 + _M[3] * _shift(whole, 2)
    rest = _M[4] * _shift(rest, -1)
    cb = c1 + _M[5] * _shift(base, 1) + _M[8]
    return np.stack([c1, c2, c3, c4, rest + c1 + _M[7], cb, rest + cb], axis=1)


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
    """The hashes of the two n-grams of every part, one row a part."""
    p1 = _M[7] * values
    return np.stack([p1, p1 + _M[8] * _shift(values, -1)], axis=1)


def _shift(values: U32, distance: int) -> U32:
    """The values of the neighbours at ``distance``; beyond the ends, edges stand at both."""
    return np.roll(values, -distance)
