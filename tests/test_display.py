"""Notebook rendering: escaped, complete, marked where it should be."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext import display


class Page(HTMLParser):
    """The text of a rendering and its marks; fails on tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.marks: list[tuple[str, str, str]] = []  # class, hint, text
        self._attrs: dict[str, str | None] = {}
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self._attrs = dict(attrs)
        if tag in ("mark", "span") and "title" in self._attrs:
            self.marks.append((self._attrs["class"] or "", self._attrs["title"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        if self.open[-1] in ("mark", "span") and "title" in self._attrs:
            kind, hint, text = self.marks[-1]
            self.marks[-1] = (kind, hint, text + data)
        self.text += data


def test_normalized_marks_changes_with_their_rule_on_whole_clusters() -> None:
    page = Page(khmertext.explain("ឣង្គការ ឃំុ")._repr_html_())
    assert page.marks == [
        ("edit", "D1: 17A3 → 17A2", "អ"),
        ("edit", "O6: 17C6 17BB → 17BB 17C6", "ឃុំ"),
    ]
    assert page.text == "2 changesអង្គការ ឃុំ"


def test_what_was_deleted_has_no_mark() -> None:
    assert Page(khmertext.explain("ក\u17b4ខ")._repr_html_()).marks == []
    assert "1 change<" in khmertext.explain("ក\u17b4ខ")._repr_html_()


def test_document_colours_mentions_by_kind(seed: str) -> None:
    page = Page(khmertext.analyze(seed)._repr_html_())
    kinds = [kind for kind, _, _ in page.marks]
    assert (kinds.count("acronym"), kinds.count("date")) == (7, 6)
    assert ("date", "day: 2024-07-31", "ព្រឹកថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤នេះ") in page.marks
    assert page.text.endswith(seed)
    for kind in ("acronyms: 7", "dates: 6", "numbers: 0"):
        assert kind in page.text


def test_segmentation_boxes_every_token_but_white_space() -> None:
    text = "ខេត្ត កណ្តាល"
    page = Page(khmertext.segment(text)._repr_html_())
    assert page.text == text
    assert [box for _, _, box in page.marks] == ["ខេត្ត", "កណ្តាល"]


def test_acronyms_are_a_table(seed: str) -> None:
    html = khmertext.find_acronyms(seed)._repr_html_()
    assert html.count("<tr>") == 3
    assert "198:206, 289:296" in html


@pytest.mark.parametrize("text", ["<script>alert(1)</script> & ក", '"><b>គ.ជ.ប</b>', "\ud800ក"])
def test_text_is_escaped(text: str) -> None:
    shown = text.replace("\ud800", "\ufffd")
    for result in (khmertext.analyze(text), khmertext.segment(text), khmertext.explain(text)):
        assert Page(result._repr_html_()).text.endswith(shown)


def test_long_texts_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "MAX_CHARACTERS", 10)
    monkeypatch.setattr(display, "MAX_TOKENS", 2)
    text = "គ.ជ.ប ប្រជុំ គ.ជ.ប"
    assert "… 8 more characters" in khmertext.analyze(text)._repr_html_()
    assert re.search(r"… \d more tokens", khmertext.segment(text)._repr_html_())


@given(st.lists(st.sampled_from("កខា្ុំ១.<& \u200b"), max_size=30).map("".join))
def test_any_text_renders(text: str) -> None:
    for result in (khmertext.analyze(text), khmertext.segment(text)):
        assert Page(result._repr_html_()).text.endswith(text)


def test_of_two_marks_that_overlap_the_first_is_shown() -> None:
    html = display._marked("កខគ", [(0, 2, "date", "a"), (1, 3, "number", "b")])
    assert Page(html).marks == [("date", "a", "កខ")]
