"""The report that ``khmertext analyze`` prints for people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any

from khmertext._chars import INVISIBLES
from khmertext._tables import counted, look_alike, spelling_reason, tally_of
from khmertext._values import date_value, number_value
from khmertext._visible import clipped, code_points, code_points_between, visible
from khmertext.cli._failures import one_line
from khmertext.document import Document, outside
from khmertext.normalization._shown import edit_reason
from khmertext.types import Token

_MOST_AROUND = 100  # code points shown before and behind a place
WORD_MARK = "·"  # printed between words
_UNSEEN = " \t\n\v\f\r\x85\xa0\u2028\u2029" + "".join(INVISIBLES)

# Styles of a terminal (ECMA-48); colours repeat what the words beside them say.
_STYLES = {"title": "1", "dim": "2", "before": "31", "after": "32", "name": "36", "warning": "33"}

# A line is a list of pieces: a style ("" for none) and a text. Only `_written` joins them, so that
# nothing of the document reaches the terminal unescaped.
_Piece = tuple[str, str]
_Line = list[_Piece]


def report(name: str, document: Document, *, words: bool = False, colour: bool = False) -> str:
    """All findings of a document as text; offsets are code points of the text as given.

    ``words`` also shows the sentences, cut into words; ``colour`` writes for a terminal.
    """
    numbers = outside(document.numbers, document.dates)
    sections = (
        ("NORMALIZED", len(document.normalized.edits), _normalized(document)),
        ("SPELLING", len(document.spelling), _spelling(document)),
        ("LEFT AS IT IS", len(document.diagnostics), _diagnostics(document)),
        ("ACRONYMS", len(document.acronyms), _acronyms(document)),
        ("DATES", len(document.dates), _dates(document)),
        ("NUMBERS outside dates", len(numbers), _numbers(numbers)),
        ("SENTENCES", len(document.sentences) if words else 0, _sentences(document)),
    )
    lines: list[_Line] = [[("title", name), ("", f": {len(document.text):,} code points")], []]
    lines += ([("", f"  {label:<14}{count}")] for label, count in _summary(document))
    for title, count, body in sections:
        if count:
            lines += [[], [("title", f"{title} ({count:,})")]]
            lines += ([("", "  "), *line] for line in body)
    return "".join(_written(line, colour) for line in [*lines, []])


def _summary(document: Document) -> list[tuple[str, str]]:
    """What was counted, each with its label."""
    found = tally_of(document)
    return [
        ("words", f"{found.words:,} in {counted(found.sentences, 'sentence')}"),
        ("repairs", f"{found.repairs:,}"),
        ("spellings", f"{found.spellings:,}"),
        ("left as it is", f"{found.left:,}"),
        (
            "acronyms",
            f"{found.acronyms:,}" + f" in {counted(found.places, 'place')}" * (found.places > 0),
        ),
        ("dates", f"{found.dates:,}" + f", {found.undated:,} without a date" * (found.undated > 0)),
        ("numbers", f"{found.numbers:,} outside dates"),
    ]


def _written(line: _Line, colour: bool) -> str:
    pieces = []
    for style, text in line:
        shown = one_line(text)
        pieces.append(f"\x1b[{_STYLES[style]}m{shown}\x1b[0m" if colour and style else shown)
    return "".join(pieces) + "\n"


def _normalized(document: Document) -> Iterator[_Line]:
    yield from _grouped(
        document,
        (
            (
                edit_reason(edit.rule),
                edit.start,
                edit.end,
                _change(
                    edit.before,
                    visible(edit.after),
                    f"{code_points(edit.before)} → {code_points(edit.after)}",
                ),
            )
            for edit in document.normalized.edits
        ),
    )


def _spelling(document: Document) -> Iterator[_Line]:
    yield from _grouped(
        document,
        (
            (
                spelling_reason(m),
                m.start,
                m.end,
                _change(
                    m.text,
                    ", ".join(m.suggestions),
                    code_points_between(m.text, m.suggestions[0])
                    if look_alike(m.text, m.suggestions[0])
                    else "",
                ),
            )
            for m in document.spelling
        ),
    )


def _change(before: str, after: str, points: str) -> _Line:
    line = [("before", clipped(visible(before))), ("", " → "), ("after", clipped(after))]
    return [*line, ("dim", f"  ({points})")] if points else line


def _diagnostics(document: Document) -> Iterator[_Line]:
    yield from _grouped(
        document,
        (
            (f"{d.code}: {d.message}", d.start, d.end, [("warning", clipped(visible(d.text)))])
            for d in document.diagnostics
        ),
    )


def _grouped(document: Document, rows: Iterable[tuple[str, int, int, _Line]]) -> Iterator[_Line]:
    """The lines of ``rows`` (reason, start, end, what): each reason once, its places below it."""
    places: dict[str, list[_Line]] = {}
    ends = document.tokens.boundaries
    for reason, start, end, what in rows:
        before = bisect_right(ends, max(start - 1, 0))
        first = max(ends[before - 1] if before else 0, start - _MOST_AROUND)
        last = min(ends[min(bisect_right(ends, end), len(ends) - 1)], end + _MOST_AROUND)
        around = clipped(visible(document.text[first:last].strip()))
        places.setdefault(reason, []).append(
            [("dim", _place(start, end)), *what, ("dim", f"   in {around}")]
        )
    for reason, found in places.items():
        yield [("", reason)]
        yield from ([("", "    "), *line] for line in found)


def _place(start: int, end: int) -> str:
    return f"{f'{start}:{end}':<10} "


def _acronyms(document: Document) -> Iterator[_Line]:
    for entity in document.acronyms.entities:
        if entity.expansion is None:
            meaning = "no expansion known"
        elif entity.expansion_source == "text":
            meaning = f"{entity.expansion} (defined in the text)"
        else:
            meaning = f"{entity.expansion} (from the gazetteer, not from the text)"
        yield [("name", entity.canonical), ("", f"  {meaning}")]
        for mention in entity.mentions:
            definition = mention.definition
            site = (
                f", defined here: long form {definition.long_form[0]}:{definition.long_form[1]}"
                if definition is not None
                else ""
            )
            yield [("dim", "    " + _place(mention.start, mention.end)), ("", mention.text + site)]


def _dates(document: Document) -> Iterator[_Line]:
    for mention in document.dates:
        notes = ", ".join(filter(None, [mention.part, *sorted(mention.flags)]))
        yield _row(mention, mention.precision, date_value(mention), notes, mention.problem)


def _numbers(numbers: Iterable[Any]) -> Iterator[_Line]:
    for mention in numbers:
        unit = "/".join(filter(None, (mention.unit, mention.per)))
        yield _row(mention, mention.kind, number_value(mention), unit, ", ".join(mention.flags))


def _row(mention: Any, kind: str, value: str, notes: str, problem: str | None) -> _Line:
    """A line with the place of a mention, its value or why it has none, and its text."""
    line = [("dim", _place(mention.start, mention.end)), ("", f"{kind}  ")]
    line += [("after", value), ("", "  ")] * bool(value)
    line += [("", notes + "  ")] * bool(notes)
    line += [("warning", f"{problem}  ")] * bool(problem)
    return [*line, ("", " " + mention.text)]


def _sentences(document: Document) -> Iterator[_Line]:
    tokens = iter(document.tokens)
    for sentence in document.sentences:
        words = _until(tokens, sentence.end)
        shown = WORD_MARK.join(text for text in words if text.strip(_UNSEEN))
        if shown:
            yield [("dim", f"{sentence.start}:{sentence.end}"), ("", f"  {shown}")]


def _until(tokens: Iterator[Token], end: int) -> Iterator[str]:
    """The texts of the tokens up to an offset, which is always the end of one of them."""
    for token in tokens:  # pragma: no branch - one of them ends where the sentence does
        yield token.text
        if token.end >= end:
            return
