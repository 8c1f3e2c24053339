"""Feeds damaged and hostile model files to the reader, and cuts text with those it accepts.

Three kinds: bytes changed, cut off or put in (the checksum is wrong then); the same with the
checksum made right, as an attacker would; and files whose header is right and whose tables are
noise. Only ``ModelError`` may come out, and what is accepted must cut every text without loss, the
same way in both twins.
"""

from __future__ import annotations

import contextlib
import json
import random
import struct
import tempfile
import zlib
from pathlib import Path

import corpus  # first: it puts tests/ on the path

import khmertext
from khmertext._data import read_bytes
from khmertext.segmentation import _model


def smallest(source: random.Random, slots: int = 64) -> bytes:
    """A sound model with random tables, small enough to be changed a million times."""
    sections = [
        source.randbytes(2 << _model.ITEM_BUCKET_BITS),
        source.randbytes(2 << _model.JOIN_BUCKET_BITS),
        source.randbytes(2 << _model.DICTIONARY_BUCKET_BITS),
        source.randbytes(2 << _model.VECTOR_BUCKET_BITS),
        source.randbytes(slots * _model.ITEM_ROW),
        source.randbytes(slots * _model.JOIN_ROW),
        source.randbytes(slots * _model.DICTIONARY_ROW),
        source.randbytes(slots * _model.VECTOR_KEY),
        source.randbytes(slots * _model.VECTOR_ROW),
        json.dumps({"licence": "none"}).encode(),
    ]
    offset = _model.HEADER.size + _model.VALUES.size
    offsets = []
    body = b""
    for section in sections:
        body += bytes(-(offset + len(body)) % 64)
        offsets.append(offset + len(body))
        body += section
    shipped = read_bytes("model.bin")
    values = shipped[_model.HEADER.size : _model.HEADER.size + _model.VALUES.size]
    header = _model.HEADER.pack(
        _model.MAGIC, _model.VERSION, 0, offset + len(body), slots, slots, slots, slots,
        *offsets, len(sections[-1]), source.randint(-500, 500), source.randint(-500, 500),
        _model.FEATURES,
    )  # fmt: skip
    return with_checksum(header + values + body)


def with_checksum(data: bytes) -> bytes:
    """``data`` with the size and the checksum that its contents ask for."""
    if len(data) < _model.CHECKED_FROM + 4:
        return data
    data = data[:16] + struct.pack("<I", len(data)) + data[20:]
    return data[:12] + struct.pack("<I", zlib.crc32(data[_model.CHECKED_FROM :])) + data[16:]


_NUMBERS = (0, 1, 2, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFC0, 1 << 24, (1 << 24) - 1)


def damaged(data: bytes, source: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(source.randint(1, 4)):
        kind = source.randrange(6)
        place = source.randrange(len(changed)) if changed else 0
        if kind == 0 and changed:
            changed[place] = source.randrange(256)
        elif kind == 1:  # a field of the header
            place = 4 * source.randrange(32)
            struct.pack_into("<I", changed, place, source.choice((*_NUMBERS, len(changed))))
        elif kind == 2:
            del changed[place:]
        elif kind == 3:
            changed[place:place] = source.randbytes(source.choice((1, 4, 64)))
        elif kind == 4:
            changed[-40:] = b"[" * 40
        else:
            start = source.randrange(1024)
            changed[start : start + 8] = source.randbytes(8)
        if len(changed) < 1024:
            break
    return bytes(changed)


def main() -> None:
    asked = corpus.asked_for(__doc__)
    source = asked.source
    texts = corpus.texts()
    count = accepted = 0
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "model"
        while asked.goes_on(count):
            if count % 500 == 0:
                sound = smallest(source, source.choice((1, 2, 64, 4096)))
            data = damaged(sound, source)
            if source.random() < 0.8:
                data = with_checksum(data)
            path.write_bytes(data)
            count += 1
            try:
                segmenter = khmertext.Segmenter(model=str(path))
                segmenter.words("ក")
            except khmertext.ModelError:
                continue
            accepted += 1
            with contextlib.suppress(khmertext.ModelError):
                _model.Model(data).provenance  # noqa: B018
            for text in source.sample(texts, 3):
                for mode in ("word", "part"):
                    words = khmertext.Segmenter(model=str(path), mode=mode).words(text)
                    assert "".join(words) == text, (asked.seed, count, text)
    print(f"stat::number_of_executed_units: {count} ({accepted} accepted, seed {asked.seed})")


if __name__ == "__main__":
    main()
