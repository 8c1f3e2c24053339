from __future__ import annotations

import datetime as dt
import itertools
import json
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import NotTextError, ParseError
from khmertext._view import View
from khmertext.dates import (
    DateMention,
    LunarDate,
    find_dates,
    parse_date,
    parse_datetime,
    parse_time,
)
from khmertext.dates._date_tokens import Ask
from khmertext.dates._date_words import date_words, names
from khmertext.dates._runs import runs
from khmertext.dates._shapes import SHAPES as SHAPE_TABLE
from khmertext.numbers import to_ascii_digits, to_khmer_digits
from khmertext.types import Mentions
from support import check_offsets, data_rows, read_jsonl, read_tsv

CASES = read_jsonl("dates.jsonl")
SHAPES = read_tsv("date_shapes.tsv")
ZWSP = "\u200b"


def found(text: str, **options) -> list[dict]:
    """What the golden cases tell about every mention."""
    mentions = find_dates(text, **options)
    check_offsets(text, mentions)
    return [told(mention) for mention in mentions]


def told(mention: DateMention) -> dict:
    lunar = mention.lunar
    facts = {
        "text": mention.text,
        "start": mention.start_date and mention.start_date.isoformat(),
        "end": mention.end_date and mention.end_date.isoformat(),
        "precision": mention.precision,
        "part": mention.part,
        "mod": mention.mod,
        "time": mention.time and clock(mention.time),
        "end_time": mention.end_time and mention.end_time.isoformat("minutes"),
        "offset": mention.utc_offset is not None and str(mention.utc_offset),
        "lunar": lunar and f"{lunar.day} {lunar.phase} {lunar.month} {lunar.be}",
        "flags": list(mention.flags),
        "candidates": [day.isoformat() for day in mention.candidates],
    }
    if mention.end_date == mention.start_date:
        del facts["end"]
    return {
        name: fact
        for name, fact in facts.items()
        if fact or isinstance(getattr(mention, name, None), dt.time)
    }


def clock(time: dt.time) -> str:
    return time.isoformat("auto" if time.second or time.microsecond else "minutes")


def ref_of(case: dict) -> dt.date | None:
    return dt.date.fromisoformat(case["ref"]) if "ref" in case else None


