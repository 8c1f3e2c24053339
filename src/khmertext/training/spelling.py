"""Makes ``data/spelling.bin``, the model of ``check_spelling``, from word lists and a corpus.

Run it as ``python -m khmertext.training.spelling CORPUS GOOGLE PLACES spelling.bin``: the segmented
corpus of Chea et al. (counts only), Google's Khmer lexicon, and the names of provinces, districts
and communes. The lists contain misspellings, so a form is dropped if one cheap edit turns it into a
far more usual word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp, log
from os import PathLike
from pathlib import Path
from typing import Final

from khmertext._chars import fold
from khmertext._data import read_table
from khmertext._lexicon import LegacyPair, legacy_pairs, lexicon
from khmertext.acronyms._english import EnglishName
from khmertext.normalization import normalize
from khmertext.spelling._encoding import NAT, REPEAT, RUN, encode
from khmertext.spelling._lattice import make_lattice
from khmertext.spelling._listed import Curated, OwnWord
from khmertext.spelling._names import words_of_names
from khmertext.spelling._pure_lattice import MOST_CLUSTERS
from khmertext.spelling._spelling_data import (
    ALPHABET_SIZE,
    COUNTED,
    DICTIONARY,
    FIGURE,
    GOOGLE,
    LATIN,
    NAME,
    OUTSIDE,
    SPECIALS,
    UNKNOWN,
    SpellingModel,
    pack,
)
from khmertext.training.corpus import read_corpus, read_text
from khmertext.training.dictionary import read_dictionary

WHOLE: Final = 10  # the weight of a sentence
LIGHT_DOMAINS: Final = {"travel": 3}  # the weight of a sentence in phrase books
UNSEEN_GOOGLE: Final = 0.7  # extra cost, in nats, of a word that only Google's list has
UNKNOWN_PIECE: Final = 0.006
AFTER_UNKNOWN: Final = 0.7
CHEAP: Final = 70  # 5 nats
# A form is a misspelling of a word that is more frequent by this factor, by the list of the form.
RATIOS: Final = {DICTIONARY: 15, COUNTED: 10, GOOGLE: 60}
SAFE_COUNT: Final = 60
SURE_COUNT: Final = 20  # the least count given to words that are surely right

_OUTSIDE: Final = b"\x00"
_SPECIAL: Final = {_OUTSIDE: OUTSIDE, b"\x01\x00": FIGURE, b"\x02\x00": LATIN}


@dataclass
class WordCounts:
    """Counts of a corpus, in tenths: of parts, compounds, and pairs of successive parts."""

    parts: Counter[bytes] = field(default_factory=Counter)
    compounds: Counter[bytes] = field(default_factory=Counter)
    pairs: Counter[tuple[bytes, bytes]] = field(default_factory=Counter)


def _units(word: str) -> bytes | None:
    folded = fold(normalize(word, zwsp="remove"))
    return encode(folded) if RUN.fullmatch(folded) else None


def _symbol(part: str) -> bytes:
    """The units of a part, or the symbol that stands for its kind, such as a figure."""
    if part == "\u17d7":
        return bytes((REPEAT,))
    if re.match("[0-9\u17e0-\u17e9]", part):
        return b"\x01\x00"
    if re.match("[A-Za-z]", part):
        return b"\x02\x00"
    return _units(part) or _OUTSIDE


def count_corpus(corpus: str | PathLike[str]) -> WordCounts:
    """The counts of a segmented corpus."""
    counts = WordCounts()
    known: dict[str, bytes] = {}
    for sentence in read_corpus(corpus):
        weight = LIGHT_DOMAINS.get(sentence.domain, WHOLE)
        before, start, compound = _OUTSIDE, 0, b""
        words = set(sentence.words)
        pieces = 0
        for end in sentence.parts:
            part = sentence.text[start:end]
            symbol = known.get(part)
            if symbol is None:
                symbol = known[part] = _symbol(part)
            start = end
            counts.parts[symbol] += weight
            if not before == symbol == _OUTSIDE:
                counts.pairs[before, symbol] += weight
            before = symbol
            compound += symbol
            pieces += 1
            if end in words:
                if pieces > 1 and 0 not in compound and REPEAT not in compound:
                    counts.compounds[compound] += weight
                compound, pieces = b"", 0
        counts.pairs[before, _OUTSIDE] += weight
    return counts


@dataclass
class Lists:
    """Word lists, each word encoded as units."""

    dictionary: set[bytes]
    google: set[bytes]
    names: set[bytes]
    legacy: set[bytes]
    modern: set[bytes]  # what the legacy forms are now, and the project's own words


def read_lists(google: str | PathLike[str], places: str | PathLike[str]) -> Lists:
    """The dictionary of khmertext, Google's lexicon, names, and forms that must stay unknown."""

    def encoded(words: Iterable[str]) -> set[bytes]:
        return {units for units in map(_units, words) if units}

    names = [row.word for row in read_table("name_words.tsv", EnglishName)]
    for role in ("person", "place", "district"):
        names += words_of_names(role)
    own = [row.word for row in read_table("spelling_words.tsv", OwnWord)]
    pairs = legacy_pairs()
    wrong = [row.typed for row in read_table("misspellings.tsv", Curated)]
    rows = [line.split("\t") for line in _lines(places)[1:]]
    return Lists(
        encoded([*read_dictionary(), *names]),
        encoded(line.partition("\t")[0] for line in _lines(google)),
        encoded(row[2] for row in rows),
        encoded(pair.legacy for pair in pairs if pair.legacy != pair.modern and _is_gone(pair))
        | encoded(wrong),
        encoded([*(pair.modern for pair in pairs), *own]),
    )


