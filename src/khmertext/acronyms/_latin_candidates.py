"""Candidates in Latin letters (NGO), without other capitals: names, titles, brands, formulas."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache
from string import ascii_letters

from khmertext._chars import COENG, RE_DIGIT, RE_WRITTEN
from khmertext._data import read_table
from khmertext._patterns import any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._cues import is_called_short
from khmertext.acronyms._english import is_english, sounded
from khmertext.acronyms._forms import Candidate, canonical_form
from khmertext.acronyms._latin_others import (
    LONGEST_NAME,
    corners_in,
    head_before,
    is_in_address,
    is_listed,
    is_person,
    is_side,
    is_size,
    persons_in,
    unsayable,
)
from khmertext.acronyms._long_forms import explains_some
from khmertext.acronyms._phrase import heads, pattern_of, person_follows, words_of
from khmertext.acronyms._short_shapes import (
    CAPITAL,
    LATIN,
    PLUS,
    ROMAN,
    is_khmer_sign,
    is_latin,
    is_numbered,
    is_pronounceable,
)
from khmertext.acronyms._sites import QUOTES
from khmertext.numbers._units import UnitRow

_MOST_CAPITALS = 7  # unknown words in capitals with more letters are seldom acronyms

_number_before = lazy_pattern(f"[{RE_DIGIT}0-9] ?$")
_run = Triggered(
    lazy_pattern(
        rf"[A-Za-z][A-Za-z0-9&.'’/@:_$-]*{PLUS}(?: [A-Za-z0-9&][A-Za-z0-9&.'’/@:_$-]*{PLUS})*"
    ),
    ascii_letters,
)
_figured = Triggered(
    lazy_pattern(
        r"(?<![A-Za-z0-9០-៩.,:/@#_$-])(?<![A-Za-z] )"
        r"[1-9][A-Z](?:[A-Z0-9]{0,3}[A-Z])?s?(?![A-Za-z0-9@_/]|[ -]?[0-9])"
    ),
    "123456789",
)
_scheme_before = lazy_pattern(lambda: f"{pattern_of('scheme')} ?[{QUOTES}(]? ?$")
_model = lazy_pattern("[1-9][0-9]{1,3}([A-Z]{1,2})")
_chord = lazy_pattern("[A-G](?:#|b)?(?:m|maj|min|dim|aug|sus)?[2-9]?")
# what no text but a song has: Am, F#m7, a row of chords
_song = lazy_pattern(
    f"(?<![A-Za-z0-9])(?<![{RE_DIGIT}0-9] )[A-G][#b]?(?:m|maj|dim|sus)[2-9]?(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])(?:[A-G][#b]?7? ?[-–—|] ?){2}[A-G][#b]?7?(?![A-Za-z0-9])"
)


_edition = lazy_pattern("U-?[0-9]{2}[.,:]?")
# of no model: NPK 15-15-15, GPA 3.4
_figures = lazy_pattern("[0-9]{1,3}\\.[0-9]{1,2}|[0-9]{1,2}(?:-[0-9]{1,2}){2}")
_phase = lazy_pattern("(?:(?P<figure>[1-9])|[IVX]+)[.:]?")
_latin = lazy_pattern(LATIN)
_part = lazy_pattern("[^/-]+")
_capitals = lazy_pattern("[^a-z0-9]*[A-Z][^a-z0-9]*[A-Z][^a-z0-9]*")
_roman_letters = lazy_pattern("[IVXLCDM]+")
_equation = lazy_pattern(" ?= ?(?:[0-9A-Z០-៩]|[a-z](?![a-z]))")
_equation_before = lazy_pattern("= ?$")


@cache
def _units() -> frozenset[str]:
    return frozenset(row.word for row in read_table("number_units.tsv", UnitRow))


_FILES = "PDF|DOCX?|XLSX?|PPTX?|CSV|TXT|JPE?G|PNG|GIF|MP[34]|MOV|AVI|APK|EXE|ZIP|RAR"
_address = lazy_pattern(rf"[@:_$]|//|www\.|\.[a-z]|\.(?:{_FILES})$")


@lazy_pattern
def _title_before() -> str:
    roles = f"{person_follows()}|{pattern_of('figure')}"
    return f"(?:{pattern_of('figure')} ?[(]|(?:{roles}) ?{_OTHERS}[{QUOTES}]?) ?$"


_OTHERS = "(?:[A-Z][A-Z-]* ?(?:,|និង) ?)*"  # ជ្រុង AB និង CD, ម៉ាក LEXUS និង BMW
_others_before = lazy_pattern(f" ?{_OTHERS}[{QUOTES}]? ?$")


@cache
def _makes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that the name of a make or of a work follows; and with what makes them parts of words."""
    words = words_of("brand") | words_of("product")
    return tuple(words), tuple(COENG + word for word in words)


