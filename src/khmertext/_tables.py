"""The findings of a document as tables for people, in terminal, notebook and report page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from khmertext._values import date_value, number_value
from khmertext._visible import clipped, code_points_between, visible
from khmertext.document import Document, outside
from khmertext.normalization._shown import EDIT_HEADER, edit_cells


class Finding(NamedTuple):
    """One row: where it stands in the text as given, and a cell for each title of the header."""

    start: int
    end: int
    cells: tuple[str, ...]


class Findings(NamedTuple):
    """One table: ``kind`` chooses its colour, ``source`` is the attribute of the document."""

    kind: str
    title: str
    source: str
    header: tuple[str, ...]
    rows: tuple[Finding, ...]


class Tally(NamedTuple):
    """How long a text is, and how much was found in it."""

    code_points: int
    words: int
    sentences: int
    repairs: int
    spellings: int
    left: int
    acronyms: int
    places: int  # of acronyms
    dates: int
    undated: int  # dates without a date or a time
    numbers: int  # outside dates


def tally_of(document: Document) -> Tally:
    dates = document.dates
    return Tally(
        code_points=len(document.text),
        words=sum(token.kind == "word" for token in document.tokens),
        sentences=len(document.sentences),
        repairs=len(document.normalized.edits),
        spellings=len(document.spelling),
        left=len(document.diagnostics),
        acronyms=len(document.acronyms.entities),
        places=len(document.acronyms),
        dates=len(dates),
        undated=sum(mention.start_date is None and mention.time is None for mention in dates),
        numbers=len(outside(document.numbers, dates)),
    )


def counted(count: int, noun: str) -> str:
    """
    >>> counted(1, "file"), counted(2000, "file")
    ('1 file', '2,000 files')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def findings_of(document: Document) -> tuple[Findings, ...]:
    """The tables of a document, one of each kind, also those without rows."""
    numbers = outside(document.numbers, document.dates)
    return (
        _table("acronym", "Acronyms", "acronyms", _ACRONYM, map(_acronym, document.acronyms)),
        _table("date", "Dates", "dates", _DATE, map(_date, document.dates)),
        _table("number", "Numbers outside dates", "numbers", _NUMBER, map(_number, numbers)),
        _table("spelling", "Spelling", "spelling", _SPELLING, map(_spelling, document.spelling)),
        _table("edit", "Normalized", "normalized.edits", EDIT_HEADER, map(_edit, document.normalized.edits)),
        _table("diagnostic", "Left as it is", "diagnostics", _LEFT, map(_left, document.diagnostics)),
    )  # fmt: skip


def _table(
    kind: str, title: str, source: str, header: tuple[str, ...], found: Iterable[Finding]
) -> Findings:
    """A table without the columns that are empty in every row."""
    rows = tuple(found)
    said = [n for n in range(len(header)) if not rows or any(row.cells[n] for row in rows)]
    cut = (row._replace(cells=tuple(row.cells[n] for n in said)) for row in rows)
    return Findings(kind, title, source, tuple(header[n] for n in said), tuple(cut))


# --- one row -----------------------------------------------------------------------------------

_ACRONYM = ("text", "acronym", "long form", "from")
_DATE = ("text", "date", "precision", "notes")
_NUMBER = ("text", "value", "unit", "kind", "notes")
_SPELLING = ("text", "meant", "code points", "why")
_LEFT = ("text", "why")


def _row(found: Any, *cells: str) -> Finding:
    return Finding(found.start, found.end, tuple(map(clipped, cells)))


def _acronym(found: Any) -> Finding:
    origin = {"text": "the text", "gazetteer": "the gazetteer"}.get(found.expansion_source, "")
    return _row(found, visible(found.text), found.canonical, found.expansion or "not known", origin)


def _date(found: Any) -> Finding:
    notes = ", ".join(filter(None, (found.part, *found.flags, found.problem)))
    return _row(found, visible(found.text), date_value(found), found.precision, notes)


def _number(found: Any) -> Finding:
    unit = "/".join(filter(None, (found.unit, found.per)))
    notes = ", ".join((*["approximate"] * found.approx, *found.flags))
    return _row(found, visible(found.text), number_value(found), unit, found.kind, notes)


def _spelling(found: Any) -> Finding:
    meant = found.suggestions[0]
    alike = code_points_between(found.text, meant) if look_alike(found.text, meant) else ""
    return _row(
        found, visible(found.text), ", ".join(found.suggestions), alike, spelling_reason(found)
    )


def _edit(edit: Any) -> Finding:
    return Finding(edit.start, edit.end, edit_cells(edit))


def _left(found: Any) -> Finding:
    return _row(found, visible(found.text), f"{found.code}: {found.message}")


def spelling_reason(found: Any) -> str:
    """Why a spelling was reported: its kind, and the description of its rule."""
    from khmertext.spelling import SPELLING_RULES

    return f"{found.kind}: {SPELLING_RULES[found.rule].description}"


def look_alike(first: str, second: str) -> bool:
    """Whether a reader may take two words for the same: their keys for searching are equal.

    >>> look_alike("ឣង្គការ", "អង្គការ"), look_alike("សំរេច", "សម្រេច")
    (True, False)
    """
    from khmertext.normalization import normalize

    return normalize(first, "search") == normalize(second, "search")
