"""Whether an entry of the gazetteer fits its place: a unit follows a number, an era joins a year."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from khmertext._chars import RE_DIGIT, RE_WRITTEN
from khmertext._data import read_table
from khmertext._lexicon import known_acronyms
from khmertext._patterns import any_of, lazy_pattern
from khmertext.acronyms._currencies import is_paid
from khmertext.acronyms._english import sounded
from khmertext.acronyms._forms import UNIT, Candidate, canonical_form
from khmertext.acronyms._gazetteer import MEASURES, Entry, Gazetteer
from khmertext.acronyms._phrase import pattern_of
from khmertext.acronyms._short_shapes import is_khmer_sign
from khmertext.numbers._figures import VULGAR_FRACTIONS
from khmertext.numbers._number_words import spelled
from khmertext.numbers._units import UnitRow

_NUMBER_ROLES: Final = ("unit", "tens", "scale", "half")
_LONGEST_NUMBER_WORD = 10  # with a space behind it
_BLANK = r"(?:\.{4}|…{2}|_{3})"  # a blank to fill in with a figure; three dots are an ellipsis


@lazy_pattern
def _number_before() -> str:
    words = any_of(word for role in _NUMBER_ROLES for word in spelled(role))
    return f"(?:[{RE_DIGIT}0-9{VULGAR_FRACTIONS}]|{words}|{_BLANK}) ?$"


_document_number = lazy_pattern(" ?លេខ")
_of_document_before = lazy_pattern(f"លេខ ?[៖:]? ?[{RE_DIGIT}0-9/-]{{1,12}} ?$")
# លេខ ៤៥ អ.ស.ហ ប្រក: letters of an office stand between the number and the kind of the document
_of_office_before = lazy_pattern(f"លេខ ?[៖:]? ?[{RE_DIGIT}0-9/-]{{1,12}} ?[ក-ឳ្.]{{2,20}} $")
_number_after = lazy_pattern(f"[ .]*[{RE_DIGIT}0-9]")
# ឆ្នាំ ៨០២ នៃ គ.ស., សតវត្សទី IX នៃ គ.ស., ៥០០ ឆ្នាំ ម.គ, ឆ្នាំ១៩៤៩ (គ.ស)
_era_before = lazy_pattern(
    lambda: (
        f"(?:{pattern_of('era')}|[{RE_DIGIT}0-9IVX] ?នៃ|[{RE_DIGIT}0-9] ?(?:ឆ្នាំ|សតវត្ស|[(（])) ?$"
    )
)


def fitting(text: str, candidate: Candidate, gazetteer: Gazetteer) -> Entry | None:
    """The entry that fits the place of ``candidate``, a unit or an era before others, or ``None``."""
    entries = gazetteer.entries(candidate.canonical)
    if not entries:
        return Entry(None, "unit") if is_paid(text, candidate.start, candidate.end) else None
    # ទៅ ស.រ is a journey to Siem Reap, no circular
    kinds = ("unit", "era", "document") if candidate.canonical.count(".") == 1 else ("unit", "era")
    asked = any(entry.kind in kinds for entry in entries)
    fits = dict(zip(kinds, _fits(text, candidate), strict=False)) if asked else {}
    fitting = [
        entry
        for entry in entries
        if fits.get(entry.kind, True)
        and (entry.kind == "unit" or not _contradicted(text, candidate, entry, gazetteer))
    ]
    # a measure that fits is meant; a unit goes before an era: ម.គ after a figure is a cubic metre
    fitting.sort(key=lambda entry: entry.kind != "unit")
    return next((entry for entry in fitting if entry.kind in fits), fitting[0] if fitting else None)


def _fits(text: str, candidate: Candidate) -> tuple[bool, bool, bool]:
    """Whether the place of ``candidate`` is one of a unit, of an era and of a document."""
    look = text[max(0, candidate.start - _LONGEST_NUMBER_WORD) : candidate.start]
    counted = _number_before.search(look) is not None
    # លេខ ៤៥ ម.ម is the code of a document
    of_document = _of_document_before.search(text, max(0, candidate.start - 24), candidate.start)
    measured = (counted and not of_document) or _is_measured(text, candidate)
    dated = bool(
        counted or measured or _number_after.match(text, candidate.end) or _era_before.search(look)
    )
    numbered = dated or _document_number.match(text, candidate.end) is not None
    first = max(0, candidate.start - 48)
    return (
        measured,
        dated,
        numbered or _of_office_before.search(text, first, candidate.start) is not None,
    )


_measured_before = lazy_pattern(lambda: f"{pattern_of('measured')} ?[៖:(]? ?[.…_]{{0,24}} ?$")
_power = lazy_pattern(f"\\.?[²³]|\\.?[23២៣](?![{RE_DIGIT}0-9])| ?(?:ការ៉េ|គូប)")
_post_after = lazy_pattern(
    f" ?(?:លេខ ?[{RE_DIGIT}0-9]|[{RE_DIGIT}0-9]{{1,4}}\\+[{RE_DIGIT}0-9]{{3}})"
)
_LONGEST_UNIT = 24
_UNIT_KINDS = ("money", "measure", "time", "classifier")
_run_after = lazy_pattern(f"[{RE_WRITTEN}.]+|[A-Za-z]+")
_SHORT_UNIT = 3  # code points; a shorter one must be the whole run: ម/គ.ក, but not ក្រុម/គ.ក
# ស.ម ឬ ម.ម, ៣,៥ ម ជា ស.ម
_or_unit = lazy_pattern(f"\\.? ?ឬ ?([{RE_WRITTEN}]+(?:\\.[{RE_WRITTEN}]+)*)")
_unit_or = lazy_pattern(f"(?<![{RE_WRITTEN}.])([{RE_WRITTEN}.]{{3,20}}?)\\.? ?ឬ ?$")
_unit_as = lazy_pattern(f"[{RE_DIGIT}0-9] ?([{RE_WRITTEN}.]{{1,20}}?)\\.? ?(?:=|(?:ទៅ)?ជា) ?$")
_per_before = lazy_pattern(f"([{RE_WRITTEN}.]+|[A-Za-z]+|[$€៛])/$")


@cache
def _unit_names() -> frozenset[str]:
    rows = read_table("number_units.tsv", UnitRow)
    listed = frozenset(known.short for known in known_acronyms() if known.kind == "unit")
    return listed.union(row.word for row in rows if row.kind in _UNIT_KINDS)


def _is_measured(text: str, candidate: Candidate) -> bool:
    """Whether its neighbours show a unit: ៛/គ.ក, គ.ម/ម៉ោង, ស.ម², គិតជា គ.ម ការ៉េ."""
    start, end = candidate.start, candidate.end
    if candidate.canonical.isascii() or _power.match(text, end):
        return True  # a Latin unit is a currency, which needs no figure
    if candidate.canonical == "គ.ម" and _post_after.match(text, end):
        return True  # គ.ម លេខ ៦ and គ.ម ៤+០០០, places beside a road
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
    return (
        run in _unit_names()
        or any(run[place:] in _unit_names() for place in range(len(run) - _SHORT_UNIT + 1))
        or (dotted and _is_beside_unit(text, start, end))
    )


def _is_beside_unit(text: str, start: int, end: int) -> bool:
    """Whether a unit is joined to the one at ``[start, end)``: ស.ម ឬ ម.ម, ៣,៥ ម ជា ស.ម."""
    first = max(0, start - _LONGEST_UNIT)
    units = (
        _or_unit.match(text, end),
        _unit_or.search(text, first, start),
        _unit_as.search(text, first, start),
    )
    return any(unit is not None and unit[1] in _unit_names() for unit in units)


_column_end = lazy_pattern("[ \t]*(?:[|\t\n]|$)")


def _heads_column(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` ends the head of a column in brackets: កម្ពស់ទឹកភ្លៀង (ម.ម) |"""
    return (
        text[start - 1 : start] == "("
        and text[end : end + 1] == ")"
        and _column_end.match(text, end + 1) is not None
    )


