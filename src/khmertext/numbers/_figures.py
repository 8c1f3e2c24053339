"""Figures: digits with separators, read by rules measured on Cambodian news.

Over a thousand news documents of 2019 (own count): one mark before exactly three digits groups
thousands in 177 of 179 contexts (the two others stand before លាន); one mark before 1, 2 or more
than 3 digits is decimal in all of about 260; groups of three after a space are thousands in about
70. The locale data of ICU, CLDR and Babel contradict each other for Khmer and decide nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from khmertext._chars import DIGITS
from khmertext._patterns import compile_pattern
from khmertext.numbers._digits import RE_BOTH_DIGITS, to_ascii_digits
from khmertext.numbers._exact import decimal_number, integer

DecimalMark = Literal["auto", ".", ","]
DECIMAL_MARKS: tuple[DecimalMark, ...] = get_args(DecimalMark)

_D = f"[{RE_BOTH_DIGITS}]"
_GROUP_SPACE = "[ \u00a0\u202f]"
# Every repetition is possessive: no figure can be matched in two ways.
FIGURE = (
    rf"(?:(?<!{_D})(?![0០]){_D}{{1,3}}(?:{_GROUP_SPACE}{_D}{{3}}(?!{_D}))++(?:[.,]{_D}++)?"
    rf"|{_D}++(?:[.,]{_D}++)*+)"
)
figure_pattern = compile_pattern(FIGURE)
_SPACES = re.compile(_GROUP_SPACE)
_MARK = re.compile("[.,]")


class Figure(NamedTuple):
    """The value of a figure and what was odd about it."""

    value: int | Decimal
    flags: frozenset[str]


def read_figure(
    text: str, decimal: DecimalMark = "auto", *, scale_follows: bool = False
) -> Figure | None:
    """The value of what :data:`FIGURE` matches, or ``None`` if its groups are malformed.

    ``scale_follows``: a word such as លាន comes next, so the mark is decimal (៦,២ពាន់លាន) unless
    three zeros follow it (២៥០.០០០លាន).
    """
    flags = set()
    ascii_text = to_ascii_digits(text)
    if ascii_text != text and any(c not in DIGITS for c in text if c.isdecimal()):
        flags.add("mixed_digits")
    ascii_text = _SPACES.sub("", ascii_text)
    if not ("." in ascii_text or "," in ascii_text):
        return Figure(integer(ascii_text), frozenset(flags))
    groups = _MARK.split(ascii_text)
    marks = _MARK.findall(ascii_text)
    if _SPACES.search(text):  # grouped by spaces: the mark can only be the decimal one
        return _decimal(groups, flags) if decimal in ("auto", marks[0]) else None
    whole = len(groups[0]) <= 3 and not groups[0].startswith("0")
    all_threes = whole and all(len(group) == 3 for group in groups[1:])
    if decimal != "auto":
        is_decimal = marks[-1] == decimal
        if decimal in marks[:-1]:
            return None
    elif len(marks) == 1:
        is_decimal = groups[1] != "000" if scale_follows and all_threes else not all_threes
    elif len(set(marks)) == 1:
        is_decimal = False
    else:
        alone = marks.count(marks[-1]) == 1
        is_decimal = alone and (not all_threes or (scale_follows and groups[-1] != "000"))
        if all_threes and not is_decimal:
            flags.add("ambiguous_separator")
    if not is_decimal:
        return Figure(integer("".join(groups)), frozenset(flags)) if all_threes else None
    grouped = groups[:-1]
    if len(grouped) > 1 and not (
        whole and len(set(marks[:-1])) == 1 and all(len(group) == 3 for group in grouped[1:])
    ):
        return None
    return _decimal(groups, flags)


def _decimal(groups: list[str], flags: set[str]) -> Figure:
    return Figure(decimal_number("".join(groups[:-1]), groups[-1]), frozenset(flags))
