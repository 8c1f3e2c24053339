"""The page of ``khmertext report``: whole by itself, escaped, and it works in a browser."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import khmertext
from khmertext import _page
from khmertext._page import Unread, page
from khmertext._plots import by_time, lying_bars, standing_bars
from khmertext.cli import main
from pages import EVIL, of

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "script", "p"),
    *("h1", "h3", "ul", "li", "b", "div", "section", "details", "summary", "label", "input", "mark"),
    *("figure", "figcaption", "svg", "g", "text", "rect", "table", "thead", "tbody", "tr", "th", "td"),
    *("button", "output", "span", "a"),
}  # fmt: skip
ATTRIBUTES = {
    *("lang", "charset", "content", "http-equiv", "name", "class", "id", "title", "href", "type", "value"),
    *("checked", "open", "role", "aria-label", "viewbox", "x", "y", "width", "height", "rx", "text-anchor"),
    *("placeholder", "colspan"),
}  # fmt: skip


class Elements(HTMLParser):
    """What a page consists of; fails on tags that do not close."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.article = ""  # what is in the block of the text
        self._inside: list[bool] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in ("meta", "input"):
            self.open.append(tag)
            self._inside.append(("class", "text") in attrs or any(self._inside))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag  # also of <rect/>
        self._inside.pop()

    def handle_data(self, data: str) -> None:
        if any(self._inside):
            self.article += data
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)


def is_whole(html: str) -> Elements:
    """The page has nothing but what we put into it, and needs nothing from elsewhere."""
    found = Elements(html)
    assert found.tags <= TAGS
    assert found.attributes <= ATTRIBUTES
    assert all(link.startswith("#") and link[1:] in found.ids for link in found.links)
    assert len(found.ids) == len(set(found.ids))
    assert len(re.findall("<script", html)) == len(re.findall("</script", html)) == 1
    assert not re.search(r"https?://|@import|url\(", html)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", html)
    return found


def test_one_file(seed: str) -> None:
    found = is_whole(of(seed))
    assert found.texts["summary"] == ["file 1"]
    assert "2024-07-01/2024-12-31" in found.texts["td"]
    assert "the year is not said: pass ref to take it from" in found.texts["td"]
    assert "Acronyms (7)" in found.texts["h3"]
    assert "Dates in the text, by year (5 of 5)" in found.texts["figcaption"]
    assert "#m1-300" in found.links


def test_several_files_have_an_overview(seed: str) -> None:
    found = is_whole(of(seed, "មាន ៥លាននាក់ គ.ក.ស.ក", ""))
    assert found.texts["h1"] == ["3 files"]
    assert "Files (3)" in found.texts["h3"]
    assert found.texts["b"][5] == "2"  # different acronyms
    assert [link for link in found.links if link[:2] == "#f"] == ["#f1", "#f2", "#f3"]


def test_a_file_that_was_not_read_is_said() -> None:
    html = page([("a<b>.bin", Unread("no <text>")), ("b", khmertext.analyze("ក"))])
    found = is_whole(html)
    assert "a<b>.bin" in found.texts["td"]
    assert "not read: no <text>" in found.texts["td"]
    is_whole(page([("a", Unread("why")), ("b", Unread("why"))]))


@pytest.mark.parametrize("text", [EVIL, "", " ", "ក" + EVIL * 3, EVIL[::-1]])
def test_whatever_a_text_holds_it_is_text(text: str) -> None:
    html = page([(text or "-", khmertext.analyze(text)), (text, Unread(text))])
    is_whole(html)
    shown = text.translate(_page._PICTURES).replace("\ud800", "\ufffd")
    shown = shown.replace("\u202e", "<U+202E>")  # which would turn what stands behind it
    assert Elements(of(text)).article == shown


@given(st.text(st.sampled_from("កខា្ុំ១.<>&\"'-/! \x00\x1b\u200b\u202eabg=\r\n"), max_size=40))
@settings(max_examples=60)
def test_any_text_makes_a_whole_page(text: str) -> None:
    is_whole(page([(text, khmertext.analyze(text))]))


