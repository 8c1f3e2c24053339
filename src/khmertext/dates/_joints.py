"""What joins the items of a list or a range in a text: pieces of patterns that are read around dates.

What joins is a word (ដល់, និង), a dash or a slash.
"""

from __future__ import annotations

from functools import cache

from khmertext.dates._date_words import spellings_of
from khmertext.dates._run_starts import DIGIT, any_word_of

SHORT = f"[{DIGIT}]{{1,2}}"  # of a day, a month or an hour


@cache
def joint() -> str:
    """What joins two items, glued to both or to none, but for the comma before a word."""
    marks, words = any_word_of("->iar/"), any_word_of(">iar")
    return f"(?:(?<! ){marks}(?! )(?:\n)?| ?(?:, ?)?{words} ?| {marks} )"


@cache
def ordinal() -> str:
    """What may stand before a figure, and a blank: ទី."""
    return f"{any_word_of('T')}? ?"


@cache
def unknown() -> str:
    """A day or a period of which only the kind is told: ថ្ងៃសៅរ៍, ដើមឆ្នាំ."""
    return f"(?:{any_word_of('D')} ?{any_word_of('WJ')}|{any_word_of('d')} ?{any_word_of('MYu')})"


@cache
def minutes() -> str:
    """What may stand between an hour and the end of its phrase: :30, h, កន្លះ, និង ៥ នាទី."""
    counted = f" ?{any_word_of('a')}? ?{SHORT} ?{any_word_of('N')}"
    return f"(?:[.:h][{DIGIT}]{{2}}|h| ?{any_word_of('h')}|{counted})?"


@cache
def month_names() -> tuple[str, ...]:
    """Names of months, and quarters."""
    kinds = ("month", "lunar_month", "english_month", "english_part_of_year")
    return tuple(spellings_of(kinds))
