"""Finds the long form of a given short form before, after or inside a given place.

Khmer short forms are aligned by ``_letters``, Latin ones with Khmer names by ``_long_names`` and
with English names by ``_english_forms``; the modules of definitions say where to look.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from khmertext._chars import CONSONANTS
from khmertext._lexicon import AcronymKind
from khmertext._patterns import lazy_pattern
from khmertext.acronyms._english import is_spelled, sounded
from khmertext.acronyms._english_forms import english_before, english_inside, latin_words
from khmertext.acronyms._forms import units
from khmertext.acronyms._gazetteer import Entry, Gazetteer
from khmertext.acronyms._letters import HEAD, OVER_LINE, LetterAlignment, align
from khmertext.acronyms._long_names import (
    ALONE,
    CLEAR,
    CONTENT,
    Start,
    begin,
    joined,
    role_of,
    starts,
)
from khmertext.acronyms._name_bounds import (
    before_closing,
    name_words,
    phrase_before_place,
    trimmed,
    words_after,
    words_before,
)
from khmertext.acronyms._phases import before_phase
from khmertext.acronyms._phrase import Word, words_between, words_of
from khmertext.acronyms._same import are_alike, are_same, have_same_words
from khmertext.acronyms._short_shapes import is_pronounceable

_apart = lazy_pattern("(?: ?ឬ)?[ «“‘\"']+$")
# what is read from no other letter; ដ below a letter is ត too
_PLAIN = frozenset(CONSONANTS) - set("អដត")

_THAT = "ដែល"
_FIRST_LETTERS = 3  # that a known name and its variant share
_FUNCTION_WORDS = 12  # letters of function words and signs in which they may differ

UNSURE = 60  # the score of a long form that nothing confirms
THIRD = 33  # of the letters of a Latin short form, in %: the least that most names must explain
LOOSE = 50  # the least score for a Khmer short form; also a share of the letters, in %
_FEW_WORDS = 3  # a name of fewer words must explain MOST
MOST = 66  # of the letters, in %
FAIR = 75  # the least score for a Khmer short form without dots
CERTAIN = 75  # of the letters, in %: enough to overrule the gazetteer
LIKELY = 85  # the least score where no parenthesis or cue announces a definition


class LongForm(NamedTuple):
    """The span of a long form, how well it fits, and where the letters come from."""

    start: int
    end: int
    score: int
    kind: AcronymKind | None
    positions: tuple[int, ...] = ()
    english: tuple[int, int] | None = None


def khmer_before(
    text: str,
    end: int,
    short: str,
    *,
    floor: int = 0,
    looser: bool = False,
    most: int | None = None,
) -> LongForm | None:
    """The Khmer long form of the Khmer ``short`` that ends at ``end``.

    ``most`` is what its alignment costs at most, if not as much as usual; with 0 it is perfect.
    """
    letters = tuple(units(short))
    start, end = phrase_before_place(text, end, len(letters), floor)
    if not _holds(text, start, end, letters):
        return None
    phrase = name_words(text, start, end)
    if phrase and phrase[-1].has("function") and phrase[-1].text != "ការ":
        return None  # no name ends so: LONG និង SHORT
    lines = sum("\n" in word.text for word in phrase)
    most = len(letters) + (2 if looser else 0) + lines * OVER_LINE if most is None else most
    found = align(letters, phrase, most=most)
    if (
        found
        and found.start == phrase[0].start
        and not found.begins_with_head
        and _follows(text, found.start, "name")
    ):
        return None  # the initials of a person
    return _accepted(found, letters, phrase, looser)


def _holds(text: str, start: int, end: int, letters: tuple[str, ...]) -> bool:
    """Whether the consonants of ``letters`` stand in ``text[start:end]`` in order: a cheap first test.

    Other letters have several sources, and so have all in a phrase with Latin letters.
    """
    place = end
    for letter in reversed(letters):
        if letter[0] in _PLAIN:
            place = text.rfind(letter[0], start, place)
            if place < 0:
                return latin_words.search(text, start, end) is not None
    return start < end


def khmer_after(text: str, start: int, end: int | None, short: str) -> LongForm | None:
    """The Khmer long form of the Khmer ``short`` that begins at ``start``.

    It must end at ``end``; if that is ``None`` it ends where its phrase ends.
    """
    letters = tuple(units(short))
    if end is None:
        phrase = words_after(text, start, len(letters))
    else:
        phrase = trimmed(words_between(text, start, before_closing(text, start, end)))
        if any(word.has("stop") for word in phrase):
            return None  # a sentence, not a name
    found = align(letters, phrase, most=len(letters), from_start=True, to_end=end is not None)
    long = _accepted(found, letters, phrase, looser=False)
    if long and end is None:
        # the rest of the last word's phrase: up to a space or a word that no name contains, and not in
        # the next line, where nothing tells it from the next entry of a list
        for word in phrase:
            if word.start >= long.end:
                if not word.text.strip(" ,\n") or word.has("stop") or word.has("title"):
                    break
                long = long._replace(end=word.end)
    return long


def _accepted(
    found: LetterAlignment | None, letters: tuple[str, ...], phrase: list[Word], looser: bool
) -> LongForm | None:
    """The long form of an alignment that is good enough."""
    if found is None or _passes_head(found, phrase) or _is_initialled(found, phrase):
        return None
    allowed = len(letters) - (0 if found.begins_with_head else 1) + (2 if looser else 0)
    lines = sum("\n" in word.text for word in phrase if found.start < word.start < found.end)
    if found.cost > allowed + lines * OVER_LINE:
        return None
    raw = found.cost - lines * OVER_LINE - (HEAD if found.begins_with_head else 0)
    score = max(0, 100 - 25 * max(0, raw) // len(letters))
    if not looser and score < (LOOSE if len(letters) > 2 else UNSURE):
        return None  # two letters fit many words
    first = next(word for word in phrase if word.start == found.start)
    kind = first.head.kind if first.head else None
    return LongForm(found.start, found.end, score, kind, found.positions)


def _passes_head(found: LetterAlignment, phrase: list[Word]) -> bool:
    """Whether the name holds an institution, not as its first word, that gives no letter.

    Then the letters were found by chance: the name in ប្រាក់ពី|មូលនិធិ… (ប.ស.ស) begins with មូលនិធិ.
    """
    name = [word for word in phrase if found.start <= word.start < found.end]
    if name[0].head and name[0].head.kind != "term":
        return False
    return any(
        word.head
        and word.head.kind == "org"
        and not word.has("prefix")
        and word.start not in found.positions
        for word in name[1:]
    )


def _is_initialled(found: LetterAlignment, phrase: list[Word]) -> bool:
    """Whether the letters are a person's initials, one for each part of the name: ស.ក (សុខ កុសល)."""
    if found.begins_with_head:
        return False
    name = "".join(word.text for word in phrase if found.start <= word.start < found.end)
    parts = accumulate((len(part) + 1 for part in name.split(" ")), initial=found.start)
    return len(found.positions) > 1 and [*parts][:-1] == list(found.positions)


