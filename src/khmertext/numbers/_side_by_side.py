"""Whether figures side by side are one number or several: 1 250$, ២, ៥០០៛, ៤ ៥នាក់."""

from __future__ import annotations

import re
from itertools import pairwise

from khmertext._chars import LETTER_SET, RE_DASH, RE_KHMER, RE_MINUS
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, in_ascii
from khmertext.numbers._number_mention import AMBIGUOUS_SEPARATOR, AMBIGUOUS_TAIL
from khmertext.numbers._number_words import SPACE
from khmertext.numbers._reader import Reading
from khmertext.numbers._units import MEASURED, read_unit
from khmertext.numbers._whole import Whole

# a figure that is glued to nothing
_SHORT_FIGURE = lazy_pattern(
    rf"(?<![A-Za-z{RE_KHMER}{RE_BOTH_DIGITS}.,/:{RE_DASH}])[{RE_BOTH_DIGITS}]{{1,3}} \Z"
)
_MODEL = lazy_pattern(rf"(?<![A-Za-z0-9])[A-Za-z]+(?P<digits>[{RE_BOTH_DIGITS}]+[A-Za-z]*)? \Z")
_SIZES_OF_MODELS = frozenset(("64", "128", "256", "512"))  # of what they store, in gigabytes
# ៥០០ and ០០០ or ០០ in the next line or behind several blanks, 50 00
_WRAPPED = lazy_pattern(
    rf"(?:[.,]?[\n\u2028\u2029][.,]?[0០]?|{SPACE}|{SPACE}{{2,4}}[0០])[0០]{{2}}(?![{RE_BOTH_DIGITS}:])|{SPACE}[.,][{RE_BOTH_DIGITS}]"
)
# a point with a blank behind it: 12. 50$, 45 . 5%; no item and telephone number: 2. 016 345 678
_LOOSE_POINT = lazy_pattern(
    rf"{SPACE}?\.{SPACE}(?![0០][1-9១-៩])(?=[{RE_BOTH_DIGITS}]{{1,3}}(?![{RE_BOTH_DIGITS}.,:/]))"
)
# a comma with a blank behind it, where nothing else is listed, ២, ៥០០៛, or on both sides: ៧៧ , ៩១%
_LOOSE_COMMA = lazy_pattern(
    rf"(?<![,;] )(?<![,;])[{RE_BOTH_DIGITS}]{{1,3}}(?P<apart>{SPACE}?),{SPACE}(?=(?P<group>[{RE_BOTH_DIGITS}]{{1,3}})(?![{RE_BOTH_DIGITS}.,:/]))"
)
_COUNT_AND_PRICE = lazy_pattern(
    rf"[{RE_BOTH_DIGITS}]{{1,3}} [{RE_BOTH_DIGITS}]{{3}}(?<!000)(?<!០០០)"
)
_SAY_AMOUNT = frozenset(("and", "approximate", "price", "range_word"))
# the minus of a statement behind its amount, 1,500.00-; no 5.000,- and no 1,500-2,000
_MINUS_BEHIND = lazy_pattern(
    rf"(?:(?<=[.,][{RE_BOTH_DIGITS}]{{2}})|(?<=[.,][{RE_BOTH_DIGITS}]{{3}}))[{RE_MINUS}]"
    rf"(?:\Z|{SPACE}(?!{SPACE}?[{RE_BOTH_DIGITS}])|[\t\r\n|;)$\u17db])"
)
_ITEMS = compile_pattern(rf"[{RE_BOTH_DIGITS}]++(?:,[{RE_BOTH_DIGITS}]++)++\]")  # [1,2]
_BEFORE_PAIRS = frozenset(("approximate", "price", "relay", "unsigned"))  # ប្រហែល ends in ហែល
_NEIGHBOURS = lazy_pattern(rf"([1-8១-៨]){SPACE}([2-9២-៩])(?![{RE_BOTH_DIGITS}])")
_MODEL_REACH = 40


