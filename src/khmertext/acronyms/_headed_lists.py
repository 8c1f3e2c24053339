"""Rows of a list that its heading calls short forms: អក្សរបំព្រួញ៖ ប.ក បុគ្គលិកកិច្ចសន្យា; ម.រ មន្ត្រីរាជការ.

Between the two forms may stand a sign or only a blank, between two rows a line break or a sign. The
long form fills its row, and one of the list must fit well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khmertext._chars import RE_DIGIT, RE_WRITTEN
from khmertext._patterns import lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._cue_words import any_cue, behind, cue_words
from khmertext.acronyms._english import read_letters
from khmertext.acronyms._forms import UNIT, canonical_form
from khmertext.acronyms._long_forms import LIKELY, LongForm, khmer_after, latin_after
from khmertext.acronyms._short_shapes import BARE, LATIN, is_latin
from khmertext.acronyms._sites import ShortForms, Site

_BLANKS = "[ \t]{0,8}"
_MARKED = rf"(?:(?:{UNIT}\.)+{UNIT}\.?|{LATIN})(?![A-Za-z{RE_WRITTEN}])"
_SIGN = rf"{_BLANKS}(?:[៖:=–—→|]|-(?= )){_BLANKS}"
_SHORT_ROW = rf"(?:{_MARKED}(?:{_SIGN}|[ \t]{{1,8}})|{BARE}{_SIGN})"
_BRACKET = r"(?: ?[(（\[][^()（）\[\]\n]{0,80}[)）\]])?"
_row = lazy_pattern(
    rf"{_BLANKS}(?:[-–—•*+] ?|[(]?[0-9{RE_DIGIT}]{{1,2}}(?:[.)-] ?|[ \t]{{1,8}}))?"
    rf"(?P<short>{_MARKED}(?=[ \t៖:=–—→|])|{BARE}(?={_SIGN}))(?:(?P<sign>{_SIGN})|[ \t]{{1,8}})"
    rf"(?P<long>[^\n;។(（\[]{{2,120}}?) ?(?=[\n;។(（\[]|$|, ?{_SHORT_ROW}){_BRACKET}[ ;,។]{{0,3}}\n?"
)


@cache
def _heading() -> Triggered:
    pattern = (
        rf"(?:{behind(cue_words('letters'))}{any_cue('shortened')}|(?P<legend>{any_cue('legend')})(?={_BLANKS}[៖:]))"
        rf"[^\n។៖:]{{0,40}}(?:[៖:]{_BLANKS}\n?|\n)"
    )
    return Triggered(lazy_pattern(pattern), (*cue_words("shortened"), *cue_words("legend")))


def in_headed_lists(forms: ShortForms) -> Iterator[Site]:
    """The definitions in lists with a heading."""
    last = 0
    for heading in _heading().finditer(forms.text):
        if heading.start() < last:
            continue
        rows = list(_rows(forms.text, heading.end()))
        last = rows[-1].end() if rows else heading.end()
        if heading["legend"]:  # សម្គាល់៖ may begin any remark
            rows = [row for row in rows if row["sign"]]
        found = [(row, long) for row in rows if (long := _long_form(forms, row))]
        if any(long.score >= LIKELY for _, long in found):
            for row, long in found:
                yield Site(*row.span("short"), long, "short_long")


def _rows(text: str, start: int) -> Iterator[re.Match[str]]:
    """The rows that follow each other from ``start`` on."""
    row = _row.match(text, start)
    while row:
        yield row
        row = _row.match(text, row.end())


def _long_form(forms: ShortForms, row: re.Match[str]) -> LongForm | None:
    short, (start, last) = row["short"], row.span("long")
    letters = short if short.isascii() else read_letters(short)
    if letters:
        short = canonical_form(letters)
        return latin_after(forms.text, start, last, short) if is_latin(short) else None
    long = khmer_after(forms.text, start, last, short)
    fits = long and (forms.is_marked(*row.span("short")) or forms.fits_undotted(short, long))
    return long if fits else None
