"""Scores any engine on any segmented corpus: words, boundaries and speed, by domain."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from os import PathLike
from typing import Any, Final

from khmertext.segmentation import Segmenter
from khmertext.segmentation._lexer import items
from khmertext.training.corpus import CorpusError, Sentence, read_corpus
from khmertext.types import Mode

MODES: Final[tuple[Mode, ...]] = ("part", "word")
ALL: Final = "all"  # the name of the sum of all domains


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pieces people made (gold), the engine made (found), and both made alike (right)."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def precision(self) -> Decimal:
        """The share of what was found that is right, four digits; 1 if nothing was found."""
        return _share(self.right, self.found)

    @property
    def recall(self) -> Decimal:
        """The share of what there is that was found, four digits; 1 if there is nothing."""
        return _share(self.right, self.gold)

    @property
    def f1(self) -> Decimal:
        """The harmonic mean of precision and recall, four digits."""
        return _share(2 * self.right, self.gold + self.found)

    def to_dict(self) -> dict[str, Any]:
        """Counts and scores by name, scores as exact text."""
        return {
            "gold": self.gold,
            "found": self.found,
            "right": self.right,
            "precision": str(self.precision),
            "recall": str(self.recall),
            "f1": str(self.f1),
        }


def _share(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole) if whole else Decimal(1)).quantize(Decimal("0.0001"))


@dataclass(frozen=True, slots=True)
class Score:
    """The result of one domain in one mode."""

    domain: str
    mode: Mode
    sentences: int
    words: Counts
    boundaries: Counts

    def to_dict(self) -> dict[str, Any]:
        """All fields by name."""
        return {
            "domain": self.domain,
            "mode": self.mode,
            "sentences": self.sentences,
            "words": self.words.to_dict(),
            "boundaries": self.boundaries.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The results of an engine: one :class:`Score` a domain and mode, ``"all"`` among the domains.

    ``characters_per_second`` is that of segmenting sentence by sentence in one thread.
    """

    engine: str
    scores: tuple[Score, ...]
    characters: int
    characters_per_second: int

    def score(self, mode: Mode, domain: str = ALL) -> Score:
        """The score of a domain, or of all together; ``KeyError`` if there is none."""
        for score in self.scores:
            if score.mode == mode and score.domain == domain:
                return score
        raise KeyError((mode, domain))

    def to_dict(self) -> dict[str, Any]:
        """All fields by name."""
        return {
            "engine": self.engine,
            "characters": self.characters,
            "characters_per_second": self.characters_per_second,
            "scores": [score.to_dict() for score in self.scores],
        }

    def __str__(self) -> str:
        width = max(len(score.domain) for score in self.scores)
        head = f"{'domain':<{width}}  mode  sentences  word P   R      F1     boundary P  R      F1"
        rows = [
            f"{score.domain:<{width}}  {score.mode:<4}  {score.sentences:>9}  "
            f"{score.words.precision}  {score.words.recall} {score.words.f1}   "
            f"{score.boundaries.precision}  {score.boundaries.recall} {score.boundaries.f1}"
            for score in self.scores
        ]
        speed = f"{self.characters} characters, {self.characters_per_second} a second"
        return "\n".join([f"engine {self.engine}: {speed}", head, *rows])


