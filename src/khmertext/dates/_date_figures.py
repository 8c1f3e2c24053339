"""Days in figures with marks between them: ``31/07/2024``, ``01/07-31/12/2024``, ``5,6,7/8/2024``."""

from __future__ import annotations

from typing import cast

from khmertext._patterns import lazy_pattern
from khmertext.dates._clock import is_timed, stamp_at
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import AND, TO, TO_LETTERS, before_name, context, ends_with
from khmertext.dates._days import day_at, is_rank, of_day
from khmertext.dates._lists import (
    MOST_ITEMS,
    list_of_days,
    main_part,
    merge,
    range_of,
    with_year,
    within,
)
from khmertext.dates._other_figures import (
    CODE,
    PAPER,
    begins_list,
    begins_range,
    has_number_label,
    is_ordinal,
    is_part_of_more,
    numbers_document,
    tells_list,
)
from khmertext.dates._pieces import ends_at, is_between, is_whole
from khmertext.dates._readings import Day, Range, Said, Step, Year
from khmertext.dates._years import ERA_OF_SPAN, both_eras, year_at
from khmertext.numbers._units import read_unit

_FULL = lazy_pattern(
    r"(?P<head>D?[WJ]?)(?P<th>T?)(?P<a>[nty])(?P<mark>[-/.])(?P<b>n)(?P=mark)(?P<c>[ntyxw])"
)
_SHORT = lazy_pattern(r"(?P<head>D?[WJ]|D)(?P<th>T?)(?P<a>n)(?P<mark>/)(?P<b>n)(?!/)")
_BARE = lazy_pattern(r"(?P<head>)(?P<th>T?)(?P<a>n)(?P<mark>/)(?P<b>n)(?!/)")
_WITH_MORE = lazy_pattern(
    r"(?P<head>)(?P<th>T?)(?P<a>n)(?P<mark>/)(?P<b>n)(?=,?O?(?P<year>Yy)|,?@?V?(?:C|n:n))"
)


def figures_at(run: Run, index: int) -> Step | None:
    """``31/07/2024``, ``31-7-2024``, ``31.07.2024``, ``2024-07-31``, ``ថ្ងៃទី៣១/៧``."""
    found = _FULL.match(run.letters, index) or _SHORT.match(run.letters, index)
    if found and "c" not in found.re.groupindex and run.before(index).endswith("/"):
        return None  # ៣ដង/ថ្ងៃ 3/10
    if found is None and index == run.linked:  # 1/7/2024 - 31/12
        found = _BARE.match(run.letters, index)
        found = found if found and _is_day_and_month(run, found.start("a")) else None
    if found is None:
        found = _WITH_MORE.match(run.letters, index)
        found = found if found and _is_no_fraction(run, found) else None
    if found is None or _are_days(run, found) or not _one_mark(run, found):
        return None
    first, second = run.number(found.start("a")), run.number(found.start("b"))
    after, year = found.end(), None
    if "c" not in found.re.groupindex:
        year, after = year_at(run, after) or (None, after)
    elif not _is_date(run, found):
        return None
    else:
        third = run.tokens[found.end() - 1]
        year = Year(third.number, third.digits)
        if found["a"] != "y" and (behind := ERA_OF_SPAN.match(run.letters, after)):
            after = behind.end()  # 31/7/2024 គ.ស.
            year = year._replace(era=run.era(after - 1))
        if found["a"] == "y":
            first, year = third.number, Year(first, 4)
        year, after = both_eras(run, year, after)
    named, weekday = _WEEKDAY_BEHIND.match(run.letters, after), None
    if found["head"][-1:] in ("W", "J"):
        weekday = run.nth(found.end("head") - 1, "weekday")
    elif named and year is not None:
        weekday, after = run.nth(after, "weekday"), named.end()
    return run.one(index, after, Day(first, second, year, weekday, in_figures=True))


