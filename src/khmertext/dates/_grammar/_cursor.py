"""Access to the tokens of one run, for the parts of the grammar."""

from __future__ import annotations

import re
from typing import cast

from khmertext._chars import RE_KHMER
from khmertext.dates._reading import Mod, Reading
from khmertext.dates._tokens import Token

KHMER = re.compile(f"[{RE_KHMER}]")
# A number before a unit makes a duration of it: three years, eight hours.
NUMBERED = re.compile("(?:[0-9០-៩]|មួយ|ពីរ|បី|បួន|ប្រាំ|ដប់|ភៃ|សិប|កន្លះ|ប៉ុន្មាន|ច្រើន)[ \u00a0]?$")

Readings = list[Reading]
Found = tuple[Readings, int] | None
MOST_ITEMS = 12  # of a list such as "1, 5, 9 and 12 July"


class Cursor:
    """The tokens of one run of ``text`` by index; an index past the end is allowed."""

    def __init__(self, text: str, tokens: list[Token], *, strict: bool, relative: bool) -> None:
        self.text = text
        self.tokens = tokens
        self._strict = strict
        self._relative = relative
        self._misspelt = False

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
            if self._strict:
                return None
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

    def _reading(self, first: int, after: int, **parts: object) -> Reading:
        reading = Reading(self.tokens[first].start, self.tokens[after - 1].end, **parts)  # type: ignore[arg-type]
        reading.misspelt, self._misspelt = self._misspelt, False
        return reading

    def _mod(self, index: int) -> tuple[int, Mod | None]:
        mod = cast("Mod | None", self._get(index, "mod"))
        return (index if mod is None else index + 1), mod

    def _plural(self, index: int) -> bool:
        return self.text.startswith("ៗ", self.tokens[index].end)

    def _part(self, index: int) -> tuple[str | None, int]:
        after = index + (1 if self._is(index, "moment") else 0)
        part = self._get(after, "part")
        return (None, index) if part is None else (part, after + 1)
