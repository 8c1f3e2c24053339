"""Alarms: where the lattice gains by another word, with the features by which they are judged.

``_weights`` makes a score of the features; ``_check`` reports the alarms that score enough.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import accumulate, product
from operator import attrgetter
from os.path import commonprefix
from typing import Final, NamedTuple

from khmertext._chars import CAMNUC, COENG, NIKAHIT, RE_LETTER, RE_MARK, fold
from khmertext._lazy import once
from khmertext._patterns import lazy_pattern
from khmertext.spelling._encoding import (
    ANY_FAULT,
    CLASSES,
    FIRST,
    LETTER_TOO_MUCH,
    RUN,
    SUBSCRIPT_OFFSET,
    decode,
    encode,
    is_letter,
    is_mark,
)
from khmertext.spelling._lattice import LatticeReader, make_lattice
from khmertext.spelling._listed import own_words
from khmertext.spelling._names import NameRole, words_of_names
from khmertext.spelling._pure_lattice import Correction, Piece
from khmertext.spelling._spelling_data import (
    ALPHABET_SIZE,
    COUNTED,
    DICTIONARY,
    GOOGLE,
    NAME,
    OUTSIDE,
    spelling_model,
)

LEAST_GAIN: Final = 0  # alarms that gain less are reported only for a low threshold
LEAST_BOLD_GAIN: Final = -56  # alarms that gain less were never misspellings
_GOOD_GAIN: Final = 28  # a second word that gains so much makes the best one doubtful
_FAR: Final = 20_000  # characters around an alarm in which its words are counted
_CONSONANTS: Final = bytes(range(1, 0x17A3 - FIRST))
_LONGEST_NAME: Final = 30  # characters back to a title or to a noun for places


@once
def lattice() -> LatticeReader:
    """The lattice of the model that comes with khmertext."""
    return make_lattice(spelling_model())


class KhmerRun:
    """A run of Khmer letters in a folded text, as units, with their offsets in the text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.units = encode(text[start:end])

    def offset(self, unit: int) -> int:
        """The offset in the text of the unit with this index."""
        return self.start + self._offsets[unit]

    @cached_property
    def bare_from(self) -> int:
        """The offset of the consonants without subscripts and marks with which the run ends."""
        return self.end - len(self.units) + len(self.units.rstrip(_CONSONANTS))

    @cached_property
    def _offsets(self) -> list[int]:
        return [0, *accumulate(1 + (unit > SUBSCRIPT_OFFSET) for unit in self.units)]


class Alarm(NamedTuple):
    """``text[start:end]`` may be a misspelling: of the ``best`` word or another of the ``group``."""

    text: str
    run: KhmerRun
    group: list[Correction]
    pieces: list[Piece]
    start: int
    end: int

    @property
    def best(self) -> Correction:
        return self.group[0]

    def meant(self) -> tuple[str, ...]:
        """The words that may be meant, the best first."""
        return _meant(self.run, self.group)

    def features(self) -> tuple[int, ...]:
        """The features by which it is scored, in the order of ``ALARM_FEATURES``."""
        return _features(self.text, self.run, self.group, self.pieces, self.start, self.end)


def alarms_in(text: str, least: int = LEAST_GAIN) -> Iterator[Alarm]:
    """The alarms of a text (folded, normalized, without U+200B) that gain ``least``, in rising order."""
    for start, end, found, pieces in lattice().read_text(text, least):
        run = KhmerRun(text, start, end)
        for group in _groups(found):
            best = group[0]
            if not (
                _is_abbreviation(text, run, best)
                or _is_sure(run, best)
                or _is_beside_a_letter(text, run, best)
                or _is_called(run, best)
                or _is_negated(run, best)
                or _is_pali(run, best)
                or _is_joined(run, best)
            ):
                start, end = run.offset(best.start), run.offset(best.end)
                if not (_is_among_pali(text, start, end) or _is_stem(text, run, best)):
                    yield Alarm(text, run, group, pieces, start, end)


# A full stop or a dash with letters of an abbreviation on its other side: no word, since none has a mark.
_INITIALS: Final = f"(?:[{RE_LETTER}](?:{COENG}[{RE_LETTER}])?){{1,3}}"
_INITIALS_BEHIND: Final = lazy_pattern(f"[.-]{_INITIALS}(?![{RE_LETTER}{RE_MARK}{COENG}])")
_INITIAL_BEFORE: Final = lazy_pattern(f"(?<!{COENG})[{RE_LETTER}][.-]")


