r"""The rules by which ``_lexer`` cuts tokens that are not Khmer syllables, and finds unsafe cuts.

Both twins of the segmenter follow this file. The native one has the frequent cases in C and calls the
functions here for the rare ones (dates with hyphens, URLs, other scripts).

=========  =========================================================================
token      shape
=========  =========================================================================
new line   a run of line breaks
space      a run of other white space
hidden     a run of invisible characters: U+200B, or others with nothing to hang on
web        a URL, a host name under a common domain, an e-mail address
number     digits with ``. , : /`` or x (4x6) between them; see :func:`number_end`; the district ៧មករា
Latin      letters, digits behind them, joined by ``- ' ’ . & _``; other scripts likewise; behind a
           number letters alone; names that begin with a figure; see :func:`name_end`
etc.       ។ល។
run        the same dot, dash or the like, repeated
list       a letter and a dot: ក. ខ. as before the items of a list; ឧ. wherever it stands; one or two
           digits and a dot behind a space, before one or a letter: ១. ២.
colon      ៈ at the end of Khmer where no word has it, or behind something else: typed for ៖
           (ខាងក្រោមៈ, មាត្រា១ៈ, គ.ជ.បៈ). It is the only token that begins inside a cluster
other      any one character; each with the marks that hang on it
=========  =========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from khmertext._addresses import ADDRESS
from khmertext._chars import (
    ATTHACAN,
    COENG,
    KHAN,
    RE_CLUSTER_HEAD,
    RE_HANGING,
    RE_INVISIBLE,
    RE_LETTER,
    RE_LETTER_OR_DEPRECATED,
    RE_MARK,
    RE_NEWLINE,
    RE_PLAIN,
    RE_PLAIN_HERE,
    RE_REPEATED,
    RE_WRITTEN,
    YUUKALEAPINTU,
    ZWJ,
    ZWNJ,
    ZWSP,
)
from khmertext._colons import COLON_ENDS, typed_colons
from khmertext._data import read_table
from khmertext._patterns import compile_pattern, lazy_pattern

# --- the shapes ------------------------------------------------------------------------------
_HANGING = f"[{RE_HANGING}]*+"
_SYLLABLE = (
    rf"[{RE_CLUSTER_HEAD}](?:"
    rf"[{RE_INVISIBLE}]*+(?:[\u17b4\u17b5{RE_MARK}]"
    rf"|{COENG}[{COENG}{ATTHACAN}{RE_INVISIBLE}]*+[{RE_LETTER_OR_DEPRECATED}])"
    # characters that hang on the syllable without being part of it
    rf"|{COENG}(?:(?!{ZWSP})[{COENG}{ATTHACAN}{RE_INVISIBLE}])*+"
    rf"|(?:(?!{ZWSP})[{RE_INVISIBLE}])++"
    rf"|[{RE_HANGING}])*+"
)
# ក. without Khmer before it, else it ends a word; but ឧ. ("for example") may be glued to one
_ENUMERATOR = rf"(?:(?<![{RE_WRITTEN}\u25cc])[{RE_LETTER_OR_DEPRECATED}]|ឧ)\.(?!\.)"
_NUMBERED = rf"(?<!\S)\d{{1,2}}\.(?=[^\S{RE_NEWLINE}]|[A-Za-z{RE_LETTER_OR_DEPRECATED}])"
_LETTER = r"[^\W\d_\u1780-\u17ff]"
_INNER = rf"(?:{_LETTER}|\d|[{RE_HANGING}])"
_LATIN = (
    rf"(?:[A-Za-z]\.){{2,}}(?![A-Za-z0-9])"
    rf"|(?<=\d){_LETTER}{_INNER}*+"  # a unit, which nothing is joined to: 8am-5pm
    rf"|{_LETTER}{_INNER}*+(?:[\-'’.&_](?:{_LETTER}|\d){_INNER}*+)*+"
)

# The kinds of items: the numbers of the groups of TOKEN, of which the first matches a stretch of
# syllables and hidden characters. OTHER is a match without a group.
KHMER, SPACE, BREAK, HIDDEN, WEB, NUMBER, LATIN = range(1, 8)
OTHER: Final = 0
ENUMERATOR: Final = 8
ACRONYM: Final = 9

# a syllable, or hidden characters between syllables
STRETCH: Final = compile_pattern(rf"{_SYLLABLE}|[{RE_INVISIBLE}]+")
HANGING: Final = lazy_pattern(_HANGING)
TOKEN: Final = compile_pattern(
    rf"(?![{RE_INVISIBLE}])((?:(?!{_ENUMERATOR}){_SYLLABLE}|[{RE_INVISIBLE}]+)++)"
    rf"|([^\S{RE_NEWLINE}]+{_HANGING})"
    rf"|([{RE_NEWLINE}]+)"
    rf"|([{RE_INVISIBLE}]+)"
    rf"|(?=[A-Za-z0-9])((?:{ADDRESS}){_HANGING})"
    rf"|(?!{_NUMBERED})(\d+(?:[.,:/xX]\d+)*+)"
    rf"|((?:{_LATIN}){_HANGING})"
    rf"|((?:{_ENUMERATOR}|{_NUMBERED}){_HANGING})"
    rf"|{KHAN}{ZWSP}?ល{ZWSP}?{KHAN}{_HANGING}"
    rf"|(?:([{RE_REPEATED}])\9+){_HANGING}"
    rf"|[{RE_HANGING}]+"
    rf"|.{_HANGING}",
    re.DOTALL,
)

# --- a colon that is typed as a sign of a syllable ----------------------------------------------
_COLON_BEHIND_LETTER: Final = lazy_pattern(rf"(?<=[{RE_LETTER}]){COLON_ENDS}")


def colons(line: str, acronym_ends: Iterable[int] = ()) -> set[int]:
    """The offsets of each ៈ that is typed for a colon and no sign of the syllable before it.

    >>> sorted(colons("ដូចខាងក្រោមៈ សាធារណៈ ១ៈ"))
    [11, 22]
    """
    if YUUKALEAPINTU not in line:
        return set()
    behind = {end for end in acronym_ends if _COLON_BEHIND_LETTER.match(line, end)}
    return behind.union(typed_colons(line))


# --- numbers ---------------------------------------------------------------------------------
_HIDDEN = f"[{ZWSP}{ZWNJ}]*+"
_GAP = r"[ \u00a0\u202f\-]"
_NUMBER = compile_pattern(
    rf"(\d{{1,2}}-\d{{1,2}}-\d{{4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}})(?!\d|-\d)"  # dates
    r"|((?:[0០]\d|[1១][0-2០-២])-(?:19|20|១៩|២០)\d\d)(?!\d|-\d)"  # a month
    # telephone numbers: 8 to 11 digits
    rf"|(?=\d(?:{_GAP}?\d){{7,10}}(?!{_GAP}?\d))([0០]\d{{1,3}}(?:{_GAP}\d{{2,4}}){{1,3}})(?!{_GAP}?\d)"
    # groups of thousands; with a plain space only if several or zeros, else two numbers (៨០ ១២០)
    rf"|(?![0០])\d{{1,3}}(?:(?:[\u00a0\u202f]\d{{3}})+|(?: \d{{3}}){{2,}}| [0០]{{3}})(?:[.,]\d+)?(?!\d)"
    rf"|(\d{{1,2}}[A-Z]{{1,2}}-\d{{4}})(?![A-Za-z0-9])"  # number plates
    # a district is called like the day, the seventh of January
    rf"|(?:(?<=ខណ្ឌ)|(?<=ខណ្ឌ[ {ZWSP}]))[7៧]មករា(?![{RE_MARK}{COENG}])"
    rf"|\d++(?:(?:{_HIDDEN}(?:[.,:/]{_HIDDEN})?|[xX])\d++)*+"
)


_web = compile_pattern(ADDRESS)


def web_end(text: str, start: int, end: int) -> int:
    """The end of the URL, host or address that begins at ``start``; -1 if there is none."""
    found = _web.match(text, start, end)
    return found.end() if found else -1


def number_end(text: str, start: int, end: int) -> int:
    """The end of the number that begins at ``start``.

    >>> [number_end(text, 0, len(text)) for text in ("31-07-2024", "១០-១៥", "១០ ០០០", "៨០ ១២០")]
    [10, 2, 6, 2]
    """
    found = _NUMBER.match(text, start, end)
    assert found is not None
    return found.end()


def may_go_on(text: str, start: int, position: int, end: int) -> bool:
    """Whether a number may go on after its digits ``text[start:position]``: a cheap first test."""
    if position + 1 >= end:
        return False
    char, following = text[position], text[position + 1]
    if char == "ម":
        return position - start == 1
    if char in "- \u00a0\u202f\u200b\u200c":
        return following.isdecimal() or following in ".,:/\u200b\u200c"
    return "A" <= char <= "Z" and position - start <= 2


# --- Latin names that begin with a figure -------------------------------------------------------
_NAME = compile_pattern(
    r"(?<![$€£៛])[1-9១-៩](?:"
    rf"([A-Z]{{1,4}}+)(?!{_INNER}|-\d{{4}}(?![A-Za-z0-9]))(?:-{_LETTER}{_INNER}*+)*+"
    rf"|-([A-Za-z]{{2,}}+)(?!{_INNER})(?:-(?:{_LETTER}|\d){_INNER}*+)*+)"
)
# ampere, litre, million, tonne, volt, watt; hours; months
_NO_NAMES = frozenset(["A", "L", "M", "T", "V", "W", "AM", "PM"])
_MONTHS = frozenset(
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
)


class _Unit(NamedTuple):
    """A row of ``data/number_units.tsv``."""

    word: str
    unit: str
    kind: str
    code: str
    note: str
    provenance: str


@cache
def _units() -> frozenset[str]:
    words = {row.word.upper() for row in read_table("number_units.tsv", _Unit)}
    return _NO_NAMES | {word for word in words if len(word) > 1}


def name_end(text: str, start: int, end: int) -> int:
    """The end of the Latin name that begins with the figure at ``start``; -1 if there is none.

    A figure and capitals or, behind a hyphen, a word, if they are no unit, no money ($5K), no date
    and no number plate.

    >>> [name_end(text, 0, len(text)) for text in ("5G", "7UP", "3-in-1", "5V", "5KG", "2-May")]
    [2, 3, 6, -1, -1, -1]
    """
    found = _NAME.match(text, start, end)
    if not found:
        return -1
    letters = (found[1] or found[2]).upper()
    return -1 if letters in _units() or letters[:3] in _MONTHS else found.end()


# --- ends of items inside clusters -----------------------------------------------------------
# Foreign are other scripts and emoji, and Khmer marks that hang on something else than a syllable.
_SELDOM = lazy_pattern(f"[^{RE_PLAIN_HERE}]")
_FOREIGN = lazy_pattern(f"[^{RE_PLAIN}]")
_KHMER_MARK = lazy_pattern("[\u17b4-\u17d3\u17dd]")
_BEFORE_A_STRAY = lazy_pattern(rf"[^{RE_WRITTEN}\u25cc](?={_KHMER_MARK.pattern})")
_FOREIGN_END = lazy_pattern(
    rf"[{COENG}{ZWJ}]|[^{RE_PLAIN}]|.[{RE_HANGING}]|.[^{RE_PLAIN}]", re.DOTALL
)
_HANGING_BEFORE = lazy_pattern(f"[{RE_HANGING}]")
_INVISIBLE = lazy_pattern(f"[{RE_INVISIBLE}]")


def has_foreign(text: str) -> bool:
    """Whether ``text`` has foreign characters: because of them an item may end inside a cluster."""
    if ZWJ in text or _KHMER_MARK.match(text):
        return True
    seldom = _SELDOM.search(text)
    return bool((seldom and _FOREIGN.search(text, seldom.start())) or _BEFORE_A_STRAY.search(text))


def is_foreign_end(text: str, start: int, offset: int, kind: int) -> bool:
    """Whether only Unicode Annex 29 can say if ``offset`` is a cluster boundary.

    ``start`` and ``kind`` are those of the item that ends there.
    """
    # A coeng sign takes the next letter along wherever it stands, in newer versions of Unicode.
    if kind == KHMER:
        stray = _INVISIBLE.search(text, start, offset)
    else:
        stray = _HANGING_BEFORE.match(text, offset - 1)
    return bool(stray or _FOREIGN_END.match(text, offset - 1, offset + 1))


_LOOSE = lazy_pattern(rf"{COENG}|.[{RE_HANGING}]|\r\n", re.DOTALL)


def is_loose(text: str, offset: int) -> bool:
    """Whether any ``offset`` may be inside a cluster, in a text with nothing foreign."""
    return _LOOSE.match(text, offset - 1, offset + 1) is not None
