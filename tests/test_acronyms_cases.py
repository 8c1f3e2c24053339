"""Golden cases: texts with all their acronyms and definitions, or none."""

from __future__ import annotations

from typing import Any

import pytest

from khmertext.acronyms import Acronyms, default_gazetteer, find_acronyms
from support import check_offsets, read_jsonl, read_tsv

CASES = read_jsonl("acronyms.jsonl")
# a case that is not solved yet says why, and the test fails as soon as it is
GOLDEN = [
    pytest.param(
        case,
        id=case["id"],
        marks=[pytest.mark.xfail(strict=True, reason=case["known_gap"])]
        if "known_gap" in case
        else [],
    )
    for case in CASES
]


def mentions(found: Acronyms) -> list[tuple[int, int, str]]:
    return [(a.start, a.end, a.canonical) for a in found]


@pytest.mark.parametrize("case", GOLDEN)
def test_all_mentions_and_definitions(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_acronyms(text)
    check_offsets(text, found)
    check_offsets(text, sorted(found.definitions, key=lambda d: d.start))
    assert mentions(found) == [(m["start"], m["end"], m["canonical"]) for m in case["mentions"]]
    sites = [(list(d.acronym), list(d.long_form), d.text) for d in found.definitions]
    assert sites == [(d["acronym"], d["long_form"], d["text"]) for d in case["definitions"]]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_what_a_text_defines_is_known_everywhere_in_it(case: dict[str, Any]) -> None:
    found = find_acronyms(case["text"], gazetteer=None)
    defined = {definition.canonical for definition in found.definitions}
    for acronym in found:
        assert (acronym.expansion_source == "text") == (acronym.canonical in defined)
        assert (acronym.expansion is None) == (acronym.canonical not in defined)
    for definition in found.definitions:
        (site,) = [a for a in found if a.definition == definition]
        assert (site.start, site.end) == definition.acronym


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_hidden_characters_change_nothing(case: dict[str, Any]) -> None:
    """U+200B at every place where it is allowed: between letters, not inside a cluster."""
    from khmertext import clusters

    plain = case["text"].replace("\u200b", "")
    pieces = clusters(plain)
    offsets = [0]
    for piece in pieces:
        offsets.append(offsets[-1] + len(piece) + 1)
    full = "\u200b".join(pieces)
    place = {}
    at = 0
    for number, piece in enumerate(pieces):
        place[at] = offsets[number]
        at += len(piece)
    found = find_acronyms(full)
    check_offsets(full, found)
    assert [(a.start, a.canonical, a.kind, a.expansion) for a in found] == [
        (place[a.start], a.canonical, a.kind, a.expansion) for a in find_acronyms(plain)
    ]


PAIRS = read_tsv("acronym_pairs.tsv")


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["short"] for pair in PAIRS])
def test_long_forms_are_recovered_from_a_sentence(pair: dict[str, str]) -> None:
    """However much stands before it, the long form begins where it begins."""
    lead = "កាលពីថ្ងៃពុធ លោក ស៊ន សុខា បានជួបពិភាក្សាជាមួយប្រធាន"
    text = f"{lead}{pair['long']} ({pair['short']}) នៅទីស្តីការ។"
    (definition,) = find_acronyms(text, gazetteer=None).definitions
    assert definition.text == pair["long"]
    assert definition.start == len(lead)
    letters = [match.letter for match in definition.alignment]
    positions = [match.position for match in definition.alignment]
    assert positions == sorted(set(positions))
    for letter, position in zip(letters, positions, strict=True):
        assert text[position] == letter[0] or letter.isdecimal()


def test_the_gazetteer_knows_its_pairs() -> None:
    for pair in PAIRS:
        known = default_gazetteer().get(pair["short"])
        assert known is None or known == pair["long"]
