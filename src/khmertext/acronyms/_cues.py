"""Definitions announced by a cue: LONG ហៅកាត់ថា SHORT, SHORT ជាអក្សរកាត់នៃ LONG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khmertext._chars import RE_DIGIT, RE_WRITTEN
from khmertext._patterns import any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._cue_words import any_cue, behind, cue_words
from khmertext.acronyms._english_forms import english_run
from khmertext.acronyms._forms import UNIT, canonical_form
from khmertext.acronyms._long_forms import LIKELY, khmer_after, latin_after, latin_beside
from khmertext.acronyms._phrase import heads, words_between
from khmertext.acronyms._short_shapes import BARE, HYPHENED, LATIN, SPACED, is_khmer_sign, is_latin
from khmertext.acronyms._sites import IN_QUOTES, QUOTES, ShortForms, Site

_AROUND = 24  # how far from its core word a cue can begin or end
_LETTERS = 8  # អក្សរ, ពាក្យ and a space
_LONGEST = 40  # what stands before a cue and belongs to it, and a cue with it

_opening = lazy_pattern(rf"[ \n]?[(（\[]?{IN_QUOTES}")
_separator_behind = lazy_pattern(" {0,8}(?:[៖:=–—\t|]|- )")
_LONGEST_HEAD = 24
_short_behind = lazy_pattern(rf"(?<=[{RE_WRITTEN}] )(?:[A-Z]|{UNIT}\.)")
_to_close = lazy_pattern(r"[^()（）\[\]\n]{2,200}(?=[)）\]])")


@cache
def _cue_pattern() -> str:
    """ហៅកាត់ថា, សរសេរជាអក្សរកាត់ថា, អក្សរកាត់, តាងដោយអក្សរ, ស្គាល់ជាទូទៅថា, ជាភាសាអង់គ្លេស៖"""
    letters, shortened, language = any_cue("letters"), any_cue("shortened"), any_cue("language")
    return (
        f"(?:{any_cue('naming')} ?(?:ជា|ដោយ)?{letters}? ?{shortened}ៗ?"
        f"|(?:ជា)?{letters} ?{shortened}|{any_cue('denoted')}(?= ?{letters})"
        f"|(?:(?:ជា)?ភាសា{language} ?)?{any_cue('called')}(?= ?ថា)|(?:ហៅ)?(?=ជាភាសា{language} ?[ថ៖:]))"
        f"(?: ?(?:ជា)?(?:ភាសា)?{language})?(?: ?(?:{any_cue('that')}|[៖:]))*(?: ?{letters}(?![{RE_WRITTEN}]))?"
    )


@cache
def _reverse_pattern() -> str:
    """ជាអក្សរកាត់នៃ, ក្នុងទំព័រ ១៤ មានន័យថា, មានឈ្មោះពេញជាភាសាអង់គ្លេសថា"""
    that = any_cue("that")
    where = f"(?: ?{any_cue('where')}[{RE_WRITTEN}{RE_DIGIT}0-9 ]{{0,24}}?)?"
    return (
        f"{where}(?: ?{any_cue('being')})*(?: ?{any_cue('letters')} ?{any_cue('shortened')} ?{any_cue('of')}"
        f"(?:{any_cue('letters')}|{any_cue('naming')})?| ?{any_cue('meaning')})"
        f"(?: ?(?:ជា)?(?:ភាសា)?{any_cue('language')}(?=[^{RE_WRITTEN}]|{that}))?(?: ?{that})* ?[៖:]?[ \\n]?"
    )


@cache
def _core_words() -> tuple[str, ...]:
    """The first words of the cores of cues between LONG and SHORT: a cheap first test."""
    languages = (f"ភាសា{language}" for language in cue_words("language"))
    return (*cue_words("shortened"), *cue_words("called"), *cue_words("denoted"), *languages)


_core_word = lazy_pattern(lambda: any_of(_core_words()))
# words of which every cue between SHORT and LONG has one
_reverse_word = lazy_pattern(lambda: any_of([*cue_words("shortened"), *cue_words("meaning")]))


@cache
def _core() -> Triggered:
    """The core: a word that every cue contains."""
    language = f"ភាសា{any_cue('language')} ?[ថ៖:]"
    # កាត់ alone is a usual word ("cut"); the cues may have two blanks before it
    led = behind((*cue_words("naming"), *cue_words("letters"), "ជា", "ដោយ", " "))
    pattern = f"{led}{any_cue('shortened')}|{any_cue('called')} ?ថា|{any_cue('denoted')}|{language}|{any_cue('meaning')}"
    return Triggered(lazy_pattern(pattern), (*_core_words(), *cue_words("meaning")))


_reverse_core = lazy_pattern(
    lambda: f"{any_cue('letters')} ?{any_cue('shortened')}|{any_cue('meaning')}"
)
_cue = lazy_pattern(lambda: _cue_pattern())


@cache
def _lead() -> str:
    who = f"ដែល ?(?:{any_cue('who')}|អ្នក[{RE_WRITTEN}]{{2,16}}?)"  # ដែលអ្នកកាសែត|ហៅ
    return f"(?:[ ,(（\n]|{who}|{any_cue('lead')})*"


_lead_before = lazy_pattern(lambda: f"{_lead()}$")
_led_cue = lazy_pattern(lambda: _lead() + _cue_pattern())


@lazy_pattern
def _cue_at_end() -> str:
    # the spoken name may stand after the cue: LONG ហៅកាត់ថា «អ៊ុនតាក់» (UNTAC)
    spoken = f"(?:{IN_QUOTES}[{RE_WRITTEN}][{RE_WRITTEN} -]{{1,24}})?"
    return f"{_lead()}{_cue_pattern()}{spoken}{IN_QUOTES}$"


_shortened_last = lazy_pattern(lambda: f"{any_cue('shortened')}[ \t៖:]*$")
_says_shortened = lazy_pattern(lambda: any_cue("shortened"))
# between SHORT and such a cue: SHORT ៖ សំដៅដល់ LONG
_OPEN = r" ?(?:(?P<open>[(（\[])|(?:[៖:=–—]|-(?= )) ?)?"
_being = lazy_pattern(lambda: f"(?: ?{any_cue('being')})+ ?")
_reverse_cue = lazy_pattern(lambda: f"{_OPEN}{_reverse_pattern()}")


@lazy_pattern
def _latin_defined() -> str:
    short = rf"(?<![A-Za-z0-9&/.-])(?P<short>{LATIN})[{QUOTES}]?"
    return f"{short}{_OPEN}{_reverse_pattern()}{IN_QUOTES}"


@lazy_pattern
def _undotted_defined() -> str:
    short = rf"(?<![{RE_WRITTEN}.,-])(?P<short>{BARE}|{SPACED}|{HYPHENED})[{QUOTES}]?"
    return f"{short}{_OPEN}{_reverse_pattern()}{IN_QUOTES}"


def cue_inside(text: str, first: int, last: int) -> int | None:
    """The end of a cue at the start of ``text[first:last]``, as in (ហៅកាត់ថា SHORT)."""
    if not _core_word.search(text, first, last):
        return None  # a cheap test, as in cue_before
    cue = _led_cue.match(text, first, last)
    return _past_head(text, cue.end()) if cue else None


def explains_before(text: str, first: int, last: int) -> bool:
    """Whether ``text[first:last]`` begins with a cue for what stands before it: (អក្សរកាត់នៃ LONG)."""
    if not _reverse_word.search(text, first, last):
        return False  # a cheap test, as in cue_before
    return _reverse_cue.match(text, first, last) is not None


def past_meaning(text: str, start: int) -> int:
    """Where the words at ``start`` end that say that a long form follows: NEC ៖ សំដៅដល់|គណៈកម្មាធិការ…."""
    cue = _reverse_cue.match(text, start) or _being.match(text, start)
    return cue.end() if cue else start


def _past_head(text: str, start: int) -> int:
    """Where the head noun ends that a cue repeats before the short form: ហៅកាត់ថា |ច្បាប់ |LANGO."""
    short = _short_behind.search(text, start, start + _LONGEST_HEAD)
    return short.start() if short and text[start : short.start()].strip() in heads() else start


def cue_before(text: str, end: int) -> int | None:
    """The start of a cue that ends at ``end``."""
    start = max(0, end - _LONGEST)
    if not _core_word.search(text, start, end):
        return None  # a cheap test: before most parentheses there is no cue
    cue = _cue_at_end.search(text, start, end)
    return _word_edge(text, cue.start(), end) if cue else None


def _word_edge(text: str, start: int, end: int) -> int:
    """``start`` of a cue, or the next edge of a word: in ព័ត៌មាន ហៅកាត់ថា no cue begins with មាន."""
    if not (is_khmer_sign(text[start - 1 : start]) and is_khmer_sign(text[start : start + 1])):
        return start
    words = words_between(text, max(0, start - _LONGEST), end)
    return next((word.start for word in words if word.start >= start), start)


def is_called_short(text: str, start: int) -> bool:
    """Whether words before ``start`` call what stands there a short form: ហៅកាត់ថា ឡាងហ្គោ ឬ LANGO."""
    cue = cue_before(text, start)
    return cue is not None and _says_shortened.search(text, cue, start) is not None


def says_shortened(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends with words for short forms: បញ្ជីអក្សរកាត់៖"""
    return _shortened_last.search(text, start, end) is not None


