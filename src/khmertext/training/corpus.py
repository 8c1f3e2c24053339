"""Reads segmented corpora: ``DOMAIN<TAB>sentence``, one sentence a line.

In a sentence, a space separates words, ``_`` separates the parts of a compound word and ``␣``
(U+2423) stands for a space of the text, so every sentence has two nested segmentations. This is the
format of the corpus of Chea et al. (*Khmer Word Segmentation Using Conditional Random Fields*,
2015), which made the model that comes with khmertext.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import zlib
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Final, NamedTuple

from khmertext._files import utf8_text
from khmertext.errors import KhmerTextError, check_path

SPACE_MARK: Final = "\u2423"
HELD_OUT_SHARE: Final = 20  # one sentence in twenty


class CorpusError(KhmerTextError, ValueError):
    """A line of a corpus is not ``DOMAIN<TAB>sentence``, or the corpus is empty."""


class TrainerNotAvailableError(KhmerTextError, ImportError):
    """Something that training needs is not installed; the message says how to install it."""


TrainerNotAvailable = TrainerNotAvailableError  # the name of version 0.1


class Sentence(NamedTuple):
    """A sentence segmented by people: the offsets (code points) in ``text`` where pieces end.

    ``words`` are among ``parts``; the last of both is ``len(text)``.
    """

    domain: str
    text: str
    parts: tuple[int, ...]
    words: tuple[int, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether the sentence belongs to the twentieth that is for testing.

        It depends on the letters of the text alone, so a copy of the sentence with other spaces or
        another segmentation gets the same answer.
        """
        letters = "".join(self.text.split())
        digest = hashlib.sha256(letters.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:4], "big") % HELD_OUT_SHARE == 0


def read_corpus(path: str | PathLike[str]) -> list[Sentence]:
    """The sentences of a UTF-8 file, plain or compressed (``.xz``, ``.gz``); empty lines are skipped.

    Raises :class:`CorpusError`, which names the line, and ``OSError`` if there is no such file.
    """
    check_path(path, "read_corpus")
    text = read_text(path)
    sentences = list(parse_corpus(io.StringIO(text, newline="\n"), str(path)))
    if not sentences:
        raise CorpusError(f"{path}: the corpus is empty")
    return sentences


def read_text(path: str | PathLike[str]) -> str:
    """The whole text of a file that may be compressed, line ends as they are.

    Raises :class:`CorpusError` for a damaged archive or text that is not UTF-8, and ``OSError``.
    """
    path = Path(path)
    packed = path.read_bytes()
    try:
        data = {".xz": lzma.decompress, ".gz": gzip.decompress}.get(path.suffix, bytes)(packed)
    except (lzma.LZMAError, zlib.error, EOFError, OSError) as error:
        raise CorpusError(f"{path}: cannot decompress: {error}") from error
    try:
        return utf8_text(data, os.fspath(path))
    except ValueError as error:
        raise CorpusError(str(error)) from error


def parse_corpus(lines: Iterable[str], name: str = "corpus") -> Iterator[Sentence]:
    r"""The sentences of ``lines``; ``name`` is what error messages call them.

    >>> next(parse_corpus(["news\tសាលា_រៀន ធំ\n"]))
    Sentence(domain='news', text='សាលារៀនធំ', parts=(4, 7, 9), words=(7, 9))
    """
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if not line:
            continue
        domain, tab, sentence = line.partition("\t")
        if not domain or not tab:
            raise CorpusError(f"{name}, line {number}: expected DOMAIN<TAB>sentence")
        if "\t" in sentence:
            raise CorpusError(f"{name}, line {number}: a second tab")
        text = ""
        parts: list[int] = []
        words: list[int] = []
        for word in sentence.split(" "):
            for part in word.split("_"):
                if part:
                    text += part
                    parts.append(len(text))
            if parts and (not words or words[-1] != parts[-1]):
                words.append(parts[-1])
        if not text:
            raise CorpusError(f"{name}, line {number}: the sentence is empty")
        yield Sentence(domain, text.replace(SPACE_MARK, " "), tuple(parts), tuple(words))
