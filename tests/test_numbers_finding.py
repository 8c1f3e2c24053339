"""find_numbers: golden sentences, positives and negatives, and what holds for every text."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import NotTextError, find_numbers, number_to_words, to_khmer_digits
from khmertext.numbers import NumberMention
from support import check_offsets, read_jsonl

CASES = read_jsonl("numbers.jsonl")


def exact(text: str) -> int | Decimal | Fraction:
    if "/" in text:
        return Fraction(text)
    return Decimal(text) if "." in text else int(text)


def expected(case: dict[str, Any]) -> list[tuple[Any, ...]]:
    mentions = []
    for m in case["mentions"]:
        value = m["value"]
        if isinstance(value, dict):
            value = value["text"] if "text" in value else tuple(map(exact, value["range"]))
        elif value is not None:
            value = exact(value)
        mentions.append((m["text"], m["kind"], value, m["unit"], m["approx"], tuple(m["flags"])))
    return mentions


def found(text: str, **options: bool) -> list[tuple[Any, ...]]:
    mentions = find_numbers(text, **options)
    check_offsets(text, mentions)
    return [(m.text, m.kind, m.value, m.unit, m.approx, m.flags) for m in mentions]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_golden(case: dict[str, Any]) -> None:
    assert found(case["text"]) == expected(case)


def test_one_on_request() -> None:
    text = "គាត់ទិញឡានមួយ ក្នុងមួយថ្ងៃ ជាមួយមនុស្សមួយចំនួន"
    assert found(text) == []
    assert [m[0] for m in found(text, include_one=True)] == ["មួយ", "មួយថ្ងៃ"]


def test_only_text() -> None:
    for wrong in (None, b"1", 1):
        with pytest.raises(NotTextError):
            find_numbers(wrong)  # type: ignore[arg-type]


def test_a_mention_tells_all_as_json() -> None:
    before = "ប្រហែល "
    (mention,) = find_numbers(before + "២-៣,៥លានរៀល")
    assert isinstance(mention, NumberMention)
    assert mention.to_dict() == {
        "start": len(before),
        "end": len(before) + 11,
        "text": "២-៣,៥លានរៀល",
        "value": [2000000, 3500000],
        "kind": "range",
        "unit": "KHR",
        "approx": True,
        "flags": [],
        "per": None,
        "low": 2000000,
        "high": 3500000,
    }


def test_the_seed_article(seed: str) -> None:
    assert [(m.text, m.kind, m.value) for m in find_numbers(seed)] == [
        ("ទី១", "ordinal", 1),
        ("ទី២", "ordinal", 2),
        ("២០២៤", "cardinal", 2024),
        ("ទី៣១", "ordinal", 31),
        ("២០២៤", "cardinal", 2024),
        ("ទី១", "ordinal", 1),
        ("ទី២", "ordinal", 2),
        ("២០២៤", "cardinal", 2024),
        ("ទី១", "ordinal", 1),
    ]


# --- what holds for every text -----------------------------------------------------------------
WORDS = """មួយ ពីរ បី ប្រាំ ដប់ ម្ភៃ សាមសិប ដណ្តប់ រយ ពាន់ ម៉ឺន មុឺន សែន លាន ទ្រីលាន ចុច ភាគ ភាគរយ កន្លះ
    ពាក់កណ្តាល ទី ទៅ ដល់ និង ចន្លោះ រាប់ សិប ជាង ជិត លេខ មាត្រា ចំណុច ជំពូក លើកទី ថ្មី នាក់ ដុល្លារ សេន រៀល ៛ $ USD %
    ខែ ឆ្នាំ ម៉ោង នាទី អង្សា ដក ឈ្មោះ លោក អាយុ ជំនាន់ នៃ ៗ ។ ក (ខ) IV IX XX km kg ៥ ០ ១២ 855 012 345 678 ១.២៣៤ 5,5
    2019 / - \u2013 . , : + ( ) x A @ _ # www. https:// ស៊ូ ការ របៀប ទំ"""
BREAKS = [
    " ",
    "\n",
    "  ",
    "\x00",
    "\ud800",
    "\u200b",
    "\u200c",
    "\u202f",
    "\u00a0",
    "\u17d2",
    "\u17b6",
]
PIECES = st.sampled_from([*WORDS.split(), *BREAKS])
MIXED = st.lists(PIECES, max_size=25).map("".join)


@given(MIXED | st.text())
def test_never_raises_and_offsets_hold(text: str) -> None:
    for include_one in (False, True):
        mentions = find_numbers(text, include_one=include_one)
        check_offsets(text, mentions)
        for mention in mentions:
            mention.to_dict()
            assert mention.text.strip() == mention.text
            if mention.kind == "range":
                low, high = mention.value  # type: ignore[misc]
                assert low < high
            if mention.kind in ("cardinal", "ordinal", "money", "percent", "fraction"):
                assert type(mention.value) in (int, Decimal, Fraction)


@given(MIXED)
def test_mentions_do_not_overlap(text: str) -> None:
    mentions = find_numbers(text)
    for before, after in pairwise(mentions):
        assert before.end <= after.start


@given(
    st.integers(2, 10**12),
    st.sampled_from(["", " ", "\u200b", " \u200b"]),
    st.sampled_from(["ប្រជាជនមាន", "ថវិកាសរុប", "ចំនួន", "គិតជា", "a ", "😀"]),
    st.sampled_from(["នាក់", "រៀល", "ហិកតា", "គ្រឿង", "%"]),
    st.booleans(),
    st.integers(0, 30),
)
def test_a_number_is_found_wherever_invisible_spaces_stand(
    value: int, gap: str, before: str, unit: str, in_words: bool, cut: int
) -> None:
    number = number_to_words(value) if in_words else to_khmer_digits(str(value))
    at = cut % (len(number) + 1)
    text = f"{before} {number[:at]}\u200b{number[at:]}{gap}{unit} ។"
    (mention,) = find_numbers(text)
    assert mention.value == value
    assert text[mention.start : mention.end] == mention.text
    assert mention.text.endswith(unit)


@given(st.integers(10**11, 10**15), st.sampled_from(["", "នាក់", "រៀល"]))
def test_large_numbers_in_words_are_found_whole(value: int, unit: str) -> None:
    assert [m.value for m in find_numbers(number_to_words(value) + unit)] == [value]


@pytest.mark.parametrize(
    "text",
    ["៥" * 20_000, "ប្រាំ" * 1_000, "." * 20_000, "1." * 5_000, "ពាន់" * 4_000, "១/" * 5_000, "0 " * 1_000,
     "ពីរពាន់ពាន់លាន" * 300, "លេខក." * 500, "123 " * 2_000, "(" * 5_000 + "១", "ពីរចុច" * 500, "រាប់" + "លាន" * 2_000, "4111-" * 20_000, "1$" * 8_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_hostile_texts(text: str) -> None:
    check_offsets(text, find_numbers(text))


def test_figures_too_long_for_int_stay_exact() -> None:
    nines = "9" * 50_000
    for text, exponent, sign in [(nines, 0, 0), (nines + "សេន", -2, 0), ("\u2212" + nines, 0, 1)]:
        (mention,) = find_numbers(text)
        assert isinstance(mention.value, Decimal)
        assert mention.value.as_tuple() == (sign, (9,) * 50_000, exponent)
    (mention,) = find_numbers(nines + "-1" + "0" * 50_000 + "លាន")
    assert mention.kind == "range"
