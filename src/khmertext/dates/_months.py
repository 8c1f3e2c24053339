"""Months without a day: ខែកក្កដា, ខែ៦-៨ ឆ្នាំ២០២៤, ០២/២០១៤."""

from __future__ import annotations

import re

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import AND, TO, TO_LETTERS, context, ends_with
from khmertext.dates._days import AMBIGUOUS_MONTHS
from khmertext.dates._lists import add_items, with_year_behind
from khmertext.dates._other_figures import (
    CODE,
    is_counting,
    is_in_column,
    is_part_of_more,
    numbers_document,
)
from khmertext.dates._pieces import counts, ends_at, is_counted, mod_at, stands_apart
from khmertext.dates._readings import Month, Range, Step, Year
from khmertext.dates._years import is_bare_year, joined_year, plain_year, year_at, year_behind
from khmertext.numbers._units import read_unit

_LINK = f"(?P<link>(?P<to>{TO})|{AND}|/)?"
_NEXT_MONTH = lazy_pattern(_LINK + "(?P<marker>M?)(?P<month>[mE])")
NEXT_NUMBER = lazy_pattern(_LINK + "(?P<marker>(?:MT?)?)(?P<month>[nw])")
_IN_FIGURES = re.compile("M?n/y")


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
    return with_year_behind(run, readings, after, year_behind(run, after))


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

    after = add_items(run, readings, after, NEXT_NUMBER, next_month)
    step = year_at(run, after, bare=is_month_number(run, after - 1))
    if step is None and "/" not in run.letters[found.end() : after]:  # ខែ ៧/៨/២០២៤ is a day
        step = joined_year(run, after)
    if step is None and not _are_of_ref(run, found, after):
        return None
    return with_year_behind(run, readings, after, step)


def _are_of_ref(run: Run, found: Match, after: int) -> bool:
    """``ខែ៩-១០``: more than one month, of the year of the reference day."""
    many = run.ask.has_ref and after > found.end() and run.letter(after - 1) == "n"
    apart = many and stands_apart(run, found.start("marker"))
    return apart and ends_at(run, after - 1) and not counts(run, after - 1)


def is_month_number(run: Run, index: int) -> bool:
    """Whether the figure at ``index`` can be that of a month."""
    return 1 <= run.number(index) <= 12


def is_no_count(run: Run, found: Match) -> bool:
    """Not so many months, nor the rest of a word: ប្រាក់ខែ១៣."""
    marker = found.start("marker")
    return not is_counted(run, marker) and (
        is_month_number(run, found.end() - 1) or stands_apart(run, marker)
    )


def read_bare_month(run: Run, found: Match) -> Step | None:
    """``កក្កដា ២០២៤``, ``ចុងធ្នូ ២០២៣``, ``មករា-មីនា ២០២៤``: only their year tells them."""
    step = year_behind(run, found.end())
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
    return with_year_behind(run, readings, found.end(), step)


def _goes_up(run: Run, index: int) -> bool:
    """``មករា កុម្ភៈ``, ``មីនា ឧសភា``: two months with a blank between them."""
    first, last = run.nth(index, "month"), run.nth(index + 1, "month")
    told = last == first + 1 or AMBIGUOUS_MONTHS.isdisjoint((first, last))
    return first < last and told and run.tokens[index + 1].gap == 1


def read_month_in_figures(run: Run, found: Match) -> Step | None:
    """``០២/២០១៤``, ``7/2024 – 9/2024``, ``10-12/2024``."""
    index, first = found.end() - 3, found.start()
    if not is_month_number(run, index):
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
    """Not two years: 2006-07, 2010-12; but 2024-12 is a month."""
    month, year = found.end() - 1, found.start()
    if run.letter(year + 1) == "/":
        told = _LABEL.search(run.before(year)) is not None
    else:
        last, first = run.number(month), run.number(year) % 100
        two_years = last == (first + 1) % 100 or last > max(first, 9)
        told = run.tokens[month].digits == 2 and not two_years
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
    if not is_month_number(run, month) or not is_bare_year(run, year):
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
        in_row = run.letters.endswith(("n/y", "y-n"), 0, found.start())
        in_row = in_row and not run.glued(found.start())
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