class SideBySide:
    """Reads a figure again for what stands beside it."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._text = whole.text
        self._around = whole.around
        self._reader = whole.reader
        # the end of a number that says which, though digits in threes follow: បន្ទប់ ២ ៣០០
        self.cut = -2

    def with_doubts(self, start: int, reading: Reading) -> Reading:
        """``reading``, flagged where the figure may go on: behind a loose point, in the next line, in a list."""
        text, around = self._text, self._around
        if text[start - 1 : start] == "[" and _ITEMS.match(text, start):
            return flagged(reading)
        if text[reading.end : reading.end + 1] in LETTER_SET:
            return reading  # what is looked for below begins with a sign
        if _WRAPPED.match(text, reading.end):
            return flagged(reading)
        if _MINUS_BEHIND.match(text, reading.end):
            return reading._replace(flags=reading.flags | AMBIGUOUS_TAIL)
        comma = _LOOSE_COMMA.match(text, start)
        if comma and self._may_be_of_figure(comma):
            self.cut = comma.end() - 1
            return flagged(reading)
        point = _LOOSE_POINT.match(text, reading.end)
        if point is None or around.begins_line(start) or around.preceded(start, "label"):
            return reading
        self.cut = point.end() - 1  # the next number is as unsure
        return flagged(reading)

    def _may_be_of_figure(self, comma: re.Match[str]) -> bool:
        """Whether a comma with blanks beside it may be one of thousands or decimals, and join no list."""
        unit = read_unit(self._text, comma.end("group"))
        if unit is None or (not comma["apart"] and len(comma["group"]) < 3):
            return False
        return unit.kind == "money" or (comma["apart"] != "" and unit.kind in MEASURED)

    def or_one_more(self, start: int, reading: Reading) -> Reading:
        """៤ ៥នាក់: four or five, if nothing before them says that the first is a number of its own."""
        text, around = self._text, self._around
        pair = _NEIGHBOURS.match(text, start)
        if (
            pair is None
            or reading.end - start != 1
            or (start > 1 and text[start - 2] in BOTH_DIGITS)
        ):
            return reading
        low, high = (int(digit) for digit in pair.groups())
        unit = read_unit(text, pair.end())
        if high != low + 1 or unit is None:
            return reading
        if around.ordinal_mark(start) is not None or around.goes_on_numbering(start):
            return reading
        if around.roles_before(start) - _BEFORE_PAIRS:
            return reading
        # in a table the first may be the number of the line, before a price how many cost so much
        counted = unit.kind in ("classifier", "time") and not around.begins_line(start)
        flags = set() if counted else AMBIGUOUS_SEPARATOR
        return reading._replace(high=high, end=pair.end(), flags=reading.flags | flags)

    def without_amount(self, start: int, reading: Reading) -> Reading:
        """``reading`` without the amount behind a space, where it says which of several: ទី១ ៥០០រៀល."""
        around = self._around
        if around.ordinal_mark(start) is not None:
            return self._reader.apart(reading)
        if read_unit(self._text, reading.end) is None and self._whole.is_numbering(start, None):
            return self._reader.plain(reading)
        if around.may_be_marked_off(start) or around.preceded(start, "article_head"):
            figure = self._text[start : reading.items[0].end]
            if "," in figure or "." in figure:
                return flagged(reading) if self._is_parted(start, reading) else reading
            alone = self._reader.plain(reading)
            if alone.end < reading.end and self._text[alone.end + 1] in BOTH_DIGITS:
                self.cut = alone.end
                return flagged(alone)
        if not is_spaced(reading, self._text):
            return reading
        unsure = (
            self._is_beside_figure(start, reading)
            or self._is_behind_model(start, reading)
            or self._may_be_price_of_several(start, reading)
            or _are_steps(self._text[reading.items[-1].start : reading.end])
        )
        return flagged(reading) if unsure else reading

    def _is_beside_figure(self, start: int, reading: Reading) -> bool:
        """Whether groups of digits may be a row, since one more stands beside them: 987 654 3210, ២០ ៥០ ១០០$."""
        text, end = self._text, reading.end
        if text[end : end + 1] == SPACE and text[end + 1 : end + 2] in BOTH_DIGITS:
            return True
        if text.endswith(("000", "០០០"), start, reading.items[0].end):
            return False
        return _SHORT_FIGURE.search(text, max(0, start - 5), start) is not None

    def _may_be_price_of_several(self, start: int, reading: Reading) -> bool:
        """Whether two groups may be a size or how many, and a price: Dream 125 450$, យក 3 500៛.

        But តម្លៃ 1 250$ and 25 000$ are one amount.
        """
        unit = read_unit(self._text, reading.end)
        return (
            (unit is None or unit.kind == "money")
            and self._text[start - 1 : start] == SPACE
            and _COUNT_AND_PRICE.fullmatch(self._text, start, reading.end) is not None
            and self._around.sign_before(start) is None
            and self._around.names_before(start).isdisjoint(_SAY_AMOUNT)
        )

    def _is_parted(self, start: int, reading: Reading) -> bool:
        """Whether a mark may part an age or the number of a model from the next: iPhone 13,250$, អាយុ 25,170cm.

        But អាយុ ២,៥ឆ្នាំ, PHP 1,250.50 and ប្រាក់ខែ 1,500$ are one amount.
        """
        unit = read_unit(self._text, reading.end)
        if (unit is not None and unit.kind == "time") or self._around.sign_before(start):
            return False
        model = self._text[start - 2 : start - 1].isascii()
        return model or self._around.preceded(start, "age")

    def _is_behind_model(self, start: int, reading: Reading) -> bool:
        """Whether the first groups may be the size of a model: Samsung S22 128 500$, Note 10 128 250$."""
        model = _MODEL.search(self._text[max(0, start - _MODEL_REACH) : start])
        if model is None or self._around.sign_before(start):
            return False
        *sizes, last = in_ascii(self._text[start : reading.items[0].end]).split()
        if model["digits"] and not last.startswith("000"):
            return True
        return not _SIZES_OF_MODELS.isdisjoint(sizes)


def flagged(reading: Reading) -> Reading:
    return reading._replace(flags=reading.flags | AMBIGUOUS_SEPARATOR)


def is_spaced(reading: Reading, text: str) -> bool:
    """Whether the figure that ``reading`` ends in has spaces in it: before one more, 987 654 3210."""
    last = reading.items[-1]
    return SPACE in text[last.start : last.end]


def _are_steps(figure: str) -> bool:
    """Whether the groups of a figure rise in round steps, as a row of them does: ២០ ១០០ ២០០ ៥០០ រៀល."""
    groups = [int(group) for group in figure.split(SPACE) if group.isdecimal()]
    rising = all(low < high for low, high in pairwise(groups))
    return len(groups) > 2 and rising and not any(group % 10 for group in groups)
