"""Numbers that name and order: codes after លេខ, Roman numerals and list letters."""

from __future__ import annotations

import re
from functools import cache

from khmertext._chars import (
    COENG,
    CONSONANTS,
    LEK_TOO,
    RE_CONSONANT,
    RE_DASH,
    RE_HYPHEN,
    RE_LETTER,
    RE_MARK,
)
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext.numbers._around import Around
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, in_ascii
from khmertext.numbers._figures import is_plate
from khmertext.numbers._number_mention import AMBIGUOUS_SEPARATOR, SURE, Found
from khmertext.numbers._number_words import SPACE, context_words, number_words, spelled
from khmertext.numbers._phones import has_unit_or_scale, read_phone
from khmertext.numbers._units import MEASURED, read_unit, which_follows

_D = f"[{RE_BOTH_DIGITS}]"
_GAP = lazy_pattern(f"{SPACE}?[:\u17d6]?{SPACE}?")
_C = rf"[{RE_CONSONANT}](?:{COENG}[{RE_CONSONANT}])?\.?"
_BEFORE_WORD = compile_pattern(
    rf"{_D}++(?:[/{RE_HYPHEN}]{_D}++)*+(?:[A-Z]{{1,2}}o?{_D}?)?(?=[{RE_LETTER}])"
)
# Without a point or slash only three or more bare consonants are an office and not a word.
_BARE_OFFICE = lazy_pattern(rf"[ /]?[{RE_CONSONANT}]{{3,6}}\Z")
_CHECKED = 9  # digits, of an identity card, behind which two more check them
_CHECK = lazy_pattern(rf" ?\({_D}{{1,2}}\)")
# The number of an account, in groups.
code_groups = compile_pattern(
    rf"{_D}{{2,}}+(?:[ -]{_D}{{2,}}+)++(?:[ -]{_D})?(?:-{_D})?(?![.,-]?{_D})|97[89](?:[ -]{_D}++){{4}}"
)
# or without, perhaps with a digit that checks them: 12345678-9
long_code_pattern = compile_pattern(
    rf"{_D}{{6,}}+(?:-{_D}(?![.,-]?{_D}))?(?![.,]{_D})|{code_groups.pattern}"
)
# 4111 1111 1111 1111, of a card; it is no beginning of a longer code, of which there may be thousands
CARD = rf"(?!(?:(?:19|20|១៩|២០){_D}{{2}}[ -]){{3}}){_D}{{4}}(?:(?:[ -]{_D}{{4}}){{3}}|[ -]{_D}{{6}}[ -]{_D}{{5}})"
card_pattern = lazy_pattern(rf"{CARD}(?![.,-]?{_D})")
# 001 234 567,5%: nine digits are the whole of an account that begins with 0, whatever mark follows
_nine_digits = lazy_pattern(rf"[0០]{_D}{{2}}([ -]?){_D}{{3}}\1{_D}{{3}}(?=[.,]{_D})")
# 987 654 3210, 1 234 567
_several_groups = compile_pattern(
    rf"(?:{_D}{{2,}}+(?: {_D}{{2,}}+){{2,}}+|{_D}(?: {_D}{{3}}){{2,}}+)(?![.,/:\-]?{_D})"
)
_account_group = compile_pattern(
    rf"[ -]?(?:{_D}{{3,}}+(?![.,]{_D}|%)|{_D}{{1,2}}+(?!{_D}|[.,:/xX*~]{_D}|[)A-Za-z%]))"
    rf"|-{_D}{{1,2}}+(?=\))"  # (0001-02-345678-1-3)
)
_IBAN = compile_pattern(
    r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}+(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)
_bank = lazy_pattern("[A-Z]{2,6}:? ")  # ABA 000 123 456
# ១២,១៣ and 1,250
_with_commas = compile_pattern(
    rf"{_D}++(?:,{_D}++)++(?P<more>(?:[/{RE_HYPHEN}]{_D}++)*+)(?![.,/:\-]?{_D}|[A-Za-z{RE_LETTER}])"
)
_goes_on_behind_comma = lazy_pattern(f",{_D}")
_group_follows = lazy_pattern(rf" {_D}{{3}}(?![.,/:\-]?{_D})")
_ROMAN = lazy_pattern(rf"(?P<mark>{SPACE}?ទី)?{SPACE}?(?P<numeral>[IVXLC]{{1,8}})(?![A-Za-z0-9])")
_LETTER = lazy_pattern(
    rf"{SPACE}?(?:\({SPACE}?(?P<closed>[{RE_CONSONANT}]){SPACE}?\)"
    rf"|(?P<bare>[{CONSONANTS[:10]}])(?![{RE_LETTER}{RE_MARK}{COENG}{LEK_TOO}]))"
)
# ក is the first item of a list, ខ the second; the two letters for Sanskrit do not count. Without
# brackets only the first ten are taken, since ស for one also means white.
_LIST_LETTERS = "".join(c for c in CONSONANTS if c not in "\u179d\u179e")


