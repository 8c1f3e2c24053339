"""Cuts the neighbourhood of every possible date into tokens, and a string of their letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khmertext._chars import COENG, LUNAR_SYMBOLS, RE_DIGIT, RE_LETTER, RE_MARK
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext.dates._date_tokens import ANYTHING, Ask, DateToken, Run, new_token
from khmertext.dates._date_words import (
    ENGLISH,
    FIGURES,
    DateWord,
    context,
    date_words,
    nearly_month,
    spellings_of,
    strict_words,
    word,
)
from khmertext.dates._run_starts import (
    DIGIT,
    GAP,
    ORDINAL_END,
    any_word_of,
    behind_blanks,
    firsts,
    passed_over,
)
from khmertext.dates._zones import BEGIN_ZONES, read_zone
from khmertext.numbers._digits import BOTH_DIGITS
from khmertext.numbers._number_words import number_words, pattern_of_words
from khmertext.numbers._reader import Reader

_MAX_RUN = 300  # tokens; a longer run is cut, so that work on one run is bounded
_WALL = lazy_pattern("[\n\t\u2028]")
_NO_NAMES = frozenset(("marker",))
# The second half of a date may stand on the next line, when it says by itself what it is, or when
# the first half asks for it.
_AFTER_NEW_LINE = "MY=ke>"
_AFTER_CELL = frozenset("nCP")  # a time in the next cell of a table
_OVER_NEW_LINE = frozenset(
    ("DW", "DJ", "DT", "WT", "JT", "WL", "Wn", "Jn", "Tn", "Tw", "Mm", "Mn", "Ml", "Mw", "Yy", "Yn", "YA", "ey",
     ">D", ">T", ">n", ">y", ">m", "-D", "-T", "-y", "aD", "aT", "an", "am", ",D", ",T", ",n", ",m", "na", "ma", "iD", "=D", "=W", "=n",
     "my", "Ey", "ly", "nM", "np", "Ak", "Cn", "Cw", "yV", "yC", "/n", "/y", "nP", "NP", "hP", "wP", "VP",
     "-n", "-C", ">C", "-m", "-q", ">q", "aq", "ay")
)  # fmt: skip


# the sorts of tokens, and what is written so
_FIGURE, _WORD, _SYMBOL = 1, 2, 3  # ៣១, ថ្ងៃ, ᧠
_ROMAN_FIGURE, _HALF_OF_DAY, _ENGLISH = 4, 5, 6  # III, AM, July
_PART_IN_BRACKETS, _YEAR_IN_BRACKETS = 7, 8  # (ព្រឹក), (2024)
_OF_TABLE = frozenset((_WORD, _PART_IN_BRACKETS))  # words of date_words.tsv


@cache
def _lexer() -> WordPattern:
    """Matches a token behind the gap before it; its groups are the sorts of tokens, in their order."""
    known = {
        spelling
        for spelling, word in date_words().items()
        if not word.values.keys() <= {"before_name", *ENGLISH}
    }
    english = frozenset(spellings_of(ENGLISH))
    # ពេលថ្ងៃ, but ពេល ថ្ងៃទី១
    days = any_of(s for s, word in date_words().items() if word.letter in "TWJ")
    no_day = f"(?!{GAP}(?:[0-9{RE_DIGIT}]|{days}))"
    no_digit = dict.fromkeys(spellings_of(("english_part_of_year",)), f"(?![0-9{RE_DIGIT}])")
    behind = {s: no_day for s in known if date_words()[s].values.get("part") == "daytime"}
    # ម៉ោង ១២ ត្រង់, but ម៉ោង ១ ត្រង់ចំណុច; ត្រង់ម៉ោង ២, but ត្រង់ ម៉ោង ១២
    noon = tuple(s for s in known if date_words()[s].values.get("part") == "at_noon")
    no_word = f"(?! ?(?!{any_word_of('DTWJO')}|{context('phrase_end')})[{RE_LETTER}])"
    no_noon = f"(?!{GAP}(?:{any_word_of('C')}{GAP})?(?:1[12]|១[១២]))"
    behind |= {s: no_word if s in noon else no_noon for s in known if s.startswith(noon)}
    for dots in ("..", "..."):  # 4..6, and no leader of a form
        behind[dots] = f"(?<![. ]{re.escape(dots)})(?=[0-9{RE_DIGIT}]|{any_word_of('T')})"
    parts = spellings_of(("part",))
    for spelling in known:  # សីហារ, but not in សីហារសៀល
        if spelling[:-1] in known:
            rests = [part[1:] for part in parts if part[0] == spelling[-1]]
            if rests:
                behind[spelling] = f"(?!{any_of(rests)})"
    behind["H"] = f"(?![12១២](?![0-9{RE_DIGIT}]))"  # 8H30, but H1 2024

    def tokens(begin: list[str]) -> str:
        """The sorts that can begin so; the others leave their group, if one that can stands behind."""
        first = {beginning[0] for beginning in begin}
        some, names, none = known.intersection(begin), english.intersection(begin), "((?!))"
        half = "([AaPp]\\.?[Mm])" if first & {*"AaPp"} else none
        name = f"({any_of(names, no_digit)})" if names else none
        ways = [
            f"([{DIGIT}]+){ORDINAL_END}" if first & {*BOTH_DIGITS} else none,
            f"({any_of(some, behind)}(?![{RE_MARK}{COENG}]))" if some else none,
            f"([{LUNAR_SYMBOLS}])" if first & {*LUNAR_SYMBOLS} else none,
            "([IVX]{1,6}(?![A-Za-z]))" if first & {*"IVX"} else none,
            f"(?<![A-Za-z])(?:{half}|{name})(?![A-Za-z])\\.?"
            if names or half != none
            else f"{none}|{none}",
        ]
        if "(" in first:
            ways.append(f"\\((?:នៅ)?({any_of(spellings_of(('part',)))})\\)")
            ways.append(f"(\\((?:{any_word_of('Y')} ?)?[{DIGIT}]{{4}}\\))")
        pattern = "|".join(ways)
        while pattern.endswith(f"|{none}"):
            pattern = pattern.removesuffix(f"|{none}")
        return pattern

    return WordPattern(tokens, (*known, *english, *LUNAR_SYMBOLS, *BOTH_DIGITS, *"IVXAaPp("))


def runs(text: str, ask: Ask = ANYTHING) -> Iterator[Run]:
    """Every longest series of neighbouring tokens that begins like a date."""
    lexer, search, position = _Lexer(text, ask.strict), firsts().searcher(text), 0
    while found := search(position):
        if (passed := passed_over(found)) is not None:
            position = passed
            continue
        tokens = lexer.tokens_at(found.start())
        position = tokens[-1].end if tokens else found.end()
        alone = tokens and (
            (ask.relative and tokens[0].letter == "R") or tokens[0].digits in (8, 14)
        )
        if len(tokens) > 1 or alone:
            if tokens[0].letter in _COUNTED and tokens[1].letter in _COUNTS:
                tokens = lexer.with_count(tokens)
            letters = "".join([token.letter for token in tokens])
            yield Run(text, tuple(tokens), letters, ask, _slips(tokens))


class _Lexer:
    """Cuts one text into tokens."""

    def __init__(self, text: str, strict: bool) -> None:
        self.text = text
        self._token = _lexer().match
        self._words = strict_words() if strict else date_words()
        self._reader: Reader | None = None  # most texts have no number words in dates

    def _match(self, position: int) -> re.Match[str] | None:
        """What stands behind the blanks at ``position``, if that is a token."""
        return self._token(self.text, behind_blanks(self.text, position))

    def tokens_at(self, position: int) -> list[DateToken]:
        """The tokens from ``position`` on, as far as nothing else stands between them."""
        text, match, known = self.text, self._token, self._words
        more_behind = _begin_more_behind()
        run: list[DateToken] = []
        counted = False  # whether a number in words has come up
        before = ""
        while len(run) < _MAX_RUN:
            blanks = behind_blanks(text, position)
            letter = text[blanks : blanks + 1]
            token, found = None, match(text, blanks)
            kind = found.lastindex if found else None
            if letter in more_behind and before in _MORE_BEHIND:
                behind = known[found[_WORD]].letter if found and kind == _WORD else found and ""
                token = self._by_context(position, blanks, run, counted, behind)
                counted = counted or (token is not None and token.letter == "w")
            if token is None and found is None and before == "M":
                token = self._nearly_month(position, blanks, run)
            if token is None:
                if found is None:
                    break
                start, end = found.span(kind or 0)
                gap = 0
                if start > position:
                    between = text[position:start]
                    gap = 1 if between == " " or not _WALL.search(between) else 2
                if kind in _OF_TABLE:
                    word = known[found[kind]]
                    token = new_token((start, found.end(), gap, word.letter, -1, 0, word))
                elif kind == _FIGURE:
                    digits = end - start
                    # A figure of more digits is in no date; int() of a very long one is slow.
                    value = int(found[_FIGURE]) if digits <= 6 else 10**6
                    letter = FIGURES.get(digits, "z")
                    token = new_token((start, found.end(), gap, letter, value, digits, None))
                else:
                    token = self._sign(found, start, gap, run)
                    if token is None:
                        break
                if gap == 2 and not _goes_on(run, token, text, position):
                    break
            run.append(token)
            before = token.letter
            position = token.end
        return run

    def _nearly_month(self, position: int, start: int, run: list[DateToken]) -> DateToken | None:
        """A misspelt month that nobody has listed, behind ខែ and beside a day or a year."""
        found = _unknown_month().match(self.text, start)
        if found is None or self._words is strict_words() or not (found["year"] or len(run) > 1):
            return None
        word = nearly_month(found["name"])
        end = found.end("name")
        return word and DateToken(start, end, int(start > position), word.letter, word=word)

    def with_count(self, tokens: list[DateToken]) -> list[DateToken]:
        """``tokens`` with the numbers in words that count the first of them: ប្រាំខែ, ពីរឬបីខែ."""
        count = self._count_before(tokens[0].start)
        if count is None:
            return tokens
        counted = [count, tokens[0]._replace(gap=int(count.end < tokens[0].start)), *tokens[1:]]
        link = _LINK.search(self.text, max(0, count.start - _LONGEST_LINK), count.start)
        least = self._count_before(link.start()) if link else None
        if link is None or least is None:
            return counted
        found = self._words[link[1]]
        between = DateToken(link.start(1), link.end(1), 1, found.letter, -1, 0, found)
        return [least, between, *counted]

    def _count_before(self, end: int) -> DateToken | None:
        """The number in words that ends there, or before a blank there."""
        end -= self.text[end - 1 : end] == " "
        if not self.text.endswith(_numbers(), 0, end):  # nearly always
            return None
        found = _COUNT.search(self.text, max(0, end - _LONGEST_COUNT), end)
        count = self._number_in_words(found.start(), 0) if found else None
        return count if count is not None and count.end == end else None

    def _by_context(
        self, position: int, start: int, run: list[DateToken], counted: bool, behind: str | None
    ) -> DateToken | None:
        """A number in words or a time zone, which are read only behind certain words.

        It stands at ``start``, behind the blanks at ``position``; ``behind`` is the letter of what
        else stands there, ``None`` if nothing is known.
        """
        before = run[-1].letter
        numbered = before in _BEFORE_NUMBER or (counted and before in "a>-,rw")
        numbered = numbered or (before == "n" and run[-2:][0].letter == "C")  # ម៉ោង ៨សាមសិប
        numbered = numbered or (before == "P" and self._are_minutes(start))
        numbered = numbered and (behind is None or behind in _begin_numbers())
        zoned = before in _BEFORE_ZONE and self.text[start : start + 1] in BEGIN_ZONES
        if not (numbered or zoned) or "\n" in self.text[position:start]:
            return None
        gap = int(start > position)
        zone = (
            read_zone(
                self.text, start, gap, "".join([token.letter for token in run]), self._says_part
            )
            if zoned
            else None
        )
        return self._number_in_words(start, gap) if zone is None and numbered else zone

    def _are_minutes(self, start: int) -> bool:
        """Whether minutes in words stand there: ម៉ោង ៨ យប់ ដប់ប្រាំនាទី."""
        count = self._number_in_words(start, 0)
        return count is not None and _MINUTE_BEHIND.match(self.text, count.end) is not None

    def _sign(
        self, found: re.Match[str], start: int, gap: int, run: list[DateToken]
    ) -> DateToken | None:
        """A lunar symbol, a Roman figure, half a day, an English month or a year in brackets."""
        kind, end = found.lastindex, found.end()
        before = run[-1].letter if run else ""
        if kind == _YEAR_IN_BRACKETS:
            behind = before in _BEFORE_BRACKET
            return DateToken(start, end, gap, "y", int(found[kind][-5:-1]), 4) if behind else None
        if kind == _ROMAN_FIGURE:
            if before in _LINKS and self.text[run[-2:][0].start] in "IVX":
                before = "T"  # ត្រីមាស I-III
            value = _ROMAN.get(found[kind], 0) if before in _BEFORE_ROMAN else 0
            return DateToken(start, end, gap, "w", value) if value else None
        if kind == _SYMBOL:
            word = _symbol(found[kind])
        elif kind == _HALF_OF_DAY:
            word = _HALVES_OF_DAY[found[kind][0].lower()]
        else:
            word = _english(found[_ENGLISH])
        return DateToken(start, end, gap, word.letter, word=word)

    def _says_part(self, position: int) -> bool:
        """Whether a part of the day stands there: AM, ព្រឹក."""
        found = self._match(position)
        if found is None or found.lastindex != _WORD:
            return found is not None and found.lastindex == _HALF_OF_DAY
        return self._words[found[_WORD]].letter == "P"

    def _number_in_words(self, position: int, gap: int) -> DateToken | None:
        """The number in words that begins there, as a token."""
        if not "\u1780" <= self.text[position : position + 1] <= "\u17a2":
            return None
        if self._reader is None:
            self._reader = Reader(self.text)
        reading = self._reader.read(position)
        if reading is None or reading.high is not None:
            return None
        value, end = reading.value, reading.end
        if len(reading.items) > 1 and reading.items[-1].role == "half":
            # half past eight: the clock reads the half by itself
            value, end = int(value), reading.items[-2].end
        if not isinstance(value, int):
            return None
        return DateToken(position, end, gap, "w", min(value, 10**6))


@cache
def _unknown_month() -> re.Pattern[str]:
    khmer = f"{RE_LETTER}{RE_MARK}{COENG}"
    year = f" ?(?:{any_word_of('Y')}|[{DIGIT}]{{4}})"
    return re.compile(f"(?P<name>[{khmer}]{{3,12}}?)(?:(?P<year>{year})|(?![{khmer}]))")


_MINUTE_BEHIND = lazy_pattern(lambda: f" ?{any_word_of('N')}")


_BEFORE_NUMBER = frozenset("TYMCBDWJevX")  # letters before a number that may be in words


@cache
def _begin_numbers() -> frozenset[str]:
    """The letters of the words of dates that numbers in words begin with: ពី in ពីរ."""
    numbers = number_words()
    beginnings = {number[:length] for number in numbers for length in range(1, len(number) + 1)}
    return frozenset(
        word.letter for spelling, word in date_words().items() if spelling in beginnings
    )


_BEFORE_ZONE = frozenset("nwtyxzP")
_BEFORE_ROMAN, _LINKS = tuple("TqQ"), tuple("->a")  # ទី, ត្រីមាស, សតវត្សរ៍
_BEFORE_BRACKET = tuple("nwmE")  # ឆមាសទី ២ (២០២៣)
_MORE_BEHIND = frozenset((*_BEFORE_NUMBER, *_BEFORE_ZONE, *"a>-,r"))
_COUNTED = "MYuJqD"  # units that a number in words may count
_COUNTS = "dfHgOYT"  # what stands behind a unit that is counted
_LONGEST_COUNT = 40  # characters


@cache
def _numbers() -> tuple[str, ...]:
    return tuple(number_words())


_COUNT = lazy_pattern(lambda: f"(?:{pattern_of_words(number_words())} ?)+$")


_LONGEST_LINK = 16  # characters


_LINK = lazy_pattern(
    lambda: f"({any_of(s for s, word in date_words().items() if word.letter in '>r')}) ?$"
)


@cache
def _begin_more_behind() -> frozenset[str]:
    """What begins the numbers in words and the time zones that are read only behind certain words."""
    return BEGIN_ZONES.union(number[0] for number in number_words())


def _goes_on(run: list[DateToken], token: DateToken, text: str, position: int) -> bool:
    """Whether a date goes on with ``token`` over the end of a line or of a cell, at ``position``."""
    letter = token.letter
    if letter in _AFTER_CELL and "\t" in text[position : token.start]:
        return True
    before = "".join([token.letter for token in run[-2:]])
    if before[-1:] == "C" and text[token.end : token.end + 1] in (",", "\t"):
        return False  # the number of a row below a table that ends with ម៉ោង
    if before == "Cn" and letter == "n":  # ម៉ោង ៨, and ៣០នាទី on the next line
        return _MINUTE_BEHIND.match(text, token.end) is not None
    is_day = before in ("Tn", "Dn") and letter == "m"  # ថ្ងៃទី៣១, and កក្កដា on the next line
    return is_day or letter in _AFTER_NEW_LINE or before[-1:] + letter in _OVER_NEW_LINE


def _slips(tokens: list[DateToken]) -> tuple[int, ...]:
    """The indexes of the names that are spelt by mistake."""
    return tuple(
        [
            index
            for index, token in enumerate(tokens)
            if token.word and token.word.misspelt and not token.word.misspelt <= _NO_NAMES
        ]
    )


def _roman(value: int) -> str:
    tens, units = divmod(value, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[units]


_ROMAN = {_roman(value): value for value in range(1, 31)}
_HALVES_OF_DAY = {half: word({"part": f"{half}m"}) for half in "ap"}


@cache
def _english(name: str) -> DateWord:
    values = date_words()[name].values
    return word(values | {kind.removeprefix("english_"): value for kind, value in values.items()})


@cache
def _symbol(char: str) -> DateWord:
    index = LUNAR_SYMBOLS.index(char)
    if index in (0, 16):
        return word({"lunar_month": "pathamasadh" if index == 0 else "tutiyasadh"})
    phase = "koet" if index < 16 else "roch"
    return word({"lunar_day": f"{index % 16} {phase}"})