def _is_no_fraction(run: Run, found: Match) -> bool:
    """``០៧/០៤ ឆ្នាំ២០២៤``, ``០៧/០៤ ម៉ោង ៨``, and not ១/៣ ឆ្នាំ២០២៤."""
    first = found.start("a")
    day, month = run.tokens[first], run.tokens[first + 2]
    timed = is_timed(run, found.end()) and (day.number, month.number) != (24, 7)  # always open
    if run.tokens[found.end()].gap > 1 or not (found["year"] or timed):
        return False
    if run.typed(found.end()) == ";":
        return False
    if found["th"]:
        return not (is_rank(run, found.start()) or is_ordinal(run, found.start()))
    alone = _begins_alone(run, first) and not run.letters.endswith("T", 0, first)
    alone = alone and not numbers_document(run, first)
    told = day.digits == month.digits == 2 or day.number > month.number
    told = told or ends_with("since").search(run.before(first)) is not None
    return alone and told and _is_day_and_month(run, first)


_WEEKDAY_BEHIND = lazy_pattern("[WJ](?=,?@?n:n)")  # 31-07-2024 Wed 14:05:09, as cameras write


def _one_mark(run: Run, found: Match) -> bool:
    """Whether the figures stand close together."""
    mark, place = found["mark"], found.start("a")
    gaps = [bool(token.gap) for token in run.tokens[place + 1 : found.end()]]
    marked = "D" in found["head"] or bool(found["th"])
    return mark == "/" or marked or not any(gaps)


def _is_date(run: Run, found: Match) -> bool:
    """Whether three figures with the same mark between them are a date."""
    marked = "D" in found["head"] or bool(found["th"])
    order = found["a"] + found["c"]
    if run.typed(found.end("b")) != run.typed(found.start("mark")):
        return False
    if order == "nn" and found["mark"] == "-" and _MONTH_BEHIND.match(run.letters, found.end()):
        return False  # 10-12-15/8/2024
    if order not in ("nn", "ny", "yn", "yw") or not _stands_alone(run, found, marked):
        return False
    if order == "nn":
        th = found.start("a") - 1
        if run.letter(max(th, 0)) == "T" and not found["head"] and is_ordinal(run, th):
            return False  # ក្រុមទី១/៤/២៧
        return run.tokens[found.end() - 1].digits == 2 and (marked or _is_short_date(run, found))
    year = run.number(found.end() - 1)
    return order != "ny" or (1000 <= year < 3000 and not _is_amount(run, found.end() - 1))


def _is_short_date(run: Run, found: Match) -> bool:
    """Whether ``31/7/24`` is a date, and not a number, three counts or a section: ១.២.២៤ គោលបំណង."""
    first, second, third = (run.tokens[found.start(name)] for name in "abc")
    if CODE.match(run.text, third.end) and numbers_document(run, found.start()):
        return False  # លេខលិខិត ១២/០៥/២៤ សជណ
    unit = read_unit(run.text, third.end)
    counted = unit is not None and (unit.kind not in ("noun", "time") or unit.start == third.end)
    if counted or _TALLY.search(run.before(found.start())):
        return False  # 10-12-15 គម
    if not (1 <= first.number <= 31 and 1 <= second.number <= 12):
        return found["mark"] == "/" and _is_month_first(run, found)
    full = first.digits == second.digits == 2
    listed = third.number - 1 == second.number == first.number + 1
    if listed and found["mark"] == "/" and has_number_label(run, found.start()):
        return False  # ថ្នាក់ 10/11/12
    told = found["mark"] == "/" or (full and not listed)  # but រៀន 10-11-12
    told = told or _LABEL.search(run.before(found.start())) is not None
    return told or is_whole(run, first.start, third.end)


_LABEL = lazy_pattern(lambda: f"(?<![A-Za-z]){context('date_label')} ?[:៖] ?\\Z")  # Date:31.7.24


