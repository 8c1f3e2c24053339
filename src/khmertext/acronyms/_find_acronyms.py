"""Finding the acronyms of a text and what they stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import Final

from khmertext._addresses import outside_addresses
from khmertext._chars import RE_DIGIT
from khmertext._data import read_table
from khmertext._lexicon import AcronymKind, known_acronyms
from khmertext._patterns import any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext._view import View
from khmertext.acronyms._candidates import (
    Candidate,
    bare_candidates,
    bare_pattern,
    codes,
    dotted_candidates,
    latin_candidates,
    lower_candidates,
    over_lines,
    slashed_codes,
)
from khmertext.acronyms._definitions import find_sites
from khmertext.acronyms._forms import canonical_form, units
from khmertext.acronyms._gazetteer import Entry, Gazetteer, GazetteerOption, as_gazetteer
from khmertext.acronyms._phrase import WordEdges, pattern_of
from khmertext.acronyms._sites import Site
from khmertext.acronyms._types import Acronym, Acronyms, Definition, LetterMatch
from khmertext.errors import check_text
from khmertext.numbers._number_words import spelled
from khmertext.numbers._units import UnitRow
from khmertext.segmentation._dotted import find_dotted


def find_acronyms(
    text: str, *, gazetteer: GazetteerOption = "default", latin_lower: bool = False
) -> Acronyms:
    """Find the acronyms of ``text``, unify their spellings and say what they stand for.

    An expansion comes from ``text`` itself, wherever in it the acronym is defined, or else from
    ``gazetteer``: ``"default"`` is the list that comes with khmertext, ``None`` none, a ``Mapping``
    (short form to expansion) or what :func:`load_gazetteer` returns another one. The text always
    wins, and a later definition of the same acronym holds from there on. With ``latin_lower`` the
    names of organizations in small Latin letters (``unicef``) are found too.

    Returns :class:`Acronyms`, a sequence of :class:`Acronym` in the order of the text with its
    ``definitions`` and ``entities``. Offsets are code points of ``text``. Never raises on text;
    raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for another ``gazetteer``.

    >>> text = "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត (គ.ជ.ប) បានប្រកាស។ សមាជិក គជប ថា"
    >>> for acronym in find_acronyms(text):
    ...     print(acronym.start, acronym.text, acronym.canonical, acronym.expansion)
    35 គ.ជ.ប គ.ជ.ប គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត
    60 គជប គ.ជ.ប គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត
    """
    view = View(check_text(text, "find_acronyms"))
    return acronyms_in(view, as_gazetteer(gazetteer), latin_lower=latin_lower)


def acronyms_in(view: View, known: Gazetteer, *, latin_lower: bool = False) -> Acronyms:
    """:func:`find_acronyms` on a view."""
    dotted = over_lines(view.text, list(find_dotted(view.text)), known.names)
    sites = outside_addresses(view.text, find_sites(view.text, dotted, known))
    found = _candidates(view.text, dotted, sites, known, latin_lower=latin_lower)
    found = outside_addresses(view.text, found)
    definitions = {site.start: _definition(view, site) for site in sites}
    meanings: dict[str, _Meanings] = {}
    for site in sites:
        canonical = definitions[site.start].canonical
        meanings.setdefault(canonical, _Meanings()).add(site, _long(view, site))
    mentions = [
        _mention(view, candidate, definitions.get(candidate.start), meanings, known)
        for candidate in found
    ]
    return Acronyms(mentions, view.original, definitions.values())


class _Meanings:
    """What a text says that one acronym means, in the order of the text."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._sites: list[tuple[Site, str, bool]] = []

    def add(self, site: Site, long: str) -> None:
        redefined = bool(self._sites) and (self._sites[-1][2] or self._sites[-1][1] != long)
        self._places.append(site.start)
        self._sites.append((site, long, redefined))

    def at(self, place: int) -> tuple[Site, str, bool]:
        """The last definition up to ``place``, or else the first; whether it is a second meaning."""
        return self._sites[max(0, bisect_right(self._places, place) - 1)]


