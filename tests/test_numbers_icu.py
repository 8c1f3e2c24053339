"""Against ICU's rule-based number format, where ICU is right; and where it is not, what it says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import number_to_words, parse_number

icu = pytest.importorskip("icu")


@pytest.fixture(scope="module")
def spellout() -> Any:
    return icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale("km"))


def in_icu(spellout: Any, value: int) -> str:
    words: str = spellout.format(value)
    return words.replace("\u200b", "")


# From 10^10 on ICU counts by ពាន់កោដិ, ten thousand millions, which no text does: the wording differs
# there, but every wording of ICU is read.
@given(st.integers(0, 10**10 - 1))
def test_same_words_below_ten_thousand_million(spellout: Any, value: int) -> None:
    assert in_icu(spellout, value) == number_to_words(value, style="counting")


@given(st.integers(-(10**12) + 1, 10**12 - 1))
def test_reads_what_icu_writes(spellout: Any, value: int) -> None:
    assert parse_number(in_icu(spellout, value)) == value


def test_where_icu_is_wrong(spellout: Any) -> None:
    # from 10^12 on it gives up and writes digits
    assert "មួយ" not in in_icu(spellout, 10**12)
    assert number_to_words(10**12) == "មួយទ្រីលាន"
    # reading, it stops at the first word, because its rules want U+200B between words
    parsed = spellout.parse("ពីរពាន់ម្ភៃបួន").getInt64()
    assert parsed == 2
    assert parse_number("ពីរពាន់ម្ភៃបួន") == 2024
