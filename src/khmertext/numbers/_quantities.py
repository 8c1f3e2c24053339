"""Numbers with their units, and two of them joined to a range."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple, cast

from khmertext._chars import COENG, CONSONANTS, LETTERS, RE_LETTER, RE_MARK
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import Around, is_bounded
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
    read_figure,
    runs_into_latin,
    shape_pattern,
    short_scale_pattern,
)
from khmertext.numbers._number_mention import Exact, Found, NumberKind, NumberValue
from khmertext.numbers._number_words import (
    HYPHENS,
    LINE_END,
    SPACE,
    SPACES,
    WORD_END,
    context_words,
    list_link,
    spelled,
    standard_word,
)
from khmertext.numbers._phones import read_phone
from khmertext.numbers._reader import Reader, Reading
from khmertext.numbers._units import (
    MEASURED,
    NO_PER,
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
_SURE: frozenset[str] = frozenset()
_UNSURE = frozenset(("ambiguous_tail",))
_OF_EVERY_MONEY = "USD"
_GLUED_HYPHENS = "-\u2010\u2011\u2013\ufe63\uff0d"
_BEFORE_MINUS = SPACES + "\t=:\u17d6([,;|<>\u2264\u2265~\u00ab\u201c\"'/"
_SEVERAL = frozenset(("ambiguous_separator",))
_COUNT_AND_SIZE = lazy_pattern(
    rf"[{RE_BOTH_DIGITS}]{{1,2}} [{RE_BOTH_DIGITS}]{{3}}(?<!000)(?<!០០០)"
)
_WITHOUT_DECIMALS = "KHR"
_FOUR_DECIMALS = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,3}}[.,][{RE_BOTH_DIGITS}]{{4}}")
_THREE_DECIMALS = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,3}}[.,][{RE_BOTH_DIGITS}]{{3}}")
_DASH = lazy_pattern("[.,][-\u2013]")
_MARK = lazy_pattern("[.,]")
# digits with single marks between them
_MARKED = f"[{RE_BOTH_DIGITS}](?:[.,]?[{RE_BOTH_DIGITS}])*+"
_FIGURE_APART = compile_pattern(rf"{SPACE}{_MARKED}(?![/:-])")
# nothing but figures to the end of a line or cell
_ENDS_AMOUNT = compile_pattern(rf"(?:{SPACE}[-+]?{_MARKED})*+{SPACE}*(?:\Z|[\r\n\t|;])")
_ENDS_TEXT = compile_pattern(r"\s*+\Z")
_heads_next = lazy_pattern(f"(?:ទី{SPACE}?)?[{RE_BOTH_DIGITS}]")
# letters that head figures: of sizes, or for height and weight
_headed = lazy_pattern(r"(?:\A|[^A-Za-z])[A-Z]{1,3}[:=]? ?\Z")
_heads_figure = lazy_pattern(f"[:=]?{SPACE}?[{RE_BOTH_DIGITS}]")
# a row of figures with a letter behind each: 5 W 6 D 7 L, of games won, drawn and lost
# but for the x of a product
_LETTERED = rf"[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)? ?[A-WYZa-wyz](?![A-Za-z0-9])"
_BETWEEN_LETTERED = r"(?:[,;]? |[/\-\u2013])"
_lettered_before = compile_pattern(rf"(?:{_LETTERED}{_BETWEEN_LETTERED})++\Z")
_lettered_row = compile_pattern(rf"{_LETTERED}(?:{_BETWEEN_LETTERED}{_LETTERED})*+")
_LETTER = lazy_pattern("[A-Za-z]")
_ROW_REACH = 40
_ELECTRIC = frozenset("VAW")
_SQUARE_APART = lazy_pattern(rf"{SPACE}[2២](?![.,:/-]?[{RE_BOTH_DIGITS}])")
_CELL = compile_pattern(
    rf"{SPACE}?[:=\u17d6]?{SPACE}?[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)*+"
)
_ENDS_CELL = lazy_pattern(rf"{SPACE}*(?:\Z|[\n\t|;,)\u17d4])")
_HEAD_MARKS = SPACES + ":=\u17d6"
_BEFORE_HEAD = r"[\s|;,(]"
_HEAD_REACH = 30
_MAY_BE_PER = ("/", "ក", "p", "ម", "1", "១")
_NO_START = ("scale", "half", "half_noun")
_HYPHENS = tuple(HYPHENS)
_LETTERS = tuple(LETTERS)
_FIGURES = tuple(BOTH_DIGITS)
_DIGITS_OR_LETTERS = BOTH_DIGITS + CONSONANTS
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
_BRACKET = lazy_pattern(rf"{SPACE}?\({SPACE}?(?=[{CONSONANTS}])")
# -៥ -៣: in a row of numbers the hyphen of the next is a minus where the last had one
_NEXT_MINUS = lazy_pattern(rf"{SPACE}-(?=[{RE_BOTH_DIGITS}])")
_NEXT_OF_LIST = lazy_pattern(rf"[,;]{SPACE}?-[{RE_BOTH_DIGITS}]")
_TERM_FOLLOWS = lazy_pattern(rf"[+=*\u00d7\u00f7]-?[{RE_BOTH_DIGITS}]")
_COLUMNS = lazy_pattern(rf"{SPACE}-[{RE_BOTH_DIGITS}]+{SPACE}[{RE_BOTH_DIGITS}]")
figure_before = compile_pattern(
    rf"(?P<sign>(?<![{RE_BOTH_DIGITS}{RE_LETTER}])[-+])?(?P<figure>{_MARKED}){SPACE}{{0,3}}\Z"
)
# what a dollar sign opens that is a formula: $x^2 + 5$
_MATHS = lazy_pattern(r"(?<![A-Za-z$])\$[A-Za-z\\][^$\n]*\Z")
_FORMULA = lazy_pattern("[-+\u2212=*] ?\\Z")
_YEAR_OF = "(?:(?:19|20)[0-9]{2}|(?:១៩|២០)[០-៩]{2})"
_YEAR = lazy_pattern(_YEAR_OF)
_year_follows = lazy_pattern(rf"{SPACE}?{_YEAR_OF}(?![.,]?[{RE_BOTH_DIGITS}])")
_TIME_FOLLOWS = lazy_pattern(
    rf"{SPACE}?[{RE_BOTH_DIGITS}]{{1,2}}(?:[hH]|[:.\u17d6][{RE_BOTH_DIGITS}]{{2}}(?![{RE_BOTH_DIGITS}]))"
)
_QUOTATION = lazy_pattern(rf'[{RE_BOTH_DIGITS}]?"|[\u201c\u201d]')
_LINE_REACH = 200
_LIST_REACH = 8  # items
_ENDS_CLOCK = lazy_pattern(rf"[{RE_BOTH_DIGITS}]:[{RE_BOTH_DIGITS}]{{2}}{SPACE}\Z")
_SCORE_BEFORE = lazy_pattern(
    rf"(?<![{RE_BOTH_DIGITS}])(?P<won>[{RE_BOTH_DIGITS}]{{1,2}})[-\u2013](?P<lost>[{RE_BOTH_DIGITS}]{{1,2}})(?:, ?| )\Z"
)
_SEASON = lazy_pattern(rf"[{HYPHENS}]([{RE_BOTH_DIGITS}]{{2}})(?![{RE_BOTH_DIGITS}])")


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
    """Reads what belongs to a number after it, and its sign before it."""

    def __init__(self, text: str, reader: Reader, around: Around) -> None:
        self._text = text
        self._reader = reader
        self._around = around

    def quantity(self, start: int, reading: Reading, code: str | None = None) -> Quantity:
        """``reading`` with its unit, and what of that unit follows: សេន, កន្លះ."""
        end = reading.end
        unit, more_than = self._unit(start, end)
        if unit is None and "(" in self._text[end : end + 2]:
            unit = self._unit_behind_words(reading)
        if code and unit is not None and self._is_of_next(unit, end, code):
            unit = None  # the sign before the amount has said what it is
        if unit is not None and self.labelled(start, unit, spaced=unit.start > end):
            unit = None
        value, factor = reading.value, _ONE
        flags = reading.flags | self._doubts(start, end, unit, code)
        if unit is not None:
            end = unit.end
            if unit.kind in ("percent", "measure") and self._has_three_decimals(reading):
                if unit.kind == "percent":
                    value, flags = self._share(reading), flags | {"ambiguous_separator"}
                elif "." in self._text[start : reading.end]:  # 42.195 km
                    flags |= {"ambiguous_separator"}
            if unit.hundredth:
                factor = Fraction(1, 100)
                value = scaled(value, factor)
            elif isinstance(value, int) and reading.high is None:
                value, end, unsure = self._with_part(start, reading, value, unit)
                flags |= unsure
        more_than = more_than or _more_than_all().match(self._text, end) is not None
        return Quantity(reading, value, factor, unit, end, more_than, flags)

    def _doubts(self, start: int, end: int, unit: Unit | None, code: str | None) -> frozenset[str]:
        """The flags of a figure that ends at ``end``, for what stands behind it."""
        if unit is None:
            if code or self._around.preceded(start, "label"):
                return _SURE
            return _UNSURE if is_cut_off_from_money(self._text, end) else _SURE
        flags = frozenset(("misspelt",)) if unit.misspelt else _SURE
        figure = self._text[start:end]
        if unit.kind == "measure" and unit.start == end and _COUNT_AND_SIZE.fullmatch(figure):
            flags |= _SEVERAL  # 2 500g
        if unit.name == _WITHOUT_DECIMALS and _FOUR_DECIMALS.fullmatch(figure):
            flags |= _SEVERAL  # 5,0000 រៀល
        if unit.kind == "money" and self._may_be_of_next(unit, end):
            return flags | _UNSURE
        if self._square_apart(unit) and self._around.size_before(start) != "length":
            return flags | _UNSURE  # 181,035 km 2
        digit = unit.name in powers() and self._text[unit.end - 1] in BOTH_DIGITS
        if digit and self._around.size_before(start) == "length":
            return flags | _UNSURE  # ទទឹង ៥ម២
        return flags

    def _with_part(
        self, start: int, reading: Reading, value: int, unit: Unit
    ) -> tuple[Exact, int, frozenset[str]]:
        """``value`` with the part of one more that follows ``unit``, its end, and what is not sure."""
        text, end = self._text, unit.end
        half = _half().match(text, end)
        if half and not (half["spaced"] and unit.name in context_words("not_halved")):
            return simplest(value + Fraction(reading.scale, 2)), half.end(), _SURE  # ៤លានរៀលកន្លះ
        opened = text[start - 1 : start] == text[unit.start : end]  # $25$20 are two
        rest = None if opened else self._rest(end, unit)
        if rest is not None:
            loose = self._is_loose(start, end, rest[1])
            return simplest(value + rest[0]), rest[1], _UNSURE if loose else _SURE
        unsure = unit.kind in MEASURED and self._may_have_parts(end, unit)
        return value, end, _UNSURE if unsure else _SURE

    def _may_have_parts(self, end: int, unit: Unit) -> bool:
        """Whether the bare digits behind a unit may count a smaller one: ៣គីឡូ៥០, 1m 60."""
        if glued := _GLUED_DIGITS.match(self._text, end):
            return self._counts_nothing(glued.end())
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
        if self._text[end : end + 1] not in _LETTERS:
            return True
        return read_unit(self._text, end) is None and self._reader.item(end) is None

    def _is_loose(self, start: int, end: int, stop: int) -> bool:
        """Whether the bare digits of a smaller unit stand behind a space, ខ្សែ ១២ម៉ែត្រ ៥០, or before a word: ៣គីឡូ៥តម្លៃ.

        But កម្ពស់ ១ម៉ែត្រ ៥០ is a height.
        """
        if self._text[end - 1] == "$":
            return True  # 25$20 may be two prices
        if self._text[stop - 1] in BOTH_DIGITS and self._text[stop : stop + 1] in _LETTERS:
            return True
        spaced = self._text[end] in SPACES and self._text[stop - 1] in BOTH_DIGITS
        return spaced and self._around.size_before(start) != "length"

    def _has_three_decimals(self, reading: Reading) -> bool:
        first = reading.items[0].start
        digits = _THREE_DECIMALS.fullmatch(self._text, first, reading.end)
        return digits is not None and self._text[first] not in "0០"

    def _share(self, reading: Reading) -> Exact:
        """33.333% is less than a hundred; 1,250% and 1.000% are more than a thousand."""
        figure = in_ascii(self._text[reading.items[0].start : reading.end])
        return reading.value if figure[-1] == "0" else decimal_number(*_MARK.split(figure))

    def _rest(self, position: int, unit: Unit) -> tuple[Fraction, int] | None:
        """What smaller units add to whole ones, in the larger: ៣ដុល្លារ ៥០សេន, ១ម៉ែត្រ៦០."""
        if unit.kind != "money" and unit.name not in units_with_parts():
            return None
        start = position + (self._text[position : position + 1] in SPACES)
        reading = self._reader.read(start) if self._begins_number(start) else None
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
        if after.match(text, end) or (text[end] in _LETTERS and self._counts_nothing(end)):
            return Fraction(value, parts), end
        return None

    def _unit_behind_words(self, reading: Reading) -> Unit | None:
        """The unit of ៤០ ០០០ (បួនម៉ឺន) រៀល, where the words in brackets say the figure again."""
        bracket = _BRACKET.match(self._text, reading.end)
        again = self._reader.read(bracket.end()) if bracket else None
        if (
            again is None
            or again.in_figures
            or not reading.in_figures
            or again.value != reading.value
        ):
            return None
        closing = again.end + self._text.startswith(" ", again.end)
        return (
            read_unit(self._text, closing + 1) if self._text[closing : closing + 1] == ")" else None
        )

    def _unit(self, start: int, end: int) -> tuple[Unit | None, bool]:
        """The unit after a number, and whether ជាង (more than) stands between them."""
        unit = read_unit(self._text, end)
        if unit is not None and unit.hundredth:
            money = read_unit(self._text, unit.end)
            if money is not None and money.start == unit.end and money.kind == "money":
                return None, False  # ៥សេនរៀល: rather ៥សែនរៀល
        if unit is not None and self._text[unit.end - 1] in BOTH_DIGITS:  # ១ម៉ែត្រ២: a power?
            lengthwise = self._is_length(start, unit.end)
            unit = read_unit(self._text, end, lengthwise=lengthwise)
        if unit is not None:
            if self._square_apart(unit) and self._around.size_before(start) == "area":
                return unit._replace(name=squares()[unit.name], end=unit.end + 2), False
            return self._around.meant(start, unit), False
        if inch := self.inch(start, end):
            return inch, False
        more = _more_than().match(self._text, end)
        if more is not None:
            unit = read_unit(self._text, more.end())
            of_next = unit is not None and self._opens_next(unit)
            return None if of_next else unit, True
        dash = self._text[end : end + 1] in (".", ",") and _DASH.match(self._text, end)
        unit = read_unit(self._text, dash.end()) if dash else None  # 5.000,- រៀល
        if unit is not None and unit.kind == "money":
            return unit, False
        return None, False

    def _opens_next(self, unit: Unit) -> bool:
        """Whether a sign of money belongs to the figure behind it: ៤២ជាង$1,250."""
        sign = self._text[unit.start : unit.end] in currency_prefixes()
        return sign and figure_follows.match(self._text, unit.end) is not None

    def _is_length(self, start: int, end: int) -> bool:
        """Whether the quantity is a length by the word before it, or as the factor of a product."""
        if self._around.size_before(start) == "length" or _times().match(self._text, end):
            return True
        return _times_before().search(self._text[max(0, start - 8) : start]) is not None

    def _square_apart(self, unit: Unit) -> bool:
        """Whether a small figure that may be a square stands behind a blank: ផ្ទៃដី 120 m 2."""
        if unit.name not in lengths():
            return False
        figure = _SQUARE_APART.match(self._text, unit.end)
        return figure is not None and read_unit(self._text, figure.end()) is None

    def _is_of_next(self, unit: Unit, end: int, code: str) -> bool:
        """Whether the unit behind the amount of ``code`` is not its own: $ 5 $ 6."""
        if unit.name != code:
            return True
        sign = self._text[unit.start : unit.end] in currency_prefixes()
        return sign and unit.start > end and figure_follows.match(self._text, unit.end) is not None

    def _may_be_of_next(self, unit: Unit, end: int) -> bool:
        """Whether a sign or code stands alone between two figures, of which the second has none: 5 USD 10."""
        if unit.start == end or self._text[unit.start : unit.end] not in currency_prefixes():
            return False
        figure = _FIGURE_APART.match(self._text, unit.end)
        return figure is not None and read_unit(self._text, figure.end()) is None

    def _is_minus(self, hyphen: int, begin: int, quantity: Quantity) -> bool:
        """Whether the hyphen glued to an amount is a minus sign, and no bullet and no dash."""
        text, unit = self._text, quantity.unit
        if self._around.begins_line(hyphen):
            return self._opens_line_with_minus(hyphen, quantity)
        if text[hyphen - 1] not in _BEFORE_MINUS:
            return False
        # between two numbers it is a dash, unless the second is an amount of its own or falls
        before = figure_before.search(text, max(0, hyphen - 20), hyphen)
        if before is None or before["sign"] or text[begin] not in BOTH_DIGITS:
            return True
        if _ENDS_CLOCK.search(text[max(0, hyphen - 20) : hyphen]):
            return True  # 14:05 -1,250.00
        if unit is not None:
            return unit.kind in MEASURED
        first = read_figure(before["figure"])
        years = _YEAR.fullmatch(before["figure"]) and _YEAR.fullmatch(text, begin, quantity.end)
        return first is not None and first.value > quantity.value and not years

    def _opens_line_with_minus(self, hyphen: int, quantity: Quantity) -> bool:
        """Whether the hyphen at the head of a line is no bullet: a line or cell is one amount, or a sum follows."""
        text, unit, end = self._text, quantity.unit, quantity.end
        if _NEXT_OF_LIST.match(text, end) or (unit is None and _TERM_FOLLOWS.match(text, end)):
            return True  # -5, -6 and -5+10
        high = self.second(end) or self.second(end, between=_and())
        if high is not None:
            unit, end = unit or high.unit, high.end
            if high.value < 0 or (high.unit is None and _NEXT_MINUS.match(text, quantity.end)):
                return True
        shared = unit or self._unit_behind_list(end)  # -៥, ៣ និង ១០ អង្សា
        if shared is not None and (shared.kind == "percent" or _is_degrees(shared)):
            return True
        end = self.per(end, unit, None).end or end
        if hyphen < 8 and not text[:hyphen].strip() and _ENDS_TEXT.match(text, end):
            return True
        return _ENDS_AMOUNT.match(text, end) is not None and (unit is None or unit.kind in MEASURED)

    def _unit_behind_list(self, end: int) -> Unit | None:
        """The unit of one of the next items of a list of numbers."""
        for _ in range(_LIST_REACH):
            item = self.second(end, between=list_link())
            if item is None or item.unit is not None:
                return item and item.unit
            end = item.end
        return None

    def _is_of_letters(self, start: int, unit: Unit) -> bool:
        """Whether letters head the figures here: H 170 W 65."""
        text = self._text
        return (
            unit.end - unit.start == 1
            and text[unit.start].isupper()
            and _heads_figure.match(text, unit.end) is not None
            and _headed.search(text[max(0, start - 6) : start]) is not None
        )

    def _in_lettered_row(self, start: int, unit: Unit, *, spaced: bool) -> bool:
        """Whether letters stand behind the figures of a row, of which not all are units: 12 A 13 B.

        5 L 3 M are sizes, 5 V 2 A is electric, 2 L 1500 W are of a kettle.
        """
        text = self._text
        if not text[unit.start].isascii() or not text[unit.start].isalpha():
            return False
        before = _lettered_before.search(text[max(0, start - _ROW_REACH) : start])
        behind = _lettered_row.match(text, start, start + _ROW_REACH)
        row = (before.group() if before else "") + (behind.group() if behind else "")
        letters = set(_LETTER.findall(row))
        if len(letters) < 2:
            return False
        if any(read_unit(letter, 0) is None for letter in letters):
            return True
        small = re.search(f"[{RE_BOTH_DIGITS}]{{3}}", row) is None
        return spaced and small and row.upper() == row and not letters <= _ELECTRIC

    def labelled(self, start: int, unit: Unit, *, spaced: bool) -> bool:
        """Whether what follows is no unit: in ឆ្នាំ ២០១៩ ខែ ៥ the number names a year."""
        if unit.end - unit.start == 1 and self._in_lettered_row(start, unit, spaced=spaced):
            return True
        if spaced and self._is_of_letters(start, unit):
            return True
        if spaced and self._is_next_head(start, unit):
            return True
        if self._text[unit.start] in "$a" and self._is_in_formula(start, unit, spaced=spaced):
            return True
        short = spaced and unit.end - unit.start == 1  # ផ្លូវ ៥១ ម: street 51 M
        if unit.name in _letter_names() or (short and self._text[unit.start] in _LETTERS):
            roles = self._around.roles_before(start)  # ផ្លូវ ៨២១អា: street 821 A
            return "label" in roles or "numbered" in roles
        if unit.kind in MEASURED and self._is_year(start, unit, spaced=spaced):
            return True
        if unit.kind == "measure" and spaced and self._heads_same(unit):
            return True
        if unit.kind in MEASURED:
            return False
        if spaced and self._heads_what_follows(unit):
            return True
        return (spaced or unit.kind == "time") and self._around.preceded(start, "label")

    def _is_next_head(self, start: int, unit: Unit) -> bool:
        """Whether both figures have their heads before them: kg 5 m 6, ដុល្លារ៖ 5 រៀល៖ 500, ជាន់ ៣ បន្ទប់ ៤."""
        text = self._text
        cell = _CELL.match(text, unit.end)
        if cell is None:
            return False
        if unit.kind in MEASURED or not self._around.says_which(start):
            line = text[max(self._around.free, start - _HEAD_REACH) : start].rstrip(_HEAD_MARKS)
            head = re.split(_BEFORE_HEAD, line)[-1] if line else ""
            named = read_unit(head, 0) if head else None
            if named is None or named.end < len(head):
                return False
            if named.kind == unit.kind == "money":
                return True
        end = cell.end()
        further = read_unit(text, end) if text[end : end + 1] in SPACES else None
        return _ENDS_CELL.match(text, end) is not None or (
            further is not None and _CELL.match(text, further.end) is not None
        )

    def _heads_same(self, unit: Unit) -> bool:
        """Whether the figure behind the unit has it itself: Honda 2021 គីឡូម៉ែត្រ 15,300km."""
        figure = _FIGURE_APART.match(self._text, unit.end)
        further = read_unit(self._text, figure.end()) if figure else None
        return further is not None and further.name == unit.name and self._text[unit.start] > "z"

    def _heads_what_follows(self, unit: Unit) -> bool:
        """Whether the noun behind a figure is the head of a name or of the next figure."""
        text, end = self._text, unit.end
        if unit.kind == "noun" and text[end : end + 1] in _LETTERS:
            return True  # ចោមចៅ១ ខណ្ឌពោធិ៍សែនជ័យ: a name goes on
        if unit.name == "ឆ្នាំ" and _year_follows.match(text, end):
            return True  # Dream 125 ឆ្នាំ 2022
        if unit.name in context_words("clock") and _TIME_FOLLOWS.match(text, end):
            return True  # ថ្ងៃ ១-៥ ម៉ោង 8h-17h
        # ១៥ ខែ៧ is a date, ក្រុម៣៩ ភូមិ៥ an address, ៥០០ ត្រីមាសទី២ a table
        return unit.kind in ("time", "noun") and _heads_next.match(text, end) is not None

    def _is_in_formula(self, start: int, unit: Unit, *, spaced: bool) -> bool:
        text = self._text
        if text[unit.start] == "$":
            return _MATHS.search(text[max(0, start - 80) : start]) is not None  # $x + 5$
        # b² - 4ac
        acres = text[unit.start : unit.end] == "ac" and not spaced
        return acres and _FORMULA.search(text[max(0, start - 3) : start]) is not None

    def inch(self, start: int, end: int) -> Unit | None:
        """The straight quotation mark behind a figure, if it is an inch."""
        inch = read_unit("\u2033", 0) if self._is_inch(start, end) else None
        return inch._replace(start=end, end=end + 1) if inch is not None else None

    def _is_inch(self, start: int, end: int) -> bool:
        """Whether the straight quotation mark behind a figure is no end of a quotation: TV 32"."""
        text = self._text
        if text[end : end + 1] != '"' or end - start > 6 or text[end - 1] not in BOTH_DIGITS:
            return False
        inside = False
        line = max(text.rfind("\n", 0, start) + 1, start - _LINE_REACH)
        for mark in _QUOTATION.finditer(text, line, start):
            # 10" x 12": an inch opens none
            inside = mark.group() == "\u201c" or (mark.group() == '"' and not inside)
        return not inside

    def _is_year(self, start: int, unit: Unit, *, spaced: bool) -> bool:
        """Whether ២០២៤ of ឆ្នាំ២០២៤រៀលឡើងថ្លៃ and ឆ្នាំ ២០២៤ គីឡូ ៥០ is one: no price is so odd."""
        year = _YEAR.fullmatch(self._text, start, unit.start - spaced)
        return (
            year is not None
            and (int(year.group()) % 50 != 0 or (spaced and unit.kind == "measure"))
            and (self._text[unit.start].isalpha() or (spaced and unit.kind == "percent"))
            and self._around.preceded(start, "label")
        )

    def range(self, begin: int, low: Quantity, code: str | None) -> Found | None:
        """Two numbers joined to a range; the scale and unit of the second serve the first too.

        ``low`` has its sign already; ``begin`` is where that stands.
        """
        between = self._joint(begin, low.end)
        if between is None or type(low.reading.value) is Fraction:
            return None
        numbered = self._around.preceded(begin, "numbered")
        high = self.second(low.end, between=between, code=code, numbered=numbered)
        if high is None or type(high.reading.value) is Fraction:
            return None
        if self._units_differ(low, high, code):
            return None
        unit = high.unit or low.unit
        first = low.value
        if low.unit is None:
            first = scaled(first, high.factor)
            if high.reading.scale > 1 and low.reading.scale == 1:
                wider = scaled(first, high.reading.scale)
                first = wider if wider < high.value else first
        if not first < high.value:
            return None
        if self._is_no_range(begin, low, high, code):
            return None
        wide = self._is_wide(begin, low, high, code)
        if wide is None:
            return None
        return Found(
            begin,
            high.end,
            (first, high.value),
            "range",
            code or (unit.name if unit else None),
            low.approx or high.approx or self._around.preceded(begin, "approximate"),
            low.flags | high.flags | wide | self._columns(low.end, unit or code),
            *self.per(high.end, unit, code),
        )

    def _units_differ(self, low: Quantity, high: Quantity, code: str | None) -> bool:
        if code and high.unit is not None and high.unit.name != code:
            return True
        if low.unit is None:
            return False
        if high.unit is None:
            return not self._has_unit_of(low, high)
        return low.unit.name != high.unit.name

    def _has_unit_of(self, low: Quantity, high: Quantity) -> bool:
        """Whether the second of ៥ដុល្លារ ដល់ ១០ is meant in the unit of the first: it ends what is said."""
        return (
            low.measured
            and high.reading.in_figures
            and high.reading.scale == 1
            and low.factor == 1
            and range_words().match(self._text, low.end) is not None
            and _ENDS_CELL.match(self._text, high.end) is not None
        )

    def _is_wide(
        self, begin: int, low: Quantity, high: Quantity, code: str | None
    ) -> frozenset[str] | None:
        """The flag of a wide range; ``None`` if a dash parts a number and a price: តុ 5 - 20$, កាហ្វេ 2 - 5,000៛."""
        if self._is_year_before_amount(begin, low, high):
            return None
        spaced = self._text[low.end : low.end + 1] in SPACES and low.unit is None and not code
        price = high.unit is not None and high.unit.kind == "money" and high.reading.scale == 1
        if not (spaced and price) or range_words().match(self._text, low.end):
            return _SURE
        if high.value > 500 * low.value > 0 and low.reading.scale == 1:
            return None
        roles = self._around.roles_before(begin)
        if low.value < 1000 and not roles.isdisjoint(("label", "numbered", "article_head")):
            return None
        return _SEVERAL if high.value > 20 * low.value > 0 else _SURE

    def _is_year_before_amount(self, begin: int, low: Quantity, high: Quantity) -> bool:
        """Whether the first of 2023 - 5,000$ and ឆ្នាំ២០២៤ - ៥លាន is a year."""
        text, end = self._text, low.reading.end
        if low.unit is not None or _YEAR.fullmatch(text, begin, end) is None:
            return False
        year, amount = int(cast(int, low.value)), high.unit is not None or high.reading.scale > 1
        if not amount or high.value < 2 * year:
            return False
        spaced = text[end : end + 1] in SPACES
        return self._around.preceded(begin, "label") or (spaced and year % 50 != 0)

    def _joint(self, begin: int, end: int) -> re.Pattern[str] | None:
        """What joins the number that ends at ``end`` to the next; ``None`` if nothing does."""
        if self._around.preceded(begin, "between") and _and().match(self._text, end):
            return _and()
        return between_numbers() if between_numbers().match(self._text, end) else None

    def _columns(self, end: int, unit: Unit | str | None) -> frozenset[str]:
        """The flag of 5 -7 without a unit and of 500 -300 200, which may be numbers of their own."""
        several = (_COLUMNS if unit else _NEXT_MINUS).match(self._text, end)
        return frozenset(("ambiguous_separator",)) if several else frozenset()

    def _is_no_range(self, begin: int, low: Quantity, high: Quantity, code: str | None) -> bool:
        """Whether the second has a minus, -៥ -៣ and +៥ -៧, or a bare pair is the score of a game, or a month and a year: ០៥-២០៣១."""
        signed = low.value < 0 or self._text[begin - 1 : begin] == "+"
        if signed and _NEXT_MINUS.match(self._text, low.end):
            return True
        if code or high.unit is not None:
            return False
        row = begin >= 4 and _SCORE_BEFORE.search(self._text[max(0, begin - 8) : begin])
        if row and int(row["won"]) > int(row["lost"]):
            return True  # 21-19, 18-21, 21-17
        if self._around.preceded(begin, "score") or "\u2192" in self._text[low.end : high.end]:
            return True  # 1 → 2 → 3 are steps
        years = high.reading.in_figures and high.end - high.reading.items[0].start == 4
        return years and self._text[begin] in "0០" and low.reading.end - begin == 2

    def alternative(self, begin: int, low: Quantity, code: str | None) -> Found | None:
        """One of several with one scale and unit: ៥ពាន់/៦ពាន់៛, ៥ ឬ ៦ម៉ឺនរៀល, មួយ ឬ ពីរថ្ងៃ."""
        value, scale = low.value, low.reading.scale
        if code or low.unit is not None or low.reading.high is not None or value < 0:
            return None
        slash = _slash.match(self._text, low.end) is not None
        high = self.second(low.end, between=_slash) if slash else self._last_choice(low.end)
        if high is None or self._around.preceded(begin, "label"):
            return None
        kind = high.unit.kind if high.unit else None
        if scale > 1 and high.reading.scale == 1 and high.value < value:
            return None  # ៣លាន / 75.50$
        if (
            slash
            and scale == 1
            and (high.reading.scale > 1 or is_price_of_several(kind, value, high.value))
        ):
            return None
        if (
            kind == "noun"
            or (scale > 1 and kind != "money")
            or (not kind and high.reading.scale == 1)
        ):
            return None  # ៥ម៉ឺន/៦នាក់: so much for six
        if scale == 1 and high.reading.scale > 1:
            value = scaled(value, high.reading.scale)
            if not value < high.value:
                return None
        return found_quantity(
            begin,
            low.end,
            value,
            high.unit,
            approx=low.approx,
            flags=low.flags | high.flags,
            shares=high.reading.scale == 1,
        )

    def _last_choice(self, end: int) -> Quantity | None:
        """The last number of a list with ឬ before it: the 7 of ៥, ៦ ឬ ៧ម៉ឺនរៀល."""
        for _ in range(_LIST_REACH):
            link = _next_choice().match(self._text, end)
            item = self.second(end, between=_next_choice()) if link else None
            if link is None or item is None:
                return None
            if item.unit is not None or item.reading.scale > 1:
                return item if link["or"] else None
            if link["or"] and not _next_choice().match(self._text, item.end):
                return item
            end = item.end
        return None

    def season(self, begin: int, reading: Reading) -> Found | None:
        """២០០៧-០៨: a year and the two last digits of the next."""
        value = reading.value
        if self._text[reading.end : reading.end + 1] not in _HYPHENS:
            return None
        match = _SEASON.match(self._text, reading.end)
        if match is None or not isinstance(value, int) or not 1900 <= value < 2100:
            return None
        if reading.end - reading.items[0].start != 4:
            return None
        if (value + 1) % 100 != int(match[1]):
            return None
        return Found(begin, match.end(), (value, value + 1), "range")

    def second(
        self,
        position: int,
        *,
        between: re.Pattern[str] | None = None,
        code: str | None = None,
        ordinal: bool = False,
        numbered: bool = False,
    ) -> Quantity | None:
        """The upper end of a range after ``between``; it may have a minus sign of its own."""
        joint = (between or between_numbers()).match(self._text, position)
        if joint is None:
            return None
        start, own = joint.end(), None
        if ordinal and self._text.startswith("ទី", start):
            start += 2 + self._text.startswith(" ", start + 2)
        if code:
            sign = _signs().match(self._text, start)
            if sign and currency_prefixes()[sign.group()] == code:
                start, own = sign.end(), code
        plus = self._text[start : start + 1] == "+" and not ordinal
        start += plus
        minus = None if ordinal or plus else _minus().match(self._text, start)
        if minus is not None:
            start = minus.end()
        reading = self._read_second(start, code, ordinal=ordinal, numbered=numbered)
        if reading is None:
            return None
        if ordinal:
            return Quantity(reading, reading.value, _ONE, None, reading.end, False, reading.flags)
        quantity = self.quantity(start, reading, own)
        if minus is None:
            return quantity
        if minus["word"] and not _is_degrees(quantity.unit):
            return None
        return quantity._replace(value=negated(quantity.value))

    def _read_second(
        self, start: int, code: str | None, *, ordinal: bool, numbered: bool
    ) -> Reading | None:
        """The number at ``start`` without sign and unit, if it may end a range."""
        reading = self._reader.read(start) if self._begins_number(start) else None
        if reading is None or reading.high is not None or reading.items[0].role in _NO_START:
            return None
        if ordinal or (numbered and reading.in_figures and reading.scale == 1):
            reading = self._reader.apart(reading)
        if code:
            reading = self.without_next(reading, code)
            reading = with_short_scale(self._text, reading, signed=True)
        elif self._text[reading.end : reading.end + 1] in SCALE_LETTERS:
            reading = with_short_scale(self._text, reading, signed=False)
        if reading.in_figures:
            return None if runs_into_latin(self._text, reading.end) else reading
        return reading if is_bounded(self._text, start, reading.end) else None

    def without_next(self, reading: Reading, code: str) -> Reading:
        """The amount behind a sign without the groups that have a unit of their own: $300 120m2."""
        if " " not in self._text[reading.items[-1].start : reading.end]:
            return reading
        unit = read_unit(self._text, reading.end)
        return self._reader.plain(reading) if unit and unit.name != code else reading

    def _begins_number(self, position: int) -> bool:
        """Whether a plain number, and no date or telephone number, begins at ``position``."""
        text = self._text
        if text[position : position + 1] not in _DIGITS_OR_LETTERS:
            return False
        return not shape_pattern.match(text, position) and not read_phone(text, position)

    def with_minus(self, begin: int, quantity: Quantity) -> tuple[int, Exact]:
        """A minus sign, or ដក before degrees; a hyphen that opens a line or a word is none."""
        text, value, unit = self._text, quantity.value, quantity.unit
        before = text[begin - 1 : begin] if begin > self._around.free else ""
        if before == "\u2212" or (
            before and before in _GLUED_HYPHENS and self._is_minus(begin - 1, begin, quantity)
        ):
            return begin - 1, negated(value)
        if unit is not None and not is_degrees(unit.name):
            return begin, value
        gap = begin - (before == " ")
        minus = standard_word("minus")
        if text.endswith(minus, self._around.free, gap):
            high = self.second(quantity.end) if unit is None else None
            if _is_degrees(high.unit if high is not None else unit):
                return gap - len(minus), negated(value)
        return begin, value

    def per(self, end: int, unit: Unit | None, code: str | None, *, counted: bool = False) -> Per:
        """What the amount that ends at ``end`` was paid or counted for; ``counted``: in a scale."""
        if self._text[end : end + 2].lstrip(SPACES)[:1] not in _MAY_BE_PER:
            return NO_PER
        if code is None and unit is None:
            if self._text[end] != "/":
                return NO_PER
            per = read_per(self._text, end, several=False)  # ២ម៉ឺន/ថ្ងៃ, ៣.០០០/គីឡូ
            is_date = not counted and figure_follows.match(self._text, per.end)
            return NO_PER if is_date else per
        money = code is not None or (unit is not None and unit.kind == "money")
        per = read_per(self._text, end, several=money)
        price = per and _price_follows().match(self._text, per.end)
        if price and self._around.is_beside_quantity(end):
            return NO_PER  # 50ml 12$ / 100ml 20$
        if unit is not None and unit.name in context_words("dose") and not per:  # 250mg/5ml
            dose = read_per_several(self._text, end)
            return dose if dose.name and dose.name.endswith(context_words("solution")) else NO_PER
        if money:
            return per or read_for_one(self._text, end)
        # បង់ ១០ឆ្នាំ ក្នុងមួយខែ ៤២០$: it is the money behind it that is paid for a month
        # and ៣០០គ្រួសារ ក្នុងមួយគ្រួសារ opens what each one has
        to_itself = unit is not None and per.name == unit.name
        return (
            NO_PER if to_itself or (per and _amount_follows().match(self._text, per.end)) else per
        )


