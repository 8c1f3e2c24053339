"""The seed article, held exactly: what khmertext says of it may only change on purpose."""

from __future__ import annotations

import datetime

import khmertext
from khmertext.document import Document
from support import check_offsets

COMMITTEE = "គណៈកម្មាធិការពិគ្រោះយោបល់កិច្ចការស្ត្រី និងកុមារ"
COMMUNE_COMMITTEE = "គណៈកម្មាធិការទទួលបន្ទុកកិច្ចការនារី និងកុមារ"


def test_it_is_the_article_as_published(seed: str) -> None:
    assert (len(seed), len(seed.encode())) == (2884, 8306)


def test_normalization_changes_nine_places_and_keeps_the_length(seed: str) -> None:
    for level in ("safe", "standard"):
        normalized = khmertext.explain(seed, level)
        edits = [(e.start, e.end, e.before, e.after) for e in normalized.edits]
        assert edits == [
            (2183, 2184, "ឣ", "អ"),
            (2202, 2203, "ឣ", "អ"),
            (2230, 2232, "\u17c6\u17bb", "\u17bb\u17c6"),
            (2538, 2539, "ឣ", "អ"),
            (2616, 2617, "ឣ", "អ"),
            (2634, 2635, "ឣ", "អ"),
            (2737, 2738, "ឣ", "អ"),
            (2802, 2803, "ឣ", "អ"),
            (2833, 2834, "ឣ", "អ"),
        ]
        assert len(normalized.text) == 2884
        assert normalized.text == khmertext.normalize(seed, level)


def test_modernize_changes_the_listed_words_and_no_other(seed: str) -> None:
    expected = khmertext.normalize(seed)
    for legacy, modern, count in (
        ("សំរេច", "សម្រេច", 2),
        ("បទពិសោធន៏", "បទពិសោធន៍", 1),
        ("អនុវត្តន៏", "អនុវត្តន៍", 1),
        ("អនុសាសន៏", "អនុសាសន៍", 1),
        ("អោយ", "ឱ្យ", 1),
        ("ខ្វះខាត់", "ខ្វះខាត", 2),
    ):
        assert expected.count(legacy) == count
        expected = expected.replace(legacy, modern)
    assert khmertext.modernize(khmertext.normalize(seed)) == expected
    assert "ដៃគូរ" not in khmertext.modernize(seed, confidence="medium")


def test_acronyms(seed: str) -> None:
    acronyms = khmertext.find_acronyms(seed)
    check_offsets(seed, acronyms)
    found = [
        (a.start, a.end, a.text, a.canonical, a.expansion, a.expansion_source) for a in acronyms
    ]
    in_text = ("គ.ក.ស.ក", COMMITTEE, "text")
    assert found == [
        (198, 206, "គ.ក.ស .ក", *in_text),
        (289, 296, "គ.ក.ស.ក", *in_text),
        (992, 999, "គ.ក.ស.ក", *in_text),
        (1033, 1040, "គ.ក.ន.ក", "គ.ក.ន.ក", COMMUNE_COMMITTEE, "gazetteer"),
        (1308, 1315, "គ.ក.ស.ក", *in_text),
        (1847, 1854, "គ.ក.ស.ក", *in_text),
        (2686, 2693, "គ.ក.ស.ក", *in_text),
    ]
    (definition,) = acronyms.definitions
    assert definition.acronym == (289, 296)
    assert definition.long_form == (239, 287)
    assert seed[239:287] == definition.text == COMMITTEE
    assert [a.definition is not None for a in acronyms] == [False, True] + [False] * 5


def test_without_a_gazetteer_nothing_is_expanded_but_from_the_text(seed: str) -> None:
    acronyms = khmertext.find_acronyms(seed, gazetteer=None)
    assert [a.expansion for a in acronyms if a.canonical == "គ.ក.ន.ក"] == [None]


def test_dates(seed: str) -> None:
    dates = khmertext.find_dates(seed)
    check_offsets(seed, dates)
    first, second = (
        (datetime.date(2024, 1, 1), datetime.date(2024, 6, 30)),
        (datetime.date(2024, 7, 1), datetime.date(2024, 12, 31)),
    )
    assert [(d.precision, d.start_date, d.end_date) for d in dates] == [
        ("half", *first),
        ("half", *second),
        ("day", datetime.date(2024, 7, 31), datetime.date(2024, 7, 31)),
        ("half", *first),
        ("half", *second),
        ("half", None, None),
    ]
    assert dates[2].part == "morning"


def test_tokens(seed: str) -> None:
    words = khmertext.words(seed)
    assert "".join(words) == seed
    assert words.count("គ.ក.ស.ក") == 5
    assert "គ.ក.ស .ក" in words
    assert "គ.ក.ន.ក" in words
    assert {"២០២៤", "៣១", "unicef"} <= set(words)
    # a wrongly typed word is cut like the right one
    assert "ឃំុ" in words
    assert "ឣង្គការ" in words


def test_modes_nest(seed: str) -> None:
    word, part = (set(khmertext.segment(seed, mode=mode).boundaries) for mode in ("word", "part"))
    assert word < part


def test_sentences(seed: str) -> None:
    sentences = khmertext.sentences(seed)
    check_offsets(seed, sentences)
    assert "".join(s.text for s in sentences) == seed
    bodies = [s.text.strip() for s in sentences if s.text.strip()]
    assert bodies[0] == "រដ្ឋបាលខេត្តកណ្តាល"
    assert bodies[-1] == "អត្ថបទទាក់ទង"
    assert sum(body.endswith(("។", "៕")) for body in bodies) == seed.count("។") + seed.count("៕")


def test_analyze_holds_all_of_it(seed: str) -> None:
    document = khmertext.analyze(seed)
    assert isinstance(document, Document)
    assert document.normalized == khmertext.explain(seed)
    assert document.acronyms == khmertext.find_acronyms(seed)
    assert document.dates == khmertext.find_dates(seed)
    assert document.numbers == khmertext.find_numbers(seed)
    assert document.tokens == khmertext.segment(seed)
    check_offsets(seed, document.diagnostics)
