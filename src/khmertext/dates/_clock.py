"""The time of day: how it is written, and how the parts of the day govern its hours."""

from __future__ import annotations

import re
from typing import NamedTuple

from khmertext._chars import RE_LETTER
from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import DateToken, Run
from khmertext.dates._date_words import END_OF_PHRASE
from khmertext.dates._other_figures import is_part_of_more
from khmertext.dates._parts_of_day import (
    HOURS_OF_DAY,
    NOON,
    behind_part,
    end_behind,
    governed,
    may_be_both,
    rises,
)
from khmertext.dates._pieces import counts, is_between, is_counted, is_length, over, part_at
from khmertext.dates._readings import Clock
from khmertext.numbers._digits import to_ascii_digits
from khmertext.numbers._units import read_unit

_HEAD = lazy_pattern("V?(?:v(?P<lacking>[nw])Ng?>?V?(?=C))?(?P<clock>C[BGF]{0,3})?(?=[nw])")
_COUNTED_SECONDS = lazy_pattern("Na?(?P<seconds>[nw])S")
_FRACTION = lazy_pattern(r"\.[ntyxz]|,[tx](?!,)|:t(?!:)")
_STAMP = lazy_pattern(
    r"(?:(?P<dash>-)|[@I])?(?P<hour>n)(?:\.n\.n(?P<fraction>\.[ntyxz])?|(?<=In)-n-n)(?![-./:]?[ntyxz])"
)
BEGINS_DATE = lazy_pattern(r"[nw](?:[MpmE]|/[nw])|n(?P<mark>[-.])n(?P=mark)[ny](?!P)")
_UP_TO_PART = lazy_pattern("(?:[->r/]|,?a)n(?:[:.]n)?@?V?P")
_LATE_MINUTES = lazy_pattern("[avX]?[nw]N|h")
_DAYTIME = lazy_pattern("D(?![TWJLnwysfHg])")  # and not the word before a date
# What has its part of the day in front: ព្រឹក៖ ម៉ោង ៨ រសៀល៖ ម៉ោង ២, ព្រឹក ៨-១១ រសៀល ២-៥
_NEXT_HEADED = lazy_pattern(
    "[@a,/]{0,2}V?(?:P|D(?=:))[@OF:]{0,2}(?:V?C|[nw](?:[:.h]|[->][nw]|a?[nw]N)|D?[WJT])"
)
_HEADED_HOURS = lazy_pattern(r"n(?:a?nN|h)|n[->]n[,a/]{0,2}V?P:?n[->]n|n\.n[->]n\.n")
_RANGE, _AFTER_HEADED = re.compile("n[->]n"), re.compile("P:?n[->]n[,a/]{0,2}V?P:?$")
_COMMA_AND_PART = lazy_pattern(",V?P(?![CnwDTWJ:])")


class SaidClock(NamedTuple):
    """A time of day, the end of a range of them, and whether words say that it is one."""

    clock: Clock
    until: Clock | None
    is_spoken: bool
    after: int


def clock_at(
    run: Run,
    index: int,
    *,
    beside_date: bool = False,
    listed: bool = False,
    part: str | None = None,
) -> SaidClock | None:
    """``ម៉ោង ៨ និង ៣០នាទី ព្រឹក``, ``ម៉ោង ៨-១១``, ``8:30 ព្រឹក``, ``14:05:09``, ``2 PM``.

    What has neither ម៉ោង nor a part of the day needs a date beside it, or is the whole text, or is
    one of a list. ``part`` is the part of the day in front of it, if there is one: then that
    behind it belongs to the next time.
    """
    head = _HEAD.match(run.letters, index)
    if head is None:
        return None
    headed = part is not None
    spoken = listed or head["clock"] is not None
    spoken = spoken or (headed and _are_hours(run.letters, head.end()))
    joined = listed and head["clock"] is None
    said = head["clock"] is not None and not (beside_date or listed)
    counted = said and _is_counted(run, head.start("clock"))
    between = head["clock"] is not None and is_between(run, index)
    step = _first_hour(run, head.end()) if between else None
    step = step or _hour_at(run, head.end(), spoken, beside_date, headed, joined)
    if step is None:
        return None
    clock, after = step
    counted = counted and not run.letters.startswith(":n", head.end() + 1)  # ៣/៨ ម៉ោង ១៨:០០
    if counted and run.letter(after - 1) != "P" and run.letter(after) not in (">", "-"):
        return None  # eight hours, not eight o'clock
    if head["lacking"]:
        clock = clock._replace(minute=clock.minute - run.number(head.start("lacking")))
    clock, until, after = _range_at(run, clock, after, spoken, beside_date, headed, between)
    if counted and run.letter(after - 1) != "P":
        return None  # but ៣១/៧ ម៉ោង ៨-១១ព្រឹក
    if part is not None:
        clock, until = governed(part, clock, until)
    return SaidClock(clock, until, spoken or head[0] != "", after)


