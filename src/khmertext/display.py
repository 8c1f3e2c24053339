"""How results look in a notebook: self-contained HTML, escaped, for light and dark themes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence

from khmertext._clusters import cluster_pattern
from khmertext._markup import block, escaped
from khmertext._markup import table as table
from khmertext.types import Token

# A notebook keeps its output in the file: what is longer is cut, and says so.
MAX_TOKENS = 5_000
MAX_CHARACTERS = 20_000

Span = tuple[int, int, str, str]  # start, end, kind, what a hovering mouse reads


def _marked(text: str, spans: Iterable[Span]) -> str:
    """``text`` with its spans marked; of two that overlap the one that begins first wins.

    A span is widened to whole clusters: a mark cut off from its letter is drawn on a dotted circle.
    """
    shown, parts, position = min(len(text), MAX_CHARACTERS), [], 0
    edges = [0, *(cluster.end() for cluster in cluster_pattern().finditer(text, 0, shown))]
    for start, end, kind, hint in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > shown:
            break
        start = edges[bisect_right(edges, start) - 1]
        end = edges[bisect_left(edges, end)]
        if start < position:
            continue
        parts.append(escaped(text[position:start]))
        parts.append(
            f'<mark class="{kind}" title="{escaped(hint)}">{escaped(text[start:end])}</mark>'
        )
        position = end
    parts.append(escaped(text[position:shown]))
    if shown < len(text):
        parts.append(f'<span class="note"> … {len(text) - shown:,} more characters</span>')
    return f'<div class="text" lang="km">{"".join(parts)}</div>'


def tokens(found: Collection[Token]) -> str:
    """The tokens of a text as boxes, white space as it is."""
    parts = []
    for number, token in enumerate(found):
        if number == MAX_TOKENS:
            more = len(found) - MAX_TOKENS
            parts.append(f'<span class="note"> … {more:,} more tokens</span>')
            break
        if token.text.isspace():
            parts.append(escaped(token.text))
        else:
            hint = f"{token.start}:{token.end} {token.pos or token.kind}"
            parts.append(f'<span class="word" title="{escaped(hint)}">{escaped(token.text)}</span>')
    return block(f'<div class="text" lang="km">{"".join(parts)}</div>')


def marked(text: str, spans: Iterable[Span], legend: Sequence[tuple[str, str]]) -> str:
    """``text`` with its spans in the colours of their kinds, under a legend: kinds and their labels."""
    labels = "".join(f'<mark class="{kind}">{escaped(label)}</mark>' for kind, label in legend)
    return block(f'<div class="legend">{labels}</div>{_marked(text, spans)}')
