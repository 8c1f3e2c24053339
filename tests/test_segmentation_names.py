"""Names that must stay whole, wherever they stand, and what the same syllables mean elsewhere."""

from __future__ import annotations

import re

import pytest

import khmertext
from khmertext.training.lexicon import is_word
from support import data_rows

PROVINCE_FRAMES = (
    "{}", "ខេត្ត{}", "រស់នៅ{}", "ទៅ{}វិញ", "មកពី{}។", "អភិបាលខេត្ត{}បាន", "ក្នុងខេត្ត{} និងខេត្តកំពត", "ខេត្ត {} មាន",
    "រដ្ឋបាលខេត្ត{} បានរៀបចំ", "ដំណើរទៅកាន់ខេត្ត{}នៅថ្ងៃ", "ពលរដ្ឋខេត្ត{}ត្រូវការទឹក", "កសិករ{}លក់ស្រូវ",
)  # fmt: skip
DISTRICT_FRAMES = (
    "ស្រុក{}", "ក្រុង{}", "ខណ្ឌ{}", "រស់នៅស្រុក{}", "អភិបាលស្រុក{}បាន", "រដ្ឋបាលស្រុក{} បានរៀបចំ", "ស្រុក {} មាន",
    "ពលរដ្ឋស្រុក{}ត្រូវការទឹក", "ភូមិមួយក្នុងស្រុក{}ខេត្តតាកែវ", "នៅស្រុក{} និង", "សាលាស្រុក{}។",
)  # fmt: skip
BARE_FRAMES = ("{}", "ទៅ{}វិញ", "មកពី{}។", "នៅ{} ខេត្តកំពត")
COMMUNE_FRAMES = ("ឃុំ{}", "សង្កាត់{}", "នៅឃុំ{} ស្រុក")


def cut_in_pieces(name: str, frames: tuple[str, ...]) -> list[str]:
    words = {frame: khmertext.words(frame.format(name)) for frame in frames}
    return ["|".join(found) for found in words.values() if name not in found]


def places(level: str) -> list[dict[str, str]]:
    """Those that are words of Khmer letters: not ៧មករា, and not the communes with a number."""
    rows = data_rows("places.tsv")
    return [row for row in rows if row["level"] == level and is_word(row["khmer"])]


def test_provinces() -> None:
    names = [row["khmer"] for row in places("province")]
    assert len(names) == 25
    cut = [cut for name in names for cut in cut_in_pieces(name, PROVINCE_FRAMES)]
    assert not cut


def test_districts() -> None:
    rows = places("district")
    assert len(rows) == 209
    cut = [cut for row in rows for cut in cut_in_pieces(row["khmer"], DISTRICT_FRAMES)]
    assert len(cut) <= 0.002 * len(rows) * len(DISTRICT_FRAMES), cut


def test_districts_by_themselves() -> None:
    """Where nothing says that a place is meant, nearly all are whole."""
    rows = [row for row in places("district") if row["sense"] == "name"]
    cut = [cut for row in rows for cut in cut_in_pieces(row["khmer"], BARE_FRAMES)]
    assert len(cut) <= 0.01 * len(rows) * len(BARE_FRAMES), cut


def test_communes() -> None:
    rows = places("commune")
    cut = [cut for row in rows for cut in cut_in_pieces(row["khmer"], COMMUNE_FRAMES)]
    assert len(rows) > 1500
    assert len(cut) <= 0.005 * len(rows) * len(COMMUNE_FRAMES), cut


def test_numbered_communes() -> None:
    """ទួលទំពូងទី២ is a name and its number."""
    found = {re.fullmatch("(.*?) ?ទី ?[១-៩]", row["khmer"]) for row in data_rows("places.tsv")}
    names = {match[1] for match in found if match}
    assert len(names) > 15
    cut = [cut for name in names for cut in cut_in_pieces(name, ("សង្កាត់{}ទី២ ខណ្ឌ", "សង្កាត់{}ទី ១"))]
    assert not cut


def test_given_names_between_spaces() -> None:
    people = data_rows("person_names.tsv")
    names = [row["name"].replace("_", "") for row in people if row["what"] == "given"]
    assert len(names) > 400
    frames = ("លោក ណុប {} បានថ្លែង", "ដោយ ញឹម {} និង", "លោកស្រី អ៊ូច {} ជាអភិបាល")
    cut = [cut for name in names for cut in cut_in_pieces(name, frames)]
    assert len(cut) <= 0.03 * len(names) * len(frames), cut


