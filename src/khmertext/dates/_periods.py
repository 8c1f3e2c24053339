"""Months, quarters, halves and weeks, years, decades and centuries."""

from __future__ import annotations

import re
from datetime import date
from typing import cast

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import AND, TO, TO_LETTERS, context, ends_with
from khmertext.dates._days import AMBIGUOUS_MONTHS, days_at
from khmertext.dates._lists import (
    MOST_ITEMS,
    add_item,
    add_items,
    main_part,
    merge,
    range_of,
    with_year,
    within,
)
from khmertext.dates._other_figures import (
    CODE,
    is_counting,
    is_in_column,
    is_part_of_more,
    numbers_document,
)
from khmertext.dates._pieces import (
    counts,
    direction_at,
    ends_at,
    is_counted,
    is_length,
    mod_at,
    stands_apart,
    which_at,
)
from khmertext.dates._readings import (
    Age,
    Ages,
    CalendarUnit,
    Day,
    Mod,
    Month,
    PartOfYear,
    Range,
    Reading,
    Said,
    Step,
    Year,
)
from khmertext.dates._years import is_bare_year, joined_year, plain_year, tells_year, year_at
from khmertext.numbers._units import read_unit

# --- lists of months, quarters ... ------------------------------------------------------------
_LINK = f"(?P<link>(?P<to>{TO})|{AND}|/)?"
_NEXT_MONTH = lazy_pattern(_LINK + "(?P<marker>M?)(?P<month>[mE])")
_NEXT_NUMBER = lazy_pattern(_LINK + "(?P<marker>(?:MT?)?)(?P<month>[nw])")
_IN_FIGURES = re.compile("M?n/y")


def _with_year(
    run: Run, readings: list[Reading], after: int, step: tuple[Year, int] | None
) -> Step:
    """All of ``readings`` with the year behind them, and the index after it and a direction."""
    year, after = step or (None, after)
    toward, after = direction_at(run, after)
    readings[:] = [
        reading if year_said(reading) else within(reading, year=year, toward=toward)
        for reading in readings
    ]
    readings[-1] = run.up_to(readings[-1], after)
    return tuple(readings), after


def year_said(reading: Reading) -> Year | None:
    return getattr(main_part(cast("Said", reading.said)), "year", None)


# --- months ----------------------------------------------------------------------------------
def read_months(run: Run, found: Match) -> Step | None:
    """``ខែកក្កដា``, ``ខែមករា ដល់មីនា ឆ្នាំ២០២៤``."""
    mod, _ = mod_at(run, found.start())
    first = Month(run.nth(found.end() - 1, "month"))
    readings = [run.reading(found.start(), found.end(), first, mod=mod)]

    def next_month(following: Match) -> Month | None:
        month = run.nth(following.start("month"), "month")
        told = following["marker"] or following["link"] or month not in AMBIGUOUS_MONTHS
        return Month(month) if told else None

    after = add_items(run, readings, found.end(), _NEXT_MONTH, next_month)
    return _with_year(run, readings, after, _year_behind(run, after))


def read_numbered_months(run: Run, found: Match) -> Step | None:
    """``ខែ៨ ឆ្នាំ២០២៤``, ``ខែ ៨/២០២៤``, ``ខែ១ ដល់ខែ៦ ឆ្នាំ២០២៤``, ``ខែ៦-៨ ឆ្នាំ២០២៤``."""
    mod, _ = mod_at(run, found.start())
    after = found.end()
    readings = [run.reading(found.start(), after, Month(run.number(after - 1)), mod=mod)]

    def next_month(following: Match) -> Month | None:
        number = run.number(following.start("month"))
        before = run.number(following.start() - 1)
        fits = 1 <= number <= 12 and (following["link"] or number == before + 1)
        return Month(number) if following["marker"] or fits else None

    after = add_items(run, readings, after, _NEXT_NUMBER, next_month)
    step = year_at(run, after, bare=_is_month(run, after - 1))
    if step is None and "/" not in run.letters[found.end() : after]:  # ខែ ៧/៨/២០២៤ is a day
        step = joined_year(run, after)
    if step is None and not _are_of_ref(run, found, after):
        return None
    return _with_year(run, readings, after, step)


