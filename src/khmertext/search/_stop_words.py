"""Stop words: function words, which are frequent in every text and say nothing of its subject."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from khmertext._data import read_table

WordClass = Literal[
    "pronoun",
    "demonstrative",
    "question",
    "preposition",
    "conjunction",
    "auxiliary",
    "negation",
    "particle",
    "quantifier",
]


class StopWord(NamedTuple):
    """A row of ``data/stop_words.tsv``."""

    word: str
    word_class: WordClass
    seen: str
    provenance: str


@cache
def stop_words() -> frozenset[str]:
    """Some 300 function words of Khmer, as :func:`khmertext.words` gives them.

    Pronouns, prepositions, conjunctions, auxiliaries, negations, particles and the like, chosen one
    by one from the words that are frequent in every domain of the lexicon.

    >>> words = ["ខ្ញុំ", "ទៅ", "ផ្សារ"]
    >>> [word for word in words if word not in stop_words()]
    ['ផ្សារ']
    """
    return frozenset(row.word for row in read_table("stop_words.tsv", StopWord))
