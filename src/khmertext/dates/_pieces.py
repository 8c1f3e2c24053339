"""Pieces that stand in many shapes: the year, the direction, parts of the day and of a period.

Every function takes a run and the index of a token and returns what stands there with the index
after it. None looks further ahead than a fixed number of tokens.
"""

from __future__ import annotations

import re
from typing import cast

from khmertext._chars import RE_KHMER
from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Run
from khmertext.dates._date_words import (
    END_OF_PHRASE,
    PHRASE_MARKS,
    before_name,
    context,
    ends_with,
    word_of,
)
from khmertext.dates._fillers import LEADER
from khmertext.dates._readings import Era, Mod, Year
from khmertext.numbers._units import read_unit

KHMER = lazy_pattern(f"[{RE_KHMER}]")
_FIGURE = lazy_pattern("(?P<before>[A-Za-z]|ទី ?)?(?P<digits>[0-9០-៩]+)(?P<gap> ?)\\Z")

_JOINED_BY_MARK = lazy_pattern(r",?[->./]")
_POINTER = lazy_pattern(",?[O@]?Y(?:H|(?P<same>s))")
_OF_ERA = lazy_pattern(",?[O@]?(?:Y:?)?(?P<era>e):?[ntyxw]")
_OTHER_ERA = lazy_pattern("[,=]?(?=O?[eYy])")
_LAST_YEAR = lazy_pattern(",?[O@]?Y>")
_NAMED = lazy_pattern(",?[O@]?(?P<named>Y:?(?P<kind>K:?(?=y))?)?")
_BEGINS_MONTH = lazy_pattern(",?(?:M[mEnw]|q)")
_ERA_BEHIND = lazy_pattern("O?(?P<era>e)(?P<anew>[ntyxw])?")


def year_at(
    run: Run,
    index: int,
    *,
    bare: bool = False,
    dashed: bool = False,
    years: range | None = None,
    many: bool = False,
    dated: bool = False,
) -> tuple[Year, int] | None:
    """``ឆ្នាំ២០២៤``, ``ព.ស. ២៥៦៨``, where ``bare`` also ``២០២៤``, where ``dashed`` also ``-២០២៤``.

    ``dated``: a day stands before it, of which there is hardly another number. But for ``many`` not the first of two, as in ឆមាសទី២ ២០២៣-២០២៤.
    """
    step = _one_year_at(run, index, bare, dashed, years, dated)
    if step is None or step[0].number is None:
        return step
    if not many and _is_first_of_two(run, step[1] - 1):
        return None
    return both_eras(run, *step)


_TWO_YEARS = lazy_pattern("y(?:[-/>]y|[-/](?P<short>n))(?![-/]|>?M)")


def _is_first_of_two(run: Run, index: int) -> bool:
    """``២០២៣-២០២៤``, ``២០២៣/២៤``."""
    found = _TWO_YEARS.match(run.letters, index)
    if found is None:
        return False
    if not found["short"] and not is_bare_year(run, found.end() - 1):
        return False  # មករា ២០២៣ - ៥០០០$
    if not found["short"]:  # but ខែមករា ២០២៤/២០២៣ are two
        return run.letter(index + 1) != "/" or run.number(index + 2) == run.number(index) + 1
    last = run.tokens[index + 2]
    following = last.digits == 2 and last.number == (run.number(index) + 1) % 100
    return following and run.glued(index + 1) and run.glued(index + 2)


def _one_year_at(
    run: Run,
    index: int,
    bare: bool,
    dashed: bool = False,
    years: range | None = None,
    dated: bool = False,
) -> tuple[Year, int] | None:
    letters = run.letters
    if dashed and (joined := _JOINED_BY_MARK.match(letters, index)):
        return plain_year(run, joined.end(), 4)
    if found := _POINTER.match(letters, index):
        if found["same"]:
            return Year(same=True), found.end()
        which = which_at(run, found.end() - 1)
        return None if which is None else (Year(which=which), found.end())
    if (
        run.ask.relative
        and (found := _LAST_YEAR.match(letters, index))
        and ends_last_year(run, found.end() - 1)
    ):
        return Year(which=-1), found.end()
    if found := _OF_ERA.match(letters, index):
        figure = run.tokens[found.end() - 1]
        era = run.era(found.start("era"))
        return Year(figure.number, figure.digits, era), found.end()
    found = _NAMED.match(letters, index)
    after = found.end() if found else index
    if found and found["kind"] and run.value(found.start("kind"), "kind_of_year") != "fiscal":
        return None  # ឆមាសទី២ ឆ្នាំសិក្សា ២០២៤
    named = found is not None and found["named"] is not None
    if named and run.tokens[index].gap > 1 and _BEGINS_MONTH.match(run.letters, after + 1):
        return None  # ថ្ងៃទី១៣ ខែមេសា, and ឆ្នាំ២០២៤ ខែតុលា on the next line
    if not named and not (bare and tells_year(run, after, years or _CIVIL, dated)):
        return None
    return plain_year(run, after, 6, dated)


