"""``in_order``: a function applied to many items in several processes, the results in order.

Each worker has a pipe of its own and a few items at a time, so it may be killed at any moment and
nothing that another one waits for is lost with it. That is why this is no pool of
``concurrent.futures``: its workers share pipes and locks with threads of this process, and a
program that was ended in the middle of the work could wait for them for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from pickle import PicklingError
from typing import Any, Final, TypeVar

from khmertext.errors import WorkerError

Given = TypeVar("Given")
Outcome = TypeVar("Outcome")

# Items that travel together are so many, or weigh so much, at most.
_MANY: Final = 500
_HEAVY: Final = 50_000

_PATIENCE: Final = 2  # seconds that a worker without work may take to end

# Those by which a program is ended; Windows has no SIGHUP.
_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a worker made of some items: results, and perhaps an error and its traceback."""

    results: list[Any]
    error: BaseException | None = None
    traceback: str = ""

    def get(self) -> Iterator[Any]:
        yield from self.results
        if self.error is not None:
            raise self.error from WorkerError(f"in a worker process:\n{self.traceback}")


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    """A process that works at a few items at a time."""

    process: BaseProcess
    pipe: Connection

    def give(self, items: list[Any]) -> None:
        with _ended_by_itself():
            self.pipe.send(items)

    def answer(self) -> _Answer:
        with _ended_by_itself():
            answer: _Answer = self.pipe.recv()
        return answer


def in_order(
    function: Callable[[Given], Outcome],
    items: Iterable[Given],
    processes: int,
    *,
    weight: Callable[[Given], int] | None = None,
) -> Iterator[Outcome]:
    """``map(function, items)`` in several processes, with only a few items in memory at a time.

    ``weight`` says how large an item is, in code points, if they are so small that several should
    travel together. What comes before an error is given first. When the caller stops early, by an
    exception, Ctrl-C or closing the iterator, the processes are ended at once. Raises what
    ``function`` and ``items`` raise, and :class:`khmertext.errors.WorkerError` when a process ended
    by itself.
    """
    processes = min(processes, processors())
    if processes == 1 or multiprocessing.current_process().daemon:  # which may start none itself
        for item in items:
            yield function(item)
        return
    chunks = ([item] for item in items) if weight is None else _chunks(items, processes, weight)
    workers: list[_Worker] = []
    try:
        yield from _results(workers, function, chunks, processes)
        for worker in workers:
            worker.pipe.send([])  # there is no more to do
    except BaseException:
        for worker in workers:
            worker.process.kill()
        raise
    finally:
        for worker in workers:
            worker.process.join(_PATIENCE)
            worker.process.kill()  # one that waits for a thread of its own
            worker.process.join()
            worker.pipe.close()


def _chunks(
    items: Iterable[Given], processes: int, weight: Callable[[Given], int]
) -> Iterator[list[Given]]:
    """Items that travel to a worker together: few at first, then more.

    So a few slow items are shared among all processes, and many quick ones cost little.
    """
    chunk: list[Given] = []
    given = weighs = 0
    try:
        for item in items:
            chunk.append(item)
            weighs += weight(item)
            if weighs >= _HEAVY or len(chunk) >= min(_MANY, 1 + given // (8 * processes)):
                yield chunk
                given += len(chunk)
                chunk, weighs = [], 0
    except Exception:  # of ``items``
        if chunk:
            yield chunk
        raise
    if chunk:
        yield chunk


def _results(
    workers: list[_Worker],
    function: Callable[[Given], Outcome],
    chunks: Iterator[list[Given]],
    processes: int,
) -> Iterator[Outcome]:
    """What ``in_order`` yields; no more ``workers`` are started than there are chunks for."""
    context = _context()
    idle: list[_Worker] = []
    working: dict[Connection, tuple[_Worker, int]] = {}  # and the number of its chunk
    answers: dict[int, _Answer] = {}  # those whose turn has not come
    given = returned = 0
    end: Exception = StopIteration()
    while True:
        while len(working) < processes and given - returned <= 2 * processes:
            try:
                chunk = next(chunks)
            except Exception as error:
                processes, end = 0, error
                break
            if not idle:
                idle.append(_start(workers, function, context))
            worker = idle.pop()
            worker.give(chunk)
            working[worker.pipe] = worker, given
            given += 1
        if returned in answers:
            yield from answers.pop(returned).get()
            returned += 1
        elif working:
            for pipe in wait(list(working)):
                assert isinstance(pipe, Connection)
                worker, number = working.pop(pipe)
                answers[number] = worker.answer()
                idle.append(worker)
        elif isinstance(end, StopIteration):
            return
        else:
            raise end


def _start(
    workers: list[_Worker], function: Callable[[Any], object], context: BaseContext
) -> _Worker:
    """One more of ``workers``."""
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(function, theirs, ours), daemon=True)  # type: ignore[attr-defined]
    # signals wait till it can leave them to this process, and till it is known here
    with _signals_wait(), _program_can_be_found():
        try:
            process.start()
        except (AttributeError, TypeError, PicklingError) as error:  # which of them, Python decides
            error.add_note(_CANNOT_TRAVEL)
            raise
        workers.append(_Worker(process, ours))
    theirs.close()  # so that it has the only one, and its end is noticed
    return workers[-1]


