"""The edges of the public interface: wrong types, lazy packages, tables that nobody can change."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

import pytest

import khmertext
import khmertext.training
from public import CALLS, Call

FUNCTIONS = {
    name: function
    for name in khmertext.__all__
    if inspect.isfunction(function := getattr(khmertext, name))
    and any(p.default is p.empty for p in inspect.signature(function).parameters.values())
}
DAY, WORDS = date(2024, 7, 31), "ខ្មែរ"
# What each function takes as its first argument, where that is no text.
FIRST: dict[str, Any] = {
    "convert_years": 2024,
    "format_date": DAY,
    "format_time": time(8, 30),
    "khmer_new_year": 2024,
    "learn_gazetteer": [WORDS],
    "money_to_words": 5,
    "number_to_words": 5,
    "ordinal_to_words": 5,
    "pipe": khmertext.words,
    "register_engine": "name of an engine",
    "strftime": DAY,
}
REST: dict[str, tuple[Any, ...]] = {
    "convert_years": ("AD", "BE"),
    "pipe": ([],),
    "register_engine": (len,),
    "strftime": ("%Y",),
}
WRONG: tuple[Any, ...] = (None, b"x", 1.5, "2024", ["a"], object(), True, DAY)


def is_right(name: str, value: Any) -> bool:
    return type(value) is type(FIRST.get(name, WORDS))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [(name, wrong) for name in FUNCTIONS for wrong in WRONG if not is_right(name, wrong)],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_wrong_type_is_a_type_error_that_names_the_function(name: str, wrong: Any) -> None:
    with pytest.raises(TypeError, match=rf"^{name}\(\) takes ") as error:
        FUNCTIONS[name](wrong, *REST.get(name, ()))
    assert type(wrong).__name__ in str(error.value)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("find_dates", lambda: khmertext.find_dates(WORDS, ref="2024-07-31")),
        ("parse_date", lambda: khmertext.parse_date(WORDS, ref=2024)),
        ("number_to_words", lambda: khmertext.number_to_words(5, sep=None)),
        ("ordinal_to_words", lambda: khmertext.ordinal_to_words(5, sep=None)),
        ("money_to_words", lambda: khmertext.money_to_words(5, sep=None)),
        ("digits_to_words", lambda: khmertext.digits_to_words("5", sep=5)),
        ("format_date", lambda: khmertext.format_date(DAY, pattern=5)),
        ("strftime", lambda: khmertext.strftime(DAY, None)),
        ("register_engine", lambda: khmertext.register_engine("a", None)),
        ("LunarDate", lambda: khmertext.LunarDate("15", "koet", "pisakh", 2568)),
        ("LunarDate", lambda: khmertext.LunarDate(15, "koet", "pisakh", "2568")),
        ("load_gazetteer", lambda: khmertext.acronyms.load_gazetteer(3)),
        (r"Gazetteer\.save", lambda: khmertext.acronyms.default_gazetteer().save(3)),
        ("read_corpus", lambda: khmertext.training.read_corpus(3)),
        ("Segmenter", lambda: khmertext.Segmenter(model=3)),
        ("Segmenter", lambda: khmertext.Segmenter(add=[5])),
        ("check_spelling", lambda: khmertext.check_spelling(WORDS, known=[5])),
        (r"LunarDate\.from_date", lambda: khmertext.LunarDate.from_date("2024-07-31")),
    ],
)
def test_so_is_a_wrong_option(name: str, call: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match=rf"^{name}\(\) takes "):
        call()


METHODS = {
    f"{kind.__name__}.{name}": method
    for kind in (getattr(khmertext, name) for name in khmertext.__all__)
    if inspect.isclass(kind)
    for name, method in vars(kind).items()
    if inspect.isfunction(method) and not name.startswith("_")
}


@pytest.mark.parametrize("name", [*FUNCTIONS, *METHODS])
def test_help_names_every_option(name: str) -> None:
    function = FUNCTIONS.get(name) or METHODS[name]
    help_text = inspect.getdoc(function) or ""
    options = {
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind is parameter.KEYWORD_ONLY
    }
    others = re.search(r"ptions (?:and errors )?are\s+those of :func:", help_text)
    assert others or {o for o in options if not re.search(rf"``{o}\b", help_text)} == set()


def test_a_date_in_words_is_answered_with_advice() -> None:
    with pytest.raises(TypeError, match=r"format_time\(\) .* parse_time\(\) "):
        khmertext.format_time("12:00")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"format_date\(\) .* parse_date\(\) "):
        khmertext.format_date("2024-07-31")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", [name for name, first in FIRST.items() if type(first) is int])
def test_what_can_be_made_an_int_is_answered_with_advice(name: str) -> None:
    class Integer:  # as numpy has them
        def __index__(self) -> int:
            return 5

    for wrong, advice in (("5", r"; parse_number\(\) reads text$"), (Integer(), r"; int\(x\) ")):
        with pytest.raises(TypeError, match=advice):
            FUNCTIONS[name](wrong, *REST.get(name, ()))
    for wrong in (True, None):
        with pytest.raises(TypeError, match=r"not \w+$"):
            FUNCTIONS[name](wrong, *REST.get(name, ()))
    with pytest.raises(TypeError, match=r"as max_length, not str$"):  # 5 was meant, not "5"
        khmertext.chunks(WORDS, "5")  # type: ignore[arg-type]


PACKAGES = (
    "acronyms", "dates", "document", "layout", "normalization", "numbers", "segmentation", "spelling",
)  # fmt: skip


def test_packages_are_there_when_they_are_asked_for() -> None:
    program = f"""
import sys
import khmertext
assert not [name for name in sys.modules if name.startswith("khmertext.") and name[10] != "_"]
for name in {PACKAGES}:
    assert name in dir(khmertext)
    assert getattr(khmertext, name) is sys.modules["khmertext." + name]
assert khmertext.dates.find_dates is khmertext.find_dates
"""
    subprocess.run([sys.executable, "-c", program], check=True)


TABLES: dict[str, Mapping[str, Any]] = {
    "RULES": khmertext.RULES,
    "SPELLING_RULES": khmertext.spelling.SPELLING_RULES,
    "MESSAGES": khmertext.spelling.MESSAGES,
}


@pytest.mark.parametrize("table", TABLES)
def test_public_tables_are_read_only(table: str) -> None:
    with pytest.raises(TypeError):
        TABLES[table]["new"] = "rule"  # type: ignore[index]
    with pytest.raises(AttributeError):
        TABLES[table].clear()  # type: ignore[attr-defined]


def test_a_module_of_the_package_is_loaded_when_it_is_asked_for() -> None:
    assert khmertext.__getattr__("spelling") is khmertext.spelling


class OtherText(str):
    """As numpy, lxml and Beautiful Soup have them; it is not what it says when it is printed."""

    __slots__ = ()

    def __str__(self) -> str:
        return "another text"


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_subclasses_of_str_are_taken(call: Call) -> None:
    def outcome(text: str) -> str:
        try:
            return repr(call.run(text))
        except khmertext.errors.KhmerTextError as error:
            return repr(error)

    for text in ("ឣង្គការ គ.ជ.ប ថ្ងៃទី៣១ ខែកក្កដា មាន ៥លាននាក់ សំរេច", "៥លានរៀល", "ម៉ោង ៣", "១២"):
        plain = outcome(text)
        assert outcome(OtherText(text)) == plain or " object at 0x" in plain
