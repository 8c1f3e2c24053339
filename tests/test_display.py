"""Notebook rendering: escaped, complete, marked where it should be."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext import SPELLING_RULES, display
from khmertext._visible import visible


class Page(HTMLParser):
    """The text of a rendering and its marks; fails on tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.classes: list[str] = []
        self.text = ""  # of the block of text, in which marks are
        self.cells: list[str] = []  # of tables
        self.gone: list[str] = []
        self.came: list[str] = []
        self.marks: list[tuple[str, str, str]] = []  # class, hint, text
        self._attrs: dict[str, str | None] = {}
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self._attrs = dict(attrs)
        self.classes.append(self._attrs.get("class") or "")
        if tag in ("mark", "span") and "title" in self._attrs:
            self.marks.append((self._attrs["class"] or "", self._attrs["title"] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.classes.pop()

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells.append(data)
        if "del" in self.open:
            self.gone.append(data)
        if "ins" in self.open:
            self.came.append(data)
        if "text" not in self.classes:
            return
        if self.open[-1] in ("mark", "span") and "title" in self._attrs:
            kind, hint, text = self.marks[-1]
            self.marks[-1] = (kind, hint, text + data)
        self.text += data


def test_changes_are_read_without_hovering_in_whole_clusters() -> None:
    page = Page(khmertext.explain("ឣង្គការ ឃំុ ក\u200bា ក\u17b4ខ")._repr_html_())
    assert page.gone == ["ឣ", "ឃំុ", "ក<U+200B>ា", "<U+17B4>"]
    assert page.came == ["អ", "ឃុំ", "កា"]
    assert page.text == "ឣអង្គការ ឃំុឃុំ ក<U+200B>ាកា ក<U+17B4>ខ"
    assert page.cells[:5] == [
        *("0:1", "ឣ", "អ", "U+17A3 → U+17A2", "D1: deprecated letter ឣ (U+17A3) is អ (U+17A2)")
    ]
    assert len(page.cells) == 4 * 5


def test_nothing_changed() -> None:
    html = khmertext.explain("ក")._repr_html_()
    assert Page(html).text == "ក"
    assert "0 changes<" in html
    assert "<table" not in html


def test_changes_of_one_cluster_are_shown_once() -> None:
    page = Page(khmertext.explain("ឣំុ\u200b\u200bក")._repr_html_())
    assert (page.gone, page.came) == (["ឣំុ", "<U+200B>"], ["អុំ"])


@given(st.lists(st.sampled_from("កឣខា្ុំ់៊េី\u200b\u17b4 "), max_size=12).map("".join))
def test_what_went_and_what_came_make_both_texts(text: str) -> None:
    normalized = khmertext.explain(text)
    pieces = list(display._changed_clusters(normalized.text, normalized.edits))
    rebuilt, position = "", 0
    for start, end, after in pieces:
        assert position <= start <= end
        rebuilt += text[position:start] + after
        position = end
    assert rebuilt + text[position:] == normalized.text
    page = Page(normalized._repr_html_())
    assert page.gone == [visible(text[start:end]) for start, end, _ in pieces]


def test_document_marks_what_was_found(seed: str) -> None:
    document = khmertext.analyze(seed)
    html = document._repr_html_()
    page = Page(html)
    kinds = [kind for kind, _, _ in page.marks]
    assert (kinds.count("acronym"), kinds.count("date")) == (7, 6)
    assert (kinds.count("spelling"), kinds.count("diagnostic")) == (len(document.spelling), 8)
    assert ("date", "2024-07-31 · day · morning", "ព្រឹកថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤នេះ") in page.marks
    assert page.text == seed
    for label in ("Acronyms: 7", "Dates: 6", "Numbers outside dates: 0", "Left as it is: 8"):
        assert f">{label}</mark>" in html


def test_document_has_tables_of_all_that_was_found(seed: str) -> None:
    html = khmertext.analyze(seed + " មាន ៥លាននាក់")._repr_html_()
    cells = Page(html).cells
    assert html.count("<table>") == 6
    assert "2024-01-01/2024-06-30" in cells
    assert cells[cells.index("5000000") - 1 :][:4] == ["៥លាននាក់", "5000000", "នាក់", "cardinal"]
    assert "legacy: ់ that the word does not have" in cells
    assert "the year is not said: pass ref to take it from" in cells
    assert any(cell.startswith("no-space-after: ") for cell in cells)
    assert "<table" not in khmertext.analyze("ក")._repr_html_()


def test_long_tables_are_cut_and_say_where_the_rest_is() -> None:
    document = khmertext.analyze("មាន ៥នាក់ " * 25)
    html = document._repr_html_()
    assert html.count("<tr>") == 1 + display.MAX_ROWS
    assert "… 5 more in .numbers<" in html


def test_segmentation_boxes_every_token_but_white_space() -> None:
    text = "ខេត្ត កណ្តាល"
    page = Page(khmertext.segment(text)._repr_html_())
    assert page.text == text
    assert [box for _, _, box in page.marks] == ["ខេត្ត", "កណ្តាល"]


def test_acronyms_are_a_table(seed: str) -> None:
    html = khmertext.find_acronyms(seed)._repr_html_()
    assert html.count("<tr>") == 3
    assert "198:206, 289:296" in html


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script> & ក", '"><b>គ.ជ.ប</b>', "\ud800ក", "ក\u202eខ \u2067x"]
)
def test_text_is_escaped(text: str) -> None:
    shown = text.replace("\ud800", "\ufffd")
    shown = re.sub("[\u202e\u2067]", lambda turn: f"<U+{ord(turn[0]):04X}>", shown)
    for result in (khmertext.analyze(text), khmertext.segment(text), khmertext.explain(text)):
        assert Page(result._repr_html_()).text == shown


def test_long_texts_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "MAX_CHARACTERS", 10)
    monkeypatch.setattr(display, "MAX_TOKENS", 2)
    text = "គ.ជ.ប ប្រជុំ គ.ជ.ប"
    assert "… 8 more characters" in khmertext.analyze(text)._repr_html_()
    page = Page(khmertext.explain("ឣង្គការនៅ ឣង្គការ")._repr_html_())
    assert (page.gone, page.text) == (["ឣ"], "ឣអង្គការនៅ  … 7 more characters")
    assert re.search(r"… \d more tokens", khmertext.segment(text)._repr_html_())


@given(st.lists(st.sampled_from("កខា្ុំ១.<& \u200b"), max_size=30).map("".join))
def test_any_text_renders(text: str) -> None:
    for result in (khmertext.analyze(text), khmertext.segment(text)):
        assert Page(result._repr_html_()).text == text


def test_of_two_marks_that_overlap_the_first_is_shown() -> None:
    html = display._marked("កខគ", [(0, 2, "date", "a"), (1, 3, "number", "b")])
    assert Page(html).marks == [("date", "a", "កខ")]


@pytest.mark.parametrize("rule", sorted(SPELLING_RULES))
def test_edits_of_modernize_say_why(rule: str) -> None:
    explained = khmertext.explain_modernize(SPELLING_RULES[rule].example, confidence="low")
    cells = Page(explained._repr_html_()).cells
    for edit in explained.edits:
        assert f"{edit.rule}: {SPELLING_RULES[edit.rule]}" in "".join(cells)


def test_edits_of_spaces_say_why() -> None:
    explained = khmertext.explain_word_spaces("ខ្ញុំ ទៅ ផ្សារ")
    assert "written word by word" in explained._repr_html_()
