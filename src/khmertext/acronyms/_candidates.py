"""Collects the candidates of all the ``*_candidates`` modules and settles which of them overlap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from khmertext._scan import Triggered
from khmertext.acronyms._bare_candidates import (
    bare_candidates,
    bare_pattern,
    codes,
    enclosed,
    parted_spellings,
    points_in,
    slashed_codes,
)
from khmertext.acronyms._dotted_candidates import dotted_candidates, over_lines
from khmertext.acronyms._fitting import fitting
from khmertext.acronyms._forms import Candidate, canonical_form
from khmertext.acronyms._gazetteer import Gazetteer
from khmertext.acronyms._latin_candidates import (
    figured_candidates,
    latin_candidates,
    lower_candidates,
)
from khmertext.acronyms._phrase import WordEdges
from khmertext.acronyms._sites import Site


def candidates_in(
    text: str,
    dotted: list[tuple[int, int]],
    sites: list[Site],
    gazetteer: Gazetteer,
    *,
    latin_lower: bool,
) -> list[Candidate]:
    """The candidates in order; of two that overlap, the one that begins first, then the longer."""
    found = [
        Candidate(site.start, site.end, canonical_form(text[site.start : site.end]))
        for site in sites
    ]
    defined = frozenset(candidate.canonical for candidate in found)
    plain = frozenset(
        candidate.canonical
        for candidate in found
        if "." not in text[candidate.start : candidate.end]
    )
    known = _Either(defined, gazetteer.forms)
    names = _Either(defined, gazetteer.names)
    dotted = over_lines(text, dotted, names)
    found += dotted_candidates(text, dotted, names, gazetteer.documents)
    written = frozenset(candidate.canonical for candidate in found) - gazetteer.forms - defined
    edges = WordEdges(text)
    found += codes(text, gazetteer.document_letters, edges)
    found += enclosed(text, edges)
    found += slashed_codes(text, gazetteer.documents)
    found += latin_candidates(text, known)
    found += figured_candidates(text, known)
    if latin_lower:
        found += lower_candidates(text, known)
    if defined:
        found += bare_candidates(text, *_bare(defined, plain), edges, defined=True)
    if written:
        found += bare_candidates(text, *_bare(written), edges, defined=False)
    found += _known_bare(text, edges, gazetteer)
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    kept: list[Candidate] = []
    for candidate in found:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def _known_bare(text: str, edges: WordEdges, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Known forms without dots that fit their place; not ខម where a drawing has the points ខ and គ."""
    points: frozenset[str] | None = None
    for candidate in bare_candidates(text, *_bare(gazetteer.forms), edges, defined=False):
        entry = fitting(text, candidate, gazetteer)
        if entry is None:
            continue  # គម is a kilometre behind a number, and nothing elsewhere
        if entry.kind != "unit":
            points = points_in(text) if points is None else points
        if entry.kind == "unit" or not points or points.isdisjoint(candidate.canonical):
            yield candidate


class _Either:
    """The union of two sets, without building it for each text."""

    __slots__ = ("_few", "_many")

    def __init__(self, few: frozenset[str], many: frozenset[str]) -> None:
        self._few = few
        self._many = many

    def __contains__(self, form: object) -> bool:
        return form in self._few or form in self._many


@lru_cache(maxsize=64)
def _bare(
    forms: frozenset[str], plain: frozenset[str] = frozenset()
) -> tuple[Triggered | None, dict[str, str]]:
    return bare_pattern(forms, plain), {
        spelling: form
        for form in forms
        for spelling in (form, form.replace(".", ""), *parted_spellings(form))
    }
