"""check_spelling: what is reported, where, and what is not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import khmertext
from khmertext.spelling import (
    SPELLING_RULES,
    check_spelling,
    explain_modernize,
    modernize,
    suggest,
)
from khmertext.spelling._alarms import is_everyday
from support import check_offsets, data_rows, read_tsv


def test_the_seed(seed: str) -> None:
    found = check_spelling(seed)
    check_offsets(seed, found)
    assert [(m.start, m.text, *m.suggestions) for m in found if m.kind == "legacy"] == [
        (1333, "សំរេច", "សម្រេច"),
        (1395, "ខ្វះខាត់", "ខ្វះខាត"),
        (2031, "ខ្វះខាត់", "ខ្វះខាត"),
        (2152, "បទពិសោធន៏", "បទពិសោធន៍"),
        (2199, "ការឣនុវត្តន៏", "ការអនុវត្តន៍"),
        (2527, "សំរេច", "សម្រេច"),
        (2737, "ឣនុសាសន៏", "អនុសាសន៍"),
        (2833, "ឣោយ", "ឱ្យ"),
    ]
    assert khmertext.analyze(seed).spelling == found


def test_legacy_mentions_are_the_edits_of_modernize(seed: str) -> None:
    for confidence in ("high", "medium", "low"):
        edits = explain_modernize(seed, confidence=confidence).edits
        found = [m for m in check_spelling(seed, legacy=confidence) if m.kind == "legacy"]
        assert [m.rule for m in found] == [e.rule for e in edits]
        for mention, edit in zip(found, edits, strict=True):
            assert mention.start <= edit.start < edit.end <= mention.end
            word = khmertext.normalize(mention.text)
            assert modernize(word, confidence=confidence) == mention.suggestions[0]


def test_confidence_is_said_and_chosen() -> None:
    assert [m.score for m in check_spelling("(ចំរុះ) (ដៃគូរ)", legacy="low")] == [98, 75]
    assert not [m for m in check_spelling("(ចំរុះ)", legacy=None) if m.kind == "legacy"]


def test_every_rule_of_the_tables_is_described() -> None:
    used = {row["category"] for row in data_rows("legacy_spellings.tsv")} - {"keep", "place"}
    assert used <= set(SPELLING_RULES)
    for name, rule in SPELLING_RULES.items():
        assert rule.source
        assert str(rule) == rule.description
        found = check_spelling(f"({rule.example})", legacy="low")
        assert [(m.rule, m.suggestions[0]) for m in found] == [(name, rule.modern)]


def test_rules_are_read_only() -> None:
    rules: Any = khmertext.SPELLING_RULES
    with pytest.raises(TypeError):
        rules["oy"] = None


@pytest.mark.parametrize("text", ["", "abc 123", "។", "្", "\ud800", "ក"])
def test_nothing_to_find(text: str) -> None:
    assert check_spelling(text) == ()


def test_bad_arguments() -> None:
    wrong: Any = b"abc"
    with pytest.raises(TypeError, match="check_spelling"):
        check_spelling(wrong)
    with pytest.raises(ValueError, match="high, medium, low"):
        check_spelling("ក", legacy="sure")  # type: ignore[arg-type]


# --- misspellings ----------------------------------------------------------------------------

PAIRS = read_tsv("spelling_pairs.tsv")
RIGHT = read_tsv("spelling_right.tsv")


def misspelt(text: str, **options: Any) -> list[tuple[str, str]]:
    found = check_spelling(text, **options)
    return [(m.text, m.suggestions[0]) for m in found if m.kind == "misspelling"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["text"])
def test_a_fault_is_noticed_in_its_place(pair: dict[str, str]) -> None:
    (mention,) = check_spelling(pair["text"])
    start, end = mention.start, mention.end
    changed = pair["text"][:start] + mention.suggestions[0] + pair["text"][end:]
    assert changed == pair["meant"]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["text"])
def test_no_suggestion_is_reported_itself(pair: dict[str, str]) -> None:
    for mention in check_spelling(pair["text"], threshold=0):
        for meant in (*mention.suggestions, *suggest(mention.text)):
            assert check_spelling(meant) == (), (mention.text, meant)


def test_a_suggestion_that_is_misspelled_is_corrected_or_left_out() -> None:
    assert misspelt("ចំកាកៅស៊ូ") == [("ចំកាកៅស៊ូ", "ចម្ការកៅស៊ូ")]
    (mention,) = check_spelling("ថ្ងៃព្រហស្បត៍")
    assert mention.suggestions[0] == "ថ្ងៃព្រហស្បតិ៍"
    assert "ថ្ងៃព្រហស្បត្តិ៍" not in mention.suggestions
    assert "រដ្ឋាភិបាលល" not in suggest("រដ្ធាភិបាល")
    (mention,) = check_spelling("អារម្មណ៌")
    assert mention.suggestions[0] == "អារម្មណ៍"
    assert "អារម្មណៈ" not in mention.suggestions  # whose correction is reported again


@pytest.mark.parametrize(
    "text",
    ["ក្រុមអ្នកវិជ្ជាជីវះច្បាប់", "នៅតំបន់អាស៉ីខាងត្បូង", "សិស្សពន្យុល់មេរៀន", "បុគ្គលិគទាំងអស់"],
)
def test_no_suggestion_is_reported_in_its_place(text: str) -> None:
    (mention,) = check_spelling(text)
    for meant in mention.suggestions:
        assert check_spelling(text[: mention.start] + meant + text[mention.end :]) == ()


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: case["text"][:20])
def test_nothing_is_reported_where_nothing_is_wrong(case: dict[str, str]) -> None:
    is_near = "near what is listed" in case["provenance"]  # words that may well be meant otherwise
    assert check_spelling(case["text"], threshold=50 if is_near else 30) == ()


def test_the_misspellings_of_the_seed(seed: str) -> None:
    assert misspelt(seed) == [("ដៃគូរ", "ដៃគូ"), ("ព្រមទាំ", "ព្រមទាំង")]
    assert misspelt(seed, typos=False) == []
    assert misspelt(seed, threshold=100) == []
    assert len(misspelt(seed, threshold=0)) > 2


def test_a_threshold_only_leaves_out(seed: str) -> None:
    text = seed.replace("សមាជិក", "សមាជឹក").replace("ប្រជុំ", "ប្រជំុុ")
    last: set[tuple[int, int]] | None = None
    for threshold in (0, 25, 50, 75, 100):
        found = check_spelling(text, threshold=threshold)
        assert all(m.score >= threshold for m in found if m.kind == "misspelling")
        spans = {(m.start, m.end) for m in found}
        assert last is None or len(spans) <= len(last)
        last = spans


def test_what_gains_little_is_reported_to_who_asks_for_more() -> None:
    text = "ប្រាក់ឈ្នួលអប្បបរម លោកបានថ្លែងថាថាយើង"
    assert misspelt(text) == []
    found = check_spelling(text, threshold=20)
    assert [m.suggestions[0] for m in found] == ["អប្បបរមា", "ថា"]
    assert all(20 <= m.score < 50 for m in found)


def test_or_beside_a_word_is_no_misspelling() -> None:
    assert misspelt("បានសម្រេចឬទេ ប្រុសឬស្រី ឡើងវិញឬលុបចោល", threshold=10) == []


@pytest.mark.parametrize("text", ["កុំឲ្យមានវត្ថុ", "សុំអោយខាងសមត្ថកិច្ច", "មានកំលាំងជំនាញ"])
def test_legacy_forms_are_no_misspellings(text: str) -> None:
    assert misspelt(text) == misspelt(text, legacy=None) == []


def test_words_of_the_user_are_right(tmp_path: Path) -> None:
    text = "សមាជិកអញ្ចើញចូលរួម"
    assert misspelt(text) == [("អញ្ចើញ", "អញ្ជើញ")]
    assert misspelt(text, known=["អញ្ចើញ"]) == []
    assert misspelt("សមាជិក" + "អញ្\u200bចើញ", known=["អញ្\u200bចើញ"]) == []
    file = tmp_path / "known.txt"
    file.write_bytes(b"a\xff")
    with pytest.raises(ValueError, match=r"known\.txt: not UTF-8 at byte 1"):
        check_spelling("ក", known=file)
    for line in ("អញ្ចើញ", " អញ្ចើញ 120 n\r", "អញ្ចើញ\tto invite"):  # as Segmenter reads its files
        file.write_text(f"# ours\n\nពាក្យ\n{line}\n", encoding="utf-8")
        assert misspelt(text, known=file) == []
        assert khmertext.Segmenter(add=file).words(text)[1] == "អញ្ចើញ"
    file.write_text("# អញ្ចើញ\n", encoding="utf-8")
    assert misspelt(text, known=file) != []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("អាជ្ញធរមូលដ្ឋាន", ["ធរ"]),
        ("អាជ្ញធរមូលដ្ឋាន", ["រ", "អាជ្ញ"]),
        ("ឧកញាម្នាក់", ["ញា"]),
        ("គេធ្វើការងា", ["ងា"]),
        ("សូមអញ្ចើញ", ["ចើ", "ញ"]),
        ("គេអោយ", ["អោ"]),
        ("នៅខេត្តខេត្តកណ្តាល", ["ខេត្ត"]),
        ("ត្រូវថវិការ", ["ថវិក"]),  # which goes on there: its last letter has a vowel
    ],
)
def test_a_piece_of_what_is_misspelled_is_no_word_of_the_user(text: str, known: list[str]) -> None:
    found = check_spelling(text)
    assert found
    assert check_spelling(text, known=known) == found
    assert check_spelling(text, known=[*known, found[0].text]) == ()


def test_a_word_of_the_user_is_no_legacy_word() -> None:
    text = "គេសំរេចចិត្តតែគេកំណត់សំរាប់អ្នកណា"
    found = [m.text for m in check_spelling(text)]
    assert found == ["សំរេច", "សំរាប់"]
    for known in (["សំរេច"], ["សំរេចចិត្ត"]):
        assert [m.text for m in check_spelling(text, known=known)] == ["សំរាប់"]
    # a word that ends in the middle of what is legacy is another one
    assert [m.text for m in check_spelling(text, known=["សំ"])] == found


def test_nothing_inside_an_address_is_modernized() -> None:
    assert modernize("http://a.kh/សំរេច សំរេច") == "http://a.kh/សំរេច សម្រេច"
    assert modernize("សំរេច@a.kh") == "សំរេច@a.kh"


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "ឣ្នក\u200bអញ្\u200bចើញ\u200bទៅ"
    found = check_spelling(text)
    check_offsets(text, found)
    assert [m.text.replace("\u200b", "") for m in found] == ["អញ្ចើញ"]


def test_a_suggestion_keeps_the_subscript_of_the_text() -> None:
    (mention,) = check_spelling("ធនគារកណ្ដាលសេចក្ដីថ្លែងករណ៍នេះ", threshold=20)[-1:]
    assert "្ត" not in "".join(mention.suggestions)


def test_suggest() -> None:
    assert suggest("អញ្ចើញ")[0] == "អញ្ជើញ"
    assert suggest("សំរេច")[0] == "សម្រេច"
    assert suggest("ព្រមទាំពង្រឹង")[0] == "ព្រមទាំងពង្រឹង"
    assert len(suggest("ដំណឺង", limit=2)) == 2
    for nothing in ("", "abc", "។", "កម្ពុជា ខ្មែរ", "123", "អញ្ចើញ" * 20):
        assert suggest(nothing) == []
    wrong: Any = None
    with pytest.raises(TypeError, match="suggest"):
        suggest(wrong)
    with pytest.raises(TypeError, match="limit"):
        suggest("ក", limit="5")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least one"):
        suggest("ក", limit=0)


def test_bad_options() -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        check_spelling("ក", threshold=101)
    with pytest.raises(TypeError, match="threshold"):
        check_spelling("ក", threshold=0.5)  # type: ignore[arg-type]
    for wrong in (True, "no"):
        with pytest.raises(ValueError, match=r"choose one of: high, medium, low, None$"):
            check_spelling("ក", legacy=wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="list of words"):
        check_spelling("ក", known="ពាក្យ")
    with pytest.raises(TypeError, match="not one int"):
        check_spelling("ក", known=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="known"):
        check_spelling("ក", known=[1])  # type: ignore[list-item]


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    script = (
        "import sys, khmertext; khmertext.modernize('ក'); khmertext.words('ក');"
        "from khmertext.spelling._spelling_data import spelling_model;"
        "assert not spelling_model.cache_info().currsize"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_faults_inside_what_another_word_covers_and_next_to_each_other() -> None:
    assert misspelt("បង្ក្រាបទល្មើសនេសាទ", threshold=0)
    text = "អញ្ចើញអាជ្ញធរនិងអតិថជន"
    found = check_spelling(text, threshold=20)
    check_offsets(text, found)
    changed, done = "", 0
    for mention in found:
        changed += text[done : mention.start] + mention.suggestions[0]
        done = mention.end
    assert changed + text[done:] == "អញ្ជើញអាជ្ញាធរនិងអតិថិជន"


def test_a_suggestion_is_never_what_is_there() -> None:
    from khmertext.spelling._check import _in_the_manner_of

    assert _in_the_manner_of("ក្ដា", "ក្តា") == "ក្តា"
    assert _in_the_manner_of("មិត្តភក្ដ", "មិត្តភក្តិ") == "មិត្តភក្ដិ"  # each as it was typed
    assert _in_the_manner_of("ក្ដាត", "ក្តាន") == "ក្ដាន"
    assert _in_the_manner_of("កាត", "ក្តាន") == "ក្តាន"


def test_a_mention_is_a_whole_word_unless_that_meets_another() -> None:
    from khmertext.spelling._check import _Free, _widened

    def widened(spans: list[tuple[int, int]], *taken: tuple[int, int]) -> list[tuple[int, int]]:
        return list(_widened(spans, lambda _: [0, 10, 20, 90], _Free(list(taken))))

    assert widened([(2, 4), (12, 18)]) == [(0, 10), (10, 20)]
    assert widened([(2, 4), (6, 8)]) == [(2, 4), (6, 8)]
    assert widened([(2, 4)], (7, 9)) == [(2, 4)]
    assert widened([(22, 24)]) == [(22, 24)]  # the segmentation found no word


def test_abbreviations_are_no_misspellings() -> None:
    assert misspelt("ស្មើនឹង១៦៦% នៃផ.ស.ស. ឥណទាន", threshold=0) == []
    assert misspelt("អន្តរប្រកាស ឧរថ.ប្រក ចុះ", threshold=60) == []


@pytest.mark.parametrize(
    "text",
    [
        "សាកលវិទ្យាល័យភូមិន្ទភ្នំពេញ (សភភព) អាចខ្ចីសៀវភៅ",
        "អាជ្ញាធរជាតិប្រយុទ្ធនឹងគ្រឿងញៀន (អជក) បានដុត",
        "កម្មវិធីរបស់ក្រសួងអយក បានបញ្ចប់",
        "ប្រធានគណៈកម្មការប្រកួតវណ្ណកម្ម (គ.ប្រ.វ) ប្រជុំ គ.ប្រ.វជាអ្នកចុះហត្ថលេខា",
    ],
)
def test_acronyms_are_no_misspellings(text: str) -> None:
    found = khmertext.analyze(text)
    assert found.acronyms
    assert misspelt(text) == []
    assert found.spelling == check_spelling(text)


def test_letters_that_are_no_acronym_may_be_a_misspelling() -> None:
    assert misspelt("កូនមកក") == [("មកក", "មក")]  # three letters at the end of a run
    assert misspelt("នៅពេលល្ងាច ខេតត្ត.") == [("ខេតត្ត", "ខេត្ត")]


def test_yuukaleapintu_behind_a_word_is_its_look_alike() -> None:
    (mention,) = check_spelling("ស្វាយរៀងៈ លោកអភិបាលខេត្តបានអញ្ជើញចូលរួម")
    assert mention.suggestions[0] == "ស្វាយរៀង៖"


def test_a_loan_in_two_spellings_is_no_misspelling() -> None:
    rows = [row for row in data_rows("equal_spellings.tsv") if row["kind"] == "loan"]
    for word in (row[column] for row in rows for column in ("spelling", "other")):
        for frame in ("{}", "ពួកគេមាន{}នៅទីនេះ", "ការ {} នេះ", "{}ថ្មី។"):
            assert check_spelling(frame.format(word)) == (), word
    assert misspelt("ពួកគេមានអ៊ីនធឺនិតនៅទីនេះ") == [("អ៊ីនធឺនិត", "អ៊ីនធឺណិត")]  # a third one
    assert misspelt("យុវ័ជន") == [("យុវ័ជន", "យុវជន")]  # in use, too, but no loan


def test_listed_misspellings() -> None:
    assert misspelt("សូមជូនដំណឹងដល់សាធារណជន") == []
    assert misspelt("នៅថ្ងៃសៅ ទី១០") == [("ថ្ងៃសៅ", "ថ្ងៃសៅរ៍")]
    assert misspelt("នៅថ្ងៃសៅរ៍ ទី១០") == []
    assert misspelt("គណៈកម្មការធិការជាតិ") == [("កម្មការធិការ", "កម្មាធិការ")]
    assert misspelt("នៅថ្ងៃសៅ", threshold=91) == []
    assert ("រឺ", "ឬ") not in misspelt("ខារឺស")
    assert ("រឺ", "ឬ") in misspelt("ប្រុសរឺស្រី")


def test_listed_misspellings_are_sound() -> None:
    for table in ("misspellings.tsv", "slips.tsv"):
        rows = data_rows(table)
        typed = [row["typed"] for row in rows]
        assert len(set(typed)) == len(typed)
        for row in rows:
            assert khmertext.normalize(row["typed"]) == row["typed"] != row["meant"]
            assert check_spelling(row["meant"], threshold=60) == (), row["meant"]
            (mention,) = check_spelling(row["typed"], threshold=90)
            assert mention.suggestions[0] == row["meant"], row


def test_a_listed_misspelling_is_none_in_the_word_that_is_meant() -> None:
    assert misspelt("នាយកដ្ឋាន", threshold=90) == []
    assert misspelt("ទទួលខុសត្រូវ", threshold=90) == []
    assert misspelt("ព្រោះវិហារ", threshold=90) == [("ព្រោះវិហារ", "ព្រះវិហារ")]
    assert misspelt("របាយការ និងរបាយការណ៍", threshold=90) == [("របាយការ", "របាយការណ៍")]


def test_a_word_twice_in_a_row() -> None:
    (mention,) = check_spelling("នៅខេត្តខេត្តកណ្តាល")
    assert (mention.text, mention.suggestions) == ("ខេត្តខេត្ត", ("ខេត្ត",))
    assert mention.rule == "word twice"
    assert misspelt("មួយលានលានលានលាន") == [("លានលានលានលាន", "លាន")]
    assert misspelt("នយោបាយឈ្នះឈ្នះ") == []
    assert misspelt("នៅខេត្តខេត្តកណ្តាល", threshold=100) == []
    assert misspelt("ខេត្ត ខេត្ត ថ្មីៗ ៥៥៥៥") == []


@pytest.mark.parametrize(
    ("text", "torn", "meant"),
    [
        ("ស្នើឡើងដោយរដ្ឋា ភិបាលកម្ពុជា", "រដ្ឋា ភិបាល", "រដ្ឋាភិបាល"),
        ("វិស័យអ ប់រំនៅកម្ពុជា", "អ ប់រំ", "អប់រំ"),
        ("ជា ស្ថាប័ នរបស់រដ្ឋ", "ស្ថាប័ ន", "ស្ថាប័ន"),
        ("នៅកី ឡាជាតិ", "កី ឡា", "កីឡា"),
    ],
)
def test_a_blank_inside_a_word(text: str, torn: str, meant: str) -> None:
    (mention,) = check_spelling(text)
    assert (mention.text, mention.suggestions, mention.rule) == (torn, (meant,), "blank inside")


def test_a_blank_between_words_or_names_is_none_inside() -> None:
    for text in (
        "ប្រជា ពលរដ្ឋ និង សិទ្ធិ មនុស្ស",
        "លោក សំ ណាង បានមក",
        "ស ស យ ក",
        "កី\nឡា កី  ឡា",
        "លេខ ០១២ ៣៤៥ ៦៧៨ នៅ",
    ):
        assert not [m for m in check_spelling(text) if m.rule == "blank inside"], text


def test_two_blanks_inside_are_mentions_that_do_not_overlap() -> None:
    text = "កម្ពុ ជា ស្ថាប័ ន ន កី ឡា ឡា" * 3
    check_offsets(text, check_spelling(text, threshold=0))


def test_words_of_the_project_are_right_whatever_stands_around_them() -> None:
    assert misspelt("កាលពីថ្ងៃព្រហស្បតិ៍ម្សិលមិញ", threshold=0) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("របសស់", ("របស់",)),
        ("អាជ្ញធរ", ("អាជ្ញាធរ",)),
        ("អាមេរិកៈ", ("អាមេរិក", "អាមេរិក៖", "អាម៉េរិក")),
    ],
)
def test_a_word_is_suggested_without_what_is_left_of_the_fault(
    typed: str, meant: tuple[str, ...]
) -> None:
    (mention,) = check_spelling(f"{typed}នៅប្រទេសកម្ពុជា")
    assert mention.suggestions == meant  # not របស់ស់, អាជ្ញាធររ, អាមេរិកកៈ as well


def test_usual_words() -> None:
    assert is_everyday("ខេត្ត")
    assert not is_everyday("ABC")
    assert not is_everyday("ព្រះសីហនុ១")
    assert not is_everyday("ឈ្នះ")  # its double is a word


def test_a_coeng_with_no_letter_behind_it_is_a_part_of_the_fault() -> None:
    assert misspelt("នៅរោងចក្ និង") == [("ចក្", "ចក្រ")]


def test_a_word_three_times_is_one_mention() -> None:
    assert misspelt("មួយមួយមួយ") == [("មួយមួយមួយ", "មួយ")]


def test_what_is_typed_in_another_order_is_suggested_in_the_right_one() -> None:
    assert suggest("ស្រ្តី", limit=1) == ["ស្ត្រី"]


@pytest.mark.parametrize("word", ["{}\u200b", "\ufeff{}", " {} ", "{}\n"])
def test_what_cannot_be_seen_around_a_word_makes_it_no_right_one(word: str) -> None:
    assert suggest(word.format("ដំណឺង"), limit=1) == ["ដំណឹង"]
    assert suggest(word.format("សំរេច"), limit=1) == ["សម្រេច"]
    assert suggest(word.format("abc")) == []


def test_suggestions_are_made_of_words() -> None:
    assert suggest("លិខិត្ត") == ["លិខិត"]