_CLOCK_BEHIND = lazy_pattern("[,@|]?(?=V?C[BGF]{0,3}[nw]|n(?::n)?P|n:n)")


def is_timed(run: Run, index: int) -> bool:
    """Whether a time of day stands behind a day: ម៉ោង ៨, 14:05, 7PM, and no score."""
    found = _CLOCK_BEHIND.match(run.letters, index)
    return found is not None and clock_at(run, found.end(), beside_date=True) is not None


def _is_counted(run: Run, index: int) -> bool:
    """Whether a number counts the ម៉ោង at ``index``, and is no time: ម៉ោង ៨ ម៉ោង ៩."""
    return _HOUR_BEFORE.search(run.letters, 0, index) is None and is_counted(run, index)


_HOUR_BEFORE = lazy_pattern("(?:C[BGF]{0,3}[nw]n?|:n)$")


_END = "(?:V?(?P<part>P)(?=[@F:]?C))?[@F:]?(?P<again>C?)(?=[nw])"
_TO, _AND_TO = lazy_pattern(f"[->]{_END}"), lazy_pattern(f"[->a]{_END}")


def _first_hour(run: Run, index: int) -> tuple[Clock, int] | None:
    """The first of two hours where "between" says that the second is no minute: ចន្លោះម៉ោង ៩ និង ១០ យប់."""
    if not _TWO_HOURS.match(run.letters, index):
        return None
    hour = run.number(index)
    return (Clock(hour), index + 1) if hour < run.number(index + 2) <= NOON else None


_TWO_HOURS = lazy_pattern("[nw]a[nw]@?V?P")


def _range_at(
    run: Run,
    clock: Clock,
    after: int,
    spoken: bool,
    beside_date: bool,
    headed: bool,
    between: bool,
) -> tuple[Clock, Clock | None, int]:
    """``clock``, the end of a range that it begins, and the index behind both."""
    link = (_AND_TO if between else _TO).match(run.letters, after)
    if link is None:
        return _up_to_noon(run, clock, after)
    step = _hour_at(run, link.end(), True, beside_date, headed, not link["again"])
    if step is None or not (link["again"] or not BEGINS_DATE.match(run.letters, link.end())):
        return clock, None, after
    until, end = step
    if link["part"]:  # ព្រឹកម៉ោង ៨ ដល់ល្ងាចម៉ោង ៥
        until = behind_part(run.value(link.start("part"), "part"), until)
        until = until._replace(part=run.value(link.start("part"), "part"))
    told = spoken or headed or clock.part is not None or until.part is not None
    bare = end <= link.end() + 1 or run.letter(link.end() + 1) == ","  # 3:16-18,20
    if not told and bare and not (beside_date and _may_end(run, after, clock, until)):
        return clock, None, after
    after = end
    if clock.part is None and not headed and rises(clock, until):
        clock = clock._replace(part=until.part)  # but not in "from 8 to 5 in the evening"
    elif clock.part is None and not headed and may_be_both(until):
        clock = clock._replace(is_torn=True)  # 1:05 to 11:30 at night, 8:00-12:00 AM
    if until.part is None and clock.part is not None:
        until = end_behind(clock, until._replace(part=clock.part))
    elif until.part is None and not headed:
        until = until._replace(is_torn=1 <= until.hour < clock.hour <= NOON)  # ម៉ោង ៨-៥
    return clock._replace(offset=until.offset), until, after


_TO_PART = lazy_pattern("(?P<link>[->])V?P(?!@?[CPnw])")