def _are_of_ref(run: Run, found: Match, after: int) -> bool:
    """``ខែ៩-១០``: more than one month, of the year of the reference day."""
    many = run.ask.has_ref and after > found.end() and run.letter(after - 1) == "n"
    apart = many and stands_apart(run, found.start("marker"))
    return apart and ends_at(run, after - 1) and not counts(run, after - 1)


def _is_month(run: Run, index: int) -> bool:
    return 1 <= run.number(index) <= 12


def is_no_count(run: Run, found: Match) -> bool:
    """Not so many months, nor the rest of a word: ប្រាក់ខែ១៣."""
    marker = found.start("marker")
    return not is_counted(run, marker) and (
        _is_month(run, found.end() - 1) or stands_apart(run, marker)
    )


def read_bare_month(run: Run, found: Match) -> Step | None:
    """``កក្កដា ២០២៤``, ``ចុងធ្នូ ២០២៣``, ``មករា-មីនា ២០២៤``: only their year tells them."""
    step = _year_behind(run, found.end())
    if step is None:
        return None
    mod, first = mod_at(run, found.start())
    readings = [run.reading(found.start(), first + 1, Month(run.nth(first, "month")), mod=mod)]

    def next_month(following: Match) -> Month | None:
        at = following.start("month")
        told = following["link"] or _goes_up(run, at - 1)
        return Month(run.nth(at, "month")) if told else None

    if add_items(run, readings, first + 1, _NEXT_MONTH, next_month) != found.end():
        return None
    return _with_year(run, readings, found.end(), step)


def _goes_up(run: Run, index: int) -> bool:
    """``មករា កុម្ភៈ``, ``មីនា ឧសភា``: two months with a blank between them."""
    first, last = run.nth(index, "month"), run.nth(index + 1, "month")
    told = last == first + 1 or AMBIGUOUS_MONTHS.isdisjoint((first, last))
    return first < last and told and run.tokens[index + 1].gap == 1


def read_month_in_figures(run: Run, found: Match) -> Step | None:
    """``០២/២០១៤``, ``7/2024 – 9/2024``, ``10-12/2024``."""
    index, first = found.end() - 3, found.start()
    if not _is_month(run, index):
        return None
    year, after = plain_year(run, index + 2, 4) or (Year(run.number(index + 2), 4), index + 3)
    said = Month(run.number(index), year)
    if first == index:
        return run.one(first, after, said)
    two_digits = run.tokens[first].digits == run.tokens[index].digits == 2
    if not two_digits or run.number(first) >= run.number(index):
        return None  # 1-2/2024 may be the first two terms
    return run.one(first, after, Range(Month(run.number(first), year), said))


def read_iso_month(run: Run, found: Match) -> Step:
    """``2024-07``, ``MFG 2024/11``."""
    said = Month(run.number(found.end() - 1), Year(run.number(found.start()), 4))
    return run.one(found.start(), found.end(), said)


def is_iso_month(run: Run, found: Match) -> bool:
    """Not two years: 2006-07."""
    month, year = found.end() - 1, found.start()
    if run.letter(year + 1) == "/":
        told = _LABEL.search(run.before(year)) is not None
    else:
        two_years = run.number(month) == (run.number(year) + 1) % 100
        told = run.tokens[month].digits == 2 and run.number(month) < 10 and not two_years
    return told and is_no_document(run, found)


# What is printed on goods before a month: MFG, EXP.
_LABEL = lazy_pattern(lambda: f"{context('label')}[ .:៖]*$")


