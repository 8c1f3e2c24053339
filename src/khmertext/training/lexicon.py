"""Makes ``data/lexicon.tsv``: counts the vocabulary of a segmented corpus.

Run it as ``python -m khmertext.training.lexicon CORPUS OUTPUT``. A line of the corpus is
``DOMAIN<TAB>sentence``; in the sentence a space stands between words and ``_`` between the parts of
a compound word (Chea et al. 2015). The file may be compressed with xz.
"""

from __future__ import annotations

import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from khmertext._chars import COENG, RE_FINAL, RE_LETTER, RE_SHIFTER, RE_VOWEL, ROBAT, ZWNJ
from khmertext._lexicon import confusables
from khmertext._patterns import compile_pattern
from khmertext.normalization import normalize

MINIMUM_COUNT: Final = 3

# Letters in legal syllables and nothing else: no digits, no punctuation, no stray mark.
_WORD: Final = compile_pattern(
    rf"(?:[{RE_LETTER}]{ROBAT}?+(?:{COENG}[{RE_LETTER}]){{0,2}}+(?:{ZWNJ}?[{RE_SHIFTER}]{ZWNJ}?)?+"
    rf"[{RE_VOWEL}]?+[\u17c6\u17cb\u17cd-\u17d1\u17dd]{{0,2}}+[{RE_FINAL}]?+)++"
)


@dataclass(frozen=True, slots=True)
class CountedWord:
    """A word, how often it stands in the corpus by itself, and in how many domains."""

    word: str
    count: int
    domains: int


def count_vocabulary(lines: Iterable[str], minimum: int = MINIMUM_COUNT) -> list[CountedWord]:
    """The words of a segmented corpus that occur at least ``minimum`` times, most frequent first.

    Compound words and their parts both count. Words are normalized (``standard``). Left out are
    words not made of Khmer letters in legal syllables, single letters, and words with a sequence
    that occurs in no word (``data/confusables.tsv``).

    >>> count_vocabulary(["news\\tឣាហារ_ដ្ឋាន អាហារ", "web\\tអាហារ ២"], minimum=2)
    [CountedWord(word='អាហារ', count=3, domains=2)]
    """
    counts: Counter[str] = Counter()
    domains: dict[str, set[str]] = {}
    for line in lines:
        domain, _, sentence = line.rstrip("\n").partition("\t")
        for word in words_and_parts(normalize(sentence)):
            counts[word] += 1
            domains.setdefault(word, set()).add(domain)
    entries = [
        CountedWord(word, count, len(domains[word]))
        for word, count in counts.items()
        if count >= minimum and len(word) > 1 and is_word(word) and not has_confusable(word)
    ]
    return sorted(entries, key=lambda entry: (-entry.count, entry.word))


def has_confusable(word: str) -> bool:
    """Whether ``word`` has a sequence that occurs in no word (ទ្ប, typed for ឡ)."""
    return any(row.when == "always" and row.typed in word for row in confusables())


def is_word(text: str) -> bool:
    """Whether ``text`` is made of Khmer letters in legal syllables."""
    return _WORD.fullmatch(text) is not None


def words_and_parts(sentence: str) -> Iterator[str]:
    """Every word of a segmented sentence, and every part of a word that has several."""
    for word in sentence.split(" "):
        parts = word.split("_")
        yield "".join(parts)
        if len(parts) > 1:
            yield from parts


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 text file, plain or compressed with xz."""
    with (
        lzma.open(path, "rt", encoding="utf-8")
        if path.suffix == ".xz"
        else path.open(encoding="utf-8") as file
    ):
        yield from file


_HEADER: Final = """\
# Words and parts of words of the segmented corpus of Chea, Thu, Ding, Utiyama, Finch and Sumita,
# "Khmer Word Segmentation Using Conditional Random Fields" (KNLP 2015), published by V. Chea in
# 2026 under the MIT licence: how often each occurs, and in how many of its ten domains.
# Made by: python -m khmertext.training.lexicon CORPUS lexicon.tsv
word\tcount\tdomains
"""


def write_lexicon(corpus: Path, output: Path, minimum: int = MINIMUM_COUNT) -> int:
    """Count the vocabulary of ``corpus`` and write it to ``output``; gives the number of words."""
    entries = count_vocabulary(read_lines(corpus), minimum)
    rows = "".join(f"{entry.word}\t{entry.count}\t{entry.domains}\n" for entry in entries)
    output.write_text(_HEADER + rows, encoding="utf-8", newline="\n")
    return len(entries)


if __name__ == "__main__":
    import sys

    print(write_lexicon(Path(sys.argv[1]), Path(sys.argv[2])), "words")
