"""Text for pages and pieces: line breaks in text and HTML, chunks, surplus spaces between words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khmertext._lazy import lazy_names

if TYPE_CHECKING:
    from khmertext.layout._chunks import chunks as chunks
    from khmertext.layout._html import insert_breaks_in_html as insert_breaks_in_html
    from khmertext.layout._line_breaks import insert_breaks as insert_breaks
    from khmertext.layout._line_breaks import line_breaks as line_breaks
    from khmertext.layout._spaces import explain_word_spaces as explain_word_spaces
    from khmertext.layout._spaces import remove_word_spaces as remove_word_spaces

_HOME = {
    "insert_breaks_in_html": "_html",
    "insert_breaks": "_line_breaks",
    "line_breaks": "_line_breaks",
    "chunks": "_chunks",
    "explain_word_spaces": "_spaces",
    "remove_word_spaces": "_spaces",
}

__all__ = sorted(_HOME)

__getattr__, __dir__ = lazy_names(__name__, _HOME)
