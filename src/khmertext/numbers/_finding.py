"""``find_numbers``: numbers in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from sys import maxsize
from typing import cast

from khmertext._addresses import address_spans
from khmertext._chars import COENG, DIGITS, LETTERS, MARKS, RE_DIGIT, RE_LETTER, RE_MARK
from khmertext._patterns import any_of, compile_pattern
from khmertext._scan import Triggered
from khmertext._view import View
from khmertext.errors import check_text
from khmertext.numbers._around import Around, is_bounded
from khmertext.numbers._codes import (
    after_article_suffix,
    code_groups,
    read_identifier,
    read_numeral,
)
from khmertext.numbers._context import (
    HYPHENS,
    SPACE,
    SPACES,
    ContextRole,
    context_words,
    guarded_words,
)
from khmertext.numbers._digits import (
    BOTH_DIGITS,
    RE_BOTH_DIGITS,
    in_ascii,
    negated,
    scaled,
    simplest,
)
from khmertext.numbers._figures import (
    POWERS,
    SCALE_LETTERS,
    VULGAR_FRACTIONS,
    Figure,
    after_figure,
    after_token,
    clock_pattern,
    in_latin_token,
    is_cut_group,
    is_cut_off,
    is_file,
    is_labelled,
    list_item_pattern,
    may_go_on,
    mixed_pattern,
    official_plate_pattern,
    power_pattern,
    read_figure,
    read_map_scale,
    rest_pattern,
    runs_into_latin,
    serial_pattern,
    shape_pattern,
    vulgar_fraction,
)
from khmertext.numbers._mention import Exact, Found, NumberKind, NumberMention, NumberValue
from khmertext.numbers._number_words import misspelt_word, number_words, spelled
from khmertext.numbers._phones import dialled_end, read_phone
from khmertext.numbers._quantities import (
    SIGNS,
    Quantities,
    Quantity,
    found_quantity,
    read_product,
    with_short_scale,
)
from khmertext.numbers._reader import Reader, Reading
from khmertext.numbers._units import MEASURED, Per, Unit, is_power, read_per, read_unit
from khmertext.types import Mentions

_NOWHERE = (maxsize, maxsize)
BULLETS = "-\u2013\u2014\u2022*\u25aa\u25cf\u25a0\u25e6\u00b7"
_FORMAT = re.compile(r"[0-9]+\$[A-Za-z]")
_PLACEHOLDER = re.compile(r"\$[1-9]")
_PLACES = re.compile(rf"\$[12](?![.,]?[{RE_BOTH_DIGITS}])")
# Digits that are no serial number.
_plain_figure = compile_pattern(
    rf"(?:[1-9][0-9]{{0,5}}|[១-៩][{RE_DIGIT}]{{0,5}}|0[0-9]?|០[{RE_DIGIT}]?)(?![{RE_BOTH_DIGITS}])"
    rf"(?P<mark>[.,][{RE_BOTH_DIGITS}]++)*+"
)
_FIGURES = tuple(BOTH_DIGITS)
_DIALLED_CODE = re.compile(r"(?:\*[0-9០-៩]{1,20}){1,8}#")
_MARK = re.compile("[.,]")
_SECTION = re.compile(rf"[{RE_BOTH_DIGITS}]{{1,2}}\.[{RE_BOTH_DIGITS}]{{1,2}}")
_LABEL_END = re.compile(r"[A-Za-z:=#\u17d6] ?\Z")
_LETTER_BEHIND = re.compile("[A-Z](?![A-Za-z0-9])")
_ELECTRIC = re.compile(rf"[{RE_BOTH_DIGITS}] ?(?:k?[VW]|Hz)(?![A-Za-z])")
_VARIABLE = re.compile(r"(?:\A|[^A-Za-z])[A-Za-z] ?[:=]\Z")
_ALTERNATIVES = re.compile(
    rf"[{RE_LETTER}{RE_MARK}{COENG}A-Za-z]/[{RE_LETTER}{RE_MARK}{COENG}A-Za-z]{{1,30}} ?[:\u17d6]? ?\Z"
)
_AFTER_NOON = re.compile(r"[AaPp]\.?[Mm]\.?[-/~]\Z")
_hour = re.compile(rf"[{RE_BOTH_DIGITS}]{{1,2}}(?![{RE_BOTH_DIGITS}.,])")
_LETTERS = frozenset(LETTERS)
_BEFORE_PLAIN = frozenset(("", *SPACES, "\n", "(", "\u00ab", "\u201c", *LETTERS, *MARKS))
_AFTER_PLAIN = frozenset(("", "\n", "%", "$", "\u17db", "\u17d4", "\u17d5", "\u00bb", "\u201d"))
_HARMLESS: frozenset[str] = frozenset(
    [
        "and",
        "approximate",
        "area",
        "label",
        "length",
        "numbered",
        "one",
        "one_blocked_before",
        "price",
        "range_word",
        "relay",
        "score",
        "serial_head",
        "title",
    ]
)
_BEHIND_UNITS = frozenset("-\u2010\u2011\u2013\u2014~/+pP\u2212" + BOTH_DIGITS + VULGAR_FRACTIONS)
_QUOTED = tuple("[{\"'<|\u00ab\u201c")
_COUNTED = ("money", "classifier", "measure", "percent")  # kinds of units that nothing else is


def find_numbers(text: str, *, include_one: bool = False) -> Mentions[NumberMention]:
    """Every number in ``text``, in order: figures, number words and mixtures of both.

    The ground of :func:`khmertext.find_numbers`, which knows dates too; ``include_one`` and what is
    found are described there.

    >>> [mention.value for mention in find_numbers("ថវិកា ៦,២ពាន់លានរៀល")]
    [6200000000]
    """
    found = numbers_in(View(check_text(text, "find_numbers")), include_one)
    return Mentions(found, NumberMention)


def numbers_in(view: View, include_one: bool = False) -> list[NumberMention]:
    """What :func:`find_numbers` gives, for who has the view already."""
    mentions = []
    for found in found_in(view.text, include_one):
        start, end = view.to_original(found.start, found.end)
        surface, flags = view.original[start:end], found.flags
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
                found.per,
            )
        )
    return mentions


def found_in(text: str, include_one: bool = False, *, whole: bool = False) -> list[Found]:
    """The numbers of a text that is free of invisible characters; ``whole``: it should be one."""
    finder = _Finder(text, include_one, whole=whole)
    return finder.with_shared_units(finder.run())


class _Finder:
    def __init__(self, text: str, include_one: bool, *, whole: bool) -> None:
        self._text = text
        self._include_one = include_one
        self._numbered = -1  # the end of the last number of an article
        self._named_end = -1  # the end of the last number that says which: បន្ទប់ ២
        self._tail = -1  # the end of a quantity with digits glued to it that may belong to it
        self._cut = -2  # where such a number ends though digits in threes follow: បន្ទប់ ២ ៣០០
        self._listed: tuple[int | str, str] | None = None  # the last item of a list, and its mark
        self._around = Around(text)
        self._reader = Reader(text, pattern=_words(), careful=True, ones=whole)
        self._quantities = Quantities(text, self._reader, self._around)

    def run(self) -> Iterator[Found]:
        search, position = _scan().searcher(self._text), 0
        addresses = iter(address_spans(self._text))
        first, last = next(addresses, _NOWHERE)
        while match := search(position):
            while match.start() >= last:
                first, last = next(addresses, _NOWHERE)
            if match.start() >= first:  # nothing in an address is a number
                position = last
                continue
            found = self._at(match)
            if isinstance(found, Found):
                if self._cut == match.start() - 1:
                    found = found._replace(flags=found.flags | {"ambiguous_separator"})
                if self._tail == match.start():
                    found = found._replace(flags=found.flags | {"ambiguous_tail"})
                self._tail = found.end if "ambiguous_tail" in found.flags else -1
                yield found
                numbered = self._around.preceded(match.start(), "numbered")
                if numbered or self._goes_on_numbering(match.start()):
                    self._named_end = found.end
                position = self._around.free = max(found.end, found.further)
            elif isinstance(found, list):
                yield from found
                position = self._around.free = found[-1].end
            else:
                position = max(found, match.end())

    def _at(self, match: re.Match[str]) -> Found | list[Found] | int:
        """The number that begins at ``match``, or where to go on if none does."""
        word = match.group()
        if word in BOTH_DIGITS:
            start = match.start()
            if word in ("0", "០") and is_cut_group(self._text, start):
                return self._phone(start) or after_figure(self._text, start)
            return self._between_words(start) or self._at_figure(start)
        if word in VULGAR_FRACTIONS:
            return self._at_vulgar_fraction(match.start())
        role = _roles()[word]
        if role == "word":
            return self._at_word(match)
        if role == "number_sign":
            return read_identifier(self._around, match) or match.end()
        if role == "many":
            return self._many(match)
        serial = role == "serial_head"
        return read_numeral(self._text, match, serial=serial) or match.end()

    # --- figures ---------------------------------------------------------------------------
    def _between_words(self, start: int) -> Found | None:
        """A plain figure with words around it that do not change its meaning; most figures are that.

        What it gives is what :meth:`_at_figure` would give; ``None`` says only that more must be
        looked at.
        """
        text, around = self._text, self._around
        before = text[start - 1 : start]
        figure = _plain_figure.match(text, start) if before in _BEFORE_PLAIN else None
        if figure is None:
            return None
        end = figure.end()
        if (
            self._may_go_on(end)
            or self._numbered == around.free
            or (end == start + 1 and is_power(text, start))
        ):
            return None
        if self._may_be_signed(start, before):
            return None
        roles = around.roles_before(start)
        if not roles <= _HARMLESS:
            return None
        value: int | Decimal
        if figure["mark"] is None:
            value = int(figure.group())
        else:
            read = read_figure(figure.group())
            if read is None or read.flags or "clock" in roles:
                return None
            value = read.value
        mark = around.ordinal_mark(start)
        if mark is not None:
            if around.preceded(mark, "article_head") or not isinstance(value, int):
                return None
            return Found(mark, end, value, "ordinal")
        unit = read_unit(text, end)
        if unit is not None and self._quantities.labelled(start, unit, spaced=unit.start > end):
            unit = None
        if unit is not None:
            end = unit.end
            if figure["mark"] and unit.kind == "percent":
                return None
            if unit.special or text[end - 1] in BOTH_DIGITS or self._may_go_on(end, _BEHIND_UNITS):
                return None
        return found_quantity(
            start,
            end,
            value,
            unit,
            approx="approximate" in roles,
            shares="label" not in roles,
        )

    def _may_be_signed(self, start: int, before: str) -> bool:
        """Whether a label or the sign of a currency stands before the figure, or before its bracket."""
        if before == "(":
            return self._around.sign_before(start - 1) is not None
        return before in SPACES and (
            self._text[start - 2 : start - 1] in (":", "=", "\u17d6")
            or self._around.sign_before(start) is not None
        )

    def _may_go_on(self, end: int, signs: frozenset[str] | None = None) -> bool:
        """Whether what stands at ``end`` may belong to the number before it.

        ``signs``: only these do, besides words.
        """
        text = self._text
        place = end + (text[end : end + 1] in SPACES)
        after = text[place : place + 1]
        if after in _LETTERS:
            return _continuations().match(text, place) is not None
        if signs is not None:
            return after in signs
        if after in ("\u17d6", ","):  # a colon, or a clock time
            return text[place + 1 : place + 2] in _FIGURES or text[place + 2 : place + 3] in (
                "0",
                "០",
            )
        return after not in _AFTER_PLAIN

    def _at_figure(self, start: int) -> Found | list[Found] | int:
        text, around = self._text, self._around
        if text[start] in "23២៣" and is_power(text, start):
            return start + 1
        if may_go_on(text, start):
            longer = self._in_longer(start)
            if longer is not None:
                return longer
        if self._names_version(start):
            return after_figure(text, start)
        if text[start - 1 : start] == "(" and (loss := self._loss(start)):
            return loss
        dialled = text[start - 1 : start] == "+" or text[start : start + 5] in ("00855", "០០៨៥៥")
        if (text[start] in "018០១៨" or dialled) and (phone := self._phone(start)):
            return phone
        if dialled and (unknown := self._unknown_number(start)):
            return unknown
        if special := self._special(start):
            return special
        shape = shape_pattern.match(text, start)
        if shape is not None:
            return self._shape(shape)
        if around.preceded(start, "clock") and (clock := self._after_clock(start)):
            return clock
        if is_file(text, start):
            return after_token(text, start)
        if around.begins_line(start, BULLETS) and (item := list_item_pattern.match(text, start)):
            numeral = in_ascii(item.group())
            number = int(numeral) if numeral.isdecimal() else numeral
            self._listed = (number, text[item.end()])
            return Found(start, item.end(), number, "enumerator")
        if self._listed and (further := self._next_item(start)):
            return further
        return self._serial(start) or self._number(start)

    def _loss(self, start: int) -> Found | None:
        """A loss in the brackets of accounting: ៛(5,000)."""
        sign = self._around.sign_before(start - 1)
        end = after_figure(self._text, start)
        amount = read_figure(self._text[start:end]) if sign else None
        if sign is None or amount is None or not self._text.startswith(")", end):
            return None
        value = negated(amount.value)
        return found_quantity(sign[0], end + 1, value, None, sign[1], flags=amount.flags)

    def _special(self, start: int) -> Found | None:
        """The plate of a car of the state, and the scale of a map."""
        text, around = self._text, self._around
        if around.preceded(start, "official_plate") and (
            plate := official_plate_pattern.match(text, start)
        ):
            return Found(start, plate.end(), None, "plate")
        if around.preceded(start, "scale") and (scale := read_map_scale(text, start)):
            return Found(start, scale[1], scale[0], "fraction")
        return None

    def _next_item(self, start: int) -> Found | None:
        """The next item of a list in one line: ១) … ២) …"""
        text = self._text
        item = list_item_pattern.match(text, start) if text[start - 1] in SPACES else None
        last, mark = self._listed or (None, "")
        if item is None or not isinstance(last, int) or text[item.end()] != mark:
            return None
        number = in_ascii(item.group())
        if not number.isdecimal() or int(number) != last + 1:
            return None
        self._listed = (last + 1, mark)
        return Found(start, item.end(), last + 1, "enumerator")

    def _names_version(self, start: int) -> bool:
        """Whether the figure at ``start`` belongs to a name: version 2.0, កូវីដ១៩."""
        text = self._text
        if self._around.preceded(start, "numbered_name") and text[start - 1] not in SPACES:
            return True
        if not self._named(start, "version"):
            return False
        return _VARIABLE.search(text[max(0, start - 3) : start]) is None  # v=5

    def _after_clock(self, start: int) -> int | None:
        """Past the clock time at ``start``, and the times that a range or list has behind it."""
        text = self._text
        clock = clock_pattern.match(text, start)
        hour = clock or _hour.match(text, start)
        end = hour.end() if hour else start
        further = None
        while hour and (further_hour := _next_clock().match(text, end)):
            if read_unit(text, further_hour.end()) is not None:
                break
            further = end = further_hour.end()
        return further or (clock.end() if clock else None)

    def _serial(self, start: int) -> Found | None:
        """Digits that count nothing: behind ID, or with zeros in front: 007, 0012345, 000 123 456."""
        text, around = self._text, self._around
        labelled = _LABEL_END.search(text[max(0, start - 2) : start])
        if labelled and self._named(start, "account"):
            code = code_groups.match(text, start)
            if code and read_unit(text, code.end()) is None:  # ID: 987 654 3210
                return Found(start, code.end(), in_ascii(code.group()), "identifier")
        serial = serial_pattern.match(text, start)
        if serial is None:
            return None
        end = serial.end()
        if serial["groups"] and read_unit(text, end) is not None:
            end = serial.start("groups")  # ០០១ ២៥០ ៥០០រៀល: a line of a table
        if read_unit(text, end) is not None:
            return None
        short = end - start == 3
        if short and (
            around.preceded(start, "article_head") or around.ordinal_mark(start) is not None
        ):
            return None
        return Found(start, end, in_ascii(text[start:end]), "identifier")

    def _in_longer(self, start: int) -> Found | int | None:
        """What the digits at ``start`` are if they go on something longer; ``None`` if they do not."""
        text, around = self._text, self._around
        if text[start - 1] == "%" and (place := _FORMAT.match(text, start)):  # %1$s
            return place.end()
        if text[start - 1] == "*" and (code := _DIALLED_CODE.match(text, start - 1)):
            return code.end()  # *888*5#
        if is_cut_off(text, start):
            return self._phone(start) or after_figure(text, start)
        if _AFTER_NOON.search(text[max(0, start - 6) : start]) and (
            clock := shape_pattern.match(text, start)
        ):
            return clock.end()  # 8:00 AM-5:00 PM
        if text[start - 1] in SIGNS and around.free == start - 1:
            return None  # 4mx16m
        if not in_latin_token(text, start) or around.sign_before(start):
            return None
        if self._named(start, "phone_label"):
            phone = self._phone(start)
            if phone is not None:
                return phone
        if is_labelled(text, start) or self._counts_after_latin(start):
            return None
        return after_token(text, start)

    def _named(self, start: int, role: ContextRole) -> bool:
        """Whether a word of ``role`` stands before ``start``, or before the mark of a label there."""
        text, preceded = self._text, self._around.preceded
        place = start - (text[start - 1 : start] in SPACES)
        return preceded(start, role) or (
            text[place - 1 : place] in tuple(":=.-/)") and preceded(place - 1, role)
        )

    def _number(self, start: int) -> Found | list[Found] | int:
        """A plain number in figures, with all that belongs to it."""
        text, around = self._text, self._around
        reading = self._reader.read(start, parts=not self._in_a_series(start))
        if reading is None:
            return self._malformed(start)
        if reading.end - start > 4:
            reading = self._without_amount(start, reading)
        after = text[reading.end : reading.end + 2]
        if after and after[0] in POWERS:
            return after_token(text, reading.end + 1)
        rest = rest_pattern.match(text, reading.end)
        if rest and not (rest["group"] and read_phone(text, reading.end + 1)):
            return rest.end()
        if power := power_pattern.match(text, reading.end):  # 5.6 x 10^3
            return after_token(text, power.end())
        follows = after.lstrip(SPACES)[:1]
        if follows in SIGNS and (factors := read_product(text, around, start)):
            return factors
        if follows and (follows in VULGAR_FRACTIONS or "/" in text[reading.end : reading.end + 4]):
            reading = self._mixed(start, reading)
        if follows and follows in SCALE_LETTERS:
            signed = around.sign_before(start) is not None
            reading = with_short_scale(text, reading, signed=signed)
        letter = _LETTER_BEHIND.match(text, reading.end)
        into_latin = runs_into_latin(text, reading.end)
        if (letter or into_latin) and (plate := around.plate_at(start)):
            return Found(start, plate.end(), None, "plate")
        if letter and (lettered := self._lettered(start, reading)):
            return lettered
        if into_latin:
            return after_token(text, reading.end)
        return self._complete(start, reading)

    def _lettered(self, start: int, reading: Reading) -> Found | int | None:
        """The number of a class or a floor with a letter behind it: ថ្នាក់ទី១២A, ថ្នាក់ 12A."""
        around, text, end = self._around, self._text, reading.end
        value = reading.value
        mark = around.ordinal_mark(start)
        if isinstance(value, int):
            if mark is not None:
                return Found(mark, end, value, "ordinal", flags=reading.flags)
            named = {"label", "numbered"} & around.roles_before(start)
            if named and (text[end] not in "DG" or value > 9):  # 3D, 5G
                return Found(start, end, value, "cardinal", flags=reading.flags)
        # តូប 12A is no current
        electric = (
            text[end] != "A"
            or around.begins_line(start)
            or around.preceded(start, "current")
            or _ELECTRIC.search(text[max(0, start - 10) : end + 10])
        )
        return None if electric else end + 1

    def _without_amount(self, start: int, reading: Reading) -> Reading:
        """``reading`` without the amount behind a space, where it says which of several: ទី១ ៥០០រៀល."""
        around = self._around
        if around.ordinal_mark(start) is not None:
            return self._reader.apart(reading)
        if read_unit(self._text, reading.end) is None and self._is_numbering(start, None):
            return self._reader.plain(reading)
        if around.preceded(start, "numbered") or self._goes_on_numbering(start):
            alone = self._reader.plain(reading)
            if alone.end < reading.end and self._text[alone.end + 1] in BOTH_DIGITS:
                self._cut = alone.end
                return alone._replace(flags=alone.flags | {"ambiguous_separator"})
        behind = self._text[reading.end : reading.end + 2]
        if behind[:1] in SPACES and behind[1:] in _FIGURES and _is_grouped(reading, self._text):
            return reading._replace(flags=reading.flags | {"ambiguous_separator"})
        return reading

    def _goes_on_numbering(self, start: int) -> bool:
        """Whether the number is the next of បន្ទប់ ១ និង ២."""
        around = self._around
        if self._named_end != around.free:
            return False
        return _list_link().fullmatch(self._text, around.free, start) is not None

    def _unknown_number(self, start: int) -> int | None:
        """The end of a telephone number behind a plus sign that no country has."""
        text = self._text
        end = dialled_end(text, start)
        if end is None or read_unit(text, end) is not None:
            return None
        return None if any(mark in text[start:end] for mark in ".,") else end

    def _in_a_series(self, start: int) -> bool:
        """Whether the number is that of a season, so that ភាគ behind it means an episode."""
        around = self._around
        return around.preceded(start, "season") or around.ordinal_mark(start) is not None

    def _mixed(self, start: int, reading: Reading) -> Reading:
        """២½ and ២ ១/២: an integer and a fraction behind it."""
        text, whole = self._text, reading.value
        if not isinstance(whole, int) or reading.scale > 1:
            return reading
        if self._around.ordinal_mark(start) is not None:
            return reading
        place = reading.end + (text[reading.end : reading.end + 1] in SPACES)
        if text[place] in VULGAR_FRACTIONS:
            fraction, end = vulgar_fraction(text[place]), place + 1
        else:
            mixed = mixed_pattern.match(text, start)
            if mixed is None:
                return reading
            above, below = (int(part) for part in mixed.groups())
            if not above < below:
                return reading
            fraction, end = Fraction(above, below), mixed.end()
        return reading._replace(value=simplest(whole + fraction), end=end)

    def _at_vulgar_fraction(self, start: int) -> Found:
        """½ by itself, with its unit."""
        value = vulgar_fraction(self._text[start])
        unit = read_unit(self._text, start + 1)
        return found_quantity(start, unit.end if unit else start + 1, value, unit, fraction=True)

    def _counts_after_latin(self, start: int) -> bool:
        """Whether only a space is missing: Premier League២០ក្រុម, but not iPhone១៥."""
        text = self._text
        if text[start] not in DIGITS or not text[start - 1].isalpha():
            return False
        reading = self._reader.read(start)
        if reading is None:
            return False
        unit = read_unit(text, reading.end)
        return (unit is not None and unit.kind in _COUNTED) or reading.scale > 1

    def _malformed(self, start: int) -> Found | int:
        """Groups that form no number; after មាត្រា and its like they number a section."""
        end = after_figure(self._text, start)
        if self._around.preceded(start, "article_head"):
            return Found(start, end, in_ascii(self._text[start:end]), "enumerator")
        return end

    def _phone(self, start: int) -> Found | None:
        phone = read_phone(self._text, start)
        if phone is None or phone.start < self._around.free:
            return None
        if self._named(start, "account"):
            code = in_ascii(self._text[start : phone.end])
            return Found(start, phone.end, code, "identifier")
        unit = read_unit(self._text, phone.end)
        if (
            unit is not None
            and unit.kind in _COUNTED
            and (self._text[start] not in "0០" or not phone.grouped or unit.start == phone.end)
        ):
            return None
        return Found(phone.start, phone.end, phone.e164, "phone")

    def _shape(self, shape: re.Match[str]) -> Found | list[Found] | int:
        if shape["plate"]:
            return Found(shape.start(), shape.end(), None, "plate")
        if shape["code"]:  # 2024-001
            return Found(shape.start(), shape.end(), in_ascii(shape.group()), "identifier")
        if not shape["slash"]:
            return shape.end()
        text, (start, end) = self._text, shape.span()
        numbers = in_ascii(shape.group()).split("/")
        if len(numbers) == 2 and (sign := self._around.sign_before(start)):
            return self._with_sign(sign, shape, numbers) or end
        if not all(number.isdecimal() for number in numbers):
            return self._pair(shape, numbers) or self._score(shape, numbers) or end
        second = start + len(numbers[0]) + 1
        if read_phone(self._text, second):
            return second
        if (
            len(numbers) != 2
            or max(map(len, numbers)) > 3
            or any(number.startswith("0") for number in numbers)
            or not int(numbers[0]) < int(numbers[1]) <= 100
            or _stage().match(self._text, end)
            or self._around.preceded(start, "label")
            or (self._around.preceded(start, "numbered") and not _of_what().match(text, end))
            or self._around.ordinal_mark(start) is not None
        ):
            return self._pair(shape, numbers) or end
        if _ALTERNATIVES.search(text[max(0, start - 40) : start]):  # ប្រុស/ស្រី ១២/១៥
            return [
                Found(start, second - 1, int(numbers[0]), "cardinal"),
                Found(second, end, int(numbers[1]), "cardinal"),
            ]
        value = Fraction(int(numbers[0]), int(numbers[1]))
        unit = read_unit(self._text, end)
        return Found(
            start,
            unit.end if unit else end,
            value,
            "fraction",
            unit.name if unit else None,
            self._around.preceded(start, "approximate"),
        )

    def _with_sign(
        self, sign: tuple[int, str], shape: re.Match[str], numbers: list[str]
    ) -> list[Found]:
        """$5.00/20,500៛: each number has its own currency."""
        figures = _two_figures(numbers)
        unit = read_unit(self._text, shape.end())
        if figures is None or unit is None:
            return []
        first, second = figures
        middle = shape.start() + len(numbers[0])
        if unit.kind != "money":  # $5/2kg
            per = Per(f"{second.value} {unit.name}", unit.end)
            return [found_quantity(sign[0], middle, first.value, None, sign[1], per=per)]
        return [
            found_quantity(sign[0], middle, first.value, None, sign[1], flags=first.flags),
            found_quantity(middle + 1, unit.end, second.value, unit, flags=second.flags),
        ]

    def _pair(self, shape: re.Match[str], numbers: list[str]) -> list[Found]:
        """Two measures of one thing, ៤០៧៥/៤០៨៥រៀល and ១២០/៨០ mmHg; a date, a code is none."""
        unit = read_unit(self._text, shape.end())
        figures = _two_figures(numbers)
        if figures is None or unit is None or unit.kind not in MEASURED:
            return []
        if any(number.isdecimal() and number != "0" and number[0] == "0" for number in numbers):
            return []
        if len({number.isdecimal() for number in numbers}) != 1:
            return []
        first, second = (figure.value for figure in figures)
        middle = shape.start() + len(numbers[0])
        counted = unit.kind == "money" and first * 100 <= second  # ពង ១០/៧០០០៛: ten for so much
        return [
            found_quantity(shape.start(), middle, first, None if counted else unit),
            found_quantity(middle + 1, unit.end, second, unit),
        ]

    def _score(self, shape: re.Match[str], numbers: list[str]) -> list[Found]:
        """៨,៥/១០: so many points of so many."""
        figures = _two_figures(numbers)
        if figures is None or not isinstance(figures[0].value, Decimal):
            return []
        if len(_MARK.split(numbers[0])[-1]) > 2:
            return []  # 10.1000/182 names a paper
        middle = shape.start() + len(numbers[0])
        first, second = (figure.value for figure in figures)
        return [
            Found(shape.start(), middle, first, "cardinal"),
            Found(middle + 1, shape.end(), second, "cardinal"),
        ]

    # --- words -----------------------------------------------------------------------------
    def _at_word(self, match: re.Match[str]) -> Found | int:
        start = match.start()
        if self._is_only_a_word(start, match.end(), match.group()):
            return match.end()
        reading = self._reader.read(start, parts=not self._in_a_series(start))
        if reading is not None and self._around.ordinal_mark(start) is not None:
            reading = self._reader.apart(reading)
        if reading is not None and len(reading.items) == 1:
            reading = self._spaced_pair(start, reading)
        if reading is None or not self._is_meant(start, reading):
            return reading.end if reading else match.end()
        return self._complete(start, reading)

    def _is_only_a_word(self, start: int, end: int, word: str) -> bool:
        """Whether a lone scale (a name) or មួយ (an article) stands here: most number words are that."""
        known = number_words()[word]
        if not (known.role == "scale" or (known.value == 1 and not self._include_one)):
            return False
        if self._reader.item(end) is not None or self._around.ordinal_mark(start) is not None:
            return False
        return known.role == "scale" or not self._counts_one(start, read_unit(self._text, end))

    def _spaced_pair(self, start: int, reading: Reading) -> Reading:
        """ពីរ បីនាក់: two or three, if a unit says that something is counted."""
        pair = self._reader.pair(start, spaced=True)
        unit = read_unit(self._text, pair.end) if pair else None
        return pair if pair and unit is not None and unit.kind != "noun" else reading

    def _is_meant(self, start: int, reading: Reading) -> bool:
        """Whether number words at ``start`` mean a number."""
        text, first, end = self._text, reading.items[0], reading.end
        if first.role == "scale":  # សែន ម៉ឺន លាន by themselves are names and other words
            return False
        if first.role in ("half", "half_noun") and reading.scale > 1:
            return True
        if first.role == "half_noun":
            return text.startswith("នៃ", end + text.startswith(" ", end))
        unit = read_unit(text, end)
        if first.role == "half":
            return unit is not None and unit.kind != "noun"
        if self._around.ordinal_mark(start) is not None:
            return True
        if unit is None and self._around.preceded(start, "compound"):
            return False  # កង់បី: a thing with three wheels
        if len(reading.items) == 1:
            if reading.value == 1 and not self._include_one and not self._counts_one(start, unit):
                return False
            if unit is None and self._around.in_name(start, end):
                return False
        return is_bounded(text, start, end, unit_follows=unit is not None)

    def _counts_one(self, start: int, unit: Unit | None) -> bool:
        """មួយ counts before a unit, unless it means any one (ក្នុងមួយថ្ងៃ) or this one."""
        if unit is None or unit.kind == "noun" or self._text[unit.start - 1] in SPACES:
            return False
        if self._around.preceded(start, "one_blocked_before"):
            return False
        after = unit.end + self._text.startswith(" ", unit.end)
        return not self._text.startswith(context_words("one_blocked_after"), after)

    def _many(self, match: re.Match[str]) -> Found | int:
        """រាប់រយ, hundreds of: the scale itself, approximately."""
        text, start = self._text, match.start()
        factor, end, _ = self._reader.scales(match.end())
        if factor == 1:
            return match.end()
        unit = read_unit(text, end)
        return found_quantity(start, unit.end if unit else end, factor, unit, approx=True)

    # --- the whole mention -------------------------------------------------------------------
    def _complete(self, start: int, reading: Reading) -> Found | int:
        """The whole mention around a number: sign, ordinal mark, unit, range."""
        around, quantities = self._around, self._quantities
        mark = around.ordinal_mark(start)
        if mark is not None and reading.high is None and isinstance(reading.value, int):
            return self._ordinal(mark, reading, reading.value)
        if mark is not None and _SECTION.fullmatch(self._text, start, reading.end):
            section = in_ascii(self._text[start : reading.end])  # រូបភាពទី 3.4
            return Found(start, reading.end, section, "enumerator")
        begin, code, negative = self._sign(start)
        quantity = quantities.quantity(start, reading, code)
        if (
            code is None
            and quantity.unit is None
            and (head := around.head_of_cell(start, quantity.end))
        ):
            begin, code = head
        if reading.value and not quantity.measured and self._is_numbering(start, quantity.unit):
            return self._article(start, reading)
        if self._is_name(start, begin, quantity, code):
            return quantity.end
        season = quantities.season(begin, reading)
        if season is not None:
            return season
        if reading.high is not None:
            value: NumberValue = (quantity.value, scaled(reading.high, quantity.factor))
        else:
            begin, signed = quantities.with_minus(begin, quantity)
            value = negated(signed) if negative else signed
            if value is not quantity.value:
                quantity = replace(quantity, value=value)
            found = quantities.range(begin, quantity, code)
            if found is not None:
                return found
        return found_quantity(
            begin,
            quantity.end,
            value,
            quantity.unit,
            code,
            approx=quantity.approx
            or reading.high is not None
            or around.preceded(begin, "approximate"),
            flags=quantity.flags,
            fraction=isinstance(reading.value, Fraction),
            per=quantities.per(quantity.end, quantity.unit, code, counted=reading.scale > 1),
            shares=reading.scale == 1 and not around.preceded(begin, "label"),
        )

    def _sign(self, start: int) -> tuple[int, str | None, bool]:
        """Where the currency sign before an amount begins, its code, whether a minus follows it."""
        sign = self._around.sign_before(start)
        if sign is not None:
            return *sign, False
        if self._text[start - 1 : start] in ("-", "\u2212"):  # $-5
            sign = self._around.sign_before(start - 1)
            if sign is not None:
                return *sign, True
        return start, None, False

    def _is_name(self, start: int, begin: int, quantity: Quantity, code: str | None) -> bool:
        """Whether the figure is a part of a name (កង់៣), or of a program's message ($1)."""
        if not quantity.reading.in_figures or quantity.unit is not None:
            return False
        if code is None:
            return self._around.preceded(start, "compound")
        text, end = self._text, quantity.end
        sign = text[begin:end]
        if _PLACEHOLDER.fullmatch(sign) is None or self._around.preceded(begin, "price"):
            return False
        return (
            self._around.preceded(begin, "placeholder")
            or _placeholders().match(text, end) is not None
            or text[begin - 1 : begin] in _QUOTED
            or self._is_message
        )

    @cached_property
    def _is_message(self) -> bool:
        """Whether the text is a program's, with places to fill in."""
        return "{{" in self._text or len(set(_PLACES.findall(self._text))) > 1

    def _is_numbering(self, start: int, unit: Unit | None) -> bool:
        """Whether an article is numbered here: the first, or the next of មាត្រា ២១៨, ២២៤ និង ៣៨៨."""
        if self._around.preceded(start, "article_head"):
            return True
        if self._numbered != self._around.free or unit is not None:
            return False
        return _list_link().fullmatch(self._text, self._numbered, start) is not None

    def with_shared_units(self, found: Iterable[Found]) -> list[Found]:
        """``found``; where a list has its unit behind the last item, all have it: ១៨ និង ១៥ ភាគរយ."""
        mentions = self._with_restated(found)
        further = False  # whether the list goes on behind ``after``
        for index in range(len(mentions) - 2, -1, -1):
            item, after = mentions[index], mentions[index + 1]
            takes = item.shares == "takes" and after.shares == "gives"
            link = takes and _list_link().fullmatch(self._text, item.end, after.start)
            known = link and (link["and"] or (link["comma"] and further))
            further = bool(known) and not _is_rather_a_year(item, after)
            if further:
                mentions[index] = item._replace(unit=after.unit, kind=after.kind, shares="gives")
        return mentions

    def _with_restated(self, found: Iterable[Found]) -> list[Found]:
        """``found``, with a flag at what brackets say again: ៥.០០០ដុល្លារ (ប្រាំពាន់ដុល្លារ)."""
        mentions: list[Found] = []
        said = 0  # the end of what the last amount was paid for
        for item in found:
            if item.start < said:
                continue  # the one of ៣០០$ (បីរយដុល្លារ) ក្នុង១ខែ
            closing = self._repeats(mentions[-1], item) if mentions else None
            if closing is not None:
                item = item._replace(flags=item.flags | {"restated"})
                first = mentions[-1]
                if first.kind == "money" and first.per is None:  # ៣០០$ (បីរយដុល្លារ) ក្នុងមួយខែ
                    per = read_per(self._text, closing, several=True)
                    mentions[-1], said = first._replace(per=per.name), per.end
            mentions.append(item)
        return mentions

    def _repeats(self, first: Found, again: Found) -> int | None:
        """The end of the brackets in which ``again`` says ``first`` in another way."""
        text = self._text
        if first.value != again.value or again.unit not in (None, first.unit):
            return None
        closing = _closing().match(text, again.end)
        if closing is None or not _opening.fullmatch(text, first.end, again.start):
            return None
        # one in figures, the other in words
        differ = _digit.search(text, first.start, first.end) is None or (
            _digit.search(text, again.start, again.end) is None
        )
        return closing.end() if differ else None

    def _ordinal(self, mark: int, reading: Reading, value: int) -> Found:
        last = self._quantities.second(reading.end, ordinal=True)
        if last is not None and isinstance(last.value, int) and last.value > value:
            return Found(
                mark, last.end, (value, last.value), "range", flags=reading.flags | last.flags
            )
        kind: NumberKind = "ordinal"
        end = reading.end
        if self._around.preceded(mark, "article_head"):
            kind = "enumerator"
            end = after_article_suffix(self._text, end)
        return Found(mark, end, value, kind, flags=reading.flags)

    def _article(self, start: int, reading: Reading) -> Found:
        """មាត្រា ៣៤ ថ្មី; a section number with a point in it is no decimal."""
        text, end = self._text, reading.end
        value: NumberValue = reading.value
        last = self._quantities.second(end, ordinal=True)
        if last is not None and reading.high is None and last.value > reading.value:
            return Found(start, last.end, (reading.value, last.value), "range")
        if not isinstance(value, int):
            value = in_ascii(text[start:end])
        self._numbered = end = after_article_suffix(text, end)
        return Found(start, end, value, "enumerator", flags=reading.flags)


