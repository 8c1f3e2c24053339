"""A key for single words that also brings legacy and modern spellings together."""

from __future__ import annotations

import re
from typing import Final

from khmertext._chars import COENG, LETTER_DA, LETTER_TA, NIKAHIT, RE_LETTER
from khmertext.errors import check_text
from khmertext.normalization._levels import normalize

_MO_WITH_SUBSCRIPT: Final = re.compile(rf"(?<=[{RE_LETTER}])\u1798{COENG}(?=[{RE_LETTER}])")


def word_key(word: str) -> str:
    """A key under which the spellings of one word fall together; never to show.

    What level ``search`` does, and C + ម + subscript is C + ំ + letter (សម្រេច, សំរេច). For single
    words only: in running text រក ម្ហូប without its space would be taken for រកំហូប.

    Raises ``TypeError`` if ``word`` is not a ``str``.

    >>> word_key("សម្រេច") == word_key("សំរេច"), word_key("ម្ហូប")
    (True, 'ម្ហូប')
    """
    key = _MO_WITH_SUBSCRIPT.sub(NIKAHIT, normalize(check_text(word, "word_key"), "search"))
    return key.replace(NIKAHIT + LETTER_DA, NIKAHIT + LETTER_TA)
