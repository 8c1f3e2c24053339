"""Types of ``_native.pyx``."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, final

from khmertext.segmentation._model import Model
from khmertext.segmentation._respellings import Respellings

ITEM_KINDS: tuple[int, ...]

def items(text: str) -> list[tuple[int, int, int]]: ...

@final
class Cutter:
    def __new__(
        cls,
        model: Model,
        added: Sequence[str],
        removed: Sequence[str],
        respellings: Respellings,
        odd: Callable[[str], tuple[int, int, int]],
    ) -> Cutter: ...
    def words(self, text: str, parts: bool) -> list[str]: ...
    def ends(self, text: str, parts: bool) -> array[int]: ...
    def utf8_ends(
        self, data: Any, edges: Any, parts: bool
    ) -> tuple[array[int], array[int]] | None: ...
    def words_batch(self, texts: Iterable[str | None], parts: bool) -> list[list[str] | None]: ...
