"""What a corpus defines: learned, counted, merged, kept in files, used."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext import find_acronyms, learn_gazetteer
from khmertext.acronyms import (
    Gazetteer,
    Meaning,
    Place,
    default_gazetteer,
    load_gazetteer,
)
from khmertext.cli import main
from khmertext.errors import NotTextError, UnknownOptionError

FARMERS = "សមាគមកសិករខ្មែរ (ស.ក.ខ) បានប្រជុំ"
OTHERS = "សហភាពកម្មករខ្មែរ (ស.ក.ខ) បានប្រជុំ"
USED = "សមាជិក ស.ក.ខ ម្នាក់ និង សកខ ខេត្ត"
NAME = "សមាគមកសិករខ្មែរ"


def test_what_one_text_defines_the_others_use() -> None:
    learned = learn_gazetteer([FARMERS, USED])
    found = find_acronyms(USED, gazetteer=learned)
    assert [(a.text, a.expansion, a.expansion_source, a.kind) for a in found] == [
        ("ស.ក.ខ", NAME, "gazetteer", "org"),
        ("សកខ", NAME, "gazetteer", "org"),
    ]
    document = khmertext.analyze(USED, gazetteer=learned)
    assert document.acronyms == found
    assert khmertext.analyze(USED).acronyms[0].expansion is None
    assert learned["គ.ជ.ប"] == default_gazetteer()["គ.ជ.ប"]


def test_a_meaning_counts_its_texts_and_knows_where_they_are() -> None:
    learned = learn_gazetteer({"a": FARMERS, "b": USED, "c": f"{FARMERS}\n{FARMERS}"}, None)
    place = FARMERS.index("ស.ក.ខ")
    assert learned.meanings("សកខ") == (
        Meaning(NAME, "org", 2, (Place("a", place, place + 5), Place("c", place, place + 5))),
    )
    assert len(learned) == 1
    assert not learned.conflicts
    assert learned.meanings("គ.ជ.ប") == ()


def test_texts_have_names_or_numbers_and_may_be_missing() -> None:
    def texts() -> Iterator[str | None]:
        yield None
        yield FARMERS

    assert learn_gazetteer(texts(), None).meanings("ស.ក.ខ")[0].places[0].text == "1"
    pairs = [(7, FARMERS), ("x", None)]
    assert learn_gazetteer(pairs, None).meanings("ស.ក.ខ")[0].places[0].text == "7"


def test_only_the_first_places_are_kept() -> None:
    learned = learn_gazetteer([FARMERS] * (10 + 5), None)
    (meaning,) = learned.meanings("ស.ក.ខ")
    assert (meaning.count, len(meaning.places)) == (10 + 5, 10)


def test_what_two_texts_define_differently_stays_ambiguous() -> None:
    learned = learn_gazetteer([FARMERS, OTHERS, FARMERS], None)
    assert [(m.expansion, m.count) for m in learned.conflicts["ស.ក.ខ"]] == [
        (NAME, 2),
        ("សហភាពកម្មករខ្មែរ", 1),
    ]
    assert "ស.ក.ខ" not in learned
    assert list(learned) == []
    assert "1 in conflict" in repr(learned)
    found = find_acronyms(USED, gazetteer=learned)
    assert [(a.kind, a.expansion, a.expansion_source) for a in found] == [("org", None, None)] * 2
    # the text itself says what it means in it
    assert find_acronyms(OTHERS, gazetteer=learned)[0].expansion == "សហភាពកម្មករខ្មែរ"


def test_the_list_is_not_right_against_a_text() -> None:
    own = "គណៈកម្មការជំនាញបច្ចេកទេស (គ.ជ.ប) បានប្រជុំ"
    learned = learn_gazetteer([own])
    assert set(learned.conflicts) == {"គ.ជ.ប"}
    assert find_acronyms("សមាជិក គ.ជ.ប", gazetteer=learned)[0].expansion is None
    # but what is known only as something that is not one thing is learned
    learned = learn_gazetteer(["ក្រុមហ៊ុនមហាជនកម្ពុជា (ម.ក) បានប្រជុំ", "សាខា ម.ក ថ្មី"], {"ម.ក": ""})
    assert not learned.conflicts


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("មូលនិធិអន្តរជាតិសម្រាប់ការអភិវឌ្ឍន៍កសិកម្ម", "មូលនិធិអន្តរជាតិសម្រាប់អភិវឌ្ឍកសិកម្ម", False),
        ("ក្រុមប្រឹក្សាអភិវឌ្ឍន៍", "ក្រុមប្រឹក្សាអភិវឌ្ឍន៍កម្ពុជា", False),
        ("សហភាពសហព័ន្ធយុវជនកម្ពុជា", "សហភាពសហពន្ធ័យុវជនកម្ពុជា", False),
        ("World Trade Organization", "World Trade Organisation of the UN", True),
        ("World Trade Organization", "the World Trade Organization", False),
        ("World Trade Organization", "អង្គការពាណិជ្ជកម្មពិភពលោក", True),
        ("សាលាខេត្តកែប", "សាលាខេត្តកំពត", True),
        ("និង", "នៃ", True),
    ],
)
def test_one_name_in_two_forms_is_no_conflict(first: str, second: str, conflict: bool) -> None:
    both = Gazetteer([("XYZ", first, "org")]).merge({"XYZ": second})
    assert bool(both.conflicts) == conflict
    assert both.get("XYZ") == (None if conflict else min(first, second))


def test_too_many_names_are_several_things() -> None:
    name = "ក្រុម"
    many = [{"XYZ": name + "ក" * number} for number in range(20)]
    assert "XYZ" in Gazetteer().merge(*many).conflicts


def test_a_measure_and_a_name_are_no_conflict() -> None:
    both = Gazetteer([("គ.ម", "គីឡូម៉ែត្រ", "unit")]).merge({"គ.ម": "គណៈមេធាវី"})
    assert not both.conflicts
    assert [a.expansion for a in find_acronyms("៥ គ.ម និង គ.ម", gazetteer=both)] == [
        "គីឡូម៉ែត្រ",
        "គណៈមេធាវី",
    ]


def test_of_two_kinds_the_kind_is_open() -> None:
    both = Gazetteer([("XYZ", "ក្រុម", "org"), ("XYZ", "ច្បាប់", "document")])
    assert both.entries("XYZ") == ((None, "other"),)


PARTS = [FARMERS, OTHERS, USED, "ធនាគារអភិវឌ្ឍន៍អាស៊ី (ADB)", "ADB (Asian Development Bank)", ""]


@given(st.lists(st.sampled_from(PARTS), max_size=8), st.integers(0, 8), st.booleans())
def test_a_corpus_can_be_learned_in_parts(texts: list[str], cut: int, turned: bool) -> None:
    named = list(enumerate(texts))
    whole = learn_gazetteer(named)
    first, second = learn_gazetteer(named[:cut]), learn_gazetteer(named[cut:])
    merged = second.merge(first) if turned else first.merge(second)
    assert dict(merged) == dict(whole)
    assert all(merged.meanings(form) == whole.meanings(form) for form in whole.forms)
    assert merged.conflicts == whole.conflicts


def test_a_gazetteer_is_kept_in_a_file(tmp_path: Path) -> None:
    learned = learn_gazetteer({'ឯកសារ "ទី១"\t.txt': FARMERS, "b": OTHERS, "c": FARMERS})
    learned.save(tmp_path / "own.tsv")
    again = load_gazetteer(tmp_path / "own.tsv")
    assert dict(again) == dict(learned)
    assert all(again.meanings(form) == learned.meanings(form) for form in learned.forms)
    assert again.conflicts == learned.conflicts
    assert again.to_tsv() == learned.to_tsv()
    # a person may write in it
    with (tmp_path / "own.tsv").open("a", encoding="utf-8") as file:
        file.write("កគង\tក្រុមគាំទ្រ\torg\t\t\n")
    assert load_gazetteer(tmp_path / "own.tsv")["ក.គ.ង"] == "ក្រុមគាំទ្រ"


def test_a_gazetteer_travels_to_other_processes() -> None:
    learned = learn_gazetteer([FARMERS])
    there = pickle.loads(pickle.dumps(learned))
    assert there.to_tsv() == learned.to_tsv()
    assert there["ស.ក.ខ"] == NAME


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ABC\tក្រុម\torg\tmany\t", "own.tsv:2: the count 'many' is no number"),
        ("ABC\tក្រុម\torg\t1\t{", "own.tsv:2: the places '{' cannot be read"),
        ("ABC\tក្រុម\torg\t1\t[[1]]", "cannot be read"),
        ("\tក្រុម\torg\t1\t", "own.tsv:2: a short form"),
    ],
)
def test_a_file_that_is_not_so_is_refused(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "own.tsv").write_text(f"short\tlong\tkind\tcount\tplaces\n{line}\n", "utf-8")
    with pytest.raises(ValueError, match=said.replace("[", r"\[")):
        load_gazetteer(tmp_path / "own.tsv")


def test_what_does_not_fit_into_a_line_is_not_written(tmp_path: Path) -> None:
    for own in ({"ABC": "ពីរ\nបន្ទាត់"}, {"#A": "ក្រុម"}):
        with pytest.raises(ValueError, match="does not fit"):
            Gazetteer().merge(own).save(tmp_path / "own.tsv")
    assert not (tmp_path / "own.tsv").exists()


def test_one_text_is_not_many() -> None:
    with pytest.raises(TypeError, match="many texts"):
        learn_gazetteer(FARMERS)
    for texts, name in (([FARMERS, 5], 1), ({"minutes": FARMERS, "letter": 5}, "letter")):
        with pytest.raises(NotTextError, match="learn_gazetteer") as error:
            learn_gazetteer(texts)  # type: ignore[arg-type]
        assert error.value.__notes__ == [f"text {name} of those given to learn_gazetteer()"]
    with pytest.raises(UnknownOptionError, match="known='none'"):
        learn_gazetteer([FARMERS], known="none")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Mapping"):
        Gazetteer().merge([FARMERS])  # type: ignore[arg-type]


def test_somebody_hears_how_far_it_is() -> None:
    told: list[int] = []
    learn_gazetteer([FARMERS, None, USED], progress=told.append)
    assert told == [1, 2, 3]


# --- columns and the command ---------------------------------------------------------------------


def test_a_column_is_read_twice() -> None:
    pandas = pytest.importorskip("pandas")
    import khmertext.integrations.pandas  # noqa: F401

    series = pandas.Series([FARMERS, None, USED], index=["x", "y", "z"])
    learned = learn_gazetteer(series.dropna().items())
    found = series.khmer.acronyms(gazetteer=learned)
    assert found["z"][0].expansion == NAME
    assert learned.meanings("ស.ក.ខ")[0].places[0].text == "x"


def test_the_command_reads_a_directory_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "folder"
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "a.txt").write_text(FARMERS, "utf-8")
    (folder / "b.txt").write_text(USED, "utf-8")
    assert main(["acronyms", "--learn", str(folder)]) in (0, None)
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[-2:] for line in lines] == [
        [NAME, "gazetteer"],
        [NAME, "gazetteer"],
        [NAME, "text"],
    ]
    assert main(["acronyms", "--learn", str(folder / "below"), str(folder / "b.txt")]) in (0, None)
    assert capsys.readouterr().out.count(NAME) == 2
    own = tmp_path / "own.tsv"
    learn_gazetteer([FARMERS]).save(own)
    assert main(["acronyms", "--gazetteer", str(own), str(folder / "b.txt")]) in (0, None)
    assert capsys.readouterr().out.count(NAME) == 2


@pytest.mark.parametrize("options", [["--learn", "none"], ["--gazetteer", "none"]])
def test_the_command_says_what_cannot_be_read(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(USED, "utf-8")
    with pytest.raises(SystemExit) as stopped:
        raise SystemExit(main(["acronyms", *options, str(tmp_path / "a.txt")]))
    assert stopped.value.code == 2
    assert "none: no such file" in capsys.readouterr().err


def test_missing_values_are_passed_over() -> None:
    text = "សមាគមកសិករខ្មែរ (ស.ក.ខ) បានប្រជុំ"
    cells: list[Any] = [None, float("nan"), text]
    assert learn_gazetteer(cells)["ស.ក.ខ"] == "សមាគមកសិករខ្មែរ"
    assert learn_gazetteer(enumerate(cells))["ស.ក.ខ"] == "សមាគមកសិករខ្មែរ"


def test_a_column_of_pandas_with_missing_cells() -> None:
    pd = pytest.importorskip("pandas")
    column = pd.Series(["សមាគមកសិករខ្មែរ (ស.ក.ខ)", None], dtype="string")
    assert learn_gazetteer(column.items())["ស.ក.ខ"] == "សមាគមកសិករខ្មែរ"


def test_a_phase_is_learned_without_its_number() -> None:
    name = "គម្រោងអភិវឌ្ឍន៍ជនបទ"
    learned = learn_gazetteer([f"{name} ដំណាក់កាលទី២ (RDP II)", f"{name} ជំហានទីបី (RDP III)"])
    (meaning,) = learned.meanings("RDP")
    assert (meaning.expansion, meaning.count) == (name, 2)
