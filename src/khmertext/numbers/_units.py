"""Units: what is counted, measured or paid."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import Literal, NamedTuple

from khmertext._chars import COENG, CONSONANTS, LEK_TOO, LETTERS, RE_DIGIT, RE_LETTER, RE_MARK
from khmertext._data import read_table
from khmertext._lexicon import lexicon
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS
from khmertext.numbers._number_words import (
    SPACE,
    WORD_END,
    ContextRole,
    context_words,
    guards,
    number_words,
    spelled,
    spellings,
)

UnitKind = Literal["money", "percent", "time", "measure", "classifier", "noun"]
MEASURED: tuple[UnitKind, ...] = ("money", "measure", "percent")
SURE_UNITS = (*MEASURED, "classifier")  # kinds whose words are nothing else

# A digit behind a Latin symbol can only be its power, km2, or begin a price, 1kg3500៛; but no unit in km20.
# The x of 4m20x16m is a sign; 1m65 is 1.65 m, and 1m6 1.6 m, while 1m2 may be an area.
_PRICE_FOLLOWS = r"(?=[1-9][0-9.,]{2,9}[$\u17db])"
_LATIN_END = f"(?:{_PRICE_FOLLOWS}|(?![A-WYZa-wyz\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u2295\u2609]|[xX](?![{RE_BOTH_DIGITS}])|[014-9]|[23][.,]?[0-9]|[_'\u2019][A-Za-z]))"
_METRE_END = f"(?:{_LATIN_END}|(?=(?:[0-9]{{2}}|[4-9](?![{RE_LETTER}$\u17db%]))(?![0-9A-WYZa-wyz]|[xX](?![0-9])|[.,][0-9])))"
_THOUSAND_END = f"(?:{_LATIN_END}|(?=[0-9]{{3}}(?![0-9A-Za-z]|[.,][0-9])))"  # 3kg200
# 2A 4058 is a plate, 1A-2B a code
_AMPERE_END = rf"{_LATIN_END}(?!{SPACE}?[{RE_BOTH_DIGITS}]{{4}}|-[{RE_BOTH_DIGITS}]+[B-Z])"
_LETTER_END = f"(?![{RE_LETTER}{RE_MARK}{COENG}])"
PER = "ក្នុងមួយ"  # in the names of units
_POWERS = "\u2070\u00b9\u00b2\u00b3\u2074-\u2079\u207b^"
_CONSONANTS = frozenset(CONSONANTS)
_MORE = lazy_pattern(rf"[{_POWERS}]|[\u00b7\u22c5][A-Za-z]|-[A-Z]{{2}}")
_FURTHER = lazy_pattern(  # km/(h), m s-1, N.m
    rf"{SPACE}?/{SPACE}?\([A-Za-z]|(?<=[A-Za-z])\.[a-z](?![A-Za-z.])"
    rf"|(?<=[A-Za-z]) (?:[a-z]{{1,2}}|L|K)-[1-4](?![.,]?[{RE_BOTH_DIGITS}]|[A-Za-z])"
    rf"|-[1-4](?![.,]?[{RE_BOTH_DIGITS}]|{SPACE}?[A-Za-z$%{RE_LETTER}])"
)
_OF_AN_ABBREVIATION = lazy_pattern(rf"\.?[{RE_LETTER}]")
_LETTER_BEHIND_POINT = lazy_pattern(
    rf"[{RE_LETTER}]|{SPACE}[{RE_LETTER}](?![{RE_LETTER}{RE_MARK}{COENG}])"
)
# ១២០គ.មពី: a word begins behind an abbreviation of two letters
_OF_MORE_LETTERS = lazy_pattern(rf"\.[{RE_LETTER}]|[{RE_LETTER}](?![{RE_LETTER}{RE_MARK}{COENG}])")
_GLUED_WORDS = lazy_pattern(rf"[{RE_LETTER}][{RE_LETTER}{RE_MARK}{COENG}]{{0,23}}")
_ABBREVIATION = lazy_pattern(rf"[{RE_LETTER}{COENG}]+(?:\.[{RE_LETTER}{COENG}]+)+\Z")
_POSSIBLY_MORE = frozenset("-²³^/⁻·⋅.2345២៣¹⁰⁴⁵⁶⁷⁸⁹ p")


_WITH_THOUSANDTHS = ("kg", "Kg", "KG", "km", "Km", "KM")
_JOINTS = frozenset(
    "-\u00b7\u22c5^\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b"
)
_METRE_OR_MONTH = ("m", "M")
_SQUARE_APART = lazy_pattern(rf"{SPACE}[2២](?![.,:/-]?[{RE_BOTH_DIGITS}])")
_COUNTED = frozenset(("time", "classifier", "noun"))  # kinds whose units have no powers and parts


class UnitRow(NamedTuple):
    """A row of ``data/number_units.tsv``."""

    word: str
    unit: str
    kind: UnitKind
    code: str
    note: Literal["", "1/100", "misspelt", "alone", "below", "square", "cube", "whole", "behind"]
    provenance: str


class _Parts(NamedTuple):
    unit: str
    below: str
    parts: str
    provenance: str


class Unit(NamedTuple):
    """``name`` is what a mention reports: the ISO 4217 code of money, else the unit's name."""

    name: str
    kind: UnitKind
    hundredth: bool
    misspelt: bool
    start: int
    end: int

    @property
    def special(self) -> bool:
        """Whether the value of its number depends on it, or its meaning on what is before."""
        return self.hundredth or self.name in _special()