# --- golden cases ----------------------------------------------------------------------------
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_golden(case):
    assert found(case["text"], ref=ref_of(case)) == case["dates"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_golden_with_zero_width_spaces(case):
    """U+200B between all characters changes nothing but the offsets."""
    text = ZWSP.join(case["text"])
    got = found(text, ref=ref_of(case))
    assert [item.pop("text").replace(ZWSP, "") for item in got] == [
        item["text"].replace(ZWSP, "") for item in case["dates"]
    ]
    assert got == [{k: v for k, v in item.items() if k != "text"} for item in case["dates"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
@pytest.mark.parametrize("convert", [to_ascii_digits, to_khmer_digits])
def test_golden_in_other_digits(case, convert):
    got = found(convert(case["text"]), ref=ref_of(case))
    assert got == [{**item, "text": convert(item["text"])} for item in case["dates"]]


def test_negatives_are_first_class():
    assert sum(not case["dates"] for case in CASES) >= 80
    assert len(CASES) >= 300


def test_seed_article(seed):
    mentions = [told(mention) for mention in find_dates(seed)]
    first = {"start": "2024-01-01", "end": "2024-06-30", "precision": "half"}
    second = {"start": "2024-07-01", "end": "2024-12-31", "precision": "half"}
    assert mentions == [
        {"text": "ឆមាសទី១", **first, "flags": ["year_inferred"]},
        {"text": "ឆមាសទី២ ឆ្នាំ២០២៤", **second},
        {
            "text": "ព្រឹកថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤នេះ",
            "start": "2024-07-31",
            "precision": "day",
            "part": "morning",
        },
        {"text": "ឆមាសទី១", **first, "flags": ["year_inferred"]},
        {"text": "ឆមាសទី២ ឆ្នាំ២០២៤", **second},
        {"text": "ឆមាសទី១", "precision": "half"},
    ]
    assert [mention.start for mention in find_dates(seed)][-1] == 1950


# --- shapes counted in news ------------------------------------------------------------------
def written_out(shape: str) -> str:
    """The shape with figures that are possible where they stand."""
    names = {"M": iter(("កក្កដា", "សីហា", "កញ្ញា")), "W": iter(("ពុធ",))}
    text = re.sub("[MW]", lambda match: next(names[match[0]]), shape)
    days = iter(("17", "28", "29"))

    def figure(match: re.Match[str]) -> str:
        width, before, after = len(match[0]), text[: match.start()], text[match.end() :]
        if width == 4:
            return "2024"
        if before.rfind("ម៉ោង") > max(map(before.rfind, ("ថ្ងៃ", "ខែ", "ទីទី"))):
            is_hour = re.search("(ម៉ោង|ជាង|ប្រមាណ|ប្រមាណជា|ប្រហែល|ជិត|ចន្លោះ|ដល់) ?$", before)
            value = 8 if is_hour else 45
        elif before.rstrip().endswith("ខែ") or re.match("[-/.]D{4}", after):
            value = 7
        else:
            value = int(next(days))
        return f"{value:0{width}d}" if width > 1 else str(value % 10 or 1)

    return re.sub("D+", figure, text)


@pytest.mark.parametrize("row", SHAPES, ids=lambda row: row["shape"])
def test_shapes_of_news(row):
    text = written_out(row["shape"])
    mentions = find_dates(text)
    assert [mention.text for mention in mentions] == [text]
    [mention] = mentions
    assert not {flag for flag in mention.flags if flag.startswith("invalid")}
    assert mention.month in (7, 8)
    if "DDDD" in row["shape"]:
        assert mention.start_date is not None
        assert mention.start_date.year == 2024


# --- every spelling of the table -------------------------------------------------------------
WORDS = data_rows("date_words.tsv")


def in_a_date(kind: str, value: str, spelling: str) -> str:
    """A date in which the word stands where its kind belongs, and all fits."""
    if kind == "month":
        return f"ថ្ងៃទី១ ខែ{spelling} ឆ្នាំ២០២៤"
    if kind == "weekday":
        return f"ថ្ងៃ{spelling} ទី{int(value) + 1} ខែកក្កដា ឆ្នាំ២០២៤"
    if kind == "lunar_month":
        return f"១កើត ខែ{spelling} ព.ស. {2567 if value in ('pathamasadh', 'tutiyasadh') else 2568}"
    if kind == "phase":
        return f"៥{spelling} ខែមាឃ ព.ស. ២៥៦៨"
    if kind == "animal":
        return f"៥កើត ខែអស្សុជ ឆ្នាំ{spelling} ព.ស. {2564 + int(value)}"
    if kind == "sak":
        return f"៥កើត ខែអស្សុជ {spelling} ព.ស. {2562 + int(value)}"
    if kind == "part":
        hour = {"dawn": "៥", "afternoon": "៣", "past_midnight": "១", "daytime": "៨"}.get(
            value, "១១"
        )
        return f"ម៉ោង {hour} {spelling}"
    year = {"AD": 2024, "BE": 2568, "CS": 1386, "MS": 1946, "BC": 500}[value]
    return f"{spelling} {year}"


KINDS = ("month", "weekday", "lunar_month", "phase", "animal", "sak", "part", "era")


@pytest.mark.parametrize(
    "row", [row for row in WORDS if row["kind"] in KINDS], ids=lambda row: row["spelling"]
)
def test_every_spelling(row):
    text = in_a_date(row["kind"], row["value"], row["spelling"])
    misspelt = row["status"] == "misspelt"
    [mention] = find_dates(text)
    assert mention.text == text
    assert mention.flags == (("misspelt",) if misspelt else ())
    assert (mention.start_date is None) == (row["kind"] == "part" or row["value"] == "BC")
    if row["kind"] == "month":
        assert mention.month == int(row["value"])
    strictly = [mention.text for mention in find_dates(text, strict=True)]
    assert (strictly == [text]) != misspelt


def test_every_row_says_where_it_comes_from():
    assert all(row["provenance"] for row in WORDS)


# --- the table of shapes ---------------------------------------------------------------------
@pytest.mark.parametrize("shape", SHAPE_TABLE, ids=lambda shape: shape.name)
def test_every_shape_reads_its_example(shape):
    [run] = runs(View(shape.example).text, Ask(relative=True))
    index = re.search(shape.pattern, run.letters).start()
    steps = {}
    for other in SHAPE_TABLE:
        match = re.compile(other.pattern).match(run.letters, index)
        if match is not None and other.guard(run, match):
            steps[other.name] = other.build(run, match)
    first = next(name for name, step in steps.items() if step is not None)
    assert first == shape.name
    [mention] = find_dates(shape.example, ref=dt.date(2024, 7, 31))[:1]
    assert mention.start_date is not None
    assert bool(find_dates(shape.example)) != shape.needs_ref


# --- properties ------------------------------------------------------------------------------
PIECES = st.sampled_from(
    [
        *date_words(),
        *"០១២៣៤៥៦៧៨៩0123456789 \n\u200b/-.:,",
        "២០២៤",
        "២៥៦៨",
        "មួយ",
        "ប្រាំ",
        "ពាន់",
        "XIX",
    ]
)
JUMBLES = st.lists(PIECES, max_size=30).map("".join)
REFS = st.none() | st.dates() | st.datetimes() | st.sampled_from([dt.date.min, dt.date.max])


@given(JUMBLES | st.text(), REFS, st.booleans(), st.booleans())
def test_never_raises(text, ref, strict, relative):
    mentions = find_dates(text, ref=ref, strict=strict, relative=relative)
    check_offsets(text, mentions)
    for mention, following in itertools.pairwise(mentions):
        assert mention.end <= following.start
    for mention in mentions:
        json.dumps(mention.to_dict())
        assert pickle.loads(pickle.dumps(mention)) == mention
        if mention.start_date is None:
            assert mention.end_date is None
        else:
            assert mention.start_date <= mention.end_date


def day_or_error(text: str) -> dt.date | ParseError:
    try:
        return parse_date(text)
    except ParseError as error:
        return error


@given(JUMBLES | st.text())
def test_parse_date_gives_a_day_or_says_why(text):
    result = day_or_error(text)
    if isinstance(result, ParseError):
        assert 0 <= result.position <= len(text)
        assert result.reason
    else:
        [mention] = find_dates(text)
        assert mention.date == result


@pytest.mark.parametrize("ref", [dt.date.min, dt.date(1, 12, 31), dt.date(9999, 1, 1), dt.date.max])
@pytest.mark.parametrize(
    "case", [case for case in CASES if "ref" in case], ids=lambda case: case["text"]
)
def test_the_ends_of_time(case, ref):
    for mention in find_dates(case["text"], ref=ref):
        if mention.start_date is not None:
            assert mention.interval[0] < mention.interval[1]


@pytest.mark.slow
@given(st.lists(JUMBLES, min_size=100, max_size=200).map(" ".join), REFS)
def test_never_raises_on_long_texts(text, ref):
    check_offsets(text, find_dates(text, ref=ref))


def test_a_list_of_months_that_never_ends_is_none():
    assert [m.text for m in find_dates("ខែ១ " * 40 + "ឆ្នាំ២០២៤")] == ["ឆ្នាំ២០២៤"]


def test_long_lists_and_long_runs():
    """What is looked at from one place is bounded, so a long list is cut; nothing is lost behind it."""
    days = " ".join(["ថ្ងៃទី១", *("២" for _ in range(60)), "ខែមករា ឆ្នាំ២០២៤"])
    assert find_dates(days)[-1].text == "២ ខែមករា ឆ្នាំ២០២៤"
    years = "ឆ្នាំ២០០០" + ", ២០០១" * 60
    assert len(find_dates(years)) == 32
    assert len(find_dates(", ".join(map(str, range(1, 60))) + " មករា ២០២៤")) == 32
    figures = "១, " * 1000 + "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤"
    assert find_dates(figures)[-1].date == dt.date(2024, 7, 31)


def test_surrogates_and_nul():
    assert not find_dates("\ud800ថ្ងៃ\x00\udfff")
    [mention] = find_dates("\ud83c\x00ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤\udfff")
    assert mention.start == 2


# --- a mention -------------------------------------------------------------------------------
def test_one_day():
    [mention] = find_dates("ថ្ងៃពុធ ១១រោច ខែអាសាឍ ព.ស. ២៥៦៨")
    assert mention.date == dt.date(2024, 7, 31)
    assert mention.interval == (dt.date(2024, 7, 31), dt.date(2024, 8, 1))
    assert mention.lunar == LunarDate(11, "roch", "asadh", 2568)
    assert mention.to_dict()["lunar"]["animal"] == "រោង"
    assert (mention.year, mention.month, mention.day) == (2024, 7, 31)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ឆ្នាំ២០២៤", "more than one day"),
        ("ថ្ងៃទី១-៣ ខែមករា ឆ្នាំ២០២៤", "more than one day"),
        ("ថ្ងៃទី៣១ ខែកក្កដា", "the year is not said"),
        ("ថ្ងៃទី៣១ ខែមិថុនា ឆ្នាំ២០២៤", "30 days, not 31"),
        ("ម៉ោង ៨ ព្រឹក", "does not say which day"),
    ],
)
def test_more_or_less_than_a_day(text, why):
    [mention] = find_dates(text)
    with pytest.raises(ValueError, match=why):
        _ = mention.date


def test_no_interval():
    [mention] = find_dates("ខែកក្កដា")
    with pytest.raises(ValueError, match="the year is not said"):
        _ = mention.interval
    [mention] = find_dates("ម៉ោង ៨ ព្រឹក")
    with pytest.raises(ValueError, match="does not say when"):
        _ = mention.interval


def test_partial_dates_keep_what_is_said():
    [mention] = find_dates("ថ្ងៃទី៣១ ខែកក្កដា")
    assert (mention.year, mention.month, mention.day) == (None, 7, 31)
    [mention] = find_dates("មុនគ.ស. ៥០០")
    assert (mention.year, mention.start_date) == (-499, None)


def test_today_is_never_assumed():
    assert not find_dates("ម្សិលមិញ និងសប្តាហ៍មុន")
    with pytest.raises(ParseError, match="reference day"):
        parse_date("ម្សិលមិញ")
    assert parse_date("ម្សិលមិញ", ref=dt.datetime(2024, 3, 1, 9)) == dt.date(2024, 2, 29)


def test_relative_without_a_reference_day():
    text = "ម្សិលមិញ និងសប្តាហ៍មុន ១០ថ្ងៃទៀត គាត់មក ៨ មីនា"
    mentions = find_dates(text, relative=True)
    assert [mention.text for mention in mentions] == ["ម្សិលមិញ", "សប្តាហ៍មុន", "១០ថ្ងៃទៀត"]
    for mention in mentions:
        assert mention.start_date is None
        assert mention.problem == "it needs a reference day: pass ref"
    assert find_dates(text) == Mentions()


# --- eras ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "day", "flags"),
    [
        ("ថ្ងៃពុធ ទី៣១ ខែកក្កដា ឆ្នាំ២៥៦៧", "2024-07-31", ("era_inferred",)),
        ("ថ្ងៃពុធ ទី៣១ ខែកក្កដា ព.ស. ២៥៦៧", "2024-07-31", ("era_inferred",)),
        ("ថ្ងៃពុធ ទី៣១ ខែកក្កដា ព.ស. ២៥៦៨", "2024-07-31", ()),
        ("ថ្ងៃពុធ ទី១៥ ខែឧសភា ព.ស. ២៥៦៧", "2024-05-15", ()),
        ("ថ្ងៃសុក្រ ទី៣១ ខែកក្កដា ព.ស. ២៥៦៨", "2024-07-31", ("weekday_mismatch",)),
        ("ថ្ងៃពុធ ទី៣១ ខែកក្កដា ព.ស. ១០០០០", None, ("invalid_year",)),
    ],
)
def test_the_weekday_decides_between_eras(text, day, flags):
    [mention] = find_dates(text)
    assert (mention.start_date and mention.start_date.isoformat(), mention.flags) == (day, flags)


