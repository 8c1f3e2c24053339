"""ៈ that is typed for a colon: the one token that begins inside a cluster."""

from __future__ import annotations

import pytest

import khmertext
from khmertext.training.dictionary import read_dictionary
from support import data_rows, read_tsv

SIGN = "\u17c8"


def colons(text: str) -> set[int]:
    """Where one begins."""
    found = khmertext.segment(text)
    assert {token.kind for token in found if token.text == SIGN} <= {"punct"}
    return {token.start for token in found if token.text == SIGN}


@pytest.mark.parametrize("case", read_tsv("segmentation_colons.tsv"))
def test_colons(case: dict[str, str]) -> None:
    wanted = case["words"].replace("_", "").split("|")
    starts = {sum(map(len, wanted[:index])) for index, word in enumerate(wanted) if word == SIGN}
    assert colons("".join(wanted)) == starts


def test_hardly_a_word_has_a_colon() -> None:
    """Interjections and a few spellings of sounds aside."""
    words = {*read_dictionary(), *(row["word"] for row in data_rows("lexicon.tsv"))}
    words = {word for word in words if word.endswith(SIGN)}
    assert len(words) > 1000
    wrong = [word for word in words if colons(word)]
    assert len(wrong) < 0.02 * len(words), wrong


def test_behind_it_more_khmer_goes_on() -> None:
    assert colons("គឺៈក") == colons("គឺៈ\u200bក") == set()
