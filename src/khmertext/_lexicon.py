"""Known words and how frequent each is, and the tables of spellings and acronyms.

Several packages need them, so they stand below all of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from khmertext._data import read_bytes, read_table

AcronymKind = Literal[
    "org",
    "document",
    "programme",
    "term",
    "country",
    "unit",
    "era",
    "honorific",
    "label",
    "other",
]


class KnownAcronym(NamedTuple):
    """A row of ``data/acronyms.tsv``."""

    short: str
    long: str
    english: str
    kind: AcronymKind
    provenance: str


class Confusable(NamedTuple):
    """A row of ``data/confusables.tsv``."""

    typed: str
    meant: str
    when: Literal["always", "unknown"]
    provenance: str


class LatinInitial(NamedTuple):
    """A row of ``data/latin_initials.tsv``."""

    khmer: str
    latin: str
    role: Literal["initial", "name"]
    provenance: str


class PersonName(NamedTuple):
    """A row of ``data/person_names.tsv``."""

    what: Literal["family", "given"]
    name: str


@cache
def family_names() -> frozenset[str]:
    """The family names of ``data/person_names.tsv``."""
    rows = read_table("person_names.tsv", PersonName)
    return frozenset(row.name for row in rows if row.what == "family")


class LegacyPair(NamedTuple):
    """A row of ``data/legacy_spellings.tsv``."""

    legacy: str
    modern: str
    category: str
    confidence: Literal["high", "medium", "low"]
    provenance: str


class EqualPair(NamedTuple):
    """A row of ``data/equal_spellings.tsv``."""

    spelling: str
    other: str
    kind: Literal["sign", "vowel", "letter", "silent", "loan"]


def legacy_pairs() -> tuple[LegacyPair, ...]:
    """The legacy spellings and the modern ones."""
    return read_table("legacy_spellings.tsv", LegacyPair)


def equal_pairs() -> tuple[EqualPair, ...]:
    """The spellings of one word that are both in use."""
    return read_table("equal_spellings.tsv", EqualPair)


def known_acronyms() -> tuple[KnownAcronym, ...]:
    """The acronyms that are used without being explained."""
    return read_table("acronyms.tsv", KnownAcronym)


def confusables() -> tuple[Confusable, ...]:
    """The character sequences that are typed in place of others that look like them."""
    return read_table("confusables.tsv", Confusable)


@cache
def lexicon() -> Mapping[str, int]:
    """Every known word (normalized, level ``standard``) and how often the corpus has it.

    Compound words and their parts are both words. ``data/lexicon.tsv`` says where it comes from.

    >>> "កម្ពុជា" in lexicon(), lexicon().get("កម្ពុជារ", 0)
    (True, 0)
    """
    table = read_bytes("lexicon.tsv").decode("utf-8")
    header = "\nword\tcount\tdomains\n"
    cells = table[table.index(header) + len(header) :].replace("\n", "\t").split("\t")
    return MappingProxyType(dict(zip(cells[::3], map(int, cells[1::3]), strict=False)))
