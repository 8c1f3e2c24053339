"""The entry point: finds definitions (``_definitions``) and candidates, and pairs them up."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from khmertext._addresses import address_spans, outside_addresses
from khmertext._chars import RE_WRITTEN, fold
from khmertext._lexicon import AcronymKind
from khmertext._patterns import lazy_pattern
from khmertext._view import View
from khmertext.acronyms._candidates import candidates_in
from khmertext.acronyms._definitions import find_sites
from khmertext.acronyms._dotted_candidates import over_lines
from khmertext.acronyms._fitting import doubted, fitting
from khmertext.acronyms._forms import Candidate, canonical_form, units
from khmertext.acronyms._gazetteer import MEASURES, Entry, Gazetteer, GazetteerOption, as_gazetteer
from khmertext.acronyms._phases import (
    before_phase,
    number_behind,
    phase_end,
    without_years,
    years_behind,
)
from khmertext.acronyms._sites import Site
from khmertext.acronyms._types import Acronym, Acronyms, Definition, LetterMatch
from khmertext.errors import check_text
from khmertext.segmentation._dotted import find_dotted


def find_acronyms(
    text: str, *, gazetteer: GazetteerOption = "default", latin_lower: bool = False
) -> Acronyms:
    """Find the acronyms of ``text``, unify their spellings and say what they stand for.

    An expansion comes from a definition anywhere in ``text``, or else from ``gazetteer``:
    ``"default"`` (the list of khmertext), ``None`` (no list), a ``Mapping`` from short form to
    expansion, or the result of :func:`load_gazetteer`. The text always wins, and a later definition
    of the same acronym holds from there on. With ``latin_lower`` the names of organizations in
    small Latin letters (``unicef``) are found too.

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
    text = fold(view.text)  # all below match on folded text, and the tables are read folded
    dotted = over_lines(text, list(find_dotted(text)), known.names)
    addresses = address_spans(text)
    sites = outside_addresses(addresses, find_sites(text, dotted, known))
    found = candidates_in(text, dotted, sites, known, latin_lower=latin_lower)
    found = outside_addresses(addresses, found)
    definitions: dict[int, Definition] = {}
    meanings: dict[str, _Meanings] = {}
    for site in sites:
        meaning = _Meaning(view, site)
        definition = definitions[site.start] = _definition(view, site, meaning.end)
        meanings.setdefault(definition.canonical, _Meanings()).add(meaning)
    listed = _listed(text, [c for c in found if c.canonical not in meanings], known)
    mentions = [
        _mention(view, candidate, definitions.get(candidate.start), meanings, known, listed)
        for candidate in found
    ]
    return Acronyms(mentions, view.original, definitions.values())


def _listed(text: str, found: list[Candidate], known: Gazetteer) -> dict[int, Entry]:
    """The entries of ``known`` that the undefined candidates ``found`` stand for, by their start.

    A form that is nothing but a unit is that wherever it stands, if a number is before it once.
    """
    doubts = doubted(text, found, known)
    entries: dict[int, Entry] = {}
    units: dict[str, Entry] = {}
    for candidate in found:
        entry = fitting(text, candidate, known)
        if entry and (entry.kind in MEASURES or candidate.canonical not in doubts):
            entries[candidate.start] = entry
            if entry.kind == "unit" and len(known.entries(candidate.canonical)) == 1:
                units[candidate.canonical] = entry
    for candidate in found:
        if candidate.canonical in units:
            entries.setdefault(candidate.start, units[candidate.canonical])
    return entries


class _Meaning:
    """What one definition says: the long form, with and without the phase of a programme."""

    __slots__ = ("end", "name", "number", "phased", "site")

    def __init__(self, view: View, site: Site) -> None:
        text, start, end = view.text, site.long.start, site.long.end
        self.site = site
        self.number = number_behind(text, site.end)
        last = before_phase(text, end, max(start, *site.long.positions, start) + 1, self.number)
        if _figure_last.search(text, site.start, site.end):
            last = end
        self.end = phase_end(text, last, self.number)
        self.name = _in_one_line(text[start:last])
        self.phased = _in_one_line(text[start : self.end])


class _Meanings:
    """The definitions of one acronym, in the order of the text."""

    def __init__(self) -> None:
        self._last: _Meaning | None = None
        self._redefined = False
        # of all of them, and of those of each phase: the places, and what holds from there on
        self._places: dict[int | None, list[int]] = {}
        self._found: dict[int | None, list[tuple[_Meaning, bool]]] = {}

    def add(self, meaning: _Meaning) -> None:
        names = {fold(known.name) for known in (self._last, meaning) if known}
        self._redefined |= len(names) > 1
        self._last = meaning
        for number in {None, meaning.number}:
            self._places.setdefault(number, []).append(meaning.site.start)
            self._found.setdefault(number, []).append((meaning, self._redefined))

    def at(self, place: int, number: int | None, years: tuple[int, ...]) -> tuple[Site, str, bool]:
        """The last definition up to ``place``, or else the first, with whether it is a redefinition.

        One of the same phase ``number`` goes before the others, whose long form is without theirs,
        and without years that are not ``years``.
        """
        number = number if number in self._found else None
        last = max(0, bisect_right(self._places[number], place) - 1)
        meaning, redefined = self._found[number][last]
        long = meaning.phased if number else meaning.name
        if years and years != years_behind(long, len(without_years(long))):
            long = without_years(long)
        return meaning.site, long, redefined


def _definition(view: View, site: Site, end: int) -> Definition:
    """The definition of ``site``, whose long form ends at ``end`` with its phase."""
    start, end = view.to_original(site.long.start, end)
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
    listed: Mapping[int, Entry],
) -> Acronym:
    """What is found for ``candidate``: its meaning in the text, or else in the gazetteer."""
    start, end = view.to_original(candidate.start, candidate.end)
    surface = view.original[start:end]
    defined = meanings.get(candidate.canonical)
    if not defined:
        entry = listed.get(candidate.start)
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
    number = number_behind(view.text, candidate.end)
    years = years_behind(view.text, candidate.end)
    site, long, redefined = defined.at(candidate.start, number, years)
    return Acronym(
        start,
        end,
        surface,
        candidate.canonical,
        _kind(site, long, candidate.canonical, gazetteer),
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


_line_break = lazy_pattern("(.)[ \t]*\n[ \t]*(.)")
_figure_last = lazy_pattern("(?:[0-9០-៩]|-[IVX]+)$")  # the short form has the number: ផ.អ.៣, RDP-II
_khmer = lazy_pattern(f"[{RE_WRITTEN}]")


def _in_one_line(text: str) -> str:
    """A long form in one line; between Khmer letters a line break leaves no space."""
    return _line_break.sub(_joined, text) if "\n" in text else text


def _joined(found: re.Match[str]) -> str:
    before, after = found.groups()
    return before + after if _khmer.match(before) and _khmer.match(after) else f"{before} {after}"


def _kind(site: Site, long: str, canonical: str, gazetteer: Gazetteer) -> AcronymKind:
    """The kind of the head noun, or else of a known name; that of a unit only if it is the same."""
    if site.long.kind:
        return site.long.kind
    entries = gazetteer.entries(canonical)
    name = fold(long)
    same = (entry.kind for entry in entries if entry.name == name)
    names = (entry.kind for entry in entries if entry.kind not in (*MEASURES, "label"))
    return next(same, next(names, "other"))
