"""The model file: every malformed one is refused by name, and none is read beyond its end."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khmertext import clusters
from khmertext.errors import ModelError
from khmertext.segmentation._model import HEADER, VALUES, Model, load_model
from support import DATA

SHIPPED = (DATA / "model.bin").read_bytes()


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
    assert len(model.dictionary_rows) == model.dictionary_slots * 2
    assert len(model.vector_keys) == model.vector_slots * 2
    assert len(model.vectors) == model.vector_slots * 2 * 16
    assert model.units[0] != model.coeng_units[0] != 0
    assert model.review_limit > 0
    assert len(model.review) == 27


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
        (changed(8, struct.pack("<I", 1)), "layout version 1"),
        (SHIPPED[:-1], "truncated"),
        (SHIPPED + b"\0", "truncated"),
        (changed(2000, b"\xff\xfe\xfd", seal=False), "checksum"),
        (changed(8, struct.pack("<I", 2)), "layout version 2.*train it again"),
        (changed(88, b"other features"), "features"),
        (changed(160, b"\1\2\3\4"), "features"),
        (changed(196, b"\1\2\3\4"), "features"),
        (changed(20, struct.pack("<I", 0)), "no rows"),
        (changed(24, struct.pack("<I", 0xFFFFFFFF)), "too many"),
        (changed(28, struct.pack("<I", 0)), "no rows"),
        (changed(20, struct.pack("<I", 0xFFFFFF)), "behind the end"),
        (changed(32, struct.pack("<I", 0)), "no rows"),
        (changed(28, struct.pack("<I", 0xFFFFFF)), "behind the end"),
        (changed(32, struct.pack("<I", 0xFFFFFF)), "behind the end"),
        (changed(36, struct.pack("<I", len(SHIPPED))), "behind the end"),
        (changed(40, struct.pack("<I", 0xFFFFFFFF)), "behind the end"),
        (changed(44, struct.pack("<I", len(SHIPPED) - 8)), "behind the end"),
        (changed(48, struct.pack("<I", len(SHIPPED) - 8)), "behind the end"),
        (changed(52, struct.pack("<I", len(SHIPPED) - 8)), "behind the end"),
        (changed(56, struct.pack("<I", len(SHIPPED) - 4)), "behind the end"),
        (changed(60, struct.pack("<I", len(SHIPPED) - 2)), "behind the end"),
        (changed(64, struct.pack("<I", len(SHIPPED))), "behind the end"),
        (changed(68, struct.pack("<I", len(SHIPPED) - 2)), "behind the end"),
        (changed(76, struct.pack("<I", len(SHIPPED))), "behind the end"),
        (changed(80, struct.pack("<i", 1 << 24)), "out of range"),
        (changed(1132, struct.pack("<i", -(1 << 24))), "out of range"),
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
    offset = struct.unpack_from("<I", data, 72)[0]
    data[offset : offset + len(junk)] = junk
    struct.pack_into("<I", data, 76, len(junk))
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
    from khmertext.segmentation._pure_scorer import Scorer

    scorer = Scorer(model)
    values = [scorer.values(1, text) for text in ("ខ្ញុំ", "ទឹក", "កក")]
    parts, words = scorer.item_scores(values)
    assert len(parts) == len(words) == 3
    assert len(scorer.review(values, parts, [False, True, True], [True, False, False])) == 3
    assert len(scorer.join_scores([scorer.part_value(values)], [True])) == 1


def test_values_of_syllables():
    """What reads the same has the same values, whatever the order of its marks."""
    units, coeng_units = load_model().units, load_model().coeng_units

    def whole(text: str) -> int:
        from khmertext.segmentation._pure_scorer import syllable_values

        return syllable_values(text, units, coeng_units)[0]

    for one, other in (
        ("ស្ត្រី", "ស្រ្តី"),
        ("ស៊ី", "សី៊"),
        ("កោ", "កេា"),
        ("កើ", "កេី"),
        ("ន្ដ", "ន្ត"),
        ("ឣ", "អ"),
        ("ឤ", "អា"),
        ("ឲ", "ឱ"),
        ("ក\u200d", "ក"),
        ("ក\u17b4", "ក"),
    ):
        assert whole(one) == whole(other), (one, other)
    different = ["ក", "ខ", "កា", "ក្ក", "ក្ខ", "ដ", "ត", "ក្", "ក្\u200dា", "◌", "◌ា", "ក្្ក"]
    assert len({whole(text) for text in different}) == len(different)


def test_values_of_other_tokens():
    from khmertext.segmentation._model import DIGIT, LATIN, OTHER
    from khmertext.segmentation._pure_scorer import token_values

    assert token_values(DIGIT, "១២") == token_values(DIGIT, "3")
    assert token_values(DIGIT, "1") != token_values(LATIN, "a")
    assert token_values(OTHER, "។") != token_values(OTHER, "៕")
    assert token_values(OTHER, "。")[0] == ord("。") * 0x9E3779B9 % 2**32


def test_review_by_hand():
    """Uncertain boundaries are reviewed, all at the same time; certain and forced ones are not."""
    from khmertext.segmentation._pure_scorer import KHMER, Scorer

    model = load_model()
    scorer = Scorer(model)
    items = [scorer.values(KHMER, text) for text in ("ទៅ", "ខ្ញុំ", "ទិញ"[:2], "ញ៉ាំ")]
    limit = model.review_limit
    free, holds = [False, True, True, True], [True, False, False, False]
    certain = [0, limit, -limit, limit]
    assert scorer.review(items, certain, free, holds) == certain
    assert scorer.review(items, [0, 0, 0, 0], [False] * 4, [True] * 4) == [0, 0, 0, 0]
    reviewed = scorer.review(items[:2], [0, 1], free[:2], holds)
    assert reviewed[1] - 1 in model.review[9 * 2 + 3 * 2 :]  # both words are in the corpus
    (found,) = scorer.known_around(items[:2], [0, 1], free[:2], holds)
    assert found == (1, 9 * 2 + 3 * 2)  # and what they make together is no word
    made = [scorer.values(KHMER, cluster) for cluster in ("ន", "រា", "ធិ", "ប", "តិ")]
    dictionary = dict(
        scorer.known_around(
            made, [0, -limit, -limit, -limit, 1], [False] + [True] * 4, [True] + [False] * 4
        )
    )
    assert dictionary[4] % 3 == 1  # នរាធិបតិ is in the dictionary only
    long = [items[0]] * 40
    reviewed = scorer.review(long, [0] * 40, [False] + [True] * 39, [True] + [False] * 39)
    assert reviewed[20] == model.review[0]
    # where nothing may end, as before a killed consonant, no part begins
    kept = scorer.known_around(
        made, [0, -limit, -limit, 1, 1], [False, True, True, False, True], [True] + [False] * 4
    )
    assert dict(kept)[4] == dictionary[4]


def test_long_parts_are_not_copied(monkeypatch):
    """Where every boundary is uncertain and nothing ends, a review costs the same a boundary."""
    from khmertext.segmentation._pure_scorer import KHMER, Scorer

    scorer = Scorer(load_model())
    sizes = []
    known = scorer._known
    monkeypatch.setattr(
        scorer, "_known", lambda pieces: sizes.extend(map(len, pieces)) or known(pieces)
    )
    items = [scorer.values(KHMER, "កា")] * 4000
    scorer.review(items, [0] * 4000, [False] + [True] * 3999, [True] + [False] * 3999)
    assert len(sizes) == 3 * 3999
    assert max(sizes) == 17


def test_long_lines_are_scored_in_blocks(monkeypatch):
    """They give what one block gives."""
    from khmertext.segmentation import _pure_scorer

    scorer = _pure_scorer.Scorer(load_model())
    # of syllables that the model has n-grams of, five of them too, so that each neighbour counts
    text = "សម្តេចនាយករដ្ឋមន្ត្រីនៃព្រះរាជាណាចក្រកម្ពុជាបានអញ្ជើញជាអធិបតីក្នុងពិធីសម្ពោធដាក់ឱ្យប្រើប្រាស់ជាផ្លូវការនៅរាជធានី"
    items = [scorer.values(_pure_scorer.KHMER, cluster) for cluster in clusters(text)][:50]
    assert len(items) == 50
    parts, words = scorer.item_scores(items)
    free, holds = [False] + [True] * 49, [True] + [False] * 49
    reviewed = scorer.review(items, [0] * 50, free, holds)
    joins = scorer.join_scores([item[0] for item in items], [True] * 50)
    for size in (1, 2, 7, 49, 50):
        monkeypatch.setattr(_pure_scorer, "_BLOCK", size)
        assert scorer.item_scores(items) == (parts, words)
        assert scorer.review(items, [0] * 50, free, holds) == reviewed
        assert scorer.join_scores([item[0] for item in items], [True] * 50) == joins


def test_the_other_byte_order(monkeypatch):
    import sys

    from khmertext.segmentation import _pure_scorer

    section = memoryview(b"\x01\x02\x03\x04")
    assert list(_pure_scorer._numbers(section, "H")) == [0x0201, 0x0403]
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    assert list(_pure_scorer._numbers(section, "H")) == [0x0102, 0x0304]
