"""The pandas accessor ``series.khmer``; ``import khmertext.integrations.pandas`` registers it.

>>> import pandas
>>> texts = pandas.Series(["ខ្ញុំទៅសាលា", None], index=["a", "b"])
>>> texts.khmer.words()
a    [ខ្ញុំ, ទៅ, សាលា]
b                None
dtype: object

Missing values (``None``, NaN, ``pandas.NA``) stay missing, the index and the name stay, and a cell
that is neither text nor missing raises ``TypeError`` naming its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

import khmertext
from khmertext.errors import check_option
from khmertext.integrations._columns import map_texts, segmenter_for
from khmertext.integrations._mentions import find_all

if TYPE_CHECKING:
    from khmertext.segmentation import Segmenter
    from khmertext.types import Level, Mode

Series = Any  # pandas ships no types
DataFrame = Any
Kind = Literal["acronyms", "numbers", "dates"]

# what can be found, and the class of a mention of it
_KINDS: dict[Kind, str] = {
    "acronyms": "Acronym",
    "numbers": "NumberMention",
    "dates": "DateMention",
}


@pd.api.extensions.register_series_accessor("khmer")
class KhmerAccessor:
    """What khmertext does with a column of text: ``series.khmer``."""

    def __init__(self, series: Series) -> None:
        self._series = series

    def normalize(
        self, level: Level = "standard", *, progress: bool = False, **options: Any
    ) -> Series:
        """Every text normalized by :func:`khmertext.normalize`, which names the other options.

        The dtype stays, except that a categorical becomes the dtype of its categories: values may
        become equal.
        """
        if isinstance(self._series.dtype, pd.ArrowDtype):
            from khmertext.integrations import arrow

            array = self._series.array.__arrow_array__()
            return self._arrow(arrow.normalize(array, level, progress=progress, **options))
        from khmertext.normalization import normalize

        texts = self._map(
            lambda batch: [normalize(text, level, **options) for text in batch],
            "normalize",
            progress,
        )
        dtype = self._series.dtype
        if isinstance(dtype, pd.CategoricalDtype):
            dtype = dtype.categories.dtype
        # whichever missing value stood there, stays there
        cells = zip(texts, self._series.tolist(), strict=True)
        return self._like([cell if text is None else text for text, cell in cells], dtype)

    def words(
        self,
        *,
        mode: Mode = "word",
        engine: str = "default",
        segmenter: Segmenter | None = None,
        progress: bool = False,
    ) -> Series:
        """The words of every text: lists, or an Arrow list column for an Arrow column.

        ``mode`` and ``engine`` are those of :func:`khmertext.words`; a ``segmenter`` of your own
        replaces both. ``.explode()`` makes a row of each word.
        """
        chosen = segmenter_for(mode, engine, segmenter)
        if isinstance(self._series.dtype, pd.ArrowDtype):
            from khmertext.integrations import arrow

            array = self._series.array.__arrow_array__()
            return self._arrow(arrow.words(array, segmenter=chosen, progress=progress))
        return self._like(self._map(chosen.words_batch, "words", progress))

    def segment(
        self,
        *,
        mode: Mode = "word",
        engine: str = "default",
        segmenter: Segmenter | None = None,
        progress: bool = False,
    ) -> Series:
        """The :class:`khmertext.Segmentation` of every text: tokens with offsets and kinds."""
        chosen = segmenter_for(mode, engine, segmenter)
        return self._each(chosen.segment, "segment", progress)

    def acronyms(self, *, progress: bool = False, **options: Any) -> Series:
        """The :class:`khmertext.Acronyms` of every text; options of ``find_acronyms``."""
        return self._each(_finder("acronyms", options), "acronyms", progress)

    def numbers(self, *, progress: bool = False, **options: Any) -> Series:
        """The number mentions of every text, as a list; options of ``find_numbers``."""
        return self._each(_finder("numbers", options), "numbers", progress)

    def dates(self, *, progress: bool = False, **options: Any) -> Series:
        """The date mentions of every text, as a list; options of ``find_dates``."""
        return self._each(_finder("dates", options), "dates", progress)

    def explode_mentions(
        self, kind: Kind | None = None, *, progress: bool = False, **options: Any
    ) -> DataFrame:
        """One row for each acronym, number and date found, with the index of its text.

        With a ``kind`` (``"acronyms"``, ``"numbers"`` or ``"dates"``) the columns are the fields of
        its mentions, and ``options`` go to the function that finds them. Without one they are
        ``type`` (``"acronym"``, ``"number"`` or ``"date"``), ``start``, ``end``, ``text``,
        ``value`` (the canonical acronym, the number or the ISO 8601 date as text) and ``mention``,
        the object itself, in the order of the text.
        """
        if kind is None:
            columns = ["type", "start", "end", "text", "value", "mention"]
            find = partial(_rows_of_all, **options)
        else:
            check_option("kind", kind, tuple(_KINDS))
            columns = [field.name for field in fields(getattr(khmertext, _KINDS[kind]))]
            find = partial(_rows_of_kind, find=_finder(kind, options), columns=columns)
        found = self._map(lambda batch: map(find, batch), "explode_mentions", progress)
        rows = [row for row, records in enumerate(found) for _ in records or ()]
        records = [record for records in found for record in records or ()]
        return pd.DataFrame(records, self._series.index.take(rows), columns)

    def _map(
        self, batch: Callable[[list[str]], Iterable[Any]], name: str, progress: bool
    ) -> list[Any]:
        cells, labels = self._series.tolist(), self._series.index
        return map_texts(batch, cells, name=name, labels=labels, progress=progress)

    def _each(self, function: Callable[[str], Any], name: str, progress: bool) -> Series:
        return self._like(self._map(lambda batch: map(function, batch), name, progress))

    def _like(self, cells: Any, dtype: Any = object) -> Series:
        return pd.Series(cells, index=self._series.index, name=self._series.name, dtype=dtype)

    def _arrow(self, array: Any) -> Series:
        return self._like(array, pd.ArrowDtype(array.type))


def _finder(kind: Kind, options: dict[str, Any]) -> Callable[[str], Sequence[Any]]:
    """The function that finds mentions of this kind, with its options."""
    return partial(getattr(khmertext, f"find_{kind}"), **options)


def _rows_of_kind(
    text: str, *, find: Callable[[str], Sequence[Any]], columns: list[str]
) -> list[tuple[Any, ...]]:
    return [tuple(getattr(mention, name) for name in columns) for mention in find(text)]


def _rows_of_all(text: str) -> list[tuple[Any, ...]]:
    return [
        (type_, mention.start, mention.end, mention.text, value, mention)
        for type_, value, mention in find_all(text)
    ]
