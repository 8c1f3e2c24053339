"""The minus sign of an amount, told from a bullet, a dash and the hyphen of a name."""

from __future__ import annotations

import re
from functools import cache

from khmertext._chars import HYPHENS, MINUS_SIGN, RE_DASH, RE_LETTER, RE_WRITTEN
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import Around
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, negated
from khmertext.numbers._figures import MARKED, read_figure, year_pattern
from khmertext.numbers._number_mention import AMBIGUOUS_TAIL, Exact, Found
from khmertext.numbers._number_words import (
    LIST_REACH,
    SPACE,
    context_words,
    joined_by_and,
    list_link,
    standard_word,
)
from khmertext.numbers._quantities import Quantities
from khmertext.numbers._units import MEASURED, Unit, UnitKind, in_degrees, is_degrees

_WORD_REACH = 40  # characters; a word for minus with what stands beside it is not longer
_BEFORE_MINUS = SPACE + "\t=:\u17d6([,;|<>\u2264\u2265~\u00ab\u201c\"'/"
# nothing but figures to the end of a line or cell
_ENDS_AMOUNT = compile_pattern(rf"(?:{SPACE}[-+]?{MARKED})*+{SPACE}*(?:\Z|[\r\n\t|;])")
_ENDS_TEXT = compile_pattern(r"\s*+\Z")
# -៥ -៣: in a row of numbers the hyphen of the next is a minus where the last had one
next_minus = lazy_pattern(rf"{SPACE}-(?=[{RE_BOTH_DIGITS}])")
_NEXT_OF_LIST = lazy_pattern(rf"[,;/]{SPACE}?-[{RE_BOTH_DIGITS}]")
_TERM_FOLLOWS = lazy_pattern(rf"[+=*\u00d7\u00f7]-?[{RE_BOTH_DIGITS}]")
figure_before = compile_pattern(
    rf"(?P<sign>(?<![{RE_BOTH_DIGITS}{RE_LETTER}])[-+])?(?P<figure>{MARKED}){SPACE}{{0,3}}\Z"
)
_D = f"[{RE_BOTH_DIGITS}]"
_behind_word = lazy_pattern(rf"[{RE_WRITTEN}A-Za-z]{SPACE}")
_ENDS_DATE_OR_CLOCK = lazy_pattern(
    rf"(?:{_D}:{_D}{{2}}|{_D}([./\-]){_D}{{1,2}}\1{_D}{{2,4}}|{_D}{{4}}([./\-]){_D}{{1,2}}\2{_D}|{_D}-[A-Z][a-z]{{2}}-{_D}{{2,4}}){SPACE}\Z"
)


def with_minus(
    quantities: Quantities, begin: int, end: int, value: Exact, unit: Unit | None
) -> tuple[int, Exact]:
    """A minus sign, or ដក before degrees; a hyphen that opens a line or a word is none."""
    text, around = quantities.text, quantities.around
    before = text[begin - 1 : begin] if begin > around.free else ""
    if before == MINUS_SIGN or (
        before and before in HYPHENS and _is_minus(quantities, begin, end, value, unit)
    ):
        return begin - 1, negated(value)
    if unit is not None and not is_degrees(unit.name):
        return begin, value
    minus = around.minus_before(begin)
    if minus is not None:
        high = quantities.second(end) if unit is None else None
        if in_degrees(high.unit if high is not None else unit):
            return minus, negated(value)
    return begin, value


def _is_minus(
    quantities: Quantities, begin: int, end: int, value: Exact, unit: Unit | None
) -> bool:
    """Whether the hyphen glued to an amount is a minus sign, and no bullet and no dash."""
    text, around, hyphen = quantities.text, quantities.around, begin - 1
    if around.begins_line(hyphen):
        return _opens_line_with_minus(quantities, hyphen, end, unit)
    if text[hyphen - 1] not in _BEFORE_MINUS:
        if unit is not None and unit.kind not in MEASURED:
            return False
        # ពី-៥ដល់-៣អង្សា; but កូវីដ-១៩
        return _ends_of_ranges().search(text[max(0, hyphen - _WORD_REACH) : hyphen]) is not None
    if text.startswith("+/", hyphen - 2):
        return False  # +/-5%
    if text[hyphen - 1] == '"' and text[hyphen - 2] in BOTH_DIGITS:
        return False  # 20"-15$
    # between two numbers it is a dash, unless the second is an amount of its own or falls
    before = figure_before.search(text, max(0, hyphen - 20), hyphen)
    if before is None or before["sign"] or text[begin] not in BOTH_DIGITS:
        return True
    if _ENDS_DATE_OR_CLOCK.search(text[max(0, hyphen - 20) : hyphen]):
        return True  # 14:05 -1,250.00
    if unit is not None:
        return unit.kind in MEASURED
    first = read_figure(before["figure"])
    years = year_pattern.fullmatch(before["figure"]) and year_pattern.fullmatch(text, begin, end)
    return first is not None and first.value > value and not years


def _opens_line_with_minus(
    quantities: Quantities, hyphen: int, end: int, unit: Unit | None
) -> bool:
    """Whether the hyphen at the head of a line is no bullet: a line or cell is one amount, or a sum follows."""
    text, first = quantities.text, end
    if _NEXT_OF_LIST.match(text, end) or (unit is None and _TERM_FOLLOWS.match(text, end)):
        return True  # -5, -6 and -5+10
    high = quantities.second(end) or quantities.second(end, between=joined_by_and())
    if high is not None:
        unit, end = unit or high.unit, high.end
        if high.value < 0 or (high.unit is None and next_minus.match(text, first)):
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


