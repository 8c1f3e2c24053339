"""The lunar days that the parts of a written lunar date can mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from khmertext.dates._lunar import LunarDate, buddhist_year
from khmertext.dates._mention import Flag
from khmertext.dates._new_year import khmer_new_year
from khmertext.dates._reading import LunarParts
from khmertext.dates._resolving._resolved import Failure
from khmertext.dates._words import names
from khmertext.dates._years import FIRST_YEAR, LAST_YEAR
from khmertext.errors import InvalidDate


def _months_meant(month: str) -> tuple[str, ...]:
    # Without the year it is not known whether Asadh is one month or two.
    return ("asadh", "pathamasadh", "tutiyasadh") if month == "asadh" else (month,)


def check_lunar_day(number: int, parts: LunarParts) -> None:
    if not 1 <= number <= 15:
        reason = f"a {names().phases[parts.phase]} day is 1 to 15, not {number}"
        raise Failure("invalid_day", reason)


def days_of_be(number: int, parts: LunarParts) -> list[LunarDate]:
    assert parts.be is not None
    days: list[LunarDate] = []
    error: InvalidDate | None = None
    for month in _months_meant(parts.month):
        try:
            days.append(LunarDate(number, parts.phase, month, parts.be))
        except InvalidDate as raised:
            error = error or raised
    if not days and error is not None:
        part = error.part if error.part in ("day", "month", "year") else "day"
        raise Failure(cast(Flag, f"invalid_{part}"), f"{error} (BE {parts.be})")
    return days


def lunar_days(number: int, parts: LunarParts, year: int) -> list[LunarDate]:
    """The days of lunar year ``year`` that ``parts`` can mean."""
    days: list[LunarDate] = []
    for month in _months_meant(parts.month):
        try:
            be = buddhist_year(year, month, parts.phase)
            day = LunarDate(number, parts.phase, month, be)
        except InvalidDate:
            continue
        if labels_fit(day, parts):
            days.append(day)
    return days


def nearest_days(number: int, parts: LunarParts, near: date, years: int) -> list[LunarDate]:
    """The days that fit all labels, nearest first; of the nearest year only."""
    found: list[tuple[int, list[LunarDate]]] = []
    # A lunar year begins in the civil year before it. From the middle outwards: what is found in
    # one year can only be beaten by a neighbour.
    for distance in range(years + 2):
        for year in sorted({near.year - distance, near.year + distance}):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                continue
            days = lunar_days(number, parts, year)
            if days:
                found.append((min(abs((day.to_date() - near).days) for day in days), days))
        if found and distance > min(away for away, _ in found) // 365 + 1:
            break
    return min(found, key=lambda item: item[0])[1] if found else []


def share_labels(first: LunarParts, last: LunarParts) -> None:
    """Give two days, the first before the last, what only one of them says about the year.

    The Buddhist year changes between them if Visak does lie between them.
    """
    changes = _offset(last) - _offset(first) > 0
    if first.be is None and last.be is not None:
        first.be = last.be - changes
    elif last.be is None and first.be is not None:
        last.be = first.be + changes
    elif first.be is None:
        first.animal, last.animal = _one(first.animal, last.animal), _one(last.animal, first.animal)
        first.sak, last.sak = _one(first.sak, last.sak), _one(last.sak, first.sak)


def _offset(parts: LunarParts) -> int:
    return buddhist_year(0, parts.month, parts.phase)


def _one(mine: int | None, other: int | None) -> int | None:
    return other if mine is None else mine


def labels_fit(day: LunarDate, parts: LunarParts) -> bool:
    """Whether animal and sak are those of the day.

    On the days of the New Year either the old or the new label is printed.
    """
    return parts.animal in _either(day, "animal") and parts.sak in _either(day, "sak")


def _either(day: LunarDate, label: str) -> Iterator[int | None]:
    yield None
    cycle = names().animals if label == "animal" else names().saks
    index = cycle.index(day.animal if label == "animal" else day.sak)
    yield index
    civil = day.to_date()
    new_year = khmer_new_year(civil.year)
    if new_year.first_day <= civil <= new_year.lerng_sak:
        yield (index + 1) % len(cycle)
        yield (index - 1) % len(cycle)


def why_no_day(number: int, parts: LunarParts) -> Failure:
    name = f"{number} {names().phases[parts.phase]} {names().lunar_months[parts.month]}"
    if parts.month in ("pathamasadh", "tutiyasadh"):
        return Failure("invalid_month", f"no year near it has {name}")
    return Failure("invalid_day", f"no year near it has {name} with these labels")