def both_eras(run: Run, year: Year, index: int) -> tuple[Year, int]:
    """``ព.ស. ២៥៦៨ គ.ស. ២០២៤`` in any order: the civil year, and the Buddhist one to check it by."""
    found = _OTHER_ERA.match(run.letters, index)
    other = _one_year_at(run, found.end(), True) if found else None
    if other is None or {_era(year), _era(other[0])} != {"AD", "BE"}:
        return year, index
    civil, buddhist = (year, other[0]) if _era(year) == "AD" else (other[0], year)
    if abs((buddhist.number or 0) - (civil.number or 0) - 544) > _FARTHEST_SLIP:
        return year, index
    return civil._replace(be=buddhist.number), other[1]


_FARTHEST_SLIP = 20  # years; what is farther from the same year is another one


def _era(year: Year) -> Era | None:
    """The era that ``year`` has, or must have."""
    civil = year.era is None and year.digits == 4 and (year.number or 0) in _CIVIL
    return "AD" if civil else year.era


_AT_THE_END = lazy_pattern(f"{END_OF_PHRASE}| [ក-ឳ]")


def ends_last_year(run: Run, index: int) -> bool:
    """Whether ទៅ at ``index`` is that of ឆ្នាំទៅ, at the end of a phrase."""
    ends = _AT_THE_END.match(run.text, run.tokens[index].end) is not None
    return ends and run.typed(index) == "ទៅ" and not is_counted(run, index - 1)


_DAY_IN_FIGURES = lazy_pattern("y([-./])n\\1n|n([-./])n\\2y")


def begins_day(run: Run, index: int) -> bool:
    """Whether ``2024-01-15`` or ``15/01/2024`` begins there."""
    found = _DAY_IN_FIGURES.match(run.letters, index)
    return found is not None and all(map(run.glued, range(index + 1, found.end())))


def plain_year(
    run: Run, index: int, most_digits: int, dated: bool = False
) -> tuple[Year, int] | None:
    """The figure of a year, and the era behind it; ``dated`` as in :func:`year_at`."""
    letter = run.letter(index)
    if not letter or letter not in ("ntyxw" if most_digits == 6 else "ntyw"):
        return None
    if letter in "yn" and begins_day(run, index):
        return None  # ឆ្នាំ២០២៣, 2024-01-15; ៦ខែចុងឆ្នាំ 31/07/2024
    figure = run.tokens[index]
    if figure.digits == 1 or (letter == "w" and figure.number < 1000):
        return None
    if figure.digits in (2, 3) and _TO_FILL_IN.match(run.text, figure.end):
        return None
    glued = figure.gap == 0 or (dated and not run.glued(index + 1))
    if counts(run, index) and not (letter == "y" and glued and figure.number % 100):
        return None  # ឆ្នាំ២០០០នាក់; but ឆ្នាំ២០១៩គ្រឿង, ១២ មេសា ២០២៤ គ្រឿង are years
    if _is_torn(run, index):  # ឆ្នាំ២០ ២៤
        return Year(100 * figure.number + run.number(index + 1), 4), index + 2
    behind = _ERA_BEHIND.match(run.letters, index + 1)
    if behind is not None:
        era, new_line = run.era(behind.start("era")), run.tokens[behind.start("era")].gap > 1
        if not behind["anew"] or (era != "BE" and not new_line):  # else it begins anew
            return Year(figure.number, figure.digits, era), behind.end("era")
    return Year(figure.number, figure.digits), index + 1


def _is_torn(run: Run, index: int) -> bool:
    """``ឆ្នាំ២០ ២៤``: the century is printed in a form, and the rest written behind it."""
    if _TORN.match(run.letters, index - 1) is None:
        return False
    century, rest = run.tokens[index : index + 2]
    two = century.digits == rest.digits == 2 and rest.gap == 1
    return two and century.number in (19, 20) and ends_at(run, index + 1)


