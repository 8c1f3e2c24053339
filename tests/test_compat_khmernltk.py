"""khmer-nltk's functions: its signatures and shapes, our words."""

from __future__ import annotations

import ast
import inspect
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext import EngineNotAvailableError, engines
from khmertext.compat import khmernltk


@pytest.mark.filterwarnings("ignore:invalid escape sequence")  # theirs
@pytest.mark.parametrize("name", ["word_tokenize", "sentence_tokenize", "pos_tag"])
def test_signatures_are_those_of_khmer_nltk(name):
    spec = find_spec("khmernltk")
    if spec is None:
        pytest.skip("khmer-nltk is not installed")
    source = Path(spec.origin).with_name(name) / "__init__.py"  # importing it takes seconds
    (function,) = (
        node
        for node in ast.parse(source.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    theirs = [argument.arg for argument in function.args.args]
    defaults = [ast.literal_eval(default) for default in function.args.defaults]
    ours = inspect.signature(getattr(khmernltk, name)).parameters.values()
    assert [parameter.name for parameter in ours] == theirs
    assert [p.default for p in ours if p.default is not inspect.Parameter.empty] == defaults


def test_word_tokenize_shapes():
    text = "ខ្ញុំ ទៅសាលារៀន"
    assert khmernltk.word_tokenize(text) == khmertext.words(text)
    assert khmernltk.word_tokenize(text, return_tokens=False) == "ខ្ញុំ ទៅ-សាលារៀន"
    assert khmernltk.word_tokenize(text, "|", False) == "ខ្ញុំ ទៅ|សាលារៀន"
    assert khmernltk.word_tokenize("") == []
    assert khmernltk.word_tokenize("", return_tokens=False) == ""


@given(st.text())
def test_nothing_is_lost(text):
    assert "".join(khmernltk.word_tokenize(text)) == text
    assert "".join(khmernltk.sentence_tokenize(text)) == text
    assert khmernltk.word_tokenize(text, "", return_tokens=False) == text


def test_sentence_tokenize():
    assert khmernltk.sentence_tokenize("") == []
    sentences = khmernltk.sentence_tokenize("ខ្ញុំទៅសាលា។ គាត់ថា៖ ផ្សេងៗ។")
    assert [sentence.strip() for sentence in sentences] == ["ខ្ញុំទៅសាលា។", "គាត់ថា៖ ផ្សេងៗ។"]


def test_pos_tag():
    if not engines()["khmer-nltk"]:
        with pytest.raises(EngineNotAvailableError):
            khmernltk.pos_tag("ខ្ញុំទៅ")
        pytest.skip("khmer-nltk is not installed")
    text = "ខ្ញុំទៅសាលារៀន"
    tagged = khmernltk.pos_tag(text)
    assert "".join(word for word, _ in tagged) == text
    assert all(isinstance(tag, str) and tag for _, tag in tagged)
    assert tagged[:2] == [("ខ្ញុំ", "n"), ("ទៅ", "v")]
    assert khmernltk.pos_tag("ខ្ញុំ\n")[-1] == ("\n", "")


@pytest.mark.parametrize("function", [khmernltk.word_tokenize, khmernltk.sentence_tokenize])
def test_only_text(function):
    with pytest.raises(TypeError):
        function(None)
