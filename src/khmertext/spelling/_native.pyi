"""Types of ``_native.pyx``."""

from typing import final

from khmertext.spelling._pure_lattice import Correction, Near, Piece
from khmertext.spelling._spelling_data import FIGURE as FIGURE
from khmertext.spelling._spelling_data import LATIN as LATIN
from khmertext.spelling._spelling_data import OUTSIDE as OUTSIDE
from khmertext.spelling._spelling_data import SpellingModel

@final
class Lattice:
    model: SpellingModel
    unknown: int
    def __new__(cls, model: SpellingModel) -> Lattice: ...
    def read(
        self, run: bytes, left: int, right: int, least: int
    ) -> tuple[list[Correction], list[Piece]]: ...
    def read_text(
        self, text: str, least: int
    ) -> list[tuple[int, int, list[Correction], list[Piece]]]: ...
    def pieces(self, run: bytes, left: int, right: int) -> list[Piece]: ...
    def near(self, typed: bytes, budget: int, most: int = 3) -> list[Near]: ...
    def word(self, number: int) -> bytes: ...
    def number(self, units: bytes) -> int: ...

@final
class Reading:
    def __new__(cls, lattice: Lattice, run: bytes, left: int, right: int) -> Reading: ...
