"""The Polars namespace ``khmer``; ``import khmertext.integrations.polars`` registers it.

>>> import polars
>>> frame = polars.DataFrame({"text": ["ខ្ញុំទៅសាលា", None]})
>>> frame["text"].khmer.words().to_list()
[['ខ្ញុំ', 'ទៅ', 'សាលា'], None]
>>> frame.select(polars.col("text").khmer.words()).to_series().to_list()
[['ខ្ញុំ', 'ទៅ', 'សាលា'], None]

Nulls stay null. A column that is not made of strings raises ``TypeError``. The methods are the
functions of :mod:`khmertext.integrations.arrow`, which describes them; findings are lists of
structs, and text is a ``String``, also that of a ``Categorical`` or an ``Enum``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from khmertext.errors import NotTextError, check_count
from khmertext.integrations import _columns, arrow

if TYPE_CHECKING:
    from khmertext._progress import Progress


@pl.api.register_series_namespace("khmer")
class KhmerSeries:
    """The namespace ``series.khmer``: a method for each column function."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def explode_mentions(
        self,
        kind: str | None = None,
        *arguments: Any,
        progress: Progress = False,
        processes: int = 1,
        **options: Any,
    ) -> pl.DataFrame:
        """A row for each thing found; ``row`` counts the texts from 0.

        The other columns are those of :func:`khmertext.integrations.arrow.explode_mentions`. In a
        lazy frame, use ``explode`` on the column of findings instead.
        """
        array = _array(self._series, "explode_mentions")
        made = arrow.exploded(
            array,
            kind,
            arguments,
            options,
            progress=progress,
            processes=processes,
            column=self._series.name or None,
        )
        found: Any = pl.from_arrow(made)
        return found


@pl.api.register_expr_namespace("khmer")
class KhmerExpression:
    """The namespace ``expression.khmer``, also for lazy frames and the streaming engine."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression


def _method_of_series(name: str) -> Callable[..., pl.Series]:
    def on_series(
        self: KhmerSeries,
        *arguments: Any,
        progress: Progress = False,
        processes: int = 1,
        **options: Any,
    ) -> pl.Series:
        return _on_series(self._series, name, arguments, options, progress, processes)

    return on_series


def _method_of_expression(name: str) -> Callable[..., pl.Expr]:
    def on_expression(
        self: KhmerExpression,
        *arguments: Any,
        progress: Progress = False,
        processes: int = 1,
        **options: Any,
    ) -> pl.Expr:
        # a wrong option fails here, not when the frame is collected
        _columns.function_for(name, arguments, {**options})
        check_count(processes, name, "processes")
        return self._expression.map_batches(
            partial(
                _on_series,
                name=name,
                arguments=arguments,
                options=options,
                progress=progress,
                processes=processes,
            ),
            return_dtype=_series("", pa.array([], arrow.TYPES[name])).dtype,
            is_elementwise=True,
        )

    return on_expression


for _name in _columns.COLUMNS:
    for _namespace, _method in (
        (KhmerSeries, _method_of_series(_name)),
        (KhmerExpression, _method_of_expression(_name)),
    ):
        _method.__name__ = _name
        _method.__qualname__ = f"{_namespace.__name__}.{_name}"
        _method.__doc__ = _columns.description(_name, "column")
        setattr(_namespace, _name, _method)


def _on_series(
    series: pl.Series,
    name: str,
    arguments: Sequence[Any],
    options: dict[str, Any],
    progress: Progress,
    processes: int,
) -> pl.Series:
    made = arrow.apply(
        name,
        _array(series, name),
        arguments,
        options,
        progress=progress,
        processes=processes,
        column=series.name or None,
    )
    if pa.types.is_dictionary(made.type):  # the type of the result is known before the texts are
        made = made.cast(made.type.value_type)
    return _series(series.name, made)


def _array(series: pl.Series, name: str) -> Any:
    if series.dtype == pl.Object:  # Arrow has no such type
        raise NotTextError(
            f"{name}() takes a column of String, not of Object (column {series.name!r})"
        )
    return series.to_arrow()


def _series(name: str, array: Any) -> pl.Series:
    """An Arrow array as a series.

    It goes through a table, since ``polars.Series`` turned a ``large_list`` of strings into garbage
    at least from 1.20 to 1.40.
    """
    frame: Any = pl.from_arrow(pa.table({"made": array}))
    series: pl.Series = frame.get_column("made")
    return series.alias(name)