_second_short = lazy_pattern(
    rf"{SPACE}?[-\u2013~/]{SPACE}?[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)?(?:k|K|mn?|M|bn?|B)"
)


def is_price_of_several(kind: UnitKind | None, first: Exact, second: Exact) -> bool:
    """Whether ពង ១០/៧០០០៛ are ten for so much."""
    return kind == "money" and first * 100 <= second


def with_short_scale(text: str, reading: Reading, *, signed: bool) -> Reading:
    """The amount with the letters of its scale, beside a currency: $5m, 2.5bn USD."""
    letters = short_scale_pattern.match(text, reading.end)
    if letters is None or reading.scale > 1 or reading.high is not None:
        return reading
    end = letters.end()
    if _FACTOR_FOLLOWS.match(text, end):
        return reading  # 4m x 16m
    if signed and letters["spaced"] and letters["letters"] in "kmbt":
        return reading  # 5 m is a length
    if not signed:
        second = _second_short.match(text, end)  # 5k/6k៛
        unit = read_unit(text, second.end() if second else end)
        if unit is None or unit.kind != "money" or unit.hundredth:
            return reading
        if letters["letters"] in "kmbt" and figure_follows.match(text, unit.end):
            return reading  # 5t USD 500
    factor = SHORT_SCALES[letters["letters"][0].lower()]
    value, flags = reading.value, reading.flags
    figure = text[reading.items[0].start : reading.end]
    if _THREE_DECIMALS.fullmatch(figure):  # 1.250M is no thousand millions, and 1,250M may be
        flags |= {"ambiguous_separator"}
        if "." in figure:
            value = decimal_number(*in_ascii(figure).split("."))
    return reading._replace(value=scaled(value, factor), end=end, scale=factor, flags=flags)


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
) -> Found:
    """A mention of the kind that its value and unit make it.

    ``shares``: it may be an item of a list with a unit for all of it.
    """
    kind: NumberKind = "cardinal"
    if isinstance(value, tuple):
        kind = "range"
    elif code or (unit is not None and unit.kind == "money"):
        kind = "money"
    elif unit is not None and unit.kind == "percent":
        kind = "percent"
    elif fraction:
        kind = "fraction"
    name = code or (unit.name if unit else None)
    role: Literal["", "gives", "takes"] = ""
    if shares and code is None:
        role = "takes" if unit is None else "gives" if unit.kind in MEASURED else ""
    return Found(start, end, value, kind, name, approx, flags, *per, role)


