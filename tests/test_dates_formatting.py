from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khmertext import InvalidDateError, UnknownOptionError
from khmertext.dates import (
    LunarDate,
    find_dates,
    format_date,
    format_time,
    parse_date,
    parse_datetime,
    parse_time,
    strftime,
)

DAY = dt.date(2024, 7, 1)  # a Monday
STYLES = ("full", "long", "medium", "short", "lunar", "dual")
IN_WORDS = ("full", "long", "lunar", "dual")
WHOLE = [(style, digits) for style in STYLES for digits in ("khmr", "latn")]
WHOLE += [(style, "words") for style in IN_WORDS]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("full", "ថ្ងៃចន្ទ ទី១ ខែកក្កដា ឆ្នាំ២០២៤"),
        ("long", "ថ្ងៃទី១ ខែកក្កដា ឆ្នាំ២០២៤"),
        ("medium", "១ កក្កដា ២០២៤"),
        ("short", "០១/០៧/២០២៤"),
        ("lunar", "ថ្ងៃចន្ទ ១០រោច ខែជេស្ឋ ឆ្នាំរោង ឆស័ក ព.ស. ២៥៦៨"),
        (
            "dual",
            "ថ្ងៃចន្ទ ១០រោច ខែជេស្ឋ ឆ្នាំរោង ឆស័ក ព.ស. ២៥៦៨ ត្រូវនឹងថ្ងៃទី១ ខែកក្កដា ឆ្នាំ២០២៤",
        ),
    ],
)
def test_styles(style, text):
    assert format_date(DAY, style) == text
    assert format_date(LunarDate.from_date(DAY), style) == text


def test_options():
    assert format_date(DAY, digits="latn") == "ថ្ងៃចន្ទ ទី1 ខែកក្កដា ឆ្នាំ2024"
    assert format_date(DAY, monday="ច័ន្ទ") == "ថ្ងៃច័ន្ទ ទី១ ខែកក្កដា ឆ្នាំ២០២៤"
    assert format_date(DAY + dt.timedelta(1), monday="ច័ន្ទ").startswith("ថ្ងៃអង្គារ")
    assert format_date(DAY, "long", digits="words") == "ថ្ងៃទីមួយ ខែកក្កដា ឆ្នាំពីរពាន់ម្ភៃបួន"
    moment = LunarDate.from_date(dt.datetime(2024, 4, 13, 8))
    assert "ឆ្នាំថោះ" in format_date(moment, "lunar")  # before the animal changed, at 22:24


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("EEEE d MMMM y", "ចន្ទ ១ កក្កដា ២០២៤"),
        ("dd/MM/yyyy", "០១/០៧/២០២៤"),
        ("d-M-yy", "១-៧-២៤"),
        ("'d' d LLL ''", "d ១ កក្កដា '"),
        ("ថ្ងៃទីd", "ថ្ងៃទី១"),
    ],
)
def test_patterns(pattern, text):
    assert format_date(DAY, pattern=pattern) == text


@pytest.mark.parametrize(
    "options",
    [
        {"style": "tiny"},
        {"digits": "thai"},
        {"monday": "Monday"},
        {"style": "short", "digits": "words"},
        {"style": "medium", "digits": "words"},
    ],
)
def test_unknown_options(options):
    with pytest.raises(UnknownOptionError):
        format_date(DAY, **options)


def test_no_date():
    with pytest.raises(TypeError, match="takes date or LunarDate, not str; parse_date"):
        format_date("2024-07-01")


def test_unknown_field():
    with pytest.raises(ValueError, match="unknown field 'QQ'"):
        format_date(DAY, pattern="QQ")


def test_lunar_styles_have_limits():
    early = dt.date(1700, 1, 1)
    assert format_date(early, "long") == "ថ្ងៃទី១ ខែមករា ឆ្នាំ១៧០០"
    with pytest.raises(InvalidDateError):
        format_date(early, "lunar")


# --- what is written can be read -------------------------------------------------------------
def check_round_trip(day: dt.date) -> None:
    for style, digits in WHOLE:
        text = format_date(day, style, digits=digits)
        [mention] = find_dates(text)
        assert (mention.text, mention.date, mention.flags) == (text, day, ())
        assert parse_date(text) == day


@settings(max_examples=100)
@given(st.dates(dt.date(1800, 1, 1), dt.date(2300, 12, 31)))
def test_round_trip(day):
    check_round_trip(day)


