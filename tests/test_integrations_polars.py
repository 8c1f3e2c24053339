"""The Polars namespace: series and expressions, eager, lazy and streaming."""

from __future__ import annotations

import datetime

import pytest

import khmertext
from khmertext import NotTextError, Segmenter, UnknownOption

pl = pytest.importorskip("polars")
pytest.importorskip("pyarrow")
pytest.importorskip("numpy")

import khmertext.integrations.polars  # noqa: E402

TEXTS = ["ខ្ញុំទៅសាលា", None, "", "ស\u17c1\u17d2តច"]
WORDS = [None if text is None else khmertext.words(text) for text in TEXTS]


def frame(dtype=pl.String):
    return pl.DataFrame({"text": pl.Series(TEXTS, dtype=dtype)})


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical])
def test_words_of_a_series(dtype):
    series = frame(dtype)["text"].khmer.words()
    assert series.name == "text"
    assert series.dtype == pl.List(pl.String)
    assert series.to_list() == WORDS


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_words_of_an_expression(engine):
    lazy = frame().lazy().select(pl.col("text").khmer.words())
    assert lazy.collect_schema() == {"text": pl.List(pl.String)}
    assert lazy.collect(engine=engine)["text"].to_list() == WORDS


def test_every_expression_has_the_type_it_announces(seed):
    lazy = pl.LazyFrame({"text": [seed, None]}).select(
        normalized=pl.col("text").khmer.normalize("safe", zwsp="remove"),
        words=pl.col("text").khmer.words(),
        tokens=pl.col("text").khmer.segment(),
        acronyms=pl.col("text").khmer.acronyms(),
        numbers=pl.col("text").khmer.numbers(),
        dates=pl.col("text").khmer.dates(ref=datetime.date(2024, 8, 1)),
    )
    collected = lazy.collect()
    assert collected.schema == lazy.collect_schema()
    assert collected.row(1) == (None,) * 6
    assert collected["normalized"][0] == khmertext.normalize(seed, "safe", zwsp="remove")
    assert collected["acronyms"][0].struct.field("canonical").to_list() == [
        mention.canonical for mention in khmertext.find_acronyms(seed)
    ]
    assert datetime.date(2024, 7, 31) in collected["dates"][0].struct.field("start_date").to_list()


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
    with pytest.raises(UnknownOption):
        series.khmer.words(mode="syllable")


def test_a_column_that_is_no_text():
    with pytest.raises(NotTextError, match=r"^words\(\) .* not of int64"):
        pl.Series([1]).khmer.words()
    with pytest.raises(NotTextError, match=r"^normalize\(\) .* not of Object"):
        pl.Series(["ក", object()], dtype=pl.Object).khmer.normalize()


def test_progress(capsys):
    pytest.importorskip("tqdm")
    frame()["text"].khmer.numbers(progress=True)
    assert "4/4" in capsys.readouterr().err
