"""Where a run of the words of dates can begin, and what has to stand behind its first word."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Final

from khmertext._chars import (
    COENG,
    LUNAR_SYMBOLS,
    RE_CONSONANT,
    RE_DIGIT,
    RE_HYPHEN,
    RE_KHMER,
    RE_MARK,
)
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext.dates._date_words import ENGLISH, date_words, spellings_of
from khmertext.numbers._digits import BOTH_DIGITS
from khmertext.numbers._number_words import number_words, pattern_of_words

# A date can begin with these.
_STARTS = ("weekday", "era", "part", "unit", "mod", "relative", "month")
_START_MARKERS = ("day", "th", "month", "year", "clock", "moment", "minute", "second", "lacking")
DIGIT = f"0-9{RE_DIGIT}"
# 1st, 15TH, 1er
ORDINAL_END = "(?:(?:st|nd|rd|th|er|S[Tt]|N[Dd]|R[Dd]|T[Hh])(?![A-Za-z]))?"
GAP = "[\t ]{0,4}(?:[\n\u2028][ \t]{0,16})?"
_SPACES = lazy_pattern(GAP)
_NUMERALS: Final = frozenset((*"IVX", *LUNAR_SYMBOLS))


def any_or_none(some: Collection[str], behind: Mapping[str, str] | None = None) -> str:
    return any_of(some, behind or {}) if some else "(?!)"


_HALVES = frozenset(("AM", "PM", "A.M", "P.M"))


@cache
def firsts() -> Triggered:
    """Where a run can begin: at a word (group 1), a figure or another sign.

    Some of the words only begin like those that a date can begin with, and what is first but for a
    figure needs something behind it: see :func:`passed_over`.
    """
    first = {
        s for s in spellings_of(("marker",)) if date_words()[s].values["marker"] in _START_MARKERS
    }
    first |= set(spellings_of((*_STARTS, "other")))
    signs = {*spellings_of(ENGLISH[:3]), *LUNAR_SYMBOLS}

    def beginnings(begin: list[str]) -> str:
        ways = f"({any_or_none(first.intersection(begin))})(?![{RE_MARK}{COENG}])"
        ways += f"|{any_or_none(signs.intersection(begin))}"
        if not BOTH_DIGITS.isdisjoint(begin):
            ways += f"|{_figure()}|(?<![{DIGIT}])[{DIGIT}]{{8}}(?:[{DIGIT}]{{6}})?(?![{DIGIT}])"
        if "W" in begin:
            ways += f"|(?<![A-Za-z0-9-])W(?=[{DIGIT}]{{1,2}}(?:(?:[ ,{RE_HYPHEN}]{{1,3}}| ?{any_word_of('a>')} ?)W?[{DIGIT}]{{1,2}}){{0,8}}[ ,/-]{{1,2}}[{DIGIT}]{{4}}(?![{DIGIT}]))"
        if not _HALVES.isdisjoint(begin):  # AM 8:00-11:00
            hour = f"[:៖]? ?(?:[{DIGIT}]|{any_word_of('CV@F')})"
            ways += f"|(?<![A-Za-z/])[AP]\\.?M\\.?(?={hour})"
        return ways

    begin = (*first, *signs, *BOTH_DIGITS, *_HALVES, "W")
    return Triggered(WordPattern(beginnings, begin), begin)


@cache
def _figure() -> str:
    """A figure that what stands behind it can go on as a date: most figures count something."""
    decimals = f"[.,][{DIGIT}]"
    counted = f"(?:{decimals}{{1,2}})?{GAP}{any_word_of('c')}"
    no_amount = f"(?!{decimals}{{3}}(?![{DIGIT}])|{counted})"
    years = f"{any_word_of('Y')}{GAP}{any_word_of('Hgd')}"  # ៣ឆ្នាំមុន, and no age
    hours = f"{any_word_of('C')}{GAP}(?:[{DIGIT}]|{any_word_of('PVh')})"  # ៨ម៉ោងព្រឹក
    goes_on = (
        f"{no_amount}(?={GAP}"
        f"(?:[{DIGIT}{LUNAR_SYMBOLS}A-Za-z(]|[.](?:[{DIGIT}]| ?(?:[A-Za-z-]|{any_word_of('m')}))|{any_word_of(_AFTER_FIGURE)}|{years}|{hours}))"
    )
    return f"(?<![{DIGIT}])[{DIGIT}]+(?![{DIGIT}]){ORDINAL_END}{goes_on}"


@cache
def _goes_on_behind(letter: str) -> WordPattern | None:
    """What a first word of this kind needs behind it; ``None`` where it needs nothing."""
    if letter == "T":
        return WordPattern(_behind_part, (*BOTH_DIGITS, *_NUMERALS, *number_words()))
    needed = {"V": "PCB", "d": "MYuqQJemERDO"}.get(letter)
    return WordPattern(any_of, (*BOTH_DIGITS, ",", *words_with(needed))) if needed else None


def _behind_part(begin: list[str]) -> str:
    """What a part of the day needs behind it."""
    ways = [any_or_none(_NUMERALS.intersection(begin))]
    if not BOTH_DIGITS.isdisjoint(begin):
        ways.append(_figure())
    if numbers := number_words().keys() & set(begin):
        ways.append(pattern_of_words(numbers))
    return "|".join(ways)


def passed_over(found: re.Match[str]) -> int | None:
    """Where to look on if no run begins with what :func:`firsts` found, else ``None``."""
    word = date_words().get(found[1] or "")
    if word is None:
        return None
    if found.string[found.start() - 1 : found.start()] == COENG:  # the ដើម of ផ្ដើម
        return found.start() + 1
    if word.letter == "#":  # it only begins like a word of dates
        return found.end()
    if word.letter == "e" and _LETTER_AND_DOT.search(
        found.string, max(0, found.start() - 2), found.start()
    ):
        return found.end()  # ក.គ.ស is another acronym
    behind = _goes_on_behind(word.letter)
    if behind is None or behind.match(found.string, behind_blanks(found.string, found.end(1))):
        return None
    return found.start() + 1


_LETTER_AND_DOT = lazy_pattern(f"(?<![{RE_KHMER}])[{RE_CONSONANT}]\\.$")
_AFTER_FIGURE = "-/,:>arMmElpeOPDuqQJhNWVGI@Ti"  # letters of words, no counters


def any_word_of(letters: str) -> str:
    """A pattern of the words of these kinds: ``"->iar/"`` is what joins two dates, ``"DT"`` ថ្ងៃ or ទី.

    One letter a kind; ``_LETTERS`` in ``_date_words`` says which is which.
    """
    return any_of(words_with(letters))


def words_with(letters: str) -> list[str]:
    """The words with one of these letters."""
    return [spelling for letter in letters for spelling in _by_letter().get(letter, ())]


@cache
def _by_letter() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for spelling, word in date_words().items():
        found.setdefault(word.letter, []).append(spelling)
    return found


_BLANKS = frozenset("\t\n\u2028 ")


def behind_blanks(text: str, position: int) -> int:
    if text[position : position + 1] not in _BLANKS:  # nearly always
        return position
    if text[position + 1 : position + 2] not in _BLANKS:
        return position + 1
    blanks = _SPACES.match(text, position)
    return blanks.end() if blanks else position
