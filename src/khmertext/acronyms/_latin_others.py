"""Capitals that are no acronym: corners of shapes, persons, sizes of clothes, parts of addresses."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from string import ascii_uppercase

from khmertext._chars import RE_DIGIT
from khmertext._data import read_table
from khmertext._patterns import any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._english import is_english, is_family_name, is_romanized
from khmertext.acronyms._phrase import heads, pattern_of, words_of
from khmertext.acronyms._short_shapes import is_khmer_sign
from khmertext.acronyms._sites import QUOTES
from khmertext.numbers._number_words import spelled
from khmertext.numbers._units import UnitRow

LONGEST_NAME = 40  # of a person, with what calls them one
_initials = lazy_pattern(r"(?:[A-Z]\.){2}")
_given = lazy_pattern("[A-Z][a-z]+")
unsayable = lazy_pattern("[B-DF-HJ-NP-TV-XZ]{2,}")  # no vowel, and no Y: LY is a name
# from AB = AC follows that BC is a side too, and no acronym
_in_brackets = Triggered(lazy_pattern(r" ?[(（]([A-Z]{2,10})[)）]"), ("(", "（", " (", " （"))
_equals = lazy_pattern(" ?=")
_pair = Triggered(lazy_pattern("(?<![A-Za-z0-9.-])[A-Z]{2,8}(?![A-Za-z0-9.-])"), ascii_uppercase)
_point = lazy_pattern("(?<![A-Za-z0-9.-])[A-Z](?![A-Za-z0-9.-])")
_shape_before = lazy_pattern(lambda: f"{pattern_of('shape')} ?$")
_drawn_before = lazy_pattern(
    lambda: f"(?:{pattern_of('drawn')}|{pattern_of('shape')}|{pattern_of('equal')}) ?[\\[(]?$"
)
_length = lazy_pattern(f" ?= ?(?:[a-z](?![a-z])|[0-9{RE_DIGIT}.,]+ ?(?:[cdk]?m|mm|ស\\.ម)(?![a-z]))")
_side_after = lazy_pattern(" ?([A-Z]{2,4})(?![A-Za-z])")


@cache
def _one_size() -> str:
    """The size of a shoe or a garment: EU 42, UK 8.5, US9."""
    return f"{any_of(words_of('sizes'))}[ -]?[0-9{RE_DIGIT}]{{1,2}}(?:[.,][05])?"


@lazy_pattern
def _size() -> str:
    # EU 27 ប្រទេស, EU 42 លាន: a number of something
    measures = ("money", "measure", "time", "percent")
    units = (row.word for row in read_table("number_units.tsv", UnitRow) if row.kind in measures)
    counted = any_of(word for word in ("ប្រទេស", *units, *spelled("scale")) if len(word) > 2)
    return f"{_one_size()}(?![0-9{RE_DIGIT}]| ?(?:%|{counted}))"


@lazy_pattern
def _size_before() -> str:
    # ស្បែកជើង|កីឡាបុរស EU 42, but not ស្បែកជើង|ទៅ EU
    elsewhere = any_of(words_of("function") - {"និង", "ឬ", "ការ", "សម្រាប់", "សំរាប់"})
    thing = rf"{pattern_of('sized')}(?:(?!{elsewhere})[^\n។]){{0,40}}"
    return rf"(?:{_one_size()} ?[/=] ?|{thing})$"


_size_after = lazy_pattern(lambda: f"{_one_size()} ?[/=] ?{_one_size()}")
# the bytes of a letter, %E1%9E%BC: no acronym BC
_bytes_before = lazy_pattern("(?:%[0-9A-Fa-f]{2})+%$")
_bytes = lazy_pattern("(?<=%)[0-9A-Fa-f]{2}%[0-9A-Fa-f]{2}")
head_before = lazy_pattern(lambda: f"{any_of(heads())} ?[{QUOTES}(]? ?$")


def corners_in(text: str, known: Container[str]) -> set[str]:
    """The letters of the corners of geometric shapes: ត្រីកោណ ABC, គណនា BC, AB = AC.

    If there are some, those of all lines, which have two letters, are points too.
    """
    pairs = list(_pair.finditer(text))
    unlike = {pair[0] for pair in pairs if is_listed(pair[0], known)} | words_of("measure")
    points: set[str] = set()
    for pair in pairs:
        before = text[max(0, pair.start() - 24) : pair.start()]
        drawn = _drawn_before if len(pair[0]) == 2 else _shape_before
        if _equals.match(text, pair.end()):
            other = _side_after.match(text, text.index("=", pair.end()) + 1)
            if other or (_length.match(text, pair.end()) and not is_listed(pair[0], known)):
                points.update(pair[0], other[1] if other else "")
        elif pair[0] not in unlike and drawn.search(before):
            points.update(pair[0])
    if points:
        lines = (pair[0] for pair in pairs if len(pair[0]) == 2 and pair[0] not in unlike)
        points.update(*lines, _point.findall(text))
    return points


def is_side(form: str, points: set[str], known: Container[str]) -> bool:
    """Whether ``form`` is another side of the shape whose corners are ``points``."""
    unlisted = len(form) == 2 or form not in words_of("acronym")
    return len(points) > 2 and points.issuperset(form) and unlisted and form not in known


def persons_in(text: str, known: Container[str]) -> set[str]:
    """The names of persons and places that stand in brackets behind the Khmer ones: លោក សុខ (SOK)."""
    return {
        found[1]
        for found in _in_brackets.finditer(text)
        if not is_listed(found[1], known) and is_romanized(text, found.start(), found[1])
    }


def is_person(text: str, place: int, tokens: list[str], index: int, known: Container[str]) -> bool:
    """Whether the token at ``place`` names a person: ឈ្មោះ៖ PICH Sreymom, J.K. Rowling, ភរិយា P.T.

    An acronym that is known is a family name too: លោក ស៊ឹម (SIM Vuthy).
    """
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else ""
    before = text[max(0, place - LONGEST_NAME) : place]
    if _initials.fullmatch(token):
        return (
            _given.fullmatch(following) is not None
            or before.rstrip().endswith(_persons())
            or not (
                is_listed(token[::2], known)
                or is_listed(token[:3], known)
                or head_before.search(before)
            )
        )
    return (
        _given.fullmatch(following) is not None
        and not is_english(following.upper())
        and (is_family_name(token) or not (is_listed(token, known) or unsayable.fullmatch(token)))
        and _is_behind_person(before)
    )


@cache
def _persons() -> tuple[str, ...]:
    return tuple(words_of("name") | words_of("person"))


def _is_behind_person(before: str) -> bool:
    """Whether ``before`` ends with a person: ឈ្មោះអ្នកជំងឺ៖, លោក ស៊ឹម, but not លោក ប៉ូល នាយក."""
    before = before.replace("ពិភពលោក", "")  # the world, no លោក
    ends = (before.rfind(word) + len(word) for word in _persons() if word in before)
    place = max(ends, default=0)
    elsewhere = ("។", "\n", *words_of("function"), *words_of("title"), *heads())
    return place > 0 and not any(word in before[place:] for word in elsewhere)


def is_listed(form: str, known: Container[str]) -> bool:
    """Whether ``form`` is an acronym whatever stands beside it."""
    return form in known or form in words_of("acronym")


def is_in_address(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is part of an address, a tag or a number."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "%" and (
        _bytes.match(text, start) or _bytes_before.search(text, max(0, start - 4), start)
    ):
        return True
    if before == "/" and not is_khmer_sign(text[start - 2 : start - 1]):
        return True
    if any("\u00c0" <= char <= "\u024f" for char in before + after):
        return True  # ROSÉ
    return before in tuple("@#_") or before.isdecimal() or after.isdecimal() or after in tuple("@_")


def is_size(text: str, start: int) -> bool:
    """Whether a size of shoes or clothes begins at ``start``: ខ្នាតជើង EU 42, US 9 / UK 8."""
    if _size.match(text, start) is None:
        return False
    led = _size_before.search(text, max(0, start - 60), start)
    return (led or _size_after.match(text, start)) is not None
