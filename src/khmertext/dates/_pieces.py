"""What many readers ask of a place in a run: a direction, a part of the day or of a period, what counts what.

``direction_at``, ``mod_at`` and ``part_at`` return what stands there with the index after it.
"""

from __future__ import annotations

import re
from typing import cast

from khmertext._chars import RE_KHMER
from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Run
from khmertext.dates._date_words import PHRASE_MARKS, context, ends_with, word_of
from khmertext.dates._readings import Mod

KHMER = lazy_pattern(f"[{RE_KHMER}]")
_FIGURE = lazy_pattern("(?P<before>[A-Za-z]|ទី ?)?(?P<digits>[0-9០-៩]+)(?P<gap> ?)\\Z")


_WORD_BEHIND = lazy_pattern(" ?(?=[A-Za-zក-ឳ])")


def ends_at(run: Run, index: int) -> bool:
    """Whether no word stands behind a figure that it might count: ខែមីនា ១៨០០ អ្នកទស្សនា.

    That is more than the end of a phrase: a sign or another figure may stand there.
    """
    word = _WORD_BEHIND.match(run.text, run.tokens[index].end)
    if word is None or run.letter(index + 1) in tuple("a>rOHe"):
        return True
    return word_of("phrase_end").match(run.text, word.end()) is not None


def counts(run: Run, index: int) -> bool:
    """Whether the figure counts something: ``២០០០នាក់``, ``២០០០,៥``."""
    following = run.letter(index + 1)
    if following and following in "cN":
        return not in_brackets(run, index)
    return (
        following in (",", ".")
        and run.glued(index + 1)
        and run.glued(index + 2)
        and run.letter(index + 2) in tuple("ntyxzw")
        and run.letter(index) != "y"
    )


def in_brackets(run: Run, index: int) -> bool:
    """``ឆមាសទី ២ (២០២៣)``: what stands behind the brackets is not counted."""
    return run.text.startswith("(", run.tokens[index].start)


def is_counted(run: Run, index: int) -> bool:
    """Whether a number counts the unit at ``index``."""
    before = run.before(index)
    figure = _FIGURE.search(before)
    if ends_with("whole").search(before):
        return False  # ពេញមួយឆ្នាំ
    is_year = run.letter(index + 1) == "y" and run.glued(index + 1)
    if figure is None:  # but ក្នុងមួយឆ្នាំ២០១៩
        return not is_year and ends_with("count").search(before) is not None
    if figure["before"]:
        return False  # an ordinal, or Q1
    # លេខ ១៥ ឆ្នាំ២០២៤, Dream 125 ឆ្នាំ 2023, and ឆ្នាំ២០២៤ ម៉ោង ៨
    is_year = is_year or (run.letter(index + 1) == "y" and _MODEL.search(before) is not None)
    return not (figure["gap"] and (is_year or len(figure["digits"]) == 4))


_MODEL = lazy_pattern("[A-Za-z] [0-9០-៩]{1,3} \\Z")


# What is so many months old or long; but "in the length of nine months of 2024" are its first.
_LENGTH = lazy_pattern(lambda: f"{context('length')}(?<!ក្នុងរយៈពេល) ?\\Z")


def is_length(run: Run, index: int) -> bool:
    """Whether so many months are an age or a length of time: អាយុ ៣ ខែ."""
    return _LENGTH.search(run.before(index)) is not None


def which_at(run: Run, index: int) -> int | None:
    """នេះ, មុន, ក្រោយ as counted from the reference day; not from something told, nor of many."""
    token = run.tokens[index]
    if run.text.startswith("ៗ", token.end) or word_of("story").match(run.text, token.start):
        return None
    return run.nth(index, "which")


def direction_at(run: Run, index: int) -> tuple[int | None, int]:
    """នេះ, ខាងមុខ(នេះ) or កន្លងទៅ(នេះ) after a date."""
    if run.letter(index) != "H":
        return None, index
    which = run.nth(index, "which")
    if which and not word_of("direction").match(run.text, run.tokens[index].start):
        return None, index  # មុន and ក្រោយ go with what follows: before, after
    return which, index + 1


def mod_at(run: Run, index: int) -> tuple[Mod | None, int]:
    """ដើម, ពាក់កណ្តាល, ចុង."""
    if run.letter(index) != "d":
        return None, index
    return cast("Mod", run.value(index, "mod")), index + 1


def over(links: re.Pattern[str], run: Run, index: int) -> int:
    """The index behind ``links``, which may stand at ``index``."""
    found = links.match(run.letters, index)
    return found.end() if found else index


def part_at(run: Run, index: int) -> tuple[str | None, int]:
    """ព្រឹក, ពេលព្រឹក, វេលាព្រឹក."""
    after = index + (run.letter(index) == "V")
    if run.letter(after) != "P":
        return None, index
    return run.value(after, "part"), after + 1


_EDGE = lazy_pattern("[\\s។]*")


def is_whole(run: Run, start: int, end: int) -> bool:
    """Whether there is nothing else in the text than this."""
    text = run.text
    return _EDGE.fullmatch(text, 0, start) is not None and _EDGE.fullmatch(text, end) is not None


_PHRASE = 40  # characters of a phrase before a date that are looked at
_MARKS = lazy_pattern(f"[{PHRASE_MARKS}]")


def phrase_before(run: Run, index: int) -> str:
    """The last words of the phrase before the token at ``index``."""
    start = run.tokens[index].start
    return _MARKS.split(run.text[max(0, start - _PHRASE) : start])[-1]


def stands_apart(run: Run, index: int) -> bool:
    """Whether no word is glued to the front of the token at ``index``, but for ពី, ដល់, និង."""
    before = run.before(index)[-1:]
    glued = before and KHMER.match(before) and before not in "។៕ៗ"
    return not glued or ends_with("particle").search(run.before(index)) is not None


def is_between(run: Run, index: int) -> bool:
    """Whether "between" stands before."""
    return ends_with("between").search(run.before(index)) is not None