def read_identifier(around: Around, sign: re.Match[str]) -> Found | list[Found] | None:
    """The code after the word លេខ that ``sign`` matches; telephone numbers and plates are none.

    It is a list where commas part several: បន្ទប់លេខ ១០១,១០២.
    """
    text = around.text
    if text.endswith(context_words("no_number_sign"), 0, sign.end()):
        return None
    gap = _GAP.match(text, sign.end())
    assert gap is not None
    start = gap.end()
    if (several := _with_commas.match(text, start)) and not read_phone(text, start):
        return _parted(text, several)
    if (bank := _bank.match(text, start)) and (long := code_groups.match(text, bank.end())):
        return identifier(text, *long.span())
    code = _code().match(text, start)
    end = code.end() if code else _before_word(text, start)
    if end is None or _goes_on_behind_comma.match(text, end):
        return None
    document = around.preceded(sign.start(), "account")
    in_groups = sign.group() in context_words("long_code") or (document and text[start] in "0០")
    if in_groups and (long := code_groups.match(text, start)):
        return identifier(text, start, after_check(text, long.end()))
    if (document or end - start >= _CHECKED) and (stop := after_check(text, end)) > end:
        return identifier(text, start, stop)
    labelled = around.preceded(sign.end(), "phone_label")
    if not document and (
        read_phone(text, start, labelled=labelled)
        or is_plate(text, start)
        or around.plate_at(start)
    ):
        return None
    if (several := _several_groups.match(text, start)) and read_unit(text, several.end()) is None:
        return identifier(text, start, several.end())
    if code and code["office"] and not _is_office(text, code, sign, document=document):
        end = code.start("office")
    return identifier(text, start, end, _flags(text, start, end))


def identifier(text: str, start: int, end: int, flags: frozenset[str] = SURE) -> Found:
    """The code that stands between two places, as it is written but in ASCII digits."""
    return Found(start, end, in_ascii(text[start:end]), "identifier", flags=flags)


def account_end(text: str, start: int) -> int:
    """Where the number of an account ends, before a figure of its own: ABA 001 234 567 75.50$."""
    first = card_pattern.match(text, start) or _nine_digits.match(text, start)
    end = first.end() if first else start
    while group := _account_group.match(text, end):
        stop = group.end()
        if text[end] in " -" and _is_beside_account(text, start, end, stop):
            break
        end = stop
    return end


def _is_beside_account(text: str, start: int, end: int, stop: int) -> bool:
    """Whether the group behind the account that ends at ``end`` is an amount or a telephone number."""
    digits = sum(character in BOTH_DIGITS for character in text[start:end])
    if digits > 7 and read_phone(text, end + 1):
        return True
    unit = read_unit(text, stop)
    if unit is not None and unit.kind in ("noun", "time") and unit.start > stop:
        return False  # ABA 001 234 567 សាខា ភ្នំពេញ
    return has_unit_or_scale(text, stop) and (digits >= 9 or not names_currency(text, stop))


def names_currency(text: str, end: int) -> bool:
    """Whether the name of a currency stands apart behind an account: ABA 001 234 567 USD."""
    unit = read_unit(text, end)
    return (
        unit is not None
        and unit.kind == "money"
        and unit.start > end
        and text[unit.start].isalpha()
    )


def read_iban(text: str, digits: int, free: int) -> Found | None:
    """The international number of an account (ISO 13616) whose first digit stands at ``digits``.

    Its two digits check the rest, so DE89 3704 0044 0532 0130 00 is one and AB12 5000 6000 7000 is none.
    """
    start = digits - 2
    iban = _IBAN.match(text, start) if start >= free else None
    if iban is None:
        return None
    code = iban.group().replace(" ", "")
    checked = "".join(str(int(character, 36)) for character in code[4:] + code[:4])
    if not 15 <= len(code) <= 34 or int(checked) % 97 != 1:
        return None
    return identifier(text, start, iban.end())


def _flags(text: str, start: int, end: int) -> frozenset[str]:
    """The flag of a code that may be cut off from its next group: លេខ 1 250."""
    group = _group_follows.match(text, end) if end - start <= 3 else None
    return (
        AMBIGUOUS_SEPARATOR if group is not None and read_unit(text, group.end()) is None else SURE
    )


def after_check(text: str, end: int) -> int:
    """Past the digits in brackets behind the number of an identity card: 010203040(01)."""
    check = _CHECK.match(text, end)
    return check.end() if check else end


def _parted(text: str, several: re.Match[str]) -> list[Found] | None:
    """The codes of ១០១,១០២; but 1,250 and ១២,១៣/២០១៩ are one, and ១២,៥ ភាគរយ is none."""
    unit = read_unit(text, several.end())
    if unit is not None and unit.kind in MEASURED:
        return None
    found = [] if several["more"] else between_commas(several.start(), several.group())
    return found or [identifier(text, *several.span())]


