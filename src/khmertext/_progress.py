"""The ``progress`` option of functions of many texts: a bar, a function to call, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Progress = bool | Callable[[int], object]


class Reporter:
    """Reports how many texts are done: on a bar (with tqdm), to a function, or not at all."""

    def __init__(self, progress: Progress) -> None:
        self._bar: Any = None
        self._tell: Callable[[int], object] | None = None
        if progress is True:
            try:
                from tqdm.auto import tqdm
            except ImportError:
                return
            self._bar = tqdm(unit=" texts")
        elif progress:
            self._tell = progress

    def __enter__(self) -> Callable[[int], None]:
        return self._report

    def _report(self, done: int) -> None:
        if self._bar is not None:
            self._bar.update(done - self._bar.n)
        elif self._tell is not None:
            self._tell(done)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