@cache
def _letter_names() -> frozenset[str]:
    return frozenset(context_words("letter_name"))


def _is_degrees(unit: Unit | None) -> bool:
    return unit is not None and is_degrees(unit.name)


@cache
def _minus() -> re.Pattern[str]:
    """A minus glued to a figure; ដក is one before degrees."""
    digit = f"[{RE_BOTH_DIGITS}]"
    return re.compile(
        rf"[{_GLUED_HYPHENS[1:]}\u2212-](?={digit})|(?P<word>{standard_word('minus')}{SPACE}?)"
    )


@cache
def between_numbers() -> re.Pattern[str]:
    words = any_of(context_words("range_word"))
    joint = f"[{HYPHENS}~\u2192]|\\.\\.|{words}"
    return re.compile(
        f"(?:{SPACE}?(?:{joint})(?:{SPACE}?{LINE_END}|{SPACE}?)|{LINE_END}{words}{SPACE}?)"
    )


@cache
def range_words() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('range_word'))}{SPACE}?")


@cache
def _more_than() -> re.Pattern[str]:
    return re.compile(any_of(context_words("more_than")))


@cache
def _more_than_all() -> re.Pattern[str]:
    """ជាង behind a quantity, unless it compares: ២០០ ជាង, but not ១០ ជាង ៥."""
    words = any_of(context_words("more_than"))
    return re.compile(f"{SPACE}?{words}(?![{RE_LETTER}]|{SPACE}?[{RE_BOTH_DIGITS}])")


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(any_of(currency_prefixes()))


