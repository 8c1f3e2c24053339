"""Finds the dotted acronyms of a line for ``_lexer``: plain ones by one pattern, others by ``_dotted``.

A *seam* is a dot or comma with Khmer on both sides. Seams that are near each other form a group. A
group of nothing but single letters with dots between them, with no Khmer beside it (គ.ក.ស.ក), is an
acronym. Any other group goes to :func:`find_dotted` in a window of the line, so the work stays linear
and the result depends on the neighbourhood alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from khmertext._chars import RE_LETTER, RE_WRITTEN, ZWNJ, ZWSP
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext.segmentation._dotted import find_dotted

CONTEXT: Final = 40  # characters on either side that may matter
NEAR: Final = 12  # two seams not farther apart are in one group

_BLANK = f"[ {ZWSP}{ZWNJ}]{{0,3}}"
_seam = lazy_pattern(rf"(?<=[{RE_WRITTEN} {ZWSP}{ZWNJ}])[.,](?={_BLANK}[{RE_LETTER}])")
_khmer_before = lazy_pattern(rf"[{RE_WRITTEN}]{_BLANK}\Z")
_plain = compile_pattern(
    rf"[{RE_LETTER}](?:\.[{RE_LETTER}])++(?![{RE_WRITTEN}\u200d])(?:\.(?![.0-9\u17e0-\u17e9]))?+"
    # what follows may be a slipped unit of the acronym
    rf"(?![.,]|{_BLANK}[.,]|{_BLANK}[{RE_LETTER}](?![\u17b4-\u17d3\u17dd]))"
)
_before_plain = lazy_pattern(rf"[{RE_WRITTEN}.,]")


def acronym_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the dotted acronyms in ``text[start:end]``, which is a line, left to right."""
    spans: list[tuple[int, int]] = []
    seams = [
        found.start()
        for found in _seam.finditer(text, start, end)
        if _khmer_before.search(text, max(start, found.start() - 4), found.start())
    ]
    first = 0
    for last, seam in enumerate(seams):
        if last + 1 < len(seams) and seams[last + 1] - seam <= NEAR:
            continue
        spans += _spans(text, start, end, seams[first], seam, spans[-1][1] if spans else start)
        first = last + 1
    return spans


def _spans(
    text: str, start: int, end: int, first: int, last: int, taken: int
) -> list[tuple[int, int]]:
    """The acronyms of one group of seams, of which ``first`` and ``last`` are the ends."""
    unit = first - 1
    plain = _plain.match(text, unit, end)
    if plain and plain.end() > last and (unit == start or not _before_plain.match(text, unit - 1)):
        return [plain.span()] if unit >= taken else []
    left = max(start, first - CONTEXT)
    window = text[left : min(end, last + CONTEXT)]
    return [
        (left + begin, left + stop)
        for begin, stop in in_window(window)
        if left + begin >= taken and left + begin < last and left + stop > first
    ]


def in_window(window: str) -> tuple[tuple[int, int], ...]:
    """The acronyms of a piece of a line; cached, since the same pieces come again."""
    # a long one may be a whole line, which the cache should not keep
    return _remembered(window) if len(window) <= 4 * CONTEXT else tuple(find_dotted(window))


@lru_cache(maxsize=256)
def _remembered(window: str) -> tuple[tuple[int, int], ...]:
    return tuple(find_dotted(window))
