"""The dictionary: words that training learns from besides those of the corpus.

``data/dictionary.txt`` is made from the Khmer word list of ICU, ``khmerdict.txt``, and
``data/more_words.txt`` from the lexicon of Google's language resources, ``lexicon.tsv``, which has more
names and loans, by ``python -m khmertext.training.dictionary KHMERDICT LEXICON DIRECTORY``. Their
entries may be compounds or phrases and do not say where parts end, so a model cuts them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import Final

from khmertext._chars import WRITTEN
from khmertext._clusters import clusters
from khmertext._data import read_bytes
from khmertext.normalization import normalize
from khmertext.segmentation._backend import make_cutter
from khmertext.segmentation._model import Model
from khmertext.training.corpus import CorpusError, Sentence, read_text
from khmertext.training.lexicon import has_confusable, is_word

DICTIONARY: Final = ""  # the "domain" of its words; no domain of a corpus is empty
LONGEST_WORD: Final = 8  # clusters; longer entries are phrases
_NEIGHBOURS: Final = 2  # parts on either side of a word in a sentence


def read_dictionary(path: str | PathLike[str] | None = None) -> list[str]:
    """The words of a file, one a line, sorted, each once; of the shipped dictionary if ``None``.

    Lines that begin with ``#`` and anything behind a tab are skipped. Raises
    :class:`~khmertext.training.corpus.CorpusError` for what is no Khmer word, and ``OSError``.
    """
    words = _shipped("dictionary.txt") if path is None else _entries(read_text(path))
    for word in words:
        if not is_word(word):
            raise CorpusError(f"{path}: not a Khmer word: {word!r}")
    return words


def read_more_words() -> list[str]:
    """The shipped words that are not in the shipped dictionary."""
    return _shipped("more_words.txt")


def read_words(path: str | PathLike[str] | None = None) -> list[str]:
    """The words to train with, sorted: of the dictionary ``path``, or of both shipped lists."""
    return read_dictionary(path) if path else sorted([*read_dictionary(), *read_more_words()])


def _shipped(name: str) -> list[str]:
    return _entries(read_bytes(name).decode("utf-8"))


def _entries(text: str) -> list[str]:
    lines = text.removeprefix("\ufeff").splitlines()
    return sorted({line.partition("\t")[0] for line in lines if line and line[0] != "#"})


def whole_word(word: str) -> Sentence:
    """A word of the dictionary as a sentence in one piece."""
    return Sentence(DICTIONARY, word, (len(word),), (len(word),))


def cut_by(model: Model, words: Iterable[str], caution: int = 0) -> list[Sentence]:
    """The words as sentences, cut into parts by ``model``, where scores are above ``caution``."""
    cautious = Model(model.data)
    cautious.bias_part -= caution
    cutter = make_cutter(cautious)
    return [
        Sentence(DICTIONARY, word, tuple(cutter.ends(word, parts=True)), (len(word),))
        for word in words
    ]


def in_sentences(words: Sequence[Sentence], sentences: Iterable[Sentence]) -> list[Sentence]:
    """Each of the ``words`` between the neighbours of some word of ``sentences``, in its place.

    So a model sees the ends of the words, too. Which word of Khmer letters, between such letters,
    gives way depends on the letters of the new one alone; if there is none, the words stay alone.

    >>> from khmertext.training.corpus import parse_corpus
    >>> (found,) = in_sentences([whole_word("ស៊ីណាត")], parse_corpus(["x\\tខ្ញុំ ជួប គាត់ នៅ_ឯ ផ្សារ"]))
    >>> found.text, found.parts, found.words
    ('ជួបគាត់ស៊ីណាតផ្សារ', (3, 7, 13, 18), (7, 13, 18))
    """
    places = [
        (sentence, start, end)
        for sentence in sentences
        for start, end in pairwise(sentence.words)
        if end < len(sentence.text) and WRITTEN.issuperset(sentence.text[start - 1 : end + 1])
    ]
    if not places:
        return list(words)
    return [
        _in_place(word, *places[zlib.crc32(word.text.encode("utf-8")) % len(places)])
        for word in words
    ]


def _in_place(word: Sentence, sentence: Sentence, start: int, end: int) -> Sentence:
    parts = (0, *sentence.parts)
    before, behind = parts.index(start), parts.index(end)
    left = parts[max(before - _NEIGHBOURS, 0) : before + 1]
    right = parts[behind : behind + _NEIGHBOURS + 1]
    first = start - left[0]
    last = first + len(word.text)
    text = sentence.text[left[0] : start] + word.text + sentence.text[end : right[-1]]
    ends = (
        *(place - left[0] for place in left[1:]),
        *(first + place for place in word.parts),
        *(last + place - end for place in right[1:]),
    )
    return Sentence(DICTIONARY, text, ends, (first, last, len(text)))


_MADE: Final = "# Made by: python -m khmertext.training.dictionary KHMERDICT LEXICON DIRECTORY\n"
_HEADER: Final = f"""\
# Khmer words, compounds and phrases of the word list of ICU 72.1 (khmerdict.txt), normalized; left
# out is what is longer than eight clusters, not made of Khmer letters in legal syllables, or has a
# sequence that belongs to no word (ទ្ប for ឡ).
# Copyright (c) 2016-2022 Unicode, Inc. and others, Unicode licence: see LICENSES/Unicode.txt
{_MADE}"""
_MORE_HEADER: Final = f"""\
# Khmer words, names and loans of km/data/lexicon.tsv of google/language-resources, normalized; left out
# are its transcriptions, what dictionary.txt has, and what is left out there.
# Copyright 2018 Google Inc., Creative Commons Attribution 4.0 International: see LICENSES/CC-BY-4.0.txt
{_MADE}"""


def write_dictionaries(icu: Path, google: Path, directory: Path) -> tuple[int, int]:
    """Make ``dictionary.txt`` and ``more_words.txt``; gives the numbers of words."""
    words, others = _words(icu), _words(google)
    _write(directory / "dictionary.txt", _HEADER, words)
    _write(directory / "more_words.txt", _MORE_HEADER, others - words)
    return len(words), len(others - words)


def _words(source: Path) -> set[str]:
    words = {normalize(word) for word in _entries(read_text(source))}
    return {
        word
        for word in words
        if is_word(word) and len(clusters(word)) <= LONGEST_WORD and not has_confusable(word)
    }


def _write(path: Path, header: str, words: set[str]) -> None:
    text = header + "".join(f"{word}\n" for word in sorted(words))
    path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":  # pragma: no cover - needs the lists of ICU and Google
    import sys

    print(*write_dictionaries(*map(Path, sys.argv[1:4])), "words")