@cache
def _and() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('and'))}{SPACE}?")


@cache
def _amount_follows() -> re.Pattern[str]:
    signs = any_of(currency_prefixes())
    figure = rf"[{RE_BOTH_DIGITS}][{RE_BOTH_DIGITS}.,]*+{SPACE}?"
    return compile_pattern(rf"[^\n,\u17d4{RE_BOTH_DIGITS}]{{0,12}}?(?:{signs}|{figure}{signs})")


@cache
def _price_follows() -> re.Pattern[str]:
    signs = any_of(currency_prefixes())
    return compile_pattern(
        rf"{SPACE}(?:{signs}{SPACE}?[{RE_BOTH_DIGITS}]|[{RE_BOTH_DIGITS}][{RE_BOTH_DIGITS}.,]*+{SPACE}?{signs})"
    )


@cache
def units_with_parts() -> frozenset[str]:
    """The names of units that smaller ones may follow."""
    return frozenset(unit for unit, _ in parts_of_units())


@cache
def _half() -> re.Pattern[str]:
    half = any_of(spelled("half"))
    return re.compile(
        f"(?:{half}{WORD_END}|(?P<spaced>{SPACE}{half}(?![{RE_LETTER}{RE_MARK}{COENG}])))"
    )


_slash = lazy_pattern(f"{SPACE}?/{SPACE}?")


