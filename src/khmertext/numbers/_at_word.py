"""Numbers that begin with a word, and whether words mean a number there."""

from __future__ import annotations

import re

from khmertext.numbers._around import is_bounded
from khmertext.numbers._number_mention import Found
from khmertext.numbers._number_words import (
    SPACE,
    between_numbers,
    context_words,
    number_words,
    one_or_other,
    spoken_tens,
)
from khmertext.numbers._plain_figure import read_plain_word
from khmertext.numbers._quantities import are_neighbours, found_quantity
from khmertext.numbers._reader import Reading
from khmertext.numbers._units import Unit, read_unit
from khmertext.numbers._whole import Whole


class AtWord:
    """Reads what begins with a number word; ``include_one``: មួយ is one everywhere."""

    def __init__(self, whole: Whole, include_one: bool) -> None:
        self._whole = whole
        self._text = whole.text
        self._around = whole.around
        self._reader = whole.reader
        self._include_one = include_one

    def read(self, match: re.Match[str]) -> Found | int:
        """The number whose first word ``match`` is, or where to go on if it is none."""
        start = match.start()
        if self._is_only_a_word(start, match.end(), match.group()):
            return match.end()
        if number_words()[match.group()].role == "scale" and (few := self._one_or_two(match)):
            return few
        reading = self._whole.reading(start)
        if reading is not None and self._around.ordinal_mark(start) is not None:
            reading = self._reader.apart(reading)
        elif reading is not None and reading.high is None:
            reading = self._spaced_pair(start, reading)
        if reading is None or not self._is_meant(start, reading):
            if reading is None or match.group() in spoken_tens():  # គុហាពីរ: two caves
                return match.end()
            return reading.end
        return read_plain_word(self._whole, start, reading) or self._whole.complete(start, reading)

    def _is_only_a_word(self, start: int, end: int, word: str) -> bool:
        """Whether a lone scale (a name) or មួយ (an article) stands here: most number words are that."""
        known = number_words()[word]
        if not (known.role == "scale" or (known.value == 1 and not self._include_one)):
            return False
        if self._reader.item(end) is not None or self._around.ordinal_mark(start) is not None:
            return False
        return known.role == "scale" or not (
            self._counts_one(start, read_unit(self._text, end)) or self._opens_range(start, end)
        )

    def _one_or_two(self, scale: re.Match[str]) -> Found | int | None:
        """រយពីររយនាក់: a hundred or two."""
        text, start, one = self._text, scale.start(), number_words()[scale.group()].value
        two = self._reader.read(scale.end())
        if two is None or two.scale != one or two.value != 2 * one or two.items[0].spaced:
            return None
        counted = read_unit(text, two.end) is not None
        if not is_bounded(text, start, two.end, unit_follows=counted):
            return None
        return self._whole.complete(start, two._replace(value=one, high=two.value))

    def _opens_range(self, start: int, end: int) -> bool:
        """Whether មួយ is the lower of two: មួយដល់បីនាក់, ពីមួយទៅពីរថ្ងៃ, មួយ ឬ ពីរថ្ងៃ."""
        between = between_numbers()
        joint = between.match(self._text, end)
        if joint is None:
            between = one_or_other()
            joint = between.match(self._text, end)
        following = self._reader.item(joint.end()) if joint is not None else None
        if following is None or following.value < 2:
            return False
        high = self._whole.quantities.second(end, between=between)
        if between is one_or_other() and (high is None or high.unit is None):
            return False
        return high is not None and not self._around.preceded(start, "one_blocked_before")

    def _spaced_pair(self, start: int, reading: Reading) -> Reading:
        """ពីរ បីនាក់, ដប់ ដប់ពីរនាក់: two or three, if a unit says that something is counted."""
        single = len(reading.items) == 1
        pair = self._reader.pair(start, spaced=True) if single else None
        unit = read_unit(self._text, pair.end) if pair else None
        if pair is None or unit is None or unit.kind == "noun":
            pair = self._two_ends(start, reading)
        return pair or reading

    def _two_ends(self, start: int, low: Reading) -> Reading | None:
        """Two numbers of which either may be meant: ដប់ ដប់ពីរនាក់, មួយរយ ពីររយនាក់, បួន ប្រាំ ខេត្ត."""
        if low.flags or self._reader.item(low.end) is None or self._around.names_one(start):
            return None
        high = self._reader.read(low.end + self._text.startswith(SPACE, low.end))
        if high is None or not isinstance(low.value, int) or not isinstance(high.value, int):
            return None
        if high.high is not None or high.items[0].role not in ("unit", "tens"):
            return None
        if not are_neighbours(low.value, high.value) or read_unit(self._text, high.end) is None:
            return None
        items = (*low.items, *high.items)
        return Reading(low.value, high.value, high.end, items, high.flags, high.scale)

    def _is_meant(self, start: int, reading: Reading) -> bool:
        """Whether number words at ``start`` mean a number."""
        text, first, end = self._text, reading.items[0], reading.end
        if first.role == "scale":  # សែន ម៉ឺន លាន by themselves are names and other words
            return False
        if first.role in ("half", "half_noun") and reading.scale > 1:
            return True
        if first.role == "half_noun":
            return text.startswith(context_words("of_what"), end + text.startswith(" ", end))
        unit = read_unit(text, end)
        if first.role == "half":
            return unit is not None and unit.kind != "noun"
        if self._around.ordinal_mark(start) is not None:
            return True
        if self._around.is_of_name(start, end, unit):
            return False
        if len(reading.items) == 1:
            if (
                reading.value == 1
                and not self._include_one
                and not (self._counts_one(start, unit) or self._opens_range(start, end))
            ):
                return False
            if unit is None and self._around.in_name(start, end):
                return False
        return is_bounded(text, start, end, unit_follows=unit is not None)

    def _counts_one(self, start: int, unit: Unit | None) -> bool:
        """មួយ counts before a unit, unless it means any one (ក្នុងមួយថ្ងៃ) or this one."""
        if unit is None or unit.kind == "noun" or self._text[unit.start - 1] == SPACE:
            return False
        if self._around.preceded(start, "one_blocked_before"):
            return False
        after = unit.end + self._text.startswith(" ", unit.end)
        return not self._text.startswith(context_words("one_blocked_after"), after)

    def many(self, match: re.Match[str]) -> Found | int:
        """រាប់រយ, hundreds of: the scale itself, approximately."""
        text, start = self._text, match.start()
        factor, end, _ = self._reader.scales(match.end())
        if factor == 1:
            return match.end()
        unit = read_unit(text, end)
        return found_quantity(start, unit.end if unit else end, factor, unit, approx=True)
