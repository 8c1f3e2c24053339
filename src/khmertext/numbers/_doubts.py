"""What is not sure of a figure and its unit, each with its flag: 5 USD 10, 2 500g, ៥ម២."""

from __future__ import annotations

from functools import cache
from typing import cast

from khmertext._chars import DIGITS, RE_LETTER
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext.numbers._around import Around
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, decimal_number, in_ascii
from khmertext.numbers._figures import figure_apart, may_be_year_and_figure, three_decimals_pattern
from khmertext.numbers._no_units import may_be_next_head
from khmertext.numbers._number_mention import (
    AMBIGUOUS_SEPARATOR,
    AMBIGUOUS_TAIL,
    MISSPELT,
    SURE,
    Exact,
)
from khmertext.numbers._number_words import SPACE, list_link
from khmertext.numbers._phones import has_unit_or_scale
from khmertext.numbers._reader import Reader, Reading
from khmertext.numbers._units import (
    MEASURED,
    POINTS,
    POUND,
    Unit,
    currency_prefixes,
    figure_follows,
    in_degrees,
    is_cut_off_from_money,
    parts_of_units,
    powers,
    read_unit,
    square_apart,
)

_COUNT_AND_SIZE = lazy_pattern(
    rf"[{RE_BOTH_DIGITS}]{{1,2}} [{RE_BOTH_DIGITS}]{{3}}(?<!000)(?<!០០០)"
)
_WITHOUT_DECIMALS = "KHR"
# 5,0000 រៀល, and 375,00រៀល, which may lack a nought
_ODD_RIELS = lazy_pattern(
    rf"[{RE_BOTH_DIGITS} .,]++(?<=[.,][{RE_BOTH_DIGITS}]{{4}})|[{RE_BOTH_DIGITS}]{{1,3}},[0០]{{2}}"
)
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
_OF_JUDGES = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,2}}\.[{RE_BOTH_DIGITS}]{{3}}")
_CENTS_OF_DOLLARS = "សេនដុល្លារ"
_MARK = lazy_pattern("[.,]")
# the last month, day and hour that a figure behind these words may name
_LAST_OF = {"ខែ": 12, "ថ្ងៃ": 31, "ម៉ោង": 24}
_SIZES = ("measure", "percent")


