"""The HTML page of ``khmertext report``: all that was found in some files, for a browser.

The page is one file with its styles, script and plots. Its content security policy forbids the
browser to load anything or to run another script, whatever a text may hold.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from khmertext._data import read_bytes
from khmertext._markup import escaped
from khmertext._plots import Days, by_time, lying_bars, standing_bars
from khmertext._tables import Findings, Tally, counted, findings_of, tally_of
from khmertext._visible import visible
from khmertext.display import Span, pieces
from khmertext.document import Document
from khmertext.search import stop_words

MOST_MARKED = 2_000_000  # code points shown of all texts; the overview counts the rest, too
MOST_ROWS = 5_000  # of each table
_MOST_BARS = 15

_CARDS = (
    ("words", "words"),
    ("sentences", "sentences"),
    ("repairs", "repairs"),
    ("spellings", "spellings"),
    ("left", "left as is"),
    ("acronyms", "acronyms"),
    ("dates", "dates"),
    ("numbers", "numbers"),
)  # fields of Tally, and what they are called
# control characters have pictures: a page must not have the characters themselves
_PICTURES = {
    code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"
} | dict.fromkeys(range(127, 160), 65533)


class Unread(NamedTuple):
    """Stands for a file that could not be read, and says why."""

    reason: str


class _Sums:
    """What is counted over all files."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.acronyms: Counter[str] = Counter()
        self.days: list[Days] = []

    def add(self, document: Document) -> None:
        self.words.update(
            token.text
            for token in document.tokens
            if token.kind == "word" and token.text not in stop_words()
        )
        self.acronyms.update(mention.canonical for mention in document.acronyms)
        self.days += (
            (mention.start_date, mention.end_date)
            for mention in document.dates
            if mention.start_date is not None and mention.end_date is not None
        )

    def plots(self) -> str:
        shown = []
        unit, columns = by_time(self.days)
        if columns:
            inside = sum(count for _, count in columns)
            title = f"Dates in the text, by {unit} ({inside:,} of {len(self.days):,})"
            shown.append(standing_bars(title, "date", columns))
        for title, kind, counts in (
            ("Acronyms", "acronym", self.acronyms),
            ("Commonest words without function words", "word", self.words),
        ):
            if counts:
                # equal counts in the order of the alphabet, not in that of the files
                bars = sorted(counts.items(), key=lambda bar: (-bar[1], bar[0]))
                shown.append(lying_bars(title, kind, bars[:_MOST_BARS]))
        return f'<div class="plots">{"".join(shown)}</div>'


def page(files: Iterable[tuple[str, Document | Unread]]) -> str:
    """A page about files: the name of each, with what was found in it."""
    sums = _Sums()
    overview: list[tuple[str, Tally | Unread, bool]] = []
    sections: list[str] = []
    left = MOST_MARKED
    for number, (name, document) in enumerate(files, 1):
        if isinstance(document, Unread):
            overview.append((name, document, False))
            continue
        sums.add(document)
        left -= len(document.text)
        overview.append((name, tally_of(document), left >= 0))
        if left >= 0:
            sections.append(_section(number, name, document))
    counts = [found for _, found, _ in overview if isinstance(found, Tally)]
    total = Tally(*map(sum, zip(*counts, strict=True))) if counts else Tally(*[0] * 11)
    total = total._replace(acronyms=len(sums.acronyms))  # different ones
    several = len(overview) > 1
    title = counted(len(overview), "file") if several else visible(overview[0][0])
    body = [
        f"<header><h1>{escaped(title)}</h1>",
        f'<p class="soft">{counted(total.code_points, "code point")}</p>{_cards(total)}</header>',
        f"<main>{sums.plots()}",
        _overview(overview) if several else "",
        *(f"<details{'' if several else ' open'}>{section}</details>" for section in sections),
        f"</main><footer>{escaped(_made_by())}</footer>",
    ]
    return _framed(title, "".join(body))


def _made_by() -> str:
    from khmertext._version import __version__
    from khmertext.segmentation import core

    return f"khmertext {__version__} ({core()}); offsets are code points of the text as given"