def _is_amount(run: Run, index: int) -> bool:
    """Whether the last of three figures is paid or counts something: ៥/៤/២០០០៛, ៥/៤/២០០០នាក់."""
    figure = run.tokens[index]
    paid = run.text[figure.end : figure.end + 1] in ("៛", "%")
    return paid or (figure.number % 100 == 0 and run.letter(index + 1) == "c")


# Words before counts: ប្រុស/ស្រី 10/12/15.
_TALLY = lazy_pattern(lambda: f"{context('tally')} ?[:៖]? ?\\Z")


_MONTH_BEHIND = lazy_pattern("(?:-n)*(?P<mark>[/.])n(?P=mark)")
_TIMED = lazy_pattern(",?@?n:n")


def _is_month_first(run: Run, found: Match) -> bool:
    """``7/31/24, 5:32 PM``, which programs write in America: it is told to have no month 31."""
    month, day, year = (run.tokens[found.start(name)] for name in "abc")
    fits = 1 <= month.number <= 12 < day.number <= 31
    timed = _TIMED.match(run.letters, found.end()) is not None
    return fits and (timed or is_whole(run, month.start, year.end))


def _are_days(run: Run, found: Match) -> bool:
    """``១៤-១៥-១៦ មេសា``: rising figures before a month are its days, and no date."""
    after = found.end() + (run.letter(found.end()) == "M")
    if run.letter(after) not in ("m", "E"):
        return False
    places = [found.start(name) for name in found.re.groupindex if name in ("a", "b", "c")]
    values = [run.number(place) for place in places]
    return values == sorted(set(values)) and values[0] >= 1 and values[-1] <= 31


_KEY = lazy_pattern('[A-Za-zក-៓_]"?=\\Z')


def _stands_alone(run: Run, found: Match, marked: bool) -> bool:
    """Not a part of a longer figure, an address, a version or the number of a document."""
    last = run.tokens[found.end() - 1]
    first = found.start("a")
    if is_part_of_more(run, first) and not _KEY.search(run.before(first)):
        return False  # but date=2024-07-31
    after = run.text[last.end : last.end + 2]
    if after and after[0].isascii() and (after[0].isalpha() or after[0] in "_@"):
        # 2024-07-31T08:30; 2024-07-31_08-30-00 names a file
        return after[0] in ("T_" if run.ask.whole else "T") and after[1:].isdigit()
    if PAPER.match(run.text, last.end):
        return False  # 2024-07-31-ABC
    if len(after) == 2 and after[1].isdigit() and after[0] == run.typed(found.start("mark")):
        return stamp_at(run, found.end()) is not None
    named = before_name().search(run.before(first)) is not None
    return marked or first == run.linked or not named


_SHARES_YEAR = lazy_pattern(
    rf"(?P<told>D?T?)(?:(?P<first>n)[->])?n(?P<mark>[-./])n(?P<link>\.?{TO}|{AND})"
    rf"(?=(?:D?[WJ]?T?n(?P=mark)n(?:{TO}|{AND})){{0,8}}D?[WJ]?T?n(?P=mark)n(?:(?P=mark)[ny]|,?O?Yy))"
)
SHARES_MONTH = f"D?T?n(?:(?:{TO}|{AND})(?:DT?|T)?n){{1,31}}(?=/n(?:/[ny]|,?O?Yy))"


def _is_day_and_month(run: Run, index: int) -> bool:
    """Whether two figures stand close together and can be a day and a month."""
    first, mark, second = run.tokens[index : index + 3]
    fits = 1 <= first.number <= 31 and 1 <= second.number <= 12
    return fits and not (mark.gap or second.gap)


def _are_alone(run: Run, index: int, after: int) -> bool:
    """Whether figures are all of the text or stand behind "from", and no fractions: ``5-20/9``."""
    if not run.ask.has_ref or max(run.number(at) for at in range(index, after)) <= 12:
        return False
    told = ends_with("since").search(run.before(index)) is not None
    return told or is_whole(run, run.tokens[index].start, run.tokens[after - 1].end)


