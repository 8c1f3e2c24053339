"""What all columns share: missing values, cells that are no text, progress."""

from __future__ import annotations

import pickle
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import columns
import khmertext
from khmertext import NotTextError, Segmenter, UnknownOptionError
from khmertext.errors import is_missing
from khmertext.integrations import _columns
from khmertext.integrations._columns import (
    COLUMNS,
    batches_of,
    described,
    exploded,
    function_for,
    in_batches,
    of_each,
)
from khmertext.integrations._mentions import find_all


@pytest.mark.parametrize("value", [None, float("nan"), Decimal("NaN")])
def test_missing_without_pandas(value):
    assert is_missing(value)


@pytest.mark.parametrize("value", ["", "nan", "ក", 0, 0.0, b"", [], {}, object(), Decimal(1)])
def test_not_missing(value):
    assert not is_missing(value)


def test_missing_of_pandas_and_numpy():
    np = pytest.importorskip("numpy")
    pd = pytest.importorskip("pandas")
    for value in (pd.NA, pd.NaT, np.nan, np.float32("nan"), np.datetime64("NaT", "s")):
        assert is_missing(value)
    for value in (np.array([np.nan, np.nan]), np.array(["ក", "ខ"]), np.float32(0), np.str_("")):
        assert not is_missing(value)


def texts_of(cells, **options):
    return [text for batch in batches_of(cells, "words", 2, **options) for text in batch.texts]


def test_batches():
    batches = list(batches_of(["a", None, "b", float("nan"), "c"], "words", 2))
    assert [batch.texts for batch in batches] == [["a", None], ["b", None], ["c"]]
    assert [batch.first for batch in batches] == [0, 2, 4]


def test_a_kind_of_str_is_text():
    class Title(str):
        __slots__ = ()

    assert texts_of([Title("ក")]) == ["ក"]


def test_no_rows():
    assert list(batches_of([], "words", 2)) == []
    assert texts_of([None]) == [None]


def test_a_cell_that_is_no_text_is_named():
    with pytest.raises(NotTextError, match=r"^words\(\) .* row 2 holds bytes: b'abc'$"):
        texts_of(["ក", None, b"abc"])
    with pytest.raises(NotTextError, match=r"row 2 \(label 'y'\) of column 'text' holds int: 7$"):
        texts_of(["ក", "ខ", 7], labels=["w", "x", "y"], column="text")


def test_a_long_cell_is_shown_in_part():
    with pytest.raises(NotTextError) as caught:
        texts_of([b"a" * 10_000])
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_says_where(processes):
    batches = batches_of(["1", "2", None, "b"], "words", 2, column="text", labels=list("wxyz"))
    # a function that every process finds, also one that is no copy of this one
    with pytest.raises(ValueError, match="invalid literal") as caught:
        list(run(partial(of_each, int), batches, processes=processes))
    assert caught.value.__notes__ == ["row 3 (label 'z') of column 'text'"]


def test_a_few_rows_are_shared_by_all_processes():
    assert _columns.batch_size(100, 1, "words") == _columns.ROWS_PER_BATCH
    assert _columns.batch_size(100, 2, "words") == 7
    assert _columns.batch_size(1_000_000, 2, "words") == _columns.ROWS_PER_BATCH
    with pytest.raises(TypeError, match=r"^words\(\) takes int as processes, not str$"):
        _columns.batch_size(100, "2", "words")
    with pytest.raises(ValueError, match="processes=0 must be at least 1"):
        _columns.batch_size(100, 0, "words")


def run(work, batches, *, total=4, progress=False, processes=1):
    return in_batches(
        work, batches, total=total, name="words", progress=progress, processes=processes
    )


def test_progress_counts_the_rows(capsys):
    pytest.importorskip("tqdm")
    batches = batches_of(["a", None, "c"], "words", 2)
    list(run(partial(of_each, str), batches, total=3, progress=True))
    shown = capsys.readouterr().err
    assert "words" in shown
    assert "3/3" in shown
    told = []
    batches = batches_of(["a", None, "c"], "words", 2)
    list(run(partial(of_each, str), batches, progress=told.append))
    assert told == [2, 3]


def test_no_progress_unless_asked(capsys):
    list(run(partial(of_each, str), batches_of(["a"], "words", 2)))
    assert capsys.readouterr() == ("", "")


def test_progress_without_tqdm_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match=r"pip install 'khmertext\[progress\]'"):
        list(run(partial(of_each, str), batches_of(["a"], "words", 2), progress=True))


# --- the functions -----------------------------------------------------------------------------


