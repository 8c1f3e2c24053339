"""The words of cues (``data/acronym_cues.tsv``), from which ``_cues`` and ``_sites`` build patterns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from khmertext._data import rows_with
from khmertext._patterns import any_of

CueRole = Literal[
    "lead",
    "naming",
    "letters",
    "shortened",
    "called",
    "language",
    "of",
    "meaning",
    "being",
    "denoted",
    "stands",
    "legend",
    "that",
    "where",
    "who",
]


class _Cue(NamedTuple):
    word: str
    role: CueRole
    provenance: str


def cue_words(role: CueRole) -> tuple[str, ...]:
    return tuple(row.word for row in rows_with("acronym_cues.tsv", _Cue, role))


def any_cue(role: CueRole) -> str:
    return any_of(cue_words(role))


def behind(words: Iterable[str]) -> str:
    """A pattern of the places behind one of ``words``, or behind a blank behind it."""
    return f"(?:{'|'.join(f'(?<={word})|(?<={word} )' for word in words)})"
