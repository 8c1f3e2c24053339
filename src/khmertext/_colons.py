"""The sign ៈ where it is typed for the colon ៖: លេខៈ ១២៣."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from khmertext._chars import (
    RE_CLUSTER_HEAD,
    RE_HANGING,
    RE_INVISIBLE,
    RE_PLAIN,
    RE_WRITTEN,
    WRITTEN,
    YUUKALEAPINTU,
)
from khmertext._data import read_table
from khmertext._patterns import lazy_pattern

# After these no word has ៈ: it is typed for ៖ (after others, such as ិ, it is typed for ះ).
RE_COLON_BEHIND: Final = (
    "\u17b6\u17b8-\u17ba\u17bc\u17bd\u17bf\u17c0\u17c3\u17c5-\u17c7\u17cb\u17cd"
)
COLON_NOT_OF: Final = "ហអ"  # but interjections with these letters have it (ហឺៈ)


class _ColonWord(NamedTuple):
    word: str


@cache
def colon_words() -> tuple[str, ...]:
    """Words after which ៈ is typed for ៖; no known word continues them with ៈ."""
    return tuple(row.word for row in read_table("colon_words.tsv", _ColonWord))


# before a plain character that does not continue a cluster
COLON_ENDS: Final = (
    rf"{YUUKALEAPINTU}(?:\Z|(?=(?![{RE_CLUSTER_HEAD}{RE_HANGING}{RE_INVISIBLE}])[{RE_PLAIN}]))"
)
_colon_end: Final = lazy_pattern(COLON_ENDS)
_behind: Final = lazy_pattern(
    rf"(?<![{COLON_NOT_OF}])[{RE_COLON_BEHIND}]|[^{RE_WRITTEN}\u25cc{RE_HANGING}{RE_INVISIBLE}]"
)


def typed_colons(text: str) -> Iterator[int]:
    """The offsets of each ៈ that is typed for a colon and no sign of the syllable before it.

    >>> [*typed_colons("ដូចខាងក្រោមៈ សាធារណៈ ១ៈ")]
    [11, 22]
    """
    start = -1
    while (start := text.find(YUUKALEAPINTU, start + 1)) >= 0:
        if (
            start
            and text[start + 1 : start + 2] not in WRITTEN
            and (_behind.match(text, start - 1) or text.endswith(colon_words(), 0, start))
            and _colon_end.match(text, start)
        ):
            yield start
