"""The Polars namespace ``khmer`` of series and expressions; importing this module registers it.

>>> import polars
>>> frame = polars.DataFrame({"text": ["ខ្ញុំទៅសាលា", None]})
>>> frame.select(polars.col("text").khmer.words()).to_series().to_list()
[['ខ្ញុំ', 'ទៅ', 'សាលា'], None]

Nulls stay null. A column that is not made of strings raises ``TypeError``. What is found comes as
lists of structs: see :mod:`khmertext.integrations.arrow`, which does the work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from khmertext.errors import NotTextError
from khmertext.integrations import arrow

if TYPE_CHECKING:
    from khmertext.segmentation import Segmenter
    from khmertext.types import Level, Mode


class _Namespace:
    """What khmertext does with a column of text, whether a series or an expression."""

    def _apply(self, function: Callable[..., Any], dtype: Any, options: dict[str, Any]) -> Any: ...

    def normalize(
        self, level: Level = "standard", *, progress: bool = False, **options: Any
    ) -> Any:
        """Every text normalized, as ``String``; the options of :func:`khmertext.normalize`."""
        options |= {"level": level, "progress": progress}
        return self._apply(arrow.normalize, pl.String, options)

    def words(
        self,
        *,
        mode: Mode = "word",
        engine: str = "default",
        segmenter: Segmenter | None = None,
        progress: bool = False,
    ) -> Any:
        """The words of every text, as ``List(String)``; see :func:`khmertext.words`.

        A ``segmenter`` of your own replaces ``mode`` and ``engine``. ``.explode()`` makes a row of
        each word.
        """
        options = {"mode": mode, "engine": engine, "segmenter": segmenter, "progress": progress}
        return self._apply(arrow.words, pl.List(pl.String), options)

    def segment(
        self,
        *,
        mode: Mode = "word",
        engine: str = "default",
        segmenter: Segmenter | None = None,
        progress: bool = False,
    ) -> Any:
        """The tokens of every text with offsets and kinds, as a list of structs."""
        options = {"mode": mode, "engine": engine, "segmenter": segmenter, "progress": progress}
        return self._apply(arrow.segment, _dtype(arrow.TOKENS), options)

    def acronyms(self, *, progress: bool = False, **options: Any) -> Any:
        """The acronyms of every text, as a list of structs; options of ``find_acronyms``."""
        options["progress"] = progress
        return self._apply(arrow.acronyms, _dtype(arrow.ACRONYMS), options)

    def numbers(self, *, progress: bool = False, **options: Any) -> Any:
        """The numbers of every text, as a list of structs; options of ``find_numbers``."""
        options["progress"] = progress
        return self._apply(arrow.numbers, _dtype(arrow.NUMBERS), options)

    def dates(self, *, progress: bool = False, **options: Any) -> Any:
        """The dates of every text, as a list of structs; options of ``find_dates``."""
        options["progress"] = progress
        return self._apply(arrow.dates, _dtype(arrow.DATES), options)


@pl.api.register_series_namespace("khmer")
class KhmerSeries(_Namespace):
    """``series.khmer``"""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def _apply(self, function: Callable[..., Any], dtype: Any, options: dict[str, Any]) -> Any:
        return _on_series(self._series, function, options)


@pl.api.register_expr_namespace("khmer")
class KhmerExpression(_Namespace):
    """``expression.khmer``, also in lazy frames and the streaming engine."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def _apply(self, function: Callable[..., Any], dtype: Any, options: dict[str, Any]) -> Any:
        return self._expression.map_batches(
            lambda series: _on_series(series, function, options),
            return_dtype=dtype,
            is_elementwise=True,
        )


def _on_series(
    series: pl.Series, function: Callable[..., Any], options: dict[str, Any]
) -> pl.Series:
    if series.dtype == pl.Object:  # which Arrow does not know
        raise NotTextError(f"{function.__name__}() takes a column of String, not of Object")
    return pl.Series(series.name, function(series.to_arrow(), **options))


def _dtype(kind: Any) -> Any:
    """The Polars type of an Arrow type."""
    return pl.Series(pa.array([], kind)).dtype