def _is_abbreviation(text: str, run: KhmerRun, best: Correction) -> bool:
    """Whether the span ends or begins with a letter of an abbreviation (នៃផ.ស.ស., គ.ជ.បបាន)."""
    first, last = run.units[best.start], run.units[best.end - 1]
    if best.end == len(run.units) and is_letter(last) and _INITIALS_BEHIND.match(text, run.end):
        return True
    alone = best.end == 1 or is_letter(run.units[best.start + 1])
    at_start = best.start == 0 and alone and is_letter(first)
    before = max(0, run.start - 2)
    return at_start and bool(_INITIAL_BEFORE.fullmatch(text, before, run.start))


def _is_sure(run: KhmerRun, best: Correction) -> bool:
    """Whether it is typed in one of the project's own words, which are right in any context."""
    return any(map(_own_units().__contains__, _around(run, best)))


@cache
def _own_units() -> frozenset[bytes]:
    return frozenset(map(encode, own_words()))


def _is_beside_a_letter(text: str, run: KhmerRun, best: Correction) -> bool:
    """Whether the letter too much is a word, a label or the beginning of a name.

    A word: ឬ ("or") or ស ("white") on either side, or ឡ ("oven") behind. A label behind a noun that
    has such (ចំណុចខខុស), or the first letter of the name of a small place (ភូមិរទាំង, ភូមិពពិត).
    """
    typed, meant = run.units[best.start : best.end], lattice().word(best.word)
    if len(typed) != len(meant) + 1:
        return False
    for place, unit in enumerate(typed):
        if typed[:place] + typed[place + 1 :] == meant and is_letter(unit):
            at_end = place == len(meant)
            if unit in _WORDS_OF_A_LETTER and (at_end or (place == 0 and unit != _OVEN)):
                return True
            role: NameRole = "label" if unit in _LABELS else "village"
            if text.endswith(tuple(words_of_names(role)), 0, run.offset(best.start + place)):
                return True
    return False


def _is_called(run: KhmerRun, best: Correction) -> bool:
    """Whether a usual word was typed with ៎ behind it, as who calls or agrees says it (ចាស៎)."""
    stem, last = run.units[best.start : best.end - 1], run.units[best.end - 1]
    number = lattice().number(stem) if last == _KAKABAT else -1
    return number >= 0 and spelling_model().costs[number] <= spelling_model().dearest(_RARE)


def _is_negated(run: KhmerRun, best: Correction) -> bool:
    """Whether the letter too much is អ ("not") before a word of Pali or Sanskrit (មានអសុវត្ថិភាព)."""
    if best.edits != LETTER_TOO_MUCH:
        return False
    typed, meant = run.units[best.start : best.end], lattice().word(best.word)
    same = len(commonprefix((typed, meant)))  # noqa: RUF071 (unit by unit is meant)
    first = best.start + same + 1
    behind = run.units[first : first + _MOST_JOINED]
    if typed[same] != _NOT or behind.startswith(bytes((_NOT,))):  # before a vowel it is អន
        return False
    ends = range(len(behind), _LEAST_NEGATED - 1, -1)
    longest = next((behind[:end] for end in ends if lattice().number(behind[:end]) >= 0), b"")
    return bool(longest) and not decode(longest).strip(_PALI_CHARACTERS + _SANSKRIT_SIGNS)


def _is_pali(run: KhmerRun, best: Correction) -> bool:
    """Whether a word was typed with the ending of a Pali case: the best one (បុញ្ញំ, ពុទ្ធស្ស), or any (សុខោ)."""
    typed = run.units[best.start : best.end]
    if typed[-1] == _OO:
        return len(typed) > 3 and not is_mark(typed[-2]) and lattice().number(typed[:-1]) >= 0
    return typed in [lattice().word(best.word) + ending for ending in _ENDINGS]


# Pali in Khmer script stands word by word between blanks, and its words end in a vowel, ំ or few others.
_PALI_CHARACTERS: Final = "".join(map(chr, range(0x1780, 0x17B4))) + f"ាិីឹុូេោំ{COENG}"
_SANSKRIT_SIGNS: Final = "\u17c8\u17cc\u17cd\u17d0"
_PALI_LETTER: Final = f"{RE_LETTER}\u17b6-\u17b9\u17bb\u17bc\u17c1\u17c4\u17c6{COENG}"
_PALI_WORD: Final = (
    f"(?:[{_PALI_LETTER}]*(?:[\u17b6-\u17b9\u17bb\u17bc\u17c1\u17c4\u17c6]|េន|ស្ស|ញ្ច)|[ចន])"
)
_PALI: Final = lazy_pattern(
    f"(?<![^\\s«“(]){_PALI_WORD}(?:[ ,]+{_PALI_WORD}){{2,}}(?![^\\s,។៕»”)])"
)
# An ending that tells: a case or a person, behind two letters or more.
_PALI_ENDING: Final = lazy_pattern(
    f"[{_PALI_LETTER}]{{3}}(?:[{RE_LETTER}\u17b6]\u17c6|\u17c4|េន|េសុ|ស្ស|ានិ|ាមិ|ន្ត[ិុ])(?![^\\s,។])"
)
_LEAST_STEM: Final = 4  # units of a stem
_RARE: Final = 10  # occurrences from which on a word is not rare
_AROUND_PALI: Final = 60  # characters on either side in which a Pali passage is looked for


