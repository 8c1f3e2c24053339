"""Telephone numbers: of Cambodia by its numbering plan, of other countries by their calling codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from khmertext._chars import EN_DASH, RE_HYPHEN
from khmertext._data import read_table
from khmertext._patterns import any_of, lazy_pattern
from khmertext.numbers._digits import RE_BOTH_DIGITS, in_ascii
from khmertext.numbers._number_words import SPACE, spelled
from khmertext.numbers._units import read_unit

# Trunk prefix or country code, then eight or nine digits with at most one separator, two blanks or a dash
# between blanks before each.
# More digits right after it mean that it was cut wrongly, unless they begin another one.
_DIGITS = (
    r"(?:(?P<country>(?:00 ?)?855)\)?(?: ?\(0\)|(?P<both> ?0(?=[1-9]))| ?\((?=[1-9][0-9]\)))?|(?P<trunk>0))"
    r"(?P<rest>(?:(?: {1,2}| - |[.\-/]|\)(?: {1,2}|[.\-])?)?[0-9]){8,9})"
)
_NO_MORE = r"(?![.\-]?[1-9](?!,[0-9])|[0-9])"
# the last digit is rather that of the next figure, so this is tried last: 096 88 99 77 7
_SHAPES = (
    lazy_pattern(rf"{_DIGITS}(?<![ .\-/][0-9]){_NO_MORE}"),
    lazy_pattern(rf"{_DIGITS}(?<=[ .\-/][0-9]){_NO_MORE}(?![A-Za-z]|,[0-9])"),
)
# groups behind the prefix of a network or an area
_LIKE = lazy_pattern(
    r"0(?P<prefix>[1-9][0-9])[0-9]{0,2}(?:( - |[ .\-])[0-9]{1,5}(?:\2[0-9]{1,5})+)(?![0-9])"
)
# 012 013 014 015
_GROUP_FOLLOWS = lazy_pattern(r" 0[0-9]{2}(?![0-9]|[ .\-/)][0-9])")
_LETTER_FOLLOWS = lazy_pattern("[a-z]")  # of a code: 0123456789abcdef
# more digits behind a space, and no rank or age before the next number
# nor has a mark before more digits or a letter, 8:00-17:00 and 2AB-1234, nor heads an item: 2)
_FIGURE_FOLLOWS = lazy_pattern(
    r" (?=[1-9]|0(?![0-9]))[0-9]+(?![0-9]| 0|[.,:/xX*~\-][0-9]|\)|\. |[A-Za-z])"
)
_FREE = lazy_pattern(r"(?P<prefix>1[89]00)[ .\-][0-9]{3}[ .\-]?[0-9]{3}(?![0-9])")
_SHARED = lazy_pattern(r"0[0-9]{2}/(?:0[0-9]{2}/)*(?=0[0-9]{2}[ .\-])")
_MARKS = lazy_pattern(" - |[./-]")
_SEPARATORS = lazy_pattern(r"[ .\-/)]+")
# +1 (415) 555-2671, +44 (0)20 7946 0958
_FOREIGN = lazy_pattern(r"[1-9](?:(?: ?\(0\) ?|[ .\-/]| ?\(|\) ?|\)-)?[0-9])*")
_TRUNK = lazy_pattern(r"\(0\)")
_NO_DIGITS = lazy_pattern("[^0-9]+")
_DIGIT = f"[{RE_BOTH_DIGITS}]"
_POSSIBLE = lazy_pattern(
    rf"{_DIGIT}(?:[ .{RE_HYPHEN}/()]{{0,4}}{_DIGIT}){{6}}"
)  # for most figures are none
# 00 33 1 23 45 67 89: dialled, the calling code a group of its own
_DIALLED = lazy_pattern(r"00 ?(?=([1-9][0-9]{0,2})[ .\-])")
_DATE = lazy_pattern(
    r"(?:0?[1-9]|[12][0-9]|3[01])([./\-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?![0-9])"
)
_SHORTEST, _LONGEST = 7, 15  # digits, by E.164
_SHORT, _LONG = 8, 11  # in Cambodia, with the 0, and with one digit too many
_WINDOW = 40  # no telephone number is written longer


class _CallingCode(NamedTuple):
    code: str
    digits: str
    region: str
    provenance: str


class Phone(NamedTuple):
    start: int
    end: int
    e164: str

    @property
    def grouped(self) -> bool:
        """Whether signs stand between its digits."""
        return self.end - self.start > len(self.e164) - len("+855") + 1


class _Prefix(NamedTuple):
    prefix: str
    digits: str
    kind: Literal["area", "mobile", "toll_free", "premium"]
    provenance: str


@cache
def _plan() -> dict[str, tuple[int, ...]]:
    return {
        row.prefix: tuple(map(int, row.digits.split(",")))
        for row in read_table("number_phone_plan.tsv", _Prefix)
    }


def read_phone(text: str, start: int, *, labelled: bool = False) -> Phone | None:
    """The telephone number whose first digit stands at ``start``, or ``None``.

    It begins with 0 or with [00]855; its groups have two to four digits, one of them perhaps one
    (097 7 123 456), or all that follows the prefix stands in one (012 345678); ``labelled``, behind
    a word for it, they are of any length. Its prefix and length are those of the plan. Digits grouped in threes after 855 without a plus sign are a plain
    number. Behind a plus sign stands a number of another country: a calling code and as many digits
    as there may follow it; so does one behind 00 if its calling code is a group of its own.
    """
    if not _POSSIBLE.match(text, start):
        return None
    window = _window(text, start)
    if text[start - 1 : start] == "+" and not window.startswith(("0", "855")):
        return _read_foreign(window, start - 1, start)
    dialled = _DIALLED.match(window)
    if dialled is not None and dialled[1] in _calling_codes():
        return _read_foreign(window[dialled.end() :], start, start + dialled.end())
    if _DATE.match(window):
        return None
    free = _FREE.match(window)
    if free is not None:
        national = _SEPARATORS.sub("", free.group())
        return Phone(start, start + free.end(), "+855" + national)
    shared = _SHARED.match(window)
    if shared is not None:
        return _with_shared_rest(text, start, shared.end())
    match, groups = _whole_in_plan(text, start, window, labelled=labelled)
    if match is None:
        return None
    national = "".join(groups).removeprefix("0")
    begin, end = start, start + match.end()
    before = text[max(0, start - 2) : start]
    closed = ")" in match.group()
    if before.endswith("+"):
        begin -= 1
    elif match["both"]:
        return None  # 855 012 345 678 is a figure
    elif match["country"] == "855" and len(groups) > 1 and all(len(group) == 3 for group in groups):
        return None
    if closed and text[begin - 1 : begin] == "(":
        begin -= 1
    return Phone(begin, end, "+855" + national)


def _whole_in_plan(
    text: str, start: int, window: str, *, labelled: bool
) -> tuple[re.Match[str] | None, list[str]]:
    """The number of the numbering plan that no more digits go on, and its groups.

    097 88 77 66 5 begins with a number of the plan and may be one itself: behind a word for it, it is.
    """
    for rank, (match, groups) in enumerate(_in_plan(window, labelled=labelled)):
        in_pairs = all(len(group) == 2 for group in groups[1:-1])
        if rank > 0 and not (labelled and in_pairs):
            break
        if not _goes_on(text, start + match.end(), window[match.end() :]):
            return match, groups
    return None, []


def _in_plan(window: str, *, labelled: bool) -> Iterator[tuple[re.Match[str], list[str]]]:
    """The numbers of the numbering plan that ``window`` begins with, and their groups of digits."""
    for shape in _SHAPES:
        match = shape.match(window)
        if match is None or _is_date_or_decimals(match.group(), slashes=2 if labelled else 1):
            continue
        groups = _SEPARATORS.split(match["rest"].strip(" .-/()"))
        if match["trunk"]:
            if match["rest"][0].isdigit():
                groups[0] = "0" + groups[0]
            else:
                groups.insert(0, "0")
        national = "".join(groups).removeprefix("0")
        if len(national) in _plan().get(national[:2], ()) and (
            labelled or len(groups) == 1 or _well_grouped(groups)
        ):
            yield match, groups


def phone_like_end(text: str, start: int) -> int | None:
    """The end of groups of digits that look like a telephone number, though they are none of the plan.

    023 12 34 5 has a digit too few, 012 88 99 77 5 may be a number and something else.
    """
    match = _LIKE.match(_window(text, start)) if _POSSIBLE.match(text, start) else None
    if match is None or match["prefix"] not in _plan():
        return None
    digits = sum(map(str.isdigit, match.group()))
    return start + match.end() if _SHORT <= digits <= _LONG else None


def begins_phone(text: str, start: int) -> bool:
    """Whether a telephone number, or what looks like one, begins at ``start``."""
    return read_phone(text, start) is not None or phone_like_end(text, start) is not None


def _is_date_or_decimals(written: str, *, slashes: int) -> bool:
    """Whether ``written`` is dates or decimals: 01/07-31/07/2024, 0.12-0.345678, 097/2024/01.

    Besides spaces, one sort of mark parts the groups of a telephone number, and so many ``slashes``.
    """
    signs = _MARKS.findall(written)
    return len(set(signs)) > 1 or signs.count("/") > slashes


def _goes_on(text: str, end: int, window: str) -> bool:
    """Whether the digits behind a space are more of the number: they have no unit of their own."""
    if _GROUP_FOLLOWS.match(window):
        return True
    if _LETTER_FOLLOWS.match(window):
        return read_unit(text, end) is None
    figure = _FIGURE_FOLLOWS.match(window)
    if figure is None:
        return False
    end += figure.end()
    return not has_unit_or_scale(text, end)


def has_unit_or_scale(text: str, end: int) -> bool:
    """Whether a unit or a scale follows the figure that ends at ``end``."""
    return read_unit(text, end) is not None or scale_follows().match(text, end) is not None


@cache
def scale_follows() -> re.Pattern[str]:
    return re.compile(f"{SPACE}?{any_of(spelled('scale'))}")


def _with_shared_rest(text: str, start: int, length: int) -> Phone | None:
    """The first of several prefixes before one rest: 010/087 366 886."""
    last = read_phone(text, start + length)
    if last is None:
        return None
    prefix = in_ascii(text[start + 1 : start + 3])
    national = prefix + last.e164[len("+855") + len(prefix) :]
    if len(national) not in _plan().get(prefix, ()):
        return None
    return Phone(start, start + 3, "+855" + national)


def _well_grouped(groups: list[str]) -> bool:
    if groups[0] == "0":  # 0 12 345 678
        groups = groups[1:]
    if len(groups) == 2 and len(groups[0]) in (2, 3) and len(groups[1]) in (6, 7):
        return True
    if len(groups) == 2 and len(groups[0]) == 6 and len(groups[1]) in (3, 4):
        return True  # 012345 678
    if [*map(len, groups[1:])] == [1, 6] and len(groups[0]) in (2, 3):
        return True  # 097 7 123456
    lengths = sorted(map(len, groups))
    return len(lengths) > 1 and lengths[1] >= 2 and lengths[-1] <= 4  # 097 7 123 456


def _window(text: str, start: int) -> str:
    """What may be a telephone number at ``start``, in ASCII digits and with hyphens only."""
    return in_ascii(text[start : start + _WINDOW]).replace(EN_DASH, "-")


def _read_foreign(window: str, begin: int, start: int) -> Phone | None:
    """The longest number of another country, whole groups of digits from ``start`` on.

    ``begin`` is where the sign or the zeros before its calling code stand.
    """
    run = _FOREIGN.match(window)
    assert run is not None
    end = run.end()
    while end:
        digits = _NO_DIGITS.sub("", _TRUNK.sub("", window[:end]))
        if len(digits) < _SHORTEST:
            return None
        if len(digits) <= _LONGEST and _is_dialled(digits):
            return Phone(begin, start + end, "+" + digits)
        end = _group_before(window, end)
    return None


def dialled_end(text: str, start: int) -> int | None:
    """Where the digits behind a plus sign end if they are too many for a plain number."""
    run = _FOREIGN.match(_window(text, start))
    if run is None:
        return None
    digits = _NO_DIGITS.sub("", run.group())
    if len(digits) < _SHORTEST and not digits.startswith("855"):
        return None
    return start + run.end()


def _group_before(window: str, end: int) -> int:
    """Where the group of digits ends that stands before the last one of ``window[:end]``."""
    while end and window[end - 1].isdigit():
        end -= 1
    while end and not window[end - 1].isdigit():
        end -= 1
    return end


def _is_dialled(digits: str) -> bool:
    """Whether these are a calling code and as many digits as may follow it."""
    return any(
        len(digits) - length in _calling_codes().get(digits[:length], ()) for length in (1, 2, 3)
    )


@cache
def _calling_codes() -> dict[str, tuple[int, ...]]:
    return {
        row.code: tuple(map(int, row.digits.split(",")))
        for row in read_table("number_calling_codes.tsv", _CallingCode)
    }