def test_the_weekday_decides_between_two_days_of_a_buddhist_year():
    [mention] = find_dates("ថ្ងៃទី២២ ខែឧសភា ព.ស. ២៥៦២")
    assert mention.flags == ("ambiguous_year",) or mention.start_date is not None
    twice = [
        (be, month, day)
        for be in range(2560, 2570)
        for month, day in [(5, number) for number in range(1, 32)]
        if find_dates(f"{day}/{month}/{be}")[0].flags == ("ambiguous_year", "era_inferred")
    ]
    assert twice
    for be, month, day in twice:
        [mention] = find_dates(f"{day}/{month}/{be}")
        for candidate in mention.candidates:
            weekday = names().weekdays[candidate.weekday()]
            [told] = find_dates(f"ថ្ងៃ{weekday} ទី{day} ខែ{names().months[month - 1]} ព.ស. {be}")
            assert (told.date, told.flags) == (candidate, ())


def test_buddhist_years_as_in_thailand():
    [mention] = find_dates("31/07/2567", era="thai")
    assert (mention.date, mention.flags) == (dt.date(2024, 7, 31), ("era_inferred",))
    assert parse_date("ថ្ងៃទី៣១ ខែកក្កដា ព.ស. ២៥៦៧", era="thai") == dt.date(2024, 7, 31)
    [mention] = find_dates("31/07/67", era="thai")
    assert (mention.date, mention.flags) == (dt.date(2024, 7, 31), ("two_digit_year",))
    assert parse_datetime("31/07/2567 14:05", era="thai") == dt.datetime(2024, 7, 31, 14, 5)
    [mention] = find_dates("៣១ កក្កដា ២០២៤ ព.ស. ២៥៦៧", era="thai")
    assert mention.date == dt.date(2024, 7, 31)
    assert not mention.flags
    [mention] = find_dates("៣១ កក្កដា ២០២៤ ព.ស. ២៥៦៨", era="thai")
    assert mention.flags == ("calendar_conflict",)
    [mention] = find_dates("ព.ស. ២៥៦៧", era="thai")
    assert mention.interval == (dt.date(2024, 1, 1), dt.date(2025, 1, 1))
    with pytest.raises(ValueError, match="era='lao'"):
        find_dates("ព.ស. ២៥៦៧", era="lao")


