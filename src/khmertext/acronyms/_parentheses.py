"""Definitions with a parenthesis, by far the most usual ones: LONG (SHORT) and SHORT (LONG)."""

from __future__ import annotations

from collections.abc import Iterator

from khmertext._chars import RE_DIGIT, RE_LETTER, RE_LETTER_OR_DEPRECATED, RE_WRITTEN
from khmertext._patterns import lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._cues import cue_before, cue_inside, explains_before
from khmertext.acronyms._english import read_letters
from khmertext.acronyms._english_forms import english_inside
from khmertext.acronyms._forms import canonical_form, units
from khmertext.acronyms._long_forms import LIKELY, LongForm, khmer_after, latin_after, latin_before
from khmertext.acronyms._phases import NUMBER, number_behind
from khmertext.acronyms._phrase import words_of
from khmertext.acronyms._short_shapes import (
    BARE,
    HYPHENED,
    LATIN,
    SLASHED,
    SPACED,
    is_latin,
    repeated,
)
from khmertext.acronyms._sites import QUOTES, ShortForms, Site

_OPENING = "(（["
_paren = Triggered(lazy_pattern(r"[(（\[]([^()（）\[\]]{2,200})[)）\]]"), _OPENING)
_qualifier = lazy_pattern(rf"[ -][{RE_WRITTEN}\u200b -]{{2,30}}[០-៩]?$")
_undotted_at_end = lazy_pattern(
    rf"(?:(?<![{RE_WRITTEN}.,-])(?:{SLASHED}|{BARE}|{SPACED}|{HYPHENED})|(?<![A-Za-z0-9.&-])(?P<latin>{LATIN}){NUMBER})$"
)
_last = lazy_pattern(f"[{RE_LETTER}{RE_DIGIT}A-Za-z0-9+]")  # of a form without dots
# (English long form – SHORT), (English long form ហៅកាត់ SHORT), (SHORT: English long form), (SHORT Cambodia)
_then_short = lazy_pattern(rf" ?(?P<short>{LATIN}){NUMBER}\s*")
_separator = lazy_pattern(
    f"[-–—,;:/=]|ឬ|(?<= )or(?= )|(?<=[A-Za-z] )(?=[{RE_LETTER_OR_DEPRECATED}])"
)
_short_then = lazy_pattern(
    rf"\s*(?P<short>{LATIN}){NUMBER}(?: ?[-–—,;:/=៖] ?| (?=[A-Z][a-z]))(?P<long>.+?)\s*"
)
_latin_tail = lazy_pattern(r" ?[-–—/,;:=]? ?[A-Z][A-Za-z][^\u1780-\u17ff]*$")
_branch = lazy_pattern(r" (?:in )?(?:the )?(?:Cambodia|Asia|International|Global|Bank|Group)")

# another short form before the parenthesis
_or_short = lazy_pattern(r" ?ឬ ?(?P<short>[^\s()ឬ]{2,20}) ?$")
_LONGEST_SHORT = 32  # with the word before it
_and_last = lazy_pattern("និង ?$")
# a spoken or Khmer short form before the Latin one: (អ៊ុនតាក់ ឬ UNTAC)
_spoken_or = lazy_pattern(rf"[{RE_WRITTEN} ]{{2,40}}? ?(?:ឬ|/|,) ?(?P<short>{LATIN})\s*")

_last_word = lazy_pattern(rf"([{RE_WRITTEN}]{{3,}}) ?$")
_MANY = 3  # letters of a short form that is no part of a name
_SURE = 80  # the score of a Khmer name that needs no English one beside it


def in_parentheses(forms: ShortForms) -> Iterator[Site]:
    """The definitions in parentheses, which may also hold cues, qualifiers and translations."""
    for paren in _paren.finditer(forms.text):
        if "\n\n" in paren[1]:
            continue  # no name reaches over an empty line
        first, last = paren.span(1)
        start = cue_inside(forms.text, first, last)
        end = cue_before(forms.text, paren.start())  # LONG ហៅកាត់ (SHORT)
        shorts = forms.filling(first if start is None else start, last)
        dotted = forms.end_of.get(first)
        if not shorts and dotted and _qualifier.match(forms.text, dotted, last):
            shorts = [(first, dotted)]  # (គ.ក.ស.ក ខេត្ត)
        cued = start is not None or end is not None
        end = _before_or(forms, paren.start()) if end is None else end
        if not shorts:
            spoken = _spoken_or.fullmatch(forms.text, first if start is None else start, last)
            shorts = [spoken.span("short")] if spoken and is_latin(spoken["short"]) else []
        if shorts and forms.text[shorts[0][0]].isascii():
            end = _before_dotted(forms, end)
            if _and_last.search(forms.text, max(0, end - 8), end):
                continue  # of LONG និង ផ.ស.ស (GDP) nothing is the name of GDP
        found = list(forms.defined(shorts, end, cued=cued))
        found = found or list(_with_english(forms, first, last, end))
        yield from found or _short_long(forms, first, last, paren.start())


