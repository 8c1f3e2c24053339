"""The whole mention around a number: its sign, its ordinal mark, its unit, the end of its range."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from itertools import pairwise

from khmertext._chars import HYPHENS, MINUS_SIGN, MINUS_SIGNS, RE_HYPHEN
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import UNSHARED, Around
from khmertext.numbers._codes import after_article_suffix
from khmertext.numbers._digits import RE_BOTH_DIGITS, in_ascii, negated, scaled
from khmertext.numbers._figures import MARKED, read_figure, year_pattern
from khmertext.numbers._minus import figure_before, may_be_dash, with_minus
from khmertext.numbers._number_mention import AMBIGUOUS_SEPARATOR, Found, NumberKind, NumberValue
from khmertext.numbers._number_words import SPACE, context_words, list_link
from khmertext.numbers._quantities import Quantities, Quantity, found_quantity
from khmertext.numbers._ranges import Ranges
from khmertext.numbers._reader import Reader, Reading
from khmertext.numbers._units import OWN_MONEY, Per, Unit, read_unit

_PLACEHOLDER = lazy_pattern(r"\$[1-9]")
_PLACES = lazy_pattern(rf"\$[12](?![.,]?[{RE_BOTH_DIGITS}])")
_SECTION = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,2}}\.[{RE_BOTH_DIGITS}]{{1,2}}")
_VERSION = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,3}}\.[{RE_BOTH_DIGITS}]{{1,2}}")
_CAMEL = lazy_pattern(r"(?<![A-Za-z])(?!pH )[A-Za-z]*[a-z][A-Z][A-Za-z]* \Z")
_NAME_GOES_ON = compile_pattern(
    rf"(?:[{RE_HYPHEN}][{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)*+)++"
)
_COLUMNS = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{3}}(?:{SPACE}[{RE_BOTH_DIGITS}]{{3}})+")
_DESIGNATION = lazy_pattern(r"(?<![A-Za-z0-9])[A-Z]{1,3} \Z")
_ROW = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,2}}(?:{SPACE}[{RE_BOTH_DIGITS}]{{3}}){{2,}}")
_RATE = compile_pattern(rf"{SPACE}(?P<second>{MARKED}){SPACE}?(?=\Z|\n)")
_POINT = lazy_pattern(rf"[A-Za-z]\(-?[{RE_BOTH_DIGITS}]+,[{RE_BOTH_DIGITS}]+\)")
_SIGNS = frozenset(HYPHENS + MINUS_SIGNS)
_AFTER_LABEL = (" ", ":")
_CELL_MARKS = frozenset(",;\t|")
_QUOTED = tuple("[{\"'<|\u00ab\u201c")
_CLOSED = tuple("]}\"'>|\u00bb\u201d")


class Whole:
    """Completes numbers; ``numbered_end`` is the end of the last number of an article."""

    def __init__(self, text: str, around: Around, reader: Reader) -> None:
        self.text = text
        self.around = around
        self.reader = reader
        self.quantities = Quantities(text, reader, around)
        self.ranges = Ranges(self.quantities)
        self.numbered_end = -1

    def reading(self, start: int) -> Reading | None:
        """The number at ``start``; ភាគ behind that of a season says an episode, and no fraction.

        Nor does លើ behind an amount: $5 លើ 50$.
        """
        reading = self.reader.read(start)
        if reading is not None and type(reading.value) is Fraction:
            spaced = SPACE in self.text[start : reading.end]
            if self.around.in_a_series(start, spaced=spaced) or self.around.sign_before(start):
                return self.reader.read(start, parts=False)
        return reading

    def complete(self, start: int, reading: Reading) -> Found | int:
        """The whole mention around a number: sign, ordinal mark, unit, range."""
        around, quantities = self.around, self.quantities
        mark = around.ordinal_mark(start)
        if mark is not None and reading.high is None and isinstance(reading.value, int):
            return self._ordinal(mark, reading, reading.value)
        if mark is not None and _SECTION.fullmatch(self.text, start, reading.end):
            section = in_ascii(self.text[start : reading.end])  # រូបភាពទី 3.4
            return Found(start, reading.end, section, "enumerator")
        if mark is not None and isinstance(reading.value, Decimal):
            return reading.end  # ទី១,២: no ordinal
        begin, code, rate, negative, quantity = self._amount(start, reading)
        reading = quantity.reading
        apart = self.text[reading.end : reading.end + 1] == SPACE  # មាត្រា ៥ ភាគរយនៃ...
        if (
            reading.value
            and (apart or not quantity.measured)
            and self.is_numbering(start, quantity.unit)
        ):
            return self._article(start, reading)
        if (name := self._name(start, begin, quantity, code)) is not None:
            return name
        season = self.ranges.season(begin, reading)
        if season is not None:
            return season
        if reading.high is not None:
            value: NumberValue = (quantity.value, scaled(reading.high, quantity.factor))
        else:
            begin, signed = with_minus(
                quantities, begin, quantity.end, quantity.value, quantity.unit
            )
            value = negated(signed) if negative else signed
            if value is not quantity.value:
                quantity = quantity._replace(value=value)
            found = self.ranges.range(begin, quantity, code) or self.ranges.alternative(
                begin, quantity, code
            )
            if found is not None:
                return found
        roles = around.roles_before(begin)
        flags = quantity.flags
        if reading.in_figures and self._may_be_several(begin, start, quantity):
            flags |= AMBIGUOUS_SEPARATOR
        return found_quantity(
            begin,
            quantity.end,
            value,
            quantity.unit,
            code,
            approx=quantity.approx or reading.high is not None or "approximate" in roles,
            flags=flags,
            fraction=type(reading.value) is Fraction,
            per=Per(rate, 0) if rate else self._per(quantity, code),
            shares=reading.scale == 1 and "label" not in roles,
            in_whole=True,
            named=not UNSHARED.isdisjoint(roles),
        )

    def _amount(
        self, start: int, reading: Reading
    ) -> tuple[int, str | None, str | None, bool, Quantity]:
        """Where the amount begins, its currency and what for if that stands before it, its minus."""
        begin, code, negative = self._sign(start)
        begin, code, rate = self._rate(begin, code)
        if code is not None:
            reading = self.quantities.without_next(reading, code)
            if begin < start and self._is_of_unit_behind(begin, start, reading, code):
                begin, code, rate = start, None, None
        quantity = self.quantities.quantity(start, reading, code)
        if quantity.unit is not None and self.text[reading.end] == ")":  # (០៥) នាក់
            begin -= 1
        bare = code is None and quantity.unit is None
        if bare and (head := self.around.head_of_cell(start, quantity.end)):
            begin, code = head
            quantity = self.quantities.quantity(start, reading, code)
        return begin, code, rate, negative, quantity

    def _is_of_unit_behind(self, begin: int, start: int, reading: Reading, code: str) -> bool:
        """Whether the unit glued behind an amount is its own, and the code before it a label: USD 4,100៛, USD 5%."""
        unit = read_unit(self.text, reading.end)
        if unit is None or unit.start > reading.end or unit.name == code:
            return False
        spelt = self.text[begin].isalpha() and self.text[start - 1] in _AFTER_LABEL
        return unit.kind in ("money", "percent") or spelt

    def _may_be_several(self, begin: int, start: int, quantity: Quantity) -> bool:
        """Whether what stands here may be more than one number, or its hyphen no minus."""
        end, unit = quantity.reading.items[0].end, quantity.unit
        before = self.text[begin - 2 if begin > 1 else 0 : begin + 1]
        return (
            (begin < start and self._heads_rates(begin, quantity))
            or (not _SIGNS.isdisjoint(before) and self._may_be_no_minus(begin, start, unit))
            or (self.text.startswith(")", quantity.reading.end) and self._may_be_loss(unit))
            or ("," in self.text[start:end] and self._is_in_row(begin, end))
            or (end - start > 6 and self._may_be_columns(begin, start, end, unit))
        )

    def _may_be_loss(self, unit: Unit | None) -> bool:
        """Whether the brackets of (១.០០០)៛ may be those of accounting, and no more than a habit."""
        return unit is not None and unit.kind == "money" and not self.text[unit.start].isalpha()

    def _may_be_no_minus(self, begin: int, start: int, unit: Unit | None) -> bool:
        """Whether the hyphen before the number may join or head something (3 -1, AK -47, -500$ ខាត)."""
        text = self.text
        if text[begin - 2 : begin] == MINUS_SIGN + SPACE:
            return figure_before.search(text, max(0, begin - 20), begin - 2) is None  # − ៣២
        if unit is None and text[begin] in MINUS_SIGNS:
            joins = figure_before.search(text, max(0, begin - 20), begin)
            if joins or _DESIGNATION.search(text, max(0, begin - 5), begin):
                return True
        signed = start - begin > 1  # -$5
        if may_be_dash(self.around, begin, unit.kind if unit else "money" if signed else None):
            return True
        money = begin < start if unit is None else unit.kind == "money"
        return money and text[begin - 1 : begin] == "-" and self.around.begins_line(begin - 1)

    def _may_be_columns(self, begin: int, start: int, end: int, unit: Unit | None) -> bool:
        """Whether groups of three may be columns of their own: 500,-300,200, THB 115 120, ១ ៥០០ ៦៥០.

        So may three that rise before a measure: រត់ ១០០ ២០០ ៤០០ម៉ែត្រ is hardly a hundred million metres.
        """
        text = self.text
        if "," in text[start:end] and text[begin] in MINUS_SIGNS:
            return text[begin - 1 : begin] in _CELL_MARKS or text[end : end + 1] in _CELL_MARKS
        columns = _COLUMNS.fullmatch(text, start, end)
        if columns is None:
            return unit is None and begin == start and self._may_head_row(start, end)
        groups = [int(group) for group in columns.group().split()]
        rising = all(low < high for low, high in pairwise(groups))
        measured = len(groups) > 2 and unit is not None and unit.kind == "measure"
        return rising and (measured or groups[-1] <= 3 * groups[0])

    def _is_in_row(self, begin: int, end: int) -> bool:
        """Whether commas may part the cells of a row, sok,25,1200 and 1,500,USD, or the place of a point: A(2,3)."""
        if self.text[begin - 1 : begin] == "," or _POINT.match(self.text, begin - 2):
            return True
        behind = self.text[end : end + 2]
        return behind[:1] == "," and behind[1:].isalpha() and self.around.begins_line(begin)

    def _may_head_row(self, start: int, end: int) -> bool:
        """Whether the first group of a figure at the head of a line may be the number of the row: ១ ៥០០ ៦៥០."""
        return (
            _ROW.fullmatch(self.text, start, end) is not None
            and not self.text.endswith(("000", "០០០"), start, end)
            and self.around.begins_line(start)
        )

    def _heads_rates(self, begin: int, quantity: Quantity) -> bool:
        """Whether a code may head the row of what a currency is bought and sold for: USD 4,085 4,095."""
        row = _RATE.match(self.text, quantity.end) if self.text[begin].isalpha() else None
        second = read_figure(row["second"]) if row else None
        return second is not None and quantity.value < 10 * second.value <= 11 * quantity.value

    def _per(self, quantity: Quantity, code: str | None) -> Per:
        counted = quantity.reading.scale > 1
        return self.quantities.per(quantity.end, quantity.unit, code, counted=counted)

    def _rate(self, begin: int, code: str | None) -> tuple[int, str | None, str | None]:
        """The two currencies before a rate: both USD/KHR 4,100 and KHR/USD 4,100 count riels."""
        first = self.around.sign_before(begin - 1) if code and self.text[begin - 1] == "/" else None
        if first is None or first[1] == code:
            return begin, code, None
        begin, other = first
        return (begin, other, code) if other == OWN_MONEY else (begin, code, other)

    def _sign(self, start: int) -> tuple[int, str | None, bool]:
        """Where the currency sign before an amount begins, its code, whether a minus follows it."""
        sign = self.around.sign_before(start)
        if sign is not None:
            return *sign, False
        if self.text[start - 1 : start] in tuple(MINUS_SIGNS):  # $-5
            sign = self.around.sign_before(start - 1)
            if sign is not None:
                return *sign, True
        return start, None, False

    def _name(self, start: int, begin: int, quantity: Quantity, code: str | None) -> int | None:
        """The end of a figure that is a part of a name (កង់៣), or of a program's message ($1)."""
        text, end = self.text, quantity.reading.end
        is_name = code is None and self.around.is_of_name(start, end, quantity.unit)
        if not quantity.reading.in_figures or (quantity.unit is not None and not is_name):
            return None
        if code is None:
            if not (is_name or self._is_version(start, quantity)):
                return None
            last = self.quantities.second(end)  # កង់ 30-35គីឡូ
            further = _NAME_GOES_ON.match(text, end)  # EN 71-3
            return None if last and last.unit else further.end() if further else end
        sign = text[begin:end]
        if _PLACEHOLDER.fullmatch(sign) is None or self.around.preceded(begin, "price"):
            return None
        is_place = (
            self.around.preceded(begin, "placeholder")
            or _placeholders().match(text, end) is not None
            or (text[begin - 1 : begin] in _QUOTED and text[end : end + 1] in _CLOSED)
            or self._is_message
        )
        return end if is_place else None

    def _is_version(self, start: int, quantity: Quantity) -> bool:
        """Whether a figure with a point is the version of what stands before it: USB 3.0, GitLab 16.2."""
        figure = self.text[start : quantity.end]
        return _VERSION.fullmatch(figure) is not None and (
            self.around.preceded(start, "versioned")
            or _CAMEL.search(self.text[max(0, start - 20) : start]) is not None
        )

    @cached_property
    def _is_message(self) -> bool:
        """Whether the text is a program's, with places to fill in."""
        return "{{" in self.text or len(set(_PLACES.findall(self.text))) > 1

    def is_numbering(self, start: int, unit: Unit | None) -> bool:
        """Whether an article is numbered here: the first, or the next of មាត្រា ២១៨, ២២៤ និង ៣៨៨."""
        if self.around.preceded(start, "article_head"):
            return True
        return unit is None and self.is_next_of_articles(start)

    def is_next_of_articles(self, start: int) -> bool:
        """Whether only the joint of a list stands between the number of an article and ``start``."""
        if self.numbered_end != self.around.free:
            return False
        return list_link().fullmatch(self.text, self.numbered_end, start) is not None

    def _ordinal(self, mark: int, reading: Reading, value: int) -> Found:
        """The ordinal, or the range of them, whose mark stands at ``mark``; behind មាត្រា and its like it numbers."""
        last = self.quantities.second(reading.end, ordinal=True)
        if last is not None and last.value > value and self._is_ordinal(reading.end, last):
            return Found(
                mark, last.end, (value, last.value), "range", flags=reading.flags | last.flags
            )
        kind: NumberKind = "ordinal"
        end = reading.end
        flags = reading.flags
        if "," in self.text[mark:end] and read_unit(self.text, end) is not None:
            flags |= AMBIGUOUS_SEPARATOR  # ជាន់ទី ២,២៥០$
        if self.around.preceded(mark, "article_head"):
            kind = "enumerator"
            end = after_article_suffix(self.text, end)
        return Found(mark, end, value, kind, flags=flags)

    def _is_ordinal(self, end: int, last: Quantity) -> bool:
        """Whether the second of ទី១-៣ is one, too: ទី៣ - ៥លានរៀល is a prize and what it brings."""
        text, stop = self.text, last.end
        if not isinstance(last.value, int) or any(mark in text[end:stop] for mark in ".,"):
            return False
        if "ទី" in text[end:stop]:
            return True
        if year_pattern.fullmatch(text, last.reading.items[0].start, stop):
            return False  # ឆមាសទី១-២០២៤
        scale, unit = self.reader.item(stop), read_unit(text, stop)
        scaled = scale is not None and scale.role == "scale"
        return not scaled and (unit is None or unit.kind in ("noun", "time"))

    def _article(self, start: int, reading: Reading) -> Found:
        """មាត្រា ៣៤ ថ្មី; a section number with a point in it is no decimal."""
        text, end = self.text, reading.end
        value: NumberValue = reading.value
        last = self.quantities.second(end, ordinal=True)
        if last is not None and reading.high is None and last.value > reading.value:
            return Found(start, last.end, (reading.value, last.value), "range")
        if not isinstance(value, int):
            value = in_ascii(text[start:end])
        self.numbered_end = end = after_article_suffix(text, end)
        return Found(start, end, value, "enumerator", flags=reading.flags)


@cache
def _placeholders() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('placeholder'))}")
