"""Numbers with their units, and what an amount is paid for."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple, cast

from khmertext._chars import (
    COENG,
    CONSONANTS,
    DIGITS,
    LETTER_SET,
    MINUS_SIGN,
    RE_CONSONANT,
    RE_HYPHEN,
    RE_LETTER,
    RE_MARK,
    RE_WRITTEN,
)
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import NO_ROLES, Around, is_bounded
from khmertext.numbers._digits import (
    BOTH_DIGITS,
    RE_BOTH_DIGITS,
    decimal_number,
    in_ascii,
    negated,
    scaled,
    simplest,
)
from khmertext.numbers._figures import (
    SCALE_LETTERS,
    SHORT_SCALES,
    DecimalMark,
    figure_apart,
    may_be_year_and_figure,
    runs_into_latin,
    shape_pattern,
    short_scale_pattern,
)
from khmertext.numbers._no_units import is_no_unit, may_be_next_head
from khmertext.numbers._number_mention import (
    Exact,
    Found,
    NumberKind,
    NumberValue,
    Shares,
    new_found,
)
from khmertext.numbers._number_words import (
    SPACE,
    TIMES_SIGNS,
    WORD_END,
    ContextRole,
    between_numbers,
    context_words,
    list_link,
    spelled,
    standard_word,
)
from khmertext.numbers._phones import has_unit_or_scale, read_phone
from khmertext.numbers._reader import Reader, Reading
from khmertext.numbers._units import (
    MEASURED,
    NO_PER,
    POUND,
    Per,
    Unit,
    UnitKind,
    currency_prefixes,
    figure_follows,
    is_cut_off_from_money,
    is_degrees,
    lengths,
    parts_of_units,
    powers,
    read_for_one,
    read_per,
    read_per_several,
    read_unit,
    squares,
)

_ONE = Fraction(1)
_HUNDREDTH = Fraction(1, 100)
_SURE: frozenset[str] = frozenset()
_MISSPELT = frozenset(("misspelt",))
_UNSURE = frozenset(("ambiguous_tail",))
_OF_EVERY_MONEY = "USD"
_MILLION = 10**6
_SEVERAL = frozenset(("ambiguous_separator",))
_COUNT_AND_SIZE = lazy_pattern(
    rf"[{RE_BOTH_DIGITS}]{{1,2}} [{RE_BOTH_DIGITS}]{{3}}(?<!000)(?<!០០០)"
)
_WITHOUT_DECIMALS = "KHR"
# 5,0000 រៀល, and 375,00រៀល, which may lack a nought
_ODD_RIELS = lazy_pattern(
    rf"[{RE_BOTH_DIGITS} .,]++(?<=[.,][{RE_BOTH_DIGITS}]{{4}})|[{RE_BOTH_DIGITS}]{{1,3}},[0០]{{2}}"
)
_THREE_DECIMALS = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,3}}[.,][{RE_BOTH_DIGITS}]{{3}}")
_CODE = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{4,}}")  # 012345678.5$: hardly so many
_SPACED_DIGITS = lazy_pattern(rf"(?P<more>[{RE_BOTH_DIGITS}] )?[{RE_BOTH_DIGITS}] \Z")
_NEIGHBOURS = compile_pattern(
    "|".join(f"[{one}{DIGITS[one]}],[{one + 1}{DIGITS[one + 1]}]" for one in range(1, 9))
)
_TENTHS = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,2}},[{RE_BOTH_DIGITS}]{{1,2}}")
_THOUSANDTHS = lazy_pattern(r"[1-9][0-9]{0,2}\.[0-9]{2}[1-9]")
_COUNTS = lazy_pattern(rf"{SPACE}?[{RE_LETTER}]")
_EQUALS_OR_NAMES = lazy_pattern("[=\u2248A-Za-z] ?\\Z")  # GPA 3.875
_SECONDS = "វិនាទី"
_DASH = lazy_pattern(f"[.,][{RE_HYPHEN}]|\\.(?=[$\u17db](?!{SPACE}?[{RE_BOTH_DIGITS}]))")
_MARK = lazy_pattern("[.,]")
_SQUARE_APART = lazy_pattern(rf"{SPACE}[2២](?![.,:/-]?[{RE_BOTH_DIGITS}])")
# the last month, day and hour that a figure behind these words may name
_LAST_OF = {"ខែ": 12, "ថ្ងៃ": 31, "ម៉ោង": 24}
_NO_START = ("scale", "half", "half_noun")
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
_BRACKET = lazy_pattern(rf"{SPACE}?\({SPACE}?(?=[{RE_CONSONANT}{RE_BOTH_DIGITS}])")
_BRACKETS = frozenset("()")
_SIZES = ("measure", "percent")
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
        return glued or self.unit.kind in ("money", "percent", "measure")


class Quantities:
    """Reads what belongs to a number after it."""

    def __init__(self, text: str, reader: Reader, around: Around) -> None:
        self.text = text
        self._reader = reader
        self.around = around

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
        flags = reading.flags | (_SEVERAL if parted else self._doubts(start, end, unit, code))
        if unit is not None:
            end = unit.end
            if unit.kind in ("percent", "measure") and self._has_three_decimals(reading):
                if unit.kind == "percent":
                    value, flags = self._share(reading), flags | {"ambiguous_separator"}
                elif self._may_be_decimals(start, reading.end, unit):
                    flags |= {"ambiguous_separator"}
            if isinstance(value, int) and reading.high is None:
                value, end, unsure = self._with_part(start, reading, value, unit)
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

    def _doubts(self, start: int, end: int, unit: Unit | None, code: str | None) -> frozenset[str]:
        """The flags of a figure that ends at ``end``, for what stands behind it."""
        if self._has_doubtful_mark(start, end, unit, code):
            return _SEVERAL
        if unit is None:
            if code or self.around.preceded(start, "label"):
                return _SURE
            return _UNSURE if is_cut_off_from_money(self.text, end) else _SURE
        flags = _MISSPELT if unit.misspelt else _SURE
        figure = self.text[start:end]
        if unit.start == end and unit.kind in _SIZES and _COUNT_AND_SIZE.fullmatch(figure):
            flags |= _SEVERAL  # 2 500g, ថែម 1 150%
        auto = self._reader.decimal == "auto"
        if auto and unit.name == _WITHOUT_DECIMALS and _ODD_RIELS.fullmatch(figure):
            flags |= _SEVERAL
        if self._may_be_of_next(start, unit, end) or self._may_be_lettered(start, unit, end):
            return flags | _UNSURE
        if unit.name == POUND and self.around.preceded(start, "price"):
            return flags | _UNSURE  # of weight, or of money
        if unit.kind in MEASURED and unit.start > end and self._is_point_of_time(start, end):
            return flags | _UNSURE  # ខែ៧ ដុល្លារឡើងថ្លៃ
        if self._square_apart(unit) and self.around.size_before(start) != "length":
            return flags | _UNSURE  # 181,035 km 2
        digit = unit.name in powers() and self.text[unit.end - 1] in BOTH_DIGITS
        if digit and (self._is_length(start, unit.end) or self._counts_behind(unit.end)):
            return flags | _UNSURE  # ទទឹង ៥ម២, ១ម២ x ៦០ស.ម, ៥ម៣នាក់
        return flags

    def _has_doubtful_mark(self, start: int, end: int, unit: Unit | None, code: str | None) -> bool:
        """Whether the mark in a figure may be another than it is read as, or part two figures."""
        money = unit is not None and unit.kind == "money"
        if end == start + 1:
            return unit is not None and unit.kind in MEASURED and self._ends_spaced(start)
        if self._reader.decimal != "auto" and _MARK.search(self.text, start, end):
            return False
        if _TENTHS.fullmatch(self.text, start, end):
            return self._may_be_two(start, end, unit)
        if end - start > 5 and not code and may_be_year_and_figure(self.text[start:end]):
            return True
        if self.text[start] in "0០" and (zeros := _CODE.match(self.text, start, end)):
            return money or zeros.end() < end
        return self._may_have_thousandths(start, end, unit, code)

    def _ends_spaced(self, start: int) -> bool:
        """Whether the digit at ``start`` is the last of some that blanks part: ៤ ៥ ០ ០ រៀល, 100 0៛."""
        digits = _SPACED_DIGITS.search(self.text, max(0, start - 4), start)
        return digits is not None and (digits["more"] is not None or self.text[start] in "0០")

    def _counts_behind(self, end: int) -> bool:
        """Whether the digit before ``end`` may count what stands there: the 3 of ៥ម៣នាក់; but 120m2បន្ទប់."""
        counted = read_unit(self.text, end)
        return counted is not None and counted.start == end and counted.kind == "classifier"

    def _may_be_two(self, start: int, end: int, unit: Unit | None) -> bool:
        """Whether ៥,៦ may be five or six, ៥,៦នាក់, ជាន់ ៥,៦បន្ទប់, ៥,៦ ឬ ៧, or says which and counts: តុ ១,៥នាក់."""
        counted = unit is not None and unit.kind in ("classifier", "noun")
        if _NEIGHBOURS.fullmatch(self.text, start, end) is None:
            return counted and self.around.names_one(start)
        link = list_link().match(self.text, end)
        return counted or (
            link is not None
            and link["and"] is not None
            and figure_follows.match(self.text, link.end()) is not None
        )

    def _may_have_thousandths(
        self, start: int, end: int, unit: Unit | None, code: str | None
    ) -> bool:
        """Whether three digits behind a full stop may be decimals: π = 3.142, 1 EUR = 1.085 USD.

        Khmer digits have a comma there, and 1.085 នាក់ are counted.
        """
        if not _THOUSANDTHS.fullmatch(self.text, start, end):
            return False
        if code or (unit is not None and unit.kind == "money"):
            return (code or cast(Unit, unit).name) != _WITHOUT_DECIMALS
        if unit is not None:
            return unit.name == _SECONDS
        return (
            not _COUNTS.match(self.text, end)
            or _EQUALS_OR_NAMES.search(self.text, max(0, start - 2), start) is not None
        )

    def _is_point_of_time(self, start: int, end: int) -> bool:
        """Whether the figure may say which month, day or hour: ខែ៧, but not រាល់ខែ ៧ដុល្លារ."""
        figure = in_ascii(self.text[start:end])
        before = start - (self.text[start - 1 : start] == SPACE)
        for word, last in _LAST_OF.items():
            if self.text.endswith(word, self.around.free, before):
                roles = self.around.roles_before(before - len(word))
                return roles.isdisjoint(("one", "every", "price")) and (
                    figure.isdecimal() and int(figure) <= last
                )
        return False

    def _with_part(
        self, start: int, reading: Reading, value: int, unit: Unit
    ) -> tuple[Exact, int, frozenset[str]]:
        """``value`` with the part of one more that follows ``unit``, its end, and what is not sure."""
        text, end = self.text, unit.end
        if half_end := self._after_half(unit):
            return simplest(value + Fraction(reading.scale, 2)), half_end, _SURE  # ៤លានរៀលកន្លះ
        if unit.hundredth:
            return value, end, _SURE
        opened = text[start - 1 : start] == text[unit.start : end]  # $25$20 are two
        rest = None if opened else self._rest(end, unit)
        if rest is not None:
            loose = self._is_loose(start, end, rest[1])
            return simplest(value + rest[0]), rest[1], _UNSURE if loose else _SURE
        unsure = unit.kind in MEASURED and self._may_have_parts(end, unit)
        return value, end, _UNSURE if unsure else _SURE

    def _after_half(self, unit: Unit) -> int | None:
        """Where the half ends that is one more of ``unit``: ៤លានរៀលកន្លះ, ៥សេនកន្លះ."""
        half = _half().match(self.text, unit.end)
        if half is None or _is_half_of_next(self.text, half):
            return None
        if half["spaced"] and unit.name in context_words("not_halved"):
            return None
        return half.end()

    def _may_have_parts(self, end: int, unit: Unit) -> bool:
        """Whether bare digits or a word behind a unit may count a smaller one: ៣គីឡូ៥០, ពីរគីឡូប្រាំ, 1m 60."""
        if glued := _GLUED_DIGITS.match(self.text, end):
            return self._counts_nothing(glued.end())
        word = self._reader.item(end) if self.text[end : end + 1] in LETTER_SET else None
        if word is not None and word.role in ("unit", "tens") and word.value > 1:
            return self._counts_nothing(word.end)
        apart = _PARTS_APART.match(self.text, end)
        if apart is None or unit.kind == "money":
            return False
        if apart["are"]:
            return self.text[unit.start : end] == "ha"
        digits = len(apart["digits"])
        return (unit.name, str(digits)) in parts_of_units() and (
            digits == 2 or unit.name not in lengths()
        )

    def _counts_nothing(self, end: int) -> bool:
        """Whether no unit and no number word follows the digits that end at ``end``."""
        if self.text[end : end + 1] not in LETTER_SET:
            return True
        return read_unit(self.text, end) is None and self._reader.item(end) is None

    def _is_loose(self, start: int, end: int, stop: int) -> bool:
        """Whether the bare digits of a smaller unit stand behind a space, ខ្សែ ១២ម៉ែត្រ ៥០, or before a word: ៣គីឡូ៥តម្លៃ.

        But កម្ពស់ ១ម៉ែត្រ ៥០ is a height.
        """
        if self.text[end - 1] == "$":
            return True  # 25$20 may be two prices
        if self.text[stop - 1] in BOTH_DIGITS and self.text[stop : stop + 1] in LETTER_SET:
            return True
        spaced = self.text[end] == SPACE and self.text[stop - 1] in BOTH_DIGITS
        return spaced and self.around.size_before(start) != "length"

    def _has_three_decimals(self, reading: Reading) -> bool:
        first = reading.items[0].start
        digits = _THREE_DECIMALS.fullmatch(self.text, first, reading.end)
        return digits is not None and self.text[first] not in "0០"

    def _may_be_decimals(self, start: int, end: int, unit: Unit) -> bool:
        """Whether three digits before a measure may be decimals: 42.195 km, ៤២,១៩៥គ.ម; but 2,345 km and ២,៣៤៥ហិកតា."""
        if "." in self.text[start:end]:
            return True
        khmer = self.text[start] in DIGITS and not self.text.endswith("០០", start, end)
        return khmer and unit.name in _units_with_thousandths()

    def _share(self, reading: Reading) -> Exact:
        """33.333% is less than a hundred; 1,250% and 1.000% are more than a thousand."""
        figure = in_ascii(self.text[reading.items[0].start : reading.end])
        return reading.value if figure[-1] == "0" else decimal_number(*_MARK.split(figure))

    def _rest(self, position: int, unit: Unit) -> tuple[Fraction, int] | None:
        """What smaller units add to whole ones, in the larger: ៣ដុល្លារ ៥០សេន, ១ម៉ែត្រ៦០."""
        if unit.kind != "money" and unit.name not in units_with_parts():
            return None
        start = position + (self.text[position : position + 1] == SPACE)
        reading = self._reader.read(start) if self._begins_number(start) else None
        if reading is None or not isinstance(reading.value, int) or reading.high is not None:
            return None
        below = read_unit(self.text, reading.end)
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
        text, end = self.text, reading.end
        first = reading.items[0]
        digits = end - first.start if reading.in_figures else 2
        parts = parts_of_units().get((unit.name, str(digits)))
        if parts is None or value >= parts or first.role not in ("figure", "tens"):
            return None
        spaced = first.start > position
        if spaced and self.text[position - 1].isascii():
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
            lengthwise = self._is_length(start, unit.end)
            unit = read_unit(self.text, end, lengthwise=lengthwise)
        if unit is not None:
            if self._square_apart(unit) and self.around.size_before(start) == "area":
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

    def _is_length(self, start: int, end: int) -> bool:
        """Whether the quantity is a length by the word before it, or as the factor of a product."""
        if self.around.size_before(start) == "length" or _times().match(self.text, end):
            return True
        return _times_before().search(self.text[max(0, start - 8) : start]) is not None

    def _square_apart(self, unit: Unit) -> bool:
        """Whether a small figure that may be a square stands behind a blank: ផ្ទៃដី 120 m 2."""
        if unit.name not in lengths():
            return False
        figure = _SQUARE_APART.match(self.text, unit.end)
        return figure is not None and read_unit(self.text, figure.end()) is None

    def _is_of_next(self, unit: Unit, end: int, code: str) -> bool:
        """Whether the unit behind the amount of ``code`` is not its own: $ 5 $ 6."""
        if unit.name != code:
            return True
        sign = self.text[unit.start : unit.end] in currency_prefixes()
        return sign and unit.start > end and figure_follows.match(self.text, unit.end) is not None

    def _may_be_of_next(self, start: int, unit: Unit, end: int) -> bool:
        """Whether a sign, a code or a noun stands alone between two figures, of which the second has none: 5 USD 10, 7 បន្ទប់ 305.

        Or any unit, if one stands before the first figure, too; ថ្ងៃ of ២៤ ថ្ងៃ ៣៣ អង្សា may mean by day.
        """
        if unit.start == end:
            return False
        if unit.kind in MEASURED and may_be_next_head(self.around, start, unit):
            return True
        if (
            unit.kind not in ("noun", "time")
            and self.text[unit.start : unit.end] not in currency_prefixes()
        ):
            return False
        figure = figure_apart.match(self.text, unit.end)
        if figure is None:
            return False
        if in_degrees(read_unit(self.text, figure.end())):
            return True
        return not has_unit_or_scale(self.text, figure.end())

    def _may_be_lettered(self, start: int, unit: Unit, end: int) -> bool:
        """Whether the unit may be a letter that says which, too: size 3 L, Room 12 A."""
        return (
            unit.start > end
            and unit.end - unit.start == 1
            and self.text[unit.start].isupper()
            and self.around.preceded(start, "numbered")
        )

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
            return wider, _UNSURE if 1 < low < 10 and most in next_rounds else _SURE
        wider = scaled(low, high.scale)
        return (wider, _UNSURE) if low < wider < most else (low, _SURE)

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
        reading = self._reader.read(start) if self._begins_number(start) else None
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

    def _begins_number(self, position: int) -> bool:
        """Whether a plain number, and no date or telephone number, begins at ``position``."""
        text = self.text
        if text[position : position + 1] not in _DIGITS_OR_LETTERS:
            return False
        return not shape_pattern.match(text, position) and not read_phone(text, position)

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


_FACTOR_FOLLOWS = lazy_pattern(
    rf"{SPACE}?[{''.join(sorted(TIMES_SIGNS))}]{SPACE}?[{RE_BOTH_DIGITS}]"
)
_second_short = lazy_pattern(
    rf"{SPACE}?[{RE_HYPHEN}~/]{SPACE}?[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)?(?:k|K|mn?|M|bn?|B)"
)


# a letter that heads the next price
_priced = lazy_pattern(rf"{SPACE}?[{RE_HYPHEN}=:,/]?{SPACE}?[$\u17db]?{SPACE}?[{RE_BOTH_DIGITS}]")


_MAY_BE_UNITS = frozenset((*"kmbt", "mm", "MM"))


def are_neighbours(low: Exact, high: Exact) -> bool:
    """Whether two numbers side by side may be the ends of a range: ១០ ១៥នាក់, មួយរយ ពីររយនាក់."""
    return low < high and (2 * high <= 3 * low or (low % 10 == 0 and high == 2 * low))


def is_price_of_several(kind: UnitKind | None, first: Exact, second: Exact) -> bool:
    """Whether ពង ១០/៧០០០៛ are ten for so much."""
    return kind == "money" and first * 100 <= second


def with_short_scale(
    text: str, reading: Reading, *, signed: bool, decimal: DecimalMark = "auto"
) -> Reading:
    """The amount with the letters of its scale, beside a currency: $5m, 2.5bn USD."""
    letters = short_scale_pattern.match(text, reading.end)
    if letters is None or reading.scale > 1 or reading.high is not None:
        return reading
    end = letters.end()
    if _FACTOR_FOLLOWS.match(text, end):
        return reading  # 4m x 16m
    alone = letters["spaced"] and len(letters["letters"]) == 1
    if signed and alone and (letters["letters"].islower() or _priced.match(text, end)):
        return reading  # 5 m is a length, and the M of $5 M $6 a size
    if not signed:
        second = _second_short.match(text, end)  # 5k/6k៛
        last = second.end() if second else end
        unit = read_unit(text, last)
        audience = _audience().match(text, last)  # 1.2m followers; but 5m ដងទន្លេ
        counted = audience and (letters["letters"] != "m" or audience.group().isascii())
        if not counted and (unit is None or unit.kind != "money" or unit.hundredth):
            return reading
        if unit and letters["letters"] in _MAY_BE_UNITS and figure_follows.match(text, unit.end):
            return reading  # 5t USD 500
    factor = SHORT_SCALES[letters["letters"][0].lower()]
    value, flags = reading.value, reading.flags
    if signed and alone:
        flags |= _UNSURE  # $12 M, perhaps of this size
    figure = text[reading.items[0].start : reading.end]
    # 1.250M is no thousand millions, and 1,250M may be
    if decimal == "auto" and _THREE_DECIMALS.fullmatch(figure):
        flags |= {"ambiguous_separator"}
        if "." in figure:
            value = decimal_number(*in_ascii(figure).split("."))
    return reading._replace(value=scaled(value, factor), end=end, scale=factor, flags=flags)


@cache
def _audience() -> re.Pattern[str]:
    words = any_of(
        context_words("audience"), dict.fromkeys(context_words("audience"), "(?![A-Za-z])")
    )
    return re.compile(f"\\+?{SPACE}?{words}")


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
    flags: frozenset[str] = frozenset(),
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
            flags |= _MISSPELT
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


def in_degrees(unit: Unit | None) -> bool:
    return unit is not None and is_degrees(unit.name)


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


@cache
def _units_with_thousandths() -> frozenset[str]:
    return frozenset(unit for (unit, _), parts in parts_of_units().items() if parts == 1000)


@cache
def units_with_parts() -> frozenset[str]:
    """The names of units that smaller ones may follow."""
    return frozenset(unit for unit, _ in parts_of_units())


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


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        f"{SPACE}?(?:{any_of((*TIMES_SIGNS, *context_words('times')))}){SPACE}?[{RE_BOTH_DIGITS}]"
    )


@cache
def _times_before() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of((*TIMES_SIGNS, *context_words('times')))}){SPACE}?\\Z")
