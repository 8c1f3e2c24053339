"""The engine ``icu``: the dictionary break iterator of ICU, through PyICU."""

from __future__ import annotations

from functools import cache
from threading import local
from typing import Any

from khmertext._patterns import lazy_pattern

_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_ASTRAL = lazy_pattern("[\U00010000-\U0010ffff]")

_thread = local()  # a break iterator holds the text and a position: never share one


@cache
def _module() -> Any:
    import icu

    return icu


def _iterator() -> Any:
    try:
        return _thread.iterator
    except AttributeError:
        icu = _module()
        _thread.iterator = icu.BreakIterator.createWordInstance(icu.Locale("km"))
        return _thread.iterator


def boundaries(text: str) -> list[int]:
    """Where ICU ends a word in ``text``, in code points (ICU itself counts UTF-16 units)."""
    icu = _module()
    # ICU joins two lone surrogates to one character; the sign for "unknown" has the same length
    readable = _SURROGATE.sub("\ufffd", text)
    iterator = _iterator()
    iterator.setText(icu.UnicodeString(readable))
    ends: list[int] = list(iterator)
    return _code_points(readable, ends) if _ASTRAL.search(text) else ends


def _code_points(text: str, ends: list[int]) -> list[int]:
    """Offsets in UTF-16 units as offsets in code points."""
    pairs = [found.start() for found in _ASTRAL.finditer(text)]
    converted = []
    passed = 0  # astral characters before the offset: each is one unit longer there
    for end in ends:
        while passed < len(pairs) and pairs[passed] + passed < end:
            passed += 1
        converted.append(end - passed)
    return converted