# --- moments ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("31/07/2024 02:05:09 PM", "2024-07-31T14:05:09"),
        ("2024-07-31T14:05:09.5Z", "2024-07-31T14:05:09.500000"),
        ("2024-07-31 24:00", "2024-08-01T00:00:00"),
        ("វេលាម៉ោង ៨ ព្រឹក ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", "2024-07-31T08:00:00"),
        ("31-Jul-2024 14:05", "2024-07-31T14:05:00"),
        ("2024-07-31-14.05.09.123456", "2024-07-31T14:05:09.123456"),
        ("20240731T140509", "2024-07-31T14:05:09"),
        ("20240731140509", "2024-07-31T14:05:09"),
        ("20240731 140509", "2024-07-31T14:05:09"),
        ("20240731_140509", "2024-07-31T14:05:09"),
        ("2024-07-31_14-05-09", "2024-07-31T14:05:09"),
        ("31.07.2024 14.05", "2024-07-31T14:05:00"),
        ("31/07/2024 17H00", "2024-07-31T17:00:00"),
        ("Wed Jul 31 14:05:09 ICT 2024", "2024-07-31T14:05:09"),
        ("Wed Jul 31 2024 14:05:09 GMT+0700 (Indochina Time)", "2024-07-31T14:05:09"),
        ("Wednesday, July 31, 2024 2:05:09 PM", "2024-07-31T14:05:09"),
    ],
)
def test_parse_datetime(text, moment):
    assert parse_datetime(text).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2024-07-31", "does not say one time of day"),
        ("14:05:09", "does not say which day"),
        ("2024-07-31 25:00", "a day has 24 hours"),
        ("2024-06-31 14:00", "30 days"),
        ("2024-07-31 8:00-10:00", "does not say one time of day"),
        ("ថ្ងៃទី៣១ ខែកក្កដា ម៉ោង ៨", "the year is not said"),
        ("ម៉ោង ១៤ ព្រឹក ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", "14:00 is not in the part of the day ព្រឹក"),
        ("x", "no moment begins here"),
    ],
)
def test_parse_datetime_says_what_is_wrong(text, why):
    with pytest.raises(ParseError, match=why):
        parse_datetime(text)


