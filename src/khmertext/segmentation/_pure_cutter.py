"""The pure-Python twin of the segmenter: decides the boundaries, from items and scores.

``_lexer`` gives the items, ``_pure_scorer`` the scores. A boundary between two items is *free* if both
are Khmer syllables; all others *hold*, that is, a word ends there. The model decides the free ones,
first for parts, then, among those that hold, for words. A word that the user added is kept whole; one
that the user removed is cut where that is likeliest.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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
    RE_NEWLINE,
    WORD_JOINER,
    U,
)
from khmertext._patterns import lazy_pattern
from khmertext.errors import check_text
from khmertext.segmentation import _model
from khmertext.segmentation import _token_rules as rules
from khmertext.segmentation._lexer import LINE, line_items
from khmertext.segmentation._model import Model
from khmertext.segmentation._pure_scorer import EDGES, Remembered, Scorer, Values
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
# Lines are decided together, so many that what Python does once for all of them costs little.
_LINES = lazy_pattern(rf"(?s:.{{1,4000}})[^{RE_NEWLINE}]*[{RE_NEWLINE}]*")
# A line break is one item with its text and others without: as many as the model sees of an edge.
_NO_TEXTS = [""] * (EDGES - 1)
_BREAKS = bytes([rules.BREAK]) * EDGES
_HIDDEN = bytes([rules.HIDDEN])
_TOGETHER = bytes([rules.KHMER]) * 2
# for `translate`: whether an item of a kind is visible, is Khmer
_VISIBLE = bytes(kind != rules.HIDDEN for kind in range(256))
_KHMER = bytes(kind == rules.KHMER for kind in range(256))


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
        return Words([self._keys(_Lines(word, 0)) for word in words])

    def _syllables_of(self, word: str) -> tuple[Values, ...]:
        return tuple(self._item_values(_Lines(word, 0)))

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
        for found in _LINES.finditer(text):
            lines = _Lines(found[0], found.start(), all_seen=bool(self._added))
            ends.extend(self._ends_in(lines, parts))
        return ends

    def keep(self, text: str, ends: Iterable[int]) -> list[int]:
        """``ends``, which another engine found, with the added words kept whole."""
        added = self._added or Words(())
        kept: list[tuple[int, int]] = []
        for found in _LINES.finditer(text):
            lines = _Lines(found[0], found.start())
            kept += lines.spans(added.matches(self._keys(lines)))
        inside = {end for span in kept for end in span if end}
        starts = [start for start, _ in kept]
        for end in ends:
            before = bisect_left(starts, end) - 1  # the last word that begins before the offset
            if before < 0 or kept[before][1] <= end:
                inside.add(end)
        return sorted(inside)

    def _ends_in(self, lines: _Lines, parts_only: bool) -> list[int]:
        """The ends of the words in ``lines``."""
        values = self._item_values(lines) if True in lines.free else []
        for place in self._scorer.killed(values):
            lines.free[place] = False
        decided = True in lines.free
        keys = self._keys(lines) if self._added or self._removed else []
        if self._added:
            lines.keep(self._added.matches(keys))
        if decided:
            self._decide(lines, values, keys, parts_only)
        return lines.ends()

    def _decide(
        self, lines: _Lines, values: Sequence[Values], keys: list[Key], parts_only: bool
    ) -> None:
        """Decide the boundaries of ``lines`` that are free."""
        reading = self._respellings.read(lines, values)
        part_scores, word_scores = self._scorer.item_scores(reading.values)
        part_scores = self._scorer.review(
            reading.values,
            part_scores,
            reading.at_places(lines.free),
            reading.at_places(lines.holds),
        )
        scores = reading.scores(part_scores)
        lines.decide(scores)
        if self._removed:
            lines.open(self._removed, keys, scores)
        if parts_only:
            return
        lines.free = [*map(and_, lines.free, lines.holds)]
        begins = reading.at_places(lines.holds)
        asked = reading.at_places(lines.free)
        parts = self._scorer.part_values(reading.values, begins)
        joins = self._scorer.join_scores(parts, [*compress(asked, begins)])
        for place, join in zip(compress(count(), asked), joins, strict=True):
            word_scores[place] += join
        scores = reading.scores(word_scores)
        lines.decide(scores)
        if self._removed:
            lines.open(self._removed, keys, scores)

    def _item_values(self, lines: _Lines) -> list[Values]:
        syllables, values = self._syllables, self._scorer.values
        return [
            syllables[piece] if kind == rules.KHMER else values(_model.MODEL_KINDS[kind], piece)
            for piece, kind in zip(lines.pieces, lines.kinds, strict=True)
        ]

    def _keys(self, lines: _Lines) -> list[Key]:
        """Of each item: a Khmer syllable by its value, anything else by its visible characters."""
        return [
            self._syllables[piece] if kind == rules.KHMER else _INVISIBLE.sub("", piece)
            for piece, kind in zip(lines.pieces, lines.kinds, strict=True)
        ]


class _Syllables(Remembered[str, Values]):
    """The values of syllables; of long ones, which seldom come again, none is remembered."""

    def __missing__(self, piece: str) -> Values:
        if len(piece) < 16:
            return super().__missing__(piece)
        return self._find(piece)


class _Reading(NamedTuple):
    """Lines as the model sees them: values, and for each its place as typed, or -1."""

    values: Sequence[Values]
    places: Sequence[int] | None  # None: no word is respelled, so each is at its own place
    all: int  # the number of places

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

    def read(self, lines: _Lines, values: Sequence[Values]) -> _Reading:
        """The lines as the model reads them; no word ends before a typed syllable that is not read."""
        found: list[Values] = []
        places: list[int] = []
        done = 0
        for place in self._starts(values):
            if place < done:
                continue
            size = self._size(lines, values, place)
            if size:
                found += values[done:place]
                places += range(done, place)
                done = place + size
                read, typed_at = self._read[tuple(values[place:done])]
                at = [place + k if k >= 0 else -1 for k in typed_at]
                for unread in {*range(place, done)} - {*at}:
                    lines.free[unread] = lines.holds[unread] = False
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
        found = []
        for place in compress(count(), map(self._lengths.__contains__, values)):
            lengths = self._lengths[values[place]]
            if None in lengths or (place < last and values[place + 1] in lengths):
                found.append(place)
        return found

    def _size(self, lines: _Lines, values: Sequence[Values], place: int) -> int:
        """The number of syllables of the respelled word at ``place``, or 0."""
        after = self._lengths[values[place]]
        lengths = after.get(values[place + 1], []).copy() if place + 1 < len(values) else []
        lengths += after.get(None, [])
        last = min(place + lengths[0], len(values))
        end = place + 1
        while end < last and not lines.is_cut(end):
            end += 1
        for size in lengths:
            if size <= end - place and tuple(values[place : place + size]) in self._read:
                return size
        return 0


class _Lines:
    """The boundaries of some lines. A *place* is an item that the model sees, by its number.

    Unless ``all_seen``, the items of a line where nothing is to be decided are as good as hidden.
    """

    def __init__(self, text: str, offset: int, all_seen: bool = True) -> None:
        pieces: list[str] = []
        kinds = bytearray()
        for line in LINE.finditer(text):
            if line[1] is None:
                pieces += line[0], *_NO_TEXTS
                kinds += _BREAKS
            else:
                line_pieces, line_kinds = line_items(line[1])
                pieces += line_pieces
                is_seen = all_seen or _TOGETHER in bytes(line_kinds)
                kinds += bytes(line_kinds) if is_seen else _HIDDEN * len(line_kinds)
        self.starts = list(accumulate(map(len, pieces), initial=offset))  # and the end of the lines
        self.visible = kinds.translate(_VISIBLE)
        self.pieces = [*compress(pieces, self.visible)]
        self.kinds = kinds.translate(None, _HIDDEN)
        # for each place: `holds`, whether a word ends before it; `free`, whether the model decides that
        khmer = kinds.translate(_KHMER)
        # between two syllables no word ends until that is decided
        together = [*map(and_, khmer, b"\0" + khmer)]
        self.holds = [*map(not_, compress(together, self.visible))]
        if WORD_JOINER in text:
            for index in range(1, len(pieces)):
                together[index] = together[index] and pieces[index - 1][-1] != WORD_JOINER
        self.free = [*compress(together, self.visible)]

    def spans(self, words: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The offsets where the words at these places begin and end."""
        numbers = [*compress(count(), self.visible)]
        for start, stop in words:
            yield self.starts[numbers[start]], self.starts[numbers[stop - 1] + 1]

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
        holds = [*self.holds, True]
        # a word ends before hidden items where one ends behind them
        held = map(holds.__getitem__, accumulate(self.visible, initial=0))
        # each once: all items of a line break end at one place
        return [*dict.fromkeys(compress(self.starts, held))][1:]
