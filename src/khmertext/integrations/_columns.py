"""The column functions, and what all integrations share: missing values, batches, errors, progress.

A column function applies a function of khmertext to each text of a column. The integrations of
pandas, Polars, Arrow and Spark make their methods from the table :data:`COLUMNS`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from types import GenericAlias
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from khmertext._progress import Progress, reporting
from khmertext._workers import in_order
from khmertext.errors import NotTextError, ParseError, check_count, check_option, is_missing

if TYPE_CHECKING:
    from khmertext.segmentation import Segmenter
    from khmertext.segmentation._kinds import Kinds
    from khmertext.types import Token

T = TypeVar("T")
OfText = Callable[[str], Any]

ROWS_PER_BATCH = 1024  # small enough for a smooth progress bar, large enough to cost no time


class ColumnFunction(NamedTuple):
    """A column function: it applies ``function`` to every text of a column."""

    function: str  # a name in khmertext; with a dot, in a module of it
    of: str  # the type that it returns for a text: of Python, or a class of khmertext
    many: bool = False  # whether it returns a sequence of these
    parses: bool = False  # whether it reads the whole text, and raises where that says no value

    def load(self) -> Callable[..., Any]:
        """The function of one text."""
        loaded: Callable[..., Any] = _load(self.function)
        return _OrMissing(loaded) if self.parses else loaded

    @property
    def record(self) -> Any:
        """The class that ``of`` names."""
        return _TYPES.get(self.of) or _load(self.of)

    @property
    def is_text(self) -> bool:
        """Whether it makes a text of a text."""
        return self.of == "str" and not self.many

    @property
    def annotation(self) -> Any:
        """The type that it returns for a text, as an annotation."""
        return GenericAlias(list, (self.record,)) if self.many else self.record


class _OrMissing:
    """``function``, but ``None`` where it raises ``ParseError``: such a cell is missing."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.__wrapped__ = function  # whose signature inspect then gives

    def __call__(self, text: str, **options: Any) -> Any:
        try:
            return self.__wrapped__(text, **options)
        except ParseError:
            return None


_TYPES: dict[str, type] = {
    "str": str, "bytes": bytes, "float": float,
    "Decimal": Decimal, "date": date, "datetime": datetime,
}  # fmt: skip

COLUMNS: dict[str, ColumnFunction] = {
    "words": ColumnFunction("words", "str", many=True),
    "segment": ColumnFunction("segment", "Token", many=True),
    "sentences": ColumnFunction("sentences", "Token", many=True),
    "tag": ColumnFunction("tag", "Token", many=True),
    "normalize": ColumnFunction("normalize", "str"),
    "explain": ColumnFunction("explain", "Normalized"),
    "modernize": ColumnFunction("modernize", "str"),
    "explain_modernize": ColumnFunction("explain_modernize", "Normalized"),
    "check_spelling": ColumnFunction("check_spelling", "SpellingMention", many=True),
    "diagnose": ColumnFunction("diagnose", "Diagnostic", many=True),
    "word_key": ColumnFunction("word_key", "str"),
    "sort_key": ColumnFunction("sort_key", "bytes"),
    "search_terms": ColumnFunction("search_terms", "search.SearchTerm", many=True),
    "insert_breaks": ColumnFunction("insert_breaks", "str"),
    "remove_word_spaces": ColumnFunction("remove_word_spaces", "str"),
    "to_ascii_digits": ColumnFunction("to_ascii_digits", "str"),
    "to_khmer_digits": ColumnFunction("to_khmer_digits", "str"),
    "redact": ColumnFunction("redact", "str"),
    "khmer_share": ColumnFunction("khmer_share", "float"),
    "acronyms": ColumnFunction("find_acronyms", "Acronym", many=True),
    "numbers": ColumnFunction("find_numbers", "NumberMention", many=True),
    "dates": ColumnFunction("find_dates", "DateMention", many=True),
    "parse_number": ColumnFunction("parse_number", "Decimal", parses=True),
    "parse_money": ColumnFunction("parse_money", "Money", parses=True),
    "parse_date": ColumnFunction("parse_date", "date", parses=True),
    "moments": ColumnFunction("parse_datetime", "datetime", parses=True),
    "mentions": ColumnFunction("integrations._mentions.find_all", "integrations._mentions.Found", many=True),
}  # fmt: skip

# the column functions whose results explode_mentions can make rows of
EXPLODED = tuple(name for name, column in COLUMNS.items() if column.many and column.of != "str")


def _load(name: str) -> Any:
    from importlib import import_module

    module, _, name = f"khmertext.{name}".rpartition(".")
    return getattr(import_module(module), name)


def described(name: str) -> str:
    """What the column function ``name`` does with one text, for people."""
    if name == "mentions":
        return "find_acronyms (gazetteer), find_numbers (dates) and find_dates (ref)"
    return f"khmertext.{COLUMNS[name].function}"


