"""Where lines end: golden cases, Unicode's rules beside ICU's, and what never changes."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import khmertext
from khmertext import insert_breaks, insert_breaks_in_html, line_breaks
from khmertext.layout._line_rules import line_class, line_opportunities
from support import read_tsv

KHMER = st.text(alphabet=st.sampled_from("កខគសរ្ាិំុះៗ។៕៖៛១២12 .,;:!?«»()[]{}“”%$#-/\u200b\nabA"))


@pytest.mark.parametrize("case", read_tsv("line_breaks.tsv"), ids=lambda case: case["rule"])
def test_golden(case: dict[str, str]) -> None:
    text = case["marked"].replace("|", "")
    assert insert_breaks(text, "|") == case["marked"]


def test_breaks_behind_spaces_and_zwsp_are_places_too() -> None:
    assert line_breaks("ក ខ\u200bគ\nឃ") == (2, 4)
    assert line_breaks("") == ()


@given(st.one_of(KHMER, st.text()))
@settings(max_examples=300)
def test_only_the_mark_is_added(text: str) -> None:
    for mark in ("\u200b", "<wbr>", "\u00ad"):
        marked = insert_breaks(text, mark)
        assert marked.replace(mark, "") == text.replace(mark, "")
        assert insert_breaks(marked, mark) == marked


@given(KHMER)
@settings(max_examples=300)
def test_no_line_begins_or_ends_wrongly(text: str) -> None:
    boundaries = {0, len(text), *khmertext.segment(text).boundaries}
    for place in line_breaks(text):
        assert 0 < place < len(text)
        if text[place - 1] not in " \u200b":
            assert text[place] not in "។៕៚៖ៗ»”)]}!?,.:;%៛°"
        assert text[place - 1] not in "«“([{$#"
        if "\u1780" <= text[place - 1] <= "\u17d3" and "\u1780" <= text[place] <= "\u17d3":
            assert place in boundaries


@pytest.mark.parametrize(
    ("mark", "error"), [("", ValueError), ("ខ", ValueError), (None, TypeError), (1, TypeError)]
)
def test_marks_that_are_none(mark: Any, error: type[Exception]) -> None:
    for function in (insert_breaks, insert_breaks_in_html):
        with pytest.raises(error):
            function("ខ្ញុំទៅ", mark)


def test_a_mark_that_the_text_would_swallow() -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        insert_breaks("abទៅ", "aba")


# --- Annex 14 ----------------------------------------------------------------------------------


@cache
def characters() -> dict[str, list[str]]:
    """Characters by class, where ICU and `regex` agree on it, without those that need words."""
    icu = pytest.importorskip("icu", reason="ICU is the oracle")
    import regex

    found = defaultdict(list)
    for code in range(0x20, 0x30000, 1):
        char = chr(code)
        if unicodedata.category(char) in ("Cn", "Cs", "Co"):
            continue
        value = icu.Char.getIntPropertyValue(code, icu.UProperty.LINE_BREAK)
        name = icu.Char.getPropertyValueName(
            icu.UProperty.LINE_BREAK, value, icu.UPropertyNameChoice.SHORT_PROPERTY_NAME
        )
        if name != "SA" and regex.match(rf"\p{{Line_Break={name}}}", char):
            found[line_class(char)].append(char)
    # since Unicode 17 a hyphen at the beginning of a word holds Hebrew letters too
    del found["HL"]
    return dict(found)


def of_icu(text: str) -> list[int]:
    icu = pytest.importorskip("icu", reason="ICU is the oracle")
    if int(icu.ICU_VERSION.split(".")[0]) < 76:
        pytest.skip("quotation marks break lines as in Unicode 16 since ICU 76")
    iterator = icu.BreakIterator.createLineInstance(icu.Locale("en"))
    iterator.setText(text)
    place, places = 0, {}
    for offset, char in enumerate(text):
        places[place] = offset
        place += 2 if ord(char) > 0xFFFF else 1
    return [places[found] for found in iterator if found in places]


@pytest.mark.parametrize("seed", range(4))
def test_without_khmer_as_icu(seed: int) -> None:
    classes = characters()
    rng = random.Random(seed)
    ascii_only = [chr(code) for code in range(32, 127)] + ["\n", "\t"]
    names = sorted(classes)
    for _ in range(3000):
        length = rng.randint(2, 8)
        if seed % 2:
            text = "".join(rng.choice(ascii_only) for _ in range(length))
        else:
            text = "".join(rng.choice(classes[rng.choice(names)]) for _ in range(length))
        assert [place for place, _ in line_opportunities(text)] == of_icu(text), ascii(text)


@pytest.mark.parametrize(
    "text",
    [
        "He said “no” (twice) – e.g. 3.5% of $1,234.50 at 12:30; see a/b, x-y.",
        "中文字 (一) 「二」",
    ],
)
def test_latin_and_ideographs_as_icu(text: str) -> None:
    assert list(line_breaks(text)) == of_icu(text)


@pytest.mark.parametrize("text", ["א-a", "-א", "א/ב"])
def test_hebrew_hyphens(text: str) -> None:
    """LB20a, LB21a and LB21b as of Unicode 17: a hyphen holds the letters on both sides."""
    assert list(line_opportunities(text)) == []


# --- HTML --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>ខ្ញុំ<b>ទៅ</b>ផ្សារ</p>", "<p>ខ្ញុំ|<b>ទៅ|</b>ផ្សារ</p>"),
        ("<p>ខ្ញុំ</p><p>ទៅ</p>", "<p>ខ្ញុំ</p><p>ទៅ</p>"),
        ("ខ្ញុំ<br>ទៅ<hr/>ផ្សារ", "ខ្ញុំ<br>ទៅ<hr/>ផ្សារ"),
        ('<a title="ខ្ញុំទៅ" href=x>ខ្ញុំទៅ</a>', '<a title="ខ្ញុំទៅ" href=x>ខ្ញុំ|ទៅ</a>'),
        ("<!-- ខ្ញុំទៅ --><!DOCTYPE html>ខ្ញុំទៅ", "<!-- ខ្ញុំទៅ --><!DOCTYPE html>ខ្ញុំ|ទៅ"),
        ("<pre>ខ្ញុំទៅ</pre>ខ្ញុំទៅ</pre>ខ្ញុំទៅ", "<pre>ខ្ញុំទៅ</pre>ខ្ញុំ|ទៅ</pre>ខ្ញុំ|ទៅ"),
        ("<code>ខ្ញុំទៅ &amp;</code>", "<code>ខ្ញុំទៅ &amp;</code>"),
        ('<script>if (a<b) x="ខ្ញុំទៅ"</script>', '<script>if (a<b) x="ខ្ញុំទៅ"</script>'),
        ("<style>ខ្ញុំទៅ</style><title>ខ្ញុំទៅ</title>", "<style>ខ្ញុំទៅ</style><title>ខ្ញុំទៅ</title>"),
        ("<textarea>ខ្ញុំទៅ</textarea>", "<textarea>ខ្ញុំទៅ</textarea>"),
        ("ខ្ញុំ&nbsp;ទៅ &amp; ខ្ញុំទៅ&#33;", "ខ្ញុំ&nbsp;ទៅ &amp; ខ្ញុំ|ទៅ&#33;"),
        ("ខ្ញុំ&#8203;ទៅ<wbr>ផ្សារ<wbr/>ហើយ", "ខ្ញុំ&#8203;ទៅ<wbr>ផ្សារ<wbr/>ហើយ"),
        ("ក < ខ្ញុំទៅ > & ខ្ញុំទៅ &ខ្ញុំទៅ", "ក < ខ្ញុំ|ទៅ > & ខ្ញុំ|ទៅ &ខ្ញុំ|ទៅ"),
        ("<p>ខ្ញុំ\r\nទៅផ្សារ\n\nទៅផ្ទះ", "<p>ខ្ញុំ\r\nទៅ|ផ្សារ\n\nទៅ|ផ្ទះ"),
        ("", ""),
        ("<p", "<p"),
        ("<code>ក</code>ខ្ញុំទៅ<a ខ្ញុំទៅ", "<code>ក</code>ខ្ញុំ|ទៅ<a ខ្ញុំទៅ"),
        ("<pre>&amp;</pre>", "<pre>&amp;</pre>"),
        ("<b/>ខ្ញុំ<i/>ទៅ", "<b/>ខ្ញុំ|<i/>ទៅ"),
    ],
)
def test_html(html: str, marked: str) -> None:
    result = insert_breaks_in_html(html)
    assert result.replace("<wbr>", "|") == marked.replace("<wbr>", "|")
    assert insert_breaks_in_html(result) == result


def test_any_mark() -> None:
    assert insert_breaks_in_html("ខ្ញុំទៅផ្សារ", "&#8203;") == "ខ្ញុំ&#8203;ទៅ&#8203;ផ្សារ"
    assert insert_breaks_in_html("ខ្ញុំ|ទៅផ្សារ", "|") == "ខ្ញុំ|ទៅ|ផ្សារ"


class Events(HTMLParser):
    """Everything but text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.events: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag != "wbr":
            self.events.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(tag)

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))


PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<br/>", "<wbr>", "<!-- ទៅមក -->", "<pre>", "</pre>", "&amp;", "&#8203;",
         "ខ្ញុំទៅផ្សារ", "ឃុំ", " ", "<", ">", "&", '<a x="ទៅមក">', "<script>", "</script>", "\n", "abc def", "<![CDATA[", "<?ទៅមក>"]
    )
).map("".join)  # fmt: skip


@given(PIECES)
@settings(max_examples=300)
def test_tags_stay_byte_for_byte(html: str) -> None:
    marked = insert_breaks_in_html(html)
    assert marked.replace("<wbr>", "") == html.replace("<wbr>", "")
    assert Events(marked).events == Events(html).events
    assert re.findall("<(?!wbr)[^<>]*>", marked) == re.findall("<(?!wbr)[^<>]*>", html)
