"""The words of Khmer numbers, and the words around numbers that decide how they are read.

As ``data/number_words.tsv``, ``number_context.tsv`` and ``number_traps.tsv`` list them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import Literal, NamedTuple

from khmertext._chars import (
    AA,
    COENG,
    COENG_DA,
    COENG_TA,
    NIKAHIT,
    RE_DASH,
    RE_LETTER,
    RE_MARK,
    RE_SHIFTER,
    RE_VOWEL,
    with_either_subscript,
)
from khmertext._data import read_table, rows_with
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext._scan import Endings

Role = Literal[
    "unit", "tens", "two_tens", "teen", "score", "scale", "counter",
    "minus", "mark", "half", "half_noun", "part", "over",
]  # fmt: skip


class _WordRow(NamedTuple):
    word: str
    value: str
    role: Role
    status: Literal["standard", "variant", "spoken", "misspelt"]
    provenance: str


class NumberWord(NamedTuple):
    """What one number word says; ``value`` is 0 where the role alone matters."""

    value: int
    role: Role
    misspelt: bool


# A word ends where its last cluster ends, and begins where one begins.
WORD_START = rf"(?<!{COENG})"
WORD_END = rf"(?![{RE_MARK}{COENG}])"
_LATIN_END = "(?:(?![A-Za-z])|(?=[A-Z]{3}(?![A-Za-z])))"  # a code may be glued: 3 millionUSD

_CLUSTERS = lazy_pattern(rf"[{RE_LETTER}](?:{COENG}[{RE_LETTER}]|[{RE_MARK}])*|.")
_SHIFTED_VOWEL = lazy_pattern(rf"([{RE_SHIFTER}])([{RE_VOWEL}])")
# what may be written in another way that looks the same; few words have any of it
_TWO_WAYS = lazy_pattern(rf"{COENG_TA}|{COENG_DA}|[{RE_SHIFTER}][{RE_VOWEL}]|{AA}{NIKAHIT}")


def word_end(word: str) -> str:
    """What must not follow ``word``: the rest of a cluster, or of a Latin word."""
    return _LATIN_END if word.isascii() else WORD_END


def _number_end(word: str) -> str:
    """What must hold behind a number word; the tens of សាមប្រាំ have a digit glued to them."""
    return (_digit_word_follows() if word in spoken_tens() else "") + word_end(word)


@cache
def spoken_tens() -> frozenset[str]:
    """The tens that are some only before a digit glued to them: the សាម of សាមប្រាំ."""
    rows = rows_with("number_words.tsv", _WordRow, "tens")
    spoken = (row.word for row in rows if row.status == "spoken")
    return frozenset(spelling for word in spoken for spelling in spellings(word))


@cache
def _digit_word_follows() -> str:
    digits = [word for word in spelled("unit") if number_words()[word].value]
    return f"(?={any_of(digits, dict.fromkeys(digits, WORD_END))})"


def spellings(word: str) -> set[str]:
    """``word`` in every order of marks, and with either subscript, that look the same.

    >>> sorted(spellings("ដណ្តប់")) == sorted(["ដណ្តប់", "ដណ្ដប់"])
    True
    """
    if not _TWO_WAYS.search(word):
        return {word}
    ways = [_cluster_spellings(cluster) for cluster in _CLUSTERS.findall(word)]
    return {"".join(way) for way in product(*ways)}


@cache  # a few hundred clusters make thousands of words
def _cluster_spellings(cluster: str) -> frozenset[str]:
    found = set(with_either_subscript(cluster))
    found |= {_SHIFTED_VOWEL.sub(r"\2\1", way) for way in found}
    found |= {way.replace(AA + NIKAHIT, NIKAHIT + AA) for way in found}
    return frozenset(found)


@cache
def number_words(*, strict: bool = False, counters: bool = False) -> dict[str, NumberWord]:
    """Every accepted spelling with its meaning.

    ``strict`` leaves out the misspellings and the count by twenties, ``counters`` adds the
    traditional counts (គូ, ឡូ, ដំប, ផ្លូន, ស្លឹក).
    """
    found: dict[str, NumberWord] = {}
    for row in read_table("number_words.tsv", _WordRow):
        role, misspelt = row.role, row.status == "misspelt"
        if (strict and (misspelt or role == "score")) or (role == "counter" and not counters):
            continue
        value = int(row.value) if row.value.isdecimal() else 0
        found.update(dict.fromkeys(spellings(row.word), NumberWord(value, role, misspelt)))
    return found


@cache
def word_pattern(*, strict: bool = False, counters: bool = False) -> WordPattern:
    """Matches one number word, the longest that ends at a cluster boundary."""
    return WordPattern(pattern_of_words, number_words(strict=strict, counters=counters))


def pattern_of_words(words: Iterable[str]) -> str:
    """A pattern of some number words, the longest that ends at a cluster boundary."""
    return WORD_START + any_of(words, {word: _number_end(word) for word in words})


@cache
def canonical_words(role: Role) -> Mapping[int, str]:
    """The standard word of each value of a role; the first row of the table wins."""
    found: dict[int, str] = {}
    for row in rows_with("number_words.tsv", _WordRow, role):
        if row.status == "standard":
            found.setdefault(int(row.value) if row.value.isdecimal() else 0, row.word)
    return MappingProxyType(found)


@cache
def standard_word(role: Role) -> str:
    """The standard word of a role that has one value: ដក is the minus."""
    return next(iter(canonical_words(role).values()))


def spelled(role: Role) -> tuple[str, ...]:
    """All spellings of the words of one role."""
    return tuple(spelling for spelling, word in number_words().items() if word.role == role)


def misspelt_word(text: str) -> re.Match[str] | None:
    """A misspelt number word in ``text``, which may have U+200B anywhere.

    The view that numbers are read in is normalized: ម៉ឺន typed with another sign is repaired there
    before anybody can see it.
    """
    return _misspelt_words().search(text)


@cache
def _misspelt_words() -> re.Pattern[str]:
    words = sorted(
        (w for w, word in number_words().items() if word.misspelt), key=len, reverse=True
    )
    spelt = "|".join("[\u200b\u200c]*".join(word) for word in words)
    return re.compile(f"(?<!{COENG})(?:{spelt})")  # not in ហ្មឺន


# --- words around a number, and words that only look like numbers ---------------------------------
SPACE = " "  # the text of a view has no other blank in a line
LINE_END = rf"\n{SPACE}{{0,8}}"  # and how far the next line is indented
LIST_REACH = 8  # items of a list that are looked at
TIMES_SIGNS = frozenset("*xX\u00d7\u0445\u2715\u2716")


ContextRole = Literal[
    "account", "address_head", "against", "age", "and", "approximate", "area", "audience", "below_zero", "article_head", "article_suffix", "between", "change",
    "clock", "compound", "counted_noun", "country", "current", "division", "entire", "equals", "every", "exactly", "cube", "dose", "file_type", "from", "inside", "label", "land", "length", "letter_name", "long_code", "many",
    "medicine", "money_head", "month", "month_before_ordinal", "more_than", "name_follows", "no_number_sign", "no_ordinal", "not_halved", "number_sign",
    "numbered", "numbered_name", "of_what", "official_plate", "one", "one_blocked_after", "one_blocked_before", "or", "ordinal_mark", "per", "person", "phone_label",
    "placeholder", "plate", "points", "price", "range_word", "rather_land", "relay", "restating", "scale", "score", "season",
    "scripture", "serial_head", "signed", "solution", "square", "stage", "times", "title", "twofold", "unsigned", "version", "version_code", "versioned",
    "women", "year_code",
]  # fmt: skip


_STANDS_BEHIND: tuple[ContextRole, ...] = (
    "audience",
    "change",
    "counted_noun",
    "country",
    "dose",
    "equals",
    "exactly",
    "file_type",
    "from",
    "inside",
    "letter_name",
    "more_than",
    "name_follows",
    "not_halved",
    "of_what",
    "one_blocked_after",
    "person",
    "points",
    "rather_land",
    "restating",
    "signed",
    "solution",
    "stage",
    "times",
    "version_code",
    "women",
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
def _roles_of_words() -> dict[str, set[str]]:
    """The roles of each context word that may stand before a number."""
    roles: defaultdict[str, set[str]] = defaultdict(set)
    for row in read_table("number_context.tsv", _ContextWord):
        if row.role not in _STANDS_BEHIND:
            for spelling in spellings(row.word):
                roles[spelling].add(row.role)
    return roles


@cache
def context_endings() -> Endings:
    """The context words that may stand before a number, to be found where they end."""
    return Endings(_roles_of_words())


@cache
def roles_of(word: str) -> frozenset[str]:
    """The roles of one of these, and of all that it ends in, unless it is another word than those."""
    known = _roles_of_words()
    if "entire" in known[word]:
        return frozenset(known[word])
    inner = (place for place in range(len(word)) if not _is_within_latin(word, place))
    return frozenset().union(*(known[word[p:]] for p in inner if word[p:] in known))


def _is_within_latin(word: str, place: int) -> bool:
    """Whether the letters on both sides of a place are Latin."""
    return place > 0 and _is_latin(word[place - 1 : place + 1])


def _is_latin(letters: str) -> bool:
    """Whether these are two letters of the Latin alphabet."""
    return len(letters) == 2 and letters.isascii() and letters.isalpha()


@cache
def between_numbers() -> re.Pattern[str]:
    """What stands between the two ends of a range."""
    words = any_of(context_words("range_word"))
    joint = f"[{RE_DASH}~\u2192]|\\.\\.(?!{SPACE}?\n)|{words}"  # two dots may be the rest of a form
    return re.compile(
        f"(?:{SPACE}?(?:{joint})(?:{SPACE}?{LINE_END}|{SPACE}?)|{LINE_END}{words}{SPACE}?)"
    )


@cache
def range_words() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('range_word'))}{SPACE}?")


@cache
def joined_by_and() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('and'))}{SPACE}?")


@cache
def one_or_other() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('or'))}{SPACE}?")


@cache
def list_link() -> re.Pattern[str]:
    """What stands between two items of a list."""
    words = any_of(context_words("and"))
    return re.compile(f"{SPACE}?(?:(?P<comma>,)|(?P<and>{words})){SPACE}?|(?P<space>{SPACE})")


@cache
def guarded_words() -> dict[str, str]:
    """What must hold behind each number word: it is not in a word of ``data/number_traps.tsv``.

    Before it :data:`WORD_START` must hold.
    """
    return {word: guards().get(word, "") + _number_end(word) for word in number_words()}


@cache
def guards() -> dict[str, str]:
    """What must not hold at the end of a word that ends a cluster: that it stands in a trap."""
    begun: defaultdict[str, list[str]] = defaultdict(list)  # the rests of traps that begin with it
    guards: defaultdict[str, str] = defaultdict(str)
    for row in read_table("number_traps.tsv", _Trap):
        ways = [way for way in row.unless.split("|") if way]
        harmless = "".join(f"(?<!{way})" for way in ways if not way.startswith(row.trap))
        longer = [way.removeprefix(row.trap) for way in ways if way.startswith(row.trap)]
        end = WORD_END + "".join(f"(?!{rest})" for rest in longer)
        for trap in sorted(spellings(row.trap)):
            for word in spellings(row.word):
                head, inside, rest = trap.partition(word)
                if rest and not head and not ways:
                    begun[word].append(rest)
                elif inside and not rest and not ways:
                    guards[word] += f"(?<!{trap})"
                elif inside:
                    guards[word] += f"(?!(?<={head}{inside}){harmless}{rest}{end})"
    for word, rests in begun.items():
        guards[word] += f"(?!{any_of(rests)}{WORD_END})"
    return guards
