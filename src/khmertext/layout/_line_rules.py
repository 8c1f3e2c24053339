"""The line breaking rules of Unicode Standard Annex 14, for text in any script.

The classes come from `regex` (``\\p{Line_Break=...}``), so the version of Unicode is that of the
installed `regex`. Letters of class SA (Khmer, Thai, Lao ...) are AL here, as rule LB1 says where no
dictionary is at hand; :mod:`._line_breaks` adds the words of Khmer.

Source: Unicode Standard Annex 14 as of Unicode 17. Rules have the names of the annex. They are
tried in its order, and the first that applies to a place decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from khmertext._chars import COENG, RE_LETTER_OR_DEPRECATED, RE_MARK
from khmertext._patterns import lazy_pattern

# the classes that rules name; what is in none of them (XX, AI, SG ...) is AL
_CLASSES: Final = [
    "AK",
    "AP",
    "AS",
    "B2",
    "BA",
    "BB",
    "BK",
    "CB",
    "CJ",
    "CL",
    "CM",
    "CP",
    "CR",
    "EB",
    "EM",
    "EX",
    "GL",
    "H2",
    "H3",
    "HH",
    "HL",
    "HY",
    "ID",
    "IN",
    "IS",
    "JL",
    "JT",
    "JV",
    "LF",
    "NL",
    "NS",
    "NU",
    "OP",
    "PO",
    "PR",
    "QU",
    "RI",
    "SA",
    "SP",
    "SY",
    "VF",
    "VI",
    "WJ",
    "ZW",
    "ZWJ",
]
_HARD: Final = frozenset({"BK", "CR", "LF", "NL"})
_NO_BASE: Final = _HARD | {"SP", "ZW"}
_LETTERS: Final = frozenset({"AL", "HL"})
_WIDE: Final = frozenset({"ID", "EB", "EM"})
_HANGUL: Final = frozenset({"JL", "JV", "JT", "H2", "H3"})
_DOTTED_CIRCLE: Final = "\u25cc"
_OUTSIDE: Final = "sot or eot"


# Letters of class AL as used here, and the marks of Khmer
_RUN_OR_CHARACTER: Final = lazy_pattern(
    f"(?P<run>[A-Za-z{RE_LETTER_OR_DEPRECATED}][A-Za-z{RE_LETTER_OR_DEPRECATED}{RE_MARK}{COENG}]*)|.",
    re.DOTALL,
)


class LineUnit(NamedTuple):
    """A character with the marks that belong to it (LB9); without one, the edge of the text."""

    line_class: str
    char: str = ""
    start: int = 0
    ends_in_joiner: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether it is East Asian: quotation marks, brackets are not glued to it (LB19a, LB30)."""
        return self.char > "\u00ff" and bool(_properties()["wide"].match(self.char))

    def is_in(self, name: str) -> bool:
        """Whether it is an ``opening`` or ``closing`` quotation mark, a reserved ``pictograph``."""
        return self.char != "" and bool(_properties()[name].match(self.char))

    @property
    def is_aksara(self) -> bool:
        """Whether it is a letter of a Brahmic script that breaks between syllables (LB28a)."""
        return self.line_class in ("AK", "AS") or self.char == _DOTTED_CIRCLE


_NO_TEXT: Final = LineUnit(_OUTSIDE)


@cache
def _properties() -> dict[str, Any]:
    import regex

    return {
        "wide": regex.compile(
            r"[\p{East_Asian_Width=F}\p{East_Asian_Width=W}\p{East_Asian_Width=H}]"
        ),
        "opening": regex.compile(r"\p{Pi}"),
        "closing": regex.compile(r"\p{Pf}"),
        "pictograph": regex.compile(r"(?=\p{Cn})\p{Extended_Pictographic}"),
        "mark": regex.compile(r"[\p{Mn}\p{Mc}]"),
    }


@cache
def _class_pattern() -> Any:
    import regex

    groups = []
    for name in _CLASSES:
        group = rf"(?P<{name}>\p{{Line_Break={name}}})"
        try:
            regex.compile(group)
        except regex.error:  # pragma: no cover - a class of a newer Unicode than that of `regex`
            continue
        groups.append(group)
    return regex.compile("|".join(groups))


