"""What the tests of processes have them do: here, where another process can import it from."""

from __future__ import annotations

import time

from khmertext import pipe


def wait(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


class AwkwardError(Exception):
    """An error that cannot be made again from what it holds."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def fails(with_what: str) -> object:
    if with_what == "awkward":
        raise AwkwardError(1, 2)
    if with_what == "lambda":
        return lambda: None
    raise KeyError(with_what)


def stops(text: str) -> str:
    raise StopIteration(text)


def in_two(texts: list[str]) -> list[int | None]:
    return list(pipe(len, texts, processes=2))