@cache
def one_or_other() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('or'))}{SPACE}?")


@cache
def _next_choice() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?(?:,|(?P<or>{any_of(context_words('or'))})){SPACE}?")


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        f"{SPACE}?(?:{any_of((*SIGNS, *context_words('times')))}){SPACE}?[{RE_BOTH_DIGITS}]"
    )


@cache
def _times_before() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of((*SIGNS, *context_words('times')))}){SPACE}?\\Z")


_FIGURE = f"[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)*+"
SIGNS = frozenset("*xX\u00d7\u0445\u2715\u2716")
_FACTOR_FOLLOWS = lazy_pattern(rf"{SPACE}?[{''.join(sorted(SIGNS))}]{SPACE}?[{RE_BOTH_DIGITS}]")
_PRODUCT = compile_pattern(
    rf"{_FIGURE}(?P<more>(?:{SPACE}?[{''.join(sorted(SIGNS))}]{SPACE}?{_FIGURE}){{1,3}}+)(?![/:^\u00b2\u00b3\u2070-\u207b])"
)
_FACTOR = compile_pattern(_FIGURE)
_TWO_DIGITS = lazy_pattern(rf"(?<![.,])[{RE_BOTH_DIGITS}]{{2}}")


def signed_inside(text: str, begin: int) -> bool:
    """Whether a minus stands glued to a figure inside a line: Price -3/24."""
    before = text[begin - 2 : begin - 1] if begin > 1 else ""
    return text[begin - 1 : begin] == "\u2212" or (
        text[begin - 1 : begin] == "-" and before != "" and before in _BEFORE_MINUS
    )