@lru_cache(4096)
def line_class(char: str) -> str:
    """The class of a character, resolved as rule LB1 says.

    >>> [line_class(char) for char in "aក។ 1"]
    ['AL', 'AL', 'BA', 'SP', 'NU']
    """
    found = _class_pattern().match(char)
    name: str = found.lastgroup if found else "AL"
    if name == "SA":
        return "CM" if _properties()["mark"].match(char) else "AL"
    return "NS" if name == "CJ" else name


def line_opportunities(text: str) -> Iterator[tuple[int, bool]]:
    """The offsets where a line may end (False) or must (True), rising, without the end of the text.

    >>> list(line_opportunities("one (two)\\n3.5 %"))
    [(4, False), (10, True), (14, False)]
    """
    place = _Place([_NO_TEXT, *_units(text), _NO_TEXT])
    for index in range(2, len(place.units) - 1):
        place.move_to(index)
        last, unit = place.units[index - 1], place.units[index]
        if last.line_class in _HARD:
            if not (last.line_class == "CR" and unit.line_class == "LF"):  # LB4, LB5
                yield unit.start, True
        elif place.allows_a_break():
            yield unit.start, False


def _units(text: str) -> Iterator[LineUnit]:
    """Characters with the marks behind them (LB9, LB10).

    A run of letters is one unit: no rule looks between two letters, nor at how many there are.
    """
    base: LineUnit | None = None
    for found in _RUN_OR_CHARACTER.finditer(text):
        offset, char = found.start(), found.group()
        name = "AL" if found.lastgroup else line_class(char)
        if name in ("CM", "ZWJ"):
            if base is not None and base.line_class not in _NO_BASE:
                base = base._replace(ends_in_joiner=name == "ZWJ")
                continue
            name = "AL"
        if base is not None:
            yield base
        base = LineUnit(name, char, offset, char == "\u200d")
    if base is not None:
        yield base


class _Place:
    """A place between two units, with the state that the rules need of the text before it."""

    def __init__(self, units: list[LineUnit]) -> None:
        self.units = units
        self.index = 1  # of the unit behind the place
        self.word = 0  # of the last unit before it that is no space
        self.number = ""  # "open" behind NU (SY|IS)*, "closed" behind a bracket that follows
        self.indicators = 0  # regional indicators in a row before it

    def move_to(self, index: int) -> None:
        """Move one unit on."""
        name = self.units[index - 1].line_class
        if name == "NU":
            self.number = "open"
        elif self.number == "open" and name in ("CL", "CP"):
            self.number = "closed"
        elif not (self.number == "open" and name in ("SY", "IS")):
            self.number = ""
        self.indicators = self.indicators + 1 if name == "RI" else 0
        if name != "SP":
            self.word = index - 1
        self.index = index

    @property
    def last(self) -> LineUnit:
        return self.units[self.index - 1]

    @property
    def next(self) -> LineUnit:
        return self.units[self.index]

    @property
    def after_next(self) -> LineUnit:
        return self.units[self.index + 1]

    def allows_a_break(self) -> bool:
        for rule in _RULES:
            decided = rule(self)
            if decided is not None:
                return decided
        return True  # LB31


def _joiners(at: _Place) -> bool | None:
    """LB6 to LB12a: line ends, spaces, joiners, glue."""
    last, name = at.last.line_class, at.next.line_class
    if name in _HARD or name in ("SP", "ZW"):
        return False
    if at.units[at.word].line_class == "ZW":
        return True
    if at.last.ends_in_joiner or "WJ" in (last, name) or last == "GL":
        return False
    if name == "GL" and last not in ("SP", "BA", "HY", "HH"):
        return False
    return None


def _brackets_and_spaces(at: _Place) -> bool | None:
    """LB13 to LB18: brackets, quotation marks that open or close, and spaces."""
    last, name = at.last.line_class, at.next.line_class
    word = at.units[at.word].line_class
    if name in ("CL", "CP", "EX", "SY") or word == "OP":
        return False
    if word == "QU" and at.units[at.word].is_in("opening") and _opens(at.units[at.word - 1]):
        return False  # LB15a
    if name == "QU" and at.next.is_in("closing") and _is_closed_by(at.after_next):
        return False  # LB15b
    if name == "IS":
        return last == "SP" and at.after_next.line_class == "NU"  # LB15c, LB15d
    if (word in ("CL", "CP") and name == "NS") or (word == name == "B2"):
        return False
    return True if last == "SP" else None


