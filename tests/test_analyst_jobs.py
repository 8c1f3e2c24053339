"""Twenty jobs that an analyst with Khmer text has in the first days, each as one would write it."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import khmertext as k
from khmertext.cli import main

POSTS = [
    "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ លោក សុខ ទិញសៀវភៅ ៥ក្បាល តម្លៃ ២០.០០០រៀល។ ទូរសព្ទ ០១២ ៣៤៥ ៦៧៨",
    "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត (គ.ជ.ប) បានចំណាយ ១,៥លានរៀល និង $250។",
    "គ.ជ.ប បានសំរេចនៅ 05/08/2024 ថាឣោយចំណាយ ៣០០.០០០រៀលទៀត",
    "Hello world, this is not Khmer at all.",
]


def test_1_the_commonest_words() -> None:
    text = "សាលា\u200bរៀន និង\u200bសាលា\u200bឃុំ។ សាលា ១២"
    words = [t.text for t in k.segment(text) if t.kind == "word" and t.text not in k.stop_words()]
    assert Counter(words).most_common(1) == [("សាលា", 3)]


def test_2_texts_in_one_encoding() -> None:
    assert len({k.normalize(text) for text in ("ឃំុ", "ឃុំ")}) == 1


def test_3_dates_as_iso() -> None:
    found = [m.date.isoformat() for post in POSTS for m in k.find_dates(post) if m.date]
    assert found == ["2024-07-31", "2024-08-05"]


def test_4_money_by_currency() -> None:
    sums: defaultdict[str | None, Decimal | int] = defaultdict(int)
    for post in POSTS:
        for mention in k.find_numbers(post):
            if mention.kind == "money":
                sums[mention.unit] += mention.value  # type: ignore[operator]
    assert dict(sums) == {"KHR": 1_820_000, "USD": 250}


def test_5_telephone_numbers() -> None:
    phones = [m.value for post in POSTS for m in k.find_numbers(post) if m.kind == "phone"]
    assert phones == ["+85512345678"]


def test_6_names_that_are_one() -> None:
    names = ["ខេត្តកំពង់ចាម", "ខេត្ត​កំពង់ចាម", "ខេត្តកំពង់ធំ"]
    assert len({k.word_key(name) for name in names}) == 2


def test_7_a_sorted_list() -> None:
    assert sorted(["ខ", "ក្រ", "កា"], key=k.sort_key) == ["កា", "ក្រ", "ខ"]


def test_8_acronyms_that_another_text_defines() -> None:
    minutes = ["សមាគមកសិករខ្មែរ (ស.ក.ខ) បានប្រជុំ", "សមាជិក ស.ក.ខ ម្នាក់"]
    learned = k.learn_gazetteer(minutes)
    (acronym,) = k.find_acronyms(minutes[1], gazetteer=learned)
    assert acronym.expansion == "សមាគមកសិករខ្មែរ"


def test_9_a_web_page_with_line_breaks() -> None:
    assert k.insert_breaks_in_html("<p>ខ្ញុំទៅ</p>") == "<p>ខ្ញុំ<wbr>ទៅ</p>"


def test_10_texts_that_speak_of_something() -> None:
    wanted = {term.term for term in k.search_terms("គជប", compounds=False)}
    hits = [i for i, post in enumerate(POSTS) if wanted <= {t.term for t in k.search_terms(post)}]
    assert hits == [1, 2]


def test_11_sentences() -> None:
    assert len(k.sentences("គាត់មក។ យើងទៅ!")) == 2


def test_12_pieces_for_a_model(seed: str) -> None:
    assert max(len(chunk.text) for chunk in k.chunks(seed, 300)) <= 300


def test_13_nothing_personal() -> None:
    assert "៣៤៥" not in k.redact(POSTS[0])
    assert "២០.០០០រៀល" in k.redact(POSTS[0])


def test_14_what_is_misspelt() -> None:
    found = [(m.text, m.suggestions[0]) for m in k.check_spelling(POSTS[2])]
    assert ("ឣោយ", "ឱ្យ") in found


def test_15_modern_spelling_with_what_changed() -> None:
    changed = k.explain_modernize(POSTS[2])
    assert "សម្រេច" in changed.text
    assert {edit.rule for edit in changed.edits} <= set(k.SPELLING_RULES)


def test_16_the_lunar_day_of_a_date() -> None:
    lunar = k.LunarDate.from_date(date(2024, 5, 22))
    assert (lunar.day, lunar.phase) == (15, "koet")


def test_17_an_amount_in_words_and_back() -> None:
    assert k.parse_number(k.number_to_words(1_820_000)) == 1_820_000


def test_18_only_khmer_posts() -> None:
    assert [k.khmer_share(post) > Decimal("0.5") for post in POSTS] == [True, True, True, False]


def test_19_a_table_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "posts.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "post"], *enumerate(POSTS)])
    assert main(["numbers", "--csv", "post", str(table)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == ["0", "1", "2", "3"]
    assert [number["kind"] for number in json.loads(rows[1]["numbers"])] == ["money", "money"]


def test_20_everything_of_many_texts_as_records(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = tmp_path / "posts.jsonl"
    lines.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(POSTS)))
    assert main(["analyze", "--jsonl", "text", str(lines)]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["id"] for record in records] == [0, 1, 2, 3]
    assert records[1]["analyze"]["acronyms"]["mentions"][0]["canonical"] == "គ.ជ.ប"
