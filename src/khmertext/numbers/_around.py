"""What the words and signs beside a number say of it, most of them before it.

Behind លេខ it is a code, behind ទី an ordinal, behind a sign of money an amount, in a name no number.
"""

from __future__ import annotations

import re
from functools import cache

from khmertext._chars import COENG, DIGITS, HYPHENS, RE_KHMER, WRITTEN
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS
from khmertext.numbers._figures import YEAR, khmer_plate_pattern, loose_plate_pattern
from khmertext.numbers._number_words import (
    SPACE,
    TIMES_SIGNS,
    ContextRole,
    context_endings,
    context_words,
    list_link,
    roles_of,
    standard_word,
)
from khmertext.numbers._units import Unit, currency_prefixes, figure_follows, read_unit

_VERSION = compile_pattern(rf"[1-9១-៩](?:\.[{RE_BOTH_DIGITS}])*+(?![{RE_BOTH_DIGITS}.,])")
_YEAR = lazy_pattern(rf"{YEAR}(?![{RE_BOTH_DIGITS}.,])")
_LABEL_MARKS = frozenset(HYPHENS + ":=./)#\u17d6")
_ENDS_OF_CELL = ("", "\n", "\t", "|", "(", ")", ";")
NO_ROLES: frozenset[str] = frozenset()
UNSHARED = frozenset(("age", "numbered"))  # roles of what is before a number that no list shares
_GOES_ON = WRITTEN.union(DIGITS)
# cells of a row, the code of a currency before each amount: USD,5,KHR,500
_code_cell = compile_pattern(
    rf"(?:\A|[\n;]|[^{RE_BOTH_DIGITS}],)(?:[A-Z]{{3}},[{RE_BOTH_DIGITS}.]++,)*+[A-Z]{{3}},\Z"
)
_before_sign = lazy_pattern(
    rf"(?:[{RE_BOTH_DIGITS}][xX]|(?P<word>[A-Za-z][a-z]{{2}}))\Z"
)  # 5x$10, Price$5
_BEFORE_SIGN_BEHIND = BOTH_DIGITS | {".", "_"}  # figures, and the line of a form
_bracket_before = lazy_pattern(
    rf"\({SPACE}?(?P<head>[^()\n]+?){SPACE}?\){SPACE}?[:=\u17d6]?\Z"
)  # តម្លៃ (រៀល)៖
_BRACKET_REACH = 30
_ROW_REACH = 80
_SIZE_REACH = 40
_SUBJECT_REACH = 60
_LONGEST_SIGN = 6
_PLATE_REACH = 30  # the province may stand between: ស្លាកលេខ កំពង់ចាម 3A 4058