def _follows_make(before: str) -> bool:
    """Whether a make or the name of a work follows ``before``: ម៉ាក, ព្រីនធ័រ, រឿង."""
    others = _others_before.search(before)
    before = before[: others.start()] if others else before
    words, parts = _makes()
    return before.endswith(words) and not before.endswith(parts)


_house_before = lazy_pattern(f"ផ្ទះ(?:ល្វែង)? ?(?:លេខ ?)?[{RE_DIGIT}0-9]* ?$")
_ordinal_before = lazy_pattern(lambda: f"{pattern_of('ordinal')} ?$")


@lazy_pattern
def _institution_before() -> str:
    nouns = {noun for noun, head in heads().items() if head.kind != "term"}
    nouns -= words_of("goods") | words_of("product") | {"ក្រុមហ៊ុន", "រោងចក្រ"}
    return f"{any_of(nouns)} ?[{QUOTES}(]? ?$"


_organization_before = lazy_pattern("អង្គការ ?$")
_company_before = lazy_pattern("(?:ក្រុមហ៊ុន|រោងចក្រ) ?$")
# XING, KING, but not CMED
_one_syllable = lazy_pattern(
    "(?=[A-Z]{4,5}$)(?:[B-DF-HJ-NP-TV-XZ]|[BCFGPS]L|[BCDFGPT]R|S[CKMNPTW]|[CKPST]H)"
    "[AEIOUY]{1,2}(?:[B-DF-HJ-NP-TV-XZ]|N[DGKT]|S[ST]|[CLR]K|[CST]H|R[DNT]|LL|MP)"
)
# a command is sent to a short number: វាយ REG រួចផ្ញើទៅលេខ 8888
_typed_before = lazy_pattern(lambda: f"{pattern_of('typed')} ?[{QUOTES}]? ?$")
_sent_after = lazy_pattern(
    f"[{QUOTES}]?(?: ?(?:រួច|ហើយ|បន្ទាប់មក))? ?(?:ផ្ញើ ?)?(?:ទៅ|មក) ?(?:កាន់ ?)?(?:លេខ ?)?"
    f"[{RE_DIGIT}0-9]{{3,6}}(?! ?[{RE_DIGIT}0-9])"
)
_bracket_after = lazy_pattern("(?: [IVX1-9]+)?[)）]")


# but not the number of a programme: គម្រោងអភិវឌ្ឍន៍ជនបទ II (RDP II)
_capitals_before = lazy_pattern(
    rf"(?<![A-Z])(?!(?<=[{RE_WRITTEN}] ){ROMAN} ?[(（])[A-Z]{{2,}} ?[(（]$"
)
_programme_before = lazy_pattern(
    lambda: rf"(?<![{RE_WRITTEN}]){any_of(words_of('programme'))}[{RE_WRITTEN} ]{{2,80}}[(（]$"
)
# ហាង|MINI, ទីក្រុង|LYON
_proper_before = lazy_pattern(
    lambda: f"(?:{pattern_of('goods')}|{pattern_of('place')}) ?[{QUOTES}]? ?$"
)