def by_cue(forms: ShortForms) -> Iterator[Site]:
    """The definitions that a cue announces."""
    cores = list(_core().finditer(forms.text))
    yield from _short_behind_cue(forms, cores)
    before = [  # those of cues behind a short form
        core
        for core in cores
        if _reverse_core.search(forms.text, max(0, core.start() - _LETTERS), core.end())
    ]
    if not before:
        return
    if forms.has_latin:
        yield from _latin_before_cue(forms.text, before)
    yield from _undotted_before_cue(forms, before)
    for start, end in forms.end_of.items():
        cue = _reverse_cue.match(forms.text, forms.past_quotes(end))
        if cue:
            closed = _to_close.match(forms.text, cue.end()) if cue["open"] else None
            last = closed.end() if closed else None
            long = khmer_after(forms.text, cue.end(), last, forms.text[start:end])
            if long:
                yield Site(start, end, long, "cue")


def _short_behind_cue(forms: ShortForms, cores: list[re.Match[str]]) -> Iterator[Site]:
    """LONG ហៅកាត់ថា SHORT."""
    text = forms.text
    for core in cores:
        near = max(0, core.start() - _AROUND), core.end() + _AROUND
        cue = _cue.search(text, *near)
        if not cue or not cue.start() < core.end() <= cue.end():
            continue
        opening = _opening.match(text, _past_head(text, cue.end()))
        short = opening and forms.at(opening.end())
        if (
            not opening
            or not short
            or not (
                _says_shortened.search(cue[0]) or forms.is_marked(*short) or forms.is_known(*short)
            )
        ):
            continue  # ហៅថា ("called") may introduce any name
        if "\n" in opening[0] and _separator_behind.match(text, short[1]):
            continue  # ពាក្យកាត់ is the heading of a list
        lead = _lead_before.search(text, max(0, cue.start() - _LONGEST), cue.start())
        end = _word_edge(text, lead.start() if lead else cue.start(), cue.end())
        # LONG (SHORT) ហៅកាត់ជាភាសាអង់គ្លេសថា SHORT
        end = forms.before_parenthesis(end)
        long = forms.long_before(short, end, cued=True)
        if long:
            yield Site(*short, long, "cue")
        another = forms.another(short[1])  # ហៅកាត់ថា SHORT ឬ SHORT
        long = forms.long_before(another, end) if another else None
        if another and long and long.score >= LIKELY:
            yield Site(*another, long, "or")


