"""Lists of figures: the numbers of items, 1) … 2) …, and those that commas part, ទំព័រ ១១,១២."""

from __future__ import annotations

import re
from collections.abc import Container

from khmertext._chars import DASHES
from khmertext.numbers._codes import between_commas
from khmertext.numbers._digits import in_ascii
from khmertext.numbers._figures import list_item_pattern
from khmertext.numbers._number_mention import AMBIGUOUS_SEPARATOR, Found
from khmertext.numbers._number_words import SPACE
from khmertext.numbers._phones import has_unit_or_scale
from khmertext.numbers._units import read_unit
from khmertext.numbers._whole import Whole

_BULLETS = DASHES + "\u2022*\u25aa\u25cf\u25a0\u25e6\u00b7"
_GO_ON_ITEM = ("/", ":")


class FigureLists:
    """Reads the figures of lists."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._text = whole.text
        self._around = whole.around
        self._reader = whole.reader
        self._last: tuple[int | str, str] | None = None  # the number of the last item, and its mark

    def named(self, figure: re.Match[str]) -> list[Found]:
        """The numbers of ទំព័រ ១១,១២ and ថ្នាក់ទី ៧,៨,៩, which say which of several; they rise."""
        if "," not in figure.group():
            return []
        around, start, end = self._around, figure.start(), figure.end()
        mark = around.ordinal_mark(start)
        article = self._whole.is_numbering(start if mark is None else mark, None)
        if not (mark is not None or article or around.says_which(start)):
            return []
        if self._text[end : end + 1] in _GO_ON_ITEM:
            return []  # ទី៣,12/05/2024
        if read_unit(self._text, end) or self._reader.item(end):
            return []
        listed = _rising(start, figure.group(), digits=(1, 2, 3, 4))
        if not listed:
            return []
        if article:
            self._whole.numbered_end = end
            return [item._replace(kind="enumerator") for item in listed]
        if mark is not None:
            return [listed[0]._replace(start=mark, kind="ordinal"), *listed[1:]]
        if len(listed) == 2:  # ជាន់ ២,៣ may be 2.3
            return [item._replace(flags=item.flags | AMBIGUOUS_SEPARATOR) for item in listed]
        return listed

    def item(self, start: int) -> Found | None:
        """The number of an item of a list."""
        text = self._text
        first = self._around.begins_line(start, _BULLETS)
        item = list_item_pattern.match(text, start) if first else None
        if item is None:
            return self._next_item(start) if self._last else None
        numeral = in_ascii(item.group())
        number = int(numeral) if numeral.isdecimal() else numeral
        self._last = (number, text[item.end()])
        return Found(start, item.end(), number, "enumerator")

    def _next_item(self, start: int) -> Found | None:
        """The next item of a list in one line: ១) … ២) …"""
        text = self._text
        item = list_item_pattern.match(text, start) if text[start - 1] == SPACE else None
        last, mark = self._last or (None, "")
        if item is None or not isinstance(last, int) or text[item.end()] != mark:
            return None
        number = in_ascii(item.group())
        if not number.isdecimal() or int(number) != last + 1:
            return None
        self._last = (last + 1, mark)
        return Found(start, item.end(), last + 1, "enumerator")

    def plain(self, start: int, end: int) -> list[Found]:
        """The numbers of ១,២,៣ and ២០២២,២០២៣,២០២៤, which rise and have no unit."""
        if has_unit_or_scale(self._text, end):
            return []
        # three digits may be a group of thousands
        return _rising(start, self._text[start:end], digits=(1, 2, 4))


def _rising(start: int, written: str, digits: Container[int]) -> list[Found]:
    """The numbers that commas part if each has so many ``digits``, and they rise."""
    found = between_commas(start, written)
    codes = [str(item.value) for item in found]
    if not all(code.isdecimal() and len(code) in digits for code in codes):
        return []
    values = [*map(int, codes)]
    if values != sorted({*values}):
        return []
    return [
        item._replace(value=value, kind="cardinal")
        for item, value in zip(found, values, strict=True)
    ]