def evaluate(
    gold: str | PathLike[str] | Sequence[Sentence],
    *,
    engine: str = "default",
    model: str | PathLike[str] | None = None,
    modes: Iterable[Mode] = MODES,
    domains: Collection[str] | None = None,
    held_out: bool = False,
    keep_whole: bool = False,
) -> Evaluation:
    """Compare how an engine segments the bare sentences with how people segmented them.

    ``gold`` is a file as :mod:`~khmertext.training.corpus` describes, or sentences. ``model`` is the
    file of another model for the default engine. ``domains`` restricts the comparison to some
    domains, ``held_out`` to the twentieth of the sentences that training can leave out.

    With ``keep_whole`` boundaries inside numbers, dotted acronyms and addresses do not count, for
    any engine: the corpus of Chea et al. cuts ៤,៥ in three, khmertext keeps it whole by rule.

    A word is right if both its ends are; words of white space do not count. Raises
    :class:`~khmertext.training.corpus.CorpusError`, ``OSError``, and whatever
    :class:`~khmertext.segmentation.Segmenter` raises.
    """
    sentences = gold if not isinstance(gold, (str, PathLike)) else read_corpus(gold)
    sentences = [
        sentence
        for sentence in sentences
        if (domains is None or sentence.domain in domains)
        and (not held_out or sentence.is_held_out)
    ]
    if not sentences:
        raise CorpusError("no sentence to evaluate: check domains and held_out")
    table: list[Score] = []
    seconds = 0.0
    for mode in modes:
        # another engine has one mode, which is compared with words and with parts
        own = mode if engine == "default" else "word"
        segmenter = Segmenter(mode=own, engine=engine, model=model)
        segmenter.words(sentences[0].text)  # so that loading the model is not timed
        found, elapsed = _timed(segmenter.words, [sentence.text for sentence in sentences])
        seconds += elapsed
        table += scores(mode, sentences, found, keep_whole=keep_whole)
    characters = sum(len(sentence.text) for sentence in sentences)
    visited = characters * len({score.mode for score in table})
    return Evaluation(engine, tuple(table), characters, round(visited / max(seconds, 1e-9)))


def _timed(
    words: Callable[[str], list[str]], texts: Sequence[str]
) -> tuple[list[list[int]], float]:
    begin = time.perf_counter()
    found = [words(text) for text in texts]
    elapsed = time.perf_counter() - begin
    return [list(accumulate(map(len, pieces))) for pieces in found], elapsed


def scores(
    mode: Mode,
    sentences: Sequence[Sentence],
    found: Sequence[Sequence[int]],
    *,
    keep_whole: bool = False,
) -> list[Score]:
    """Score the segmentations ``found`` of ``sentences``, given as the offsets where pieces end.

    One :class:`Score` a domain, and one of all together, the last. ``keep_whole`` as in
    :func:`evaluate`.

    >>> from khmertext.training import Sentence
    >>> scores("word", [Sentence("news", "ទៅផ្សារ", (3, 7), (3, 7))], [[7]])[-1].boundaries
    Counts(gold=1, found=0, right=0)
    """
    words: dict[str, Counts] = {}
    boundaries: dict[str, Counts] = {}
    sizes: dict[str, int] = {}
    for sentence, ends in zip(sentences, found, strict=True):
        gold_ends: Sequence[int] = sentence.parts if mode == "part" else sentence.words
        if keep_whole:
            places = {item.end for item in items(sentence.text)}
            gold_ends = [end for end in gold_ends if end in places]
            ends = [end for end in ends if end in places]
        for domain in (sentence.domain, ALL):
            sizes[domain] = sizes.get(domain, 0) + 1
            words[domain] = words.get(domain, Counts()) + count_words(
                sentence.text, gold_ends, ends
            )
            boundaries[domain] = boundaries.get(domain, Counts()) + count_boundaries(
                sentence.text, gold_ends, ends
            )
    order = sorted(sizes, key=lambda domain: (domain == ALL, domain))
    return [Score(d, mode, sizes[d], words[d], boundaries[d]) for d in order]


def count_words(text: str, gold: Sequence[int], found: Sequence[int]) -> Counts:
    """Compare two segmentations, given as the offsets where pieces end; white space is no word.

    >>> count_words("ab cd", [2, 3, 5], [2, 3, 4, 5])
    Counts(gold=2, found=3, right=1)
    """
    wanted, made = _spans(text, gold), _spans(text, found)
    return Counts(len(wanted), len(made), len(wanted & made))


def _spans(text: str, ends: Sequence[int]) -> set[tuple[int, int]]:
    return {
        (start, end)
        for start, end in zip((0, *ends), ends, strict=False)
        if not text[start:end].isspace()
    }


def count_boundaries(text: str, gold: Sequence[int], found: Sequence[int]) -> Counts:
    """The same for the boundaries inside the text.

    >>> count_boundaries("ab cd", [2, 3, 5], [2, 3, 4, 5])
    Counts(gold=2, found=3, right=2)
    """
    wanted, made = (set(ends[: bisect_left(ends, len(text))]) for ends in (gold, found))
    return Counts(len(wanted), len(made), len(wanted & made))
