"""Numbers with their units, and what an amount is paid for."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from khmertext._chars import LETTER_SET, MINUS_SIGN, RE_CONSONANT, RE_HYPHEN, RE_LETTER, RE_WRITTEN
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import NO_ROLES, Around, is_bounded
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, negated, scaled
from khmertext.numbers._doubts import Doubts
from khmertext.numbers._figures import SCALE_LETTERS, runs_into_latin
from khmertext.numbers._no_units import is_no_unit
from khmertext.numbers._number_mention import (
    AMBIGUOUS_SEPARATOR,
    AMBIGUOUS_TAIL,
    MISSPELT,
    SURE,
    Exact,
    Found,
    NumberKind,
    NumberValue,
    Shares,
    new_found,
)
from khmertext.numbers._number_words import (
    SPACE,
    ContextRole,
    between_numbers,
    context_words,
    standard_word,
)
from khmertext.numbers._reader import Reader, Reading
from khmertext.numbers._short_scales import with_short_scale
from khmertext.numbers._unit_parts import UnitParts, begins_number
from khmertext.numbers._units import (
    MEASURED,
    NO_PER,
    POUND,
    Per,
    Unit,
    UnitKind,
    currency_prefixes,
    figure_follows,
    in_degrees,
    read_for_one,
    read_per,
    read_per_several,
    read_unit,
    square_apart,
    squares,
)

_ONE = Fraction(1)
_HUNDREDTH = Fraction(1, 100)
_MILLION = 10**6
_DASH = lazy_pattern(f"[.,][{RE_HYPHEN}]|\\.(?=[$\u17db](?!{SPACE}?[{RE_BOTH_DIGITS}]))")
_NO_START = ("scale", "half", "half_noun")
_BRACKET = lazy_pattern(rf"{SPACE}?\({SPACE}?(?=[{RE_CONSONANT}{RE_BOTH_DIGITS}])")
_BRACKETS = frozenset("()")
# behind a word, and no item of a list: ចំនួន (០៥) នាក់
_bracket_follows = lazy_pattern(rf"{SPACE}?\([{RE_BOTH_DIGITS}]")
_WORD_AND_BRACKET = lazy_pattern(rf"[{RE_WRITTEN}]{SPACE}?\(\Z")
_QUOTATION = lazy_pattern(rf'[{RE_BOTH_DIGITS}]?"|[\u201c\u201d]')
_LINE_REACH = 200


class Quantity(NamedTuple):
    """A number with the unit that follows it; ``factor`` is what the unit makes of it."""

    reading: Reading
    value: Exact
    factor: Fraction
    unit: Unit | None
    end: int
    approx: bool
    flags: frozenset[str]

    @property
    def measured(self) -> bool:
        """Whether the unit is one for certain, and no noun that only happens to follow."""
        if self.unit is None:
            return False
        glued = self.unit.start == self.reading.end
        return glued or self.unit.kind in MEASURED


class Quantities:
    """Reads what belongs to a number after it."""

    def __init__(self, text: str, reader: Reader, around: Around) -> None:
        self.text = text
        self._reader = reader
        self.around = around
        self._parts = UnitParts(text, reader, around)
        self._doubts = Doubts(text, reader, around)

    def quantity(
        self,
        start: int,
        reading: Reading,
        code: str | None = None,
        *,
        roles: frozenset[str] = NO_ROLES,
    ) -> Quantity:
        """``reading`` with its unit, and what of that unit follows: សេន, កន្លះ.

        ``roles`` are those of the words before the range that it ends.
        """
        end = reading.end
        unit, more_than = self._unit(start, end)
        if unit is None and not _BRACKETS.isdisjoint(self.text[end : end + 2]):
            unit = self._unit_behind_words(reading) or self.unit_behind_bracket(start, end)
        parted = False
        if code and unit is not None and self._is_of_next(unit, end, code):
            parted = unit.kind == "measure" and "," in self.text[start:end]  # $5,60kg
            unit = None  # the sign before the amount has said what it is
        if unit and is_no_unit(self.around, start, unit, spaced=unit.start > end, roles=roles):
            unit = None
        if unit is None and (wider := self._times_scale(reading)):
            return self.quantity(start, wider, code)._replace(approx=True)
        if unit is not None and unit.name == POUND and reading.scale >= _MILLION:
            unit = unit._replace(name="GBP", kind="money")  # nothing weighs so much
        value, factor = reading.value, _ONE
        flags = reading.flags | (
            AMBIGUOUS_SEPARATOR if parted else self._doubts.of(start, end, unit, code)
        )
        if unit is not None:
            end = unit.end
            if unit.kind in ("percent", "measure") and self._doubts.has_three_decimals(reading):
                if unit.kind == "percent":
                    value, flags = self._doubts.share(reading), flags | AMBIGUOUS_SEPARATOR
                elif self._doubts.may_be_decimals(start, reading.end, unit):
                    flags |= AMBIGUOUS_SEPARATOR
            if isinstance(value, int) and reading.high is None:
                value, end, unsure = self._parts.with_part(start, reading, value, unit)
                flags |= unsure
            if unit.hundredth:
                factor = _HUNDREDTH
                value = scaled(value, factor)
        more_than = more_than or _more_than_all().match(self.text, end) is not None
        return Quantity(reading, value, factor, unit, end, more_than, flags)

    def _times_scale(self, reading: Reading) -> Reading | None:
        """The number with the scale behind ជាង: ពីររយជាងលាន, some two hundred millions."""
        more = _more_than_so_many().match(self.text, reading.end)
        factor, end, _ = self._reader.scales(more.end()) if more else (1, 0, ())
        if factor == 1 or reading.scale >= factor:
            return None
        value, high = reading.value, reading.high
        return reading._replace(
            value=scaled(value, factor), high=high and scaled(high, factor), end=end, scale=factor
        )

    def unit_behind_bracket(self, start: int, end: int) -> Unit | None:
        """The unit of a figure in brackets of its own, as in official letters: ចំនួន (០៥) នាក់.

        But (១) គ្រួសារ is an item, and in ខែ (១២) ឆ្នាំ (២០២៤) each has its head.
        """
        unit = read_unit(self.text, end + 1) if self.text.startswith(")", end) else None
        if unit is None or not _WORD_AND_BRACKET.search(self.text, max(0, start - 3), start):
            return None
        if self.around.names_one(start - 1) or _bracket_follows.match(self.text, unit.end):
            return None
        apart = unit.start > end + 1
        word_goes_on = self.text[unit.end : unit.end + 1] in LETTER_SET
        return None if apart and (unit.kind == "noun" or word_goes_on) else unit

    def _unit_behind_words(self, reading: Reading) -> Unit | None:
        """The unit of ៤០ ០០០ (បួនម៉ឺន) រៀល and បី (៣) នាក់, where the words or the figure in brackets say it again."""
        bracket = _BRACKET.match(self.text, reading.end)
        again = self._reader.read(bracket.end()) if bracket else None
        if again is None or again.in_figures == reading.in_figures or again.value != reading.value:
            return None
        closing = again.end + self.text.startswith(" ", again.end)
        unit = read_unit(self.text, closing + 1) if self.text.startswith(")", closing) else None
        return unit and unit._replace(misspelt=unit.misspelt or "misspelt" in again.flags)

    def _unit(self, start: int, end: int) -> tuple[Unit | None, bool]:
        """The unit after a number, and whether ជាង (more than) stands between them."""
        unit = read_unit(self.text, end)
        if unit is not None and unit.hundredth:
            money = read_unit(self.text, unit.end)
            if money is not None and money.start == unit.end and money.kind == "money":
                return None, False  # ៥សេនរៀល: rather ៥សែនរៀល
        if unit is not None and self.text[unit.end - 1] in BOTH_DIGITS:  # ១ម៉ែត្រ២: a power?
            lengthwise = self.around.is_length(start, unit.end)
            unit = read_unit(self.text, end, lengthwise=lengthwise)
        if unit is not None:
            if square_apart(self.text, unit) and self.around.size_before(start) == "area":
                return unit._replace(name=squares()[unit.name], end=unit.end + 2), False
            return self.around.meant(start, unit), False
        if inch := self.inch(start, end):
            return inch, False
        more = _more_than().match(self.text, end)
        if more is not None:
            unit = read_unit(self.text, more.end())
            if unit is not None and self._opens_next(unit):
                unit = None
            return unit, unit is not None or more.group() != "+"
        dash = self.text[end : end + 1] in (".", ",") and _DASH.match(self.text, end)
        unit = read_unit(self.text, dash.end()) if dash else None  # 5.000,- រៀល
        if unit is not None and unit.kind == "money":
            return unit, False
        return None, False

    def _opens_next(self, unit: Unit) -> bool:
        """Whether a sign of money belongs to the figure behind it: ៤២ជាង$1,250."""
        sign = self.text[unit.start : unit.end] in currency_prefixes()
        return sign and figure_follows.match(self.text, unit.end) is not None

    def _is_of_next(self, unit: Unit, end: int, code: str) -> bool:
        """Whether the unit behind the amount of ``code`` is not its own: $ 5 $ 6."""
        if unit.name != code:
            return True
        sign = self.text[unit.start : unit.end] in currency_prefixes()
        return sign and unit.start > end and figure_follows.match(self.text, unit.end) is not None

    def inch(self, start: int, end: int) -> Unit | None:
        """The straight quotation mark behind a figure, if it is an inch."""
        inch = read_unit("\u2033", 0) if self._is_inch(start, end) else None
        return inch._replace(start=end, end=end + 1) if inch is not None else None

    def _is_inch(self, start: int, end: int) -> bool:
        """Whether the straight quotation mark behind a figure is no end of a quotation: TV 32"."""
        text = self.text
        if text[end : end + 1] != '"' or end - start > 6 or text[end - 1] not in BOTH_DIGITS:
            return False
        inside = False
        line = max(text.rfind("\n", 0, start) + 1, start - _LINE_REACH)
        for mark in _QUOTATION.finditer(text, line, start):
            # 10" x 12": an inch opens none
            inside = mark.group() == "\u201c" or (mark.group() == '"' and not inside)
        return not inside

    def with_scale_of(self, low: Exact, high: Reading, most: Exact) -> tuple[Exact, frozenset[str]]:
        """``low`` in the scale of the number behind it, if that leaves it less than ``most``: ២-៣ម៉ឺន៥ពាន់.

        In ១៥-២ម៉ឺន៥ពាន់ only the last scale does, which has the flag; so has 5-600$, for 5 may mean 500.
        """
        scale = self._reader.first_scale(high)
        wider = scaled(low, scale)
        if wider < most:
            next_rounds = {(low + 1) * scale * noughts for noughts in (100, 1000)}
            return wider, AMBIGUOUS_TAIL if 1 < low < 10 and most in next_rounds else SURE
        wider = scaled(low, high.scale)
        return (wider, AMBIGUOUS_TAIL) if low < wider < most else (low, SURE)

    def second(
        self,
        position: int,
        *,
        between: re.Pattern[str] | None = None,
        code: str | None = None,
        ordinal: bool = False,
        roles: frozenset[str] = NO_ROLES,
    ) -> Quantity | None:
        """The upper end of a range after ``between``; it may have a minus sign of its own.

        ``roles`` are those of the words before the range.
        """
        joint = (between or between_numbers()).match(self.text, position)
        if joint is None:
            return None
        start, own = joint.end(), None
        if ordinal and self.text.startswith("ទី", start):
            start += 2 + self.text.startswith(" ", start + 2)
        if code:
            sign = _signs().match(self.text, start)
            if sign and currency_prefixes()[sign.group()] == code:
                start, own = sign.end(), code
        plus = self.text[start : start + 1] == "+" and not ordinal
        start += plus
        minus = None if ordinal or plus else _minus().match(self.text, start)
        if minus is not None:
            start = minus.end()
        reading = self._read_second(start, code, roles, ordinal=ordinal)
        if reading is None:
            return None
        if ordinal:
            return Quantity(reading, reading.value, _ONE, None, reading.end, False, reading.flags)
        quantity = self.quantity(start, reading, own, roles=roles)
        if minus is None:
            return quantity
        if minus["word"] and not in_degrees(quantity.unit):
            return None
        return quantity._replace(value=negated(quantity.value))

    def _read_second(
        self, start: int, code: str | None, roles: frozenset[str], *, ordinal: bool
    ) -> Reading | None:
        """The number at ``start`` without sign and unit, if it may end a range."""
        reading = self._reader.read(start) if begins_number(self.text, start) else None
        if reading is None or reading.high is not None or reading.items[0].role in _NO_START:
            return None
        if ordinal or ("numbered" in roles and reading.in_figures and reading.scale == 1):
            reading = self._reader.apart(reading)
        if code:
            reading = self.without_next(reading, code)
            reading = with_short_scale(self.text, reading, signed=True)
        elif self.text[reading.end : reading.end + 1] in SCALE_LETTERS:
            reading = with_short_scale(self.text, reading, signed=False)
        if reading.in_figures:
            return None if runs_into_latin(self.text, reading.end) else reading
        return reading if is_bounded(self.text, start, reading.end) else None

    def without_next(self, reading: Reading, code: str) -> Reading:
        """The amount behind a sign without the groups that have a unit of their own: $300 120m2."""
        if " " not in self.text[reading.items[-1].start : reading.end]:
            return reading
        unit = read_unit(self.text, reading.end)
        return self._reader.plain(reading) if unit and unit.name != code else reading

    def per(self, end: int, unit: Unit | None, code: str | None, *, counted: bool = False) -> Per:
        """What the amount that ends at ``end`` was paid or counted for; ``counted``: in a scale."""
        if self.text[end : end + 2].lstrip(SPACE)[:1] not in _begin_per():
            return NO_PER
        if code is None and unit is None:
            if self.text[end] != "/":
                return NO_PER
            per = read_per(self.text, end, several=False)  # ២ម៉ឺន/ថ្ងៃ, ៣.០០០/គីឡូ
            is_date = not counted and figure_follows.match(self.text, per.end)
            return NO_PER if is_date else per
        money = code is not None or (unit is not None and unit.kind == "money")
        per = read_per(self.text, end, several=money)
        price = per and _price_follows().match(self.text, per.end)
        if price and self.around.is_beside_quantity(end):
            return NO_PER  # 50ml 12$ / 100ml 20$
        if unit is not None and unit.name in context_words("dose") and not per:  # 250mg/5ml
            dose = read_per_several(self.text, end)
            return dose if dose.name and dose.name.endswith(context_words("solution")) else NO_PER
        if money:
            return per or read_for_one(self.text, end)
        # បង់ ១០ឆ្នាំ ក្នុងមួយខែ ៤២០$: it is the money behind it that is paid for a month
        # and ៣០០គ្រួសារ ក្នុងមួយគ្រួសារ opens what each one has
        if unit is not None and per.name == unit.name:
            return NO_PER
        of_next = per and self.text[end] != "/" and self._is_before_amount(per.end)
        return NO_PER if of_next else per  # but 8.5%/ឆ្នាំ ១០$

    def _is_before_amount(self, position: int) -> bool:
        """Whether an amount of money stands a little behind ``position``."""
        amount = _amount_follows().match(self.text, position)
        if amount is None or amount["sign"]:
            return amount is not None
        reading = self._reader.read(amount.end())
        unit = read_unit(self.text, reading.end) if reading else None
        return unit is not None and unit.kind == "money"


