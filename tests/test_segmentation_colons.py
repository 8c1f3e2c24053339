"""ៈ that is typed for a colon: the one token that begins inside a cluster."""

from __future__ import annotations

import pytest

import khmertext
from khmertext._data import read_bytes
from khmertext._lexicon import lexicon
from khmertext.segmentation._token_rules import colons
from support import read_tsv


@pytest.mark.parametrize("case", read_tsv("segmentation_colons.tsv"))
def test_colons(case: dict[str, str]) -> None:
    wanted = case["words"].replace("_", "").split("|")
    text = "".join(wanted)
    places = {place for place, char in enumerate(text) if char == "\u17c8"}
    starts = {
        sum(map(len, wanted[:index])) for index, word in enumerate(wanted) if word == "\u17c8"
    }
    found = khmertext.segment(text)
    assert {token.start for token in found if token.text == "\u17c8"} == starts
    assert {token.kind for token in found if token.text == "\u17c8"} <= {"punct"}
    assert colons(text) == starts
    assert starts <= places


def test_no_word_has_a_colon() -> None:
    dictionary = read_bytes("dictionary.txt").decode("utf-8").splitlines()
    words = {word for word in (*lexicon(), *dictionary) if word[-1:] == "\u17c8"}
    assert len(words) > 1000
    wrong = [word for word in words if colons(word)]
    assert len(wrong) < 0.02 * len(words), wrong


def test_behind_it_more_khmer_goes_on() -> None:
    assert colons("គឺៈក") == colons("គឺៈ\u200bក") == set()
