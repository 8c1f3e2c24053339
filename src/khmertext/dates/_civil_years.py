"""Years: after the word for them, before their era, and where no word says that they are some."""

from __future__ import annotations

from typing import cast

from khmertext._chars import HYPHENS, RE_HYPHEN
from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import AND, TO, context, ends_with
from khmertext.dates._lists import MOST_ITEMS
from khmertext.dates._pieces import (
    KHMER,
    counts,
    direction_at,
    ends_at,
    is_between,
    is_counted,
    mod_at,
)
from khmertext.dates._readings import Ages, Era, Range, Reading, Step, WholeYear, Year
from khmertext.dates._years import (
    ERA_OF_SPAN,
    begins_day,
    is_bare_year,
    plain_year,
    tells_year,
    year_at,
)
from khmertext.numbers._units import read_unit

# --- years -----------------------------------------------------------------------------------
_CHAIN = lazy_pattern("y(?:-y){2,}|y(?:/y){2,}")
_NEXT_YEAR = lazy_pattern(f"(?P<link>{TO}|/|{AND})?(?P<named>Y?)(?P<number>[ntyw])")


def read_years(run: Run, found: Match) -> Step | None:
    """``ឆ្នាំ២០២៤``, ``ឆ្នាំ២០១៨-២០២៣``, ``ឆ្នាំ២០១៨ និង២០១៩``, ``ឆ្នាំសិក្សា ២០២៣-២០២៤``, ``ឆ្នាំ១៩៦០ៗ``."""
    index = found.start()
    mod, _ = mod_at(run, index)
    step = _first_year(run, found)
    if step is None:
        return None
    year, after = step
    if run.text.startswith("ៗ", run.tokens[after - 1].end):
        decade = year.digits in (2, 4) and (year.number or 1) % 10 == 0
        said = Ages("decade", year)
        return ((run.reading(index, after, said, mod=mod),), after) if decade else None
    if year.digits not in (0, 4) and year.era is None:
        short = _short_years(run, index, after, year)
        if short is not None or not _is_odd_year(run, year, index, after):
            return short
    toward, end = direction_at(run, after)
    readings = [run.reading(index, end, WholeYear(year, toward), mod=mod)]
    in_two = bool(found["kind"]) and run.value(found.start("kind"), "kind_of_year") != "one"
    after = _add_years(run, readings, end, index, in_two)
    return tuple(readings), after


def _first_year(run: Run, found: Match) -> tuple[Year, int] | None:
    """The year that ``found`` begins with, and no so many years: ៣ឆ្នាំ."""
    named = found["named"] and not found["of"]
    _, at = mod_at(run, found.start())
    if found.start() and run.letter(found.start() - 1) == "l":
        return None  # ខែមិគសិរ ព.ស. ២៥៦៨
    if (found["kind"] and named) or found["animal"]:
        fits = not found["animal"] or _is_of_animal(run, found)
        return plain_year(run, found.end(), 4) if fits else None
    # not so many years
    return None if named and is_counted(run, at) else year_at(run, at, many=True)


def _add_years(run: Run, readings: list[Reading], after: int, start: int, by_slash: bool) -> int:
    """Add the years that follow the first of ``readings``, which begins at token ``start``."""
    chain = _CHAIN.match(run.letters, after - 1) is not None
    while len(readings) < MOST_ITEMS:
        before = readings[-1]
        said = cast(
            "WholeYear", before.said.last if isinstance(before.said, Range) else before.said
        )
        following = _next_year(run, after, said.year, start, by_slash or chain)
        if following is None or (following[2] and not chain and said is not before.said):
            break
        year, first, to = following
        behind = ERA_OF_SPAN.match(run.letters, first + 1)
        if behind is not None:
            year = year._replace(era=run.era(behind.end() - 1))
            if to and said.year.era is None:
                said = said._replace(year=said.year._replace(era=year.era))
        elif (year.number or 0) - (said.year.number or 0) in range(_LONGEST_SPAN):
            year = year._replace(era=said.year.era)
        after = first + 1 if behind is None else behind.end()
        item = run.reading(first, after, WholeYear(year))
        if to and not chain:
            readings[-1] = before._replace(said=Range(said, WholeYear(year)), end=item.end)
        else:
            readings.append(item)
    return after