def _up_to_noon(run: Run, clock: Clock, after: int) -> tuple[Clock, Clock | None, int]:
    """``ម៉ោង ៨ព្រឹក ដល់ថ្ងៃត្រង់``, ``6PM to midnight``; a dash only behind a part of the day."""
    link = _TO_PART.match(run.letters, after)
    part = run.value(link.end() - 1, "part") if link else None
    if link is None or part not in ("noon", "midnight"):
        return clock, None, after
    if clock.part is None:
        if link["link"] == "-":
            return clock, None, after
        clock = clock._replace(is_torn=part == "midnight")  # ម៉ោង ៦ ដល់អធ្រាត្រ
    return clock, Clock(NOON, part=part), link.end()


def _may_end(run: Run, link: int, clock: Clock, until: Clock) -> bool:
    """Whether a number behind a time is the end of a range: ``14:05 - 15``, but ``14:05 -5``, ``14:05-5``."""
    signed = not run.glued(link) and run.glued(link + 1)
    return not signed and until.hour > clock.hour


def _are_hours(letters: str, index: int) -> bool:
    """Whether hours alone stand behind parts of the day: ព្រឹក ៨-១១ រសៀល ២-៥."""
    if _HEADED_HOURS.match(letters, index):
        return True
    behind = _RANGE.match(letters, index) and _AFTER_HEADED.search(
        letters, max(0, index - 8), index
    )
    return behind is not None


def _hour_at(
    run: Run, index: int, spoken: bool, beside_date: bool, headed: bool, joined: bool
) -> tuple[Clock, int] | None:
    """The hour at ``index``; ``joined``: only another time before it tells that it is one."""
    if run.letter(index) not in ("n", "w") or run.letter(index + 1) == "N":
        return None  # so many hours and minutes
    behind = index + 1
    if _COUNTED_HOURS.match(run.letters, index) and not is_length(run, index):
        spoken, behind = True, index + 2
    timed = _minute_at(run, behind, spoken)
    if timed is None and not _is_bare_hour(run, index, spoken, beside_date):
        return None
    minute, after = timed or (0, behind + _is_bare_h(run, behind))
    second, fraction, after = _second_at(run, behind, after, spoken)
    if _MORE_FIGURES.match(run.letters, after) and run.glued(after) and run.glued(after + 1):
        return None  # 8:30:15:20, ម៉ោង 05.08.2024
    end = after
    part, after = _part_of_clock(run, over(_ABOUT, run, after), headed)
    if joined and part is None and _is_amount(run, index, end):
        return None
    if not spoken and run.letter(index - 1) == "." and is_part_of_more(run, index):
        return None  # 5.07.24 ព្រឹក may be a day or 5:07:24
    if part and spoken and not timed:
        minute, after = _late_minute(run, after)
    if not (spoken or part) and not _is_told_by_figures(run, index, after, timed is not None):
        return None
    offset, after = zone_at(run, after)
    # ម៉ោង ៨ និង ១០ ព្រឹក, ម៉ោង ៨ ១០ ព្រឹក: 8:10, or 8 and 10
    hour = run.number(index)
    torn = hour < minute <= NOON and _IN_TWO_WAYS.match(run.letters, index + 1) is not None
    clock = Clock(hour, minute, second, part=part, offset=offset, is_torn=torn)
    return with_fraction(clock, fraction), after


# ៨ម៉ោងព្រឹក, ៥ម៉ោង៣០នាទីល្ងាច
_COUNTED_HOURS = lazy_pattern("(?<!C)[nw]C(?=(?:a?[nw]N|h)?@?V?P)")
_ABOUT = lazy_pattern("N?(?:[GB](?![ntyxzw]))?")  # and no ប្រមាណ of the next number


def _is_told_by_figures(run: Run, index: int, after: int, timed: bool) -> bool:
    """Whether figures without ម៉ោង and a part of the day are a time: 14:05, or 8 and 8.00 in 8.00-11 AM."""
    if _UP_TO_PART.match(run.letters, after):
        return True
    if not timed or _ends_length(run, after):
        return False
    # 10.50 may be anything; but parse_datetime("31.07.2024 14.30")
    return run.letter(index + 1) == ":" or (run.ask.whole and index > 0)


