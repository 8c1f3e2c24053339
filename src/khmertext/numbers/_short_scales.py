"""Letters for a scale behind an amount: $5m, 2.5bn USD."""

from __future__ import annotations

import re
from functools import cache

from khmertext._chars import RE_HYPHEN
from khmertext._patterns import any_of, lazy_pattern
from khmertext.numbers._digits import RE_BOTH_DIGITS, decimal_number, in_ascii, scaled
from khmertext.numbers._figures import (
    SHORT_SCALES,
    DecimalMark,
    short_scale_pattern,
    three_decimals_pattern,
)
from khmertext.numbers._number_mention import AMBIGUOUS_SEPARATOR, AMBIGUOUS_TAIL
from khmertext.numbers._number_words import SPACE, TIMES_SIGNS, context_words
from khmertext.numbers._reader import Reading
from khmertext.numbers._units import figure_follows, read_unit

_FACTOR_FOLLOWS = lazy_pattern(
    rf"{SPACE}?[{''.join(sorted(TIMES_SIGNS))}]{SPACE}?[{RE_BOTH_DIGITS}]"
)
_second_short = lazy_pattern(
    rf"{SPACE}?[{RE_HYPHEN}~/]{SPACE}?[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)?(?:k|K|mn?|M|bn?|B)"
)
# a letter that heads the next price
_priced = lazy_pattern(rf"{SPACE}?[{RE_HYPHEN}=:,/]?{SPACE}?[$\u17db]?{SPACE}?[{RE_BOTH_DIGITS}]")
_MAY_BE_UNITS = frozenset((*"kmbt", "mm", "MM"))


def with_short_scale(
    text: str, reading: Reading, *, signed: bool, decimal: DecimalMark = "auto"
) -> Reading:
    """The amount with the letters of its scale, beside a currency: $5m, 2.5bn USD."""
    letters = short_scale_pattern.match(text, reading.end)
    if letters is None or reading.scale > 1 or reading.high is not None:
        return reading
    end = letters.end()
    if _FACTOR_FOLLOWS.match(text, end):
        return reading  # 4m x 16m
    alone = letters["spaced"] and len(letters["letters"]) == 1
    if signed and alone and (letters["letters"].islower() or _priced.match(text, end)):
        return reading  # 5 m is a length, and the M of $5 M $6 a size
    if not signed:
        second = _second_short.match(text, end)  # 5k/6k៛
        last = second.end() if second else end
        unit = read_unit(text, last)
        audience = _audience().match(text, last)  # 1.2m followers; but 5m ដងទន្លេ
        counted = audience and (letters["letters"] != "m" or audience.group().isascii())
        if not counted and (unit is None or unit.kind != "money" or unit.hundredth):
            return reading
        if unit and letters["letters"] in _MAY_BE_UNITS and figure_follows.match(text, unit.end):
            return reading  # 5t USD 500
    factor = SHORT_SCALES[letters["letters"][0].lower()]
    value, flags = reading.value, reading.flags
    if signed and alone:
        flags |= AMBIGUOUS_TAIL  # $12 M, perhaps of this size
    figure = text[reading.items[0].start : reading.end]
    # 1.250M is no thousand millions, and 1,250M may be
    if decimal == "auto" and three_decimals_pattern.fullmatch(figure):
        flags |= AMBIGUOUS_SEPARATOR
        if "." in figure:
            value = decimal_number(*in_ascii(figure).split("."))
    return reading._replace(value=scaled(value, factor), end=end, scale=factor, flags=flags)


@cache
def _audience() -> re.Pattern[str]:
    words = any_of(
        context_words("audience"), dict.fromkeys(context_words("audience"), "(?![A-Za-z])")
    )
    return re.compile(f"\\+?{SPACE}?{words}")