@pytest.mark.parametrize(
    "words",
    [
        "ជា|ប្រធានការិយាល័យរង",
        "នៅ|រសៀល|ថ្ងៃ|ទី|១២| |ខែមករា",
        "នៅ|យប់|ថ្ងៃ|ទី|១៩",
        "នៅ|សុវណ្ណាភូមិ",
        "នៅ|ការិយាល័យ|អូរជ្រៅ",
        "រដ្ឋាភិបាល|យេម៉ែន|បាន",
    ],
)
def test_what_was_cut(words: str) -> None:
    assert khmertext.words(words.replace("|", "")) == words.split("|")


def test_family_and_given_name_typed_together() -> None:
    """They are two words, though many family names begin given names as well."""
    families = [row["name"] for row in data_rows("person_names.tsv") if row["what"] == "family"]
    given = [
        "សុភា",
        "ដារ៉ា",
        "វិចិត្រ",
        "ពិសិដ្ឋ",
        "សុវណ្ណារី",
        "ចន្ថា",
        "បូរ៉ា",
        "មុនី",
        "រតនា",
        "វាសនា",
        "សំណាង",
        "វណ្ណា",
        "ថុល",
        "ណារិទ្ធ",
        "ភក្តី",
    ]
    pairs = [(family, given[number % len(given)]) for number, family in enumerate(families * 4)]
    right = sum(
        khmertext.words(f"លោក{family}{name}នៅផ្ទះ") == ["លោក", family, name, "នៅ", "ផ្ទះ"]
        for family, name in pairs
    )
    assert right > 0.85 * len(pairs)


@pytest.mark.parametrize(
    "name",
    ["ជ័យវរ្ម័ន", "សូរ្យវរ្ម័ន", "ឥន្ទ្រវរ្ម័ន", "ហស៌វរ្ម័ន", "យសោវរ្ម័ន", "រាជេន្ទ្រវរ្ម័ន", "ធរណិន្ទ្រវរ្ម័ន"],
)  # fmt: skip
def test_kings(name: str) -> None:
    frames = (
        "ព្រះបាទ{}ទី៦",
        "ព្រះបាទ{} បាន",
        "រជ្ជកាលព្រះបាទ{}",
        "ក្នុងរាជ្យ{}ទី២",
        "ព្រះមហាក្សត្រ{}។",
        "{}ជាស្តេច",
    )
    assert not cut_in_pieces(name, frames)


@pytest.mark.parametrize(
    "era", ["ឯកស័ក", "ទោស័ក", "ត្រីស័ក", "ចត្វាស័ក", "បញ្ចស័ក", "ឆស័ក", "សប្តស័ក", "នព្វស័ក"]
)
def test_years_of_an_era(era: str) -> None:
    assert not cut_in_pieces(era, ("ឆ្នាំមមី {} ព.ស.២៥៧០", "ឆ្នាំកុរ{} ពុទ្ធសករាជ", "(ឆ្នាំច {})"))


@pytest.mark.parametrize(
    "name", ["គិរីវង់", "មង្គលបុរី", "គៀនស្វាយ", "ជ្រោយចង្វា", "ច្បាអំពៅ", "ទួលគោគ", "ពញាឮ", "ចំការមន"]
)
def test_places_in_another_spelling(name: str) -> None:
    assert not cut_in_pieces(name, ("ស្រុក{}ខេត្ត", "ក្នុងខណ្ឌ{} រាជធានី", "នៅ{}បាន", "ទៅ{}។"))


@pytest.mark.parametrize(
    "name", ["ហុងគ្រី", "កេនយ៉ា", "ម៉ាល់ឌីវ", "អ៊ូហ្គង់ដា", "កាហ្សាក់ស្ថាន", "រវ៉ាន់ដា", "ហៃទី"]
)
def test_countries(name: str) -> None:
    assert not cut_in_pieces(name, ("ប្រទេស{}", "នៅ{}បាន", "ពី{}។", "រវាងកម្ពុជានិង{}"))


@pytest.mark.parametrize("name", ["យូធូប", "អ៊ីនស្តាក្រាម", "ប្លុកឆេន", "ម៉ាឃីតធីង", "អាយហ្វូន", "រីម៉ក"])
def test_loans(name: str) -> None:
    assert not cut_in_pieces(name, ("ប្រព័ន្ធ{}ថ្មី", "លើ{} និង", "ប្រើ{}។"))


@pytest.mark.parametrize(
    "words",
    [
        "គេ|មាន|ជ័យ|លើ|សត្រូវ",
        "កោះ|ធំ|មួយ",
        "ដើរ|លើ|ភ្នំ",
        "ស្រែ|ធំ|ណាស់",
    ],
)
def test_what_else_the_syllables_mean(words: str) -> None:
    assert khmertext.words(words.replace("|", "")) == words.split("|")
