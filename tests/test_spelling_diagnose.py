"""diagnose: what was left alone, where, and what to do about it; word_key."""

from __future__ import annotations

from typing import Any

import pytest

from khmertext.normalization import normalize, word_key
from khmertext.spelling import MESSAGES, Diagnostic, diagnose
from support import check_offsets, data_rows, read_jsonl, read_tsv

CASES = read_jsonl("diagnose.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"]))
def test_golden_case(case: dict[str, Any]) -> None:
    found = diagnose(case["text"], **case.get("options", {}))
    check_offsets(case["text"], found)
    assert [[d.start, d.end, d.code] for d in found] == case["found"]
    for diagnostic in found:
        assert diagnostic.message.startswith(MESSAGES[diagnostic.code])


def test_every_code_has_a_case_and_a_sentence() -> None:
    assert {code for case in CASES for _, _, code in case["found"]} == set(MESSAGES)
    assert all(len(message) > 30 for message in MESSAGES.values())
    assert len([case for case in CASES if not case["found"]]) > len(CASES) / 3


def test_the_seed_has_eight_missing_spaces_and_nothing_else(seed: str) -> None:
    found = [(d.start, d.code) for d in diagnose(seed, confusables=True)]
    assert found == [
        (offset, "no-space-after") for offset in (522, 636, 1277, 1808, 2173, 2420, 2517, 2654)
    ]


def test_what_the_levels_repair_is_not_reported() -> None:
    for case in read_jsonl("normalization.jsonl"):
        if "rules" in case and "safe" in case and "options" not in case:
            before = {d.code for d in diagnose(case["text"])}
            assert before == {d.code for d in diagnose(normalize(case["text"]))}


def test_a_diagnostic_is_a_mention() -> None:
    (diagnostic,) = diagnose("ក្")
    assert isinstance(diagnostic, Diagnostic)
    assert diagnostic.to_dict() == {
        "start": 1,
        "end": 2,
        "text": "្",
        "code": "dangling-coeng",
        "message": MESSAGES["dangling-coeng"],
    }


def test_a_confusable_says_what_is_probably_meant() -> None:
    (diagnostic,) = diagnose("ទ្ឡាន", confusables=True)
    assert diagnostic.message.endswith(": ទ្ឡ for ឡ")


def test_the_table_of_confusables_is_sound() -> None:
    for row in data_rows("confusables.tsv"):
        assert row["when"] in ("always", "unknown")
        assert row["provenance"]
        assert row["typed"] != row["meant"]


def test_hostile_text() -> None:
    assert len(diagnose("ា " * 5000)) == 5000
    assert len(diagnose("ក" + "\u17b7\u17b8" * 5000)) == 1
    assert len(diagnose("\u17d2" * 5000)) == 1
    # a word without end, in which each mark may look like another one
    assert len(diagnose("\u17c7" * 100_000, confusables=True)) == 1


def test_bad_arguments() -> None:
    with pytest.raises(TypeError, match="decode first"):
        diagnose(b"abc")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="km, xhm"):
        diagnose("ក", lang="en")  # type: ignore[arg-type]


# --- word_key --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", read_tsv("word_key.tsv"), ids=lambda case: case["one"])
def test_word_key(case: dict[str, str]) -> None:
    same = word_key(case["one"]) == word_key(case["other"])
    assert same == (case["same"] == "yes")
    assert word_key(word_key(case["one"])) == word_key(case["one"])


@pytest.mark.parametrize("row", data_rows("equal_spellings.tsv"), ids=lambda row: row["spelling"])
def test_listed_spellings_share_a_key(row: dict[str, str]) -> None:
    assert word_key(row["spelling"]) == word_key(row["other"]) == word_key(word_key(row["other"]))


def test_word_key_takes_text() -> None:
    with pytest.raises(TypeError, match="word_key"):
        word_key(None)  # type: ignore[arg-type]
