"""What holds for every text: random strings of Khmer, invisible characters, Latin, emoji."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khmertext._changes import Change, splice
from khmertext._chars import (
    COENG,
    DIGITS,
    INVISIBLES,
    LETTERS,
    MARKS,
    OTHER_SPACES,
    RE_BASE,
    ZWJ,
    ZWNJ,
    ZWSP,
)
from khmertext._patterns import compile_pattern
from khmertext._view import View
from khmertext.normalization import (
    RULES,
    Normalized,
    _levels,
    _syllables,
    explain,
    is_normalized,
    normalize,
)
from khmertext.normalization._levels import _Run, _standard, is_clean
from khmertext.normalization._syllables import TAIL, canonical, syllable_changes
from khmertext.spelling import diagnose
from support import check_offsets

LEVELS: Any = ("safe", "standard", "search")
OPTIONS: list[dict[str, Any]] = [
    {},
    {"lang": "xhm"},
    {"coeng_da": "ta"},
    {"zwsp": "remove"},
    {"lang": "xhm", "zwsp": "remove"},
]
# Few letters and every mark, so that marks meet often; and what stands between and around them.
ALPHABETS = (
    "កងដតបមយរសហឡឝឱឧឨឲ",
    "\u17b6\u17b7\u17b8\u17ba\u17bb\u17be\u17bf\u17c1\u17c4",
    "\u17c9\u17ca",
    "\u17d2\u17d2",
    "\u17c6\u17c7\u17c8\u17cb\u17cc\u17cf\u17d0\u17d1\u17d3\u17dd",
    "\u200b\u200b\u200c\u200c\u200d\ufeff\u2060\u00ad\ufe0f",
    "  \n\u00a0a១៥៨។៘៖\u17a3\u17a4\u17b4\u17ff\u19e0\u0e4d\u0ecc\u0301",
    "AéE\u0308ßﬁ²\u212b«»“’…ก한😀👨\u0f71\u2126\x00\ud800\udc00\u25cc",
)
WEIGHTS = (6, 5, 2, 4, 4, 3, 3, 1)
TEXTS = st.lists(st.sampled_from(ALPHABETS).flatmap(st.sampled_from), max_size=16).map("".join)


def check_alignment(normalized: Normalized) -> None:
    """There and back again covers what one started from, on both sides."""
    text, result, edits = normalized.original, normalized.text, normalized.edits
    for start in range(len(result)):
        first, end = normalized.to_original(start, start + 1)
        assert 0 <= first < end <= len(text)
        if not any(edit.start < end and edit.end > first for edit in edits):
            assert text[first:end] == result[start]
        for stop in (start + 1, (start + 1 + len(result)) // 2, len(result)):
            there = normalized.to_original(start, stop)
            back = normalized.to_normalized(*there)
            assert back[0] <= start
            assert stop <= back[1]
    deleted = {i for edit in edits if not edit.after for i in range(edit.start, edit.end)}
    for start in range(len(text)):
        first, end = normalized.to_normalized(start, start + 1)
        if start not in deleted:
            back = normalized.to_original(first, end)
            assert back[0] <= start < back[1]


def check(text: str, options: dict[str, Any]) -> None:
    """Every property that the levels promise, on one text."""
    outcome = {}
    for level in LEVELS:
        normalized = explain(text, level, **options)
        result = outcome[level] = normalized.text
        assert normalize(text, level, **options) == result
        assert normalize(result, level, **options) is result
        assert is_normalized(text, level, **options) == (text == result)
        assert text != result or result is text
        edits = normalized.edits
        assert splice(text, [Change(e.start, e.end, e.after, e.rule) for e in edits]) == result
        last = 0
        for edit in edits:
            assert text[edit.start : edit.end] == edit.before != edit.after
            assert edit.start >= last
            last = edit.end
            assert set(edit.rule.split("+")) <= set(RULES)
        check_alignment(normalized)
    assert normalize(outcome["safe"], "standard", **options) == outcome["standard"]
    assert normalize(outcome["standard"], "search", **options) == outcome["search"]
    if is_clean(text):
        assert not list(_standard(_Run(text), ZWJ if options.get("lang") == "xhm" else None))
    letters = text.replace("\u17a3", "អ").replace("\u17a4", "អា")
    outcome = {level: after.replace("\u17a4", "អា") for level, after in outcome.items()}
    for kept in (LETTERS, DIGITS):
        assert sum(map(kept.count, letters)) == sum(map(kept.count, outcome["safe"]))


@given(TEXTS, st.sampled_from(OPTIONS))
@example("ក\u200c\u17b6\u17b6", {})
@example("\u200b\ufeffក", {})
@example("ក\u17d2\u200d\u17d2\u17ddរ", {"lang": "xhm"})
def test_levels(text: str, options: dict[str, Any]) -> None:
    check(text, options)


@given(st.text())
def test_levels_on_any_text(text: str) -> None:
    check(text, {})


@pytest.mark.parametrize("seed", range(4))
def test_thousands_of_random_texts(seed: int) -> None:
    for text, options in random_texts(seed, 2_000):
        check(text, options)


# What acts on each other inside a syllable and between two, a few of each kind.
NEIGHBOURS = (
    "\u1780\u1784\u17d2\u17c2\u17b8\u17bb\u17c6\u17d0\u17ca\u200c\u200b",
    "\u1780\u179f\u17d2\u17c1\u17b6\u17cb\u17c7\u17cc\u17c9\u17dd\ufeff",
)


@pytest.mark.slow
@pytest.mark.parametrize("first", "\u1780\u1784\u179f")
@pytest.mark.parametrize("alphabet", NEIGHBOURS, ids=ascii)
def test_every_short_text_goes_through_safe(first: str, alphabet: str) -> None:
    for length in range(5):
        for behind in map("".join, product(alphabet, repeat=length)):
            safe, standard = normalize(first + behind, "safe"), normalize(first + behind)
            assert normalize(safe, "safe") == safe, ascii(first + behind)
            assert normalize(safe) == standard == normalize(standard), ascii(first + behind)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_million_random_texts(seed: int) -> None:
    for text, options in random_texts(seed, 10_000):
        check(text, options)


def random_texts(seed: int, count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    dice = random.Random(seed)
    for _ in range(count):
        kinds = dice.choices(ALPHABETS, WEIGHTS, k=dice.randint(1, 16))
        yield "".join(map(dice.choice, kinds)), dice.choice(OPTIONS)


SYLLABLE = compile_pattern(rf"[{RE_BASE}]{TAIL}++")


@given(TEXTS, st.sampled_from(LEVELS), st.sampled_from([None, ZWJ, ""]))
def test_the_prefilter_lets_no_syllable_slip(text: str, level: Any, joiner: str | None) -> None:
    changed = splice(text, syllable_changes(text, level, joiner))
    every = SYLLABLE.sub(lambda m: canonical(m.group(), level, joiner)[0], text)
    assert changed == every


def test_the_triggers_of_syllables_let_none_slip(twin: str) -> None:
    """Short mixtures of few characters, so that all neighbours come up, many times over."""
    dice = random.Random(16)
    few = "កខរយ" + COENG * 3 + "ាិុូេៃ" + "ំៈះ៉៊់័៌៍៎៏័៓៝" + "\u200b\u200d\u034f ៛a"
    found = 0
    for _ in range(60_000):
        text = "".join(dice.choices(few, k=dice.randint(1, 7)))
        for level in LEVELS:
            suspects = [m.span() for m in _syllables.suspects(level).pattern.finditer(text)]
            assert [m.span() for m in _syllables.suspects(level).finditer(text)] == suspects
            if suspects:
                found += 1
                assert _syllables.has_suspects(text, level), text
    assert found > 10_000


@given(TEXTS | st.text())
def test_no_pass_acts_without_its_trigger(text: str) -> None:
    for level in LEVELS:
        final_joiners = (None, ZWJ, "") if level == "search" else (None, ZWJ)
        for joiner in final_joiners:
            options = [_levels._COENG_DA, _levels._REMOVE_ZWSP, *_levels._FOLDS]
            passes = (*_levels._safe_passes(level, joiner), *_levels._BETWEEN, *_levels._LAST)
            for step in (*passes, *options):
                if not _levels._can_act((step,), text):
                    assert not list(step.changes(text))


def test_a_new_rule_fires_on_clean_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "ខ្មែរ abc"
    assert is_clean(text)
    for trigger in ("b", re.compile("bc"), lambda text: "bc" in text, None):
        planted = _levels.Pass(lambda text: [Change(7, 8, "B", "D1")], None, trigger)
        with monkeypatch.context() as changed:
            changed.setattr(_levels, "_LAST", (*_levels._LAST, planted))
            assert not is_clean(text)
            assert normalize(text) == "ខ្មែរ aBc"
            assert [edit.rule for edit in explain(text).edits] == ["D1"]
            assert not is_normalized(text)
    assert normalize(text) is text


@given(TEXTS, st.sampled_from([None, ZWJ]))
def test_what_looks_clean_is_clean(text: str, joiner: str | None) -> None:
    assert not is_clean(text) or not list(_standard(_Run(text), joiner))


# Modern Khmer syllables as the grammar has them, from Khmer Encoding Structure, section 2.1
GRAMMAR = re.compile(
    "[\u1780-\u17a2\u17a5-\u17b3\u25cc]\u17cc?"
    "(?:\u17d2[\u1780-\u1799\u179b-\u17a2\u17a5-\u17b3](?=\u17d2))?(?:\u17d2[\u1780-\u17a2\u17a5-\u17b3])?"
    "(?:\u200c?[\u17c9\u17ca]\u200c?)?[\u17b6-\u17c5]?[\u17c6\u17cb\u17cd-\u17d1\u17dd]{0,2}[\u17c7\u17c8]?"
)


@given(TEXTS)
def test_what_is_not_reported_is_legal(text: str) -> None:
    """After `standard` every mark is in a legal syllable, or diagnose speaks of it."""
    result = normalize(text)
    reported = {i for d in diagnose(result) for i in range(d.start, d.end)}
    legal: set[int] = set()
    for match in GRAMMAR.finditer(result):
        legal.update(range(*match.span()))
    for i, char in enumerate(result):
        if char in MARKS + "\u17d2" and i not in legal and i not in reported:
            # a part of a syllable of which another part is reported
            syllable = next(m for m in SYLLABLE.finditer(result) if m.start() <= i < m.end())
            assert reported & set(range(*syllable.span())), (i, char)


@given(TEXTS)
def test_diagnostics_say_where(text: str) -> None:
    check_offsets(text, diagnose(text))


@given(TEXTS)
def test_view(text: str) -> None:
    view = View(text)
    spaced = text.translate(dict.fromkeys(map(ord, OTHER_SPACES), " "))
    spaced = spaced.replace("\r\n", "\n")
    assert view.text == normalize("".join(char for char in spaced if char not in INVISIBLES))
    for start in range(len(view.text) + 1):
        first, same = view.to_original(start, start)
        assert first == same <= len(text)
        for end in range(start + 1, len(view.text) + 1):
            first, last = view.to_original(start, end)
            assert 0 <= first <= last <= len(text)
            if first < last and text == normalize(text):
                assert ZWSP not in (text[first], text[last - 1])


@given(TEXTS)
def test_joiners_after_khmer_are_gone_or_at_work(text: str) -> None:
    result = normalize(text, "safe")
    for match in re.finditer(f"(?<=[\u1780-\u17ff])[{ZWNJ}{ZWJ}]", result):
        assert re.match(rf"{TAIL}", result[match.end() :]), match
