"""A number is reported with its whole value, sign and unit, or not at all."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import NumberMention, find_numbers, numbers, parse_money
from khmertext._addresses import address_spans
from khmertext.numbers import _finding
from support import check_offsets, read_tsv


@pytest.mark.parametrize("case", read_tsv("numbers_whole.tsv"), ids=lambda case: case["text"])
def test_golden(case: dict[str, str]) -> None:
    text = case["text"].replace("⏎", "\n")
    mentions = find_numbers(text)
    check_offsets(text, mentions)
    assert [" | ".join(cells(mention)).replace("\n", "⏎") for mention in mentions] == [
        numbers for numbers in case["numbers"].split("; ") if numbers
    ]


def cells(mention: NumberMention) -> list[str]:
    value = mention.value
    written = "..".join(map(str, value)) if isinstance(value, tuple) else str(value)
    cells = [mention.text, mention.kind, written, mention.unit or "-"]
    return cells + [mention.per] * (mention.per is not None)


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("500,-300,200", True),  # a row with commas between its cells
        ("5;-300,200", True),
        ("-300,200", False),
        ("THB 115 120", True),  # to buy and to sell
        ("៥០០ ៦០០ ៧០០", True),
        ("THB 115 000", False),
        ("៥០០ ០០០", False),
    ],
)
def test_groups_that_may_be_columns_are_flagged(text: str, unsure: bool) -> None:
    assert ("ambiguous_separator" in find_numbers(text)[-1].flags) is unsure


# --- random pieces, and what a naive reader says of them ---------------------------------------
class Piece(NamedTuple):
    """A part of a line with at most one amount, and what that is; ``None``: no number at all."""

    text: str
    value: Decimal | None
    unit: str | None


# what stands before a figure, and whether a number follows
LABELS = {
    "ថ្លៃ ": True, "ថ្លៃ:": True, "x:": True, "Price:": True, "Total: ": True, "id=": True, "Q1:": True,
    "(": True, "សល់ = ": True, "v": False, "COVID-": False, "iOS": False, "H": False, "AA:BB:": False, "ftp_": False,
}  # fmt: skip
SIGNS = {"": 1, "-": -1, "\u2212": -1, "+": 1}
FIGURES = {
    "7": "7", "៤២": "42", "1500": "1500", "1,500": "1500", "១.៥០០": "1500", "2.5": "2.5", "៣,៧៥": "3.75",
    "1,234,567": "1234567", "១.២៣៤.៥៦៧": "1234567", "1,234.50": "1234.50", "១.២៣៤,៥": "1234.5",
    "12 345": "12345", "១ ០០០ ០០០": "1000000", "0.05": "0.05", "1234.5678": "1234.5678",
    # no number: groups that are none, and parts of something else
    "12,34,5": None, "1.2.3": None, "1'000": None, "1_000": None, "10^6": None, "10⁶": None, ".5": None,
    "5%20a": None, "2h 30m": None, "1m30s": None, "&#6016;": None, "{0}": None, "*123#": None, "11°33'22\"N": None,
    "10.1000/182": None, "1234567.5": "1234567.5", "០,០៥": "0.05", "១០០០០០០": "1000000",
    "1/100.000": None, "1:50,000": None, "8:30": None, "1.5.": "1.5", "1000 000": None, "1.500,25.3": None,
}  # fmt: skip
# the factor and the name of a unit; no name: none that is known
UNITS = {
    "": ("1", None), "$": ("1", "USD"), "៛": ("1", "KHR"), " ដុល្លារ": ("1", "USD"), "រៀល": ("1", "KHR"),
    "សេន": ("0.01", "USD"), " USD": ("1", "USD"), "A$": ("1", "AUD"), "ដុល្លារសិង្ហបុរី": ("1", "SGD"),
    "ដុល្លារហ្ស៊ីមបាវ៉េ": ("1", None), "%": ("1", "%"), " ភាគរយ": ("1", "%"), "‰": ("1", "‰"),
    "គម២": ("1", "គីឡូម៉ែត្រការ៉េ"), " ម²": ("1", "ម៉ែត្រការ៉េ"), " km³": ("1", "គីឡូម៉ែត្រគូប"), "kg": ("1", "គីឡូក្រាម"),
    " គ.ក្រ": ("1", "គីឡូក្រាម"), "km/h": ("1", "គីឡូម៉ែត្រក្នុងមួយម៉ោង"), " mg/dL": ("1", "មីលីក្រាមក្នុងមួយដេស៊ីលីត្រ"),
    " kg/foo": ("1", None), "ម៉ែត្រ⁴": ("1", None), "គីឡូបៃ": ("1", "គីឡូបៃ"), " ឆ្នាំពន្លឺ": ("1", "ឆ្នាំពន្លឺ"),
    "kWh": ("1", "គីឡូវ៉ាត់ម៉ោង"), "KGS": ("1", "គីឡូក្រាម"), " ppm": ("1", "ppm"), "mAh": ("1", "mAh"), "°C": ("1", "អង្សាសេ"),
    "ជាងនាក់": ("1", "នាក់"), "ប្លាយឆ្នាំ": ("1", "ឆ្នាំ"), "k$": ("1000", "USD"), "bn USD": ("1000000000", "USD"),
    "រៀល/គ.ក": ("1", "KHR"), "នាក់": ("1", "នាក់"), "លានរៀល": ("1000000", "KHR"), " million riel": ("1000000", "KHR"),
}  # fmt: skip
ADDRESSES = (
    "https://km.wikipedia.org/wiki/ភូមិ_២០១៩", "www.a.kh/1,500/x=7", "a12.b34@example.com", "khmer24.com/p-1234567",
    "https://x.kh/%E1%9E%97?n=1.500",
)  # fmt: skip
GAPS = ("។ ", " ផ្សារ ", "\n", "; ")


@st.composite
def amounts(draw: st.DrawFn) -> Piece:
    label = draw(st.sampled_from(sorted(LABELS)))
    counts = LABELS[label]
    sign = draw(st.sampled_from(sorted(SIGNS))) if counts else ""
    figure = draw(st.sampled_from(sorted(FIGURES)))
    unit = draw(st.sampled_from(sorted(UNITS)))
    value = FIGURES[figure]
    factor, name = UNITS[unit]
    if not counts and (not figure.isascii() or {*figure} & {*" :"}):
        figure, value = (
            "7",
            "7",
        )  # Khmer digits behind a Latin word and digits behind a space are apart, COVID-8: is a label
    if (
        not (figure[-1].isdecimal() or unit in ("", "$"))
        or figure.endswith(".")
        or (not unit and figure.startswith("."))
    ):
        unit, factor, name = "", "1", None
    if sign == "+" and " " in figure:
        sign = ""  # +12 345 678 may be a telephone number
    text = label + sign + figure + unit
    # a price may be glued to a name
    price = len(name or "") == 3 and not unit.startswith((" ", "k", "bn"))
    if value is None or not (counts or (label == "COVID-" and price)):
        return Piece(text, None, None)
    if unit in ("k$", "bn USD") and figure == "១.៥០០":
        value = "1.5"  # 1.250M is no thousand millions
    return Piece(text, SIGNS[sign] * Decimal(value) * Decimal(factor), name)


PIECES = st.one_of(amounts(), st.sampled_from(ADDRESSES).map(lambda text: Piece(text, None, None)))


@given(st.lists(st.tuples(PIECES, st.sampled_from(GAPS)), min_size=1, max_size=6))
def test_what_is_reported_is_what_a_naive_reader_says(pieces: list[tuple[Piece, str]]) -> None:
    text, spans = "នៅទីនេះ ", []
    for piece, gap in pieces:
        spans.append((len(text), len(text) + len(piece.text), piece))
        text += piece.text + gap
    for mention in find_numbers(text):
        (piece,) = (
            piece for start, end, piece in spans if start <= mention.start and mention.end <= end
        )
        assert (mention.value, mention.unit) == (piece.value, piece.unit), (text, mention)
    for start, end in address_spans(text):
        assert not any(start < m.end and m.start < end for m in find_numbers(text))


# --- the quick way is the long way --------------------------------------------------------------
WORDS = st.sampled_from(
    [*FIGURES, *LABELS, *UNITS, *GAPS, "មួយ", "ពីរ", "សែន", "លាន", "រយ", "ទី", "និង", "ទៅ", "ឆ្នាំ", "ប្រហែល", "ជាង",
     "ក្នុង", "ម៉ោង", "មាត្រា", "ខែ", "ៗ", "៖", "(", ")", "«", "០៥", "012", "ប្រវែង", "ម៉ែត្រ២", "កន្លះ", "ភាគ", " "]
)  # fmt: skip


@given(st.lists(WORDS, max_size=12).map("".join), st.booleans())
def test_plain_figures_are_read_as_all_others(text: str, include_one: bool) -> None:
    quick = find_numbers(text, include_one=include_one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_finding, "read_plain", lambda *_: None)
        patch.setattr(_finding.AtWord, "_is_only_a_word", lambda *_: False)
        assert find_numbers(text, include_one=include_one) == quick


# --- low and high ------------------------------------------------------------------------------
@given(st.lists(WORDS, max_size=12).map("".join))
def test_every_quantity_has_both_ends(text: str) -> None:
    for mention in find_numbers(text):
        low, high = mention.low, mention.high
        if isinstance(mention.value, tuple):
            assert (low, high) == mention.value
        elif isinstance(mention.value, (int, Decimal, Fraction)):
            assert low == high == mention.value
        else:
            assert low is high is None


def test_numbers_inside_dates_on_request() -> None:
    text = "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ ចំណាយ ៥០០ដុល្លារ នៅម៉ោង ៨ និង ៣០នាទី មនុស្ស ៣០នាក់"
    assert [m.value for m in find_numbers(text)] == [31, 2024, 500, 8, 30, 30]
    assert [m.text for m in find_numbers(text, dates="skip")] == ["៥០០ដុល្លារ", "៣០នាក់"]
    assert find_numbers("ផ្សារ", dates="skip") == ()


# --- against the data of others -----------------------------------------------------------------
def test_every_currency_of_cldr() -> None:
    locale = pytest.importorskip("babel").Locale("km")
    symbol = pytest.importorskip("babel.numbers").get_currency_symbol
    unread = {
        "BYR",
        "CNH",
        "MRO",
        "SLL",
        "STD",
        "VEF",
        "XXX",
        "ZMK",
    }  # of the past, or of no country
    for code, name in locale.currencies.items():
        if code not in unread:
            amount = f"១២៣ {name.replace(chr(0x200B), '')}"
            assert [(m.value, m.unit) for m in find_numbers(amount)] == [(123, code)], amount
            assert parse_money(amount) == (123, code)
            sign = symbol(code, "km")
            if sign != code and code not in ("XCG",):
                assert parse_money(f"12.50 {sign}") == (Decimal("12.50"), code), sign


@pytest.mark.parametrize("length", ["long", "short"])
def test_no_unit_of_cldr_is_cut(length: str) -> None:
    locale = pytest.importorskip("babel").Locale("km")
    patterns = locale._data["unit_patterns"]
    read = 0
    for name in patterns:
        pattern = patterns[name][length]["other"].replace("\u200b", "").replace("\u00a0", " ")
        if not pattern.startswith("{0}") or "[" in pattern:
            continue
        text = pattern.replace("{0}", "5")
        for mention in find_numbers(text):
            if mention.start == 0 and name != "area-acre":
                assert mention.value == 5, (name, text, mention)
                if mention.unit is not None:
                    assert mention.text == text, (name, text, mention)
                    read += 1
    assert read > 90


def test_telephone_numbers_are_those_of_libphonenumber() -> None:
    phonenumbers = pytest.importorskip("phonenumbers")
    formats = phonenumbers.PhoneNumberFormat
    found = 0
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        for kind in phonenumbers.PhoneNumberType.values():
            number = phonenumbers.example_number_for_type(region, kind)
            if number is None:
                continue
            e164 = phonenumbers.format_number(number, formats.E164)
            if len(e164) < 9:
                continue  # +500 is a plain number
            for written in (e164, phonenumbers.format_number(number, formats.INTERNATIONAL)):
                for text in (written, f"Tel:{written}", f"ទូរសព្ទ {written} ។"):
                    values = [m.value for m in find_numbers(text)]
                    assert values in ([], [e164]), (text, values)
                    found += values == [e164]
    assert found > 4000


@given(
    st.sampled_from(["012", "097", "088", "010", "023", "0977", "085"]), st.integers(0, 9_999_999)
)
def test_cambodian_numbers_in_groups(prefix: str, rest: int) -> None:
    phonenumbers = pytest.importorskip("phonenumbers")
    digits = prefix + f"{rest:07d}"[: 9 if prefix in ("097", "088") else 6]
    number = phonenumbers.parse(digits, "KH")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = digits[1:]
    grouped = [f"{digits[:3]} {digits[3:]}", f"{digits[:3]} {digits[3:6]} {digits[6:]}"]
    if len(digits) == 10:
        grouped.append(f"{digits[:3]} {digits[3]} {digits[4:7]} {digits[7:]}")
    for text in (digits, f"+855 {national}", f"00855{national}", *grouped):
        values = [m.value for m in find_numbers(text)]
        if phonenumbers.is_valid_number(number):
            assert values == [e164], text
        else:
            assert e164 not in values or values == [e164]


def test_a_mark_before_a_letter_of_scale_is_flagged() -> None:
    for text, value in {"1.250M USD": 1_250_000, "1,250M USD": 1_250_000_000}.items():
        (mention,) = find_numbers(text)
        assert (mention.value, mention.flags) == (value, ("ambiguous_separator",))


@pytest.mark.parametrize("text", ["១.៥០០លានរៀល", "១,២៥០លាន", "១២.៥០០%", "1.250%", "33.333%"])
def test_three_digits_that_may_be_decimals_are_flagged(text: str) -> None:
    assert [mention.flags for mention in find_numbers(text)] == [("ambiguous_separator",)]


def test_the_ground_of_find_numbers() -> None:
    assert numbers.find_numbers("១៥នាក់") == find_numbers("១៥នាក់")


@pytest.mark.parametrize("text", ["បន្ទប់ ២ ៣០០$", "តុ ៣ ៥០០រៀល", "Room 2 300$", "បន្ទប់ ១, ២ ៣០០$"])
def test_digits_behind_a_space_and_a_name_are_flagged(text: str) -> None:
    """The number may be a name before an amount, or one number in groups."""
    assert [mention.flags for mention in find_numbers(text)][-2:] == [("ambiguous_separator",)] * 2


@pytest.mark.parametrize(
    "text", ["១លាន២", "២លាន៥រៀល", "៩សែនទៅ១លាន២", "៣គីឡូ៥០", "៥រយ ១០គីឡូ", "៥លាន ៥០ដុល្លារ", "25$20"]
)
def test_a_digit_that_may_be_tenths_is_flagged(text: str) -> None:
    assert {mention.flags for mention in find_numbers(text)} == {("ambiguous_tail",)}


@pytest.mark.parametrize(
    "text",
    [
        "5 និង 8លានរៀល",
        "5 / 8លានរៀល",
        "២ ៣ លានរៀល",
        "ប្រាំ និង ដប់លានរៀល",
        "៣, ៤ និង ៥ លានដុល្លារ",
        "៥ ទល់ ៨ លានរៀល",
        "5 និង 8លាន",
    ],
)
def test_a_number_beside_one_with_a_scale_is_flagged(text: str) -> None:
    *few, last = find_numbers(text)
    assert {mention.flags for mention in few} == {("ambiguous_tail",)}
    assert last.flags == ()


@pytest.mark.parametrize(
    "text",
    ["5 នាក់ និង 8លានរៀល", "5 និង $8លាន", "បន្ទប់ 5 8លានរៀល", "5 និង 8000រៀល", "5 8$", "១៥០០ និង ៨លានរៀល"],
)
def test_a_number_beside_one_of_another_kind_is_not_flagged(text: str) -> None:
    assert {mention.flags for mention in find_numbers(text)} == {()}


@pytest.mark.parametrize("text", ["181,035 km 2", "5 m 2", "៥ គ.ម ២"])
def test_a_unit_before_what_may_be_its_square_is_flagged(text: str) -> None:
    assert [mention.flags for mention in find_numbers(text)] == [("ambiguous_tail",), ()]
    assert find_numbers(f"ចម្ងាយ {text}")[0].flags == ()


@pytest.mark.parametrize("text", ["sok,25,1200", "a,1,5"])
def test_cells_that_a_comma_parts_are_flagged(text: str) -> None:
    assert [mention.flags for mention in find_numbers(text)] == [("ambiguous_separator",)]


@pytest.mark.parametrize("text", ["១លាន២រយ", "មួយលានពីរ", "៣គីឡូ៥", "១ម៉ែត្រ៦០", "២រយ ៥០ដុល្លារ"])
def test_what_is_sure_has_no_flag(text: str) -> None:
    assert [mention.flags for mention in find_numbers(text)] == [()]
