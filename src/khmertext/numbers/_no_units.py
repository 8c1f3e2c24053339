"""What stands behind a number like its unit and is none: a letter of a row, the head of the next figure."""

from __future__ import annotations

import re
from functools import cache

from khmertext._chars import LETTER_SET, RE_HYPHEN, RE_MINUS
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext.numbers._around import NO_ROLES, Around
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS
from khmertext.numbers._figures import (
    YEAR,
    after_figure,
    ends_cell,
    figure_apart,
    is_odd_year,
    year_pattern,
)
from khmertext.numbers._number_words import LIST_REACH, SPACE, context_words
from khmertext.numbers._phones import scale_follows
from khmertext.numbers._units import (
    MEASURED,
    Unit,
    UnitKind,
    figure_follows,
    read_unit,
    which_follows,
)

_heads_next = lazy_pattern(f"(?:ទី{SPACE}?)?[{RE_BOTH_DIGITS}]")
# letters that head figures: of sizes, or for height and weight
_headed = lazy_pattern(r"(?:\A|[^A-Za-z])[A-Z]{1,3}[:=]? ?\Z")
_heads_figure = lazy_pattern(f"[:=]?{SPACE}?[{RE_BOTH_DIGITS}]")
# a row of figures with a letter behind each: 5 W 6 D 7 L, of games won, drawn and lost
# but for the x of a product
_LETTERED = rf"[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)? ?[A-WYZa-wyz](?![A-Za-z0-9])"
_BETWEEN_LETTERED = f"(?:[,;]? |[/{RE_HYPHEN}])"
_lettered_before = compile_pattern(rf"(?:{_LETTERED}{_BETWEEN_LETTERED})++\Z")
_lettered_row = compile_pattern(rf"{_LETTERED}(?:{_BETWEEN_LETTERED}{_LETTERED})*+")
_LETTER = lazy_pattern("[A-Za-z]")
_ROW_REACH = 40
_NIGHT = "យប់"
_ELECTRIC = frozenset("VAW")
_CELL = compile_pattern(
    rf"{SPACE}?[:=\u17d6]?{SPACE}?[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)*+"
)
_HEAD_MARKS = SPACE + ":=\u17d6"
_BEFORE_HEAD = "[\\s|;,(\\[\"'«“]"
_HEAD_REACH = 30
# what a dollar sign opens that is a formula: $x^2 + 5$
_MATHS = lazy_pattern(rf"(?<![A-Za-z${RE_BOTH_DIGITS}])\$(?!US)[A-Za-z\\][^$\n]*\Z")
_FORMULA = lazy_pattern(rf"[{RE_MINUS}+=*] ?\Z")
_TIME_FOLLOWS = lazy_pattern(
    rf"{SPACE}?[{RE_BOTH_DIGITS}]{{1,2}}(?:[hH]|[:.\u17d6][{RE_BOTH_DIGITS}]{{2}}(?![{RE_BOTH_DIGITS}]))"
)
_year_follows = lazy_pattern(rf"{SPACE}?{YEAR}(?![.,]?[{RE_BOTH_DIGITS}])")


def is_no_unit(
    around: Around, start: int, unit: Unit, *, spaced: bool, roles: frozenset[str] = NO_ROLES
) -> bool:
    """Whether what follows is no unit: in ឆ្នាំ ២០១៩ ខែ ៥ the number names a year.

    ``roles`` are those of the words before the range that the number ends.
    """
    text = around.text
    if unit.end - unit.start == 1 and _in_lettered_row(around, start, unit, spaced=spaced):
        return True
    if spaced and _is_of_letters(around, start, unit):
        return True
    if spaced and _is_next_head(around, start, unit):
        return True
    if text[unit.start] in "$a" and _is_in_formula(around, start, unit, spaced=spaced):
        return True
    short = spaced and unit.end - unit.start == 1  # ផ្លូវ ៥១ ម: street 51 M
    if unit.name in _letter_names() or (short and text[unit.start] in LETTER_SET):
        before = around.roles_before(start)  # ផ្លូវ ៨២១អា: street 821 A
        return "label" in before or "numbered" in before
    if (unit.kind in MEASURED or spaced) and _is_year(around, start, unit, spaced=spaced):
        return True
    if _heads_same(around, unit) if spaced else _is_glued_head(around, start, unit):
        return True
    if unit.kind in MEASURED:
        return False
    if spaced and _heads_what_follows(around, start, unit):
        return True
    if unit.name == _NIGHT and ("clock" in roles or around.goes_on_numbering(start)):
        return True  # ម៉ោង ៩-១០យប់, ម៉ោង ៩ និង ១០យប់
    return _says_when(around, start, unit, spaced=spaced)