class Around:
    """``text`` to look back in; ``free`` is the end of the last mention, where looking back stops."""

    __slots__ = ("_before", "_place", "_place_free", "_roles", "free", "named_end", "paid", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.free = 0
        self.paid = 0  # the end of what the last amount was paid for
        self.named_end = -1  # the end of the last number that says which
        self._before = context_endings().before
        self._roles = NO_ROLES  # of the last place that was looked at
        self._place = self._place_free = -1  # that place, and ``free`` then

    def _without_space(self, position: int) -> int:
        return position - (position > self.free and self.text[position - 1] == SPACE)

    def preceded(self, position: int, role: ContextRole) -> bool:
        """Whether a word of ``role`` ends at ``position``, or before one space there."""
        return role in self.roles_before(position)

    def roles_before(self, position: int) -> frozenset[str]:
        """The roles of all the words that end at ``position``, or before one space there."""
        text, free = self.text, self.free
        if position == self._place and free == self._place_free:
            return self._roles
        word = self._before(text, position - (text[position - 1 : position] == SPACE), free)
        roles = roles_of(word) if word else NO_ROLES
        self._roles, self._place, self._place_free = roles, position, free
        return roles

    def names_before(self, start: int) -> frozenset[str]:
        """The roles of the words before ``start``, or before the mark of a label there."""
        text = self.text
        roles = self.roles_before(start)
        place = start - (text[start - 1 : start] == SPACE)
        if text[place - 1 : place] in _LABEL_MARKS:
            roles |= self.roles_before(place - 1)
        return roles

    def in_a_series(self, start: int, *, spaced: bool) -> bool:
        """Whether the number is that of a season, so that ភាគ behind it means an episode.

        ``spaced``: there are blanks around ភាគ, so a lesson may have one, too: មេរៀន ៣ ភាគ៤.
        """
        if self.preceded(start, "season") or self.ordinal_mark(start) is not None:
            return True
        return spaced and self.names_one(start)

    def says_which(self, start: int) -> bool:
        """Whether the number at ``start`` says which of several: បន្ទប់ ១, and the 2 of បន្ទប់ ១ និង ២."""
        if "numbered" in self.roles_before(start):
            return True
        return self.named_end == self.free and self.goes_on_numbering(start)

    def names_one(self, start: int) -> bool:
        """Whether a word before the number makes it a name: ផ្លូវ, ភូមិ, ជំពូក."""
        return not self.roles_before(start).isdisjoint(("article_head", "label", "numbered"))

    def is_of_name(self, start: int, end: int, unit: Unit | None) -> bool:
        """Whether the number is part of the name of a thing: កង់បី, ផ្លូវបំបែកជាបួន ខេត្តតាកែវ; but ទិញកង់បីគ្រឿង.

        A noun that goes on is no unit then, unless it is glued to the number: បំបែកជាបួនក្រុមតូចៗ.
        """
        if not self.preceded(start, "compound"):
            return False
        if unit is None:
            return True
        if unit.kind not in ("noun", "time"):
            return False
        if unit.start == end and self.text[unit.start : unit.end] not in context_words("division"):
            return False
        goes_on = self.text[unit.end : unit.end + 1] in _GOES_ON
        return goes_on or figure_follows.match(self.text, unit.end) is not None

    def may_be_marked_off(self, start: int) -> bool:
        """Whether a mark behind the number may part it from the next: iPhone 13,250$, អាយុ 25,170cm."""
        return "age" in self.roles_before(start) or self.says_which(start)

    def is_of_one(self, start: int) -> bool:
        """Whether the number is that of a thing or the age of a person, which nothing shares: បន្ទប់ ១, អាយុ 25."""
        return not self.roles_before(start).isdisjoint(("age", "label", "numbered"))

    def goes_on_numbering(self, start: int) -> bool:
        """Whether the number is the next of បន្ទប់ ១ និង ២."""
        if self.named_end != self.free:
            return False
        return list_link().fullmatch(self.text, self.free, start) is not None

    def ordinal_mark(self, position: int) -> int | None:
        """Where the ទី stands that makes the number at ``position`` an ordinal."""
        text = self.text
        end = self._without_space(position)
        if not text.endswith("ទី", self.free, end) or text[end - 3 : end - 2] == COENG:
            return None
        roles = self.roles_before(position)
        if "no_ordinal" in roles and "month_before_ordinal" not in roles:
            return None
        return end - 2

    def minus_before(self, position: int) -> int | None:
        """Where the word for minus stands before the number at ``position``."""
        end = self._without_space(position)
        minus = standard_word("minus")
        return end - len(minus) if self.text.endswith(minus, self.free, end) else None

    def sign_before(self, position: int) -> tuple[int, str] | None:
        """The currency sign or code before an amount: where it begins and what it means."""
        text = self.text
        end = self._without_space(position)
        if end - 1 > self.free and text[end - 1] in ":," and text[end - 2].isascii():
            if text[end - 1] == "," and not _code_cell.search(text[max(0, end - _ROW_REACH) : end]):
                return None
            end -= 1  # USD: 5
        if end <= self.free or text[end - 1] not in _sign_ends():
            return None
        backwards = text[max(self.free, end - _LONGEST_SIGN) : end][::-1]
        found = _signs_backwards().match(backwards)
        if found is None:
            return None
        begin = end - found.end()
        before = text[begin - 1 : begin]
        if end < position and before and before in _BEFORE_SIGN_BEHIND:
            return None  # the sign of the figure before it: 10:30$ 5
        sign = found.group()[::-1]
        if before.isascii() and before.isalpha():
            label = _before_sign.search(text[max(0, begin - 3) : begin])
            if label is None or (label["word"] and sign[-1].isalpha()):
                return None  # XY$5: of an unknown country; FreeBSD 13
        if self._is_name(sign, begin, position):
            return None
        return begin, currency_prefixes()[sign]

    def _is_name(self, code: str, begin: int, position: int) -> bool:
        """Whether the code of a currency is the name of something with a version: PHP 8.2, CAD 2020."""
        role: ContextRole
        for role, version in (("version_code", _VERSION), ("year_code", _YEAR)):
            if code in context_words(role) and version.match(self.text, position):
                return not self.preceded(begin, "price")
        return False

    def head_of_cell(self, start: int, end: int) -> tuple[int, str] | None:
        """The name of a currency before an amount without a unit, the rest of its cell: រៀល ៥០០០, តម្លៃ(រៀល)៖ ៥០០០.

        Or of its part of a row: រៀល ៥០០ ដុល្លារ ៥.
        """
        text = self.text
        stop = self._without_space(start)
        if ")" in text[stop - 2 : stop]:
            bracket = _bracket_before.search(text, max(self.free, stop - _BRACKET_REACH), stop)
            head = read_unit(bracket["head"], 0) if bracket else None
            if bracket and head and head.kind == "money" and head.end == len(bracket["head"]):
                return start, head.name
        marked = text[stop - 1 : stop] in (":", "=", "\u17d6")
        stop -= marked
        if not self.preceded(stop if marked else start, "money_head"):
            return None
        next_head = _next_head().match(text, end)
        if text[end : end + 1] not in _ENDS_OF_CELL and not next_head:
            return None
        for word in context_words("money_head"):
            begin = stop - len(word)
            if text.startswith(word, begin) and (
                next_head or begin - 1 == self.free or text[begin - 1 : begin] in _ENDS_OF_CELL
            ):
                head = read_unit(text, begin)
                return (begin, head.name) if head is not None and head.kind == "money" else None
        return None

    def plate_at(self, start: int) -> re.Match[str] | None:
        """The number plate at ``start`` with Khmer letters, 2ក-1234; after a word for it also 2A 1234.

        Only there may the letter be a unit, too: 5ម-1000.
        """
        loose = loose_plate_pattern.match(self.text, start)
        if loose and self._speaks_of_plates(start):
            return loose
        unit = read_unit(self.text, start + 1)
        if unit is not None and unit.end == start + 2:
            return None
        return khmer_plate_pattern().match(self.text, start)

    def _speaks_of_plates(self, start: int) -> bool:
        """Whether a word for number plates stands a little before ``start``."""
        before = self.text[max(self.free, start - _PLATE_REACH) : start]
        return any(word in before for word in context_words("plate"))

    def is_beside_quantity(self, end: int) -> bool:
        """Whether a quantity stands right before the amount that ends at ``end``: 50ml 12$."""
        text, free = self.text, self.free
        return (
            free != self.paid
            and text[free - 1] not in BOTH_DIGITS
            and " " not in text[free:end].strip()
        )

    def begins_line(self, start: int, bullets: str = "") -> bool:
        """Whether nothing but blanks, and ``bullets``, stands before ``start`` in its line."""
        before = self.text[max(0, start - 8) : start].rstrip(" \t" + bullets)
        return before.endswith("\n") or (not before and start < 8)

    def size_before(self, start: int) -> str | None:
        """Whether the last word before ``start`` that speaks of a size speaks of "length" or "area"."""
        words = [*_sizes().finditer(self.text, max(self.free, start - _SIZE_REACH), start)]
        return words[-1].lastgroup if words else None

    def is_length(self, start: int, end: int) -> bool:
        """Whether the quantity is a length by the word before it, or as the factor of a product."""
        if self.size_before(start) == "length" or _times().match(self.text, end):
            return True
        return _times_before().search(self.text[max(0, start - 8) : start]) is not None

    def meant(self, start: int, unit: Unit) -> Unit | None:
        """``unit`` as it is meant: a sign of two units is an area of land, a dose of a medicine.

        Without a word that decides, it is no unit, but ម.ក្រ of land.
        """
        text = self.text
        if text[unit.start : unit.end] not in context_words("twofold"):
            return unit
        words = [*_subjects().finditer(text, max(self.free, start - _SUBJECT_REACH), start)]
        rather_land = text[unit.start : unit.end] in context_words("rather_land")
        if not words and not rather_land:
            return None
        land = words[-1].lastgroup == "land" if words else rather_land
        return read_unit(text, unit.start, below=True) if land else unit

    def in_name(self, start: int, end: int) -> bool:
        text = self.text
        if start == 0 or text[start - 1] != SPACE:
            return False
        if text[end : end + 1] in _GOES_ON:
            return False
        if _after_name().match(text, end):
            return True
        return _name().search(text[max(self.free, start - 40) : start]) is not None


@cache
def _next_head() -> re.Pattern[str]:
    """The head of the next cell, with its figure: ដុល្លារ ៥."""
    heads = any_of(context_words("money_head"))
    return re.compile(f"{SPACE}{heads}{SPACE}?[:=\u17d6]?{SPACE}?[{RE_BOTH_DIGITS}]")


@cache
def _sizes() -> re.Pattern[str]:
    length, area = any_of(context_words("length")), any_of(context_words("area"))
    return re.compile(f"(?P<length>{length})|(?P<area>{area})")


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        f"{SPACE}?(?:{any_of((*TIMES_SIGNS, *context_words('times')))}){SPACE}?[{RE_BOTH_DIGITS}]"
    )


