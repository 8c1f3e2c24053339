"""Aligns the letters of a Khmer short form with the syllables of its long form.

Each letter is the first one of a syllable, in order: usually of the first syllable of a word that is
no function word. Departures from this cost something. The cheapest alignment wins, and where it
begins the long form begins. The costs were tuned on 136 pairs whose long form is known.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from khmertext.acronyms._long_names import role_of
from khmertext.acronyms._phrase import (
    Onset,
    PhraseRole,
    Word,
    onsets,
    opens_phrase,
    sounds,
    taken_apart,
    words_of,
)
from khmertext.numbers._number_words import canonical_words

INNER = 1  # a letter from inside a word
FINAL = 1  # ... from a consonant that closes a syllable, on top
SUBSCRIPT = 2  # a letter that is a subscript in the long form
OTHER_VOWEL = 1  # a vowel is written in one form and not in the other
FUNCTION_WORD = 2  # a letter from a word that gives none
SKIPPED = 1  # a content word without a letter
OVER_LINE = 1  # the long form goes on in the next line
OWNER = 2  # របស់ ("of") inside the long form: the name rather begins after it
UNLETTERED_START = 3  # the first word gives no letter
UNLETTERED_PREFIX = 1  # ... but it is one that is often left out, such as គណបក្ស
LATE = 1  # another content word before the first letter, on top
JOINED = 2  # a function word such as របស់ before the first letter: likewise
HEAD = -2  # the long form begins with a head noun
VERB = 2  # the long form begins with a verb
INSIDE_PHRASE = 1  # the long form begins where nothing says that a phrase begins

# Independent vowels and the vowel of the long form that they stand for.
_INDEPENDENT = {"ឥ": "អិ", "ឦ": "អី", "ឧ": "អុ", "ឩ": "អូ", "ឯ": "អែ", "ឱ": "អោ"}


class LetterAlignment(NamedTuple):
    """A long form, ``[start, end)``, and the offsets of the letters; a lower cost is better."""

    cost: int
    start: int
    end: int
    positions: tuple[int, ...]
    begins_with_head: bool


class _State(NamedTuple):
    """The cheapest way to have read a number of letters; ties are broken by the fields in order."""

    cost: int
    without_head: bool
    start_rank: int  # the nearer the start is to the acronym, the lower
    positions: tuple[int, ...]
    start: int


_NEVER_FIRST: tuple[PhraseRole, ...] = ("function", "title", "stop", "honorific")
_States = dict[int, _State]  # by the number of letters read


def align(
    letters: tuple[str, ...],
    phrase: list[Word],
    *,
    most: int,
    from_start: bool = False,
    to_end: bool = True,
) -> LetterAlignment | None:
    """The best reading of ``letters`` from ``phrase`` that costs at most ``most``, if there is one.

    With ``from_start`` the long form must begin with the first word, else with any word that can
    begin a name. With ``to_end`` it must end with the last word, else behind the last letter.
    """
    if to_end and not from_start:
        phrase = _within_reach(phrase, len(letters) + most - HEAD)
    states: _States = {}
    best: LetterAlignment | None = None
    for index, word in enumerate(phrase):
        begun = states
        if begun:
            joined = phrase[index - 1].head is not None
            skipped = 0 if joined and word.head else _skip_cost(word)
            states = _read_word(word, begun, letters, skipped, _late_cost(word), most)
        penalty = _start_cost(phrase, index, from_start)
        if penalty is not None:
            head_bonus = HEAD if word.head else 0
            fresh = _State(penalty + head_bonus, not word.head, -index, (), word.start)
            unlettered = UNLETTERED_PREFIX if word.has("prefix") else UNLETTERED_START
            if word.text == "ការ":
                unlettered = 0
            begun = _read_word(word, {0: fresh}, letters, unlettered, 0, most)
            firsts = {
                word.start + onset.position for onset in onsets(word.text) if onset.is_word_start
            }
            for count, state in begun.items():
                # the first letter is never that of an inner syllable: រប|ប
                if not state.positions or state.positions[0] in firsts:
                    states[count] = min(state, states.get(count, state))
        read = states.get(len(letters))
        if not read or (to_end and index < len(phrase) - 1):
            continue
        if best is None or read.cost < best.cost:  # the first end among the cheapest
            best = LetterAlignment(
                read.cost, read.start, word.end, read.positions, not read.without_head
            )
    return best


def _within_reach(phrase: list[Word], most: int) -> list[Word]:
    """The last words of ``phrase``, ``most`` of which give a letter or cost something, and two more."""
    for index in range(len(phrase) - 1, 1, -1):
        if _skip_cost(phrase[index]) and not (phrase[index].head and phrase[index - 1].head):
            most -= 1
            if most < 0:
                return phrase[index - 1 :]
    return phrase


def _start_cost(phrase: list[Word], index: int, from_start: bool) -> int | None:
    """What it costs to begin with word ``index``; ``None`` if nothing can begin there."""
    word = phrase[index]
    if from_start:
        return 0 if index == 0 else None
    never = not word.head and word.text != "ការ" and word.has(*_NEVER_FIRST)
    if not word.is_khmer or never:
        return None
    if index == 0:
        return VERB if _is_done(word) else 0
    before = phrase[index - 1]
    if word.head:
        return INSIDE_PHRASE if before.head else 0  # សម្ព័ន្ធសមាគម is one name
    # ក្រុមការងារ|យុវជន: after a head noun a name may begin
    opens = (
        opens_phrase(phrase, index)
        or (before.head and not before.has("prefix"))
        or _is_done(before)
    )
    verb = VERB if _is_done(word) and before.text != "ការ" else 0
    return verb + (0 if opens else INSIDE_PHRASE)


def _is_done(word: Word) -> bool:
    """Whether ``word`` is a verb of a sentence: បង្កើត|ប្រជាការពារ."""
    return role_of(word) == "verb"


def _read_word(
    word: Word, states: _States, letters: tuple[str, ...], skipped: int, late: int, most: int
) -> _States:
    """``states`` after ``word``, from which any number of letters may be read, up to cost ``most``.

    Reading none costs ``skipped``, and ``late`` more before the first letter.
    """
    lettered: _States = {}
    for cluster in _readings(word.text, letters):
        for count, cost, position in cluster:  # one cluster gives one letter
            for source in filter(None, (states.get(count), lettered.get(count))):
                if source.cost + cost <= most:
                    read = source._replace(
                        cost=source.cost + cost,
                        positions=(*source.positions, word.start + position),
                    )
                    lettered[count + 1] = min(read, lettered.get(count + 1, read))
    for count, state in states.items():
        cost = state.cost + skipped + (0 if count else late)
        if cost <= most:
            passed = state._replace(cost=cost)
            lettered[count] = min(passed, lettered.get(count, passed))
    return lettered


@lru_cache(maxsize=4096)
def _readings(word: str, letters: tuple[str, ...]) -> tuple[tuple[tuple[int, int, int], ...], ...]:
    """For each cluster of ``word``, which of ``letters`` it may give: its number, the cost, the place.

    The last letter comes first; the place is an offset in ``word``.
    """
    return tuple(
        tuple(
            (number, *reading)
            for number, letter in reversed([*enumerate(letters)])
            if (reading := _reading(letter, cluster, word))
        )
        for cluster in onsets(word)
    )


def _reading(letter: str, cluster: Onset, word: str) -> tuple[int, int] | None:
    """What it costs to read ``letter`` from ``cluster``, and from where in ``word``; ``None`` if not."""
    position = cluster.position
    if letter.isdecimal():
        same = cluster.base.isdecimal() and int(cluster.base) == int(letter)
        return (0, position) if same or canonical_words("unit").get(int(letter)) == word else None
    base, subscripts, marks = taken_apart(letter)
    if cluster.base.isascii():  # ក្រុមហ៊ុន Lotus: ល
        return (0, position) if cluster.base[0].upper() in sounds().get(base, ()) else None
    if base == cluster.base:
        if subscripts and subscripts != cluster.subscripts:
            return None
        cost = OTHER_VOWEL if marks and marks != cluster.marks else 0
    elif _INDEPENDENT.get(base) == cluster.base + cluster.marks[:1]:
        cost = 0
    elif _INDEPENDENT.get(cluster.base, " ")[0] == base and not subscripts:
        cost = OTHER_VOWEL
    elif base in cluster.subscripts:
        cost = SUBSCRIPT
        position += 2 * (1 + cluster.subscripts.index(base))
    else:
        return None
    if not cluster.is_word_start:
        cost += INNER + (FINAL if cluster.is_final else 0)
    return cost + (FUNCTION_WORD if word in words_of("function") else 0), position


def _skip_cost(word: Word) -> int:
    """What it costs to read no letter from a word that is not the first."""
    if word.text == "របស់":
        return OWNER
    if "\n" in word.text:
        return OVER_LINE
    return SKIPPED if word.is_khmer and not word.has("function") else 0


def _late_cost(word: Word) -> int:
    """What it costs on top if no letter was read before ``word`` and none is read from it."""
    if not word.is_khmer or word.text == "ការ":
        return 0
    return JOINED if word.has("function") else LATE
