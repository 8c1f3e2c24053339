"""The ``progress`` option of functions of many texts: a bar, a function to call, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = bool | Callable[[int], object]


@contextmanager
def reporting(
    progress: Progress, function: str, *, needs_bar: bool = False, **bar: Any
) -> Iterator[Callable[[int], object]]:
    """What ``function`` calls with the number of texts done so far; ``bar`` are options of tqdm.

    Without tqdm there is no bar, or ``ImportError`` if the function ``needs_bar``. ``TypeError`` if
    ``progress`` is neither a ``bool`` nor a function.
    """
    if progress is not True:
        if progress and not callable(progress):
            kind = type(progress).__name__
            raise TypeError(f"{function}() takes bool or a function as progress, not {kind}")
        yield progress or _nothing
        return
    try:
        from tqdm.auto import tqdm
    except ImportError as error:
        if needs_bar:
            raise ImportError("progress=True needs: pip install 'khmertext[progress]'") from error
        yield _nothing
        return
    with tqdm(**bar) as shown:
        yield lambda done: shown.update(done - shown.n)


def _nothing(done: int) -> None:
    pass
