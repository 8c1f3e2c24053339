from __future__ import annotations

import io
import json
from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest

import khmertext
from khmertext.errors import NotTextError, check_text
from khmertext.types import Mention, Token, jsonable


def test_everything_found_has_a_json_form() -> None:
    value = {
        "mention": Mention(0, 1, "ក"),
        "token": Token("ក", 0, 1),
        "flags": frozenset({"b", "a"}),
        "clock": time(8, 30),
        "amount": [Decimal("1.20"), None, True],
    }
    assert json.loads(json.dumps(jsonable(value))) == {
        "mention": {"start": 0, "end": 1, "text": "ក"},
        "token": {"text": "ក", "start": 0, "end": 1, "kind": "word", "pos": None},
        "flags": ["a", "b"],
        "clock": "08:30:00",
        "amount": ["1.20", None, True],
    }


def test_nothing_is_rounded_or_guessed() -> None:
    with pytest.raises(TypeError, match="no JSON form for float"):
        jsonable(0.5)


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        (b"a", "decode first"),
        (None, "missing values"),
        (float("nan"), "missing values"),
        (1.5, "pass one string"),
        (Path("a.txt"), "read the file first"),
        (io.StringIO("a"), "pass what is in the file"),
        (["a"], "for many strings use words_batch"),
    ],
)
def test_what_is_no_text_is_answered_with_advice(value: object, advice: str) -> None:
    with pytest.raises(NotTextError, match=advice):
        check_text(value, "words")
    with pytest.raises(TypeError):
        khmertext.normalize(value)  # type: ignore[arg-type]


def test_a_misspelt_name_is_suggested() -> None:
    with pytest.raises(AttributeError, match="no attribute 'normalise'") as caught:
        khmertext.normalise  # noqa: B018
    assert caught.value.name == "normalise"
    assert "normalize" in dir(caught.value.obj)
