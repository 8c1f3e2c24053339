"""What software writes is read back, and no time of day is twelve hours wrong in silence."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from khmertext.dates import find_dates
from khmertext.numbers import to_khmer_digits
from support import read_tsv

MOMENTS = [
    dt.datetime(2024, 7, 31, 14, 5, 9, 123456),
    dt.datetime(2024, 2, 29, 0, 5, 9),
    dt.datetime(1999, 12, 1, 12, 0, 0),
    dt.datetime(2031, 9, 9, 23, 59, 59, 999999),
    dt.datetime(2020, 5, 4, 0, 0),
    dt.datetime(2012, 12, 12, 12, 12, 12),
    dt.datetime(2007, 3, 8, 19, 8, 7),
]
CUT = {
    "hour": {"minute": 0, "second": 0, "microsecond": 0},
    "minute": {"second": 0, "microsecond": 0},
    "second": {"microsecond": 0},
    "microsecond": {},
}


@pytest.mark.parametrize("row", read_tsv("date_formats.tsv"), ids=lambda row: row["format"])
def test_formats(row):
    for moment in MOMENTS:
        text = moment.strftime(row["format"])
        [mention] = find_dates(text)
        assert set(mention.flags) <= {"two_digit_year"}, text
        if row["unit"] in ("week", "month"):
            assert mention.precision == row["unit"], text
            assert mention.start_date <= moment.date() <= mention.end_date, text
        elif row["unit"] == "day":
            assert (mention.date, mention.time) == (moment.date(), None), text
        else:
            assert mention.datetime == moment.replace(**CUT[row["unit"]]), text


# --- the half of the day ---------------------------------------------------------------------
PARTS = (
    (1, ("យប់", "អធ្រាត្រ", "AM")),
    (4, ("ទៀបភ្លឺ", "យប់", "AM", "រំលងអធ្រាត្រ", "ព្រឹក")),
    (6, ("ព្រលឹម", "ព្រឹក", "AM")),
    (12, ("ព្រឹក", "AM")),
    (13, ("ថ្ងៃត្រង់", "PM", "ត្រង់", "រសៀល")),
    (17, ("រសៀល", "PM", "ល្ងាច")),
    (19, ("ល្ងាច", "PM")),
    (24, ("យប់", "PM")),
)
DAYS = ("ថ្ងៃពុធ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", "31/07/2024", "៣១ កក្កដា ២០២៤", "2024-07-31", "")
CLOCKS = ("{h}:{m:02d}", "{h} និង {m}នាទី", "{h} {m}នាទី", "{h}h{m:02d}")
FRAMES = (
    "ម៉ោង {a} {p} {day}",
    "{day} ម៉ោង{a}{p}",
    "{p} ម៉ោង {a} {day}",
    "ពេល{p} ចាប់ពីម៉ោង {a} ពេល{q} ចាប់ពីម៉ោង {b}",
    "{day} ពីម៉ោង {a} {p} ដល់ម៉ោង {b} {q}",
    "{day} ម៉ោង {a} {p} - {b} {q}",
    "ម៉ោង {a} {p} និង {b} {q} {day}",
    "{p} ម៉ោង {a} {q} ម៉ោង {b}",
    "{p}៖ {a} {q}៖ {b}",
    "{p} ម៉ោង {a}, {q} ម៉ោង {b} {day}",
    "ពេល{p} គឺម៉ោង {a} ហើយពេល{q} គឺម៉ោង {b}",
    "ម៉ោង {a} {day} {p}",
    "{a} {p} - {day}",
    "{day} | {a} {p} | {b} {q}",
    "ម៉ោង {a} គត់ {p} {day}",
    "ម៉ោង {a} ({p}) {day}",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("digits", [str, to_khmer_digits], ids=["latn", "khmr"])
def test_no_time_is_twelve_hours_wrong_in_silence(frame, digits):
    choose = random.Random(frame)
    for _ in range(150):
        times = [dt.time(choose.randrange(24), choose.choice((0, 15, 30, 45))) for _ in "ab"]
        parts = [
            choose.choice(next(words for end, words in PARTS if time.hour < end)) for time in times
        ]
        clocks = [
            choose.choice(CLOCKS).format(h=(time.hour - 1) % 12 + 1, m=time.minute)
            for time in times
        ]
        text = frame.format(
            a=clocks[0], b=clocks[1], p=parts[0], q=parts[1], day=choose.choice(DAYS)
        )
        for mention in find_dates(digits(text.strip())):
            found = {mention.time, mention.end_time} - {None}
            assert mention.flags or found <= set(times), (text, mention)
