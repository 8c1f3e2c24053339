"""modernize: whole words, listed or known to the lexicon; nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext.normalization import normalize
from khmertext.spelling import explain_modernize, modernize
from khmertext.spelling._modernize import Legacy, grown
from support import data_rows, read_tsv

CASES = read_tsv("modernize.tsv")
PAIRS = data_rows("legacy_spellings.tsv")
CONFIDENCES: Any = ("high", "medium", "low")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']}-{case['confidence']}")
def test_golden_case(case: dict[str, str]) -> None:
    confidence: Any = case["confidence"]
    expected = case["text"] if case["modern"] == "-" else case["modern"]
    modern = modernize(case["text"], confidence=confidence)
    assert modern == expected
    assert modernize(modern, confidence=confidence) is modern
    if case["modern"] == "-":
        assert modern is case["text"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["legacy"])
def test_every_listed_pair_in_brackets(pair: dict[str, str]) -> None:
    confidence: Any = pair["confidence"]
    text = f"({pair['legacy']})"
    assert modernize(text, confidence=confidence) == f"({pair['modern']})"
    assert modernize(text, confidence="low") == f"({pair['modern']})"
    for higher in CONFIDENCES[: CONFIDENCES.index(confidence)]:
        assert modernize(text, confidence=higher) != f"({pair['modern']})"


def test_the_table_is_sound() -> None:
    legacy = [pair["legacy"] for pair in PAIRS]
    assert len(set(legacy)) == len(legacy)
    final = {pair["modern"] for pair in PAIRS if pair["legacy"] != pair["modern"]}
    assert not final & {p["legacy"] for p in PAIRS if p["legacy"] != p["modern"]}
    for pair in PAIRS:
        assert pair["confidence"] in CONFIDENCES
        assert pair["provenance"]
        assert normalize(pair["legacy"]) == pair["legacy"]
        assert normalize(pair["modern"]) == pair["modern"]


def test_the_spelling_of_to_give_is_an_option() -> None:
    text = "អោយ ឱយ ឲ្យ ឱ្យ"
    assert modernize(text) == "ឱ្យ ឱ្យ ឱ្យ ឱ្យ"
    assert modernize(text, give="ឲ្យ") == "ឲ្យ ឲ្យ ឲ្យ ឲ្យ"


def test_the_seed(seed: str) -> None:
    edits = [(e.start, e.end, e.before, e.after) for e in explain_modernize(seed).edits]
    assert edits == [
        (1334, 1336, "ំរ", "ម្រ"),
        (1402, 1403, "់", ""),
        (2038, 2039, "់", ""),
        (2160, 2161, "៏", "៍"),
        (2210, 2211, "៏", "៍"),
        (2528, 2530, "ំរ", "ម្រ"),
        (2744, 2745, "៏", "៍"),
        (2833, 2836, "ឣោយ", "ឱ្យ"),
    ]
    more = {e.start for e in explain_modernize(seed, confidence="medium").edits} - {
        e[0] for e in edits
    }
    assert more == {2645}  # ដៃគូរ
    assert modernize(normalize(seed)) == normalize(modernize(seed))


def test_badly_encoded_words_and_those_with_zwsp_are_found() -> None:
    assert modernize("សំ\u200bរេច") == "សម្រេច"  # the U+200B stood inside what was replaced
    assert modernize("ខ្វះ\u200bខាត់") == "ខ្វះ\u200bខាត"
    assert modernize("ព្រឹត្តិការណ\u200b៏") == "ព្រឹត្តិការណ\u200b៍"
    (edit,) = explain_modernize("លលាដ\u200b", confidence="medium").edits
    assert edit == (3, 4, "ដ", "ដ៍", "etymology")


def test_an_edit_cuts_no_coeng_pair() -> None:
    assert explain_modernize("ជម្ងឺ").edits == ((1, 4, "ម្ង", "ំង", "mo+coeng>am"),)
    assert explain_modernize("សំរេច").edits == ((1, 3, "ំរ", "ម្រ", "am>mo+coeng"),)


def test_a_word_glued_to_another_by_the_publisher_is_cut_at_its_zwsp() -> None:
    assert modernize("ក\u200bតំលៃ\u200bក") == "ក\u200bតម្លៃ\u200bក"


def test_a_rule_needs_both_guards() -> None:
    """Words that are in no table: changed where the lexicon has only the changed form."""
    known = {row["word"] for row in data_rows("lexicon.tsv")}
    listed = [pair["legacy"] for pair in PAIRS]
    fired = 0
    for word in known:
        legacy = word.replace("ម្រ", "ំរ", 1)
        if legacy != word and not any(form in legacy for form in listed):
            modern = modernize(legacy)
            assert modern in ((legacy,) if legacy in known else (legacy, word))
            fired += modern != legacy
    assert fired > 10


def test_a_long_run_without_words_is_left_alone() -> None:
    text = "ំ៏" * 5000 + "ក" * 200 + "៏"
    assert modernize(text) is text


@given(
    st.lists(
        st.sampled_from([row["word"] for row in data_rows("lexicon.tsv")[:3000]]), max_size=6
    ).map("".join)
)
def test_properties_on_words_run_together(text: str) -> None:
    edits = explain_modernize(text).edits
    modern = modernize(text)
    changed = text
    for edit in reversed(edits):
        changed = changed[: edit.start] + edit.after + changed[edit.end :]
        assert text[edit.start : edit.end] == edit.before != edit.after
    assert changed == modern
    assert normalize(modern) == modern


@given(st.text(alphabet="កសរលវឲអោ្ំ៏៍យច \u200b\u200cAខា់", max_size=20))
def test_any_text(text: str) -> None:
    modern = modernize(text)
    assert (modern is text) == (not explain_modernize(text).edits)


@pytest.mark.parametrize("function", [modernize, explain_modernize])
def test_bad_arguments(function: Any) -> None:
    with pytest.raises(TypeError, match="decode first"):
        function(b"abc")
    with pytest.raises(ValueError, match="high, medium, low"):
        function("ក", confidence="sure")
    with pytest.raises(ValueError, match="ឱ្យ, ឲ្យ"):
        function("ក", give="អោយ")


def test_what_is_put_in_order_with_a_legacy_sign_stays() -> None:
    # normalization moves ះ behind the sign that changes, so one place of the text holds both
    assert modernize("ការណះ៏") == "ការណ៍ះ"
    (edit,) = explain_modernize("ការណះ៏").edits
    assert (edit.start, edit.end, edit.after) == (4, 6, "៍ះ")


def test_what_comes_to_overlap_is_one() -> None:
    found = [Legacy(0, 1, "A", "oy", "high"), Legacy(3, 4, "D", "lo>la", "medium")]
    assert grown("abcd", found, lambda start, end: (0, 4)) == [Legacy(0, 4, "AbcD", "oy", "medium")]
    assert grown("abcd", found, lambda start, end: (start, end)) == found
