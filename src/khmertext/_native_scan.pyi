"""Types of ``_native_scan.pyx``."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from re import Match
from typing import TypeAlias, final

_Match: TypeAlias = Callable[[str, int], Match[str] | None]

@final
class Triggers:
    def __new__(cls, words: AbstractSet[str], alone: AbstractSet[str] = ...) -> Triggers: ...
    def find(self, text: str, start: int) -> tuple[list[int], int]: ...
    def search(
        self, text: str, start: int, match: _Match, by_letter: dict[str, _Match]
    ) -> tuple[Match[str] | None, int]: ...

@final
class OddSyllables:
    def __new__(cls, first: str, shifters: str, modifiers: str, strays: bool) -> OddSyllables: ...
    def find(self, text: str, start: int) -> tuple[list[int], int]: ...

def without_hidden(text: str) -> tuple[str, list[int]]: ...
def clusters(
    text: str,
    break_classes: Callable[[int], bytes],
    next_boundary: Callable[[str, int, int], int],
) -> list[str]: ...
