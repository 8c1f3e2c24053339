"""The pure-Python twin of the segmenter: which boundaries hold, given the shapes and the scores.

A boundary between two items is *free* if both are Khmer syllables; all others always hold. The
model decides the free ones, first for parts, then, among those that hold, for words. A word that
the user added is kept whole; one that the user removed is cut where that is likeliest.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, compress
from operator import and_

from khmertext._chars import (
    BATHAMASAT,
    COENG,
    RE_INVISIBLE,
    RE_LETTER_OR_DEPRECATED,
    WORD_JOINER,
    U,
)
from khmertext.errors import check_text
from khmertext.segmentation import _model as model_kinds
from khmertext.segmentation import _shapes as shapes
from khmertext.segmentation._classes import RE_HANGING
from khmertext.segmentation._lexer import LINE, line_items
from khmertext.segmentation._model import Model
from khmertext.segmentation._pure import Scorer, Values
from khmertext.segmentation._user_words import Key, Trie

_MODEL_KIND = {
    shapes.OTHER: model_kinds.OTHER,
    shapes.KHMER: model_kinds.KHMER,
    shapes.SPACE: model_kinds.SPACE,
    shapes.WEB: model_kinds.LATIN,
    shapes.NUMBER: model_kinds.DIGIT,
    shapes.LATIN: model_kinds.LATIN,
    shapes.ENUMERATOR: model_kinds.ACRONYM,
    shapes.ACRONYM: model_kinds.ACRONYM,
}

_ABOVE = "\u17b7-\u17ba\u17be\u17bf"
# Typed in a way that sums of character values do not see through: a mark twice, -u for a shifter
# under a vowel that stands above, invisible or foreign characters, a coeng sign without a letter.
_ODD = re.compile(
    rf"(.)\1|{BATHAMASAT}|[{RE_INVISIBLE}]|(?![\u17b4-\u17d3\u17dd])[{RE_HANGING}]"
    rf"|{COENG}(?![{RE_LETTER_OR_DEPRECATED}])"
)
_ABOVE_VOWEL = re.compile(f"[{_ABOVE}]")
_LONGEST = 32  # characters: no word has a longer syllable, so what is behind them counts nothing
_INVISIBLE = re.compile(f"[{RE_INVISIBLE}]+")
_REMEMBERED = 1 << 15  # syllables


class OddValues:
    """The values of a syllable that is typed in an odd way: those of its normal form."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._found = lru_cache(4096)(self._find)  # normalizing takes long

    def __call__(self, text: str) -> Values:
        return self._found(text) if len(text) <= _LONGEST else self._find(text)

    def _find(self, text: str) -> Values:
        if _ODD.search(text) or (U in text and _ABOVE_VOWEL.search(text)):
            from khmertext.normalization import normalize

            text = text[:_LONGEST]
            text = _INVISIBLE.sub("", normalize(text)) or text
        return self._scorer.values(model_kinds.KHMER, text)


class Cutter:
    """Cuts texts with one model and one set of user words. Safe to share between threads."""

    def __init__(
        self, model: Model, added: Sequence[str] = (), removed: Sequence[str] = ()
    ) -> None:
        self._scorer = Scorer(model)
        self._syllables = _Syllables(OddValues(self._scorer))
        self._added = self._trie(added) if added else None
        self._removed = self._trie(removed) if removed else None

    def _trie(self, words: Iterable[str]) -> Trie:
        return Trie(self._keys(_Line(word, 0)) for word in words)

    def words(self, text: str, parts: bool) -> list[str]:
        """The words of ``text``."""
        check_text(text, "words")
        found = []
        start = 0
        for end in self.ends(text, parts):
            found.append(text[start:end])
            start = end
        return found

    def words_batch(self, texts: Iterable[str | None], parts: bool) -> list[list[str] | None]:
        """The words of each text; None for None."""
        found: list[list[str] | None] = []
        for text in texts:
            if text is not None:
                check_text(text, "words_batch")
            found.append(None if text is None else self.words(text, parts))
        return found

    def ends(self, text: str, parts: bool) -> array[int]:
        """Where the words of ``text`` end."""
        ends = array("I")
        for found in LINE.finditer(text):
            if found[1] is None:
                ends.append(found.end())
            else:
                ends.extend(self._line_ends(found[1], found.start(), parts))
        return ends

    def keep(self, text: str, ends: Iterable[int]) -> list[int]:
        """``ends``, which another engine found, with the added words kept whole."""
        added = self._added or Trie(())
        kept: list[tuple[int, int]] = []
        for found in LINE.finditer(text):
            if found[1] is None:
                continue
            line = _Line(found[1], found.start())
            for start, stop in added.matches(self._keys(line)):
                kept.append(
                    (line.starts[line.places[start]], line.starts[line.places[stop - 1] + 1])
                )
        inside = {end for span in kept for end in span if end}
        starts = [start for start, _ in kept]
        for end in ends:
            before = bisect_left(starts, end) - 1  # the last word that begins before the offset
            if before < 0 or kept[before][1] <= end:
                inside.add(end)
        return sorted(inside)

    def _line_ends(self, text: str, offset: int, parts_only: bool) -> list[int]:
        """Where the words of one line end, which begins at ``offset``."""
        line = _Line(text, offset)
        keys = self._keys(line) if self._added or self._removed else []
        decided = True in line.free
        if decided:
            values = [self._values(*item) for item in line.items]
            part_scores, word_scores = self._scorer.item_scores(values)
            part_scores = self._scorer.review(values, part_scores, line.free)
        if self._added:
            line.keep(self._added.matches(keys))
        if decided:
            line.decide(part_scores)
            if self._removed:
                line.open(self._removed, keys, part_scores)
            if not parts_only:
                line.join(values, word_scores, self._scorer)
                if self._removed:
                    line.open(self._removed, keys, word_scores)
        return line.ends()

    def _values(self, piece: str, kind: int) -> Values:
        return (
            self._syllables[piece]
            if kind == shapes.KHMER
            else self._scorer.values(_MODEL_KIND[kind], piece)
        )

    def _keys(self, line: _Line) -> list[Key]:
        return [self._key(*item) for item in line.items]

    def _key(self, piece: str, kind: int) -> Key:
        """A Khmer syllable by its value, anything else by its visible characters."""
        return self._syllables[piece] if kind == shapes.KHMER else _INVISIBLE.sub("", piece)