def test_a_mention_with_an_offset():
    [mention] = find_dates("2024-07-31T14:05:09+07:00")
    assert mention.time == dt.time(14, 5, 9)
    assert mention.utc_offset == dt.timedelta(hours=7)
    assert mention.to_dict()["utc_offset"] == "+07:00"
    assert find_dates("2024-07-31T14:05:09-03:30")[0].to_dict()["utc_offset"] == "-03:30"
    [mention] = find_dates("2024-07-31T14:05:09+15:00")
    assert mention.utc_offset is None  # there is no such zone


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/7", "the year is missing"),
        ("៣១-៧ ", "the year is missing"),
        ("31072024", "only digits"),
        ("\u200b45504។", "only digits"),
        ("8.5", "the year is missing"),
        ("45504.5", "no date begins here"),
        ("រយៈពេល", "no date begins here"),
        ("", "no date begins here"),
    ],
)
def test_what_is_no_date_says_why(text, reason):
    for ref in (None, dt.date(2024, 1, 1)):
        with pytest.raises(ParseError, match=reason):
            parse_date(text, ref=ref)
    with pytest.raises(ParseError, match=f"{reason.replace('date', 'time')}|no time begins here"):
        parse_time(text)


def test_strict_takes_no_mistakes():
    text = "ថ្ងៃទី៧ ខែកក្តដា ឆ្នាំ២០១៩"
    [mention] = find_dates(text)
    assert mention.flags == ("misspelt",)
    assert [m.text for m in find_dates(text, strict=True)] == ["ឆ្នាំ២០១៩"]
    assert parse_date(text) == dt.date(2019, 7, 7)
    with pytest.raises(ParseError):
        parse_date(text, strict=True)
    assert parse_date("31/07/2567") == dt.date(2023, 7, 31)
    with pytest.raises(ParseError, match="era of the year is not said"):
        parse_date("31/07/2567", strict=True)
    assert parse_date("31/07/2567 ព.ស.", strict=True) == dt.date(2023, 7, 31)
    for text in ("31/07/67", "01/02/30", "ថ្ងៃទី១ ខែមករា ឆ្នាំ៧៩"):
        assert parse_date(text)
        for parse in (parse_date, lambda text, strict: parse_date(text, strict=strict, era="thai")):
            with pytest.raises(ParseError, match="century"):
                parse(text, strict=True)
    with pytest.raises(ParseError, match="century"):
        parse_datetime("31/07/24 14:05", strict=True)
    ref = dt.date(2024, 1, 1)
    assert parse_date("៨ មីនា", ref=ref, strict=True) == dt.date(2024, 3, 8)
    assert parse_time("ម៉ោង ២៤:០០", strict=True) == dt.time(0)
    # the subscripts of TA and DA look the same, so this is no mistake
    assert find_dates("១កើត ខែកត្ដិក ព.ស. ២៥៦៨", strict=True)[0].flags == ()


