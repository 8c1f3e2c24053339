"""Numbers that begin with a figure, and the figures that are none."""

from __future__ import annotations

import re
from fractions import Fraction

from khmertext._chars import DIGITS, LETTER_SET, RE_DASH, RE_HYPHEN, RE_MINUS
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext.numbers._codes import identifier, read_iban
from khmertext.numbers._digits import RE_BOTH_DIGITS, decimal_number, in_ascii, negated, simplest
from khmertext.numbers._figure_codes import FigureCodes
from khmertext.numbers._figure_lists import FigureLists
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
    mixed_pattern,
    next_clock,
    official_plate_pattern,
    power_pattern,
    read_figure,
    read_map_scale,
    rest_pattern,
    runs_into_latin,
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
from khmertext.numbers._number_mention import AMBIGUOUS_SEPARATOR, AMBIGUOUS_TAIL, Exact, Found
from khmertext.numbers._number_words import SPACE, TIMES_SIGNS, list_link
from khmertext.numbers._phones import has_unit_or_scale, read_phone
from khmertext.numbers._quantities import found_quantity
from khmertext.numbers._reader import Reading
from khmertext.numbers._short_scales import with_short_scale
from khmertext.numbers._side_by_side import SideBySide, flagged, is_spaced
from khmertext.numbers._units import MEASURED, SURE_UNITS, is_power, read_unit
from khmertext.numbers._whole import Whole

_FORMAT = lazy_pattern(r"[0-9]+\$[A-Za-z]")
_PLACE = lazy_pattern(r"\{[0-9]{1,2}(?::[^}]{0,20})?\}|&#[0-9]{1,7};")  # {0}, &#6016;
# what hides the digits before the last of an account: ***456, 016****23, (*123)
_MASK = lazy_pattern(rf"(?:\(\*|[{RE_BOTH_DIGITS}]\*\*+|\*{{3,}})\Z")
_DIALLED_CODE = lazy_pattern(r"(?:\*[0-9០-៩]{1,20}){1,8}#")
_TWO_SCRIPTS = compile_pattern(rf"{MARKED}[.,]?\d")
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
# per cent behind a word, VAT10%; but iOS5%
_SHARE_BEHIND_WORD = compile_pattern(
    rf"(?:(?<=[A-Z]{{3}})|(?<=[a-z]{{3}})){PART.pattern}(?:-{PART.pattern})?%(?![0-9A-Fa-f]{{2}})"
)
_RATHER_RIELS = 2000  # but CB500R, Ninja 1000R
_PAPER = lazy_pattern(r"10\.[0-9]{4,9}/[A-Za-z]")  # the identifier of a paper, a DOI
_FILLED_IN = lazy_pattern(r"(?:\A|[^A-Za-z0-9_])__++\Z")  # but a__5
_TWO_DIGITS = lazy_pattern(
    rf"[{RE_BOTH_DIGITS}]{{2}}(?![{RE_BOTH_DIGITS}]|[.,/:][{RE_BOTH_DIGITS}])"
)
_LINE_REACH = 40
_GO_ON_NUMBER = TIMES_SIGNS | {"/"}
_ENDS = LETTER_SET | {"\n", "\u17d4", "\u17d5"}
_VARIABLE = lazy_pattern(r"(?:\A|[^A-Za-z])[A-Za-z] ?[:=] ?\Z")
_VERSES = compile_pattern(
    rf"[{RE_BOTH_DIGITS}]{{1,3}}[.:][{RE_BOTH_DIGITS}]{{1,3}}(?![{RE_BOTH_DIGITS}])"
    rf"(?:[{RE_DASH},] ?[{RE_BOTH_DIGITS}]{{1,3}}(?![{RE_BOTH_DIGITS}])(?:[.:][{RE_BOTH_DIGITS}]{{1,3}}(?![{RE_BOTH_DIGITS}]))?+)*+"
)
_AFTER_NOON = lazy_pattern(r"[AaPp]\.?[Mm]\.?[-/~]\Z")
_hour = lazy_pattern(rf"[{RE_BOTH_DIGITS}]{{1,2}}(?![{RE_BOTH_DIGITS}.,])")


