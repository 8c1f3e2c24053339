"""Dotted Khmer acronyms (គ.ក.ស.ក) by their shape alone: candidates, as spans of the text as given.

A *unit* is one cluster that stands for a word: a letter with its subscripts and at most one vowel
(ក, ប្រ, អា, សុ). Units are parted by a dot, at times by a comma, with a slipped space or U+200B
around it; once by a space alone. What is *glued* is written without a space: និងគ.ក.ន.ក is និង
and គ.ក.ន.ក, and ស.រ.អា.ពី is ស.រ.អា. and ពី.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from khmertext._chars import AA, COENG, CONSONANTS, LETTER_QA, RE_LETTER, RE_VOWEL, ZWNJ, ZWSP

# Longer chains are somebody's alphabet. The bounds keep the time linear and the window small.
MAX_UNITS = 16

_UNIT = rf"[{RE_LETTER}](?:{COENG}[{RE_LETTER}]){{0,2}}[{RE_VOWEL}]?"
_HIDDEN = f"[{ZWSP}{ZWNJ}]{{0,2}}"
_BLANK = f"{_HIDDEN} ?{_HIDDEN}"
# nothing of the unit's cluster may be left over on either side
_OPEN = f"(?<!{COENG})"
_CLOSED = r"(?![\u17b4-\u17d3\u17dd\u200d])"

_unit = re.compile(_UNIT + _CLOSED)
_gap = re.compile(f"({_BLANK})([.,])({_BLANK})|{_HIDDEN} {_HIDDEN}")
_first_gap = re.compile(f"{_OPEN}({_UNIT}){_CLOSED}{_BLANK}[.,](?={_BLANK}[{RE_LETTER}])")
_line_start = re.compile(r"(?:^|[\n\r\u2028\u2029])[ \t\u00a0\u200b]*$")
_khmer = re.compile(r"[\u1780-\u17d3\u17dd]")


def find_dotted(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The spans of ``text[start:end]`` that have the shape of a dotted acronym, left to right.

    >>> text = "របស់ គ.ក.ស .ក ខេត្ត និងគ.ក.ន.ក តោះ.ទៅ"
    >>> [text[start:end] for start, end in find_dotted(text)]
    ['គ.ក.ស .ក', 'គ.ក.ន.ក']
    """
    end = len(text) if end is None else end
    position = start
    while found := _first_gap.search(text, position, end):
        span = dotted_at(text, found.start(), end)
        if span is None:
            position = found.end()
        else:
            yield span
            position = span[1]


def dotted_at(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the acronym whose first unit is at ``start``, if one is there.

    The span may begin later than ``start`` when the first unit turns out to be the enumerator of
    a list (``ក. គ.ជ.ប``).
    """
    before = text[start - 1] if start else "\n"
    if _line_start.search(text, max(0, start - 16), start):
        before = "\n"
    reach = start
    for _ in range(MAX_UNITS):
        unit = _unit.match(text, reach, end)
        gap = unit and _gap.match(text, unit.end(), end)
        if unit is None or gap is None:
            reach = unit.end() if unit else reach
            break
        reach = gap.end()
    # one more unit and what closes it
    return _shifted(judge(before + text[start : min(reach + 8, end)]), start - 1)


def _shifted(span: tuple[int, int] | None, by: int) -> tuple[int, int] | None:
    return span and (span[0] + by, span[1] + by)


@lru_cache(maxsize=1024)
def judge(window: str) -> tuple[int, int] | None:
    """The span of the acronym in ``window``, whose first unit stands at offset 1.

    ``window[0]`` is the character before it, a new line at the start of a line.
    """
    units, gaps = _chain(window)
    before = window[0]
    if before == "\n" and len(gaps) > 1 and gaps[0].endswith(" ") and " " not in "".join(gaps[1:]):
        del units[0], gaps[0]  # an enumerator before the acronym
        before = " "
    glued_left = _khmer.match(before) is not None
    trailing = window[units[-1][1] :]
    glued_right = _khmer.match(trailing) is not None
    if glued_right and len(units) > 1:
        last = _text(window, units[-1])
        measure = len(units) == 2 and before.isdigit()  # ៥គ.មក្នុង
        if len(last) > 1 or not (len(units) > 2 or measure):
            units.pop()  # the first cluster of an ordinary word
    elif len(units) > 2:
        *others, last_is_syllable = [_is_syllable(_text(window, unit)) for unit in units]
        if last_is_syllable and not any(others):
            units.pop()  # ស.រ.អា. ពី
    if len(units) > 1 and _is_space(gaps[len(units) - 2]) and len(_text(window, units[-1])) > 1:
        units.pop()  # behind a space alone only a bare letter is a unit: not the word ទៅ
    gaps = gaps[: len(units) - 1]
    if not _is_acronym(window, units, gaps, glued_left, before):
        return None
    end = units[-1][1]
    dot = _trailing_dot.match(window, end)
    return units[0][0], dot.end() if dot else end


_trailing_dot = re.compile(rf"{_HIDDEN}\.(?!\.)")


def _is_space(gap: str) -> bool:
    return "." not in gap and "," not in gap


def _text(window: str, span: tuple[int, int]) -> str:
    return window[span[0] : span[1]]


def _chain(window: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The units from offset 1 on and the gaps between them; a space alone may part them once."""
    units: list[tuple[int, int]] = []
    gaps: list[str] = []
    spaces = 0
    position = 1
    while unit := _unit.match(window, position):
        units.append(unit.span())
        gap = _gap.match(window, unit.end())
        if gap is None or len(units) == MAX_UNITS:
            break
        spaces += gap[2] is None
        if spaces > 1 or not _unit.match(window, gap.end()):
            break
        gaps.append(gap[0])
        position = gap.end()
    return units, gaps


def _is_syllable(unit: str) -> bool:
    """Whether ``unit`` has a vowel, as ordinary short words have; អ with a vowel is an initial."""
    return unit[-1] > LETTER_QA and unit[-1] >= AA and unit[0] != LETTER_QA


def _is_acronym(
    window: str,
    units: list[tuple[int, int]],
    gaps: list[str],
    glued_left: bool,
    before: str,
) -> bool:
    texts = [_text(window, unit) for unit in units]
    dotted = [gap for gap in gaps if not _is_space(gap)]
    if len(texts) < 2 or (len(dotted) < len(gaps) and len(dotted) < 2):
        return False
    if all("," in gap for gap in gaps) and (len(texts) < 3 or any(" " in gap for gap in gaps)):
        return False  # an enumeration
    spaced = all(gap.endswith(" ") for gap in gaps)
    if spaced and ((before == "\n" and len(texts) == 2) or _ascending(texts)):
        return False  # ក. ខ. គ.
    if glued_left and (texts[0][-1] >= AA or (len(texts[0]) > 1 and len(texts) == 2)):
        return False  # the end of a syllable, not an initial: ខ្សែ.ក ខេត្ត.ក
    syllables = sum(map(_is_syllable, texts))
    return not syllables or (len(texts) > 2 and not any(" " in gap for gap in gaps))


def _ascending(texts: list[str]) -> bool:
    places = [CONSONANTS.find(text) for text in texts]
    return places[0] >= 0 and places == list(range(places[0], places[0] + len(places)))
