"""The rules of spelling by name: for people who ask why a word was changed or reported."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from khmertext._data import read_table


class _RuleRow(NamedTuple):
    rule: str
    description: str
    example: str
    modern: str
    provenance: str


class SpellingRule(NamedTuple):
    """One rule: what it is about, an ``example`` and what that should be, and where it comes from."""

    description: str
    example: str
    modern: str
    source: str

    def __str__(self) -> str:
        return self.description


# rule -> what it is about. The names are those of edits and of mentions, and part of the API.
SPELLING_RULES: Final[Mapping[str, SpellingRule]] = MappingProxyType(
    {
        row.rule: SpellingRule(row.description, row.example, row.modern, row.provenance)
        for row in read_table("spelling_rules.tsv", _RuleRow)
    }
)
