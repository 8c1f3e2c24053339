"""The page of ``khmertext report`` in a real browser: run only where one is installed (conftest)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import browser
import khmertext
from khmertext._page import Unread, page
from pages import EVIL, of


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    with browser.browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


def loaded(chromium: browser.Browser, html: str, folder: Path, **how: bool) -> browser.Browser:
    file = folder / "report.html"
    file.write_text(html, "utf-8")
    chromium.requests.clear()
    chromium.troubles.clear()
    chromium.open(file, **how)
    assert chromium.requests == [file.as_uri()]  # the page itself, and nothing else
    return chromium


def rows(chromium: browser.Browser, title: str) -> list[str]:
    """The first cells but one of the rows that are shown of a table."""
    found = chromium.value(
        f"[...document.querySelector('[aria-label=\"Filter {title}\"]').closest('.table')"
        ".querySelectorAll('tbody tr')].filter(r => r.offsetHeight).map(r => r.cells[1].textContent)"
    )
    return list(found)


def test_tables_filter_and_sort(chromium: browser.Browser, seed: str, tmp_path: Path) -> None:
    loaded(chromium, of(seed), tmp_path)
    assert len(rows(chromium, "Dates")) == 6
    chromium.click('[aria-label="Filter Dates"]')
    chromium.type("2024-07 day")
    assert rows(chromium, "Dates") == ["ព្រឹកថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤នេះ"]
    assert chromium.value("document.activeElement.previousElementSibling.textContent") == "1 of 6"
    assert len(rows(chromium, "Acronyms")) == 7
    before = rows(chromium, "Spelling")
    heads = "document.querySelectorAll('[aria-label=\"Filter Spelling\"]')[0].closest('.table')"
    chromium.value(f"{heads}.id = 'spelling'")
    chromium.click("#spelling th:nth-child(2) button")
    rising = rows(chromium, "Spelling")
    chromium.click("#spelling th:nth-child(2) button")
    assert rising == rows(chromium, "Spelling")[::-1] or len(set(rising)) < len(rising)
    assert sorted(rising) == sorted(before) == sorted(rows(chromium, "Spelling"))
    assert rising != rows(chromium, "Spelling")
    chromium.click("#spelling th:first-child button")
    assert rows(chromium, "Spelling") == before
    assert chromium.troubles == []


def test_kinds_hide_and_places_lead_to_the_text(
    chromium: browser.Browser, seed: str, tmp_path: Path
) -> None:
    loaded(chromium, of(seed, seed), tmp_path)
    assert chromium.value("document.querySelectorAll('details[open]').length") == 0
    chromium.click('a[href="#f2"]')
    assert chromium.value("document.querySelectorAll('details[open]').length") == 1
    drawn = "getComputedStyle(document.querySelector('#m2-300')).textDecorationLine"
    assert chromium.value(drawn) == "underline"
    chromium.click("details[open] input[value=date]")
    assert chromium.value(drawn) == "none"
    chromium.click('a[href="#m2-300"]')
    assert chromium.value("document.querySelector(':target').textContent").startswith("ព្រឹក")
    place = chromium.value("document.querySelector(':target').getBoundingClientRect().y")
    assert 0 < place < 900
    assert chromium.troubles == []


def test_nothing_of_a_text_runs(chromium: browser.Browser, tmp_path: Path) -> None:
    html = page([(EVIL, khmertext.analyze(EVIL)), (EVIL, Unread(EVIL))])
    loaded(chromium, html, tmp_path)
    assert chromium.value("document.images.length + document.scripts.length") == 1
    assert chromium.troubles == []
    # and if it were not escaped, the policy would still stop it
    evil = "<main><img src=x onerror='self.ran = 1'><script>self.ran = 1</script>"
    (tmp_path / "evil.html").write_text(html.replace("<main>", evil), "utf-8")
    chromium.open(tmp_path / "evil.html")
    assert chromium.value("self.ran === undefined")
    assert any("Content Security Policy" in trouble for trouble in chromium.troubles)


def test_light_and_dark_are_drawn(chromium: browser.Browser, seed: str, tmp_path: Path) -> None:
    backs = []
    for dark in (False, True):
        loaded(chromium, of(seed), tmp_path, dark=dark)
        backs.append(chromium.value("getComputedStyle(document.body).backgroundColor"))
        assert len(chromium.picture()) > 20_000  # an empty page is smaller
    light, dark_back = (sum(map(int, re.findall(r"\d+", back))) for back in backs)
    assert light > 3 * 200
    assert dark_back < 3 * 50
    wide = "document.documentElement.scrollWidth <= innerWidth"
    chromium.open(tmp_path / "report.html", width=390, height=800)  # as on a telephone
    assert chromium.value(wide)
