"""The report for people says what was found and nothing twice."""

from __future__ import annotations

import re

import pytest

import khmertext
from khmertext._report import report
from khmertext._visible import clipped, code_points, visible

CORPUS = ("ឣង្គការ គេសំរេចឣោយ៏", "ថ្ងៃទី៣១ ខែកុម្ភៈ ឆ្នាំ២០២៤ មាន ៥លាននាក់។ខ")


def lines(text: str, **options: bool) -> list[str]:
    return report("text", khmertext.analyze(text), **options).splitlines()


def test_a_summary_and_no_empty_sections() -> None:
    assert lines("") == [
        "text: 0 code points",
        "",
        "  words         0 in 0 sentences",
        "  repairs       0",
        "  spellings     0",
        "  left as it is 0",
        "  acronyms      0",
        "  dates         0",
        "  numbers       0 outside dates",
        "",
    ]


def test_the_summary_counts(seed: str) -> None:
    found = lines(seed)
    assert "  repairs       9" in found
    assert "  acronyms      2 in 7 places" in found
    assert "  dates         6, 1 without a date" in found
    assert any(line.endswith(" in 14 sentences") for line in found)


def test_numbers_inside_dates_are_not_said_again() -> None:
    found = lines("ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ មាន ៥លាននាក់ ពី៣-៤%")
    assert "NUMBERS outside dates (2)" in found
    assert "  32:40      cardinal  5000000  នាក់   ៥លាននាក់" in found
    assert any("range  3–4  %" in line for line in found)


def test_an_empty_value_has_its_reason() -> None:
    (row,) = [line for line in lines("ថ្ងៃទី៣១ ខែកុម្ភៈ ឆ្នាំ២០២៤") if "0:27" in line]
    assert row == (
        "  0:27       day  invalid_day  កុម្ភៈ 2024 has 29 days, not 31   ថ្ងៃទី៣១ ខែកុម្ភៈ ឆ្នាំ២០២៤"
    )


def test_values_that_are_not_there() -> None:
    found = lines("ស្លាកលេខ 2AB-1234 ម៉ោង ៨:៣០ព្រឹក ថ្ងៃទី១ មករា ២០២៥ និង គ.ឈ.ញ")
    assert any("plate   2AB-1234" in line for line in found)
    assert any("2025-01-01T08:30" in line for line in found)
    assert "  គ.ឈ.ញ  no expansion known" in found


def test_blank_sentences_are_left_out() -> None:
    assert lines("ក\n \nខ", words=True)[-4:-1] == ["SENTENCES (2)", "  0:4  ក", "  4:5  ខ"]
    assert "SENTENCES (2)" not in lines("ក\n \nខ")
    assert lines(" ", words=True)[-2:] == ["SENTENCES (1)", ""]


def test_what_cannot_be_seen_is_named() -> None:
    assert visible("") == "nothing"
    assert visible("្") == "◌្"
    assert visible("\u200b\ud800\x00") == "<U+200B><U+D800><U+0000>"


def test_reasons_are_said_once_and_places_with_the_words_around() -> None:
    found = lines("ឣនុវត្តនៅឣង្គការ។ខ្ញុំ")
    assert found[found.index("NORMALIZED (2)") + 1 :][:3] == [
        "  D1: deprecated letter ឣ (U+17A3) is អ (U+17A2)",
        "      0:1        ឣ → អ  (U+17A3 → U+17A2)   in ឣនុវត្ត",
        "      9:10       ឣ → អ  (U+17A3 → U+17A2)   in នៅឣង្គការ",
    ]
    assert found[-2] == "      16:17      ។   in ឣង្គការ។ខ្ញុំ"
    assert found[-3].startswith("  no-space-after: ")


def test_code_points_where_a_misspelt_word_looks_alike() -> None:
    found = lines("បទពិសោធន៏ គេសំរេច")
    assert any("បទពិសោធន៏ → បទពិសោធន៍  (U+17CF → U+17CD)   in " in line for line in found)
    assert any("សំរេច → សម្រេច   in " in line for line in found)


def test_what_is_not_seen_is_no_word_of_a_sentence() -> None:
    assert "  0:7  ទៅ·ផ្ទះ" in lines("ទៅ\u200bផ្ទះ", words=True)


def test_a_time_that_ends_is_an_interval() -> None:
    assert any("T06:30/T11:45  morning" in line for line in lines("ម៉ោង ៦:៣០នាទីព្រឹក ដល់ ១១:៤៥ នាទី"))


def test_long_texts_are_clipped() -> None:
    assert clipped("ក" * 301) == "ក" * 300 + "…"
    assert code_points("ក" * 9) == "U+1780 " * 8 + "…"
    assert max(map(len, lines("ក" + "\u17c6" * 5000))) < 1000
    assert max(map(len, lines("ក\u200bា" * 500))) < 1000  # many places in one word


RAW = "\x1b[2J\x07\x9b31m\x00\u202e\r"


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("text", [*CORPUS, "គ.ជ.ប", "គណៈកម្មាធិការជាតិ (គ.ជ)", "ក"])
def test_nothing_reaches_the_terminal_raw(text: str, colour: bool) -> None:
    """Wherever in a text or a file name something stands that a terminal would obey."""
    for place in range(len(text) + 1):
        given = text[:place] + RAW + text[place:]
        written = report(RAW, khmertext.analyze(given), words=True, colour=colour)
        shown = re.sub(r"\x1b\[\d+m", "", written) if colour else written
        assert [c for c in shown if c != "\n" and not c.isprintable()] == []
        assert "<U+001B>[2J<U+0007><U+009B>31m<U+0000><U+202E><U+000D>: " in shown
        assert given.count("\n") == 0


def test_colours_are_all_that_differs(seed: str) -> None:
    document = khmertext.analyze(seed)
    coloured = report("text", document, colour=True)
    assert "\x1b[31mឣ\x1b[0m → \x1b[32mអ\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == report("text", document)
