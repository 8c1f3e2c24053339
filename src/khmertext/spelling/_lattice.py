"""Chooses the twin of the lattice: the native one where it was built, else the pure one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, cast

from khmertext._twins import native_module
from khmertext.spelling._pure_lattice import Correction, Lattice, Near, Piece
from khmertext.spelling._spelling_data import SpellingModel


class LatticeReader(Protocol):
    """What both twins can do; ``_pure_lattice.Lattice`` says how."""

    @property
    def unknown(self) -> int: ...

    def read(
        self, run: bytes, left: int, right: int, least: int
    ) -> tuple[list[Correction], list[Piece]]: ...

    def read_text(
        self, text: str, least: int
    ) -> Iterable[tuple[int, int, list[Correction], list[Piece]]]: ...

    def pieces(self, run: bytes, left: int, right: int) -> list[Piece]: ...

    def near(self, typed: bytes, budget: int) -> list[Near]: ...

    def word(self, number: int) -> bytes: ...

    def number(self, units: bytes) -> int: ...


def make_lattice(model: SpellingModel) -> LatticeReader:
    """The native lattice, or the pure one: without a compiler, and with ``KHMERTEXT_PURE``."""
    native = native_module("khmertext.spelling._native")
    return Lattice(model) if native is None else cast(LatticeReader, native.Lattice(model))
