"""``find_numbers``: numbers in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from khmertext._chars import COENG, CONSONANTS, RE_KHMER, RE_LETTER, RE_MARK
from khmertext._view import View
from khmertext.errors import check_text
from khmertext.numbers._boundaries import is_bounded
from khmertext.numbers._context import (
    Unit,
    alternation,
    alternatives,
    context_words,
    currency_prefixes,
    guarded_words,
    read_unit,
)
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, to_ascii_digits
from khmertext.numbers._exact import scaled, simplest
from khmertext.numbers._figures import figure_pattern
from khmertext.numbers._lexicon import WORD_END, misspelt_word, number_words, spelled
from khmertext.numbers._mention import Exact, NumberKind, NumberMention, NumberValue
from khmertext.numbers._phones import read_phone
from khmertext.numbers._reader import Reader, Reading
from khmertext.numbers._roman import roman_value

_D = f"[{RE_BOTH_DIGITS}]"
_SPACES = " \u00a0\u202f"
_SPACE = f"[{_SPACES}]"
_HYPHENS = "-\u2010\u2011\u2013\u2014"


def find_numbers(text: str, *, include_one: bool = False) -> list[NumberMention]:
    """Every number in ``text``, in order: figures, number words and mixtures of both.

    Kinds and what each value is: see :class:`NumberMention`. Offsets are code points of ``text`` as
    given, whatever U+200B stands inside a number. មួយ by itself is an article; it counts as 1 only
    before a unit or counting word, or anywhere with ``include_one=True``. Figures of numeric dates
    (31/07/2024), clock times (8:30), versions and Latin tokens (COVID-19, URLs) are no numbers here;
    the day in ថ្ងៃទី៣១ is an ordinal and the year in ឆ្នាំ២០២៤ a cardinal, dates or no dates.

    Never raises on any ``str``; raises ``TypeError`` for anything else.

    >>> for m in find_numbers("ថវិកាប្រមាណ ៦,២ពាន់លានរៀល កើន ៥-៧% នៅឆមាសទី១"):
    ...     print(m.start, m.text, m.kind, m.value, m.unit, m.approx)
    12 ៦,២ពាន់លានរៀល money 6200000000 KHR True
    30 ៥-៧% range (5, 7) % False
    41 ទី១ ordinal 1 None False
    """
    check_text(text, "find_numbers")
    view = View(text)
    mentions = []
    for found in _Finder(view.text, include_one).run():
        start, end = view.to_original(found.start, found.end)
        surface, flags = text[start:end], found.flags
        if surface != view.text[found.start : found.end] and misspelt_word(surface):
            flags |= {"misspelt"}
        mentions.append(
            NumberMention(
                start,
                end,
                surface,
                found.value,
                found.kind,
                found.unit,
                found.approx,
                tuple(sorted(flags)),
            )
        )
    return mentions


class _Found(NamedTuple):
    """A mention, in offsets of the view."""

    start: int
    end: int
    value: NumberValue
    kind: NumberKind
    unit: str | None = None
    approx: bool = False
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number with the unit that follows it; ``factor`` is what the unit makes of it."""

    reading: Reading
    value: Exact
    factor: Fraction
    unit: Unit | None
    end: int
    approx: bool
    flags: frozenset[str]

    @property
    def measured(self) -> bool:
        """Whether the unit is one for certain, and no noun that only happens to follow."""
        if self.unit is None:
            return False
        glued = self.unit.start == self.reading.end
        return glued or self.unit.kind in ("money", "percent", "measure")


@cache
def _roles() -> dict[str, str]:
    """What each word that :func:`_scan` stops at may begin."""
    roles = {
        word: "word"
        for word, meaning in number_words().items()
        if meaning.role in ("unit", "tens", "scale", "half", "half_noun")
    }
    for role in ("number_sign", "article_head", "serial_head", "many"):
        roles.update(dict.fromkeys(context_words(role), role))
    return roles


@cache
def _scan() -> re.Pattern[str]:
    """Finds the places where a number may begin; most of a text is passed over here."""
    words = guarded_words()
    sources = {word: words.get(word, re.escape(word)) for word in _roles()}
    sources.update((digit, digit) for digit in BOTH_DIGITS)
    sources.update({"http": "https?://[!-~]*+", "www.": r"www\.[!-~]*+"})
    return re.compile(alternatives(sources))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(alternatives(guarded_words()))


