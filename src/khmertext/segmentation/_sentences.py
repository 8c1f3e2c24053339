"""Sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise

from khmertext._chars import BARIYOOSAN, KHAN, RE_INVISIBLE, ZWSP
from khmertext.errors import check_text
from khmertext.segmentation._classes import RE_HANGING, RE_NEWLINE
from khmertext.segmentation._lexer import items
from khmertext.segmentation._shapes import has_seams
from khmertext.types import Token

_LINE = re.compile(rf"[^{RE_NEWLINE}]*(?:[{RE_NEWLINE}]+|\Z)")
_OPENING = {"»": "«", "›": "‹", "”": "“"}
_ETC = f"{KHAN}{ZWSP}?ល{ZWSP}?{KHAN}"
_ENDS = f"{KHAN}{BARIYOOSAN}!?"
# what matters in a line
_MARK = re.compile(rf"{_ETC}|(?P<end>[{_ENDS}])|(?P<quote>[«»‹›“”\"])")
# what still belongs to a sentence behind its end
_REST = re.compile(
    rf"(?:(?!{_ETC})[{_ENDS})\]»›”’]|[^\S{RE_NEWLINE}]|[{RE_INVISIBLE}{RE_HANGING}])*"
)
_WORD = re.compile(r"\w")
# what is in every address that may hold a ? or ! of its own
_WEB = re.compile(r"://|www\.|[a-z]/", re.IGNORECASE)


def sentences(text: str) -> list[Token]:
    """Cut ``text`` into sentences, as tokens of kind ``"sentence"``; joined they give the text.

    A sentence ends behind ។ ៕ ! ? (with the closing brackets, quotation marks and white space that
    follow) and at a line break. ៗ and ៖ end none, nor does what is inside ។ល។, a URL or a
    quotation: that ends its sentence only where it is the last thing in it and words like ថា៖
    stand before it (``លោកថា៖ «…។»``); one that opens the sentence goes on.

    Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> [sentence.text for sentence in sentences("ខ្ញុំទៅ។ «ទៅណា?» គេសួរ។")]
    ['ខ្ញុំទៅ។ ', '«ទៅណា?» គេសួរ។']
    """
    check_text(text, "sentences")
    stops: list[int] = []
    start = 0
    for line in _LINE.finditer(text):
        if not _WORD.search(text, line.start(), line.end()):
            if stops:
                stops[-1] = line.end()
            start = line.end()
            continue
        for end in _ends(text, line.start(), line.end()):
            if _WORD.search(text, start, end):
                stops.append(end)
            elif stops:  # blanks and the like are no sentence: they go with the one before
                stops[-1] = end
            start = end
    if text and not stops:
        stops = [len(text)]
    return [Token(text[a:b], a, b, "sentence") for a, b in pairwise((0, *stops))]


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where the sentences of the line ``text[start:end]`` end; its end is the last one."""
    marks = list(_MARK.finditer(text, start, end))
    quotations = _quotations(marks)
    closings = {closing for _, closing in quotations}
    found: list[int] = []
    first = start  # of the sentence that goes on
    for mark in marks:
        if mark["end"] is None or mark.start() < first:
            continue
        stop = _rest(text, mark.end(), end, closings)
        before = bisect_left(quotations, (mark.start(), 0)) - 1
        if before >= 0:
            opening, closing = quotations[before]
            inside = mark.start() < closing
            if inside and (stop <= closing or not _WORD.search(text, first, opening)):
                continue
        found.append(stop)
        first = stop
    if found and (_WEB.search(text, start, end) or has_seams(text[start:end])):
        words = {start + item.end for item in items(text[start:end])}
        found = [offset for offset in found if offset in words]
    return found if found and found[-1] == end else [*found, end]


def _rest(text: str, position: int, end: int, closings: set[int]) -> int:
    while True:
        rest = _REST.match(text, position, end)
        assert rest is not None
        if rest.end() not in closings:
            return rest.end()
        position = rest.end() + 1  # a straight quotation mark that closes


def _quotations(marks: list[re.Match[str]]) -> list[tuple[int, int]]:
    """The outermost pairs of quotation marks of a line; what has no partner is no quotation."""
    waiting: list[re.Match[str]] = []
    open_now: Counter[str] = Counter()
    pairs: list[tuple[int, int]] = []
    for mark in marks:
        if mark["quote"] is None:
            continue
        opening = _OPENING.get(mark[0], mark[0])
        if mark[0] in "«‹“" or not open_now[opening]:
            waiting.append(mark)
            open_now[mark[0]] += 1
            continue
        while True:
            partner = waiting.pop()
            open_now[partner[0]] -= 1
            if partner[0] == opening:
                break
        while pairs and pairs[-1][0] > partner.start():
            pairs.pop()  # it was inside this one
        pairs.append((partner.start(), mark.start()))
    return pairs