def description(name: str, column: str) -> str:
    """The docstring of the column function ``name``; ``column`` is what users call a column."""
    unread = ", and what it cannot read is missing" if COLUMNS[name].parses else ""
    return f"""What {described(name)} gives of every text; it takes the same options.

    Missing texts stay missing{unread}. The module says what is common to all functions of a {column}.
    """


def exploded(kind: str | None) -> str:
    """The column function whose records ``explode_mentions(kind)`` makes rows of."""
    if kind is None:
        return "mentions"
    check_option("kind", kind, EXPLODED)
    return kind


def function_for(name: str, arguments: Sequence[Any], options: dict[str, Any]) -> OfText:
    """The function of one text that the column function ``name`` calls, with its options bound.

    ``words`` and ``segment`` may take a ``segmenter`` of the user's own. The function is called
    once here, so that a wrong option is an error even for an empty column. It can be pickled.
    """
    from inspect import signature

    segmenter = options.pop("segmenter", None)
    if segmenter is None:
        function = COLUMNS[name].load()
    elif name in ("words", "segment"):
        from khmertext.segmentation import Segmenter

        if not isinstance(segmenter, Segmenter):
            raise TypeError(f"{name}() takes a Segmenter, not {type(segmenter).__name__}")
        for given in ("mode", "engine"):
            if given in options:
                raise TypeError(
                    f"{name}() takes segmenter= or {given}=, not both: Segmenter({given}=...)"
                )
        function = segmenter.words
        if name == "segment":
            function, options = _segment, {**options, "segmenter": segmenter}
    else:
        raise TypeError(f"{name}() takes no segmenter")
    try:
        bound = signature(function).bind("", *arguments, **options).arguments
    except TypeError as error:
        raise TypeError(f"{name}(): {error}; its options are those of {described(name)}") from None
    prepared = partial(function, **dict([*bound.items()][1:]))  # all but the text
    prepared("")
    return prepared


def _segment(text: str, *, segmenter: Segmenter, kinds: Kinds | None = None) -> Sequence[Token]:
    """``khmertext.segment`` with a segmenter of the user's own."""
    found = segmenter.segment(text)
    return found if kinds is None else found.of_kinds(kinds)


# --- rows ------------------------------------------------------------------------------------


class Batch(NamedTuple):
    """Some successive texts of a column; ``None`` where one is missing."""

    texts: list[str | None]
    first: int  # the row of the first one
    column: object = None  # the name of the column, if it has one
    labels: Sequence[Any] | None = None  # the labels of the rows, if they have any
    unit: str = "row"  # or a category, which is the text of many rows

    def place(self, index: int) -> str:
        """The row and column of the text with this index, for error messages."""
        label = "" if self.labels is None else f" (label {self.labels[index]!r})"
        column = "" if self.column is None else f" of column {self.column!r}"
        return f"{self.unit} {self.first + index}{label}{column}"


def batch_size(total: int, processes: int, name: str) -> int:
    """How many of ``total`` rows a batch has: so few that each of several processes gets some."""
    check_count(processes, name, "processes")
    return ROWS_PER_BATCH if processes == 1 else min(ROWS_PER_BATCH, 1 + total // (8 * processes))


def batches_of(
    cells: Sequence[object],
    name: str,
    size: int,
    *,
    column: object = None,
    labels: Any = None,
    unit: str = "row",
) -> Iterator[Batch]:
    """The rows of a column, ``size`` at a time.

    ``name`` is the function the user called, for the message of the :class:`NotTextError` that is
    raised at the first cell that is neither text nor missing.
    """
    for first in range(0, len(cells), size):
        rows = slice(first, first + size)
        texts: list[Any] = list(cells[rows])
        batch = Batch(texts, first, column, None if labels is None else labels[rows], unit)
        for index, cell in enumerate(texts):
            if not isinstance(cell, str):
                if not is_missing(cell):
                    raise NotTextError(
                        f"{name}() takes a column of str, but {batch.place(index)} holds "
                        f"{type(cell).__name__}: {cell!r:.60}"
                    )
                texts[index] = None
        yield batch


def of_each(function: OfText, batch: Batch) -> list[Any]:
    """The results of ``function`` for each text; ``None`` where the text is missing."""
    results = []
    for index, text in enumerate(batch.texts):
        try:
            results.append(None if text is None else function(text))
        except Exception as error:
            error.add_note(batch.place(index))
            raise
    return results


def in_batches(
    work: Callable[[Batch], T],
    batches: Iterable[Batch],
    *,
    total: int,
    name: str,
    progress: Progress,
    processes: int,
) -> Iterator[T]:
    """The results of ``work`` for each batch, in order; ``total`` is the number of all rows.

    With several ``processes``, ``work`` and its results must be picklable.
    """
    sizes: deque[int] = deque()

    def sized() -> Iterator[Batch]:
        for batch in batches:
            sizes.append(len(batch.texts))
            yield batch

    done = 0
    with reporting(progress, name, needs_bar=True, total=total, desc=name, unit="row") as report:
        for result in in_order(work, sized(), processes):
            yield result
            done += sizes.popleft()
            report(done)
