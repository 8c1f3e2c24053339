"""Spark columns, on a real local session."""

from __future__ import annotations

import datetime
import os
import shutil
import sys

import pytest

import khmertext
from khmertext import Segmenter, UnknownOptionError

pytest.importorskip("pyspark")
pytest.importorskip("pyarrow")
pytest.importorskip("numpy")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)

import pyarrow as pa

from khmertext.integrations import arrow
from khmertext.integrations import spark as khmer
from khmertext.integrations._mentions import find_all

FUNCTIONS = sorted(arrow.TYPES.keys() - {"tag"})
pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.filterwarnings("ignore:distutils Version classes:DeprecationWarning"),  # Spark 3.5
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # its sockets, at collection
]

TEXTS = ["ខ្ញុំទៅសាលា", None, "", "គណៈកម្មាធិការ"]
WORDS = [None if text is None else khmertext.words(text) for text in TEXTS]


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
    }
    builder = SparkSession.builder.master("local[1]").appName("khmertext tests")
    for key, value in settings.items():
        builder = builder.config(key, value)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)  # the workers use this environment, too
        patch.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.fixture(scope="module")
def frame(session):
    return session.createDataFrame(list(enumerate(TEXTS)), "id int, text string")


def values(frame):
    return [row[0] for row in frame.collect()]


def test_words(frame):
    words = frame.select(khmer.words("text"))
    assert words.schema.simpleString() == "struct<words(text):array<string>>"
    assert values(words) == WORDS


def test_words_options(frame):
    parts = [None if text is None else khmertext.words(text, mode="part") for text in TEXTS]
    assert values(frame.select(khmer.words(frame.text, mode="part"))) == parts
    whole = Segmenter(add=["ខ្ញុំទៅ"])
    assert values(frame.select(khmer.words("text", segmenter=whole)))[0][0] == "ខ្ញុំទៅ"


def test_a_wrong_option_fails_on_the_driver():
    with pytest.raises(UnknownOptionError):
        khmer.words("text", mode="syllable")
    with pytest.raises(UnknownOptionError):
        khmer.normalize("text", "loud")
    with pytest.raises(TypeError):
        khmer.dates("text", calendar="lunar")


def test_normalize(session):
    texts = ["ស\u17c1\u17d2តច\u200b", None]
    frame = session.createDataFrame([(text,) for text in texts], "text string")
    result = frame.select(khmer.normalize("text", zwsp="remove"))
    assert values(result) == [khmertext.normalize(texts[0], zwsp="remove"), None]


def test_what_is_found(session, seed):
    frame = session.createDataFrame([(seed,), (None,)], "text string")
    found = frame.select(
        khmer.acronyms("text").alias("acronyms"),
        khmer.numbers("text").alias("numbers"),
        khmer.dates("text", ref=datetime.date(2024, 8, 1)).alias("dates"),
        khmer.segment("text").alias("tokens"),
    )
    row, missing = found.collect()
    assert list(missing) == [None] * 4
    assert [m.canonical for m in row.acronyms] == [
        m.canonical for m in khmertext.find_acronyms(seed)
    ]
    for mention in [*row.acronyms, *row.numbers, *row.dates, *row.tokens]:
        assert seed[mention.start : mention.end] == mention.text
    assert datetime.date(2024, 7, 31) in {m.start_date for m in row.dates}
    fields = {field.name: field.dataType.elementType for field in found.schema}
    assert fields["dates"]["start_date"].dataType.typeName() == "date"
    assert fields["dates"]["lunar"].dataType.typeName() == "struct"
    assert fields["numbers"]["approx"].dataType.typeName() == "boolean"


@pytest.fixture(scope="module")
def everything(session, seed):
    """The seed article, through all functions."""
    frame = session.createDataFrame([(seed,), (None,), ("",)], "text string")
    return frame.select(*(getattr(khmer, name)("text").alias(name) for name in FUNCTIONS))


