"""Parts of a year: quarters, halves and weeks, and its first months."""

from __future__ import annotations

from datetime import date
from typing import cast

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import AND, TO, TO_LETTERS
from khmertext.dates._lists import add_item, add_items, with_year_behind, within, year_said
from khmertext.dates._other_figures import is_part_of_more
from khmertext.dates._pieces import counts, direction_at, ends_at, is_counted, is_length, mod_at
from khmertext.dates._readings import (
    CalendarUnit,
    Day,
    Mod,
    PartOfYear,
    Range,
    Reading,
    Said,
    Step,
    Year,
)
from khmertext.dates._years import is_bare_year, plain_year, tells_year, year_at, year_behind

_NEXT_PART = lazy_pattern(
    f"(?P<link>(?P<to>{TO})|{AND}|/|(?=T))(?:(?P<months>[nw])M(?=T)|[uJ](?=T))?(?P<th>T?)(?P<number>[nw])"
)
_MORE_PARTS = lazy_pattern(f"(?:(?:{TO}|{AND})T?[nw])+,?O?[Ye]")  # ត្រីមាសទី១,២,៣ ឆ្នាំ២០២៤
PART_OF_YEAR = (
    f"d?(?P<unit>q|[uJ](?=T)|u(?P<bare>)(?=n(?:(?:{TO}|{AND})n){{0,4}}O?(?:Y|M?[mE])))T?[nw]"
)
NTH_MONTHS = "(?P<months>[nw])MT[nw]"
_PART_OF_MONTHS: dict[int, CalendarUnit] = {3: "quarter", 6: "half"}
_WEEK_OF_MONTH = lazy_pattern("O?(?:(?P<marker>M?)(?P<name>[mE])|MT?[nw])")


def read_parts_of_year(run: Run, found: Match) -> Step | None:
    """``ឆមាសទី១``, ``ត្រីមាសទី១ និងទី២ ឆ្នាំ២០២៤``, ``សប្តាហ៍ទី២ ខែមីនា ឆ្នាំ២០២៤``."""
    if found["bare"] is not None:
        week = found.start("unit")
        apart = not run.glued(week + 1) and run.letter(week + 2) in ("m", "E")
        if apart or is_counted(run, week):
            return None  # ប្រចាំសប្តាហ៍ ២ តុលា ២០២៤
    return _parts_of(run, found, cast("CalendarUnit", run.value(found.start("unit"), "unit")))


def read_nth_months(run: Run, found: Match) -> Step | None:
    """``៣ខែទី១ ឆ្នាំ២០២៤``, ``៦ខែទី១ និង៦ខែទី២``: reports count quarters and halves so."""
    unit = _PART_OF_MONTHS.get(run.number(found.start("months")))
    fits = unit is not None and 1 <= run.number(found.end() - 1) <= _MOST_PARTS[unit]
    return _parts_of(run, found, unit) if unit and fits else None


def _parts_of(
    run: Run,
    found: Match,
    unit: CalendarUnit,
    front: tuple[int | None, Year | None] = (None, None),
) -> Step | None:
    """``front`` has the month before its week, and perhaps the year."""
    mod, _ = mod_at(run, found.start())
    after = found.end()
    month, year = front
    said = PartOfYear(unit, run.number(after - 1), month=month)
    readings = [run.reading(found.start(), after, said, mod=mod)]

    def next_part(following: Match) -> PartOfYear | None:
        months = following["months"] and run.number(following.start("months"))
        if months and _PART_OF_MONTHS.get(months) != unit:
            return None
        told = following["th"] or year_at(run, following.end(), bare=True)
        told = told or _MORE_PARTS.match(run.letters, following.end())
        told = told or (unit == "week" and _WEEK_OF_MONTH.match(run.letters, following.end()))
        told = told or (following["to"] and _is_close_part(run, following, unit))
        ordinal = run.number(following.end() - 1)
        return PartOfYear(unit, ordinal, month=month) if told else None

    after = add_items(run, readings, after, _NEXT_PART, next_part)
    alone = unit == "week" and month is None
    named = _WEEK_OF_MONTH.match(run.letters, after) if alone else None
    of_month = named and (named["marker"] or year_behind(run, named.end()))
    if named and of_month:
        at, after = named.end() - 1, named.end()
        ordinal = run.nth(at, "month") if named["name"] else run.number(at)
        readings = [within(reading, month=ordinal) for reading in readings]
    step = year_behind(run, after) or (year and (year, after))
    if step is None and alone and (named is None or after < named.end()):
        return None
    return with_year_behind(run, readings, after, step)


WEEK_BEHIND_MONTH = "(?:Yy,?)?(?P<marker>M)(?:(?P<name>[mE])|T?(?P<figure>[nw])),?(?:Yy,?)?uT?[nw]"


def read_week_behind_month(run: Run, found: Match) -> Step | None:
    """``ខែតុលា សប្តាហ៍ទី២ ឆ្នាំ២០២៤``, ``ឆ្នាំ២០២៤ ខែ១០ សប្តាហ៍ទី២``."""
    if is_counted(run, found.start("marker")):
        return None  # ៣ខែ ២សប្តាហ៍ ១ថ្ងៃ
    name, at = found.start("name"), run.letters.find("y", found.start(), found.end())
    month = run.nth(name, "month") if found["name"] else run.number(found.start("figure"))
    year = plain_year(run, at, 4) if at >= 0 else None
    return _parts_of(run, found, "week", (month, year and year[0]))


