"""``khmer_share``: how much of a text is in Khmer script."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from khmertext._chars import RE_LETTER_OR_DEPRECATED
from khmertext._patterns import lazy_pattern
from khmertext.errors import check_text

_KHMER: Final = lazy_pattern(f"[{RE_LETTER_OR_DEPRECATED}]")
# \w without digits and underscores; Khmer marks are not in \w
_LETTER: Final = lazy_pattern(r"[^\W\d_]")


def khmer_share(text: str) -> Fraction:
    """How much of the letters of ``text`` is Khmer, from 0 to 1; 0 where there are no letters.

    Digits, marks and punctuation are no letters. Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> khmer_share("ខ្មែរ 2024 abc"), khmer_share("123") == 0
    (Fraction(1, 2), True)
    """
    text = check_text(text, "khmer_share")
    letters = len(_LETTER.findall(text))
    return Fraction(len(_KHMER.findall(text)), letters) if letters else Fraction(0)
