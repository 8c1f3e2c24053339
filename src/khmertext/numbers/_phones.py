"""Telephone numbers of Cambodia, by its national numbering plan."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from khmertext._data import read_table
from khmertext.numbers._digits import to_ascii_digits

# Trunk prefix or country code, then eight or nine digits with at most one separator before each.
# More digits right after it mean that it was cut wrongly, unless they begin another one.
_SHAPE = re.compile(
    r"(?:(?P<country>855)\)?(?: ?\(0\))?|(?P<trunk>0))"
    r"(?P<rest>(?:(?:[ .\-\u2013/]|\) ?)?[0-9]){8,9})(?![ .\-]?[1-9]|[0-9])"
)
_FREE = re.compile(r"(?P<prefix>1[89]00)[ .\-\u2013][0-9]{3}[ .\-\u2013]?[0-9]{3}(?![0-9])")
_SHARED = re.compile(r"0[0-9]{2}/(?:0[0-9]{2}/)*(?=0[0-9]{2}[ .\-])")
_SEPARATORS = re.compile(r"[ .\-\u2013/)]+")
_WINDOW = 40  # no telephone number is written longer


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


def read_phone(text: str, start: int) -> Phone | None:
    """The telephone number whose first digit stands at ``start``, or ``None``.

    It begins with 0 or with 855; its groups have two to four digits, or all that follows the
    prefix stands in one (012 345678); its prefix and length are those of the plan. Digits grouped
    in threes after 855 without a plus sign are a plain number.
    """
    window = to_ascii_digits(text[start : start + _WINDOW])
    free = _FREE.match(window)
    if free is not None:
        national = _SEPARATORS.sub("", free.group())
        return Phone(start, start + free.end(), "+855" + national)
    shared = _SHARED.match(window)
    if shared is not None:
        return _with_shared_rest(text, start, shared.end())
    match = _SHAPE.match(window)
    if match is None:
        return None
    groups = _SEPARATORS.split(match["rest"].strip(" .-\u2013/)"))
    if match["trunk"]:
        if match["rest"][0].isdigit():
            groups[0] = "0" + groups[0]
        else:
            groups.insert(0, "0")
    national = "".join(groups).removeprefix("0")
    if len(national) not in _plan().get(national[:2], ()):
        return None
    if len(groups) > 1 and not _well_grouped(groups):
        return None
    begin, end = start, start + match.end()
    before = text[max(0, start - 2) : start]
    closed = ")" in match.group()
    if before.endswith("+"):
        begin -= 1
    elif match["country"] and len(groups) > 1 and all(len(group) == 3 for group in groups):
        return None
    if closed and text[begin - 1 : begin] == "(":
        begin -= 1
    return Phone(begin, end, "+855" + national)


def _with_shared_rest(text: str, start: int, length: int) -> Phone | None:
    """The first of several prefixes before one rest: 010/087 366 886."""
    last = read_phone(text, start + length)
    if last is None:
        return None
    prefix = to_ascii_digits(text[start + 1 : start + 3])
    national = prefix + last.e164[len("+855") + len(prefix) :]
    if len(national) not in _plan().get(prefix, ()):
        return None
    return Phone(start, start + 3, "+855" + national)


def _well_grouped(groups: list[str]) -> bool:
    if groups[0] == "0":  # 0 12 345 678
        groups = groups[1:]
    if len(groups) == 2 and len(groups[0]) in (2, 3) and len(groups[1]) in (6, 7):
        return True
    return all(2 <= len(group) <= 4 for group in groups)
