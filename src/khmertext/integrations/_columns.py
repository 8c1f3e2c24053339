"""What all column functions share: missing values, the check of a cell, batches and progress."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from khmertext.errors import NotTextError

if TYPE_CHECKING:
    from khmertext.segmentation import Segmenter
    from khmertext.types import Mode

T = TypeVar("T")

ROWS_PER_BATCH = 4096  # often enough for a progress bar, seldom enough to cost nothing


def is_missing(value: object) -> bool:
    """Whether a cell is empty: ``None``, NaN, ``pandas.NA`` or NaT, without importing pandas.

    >>> is_missing(None), is_missing(float("nan")), is_missing("")
    (True, True, False)
    """
    if value is None:
        return True
    try:
        return bool(value != value)  # NaN and NaT, of whatever type
    except (TypeError, ValueError):  # an array has many truth values, pandas.NA has none
        return type(value).__name__ == "NAType"


def map_texts(
    batch: Callable[[list[str]], Iterable[T]],
    cells: Sequence[object],
    *,
    name: str,
    labels: Sequence[object] | None = None,
    progress: bool = False,
) -> list[T | None]:
    """``batch`` of all texts in ``cells``; ``None`` where a cell is missing.

    ``name`` is the function the user called and ``labels`` the names of the rows, both for error
    messages. Raises :class:`NotTextError` at the first cell that is neither text nor missing.
    """
    rows = [
        row
        for row, cell in enumerate(cells)
        if type(cell) is str or _is_text(cell, row, name, labels)
    ]
    results: list[T | None] = [None] * len(cells)
    with progress_bar(len(rows), name, progress) as advance:
        for first in range(0, len(rows), ROWS_PER_BATCH):
            chosen = rows[first : first + ROWS_PER_BATCH]
            texts: list[Any] = [cells[row] for row in chosen]
            for row, result in zip(chosen, batch(texts), strict=True):
                results[row] = result
            advance(len(chosen))
    return results


def _is_text(cell: object, row: int, name: str, labels: Sequence[object] | None) -> bool:
    if isinstance(cell, str):
        return True
    if is_missing(cell):
        return False
    label = "" if labels is None else f" (label {labels[row]!r})"
    raise NotTextError(
        f"{name}() takes a column of str, but row {row}{label} holds {type(cell).__name__}: "
        f"{cell!r:.60}"
    )


@contextmanager
def progress_bar(total: int, name: str, shown: bool) -> Iterator[Callable[[int], object]]:
    """A progress bar over rows, as the function that moves it; it does nothing if not ``shown``."""
    if not shown:
        yield lambda count: None
        return
    try:
        from tqdm.auto import tqdm
    except ImportError as error:
        raise ImportError("progress=True needs: pip install 'khmertext[progress]'") from error
    with tqdm(total=total, desc=name, unit="row") as bar:
        yield bar.update


def segmenter_for(mode: Mode, engine: str, segmenter: Segmenter | None) -> Segmenter:
    """The segmenter a user passed, or one for ``mode`` and ``engine``."""
    from khmertext.segmentation import Segmenter

    return Segmenter(mode=mode, engine=engine) if segmenter is None else segmenter
