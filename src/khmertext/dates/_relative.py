"""Days and periods that are counted from the reference day."""

from __future__ import annotations

from typing import cast

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Match, Run
from khmertext.dates._date_words import ends_with, word_of
from khmertext.dates._pieces import KHMER, direction_at, is_counted, mod_at, phrase_before, which_at
from khmertext.dates._readings import CalendarUnit, Range, Relative, Said, Step


# --- days ------------------------------------------------------------------------------------
def read_relative_day(run: Run, found: Match) -> Step:
    """``ម្សិលមិញ``, ``ស្អែកនេះ``, ``ពីថ្ងៃនេះ ដល់ថ្ងៃទី៥``."""
    shift, _, part = run.value(found.start(), "relative").partition(" ")
    _, after = direction_at(run, found.end())
    return run.one(found.start(), after, Relative("day", int(shift)), part=part or None)


def is_no_duration(run: Run, found: Match) -> bool:
    """ថ្ងៃនេះ is today, but behind ៣ it is these three days, and behind ម៉ោង ៣ today again."""
    counted = run.typed(found.start()).startswith("ថ្ងៃ") and is_counted(run, found.start())
    return not counted or _HOUR_BEFORE.search(run.letters, 0, found.start()) is not None


_HOUR_BEFORE = lazy_pattern("C[BGF]{0,3}[nw](?::?n)?$")
_NEXT_WEEKDAY = "(?:,?a|[->r]|,?(?=[DW]|J[uJ]H))D?[WJ]"
DAYS_OF_WEEK = f"(?P<days>D[WJ](?:{_NEXT_WEEKDAY}){{0,6}}|W(?:{_NEXT_WEEKDAY}){{1,6}})(?P<week>[uJ]?)(?P<which>H)"
WEEK_AND_DAYS = f"(?P<week>[uJ])(?P<which>H),?@?(?P<days>D[WJ](?:{_NEXT_WEEKDAY}){{0,6}})(?!H|,?T?[nwL](?![:P]))"


def read_days_of_week(run: Run, found: Match) -> Step | None:
    """``ថ្ងៃពុធ សប្តាហ៍ក្រោយ``, ``ថ្ងៃសៅរ៍ និងអាទិត្យនេះ``, ``សប្តាហ៍ក្រោយ ថ្ងៃពុធ``."""
    which = which_at(run, found.start("which"))
    if which is None:
        return None
    coming = which and not found["week"] and direction_at(run, found.start("which"))[0]
    places = [at for at in range(*found.span("days")) if run.letter(at) in ("W", "J")]
    said = [Relative("day" if coming else "week", which, run.nth(at, "weekday")) for at in places]
    if len(said) == 2 and run.letter(places[0] + 1) in ("-", ">"):
        both = Range(said[0], said[1])
        return run.one(found.start(), found.end(), both)
    starts = [found.start(), *(at - (run.letter(at - 1) == "D") for at in places[1:])]
    ends = [*(at + 1 for at in places[:-1]), found.end()]
    return tuple(map(run.reading, starts, ends, said)), found.end()


def read_last_weekday(run: Run, found: Match) -> Step:
    """``កាលពីថ្ងៃចន្ទ``: the last Monday before the reference day."""
    said = Relative("day", -1, run.nth(found.end() - 1, "weekday"))
    return run.one(found.start(), found.end(), said)


def is_past(run: Run, found: Match) -> bool:
    index = found.start()
    index -= run.letter(index - 1) == "P" if index else 0  # កាលពីយប់ថ្ងៃចន្ទ
    return ends_with("past").search(run.before(index)) is not None


# --- counted from the reference day ----------------------------------------------------------
def read_relative_period(run: Run, found: Match) -> Step | None:
    """``ខែនេះ``, ``សប្តាហ៍ក្រោយ``, ``៣ខែមុន``, ``ចុងឆ្នាំនេះ``."""
    mod, _ = mod_at(run, found.start())
    at = found.start("unit")
    which = 1 if found["more"] else which_at(run, found.end() - 1)
    if which is None or run.letter(found.end()) == "O" or (found["more"] and not found["number"]):
        return None
    number = 1
    if found["number"]:
        number = run.number(at - 1)
        if (
            which == 0
            or run.letter(found.start() - 1) in tuple("yme")  # of the date before it
            or run.letters[: found.start()].endswith("T")  # សប្តាហ៍ទី១ ខែក្រោយ
            or _is_length(run, found)
            or (_looks_ahead(run, found) and not _is_point(run, found))
            or _goes_on(run, found)
            or _ENDS_RANGE.search(run.letters, 0, found.start())
        ):
            return None
    elif found["unit"] == "D" or is_counted(run, at):
        return None
    unit = _UNITS.get(found["unit"]) or cast("CalendarUnit", run.value(at, "unit"))
    said: Said = Relative(unit, which * number)
    if found["least"]:
        least = run.number(found.start("least"))
        if not found["or"] and least + 1 != number:
            return None  # but ៣ ៤ថ្ងៃទៀត
        if not found["number"] or least >= number or mod is not None:
            return None
        first, last = sorted((which * least, which * number))
        said = Range(Relative(unit, first), Relative(unit, last))
    return run.one(found.start(), found.end(), said, mod=mod)


_ENDS_RANGE = lazy_pattern("[ntw][->r]$")  # ៣-២ថ្ងៃទៀត


def _is_length(run: Run, found: Match) -> bool:
    """The past five years: រយៈពេល៥ឆ្នាំ, ៥ឆ្នាំកន្លងមកនេះ."""
    last = run.typed(found.end() - 1)
    before = run.before(found.start())
    return last.endswith(("មកនេះ", "ទៅនេះ")) or ends_with("span").search(before) is not None


def _goes_on(run: Run, found: Match) -> bool:
    """ពីរឆ្នាំក្រោយរបប: two years after something told."""
    end = run.tokens[found.end() - 1].end
    following = run.text[end : end + 1]
    return (
        bool(following)
        and KHMER.match(following) is not None
        and following not in "។៕ៗ"
        and (run.typed(found.end() - 1) in ("ក្រោយ", "មុន"))
    )


def _looks_ahead(run: Run, found: Match) -> bool:
    """ទៀត, ខាងមុខ, ទៅមុខ: so long from now, or so long more."""
    return bool(found["more"]) or "មុខ" in run.typed(found.end() - 1)


def _is_point(run: Run, found: Match) -> bool:
    """Not so long more, as in ពន្យារពេល ៣ខែទៀត."""
    if run.text.startswith("ៗ", run.tokens[found.end() - 1].end):
        return False
    stretch = ends_with("stretch").search(run.before(found.start()))
    return (stretch or word_of("prolong").search(phrase_before(run, found.start()))) is None


_UNITS: dict[str, CalendarUnit] = {"D": "day", "M": "month", "Y": "year"}
RELATIVE_PERIOD = "d?(?:(?P<least>[ntw])(?P<or>[->r])?(?=[ntw]))?(?P<number>[ntw])?(?P<unit>[DMYuqJ])(?:H|(?P<more>g))"
