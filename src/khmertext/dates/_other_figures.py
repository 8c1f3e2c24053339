"""Whether a figure beside the name of a month is no day: it counts, numbers or goes on something else."""

from __future__ import annotations

from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import Run
from khmertext.dates._date_words import before_name, context, ends_with, word_of
from khmertext.dates._pieces import phrase_before, stands_apart

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
