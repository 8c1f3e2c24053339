"""Everything that is found in a text, in one list."""

from __future__ import annotations

from typing import Literal, NamedTuple

from khmertext.types import Mention


class Found(NamedTuple):
    """A mention, what kind of thing it is, and what it says, as text."""

    type: Literal["acronym", "number", "date"]
    value: str
    mention: Mention


def find_all(text: str) -> list[Found]:
    """The acronyms, numbers and dates of ``text``, in its order.

    The value of an acronym is its canonical form, that of a date ISO 8601, that of a number its
    exact digits.
    """
    from khmertext._values import date_value, number_value
    from khmertext.acronyms import find_acronyms
    from khmertext.dates import find_dates
    from khmertext.numbers import find_numbers

    found = [Found("acronym", mention.canonical, mention) for mention in find_acronyms(text)]
    found += [Found("number", number_value(mention), mention) for mention in find_numbers(text)]
    found += [Found("date", date_value(mention), mention) for mention in find_dates(text)]
    found.sort(key=lambda item: (item.mention.start, item.mention.end))
    return found
