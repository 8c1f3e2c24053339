"""Days that share a month: from a list of day numbers in front of it to readings."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple, cast

from khmertext._chars import RE_WRITTEN
from khmertext._patterns import lazy_pattern
from khmertext.dates._civil_years import USUAL_YEARS
from khmertext.dates._clock import clock_at, is_timed
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import AND, END_OF_PHRASE, TO, ends_with, person_name, word_of
from khmertext.dates._lists import MOST_ITEMS, is_lunar, range_of
from khmertext.dates._lunar import Phase, buddhist_year
from khmertext.dates._lunar_years import MONTHS
from khmertext.dates._other_figures import (
    BEFORE_TH,
    begins_item,
    begins_list,
    begins_range,
    belongs_to_other,
    is_in_column,
    is_ordinal,
    is_part_of_more,
    tells_list,
)
from khmertext.dates._pieces import (
    KHMER,
    direction_at,
    is_between,
    is_counted,
    is_length,
    is_whole,
    mod_at,
    part_at,
    phrase_before,
    stands_apart,
    which_at,
)
from khmertext.dates._readings import (
    Day,
    Labels,
    LunarDay,
    LunarMonth,
    MonthPointer,
    Reading,
    Relative,
    Step,
    Year,
)
from khmertext.dates._short_years import is_short_year
from khmertext.dates._years import joined_year, year_at

# The years that a bare figure may mean behind a day and the name of its month; the second if these
# are all of the text, as format_date writes them.
_YEARS, _YEARS_OF_WHOLE = range(1800, 2301), range(1000, 3000)
# Month names that are also everyday words or names of persons.
AMBIGUOUS_MONTHS = frozenset((1, 4, 9, 10, 12))
_MISS = 9  # កញ្ញា is Miss as well as September
_BLANKS = lazy_pattern(" +")
_ENDS = lazy_pattern(END_OF_PHRASE)

_DAY = lazy_pattern(
    "(?P<day>D?)(?:(?P<weekday>[WJ])(?:[->a][WJ])?,?(?P<again>D?))?(?P<th>T?)"
    "(?:(?P<symbol>L)|(?P<number>[nw])(?:(?P<phase>p)o?)?)(?:,?D?(?P<later>W)(?=O?M?[mE]))?"
)
_LINK = lazy_pattern(
    "(?:[.H]?(?P<range>[->i])|,a?|H?a|r|(?P<slash>/)|(?=V?P[O@]?[DWT]))(?:V?(?P<part>P)[O@]?(?=[DWT]))?"
)
_MONTH = lazy_pattern(
    "(?P<dash>[-./])?[,O@]?(?P<named>M:?T?)?"
    "(?:(?P<name>[mE])|(?P<figure>[nw])|(?P<same>s)|(?P<which>H))"
)
_YEAR_LABEL = lazy_pattern("(?P<year>Y?)(?P<animal>A)|(?P<sak>k)")
_LUNAR_MONTH = lazy_pattern(",?(?:M?(?P<name>l)|MT?(?P<number>[nw]))")
_NUMBERED = [month for month, _ in MONTHS["ordinary"]]  # ខែ៦ is ពិសាខ
_LUNAR_LABEL = lazy_pattern(",?(?:(?P<moon>o)|Y?(?P<era>e)Y?:?[ntyxw])")
_ENDS_WITH_YEAR = lazy_pattern(
    f"(?:(?:{TO}|{AND}|/)D?T?[nw](?:(?:{TO}|{AND})T?[nw]){{0,8}}M?[mE]){{1,8}}"
)


class DayNumber(NamedTuple):
    """A day of a list: ``2nd``, ``ថ្ងៃសៅរ៍ ទី២`` or ``១៤កើត``, from token ``first`` to ``after``."""

    first: int
    after: int
    weekday: int | None
    day: int
    phase: Phase | None
    is_marked: bool
    part_index: int | None = None  # the index of the part of the day in front of it


class MonthOfDays(NamedTuple):
    """The month and the year behind them; ``said`` has the last of the days."""

    said: Day | LunarDay
    first: int
    after: int


def day_at(run: Run, index: int) -> DayNumber | None:
    """The number of a day, marked or not."""
    found = _DAY.match(run.letters, index)
    if found is None:
        return None
    phase = None
    if found["symbol"]:
        symbol = run.value(found.start("symbol"), "lunar_day").split()
        day, phase = int(symbol[0]), symbol[1]
    else:
        day = run.number(found.start("number"))
        if found["phase"]:
            phase = run.value(found.start("phase"), "phase")
    named = "later" if found["later"] else "weekday"
    weekday = run.nth(found.start(named), "weekday") if found[named] else None
    marked = bool(found["day"] or found["again"] or found["th"] or found["weekday"])
    return DayNumber(index, found.end(), weekday, day, cast("Phase | None", phase), marked)


def days_at(run: Run, index: int) -> tuple[tuple[Reading, ...], int] | None:
    """``ថ្ងៃទី១, ២ និង៣ ខែមករា ឆ្នាំ២០២៤``, one day or many."""
    if _is_no_day(run, index):
        return None
    days: list[DayNumber] = []
    links: list[bool] = []  # whether a day is the end of a range
    after, part_index = index, None
    while len(days) < MOST_ITEMS:
        day = day_at(run, after)
        if day is None:
            return None
        days.append(day if part_index is None else day._replace(part_index=part_index))
        behind = _behind_ordinal(run, day.after)
        month = month_at(run, behind, days)
        if month is not None:
            told = _may_be_days(run, days, links)
            return (_spread(run, days, links, month), month.after) if told else None
        link = _link_at(run, behind, days)
        marked = days[0].is_marked or days[0].phase is not None
        if link is None and not (marked or _is_series(run, index)):
            return None  # the number of a row, of a page, and then a date
        after = behind if link is None else link.end()
        part_index = link.start("part") if link and link["part"] else None
        links.append(link is not None and link["range"] is not None)
    return None


def _link_at(run: Run, index: int, days: list[DayNumber]) -> re.Match[str] | None:
    """What joins one more day to ``days``; without ថ្ងៃ no slash does, and to the first not every dash."""
    link, first = _LINK.match(run.letters, index), days[0]
    if link is None or first.is_marked:
        return link
    if link["range"] and len(days) == 1 and not begins_range(run, first.first, first.after):
        return None
    return None if link["slash"] else link


def _is_no_day(run: Run, index: int) -> bool:
    """ខែ១ ខែ២: a month in figures; ទី៣ behind a word that it counts; ទំព័រ ៥."""
    if index and run.letter(index - 1) in ("M", "T"):
        return True
    if run.letter(index) == "T":
        return is_ordinal(run, index) or is_rank(run, index)
    is_bare = run.letter(index) in ("n", "w") and run.letter(index + 1) != "p"
    return is_bare and belongs_to_other(run, index)


def is_rank(run: Run, index: int) -> bool:
    """``ទី៣`` before a date of its own or on a line of its own: ទី៣, ថ្ងៃទី៣១ ខែកក្កដា."""
    if index and run.letter(index - 1) in BEFORE_TH:
        return False
    behind = run.tokens[index + 2 : index + 3]
    apart = bool(behind) and (behind[0].gap > 1 or run.typed(index + 2) == ";")
    if apart or _DAY_OF_ITS_OWN.match(run.letters, index) is None:
        return apart
    return run.letter(index + 2) != "," or not run.glued(index + 3)  # ទី៣,៤/៨/២០២៤


_DAY_OF_ITS_OWN = lazy_pattern("T[nw],?(?:D|n[-/.]n)")


def _is_series(run: Run, index: int) -> bool:
    """``១៣ ១៤ ១៥ មេសា``: at least three figures, each the day after."""
    first = run.number(index)
    days = [run.number(at) for at in range(index, min(index + 3, len(run.tokens)))]
    walls = any(token.gap > 1 for token in run.tokens[index + 1 : index + 3])
    return (
        run.letters.startswith("nnn", index) and not walls and days == list(range(first, first + 3))
    )


_ORDINAL = lazy_pattern(",?a?(?P<th>T)[nw]:?")


def _behind_ordinal(run: Run, index: int) -> int:
    """The index behind លើកទី២, which counts what happens on a day: ថ្ងៃទី១២ លើកទី២ ថ្ងៃទី១៣ ខែមេសា."""
    found = _ORDINAL.match(run.letters, index)
    return index if found is None or run.typed(found.start("th")) == "ទី" else found.end()


def _may_be_days(run: Run, days: list[DayNumber], links: list[bool]) -> bool:
    """Whether the first of many days is one, where no ថ្ងៃ says so: ទំព័រ ៥, ៣១ កក្កដា."""
    first = days[0]
    own = [run.letter(day.first) == "D" for day, to in zip(days[1:], links, strict=True) if not to]
    dashed = run.letters[first.after : first.after + 2] == "-D"  # ១-ថ្ងៃទី១៥ ខែមេសា
    if not first.is_marked and (any(own) or dashed):
        return False  # ៥, ថ្ងៃទី៥ ខែកុម្ភៈ
    told = first.is_marked or any(day.phase is not None for day in days)
    if told or links in ([], [True]):
        return True
    if all(links) and run.glued(first.after + 1):
        return tells_list(run, [day.first for day in days])  # ១៣-១៤-១៥ មេសា
    if any(day.is_marked for day in days) or True in links:
        # but ១,៥ ដល់ ៣១ កក្កដា
        apart = not run.glued(first.after + 1) or _are_ranges(days, links)
        return begins_list(run, first.first) and apart
    return tells_list(run, [day.first for day in days])


def _are_ranges(days: list[DayNumber], links: list[bool]) -> bool:
    """``១-៣ និង ៥-៧ មេសា``: more than one range, and every day is later than the one before it."""
    numbers = [day.day for day in days]
    return links.count(True) > 1 and numbers == sorted(set(numbers))


def of_day(day: DayNumber, shared: Day | LunarDay) -> Day | LunarDay:
    """``day`` in the month and year of ``shared``."""
    if isinstance(shared, Day):
        return shared._replace(day=day.day, weekday=day.weekday)
    phase = day.phase or shared.phase
    be = shared.be
    if be is not None:
        # The year stands behind the last day; it is new from 1 roch Pisakh on.
        be += buddhist_year(0, shared.month, phase) - buddhist_year(0, shared.month, shared.phase)
    return shared._replace(day=day.day, weekday=day.weekday, phase=phase, be=be)


def _spread(
    run: Run, days: list[DayNumber], links: list[bool], month: MonthOfDays
) -> tuple[Reading, ...]:
    """A reading for each of ``days`` or ranges of them, in the month and year that they share."""
    # ថ្ងៃទី១៤-១៥-១៦: more than two days in a chain are a list
    chain = [False, *links, False]
    spans = [
        link and not (chain[position] or chain[position + 2]) for position, link in enumerate(links)
    ]
    if len(links) == 1 and is_between(run, days[0].first):
        spans = [True]
    for position in range(len(days) - 1, 0, -1):
        if days[position].day < days[position - 1].day and not (
            spans[position - 1] or days[position].phase
        ):
            days, spans = days[position:], spans[position:]  # ថ្ងៃទី៣០ និងទី១ ខែសីហា
            break
    for position in range(len(days) - 2, -1, -1):
        if days[position].phase is None:  # ១៤-១៥កើត
            days[position] = days[position]._replace(phase=days[position + 1].phase)
    readings: list[Reading] = []
    month_misspelt = run.is_misspelt(month.first, month.after)
    for position, day in enumerate(days):
        said = of_day(day, month.said)
        after = day.after if position + 1 < len(days) else month.after
        misspelt = month_misspelt or run.is_misspelt(day.first, after)
        if position and spans[position - 1]:
            before = readings[-1]
            from_day = cast("Day | LunarDay", before.said)
            readings[-1] = before._replace(
                end=run.tokens[after - 1].end,
                said=range_of(from_day, said),
                misspelt=misspelt or before.misspelt,
            )
        else:
            first = day.first if day.part_index is None else day.part_index
            part = None if day.part_index is None else run.value(day.part_index, "part")
            readings.append(run.reading(first, after, said, misspelt=misspelt, part=part))
    return tuple(readings)


def month_at(run: Run, index: int, days: list[DayNumber]) -> MonthOfDays | None:
    """The month, and the year if there is one, behind ``days``."""
    if days[-1].phase is not None:
        return _lunar_month_at(run, index, days[-1])
    found = _MONTH.match(run.letters, index)
    if found is None or not (found["named"] or found["name"]):
        return None
    marked = any(day.is_marked for day in days)
    if not marked and run.tokens[days[-1].after].gap > 1:
        return None  # ទំព័រ ៥, and a new line
    if found["name"]:
        return _named_month(run, found, days, marked)
    after = found.end()
    if found["figure"]:
        if not marked and _is_other(run, found, days[0]):
            return None
        month: int | MonthPointer = run.number(after - 1)
        is_day = 1 <= days[-1].day <= 31 and month in range(1, 13)
        step = year_at(run, after, bare=marked or is_day, dated=True) or joined_year(run, after)
        if step is None and not marked:
            return None
    elif not marked:
        return None
    elif found["same"]:
        month = MonthPointer()
        step = year_at(run, after) or (Year(same=True), after)
    else:
        month = MonthPointer(run.nth(after - 1, "which"))
        return MonthOfDays(Day(days[-1].day, month), index, after)
    year, after = step or (None, after)
    toward, after = direction_at(run, after)
    return MonthOfDays(Day(days[-1].day, month, year, toward=toward), index, after)


def _named_month(
    run: Run, found: re.Match[str], days: list[DayNumber], marked: bool
) -> MonthOfDays | None:
    """The month by its name, with the year behind it, or without one where it is told to be a date."""
    month, after = run.nth(found.end() - 1, "month"), found.end()
    told = marked or found["named"] is not None
    if not marked and _is_other(run, found, days[0]):
        return None
    labels, labelled = _year_labels(run, after)
    whole = labelled == len(run.tokens) - 1 and is_whole(
        run, run.tokens[days[0].first].start, run.tokens[labelled].end
    )
    years = _YEARS_OF_WHOLE if whole else _YEARS
    dashed = found["dash"] is not None
    step = year_at(run, labelled, bare=True, dashed=dashed, years=years, dated=True)
    step = step or joined_year(run, labelled)
    if step is None and is_short_year(run, days[0].first, labelled, whole):
        step = Year(run.number(labelled), 2), labelled + 1  # ៣១ កក្កដា ២៤
    year = None
    if step is not None:
        year, after = step
    else:
        labels = Labels()
        if found["dash"] or not (told or _ends_with_year(run, after)):
            return None if found["dash"] else _bare_days(run, month, days, after)
        if month == _MISS and not found["named"] and _is_miss(run, after):
            return None
    toward, after = direction_at(run, after)
    said = Day(
        days[-1].day, month, year, labels=labels if labels != Labels() else None, toward=toward
    )
    return MonthOfDays(said, found.start(), after)


def _is_other(run: Run, found: re.Match[str], day: DayNumber) -> bool:
    """Whether an unmarked figure before a month counts or numbers something else."""
    if found["dash"]:  # 08:05 - កញ្ញា 2024, ៥ / កញ្ញា 2024
        loose = not run.glued(found.start()) and run.letter(found.end()) != found["dash"]
        return loose or _is_list_mark(run, found, day) or is_part_of_more(run, day.first)
    if run.letter(found.start()) == ",":
        # No 5, July 2024; 5,មករា,2024 in a table; and never ៥, ខែមីនា
        wall = bool(found["named"]) or run.typed(found.start()) == ";"
        cell = run.glued(found.start()) and run.glued(found.start() + 1)
        return wall or cell or not (begins_list(run, day.first) or _is_stamp(run, found, day))
    if is_in_column(run, found.start()):
        return True
    if found["named"] is None:
        return False
    if run.glued(day.after):
        return not run.glued(found.end() - 1)  # ៣ខែ សីហា 2024 may be three months
    return is_length(run, day.first)  # កូន ៣ ខែ មករា គាត់ទៅ


def _is_stamp(run: Run, found: re.Match[str], day: DayNumber) -> bool:
    """``26, Jul 2019`` behind Khmer, as websites write below their news."""
    before = run.before(day.first)
    if run.letter(found.end() - 1) != "E" or not _KHMER_BEFORE.search(before):
        return False
    timed = _YEAR_AND_TIME.match(run.letters, found.end()) is not None
    return timed or ends_with("amount").search(before) is None


_KHMER_BEFORE = lazy_pattern(f"[{RE_WRITTEN}ៗ!?] \\Z")
_YEAR_AND_TIME = lazy_pattern("y,n:n")


def _is_list_mark(run: Run, found: re.Match[str], day: DayNumber) -> bool:
    """``១- ខែមករា``, ``១. មករា ២០២៤`` in a list of lines: a mark glued to a figure, and then a blank."""
    if not run.glued(found.start()) or run.glued(found.start() + 1):
        return False
    start, mark = run.tokens[day.first].start, run.typed(found.start())
    if mark != ".":
        return begins_item(run.text, start)
    before = run.text[max(0, start - _LONGEST_LINE) : start]
    behind = run.text[start : start + _LONGEST_LINE]
    lines = (*_NUMBERED_LINE.findall(before), *_NUMBERED_LINE.findall(behind))
    return any(abs(int(number) - day.day) == 1 for number in lines)


_LONGEST_LINE = 200  # characters
_NUMBERED_LINE = lazy_pattern("(?:^|\n)([0-9០-៩]{1,2})[.] ")


def _bare_days(run: Run, month: int, days: list[DayNumber], after: int) -> MonthOfDays | None:
    """``ទិវាសិទ្ធិនារី ៨ មីនា``, ``៨ មីនា ម៉ោង ៧``: behind a cue or before a time, but not in the name of a place."""
    first, last = days[0].first, days[-1]
    phrase = phrase_before(run, first)
    if not all(1 <= day.day <= 31 for day in days) or word_of("place").search(phrase):
        return None
    told = _ENDS_RANGE.search(run.letters, 0, first) or word_of("cue").search(phrase)
    timed = is_timed(run, after)
    if told is None and (not (run.ask.has_ref or timed) or _is_name(run, first)):
        return None
    if month in AMBIGUOUS_MONTHS and not (timed or _ends_phrase(run, after)):
        return None
    toward, after = direction_at(run, after)
    return MonthOfDays(Day(last.day, month, toward=toward), last.after, after)


def _is_name(run: Run, index: int) -> bool:
    """ក្រុមហ៊ុន ៩ វិច្ឆិកា, របប៧មករា: what a day without a year gives its name to."""
    return not stands_apart(run, index) or ends_with("named").search(run.before(index)) is not None


_ENDS_RANGE = lazy_pattern("[mE][->i]$")


def _ends_with_year(run: Run, index: int) -> bool:
    """``១ មករា ដល់ ៣១ ធ្នូ ២០២៤``: the end of the range or the list tells that the start is a date."""
    found = _ENDS_WITH_YEAR.match(run.letters, index)
    return found is not None and year_at(run, found.end(), bare=True) is not None


def _is_miss(run: Run, after: int) -> bool:
    """``ថ្ងៃទី១៥ កញ្ញា សុខា``: the name of a person follows; before any other word it is the month."""
    name = person_name().match(run.text, run.tokens[after - 1].end)
    return name is not None and not _ends_phrase(run, after)


def _ends_phrase(run: Run, after: int) -> bool:
    """Whether a phrase ends before ``after``, or the range of two dates goes on there."""
    end = run.tokens[after - 1].end
    blanks = _BLANKS.match(run.text, end)
    word = blanks.end() if blanks else end
    return (
        run.letter(after) in ("-", ">", "y")  # ១៥ មករា ២០០០ដុល្លារ
        or _ENDS.match(run.text, end) is not None
        or word_of("phrase_end").match(run.text, word) is not None
    )


def _year_labels(run: Run, index: int) -> tuple[Labels, int]:
    """The animal and the sak of a year, in any order."""
    labels = Labels()
    while found := _YEAR_LABEL.match(run.letters, index):
        step = _labelled(run, found, labels)
        if step is None:
            break
        labels, index = step, found.end()
    return labels, index


def _labelled(run: Run, found: re.Match[str], labels: Labels) -> Labels | None:
    """``labels`` with the animal or the sak that ``found`` says, unless there is one already."""
    at = found.end() - 1
    if found["sak"]:
        return None if labels.sak is not None else labels._replace(sak=run.nth(at, "sak"))
    if labels.animal is not None or not _is_animal(run, at, bool(found["year"])):
        return None
    return labels._replace(animal=run.nth(at, "animal"))


def _is_animal(run: Run, index: int, named: bool) -> bool:
    """ច is the Dog, but also the first letter of many words."""
    if run.letter(index + 1) in ("k", "e"):
        return True
    token = run.tokens[index]
    glued = KHMER.match(run.text, token.end)
    return named and not (glued and token.end - token.start == 1)


def _lunar_month_at(run: Run, index: int, day: DayNumber) -> MonthOfDays | None:
    """The lunar month behind ``day``, with the animal, the sak and the year behind it in any order."""
    found = _LUNAR_MONTH.match(run.letters, index)
    if found is None or day.phase is None:
        return None
    if found["name"]:
        month = run.value(found.end() - 1, "lunar_month")
    elif 1 <= (number := run.number(found.end() - 1)) <= len(_NUMBERED):
        month = _NUMBERED[number - 1]
    else:
        return None
    after, labels, be = found.end(), Labels(), None
    while True:
        start = after + (run.letter(after) == ",")
        if (label := _YEAR_LABEL.match(run.letters, start)) and (
            more := _labelled(run, label, labels)
        ):
            labels, after = more, label.end()
        elif label := _LUNAR_LABEL.match(run.letters, after):
            if label["era"]:
                if be is not None or run.value(label.start("era"), "era") != "BE":
                    break
                be = run.number(label.end() - 1)
            after = label.end()
        else:
            break
    year = None
    if be is None:
        step = year_at(run, after, bare=True)
        if step is not None and step[0].era in (None, "AD"):
            year, after = step
    toward, after = direction_at(run, after)
    said = LunarDay(day.day, day.phase, month, labels, be, year, day.weekday, toward)
    return MonthOfDays(said, index, after)


def read_lunar_month(run: Run, found: Match) -> Step | None:
    """``ខែអស្សុជ ឆ្នាំ២០២៤``, ``ខែចេត្រ ឆ្នាំរោង ព.ស. ២៥៦៧``: only its year tells that no day was left out."""
    mod, index = mod_at(run, found.start())
    month = _lunar_month_at(run, index, DayNumber(index, index, None, 1, "koet", True))
    first = cast("LunarDay", month.said) if month else None
    if month is None or first is None or not (first.be or first.year):
        return None
    said = LunarMonth(first.month, first.labels, first.be, first.year, first.toward)
    return run.one(found.start(), month.after, said, mod=mod)


def is_no_lunar_day(run: Run, found: Match) -> bool:
    """Not the month of a day before it."""
    return found.start() == 0 or run.letter(found.start() - 1) not in ("p", "o", "L")


_WEEK = lazy_pattern(
    "JT(?P<number>[nw])(?:(?:,?a|[,>-]|(?=T))J?T?[nw]){0,4}O?"
    "(?:M?(?P<month>[mE])|MT?(?P<figure>[nw]))(?:Y?(?P<year>y))?"
)
_MOST_WEEKS, _SUNDAY = 5, 6


def is_no_week(run: Run, found: Match) -> bool:
    """``អាទិត្យទី២ ខែសីហា`` is a week of that month, but where its second day is a Sunday."""
    index = found.start()
    week = _WEEK.match(run.letters, index)
    if week is None or not run.glued(index + 1) or run.letters[:index].endswith("P"):
        return True
    number = run.number(week.start("number"))
    if not 1 <= number <= _MOST_WEEKS or not week["year"]:
        return number > _MOST_WEEKS or not week["month"] or "M" not in week[0]
    month = (
        run.nth(week.start("month"), "month")
        if week["month"]
        else run.number(week.end("figure") - 1)
    )
    if not 1 <= month <= 12:
        return True
    year = run.number(week.start("year"))
    return year in USUAL_YEARS and date(year, month, number).weekday() == _SUNDAY


def and_last_day(run: Run, last: Reading, after: int) -> tuple[Reading, int]:
    """The end of a range that says only its day: ថ្ងៃទី១ ខែសីហា ដល់ថ្ងៃទី៥."""
    _, ahead = part_at(run, after + 1)
    day = day_at(run, ahead)
    if day is None or not day.is_marked or (day.phase is not None) != is_lunar(last):
        return last, after
    shared = Day(1, MonthPointer()) if isinstance(last.said, Relative) else last.said
    until = range_of(last.said, of_day(day, shared))  # type: ignore[arg-type]
    return run.up_to(last._replace(said=until), day.after), day.after


MONTH_AND_DAY = f"M(?P<which>H),?DT?[nw](?![MmEcnp]|(?:{TO}|{AND}|[./])D?T?[nw])"


def read_day_behind_month(run: Run, found: Match) -> Step | None:
    """``ខែក្រោយ ថ្ងៃទី៥``: the day of a month that is told from the reference day."""
    which = which_at(run, found.start("which"))
    if which is None or is_counted(run, found.start()):
        return None
    day = Day(run.number(found.end() - 1), MonthPointer(which))
    return run.one(found.start(), found.end(), day)


def read_split_day(run: Run, found: Match) -> Step | None:
    """``ថ្ងៃទី១ ម៉ោង ៨ ខែសីហា``: the time between a day and its month."""
    day = day_at(run, found.start())
    said = clock_at(run, found.end(), beside_date=True)
    month = month_at(run, said.after, [day]) if day and said else None
    if month is None or said is None:
        return None
    first, part = found.start(), said.clock.part
    return (
        run.reading(first, month.after, month.said, clock=said.clock, until=said.until, part=part),
    ), month.after
