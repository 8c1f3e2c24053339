"""Acronyms, numbers and dates of a text in one list, for the column function ``mentions``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from khmertext.acronyms._gazetteer import GazetteerOption
    from khmertext.document import Dates
    from khmertext.types import Mention


class Found(NamedTuple):
    """A finding of any kind: its type, its span and text, and its value as text."""

    type: Literal["acronym", "number", "date"]
    start: int
    end: int
    text: str
    value: str


def find_all(
    text: str,
    *,
    ref: date | None = None,
    gazetteer: GazetteerOption = "default",
    dates: Dates = "keep",
) -> list[Found]:
    """The acronyms, numbers and dates of ``text``, in the order of the text.

    The value of an acronym is its canonical form, that of a date ISO 8601, that of a number its
    exact digits. ``ref`` is that of ``find_dates``, ``gazetteer`` that of ``find_acronyms``, and
    ``dates`` that of ``find_numbers``.
    """
    from khmertext import find_acronyms, find_dates, find_numbers
    from khmertext._values import date_value, number_value

    acronyms = find_acronyms(text, gazetteer=gazetteer)
    numbers, days = find_numbers(text, dates=dates), find_dates(text, ref=ref)
    found = [Found("acronym", *_place(acronym), acronym.canonical) for acronym in acronyms]
    found += [Found("number", *_place(number), number_value(number)) for number in numbers]
    found += [Found("date", *_place(day), date_value(day)) for day in days]
    return sorted(found, key=lambda item: (item.start, item.end))


def _place(mention: Mention) -> tuple[int, int, str]:
    return mention.start, mention.end, mention.text