def _before_or(forms: ShortForms, end: int) -> int:
    """Where a name ends before a short form that ឬ joins to it: LONG| ឬ ផ.ស.ស (GDP), LONG| ឬ GDP (ផ.ស.ស)."""
    other = _or_short.search(forms.text, max(0, end - _LONGEST_SHORT), end)
    if other is None:
        return end
    short = other.span("short")
    return other.start() if forms.is_marked(*short) or forms.is_known(*short) else end


def _before_dotted(forms: ShortForms, end: int) -> int:
    """Where a name ends before a Khmer short form that ends at ``end``: LONG|គ.ជ.ប (NEC), or with a cue."""
    last = end - forms.text.endswith(" ", 0, end)
    start = forms.start_of.get(last)
    if start is None or len(units(forms.text[start:last])) < _MANY:
        return end  # ឯ.ក belongs to the name of a company
    cue = cue_before(forms.text, start)
    return start if cue is None else cue


def _with_english(forms: ShortForms, first: int, last: int, end: int) -> Iterator[Site]:
    """LONG (English long form – SHORT) and LONG (SHORT: English long form)."""
    parted = _short_and_english(forms.text, first, last)
    if parted is None:
        return
    short, translation = parted
    form = forms.text[slice(*short)]
    english = english_inside(forms.text, *translation, form)
    long = latin_before(
        forms.text,
        end,
        canonical_form(form),
        forms.gazetteer,
        floor=forms.floor(end),
        number=number_behind(forms.text, short[1]),
    )
    tail = forms.text[short[1] : translation[1]]
    if not english and tail[:1] == " " and _branch.fullmatch(tail) is None:
        return  # a term in English that begins with the acronym: (ASEAN Summit)
    if long and not long.english and (english or long.score >= _SURE):
        yield Site(*short, long._replace(english=english), "long_short")
    elif english:
        yield Site(*short, LongForm(*english, 100, None, english=english), "long_short")


def _short_and_english(
    text: str, first: int, last: int
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The spans of a Latin short form and of the words beside it that fill a parenthesis."""
    match = _short_then.fullmatch(text, first, last)
    if match and is_latin(match["short"]):
        return match.span("short"), match.span("long")
    for separator in _separator.finditer(text, first, last):
        named = cue_inside(text, separator.end(), last)  # ឬហៅកាត់ថា SHORT
        match = _then_short.fullmatch(text, named or separator.end(), last)
        if match:
            translation = first, separator.start()
            return (match.span("short"), translation) if is_latin(match["short"]) else None
    return None


def _short_long(forms: ShortForms, first: int, last: int, end: int) -> Iterator[Site]:
    """SHORT (LONG)."""
    text = forms.text
    first = forms.past_quotes(first)
    while last > first and text[last - 1] in " " + QUOTES:
        last -= 1
    while end and text[end - 1] in " " + QUOTES:
        end -= 1
    start = forms.start_of.get(end)
    is_dotted = start is not None
    if start is None:
        if not _last.match(text, max(0, end - 1)):
            return  # mostly a word ends there
        match = _undotted_at_end.search(text, max(0, end - 40), end)
        if not match:
            return
        start = match.start()
        end = match.end("latin") if match["latin"] else end
    if explains_before(text, first, last):
        return  # by_cue finds it
    short = text[start:end]
    long = None
    letters = None if short.isascii() else read_letters(short)
    if letters:  # អេ.យូ.ភី.ភី (LONG)
        long = latin_after(text, first, last, letters)
    elif not short.isascii():
        tail = _latin_tail.search(text, first, last)  # a translation
        long = khmer_after(text, first, tail.start() if tail else last, short)
        if long and not is_dotted and not forms.fits_undotted(short, long):
            return
    elif is_latin(short) and short.upper() not in words_of("measure"):
        long = latin_after(text, first, last, canonical_form(short))
    elif short[0].isdecimal():
        long = _of_figured(text, first, last, short)
    if long and not _describes(text, start, long):
        yield Site(start, end, long, "short_long")


def _of_figured(text: str, first: int, last: int, short: str) -> LongForm | None:
    """The long form in ``[first, last)`` of a short form that begins with a figure.

    2FA (Two-Factor Authentication), 3R (Reduce, Reuse, Recycle), which is whole.
    """
    letters = repeated(short)
    long = latin_after(text, first, last, letters)
    if long is None or long.score < LIKELY:
        return None
    if long.english and letters != short:
        return long._replace(start=first, end=last, english=(first, last))
    return long


def _describes(text: str, start: int, long: LongForm) -> bool:
    """Whether ``long`` says only what kind of thing it is: កម្មវិធី VLC (កម្មវិធីចាក់វីដេអូ).

    The noun before the short form, which begins at ``start``, begins the parenthesis too.
    """
    noun = _last_word.search(text, max(0, start - 40), start)
    same = noun is not None and text.startswith(noun[1], long.start)
    return same and long.score < LIKELY and text[start : start + 1].isascii()
