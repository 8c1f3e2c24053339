"""Definitions without parenthesis or cue: LONG ឬ SHORT, LONG «SHORT», lists of abbreviations.

Nothing says that the two forms belong together, so the letters must fit too well for chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from khmertext._chars import RE_DIGIT, RE_LETTER_OR_DEPRECATED, RE_WRITTEN
from khmertext._patterns import lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._cue_words import any_cue, cue_words
from khmertext.acronyms._cues import cue_before, past_meaning, says_shortened
from khmertext.acronyms._english import read_letters
from khmertext.acronyms._english_forms import english_run
from khmertext.acronyms._forms import UNIT, canonical_form, units
from khmertext.acronyms._long_forms import (
    LIKELY,
    LongForm,
    khmer_after,
    khmer_before,
    latin_after,
    latin_beside,
)
from khmertext.acronyms._short_shapes import BARE, LATIN, LATIN_ALONE, LONGEST_LATIN, is_latin
from khmertext.acronyms._sites import IN_QUOTES, QUOTES, ShortForms, Site
from khmertext.acronyms._types import Pattern

_OPENING_QUOTES = '«“‘"'
_LONGEST_IN_LIST = 200
_LINE_END = 2  # code points between two lines that follow each other
_HEADING = 60  # code points of the line before a list that are looked at
_PERFECT = 100
_MANY = 3  # so many letters that all fit a name are no coincidence
_GOOD = 75  # the least score of a long form that begins with a head noun

_or = lazy_pattern("ឬ")
_or_last = lazy_pattern("ឬ ?$")
_latin_behind_or = lazy_pattern(rf"{IN_QUOTES}(?P<short>{LATIN})(?! ?[A-Za-z0-9])")
_latin_at_end = lazy_pattern(f"{LATIN_ALONE}{IN_QUOTES}$")
_quoted = Triggered(lazy_pattern(f'[«“‘"] ?({LATIN}|{BARE}) ?[»”’"]'), _OPENING_QUOTES)
_DASHES = (" –", " —", " -")
_dash = Triggered(lazy_pattern(rf" [–—-] (?P<short>{LATIN})(?! ?[A-Za-z0-9])"), _DASHES)
_hyphen = Triggered(
    lazy_pattern(rf"-(?<=[{RE_WRITTEN}]-)(?P<short>{LATIN})(?![ -]?[A-Za-z0-9])"), "-"
)
_is = lazy_pattern("(?: ?(?:គឺ|ជា)){1,2} ?")


@cache
def _being() -> Triggered:
    """Behind what may end a Latin short form: គឺជា, តំណាងឱ្យ."""
    latin, quote = "A-Za-z0-9+", f" {QUOTES}"
    behind = f"(?:(?<=[{latin}])|(?<=[{latin}{quote}][{quote}]))"
    pattern = f"{behind}(?:គឺ ?(?:ជា)? ?|{any_cue('stands')} )"
    return Triggered(lazy_pattern(pattern), ("គឺ", *cue_words("stands")))


_stands = lazy_pattern(lambda: f" ?{any_cue('stands')} ")  # or else someone represents someone
_equals = lazy_pattern(rf" ?(?:៖|:|=|–|—|→|-(?<= -)(?= )|\t) ?(?=[{RE_LETTER_OR_DEPRECATED}])")
_latin = lazy_pattern(LATIN)
_dotted = lazy_pattern(rf"(?:{UNIT}\.)+{UNIT}\.?")

_BLANKS = "[ \t]{0,8}"
_separator = Triggered(lazy_pattern(r"[៖:=–—→\t|]| -"), (*"៖:=–—→\t|", " -"))
# a line of a list of abbreviations, either way round
_short_first = lazy_pattern(
    rf"{_BLANKS}(?:[-–—•*+] ?|[(]?[0-9{RE_DIGIT}]{{1,2}}[.)-] ?)?(?P<short>[^ \t\n៖:=→|]{{2,20}}?)"
    rf"{_BLANKS}(?P<sign>៖|:|=|–|—|→| -|\t|\|){_BLANKS}(?P<long>[^\n]{{4,200}})$"
)
_LONGEST_FIRST = 48  # characters up to its sign, which is no earlier than the first separator
# matched from the first separator of a line on, if that is not too far from its end
_LONGEST_LAST = 32
_short_last = lazy_pattern(
    rf"(?:[៖:=–—\t]|-(?<= -)){_BLANKS}(?P<short>[^ \t\n]{{2,20}})[ ;,.។]{{0,2}}$"
)
_parting = lazy_pattern("[៖:=–—]")
_list_end = lazy_pattern(r"[(（\[]|[ ;,។]*$")
_sentence_end = lazy_pattern(r"[(（\[]|[ ;,]*(?:។|$)")


def side_by_side(forms: ShortForms) -> Iterator[Site]:
    """LONG ឬ SHORT, SHORT ឬ LONG, LONG «SHORT», and SHORT ៖ LONG of a list of abbreviations."""
    yield from _in_quotes(forms)
    if forms.has_latin:
        yield from _latin_or(forms)
        yield from _latin_is(forms.text)
    if forms.has_latin or forms.end_of:
        lines = list(_parted_lines(forms.text))
        yield from _lists(forms, lines)
        yield from _reversed_lists(forms, lines)
    yield from _dotted_beside(forms)


def _in_quotes(forms: ShortForms) -> Iterator[Site]:
    """LONG «SHORT» of a Latin short form, or of Khmer letters without dots."""
    for quoted in _quoted.finditer(forms.text):
        if _or_last.search(forms.text, max(0, quoted.start() - 3), quoted.start()):
            continue  # LONG ឬ «SHORT» is another pattern
        long = forms.long_before(quoted.span(1), quoted.start())
        if long and long.score >= LIKELY and (long.kind or quoted[1].isascii()):
            yield Site(*quoted.span(1), long, "long_short")


def _latin_or(forms: ShortForms) -> Iterator[Site]:
    """LONG ឬ SHORT and SHORT ឬ LONG of a Latin short form, if most letters are explained."""
    text = forms.text
    places = [0, 0, *(place.start() for place in _or.finditer(text)), len(text), len(text)]
    for number, place in enumerate(places[2:-2], 2):
        # a name may hold one ឬ, and no more
        floor, ceiling = places[number - 2], places[number + 2]
        behind = _latin_behind_or.match(text, place + 1)
        if behind and is_latin(behind["short"]):
            cue = cue_before(text, place)  # LONG ហៅកាត់ថា ឡាងហ្គោ ឬ LANGO
            end = forms.before_parenthesis(place) if cue is None else cue  # LONG (SHORT) ឬ SHORT
            long = forms.long_before(behind.span("short"), end, floor=floor, cued=cue is not None)
            if long and (cue is not None or long.score >= LIKELY):
                yield Site(*behind.span("short"), long, "or" if cue is None else "cue")
        before = _latin_at_end.search(text, max(0, place - LONGEST_LATIN), place)
        if before and is_latin(before["short"]):
            long = latin_beside(text, place + 1, canonical_form(before["short"]), ceiling)
            if long and long.score >= LIKELY:
                yield Site(*before.span("short"), long, "or")


def _latin_is(text: str) -> Iterator[Site]:
    """SHORT គឺជា LONG, SHORT តំណាងឱ្យ LONG of a Latin short form, if all letters are explained.

    Else it may be a description.
    """
    for being in _being().finditer(text):
        short = _latin_at_end.search(text, max(0, being.start() - LONGEST_LATIN), being.start())
        if not short or not is_latin(short["short"]):
            continue
        form, start = canonical_form(short["short"]), being.end()
        run = english_run.match(text, start)
        long = latin_after(text, *run.span(), form) if run else latin_beside(text, start, form)
        if long and long.score == _PERFECT:
            yield Site(*short.span("short"), long, "cue")


def _parted_lines(text: str) -> Iterator[tuple[int, int, int]]:
    """The start, the first separator and the end of each line that has a separator."""
    last = -1
    for mark in _separator.finditer(text):
        if mark.start() > last:
            last = text.find("\n", mark.end())
            last = len(text) if last < 0 else last
            yield text.rfind("\n", 0, mark.start()) + 1, mark.start(), last


def _lists(forms: ShortForms, lines: list[tuple[int, int, int]]) -> Iterator[Site]:
    """The lines SHORT ៖ LONG of a list of abbreviations."""
    text = forms.text
    matches = [
        _short_first.match(text, start, last)
        for start, mark, last in lines
        if mark - start <= _LONGEST_FIRST
    ]
    items = [line for line in matches if line and _is_short(line["short"])]
    for rows in _adjacent(items):
        found = [(row, _listed_long(forms, row)) for row in rows]
        sure = any(long and long.score >= LIKELY for _, long in found)
        is_list = len(rows) > 1 and (sure or _is_headed(text, rows[0].start()))
        for row, long in found:
            if is_list and long is None:
                # GIZ ៖ its letters are those of another language
                whole = _listed_long(forms, row, sure=True)
                long = whole if whole and whole.kind else None
            if long and (is_list or long.score >= LIKELY):
                yield Site(*row.span("short"), long, "short_long")


def _adjacent(items: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """``items`` in rows of lines that follow each other."""
    rows: list[re.Match[str]] = []
    for item in items:
        if rows and item.start() - rows[-1].end() > _LINE_END:
            yield rows
            rows = []
        rows.append(item)
    if rows:
        yield rows


def _is_headed(text: str, start: int) -> bool:
    """Whether the line before ``start`` says that short forms follow: ពាក្យកាត់, បញ្ជីអក្សរកាត់៖"""
    end = start - 1
    return end > 0 and says_shortened(text, max(0, text.rfind("\n", 0, end), end - _HEADING), end)


def _listed_long(forms: ShortForms, row: re.Match[str], *, sure: bool = False) -> LongForm | None:
    """The long form that fills the rest of a line of a list."""
    start, last = past_meaning(forms.text, row.start("long")), row.end("long")
    # VAT = អាករលើតម្លៃបន្ថែម ។ អត្រា…; behind ៖ a sentence is what someone says
    end = _sentence_end if row["sign"] == "=" else _list_end
    rest = end.search(forms.text, start, last)
    if not rest or not _is_latin_token(row["short"]):
        return None  # _dotted_beside finds a Khmer one
    if "។" in forms.text[start : rest.start()]:
        return None
    return latin_after(forms.text, start, rest.start(), canonical_form(row["short"]), sure=sure)


def _reversed_lists(forms: ShortForms, lines: list[tuple[int, int, int]]) -> Iterator[Site]:
    """The lines LONG ៖ SHORT of a list of abbreviations, and LONG – SHORT in a sentence."""
    text = forms.text
    for start, mark, last in lines:
        line = _short_last.search(text, max(mark, last - _LONGEST_LAST), last)
        long = line.start() - start if line else 0
        if line and 4 <= long <= _LONGEST_IN_LIST and not _parting.search(text, mark, line.start()):
            yield from _long_dash_short(forms, line)
    for dash in _dash.finditer(text):
        yield from _long_dash_short(forms, dash)
    for hyphen in _hyphen.finditer(text):
        for site in _long_dash_short(forms, hyphen):
            if site.long.kind == "org":  # គណៈកម្មការទន្លេមេគង្គ-MRC
                yield site


def _long_dash_short(forms: ShortForms, dash: re.Match[str]) -> Iterator[Site]:
    start, end = dash.span("short")
    end = forms.end_of.get(start, end)
    if _is_short(forms.text[start:end]):
        long = forms.long_before((start, end), dash.start())
        if long and long.score >= LIKELY:
            yield Site(start, end, long, "long_short")


def _is_short(token: str) -> bool:
    """Whether ``token`` is written like an acronym: with dots, or in capitals."""
    return _is_latin_token(token) or _dotted.fullmatch(token) is not None


def _is_latin_token(token: str) -> bool:
    return _latin.fullmatch(token) is not None and is_latin(token)


def _dotted_beside(forms: ShortForms) -> Iterator[Site]:
    for start, end in forms.end_of.items():
        letters = read_letters(forms.text[start:end])
        around = _before(forms, start, end, letters), _behind(forms, start, end, letters)
        for long, pattern in chain(*around):
            if long is None:
                continue
            if long.score == _PERFECT or (long.score >= LIKELY if letters else _is_good(long)):
                yield Site(start, end, long, pattern)
                break


def _is_good(long: LongForm) -> bool:
    return long.kind is not None and long.score >= _GOOD


def _is_known(forms: ShortForms, start: int, end: int) -> bool:
    """Whether what the gazetteer says that ``[start, end)`` stands for is written just before it."""
    entries = forms.gazetteer.entries(canonical_form(forms.text[start:end]))
    names = tuple(entry.name for entry in entries if entry.expansion)
    return forms.text[max(0, start - _LONGEST_IN_LIST) : start - 1].endswith(names)


def _before(
    forms: ShortForms, start: int, end: int, letters: str | None
) -> Iterator[tuple[LongForm | None, Pattern]]:
    """The long forms that may stand before the dotted acronym ``[start, end)``.

    It is read as the Latin ``letters`` if it is made of their names: អេ.ស៊ី.យូ.
    """
    text = forms.text
    short = text[start:end]

    def left(last: int, most: int | None = None) -> LongForm | None:
        if letters:
            return forms.long_before((start, end), last)
        return khmer_before(text, last, short, floor=forms.floor(start), most=most)

    quote = start - 2 if text[start - 2 : start] in ("« ", "“ ") else start - 1
    if quote >= 0 and text[quote] in QUOTES:
        yield left(quote), "long_short"
    elif (
        text[start - 1 : start] in (" ", "/")
        and not letters
        and len(units(short)) >= _MANY
        and start - 1 not in forms.start_of
        and not text[start - 2 : start - 1].isdecimal()  # លេខ ១ ក.ប្រក
    ):
        known = _is_known(forms, start, end)
        long = left(start - 1, None if known else 0)
        if long and (known or long.score == _PERFECT or (long.kind and long.score >= LIKELY)):
            yield long, "long_short"
    before = text[max(0, start - 6) : start].rstrip(" " + QUOTES)
    if before.endswith("ឬ"):
        yield left(forms.before_parenthesis(max(0, start - 6) + len(before) - 1)), "or"


def _behind(
    forms: ShortForms, start: int, end: int, letters: str | None
) -> Iterator[tuple[LongForm | None, Pattern]]:
    """The long forms that may stand behind the dotted acronym ``[start, end)``."""
    text = forms.text

    def right(first: int, ceiling: int | None = None) -> LongForm | None:
        if letters:
            return latin_beside(text, first, letters)
        return khmer_after(text, first, ceiling, text[start:end])

    quotes_end = forms.past_quotes(end)
    if text.startswith("ឬ", quotes_end):
        yield right(quotes_end + 1), "or"
    being = _is.match(text, quotes_end)
    if being:  # SHORT គឺជា LONG
        yield right(being.end()), "cue"
    stands = _stands.match(text, quotes_end)
    long = right(stands.end()) if stands else None
    if long and long.score == _PERFECT:  # SHORT តំណាងឱ្យ LONG
        yield long, "cue"
    equals = _equals.match(text, end)
    if equals:
        # a list of abbreviations: the long form fills the rest of the line
        first = past_meaning(text, equals.end())
        last = min(forms.ceiling(first), first + _LONGEST_IN_LIST)
        line = text[first:last].split("\n", 1)[0].rstrip(" ;,។")
        whole = None if _parting.search(line) else first + len(line)
        for ceiling in (whole, None):
            long = right(first, ceiling)
            if long is None or text[long.end : long.end + 1] != "?":  # a question defines nothing
                yield long, "short_long"
