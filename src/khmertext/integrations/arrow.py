"""Columns of Khmer text in Apache Arrow: arrays in, arrays out, missing values kept.

Every function takes a ``pyarrow`` array or chunked array of strings (``string``, ``large_string``,
``string_view``, a dictionary of them, or ``null``) and returns one of the same length; chunks stay
chunks. An array of another type raises ``TypeError``. Needs ``pip install 'khmertext[arrow]'``.

>>> import pyarrow
>>> words(pyarrow.array(["ខ្ញុំទៅសាលា", None])).to_pylist()
[['ខ្ញុំ', 'ទៅ', 'សាលា'], None]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from khmertext.errors import NotTextError
from khmertext.integrations._columns import (
    ROWS_PER_BATCH,
    progress_bar,
    segmenter_for,
)

if TYPE_CHECKING:
    from khmertext.acronyms import Acronym
    from khmertext.dates import DateMention
    from khmertext.numbers import NumberMention
    from khmertext.segmentation import Segmenter
    from khmertext.types import Level, Mode

Array = Any  # pyarrow.Array or pyarrow.ChunkedArray; pyarrow ships no types
Progress = Callable[[int], object]  # told how many more rows are done

__all__ = ["acronyms", "dates", "normalize", "numbers", "segment", "words"]


# --- the types of what is found --------------------------------------------------------------
# The fields are those of the mentions, by name. Times of day are ISO 8601 text, and numbers exact
# text ("2.50", "1/3"): no Arrow type holds all of them.

_TEXT, _INT, _DAY = pa.string(), pa.int32(), pa.date32()
_SPAN = [("start", _INT), ("end", _INT), ("text", _TEXT)]
_FLAGS = ("flags", pa.list_(_TEXT))
_DEFINITION = pa.struct([*_SPAN, ("pattern", _TEXT), ("score", _INT)])  # the span of the long form
_LUNAR = pa.struct([("day", _INT), ("phase", _TEXT), ("month", _TEXT), ("be", _INT)])
_NUMBER = [
    *_SPAN, ("kind", _TEXT), ("unit", _TEXT), ("per", _TEXT), ("approx", pa.bool_()), _FLAGS,
    ("low", _TEXT), ("high", _TEXT),
]  # fmt: skip

WORDS = pa.list_(_TEXT)
TOKENS = pa.list_(pa.struct([*_SPAN, ("kind", _TEXT)]))
ACRONYMS = pa.list_(
    pa.struct(
        [
            *_SPAN,
            ("canonical", _TEXT),
            ("kind", _TEXT),
            ("expansion", _TEXT),
            ("expansion_source", _TEXT),
            ("definition", _DEFINITION),
            _FLAGS,
        ]
    )
)
# a range has only a low and a high end, other numbers have a value besides
NUMBERS = pa.list_(pa.struct([*_NUMBER, ("value", _TEXT)]))
DATES = pa.list_(
    pa.struct(
        [
            *_SPAN,
            ("start_date", _DAY),
            ("end_date", _DAY),
            ("time", _TEXT),
            ("end_time", _TEXT),
            ("precision", _TEXT),
            ("part", _TEXT),
            ("mod", _TEXT),
            ("year", _INT),
            ("month", _INT),
            ("day", _INT),
            ("lunar", _LUNAR),
            ("candidates", pa.list_(_DAY)),
            ("problem", _TEXT),
            _FLAGS,
        ]
    )
)


# --- what users call -------------------------------------------------------------------------


def words(
    array: Array,
    *,
    mode: Mode = "word",
    engine: str = "default",
    segmenter: Segmenter | None = None,
    progress: bool = False,
) -> Array:
    """The words of every text, as a ``list<string>`` array (``large_list`` for ``large_string``).

    The words are the array's own bytes, with offsets at the word boundaries: no Python object is
    made of a word. ``mode`` and ``engine`` are those of :func:`khmertext.words`; a ``segmenter`` of
    your own replaces both.
    """
    chosen = segmenter_for(mode, engine, segmenter)
    return _on_texts(array, lambda chunk, done: _cut(chunk, chosen, done), "words", progress)


def segment(
    array: Array,
    *,
    mode: Mode = "word",
    engine: str = "default",
    segmenter: Segmenter | None = None,
    progress: bool = False,
) -> Array:
    """The tokens of every text with offsets (code points) and kinds: structs of :data:`TOKENS`."""
    chosen = segmenter_for(mode, engine, segmenter)
    return _records(array, chosen.segment, TOKENS, "segment", progress)


def normalize(
    array: Array, level: Level = "standard", *, progress: bool = False, **options: Any
) -> Array:
    """Every text normalized by :func:`khmertext.normalize`, which names the other options.

    The type stays, except that a dictionary becomes its value type: values may become equal.
    """
    from khmertext.normalization import normalize as normalize_text

    def rewrite(chunk: Array, done: Progress) -> Array:
        return _map(chunk, lambda text: normalize_text(text, level, **options), chunk.type, done)

    result = _on_texts(array, rewrite, "normalize", progress)
    return result.cast(array.type) if pa.types.is_string_view(array.type) else result


def acronyms(array: Array, *, progress: bool = False, **options: Any) -> Array:
    """The acronyms of every text: structs of :data:`ACRONYMS`; options of ``find_acronyms``."""
    from khmertext.acronyms import find_acronyms

    def find(text: str) -> Iterable[Acronym]:
        return find_acronyms(text, **options)

    return _records(array, find, ACRONYMS, "acronyms", progress)


def numbers(array: Array, *, progress: bool = False, **options: Any) -> Array:
    """The numbers of every text: structs of :data:`NUMBERS`; options of ``find_numbers``."""
    from khmertext.document import find_numbers

    def find(text: str) -> Iterable[NumberMention]:
        return find_numbers(text, **options)

    return _records(array, find, NUMBERS, "numbers", progress, _number_converter())


def dates(array: Array, *, progress: bool = False, **options: Any) -> Array:
    """The dates of every text: structs of :data:`DATES`; options of ``find_dates``."""
    from khmertext.dates import find_dates

    def find(text: str) -> Iterable[DateMention]:
        return find_dates(text, **options)

    return _records(array, find, DATES, "dates", progress)


# --- arrays of every kind of string ----------------------------------------------------------


def _on_texts(
    array: Array, function: Callable[[Array, Progress], Array], name: str, progress: bool
) -> Array:
    """``function`` of an array or of each chunk, called with plain string arrays only."""
    with progress_bar(len(array), name, progress) as done:
        if not isinstance(array, pa.ChunkedArray):
            return _on_chunk(array, function, name, done)
        chunks = array.chunks or [pa.array([], array.type)]  # the result needs a type
        return pa.chunked_array([_on_chunk(chunk, function, name, done) for chunk in chunks])


def _on_chunk(
    array: Array, function: Callable[[Array, Progress], Array], name: str, done: Progress
) -> Array:
    kind = array.type
    if pa.types.is_dictionary(kind):
        result = _on_chunk(array.dictionary, function, name, lambda count: None)
        done(len(array))
        return result.take(array.indices)
    if pa.types.is_null(kind) or pa.types.is_string_view(kind):
        array = array.cast(pa.string())
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise NotTextError(f"{name}() takes an array of strings, not of {kind}")
    return function(array, done)


def _map(array: Array, function: Callable[[str], Any], kind: Any, done: Progress) -> Array:
    """``function`` of every text that is there, as an array of type ``kind``."""
    parts = []
    for first in range(0, len(array), ROWS_PER_BATCH):
        texts = array.slice(first, ROWS_PER_BATCH).to_pylist()
        results = [None if text is None else function(text) for text in texts]
        parts.append(pa.array(results, kind))
        done(len(texts))
    return pa.concat_arrays(parts) if parts else pa.array([], kind)


def _records(
    array: Array,
    find: Callable[[str], Iterable[Any]],
    kind: Any,
    name: str,
    progress: bool,
    convert: Callable[[Any], dict[str, Any]] | None = None,
) -> Array:
    """What ``find`` finds in every text, as lists of structs: an array of type ``kind``."""
    record = convert or _converter(kind.value_type)

    def function(chunk: Array, done: Progress) -> Array:
        return _map(chunk, lambda text: [record(item) for item in find(text)], kind, done)

    return _on_texts(array, function, name, progress)


# --- words without objects -------------------------------------------------------------------


def _cut(array: Array, segmenter: Segmenter, done: Progress) -> Array:
    """The list array of words of a ``string`` or ``large_string`` array.

    Words are lossless, so that one after another they are the bytes of the texts: only the offsets
    have to be made.
    """
    if pa.types.is_large_string(array.type):
        width, strings, lists = np.int64, pa.LargeStringArray, pa.LargeListArray
    else:
        width, strings, lists = np.int32, pa.StringArray, pa.ListArray
    missing = array.is_null() if array.null_count else None
    if missing is not None:
        array = pc.fill_null(array, "")  # a missing text may have bytes, which are no word's
    _, offsets, data = array.buffers()
    text_ends = np.frombuffer(offsets, width)[array.offset :][: len(array) + 1]
    utf8 = np.frombuffer(data or b"", np.uint8)
    counts, word_ends = [], []
    for first in range(0, len(array), ROWS_PER_BATCH):
        texts = array.slice(first, ROWS_PER_BATCH).to_pylist()
        start, end = text_ends[first], text_ends[first + len(texts)]
        count, ends = _word_ends(texts, utf8[start:end], segmenter)
        counts.append(count)
        word_ends.append(ends + start)
        done(len(texts))
    edges = np.concatenate([text_ends[:1], *word_ends], dtype=width, casting="same_kind")
    cut = strings.from_buffers(len(edges) - 1, pa.py_buffer(edges), data)
    list_ends = np.cumsum(np.concatenate([[0], *counts]), dtype=width)
    return lists.from_arrays(pa.array(list_ends), cut, mask=missing)


def _word_ends(texts: list[str], utf8: Any, segmenter: Segmenter) -> tuple[Any, Any]:
    """How many words each text has, and where in ``utf8``, all texts in one, each word ends."""
    found = [segmenter._ends(text) for text in texts]  # arrays of unsigned int: no object a word
    counts = np.fromiter(map(len, found), np.int64, len(found))
    ends = np.frombuffer(b"".join(found), np.uintc)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    code_points = ends + np.repeat(np.cumsum(lengths) - lengths, counts)
    # byte offsets of all code points: whatever is no continuation byte (80 to BF) begins one
    starts: Any = np.append(np.flatnonzero(utf8.view(np.int8) >= -0x40), len(utf8))
    return counts, starts[code_points]


# --- what is found, as records ---------------------------------------------------------------


def _converter(kind: Any) -> Callable[[Any], Any]:
    """The function that makes of an object what an array of type ``kind`` is built from."""
    if pa.types.is_struct(kind):
        parts = [(field.name, _converter(field.type)) for field in kind]
        return lambda found: (
            None if found is None else {n: convert(getattr(found, n)) for n, convert in parts}
        )
    if pa.types.is_list(kind):
        convert_item = _converter(kind.value_type)
        return lambda found: [convert_item(item) for item in found]
    return _exact if pa.types.is_string(kind) else lambda found: found


def _number_converter() -> Callable[[NumberMention], dict[str, Any]]:
    convert = _converter(pa.struct(_NUMBER))

    def record(mention: NumberMention) -> dict[str, Any]:
        value = None if isinstance(mention.value, tuple) else mention.value
        return {**convert(mention), "value": _exact(value)}

    return record


def _exact(value: Any) -> str | None:
    """Text, a number or a time of day as text."""
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, time) else str(value)
