"""Whether two digits behind a month are its year: 15 Mar 24, 15MAR24 10:25, 15 មីនា ២៤ ម៉ោង ៨."""

from __future__ import annotations

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Run
from khmertext.dates._date_words import AND, TO
from khmertext.numbers._units import read_unit


def is_short_year(run: Run, day: int, index: int, whole: bool) -> bool:
    """``15 Mar 24``, ``15MAR24 10:25``, ``15 មីនា ២៤ ម៉ោង ៨``: two digits behind a month that count nothing."""
    if run.letter(index) != "n" or run.tokens[index].digits != 2:
        return False
    if whole or _TIME_BEHIND.match(run.letters, index + 1) or _is_year_of_next(run, index):
        return True
    end = run.tokens[index].end
    if _NO_SHORT_YEAR.match(run.letters, index + 1) or read_unit(run.text, end) is not None:
        return False  # 12 Mar 15 Apr 2024, 12 Mar 24 kg, 12 Mar 24 - 30 នាក់
    ends = _ENDS_TIGHT.match(run.text, end) if run.letter(day) in ("D", "T") else None
    if ends is not None and not (ends["line"] and read_unit(run.text, ends.end())):
        return run.text[run.tokens[index - 1].end : run.tokens[index].start] == " "
    told = run.letter(index - 1) == "E" or _is_year_of_last(run, day, index)
    return told and _SHORT_YEAR_ENDS.match(run.text, end) is not None


_ENDS_TIGHT = lazy_pattern(" ?(?:[។)»”]|$|(?P<line>\n))")  # ថ្ងៃទី៥ មីនា ២៤។
_TIME_BEHIND = lazy_pattern("[,@|]?(?:VP|P?V?C[BGF]{0,3}[nw]|n:n)")
_NO_SHORT_YEAR = lazy_pattern(f"[MmElpcNP]|(?:{TO}|,?a|r)[ntw](?![:mE])")
# 12 Mar 24 ATM, 12 Mar 24 1,250.00; but 12 Mar 24.5, 12 Mar 24 people, 12 Mar 24 500 $
_SHORT_YEAR_ENDS = lazy_pattern(
    "(?![.,:/-]?[0-9០-៩]| ?[%°$€£¥៛×/+]|[A-Za-z_@]| (?!(?:at|by|for|from|in)\\b)[a-z]| [0-9០-៩]{3}(?![0-9០-៩]))"
)


def _is_year_of_next(run: Run, index: int) -> bool:
    """``2 មីនា ២៤ ដល់ ៣១ មីនា ២០២៤``: the next date is of the same year or of the one after."""
    found = _NEXT_WITH_YEAR.match(run.letters, index + 1)
    if found is None or (found["link"] and not run.tokens[index + 1].gap and run.tokens[index].gap):
        return False  # 12 Mar 24-26 Mar 2024
    return (run.number(found.end() - 1) - run.number(index)) % 100 in (0, 1)


def _is_year_of_last(run: Run, day: int, index: int) -> bool:
    """The end of ``2 មីនា ២៤ ដល់ ៣១ មីនា ២៤``."""
    found = _LAST_WITH_YEAR.search(run.letters, 0, day)
    if found is None:
        return False
    return (run.number(index) - run.number(found.start("year"))) % 100 in (0, 1)


_NEXT_WITH_YEAR = lazy_pattern(f"(?P<link>{TO}|{AND}|/)?D?T?n[mE](?:,?Y)?[ny]")
_LAST_WITH_YEAR = lazy_pattern(f"n[mE](?P<year>[ny])(?:{TO}|{AND}|/)?$")
