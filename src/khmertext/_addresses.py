"""Web and e-mail addresses: the segmenter keeps each whole, and no finder looks inside one."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Final, Protocol, TypeVar

from khmertext._chars import COENG, LEK_TOO, RE_DIGIT, RE_LETTER, RE_MARK
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext._scan import Triggered


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_Found = TypeVar("_Found", bound=_Span)

_KHMER = rf"{RE_LETTER}{RE_MARK}{COENG}{RE_DIGIT}"
_CHARACTERS = r"A-Za-z0-9\-._~:/?#\[\]@!$&'*+=%"
# a comma before the next address is none of this one
_NEXT = r"(?:[a-z]{3,5}://|www\.|[A-Za-z0-9._%+\-]{1,64}@[A-Za-z])"
_CHARACTER = f"(?:[{_CHARACTERS}]|[,;](?!{_NEXT}))"
# ៗ or a mark where a piece goes on with a separator: …/ភូមិៗ_២០១៩, /ក,ខ_២០១៩; ៗ at its end belongs to the
# sentence
_REPEATED = rf"{LEK_TOO}(?=[{_KHMER}{LEK_TOO}]{{0,64}}(?:[/_\-=&#%+]|\.[A-Za-z]))"
_MARKED = rf"[.,;!'](?=[{_KHMER}{LEK_TOO}]{{1,64}}[/_=&#%+])"
_KHMERS = rf"[{_KHMER}]++(?:(?:{_REPEATED}|{_MARKED})[{_KHMER}]*+)*+"
# Khmer right behind Latin letters is the next word of the text (…/newsនៅទីនេះ); behind a separator
# it belongs to the address (…/wiki/ភូមិ_២០១៩, %20ច្បាប់.pdf, /@សុខ, www.ខ្មែរ.com).
_KHMER_PIECE = rf"(?:(?<=[/_\-=%&#+@~])|(?<=%[0-9A-Fa-f]{{2}})|(?<=[wW]{{3}}\.)){_KHMERS}"
# the names of a wiki: wiki/ឯកសារ:រូប.jpg, wiki/File:រូប.jpg; a title with a dash: ថៃ–កម្ពុជា
_SPACES = "Talk|User|File|Image|Template|Help|Category|Special|Portal|Wikipedia"
_BEHIND_SPACE = "|".join(f"(?<={space}:)" for space in _SPACES.split("|"))
_TITLE = rf"(?<=[{_KHMER}])[:–]{_KHMERS}|(?:{_BEHIND_SPACE}|(?<=_talk:)){_KHMERS}"
# កូដ.លេខ=, ឯកសារ[ឆ្នាំ]=, &amp;ឆ្នាំ=
_KEY = rf"(?<=[?&;])[{_KHMER}]++(?:[.\[\]]++[{_KHMER}]++)*+\]?(?==)"
# Khmer digits behind a mark, unless a Khmer word goes on: /អង្ករ,២០២៤
_FIGURE = rf"(?<=[.,:;~@!*'])[{RE_DIGIT}]++(?![{RE_LETTER}])"
# as an encyclopedia has them; one that is not closed ends the address
_BRACKETS = rf"\((?:(?<=_\()[A-Za-z0-9_.,\-–{_KHMER}]*+|[0-9{RE_DIGIT}]++|[{_CHARACTERS},;]++)\)"
_PIECE = rf"{_KEY}|{_KHMER_PIECE}|{_TITLE}|{_FIGURE}|{_BRACKETS}"
# a full stop at the end belongs to the sentence, not to the address
_PATH = rf"(?:{_PIECE}|{_CHARACTER})*(?:{_PIECE}|[A-Za-z0-9/_~#=&%$@+\-])"
_HOST = r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}"


def _any_case(words: str) -> str:
    # the flag IGNORECASE would also match letters of other alphabets (\u017f for s)
    return re.sub("[a-z]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", words)


DOMAINS = "com|org|net|gov|edu|info|kh|int|asia|io"
_DOMAIN = rf"(?:{_any_case(DOMAINS)})(?![A-Za-z0-9\-])"
ADDRESS: Final = (
    rf"(?:{_any_case('https?|ftp')})://{_PATH}|{_any_case('www')}\.{_PATH}"
    rf"|[A-Za-z0-9._%+\-]{{1,64}}@{_HOST}[A-Za-z]{{2,24}}"
    rf"|{_HOST}{_DOMAIN}(?::[0-9]{{2,5}}(?![0-9]))?(?:/(?:{_PATH})?)?"
)
_START = lazy_pattern("(?<![A-Za-z0-9])[A-Za-z0-9]")
_REACH = 80  # how far before its sign an address may begin


def address_spans(text: str) -> list[tuple[int, int]]:
    """Where the addresses of ``text`` are, in order.

    >>> address_spans("មើល www.a.kh/ភូមិ_២០១៩ ទៅ")
    [(4, 22)]
    """
    spans: list[tuple[int, int]] = []
    if not ("." in text or "@" in text or "://" in text):
        return spans
    end, search = 0, _sign().searcher(text)
    while sign := search(end):
        first = max(end, sign.start() - _REACH)
        end = sign.end()
        for start in _START.finditer(text, first, end):
            found = _address().match(text, start.start())
            if found and found.end() >= end:
                spans.append(found.span())
                end = found.end()
                break
    return spans


def outside_addresses(spans: list[tuple[int, int]], found: list[_Found]) -> list[_Found]:
    """The items of ``found``, in rising order, that overlap none of these :func:`address_spans`."""
    if not spans:
        return found
    kept = []
    position = 0
    for item in found:
        while position < len(spans) and spans[position][1] <= item.start:
            position += 1
        if position == len(spans) or item.end <= spans[position][0]:
            kept.append(item)
    return kept


@cache
def _sign() -> Triggered:
    """Every address has one of these signs. Most texts have none, so they are looked for first."""
    # One class of characters and a look at the next: fast, too, where no native module scans.
    pattern = (
        r"[:wW@.](?=[/A-Za-z]|(?<=@)[0-9])"
        rf"(?:(?<=:)//|(?<=[wW]){_any_case('ww')}\.|(?<=@)[A-Za-z0-9]|(?<=\.){_DOMAIN})"
    )
    words = ("www.", *(f".{domain}" for domain in DOMAINS.split("|")))
    cases = ("".join(case) for word in words for case in product(*({c, c.upper()} for c in word)))
    return Triggered(lazy_pattern(pattern), ("://", "@", *cases))


@cache
def _address() -> re.Pattern[str]:
    return compile_pattern(ADDRESS)