@cache
def _special() -> frozenset[str]:
    """The pound, and what a sign of two units means."""
    return frozenset({POUND, *(_units(False)[word].name for word in context_words("twofold"))})


POUND = "ផោន"  # a weight, and money
POINTS = "ពិន្ទុ"  # of a test or a game
OWN_MONEY = "KHR"  # what is counted by thousands and ten thousands every day


@cache
def is_degrees(name: str) -> bool:
    return name.startswith(("អង្សា", "ដឺក្រេ"))


class Per(NamedTuple):
    """What an amount is paid or counted for, and where that ends."""

    name: str | None
    end: int

    def __bool__(self) -> bool:
        return self.name is not None


NO_PER = Per(None, 0)
figure_follows = lazy_pattern(f"{SPACE}?[{RE_BOTH_DIGITS}]")
# which of several, so that what stands before it is its head: គីឡូម៉ែត្រលេខ៩
which_follows = lazy_pattern(rf"{SPACE}?(?:ទី|លេខ){SPACE}?[{RE_BOTH_DIGITS}]")
# a letter that heads the next price
_size = lazy_pattern(rf"[A-Z]{SPACE}?(?:[$\u17db]{SPACE}?|(?<={SPACE}))[{RE_BOTH_DIGITS}]")
_rate_follows = lazy_pattern(f"{SPACE}?=")
# KHR/USD 2024
_year_follows = lazy_pattern(
    rf"{SPACE}(?:(?:19|20)[0-9]{{2}}|(?:១៩|២០)[{RE_DIGIT}]{{2}})(?![.,]?[{RE_BOTH_DIGITS}])"
)


class _Row(NamedTuple):
    name: str
    kind: UnitKind
    note: str


# as Unit(...), in half the time
_new_unit: Callable[[tuple[str, UnitKind, bool, bool, int, int]], Unit] = partial(
    tuple.__new__, Unit
)


@cache
def _units(below: bool) -> dict[str, _Row]:
    """Every spelling of a unit; ``below``: those too that stand only under a fraction bar."""
    found: dict[str, _Row] = {}
    for word, unit, kind, code, note, _ in read_table("number_units.tsv", UnitRow):
        if note == "below" and not below:
            continue
        row = _Row(code or unit, kind, note)
        for spelling in spellings(word):
            found[spelling] = row
        if not note and _ABBREVIATION.match(word) and word not in context_words("twofold"):  # គ. ម
            found[word.replace(".", ". ")] = row._replace(note="alone")
        if len(word) > 3 and word.isascii() and word.replace(" ", "").islower():
            found[word.capitalize()] = found[word.title()] = found[word.upper()] = row
    return found


class _Table(NamedTuple):
    match: Callable[[str, int], re.Match[str] | None]  # of a unit
    heads: dict[str, tuple[str, UnitKind, bool, bool]]  # what the Unit of each spelling begins with


@cache
def _above_a_bar() -> _Table:
    return _table(_units(False))


@cache
def _under_a_bar() -> _Table:
    return _table(_units(True))


def _table(units: dict[str, _Row]) -> _Table:
    pattern = WordPattern(
        lambda words: any_of(words, {word: _end(word, units[word].note) for word in words}), units
    )
    heads = {
        word: (name, kind, note == "1/100", note == "misspelt")
        for word, (name, kind, note) in units.items()
    }
    return _Table(pattern.match, heads)


