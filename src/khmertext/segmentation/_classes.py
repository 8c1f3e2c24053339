"""Classes of characters that only the segmenter needs, as the inside of a regular expression's [...].

Both twins read them: the pure one into patterns, the native one into a table.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from khmertext._data import read_table

RE_NEWLINE: Final = "\n-\r\x1c-\x1e\x85\u2028\u2029"
# Marks, joiners and selectors that hang on what stands before them: no token begins with one.
RE_HANGING: Final = (
    "\u17b4-\u17d3\u17dd\u0300-\u036f\u200c\u200d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
)
# Characters between which Unicode Annex 29 breaks whatever surrounds them, marks aside.
RE_PLAIN: Final = (
    "\x00-\u02ff\u1780-\u17ff\u19e0-\u19ff\u2000-\u20cf\u2100-\u2bff\u3041-\u3096\u30a1-\u30fa"
    "\u4e00-\u9fff"
)
RE_REPEATED: Final = "-.…–—_=+*~#!?·•"

# After these no word has ៈ: it is typed for ៖ (after others, such as ិ, it is typed for ះ).
RE_COLON_BEHIND: Final = (
    "\u17b6\u17b8-\u17ba\u17bc\u17bd\u17bf\u17c0\u17c3\u17c5-\u17c7\u17cb\u17cd"
)
COLON_NOT_OF: Final = "ហអ"  # but interjections with these letters have it (ហឺៈ)


class _ColonWord(NamedTuple):
    word: str


def colon_words() -> list[str]:
    """Words after which ៈ is typed for ៖; no known word continues them with ៈ."""
    return [row.word for row in read_table("colon_words.tsv", _ColonWord)]