def _is_of_pali(word: str) -> bool:
    """Whether Pali has all letters and signs of a word."""
    return not word.strip(_PALI_CHARACTERS)


def _is_among_pali(text: str, start: int, end: int) -> bool:
    """Whether the span is in a passage of Pali: three words or more (មុសាវាទា វេរមណី សិក្ខាបទំ)."""
    if not _is_of_pali(text[start:end]):  # nearly always
        return False
    last = end + _AROUND_PALI
    for passage in _PALI.finditer(text, max(0, start - _AROUND_PALI), last):
        if passage.start() <= start and end <= passage.end():
            return bool(_PALI_ENDING.search(text, *passage.span()))
    return False


def _is_stem(text: str, run: KhmerRun, best: Correction) -> bool:
    """Whether a rare word of Pali was typed as its stem, with ៈ (វិធុរៈ); behind a name ៈ is a colon."""
    if run.units[best.end - 1] != _YUUKALEAPINTU:
        return False
    stem = run.units[best.start : best.end - 1]
    return (
        len(stem) >= _LEAST_STEM
        and not is_mark(stem[-1])
        and stem == lattice().word(best.word)
        and _is_of_pali(decode(stem))
        and spelling_model().costs[best.word] > spelling_model().dearest(_RARE)
        and not spelling_model().sources[best.word] & NAME
        and not is_behind_title(text, run.offset(best.start))
    )


# Before these prefixes Pali and Sanskrit words end in the vowel that two have become: វិទ្យា + អធិការ is
# វិទ្យាធិការ, ពហុ + ឧបការ is ពហូបការ. What is typed, and how the second word begins.
_JOINTS: Final = tuple(
    (encode("អ" + typed)[1:], encode(begins))
    for typed, begins in (
        ("\u17b6នុ", "អនុ"), ("\u17b6នុ", "អ\u17b6នុ"), ("\u17b6ភិ", "អភិ"), ("\u17b6ធិ", "អធិ"),
        ("\u17bcប", "ឧប"), ("\u17c4ប", "ឧប"),
    )
)  # fmt: skip
_ENDS: Final = tuple(encode("អ" + vowel)[1:] for vowel in ("", "\u17b6", "\u17bb"))
_MOST_JOINED: Final = 12  # units of either word
_LEAST_NEGATED: Final = 3  # units of a word that អ stands before


def _is_joined(run: KhmerRun, best: Correction) -> bool:
    """Whether the span lies in a compound of two known words that share the vowel between them."""
    units, known = run.units, lattice().number
    first, last = max(0, best.start - _MOST_JOINED), best.end + _MOST_JOINED
    for typed, begins in _JOINTS:
        joint = units.find(typed, first + 2, last)
        if joint >= 0:
            behind = joint + len(typed)
            starts = range(max(0, joint - _MOST_JOINED), min(best.start, joint - 2) + 1)
            ends = range(max(best.end, behind + 1), min(len(units), joint + _MOST_JOINED) + 1)
            if any(known(begins + units[behind:end]) >= 0 for end in ends) and any(
                known(units[start:joint] + end) >= 0 for start, end in product(starts, _ENDS)
            ):
                return True
    return False


def _groups(found: Sequence[Correction]) -> list[list[Correction]]:
    """Groups of candidates that overlap the best one of their group, in the order of the run."""
    groups: list[list[Correction]] = []
    owners: dict[int, int] = {}  # unit -> the group whose best candidate has it
    for candidate in found:
        units = range(candidate.start, candidate.end)
        owner = min((owners[unit] for unit in units if unit in owners), default=-1)
        if owner >= 0:
            groups[owner].append(candidate)
        else:
            owners.update(dict.fromkeys(units, len(groups)))
            groups.append([candidate])
    return sorted(groups, key=lambda group: group[0].start)


# A word that costs so much more than the best one would be reported itself, as a slip of the best one.
_MOST_DEARER: Final = ANY_FAULT + 70