def _latin_before_cue(text: str, cores: list[re.Match[str]]) -> Iterator[Site]:
    """SHORT ជាអក្សរកាត់នៃ LONG and SHORT (អក្សរកាត់នៃ LONG) of a Latin short form."""
    for core in cores:
        near = max(0, core.start() - _LONGEST), core.end() + _AROUND
        match = _latin_defined.search(text, *near)
        if not match or match.end() < core.end() or not is_latin(match["short"]):
            continue
        form, start = canonical_form(match["short"]), match.end()
        english = english_run.match(text, start)
        if english:
            long = latin_after(text, *english.span(), form)
        elif match["open"]:
            closed = _to_close.match(text, start)
            long = closed and latin_after(text, start, closed.end(), form, sure=True)
        else:
            long = latin_beside(text, start, form)
        if long:
            yield Site(*match.span("short"), long, "cue")


def _undotted_before_cue(forms: ShortForms, cores: list[re.Match[str]]) -> Iterator[Site]:
    """SHORT ជាអក្សរកាត់នៃ LONG of Khmer letters without dots: គជប, ប-ស-ក.

    Without a head noun it may explain a word: កម មានន័យថា ការងារ…
    """
    for core in cores:
        near = max(0, core.start() - _LONGEST), core.end() + _AROUND
        match = _undotted_defined.search(forms.text, *near)
        if match and match.end() >= core.end():
            long = khmer_after(forms.text, match.end(), None, match["short"])
            if long and long.kind and forms.fits_undotted(match["short"], long):
                yield Site(*match.span("short"), long, "cue")
