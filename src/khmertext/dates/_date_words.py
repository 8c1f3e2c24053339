"""The words of dates, read from ``data/date_words.tsv``, and one letter for each kind of them.

The patterns of the table of shapes are written in these letters. Nearly every spelling has one kind
only; the few that have two bear a letter for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from os.path import commonprefix
from typing import Literal, NamedTuple

from khmertext._chars import (
    AHSDA,
    COENG,
    HYPHENS,
    RE_LETTER,
    RE_MARK,
    ROBAT,
    TOANDAKHIAT,
    with_either_subscript,
)
from khmertext._data import read_table, rows_with
from khmertext._lexicon import PersonName
from khmertext._patterns import any_of, lazy_pattern
from khmertext.normalization import normalize

# Figures: n has one or two digits, t three, y four, x five or six, z more; w is a number in words.
FIGURES = {0: "w", 1: "n", 2: "n", 3: "t", 4: "y", 5: "x", 6: "x"}
_LETTERS = {
    "weekday": "W",
    "month": "m",
    "english_month": "E",
    "english_weekday": "W",
    "english_part_of_year": "b",  # Q3
    "lunar_month": "l",
    "animal": "A",
    "sak": "k",
    "phase": "p",
    "lunar_day": "L",
    "era": "e",
    "part": "P",
    "english_part": "P",  # in the afternoon
    "mod": "d",
    "relative": "R",
    "which": "H",
    "kind_of_year": "K",
    "counter": "c",
    "other": "#",
    "before_name": "#",
    "zone": "Z",
    "iso": "I",  # the T between date and time
    # of units
    "week": "u",
    "half": "q",
    "quarter": "q",
    "decade": "Q",
    "century": "Q",
    # of markers
    "day": "D",
    "th": "T",
    "month_marker": "M",
    "year": "Y",
    "clock": "C",
    "minute": "N",
    "second": "S",
    "moment": "V",
    "half_hour": "h",
    "and": "a",
    "or": "r",
    "to": ">",
    "from": "F",
    "comma": ",",
    "colon": ":",
    "dot": ".",
    "slash": "/",
    "bar": "|",
    "iso_week": "U",  # the W of 2024-W31
    "of": "O",
    "at": "@",
    "about": "B",
    "past": "G",
    "more": "g",
    "equals": "=",
    "full_moon": "o",
    "first": "f",
    "same": "s",
    "into": "i",
    "lacking": "v",
    "beyond": "X",
}
ENGLISH = (
    "english_month",
    "english_weekday",
    "english_part_of_year",
    "english_part",
    "english_marker",
)
SUNDAY_OR_WEEK = "J"  # អាទិត្យ
# What joins a range, and what joins a list, of days, months, quarters, years and hours.
TO_LETTERS = ("-", ">", "i")
TO, AND = f"[{''.join(TO_LETTERS)}]", "(?:,?a|[,r])"
HYPHEN = "-"  # the letter of all of them; what else joins a range is ">"


class _WordRow(NamedTuple):
    kind: Literal[
        "weekday", "month", "lunar_month", "animal", "sak", "phase", "era", "part", "unit", "marker",
        "mod", "relative", "which", "kind_of_year", "counter", "before_name", "other",
        "english_month", "english_weekday", "english_part_of_year", "english_part", "english_marker",
    ]  # fmt: skip
    value: str
    spelling: str
    status: Literal["standard", "variant", "misspelt"]
    provenance: str


class Names(NamedTuple):
    """The standard names, in the order of their values."""

    months: tuple[str, ...]  # January first
    weekdays: tuple[str, ...]  # Monday first
    lunar_months: dict[str, str]  # by key
    animals: tuple[str, ...]  # Rat first
    saks: tuple[str, ...]  # by the last digit of the Chula Sakarat
    phases: dict[str, str]
    parts: dict[str, str]


@cache
def names() -> Names:
    found: dict[str, dict[str, str]] = {}
    for row in read_table("date_words.tsv", _WordRow):
        if row.status == "standard":
            found.setdefault(row.kind, {}).setdefault(row.value, row.spelling)
    return Names(
        tuple(found["month"].values()),
        tuple(found["weekday"].values()),
        found["lunar_month"],
        tuple(found["animal"].values()),
        tuple(found["sak"].values()),
        found["phase"],
        found["part"],
    )


class DateWord(NamedTuple):
    """What one spelling can mean: kind -> value, the kinds for which it is a mistake, its letter."""

    values: dict[str, str]
    misspelt: frozenset[str]
    letter: str

    def without_mistakes(self) -> DateWord:
        """The word without the meanings that it has only by mistake."""
        values = {kind: value for kind, value in self.values.items() if kind not in self.misspelt}
        return word(values)


def word(values: dict[str, str], misspelt: Iterable[str] = (), spelling: str = "") -> DateWord:
    """A word of these kinds and values, with its letter."""
    kind, value = next(iter(values.items()), ("other", ""))
    if kind in ("marker", "english_marker", "unit"):
        kind = "month_marker" if (kind, value) == ("marker", "month") else value
    letter = _LETTERS[kind]
    if "weekday" in values and "unit" in values:
        letter = SUNDAY_OR_WEEK
    elif spelling and spelling in HYPHENS:
        letter = HYPHEN
    return DateWord(values, frozenset(misspelt), letter)


@cache
def date_words() -> dict[str, DateWord]:
    """Every accepted spelling, as a ``View`` shows it.

    The mark of a silent letter is often mistaken for one of two others that look alike.
    """
    typed = [
        (spelling, row.kind, row.value, mistake or row.status == "misspelt")
        for row in read_table("date_words.tsv", _WordRow)
        for spelling, mistake in _looks(row.kind, row.spelling)
    ]
    # All at once: normalizing them one by one takes ten times as long.
    shown = normalize("\n".join(spelling for spelling, *_ in typed)).split("\n")
    found: dict[str, tuple[dict[str, str], set[str]]] = {}
    for spelling, (_, kind, value, mistake) in zip(shown, typed, strict=True):
        values, misspelt = found.setdefault(spelling, ({}, set()))
        if kind not in values:  # else a row further up has said it
            values[kind] = value
            if mistake:
                misspelt.add(kind)
    return {
        spelling: word(values, misspelt, spelling) for spelling, (values, misspelt) in found.items()
    }


@cache
def strict_words() -> dict[str, DateWord]:
    """The same without the meanings that a spelling has only by mistake."""
    return {
        spelling: word.without_mistakes() if word.misspelt else word
        for spelling, word in date_words().items()
    }


@lru_cache(maxsize=256)
def nearly_month(typed: str) -> DateWord | None:
    """The one month of a calendar whose listed spellings ``typed`` misses by one letter: ខែកញ្ជា."""
    found = {
        (kind, word.values[kind])
        for spelling, word in date_words().items()
        for kind in ("month", "lunar_month")
        if kind in word.values and len(spelling) >= _TELLING and _differ_by_one(spelling, typed)
    }
    return word(dict(found), [kind for kind, _ in found]) if len(found) == 1 else None


_TELLING = 4  # characters; shorter words say too little
_SUBSCRIPT = lazy_pattern(f"{COENG}(.)")


def _differ_by_one(word: str, other: str) -> bool:
    """Whether one letter is missing, or another, or two have changed places; a subscript is one letter."""
    word, other = (_SUBSCRIPT.sub(_as_one_letter, typed) for typed in (word, other))
    if abs(len(word) - len(other)) > 1:
        return False
    same = len(commonprefix((word, other)))  # noqa: RUF071 (letter by letter is meant)
    rest, of_other = word[same:], other[same:]
    if rest[1:] == of_other or rest == of_other[1:] or rest[1:] == of_other[1:]:
        return True
    return rest[:2] == of_other[1::-1] and rest[2:] == of_other[2:]


def _as_one_letter(subscript: re.Match[str]) -> str:
    return chr(_PRIVATE + ord(subscript[1]))


_PRIVATE = 0xE000  # code points for private use


def spellings_of(kinds: Iterable[str]) -> list[str]:
    """The spellings that can be of one of these kinds."""
    spelled = (spelling for kind in kinds for spelling in _by_kind().get(kind, ()))
    return list(dict.fromkeys(spelled))


@cache
def _by_kind() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for spelling, word in date_words().items():
        for kind in word.values:
            found.setdefault(kind, []).append(spelling)
    return found


@cache
def weekdays() -> tuple[str, ...]:
    return tuple(spellings_of(("weekday", "english_weekday")))


def _looks(kind: str, spelling: str) -> Iterator[tuple[str, bool]]:
    """Ways to type ``spelling``, and whether they are mistakes."""
    # The subscripts of TA and DA look the same; the sak is often written as two words.
    looks = with_either_subscript(spelling)
    if kind == "sak":
        looks += tuple(look.replace("ស័ក", " ស័ក") for look in looks)
    if kind == "era":
        looks += tuple(look.replace(" ", "  ") for look in looks if " " in look)  # justified text
    for look in looks:
        yield look, False
    for look in looks:
        if TOANDAKHIAT in look:
            yield look.replace(TOANDAKHIAT, AHSDA), True
            yield look.replace(TOANDAKHIAT, ROBAT), True


# --- what stands around dates ----------------------------------------------------------------
PHRASE_MARKS = '\r\n។៕,.;:៖!?()«»"”“'
# What ends a phrase, behind blanks; a comma or a dot before a digit does not.
END_OF_PHRASE = ' *(?:$|[\r\n។៕;៖!?()«»"”“]|[,.:*-](?![0-9០-៩]))'


NeighbourRole = Literal[
    "count", "whole", "between", "since", "story", "direction", "year", "phrase_end", "season", "span",
    "amount", "tally", "document", "numbered", "label", "length", "number", "named", "stretch", "point", "then", "until_now", "particle", "past", "cue", "place", "prolong", "link", "and", "name_end", "before_month", "time_label", "date_label", "minutes",
]  # fmt: skip


class _Around(NamedTuple):
    role: NeighbourRole
    word: str
    provenance: str


@cache
def context(role: NeighbourRole) -> str:
    """A pattern of the words of ``data/date_context.tsv`` in this role, with either subscript."""
    rows = rows_with("date_context.tsv", _Around, role)
    return any_of(look for row in rows for look in with_either_subscript(row.word))


@cache
def ends_with(role: NeighbourRole) -> re.Pattern[str]:
    """Finds a word in this role at the end of what stands before a date."""
    return re.compile(f"(?<![A-Za-z{COENG}]){context(role)} ?\\Z")


@cache
def word_of(role: NeighbourRole) -> re.Pattern[str]:
    """Finds a word in this role, or matches it."""
    return re.compile(context(role))


@cache
def before_name() -> re.Pattern[str]:
    """What stands before a street or a district named after a date, or the number of a paper."""
    names = tuple(spellings_of(("before_name",)))
    longer = "".join(f"(?<!{word})" for word in spellings_of(("other",)) if word.endswith(names))
    return re.compile(
        f"(?:(?<![A-Za-z]){any_of(names)}{longer}|{context('number')}[{RE_LETTER}{RE_MARK}{COENG}]{{1,12}}) ?\\Z"
    )


@cache
def person_name() -> re.Pattern[str]:
    """A listed name of a person, behind blanks: a given one and the end of a word, or a family name apart."""
    rows = read_table("person_names.tsv", PersonName)
    names = normalize("\n".join(row.name.replace("_", "") for row in rows)).split("\n")
    families, given = (
        any_of(name for name, row in zip(names, rows, strict=True) if row.what == what)
        for what in ("family", "given")
    )
    ends = f"(?={context('name_end')}|[^{RE_LETTER}{RE_MARK}{COENG}]|$)"
    other = f"{context('name_end')}|{context('particle')}|{context('phrase_end')}"
    apart = f" (?!{other})(?=[{RE_LETTER}])"  # ហេង ពិសី, but តាំង ពីព្រឹក
    return re.compile(f" *(?:{families} ?)?{given}{ends}| *{families}{apart}")
