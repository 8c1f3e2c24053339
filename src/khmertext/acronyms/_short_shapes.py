"""Patterns of short forms by their letters alone; other modules look at what stands around them."""

from __future__ import annotations

from functools import lru_cache

from khmertext._chars import COENG, RE_DIGIT, RE_LETTER
from khmertext._patterns import lazy_pattern

_CLOSED = "(?![\u17b4-\u17d3\u17dd])"
_BARE_UNIT = rf"[{RE_LETTER}](?:{COENG}[{RE_LETTER}])?{_CLOSED}"

GROUPED = rf"(?:{_BARE_UNIT}){{1,5}}(?:\.(?:{_BARE_UNIT}){{1,5}})+"
SPACED = rf"{_BARE_UNIT}(?: {_BARE_UNIT}){{1,7}}"
HYPHENED = rf"{_BARE_UNIT}(?:-{_BARE_UNIT}){{2,7}}"
BARE = rf"(?:{_BARE_UNIT}){{2,8}}(?:[{RE_DIGIT}0-9]{{1,2}})?"
SLASHED = rf"(?:{_BARE_UNIT}){{2,4}}(?:/(?:(?:{_BARE_UNIT}){{2,4}}|[{RE_DIGIT}0-9]{{1,4}})){{1,3}}"
CAPITAL = lazy_pattern("[A-Z]")  # every Latin short form has one
PLUS = r"(?:\+(?![A-Za-z0-9+]))?"  # REDD+, not ASEAN+3
LATIN = rf"(?:[1-9](?=[A-Z]))?[A-Z][A-Za-z0-9]*(?:[&/.-][A-Za-z0-9]+)*{PLUS}"
# one that no Latin letters go before; it is looked for so many characters before a place
LATIN_ALONE = rf"(?<![A-Za-z0-9&/.-])(?<![A-Za-z] )(?P<short>{LATIN})"
LONGEST_LATIN = 24
ROMAN = "(?:I{1,3}|IV|VI{0,3}|I?X)"  # the number of a programme: LASED III

_roman = lazy_pattern("[IVX]+")
_long_figure = lazy_pattern(f"[0-9{RE_DIGIT}]{{3}}")
_figures = lazy_pattern("[0-9]+")
_model_number = lazy_pattern("[A-Z]{1,2}-[0-9]+|[A-Z]-[A-Z]|[A-Z]+-?0[0-9]+|NO\\.?[0-9]+")
_small_run = lazy_pattern("[a-z]{3}")

# chemical formulas: with O or H and a figure (SO2, CH4), or two-letter elements (NaOH, NaCl)
_ELEMENT = "(?:Na|Mg|Al|Si|Cl|Ca|Fe|Cu|Zn|Ag|Hg|Pb|Mn|Br|As|[HBCNOFPSKI])"
_formula = lazy_pattern(
    f"(?=.*[2-9])(?=.*[OH])(?:{_ELEMENT}[2-9]?){{1,4}}"
    f"|(?=.*[a-z])(?=.*(?:[2-9]|OH$|Cl|Br))(?:{_ELEMENT}[2-9]?){{2,4}}"
)
_times = lazy_pattern("[3-9][A-Z]")
_numbered = lazy_pattern("[A-Z][0-9]{1,2}|[1-9][A-Z]{1,3}")
# pronounceable, as brands are: FRESHA, PALMA
_syllables = lazy_pattern("(?:[^AEIOUY]{0,2}[AEIOUY]{1,2}){2,}[^AEIOUY]{0,2}")

MOST_CAPITALS = 9


def is_khmer_sign(char: str) -> bool:
    """Whether ``char`` is a Khmer letter or a mark of one."""
    return "\u1780" <= char <= "\u17d3"


def is_numbered(short: str) -> bool:
    """Whether a token is capitals with a figure: G20 and 2FA, but A4 and 5KG too."""
    return _numbered.fullmatch(short) is not None


def repeated(short: str) -> str:
    """``short`` with its letter as often as its figure says: RRR for 3R; others as they are."""
    return short[1] * int(short[0]) if _times.fullmatch(short) else short


def is_pronounceable(short: str) -> bool:
    """Whether a token in capitals can be read as a word, as most brands can."""
    return _syllables.fullmatch(short) is not None


@lru_cache(maxsize=4096)
def is_latin(short: str) -> bool:
    """Whether a Latin token is written as an acronym.

    >>> [token for token in "NGO COVID-19 MoEYS NGOs VII Adhoc S1000RR U-18".split() if is_latin(token)]
    ['NGO', 'COVID-19', 'MoEYS', 'NGOs']
    """
    letters = [char for char in short if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    small = len(letters) - capitals
    if capitals == 2 and small == 1 and short.endswith("s"):
        return True
    return (
        2 <= capitals <= MOST_CAPITALS
        and small < capitals
        and short[0].isupper()
        and _roman.fullmatch(short) is None
        and _long_figure.search(short) is None
        and len(_figures.findall(short)) < 2
        and _model_number.fullmatch(short) is None
        and _small_run.search(short) is None
        and _formula.fullmatch(short) is None
    )