def is_no_day(run: Run, found: Match) -> bool:
    """Not behind ថ្ងៃ or ទី, or glued to another figure."""
    before = run.letter(found.start() - 1) if found.start() else ""
    return before not in tuple("DTWJ->i,a") and is_apart(run, found)


def _is_close_part(run: Run, following: Match, unit: CalendarUnit) -> bool:
    """``ត្រីមាសទី១-៣``: the end of a range, glued to its beginning, that counts nothing."""
    at = following.end() - 1
    rises = run.number(following.start() - 1) < run.number(at) <= _MOST_PARTS[unit]
    return rises and run.glued(at) and run.glued(at - 1) and ends_at(run, at)


_MOST_PARTS = {"half": 2, "quarter": 4, "week": 53}


_PART_IN_FIGURES = lazy_pattern(
    f"(?P<link>(?P<to>{TO})|{AND}|/)?(?:(?P<first>y)-?)?(?P<part>b)(?:[-/]?(?P<last>y)(?!b(?![-/]?y)))?"
)


def read_parts_in_figures(run: Run, found: Match) -> Step | None:
    """``2024Q3``, ``Q3 2024``, ``H1/2024``, ``Q1-Q3 2024``, ``Q4/2023-Q1/2024``."""

    def part_at(part: Match) -> PartOfYear | None:
        unit, ordinal = run.value(part.start("part"), "part_of_year").split()
        if part["first"] and part["last"]:
            return None  # 2000 Q2 2100
        place = max(part.start("first"), part.start("last"))
        marked = run.letter(place - 1) in ("-", "/") or place < part.start("part")
        if place >= 0 and not (is_bare_year if marked else _is_uncounted_year)(run, place):
            return None
        year = Year(run.number(place), 4) if place >= 0 else None
        return PartOfYear(cast("CalendarUnit", unit), int(ordinal), year=year)

    part = _PART_IN_FIGURES.match(run.letters, found.start())
    said = part_at(part) if part else None
    if part is None or said is None:
        return None
    readings = [run.reading(found.start(), part.end(), said)]
    after = add_items(run, readings, part.end(), _PART_IN_FIGURES, part_at, linked=True)
    step = year_at(run, after) if not any(map(year_said, readings)) else None
    year, after = step or (None, after)
    for place in reversed(range(len(readings))):  # Q1, Q2 2023, Q3 2024
        year = year_said(readings[place]) or year
        if year is not None and year_said(readings[place]) is None:
            readings[place] = within(readings[place], year=year)
    year = next(filter(None, map(year_said, readings)), None)
    return None if year is None else with_year_behind(run, readings, after, (year, after))


def _is_uncounted_year(run: Run, index: int) -> bool:
    return tells_year(run, index) and not counts(run, index)


def is_apart(run: Run, found: Match) -> bool:
    return not is_part_of_more(run, found.start())


def read_iso_week(run: Run, found: Match) -> Step | None:
    """``2024-W31``, ``2024-W31-3``, ``2024W313``."""
    year, number = run.number(found.start()), run.number(found.end() - 1)
    week = run.number(found.start("day") - 2) if found["day"] else number
    said: Said = PartOfYear("week", week, year=Year(year, 4))
    if found["day"] or found["short"]:
        week, weekday = divmod(number, 10) if found["short"] else (week, number)
        try:
            day = date.fromisocalendar(year, week, weekday)
        except ValueError:
            return None
        said = Day(day.day, day.month, Year(day.year, 4))
    return run.one(found.start(), found.end(), said)


def read_weeks_and_year(run: Run, found: Match) -> Step | None:
    """``W31 2024``, ``W31/2024``, ``W31-W33 2024``, ``W31, W33 2024``."""
    last = found.end() - 1
    if not is_bare_year(run, last) or not run.glued(found.start() + 1):
        return None
    readings: list[Reading] = []
    for at in (at for at in range(found.start(), last) if run.letter(at) == "n"):
        first = at - (run.letter(at - 1) == "U")
        said = PartOfYear("week", run.number(at), year=Year(run.number(last), 4))
        to = run.letter(first - 1) in TO_LETTERS and bool(readings)
        if to and isinstance(readings[-1].said, Range):
            return None
        add_item(run, readings, first, at + 1, said, to)
    readings[-1] = run.up_to(readings[-1], found.end())
    return tuple(readings), found.end()


def is_iso_week(run: Run, found: Match) -> bool:
    glued = all(run.glued(at) for at in range(found.start() + 1, found.end()))
    return glued and is_bare_year(run, found.start()) and not is_part_of_more(run, found.start())


def read_first_months(run: Run, found: Match) -> Step | None:
    """``៦ខែ ដើមឆ្នាំ២០២៤``, ``៦ខែដំបូងនៃឆ្នាំ២០២៤``: its first six months.

    So reports mean ``៩ខែ ឆ្នាំ២០២៤`` too, unless the months before it are a length of time.
    """
    count, index = run.number(found.start()), found.start()
    mod: Mod | None = "start" if found["first"] else None
    if found["mod"]:
        mod = cast("Mod", run.value(found.start("mod"), "mod"))
    if found["which"] and (mod != "end" or run.value(found.start("which"), "which") != "1"):
        return None  # ចុងក្រោយ
    step = year_at(run, found.start("year"))
    year, after = step or (None, found.end())
    if not 1 <= count <= 12 or mod == "mid":
        return None
    if mod is None and (year is None or is_length(run, index)):
        return None
    if mod is None and year is not None and year.number is None and not run.ask.relative:
        return None
    toward, after = direction_at(run, after)
    months = -count if mod == "end" else count
    said = PartOfYear("month", months=months, year=year, toward=toward)
    return run.one(index, after, said)
