"""The pandas accessor: index, name, dtype and missing values."""

from __future__ import annotations

import datetime
from datetime import date
from decimal import Decimal

import pytest

import khmertext
from khmertext import NotTextError, Segmentation, Segmenter, UnknownOptionError

pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")
np = pytest.importorskip("numpy")

import khmertext.integrations.pandas  # noqa: E402
from khmertext.integrations import arrow  # noqa: E402
from khmertext.integrations._columns import COLUMNS  # noqa: E402

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
    assert result.dtype == (series.dtype if dtype != "category" else "category")
    assert list(series.dropna()) == [text for text in TEXTS if text is not None]


# what pandas 2.2 says of itself when it compares
@pytest.mark.filterwarnings("ignore:Mismatched null-like values:FutureWarning")
@pytest.mark.filterwarnings("ignore:The truth value of an empty array:DeprecationWarning")
@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - {"tag"}))
@pytest.mark.parametrize("dtype", [object, "str", "string", pd.ArrowDtype(pa.string())], ids=str)
def test_categories_are_read_once(name, dtype, seed):
    texts = pd.Series([seed, None, "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", seed], name="text", dtype=dtype)
    told = []
    found = getattr(texts.astype("category").khmer, name)(progress=told.append)
    expected = getattr(texts.khmer, name)()
    if COLUMNS[name].is_text:
        assert found.cat.categories.dtype == expected.astype("category").cat.categories.dtype
        expected = expected.where(expected.notna(), np.nan) if dtype is object else expected
        found = found.astype(expected.dtype)
    pd.testing.assert_series_equal(found, expected)
    assert told[-1] == 2


def test_categories_that_become_equal_are_one():
    def normalized(categories, **options):
        given = pd.Categorical([MISORDERED, "ក", None, "ស្តេច"], categories, **options)
        return pd.Series(given).khmer.normalize()

    one = normalized([MISORDERED, "ស្តេច", "ក", "ខ"])
    assert one.tolist() == ["ស្តេច", "ក", np.nan, "ស្តេច"]
    assert one.cat.categories.tolist() == ["ស្តេច", "ក", "ខ"]
    assert not one.cat.ordered
    assert normalized([MISORDERED, "ស្តេច", "ក"], ordered=True).cat.ordered
    apart = normalized([MISORDERED, "ក", "ស្តេច"], ordered=True)  # which one is the least?
    assert not apart.cat.ordered


def test_categories_that_are_no_text_are_named():
    series = pd.Series(["ក", 5, 5], dtype="category", name="text")
    with pytest.raises(NotTextError, match=r" but category 0 of column 'text' holds int: 5$"):
        series.khmer.words()


def test_rows_of_one_category_share_no_list():
    words = pd.Series(["ក", "ក"], dtype="category").khmer.words()
    words[0].append("ខ")
    assert words[1] == ["ក"]


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
    with pytest.raises(NotTextError, match=r"row 1 \(label 'b'\) of column 'text' holds int: 5$"):
        series.rename("text").khmer.explode_mentions()
    with pytest.raises(NotTextError, match=r"not of int64 \(column 'n'\)$"):
        pd.Series([1], dtype=pd.ArrowDtype(pa.int64()), name="n").khmer.words()


def test_options_reach_the_segmenter():
    series = pd.Series(["កខគឃង គណៈកម្មាធិការ"])
    assert series.khmer.words(mode="part")[0] == khmertext.words(series[0], mode="part")
    segmenter = Segmenter(add=["កខគឃង"])
    assert series.khmer.words(segmenter=segmenter)[0][0] == "កខគឃង"
    assert series.khmer.segment(segmenter=segmenter)[0][0].text == "កខគឃង"
    with pytest.raises(UnknownOptionError):
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


@pytest.mark.parametrize("name", sorted(arrow.TYPES.keys() - {"tag"}))
def test_an_arrow_column_gives_an_arrow_column(name, seed):
    series = pd.Series([seed, None], dtype=pd.ArrowDtype(pa.string()), index=["a", "b"], name="t")
    result = getattr(series.khmer, name)()
    assert result.dtype == pd.ArrowDtype(arrow.TYPES[name])
    assert (result.name, list(result.index)) == ("t", ["a", "b"])
    assert result["b"] is pd.NA


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
@pytest.mark.parametrize("name", ["modernize", "word_key", "insert_breaks", "redact"])
def test_text_keeps_its_dtype(name, dtype):
    result = getattr(column(dtype).khmer, name)()
    check_like(result, column(dtype))
    function = getattr(khmertext, name)
    assert list(result.dropna()) == [function(text) for text in TEXTS if text is not None]
    assert result.dtype == (column(dtype).dtype if dtype != "category" else "category")


