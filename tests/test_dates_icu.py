"""What ICU and Babel write in Khmer is read back to the same value."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from khmertext.dates import find_dates, parse_date, parse_datetime, parse_time
from khmertext.numbers import to_khmer_digits

LENGTHS = ("full", "long", "medium", "short")
MOMENTS = [
    dt.datetime(2024, 7, 31, 14, 5, 9),
    dt.datetime(2024, 2, 29, 0, 5, 9),
    dt.datetime(1999, 12, 1, 12, 0, 0),
    dt.datetime(2031, 9, 9, 23, 59, 59),
    dt.datetime(2019, 1, 10, 9, 30, 0),
    dt.datetime(2020, 5, 4, 0, 0, 0),
    dt.datetime(2020, 10, 4, 11, 59, 0),
]
DIGITS = pytest.mark.parametrize("digits", [str, to_khmer_digits], ids=["latn", "khmr"])


def to_minute(moment, length):
    """A short time has no seconds."""
    return moment.replace(second=0) if length == "short" else moment


def without_century(day, length):
    """A short date has two digits of the year: 1950 to 2049."""
    return day if length != "short" or 1950 <= day.year < 2050 else None


@DIGITS
@pytest.mark.parametrize("moment", MOMENTS, ids=str)
class TestBabel:
    @pytest.fixture(autouse=True)
    def _babel(self):
        self.dates = pytest.importorskip("babel.dates")

    @pytest.mark.parametrize("length", LENGTHS)
    def test_dates(self, moment, length, digits):
        text = digits(self.dates.format_date(moment, length, locale="km"))
        assert parse_date(text) == moment.date()

    @pytest.mark.parametrize("length", LENGTHS)
    @pytest.mark.parametrize("zone", ["UTC", "Asia/Phnom_Penh", "America/New_York", "Asia/Kabul"])
    def test_times(self, moment, length, zone, digits):
        zone = self.dates.get_timezone(zone)
        local = moment.replace(tzinfo=dt.UTC).astimezone(zone).time()
        text = digits(self.dates.format_time(moment, length, locale="km", tzinfo=zone))
        assert parse_time(text) == to_minute(local, length)

    @pytest.mark.parametrize("length", LENGTHS)
    @pytest.mark.parametrize("zone", ["UTC", "Asia/Phnom_Penh", "America/New_York", "Asia/Kabul"])
    def test_moments(self, moment, length, zone, digits):
        zone = self.dates.get_timezone(zone)
        local = moment.replace(tzinfo=dt.UTC).astimezone(zone).replace(tzinfo=None)
        text = digits(self.dates.format_datetime(moment, length, locale="km", tzinfo=zone))
        assert parse_datetime(text) == to_minute(local, length)
        offset = find_dates(text)[0].utc_offset
        if length == "long":
            assert offset == zone.utcoffset(local)
        elif length != "full" or str(zone) != "UTC":
            assert offset is None  # a name is no offset


@DIGITS
class TestIcu:
    @pytest.fixture(autouse=True)
    def _icu(self, digits):
        self.icu = pytest.importorskip("icu")
        self.zone = self.icu.TimeZone.createTimeZone("Asia/Phnom_Penh")
        self.locale = self.icu.Locale(f"km@numbers={'latn' if digits is str else 'khmr'}")
        before = self.icu.TimeZone.createDefault()
        self.icu.TimeZone.setDefault(self.zone)
        yield
        self.icu.TimeZone.setDefault(before)

    def styles(self):
        return [getattr(self.icu.DateFormat, length.upper()) for length in LENGTHS]

    def written(self, format_, moment):
        format_.setTimeZone(self.zone)
        return format_.format(moment.replace(tzinfo=dt.timezone(dt.timedelta(hours=7))).timestamp())

    @pytest.mark.parametrize("moment", MOMENTS, ids=str)
    def test_moments(self, moment):
        make = self.icu.DateFormat.createDateTimeInstance
        for (of_date, _), (of_time, length) in itertools.product(
            zip(self.styles(), LENGTHS, strict=True), repeat=2
        ):
            text = self.written(make(of_date, of_time, self.locale), moment)
            assert parse_datetime(text) == to_minute(moment, length), text
            offset = dt.timedelta(hours=7) if length == "long" else None
            assert find_dates(text)[0].utc_offset == offset, text

    @pytest.mark.parametrize("moment", MOMENTS, ids=str)
    def test_dates_and_times(self, moment):
        for style, length in zip(self.styles(), LENGTHS, strict=True):
            text = self.written(self.icu.DateFormat.createDateInstance(style, self.locale), moment)
            assert parse_date(text) == moment.date(), text
            text = self.written(self.icu.DateFormat.createTimeInstance(style, self.locale), moment)
            assert parse_time(text) == to_minute(moment, length).time(), text

    @pytest.mark.parametrize(
        "skeleton", ["Bhm", "Bhms", "Bh", "hms", "Hms", "hm", "Hm", "hmsv", "hmsO"]
    )
    def test_parts_of_the_day(self, skeleton):
        pattern = self.icu.DateTimePatternGenerator.createInstance(self.locale)
        format_ = self.icu.SimpleDateFormat(pattern.getBestPattern(skeleton), self.locale)
        for hour, minute in itertools.product(range(24), (0, 5)):
            moment = dt.datetime(2024, 7, 31, hour, minute, 9)
            wanted = dt.time(hour, minute if "m" in skeleton else 0, 9 if "s" in skeleton else 0)
            text = self.written(format_, moment)
            assert parse_time(text) == wanted, text

    @pytest.mark.parametrize(
        "skeleton", ["yMMMMEEEEd", "yMMMMd", "yMMMd", "yMd", "GyMMMd", "GyMd", "yMEd"]
    )
    def test_days(self, skeleton):
        pattern = self.icu.DateTimePatternGenerator.createInstance(self.locale)
        format_ = self.icu.SimpleDateFormat(pattern.getBestPattern(skeleton), self.locale)
        for month in range(1, 13):
            day = dt.datetime(2024, month, 5 + month)
            text = self.written(format_, day)
            assert parse_date(text) == day.date(), text

    @pytest.mark.parametrize(
        ("skeleton", "first", "last"),
        [
            ("yM", dt.date(2024, 9, 1), dt.date(2024, 9, 30)),
            ("yMMM", dt.date(2024, 9, 1), dt.date(2024, 9, 30)),
            ("yMMMM", dt.date(2024, 9, 1), dt.date(2024, 9, 30)),
            ("yQQQ", dt.date(2024, 7, 1), dt.date(2024, 9, 30)),
            ("yQQQQ", dt.date(2024, 7, 1), dt.date(2024, 9, 30)),
            ("Gy", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ],
    )
    def test_periods(self, skeleton, first, last):
        pattern = self.icu.DateTimePatternGenerator.createInstance(self.locale)
        format_ = self.icu.SimpleDateFormat(pattern.getBestPattern(skeleton), self.locale)
        text = self.written(format_, dt.datetime(2024, 9, 9, 8))
        [mention] = find_dates(text)
        assert (mention.start_date, mention.end_date, mention.text) == (first, last, text)

    @pytest.mark.parametrize(
        "skeleton",
        [
            "yMMMMEEEEd",
            "yMMMMd",
            "yMMMd",
            "yMd",
            "yMEd",
            "GyMMMd",
            "yMMMdhm",
            "yMdhm",
            "yMMMMEEEEdhm",
            "yMdHm",
        ],
    )
    @pytest.mark.parametrize(
        ("start", "end"),
        [
            ((2024, 7, 29, 8, 5), (2024, 7, 31, 14, 30)),
            ((2024, 7, 29, 8, 5), (2024, 9, 2, 14, 30)),
            ((2023, 12, 29, 8, 5), (2024, 2, 3, 14, 30)),
            ((2024, 7, 29, 8, 5), (2024, 7, 29, 11, 30)),
            ((2024, 7, 29, 8, 5), (2024, 7, 29, 14, 30)),
        ],
    )
    def test_intervals(self, skeleton, start, end):
        format_ = self.icu.DateIntervalFormat.createInstance(skeleton, self.locale)
        zone = dt.timezone(dt.timedelta(hours=7))
        times = [dt.datetime(*moment, tzinfo=zone) for moment in (start, end)]
        text = format_.format(self.icu.DateInterval(*(moment.timestamp() for moment in times)))
        [mention] = find_dates(text)
        assert mention.text == text
        assert (mention.start_date, mention.end_date) == (times[0].date(), times[1].date())
        if skeleton.endswith("m"):
            assert (mention.time, mention.end_time) == (times[0].time(), times[1].time())
