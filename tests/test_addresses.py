"""Addresses: where they begin and end, and that nothing inside them is anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import find_acronyms, find_dates, find_numbers, words
from khmertext._addresses import address_spans, outside_addresses
from khmertext.types import Token
from support import read_tsv

CASES = read_tsv("addresses.tsv")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_addresses_are_whole(case: dict[str, str]) -> None:
    text, addresses = case["text"], case["addresses"].split()
    spans = address_spans(text)
    assert [text[start:end] for start, end in spans] == addresses
    assert [word for word in words(text) if word in addresses] == addresses


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_nothing_inside_is_found(case: dict[str, str]) -> None:
    text = case["text"]
    for find in (find_acronyms, find_dates, find_numbers):
        for mention in find(text):
            for start, end in address_spans(text):
                assert mention.end <= start or end <= mention.start, mention


def test_what_stands_beside_an_address_is_found() -> None:
    text = "ថ្លៃ ១២៣៤៛ www.a.kh/ថ្ងៃ_២០១៩ ៥០០នាក់ http://b.kh/?a=១២ ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤"
    assert [mention.value for mention in find_numbers(text)] == [1234, 500, 31, 2024]
    assert [mention.text for mention in find_dates(text)] == ["ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤"]


PIECES = st.sampled_from([
    "http://", "HTTPS://", "www.", "a.kh", "a.b.com", "@", "–", "'", "*", "File:", "/", "_", "-", "=", "%", "&", "#", "ភូមិ",
    "ក", "២០១៩", "%E1", "x", "។", "ៗ", "៖", ".", ",", "(", ")", "12", ":", " ",
])  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_spans_rise_and_hold_no_space(text: str) -> None:
    last = 0
    for start, end in address_spans(text):
        assert last <= start < end
        assert not set(text[start:end]) & set(" ។៖")
        assert text[end - 1] != "ៗ"
        last = end
    letters = [Token(char, i, i + 1) for i, char in enumerate(text)]
    spans = address_spans(text)
    inside = sum(end - start for start, end in spans)
    assert len(outside_addresses(spans, letters)) == len(text) - inside