def _is_gone(pair: LegacyPair) -> bool:
    """Whether a legacy form is so rare beside the modern one that it is a misspelling today."""
    if pair.confidence != "medium":
        return pair.confidence == "high"
    legacy, modern = (lexicon().get(form, 0) for form in (pair.legacy, pair.modern))
    return modern >= 10 * max(legacy, 1)


def _lines(path: str | PathLike[str]) -> list[str]:
    return [line for line in read_text(path).splitlines() if line and line[0] != "#"]


def build(counts: WordCounts, lists: Lists) -> SpellingModel:
    """The model made of counts and lists, without misspellings."""
    model = _model(counts, lists, lists.legacy)
    return _model(counts, lists, lists.legacy | misspelt(model, counts, lists))


def misspelt(model: SpellingModel, counts: WordCounts, lists: Lists) -> set[bytes]:
    """Forms that are one cheap edit from a word that is far more usual."""
    found = set()
    lattice = make_lattice(model)
    for word, sources in zip(model.words, model.sources, strict=True):
        count = max(counts.parts[word], counts.compounds[word]) / WHOLE
        sides = sources & (DICTIONARY | GOOGLE)
        if len(word) < 3 or count >= SAFE_COUNT or sides == DICTIONARY | GOOGLE:
            continue
        if sources & NAME or word in lists.modern:
            continue
        needed = RATIOS[sides or COUNTED] * max(count, 1)
        for number, cost, edits in lattice.near(word, model.once):
            target = model.words[number]
            usual = max(counts.parts[target], counts.compounds[target]) / WHOLE
            if (
                cost <= CHEAP
                and edits < 16
                and usual >= needed
                and model.sources[number] & (DICTIONARY | GOOGLE)
            ):
                found.add(word)
                break
    return found


