"""Finds where the Khmer long form of a Latin short form begins.

The letters of a Latin short form come from the English name: ADB is the Asian Development Bank,
ធនាគារអភិវឌ្ឍន៍អាស៊ី. So each word of the Khmer name explains a letter by the initial of its English
counterpart (``_english``), in any order; words outside the name explain none. Besides, names begin
with certain nouns and after certain words. These features are counted for every word that a name
can begin with, and the best weighted sum wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from khmertext._data import read_table
from khmertext._lexicon import lexicon
from khmertext.acronyms._english import Initials, is_in_tables, meaning, number
from khmertext.acronyms._name_bounds import EDGE
from khmertext.acronyms._phrase import Word, sounds, words_of

# The roles of the words that give letters.
CONTENT: Final = ("head", "verb", "action", "noun", "word", "unknown")

# The share of the letters, in %, that a name of one word must explain, unless it sounds like them.
ALONE: Final = 50

# A name must have more than this weighted sum, or explain at least this share of the letters, in %.
LEAST: Final = 0
CLEAR: Final = 60


class _Weight(NamedTuple):
    """A row of ``data/acronym_weights.tsv``."""

    feature: str
    weight: str
    provenance: Literal["fitted", "by_hand"]


@cache
def _weights() -> dict[str, int]:
    return {row.feature: int(row.weight) for row in read_table("acronym_weights.tsv", _Weight)}


# A title begins a name that holds no institution if the name explains at least this share, in %.
_TITLED = 75
_RUN = 5  # so many words before the start of a name are looked at


class Start(NamedTuple):
    """A word with which the name may begin.

    ``words`` is how many words of the name can give letters, ``explained`` which share of the
    letters they explain, in %, and ``counts`` how often each feature occurs.
    """

    word: Word
    kind: str
    words: int
    explained: int
    counts: dict[str, int]

    @property
    def says_something(self) -> bool:
        """Whether a letter is explained, by a counterpart or by sound."""
        return "letter" in self.counts or "sound" in self.counts

    def says_no_more_than(self, other: Start) -> bool:
        """Whether no more letters are explained, by counterparts or by sound."""
        return self.explained == other.explained and self.counts.get("sound") == other.counts.get(
            "sound"
        )

    @property
    def is_person(self) -> bool:
        """Whether it is a title, or an unknown word (a name) with a title behind it."""
        titled = "title in name" in self.counts or "title inside" in self.counts
        return self.kind == "title" or (self.kind == "unknown" and titled)

    @property
    def value(self) -> int:
        weights = _weights()
        return sum(weights.get(name, 0) * count for name, count in self.counts.items())


def begin(phrase: list[Word], short: str, *, sure: bool = False) -> Start | None:
    """Where the name that ``short`` stands for begins; it ends where ``phrase`` ends.

    ``sure`` means that a cue announces it.
    """
    found = [
        start
        for start in _likely(starts(joined(phrase), short))
        # no person: រ៉ុង ឈុន |ប្រធាន|សហជីព (CCU); but a title may be the name: នាយកប្រតិបត្តិ (CEO),
        # or begin one without an institution: រដ្ឋមន្ត្រី|ការពារជាតិ|អាស៊ាន (ADMM)
        if start.explained >= (100 if "head inside" in start.counts else _TITLED)
        or not start.is_person
    ]
    best = max(found, key=lambda start: start.value, default=None)
    if best and (best.word.head is None or best.word.head.kind == "term"):
        best = _from_head(found[found.index(best) :], short)
    elif best and best.word.head and best.word.head.kind == "programme":
        best = _from_agreement(found[found.index(best) :])
    if best is None or sure or best.explained >= CLEAR:
        return best
    return best if best.value > LEAST else None


def _likely(found: Iterator[Start]) -> Iterator[Start]:
    """``found`` without verbs that the lists do not have: សង្ស័យ|ជំងឺ… (ASF).

    An ordinary word that gives no letter begins no name if a head noun behind it can.
    """
    following: Start | None = None
    for start in found:
        is_verb = (
            following is not None
            and following.word.head is not None
            and following.word.start == start.word.end
            and start.kind == "unknown"
            and start.word.text in lexicon()
            and start.says_no_more_than(following)
        )
        if not is_verb:
            yield start
        following = start


def _from_agreement(found: list[Start]) -> Start:
    """The first start, or the agreement directly before it: កិច្ចព្រមព្រៀង|ភាពជាដៃគូ… (RCEP)."""
    for start in found[1:2]:
        if start.word.has("agreement") and start.word.end == found[0].word.start:
            return start
    return found[0]


def _from_head(found: list[Start], short: str) -> Start:
    """The first start, or the programme further left if nothing parts them: គម្រោង|ទទួលបាន|ធនធាន|ដី.

    Where the first explains all letters, each word between them must offer one of them too:
    គម្រោង|បែងចែក|ដី… (LASED) allocates or divides land, but not កម្មវិធី|ទូរទស្សន៍ (TV).
    """
    for place, (following, start) in enumerate(pairwise(found)):
        if start.word.end != following.word.start:
            break
        if start.word.head:
            reaches = place > 0 or (found[0].explained < 100 and found[0].word.head is None)
            is_whole = reaches and start.word.head.kind == "programme"
            return start if is_whole else found[0]
        known = meaning(start.word.text)
        if found[0].explained == 100 and (known is None or known.initials.isdisjoint(short)):
            break
    return found[0]


def joined(phrase: list[Word]) -> list[Word]:
    """``phrase`` with some words joined: those with one English counterpart (ចំណុច|ខ្សោយ), and the
    pieces into which the segmentation cuts a foreign name (ឃ្វី|ក)."""
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
    if not all(word.is_khmer for word in words):
        return False
    if is_in_tables("".join(word.text for word in words)):
        return True
    return all(role_of(word) == "unknown" for word in words) and any(
        word.text not in lexicon() for word in words
    )


def starts(phrase: list[Word], short: str) -> Iterator[Start]:
    """The words of ``phrase``, from its last one to its first, that can begin the name."""
    name = _Name(short)
    roles = [role_of(word) for word in phrase]
    for index in range(len(phrase) - 1):
        if (
            phrase[index].text == "អង្គការ"
            and "O" not in short
            and _is_institution(phrase[index + 1])
        ):
            roles[index] = "classifier"  # អង្គការ|កម្មវិធីអភិវឌ្ឍន៍សហប្រជាជាតិ (UNDP)
    for index in range(len(phrase) - 1, -1, -1):
        word, role = phrase[index], roles[index]
        sounds_alike = False
        if role in CONTENT:
            sounds_alike = name.add(word)
        elif role != "ការ" or index + 1 == len(phrase):
            name.add_between(word, role)
            continue
        kind = _kind(word, role)
        if name.content > 1 or name.share >= ALONE or sounds_alike:
            counts = name.counts(word)
            _count(counts, f"begins: {kind}")
            _count(counts, f"behind: {_before(phrase, roles, index)}")
            if index + 1 < len(phrase):
                _count(counts, f"before: {phrase[index + 1].text}")
            for ruling in _run_before(phrase, roles, index):
                _count(counts, f"run: {ruling}")
            yield Start(word, kind, name.content, name.share, counts)
        name.add_inside(word, role, follows=index > 0 and roles[index - 1] in CONTENT)


def _is_institution(word: Word) -> bool:
    return word.head is not None and word.head.kind in ("org", "programme")


def _count(counts: dict[str, int], name: str, number: int = 1) -> None:
    counts[name] = counts.get(name, 0) + number


class _Name:
    """The words up to the short form, taken in from right to left, and the counts of features."""

    def __init__(self, short: str) -> None:
        self.content = 0  # words that can give letters
        self._letters = "".join(char for char in short if char.isupper() or char.isdecimal())
        self._explained = 0
        self._explanations = _Explanations(self._letters)
        self._counts: dict[str, int] = {}

    @property
    def share(self) -> int:
        """The share of the letters that is explained, in %."""
        return 100 * self._explained // max(1, len(self._letters))

    def add(self, word: Word) -> bool:
        """Take in a word that can give letters; whether it is foreign and begins like ``short``."""
        self.content += 1
        if self._explained == len(self._letters):
            _count(self._counts, "beyond")
        known = meaning(word.text)
        if known:
            gained = self._explanations.add(known.initials, known.most)
            self._explained += gained
            _count(self._counts, "letter" if gained else "no letter", gained or 1)
            return False
        initials = sounds().get(word.text[0], frozenset())
        gained = self._explanations.add(initials, 1, weak=True)
        _count(self._counts, "sound" if gained else "unknown word")
        if gained and self._letters[:1] in initials:
            _count(self._counts, "first sound")
        return self._letters[:1] in initials and word.text not in lexicon()

    def add_between(self, word: Word, role: str) -> None:
        """Take in a word that gives no letter; its number may be in the short form: ទាំង ២០, G20."""
        gained = 0
        if role in ("figure", "particle"):
            gained = self._explanations.add(*number(word.text))
            self._explained += gained
        if not gained:
            _count(self._counts, f"{role} inside")

    def add_inside(self, word: Word, role: str, *, follows: bool) -> None:
        """Count the word as an inner one, for names that begin farther to the left."""
        if role in ("head", "verb"):
            _count(self._counts, f"{role} inside")
        if word.has("title"):
            _count(self._counts, "title in name" if follows else "title inside")

    def counts(self, first: Word) -> dict[str, int]:
        """The counts if the name begins with ``first``, the word that was added last."""
        counts = dict(self._counts)
        known = meaning(first.text)
        if known and self._letters[:1] in known.first:
            _count(counts, "begins with the first letter")
        if known and self._letters[-1:] in known.last:
            _count(counts, "begins with the last letter")
        _count(counts, "few words", max(0, len(self._letters) - 2 * self.content))
        _count(counts, "many words", max(0, self.content - len(self._letters) - 1))
        _count(counts, "one word", int(self.content == 1))
        return counts


class _Explanations:
    """The letters of a short form, and which words explain them (a bipartite matching)."""

    def __init__(self, letters: str) -> None:
        self._letters = letters
        self._source: list[int | None] = [None] * len(letters)
        self._offers: list[Initials] = []
        self._weak: set[int] = set()  # offers by sound, which give way to counterparts

    def add(self, initials: Initials, most: int, *, weak: bool = False) -> int:
        """How many more letters a word explains that offers at most ``most`` of its ``initials``."""
        gained = 0
        for _ in range(most):
            number = len(self._offers)
            self._offers.append(initials)
            if not self._place(number, set()) and (weak or not self._displace(number)):
                self._offers.pop()
                break
            gained += 1
            if weak:
                self._weak.add(number)
        return gained

    def _displace(self, offer: int) -> bool:
        """Give ``offer`` a letter that was explained by sound."""
        for index, letter in enumerate(self._letters):
            if letter in self._offers[offer] and self._source[index] in self._weak:
                self._source[index] = offer
                return True
        return False

    def _place(self, offer: int, tried: set[int]) -> bool:
        for index, letter in enumerate(self._letters):
            if letter in self._offers[offer] and index not in tried:
                tried.add(index)
                source = self._source[index]
                if source is None or self._place(source, tried):
                    self._source[index] = offer
                    return True
        return False


def _run_before(phrase: list[Word], roles: list[str], index: int) -> Iterator[str]:
    """The kinds of the content words just before word ``index``.

    The name may begin with one of them instead: a Khmer name has its head noun in front.
    """
    for before in range(index - 1, max(-1, index - 1 - _RUN), -1):
        word, role = phrase[before], roles[before]
        stands_apart = roles[before + 1] == "unknown" or (before and phrase[before - 1].head)
        if role == "blank" and stands_apart:
            continue  # a foreign name, or the name behind ក្រុមហ៊ុន
        if word.has("title", "person", "people") or word.text.startswith("អ្នក"):
            return
        if role not in CONTENT or role == "verb":
            return
        yield _kind(word, role)


def role_of(word: Word) -> str:
    """What ``word`` can be in a name."""
    text = word.text
    if "\n" in text:
        return "line"
    if not text.strip(EDGE):
        return "comma" if "," in text else "blank"
    if not word.is_khmer:
        return "figure" if text[0].isdecimal() else "foreign" if text[0].isalpha() else "sign"
    if word.head:
        return "head"
    return _role(text)


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
    """Whether ``text`` is two words that no name contains: ទៅ|ក្នុង, ស្នើ|ឱ្យ."""
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


def _before(phrase: list[Word], roles: list[str], index: int) -> str:
    if index == 0 or roles[index - 1] == "line":
        return "nothing"
    word, role = phrase[index - 1], roles[index - 1]
    if role == "function" and word.text in ("ពី", "ក្នុង", "តាម"):
        return word.text
    if role in ("comma", "blank"):
        return "blank"
    return "title" if word.has("title") else role