def is_no_document(run: Run, found: Match) -> bool:
    """Not the number of a document or a fraction: លេខ ០២/២០១៤, ០២/២០១៤ សសរ, ១/២០០០."""
    if found.start() == run.linked:
        return True
    first, last = run.tokens[found.start()], run.tokens[found.end() - 1]
    month, year = found.start(), found.end() - 1
    if first.digits == 4:
        month, year = year, month
    if not _is_month(run, month) or not is_bare_year(run, year):
        return False
    if is_part_of_more(run, found.start()):
        return False
    era = run.letter(found.end()) == "e"
    if (
        CODE.match(run.text, last.end)
        and not era
        and not _IN_FIGURES.match(run.letters, found.end() + 1)
    ):
        return False
    if any(token.gap for token in run.tokens[found.start() + 1 : found.end()]):
        return False
    unit = read_unit(run.text, last.end)
    counts_noun = unit is not None and (unit.kind not in ("noun", "time") or first.digits == 1)
    if counts_noun and run.typed(month)[0] not in "0០":
        return False  # ១២/២០០០ ហិចតា, ៣/២០២០ គ្រួសារ
    if found.start() and run.letter(found.start() - 1) in tuple("nwtyxT"):
        in_row = run.letters.endswith("n/y", 0, found.start()) and not run.glued(found.start())
        if not in_row:
            return False
    if first.digits == 1 and last.number % 100 == 0:
        return False
    return not numbers_document(run, found.start())


def is_bare_month(run: Run, found: Match) -> bool:
    """ចុង glued to a month is no place, as កណ្តាល is before one that stands apart: ខេត្តកណ្តាល តុលា ២០២៤."""
    index = found.start()
    return run.glued(index + 1) if run.letter(index) == "d" else begins_word(run, found)


def begins_word(run: Run, found: Match) -> bool:
    """Whether a month is neither the rest of a word nor a part of what stands before it."""
    index = found.start()
    belongs = _BELONGS.search(run.letters, max(0, index - 2), index)
    if belongs is not None and run.letter(index - 1) not in TO_LETTERS and not run.glued(index):
        # ១២០ម២ មករា ២០២៤, 012 345 678 មករា ២០២៤
        long = run.letter(index - 1) in ("t", "x", "z")
        apart = long or is_in_column(run, index) or is_counting(run, index - 1)
        belongs = None if apart else belongs
    if index == run.linked or belongs is not None:
        return belongs is None
    glued = ends_with("before_month").search(run.before(index)) is not None
    return glued or stands_apart(run, index)


# the end of a range of months, the rest of a name: ខណ្ឌ៧មករា ឆ្នាំ២០១៩
_BELONGS = lazy_pattern("[mE][->i]$|(?:[^T]|^)[nwtyxz](?<![mE]y)(?<![mE][-/]y)$")
# --- parts of years --------------------------------------------------------------------------
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
    of_month = named and (named["marker"] or _year_behind(run, named.end()))
    if named and of_month:
        at, after = named.end() - 1, named.end()
        ordinal = run.nth(at, "month") if named["name"] else run.number(at)
        readings = [within(reading, month=ordinal) for reading in readings]
    step = _year_behind(run, after) or (year and (year, after))
    if step is None and alone and (named is None or after < named.end()):
        return None
    return _with_year(run, readings, after, step)


WEEK_BEHIND_MONTH = "(?:Yy,?)?(?P<marker>M)(?:(?P<name>[mE])|T?(?P<figure>[nw])),?(?:Yy,?)?uT?[nw]"


def read_week_behind_month(run: Run, found: Match) -> Step | None:
    """``ខែតុលា សប្តាហ៍ទី២ ឆ្នាំ២០២៤``, ``ឆ្នាំ២០២៤ ខែ១០ សប្តាហ៍ទី២``."""
    if is_counted(run, found.start("marker")):
        return None  # ៣ខែ ២សប្តាហ៍ ១ថ្ងៃ
    name, at = found.start("name"), run.letters.find("y", found.start(), found.end())
    month = run.nth(name, "month") if found["name"] else run.number(found.start("figure"))
    year = plain_year(run, at, 4) if at >= 0 else None
    return _parts_of(run, found, "week", (month, year and year[0]))


def _year_behind(run: Run, index: int) -> tuple[Year, int] | None:
    return year_at(run, index, bare=True) or joined_year(run, index)


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


