"""The values of date and number mentions as text, for reports and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from khmertext.dates import DateMention
    from khmertext.numbers import NumberMention


def date_value(mention: DateMention) -> str:
    """The ISO 8601 form of a date mention: a day, an interval, or nothing if it has no date."""
    if mention.start_date is None or mention.end_date is None:
        value = ""
    elif mention.start_date == mention.end_date:
        value = mention.start_date.isoformat()
    else:
        value = f"{mention.start_date.isoformat()}/{mention.end_date.isoformat()}"
    if mention.time is not None:
        value += f"T{_clock(mention.time)}"
        if mention.end_time is not None:
            value += f"/T{_clock(mention.end_time)}"
    return value


def _clock(time: dt.time) -> str:
    return time.isoformat("auto" if time.second or time.microsecond else "minutes")


def number_value(mention: NumberMention) -> str:
    """The value of a number mention as text; a range with a dash."""
    value = mention.value
    if value is None:
        return ""
    return "–".join(map(str, value)) if isinstance(value, tuple) else str(value)
