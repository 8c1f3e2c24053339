"""A reader of short numbers for other packages: a day, a year, a count before a unit."""

from __future__ import annotations

from functools import cache

from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, to_ascii_digits
from khmertext.numbers._lexicon import WORD_END, WORD_START, number_words
from khmertext.numbers._reader import Reader


@cache
def short_number_source(digits: int = 4) -> str:
    """Source of a regular expression for at most ``digits`` digits, or a run of number words.

    It has no groups, is linear, and matches digits only if no more digits stand beside them. What
    it matches goes to :func:`read_short_number`.
    """
    spellings = sorted(
        (
            spelling
            for spelling, word in number_words().items()
            if word.role in ("unit", "tens", "teen", "score", "scale")
        ),
        key=len,
        reverse=True,
    )
    word = f"(?:{'|'.join(spellings)}){WORD_END}"
    figure = rf"(?<![{RE_BOTH_DIGITS}])[{RE_BOTH_DIGITS}]{{1,{digits}}}(?![{RE_BOTH_DIGITS}])"
    return rf"(?:{figure}|{WORD_START}{word}(?: ?{word}){{0,11}}+)"


def read_short_number(text: str) -> int | None:
    """The integer that a match of :func:`short_number_source` says, or ``None`` if it says none.

    >>> read_short_number("៣១"), read_short_number("ពីរពាន់ម្ភៃបួន"), read_short_number("រយពាន់ប្រាំប្រាំ")
    (31, 2024, None)
    """
    if text and all(character in BOTH_DIGITS for character in text):
        return int(to_ascii_digits(text))
    reading = Reader(text).read(0)
    if reading is None or reading.end != len(text) or reading.high is not None:
        return None
    return reading.value if isinstance(reading.value, int) else None