def numeric_at(run: Run, index: int) -> Step | None:
    """Figures, also such that share a year or a month: ``01/07-31/12/2024``, ``01-05/07/2024``."""
    if found := _SHARES_YEAR.match(run.letters, index):
        step = _sharing_year(run, found)
        if step is not None or not found["told"]:
            return step
    step = figures_at(run, index)
    if step is None and _MONTHS_TOO.match(run.letters, index):
        step = _without_year(run, index)
    if step is not None:
        return _and_days_behind(run, step)
    day = day_at(run, index)
    if day is None or day.phase is not None:
        return None
    link = day.after + (run.letter(day.after) == ".")  # 1.-15.03.2024
    if run.letter(link) not in (">", "-", "i"):
        return None
    if not day.is_marked and not begins_range(run, day.after - 1, link):
        return None
    if not day.is_marked and run.letter(link + 1) in ("y", "D") and run.letter(link) == "-":
        return None  # 2 - 2023-04-15
    step = figures_at(run.linked_at(link + 1), link + 1)
    last = step[0][0].said if step is not None else None
    if step is None or not isinstance(last, Day):
        return None
    if last.year is None and not (day.is_marked or _are_alone(run, index, step[1])):
        return None
    until = step[0][0]
    said = range_of(of_day(day, last), last)
    misspelt = until.misspelt or run.is_misspelt(index, day.after)
    first = run.tokens[index].start
    return (until._replace(start=first, said=said, misspelt=misspelt),), step[1]


_WHOLE, _DAY_BEHIND = (
    lazy_pattern("n(?P<mark>[-./])n(?P=mark)[ny]$"),
    lazy_pattern(f"{AND}(?P<first>D?T?)n(?P<mark>[-./])n(?!(?P=mark)|,?O?Y)"),
)


def _and_days_behind(run: Run, step: Step) -> Step:
    """``05/03/2024, 06/03 និង 07/03``: days behind the year that they share."""
    (*readings,), after = step
    whole, before = _WHOLE.search(run.letters, 0, after), readings[-1].said
    if whole is None or not isinstance(before, Day):
        return step
    while len(readings) < MOST_ITEMS and (found := _DAY_BEHIND.match(run.letters, after)):
        day = found.end("first")
        if found["mark"] != whole["mark"] or not _is_day_and_month(run, day):
            break
        said = Day(run.number(day), run.number(day + 2), before.year, in_figures=True)
        alike = _is_typed_alike(run, day, whole.start())
        if not (alike and _rises(before, said) and ends_at(run, day + 2)):
            break
        readings.append(run.reading(found.start("first"), found.end(), said)._replace(shared=True))
        before, after = said, found.end()
    return tuple(readings), after


_MONTHS_TOO = lazy_pattern("n/n[->]n/n(?!/)")


def _without_year(run: Run, index: int) -> Step | None:
    """``31/7 - 2/8`` in the year that ``ref`` has."""
    first = figures_at(run.linked_at(index), index)
    last = figures_at(run.linked_at(index + 4), index + 4)
    if first is None or last is None or not _are_alone(run, index, last[1]):
        return None
    return merge(first[0][0], last, range_of)


