from __future__ import annotations

import json
from datetime import time
from decimal import Decimal

import pytest

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