def test_arguments_are_checked():
    for function in (find_dates, parse_date, parse_time):
        with pytest.raises(NotTextError, match="takes str, not bytes"):
            function("ថ្ងៃ".encode())
    with pytest.raises(TypeError, match=r"takes date or None as ref, not str"):
        find_dates("ថ្ងៃ", ref="2024-07-31")


# --- whole expressions -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("៣១/០៧/២០២៤", "2024-07-31"),
        ("  31-07-2024។ ", "2024-07-31"),
        ("\u200bថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤នេះ\u200b\n", "2024-07-31"),
        ("ម៉ោង ៨ ព្រឹក ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", "2024-07-31"),
        ("១៥កើត ខែពិសាខ ព.ស. ២៥៦៧", "2024-05-22"),
        ("20240731", "2024-07-31"),
        ("២០២៤០៧៣១", "2024-07-31"),
    ],
)
def test_parse_date(text, day):
    assert parse_date(text).isoformat() == day


@pytest.mark.parametrize(
    ("text", "position", "why"),
    [
        ("", 0, "no date begins here"),
        ("  សួស្តី", 2, "no date begins here"),
        ("នៅថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", 0, "no date begins here"),
        ("៣១/០៧/២០២៤ ភ្នំពេញ", 10, "the date ends here"),
        ("ថ្ងៃទី៣១ ខែមិថុនា ឆ្នាំ២០២៤", 0, "មិថុនា has 30 days, not 31"),
        ("2025-02-30", 0, "កុម្ភៈ 2025 has 28 days, not 30"),
        ("ថ្ងៃទី៣០ ខែកុម្ភៈ", 0, "កុម្ភៈ has 29 days, not 30"),
        ("ថ្ងៃទី៣ ខែមិថុនា ឆ្នាំ២០២", 0, "a year has four digits, not 202"),
        ("ម៉ោង ២៥ ថ្ងៃទី៣ ខែមិថុនា ឆ្នាំ២០២៤", 0, "hour 25: a day has 24 hours"),
        ("១៥រោច ខែមិគសិរ ព.ស. ២៥៦៧", 0, "its last is 14 roch"),
        ("១៥កើត ខែអាសាឍ ព.ស. ២៥៦៧", 0, "two months of អាសាឍ"),
        ("១២កើត ខែពិសាខ ឆ្នាំរោង ឆស័ក ព.ស. ២៥៦៨", 0, "labels of the year disagree"),
        ("ថ្ងៃចន្ទ ទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", 0, "2024-07-31 is a ពុធ, not a ចន្ទ"),
        ("ឆ្នាំ២០២៤", 0, "more than one day"),
        ("ថ្ងៃទី៣១ ខែកក្កដា", 0, "the year is not said"),
    ],
)
def test_parse_date_says_what_is_wrong(text, position, why):
    with pytest.raises(ParseError, match=why) as raised:
        parse_date(text)
    assert (raised.value.position, raised.value.text) == (position, text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("ម៉ោង ៨", "08:00"),
        ("វេលាម៉ោង ៧:៤៥ យប់", "19:45"),
        ("ម៉ោង ៨ និង ៣០នាទី ២០វិនាទី", "08:30:20"),
        ("ម៉ោង ៨ និង ៣០នាទី និង ២០វិនាទី ព្រឹក", "08:30:20"),
        ("ម៉ោង ១ ថ្ងៃត្រង់", "13:00"),
        ("ម៉ោង ១២ ថ្ងៃត្រង់", "12:00"),
        ("ម៉ោង ១២ យប់", "00:00"),
        ("ម៉ោង ២ យប់", "02:00"),
        ("ម៉ោង ១២ រំលងអធ្រាត្រ", "00:00"),
        ("ម៉ោង ១៩ ល្ងាច", "19:00"),
        ("ម៉ោង ២៤", "00:00"),
        ("17:32", "17:32"),
        ("17:32:05", "17:32:05"),
        ("2 PM", "14:00"),
        ("8 ព្រឹក", "08:00"),
    ],
)
def test_parse_time(text, moment):
    assert parse_time(text) == dt.time.fromisoformat(moment)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ម៉ោង ២៤:០១", "hour 24"),
        ("ម៉ោង ៨:៦០", "minute 60"),
        ("ម៉ោង ៨ និង ៣០នាទី ៦១វិនាទី", "second 61"),
        ("ម៉ោង ៨ ដល់ ១១", "one time of day"),
        ("ម៉ោង ៨ ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", "a date too"),
        ("ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤", "one time of day"),
        ("៨ ម៉ោង", "no time begins here"),
        ("8 – 11 AM", "one time of day"),
        ("13 PM", "no time begins here"),
        ("8:30:15:20", "no time begins here"),
    ],
)
def test_parse_time_says_what_is_wrong(text, why):
    with pytest.raises(ParseError, match=why):
        parse_time(text)