def latin_before(
    text: str,
    end: int,
    short: str,
    gazetteer: Gazetteer,
    *,
    floor: int = 0,
    sure: bool = False,
    number: int | None = None,
) -> LongForm | None:
    """The long form of the Latin ``short`` that ends at ``end``: in English, or else in Khmer.

    It is ``sure`` if the text says in words that there is one. A phase is no part of it; ``number``
    is that of the short form.
    """
    if short.isalpha():
        end = before_phase(text, end, floor, number)
    english = english_before(text, end, short)
    if english:
        return LongForm(*english, 100, None, english=english)
    letters = sum(char.isalnum() for char in short)
    phrase = words_before(text, end, letters, floor)
    last = phrase[-1].end if phrase else end
    for entry in gazetteer.entries(short):
        if entry.expansion and entry.kind != "unit":
            first = _start_of(entry.name, text, last, phrase)
            if first is not None:
                return LongForm(first, last, 100, entry.kind)
    spoken = sounded(text, end, short)
    if spoken is not None:  # LONG «អ៊ុនតាក់» (UNTAC)
        apart = _apart.search(text, max(floor, spoken - 8), spoken)
        end = apart.start() if apart else floor
        return latin_before(text, end, short, gazetteer, floor=floor, sure=sure)
    if not phrase or phrase[-1].text.isascii():
        return None
    start = begin(phrase, short, sure=sure)
    if start is None or start.explained < 100:
        start = _before_clause(text, phrase, short, floor) or start
    if start is None or is_spelled(text, last, short):
        return None
    if not sure and not start.word.head and start.explained < ALONE and _is_person(text, start):
        return None  # the employer of a person: លោក តាន់ បូរ៉ា (KLA)
    if not sure and not _fits(start, short):
        return _shortened(text, phrase, gazetteer.entries(short))
    if not sure and not _agrees(text[start.word.start : last], start, gazetteer.entries(short)):
        return None
    head = start.word.head
    return LongForm(start.word.start, last, _score(start), head.kind if head else "term")