def _ends_length(run: Run, index: int) -> bool:
    """Whether hours are counted: ``05/03/2024 8:00 ម៉ោង``, ``2:30 hrs``."""
    hours = run.letter(index) == "C" and run.letter(index + 1) not in tuple("nw@")
    return hours or _HOURS_BEHIND.match(run.text, run.tokens[index - 1].end) is not None


_HOURS_BEHIND = lazy_pattern(" ?(?:hrs?|hours?)\\b")


def _is_bare_h(run: Run, index: int) -> bool:
    """The h of ``ម៉ោង 7h-11h``, without minutes."""
    return run.glued(index) and run.letter(index) == ":" and run.typed(index) in ("h", "H")


def _is_amount(run: Run, index: int, after: int) -> bool:
    """Whether what is joined to a time is no other one: ម៉ោង ២ រសៀល - 5,000៛, និង 12.50$, - ៣នាក់."""
    end = run.tokens[after - 1].end
    more = _DECIMALS.match(run.text, end)
    unit = read_unit(run.text, more.end() if more else end)
    close = run.letter(index - 1) == "-" and run.glued(index - 1) and run.glued(index)
    if unit is not None and unit.start > end and close:
        unit = None  # ម៉ោង ៨-៩ រូបវិទ្យា
    if unit is not None and unit.kind in ("noun", "time"):
        unit = unit if unit.kind == "noun" and unit.start == end else None
    dotted = run.letter(index + 1) == "." and ":n" in run.letters[max(0, index - 6) : index]
    return unit is not None or dotted or (more is not None and len(more[0]) > 3)


_DECIMALS = lazy_pattern("[.,][0-9០-៩]{1,3}(?![0-9០-៩:])")
_MORE_FIGURES = lazy_pattern(r":|(?<=[nw]\.[nw])\.[nty]")


def zone_at(run: Run, index: int) -> tuple[int | None, int]:
    """The minutes that a time zone is ahead of UTC, where that is said."""
    if run.letter(index) != "Z":
        return None, index
    offset = run.value(index, "zone")
    return int(offset) if offset else None, index + 1


_IN_TWO_WAYS = lazy_pattern("a?[nw]@?V?P")
_HALF_BEHIND = lazy_pattern("n(?:(?:[->r/]|,?a)n)?P(?!-?[tyxz])")  # and no plate: 2AM-3501
_PART_TO_PART = lazy_pattern("nP[->]nP")


def _is_bare_hour(run: Run, index: int, spoken: bool, beside_date: bool) -> bool:
    """Whether a figure without minutes can be an hour: behind ម៉ោង, beside a date, ``8AM``, ``8-11 AM``."""
    if spoken:
        unit = read_unit(run.text, run.tokens[index].end)
        return not (_is_decimal(run, index) or (unit and unit.kind in ("money", "percent")))
    hour, found = run.number(index), _HALF_BEHIND.match(run.letters, index)
    if beside_date or found is None:
        return beside_date and hour <= NOON and not _are_days(run, index)
    is_half = _is_half(run, found.end() - 1)
    is_half = is_half or _PART_TO_PART.match(run.letters, index) is not None
    return is_half and 1 <= hour <= NOON and not is_part_of_more(run, index)


def _is_half(run: Run, index: int) -> bool:
    """AM or PM."""
    return run.letter(index) == "P" and run.value(index, "part") in ("am", "pm")


def _are_days(run: Run, index: int) -> bool:
    """``05/03/2024 3 ថ្ងៃ``, ``២យប់``: so many days or nights behind a date."""
    night = run.letter(index + 1) == "P" and run.value(index + 1, "part") == "night"
    return night or _DAYS.match(run.letters, index) is not None


_DAYS = lazy_pattern("[nw](?:[,>/|-][nw])*D(?![TWJ])")


def _is_decimal(run: Run, index: int) -> bool:
    """``ម៉ោង ៨.៣``: neither an hour nor minutes."""
    close = run.letter(index + 1) == "." and run.glued(index + 1) and run.glued(index + 2)
    return (
        close
        and run.letter(index + 2) in tuple("ntyxz")
        and not BEGINS_DATE.match(run.letters, index + 2)
    )


def with_fraction(clock: Clock, digits: str) -> Clock:
    """``clock`` with the digits of a fraction of its second."""
    microsecond = int(digits[:6].ljust(6, "0"))
    return clock._replace(microsecond=microsecond, is_cut=digits[6:].strip("0") != "")