def doubted(text: str, found: Iterable[Candidate], gazetteer: Gazetteer) -> frozenset[str]:
    """The forms that ``text`` gives another name than the gazetteer: សហករណ៍សម្លាញ់ (ប.ស.ស)."""
    return frozenset(
        candidate.canonical
        for candidate in found
        if any(
            _contradicted(text, candidate, entry, gazetteer)
            for entry in gazetteer.entries(candidate.canonical)
            if entry.kind not in MEASURES
        )
    )


_dotted_last = lazy_pattern(rf"(?:{UNIT}\.)+{UNIT}\.?$")
_HEAD = 4  # letters and marks of an expansion that tell its first word
_BEFORE_BRACKET = 80


def _contradicted(text: str, candidate: Candidate, entry: Entry, gazetteer: Gazetteer) -> bool:
    """Whether a name before the brackets around ``candidate`` contradicts ``entry``.

    Brackets after a name abbreviate that name: ខេត្តសៀមរាប (ស.រ) is a province, no circular. So the
    name must contain the beginning of the expansion, or be a short form of it: គ.ជ.ប (NEC).
    """
    if entry.expansion is None or text[candidate.end : candidate.end + 1] not in (")", "）"):
        return False
    before = text[max(0, candidate.start - _BEFORE_BRACKET) : candidate.start]
    name = before[:-1].rstrip(" ") if before[-1:] in ("(", "（") else ""
    if not is_khmer_sign(name[-1:]) or entry.name[:_HEAD] in name:
        return False
    short = _dotted_last.search(name)
    if short and entry.expansion in (
        known.expansion for known in gazetteer.entries(canonical_form(short[0]))
    ):
        return False
    return sounded(name, len(name), candidate.canonical) is None  # អាស៊ាន (ASEAN)