def options(name):
    return {"dates": {"ref": date(2024, 8, 1)}, "normalize": {"level": "search"}}.get(name, {})


WHOLE = {  # texts that are one value
    "parse_number": "១.២៣៤,៥",
    "parse_money": "១.២៣៤,៥៛",
    "parse_date": "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤",
    "moments": "ម៉ោង ២ រសៀល ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_functions_can_be_pickled(name):
    if name == "tag":
        pytest.importorskip("khmernltk")
    function = function_for(name, (), options(name))
    text = "គ.ជ.ប ប្រជុំថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤"
    text = WHOLE.get(name, text)
    given = function(text)
    assert given == COLUMNS[name].load()(text, **options(name))
    for item in given if COLUMNS[name].many else [given]:
        assert isinstance(item, Fraction if name == "khmer_share" else COLUMNS[name].record)
    again = pickle.loads(pickle.dumps(function))(text)
    assert list(again) == list(given) if COLUMNS[name].many else again == given


def test_a_wrong_option_is_an_error():
    assert function_for("normalize", ("search",), {}).keywords["level"] == "search"
    with pytest.raises(UnknownOptionError):
        function_for("normalize", ("loud",), {})
    with pytest.raises(TypeError, match=r"^dates\(\): .* 'calendar'; .* khmertext\.find_dates$"):
        function_for("dates", (), {"calendar": "lunar"})
    with pytest.raises(TypeError, match="takes a Segmenter, not str"):
        function_for("words", (), {"segmenter": "icu"})
    for option in ({"mode": "part"}, {"engine": "icu"}, {"mode": "word"}):
        (given,) = option
        with pytest.raises(
            TypeError, match=rf"^segment\(\) takes segmenter= or {given}=, not both"
        ):
            function_for("segment", (), {"segmenter": Segmenter(), **option})
    with pytest.raises(TypeError, match="takes no segmenter"):
        function_for("dates", (), {"segmenter": Segmenter()})
    with pytest.raises(UnknownOptionError, match="kind='words'"):
        exploded("words")


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_what_cannot_be_read_is_missing(name):
    assert COLUMNS[name].parses
    function = function_for(name, (), {})
    unread = ["", "ក", "31/02/2024", "១.២៣.៤", "២-៣ ៛", "១៥:៣០", "៥ ៦"]
    assert [function(text) for text in unread] == [None] * len(unread)
    with pytest.raises(TypeError, match=rf"^{name}\(\): .* 'loud'; .* {described(name)}$"):
        function_for(name, (), {"loud": True})


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("parse_number", {"decimal": ";"}),
        ("parse_date", {"era": "lunar"}),
        ("to_ascii_digits", {"scripts": "thai"}),
    ],
)
def test_a_wrong_option_is_no_missing_value(name, wrong):
    with pytest.raises(UnknownOptionError):
        function_for(name, (), wrong)


def test_everything_found_together(seed):
    found = find_all(seed)
    assert [item.start for item in found] == sorted(item.start for item in found)
    for kind, finder in (
        ("acronym", khmertext.find_acronyms),
        ("number", khmertext.find_numbers),
        ("date", khmertext.find_dates),
    ):
        mentions = [(m.start, m.end, m.text) for m in finder(seed)]
        assert [item[1:4] for item in found if item.type == kind] == mentions
    assert [item.value for item in find_all("ម៉ោង 17:32:45") if item.type == "date"] == ["T17:32:45"]


# --- every function, in every kind of column ---------------------------------------------------

CELLS = st.lists(st.none() | st.text(st.sampled_from("កខគរស្្ាិំ់១៥0a.( )\u200b\n។៛")), max_size=4)


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - {"tag"}))
@given(texts=CELLS)
@settings(max_examples=25)
def test_a_column_is_the_function_of_each_text(name, texts):
    for library in ("pandas", "polars", "pyarrow"):
        pytest.importorskip(library)
    columns.check(name, texts)


@pytest.mark.parametrize("library", ["arrow", "spark", "pandas", "polars"])
def test_each_library_has_all_functions(library):
    pytest.importorskip({"arrow": "pyarrow", "spark": "pyarrow"}.get(library, library))
    module = import_module(f"khmertext.integrations.{library}")
    homes = {"pandas": ["KhmerAccessor"], "polars": ["KhmerSeries", "KhmerExpression"]}
    for home in [getattr(module, name) for name in homes.get(library, [])] or [module]:
        for name in COLUMNS:
            function = getattr(home, name)
            assert function.__name__ == name
            assert f"What {described(name)} gives" in function.__doc__
            assert "integrations" not in described(name)