_PART_HERE, _MONTH_HERE = re.compile(PART_OF_YEAR), re.compile("M[mEnw]")
_MORE_NUMBERED = lazy_pattern(f"(?:{TO}|{AND})M[nw]|{TO}[nw]")


def _numbered_of_year(run: Run, found: Match) -> Step | None:
    """``ខែ១-៦``, ``ខែ១ ដល់ខែ៦``, ``ខែ១ និងខែ៣`` behind their year: ខែ or the end of a range tells a month."""
    readings = [run.reading(found.start(), found.end(), Month(run.number(found.end() - 1)))]

    def next_month(following: Match) -> Month | None:
        at = following.start("month")
        rises = following["to"] and run.number(following.start() - 1) < run.number(at)
        told = following["marker"] or (rises and ends_at(run, at) and not counts(run, at))
        return Month(run.number(at)) if told and _is_month(run, at) else None

    after = add_items(run, readings, found.end(), _NEXT_NUMBER, next_month)
    return _with_year(run, readings, after, year_at(run, after)) if after > found.end() else None


def _of_year(run: Run, index: int, year: Year | None) -> Step | None:
    """Parts of a year or months behind their year, without another one behind them."""
    part, month = _PART_HERE.match(run.letters, index), _MONTH_HERE.match(run.letters, index)
    read_months_here = read_months if run.letter(index + 1) in ("m", "E") else _numbered_of_year
    step = (
        read_parts_of_year(run, part) if part else read_months_here(run, month) if month else None
    )
    if step is None or all(year_said(reading) is None for reading in step[0]):
        return step and (tuple(within(reading, year=year) for reading in step[0]), step[1])
    *before, last = step[0]
    if part or (year and year.era) or not (before or isinstance(last.said, Range)):
        return None
    # ឆ្នាំ២០២៤ ខែមករា និងខែមីនា ឆ្នាំ២០២៥
    if isinstance(last.said, Range):
        said = with_year(last.said, year or Year())
        return (last._replace(said=said, shared=True),), step[1]
    return (*(within(month, year=year)._replace(shared=True) for month in before), last), step[1]


def read_year_first(run: Run, found: Match) -> Step | None:
    """``ឆ្នាំ២០២៤ ត្រីមាសទី៣``, ``ឆ្នាំ២០២៤ ខែកក្កដា``, ``ឆ្នាំ២០២៤ ខែ៧ ថ្ងៃទី៣១``, and ``ខែ៧ ថ្ងៃទី៣១`` with a year or without."""
    after, month = found.end(), found.start("month")
    year = Year(run.number(found.start("year")), 4) if found["year"] else None
    if year and found["era"]:
        year = year._replace(era=run.era(found.start()))
    if found["which"]:
        year = Year(which=_which_year(run, found))
    named = found["month"] is not None and found["month"] in "mE"
    if year is not None and (pair := _PAIRS.match(run.letters, found.start("year"))):
        return _of_pair(run, found, pair, year)
    more = (
        run.letter(after) in tuple("->a,m") if named else _MORE_NUMBERED.match(run.letters, after)
    )
    listed = found["month"] and more and not found["day"]
    if found["part"] or (year is not None and listed):
        start = found.start("part") if found["part"] else month - 1
        step = _of_year(run, start, year)
        if step is None:
            return None
        first = step[0][0]._replace(start=run.tokens[found.start()].start)
        return (first, *step[0][1:]), step[1]
    number = run.nth(month, "month") if named else run.number(month)
    if step := _days_of_month(run, found, number, year):
        return step
    if year is None:
        behind = year_at(run, after, bare=found["day"] is not None, dated=True)
        if behind is None and not _is_marked_day(run, found):
            return None
        year, after = behind or (None, after)
    elif (_BEHIND_DAY if found["day"] else _BEHIND_MONTH).match(run.letters, after):
        return None
    said: Said = Month(number, year)
    if found["day"]:
        said = Day(run.number(found.end() - 1), number, year)
    return run.one(found.start(), after, said)


