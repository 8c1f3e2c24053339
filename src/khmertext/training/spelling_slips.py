"""Makes ``data/slips.tsv``: slips in usual words that the lattice takes for something else.

Run it as ``python -m khmertext.training.spelling_slips CORPUS slips.tsv``, behind
``khmertext.training.spelling`` and ``khmertext.training.spelling_weights``: the same model, weights and
curated tables give the same slips. Candidates are usual words, in modern or legacy spelling, with
one unit left out, doubled or replaced by one of like sound or shape, or without a last cluster of
two letters. Kept are those that are in no list and in no known word, that the corpus hardly has,
and that ``check_spelling`` misses without the table, mostly because two short words look the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Final

from khmertext._chars import fold
from khmertext._data import read_table
from khmertext._lexicon import PersonName, legacy_pairs
from khmertext.normalization import normalize
from khmertext.spelling._alarms import ALARM_FEATURES, alarms_in
from khmertext.spelling._encoding import (
    LETTER,
    MARK,
    SUBSCRIPT_OFFSET,
    decode,
    encode,
    exchanged,
    is_letter,
    is_mark,
)
from khmertext.spelling._listed import as_listed, is_inside, own_words
from khmertext.spelling._modernize import modernize
from khmertext.spelling._spelling_data import (
    ALPHABET_SIZE,
    DICTIONARY,
    GOOGLE,
    NAME,
    SpellingModel,
    spelling_model,
)
from khmertext.spelling._weights import alarm_score
from khmertext.training.corpus import read_corpus

LEAST_COUNT: Final = 12  # of a usual word in the corpus
LEAST_OF_TWO: Final = 2  # count of each of two words that a slip may be instead
RARER: Final = 100  # the corpus has slips, too: this many times more seldom than the word
LEAST_UNITS: Final = 5
LEAST_LEFT: Final = 4  # units of a slip
_NO_LEGACY: Final = (
    "place",
    "keep",
    "oy",
    "yuukaleapintu inside",
)  # legacy pairs that nobody misspells
_PALI_CASE: Final = encode("អោ")[1:]
ANYWHERE: Final = 7  # characters from which on a slip is one anywhere, not only as a whole word
THRESHOLD: Final = 50

_HEADER: Final = """\
# Slips in usual words that two other words look like, so that no count tells; none is in a list, and none
# in the corpus but a hundred times more seldom than the word that is meant.
# Made by: python -m khmertext.training.spelling_slips CORPUS slips.tsv
# A slip is one only as a whole `word` of the segmentation, or `anywhere`.
typed\tmeant\twhere
"""


def usual_words(model: SpellingModel) -> list[bytes]:
    """Words of the lists that are usual in the corpus, no names and no misspellings."""
    dearest = model.dearest(LEAST_COUNT)
    names = {
        fold(part)
        for row in read_table("person_names.tsv", PersonName)
        for part in row.name.split("_")
    }
    return [
        word
        for word, sources, cost in zip(model.words, model.sources, model.costs, strict=False)
        if cost <= dearest
        and len(word) >= LEAST_UNITS
        and sources & (DICTIONARY | GOOGLE)
        and not sources & NAME
        and decode(word) not in names
        and as_listed(decode(word)) == decode(word)
    ]


def slips_of(word: bytes) -> Iterator[bytes]:
    """The word with one unit left out, doubled, replaced by a like one, or swapped with the next."""
    for i, unit in enumerate(word):
        head, tail = word[:i], word[i + 1 :]
        if i:
            yield head + tail
        for other in range(1, ALPHABET_SIZE):
            mark = is_mark(unit) and is_mark(other)
            letter = (unit > SUBSCRIPT_OFFSET) == (other > SUBSCRIPT_OFFSET)
            if other != unit and (mark or letter) and exchanged(unit, other)[1] in (MARK, LETTER):
                yield head + bytes((other,)) + tail
        if 0 < i < len(word) - 1 and not is_mark(unit):
            yield head + tail[:1] + bytes((unit,)) + tail[1:]
    if not is_mark(word[-1]):
        yield word + word[-1:]
    if word[-1] > SUBSCRIPT_OFFSET and is_letter(word[-2]):
        yield word[:-2]


def usual_spellings(model: SpellingModel) -> Iterator[tuple[bytes, str]]:
    """Each spelling of a usual word, modern or legacy, with the word."""
    older: dict[str, list[str]] = {}
    for pair in legacy_pairs():
        if pair.confidence == "high" and pair.category not in _NO_LEGACY:
            older.setdefault(fold(pair.modern), []).append(fold(pair.legacy))
    for word in usual_words(model):
        meant = decode(word)
        if modernize(meant) == meant:
            yield word, meant
            for legacy in older.get(meant, ()):
                yield encode(legacy), meant


def find_slips(model: SpellingModel, text: str) -> dict[str, str]:
    """The slips that nothing else finds, each with the word meant; ``text`` is the corpus."""
    known = {*model.words, *map(encode, own_words())}
    usual = frequent(model)
    found: dict[str, str] = {}
    ambiguous = set()
    for word, meant in usual_spellings(model):
        for units in slips_of(word):
            if units in known or len(units) < LEAST_LEFT or not is_letter(units[0]):
                continue
            if any(units[:i] in usual and units[i:] in usual for i in range(1, len(units))):
                continue
            if units.endswith(_PALI_CASE):  # រុក្ខោ is a word of Pali, and no slip of រុក្ខា
                continue
            typed = decode(units)
            if found.setdefault(typed, meant) != meant:
                ambiguous.add(typed)
    lists = "\n".join(map(decode, model.words))
    return {
        typed: meant
        for typed, meant in sorted(found.items())
        if typed not in ambiguous
        and is_overlooked(typed)
        and not occurrences(typed, meant, lists)
        and occurrences(typed, meant, text) * RARER <= text.count(meant)
    }


def frequent(model: SpellingModel) -> set[bytes]:
    """The words that the corpus has more than once."""
    dearest = model.dearest(LEAST_OF_TWO)
    return {word for word, cost in zip(model.words, model.costs, strict=False) if cost <= dearest}


def ends_and_beginnings(words: Iterable[bytes]) -> tuple[set[bytes], set[bytes]]:
    """All endings and all beginnings of words, the whole words among them."""
    words = set(words)
    ends = {word[i:] for word in words for i in range(len(word))}
    return ends, {word[:i] for word in words for i in range(1, len(word) + 1)}


def may_be_two(units: bytes, ends: set[bytes], beginnings: set[bytes], words: set[bytes]) -> bool:
    """Whether ``units`` may be an ending and a word, or a word and a beginning."""
    return any(
        (units[:i] in ends and units[i:] in words)
        or (units[:i] in words and units[i:] in beginnings)
        for i in range(1, len(units))
    )


def is_overlooked(typed: str) -> bool:
    """Whether neither the rules nor the lattice report it."""
    if fold(normalize(typed)) != typed or modernize(typed, confidence="low") != typed:
        return False
    return not any(
        alarm_score(ALARM_FEATURES, alarm.features()) >= THRESHOLD for alarm in alarms_in(typed)
    )


def occurrences(typed: str, meant: str, text: str) -> int:
    """How often ``typed`` stands in a text outside the word that is meant."""
    count = 0
    start = text.find(typed)
    while start >= 0:
        count += not is_inside(typed, meant, text, start)
        start = text.find(typed, start + 1)
    return count


def corpus_text(corpus: str | PathLike[str]) -> str:
    """The sentences of a corpus, folded as ``check_spelling`` reads them."""
    lines: Iterable[str] = (sentence.text for sentence in read_corpus(corpus))
    return fold(normalize("\n".join(lines), zwsp="remove"))


def write_slips(corpus: str | PathLike[str], output: Path) -> int:
    """Make ``data/slips.tsv``; gives the number of slips."""
    model, text = spelling_model(), corpus_text(corpus)
    slips = find_slips(model, text)
    words = set(model.words)
    ends, beginnings = ends_and_beginnings(frequent(model))
    lines = []
    for typed, meant in slips.items():
        anywhere = (
            len(typed) >= ANYWHERE
            and typed not in text
            and not may_be_two(encode(typed), ends, beginnings, words)
        )
        lines.append(f"{typed}\t{meant}\t{'anywhere' if anywhere else 'word'}\n")
    output.write_text(_HEADER + "".join(lines), "utf-8", newline="\n")
    return len(slips)


if __name__ == "__main__":  # pragma: no cover - needs the corpus
    import sys

    print(write_slips(sys.argv[1], Path(sys.argv[2])), "slips")
