"""What a text says without the invisible characters: the view that the finders match on."""

from __future__ import annotations

import re

from khmertext._alignment import Alignment
from khmertext._chars import ZWNJ, ZWSP

_INVISIBLE = re.compile(f"[{ZWSP}{ZWNJ}]+")


class View:
    """``text`` to match on, and the way back to the offsets of the original.

    >>> view = View("ថ្ងៃ\\u200bទី៣១")
    >>> view.text
    'ថ្ងៃទី៣១'
    >>> view.to_original(4, 8)
    (5, 9)
    """

    __slots__ = ("_alignment", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original
        self._alignment: Alignment | None = None
        if ZWSP in original or ZWNJ in original:
            self.text = _INVISIBLE.sub("", original)
            self._alignment = Alignment(
                (m.start(), m.end(), 0) for m in _INVISIBLE.finditer(original)
            )

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original behind ``[start, end)`` of the view."""
        if self._alignment is None:
            return start, end
        return self._alignment.to_original(start, end)