def _two_figures(numbers: list[str]) -> tuple[Figure, Figure] | None:
    """The numbers of two that a slash parts; ``None`` if they are more, or one of them is none."""
    figures = [figure for figure in map(read_figure, numbers) if figure is not None]
    return (figures[0], figures[1]) if len(figures) == len(numbers) == 2 else None


def _is_grouped(reading: Reading, text: str) -> bool:
    """Whether the figure that ``reading`` ends in has spaces in it: before one more, 987 654 3210."""
    last = reading.items[-1]
    return any(space in text[last.start : last.end] for space in SPACES)


@cache
def _roles() -> dict[str, str]:
    """What each word that :func:`_scan` stops at may begin."""
    roles = {
        word: "word"
        for word, meaning in number_words().items()
        if not word.isascii()  # an English scale begins no number
        and meaning.role in ("unit", "tens", "scale", "half", "half_noun")
    }
    for role in ("number_sign", "article_head", "serial_head", "many"):
        roles.update(dict.fromkeys(context_words(role), role))
    return roles


_opening = re.compile(rf"{SPACE}?\({SPACE}?")
_digit = re.compile(f"[{RE_BOTH_DIGITS}]")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"{SPACE}?(?:{any_of(context_words('exactly'))})?{SPACE}?\)")


@cache
def _placeholders() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('placeholder'))}")


