"""HTML that every result shown in a notebook is built of: its frame and style, and tables.

``display`` adds marked text and tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

# The colour of each kind, translucent to suit any background, and its underline: some people cannot
# tell the colours apart, and print leaves them out.
_KINDS = {
    "acronym": ("66, 133, 244", "solid"),
    "date": ("52, 168, 83", "dashed"),
    "number": ("251, 140, 0", "dotted"),
    "edit": ("156, 39, 176", "solid"),
    "spelling": ("233, 30, 99", "wavy"),
    "diagnostic": ("229, 57, 53", "double"),
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
.khmertext p { margin: .6em 0 0; }
.khmertext td:first-child { white-space: nowrap; }
.khmertext del { color: #d93025; text-decoration: line-through; }
.khmertext ins { color: #1e8e3e; text-decoration: underline; }
""" + "".join(
    f".khmertext mark.{kind} {{ background: rgba({colour}, .25);"
    f" text-decoration: underline {line} rgb({colour}) 2px; text-underline-offset: .35em; }}\n"
    for kind, (colour, line) in _KINDS.items()
)


# Signs that turn the direction of all that follows, and would do so outside the text, too.
_TURNS = {code: f"<U+{code:04X}>" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def block(body: str) -> str:
    return f'<div class="khmertext"><style>{_STYLE}</style>{body}</div>'


def escaped(text: str) -> str:
    """``text`` escaped for HTML; what cannot be shown in it safely is replaced.

    Lone surrogates, which UTF-8 cannot hold, become U+FFFD, signs of direction their names.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return escape(whole.translate(_TURNS))


def rows_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table, each row with a cell for each title of the header."""
    head = "".join(f"<th>{escaped(name)}</th>" for name in header)
    body = "".join(
        "<tr>" + "".join(f"<td>{escaped(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """:func:`rows_table` in the frame that notebooks need."""
    return block(rows_table(header, rows))
