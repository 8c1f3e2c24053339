"""Places where a text says what an acronym means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from khmertext._chars import COENG, RE_DIGIT, RE_LETTER
from khmertext._lexicon import lexicon
from khmertext._patterns import any_of
from khmertext.acronyms._forms import UNIT, canonical_form, units
from khmertext.acronyms._gazetteer import Gazetteer
from khmertext.acronyms._long_forms import (
    FAIR,
    LIKELY,
    UNSURE,
    LongForm,
    english_inside,
    khmer_after,
    khmer_before,
    latin_after,
    latin_before,
    latin_beside,
)
from khmertext.acronyms._phrase import words_of
from khmertext.acronyms._shapes import (
    BARE,
    CAPITAL,
    LATIN,
    SLASHED,
    SPACED,
    is_latin,
    is_numbered,
    is_pronounceable,
)
from khmertext.acronyms._types import Pattern

_QUOTES = "«»“”„‟\"'‘’‹›"
_IN_QUOTES = f"[ {_QUOTES}]*"

# ហៅកាត់ថា, សរសេរជាអក្សរកាត់ថា, (ជា)អក្សរកាត់, ហៅដោយសង្ខេបថា, ដែលមានឈ្មោះកាត់ថា, តទៅនេះហៅថា,
# គេស្គាល់ជាទូទៅថា, ជាភាសាអង់គ្លេស៖ ...
_CUE = (
    "(?:(?:ដែល|តទៅ|នេះ|មុខ|ត្រូវ(?:បាន)?|គេ) ?)*"
    "(?:(?:ហៅ|សរសេរ|មានឈ្មោះ|ឈ្មោះ|ប្រើ) ?(?:ជា|ដោយ)?(?:អក្សរ|ពាក្យ)? ?(?:កាត់|សង្ខេប|ខ្លី)(?:ៗ)?"
    "|(?:ជា)?(?:អក្សរ|ពាក្យ) ?(?:កាត់|សង្ខេប)"
    "|(?:ហៅ|ស្គាល់(?:ជាទូទៅ)?)(?= ?ថា)|(?:ហៅ)?(?=ជាភាសា(?:អង់គ្លេស|បារាំង) ?[ថ៖:]))"
    "(?: ?(?:ជា)?(?:ភាសា)?(?:អង់គ្លេស|ខ្មែរ|បារាំង))?(?: ?(?:ថា|ជា|គឺ|ដោយ|៖|:))*"
)
# SHORT (គឺ)ជាអក្សរកាត់នៃ LONG, SHORT មានន័យថា LONG, SHORT មានឈ្មោះពេញថា LONG
_REVERSE_CUE = (
    "(?: ?(?:គឺ|ដែល))*(?:"
    " ?(?:ជា)?(?:អក្សរ|ពាក្យ)កាត់ ?(?:នៃ|របស់|ពី|មកពី|ឲ្យ|ឱ្យ|តំណាងឲ្យ|តំណាងឱ្យ)(?:ពាក្យ|ឈ្មោះ)?"
    "| ?មានន័យថា| ?(?:មាន)?ឈ្មោះពេញ ?(?:ថា|គឺ|៖)?| ?មកពីពាក្យ(?:ថា)?)"
    "(?: ?(?:ជា)?(?:ភាសា)?(?:អង់គ្លេស|បារាំង))?(?: ?(?:ថា|គឺ))* ?[៖:]? ?"
)

_paren = re.compile(r"[(（\[]((?:[^()（）\[\]\n]|\n(?!\n)){2,200})[)）\]]")
_closed_paren = re.compile(r"[(（\[][^()（）\[\]\n]{2,60}[)）\]] ?$")
_cue = re.compile(_CUE)
# at the end the name as it is spoken: LONG ហៅកាត់ថា អ៊ុនតាក់ (UNTAC)
_cue_before = re.compile(f"(?: |ដែល|ឬ)*{_CUE}(?: ?[\u1780-\u17d3][\u1780-\u17d3 -]{{1,24}})? ?$")
_SHORTENED = "កាត់|សង្ខេប|ខ្លី"
_shortened = re.compile(_SHORTENED)
_cue_core = re.compile(
    f"{_SHORTENED}|(?:ហៅ|ស្គាល់|ទូទៅ) ?ថា|ភាសា(?:អង់គ្លេស|បារាំង) ?[ថ៖:]"
)  # quick to find; where a cue can be
# what it begins with: plain text is found ten times faster
_CUE_WORDS = ("កាត់", "សង្ខេប", "ខ្លី", "ហៅ", "ស្គាល់", "ទូទៅ", "ភាសា")
_AROUND_CORE = 24  # a cue begins and ends no farther from it
_cue_lead = re.compile(
    "(?:[ ,(（]|ដែល|ឬ|ហើយ|និង|ត្រូវ(?:បាន)?|គេ|ដោយ|(?:ជា)?ទូទៅ|តែងតែ|(?:ជា)?ច្រើន|(?:ជា)?ញឹកញាប់|អាច|មាន"
    "|តទៅ|នេះ|ខាងក្រោម)*$"
)
_reverse_cue = re.compile(rf" ?(?P<open>[(（])?{_REVERSE_CUE}")
_REVERSE_WORDS = ("អក្សរកាត់", "ពាក្យកាត់", "មានន័យថា", "ឈ្មោះពេញ", "មកពីពាក្យ")
_reverse_core = re.compile(any_of(_REVERSE_WORDS))
_latin_defined = re.compile(
    rf"(?<![A-Za-z0-9&/.-])(?P<short>{LATIN})[{_QUOTES}]? ?(?P<open>[(（])?{_REVERSE_CUE}{_IN_QUOTES}"
)
_or = re.compile("ឬ")
_latin_behind_or = re.compile(rf"{_IN_QUOTES}(?P<short>{LATIN})(?! ?[A-Za-z0-9])")
_latin_before_or = re.compile(rf"(?<![A-Za-z0-9&/.-])(?<![A-Za-z] )(?P<short>{LATIN}){_IN_QUOTES}$")
_OPENING_QUOTES = '«“‘"'
_quoted_bare = re.compile(f'[«“‘"]({BARE})[»”’"]')
_BLANKS = "[ \t]{0,8}"
# a line of a list of abbreviations, either way round
_list_line = re.compile(
    rf"^{_BLANKS}(?:[-–—•*+] ?|[(]?[0-9{RE_DIGIT}]{{1,2}}[.)-] ?)?(?P<short>[^ \t\n៖:=|]{{2,20}}?)"
    rf"{_BLANKS}(?:៖|:|=|–|—| -|\t|\|){_BLANKS}(?P<long>[^\n]{{4,200}})$",
    re.MULTILINE,
)
# behind the first mark of a line that can part the two
_list_end_of_line = re.compile(
    rf"(?:[៖:=–—\t]|-(?<= -)){_BLANKS}(?P<short>[^ \t\n]{{2,20}})[ ;,.។]{{0,2}}$", re.MULTILINE
)
_LONGEST_IN_LIST = 200
_parting = re.compile("[៖:=–—]")
_dash = re.compile(rf" [–—-] (?P<short>{LATIN})(?! ?[A-Za-z0-9])")
_is = re.compile("(?: ?(?:គឺ|ជា)){1,2} ?")
_opening = re.compile(rf" ?[(（\[]?{_IN_QUOTES}")
_quotes = re.compile(_IN_QUOTES)
_quoted_latin = re.compile(rf"[«“‘\"]({LATIN})[»”’\"]")
_between = re.compile(" ?(?:[/,;=|៖:]|-|–|—|ឬ|និង) ?")
_undotted = re.compile(f"{SLASHED}|{BARE}|{SPACED}|{LATIN}")
_undotted_at_end = re.compile(
    rf"(?:(?<![\u1780-\u17d3\u17dd.,])(?:{SLASHED}|{BARE}|{SPACED})|(?<![A-Za-z0-9.&-]){LATIN})$"
)
# (English long form – SHORT), (SHORT: English long form), (SHORT Cambodia)
_then_short = re.compile(rf"[-–—,;:/=] ?(?P<short>{LATIN})\s*")
_separator = re.compile("[-–—,;:/=]")
_short_then = re.compile(
    rf"\s*(?P<short>{LATIN})(?: ?[-–—,;:/=៖] ?| (?=[A-Z][a-z]))(?P<long>.+?)\s*"
)
_latin_tail = re.compile(r" ?[-–—/,;:=]? ?[A-Z][A-Za-z][^\u1780-\u17ff]*$")
_latin = re.compile(LATIN)
_branch = re.compile(r" (?:in )?(?:the )?(?:Cambodia|Asia|International|Global|Bank|Group)")
_dotted = re.compile(rf"(?:{UNIT}\.)+{UNIT}\.?")
_english_run = re.compile(r"[A-Za-z][A-Za-z '’&,-]{6,120}")
_to_close = re.compile(r"[^()（）\[\]\n]{2,200}(?=[)）])")
_list_end = re.compile(r"[(（\[]|[ ;,។]*$")
_qualifier = re.compile(r"[ -][\u1780-\u17d3\u200b -]{2,30}$")
_base = re.compile(rf"(?<!{COENG})[{RE_LETTER}]")
_equals = re.compile(r" ?(?:៖|:|=|–|—|\t) ?(?=[\u1780-\u17b3])")


def _at(words: tuple[str, ...], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of ``pattern``, each of which begins with one of ``words``, left to right."""
    places: list[int] = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            places.append(place)
            place = text.find(word, place + 1)
    end = 0
    for place in sorted(places):
        match = pattern.match(text, place) if place >= end else None
        if match:
            yield match
            end = match.end()


