"""``redact`` masks personal data: numbers of phones, accounts, papers and plates; addresses; days of birth."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import starmap
from operator import attrgetter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

from khmertext._addresses import DOMAINS
from khmertext._chars import (
    CAMNUC,
    COENG,
    EN_DASH,
    MINUS_SIGN,
    RE_DIGIT,
    RE_KHMER,
    RE_LETTER,
    RE_MARK,
    YUUKALEAPINTU,
    fold,
)
from khmertext._data import read_table
from khmertext._patterns import any_of, lazy_pattern
from khmertext._view import View
from khmertext.errors import check_options, check_text
from khmertext.types import Mention

if TYPE_CHECKING:
    from khmertext.numbers import NumberMention

PersonalData = Literal["phone", "account", "identity", "plate", "email", "url", "birthdate"]
PERSONAL_DATA: Final[tuple[PersonalData, ...]] = get_args(PersonalData)

_DIGIT: Final = f"[0-9{RE_DIGIT}]"
# ៈ is often typed for ៖; the view knows that only behind words that it is sure of (លេខៈ, not ប័ណ្ណៈ)
_COLON: Final = f":{CAMNUC}{YUUKALEAPINTU}"
# What may stand between a word such as គណនី and its number: a name in Latin letters or behind
# ឈ្មោះ or របស់ (of), or any words up to លេខ (number)
_BETWEEN: Final = (
    rf"(?:[^0-9{RE_DIGIT}។៕\n;]{{0,40}}?លេខ"
    rf"|[ \u200b{_COLON}]{{0,3}}(?:ឈ្មោះ|របស់)[^0-9{RE_DIGIT}។៕\n;]{{0,40}}?)?"
    rf"[A-Za-z \u200b{_COLON}.#()-]{{0,25}}?"
)
# What stands between two of them: 001 234 567 (ABA) និង 1234567, 12345678 / 98765432
_NEXT: Final = r" ?(?:\([^()\n]{1,20}\) ?)?(?:[,;|/]|និង|ឬ) ?"
# At least six digits, perhaps with letters before them and separators inside, but no span of years
_YEARS: Final = rf"(?:19|20|១៩|២០){_DIGIT}{{2}} ?- ?(?:19|20|១៩|២០){_DIGIT}{{2}}(?!{_DIGIT})"
_LONG: Final = rf"(?:[A-Za-z]{{1,3}})?(?!{_YEARS}){_DIGIT}(?:[ ./-]?{_DIGIT}){{5,33}}"
# The number behind a cue of each kind. That of a paper may have a figure in brackets at its end; a
# telephone number without its 0 has eight or nine digits, and one with it may go on in the next line
_NUMBERS: Final = {
    "account": _LONG,
    "identity": rf"{_LONG}(?: ?\( ?{_DIGIT}{{1,2}} ?\))?",
    "phone": (
        rf"(?:[1-9១-៩](?:[ .-]?{_DIGIT}){{7,8}}|[0០][1-9១-៩](?:[ .\n-]?{_DIGIT}){{7,8}}?)"
        rf"(?![ .-]?{_DIGIT})"
    ),
}
# Links to persons and messages (t.me/sok): no scheme and no known domain, only a host and a path
_LINK: Final = lazy_pattern(
    r"(?<![\w.@/-])[A-Za-z0-9-]{1,30}(?:\.[A-Za-z0-9-]{1,30}){1,3}/[A-Za-z0-9._~/?#&=%+@-]{1,200}"
)
# Names of persons in networks, @sok_dara; no part of a mail address
_HANDLE: Final = lazy_pattern(r"(?<![A-Za-z0-9_.@/+-])@[A-Za-z][A-Za-z0-9_.]{1,30}[A-Za-z0-9_]")
# In the payment system Bakong, with the four letters of a bank: sok_dara@aclb
_BAKONG: Final = lazy_pattern(
    r"(?<![A-Za-z0-9_.@/+-])[A-Za-z0-9_.]{2,40}@[a-z]{4}(?![A-Za-z0-9_.@-])"
)
# A mail address whose domain has Khmer letters, or whose signs are spelt out for people: sok@ក្រុមហ៊ុន.com,
# sok [at] gmail [dot] com
_AT: Final = r"(?:@| ?(?:\[ ?[Aa][Tt] ?\]|\( ?[Aa][Tt] ?\)) ?)"
_DOT: Final = r"(?:\.| ?(?:\[ ?[Dd][Oo][Tt] ?\]|\( ?[Dd][Oo][Tt] ?\)) ?)"
_LOCAL: Final = "[A-Za-z0-9._%+-]"
# in Latin letters or in Khmer ones: in sok@abc.comទូរសព្ទ the next word of the text begins
_PART: Final = f"(?:[A-Za-z0-9-]{{1,63}}|[{RE_LETTER}{RE_MARK}{COENG}-]{{1,63}})"
_MAIL: Final = lazy_pattern(rf"(?<!{_LOCAL}){_LOCAL}{{1,64}}{_AT}{_PART}(?:{_DOT}{_PART}){{1,5}}")
# One with a blank beside its sign: sok.dara @gmail.com; but follow @dara.kh is a name in a network
_MAIL_APART: Final = lazy_pattern(
    rf"(?<!{_LOCAL})(?<!@)(?:{_LOCAL}{{0,63}}[A-Za-z0-9_] ?@ ?(?i:(?:gmail|yahoo|hotmail|outlook|icloud)\.com)"
    rf"|(?=[A-Za-z%+-]*[0-9._]){_LOCAL}{{1,63}}[A-Za-z0-9_] ?@ ?"
    rf"[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,3}}\.(?:{DOMAINS}))(?![A-Za-z0-9])"
)
# A telephone number whose groups are set apart as those of nothing else are, which find_numbers does
# not know as one: 012/345/678, ០១២ - ៣៤៥ - ៦៧៨, [012]345678; and one over the end of a line
_GROUPS: Final = lazy_pattern(
    rf"(?<!{_DIGIT})(?:[0០][1-9១-៩]{_DIGIT}(?P<apart>[/_]| - ){_DIGIT}{{3}}(?P=apart)"
    rf"|\[[0០][1-9១-៩]{_DIGIT}\] ?{_DIGIT}{{3}} ?"
    rf"|[0០][1-9១-៩]{_DIGIT}[ .-]?{_DIGIT}{{3}}\n){_DIGIT}{{3,4}}(?!{_DIGIT})"
)
# The number of a paper may be short right behind លេខ, also one in the cue itself: អត្តលេខសិស្ស៖ 0123
_SHORT: Final = rf"[ \u200b{_COLON}.]{{0,4}}(?P<short>{_DIGIT}+(?:/{_DIGIT}+)?)"
# How far a date is read behind a word for the day of birth; one without its year has any
_DATE_REACH: Final = 100
_ANY_DAY: Final = date(2000, 1, 1)
# The figures of a day of birth that are no date elsewhere: 12031995, 12 03 1995, 12/03; or a year
_BIRTH_FIGURES: Final = lazy_pattern(
    rf"(?:{_DIGIT}{{8}}|{_DIGIT}{{1,2}}[ ./-]{_DIGIT}{{1,2}}(?:[ ./-]{_DIGIT}{{2,4}})?|(?:19|20|១៩|២០){_DIGIT}{{2}})(?!{_DIGIT})"
)
# 20DEC 0730 and 10AM-1200 are times
_NO_PLATE: Final = "(?!AM|PM|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
_PLATE: Final = lazy_pattern(
    rf"(?<![A-Za-z0-9{RE_DIGIT}]){_DIGIT}{{1,2}}{_NO_PLATE}[A-Z]{{1,3}}[-. ]?{_DIGIT}{{4}}(?![A-Za-z0-9{RE_DIGIT}])"
)


class Cue(NamedTuple):
    """A row of ``data/redaction_cues.tsv``."""

    words: str
    role: Literal["account", "identity", "phone", "birthdate", "born"]
    provenance: str


def redact(
    text: str,
    kinds: PersonalData | Collection[PersonalData] = PERSONAL_DATA,
    mark: str = "▮",
    *,
    keep_length: bool = False,
) -> str:
    """``text`` with personal data replaced by ``mark``, and nothing else changed.

    ``kinds`` say what is masked: ``"phone"`` numbers, without their 0 only behind a word for them;
    ``"account"`` numbers behind a word for them or the name of a bank, those of cards, and names of the payment
    system Bakong (``sok_dara@aclb``); numbers of ``"identity"`` papers behind a word for them; ``"plate"`` of
    vehicles; ``"email"``; ``"url"``, names such as ``@sok_dara``, too (``sok_dara`` alone stays); the
    ``"birthdate"``, or its year, right behind a word for it (ថ្ងៃខែឆ្នាំកំណើត, កើតនៅ).
    Each becomes one ``mark``, or, with ``keep_length``, as many as it has code points, so that offsets
    stay. Other dates, amounts, articles and numbers of documents stay; so do other names of persons.

    What is not recognized is not masked: let a person check a text that must not leak anything.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for an unknown kind and for a
    mark that is not one code point where the length is kept.

    >>> redact("ទូរសព្ទ ០១២ ៣៤៥ ៦៧៨ ឬ sok@example.com ឆ្នាំ២០២៤")
    'ទូរសព្ទ ▮ ឬ ▮ ឆ្នាំ២០២៤'
    >>> redact("លេខគណនី 001 234 567", keep_length=True)
    'លេខគណនី ▮▮▮▮▮▮▮▮▮▮▮'
    """
    text = check_text(text, "redact")
    chosen = check_options("kinds", kinds, PERSONAL_DATA)
    if not isinstance(mark, str):
        raise TypeError(f"redact() takes a str as mark, not {type(mark).__name__}")
    if keep_length and len(mark) != 1:
        raise ValueError(f"mark={mark!r} must be one code point where the length is kept")
    view = View(text)
    places = starmap(view.to_original, _places(view.text, frozenset(chosen)))
    result = []
    position = 0
    for start, end in _merged(places):
        result += [text[position:start], mark * (end - start) if keep_length else mark]
        position = end
    return "".join([*result, text[position:]])


def _places(text: str, kinds: frozenset[str]) -> Iterator[tuple[int, int]]:
    """What is masked in the text of a view."""
    from khmertext.numbers import find_numbers
    from khmertext.segmentation import segment

    if kinds & {"email", "url"}:
        for token in segment(text):
            if token.kind in kinds:
                yield token.start, token.end
    if "url" in kinds:
        yield from (found.span() for found in _LINK.finditer(text) if _has_letters(found[0]))
        yield from (found.span() for found in _HANDLE.finditer(text))
    if "email" in kinds:
        for pattern in (_MAIL, _MAIL_APART):
            yield from (found.span() for found in pattern.finditer(text))
    text = text.replace(EN_DASH, "-").replace(MINUS_SIGN, "-")  # as between the groups of a number
    numbers = find_numbers(text) if kinds & {"plate", *_NUMBERS} else ()
    for number in numbers:
        like_phone = (
            number.kind == "identifier" and "phone" in kinds and _is_like_phone(number.text)
        )
        if number.kind in kinds or like_phone:
            yield number.start, number.end
    # plates also in lists, where only the first has a word before it
    for kind, pattern in (
        ("plate", _PLATE),
        ("account", _card()),
        ("account", _BAKONG),
        ("phone", _GROUPS),
    ):
        if kind in kinds:
            yield from (found.span() for found in pattern.finditer(text))
    spelled = fold(text)  # as the words of the table
    if kinds & _NUMBERS.keys():
        yield from _behind_cues(spelled, kinds, numbers)
    if "identity" in kinds:
        yield from (found.span("short") for found in _short_papers().finditer(spelled))
    if "birthdate" in kinds:
        yield from _birthdates(text)


def _birthdates(text: str) -> Iterator[tuple[int, int]]:
    """Dates right behind a word for the day of birth."""
    from khmertext.dates import find_dates

    for cue in _birth().finditer(text):
        start = cue.end()
        dates = find_dates(text[start : start + _DATE_REACH], ref=_ANY_DAY)
        figures = _BIRTH_FIGURES.match(text, start)
        if dates and dates[0].start == 0:
            yield start, start + dates[0].end
        if figures:
            yield figures.span()


def _behind_cues(
    text: str, kinds: frozenset[str], numbers: Iterable[NumberMention]
) -> Iterator[tuple[int, int]]:
    """The numbers behind words for them, all of a list; but no amounts: ABA 500000 រៀល."""
    # ទូរសព្ទ ១២.៥០០.០០០ គ្រឿង is no telephone number, but គណនី 1234567890 ធនាគារ is an account
    amounts = [number for number in numbers if number.unit]
    money = [number for number in amounts if number.kind == "money"]
    for kind in sorted(kinds & _NUMBERS.keys()):
        no_numbers = amounts if kind == "phone" else money
        for found in _behind_cue(kind).finditer(text):
            number: re.Match[str] | None = found
            while number:
                start, end = number.span("number")
                code = text[start : _before_amount(no_numbers, start, end)].rstrip(" .-/")
                if code:
                    yield start, start + len(code)
                number = _next_of(kind).match(text, number.end("number"))


def _before_amount(amounts: Sequence[Mention], start: int, end: int) -> int:
    """The end of a number, before an amount that goes on from it; ``start`` if all of it is one."""
    after = bisect_right(amounts, start, key=attrgetter("end"))
    return max(start, min(end, amounts[after].start)) if after < len(amounts) else end


def _is_like_phone(code: str) -> bool:
    """Whether a code may be a telephone number with a slip, 023 12 34 5, or a figure behind it."""
    from khmertext.numbers._phones import phone_like_end

    return phone_like_end(code, 0) == len(code)


def _has_letters(link: str) -> bool:
    """t.me/sok is a link, 31.07/2024 is none: the last part of a host has letters only."""
    return link.partition("/")[0].rpartition(".")[2].isalpha()


@cache
def _card() -> re.Pattern[str]:
    """The number of a bank card, which needs no word before it."""
    from khmertext.numbers._codes import CARD

    return re.compile(f"(?<!{_DIGIT}){CARD}(?![.,]?{_DIGIT})")


@cache
def _birth() -> re.Pattern[str]:
    """A word for the day of birth, and what stands between it and the date: (ថ្ងៃ/ខែ/ឆ្នាំ)៖."""
    between = rf"[\s\u200b{_COLON}=.-]{{0,5}}"
    return re.compile(
        rf"{_cue('birthdate')}{between}(?:\([^0-9{RE_DIGIT}()\n]{{1,30}}\){between})?"
        # no moon that grows: ១៥កើត ថ្ងៃ...
        rf"|(?<!{_DIGIT})(?<!{_DIGIT} ){_cue('born')}{between}(?=ថ្ងៃ|ឆ្នាំ|{_DIGIT})"
    )


@cache
def _behind_cue(kind: str) -> re.Pattern[str]:
    return re.compile(f"{_cue(kind)}{_BETWEEN}(?P<number>{_NUMBERS[kind]})")


@cache
def _short_papers() -> re.Pattern[str]:
    numbered = any_of(word for word in _words("identity") if "លេខ" in word)
    return re.compile(f"(?:{numbered}|{_cue('identity')}[^0-9{RE_DIGIT}។៕\n;]{{0,40}}?លេខ){_SHORT}")


def _cue(kind: str) -> str:
    """The pattern of the words before data of this kind."""
    words = _words(kind)
    khmer = [word for word in words if re.search(f"[{RE_KHMER}]", word)]
    latin = [word for word in words if word not in khmer]
    return rf"(?:{any_of(khmer)}|(?<![A-Za-z0-9])(?i:{any_of(latin)})(?![A-Za-z0-9]))"


def _words(role: str) -> list[str]:
    return [row.words for row in read_table("redaction_cues.tsv", Cue) if row.role == role]


@cache
def _next_of(kind: str) -> re.Pattern[str]:
    """The next number of a list of them."""
    return re.compile(f"{_NEXT}(?P<number>{_NUMBERS[kind]})")


def _merged(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The places in rising order, those that overlap made one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(places):
        if last is None:
            last = start, end
        elif start < last[1]:
            last = last[0], max(last[1], end)
        else:
            yield last
            last = start, end
    if last is not None:
        yield last