def are_neighbours(low: Exact, high: Exact) -> bool:
    """Whether two numbers side by side may be the ends of a range: ១០ ១៥នាក់, មួយរយ ពីររយនាក់."""
    return low < high and (2 * high <= 3 * low or (low % 10 == 0 and high == 2 * low))


def is_price_of_several(kind: UnitKind | None, first: Exact, second: Exact) -> bool:
    """Whether ពង ១០/៧០០០៛ are ten for so much."""
    return kind == "money" and first * 100 <= second


def in_hundredths(value: NumberValue) -> NumberValue:
    """What ``value``, a number of cents, is in dollars."""
    if isinstance(value, tuple):
        return (scaled(value[0], _HUNDREDTH), scaled(value[1], _HUNDREDTH))
    return scaled(value, _HUNDREDTH) if isinstance(value, Exact) else value


def found_quantity(
    start: int,
    end: int,
    value: NumberValue,
    unit: Unit | None,
    code: str | None = None,
    *,
    approx: bool = False,
    flags: frozenset[str] = SURE,
    fraction: bool = False,
    per: Per = NO_PER,
    shares: bool = False,
    named: bool = False,
    in_whole: bool = False,
) -> Found:
    """A mention of the kind that its value and unit make it.

    ``shares``: it may be an item of a list with a unit for all of it; ``named``: though it says
    which of several, or how old somebody is.
    """
    kind: NumberKind = "cardinal"
    if unit is not None:
        if unit.misspelt:
            flags |= MISSPELT
        if unit.hundredth and not in_whole:
            value = in_hundredths(value)
    if isinstance(value, tuple):
        kind = "range"
    elif code or (unit is not None and unit.kind == "money"):
        kind = "money"
    elif unit is not None and unit.kind == "percent":
        kind = "percent"
    elif fraction:
        kind = "fraction"
    name = code or (unit.name if unit else None)
    role: Shares = ""
    if shares and code is None:
        if unit is None:
            role = "named" if named else "takes"
        elif unit.kind in MEASURED:
            role = "hundredths" if unit.hundredth else "gives"
    return new_found((start, end, value, kind, name, approx, flags, *per, role))


