"""``pipe``: any function of one text applied to many, in several processes if asked for."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing.context import BaseContext
from typing import Any, Final, TypeVar

from khmertext._progress import Progress, Reporter
from khmertext.errors import check_type

Given = TypeVar("Given")
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

    Raises ``ValueError`` for less than one process, and what ``function`` raises, with a note
    that says which text it was.

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


def in_order(
    function: Callable[[Given], Result], items: Iterable[Given], processes: int
) -> Iterator[Result]:
    """``map(function, items)`` in several processes, with only a few items in memory at a time.

    When the caller stops early, by an exception, Ctrl-C or closing the iterator, the processes are
    ended at once.
    """
    processes = min(processes, processors())
    if processes == 1:
        yield from map(function, items)
        return
    pool = ProcessPoolExecutor(
        processes, mp_context=_context(), initializer=_leave_signals_to_the_parent
    )
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) > 2 * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BaseException as error:
        _end(pool)
        if isinstance(error, BrokenProcessPool):
            error.add_note(_WHY_BROKEN)
        raise
    pool.shutdown()


_WHY_BROKEN: Final = (
    "A process that worked for khmertext ended by itself. Either it could not import what it works "
    "for: keep a function of your own in a file and import it (one of a notebook is not found), and "
    'start a script with `if __name__ == "__main__":`. Or the machine ended it for want of memory. '
    "With processes=1 the error says more."
)


def _context() -> BaseContext:
    """The usual start method of processes, but not ``fork`` while other threads run.

    A lock that a thread holds at the fork stays locked in the copy for ever. Python warns of that
    from 3.12 on, and no longer forks by default in 3.14. Notebooks, Polars and Arrow have threads.
    """
    usual = multiprocessing.get_context()
    if usual.get_start_method() == "fork" and sys.version_info >= (3, 12) and _threads() > 1:
        return multiprocessing.get_context("forkserver")
    return usual


def _threads() -> int:
    """How many threads this process has; on Linux with those of native code."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:  # pragma: no cover - macOS and Windows
        return threading.active_count()


def processors() -> int:
    """How many processors this process may use.

    >>> processors() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - macOS and Windows


def _leave_signals_to_the_parent() -> None:  # pragma: no cover - runs in the workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(pool: ProcessPoolExecutor) -> None:
    """Kill the workers of ``pool`` without waiting for their work."""
    workers = list((getattr(pool, "_processes", None) or {}).values())
    queue = getattr(pool, "_call_queue", None)
    results = getattr(pool, "_result_queue", None)
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
    # A worker that was killed in the middle of a long result leaves half of it in the pipe, and a
    # thread of the pool waits for the rest for ever, as long as one end to write to is open: ours.
    if results:
        results._writer.close()
    # Before 3.11.5 (Debian 12) a thread keeps writing to a pipe that nobody reads any more, and the
    # program waits for it for ever at its end (CPython gh-94777).
    if queue and sys.version_info < (3, 11, 5):  # pragma: no cover - later ones see to it
        queue._reader.close()