@cache
def _continuations() -> re.Pattern[str]:
    """What may go on a number, or the unit behind it."""
    words = {*number_words(), *context_words("range_word"), *context_words("per"), "ជាង", "ម្នាក់"}
    return re.compile(any_of(words, {"ភាគ": "(?!រយ)", "លើ": "(?!ក)"}))


@cache
def _scan() -> Triggered:
    """Finds the places where a number may begin; most of a text is passed over here."""
    # the class of digits stands behind the words: so a search is a third faster
    scales = any_of(spelled("scale"))
    many = dict.fromkeys(context_words("many"), f"(?={SPACE}?{scales})")
    words = any_of(_roles(), {**guarded_words(), **many})
    pattern = re.compile(f"{words}|[{RE_BOTH_DIGITS}{VULGAR_FRACTIONS}]")
    return Triggered(pattern, (*_roles(), *BOTH_DIGITS, *VULGAR_FRACTIONS))


@cache
def _words() -> re.Pattern[str]:
    return re.compile(any_of(guarded_words(), guarded_words()))


@cache
def _list_link() -> re.Pattern[str]:
    words = any_of(context_words("and"))
    return re.compile(f"{SPACE}?(?:(?P<comma>,)|(?P<and>{words})){SPACE}?|(?P<space>{SPACE})")


def _is_rather_a_year(item: Found, after: Found) -> bool:
    """Whether the bare number of a list is no quantity like the small one behind it."""
    year = item.value
    low = after.value[0] if isinstance(after.value, tuple) else cast(Exact, after.value)
    return isinstance(year, int) and 1900 <= year < 2100 and low < 1000


@cache
def _next_clock() -> re.Pattern[str]:
    """The next time behind a clock time; a part of the day may stand between."""
    joints = any_of({*context_words("range_word"), *context_words("and")})
    part = rf"(?:{SPACE}?(?:[AaPp][Mm]|[{RE_LETTER}{RE_MARK}{COENG}]{{1,8}}?))?"
    return re.compile(rf"{part}{SPACE}?(?:[{HYPHENS}~]|{joints}){SPACE}?{clock_pattern.pattern}")


@cache
def _of_what() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?នៃ")


@cache
def _stage() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(context_words('stage'))}")
