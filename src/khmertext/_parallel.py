"""``pipe``: any function of one text applied to many, in several processes if asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar

from khmertext._progress import Progress, reporting
from khmertext._workers import in_order
from khmertext.errors import check_count, check_many

Result = TypeVar("Result")


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
    lambda), and so must its results; no more than the machine has processors are started. They get
    texts a few at a time, and not many more are read ahead; what comes before a text that fails, or
    before an error of ``texts``, is given first. None passes through. ``progress`` is True for a
    bar (if ``tqdm`` is installed), or a function that is called with the number of texts done so
    far. For words alone, the threads of :meth:`Segmenter.pipe` are faster.

    Raises ``ValueError`` for less than one process, what ``function`` raises, with a note that
    says which text it was, and :class:`khmertext.errors.WorkerError` when a process ended by itself.

    >>> import khmertext
    >>> [len(found) for found in pipe(khmertext.find_numbers, ["៥លាន", None, "ទេ"]) if found is not None]
    [1, 0]
    """
    if not callable(function):
        raise TypeError(f"pipe() takes a function first, not {type(function).__name__}")
    check_many(texts, "pipe")
    check_count(processes, "pipe", "processes")
    return _pipe(partial(_of_one, partial(function, **options)), texts, processes, progress)


def _pipe(
    of_one: Callable[[tuple[int, str | None]], Result | None],
    texts: Iterable[str | None],
    processes: int,
    progress: Progress,
) -> Iterator[Result | None]:
    results = in_order(of_one, enumerate(texts), processes, weight=_length)
    with reporting(progress, "pipe", unit=" texts") as report:
        for done, result in enumerate(results, 1):
            yield result
            report(done)


def _length(numbered: tuple[int, str | None]) -> int:
    return len(numbered[1]) if isinstance(numbered[1], str) else 0


def _of_one(function: Callable[[str], Result], numbered: tuple[int, str | None]) -> Result | None:
    number, text = numbered
    try:
        return None if text is None else function(text)
    except Exception as error:
        error.add_note(f"text {number} of those given to pipe()")
        raise