class Doubts:
    """Says what is not sure."""

    def __init__(self, text: str, reader: Reader, around: Around) -> None:
        self._text = text
        self._reader = reader
        self._around = around

    def of(self, start: int, end: int, unit: Unit | None, code: str | None) -> frozenset[str]:
        """The flags of a figure that ends at ``end``, for what stands behind it."""
        if self._has_doubtful_mark(start, end, unit, code):
            return AMBIGUOUS_SEPARATOR
        if unit is None:
            if code or self._around.preceded(start, "label"):
                return SURE
            return AMBIGUOUS_TAIL if is_cut_off_from_money(self._text, end) else SURE
        flags = MISSPELT if unit.misspelt else SURE
        figure = self._text[start:end]
        if unit.start == end and unit.kind in _SIZES and _COUNT_AND_SIZE.fullmatch(figure):
            flags |= AMBIGUOUS_SEPARATOR  # 2 500g, ថែម 1 150%
        auto = self._reader.decimal == "auto"
        if auto and unit.name == _WITHOUT_DECIMALS and _ODD_RIELS.fullmatch(figure):
            flags |= AMBIGUOUS_SEPARATOR
        if self._may_be_of_next(start, unit, end) or self._may_be_lettered(start, unit, end):
            return flags | AMBIGUOUS_TAIL
        if self._may_be_other_money(start, unit):
            return flags | AMBIGUOUS_TAIL
        if unit.kind in MEASURED and unit.start > end and self._is_point_of_time(start, end):
            return flags | AMBIGUOUS_TAIL  # ខែ៧ ដុល្លារឡើងថ្លៃ
        if square_apart(self._text, unit) and self._around.size_before(start) != "length":
            return flags | AMBIGUOUS_TAIL  # 181,035 km 2
        digit = unit.name in powers() and self._text[unit.end - 1] in BOTH_DIGITS
        if digit and (self._around.is_length(start, unit.end) or self._counts_behind(unit.end)):
            return flags | AMBIGUOUS_TAIL  # ទទឹង ៥ម២, ១ម២ x ៦០ស.ម, ៥ម៣នាក់
        return flags

    def _may_be_other_money(self, start: int, unit: Unit) -> bool:
        """Whether pounds may be of weight or of money, and ៥សេនដុល្លារ five cents or ៥សែនដុល្លារ."""
        if unit.hundredth:
            return self._text.startswith(_CENTS_OF_DOLLARS, unit.start)
        return unit.name == POUND and self._around.preceded(start, "price")

    def _has_doubtful_mark(self, start: int, end: int, unit: Unit | None, code: str | None) -> bool:
        """Whether the mark in a figure may be another than it is read as, or part two figures."""
        money = unit is not None and unit.kind == "money"
        if end == start + 1:
            return unit is not None and unit.kind in MEASURED and self._ends_spaced(start)
        if self._reader.decimal != "auto" and _MARK.search(self._text, start, end):
            return False
        if _TENTHS.fullmatch(self._text, start, end):
            return self._may_be_two(start, end, unit)
        if end - start > 5 and not code and may_be_year_and_figure(self._text[start:end]):
            return True
        if self._text[start] in "0០" and (zeros := _CODE.match(self._text, start, end)):
            return money or zeros.end() < end
        return self._may_have_thousandths(start, end, unit, code)

    def _ends_spaced(self, start: int) -> bool:
        """Whether the digit at ``start`` is the last of some that blanks part: ៤ ៥ ០ ០ រៀល, 100 0៛."""
        digits = _SPACED_DIGITS.search(self._text, max(0, start - 4), start)
        return digits is not None and (digits["more"] is not None or self._text[start] in "0០")

    def _counts_behind(self, end: int) -> bool:
        """Whether the digit before ``end`` may count what stands there: the 3 of ៥ម៣នាក់; but 120m2បន្ទប់."""
        counted = read_unit(self._text, end)
        return counted is not None and counted.start == end and counted.kind == "classifier"

    def _may_be_two(self, start: int, end: int, unit: Unit | None) -> bool:
        """Whether ៥,៦ may be five or six, ៥,៦នាក់, ជាន់ ៥,៦បន្ទប់, ៥,៦ ឬ ៧, or says which and counts: តុ ១,៥នាក់."""
        counted = unit is not None and unit.kind in ("classifier", "noun")
        if _NEIGHBOURS.fullmatch(self._text, start, end) is None:
            return counted and self._around.names_one(start)
        link = list_link().match(self._text, end)
        return counted or (
            link is not None
            and link["and"] is not None
            and figure_follows.match(self._text, link.end()) is not None
        )

    def _may_have_thousandths(
        self, start: int, end: int, unit: Unit | None, code: str | None
    ) -> bool:
        """Whether three digits behind a full stop may be decimals: π = 3.142, 1 EUR = 1.085 USD.

        Khmer digits have a comma there, and 1.085 នាក់ are counted. Judges give ១៩.៣០០ពិន្ទុ.
        """
        if unit is not None and unit.name == POINTS:
            return _OF_JUDGES.fullmatch(self._text, start, end) is not None
        if not _THOUSANDTHS.fullmatch(self._text, start, end):
            return False
        if code or (unit is not None and unit.kind == "money"):
            return (code or cast(Unit, unit).name) != _WITHOUT_DECIMALS
        if unit is not None:
            return unit.name == _SECONDS
        return (
            not _COUNTS.match(self._text, end)
            or _EQUALS_OR_NAMES.search(self._text, max(0, start - 2), start) is not None
        )

    def _is_point_of_time(self, start: int, end: int) -> bool:
        """Whether the figure may say which month, day or hour: ខែ៧, but not រាល់ខែ ៧ដុល្លារ."""
        figure = in_ascii(self._text[start:end])
        before = start - (self._text[start - 1 : start] == SPACE)
        for word, last in _LAST_OF.items():
            if self._text.endswith(word, self._around.free, before):
                roles = self._around.roles_before(before - len(word))
                return roles.isdisjoint(("one", "every", "price")) and (
                    figure.isdecimal() and int(figure) <= last
                )
        return False

    def has_three_decimals(self, reading: Reading) -> bool:
        first = reading.items[0].start
        digits = three_decimals_pattern.fullmatch(self._text, first, reading.end)
        return digits is not None and self._text[first] not in "0០"

    def may_be_decimals(self, start: int, end: int, unit: Unit) -> bool:
        """Whether three digits before a measure may be decimals: 42.195 km, ៤២,១៩៥គ.ម; but 2,345 km and ២,៣៤៥ហិកតា."""
        if "." in self._text[start:end]:
            return True
        khmer = self._text[start] in DIGITS and not self._text.endswith("០០", start, end)
        return khmer and unit.name in _units_with_thousandths()

    def share(self, reading: Reading) -> Exact:
        """33.333% is less than a hundred; 1,250% and 1.000% are more than a thousand."""
        figure = in_ascii(self._text[reading.items[0].start : reading.end])
        return reading.value if figure[-1] == "0" else decimal_number(*_MARK.split(figure))

    def _may_be_of_next(self, start: int, unit: Unit, end: int) -> bool:
        """Whether a sign, a code or a noun stands alone between two figures, of which the second has none: 5 USD 10, 7 បន្ទប់ 305.

        Or any unit, if one stands before the first figure, too; ថ្ងៃ of ២៤ ថ្ងៃ ៣៣ អង្សា may mean by day.
        """
        if unit.start == end:
            return False
        if unit.kind in MEASURED and may_be_next_head(self._around, start, unit):
            return True
        if (
            unit.kind not in ("noun", "time")
            and self._text[unit.start : unit.end] not in currency_prefixes()
        ):
            return False
        figure = figure_apart.match(self._text, unit.end)
        if figure is None:
            return False
        if in_degrees(read_unit(self._text, figure.end())):
            return True
        return not has_unit_or_scale(self._text, figure.end())

    def _may_be_lettered(self, start: int, unit: Unit, end: int) -> bool:
        """Whether the unit may be a letter that says which, too: size 3 L, Room 12 A."""
        return (
            unit.start > end
            and unit.end - unit.start == 1
            and self._text[unit.start].isupper()
            and self._around.preceded(start, "numbered")
        )


@cache
def _units_with_thousandths() -> frozenset[str]:
    return frozenset(unit for (unit, _), parts in parts_of_units().items() if parts == 1000)
