"""The report for people says what was found and nothing twice."""

from __future__ import annotations

import khmertext
from khmertext._report import report, visible


def lines(text: str) -> list[str]:
    return report("text", khmertext.analyze(text)).splitlines()


def test_every_section_is_there_even_when_empty() -> None:
    assert [line for line in lines("") if line] == [
        "text: 0 code points",
        "NORMALIZED (0)",
        "SENTENCES (0)",
        "ACRONYMS (0)",
        "DATES (0)",
        "NUMBERS outside dates (0)",
        "SPELLING (0)",
        "LEFT AS IT IS (0)",
    ]


def test_numbers_inside_dates_are_not_said_again() -> None:
    found = lines("ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ មាន ៥លាននាក់ ពី៣-៤%")
    assert "NUMBERS outside dates (2)" in found
    assert "  32:40      cardinal  5000000  នាក់   ៥លាននាក់" in found
    assert any("range  3–4  %" in line for line in found)


def test_values_that_are_not_there() -> None:
    found = lines("ស្លាកលេខ 2AB-1234 ម៉ោង ៨:៣០ព្រឹក ថ្ងៃទី១ មករា ២០២៥ និង គ.ឈ.ញ")
    assert any("plate   2AB-1234" in line for line in found)
    assert any("2025-01-01T08:30" in line for line in found)
    assert "  គ.ឈ.ញ  no expansion known" in found


def test_blank_sentences_are_left_out() -> None:
    found = lines("ក\n \nខ")
    assert [line for line in found if line.startswith("  ")] == ["  0:4  ក", "  4:5  ខ"]
    assert not any(line.startswith("  ") for line in lines(" "))


def test_what_cannot_be_seen_is_named() -> None:
    assert visible("") == "nothing"
    assert visible("្") == "◌្"
    assert visible("\u200b\ud800\x00") == "<U+200B><U+D800><U+0000>"


def test_reasons_are_said_once_and_places_with_the_words_around() -> None:
    found = lines("ឣនុវត្តនៅឣង្គការ។ខ្ញុំ")
    assert found[2:6] == [
        "NORMALIZED (2)",
        "  D1: deprecated letter ឣ (U+17A3) is អ (U+17A2)",
        "      0:1        ឣ → អ   in ឣនុវត្ត",
        "      9:10       ឣ → អ   in នៅឣង្គការ",
    ]
    assert found[-1] == "      16:17      ។   in ឣង្គការ។ខ្ញុំ"
    assert found[-2].startswith("  no-space-after: ")


def test_what_is_not_seen_is_no_word_of_a_sentence() -> None:
    assert "  0:7  ទៅ·ផ្ទះ" in lines("ទៅ\u200bផ្ទះ")


def test_a_time_that_ends_is_an_interval() -> None:
    assert any("T06:30/T11:45  morning" in line for line in lines("ម៉ោង ៦:៣០នាទីព្រឹក ដល់ ១១:៤៥ នាទី"))