@cache
def _between_numbers() -> re.Pattern[str]:
    words = alternation(context_words("range_word"))
    return re.compile(f"{_SPACE}?(?:[{_HYPHENS}~]|{words}){_SPACE}?")


@cache
def _and() -> re.Pattern[str]:
    return re.compile(f"{_SPACE}?{alternation(context_words('and'))}{_SPACE}?")


@cache
def _article_suffix() -> re.Pattern[str]:
    words = alternation(context_words("article_suffix"))
    return re.compile(f"{_SPACE}?{words}(?![A-Za-z{RE_MARK}])")


@cache
def _stage() -> re.Pattern[str]:
    return re.compile(f"{_SPACE}?{alternation(context_words('stage'))}")


@cache
def _name() -> re.Pattern[str]:
    """A title and at most two more words at the end of a slice of text."""
    titles = alternation(context_words("title"))
    return re.compile(rf"{titles}{_SPACE}?[{RE_KHMER}]*{_SPACE}?[{RE_KHMER}]*{_SPACE}?\Z")


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(f"[{_SPACES},]*{alternation(context_words('name_follows'))}")


# What digits stand in that are no plain figure.
_SHAPES = re.compile(
    rf"(?P<date>{_D}{{1,2}}([/.\-]){_D}{{1,2}}\2{_D}{{2,4}}(?!{_D})"
    rf"|{_D}{{4}}([/.\-]){_D}{{1,2}}\3{_D}{{1,2}}(?!{_D}))"
    rf"|(?P<clock>{_D}++(?::{_D}++)++)"
    rf"|(?P<plate>{_D}[A-Z]{{1,2}} ?[-\u2013] ?{_D}{{4}}(?!{_D}))"
    rf"|(?P<slash>{_D}++(?:/{_D}++)++)"
    rf"|(?P<chain>{_D}++(?:[{_HYPHENS}]{_D}++){{2,}}+)"
)
_CLOCK_TIME = re.compile(rf"{_D}{{1,2}}[.,]{_D}{{2}}(?![.,]?{_D})")
# digits that begin with zeros count nothing: they name an account, a badge, a coordinate
_SERIAL = re.compile(rf"[0០]{_D}{{3,}}+(?![.,]{_D})")
_SEASON = re.compile(rf"[{_HYPHENS}]({_D}{{2}})(?!{_D})")
_LIST_ITEM = re.compile(rf"{_D}{{1,3}}(?=[.)\-\u2013][ \t]?[^{RE_BOTH_DIGITS}\s])")
_LATIN_TOKEN = re.compile(r"[A-Za-z0-9._/@#&=?%+~:\-]*+")
_CODE_GAP = re.compile(f"{_SPACE}?[:\u17d6]?{_SPACE}?")
_C = rf"[{CONSONANTS}](?:\u17d2[{CONSONANTS}])?"
_CODE = re.compile(
    rf"(?:[A-Z]{{1,5}}[-/ ]?|(?:(?:{_C}\.?){{1,6}}/){{1,4}})?"
    rf"{_D}++(?:[./\-\u2013]{_D}++)*+(?:[A-Z]{{1,3}}(?![A-Za-z]))?"
    rf"(?P<office>[ /]?(?:(?:{_C}\.?){{1,6}}/){{0,4}}(?:{_C}\.?){{2,6}})?"
    rf"(?![{RE_LETTER}{RE_MARK}\u17d2A-Za-z])"
)
_BARE_OFFICE = re.compile(rf"[ /]?[{CONSONANTS}]{{3,6}}\Z")
_ROMAN = re.compile(rf"(?P<mark>{_SPACE}?ទី)?{_SPACE}?(?P<numeral>[IVXLC]{{1,8}})(?![A-Za-z0-9])")
_LETTER = re.compile(
    rf"{_SPACE}?(?:\({_SPACE}?(?P<closed>[{CONSONANTS}]){_SPACE}?\)"
    rf"|(?P<bare>[{CONSONANTS}])(?![{RE_LETTER}{RE_MARK}\u17d2]))"
)
# ក is the first item of a list, ខ the second; the two letters for Sanskrit do not count
_LIST_LETTERS = "".join(c for c in CONSONANTS if c not in "\u179d\u179e")


