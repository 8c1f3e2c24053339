"""Search terms, in themselves and in the search engine of SQLite."""

from __future__ import annotations

import random
from typing import Any

import pytest

from khmertext import SearchTerm, find_numbers, search_terms, segment, stop_words, word_key
from support import data_rows, read_jsonl, read_tsv


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("សាលារៀន", [("សាលារៀន", 0), ("សាលា", 0), ("រៀន", 1)]),
        ("ទៅ សាលារៀន។", [("ទៅ", 0), ("សាលារៀន", 1), ("សាលា", 1), ("រៀន", 2)]),
        ("១.២៥០,៥ 1,250.50 ០១២", [("1250.5", 0), ("1250.50", 1), ("012", 2)]),
        ("គ.ជ.ប គជប គ .ជ.ប", [("គ.ជ.ប", 0), ("គ.ជ.ប", 1), ("គ.ជ.ប", 2)]),
        ("Hello HTTP://A.kh", [("hello", 0), ("http://a.kh", 1)]),
        (" ។\u200b!", []),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(term.term, term.position) for term in search_terms(text)] == expected


def test_a_query_has_the_parts_alone() -> None:
    assert search_terms("សាលារៀន", compounds=False) == (
        SearchTerm("សាលា", 0, 4, 0),
        SearchTerm("រៀន", 4, 7, 1),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("សំរេច", "សម្រេច"),
        ("ឣោយ", "ឱ្យ"),
        ("ឃំុ", "ឃុំ"),
        ("សាធារណ:", "សាធារណៈ"),  # at the end, where a colon may stay one for modernize
        ("សាធារណ: \nតាមរយ: ជន", "សាធារណៈ\nតាមរយៈ ជន"),
        ("ឈ្មោះ: សុខ", "ឈ្មោះ សុខ"),
        ("១២៣៤", "1,234"),
        ("គជប", "គ.ជ.ប"),
        ("UNICEF", "unicef"),
    ],
)
def test_spellings_fall_together(one: str, other: str) -> None:
    terms = [[t.term for t in search_terms(text, compounds=False)] for text in (one, other)]
    assert terms[0] == terms[1]


@pytest.mark.parametrize("row", data_rows("equal_spellings.tsv"), ids=lambda row: row["spelling"])
def test_equal_spellings_have_equal_terms(row: dict[str, str]) -> None:
    for compounds in (True, False):
        one, other = (
            [(term.term, term.position) for term in search_terms(text, compounds=compounds)]
            for text in (f"នៅ{row['spelling']} ១", f"នៅ{row['other']} ១")
        )
        assert one == other


def test_offsets_are_those_of_the_text(seed: str) -> None:
    for term in search_terms(seed):
        place = seed[term.start : term.end]
        assert place.strip() == place
    parts = search_terms(seed, compounds=False)
    assert [term.position for term in parts] == list(range(len(parts)))


@pytest.mark.parametrize("case", read_tsv("search_phones.tsv"), ids=lambda case: case["text"])
def test_telephone_numbers(case: dict[str, str]) -> None:
    terms = search_terms(case["text"], compounds=False)
    assert " ".join(term.term for term in terms) == case["terms"]


def test_every_telephone_number_found_is_a_term() -> None:
    for case in read_jsonl("numbers.jsonl"):
        phones = {(m.start, m.end) for m in find_numbers(case["text"]) if m.kind == "phone"}
        if phones:
            assert phones <= {(t.start, t.end) for t in search_terms(case["text"])}, case


def test_what_an_acronym_leaves_of_a_token_is_a_term() -> None:
    terms = search_terms("ក្រុមការងារ UNDP-EU", compounds=False)
    assert terms[-2:] == (SearchTerm("undp", 12, 16, 2), SearchTerm("eu", 17, 19, 3))


def test_stop_words() -> None:
    found = stop_words()
    assert 250 < len(found) < 400
    assert {"និង", "នៅ", "ជា", "បាន"} <= found
    assert not {"ផ្សារ", "កម្ពុជា", "រដ្ឋាភិបាល", "ទឹក"} & found
    for word in found:
        assert word_key(word)


# --- SQLite ------------------------------------------------------------------------------------

