"""What holds for every text."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from khmertext.acronyms import Gazetteer, find_acronyms
from khmertext.segmentation import segment, words
from support import check_offsets, read_jsonl

PIECES = st.sampled_from(
    [
        *("ក", "ខ", "គ", "ជ", "ប", "ស", "រ", "ឧ", "ឬ", "ប្រ", "អា", "ការ", "គណៈ", "កម្មាធិការ", "ជាតិ"),
        *(
            "អង្គការ",
            "ក្រសួង",
            "ហៅកាត់ថា",
            "និង",
            "នៃ",
            "ប្រភព",
            "លើក",
            "លេខ",
            "អាយុ",
            "ឈ្មោះ",
            "១",
            "៥០",
            "្",
            "ា",
            "់",
        ),
        *(
            ".",
            ".",
            ".",
            ",",
            " ",
            " ",
            "/",
            "-",
            "(",
            ")",
            "«",
            "»",
            "៖",
            "។",
            "\n",
            "\u200b",
            "\u200c",
        ),
        *(
            "NGO",
            "UN",
            "Bank",
            "of",
            "a",
            "XIX",
            "\ud800",
            "\0",
            "😀",
            "e\u0301",
            "(គ.ជ.ប)",
            "គ.ក.ស .ក",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40)
CASES = [case["text"] for case in read_jsonl("acronyms.jsonl")]


@given(TEXTS)
def test_any_text(text: str) -> None:
    found = find_acronyms(text, latin_lower=True)
    check_offsets(text, found)
    for before, after in pairwise(found):
        assert before.end <= after.start
    sites = [a.definition for a in found if a.definition]
    for definition in found.definitions:
        start, end = definition.long_form
        assert text[start:end] == definition.text
        first, last = definition.acronym
        assert last <= start or end <= first or definition.english
        assert 0 <= definition.score <= 100
        assert definition in sites
        for match in definition.alignment:
            assert start <= match.position < end
    for acronym in found:
        assert acronym.canonical
        assert list(Gazetteer([(acronym.canonical, "x", "org")])) == [acronym.canonical]
        assert (acronym.expansion is None) == (acronym.expansion_source is None)
    assert sum(len(entity.mentions) for entity in found.entities) == len(found)
    found.to_dict()


@given(TEXTS)
def test_the_gazetteer_only_adds(text: str) -> None:
    alone = find_acronyms(text, gazetteer=None)
    assert all(a.expansion_source != "gazetteer" for a in alone)
    assert [d.acronym for d in alone.definitions] == [
        d.acronym
        for d in find_acronyms(text).definitions
        if d.acronym in {other.acronym for other in alone.definitions}
    ]


def dotted_mentions_are_tokens(text: str) -> None:
    edges = {0}
    position = 0
    tokens = set()
    for word in words(text):
        tokens.add((position, position + len(word)))
        position += len(word)
        edges.add(position)
    for acronym in find_acronyms(text):
        dotted = "." in acronym.text or "," in acronym.text
        if dotted and not acronym.text.isascii() and "\n" not in acronym.text:
            assert (acronym.start, acronym.end) in tokens, (acronym, sorted(tokens))


# without marks that follow no letter, at which words() cuts, and without hidden characters, which it
# gives with the word before
_WELL_FORMED = PIECES.filter(lambda piece: piece not in ("្", "ា", "់", "\u200b", "\u200c"))


@given(st.lists(_WELL_FORMED, max_size=30).map("".join))
def test_dotted_mentions_are_tokens(text: str) -> None:
    dotted_mentions_are_tokens(text)


def test_dotted_mentions_of_the_cases_are_tokens(seed: str) -> None:
    for text in [*CASES, seed, seed.replace(" ", "\n")]:
        dotted_mentions_are_tokens(text)


def test_a_dotted_acronym_is_one_token_of_that_kind() -> None:
    """In all golden texts and in two of them one after the other; over lines words() joins nothing."""
    chance = random.Random(16)
    pairs = [chance.choice(" \n").join(chance.sample(CASES, 2)) for _ in range(300)]
    for text in CASES + pairs:
        tokens = {(token.start, token.end) for token in segment(text) if token.kind == "acronym"}
        dotted = {
            (acronym.start, acronym.end)
            for acronym in find_acronyms(text)
            if "." in acronym.text and not acronym.text.isascii() and "\n" not in acronym.text
        }
        assert dotted <= tokens
