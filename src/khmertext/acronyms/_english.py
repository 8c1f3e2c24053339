"""The English counterparts of Khmer words, and the Khmer names of Latin letters.

``_long_names`` uses them to explain the letters of a Latin short form by a Khmer long form.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from khmertext._chars import RE_CONSONANT, fold
from khmertext._data import read_bytes, read_table, rows_with
from khmertext._lexicon import LatinInitial
from khmertext._patterns import any_of, lazy_pattern
from khmertext.acronyms._phrase import HeadNoun, heads, sounds, spelled_family_names, words_of
from khmertext.acronyms._short_shapes import is_khmer_sign, is_pronounceable
from khmertext.normalization import normalize

_word = lazy_pattern("[^ -]+")
_name_of_letter = lazy_pattern("[^. ]+")

Initials = frozenset[str]


class EnglishName(NamedTuple):
    """A row of ``data/name_words.tsv``."""

    word: str
    english: str
    kind: Literal["noun", "other"]
    provenance: str


class EnglishWord(NamedTuple):
    """The initials of the English counterparts of a Khmer word.

    ``initials`` are those of all counterparts, ``most`` is how many one counterpart has at most,
    ``first`` and ``last`` are those of their first and last words.
    """

    initials: Initials
    most: int
    first: Initials
    last: Initials
    is_noun: bool


def _initials(counterpart: str) -> str:
    words = _word.findall(counterpart)
    return "".join(
        word if word[1:].isupper() or word.isdecimal() else word[0] for word in words
    ).upper()


@cache
def _counterparts() -> dict[str, tuple[list[str], bool]]:
    """The words of ``data/head_nouns.tsv`` and ``data/name_words.tsv``: their English, and if nouns."""
    found: dict[str, tuple[list[str], bool]] = {}
    heads = ((row.noun, row.english, False) for row in read_table("head_nouns.tsv", HeadNoun))
    words = read_table("name_words.tsv", EnglishName)
    nouns = ((row.word, row.english, row.kind == "noun") for row in words)
    for word, english, is_noun in (*heads, *nouns):
        known, was_noun = found.get(fold(word), ([], False))
        found[fold(word)] = [*known, english], was_noun or is_noun
    return found


@lru_cache(maxsize=4096)
def _known(word: str) -> EnglishWord | None:
    """What the tables know of ``word``."""
    if word not in _counterparts():
        return None
    rows, is_noun = _counterparts()[word]
    alternatives = filter(None, "|".join(rows).split("|"))
    return _meaning([*map(_initials, alternatives)], is_noun)


def is_in_tables(word: str) -> bool:
    """Whether the tables have ``word`` as a whole."""
    return word in _counterparts()


def _meaning(counterparts: list[str], is_noun: bool) -> EnglishWord:
    return EnglishWord(
        frozenset("".join(counterparts)),
        max(map(len, counterparts), default=0),
        frozenset(initials[0] for initials in counterparts),
        frozenset(initials[-1] for initials in counterparts),
        is_noun,
    )


@cache
def _english_words() -> frozenset[str]:
    """The words of ``data/english_words.txt``, in capitals."""
    lines = read_bytes("english_words.txt").decode("ascii").splitlines()
    return frozenset(" ".join(line for line in lines if line[0] != "#").upper().split())


def is_english(form: str) -> bool:
    """Whether ``form``, in capitals, is an ordinary English word: TROPHY, SALES."""
    return form in _english_words() or form.removesuffix("S") in _english_words()


@cache
def _letter_names() -> dict[str, str]:
    """A pattern of the names of each Latin letter."""
    names: dict[str, list[str]] = {}
    for row in rows_with("latin_initials.tsv", LatinInitial, "name"):
        names.setdefault(row.latin, []).append(row.khmer)
    return {letter: any_of(alternatives) for letter, alternatives in names.items()}


@cache
def _latin_letters() -> dict[str, str]:
    """The Latin letter of each name."""
    rows = rows_with("latin_initials.tsv", LatinInitial, "name")
    return {fold(row.khmer): row.latin for row in reversed(rows)}


def read_letters(short: str) -> str | None:
    """The letters that the names of letters in ``short`` say: AUPP of អេ.យូ.ភី.ភី."""
    names = _name_of_letter.findall(short)
    letters = [_latin_letters().get(name, "") for name in names]
    return "".join(letters) if len(letters) > 1 and all(letters) else None


@lru_cache(maxsize=256)
def _spelled(letters: str) -> re.Pattern[str]:
    names = _letter_names()
    return re.compile(
        "[ .-]?".join(names.get(letter, re.escape(letter)) for letter in letters) + "$"
    )


def is_spelled(text: str, end: int, short: str) -> bool:
    """Whether the letters of ``short`` are spelled out before ``end``: យូអិនឌីភី (UNDP)."""
    letters = "".join(filter(str.isalpha, short.upper()))
    return _spelled(letters).search(text, max(0, end - 10 * len(letters)), end) is not None


_MARKS = "[\u17b4-\u17d3\u17dd]*"
_SILENT = frozenset("AEIOUYH")  # the letters that may not be heard, but for the first one
_VOWELS = frozenset("AEIOUY")
_LEAST_SOUNDED = 4  # letters; those of shorter forms are in many words
_CLEARLY = 3  # so many letters that are heard are no chance


@lru_cache(maxsize=256)
def _sounded(short: str) -> re.Pattern[str]:
    """The Khmer words that sound like ``short``, whatever their vowels; ហ្គ is one letter."""
    letters: dict[str, set[str]] = {}
    for khmer, latin in sounds().items():
        for letter in latin:
            letters.setdefault(letter, set()).add(khmer)
    letters["U"].add("យ")  # UNESCO is called យូណេស្កូ
    letters["F"].add("វ")  # ហ្វ
    pieces = []
    for number, letter in enumerate(short):
        piece = f"(?:ហ៊?\u17d2)?[{''.join(sorted(letters.get(letter, letters['K'])))}]{_MARKS}"
        pieces.append(f"(?:{piece})?" if number and letter in _SILENT else piece)
    return re.compile(f"(?<!\u17d2){''.join(pieces)}[ »”’\"']*$")


def sounded(text: str, end: int, short: str) -> int | None:
    """The start of the word before ``end`` that sounds like ``short``: អង្គការ|លីកាដូ (LICADHO)."""
    if len(short) < _LEAST_SOUNDED or not is_pronounceable(short):
        return None
    word = _sounded(short).search(text, max(0, end - 6 * len(short)), end)
    if word is None:
        return None
    before = text[max(0, word.start() - 24) : word.start()]
    apart = not is_khmer_sign(before[-1:]) or before.endswith(tuple(heads()))
    heard = 1 + sum(letter not in _SILENT for letter in short[1:])
    return word.start() if apart or heard >= _CLEARLY else None


# Latin letters of a name as they are usual in Cambodia, and the Khmer ones; the longest first
_ROMAN = "CHH|CH|KH|TH|PH|NG|NH|GN|[A-Z]"
_roman_unit = lazy_pattern(_ROMAN)
_ROMANIZED = {
    "CHH": "ឆឈ", "CH": "ចឆជឈ", "KH": "ខឃក", "TH": "ថធតទឋ", "PH": "ផភព", "NG": "ង", "NH": "ញ",
    "GN": "ញ", "N": "ញង", "T": "ដ", "B": "ព", "S": "ឆ", "P": "ប", "M": "ំ", "O": "វ", "U": "វ", "I": "យ",
}  # fmt: skip


@lru_cache(maxsize=256)
def _romanized(name: str) -> re.Pattern[str]:
    """The Khmer words that are written as ``name`` in Latin letters."""
    khmer: dict[str, str] = dict(_ROMANIZED)
    for letter, latin in sounds().items():
        for initial in latin:
            khmer[initial] = khmer.get(initial, "") + letter
    pieces = []
    for number, unit in enumerate(_roman_unit.findall(name)):
        vowel = unit in _VOWELS
        letters = khmer.get(unit, unit)
        heard = f"(?:\u17d2?[{letters}]{_MARKS})"
        silent = (
            (vowel and number) or (number and unit in "HRY") or unit == name[number - 1 : number]
        )
        pieces.append(heard + ("?" if silent else ""))
    return re.compile(f"(?:{''.join(pieces)})(?:[{RE_CONSONANT}]៍|\u17d2[{RE_CONSONANT}])?$")


def is_romanized(text: str, end: int, name: str) -> bool:
    """Whether the word before ``end`` is ``name`` in Khmer letters: លោក សុខ (SOK), សៀមរាប (SIEMREAP).

    It stands behind a blank or a title, and not behind the noun of an institution.
    """
    if not _VOWELS.intersection(name):
        return False
    found = _romanized(name).search(text, max(0, end - 6 * len(name)), end)
    if found is None:
        return False
    before = text[max(0, found.start() - 24) : found.start()]
    apart = not is_khmer_sign(before[-1:]) or before.endswith(tuple(words_of("name")))
    return apart and not before.rstrip().endswith(tuple(heads()))


def is_family_name(name: str) -> bool:
    """Whether ``name``, in capitals, is a Cambodian family name: SIM for ស៊ឹម, PICH for ពេជ្រ."""
    return name.isupper() and any(map(_romanized(name).fullmatch, spelled_family_names()))


@lru_cache(maxsize=4096)
def meaning(word: str) -> EnglishWord | None:
    """The English initials of ``word`` or of its two parts; ``None`` if the tables do not know them."""
    return _meaning_of(word) or _meaning_of(normalize(word))


def _meaning_of(word: str) -> EnglishWord | None:
    if known := _known(word):
        return known
    for formative in words_of("formative"):  # អ្នក|ជំនាញ has the counterpart of ជំនាញ
        if word.startswith(formative) and (known := _known(word[len(formative) :])):
            return known
    for place in range(len(word) - 2, 1, -1):
        first, second = _known(word[:place]), _known(word[place:])
        if first and second:
            return EnglishWord(
                first.initials | second.initials,
                first.most + second.most,
                first.first,
                second.last,
                first.is_noun,
            )
    return None


def number(text: str) -> tuple[Initials, int]:
    """The letters that a number gives, and how many: ២០ 2 and 0, មួយ 1 or O for One."""
    known = meaning(text)
    if known:
        return known.initials, known.most
    digits = [str(int(char)) for char in text if char.isdecimal()]
    return frozenset(digits), len(digits)
