"""How results look in a notebook: self-contained HTML, escaped, for light and dark themes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from html import escape

from khmertext._clusters import cluster_pattern
from khmertext.types import Token

# A notebook keeps its output in the file: what is longer is cut, and says so.
MAX_TOKENS = 5_000
MAX_CHARACTERS = 20_000

# Colours carry meaning only together with a label; translucent, they suit any background.
_COLOURS = {
    "acronym": "66, 133, 244",
    "date": "52, 168, 83",
    "number": "251, 140, 0",
    "edit": "156, 39, 176",
    "spelling": "233, 30, 99",
    "diagnostic": "229, 57, 53",
}
_STYLE = """
.khmertext { font-family: "Noto Sans Khmer", "Khmer OS Battambang", "Khmer OS", "Leelawadee UI",
  "Khmer Sangam MN", sans-serif; line-height: 2.1; color: inherit; overflow-wrap: anywhere; }
.khmertext .text { white-space: pre-wrap; max-width: 60em; }
.khmertext .word, .khmertext mark { border-radius: 3px; padding: 1px 2px; color: inherit; }
.khmertext .word { background: rgba(128, 128, 128, .16); margin-right: 2px; }
.khmertext .word:nth-child(even) { background: rgba(128, 128, 128, .30); }
.khmertext .legend { font-size: 85%; margin-bottom: .4em; }
.khmertext .legend mark { margin-right: .8em; }
.khmertext .note { opacity: .7; font-size: 85%; }
.khmertext table { border-collapse: collapse; }
.khmertext th, .khmertext td { text-align: left !important; padding: 2px 10px 2px 0; vertical-align: top; }
.khmertext th { font-weight: 600; border-bottom: 1px solid rgba(128, 128, 128, .5); }
""" + "".join(
    f".khmertext mark.{kind} {{ background: rgba({colour}, .25); "
    f"box-shadow: inset 0 -2px rgba({colour}, .9); }}\n"
    for kind, colour in _COLOURS.items()
)

Span = tuple[int, int, str, str]  # start, end, kind, what a hovering mouse reads


def _block(body: str) -> str:
    return f'<div class="khmertext"><style>{_STYLE}</style>{body}</div>'


def _text(text: str) -> str:
    """Escaped text; what no page can show (lone surrogates) becomes U+FFFD."""
    return escape(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


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
        parts.append(_text(text[position:start]))
        parts.append(f'<mark class="{kind}" title="{_text(hint)}">{_text(text[start:end])}</mark>')
        position = end
    parts.append(_text(text[position:shown]))
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
            parts.append(_text(token.text))
        else:
            hint = f"{token.start}:{token.end} {token.pos or token.kind}"
            parts.append(f'<span class="word" title="{_text(hint)}">{_text(token.text)}</span>')
    return _block(f'<div class="text" lang="km">{"".join(parts)}</div>')


def marked(text: str, spans: Iterable[Span], legend: Sequence[tuple[str, str]]) -> str:
    """``text`` with its spans in the colours of their kinds, under a legend: kinds and their labels."""
    labels = "".join(f'<mark class="{kind}">{_text(label)}</mark>' for kind, label in legend)
    return _block(f'<div class="legend">{labels}</div>{_marked(text, spans)}')


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, each row with a cell for each title of the header."""
    head = "".join(f"<th>{_text(name)}</th>" for name in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{_text(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return _block(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
