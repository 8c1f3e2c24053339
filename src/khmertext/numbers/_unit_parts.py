"""Smaller units behind a quantity: ៣ដុល្លារ ៥០សេន, ១ម៉ែត្រ៦០, ៥សេនកន្លះ."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from khmertext._chars import COENG, CONSONANTS, LETTER_SET, RE_LETTER, RE_MARK
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import Around
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, simplest
from khmertext.numbers._figures import shape_pattern
from khmertext.numbers._number_mention import AMBIGUOUS_TAIL, SURE, Exact
from khmertext.numbers._number_words import SPACE, WORD_END, context_words, spelled
from khmertext.numbers._phones import read_phone
from khmertext.numbers._reader import Reader, Reading
from khmertext.numbers._units import (
    MEASURED,
    Unit,
    lengths,
    parts_of_units,
    read_unit,
    units_with_parts,
)

_OF_EVERY_MONEY = "USD"
_DIGITS_OR_LETTERS = BOTH_DIGITS.union(CONSONANTS)
# What may follow the bare digits of a smaller unit: nothing that they would be a part of.
_NOT_IN_LATIN = f"(?![A-WYZa-wyz]|[xX](?![{RE_BOTH_DIGITS}]))"  # but the x of a product
_AFTER_GLUED = lazy_pattern(rf"{_NOT_IN_LATIN}(?![{RE_BOTH_DIGITS}]|[.,/:][{RE_BOTH_DIGITS}])")
_AFTER_ALL = lazy_pattern(
    rf"{_NOT_IN_LATIN}(?![{RE_BOTH_DIGITS}{RE_LETTER}]|[.,/:][{RE_BOTH_DIGITS}])"
)
# ៣គីឡូ៥០: not known to be parts, and perhaps some
_GLUED_DIGITS = compile_pattern(
    rf"[{RE_BOTH_DIGITS}]++(?![A-Za-z$\u17db%]|[.,/:][{RE_BOTH_DIGITS}])"
)
# 1m 60 and 5ha 20a at the end of what is said
_PARTS_APART = lazy_pattern(
    rf"{SPACE}(?P<digits>[{RE_BOTH_DIGITS}]{{1,2}})(?:(?P<are> ?a(?![A-Za-z]))|(?=\Z|[\n;)\u17d4]))"
)
_AFTER_SPACED = lazy_pattern(rf"\Z|[\n,;)»”។៕]|{SPACE}(?![{RE_BOTH_DIGITS}])")


class UnitParts:
    """Reads what a unit has behind it of a smaller one."""

    def __init__(self, text: str, reader: Reader, around: Around) -> None:
        self._text = text
        self._reader = reader
        self._around = around

    def with_part(
        self, start: int, reading: Reading, value: int, unit: Unit
    ) -> tuple[Exact, int, frozenset[str]]:
        """``value`` with the part of one more that follows ``unit``, its end, and what is not sure."""
        text, end = self._text, unit.end
        if half_end := self._after_half(unit):
            return simplest(value + Fraction(reading.scale, 2)), half_end, SURE  # ៤លានរៀលកន្លះ
        if unit.hundredth:
            return value, end, SURE
        opened = text[start - 1 : start] == text[unit.start : end]  # $25$20 are two
        rest = None if opened else self._rest(end, unit)
        if rest is not None:
            loose = self._is_loose(start, end, rest[1])
            return simplest(value + rest[0]), rest[1], AMBIGUOUS_TAIL if loose else SURE
        unsure = unit.kind in MEASURED and self._may_have_parts(end, unit)
        return value, end, AMBIGUOUS_TAIL if unsure else SURE

    def _after_half(self, unit: Unit) -> int | None:
        """Where the half ends that is one more of ``unit``: ៤លានរៀលកន្លះ, ៥សេនកន្លះ."""
        half = _half().match(self._text, unit.end)
        if half is None or _is_half_of_next(self._text, half):
            return None
        if half["spaced"] and unit.name in context_words("not_halved"):
            return None
        return half.end()

    def _may_have_parts(self, end: int, unit: Unit) -> bool:
        """Whether bare digits or a word behind a unit may count a smaller one: ៣គីឡូ៥០, ពីរគីឡូប្រាំ, 1m 60."""
        if glued := _GLUED_DIGITS.match(self._text, end):
            return self._counts_nothing(glued.end())
        word = self._reader.item(end) if self._text[end : end + 1] in LETTER_SET else None
        if word is not None and word.role in ("unit", "tens") and word.value > 1:
            return self._counts_nothing(word.end)
        apart = _PARTS_APART.match(self._text, end)
        if apart is None or unit.kind == "money":
            return False
        if apart["are"]:
            return self._text[unit.start : end] == "ha"
        digits = len(apart["digits"])
        return (unit.name, str(digits)) in parts_of_units() and (
            digits == 2 or unit.name not in lengths()
        )

    def _counts_nothing(self, end: int) -> bool:
        """Whether no unit and no number word follows the digits that end at ``end``."""
        if self._text[end : end + 1] not in LETTER_SET:
            return True
        return read_unit(self._text, end) is None and self._reader.item(end) is None

    def _is_loose(self, start: int, end: int, stop: int) -> bool:
        """Whether the bare digits of a smaller unit stand behind a space, ខ្សែ ១២ម៉ែត្រ ៥០, or before a word: ៣គីឡូ៥តម្លៃ.

        But កម្ពស់ ១ម៉ែត្រ ៥០ is a height.
        """
        if self._text[end - 1] == "$":
            return True  # 25$20 may be two prices
        if self._text[stop - 1] in BOTH_DIGITS and self._text[stop : stop + 1] in LETTER_SET:
            return True
        spaced = self._text[end] == SPACE and self._text[stop - 1] in BOTH_DIGITS
        return spaced and self._around.size_before(start) != "length"

    def _rest(self, position: int, unit: Unit) -> tuple[Fraction, int] | None:
        """What smaller units add to whole ones, in the larger: ៣ដុល្លារ ៥០សេន, ១ម៉ែត្រ៦០."""
        if unit.kind != "money" and unit.name not in units_with_parts():
            return None
        start = position + (self._text[position : position + 1] == SPACE)
        reading = self._reader.read(start) if begins_number(self._text, start) else None
        if reading is None or not isinstance(reading.value, int) or reading.high is not None:
            return None
        below = read_unit(self._text, reading.end)
        if below is None:
            return self._bare_rest(position, unit, reading, reading.value)
        # សេន is said of every money; where it stands alone it is American
        same = below.name in (unit.name, _OF_EVERY_MONEY)
        cents = below.hundredth and unit.kind == "money" and not unit.hundredth and same
        parts = 100 if cents else parts_of_units().get((unit.name, below.name))
        if parts is None or reading.value >= parts:
            return None
        rest, end = Fraction(reading.value, parts), below.end
        if half_end := self._after_half(below):  # ២ដំឡឹង ៣ជីកន្លះ
            return rest + Fraction(reading.scale, 2 * parts), half_end
        further = None if cents else self._rest(end, below)
        return (rest + further[0] / parts, further[1]) if further else (rest, end)

    def _bare_rest(
        self, position: int, unit: Unit, reading: Reading, value: int
    ) -> tuple[Fraction, int] | None:
        """The digits after a unit that say no unit of their own: ១ម៉ែត្រ៦០, មួយម៉ែត្រហុកសិប."""
        text, end = self._text, reading.end
        first = reading.items[0]
        digits = end - first.start if reading.in_figures else 2
        parts = parts_of_units().get((unit.name, str(digits)))
        if parts is None or value >= parts or first.role not in ("figure", "tens"):
            return None
        spaced = first.start > position
        if spaced and self._text[position - 1].isascii():
            return None  # 12 m 13 f
        if parts == 100 and unit.name == "ម៉ែត្រ":  # nobody counts so many of anything else
            after = _AFTER_SPACED if spaced else _AFTER_GLUED
        elif spaced:
            return None
        else:
            after = _AFTER_ALL  # ៥០គីឡូ១ការ៉ុង: fifty kilos a carton
        if after.match(text, end) or (text[end] in LETTER_SET and self._counts_nothing(end)):
            return Fraction(value, parts), end
        return None


def begins_number(text: str, position: int) -> bool:
    """Whether a plain number, and no date or telephone number, begins at ``position``."""
    if text[position : position + 1] not in _DIGITS_OR_LETTERS:
        return False
    return not shape_pattern.match(text, position) and not read_phone(text, position)


def _is_half_of_next(text: str, half: re.Match[str]) -> bool:
    """Whether the half is one of the unit glued to it: ២៥០០រៀលកន្លះគីឡូ."""
    end = half.end()
    return text[end : end + 1] != SPACE and read_unit(text, end) is not None


@cache
def _half() -> re.Pattern[str]:
    half = any_of(spelled("half"))
    return re.compile(
        f"(?:{half}{WORD_END}|(?P<spaced>{SPACE}{half}(?![{RE_LETTER}{RE_MARK}{COENG}])))"
    )
