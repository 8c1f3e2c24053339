"""Orthographic clusters: the smallest pieces a Khmer reader would call one letter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from khmertext import _scan
from khmertext._chars import COENG, RE_CLUSTER_HEAD, RE_LETTER_OR_DEPRECATED
from khmertext.errors import check_text

if TYPE_CHECKING:
    import regex


@cache
def cluster_pattern() -> regex.Pattern[str]:
    """The pattern of one cluster; it matches at every offset of every text."""
    import regex

    letter = f"[{RE_LETTER_OR_DEPRECATED}]"
    subscript = f"{COENG}{letter}"
    hanging = r"[\p{M}\u200c\u200d]"
    return regex.compile(
        rf"[{RE_CLUSTER_HEAD}](?:{subscript}|{hanging})*+"
        rf"|[ -~](?=[ -~{RE_CLUSTER_HEAD}])"  # as \X, but faster
        # flags are matched here: for each flag, \X would count back to the first of its run
        rf"|\p{{RI}}{{1,2}}+(?:{subscript}|[\p{{GCB=Extend}}\p{{GCB=SpacingMark}}\u200d])*+"
        # a stray coeng sign keeps its letter, also with an older Unicode that would cut there
        rf"|\X(?:(?<={COENG}{hanging}*){letter}(?:{subscript}|{hanging})*+)*+"
    )


def clusters(text: str) -> list[str]:
    """Cut ``text`` into orthographic clusters; joined they give the text back.

    A Khmer cluster is a base letter with its subscripts (coeng pairs), shifter, vowels and signs,
    in whatever order they were typed. Everything else is cut into the extended grapheme clusters
    of Unicode Annex 29. Unlike those, a Khmer cluster is never cut between a coeng sign and its
    letter, whatever the sign stands behind.

    Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> clusters("ស្ត្រី 2")
    ['ស្ត្រី', ' ', '2']
    """
    text = check_text(text, "clusters")
    native = _scan.native_scan()
    if native is None:
        return cluster_pattern().findall(text)
    found: list[str] = native.clusters(text, break_classes, next_cluster_boundary)
    return found


def next_cluster_boundary(text: str, anchor: int, offset: int) -> int:
    """The first cluster boundary at or behind ``offset``; ``anchor`` is one before it."""
    match = cluster_pattern().match
    while anchor < offset:
        found = match(text, anchor)
        assert found is not None
        anchor = found.end()
    return anchor


# Values of Grapheme_Cluster_Break, in the order of _breaks.h; all others count as no. 0.
BREAK_CLASSES: Final = (
    "CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "SpacingMark", "L", "V", "T",
    "LV", "LVT", "Prepend",
)  # fmt: skip


@cache
def _break_patterns() -> list[tuple[regex.Pattern[str], int]]:
    """For each class and flag of _breaks.h: the pattern of its characters, and its bits."""
    import regex

    flags = [
        (r"\p{Extended_Pictographic}", 16),
        (r"[\p{M}\u200c\u200d]", 32),
        (r"\p{ccc=Virama}", 64),
    ]
    classes = [(rf"\p{{GCB={name}}}", number) for number, name in enumerate(BREAK_CLASSES, 1)]
    return [(regex.compile(pattern), bits) for pattern, bits in classes + flags]


def break_classes(first: int) -> bytes:
    """The table of _breaks.h for the 256 code points from ``first`` on, a byte for each."""
    block = "".join(map(chr, range(first, first + 0x100)))
    found = bytearray(b"\x80" * 0x100)
    for pattern, bits in _break_patterns():
        for match in pattern.finditer(block):
            found[match.start()] |= bits
    return bytes(found)
