"""Prints the corpus as ``khmertext train`` and ``khmertext evaluate`` read it.

One line a sentence: its kind of document, a tab, the words with a space between them, ``_`` between
parts and ``␣`` for the white space of the text.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

SENTENCES = Path(__file__).parent / "sentences"
MORE_SENTENCES = Path(__file__).parent / "more_sentences"
SPACE = "\u2423"  # stands for a space that ends no word: of a number, 012 345 678

Split = Literal["train", "test", "all"]


class Row(NamedTuple):
    """A sentence with its marks: ``|`` between words, ``_`` between parts of a word."""

    id: str
    marked: str
    for_training_alone: bool = False

    @property
    def kind(self) -> str:
        """The kind of document, which is the name of the file."""
        return self.id.rpartition("-")[0]

    @property
    def split(self) -> Split:
        """Every third sentence is for testing, but for those of ``more_sentences/``."""
        is_third = int(self.id.rpartition("-")[2]) % 3 == 0
        return "test" if is_third and not self.for_training_alone else "train"

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return self.marked.translate({ord("|"): None, ord("_"): None, ord(SPACE): " "})

    @property
    def tokens(self) -> list[str]:
        """Words and runs of white space in order, parts still joined by ``_``."""
        return [token for token in re.split(r"\||(\s+)", self.marked) if token is not None]


def rows(split: Split = "all") -> Iterator[Row]:
    """The sentences of one side, or all, by folder, file and number."""
    for folder in (SENTENCES, MORE_SENTENCES):
        for path in sorted(folder.glob("*.tsv")):
            for line in path.read_text("utf-8").splitlines()[1:]:
                row = Row(*line.split("\t"), for_training_alone=folder == MORE_SENTENCES)
                if split in ("all", row.split):
                    yield row


def training_line(row: Row) -> str:
    """One sentence in the format of :mod:`khmertext.training.corpus`."""
    tokens = [SPACE * len(token) if token.isspace() else token for token in row.tokens]
    return f"{row.kind}\t{' '.join(tokens)}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", choices=("train", "test", "all"), default="all")
    for row in rows(parser.parse_args().split):
        print(training_line(row))


if __name__ == "__main__":
    main()