def test_what_is_too_much_is_counted_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_page, "MOST_ROWS", 2)
    monkeypatch.setattr(_page, "MOST_MARKED", 100)
    found = is_whole(of("មាន ៥នាក់ " * 5, "មាន ៥នាក់ " * 20))
    assert "3 more: khmertext analyze --json has them all" in found.texts["p"]
    assert found.texts["summary"] == ["file 1"]
    assert "Files (2)" in found.texts["h3"]
    assert "25" in found.texts["b"]  # numbers of both files


def test_dates_by_the_unit_that_suits_them() -> None:
    def day(*parts: int) -> tuple[date, date]:
        return date(*parts), date(*parts)

    year = (date(2024, 1, 1), date(2024, 12, 31))
    assert by_time([]) == ("", [])
    assert by_time([(date(1899, 1, 1), date(2024, 1, 1))]) == ("", [])
    assert by_time([year, day(2024, 3, 1)])[1] == [("2024-03", 1)]
    assert by_time([year, year, day(2023, 3, 1)]) == ("year", [("2023", 1), ("2024", 2)])
    assert by_time([day(1979, 1, 7), day(2024, 1, 1)])[0] == "year"
    assert by_time([day(1802, 1, 7), day(2024, 1, 1)])[1][0] == ("1800s", 1)
    unit, bars = by_time([day(1, 1, 1), day(9999, 12, 31)])
    assert (unit, bars) == ("", [])
    assert by_time([day(802, 1, 1), day(2024, 12, 31)])[1][0] == ("800", 1)


def test_bars_show_every_count() -> None:
    lying = Elements(lying_bars("Words", "word", [("ក" * 30, 5), ("ខ", 2)]))
    assert lying.texts["text"] == ["ក" * 21 + "…", "5", "ខ", "2"]
    assert lying.texts["title"] == ["ក" * 30 + ": 5", "ខ: 2"]
    few = Elements(standing_bars("Dates", "date", [("2023", 1), ("2024", 0)]))
    assert few.texts["text"] == ["1", "2023", "2024"]
    many = Elements(standing_bars("Dates", "date", [(str(n), 1) for n in range(2000, 2040)]))
    assert many.texts["text"] == ["2000", "2004", *map(str, range(2008, 2040, 4))]
    assert len(many.texts["title"]) == 40


# --- on the command line ---------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, seed: str) -> Path:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.txt").write_text(seed, "utf-8")
    (files / "b.txt").write_text(EVIL.replace("\ud800", ""), "utf-8")
    (files / "c.bin").write_bytes(b"\x00\xff")
    return files


def test_report_of_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder.parent / "report.html"
    assert main(["report", "-r", str(folder), "-o", str(target)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    first, last = captured.err.splitlines()
    assert "c.bin: not UTF-8 at byte 1 (0xff)" in first
    assert last == "khmertext: 1 of 3 files could not be read"
    found = is_whole(target.read_text("utf-8"))
    assert "Files (3)" in found.texts["h3"]
    assert any(cell.startswith("not read: not UTF-8") for cell in found.texts["td"])


def test_report_fails_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, target = str(folder / "c.bin"), folder.parent / "report.html"
    for arguments, said in (([bad], "not UTF-8"), ([bad, bad], "none of the files")):
        assert main(["report", *arguments, "-o", str(target)]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert said in line
    assert not target.exists()


def test_a_page_is_not_printed_on_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = str(folder / "a.txt")
    assert main(["report", file]) == 0
    is_whole(capsys.readouterr().out)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert main(["report", file]) == 2
    assert "-o report.html" in capsys.readouterr().err


def test_the_overview_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--json", "-r", str(folder)]) == 2
    first, _, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["file"].endswith("a.txt")
    assert (first["code_points"], first["repairs"], first["places"]) == (2884, 9, 7)
    assert set(last) == {"file", "reason"}