def _is_short(token: str) -> bool:
    """Whether ``token`` is written like an acronym: with dots, or in capitals."""
    return _is_latin_token(token) or _dotted.fullmatch(token) is not None


def _is_latin_token(token: str) -> bool:
    return _latin.fullmatch(token) is not None and is_latin(token)


class Site(NamedTuple):
    """A definition, in the offsets of the text it was found in."""

    start: int  # of the short form
    end: int
    long: LongForm
    pattern: Pattern


def find_sites(text: str, dotted: list[tuple[int, int]], gazetteer: Gazetteer) -> list[Site]:
    """The definitions in ``text``, in order; ``dotted`` are the spans of its dotted acronyms."""
    finder = _Finder(text, dotted, gazetteer)
    found: dict[int, Site] = {}
    for sites in (finder.in_parentheses(), finder.by_cue(), finder.side_by_side()):
        for site in sites:
            found.setdefault(site.start, site)
    return [found[start] for start in sorted(found)]


class _Finder:
    def __init__(self, text: str, dotted: list[tuple[int, int]], gazetteer: Gazetteer) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._has_latin = CAPITAL.search(text) is not None
        self._end_of = dict(dotted)
        self._start_of = {end: start for start, end in dotted}
        self._starts = [start for start, _ in dotted]
        self._ends = [end for _, end in dotted]

    # --- the patterns ------------------------------------------------------------------------

    def in_parentheses(self) -> Iterator[Site]:
        for paren in _paren.finditer(self._text):
            first, last = paren.span(1)
            cue = _cue.match(self._text, first + (self._text[first] == " "), last)
            end = paren.start()
            cue_before = self._cue_before(end)
            if cue_before:  # LONG ហៅកាត់ (SHORT)
                end = cue_before.start()
            shorts = self._shorts(cue.end() if cue else first, last)
            if (
                not shorts
                and first in self._end_of
                and _qualifier.match(self._text, self._end_of[first], last)
            ):
                shorts = [(first, self._end_of[first])]  # (គ.ក.ស.ក ខេត្ត)
            found = list(self._long_short(shorts, end, cued=bool(cue or cue_before)))
            found = found or list(self._with_english(first, last, end))
            yield from found or self._short_long(first, last, paren.start())

    def _cue_before(self, end: int) -> re.Match[str] | None:
        """The words such as ហៅកាត់ that end at ``end``."""
        start = max(0, end - 40)
        if not any(self._text.find(word, start, end) >= 0 for word in _CUE_WORDS):
            return None  # at a glance: most parentheses have none before them
        return _cue_before.search(self._text, start, end)

    def _long_short(self, shorts: list[tuple[int, int]], end: int, *, cued: bool) -> Iterator[Site]:
        """LONG (SHORT); two short forms, (គ.ជ.ប / NEC), share the long form."""
        shared: LongForm | None = None
        for start, stop in shorts:
            long = self._before(start, stop, end, cued=cued)
            if long is None and shared:
                long = shared._replace(positions=())
            if long:
                shared = long
                yield Site(start, stop, long, "cue" if cued else "long_short")

    def _with_english(self, first: int, last: int, end: int) -> Iterator[Site]:
        """LONG (English long form – SHORT) and LONG (SHORT: English long form)."""
        match = _short_then.fullmatch(self._text, first, last)
        translation = match.span("long") if match else (first, first)
        if not match or not is_latin(match["short"]):
            for separator in _separator.finditer(self._text, first, last):
                translation = first, separator.start()
                match = _then_short.fullmatch(self._text, separator.start(), last)
                if match:
                    break
        if not match or not is_latin(match["short"]):
            return
        english = english_inside(self._text, *translation, match["short"])
        form = canonical_form(match["short"])
        long = latin_before(self._text, end, form, self._gazetteer, floor=self._floor(end))
        tail = self._text[match.end("short") : translation[1]]
        if not english and tail[:1] == " " and _branch.fullmatch(tail) is None:
            return  # a term in English that begins with the acronym: (ASEAN Summit)
        if long and not long.english and (english or long.score >= 80):
            yield Site(*match.span("short"), long._replace(english=english), "long_short")
        elif english:
            found = LongForm(*english, 100, None, english=english)
            yield Site(*match.span("short"), found, "long_short")

    def _short_long(self, first: int, last: int, end: int) -> Iterator[Site]:
        """SHORT (LONG)."""
        while end and self._text[end - 1] in " " + _QUOTES:
            end -= 1
        start = self._start_of.get(end)
        if start is None:
            match = _undotted_at_end.search(self._text, max(0, end - 40), end)
            if not match:
                return
            start = match.start()
        short = self._text[start:end]
        long = None
        if not short.isascii():
            tail = _latin_tail.search(self._text, first, last)  # a translation
            long = khmer_after(self._text, first, tail.start() if tail else last, short)
            dotted = start in self._end_of
            if long and not dotted and not self._fits_undotted(short, long, cued=False):
                return
        elif is_latin(short) and short.upper() not in words_of("measure"):
            long = latin_after(self._text, first, last, canonical_form(short))
        if long:
            yield Site(start, end, long, "short_long")

    def by_cue(self) -> Iterator[Site]:
        """LONG ហៅកាត់ថា SHORT and SHORT ជាអក្សរកាត់នៃ LONG."""
        for core in _at(_CUE_WORDS, _cue_core, self._text):
            near = max(0, core.start() - _AROUND_CORE), core.end() + _AROUND_CORE
            cue = _cue.search(self._text, *near)
            if not cue or not cue.start() < core.end() <= cue.end():
                continue
            opening = _opening.match(self._text, cue.end())
            short = opening and self._short_at(opening.end(), len(self._text))
            lead = _cue_lead.search(self._text, max(0, cue.start() - 40), cue.start())
            if not short or not lead:
                continue
            if not _shortened.search(cue[0]) and not self._is_marked(*short):
                continue  # ហៅថា calls anything by its name
            # LONG (SHORT) ហៅកាត់ជាភាសាអង់គ្លេសថា SHORT
            between = _closed_paren.search(self._text, max(0, lead.start() - 64), lead.start())
            end = between.start() if between else lead.start()
            long = self._before(*short, end, cued=True)
            if long:
                yield Site(*short, long, "cue")
        if self._has_latin:
            yield from self._latin_by_reverse_cue()
        for start, end in self._end_of.items():
            reverse = _reverse_cue.match(self._text, end)
            if reverse:
                short_form = self._text[start:end]
                closed = _to_close.match(self._text, reverse.end()) if reverse["open"] else None
                last = closed.end() if closed else None
                long = khmer_after(self._text, reverse.end(), last, short_form)
                if long:
                    yield Site(start, end, long, "cue")

    def _latin_by_reverse_cue(self) -> Iterator[Site]:
        """SHORT ជាអក្សរកាត់នៃ LONG and SHORT (អក្សរកាត់នៃ LONG) of a Latin short form."""
        text = self._text
        for core in _at(_REVERSE_WORDS, _reverse_core, text):
            near = max(0, core.start() - 40), core.end() + _AROUND_CORE
            match = _latin_defined.search(text, *near)
            if not match or match.end() < core.end() or not is_latin(match["short"]):
                continue
            form, start = canonical_form(match["short"]), match.end()
            english = _english_run.match(text, start)
            if english:
                long = latin_after(text, *english.span(), form)
            elif match["open"]:
                closed = _to_close.match(text, start)
                long = closed and latin_after(text, start, closed.end(), form, sure=True)
            else:
                long = latin_beside(text, start, form)
            if long:
                yield Site(*match.span("short"), long, "cue")

    def _latin_lists(self) -> Iterator[Site]:
        """The lines SHORT ៖ LONG of a list of abbreviations."""
        text = self._text
        lines = [line for line in _list_line.finditer(text) if _is_short(line["short"])]
        for index, line in enumerate(lines):
            start, last = line.span("long")
            rest = _list_end.search(text, start, last)
            if not rest or not _is_latin_token(line["short"]):
                continue
            found = latin_after(text, start, rest.start(), canonical_form(line["short"]))
            listed = any(
                abs(other.start() - line.end()) < 3 or abs(line.start() - other.end()) < 3
                for other in lines[max(0, index - 1) : index + 2]
                if other is not line
            )
            if found and (listed or found.score >= LIKELY):
                yield Site(*line.span("short"), found, "short_long")

    def _reversed_lists(self) -> Iterator[Site]:
        """The lines LONG ៖ SHORT of a list of abbreviations, and LONG – SHORT in a sentence."""
        text = self._text
        for line in _list_end_of_line.finditer(text):
            first = text.rfind("\n", max(0, line.start() - _LONGEST_IN_LIST - 1), line.start()) + 1
            long = line.start() - first
            if 4 <= long <= _LONGEST_IN_LIST and not _parting.search(text, first, line.start()):
                yield from self._long_dash_short(line, line.start())
        for dash in _dash.finditer(text):
            yield from self._long_dash_short(dash, dash.start())

    def _long_dash_short(self, match: re.Match[str], before: int) -> Iterator[Site]:
        start, end = match.span("short")
        end = self._end_of.get(start, end)
        if _is_short(self._text[start:end]):
            long = self._before(start, end, before, cued=False)
            if long and long.score >= LIKELY:
                yield Site(start, end, long, "long_short")

    def _quoted_latin(self) -> Iterator[Site]:
        """LONG «SHORT» of a Latin short form."""
        for quoted in _quoted_latin.finditer(self._text):
            long = self._before(*quoted.span(1), quoted.start(), cued=False)
            if long and long.score >= LIKELY:
                yield Site(*quoted.span(1), long, "long_short")

    def _latin_or(self) -> Iterator[Site]:
        """LONG ឬ SHORT and SHORT ឬ LONG of a Latin short form, if most letters are explained."""
        text = self._text
        places = [0, 0, *(place.start() for place in _or.finditer(text)), len(text), len(text)]
        for number, place in enumerate(places[2:-2], 2):
            # a name may hold one ឬ, and no more
            floor, ceiling = places[number - 2], places[number + 2]
            behind = _latin_behind_or.match(text, place + 1)
            if behind and is_latin(behind["short"]):
                long = self._before(*behind.span("short"), place, floor=floor, cued=False)
                if long and long.score >= LIKELY:
                    yield Site(*behind.span("short"), long, "or")
            before = _latin_before_or.search(text, max(0, place - 24), place)
            if before and is_latin(before["short"]):
                long = latin_beside(text, place + 1, canonical_form(before["short"]), ceiling)
                if long and long.score >= LIKELY:
                    yield Site(*before.span("short"), long, "or")

    def side_by_side(self) -> Iterator[Site]:
        """LONG ឬ SHORT, SHORT ឬ LONG, LONG «SHORT», and SHORT ៖ LONG of a list of abbreviations.

        Only where the letters fit so well that it cannot be a coincidence.
        """
        text = self._text
        has_quotes = any(quote in text for quote in _OPENING_QUOTES)
        if self._has_latin:
            if has_quotes:
                yield from self._quoted_latin()
            yield from self._latin_or()
            yield from self._latin_lists()
        if self._has_latin or self._ends:
            yield from self._reversed_lists()
        for quoted in _quoted_bare.finditer(text) if has_quotes else ():
            long = self._before(*quoted.span(1), quoted.start(), cued=False)
            if long and long.kind and long.score >= LIKELY:
                yield Site(*quoted.span(1), long, "long_short")
        for start, end in self._end_of.items():
            short = text[start:end]
            for long, pattern in self._beside(start, end, short):
                if long and (long.score == 100 or (long.kind and long.score >= 75)):
                    yield Site(start, end, long, pattern)
                    break

    def _beside(
        self, start: int, end: int, short: str
    ) -> Iterator[tuple[LongForm | None, Pattern]]:
        text = self._text
        if start and text[start - 1] in _QUOTES:
            yield khmer_before(text, start - 1, short, floor=self._floor(start)), "long_short"
        before = text[max(0, start - 6) : start].rstrip(" " + _QUOTES)
        if before.endswith("ឬ"):
            last = max(0, start - 6) + len(before) - 1
            yield khmer_before(text, last, short, floor=self._floor(start)), "or"
        quotes = _quotes.match(text, end)
        if quotes and text.startswith("ឬ", quotes.end()):
            yield khmer_after(text, quotes.end() + 1, None, short), "or"
        being = _is.match(text, end)
        if being:  # SHORT គឺជា LONG
            yield khmer_after(text, being.end(), None, short), "cue"
        equals = _equals.match(text, end)
        if equals:
            # a list of abbreviations: the long form fills the rest of the line
            last = min(self._ceiling(equals.end()), equals.end() + 200)
            line = text[equals.end() : last].split("\n", 1)[0].rstrip(" ;,។")
            end = equals.end() + len(line)
            for ceiling in (end, None):
                long = khmer_after(text, equals.end(), ceiling, short)
                if long is None or text[long.end : long.end + 1] != "?":  # asked, not said
                    yield long, "short_long"

    def _floor(self, end: int) -> int:
        """How far left a long form can reach that ends at ``end``: it holds one acronym at most."""
        number = bisect_right(self._ends, end)
        return self._ends[number - 2] if number > 1 else 0

    def _ceiling(self, start: int) -> int:
        """How far right a long form can reach that begins at ``start``."""
        number = bisect_left(self._starts, start) + 1
        return self._starts[number] if number < len(self._starts) else len(self._text)

    # --- short forms -------------------------------------------------------------------------

    def _short_at(self, start: int, last: int) -> tuple[int, int] | None:
        """The span of the short form that begins at ``start``."""
        end = self._end_of.get(start)
        if end is None:
            match = _undotted.match(self._text, start, last)
            end = match.end() if match else start
        return (start, end) if start < end <= last else None

    def _shorts(self, first: int, last: int) -> list[tuple[int, int]]:
        """The spans of the short forms that fill ``[first, last)``, or none."""
        found: list[tuple[int, int]] = []
        position = first
        while True:
            position = self._past_quotes(position)
            short = self._short_at(position, last)
            if not short:
                return []
            if "." in self._text[slice(*short)] and self._text.startswith(".", short[1]):
                short = short[0], short[1] + 1  # B.A.
            found.append(short)
            position = self._past_quotes(short[1])
            if position >= last:
                return found
            between = _between.match(self._text, short[1], last)
            between = between or _between.match(self._text, position, last)
            if not between:
                return []
            position = between.end()

    def _is_marked(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` is written as no ordinary word is: with dots or in capitals."""
        return start in self._end_of or is_latin(self._text[start:end])

    def _past_quotes(self, position: int) -> int:
        match = _quotes.match(self._text, position)
        return match.end() if match else position

    def _before(
        self, start: int, stop: int, end: int, *, floor: int = 0, cued: bool
    ) -> LongForm | None:
        """The long form that ends at ``end``, not before ``floor``, of the short ``[start, stop)``."""
        short = self._text[start:stop]
        floor = max(floor, self._floor(end))
        if short.isascii():
            capitals = sum(char.isupper() for char in short)
            is_marked = is_latin(short) or (cued and capitals > 1)
            if not (is_marked or is_numbered(short) or capitals > 2):
                return None
            form = canonical_form(short)
            found = latin_before(self._text, end, form, self._gazetteer, floor=floor, sure=cued)
            if found is None or (
                not cued and found.score == UNSURE and len(form) > 4 and is_pronounceable(form)
            ):
                return None  # a brand, as it is spoken
            # IDPoor, G20: written like other things too
            return found if is_marked or found.score >= LIKELY else None
        long = khmer_before(self._text, end, short, floor=floor, looser=cued)
        if not long or start in self._end_of:
            return long
        return long if self._fits_undotted(short, long, cued=cued) else None

    def _fits_undotted(self, short: str, long: LongForm, *, cued: bool) -> bool:
        """Whether the letters, which may be an ordinary word and its explanation, have a long form."""
        if self._is_variant(short, long):
            return False
        if short in lexicon() and not cued:  # សសរ (សេចក្តីសម្រេច), but not ផល (ផ្ទុយគ្នា)
            return long.kind is not None and len(units(short)) > 2
        return long.kind is not None or long.score >= FAIR

    def _is_variant(self, short: str, long: LongForm) -> bool:
        """Whether ``long`` begins with all the letters of ``short``: ធម្ម (ធម្មៈ), រថ (រថយន្ត)."""
        clusters = _base.findall(self._text, long.start, long.end)
        bases = _base.findall(short)
        return clusters[: len(bases)] == bases
