"""Spark columns of Khmer text: functions of columns, in the manner of ``pyspark.sql.functions``.

::

    from khmertext.integrations import spark as khmer

    frame.select("id", khmer.words("text").alias("words"), khmer.dates("text").alias("dates"))

Nulls stay null. What is found comes as arrays of structs, with the fields of
:mod:`khmertext.integrations.arrow`. The functions run in the Python workers of the executors, on
Arrow batches without pandas (Spark 4.1 and later) or on pandas series of Arrow batches (earlier
ones); khmertext and pyarrow have to be installed there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from khmertext.integrations import arrow

if TYPE_CHECKING:
    from pyspark.sql import Column, SparkSession

    from khmertext.segmentation import Segmenter
    from khmertext.types import Level, Mode

__all__ = ["acronyms", "dates", "normalize", "numbers", "register", "segment", "words"]


def words(
    column: Column | str,
    *,
    mode: Mode = "word",
    engine: str = "default",
    segmenter: Segmenter | None = None,
) -> Column:
    """The words of every text, as ``array<string>``; see :func:`khmertext.words`.

    A ``segmenter`` of your own replaces ``mode`` and ``engine``; it travels to the executors.
    """
    udf = _udf(arrow.words, arrow.WORDS, mode=mode, engine=engine, segmenter=segmenter)
    return udf(column)


def segment(
    column: Column | str,
    *,
    mode: Mode = "word",
    engine: str = "default",
    segmenter: Segmenter | None = None,
) -> Column:
    """The tokens of every text with offsets and kinds, as an array of structs."""
    udf = _udf(arrow.segment, arrow.TOKENS, mode=mode, engine=engine, segmenter=segmenter)
    return udf(column)


def normalize(column: Column | str, level: Level = "standard", **options: Any) -> Column:
    """Every text normalized; the options of :func:`khmertext.normalize`."""
    return _udf(arrow.normalize, pa.string(), level=level, **options)(column)


def acronyms(column: Column | str, **options: Any) -> Column:
    """The acronyms of every text, as an array of structs; options of ``find_acronyms``."""
    return _udf(arrow.acronyms, arrow.ACRONYMS, **options)(column)


def numbers(column: Column | str, **options: Any) -> Column:
    """The numbers of every text, as an array of structs; options of ``find_numbers``."""
    return _udf(arrow.numbers, arrow.NUMBERS, **options)(column)


def dates(column: Column | str, **options: Any) -> Column:
    """The dates of every text, as an array of structs; options of ``find_dates``."""
    return _udf(arrow.dates, arrow.DATES, **options)(column)


_RESULTS = {
    arrow.words: arrow.WORDS,
    arrow.segment: arrow.TOKENS,
    arrow.normalize: pa.string(),
    arrow.acronyms: arrow.ACRONYMS,
    arrow.numbers: arrow.NUMBERS,
    arrow.dates: arrow.DATES,
}


def register(session: SparkSession) -> None:
    """Make the functions known to SQL as ``khmer_words``, ``khmer_dates`` and so on.

    ::

        khmer.register(session)
        session.sql("SELECT id, explode(khmer_words(text)) AS word FROM articles")
    """
    for function, kind in _RESULTS.items():
        session.udf.register(f"khmer_{function.__name__}", _udf(function, kind))


def _udf(function: Any, kind: Any, **options: Any) -> Any:
    """The user-defined function that Spark calls with batches of a column."""
    from pyspark.sql import functions

    function(pa.array([""]), **options)  # a wrong option fails here, not on the cluster

    # Spark reads the kind of a function from its annotations, and its name for the column
    if hasattr(functions, "arrow_udf"):

        def on_arrow(texts: pa.Array) -> pa.Array:  # pragma: no cover - in Spark's processes
            return function(texts, **options).cast(kind)

        on_arrow.__name__ = function.__name__
        return functions.arrow_udf(on_arrow, _ddl(kind))

    import pandas as pd

    def on_pandas(texts: pd.Series) -> pd.Series:  # pragma: no cover - in Spark's processes
        array = pa.array(texts, pa.string(), from_pandas=True)
        return pd.Series(function(array, **options).to_pylist(), dtype=object)

    on_pandas.__name__ = function.__name__
    on_pandas.__annotations__ = {"texts": pd.Series, "return": pd.Series}
    return functions.pandas_udf(on_pandas, _ddl(kind))


def _ddl(kind: Any) -> str:
    """An Arrow type in Spark's own notation."""
    if pa.types.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{','.join(f'{field.name}:{_ddl(field.type)}' for field in kind)}>"
    return _DDL[kind]


_DDL = {pa.string(): "string", pa.int32(): "int", pa.bool_(): "boolean", pa.date32(): "date"}
