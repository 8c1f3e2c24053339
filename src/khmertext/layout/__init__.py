"""Text on a page and in pieces: where lines may end, in plain text and in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khmertext._lazy import lazy_names

if TYPE_CHECKING:
    from khmertext.layout._html import insert_breaks_in_html as insert_breaks_in_html
    from khmertext.layout._line_breaks import insert_breaks as insert_breaks
    from khmertext.layout._line_breaks import line_breaks as line_breaks

_HOME = {
    "insert_breaks_in_html": "_html",
    "insert_breaks": "_line_breaks",
    "line_breaks": "_line_breaks",
}

__all__ = sorted(_HOME)

__getattr__, __dir__ = lazy_names(__name__, _HOME)
