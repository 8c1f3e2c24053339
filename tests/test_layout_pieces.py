"""Chunks, spaces between words, the share of Khmer."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import chunks, clusters, explain_word_spaces, khmer_share, remove_word_spaces

TEXTS = st.text(alphabet="កខរ្ាំ។ \u00a0\n\u200babc12.!")


@given(TEXTS, st.integers(4, 40))
def test_chunks_give_the_text(text: str, longest: int) -> None:
    longest = max([longest, *map(len, clusters(text))])
    found = chunks(text, longest)
    assert "".join(chunk.text for chunk in found) == text
    assert all(text[c.start : c.end] == c.text and 0 < len(c.text) <= longest for c in found)


@given(TEXTS, st.integers(6, 40), st.data())
def test_chunks_that_overlap(text: str, longest: int, data: st.DataObject) -> None:
    longest = max([longest, *map(len, clusters(text))])
    overlap = data.draw(st.integers(0, longest - 1))
    found = chunks(text, longest, overlap=overlap)
    end = 0
    for chunk in found:
        assert len(chunk.text) <= longest
        assert end - overlap <= chunk.start <= end < chunk.end
        end = chunk.end
    assert end == len(text)


def test_an_overlap_that_leaves_no_room_is_left_out() -> None:
    found = [chunk.text for chunk in chunks("កកក ខ្ញុំ", 5, overlap=4)]
    assert found[-1] == "ខ្ញុំ"
    assert max(map(len, found)) <= 5


def test_chunks_are_sentences_then_words_then_clusters(seed: str) -> None:
    assert [c.text for c in chunks("ខ្ញុំទៅ។ គាត់មក។", 11)] == ["ខ្ញុំទៅ។ ", "គាត់មក។"]
    assert [c.text for c in chunks("ខ្ញុំទៅផ្សារ", 9)] == ["ខ្ញុំទៅ", "ផ្សារ"]
    assert [c.text for c in chunks("ខ្ញុំទៅ", 5)] == ["ខ្ញុំ", "ទៅ"]
    assert [c.text for c in chunks("កុមារា", 4)] == ["កុមា", "រា"]
    assert chunks("") == ()
    assert {chunk.kind for chunk in chunks(seed)} == {"chunk"}


def test_chunks_measured_by_somebody_else(seed: str) -> None:
    def in_bytes(text: str) -> int:
        return len(text.encode("utf-8"))

    found = chunks(seed, 900, length=in_bytes)
    assert max(in_bytes(chunk.text) for chunk in found) <= 900
    assert "".join(chunk.text for chunk in found) == seed


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"max_length": "10"}, "int as max_length, not str"),
        ({"overlap": 1.5}, "int as overlap, not float"),
        ({"length": 3}, "a function as length, not int"),
        ({"length": lambda piece: None}, "int or float as what length gives, not NoneType"),
    ],
)
def test_chunks_of_what_is_no_length(options: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        chunks("ក", **options)


@pytest.mark.parametrize("options", [{"max_length": 0}, {"overlap": -1}, {"overlap": 500}])
def test_chunks_that_cannot_be(options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        chunks("ក", **options)
    with pytest.raises(ValueError, match="cluster at offset 2 is longer than max_length=3"):
        chunks("កាស្ត្រី", 3)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ខ្ញុំ ទៅ ផ្សារ", "ខ្ញុំទៅផ្សារ"),
        ("ខ្ញុំ  ទៅ ផ្សារ ជាមួយ គាត់ ។", "ខ្ញុំទៅផ្សារជាមួយគាត់ ។"),
        ("យើង បាន ទិញ ១២ គីឡូ នៅ ផ្សារ ធំ ថ្មី", "យើងបានទិញ ១២ គីឡូនៅផ្សារធំថ្មី"),
        ("ខ្ញុំ ទៅ ផ្សារ\nជាតិ សាសនា", "ខ្ញុំទៅផ្សារ\nជាតិ សាសនា"),
        ("ដេាយ យេីង សំរេច", "ដេាយយេីងសំរេច"),  # in another encoding than the table of stop words
        ("ដោយ\u200b \u200bយើង សម្រេច", "ដោយ\u200b\u200bយើងសម្រេច"),
        ("ដោយ\u00a0យើង\u00a0សម្រេច", "ដោយយើងសម្រេច"),  # as a web page has them
        ("ជាតិ សាសនា ព្រះមហាក្សត្រ", "ជាតិ សាសនា ព្រះមហាក្សត្រ"),
        ("ជាតិ\u00a0សាសនា\u00a0ព្រះមហាក្សត្រ", "ជាតិ\u00a0សាសនា\u00a0ព្រះមហាក្សត្រ"),
        ("គោ ក្របី ជ្រូក មាន់ ទា", "គោ ក្របី ជ្រូក មាន់ ទា"),
        ("លោក សុខ", "លោក សុខ"),
        ("ខ្ញុំទៅផ្សារ ជាមួយគាត់ ហើយយើងទិញត្រី", "ខ្ញុំទៅផ្សារ ជាមួយគាត់ ហើយយើងទិញត្រី"),
        ("a b c", "a b c"),
        ("", ""),
        (
            "យើង ខ្ញុំ សូម ជម្រាប ជូន ថា គ . ជ . ប បាន ប្រកាស ហើយ",
            "យើងខ្ញុំសូមជម្រាបជូនថា គ . ជ . ប បានប្រកាសហើយ",
        ),  # letters of an acronym stay alone
    ],
)
def test_word_spaces(given: str, expected: str) -> None:
    assert remove_word_spaces(given) == expected


@given(TEXTS)
def test_only_spaces_go(text: str) -> None:
    found = explain_word_spaces(text)
    assert found.text == remove_word_spaces(text)
    blank = re.compile("[ \u00a0]")
    assert blank.sub("", found.text) == blank.sub("", text)
    for edit in found.edits:
        assert edit.rule == "word-space"
        assert edit.after == blank.sub("", edit.before) != edit.before


@pytest.mark.parametrize(
    ("text", "share"), [("", 0), ("123 ។", 0), ("ក", 1), ("កa", Fraction(1, 2)), ("ការ៉េabc", Fraction(2, 5))]
)  # fmt: skip
def test_khmer_share(text: str, share: Fraction) -> None:
    assert khmer_share(text) == share


def test_the_seed_keeps_its_spaces(seed: str) -> None:
    assert remove_word_spaces(seed) == seed