@cache
def _times_before() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of((*TIMES_SIGNS, *context_words('times')))}){SPACE}?\\Z")


@cache
def _subjects() -> re.Pattern[str]:
    land = any_of({*context_words("land"), *context_words("area")})
    return re.compile(f"(?P<land>{land})|(?P<medicine>{any_of(context_words('medicine'))})")


@cache
def _name() -> re.Pattern[str]:
    """A title and at most two more words at the end of a slice of text."""
    titles = any_of(context_words("title"))
    return re.compile(rf"{titles}{SPACE}?[{RE_KHMER}]*{SPACE}?[{RE_KHMER}]*{SPACE}?\Z")


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(f"[{SPACE},]*{any_of(context_words('name_follows'))}")


@cache
def _signs_backwards() -> re.Pattern[str]:
    return re.compile(any_of(sign[::-1] for sign in currency_prefixes()))


@cache
def _sign_ends() -> frozenset[str]:
    return frozenset(sign[-1] for sign in currency_prefixes())


_REACH = 30  # how far the words around a place are looked at


def is_bounded(text: str, start: int, end: int, *, unit_follows: bool = False) -> bool:
    """Whether words begin at ``start`` and end at ``end``.

    Where no letter touches the number nothing needs to be asked; elsewhere the segmentation of the
    surroundings decides.
    """
    left_open = start > 0 and text[start - 1] in WRITTEN
    right_open = not unit_follows and text[end : end + 1] in WRITTEN and end < len(text)
    if not left_open and not right_open:
        return True
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    gap = text.rfind(" ", first, start)
    first = gap + 1 if gap >= 0 else first
    gap = text.find(" ", end, last)
    last = gap if gap >= 0 else last
    from khmertext.segmentation import segment

    boundaries = segment(text[first:last], mode="part").boundaries
    return (not left_open or start - first in boundaries) and (
        not right_open or end - first in boundaries
    )
