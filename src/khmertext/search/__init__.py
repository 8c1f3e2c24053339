"""Search: the terms of a text for an index or a query, and stop words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khmertext._lazy import lazy_names

if TYPE_CHECKING:
    from khmertext.search._stop_words import stop_words as stop_words
    from khmertext.search._terms import SearchTerm as SearchTerm
    from khmertext.search._terms import search_terms as search_terms

_HOME = {
    "stop_words": "_stop_words",
    "SearchTerm": "_terms",
    "search_terms": "_terms",
}

__all__ = sorted(_HOME)

__getattr__, __dir__ = lazy_names(__name__, _HOME)
