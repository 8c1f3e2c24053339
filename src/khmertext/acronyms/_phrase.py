"""Cuts the text beside an acronym into words, with their roles in the names of institutions.

The tables of words (``data/acronym_context.tsv``, ``head_nouns.tsv``) are read here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from khmertext._chars import COENG, RE_DIGIT, RE_LETTER, RE_WRITTEN, fold
from khmertext._data import read_table, rows_with
from khmertext._lexicon import AcronymKind, LatinInitial, family_names, lexicon
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext._scan import Triggered

_LONGEST_NOUN = 24  # of an institution that is looked for before a place, in code points
_SHORT_VERB = 4  # code points; shorter rests of words, as in ការ|ពារ, are verbs by chance


_khmer = lazy_pattern(f"[{RE_WRITTEN}]")
_cluster = lazy_pattern(rf"[{RE_LETTER}](?:{COENG}[{RE_LETTER}]|[\u17b6-\u17d1\u17d3\u17dd])*")

_letter_source = lazy_pattern(rf"{_cluster.pattern}|[{RE_DIGIT}0-9]+|[A-Za-z]+")


PhraseRole = Literal[
    "acronym", "age", "agreement", "bound", "brand", "capitals", "company", "credit", "drawn", "equal", "era", "figure", "formative", "function", "glue", "goods",
    "honorific", "measure", "measured", "name", "noun", "ordinal", "particle", "people", "person", "phase", "place",
    "prefix", "product", "programme", "scheme", "shape", "signed", "sized", "sizes",
    "stop", "title", "typed", "verb",
]  # fmt: skip


class _ContextWord(NamedTuple):
    word: str
    role: PhraseRole
    provenance: str


class HeadNoun(NamedTuple):
    """A row of ``data/head_nouns.tsv``; ``english`` has its counterparts with ``|`` between them."""

    noun: str
    english: str
    kind: Literal["org", "document", "programme", "term", "country"]
    provenance: str


class Head(NamedTuple):
    """A noun that begins names, and the kind of thing it names."""

    noun: str
    kind: AcronymKind


@cache
def heads() -> dict[str, Head]:
    """The head nouns by their spelling."""
    return {
        fold(row.noun): Head(row.noun, row.kind) for row in read_table("head_nouns.tsv", HeadNoun)
    }


@cache
def _words() -> dict[PhraseRole, frozenset[str]]:
    """The words of each role of ``data/acronym_context.tsv``."""
    words: dict[PhraseRole, set[str]] = {}
    for row in read_table("acronym_context.tsv", _ContextWord):
        words.setdefault(row.role, set()).add(fold(row.word))
    return {role: frozenset(spellings) for role, spellings in words.items()}


@cache
def words_of(role: PhraseRole) -> frozenset[str]:
    """The words of one role."""
    return _words()[role]


@cache
def _roles() -> dict[str, set[PhraseRole]]:
    """The roles of each word."""
    roles: dict[str, set[PhraseRole]] = {}
    for role, words in _words().items():
        for word in words:
            roles.setdefault(word, set()).add(role)
    return roles


@lru_cache(maxsize=4096)
def _roles_of(word: str) -> set[PhraseRole] | None:
    return _roles().get(word)


def is_unlisted(word: str) -> bool:
    """Whether ``word`` has no role and is no head noun."""
    return _roles_of(word) is None and word not in heads()


@cache
def sounds() -> dict[str, frozenset[str]]:
    """For each Khmer letter, the Latin letters that foreign names spelled with it begin with."""
    return {
        row.khmer: frozenset(row.latin)
        for row in rows_with("latin_initials.tsv", LatinInitial, "initial")
    }


@cache
def spelled_family_names() -> frozenset[str]:
    """The family names in the spelling that names are compared in."""
    return frozenset(map(fold, family_names()))


@cache
def pattern_of(role: PhraseRole) -> str:
    """A pattern of the words of one role, the longest first."""
    return f"(?<!{COENG}){any_of(words_of(role))}"


@cache
def person_follows() -> str:
    """A pattern of the words that the name of a person follows; in ពិភពលោក is none."""
    return f"(?<!ពិភព){pattern_of('name')}"


@lazy_pattern
def _org_before() -> str:
    return any_of(noun for noun, head in heads().items() if head.kind == "org") + " ?$"


def follows_org(text: str, place: int) -> bool:
    """Whether the noun of an institution stands before ``place``."""
    return _org_before.search(text, max(0, place - _LONGEST_NOUN), place) is not None


@cache
def _head_pattern() -> Triggered:
    behind = "(?![\u17b6-\u17d3\u17dd])"
    return Triggered(WordPattern(lambda words: any_of(words) + behind, heads()), heads())


# prefixes that are no words of their own: អនុ|ស្ថានីយ
_bound = lazy_pattern(lambda: f"{any_of(words_of('bound'))}(?=[{RE_LETTER}])")


class Word(NamedTuple):
    """A token of a phrase; ``start`` is its offset in the text that the phrase was cut from."""

    text: str
    start: int
    head: Head | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_khmer(self) -> bool:
        return _khmer.match(self.text) is not None

    def has(self, *roles: PhraseRole) -> bool:
        """Whether it is a word of one of these roles."""
        own = _roles_of(self.text)
        return own is not None and not own.isdisjoint(roles)


def words_between(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]``; head nouns are whole, whatever the segmentation says.

    Names of institutions are long chains without spaces, where the segmentation errs most, and they
    begin with a head noun.
    """
    from khmertext.segmentation import words

    phrase = text[start:end]
    edges = {0, len(phrase)}
    position = 0
    for word in words(phrase):
        position += len(word)
        edges.add(position)
    nouns: dict[int, Head] = {}
    bound = _bound.finditer(phrase)
    edges.difference_update(match.end() for match in bound if match.start() in edges)
    for match in _head_pattern().finditer(phrase):
        is_long = len(_cluster.findall(match[0])) > 2  # too long to be found by chance
        ends = match.end() in edges or is_long or _is_in_unlisted(phrase, edges, match.end())
        if ends and (match.start() in edges or _is_glued(phrase, edges, match.start(), is_long)):
            edges.difference_update(range(match.start() + 1, match.end()))
            edges.update(match.span())
            nouns[match.start()] = heads()[match[0]]
    ordered = sorted(edges)
    return [
        Word(phrase[first:last], start + first, nouns.get(first))
        for first, last in pairwise(ordered)
    ]


