from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from khmertext.acronyms import Gazetteer, default_gazetteer, find_acronyms, load_gazetteer
from khmertext.errors import UnknownOptionError
from support import data_rows


def expansions(text: str, **options: object) -> list[tuple[str, str | None, str | None]]:
    found = find_acronyms(text, **options)  # type: ignore[arg-type]
    return [(a.text, a.expansion, a.expansion_source) for a in found]


def test_default_entries_have_a_kind_and_canonical_forms() -> None:
    gazetteer = default_gazetteer()
    assert len(gazetteer) > 100
    kinds = {row["kind"] for row in data_rows("acronyms.tsv")}
    for short, expansion in gazetteer.items():
        assert expansion
        for entry in gazetteer.entries(short):
            assert entry.kind in kinds


@pytest.mark.parametrize(
    ("text", "expansion", "kind"),
    [
        ("ចម្ងាយ ៥ គ.ម ពីទីនេះ", "គីឡូម៉ែត្រ", "unit"),
        ("ចម្ងាយ៥គ.មពីទីនេះ", "គីឡូម៉ែត្រ", "unit"),
        ("ចម្ងាយមួយ គ.ម ពីទីនេះ", "គីឡូម៉ែត្រ", "unit"),
        ("លោកជាសមាជិក គ.ម របស់ស្រុក", None, "other"),
        ("ឆ្នាំ ព.ស. ២៥៦៧", "ពុទ្ធសករាជ", "era"),
        ("ឆ្នាំ៥៤៤ មុន គ.ស.", "គ្រិស្តសករាជ", "era"),
        ("សមាជិក ព.ស នៃសមាគម", None, "other"),
        ("ទម្ងន់ ១០ ស.ក ប៉ុណ្ណោះ", None, "unit"),
        ("សមាគម ស.ក បានប្រជុំ", None, "other"),
        ("ស្ករ ½ ស.ព ហើយលាយ", "ស្លាបព្រា", "unit"),
        ("លិខិតលេខ ៤៥ ម.ម ចុះថ្ងៃទី២", None, "other"),
        ("អត្រា ដុល្លារតៃវ៉ាន់ថ្មី (TWD) ឡើង", None, "unit"),
        ("ហ្វ្រង់ស្វីស (CHF)", None, "unit"),
        ("SEK៖ ក្រូណាស៊ុយអែត", None, "unit"),
        ("តម្លៃ ៥០ SGD", None, "unit"),
        ("តម្លៃ SGD ៥០", None, "unit"),
        ("សរសេរជា PHP និង Python", None, "other"),
        ("សមាជិក គជប ម្នាក់", "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត", "org"),
        ("ឯ.ឧ រដ្ឋមន្ត្រី", "ឯកឧត្តម", "honorific"),
        ("យោងតាមសេចក្តីជូនដំណឹងរបស់ MEF កាលពីម្សិលមិញ", "ក្រសួងសេដ្ឋកិច្ច និងហិរញ្ញវត្ថុ", "org"),
        ("មន្ត្រីMoHបានចុះពិនិត្យ", "ក្រសួងសុខាភិបាល", "org"),
        ("មន្ត្រី MOH បានចុះពិនិត្យ", "ក្រសួងសុខាភិបាល", "org"),
        ("របាយការណ៍របស់ MoJ ឆ្នាំមុន", None, "other"),
    ],
)
def test_an_entry_applies_only_where_its_kind_fits(
    text: str, expansion: str | None, kind: str
) -> None:
    (acronym,) = find_acronyms(text)
    assert (acronym.expansion, acronym.kind) == (expansion, kind)
    assert acronym.expansion_source == ("gazetteer" if expansion else None)


def test_without_a_gazetteer_only_the_text_speaks() -> None:
    assert expansions("សមាជិក គ.ជ.ប ម្នាក់", gazetteer=None) == [("គ.ជ.ប", None, None)]
    assert expansions("សមាជិក គជប ម្នាក់", gazetteer=None) == []


def test_the_text_wins() -> None:
    text = "គណៈកម្មការជំនាញបច្ចេកទេស (គ.ជ.ប) និង គ.ជ.ប ខេត្ត"
    long = "គណៈកម្មការជំនាញបច្ចេកទេស"
    assert [e[1:] for e in expansions(text)] == [(long, "text")] * 2


def test_the_text_wins_over_the_name_of_a_ministry() -> None:
    text = "ក្រសួងព័ត៌មាន (MOI) បានប្រកាស។ មន្ត្រី MOI"
    assert [e[1:] for e in expansions(text)] == [("ក្រសួងព័ត៌មាន", "text")] * 2


@pytest.mark.parametrize("short", ["ក.គ.ង", "កគង", "ក.គ.ង.", "ក . គ . ង"])
def test_a_mapping_is_a_gazetteer(short: str) -> None:
    own = {short: "ក្រុមគាំទ្រងងឹត"}
    assert expansions("សមាជិក ក.គ.ង និង កគង", gazetteer=own) == [
        ("ក.គ.ង", "ក្រុមគាំទ្រងងឹត", "gazetteer"),
        ("កគង", "ក្រុមគាំទ្រងងឹត", "gazetteer"),
    ]


