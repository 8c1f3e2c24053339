"""What fills the gaps between the pieces of a date: dots of forms, signs of HTML, a number once more.

``ថ្ងៃទី....៥....ខែ..៨..``, ``ថ្ងៃទី៥&nbsp;ខែសីហា``, ``ខែ<b>សីហា</b>``, ``ថ្ងៃទី៥(ប្រាំ) ខែសីហា``. The steps behind read a text without them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from khmertext._chars import COENG, RE_LETTER, RE_MARK
from khmertext._patterns import lazy_pattern
from khmertext._scan import Triggered
from khmertext._view import USUAL
from khmertext.dates._run_starts import DIGIT, any_word_of

_DOTS, _LONG_DOTS = ".…‥_", "…‥"
LEADER = f"(?:[{_DOTS}]{{2,}}|[{_LONG_DOTS}])"
_BLANKS = " {0,4}"
_FILLER = Triggered(
    lazy_pattern(
        f"(?P<leader>{LEADER}{_BLANKS})|&(?:amp;)?(?P<entity>#?[A-Za-z0-9]{{2,20}};)"
        f"|(?P<line></?(?:br|p|div|td|tr|li) ?/?>)|</?(?:b|i|u|s|em|strong|small|sup|sub|span|font|o:p)>"
        f"|\\( ?(?P<again>[{RE_LETTER}{RE_MARK}{COENG}]{{2,60}}|[{DIGIT}]{{1,4}}) ?\\)"
    ),
    (*map("".join, product(_DOTS, repeat=2)), *_LONG_DOTS, "&", "<", "("),
)
# A leader fills a gap of a form behind the word for what is to be written there, or before the next.
_BEFORE = lazy_pattern(lambda: f"{any_word_of('DTMYCNe')} ?$")
_FIGURE_BEFORE = lazy_pattern(lambda: f"{any_word_of('DTMY')} ?[{DIGIT}]{{1,2}}$")
_BEHIND = lazy_pattern(lambda: any_word_of("TMYN"))
# ..៥..ខែ..៨.., ..៥../..៨../..២០២៤..
_DAY_BEHIND = lazy_pattern(
    lambda: (
        f"[{DIGIT}]{{1,2}}{_BLANKS}(?:{LEADER}{_BLANKS}(?:/|{any_word_of('M')})|/)"
        f"|/{_BLANKS}(?:{LEADER}{_BLANKS})?[{DIGIT}]"
    )
)
_LONGEST_WORD, _LONGEST_ANSWER = 16, 24  # characters
_LONGEST_NUMBER = 60
_NUMBER_BEFORE = lazy_pattern(
    lambda: (
        f"(?:{any_word_of('TMY')}) ?([{DIGIT}]{{1,4}}|[{RE_LETTER}{RE_MARK}{COENG}]{{2,50}}?) ?$"
    )
)
# ឆ្នាំ២០..២៤..: the century is printed
_CENTURY = lazy_pattern(lambda: f"{any_word_of('Y')} ?(?P<digits>[12១២][{DIGIT}]{{1,2}})$")
_FIGURE = lazy_pattern(f"[{DIGIT}]*")


class Plain(NamedTuple):
    """A text without fillers: where each filler was, and how far what follows it has moved."""

    text: str
    starts: tuple[int, ...] = ()  # in ``text``
    ends: tuple[int, ...] = ()
    moved: tuple[int, ...] = (0,)  # before the first filler, behind each

    def span(self, start: int, end: int) -> tuple[int, int]:
        """``[start, end)`` of ``text`` in the text as given."""
        if not self.starts:
            return start, end
        first = self.moved[bisect_right(self.ends, start)]
        return start + first, end + self.moved[bisect_left(self.starts, end)]


def without_fillers(text: str) -> Plain:
    """``text`` with a blank, or what an entity stands for, in the place of each filler."""
    pieces: list[str] = []
    starts, ends, moved, position, length = [], [], [0], 0, 0
    for start, end, instead in _fillers(text):
        pieces += text[position:start], instead
        length += start - position
        starts.append(length)
        length += len(instead)
        ends.append(length)
        moved.append(end - length)
        position = end
    if not starts:
        return Plain(text)
    pieces.append(text[position:])
    return Plain("".join(pieces), tuple(starts), tuple(ends), tuple(moved))


def _fillers(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the fillers are, and what to read instead."""
    last = -_LONGEST_ANSWER - 1  # where the last leader ends that fills a form
    for found in _FILLER.finditer(text):
        instead: str | None = ""
        if found["leader"]:
            instead = _instead_of_leader(text, found, last)
            last = last if instead is None else found.end()
        elif found["entity"]:
            instead = _meant(f"&{found['entity']}")
        elif found["line"]:
            instead = "\n"
        elif found["again"] and not _is_said_again(text, found):
            instead = None
        if instead is not None:
            yield found.start(), found.end(), instead


def _is_said_again(text: str, found: re.Match[str]) -> bool:
    """Whether a bracket has the number of a date before it once more: ១៥(ដប់ប្រាំ), ដប់ប្រាំ (១៥)."""
    before = _NUMBER_BEFORE.search(text, max(0, found.start() - _LONGEST_NUMBER), found.start())
    if before is None or before[1].isdecimal() == found["again"].isdecimal():
        return False
    from khmertext.numbers import parse_number

    try:
        return parse_number(before[1]) == parse_number(found["again"])
    except ValueError:
        return False


def _meant(entity: str) -> str | None:
    """The one character that an entity of HTML stands for; of blanks and hyphens the usual one."""
    from html import unescape  # a large table that most texts do not need

    char = unescape(entity).translate(USUAL)
    return char if len(char) == 1 else None


def _instead_of_leader(text: str, found: re.Match[str], last: int) -> str | None:
    """What a leader of dots stands for in a form: a blank, or nothing inside a year; ``None`` elsewhere."""
    start, first = found.start(), max(0, found.start() - _LONGEST_WORD)
    in_form = start - last <= _LONGEST_ANSWER and "\n" not in text[last:start]
    in_form = in_form or _BEFORE.search(text, first, start) is not None
    in_form = in_form or _DAY_BEHIND.match(text, found.end()) is not None
    if not in_form and _FIGURE_BEFORE.search(text, first, start):
        in_form = _BEHIND.match(text, found.end()) is not None
    if not in_form:
        return None
    century, figure = _CENTURY.search(text, first, start), _FIGURE.match(text, found.end())
    if century is None:
        return " "
    return "" if figure and len(century["digits"] + figure[0]) == 4 else None