_TORN = lazy_pattern("Ynn(?![:.])")


def joined_year(run: Run, index: int) -> tuple[Year, int] | None:
    """``/២០២៤``, ``-ឆ្នាំ២០២៤``, ``.ឆ្នាំ២០២៤`` behind a month: a dash may lead to another month."""
    mark = run.letter(index)
    named = run.letter(index + 1) == "Y"
    after = index + 1 + named
    if mark not in (("/", "-", ".") if named else ("/", "-")) or not (
        named or tells_year(run, after)
    ):
        return None
    return plain_year(run, after, 4)


_TO_FILL_IN = lazy_pattern(f"(?<=19|20|១៩|២០) ?{LEADER}")  # ឆ្នាំ២០....
# The years that four figures behind a month or a half are without ឆ្នាំ or an era, others being amounts.
_CIVIL, _BUDDHIST = range(1800, 2101), range(2444, 2644)
_SUM_BEHIND = lazy_pattern(" *[%$€£¥៛]|[.][0-9០-៩]{1,3}(?![0-9០-៩:.])")
_DATE_GOES_ON = lazy_pattern(
    "[VP]|C[BGF]{0,3}[nw]|D[WJT]|qT?[nw]|M[mEn]"
)  # and no 2024 hours, 2024 days
_WORD_BEHIND = lazy_pattern(" ?(?=[A-Za-zក-ឳ])")
_NOT_TOLD = 1950  # round years before it are rarer than amounts


def tells_year(run: Run, index: int, years: range = _CIVIL, dated: bool = False) -> bool:
    """Whether four figures there are a year, though no word says so: no amount of a table.

    ``years`` are the civil years that they may be, ``dated`` as in :func:`year_at`.
    """
    if not is_bare_year(run, index):
        return False
    if _ERA_BEHIND.match(run.letters, index + 1):
        return True
    figure, number = run.tokens[index], run.number(index)
    is_round = number % 100 == 0 or (number % 10 == 0 and number < _NOT_TOLD)
    if figure.number not in years and (is_round or figure.number not in _BUDDHIST):
        return False
    before, behind = _figures_of_row(run, index)
    row = [figure for figure in (before, number, behind) if figure is not None]
    if len(row) > 1 and (is_round or (before is not None and before % 100 == 0)):
        return max(row) - min(row) < len(row)  # and no amounts: ខែ១ 2000 ខែ២ 2100
    if _SUM_BEHIND.match(run.text, figure.end) or (is_round and run.before(index)[-1:] == "\t"):
        return False  # paid, or in another column
    if _DATE_GOES_ON.match(run.letters, index + 1):
        return True
    if _in_brackets(run, index):
        return True
    blanks = _BUT_ONE_BLANK.match(run.text, figure.end)
    unit = read_unit(run.text, blanks.end() if blanks else figure.end)
    if unit is None:
        return not is_round or ends_at(run, index)
    if is_round or unit.start == figure.end:
        return False
    return unit.kind == "noun" or dated


_ITEM_OF_ROW = "d?(?:M?T?[mEnw]|b|qT?[nw])"
_ROW_BEFORE, _ROW_BEHIND = lazy_pattern(f"y{_ITEM_OF_ROW}$"), lazy_pattern(f"y{_ITEM_OF_ROW}(?=y)")


def _figures_of_row(run: Run, index: int) -> tuple[int | None, int | None]:
    """The figures before and behind that at ``index``, in a row of months and figures."""
    before = _ROW_BEFORE.search(run.letters, max(0, index - 5), index)
    behind = _ROW_BEHIND.match(run.letters, index)
    return (
        run.number(before.start()) if before else None,
        run.number(behind.end()) if behind else None,
    )


_BUT_ONE_BLANK = lazy_pattern(" +(?= )")


def ends_at(run: Run, index: int) -> bool:
    """Whether no word stands behind a figure that it might count: ខែមីនា ១៨០០ អ្នកទស្សនា.

    That is more than the end of a phrase: a sign or another figure may stand there.
    """
    word = _WORD_BEHIND.match(run.text, run.tokens[index].end)
    if word is None or run.letter(index + 1) in tuple("a>rOHe"):
        return True
    return word_of("phrase_end").match(run.text, word.end()) is not None


def is_bare_year(run: Run, index: int) -> bool:
    """Whether four figures there can be a year."""
    return run.letter(index) == "y" and 1000 <= run.number(index) < 3000


