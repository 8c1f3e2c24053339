"""Maps offsets between a text and what replacements made of it, in both directions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Alignment:
    """Maps spans of an original to the text that some replacements made of it, and back.

    ``replacements`` are ``(start, end, length)`` in rising order: the original's ``[start, end)``
    became ``length`` code points; everything between them is unchanged. A span that touches the
    inside of a replaced region is widened to the whole region, because order inside it is lost.
    Deleted characters right before or behind a span stay outside it.

    >>> a = Alignment([(2, 3, 0)])          # "ab-cd" became "abcd"
    >>> a.to_original(0, 2), a.to_original(1, 3), a.to_original(2, 4)
    ((0, 2), (1, 4), (3, 5))
    """

    __slots__ = ("_new_ends", "_new_starts", "_old_ends", "_old_starts")

    def __init__(self, replacements: Iterable[tuple[int, int, int]]) -> None:
        self._old_starts: list[int] = []
        self._old_ends: list[int] = []
        self._new_starts: list[int] = []
        self._new_ends: list[int] = []
        shift = 0
        for start, end, length in replacements:
            self._old_starts.append(start)
            self._old_ends.append(end)
            self._new_starts.append(start + shift)
            self._new_ends.append(start + shift + length)
            shift += length - (end - start)

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original behind ``[start, end)`` of the rewritten text."""
        return _map_span(
            start, end, self._new_starts, self._new_ends, self._old_starts, self._old_ends
        )

    def to_rewritten(self, start: int, end: int) -> tuple[int, int]:
        """The span of the rewritten text that came from ``[start, end)`` of the original."""
        return _map_span(
            start, end, self._old_starts, self._old_ends, self._new_starts, self._new_ends
        )


def _map_span(
    start: int,
    end: int,
    from_starts: list[int],
    from_ends: list[int],
    to_starts: list[int],
    to_ends: list[int],
) -> tuple[int, int]:
    passed = bisect_right(from_ends, start)  # regions that lie wholly before the start
    shift = to_ends[passed - 1] - from_ends[passed - 1] if passed else 0
    behind_all = passed == len(from_starts)
    if start <= end and (behind_all or end <= from_starts[passed]):  # most spans touch no region
        return start + shift, end + shift
    inside = not behind_all and from_starts[passed] <= start
    first = to_starts[passed] if inside else start + shift
    if end <= start:
        return first, first
    begun = bisect_left(from_starts, end)  # regions that begin before the end
    if begun and from_ends[begun - 1] >= end:
        last = to_ends[begun - 1]
    else:
        last = end + (to_ends[begun - 1] - from_ends[begun - 1] if begun else 0)
    return first, max(first, last)