def _candidates(
    text: str,
    dotted: list[tuple[int, int]],
    sites: list[Site],
    gazetteer: Gazetteer,
    *,
    latin_lower: bool,
) -> list[Candidate]:
    """The mentions in order; of two that overlap the one that begins first, then the longer."""
    defined = frozenset(canonical_form(text[site.start : site.end]) for site in sites)
    known = _Either(defined, gazetteer.forms)
    found = [
        Candidate(site.start, site.end, canonical_form(text[site.start : site.end]))
        for site in sites
    ]
    names = _Either(defined, gazetteer.names)
    dotted = over_lines(text, dotted, names)
    found += dotted_candidates(text, dotted, names, gazetteer.documents)
    written = frozenset(candidate.canonical for candidate in found) - gazetteer.forms - defined
    edges = WordEdges(text)
    found += codes(text, gazetteer.documents, edges)
    found += slashed_codes(text, gazetteer.documents)
    found += latin_candidates(text, known)
    if latin_lower:
        found += lower_candidates(text, known)
    if defined:
        found += bare_candidates(text, *_bare(defined), edges, defined=True)
    if written:
        found += bare_candidates(text, *_bare(written), edges, defined=False)
    bare = bare_candidates(text, *_bare(gazetteer.forms), edges, defined=False)
    # គម is a kilometre behind a number, and nothing elsewhere
    found += (candidate for candidate in bare if _fitting(text, candidate, gazetteer))
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    kept: list[Candidate] = []
    for candidate in found:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


class _Either:
    """Two sets as one, without the work of joining them for each text."""

    __slots__ = ("_few", "_many")

    def __init__(self, few: frozenset[str], many: frozenset[str]) -> None:
        self._few = few
        self._many = many

    def __contains__(self, form: object) -> bool:
        return form in self._few or form in self._many


@lru_cache(maxsize=64)
def _bare(forms: frozenset[str]) -> tuple[Triggered | None, dict[str, str]]:
    return bare_pattern(forms), {
        spelling: form for form in forms for spelling in (form, form.replace(".", ""))
    }


def _definition(view: View, site: Site) -> Definition:
    start, end = view.to_original(site.long.start, site.long.end)
    short = view.text[site.start : site.end]
    letters = units(short)
    positions = [view.to_original(place, place + 1)[0] for place in site.long.positions]
    return Definition(
        start,
        end,
        view.original[start:end],
        acronym=view.to_original(site.start, site.end),
        long_form=(start, end),
        canonical=canonical_form(short),
        pattern=site.pattern,
        alignment=tuple(map(LetterMatch, letters, positions)) if positions else (),
        score=site.long.score,
        english=view.to_original(*site.long.english) if site.long.english else None,
    )


def _mention(
    view: View,
    candidate: Candidate,
    definition: Definition | None,
    meanings: dict[str, _Meanings],
    gazetteer: Gazetteer,
) -> Acronym:
    start, end = view.to_original(candidate.start, candidate.end)
    surface = view.original[start:end]
    defined = meanings.get(candidate.canonical)
    if not defined:
        entry = _fitting(view.text, candidate, gazetteer)
        return Acronym(
            start,
            end,
            surface,
            candidate.canonical,
            entry.kind if entry else _kind_of_code(candidate.canonical, gazetteer),
            entry.expansion if entry else None,
            "gazetteer" if entry and entry.expansion else None,
            None,
        )
    site, long, redefined = defined.at(candidate.start)
    return Acronym(
        start,
        end,
        surface,
        candidate.canonical,
        _kind(site, candidate.canonical, gazetteer),
        long,
        "text",
        definition,
        ("redefined",) if redefined else (),
    )


def _kind_of_code(canonical: str, gazetteer: Gazetteer) -> AcronymKind:
    """``"document"`` if the last letters are those of a kind of document: អ.ស.ហ.ប្រក."""
    groups = [group for group in re.split("[./]", canonical) if len(group) > 1]
    known = any(canonical_form(group) in gazetteer.documents for group in groups) or (
        "/" in canonical and "." in canonical and not canonical.isascii()
    )
    return "document" if known else "other"


_line_break = lazy_pattern("(.)[ \t]*\r?\n[ \t]*(.)")
_khmer = lazy_pattern("[\u1780-\u17d3\u17dd]")


def _long(view: View, site: Site) -> str:
    """The long form in one line: Khmer words that are parted by a line break follow one another."""
    text = view.text[site.long.start : site.long.end]
    return _line_break.sub(_joined, text) if "\n" in text else text


def _joined(found: re.Match[str]) -> str:
    before, after = found.groups()
    return before + after if _khmer.match(before) and _khmer.match(after) else f"{before} {after}"


def _kind(site: Site, canonical: str, gazetteer: Gazetteer) -> AcronymKind:
    if site.long.kind:
        return site.long.kind
    entries = gazetteer.entries(canonical)
    return entries[0].kind if entries else "other"


# --- does what the gazetteer says fit here? --------------------------------------------------

_NUMBER_ROLES: Final = ("unit", "tens", "scale", "half")
_LONGEST_NUMBER_WORD = 10  # with a space behind it
_BLANK = r"(?:\.{4}|…{2}|_{3})"  # where a form leaves room for a figure; three dots are an ellipsis