def test_every_function_says_what_arrow_says(everything, seed):
    texts = pa.array([seed, None, ""])
    rows = everything.collect()
    for name in FUNCTIONS:
        cells = [row[name] for row in rows]
        expected = getattr(arrow, name)(texts).to_pylist()
        assert [plain(cell) for cell in cells] == [plain(cell) for cell in expected], name


def plain(cell):
    """A cell as tuples and lists, whoever made it."""
    if isinstance(cell, dict):
        return tuple(map(plain, cell.values()))
    if isinstance(cell, tuple):
        return tuple(map(plain, cell))
    return [*map(plain, cell)] if isinstance(cell, list) else cell


def test_types(everything, tmp_path):
    path = str(tmp_path / "found")
    everything.write.parquet(path)
    back = everything.sparkSession.read.parquet(path)
    assert back.schema == everything.schema
    types = {field.name: field.dataType for field in back.schema}
    assert types["numbers"].elementType["value"].dataType.simpleString() == "decimal(38,9)"
    assert types["dates"].elementType["datetime"].dataType.typeName() == "timestamp_ntz"
    assert types["sort_key"].typeName() == "binary"


def test_an_option_that_is_broadcast(session):
    frame = session.createDataFrame([("ស.ក.ខ",)], "text string")
    known = session.sparkContext.broadcast({"ស.ក.ខ": "សមាគមកសិករខ្មែរ"})
    (found,) = values(frame.select(khmer.acronyms("text", gazetteer=known)))
    assert [acronym.expansion for acronym in found] == ["សមាគមកសិករខ្មែរ"]


def test_explode_mentions(session, seed):
    frame = session.createDataFrame([(1, seed), (2, None), (3, "")], "id int, text string")
    rows = frame.select("id", khmer.explode_mentions("text").alias("m")).select("id", "m.*")
    assert rows.columns == ["id", "type", "start", "end", "text", "value"]
    assert rows.count() == len(find_all(seed))
    days = frame.select(khmer.explode_mentions("text", "dates").alias("d")).select("d.start_date")
    assert values(days) == [mention.start_date for mention in khmertext.find_dates(seed)]
    with pytest.raises(UnknownOptionError):
        khmer.explode_mentions("text", "names")


def test_fields_can_be_queried(session, seed):
    from pyspark.sql import functions as sf

    frame = session.createDataFrame([(1, seed)], "id int, text string")
    rows = frame.select("id", sf.explode(khmer.dates("text")).alias("d")).select("d.start_date")
    assert datetime.date(2024, 7, 31) in values(rows)


def test_sql(session, frame):
    khmer.register(session)
    frame.createOrReplaceTempView("articles")
    rows = session.sql("SELECT id, explode(khmer_words(text)) AS word FROM articles ORDER BY id")
    assert [row.word for row in rows.collect()] == [w for words in WORDS for w in words or ()]


def test_large_strings(session, frame):
    key = "spark.sql.execution.arrow.useLargeVarTypes"
    session.conf.set(key, "true")
    try:
        assert values(frame.select(khmer.words("text"))) == WORDS
        assert values(frame.select(khmer.normalize("text")))[1] is None
    finally:
        session.conf.unset(key)


def test_before_spark_4_1(session, frame, seed, monkeypatch):
    pytest.importorskip("pandas")
    from pyspark.sql import functions

    monkeypatch.delattr(functions, "arrow_udf", raising=False)
    assert values(frame.select(khmer.words("text"))) == WORDS
    assert values(frame.select(khmer.normalize("text"))) == TEXTS
    found = session.createDataFrame([(seed,), (None,)], "text string").select(
        khmer.dates("text"), khmer.explain("text"), khmer.numbers("text")
    )
    (dates, explained, numbers), missing = found.collect()
    assert list(missing) == [None] * 3
    assert datetime.date(2024, 7, 31) in {m.start_date for m in dates}
    assert explained.edits[0].before == khmertext.explain(seed).edits[0].before
    assert [m.value_text for m in numbers if m.value] == [
        str(m.value) for m in khmertext.find_numbers(seed) if m.low is not None and m.low == m.high
    ]