def _next_year(
    run: Run, index: int, before: Year, start: int, by_slash: bool
) -> tuple[Year, int, bool] | None:
    """The next year of a list, the index of its figure, and whether it is the end of a range."""
    if before.number is None:
        return None
    if _is_beside(run, index, before.number):
        return Year(run.number(index), 4), index, False
    found = _NEXT_YEAR.match(run.letters, index)
    if found is None or not found["link"]:
        return None
    link, named, at = found["link"], bool(found["named"]), found.end() - 1
    if link == "a" and is_between(run, start):
        link = ">"
    listed = link[0] in "a,r"
    if listed and named:
        return None  # it is read by itself
    if not listed and (year := _later_of_era(run, at, before)):
        return year, at, True
    if run.tokens[at].digits == 2:
        year = None if listed or named else _year_of_two_digits(run, at, link, before)
        return None if year is None else (year, at, True)
    if not is_bare_year(run, at):
        return None
    if not named and counts(run, at) and not _is_season(run, at, before.number):
        return None
    if begins_day(run, at):
        return None
    if link == "/" and not by_slash and run.number(at) != before.number + 1:
        rises = 0 < run.number(at) - before.number <= _LONGEST_SEASON
        return (Year(run.number(at), 4), at, False) if rises else None  # ឆ្នាំ២០២២/២០២៤
    return Year(run.number(at), 4), at, not listed


def _is_season(run: Run, index: int, before: int) -> bool:
    """``២០២៣-២០២៤ គ្រួសារ``: the year after, behind a dash, and no number of what stands apart."""
    dashed = run.letter(index - 1) == "-" and run.glued(index - 1) and run.glued(index)
    unit = read_unit(run.text, run.tokens[index].end)
    apart = (
        unit is not None
        and unit.kind in ("classifier", "noun")
        and unit.start > run.tokens[index].end
    )
    return dashed and apart and run.number(index) == before + 1


def _is_beside(run: Run, index: int, before: int) -> bool:
    """Whether a year stands there with only blanks before it: ``ឆ្នាំ២០២២ ២០២៣ ២០២៤``."""
    if not is_bare_year(run, index):
        return False
    behind = index + 1 + (run.letter(index + 1) in ("a", ","))
    if is_bare_year(run, behind):
        return True
    follows = run.number(index) == before + 1 and run.tokens[index].gap == 1
    return follows and tells_year(run, index) and ends_at(run, index)


def _year_of_two_digits(run: Run, index: int, link: str, before: Year) -> Year | None:
    """The end of ``2018/19``, ``2018-19`` and ``ឆ្នាំ១៩៧៥ ដល់ ៧៩``."""
    figure = run.tokens[index]
    joined = run.typed(index - 1) in ("/", *HYPHENS) and not figure.gap
    joined = joined or (link == ">" and not counts(run, index) and ends_at(run, index))
    if before.number is None or before.digits != 4 or not joined:
        return None
    if run.letter(index + 1) in tuple("/:MmElpDqJu-.hNPT"):
        return None
    number = before.number // 100 * 100 + figure.number
    number += 100 * (number <= before.number)
    return Year(number, 4) if number <= before.number + 50 else None


def _later_of_era(run: Run, index: int, before: Year) -> Year | None:
    """The end of ``គ.ស ៨០២-៨៥០``, ``គ.ស ៦២-៤៦៨``: years before 1000, written in full; those of BC fall."""
    figure = run.tokens[index]
    short = 0 < before.digits < 4 and 0 < figure.digits < 4
    if (
        not short
        or before.era is None
        or not _follows(before.number or 0, figure.number, before.era)
    ):
        return None
    if counts(run, index) or run.letter(index + 1) in tuple("/:-."):
        return None
    return Year(figure.number, figure.digits, before.era)


def _short_years(run: Run, index: int, after: int, year: Year) -> Step | None:
    """``ពីឆ្នាំ៧៥ដល់៧៩``: two years of two digits."""
    if year.digits != 2 or run.letter(after) not in (">", "-"):
        return None
    named = run.letter(after + 1) == "Y"
    at = after + 1 + named
    if run.letter(at) != "n" or run.tokens[at].digits != 2:
        return None
    before = run.before(index)
    if not (named or ends_with("since").search(before) or ends_with("year").search(before)):
        return None
    if run.number(at) <= (year.number or 0) or counts(run, at):
        return None
    said = Range(WholeYear(year), WholeYear(Year(run.number(at), 2)))
    return run.one(index, at + 1, said)


def _is_of_animal(run: Run, found: Match) -> bool:
    """Whether the animal before a civil year is that of its beginning or of its end: ឆ្នាំរោង ២០២៤."""
    animal = run.nth(found.start("animal"), "animal")
    return (run.number(found.end()) - _YEAR_OF_RAT - animal) % 12 in (0, 1)


_YEAR_OF_RAT = 1984
_AFTER_MONTH = lazy_pattern("(?:ខែ[^ ]*|[ (\n])$")


def _is_odd_year(run: Run, year: Year, index: int, after: int) -> bool:
    """A year of 2, 3 or 5 digits is one only where nothing else can be meant."""
    token = run.tokens[after - 1]
    end = run.text[token.end : token.end + 1]
    if token.gap or (end and KHMER.match(end) and end not in "។៕ៗ"):
        return False
    before = run.before(index)
    return (
        year.digits > 2
        or _AFTER_MONTH.search(before) is not None
        or ends_with("year").search(before) is not None
    )


