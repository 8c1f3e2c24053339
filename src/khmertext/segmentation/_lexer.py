"""Cuts a text into items: Khmer syllables, and everything else as whole tokens by rule."""

from __future__ import annotations

import re
from typing import NamedTuple

from khmertext.segmentation._acronym_spans import acronym_spans
from khmertext.segmentation._classes import RE_NEWLINE
from khmertext.segmentation._shapes import (
    ACRONYM,
    ENUMERATOR,
    HANGING,
    KHMER,
    NUMBER,
    OTHER,
    SYLLABLE,
    TOKEN,
    has_seams,
    is_seam,
    may_go_on,
    next_cluster_boundary,
    number_end,
)

_new = tuple.__new__  # half the time of Item(...)
_LINE = re.compile(rf"[^{RE_NEWLINE}]+|[{RE_NEWLINE}]+")


class Item(NamedTuple):
    """``text[start:end]``: a Khmer syllable, or a token of another ``kind`` (see ``_shapes``)."""

    start: int
    end: int
    kind: int


def items(text: str) -> list[Item]:
    """The items of ``text``, left to right without gaps; each begins and ends between clusters.

    >>> [text[i.start : i.end] for text in ["ទី៣១ គ.ក.ស .ក"] for i in items(text)]
    ['ទី', '៣១', ' ', 'គ.ក.ស .ក']
    """
    found: list[Item] = []
    if "." in text or "," in text:
        for line in _LINE.finditer(text):
            position, end = line.span()
            for start, stop in acronym_spans(text, position, end):
                _lex(text, position, start, found)
                position = _past_marks(text, stop, end)
                found.append(Item(start, position, ACRONYM))
            _lex(text, position, end, found)
    else:
        _lex(text, 0, len(text), found)
    return _whole_clusters(text, found) if has_seams(text) else found


def _lex(text: str, position: int, end: int, found: list[Item]) -> None:
    while position < end:
        token = TOKEN.match(text, position, end)
        assert token is not None
        kind = token.lastindex or OTHER
        after = token.end()
        if kind == KHMER:
            found += [
                _new(Item, (*syllable.span(), KHMER))
                for syllable in SYLLABLE.finditer(text, position, after)
            ]
        else:
            if kind == NUMBER:
                if may_go_on(text, position, after, end):
                    after = max(after, number_end(text, position, end))
                after = _past_marks(text, after, end)
            found.append(Item(position, after, kind if kind <= ENUMERATOR else OTHER))
        position = after


def _past_marks(text: str, position: int, end: int) -> int:
    hanging = HANGING.match(text, position, end)
    assert hanging is not None
    return hanging.end()


def _whole_clusters(text: str, found: list[Item]) -> list[Item]:
    """Joins items that meet inside a cluster."""
    whole: list[Item] = []
    anchor = 0  # a cluster boundary
    for item in found:
        start = item.start
        if start and is_seam(text, whole[-1].start, start, whole[-1].kind):
            anchor = next_cluster_boundary(text, anchor, start)
            if anchor != start:
                whole[-1] = whole[-1]._replace(end=item.end)
                continue
        anchor = max(anchor, start)
        whole.append(item)
    return whole
