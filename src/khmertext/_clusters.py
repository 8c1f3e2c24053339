"""Orthographic clusters: the smallest pieces a Khmer reader would call one letter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from khmertext._chars import COENG, RE_BASE, RE_LETTER_OR_DEPRECATED
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
        rf"[{RE_BASE}\u17a3\u17a4](?:{subscript}|{hanging})*+"
        # flags, because \X counts back to the first of a run of them for each
        rf"|\p{{RI}}{{1,2}}+(?:{subscript}|[\p{{GCB=Extend}}\p{{GCB=SpacingMark}}\u200d])*+"
        # a stray coeng sign takes its letter along, also where Unicode is too old to say so
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
    return cluster_pattern().findall(check_text(text, "clusters"))