_ONE_PART, _TO_PART = "[,/]?(?:qT?[nw]|M[mEnw])", f"{TO}M?T?[mEnw]"
_NEXT_PAIR = f"(?:{TO}|{AND})?Yy{_ONE_PART}(?:{_TO_PART})?"
# Each year is of what stands behind it: ឆ្នាំ២០២៤ ត្រីមាសទី១, ឆ្នាំ២០២៥ ត្រីមាសទី១. Five pairs are enough.
_PAIRS = lazy_pattern(
    f"y(?P<first>{_ONE_PART})(?P<last>{_TO_PART})?"
    f"(?:(?:{_NEXT_PAIR}){{4}}|(?:{_NEXT_PAIR}){{1,3}}(?!(?:{TO}|{AND})?Yy))"
)


def _of_pair(run: Run, found: Match, pair: Match, year: Year) -> Step:
    """What stands behind its year, though another year follows: it has a part of its own behind it."""

    def part(index: int) -> PartOfYear | Month:
        if found["part"]:
            unit = cast("CalendarUnit", run.value(found.start("part"), "unit"))
            return PartOfYear(unit, run.number(index), year=year)
        named = run.letter(index) in ("m", "E")
        return Month(run.nth(index, "month") if named else run.number(index), year)

    after = pair.end("last") if pair["last"] else pair.end("first")
    said = part(after - 1)
    first = part(pair.end("first") - 1)
    return run.one(found.start(), after, range_of(first, said) if pair["last"] else said)


def _days_of_month(run: Run, found: Match, month: int, year: Year | None) -> Step | None:
    """``ខែមេសា ថ្ងៃទី១៣ ដល់ថ្ងៃទី១៦ ខែឧសភា``, ``ខែមេសា ថ្ងៃទី១៣ ដល់ថ្ងៃទី១៦``: the end is in a month of its own, or not."""
    days = _TWO_DAYS.match(run.letters, found.start("day")) if found["day"] else None
    if days is None or not _stands_free(run, found):
        return None
    if days["month"] is None:
        first = Day(run.number(found.end() - 1), month, year)
        after = days.end()
        last: Said = first._replace(day=run.number(after - 1))
    else:
        step = days_at(run, days.start("first"))
        if step is None or not isinstance(both := step[0][0].said, Range):
            return None
        first = cast("Day", main_part(both.first))._replace(month=month, year=year)
        last, after = both.last, step[1]
    return run.one(found.start(), after, range_of(first, cast("Day", last)))


_TWO_DAYS = lazy_pattern(
    ",?(?P<first>D)T?[nw][->](?:DT?[nw]|T?[nw](?=M?[mE]|M[nw]))(?:(?P<month>M?[mE]|M[nw])|(?![-/.:Y]|[->]?[ynwp]))"
)
# What stands behind a date that does not end there, though its year is in front.
_BEHIND_DAY, _BEHIND_MONTH = lazy_pattern("[Mm/]|[->][DTWJYMmEnwy]"), lazy_pattern("[MmYH>a,-]")


def _is_marked_day(run: Run, found: Match) -> bool:
    """Whether ថ្ងៃ marks a day that no year follows, which counts nothing and is neither one of many nor of the
    month behind it."""
    if not found["day"] or "D" not in found["day"] or _MORE_DAYS.match(run.letters, found.end()):
        return False
    return _stands_free(run, found) and not _counts_days(run, found)


def _counts_days(run: Run, found: Match) -> bool:
    """Whether the figure behind ខែ counts the ថ្ងៃ glued to it: ប្រចាំខែ ៥ថ្ងៃ ៤យប់; but ខែ៥ ថ្ងៃ៤ is a day."""
    unit = run.letters.index("D", found.start("day"))
    return run.glued(unit) and not (run.glued(found.start("month")) or run.glued(found.end() - 1))


def _stands_free(run: Run, found: Match) -> bool:
    """Whether no word is glued to the front of the month and no figure counts it."""
    return stands_apart(run, found.start()) and not is_counted(run, found.start())