def latin_candidates(text: str, known: Container[str]) -> Iterator[Candidate]:
    """Latin tokens in capitals, but for parts of names, titles and sentences in capitals."""
    if not CAPITAL.search(text):
        return
    points, persons = corners_in(text, known), persons_in(text, known)
    for run in _run.finditer(text):
        words = run[0]
        if len(words) < 2 or words == words.lower():
            continue
        tokens = words.split(" ")
        place = run.start()
        if len(tokens) > 1 and all(map(_chord.fullmatch, tokens)):
            continue
        spelled_out = "".join(tokens)
        if len(spelled_out) == len(tokens) > 2 and spelled_out in known:  # N O C C
            yield Candidate(*run.span(), spelled_out)
            continue
        if len(tokens) > 1 and _is_phase(tokens[-1], tokens[-2], text[max(0, place - 24) : place]):
            tokens.pop()
        in_company = _is_company(tokens)
        for index, token in enumerate(tokens):
            alone = len(tokens) == 1
            if index + 1 < len(tokens) and _is_model(tokens[index + 1]):
                place += len(token) + 1
                continue
            at_end = index + 1 == len(tokens)
            short = _before_khmer(text, run.end(), token, known) if at_end else token
            spans = _shorts(short, known)
            for first, last in spans:
                form = canonical_form(token[first:last])
                plain = form.replace(".", "")
                form = plain if plain in known else form  # N.O.C.C
                if (
                    form in persons
                    or (_chord.fullmatch(form) and _song.search(text))
                    or is_side(form, points, known)
                    or is_person(text, place, tokens, index, known)
                ):
                    continue
                fits = alone or _fits_run(tokens, index, form, known, in_company)
                start, end = place + spans[0][0], place + spans[-1][1]
                if fits and _is_free(text, start, end, form, known, in_run=not alone):
                    yield Candidate(place + first, place + last, form)
            place += len(token) + 1


def figured_candidates(text: str, known: Container[str]) -> Iterator[Candidate]:
    """Acronyms that begin with a figure: 2FA, គោលការណ៍ 3R and then 3R everywhere in ``text``.

    They are known, or a word for a principle or a method stands before them: most such tokens are
    measures and models (5GB, iPhone 5S), classes and plates (2AB-1234).
    """
    found = [
        Candidate(*match.span(), canonical_form(match[0])) for match in _figured.finditer(text)
    ]
    named = {
        candidate.canonical
        for candidate in found
        if candidate.canonical[1:] not in words_of("measure")
        and _scheme_before.search(text, max(0, candidate.start - 24), candidate.start)
    }
    for candidate in found:
        if candidate.canonical in named or is_listed(candidate.canonical, known):
            yield candidate


def _is_model(token: str) -> bool:
    """Whether ``token`` numbers the model of a brand: CBR 150R, but not LED 12W."""
    model = _model.fullmatch(token)
    return model is not None and model[1] not in words_of("measure") | _units()


def _is_phase(token: str, name: str, before: str) -> bool:
    """Whether ``token`` is the number of a programme: LASED III, CASP 2, but not AEON 2, a shop."""
    phase = _phase.fullmatch(token)
    if phase is None or not phase["figure"]:
        return phase is not None
    return not is_pronounceable(name) or _institution_before.search(before) is not None


def _shorts(token: str, known: Container[str]) -> list[tuple[int, int]]:
    """The spans of the acronyms in ``token``: one, without a plural 's or full stop, or WHO/UNICEF."""
    is_plain = token.isalnum()
    if is_plain and token[1:].islower():
        return []  # nearly always: a name or a word
    match = _latin.match(token)
    rest = token[match.end() :] if match else token
    if (
        not match
        or rest not in ("", ".", ":", ".:", "'s", "’s")
        or (not is_plain and _address.search(token.rstrip(":")))
    ):
        return []
    whole = match[0]
    if not whole.isalnum() and not is_listed(whole, known):
        parts = [part.span() for part in _part.finditer(whole)]
        forms = [whole[first:last] for first, last in parts]
        least = 2 if any(is_listed(form, known) for form in forms) else 3
        if all(_is_whole(form, known, least if "/" in whole else None) for form in forms):
            return parts
    if not is_latin(whole) and not (is_numbered(whole) and whole in known):
        return []
    short = whole if whole in known else whole.removesuffix("+")
    return [(0, len(short) + (rest[:1] == "." and "." in short))]  # U.S.


