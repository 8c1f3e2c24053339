"""Cuts a text into items: Khmer syllables, and everything else as whole tokens by rule.

The first step of the pure twin; the rules are in ``_token_rules``, the acronyms in ``_acronym_spans``.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final, NamedTuple

from khmertext._chars import INVISIBLES, RE_NEWLINE
from khmertext._clusters import next_cluster_boundary
from khmertext._patterns import lazy_pattern
from khmertext.segmentation._acronym_spans import acronym_spans
from khmertext.segmentation._token_rules import (
    ACRONYM,
    BREAK,
    ENUMERATOR,
    HANGING,
    HIDDEN,
    KHMER,
    LATIN,
    NUMBER,
    OTHER,
    STRETCH,
    TOKEN,
    colons,
    has_foreign,
    is_foreign_end,
    may_go_on,
    name_end,
    number_end,
)

_INVISIBLES: Final = frozenset(INVISIBLES)
LINE: Final = lazy_pattern(
    rf"([^{RE_NEWLINE}]+)|[{RE_NEWLINE}]+"
)  # a line, or the breaks behind it


class Item(NamedTuple):
    """``text[start:end]``: a Khmer syllable, or a token of another ``kind`` (see ``_token_rules``)."""

    start: int
    end: int
    kind: int


def items(text: str) -> list[Item]:
    """The items of ``text``, left to right without gaps.

    They begin and end between clusters, but for a colon that is typed as ៈ.

    >>> [text[i.start : i.end] for text in ["ទី៣១ គ.ក.ស .ក"] for i in items(text)]
    ['ទី', '៣១', ' ', 'គ.ក.ស .ក']
    """
    found: list[Item] = []
    for line in LINE.finditer(text):
        if line[1] is None:
            found.append(Item(*line.span(), BREAK))
            continue
        pieces, kinds = line_items(line[1])
        ends = list(accumulate(map(len, pieces), initial=line.start()))
        found += map(Item, ends, ends[1:], kinds)
    return found


def line_items(line: str) -> tuple[list[str], list[int]]:
    """The items of a line that is not empty: their texts and their kinds."""
    pieces: list[str] = []
    kinds: list[int] = []
    position, end = 0, len(line)
    stops: list[int] = []
    if "." in line or "," in line:
        for start, stop in acronym_spans(line, 0, end):
            stops.append(stop)
            _lex(line, position, start, pieces, kinds)
            position = _past_marks(line, stop, end)
            pieces.append(line[start:position])
            kinds.append(ACRONYM)
    _lex(line, position, end, pieces, kinds)
    if has_foreign(line):
        pieces, kinds = _whole_clusters(line, pieces, kinds)
    apart = colons(line, stops)
    return _with_colons(apart, pieces, kinds) if apart else (pieces, kinds)


def _with_colons(
    apart: set[int], pieces: list[str], kinds: list[int]
) -> tuple[list[str], list[int]]:
    """The items with each ៈ at ``apart`` cut off from what it hangs on."""
    parted: list[str] = []
    parted_kinds: list[int] = []
    for piece, kind, end in zip(pieces, kinds, accumulate(map(len, pieces)), strict=True):
        if len(piece) > 1 and end - 1 in apart:
            parted += piece[:-1], piece[-1]
            parted_kinds += kind, OTHER
        else:
            parted.append(piece)
            parted_kinds.append(kind)
    return parted, parted_kinds


def _lex(line: str, position: int, end: int, pieces: list[str], kinds: list[int]) -> None:
    while position < end:
        token = TOKEN.match(line, position, end)
        assert token is not None
        kind = token.lastindex or OTHER
        after = token.end()
        if kind == KHMER:
            stretch = STRETCH.findall(line, position, after)
            pieces += stretch
            kinds += [HIDDEN if piece[0] in _INVISIBLES else KHMER for piece in stretch]
        else:
            if kind == NUMBER:
                name = name_end(line, position, end)
                if name >= 0:
                    kind, after = LATIN, name
                elif may_go_on(line, position, after, end):
                    after = max(after, number_end(line, position, end))
                after = _past_marks(line, after, end)
            pieces.append(line[position:after])
            kinds.append(kind if kind <= ENUMERATOR else OTHER)
        position = after


def _past_marks(line: str, position: int, end: int) -> int:
    hanging = HANGING.match(line, position, end)
    assert hanging is not None
    return hanging.end()


def _whole_clusters(line: str, pieces: list[str], kinds: list[int]) -> tuple[list[str], list[int]]:
    """Joins items that meet inside a cluster."""
    whole: list[str] = []
    whole_kinds: list[int] = []
    start = 0
    anchor = 0  # a cluster boundary
    for piece, kind in zip(pieces, kinds, strict=True):
        if start and is_foreign_end(line, start - len(whole[-1]), start, whole_kinds[-1]):
            anchor = next_cluster_boundary(line, anchor, start)
            if anchor != start:
                whole[-1] += piece
                start += len(piece)
                continue
        anchor = max(anchor, start)
        whole.append(piece)
        whole_kinds.append(kind)
        start += len(piece)
    return whole, whole_kinds
