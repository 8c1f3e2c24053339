"""Compiling the patterns whose possessive quantifiers keep them linear.

Before 3.11.5 Python's ``re`` forgets to unwind what it tried inside a possessive group
(https://github.com/python/cpython/issues/106052) and matches wrongly; ``regex`` does it right.
"""

from __future__ import annotations

import re
import sys
from typing import cast

_RE_IS_RIGHT = sys.version_info >= (3, 11, 5)


def compile_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile``, or the same by ``regex`` where ``re`` has possessive quantifiers wrong.

    >>> compile_pattern("(?:ab?)++c").match("aabc").group()
    'aabc'
    """
    if _RE_IS_RIGHT:
        return re.compile(pattern, flags)
    import regex

    return cast("re.Pattern[str]", regex.compile(pattern, flags))
