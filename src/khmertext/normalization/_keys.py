"""A key for single words that also brings legacy and modern spellings together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from khmertext._chars import COENG, LETTER_DA, LETTER_TA, NIKAHIT, RE_KHMER, RE_LETTER
from khmertext._lexicon import legacy_pairs
from khmertext._patterns import lazy_pattern
from khmertext.errors import check_text
from khmertext.normalization._levels import normalize

_MO_WITH_SUBSCRIPT: Final = lazy_pattern(rf"(?<=[{RE_LETTER}])\u1798{COENG}(?=[{RE_LETTER}])")


_SPACE_IN_KHMER: Final = lazy_pattern(rf"(?<=[{RE_KHMER}]) (?=[{RE_KHMER}])")


def word_key(word: str) -> str:
    """A key under which the spellings of one word or name fall together; never to show.

    What level ``search`` does, without spaces inside Khmer (names), and C + ម + subscript is C + ំ +
    letter (សម្រេច, សំរេច). A legacy spelling that is listed as sure has the key of its modern form
    (អោយ, ឱ្យ); where one is part of a longer word, ask for ``word_key(modernize(word))``. For single
    words only: in running text ម្ហូប behind រក would be taken for រកំហូប.

    Raises ``TypeError`` if ``word`` is not a ``str``.

    >>> word_key("សម្រេច") == word_key("សំរេច"), word_key("ម្ហូប")
    (True, 'ម្ហូប')
    >>> word_key("ពត៌មាន") == word_key("ព័ត៌មាន"), word_key("ហ៊ុន សែន") == word_key("ហ៊ុនសែន")
    (True, True)
    """
    key = _key(check_text(word, "word_key"))
    return _modern_keys().get(key, key)


def _key(word: str) -> str:
    key = _SPACE_IN_KHMER.sub("", normalize(word, "search"))
    key = _MO_WITH_SUBSCRIPT.sub(NIKAHIT, key)
    return key.replace(NIKAHIT + LETTER_DA, NIKAHIT + LETTER_TA)


@cache
def _modern_keys() -> Mapping[str, str]:
    """The keys of legacy spellings, and those of their modern forms."""
    sure = [pair for pair in legacy_pairs() if pair.confidence == "high"]
    return {_key(pair.legacy): _key(pair.modern) for pair in sure}
