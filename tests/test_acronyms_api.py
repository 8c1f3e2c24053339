"""What comes out, and in which forms."""

from __future__ import annotations

import copy
import json
import pickle

import pytest

from khmertext import NotTextError
from khmertext.acronyms import Acronyms, Gazetteer, find_acronyms
from khmertext.acronyms._forms import units
from khmertext.acronyms._short_shapes import is_latin

TEXT = (
    "សមាគមអតីតយុទ្ធជនកម្ពុជា (ស.អ.ក) បានប្រជុំ។ ស.អ.ក និងADB ថា៖\n"
    "សហព័ន្ធអត្តពលកម្មកម្ពុជា (ស.អ.ក) ផ្តល់រង្វាន់ដល់ ស.អ.ក ខេត្ត និង KYA"
)


@pytest.fixture(scope="module")
def found() -> Acronyms:
    return find_acronyms(TEXT)


@pytest.mark.parametrize("value", [b"KYA", None, 7])
def test_only_text_is_taken(value: object) -> None:
    with pytest.raises(NotTextError, match="find_acronyms"):
        find_acronyms(value)  # type: ignore[arg-type]


def test_it_is_a_sequence(found: Acronyms) -> None:
    assert len(found) == 6
    assert found[0] is next(iter(found))
    assert found[1:3] == (found[1], found[2])
    assert found[-1].canonical == "KYA"
    assert found == find_acronyms(TEXT)
    assert hash(found) == hash(find_acronyms(TEXT))
    assert found != find_acronyms(TEXT, gazetteer=None)
    assert found != list(found)
    assert "canonical='ADB'" in repr(found)
    assert pickle.loads(pickle.dumps(found)) == found
    assert copy.copy(found) == found
    assert len(find_acronyms("")) == 0


def test_a_later_definition_holds_from_there_on(found: Acronyms) -> None:
    first, second = (definition.text for definition in found.definitions)
    mentions = [a for a in found if a.canonical == "ស.អ.ក"]
    assert [a.expansion for a in mentions] == [first, first, second, second]
    assert [a.flags for a in mentions] == [(), (), ("redefined",), ("redefined",)]


def test_entities(found: Acronyms) -> None:
    association, bank, ngo = found.entities
    assert association.canonical == "ស.អ.ក"
    assert association.expansions == tuple(d.text for d in found.definitions)
    assert association.expansion == association.expansions[0]
    assert association.flags == ("redefined",)
    assert association.definitions == found.definitions
    assert len(association.mentions) == 4
    assert (bank.expansion_source, bank.kind) == ("gazetteer", "org")
    assert (ngo.expansion, ngo.expansion_source, ngo.kind) == (None, None, "other")
    assert found.entities is found.entities


def test_json_and_tables(found: Acronyms) -> None:
    everything = json.loads(json.dumps(found.to_dict()))
    assert [m["canonical"] for m in everything["mentions"]] == [a.canonical for a in found]
    assert everything["definitions"][0]["long_form"] == list(found.definitions[0].long_form)
    assert everything["definitions"][0]["alignment"][0] == {"letter": "ស", "position": 0}
    assert everything["entities"][0]["mentions"][0] == [25, 30]
    rows = found.rows()
    assert rows[0]["is_definition"]
    assert not rows[1]["is_definition"]
    pytest.importorskip("pandas")
    frame = found.to_frame()
    assert set(frame.columns) == {*rows[0], "flags"}
    assert frame["start"].tolist() == [a.start for a in found]
    assert find_acronyms("").to_frame().dtypes.equals(frame.dtypes)


def test_notebook(found: Acronyms) -> None:
    assert "ស.អ.ក" in found._repr_html_()


def test_latin_in_small_letters() -> None:
    text = "អង្គការ unicef និង adb ហើយនិង email របស់ខ្ញុំ the unicef"
    assert [a.text for a in find_acronyms(text)] == []
    assert [(a.text, a.canonical) for a in find_acronyms(text, latin_lower=True)] == [
        ("unicef", "UNICEF"),
        ("adb", "ADB"),
    ]


@pytest.mark.parametrize(
    ("short", "canonical"),
    [
        ("គ.ក.ស .ក", "គ.ក.ស.ក"),
        ("គ . ជ . ប", "គ.ជ.ប"),
        ("គ\u200b.ជ\u200b.ប", "គ.ជ.ប"),
        ("គជប", "គ.ជ.ប"),
        ("គ,ជ,ប", "គ.ជ.ប"),
        ("គ ជ ប", "គ.ជ.ប"),
        ("ប្រ.ជ", "ប្រ.ជ"),
        ("ស.រ.អា.", "ស.រ.អា"),
        ("ផអ៣", "ផ.អ.៣"),
        ("គឃ/សប", "គឃ/សប"),
        ("នស/រកម/០៣០៣/០០៩", "នស/រកម/០៣០៣/០០៩"),
        ("អនក្រ.បក", "អនក្រ.បក"),
        ("NGOs", "NGO"),
        ("U.N.", "U.N"),
        ("COVID-19", "COVID-19"),
    ],
)
def test_canonical_form(short: str, canonical: str) -> None:
    assert list(Gazetteer([(short, "x", "org"), (canonical, "x", "org")])) == [canonical]


def test_units() -> None:
    assert units("សុ.ចិ.បុ.លិ.") == ["សុ", "ចិ", "បុ", "លិ"]
    assert units("ភី.ធី.ធី") == ["ភី", "ធី", "ធី"]


@pytest.mark.parametrize("token", ["UN", "ASEAN", "IP3", "MoU", "HIV/AIDS", "R&D", "PhD", "CEOs"])
def test_latin_acronyms(token: str) -> None:
    assert is_latin(token)
    assert [a.text for a in find_acronyms(f"ដំណើរ {token} នេះ")] == [token]


@pytest.mark.parametrize(
    "token", ["II", "XIV", "Adhoc", "iOS", "RX330", "INTERNATIONALE", "U-18", "2AM-3501"]
)
def test_latin_words_that_are_none(token: str) -> None:
    assert [a.text for a in find_acronyms(f"ដំណើរ {token} នេះ")] == []
