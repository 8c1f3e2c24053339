"""The Polars namespace: series and expressions, eager, lazy and streaming."""

from __future__ import annotations

import datetime

import pytest

import khmertext
from khmertext import NotTextError, Segmenter, UnknownOptionError

pl = pytest.importorskip("polars")
pytest.importorskip("pyarrow")
pytest.importorskip("numpy")

import khmertext.integrations.polars  # noqa: E402
from khmertext.integrations._columns import COLUMNS  # noqa: E402

TEXTS = ["ខ្ញុំទៅសាលា", None, "", "ស\u17c1\u17d2តច"]
VERSION = tuple(map(int, pl.__version__.split(".")[:2]))
WORDS = [None if text is None else khmertext.words(text) for text in TEXTS]


def frame(dtype=pl.String):
    return pl.DataFrame({"text": pl.Series(TEXTS, dtype=dtype)})


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
def test_words_of_a_series(dtype):
    series = frame(dtype)["text"].khmer.words()
    assert series.name == "text"
    assert series.dtype == pl.List(pl.String)
    assert series.to_list() == WORDS


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(TEXTS[:1] + TEXTS[2:])])
def test_text_of_categories_is_a_string(dtype):
    given = pl.DataFrame({"text": pl.Series(TEXTS, dtype=dtype)})
    lazy = given.lazy().select(pl.col("text").khmer.normalize())
    expected = frame()["text"].khmer.normalize().to_list()
    assert lazy.collect_schema() == lazy.collect().schema == {"text": pl.String}
    assert lazy.collect()["text"].to_list() == expected
    series = given["text"].khmer.normalize()
    assert (series.dtype, series.to_list()) == (pl.String, expected)


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_words_of_an_expression(engine):
    lazy = frame().lazy().select(pl.col("text").khmer.words())
    assert lazy.collect_schema() == {"text": pl.List(pl.String)}
    if VERSION < (1, 23):
        collected = lazy.collect(streaming=engine == "streaming")
    else:
        collected = lazy.collect(engine=engine)
    assert collected["text"].to_list() == WORDS


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - {"tag"}))
def test_every_expression_has_the_type_it_announces(name, seed):
    expression = getattr(pl.col("text").khmer, name)()
    lazy = pl.LazyFrame({"text": [seed, None, ""]}).select(expression)
    collected = lazy.collect()
    assert collected.schema == lazy.collect_schema()
    assert collected["text"][1] is None
    assert (
        collected["text"].to_list() == getattr(pl.Series([seed, None, ""]).khmer, name)().to_list()
    )


def test_a_wrong_option_fails_when_the_expression_is_made():
    with pytest.raises(UnknownOptionError, match="level='x' is unknown"):
        pl.col("text").khmer.normalize("x")
    with pytest.raises(TypeError, match="unexpected keyword argument 'kind'"):
        pl.col("text").khmer.words(kind="word")
    with pytest.raises(TypeError, match=r"^words\(\) takes int as processes, not str$"):
        pl.col("text").khmer.words(processes="2")


def test_options_reach_the_functions(seed):
    series = pl.Series([seed])
    assert series.khmer.normalize("safe", zwsp="remove")[0] == khmertext.normalize(
        seed, "safe", zwsp="remove"
    )
    dates = series.khmer.dates(ref=datetime.date(2024, 8, 1))[0].struct.field("start_date")
    assert datetime.date(2024, 7, 31) in dates.to_list()


def test_explode_mentions(seed):
    series = pl.Series("text", ["ក", None, seed])
    frame = series.khmer.explode_mentions("dates")
    assert frame["row"].unique().to_list() == [2]
    assert frame["start_date"].dtype == pl.Date
    assert frame["datetime"].dtype == pl.Datetime("us")
    numbers = series.khmer.explode_mentions("numbers", dates="skip")
    assert numbers["low"].dtype == pl.Decimal(38, 9)
    with pytest.raises(NotTextError, match=r"not of int64$"):
        pl.Series([1]).khmer.explode_mentions()


def test_parquet_and_back(seed, tmp_path):
    texts = pl.DataFrame({"text": [seed, None, ""]})
    found = texts.select(
        **{name: getattr(pl.col("text").khmer, name)() for name in COLUMNS if name != "tag"}
    )
    for frame in (found, texts["text"].khmer.explode_mentions("numbers")):
        frame.write_parquet(tmp_path / "found.parquet")
        assert pl.read_parquet(tmp_path / "found.parquet").equals(frame)


def test_nothing_but_nulls():
    series = pl.Series("text", [None, None])
    assert series.khmer.words().to_list() == [None, None]
    assert series.khmer.normalize().to_list() == [None, None]
    assert pl.Series("text", [], dtype=pl.String).khmer.words().dtype == pl.List(pl.String)


def test_sliced_and_chunked():
    series = frame()["text"]
    both = pl.concat([series.slice(0, 2), series.slice(2)], rechunk=False)
    assert both.khmer.words().to_list() == WORDS


def test_options():
    series = pl.Series(["កខគឃង គណៈកម្មាធិការ"])
    assert series.khmer.words(mode="part")[0].to_list() == khmertext.words(series[0], mode="part")
    segmenter = Segmenter(add=["កខគឃង"])
    assert series.khmer.words(segmenter=segmenter)[0][0] == "កខគឃង"
    assert series.khmer.segment(segmenter=segmenter)[0][0]["text"] == "កខគឃង"
    with pytest.raises(UnknownOptionError):
        series.khmer.words(mode="syllable")


def test_a_column_that_is_no_text():
    with pytest.raises(NotTextError, match=r"^words\(\) .* not of int64 \(column 'n'\)$"):
        pl.Series("n", [1]).khmer.words()
    with pytest.raises(
        NotTextError, match=r"^explode_mentions\(\) .* not of int64 \(column 'n'\)$"
    ):
        pl.Series("n", [1]).khmer.explode_mentions()
    with pytest.raises(NotTextError, match=r"^normalize\(\) .* not of Object"):
        pl.Series(["ក", object()], dtype=pl.Object).khmer.normalize()


def test_progress(capsys):
    pytest.importorskip("tqdm")
    frame()["text"].khmer.numbers(progress=True)
    assert "4/4" in capsys.readouterr().err
