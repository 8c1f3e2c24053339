"""Days as they are written in English, and by programs."""

from __future__ import annotations

from khmertext._patterns import lazy_pattern
from khmertext.dates._civil_years import USUAL_YEARS
from khmertext.dates._clock import clock_at, compact_time, zone_at
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import TO_LETTERS
from khmertext.dates._lists import list_of_days
from khmertext.dates._other_figures import is_part_of_more
from khmertext.dates._pieces import ends_at
from khmertext.dates._readings import Clock, Day, Step, Year
from khmertext.dates._years import is_bare_year, tells_year, year_at
from khmertext.numbers._digits import to_ascii_digits


def read_english_days(run: Run, found: Match) -> Step | None:
    """``Aug 5-7, 2024``, ``August 5, 6 and 7, 2024``, ``Aug 1-3 and 5, 2024``, ``ខែសីហា ថ្ងៃទី៥-៧ ឆ្នាំ២០២៤``."""
    places = [at for at in range(*found.span()) if run.letter(at) == "n"]
    days = [run.number(at) for at in places]
    step = year_at(run, found.end(), bare=True, dated=True)
    if step is None or days != sorted(set(days)):
        return None
    name = found.start() + (found[0][0] == "M")
    month, (year, after) = run.nth(name, "month"), step
    to = [run.letter(at - 1) in TO_LETTERS for at in places[1:]]
    starts = [found.start(), *places[1:]]
    return list_of_days(run, starts, places, to, Day(days[-1], month, year), after)


def read_english_day(run: Run, found: Match) -> Step | None:
    """``Friday, July 26, 2019``; ``Fri Jul 26 14:05:09 2019`` and without a year, as programs write."""
    after, clock = found.end(), None
    step = year_at(run, after, bare=True, dated=True)
    if step is None and _SECONDS.match(run.letters, after):
        timed = clock_at(run, after, beside_date=True)
        if timed is not None and timed.until is None:
            clock, after = timed.clock, timed.after
            step = year_at(run, after, bare=True, dated=True)
    year, after = step or (None, after)
    if year is None and clock is None and not _ends_with_year(run, after):
        return None
    if clock is not None:
        offset, after = zone_at(run, after)
        clock = clock._replace(offset=clock.offset if offset is None else offset)
    said = _said_in_english(run, found, year)
    return run.one(found.start(), after, said, clock=clock)


_SECONDS = lazy_pattern(",?n:n:n")
# Friday, July 26; កក្កដា ៣១, ២០២៤; ខែធ្នូ ២១, ឆ្នាំ២០១៨, as machines translate
ENGLISH_DAY = "(?:(?P<weekday>W),?)?(?:E|M?m(?=n,?Y?y))n"


_TO_ENGLISH_DAY = lazy_pattern("[->]" + ENGLISH_DAY)


def _ends_with_year(run: Run, index: int) -> bool:
    """``July 31 - August 2, 2024``."""
    last = _TO_ENGLISH_DAY.match(run.letters, index)
    return last is not None and year_at(run, last.end(), bare=True, dated=True) is not None


def _said_in_english(run: Run, found: Match, year: Year | None) -> Day:
    weekday = run.nth(found.start(), "weekday") if found["weekday"] else None
    month = run.nth(found.end() - 2, "month")
    return Day(run.number(found.end() - 1), month, year, weekday)


def read_year_month_day(run: Run, found: Match) -> Step:
    """``2024-Jul-31``, ``2024:07:31 14:05:09``."""
    at = found.start("month")
    month = run.number(at) if found["month"] == "n" else run.nth(at, "month")
    year = Year(run.number(found.start("year")), 4)
    said = Day(run.number(found.end() - 1), month, year)
    return run.one(found.start(), found.end(), said)


def read_month_day_year(run: Run, found: Match) -> Step | None:
    """``July-05-2016``, ``មិថុនា/០៥/២០១៦``."""
    first, last = found.start(), found.end() - 1
    if not (is_bare_year(run, last) and all(map(run.glued, range(first + 1, last + 1)))):
        return None
    said = Day(run.number(last - 2), run.nth(first, "month"), Year(run.number(last), 4))
    return run.one(first, found.end(), said)


def read_compact(run: Run, found: Match) -> Step:
    """``20240731T173200Z``; where one date is asked for ``20240731`` and ``20240731173200`` too."""
    year, month, day = _compact_day(run, found.start())
    clock, after = None, found.end()
    if run.tokens[found.start()].digits > _DIGITS_OF_DAY:
        digits = to_ascii_digits(run.typed(found.start()))[_DIGITS_OF_DAY:]
        clock = Clock(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    if found["time"]:
        clock, after = compact_time(run, found.start("time"))
    said = Day(day, month, Year(year, 4))
    return run.one(found.start(), after, said, clock=clock)


_DIGITS_OF_DAY, _DIGITS_OF_SECOND = 8, 14


def _compact_day(run: Run, index: int) -> tuple[int, int, int]:
    digits = to_ascii_digits(run.typed(index))
    return int(digits[:4]), int(digits[4:6]), int(digits[6:8])


def is_compact(run: Run, found: Match) -> bool:
    """Eight digits with a time behind them, or as the whole expression."""
    digits = run.tokens[found.start()].digits
    if digits not in (_DIGITS_OF_DAY, _DIGITS_OF_SECOND) or is_part_of_more(run, found.start()):
        return False
    if found["time"]:
        before, at = found.start("time") - 1, found.start("time")
        told = run.typed(before) == "T" or (run.ask.whole and run.tokens[at].digits == 6)
        return digits == _DIGITS_OF_DAY and told and run.tokens[at].digits in (4, 6)
    year, month, day = _compact_day(run, found.start())
    return run.ask.whole and year in USUAL_YEARS and 1 <= month <= 12 and 1 <= day <= 31


def is_year_of_day(run: Run, found: Match) -> bool:
    """No year of the month before it: កក្កដា ២០២៤ សីហា ៣១."""
    index, day = found.start("year"), found.end() - 1
    if found["blank"] is None:
        return is_bare_year(run, index)
    alone = run.letters[max(0, index - 1) : index] not in tuple("mEnw")
    return (
        alone
        and (index > found.start() or tells_year(run, index))
        and 1 <= run.number(day) <= 31
        and ends_at(run, day)
    )


YEAR_MONTH_DAY = (
    "Y?(?P<year>y)(?:-?(?=E)|-(?=m-)|(?P<blank>,?)(?=m,?n))(?P<month>[mE])[-,]?n(?!,?y)"
)
