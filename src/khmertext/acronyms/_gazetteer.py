"""Expansions that are known beforehand."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, NamedTuple, cast

from khmertext._lexicon import known_acronyms
from khmertext.acronyms._forms import canonical_form
from khmertext.acronyms._types import KINDS, Kind
from khmertext.errors import UnknownOption, check_option

GazetteerOption = Literal["default"] | Mapping[str, str] | None


class Entry(NamedTuple):
    """What a short form stands for; ``None`` if that is not known, or is not one thing."""

    expansion: str | None
    kind: Kind


class Gazetteer(Mapping[str, str]):
    """Short forms and their expansions; any spelling of a short form finds its entry.

    A short form can have several entries if their kinds differ: គ.ក is a kilogram behind a number.

    >>> Gazetteer([("គជប", "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត", "org")])["គ.ជ.ប."]
    'គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត'
    """

    def __init__(self, rows: list[tuple[str, str, Kind]]) -> None:
        self._entries: dict[str, dict[Kind, Entry]] = {}
        for short, expansion, kind in rows:
            check_option("kind", kind, KINDS)
            entry = Entry(expansion or None, kind)
            self._entries.setdefault(canonical_form(short), {})[kind] = entry

    def __getitem__(self, short: str) -> str:
        for entry in self._entries[canonical_form(short)].values():
            if entry.expansion:
                return entry.expansion
        raise KeyError(short)

    def __iter__(self) -> Iterator[str]:
        return (form for form in self._entries if self.get(form))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __or__(self, other: Mapping[str, str]) -> Gazetteer:
        """Both together; where both know a short form, ``other`` is right."""
        merged = Gazetteer([])
        merged._entries = {**self._entries, **as_gazetteer(other)._entries}
        return merged

    @cached_property
    def forms(self) -> frozenset[str]:
        """The canonical forms."""
        return frozenset(self._entries)

    @cached_property
    def names(self) -> frozenset[str]:
        """The forms that mean one thing wherever they stand; ម.ស is an era only beside a year."""
        return frozenset(
            form
            for form, entries in self._entries.items()
            if any(
                entry.expansion and entry.kind not in ("unit", "era") for entry in entries.values()
            )
        )

    @cached_property
    def documents(self) -> frozenset[str]:
        """The forms of kinds of documents."""
        return frozenset(form for form, entries in self._entries.items() if "document" in entries)

    def entries(self, canonical: str) -> tuple[Entry, ...]:
        """The entries of a short form that is already in its canonical form."""
        return tuple(self._entries.get(canonical, {}).values())


@cache
def default_gazetteer() -> Gazetteer:
    """The pairs that come with khmertext, each with its provenance in ``data/acronyms.tsv``."""
    return Gazetteer([(known.short, known.long, known.kind) for known in known_acronyms()])


def load_gazetteer(path: str | os.PathLike[str]) -> Gazetteer:
    """A gazetteer from a tab-separated file: short form, expansion and, if given, kind.

    UTF-8; a header line ``short``, ``long``, ``kind`` is optional, more columns and lines that begin
    with ``#`` are ignored. Without a kind the entry is an ``"org"``. Raises ``ValueError`` for a line
    without an expansion and for a kind that does not exist, ``OSError`` if it cannot be read.
    """
    rows: list[tuple[str, str, Kind]] = []
    columns = ["short", "long", "kind"]
    for number, line in enumerate(Path(path).read_text("utf-8-sig").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not rows and "short" in cells and "long" in cells:
            columns = cells
            continue
        row = dict(zip(columns, cells, strict=False))
        if not row.get("short") or not row.get("long"):
            raise ValueError(f"{os.fspath(path)}:{number}: a short form and its expansion expected")
        rows.append((row["short"], row["long"], cast(Kind, row.get("kind") or "org")))
    return Gazetteer(rows)


def as_gazetteer(option: GazetteerOption) -> Gazetteer:
    """The gazetteer that the option of ``find_acronyms`` means."""
    if option is None:
        return Gazetteer([])
    if isinstance(option, Gazetteer):
        return option
    if isinstance(option, Mapping):
        return Gazetteer([(short, expansion, "org") for short, expansion in option.items()])
    if option != "default":
        raise UnknownOption("gazetteer", option, ("default", "None", "a Mapping"))
    return default_gazetteer()
