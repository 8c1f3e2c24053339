"""``word_key``: a key to compare single words by, the same for legacy and modern spellings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from khmertext._chars import COENG, LETTER_DA, LETTER_TA, NIKAHIT, RE_KHMER, RE_LETTER
from khmertext._lexicon import equal_pairs, legacy_pairs
from khmertext._patterns import lazy_pattern
from khmertext.errors import check_text
from khmertext.normalization._levels import normalize

_MO_WITH_SUBSCRIPT: Final = lazy_pattern(rf"(?<=[{RE_LETTER}])\u1798{COENG}(?=[{RE_LETTER}])")


# between Khmer and Khmer or a figure: ហ៊ុន សែន, ភូមិ ១
_SPACE_IN_KHMER: Final = lazy_pattern(
    rf"(?<=[{RE_KHMER}]) (?=[{RE_KHMER}0-9])|(?<=[0-9]) (?=[{RE_KHMER}])"
)


def word_key(word: str) -> str:
    """A key that the known spellings of one word or name share; never to show.

    It is the word at level ``search``, without spaces inside Khmer (as in names) or between Khmer and
    a figure (ភូមិ ១), and with ំ + letter for ម + subscript after a letter (សម្រេច, សំរេច). Listed spellings have one key: a legacy one, if
    the list is sure, and the modern form (អោយ, ឱ្យ); two that are both in use (ទូរសព្ទ, ទូរស័ព្ទ).
    They are whole words; for a legacy one inside a longer word, use ``word_key(modernize(word))``.
    Spellings that no list has keep keys of their own. For single words only: in running text the
    ម្ហូប of រកម្ហូប would change too.

    Raises ``TypeError`` if ``word`` is not a ``str``.

    >>> word_key("សម្រេច") == word_key("សំរេច"), word_key("ម្ហូប")
    (True, 'ម្ហូប')
    >>> word_key("ពត៌មាន") == word_key("ព័ត៌មាន"), word_key("ហ៊ុន សែន") == word_key("ហ៊ុនសែន")
    (True, True)
    """
    key = _key(check_text(word, "word_key"))
    return _shared_keys().get(key, key)


def _key(word: str) -> str:
    key = _SPACE_IN_KHMER.sub("", normalize(word, "search"))
    key = _MO_WITH_SUBSCRIPT.sub(NIKAHIT, key)
    return key.replace(NIKAHIT + LETTER_DA, NIKAHIT + LETTER_TA)


@cache
def _shared_keys() -> Mapping[str, str]:
    """Key of a spelling -> key of the one that stands for all of its word."""
    equal = {_key(pair.spelling): _key(pair.other) for pair in equal_pairs()}
    sure = [pair for pair in legacy_pairs() if pair.confidence == "high"]
    modern = {_key(pair.legacy): _key(pair.modern) for pair in sure}
    return equal | {legacy: equal.get(key, key) for legacy, key in modern.items()}