def between_commas(start: int, written: str) -> list[Found]:
    """The codes that commas part, ១០១,១០២; none if they are one figure in groups of three, 1,250."""
    items = in_ascii(written).split(",")
    in_threes = len(items[0]) <= 3 and all(len(item) == 3 for item in items[1:])
    rising = len(items[0]) == 3 and items[0][0] != "0" and items == sorted({*items})
    if in_threes and not rising:
        return []
    flags = AMBIGUOUS_SEPARATOR if in_threes else SURE
    found = []
    for item in items:
        found.append(Found(start, start + len(item), item, "identifier", flags=flags))
        start += len(item) + 1
    return found


@cache
def _code() -> re.Pattern[str]:
    """Letters of an office or of Latin before the digits, or after them: នស/រកម/0303/009, ៤៥ សសរ, ០២/នស/៩៤."""
    letters = any_of(context_words("letter_name"))  # of house numbers: ៦អា, ១២បេ
    return compile_pattern(
        rf"(?:[A-Z]{{1,5}}[-/ ]?|(?:(?:{_C}){{1,6}}/){{1,4}}|[{RE_CONSONANT}]{{1,4}}(?=[0០]{_D}{{2}})"
        rf"|{_D}++[{RE_CONSONANT}]{{1,2}}[{RE_DASH}/](?={_D}))?"
        rf"{_D}++(?:[./{RE_HYPHEN}]{_D}++)*+(?:(?:[A-Z]{{1,3}}o?{_D}*+){{1,3}}(?![A-Za-z]|[-/]{_D})|{letters})?"
        rf"(?P<office>[ /]?(?:(?:{_C}){{1,6}}/){{0,4}}(?:{_C}){{2,6}}"
        rf"(?:/{_D}{{2,4}}+(?![.,/]?{_D}))?)?"  # the year, or the number in it
        rf"(?![{RE_LETTER}{RE_MARK}{COENG}A-Za-z])"
    )


def _is_office(text: str, code: re.Match[str], sign: re.Match[str], *, document: bool) -> bool:
    """Whether letters behind the digits name the office of a document, and are no word or unit."""
    office = code["office"]
    if not ("." in office or "/" in office[1:] or _BARE_OFFICE.match(office)):
        return False
    if "/" in code.group() or document:
        return True
    noun = text[sign.start() - 1 : sign.start()]  # ផ្លូវជាតិលេខ៤ គ.ម ២៨, ក្រុមលេខ ៣ អ.ស.ប
    return not (noun and re.match(f"[{RE_LETTER}{RE_MARK}]", noun)) and (
        read_unit(text, code.start("office")) is None
    )


def _before_word(text: str, start: int) -> int | None:
    """The end of plain digits with a word glued to them that goes on no number: ផ្ទះលេខ៤៥ផ្លូវ."""
    digits = _BEFORE_WORD.match(text, start)
    if digits is None:
        return None
    further = _goes_on().match(text, digits.end())
    if further and not text.startswith(context_words("number_sign"), further.end()):
        return None  # but of លេខ១ដល់លេខ៥ each has a sign of its own
    unit = read_unit(text, digits.end())
    if unit is None or unit.kind not in MEASURED or which_follows.match(text, unit.end):
        return digits.end()  # ផ្លូវជាតិលេខ៥គីឡូម៉ែត្រលេខ៩
    return None


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(
        any_of({*number_words(), *context_words("range_word"), *context_words("per")})
    )


def read_numeral(text: str, head: re.Match[str], *, serial: bool) -> Found | None:
    """A Roman numeral or a list letter after ``head``: ជំពូក IV, លើកទី XIV, ចំណុច (ក).

    ``serial``: the head itself ends in ទី, and what follows is an ordinal.
    """
    roman = _ROMAN.match(text, head.end())
    if roman is not None and (value := roman_value(roman["numeral"])):
        if serial:
            return Found(head.end() - 2, roman.end(), value, "ordinal")
        start = roman.start("numeral") if roman["mark"] is None else roman.end("mark") - 2
        return Found(start, roman.end(), value, "enumerator")
    letter = None if serial else _LETTER.match(text, head.end())
    if letter is not None:
        which = letter["closed"] or letter["bare"]
        if which in _LIST_LETTERS:
            start = letter.start("closed") if letter["closed"] else letter.start("bare")
            return Found(start, start + 1, _LIST_LETTERS.index(which) + 1, "enumerator")
    return None


def after_article_suffix(text: str, position: int) -> int:
    """Past ថ្មី, ស្ទួន or bis after the number of an article."""
    suffix = _suffix().match(text, position)
    return suffix.end() if suffix else position


@cache
def _suffix() -> re.Pattern[str]:
    words = any_of(context_words("article_suffix"))
    which = f"(?:{any_of(spelled('unit'))}|{_D}{{1,2}})"  # ៣៩ ថ្មី (ពីរ), the second new one
    return re.compile(rf"{SPACE}?{words}(?![A-Za-z{RE_MARK}])(?:{SPACE}?\({which}\))?")


_CANONICAL = lazy_pattern("(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman_value(numeral: str) -> int | None:
    """The value of a canonical Roman numeral from I to XCIX, else ``None``.

    >>> roman_value("XIV"), roman_value("IIII")
    (14, None)
    """
    if not numeral or not _CANONICAL.fullmatch(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))
