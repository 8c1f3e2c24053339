"""Letters without dots: words of their own, and the codes of documents, or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import khmertext
from khmertext.acronyms import default_gazetteer, find_acronyms
from support import data_rows

COENG = "្"
MARKS = {chr(code) for code in range(0x17B4, 0x17D4)}  # of a cluster, never its first


def pairs() -> Iterator[tuple[str, str]]:
    """All pairs of words that hold the letters of a known acronym across their seam.

    One is a word of the lexicon, the other the rest of the letters: ក្រឡាន|មក holds ន.ម.ក.
    """
    words = sorted(row["word"] for row in data_rows("lexicon.tsv"))
    for form in default_gazetteer().forms:
        letters = form.replace(".", "")
        if form.isascii():
            continue
        for cut in range(1, len(letters)):
            first, rest = letters[:cut], letters[cut:]
            if rest[0] in MARKS:
                continue
            for word in words:
                if word.endswith(first) and word != first and word[-cut - 1] != COENG:
                    yield word, rest
                if word.startswith(rest) and word != rest and word[len(rest)] not in MARKS:
                    yield first, word


def test_two_words_are_no_acronym() -> None:
    """Neither alone nor in the lines of a text; two that are another acronym as a whole are one."""
    whole = {form.replace(".", "") for form in default_gazetteer().forms}  # គជ|បទ, សរ|អាមេរិក
    several = [pair for pair in sorted(set(pairs())) if "".join(pair) not in whole]
    assert len(several) > 30_000
    lines = ["".join(pair) for pair in several]
    assert [acronym.text for acronym in find_acronyms("\n".join(lines))] == []
    for line in lines[:: len(lines) // 1000]:
        assert list(find_acronyms(line)) == []


def test_letters_that_a_word_reaches_into_are_no_acronym() -> None:
    """Whatever the rest is: in ស្មើរ|កត the letters of រកត begin inside a word."""
    found = []
    for form in ("រ.ក.ត", "រ.ក.ម", "ន.ម.ក", "ក.ប.ទ", "ស.ណ.ន", "ផ.ម.ក", "ប.ស.ស", "ស.ជ.ណ"):
        letters = form.replace(".", "")
        for cut in range(1, len(letters)):
            first, rest = letters[:cut], letters[cut:]
            for word in (row["word"] for row in data_rows("lexicon.tsv")):
                if word.endswith(first) and word != first and word[-cut - 1] != COENG:
                    found += find_acronyms(word + rest)
                if (
                    word.startswith(rest)
                    and word != rest
                    and not "\u17b4" <= word[len(rest)] <= COENG
                ):
                    found += find_acronyms(first + word)
    assert found == []


def test_letters_that_may_be_the_rest_of_longer_ones_are_none() -> None:
    """កអយក in លោកអយក may be ក.អ.យ.ក as well, or what it says."""
    assert list(find_acronyms("លោកអយក")) == []


@pytest.mark.parametrize("text", ["មន្ទីរអយក ខេត្ត", "ក្រសួងអយក បាន", "នៃអយក"])
def test_a_word_inside_the_letters_is_none_behind_what_names_follow(text: str) -> None:
    assert [acronym.text for acronym in find_acronyms(text)] == ["អយក"]
    assert list(find_acronyms(text.replace(text[: text.index("អយក")], "ខុសប្លែក"))) == []


@pytest.mark.parametrize("lead", ["នៃ", "របស់", "ប្រធាន", "មាន"])
def test_a_word_is_an_acronym_only_behind_a_number(lead: str) -> None:
    """នៃ and របស់ say nothing: សសរ is a pillar."""
    assert list(find_acronyms(f"កម្ពស់{lead}សសរថ្ម")) == []
    assert list(find_acronyms(f"កម្ពស់{lead} សសរ ថ្ម")) == []
    assert [a.text for a in find_acronyms(f"ឯកសារ{lead}លេខ ៤៥ សសរ")] == ["សសរ"]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("ប្រកាសលេខ ០៤៧ អ.ស.ហ.ប្រក ចុះ", "អ.ស.ហ.ប្រក"),
        ("ប្រកាស ០៤៧ អ.ស.ហ.ប្រក ចុះ", "អ.ស.ហ.ប្រក"),
        ("អនុក្រឹត្យលេខ២២អនក្រ.បកស្តីពី", "អនក្រ.បក"),
        ("លេខ៨៦៨ ឧរថ.ប្រក", "ឧរថ.ប្រក"),
        ("លេខ ០០០២ រថ.អធរ.ប្រក", "រថ.អធរ.ប្រក"),
        ("លេខ ១២ កយ.សសរចុះថ្ងៃទី៣", "កយ.សសរ"),
        ("លេខ ៥៦៧ សជណ.អបយ ចុះ", "សជណ.អបយ"),
        ("លេខ ១២ កបធ.ច", "កបធ.ច"),
        ("តាម អនក្រ.បក បាន", "អនក្រ.បក"),
    ],
)
def test_the_code_of_a_document_is_whole(text: str, canonical: str) -> None:
    (acronym,) = find_acronyms(text)
    assert acronym.canonical == canonical
    tokens = {(token.start, token.end): token.kind for token in khmertext.segment(text)}
    assert tokens[acronym.start, acronym.end] == "acronym"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ព្រះរាជក្រមលេខ នស/រកម/០១៩៦/០៨ ចុះ", "នស/រកម/០១៩៦/០៨"),
        ("តាម នស/រកត/០៩១៨/៩២៥ ចុះ", "នស/រកត/០៩១៨/៩២៥"),
        ("ច្បាប់លេខ ០២/នស/៩៤", "០២/នស/៩៤"),
        ("ឬនស/រកម/០៣០៣", "នស/រកម/០៣០៣"),
    ],
)
def test_a_code_with_slashes_is_whole(text: str, code: str) -> None:
    (acronym,) = find_acronyms(text)
    assert (acronym.text, acronym.kind, acronym.expansion) == (code, "document", None)


@pytest.mark.parametrize("text", ["ក/ខ", "រក/ទិញ", "ឬរកម្នស/១២", "ឃុំ/សង្កាត់", "បទ/រាំ", "១/២/២០២៤"])
def test_other_slashes_are_no_code(text: str) -> None:
    assert list(find_acronyms(text, gazetteer=default_gazetteer())) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ចម្ងាយ គម នៅ", []),
        ("៥ គម ទៀត", ["គម"]),
        ("ប្រទេស ស.រ.អាមេរិក បាន", ["ស.រ.អាមេរិក"]),
        ("លេខ៤៥សសរចុះថ្ងៃទី៣", ["សសរ"]),
        ("លេខ៖ ៤៥ សសរ", ["សសរ"]),
        ("លេខ៖ ៤៥ អអ.បគ", ["អអ.បគ"]),
        ("លេខ ៤៥សរសេរ", []),
        ("លេខ ៤៥ សសរថ្ម", []),
        ("លេខ ៤៥ បទ ចម្រៀង", []),
        ("កបធ.ច", []),
        # what belongs to the next word
        ("អគ្គលេខាធិការ ស.ករុណា", []),
        ("គម្រោងឧ.ថា", []),
        ("៥គ.មករុណា", ["គ.ម"]),
        ("គ.ជ.បកស្រាយ", ["គ.ជ."]),
        ("គ.ជ.បកងទ័ព", ["គ.ជ.ប"]),
        ("អង្គការឌី.ខេ.គីមបានជួយ", ["ឌី.ខេ.គីម"]),
        # known, but not as one thing
        ("ក្រុមហ៊ុន គីរី ម.ក ប្រកាស", ["ម.ក"]),
        ("អត្ថបទដោយ៖ លោក ស.វ.", []),
    ],
)
def test_what_belongs_to_the_letters(text: str, found: list[str]) -> None:
    assert [acronym.text for acronym in find_acronyms(text)] == found


def test_what_is_not_one_thing_has_a_kind_and_no_expansion() -> None:
    (acronym,) = find_acronyms("ក្រុមហ៊ុន គីរី ម.ក ប្រកាស")
    assert (acronym.kind, acronym.expansion, acronym.expansion_source) == ("label", None, None)
    assert "ម.ក" not in default_gazetteer()
    assert "ម.ក" in default_gazetteer().forms