def _says_when(around: Around, start: int, unit: Unit, *, spaced: bool) -> bool:
    """Whether the number says which hour, day or year, and counts none: ម៉ោង ៨ ព្រឹក."""
    if not (spaced or unit.kind == "time") or not around.preceded(start, "label"):
        return False
    return spaced or not _says_again(around, start, unit)


def _says_again(around: Around, start: int, unit: Unit) -> bool:
    """Whether the unit glued to a number is also the end of the word before it: ថែមម៉ោង ១២ម៉ោង counts."""
    text = around.text
    word = text[unit.start : unit.end]
    told = text.endswith((word, word + SPACE), around.free, start)
    return told and figure_follows.match(text, unit.end) is None


def _is_of_letters(around: Around, start: int, unit: Unit) -> bool:
    """Whether letters head the figures here: H 170 W 65."""
    text = around.text
    return (
        unit.end - unit.start == 1
        and text[unit.start].isupper()
        and _heads_figure.match(text, unit.end) is not None
        and _headed.search(text[max(0, start - 6) : start]) is not None
    )


def _in_lettered_row(around: Around, start: int, unit: Unit, *, spaced: bool) -> bool:
    """Whether letters stand behind the figures of a row, of which not all are units: 12 A 13 B.

    5 L 3 M are sizes, 5 V 2 A is electric, 2 L 1500 W are of a kettle.
    """
    text = around.text
    if not text[unit.start].isascii() or not text[unit.start].isalpha():
        return False
    before = _lettered_before.search(text[max(0, start - _ROW_REACH) : start])
    behind = _lettered_row.match(text, start, start + _ROW_REACH)
    row = (before.group() if before else "") + (behind.group() if behind else "")
    letters = set(_LETTER.findall(row))
    if len(letters) < 2:
        return False
    if any(read_unit(letter, 0, below=True) is None for letter in letters):
        return True
    small = re.search(f"[{RE_BOTH_DIGITS}]{{3}}", row) is None
    return spaced and small and row.upper() == row and not letters <= _ELECTRIC


def may_be_next_head(around: Around, start: int, unit: Unit) -> bool:
    """Whether units stand before both figures, and none may stand behind them: kg 5 m 6, ដុល្លារ៖ 5 រៀល៖ 500."""
    figure = _CELL.match(around.text, unit.end)
    return figure is not None and _unit_before(around, start) is not None


def _is_next_head(around: Around, start: int, unit: Unit) -> bool:
    """Whether both figures surely have their heads before them: a row of money or of cells, ជាន់ ៣ បន្ទប់ ៤."""
    text = around.text
    cell = _CELL.match(text, unit.end)
    if cell is None:
        return False
    if unit.kind in MEASURED or not around.says_which(start):
        before = _unit_before(around, start)
        if before is None:
            return False
        if before == unit.kind == "money":
            return True
    end = cell.end()
    further = read_unit(text, end) if text[end : end + 1] == SPACE else None
    return ends_cell.match(text, end) is not None or (
        further is not None and _CELL.match(text, further.end) is not None
    )


def _unit_before(around: Around, start: int) -> UnitKind | None:
    """The kind of the unit that heads the figure at ``start``."""
    first = max(around.free, start - _HEAD_REACH)
    line = around.text[first:start].rstrip(_HEAD_MARKS)
    if not line:
        return None
    if around.preceded(first + len(line), "money_head"):  # សរុបដុល្លារ៖ 5
        return "money"
    head = re.split(_BEFORE_HEAD, line)[-1].removesuffix("ទី")  # ថ្ងៃទី៖ ៥ ខែ៖ ៨
    named = read_unit(head, 0) if head else None
    return named.kind if named is not None and named.end == len(head) else None