def _before_khmer(text: str, end: int, token: str, known: Container[str]) -> str:
    """The ``token`` that ends there without the sign that joins it to Khmer: ASEAN-ចិន, WHO/ក្រសួង."""
    part, sign = token[:-1], token[-1]
    if sign not in ("-", "/") or not is_khmer_sign(text[end : end + 1]):
        return token
    return part if _is_whole(part, known, 3 if sign == "/" else None) else token


def _is_whole(part: str, known: Container[str], least: int | None) -> bool:
    """Whether ``part``, between slashes, is an acronym by itself: WHO/UNICEF, but not TCP/IP.

    One that is not listed has ``least`` letters. Between hyphens there is no such number, and the
    part must be known: UNDP-EU, but not ABC-XYZ.
    """
    if least is None:
        return part in known
    return is_listed(part, known) or (len(part) >= least and is_latin(part))


def _is_acronym(token: str, known: Container[str]) -> bool:
    """Whether ``token``, the neighbour of a candidate, is an acronym too: listed or unpronounceable."""
    token = token.rstrip(".,:")
    return is_listed(token, known) or (
        unsayable.fullmatch(token) is not None and token not in words_of("capitals")
    )


def _in_capitals(tokens: list[str], index: int, known: Container[str]) -> bool:
    """Whether a neighbour is an ordinary word in capitals."""
    beside = tokens[max(0, index - 1) : index] + tokens[index + 1 : index + 2]
    return any(
        _capitals.fullmatch(token) is not None and not _is_acronym(token, known) for token in beside
    )


def _is_company(tokens: list[str]) -> bool:
    """Whether the words are the name of a company: ABC Garment Co., Ltd."""
    return not words_of("company").isdisjoint(token.rstrip(".,").upper() for token in tokens)


def _fits_run(
    tokens: list[str], index: int, form: str, known: Container[str], in_company: bool
) -> bool:
    """Whether ``form`` may be an acronym between other Latin words."""
    if _in_capitals(tokens, index, known):
        return False
    return is_listed(form, known) or (not in_company and _leads(tokens, index, known))


def _leads(tokens: list[str], index: int, known: Container[str]) -> bool:
    """Whether the token may be an acronym in front of a name or in a sentence, not inside a name."""
    row = tokens[max(0, index - 1) : index + 1]  # TVK CTN
    led = row[0].islower() or _edition.fullmatch(row[0]) is not None  # U23 AFF
    if index and not (led or all(_is_acronym(token, known) for token in row)):
        return False
    if index + 1 == len(tokens):
        return True
    following = tokens[index + 1]
    if following.isdecimal() and index + 2 < len(tokens):  # HDMI 2 m, but not KTM 390 Duke
        return tokens[index + 2].upper() in words_of("measure") or tokens[index + 2] in _units()
    if _edition.fullmatch(following) or _figures.fullmatch(following):  # AFF U-23, FM 105.7
        return len(tokens[index]) > 2
    return following.islower() or (following.isalpha() and len(tokens[index]) > 2)