def _framed(title: str, body: str) -> str:
    style = read_bytes("page.css").decode("utf-8")
    script = read_bytes("page.js").decode("utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';"
        " base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)} · khmertext</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n{body}\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _cards(counts: Tally) -> str:
    cards = "".join(f"<li><b>{getattr(counts, field):,}</b>{label}</li>" for field, label in _CARDS)
    return f'<ul class="cards">{cards}</ul>'


def _overview(files: Iterable[tuple[str, Tally | Unread, bool]]) -> str:
    header = ("file", "code points", *(label for _, label in _CARDS))
    rows = []
    for number, (name, found, shown) in enumerate(files, 1):
        label = escaped(visible(name))
        first = f'<a href="#f{number}">{label}</a>' if shown else label
        if isinstance(found, Unread):
            rest = (
                f'<td colspan="{len(header) - 1}">not read: {escaped(visible(found.reason))}</td>'
            )
        else:
            cells = (found.code_points, *(getattr(found, field) for field, _ in _CARDS))
            rest = "".join(f'<td class="n">{cell}</td>' for cell in cells)
        rows.append(f"<tr><td>{first}</td>{rest}</tr>")
    return _table("Files", header, rows, len(rows))


def _section(number: int, name: str, document: Document) -> str:
    """The part of the page about one file: its text with marks, and its tables."""
    found = findings_of(document)
    spans: list[Span] = [
        (row.start, row.end, table.kind, " · ".join(filter(None, row.cells[1:])))
        for table in found
        for row in table.rows
    ]
    parts, marks = [], set()
    for piece, span in pieces(document.text, spans, len(document.text)):
        shown = escaped(piece.translate(_PICTURES))
        if span is None:
            parts.append(shown)
        else:
            start, end, kind, hint = span
            marks.add((start, end, kind))
            parts.append(
                f'<mark class="{kind}" id="m{number}-{start}" title="{escaped(hint)}">{shown}</mark>'
            )
    kinds = "".join(
        f'<label><input type="checkbox" value="{table.kind}" checked> '
        f'<mark class="{table.kind}">{table.title}</mark> {len(table.rows):,}</label>'
        for table in found
        if table.rows
    )
    return (
        f'<summary id="f{number}">{escaped(visible(name))}</summary><section class="file">'
        f'<div class="kinds">{kinds}</div><div class="text" lang="km">{"".join(parts)}</div>'
        + "".join(_findings(number, table, marks) for table in found if table.rows)
        + "</section>"
    )


def _findings(number: int, table: Findings, marks: set[tuple[int, int, str]]) -> str:
    return _table(
        table.title,
        ("where", *table.header),
        _rows(number, table, marks),
        len(table.rows),
    )


def _rows(number: int, table: Findings, marks: set[tuple[int, int, str]]) -> Iterator[str]:
    """The rows of a table; a place that is marked in the text is a link to its mark."""
    for row in table.rows[:MOST_ROWS]:
        place = f"{row.start}:{row.end}"
        if (row.start, row.end, table.kind) in marks:
            place = f'<a href="#m{number}-{row.start}">{place}</a>'
        cells = "".join(f"<td>{escaped(cell)}</td>" for cell in row.cells)
        yield f"<tr><td>{place}</td>{cells}</tr>"


def _table(title: str, header: Iterable[str], rows: Iterable[str], count: int) -> str:
    """A table that can be filtered; ``count`` is the number of all rows, also those not shown."""
    heads = "".join(f"<th><button>{name}</button></th>" for name in header)
    more = count - MOST_ROWS
    return (
        f'<section class="table"><div class="head"><h3>{title} ({count:,})</h3>'
        f'<span class="filter"><output class="soft"></output>'
        f'<input type="search" placeholder="filter" aria-label="Filter {title}"></span></div>'
        f'<div class="rows"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
        + f'<p class="soft">{more:,} more: khmertext analyze --json has them all</p>' * (more > 0)
        + "</section>"
    )
