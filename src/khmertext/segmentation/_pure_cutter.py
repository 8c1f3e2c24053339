"""The pure-Python twin of the segmenter: decides the boundaries, from items and scores.

``_lexer`` gives the items, ``_pure_scorer`` the scores. A boundary between two items is *free* if both
are Khmer syllables; all others *hold*, that is, a word ends there. The model decides the free ones,
first for parts, then, among those that hold, for words. A word that the user added is kept whole; one
that the user removed is cut where that is likeliest.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count, pairwise
from operator import and_, not_
from typing import NamedTuple

from khmertext._chars import (
    BATHAMASAT,
    COENG,
    RE_HANGING,
    RE_INVISIBLE,
    RE_LETTER_OR_DEPRECATED,
    WORD_JOINER,
    U,
)
from khmertext._patterns import lazy_pattern
from khmertext.errors import check_text
from khmertext.segmentation import _model
from khmertext.segmentation import _token_rules as rules
from khmertext.segmentation._lexer import LINE, line_items
from khmertext.segmentation._model import Model
from khmertext.segmentation._pure_scorer import Remembered, Scorer, Values
from khmertext.segmentation._respellings import Respellings, aligned
from khmertext.segmentation._user_words import Key, Words

_ABOVE = "\u17b7-\u17ba\u17be\u17bf"
# Syllables whose characters must be normalized before their values are summed: a mark twice, -u for a
# shifter under a vowel above, invisible or foreign characters, a coeng sign without a letter.
_ODD = lazy_pattern(
    rf"(.)\1|{BATHAMASAT}|[{RE_INVISIBLE}]|(?![\u17b4-\u17d3\u17dd])[{RE_HANGING}]"
    rf"|{COENG}(?![{RE_LETTER_OR_DEPRECATED}])"
)
_ABOVE_VOWEL = lazy_pattern(f"[{_ABOVE}]")
_LONGEST = 32  # characters of a syllable that count; no word has a longer one
_INVISIBLE = lazy_pattern(f"[{RE_INVISIBLE}]+")
_REMEMBERED = 1 << 15  # syllables


class OddValues:
    """The values of syllables, of oddly typed ones those of their normal form."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._found = lru_cache(4096)(self._find)  # since normalizing is slow

    def __call__(self, text: str) -> Values:
        return self._found(text) if len(text) <= _LONGEST else self._find(text)

    def _find(self, text: str) -> Values:
        if _ODD.search(text) or (U in text and _ABOVE_VOWEL.search(text)):
            from khmertext.normalization import normalize

            text = text[:_LONGEST]
            text = _INVISIBLE.sub("", normalize(text)) or text
        return self._scorer.values(_model.KHMER, text)


