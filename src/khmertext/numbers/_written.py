"""Numbers and amounts of money written, in words and in figures, so that they are read back as they were."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, get_args

from khmertext._data import read_table
from khmertext._patterns import lazy_pattern
from khmertext.errors import UnknownOptionError, check_option, check_text, check_type
from khmertext.numbers._digits import (
    BOTH_DIGITS,
    MAX_DIGITS,
    RE_BOTH_DIGITS,
    digits_of,
    scaled,
    simplest,
    to_khmer_digits,
)
from khmertext.numbers._number_words import canonical_words, standard_word
from khmertext.numbers._units import UnitRow, currency_prefixes, read_unit

Style = Literal["standard", "counting", "teen", "grouped"]
STYLES: tuple[Style, ...] = get_args(Style)
Billion = Literal["ពាន់លាន", "ប៊ីលាន"]
BILLIONS: tuple[Billion, ...] = get_args(Billion)
SpokenMark = Literal["ចុច", "ក្បៀស", "ចំណុច"]
SPOKEN_MARKS: tuple[SpokenMark, ...] = get_args(SpokenMark)

_DIGITS = lazy_pattern(f"[{RE_BOTH_DIGITS}]+")
_LIMIT = 10**MAX_DIGITS
_MILLION, _BILLION, _TRILLION = 10**6, 10**9, 10**12


def number_to_words(
    value: int | Decimal | Fraction,
    *,
    style: Style = "standard",
    sep: str = "",
    decimal: SpokenMark = "ចុច",
    billion: Billion = "ពាន់លាន",
) -> str:
    """``value`` in Khmer words; :func:`parse_number` gives ``value`` back.

    ``style``: ``"standard"`` counts thousands of millions (ពាន់លាន); ``"counting"`` counts
    millions past 999, as ICU does; ``"teen"`` says 11 to 19 the colloquial way (មួយដណ្តប់);
    ``"grouped"`` reads the digits after the decimal mark as one number where that is unambiguous.
    ``sep`` is put between words (U+200B or a space), ``decimal`` is the word for the decimal mark,
    ``billion`` the word for 10^9.

    A ``Decimal`` keeps its zeros (``Decimal("2.50")``) and its digits are said one by one, except
    that 5 before 1 to 4 is said as a number of two digits: ប្រាំ and មួយ side by side are 6. A
    ``Fraction`` is said with ភាគ.

    Raises ``TypeError`` for other types (a ``float`` is not exact: use ``Decimal(str(x))``),
    ``ValueError`` for NaN, infinity and numbers of more than 4300 digits.

    >>> number_to_words(2024), number_to_words(-15), number_to_words(Decimal("4.05"))
    ('ពីរពាន់ម្ភៃបួន', 'ដកដប់ប្រាំ', 'បួនចុចសូន្យប្រាំ')
    >>> number_to_words(1_200_000_000), number_to_words(1_200_000_000, style="counting")
    ('មួយពាន់លានពីររយលាន', 'មួយពាន់ពីររយលាន')
    """
    check_number(value, "number_to_words")
    check_type(sep, "number_to_words", str, option="sep")
    check_option("style", style, STYLES)
    check_option("decimal", decimal, SPOKEN_MARKS)
    check_option("billion", billion, BILLIONS)
    return sep.join(_number(value, style, decimal, billion))


def ordinal_to_words(number: int, *, style: Style = "standard", sep: str = "") -> str:
    """The ordinal in words: ទី and the number. ``style`` and ``sep`` are those of :func:`number_to_words`.

    Raises ``ValueError`` for a negative number, ``TypeError`` for what is not an ``int``.

    >>> ordinal_to_words(21)
    'ទីម្ភៃមួយ'
    """
    check_type(number, "ordinal_to_words", int)
    check_type(sep, "ordinal_to_words", str, option="sep")
    if number < 0:
        raise ValueError(f"there is no ordinal of a negative number: {number}")
    return "ទី" + number_to_words(number, style=style, sep=sep)


def digits_to_words(text: str, *, sep: str = "") -> str:
    """``text`` with every digit in words, one by one: telephone numbers, codes, accounts.

    ``sep`` stands between the words of neighbours.

    >>> digits_to_words("០១២ 345")
    'សូន្យមួយពីរ បីបួនប្រាំ'
    """
    text = check_text(text, "digits_to_words")
    check_type(sep, "digits_to_words", str, option="sep")
    words = canonical_words("unit")
    spoken = {digit: words[int(digit)] for digit in BOTH_DIGITS}
    if sep:
        return _DIGITS.sub(lambda run: sep.join([spoken[digit] for digit in run[0]]), text)
    return text.translate({ord(digit): word for digit, word in spoken.items()})


def check_number(value: object, function: str) -> None:
    """Raise ``TypeError`` unless ``value`` is a number that can be said exactly."""
    advice = "a float is not exact: use Decimal(str(x))" if isinstance(value, float) else ""
    check_type(value, function, int, Decimal, Fraction, advice=advice)


def _number(
    value: int | Decimal | Fraction, style: Style, mark: SpokenMark, billion: Billion
) -> list[str]:
    """The words of a number."""
    if isinstance(value, Decimal):
        whole, fraction, negative = decimal_digits(value)
    elif isinstance(value, Fraction):
        above = _checked(abs(value.numerator))
        below = _checked(value.denominator)
        words = [
            *_integer(above, style, billion),
            standard_word("part"),
            *_integer(below, style, billion),
        ]
        return [standard_word("minus"), *words] if value < 0 else words
    else:
        whole, fraction, negative = _checked(abs(value)), "", value < 0
    words = _integer(whole, style, billion)
    if fraction:
        words += [mark, *_fraction(fraction, style, billion)]
    return [standard_word("minus"), *words] if negative else words


def decimal_digits(value: Decimal) -> tuple[int, str, bool]:
    """The whole part, the digits after the mark, and whether the number is negative."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{value} has no words and no figures")
    if max(len(digits), len(digits) + exponent, -exponent) > MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits")
    text = "".join(map(str, digits)) + "0" * max(exponent, 0)
    places = max(-exponent, 0)
    text = text.rjust(places + 1, "0")
    whole = Fraction(Decimal((0, tuple(map(int, text[: len(text) - places])), 0))).numerator
    return whole, text[len(text) - places :], bool(sign)


