"""Texts made from nothing, unlike those that ``corpus.py`` changes: three ways, each reproducible.

``syllables`` writes Khmer by a grammar of syllables and then breaks it a little, as keyboards,
fonts and converters do; ``spliced`` writes what looks like real text, from pieces of articles and
from numbers, money, dates, addresses and acronyms in every style; ``pairs`` puts every two code
points of the Khmer blocks, and of what stands beside them, around a letter, one pair after another.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, time
from decimal import Decimal

import corpus  # first: it puts tests/ on the path

import khmertext
from digest import PIECES

Generator = Callable[[random.Random], Iterator[str]]

_LETTERS = [chr(c) for c in range(0x1780, 0x17B4)]
_VOWELS = [chr(c) for c in range(0x17B6, 0x17C6)]
_SHIFTERS = "\u17c9\u17ca"
_SIGNS = "\u17c6\u17c7\u17c8\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0\u17d1\u17dd"
_COENG = "\u17d2"
_HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u17b4\u17b5"
_BETWEEN = [
    "",
    "",
    "",
    "",
    "",
    "\u200b",
    " ",
    "\u00a0",
    "\n",
    "\r\n",
    "។",
    "៖ ",
    " «",
    "» ",
    ".",
    "-",
]
_STRANGE = [
    "\ud800",
    "\U0010ffff",
    "\u0301",
    "ß",
    "中",
    "한",
    "İ",
    "🇰",
    "👩\u200d👩",
    "\u0e01",
    "\u1dd8",
]


def syllable(source: random.Random) -> str:
    """One syllable in the order of the rules: letter, subscripts, shifter, vowel, signs."""
    written = source.choice(_LETTERS)
    for _ in range(source.choice((0, 0, 0, 1, 1, 2))):
        written += _COENG + source.choice(_LETTERS)
    if source.random() < 0.1:
        written += source.choice(_SHIFTERS)
    if source.random() < 0.7:
        written += source.choice(_VOWELS)
    if source.random() < 0.25:
        written += source.choice(_SIGNS)
    return written


def broken(written: str, source: random.Random) -> str:
    """A syllable as somebody might type it: an order, a sign twice, missing, hidden, foreign."""
    chars = list(written)
    place = source.randrange(len(chars))
    match source.randrange(8):
        case 0:
            source.shuffle(chars)
        case 1:
            chars.insert(place, chars[place])
        case 2:
            del chars[place]
        case 3:
            chars.insert(place, source.choice(_HIDDEN))
        case 4:
            chars.insert(place + 1, source.choice(_VOWELS) + source.choice(_VOWELS))
        case 5:
            chars.insert(place, _COENG)
        case 6:
            chars[place] = source.choice(_STRANGE)
        case _:
            chars.append(source.choice(_SHIFTERS) + source.choice(_SIGNS) + source.choice(_HIDDEN))
    return "".join(chars)


def syllables(source: random.Random) -> Iterator[str]:
    """Words of one to five syllables; a fifth of them broken, some over and over."""
    while True:
        text = ""
        broken_share = source.choice((0.0, 0.05, 0.2, 0.6))
        for _ in range(source.randint(1, 25)):
            one = syllable(source)
            if source.random() < broken_share:
                one = broken(one, source)
            if source.random() < 0.02:
                one = (one or "ៗ") * source.randint(2, 12)
            text += one + source.choice(_BETWEEN)
        yield text[: corpus.MAX_CHARS]


def _amount(source: random.Random) -> str:
    number = Decimal(source.randrange(10 ** source.randint(1, 12))).scaleb(
        -source.choice((0, 0, 1, 2))
    )
    match source.randrange(6):
        case 0:
            return khmertext.number_to_words(int(number))
        case 1:
            return khmertext.format_number(number, compact=source.random() < 0.5)
        case 2:
            return khmertext.format_money(number, source.choice(("USD", "KHR", "THB")))
        case 3:
            return khmertext.ordinal_to_words(int(number))
        case 4:
            plain = f"{number:,}"
            return khmertext.to_khmer_digits(plain) if source.random() < 0.5 else plain
        case _:
            return f"{source.choice('៛$€£%')}{number}{source.choice(('', ' ៛', '%', '–', 'លាន', ' kg'))}"


def _moment(source: random.Random) -> str:
    day = date.fromordinal(
        source.randrange(date(1850, 1, 1).toordinal(), date(2150, 1, 1).toordinal())
    )
    match source.randrange(6):
        case 0:
            return khmertext.format_date(
                day, source.choice(("full", "long", "medium", "short", "dual"))
            )
        case 1:
            return day.isoformat()
        case 2:
            return (
                f"{day.day}{source.choice('/.-')}{day.month}{source.choice('/.-')}{day.year % 100}"
            )
        case 3:
            return khmertext.format_time(time(source.randrange(24), source.randrange(60)))
        case 4:
            return str(khmertext.LunarDate.from_date(day))
        case _:
            return khmertext.strftime(
                day, source.choice(("ថ្ងៃ%A ទី%-d ខែ%B ឆ្នាំ%Y", "%d/%m/%Y", "%B %Y"))
            )


def _named(source: random.Random) -> str:
    letters = [source.choice(_LETTERS[:33]) for _ in range(source.randint(2, 5))]
    dotted = source.choice((".", ". ", ",", " .", "")).join(letters)
    address = f"{source.choice(('https://', 'www.', 'a.b@', '#', '@'))}{source.choice(('x.kh', 'ក.ខ', 'a_b'))}"
    phone = f"{source.choice(('0', '+855', '(0)'))}{source.randrange(10**8, 10**9)}"
    return source.choice((dotted, f"({dotted})", f"ហៅកាត់ថា {dotted}", address, phone))


def spliced(source: random.Random) -> Iterator[str]:
    """What stands in articles, lists and forms, cut and put together anew."""
    known = corpus.texts()
    pieces = PIECES.split()
    while True:
        text = ""
        while len(text) < source.choice((20, 80, 300)):
            match source.randrange(6):
                case 0:
                    text += _amount(source)
                case 1:
                    text += _moment(source)
                case 2:
                    text += _named(source)
                case 3:
                    other = source.choice(known)
                    start = source.randint(0, len(other))
                    text += other[start : start + source.choice((5, 20, 60))]
                case _:
                    text += "".join(source.choices(pieces, k=source.randint(1, 4)))
            text += source.choice(_BETWEEN)
            if source.random() < 0.03:  # an end that something broke off
                text = text[: source.randint(0, len(text))]
        yield text[: corpus.MAX_CHARS]


_PAIRED = [
    *map(chr, range(0x1780, 0x1800)),
    *map(chr, range(0x19E0, 0x1A00)),
    *"\t\n !\"#$%&'()*+,-./07:;=?@AZ[]_az{|}~\u00a0\u00ad\u00b0\u0301\u0e01\u1100\u200b\u200c\u200d\u200e",
    *"\u2010\u2013\u2019\u201c\u2028\u2060\u20ac\u3000\ud800\ufe0f\ufeff\uff11\U0001f1f0\U000e0100",
]  # fmt: skip


def pairs(source: random.Random) -> Iterator[str]:
    """Every pair once around each letter that is drawn, three ways in one line each."""
    while True:
        base = source.choice(_LETTERS)
        seconds = source.sample(_PAIRED, len(_PAIRED))
        for first in source.sample(_PAIRED, len(_PAIRED)):
            for second in seconds:
                yield f"{base}{first}{second}ក {first}{base}{second} {first}{second}{base}"


GENERATORS: dict[str, Generator] = {"syllables": syllables, "spliced": spliced, "pairs": pairs}


def all_of_them(source: random.Random) -> Iterator[str]:
    """One text of each way, over and over."""
    ways = [generator(source) for generator in GENERATORS.values()]
    while True:
        for way in ways:
            yield next(way)