@lazy_pattern
def _number_before() -> str:
    words = any_of(word for role in _NUMBER_ROLES for word in spelled(role))
    return f"(?:[{RE_DIGIT}0-9]|{words}|{_BLANK}) ?$"


_number_after = lazy_pattern(f"[ .]*[{RE_DIGIT}0-9]")
# ឆ្នាំ ៨០២ នៃ គ.ស., សតវត្សទី IX នៃ គ.ស.
_era_before = lazy_pattern(lambda: f"(?:{pattern_of('era')}|[{RE_DIGIT}0-9IVX] ?នៃ) ?$")


def _fitting(text: str, candidate: Candidate, gazetteer: Gazetteer) -> Entry | None:
    """The entry whose kind fits: a unit stands behind a number, an era beside the year."""
    entries = gazetteer.entries(candidate.canonical)
    if not entries:
        return None
    look = text[max(0, candidate.start - _LONGEST_NUMBER_WORD) : candidate.start]
    measured = _number_before.search(look) is not None or _is_measured(text, candidate)
    dated = measured or _number_after.match(text, candidate.end) or _era_before.search(look)
    fits = {"unit": measured, "era": dated}
    fitting = [
        entry
        for entry in entries
        if fits.get(entry.kind, True)
        and (entry.kind == "unit" or not _contradicted(text, candidate, entry))
    ]
    # where a measure fits, it is meant; ម.គ is a cubic metre behind a figure, and an era before it
    fitting.sort(key=lambda entry: entry.kind != "unit")
    return next((entry for entry in fitting if entry.kind in fits), fitting[0] if fitting else None)


_measured_before = lazy_pattern(lambda: f"{pattern_of('measured')} ?[៖:(]? ?[.…_]{{0,24}} ?$")
_power = lazy_pattern(f"\\.?[²³]|\\.?[23២៣](?![{RE_DIGIT}0-9])| ?(?:ការ៉េ|គូប)")
_LONGEST_UNIT = 24
_UNIT_KINDS = ("money", "measure", "time", "classifier")
_run_after = lazy_pattern("[\u1780-\u17d3.]+|[A-Za-z]+")
# a short one is no part of a word: ម/គ.ក, but not ក្រុម/គ.ក
_per_before = lazy_pattern("([\u1780-\u17d3.]+|[A-Za-z]+|[$€៛])/$")


@cache
def _unit_names() -> frozenset[str]:
    rows = read_table("number_units.tsv", UnitRow)
    listed = frozenset(known.short for known in known_acronyms() if known.kind == "unit")
    return listed.union(row.word for row in rows if row.kind in _UNIT_KINDS)


def _is_measured(text: str, candidate: Candidate) -> bool:
    """Whether what stands beside it is said of a unit: ៛/គ.ក, គ.ម/ម៉ោង, ស.ម², គិតជា គ.ម ការ៉េ."""
    start, end = candidate.start, candidate.end
    if candidate.canonical.isascii() or _power.match(text, end):
        return True  # a currency is one anywhere
    dotted = "." in text[start:end]  # ចម្ងាយ គម may be any word
    if dotted and _heads_column(text, start, end):
        return True
    if dotted and _measured_before.search(text, max(0, start - 40), start):
        return True
    if text.startswith("/", end):
        after = _run_after.match(text, end + 1)
        return after is not None and after[0].rstrip(".") in _unit_names()
    before = _per_before.search(text, max(0, start - _LONGEST_UNIT), start)
    run = before[1] if before else ""
    return run in _unit_names() or any(
        run[place:] in _unit_names() for place in range(len(run) - 3)
    )


_column_end = lazy_pattern("[ \t]*(?:[|\t\n]|$)")


def _heads_column(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends the head of a column in brackets: កម្ពស់ទឹកភ្លៀង (ម.ម) |"""
    return (
        text[start - 1 : start] == "("
        and text[end : end + 1] == ")"
        and _column_end.match(text, end + 1) is not None
    )


_HEAD = 4  # letters and marks of an expansion that tell its first word
_BEFORE_BRACKET = 80


def _contradicted(text: str, candidate: Candidate, entry: Entry) -> bool:
    """In brackets behind a name stands what that name is called: ខេត្តសៀមរាប (ស.រ) is no circular.

    An entry fits there only if its own first word is in that name.
    """
    if entry.expansion is None or text[candidate.end : candidate.end + 1] not in (")", "）"):
        return False
    before = text[max(0, candidate.start - _BEFORE_BRACKET) : candidate.start]
    name = before[:-1].rstrip(" ") if before[-1:] in ("(", "（") else ""
    return _khmer.match(name[-1:]) is not None and entry.expansion[:_HEAD] not in name
