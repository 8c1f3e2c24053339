"""``search_terms``: the terms of a Khmer text for a search engine, with positions and offsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from khmertext._lexicon import equal_pairs
from khmertext._patterns import lazy_pattern
from khmertext.errors import check_text
from khmertext.normalization import normalize, word_key
from khmertext.types import Token

_LONGEST_REMEMBERED = 32
_NO_TERMS = frozenset({"space", "newline", "zwsp", "punct", "symbol"})
_ENOUGH_DIGITS = lazy_pattern(r"\d(?:\W*\d){6}")  # for a telephone number; most texts have none
_FREE_OF_ZERO = 10  # digits of 1800 and 1900 numbers, which are dialled without a 0


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

    Terms are folded: legacy spellings become modern, equal ones one (ទូរសព្ទ, ទូរស័ព្ទ), then :func:`khmertext.word_key` is applied; a
    number in figures becomes its value in plain digits (its words are terms of their own: ៥ពាន់ is
    5 and ពាន់), an acronym its canonical form, Latin lower case. A telephone number, as
    :func:`khmertext.find_numbers` finds it, is one term, the digits to dial in Cambodia however it
    is written (+855 12 345 678 is 012345678); of another country, its digits with the calling code.
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
    from khmertext.spelling._modernize import explained

    modern = explained(text, headings=False)  # a query is no heading
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
    """The terms of each acronym, telephone number, word and other token, a list for each."""
    from khmertext.segmentation import segment

    nowhere = (len(text), len(text), "")
    names = iter([*_names(text), nowhere])
    start, end, term = next(names)
    free = 0  # the end of the last name
    tokens = segment(text)
    for index, token in enumerate(tokens):
        if free <= token.start and token.end <= start:
            if token.kind == "word":
                yield _word(token, tokens.parts(index))
            elif token.kind not in _NO_TERMS:
                yield [(_other(token), token.start, token.end, 0)]
            continue
        while start < token.end:
            yield from _between(text, max(token.start, free), start)
            yield [(term, start, end, 0)]
            free = end
            start, end, term = next(names)
        yield from _between(text, max(token.start, free), token.end)


def _names(text: str) -> list[tuple[int, int, str]]:
    """What is one term whatever its tokens are: the acronyms and the telephone numbers."""
    from khmertext.acronyms import find_acronyms

    found = [(item.start, item.end, item.canonical.casefold()) for item in find_acronyms(text)]
    if _ENOUGH_DIGITS.search(text):
        from khmertext.numbers import find_numbers

        found += [
            (item.start, item.end, _dialled(str(item.value)))
            for item in find_numbers(text)
            if item.kind == "phone"
        ]
        found.sort()
    return found


def _dialled(e164: str) -> str:
    """The digits to dial in Cambodia, as nearly all texts write them: then 012* finds the number too."""
    national = e164.removeprefix("+855")
    if national == e164:
        return e164.removeprefix("+")
    return national if len(national) == _FREE_OF_ZERO else "0" + national


def _between(text: str, start: int, end: int) -> Iterator[list[_Part]]:
    """The terms of what a name leaves of a token: the age of 35 012 345 678."""
    if start < end:
        for group in _groups(text[start:end]):
            yield [
                (term, start + first, start + last, number) for term, first, last, number in group
            ]


def _word(token: Token, parts: tuple[Token, ...]) -> list[_Part]:
    terms: list[_Part] = [
        (_key(part.text), part.start, part.end, number) for number, part in enumerate(parts)
    ]
    if len(parts) > 1:
        equal = _equal_parts().get(_key(token.text), ())
        if len(equal) == len(parts):
            terms = [(key, *term[1:]) for key, term in zip(equal, terms, strict=True)]
        terms.insert(0, (_key(token.text), token.start, token.end, None))
    return terms


@cache
def _equal_parts() -> Mapping[str, tuple[str, ...]]:
    """Key of a word -> keys of the parts of the spelling that stands for it: សមិទ្ធិផល has those of សមិទ្ធផល."""
    from khmertext.segmentation import segment

    return {
        _key(pair.spelling): tuple(_key(part.text) for part in segment(pair.other).parts(0))
        for pair in equal_pairs()
    }


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
    except ValueError:  # a span, a date, a long code
        return "".join(digits.split())
    return format(value, "f") if hasattr(value, "as_tuple") else str(value)