def _before_clause(text: str, phrase: list[Word], short: str, floor: int) -> Start | None:
    """The noun before the relative clause ``phrase``, if both explain all letters together.

    សំណួរ|ដែលសួរញឹកញាប់ (FAQ); but no institution is named so.
    """
    noun_end = phrase[0].start - len(_THAT)
    if len(short) < _FEW_WORDS or not text.startswith(_THAT, max(0, noun_end)):
        return None
    noun = words_before(text, noun_end, 1, floor)
    nouns = (
        start
        for start in starts([*joined(noun), *joined(phrase)], short)
        if start.word.start < noun_end and start.kind in ("term", "document", "noun", "word")
    )
    start = next(nouns, None)
    return start if start and start.explained == 100 else None


def _start_of(name: str, text: str, last: int, phrase: list[Word]) -> int | None:
    """Where ``name`` begins that ends at ``last``, whatever its blanks and function words.

    It takes a ការ before it.
    """
    first = max(0, last - len(name))
    if text[first:last] == name and not text.endswith("ការ", 0, first):
        return first
    flat = _flat(name)
    written = [(word.start, _flat(text[word.start : last])) for word in phrase]
    exact = (first for first, long in written if long in ("ការ" + flat, flat))
    near = (
        first
        for first, long in written
        if long.removeprefix("ការ").startswith(flat[:_FIRST_LETTERS])
        and abs(len(long) - len(flat)) <= _FUNCTION_WORDS
        and have_same_words(text[first:last], name)
    )
    return next(exact, next(near, None))


def _flat(name: str) -> str:
    return name.replace(" ", "")


def _shortened(text: str, phrase: list[Word], entries: Iterable[Entry]) -> LongForm | None:
    """The name at the end of ``phrase`` that leaves out words of the known one: អាជ្ញាធរ|មីន (CMAA)."""
    known = [entry.expansion for entry in entries if entry.expansion]
    last = phrase[-1].end
    for word in phrase[:-1]:
        name = text[word.start : last]
        if word.head and any(
            long.startswith(word.text) and len(name) < len(long) and are_same(name, long)
            for long in known
        ):
            return LongForm(word.start, last, LIKELY, word.head.kind)
    return None


def explains_some(text: str, end: int, short: str) -> bool:
    """Whether a word before ``end`` explains a letter of the Latin ``short``."""
    phrase = joined(words_before(text, end, len(short)))
    return any("letter" in start.counts for start in starts(phrase, short))


def _agrees(name: str, start: Start, entries: Iterable[Entry]) -> bool:
    """Whether ``name`` agrees with the gazetteer, or else explains the letters too well for chance.

    Parentheses also name sponsors or members: ប្រទេសជប៉ុន (JICA), គម្រោងទឹកស្អាត (ADB).
    """
    known = [
        entry.expansion
        for entry in entries
        if entry.expansion and entry.kind in ("org", "programme") and not entry.expansion.isascii()
    ]
    if not known or start.explained >= CERTAIN or "first sound" in start.counts:
        return True
    return any(are_alike(name, expansion) for expansion in known)


