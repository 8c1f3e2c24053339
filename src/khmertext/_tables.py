"""What was found in a document, as rows for people: for the terminal, the notebook and the page."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any, NamedTuple

from khmertext._chars import COENG, DOTTED_CIRCLE, INVISIBLES, MARKS
from khmertext._values import date_value, number_value
from khmertext.document import Document, outside

_MOST_CODE_POINTS = 8  # of each side of a change
LONGEST_CELL = 300  # code points


class Finding(NamedTuple):
    """One row: where it stands in the text as given, and a cell for each title of the header."""

    start: int
    end: int
    cells: tuple[str, ...]


class Findings(NamedTuple):
    """One table: ``kind`` as in the colours, ``source`` the expression that gives all of it."""

    kind: str
    title: str
    source: str
    header: tuple[str, ...]
    rows: tuple[Finding, ...]


def findings_of(document: Document) -> tuple[Findings, ...]:
    """The tables of a document, those without rows too; each kind once."""
    numbers = outside(document.numbers, document.dates)
    return (
        _table("acronym", "Acronyms", "acronyms", _ACRONYM, map(_acronym, document.acronyms)),
        _table("date", "Dates", "dates", _DATE, map(_date, document.dates)),
        _table("number", "Numbers outside dates", "numbers", _NUMBER, map(_number, numbers)),
        _table("spelling", "Spelling", "spelling", _SPELLING, map(_spelling, document.spelling)),
        _table("edit", "Normalized", "normalized.edits", _EDIT, map(_edit, document.normalized.edits)),
        _table("diagnostic", "Left as it is", "diagnostics", _LEFT, map(_left, document.diagnostics)),
    )  # fmt: skip


def edits_of(edits: Any) -> Findings:
    """The table of the edits of :class:`khmertext.Normalized`."""
    return _table("edit", "Changes", "edits", _EDIT, map(_edit, edits))


def _table(kind: str, title: str, source: str, header: tuple[str, ...], rows: Any) -> Findings:
    return Findings(kind, title, source, header, tuple(rows))


# --- one row -----------------------------------------------------------------------------------

_ACRONYM = ("text", "acronym", "long form", "from")
_DATE = ("text", "date", "precision", "notes")
_NUMBER = ("text", "value", "unit", "kind", "notes")
_SPELLING = ("text", "meant", "code points", "why")
_EDIT = ("text", "became", "code points", "why")
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
    return _row(
        edit,
        visible(edit.before),
        visible(edit.after),
        f"{code_points(edit.before)} → {code_points(edit.after)}",
        edit_reason(edit),
    )


def _left(found: Any) -> Finding:
    return _row(found, visible(found.text), f"{found.code}: {found.message}")


def edit_reason(edit: Any) -> str:
    """The rule of an edit, and what it does."""
    from khmertext.normalization import RULES

    return f"{edit.rule}: " + "; ".join(RULES[name].description for name in edit.rule.split("+"))


def spelling_reason(found: Any) -> str:
    """The kind of a misspelt word, and what its rule is about."""
    from khmertext.spelling import SPELLING_RULES

    return f"{found.kind}: {SPELLING_RULES[found.rule].description}"


# --- text that people can tell apart -----------------------------------------------------------


def visible(text: str) -> str:
    """``text`` so that a person sees what it is made of: lone marks get a circle, the invisible a name.

    >>> visible("\\u17c6\\u17bb"), visible("ក\\u200b")
    ('◌ំុ', 'ក<U+200B>')
    """
    if not text:
        return "nothing"
    shown = "".join(
        f"<U+{ord(c):04X}>" if c in INVISIBLES or not (c.isprintable() or c in MARKS) else c
        for c in text[: LONGEST_CELL + 1]
    )
    return DOTTED_CIRCLE + shown if shown[0] in MARKS + COENG else shown


def clipped(text: str) -> str:
    """``text``, or its beginning with … if it is very long."""
    return text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + "…"


def code_points(text: str) -> str:
    """The code points of a text by number.

    >>> code_points("ឣក"), code_points("")
    ('U+17A3 U+1780', 'nothing')
    """
    shown = [f"U+{ord(character):04X}" for character in text[:_MOST_CODE_POINTS]]
    return " ".join(shown + ["…"] * (len(text) > _MOST_CODE_POINTS)) or "nothing"


def code_points_between(before: str, after: str) -> str:
    """What is different in two texts, by number.

    >>> code_points_between("ឣនុសាសន៏", "អនុសាសន៍")
    'U+17A3 → U+17A2, U+17CF → U+17CD'
    """
    changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return ", ".join(
        f"{code_points(before[start:end])} → {code_points(after[first:last])}"
        for tag, start, end, first, last in changes
        if tag != "equal"
    )


def look_alike(first: str, second: str) -> bool:
    """Whether a reader may take two words for the same: their keys for searching are equal.

    >>> look_alike("ឣង្គការ", "អង្គការ"), look_alike("សំរេច", "សម្រេច")
    (True, False)
    """
    from khmertext.normalization import normalize

    return normalize(first, "search") == normalize(second, "search")
