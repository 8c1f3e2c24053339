"""Two numbers that are joined: the ends of a range, alternatives, a season."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from khmertext._chars import COENG, DASHES, RE_DASH, RE_HYPHEN, RE_LETTER, RE_MARK, RE_MINUS
from khmertext._patterns import any_of, lazy_pattern
from khmertext.numbers._digits import RE_BOTH_DIGITS, scaled
from khmertext.numbers._figures import ends_cell, is_odd_year, year_pattern
from khmertext.numbers._minus import may_be_dash, next_minus
from khmertext.numbers._number_mention import AMBIGUOUS_SEPARATOR, SURE, Found
from khmertext.numbers._number_words import (
    LIST_REACH,
    SPACE,
    WORD_START,
    between_numbers,
    context_words,
    joined_by_and,
    range_words,
)
from khmertext.numbers._quantities import Quantities, Quantity, found_quantity, is_price_of_several
from khmertext.numbers._reader import Reading
from khmertext.numbers._units import MEASURED, Unit, country_follows

_COLUMNS = lazy_pattern(rf"{SPACE}-[{RE_BOTH_DIGITS}]+{SPACE}[{RE_BOTH_DIGITS}]")
_SCORE_BEFORE = lazy_pattern(
    rf"(?<![{RE_BOTH_DIGITS}])(?P<won>[{RE_BOTH_DIGITS}]{{1,2}})[{RE_HYPHEN}](?P<lost>[{RE_BOTH_DIGITS}]{{1,2}})(?:, ?| )\Z"
)
_NEGATIVE_FOLLOWS = lazy_pattern(rf"{SPACE}?={SPACE}?[{RE_MINUS}][{RE_BOTH_DIGITS}]")
_SEASON = lazy_pattern(rf"[{RE_DASH}]([{RE_BOTH_DIGITS}]{{2}})(?![{RE_BOTH_DIGITS}])")
_ACCOUNT = lazy_pattern(rf"[0០][{RE_BOTH_DIGITS}]{{2,}}|[{RE_BOTH_DIGITS}]{{9,}}")
_LABEL_REACH = 20  # and a noun with that for one
_CHANGE_REACH = 40  # characters; a word for a change with what stands behind it is not longer
_MOST_GOALS = 20
_HOURS = 24
_QUARTER = rf"[{RE_BOTH_DIGITS}]{{1,2}}\.(?:[03០៣][0០]|[14១៤][5៥])"
_OPEN = lazy_pattern(f"{_QUARTER}{SPACE}?[{RE_DASH}]{SPACE}?{_QUARTER}")
_slash = lazy_pattern(f"{SPACE}?/{SPACE}?")
_DASHES = frozenset(DASHES)


class Ranges:
    """Joins a number to the next."""

    def __init__(self, quantities: Quantities) -> None:
        self._quantities = quantities
        self._text = quantities.text
        self._around = quantities.around

    def range(self, begin: int, low: Quantity, code: str | None) -> Found | None:
        """Two numbers joined to a range; the scale and unit of the second serve the first too.

        ``low`` has its sign already; ``begin`` is where that stands.
        """
        between = self._joint(begin, low.end)
        if between is None or type(low.reading.value) is Fraction:
            return None
        roles = self._around.roles_before(begin)
        high = self._quantities.second(low.end, between=between, code=code, roles=roles)
        if high is None or type(high.reading.value) is Fraction:
            return None
        if self._units_differ(low, high, code):
            return None
        unit = high.unit or low.unit
        kind = "money" if code else unit.kind if unit else None
        first, unsure = low.value, SURE
        if low.unit is None:
            first = scaled(first, high.factor)
            if low.reading.scale == 1:
                first, unsure = self._quantities.with_scale_of(first, high.reading, high.value)
        if not first < high.value:
            return None
        if self._is_no_range(begin, low, high, code):
            return None
        wide = self._is_wide(begin, low, high, code)
        if wide is None:
            return None
        if may_be_dash(self._around, begin, kind):
            wide |= AMBIGUOUS_SEPARATOR
        end = high.end
        if kind is None and (unit := self._quantities.unit_behind_bracket(begin, end)):
            begin, end = begin - 1, unit.end  # រយៈពេល (២-៣) ឆ្នាំ
        return Found(
            begin,
            end,
            (first, high.value),
            "range",
            code or (unit.name if unit else None),
            low.approx or high.approx or self._around.preceded(begin, "approximate"),
            low.flags | high.flags | unsure | wide | self._columns(low.end, unit or code),
            *self._quantities.per(end, unit, code),
        )

    def _units_differ(self, low: Quantity, high: Quantity, code: str | None) -> bool:
        if code and high.unit is not None and high.unit.name != code:
            return True
        if (code or low.unit) and high.unit is None and self._is_account(low, high):
            return True
        if low.unit is None:
            return False
        if high.unit is None:
            return not self._has_unit_of(low, high)
        return low.unit.name != high.unit.name

    def _is_account(self, low: Quantity, high: Quantity) -> bool:
        """Whether a figure behind an amount is what that is paid to: 50$ ទៅ 001234567, 50$ ទៅ 123 456 789."""
        if high.reading.scale == 1 and high.value > 1000 * low.value > 0:
            return True
        return _ACCOUNT.fullmatch(self._text, high.reading.items[0].start, high.end) is not None

    def _has_unit_of(self, low: Quantity, high: Quantity) -> bool:
        """Whether the second of ៥ដុល្លារ ដល់ ១០ is meant in the unit of the first: it ends what is said."""
        return (
            low.measured
            and high.reading.in_figures
            and high.reading.scale == 1
            and low.factor == 1
            and range_words().match(self._text, low.end) is not None
            and ends_cell.match(self._text, high.end) is not None
        )

    def _is_wide(
        self, begin: int, low: Quantity, high: Quantity, code: str | None
    ) -> frozenset[str] | None:
        """The flag of a wide range; ``None`` if a dash parts a number and a price: តុ 5 - 20$, កាហ្វេ 2 - 5,000៛."""
        if self._is_year_before_amount(begin, low, high):
            return None
        in_words = range_words().match(self._text, low.end)
        if low.unit is not None or code:
            return AMBIGUOUS_SEPARATOR if in_words and self._is_change(begin) else SURE
        if in_words:
            return SURE
        roles = self._around.roles_before(begin)
        measured = high.unit is not None and high.unit.kind in MEASURED
        if measured and "age" in roles:
            return None  # អាយុ25-60kg
        if measured and is_odd_year(self._text, begin, low.end) and high.value >= 2100:
            return AMBIGUOUS_SEPARATOR  # Dream 2019-2500$
        named = self._says_which(begin, high.unit, roles)
        if high.unit is None and self._may_be_no_range(begin, low, high):
            return AMBIGUOUS_SEPARATOR
        if SPACE in self._text[low.end : low.end + 2]:  # 2- 600$, too
            return self._is_wide_apart(low, high, roles, named=named)
        likely = self._text[begin - 1] != SPACE or high.value >= 5 * low.value
        return AMBIGUOUS_SEPARATOR if named and likely else SURE  # ក្រុម១-១៥នាក់, ផ្ទះ 12-350$

    def _may_be_no_range(self, begin: int, low: Quantity, high: Quantity) -> bool:
        """Whether bare figures may be the result of a game, ០-៣, hours, 8.00-17.00, or three: ទំព័រ ១២-១៥,២០."""
        if not low.value and high.value < _MOST_GOALS:
            return True
        if "," in self._text[begin : high.end] and self._around.names_one(begin):
            return True
        return high.value <= _HOURS and _OPEN.fullmatch(self._text, begin, high.end) is not None

    def _says_which(self, begin: int, unit: Unit | None, roles: frozenset[str]) -> bool:
        """Whether the word before may make the first the number of a thing: តុ១, but not ក្នុងមួយតុ ៥-១០នាក់."""
        if roles.isdisjoint(("article_head", "label", "numbered")):
            return False
        if unit is None or unit.kind == "percent":  # កម្រិត ៣-៥%
            return False
        start = max(self._around.free, begin - _LABEL_REACH)
        return _each_before().search(self._text, start, begin) is None

    def _is_change(self, begin: int) -> bool:
        """Whether the first may say by how much the second has changed: កើនឡើង ១០០រៀល ដល់ ៤.២០០រៀល."""
        start = max(self._around.free, begin - _CHANGE_REACH)
        return _change_before().search(self._text, start, begin) is not None

    def _is_wide_apart(
        self, low: Quantity, high: Quantity, roles: frozenset[str], *, named: bool
    ) -> frozenset[str] | None:
        """The same where blanks stand around the dash."""
        named = named and low.value < 1000
        kind = high.unit and high.unit.kind
        if named and kind == "measure" and "compound" in roles:
            return None  # iPhone 13 - 128GB
        if kind != "money" or high.reading.scale > 1:
            return AMBIGUOUS_SEPARATOR if named else SURE  # ផ្លូវ ៥១ - 250m, ក្រុម ១ - ១៥នាក់
        if high.value > 500 * low.value > 0 and low.reading.scale == 1:
            return None
        if named:
            return None
        return AMBIGUOUS_SEPARATOR if high.value > 20 * low.value > 0 else SURE

    def _is_year_before_amount(self, begin: int, low: Quantity, high: Quantity) -> bool:
        """Whether the first of 2023 - 5,000$ and ឆ្នាំ២០២៤ - ៥លាន is a year."""
        text, end = self._text, low.reading.end
        if low.unit is not None or year_pattern.fullmatch(text, begin, end) is None:
            return False
        amount = high.unit is not None or high.reading.scale > 1
        if not amount or high.value < 2 * low.value:
            return False
        spaced = text[end : end + 1] == SPACE
        return self._around.preceded(begin, "label") or (spaced and is_odd_year(text, begin, end))

    def _joint(self, begin: int, end: int) -> re.Pattern[str] | None:
        """What joins the number that ends at ``end`` to the next; ``None`` if nothing does."""
        if self._around.preceded(begin, "between") and joined_by_and().match(self._text, end):
            return joined_by_and()
        return between_numbers() if between_numbers().match(self._text, end) else None

    def _columns(self, end: int, unit: Unit | str | None) -> frozenset[str]:
        """The flag of 5 -7 without a unit and of 500 -300 200, which may be numbers of their own."""
        several = (_COLUMNS if unit else next_minus).match(self._text, end)
        return AMBIGUOUS_SEPARATOR if several else SURE

    def _is_no_range(self, begin: int, low: Quantity, high: Quantity, code: str | None) -> bool:
        """Whether the second has a minus, -៥ -៣ and +៥ -៧, or a bare pair is the score of a game, or a month and a year: ០៥-២០៣១."""
        signed = low.value < 0 or self._text[begin - 1 : begin] == "+"
        if signed and next_minus.match(self._text, low.end):
            return True
        if code or high.unit is not None:
            return False
        if _NEGATIVE_FOLLOWS.match(self._text, high.end):
            return True  # 7-10 = -3
        row = begin >= 4 and _SCORE_BEFORE.search(self._text[max(0, begin - 8) : begin])
        if row and int(row["won"]) > int(row["lost"]):
            return True  # 21-19, 18-21, 21-17
        if self._around.preceded(begin, "score") or "\u2192" in self._text[low.end : high.end]:
            return True  # 1 → 2 → 3 are steps
        if high.value < _MOST_GOALS and country_follows(self._text, high.end):
            return True  # កម្ពុជា ១-២ វៀតណាម
        second = high.reading.items[0].start
        if low.value <= 31 and year_pattern.fullmatch(self._text, second, high.end):
            return self._around.is_of_one(begin) or self._is_month(begin, low)  # ខែ៧-២០២៤
        return high.reading.in_figures and high.end - second == 4 and self._is_month(begin, low)

    def _is_month(self, begin: int, low: Quantity) -> bool:
        """Whether the figure has a zero in front: ០៥."""
        return self._text[begin] in "0០" and low.reading.end - begin == 2

    def alternative(self, begin: int, low: Quantity, code: str | None) -> Found | None:
        """One of several with one scale and unit: ៥ពាន់/៦ពាន់៛, ៥ ឬ ៦ម៉ឺនរៀល, មួយ ឬ ពីរថ្ងៃ."""
        value, scale = low.value, low.reading.scale
        if code or low.unit is not None or low.reading.high is not None or value < 0:
            return None
        slash = _slash.match(self._text, low.end)
        high = self._after_slash(begin, low, slash) if slash else self._last_choice(low.end)
        if high is None or self._says_which(begin, high.unit, self._around.roles_before(begin)):
            return None
        kind = high.unit.kind if high.unit else None
        if scale > 1 and high.reading.scale == 1 and high.value < value:
            return None  # ៣លាន / 75.50$
        if slash and scale == 1 and is_price_of_several(kind, value, high.value):
            return None
        if (
            kind == "noun"
            or (scale > 1 and kind != "money")
            or (not kind and high.reading.scale == 1)
        ):
            return None  # ៥ម៉ឺន/៦នាក់: so much for six
        unsure = SURE
        if scale == 1:
            value, unsure = self._quantities.with_scale_of(value, high.reading, high.value)
            if value == low.value and high.reading.scale > 1:
                return None
        return found_quantity(
            begin,
            low.end,
            value,
            high.unit,
            approx=low.approx,
            flags=low.flags | high.flags | unsure,
            per=self._quantities.per(high.end, high.unit, None)._replace(end=0),
            shares=high.reading.scale == 1,
        )

    def _after_slash(self, begin: int, low: Quantity, slash: re.Match[str]) -> Quantity | None:
        """What may have its unit for the number before the slash too, with a flag where blanks stand around that.

        But ម៉ូតូ 2020 / 1,350$ and អាយុ 25 / 60kg are two.
        """
        high = self._quantities.second(low.end, between=_slash)
        if high is None or low.reading.scale > 1:
            return high
        if high.reading.scale > 1:
            return None
        if len(slash.group()) == 1:
            return high
        if is_odd_year(self._text, begin, low.end) or self._around.is_of_one(begin):
            return None
        return high._replace(flags=high.flags | AMBIGUOUS_SEPARATOR)

    def _last_choice(self, end: int) -> Quantity | None:
        """The last number of a list with ឬ before it: the 7 of ៥, ៦ ឬ ៧ម៉ឺនរៀល."""
        for _ in range(LIST_REACH):
            link = _next_choice().match(self._text, end)
            item = self._quantities.second(end, between=_next_choice()) if link else None
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
        if self._text[reading.end : reading.end + 1] not in _DASHES:
            return None
        match = _SEASON.match(self._text, reading.end)
        if match is None or not isinstance(value, int) or not 1900 <= value < 2100:
            return None
        if reading.end - reading.items[0].start != 4:
            return None
        if (value + 1) % 100 != int(match[1]):
            return None
        return Found(begin, match.end(), (value, value + 1), "range")


@cache
def _change_before() -> re.Pattern[str]:
    """A word for a rise or fall, perhaps with that for a price or about: ឡើងថ្លៃប្រមាណ."""
    behind = any_of((*context_words("price"), *context_words("approximate")))
    words = any_of(context_words("change"))
    return re.compile(rf"{WORD_START}(?<![A-Za-z]){words}(?:{SPACE}?{behind}){{0,2}}{SPACE}?\Z")


@cache
def _each_before() -> re.Pattern[str]:
    """A noun with one or every before it: ក្នុងមួយក្រុម."""
    words = any_of((*context_words("one"), *context_words("every")))
    return re.compile(rf"{words}[{RE_LETTER}{RE_MARK}{COENG}]{{1,12}}{SPACE}?\Z")


@cache
def _next_choice() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?(?:,|(?P<or>{any_of(context_words('or'))})){SPACE}?")