@contextmanager
def _signals_wait() -> Iterator[None]:
    """Signals to end reach neither this thread nor a process that it starts until later."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _program_can_be_found() -> Iterator[None]:
    """A program that was read from standard input is none that a process could import."""
    program = sys.modules["__main__"]
    file = getattr(program, "__file__", None)
    if file is None or os.path.exists(file):
        yield
        return
    del program.__file__
    try:
        yield
    finally:
        program.__file__ = file


@contextmanager
def _ended_by_itself() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError):
        raise WorkerError(_WHY_ENDED) from None


_WHY_ENDED: Final = (
    "A process that worked for khmertext ended by itself. Either it could not import what it works "
    "for: keep a function of your own in a file and import it (one of a notebook is not found), and "
    'start a script with `if __name__ == "__main__":`. Or the machine ended it for want of memory. '
    "With processes=1 the error says more."
)


_CANNOT_TRAVEL: Final = (
    "What another process works with must be pickled: keep a function of your own, with def, at the "
    "top of a file (no lambda, none inside another function). With processes=1 anything goes."
)


# --- in the worker ---------------------------------------------------------------------------


def _work(
    function: Callable[[Any], object], pipe: Connection, of_parent: Connection
) -> None:  # pragma: no cover - coverage does not look into other processes
    """Answer what comes through ``pipe`` until there is no more, or the parent is gone."""
    of_parent.close()  # a copy; as long as it is open, the parent seems to be there
    for number in _ENDING:
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    try:
        while items := pipe.recv():
            pipe.send_bytes(_answer(function, items))
    except (EOFError, OSError):
        return


def _answer(function: Callable[[Any], object], items: list[Any]) -> Any:
    """The answer of ``function``, up to an error, as bytes that can be read again."""
    results: list[Any] = []
    try:
        results.extend(function(item) for item in items)  # up to the error
        return ForkingPickler.dumps(_Answer(results))
    except BaseException as error:
        trace = traceback.format_exc()
        instead = RuntimeError(repr(error))
        for note in getattr(error, "__notes__", ()):
            instead.add_note(note)
        # some errors cannot be made again from what they hold, and some results cannot travel
        for told, failure in ((results, error), (results, instead), ([], error)):
            with suppress(Exception):
                # as bytes: a view of a buffer that the error holds on to cannot be collected
                answer = bytes(ForkingPickler.dumps(_Answer(told, failure, trace)))
                ForkingPickler.loads(answer)
                return answer
        return ForkingPickler.dumps(_Answer([], instead, trace))


# --- what the machine has ----------------------------------------------------------------------


def _context() -> BaseContext:
    """The usual start method of processes, but not ``fork`` while other threads run.

    A lock that a thread holds at the fork stays locked in the copy for ever, that of imports, too.
    Python warns of that from 3.12 on, and no longer forks by default in 3.14. Notebooks, Polars and
    Arrow have threads.
    """
    usual = multiprocessing.get_context()
    if usual.get_start_method() == "fork" and _threads() > 1:
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
