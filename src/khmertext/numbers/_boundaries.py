"""Whether number words found in running text stand there as words of their own."""

from __future__ import annotations

from khmertext._chars import COENG, LETTERS, MARKS

_WRITTEN = frozenset(LETTERS + MARKS + COENG)
_REACH = 30  # how far the words around a place are looked at


def is_bounded(text: str, start: int, end: int, *, unit_follows: bool = False) -> bool:
    """Whether words begin at ``start`` and end at ``end``.

    Where no letter touches the number nothing needs to be asked; elsewhere the segmentation of the
    surroundings decides.
    """
    left_open = start > 0 and text[start - 1] in _WRITTEN
    right_open = not unit_follows and text[end : end + 1] in _WRITTEN and end < len(text)
    if not left_open and not right_open:
        return True
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    gap = text.rfind(" ", first, start)
    first = gap + 1 if gap >= 0 else first
    gap = text.find(" ", end, last)
    last = gap if gap >= 0 else last
    from khmertext.segmentation import segment

    boundaries = segment(text[first:last], mode="part").boundaries
    return (not left_open or start - first in boundaries) and (
        not right_open or end - first in boundaries
    )
