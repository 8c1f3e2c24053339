"""Khmer digits and what only looks like them."""

from __future__ import annotations

import unicodedata

from khmertext._chars import DIGITS, LEK_ATTAK
from khmertext.errors import ParseError, check_option, check_text
from khmertext.numbers._exact import MAX_DIGITS

ASCII_DIGITS = "0123456789"
BOTH_DIGITS = DIGITS + ASCII_DIGITS
RE_BOTH_DIGITS = f"{DIGITS[0]}-{DIGITS[-1]}0-9"

_TO_KHMER = str.maketrans(ASCII_DIGITS, DIGITS)
_TO_ASCII = str.maketrans(DIGITS, ASCII_DIGITS)
_SCRIPTS = ("khmer", "all")


def to_khmer_digits(text: str, *, scripts: str = "khmer") -> str:
    """``text`` with 0-9 written as ០-៩ and nothing else touched.

    With ``scripts="all"`` the decimal digits of every other script (Thai, Arabic, fullwidth ...)
    are converted too. Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> to_khmer_digits("ឆ្នាំ 2024")
    'ឆ្នាំ ២០២៤'
    """
    return _convert(check_text(text, "to_khmer_digits"), scripts).translate(_TO_KHMER)


def to_ascii_digits(text: str, *, scripts: str = "khmer") -> str:
    """``text`` with ០-៩ written as 0-9 and nothing else touched.

    With ``scripts="all"`` the decimal digits of every other script are converted too. Divination
    numerals (លេខអត្ថៈ, U+17F0-17F9) and lunar day symbols (U+19E0-19FF) are no digits and stay.

    >>> to_ascii_digits("ឆ្នាំ ២០២៤")
    'ឆ្នាំ 2024'
    """
    return _convert(check_text(text, "to_ascii_digits"), scripts).translate(_TO_ASCII)


def _convert(text: str, scripts: str) -> str:
    check_option("scripts", scripts, _SCRIPTS)
    if scripts == "khmer" or text.isascii():
        return text
    foreign = {c: unicodedata.decimal(c, None) for c in set(text) if c not in BOTH_DIGITS}
    table = {ord(c): ASCII_DIGITS[value] for c, value in foreign.items() if value is not None}
    return text.translate(table)


def lek_attak_value(text: str) -> int:
    """The value of a string of divination numerals (lek attak, U+17F0-17F9).

    They carry numeric values in the Unicode Character Database but are no decimal digits: ``int``
    refuses them and nothing in khmertext converts them unasked.

    Raises :class:`~khmertext.ParseError` for anything else, the empty string and more than 4300
    numerals included.

    >>> lek_attak_value("\u17f1\u17f2")
    12
    """
    check_text(text, "lek_attak_value")
    for position, character in enumerate(text):
        if character not in LEK_ATTAK:
            raise ParseError(text, position, "not a divination numeral (U+17F0-17F9)")
    if not text:
        raise ParseError(text, 0, "there is no numeral")
    if len(text) > MAX_DIGITS:  # Python's own limit, because the time grows with the square
        raise ParseError(text, MAX_DIGITS, f"more than {MAX_DIGITS} numerals")
    return int("".join(str(LEK_ATTAK.index(character)) for character in text))
