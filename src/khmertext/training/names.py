"""Names and words that no corpus has often enough: each is learnt in a few frames.

Places (``data/places.tsv``), names of persons and joined words are put into the frames of
``data/name_frames.tsv``, so that the model sees them whole where they usually stand; and joined words
are whole in the sentences of the corpus as well. Nothing of them is looked up when a text is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from khmertext._data import read_table
from khmertext._patterns import any_of
from khmertext.segmentation._backend import make_cutter
from khmertext.segmentation._model import Model
from khmertext.training.corpus import Sentence, parse_corpus
from khmertext.training.lexicon import is_word

NAMES: Final = "\x02"  # the "domain" of its sentences


class _Frame(NamedTuple):
    what: Literal["province", "district", "commune", "bare", "person", "word", "sentence"]
    frame: str


class _Place(NamedTuple):
    level: Literal["province", "district", "commune"]
    code: str
    khmer: str
    english: str
    sense: Literal["name", "ordinary"]


class PersonName(NamedTuple):
    """A row of ``data/person_names.tsv``."""

    what: Literal["family", "given"]
    name: str


class _Word(NamedTuple):
    word: str


class Name(NamedTuple):
    """A name or word, with ``_`` between parts that are known, and the frame it stands in."""

    text: str
    frame: str


def read_names() -> list[Name]:
    """All names in all their frames, in the order of the files."""
    frames: dict[str, list[str]] = {}
    for row in read_table("name_frames.tsv", _Frame):
        frames.setdefault(row.what, []).append(row.frame)
    found = []
    for place in read_table("places.tsv", _Place):
        if " " in place.khmer or not is_word(place.khmer):
            continue  # communes that are numbered, ៧មករា
        is_bare = place.level != "commune" and place.sense == "name"
        wanted = [*frames[place.level], *(frames["bare"] if is_bare else ())]
        found += [Name(place.khmer, frame) for frame in wanted]
    people = read_table("person_names.tsv", PersonName)
    families = [person.name for person in people if person.what == "family"]
    given = [person.name for person in people if person.what == "given"]
    for number, name in enumerate(given):
        family = families[number % len(families)]
        found += [Name(name, frame.replace("{family}", family)) for frame in frames["person"]]
    for word in read_table("joined_words.tsv", _Word):
        found += [Name(word.word, frame) for frame in frames["word"]]
    return [*found, *(Name("", sentence) for sentence in frames["sentence"])]


def with_joined_words(sentences: Sequence[Sentence]) -> list[Sentence]:
    """``sentences`` with each joined word whole wherever its ends are those of parts.

    >>> sentence, = with_joined_words(list(parse_corpus(["x\\tលោក អនុ ប្រធាន បាន"])))
    >>> sentence.words
    (3, 12, 15)
    """
    words = any_of(row.word.replace("_", "") for row in read_table("joined_words.tsv", _Word))
    find = re.compile(words).finditer
    return [_joined(sentence, find(sentence.text)) for sentence in sentences]


def _joined(sentence: Sentence, found: Iterable[re.Match[str]]) -> Sentence:
    parts, inside = {0, *sentence.parts}, set[int]()
    for match in found:
        if {match.start(), match.end()} <= parts:
            inside.update(range(match.start() + 1, match.end()))
    return sentence._replace(words=tuple(end for end in sentence.words if end not in inside))


def framed_names(model: Model, names: Sequence[Name]) -> list[Sentence]:
    """The frames with their names as segmented sentences; parts that are not known are those that
    ``model`` finds."""
    cutter = make_cutter(model)
    lines = []
    for name in names:
        parts = name.text
        if "_" not in parts:
            parts = "_".join(cutter.words(parts, True))
        lines.append(f"{NAMES}\t{name.frame.replace('{}', parts)}\n")
    return list(parse_corpus(lines, "names"))
