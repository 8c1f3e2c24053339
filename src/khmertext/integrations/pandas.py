"""The pandas accessor ``series.khmer``; ``import khmertext.integrations.pandas`` registers it.

>>> import pandas
>>> texts = pandas.Series(["ខ្ញុំទៅសាលា", None], index=["a", "b"])
>>> texts.khmer.words()
a    [ខ្ញុំ, ទៅ, សាលា]
b                None
dtype: object

Each method applies the function of khmertext with its name to every text (``acronyms``,
``numbers`` and ``dates`` are ``find_acronyms`` and so on), and takes its options. Missing values
(``None``, NaN, ``pandas.NA``) stay missing, the index and the name stay, and a cell that is neither
text nor missing raises ``TypeError`` naming its row and column. A result that is text has the dtype
of the input; an Arrow column gives an Arrow column (see :mod:`khmertext.integrations.arrow`);
days and moments are ``datetime64[us]``, numbers ``decimal128(38, 9)`` of Arrow; otherwise the cells
are objects of khmertext.

Of a category column each category is read once. Where the results are text, they are the new
categories, in the order of the old ones; those that become equal are one. If others stand between
two of these in an ordered column, the new one is not ordered.

Besides, ``words`` and ``segment`` take a ``segmenter`` of your own instead of ``mode`` and
``engine``; ``progress`` is True for a bar (with ``tqdm``) or a function that is called with the
number of rows done; several ``processes`` share the work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from khmertext.integrations import _columns
from khmertext.integrations._columns import COLUMNS, Batch

if TYPE_CHECKING:
    from khmertext._progress import Progress

Series = Any  # pandas ships no types
DataFrame = Any


@pd.api.extensions.register_series_accessor("khmer")
class KhmerAccessor:
    """The accessor ``series.khmer``: a method for each column function."""

    def __init__(self, series: Series) -> None:
        self._series = series
        self._unit, self._labels = "row", series.index  # how errors name the cells

    def explode_mentions(
        self,
        kind: str | None = None,
        *arguments: Any,
        progress: Progress = False,
        processes: int = 1,
        **options: Any,
    ) -> DataFrame:
        """A row for each acronym, number and date found, with the index of its text.

        The columns are ``type`` (``"acronym"``, ``"number"`` or ``"date"``), ``start``, ``end``,
        ``text`` and ``value``: the canonical acronym, the number or the ISO 8601 date as text. With
        a ``kind``, the name of the method that finds it (``"acronyms"``, ``"numbers"``,
        ``"dates"``, ``"check_spelling"``, ``"segment"`` ...), they are the fields of what it finds,
        and it gets the ``options``.

        All columns are typed: days, moments, decimals (and the exact text beside them), integers,
        text; nested ones are flat (``lunar_day``), lists are text with commas. Needs pyarrow.
        """
        from khmertext._records import to_pandas
        from khmertext.integrations.arrow import explode

        batches, total = self._batches("explode_mentions", processes), len(self._series)
        rows, made = explode(kind, arguments, options, batches, total, progress, processes)
        frame = to_pandas(made)
        frame.index = self._series.index.take(rows)
        return frame

    def _apply(
        self,
        name: str,
        arguments: Sequence[Any],
        options: dict[str, Any],
        progress: Progress,
        processes: int,
    ) -> Series:
        dtype: Any = self._series.dtype
        if isinstance(dtype, pd.ArrowDtype):
            return self._apply_to_arrow(name, arguments, options, progress, processes)
        if isinstance(dtype, pd.CategoricalDtype):
            return self._apply_to_categories(name, arguments, options, progress, processes)
        results = _columns.in_batches(
            partial(_columns.of_each, _columns.function_for(name, arguments, options)),
            self._batches(name, processes),
            total=len(self._series),
            name=name,
            progress=progress,
            processes=processes,
        )
        cells = [cell for batch in results for cell in batch]
        column = COLUMNS[name]
        if column.of in _DTYPES:
            return self._like(cells, _DTYPES[column.of])
        if column.of == "Decimal":  # objects of several types could not be compared
            from khmertext._records import column_of

            made = column_of(column.annotation).make(cells)
            return self._like(made, pd.ArrowDtype(made.type))
        if not column.is_text:
            return self._like(cells, object)
        # a missing value stays the one that it was
        both = zip(cells, self._series.tolist(), strict=True)
        return self._like([given if cell is None else cell for cell, given in both], dtype)

    def _apply_to_arrow(self, name: str, *rest: Any) -> Series:
        from khmertext.integrations import arrow

        arguments, options, progress, processes = rest
        made = arrow.apply(
            name,
            self._series.array.__arrow_array__(),
            arguments,
            options,
            progress=progress,
            processes=processes,
            column=self._series.name,
        )
        return self._like(made, pd.ArrowDtype(made.type))

    def _apply_to_categories(self, name: str, *rest: Any) -> Series:
        given = self._series.array
        categories = KhmerAccessor(pd.Series(given.categories, name=self._series.name))
        categories._unit, categories._labels = "category", None
        made = categories._apply(name, *rest)
        if COLUMNS[name].is_text:
            places, distinct = pd.factorize(made)
            in_order = bool((np.diff(places) >= 0).all())
            dtype = pd.CategoricalDtype(distinct, given.ordered and in_order)
            codes = np.append(places, -1)[given.codes]  # -1 is missing, and the last one here
            return self._like(pd.Categorical.from_codes(codes, dtype=dtype), dtype)
        if made.dtype != object:
            return self._like(made.reindex(given.codes).array, made.dtype)
        cells = [*made, None]
        rows = (cells[code] for code in given.codes)
        return self._like([[*row] if type(row) is list else row for row in rows], object)

    def _batches(self, name: str, processes: int) -> Iterator[Batch]:
        series = self._series
        size = _columns.batch_size(len(series), processes, name)
        return _columns.batches_of(
            series.tolist(), name, size, column=series.name, labels=self._labels, unit=self._unit
        )

    def _like(self, cells: Any, dtype: Any) -> Series:
        return pd.Series(cells, index=self._series.index, name=self._series.name, dtype=dtype)


_DTYPES = {"float": "float64", "date": "datetime64[us]", "datetime": "datetime64[us]"}


def _method(name: str) -> Callable[..., Series]:
    """The method ``name`` of the accessor."""

    def on_series(
        self: KhmerAccessor,
        *arguments: Any,
        progress: Progress = False,
        processes: int = 1,
        **options: Any,
    ) -> Series:
        return self._apply(name, arguments, options, progress, processes)

    on_series.__name__ = name
    on_series.__qualname__ = f"KhmerAccessor.{name}"
    on_series.__doc__ = _columns.description(name, "series")
    return on_series


for _name in COLUMNS:
    setattr(KhmerAccessor, _name, _method(_name))
