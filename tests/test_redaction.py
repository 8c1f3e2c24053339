from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import redact
from khmertext._redaction import _merged
from support import read_tsv

CASES = read_tsv("redact.tsv")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_golden(case: dict[str, str]) -> None:
    options: Any = {"kinds": case["kinds"].split()} if case["kinds"] else {}
    assert redact(case["text"], **options) == case["masked"]
    kept = redact(case["text"], **options, keep_length=True)
    assert len(kept) == len(case["text"])
    assert ("▮" in kept) == ("▮" in case["masked"])


def test_one_kind_by_its_name() -> None:
    assert redact("a@b.com 012345678", "email", "***") == "*** 012345678"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"kinds": ["name"]}, ValueError),
        ({"kinds": None}, ValueError),
        ({"mark": None}, TypeError),
        ({"mark": "**", "keep_length": True}, ValueError),
    ],
)
def test_wrong_options(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        redact("012345678", **options)


@pytest.mark.parametrize("phone", ["០១២ ៣៤៥\n៦៧៨", "ទូរស័ព្ទ៖ ០១២\n៣៤៥៦៧៨"])
def test_a_telephone_number_over_the_end_of_a_line(phone: str) -> None:
    masked = redact(f"{phone}\n25 នាក់")
    assert masked.removeprefix("ទូរស័ព្ទ៖ ") == "▮\n25 នាក់"


@given(st.text(alphabet="០១២012 -@.a/:គណនី"))
def test_the_length_is_kept(text: str) -> None:
    masked = redact(text, keep_length=True)
    assert len(masked) == len(text)
    assert all(new in (old, "▮") for old, new in zip(text, masked, strict=True))


def test_places_that_overlap_are_one() -> None:
    assert list(_merged([(4, 9), (0, 5), (9, 10), (1, 2)])) == [(0, 9), (9, 10)]
    assert list(_merged([])) == []
