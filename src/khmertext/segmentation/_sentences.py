"""``sentences``: cuts a text after ។ and its like, Latin full stops, and line breaks, by rules alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from khmertext._chars import (
    BARIYOOSAN,
    COENG,
    KHAN,
    KOOMUUT,
    OTHER_SPACES,
    RE_DIGIT,
    RE_HANGING,
    RE_INVISIBLE,
    RE_LETTER,
    RE_MARK,
    RE_NEWLINE,
    ZWSP,
    characters_of,
)
from khmertext._data import rows_with
from khmertext._patterns import any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext.errors import check_text
from khmertext.segmentation._backend import text_items
from khmertext.segmentation._token_rules import has_foreign
from khmertext.types import Token

_NEWLINE = lazy_pattern(f"[{RE_NEWLINE}]")
_NEWLINES = Triggered(lazy_pattern(f"[{RE_NEWLINE}]+"), characters_of(RE_NEWLINE))
_OPENING = {"»": "«", "›": "‹", "”": "“"}
_BLANKS = f" \t\x1f\u1680{OTHER_SPACES}"  # all that break no line
_BLANK = f"[{_BLANKS}]"
_ETC_TAIL = f"(?:{_BLANK}|{ZWSP})*ល(?:{_BLANK}|{ZWSP})*{KHAN}"
_ENDS = f"{KHAN}{BARIYOOSAN}{KOOMUUT}!?"
_QUOTES = '«»‹›“”"'
_EMOJI = "\u2600-\u27bf\U0001f000-\U0001faff"
_FIGURE = rf"[0-9{RE_DIGIT}]"
# The marks that may end a sentence, and quotation marks.
_MARK = Triggered(
    lazy_pattern(
        rf"[{_ENDS}{_QUOTES}.](?:"
        rf"(?<={KHAN})(?P<inside>{_ETC_TAIL}|(?<={_FIGURE}{KHAN})(?={_FIGURE}))"
        rf"|(?<=[a-z][a-z]\.)(?={_BLANK}+[A-Z])"
        r"|(?<!\.))"
    ),
    [*_ENDS, *_QUOTES, *(f".{blank}" for blank in _BLANKS)],
)
# what belongs to a sentence after the mark that ends it
_REST = lazy_pattern(
    rf"(?:(?!{KHAN}{_ETC_TAIL})[{_ENDS})\]»›”’]|{_BLANK}|[{RE_INVISIBLE}{RE_HANGING}]"
    rf"|(?<=[{_ENDS})\]»›”’{_EMOJI}\u200d\ufe0f])[{_EMOJI}])*"
)
# a number or letter of a list, which ends no sentence
_LABEL = lazy_pattern(
    rf"[\s{RE_INVISIBLE}(\[]*(?:{_FIGURE}{{1,3}}|[{RE_LETTER}])[\s{RE_INVISIBLE}]*"
)
_LONGEST_LABEL = 16
_WORD = lazy_pattern(r"\w")
_STEP = 1 << 22
# every address that may contain a ? or ! has one of these
_WEB = lazy_pattern(r"[/.](?:(?<=://)|(?<=[A-Za-z\u017f\u212a]/)|(?<=[Ww]{3}\.))")


class _SentenceWord(NamedTuple):
    """A row of ``data/sentence_words.tsv``."""

    word: str
    role: Literal["continues", "introduces", "shortened"]
    provenance: str


def _words_that(role: str) -> list[str]:
    return [row.word for row in rows_with("sentence_words.tsv", _SentenceWord, role)]


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(
        rf"{any_of(_words_that('continues'), {'ឬ': '(?!ស្ស)'})}(?![{RE_MARK}{COENG}])"
    )  # ឬស្សី


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(rf"{any_of(_words_that('introduces'))}[\s{RE_INVISIBLE}]*\Z")


@cache
def _shortened() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(_words_that('shortened'))}\Z")


def sentences(text: str) -> list[Token]:
    """Cut ``text`` into sentences, as tokens of kind ``"sentence"``; joined they give the text.

    A sentence ends after ។ ៕ ៚ ! ? (with the closing brackets, quotation marks, emoji and white space
    that follow), after the full stop between two Latin sentences, and at a line break. ៗ and ៖ end
    none, nor do marks inside ។ល។ or a URL, between two figures or after the number of a list. A mark
    inside a quotation ends the sentence only if it ends the quotation, words stand before the
    quotation (for ? and !, words like ថា៖: ``លោកថា៖ «…?»``), and what follows can begin a sentence.

    Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> [sentence.text for sentence in sentences("ខ្ញុំទៅ។ «ទៅណា?» គេសួរ។")]
    ['ខ្ញុំទៅ។ ', '«ទៅណា?» គេសួរ។']
    """
    text = check_text(text, "sentences")
    stops: list[int] = []
    start = 0
    all_marks = _MARK.finditer(text)
    mark = next(all_marks, None)
    line_ends = [newline.end() for newline in _NEWLINES.finditer(text)]
    for first, last in pairwise((0, *line_ends, len(text))):
        marks: list[re.Match[str]] = []
        while mark and mark.start() < last:
            marks.append(mark)
            mark = next(all_marks, None)
        near = min(last, first + _STEP)
        if not _WORD.search(text, first, near) and not _has_word(text, near, last):
            if stops:
                stops[-1] = last
            start = last
            continue
        if not marks:
            start = last
            stops.append(start)
            continue
        wordless = start  # up to here the sentence has no word
        for end in _ends(text, first, last, marks):
            if _WORD.search(text, wordless, end):
                stops.append(end)
            elif start > first:
                stops[-1] = end  # what has no word goes with the sentence before
            else:
                wordless = end  # or, at the beginning of a line, with the next one
                continue
            start = wordless = end
    if text and not stops:
        stops = [len(text)]
    return [Token(text[a:b], a, b, "sentence") for a, b in pairwise((0, *stops))]


def _has_word(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` has a letter or figure; in steps, so that Ctrl-C works meanwhile."""
    steps = range(start, end, _STEP)
    return any(_WORD.search(text, step, min(step + _STEP, end)) for step in steps)