def test_shares_are_numbers():
    result = pd.Series(["ខ្មែរ abc", None, ""]).khmer.khmer_share()
    assert result.dtype == "float64"
    assert result[[0, 2]].tolist() == [0.5, 0]
    assert np.isnan(result[1])


def test_explode_all_mentions(seed):
    series = pd.Series([None, seed, "ក", "ឆ្នាំ២០២៤"], index=list("abcd"), name="text")
    frame = series.khmer.explode_mentions()
    assert list(frame.columns) == ["type", "start", "end", "text", "value"]
    assert set(frame.index) == {"b", "d"}
    for label, row in frame.iterrows():
        assert series[label][row.start : row.end] == row.text
    assert set(frame.type) == {"acronym", "number", "date"}
    assert frame.loc["b"].start.is_monotonic_increasing
    assert list(frame[frame.type == "acronym"].value) == [
        mention.canonical for mention in khmertext.find_acronyms(seed)
    ]
    dates = frame[frame.type == "date"]
    assert "2024-07-31" in set(dates.value)


KINDS = {
    "acronyms": {"canonical", "expansion", "expansion_source", "is_definition"},
    "numbers": {"value", "value_text", "unit", "approx", "low", "high_text"},
    "dates": {"start_date", "end_date", "precision", "datetime", "lunar_day"},
    "check_spelling": {"kind", "suggestions"},
    "diagnose": {"code", "message"},
    "segment": {"kind"},
    "sentences": {"kind"},
    "search_terms": {"term", "position"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_explode_one_kind(seed, kind):
    series = pd.Series([seed, None], index=["x", "y"])
    frame = series.khmer.explode_mentions(kind)
    assert {"start", "end"} | KINDS[kind] <= set(frame.columns)
    found = getattr(series.khmer, kind)()["x"]
    assert list(frame.start) == [mention.start for mention in found]
    assert list(frame.index) == ["x"] * len(found)
    nothing = pd.Series([""]).khmer.explode_mentions(kind)
    assert nothing.dtypes.equals(frame.dtypes)
    if hasattr(found, "to_frame"):
        pd.testing.assert_frame_equal(found.to_frame(), frame.reset_index(drop=True))


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_columns_are_typed_and_go_to_parquet_and_back(seed, kind, tmp_path):
    series = pd.Series([seed, "មួយភាគបី ម៉ោង ៨:៣០ ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", None])
    frame = series.khmer.explode_mentions(kind)
    assert all(isinstance(dtype, pd.ArrowDtype) for dtype in frame.dtypes)
    assert not any(pa.types.is_nested(dtype.pyarrow_dtype) for dtype in frame.dtypes)
    frame.to_parquet(tmp_path / "found.parquet")
    back = pd.read_parquet(tmp_path / "found.parquet", dtype_backend="pyarrow")
    pd.testing.assert_frame_equal(back, frame, check_index_type=False)
    pd.read_parquet(tmp_path / "found.parquet")  # readable without the option, too


def test_values_are_typed():
    series = pd.Series(["លក់ ២,៥០ដុល្លារ និង ១០០-១៥០ដុល្លារ ឬ ៤០០.០០០រៀល ថ្ងៃទី៣១ ខែកក្កដា"])
    numbers = series.khmer.explode_mentions("numbers", dates="skip")
    sums = numbers[numbers.unit.str.len() == 3].groupby("unit")[["low", "high"]].sum()
    assert sums.loc["USD"].tolist() == [Decimal("102.5"), Decimal("152.5")]
    assert sums.loc["KHR"].tolist() == [Decimal(400_000)] * 2
    dates = series.khmer.explode_mentions("dates")
    assert dates.dtypes["year"] == "int32[pyarrow]"  # though it is missing
    assert dates.year[0] is pd.NA
    assert (dates.month[0], dates.day[0]) == (7, 31)


def test_explode_options():
    series = pd.Series(["ម្សិលមិញ"])
    ref = datetime.date(2024, 8, 1)
    assert series.khmer.explode_mentions("dates", ref=ref).start_date[0] == datetime.date(
        2024, 7, 31
    )
    assert series.khmer.explode_mentions(ref=ref).value[0] == "2024-07-31"
    with pytest.raises(UnknownOptionError):
        series.khmer.explode_mentions("names")
    with pytest.raises(TypeError, match="strict"):
        series.khmer.explode_mentions("numbers", strict=True)


def test_lone_surrogates():
    series = pd.Series(["\ud800គ.ជ.ប\udfff ឆ្នាំ២០២៤"], dtype=object)
    assert series.khmer.explode_mentions().text.tolist() == ["គ.ជ.ប", "ឆ្នាំ២០២៤", "២០២៤"]
    tokens = series.khmer.explode_mentions("segment").text
    assert "".join(tokens) == "\ufffdគ.ជ.ប\ufffd ឆ្នាំ២០២៤"
    for frame in khmertext.analyze(series[0]).to_frames().values():
        assert all(isinstance(dtype, pd.ArrowDtype) for dtype in frame.dtypes)


def test_an_error_names_its_row():
    texts = pd.Series(["ក", "ខ"], index=["a", "b"], name="text")

    class Broken(Segmenter):
        def words(self, text, **options):
            return [] if text != "ខ" else text[9]

    with pytest.raises(IndexError) as caught:
        texts.khmer.words(segmenter=Broken())
    assert caught.value.__notes__ == ["row 1 (label 'b') of column 'text'"]


def test_processes(seed):
    texts = pd.Series([seed, None, *seed.splitlines()])
    for name in ("words", "dates", "normalize"):
        method = getattr(texts.khmer, name)
        pd.testing.assert_series_equal(method(processes=2), method())
    explode = texts.khmer.explode_mentions
    pd.testing.assert_frame_equal(explode("dates", processes=2), explode("dates"))


def test_exploded_words_join_back():
    series = pd.Series(["ខ្ញុំទៅ", "សាលា"], index=["a", "b"])
    words = series.khmer.words().explode()
    assert list(words.groupby(level=0).agg("".join)) == list(series)


def test_progress(capsys):
    pytest.importorskip("tqdm")
    for dtype in ("str", pd.ArrowDtype(pa.string())):
        column(dtype).khmer.words(progress=True)
        assert "/" in capsys.readouterr().err


def test_cells_that_are_one_value():
    texts = pd.Series(["១.២៣៤,៥", None, "មិនមាន", "(1,234.50៛)", "1/3", "១២ មីនា ២០២៤", "31/02/2024"])
    numbers = texts.khmer.parse_number()
    assert numbers.dtype == pd.ArrowDtype(pa.decimal128(38, 9))
    assert numbers.dropna().to_dict() == {0: Decimal("1234.5")}  # no decimal holds 1/3
    assert (numbers > 1000).dropna().tolist() == [True]
    assert texts.khmer.parse_number(decimal=".")[0] is pd.NA
    money = texts.khmer.parse_money()
    assert money.dropna().to_dict() == {3: khmertext.Money(Decimal("-1234.50"), "KHR")}
    money = pd.Series(["20000", "5$", "1.125"]).khmer.parse_money(currency="USD", strict=True)
    assert money.dropna().tolist() == [(20000, "USD"), (5, "USD")]
    days = texts.khmer.parse_date()
    assert str(days.dtype) == "datetime64[us]"
    assert days.dropna().dt.date.to_dict() == {5: date(2024, 3, 12)}
    assert pd.Series(["១២ មីនា"]).khmer.parse_date(ref=date(2024, 1, 1))[0] == days[5]
    thai = pd.Series(["๕"]).khmer.to_khmer_digits(scripts="all")
    assert thai.tolist() == ["៥"]
    with pytest.raises(NotTextError, match=r"^parse_number\(\) .* row 0 \(label 0\) holds int: 5$"):
        pd.Series([5]).khmer.parse_number()


def test_moments():
    texts = pd.Series(["31/07/2024 02:05:09 PM", None, "2024-07-31", "៨:៣០ ព្រឹក ថ្ងៃទី១ ខែសីហា"])
    found = texts.khmer.moments()
    assert str(found.dtype) == "datetime64[us]"
    assert found[0].isoformat() == "2024-07-31T14:05:09"
    assert list(found.isna()) == [False, True, True, True]
    assert texts.khmer.moments(ref=date(2024, 1, 1))[3].isoformat() == "2024-08-01T08:30:00"
