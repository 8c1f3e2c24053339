"""The report that ``khmertext analyze`` prints for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from khmertext._chars import COENG, DOTTED_CIRCLE, INVISIBLES, MARKS
from khmertext._values import date_value, number_value
from khmertext.document import Document, outside
from khmertext.types import Token

WORD_MARK = "·"  # between words, in place of nothing
_UNSEEN = " \t\n\v\f\r\x85\xa0\u2028\u2029" + "".join(INVISIBLES)


def report(name: str, document: Document) -> str:
    """All findings of a document as text; offsets are code points of the text as given."""
    numbers = outside(document.numbers, document.dates)
    sections = (
        ("NORMALIZED", len(document.normalized.edits), _normalized(document)),
        ("SENTENCES", len(document.sentences), _sentences(document)),
        ("ACRONYMS", len(document.acronyms), _acronyms(document)),
        ("DATES", len(document.dates), _dates(document)),
        ("NUMBERS outside dates", len(numbers), _numbers(numbers)),
        ("SPELLING", len(document.spelling), _spelling(document)),
        ("LEFT AS IT IS", len(document.diagnostics), _diagnostics(document)),
    )
    lines = [f"{name}: {len(document.text):,} code points"]
    for title, count, body in sections:
        lines += ["", f"{title} ({count:,})", *("  " + row for row in body)]
    return "\n".join(lines) + "\n"


def _normalized(document: Document) -> Iterator[str]:
    from khmertext.normalization import RULES

    def reason(rule: str) -> str:
        return f"{rule}: " + "; ".join(RULES[name].description for name in rule.split("+"))

    yield from _grouped(
        document,
        (
            (
                reason(edit.rule),
                edit.start,
                edit.end,
                f"{visible(edit.before)} → {visible(edit.after)}",
            )
            for edit in document.normalized.edits
        ),
    )


def _sentences(document: Document) -> Iterator[str]:
    tokens = iter(document.tokens)
    for sentence in document.sentences:
        words = _until(tokens, sentence.end)
        shown = WORD_MARK.join(text for text in words if text.strip(_UNSEEN))
        if shown:
            yield f"{sentence.start}:{sentence.end}  {shown}"


def _until(tokens: Iterator[Token], end: int) -> Iterator[str]:
    """The texts of the tokens up to an offset, which is always the end of one of them."""
    for token in tokens:  # pragma: no branch - one of them ends where the sentence does
        yield token.text
        if token.end >= end:
            return


def _acronyms(document: Document) -> Iterator[str]:
    for entity in document.acronyms.entities:
        if entity.expansion is None:
            meaning = "no expansion known"
        elif entity.expansion_source == "text":
            meaning = f"{entity.expansion} (defined in the text)"
        else:
            meaning = f"{entity.expansion} (from the gazetteer, not from the text)"
        yield f"{entity.canonical}  {meaning}"
        for mention in entity.mentions:
            definition = mention.definition
            site = (
                f", defined here: long form {definition.long_form[0]}:{definition.long_form[1]}"
                if definition is not None
                else ""
            )
            yield f"    {mention.start}:{mention.end}  {mention.text}{site}"


def _dates(document: Document) -> Iterator[str]:
    for mention in document.dates:
        extra = [mention.part, *sorted(mention.flags)]
        notes = ", ".join(filter(None, extra))
        yield _row(mention, mention.precision, date_value(mention), notes)


def _numbers(numbers: Iterable[Any]) -> Iterator[str]:
    for mention in numbers:
        yield _row(mention, mention.kind, number_value(mention), mention.unit or "")


def _spelling(document: Document) -> Iterator[str]:
    from khmertext.spelling import SPELLING_RULES

    yield from _grouped(
        document,
        (
            (
                f"{m.kind}: {SPELLING_RULES[m.rule].description}",
                m.start,
                m.end,
                f"{visible(m.text)} → {', '.join(m.suggestions)}",
            )
            for m in document.spelling
        ),
    )


def _diagnostics(document: Document) -> Iterator[str]:
    yield from _grouped(
        document,
        ((f"{d.code}: {d.message}", d.start, d.end, visible(d.text)) for d in document.diagnostics),
    )


def _grouped(document: Document, rows: Iterable[tuple[str, int, int, str]]) -> Iterator[str]:
    """Reason, start, end, what: each reason once, below it the places, with the words around."""
    places: dict[str, list[str]] = {}
    for reason, start, end, what in rows:
        words = document.tokens
        first = words.at(max(start - 1, 0)).start
        last = words.at(min(end, len(document.text) - 1)).end
        around = visible(document.text[first:last].strip())
        span = f"{start}:{end}"
        places.setdefault(reason, []).append(f"    {span:<10} {what}   in {around}")
    for reason, found in places.items():
        yield reason
        yield from found


def _row(mention: Any, *cells: str) -> str:
    span = f"{mention.start}:{mention.end}"
    return f"{span:<10} {'  '.join(filter(None, cells))}   {mention.text}"


def visible(text: str) -> str:
    """``text`` so that a person sees what it is made of: lone marks get a circle, the invisible a name.

    >>> visible("\\u17c6\\u17bb"), visible("ក\\u200b")
    ('◌ំុ', 'ក<U+200B>')
    """
    if not text:
        return "nothing"
    shown = "".join(
        f"<U+{ord(c):04X}>" if c in INVISIBLES or not (c.isprintable() or c in MARKS) else c
        for c in text
    )
    return DOTTED_CIRCLE + shown if shown[0] in MARKS + COENG else shown