class WordEdges:
    """Where the words of a text begin and end; a line is segmented when it is first asked about."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line = range(0)
        self._edges: frozenset[int] = frozenset()

    def at(self, place: int) -> bool:
        """Whether a word ends or begins at ``place``."""
        from khmertext.segmentation import words

        if place not in self._line:
            start = self._text.rfind("\n", 0, place) + 1
            end = self._text.find("\n", place)
            end = len(self._text) if end < 0 else end
            self._line = range(start, end + 1)
            lengths = map(len, words(self._text[start:end]))
            self._edges = frozenset(accumulate(lengths, initial=start))
        return place in self._edges


def _is_in_unlisted(flat: str, edges: set[int], position: int) -> bool:
    """Whether the word around ``position`` is in no list, so that a head noun may be its beginning: គណៈ|យុទ្ធមិត្ត."""
    first = max(edge for edge in edges if edge < position)
    last = min(edge for edge in edges if edge > position)
    return flat[first:last] not in lexicon()


def _is_glued(flat: str, edges: set[int], position: int, is_long: bool) -> bool:
    """Whether a word ends at ``position`` though the segmentation does not cut there: ប្រធាន|គណៈ"""
    first = max(edge for edge in edges if edge <= position)
    last = min(edge for edge in edges if edge > position)
    before = flat[first:position]
    if before in words_of("title") or before in words_of("function"):
        return True
    if before in words_of("bound"):
        return False
    return is_long and before in lexicon() and flat[first:last] not in lexicon()


def opens_phrase(phrase: list[Word], index: int) -> bool:
    """Whether what stands before word ``index`` says that a phrase begins with it."""
    if index == 0 or not phrase[index - 1].is_khmer:
        return True
    return phrase[index - 1].has("function", "title", "stop")


class Onset(NamedTuple):
    """A cluster of a word, as the possible source of a letter; ``position`` is inside the word."""

    base: str
    subscripts: str
    marks: str
    position: int
    is_word_start: bool
    is_final: bool  # a bare last consonant, which closes a syllable


@lru_cache(maxsize=4096)
def taken_apart(cluster: str) -> tuple[str, str, str]:
    """The base letter of a cluster, its subscripts and its marks."""
    if len(cluster) == 1:
        return cluster, "", ""
    subscripts = marks = ""
    following = iter(cluster[1:])
    for char in following:
        if char == COENG:
            subscripts += next(following, "")
        else:
            marks += char
    return cluster[0], subscripts, marks


def _is_verbal_noun(word: str) -> bool:
    """Whether ``word`` can also give the first letter of its verb: ការ|អប់រំ, but not ការពារ."""
    verb = word[3:] if word.startswith("ការ") else ""
    return verb in words_of("verb") or (len(verb) > _SHORT_VERB and verb in lexicon())


@lru_cache(maxsize=4096)
def onsets(word: str) -> tuple[Onset, ...]:
    """The clusters and figures of ``word`` from left to right."""
    found: list[Onset] = []
    clusters = list(_letter_source.finditer(word))
    noun = 3 if _is_verbal_noun(word) else 0
    for number, match in enumerate(clusters):
        place = match.start()
        if not _khmer.match(match[0]):  # a figure or a foreign name
            found.append(Onset(match[0], "", "", place, True, False))
            continue
        is_final = 0 < number == len(clusters) - 1 and len(match[0]) == 1
        found.append(Onset(*taken_apart(match[0]), place, place in (0, noun), is_final))
    return tuple(found)
