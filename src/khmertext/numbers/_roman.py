"""Roman numerals, which Khmer law numbers its chapters with."""

from __future__ import annotations

import re

_CANONICAL = re.compile("(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman_value(numeral: str) -> int | None:
    """The value of a canonical Roman numeral from I to XCIX, else ``None``.

    >>> roman_value("XIV"), roman_value("IIII")
    (14, None)
    """
    if not numeral or not _CANONICAL.fullmatch(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