# --- what disagrees --------------------------------------------------------------------------
def test_two_calendars_that_disagree_are_both_told():
    [mention] = find_dates("ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ ត្រូវនឹងថ្ងៃ១២រោច ខែអាសាឍ ព.ស. ២៥៦៨")
    assert mention.flags == ("calendar_conflict",)
    assert mention.candidates == (dt.date(2024, 7, 31), dt.date(2024, 8, 1))
    assert mention.start_date == dt.date(2024, 7, 31)  # the civil half
    assert mention.lunar is not None
    assert mention.lunar.to_date() == dt.date(2024, 8, 1)
    assert mention.problem == "the calendars disagree: 2024-07-31 and 2024-08-01"


def test_labels_that_disagree_give_no_date():
    [mention] = find_dates("១២កើត ខែពិសាខ ឆ្នាំរោង ឆស័ក ព.ស. ២៥៦៨")
    assert mention.candidates == (dt.date(2024, 5, 19), dt.date(2025, 5, 8))
    assert (mention.start_date, mention.lunar) == (None, None)


def test_the_civil_half_tells_which_asadh_is_meant():
    text = "៨កើត ខែអាសាឍ ព.ស. ២៥៦៧"
    [mention] = find_dates(text)
    assert mention.flags == ("ambiguous_month",)
    [mention] = find_dates(text + " ត្រូវនឹងថ្ងៃទី២៥ ខែកក្កដា ឆ្នាំ២០២៣")
    assert mention.flags == ()
    assert mention.lunar == LunarDate(8, "koet", "tutiyasadh", 2567)


