"""One word, one segmentation: however it is spelled, wherever it stands."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext import modernize, segment
from khmertext.segmentation._respellings import shipped_respellings
from support import data_rows, read_tsv

FRAMES = (
    "{}", " {} ", "គេ{}ទៅ", "លើ{}ការងារ", "ថ្នាក់{}នូវ", "និង{}។", "នៅ{}", "ការ{}", "អ្នក{}", "{}របស់គេ",
    "ជា{}ដែល", "{} និង", "(ដែល{}បាន)", "ត្រូវ{}ឱ្យបាន", "ដោយ{}", "មាន{}ច្រើន", "ពី{}ទៅ", "ក្នុង{}នេះ",
    "«{}»", "បានធ្វើ{}ហើយ",
)  # fmt: skip
# A colon for ៈ is a token of its own, and ចំនេះ may be ចំ|នេះ, "just this".
PAIRS = [
    row
    for row in data_rows("legacy_spellings.tsv")
    if row["legacy"] != row["modern"]
    and row["confidence"] == "high"
    and ":" not in row["legacy"]
    and row["legacy"] != "ចំនេះ"
]


def boundaries(text: str, mode: khmertext.types.Mode) -> list[int]:
    return [0, *segment(text, mode=mode).boundaries]


def cut_alike(text: str, other: str, start: int, behind: int, mode: khmertext.types.Mode) -> bool:
    """Around a word all is the same; inside as far as its two spellings are of the same length."""
    ours, theirs = boundaries(text, mode), boundaries(other, mode)
    return (
        [b for b in ours if b <= start] == [b for b in theirs if b <= start]
        and [len(text) - b for b in ours if len(text) - b <= behind]
        == [len(other) - b for b in theirs if len(other) - b <= behind]
        and (len(text) != len(other) or ours == theirs)
    )


@pytest.mark.parametrize("mode", ["word", "part"])
def test_legacy_spellings(mode: khmertext.types.Mode) -> None:
    """The words of a text are those of its modern spelling."""
    wrong = []
    for row, frame in product(PAIRS, FRAMES):
        text, modern = frame.format(row["legacy"]), frame.format(row["modern"])
        start = frame.index("{}")
        behind = len(text) - start - len(row["legacy"])
        if not cut_alike(text, modern, start, behind, mode):
            wrong.append((row["legacy"], row["modern"], frame))
    assert wrong == []


@pytest.mark.parametrize("mode", ["word", "part"])
def test_equal_spellings(mode: khmertext.types.Mode) -> None:
    """Doublets that `modernize` leaves alone are cut alike, and both are whole or both are not."""
    wrong = []
    for row, frame in product(data_rows("equal_spellings.tsv"), FRAMES):
        spelling, other = row["spelling"], row["other"]
        texts = frame.format(spelling), frame.format(other)
        start = frame.index("{}")
        behind = len(frame) - start - 2
        inside = [
            sum(start < b < start + len(word) for b in boundaries(text, mode))
            for text, word in zip(texts, (spelling, other), strict=True)
        ]
        if not cut_alike(*texts, start, behind, mode) or inside[0] != inside[1]:
            wrong.append((spelling, other, frame))
    assert wrong == []


@pytest.mark.parametrize("case", read_tsv("segmentation_late_samyok.tsv"), ids=lambda c: c["typed"])
@pytest.mark.parametrize("mode", ["word", "part"])
def test_samyok_a_letter_late(twin: str, case: dict[str, str], mode: khmertext.types.Mode) -> None:
    """The word is cut as if the sign stood where it belongs; in other words it stays where it is."""
    for frame in FRAMES:
        assert boundaries(frame.format(case["typed"]), mode) == boundaries(
            frame.format(case["usual"]), mode
        )


def test_modernize_leaves_equal_spellings_alone() -> None:
    for row in data_rows("equal_spellings.tsv"):
        assert modernize(row["spelling"]) == row["spelling"]
        assert modernize(row["other"]) == row["other"]


@pytest.mark.parametrize(
    "word", ["សមិទ្ធផល", "សមិទ្ធិផល", "ទូរសព្ទ", "អត្តសញ្ញាណបណ្ណ", "ហេដ្ឋារចនាសម្ពន្ធ", "អ៊ិមែល"]
)
def test_an_equal_spelling_is_one_word(word: str, twin: str) -> None:
    assert khmertext.words(f"ទៅលើ{word}ការងារ")[-2:] == [word, "ការងារ"]


@pytest.mark.parametrize("mode", ["word", "part"])
def test_the_two_subscripts(mode: khmertext.types.Mode) -> None:
    for frame, word in product(FRAMES, ("តែម្ដង", "កណ្ដាល", "ស្ដីពី", "បណ្ដាញ", "អណ្ដូង", "ខ្សាច់កណ្ដាល")):
        text = frame.format(word)
        assert boundaries(text, mode) == boundaries(text.replace("្ដ", "្ត"), mode)


def test_both_twins_read_alike(twin: str) -> None:
    for typed, read in shipped_respellings():
        text = f"គេ{typed}បាន"
        same = khmertext.words(f"គេ{read}បាន")
        found = khmertext.words(text)
        assert "".join(found) == text
        assert len(found) <= len(same), (typed, found, same)


@pytest.mark.parametrize("case", read_tsv("segmentation_killed.tsv"), ids=lambda c: c["text"])
@pytest.mark.parametrize("mode", ["word", "part"])
def test_killed_consonants(twin: str, case: dict[str, str], mode: khmertext.types.Mode) -> None:
    start = case["text"].index(case["pieces"])
    assert start not in boundaries(case["text"], mode)


SYLLABLES = ["ក", "ស្រី", "ពោ", "ធា", "ខ្ញុំ", "នៅ", "រ៍", "ធិ៍", "ស្តិ៍", "ន្ធុ៍", "ហ្វ៏", "ក៏", "ដ៍", "ក៍"]


@given(st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=12).map("".join))
def test_nothing_ends_before_a_killed_consonant(text: str) -> None:
    ends = set(segment(text, mode="part").boundaries)
    for found in re.finditer(r"[ក-អ](?:្[ក-អ])?[ិុ]?[៍៏]", text):
        if found[0] not in ("ក៍", "ក៏", "ដ៍", "ដ៏"):
            assert found.start() not in ends - {0}


def test_words_of_the_user_win() -> None:
    segmenter = khmertext.Segmenter(add=["ប៊ុណ្ណា", "សំ"])
    assert segmenter.words("លោកប៊ុណ្ណារ៍") == ["លោក", "ប៊ុណ្ណា", "រ៍"]
    assert segmenter.words("គេសំរេច")[:2] == ["គេ", "សំ"]