class Cutter:
    """Cuts texts with one model and one set of user words. Safe to share between threads."""

    def __init__(
        self,
        model: Model,
        added: Sequence[str] = (),
        removed: Sequence[str] = (),
        respellings: Respellings = (),
    ) -> None:
        self._scorer = Scorer(model)
        self._syllables = _Syllables(OddValues(self._scorer), _REMEMBERED)
        self._respellings = _Respellings(
            [(self._syllables_of(typed), self._syllables_of(read)) for typed, read in respellings]
        )
        self._added = self._words(added) if added else None
        self._removed = self._words(removed) if removed else None

    def _words(self, words: Iterable[str]) -> Words:
        return Words([self._keys(_Line(word, 0)) for word in words])

    def _syllables_of(self, word: str) -> tuple[Values, ...]:
        return tuple(self._item_values(_Line(word, 0)))

    def words(self, text: str, parts: bool) -> list[str]:
        """The words of ``text``."""
        text = check_text(text, "words")
        return [text[start:end] for start, end in pairwise([0, *self.ends(text, parts)])]

    def words_batch(self, texts: Iterable[str | None], parts: bool) -> list[list[str] | None]:
        """The words of each text; None for None."""
        found: list[list[str] | None] = []
        for text in texts:
            if text is not None:
                text = check_text(text, "words_batch")
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
        added = self._added or Words(())
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
        """The ends of the words of one line, which begins at ``offset``."""
        line = _Line(text, offset)
        values = self._item_values(line) if True in line.free else []
        for place in self._scorer.killed(values):
            line.free[place] = False
        decided = True in line.free
        keys = self._keys(line) if self._added or self._removed else []
        if self._added:
            line.keep(self._added.matches(keys))
        if decided:
            self._decide(line, values, keys, parts_only)
        return line.ends()

    def _decide(
        self, line: _Line, values: Sequence[Values], keys: list[Key], parts_only: bool
    ) -> None:
        """Decide the boundaries of a line that are free."""
        reading = self._respellings.read(line, values)
        part_scores, word_scores = self._scorer.item_scores(reading.values)
        part_scores = self._scorer.review(
            reading.values, part_scores, reading.at_places(line.free), reading.at_places(line.holds)
        )
        scores = reading.scores(part_scores)
        line.decide(scores)
        if self._removed:
            line.open(self._removed, keys, scores)
        if parts_only:
            return
        line.free = [*map(and_, line.free, line.holds)]
        begins = [True, *reading.at_places(line.holds)[1:]]
        joins = self._scorer.join_scores(self._scorer.part_values(reading.values, begins))
        for start, join in zip(compress(count(), begins), joins, strict=True):
            word_scores[start] += join
        scores = reading.scores(word_scores)
        line.decide(scores)
        if self._removed:
            line.open(self._removed, keys, scores)

    def _item_values(self, line: _Line) -> list[Values]:
        syllables, values = self._syllables, self._scorer.values
        return [
            syllables[piece] if kind == rules.KHMER else values(_model.MODEL_KINDS[kind], piece)
            for piece, kind in line.items
        ]

    def _keys(self, line: _Line) -> list[Key]:
        return [self._key(*item) for item in line.items]

    def _key(self, piece: str, kind: int) -> Key:
        """A Khmer syllable by its value, anything else by its visible characters."""
        return self._syllables[piece] if kind == rules.KHMER else _INVISIBLE.sub("", piece)


class _Syllables(Remembered[str, Values]):
    """The values of syllables; of long ones, which seldom come again, none is remembered."""

    def __missing__(self, piece: str) -> Values:
        if len(piece) < 16:
            return super().__missing__(piece)
        return self._find(piece)


class _Reading(NamedTuple):
    """A line as the model sees it: values, and for each its place in the line as typed, or -1."""

    values: Sequence[Values]
    places: Sequence[int] | None  # None: no word is respelled, so each is at its own place
    all: int  # the number of places in the line

    def at_places(self, facts: Sequence[bool]) -> Sequence[bool]:
        """``facts`` about places, for each value; False for a value that has no place."""
        if self.places is None:
            return facts
        return [place >= 0 and facts[place] for place in self.places]

    def scores(self, scores: list[int]) -> list[int]:
        """The scores by place."""
        if self.places is None:
            return scores
        found = [0] * self.all
        for place, score in zip(self.places, scores, strict=True):
            if place >= 0:
                found[place] = score
        return found