@cache
def _begin_per() -> frozenset[str]:
    """What begins what an amount is paid or counted for."""
    roles: tuple[ContextRole, ...] = ("per", "one", "inside", "person")
    return frozenset(("/", "1", "១", *(word[0] for role in roles for word in context_words(role))))


@cache
def _minus() -> re.Pattern[str]:
    """A minus glued to a figure; ដក is one before degrees."""
    digit = f"[{RE_BOTH_DIGITS}]"
    return re.compile(
        rf"[{RE_HYPHEN}{MINUS_SIGN}](?={digit})|(?P<word>{standard_word('minus')}{SPACE}?)"
    )


@cache
def _more_than() -> re.Pattern[str]:
    return re.compile(any_of((*context_words("more_than"), "+")))


@cache
def _more_than_so_many() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('more_than'))}")


@cache
def _more_than_all() -> re.Pattern[str]:
    """ជាង or + behind a quantity, unless it compares or adds: ២០០ ជាង, 18+, but not ១០ ជាង ៥, 5+ 3."""
    words = any_of(context_words("more_than"))
    return re.compile(
        f"(?:{SPACE}?{words}|\\+(?![A-Za-z+]|{SPACE}?[$\u17db]))(?![{RE_LETTER}]|{SPACE}?[{RE_BOTH_DIGITS}])"
    )


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(any_of(currency_prefixes()))


@cache
def _amount_follows() -> re.Pattern[str]:
    signs = any_of(currency_prefixes())
    return re.compile(
        rf"[^\n,\u17d4{RE_BOTH_DIGITS}]{{0,12}}?(?:(?P<sign>{signs})|(?=[{RE_BOTH_DIGITS}]))"
    )


@cache
def _price_follows() -> re.Pattern[str]:
    signs = any_of(currency_prefixes())
    return compile_pattern(
        rf"{SPACE}(?:{signs}{SPACE}?[{RE_BOTH_DIGITS}]|[{RE_BOTH_DIGITS}][{RE_BOTH_DIGITS}.,]*+{SPACE}?{signs})"
    )