@pytest.mark.parametrize(("parse", "what"), [(parse_date, "date"), (parse_time, "time")])
def test_what_is_too_long_for_one_expression_is_not_read(parse, what: str) -> None:
    with pytest.raises(ParseError, match=f"a {what} has at most 1000 characters") as caught:
        parse("៣១" * 501)
    assert caught.value.position == 0


FILLERS = st.lists(st.sampled_from((".", "…", "_", " ", "៥", "ខែ", "ឆ្នាំ", "&ndash;", "<br>", "២០")))


@given(st.lists(st.tuples(JUMBLES, FILLERS.map("".join)), max_size=6))
def test_what_fills_a_form_takes_no_place(pieces):
    text = "".join(itertools.chain.from_iterable(pieces))
    check_offsets(text, find_dates(text))


@pytest.mark.parametrize(
    "dots",
    [
        "..",
        "......",
        "…",
        "……",
        "__",
        "&nbsp;",
        "&#160;",
        "&#xA0;",
        "\u3000",
        "\u200e \u200e",
        " ...",
        ". . ",
    ],
)
def test_a_form_is_read_as_if_it_had_blanks(dots):
    form = "ថ្ងៃទី{0}៥{0}ខែ{0}សីហា{0}ឆ្នាំ{0}២០២៤"
    found = [mention.start_date for mention in find_dates(f"ធ្វើនៅ {form.format(dots)}{dots}")]
    assert found == ([] if dots == ". . " else [dt.date(2024, 8, 5)])