def _model(counts: WordCounts, lists: Lists, dropped: set[bytes]) -> SpellingModel:
    listed = lists.dictionary | lists.google
    once = 1.5 * WHOLE  # a form in no list must occur twice
    parts = {
        word: count
        for word, count in counts.parts.items()
        if word not in dropped and (count >= once or word in listed or word in _SPECIAL)
    }
    total, types = sum(parts.values()) / WHOLE, len(parts)
    size = log(total + types)

    def cost(nats: float) -> int:
        return min(255, max(0, round(-NAT * nats)))

    costs: dict[bytes, float] = {word: log(n / WHOLE) - size for word, n in parts.items()}
    for word, n in counts.compounds.items():
        if word not in parts and word not in dropped and (n >= once or word in listed):
            costs[word] = log(n / WHOLE) - size
    for word in lists.modern - dropped:  # surely right, so not as rare as an unseen word
        costs[word] = max(costs.get(word, -size), log(SURE_COUNT) - size)
    unseen = log(types) - size - log(len(listed))
    for word in (listed | lists.names | lists.modern) - dropped:
        only_google = word in lists.google and word not in lists.dictionary
        costs.setdefault(word, unseen - UNSEEN_GOOGLE * only_google)
    words = sorted(
        word
        for word in costs
        if word not in _SPECIAL and sum(0 < unit <= 52 for unit in word) <= MOST_CLUSTERS
    )
    number = {word: i for i, word in enumerate(words)}
    number |= {word: len(words) + special for word, special in _SPECIAL.items()}
    sources = bytes(
        COUNTED * (word in parts or word in counts.compounds)
        | DICTIONARY * (word in lists.dictionary)
        | GOOGLE * (word in lists.google)
        | NAME * (word in lists.names)
        for word in words
    )
    specials = {special: costs.get(word, -size) for word, special in _SPECIAL.items()}
    all_costs = [cost(costs[word]) for word in words]
    all_costs += [cost(specials[i]) if i in specials else 255 for i in range(SPECIALS)]
    bigrams, rests = _bigrams(counts, number, parts, costs, len(words) + SPECIALS)
    return SpellingModel.of(
        words,
        bigrams,
        sources=sources,
        costs=bytes(all_costs),
        rests=rests,
        letters=_letter_costs(words),
        unknown=round(-NAT * log(UNKNOWN_PIECE)),
        once=round(NAT * size),
    )


def _bigrams(
    counts: WordCounts,
    number: dict[bytes, int],
    parts: dict[bytes, int],
    costs: dict[bytes, float],
    size: int,
) -> tuple[dict[int, int], bytes]:
    """Bigrams with Witten-Bell smoothing; kept if seen twice and worth a quarter of a nat."""
    seen: Counter[bytes] = Counter()
    kinds: Counter[bytes] = Counter()
    for (before, _), count in counts.pairs.items():
        seen[before] += count
        kinds[before] += 1
    rests = bytearray(size)
    rests[size - SPECIALS + UNKNOWN] = round(NAT * AFTER_UNKNOWN)
    share = {}
    for before, count in seen.items():
        if before in parts and before in number:
            share[before] = count / WHOLE / (count / WHOLE + kinds[before])
            rests[number[before]] = min(255, round(-NAT * log(1 - share[before])))
    bigrams = {}
    for (before, word), count in counts.pairs.items():
        if before in share and word in parts and word in number and count >= 2 * WHOLE:
            lam = share[before]
            likely = lam * count / seen[before] + (1 - lam) * exp(costs[word])
            key = number[before] * size + number[word]
            bigrams[key] = min(255, max(0, round(-NAT * log(likely))))
    for word in number:  # no history of its own
        if word not in share:
            rests[number[word]] = round(NAT * AFTER_UNKNOWN)
    return bigrams, bytes(rests)


def _letter_costs(words: list[bytes]) -> bytes:
    """The cost of each unit behind each other, counted over the words."""
    pairs: Counter[tuple[int, int]] = Counter()
    firsts: Counter[int] = Counter()
    for word in words:
        for before, unit in zip(b"\0" + word, word + b"\0", strict=True):
            pairs[before, unit] += 1
            firsts[before] += 1
    return bytes(
        min(255, round(-NAT * log((pairs[before, unit] + 0.3) / (firsts[before] + 30))))
        for before in range(ALPHABET_SIZE)
        for unit in range(ALPHABET_SIZE)
    )


def write(
    corpus: str | PathLike[str],
    google: str | PathLike[str],
    places: str | PathLike[str],
    output: Path,
) -> int:
    """Make ``data/spelling.bin``; gives the number of known words."""
    model = build(count_corpus(corpus), read_lists(google, places))
    output.write_bytes(pack(model))
    return len(model.words)


if __name__ == "__main__":  # pragma: no cover - needs the corpus and the lists
    import sys

    corpus, google, places, output = sys.argv[1:]
    print(write(corpus, google, places, Path(output)), "words")
