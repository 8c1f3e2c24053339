"""Numbers that begin with a figure, and the figures that are none."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from khmertext._chars import (
    COENG,
    DASHES,
    DIGITS,
    LETTER_SET,
    RE_CONSONANT,
    RE_DASH,
    RE_HYPHEN,
    RE_LETTER,
    RE_MARK,
    RE_MINUS,
)
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._codes import (
    account_end,
    after_check,
    between_commas,
    card_pattern,
    identifier,
    long_code_pattern,
    names_currency,
    read_iban,
)
from khmertext.numbers._digits import (
    BOTH_DIGITS,
    RE_BOTH_DIGITS,
    decimal_number,
    in_ascii,
    negated,
    simplest,
)
from khmertext.numbers._figures import (
    MARKED,
    PART,
    POWERS,
    SCALE_LETTERS,
    VULGAR_FRACTIONS,
    after_figure,
    after_token,
    clock_pattern,
    dialled_pattern,
    figure_may_go_on,
    follows_amount,
    in_latin_token,
    is_cut_off,
    is_file,
    is_labelled,
    list_item_pattern,
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
    zeros_pattern,
)
from khmertext.numbers._joined_figures import (
    is_common,
    is_factor,
    read_product,
    read_slash,
    unit_of_fraction,
)
from khmertext.numbers._minus import with_minus
from khmertext.numbers._number_mention import Exact, Found, NumberKind
from khmertext.numbers._number_words import SPACE, TIMES_SIGNS, context_words, list_link
from khmertext.numbers._phones import dialled_end, has_unit_or_scale, phone_like_end, read_phone
from khmertext.numbers._quantities import found_quantity, with_short_scale
from khmertext.numbers._reader import Reading
from khmertext.numbers._units import MEASURED, Unit, figure_follows, is_power, read_unit
from khmertext.numbers._whole import Whole

BULLETS = DASHES + "\u2022*\u25aa\u25cf\u25a0\u25e6\u00b7"
_FORMAT = lazy_pattern(r"[0-9]+\$[A-Za-z]")
_PLACE = lazy_pattern(r"\{[0-9]{1,2}(?::[^}]{0,20})?\}|&#[0-9]{1,7};")  # {0}, &#6016;
# what hides the digits before the last of an account: ***456, 016****23, (*123)
_MASK = lazy_pattern(rf"(?:\(\*|[{RE_BOTH_DIGITS}]\*\*+|\*{{3,}})\Z")
_SHORT_FIGURE = lazy_pattern(rf"(?<![{RE_BOTH_DIGITS}.,/:{RE_DASH}])[{RE_BOTH_DIGITS}]{{1,3}} \Z")
_SPACED_GROUPS = compile_pattern(
    rf"(?P<threes>[{RE_BOTH_DIGITS}]{{3}}(?:{SPACE}[{RE_BOTH_DIGITS}]{{3}})++)|[{RE_BOTH_DIGITS} ]++"
)
_DIALLED_CODE = lazy_pattern(r"(?:\*[0-9០-៩]{1,20}){1,8}#")
_TWO_SCRIPTS = compile_pattern(rf"{MARKED}[.,]?\d")
_CARD_MARKS = (" ", "-")
_MODEL = lazy_pattern(rf"(?<![A-Za-z0-9])[A-Za-z]+(?P<digits>[{RE_BOTH_DIGITS}]+[A-Za-z]*)? \Z")
_SIZES_OF_MODELS = frozenset(("64", "128", "256", "512"))  # of what they store, in gigabytes
_LABEL_END = lazy_pattern(r"[A-Za-z:=#\u17d6] ?\Z")
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
# a letter or two that are no end of a word: ដ០០១
_LETTERS_BEFORE = lazy_pattern(
    rf"(?:\A|[^{RE_LETTER}{RE_MARK}{COENG}.])((?:[{RE_CONSONANT}]\.?){{1,2}}-?)\Z"
)
# of a table calculation: $A$1, =A$1, A$1:A$10
_CELL = lazy_pattern(rf"(?:[$!=]|[{RE_BOTH_DIGITS}]:)[A-Z]{{1,2}}\$\Z")
_SECONDS = compile_pattern(
    rf"(?<![{RE_MINUS}])(?P<figure>[{RE_BOTH_DIGITS}]++\.[{RE_BOTH_DIGITS}]++)s(?![A-Za-z0-9_]|[-.:/][A-Za-z0-9])"
)
_LETTER_BEHIND = lazy_pattern("[A-Z](?![A-Za-z0-9])")
_LETTERS_BEHIND = lazy_pattern(
    rf"(?:[A-Z]{{1,2}}o?[{RE_BOTH_DIGITS}]{{0,2}}){{1,3}}(?![A-Za-z{RE_BOTH_DIGITS}])"
)  # 12A, 25E0Eo
_ELECTRIC = lazy_pattern(
    rf"[{RE_BOTH_DIGITS}] ?(?:k?[VW]|Hz)(?![A-Za-z])|A ?[~{RE_HYPHEN}] ?[{RE_BOTH_DIGITS}.]+A"
)
# what has a price glued to it: Coffee-2$, T-shirt-5$, 1kg:5000៛; but AA:BB:5
_PRICED = lazy_pattern(
    rf"(?:\A|[^A-Za-z{RE_BOTH_DIGITS}:_./\\@#-])[A-Za-z{RE_BOTH_DIGITS}]+(?:-[A-Za-z]+){{0,3}}[{RE_DASH}:=/+&@]\Z"
)
_COUNT_AND_PRICE = lazy_pattern(
    rf"[{RE_BOTH_DIGITS}]{{1,3}} [{RE_BOTH_DIGITS}]{{3}}(?<!000)(?<!០០០)"
)
_SAY_AMOUNT = frozenset(("and", "approximate", "price", "range_word"))
_HEXADECIMAL = lazy_pattern(r"[a-f](?:[a-f]*[0-9]|[a-f]+(?![A-Za-z]))")  # 0123456789abcdef
# per cent behind a word, VAT10%; but iOS5%
_SHARE_BEHIND_WORD = compile_pattern(
    rf"(?:(?<=[A-Z]{{3}})|(?<=[a-z]{{3}})){PART.pattern}(?:-{PART.pattern})?%(?![0-9A-Fa-f]{{2}})"
)
_RATHER_RIELS = 2000  # but CB500R, Ninja 1000R
_PAPER = lazy_pattern(r"10\.[0-9]{4,9}/[A-Za-z]")  # the identifier of a paper, a DOI
_FILLED_IN = lazy_pattern(r"(?:\A|[^A-Za-z0-9_])__++\Z")  # but a__5
# the minus of a statement behind its amount, 1,500.00-; no 5.000,- and no 1,500-2,000
_MINUS_BEHIND = lazy_pattern(
    rf"(?:(?<=[.,][{RE_BOTH_DIGITS}]{{2}})|(?<=[.,][{RE_BOTH_DIGITS}]{{3}}))[{RE_MINUS}]"
    rf"(?:\Z|{SPACE}(?!{SPACE}?[{RE_BOTH_DIGITS}])|[\t\r\n|;)$\u17db])"
)
_TWO_DIGITS = lazy_pattern(
    rf"[{RE_BOTH_DIGITS}]{{2}}(?![{RE_BOTH_DIGITS}]|[.,/:][{RE_BOTH_DIGITS}])"
)
_ITEMS = compile_pattern(rf"[{RE_BOTH_DIGITS}]++(?:,[{RE_BOTH_DIGITS}]++)++\]")  # [1,2]
_LAST_PART = lazy_pattern(rf"[.,:/](?=[0០][{RE_BOTH_DIGITS}]++\Z)")
_LINE_REACH = 40
_GO_ON_ITEM = ("/", ":")
_GO_ON_NUMBER = TIMES_SIGNS | {"/"}
_ENDS = LETTER_SET | {"\n", "\u17d4", "\u17d5"}
_BEFORE_PAIRS = frozenset(("approximate", "price", "relay", "unsigned"))  # ប្រហែល ends in ហែល
_NEIGHBOURS = lazy_pattern(rf"([1-8១-៨]){SPACE}([2-9២-៩])(?![{RE_BOTH_DIGITS}])")
_VARIABLE = lazy_pattern(r"(?:\A|[^A-Za-z])[A-Za-z] ?[:=] ?\Z")
_AFTER_NOON = lazy_pattern(r"[AaPp]\.?[Mm]\.?[-/~]\Z")
_hour = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,2}}(?![{RE_BOTH_DIGITS}.,])")
_COUNTED = ("money", "classifier", "measure", "percent")  # kinds of units that nothing else is


class AtFigure:
    """Reads what begins with a digit."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._text = whole.text
        self._around = whole.around
        self._reader = whole.reader
        # the end of a number that says which, though digits in threes follow: បន្ទប់ ២ ៣០០
        self.cut = -2
        self._scale_end = -1  # the end of the last scale of a map
        self._listed: tuple[int | str, str] | None = None  # the last item of a list, and its mark

    def read(self, start: int) -> Found | list[Found] | int:
        """What begins at ``start``, or where to go on if that is no number: 8:30,012 345 678 goes on at the 0."""
        found = self._read(start)
        return (self._begins_phone_at(start, found) or found) if isinstance(found, int) else found

    def _read(self, start: int) -> Found | list[Found] | int:
        text, around = self._text, self._around
        if text[start] in "23២៣" and is_power(text, start):
            return start + 1
        if figure_may_go_on(text, start):
            longer = self._in_longer(start)
            if longer is not None:
                return longer
        roles = around.roles_before(start)
        names = around.names_before(start)
        if self._names_version(start, names):
            return after_figure(text, start)
        if text[start - 1 : start] == "(" and (loss := self._loss(start)):
            return loss
        dialled = text[start - 1 : start] == "+" or text[start : start + 5] in ("00855", "០០៨៥៥")
        if (text[start] in "018០១៨" or dialled) and (phone := self.dialled(start)):
            return phone
        if dialled and (unknown := self._unknown_number(start)):
            return unknown
        figure = PART.match(text, start)
        assert figure is not None
        if special := self._plate_scale_or_list(figure, roles):
            return special
        if (nothing := self._past_valueless(start, names)) is not None:
            return nothing
        alone = self._ends(figure.end())
        shape = None if alone else shape_pattern.match(text, start)
        if shape is not None:
            return self._joined_by_signs(shape, names)
        if "clock" in roles and (clock := self._after_clock(start)):
            return clock
        if alone:
            return self._serial(start, names) or self._number(start)
        if is_file(figure):
            return after_token(text, start)
        return self._list_item(start) or self._serial(start, names) or self._number(start)

    def _named_list(self, figure: re.Match[str]) -> list[Found]:
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
        if "." in figure.group() or read_unit(self._text, end) or self._reader.item(end):
            return []
        found = between_commas(start, figure.group())
        values = [int(str(item.value)) for item in found if item.end - item.start <= 4]
        if not found or len(values) < len(found) or values != sorted({*values}):
            return []
        fraction = len(found) == 2 and mark is None and not article  # ជាន់ ២,៣ may be 2.3
        unsure = {"ambiguous_separator"} if fraction else set()
        kind: NumberKind = "enumerator" if article else "cardinal"
        listed = [
            item._replace(value=value, kind=kind, flags=item.flags | unsure)
            for item, value in zip(found, values, strict=True)
        ]
        if article:
            self._whole.numbered_end = end
        elif mark is not None:
            listed[0] = listed[0]._replace(start=mark, kind="ordinal")
        return listed

    def _list_item(self, start: int) -> Found | None:
        """The number of an item of a list."""
        text = self._text
        first = self._around.begins_line(start, BULLETS)
        item = list_item_pattern.match(text, start) if first else None
        if item is None:
            return self._next_item(start) if self._listed else None
        numeral = in_ascii(item.group())
        number = int(numeral) if numeral.isdecimal() else numeral
        self._listed = (number, text[item.end()])
        return Found(start, item.end(), number, "enumerator")

    def _ends(self, end: int) -> bool:
        """Whether a Khmer word or the end of a line or sentence follows, and no sign."""
        after = self._text[end : end + 1]
        return (self._text[end + 1 : end + 2] if after == SPACE else after) in _ENDS

    def _in_longer(self, start: int) -> Found | list[Found] | int | None:
        """What the digits at ``start`` are if they go on something longer; ``None`` if they do not."""
        text, around = self._text, self._around
        if text[start - 1] == "%" and (place := _FORMAT.match(text, start)):  # %1$s
            return place.end()
        if text[start - 1] in "{#" and (
            place := _PLACE.match(text, start - 1 - (text[start - 1] == "#"))
        ):
            return place.end()
        if text[start - 1] == "*" and (end := self._behind_star(start)):
            return end
        if around.free == start:
            return None  # 1kg3500៛
        if is_cut_off(text, start):
            return self._behind_mark(start)
        if _AFTER_NOON.search(text[max(0, start - 6) : start]) and (
            clock := shape_pattern.match(text, start)
        ):
            return clock.end()  # 8:00 AM-5:00 PM
        if text[start - 1] in _GO_ON_NUMBER and 0 < around.free in (start - 1, start - 2):
            return None  # 4mx16m, 4m x16m, 5k/6k៛
        if not in_latin_token(text, start) or around.sign_before(start):
            return None
        # FB/096 88 99 777, 128GB+012 345 678
        labelled = text[start - 1] in "/+:" and text[start] in "0០"
        if labelled or "phone_label" in self._around.names_before(start):
            phone = self.dialled(start)
            if phone is not None:
                return phone
        if (
            text[start - 1] in "NSEW"
            and (place := shape_pattern.match(text, start))
            and place["angle"]
        ):
            return place.end()  # N11°33'
        if (
            is_labelled(text, start)
            or self._counts_after_latin(start)
            or self._is_priced_or_filled_in(start)
        ):
            return None
        return read_iban(text, start, around.free) or after_token(text, start)

    def _behind_star(self, start: int) -> int | None:
        """The end of a code to dial, *888*5#, and of digits behind a mask; no bold **456**."""
        text = self._text
        if code := _DIALLED_CODE.match(text, start - 1):
            return code.end()
        end = after_figure(text, start) if _MASK.search(text[max(0, start - 8) : start]) else None
        return None if end is None or text.startswith("*", end) else end

    def _behind_mark(self, start: int) -> Found | list[Found] | int:
        """What the rest of a figure is: a telephone number, an amount (012 345 678,5$), else nothing."""
        text = self._text
        if phone := self.dialled(start):
            return phone
        if text[start - 1] in "/," and self._around.free == start - 1:
            figure = PART.match(text, start)
            unit = read_unit(text, figure.end()) if figure else None
            if unit is not None and unit.kind in ("money", "percent"):
                return self._number(start)
        return after_figure(text, start)

    def _counts_after_latin(self, start: int) -> bool:
        """Whether only a space is missing: Premier League២០ក្រុម, VAT10%, but not iPhone១៥."""
        text = self._text
        if not text[start - 1].isalpha():
            return False
        if text[start] not in DIGITS:
            return _SHARE_BEHIND_WORD.match(text, start) is not None
        reading = self._reader.read(start)
        if reading is None or _is_grouped(reading, text):
            return False  # S២២ ១២៨ ៥០០$
        unit = read_unit(text, reading.end)
        return (unit is not None and unit.kind in _COUNTED) or reading.scale > 1

    def _is_priced_or_filled_in(self, start: int) -> bool:
        """Whether an amount stands behind the mark of a label, or a figure on the line of a form.

        Coffee-2$, 1kg:5000៛, ___12___; but COVID-19.
        """
        text = self._text
        before = text[max(0, start - _LINE_REACH) : start]
        if _FILLED_IN.search(before):
            return True
        if not _PRICED.search(before):
            return False
        reading = self._reader.read(start)
        unit = read_unit(text, reading.end) if reading else None
        if reading is None or unit is None or unit.kind not in (*MEASURED, "time"):
            return False
        if unit.start > reading.end and not (unit.kind == "money" and text[start - 1] == "/"):
            return False  # Total/12 500 រៀល
        if unit.kind != "money" and not follows_amount(text, start):
            return False  # 500g-1kg, 6GB+128GB
        after = text[unit.end : unit.end + 1]
        return not (after.isascii() and after.isalnum())

    def _names_version(self, start: int, names: frozenset[str]) -> bool:
        """Whether the figure at ``start`` belongs to a name: version 2.0, កូវីដ១៩."""
        text = self._text
        if not names:
            return False
        if self._around.preceded(start, "numbered_name"):
            if text[start - 1] != SPACE:
                return True
            alone = _TWO_DIGITS.match(text, start)  # but កូវីដ ១៩ នាក់, កូវីដ ៥០លាន
            if alone and not has_unit_or_scale(text, alone.end()):
                return True
        if "version" not in names:
            return False
        unit = read_unit(text, after_figure(text, start))
        if unit is not None and unit.kind in MEASURED:
            return False  # កំណែ ៥,៥អ៊ីញ
        return _VARIABLE.search(text[max(0, start - 4) : start]) is None  # v = 5

    def _unknown_number(self, start: int) -> int | None:
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
        if unit is not None and unit.kind in _COUNTED:
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

    def _loss(self, start: int) -> Found | None:
        """A loss in the brackets of accounting: ៛(5,000)."""
        sign = self._around.sign_before(start - 1)
        end = after_figure(self._text, start)
        amount = read_figure(self._text[start:end]) if sign else None
        if sign is None or amount is None or not self._text.startswith(")", end):
            return None
        value = negated(amount.value)
        return found_quantity(sign[0], end + 1, value, None, sign[1], flags=amount.flags)

    def _plate_scale_or_list(
        self, figure: re.Match[str], roles: frozenset[str]
    ) -> Found | list[Found] | None:
        """A plate of the state or with Khmer letters, the scale of a map, a list of pages."""
        text, start, plate = self._text, figure.start(), None
        if "official_plate" in roles:
            plate = official_plate_pattern.match(text, start)
        if text[start + 1 : start + 2] in LETTER_SET:
            plate = self._around.plate_at(start)
        if plate is not None:
            return Found(start, plate.end(), None, "plate")
        free = self._around.free
        scaled = "scale" in roles or (
            free == self._scale_end and list_link().fullmatch(text, free, start) is not None
        )
        scale = read_map_scale(text, start) if scaled else None
        if scale is not None:
            self._scale_end = scale[1]
            return Found(start, scale[1], scale[0], "fraction")
        listed = roles or free in (self._around.named_end, self._whole.numbered_end)
        return self._named_list(figure) if listed else None

    def _past_valueless(self, start: int, names: frozenset[str]) -> int | None:
        """Past digits that have no value: of two scripts, zeros before money, a telephone number of no plan."""
        text = self._text
        if _TWO_SCRIPTS.match(text, start) or text[start - 1 : start].isdecimal():
            return after_figure(text, start)
        zeros = zeros_pattern.match(text, start) if text[start] in "0០" else None
        if zeros is not None:  # ០០០ រៀល, the rest of an amount
            end = zeros.end()
            scale = self._reader.item(end)
            if scale is not None and scale.role == "scale":
                return scale.end
            unit = read_unit(text, end)
            return end if unit is not None and unit.kind == "money" else None
        if text[start - 1 : start] == "$" and _CELL.search(text[max(0, start - 5) : start]):
            return after_token(text, start)  # $A$1
        if "phone_label" not in names:
            return None
        dialled = dialled_pattern.match(text, start)  # 1800 20 8888
        return dialled.end() if dialled and read_unit(text, dialled.end()) is None else None

    def _joined_by_signs(
        self, shape: re.Match[str], names: frozenset[str]
    ) -> Found | list[Found] | int:
        """Figures that signs join: a plate, a code, what a slash parts; elsewhere no number."""
        if shape["plate"]:
            return Found(shape.start(), shape.end(), None, "plate")
        if shape["code"]:  # 2024-001
            return identifier(shape.string, *shape.span())
        if shape["chain"]:
            return self._account_code(shape.start(), names) or shape.end()
        if not shape["slash"] or self._whole.is_next_of_articles(shape.start()):
            return shape.end()  # មាត្រា ២, ៣/៤
        found = read_slash(self._text, self._around, shape)
        if not isinstance(found, Fraction):
            return found
        fraction = self._fraction(*shape.span(), found)
        if self._reader.scales(shape.end())[0] == 1:
            flags = fraction.flags
            if fraction.kind == "money" and not is_common(shape.group()):
                flags |= {"ambiguous_separator"}  # 3/10$ are rather three for ten dollars
            return fraction._replace(kind="fraction", flags=flags)
        return fraction if is_common(shape.group()) else self._two_before_scale(shape)

    def _two_before_scale(self, shape: re.Match[str]) -> list[Found]:
        """The numbers of ៧/៨ពាន់រៀល, of which the first may be so many thousands, too."""
        middle = shape.string.index("/", shape.start())
        reading = self._whole.reading(middle + 1)
        assert reading is not None
        second = self._whole.complete(middle + 1, reading)
        first = int(shape.string[shape.start() : middle])
        unsure = frozenset(("ambiguous_tail",))
        found = Found(shape.start(), middle, first, "cardinal", flags=unsure)
        return [found, second] if isinstance(second, Found) else [found]

    def _after_clock(self, start: int) -> int | None:
        """Past the clock time at ``start``, and the times that a range or list has behind it."""
        text = self._text
        clock = clock_pattern.match(text, start)
        if clock and " " in clock.group() and not self._is_minutes(clock.end()):
            clock = None  # ម៉ោង ៨ ២០នាក់
        hour = clock or _hour.match(text, start)
        end = hour.end() if hour else start
        further = None
        while hour and (further_hour := next_clock().match(text, end)):
            if read_unit(text, further_hour.end()) is not None:
                break
            further = end = further_hour.end()
        return further or (clock.end() if clock else None)

    def _is_minutes(self, end: int) -> bool:
        """Whether the number that ends at ``end`` counts nothing else."""
        unit = read_unit(self._text, end)
        return unit is None or unit.kind == "time"

    def _next_item(self, start: int) -> Found | None:
        """The next item of a list in one line: ១) … ២) …"""
        text = self._text
        item = list_item_pattern.match(text, start) if text[start - 1] == SPACE else None
        last, mark = self._listed or (None, "")
        if item is None or not isinstance(last, int) or text[item.end()] != mark:
            return None
        number = in_ascii(item.group())
        if not number.isdecimal() or int(number) != last + 1:
            return None
        self._listed = (last + 1, mark)
        return Found(start, item.end(), last + 1, "enumerator")

    def _account_code(self, start: int, names: frozenset[str]) -> Found | None:
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

    def _serial(self, start: int, names: frozenset[str]) -> Found | None:
        """Digits that count nothing: behind ID, or with zeros in front: 007, 0012345, 000 123 456."""
        if code := self._account_code(start, names):
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

    def _number(self, start: int) -> Found | list[Found] | int:
        """A plain number in figures, with all that belongs to it."""
        text, around = self._text, self._around
        reading = self._whole.reading(start)
        if reading is None:
            return self._before_phone(start) or self._malformed(start)
        if reading.end - start > 3:
            if (before := self._before_phone(start)) is not None:
                return before
            reading = self._without_amount(start, reading)
        reading = self._with_doubts(start, reading)
        if self._ends(reading.end):
            product = is_factor(text, reading.end) and read_product(text, around, start)
            return product or self._whole.complete(start, reading)  # ២០គុណ២៥ម៉ែត្រ
        after = text[reading.end : reading.end + 2]
        if after and after[0] in POWERS:
            return after_token(text, reading.end + 1)
        if rest := rest_pattern.match(text, reading.end):
            goes_on = self._before_rest(start, reading, rest)
            if not isinstance(goes_on, Reading):
                return goes_on
            reading = goes_on
        if after[:1] == "/" and _PAPER.match(text, start):
            return after_token(text, reading.end)
        if power := power_pattern.match(text, reading.end):  # 5.6 x 10^3
            return after_token(text, power.end())
        follows = after.lstrip(SPACE)[:1]
        if follows in TIMES_SIGNS and (factors := read_product(text, around, start)):
            return factors
        if follows and (follows in VULGAR_FRACTIONS or "/" in text[reading.end : reading.end + 4]):
            reading = self._mixed(start, reading)
        if follows and follows in SCALE_LETTERS:
            signed = around.sign_before(start) is not None
            reading = with_short_scale(
                text, reading, signed=signed, decimal=self._whole.reader.decimal
            )
        if (latin := self._before_latin(start, reading)) is not None:
            return latin
        return self._whole.complete(start, self._or_one_more(start, reading))

    def _with_doubts(self, start: int, reading: Reading) -> Reading:
        """``reading``, flagged where the figure may go on: behind a loose point, in the next line, in a list."""
        text, around = self._text, self._around
        if text[start - 1 : start] == "[" and _ITEMS.match(text, start):
            return _flagged(reading)
        if text[reading.end : reading.end + 1] in LETTER_SET:
            return reading  # what is looked for below begins with a sign
        if _WRAPPED.match(text, reading.end):
            return _flagged(reading)
        if _MINUS_BEHIND.match(text, reading.end):
            return reading._replace(flags=reading.flags | {"ambiguous_tail"})
        comma = _LOOSE_COMMA.match(text, start)
        if comma and self._may_be_of_figure(comma):
            self.cut = comma.end() - 1
            return _flagged(reading)
        point = _LOOSE_POINT.match(text, reading.end)
        if point is None or around.begins_line(start) or around.preceded(start, "label"):
            return reading
        self.cut = point.end() - 1  # the next number is as unsure
        return _flagged(reading)

    def _may_be_of_figure(self, comma: re.Match[str]) -> bool:
        """Whether a comma with blanks beside it may be one of thousands or decimals, and join no list."""
        unit = read_unit(self._text, comma.end("group"))
        if unit is None or (not comma["apart"] and len(comma["group"]) < 3):
            return False
        return unit.kind == "money" or (comma["apart"] != "" and unit.kind in MEASURED)

    def _before_latin(self, start: int, reading: Reading) -> Found | int | None:
        """What a number with Latin letters glued to it is, where they are no unit."""
        text, around = self._text, self._around
        letter = _LETTER_BEHIND.match(text, reading.end)
        into_latin = runs_into_latin(text, reading.end)
        if not (letter or into_latin):
            return None
        if plate := around.plate_at(start):
            return Found(start, plate.end(), None, "plate")
        found = self._named_code(start, reading) or (letter and self._lettered(start, reading))
        found = found or self._seconds(start, reading)
        return found or (after_token(text, reading.end) if into_latin else None)

    def _seconds(self, start: int, reading: Reading) -> Found | None:
        """A time as clocks and programs print it, 9.58s; but 5s is the name of a thing."""
        text, timed = self._text, _SECONDS.match(self._text, start)
        if timed is None:
            return None
        value = decimal_number(*in_ascii(timed["figure"]).split("."))
        unit = read_unit(text, reading.end, below=True)
        return found_quantity(start, timed.end(), value, unit, flags=reading.flags)

    def _before_rest(
        self, start: int, reading: Reading, rest: re.Match[str]
    ) -> Reading | Found | int:
        """What stands before digits that go on a figure: nothing, but for a telephone number."""
        if read_phone(self._text, reading.end + 1):
            if not rest["group"]:  # ៥ម៉ឺន,012 345 678
                return self._whole.complete(start, reading)
            short = reading.end - start <= 3  # or the first group of a long figure
            return _flagged(reading) if short else reading
        if self._text[reading.end] == "/" and reading.scale > 1:  # ៥ពាន់/៦ពាន់៛
            return self._whole.complete(start, reading)
        return rest.end()

    def _or_one_more(self, start: int, reading: Reading) -> Reading:
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
        flags = set() if counted else {"ambiguous_separator"}
        return reading._replace(high=high, end=pair.end(), flags=reading.flags | flags)

    def _malformed(self, start: int) -> Found | list[Found] | int:
        """Groups that form no number; after មាត្រា and its like they number a section."""
        end = after_figure(self._text, start)
        if self._around.preceded(start, "article_head"):
            return Found(start, end, in_ascii(self._text[start:end]), "enumerator")
        return self._plain_list(start, end) or end

    def _plain_list(self, start: int, end: int) -> list[Found]:
        """The numbers of ១,២,៣ and ២០២២,២០២៣,២០២៤, which rise and have no unit."""
        items = self._text[start:end].split(",")
        values = [int(item) for item in items if item.isdecimal() and len(item) in (1, 2, 4)]
        if len(values) < len(items) or values != sorted({*values}):
            return []
        if has_unit_or_scale(self._text, end):
            return []
        found = between_commas(start, self._text[start:end])
        return [
            item._replace(value=value, kind="cardinal")
            for item, value in zip(found, values, strict=True)
        ]

    def _without_amount(self, start: int, reading: Reading) -> Reading:
        """``reading`` without the amount behind a space, where it says which of several: ទី១ ៥០០រៀល."""
        around = self._around
        if around.ordinal_mark(start) is not None:
            return self._reader.apart(reading)
        if read_unit(self._text, reading.end) is None and self._whole.is_numbering(start, None):
            return self._reader.plain(reading)
        if around.may_be_marked_off(start) or around.preceded(start, "article_head"):
            figure = self._text[start : reading.items[0].end]
            if "," in figure or "." in figure:
                return _flagged(reading) if self._is_parted(start, reading) else reading
            alone = self._reader.plain(reading)
            if alone.end < reading.end and self._text[alone.end + 1] in BOTH_DIGITS:
                self.cut = alone.end
                return _flagged(alone)
        if not _is_grouped(reading, self._text):
            return reading
        unsure = (
            self._is_beside_figure(start, reading)
            or self._is_behind_model(start, reading)
            or self._may_be_price_of_several(start, reading)
        )
        return _flagged(reading) if unsure else reading

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

    def _before_phone(self, start: int) -> Found | None:
        """The figure before a telephone number that its last group begins: 25,012 345 678."""
        text = self._text
        mark = self._begins_phone_at(start, after_figure(text, start)) - 1
        if mark < start:
            return None
        figure = read_figure(text[start:mark])
        begin, code = self._around.sign_before(start) or (start, None)
        return figure and found_quantity(begin, mark, figure.value, None, code, flags=figure.flags)

    def _begins_phone_at(self, start: int, end: int) -> int:
        """Where the last part of what stands between two places begins a telephone number; 0 if it does not."""
        part = _LAST_PART.search(self._text, start, end)
        return part.end() if part and read_phone(self._text, part.end()) else 0

    def _is_behind_model(self, start: int, reading: Reading) -> bool:
        """Whether the first groups may be the size of a model: Samsung S22 128 500$, Note 10 128 250$."""
        model = _MODEL.search(self._text[max(0, start - _LINE_REACH) : start])
        if model is None or self._around.sign_before(start):
            return False
        *sizes, last = in_ascii(self._text[start : reading.items[0].end]).split()
        if model["digits"] and not last.startswith("000"):
            return True
        return not _SIZES_OF_MODELS.isdisjoint(sizes)

    def _mixed(self, start: int, reading: Reading) -> Reading:
        """២½ and ២ ១/២: an integer and a fraction behind it."""
        text, whole = self._text, reading.value
        if not isinstance(whole, int) or reading.scale > 1:
            return reading
        if self._around.ordinal_mark(start) is not None:
            return reading
        place = reading.end + (text[reading.end : reading.end + 1] == SPACE)
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
        factor, end, _ = self._reader.scales(end)  # ១ ១/២ លាន
        value = simplest((whole + fraction) * factor)
        return reading._replace(value=value, end=end, scale=factor)

    def _named_code(self, start: int, reading: Reading) -> Found | None:
        """The number with letters that says which of several: បន្ទប់ 12A, ផ្ទះ 25E0; but ថត 3D."""
        around, value = self._around, reading.value
        if around.names_before(start).isdisjoint(("label", "numbered")):
            return None
        letters = _LETTERS_BEHIND.match(self._text, reading.end)
        if letters is None or not isinstance(value, int) or around.ordinal_mark(start) is not None:
            return None
        if value < 10 and letters.group() in ("D", "G"):
            return None
        return identifier(self._text, start, letters.end())

    def _lettered(self, start: int, reading: Reading) -> Found | int | None:
        """What a letter behind a number is: the class of ថ្នាក់ទី១២A, the amperes of 12A, perhaps riels in 25,000R."""
        around, text, end = self._around, self._text, reading.end
        value = reading.value
        mark = around.ordinal_mark(start)
        if isinstance(value, int) and mark is not None:
            return Found(mark, end, value, "ordinal", flags=reading.flags)
        if text[end] == "R" and value >= _RATHER_RIELS and value % 100 == 0:
            reading = reading._replace(flags=reading.flags | {"ambiguous_tail"})
            return self._whole.complete(start, reading)
        # តូប 12A is no current
        electric = (
            text[end] != "A"
            or around.preceded(start, "current")
            or _ELECTRIC.search(text[max(0, start - 10) : end + 10])
        )
        if electric:
            return None
        if text[:start].strip() or text[end + 1 :].strip():
            return end + 1
        if isinstance(value, int):  # or a flat
            reading = reading._replace(flags=reading.flags | {"ambiguous_tail"})
        return self._whole.complete(start, reading)

    def at_vulgar_fraction(self, start: int) -> Found:
        """½ by itself, with its unit."""
        value = vulgar_fraction(self._text[start])
        return self._fraction(start, start + 1, value)

    def _fraction(self, start: int, end: int, value: Fraction) -> Found:
        """A fraction with its sign, scale and unit: -½, ៣/៤ លានដុល្លារ, 3/4"."""
        quantities = self._whole.quantities
        factor, end, _ = self._reader.scales(end)
        unit = unit_of_fraction(self._text, end) or quantities.inch(start, end)
        end = unit.end if unit else end
        amount: Exact = value if factor == 1 else simplest(value * factor)
        begin, amount = with_minus(quantities, start, end, amount, unit)
        return found_quantity(
            begin,
            end,
            amount,
            unit,
            approx=self._around.preceded(begin, "approximate"),
            fraction=factor == 1,
        )


def _is_account(code: str) -> bool:
    """Whether a code is that of the account or paper named before it, without a colon: no round figure."""
    long = sum(character in BOTH_DIGITS for character in code) >= 8
    return long and not code.endswith(("000", "០០០"))


def _flagged(reading: Reading) -> Reading:
    return reading._replace(flags=reading.flags | {"ambiguous_separator"})


def _is_grouped(reading: Reading, text: str) -> bool:
    """Whether the figure that ``reading`` ends in has spaces in it: before one more, 987 654 3210."""
    last = reading.items[-1]
    return SPACE in text[last.start : last.end]


@cache
def next_clock() -> re.Pattern[str]:
    """The next time behind a clock time; a part of the day may stand between."""
    joints = any_of({*context_words("range_word"), *context_words("and")})
    part = rf"(?:{SPACE}?(?:[AaPp][Mm]|[{RE_LETTER}{RE_MARK}{COENG}]{{1,8}}?))?"
    return re.compile(rf"{part}{SPACE}?(?:[{RE_DASH}~]|{joints}){SPACE}?{clock_pattern.pattern}")
