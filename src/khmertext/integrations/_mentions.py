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
    from khmertext._view import View
    from khmertext.acronyms import default_gazetteer
    from khmertext.acronyms._find import acronyms_in
    from khmertext.dates._find import dates_in
    from khmertext.numbers._finding import numbers_in

    view = View(text)  # one for all finders
    acronyms = acronyms_in(view, default_gazetteer())
    found = [Found("acronym", mention.canonical, mention) for mention in acronyms]
    found += [Found("number", number_value(mention), mention) for mention in numbers_in(view)]
    found += [Found("date", date_value(mention), mention) for mention in dates_in(view)]
    found.sort(key=lambda item: (item.mention.start, item.mention.end))
    return found