def _is_free(
    text: str, start: int, end: int, form: str, known: Container[str], *, in_run: bool
) -> bool:
    """Whether a token that may be an acronym is nothing else where it stands."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if is_in_address(text, start, end) or is_size(text, start):
        return False
    if is_listed(form, known):
        return True
    if (_is_ordinary(form) and not _is_called(text, start)) or _is_measure(text, start, end, form):
        return False
    look = text[max(0, start - 24) : start]
    if _sent_after.match(text, end) and _typed_before.search(look):
        return False
    near = max(0, start - LONGEST_NAME)
    if _title_before.search(text, near, start) or _follows_make(text[near:start]):
        return False
    if (
        _is_brand(form, look, known)
        and not _is_programme(text, start, end, form)
        and not is_called_short(text, start)
    ):
        return False
    if _is_number(form, look):
        return False
    if in_run and _in_quotes(text, start, end):
        return False
    if before and before in QUOTES and after and after in QUOTES:
        return (
            form.isalpha() is False
            or head_before.search(look) is not None
            or is_called_short(text, start)
        )
    # part of a company's name: XING BANG INDUSTRIAL (CAMBODIA) CO., LTD.
    return not (before in ("(", "（") and _capitals_before.search(look) is not None and not in_run)


def _is_measure(text: str, start: int, end: int, form: str) -> bool:
    """Whether ``form`` is a unit behind a number or a side of an equation."""
    equated = _equation.match(text, end) or _equation_before.search(text, max(0, start - 2), start)
    return equated is not None or (
        form.upper() in words_of("measure")
        and _number_before.search(text, max(0, start - 3), start) is not None
    )


def _is_number(form: str, before: str) -> bool:
    """Whether ``form`` numbers what stands before it, or ends its number: ជំពូក LXI, ផ្ទះលេខ ១២ EO."""
    if len(form) == 2 and _house_before.search(before):
        return True
    return _roman_letters.fullmatch(form) is not None and _ordinal_before.search(before) is not None


def _is_ordinary(form: str) -> bool:
    """Whether ``form`` is no acronym but words in capitals: SALE, ON/OFF, KIA, the command ON1."""
    form = form.upper().rstrip("0123456789")
    parts = _part.findall(form.replace(".", ""))
    plain = {part for part in parts if len(part) > 1}  # not the E of E-MAIL
    capitals = words_of("capitals")
    return form in capitals or (
        bool(plain) and all(part in capitals or is_english(part) for part in plain)
    )


def _is_called(text: str, start: int) -> bool:
    """Whether the words before ``start`` say that a name follows: ហៅកាត់ថា PATH, អង្គការ PATH."""
    return _organization_before.search(text, max(0, start - 12), start) is not None or (
        is_called_short(text, start)
    )


def _is_programme(text: str, start: int, end: int, form: str) -> bool:
    """Whether ``form`` fills brackets after a programme, and a word of it gives a letter.

    គម្រោងទទួលបានធនធានដី (LASED III), but not គម្រោងវីឡា (DIAMOND).
    """
    if not (
        _bracket_after.match(text, end)
        and _programme_before.search(text[max(0, start - 100) : start])
    ):
        return False
    return explains_some(text, start - 1, form) and sounded(text, start - 1, form) is None


def _is_brand(form: str, before: str, known: Container[str]) -> bool:
    """Whether ``form``, which is not known, is too long for an acronym or pronounced like a word."""
    if max(sum(map(str.isalpha, part)) for part in form.split("-")) > _MOST_CAPITALS:
        return True
    word = form.rstrip("0123456789")
    if _one_syllable.fullmatch(form) and (
        _company_before.search(before) or _proper_before.search(before)
    ):
        return True
    if not (word.isalpha() and word.isupper()) or not is_pronounceable(word):
        return False
    if word != form:
        return len(word) > 3 and not is_listed(word, known)  # SAVE20, but COVID19
    if len(form) > 4:
        return _institution_before.search(before) is None
    return len(form) == 4 and _proper_before.search(before) is not None


_quoted_run = lazy_pattern(f"[^{QUOTES}\n]{{0,60}}[{QUOTES}]")
_quote_before = lazy_pattern(f"[{QUOTES}][A-Za-z0-9&.' -]*$")


def _in_quotes(text: str, start: int, end: int) -> bool:
    """Whether the Latin words around ``text[start:end]`` stand in quotation marks: a title."""
    return (
        _quote_before.search(text, max(0, start - 60), start) is not None
        and _quoted_run.match(text, end) is not None
    )


_lower = lazy_pattern(
    r"(?<![A-Za-z0-9@./_-])(?<![A-Za-z0-9] )[a-z]{2,8}(?![A-Za-z0-9@/_-]| [A-Za-z0-9]|\.[a-z])"
)


def lower_candidates(text: str, known: Container[str]) -> Iterator[Candidate]:
    """Known acronyms, and what follows a word such as អង្គការ, in small Latin letters."""
    for match in _lower.finditer(text):
        form = match[0].upper()
        look = text[max(0, match.start() - 24) : match.start()]
        if form in known or head_before.search(look):
            yield Candidate(*match.span(), form)
