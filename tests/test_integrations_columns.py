"""What all columns share: missing values, cells that are no text, progress."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest

from khmertext import NotTextError
from khmertext.integrations import _columns
from khmertext.integrations._columns import is_missing, map_texts


@pytest.mark.parametrize("value", [None, float("nan"), Decimal("NaN")])
def test_missing_without_pandas(value):
    assert is_missing(value)


@pytest.mark.parametrize("value", ["", "nan", "ក", 0, 0.0, b"", [], {}, object(), Decimal(1)])
def test_not_missing(value):
    assert not is_missing(value)


def test_missing_of_pandas_and_numpy():
    np = pytest.importorskip("numpy")
    pd = pytest.importorskip("pandas")
    for value in (pd.NA, pd.NaT, np.nan, np.float32("nan"), np.datetime64("NaT")):
        assert is_missing(value)
    for value in (np.array([np.nan, np.nan]), np.array(["ក", "ខ"]), np.float32(0), np.str_("")):
        assert not is_missing(value)


def test_results_stand_where_their_texts_stood(monkeypatch):
    monkeypatch.setattr(_columns, "ROWS_PER_BATCH", 2)
    sizes = []

    def batch(texts):
        sizes.append(len(texts))
        return [text * 2 for text in texts]

    cells = ["a", None, "b", "c", float("nan"), "d", "e"]
    assert map_texts(batch, cells, name="f") == ["aa", None, "bb", "cc", None, "dd", "ee"]
    assert sizes == [2, 2, 1]


def test_a_kind_of_str_is_text():
    class Title(str):
        __slots__ = ()

    assert map_texts(list, [Title("ក")], name="f") == ["ក"]


def test_no_rows():
    assert map_texts(list, [], name="f") == []
    assert map_texts(list, [None], name="f") == [None]


def test_a_cell_that_is_no_text_is_named():
    with pytest.raises(NotTextError, match=r"^words\(\) .* row 2 holds bytes: b'abc'$"):
        map_texts(list, ["ក", None, b"abc"], name="words")
    with pytest.raises(NotTextError, match=r"row 1 \(label 'x'\) holds int: 7$"):
        map_texts(list, ["ក", 7], name="words", labels=["w", "x"])


def test_a_long_cell_is_shown_in_part():
    with pytest.raises(NotTextError) as caught:
        map_texts(list, [b"a" * 10_000], name="words")
    assert len(str(caught.value)) < 200


def test_progress_counts_the_texts(capsys):
    pytest.importorskip("tqdm")
    map_texts(list, ["a", None, "b"], name="words", progress=True)
    shown = capsys.readouterr().err
    assert "words" in shown
    assert "2/2" in shown


def test_no_progress_unless_asked(capsys):
    map_texts(list, ["a"], name="words")
    assert capsys.readouterr() == ("", "")


def test_progress_without_tqdm_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match=r"pip install 'khmertext\[progress\]'"):
        map_texts(list, ["a"], name="words", progress=True)