class AtFigure:
    """Reads what begins with a digit."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole
        self._text = whole.text
        self._around = whole.around
        self._reader = whole.reader
        self.codes = FigureCodes(whole)
        self.beside = SideBySide(whole)
        self._lists = FigureLists(whole)
        self._scale_end = -1  # the end of the last scale of a map

    def read(self, start: int) -> Found | list[Found] | int:
        """What begins at ``start``, or where to go on if that is no number: 8:30,012 345 678 goes on at the 0."""
        found = self._read(start)
        if isinstance(found, int):
            return self.codes.begins_phone_at(start, found) or found
        return found

    def _read(self, start: int) -> Found | list[Found] | int:
        """As :meth:`read`, which looks at what this passes over for a telephone number."""
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
        if (verses := self._verses(start, names)) is not None:
            return verses
        if text[start - 1 : start] == "(" and (loss := self._loss(start)):
            return loss
        dialled = text[start - 1 : start] == "+" or text[start : start + 5] in ("00855", "០០៨៥៥")
        if (text[start] in "018០១៨" or dialled) and (phone := self.codes.dialled(start)):
            return phone
        if dialled and (unknown := self.codes.unknown_number(start)):
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
            return self.codes.serial(start, names) or self._number(start)
        if is_file(figure):
            return after_token(text, start)
        return self._lists.item(start) or self.codes.serial(start, names) or self._number(start)

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
            phone = self.codes.dialled(start)
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
        if phone := self.codes.dialled(start):
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
        if reading is None or is_spaced(reading, text):
            return False  # S២២ ១២៨ ៥០០$
        unit = read_unit(text, reading.end)
        return (unit is not None and unit.kind in SURE_UNITS) or reading.scale > 1

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

    def _verses(self, start: int, names: frozenset[str]) -> int | None:
        """The end of a chapter and its verses behind the name of a book: លូកា ៨.៤-១៥, យ៉ូហាន ៣:១៦."""
        verses = _VERSES.match(self._text, start) if "scripture" in names else None
        if verses is None or has_unit_or_scale(self._text, verses.end()):
            return None  # រ៉ូម ២.៨ លាននាក់
        return verses.end()

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
        return self._lists.named(figure) if listed else None

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
            return self.codes.account_code(shape.start(), names) or shape.end()
        if not shape["slash"] or self._whole.is_next_of_articles(shape.start()):
            return shape.end()  # មាត្រា ២, ៣/៤
        found = read_slash(self._text, self._around, shape)
        if not isinstance(found, Fraction):
            return found
        fraction = self._fraction(*shape.span(), found)
        if self._reader.scales(shape.end())[0] == 1:
            flags = fraction.flags
            if fraction.kind == "money" and not is_common(shape.group()):
                flags |= AMBIGUOUS_SEPARATOR  # 3/10$ are rather three for ten dollars
            return fraction._replace(kind="fraction", flags=flags)
        return fraction if is_common(shape.group()) else self._two_before_scale(shape)

    def _two_before_scale(self, shape: re.Match[str]) -> list[Found]:
        """The numbers of ៧/៨ពាន់រៀល, of which the first may be so many thousands, too."""
        middle = shape.string.index("/", shape.start())
        reading = self._whole.reading(middle + 1)
        assert reading is not None
        second = self._whole.complete(middle + 1, reading)
        first = int(shape.string[shape.start() : middle])
        found = Found(shape.start(), middle, first, "cardinal", flags=AMBIGUOUS_TAIL)
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

    def _number(self, start: int) -> Found | list[Found] | int:
        """A plain number in figures, with all that belongs to it."""
        text, around = self._text, self._around
        reading = self._whole.reading(start)
        if reading is None:
            return self.codes.before_phone(start) or self._malformed(start)
        if reading.end - start > 3:
            if (before := self.codes.before_phone(start)) is not None:
                return before
            reading = self.beside.without_amount(start, reading)
        reading = self.beside.with_doubts(start, reading)
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
        return self._whole.complete(start, self.beside.or_one_more(start, reading))

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
            return flagged(reading) if short else reading
        if self._text[reading.end] == "/" and reading.scale > 1:  # ៥ពាន់/៦ពាន់៛
            return self._whole.complete(start, reading)
        return rest.end()

    def _malformed(self, start: int) -> Found | list[Found] | int:
        """Groups that form no number; after មាត្រា and its like they number a section."""
        end = after_figure(self._text, start)
        if self._around.preceded(start, "article_head"):
            return Found(start, end, in_ascii(self._text[start:end]), "enumerator")
        return self._lists.plain(start, end) or end

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
            reading = reading._replace(flags=reading.flags | AMBIGUOUS_TAIL)
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
            reading = reading._replace(flags=reading.flags | AMBIGUOUS_TAIL)
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
