"""The pandas accessor: index, name, dtype and missing values."""

from __future__ import annotations

import datetime

import pytest

import khmertext
from khmertext import NotTextError, Segmentation, Segmenter, UnknownOption

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")
np = pytest.importorskip("numpy")

import khmertext.integrations.pandas  # noqa: E402

MISORDERED = "ស\u17c1\u17d2តច"  # a vowel before a subscript
TEXTS = ["ខ្ញុំទៅសាលា", None, MISORDERED, ""]
DTYPES = ["str", "string", object, "category", pd.ArrowDtype(pa.string()),
          pd.ArrowDtype(pa.large_string()), pd.StringDtype("python")]  # fmt: skip


def column(dtype="str"):
    return pd.Series(TEXTS, index=[7, 7, 5, 1], name="text", dtype=dtype)


def check_like(result, series):
    assert result.index.equals(series.index)
    assert result.name == series.name
    assert list(result.isna()) == [text is None for text in TEXTS]


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_words(dtype):
    series = column(dtype)
    result = series.khmer.words()
    check_like(result, series)
    assert [list(words) for words in result[result.notna()]] == [
        khmertext.words(text) for text in TEXTS if text is not None
    ]
    if isinstance(dtype, pd.ArrowDtype):
        assert pa.types.is_string(result.dtype.pyarrow_dtype.value_type) or (
            pa.types.is_large_string(result.dtype.pyarrow_dtype.value_type)
        )
    else:
        assert result.dtype == object
        assert result.iloc[1] is None


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_normalize_keeps_the_dtype(dtype):
    series = column(dtype)
    result = series.khmer.normalize()
    check_like(result, series)
    assert list(result.dropna()) == [
        khmertext.normalize(text) for text in TEXTS if text is not None
    ]
    expected = series.dtype if dtype != "category" else series.cat.categories.dtype
    assert result.dtype == expected
    assert list(series.dropna()) == [text for text in TEXTS if text is not None]


def test_all_missing_values_are_one():
    series = pd.Series(["ក", None, np.nan, pd.NA, pd.NaT], dtype=object)
    for result in (
        series.khmer.words(),
        series.khmer.segment(),
        series.khmer.acronyms(),
        series.khmer.numbers(),
        series.khmer.dates(),
    ):
        assert result.dtype == object
        assert list(result[1:]) == [None] * 4
    normalized = series.khmer.normalize()
    assert normalized[1] is None
    assert normalized[3] is pd.NA
    assert normalized[1:].isna().all()


def test_an_empty_and_an_empty_handed_column():
    for series in (
        pd.Series([], dtype="str"),
        pd.Series([], dtype=object),
        pd.Series([np.nan, np.nan]),
        pd.Series([None], dtype=pd.ArrowDtype(pa.null())),
    ):
        assert series.khmer.words().isna().all()
        assert series.khmer.normalize().isna().all()
        assert series.khmer.explode_mentions().empty


def test_a_column_that_is_no_text():
    series = pd.Series(["ក", 5], index=["a", "b"], dtype=object)
    with pytest.raises(NotTextError, match=r"^words\(\) .* row 1 \(label 'b'\) holds int: 5$"):
        series.khmer.words()
    with pytest.raises(NotTextError, match=r"row 0 \(label 0\)"):
        pd.Series([1, 2]).khmer.normalize()
    with pytest.raises(NotTextError, match=r"not of int64"):
        pd.Series([1], dtype=pd.ArrowDtype(pa.int64())).khmer.words()


def test_options_reach_the_segmenter():
    series = pd.Series(["កខគឃង គណៈកម្មាធិការ"])
    assert series.khmer.words(mode="part")[0] == khmertext.words(series[0], mode="part")
    segmenter = Segmenter(add=["កខគឃង"])
    assert series.khmer.words(segmenter=segmenter)[0][0] == "កខគឃង"
    assert series.khmer.segment(segmenter=segmenter)[0][0].text == "កខគឃង"
    with pytest.raises(UnknownOption):
        series.khmer.words(mode="syllable")


def test_words_of_a_lone_surrogate():
    series = pd.Series(["ក\ud800ខ"], dtype=object)
    assert "".join(series.khmer.words()[0]) == "ក\ud800ខ"


def test_segment():
    result = column().khmer.segment()
    assert isinstance(result.iloc[0], Segmentation)
    assert [token.text for token in result.iloc[0]] == khmertext.words(TEXTS[0])
    assert result.iloc[1] is None


def test_finders_give_what_the_functions_give(seed):
    series = pd.Series([seed, None])
    assert list(series.khmer.acronyms()[0]) == list(khmertext.find_acronyms(seed))
    assert series.khmer.numbers()[0] == khmertext.find_numbers(seed)
    assert series.khmer.dates()[0] == khmertext.find_dates(seed)
    ref = datetime.date(2024, 8, 1)
    assert pd.Series(["ម្សិលមិញ"]).khmer.dates(ref=ref)[0][0].date == datetime.date(2024, 7, 31)


def test_explode_all_mentions(seed):
    series = pd.Series([None, seed, "ក", "ឆ្នាំ២០២៤"], index=list("abcd"), name="text")
    frame = series.khmer.explode_mentions()
    assert list(frame.columns) == ["type", "start", "end", "text", "value", "mention"]
    assert set(frame.index) == {"b", "d"}
    for label, row in frame.iterrows():
        assert series[label][row.start : row.end] == row.text == row.mention.text
    assert set(frame.type) == {"acronym", "number", "date"}
    assert frame.loc["b"].start.is_monotonic_increasing
    assert list(frame[frame.type == "acronym"].value) == [
        mention.canonical for mention in khmertext.find_acronyms(seed)
    ]
    dates = frame[frame.type == "date"]
    assert "2024-07-31" in set(dates.value)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("acronyms", {"canonical", "expansion", "expansion_source"}),
        ("numbers", {"value", "unit", "approx"}),
        ("dates", {"start_date", "end_date", "precision"}),
    ],
)
def test_explode_one_kind(seed, kind, fields):
    series = pd.Series([seed, None], index=["x", "y"])
    frame = series.khmer.explode_mentions(kind)
    assert {"start", "end", "text"} | fields <= set(frame.columns)
    found = getattr(series.khmer, kind)()["x"]
    assert list(frame.text) == [mention.text for mention in found]
    assert list(frame.index) == ["x"] * len(found)
    assert list(pd.Series(["ក"]).khmer.explode_mentions(kind).columns) == list(frame.columns)


def test_explode_options():
    series = pd.Series(["ម្សិលមិញ"])
    frame = series.khmer.explode_mentions("dates", ref=datetime.date(2024, 8, 1))
    assert frame.start_date[0] == datetime.date(2024, 7, 31)
    with pytest.raises(UnknownOption):
        series.khmer.explode_mentions("names")
    with pytest.raises(TypeError, match="ref"):
        series.khmer.explode_mentions(ref=datetime.date(2024, 8, 1))


def test_exploded_words_join_back():
    series = pd.Series(["ខ្ញុំទៅ", "សាលា"], index=["a", "b"])
    words = series.khmer.words().explode()
    assert list(words.groupby(level=0).agg("".join)) == list(series)


def test_progress(capsys):
    pytest.importorskip("tqdm")
    for dtype in ("str", pd.ArrowDtype(pa.string())):
        column(dtype).khmer.words(progress=True)
        assert "/" in capsys.readouterr().err