@pytest.mark.slow
def test_round_trip_of_every_day():
    first, last = dt.date(1900, 1, 1).toordinal(), dt.date(2100, 12, 31).toordinal()
    for ordinal in range(first, last + 1):
        day = dt.date.fromordinal(ordinal)
        for style, digits in WHOLE:
            assert parse_date(format_date(day, style, digits=digits)) == day


@pytest.mark.parametrize("digits", ["khmr", "latn", "words"])
def test_round_trip_of_every_minute(digits):
    for minute in range(24 * 60):
        for second in (0, minute % 60):
            moment = dt.time(*divmod(minute, 60), second)
            assert parse_time(format_time(moment, digits=digits)) == moment


def test_times():
    assert format_time(dt.time(8)) == "ម៉ោង ៨ ព្រឹក"
    assert format_time(dt.time(12)) == "ម៉ោង ១២ ថ្ងៃត្រង់"
    assert format_time(dt.time(15, 5)) == "ម៉ោង ៣ និង ៥នាទី រសៀល"
    assert format_time(dt.time(14, 5, 9)) == "ម៉ោង ២ និង ៥នាទី និង ៩វិនាទី រសៀល"
    assert format_time(dt.time(18)) == "ម៉ោង ៦ ល្ងាច"
    assert format_time(dt.time(23, 59), digits="latn") == "ម៉ោង 11 និង 59នាទី យប់"


# --- strftime --------------------------------------------------------------------------------
def test_strftime_in_khmer():
    moment = dt.datetime(2024, 7, 1, 20, 5, 9)
    assert strftime(moment, "%A ទី%-d %B %Y %H:%M:%S %p") == "ចន្ទ ទី១ កក្កដា ២០២៤ ២០:០៥:០៩ ល្ងាច"
    assert strftime(moment, "%a %b %x %X %%") == "ចន្ទ កក្កដា ០១/០៧/២០២៤ ២០:០៥:០៩ %"
    assert strftime(moment, "%Ld %LB %LA %LS %EY") == "១០រោច ជេស្ឋ រោង ឆស័ក ២៥៦៨"
    assert strftime(moment, "%d/%m", digits="latn") == "01/07"
    assert strftime(moment.time(), "%I %p") == "០៨ ល្ងាច"
    assert strftime(dt.date(2000, 1, 1), "%-y") == "០"


@given(st.datetimes(dt.datetime(1000, 1, 1)))
def test_figures_are_those_of_datetime(moment):
    fmt = "%d %m %Y %y %j %u %w %G %V %U %W %H %I %M %S %f"
    assert strftime(moment, fmt, digits="latn") == moment.strftime(fmt)


@pytest.mark.parametrize("fmt", ["%Q", "%", "%-", "%E", "%L", "%Z"])
def test_unknown_directives(fmt):
    with pytest.raises(ValueError, match="unknown directive"):
        strftime(DAY, fmt)


def test_what_a_time_does_not_know():
    with pytest.raises(ValueError, match="%d needs more than a time"):
        strftime(dt.time(8), "%d")
    with pytest.raises(TypeError, match="takes date, datetime or time, not str; parse_date"):
        strftime("2024-07-31", "%d")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"or time, not int$"):
        strftime(2024, "%d")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="%H needs more than a date"):
        strftime(DAY, "%H")


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize(
    "fmt", ["%c", "%-d %B %Y %I:%M:%S %p", "%d/%m/%Y %H:%M:%S", "%A %d %B %Y %X"]
)
@pytest.mark.parametrize("digits", ["khmr", "latn"])
def test_what_strftime_writes_is_read_back(hour, fmt, digits):
    moment = dt.datetime(2024, 7, 31, hour, 5, 9)
    assert parse_datetime(strftime(moment, fmt, digits=digits)) == moment


def test_narrow_forms_are_those_of_cldr():
    locale = pytest.importorskip("babel").Locale("km")
    for month in range(1, 13):
        day = dt.date(2024, month, month)
        narrow = locale.months["format"]["narrow"][month]
        weekday = locale.days["format"]["narrow"][day.weekday()]
        assert format_date(day, pattern="MMMMM EEEEE") == f"{narrow} {weekday}"
    with pytest.raises(ValueError, match="unknown field 'EEEEEE'"):
        format_date(day, pattern="EEEEEE")