class _Finder:
    def __init__(self, text: str, include_one: bool) -> None:
        self._text = text
        self._include_one = include_one
        self._reader = Reader(text, pattern=_words(), careful=True)
        self._free = 0  # where the last mention ends: what precedes a number is sought from here

    def run(self) -> Iterator[_Found]:
        scan, position = _scan(), 0
        while match := scan.search(self._text, position):
            found = self._at(match)
            if isinstance(found, _Found):
                yield found
                position = self._free = found.end
            else:
                position = max(found, match.end())

    def _at(self, match: re.Match[str]) -> _Found | int:
        """The number that begins at ``match``, or where to go on if none does."""
        word = match.group()
        if word in BOTH_DIGITS:
            return self._at_figure(match.start())
        role = _roles().get(word)
        if role == "word":
            return self._at_word(match)
        if role == "number_sign":
            return self._identifier(match)
        if role == "many":
            return self._many(match)
        if role is not None:
            return self._numbered(match, serial=role == "serial_head")
        return match.end()

    # --- figures ---------------------------------------------------------------------------
    def _at_figure(self, start: int) -> _Found | int:
        text = self._text
        before = text[max(0, start - 2) : start]
        sign = self._sign_before(start)
        if sign is None and before:
            # a digit in a Latin token: iOS12, COVID-19, example.org/12
            latin = before[-1] if before[-1].isascii() and before[-1].isalpha() else before[0]
            joined = before[-1] in "-_./\\@#&=?:+~"
            if latin.isascii() and latin.isalpha() and (latin is before[-1] or joined):
                return self._after_token(start)
        if self._preceded(start, "version"):
            return self._after_figure(start)
        if text[start] in "018០១៨" and (phone := self._phone(start)):
            return phone
        shape = _SHAPES.match(text, start)
        if shape is not None:
            return self._shape(shape)
        if self._preceded(start, "clock") and (clock := _CLOCK_TIME.match(text, start)):
            return clock.end()
        if self._begins_line(start) and (item := _LIST_ITEM.match(text, start)):
            return _Found(start, item.end(), int(to_ascii_digits(item.group())), "enumerator")
        serial = _SERIAL.match(text, start)
        if serial is not None and read_unit(text, serial.end()) is None:
            return _Found(start, serial.end(), to_ascii_digits(serial.group()), "identifier")
        reading = self._reader.read(start)
        if reading is None:
            return self._malformed(start)
        if self._runs_into_latin(reading.end):
            return self._after_token(reading.end)
        return self._complete(start, reading)

    def _after_token(self, position: int) -> int:
        match = _LATIN_TOKEN.match(self._text, position)
        assert match is not None
        return match.end()

    def _after_figure(self, start: int) -> int:
        match = figure_pattern.match(self._text, start)
        assert match is not None
        return match.end()

    def _runs_into_latin(self, end: int) -> bool:
        after = self._text[end : end + 2]
        if not after or not after[0].isascii() or after[0].isspace():
            return False
        if after[0].isalpha():
            return read_unit(self._text, end) is None
        return after[0] in "@_" or (after[0] in "-" and after[1:].isascii() and after[1:].isalpha())

    def _malformed(self, start: int) -> _Found | int:
        """Groups that form no number; after មាត្រា and its like they number a section."""
        end = self._after_figure(start)
        if self._preceded(start, "article_head"):
            return _Found(start, end, to_ascii_digits(self._text[start:end]), "enumerator")
        return end

    def _begins_line(self, start: int) -> bool:
        before = self._text[max(0, start - 8) : start].rstrip(" \t\u00a0")
        return before.endswith("\n") or (not before and start < 8)

    def _phone(self, start: int) -> _Found | None:
        phone = read_phone(self._text, start)
        if phone is None or phone.start < self._free:
            return None
        unit = read_unit(self._text, phone.end)
        if unit is not None and unit.kind in ("money", "classifier", "measure", "percent"):
            return None
        return _Found(phone.start, phone.end, phone.e164, "phone")

    def _shape(self, shape: re.Match[str]) -> _Found | int:
        if shape.lastgroup == "plate" or shape["plate"]:
            return _Found(shape.start(), shape.end(), None, "plate")
        if not shape["slash"]:
            return shape.end()
        start, end = shape.span()
        numbers = to_ascii_digits(shape.group()).split("/")
        second = start + len(numbers[0]) + 1
        if read_phone(self._text, second):
            return second
        if (
            len(numbers) != 2
            or max(map(len, numbers)) > 3
            or any(number.startswith("0") for number in numbers)
            or not int(numbers[0]) < int(numbers[1]) <= 100
            or _stage().match(self._text, end)
            or self._preceded(start, "label")
            or self._ordinal_mark(start) is not None
        ):
            return end
        value = Fraction(int(numbers[0]), int(numbers[1]))
        unit = read_unit(self._text, end)
        return _Found(
            start,
            unit.end if unit else end,
            value,
            "fraction",
            unit.name if unit else None,
            self._preceded(start, "approximate"),
        )

    # --- words -----------------------------------------------------------------------------
    def _at_word(self, match: re.Match[str]) -> _Found | int:
        start = match.start()
        reading = self._reader.read(start)
        if reading is None or not self._is_meant(start, reading):
            return reading.end if reading else match.end()
        return self._complete(start, reading)

    def _is_meant(self, start: int, reading: Reading) -> bool:
        """Whether number words at ``start`` mean a number."""
        text, first, end = self._text, reading.items[0], reading.end
        if first.role == "scale":  # សែន ម៉ឺន លាន by themselves are names and other words
            return False
        if first.role == "half_noun":
            return text.startswith("នៃ", end + text.startswith(" ", end))
        unit = read_unit(text, end)
        if first.role == "half":
            return unit is not None and unit.kind != "noun"
        if self._ordinal_mark(start) is not None:
            return True
        if len(reading.items) == 1:
            if reading.value == 1 and not self._include_one and not self._counts_one(start, unit):
                return False
            if unit is None and self._in_name(start, end):
                return False
        return is_bounded(text, start, end, unit_follows=unit is not None)

    def _counts_one(self, start: int, unit: Unit | None) -> bool:
        """មួយ counts before a unit, unless it means any one (ក្នុងមួយថ្ងៃ) or this one."""
        if unit is None or unit.kind == "noun" or self._text[unit.start - 1] in _SPACES:
            return False
        if self._preceded(start, "one_blocked_before"):
            return False
        after = unit.end + self._text.startswith(" ", unit.end)
        return not self._text.startswith(context_words("one_blocked_after"), after)

    def _in_name(self, start: int, end: int) -> bool:
        text = self._text
        if start == 0 or text[start - 1] not in _SPACES:
            return False
        if text[end : end + 1] and re.match(f"[{RE_KHMER}]", text[end]):
            return False
        if _after_name().match(text, end):
            return True
        return _name().search(text[max(self._free, start - 40) : start]) is not None

    def _many(self, match: re.Match[str]) -> _Found | int:
        """រាប់រយ, hundreds of: the scale itself, approximately."""
        text, start = self._text, match.start()
        position = match.end() + text.startswith(" ", match.end())
        ten = text.startswith("សិប", position)
        factor, end, _ = self._reader.scales(position + 3 * ten)
        factor *= 10 if ten else 1
        if factor == 1:
            return match.end()
        unit = read_unit(text, end)
        return _found(start, unit.end if unit else end, factor, unit, approx=True)

    # --- numbered things -------------------------------------------------------------------
    def _identifier(self, match: re.Match[str]) -> _Found | int:
        """The code after លេខ: 45/2019, ៤៥ សសរ."""
        text = self._text
        if text.endswith(context_words("no_number_sign"), 0, match.end()):
            return match.end()
        gap = _CODE_GAP.match(text, match.end())
        start = gap.end() if gap else match.end()
        code = _CODE.match(text, start)
        if code is None:
            return match.end()
        digit = start + (text[start : start + 1] in "+(")
        account = self._account_before(match.start())
        if not account and (read_phone(text, digit) or _plate(text, start)):
            return match.end()
        end = code.end()
        office = code["office"]
        if office and not ("." in office or "/" in office[1:] or _BARE_OFFICE.match(office)):
            end = code.start("office")
        return _Found(start, end, to_ascii_digits(text[start:end]), "identifier")

    def _numbered(self, match: re.Match[str], *, serial: bool) -> _Found | int:
        """Roman numerals after a head such as ជំពូក, and list letters: ចំណុច (ក)."""
        text = self._text
        roman = _ROMAN.match(text, match.end())
        if roman is not None and (value := roman_value(roman["numeral"])):
            if serial:
                return _Found(match.end() - 2, roman.end(), value, "ordinal")
            mark = roman.start("numeral") if roman["mark"] is None else roman.end("mark") - 2
            return _Found(mark, roman.end(), value, "enumerator")
        letter = None if serial else _LETTER.match(text, match.end())
        if letter is not None:
            which = letter["closed"] or letter["bare"]
            if which in _LIST_LETTERS:
                start = letter.start("closed") if letter["closed"] else letter.start("bare")
                return _Found(start, start + 1, _LIST_LETTERS.index(which) + 1, "enumerator")
        return match.end()

    # --- quantities ------------------------------------------------------------------------
    def _complete(self, start: int, reading: Reading) -> _Found:
        """The whole mention around a number: sign, ordinal mark, unit, range."""
        mark = self._ordinal_mark(start)
        if mark is not None and reading.high is None and isinstance(reading.value, int):
            return self._ordinal(mark, reading, reading.value)
        sign = self._sign_before(start)
        begin, code = sign if sign else (start, None)
        quantity = self._quantity(start, reading, code)
        if self._preceded(start, "article_head") and not quantity.measured:
            return self._article(start, reading)
        season = self._season(begin, reading)
        if season is not None:
            return season
        if reading.high is None:
            found = self._range(begin, quantity, code)
            if found is not None:
                return found
            begin, value = self._with_minus(begin, quantity)
            value_of: NumberValue = value
        else:
            value_of = (quantity.value, scaled(reading.high, quantity.factor))
        approx = quantity.approx or reading.high is not None or self._preceded(begin, "approximate")
        return _found(
            begin,
            quantity.end,
            value_of,
            quantity.unit,
            code,
            approx=approx,
            flags=quantity.flags,
            fraction=isinstance(reading.value, Fraction),
        )

    def _season(self, begin: int, reading: Reading) -> _Found | None:
        """២០០៧-០៨: a year and the two last digits of the next."""
        match = _SEASON.match(self._text, reading.end)
        value = reading.value
        if match is None or not isinstance(value, int) or not 1900 <= value < 2100:
            return None
        if reading.end - reading.items[0].start != 4:
            return None
        if (value + 1) % 100 != int(match[1]):
            return None
        return _Found(begin, match.end(), (value, value + 1), "range")

    def _ordinal(self, mark: int, reading: Reading, value: int) -> _Found:
        text = self._text
        last = self._second(reading.end, between=_between_numbers(), ordinal=True)
        if last is not None and isinstance(last.value, int) and last.value > value:
            return _Found(
                mark, last.end, (value, last.value), "range", flags=reading.flags | last.flags
            )
        kind: NumberKind = "ordinal"
        end = reading.end
        if self._preceded(mark, "article_head"):
            kind = "enumerator"
            suffix = _article_suffix().match(text, end)
            end = suffix.end() if suffix else end
        return _Found(mark, end, value, kind, flags=reading.flags)

    def _article(self, start: int, reading: Reading) -> _Found:
        """មាត្រា ៣៤ ថ្មី; a section number with a point in it is no decimal."""
        text, end = self._text, reading.end
        value: NumberValue = reading.value
        last = self._second(end, between=_between_numbers(), ordinal=True)
        if last is not None and reading.high is None and last.value > reading.value:
            return _Found(start, last.end, (reading.value, last.value), "range")
        if not isinstance(value, int):
            value = to_ascii_digits(text[start:end])
        suffix = _article_suffix().match(text, end)
        return _Found(
            start, suffix.end() if suffix else end, value, "enumerator", flags=reading.flags
        )

    def _quantity(self, start: int, reading: Reading, code: str | None = None) -> _Quantity:
        """``reading`` with its unit, and what of that unit follows: សេន, កន្លះ."""
        end = reading.end
        unit, more_than = self._unit(end)
        if code and unit is not None and unit.name != code:
            unit = None  # the sign before the amount has said what it is
        if unit is not None and self._labelled(start, unit, spaced=unit.start > end):
            unit = None
        value, factor = reading.value, _ONE
        flags = reading.flags
        if unit is not None:
            end = unit.end
            if unit.misspelt:
                flags |= {"misspelt"}
            if unit.hundredth:
                factor = Fraction(1, 100)
                value = scaled(value, factor)
            elif isinstance(value, int):
                half = _half().match(self._text, end)
                if half is not None and reading.scale == 1 and reading.high is None:
                    value, end = simplest(value + Fraction(1, 2)), half.end()
                else:
                    cents = self._cents(end, unit)
                    if cents is not None:
                        value, end = simplest(value + cents[0]), cents[1]
        return _Quantity(reading, value, factor, unit, end, more_than, flags)

    def _cents(self, position: int, unit: Unit) -> tuple[Fraction, int] | None:
        """The hundredths of a currency after its whole units: ៣ដុល្លារ ៥០សេន."""
        if unit.kind != "money":
            return None
        start = position + (self._text[position : position + 1] in _SPACES)
        reading = self._reader.read(start) if self._begins_number(start) else None
        if reading is None or not isinstance(reading.value, int) or reading.high is not None:
            return None
        below = read_unit(self._text, reading.end)
        if below is None or not below.hundredth or below.name != unit.name:
            return None
        if reading.value >= 100:
            return None
        return Fraction(reading.value, 100), below.end

    def _unit(self, end: int) -> tuple[Unit | None, bool]:
        """The unit after a number, and whether ជាង (more than) stands between them."""
        unit = read_unit(self._text, end)
        if unit is None and self._text.startswith("ជាង", end):
            return read_unit(self._text, end + 3), True
        return unit, False

    def _labelled(self, start: int, unit: Unit, *, spaced: bool) -> bool:
        """In ឆ្នាំ ២០១៩ ខែ ៥ the number names a year: the noun that follows is no unit of it."""
        if unit.kind in ("money", "percent", "measure"):
            return False
        if spaced and unit.kind == "time" and self._text[unit.end : unit.end + 1] in _FIGURES:
            return True  # ១៥ ខែ៧ is a date
        return (spaced or unit.kind == "time") and self._preceded(start, "label")

    def _range(self, begin: int, low: _Quantity, code: str | None) -> _Found | None:
        """Two numbers joined to a range; the scale and unit of the second serve the first too."""
        between = _between_numbers()
        if self._preceded(begin, "between") and _and().match(self._text, low.end):
            between = _and()
        if isinstance(low.reading.value, Fraction):
            return None
        high = self._second(low.end, between=between, code=code)
        if high is None or isinstance(high.reading.value, Fraction):
            return None
        unit = high.unit
        if low.unit is not None and (high.unit is None or low.unit.name != high.unit.name):
            return None
        if code and high.unit is not None and high.unit.name != code:
            return None
        first = low.value
        if low.unit is None:
            first = scaled(first, high.factor)
            if high.reading.scale > 1 and low.reading.scale == 1:
                wider = scaled(first, high.reading.scale)
                first = wider if wider < high.value else first
        if not first < high.value:
            return None
        return _Found(
            begin,
            high.end,
            (first, high.value),
            "range",
            code or (unit.name if unit else None),
            low.approx or high.approx or self._preceded(begin, "approximate"),
            low.flags | high.flags,
        )

    def _second(
        self,
        position: int,
        *,
        between: re.Pattern[str],
        code: str | None = None,
        ordinal: bool = False,
    ) -> _Quantity | None:
        """The upper end of a range after ``between``."""
        joint = between.match(self._text, position)
        if joint is None:
            return None
        start = joint.end()
        if ordinal and self._text.startswith("ទី", start):
            start += 2 + self._text.startswith(" ", start + 2)
        if code:
            for sign in currency_prefixes():
                if self._text.startswith(sign, start) and currency_prefixes()[sign] == code:
                    start += len(sign)
                    break
        if not self._begins_number(start):
            return None
        reading = self._reader.read(start)
        if reading is None or reading.high is not None or reading.items[0].role in _NO_START:
            return None
        if reading.in_figures:
            if self._runs_into_latin(reading.end):
                return None
        elif not is_bounded(self._text, start, reading.end):
            return None
        if ordinal:
            return _Quantity(reading, reading.value, _ONE, None, reading.end, False, reading.flags)
        return self._quantity(start, reading)

    def _begins_number(self, position: int) -> bool:
        """Whether a plain number, and no date or telephone number, begins at ``position``."""
        text = self._text
        if text[position : position + 1] not in _DIGITS_OR_LETTERS:
            return False
        return not _SHAPES.match(text, position) and not read_phone(text, position)

    def _with_minus(self, begin: int, quantity: _Quantity) -> tuple[int, Exact]:
        """A minus sign, or ដក before degrees; a hyphen that opens a line or a word is none."""
        text, value, unit = self._text, quantity.value, quantity.unit
        before = text[begin - 1 : begin] if begin > self._free else ""
        if before == "\u2212" or (
            before == "-"
            and begin >= 2
            and text[begin - 2] in _SPACES + "("
            and not self._begins_line(begin - 1)
            and (unit is None or unit.name == "%" or unit.name.startswith("អង្សា"))
        ):
            return begin - 1, -value
        if unit is not None and unit.name.startswith("អង្សា"):
            gap = begin - (before == " ")
            if text.endswith("ដក", self._free, gap):
                return gap - 2, -value
        return begin, value

    # --- what stands before ----------------------------------------------------------------
    def _preceded(self, position: int, role: str) -> bool:
        """Whether a word of ``role`` ends at ``position``, or before one space there."""
        end = position - (self._text[position - 1 : position] in _SPACES and position > self._free)
        return self._text.endswith(context_words(role), self._free, end)

    def _ordinal_mark(self, position: int) -> int | None:
        """Where the ទី stands that makes the number at ``position`` an ordinal."""
        text = self._text
        end = position - (position > self._free and text[position - 1] in _SPACES)
        if not text.endswith("ទី", self._free, end) or text[end - 3 : end - 2] == COENG:
            return None
        if text.endswith(context_words("no_ordinal"), self._free, end) and not text.endswith(
            context_words("month_before_ordinal"), self._free, end
        ):
            return None
        return end - 2

    def _sign_before(self, position: int) -> tuple[int, str] | None:
        """The currency sign or code before an amount: where it begins and what it means."""
        text = self._text
        end = position - (position > self._free and text[position - 1] in _SPACES)
        if end <= self._free or text[end - 1] not in _sign_ends():
            return None
        for sign, code in currency_prefixes().items():
            begin = end - len(sign)
            if text.endswith(sign, self._free, end):
                latin = text[begin - 1 : begin] if begin else ""
                if not (latin.isascii() and latin.isalpha()):
                    return begin, code
        return None

    def _account_before(self, position: int) -> bool:
        return self._preceded(position, "account")


_ONE = Fraction(1)
_NO_START = ("scale", "half", "half_noun")
_FIGURES = tuple(BOTH_DIGITS)
_DIGITS_OR_LETTERS = BOTH_DIGITS + CONSONANTS


def _plate(text: str, position: int) -> bool:
    shape = _SHAPES.match(text, position)
    return shape is not None and shape["plate"] is not None


@cache
def _half() -> re.Pattern[str]:
    return re.compile(alternation(spelled("half")) + WORD_END)


@cache
def _sign_ends() -> frozenset[str]:
    return frozenset(sign[-1] for sign in currency_prefixes())


def _found(
    start: int,
    end: int,
    value: NumberValue,
    unit: Unit | None,
    code: str | None = None,
    *,
    approx: bool = False,
    flags: frozenset[str] = frozenset(),
    fraction: bool = False,
) -> _Found:
    kind: NumberKind = "cardinal"
    if isinstance(value, tuple):
        kind = "range"
    elif code or (unit is not None and unit.kind == "money"):
        kind = "money"
    elif unit is not None and unit.kind == "percent":
        kind = "percent"
    elif fraction:
        kind = "fraction"
    return _Found(start, end, value, kind, code or (unit.name if unit else None), approx, flags)
