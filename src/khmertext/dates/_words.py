"""The words of dates, read from ``data/date_words.tsv`` (names and accepted spellings)."""

from __future__ import annotations

from khmertext._data import read_table

_ROWS = read_table("date_words.tsv")


def _standard(kind: str) -> dict[str, str]:
    return {
        row["value"]: row["spelling"]
        for row in _ROWS
        if row["kind"] == kind and row["status"] == "standard"
    }


MONTHS = tuple(_standard("month").values())  # January first
WEEKDAYS = tuple(_standard("weekday").values())  # Monday first
LUNAR_MONTHS = _standard("lunar_month")  # key -> name
ANIMALS = tuple(_standard("animal").values())  # Rat first
SAKS = tuple(_standard("sak").values())  # by the last digit of the Chula Sakarat year
PHASES = _standard("phase")
ERAS = _standard("era")
PARTS = _standard("part")