def _end(word: str, note: str) -> str:
    """What must hold behind a unit."""
    if word == "m":
        end = _METRE_END
    elif word in _WITH_THOUSANDTHS:
        end = _THOUSAND_END
    elif word == "A":
        end = _AMPERE_END
    elif word == "°":
        end = "(?![A-Za-z])"  # 37°5
    elif "a" <= word[-1].lower() <= "z" or word[-1] == "°":
        end = _LATIN_END
    elif word[-1] in BOTH_DIGITS:
        end = f"(?![{RE_BOTH_DIGITS}])"
    elif word in CONSONANTS or note == "alone":  # ម for ម៉ែត្រ; but ១ជីកន្លះ
        end = _letter_or_more()
    else:
        end = WORD_END
    return guards().get(word, "") + end


@cache
def _letter_or_more() -> str:
    """No letter, or the rest of ១ម៉ែត្រកន្លះ and ៥មការ៉េ."""
    more = any_of((*spelled("half"), *context_words("square"), *context_words("cube")))
    return f"(?:{_LETTER_END}|(?={more}{WORD_END}))"


def read_unit(
    text: str, position: int, *, lengthwise: bool = False, below: bool = False
) -> Unit | None:
    """The whole unit at ``position``, or after one space there: never a part of a longer one.

    Squares and cubes (ម², គម២, ម៉ែត្រ ការ៉េ) and what stands under the fraction bar of a measure
    (km/h, តោន/ហិកតា) belong to it. Where a text speaks of lengths, ``lengthwise``, the digit of ១ម៉ែត្រ២ is
    no power. ``below``: it stands under the bar itself.
    """
    spaced = text[position : position + 1] == SPACE
    if spaced:
        position += 1
    unit = _shortest(text, position, below=below)
    if unit is None:
        return None
    end = unit.end
    after = text[end : end + 1]
    if spaced and after in BOTH_DIGITS and unit.kind == "money" and text[end - 1] in _money_signs():
        return None  # the $ of 4x16 $35,000
    if not after or (after not in _POSSIBLY_MORE and not RE_LETTER[0] <= after <= "\u17b3"):
        return unit
    word = text[position:end]
    if unit.kind in _COUNTED and after not in _JOINTS and len(word) > 1 and "." not in word:
        return unit
    return _whole(text, unit, word, lengthwise=lengthwise, below=below)


@cache
def _money_signs() -> frozenset[str]:
    """The signs of currencies that are no letters, which stand before an amount or behind it."""
    return frozenset(sign[-1] for sign in currency_prefixes() if not sign[-1].isalpha())


def _shortest(text: str, position: int, *, below: bool) -> Unit | None:
    """The unit at ``position`` as the table has it."""
    match_at, heads = _under_a_bar() if below else _above_a_bar()
    match = match_at(text, position)
    if match is None:
        return None
    return _new_unit((*heads[match.group()], position, match.end()))


def _whole(text: str, unit: Unit, word: str, *, lengthwise: bool, below: bool) -> Unit | None:
    """``unit`` with all that belongs to it; ``None`` if that is no unit that is known."""
    unit = _with_power(text, unit, word, lengthwise=lengthwise)
    end = unit.end
    if text[end : end + 1] in BOTH_DIGITS and unit.kind == "measure" and _is_symbol(word):
        return unit if text[end + 2 : end + 3] in BOTH_DIGITS else None  # 3kg200, but kg2
    if _MORE.match(text, end) or (unit.kind == "measure" and _FURTHER.match(text, end)):
        return None
    abbreviated = word[0] in LETTERS and ("." in word or len(word) == 1)
    if "." in word.rstrip("."):
        longer = _OF_MORE_LETTERS
    else:
        longer = _LETTER_BEHIND_POINT if word[-1] == "." else _OF_AN_ABBREVIATION
    if abbreviated and end == unit.start + len(word) and longer.match(text, end):
        return None  # ម.វិ is no metre
    if (unit.kind == "money" or unit.name == POUND) and _is_of_another_country(text, unit):
        return None
    if unit.kind == "measure" and text[end : end + 1] in _CONSONANTS:
        further = _shortest(text, end, below=True)
        if further is not None and further.kind == "measure":
            return None  # គីឡូ and a unit that is not known with it
    return _with_bar(text, unit) if unit.kind == "measure" and not below else unit


