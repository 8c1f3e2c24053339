"""What an amount is paid for where that stands before it, and rates of exchange."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter
from typing import Final

from khmertext._chars import COENG, RE_DIGIT, RE_LETTER, RE_MARK
from khmertext._patterns import any_of, lazy_pattern
from khmertext.numbers._digits import RE_BOTH_DIGITS
from khmertext.numbers._number_mention import AMBIGUOUS_SEPARATOR, Found
from khmertext.numbers._number_words import SPACE, context_words, list_link
from khmertext.numbers._units import (
    NO_PER,
    PER,
    Per,
    currency_prefixes,
    read_for_one,
    read_per,
    read_unit,
)

_unit_of = attrgetter("unit")
_WITHOUT_DECIMALS = "KHR"
_thousandths = lazy_pattern(
    rf"(?<![{RE_DIGIT}.,])[១-៩][{RE_DIGIT}]{{0,2}}[.,][{RE_DIGIT}]{{2}}[១-៩](?![{RE_DIGIT}.,])"
)
# 12,500៛ + ដឹក 1$ = 16,600៛ is a sum; at the head of a line the sign is a bullet
_ADDED = lazy_pattern(rf"\S ?\+[^+\n{RE_BOTH_DIGITS}]*\Z")
_REACH = 40  # how far before an amount begins what it is paid for


def with_prices(text: str, found: list[Found]) -> list[Found]:
    """``found``, with what an amount is paid for right before it, ក្នុងមួយខែ ១៥០$, and with rates: 1$ = 4100៛."""
    if _currencies().isdisjoint(map(_unit_of, found)):
        return found
    return [
        _with_doubt(text, item) if item.per and _is_money(item) else item
        for item in _with_rates(text, _with_per_before(text, found))
    ]


def _with_doubt(text: str, item: Found) -> Found:
    """``item``, with a flag if three Khmer digits behind a mark may be decimals: a litre for ១.១២៥$."""
    if item.unit == _WITHOUT_DECIMALS or not _thousandths.search(text, item.start, item.end):
        return item
    if not _is_measure(item.per or "", 0):
        return item  # ១.១២៥$ ក្នុងមួយខែ are thousands
    return item._replace(flags=item.flags | AMBIGUOUS_SEPARATOR)


def _with_per_before(text: str, found: list[Found]) -> list[Found]:
    """``found`` with what each amount is paid for, where that stands before it; the next of a row share it."""
    mentions, currencies = found.copy(), _currencies()
    first: Found | None = None  # an amount with what is said before it, which it may share
    for index, item in enumerate(found):
        if item.unit not in currencies:
            first = None
            continue
        before = _per_before(text, _end_before(mentions, index), item.start)
        if before:
            after = found[index + 1] if index + 1 < len(found) else None
            item = first = _paid_for(text, item, before, after)
        elif first is not None and _shares(text, first, item):
            item = first = item._replace(per=first.per)
        else:
            first = None
        mentions[index] = item
    return mentions


_MOST_ONES: Final = 4  # before one amount; a text of 1$ alone has thousands


def _end_before(found: list[Found], index: int) -> int:
    """Where what the amount at ``index`` is paid for may begin: behind all but the one of ក្នុង១ខែ."""
    last = max(0, index - _MOST_ONES)
    while index > last and found[index - 1].value == 1:
        index -= 1
    return max(found[index - 1].end, found[index - 1].further) if index else 0


def _paid_for(text: str, item: Found, before: Per, after: Found | None) -> Found:
    """``item``, which is paid for what stands ``before`` it and perhaps for more behind it.

    What stands behind the first of ក្នុងមួយខែ ១៥០$ ក្នុងមួយឆ្នាំ ១៨០០$ is that of the next.
    """
    if item.per is None:
        return item._replace(per=before.name)
    if after is not None and _is_money(after) and _per_before(text, item.end, after.start):
        return item._replace(per=before.name, further=0)
    return item._replace(per=f"{before.name}{PER}{item.per}")


def _shares(text: str, first: Found, item: Found) -> bool:
    """Whether both amounts of ក្នុងមួយខែ ១៥០ ឬ ២០០$ are paid for a month."""
    link = list_link().fullmatch(text, first.end, item.start)
    return (
        link is not None and link["and"] is not None and (item.unit, item.per) == (first.unit, None)
    )


def _is_money(item: Found) -> bool:
    return item.unit in _currencies()


@cache
def _currencies() -> frozenset[str]:
    return frozenset(currency_prefixes().values())


def _per_before(text: str, first: int, end: int) -> Per:
    """What the amount that begins at ``end`` is paid for: ក្នុងមួយខែ ១៥០$, តម្លៃមួយគ្រឿង ២៥$, ម្នាក់ ១០$.

    It begins at ``first`` or later. A measure needs no word for it (សាច់គោមួយគីឡូ ៤៥០០០៛); anything else
    may be what the amount is for in all: ទិញឡានមួយគ្រឿង ៥០០០$, រយៈពេលមួយខែ ១៥០$.
    """
    first = max(first, end - _REACH)
    for said in _said_for_one().finditer(text, first, end):
        start = said.start()
        if said["per"]:
            per = read_per(text, start, several=True)
        elif _is_measure(text, said.end()) or _says_price().search(text, first, start):
            per = read_for_one(text, start)
        else:
            continue
        if per and _up_to_amount().fullmatch(text, per.end, end):
            return per
    return NO_PER


def _is_measure(text: str, position: int) -> bool:
    unit = read_unit(text, position)
    return unit is not None and unit.kind == "measure"


@cache
def _said_for_one() -> re.Pattern[str]:
    one = any_of((*context_words("one"), *context_words("person")))
    return re.compile(f"(?P<per>{any_of(context_words('per'))})|{one}")


@cache
def _says_price() -> re.Pattern[str]:
    """What stands before the one of a price: a word for it, or nothing."""
    heads = any_of((*context_words("price"), *context_words("inside")))
    return re.compile(f"(?:{heads}{SPACE}?|(?<![{RE_LETTER}{RE_MARK}{COENG}])(?<!ពេល ))\\Z")


@cache
def _up_to_amount() -> re.Pattern[str]:
    about = any_of(context_words("approximate"))
    return re.compile(f"{SPACE}?[:=\u17d6]?{SPACE}?(?:{about}{SPACE}?)?")


def _with_rates(text: str, found: list[Found]) -> list[Found]:
    """``found``; what one of a currency is worth, or something costs, is one amount paid for it: 1$ = 4100៛."""
    mentions, last = found[:1], found[0]
    base: str | None = None  # what ``last`` tells the rate of
    for item in found[1:]:
        if base is not None:
            if _is_money(item) and _equals().fullmatch(text, last.end, item.start):
                item = item._replace(per=base)
            else:
                base = None
        elif last.value == 1 or item.value == 1:
            rate = _rate(text, last, item)
            if rate is not None:
                mentions[-1] = last = rate
                base = rate.per
                continue
        mentions.append(item)
        last = item
    return mentions


def _rate(text: str, item: Found, after: Found) -> Found | None:
    """The rate of two amounts of which one is one: 4100៛ for a dollar."""
    one, many = (item, after) if item.value == 1 else (after, item)
    if one.value != 1 or one.unit in (None, many.unit) or one.per or many.per:
        return None
    joint = _equals().fullmatch(text, item.end, after.start)
    money = _is_money(one) + _is_money(many)
    if joint is None or money < (2 if joint["mark"] else 1):  # 1kg: 5000៛
        return None
    if _ADDED.search(text, max(0, item.start - _REACH), item.start):
        return None
    return many._replace(
        start=item.start,
        end=after.end,
        approx=item.approx or after.approx,
        flags=item.flags | after.flags,
        per=one.unit,
    )


@cache
def _equals() -> re.Pattern[str]:
    """What stands between two amounts of which one says what the other is worth."""
    about = any_of(context_words("approximate"))
    words = any_of(context_words("equals"))
    return re.compile(
        f"{SPACE}?(?:[=\u2248\u2192]|{words}|(?P<mark>[:\u17d6])){SPACE}?(?:{about}{SPACE}?)?"
    )