def _fits(start: Start, short: str) -> bool:
    """Whether there is enough evidence that ``short`` stands for the words from ``start`` on.

    A parenthesis alone is none: it may hold something else than an abbreviation.
    """
    head = start.word.head
    if head and head.kind in ("org", "programme"):
        least = THIRD if start.words >= _FEW_WORDS else MOST
        return start.explained >= least or "first sound" in start.counts
    if start.words == 1 and start.explained <= LOOSE and not (head or "sound" in start.counts):
        return False  # ចម្រៀង (MV): one word, and half of two letters
    if start.kind == "verb" and start.explained < CERTAIN:
        return False  # a verb and its object: ទាក់ទង|នាយក… (CFO)
    if _says_little(start):
        return False
    is_one_word = start.counts.get("one word", 0) > 0  # as it is spoken: អ៊ុនតាក់ (UNTAC)
    return start.explained >= THIRD or (
        is_one_word and "sound" in start.counts and is_pronounceable(short)
    )


def _says_little(start: Start) -> bool:
    """Whether the name has few words and explains few letters: CCFTA after កម្ពុជា និងចិន."""
    few = start.words < _FEW_WORDS and start.explained < LOOSE
    return few and not start.word.head and "sound" not in start.counts


def _is_person(text: str, start: Start) -> bool:
    """Whether a person's name begins there: after a title, or unknown words that give no letter."""
    if start.word.has("name") or (start.kind == "unknown" and not start.says_something):
        return True
    return _follows(text, start.word.start, "name", "title")


def _follows(text: str, place: int, *roles: str) -> bool:
    """Whether a word of one of the roles stands before ``place``."""
    before = text[max(0, place - 24) : place].rstrip()
    return any(before.endswith(tuple(words_of(role))) for role in roles)


def _score(start: Start) -> int:
    return UNSURE + (100 - UNSURE) * start.explained // 100


def latin_after(
    text: str, start: int, end: int, short: str, *, sure: bool = False
) -> LongForm | None:
    """The long form of the Latin ``short`` that fills ``[start, end)``, in English or Khmer.

    It is ``sure`` if the text says in words that this is the long form.
    """
    end = before_closing(text, start, end)
    english = english_inside(text, start, end, short)
    if english:
        return LongForm(*english, 100, None, english=english)
    phrase = trimmed(words_between(text, start, end))
    if not phrase or any(word.has("stop") for word in phrase):
        return None
    return _whole_name(phrase, short, sure=sure)


def latin_beside(text: str, start: int, short: str, ceiling: int | None = None) -> LongForm | None:
    """The Khmer name behind ``start`` that ``short`` stands for; it ends where a phrase ends."""
    phrase: list[Word] = []
    for word in joined(words_after(text, start, len(short), ceiling)[: 6 * len(short)]):
        if role_of(word) == "foreign" or word.has("stop", "title", "particle"):
            break
        phrase.append(word)
    best: LongForm | None = None
    for index in range(len(phrase)):
        following = phrase[index + 1] if index + 1 < len(phrase) else None
        goes_on = following is not None and role_of(following) in CONTENT
        if goes_on or role_of(phrase[index]) not in CONTENT:
            continue
        found = _whole_name(phrase[: index + 1], short)
        if found and (best is None or found.score > best.score):
            best = found
    return best


def _whole_name(phrase: list[Word], short: str, *, sure: bool = False) -> LongForm | None:
    """``phrase`` if it is a name, from its first word on, that ``short`` can stand for."""
    found = list(starts(joined(phrase), short))
    head = phrase[0].head
    if not found or found[-1].word.start != phrase[0].start:
        # no letter is explained: GIZ has those of a German name
        return (
            LongForm(phrase[0].start, phrase[-1].end, UNSURE, head.kind) if sure and head else None
        )
    first = found[-1]
    least = 1 if head else CLEAR if first.kind in ("word", "action", "verb") else THIRD
    if not sure and (first.explained < least or _says_little(first)):
        return None
    return LongForm(phrase[0].start, phrase[-1].end, _score(first), head.kind if head else "term")
