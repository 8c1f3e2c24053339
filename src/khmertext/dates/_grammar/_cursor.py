"""Access to the tokens of one run, for the parts of the grammar."""

from __future__ import annotations

import re
from typing import cast

from khmertext._chars import RE_KHMER
from khmertext.dates._reading import Mod, Reading
from khmertext.dates._tokens import Token
from khmertext.dates._words import Word

KHMER = re.compile(f"[{RE_KHMER}]")
# A number before a unit makes a duration of it: three years, eight hours.
_NUMBER_WORD = re.compile("(?:មួយ|ពីរ|បី|បួន|ប្រាំ|ដប់|ភៃ|សិប|កន្លះ|ប៉ុន្មាន|ច្រើន)[ \u00a0]?$")
_BETWEEN = re.compile("(?:ចន្លោះ|រវាង)(?:ពី)?[ \u00a0]?$")
_FIGURE = re.compile("(?P<before>[A-Za-z]|ទី[ \u00a0]?)?(?P<digits>[0-9០-៩]+)(?P<gap>[ \u00a0]?)$")
# ក្រោយមក is later on in a story, មុនពេល and ក្រោយពី are conjunctions.
_IN_STORY = re.compile(
    "(?:ក្រោយ|បន្ទាប់)(?:មក|ពី|ពេល|ការ|ថ្ងៃ|កំណើត|ចេញ|បញ្ចប់)|មុន(?:ពេល|នឹង|ការ|ថ្ងៃ|ចេញ|បញ្ចប់|ផុត|បោះឆ្នោត)"
)

# A run without one of these has no date.
_TELLING_KINDS = frozenset(
    ("month", "lunar_month", "unit", "era", "relative", "weekday", "which", "kind_of_year")
)
_MARKS = frozenset((None, "colon", "slash", "dot", "to"))
_TELLING = frozenset(("month", "year", "clock", "moment", "colon", "slash", "dot", "to"))

Readings = list[Reading]
Found = tuple[Readings, int] | None
MOST_ITEMS = 32  # of a list such as "1, 5, 9 and 12 July"


class Cursor:
    """The tokens of one run of ``text`` by index; an index past the end is allowed."""

    def __init__(self, text: str, tokens: list[Token], *, strict: bool, relative: bool) -> None:
        self.text = text
        self.tokens = tokens
        if strict:
            self.tokens = [_without_mistakes(token) for token in tokens]
        self._relative = relative
        self._misspelt = False
        kinds = {kind for token in self.tokens for kind in token.word.values}
        markers = {token.get("marker") for token in self.tokens}
        self._has_months = not kinds.isdisjoint(("month", "lunar_month")) or "month" in markers
        self._only_figures = kinds <= {"marker"} and markers <= _MARKS
        self._has_dates = not (kinds.isdisjoint(_TELLING_KINDS) and markers.isdisjoint(_TELLING))

    def _at(self, index: int) -> Token | None:
        return self.tokens[index] if index < len(self.tokens) else None

    def _is(self, index: int, *markers: str) -> bool:
        token = self._at(index)
        return token is not None and token.get("marker") in markers

    def _get(self, index: int, kind: str) -> str | None:
        token = self._at(index)
        if token is None:
            return None
        value = token.get(kind)
        if value is not None and kind in token.word.misspelt:
            self._misspelt = True
        return value

    def _int(self, index: int, kind: str) -> int | None:
        value = self._get(index, kind)
        return None if value is None else int(value)

    def _number(self, index: int, most_digits: int = 2) -> int | None:
        """A figure of so many digits at most, or a number in words."""
        token = self._at(index)
        if token is None or token.number is None or token.digits > most_digits:
            return None
        return token.number

    def _glued(self, index: int) -> bool:
        token = self._at(index)
        return token is not None and token.gap == 0

    def _before(self, index: int) -> str:
        start = self.tokens[index].start
        return self.text[max(0, start - 16) : start]

    def _is_between(self, start: int) -> bool:
        """Whether "between" stands before ``start``."""
        return _BETWEEN.search(self.text[max(0, start - 16) : start]) is not None

    def _is_counted(self, index: int) -> bool:
        """Whether a number counts the unit at ``index``."""
        before = self._before(index)
        figure = _FIGURE.search(before)
        if figure is None:
            return _NUMBER_WORD.search(before) is not None
        if figure["before"]:
            return False  # an ordinal, or Q1
        following = self._at(index + 1)
        is_year = following is not None and following.digits == 4 and following.gap == 0
        # លេខ ១៥ ឆ្នាំ២០២៤, and ឆ្នាំ២០២៤ ម៉ោង ៨
        return not (figure["gap"] and (is_year or len(figure["digits"]) == 4))

    def _reading(self, first: int, after: int, **parts: object) -> Reading:
        reading = Reading(self.tokens[first].start, self.tokens[after - 1].end, **parts)  # type: ignore[arg-type]
        reading.misspelt, self._misspelt = self._misspelt, False
        return reading

    def _mod(self, index: int) -> tuple[int, Mod | None]:
        mod = cast("Mod | None", self._get(index, "mod"))
        return (index if mod is None else index + 1), mod

    def _plural(self, index: int) -> bool:
        return self.text.startswith("ៗ", self.tokens[index].end)

    def _is_in_story(self, index: int) -> bool:
        """Whether before and after at ``index`` count from something told, not from today."""
        return _IN_STORY.match(self.text, self.tokens[index].start) is not None

    def _part(self, index: int) -> tuple[str | None, int]:
        after = index + (1 if self._is(index, "moment") else 0)
        part = self._get(after, "part")
        return (None, index) if part is None else (part, after + 1)


def _without_mistakes(token: Token) -> Token:
    """The token without the meanings that it has only by mistake."""
    word = token.word
    if not word.misspelt:
        return token
    values = {kind: value for kind, value in word.values.items() if kind not in word.misspelt}
    return token._replace(word=Word(values, frozenset()))
