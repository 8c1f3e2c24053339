from __future__ import annotations

import copy
import dataclasses
import io
import json
import pickle
from collections.abc import Callable
from datetime import time
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import khmertext
import khmertext.training
from khmertext.dates import DateMention
from khmertext.errors import NotTextError, check_text
from khmertext.numbers import NumberMention
from khmertext.types import Mention, Mentions, Token, jsonable, maker


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
        (Decimal("NaN"), "missing values"),
        (1.5, "pass one string"),
        (Path("a.txt"), "read the file first"),
        (io.StringIO("a"), "pass what is in the file"),
        (["a"], "for many, call it for each"),
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


TEXT = "គ.ជ.ប (ADB) ០ នាក់ និង ៥លានរៀល នៅឆ្នាំ២០២៤ សំរេច ក្ "
FINDERS = (
    khmertext.find_acronyms,
    khmertext.find_numbers,
    khmertext.find_dates,
    khmertext.diagnose,
    khmertext.check_spelling,
)


@pytest.mark.parametrize("finder", FINDERS)
def test_what_finders_give(finder: Callable[[str], Mentions[Mention]]) -> None:
    found = finder(TEXT)
    assert found
    assert isinstance(found, Mentions)
    assert found == tuple(found) != list(found)
    assert hash(found) == hash(tuple(found))
    assert json.loads(json.dumps(found.to_dicts())) == [mention.to_dict() for mention in found]
    for same in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
        assert type(same) is type(found)
        assert vars(same) == vars(found)
        assert same == found
        assert same.columns() == found.columns()
        assert same.to_dicts() == found.to_dicts()
    for part in (found[:1], found[1:], found[::-1], found[:0]):
        assert type(part) is Mentions
        assert part._kind is type(found[0])
    assert found[-1] is list(found)[-1]
    assert repr(found) == f"{type(found).__name__}({list(found)!r})"


@pytest.mark.parametrize("finder", FINDERS)
def test_what_finders_give_is_a_table(finder: Callable[[str], Mentions[Mention]]) -> None:
    pandas = pytest.importorskip("pandas")
    found = finder(TEXT)
    frame = found.to_frame()
    assert list(frame.text) == [mention.text for mention in found]
    pandas.testing.assert_index_equal(frame.columns, finder("").to_frame().columns)
    assert found[0].text in found._repr_html_()
    assert "<td>" not in finder("")._repr_html_()


def test_a_notebook_shows_what_is_said() -> None:
    page = khmertext.find_numbers("សូន្យ ៥%")._repr_html_()
    assert "<td>0</td>" in page
    assert "<th>approx</th>" not in page
    assert "<th>unit</th>" in page
    many = Mentions(Mention(i, i + 1, "ក") for i in range(1234))
    assert "… 234 more" in many._repr_html_()
    assert many._repr_html_().count("<tr>") == 1 + 1000 + 1


@pytest.mark.parametrize("module", [khmertext, khmertext.errors, khmertext.training])
def test_names_of_errors(module: ModuleType) -> None:
    errors = {
        name: value
        for name in dir(module)
        if isinstance(value := getattr(module, name), type) and issubclass(value, Exception)
    }
    assert errors
    for name, error in errors.items():
        assert issubclass(error, khmertext.KhmerTextError)
        assert error.__name__.endswith("Error")
        # a name of version 0.1 lacks the ending; it is no public name any more, but there
        assert name in (error.__name__, error.__name__.removesuffix("Error"))
        assert name == error.__name__ or name not in getattr(module, "__all__", ())


@pytest.mark.parametrize(
    "name",
    ["EngineNotAvailable", "InvalidDate", "PackageNotAvailable", "UnknownEngine", "UnknownOption"],
)
def test_errors_of_version_0_1_are_still_caught(name: str) -> None:
    assert getattr(khmertext, name) is getattr(khmertext, f"{name}Error")


@pytest.mark.parametrize("kind", [NumberMention, DateMention, Mention])
def test_a_mention_made_of_all_its_fields_is_like_any_other(kind: type[Any], twin: str) -> None:
    names = [field.name for field in dataclasses.fields(kind)]
    given = {
        "start": 1,
        "end": 3,
        "text": "៣៤",
        "value": 34,
        "kind": "cardinal",
        "flags": ("misspelt",),
    }
    needed = [field.name for field in dataclasses.fields(kind) if field.init]
    usual = kind(*[given.get(name) for name in needed])
    made = maker(kind)(*[getattr(usual, name) for name in names])
    assert type(made) is kind
    assert made == usual
    assert hash(made) == hash(usual)
    assert pickle.loads(pickle.dumps(made)) == usual
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.start = 2
    with pytest.raises(TypeError):
        maker(kind)(1)