def read_year_before_era(run: Run, found: Match) -> Step | None:
    """``៨០២ គ.ស.``: the era behind a figure makes a year of it, but លេខ ១៣៨៦ ច.ស is the code of an office."""
    if ends_with("numbered").search(run.before(found.start())) is not None:
        return None
    step = plain_year(run, found.start(), 6)
    if step is None or step[0].era is None:
        return None
    return run.one(found.start(), step[1], WholeYear(step[0]))


# The years that a bare figure may mean: in brackets, joined by a dash, and by a word.
_IN_BRACKETS, USUAL_YEARS, _SPELLED = range(1000, 2200), range(1800, 2101), range(1901, 2100)
_LONGEST_SPAN = 400
_LONGEST_SEASON = 10
_AMOUNT_SIGN = lazy_pattern("(?:[0-9០-៩A-Za-z][-/.:,+]|[A-Za-z_/=&?#@%+$€£¥៛*×]) ?\\Z")
_AMOUNT_AFTER = lazy_pattern(
    f" ?(?:[%°$€£¥៛*×]|[{RE_HYPHEN}/] ?[0-9០-៩A-Za-z])|[.,:][0-9០-៩]|[A-Za-z_@]"
)


_SEASON = lazy_pattern(lambda: f"{context('season')}[0-9ក-៹]{{0,8}} ?\\Z")


# Words before prices, amounts and codes, whatever their size.
_AMOUNT = lazy_pattern(
    lambda: f"(?:{context('amount')}|{context('numbered')})(?:មក|ដល់)?(?:ពី|ជា)?[:៖]? ?\\Z"
)


_SPAN_BEFORE = lazy_pattern("y[->]y,a?$")


def read_bare_years(run: Run, found: Match) -> Step | None:
    """``(១៩៧៥-១៩៧៩)``, ``រដូវកាល ២០២៣-២៤``, ``២០១៨-២០២០, ២០២២-២០២៣``: years that no word calls years."""
    index = found.start()
    listed = _SPAN_BEFORE.search(run.letters, 0, index) is not None
    before, last = "" if listed else run.before(index), run.tokens[index + 2]
    start, end = run.number(index), last.number
    if last.digits == 2:
        end += start // 100 * 100
        glued = run.glued(index + 1) and run.glued(index + 2)
        # ១៩៩៧-៩៨; but ២០១១-១២ may be December
        longest = _LONGEST_SEASON if _SEASON.search(before) else 1
        longest *= found["link"] == "/" or last.number > 12 or longest > 1
        fits = glued and start < end <= start + longest and start in USUAL_YEARS
    else:
        fits = last.digits == 4 and _is_span(run, index, start, end)
    behind = ERA_OF_SPAN.match(run.letters, index + 3)
    era = run.era(behind.end() - 1) if behind else None
    fits = fits or (era is not None and start >= 10 and _follows(start, end, era))
    after = behind.end() if behind else index + 3
    if not fits or not (era or not _is_amount(run, before, index + 2, start)):
        return None
    digits = run.tokens[index].digits
    ended = digits if last.digits == 2 and end > last.number else last.digits
    said = Range(WholeYear(Year(start, digits, era)), WholeYear(Year(end, ended, era)))
    return run.one(index, after, said)


def _follows(first: int, second: int, era: Era) -> bool:
    """Whether a year comes behind another of its era; those before Christ are counted down."""
    return first > second if era == "BC" else first < second


def _is_span(run: Run, index: int, start: int, end: int) -> bool:
    """Whether two bare years are the ends of a span, ២០១៨-២០២៣ or ២០១៨/២០១៩, and no amounts."""
    if run.letter(index + 1) == "/":
        glued = run.glued(index + 1) and run.glued(index + 2)
        return end == start + 1 and glued and start in USUAL_YEARS
    if not start < end <= start + _LONGEST_SPAN:
        return False
    in_brackets = run.before(index).endswith("(")
    if in_brackets and run.text.startswith(")", run.tokens[index + 2].end):
        return start in _IN_BRACKETS and end in _IN_BRACKETS
    if start % 100 == 0 and end % 100 == 0:
        return False  # round numbers are amounts
    years = _SPELLED if KHMER.match(run.typed(index + 1)) else USUAL_YEARS
    return start in years and end in years


def _is_amount(run: Run, before: str, last: int, start: int) -> bool:
    """Whether what ends with token ``last`` is counted, paid or a part of something else."""
    end = run.tokens[last].end
    if _AMOUNT_SIGN.search(before) or _AMOUNT.search(before):
        return True
    if _is_season(run, last, start):
        return False
    if _AMOUNT_AFTER.match(run.text, end) or run.letter(last + 1) in tuple("cCNm"):
        return True
    unit = read_unit(run.text, end)
    return unit is not None and (unit.kind != "noun" or unit.start == end)


def is_told_year(run: Run, found: Match) -> bool:
    """ឆ្នាំមុន and ឆ្នាំនេះ are years only to whom a reference day is told."""
    return run.ask.relative or run.letter(found.end("named")) != "H" or not found["named"]
