"""Functions of Spark columns of Khmer text, used like those of ``pyspark.sql.functions``.

::

    from khmertext.integrations import spark as khmer

    frame.select("id", khmer.words("text").alias("words"), khmer.dates("text").alias("dates"))

Nulls stay null. Findings are arrays of structs, with the fields of
:mod:`khmertext.integrations.arrow`. The functions run in the Python workers of the executors, on
Arrow batches without pandas (Spark 4.1 and later) or on pandas series of Arrow batches (earlier
ones); khmertext and pyarrow have to be installed there. An option may be a broadcast variable.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from khmertext.errors import EngineNotAvailableError
from khmertext.integrations import _columns, arrow

if TYPE_CHECKING:
    from pyspark.sql import Column, SparkSession


def _function(name: str) -> Callable[..., Column]:
    """The column function ``name``, of Spark columns."""

    def on_column(column: Column | str, *arguments: Any, **options: Any) -> Column:
        made = _udf(name, *arguments, **options)(column)
        kind = arrow.TYPES[name]
        return _or_null(made, kind) if pa.types.is_struct(kind) else made

    on_column.__name__ = on_column.__qualname__ = name
    on_column.__doc__ = _columns.description(name, "column")
    return on_column


globals().update({name: _function(name) for name in _columns.COLUMNS})

if TYPE_CHECKING:

    def __getattr__(name: str) -> Callable[..., Column]: ...


__all__ = ["explode_mentions", "register", *_columns.COLUMNS]


def explode_mentions(
    column: Column | str, kind: str | None = None, *arguments: Any, **options: Any
) -> Column:
    """A row for each thing found, as a struct: ``select("id", explode_mentions(...).alias("m"))``.

    ``kind`` is the function that finds them: ``"acronyms"``, ``"numbers"``, ``"dates"``,
    ``"check_spelling"``, ``"segment"`` ...; None is acronyms, numbers and dates together.
    ``select("id", "m.*")`` then makes columns of the fields.
    """
    from pyspark.sql import functions

    return functions.explode(_udf(_columns.exploded(kind), *arguments, **options)(column))


def register(session: SparkSession) -> None:
    """Make the functions known to SQL as ``khmer_words``, ``khmer_dates`` and so on.

    ``khmer_tag`` is there if khmer-nltk is installed. Before Spark 4.1 ``khmer_explain`` and
    ``khmer_parse_money`` turn a null into a struct of nulls.

    ::

        khmer.register(session)
        session.sql("SELECT id, explode(khmer_words(text)) AS word FROM articles")
    """
    for name in _columns.COLUMNS:
        try:
            session.udf.register(f"khmer_{name}", _udf(name))
        except EngineNotAvailableError:  # pragma: no cover - an extra that is not installed
            continue


def _udf(name: str, *arguments: Any, **options: Any) -> Any:
    """The user-defined function that Spark calls with batches of a column."""
    from pyspark.sql import functions

    # so that a wrong option fails here, not in the executors
    _columns.function_for(name, arguments, _values(options))
    kind = arrow.TYPES[name]

    # Spark reads the kind of a function from its annotations, and its name for the column
    if hasattr(functions, "arrow_udf"):

        def on_arrow(texts: pa.Array) -> pa.Array:  # pragma: no cover - in Spark's processes
            return arrow.apply(name, texts, arguments, _values(options)).cast(kind)

        on_arrow.__name__ = name
        return functions.arrow_udf(on_arrow, _ddl(kind))

    import pandas as pd

    def on_pandas(texts: pd.Series) -> Any:  # pragma: no cover - in Spark's processes
        array = pa.array(texts, pa.string(), from_pandas=True)
        made = arrow.apply(name, array, arguments, _values(options))
        if not pa.types.is_struct(kind):
            return pd.Series(made.to_pylist(), dtype=object)
        fields = zip(kind, made.flatten(), strict=True)
        return pd.DataFrame({f.name: pd.Series(a.to_pylist(), dtype=object) for f, a in fields})

    on_pandas.__name__ = name
    shape = pd.DataFrame if pa.types.is_struct(kind) else pd.Series
    on_pandas.__annotations__ = {"texts": pd.Series, "return": shape}
    return functions.pandas_udf(on_pandas, _ddl(kind))


def _or_null(made: Column, kind: Any) -> Column:
    """Null again where pandas has turned a null into a struct of nulls."""
    from pyspark.sql import functions

    if hasattr(functions, "arrow_udf"):
        return made
    said = (made.getField(field.name).isNotNull() for field in kind)
    return functions.when(reduce(or_, said), made)


def _values(options: dict[str, Any]) -> dict[str, Any]:
    """The options, with the values of broadcast variables."""
    from pyspark import Broadcast

    return {
        name: given.value if isinstance(given, Broadcast) else given
        for name, given in options.items()
    }


def _ddl(kind: Any) -> str:
    """An Arrow type in Spark's own notation."""
    if pa.types.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{','.join(f'{field.name}:{_ddl(field.type)}' for field in kind)}>"
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    return _DDL[kind]


_DDL = {
    pa.string(): "string",
    pa.binary(): "binary",
    pa.int32(): "int",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us"): "timestamp_ntz",
}