@pytest.mark.parametrize("short", ["ក.ស្ដ.ខ", "ក.ស្ត.ខ"])
def test_a_short_form_is_known_with_either_subscript(short: str) -> None:
    for typed in ("ក.ស្ដ.ខ", "ក.ស្ត.ខ", "ក ស្ដ ខ"):
        found = expansions(f"នៅ {typed} នេះ", gazetteer={short: "ក្រុម"})
        assert found == [(typed, "ក្រុម", "gazetteer")]


@pytest.mark.parametrize("name", ["ស្ដីទីខេត្ត", "ស្តីទីខេត្ត"])
def test_an_expansion_is_known_with_either_subscript(name: str) -> None:
    for typed in ("ស្ដីទីសាលា", "ស្តីទីសាលា"):  # begins like the name, so does not contradict it
        found = expansions(f"{typed} (ស.ដ)", gazetteer={"ស.ដ": name})
        assert found == [("ស.ដ", name, "gazetteer")]


def test_gazetteers_add_up_and_the_right_one_wins() -> None:
    both = default_gazetteer() | {"គ.ជ.ប": "ក្រុមថ្មី", "XYZ": "ក្រុមហ៊ុនមួយ"}
    assert both["គជប"] == "ក្រុមថ្មី"
    assert both["XYZ"] == "ក្រុមហ៊ុនមួយ"
    assert both["អ.ស.ប"] == default_gazetteer()["អ.ស.ប"]
    assert len(default_gazetteer()) == len(both) - 1
    assert default_gazetteer()["គជប"] != "ក្រុមថ្មី"


def test_a_file_is_a_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_text(
        "\ufeff# ours\nshort\tlong\tkind\tnote\nកគង\tក្រុមគាំទ្រ\torg\t1\n\nKG\tគីឡូ\tunit\t2\n", "utf-8"
    )
    gazetteer = load_gazetteer(path)
    assert dict(gazetteer) == {"ក.គ.ង": "ក្រុមគាំទ្រ", "KG": "គីឡូ"}
    assert gazetteer.entries("KG")[0].kind == "unit"
    path.write_text("កគង\tក្រុមគាំទ្រ\nABC\tអង្គការ\n", "utf-8")
    assert dict(load_gazetteer(path)) == {"ក.គ.ង": "ក្រុមគាំទ្រ", "ABC": "អង្គការ"}


def test_a_bad_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("កគង\tក្រុម\nកគង\n", "utf-8")
    with pytest.raises(ValueError, match=r"bad\.tsv:2"):
        load_gazetteer(path)
    path.write_text("កគង\tក្រុម\tclub\n", "utf-8")
    with pytest.raises(UnknownOptionError, match="club"):
        load_gazetteer(path)
    with pytest.raises(OSError, match="none"):
        load_gazetteer(tmp_path / "none.tsv")
    path.write_bytes("ក.គ.ង\t".encode() + b"\xe1\x9f")
    with pytest.raises(
        ValueError, match=r"not UTF-8 at byte 12 \(0xe1\); convert the file to UTF-8"
    ):
        load_gazetteer(path)
    path.write_text("ក.គ.ង\tក្រុម\n", "utf-16")
    with pytest.raises(ValueError, match="it looks like UTF-16: iconv"):
        load_gazetteer(path)


@pytest.mark.parametrize("option", [{"ក.គ.ង": 3}, {3: "x"}])
def test_a_gazetteer_is_of_text(option: dict[Any, Any]) -> None:
    with pytest.raises(TypeError, match=r"Gazetteer\(\) takes str"):
        find_acronyms("លោក ក.គ.ង", gazetteer=option)


def test_an_unknown_gazetteer_is_refused() -> None:
    for wrong in ("all", "own.tsv", Path("own.tsv")):  # a file must be read first
        with pytest.raises(UnknownOptionError, match=r"^gazetteer=.* a Mapping \(load_gazetteer "):
            find_acronyms("ក", gazetteer=wrong)  # type: ignore[arg-type]


def test_an_empty_gazetteer() -> None:
    assert len(Gazetteer([])) == 0
    with pytest.raises(KeyError):
        Gazetteer([])["គ.ជ.ប"]


def test_each_phase_of_a_programme_has_its_own_long_form() -> None:
    name = "គម្រោងអភិវឌ្ឍន៍ជនបទ"
    second, third = f"{name} ដំណាក់កាលទី២", f"{name} ដំណាក់កាលទី៣"
    found = find_acronyms(f"RDP III; {second} (RDP II) {third} (RDP III)។ RDP ២, RDP ៣, RDP I, RDP")
    expected = [third, second, third, second, third, name, name]
    assert [acronym.expansion for acronym in found] == expected
    assert not any(acronym.flags for acronym in found)