def _is_of_another_country(text: str, unit: Unit) -> bool:
    """Whether a currency has the name of a country behind it that the table does not know with it.

    Names of countries are spelled in many ways: any unknown word glued to ដុល្លារ may be one.
    """
    end = unit.end
    if country_follows(text, end):
        return True
    if text[unit.start : end] not in _of_several_countries():
        return False
    behind = _GLUED_WORDS.match(text, end)
    return behind is not None and not _begins_with_known_word(behind.group())


@cache
def _of_several_countries() -> frozenset[str]:
    """What the currencies of several countries are called: ដុល្លារ, រៀល, ផោន."""
    rows = _units(False)
    names = [(word, row.name) for word, row in rows.items() if row.kind == "money"]
    heads = {word for word, row in rows.items() if row.kind == "money" or row.name == POUND}
    return frozenset(
        head
        for head in heads
        if head[0] in LETTERS
        and any(word.startswith(head) and name != rows[head].name for word, name in names)
    )


@lru_cache(maxsize=256)  # the same few words stand behind most amounts
def _begins_with_known_word(letters: str) -> bool:
    """Whether the first word is known, or begins like a compound of one: សិស្សានុសិស្ស."""
    from khmertext.segmentation import segment

    word, known = segment(letters).words[0], lexicon()
    return word in known or any(word[:size] in known for size in range(4, len(word)))


def _is_symbol(word: str) -> bool:
    """Whether the unit is written as a symbol that no digits follow: 1m65 and 1m6 are 1.65 and 1.6 m."""
    return word.isascii() and word not in ("m", "M")


def _with_power(text: str, unit: Unit, word: str, *, lengthwise: bool) -> Unit:
    if unit.kind != "measure":
        return unit
    power = _power().match(text, unit.end)
    squared = _powers().get((unit.name, power.lastgroup or "")) if power else None
    if power is None or squared is None:
        return unit
    if power.group() in BOTH_DIGITS:
        spelt_out = len(word) > 3 and "." not in word and not word.isascii()
        if spelt_out and (lengthwise or _shortest(text, power.end(), below=True)):
            return unit  # ម៉ែត្រ២នាក់; but 120m2បន្ទប់
    return unit._replace(name=squared, end=power.end())


def _with_bar(text: str, unit: Unit) -> Unit | None:
    """The measure with the one under its fraction bar: km/h, តោន/ហិកតា; ``None`` if that is unknown."""
    bar = _bar().match(text, unit.end)
    if bar is None:
        return unit  # ៥លីត្រ/១០០គ.ម are two numbers
    below = read_unit(text, bar.end(), below=True)
    spelt = bar["per"] is not None
    apart = text[bar.start()] == SPACE  # 5kg / ថ្ងៃទី៥
    if below is None:
        return None if text[bar.end() : bar.end() + 1].isalpha() and not (spelt or apart) else unit
    if len(text[below.start : below.end]) == 1 and {unit.name, below.name} <= lengths():
        return None  # គម/ម: no kilometres a metre, and perhaps an hour
    if _heads_figure(text, bar, below):
        return unit  # ១២០ម២ / មាត្រា ៥
    if below.kind == "money" or (spelt and below.kind not in ("measure", "time")):
        return unit
    further = None if spelt else _bar().match(text, below.end)
    if further is not None and text[further.start()] != SPACE:
        return None
    return unit._replace(name=unit.name + PER + below.name, end=below.end)


def _heads_figure(text: str, bar: re.Match[str], below: Unit) -> bool:
    """Whether the unit behind a bar is the head of a figure: 120m2 / មាត្រា ៥, 5$ / ខែ៧; but 50$/ខែ ៧នាក់."""
    apart = text[bar.start()] == SPACE and bar["per"] is None
    return (below.kind == "noun" or (below.kind == "time" and apart)) and figure_follows.match(
        text, below.end
    ) is not None


def read_per(text: str, position: int, *, several: bool, once: bool = False) -> Per:
    """What an amount at whose end ``position`` is was paid or counted for: រៀល/គ.ក, ដុល្លារក្នុងមួយខែ."""
    bar = _bar().match(text, position)
    below = read_unit(text, bar.end(), below=True) if bar else None
    if (
        below is not None
        and below.kind == "money"
        and (figure_follows.match(text, below.end) or _rate_follows.match(text, below.end))
        and not (text[below.start - 1] == "/" and _year_follows.match(text, below.end))
    ):
        return NO_PER  # ៛20,500 / $5.00: the same in both currencies; 4100៛ / 1€ = 4500៛: two rates
    if several and below is not None and text[below.start : below.end] in _METRE_OR_MONTH:
        return NO_PER  # Rent $350/m
    if below is not None and _size.match(text, below.start):
        return NO_PER  # M $3.00 / L $3.50
    if bar and below is not None and _heads_figure(text, bar, below):
        return NO_PER  # ១២០ម២ / មាត្រា ៥
    if below is None or (below.kind == "money" and not several):
        return read_per_several(text, position) if several else NO_PER
    further = NO_PER if once else read_per(text, below.end, several=False, once=True)  # 20$/m2/ខែ
    name = f"{below.name}{PER}{further.name}" if further.name else below.name
    return Per(name, further.end or below.end)


