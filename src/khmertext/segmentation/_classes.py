"""Classes of characters that only the segmenter needs, as the inside of a regular expression's [...].

Both twins read them: the pure one into patterns, the native one into a table.
"""

from __future__ import annotations

from typing import Final

from khmertext._colons import COLON_NOT_OF as COLON_NOT_OF
from khmertext._colons import RE_COLON_BEHIND as RE_COLON_BEHIND
from khmertext._colons import RE_HANGING as RE_HANGING
from khmertext._colons import RE_PLAIN as RE_PLAIN
from khmertext._colons import colon_words as colon_words

RE_NEWLINE: Final = "\n-\r\x1c-\x1e\x85\u2028\u2029"
RE_REPEATED: Final = "-.…–—_=+*~#!?·•"
