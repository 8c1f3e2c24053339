"""Columns of Khmer text in Apache Arrow: arrays in, arrays out, missing values kept.

Every function takes a ``pyarrow`` array or chunked array of strings (``string``, ``large_string``,
``string_view``, a dictionary of them, or ``null``) and returns one of the same length, in the same
chunks. :data:`TYPES` names the Arrow types of the results; findings are structs with typed fields.
Text has the type of the input; of a dictionary each text is read once, and those that become equal
are one. An array of another type raises ``TypeError``. Needs ``pip install 'khmertext[arrow]'``.

Each applies the function of khmertext with its name to every text (``acronyms``, ``numbers`` and
``dates`` are ``find_acronyms`` and so on; ``mentions`` all three), and takes its options. Besides,
``words`` and ``segment`` take a ``segmenter`` of your own instead of ``mode`` and ``engine``;
``progress`` is True for a bar (with ``tqdm``) or a function that is called with the number of rows
done; several ``processes`` share the work.

>>> import pyarrow
>>> words(pyarrow.array(["ខ្ញុំទៅសាលា", None])).to_pylist()
[['ខ្ញុំ', 'ទៅ', 'សាលា'], None]
>>> TYPES["words"]
ListType(list<item: string>)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from khmertext._records import column_of, flat_table
from khmertext.errors import NotTextError
from khmertext.integrations import _columns
from khmertext.integrations._columns import COLUMNS, Batch, OfText
from khmertext.segmentation._kinds import kind_of

if TYPE_CHECKING:
    from khmertext._progress import Progress

Array = Any  # pyarrow.Array or pyarrow.ChunkedArray; pyarrow ships no types

TYPES: dict[str, Any] = {
    name: column_of(column.annotation).type for name, column in COLUMNS.items()
}


def _function(name: str) -> Callable[..., Array]:
    """The column function ``name``, of arrays."""

    def on_array(
        array: Array,
        *arguments: Any,
        progress: Progress = False,
        processes: int = 1,
        **options: Any,
    ) -> Array:
        return apply(name, array, arguments, options, progress=progress, processes=processes)

    on_array.__name__ = on_array.__qualname__ = name
    on_array.__doc__ = _columns.description(name, "array")
    return on_array


globals().update({name: _function(name) for name in COLUMNS})

if TYPE_CHECKING:

    def __getattr__(name: str) -> Callable[..., Array]: ...


__all__ = ["TYPES", "explode_mentions", *COLUMNS]


def explode_mentions(
    array: Array,
    kind: str | None = None,
    *arguments: Any,
    progress: Progress = False,
    processes: int = 1,
    **options: Any,
) -> Any:
    """A ``pyarrow.Table`` with a row for each thing found; ``row`` counts the texts from 0.

    ``kind`` is the function that finds them: ``"acronyms"``, ``"numbers"``, ``"dates"``,
    ``"check_spelling"``, ``"segment"`` ...; None is acronyms, numbers and dates together. The
    columns are the fields of what it finds, flat: ``lunar_day``, and lists as text with commas.
    """
    return exploded(array, kind, arguments, options, progress=progress, processes=processes)


def exploded(
    array: Array,
    kind: str | None,
    arguments: Sequence[Any],
    options: dict[str, Any],
    *,
    progress: Progress = False,
    processes: int = 1,
    column: object = None,
) -> Any:
    """:func:`explode_mentions`; errors name ``column``."""
    name = "explode_mentions"
    chunks = [_plain(chunk, name, column) for chunk in _chunks(array, name)]
    plain = [found if indices is None else found.take(indices) for found, indices in chunks]
    total = sum(map(len, plain))
    size = _columns.batch_size(total, processes, name)
    batches = _batches(plain, name, Batch([], 0, column), size)
    rows, made = explode(kind, arguments, options, batches, total, progress, processes)
    return made.add_column(0, "row", pa.array(rows, pa.int64()))


def explode(
    kind: str | None,
    arguments: Sequence[Any],
    options: dict[str, Any],
    batches: Iterable[Batch],
    total: int,
    progress: Progress,
    processes: int,
) -> tuple[list[int], Any]:
    """For each finding the number of its row, and the table of the findings."""
    name = _columns.exploded(kind)
    work = partial(_columns.of_each, _columns.function_for(name, arguments, options))
    found: list[Any] = []
    rows: list[int] = []
    first = 0
    for results in _columns.in_batches(
        work, batches, total=total, name="explode_mentions", progress=progress, processes=processes
    ):
        for row, records in enumerate(results, first):
            found += records or ()
            rows += [row] * len(records or ())
        first += len(results)
    return rows, flat_table(COLUMNS[name].record, found)


# --- arrays of every kind of string ----------------------------------------------------------


def apply(
    name: str,
    array: Array,
    arguments: Sequence[Any],
    options: dict[str, Any],
    *,
    progress: Progress = False,
    processes: int = 1,
    column: object = None,
) -> Array:
    """The column function ``name`` of an array or of each chunk; errors name ``column``."""
    function = _columns.function_for(name, arguments, {**options})
    segmenter = _segmenter(function) if name in ("words", "segment") else None
    chunks = [_plain(chunk, name, column) for chunk in _chunks(array, name)]
    plain = [strings for strings, _ in chunks]
    work: Callable[[Batch], Any] = partial(_made, name, function)
    join: Callable[[Array, list[Any]], Array] = partial(_join, name)
    total = sum(map(len, plain))
    size = _columns.batch_size(total, processes, name)
    unit = "category" if pa.types.is_dictionary(array.type) else "row"
    rows = Batch([], 0, column, unit=unit)
    batches = _batches(plain, name, rows, size)
    if segmenter is not None:
        work, join = partial(_cut, segmenter), _join_cut if name == "words" else _join_tokens
        if hasattr(segmenter._cutter, "utf8_ends"):
            work, batches = (
                partial(_cut_utf8, segmenter, name),
                _arrays(plain, rows, size, processes > 1),
            )
    parts = _columns.in_batches(
        work,
        batches,
        total=total,
        name=name,
        progress=progress,
        processes=processes,
    )
    made = [join(strings, list(islice(parts, -(-len(strings) // size)))) for strings in plain]
    next(parts, None)  # so that the progress bar and the processes end
    if pa.types.is_dictionary(array.type):
        places = [indices for _, indices in chunks]
        if COLUMNS[name].is_text:
            made = _dictionaries(made, places, array.type.ordered)
        else:
            made = [found.take(indices) for found, indices in zip(made, places, strict=True)]
    result = pa.chunked_array(made) if isinstance(array, pa.ChunkedArray) else made[0]
    keeps = pa.types.is_string_view(array.type) and TYPES[name] == pa.string()
    return result.cast(array.type) if keeps else result


def _chunks(array: Array, name: str) -> list[Array]:
    if not isinstance(array, (pa.Array, pa.ChunkedArray)):
        kind = type(array).__name__
        raise NotTextError(f"{name}() takes an array of pyarrow, not {kind}: pyarrow.array(texts)")
    if not isinstance(array, pa.ChunkedArray):
        return [array]
    return array.chunks or [pa.array([], array.type)]  # the result needs a type


def _plain(array: Array, name: str, column: object = None) -> tuple[Array, Array | None]:
    """The texts of an array as ``string`` or ``large_string``; for a dictionary array, its distinct
    texts, and the index of the text in each row.
    """
    kind = array.type
    if pa.types.is_dictionary(kind):
        strings, _ = _plain(array.dictionary, name, column)
        return strings, array.indices
    if pa.types.is_null(kind) or pa.types.is_string_view(kind):
        array = array.cast(pa.string())
    elif not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        where = "" if column is None else f" (column {column!r})"
        raise NotTextError(f"{name}() takes an array of strings, not of {kind}{where}")
    return array, None


def _dictionaries(texts: list[Array], places: list[Array], ordered: bool) -> list[Array]:
    """Dictionary arrays of texts that the distinct ones became, with the index of each row."""
    encoded = [part.dictionary_encode() for part in texts]
    # of an order nothing is left if those that became equal were no neighbours
    ordered = ordered and all(_is_sorted(part.indices) for part in encoded)
    return [
        pa.DictionaryArray.from_arrays(
            part.indices.take(indices).cast(indices.type), part.dictionary, ordered=ordered
        )
        for part, indices in zip(encoded, places, strict=True)
    ]


def _is_sorted(numbers: Array) -> bool:
    return bool((np.diff(numbers.drop_null().to_numpy()) >= 0).all())


def _batches(chunks: Sequence[Array], name: str, rows: Batch, size: int) -> Iterator[Batch]:
    first = 0
    for chunk in chunks:
        for start in range(0, len(chunk), size):
            batch = rows._replace(first=first + start)
            yield batch._replace(texts=_texts(chunk.slice(start, size), name, batch))
        first += len(chunk)


def _texts(part: Array, name: str, batch: Batch) -> list[str | None]:
    try:
        texts: list[str | None] = part.to_pylist()
    except UnicodeDecodeError as error:
        rows = (row for row, cell in enumerate(part.cast(pa.large_binary())) if not _is_utf8(cell))
        place = batch.place(next(rows))
        raise NotTextError(f"{name}() takes UTF-8, which {place} is not: {error}") from None
    return texts


def _is_utf8(cell: Any) -> bool:
    try:
        (cell.as_py() or b"").decode()
    except UnicodeDecodeError:
        return False
    return True


def _made(name: str, function: OfText, batch: Batch) -> Array:
    """The results of the column function ``name`` for a batch, as an array."""
    return column_of(COLUMNS[name].annotation).make(_columns.of_each(function, batch))


def _join(name: str, strings: Array, parts: list[Array]) -> Array:
    """The parts as one array; an array of text gets the string type of the input."""
    kind = TYPES[name]
    if pa.types.is_large_string(strings.type):
        kind = {pa.string(): pa.large_string(), TYPES["words"]: _LARGE_WORDS}.get(kind, kind)
        parts = [part.cast(kind) for part in parts]
    return pa.concat_arrays(parts) if parts else pa.array([], kind)


_LARGE_WORDS = pa.large_list(pa.large_string())


# --- words and tokens without Python objects -----------------------------------------------------


def _segmenter(function: Any) -> Any:
    """The segmenter that cuts the words; ``None`` if only some ``kinds`` of tokens are wanted."""
    from khmertext.segmentation import Segmenter

    options = {**function.keywords}
    if options.pop("kinds", None) is not None:
        return None
    own = options.get("segmenter") or getattr(function.func, "__self__", None)
    return own or Segmenter(**options)


def _cut(segmenter: Any, batch: Batch) -> tuple[Any, Any]:
    """How many words each text has, and where each word ends, in bytes of all texts joined."""
    found = [part or b"" for part in _columns.of_each(segmenter._ends, batch)]
    counts = np.fromiter(map(len, found), np.int64, len(found))
    lengths = np.fromiter((len(text or "") for text in batch.texts), np.int64, len(found))
    places = np.frombuffer(b"".join(found), np.uintc)
    utf8 = np.frombuffer("".join(text or "" for text in batch.texts).encode(), np.int8)
    # byte offsets of all code points: whatever is no continuation byte (80 to BF) begins one
    begins: Any = np.append(np.flatnonzero(utf8 >= -0x40), len(utf8))
    return counts, begins[places + np.repeat(np.cumsum(lengths) - lengths, counts)]


def _cut_utf8(segmenter: Any, name: str, batch: Any) -> tuple[Any, Any]:
    """The same without a ``str`` for each text; the texts of the batch are an array, no nulls."""
    part = batch.texts
    edges, data = _edges(part)
    found = segmenter._cutter.utf8_ends(data, edges, segmenter.mode == "part")
    if found is None:
        _texts(part, name, batch)  # raises, and names the row that is no UTF-8
    counts, ends = (np.frombuffer(numbers, np.int64) for numbers in found)
    return counts, ends - edges[0]


def _arrays(chunks: Sequence[Array], rows: Batch, size: int, are_sent: bool) -> Iterator[Any]:
    """Batches for :func:`_cut_utf8`; copied if ``are_sent`` to a process, lest all goes along."""
    first = 0
    for chunk in chunks:
        whole = pc.fill_null(chunk, "") if chunk.null_count else chunk
        for start in range(0, len(chunk), size):
            part: Any = whole.slice(start, size)
            part = pa.concat_arrays([part]) if are_sent else part
            yield rows._replace(texts=part, first=first + start)
        first += len(chunk)


def _edges(array: Array) -> tuple[Any, Any]:
    """Where the texts of an array begin and the last one ends, and the bytes that hold them."""
    width = np.int64 if pa.types.is_large_string(array.type) else np.int32
    _, offsets, data = array.buffers()
    edges = np.frombuffer(offsets or bytes(8), width)[array.offset :][: len(array) + 1]
    return edges.astype(np.int64), np.frombuffer(data or b"", np.uint8)


def _join_cut(array: Array, parts: list[tuple[Any, Any]]) -> Array:
    """The list array of words of a ``string`` or ``large_string`` array.

    Words joined give the text, so the bytes of the texts serve as those of the words: only the
    offsets have to be made.
    """
    if pa.types.is_large_string(array.type):
        width, strings, lists = np.int64, pa.LargeStringArray, pa.LargeListArray
    else:
        width, strings, lists = np.int32, pa.StringArray, pa.ListArray
    missing = array.is_null() if array.null_count else None
    if missing is not None:
        array = pc.fill_null(array, "")  # a missing text may have bytes, which belong to no word
    text_edges, _ = _edges(array)
    counts = [counts for counts, _ in parts]
    firsts = accumulate(map(len, counts), initial=0)  # the first text of each part
    word_ends = [ends + text_edges[first] for first, (_, ends) in zip(firsts, parts, strict=False)]
    edges = np.concatenate([text_edges[:1], *word_ends], dtype=width, casting="same_kind")
    cut = strings.from_buffers(len(edges) - 1, pa.py_buffer(edges), array.buffers()[2])
    list_ends = np.cumsum(np.concatenate([[0], *counts]), dtype=width)
    return lists.from_arrays(pa.array(list_ends), cut, mask=missing)


def _join_tokens(array: Array, parts: list[tuple[Any, Any]]) -> Array:
    """The list array of tokens: words with their offsets and kinds.

    The kind depends on the word alone, so it is computed once for each distinct word.
    """
    lists = _join_cut(array, parts)
    words = lists.values
    lengths = pc.utf8_length(words).to_numpy(zero_copy_only=False)
    ends = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
    edges = lists.offsets.to_numpy(zero_copy_only=False)
    begins: Any = np.repeat(ends[edges[:-1]], np.diff(edges))  # start of each word's text
    encoded = words.dictionary_encode()
    kinds = pa.array(map(kind_of, encoded.dictionary.to_pylist()), pa.string())
    columns = {
        "text": words.cast(pa.string()),
        "start": ends[:-1] - begins,
        "end": ends[1:] - begins,
        "kind": kinds.take(encoded.indices),
        "pos": pa.nulls(len(words)),
    }
    kind = TYPES["segment"]
    made = [pa.array(columns[field.name]).cast(field.type) for field in kind.value_type]
    tokens = pa.StructArray.from_arrays(made, fields=list(kind.value_type))
    missing = array.is_null() if array.null_count else None
    return pa.ListArray.from_arrays(lists.offsets.cast(pa.int32()), tokens, mask=missing)
