"""What digits stand in that is no plain figure: dates, clock times, plates, Latin tokens."""

from __future__ import annotations

import re

from khmertext._chars import DIGITS, RE_KHMER
from khmertext._patterns import compile_pattern
from khmertext.numbers._context import HYPHENS, read_unit
from khmertext.numbers._digits import RE_BOTH_DIGITS
from khmertext.numbers._figures import figure_pattern

_D = f"[{RE_BOTH_DIGITS}]"

shape_pattern = compile_pattern(
    rf"(?P<date>{_D}{{1,2}}([/.\-]){_D}{{1,2}}\2{_D}{{2,4}}(?!{_D})"
    rf"|{_D}{{4}}([/.\-]){_D}{{1,2}}\3{_D}{{1,2}}(?!{_D}))"
    rf"|(?P<clock>{_D}++(?::{_D}++)++)"
    rf"|(?P<plate>{_D}[A-Z]{{1,2}} ?[-\u2013] ?{_D}{{4}}(?!{_D}))"
    rf"|(?P<slash>{_D}++(?:/{_D}++)++)"
    rf"|(?P<chain>{_D}++(?:[{HYPHENS}]{_D}++){{2,}}+)"
)
loose_plate_pattern = re.compile(rf"{_D}[A-Z]{{1,2}}[ .]?{_D}{{4}}(?![{RE_BOTH_DIGITS}.,])")
clock_pattern = re.compile(rf"{_D}{{1,2}}[.,\u17d6\u17c8]{_D}{{2}}(?![.,]?{_D})")
# Digits that begin with zeros count nothing: they name an account, a badge, a coordinate.
serial_pattern = re.compile(rf"[0០]{_D}{{3,}}+(?![.,]{_D})")
list_item_pattern = re.compile(
    rf"{_D}{{1,3}}(?:\.{_D}{{1,2}}){{0,4}}(?=[.)\-\u2013][ \t]?[^{RE_BOTH_DIGITS}\s])"
)
# What a currency sign before the figure makes of a letter behind it: $5m, $2.5bn, $10k.
short_scale_pattern = re.compile(r"(?P<letters>k|K|mn|m|M|bn|b|B|tn)(?![A-Za-z0-9])")
SCALE_LETTERS = frozenset("kKmMbBt")
SHORT_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_LATIN_WORD = re.compile("[A-Za-z][a-z]{3,}")
_LATIN_TOKEN = re.compile(rf"[A-Za-z{RE_BOTH_DIGITS}._/@#&=?%+~:\-]*+")
KHMER = re.compile(f"[{RE_KHMER}]")
_JOINS_TOKENS = "-_./\\@#&=?:+~"


def is_plate(text: str, position: int) -> bool:
    """Whether a number plate such as 2AB-1234 begins at ``position``."""
    shape = shape_pattern.match(text, position)
    return shape is not None and shape["plate"] is not None


def in_latin_token(text: str, start: int) -> bool:
    """Whether the digit at ``start`` goes on a Latin token: iOS12, COVID-19, example.org/12."""
    before = text[max(0, start - 2) : start]
    if not before:
        return False
    if _is_latin(before[-1]):
        return before[-1] not in "xX" or not KHMER.match(before)  # ២០ម៉ែត្រx៣០ម៉ែត្រ
    return before[-1] in _JOINS_TOKENS and _is_latin(before[0])


def runs_into_latin(text: str, end: int) -> bool:
    """Whether the figure that ends at ``end`` begins a Latin token (4G, 12@...) and no unit."""
    after = text[end : end + 2]
    if not after:
        return False
    if _is_latin(after[0]):
        # a word of another script, and other digits: only a space is missing
        apart = text[end - 1] in DIGITS and _LATIN_WORD.match(text, end) is not None
        return not apart and read_unit(text, end) is None
    return after[0] in "@_" or (after[0] == "-" and _is_latin(after[1:]))


def after_token(text: str, position: int) -> int:
    """Where the Latin token around ``position`` ends."""
    match = _LATIN_TOKEN.match(text, position)
    assert match is not None
    return match.end()


def after_figure(text: str, start: int) -> int:
    """Where the figure that begins at ``start`` ends."""
    match = figure_pattern.match(text, start)
    assert match is not None
    return match.end()


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
