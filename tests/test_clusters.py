from __future__ import annotations

import hashlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext._alignment import Alignment
from khmertext._clusters import cluster_pattern
from khmertext._view import View


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
        ("ឃំុ", ["ឃំុ"]),  # mis-ordered marks stay together
        ("ឣោយ", ["ឣោ", "យ"]),  # deprecated letters are letters
        ("ក្", ["ក្"]),  # a coeng sign without its letter
        ("ក្ ក", ["ក្", " ", "ក"]),
        ("ា", ["ា"]),
        ("ក\u200bខ", ["ក", "\u200b", "ខ"]),
        ("១២", ["១", "២"]),
        ("é👩\u200d👩\u200d👧\r\n", ["é", "👩\u200d👩\u200d👧", "\r\n"]),
        ("\ud800ក\x00", ["\ud800", "ក", "\x00"]),
        ("🇰🇭🇰🇭ក🇰", ["🇰🇭", "🇰🇭", "ក", "🇰"]),
        ("🇰🇭\u200d្ក", ["🇰🇭\u200d្ក"]),
        # a stray coeng sign takes its letter along, in every version of Unicode
        ("១្ក", ["១្ក"]),
        ("១្កាក", ["១្កា", "ក"]),
        ("a\u0301្\u0301កa", ["a\u0301្\u0301ក", "a"]),
        (" ្ក្ខា", [" ្ក្ខា"]),
    ],
)
def test_clusters(text: str, expected: list[str], twin: str) -> None:
    assert khmertext.clusters(text) == expected


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(), st.characters(min_codepoint=0x1780, max_codepoint=0x17FF)
        )
    )
)
def test_clusters_are_those_of_the_pattern(text: str) -> None:
    found = khmertext.clusters(text)
    assert found == cluster_pattern().findall(text)
    assert "".join(found) == text


def test_clusters_are_the_same_everywhere() -> None:
    """Whatever the interpreter and the version of ``regex``: seen with 2023.10.3 and 2026.11.19."""
    source = random.Random(3)
    characters = "១្្កខាិ\u200d\u200ca1 .\u0301◌ឣ៝\n៓ញ😀🇰៉់"
    digest = hashlib.sha256()
    for _ in range(20_000):
        text = "".join(source.choice(characters) for _ in range(source.randint(1, 9)))
        digest.update(repr(khmertext.clusters(text)).encode())
    assert digest.hexdigest()[:16] == "534a48a143840e66"


@pytest.mark.parametrize("wrong", [b"abc", None, 3, ["ក"]])
def test_only_text_is_taken(wrong: object) -> None:
    with pytest.raises(khmertext.NotTextError, match=r"clusters\(\) takes str"):
        khmertext.clusters(wrong)


@st.composite
def rewritings(draw: st.DrawFn) -> tuple[str, str, list[tuple[int, int, int]]]:
    """An original, what became of it, and the replacements in between."""
    original, rewritten, replacements, offset = "", "", [], 0
    for _ in range(draw(st.integers(0, 6))):
        kept = draw(st.text(alphabet="abc", max_size=4))
        before = draw(st.text(alphabet="XY", max_size=3))
        after = draw(st.text(alphabet="123", max_size=3))
        offset = len(original) + len(kept)
        replacements.append((offset, offset + len(before), len(after)))
        original += kept + before
        rewritten += kept + after
    tail = draw(st.text(alphabet="abc", max_size=4))
    return original + tail, rewritten + tail, replacements


@given(rewritings(), st.data())
def test_alignment_maps_unchanged_text_to_itself(
    made: tuple[str, str, list[tuple[int, int, int]]], data: st.DataObject
) -> None:
    original, rewritten, replacements = made
    alignment = Alignment(replacements)
    start = data.draw(st.integers(0, len(rewritten)))
    end = data.draw(st.integers(start, len(rewritten)))
    first, last = alignment.to_original(start, end)
    assert 0 <= first <= last <= len(original)
    letters = [c for c in rewritten[start:end] if c in "abc"]
    assert [c for c in original[first:last] if c in "abc"] == letters
    back = alignment.to_rewritten(first, last)
    if start < end and first < last:
        assert back[0] <= start or rewritten[start : back[0]].isdigit()
        assert back[1] >= end or rewritten[back[1] : end].isdigit()


def test_view_drops_invisible_characters_and_knows_the_way_back() -> None:
    text = "ខែ\u200bកក្ក\u200c\u200bដា"
    view = View(text)
    assert view.text == "ខែកក្កដា"
    assert view.to_original(2, 8) == (3, 11)
    assert View("abc").to_original(1, 2) == (1, 2)
