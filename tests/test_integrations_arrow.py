"""Arrow arrays: every kind of string array in, lists cut out of its own bytes."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext import NotTextError, Segmenter, UnknownOptionError, _records
from khmertext.integrations import _columns

pa = pytest.importorskip("pyarrow")
pytest.importorskip("numpy")

from khmertext.integrations import arrow  # noqa: E402

TEXTS = ["ខ្ញុំទៅសាលារៀន", None, "", "abc 😀 កខ", "\u200bគ.ជ.ប \n", "១ ៨៨៨"]
EXPECTED = [None if text is None else khmertext.words(text) for text in TEXTS]

KINDS = {
    "string": pa.array(TEXTS, pa.string()),
    "large_string": pa.array(TEXTS, pa.large_string()),
    "string_view": pa.array(TEXTS, pa.string_view()),
    "dictionary": pa.array(TEXTS).dictionary_encode(),
    "sliced": pa.array(["ក", None, *TEXTS, "ខ"]).slice(2, len(TEXTS)),
    "sliced large": pa.array(["ក", *TEXTS, "ខ"], pa.large_string()).slice(1, len(TEXTS)),
    "sliced dictionary": pa.array(["ក", *TEXTS]).dictionary_encode().slice(1),
    "chunked": pa.chunked_array([TEXTS[:2], [], TEXTS[2:]]),
}


@pytest.mark.parametrize("name", KINDS)
def test_words(name):
    result = arrow.words(KINDS[name])
    result.validate(full=True)
    assert result.to_pylist() == EXPECTED
    assert isinstance(result, pa.ChunkedArray) == (name == "chunked")


def test_both_twins(twin):
    assert arrow.words(KINDS["chunked"]).to_pylist() == EXPECTED
    tokens = arrow.segment(KINDS["string"]).to_pylist()
    assert [row and [token["text"] for token in row] for row in tokens] == EXPECTED


def test_types():
    assert arrow.words(KINDS["string"]).type == pa.list_(pa.string())
    assert arrow.words(KINDS["string_view"]).type == pa.list_(pa.string())
    assert arrow.words(KINDS["large_string"]).type == pa.large_list(pa.large_string())
    assert arrow.words(KINDS["chunked"]).num_chunks == 3


def test_words_are_the_bytes_of_the_array():
    array = pa.array([text for text in TEXTS if text is not None])
    words = arrow.words(array).values
    assert words.buffers()[2].address == array.buffers()[2].address


def test_bytes_behind_a_null_are_no_words():
    array = pa.StringArray.from_buffers(
        3, pa.array([0, 3, 6, 9], pa.int32()).buffers()[1], pa.py_buffer("កខគ".encode()),
        pa.py_buffer(b"\x05"),
    )  # fmt: skip
    assert array.to_pylist() == ["ក", None, "គ"]
    result = arrow.words(array)
    result.validate(full=True)
    assert result.to_pylist() == [["ក"], None, ["គ"]]
    assert result.flatten().to_pylist() == ["ក", "គ"]


@pytest.mark.parametrize(
    "array",
    [
        pa.array([], pa.string()),
        pa.chunked_array([], pa.string()),
        pa.chunked_array([], pa.large_string()),
        pa.array([], pa.dictionary(pa.int8(), pa.string())),
        pa.nulls(0),
    ],
)
def test_nothing_in_nothing_out(array):
    for function in (arrow.words, arrow.segment, arrow.dates):
        result = function(array)
        assert len(result) == 0
        assert pa.types.is_list(result.type) or pa.types.is_large_list(result.type)
    assert len(arrow.normalize(array)) == 0


def test_nothing_but_missing_values():
    for array in (pa.nulls(2), pa.array([None, None], pa.string())):
        assert arrow.words(array).to_pylist() == [None, None]
        assert arrow.numbers(array).to_pylist() == [None, None]
        assert arrow.normalize(array).to_pylist() == [None, None]


@given(
    st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]))),
    st.sampled_from([pa.string(), pa.large_string(), pa.string_view()]),
)
def test_words_agree_with_words(texts, kind):
    result = arrow.words(pa.array(texts, kind))
    result.validate(full=True)
    assert result.to_pylist() == [None if text is None else khmertext.words(text) for text in texts]


def test_batches_make_one_array(monkeypatch):
    monkeypatch.setattr(_columns, "ROWS_PER_BATCH", 2)
    for name, array in KINDS.items():
        assert arrow.words(array).to_pylist() == EXPECTED, name
        assert len(arrow.dates(array)) == len(TEXTS)


def test_options_reach_the_segmenter():
    array = pa.array(["គណៈកម្មាធិការ"])
    parts = arrow.words(array, mode="part").to_pylist()
    assert parts == [khmertext.words("គណៈកម្មាធិការ", mode="part")]
    added = Segmenter(add=["កខគឃង"])
    assert arrow.words(pa.array(["កខគឃង"]), segmenter=added).to_pylist() == [["កខគឃង"]]
    with pytest.raises(UnknownOptionError):
        arrow.words(array, mode="syllable")


def test_words_of_some_kinds():
    texts = ["ខ្ញុំទៅ សាលា\u200b៣១។", None]
    for kinds in ("word", ["word", "number"]):
        expected = [khmertext.words(texts[0], kinds=kinds), None]
        for kind in (pa.string(), pa.large_string(), pa.string_view()):
            assert arrow.words(pa.array(texts, kind), kinds=kinds).to_pylist() == expected
            assert (
                arrow.words(pa.array(texts, kind), kinds=kinds).type
                == arrow.words(pa.array(texts, kind)).type
            )
        tokens = arrow.segment(pa.array(texts), kinds=kinds).to_pylist()
        assert [token["text"] for token in tokens[0]] == expected[0]
        own = Segmenter(mode="part")
        assert arrow.words(pa.array(texts), kinds=kinds, segmenter=own).to_pylist() == [
            own.words(texts[0], kinds=kinds),
            None,
        ]
        assert arrow.segment(pa.array(texts), kinds=kinds, segmenter=own)[0].as_py() == [
            token._asdict() for token in own.segment(texts[0]).of_kinds(kinds)
        ]
    with pytest.raises(UnknownOptionError):
        arrow.words(pa.nulls(1), kinds="verb")


def test_an_option_that_a_segmenter_does_not_know_is_an_error():
    for name in ("words", "segment"):
        with pytest.raises(TypeError, match="kind"):
            getattr(arrow, name)(pa.nulls(1), segmenter=Segmenter(), kind="word")


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
def test_tokens_are_those_of_each_text(kind):
    texts = [None, "ទៅ ៣១ \U0001f600ក", "", "គ.ក.ស. ១២,៥", None, " \n", "a@b.kh ទៅ"]
    cells = pa.array(texts, kind)
    for array in (
        cells,
        cells[1:4],
        cells[2:3],
        cells[:0],
        pa.chunked_array([cells[:2], cells[2:]]),
    ):
        for options in ({}, {"mode": "part"}, {"segmenter": Segmenter(add=["ទៅ ៣១"])}):
            segment = options["segmenter"].segment if "segmenter" in options else khmertext.segment
            given = {} if "segmenter" in options else options
            made = arrow.segment(array, **options)
            made.validate(full=True)
            assert made.type == arrow.TYPES["segment"]
            assert made.to_pylist() == [
                None if text is None else [token._asdict() for token in segment(text, **given)]
                for text in array.to_pylist()
            ]


def test_segment_has_offsets_and_kinds():
    texts = ["ខ្ញុំទៅ សាលា", None]
    tokens, missing = arrow.segment(pa.array(texts)).to_pylist()
    assert missing is None
    assert [(t["text"], t["start"], t["end"], t["kind"]) for t in tokens] == [
        (t.text, t.start, t.end, t.kind) for t in khmertext.segment(texts[0])
    ]


@pytest.mark.parametrize("name", KINDS)
def test_normalize(name):
    array = KINDS[name]
    result = arrow.normalize(array, "safe")
    assert result.to_pylist() == [
        None if text is None else khmertext.normalize(text, "safe") for text in TEXTS
    ]
    assert result.type == array.type


def test_texts_of_a_dictionary_that_become_equal_are_one():
    def normalized(*texts, ordered=True):
        rows = pa.array([0, 1, 2, None], pa.int8())
        array = pa.DictionaryArray.from_arrays(rows, pa.array(texts), ordered=ordered)
        result = arrow.normalize(array)
        assert result.to_pylist() == [*map(khmertext.normalize, texts), None]
        assert result.dictionary.to_pylist() == ["ស្តេច", "ក"]
        return result.type

    kind = pa.dictionary(pa.int8(), pa.string())
    assert normalized("ស\u17c1\u17d2តច", "ស្តេច", "ក", ordered=False) == kind
    assert normalized("ស\u17c1\u17d2តច", "ស្តេច", "ក").ordered
    assert not normalized("ស\u17c1\u17d2តច", "ក", "ស្តេច").ordered  # which one is the least?


def test_normalize_passes_its_options():
    result = arrow.normalize(pa.array(["ក\u200bខ"]), zwsp="remove")
    assert result.to_pylist() == ["កខ"]
    with pytest.raises(UnknownOptionError):
        arrow.normalize(pa.array(["ក"]), "loud")


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("segment", khmertext.Token),
        ("acronyms", khmertext.Acronym),
        ("numbers", khmertext.NumberMention),
        ("dates", khmertext.DateMention),
        ("check_spelling", khmertext.SpellingMention),
        ("diagnose", khmertext.Diagnostic),
        ("search_terms", khmertext.search.SearchTerm),
    ],
)
def test_no_field_of_a_mention_is_left_out(name, record):
    columns = {field.name for field in arrow.TYPES[name].value_type}
    fields = set(getattr(record, "_fields", None) or record.__dataclass_fields__)
    more = {"numbers": {"value_text", "low_text", "high_text"}, "dates": {"datetime"}}
    assert columns == fields | more.get(name, set())


def test_acronyms(seed):
    (found,) = arrow.acronyms(pa.array([seed])).to_pylist()
    assert [(m["start"], m["end"], m["canonical"], m["expansion"]) for m in found] == [
        (m.start, m.end, m.canonical, m.expansion) for m in khmertext.find_acronyms(seed)
    ]
    assert {m["expansion_source"] for m in found} == {"text", "gazetteer"}
    (definition,) = [m["definition"] for m in found if m["definition"] is not None]
    assert seed[definition["start"] : definition["end"]] == definition["text"]
    assert definition["text"] == found[0]["expansion"]


def test_numbers():
    text = "តម្លៃ ២,៥០ ដុល្លារ និង ២-៣លាននាក់ មួយភាគបី ទូរសព្ទ ០១២ ៣៤៥ ៦៧៨"
    money, people, third, phone = arrow.numbers(pa.array([text]))[0].as_py()
    assert (money["value"], money["unit"], money["kind"]) == (Decimal("2.5"), "USD", "money")
    assert money["low"] == money["high"] == money["value"]
    assert money["value_text"] == "2.50"
    assert (people["value"], people["low"], people["high"]) == (None, 2_000_000, 3_000_000)
    # what a decimal does not hold is there as text, not rounded
    assert (third["value"], third["value_text"], third["low_text"]) == (None, "1/3", "1/3")
    assert (phone["value"], phone["value_text"]) == (None, "+85512345678")


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (0, "0"),
        (-5, "-5"),
        (Decimal("0E-30"), "0"),
        (Decimal("0E+999999"), "0"),
        (Decimal("-2.50"), "-2.5"),
        (Decimal("2E+6"), "2000000"),
        (Fraction(1, 4), "0.25"),
        (10**29 - 1, "9" * 29),
        (1 - 10**29, "-" + "9" * 29),
        (Decimal("1E-9"), "0.000000001"),
        # not exactly, so not at all
        (10**29, None),
        (Decimal("1E+999999"), None),
        (Decimal("1E-999999"), None),
        (Decimal("1.1234567891"), None),
        (Fraction(1, 3), None),
    ],
)
def test_decimals(value, held):
    mention = khmertext.NumberMention(0, 1, "", value, "cardinal")
    found = _records.flat_table(khmertext.NumberMention, [mention]).to_pylist()[0]
    assert found["value"] == found["low"] == (None if held is None else Decimal(held))
    assert found["value_text"] == str(value)


def test_dates():
    text = "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤"
    (found,) = arrow.dates(pa.array([text])).to_pylist()
    assert len(found) == 1
    assert found[0]["start_date"] == found[0]["end_date"] == datetime.date(2024, 7, 31)
    assert (found[0]["precision"], found[0]["time"], found[0]["lunar"]) == ("day", None, None)
    assert found[0]["datetime"] is None


def test_cells_that_are_one_value():
    texts = pa.array(["១/៤", "១/៣", "២,៥០ដុល្លារ", "៣១/០៧/១៩០១", "៩" * 30, None])
    numbers = arrow.parse_number(texts)
    assert numbers.type == pa.decimal128(38, 9)
    # what no decimal holds is missing, not rounded
    assert numbers.to_pylist() == [Decimal("0.25"), *[None] * 5]
    money = arrow.parse_money(texts)
    assert [field.name for field in money.type] == ["value", "value_text", "unit"]
    assert money.drop_null().to_pylist() == [
        {"value": Decimal("2.5"), "value_text": "2.50", "unit": "USD"}
    ]
    days = arrow.parse_date(texts)
    assert days.type == pa.date32()
    assert days.drop_null().to_pylist() == [datetime.date(1901, 7, 31)]


def test_a_date_without_a_year():
    (found,) = arrow.dates(pa.array(["ថ្ងៃទី៣១ ខែកក្កដា"])).to_pylist()
    assert (found[0]["start_date"], found[0]["month"], found[0]["day"]) == (None, 7, 31)


def test_a_clock_and_a_lunar_date():
    (found,) = arrow.dates(pa.array(["ម៉ោង ៨:៣០ ព្រឹក ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤"])).to_pylist()
    assert "08:30:00" in {m["time"] for m in found}
    assert found[-1]["datetime"] == datetime.datetime(2024, 7, 31, 8, 30)
    day = khmertext.format_date(datetime.date(2024, 7, 31), "lunar")
    (found,) = arrow.dates(pa.array([day])).to_pylist()
    lunar = khmertext.LunarDate.from_date(datetime.date(2024, 7, 31))
    assert found[0]["lunar"] == {
        "day": lunar.day, "phase": lunar.phase, "month": lunar.month, "be": lunar.be, "time": None
    }  # fmt: skip


@pytest.mark.parametrize("name", _columns.COLUMNS)
def test_only_strings(name):
    if name == "tag":
        pytest.importorskip("khmernltk")
    for array in (pa.array([1]), pa.array([b"abc"]), pa.chunked_array([[1.5]])):
        with pytest.raises(NotTextError, match=rf"^{name}\(\) .* not of "):
            getattr(arrow, name)(array)
    with pytest.raises(NotTextError, match=r"not of int64$"):
        arrow.explode_mentions(pa.array([1]))
    with pytest.raises(NotTextError, match=r"^words\(\) takes an array of pyarrow, not str"):
        arrow.words("ក")


def test_progress_counts_texts(capsys):
    pytest.importorskip("tqdm")
    assert _columns.ROWS_PER_BATCH > 3
    for array, count in ((KINDS["chunked"], len(TEXTS)), (KINDS["dictionary"], len(TEXTS) - 1)):
        arrow.words(array, progress=True)
        assert f"{count}/{count}" in capsys.readouterr().err


def test_rows_that_are_no_utf8_are_named():
    array = pa.StringArray.from_buffers(
        3, pa.array([0, 1, 2, 3], pa.int32()).buffers()[1], pa.py_buffer(b"a\xffb")
    )
    with pytest.raises(NotTextError, match=r"^words\(\) takes UTF-8, which row 1 is not"):
        arrow.words(array)
    with pytest.raises(
        NotTextError, match=r"^explode_mentions\(\) takes UTF-8, which row 1 is not"
    ):
        arrow.explode_mentions(array)
    array = pa.DictionaryArray.from_arrays(pa.array([0, 0, 1]), array)
    with pytest.raises(NotTextError, match=r"^normalize\(\) takes UTF-8, which category 1 is not"):
        arrow.normalize(array)


def test_processes(seed):
    texts = pa.array([seed, None, *seed.splitlines()])
    for name in ("words", "dates", "normalize"):
        function = getattr(arrow, name)
        assert function(texts, processes=2) == function(texts)
    assert arrow.explode_mentions(texts, processes=2) == arrow.explode_mentions(texts)
    with pytest.raises(ValueError, match="processes=0"):
        arrow.words(texts, processes=0)


def test_explode_mentions(seed):
    table = arrow.explode_mentions(KINDS["dictionary"])
    assert table.column_names == ["row", "type", "start", "end", "text", "value"]
    assert set(table["row"].to_pylist()) == {4, 5}
    texts = pa.chunked_array([[None, "ក"], [seed]])
    dates = arrow.explode_mentions(texts, "dates", ref=datetime.date(2024, 8, 1))
    assert set(dates["row"].to_pylist()) == {2}
    assert dates["start_date"].type == pa.date32()
    found = khmertext.find_dates(seed, ref=datetime.date(2024, 8, 1))
    assert dates["start_date"].to_pylist() == [mention.start_date for mention in found]
    assert arrow.explode_mentions(pa.nulls(2), "dates").schema == dates.schema


def test_the_table_goes_to_parquet_and_back(seed, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    texts = pa.array([seed, None, "មួយភាគបី"])
    columns = {name: getattr(arrow, name)(texts) for name in _columns.COLUMNS if name != "tag"}
    whole = pa.table(columns)
    tables = [whole, *(arrow.explode_mentions(texts, kind) for kind in (None, "numbers", "dates"))]
    for table in tables:
        parquet.write_table(table, tmp_path / "found.parquet")
        assert parquet.read_table(tmp_path / "found.parquet").to_pylist() == table.to_pylist()