def _ends(text: str, start: int, end: int, marks: list[re.Match[str]]) -> list[int]:
    """Where the sentences of the line ``text[start:end]`` end; its end is the last one."""
    quotations = _quotations([mark for mark in marks if mark[0] in _QUOTES])
    closings = {closing for _, closing in quotations}
    found: list[int] = []
    first = start  # of the sentence that goes on
    for mark in marks:
        position = mark.start()
        if mark["inside"] is not None or mark[0] in _QUOTES or position < first:
            continue
        if mark[0] == "." and _shortened().search(text, max(first, position - 6), position):
            continue
        is_near = mark[0] == KHAN and position - first <= _LONGEST_LABEL
        if is_near and _LABEL.fullmatch(text, first, position):
            continue
        stop = _rest(text, mark.end(), end, closings)
        before = bisect_left(quotations, (position, 0)) - 1
        if before >= 0:
            opening, closing = quotations[before]
            is_quoted = position < closing
            if is_quoted and (stop <= closing or _is_part(text, first, opening, mark[0], stop)):
                continue
        found.append(stop)
        first = stop
    # inside the line, a sentence must end where an item does: not inside a URL or a cluster
    inside = found and found[0] < end and not _NEWLINE.match(text, found[0])
    if inside and (_WEB.search(text, start, end) or has_foreign(text[start:end])):
        words = {start + item.end for item in text_items(text[start:end])}
        found = [offset for offset in found if offset in words]
    return found if found and found[-1] == end else [*found, end]


def _is_part(text: str, first: int, opening: int, mark: str, stop: int) -> bool:
    """Whether the sentence that contains a quotation goes on after it."""
    if not _WORD.search(text, first, opening) or _goes_on().match(text, stop):
        return True
    return mark in "?!" and not _introduced().search(text, max(first, opening - 8), opening)


def _rest(text: str, position: int, end: int, closings: set[int]) -> int:
    while True:
        rest = _REST.match(text, position, end)
        assert rest is not None
        if rest.end() not in closings:
            return rest.end()
        position = rest.end() + 1  # a straight quotation mark that closes


def _quotations(marks: list[re.Match[str]]) -> list[tuple[int, int]]:
    """The outermost pairs of the quotation marks of a line; marks without a partner are left out."""
    if not marks:
        return []
    waiting: list[re.Match[str]] = []
    open_now: Counter[str] = Counter()
    pairs: list[tuple[int, int]] = []
    for mark in marks:
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