def _sharing_year(run: Run, found: Match) -> Step | None:
    """``01/07-31/12/2024``, ``1/7 និង 5/12/2024``: a day and a month, and then a whole date."""
    index, after = found.start(), found.end()
    day = found.start("mark") - 1
    if not _is_day_and_month(run, day) or not _begins_alone(run, index):
        return None
    if found["mark"] != "/" and run.typed(found.end("link") - 1) == run.typed(day + 1):
        return None  # 1-2-3-4-2024
    step = numeric_at(run.linked_at(after), after)
    if step is None or isinstance(step[0][0].said, Range) or run.letter(step[1]) in (">", "-"):
        return None
    last = Day(run.number(day), run.number(day + 2))
    whole = cast("Day", step[0][0].said)
    to = found["link"][-1] in "->i" or is_between(run, index)
    if to and found["first"]:
        return None
    said: Said = last
    if found["first"]:
        said = Range(last._replace(day=run.number(found.start("first"))), last)
    reading = run.reading(index, day + 3, said)
    if to:
        (reading,), _ = merge(reading, step, range_of)
        return (reading, *step[0][1:]), step[1]
    if not (_rises(last, whole) and _is_typed_alike(run, day, after)):
        return None  # ១/៣ និង 10/02/2023: a fraction
    return (within(reading, year=whole.year)._replace(shared=True), *step[0]), step[1]


def _rises(first: Day, last: Day) -> bool:
    return (first.month, first.day) < (last.month, last.day)


def _is_typed_alike(run: Run, first: int, other: int) -> bool:
    """Whether days and months below ten are all typed with a zero or all without, in both dates."""
    dates = (*run.tokens[first : first + 3], *run.tokens[other : other + 6])
    small = [token.digits for token in dates if 0 <= token.number < 10]
    return len(set(small)) < 2


def _begins_alone(run: Run, index: int) -> bool:
    """Not the end of a longer figure or the number of something."""
    if index == run.linked:
        return True
    return not is_part_of_more(run, index) and before_name().search(run.before(index)) is None


def _is_list(run: Run, found: Match, places: list[int], to: list[bool]) -> bool:
    """Whether figures without ថ្ងៃ are days, and not the fields of a row before its date."""
    if run.letter(found.end() + 4) == ",":
        return False
    if any(to):
        told = all(to) or any(letter in found[0] for letter in "ar")
        return told and begins_list(run, places[0])
    return len({run.tokens[at].digits for at in places}) == 1 and tells_list(run, places)


_LISTED_BEFORE = lazy_pattern("[->i]$|[ntw],?[a,r]$")  # លេខ 5, 6 និង 7/8/2024


def read_listed_days(run: Run, found: Match) -> Step | None:
    """``5,6,7/8/2024``, ``5 និង 6/8/2024``, ``5, 7-9 និង 12/8/2024``: rising days before a month in figures."""
    places = [at for at in range(*found.span()) if run.letter(at) == "n"]
    days = [run.number(at) for at in places]
    starts = [found.start(), *(_link_before(run, at) + 1 for at in places[1:])]
    to = [run.letter(start - 1) in TO_LETTERS for start in starts[1:]]
    if days[0] < 1 or days != sorted(set(days)) or to == [True]:
        return None  # a range is read as two dates
    if found[0][0] == "n" and not _is_list(run, found, places, to):
        return None
    if found[0][0] != "D" and _LISTED_BEFORE.search(run.letters, 0, found.start()):
        return None
    if found[0][0] == "T" and is_rank(run, found.start()):
        return None
    step = figures_at(run.linked_at(starts[-1]), starts[-1])
    last = step[0][0].said if step is not None else None
    if step is None or not isinstance(last, Day):
        return None
    if all(to):  # ១-២-៣/៨/២០២៤: more than two in a chain are a list
        to = [False] * len(to)
    return list_of_days(run, starts, places, to, last, step[1])


def _link_before(run: Run, index: int) -> int:
    """The index of what joins the day at ``index`` to the one before it."""
    return max(at for at in range(index) if run.letter(at) not in "DT")


def read_figures_of_era(run: Run, found: Match) -> Step | None:
    """``គ.ស. 2024-07-31``."""
    step = figures_at(run, found.end() - 1)
    if step is None:
        return None
    reading, said = step[0][0], cast("Said", step[0][0].said)
    year = cast("Day", main_part(said)).year
    era = run.era(found.start())
    said = with_year(said, (year or Year())._replace(era=era))
    start = run.tokens[found.start()].start
    return (reading._replace(start=start, said=said),), step[1]
