"""How results look in a notebook: self-contained HTML, escaped, for light and dark themes.

Nothing depends on colour: marks also differ by their underlines, and tables below the text give the
meanings, in print and where styles are stripped, as on GitHub.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from khmertext._clusters import cluster_pattern
from khmertext._markup import block, escaped, rows_table
from khmertext._markup import table as table
from khmertext._visible import clipped, visible
from khmertext.types import Token

# A notebook saves its output in its file: longer output is cut, with a note.
MAX_TOKENS = 5_000
MAX_CHARACTERS = 20_000
MAX_ROWS = 20  # of each of the tables below a text

Span = tuple[int, int, str, str]  # start, end, kind, tooltip


class Rows(NamedTuple):
    """A table below a text; ``source`` is named for the rest, if some rows are left out."""

    title: str
    source: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


class _Edit(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def after(self) -> str: ...


def _edges(text: str, end: int) -> list[int]:
    """0, and where the clusters of ``text[:end]`` end."""
    return [0, *(cluster.end() for cluster in cluster_pattern().finditer(text, 0, end))]


def pieces(text: str, spans: Iterable[Span], end: int) -> Iterator[tuple[str, Span | None]]:
    """``text[:end]`` in pieces: those to highlight, each with its span, and those between.

    A span is widened to whole clusters, since a browser draws a mark without its letter on a dotted
    circle. Of two spans that overlap, the one that begins first is kept.
    """
    edges, position = _edges(text, end), 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if span[1] > end:
            break
        first = edges[bisect_right(edges, span[0]) - 1]
        last = edges[bisect_left(edges, span[1])]
        if first >= position:
            yield text[position:first], None
            yield text[first:last], span
            position = last
    yield text[position:end], None


def _marked(text: str, spans: Iterable[Span]) -> str:
    shown = min(len(text), MAX_CHARACTERS)
    parts = []
    for piece, span in pieces(text, spans, shown):
        if span is None:
            parts.append(escaped(piece))
        else:
            _, _, kind, hint = span
            parts.append(f'<mark class="{kind}" title="{escaped(hint)}">{escaped(piece)}</mark>')
    return _text("".join(parts) + _more(len(text) - shown, "characters"))


def _text(body: str) -> str:
    return f'<div class="text" lang="km">{body}</div>'


def _more(count: int, what: str) -> str:
    return f'<span class="note"> … {count:,} more {what}</span>' if count else ""


def tokens(found: Collection[Token]) -> str:
    """The tokens of a text as boxes, white space as it is."""
    parts = []
    for number, token in enumerate(found):
        if number == MAX_TOKENS:
            parts.append(_more(len(found) - MAX_TOKENS, "tokens"))
            break
        if token.text.isspace():
            parts.append(escaped(token.text))
        else:
            hint = f"{token.start}:{token.end} {token.pos or token.kind}"
            parts.append(f'<span class="word" title="{escaped(hint)}">{escaped(token.text)}</span>')
    return block(_text("".join(parts)))


def marked(
    text: str,
    spans: Iterable[Span],
    legend: Sequence[tuple[str, str]],
    tables: Iterable[Rows] = (),
) -> str:
    """``text`` with its spans highlighted, below a legend (kinds and labels) and above tables."""
    return block(_legend(legend) + _marked(text, spans) + "".join(map(_below, tables)))


def _legend(legend: Sequence[tuple[str, str]]) -> str:
    labels = " ".join(f'<mark class="{kind}">{escaped(label)}</mark>' for kind, label in legend)
    return f'<div class="legend">{labels}</div>'


def _below(table: Rows) -> str:
    """A table under its title; nothing for a table without rows."""
    if not table.rows:
        return ""
    left = _more(max(len(table.rows) - MAX_ROWS, 0), f"in {table.source}")
    title = f"<p><b>{escaped(table.title)}</b></p>"
    return title + rows_table(table.header, table.rows[:MAX_ROWS]) + left


def changed(original: str, text: str, edits: Sequence[_Edit], table: Rows) -> str:
    """``original`` with ``edits`` shown in it: the old struck out, the new underlined."""
    count = f"{len(edits):,} change{'' if len(edits) == 1 else 's'}"
    parts, position = [], 0
    shown = min(len(original), MAX_CHARACTERS)
    for start, end, after in _changed_clusters(text, edits):
        if end > shown:
            break
        parts.append(escaped(original[position:start]))
        parts.append(f"<del>{escaped(clipped(visible(original[start:end])))}</del>")
        if after:
            parts.append(f"<ins>{escaped(after)}</ins>")
        position = end
    parts.append(escaped(original[position:shown]))
    body = _text("".join(parts) + _more(len(original) - shown, "characters"))
    return block(_legend([("edit", count)]) + body + _below(table))


def _changed_clusters(text: str, edits: Sequence[_Edit]) -> Iterator[tuple[int, int, str]]:
    """Start and end in the original of the clusters that ``edits`` touch, and what they became."""
    edges = _edges(text, len(text))
    first = last = 0  # start and end in `text` of the changed clusters
    shift = before = 0  # offset in `text` minus offset in the original: now, and before `first`
    begun = False
    for edit in edits:
        start = edit.start + shift
        end = start + len(edit.after)
        start, end = edges[bisect_right(edges, start) - 1], edges[bisect_left(edges, end)]
        if begun and start >= last:
            yield first - before, last - shift, text[first:last]
            begun = False
        if not begun:
            first, before, begun = start, shift, True
        last = end
        shift += len(edit.after) - (edit.end - edit.start)
    if begun:
        yield first - before, last - shift, text[first:last]
