"""``search_terms``: the terms of a Khmer text for a search engine, with positions and offsets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from khmertext.errors import check_text
from khmertext.normalization import normalize, word_key
from khmertext.types import Token

_LONGEST_REMEMBERED = 32
_NO_TERMS = frozenset({"space", "newline", "zwsp", "punct", "symbol"})


class SearchTerm(NamedTuple):
    """A term of a text: ``text[start:end]`` is what it was made of, offsets in code points.

    ``position`` counts the terms; a compound has the position of its first part.
    """

    term: str
    start: int
    end: int
    position: int


def search_terms(text: str, *, compounds: bool = True) -> tuple[SearchTerm, ...]:
    """The terms of ``text`` for a search engine, in order.

    The parts of words have successive positions, so that a phrase query finds them in order:
    រៀន finds សាលារៀន, and សាលារៀន does not find a text that has only សាលា. For an index, a compound
    word is also a term, at the position of its first part. Leave it out of a query
    (``compounds=False``), since engines take terms at one position for synonyms.

    Terms are folded: legacy spellings become modern, then :func:`khmertext.word_key` is applied; a
    number in figures becomes its value in plain digits (its words are terms of their own: ៥ពាន់ is
    5 and ពាន់), a telephone number its digits, an acronym its canonical form, Latin lower case.
    White space, punctuation and U+200B are no terms.

    Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> [(t.term, t.position) for t in search_terms("សាលារៀន ១.២៥០")]
    [('សាលារៀន', 0), ('សាលា', 0), ('រៀន', 1), ('1250', 2)]
    >>> [t.term for t in search_terms("គជប", compounds=False)]
    ['គ.ជ.ប']
    """
    text = check_text(text, "search_terms")
    return tuple(_terms(text, compounds))


def _terms(text: str, compounds: bool) -> Iterator[SearchTerm]:
    from khmertext.spelling import explain_modernize

    modern = explain_modernize(text)
    position = 0
    for group in _groups(modern.text):
        for term, start, end, number in group:
            if compounds or number is not None:
                place = modern.to_original(start, end)
                yield SearchTerm(term, *place, position + (number or 0))
        position += max((number + 1 for *_, number in group if number is not None), default=0)


# a term, its span, and its number among the parts of its word; None for the whole word
_Part = tuple[str, int, int, int | None]


def _groups(text: str) -> Iterator[list[_Part]]:
    """The terms of each acronym, word and other token, a list for each."""
    from khmertext.acronyms import find_acronyms
    from khmertext.segmentation import segment

    acronyms = iter(find_acronyms(text))
    acronym = next(acronyms, None)
    tokens = segment(text)
    for index, token in enumerate(tokens):
        while acronym is not None and acronym.end <= token.start:
            acronym = next(acronyms, None)
        if acronym is not None and acronym.start < token.end:
            if token.start <= acronym.start:
                yield [(acronym.canonical.casefold(), acronym.start, acronym.end, 0)]
        elif token.kind == "word":
            yield _word(token, tokens.parts(index))
        elif token.kind not in _NO_TERMS:
            yield [(_other(token), token.start, token.end, 0)]


def _word(token: Token, parts: tuple[Token, ...]) -> list[_Part]:
    terms: list[_Part] = [
        (_key(part.text), part.start, part.end, number) for number, part in enumerate(parts)
    ]
    if len(parts) > 1:
        terms.insert(0, (_key(token.text), token.start, token.end, None))
    return terms


def _key(word: str) -> str:
    return _remembered_key(word) if len(word) <= _LONGEST_REMEMBERED else word_key(word)


_remembered_key = lru_cache(1 << 15)(word_key)


def _other(token: Token) -> str:
    if token.kind == "number":
        return _figures(token.text)
    return normalize(token.text, "search").casefold().strip(".")


def _figures(text: str) -> str:
    """The value of a number in plain digits; digits with leading zeros stay as they are."""
    from khmertext.numbers import parse_number, to_ascii_digits

    digits = to_ascii_digits(text)
    if digits.isdecimal() and digits.startswith("0"):
        return digits
    try:
        value = parse_number(digits)
    except ValueError:  # a telephone number, a span, a date
        return "".join(digits.split())
    return format(value, "f") if hasattr(value, "as_tuple") else str(value)
