"""Time zones behind a time of day, 14:05 +07:00, 14:05:09 ICT, and the T of 2024-07-31T14:05."""

from __future__ import annotations

import re
from collections.abc import Callable

from khmertext._chars import MINUS_SIGNS, RE_MINUS
from khmertext._patterns import lazy_pattern
from khmertext.dates._date_tokens import DateToken
from khmertext.dates._date_words import word

# what zones and the T of ISO 8601 begin with
BEGIN_ZONES = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ_+(ម" + MINUS_SIGNS)
_ISO = word({"iso": ""})
_BEFORE_T = lazy_pattern("(?:y-n-n|z|y-?U(?:n-n|t))$")
_ISO_DATE = lazy_pattern("(?:y-n-n|z)[I@,]?$")
_FARTHEST_ZONE = 14 * 60  # minutes
_ISO_TIME = lazy_pattern("[T_][0-9០-៩]")
_TIME = lazy_pattern(
    r"n:n(?P<seconds>:n(?:\.[ntyxz]|[,:][tx]|y)?)?(?P<part>P)?$|[nwN]P$|I[yx](?:[.,][ntyxz])?$"
)
_BEFORE_YEAR = lazy_pattern("En,?n:n:n$")  # Wed Jul 31 17:32:00 ICT 2024
_NAME = r"(?: \((?:[A-Z][A-Za-z ]{1,40}|ម៉ោង[^()\n]{1,40})\))?"
_ZONE = lazy_pattern(
    # +07:00, (UTC+7), ម៉ោងសកល+7
    "(?P<open>[(])?(?P<utc>UTC|GMT|ម៉ោងសកល(?:ដែលមានការសម្រួល)?)? ?"
    f"(?P<sign>[{RE_MINUS}+])"
    "(?P<hours>[0-9០-៩]{1,2})(?::?(?P<minutes>[0-9០-៩]{2}))?(?![.,]?[0-9០-៩:]| ?[%°$€£¥៛])(?(open)[)])"
    f"{_NAME}"
    # UTC by itself, Z; ម៉ោងនៅភ្នំពេញ; ICT before a year
    "|(?P<bracket>[(])?(?P<zero>UTC|GMT|ម៉ោងសកល(?:ដែលមានការសម្រួល)?|Z)(?![A-Za-z0-9])(?(bracket)[)])"
    "|ម៉ោង(?:ស្តង់ដារ?|ស្ដង់ដារ?|ពេលថ្ងៃ)?នៅ ?(?P<place>[ក-៓-]+(?: និង [ក-៓]+)?)"
    "|(?P<short>[A-Z]{3,4})(?= [0-9០-៩]{4}(?![0-9០-៩]))"
)


def read_zone(
    text: str, position: int, gap: int, letters: str, says_part: Callable[[int], bool]
) -> DateToken | None:
    """The offset or the name of a time zone behind a time of day, or the T before one.

    ``letters`` are those of the tokens before it; ``says_part`` tells whether a part of the day
    stands at a place.
    """
    if gap == 0 and _BEFORE_T.search(letters) and _ISO_TIME.match(text, position):
        return DateToken(position, position + 1, gap, "I", word=_ISO)
    time = _TIME.search(letters)
    if time is None or (gap == 0 and letters[-1] == "y"):
        return None  # 14:05:09 2024-08-01
    found = _ZONE.match(text, position)
    if found is None:
        return None
    value = ""
    if found["hours"]:
        minutes = 60 * int(found["hours"]) + int(found["minutes"] or 0)
        if minutes > _FARTHEST_ZONE:
            return None
        if not found["utc"] and not _is_offset(found, time, letters, says_part):
            return None
        value = str(minutes if found["sign"] == "+" else -minutes)
    elif found["zero"]:
        value = "0"
    elif found["short"]:
        if not _BEFORE_YEAR.search(letters):
            return None
    elif not (time["seconds"] or time["part"]):
        return None
    return DateToken(position, found.end(), gap, "Z", word=word({"zone": value}))


def _is_offset(
    zone: re.Match[str],
    time: re.Match[str],
    letters: str,
    says_part: Callable[[int], bool],
) -> bool:
    """Whether signed hours are an offset, and not the end of a range: 8:30-10:00, 8:00 AM-5:00 PM."""
    before = _ISO_DATE.search(letters, 0, time.start())
    iso = "I" in letters[max(0, time.start() - 1) : time.start() + 1]
    full = len(zone["hours"]) == 2 and (iso or zone["minutes"] is not None)
    seconds = time["seconds"] is not None
    if zone["sign"] == "+":
        return full or (len(zone["hours"]) == 2 and seconds) or time["part"] is not None
    if letters[-1] == "P":
        return full and seconds and not says_part(zone.end())
    if before is None:
        return seconds and full and ":" not in zone[0]
    return (seconds and len(zone["hours"]) == 2) or (full and (iso or ":" not in zone[0]))
