"""``find_numbers``: numbers in running text.

A fast scan (``_scan``) says where a number may begin. A plain figure is read by ``read_plain``, any
other one by ``AtFigure``, number words by ``AtWord``. ``Whole`` adds the sign, the unit and the end of
a range. In the end a number takes from its neighbours what it shares with them, such as a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from sys import maxsize
from typing import Literal, cast

from khmertext._addresses import address_spans
from khmertext._chars import DASHES
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext._view import View
from khmertext.errors import check_text
from khmertext.numbers._around import Around
from khmertext.numbers._at_figure import AtFigure
from khmertext.numbers._at_word import AtWord
from khmertext.numbers._codes import read_identifier, read_numeral
from khmertext.numbers._digits import BOTH_DIGITS, RE_BOTH_DIGITS, simplest
from khmertext.numbers._figures import VULGAR_FRACTIONS, DecimalMark, after_figure, is_cut_group
from khmertext.numbers._minus import before_word_for_minus, with_words_for_minus
from khmertext.numbers._number_mention import (
    AMBIGUOUS_SEPARATOR,
    AMBIGUOUS_TAIL,
    MISSPELT,
    Exact,
    Found,
    NumberMention,
    ends_of,
)
from khmertext.numbers._number_words import (
    SPACE,
    WORD_START,
    between_numbers,
    context_words,
    guarded_words,
    list_link,
    misspelt_word,
    number_words,
    one_or_other,
    range_words,
    spelled,
)
from khmertext.numbers._plain_figure import read_plain
from khmertext.numbers._prices import with_prices
from khmertext.numbers._quantities import are_neighbours, in_hundredths
from khmertext.numbers._reader import Reader
from khmertext.numbers._units import NO_PER, OWN_MONEY, Per, read_per
from khmertext.numbers._whole import Whole
from khmertext.types import Mentions, maker

_NOWHERE = (maxsize, maxsize)


def find_numbers(text: str, *, include_one: bool = False) -> Mentions[NumberMention]:
    """Every number in ``text``, in order: figures, number words and mixtures of both.

    The ground of :func:`khmertext.find_numbers`, which knows dates too; ``include_one`` and what is
    found are described there.

    >>> [mention.value for mention in find_numbers("ថវិកា ៦,២ពាន់លានរៀល")]
    [6200000000]
    """
    found = numbers_in(View(check_text(text, "find_numbers")), include_one)
    return Mentions(found, NumberMention)


def numbers_in(view: View, include_one: bool = False) -> list[NumberMention]:
    """:func:`find_numbers` on a view."""
    text, original, to_original = view.text, view.original, view.to_original
    make, mentions = maker(NumberMention), []
    for first, last, value, kind, unit, approx, flags, per, _, _ in found_in(text, include_one):
        start, end = to_original(first, last)
        surface = original[start:end]
        if view.was_repaired(first, last) and misspelt_word(surface):
            flags |= MISSPELT
        odd = tuple(sorted(flags)) if flags else ()
        ends = ends_of(value)
        mentions.append(make(start, end, surface, value, kind, unit, approx, odd, per, *ends))
    return mentions


def found_in(
    text: str, include_one: bool = False, *, whole: bool = False, decimal: DecimalMark = "auto"
) -> list[Found]:
    """The numbers of the text of a view; ``whole``: it should be one."""
    finder = _Finder(text, include_one, whole=whole, decimal=decimal)
    found = with_words_for_minus(text, with_shared_units(text, finder.run()))
    return found if whole else with_prices(text, found)


class _Finder:
    def __init__(self, text: str, include_one: bool, *, whole: bool, decimal: DecimalMark) -> None:
        self._text = text
        self._tail = -1  # the end of a quantity with digits behind it that may belong to it
        self._around = Around(text)
        reader = Reader(text, pattern=_words(), careful=True, ones=whole, decimal=decimal)
        self._whole = Whole(text, self._around, reader)
        self._figure = AtFigure(self._whole)
        self._word = AtWord(self._whole, include_one)

    def run(self) -> Iterator[Found]:
        """The numbers in order; each place where one may begin is read, and what is read is passed over."""
        place, position, around = _scan().places(self._text), 0, self._around
        addresses = iter(address_spans(self._text))
        first, last = next(addresses, _NOWHERE)
        while (site := place(position)) is not None:
            start, end = (site, site + 1) if isinstance(site, int) else site.span()
            while start >= last:
                first, last = next(addresses, _NOWHERE)
            if start >= first:  # nothing in an address is a number
                position = last
                continue
            found = self._at_digit(site) if isinstance(site, int) else self._at_word(site)
            if isinstance(found, int):
                position = found if found > end else end
            elif isinstance(found, Found):
                if self._figure.beside.cut == start - 1:
                    found = found._replace(flags=found.flags | AMBIGUOUS_SEPARATOR)
                if self._tail == start:
                    found = found._replace(flags=found.flags | AMBIGUOUS_TAIL)
                self._tail = -1
                if "ambiguous_tail" in found.flags:  # ៥០០ពាន់ ១លាន, ៣គីឡូ៥០, ៥ ចុច ៦
                    joint = _before_tail().match(self._text, found.end)
                    self._tail = joint.end() if found.unit is None and joint else found.end
                yield found
                if around.says_which(start):
                    around.named_end = found.end
                end, further = found.end, found.further
                position = around.free = end if end > further else further
                around.paid = further
            else:
                yield from found
                if around.says_which(start):
                    around.named_end = found[-1].end
                position = around.free = found[-1].end

    def _at_digit(self, start: int) -> Found | list[Found] | int:
        """The number that begins with the digit at ``start``, or where to go on if none does."""
        if self._text[start] in "0០" and is_cut_group(self._text, start):
            return self._figure.codes.dialled(start) or after_figure(self._text, start)
        return read_plain(self._whole, start) or self._figure.read(start)

    def _at_word(self, match: re.Match[str]) -> Found | list[Found] | int:
        """The number that begins with a word or the sign of a fraction, or where to go on if none does."""
        word = match.group()
        if word in VULGAR_FRACTIONS:
            return self._figure.at_vulgar_fraction(match.start())
        role = _roles()[word]
        if role == "word":
            return self._word.read(match)
        if role == "number_sign":
            return read_identifier(self._around, match) or match.end()
        if role == "many":
            return self._word.many(match)
        serial = role == "serial_head"
        return read_numeral(self._text, match, serial=serial) or match.end()


@cache
def _roles() -> dict[str, str]:
    """What each word that :func:`_scan` stops at may begin."""
    roles = {
        word: "word"
        for word, meaning in number_words().items()
        if not word.isascii()  # an English scale begins no number
        and meaning.role in ("unit", "tens", "two_tens", "scale", "half", "half_noun")
    }
    for role in ("number_sign", "article_head", "serial_head", "many"):
        roles.update(dict.fromkeys(context_words(role), role))
    return roles


@cache
def _scan() -> Triggered:
    """Finds the places where a number may begin; most of a text is passed over here."""
    scales = any_of(spelled("scale"))
    many = dict.fromkeys(context_words("many"), f"(?={SPACE}?{scales})")
    behind = {**guarded_words(), **many, "No": rf"(?={SPACE}?[:#]?{SPACE}?[{RE_BOTH_DIGITS}])"}
    begin = (*_roles(), *VULGAR_FRACTIONS)
    digit = f"[{RE_BOTH_DIGITS}]"
    sites = WordPattern(
        lambda words: f"{WORD_START}{any_of(words, behind)}|{digit}", (*begin, *BOTH_DIGITS)
    )
    return Triggered(sites, begin, plain=BOTH_DIGITS)


@cache
def _before_tail() -> re.Pattern[str]:
    """What stands between a number and what may belong to it: a blank, or the word for the mark."""
    return re.compile(f"{SPACE}?(?:{any_of(spelled('mark'))})?{SPACE}?")


@cache
def _words() -> WordPattern:
    return WordPattern(lambda words: WORD_START + any_of(words, guarded_words()), guarded_words())


# --- what a number has from the one beside it: a unit that a list shares, and brackets that say it again
_GIVES = ("gives", "hundredths")
_FAR = 40  # characters; no joint of two numbers is so long
_opening = lazy_pattern(rf"{SPACE}?\({SPACE}?")
_digit = lazy_pattern(f"[{RE_BOTH_DIGITS}]")


def with_shared_units(text: str, found: Iterable[Found]) -> list[Found]:
    """``found``, with what a number has from the ones beside it; most stand far from any other."""
    mentions: list[Found] = []
    beside: list[Found] = []
    for item in found:
        if beside and item.start - beside[-1].end > _FAR:
            mentions += _with_shared(text, beside) if len(beside) > 1 else beside
            beside = []
        beside.append(item)
    return mentions + _with_shared(text, beside)


def _with_shared(text: str, found: list[Found]) -> list[Found]:
    """``found``; where a list has its unit behind the last item, all have it: ១៨ និង ១៥ ភាគរយ."""
    mentions = _with_restated(text, _with_last_group(text, found))
    unsure = False  # whether the scale of ``after`` may be meant for ``item`` too
    further = False  # whether the list goes on behind ``after``
    for index in range(len(mentions) - 2, -1, -1):
        item, after = mentions[index], mentions[index + 1]
        if item.unit is None and _may_take_unit(text, item, after):
            item = mentions[index] = item._replace(flags=item.flags | AMBIGUOUS_TAIL)
        takes = item.shares == "takes" and after.shares in _GIVES
        if takes and not further:
            for place in _row_before(text, mentions, index + 1):
                row = mentions[place]
                mentions[place] = row._replace(flags=row.flags | AMBIGUOUS_TAIL)
            item = mentions[index]
        link = takes and list_link().fullmatch(text, item.end, before_word_for_minus(text, after))
        known = link and (link["and"] or (link["comma"] and further))
        falling = takes and range_words().fullmatch(text, item.end, after.start)  # ពី ១០ ដល់ ៥%
        further = bool(known or falling) and not _is_rather_a_year(item, after)
        unsure = item.shares == "takes" and _may_share_scale(text, item, after, unsure=unsure)
        both = (takes and _falls(text, item, after)) or _is_chain(text, item, after)
        if both or (after.shares == "takes" and _may_end_range(text, item, after)):
            mentions[index + 1] = after._replace(flags=after.flags | AMBIGUOUS_TAIL)
        if both or unsure:
            mentions[index] = item._replace(flags=item.flags | AMBIGUOUS_TAIL)
        if further:
            mentions[index] = _with_unit_of(item, after)
    return mentions


def _with_unit_of(item: Found, after: Found) -> Found:
    """``item``, of a list that ``after`` ends: ៥ និង ១០សេន; a pair is still a range, ពីរបី និង ៥ដុល្លារ."""
    kind = item.kind if isinstance(item.value, tuple) else after.kind
    value = in_hundredths(item.value) if after.shares == "hundredths" else item.value
    per = item.per or after.per
    return item._replace(value=value, unit=after.unit, kind=kind, per=per, shares=after.shares)


def _may_take_unit(text: str, item: Found, after: Found) -> bool:
    """Whether the unit of ``after`` may be meant for ``item``: រង្វាន់ ៥០ និង ១០០ដុល្លារ, ១០ ១៥នាក់."""
    if item.shares == "named" and after.shares in _GIVES:
        link = list_link().fullmatch(text, item.end, after.start)
        return link is not None and link["and"] is not None
    if item.shares != "takes" or after.unit is None or after.start - item.end > 1:
        return False
    low, high = item.value, after.value
    if not (isinstance(low, Exact) and isinstance(high, Exact) and are_neighbours(low, high)):
        return False
    alike = (text[item.start] in BOTH_DIGITS) == (text[after.start] in BOTH_DIGITS)
    return alike and text[item.end : after.start] in ("", SPACE)


def _row_before(text: str, mentions: list[Found], last: int) -> range:
    """The places of two bare numbers and more that rise or fall to the quantity at ``last``: ៥, ១០, ១៥ ដុល្លារ."""
    first = last
    while first and mentions[first - 1].shares == "takes":
        if text[mentions[first - 1].end : mentions[first].start].strip() != ",":
            break
        first -= 1
    values = [item.value for item in mentions[first : last + 1]]
    row = [value for value in values if isinstance(value, int | Decimal)]
    if len(row) < 3 or len(row) < len(values):
        return range(0)
    if row[0] > row[-1]:
        row.reverse()
    near = all(low < high <= 20 * low for low, high in pairwise(row))  # but ១, ២, ៥០០៛
    return range(first, last) if near else range(0)


def _may_end_range(text: str, item: Found, after: Found) -> bool:
    """Whether the 10 of 5$ - 10 and 5$ ឬ 10 may be so many dollars, the 4 of ៣លាន-៤ so many millions."""
    if not (isinstance(item.value, Exact) and isinstance(after.value, Exact)):
        return False
    low, high, given = item.value, after.value, item.shares in _GIVES
    if not (low < high if given else high < 1000 and high < low):
        return False
    place = item.end, after.start
    if not (between_numbers().fullmatch(text, *place) or one_or_other().fullmatch(text, *place)):
        return False
    return given or bool(_scales_at_end(text, item))


def _falls(text: str, item: Found, after: Found) -> bool:
    """Whether a hyphen joins a number to a smaller quantity: 250-120$, and the part of a machine 428-120L."""
    if after.start != item.end + 1 or text[item.end] not in DASHES:
        return False
    low, high = item.value, after.value
    return isinstance(low, Exact) and isinstance(high, Exact) and low > high


def _is_chain(text: str, item: Found, after: Found) -> bool:
    """Whether a range is joined to one number more: rates of 30%-40%-30% are three."""
    if not isinstance(item.value, tuple) or item.approx:
        return False
    return between_numbers().fullmatch(text, item.end, after.start) is not None


def _is_rather_a_year(item: Found, after: Found) -> bool:
    """Whether the bare number of a list is no quantity like the small one behind it."""
    year = item.value
    low = after.value[0] if isinstance(after.value, tuple) else cast(Exact, after.value)
    return isinstance(year, int) and 1900 <= year < 2100 and low < 1000


def _may_share_scale(text: str, item: Found, after: Found, *, unsure: bool) -> bool:
    """Whether the 5 of 5 និង 8លានរៀល may be so many millions; ``unsure``: the 8 itself may be."""
    if not isinstance(item.value, int) or isinstance(after.value, tuple) or item.value >= 1000:
        return False
    if unsure:
        return list_link().fullmatch(text, item.end, after.start) is not None
    unsigned = text[after.start] in BOTH_DIGITS or not text[after.start].isascii()
    scaled = (
        after.kind in ("money", "cardinal", "percent")
        and _scale().search(text, after.start, after.end) is not None
    )
    return scaled and unsigned and _or_beside().fullmatch(text, item.end, after.start) is not None


@cache
def _scale() -> re.Pattern[str]:
    return re.compile(any_of(spelled("scale")))


def _scales_at_end(text: str, item: Found) -> list[re.Match[str]]:
    """The scales in a number that ends in one, none of another."""
    scales = [*_scale().finditer(text, item.start, item.end)]
    return scales if scales and scales[-1].end() == item.end else []


@cache
def _or_beside() -> re.Pattern[str]:
    words = any_of((*context_words("and"), *context_words("against")))
    return re.compile(rf"{SPACE}?(?:{words}|[,/]){SPACE}?|{SPACE}")


def _with_last_group(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """``found``; of ៥លាន និង ៨លានរៀល the first has the unit, too, and ១លាន ២ម៉ឺន និង៣ពាន់រៀល are one.

    ៥ម៉ឺន និង ២ពាន់រៀល may be one or two.
    """
    item: Found | None = None
    for after in found:
        beside = _beside_scaled(text, item, after) if item is not None else None
        if item is not None and beside == "one":
            total = simplest(Fraction(cast(Exact, item.value)) + Fraction(cast(Exact, after.value)))
            after = after._replace(start=item.start, value=total, flags=item.flags | after.flags)
        elif item is not None:
            if beside == "two":
                item = item._replace(unit=after.unit, kind=after.kind)
            elif beside == "unsure":
                item = item._replace(flags=item.flags | AMBIGUOUS_TAIL)
                after = after._replace(flags=after.flags | AMBIGUOUS_TAIL)
            yield item
        item = after
    if item is not None:
        yield item


def _beside_scaled(text: str, item: Found, after: Found) -> Literal["one", "two", "unsure"] | None:
    """Whether ``item``, which ends in a scale, and ``after`` with its unit are parts of one number.

    ``None``: they have nothing to do with each other.
    """
    if item.unit or item.kind != "cardinal" or not after.unit or isinstance(after.value, tuple):
        return None
    link = list_link().fullmatch(text, item.end, after.start)
    scales = _scales_at_end(text, item) if link and link["and"] else []
    if not scales or after.per or not after.value:
        return None
    least = number_words()[scales[-1].group()].value
    value = cast(Exact, after.value)
    either = link is not None and link["and"] in context_words("or")
    scaled = _scale().search(text, after.start, after.end) is not None
    if either and not scaled and value < cast(Exact, item.value):
        return None  # ៣លាន ឬ 75.50$
    if either or not value < least:
        return "two" if value <= 100 * cast(Exact, item.value) else None
    counts = (text[first.end() : last.start()].strip() for first, last in pairwise(scales))
    one = any(counts) and _goes_on(text, item, after, scaled=scaled)
    return "one" if one else "unsure"


def _goes_on(text: str, item: Found, after: Found, *, scaled: bool) -> bool:
    """Whether the last group is no amount of another sort: ១លាន ២ម៉ឺន និង៣ពាន់រៀល, but not ៧ម៉ឺន៥ពាន់ និង ១០$."""
    if after.unit == OWN_MONEY or (scaled and after.kind != "money"):
        return True
    return text[item.start] not in BOTH_DIGITS and text[after.start] not in BOTH_DIGITS


def _with_restated(text: str, found: Iterable[Found]) -> list[Found]:
    """``found``, with a flag at what says an amount again: ៥.០០០ដុល្លារ (ប្រាំពាន់ដុល្លារ), ៥០០$ ជាអក្សរ ប្រាំរយដុល្លារ."""
    mentions: list[Found] = []
    said = 0  # the end of what the last amount was paid for
    for item in found:
        if item.start < said:
            continue  # the one of ៣០០$ (បីរយដុល្លារ) ក្នុង១ខែ
        if mentions and _repeats(text, mentions[-1], item):
            item = item._replace(flags=item.flags | {"restated"})
            first = mentions[-1]
            if first.kind == "money" and first.per is None:
                per = Per(item.per, item.further) if item.per else _per_behind(text, item)
                mentions[-1], said = first._replace(per=per.name), per.end
        mentions.append(item)
    return mentions


def _per_behind(text: str, again: Found) -> Per:
    """What an amount is paid for that brackets have said again: ៣០០$ (បីរយដុល្លារ) ក្នុងមួយខែ."""
    closing = _closing().match(text, again.end)
    return read_per(text, closing.end(), several=True) if closing else NO_PER


def _repeats(text: str, first: Found, again: Found) -> bool:
    """Whether ``again`` says ``first`` in another way: in brackets, or behind words such as ជាអក្សរ."""
    whole = int(first.value) if first.kind == "money" and isinstance(first.value, Decimal) else None
    if again.value not in (first.value, whole) or again.unit not in (None, first.unit):
        return False  # but 125.50$ (មួយរយម្ភៃប្រាំដុល្លារ) says the same without the cents
    end = max(first.end, first.further)
    if _restating().search(text, end, again.start):
        return True
    closing = _closing().match(text, max(again.end, again.further))
    if closing is None or not _opening.fullmatch(text, end, again.start):
        return False
    if first.unit == again.unit and first.value == again.value and first.kind == "money":
        return True  # ១.៥០០ដុល្លារ (១៥០០$)
    # one in figures, the other in words: ៥០០ (ប្រាំរយ), ៥០០ (៥រយ)
    spans = [(item.start, item.end) for item in (first, again)]
    scaled = [_scale().search(text, *span) is None for span in spans]
    return scaled[0] != scaled[1] or None in [_digit.search(text, *span) for span in spans]


@cache
def _restating() -> re.Pattern[str]:
    """What stands before an amount that is said again: ជាអក្សរ, (ជាអក្សរ)៖."""
    words = any_of(context_words("restating"))
    return re.compile(rf"{words}{SPACE}?\)?{SPACE}?[:\u17d6]?{SPACE}?\Z")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"{SPACE}?(?:{any_of(context_words('exactly'))})?{SPACE}?\)")
