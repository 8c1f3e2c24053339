"""The pure-Python twin of the segmenter: which boundaries hold, given the shapes and the scores.

A boundary between two items is *free* if both are Khmer syllables; all others always hold. The
model decides the free ones, first for parts, then, among those that hold, for words. A word that
the user added is kept whole; one that the user removed is cut where that is likeliest.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

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
from khmertext.segmentation._lexer import Item, items
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
    rf"|{COENG}(?![{RE_LETTER_OR_DEPRECATED}])|{U}.*[{_ABOVE}]|[{_ABOVE}].*{U}"
)
_INVISIBLE = re.compile(f"[{RE_INVISIBLE}]+")
_REMEMBERED = 1 << 15  # syllables


class OddValues:
    """The values of a syllable that is typed in an odd way: those of its normal form."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._found = lru_cache(4096)(self._find)  # normalizing takes long

    def __call__(self, text: str) -> Values:
        return self._found(text) if len(text) < 16 else self._find(text)

    def _find(self, text: str) -> Values:
        if _ODD.search(text):
            from khmertext.normalization import normalize

            text = _INVISIBLE.sub("", normalize(text)) or text
        return self._scorer.values(model_kinds.KHMER, text)


class Cutter:
    """Cuts texts with one model and one set of user words. Safe to share between threads."""

    def __init__(
        self, model: Model, added: Sequence[str] = (), removed: Sequence[str] = ()
    ) -> None:
        self._scorer = Scorer(model)
        self._odd = OddValues(self._scorer)
        self._syllables: dict[str, Values] = {}
        self._added = Trie(map(self._keys, added)) if added else None
        self._removed = Trie(map(self._keys, removed)) if removed else None

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
        line: list[Item] = []
        for item in items(text):
            if item.kind != shapes.BREAK:
                line.append(item)
                continue
            if line:
                self._cut(text, line, parts, ends)
                line = []
            ends.append(item.end)
        if line:
            self._cut(text, line, parts, ends)
        return ends

    def keep(self, text: str, ends: Iterable[int]) -> list[int]:
        """``ends``, which another engine found, with the added words kept whole."""
        added = self._added or Trie(())
        kept: list[tuple[int, int]] = []
        line: list[Item] = []
        for item in [*items(text), None]:
            if item is not None and item.kind != shapes.BREAK:
                if item.kind != shapes.HIDDEN:
                    line.append(item)
                continue
            keys = [self._key(text, item) for item in line]
            for start, stop in added.matches(keys):
                kept.append((line[start].start, line[stop - 1].end))
            line = []
        found = {end for span in kept for end in span if end}
        starts = [start for start, _ in kept]
        for end in ends:
            before = bisect_left(starts, end) - 1  # the last word that begins before the offset
            if before < 0 or kept[before][1] <= end:
                found.add(end)
        return sorted(found)

    def _values(self, text: str, item: Item) -> Values:
        start, end, kind = item
        piece = text[start:end]
        if kind != shapes.KHMER:
            return self._scorer.values(_MODEL_KIND[kind], piece)
        found = self._syllables.get(piece)
        if found is None:
            found = self._odd(piece)
            if len(piece) < 16:
                if len(self._syllables) >= _REMEMBERED:
                    self._syllables.clear()  # text from outside must not fill the memory
                self._syllables[piece] = found
        return found

    def _keys(self, word: str) -> list[Key]:
        return [self._key(word, item) for item in items(word) if item.kind != shapes.HIDDEN]

    def _key(self, text: str, item: Item) -> Key:
        """A Khmer syllable by its value, anything else by its visible characters."""
        if item.kind == shapes.KHMER:
            return self._values(text, item)
        return _INVISIBLE.sub("", text[item.start : item.end])

    def _cut(self, text: str, line: list[Item], parts_only: bool, ends: array[int]) -> None:
        """Append the ends of the words of one line."""
        bounds = _Boundaries(text, line)
        places = [line[place] for place in bounds.places]
        keys = None
        if self._added or self._removed:
            keys = [self._key(text, item) for item in places]
        if bounds.free:
            values = [self._values(text, item) for item in places]
            part_scores, word_scores = self._scorer.item_scores(values)
            free = [place in bounds.free for place in range(len(values))]
            part_scores = self._scorer.review(values, part_scores, free)
        if self._added and keys:
            bounds.keep(self._added.matches(keys))
        if bounds.free:
            for place in bounds.free:
                bounds.holds[place] = part_scores[place] > 0
            if self._removed and keys:
                bounds.open(self._removed, keys, part_scores)
            if not parts_only:
                bounds.join(values, word_scores, self._scorer)
                if self._removed and keys:
                    bounds.open(self._removed, keys, word_scores)
        ends.extend(bounds.ends())


class _Boundaries:
    """The boundaries of one line. A *place* is the index of an item among those not hidden."""

    def __init__(self, text: str, line: list[Item]) -> None:
        self.line = line
        self.places = [index for index, item in enumerate(line) if item.kind != shapes.HIDDEN]
        # whether a word ends before each place, and where that is still to be decided
        self.holds = [True] * len(self.places)
        self.free: dict[int, None] = {}
        for place in range(1, len(self.places)):
            left, right = line[self.places[place] - 1], line[self.places[place]]
            if left.kind == right.kind == shapes.KHMER:
                self.holds[place] = False
                if text[right.start - 1] != WORD_JOINER:
                    self.free[place] = None

    def keep(self, words: Iterable[tuple[int, int]]) -> None:
        """Nothing is decided any more at and inside the user's words."""
        for start, stop in words:
            for place in range(start, min(stop + 1, len(self.holds))):
                self.holds[place] = place in (start, stop)
                self.free.pop(place, None)

    def join(self, values: list[Values], scores: list[int], scorer: Scorer) -> None:
        """Go over from parts to words; the scores of the boundaries that were free grow by those of
        the join table."""
        starts = [0, *(place for place in range(1, len(values)) if self.holds[place])]
        stops = [*starts[1:], len(values)]
        joins = scorer.join_scores(
            [
                scorer.part_value(values[start:stop])
                for start, stop in zip(starts, stops, strict=True)
            ]
        )
        self.free = {place: None for place in starts if place in self.free}
        for start, join in zip(starts, joins, strict=True):
            scores[start] += join
            if start in self.free:
                self.holds[start] = scores[start] > 0

    def open(self, removed: Trie, keys: list[Key], scores: list[int]) -> None:
        """Cut removed words where that is likeliest, and look at what is left of them again."""
        start = 0
        while start < len(self.holds):
            stop = start + 1
            while stop < len(self.holds) and not self.holds[stop]:
                stop += 1
            inside = [place for place in range(start + 1, stop) if place in self.free]
            if inside and keys[start:stop] in removed:
                self.holds[max(inside, key=scores.__getitem__)] = True
            else:
                start = stop

    def ends(self) -> list[int]:
        """The offsets where words end; what is hidden is a word of its own, but not inside one."""
        held = dict(zip(self.places, self.holds, strict=True))
        found = []
        holds = True  # what is hidden at the end of a line stands alone
        for index in range(len(self.line) - 1, 0, -1):
            holds = held.get(index, holds)
            if holds:
                found.append(self.line[index].start)
        return [*reversed(found), self.line[-1].end]
