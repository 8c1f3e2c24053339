"""check_spelling: what is reported, where, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

import khmertext
from khmertext._data import read_table
from khmertext.spelling import SPELLING_RULES, check_spelling, explain_modernize, modernize
from support import check_offsets


def test_the_seed(seed: str) -> None:
    found = check_spelling(seed)
    check_offsets(seed, found)
    assert [(m.start, m.text, *m.suggestions) for m in found if m.kind == "legacy"] == [
        (1333, "សំរេច", "សម្រេច"),
        (1395, "ខ្វះខាត់", "ខ្វះខាត"),
        (2031, "ខ្វះខាត់", "ខ្វះខាត"),
        (2152, "បទពិសោធន៏", "បទពិសោធន៍"),
        (2199, "ការឣនុវត្តន៏", "ការអនុវត្តន៍"),
        (2527, "សំរេច", "សម្រេច"),
        (2737, "ឣនុសាសន៏", "អនុសាសន៍"),
        (2833, "ឣោយ", "ឱ្យ"),
    ]
    assert khmertext.analyze(seed).spelling == found


def test_legacy_mentions_are_the_edits_of_modernize(seed: str) -> None:
    for confidence in ("high", "medium", "low"):
        edits = explain_modernize(seed, confidence=confidence).edits
        found = [m for m in check_spelling(seed, legacy=confidence) if m.kind == "legacy"]
        assert [m.rule for m in found] == [e.rule for e in edits]
        for mention, edit in zip(found, edits, strict=True):
            assert mention.start <= edit.start < edit.end <= mention.end
            word = khmertext.normalize(mention.text)
            assert modernize(word, confidence=confidence) == mention.suggestions[0]


def test_where_only_a_sign_changes_the_word_up_to_it_is_shown() -> None:
    (mention,) = check_spelling("នៅកសិ៏ទៅ")
    assert (mention.text, mention.suggestions) == ("កសិ៏", ("កសិ៍",))


def test_confidence_is_said_and_chosen() -> None:
    assert [m.score for m in check_spelling("(ចំរុះ) (ដៃគូរ)", legacy="low")] == [98, 75]
    assert not [m for m in check_spelling("(ចំរុះ)", legacy=None) if m.kind == "legacy"]


def test_every_rule_of_the_tables_is_described() -> None:
    used = {row["category"] for row in read_table("legacy_spellings.tsv")} - {"keep", "place"}
    assert used <= set(SPELLING_RULES)
    for name, rule in SPELLING_RULES.items():
        assert rule.source
        assert str(rule) == rule.description
        found = check_spelling(f"({rule.example})", legacy="low")
        assert [(m.rule, m.suggestions[0]) for m in found] == [(name, rule.modern)]


def test_rules_are_read_only() -> None:
    rules: Any = khmertext.SPELLING_RULES
    with pytest.raises(TypeError):
        rules["oy"] = None


@pytest.mark.parametrize("text", ["", "abc 123", "។", "្", "\ud800", "ក"])
def test_nothing_to_find(text: str) -> None:
    assert check_spelling(text) == ()


def test_bad_arguments() -> None:
    wrong: Any = b"abc"
    with pytest.raises(TypeError, match="check_spelling"):
        check_spelling(wrong)
    with pytest.raises(ValueError, match="high, medium, low"):
        check_spelling("ក", legacy="sure")  # type: ignore[arg-type]
