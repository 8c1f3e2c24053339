"""Words around a number that decide how it is read, and words that only look like numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Literal, NamedTuple

from khmertext._chars import COENG
from khmertext._data import read_table, rows_with
from khmertext._patterns import WordPattern, any_of
from khmertext.numbers._number_words import (
    WORD_END,
    number_words,
    spellings,
    word_end,
)

SPACES = " \u00a0\u202f"
SPACE = f"[{SPACES}]"
HYPHENS = "-\u2010\u2011\u2013\u2014"


ContextRole = Literal[
    "account", "account_head", "and", "approximate", "area", "below_zero", "article_head", "article_suffix", "between",
    "clock", "compound", "country", "current", "exactly", "cube", "dose", "file_type", "inside", "label", "land", "length", "letter_name", "long_code", "many",
    "medicine", "money_head", "month_before_ordinal", "more_than", "name_follows", "no_number_sign", "no_ordinal", "not_halved", "number_sign",
    "numbered", "numbered_name", "of_what", "official_plate", "one", "one_blocked_after", "one_blocked_before", "or", "per", "person", "phone_label",
    "placeholder", "plate", "price", "range_word", "relay", "scale", "score", "season",
    "serial_head", "solution", "square", "stage", "title", "twofold", "version", "version_code", "versioned",
    "year_code",
]  # fmt: skip


_STANDS_BEHIND: tuple[ContextRole, ...] = (
    "country",
    "dose",
    "exactly",
    "file_type",
    "inside",
    "letter_name",
    "more_than",
    "name_follows",
    "not_halved",
    "of_what",
    "one_blocked_after",
    "person",
    "solution",
    "stage",
    "version_code",
    "year_code",
)


class _ContextWord(NamedTuple):
    word: str
    role: ContextRole
    provenance: str


class _Trap(NamedTuple):
    trap: str
    word: str
    unless: str
    meaning: str
    provenance: str


@cache
def context_words(role: ContextRole) -> tuple[str, ...]:
    """The words of one role of ``data/number_context.tsv``, in all their spellings."""
    return tuple(
        sorted(
            {
                spelling
                for row in rows_with("number_context.tsv", _ContextWord, role)
                for spelling in spellings(row.word)
            },
            key=lambda word: (-len(word), word),
        )
    )


@cache
def roles_of_endings() -> dict[str, frozenset[str]]:
    """Of each context word, backwards, the roles of all the context words that it ends in."""
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_table("number_context.tsv", _ContextWord):
        if row.role not in _STANDS_BEHIND:
            for spelling in spellings(row.word):
                roles[spelling[::-1]].add(row.role)
    return {
        word: frozenset().union(
            *(
                roles[word[:n]]
                for n in range(1, len(word) + 1)
                if word[:n] in roles and not _is_latin(word[n - 1 : n + 1])
            )
        )
        for word in roles
    }


@cache
def words_backwards() -> WordPattern:
    """Matches the longest context word, read backwards; a Latin one must begin a word."""
    latin = {word: "(?![A-Za-z])" for word in roles_of_endings() if _is_latin(word[-1] * 2)}
    return WordPattern(lambda words: any_of(words, latin), roles_of_endings())


def _is_latin(letters: str) -> bool:
    """Whether these are two letters of the Latin alphabet."""
    return len(letters) == 2 and letters.isascii() and letters.isalpha()


@cache
def last_letters() -> frozenset[str]:
    return frozenset(word[0] for word in roles_of_endings())


@cache
def list_link() -> re.Pattern[str]:
    """What stands between two items of a list."""
    words = any_of(context_words("and"))
    return re.compile(f"{SPACE}?(?:(?P<comma>,)|(?P<and>{words})){SPACE}?|(?P<space>{SPACE})")


@cache
def guarded_words() -> dict[str, str]:
    """What must hold behind each number word: it is not in a word of ``data/number_traps.tsv``."""
    return {
        word: f"{word_end(word)}(?<!{COENG}{word}){guards().get(word, '')}"
        for word in number_words()
    }


@cache
def guards() -> dict[str, str]:
    """What must not hold at the end of a word: that it stands in a trap."""
    guards: defaultdict[str, str] = defaultdict(str)
    for row in read_table("number_traps.tsv", _Trap):
        ways = [way for way in row.unless.split("|") if way]
        harmless = "".join(f"(?<!{way})" for way in ways if not way.startswith(row.trap))
        longer = [way.removeprefix(row.trap) for way in ways if way.startswith(row.trap)]
        end = WORD_END + "".join(f"(?!{rest})" for rest in longer)
        for trap in sorted(spellings(row.trap)):
            for word in spellings(row.word):
                at = trap.find(word) + len(word)
                if word in trap:
                    guards[word] += f"(?!(?<={trap[:at]}){harmless}{trap[at:]}{end})"
    return guards
