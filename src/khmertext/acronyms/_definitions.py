"""Places where a text says what an acronym means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from khmertext.acronyms._forms import canonical_form
from khmertext.acronyms._gazetteer import Gazetteer
from khmertext.acronyms._long_forms import (
    LongForm,
    english_inside,
    khmer_after,
    khmer_before,
    latin_after,
    latin_before,
)
from khmertext.acronyms._shapes import KHMER, LATIN, SPACED, is_bare, is_latin
from khmertext.acronyms._types import Pattern

_OPEN, _CLOSE = "(（[", ")）]"
_QUOTES = "«»“”„‟\"'‘’‹›"


def _short(name: str) -> str:
    return rf"[{_QUOTES}]?(?P<{name}>{KHMER}|{LATIN})[{_QUOTES}]?"


_BETWEEN = r" ?(?:[/,;=|៖:]|-|–|—|ឬ|និង) ?"

# ហៅកាត់ថា, សរសេរជាអក្សរកាត់ថា, (ជា)អក្សរកាត់, ហៅខ្លីថា, ដែលមានឈ្មោះកាត់ថា ...
_CUE = (
    r"(?:(?:ហៅ|សរសេរ|មានឈ្មោះ|ឈ្មោះ|ប្រើ|សរសេរជា|ហៅជា) ?(?:ជា)?(?:អក្សរ|ពាក្យ)?(?:កាត់|សង្ខេប|ខ្លី)(?:ៗ)?"
    r"|(?:ជា)?(?:អក្សរ|ពាក្យ)កាត់|ឈ្មោះកាត់)"
    r"(?: ?(?:ជាភាសា(?:អង់គ្លេស|ខ្មែរ|បារាំង)))?(?: ?(?:ថា|ជា|គឺ|៖|:))*"
)
_REVERSE_CUE = (
    r"(?: ?(?:គឺ|ដែល))*(?: ?(?:ជា)?(?:អក្សរ|ពាក្យ)កាត់ ?(?:ឲ្យ|ឱ្យ|នៃ|របស់|ពី|មកពី|ដែលមកពី|តំណាងឱ្យ|តំណាងឲ្យ)+(?:ពាក្យ|ឈ្មោះ)?"
    r"| ?មានន័យថា| ?(?:មាន)?ឈ្មោះពេញ(?:ថា|គឺ|៖| )+| ?មកពីពាក្យ(?:ថា)?) ?[៖:]?"
)

_paren = re.compile(r"[(（\[]([^()（）\[\]\n]{2,200})[)）\]]")
_cue = re.compile(_CUE)
_cue_short = re.compile(rf" ?[{re.escape(_OPEN)}]? ?{_short('short')}")
_cue_lead = re.compile(r"(?:[ ,]|ដែល|ឬ|ហើយ|និង|ត្រូវបាន|គេ|ដោយ|ទូទៅ|តែងតែ|អាច|[(（\[])*$")
_reverse_cue = re.compile(_REVERSE_CUE)
_shorts = re.compile(
    rf"\s*{_short('a')}(?:{_BETWEEN}{_short('b')})?"
    rf"(?:{_BETWEEN}{_short('c')})?\s*"
)
_then_short = re.compile(rf" ?[-–—,;:/=] ?{_short('short')}\s*")
_separator = re.compile("[-–—,;:/=]")
_short_then_long = re.compile(
    rf"\s*{_short('short')}(?: ?[-–—,;:/=៖] ?| (?=[A-Z][a-z]))(?P<long>.+?)\s*"
)
_spaced = re.compile(SPACED)
_short_at_end = re.compile(rf"(?:(?<![\u1780-\u17d3\u17dd.,]){KHMER}|(?<![A-Za-z0-9.&-]){LATIN})$")
_equals = re.compile(r" ?(?:៖|:|=|–|—) ?(?=[\u1780-\u17b3])")


class Site(NamedTuple):
    """A definition, in the offsets of the text it was found in."""

    start: int  # of the short form
    end: int
    long: LongForm
    pattern: Pattern


def find_sites(text: str, dotted: list[tuple[int, int]], gazetteer: Gazetteer) -> list[Site]:
    """The definitions in ``text``, in order; ``dotted`` are the spans of its dotted acronyms."""
    found: dict[int, Site] = {}
    finders = (
        _in_parentheses(text, dotted, gazetteer),
        _by_cue(text, dotted, gazetteer),
        _side_by_side(text, dotted),
    )
    for sites in finders:
        for site in sites:
            found.setdefault(site.start, site)
    return [found[start] for start in sorted(found)]


def _in_parentheses(
    text: str, dotted: list[tuple[int, int]], gazetteer: Gazetteer
) -> Iterator[Site]:
    by_end = {end: start for start, end in dotted}
    for paren in _paren.finditer(text):
        first, last = paren.span(1)
        cue = _cue.match(text, first + (text[first] == " "), last)
        looser = cue is not None
        if cue:
            first = cue.end()
        shorts = _shorts.fullmatch(text, first, last)
        if shorts:
            spans = [shorts.span(name) for name in "abc" if shorts[name]]
            found = list(_long_short(text, spans, paren.start(), gazetteer, looser))
            if found:
                yield from found
                continue
        yield from _mixed(text, first, last, paren.start(), gazetteer)
        yield from _short_long(text, first, last, paren.start(), by_end)


def _long_short(
    text: str, spans: list[tuple[int, int]], end: int, gazetteer: Gazetteer, looser: bool
) -> Iterator[Site]:
    """LONG (SHORT), also with two short forms, (គ.ជ.ប / NEC), which share the long form."""
    shared: LongForm | None = None
    for start, stop in spans:
        short = text[start:stop]
        if short.isascii():
            if not is_latin(short):
                continue
            long = shared or latin_before(text, end, canonical_form(short), gazetteer)
            long = long and long._replace(positions=())
        else:
            long = khmer_before(text, end, short, looser=looser)
            if long and is_undotted(short) and not (long.kind or long.score == 100):
                long = None  # an ordinary word in parentheses
            shared = shared or long
        if long:
            yield Site(start, stop, long, "cue" if looser else "long_short")


def is_undotted(short: str) -> bool:
    return is_bare(short) or _spaced.fullmatch(short) is not None


def _mixed(text: str, first: int, last: int, end: int, gazetteer: Gazetteer) -> Iterator[Site]:
    """LONG (English long form – SHORT) and LONG (SHORT: English long form)."""
    match = _short_then_long.fullmatch(text, first, last)
    translation = match.span("long") if match else (first, first)
    if not match or not is_latin(match["short"]):
        for separator in _separator.finditer(text, first, last):
            translation = first, separator.start()
            match = _then_short.fullmatch(text, separator.start(), last)
            if match:
                break
    if not match or not is_latin(match["short"]):
        return
    english = english_inside(text, *translation, match["short"])
    long = latin_before(text, end, canonical_form(match["short"]), gazetteer)
    if long and not long.english:
        yield Site(*match.span("short"), long._replace(english=english), "long_short")
    elif english:
        found = LongForm(*english, 100, None, english=english)
        yield Site(*match.span("short"), found, "long_short")


def _short_long(
    text: str, first: int, last: int, end: int, by_end: dict[int, int]
) -> Iterator[Site]:
    """SHORT (LONG)."""
    while end and text[end - 1] in " " + _QUOTES:
        end -= 1
    start = by_end.get(end)
    if start is None:
        match = _short_at_end.search(text, max(0, end - 40), end)
        if not match:
            return
        start = match.start()
    short = text[start:end]
    if short.isascii():
        long = latin_after(text, first, last, canonical_form(short)) if is_latin(short) else None
    else:
        long = khmer_after(text, first, _before_latin(text, first, last), short)
    if long:
        yield Site(start, end, long, "short_long")


_latin_tail = re.compile(r" ?[-–—/,;:=]? ?[A-Z][A-Za-z][^\u1780-\u17ff]*$")


def _before_latin(text: str, first: int, last: int) -> int:
    """Where a Khmer phrase ends that is followed by its English translation."""
    tail = _latin_tail.search(text, first, last)
    return tail.start() if tail else last


def _by_cue(text: str, dotted: list[tuple[int, int]], gazetteer: Gazetteer) -> Iterator[Site]:
    for cue in _cue.finditer(text):
        short = _cue_short.match(text, cue.end())
        lead = _cue_lead.search(text, max(0, cue.start() - 40), cue.start())
        end = lead.start() if lead else cue.start()
        if short and end:
            span = short.span("short")
            if short["short"].isascii():
                if is_latin(short["short"]):
                    form = canonical_form(short["short"])
                    long = latin_before(text, end, form, gazetteer)
                    if long:
                        yield Site(*span, long, "cue")
            else:
                long = khmer_before(text, end, short["short"], looser=True)
                if long:
                    yield Site(*span, long, "cue")
    for start, stop in dotted:
        reverse = _reverse_cue.match(text, stop)
        if reverse:
            long = khmer_after(text, reverse.end(), None, text[start:stop])
            if long:
                yield Site(start, stop, long, "cue")


def _side_by_side(text: str, dotted: list[tuple[int, int]]) -> Iterator[Site]:
    """LONG ឬ SHORT, SHORT ឬ LONG, LONG «SHORT», and SHORT ៖ LONG of a list of abbreviations."""
    for start, stop in dotted:
        short = text[start:stop]
        if text[start - 1 : start] in tuple("«“\"‘'"):
            long = khmer_before(text, start - 1, short)
            if long and _certain(long):
                yield Site(start, stop, long, "long_short")
                continue
        before = text[max(0, start - 6) : start].rstrip(" " + _QUOTES)
        if before.endswith("ឬ"):
            end = text.rfind("ឬ", 0, start)
            long = khmer_before(text, end, short)
            if long and _certain(long):
                yield Site(start, stop, long, "or")
                continue
        after = stop
        while after < len(text) and text[after] in " " + _QUOTES:
            after += 1
        if text.startswith("ឬ", after):
            long = khmer_after(text, after + 1, None, short)
            if long and _certain(long):
                yield Site(start, stop, long, "or")
                continue
        equals = _equals.match(text, stop)
        if equals:
            long = khmer_after(text, equals.end(), None, short)
            if long and _certain(long):
                yield Site(start, stop, long, "short_long")


def _certain(long: LongForm) -> bool:
    return long.score == 100 or (long.kind is not None and long.score >= 75)
