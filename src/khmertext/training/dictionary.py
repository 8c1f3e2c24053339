"""The dictionary: words that training learns from besides those of the corpus.

``data/dictionary.txt`` is made from the Khmer word list of ICU, ``khmerdict.txt``, by
``python -m khmertext.training.dictionary KHMERDICT dictionary.txt``. Its entries may be compounds
or phrases and do not say where parts end, so a model cuts them.
"""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Final

from khmertext._clusters import clusters
from khmertext._data import read_bytes
from khmertext.normalization import normalize
from khmertext.segmentation._backend import make_cutter
from khmertext.segmentation._model import Model
from khmertext.training.corpus import CorpusError, Sentence, read_text
from khmertext.training.lexicon import has_confusable, is_word

DICTIONARY: Final = ""  # the "domain" of its words; no domain of a corpus is empty
LONGEST_WORD: Final = 8  # clusters; longer entries are phrases


def read_dictionary(path: str | PathLike[str] | None = None) -> list[str]:
    """The words of a file, one a line, sorted, each once; of the shipped dictionary if ``None``.

    Lines that begin with ``#`` and anything behind a tab are skipped. Raises
    :class:`~khmertext.training.corpus.CorpusError` for what is no Khmer word, and ``OSError``.
    """
    text = read_bytes("dictionary.txt").decode("utf-8") if path is None else read_text(path)
    words = _entries(text)
    for word in words:
        if not is_word(word):
            raise CorpusError(f"{path}: not a Khmer word: {word!r}")
    return words


def _entries(text: str) -> list[str]:
    lines = text.removeprefix("\ufeff").splitlines()
    return sorted({line.partition("\t")[0] for line in lines if line and line[0] != "#"})


def whole_word(word: str) -> Sentence:
    """A word of the dictionary as a sentence in one piece."""
    return Sentence(DICTIONARY, word, (len(word),), (len(word),))


def cut_by(model: Model, words: Iterable[str]) -> list[Sentence]:
    """The words as sentences, cut into parts by ``model``."""
    cutter = make_cutter(model)
    ends = [(word, tuple(cutter.ends(word, parts=True))) for word in words]
    return [Sentence(DICTIONARY, word, parts, parts) for word, parts in ends]


_HEADER: Final = """\
# Khmer words, compounds and phrases of the word list of ICU 72.1 (khmerdict.txt), normalized; left
# out is what is longer than eight clusters, not made of Khmer letters in legal syllables, or has a
# sequence that belongs to no word (ទ្ប for ឡ).
# Copyright (c) 2016-2022 Unicode, Inc. and others, Unicode licence: see LICENSES/Unicode.txt
# Made by: python -m khmertext.training.dictionary KHMERDICT dictionary.txt
"""


def write_dictionary(source: Path, output: Path) -> int:
    """Make ``data/dictionary.txt`` from ICU's word list; gives the number of words."""
    words = {normalize(word) for word in _entries(read_text(source))}
    kept = sorted(
        word
        for word in words
        if is_word(word) and len(clusters(word)) <= LONGEST_WORD and not has_confusable(word)
    )
    output.write_text(_HEADER + "".join(f"{word}\n" for word in kept), "utf-8", newline="\n")
    return len(kept)


if __name__ == "__main__":  # pragma: no cover - needs the word list of ICU
    import sys

    print(write_dictionary(Path(sys.argv[1]), Path(sys.argv[2])), "words")
