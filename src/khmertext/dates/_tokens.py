"""Cuts the neighbourhood of every possible date into tokens: figures and the words of dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from khmertext._chars import COENG, LUNAR_SYMBOLS, RE_DIGIT, RE_MARK
from khmertext.dates._words import Word, spellings, words
from khmertext.numbers._reader import Reader

# A date can begin with these.
_STARTS = ("weekday", "era", "part", "unit", "mod", "relative", "month")
_START_MARKERS = ("day", "th", "month", "year", "clock", "moment")

_GAP = re.compile("[ \t\u00a0\u202f]{0,4}(?:\r?\n[ \t\u00a0]{0,4})?")
_MAX_RUN = 300  # tokens; a longer run is cut, so that work on one run is bounded


class Token(NamedTuple):
    """A figure (``number`` is not None) or a word, with what it can mean.

    ``gap`` is 0 when it is glued to the token before it, 1 after blanks, 2 on a new line.
    ``digits`` is how many digits a figure has, 0 for words.
    """

    start: int
    end: int
    gap: int
    number: int | None
    digits: int
    word: Word

    def get(self, kind: str) -> str | None:
        """Its value as a word of ``kind``."""
        return self.word.values.get(kind)

    def is_(self, marker: str) -> bool:
        """Whether it is this marker."""
        return self.word.values.get("marker") == marker


_NO_WORD = Word({}, frozenset())
# The second half of a date may stand on the next line, when it says by itself what it is.
_AFTER_NEW_LINE = frozenset(("month", "year", "equals"))


def _any_of(strings: Iterable[str]) -> str:
    """A pattern of the longest of ``strings``, as a tree: it never tries a letter twice."""
    tree: dict[str, list[str]] = {}
    ends = False
    for string in sorted(set(strings)):
        if string:
            tree.setdefault(string[0], []).append(string[1:])
        else:
            ends = True
    branches = [
        re.escape(first) + (_any_of(rest) if rest != [""] else "") for first, rest in tree.items()
    ]
    pattern = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return pattern + "?" if ends else pattern


@cache
def _lexer() -> re.Pattern[str]:
    known = [
        spelling
        for spelling, word in words().items()
        if word.values.keys() not in ({"before_name"}, {"english_month"})
    ]
    return re.compile(
        f"([0-9{RE_DIGIT}]+)(?:(?:st|nd|rd|th)(?![A-Za-z]))?"
        f"|((?:{_any_of(known)})(?![{RE_MARK}{COENG}]))|([{LUNAR_SYMBOLS}])|([IVX]{{1,6}}(?![A-Za-z]))"
        f"|(?<![A-Za-z])(?:([AaPp]\\.?[Mm])|({_any_of(spellings(('english_month',)))}))(?![A-Za-z])\\.?"
    )


@cache
def _starts() -> re.Pattern[str]:
    markers = (s for s in spellings(("marker",)) if words()[s].values["marker"] in _START_MARKERS)
    months = spellings(("english_month",))
    capitals = "".join(sorted({month[0] for month in months}))
    others = spellings(("other",))  # they swallow the words that they begin with
    return re.compile(
        f"[0-9{RE_DIGIT}{LUNAR_SYMBOLS}]|{_any_of((*spellings(_STARTS), *markers, *others))}"
        # any of the first letters, then the rest of any month: one look at nearly every place
        f"|[{capitals}]{_any_of(month[1:] for month in months)}"
    )


def runs(text: str) -> Iterator[list[Token]]:
    """Every longest series of neighbouring tokens that begins like a date."""
    search = _starts().search
    run_at = _Runs(text).at
    position = 0
    while found := search(text, position):
        run = run_at(found.start())
        yield run
        position = run[-1].end if run else found.end()


class _Runs:
    """Cuts one text into tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._reader: Reader | None = None  # most texts have no number words in dates

    def at(self, position: int) -> list[Token]:
        """The tokens from ``position`` on, as far as nothing else stands between them."""
        run: list[Token] = []
        gap = 0
        counted = False  # whether a number in words has come up
        while len(run) < _MAX_RUN:
            token = None
            if run and gap < 2 and _expects_number(run[-1], counted):
                token = self._number_in_words(position, gap)
                counted = counted or token is not None
            token = token or self._token(position, gap, run)
            if token is None:
                break
            run.append(token)
            spaces = _GAP.match(self.text, token.end)
            assert spaces is not None
            position = spaces.end()
            gap = 0 if position == token.end else 2 if "\n" in spaces[0] else 1
        return run

    def _token(self, position: int, gap: int, run: list[Token]) -> Token | None:
        found = _lexer().match(self.text, position)
        if found is None:
            return None
        kind, end = found.lastindex, found.end()
        if kind == 2:
            word = words()[found[2]]
            if gap == 2 and word.values.get("marker") not in _AFTER_NEW_LINE:
                return None
            return Token(position, end, gap, None, 0, word)
        if gap == 2:
            return None
        if kind == 1:
            return Token(position, end, gap, _value(found[1]), len(found[1]), _NO_WORD)
        if kind == 3:
            return Token(position, end, gap, None, 0, _symbol(found[3]))
        if kind == 5:
            return Token(position, end, gap, None, 0, _HALVES_OF_DAY[found[5][0].lower()])
        if kind == 6:
            return Token(position, end, gap, None, 0, _english_month(found[6]))
        if run and run[-1].is_("th") and (value := _ROMAN.get(found[4])):
            return Token(position, end, gap, value, 0, _NO_WORD)
        return None

    def _number_in_words(self, position: int, gap: int) -> Token | None:
        if not "\u1780" <= self.text[position : position + 1] <= "\u17a2":
            return None
        if self._reader is None:
            self._reader = Reader(self.text)
        reading = self._reader.read(position)
        if reading is None or reading.high is not None:
            return None
        value, end = reading.value, reading.end
        if len(reading.items) > 1 and reading.items[-1].role == "half":
            # half past eight: the clock reads the half by itself
            value, end = int(value), reading.items[-2].end
        if not isinstance(value, int):
            return None
        return Token(position, end, gap, min(value, 10**6), 0, _NO_WORD)


_HALVES_OF_DAY = {half: Word({"part": f"{half}m"}, frozenset()) for half in "ap"}
_BEFORE_NUMBER = frozenset(("th", "year", "clock", "about", "day"))
_BETWEEN_NUMBERS = frozenset(("and", "to", "comma"))


def _expects_number(before: Token, counted: bool) -> bool:
    values = before.word.values
    marker = values.get("marker")
    if marker is not None:
        return marker in _BEFORE_NUMBER or (counted and marker in _BETWEEN_NUMBERS)
    return "weekday" in values or "era" in values


def _roman(value: int) -> str:
    tens, units = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]


_ROMAN = {_roman(value): value for value in range(1, 31)}


def _value(figure: str) -> int:
    # A longer figure is in no date; int() of a very long one is slow, or refused.
    return int(figure) if len(figure) <= 6 else 10**6


@cache
def _english_month(name: str) -> Word:
    values = words()[name].values
    return Word({"month": values["english_month"], **values}, frozenset())


@cache
def _symbol(char: str) -> Word:
    index = LUNAR_SYMBOLS.index(char)
    if index in (0, 16):
        return Word({"lunar_month": "pathamasadh" if index == 0 else "tutiyasadh"}, frozenset())
    phase = "koet" if index < 16 else "roch"
    return Word({"lunar_day": f"{index % 16} {phase}"}, frozenset())