def compact_time(run: Run, index: int) -> tuple[Clock, int]:
    """``140509.123Z`` behind the T of ISO 8601."""
    digits, after = to_ascii_digits(run.typed(index)), index + 1
    clock = Clock(int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0))
    if _FRACTION.match(run.letters, after):
        clock, after = with_fraction(clock, to_ascii_digits(run.typed(after + 1))), after + 2
    offset, after = zone_at(run, after)
    return clock._replace(offset=offset), after


_COMPACT = lazy_pattern("I[yx]")


def stamp_at(run: Run, index: int) -> SaidClock | None:
    """``-17.32.00.123456``, `` 17.32.00``, ``T173200`` or ``_17-32-00`` behind a date, as databases write."""
    if _COMPACT.match(run.letters, index) and run.tokens[index + 1].digits in (4, 6):
        clock, after = compact_time(run, index + 1)
        return SaidClock(clock, None, False, after)
    found = _STAMP.match(run.letters, index)
    if found is None or not all(
        run.glued(at) for at in range(found.start("hour") + 1, found.end())
    ):
        return None
    if found["dash"] and not (run.glued(index) and run.glued(index + 1)):
        return None
    at = found.start("hour")
    fraction = to_ascii_digits(run.typed(found.end() - 1)) if found["fraction"] else ""
    part, after = _part_of_clock(run, found.end(), False)  # 02.05.09.000000 PM, at 2.05.09 PM
    figures = range(at if part is None else at + 2, at + 5, 2)
    if any(run.tokens[place].digits != 2 for place in figures):
        return None
    clock = Clock(run.number(at), run.number(at + 2), run.number(at + 4))
    clock = with_fraction(clock, fraction)._replace(part=part)
    return SaidClock(clock, None, False, after)


def _late_minute(run: Run, index: int) -> tuple[int, int]:
    """Minutes behind the part of the day: ម៉ោង ២ រសៀល ៣០នាទី, or before the hour: ខ្វះ ១០នាទី."""
    found = _LATE_MINUTES.match(run.letters, index)
    if found is None:
        return 0, index
    minute = 30 if found[0] == "h" else run.number(found.end() - 2)
    return (-minute if found[0][0] == "v" else minute), found.end()


def _part_of_clock(run: Run, index: int, headed: bool) -> tuple[str | None, int]:
    """The part of the day behind a time: ព្រឹក, ពេលព្រឹក, នៅពេលព្រឹក; not that before the next one."""
    heads = headed and _NEXT_HEADED.match(run.letters, index) is not None
    if (heads and not _is_before_day(run, index)) or _heads_next(run, index):
        return None, index
    at = index + (run.letter(index) in ("@", "O") and run.letter(index + 1) in ("V", "P"))
    at += _COMMA_AND_PART.match(run.letters, at) is not None
    part, after = part_at(run, at)
    if part is None and _DAYTIME.match(run.letters, at) and _ends_word(run, at):
        return "daytime", at + 1  # ម៉ោង ២ថ្ងៃ
    return part, index if part is None else after


def _is_before_day(run: Run, index: int) -> bool:
    """``ព្រឹក ៨:០០-៩:៣០យប់ ថ្ងៃទី៥``: a part of the day that belongs to the time, and not to the day."""
    if run.letter(index) != "P" or run.letter(index + 1) not in ("D", "T", "W", "J"):
        return False
    apart = run.glued(index) and not run.glued(index + 1)
    return apart or _is_half(run, index)


_HEADS_NEXT = lazy_pattern("(?P<moment>V?)PFV?C")
_HEADS_LINE = lazy_pattern("V?P[@OF:]{0,2}(?:V?C|[nw](?!N))")


def _heads_next(run: Run, index: int) -> bool:
    """ម៉ោង ៨ ល្ងាចចាប់ពីម៉ោង ៥, and ល្ងាច ម៉ោង ៥ on the next line: it is apart from what stands before it."""
    if run.letter(index) and run.tokens[index].gap > 1:
        day = run.letter(index + 1) in ("D", "T") and run.glued(index + 1)  # រសៀលថ្ងៃទី៥
        if day or _HEADS_LINE.match(run.letters, index):
            return True
    found = _HEADS_NEXT.match(run.letters, index)
    return found is not None and not run.glued(index) and run.glued(found.end("moment") + 1)