def _checked(value: int) -> int:
    if value >= _LIMIT:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits")
    return value


def _fraction(digits: str, style: Style, billion: Billion) -> list[str]:
    """The words of the digits behind the mark, one by one or, in the style "grouped", as a number."""
    words = _words()
    if style == "grouped":
        zeros = len(digits) - len(digits.lstrip("0"))
        number = int(digits[zeros:] or "0") if len(digits) - zeros <= 6 else 0
        # before a scale at the end a reader would take the scale for that of the whole number
        if number % 100:
            return [words[0]] * zeros + _integer(number, "standard", billion)
    spoken: list[str] = []
    position = 0
    while position < len(digits):
        pair = digits[position : position + 2]
        if pair in ("51", "52", "53", "54"):
            spoken += _integer(int(pair), "standard", billion)
            position += 2
        else:
            spoken.append(words[int(digits[position])])
            position += 1
    return spoken


def _integer(value: int, style: Style, billion: Billion) -> list[str]:
    """The words of a whole number."""
    if value == 0:
        return [_words()[0]]
    # Groups of twelve digits, each followed by as many ទ្រីលាន as it stands places to the left:
    # the sum of the groups can then be read back without a doubt.
    groups = []
    while value:
        value, group = divmod(value, _TRILLION)
        groups.append(group)
    words: list[str] = []
    for place in reversed(range(len(groups))):
        if groups[place]:
            words += _below_trillion(groups[place], style, billion)
            words += [_words()[_TRILLION]] * place
    return words


