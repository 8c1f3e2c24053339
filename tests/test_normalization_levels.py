"""normalize, explain, is_normalized: golden cases, options, the shape of what comes back."""

from __future__ import annotations

import pickle
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

import khmertext
from khmertext._changes import Change, compose, join_rules, splice
from khmertext.normalization import RULES, explain, is_normalized, normalize
from khmertext.normalization._normal_form import normal_form
from khmertext.spelling import MESSAGES
from support import read_jsonl

LEVELS = ("safe", "standard", "search")
CASES = read_jsonl("normalization.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["text"]))
def test_golden_case(case: dict[str, Any]) -> None:
    text, options = case["text"], case.get("options", {})
    acted: set[str] = set()
    weaker = text
    for level in LEVELS:
        if level in case:
            assert normalize(weaker, level, **options) == case[level]
            weaker = case[level]
            normalized = explain(text, level, **options)
            assert normalized.text == normalize(text, level, **options) == case[level]
            assert normalize(case[level], level, **options) == case[level]
            assert is_normalized(text, level, **options) == (case[level] == text)
            acted = {rule for edit in normalized.edits for rule in edit.rule.split("+")}
    assert acted == set(filter(None, case.get("rules", "").split("+")))


def test_every_rule_has_cases_and_most_cases_change_nothing() -> None:
    shown = {rule for case in CASES for rule in case.get("rules", "").split("+") if rule}
    assert shown == set(RULES)
    unchanged = [case for case in CASES if "rules" not in case]
    assert len(unchanged) > len(CASES) / 2


def test_rules_say_what_they_do() -> None:
    for name, rule in RULES.items():
        assert str(rule) == rule.description, name
        assert rule.level in LEVELS
        assert len(rule.description) < 100
        assert "\n" not in rule.description


def test_an_edit_is_as_small_as_it_can_be() -> None:
    (edit,) = explain("ក្នុងឃំុនេះ").edits
    assert edit == (6, 8, "ំុ", "ុំ", "O6")


def test_several_rules_on_one_syllable_are_one_edit() -> None:
    (edit,) = explain("ធេ្វី").edits
    assert (edit.start, edit.end, edit.rule) == (1, 5, "O1+V1")


def test_a_span_maps_both_ways() -> None:
    normalized = explain("ក\u200bា ឃំុ។ ឤ")
    assert normalized.text == "កា ឃុំ។ អា"
    assert normalized.to_original(0, 2) == (0, 3)
    assert normalized.to_original(3, 4) == (4, 5)
    assert normalized.to_original(4, 5) == (5, 7)  # inside reordered marks: all of them
    assert normalized.to_original(8, 9) == (9, 10)
    assert normalized.to_normalized(9, 10) == (8, 10)
    assert normalized.to_normalized(0, 1) == (0, 1)


def test_normalized_can_be_compared_and_pickled() -> None:
    normalized = explain("ឃំុ")
    assert normalized == explain("ឃំុ")
    assert "_alignment" not in repr(normalized)
    copy = pickle.loads(pickle.dumps(normalized))
    assert copy == normalized
    assert copy.to_original(1, 2) == (1, 3)


@pytest.mark.parametrize("level", LEVELS)
def test_text_without_khmer_is_the_same_object(level: Any) -> None:
    for text in ("", "hello 123", "a\u200bb\u200b", "日本語", "\ud800", "\0"):
        if level != "search" or normalize(text, level) == text:
            assert normalize(text, level) is text
    clean = "ខ្មែរ" * 3
    assert normalize(clean, level) is clean


def test_safe_leaves_decomposed_latin_alone() -> None:
    text = "cafe\u0301"
    assert normalize(text, "safe") is text
    assert normalize("\ufeff" + text, "safe") == text


@pytest.mark.parametrize("function", [normalize, explain, is_normalized])
def test_bad_arguments(function: Any) -> None:
    for wrong in (b"abc", None, 3, ["a"]):
        with pytest.raises(TypeError, match=function.__name__):
            function(wrong)
    with pytest.raises(ValueError, match="safe, standard, search"):
        function("ក", "strict")
    for option in ({"coeng_da": "da"}, {"zwsp": "drop"}, {"lang": "en"}):
        with pytest.raises(ValueError, match="unknown; choose one of"):
            function("ក", **option)


@pytest.mark.parametrize(
    "text",
    [
        "ក" + "\u17b6" * 5000,
        "ក" + "\u17c6\u17bb" * 2500,
        "ក" + "\u17d2\u179a" * 2500 + "\u17d2\u179f",
        "ក" + "\u17d2" * 5000,
        "ក" + "\u200c\u17ca" * 2500,
        "\u17d2" * 5000,
        "\u17b6\u200c" * 2500,
        "ក" + "\u200b " * 2500,
        "ក" + "\u200b" * 5000 + "ខ",
        "ក" * 20000,
        "ក" + "\u0e4d" * 5000,
        "\ufeff" * 5000 + "ក",
        "។\u17d2" * 2500,
        "ក" + "\u200d\u17d2\u1784\u17b6" * 1500,
    ],
    ids=lambda text: ascii(text[:4]),
)
def test_hostile_text_is_normal_after_one_run(text: str) -> None:
    for level in LEVELS:
        for lang in ("km", "xhm"):
            once = normalize(text, level, lang=lang)
            assert normalize(once, level, lang=lang) == once


def test_ten_megabytes_on_one_line() -> None:
    text = "ខ្ញុំឣំពីឃំុ" * 300_000
    assert normalize(text) == "ខ្ញុំអំពីឃុំ" * 300_000


def test_public_names() -> None:
    for name in ("normalize", "explain", "is_normalized", "Normalized", "Edit"):
        assert getattr(khmertext, name) is getattr(khmertext.normalization, name)


# --- changes ---------------------------------------------------------------------------------


def test_changes_of_two_passes_that_meet_become_one() -> None:
    first = [Change(1, 2, "", "a"), Change(4, 5, "XY", "b")]
    middle = splice("012345", first)
    assert middle == "023XY5"
    second = [Change(0, 1, "_", "c"), Change(4, 6, "", "d")]
    composed = compose("012345", first, middle, second)
    assert composed == [Change(0, 2, "_", "a+c"), Change(4, 6, "X", "b+d")]
    assert splice("012345", composed) == splice(middle, second) == "_23X"


def test_changes_that_undo_each_other_vanish() -> None:
    assert compose("ab", [Change(0, 1, "x", "p")], "xb", [Change(0, 1, "a", "q")]) == []


def test_rule_names_are_joined_once_each() -> None:
    assert join_rules("O1+V1", "V1", "Z3") == "O1+V1+Z3"


# --- the documentation -----------------------------------------------------------------------

PAGE = Path(__file__).parent.parent / "docs" / "normalization.md"
OPTIONS_OF = {"X1": {"lang": "xhm"}, "Z6": {"zwsp": "remove"}}


def test_the_table_of_rules_in_the_documentation_is_true() -> None:
    page = PAGE.read_text("utf-8")
    rows = re.findall(
        r"^\| (\w+) \| (\w+) \| (.*?) \| .*?`([0-9A-F ]+)` \| .*?`([0-9A-F ]+)` \|$", page, re.M
    )
    assert [row[0] for row in rows] == list(RULES)
    for name, level, description, *code_points in rows:
        assert (level, description) == RULES[name]
        typed, expected = ("".join(chr(int(c, 16)) for c in s.split()) for s in code_points)
        normalized = explain(typed, level, **OPTIONS_OF.get(name, {}))
        assert normalized.text == expected
        assert name in {rule for edit in normalized.edits for rule in edit.rule.split("+")}


def test_the_documentation_lists_every_code_of_diagnose() -> None:
    page = PAGE.read_text("utf-8")
    for code, message in MESSAGES.items():
        assert f"| `{code}` | {message} |\n" in page


@pytest.mark.parametrize("version", ["15.1.0", "16.0.0", "100.0.0"])
def test_new_unicode_data_need_no_other_package(
    version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unicodedata, "unidata_version", version)
    assert normal_form.__wrapped__() is unicodedata.normalize
    monkeypatch.setattr(unicodedata, "unidata_version", "15.0.0")
    if sys.version_info < (3, 13):
        assert normal_form.__wrapped__() is not unicodedata.normalize
