"""The view of a text: repaired and without hidden characters. All finders match on it.

It maps what they find back to offsets of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import attrgetter
from typing import Final

from khmertext import _scan
from khmertext._chars import (
    CAMNUC,
    COENG,
    MARKS,
    MINUS_SIGN,
    OTHER_HYPHENS,
    OTHER_SPACES,
    RE_CONSONANT,
    RE_DIGIT,
    RE_INVISIBLE,
)
from khmertext._colons import typed_colons
from khmertext._patterns import lazy_pattern
from khmertext.normalization import Normalized, explain

_HIDDEN: Final = lazy_pattern(f"[{RE_INVISIBLE}]|\r(?=\n)")
_RARE: Final = lazy_pattern(f"[{OTHER_SPACES}{OTHER_HYPHENS}]")
USUAL: Final = str.maketrans(
    {**dict.fromkeys(OTHER_SPACES, " "), **dict.fromkeys(OTHER_HYPHENS, "-")}
)
# Figures, or those of a code with its letters, with a minus sign between them: 31−07−2024, 2A−1234.
# Where the first has a sign of its own, the next one has, too: −5−3. So is a figure joined to a name in
# Latin letters: COVID−19, F−16.
_FIGURE: Final = f"[0-9{RE_DIGIT}][0-9{RE_DIGIT}.,]*"
_JOINED_BY_MINUS: Final = lazy_pattern(
    f"(?:(?<![0-9{RE_DIGIT}.,{MINUS_SIGN}]){_FIGURE}[A-Z{RE_CONSONANT}]{{0,2}}|(?<=[A-Za-z]))"
    f"{MINUS_SIGN}{_FIGURE}(?:[A-Z{RE_CONSONANT}]{{0,2}}{MINUS_SIGN}{_FIGURE})*"
)
_MARKS: Final = frozenset(MARKS + COENG)
_start_of: Final = attrgetter("start")


class View:
    """``text`` to match on, and the way back to the offsets of the original.

    ``text`` is the original without what cannot be seen (U+200B, marks of direction, soft hyphens
    ...), with LF for CR LF, U+0020 for no-break spaces and those of other widths, U+002D for other
    hyphens and for a minus sign between figures (៥−១០), and then normalized (level ``standard``), so
    that a badly typed word is found like a well typed one; ៈ that is typed for ៖ is that, unless
    ``colons`` is false, as where spellings are looked at. A span that touches the inside of a
    normalized place is widened to the whole of it. Pass ``explain(original)`` as ``explained`` if you
    have it already.

    >>> view = View("ថ្ងៃ\\u200bទី៣១ ខែឣ\\u200bសុជ")
    >>> view.text
    'ថ្ងៃទី៣១ ខែអសុជ'
    >>> view.to_original(4, 8), view.to_original(11, 15)
    ((5, 9), (12, 17))
    """

    __slots__ = ("_normalized", "_pieces", "_unchanged", "original", "text")

    def __init__(
        self, original: str, explained: Normalized | None = None, *, colons: bool = True
    ) -> None:
        self.original = original
        plain, self._pieces = plainly_typed(original)
        if plain is not original:
            explained = None
        self._normalized = explained or explain(plain)
        # between two edits: where the last span lay, and how far all offsets there are moved
        self._unchanged = (0, 0, 0)
        text = self._normalized.text
        if MINUS_SIGN in text:
            text = _JOINED_BY_MINUS.sub(_with_hyphens, text)
        self.text = _with_colons(text) if colons else text

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original behind ``[start, end)`` of the view.

        Hidden characters right before or behind it stay outside; marks that the view deleted right
        behind it are inside, since they belong to its last cluster.
        """
        if self._normalized.edits:
            start, end = self._before_repair(start, end)
        return self._pieces.to_original(start, end)

    def was_repaired(self, start: int, end: int) -> bool:
        """Whether normalizing changed something in ``[start, end)``, or right beside it."""
        low, high, _ = self._unchanged  # there are no edits between
        return not low < start <= end < high and self._normalized.edits != ()

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The span of the view that corresponds exactly to ``to_original(start, end)``.

        It is ``[start, end)``, not empty, widened to the whole of every normalized place that it
        touches. Who replaces the original span must build the replacement from this one.
        """
        if not self._normalized.edits:
            return start, end
        return self._normalized.to_normalized(*self._before_repair(start, end))

    def _before_repair(self, start: int, end: int) -> tuple[int, int]:
        low, high, shift = self._unchanged
        if low < start <= end < high:
            return start + shift, end + shift
        typed, edits = self._normalized.original, self._normalized.edits
        first, last = self._normalized.to_original(start, end)
        behind = bisect_left(edits, last, key=_start_of)
        before = edits[behind - 1].end if behind else -1
        if before < first and last - first == end - start > 0:
            shift = first - start
            after = edits[behind].start if behind < len(edits) else len(typed) + 1
            self._unchanged = (before - shift, after - shift, shift)
        if (
            end > start
            and typed[last : last + 1] in _MARKS
            and behind < len(edits)
            and edits[behind].start == last
            and not edits[behind].after
        ):
            last = edits[behind].end
        return first, last


class Pieces:
    """What was left in a text between what was left out of it."""

    __slots__ = ("_starts",)

    def __init__(self, sizes: Iterable[int] = ()) -> None:
        """``sizes`` are those of all pieces but the last."""
        self._starts = list(accumulate(sizes))  # where each piece but the first begins

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the text as typed behind ``[start, end)`` of what was left."""
        # The number of pieces that begin before an offset is the number of characters left out.
        before = bisect_right(self._starts, start)
        if end <= start:
            return start + before, start + before
        return start + before, end + bisect_right(self._starts, end - 1, before)


def plainly_typed(text: str) -> tuple[str, Pieces]:
    """``text`` with one blank, one hyphen, and without what is hidden, the CR of a CR LF too.

    With it come its pieces. A text in which nothing changes is returned as the same object.
    """
    native = _scan.native_scan()
    if native is not None:
        found: tuple[str, Pieces] = native.plainly_typed(text)
        return found
    pieces = _HIDDEN.split(text)
    if _RARE.search(text):
        pieces = [piece.translate(USUAL) for piece in pieces]
    elif len(pieces) == 1:
        return text, Pieces()
    return "".join(pieces), Pieces(map(len, pieces[:-1]))


def _with_hyphens(figures: re.Match[str]) -> str:
    return figures[0].replace(MINUS_SIGN, "-")


def _with_colons(text: str) -> str:
    """``text`` with ៖ for each ៈ that is typed for it: លេខៈ ១២៣."""
    pieces: list[str] = []
    done = 0
    for colon in typed_colons(text):
        pieces += (text[done:colon], CAMNUC)
        done = colon + 1
    return "".join((*pieces, text[done:])) if pieces else text