_MORE_DAYS = lazy_pattern(f"[MmEcnp]|(?:{TO}|{AND}|[./])D?T?[nw]")


def begins_with_year(run: Run, found: Match) -> bool:
    """A year in front, or a day behind a month; and no so many years."""
    if found["which"]:
        told = run.ask.relative and _which_year(run, found) is not None
        return told and not is_counted(run, found.start())
    if not found["year"]:
        return bool(found["day"])
    index, year = found.start(), found.start("year")
    if index < year:  # ឆ្នាំ, គ.ស.
        return is_bare_year(run, year) and not is_counted(run, index)
    whole = found["part"] or found["day"]  # ១២០០ ខែកុម្ភៈ is a row of a table
    return (
        bool(whole)
        and run.letters[index - 1 : index] not in tuple("mEnw")
        and tells_year(run, index)
    )


def _which_year(run: Run, found: Match) -> int | None:
    """What ឆ្នាំក្រោយ or ឆ្នាំទៅ counts from the reference day."""
    if found["which"] == ">":
        return -1 if run.typed(found.start("which")) == "ទៅ" else None
    return which_at(run, found.start("which"))


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
    return None if year is None else _with_year(run, readings, after, (year, after))


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


_AGE = lazy_pattern("[TY]?(?P<number>[ntyw])(?:O?(?P<era>e))?")


def read_ages(run: Run, found: Match) -> Step | None:
    """``ទសវត្សរ៍ទី៧០``, ``សតវត្សរ៍ទី៩ ដល់ទី១៥``, ``សតវត្សទី១៩ និងទី២០``."""
    mod, _ = mod_at(run, found.start())
    unit = cast("Age", run.value(found.end() - 1, "unit"))
    first = _age_at(run, found.end(), unit)
    if first is None:
        return None
    said, after = first
    readings = [run.reading(found.start(), after, said, mod=mod)]
    while len(readings) < MOST_ITEMS and (link := _NEXT_AGE.match(run.letters, after)):
        at = link.end() - (link["unit"] == "Q" and run.value(link.end() - 1, "unit") != unit)
        step = _age_at(run, at, unit)
        if step is None or not _is_told_age(run, at, unit, link["link"]):
            break
        if run.letter(at) != "T" and (step[0].year.number or 0) <= (said.year.number or 0):
            break
        last, end = step
        item = run.reading(link.end("link"), end, last)
        if link["to"] and isinstance(readings[-1].said, Range):
            break
        if link["to"]:
            said = said._replace(year=said.year._replace(era=said.year.era or last.year.era))
            (readings[-1],), _ = merge(readings[-1]._replace(said=said), ((item,), end), range_of)
        else:
            readings.append(item)
        said, after = last, end
    return tuple(readings), after


_NEXT_AGE = lazy_pattern("(?P<link>(?P<to>[->])|,?a|[,r](?=Q?T)|(?=T))(?P<unit>Q?)(?=[TYntyw])")


def _is_told_age(run: Run, index: int, unit: Age, link: str) -> bool:
    """Whether a figure behind a decade or century is one too: the unit need not be said again."""
    close = link in ("-", ">") and run.glued(index - 1) and run.glued(index)
    if run.letter(index) in ("T", "Y") or close:
        return True
    listed = ends_at(run, index) or (unit == "decade" and link[-1:] == "a")
    return listed and run.letter(index + 1) not in ("c", "C", "N")


def _age_at(run: Run, index: int, unit: Age) -> tuple[Ages, int] | None:
    """``ទី៩`` or ``ឆ្នាំ១៩៦០`` with its era, behind the word for the unit."""
    found = _AGE.match(run.letters, index)
    if found is None:
        return None
    figure = run.tokens[found.start("number")]
    if unit == "decade" and (figure.number % 10 or figure.digits in (1, 3)):
        return None
    if unit == "century" and not 1 <= figure.number <= 99:
        return None
    era = run.era(found.start("era")) if found["era"] else None
    return Ages(unit, Year(figure.number, figure.digits, era)), found.end()


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