class _Syllables(dict[str, Values]):
    """The values of syllables, remembered."""

    def __init__(self, find: Callable[[str], Values]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, piece: str) -> Values:
        found = self._find(piece)
        if len(piece) < 16:
            if len(self) >= _REMEMBERED:
                self.clear()  # text from outside must not fill the memory
            self[piece] = found
        return found


class _Line:
    """The boundaries of one line. A *place* is an item that is not hidden, by its number."""

    def __init__(self, text: str, offset: int) -> None:
        pieces, kinds = line_items(text)
        self.starts = list(accumulate(map(len, pieces), initial=offset))  # and the end of the line
        self.places = [index for index, kind in enumerate(kinds) if kind != shapes.HIDDEN]
        self.items = [(pieces[index], kinds[index]) for index in self.places]
        # whether the model may decide if a word ends before each place, and whether one does
        khmer = [kind == shapes.KHMER for kind in kinds]
        together = [
            False,
            *map(and_, khmer, khmer[1:]),
        ]  # no words end between these but those found
        self.holds = [not together[index] for index in self.places]
        if WORD_JOINER in text:
            for index in range(1, len(pieces)):
                together[index] = together[index] and pieces[index - 1][-1] != WORD_JOINER
        self.free = [together[index] for index in self.places]

    def keep(self, words: Iterable[tuple[int, int]]) -> None:
        """Nothing is decided any more at and inside the user's words."""
        for start, stop in words:
            for place in range(start, min(stop + 1, len(self.holds))):
                self.holds[place] = place in (start, stop)
                self.free[place] = False

    def decide(self, scores: Sequence[int]) -> None:
        """A word ends before a place where the score is positive, if that is to be decided."""
        for place, free in enumerate(self.free):
            if free:
                self.holds[place] = scores[place] > 0

    def join(self, values: Sequence[Values], scores: list[int], scorer: Scorer) -> None:
        """Go over from parts to words; the scores of the boundaries that were free grow by those of
        the join table."""
        self.free = [free and holds for free, holds in zip(self.free, self.holds, strict=True)]
        starts = [place for place, holds in enumerate(self.holds) if holds]
        joins = scorer.join_scores(scorer.part_values(values, self.holds))
        for start, join in zip(starts, joins, strict=True):
            scores[start] += join
        self.decide(scores)

    def open(self, removed: Trie, keys: list[Key], scores: list[int]) -> None:
        """Cut removed words where that is likeliest, and look at what is left of them again."""
        start = 0
        while start < len(self.holds):
            stop = start + 1
            while stop < len(self.holds) and not self.holds[stop]:
                stop += 1
            inside = [place for place in range(start + 1, stop) if self.free[place]]
            if inside and keys[start:stop] in removed:
                self.holds[max(inside, key=scores.__getitem__)] = True
            else:
                start = stop

    def ends(self) -> list[int]:
        """The offsets where words end; what is hidden is a word of its own, but not inside one."""
        starts, holds = self.starts, self.holds
        if len(holds) < len(starts) - 1:
            # before what is hidden as before the next place; at the end of the line it stands alone
            before: list[bool] = []
            for place, held in zip(self.places, holds, strict=True):
                before += [held] * (place + 1 - len(before))
            holds = before + [True] * (len(starts) - 1 - len(before))
        return [*compress(starts[1:], holds[1:]), starts[-1]]