def _meant(run: KhmerRun, group: list[Correction]) -> tuple[str, ...]:
    best = group[0]
    word = lattice().word
    typed = run.units[best.start : best.end]
    wholes: dict[int, str] = {}  # by the word: of several places for it the best candidate's wins
    for candidate in group:
        is_inside = best.start <= candidate.start and candidate.end <= best.end
        how_much_dearer = best.gain + best.cost - candidate.gain - candidate.cost
        if is_inside and how_much_dearer <= _MOST_DEARER:
            before, behind = candidate.start - best.start, candidate.end - best.start
            whole = typed[:before] + word(candidate.word) + typed[behind:]
            wholes.setdefault(candidate.word, decode(whole))
    meant = [*wholes.values()]
    if typed[-1] == _YUUKALEAPINTU and typed[:-1] == word(best.word):
        # headlines type ៈ for its look-alike ៖: that comes first at the end of a run, else second
        meant.insert(int(not _is_last(best, run)), decode(typed[:-1]) + CAMNUC)
    return tuple(dict.fromkeys(meant))


_LEAST_FOR_A_WORD: Final = -12 * 14  # a loss is allowed: the caller says that the word is wrong


def near_words(word: str) -> list[str]:
    """The words near a folded, normalized word, the best first; none if it is no Khmer run."""
    if not RUN.fullmatch(word):
        return []
    units, reader = encode(word), lattice()
    found, _ = reader.read(units, OUTSIDE, OUTSIDE, _LEAST_FOR_A_WORD)
    near = [units[: c.start] + reader.word(c.word) + units[c.end :] for c in found]
    return [decode(word) for word in near if _is_read(word)]


def is_known_word(word: str) -> bool:
    """Whether a folded, normalized text is one known word."""
    return bool(RUN.fullmatch(word)) and lattice().number(encode(word)) >= 0


def is_made_of_words(word: str) -> bool:
    """Whether a folded, normalized word consists of known words."""
    return bool(RUN.fullmatch(word)) and _is_read(encode(word))


def _is_read(units: bytes) -> bool:
    """Whether ``units`` consist of known words."""
    reader = lattice()
    return all(piece.word != reader.unknown for piece in reader.pieces(units, OUTSIDE, OUTSIDE))


def _is_last(best: Correction, run: KhmerRun) -> bool:
    return best.end == len(run.units)


# --- features --------------------------------------------------------------------------------

ALARM_FEATURES: Final = (
    "gain", "high gain", "gap", "cost", "several", *(f"edit {i}" for i in range(1, CLASSES)),
    "word cost", "unseen", "only google", "only dictionary", "trusted", "length", "short", "four",
    "pieces", "unknown", "dearest piece", "known", "known dictionary", "known google", "known cost",
    "in document", "alone in document", "meant in document", "letters", "shifter", "whole run",
    "run length", "between blanks", "line start", "title", "behind title", "place", "behind place",
    "ends in yuukaleapintu", "covered", "before unknown", "behind unknown", "at start", "by",
    "high gain rare", "whole title", "short gain",
)  # fmt: skip
_SHIFTERS: Final = frozenset((0x17C9 - 0x177F, 0x17CA - 0x177F))
_YUUKALEAPINTU: Final = 0x17C8 - 0x177F
_KAKABAT: Final = 0x17CE - 0x177F
_OVEN: Final = 0x17A1 - 0x177F
_WORDS_OF_A_LETTER: Final = encode("ឬសឡ")
_LABELS: Final = encode("កខគឃង")
_NOT: Final = 0x17A2 - 0x177F
_ENDINGS: Final = (encode(NIKAHIT), encode("ស្ស"))
_OO: Final = 0x17C4 - 0x177F
_COUNTS: Final = (0, 1, 2, 4, 8, 16)


