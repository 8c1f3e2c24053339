"""The model file of the default engine: its layout, and reading it safely.

A file holds hash tables. The *item table* has weights for the boundaries between syllables, the *join
table* for those between the parts of compound words; ``_pure_scorer`` says how they are used. A row
begins with a 16-bit key, which must agree with the hash that found it. The *dictionary* has only keys:
those of words that are not in the corpus. The *vectors*, two for every part that is not rare, are 16
numbers of 8 bits each; a table of keys of their own finds their rows.

=======  =====  ================================================================================
offset   size   what (all numbers little endian)
=======  =====  ================================================================================
0        8      magic
8        4      version of the layout
12       4      CRC-32 of everything behind it
16       4      size of the file
20       16     number of rows: item table, join table, dictionary, vectors
36       16     offsets of their displacements (arrays of ``uint16``)
52       20     offsets of their rows, of the vectors behind those of their keys (multiples of 64)
72       8      offset and size of the provenance (UTF-8 JSON)
80       8      bias of a part boundary, of a word boundary (``int32``)
88       72     feature description (ASCII, padded with NUL)
160      32     values of the kinds of items
192      64     multipliers of the hashes
256      384    values of the characters U+1780 .. U+17DF
640      384    values of the same behind a coeng sign
1024     4      limit of the review (``int32``): smaller scores of parts are reviewed
1028     108    what the review adds (27 ``int32``)
=======  =====  ================================================================================
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, cast

from khmertext._chars import LETTER_DA, TOANDAKHIAT, I, U
from khmertext._data import read_bytes
from khmertext.errors import ModelError

MAGIC: Final = b"KHSEG\r\n\x1a"  # a transfer in text mode would damage it, which is then seen
VERSION: Final = 4
FEATURES: Final = b"c1 c2 c3 c4 c5 rc cb -1..2 0..1; p1 p2 p3 0..1; u16 v16; review 27"
ITEM_NGRAMS: Final = 7
JOIN_NGRAMS: Final = 3
VECTOR: Final = 16  # numbers in each of the two vectors of a part
VECTOR_SHIFT: Final = 5  # their product is shifted right by so many bits
LONGEST_KNOWN: Final = 16  # items; longer parts are not looked up, so the cost stays linear

HEADER: Final = struct.Struct("<8s18I2i72s")
CHECKED_FROM: Final = 16
REVIEW: Final = 27
VALUES: Final = struct.Struct(f"<8I16I96I96I{1 + REVIEW}i")
FIRST_CHARACTER: Final = 0x1780
CHARACTERS: Final = 96
COENG_LETTERS: Final = 0x17B3 - FIRST_CHARACTER + 1  # what may stand behind a coeng sign

# The kinds of items for the model, and their values. A file with other values or multipliers is
# refused, so scorers may have them built in.
EDGE, KHMER, DIGIT, LATIN, SPACE, ACRONYM, OTHER = range(7)
KIND_VALUES: Final = (
    0x3C6EF372, 0, 0xDAA66D2B, 0x78DDE6E4, 0x1715609D, 0xB54CDA56, 0, 0,
)  # fmt: skip
# The kind for the model of each kind in `_token_rules`: other, syllable, space, line break, hidden, web,
# number, Latin, enumerator, acronym. The model sees line breaks as the edges of lines, and never hidden characters.
MODEL_KINDS: Final = (
    OTHER, KHMER, SPACE, EDGE, OTHER, LATIN, DIGIT, LATIN, ACRONYM, ACRONYM,
)  # fmt: skip
MULTIPLIERS: Final = (
    0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0x01000193, 0xB5297A4D,
    0x68E31DA5, 0x7FEB352D, 0x9E6C63D1, 0, 0, 0, 0x2C1B3C6D, 0x9E3779B9,
)  # fmt: skip
PROBE: Final = MULTIPLIERS[14]
OTHER_MULTIPLIER: Final = MULTIPLIERS[15]

ITEM_ROW: Final = 8  # bytes: key, 4 lanes for parts, 2 lanes for words
JOIN_ROW: Final = 4  # bytes: key, 2 lanes
DICTIONARY_ROW: Final = 2  # bytes: key
VECTOR_KEY: Final = 2  # bytes: key
VECTOR_ROW: Final = 2 * VECTOR  # bytes: of a part on the left, of one on the right
ITEM_BUCKET_BITS: Final = 16
JOIN_BUCKET_BITS: Final = 15
DICTIONARY_BUCKET_BITS: Final = 14
VECTOR_BUCKET_BITS: Final = 11


class Killed(NamedTuple):
    """Values of silent ("killed") consonants, before which no part ends (ប៉ុស្តិ៍, ពោធិ៍).

    Such a syllable is a letter, perhaps a subscript, perhaps -i or -u, and toandakhiat. ``rests`` are
    the values of all but the letter; ``sign`` is that of toandakhiat alone, with which the letters
    ``begin`` make particles instead (ក៏ and ដ៏), or is typed for ័ (ព៏ត៌មាន).
    """

    rests: frozenset[int]
    sign: int
    begin: tuple[int, int, int]

    def holds(self, base: int, rest: int) -> bool:
        """Whether a syllable with these values is a silent consonant."""
        return rest in self.rests and not (rest == self.sign and base in self.begin)


def killed_consonants(units: Sequence[int], coeng_units: Sequence[int]) -> Killed:
    """The values of silent consonants, given those of the characters."""
    sign, low, above, ka, da, po = (
        units[ord(char) - FIRST_CHARACTER]
        for char in (TOANDAKHIAT, U, I, "\u1780", LETTER_DA, "\u1796")
    )
    rests = {
        sign + vowel + subscript & 0xFFFFFFFF
        for vowel in (0, low, above)
        for subscript in (0, *coeng_units[:COENG_LETTERS])
    }
    return Killed(frozenset(rests), sign, (ka, da, po))


class Model:
    """A model that was read and checked: tables as ``memoryview`` of bytes, the rest as numbers.

    ``item_rows`` holds ``item_slots`` rows, and so on; the arithmetic of ``_pure_scorer`` never gives
    an index outside of them.
    """

    __slots__ = (
        "_provenance",
        "bias_part",
        "bias_word",
        "coeng_units",
        "data",
        "dictionary_displacements",
        "dictionary_rows",
        "dictionary_slots",
        "item_displacements",
        "item_rows",
        "item_slots",
        "join_displacements",
        "join_rows",
        "join_slots",
        "review",
        "review_limit",
        "units",
        "vector_displacements",
        "vector_keys",
        "vector_slots",
        "vectors",
    )

    def __init__(self, data: bytes) -> None:
        """Read a model from the contents of its file.

        Raises :class:`~khmertext.errors.ModelError` if ``data`` is not a whole, undamaged model
        for this version of khmertext.
        """
        if len(data) < HEADER.size + VALUES.size:
            raise ModelError("not a khmertext model: the file is too short")
        (
            magic, version, checksum, size,
            self.item_slots, self.join_slots, self.dictionary_slots, self.vector_slots,
            item_displacements, join_displacements, dictionary_displacements, vector_displacements,
            item_rows, join_rows, dictionary_rows, vector_keys, vectors,
            provenance, provenance_size, self.bias_part, self.bias_word, features,
        ) = HEADER.unpack_from(data)  # fmt: skip
        if magic != MAGIC:
            raise ModelError("not a khmertext model: it does not begin with the magic bytes")
        if version != VERSION:
            raise ModelError(
                f"the model has layout version {version}, this khmertext reads version {VERSION}; "
                "train it again: khmertext train CORPUS -o MODEL"
            )
        if size != len(data):
            raise ModelError(f"the model is truncated: {len(data)} bytes of {size}")
        if zlib.crc32(memoryview(data)[CHECKED_FROM:]) != checksum:
            raise ModelError("the model is damaged: its checksum does not agree")
        values = VALUES.unpack_from(data, HEADER.size)
        if (
            features.rstrip(b"\0") != FEATURES
            or values[:8] != KIND_VALUES
            or values[8:24] != MULTIPLIERS
        ):
            raise ModelError("the model has features that this version of khmertext does not know")
        slots = (self.item_slots, self.join_slots, self.dictionary_slots, self.vector_slots)
        if not all(0 < number < 1 << 24 for number in slots):
            raise ModelError("the model is damaged: a table has no rows or too many")
        numbers = values[-1 - REVIEW :]
        if any(abs(bias) >= 1 << 24 for bias in (self.bias_part, self.bias_word, *numbers)):
            raise ModelError("the model is damaged: a bias is out of range")  # sums must fit int32
        self.data = data
        self.units: tuple[int, ...] = values[24 : 24 + CHARACTERS]
        self.coeng_units: tuple[int, ...] = values[24 + CHARACTERS : 24 + 2 * CHARACTERS]
        self.review_limit: int = numbers[0]
        self.review: tuple[int, ...] = numbers[1:]
        self.item_displacements = self._section(item_displacements, 2 << ITEM_BUCKET_BITS)
        self.join_displacements = self._section(join_displacements, 2 << JOIN_BUCKET_BITS)
        self.dictionary_displacements = self._section(
            dictionary_displacements, 2 << DICTIONARY_BUCKET_BITS
        )
        self.item_rows = self._section(item_rows, self.item_slots * ITEM_ROW)
        self.join_rows = self._section(join_rows, self.join_slots * JOIN_ROW)
        self.dictionary_rows = self._section(
            dictionary_rows, self.dictionary_slots * DICTIONARY_ROW
        )
        self.vector_displacements = self._section(vector_displacements, 2 << VECTOR_BUCKET_BITS)
        self.vector_keys = self._section(vector_keys, self.vector_slots * VECTOR_KEY)
        self.vectors = self._section(vectors, self.vector_slots * VECTOR_ROW)
        self._provenance = bytes(self._section(provenance, provenance_size))

    def _section(self, offset: int, size: int) -> memoryview:
        if offset + size > len(self.data):
            raise ModelError("the model is damaged: a table reaches behind the end of the file")
        return memoryview(self.data)[offset : offset + size]

    @property
    def provenance(self) -> dict[str, Any]:
        """How the model was made: corpus, licence, checksums, settings."""
        import json

        try:
            found = json.loads(self._provenance)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise ModelError("the model is damaged: its provenance cannot be read")
        return cast(dict[str, Any], found)


def load_model(path: str | None = None) -> Model:
    """The model in the file ``path``; the one that comes with khmertext if it is ``None``.

    Raises :class:`~khmertext.errors.ModelError` for a file that is not a sound model.

    >>> load_model().provenance["licence"]
    'MIT'
    """
    if path is None:
        return Model(read_bytes("model.bin"))
    with open(path, "rb") as file:
        data = file.read()
    try:
        return Model(data)
    except ModelError as error:
        raise ModelError(f"{path}: {error}") from None
