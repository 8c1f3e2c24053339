"""The model file of the default engine: its layout, and reading it safely.

A file holds two tables of weights found by hashing. The *item table* scores the boundaries between
syllables, the *join table* those between the parts of compound words; ``_pure`` says how they are
used. A row begins with a 16-bit key that must agree with the hash that found it. The *dictionary* is
a third table of keys alone: words that are not in the corpus.

=======  =====  ================================================================================
offset   size   what (all numbers little endian)
=======  =====  ================================================================================
0        8      magic
8        4      version of the layout
12       4      CRC-32 of everything behind it
16       4      size of the file
20       12     number of rows: item table, join table, dictionary
32       12     offsets of their displacements (arrays of ``uint16``)
44       12     offsets of their rows (multiples of 64)
56       8      offset and size of the provenance (UTF-8 JSON)
64       8      bias of a part boundary, of a word boundary (``int32``)
72       56     feature description (ASCII, padded with NUL)
128      32     values of the kinds of items
160      64     multipliers of the hashes
224      384    values of the characters U+1780 .. U+17DF
608      384    values of the same behind a coeng sign
992      4      limit of the review (``int32``): smaller scores of parts are reviewed
996      108    what the review adds (27 ``int32``)
=======  =====  ================================================================================
"""

from __future__ import annotations

import struct
import zlib
from typing import Any, Final, cast

from khmertext._data import read_bytes
from khmertext.errors import ModelError

MAGIC: Final = b"KHSEG\r\n\x1a"  # a transfer as text would damage it visibly
VERSION: Final = 2
FEATURES: Final = b"c1 c2 c3 c4 rc cb rcb -1..2 0..1; p1 p2 0..1; review 27"

HEADER: Final = struct.Struct("<8s14I2i56s")
CHECKED_FROM: Final = 16
REVIEW: Final = 27
VALUES: Final = struct.Struct(f"<8I16I96I96I{1 + REVIEW}i")
FIRST_CHARACTER: Final = 0x1780
CHARACTERS: Final = 96

# The kinds of items and their values. They and the multipliers are part of the feature description:
# a file that has others is refused, so scorers may have them built in.
EDGE, KHMER, DIGIT, LATIN, SPACE, ACRONYM, OTHER = range(7)
KIND_VALUES: Final = (
    0x3C6EF372, 0, 0xDAA66D2B, 0x78DDE6E4, 0x1715609D, 0xB54CDA56, 0, 0,
)  # fmt: skip
MULTIPLIERS: Final = (
    0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0x01000193, 0xB5297A4D,
    0x68E31DA5, 0, 0, 0, 0, 0, 0x2C1B3C6D, 0x9E3779B9,
)  # fmt: skip
PROBE: Final = MULTIPLIERS[14]
OTHER_MULTIPLIER: Final = MULTIPLIERS[15]

ITEM_ROW: Final = 8  # bytes: key, 4 lanes for parts, 2 lanes for words
JOIN_ROW: Final = 4  # bytes: key, 2 lanes
DICTIONARY_ROW: Final = 2  # bytes: key
ITEM_BUCKET_BITS: Final = 16
JOIN_BUCKET_BITS: Final = 13
DICTIONARY_BUCKET_BITS: Final = 14


class Model:
    """A model that was read and checked: tables as ``memoryview`` of bytes, the rest as numbers.

    ``item_rows`` holds ``item_slots`` rows, and so on; every index that the documented arithmetic
    can produce lies inside them.
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
            self.item_slots, self.join_slots, self.dictionary_slots,
            item_displacements, join_displacements, dictionary_displacements,
            item_rows, join_rows, dictionary_rows,
            provenance, provenance_size, self.bias_part, self.bias_word, features,
        ) = HEADER.unpack_from(data)  # fmt: skip
        if magic != MAGIC:
            raise ModelError("not a khmertext model: it does not begin with the magic bytes")
        if version != VERSION:
            raise ModelError(
                f"the model has layout version {version}, this khmertext reads version {VERSION}"
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
        slots = (self.item_slots, self.join_slots, self.dictionary_slots)
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
        self._provenance = bytes(self._section(provenance, provenance_size))

    def _section(self, offset: int, size: int) -> memoryview:
        if offset + size > len(self.data):
            raise ModelError("the model is damaged: a table reaches behind the end of the file")
        return memoryview(self.data)[offset : offset + size]

    @property
    def provenance(self) -> dict[str, Any]:
        """What the model was made from: corpus, licence, checksums, settings."""
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
        return Model(file.read())
