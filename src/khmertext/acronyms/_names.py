"""Where the Khmer name begins that a Latin short form stands for.

The letters of a Latin short form are those of the English name: ADB is the Asian Development Bank,
ធនាគារអភិវឌ្ឍន៍អាស៊ី. So each word of the Khmer name explains a letter by the initial of its English
counterpart, in whatever order; what does not belong to the name explains none. Besides, names begin
with certain nouns, and behind certain words. All this is counted for every word that a name can
begin with, and the best sum wins. The weights were fitted to names whose beginning is known (a
conditional logit over the words before the short form) and rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from khmertext._data import read_table
from khmertext._lexicon import lexicon
from khmertext.acronyms._phrase import Word, sounds, spelling, words_of
from khmertext.normalization import normalize

# What is counted for a word as the beginning of the name.
WEIGHTS: Final[dict[str, int]] = {
    "before: ក្នុង": -3,
    "before: ដោយ": -2,
    "before: ទៅ": -6,
    "before: នៅ": -9,
    "before: ពី": -4,
    "before: របស់": -4,
    "begins with the first letter": 8,
    "begins with the last letter": 13,
    "begins: abstract": 7,
    "begins: action": -12,
    "begins: document": 8,
    "begins: org": 18,
    "begins: term": 8,
    "begins: title": -15,
    "begins: unknown": 21,
    "begins: verb": -13,
    "begins: word": -20,
    "behind: action": 12,
    "behind: blank": 4,
    "behind: function": 2,
    "behind: head": -13,
    "behind: noun": -9,
    "behind: particle": -4,
    "behind: title": 10,
    "behind: unknown": -10,
    "behind: word": -8,
    "behind: ក្នុង": -7,
    "behind: តាម": -2,
    "behind: និង": 3,
    "behind: នៃ": -2,
    "behind: ពី": 14,
    "behind: របស់": 10,
    "beyond": -7,
    "blank inside": -3,
    "comma inside": -10,
    "few words": -2,
    "figure inside": -15,
    "foreign inside": 2,
    "function inside": -6,
    "head inside": -8,
    "letter": 28,
    "many words": -8,
    "no letter": -5,
    "one word": 4,
    "particle inside": -5,
    "run: action": 5,
    "run: document": -2,
    "run: noun": -6,
    "run: org": -14,
    "run: term": -9,
    "run: unknown": -17,
    "run: word": -13,
    "sound": 3,
    "title inside": -20,
    "unknown word": -7,
    "verb inside": -10,
    "និង inside": 4,
    "នៃ inside": -7,
    "របស់ inside": -5,
}

# The roles of the words that give letters.
CONTENT: Final = ("head", "verb", "action", "noun", "word", "unknown")

# Of a name of one word, how many of the letters must be explained, in %; a foreign name sounds alike.
ALONE: Final = 50

# Below that nothing speaks for a name.
LEAST: Final = 0

_EDGE = " ,/-–—'’‘.\u00a0"
_word = re.compile("[^ -]+")
# អ្នកជំនាញ, ភាពក្រីក្រ, ការអប់រំ: the counterpart is that of the rest
_FORMATIVES = ("ការ", "សេចក្តី", "ភាព", "កិច្ច", "អ្នក", "ជន", "ផ្នែក", "ខាង", "ជា", "ពាក្យ")

Initials = frozenset[str]


class Meaning(NamedTuple):
    """What a word is in English names: the initials of its counterparts, the most of one of them."""

    initials: Initials
    most: int
    first: Initials
    last: Initials
    is_noun: bool


class Start(NamedTuple):
    """A word that a name can begin with, and which part of the letters the name explains, in %."""

    word: Word
    kind: str
    explained: int
    counts: dict[str, int]

    @property
    def value(self) -> int:
        return sum(WEIGHTS.get(name, 0) * count for name, count in self.counts.items())


def _initials(counterpart: str) -> str:
    words = _word.findall(counterpart)
    return "".join(
        word if word[1:].isupper() or word.isdecimal() else word[0] for word in words
    ).upper()


@cache
def _meanings() -> dict[str, Meaning]:
    found: dict[str, tuple[list[str], bool]] = {}
    for table, column in (("head_nouns.tsv", "noun"), ("name_words.tsv", "word")):
        for row in read_table(table):
            counterparts, is_noun = found.setdefault(spelling(row[column]), ([], False))
            counterparts += map(_initials, filter(None, row["english"].split("|")))
            found[spelling(row[column])] = counterparts, is_noun or row.get("class") == "noun"
    return {word: _meaning(*entry) for word, entry in found.items()}


def _meaning(counterparts: list[str], is_noun: bool) -> Meaning:
    return Meaning(
        frozenset("".join(counterparts)),
        max(map(len, counterparts), default=0),
        frozenset(initials[0] for initials in counterparts),
        frozenset(initials[-1] for initials in counterparts),
        is_noun,
    )


@cache
def _letter_names() -> dict[str, str]:
    """A pattern of the names of each Latin letter."""
    names: dict[str, list[str]] = {}
    for row in read_table("latin_initials.tsv"):
        if row["role"] == "name":
            names.setdefault(row["latin"], []).append(row["khmer"])
    return {letter: f"(?:{'|'.join(alternatives)})" for letter, alternatives in names.items()}


@lru_cache(maxsize=256)
def _spelled(letters: str) -> re.Pattern[str]:
    names = _letter_names()
    return re.compile(
        "[ .-]?".join(names.get(letter, re.escape(letter)) for letter in letters) + "$"
    )


def is_spelled(text: str, end: int, short: str) -> bool:
    """Whether the letters of ``short`` are called by their names before ``end``: យូអិនឌីភី (UNDP)."""
    letters = "".join(filter(str.isalpha, short.upper()))
    return _spelled(letters).search(text, max(0, end - 10 * len(letters)), end) is not None


@lru_cache(maxsize=4096)
def meaning(word: str) -> Meaning | None:
    """What ``word``, or the words it is composed of, are in English; ``None`` if nobody says so."""
    return _meaning_of(spelling(word)) or _meaning_of(spelling(normalize(word)))


def _meaning_of(word: str) -> Meaning | None:
    known = _meanings()
    if word in known:
        return known[word]
    for formative in _FORMATIVES:
        if word.startswith(formative) and word[len(formative) :] in known:
            return known[word[len(formative) :]]
    for place in range(len(word) - 2, 1, -1):
        first, second = known.get(word[:place]), known.get(word[place:])
        if first and second:
            return Meaning(
                first.initials | second.initials,
                first.most + second.most,
                first.first,
                second.last,
                first.is_noun,
            )
    return None


def _number(text: str) -> tuple[Initials, int]:
    known = meaning(text)
    if known:
        return known.initials, known.most
    digits = [str(int(char)) for char in text if char.isdecimal()]
    return frozenset(digits), len(digits)


class _Letters:
    """The letters of a short form, and which words explain them (a bipartite matching)."""

    def __init__(self, letters: str) -> None:
        self._letters = letters
        self._source: list[int | None] = [None] * len(letters)
        self._offers: list[Initials] = []

    def explain(self, initials: Initials, most: int) -> int:
        """How many letters more are explained if a word offers ``initials``, ``most`` of them."""
        gained = 0
        for _ in range(most):
            self._offers.append(initials)
            if not self._place(len(self._offers) - 1, set()):
                self._offers.pop()
                break
            gained += 1
        return gained

    def _place(self, offer: int, tried: set[int]) -> bool:
        for index, letter in enumerate(self._letters):
            if letter in self._offers[offer] and index not in tried:
                tried.add(index)
                source = self._source[index]
                if source is None or self._place(source, tried):
                    self._source[index] = offer
                    return True
        return False


def begin(phrase: list[Word], short: str) -> Start | None:
    """Where in ``phrase`` the name begins that ends with it and that ``short`` stands for."""
    best = max(starts(joined(phrase), short), key=lambda start: start.value, default=None)
    return best if best and best.value > LEAST else None


def joined(phrase: list[Word]) -> list[Word]:
    """``phrase`` with words that are one in English names made one, ចំណុច|ខ្សោយ, and foreign names.

    The segmentation cuts a foreign name, ឃ្វី|ក, into what it takes for words.
    """
    found: list[Word] = []
    index = 0
    while index < len(phrase):
        last = next(
            (
                end
                for end in range(min(index + 3, len(phrase)), index + 1, -1)
                if _is_one(phrase[index:end])
            ),
            index + 1,
        )
        text = "".join(word.text for word in phrase[index:last])
        found.append(phrase[index] if last == index + 1 else Word(text, phrase[index].start))
        index = last
    return found


def _is_one(words: list[Word]) -> bool:
    if spelling("".join(word.text for word in words)) in _meanings():
        return True
    return all(role_of(word) == "unknown" for word in words) and any(
        word.text not in lexicon() for word in words
    )


def starts(phrase: list[Word], short: str) -> Iterator[Start]:
    """The words of ``phrase``, from its last one to its first, that can begin the name."""
    letters = "".join(char for char in short if char.isupper() or char.isdecimal())
    explained_by = _Letters(letters)
    inside: dict[str, int] = {}
    explained = content = 0
    roles = [role_of(word) for word in phrase]

    def count(name: str, number: int = 1) -> None:
        inside[name] = inside.get(name, 0) + number

    for index in range(len(phrase) - 1, -1, -1):
        word, role = phrase[index], roles[index]
        here: dict[str, int] = {}
        known, gained = None, 0
        if role in CONTENT:
            content += 1
            if explained == len(letters):
                count("beyond")
            known = meaning(word.text)
            if known:
                gained = explained_by.explain(known.initials, known.most)
                explained += gained
                count("letter" if gained else "no letter", gained or 1)
                if letters[:1] in known.first:
                    here["begins with the first letter"] = 1
                if letters[-1:] in known.last:
                    here["begins with the last letter"] = 1
            else:
                gained = explained_by.explain(sounds().get(word.text[0], frozenset()), 1)
                count("sound" if gained else "unknown word")
        elif role != "ការ" or index + 1 == len(phrase):
            if role in ("figure", "particle"):  # ទាំង ២០: G20; មួយ: One
                gained = explained_by.explain(*_number(word.text))
                explained += gained
            if gained:
                continue
            count(f"{role} inside")
            continue
        kind = _kind(word, role)
        here["begins: " + kind] = 1
        here["behind: " + _before(phrase, index)] = 1
        here["few words"] = max(0, len(letters) - 2 * content)
        here["many words"] = max(0, content - len(letters) - 1)
        here["one word"] = int(content == 1)
        here["before: " + (phrase[index + 1].text if index + 1 < len(phrase) else "")] = 1
        for name in _run_before(phrase, roles, index):
            here[name] = here.get(name, 0) + 1
        share = 100 * explained // max(1, len(letters))
        sounds_alike = letters[:1] in sounds().get(word.text[0], ()) and not known
        if content > 1 or share >= ALONE or sounds_alike:
            yield Start(word, kind, share, {**inside, **here})
        if role in ("head", "verb"):
            count(f"{role} inside")
        if word.has("title"):
            count("title in name" if index and roles[index - 1] in CONTENT else "title inside")


def _run_before(phrase: list[Word], roles: list[str], index: int) -> Iterator[str]:
    """The words that the word ``index`` belongs to, as the first noun of a name rules the others."""
    for before in range(index - 1, max(-1, index - 6), -1):
        word, role = phrase[before], roles[before]
        if role == "blank" and roles[before + 1] == "unknown":
            continue  # a foreign name stands apart
        if (
            word.has("title")
            or word.has("person")
            or word.has("people")
            or word.text.startswith("អ្នក")
        ):
            return
        if role not in ("head", "action", "noun", "word", "unknown"):
            return
        yield f"run: {_kind(word, role)}"


def role_of(word: Word) -> str:
    """What ``word`` can be in a name."""
    text = word.text
    if not text.strip(_EDGE):
        return "comma" if "," in text else "blank"
    if not word.is_khmer:
        return "figure" if text[0].isdecimal() else "foreign"
    if word.head:
        return "head"
    return _role(spelling(text))


@lru_cache(maxsize=4096)
def _role(text: str) -> str:
    if text == "ការ":
        return text
    if text in words_of("function"):
        return text if text in ("និង", "នៃ", "របស់") else "function"
    if text in words_of("particle"):
        return "particle"
    known = meaning(text)
    if text in words_of("verb"):
        return "action" if known else "verb"
    if known:
        return "noun" if known.is_noun else "word"
    return "function" if _joins(text) else "unknown"


def _joins(text: str) -> bool:
    """Whether ``text`` is two words that are none of a name: ទៅ|ក្នុង, ស្នើ|ឱ្យ."""
    joining = [words_of(role) for role in ("function", "particle", "verb", "stop")]
    return any(
        all(any(part in words for words in joining) for part in (text[:place], text[place:]))
        for place in range(2, len(text) - 1)
    )


def _kind(word: Word, role: str) -> str:
    if word.head:
        return word.head.kind if word.head.kind in ("org", "term") else "document"
    if word.has("title"):
        return "title"
    if role in ("word", "unknown") and word.text.startswith(tuple(words_of("noun"))):
        return "abstract"
    return role


def _before(phrase: list[Word], index: int) -> str:
    if index == 0:
        return "nothing"
    word = phrase[index - 1]
    role = role_of(word)
    if role == "function" and word.text in ("ពី", "ក្នុង", "តាម"):
        return word.text
    if role in ("comma", "blank"):
        return "blank"
    return "title" if word.has("title") else role
