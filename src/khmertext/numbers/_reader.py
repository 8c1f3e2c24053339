"""Reads one number from a given offset on: figures, words, or both mixed.

The grammar (spaces may stand between its parts)::

    number   := integer [mark fraction [scale+]] | integer [half] | half | integer part integer
    integer  := (count scale+)* [count]        scales fall from group to group
    count    := figure | units | tens [units] | units teen | units score

A scale multiplies its count and every smaller group before it that no equal or larger scale has
closed, so បួនពាន់ពីររយលាន is 4,200 millions and ប្រាំពាន់លានមួយលាន is 5,001 millions. Scales in a
row multiply each other (ពាន់លាន is a thousand millions). A missing count is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from typing import Any, Literal, NamedTuple, cast

from khmertext._chars import RE_HYPHEN
from khmertext._patterns import WordPattern, lazy_pattern
from khmertext.numbers._digits import (
    BOTH_DIGITS,
    MAX_DIGITS,
    RE_BOTH_DIGITS,
    decimal_number,
    digits_of,
    in_ascii,
    scaled,
    simplest,
)
from khmertext.numbers._figures import (
    PART,
    DecimalMark,
    Figure,
    figure_pattern,
    is_odd_year,
    read_figure,
    year_pattern,
)
from khmertext.numbers._number_mention import AMBIGUOUS_TAIL, MISSPELT, SURE, Exact
from khmertext.numbers._number_words import Role, context_words, number_words, word_pattern
from khmertext.numbers._phones import read_phone
from khmertext.numbers._units import OWN_MONEY, lengths, read_unit

_LIMIT = 10**MAX_DIGITS
_MILLION = 10**6
# behind a figure that is no rest of an amount: ៥លាន 150-200$, ៥ពាន់ 120%
_NO_REST = lazy_pattern(rf" ?[%\u2030]|[/:{RE_HYPHEN}][{RE_BOTH_DIGITS}]")

_GAP_BEFORE_ZERO = lazy_pattern(" (?=[0០])")
_BLANKS = lazy_pattern(" {2,4}| ?\n {0,8}")
# but in ១ឆ្នាំ ២០២៥ លាន the word is the unit of what stands before it
_NAMED_YEAR = lazy_pattern(
    rf"(?<![{RE_BOTH_DIGITS}])(?<![{RE_BOTH_DIGITS}] )(?<!មួយ)(?<!មួយ )ឆ្នាំ ?\Z"
)


class NumberToken(NamedTuple):
    """One figure or number word; ``spaced`` if a space stands before it."""

    start: int
    end: int
    role: Role | Literal["figure"]
    value: int
    misspelt: bool
    spaced: bool


# as NumberToken(...), in half the time
_new_token: Callable[[tuple[Any, ...]], NumberToken] = partial(tuple.__new__, NumberToken)


class Reading(NamedTuple):
    """A number read from a text.

    ``high`` is the upper end of an approximate pair (ពីរបី, two or three), else ``None``.
    ``items`` are the figures and words it is made of, ``scale`` the scale its last group is
    counted in (1 if the number ends with a plain count).
    """

    value: Exact
    high: Exact | None
    end: int
    items: tuple[NumberToken, ...]
    flags: frozenset[str]
    scale: int

    @property
    def in_figures(self) -> bool:
        return self.items[0].role == "figure"


class _Count(NamedTuple):
    value: int | Decimal
    high: int | None
    end: int
    items: tuple[NumberToken, ...]
    flags: frozenset[str]


class _Group(NamedTuple):
    """A closed group of a sum: its value and the scale it is counted in."""

    value: int | Fraction
    scale: int


class _Sum(NamedTuple):
    """An integer read so far."""

    groups: tuple[_Group, ...]
    tail: int | Decimal | None
    end: int
    items: tuple[NumberToken, ...]
    flags: frozenset[str]

    @property
    def value(self) -> Exact:
        if not self.groups:
            assert self.tail is not None
            return self.tail
        total: int | Fraction = 0
        for group in self.groups:
            total += group.value
        if isinstance(total, int) and not isinstance(self.tail, Decimal):
            return total + (self.tail or 0)
        return simplest(total + Fraction(self.tail or 0))

    @property
    def scale(self) -> int:
        return self.groups[-1].scale if self.tail is None else 1


class Reader:
    """Reads numbers in ``text``, which must be free of invisible characters (see ``View``).

    ``gap`` is what may stand between two parts. ``pattern`` matches one number word where the
    usual one is too free: the finder keeps out of words that only look like numbers. With
    ``careful`` a plain count after a space joins the number only if it is of the same sort,
    figures or words, and not មួយ, which is an article more often than not; with ``ones`` it is none.
    """

    def __init__(
        self,
        text: str,
        *,
        decimal: DecimalMark = "auto",
        strict: bool = False,
        counters: bool = False,
        gap: str = " ?",
        pattern: re.Pattern[str] | WordPattern | None = None,
        careful: bool = False,
        ones: bool = False,
    ) -> None:
        self.text = text
        self.decimal = decimal
        self._words = number_words(strict=strict, counters=counters)
        self._pattern = pattern or word_pattern(strict=strict, counters=counters)
        self._gap = _gap(gap)
        self._careful = careful
        self._ones = ones
        self._counting = counters
        self._known: dict[int, NumberToken | None] = {}

    # --- items -----------------------------------------------------------------------------
    def item(self, position: int) -> NumberToken | None:
        """The figure or number word at ``position``, or after a gap there."""
        if position not in self._known:
            if len(self._known) > 64:  # the grammar looks a few items ahead, never far back
                self._known.clear()
            self._known[position] = self._item(position)
        return self._known[position]

    def _item(self, position: int) -> NumberToken | None:
        """As :meth:`item`, which remembers it."""
        text = self.text
        start = position
        if text[position : position + 1].isspace():
            gap = self._gap.match(text, position)
            start = gap.end() if gap else position
        spaced = start > position
        if text[start : start + 1] in BOTH_DIGITS:
            figure = figure_pattern.match(text, start)
            assert figure is not None
            end = _before_phone(figure) if self._careful else figure.end()
            return _new_token((start, end, "figure", 0, False, spaced))
        match = self._pattern.match(text, start)
        if match is None:
            return self._scale_over_blanks(position)
        value, role, misspelt = self._words[match.group()]
        return _new_token((start, match.end(), role, value, misspelt, spaced))

    def _scale_over_blanks(self, position: int) -> NumberToken | None:
        """The scale behind several blanks or on the next line, which begins nothing: ៥០⏎លានរៀល."""
        blanks = _BLANKS.match(self.text, position) if self._careful else None
        match = self._pattern.match(self.text, blanks.end()) if blanks else None
        if blanks is None or match is None:
            return None
        word = self._words[match.group()]
        if word.role != "scale":
            return None
        return NumberToken(blanks.end(), match.end(), word.role, word.value, word.misspelt, True)

    def _item_of(self, position: int, *roles: str) -> NumberToken | None:
        item = self.item(position)
        return item if item is not None and item.role in roles else None

    # --- numbers ---------------------------------------------------------------------------
    def read(self, position: int, *, parts: bool = True) -> Reading | None:
        """The longest number that begins at ``position``, or ``None``.

        Without ``parts`` ភាគ and លើ are no fraction bars.
        """
        first = self.item(position)
        if first is None:
            return None
        if first.role in ("half", "half_noun"):
            factor, end, items = self.scales(first.end)  # កន្លះលាន: half a million
            if factor == 1 or items[0].spaced:
                return _reading(Decimal("0.5"), first.end, (first,), SURE, 1)
            return _reading(factor // 2, end, (first, *items), SURE, factor)
        if first.role in ("figure", "unit", "tens"):
            further = self.item(first.end)
            if first.role != "figure":
                if further is None:  # most numbers are no more
                    return _reading(first.value, first.end, (first,), SURE, 1)
            elif further is None or further.role == "figure":
                figure = self._figure(first)
                return figure and Reading(figure.value, None, first.end, (first,), figure.flags, 1)
        if first.role == "figure" and not self._counting:
            return self._sum_and_more(position, parts=parts)
        return (
            self.pair(position)
            or self._counters(position)
            or self._sum_and_more(position, parts=parts)
        )

    def pair(self, position: int, *, spaced: bool = False) -> Reading | None:
        """ពីរបី, ពីរបីរយ and ប្រាំដប់: two neighbouring counts, of which either may be meant."""
        low = self._item_of(position, "unit", "tens", "two_tens")
        if low is None or low.value == 0:
            return None
        if low.role == "two_tens":  # សាមសែសិប
            return self._between((low,), low.value, low.value + 10)
        high = self._item_of(low.end, "unit", "tens")
        step = 1 if low.role == "unit" else 10
        if high is not None and (low.value, high.value) in ((5, 10), (9, 10)):
            step = high.value - low.value
        elif high is not None and high.role != low.role:
            return None
        if high is None or (high.spaced and not spaced) or high.value != low.value + step:
            return None
        if self._item_of(high.end, "unit", "tens", "teen", "score", "mark", "part"):
            return None
        return self._between((low, high), low.value, high.value)

    def _between(self, items: tuple[NumberToken, ...], low: int, high: int) -> Reading:
        factor, end, scales = self.scales(items[-1].end)
        items = (*items, *scales)
        return Reading(low * factor, high * factor, end, items, _misspelt(items), factor)

    def _counters(self, position: int) -> Reading | None:
        """Traditional counts: ពីរឡូ is two dozens; they fall, and a plain count may follow."""
        if not self._counting:
            return None
        total, end, last = 0, position, 0
        items: tuple[NumberToken, ...] = ()
        while count := self._count(end):
            counter = self._item_of(count.end, "counter")
            if isinstance(count.value, Decimal) or (last and count.value >= last):
                break
            if counter is None:
                if last:
                    total, end, items = total + count.value, count.end, items + count.items
                break
            if last and count.value * counter.value >= last:
                break
            last = counter.value
            total, end = total + count.value * last, counter.end
            items += (*count.items, counter)
        if not last:
            return None
        return _reading(total, end, items, SURE, 1)

    def apart(self, reading: Reading) -> Reading:
        """``reading`` without an amount behind a space: of ទី១ ៥០០ and ទីប្រាំ មួយលាន the ordinal."""
        scaled = False
        for item in reversed(reading.items[1:]):
            scaled = scaled or item.role == "scale"
            if item.spaced and scaled:
                tight = Reader(
                    self.text, gap="", pattern=self._pattern, careful=True, decimal=self.decimal
                )
                reading = tight.read(reading.items[0].start) or reading
                break
        return self.plain(reading) if reading.in_figures else reading

    def plain(self, reading: Reading) -> Reading:
        """``reading`` as if no spaces grouped digits: of articles ១១ ១២៣ is two; ១ ០០០ is one."""
        position = reading.items[0].start
        match = PART.match(self.text, position)
        assert match is not None
        figure = read_figure(match.group(), self.decimal)
        further = self.text[match.end() + 1 : match.end() + 2]
        if figure is None or match.end() >= reading.end or further in ("0", "០"):
            return reading
        item = NumberToken(position, match.end(), "figure", 0, False, False)
        return _reading(figure.value, item.end, (item,), figure.flags, 1)

    def _sum_and_more(self, position: int, *, parts: bool) -> Reading | None:
        """An integer, with the fraction, half or parts behind it."""
        whole = self._sum(position)
        if whole is None:
            return None
        value = whole.value
        if isinstance(value, int) and self.item(whole.end) is not None:
            more = (
                self._with_fraction(whole, value)
                or self._with_half(whole, value)
                or (self._parts(whole, value) if parts else None)
            )
            if more is not None:
                return more
        return _reading(value, whole.end, whole.items, whole.flags, whole.scale)

    def _with_half(self, whole: _Sum, value: int) -> Reading | None:
        """An integer and a half of its scale: ៣លានកន្លះ, ៣កន្លះលាន."""
        half = self._item_of(whole.end, "half")
        if half is None or (half.spaced and not (whole.scale > 1 and self._ends(half.end))):
            return None
        total = simplest(value + Fraction(whole.scale, 2))
        factor, end, scales = self.scales(half.end)  # ៣កន្លះលាន
        if factor > 1 and (whole.scale > 1 or scales[0].spaced):
            factor, end, scales = 1, half.end, ()
        items = (*whole.items, half, *scales)
        return _reading(scaled(total, factor), end, items, whole.flags, max(factor, whole.scale))

    def _ends(self, position: int) -> bool:
        """Whether no word goes on at ``position``."""
        return not self.text[position : position + 1].isalpha()

    def _parts(self, whole: _Sum, value: int) -> Reading | None:
        """X ភាគ Y is the fraction X/Y; before a bare រយ the word means per cent, which is none."""
        part = self._item_of(whole.end, "part", "over")
        below = self._sum(part.end) if part else None
        if part is None or below is None or below.items[0].role == "scale":
            return None
        if not isinstance(below.value, int) or below.value == 0:
            return None
        if part.role == "over" and not value < below.value <= 100:  # ៣លើ៤; but លើ means on, too
            return None
        if part.role == "over" and self._careful and not self._is_part(value, below):
            return None
        flags = whole.flags | below.flags
        if self._careful and below.items[-1].role == "scale" and read_unit(self.text, below.end):
            flags |= AMBIGUOUS_TAIL  # បីភាគបួន|លានដុល្លារ may be 750,000
        return _reading(
            Fraction(value, below.value), below.end, (*whole.items, part, *below.items), flags, 1
        )

    def _is_part(self, value: int, below: _Sum) -> bool:
        """Whether X លើ Y is a part of a unit, ១លើ២ម៉ោង; but ៤៥លើ៥០នាក់ and ដី ៣លើ៤ម៉ែត្រ are two numbers."""
        unit = read_unit(self.text, below.end)
        if unit is None:
            return True
        part = Fraction(value, cast(int, below.value))
        whole = unit.kind in ("time", "measure") and unit.name not in lengths()
        return whole and part.denominator == below.value and below.value in (2, 3, 4)

    # --- integers --------------------------------------------------------------------------
    def _sum(self, position: int) -> _Sum | None:
        """The integer that begins there: groups, each with its scale, and a rest without one."""
        now = _Sum((), None, position, (), SURE)
        before_chain = now  # the number without the group that is being read
        last_scale = 0  # the scale word that ends at now.end, 0 if none does
        while True:
            count = self._count(now.end)
            scale = self._item_of(count.end if count else now.end, "scale")
            if scale is None or (count and not now.items and self._heads_column(count, scale)):
                return self._with_tail(now, count)
            if count is None:
                groups = _multiplied(now.groups, last_scale, scale.value)
            else:
                if self._careful and now.groups and self._is_apart(now, count, scale):
                    now = now._replace(flags=now.flags | AMBIGUOUS_TAIL)
                    if not self._ones:
                        return now
                before_chain = now
                groups = _added(now.groups, count.value, scale.value)
            if groups is None:
                # a count belongs to the scale that does not fit; so does its chain of scales
                if not now.items:
                    return self._with_tail(now, count)
                if count or scale.value < last_scale or not before_chain.items:
                    return now  # a chain that is too long to be a number ends where it still is one
                return before_chain
            last_scale = scale.value
            now = _Sum(
                groups,
                None,
                scale.end,
                (*now.items, *(count.items if count else ()), scale),
                now.flags | (count.flags if count else SURE) | _misspelt((scale,)),
            )

    def _heads_column(self, count: _Count, scale: NumberToken) -> bool:
        """Whether the scale behind a year is that of a table: ឆ្នាំ២០២៥ លានរៀល."""
        start = count.items[0].start
        if not (self._careful and scale.spaced and is_odd_year(self.text, start, count.end)):
            return False
        return _NAMED_YEAR.search(self.text[max(0, start - 12) : start]) is not None

    def _is_apart(self, now: _Sum, count: _Count, scale: NumberToken) -> bool:
        """Whether ១លាន of ៥០០ពាន់ ១លាន is an amount of its own; ៥ពាន់ ៥០០លាន are 5,500 millions.

        In words, millions are counted with smaller scales: ប្រាំពាន់មួយលាន, មួយរយប្រាំបីពាន់លាន; but
        ប្រាំពាន់មួយម៉ឺន are two amounts.
        Where a blank stands before each word, បី រយ មួយ លាន, it says nothing.
        """
        least, first = now.groups[-1].scale, count.items[0]
        if not least < scale.value or not count.value < least // 10:
            return False
        if first.role == "figure":
            return True
        if first.spaced:
            return not scale.spaced
        factor = self.scales(count.end)[0]
        return factor < _MILLION or factor == 10 * least

    def _with_tail(self, now: _Sum, count: _Count | None) -> _Sum | None:
        """``now`` with the count behind its last scale, where that is the rest of it."""
        fits = count is not None and (
            not now.groups
            or (isinstance(count.value, int) and 0 < count.value < now.groups[-1].scale)
        )
        if count is None or not fits:
            return now if now.items else None
        first = count.items[0]
        one = self._careful and count.value == 1 and first.role == "unit" and not first.spaced
        if one and not self._ones and now.items and now.items[0].role == "figure":
            # ៥ពាន់មួយ: apiece, or ២ពាន់មួយ of a year
            unsure = () if read_unit(self.text, count.end) else ("ambiguous_tail",)
            return now._replace(flags=now.flags | {*unsure})
        if self._careful and now.items and not self._belongs(count, now):
            return self._before_unit(now, count)
        flags = now.flags | count.flags
        if (
            self._careful
            and now.items
            and (self._may_be_short(count, now) or self._may_be_two(count, now))
        ):
            flags |= AMBIGUOUS_TAIL
        return _Sum(now.groups, count.value, count.end, now.items + count.items, flags)

    def _before_unit(self, now: _Sum, count: _Count) -> _Sum:
        """``now``, flagged if what is behind it may be of it, too: ៣លាន ៤៥០តោន, ពីររយ ២០."""
        first, unit = count.items[0], read_unit(self.text, count.end)
        in_figures = first.role == "figure"
        if unit is not None and unit.kind == "measure":
            unsure = in_figures and first.end - first.start >= 3
        else:
            mixed = in_figures != (now.items[0].role == "figure")
            goes_on = count.value >= (10 if now.scale == 100 else 100)
            counted = unit is not None and unit.kind in ("classifier", "noun")
            unsure = mixed and goes_on and (counted or (unit is None and now.scale == 100))
        return now._replace(flags=now.flags | AMBIGUOUS_TAIL) if unsure else now

    def _belongs(self, count: _Count, now: _Sum) -> bool:
        """Whether a plain count goes on the number: ២ម៉ឺន ៥០០រៀល, but not ៥លាន ៣ឆ្នាំ."""
        text, tail, first = self.text, count.items, count.items[0]
        if not first.spaced:
            return True
        in_figures = first.role == "figure"
        if in_figures and (
            text[first.start] in "0០"
            or _NO_REST.match(text, first.end)
            or self._item_of(first.end, "part")
        ):
            return False
        unit = read_unit(text, count.end)
        if (
            unit is not None
            and unit.kind == "money"
            and text[unit.end : unit.end + 1] not in BOTH_DIGITS
        ):
            return True  # one currency for both: ២រយ ៥០ដុល្លារ
        if in_figures != (now.items[0].role == "figure"):
            return False
        if not in_figures:
            more = len(tail) > 1 or first.role != "unit" or first.value != 1
            return more or self._ones or _stand_apart(now.items)
        digits = first.end - first.start
        if unit is not None and unit.kind == "measure" and now.scale >= _MILLION:
            return self._ones  # ៣លាន 120m2
        if digits >= 3:  # ១លាន ២០២៤ ends in a year
            return (
                self._ones
                or unit is not None
                or not year_pattern.fullmatch(text, first.start, count.end)
            )
        # រយ and two digits are the plain way to write 101 to 999, but ជួល ៥រយ ១០គីឡូ says a price
        return self._ones or (
            digits == 2 and now.scale == 100 and (unit is None or not self._is_price(now))
        )

    def _may_be_short(self, count: _Count, now: _Sum) -> bool:
        """Whether a lone digit may count the next lower scale, as in speech: ១លាន២ is 1,000,002 or 1,200,000.

        So may the word of ១ម៉ឺនប្រាំ and of ពីរពាន់ប្រាំរៀល, but not that of the year ពីរពាន់ប្រាំ.
        """
        first = count.items[0]
        if first.role == "figure":
            return first.end - first.start == 1
        if len(count.items) > 1 or first.role != "unit" or now.scale < 1000:
            return False
        unit = None if now.items[0].role == "figure" else read_unit(self.text, count.end)
        return now.items[0].role == "figure" or (unit is not None and unit.kind == "money")

    def _may_be_two(self, count: _Count, now: _Sum) -> bool:
        """Whether ៥រយ ១០គីឡូ and ១ម៉ឺន ៥០០ក្រាម could be a price and a weight, ៧ម៉ឺន៥ពាន់ ១០ដុល្លារ riels and dollars.

        And ប្រាំពាន់មួយគីឡូ and ១ម៉ឺនបីគីឡូ a price for so many kilos.
        """
        first = count.items[0]
        in_figures = first.role == "figure"
        mixed = not in_figures and now.items[0].role == "figure"
        if not (mixed or first.spaced or count.value == 1):
            return False
        unit = read_unit(self.text, count.end)
        if unit is None:
            return False
        if unit.kind != "money":
            one = count.value == 1 and first.role == "unit" and now.scale >= 1000
            return mixed or one or (in_figures and unit.kind == "measure")
        if in_figures and first.end - first.start < 3 and now.scale > 1000:
            return True
        goes_on = count.value >= now.scale // 10 or not first.spaced
        return (mixed or in_figures) and unit.name != OWN_MONEY and not goes_on

    def _is_price(self, now: _Sum) -> bool:
        start = now.items[0].start
        end = start - (self.text[start - 1 : start] == " ")
        return self.text.endswith(context_words("price"), 0, end)

    def _count(self, position: int) -> _Count | None:
        """The count that begins there: a figure, or words up to ninety-nine."""
        first = self.item(position)
        if first is None:
            return None
        if first.role == "figure":
            figure = self._figure(first)
            if figure is None:
                return None
            return _Count(figure.value, None, first.end, (first,), figure.flags)
        items: tuple[NumberToken, ...] = (first,)
        value = first.value
        if first.role == "tens":
            second = self._item_of(first.end, "unit")
            if second is not None and second.value:
                value, items = value + second.value, (first, second)
        elif first.role == "unit":
            second = self._item_of(first.end, "teen", "score", "unit")
            if second is not None and second.role == "teen" and value:
                value, items = value + second.value, (first, second)
            elif second is not None and second.role == "score" and 1 <= value <= 4:
                value, items = value * second.value, (first, second)
                third = self._item_of(second.end, "unit")
                if third is not None and third.value:
                    value, items = value + third.value, (first, second, third)
            elif second is not None and second.spaced and value == 5 and 1 <= second.value <= 4:
                value, items = value + second.value, (first, second)  # ប្រាំ មួយ is 6
        else:
            return None
        return _Count(value, None, items[-1].end, items, _misspelt(items))

    def _figure(self, item: NumberToken) -> Figure | None:
        follows = self._item_of(item.end, "scale") is not None
        return read_figure(self.text[item.start : item.end], self.decimal, scale_follows=follows)

    def scales(self, position: int) -> tuple[int, int, tuple[NumberToken, ...]]:
        """The product of the scales that stand in a row at ``position``, and their end."""
        factor, last, items = 1, 0, []
        while (scale := self._item_of(position, "scale")) and last <= scale.value:
            if factor * scale.value >= _LIMIT:
                break
            factor, last, position = factor * scale.value, scale.value, scale.end
            items.append(scale)
        return factor, position, tuple(items)

    def first_scale(self, reading: Reading) -> int:
        """The scale of the first group, which a number before it may share: of ៣ម៉ឺន៥ពាន់ ten thousand."""
        scales = [item for item in reading.items if item.role == "scale"]
        if not scales:
            return reading.scale
        factor, end, _ = self.scales(scales[0].start)
        for item in scales:
            if item.start >= end and item.value > factor:
                factor *= item.value  # ៤ពាន់២រយលាន
        return factor

    # --- decimals --------------------------------------------------------------------------
    def _with_fraction(self, whole: _Sum, value: int) -> Reading | None:
        """The digits after ចុច, one by one or as numbers, and the scale of the whole after them."""
        mark = self._item_of(whole.end, "mark")
        if mark is None:
            return None
        digits, end, items = self._spoken_digits(mark.end)
        if not digits:
            return self._figures_with_mark(whole, mark, value)
        factor, scaled_end, scales = self.scales(end)
        if factor > 1 and self._count(scaled_end):
            # not a scale of the whole: the fraction itself is a number, បួនចុចមួយរយម្ភៃប្រាំ
            zeros = len(digits) - len(digits.lstrip("0"))
            if zeros == len(digits):
                return None
            grouped = self._sum(items[zeros].start)
            if grouped is None or grouped.tail is None or not isinstance(grouped.value, int):
                return None
            if grouped.value >= _MILLION:
                return None
            digits = "0" * zeros + str(grouped.value)
            items, scaled_end, factor, scales = items[:zeros] + grouped.items, grouped.end, 1, ()
        number = decimal_number(digits_of(value), digits)
        used = (*whole.items, mark, *items, *scales)
        total = simplest(Fraction(number) * factor) if factor > 1 else number
        return _reading(total, scaled_end, used, whole.flags, factor)

    def _figures_with_mark(self, whole: _Sum, mark: NumberToken, value: int) -> Reading | None:
        """៣ចុច៥: a mark in words between figures; in ៣ ចុច ៥ the word may mean to press."""
        below = self._item_of(mark.end, "figure")
        if below is None or len(whole.items) > 1 or whole.items[0].role != "figure":
            return None
        digits = in_ascii(self.text[below.start : below.end])
        if not digits.isdecimal():
            return None
        if self._careful and (mark.spaced or below.spaced):
            if self.text[mark.start : mark.end] in context_words("article_head"):
                return None  # កថាខណ្ឌ១ ចំណុច២
            return _reading(value, whole.end, whole.items, whole.flags | AMBIGUOUS_TAIL, 1)
        factor, end, scales = self.scales(below.end)
        total = simplest(Fraction(decimal_number(digits_of(value), digits)) * factor)
        number = total if factor > 1 else decimal_number(digits_of(value), digits)
        used = (*whole.items, mark, below, *scales)
        return _reading(number, end, used, whole.flags, factor)

    def _spoken_digits(self, position: int) -> tuple[str, int, tuple[NumberToken, ...]]:
        """Digits spoken one by one or in pairs: ពីរប្រាំ and ម្ភៃប្រាំ are both 25."""
        digits: list[str] = []
        items: list[NumberToken] = []
        while len(digits) < MAX_DIGITS and (item := self._item_of(position, "unit", "tens")):
            if item.role == "tens":
                unit = self._item_of(item.end, "unit")
                if unit is not None and unit.value:
                    items.append(item)
                    digits.append(str(item.value + unit.value))
                    item = unit
                else:
                    digits.append(str(item.value))
            else:
                digits.append(str(item.value))
            items.append(item)
            position = item.end
        return "".join(digits), position, tuple(items)


def _reading(
    value: Exact, end: int, items: tuple[NumberToken, ...], flags: frozenset[str], scale: int
) -> Reading:
    """A reading of one value, with the flag of words that are misspelt."""
    return Reading(value, None, end, items, flags | _misspelt(items), scale)


@cache
def _gap(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _misspelt(items: tuple[NumberToken, ...]) -> frozenset[str]:
    for item in items:
        if item.misspelt:
            return MISSPELT
    return SURE


def _added(
    groups: tuple[_Group, ...], count: int | Decimal, scale: int
) -> tuple[_Group, ...] | None:
    """``groups`` with ``count scale`` after them, or ``None`` if that is no number."""
    if isinstance(count, Decimal) and len(count.as_tuple().digits) > MAX_DIGITS:
        return None
    total = count if isinstance(count, int) else Fraction(count)
    if not total or (groups and total >= groups[-1].scale):
        return None
    while groups and groups[-1].scale < scale:
        total += groups[-1].value
        groups = groups[:-1]
    return _closed(groups, total * scale, scale)


def _multiplied(
    groups: tuple[_Group, ...], last_scale: int, scale: int
) -> tuple[_Group, ...] | None:
    """``groups`` with a scale right after another scale (or first of all, for one)."""
    if not groups:
        return _closed((), scale, scale)
    if scale < last_scale:
        return None
    last = groups[-1]
    total, groups = last.value, groups[:-1]
    while groups and groups[-1].scale < scale:
        total += groups[-1].value
        groups = groups[:-1]
    return _closed(groups, total * scale, last.scale * scale)


def _closed(
    groups: tuple[_Group, ...], value: int | Fraction, scale: int
) -> tuple[_Group, ...] | None:
    """``groups`` with one more behind them, or ``None`` if it is too large for that place."""
    if value >= _LIMIT or (groups and value >= groups[-1].scale):
        return None
    return (*groups, _Group(value, scale))


def _before_phone(figure: re.Match[str]) -> int:
    """Where a figure ends before a telephone number that looks like its groups: 25 012 345 678."""
    if figure.end() - figure.start() < len("1 012"):
        return figure.end()
    for gap in _GAP_BEFORE_ZERO.finditer(figure.string, figure.start(), figure.end()):
        phone = read_phone(figure.string, gap.end())
        if phone is not None and phone.end >= figure.end():
            unit = read_unit(figure.string, phone.end)
            if unit is None or unit.kind != "money":
                return gap.start()
    return figure.end()


def _stand_apart(items: tuple[NumberToken, ...]) -> bool:
    """Whether a blank stands before each word of a number, which then says nothing: ពីរ ពាន់ បី រយ."""
    counts = [item.spaced for item in items[1:] if item.role != "scale"]
    return items[-1].spaced and bool(counts) and all(counts)
