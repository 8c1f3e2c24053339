"""``SPELLING_RULES``: what the rules in edits and reports mean, for people who ask why."""

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
    """A rule: its description, an ``example`` with its ``modern`` spelling, and its source."""

    description: str
    example: str
    modern: str
    source: str

    def __str__(self) -> str:
        return self.description


# rule -> description. The names stand in edits and mentions, and are part of the API.
SPELLING_RULES: Final[Mapping[str, SpellingRule]] = MappingProxyType(
    {
        row.rule: SpellingRule(row.description, row.example, row.modern, row.provenance)
        for row in read_table("spelling_rules.tsv", _RuleRow)
    }
)
