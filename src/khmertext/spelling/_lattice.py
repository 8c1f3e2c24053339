"""Which twin of the lattice runs: the native one where it was built."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any, Protocol, cast

from khmertext.spelling._model import SpellingModel
from khmertext.spelling._pure_lattice import Candidate, Lattice, Near, Piece


class Reader(Protocol):
    """What both twins can do; ``_pure_lattice.Lattice`` says how."""

    @property
    def unknown(self) -> int: ...

    def read(
        self, run: bytes, left: int, right: int, least: int
    ) -> tuple[list[Candidate], list[Piece]]: ...

    def pieces(self, run: bytes, left: int, right: int) -> list[Piece]: ...

    def near(self, typed: bytes, budget: int) -> list[Near]: ...


def make_lattice(model: SpellingModel) -> Reader:
    """The native lattice, or the pure one: without a compiler, and with ``KHMERTEXT_PURE``."""
    if os.environ.get("KHMERTEXT_PURE", "0") not in ("", "0"):
        return Lattice(model)
    try:
        native: Any = import_module("khmertext.spelling._native")
    except ImportError:
        return Lattice(model)
    return cast(Reader, native.Lattice(model))