def _features(
    text: str, run: KhmerRun, group: list[Correction], pieces: list[Piece], start: int, end: int
) -> tuple[int, ...]:
    model, reader = spelling_model(), lattice()
    best = group[0]
    others = [c.gain for c in group if c.word != best.word and c.gain >= _GOOD_GAIN]
    typed = run.units[best.start : best.end]
    sources = model.sources[best.word]
    word_cost = model.costs[best.word]
    lists = sources & (DICTIONARY | GOOGLE)
    first = bisect_right(pieces, best.start, key=attrgetter("start")) - 1
    last = bisect_left(pieces, best.end, key=attrgetter("start"))
    inside = pieces[first:last]
    costs = [255 if p.word == reader.unknown else model.costs[p.word] for p in inside]
    known, word = reader.number(typed), reader.word(best.word)
    known_sources = model.sources[known] if known >= 0 else 0
    whole_run = best.start == 0 and best.end == len(run.units)
    alone = whole_run and text[start - 1 : start] in "\n " and text[end : end + 1] in "\n "
    title, behind_title = _cues("person", text, start)
    place, behind_place = _cues("place", text, start)
    before = pieces[first - 1] if first else None
    behind = pieces[last] if last < len(pieces) else None
    around = max(0, start - _FAR), end + _FAR
    here = text.count(text[start:end], *around)
    high = max(best.gain - 84, 0)
    classes = [0] * CLASSES
    edits = best.edits
    while edits:
        classes[edits & 15] = 1
        edits >>= 4
    short = len(typed) <= 3
    return (
        min(best.gain, 84), min(high, 210), min(best.gain - max(others, default=-112), 168),
        best.cost, int(best.edits > 15), *classes[1:],
        word_cost, int(not sources & COUNTED), int(lists == GOOGLE), int(lists == DICTIONARY),
        int(lists == DICTIONARY | GOOGLE), min(len(typed), 12), int(short), int(len(typed) == 4),
        min(len(inside), 4), int(255 in costs), max(costs), int(known >= 0),
        int(bool(known_sources & DICTIONARY)), int(bool(known_sources & GOOGLE)),
        model.costs[known] if known >= 0 else 255,
        _log(here), int(here == 1), _log(text.count(decode(word), *around)),
        _letters(typed) // len(typed), int(any(u in _SHIFTERS for u in typed)), int(whole_run),
        min(len(run.units), 30), int(alone), int(start == 0 or text[start - 1] == "\n"),
        title, behind_title, place, behind_place,
        int(typed[-1] == _YUUKALEAPINTU), _is_covered(run, best, known), _is_strange(before),
        _is_strange(behind), int(typed[0] != word[0]),
        int(bool(_BY.search(text, max(0, start - 10), start))),
        int(high >= 28 and word_cost > model.dearest(3)), int(alone and title),
        short * min(best.gain, 84),
    )  # fmt: skip


def _log(count: int) -> int:
    return min(count.bit_length(), 6)


_BOTH: Final = DICTIONARY | GOOGLE
_USUAL: Final = 30  # occurrences from which on a word is no slip and no name


@lru_cache(maxsize=4096)
def is_everyday(word: str) -> bool:
    """Whether a folded text is a frequent word that does not make another word when doubled.

    Standing twice it is a slip: Khmer writes repetition with ៗ.
    """
    if not RUN.fullmatch(word):
        return False
    model, number_of, units = spelling_model(), lattice().number, encode(word)
    number = number_of(units)
    return (
        number >= 0
        and model.costs[number] <= model.dearest(_USUAL)
        and model.sources[number] & _BOTH == _BOTH
        and number_of(units * 2) < 0
    )


def _letters(units: bytes) -> int:
    """The cost of ``units`` as the letters of an unknown piece."""
    letters = spelling_model().letters
    return sum(
        letters[before * ALPHABET_SIZE + unit]
        for before, unit in zip(b"\0" + units, units + b"\0", strict=True)
    )


def _is_strange(piece: Piece | None) -> int:
    if piece is None:
        return 0
    return int(piece.word == lattice().unknown or spelling_model().costs[piece.word] > 196)


def _is_covered(run: KhmerRun, best: Correction, known: int) -> int:
    """Whether a known word contains the span and is longer."""
    words = map(lattice().number, _around(run, best))
    return int(any(word not in (known, -1) for word in words))


def _around(run: KhmerRun, best: Correction) -> Iterator[bytes]:
    """What may be a word with the span in it: up to 8 units more on either side."""
    units = run.units
    for first in range(max(0, best.start - 8), best.start + 1):
        if first == best.start or is_letter(units[first]):  # no word begins with another
            for last in range(best.end, min(len(units), best.end + 8) + 1):
                yield units[first:last]


_BY: Final = lazy_pattern("ដោយ *[:៖]? *$|ឈ្មោះ *$|[ក-ឳ] *[៖:] *$")


@cache
def _cue_words(role: NameRole) -> tuple[str, ...]:
    return tuple(map(fold, words_of_names(role)))


def _cues(role: NameRole, text: str, start: int) -> tuple[int, int]:
    """Whether a word that names follow stands shortly before ``start``, and whether directly."""
    before = text[max(0, start - _LONGEST_NAME) : start].rpartition("\n")[2]
    if not any(map(before.__contains__, _cue_words(role))):
        return 0, 0
    return 1, int(before.removesuffix(" ").endswith(_cue_words(role)))


def is_behind_title(text: str, start: int) -> bool:
    """Whether a title stands so shortly before ``start`` that this may be a name."""
    return bool(_cues("person", text, start)[0])
