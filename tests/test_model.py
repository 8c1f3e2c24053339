"""The model file: every malformed one is refused by name, and none is read beyond its end."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khmertext._data import read_bytes
from khmertext.errors import ModelError
from khmertext.segmentation._model import HEADER, VALUES, Model, load_model

SHIPPED = read_bytes("model.bin")


def changed(offset: int, replacement: bytes, *, seal: bool = True) -> bytes:
    """The shipped model with some bytes replaced, and the checksum made right again."""
    data = bytearray(SHIPPED)
    data[offset : offset + len(replacement)] = replacement
    if seal:
        struct.pack_into("<I", data, 12, zlib.crc32(memoryview(data)[16:]))
    return bytes(data)


def test_the_shipped_model():
    model = load_model()
    assert len(SHIPPED) <= 4_000_000
    assert model.provenance["licence"] == "MIT"
    assert len(model.item_rows) == model.item_slots * 8
    assert len(model.join_rows) == model.join_slots * 4
    assert model.units[0] != model.coeng_units[0] != 0
    assert model.review_limit > 0
    assert len(model.review) == 8


def test_a_file(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(SHIPPED)
    assert load_model(str(path)).item_slots == load_model().item_slots
    with pytest.raises(FileNotFoundError):
        load_model(str(tmp_path / "none"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "too short"),
        (SHIPPED[: HEADER.size + VALUES.size - 1], "too short"),
        (b"PK\3\4" + SHIPPED[4:], "magic"),
        (SHIPPED.replace(b"\r\n", b"\n", 1), "magic"),
        (changed(8, struct.pack("<I", 2)), "layout version 2"),
        (SHIPPED[:-1], "truncated"),
        (SHIPPED + b"\0", "truncated"),
        (changed(2000, b"\xff\xfe\xfd", seal=False), "checksum"),
        (changed(64, b"other features"), "features"),
        (changed(128, b"\1\2\3\4"), "features"),
        (changed(164, b"\1\2\3\4"), "features"),
        (changed(20, struct.pack("<I", 0)), "no rows"),
        (changed(24, struct.pack("<I", 0xFFFFFFFF)), "too many"),
        (changed(20, struct.pack("<I", 0xFFFFFF)), "behind the end"),
        (changed(28, struct.pack("<I", len(SHIPPED))), "behind the end"),
        (changed(32, struct.pack("<I", 0xFFFFFFFF)), "behind the end"),
        (changed(36, struct.pack("<I", len(SHIPPED) - 8)), "behind the end"),
        (changed(40, struct.pack("<I", len(SHIPPED) - 4)), "behind the end"),
        (changed(48, struct.pack("<I", len(SHIPPED))), "behind the end"),
    ],
)
def test_malformed_models(data, message):
    with pytest.raises(ModelError, match=message) as caught:
        Model(data)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("junk", [b"\xff", b"[", b"[]"])
def test_damaged_provenance_is_told_when_asked_for(junk):
    model = Model(_with_provenance(junk))
    with pytest.raises(ModelError, match="provenance"):
        _ = model.provenance


def _with_provenance(junk: bytes) -> bytes:
    data = bytearray(SHIPPED)
    offset = struct.unpack_from("<I", data, 44)[0]
    data[offset : offset + len(junk)] = junk
    struct.pack_into("<I", data, 48, len(junk))
    struct.pack_into("<I", data, 12, zlib.crc32(memoryview(data)[16:]))
    return bytes(data)


@settings(max_examples=60)
@given(st.integers(16, 1100), st.binary(min_size=1, max_size=8))
def test_no_header_crashes(offset, junk):
    """Whatever the header says: a model that works, or a ModelError."""
    try:
        model = Model(changed(offset, junk))
    except ModelError:
        return
    from khmertext.segmentation._pure import Scorer

    scorer = Scorer(model)
    values = [scorer.values(1, text) for text in ("ខ្ញុំ", "ទឹក", "កក")]
    parts, words = scorer.item_scores(values)
    assert len(parts) == len(words) == 3
    assert len(scorer.review(values, parts, [False, True, True])) == 3
    assert len(scorer.join_scores([scorer.part_value(values)])) == 1
