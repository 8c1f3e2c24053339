"""The units in which the proofreader compares words, and the cost of each edit of a unit.

A unit is a letter, a subscript letter (coeng and letter together, so that leaving one out is one
edit) or a mark; each is one byte, so a word is ``bytes``. Costs are integers, in fourteenths of a
nat, so that the twins of the lattice agree exactly.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from khmertext._chars import COENG, RE_LETTER
from khmertext._patterns import lazy_pattern

NAT: Final = 14  # cost units
SUBSCRIPT_OFFSET: Final = 128  # added to a letter for its subscript
FIRST: Final = 0x1780 - 1  # the letter ក is unit 1
LAST_LETTER: Final = 0x17B3 - FIRST
REPEAT: Final = 0x17D7 - FIRST  # ៗ

# The characters of units, without the coeng.
RE_UNIT: Final = "\u1780-\u17b3\u17b6-\u17d1\u17d3\u17d7\u17dd"
# A run does not begin within a cluster: with the subscript of a figure (១្ត), which is no letter of a word.
RUN: Final = lazy_pattern(rf"(?<!{COENG})[\u1780-\u17b3](?:[{RE_UNIT}]|{COENG}[\u1780-\u17b3])*")
_PAIR: Final = lazy_pattern(f"{COENG}([{RE_LETTER}])")
_MARKS_AND_LETTERS: Final = range(1, 0x17DE - FIRST)
_TO_UNITS: Final = {FIRST + unit: unit for unit in _MARKS_AND_LETTERS}
_FROM_UNITS: Final[dict[int, str | int]] = {
    **{unit: FIRST + unit for unit in _MARKS_AND_LETTERS},
    **{SUBSCRIPT_OFFSET + unit: COENG + chr(FIRST + unit) for unit in range(1, LAST_LETTER + 1)},
}


def encode(word: str) -> bytes:
    """The units of a folded run of Khmer letters and marks.

    >>> encode("ក្រុម").hex(" ")
    '01 9b 3c 19'
    """
    paired = _PAIR.sub(lambda match: chr(SUBSCRIPT_OFFSET + ord(match[1]) - FIRST), word)
    return paired.translate(_TO_UNITS).encode("latin-1")


def decode(units: bytes) -> str:
    """The text of units.

    >>> decode(encode("ក្រុម"))
    'ក្រុម'
    """
    return units.decode("latin-1").translate(_FROM_UNITS)


def is_letter(unit: int) -> bool:
    """Whether a cluster begins with this unit; ៗ is a cluster by itself."""
    return 0 < unit <= LAST_LETTER or unit == REPEAT


def is_mark(unit: int) -> bool:
    return LAST_LETTER < unit < SUBSCRIPT_OFFSET


# --- what an edit costs ----------------------------------------------------------------------

ANY_FAULT: Final = 64  # 4.6 nats: the cost of a fault, whatever its edits
# The classes of edits, as the features of an alarm count them.
MARK, FAR_MARK, MARK_LEFT_OUT, MARK_TOO_MUCH = 1, 2, 3, 4
LETTER, FAR_LETTER, OWN_SUBSCRIPT, LETTER_LEFT_OUT, LETTER_TOO_MUCH, DOUBLED, SWAPPED = range(5, 12)
MARK_CLASSES: Final = frozenset((MARK, FAR_MARK, MARK_LEFT_OUT, MARK_TOO_MUCH))
CLASSES: Final = 12

# Letters typed for each other: they sound or look alike, or are neighbours on the keyboard.
_LETTER_GROUPS: Final = (
    "កគ", "ខឃ", "ចជ", "ឆឈ", "ដឌតទ", "ឋឍថធ", "ឋឌ", "តថ", "ទធ", "ណន", "លឡ", "ពភ", "បពផ", "ផភ", "ងញ",
    "សហ", "ឍឈ", "អហ", "ឧឩ", "ឪឳ", "ញណ", "ឬឫ", "រល", "ឋព", "កត", "គត", "ចដ", "យឃ",
)  # fmt: skip
_MARK_GROUPS: Final = (
    "\u17b7\u17b8\u17b9\u17ba", "\u17bb\u17bc\u17bd", "\u17c1\u17c2\u17c3", "\u17be\u17bf\u17c0",
    "\u17c4\u17c5\u17b6", "\u17cb\u17cd\u17cf\u17d0\u17cc\u17ce", "\u17c9\u17ca", "\u17c7\u17c8",
    "\u17c1\u17be\u17c4", "\u17c9\u17bb", "\u17b8\u17be",
)  # fmt: skip
_SIGNS: Final = "\u17c9\u17ca\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0\u17c8\u17c7\u17c6"
_LOST_AT_THE_END: Final = "រពកតងនមវបយស"
_ADDED_AT_THE_END: Final = "រត"


def _near(groups: tuple[str, ...]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (ord(a) - FIRST, ord(b) - FIRST) for group in groups for a in group for b in group
    )


def _set(characters: str) -> frozenset[int]:
    return frozenset(ord(c) - FIRST for c in characters)


_NEAR_LETTERS: Final = _near(_LETTER_GROUPS)
_NEAR_MARKS: Final = _near(_MARK_GROUPS)
SIGN_CODES: Final = _set(_SIGNS)
LOST_AT_THE_END: Final = _set(_LOST_AT_THE_END)
ADDED_AT_THE_END: Final = _set(_ADDED_AT_THE_END)

UnitEdit = tuple[int, int]  # cost, class


def base(unit: int) -> int:
    """The letter of a letter or of a subscript letter."""
    return unit - SUBSCRIPT_OFFSET if unit > SUBSCRIPT_OFFSET else unit


@cache
def exchanged(typed: int, meant: int) -> UnitEdit:
    """One unit typed for another."""
    if is_mark(typed) != is_mark(meant):
        return 98, FAR_LETTER
    if is_mark(typed):
        return (35, MARK) if (typed, meant) in _NEAR_MARKS else (70, FAR_MARK)
    a, b = base(typed), base(meant)
    if a == b:
        return 56, OWN_SUBSCRIPT
    if (typed > SUBSCRIPT_OFFSET) != (meant > SUBSCRIPT_OFFSET):
        return 112, FAR_LETTER
    return (49, LETTER) if (a, b) in _NEAR_LETTERS else (91, FAR_LETTER)


# Pairs of units with a cost of their own; for others only letter, subscript or mark counts.
OWN_COST: Final = frozenset(
    (
        *_NEAR_MARKS,
        *_NEAR_LETTERS,
        *((SUBSCRIPT_OFFSET + a, SUBSCRIPT_OFFSET + b) for a, b in _NEAR_LETTERS),
        *((a, SUBSCRIPT_OFFSET + a) for a in range(1, LAST_LETTER + 1)),
        *((SUBSCRIPT_OFFSET + a, a) for a in range(1, LAST_LETTER + 1)),
    )
)


def left_out(unit: int, before: int, at_end: bool) -> UnitEdit:
    """The unit was meant but not typed; ``before`` is the unit before it, 0 for none."""
    if is_mark(unit):
        return (42 if unit in SIGN_CODES else 63), MARK_LEFT_OUT
    if before and base(before) == base(unit):
        return 49, LETTER_LEFT_OUT
    return (49 if at_end and unit in LOST_AT_THE_END else 70), LETTER_LEFT_OUT


def too_much(unit: int, before: int, behind: int) -> UnitEdit:
    """The unit was typed but not meant; ``before`` and ``behind`` are its neighbours, 0 for none."""
    if is_mark(unit):
        return (49 if unit in SIGN_CODES or unit in (before, behind) else 70), MARK_TOO_MUCH
    if base(unit) in (base(before), base(behind)):
        return 42, DOUBLED
    return (56 if not behind and unit in ADDED_AT_THE_END else 77), LETTER_TOO_MUCH


SWAP: Final[UnitEdit] = (49, SWAPPED)
TWICE: Final[UnitEdit] = (49, DOUBLED)  # clusters that were typed twice in a row