def counts(run: Run, index: int) -> bool:
    """Whether the figure counts something: ``២០០០នាក់``, ``២០០០,៥``."""
    following = run.letter(index + 1)
    if following and following in "cN":
        return not _in_brackets(run, index)
    return (
        following in (",", ".")
        and run.glued(index + 1)
        and run.glued(index + 2)
        and run.letter(index + 2) in tuple("ntyxzw")
        and run.letter(index) != "y"
    )


def _in_brackets(run: Run, index: int) -> bool:
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


_PART_OF_MORE = lazy_pattern(r"[0-9០-៩][/.:-]\Z|[A-Za-z][/.-]\Z|[A-Za-z/_=&?#@%+$€£¥]\Z")
_AMOUNT = lazy_pattern(r"(?:[0-9០-៩][,:]|№)\Z")


def is_part_of_more(run: Run, index: int) -> bool:
    """Whether a figure is the end of a longer one, of an address or of a code."""
    start = run.tokens[index].start
    return (
        index != run.linked
        and _PART_OF_MORE.search(run.text[max(0, start - 2) : start]) is not None
    )


_OF_MORE = lazy_pattern(
    r"(?<![0-9០-៩]{3})[0-9០-៩][/.:-]\Z|[A-Za-z]\Z|(?<![0-9០-៩])(?<![0-9០-៩] )[$€£¥៛%] ?\Z|[0-9០-៩] ?[ក-អ]\.?[ក-អ]?\Z|/[ក-អ]\.?[ក-អ]?\Z"
)
_ITEM_BEFORE = lazy_pattern("(?P<th>T)?(?P<figure>[nw])(?P<link>[->iar/]|,a?)?$")
_MOST_BEFORE = 12  # figures


def belongs_to_other(run: Run, index: int) -> bool:
    """Whether a figure without ថ្ងៃ is a part of an amount or numbers something: ១២.៥, ១២០ម២, ទំព័រ ៥."""
    if index == run.linked:
        return False
    is_other = _OF_MORE.search(run.before(index)) is not None or _names_figure(run, index)
    return is_other or _is_further_number(run, index)


def _is_further_number(run: Run, index: int) -> bool:
    """Whether a figure goes on from one that numbers something: ថ្នាក់ទី១០-១២, ទំព័រ ៥-៦, បន្ទប់ ៣ ៤ ៥.

    But for ទី it is so only behind a dash or as the third of them: មាត្រា ៥ និង ៦ មេសា may be a day.
    """
    for further in range(_MOST_BEFORE):
        found = _ITEM_BEFORE.search(run.letters, max(0, index - 4), index)
        if found is None or run.tokens[index].gap > 1:
            return False
        before, link = found.start("figure"), found["link"]
        if link in (None, ",") and run.number(index) != run.number(before) + 1:
            return False
        if found["th"]:
            return is_ordinal(run, before - 1)
        if (further or (link and link in "->")) and _names_figure(run, before):
            return True
        index = before
    return False


def _names_figure(run: Run, index: int) -> bool:
    before = run.before(index)
    return (
        before_name().search(before) is not None or ends_with("numbered").search(before) is not None
    )


def is_counting(run: Run, index: int) -> bool:
    """Whether a figure is the end of an amount or numbers something."""
    before = run.before(index)
    return _OF_MORE.search(before) is not None or ends_with("numbered").search(before) is not None


def is_ordinal(run: Run, index: int) -> bool:
    """Whether ទី counts something else: លើកទី៣ ធ្នូ, ជំពូកទី៣; but ព្រឹកទី២៧ is a day."""
    if index and run.letter(index - 1) in BEFORE_TH:
        return False
    before = _ORDINAL_BEFORE.search(run.letters, max(0, index - 4), index)
    if before is not None and is_ordinal(run, before.start()):
        return True  # ដំណាក់កាលទី១ និងទី២, ក្រុមទី១ ទី២ ទី៣
    glued = run.glued(index + 2) and run.letter(index + 2) in ("m", "M")  # ទី២៧កក្កដា
    return not glued and (run.typed(index) != "ទី" or not stands_apart(run, index))


def is_in_column(run: Run, month: int) -> bool:
    """Whether more blanks stand before a month than in a line of text: the row of a table."""
    before = run.tokens[month].start - run.tokens[month - 1].end
    behind = run.tokens[month + 1].start - run.tokens[month].end if run.letter(month + 1) else 0
    return before > 2 or before == 2 > behind


