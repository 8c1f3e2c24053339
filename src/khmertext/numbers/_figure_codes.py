"""Figures that count nothing: telephone numbers, those of accounts and papers, and digits behind zeros."""

from __future__ import annotations

from khmertext._chars import COENG, RE_CONSONANT, RE_LETTER, RE_MARK
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext.numbers._codes import (
    account_end,
    after_check,
    card_pattern,
    identifier,
    long_code_pattern,
    names_currency,
)
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, in_ascii
from khmertext.numbers._figures import after_figure, read_figure, serial_pattern
from khmertext.numbers._number_mention import Found
from khmertext.numbers._number_words import SPACE
from khmertext.numbers._phones import dialled_end, phone_like_end, read_phone
from khmertext.numbers._quantities import found_quantity
from khmertext.numbers._units import MEASURED, SURE_UNITS, Unit, figure_follows, read_unit
from khmertext.numbers._whole import Whole

_SPACED_GROUPS = compile_pattern(
    rf"(?P<threes>[{RE_BOTH_DIGITS}]{{3}}(?:{SPACE}[{RE_BOTH_DIGITS}]{{3}})++)|[{RE_BOTH_DIGITS} ]++"
)
_CARD_MARKS = (" ", "-")
_LABEL_END = lazy_pattern(r"[A-Za-z:=#\u17d6] ?\Z")
# a letter or two that are no end of a word: ដ០០១
_LETTERS_BEFORE = lazy_pattern(
    rf"(?:\A|[^{RE_LETTER}{RE_MARK}{COENG}.])((?:[{RE_CONSONANT}]\.?){{1,2}}-?)\Z"
)
_HEXADECIMAL = lazy_pattern(r"[a-f](?:[a-f]*[0-9]|[a-f]+(?![A-Za-z]))")  # 0123456789abcdef
_LAST_PART = lazy_pattern(rf"[.,:/](?=[0០][{RE_BOTH_DIGITS}]++\Z)")


class FigureCodes:
    """Reads figures that are codes."""

    def __init__(self, whole: Whole) -> None:
        self._text = whole.text
        self._around = whole.around

    def unknown_number(self, start: int) -> int | None:
        """The end of a telephone number behind a plus sign that no country has."""
        text = self._text
        end = dialled_end(text, start)
        if end is None or read_unit(text, end) is not None:
            return None
        return None if any(mark in text[start:end] for mark in ".,") else end

    def dialled(self, start: int) -> Found | None:
        """The telephone number at ``start``, or an account or code in such groups."""
        names = self._around.names_before(start)
        phone = read_phone(self._text, start, labelled="phone_label" in names)
        if phone is None or phone.start < self._around.free:
            return self._code_like_phone(start)
        if "account" in names:
            return self._account(start, account_end(self._text, start) or phone.end)
        unit = read_unit(self._text, phone.end)
        if unit is not None and unit.kind in SURE_UNITS:
            if self._text[start] not in "0០" or not phone.grouped:
                return None
            if unit.start == phone.end:
                return self._glued_to_unit(start, phone.end)
        return Found(phone.start, phone.end, phone.e164, "phone")

    def _glued_to_unit(self, start: int, end: int) -> Found | None:
        """The telephone number of 096 123 4567$ and 012 345 678.5$; but 012 345 678$ may be a row of a table."""
        groups = _SPACED_GROUPS.fullmatch(self._text, start, end)
        if groups is None:
            return self._code_like_phone(start)
        return None if groups["threes"] else identifier(self._text, start, end)

    def _account(self, start: int, end: int) -> Found:
        return identifier(self._text, start, after_check(self._text, end))

    def _code_like_phone(self, start: int) -> Found | None:
        """A code: digits in the groups of a telephone number, perhaps one with a slip."""
        end = phone_like_end(self._text, start)
        if end is None or self._around.free > start or read_unit(self._text, end) is not None:
            return None
        if "account" in self._around.names_before(start):
            return self._account(start, end)
        return identifier(self._text, start, end)

    def account_code(self, start: int, names: frozenset[str]) -> Found | None:
        """The number of an account or paper that ``names`` speak of, and of a card: ID: 987 654 3210."""
        text, code = self._text, None
        if "account" in names:
            code = long_code_pattern.fullmatch(text, start, account_end(text, start))
            labelled = _LABEL_END.search(text[max(0, start - 2) : start])
            if code and not labelled and not _is_account(code.group()):
                code = None
        if text[start + 4 : start + 5] in _CARD_MARKS:
            code = code or card_pattern.match(text, start)
        unit = read_unit(text, code.end()) if code else None
        if code and (unit is None or self._heads_next(len(code.group()), unit)):
            return self._account(start, code.end())
        return None

    def serial(self, start: int, names: frozenset[str]) -> Found | None:
        """Digits that count nothing: behind ID, or with zeros in front: 007, 0012345, 000 123 456."""
        if code := self.account_code(start, names):
            return code
        text, around = self._text, self._around
        if text[start] not in "0០":
            return None
        serial = serial_pattern.match(text, start)
        if serial is None or _HEXADECIMAL.match(text, serial.end()):
            return None
        end = serial.end()
        if serial["groups"] and read_unit(text, end) is not None:
            end = serial.start("groups")  # ០០១ ២៥០ ៥០០រៀល: a line of a table
        unit = read_unit(text, end)
        if unit is not None and not self._heads_next(end - start, unit):
            return None
        short = end - start == 3
        if letters := _LETTERS_BEFORE.search(text[max(around.free, start - 6) : start]):  # ដ០០១
            whole = letters[1] + in_ascii(text[start:end])
            return Found(start - len(letters[1]), end, whole, "identifier")
        if short and (
            around.preceded(start, "article_head") or around.ordinal_mark(start) is not None
        ):
            return None
        return identifier(text, start, end)

    def _heads_next(self, digits: int, unit: Unit) -> bool:
        """Whether what stands behind digits with zeros in front is no unit of theirs: កូដ 0045 ថ្ងៃ 5/7/2024."""
        behind = figure_follows.match(self._text, unit.end)
        if names_currency(self._text, unit.start - 1):  # L/C 0012345 USD 50,000
            return digits > 6 or behind is not None
        if unit.kind in MEASURED or self._text[unit.start - 1] != SPACE:
            return False
        long = digits > 4 and unit.kind != "classifier"
        return long or behind is not None

    def before_phone(self, start: int) -> Found | None:
        """The figure before a telephone number that its last group begins: 25,012 345 678."""
        text = self._text
        mark = self.begins_phone_at(start, after_figure(text, start)) - 1
        if mark < start:
            return None
        figure = read_figure(text[start:mark])
        begin, code = self._around.sign_before(start) or (start, None)
        return figure and found_quantity(begin, mark, figure.value, None, code, flags=figure.flags)

    def begins_phone_at(self, start: int, end: int) -> int:
        """Where the last part of what stands between two places begins a telephone number; 0 if it does not."""
        part = _LAST_PART.search(self._text, start, end)
        return part.end() if part and read_phone(self._text, part.end()) else 0


def _is_account(code: str) -> bool:
    """Whether a code is that of the account or paper named before it, without a colon: no round figure."""
    long = sum(character in BOTH_DIGITS for character in code) >= 8
    return long and not code.endswith(("000", "០០០"))