@cache
def _powers() -> dict[tuple[str, str], str]:
    """The name of each power of a unit: ``("ម៉ែត្រ", "square")`` is ម៉ែត្រការ៉េ."""
    roles: tuple[Literal["square"], Literal["cube"]] = ("square", "cube")
    rows = dict.fromkeys(row for row in _units(False).values() if row.note in roles)
    return {
        (row.name.removesuffix(word), role): row.name
        for role in roles
        for word in context_words(role)
        for row in rows
        if row.note == role and row.name.endswith(word)
    }


@cache
def _power() -> re.Pattern[str]:
    def spelt(role: ContextRole) -> str:
        words = context_words(role)
        behind = {word: guards().get(word, "") + WORD_END for word in words}
        return f"{SPACE}?{any_of(words, behind)}"

    return re.compile(
        rf"(?P<square>{spelt('square')}|{SPACE}?\u00b2|\^2|[2២]{_NO_MORE_DIGITS})"
        rf"|(?P<cube>{spelt('cube')}|{SPACE}?\u00b3|\^3|[3៣]{_NO_MORE_DIGITS})"
    )


_NO_MORE_DIGITS = f"(?![{RE_BOTH_DIGITS}]|[.,][{RE_BOTH_DIGITS}])"
_DIGIT_OF_POWER = lazy_pattern(f"[23២៣]{_NO_MORE_DIGITS}")


def read_per_several(text: str, position: int) -> Per:
    """5$/2kg is paid for ``"2 គីឡូក្រាម"``, 5$/ពាន់គ្រាប់ for ``"1000 គ្រាប់"``."""
    several = _several_of().match(text, position)
    below = read_unit(text, several.end(), below=True) if several else None
    if several is None or below is None or below.kind in ("money", "percent"):
        return NO_PER
    scale = several["scale"]
    count = number_words()[scale].value if scale else int(several["figure"])
    return Per(f"{count} {below.name}", below.end)


def read_for_one(text: str, position: int) -> Per:
    """What an amount of money is paid for without a word for it: ៥០០រៀលមួយគីឡូ, ១០ដុល្លារម្នាក់."""
    one = _one().match(text, position)
    below = read_unit(text, one.end(), below=True) if one else None
    if below is None or below.kind not in ("measure", "classifier", "time"):
        return NO_PER
    if one and one["figure"] and below.kind != "time":
        return NO_PER  # ៥០០០៛១គីឡូ may be two
    after = below.end + text.startswith(" ", below.end)
    if text.startswith(context_words("one_blocked_after"), after) and text[after] != LEK_TOO:
        return NO_PER  # one of several, or this one
    return Per(below.name, below.end)


@cache
def _one() -> re.Pattern[str]:
    words, persons = any_of(context_words("one")), any_of(context_words("person"))
    inside = f"(?:{any_of(context_words('inside'))}{SPACE}?)?"
    return re.compile(
        rf"(?P<figure>[1១])|{SPACE}?(?:{words}{SPACE}?|{inside}(?={persons}{WORD_END}))"
    )


@cache
def _several_of() -> re.Pattern[str]:
    scales = any_of(spelled("scale"))
    figure = rf"(?P<figure>[{RE_BOTH_DIGITS}]{{1,6}})(?![.,]?[{RE_BOTH_DIGITS}])"
    return re.compile(f"{SPACE}?/{SPACE}?(?:{figure}|(?P<scale>{scales})){SPACE}?")


def is_power(text: str, start: int) -> bool:
    """Whether the digit at ``start`` squares or cubes the name of a unit, which no number counts: /ម២."""
    if text[start - 1 : start] not in _last_of_length_words():
        return False
    digit = _DIGIT_OF_POWER.match(text, start)
    word = _lengths_backwards().match(text[max(0, start - 12) : start][::-1]) if digit else None
    return word is not None and _shortest(text, start + 1, below=True) is None