class _Respellings:
    """Words that are read in another spelling (see ``_respellings``)."""

    def __init__(self, pairs: Iterable[tuple[tuple[Values, ...], tuple[Values, ...]]]) -> None:
        self._read = {typed: (read, aligned(typed, read)) for typed, read in pairs}
        # by the first two syllables (None if there is only one): the lengths, the longest first
        self._lengths: dict[Values, dict[Values | None, list[int]]] = {}
        for typed in sorted(self._read, key=len, reverse=True):
            after = typed[1] if len(typed) > 1 else None
            lengths = self._lengths.setdefault(typed[0], {}).setdefault(after, [])
            if len(typed) not in lengths:
                lengths.append(len(typed))

    def read(self, line: _Line, values: Sequence[Values]) -> _Reading:
        """The line as the model reads it; no word ends before a typed syllable that is not read."""
        found: list[Values] = []
        places: list[int] = []
        done = 0
        for place in self._starts(values):
            if place < done:
                continue
            size = self._size(line, values, place)
            if size:
                found += values[done:place]
                places += range(done, place)
                done = place + size
                read, typed_at = self._read[tuple(values[place:done])]
                at = [place + k if k >= 0 else -1 for k in typed_at]
                for unread in {*range(place, done)} - {*at}:
                    line.free[unread] = line.holds[unread] = False
                found += read
                places += at
        if not done:
            return _Reading(values, None, len(values))
        found += values[done:]
        places += range(done, len(values))
        at_place = places == [*range(len(values))]
        return _Reading(found, None if at_place else places, len(values))

    def _starts(self, values: Sequence[Values]) -> list[int]:
        """The places where a respelled word may begin, by its first two syllables."""
        last = len(values) - 1
        return [
            place
            for place, lengths in enumerate(map(self._lengths.get, values))
            if lengths and (None in lengths or (place < last and values[place + 1] in lengths))
        ]

    def _size(self, line: _Line, values: Sequence[Values], place: int) -> int:
        """The number of syllables of the respelled word at ``place``, or 0."""
        after = self._lengths[values[place]]
        lengths = after.get(values[place + 1], []).copy() if place + 1 < len(values) else []
        lengths += after.get(None, [])
        last = min(place + lengths[0], len(values))
        end = place + 1
        while end < last and not line.is_cut(end):
            end += 1
        for size in lengths:
            if size <= end - place and tuple(values[place : place + size]) in self._read:
                return size
        return 0


class _Line:
    """The boundaries of one line. A *place* is an item that is not hidden, by its number."""

    def __init__(self, text: str, offset: int) -> None:
        pieces, kinds = line_items(text)
        self.starts = list(accumulate(map(len, pieces), initial=offset))  # and the end of the line
        visible = [kind != rules.HIDDEN for kind in kinds]
        self.places = [*compress(count(), visible)]
        self.items = [*compress(zip(pieces, kinds, strict=True), visible)]
        # for each place: `holds`, whether a word ends before it; `free`, whether the model decides that
        khmer = [kind == rules.KHMER for kind in kinds]
        # between two syllables no word ends until that is decided
        together = [False, *map(and_, khmer, khmer[1:])]
        self.holds = [*map(not_, compress(together, visible))]
        if WORD_JOINER in text:
            for index in range(1, len(pieces)):
                together[index] = together[index] and pieces[index - 1][-1] != WORD_JOINER
        self.free = [*compress(together, visible)]

    def keep(self, words: Iterable[tuple[int, int]]) -> None:
        """Keep the user's words whole: the model decides nothing at their edges and inside."""
        for start, stop in words:
            for place in range(start, min(stop + 1, len(self.holds))):
                self.holds[place] = place in (start, stop)
                self.free[place] = False

    def is_cut(self, place: int) -> bool:
        """Whether a word ends before ``place`` without a decision of the model."""
        return self.holds[place] and not self.free[place]

    def decide(self, scores: Sequence[int]) -> None:
        """Decide the free places: a word ends before those with a positive score."""
        decided = zip(scores, self.free, self.holds, strict=True)
        self.holds = [score > 0 if free else held for score, free, held in decided]

    def open(self, removed: Words, keys: list[Key], scores: list[int]) -> None:
        """Cut removed words where that is likeliest; what is left is looked at again."""
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
        """The offsets where words end; hidden characters are a word of their own, if not inside one."""
        starts, holds = self.starts, self.holds
        if len(holds) < len(starts) - 1:
            # hidden items are cut off where a word ends before the next place, and at the line's end
            before = [True] * len(starts)
            for place, held in zip(self.places, holds, strict=True):
                before[place] = held
            for hidden in sorted({*range(len(starts) - 1)}.difference(self.places), reverse=True):
                before[hidden] = before[hidden + 1]
            holds = before[:-1]
        return [*compress(starts[1:], holds[1:]), starts[-1]]
