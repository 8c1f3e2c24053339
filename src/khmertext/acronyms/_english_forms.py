"""Finds the English long form of a Latin short form: National Election Committee (NEC)."""

from __future__ import annotations

from khmertext._patterns import lazy_pattern
from khmertext.acronyms._name_bounds import EDGE

latin_words = lazy_pattern(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.&-]*")
english_run = lazy_pattern(r"[A-Za-z][A-Za-z '’&,-]{6,120}")
_no_english = lazy_pattern("[\u1780-\u17d4=]")
_FIGURES = "ottffssen"  # the initials of One to Nine
_initial = lazy_pattern(r"\b[^\W_]")


def english_before(text: str, end: int, short: str) -> tuple[int, int] | None:
    """The English long form of ``short`` that ends at ``end`` (after Schwartz and Hearst, 2003)."""
    letters = sum(char.isalnum() for char in short)
    while end and text[end - 1] in EDGE + '»”"':
        end -= 1
    start = end
    while start and (_latin_char(text[start - 1]) and end - start < 20 * (letters + 5)):
        start -= 1
    paragraph = text.rfind("\n\n", start, end) + 1
    words = list(latin_words.finditer(text, paragraph or start, end))
    if not words or words[-1].end() != end:
        return None
    words = words[-min(letters + 5, 2 * letters) :]
    return english_inside(text, words[0].start(), end, short)


def _latin_char(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in " -&',.\n"
    return "\u00c0" <= char <= "\u024f" or char == "’"


_ends_shortened = lazy_pattern(r"\b(?:Co|Corp|Inc|Ltd|CO|CORP|INC|LTD)\Z")  # Co., Ltd.


def english_inside(text: str, start: int, end: int, short: str) -> tuple[int, int] | None:
    """The part of ``text[start:end]`` from the word that gives the first letter of ``short``."""
    while end > start and text[end - 1] in EDGE:
        end -= 1
    wanted = [char.lower() for char in short if char.isalnum()]
    if short[0].isdecimal() and short[0] not in text[start:end]:
        wanted[0] = _FIGURES[int(short[0]) - 1]
    place = end
    for number in range(len(wanted) - 1, -1, -1):
        place -= 1
        while place >= start and (
            text[place].lower() != wanted[number]
            or (number == 0 and place > start and text[place - 1].isalnum())
        ):
            place -= 1
        if place < start:
            return None
    long = text[place:end]
    if len(long) <= len(short) + 2 or not any(mark in long for mark in " -\n"):
        return None
    if short in latin_words.findall(long) or _no_english.search(long):
        return None  # JICA (JICA S-TEC Project)
    if 3 * _initials_in(long.lower(), wanted) < len(wanted):
        return None  # chance: most letters come from inside the words
    return place, end + (_ends_shortened.search(long) is not None and text[end : end + 1] == ".")


def _initials_in(long: str, wanted: list[str]) -> int:
    """How many of the ``wanted`` letters, in their order, begin words of ``long``."""
    count = place = 0
    for initial in _initial.findall(long):
        if initial in wanted[place:]:
            place = wanted.index(initial, place) + 1
            count += 1
    return count
