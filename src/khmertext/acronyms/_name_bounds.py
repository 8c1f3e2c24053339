"""How far a name may reach before and behind a place: to a stop, an edge, a word that no name contains."""

from __future__ import annotations

import re

from khmertext._chars import RE_LETTER_OR_DEPRECATED, RE_WRITTEN
from khmertext._patterns import lazy_pattern
from khmertext.acronyms._phrase import Word, words_between

# What a long form never contains; it may contain commas, spaces and single line breaks.
_STOP_CHARS = '។៕៖៘៙៚!?\t«»“”‹›"„…()（）[]{}<>+*•|;'
# a full stop; after a single letter the dot belongs to an abbreviation: ក្រុមហ៊ុន ក ឯ.ក
_SYLLABLE_DOT = (
    f"(?<=[{RE_WRITTEN}])(?<![ .][{RE_LETTER_OR_DEPRECATED}])\\.(?![{RE_LETTER_OR_DEPRECATED}]\\.)"
)
_MOST_LINES = 4  # of one long form; a blank line ends it in any case
_BLANK_LINE = "\n[ \t\r]*\n"
_COLON = f":(?![{RE_LETTER_OR_DEPRECATED}])"  # before a letter it may be typed for ៈ: គណ:កម្មាធិការ
_after_stop = lazy_pattern(
    f"[{re.escape(_STOP_CHARS)}]|{_COLON}|\\.{{2,}}|\\. | [-–—] |{_SYLLABLE_DOT}|\n *[-–—]|{_BLANK_LINE}"
)
_before_stop = lazy_pattern(
    f"[{re.escape(_STOP_CHARS)}]|{_COLON}|\\.| [-–—/] ?|\n *[-–—]|{_BLANK_LINE}"
)
EDGE = " ,/-–—'’‘."
_OPENING = {")": "(", "）": "（", "]": "[", "»": "«", "”": "“"}


def reach(letters: int) -> int:
    """How far from the acronym, in code points, a long form can begin or end."""
    return min(80 + 40 * letters, 400)


def words_before(text: str, end: int, letters: int, floor: int = 0) -> list[Word]:
    """The words to the left of ``end`` that can belong to one name, over a few line breaks.

    None of them begins before ``floor``.
    """
    return name_words(text, *phrase_before_place(text, end, letters, floor))


def phrase_before_place(text: str, end: int, letters: int, floor: int) -> tuple[int, int]:
    """The span of the phrase to the left of ``end``; an empty one if it is too short."""
    first = max(floor, end - reach(letters))
    whole = text[first:end]
    end = first + len(whole.rstrip(EDGE + "\r\n"))
    if whole.count("\n", end - first) > 1:
        return end, end
    if text[end - 1 : end] in '»”"’' and end > first:  # LONG stands in quotation marks
        end -= 1
    start = first
    for stop in _after_stop.finditer(text, first, end):
        start = stop.end()
    lines = text[start:end].split("\n")
    start = end - len("\n".join(lines[-_MOST_LINES:]))
    return (end, end) if end - start < 2 * letters else (start, end)


def name_words(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]`` behind the last one that no name reaches across."""
    words = words_between(text, start, end)
    for index in range(len(words) - 2, -1, -1):
        if words[index].has("stop"):
            words = words[index + 1 :]
            break
    return trimmed(words)


def words_after(text: str, start: int, letters: int, ceiling: int | None = None) -> list[Word]:
    """The words to the right of ``start``, up to ``ceiling``, that can belong to one name."""
    last = min(len(text) if ceiling is None else ceiling, start + reach(letters))
    while start < last and text[start] in EDGE + '«“"‘':
        start += 1
    stop = _before_stop.search(text, start, last)
    lines = text[start : stop.start() if stop else last].split("\n")
    return trimmed(words_between(text, start, start + len("\n".join(lines[:_MOST_LINES]))))


def before_closing(text: str, start: int, end: int) -> int:
    """The end without brackets and quotation marks that were opened before ``start``: (គ.ជ.ប = LONG)."""
    while (
        end > start and (opening := _OPENING.get(text[end - 1])) and opening not in text[start:end]
    ):
        end -= 1
    return end


def trimmed(words: list[Word]) -> list[Word]:
    """``words`` without blanks and marks at both ends."""
    edge = EDGE + "\r\n"
    while words and not words[0].text.strip(edge):
        del words[0]
    while words and not words[-1].text.strip(edge):
        del words[-1]
    return words
