"""The canonical form of a short form and the units it is made of, for all modules of the package."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khmertext._chars import COENG, RE_DIGIT, RE_LETTER, fold
from khmertext._patterns import lazy_pattern

_MARK = "\u17b6-\u17d1\u17d3\u17dd"
# A unit stands for a word: a cluster, or a figure.
UNIT = rf"(?:[{RE_LETTER}](?:{COENG}[{RE_LETTER}])*[{_MARK}]*|[{RE_DIGIT}0-9]+)"

_unit = lazy_pattern(UNIT)
_hyphened = lazy_pattern(f"{UNIT}(?:-{UNIT})+")
_hidden = lazy_pattern("[\u200b\u200c]")
_latin = lazy_pattern("[A-Za-z]")


class Candidate(NamedTuple):
    """A span of the text that is written like an acronym, and its canonical form."""

    start: int
    end: int
    canonical: str


def units(short: str) -> list[str]:
    """The units of a Khmer short form, whatever separates them.

    >>> units("ប្រ.ជ"), units("ផអ៣"), units("គ.ក.ស .ក")
    (['ប្រ', 'ជ'], ['ផ', 'អ', '៣'], ['គ', 'ក', 'ស', 'ក'])
    """
    return _unit.findall(short)


@lru_cache(maxsize=4096)
def canonical_form(short: str) -> str:
    """The form that all spellings of a short form share.

    Khmer units are joined by dots, whatever parted them; subscript ដ is ត. Forms with a slash, codes such as អនក្រ.បក, whose dots separate
    groups of letters, and Latin forms lose only a closing dot and the plural ``s``.

    >>> canonical_form("គ.ក.ស .ក"), canonical_form("គជប"), canonical_form("គ,ជ,ប,")
    ('គ.ក.ស.ក', 'គ.ជ.ប', 'គ.ជ.ប')
    >>> canonical_form("គ ជ ប"), canonical_form("គ-ស-ស")
    ('គ.ជ.ប', 'គ.ស.ស')
    >>> canonical_form("គឃ/សប"), canonical_form("NGOs"), canonical_form("អនក្រ.បក")
    ('គឃ/សប', 'NGO', 'អនក្រ.បក')
    """
    short = fold(_hidden.sub("", short).strip())
    if _latin.search(short):
        short = short.rstrip(".")
        plural = short.endswith("s") and short[:-1].isupper() and len(short) > 2
        return short[:-1] if plural else short
    if "/" in short or ("-" in short and not _hyphened.fullmatch(short)):
        return short.rstrip(".")
    if is_grouped(short):
        return ".".join(_groups(short))
    return ".".join(units(short))


def _groups(short: str) -> list[str]:
    return [group for group in re.split("[., ]", short) if group]


def is_grouped(short: str) -> bool:
    """Whether the dots of ``short`` separate groups of letters, not single ones: អនក្រ.បក, រទស.ភ."""
    groups = _groups(short)
    return len(groups) > 1 and any(len(units(group)) > 1 for group in groups)