PAGES = [
    "កុមារទៅសាលារៀននៅឃុំព្រែកថ្មី",
    "សាលាខេត្តកណ្តាលបានរៀបចំកិច្ចប្រជុំ",
    "គាត់រៀនភាសាខ្មែរ ហើយឃាត់មិនឱ្យគេសម្រេច",
    "គ.ជ.ប បានប្រកាស ១.២៥០ រៀល😀 និងសំរេច",
]


@pytest.fixture
def connection() -> Any:
    apsw = pytest.importorskip("apsw", reason="needs apsw")
    from khmertext.integrations.sqlite import register

    connection = apsw.Connection(":memory:")
    register(connection)
    connection.execute("CREATE VIRTUAL TABLE page USING fts5(text, tokenize='khmer')")
    for page in PAGES:
        connection.execute("INSERT INTO page VALUES (?)", (page,))
    return connection


def found(connection: Any, query: str) -> list[int]:
    sql = "SELECT rowid FROM page WHERE page MATCH ? ORDER BY rowid"
    return [row[0] for row in connection.execute(sql, (f'"{query}"',))]


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("រៀន", [1, 3]),
        ("សាលា", [1, 2]),
        ("សាលារៀន", [1]),
        ("ឃុំ", [1]),
        ("ឃាត់", [3]),
        ("គជប", [4]),
        ("1250", [4]),
        ("សំរេច", [3, 4]),
        ("ឣោយ", [3]),
        ("សៀវភៅ", []),
    ],
)
def test_a_query_finds_what_it_should(connection: Any, query: str, pages: list[int]) -> None:
    assert found(connection, query) == pages


def test_every_word_of_a_page_finds_it(connection: Any) -> None:
    for number, page in enumerate(PAGES, 1):
        for token in segment(page):
            if token.kind in ("word", "number", "acronym"):
                assert number in found(connection, token.text), token


def test_every_word_of_the_seed_finds_it(connection: Any, seed: str) -> None:
    connection.execute("INSERT INTO page VALUES (?)", (seed,))
    tokens = [token.text for token in segment(seed) if token.kind == "word"]
    missing = [word for word in sorted(set(tokens)) if 5 not in found(connection, word)]
    assert len(missing) <= len(set(tokens)) // 100, missing


def test_highlights_mark_the_original(connection: Any) -> None:
    sql = "SELECT highlight(page, 0, '[', ']') FROM page WHERE page MATCH ?"
    assert connection.execute(sql, ("រៀន",)).fetchall()[0] == ("កុមារទៅសាលា[រៀន]នៅឃុំព្រែកថ្មី",)
    assert connection.execute(sql, ("សំរេច",)).fetchall()[-1] == (
        "គ.ជ.ប បានប្រកាស ១.២៥០ រៀល😀 និង[សំរេច]",
    )


def test_bytes_that_are_no_utf8(connection: Any) -> None:
    connection.execute("INSERT INTO page VALUES (CAST(x'e19e80ff41e19e81' AS TEXT))")
    assert found(connection, "a") == [5]


def test_random_texts_are_taken(connection: Any) -> None:
    rng = random.Random(3)
    alphabet = "កខ្ាំ aA1១.😀é\u200b"
    sql = "SELECT rowid, highlight(page, 0, '', '') FROM page WHERE page MATCH 'a OR ក OR 1'"
    for rowid in range(1000, 1200):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randint(0, 12)))
        connection.execute("INSERT INTO page (rowid, text) VALUES (?, ?)", (rowid, text))
        assert all(row == (rowid, text) for row in connection.execute(f"{sql} AND rowid = {rowid}"))
    assert len(list(connection.execute(sql))) > 100


def test_what_is_no_connection() -> None:
    import sqlite3

    pytest.importorskip("apsw", reason="needs apsw")
    from khmertext.integrations.sqlite import register

    connection = sqlite3.connect(":memory:")
    with pytest.raises(TypeError, match=r"khmertext\[sqlite\]"):
        register(connection)  # type: ignore[arg-type]
    connection.close()


def test_the_tokenizer_takes_no_arguments(connection: Any) -> None:
    import apsw

    with pytest.raises((apsw.Error, ValueError)):
        connection.execute("CREATE VIRTUAL TABLE other USING fts5(text, tokenize='khmer x')")
