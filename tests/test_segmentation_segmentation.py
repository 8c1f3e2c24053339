from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import Segmentation, Segmenter, Token, segment
from khmertext.segmentation import _kinds
from khmertext.segmentation._kinds import KINDS, kind_of

TEXT = "នៅកិច្ចប្រជុំ ១២,៥ (គ.ក.ស.ក)\nទៅ​ផ្ទះ។"


def test_sequence(twin: str) -> None:
    found = segment(TEXT)
    assert found.words == [token.text for token in found]
    assert len(found) == len(found.boundaries) == len(list(found))
    assert found[0] == Token("នៅ", 0, 2, "word") == found[-len(found)]
    assert found[-1].text == "។"
    assert found[1:3] == (found[1], found[2])
    assert found[::-1][0] == found[-1]
    assert found[5] in found
    assert found.index(found[3]) == 3
    for index in (len(found), -len(found) - 1):
        with pytest.raises(IndexError):
            found[index]
    assert found.boundaries[-1] == len(TEXT)


def test_at(twin: str) -> None:
    found = segment(TEXT)
    for offset in range(len(TEXT)):
        token = found.at(offset)
        assert token.start <= offset < token.end
    for offset in (-1, len(TEXT)):
        with pytest.raises(IndexError, match="outside a text"):
            found.at(offset)


def test_parts(twin: str) -> None:
    found = segment(TEXT)
    index = found.words.index("កិច្ចប្រជុំ")
    assert [part.text for part in found.parts(index)] == ["កិច្ច", "ប្រជុំ"]
    assert [part.text for part in found.parts(index - len(found))] == ["កិច្ច", "ប្រជុំ"]
    inner = segment(TEXT, mode="part")
    assert [part for i in range(len(found)) for part in found.parts(i)] == list(inner)
    assert inner.parts(0) == (inner[0],)
    with pytest.raises(IndexError, match="no token"):
        found.parts(len(found))


def test_parts_know_the_words_of_the_user(twin: str) -> None:
    found = Segmenter(add=["កិច្ចប្រជុំ"]).segment(TEXT)
    assert [part.text for part in found.parts(1)] == ["កិច្ចប្រជុំ"]


def test_joined(twin: str) -> None:
    found = segment(TEXT)
    assert found.joined("|") == "នៅ|កិច្ចប្រជុំ ១២,៥ (|គ.ក.ស.ក|)\nទៅ​ផ្ទះ|។"
    assert found.joined().replace("\u200b", "") == TEXT.replace("\u200b", "")
    assert segment("").joined() == ""


def test_equal_hash_copy_pickle(twin: str) -> None:
    found = segment(TEXT)
    again = pickle.loads(pickle.dumps(found))
    assert found == again == copy.copy(found) == copy.deepcopy(found)
    assert hash(found) == hash(again)
    assert again.parts(1) == found.parts(1)
    assert found != segment(TEXT + " ")
    assert found != segment(TEXT, mode="part")
    assert found != found.words
    assert Segmentation("ab", [1, 2], pos=["N", None])[0].pos == "N"
    assert Segmentation("ab", [1, 2], pos=["N", None]) != Segmentation("ab", [1, 2])


def test_repr(twin: str) -> None:
    assert repr(segment("ទៅផ្ទះ")) == "<Segmentation of 2 tokens: 'ទៅ|ផ្ទះ'>"
    assert repr(segment("1 " * 20)).endswith("|1| |…'>")
    assert "ផ្ទះ" in segment("ទៅផ្ទះ")._repr_html_()


def test_empty(twin: str) -> None:
    found = segment("")
    assert (len(found), found.words, found.boundaries, list(found)) == (0, [], (), [])


@pytest.mark.parametrize(
    ("token", "kind"),
    [
        ("ស", "word"), ("ខ្មែរ", "word"), ("ក ខ", "word"), ("។ល។", "punct"), ("ៗ", "punct"),
        ("ា", "symbol"), ("\u0301", "symbol"), ("\u200b", "zwsp"), ("\u2060", "symbol"),
        ("\u2060\u200b", "zwsp"), (" \u0301", "space"), ("\r\n", "newline"), ("a/b.com", "latin"),
        ("http://a.kh/@b", "url"), ("b.com/@c", "url"), ("a@b.com", "email"), ("Ω", "foreign"),
        ("ក.ខ", "acronym"), ("ក. ខ", "acronym"), ("ឧ.", "enumerator"), ("៥.៥", "number"),
        ("1 2", "number"), ("+", "symbol"), ("\ud800", "symbol"), ("…", "punct"), ("៰", "symbol"),
    ],
)  # fmt: skip
def test_kinds(token: str, kind: str) -> None:
    assert kind_of(token) == kind


@given(st.text(min_size=1))
def test_every_token_has_a_kind(token: str) -> None:
    assert kind_of(token) in KINDS


def test_tokens_are_the_same_one_by_one_and_in_a_row(seed: str) -> None:
    for segmentation in (segment(seed), segment(seed, mode="part"), segment("")):
        assert list(segmentation) == [segmentation[i] for i in range(len(segmentation))]
        assert all(type(token) is Token for token in segmentation)


@given(st.text("កឥអ្ា់\u200b/)(-1១ a@:។៖\U0001f600\u0301", max_size=8))
def test_what_begins_with_a_letter_and_has_no_dot_is_a_word(rest: str) -> None:
    assert kind_of("ក" + rest) == _kinds._kind_of("ក" + rest) == "word"
