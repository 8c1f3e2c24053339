"""Parts of the day beside a time that were not read with it: its hour may be twelve hours off."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from khmertext._chars import COENG, RE_LETTER, RE_MARK
from khmertext._patterns import any_of, lazy_pattern
from khmertext.dates._date_words import date_words, spellings_of
from khmertext.dates._lists import is_linked
from khmertext.dates._parts_of_day import NOON, hour_of
from khmertext.dates._readings import Reading
from khmertext.dates._run_starts import words_with

# Characters of a phrase that are looked at: before a time, before one with a day of its own, and behind.
_BEFORE, _BEFORE_DATED, _BEHIND = 100, 40, 40
_SENTENCE_ENDS = lazy_pattern("[។៕!?;]|(?<![ក-អ])[.](?=[ \n])")
_TO_DAY = lazy_pattern("[ \r\n)\\],]{0,4}")


def are_open(text: str, readings: list[Reading]) -> list[bool]:
    """Which readings have a time before or after noon and a part of the day that was not read.

    It stands beside them in the same phrase, or behind the last time of a list: ម៉ោង ៨, ១០ និង ២ រសៀល.
    """
    open_ones = [False] * len(readings)
    last, ends = 0, []  # where the last time before each ends that has its part of the day
    for reading in readings:
        ends.append(last)
        last = reading.end if reading.clock is not None and reading.clock.part else last
    for place in reversed(range(len(readings))):
        reading = readings[place]
        following = readings[place + 1] if place + 1 < len(readings) else None
        if _lacks_half(reading):
            open_ones[place] = (
                (
                    following is not None
                    and _leads_to_told(text, reading, following, open_ones[place + 1])
                )
                or _is_behind_part(text, reading, ends[place])
                or (reading.part is None and _is_before_part(text, reading, following))
            )
    for place, (before, reading) in enumerate(pairwise(readings), 1):
        if _is_listed(text[before.end : reading.start]) and _may_be_later(
            before, reading, open_ones[place - 1]
        ):
            open_ones[place] = True
        if open_ones[place] and _may_head(text, before, reading):
            open_ones[place - 1] = True
    return open_ones


def _may_head(text: str, before: Reading, reading: Reading) -> bool:
    """``ម៉ោង ៨ ល្ងាច ៥:០០``: whether the part of the day between two times may be that of the second."""
    clock, following = before.clock, reading.clock
    if clock is None or following is None or text[before.end : reading.start].strip():
        return False
    falls = following.hour < clock.hour < hour_of(clock.hour, clock.part)[0]
    return falls and not text[before.end - 1].isdigit()


def _lacks_half(reading: Reading) -> bool:
    clock = reading.clock
    return clock is not None and clock.part is None and 1 <= clock.hour <= NOON


def _leads_to_told(text: str, reading: Reading, following: Reading, is_open: bool) -> bool:
    """Whether the next time of a list has a part of the day, or should have one."""
    if following.clock is None or reading.part is not None:
        return False
    if reading.said is not None and following.said is not None:
        return False
    told = following.clock.part is not None or is_open
    return told and _is_listed(text[reading.end : following.start])


def _is_listed(between: str) -> bool:
    """Whether what stands between two times joins them: also a bar, or only the end of a line."""
    return is_linked(between) or between.strip() in ("", "|")


def _is_behind_part(text: str, reading: Reading, last_told: int) -> bool:
    """``រសៀលថ្ងៃនោះ នៅភ្នំពេញ ម៉ោង ២``, ``ម៉ោង ៨ ល្ងាច ម៉ោង ៥``; the nearest governs."""
    length = _BEFORE if reading.said is None else _BEFORE_DATED
    first = max(last_told, reading.start - length)
    for end in _SENTENCE_ENDS.finditer(text, first, reading.start):
        first = end.end()
    found = list(_part().finditer(text, first, reading.start))
    return bool(found) and _makes_other_hour(found[-1], reading)


def _is_before_part(text: str, reading: Reading, following: Reading | None) -> bool:
    """``ម៉ោង ២ | រសៀល``, ``(ម៉ោង ២) ថ្ងៃទី៥ ខែសីហា រសៀល``; not that in front of the next time."""
    end, behind, limit = reading.end, reading.end, len(text)
    if following is not None and following.clock is not None:
        limit = following.start if following.clock.part else following.end
    elif following is not None and _TO_DAY.fullmatch(text, end, following.start):
        behind = following.end
    limit = min(limit, behind + _BEHIND)
    stop = _SENTENCE_ENDS.search(text, end, limit)
    found = _part().search(text, end, stop.start() if stop else limit)
    return found is not None and _makes_other_hour(found, reading)


def _makes_other_hour(found: re.Match[str], reading: Reading) -> bool:
    """Whether the time or its end is another one in this part of the day."""
    word = date_words().get(found[0])
    if word is None:
        part = "am" if found[0][0] == "A" else "pm"
    else:
        part = word.values.get("part") or word.values.get("english_part") or ""
        part = part or word.values["relative"].partition(" ")[2]
    hours = [clock.hour for clock in (reading.clock, reading.until) if clock and not clock.part]
    return any(hour_of(hour, part)[0] != hour for hour in hours)


def _may_be_later(before: Reading, reading: Reading, is_open: bool) -> bool:
    """Whether the time ``before`` tells that the next one may be another hour: ម៉ោង ៧ ព្រឹក ម៉ោង ៥."""
    clock, first = reading.clock, before.clock
    if clock is None or first is None or not _lacks_half(reading) or reading.part is not None:
        return False
    part = first.part or before.part
    falls = first.hour <= NOON and clock.hour < hour_of(first.hour, part)[0]
    return is_open or falls or hour_of(clock.hour, part)[0] != clock.hour


_USUAL = ("morning", "afternoon", "evening", "night")


@cache
def _part() -> re.Pattern[str]:
    """A part of the day, or a word for a day that tells one; but for ត្រង់, mostly a preposition.

    The usual ones may be glued to any word, but ភ្លឺ is also the end of others.
    """
    words, khmer = date_words(), f"{RE_LETTER}{RE_MARK}{COENG}"
    parts = {s: words[s].values["part"] for s in spellings_of(("part",))}
    usual = [spelling for spelling, part in parts.items() if part in _USUAL]
    usual += [s for s in spellings_of(("relative",)) if " " in words[s].values["relative"]]
    others = [s for s, part in parts.items() if part not in (*_USUAL, "at_noon")]
    apart = "|".join((f"(?<![{khmer}])", *(f"(?<={word})" for word in words_with("@VO"))))
    ways = (
        f"{any_of(usual)}(?![{RE_MARK}{COENG}])",
        f"(?:{apart}){any_of(others)}(?![{RE_MARK}{COENG}])",
        any_of(spellings_of(("english_part",))),
        "(?<![0-9០-៩A-Za-z])(?<![0-9០-៩] )[AP]\\.?M\\b",
    )
    return re.compile("|".join(ways))
