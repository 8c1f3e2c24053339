"""Makes ``data/respellings.tsv``: which spelling of a word the segmenter reads instead of others.

Run it as ``python -m khmertext.training.respellings CORPUS respellings.tsv``. A word with several
spellings in ``data/legacy_spellings.tsv`` and ``data/equal_spellings.tsv`` is read in the most
usual one (``data/lexicon.tsv``). ័ that is typed a letter late is read where the lexicon has it
(វិសយ័ as វិស័យ). A spelling is left out if in the corpus it often spans the end of one part and the
beginning of the next (ថវិការ in ថវិកា|របស់), since that cannot be told before the text is cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from khmertext._chars import COENG, LEK_TOO, RE_LETTER, RE_MARK, RE_SHIFTER, ROBAT, SAMYOK_SANNYA
from khmertext._lexicon import equal_pairs, legacy_pairs, lexicon
from khmertext.segmentation._lexer import items
from khmertext.segmentation._token_rules import KHMER
from khmertext.training.corpus import Sentence, read_corpus

_STACK: Final = f"[{RE_LETTER}](?:{COENG}[{RE_LETTER}])*+"
# ័ on a consonant, and the consonant behind it
_SAMYOK: Final = re.compile(
    f"({_STACK}[{RE_SHIFTER}]?){SAMYOK_SANNYA}({_STACK}{ROBAT}?)(?![{RE_MARK}])"
)

MOST_ACROSS: Final = 0.2  # share of its places in the corpus where a spelling may span two parts

_HEADER: Final = """\
# Spellings of one word: how it may be typed, and the spelling that the segmenter reads it in, the most
# usual one of its corpus; also pairs of syllables with ័ a letter late, and words that only look so
# (ស្វយ័ត), which are read as they are. From legacy_spellings.tsv, equal_spellings.tsv and lexicon.tsv.
# Made by: python -m khmertext.training.respellings CORPUS respellings.tsv
"""


def candidates() -> Iterator[tuple[str, str]]:
    """Pairs of a spelling and the most usual one of the same word."""
    groups: dict[str, list[str]] = {}
    pairs = [(pair.modern, pair.legacy) for pair in legacy_pairs()]
    pairs += [(pair.other, pair.spelling) for pair in equal_pairs()]
    for pair in pairs:
        # នីមួយៗ: the sign is a token of its own
        modern, legacy = (form.removesuffix(LEK_TOO) for form in pair)
        if all(item.kind == KHMER for item in items(legacy)):
            groups.setdefault(modern, [modern]).append(legacy)
    known = lexicon()
    for forms in groups.values():
        usual = max(forms, key=lambda form: known.get(form, 0))
        yield from ((form, usual) for form in forms if form != usual)
    yield from late_samyok(known)


def late_samyok(words: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each syllable with ័ in ``words`` and the next one, also as they are with ័ on the second.

    They are left out if words that begin as the second one does are more frequent: ទព័ is ទ័ព, or
    the end of a word and ព័ត៌មាន. A longer word that begins so is read as it is: ស្វយ័ត.

    >>> list(late_samyok({"វិស័យ": 2, "ទ័ព": 3, "ព័ត៌មាន": 5}))
    [('សយ័', 'ស័យ'), ('ពត៌័', 'ព័ត៌')]
    >>> list(late_samyok({"ស្វ័យ": 5, "ស្វយ័ត": 2}))[:2]
    [('ស្វយ័', 'ស្វ័យ'), ('ស្វយ័ត', 'ស្វយ័ត')]
    """
    pairs: Counter[tuple[str, str]] = Counter()
    begin: Counter[str] = Counter()
    for word, count in words.items():
        for found in _SAMYOK.finditer(word):
            pairs[found[1], found[2]] += count
            if found.start() == 0:
                begin[found[1]] += count
    for (first, second), count in pairs.items():
        if count > begin[second]:
            typed = first + second + SAMYOK_SANNYA
            yield typed, first + SAMYOK_SANNYA + second
            yield from ((word, word) for word in words if word.startswith(typed) and word != typed)


def is_one_word(form: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a spelling hardly ever spans the end of one part and the beginning of the next."""
    across = seen = 0
    for sentence in sentences:
        start = sentence.text.find(form)
        while start >= 0:
            end = start + len(form)
            edges = {item.start for item in items(sentence.text)} | {len(sentence.text)}
            if start in edges and end in edges:
                ends = {0, *sentence.parts}
                seen += 1
                across += not {start, end} <= ends and any(start < part < end for part in ends)
            start = sentence.text.find(form, end)
    return across <= MOST_ACROSS * seen


def write_respellings(corpus: Path, output: Path) -> int:
    """Write the table; gives the number of rows."""
    sentences = read_corpus(corpus)
    rows = [(typed, read) for typed, read in candidates() if is_one_word(typed, sentences)]
    lines = [f"{typed}\t{read}\n" for typed, read in sorted(rows)]
    output.write_text(_HEADER + "typed\tread\n" + "".join(lines), encoding="utf-8", newline="\n")
    return len(rows)


if __name__ == "__main__":  # pragma: no cover - reads a corpus
    import sys

    print(write_respellings(Path(sys.argv[1]), Path(sys.argv[2])), "spellings")