def _opens(before: LineUnit) -> bool:
    """Whether a quotation mark behind ``before`` may open a quotation."""
    return before.line_class in (_OUTSIDE, *_HARD, "OP", "QU", "GL", "SP", "ZW")


def _is_closed_by(after: LineUnit) -> bool:
    """Whether a quotation mark before ``after`` may close a quotation."""
    name = after.line_class
    closing = ("SP", "GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY", "ZW")
    return name in (_OUTSIDE, *_HARD, *closing)


def _quotation_marks(at: _Place) -> bool | None:
    """LB19, LB19a: other quotation marks; beside East Asian text they are not glued."""
    if at.next.line_class == "QU" and not (
        at.next.is_in("opening") and at.last.is_wide and at.after_next.is_wide
    ):
        return False
    if at.last.line_class == "QU":
        before = at.units[at.index - 2]
        if not (at.last.is_in("closing") and at.next.is_wide and before.is_wide):
            return False
    return None


def _hyphens(at: _Place) -> bool | None:
    """LB20 to LB22: contingent breaks, hyphens, characters that do not begin a line."""
    last, name = at.last.line_class, at.next.line_class
    before = at.units[at.index - 2].line_class
    if "CB" in (last, name):
        return True
    is_hyphen = last in ("HY", "HH") or at.last.char == "\u2010"
    if is_hyphen and name in _LETTERS and before in (_OUTSIDE, *_HARD, "SP", "ZW", "CB", "GL"):
        return False  # LB20a
    if name in ("BA", "HH", "HY", "NS", "IN") or last == "BB":
        return False
    if before == "HL" and name != "HL" and (is_hyphen or (last == "BA" and not at.last.is_wide)):
        return False  # LB21a
    return False if (last, name) == ("SY", "HL") else None


def _numbers(at: _Place) -> bool | None:
    """LB23 to LB25: letters, signs and figures."""
    last, name = at.last.line_class, at.next.line_class
    if (last in _LETTERS and name == "NU") or (last == "NU" and name in _LETTERS):
        return False
    if (last == "PR" and name in _WIDE) or (last in _WIDE and name == "PO"):
        return False
    if (last in ("PR", "PO") and name in _LETTERS) or (last in _LETTERS and name in ("PR", "PO")):
        return False
    if at.number and name in ("PO", "PR"):
        return False
    if name == "NU":
        return False if at.number == "open" or last in ("PO", "PR", "HY", "IS") else None
    if last in ("PO", "PR") and name == "OP":
        behind = at.after_next.line_class
        then = at.units[at.index + 2].line_class if behind == "IS" else behind
        return False if then == "NU" else None
    return None


def _scripts(at: _Place) -> bool | None:
    """LB26 to LB28a: Korean syllables, letters, Brahmic syllables."""
    last, name = at.last.line_class, at.next.line_class
    if (
        (last == "JL" and name in ("JL", "JV", "H2", "H3"))
        or (last in ("JV", "H2") and name in ("JV", "JT"))
        or (last in ("JT", "H3") and name == "JT")
        or (last in _HANGUL and name == "PO")
        or (last == "PR" and name in _HANGUL)
        or (last in _LETTERS and name in _LETTERS)
    ):
        return False
    is_letter = at.next.line_class == "AK" or at.next.char == _DOTTED_CIRCLE
    before = at.units[at.index - 2]
    if (
        (last == "AP" and at.next.is_aksara)
        or (at.last.is_aksara and name in ("VF", "VI"))
        or (last == "VI" and before.is_aksara and is_letter)
        or (at.last.is_aksara and at.next.is_aksara and at.after_next.line_class == "VF")
    ):
        return False
    return None


def _pairs(at: _Place) -> bool | None:
    """LB29 to LB30b: other pairs that stay together."""
    last, name = at.last.line_class, at.next.line_class
    if last == "IS" and name in _LETTERS:
        return False
    if last in (*_LETTERS, "NU") and name == "OP" and not at.next.is_wide:
        return False
    if last == "CP" and not at.last.is_wide and name in (*_LETTERS, "NU"):
        return False
    if last == name == "RI":
        return at.indicators % 2 == 0
    if name == "EM" and (last == "EB" or at.last.is_in("pictograph")):
        return False
    return None


_RULES: Final[tuple[Callable[[_Place], bool | None], ...]] = (
    _joiners,
    _brackets_and_spaces,
    _quotation_marks,
    _hyphens,
    _numbers,
    _scripts,
    _pairs,
)
