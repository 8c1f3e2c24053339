"""What a number has from the one beside it: a unit that a list shares, and brackets that say it again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import cast

from khmertext._patterns import any_of, lazy_pattern
from khmertext.numbers._context import SPACE, context_words, list_link
from khmertext.numbers._digits import RE_BOTH_DIGITS
from khmertext.numbers._number_mention import Exact, Found
from khmertext.numbers._units import read_per

_opening = lazy_pattern(rf"{SPACE}?\({SPACE}?")
_digit = lazy_pattern(f"[{RE_BOTH_DIGITS}]")


def with_shared_units(text: str, found: Iterable[Found]) -> list[Found]:
    """``found``; where a list has its unit behind the last item, all have it: ១៨ និង ១៥ ភាគរយ."""
    mentions = _with_restated(text, found)
    further = False  # whether the list goes on behind ``after``
    for index in range(len(mentions) - 2, -1, -1):
        item, after = mentions[index], mentions[index + 1]
        takes = item.shares == "takes" and after.shares == "gives"
        link = takes and list_link().fullmatch(text, item.end, after.start)
        known = link and (link["and"] or (link["comma"] and further))
        further = bool(known) and not _is_rather_a_year(item, after)
        if further:
            mentions[index] = item._replace(unit=after.unit, kind=after.kind, shares="gives")
    return mentions


def _is_rather_a_year(item: Found, after: Found) -> bool:
    """Whether the bare number of a list is no quantity like the small one behind it."""
    year = item.value
    low = after.value[0] if isinstance(after.value, tuple) else cast(Exact, after.value)
    return isinstance(year, int) and 1900 <= year < 2100 and low < 1000


def _with_restated(text: str, found: Iterable[Found]) -> list[Found]:
    """``found``, with a flag at what brackets say again: ៥.០០០ដុល្លារ (ប្រាំពាន់ដុល្លារ)."""
    mentions: list[Found] = []
    said = 0  # the end of what the last amount was paid for
    for item in found:
        if item.start < said:
            continue  # the one of ៣០០$ (បីរយដុល្លារ) ក្នុង១ខែ
        closing = _repeats(text, mentions[-1], item) if mentions else None
        if closing is not None:
            item = item._replace(flags=item.flags | {"restated"})
            first = mentions[-1]
            if first.kind == "money" and first.per is None:  # ៣០០$ (បីរយដុល្លារ) ក្នុងមួយខែ
                per = read_per(text, closing, several=True)
                mentions[-1], said = first._replace(per=per.name), per.end
        mentions.append(item)
    return mentions


def _repeats(text: str, first: Found, again: Found) -> int | None:
    """The end of the brackets in which ``again`` says ``first`` in another way."""
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


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"{SPACE}?(?:{any_of(context_words('exactly'))})?{SPACE}?\)")