def _below_trillion(value: int, style: Style, billion: Billion) -> list[str]:
    words: list[str] = []
    if style != "counting":
        billions, value = divmod(value, _BILLION)
        if billions:
            words += [*_below_million(billions, style), billion]
    millions, value = divmod(value, _MILLION)
    if millions:
        words += [*_below_million(millions, style), _words()[_MILLION]]
    return words + _below_million(value, style)


def _below_million(value: int, style: Style) -> list[str]:
    table = _words()
    words: list[str] = []
    for scale in (100_000, 10_000, 1_000, 100):
        count, value = divmod(value, scale)
        if count:
            words += [table[count], table[scale]]
    if style == "teen" and 11 <= value <= 19:
        return [*words, table[value - 10] + _teen()]
    if value >= 10:
        words.append(table[value // 10 * 10])
        value %= 10
    if value:
        words.append(table[value])
    return words


@cache
def _words() -> dict[int, str]:
    return {**canonical_words("scale"), **canonical_words("tens"), **canonical_words("unit")}


@cache
def _teen() -> str:
    return canonical_words("teen")[10]


# --- in figures ----------------------------------------------------------------------------------
DigitSet = Literal["khmr", "latn"]
DIGIT_SETS: tuple[DigitSet, ...] = get_args(DigitSet)
GroupingMark = Literal[".", ","]
GROUPING_MARKS: tuple[GroupingMark, ...] = get_args(GroupingMark)
Grouping = Literal[".", ",", " ", "\u00a0", "\u202f", ""]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
MoneyStyle = Literal["symbol", "code", "name"]
MONEY_STYLES: tuple[MoneyStyle, ...] = get_args(MoneyStyle)

# CLDR km: with Khmer digits the point groups and the comma is the decimal mark
_CLDR: dict[DigitSet, tuple[GroupingMark, GroupingMark]] = {"khmr": (".", ","), "latn": (",", ".")}
_COMPACT = (10**12, 10**9, 10**6, 10**5, 10**4, 10**3)


def format_number(
    value: int | Decimal | Fraction,
    *,
    digits: DigitSet = "khmr",
    grouping: Grouping | None = None,
    decimal: GroupingMark | None = None,
    compact: bool = False,
) -> str:
    """``value`` in figures; :func:`parse_number` gives it back.

    ``digits`` are Khmer or Latin. ``grouping`` parts groups of three (``""``: none) and ``decimal``
    is the decimal mark; without them the pair that CLDR has for the digits is taken: ``.`` and
    ``,`` for Khmer digits, ``,`` and ``.`` for Latin ones; where one of these is given for the other
    purpose, they change places. Three decimals get a fourth, since ១២,១២៥
    would be read as 12125. ``compact`` counts in the largest scale that the value reaches, exactly:
    ៥ លាន. A ``Fraction`` is written with a slash.

    Raises ``TypeError`` for other types (a ``float`` is not exact: use ``Decimal(str(x))``),
    ``ValueError`` for NaN, infinity, more than 4300 digits and one mark for both purposes.

    >>> format_number(Decimal("1234.5")), format_number(1_234_567, digits="latn")
    ('១.២៣៤,៥', '1,234,567')
    >>> format_number(Decimal("1234.5"), decimal=".")
    '១,២៣៤.៥'
    >>> format_number(Decimal("12.125")), format_number(2_500_000, compact=True)
    ('១២,១២៥០', '២,៥ លាន')
    """
    check_number(value, "format_number")
    check_option("digits", digits, DIGIT_SETS)
    group, point = _CLDR[digits]
    if decimal is None:
        decimal = group if grouping == point else point
    if grouping is None:
        grouping = point if decimal == group else group
    check_option("grouping", grouping, GROUPINGS)
    check_option("decimal", decimal, GROUPING_MARKS)
    if grouping == decimal:
        raise ValueError(
            f"{grouping!r} cannot be the mark of groups and of decimals: leave one of them out"
        )
    if isinstance(value, Fraction):
        negative, text = (
            value < 0,
            "/".join(map(_checked_digits, (abs(value.numerator), value.denominator))),
        )
        text, scale = text.removesuffix("/1"), 1
    else:
        negative, text, scale = _in_groups(value, grouping, decimal, compact=compact)
    if digits == "khmr":
        text = to_khmer_digits(text)
    return "-" * negative + text + (f" {_scale_words()[scale]}" if scale > 1 else "")


def format_money(
    amount: int | Decimal | Fraction,
    currency: str = "KHR",
    *,
    style: MoneyStyle = "symbol",
    digits: DigitSet = "khmr",
    grouping: Grouping | None = None,
    decimal: GroupingMark | None = None,
    compact: bool = False,
) -> str:
    """``amount`` with the sign, the code or the Khmer name of its ``currency`` (ISO 4217) behind it.

    :func:`parse_money` gives both back. One decimal gets a second (៣,៥០$); a currency without a
    sign of its own is written with its code. The other options are those of :func:`format_number`,
    and so are the errors; raises :class:`~khmertext.UnknownOptionError` for a currency that
    ``data/number_units.tsv`` does not name, and ``ValueError`` for a ``Fraction`` that no decimals
    say exactly.

    >>> format_money(1_250_000), format_money(Decimal("3.5"), "USD")
    ('១.២៥០.០០០៛', '៣,៥០$')
    >>> format_money(1_250_000, style="name", compact=True), format_money(5, "SGD", digits="latn")
    ('១,២៥ លានរៀល', '5 S$')
    """
    check_number(amount, "format_money")
    check_option("style", style, MONEY_STYLES)
    check_currency(currency)
    name = _currencies()[currency][style]
    if isinstance(amount, Fraction):
        exact = simplest(amount)
        if isinstance(exact, Fraction):
            raise ValueError(
                f"format_money writes decimals, and {amount} has no end: round it first"
            )
        amount = exact
    if isinstance(amount, Decimal) and amount.as_tuple().exponent == -1 and not compact:
        sign, figures, _ = amount.as_tuple()
        amount = Decimal((sign, (*figures, 0), -2))
    text = format_number(amount, digits=digits, grouping=grouping, decimal=decimal, compact=compact)
    return text + " " * ("A" <= name[0] <= "z") + name


def _in_groups(
    value: int | Decimal, grouping: str, decimal: str, *, compact: bool
) -> tuple[bool, str, int]:
    """Whether the value is negative, its figures, and the scale that they count."""
    whole, fraction, negative = _digits(value)
    scale = 1
    if compact:
        scale = next((scale for scale in _COMPACT if len(whole) > digits_of(scale).count("0")), 1)
        whole, fraction, _ = _digits(scaled(value, Fraction(1, scale)))
    if grouping and scale == 1:  # ១.០៥០ ទ្រីលាន would be read with decimals
        first = len(whole) % 3 or 3
        groups = [whole[:first], *(whole[i : i + 3] for i in range(first, len(whole), 3))]
        whole = grouping.join(groups)
    if len(fraction) == 3 and scale == 1:
        fraction += "0"
    return negative, whole + (decimal + fraction if fraction else ""), scale


def _digits(value: int | Decimal | Fraction) -> tuple[str, str, bool]:
    """The digits before and after the mark, and whether the number is negative."""
    if isinstance(value, Decimal):
        whole, fraction, negative = decimal_digits(value)
        return digits_of(whole), fraction, negative
    assert isinstance(value, int)  # a power of ten divides without a rest that is no decimal
    return _checked_digits(abs(value)), "", value < 0


def _checked_digits(value: int) -> str:
    return digits_of(_checked(value))


@cache
def _scale_words() -> dict[int, str]:
    words = canonical_words("scale")
    return {**words, 10**9: words[1000] + words[10**6]}


def check_currency(currency: str, known: tuple[str, ...] | None = None) -> None:
    """Raise :class:`UnknownOptionError` unless ``currency`` is one of ``known``, or of all codes that are read.

    For a sign or a name it says which code is meant.
    """
    known = tuple(_currencies()) if known is None else known
    if currency not in known:
        unit = read_unit(str(currency), 0)
        whole = unit is not None and unit.end == len(str(currency)) and unit.name in known
        raise UnknownOptionError("currency", currency, known, unit.name if unit and whole else None)


@cache
def _currencies() -> dict[str, dict[MoneyStyle, str]]:
    """How each currency is written in each style."""
    found: dict[str, dict[MoneyStyle, str]] = {}
    for row in read_table("number_units.tsv", UnitRow):
        if row.kind == "money" and row.note in ("", "whole"):
            styles = found.setdefault(row.code, {"name": row.unit, "code": row.code})
            if row.word in currency_prefixes() and row.word != row.code:
                styles.setdefault("symbol", row.word)
    # KGS is read as kilograms, which it means in price lists
    readable = {code for code in found if (unit := read_unit(code, 0)) and unit.name == code}
    return {code: {"symbol": code, **found[code]} for code in found if code in readable}


# --- money in words ------------------------------------------------------------------------------
_EXACTLY = "គត់"
_DOLLAR = "ដុល្លារ"


def money_to_words(
    amount: int | Decimal | Fraction, currency: str = "KHR", *, sep: str = "", exact: bool = False
) -> str:
    """``amount`` in words with the name of its ``currency`` (ISO 4217), as on a cheque.

    Two decimals are said in hundredths (សេន, or the name that they have in that currency), others
    and those of a currency without hundredths with ចុច. With ``exact`` the words end in គត់; ``sep``
    stands between the words.
    :func:`parse_money` gives the amount back. Raises :class:`~khmertext.UnknownOptionError` for a currency
    that ``data/number_units.tsv`` does not name, and what ``number_to_words`` raises.

    >>> money_to_words(125_000, exact=True)
    'មួយសែនពីរម៉ឺនប្រាំពាន់រៀលគត់'
    >>> money_to_words(Decimal("3.50"), "USD"), money_to_words(Decimal("0.05"), "EUR")
    ('បីដុល្លារហាសិបសេន', 'សូន្យអឺរ៉ូប្រាំសេន')
    """
    check_number(amount, "money_to_words")
    check_type(sep, "money_to_words", str, option="sep")
    names, hundredths = _names_of_money()
    check_currency(currency, tuple(names))
    return sep.join(
        _money_words(amount, names[currency], hundredths.get(currency), sep) + [_EXACTLY] * exact
    )


def _money_words(
    amount: int | Decimal | Fraction, name: str, hundredth: str | None, sep: str
) -> list[str]:
    whole = [number_to_words(amount, sep=sep), name]
    if not isinstance(amount, Decimal) or hundredth is None or not amount.is_finite():
        return whole
    units, fraction, negative = decimal_digits(amount)
    if len(fraction) not in (1, 2):
        return whole
    cents = int(fraction.ljust(2, "0"))
    # a lone សេន is American
    words = [number_to_words(units, sep=sep), name] if units or not cents or name != _DOLLAR else []
    if cents:
        words += [number_to_words(cents, sep=sep), hundredth]
    return [standard_word("minus"), *words] if negative and (units or cents) else words


@cache
def _names_of_money() -> tuple[dict[str, str], dict[str, str]]:
    """The name of each currency, and that of its hundredth unless it has none."""
    names: dict[str, str] = {}
    hundredths: dict[str, str] = {}
    whole = set()
    for row in read_table("number_units.tsv", UnitRow):
        if row.kind == "money":
            table = hundredths if row.note == "1/100" else names
            table.setdefault(row.code, row.unit)
            whole |= {row.code} if row.note == "whole" else set()
    of_all = hundredths["USD"]
    return names, {code: hundredths.get(code, of_all) for code in names.keys() - whole}
