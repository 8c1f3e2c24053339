"""What is read does not depend on which blanks, hyphens, line ends and hidden characters a text has.

Nor on whether subscript ត was typed as ដ, which looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

import khmertext
from support import golden_strings

TEXTS = [*dict.fromkeys(text for text in golden_strings() if len(text) < 2_000)]
CHANGES: dict[str, Callable[[str], str]] = {
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "non-breaking hyphens": lambda text: text.replace("-", "\u2011"),
    "figure dashes": lambda text: text.replace("-", "\u2012"),
    "CR LF": lambda text: re.sub("\r?\n", "\r\n", text),
    "U+200B between words": lambda text: "\u200b".join(khmertext.words(text)),
    "U+200B between digits": lambda text: re.sub(r"(?<=\d)(?=\d)", "\u200b", text),
    "word joiners": lambda text: text.replace(" ", " \u2060"),
}
# each text is tried with one of the changes
SOME = {change: TEXTS[first :: len(CHANGES)] for first, change in enumerate(CHANGES)}


def numbers(text: str) -> list[Any]:
    found = khmertext.find_numbers(text)
    return [(m.kind, m.value, m.unit, m.per, m.approx, m.flags) for m in found]


def dates(text: str) -> list[Any]:
    found = khmertext.find_dates(text)
    return [
        (m.start_date, m.end_date, m.time, m.end_time, m.precision, m.part, m.flags, m.problem)
        for m in found
    ]


def acronyms(text: str) -> list[Any]:
    found = khmertext.find_acronyms(text)
    return [(m.canonical, m.kind, m.expansion and "".join(m.expansion.split())) for m in found]


def masked(text: str) -> str:
    return re.sub("[\\s\u200b\u2060]", "", re.sub("[\u2011\u2012]", "-", khmertext.redact(text)))


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("read", [numbers, dates, acronyms, masked])
def test_the_same_is_read(read: Callable[[str], Any], change: str) -> None:
    different = []
    changing = [text for text in TEXTS if "\n" in text] if change == "CR LF" else SOME[change]
    for text in changing:
        changed = CHANGES[change](text)
        if changed != text and read(changed) != read(text):
            different.append((text, read(text), read(changed)))
    assert not different, (len(different), different[:5])


TA, DA = "\u17d2\u178f", "\u17d2\u178a"
READERS: dict[str, Callable[[str], Any]] = {
    "numbers": numbers,
    "dates": dates,
    "acronyms": acronyms,
    "words": khmertext.words,
    "sentences": lambda text: [(m.start, m.end) for m in khmertext.sentences(text)],
    "search_terms": khmertext.search_terms,
    "modernize": khmertext.modernize,
    "redact": khmertext.redact,
    "remove_word_spaces": khmertext.remove_word_spaces,
    "insert_breaks": khmertext.insert_breaks,
    "check_spelling": lambda text: [
        (m.start, m.end, m.kind, m.suggestions) for m in khmertext.check_spelling(text)
    ],
}


@pytest.mark.parametrize("name", READERS)
def test_either_subscript_reads_the_same(name: str) -> None:
    read = READERS[name]
    different = []
    for text in TEXTS:
        ways = {text.replace(DA, TA), text.replace(TA, DA)}
        if len(ways) == 1:
            continue
        found = {repr(read(way)).replace(DA, TA) for way in ways}
        if len(found) > 1:
            different.append((text, found))
    assert not different, (len(different), different[:5])
