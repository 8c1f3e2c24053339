"""Damaged and hostile model files: ``ModelError``, or a model that cuts without loss."""

from __future__ import annotations

import contextlib
import random
import struct
import zlib
from pathlib import Path

import pytest

import khmertext
from khmertext.segmentation import _model
from support import DATA

HEAD = _model.HEADER.size + _model.VALUES.size
NUMBERS = (0, 1, 2, 64, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFC0, 1 << 24)
TEXT = "គណៈកម្មាធិការជាតិ ឃំុ ក្ា (គ.ជ.ប) ABC ១២៣\u200bទៅ\n" * 3


def with_checksum(data: bytes) -> bytes:
    data = data[:16] + struct.pack("<I", len(data)) + data[20:]
    return data[:12] + struct.pack("<I", zlib.crc32(data[16:])) + data[16:]


def cut_with(path: Path) -> None:
    for mode in ("word", "part"):
        assert "".join(khmertext.Segmenter(model=path, mode=mode).words(TEXT)) == TEXT


@pytest.mark.parametrize("length", [0, 1, 8, 16, 63, HEAD - 1, HEAD, 5_000])
def test_cut_off(length: int, tmp_path: Path) -> None:
    path = tmp_path / "model"
    shipped = (DATA / "model.bin").read_bytes()
    for data in (shipped[:length], with_checksum(shipped[: max(length, 20)]), shipped[-length:]):
        path.write_bytes(data if data != shipped else b"")
        with pytest.raises(khmertext.ModelError):
            khmertext.Segmenter(model=path)


@pytest.mark.parametrize(
    "place", [*range(0, _model.HEADER.size, 4), *range(_model.HEADER.size, HEAD, 28)]
)
def test_every_field_of_the_header(place: int, tmp_path: Path) -> None:
    """An attacker makes the checksum right; then each number is what it should not be."""
    path = tmp_path / "model"
    shipped = (DATA / "model.bin").read_bytes()
    source = random.Random(place)
    for number in source.sample((*NUMBERS, len(shipped), len(shipped) - 4), 3):
        path.write_bytes(
            with_checksum(shipped[:place] + struct.pack("<I", number) + shipped[place + 4 :])
        )
        with contextlib.suppress(khmertext.ModelError):
            cut_with(path)


def test_tables_of_noise(tmp_path: Path) -> None:
    path = tmp_path / "model"
    shipped = (DATA / "model.bin").read_bytes()
    path.write_bytes(
        with_checksum(shipped[:HEAD] + random.Random(1).randbytes(len(shipped) - HEAD))
    )
    cut_with(path)


def test_flipped_bits_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "model"
    shipped = (DATA / "model.bin").read_bytes()
    source = random.Random(2)
    for _ in range(50):
        data = bytearray(shipped)
        data[source.randrange(len(data))] ^= 1 << source.randrange(8)
        path.write_bytes(data)
        with pytest.raises(khmertext.ModelError):
            khmertext.Segmenter(model=path)


@pytest.mark.parametrize("provenance", [b"[" * 100_000, b"{", b"\xff", b"[]", b"1" * 10_000, b""])
def test_provenance_is_read_last(provenance: bytes) -> None:
    shipped = (DATA / "model.bin").read_bytes()
    fields = list(_model.HEADER.unpack_from(shipped))
    # the offset and the size of the provenance: see the layout in _model.py
    fields[17], fields[18] = len(shipped), len(provenance)
    data = _model.HEADER.pack(*fields) + shipped[_model.HEADER.size :] + provenance
    model = _model.Model(with_checksum(data))
    with pytest.raises(khmertext.ModelError, match="provenance"):
        model.provenance  # noqa: B018
