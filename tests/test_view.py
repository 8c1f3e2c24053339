"""View: what the finders match on, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import _scan
from khmertext._chars import INVISIBLES, OTHER_HYPHENS, OTHER_SPACES
from khmertext._view import View, plainly_typed
from support import needs_compiled


@pytest.mark.parametrize(
    ("original", "text", "spans"),
    [
        ("", "", {}),
        ("ខ្មែរ", "ខ្មែរ", {(0, 5): (0, 5)}),
        ("a\u200bb", "ab", {(0, 1): (0, 1), (1, 2): (2, 3), (0, 2): (0, 3)}),
        ("\u200b\u200ba\u200cb\u200b", "ab", {(0, 1): (2, 3), (1, 2): (4, 5), (0, 2): (2, 5)}),
        ("ឃំុ\u200bក", "ឃុំក", {(0, 1): (0, 1), (1, 2): (1, 3), (2, 3): (1, 3), (3, 4): (4, 5)}),
        ("ឤ\u200bក", "អាក", {(0, 2): (0, 1), (0, 1): (0, 1), (2, 3): (2, 3)}),
        ("ប\u200bេ\u200bី", "បើ", {(0, 1): (0, 1), (1, 2): (2, 5)}),
        ("កាា ខ", "កា ខ", {(0, 1): (0, 1), (0, 2): (0, 3), (2, 3): (3, 4)}),
        ("ក៏\u200b៏\u200b ខ", "ក៏ ខ", {(1, 2): (1, 4), (2, 3): (5, 6)}),
        ("1\u2060,\ufeff5\u00ad0\u200e", "1,50", {(0, 1): (0, 1), (0, 2): (0, 3), (2, 4): (4, 7)}),
        ("5\u2003លាន\u3000ខ", "5 លាន ខ", {(0, 5): (0, 5), (5, 7): (5, 7)}),
        ("5\u00a0លាន\u202fខ", "5 លាន ខ", {(0, 5): (0, 5), (5, 7): (5, 7)}),
        ("2A‑1‒2﹣3－4", "2A-1-2-3-4", {(0, 4): (0, 4), (4, 10): (4, 10)}),
        ("−៥−១០ ២ក−១២៣៤ ៣១−០៧−២០២៤", "−៥−១០ ២ក-១២៣៤ ៣១-០៧-២០២៤", {(0, 5): (0, 5)}),
        ("ក\r\nខ\r", "ក\nខ\r", {(0, 1): (0, 1), (1, 2): (2, 3), (0, 3): (0, 4), (3, 4): (4, 5)}),
        ("\ud800\u200b\0", "\ud800\0", {(1, 2): (2, 3)}),
    ],
    ids=ascii,
)
def test_view(original: str, text: str, spans: dict[tuple[int, int], tuple[int, int]]) -> None:
    view = View(original)
    assert (view.original, view.text) == (original, text)
    for span, expected in spans.items():
        assert view.to_original(*span) == expected


def test_an_empty_span_stays_empty_and_inside() -> None:
    for original in ("", "\u200b", "a\u200b", "\u200ba", "ឃំុ\u200b\u200bក\u200b"):
        view = View(original)
        for offset in range(len(view.text) + 1):
            start, end = view.to_original(offset, offset)
            assert 0 <= start == end <= len(original)


def test_what_needs_no_view_is_its_own() -> None:
    text = "ខ្ញុំរៀន"
    assert View(text).text is text


def test_hidden_characters_are_taken_out_of_texts_of_every_width(twin: str) -> None:
    for seen in ("a b", "\xe9t\xe9", "ខ្មែរ", "ក😀", "\U0010ffff\U000f0000", "\ud800"):
        for hidden in ("", *INVISIBLES):
            view = View(hidden.join(f"{hidden}{seen}{hidden}"))
            assert view.text == seen
            assert view.text.isascii() == seen.isascii()
            spans = [view.to_original(i, i + 1) for i in range(len(seen))]
            assert "".join(view.original[start:end] for start, end in spans) == seen
    assert View("\u200b\xad").text == ""


def test_blanks_are_one_blank_in_texts_of_every_width(twin: str) -> None:
    for seen in ("a b", "\xe9 t\xe9", "ខ ្មែរ", "ក 😀"):
        for blank in OTHER_SPACES:
            view = View(seen.replace(" ", blank))
            assert (view.text, view.to_original(1, 2)) == (seen, (1, 2))
            hidden = View(f"\u200b{seen.replace(' ', blank)}")
            assert (hidden.text, hidden.to_original(1, 2)) == (seen, (2, 3))


def test_hyphens_are_one_hyphen_in_texts_of_every_width(twin: str) -> None:
    for seen in ("a-b", "\xe9-", "ខ-រ", "ក-😀"):
        for hyphen in OTHER_HYPHENS:
            assert View(seen.replace("-", hyphen)).text == seen


def test_a_span_is_widened_to_what_stands_for_its_original() -> None:
    view = View("ឈះ\u200b៊៏ក")  # two marks are put in order: ះ comes last
    assert view.text == "ឈ៊៏ះក"
    assert view.widened(0, 1) == (0, 1)
    assert view.widened(2, 3) == view.widened(1, 2) == (1, 4)
    assert view.widened(3, 5) == (1, 5)
    assert View("ក៏").widened(1, 2) == (1, 2)


@given(
    st.lists(
        st.sampled_from(("ក", "ឣ", "ឤ", "\u200b", "ា", "ុ", "េ", "ី", "្ត", "ដ", "៉", "\u00a0", "សំ"))
    ),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
)
def test_what_was_asked_before_changes_no_answer(
    pieces: list[str], spans: list[tuple[int, int]]
) -> None:
    original = "".join(pieces)
    view = View(original)
    for start, end in spans:
        if start <= end <= len(view.text):
            assert view.to_original(start, end) == View(original).to_original(start, end)


@given(st.text("aក \u2011\u200b\u00a0\r\n😀", max_size=9))
def test_both_twins_leave_out_the_same(text: str) -> None:
    native = needs_compiled("khmertext._native_scan").plainly_typed(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_scan, "native_scan", lambda: None)
        pure = plainly_typed(text)
    assert native[0] == pure[0]
    spans = [(a, b) for a in range(len(pure[0]) + 1) for b in range(len(pure[0]) + 1)]
    for start, end in spans:
        first, last = pure[1].to_original(start, end)
        assert native[1].to_original(start, end) == (first, last)
        if start < end:
            assert plainly_typed(text[first:last])[0] == pure[0][start:end]


def test_many_pieces(twin: str) -> None:
    text = "ab\u200b" * 1_000
    assert View(text).to_original(1_998, 2_000) == (2_997, 2_999)