def _heads_same(around: Around, unit: Unit) -> bool:
    """Whether the figure behind the unit has it itself: Honda 2021 គីឡូម៉ែត្រ 15,300km."""
    text = around.text
    figure = figure_apart.match(text, unit.end) if unit.kind == "measure" else None
    further = read_unit(text, figure.end()) if figure else None
    return further is not None and further.name == unit.name and text[unit.start] > "z"


def _heads_what_follows(around: Around, start: int, unit: Unit) -> bool:
    """Whether the noun behind a figure is the head of a name or of the next figure."""
    text, end = around.text, unit.end
    if unit.kind == "noun" and text[end : end + 1] in LETTER_SET:
        # ចោមចៅ១ ខណ្ឌពោធិ៍សែនជ័យ: a name goes on; but ៣១ ករណីថ្មី
        counted = unit.name in context_words("counted_noun")
        return not counted or year_pattern.fullmatch(text, start, unit.start - 1) is not None
    if unit.name == "ឆ្នាំ" and _year_follows.match(text, end):
        return not around.preceded(start, "age")  # Dream 125 ឆ្នាំ 2022
    if unit.name in context_words("clock") and _TIME_FOLLOWS.match(text, end):
        return True  # ថ្ងៃ ១-៥ ម៉ោង 8h-17h
    # ១៥ ខែ៧ is a date, ក្រុម៣៩ ភូមិ៥ an address, ៥០០ ត្រីមាសទី២ a table
    if unit.kind not in ("time", "noun") or _heads_next.match(text, end) is None:
        return False
    return unit.kind == "noun" or not _is_before_part(text, end)


def _is_before_part(text: str, end: int) -> bool:
    """Whether a figure with a unit of its own is glued to one of time: 1 ម៉ោង30នាទី; but ១៥ ខែ៧ឆ្នាំ២០២៤."""
    if text[end] not in BOTH_DIGITS:
        return False
    figure = after_figure(text, end)
    part = read_unit(text, figure)
    return (
        part is not None
        and part.start == figure
        and part.kind in ("time", "classifier")
        and figure_follows.match(text, part.end) is None
    )


def _is_glued_head(around: Around, start: int, unit: Unit) -> bool:
    """Whether the word glued to a number that says which is the head of the next: ជំពូក៣មាត្រា៥, ភូមិ៣ស្រុកបារាយណ៍.

    But ក្រុម៥ក្រុម and អគារ៣ជាន់៥០បន្ទប់ count.
    """
    text, end = around.text, unit.end
    if unit.kind not in ("noun", "time") or not around.names_one(start):
        return False
    word = text[unit.start : end]
    if text.endswith((word, word + SPACE), around.free, start):
        return False
    if text[end : end + 1] in LETTER_SET and word in context_words("division"):
        return True
    if which_follows.match(text, end):
        return True
    for _ in range(LIST_REACH):
        if text[end : end + 1] not in BOTH_DIGITS:
            return False
        figure_end = after_figure(text, end)
        further = read_unit(text, figure_end)
        if further is None or further.kind != "noun":
            return further is None and scale_follows().match(text, figure_end) is None
        end = further.end  # perhaps the head of one more
    return True  # so long a row names


def _is_in_formula(around: Around, start: int, unit: Unit, *, spaced: bool) -> bool:
    text = around.text
    if text[unit.start] == "$":
        return _MATHS.search(text[max(0, start - 80) : start]) is not None  # $x + 5$
    # b² - 4ac
    acres = text[unit.start : unit.end] == "ac" and not spaced
    return acres and _FORMULA.search(text[max(0, start - 3) : start]) is not None


def _is_year(around: Around, start: int, unit: Unit, *, spaced: bool) -> bool:
    """Whether ២០២៤ of ឆ្នាំ២០២៤រៀលឡើងថ្លៃ and ឆ្នាំ ២០២៤ គីឡូ ៥០ is one: no price is so odd."""
    text = around.text
    end = unit.start - spaced
    odd = is_odd_year(text, start, end)
    return (
        (
            odd
            or (
                spaced
                and unit.kind == "measure"
                and year_pattern.fullmatch(text, start, end) is not None
            )
        )
        and (text[unit.start].isalpha() or (spaced and unit.kind == "percent"))
        and not around.roles_before(start).isdisjoint(("label", "month"))
    )


@cache
def _letter_names() -> frozenset[str]:
    return frozenset(context_words("letter_name"))
