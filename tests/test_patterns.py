from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext import _patterns

HOME = Path(khmertext.__file__).parent


@pytest.mark.parametrize("by_re", [True, False])
def test_possessive_groups_match_rightly(monkeypatch: pytest.MonkeyPatch, by_re: bool) -> None:
    if by_re and not _patterns._RE_IS_RIGHT:
        pytest.skip("this Python has possessive groups wrong: they are compiled as atomic ones")
    monkeypatch.setattr(_patterns, "_RE_IS_RIGHT", by_re)
    # what Python 3.11.0 to 3.11.4 get wrong (CPython issue 106052)
    for pattern, text, matched in (
        ("(?:ab?c)?+", "a", ""),
        ("(?:ab?c)*+", "ab", ""),
        ("a(?:x[yz]*+q)?+", "axyz", "a"),
        ("(?:a|ab)++c", "aac", "aac"),
        ("(?=(?:ab?c)?+(a))[^\\W_]|x(?:y|(?!(?:z|zz){1,2}+))", "a", "a"),
        ("(?:a|b[¼x]?)*+", "ab¼a", "ab¼a"),
    ):
        match = _patterns.compile_pattern(pattern).match(text)
        assert match is not None
        assert match.group() == matched


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    broken = _patterns.lazy_pattern("(")
    assert broken.pattern == "("
    assert not hasattr(broken, "__wrapped__")
    with pytest.raises(re.error):
        broken.match("")
    pattern = _patterns.lazy_pattern("A+", re.IGNORECASE)
    assert pattern.sub("-", "xaAx") == "x-x"
    assert [match.span() for match in pattern.finditer("a ba")] == [(0, 1), (3, 4)]
    assert pattern.flags & re.IGNORECASE
    assert pattern.match is pattern.match


def patterns_of_modules() -> Iterator[tuple[str, _patterns._Later]]:
    """Every pattern that is compiled late, and where it stands."""
    for path in HOME.rglob("*.py"):
        if path.name not in ("__main__.py", "_plots.py") and "integrations" not in path.parts:
            name = ".".join(("khmertext", *path.relative_to(HOME).with_suffix("").parts))
            module = importlib.import_module(name.removesuffix(".__init__"))
            for variable, thing in vars(module).items():
                if isinstance(thing, _patterns._Later):
                    yield f"{name}.{variable}", thing


def test_every_pattern_of_a_module_can_be_compiled() -> None:
    """Those that are compiled late would only fail in the text that needs them."""
    for _, pattern in patterns_of_modules():
        assert pattern.groups >= 0


def test_possessive_groups_are_compiled_by_what_has_them_right() -> None:
    """By ``lazy_pattern`` they would match wrongly on Python 3.11.0 to 3.11.4, in silence."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{[0-9,]+\})\+|\(\?>").search
    assert [
        name
        for name, pattern in patterns_of_modules()
        if pattern._given[2] is re.compile and possessive(pattern.pattern)
    ] == []


@given(st.lists(st.text("abក", min_size=1, max_size=3), min_size=1), st.text("abក!"))
def test_words_are_compiled_by_their_beginnings(words: list[str], text: str) -> None:
    pattern = _patterns.WordPattern(lambda some: _patterns.any_of(some) + "!", words)
    for start in range(len(text) + 1):
        found, expected = pattern.match(text, start), pattern.whole().match(text, start)
        assert (found and found.span()) == (expected and expected.span())


def test_what_is_remembered_of_a_text_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_patterns, "_MOST_PAIRS", 2)
    pattern = _patterns.WordPattern(_patterns.any_of, ["ab", "c"])
    text = "abacx"
    for _ in range(2):
        assert [bool(pattern.match(text, start)) for start in range(6)] == [
            True, False, False, True, False, False,
        ]  # fmt: skip
    assert len(pattern._by_pair) == 2


EARLY = """
import json, sys
from khmertext import _patterns
_patterns._RE_IS_RIGHT = False
import khmertext
print(json.dumps(khmertext.analyze(sys.stdin.read()).to_dict()))
"""


@pytest.mark.once
@pytest.mark.parametrize("pure", ["", "1"])
def test_early_pythons_give_the_same(seed: str, pure: str) -> None:
    """With patterns by ``regex``, which are no ``re.Pattern``: as on Debian 12."""
    done = subprocess.run(
        [sys.executable, "-c", EARLY],
        input=seed.encode(),
        capture_output=True,
        env=os.environ | {"KHMERTEXT_PURE": pure},
        check=True,
    )
    assert json.loads(done.stdout) == json.loads(json.dumps(khmertext.analyze(seed).to_dict()))


@given(
    st.lists(st.text("abក្.|", min_size=1, max_size=6), min_size=1, max_size=12), st.text("abក្.|")
)
def test_any_of_is_the_longest_word_that_fits(words: list[str], text: str) -> None:
    pattern = re.compile(_patterns.any_of(words))
    for start in range(len(text) + 1):
        fitting = [word for word in words if text.startswith(word, start)]
        match = pattern.match(text, start)
        assert (match.group() if match else "") == max(fitting, key=len, default="")


def test_any_of_tries_a_shorter_word_when_what_is_behind_the_longer_does_not_hold() -> None:
    pattern = re.compile(
        _patterns.any_of(["a", "ab", "abcd", "x"], {"ab": "(?!c)", "x": "y"}) + "+"
    )
    for text, matched in (
        ("ab", "ab"),
        ("abc", "a"),
        ("abcd", "abcd"),
        ("xy", "xy"),
        ("xaaby", None),
    ):
        match = pattern.match(text)
        assert (match.group() if match else None) == matched


@pytest.mark.parametrize("words", [[], [""], ["a", ""]])
def test_a_pattern_needs_words(words: list[str]) -> None:
    with pytest.raises(ValueError, match="needs words"):
        _patterns.any_of(words)


def test_words_may_be_long_and_begin_with_each_other() -> None:
    pattern = re.compile(_patterns.any_of(["ក" * size for size in range(1, 1000)] + ["ខ" * 20_000]))
    match = pattern.match("ក" * 1200)
    assert match is not None
    assert match.end() == 999
    match = pattern.match("ខ" * 20_001)
    assert match is not None
    assert match.end() == 20_000
