"""Words that the guide of the project's corpus decides (data/decided_words.tsv), in running text."""

from __future__ import annotations

import pytest

import khmertext
from support import data_rows

FRAMES = (
    "ក្រសួង {} ហើយ។", "គាត់បាននិយាយថា {}", "{} ក្នុងខេត្តកំពត", "លោកអភិបាលខេត្តបានបញ្ជាក់អំពី{} និងការងារ",
    "(១) {} ។", "រួមទាំង {}, ឃុំ និងសង្កាត់", "“{}” និង", "នៅថ្ងៃនេះ {} ត្រូវរៀបចំ",
)  # fmt: skip


def kept(marked: str) -> int:
    """In how many frames it is cut as marked."""
    wanted = marked.replace("_", "").split("|")
    whole = "".join(wanted)
    right = 0
    for frame in FRAMES:
        text = frame.format(whole)
        start = text.index(whole)
        ends = {token.end for token in khmertext.segment(text)} | {0}
        places = [start]
        for word in wanted:
            places.append(places[-1] + len(word))
        inside = {end for end in ends if start < end < places[-1]}
        right += {start, places[-1]} <= ends and inside == set(places[1:-1])
    return right


def test_most_are_cut_as_decided_everywhere() -> None:
    rows = data_rows("decided_words.tsv")
    assert len(rows) > 300
    assert sum(kept(row["marked"]) for row in rows) >= 0.93 * len(rows) * len(FRAMES)


@pytest.mark.parametrize(
    "marked",
    [
        "ឱ្យ|បាន", "ក៏|ដូច_ជា", "ប្រកប|ដោយ", "ចេញ|ពី", "ដាក់|ឱ្យ", "ផ្សេង|ទៀត", "ទាំង_នេះ", "ចុះ_បញ្ជី",
        "ពួក_គេ", "គួរ_ឱ្យ", "លោក_គ្រូ", "អនុ_ប្រធាន", "អគ្គ_នាយក", "រាជ_រដ្ឋាភិបាល", "អន្តរ_ក្រសួង", "អភិបាល_រង",
        "លោក_ជំទាវ", "មតិ_យោបល់", "ផ្លែ_ផ្កា", "ជន_ងាយ_រង_គ្រោះ", "គ្រោះ_មហន្តរាយ", "មហា_បវរធិបតី",
        "សេនាបតី", "ឯក_ឧត្តម", "នៅ_ក្នុង", "នៅ_លើ", "គឺ_ជា", "ទទួល_បាន", "ត្រូវ_បាន", "ព្រម_ទាំង", "ស្តី_ពី",
        "ដទៃ_ទៀត", "មួយ_ចំនួន", "ផង_ដែរ", "មាន_ប្រសាសន៍", "ប្រជា_ពល_រដ្ឋ", "ជូន_ដំណឹង",
    ],
)  # fmt: skip
def test_what_the_guide_names(marked: str) -> None:
    assert kept(marked) >= len(FRAMES) - 1


@pytest.mark.parametrize(
    "office",
    ["អធិការរង", "មេបញ្ជាការរង", "អភិបាលរង", "ស្នងការរង", "នាយករង", "លេខាធិការរង", "មេឃុំរង", "ចៅសង្កាត់រង", "នាយប៉ុស្តិ៍រង"],
)  # fmt: skip
def test_offices(office: str) -> None:
    frames = (
        "លោកជា{}មន្ទីរ", "{}ខេត្ត", "លោក{}បាន", "ជួបជាមួយ{} និង", "តំណែងជា{}។", "លោក ណុប វិចិត្រ {}ស្រុក",
    )  # fmt: skip
    cut = [
        words for frame in frames if office not in (words := khmertext.words(frame.format(office)))
    ]
    assert not cut


@pytest.mark.parametrize(
    "words", ["គាត់|បាន|រងរបួស", "ប្រជាជន|ដែល|រង|ផលប៉ះពាល់", "ក្រុមហ៊ុន|ត្រូវ|រង|ការរិះគន់"]
)
def test_what_else_means_to_suffer(words: str) -> None:
    assert khmertext.words(words.replace("|", "")) == words.split("|")
