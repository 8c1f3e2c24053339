"""Sorting: ICU's collation km is the oracle."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest

import khmertext
from khmertext import normalize, sort_key
from support import DATA, data_rows


def words() -> list[str]:
    """The words of the lexicon and of the dictionary, and names of places."""
    dictionary = (DATA / "dictionary.txt").read_text("utf-8").splitlines()
    found = {row["word"] for row in data_rows("lexicon.tsv")}
    found.update(line.split("\t")[0] for line in dictionary if not line.startswith("#"))
    return sorted(filter(None, map(normalize, found)))


@pytest.fixture(scope="module")
def collator() -> Any:
    icu = pytest.importorskip("icu", reason="ICU is the oracle")
    return icu.Collator.createInstance(icu.Locale("km"))


def inversions(texts: list[str], collator: Any) -> list[tuple[str, str]]:
    """Neighbours in ICU's order that are not so in ours."""
    ordered = sorted(texts, key=collator.getSortKey)
    keys = list(map(sort_key, ordered))
    found = []
    for (first, second), (one, two) in zip(pairwise(ordered), pairwise(keys), strict=True):
        if collator.compare(first, second) != (one > two) - (one < two):
            found.append((first, second))
    return found


def test_all_words_as_icu(collator: Any) -> None:
    found = words()
    assert len(found) > 20_000
    assert inversions(found, collator) == []


@pytest.mark.parametrize("seed", range(3))
def test_random_texts_as_icu(collator: Any, seed: int) -> None:
    """Khmer letters and marks, digits of both scripts, ASCII."""
    rng = random.Random(seed)
    # but U+17DD, which ICU moves behind a coeng that has no letter
    khmer = [chr(code) for code in (*range(0x1780, 0x17DD), *range(0x17E0, 0x17EA))]
    ascii_only = [chr(code) for code in range(32, 127)]
    alphabet = [khmer, ascii_only, khmer + ascii_only][seed]
    texts = {
        normalize("".join(rng.choice(alphabet) for _ in range(rng.randint(1, 5))))
        for _ in range(5000)
    }
    assert inversions(sorted(texts), collator) == []


@pytest.mark.parametrize(
    "ordered",
    [
        ["", " ", "-", "។", "១", "១០", "2", "ក", "កក", "កា", "កិ", "កៅ", "កុំ", "កំ", "កាំ", "កះ", "ក្រ", "ខ", "a", "A", "b"],
        ["អិ", "ឥ", "អី", "ឦ"],
        ["កក", "ក់ក", "ក៉ក"],
        ["រឿង", "ឫ", "ឬ", "ល", "ឭ", "ឮ", "វ"],
        ["z", "é", "я", "中", "\U00020000"],
    ],
)  # fmt: skip
def test_order(ordered: list[str]) -> None:
    shuffled = random.Random(1).sample(ordered, len(ordered))
    if ordered[0] == "z":
        ordered = ["é", "z", *ordered[2:]]
    assert sorted(shuffled, key=sort_key) == ordered


@pytest.mark.parametrize(
    ("one", "other"),
    [("ឃំុ", "ឃុំ"), ("ក\u200bខ", "កខ"), ("ឣ", "អ"), ("១២", "12")],
)
def test_what_makes_no_difference(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_case_and_accents_come_last() -> None:
    assert sort_key("a") < sort_key("A") < sort_key("á") < sort_key("ab") < sort_key("b")
    assert sort_key("É") > sort_key("é")
    assert sort_key("Я") > sort_key("я")


def test_keys_are_bytes_of_text_only() -> None:
    assert isinstance(sort_key("ក"), bytes)
    with pytest.raises(TypeError, match="sort_key"):
        sort_key(None)  # type: ignore[arg-type]
    assert khmertext.sort_key is sort_key
