"""Training sentences for names and words that corpora lack, or cut otherwise than they should.

Places (``data/places.tsv``), names of persons and decided words (``data/decided_words.tsv``, whose
segmentation is settled) are put into the sentence frames of ``data/name_frames.tsv``, so that the
model sees them in context. In the sentences of the corpus, too, some decided words are cut as
decided. The segmenter itself uses none of these lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final, Literal, NamedTuple

from khmertext._chars import COENG
from khmertext._data import read_table
from khmertext._lexicon import PersonName
from khmertext._patterns import any_of
from khmertext.segmentation._backend import make_cutter
from khmertext.segmentation._model import Model
from khmertext.training.corpus import Sentence, parse_corpus
from khmertext.training.lexicon import is_word

NAMES: Final = "\x02"  # the "domain" of its sentences
_NUMBER: Final = re.compile(" ?ទី ?[០-៩]+$")  # of a commune: ទួលទំពូងទី២
_DECIDED: Final = "decided_words.tsv"
# letters of equal spellings (ឲ្យ and ឱ្យ, ផ្ដល់ and ផ្តល់): the other, and that of decided words
_SPELLINGS: Final = (("ឲ", "ឱ"), (f"{COENG}ដ", f"{COENG}ត"))


class _Frame(NamedTuple):
    what: Literal[
        "province",
        "district",
        "commune",
        "bare",
        "person",
        "word",
        "office",
        "king",
        "unit",
        "sentence",
    ]
    frame: str


class _Place(NamedTuple):
    level: Literal["province", "district", "commune"]
    code: str
    khmer: str
    english: str
    sense: Literal["name", "ordinary"]


class _Decided(NamedTuple):
    marked: str
    learnt: Literal["corpus", "frames", "office", "king", "unit"]


class Name(NamedTuple):
    """A name or word, with ``_`` between parts and a space between words, and its sentence frame.

    The parts of a name are not known, unless it is ``decided``.
    """

    text: str
    frame: str
    decided: bool = False


def read_names() -> list[Name]:
    """All names in all their frames, in the order of the files."""
    frames: dict[str, list[str]] = {}
    for row in read_table("name_frames.tsv", _Frame):
        frames.setdefault(row.what, []).append(row.frame)
    found = []
    places = (
        (row.level, row.sense, _NUMBER.sub("", row.khmer))
        for row in read_table("places.tsv", _Place)
    )
    for level, sense, name in dict.fromkeys(places):
        if " " in name or not is_word(name):
            continue
        is_bare = level != "commune" and sense == "name"
        wanted = [*frames[level], *(frames["bare"] if is_bare else ())]
        found += [Name(name, frame) for frame in wanted]
    people = read_table("person_names.tsv", PersonName)
    families = [person.name for person in people if person.what == "family"]
    given = [person.name for person in people if person.what == "given"]
    for number, name in enumerate(given):
        family = families[number % len(families)]
        found += [Name(name, frame.replace("{family}", family)) for frame in frames["person"]]
    for decided in read_table(_DECIDED, _Decided):
        word = decided.marked.replace("|", " ")
        wanted = [*frames["word"], *frames.get(decided.learnt, ())]
        found += [Name(word, frame, decided=True) for frame in wanted]
    return [*found, *(Name("", sentence) for sentence in frames["sentence"])]


def with_decided_words(sentences: Sequence[Sentence]) -> list[Sentence]:
    """``sentences`` with each decided word cut as decided wherever its ends are those of parts.

    >>> for sentence in with_decided_words(list(parse_corpus(["x\\tលោក អនុ ប្រធាន", "x\\tធ្វើ_ឲ្យ_បាន"]))):
    ...     sentence.words
    (3, 12)
    (7, 10)
    """
    cuts = {}
    for row in read_table(_DECIDED, _Decided):
        if row.learnt != "frames":
            *words, last = row.marked.replace("_", "").split("|")
            cuts["".join((*words, last))] = tuple(accumulate(map(len, words)))
    find = re.compile(any_of(cuts)).finditer
    return [_decided(sentence, find(_read(sentence.text)), cuts) for sentence in sentences]


def _read(text: str) -> str:
    """``text`` in the spelling of decided words; its length stays the same."""
    for typed, read in _SPELLINGS:
        text = text.replace(typed, read)
    return text


def _decided(
    sentence: Sentence, found: Iterable[re.Match[str]], cuts: Mapping[str, tuple[int, ...]]
) -> Sentence:
    parts, words = {0, *sentence.parts}, set(sentence.words)
    for match in found:
        wanted = {match.start() + cut for cut in cuts[match[0]]}
        if {match.start(), match.end(), *wanted} <= parts:
            words -= set(range(match.start() + 1, match.end()))
            words |= wanted
    return sentence._replace(words=tuple(sorted(words)))


def framed_names(model: Model, names: Sequence[Name]) -> list[Sentence]:
    """The frames with names in them, as segmented sentences; ``model`` cuts unknown parts."""
    cutter = make_cutter(model)
    lines = []
    for name in names:
        parts = name.text
        if not (name.decided or "_" in parts):
            parts = "_".join(cutter.words(parts, True))
        lines.append(f"{NAMES}\t{name.frame.replace('{}', parts)}\n")
    return list(parse_corpus(lines, "names"))