def may_be_dash(around: Around, begin: int, kind: UnitKind | None) -> bool:
    """Whether a hyphen at ``begin``, read as a minus, rather heads what is never negative or what a thing costs.

    ចំនួន:-៥នាក់, ប្រុស -៥, តម្លៃ -5000៛, កាហ្វេ -5000៛; but ប្រាក់ចំណេញ -៥០០$.
    """
    text = around.text
    if text[begin] not in HYPHENS:
        return False
    if kind in ("classifier", "noun", "time"):
        return True
    if kind == "percent":
        return False
    if "unsigned" in around.names_before(begin):
        return True
    if kind != "money" or _behind_word.match(text, begin - 2) is None:
        return False
    return _before_minus().search(text, max(0, begin - _WORD_REACH), begin - 1) is None


def signed_inside(text: str, begin: int) -> bool:
    """Whether a minus stands glued to a figure inside a line: Price -3/24."""
    before = text[begin - 2 : begin - 1] if begin > 1 else ""
    return text[begin - 1 : begin] == MINUS_SIGN or (
        text[begin - 1 : begin] == "-" and before != "" and before in _BEFORE_MINUS
    )


def with_words_for_minus(text: str, found: list[Found]) -> list[Found]:
    """``found``, with the degrees that words make negative: ក្រោមសូន្យ ៥អង្សា, ៥អង្សា (ក្រោមសូន្យ), ដក ½អង្សា."""
    row: list[int] = []  # the places of the last degrees, which are joined
    for place in [place for place, item in enumerate(found) if item.unit and is_degrees(item.unit)]:
        end = found[place - 1].end if place else 0
        found[place] = item = _below_zero(text, found[place], end)
        if row and (row[-1] != place - 1 or not _joint().fullmatch(text, end, item.start)):
            _flag_beside_word(text, found, row)
            row = []
        row.append(place)
    _flag_beside_word(text, found, row)
    return found


def before_word_for_minus(text: str, item: Found) -> int:
    """Where ``item`` begins, with the ដក that makes it negative if it is of degrees: ៥ និង ដក ៦អង្សា."""
    if item.unit is None or not is_degrees(item.unit):
        return item.start
    before = _word_before().search(text, max(0, item.start - _WORD_REACH), item.start)
    return before.start("minus") if before and before["minus"] else item.start


def _below_zero(text: str, item: Found, free: int) -> Found:
    """``item``, so many degrees, with the word for minus before or behind it."""
    low, high = _ends(item)
    if low < 0:
        return item
    start = item.start
    before = _word_before().search(text, max(free, start - _WORD_REACH), start)
    behind = _word_behind().match(text, item.end)
    if before is None and behind is None:
        return item
    about = before is not None and bool(before["about"] or before["so_many"])
    return item._replace(
        value=(negated(high), negated(low)) if isinstance(item.value, tuple) else negated(low),
        start=before.start("minus") if before and before["minus"] else start,
        end=behind.end() if behind else item.end,
        approx=item.approx or about,
    )


def _ends(item: Found) -> tuple[Exact, Exact]:
    low, high = item.value if isinstance(item.value, tuple) else (item.value, item.value)
    assert isinstance(low, Exact)
    assert isinstance(high, Exact)
    return low, high


def _flag_beside_word(text: str, found: list[Found], row: list[int]) -> None:
    """Flag what a word for minus beside it may be meant for, too: the 10 of ដក ៥ ឬ ១០អង្សា and ដក ៥-១០អង្សា."""
    signs = (*HYPHENS, MINUS_SIGN)
    by_word = [
        place
        for place in row
        if _ends(found[place])[0] < 0 and not text.startswith(signs, found[place].start)
    ]
    if not by_word:
        return
    for place in row:
        item = found[place]
        if _ends(item)[1] > 0 and "+" not in text[max(0, item.start - 1) : item.end]:
            found[place] = item._replace(flags=item.flags | AMBIGUOUS_TAIL)


@cache
def _ends_of_ranges() -> re.Pattern[str]:
    """What stands before one end of a range."""
    words = any_of((*context_words("from"), *context_words("range_word")))
    return re.compile(f"{words}\\Z")


@cache
def _before_minus() -> re.Pattern[str]:
    """A word that a negative amount of money may stand behind."""
    joints = (*context_words("from"), *context_words("range_word"), *context_words("and"))
    return re.compile(f"{any_of((*context_words('signed'), *joints))}\\Z")


@cache
def _word_before() -> re.Pattern[str]:
    about = f"{any_of(context_words('approximate'))}{SPACE}?"
    below = any_of(context_words("below_zero"))
    return re.compile(
        rf"(?P<about>{about})?(?:(?P<minus>{standard_word('minus')})|{below}){SPACE}?"
        rf"(?P<so_many>{about})?(?:{any_of(context_words('from'))}{SPACE}?)?\Z"
    )


@cache
def _word_behind() -> re.Pattern[str]:
    below = any_of(context_words("below_zero"))
    return re.compile(rf"{SPACE}?(?:{below}|\({SPACE}?{below}{SPACE}?\))")


@cache
def _joint() -> re.Pattern[str]:
    """What joins the degrees of a list or range."""
    words = (*context_words("and"), *context_words("or"), *context_words("range_word"))
    return re.compile(f"{SPACE}?(?:{any_of(words)}|[,/~{RE_DASH}]){SPACE}?")
