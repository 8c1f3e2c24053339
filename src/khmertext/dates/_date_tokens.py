"""A run of the words of dates: its tokens, and the string of their letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, TypeAlias, cast

from khmertext.dates._date_words import DateWord
from khmertext.dates._readings import Era, Reading, Said, Step

_CONTEXT = 16


class DateToken(NamedTuple):
    """A figure or a number in words (``number`` is not None) or a word, with what it can mean.

    ``gap`` is 0 when it is glued to the token before it, 1 after blanks, 2 on a new line or
    behind a tab.
    ``digits`` is how many digits a figure has, 0 for words.
    """

    start: int
    end: int
    gap: int
    letter: str
    number: int = -1
    digits: int = 0
    word: DateWord | None = None


# as DateToken(...) with all its fields, in half the time
new_token: Callable[[tuple[int, int, int, str, int, int, DateWord | None]], DateToken] = partial(
    tuple.__new__, DateToken
)


class Ask(NamedTuple):
    """What is looked for.

    ``strict`` forgets what a word means only by mistake; ``relative`` asks for what is counted from
    a reference day, and ``has_ref`` tells that there is one; ``whole``: the text is one expression.
    """

    strict: bool = False
    relative: bool = False
    has_ref: bool = False
    whole: bool = False


ANYTHING = Ask()
Match: TypeAlias = re.Match[str]  # of the letters of a run


class Run(NamedTuple):
    """Neighbouring tokens of ``text``; an index past the end is allowed where a letter is asked for."""

    text: str
    tokens: tuple[DateToken, ...]
    letters: str
    ask: Ask = ANYTHING
    slips: tuple[int, ...] = ()  # the tokens whose name is spelt by mistake
    linked: int = -1  # the token that is known to go on with what stands before it

    def linked_at(self, index: int) -> Run:
        """The run for who reads the end of a range or the next item of a list at ``index``."""
        return self._replace(linked=index)

    def letter(self, index: int) -> str:
        return self.letters[index : index + 1]

    def typed(self, index: int) -> str:
        token = self.tokens[index]
        return self.text[token.start : token.end]

    def value(self, index: int, kind: str) -> str:
        """The value of the word at ``index``, which is of this kind."""
        found = self.tokens[index].word
        return found.values[kind] if found else ""

    def nth(self, index: int, kind: str) -> int:
        """The value where it is a number: of months 1 is January."""
        return int(self.value(index, kind))

    def era(self, index: int) -> Era:
        return cast("Era", self.value(index, "era"))

    def number(self, index: int) -> int:
        return self.tokens[index].number

    def glued(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].gap == 0

    def before(self, index: int) -> str:
        """What stands before the token at ``index``, with one blank for a run of them."""
        start = self.tokens[index].start
        before = self.text[max(0, start - _CONTEXT) : start]
        if not before.endswith(" "):
            return before
        before = self.text[max(0, start - 2 * _CONTEXT) : start].rstrip(" ")
        return f"{before[-_CONTEXT:]} "

    def is_misspelt(self, first: int, after: int) -> bool:
        """Whether a name among these tokens is spelt by mistake."""
        return bool(self.slips) and any(first <= index < after for index in self.slips)

    def reading(self, first: int, after: int, said: Said | None, **more: Any) -> Reading:
        """A reading of these tokens."""
        if self.slips and "misspelt" not in more:
            more["misspelt"] = self.is_misspelt(first, after)
        return Reading(self.tokens[first].start, self.tokens[after - 1].end, said, **more)

    def one(self, first: int, after: int, said: Said | None, **more: Any) -> Step:
        """The step over these tokens that is one reading."""
        return (self.reading(first, after, said, **more),), after

    def up_to(self, reading: Reading, after: int) -> Reading:
        """``reading`` with all tokens before ``after``."""
        end = self.tokens[after - 1].end
        slips = (self.tokens[index].start for index in self.slips)
        misspelt = reading.misspelt or any(reading.end <= start < end for start in slips)
        return reading._replace(end=end, misspelt=misspelt)


Builder: TypeAlias = Callable[[Run, Match], Step | None]  # of readings from what a shape matched
