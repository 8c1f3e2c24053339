"""``pipe``: any function of one text applied to many, in several processes if asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from khmertext._progress import Progress, Reporter
from khmertext._workers import in_order
from khmertext.errors import check_type

Result = TypeVar("Result")
_CHUNK = 64  # texts that travel to a worker process together


def pipe(
    function: Callable[..., Result],
    texts: Iterable[str | None],
    *,
    processes: int = 1,
    progress: Progress = False,
    **options: Any,
) -> Iterator[Result | None]:
    """What ``function(text, **options)`` gives for each text, in order, as it is ready.

    ``function`` is any function of one text: ``khmertext.analyze``, ``khmertext.find_dates``,
    ``khmertext.words`` ... With several ``processes`` it must be one that can be pickled (no
    lambda), and so must its results; no more than the machine has processors are started, and
    never more than a few hundred texts are read ahead. None passes through. ``progress`` is True
    for a bar (if ``tqdm`` is installed), or a function that is called with the number of texts
    done so far. For words alone, the threads of :meth:`Segmenter.pipe` are faster.

    Raises ``ValueError`` for less than one process, what ``function`` raises, with a note that
    says which text it was, and :class:`khmertext.errors.WorkerError` when a process ended by itself.

    >>> import khmertext
    >>> [len(found) for found in pipe(khmertext.find_numbers, ["៥លាន", None, "ទេ"]) if found is not None]
    [1, 0]
    """
    if not callable(function):
        raise TypeError(f"pipe() takes a function first, not {type(function).__name__}")
    if isinstance(texts, (str, bytes)):
        raise TypeError("pipe() takes many texts; for one, call the function itself")
    check_type(processes, "pipe", int, option="processes")
    if processes < 1:
        raise ValueError(f"processes={processes} must be at least 1")
    return _pipe(partial(_of_all, partial(function, **options)), texts, processes, progress)


def _pipe(
    of_all: Callable[[tuple[int, list[str | None]]], list[Result | None]],
    texts: Iterable[str | None],
    processes: int,
    progress: Progress,
) -> Iterator[Result | None]:
    remaining = iter(texts)
    chunks = iter(lambda: list(islice(remaining, _CHUNK)), [])
    done = 0
    with Reporter(progress) as report:
        for results in in_order(of_all, _numbered(chunks), processes):
            yield from results
            done += len(results)
            report(done)


def _numbered(chunks: Iterable[list[str | None]]) -> Iterator[tuple[int, list[str | None]]]:
    first = 0
    for chunk in chunks:
        yield first, chunk
        first += len(chunk)


def _of_all(
    function: Callable[[str], Result], numbered: tuple[int, list[str | None]]
) -> list[Result | None]:
    first, chunk = numbered
    results: list[Result | None] = []
    for text in chunk:
        try:
            results.append(None if text is None else function(text))
        except Exception as error:
            error.add_note(f"text {first + len(results)} of those given to pipe()")
            raise
    return results
