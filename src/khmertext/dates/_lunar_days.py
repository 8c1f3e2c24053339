"""The lunar days that the parts of a written lunar date can mean."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khmertext.dates._date_mention import Flag
from khmertext.dates._date_words import names
from khmertext.dates._lunar import LunarDate, buddhist_year
from khmertext.dates._lunar_years import FIRST_YEAR, LAST_YEAR
from khmertext.dates._new_year import khmer_new_year
from khmertext.dates._readings import Labels, LunarDay
from khmertext.errors import InvalidDateError


def _months_meant(month: str) -> tuple[str, ...]:
    # Without the year it is not known whether Asadh is one month or two.
    return ("asadh", "pathamasadh", "tutiyasadh") if month == "asadh" else (month,)


def check_lunar_day(said: LunarDay) -> str | None:
    """What is wrong with the number of the day."""
    if 1 <= said.day <= 15:
        return None
    return f"a {names().phases[said.phase]} day is 1 to 15, not {said.day}"


def days_of_be(said: LunarDay) -> tuple[list[LunarDate], InvalidDateError | None]:
    """The days of the Buddhist year, or why there is none."""
    days: list[LunarDate] = []
    errors: list[InvalidDateError] = []
    for month in _months_meant(said.month):
        try:
            days.append(LunarDate(said.day, said.phase, month, said.be or 0))
        except InvalidDateError as error:
            errors.append(error)
    return days, None if days else errors[0]


def lunar_days(said: LunarDay, year: int) -> list[LunarDate]:
    """The days of lunar year ``year`` that fit the labels."""
    days: list[LunarDate] = []
    for month in _months_meant(said.month):
        try:
            be = buddhist_year(year, month, said.phase)
            day = LunarDate(said.day, said.phase, month, be)
        except InvalidDateError:
            continue
        if labels_fit(day, said.labels):
            days.append(day)
    return days


def nearest_days(said: LunarDay, near: date, years: int) -> list[LunarDate]:
    """The days that fit all labels, nearest first; of the nearest year only."""
    found: list[tuple[int, list[LunarDate]]] = []
    # A lunar year begins in the civil year before it. From the middle outwards: what is found in
    # one year can only be beaten by a neighbour.
    for distance in range(years + 2):
        for year in sorted({near.year - distance, near.year + distance}):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                continue
            days = lunar_days(said, year)
            if days:
                found.append((min(abs((day.to_date() - near).days) for day in days), days))
        if found and distance > min(away for away, _ in found) // 365 + 1:
            break
    return min(found, key=lambda item: item[0])[1] if found else []


def labels_fit(day: LunarDate, labels: Labels) -> bool:
    """Whether animal and sak are those of the day.

    On the days of the New Year either the old or the new label is printed.
    """
    return labels.animal in _either(day, "animal") and labels.sak in _either(day, "sak")


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


def why_no_day(said: LunarDay) -> tuple[Flag, str]:
    name = f"{said.day} {names().phases[said.phase]} {names().lunar_months[said.month]}"
    if said.month in ("pathamasadh", "tutiyasadh"):
        return "invalid_month", f"no year near it has {name}"
    return "invalid_day", f"no year near it has {name} with these labels"