_LETTER = lazy_pattern(f"[{RE_LETTER}]")


def _ends_word(run: Run, index: int) -> bool:
    """Whether no word goes on with the token at ``index``: ថ្ងៃបុណ្យ, but ម៉ោង ២ថ្ងៃគាត់មក."""
    goes_on = _LETTER.match(run.text, run.tokens[index].end) is not None
    return not goes_on or run.glued(index + 1) or (run.glued(index) and run.number(index - 1) > 0)


def _minute_at(run: Run, index: int, spoken: bool) -> tuple[int, int] | None:
    """The minutes, and the index of what stands behind their figure."""
    mark = run.letter(index)
    if half := _HALF.match(run.letters, index):
        return 30, half.end()
    at = index + (mark in (":", ".", ",", "a", "v", "X"))
    if run.letter(at) not in ("n", "w"):
        return None
    figure, behind = run.tokens[at], run.letter(at + 1)
    if mark == "," and run.letters.startswith(",", index - 2):
        return None  # ម៉ោង ៨,៩,១០
    if mark in (":", ".", ","):
        close = figure.digits == 2 and (figure.gap == 0 or (mark == ":" and behind != ":"))
    elif mark in ("v", "X"):
        counted = counts(run, at) or read_unit(run.text, figure.end) is not None
        close = spoken and (behind == "P" or not counted)
    else:  # ម៉ោង ២ និង ៣០ រសៀល, ម៉ោង ២ ៣០នាទី
        wall = "\t" in run.text[run.tokens[index - 1].end : figure.start]  # the next cell
        close = _has_two_digits(figure) and (at > index or spoken) and not wall
        close = close and (behind == "P" or (spoken and _are_minutes(run, at)))
    minute = -figure.number if mark == "v" else figure.number
    return (minute, at + 1) if close or behind == "N" else None


def _has_two_digits(figure: DateToken) -> bool:
    """Also in words: ម៉ោងពីរសាមសិប."""
    return figure.digits == 2 or (figure.digits == 0 and figure.number > 9)


_HALF = lazy_pattern("a?h")
_NEXT_HOUR = lazy_pattern("V?C[nw]|[->]nn")  # ម៉ោង ១៤ ០០ ដល់ ១៧ ៣០
_RARELY_HOURS = (15, 20)  # but minutes
_ENDS = lazy_pattern(END_OF_PHRASE)


def _are_minutes(run: Run, at: int) -> bool:
    """``ម៉ោង ៨ ៣០``, ``ម៉ោង ៨ ១៥``: no hour, and nothing stands behind that it might count."""
    figure = run.tokens[at]
    ends = _ENDS.match(run.text, figure.end) or _NEXT_HOUR.match(run.letters, at + 1)
    number = figure.number
    return ends is not None and (
        HOURS_OF_DAY < number < 60 or number < 10 or number in _RARELY_HOURS
    )


def _second_at(run: Run, mark_at: int, after: int, spoken: bool) -> tuple[int, str, int]:
    """Seconds, the digits of a fraction and the index after them: ``:09.123``, or ``២០វិនាទី``."""
    if counted := _COUNTED_SECONDS.match(run.letters, after):
        return run.number(counted.start("seconds")), "", counted.end()
    mark = run.letter(mark_at)
    if after != mark_at + 2 or run.letter(after) != mark or mark not in (":", "."):
        return 0, "", after
    close = run.glued(after) and run.glued(after + 1)
    told = spoken or mark == ":" or _is_half(run, after + 2)  # 2.05.09 PM
    if run.letter(after + 1) != "n" or not (close and told):
        return 0, "", after
    second, after = run.number(after + 1), after + 2
    close = run.glued(after) and run.glued(after + 1) and run.typed(after) != ";"
    if _FRACTION.match(run.letters, after) and close:
        return second, to_ascii_digits(run.typed(after + 1)), after + 2
    return second, "", after


def is_headed(run: Run, index: int) -> bool:
    """Whether a time with its part of the day in front follows."""
    return _NEXT_HEADED.match(run.letters, index) is not None
