"""The normal forms of Unicode, by data of version 15.1 or later."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Protocol

_NEEDED = (15, 1)


class NormalForm(Protocol):
    def __call__(self, form: str, text: str, /) -> str: ...


@cache
def normal_form() -> NormalForm:
    """``unicodedata.normalize``, with Python's own data if they are new enough (from 3.13 on).

    Only an older Python needs ``unicodedata2``, which would turn on the lock of a free-threaded one.
    """
    if tuple(map(int, unicodedata.unidata_version.split("."))) >= _NEEDED:
        return unicodedata.normalize  # type: ignore[return-value]
    import unicodedata2

    return unicodedata2.normalize  # type: ignore[no-any-return]
