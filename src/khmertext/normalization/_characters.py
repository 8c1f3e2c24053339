"""The rules about characters outside syllables; each docstring names its keys in ``RULES``.

Every function takes a text and gives the changes that its rules make there. Some rules have a second,
faster function, which gives only the changed text. ``_levels`` makes passes of them: a function is
called only for texts that hold the trigger of its pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from khmertext._changes import Change, new_change, trim
from khmertext._chars import (
    AA,
    BATHAMASAT,
    BEYYAL,
    BOM,
    COENG,
    COENG_DA,
    KHAN,
    LETTER_QA,
    LETTER_TA,
    NIKAHIT,
    PATHAMASAT,
    QAA,
    QAQ,
    RE_DIGIT,
    RE_KHMER,
    RE_LETTER,
    RE_MARK,
    RE_VOWEL,
    TOANDAKHIAT,
    TUTEYASAT,
    ZWJ,
    ZWNJ,
    ZWSP,
)
from khmertext._patterns import any_of, compile_pattern, lazy_pattern
from khmertext._scan import Outside, Triggered
from khmertext.normalization._normal_form import normal_form
from khmertext.normalization._syllables import TAIL

DISCOURAGED: Final = "\u17a3\u17a4\u17b4\u17b5"
# ឤ before another vowel stays: after អា that vowel would be on a dotted circle
_DISCOURAGED: Final = lazy_pattern(f"[\u17a3\u17b4\u17b5]|{QAA}(?![{RE_VOWEL}])")
_REPLACEMENT: Final = {QAQ: (LETTER_QA, "D1"), QAA: (LETTER_QA + AA, "D2")}
_REMOVED: Final = ("", "D3")


def discouraged_letters(text: str) -> Iterator[Change]:
    """D1 D2 D3."""
    for match in _DISCOURAGED.finditer(text):
        start, end = match.span()
        after, rule = _REPLACEMENT.get(match[0], _REMOVED)
        yield new_change((start, end, after, rule))


def replace_discouraged(text: str) -> str:
    return _DISCOURAGED.sub(lambda match: _REPLACEMENT.get(match[0], _REMOVED)[0], text)


_KHMER: Final = lazy_pattern(f"[{RE_KHMER}]")
JOINERS: Final = ZWNJ + ZWJ + BOM
# after Khmer, but not inside a syllable: there the rules of syllables (Z1) remove them
_JOINERS: Final = compile_pattern(
    rf"(?<=[{RE_KHMER}])[{ZWNJ}{ZWJ}{BOM}]++(?!{TAIL})"
    rf"|\A{BOM}++|(?<!{BOM}){BOM}++(?=[{RE_KHMER}])"
)


def joiners(text: str) -> Iterator[Change]:
    """Z3 Z4."""
    for match in _JOINERS.finditer(text):
        found = match.group()
        rules = ["Z3"] * (ZWNJ in found or ZWJ in found) + ["Z4"] * (BOM in found)
        yield new_change((match.start(), match.end(), "", "+".join(rules)))


def remove_joiners(text: str) -> str:
    return _JOINERS.sub("", text)


_ETC: Final = KHAN + "\u179b" + KHAN


def beyyal(text: str) -> Iterator[Change]:
    """D4."""
    for match in re.finditer(BEYYAL, text):
        yield new_change((match.start(), match.end(), _ETC, "D4"))


def replace_beyyal(text: str) -> str:
    return text.replace(BEYYAL, _ETC)


# Before Unicode 4.0 a waxing day was typed as digits, coeng, khan, and a waning one in the reverse
# order, since the symbol has one above the other.
_LUNAR_PARTS: Final = (KHAN + COENG, COENG + KHAN, "\u17e8" + BATHAMASAT)
LUNAR: Final = Triggered(lazy_pattern(any_of(_LUNAR_PARTS)), _LUNAR_PARTS)
_LUNAR: Final = lazy_pattern(
    rf"{KHAN}{COENG}{KHAN}"
    rf"|(?<![{RE_DIGIT}])(?P<waxing>\u17e1?[{RE_DIGIT}]){COENG}{KHAN}"
    rf"|{KHAN}{COENG}(?P<waning>\u17e1?[{RE_DIGIT}])(?![{RE_DIGIT}])"
    rf"|(?<![{RE_DIGIT}])(?P<eight>\u17e8{BATHAMASAT})"
)


def lunar_dates(text: str) -> Iterator[Change]:
    """D6."""
    for match in _LUNAR.finditer(text):
        waxing, waning, eight = match.group("waxing", "waning", "eight")
        day = int(waxing or waning or "0")
        if day <= 15:
            first = PATHAMASAT if waxing or eight else TUTEYASAT
            yield Change(match.start(), match.end(), chr(ord(first) + day), "D6")


_FOREIGN_MARKS: Final = "\u0e4c\u0e4d\u0ecc\u0ecd"
LOOK_ALIKE_MARKS: Final = _FOREIGN_MARKS + BATHAMASAT
_LOOK_ALIKE: Final = str.maketrans(
    {
        "\u0e4c": TOANDAKHIAT, "\u0ecc": TOANDAKHIAT, "\u0e4d": NIKAHIT, "\u0ecd": NIKAHIT,
        BATHAMASAT: NIKAHIT, ZWNJ: None, ZWJ: None, BOM: None,
    }
)  # fmt: skip
_FOREIGN_ON_KHMER: Final = lazy_pattern(
    rf"(?<=[{RE_LETTER}{RE_MARK}])[{ZWNJ}{ZWJ}{BOM}]*[{LOOK_ALIKE_MARKS}]"
    rf"[{LOOK_ALIKE_MARKS}{ZWNJ}{ZWJ}{BOM}]*"
)


def look_alike_marks(text: str) -> Iterator[Change]:
    """D5 outside syllables, and L1."""
    for match in _FOREIGN_ON_KHMER.finditer(text):
        found = match.group()
        rules = ["D5"] * (BATHAMASAT in found)
        rules += ["L1"] * any(mark in found for mark in _FOREIGN_MARKS)
        yield Change(match.start(), match.end(), found.translate(_LOOK_ALIKE), "+".join(rules))


_BLANK: Final = " \t"
_LINE_BREAK: Final = "\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
_SUPERFLUOUS_ZWSP: Final = lazy_pattern(
    rf"{ZWSP}(?:(?![^{ZWSP}{_BLANK}{_LINE_BREAK}])|(?<![^{_BLANK}{_LINE_BREAK}]{ZWSP}))"
    rf"[{ZWSP}{_BLANK}]*"
)
_ZWSPS: Final = lazy_pattern(f"{ZWSP}+")


def has_superfluous_zwsp(text: str) -> bool:
    """Whether :func:`tidy_zwsp` has anything to look at."""
    return ZWSP in text and _SUPERFLUOUS_ZWSP.search(text) is not None


def tidy_zwsp(text: str) -> Iterator[Change]:
    """Z5. It acts on whole runs of U+200B and blanks that touch Khmer on their line."""
    size = len(text)
    for match in _SUPERFLUOUS_ZWSP.finditer(text):
        start, end = match.span()
        left = start
        while left and text[left - 1] in _BLANK:
            left -= 1
        begins = left == 0 or text[left - 1] in _LINE_BREAK
        ends = end == size or text[end] in _LINE_BREAK
        if (begins or not _KHMER.match(text, left - 1)) and not _KHMER.match(text, end):
            continue
        found = match[0]
        if found.count(ZWSP) == 1:
            yield new_change((start, start + 1, "", "Z5"))
            continue
        if found.strip(ZWSP) == "" and left == start and not begins and not ends:
            yield new_change((start + 1, end, "", "Z5"))
            continue
        for run in _ZWSPS.finditer(found):
            yield new_change((start + run.start(), start + run.end(), "", "Z5"))


def remove_zwsp(text: str) -> Iterator[Change]:
    """Z6."""
    for match in _ZWSPS.finditer(text):
        yield new_change((match.start(), match.end(), "", "Z6"))


def without_zwsp(text: str) -> str:
    return text.replace(ZWSP, "")


def coeng_da(text: str) -> Iterator[Change]:
    """F1."""
    for match in re.finditer(COENG_DA, text):
        yield new_change((match.start() + 1, match.end(), LETTER_TA, "F1"))


# NFC never changes characters below U+0300, Khmer, usual punctuation (but EN QUAD and EM QUAD) and
# pictures; this finds all others, so that most texts need no look into the tables of Unicode.
NOT_SURELY_NFC: Final = Outside(
    "\x00-\u02ff\u1780-\u17ff\u19e0-\u19ff\u2002-\u2064\U0001f000-\U0001faff"
)
_NOT_KHMER: Final = lazy_pattern(rf"[^{RE_KHMER}]+")


def compose_foreign(text: str) -> Iterator[Change]:
    """N1. Each run between Khmer characters by itself: NFC would reorder Khmer marks."""
    normalize = normal_form()
    if normalize("NFC", text) == text:
        return
    for match in _NOT_KHMER.finditer(text):
        run = match.group()
        yield from replaced(match.start(), run, normalize("NFC", run), "N1")


def replaced(start: int, before: str, after: str, rule: str) -> Iterator[Change]:
    """The smallest change that makes ``after`` of ``before``, none if they are equal."""
    if before != after:
        head, tail = trim(before, after)
        end = start + len(before) - tail
        yield Change(start + head, end, after[head : len(after) - tail], rule)
