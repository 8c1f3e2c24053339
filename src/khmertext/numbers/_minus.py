"""The minus sign of an amount, told from a bullet, a dash and the hyphen of a name."""

from __future__ import annotations

from khmertext._chars import RE_LETTER
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, negated
from khmertext.numbers._figures import MARKED, read_figure, year_pattern
from khmertext.numbers._number_mention import Exact
from khmertext.numbers._number_words import (
    GLUED_HYPHENS,
    LIST_REACH,
    SPACE,
    joined_by_and,
    list_link,
)
from khmertext.numbers._quantities import Quantities, Quantity, in_degrees
from khmertext.numbers._units import MEASURED, Unit, is_degrees

_BEFORE_MINUS = SPACE + "\t=:\u17d6([,;|<>\u2264\u2265~\u00ab\u201c\"'/"
# nothing but figures to the end of a line or cell
_ENDS_AMOUNT = compile_pattern(rf"(?:{SPACE}[-+]?{MARKED})*+{SPACE}*(?:\Z|[\r\n\t|;])")
_ENDS_TEXT = compile_pattern(r"\s*+\Z")
# -៥ -៣: in a row of numbers the hyphen of the next is a minus where the last had one
next_minus = lazy_pattern(rf"{SPACE}-(?=[{RE_BOTH_DIGITS}])")
_NEXT_OF_LIST = lazy_pattern(rf"[,;]{SPACE}?-[{RE_BOTH_DIGITS}]")
_TERM_FOLLOWS = lazy_pattern(rf"[+=*\u00d7\u00f7]-?[{RE_BOTH_DIGITS}]")
figure_before = compile_pattern(
    rf"(?P<sign>(?<![{RE_BOTH_DIGITS}{RE_LETTER}])[-+])?(?P<figure>{MARKED}){SPACE}{{0,3}}\Z"
)
_D = f"[{RE_BOTH_DIGITS}]"
_ENDS_DATE_OR_CLOCK = lazy_pattern(
    rf"(?:{_D}:{_D}{{2}}|{_D}([./\-]){_D}{{1,2}}\1{_D}{{2,4}}|{_D}{{4}}([./\-]){_D}{{1,2}}\2{_D}|{_D}-[A-Z][a-z]{{2}}-{_D}{{2,4}}){SPACE}\Z"
)


def with_minus(quantities: Quantities, begin: int, quantity: Quantity) -> tuple[int, Exact]:
    """A minus sign, or ដក before degrees; a hyphen that opens a line or a word is none."""
    text, around = quantities.text, quantities.around
    value, unit = quantity.value, quantity.unit
    before = text[begin - 1 : begin] if begin > around.free else ""
    if before == "\u2212" or (
        before and before in GLUED_HYPHENS and _is_minus(quantities, begin - 1, begin, quantity)
    ):
        return begin - 1, negated(value)
    if unit is not None and not is_degrees(unit.name):
        return begin, value
    minus = around.minus_before(begin)
    if minus is not None:
        high = quantities.second(quantity.end) if unit is None else None
        if in_degrees(high.unit if high is not None else unit):
            return minus, negated(value)
    return begin, value


def _is_minus(quantities: Quantities, hyphen: int, begin: int, quantity: Quantity) -> bool:
    """Whether the hyphen glued to an amount is a minus sign, and no bullet and no dash."""
    text, unit, around = quantities.text, quantity.unit, quantities.around
    if around.begins_line(hyphen):
        return _opens_line_with_minus(quantities, hyphen, quantity)
    if text[hyphen - 1] not in _BEFORE_MINUS:
        return False
    # between two numbers it is a dash, unless the second is an amount of its own or falls
    before = figure_before.search(text, max(0, hyphen - 20), hyphen)
    if before is None or before["sign"] or text[begin] not in BOTH_DIGITS:
        return True
    if _ENDS_DATE_OR_CLOCK.search(text[max(0, hyphen - 20) : hyphen]):
        return True  # 14:05 -1,250.00
    if unit is not None:
        return unit.kind in MEASURED
    first = read_figure(before["figure"])
    years = year_pattern.fullmatch(before["figure"]) and year_pattern.fullmatch(
        text, begin, quantity.end
    )
    return first is not None and first.value > quantity.value and not years


def _opens_line_with_minus(quantities: Quantities, hyphen: int, quantity: Quantity) -> bool:
    """Whether the hyphen at the head of a line is no bullet: a line or cell is one amount, or a sum follows."""
    text, unit, end = quantities.text, quantity.unit, quantity.end
    if _NEXT_OF_LIST.match(text, end) or (unit is None and _TERM_FOLLOWS.match(text, end)):
        return True  # -5, -6 and -5+10
    high = quantities.second(end) or quantities.second(end, between=joined_by_and())
    if high is not None:
        unit, end = unit or high.unit, high.end
        if high.value < 0 or (high.unit is None and next_minus.match(text, quantity.end)):
            return True
    shared = unit or _unit_behind_list(quantities, end)  # -៥, ៣ និង ១០ អង្សា
    if shared is not None and (shared.kind == "percent" or in_degrees(shared)):
        return True
    end = quantities.per(end, unit, None).end or end
    if hyphen < 8 and not text[:hyphen].strip() and _ENDS_TEXT.match(text, end):
        return True
    return _ENDS_AMOUNT.match(text, end) is not None and (unit is None or unit.kind in MEASURED)


def _unit_behind_list(quantities: Quantities, end: int) -> Unit | None:
    """The unit of one of the next items of a list of numbers."""
    for _ in range(LIST_REACH):
        item = quantities.second(end, between=list_link())
        if item is None or item.unit is not None:
            return item and item.unit
        end = item.end
    return None


def signed_inside(text: str, begin: int) -> bool:
    """Whether a minus stands glued to a figure inside a line: Price -3/24."""
    before = text[begin - 2 : begin - 1] if begin > 1 else ""
    return text[begin - 1 : begin] == "\u2212" or (
        text[begin - 1 : begin] == "-" and before != "" and before in _BEFORE_MINUS
    )
