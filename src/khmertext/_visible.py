"""Makes visible for people what is drawn alike, or not at all: by names and code points."""

from __future__ import annotations

from difflib import SequenceMatcher

from khmertext._chars import COENG, DOTTED_CIRCLE, INHERENT_VOWELS, INVISIBLES, MARKS

_MOST_CODE_POINTS = 8
MOST_SHOWN = 300  # code points shown of one text
_UNSEEN = frozenset(INVISIBLES + INHERENT_VOWELS)


def visible(text: str) -> str:
    """``text`` for people: a circle before a mark at its start, and names for what is not seen.

    >>> visible("\\u17c6\\u17bb"), visible("ក\\u200b")
    ('◌ំុ', 'ក<U+200B>')
    """
    if not text:
        return "nothing"
    shown = "".join(
        f"<U+{ord(c):04X}>" if c in _UNSEEN or not (c.isprintable() or c in MARKS) else c
        for c in text[: MOST_SHOWN + 1]
    )
    return DOTTED_CIRCLE + shown if shown[0] in MARKS + COENG else shown


def clipped(text: str) -> str:
    """``text``, or its beginning with … if it is very long."""
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"


def code_points(text: str) -> str:
    """The code points of a text by number.

    >>> code_points("ឣក"), code_points("")
    ('U+17A3 U+1780', 'nothing')
    """
    shown = [f"U+{ord(character):04X}" for character in text[:_MOST_CODE_POINTS]]
    return " ".join(shown + ["…"] * (len(text) > _MOST_CODE_POINTS)) or "nothing"


def code_points_between(before: str, after: str) -> str:
    """What is different in two texts, by number.

    >>> code_points_between("ឣនុសាសន៏", "អនុសាសន៍")
    'U+17A3 → U+17A2, U+17CF → U+17CD'
    """
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return ", ".join(
        f"{code_points(before[start:end])} → {code_points(after[first:last])}"
        for tag, start, end, first, last in changes
        if tag != "equal"
    )