def read_product(text: str, around: Around, start: int) -> list[Found]:
    """The numbers of the product that begins at ``start``, none if none does.

    Each has the unit behind the last, if that is a length; but in a relay race, រត់បណ្តាក់
    ៤x១០០ម៉ែត្រ, only the last is measured. Without a unit, tight around a Latin x, they are a name: 4x4.
    """
    product = _PRODUCT.match(text, start)
    if product is None or around.sign_before(start) is not None:
        return []  # $5 x 10
    unit = read_unit(text, product.end())
    if unit is None and (product["more"][0] in "xX" or runs_into_latin(text, product.end())):
        sized = around.preceded(start, "area") or around.preceded(start, "land")
        plot = sized and _TWO_DIGITS.search(product.group())  # ដី 5x20, but ទំហំ 4x6 is a picture
        if not (plot or text.startswith("=", product.end())):
            return []  # 4x4
    stop = unit.end if unit is not None else product.end()
    unit = around.meant(start, unit) if unit is not None else None
    if unit is not None and unit.name in powers() and not text.startswith("mm", unit.start):
        unit = None  # 5x7 m²: neither side is an area, but 2x1.5mm² are wires
    # 20 x 50kg are twenty of them
    shared = unit is not None and unit.name in lengths() and not around.preceded(start, "relay")
    factors = [*_FACTOR.finditer(text, start, product.end())]
    found = []
    for factor in factors:
        figure = read_figure(factor.group())
        if figure is None:
            return []
        last = factor is factors[-1]
        end = stop if last else factor.end()
        own = unit if shared or last else None
        begin = factor.start()
        value: Exact = figure.value
        if signed_inside(text, begin):  # −5×3
            begin, value = begin - 1, negated(value)
        found.append(found_quantity(begin, end, value, own, flags=figure.flags))
    return found