BEFORE_TH = tuple("PNWJDRV")
_ORDINAL_BEFORE = lazy_pattern("T[nw](?:[->iar/]|,a?)?$")


def begins_range(run: Run, index: int, link: int) -> bool:
    """Whether a figure without ថ្ងៃ can be the first day of a range, and is no number of an item."""
    before, start = run.before(index), run.tokens[index].start
    if is_part_of_more(run, index) or _AMOUNT.search(before[-2:]):
        return False
    after_date = run.letters[max(0, index - 2) : index] in ("y,", "e,")
    if after_date and not run.glued(link) and run.typed(index - 1) != ";":
        return False  # 29/7/2024, 08 - 31/7/2024, 14
    if belongs_to_other(run, index) or ends_with("amount").search(before):
        return False
    item = run.typed(link) == "-" and run.glued(link) and not run.glued(link + 1)
    return not (item and begins_item(run.text, start))


def begins_item(text: str, start: int) -> bool:
    """Whether a line or a sentence begins there, as the number of an item of a list does."""
    return _BEGINS_ITEM.search(text, max(0, start - 2), start) is not None


_BEGINS_ITEM = lazy_pattern("(?:^|[\n។៕]) ?$")
_BEHIND_DAYS = lazy_pattern("[nw]M?[mE](?:,a?|a)$")  # ៥ និង ៨ មករា, ១០ និង ១២ កុម្ភៈ
_NEW_PHRASE = lazy_pattern('(?<![0-9០-៩] )(?<![0-9០-៩])(?:^|[\r\n។៕.:៖;()«»"“,-]) *$')


def begins_list(run: Run, index: int) -> bool:
    """Whether a figure without ថ្ងៃ can be the first of many days, and counts or names nothing.

    It stands at the beginning of a phrase or behind a word such as នៅ.
    """
    before = run.before(index)
    if _BEHIND_DAYS.search(run.letters, 0, index):
        return True
    if index and run.letter(index - 1) in tuple("ntyxzw,a"):
        return False
    return ends_with("particle").search(before) is not None or (
        not is_part_of_more(run, index) and _NEW_PHRASE.search(before) is not None
    )


def tells_list(run: Run, places: list[int]) -> bool:
    """Whether figures without ថ្ងៃ are days: with "and" before the last, or each the day after."""
    days = [run.number(at) for at in places]
    follow = days == list(range(days[0], days[0] + len(days)))
    linked = run.letter(places[-1] - 1) in ("a", "r")
    commas = {run.typed(at - 1) for at in places[1:] if run.letter(at - 1) == ","}
    series = follow and len(days) > 2 and not belongs_to_other(run, places[0])
    begins = series or begins_list(run, places[0])
    linked = linked or _BEHIND_DAYS.search(run.letters, 0, places[0]) is not None
    return begins and ";" not in commas and (linked or follow)


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


# Letters of an office behind the number of a paper, and what else shows that a figure is one.
PAPER = lazy_pattern("[-/](?!(?:AM|PM|UTC|GMT)\\b)(?:[A-Z]{2,5}|[ក-អ]{2,4})(?![A-Za-z.ក-៓])")
CODE = lazy_pattern(
    " ?(?:[ក-អ]{2,4}|(?:[ក-អ]\\.){2,3}[ក-អ]?|(?:[ក-អ](?:្[ក-អ])?){2,4}\\.[ក-អ]{2,4})(?![ក-៓])|[/.:-][0-9០-៩A-Za-zក-ឳ]|[A-Za-z_@]"
)


def numbers_document(run: Run, index: int) -> bool:
    """Whether a word for a document stands before a figure, or another word that it numbers."""
    in_phrase = word_of("document").search(phrase_before(run, index))
    return in_phrase is not None or has_number_label(run, index)


def has_number_label(run: Run, index: int) -> bool:
    """Whether the word right before a figure is numbered by it: បន្ទប់ 12."""
    return _NUMBER_LABEL.search(run.before(index)) is not None


# Ref: , លេខ(, initials of an office, ស.ជ.ណ., and a letter glued to the figure, for a term or a half of a year: ឆ២/២០២៤
_NUMBER_LABEL = lazy_pattern(
    lambda: (
        f"(?:(?<![A-Za-z]){context('numbered')}[.:៖(#]?|(?:[ក-អ][.]){{2,}}) ?$|(?<![ក-៓])[ក-អ][.]?$"
    )
)


ERA_OF_SPAN = lazy_pattern("O?e(?!:?[ntyxw])")
