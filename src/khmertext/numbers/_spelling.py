"""Numbers written in words: cardinals, ordinals, decimals, fractions and single digits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, get_args

from khmertext._patterns import lazy_pattern
from khmertext.errors import check_option, check_text, check_type
from khmertext.numbers._digits import BOTH_DIGITS, MAX_DIGITS, RE_BOTH_DIGITS
from khmertext.numbers._number_words import canonical_words, standard_word

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
    """The ordinal in words: ទី and the number.

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

    >>> digits_to_words("០១២ 345")
    'សូន្យមួយពីរ បីបួនប្រាំ'
    """
    check_text(text, "digits_to_words")
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