@cache
def _length_words() -> tuple[str, ...]:
    return tuple(
        word[::-1]
        for word, row in _units(False).items()
        if row.name in lengths() and word[0] in LETTERS
    )


@cache
def _last_of_length_words() -> frozenset[str]:
    return frozenset(word[0] for word in _length_words())


@cache
def _lengths_backwards() -> WordPattern:
    written = f"(?![{RE_LETTER}{RE_MARK}{COENG}.])"
    ends = {word: "" if len(word) > 4 and "." not in word else written for word in _length_words()}
    return WordPattern(lambda words: any_of(words, ends), ends)


@cache
def _bar() -> re.Pattern[str]:
    one = rf"(?:{any_of(context_words('one'))}|[1១](?![.,]?[{RE_BOTH_DIGITS}]))?"
    per = f"(?P<per>{SPACE}?{any_of(context_words('per'))})"
    return re.compile(f"(?:{SPACE}?/{SPACE}?{one}|{per}){SPACE}?(?![{RE_BOTH_DIGITS}])")


_IN_USE = ("KHR", "USD")  # the currencies in which one counts in millions every day


def is_cut_off_from_money(text: str, end: int) -> bool:
    """Whether an unknown piece, perhaps a scale with a slip, stands between a figure and its currency.

    ៥ព័ន់រៀល, 5 bil USD.
    """
    return _unknown_before_money().match(text, end) is not None


@cache
def _unknown_before_money() -> re.Pattern[str]:
    words = [word for word, row in _units(False).items() if row.name in _IN_USE and row.note == ""]
    khmer = {word: guards().get(word, "") + WORD_END for word in words if word[0] in LETTERS}
    latin = [word for word in words if len(word) > 1]
    return re.compile(
        rf"[{RE_LETTER}][{RE_LETTER}{RE_MARK}{COENG}]{{1,9}}?{any_of(khmer, khmer)}"
        rf"|{SPACE}?[A-Za-z]{{2,4}} {any_of(latin)}(?![A-Za-z]|{SPACE}?[{RE_BOTH_DIGITS}])"
    )


def country_follows(text: str, end: int) -> bool:
    """Whether the name of a country stands at ``end``, or after one space there."""
    return _countries().match(text, end + (text[end : end + 1] == SPACE)) is not None


@cache
def _countries() -> WordPattern:
    return WordPattern(lambda words: any_of(words) + WORD_END, context_words("country"))


@cache
def powers() -> frozenset[str]:
    """The names of squares and cubes."""
    return frozenset(_powers().values())


@cache
def squares() -> dict[str, str]:
    """The name of the square of each length."""
    return {name: power for (name, role), power in _powers().items() if role == "square"}


@cache
def lengths() -> frozenset[str]:
    """The names of what has squares and cubes."""
    return frozenset(name for name, _ in _powers())


@cache
def parts_of_units() -> dict[tuple[str, str], int]:
    """How many of a smaller unit make one: ``("ម៉ែត្រ", "សង់ទីម៉ែត្រ"): 100``.

    The smaller unit may be a number of bare digits: ១ម៉ែត្រ៦០ is 1.60 m, ១ម៉ែត្រ៦ 1.6 m.
    """
    return {(row.unit, row.below): int(row.parts) for row in read_table("number_parts.tsv", _Parts)}


@cache
def currency_prefixes() -> dict[str, str]:
    """Signs and codes that may stand before an amount, with the code they mean; longest first."""
    signs = {
        word: row.name
        for word, row in _units(False).items()
        if row.kind == "money" and row.note in ("", "whole") and not _SPELT_OUT.match(word)
    }
    return dict(sorted(signs.items(), key=lambda sign: -len(sign[0])))


_SPELT_OUT = lazy_pattern(f"[{RE_LETTER}]|.*[a-z]{{3}}|[A-Z]{{5}}|.* ")


@cache
def units_with_parts() -> frozenset[str]:
    """The names of units that smaller ones may follow."""
    return frozenset(unit for unit, _ in parts_of_units())


def in_degrees(unit: Unit | None) -> bool:
    return unit is not None and is_degrees(unit.name)


def square_apart(text: str, unit: Unit) -> bool:
    """Whether a small figure that may be a square stands behind a blank: ផ្ទៃដី 120 m 2."""
    if unit.name not in lengths():
        return False
    figure = _SQUARE_APART.match(text, unit.end)
    return figure is not None and read_unit(text, figure.end()) is None
