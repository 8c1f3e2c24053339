"""Where the long form of an acronym begins and ends in the words beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from khmertext.acronyms._forms import units
from khmertext.acronyms._gazetteer import Gazetteer
from khmertext.acronyms._letters import HEAD, Alignment, align
from khmertext.acronyms._phrase import Head, Word, cut, opens_phrase, spelling, words_of
from khmertext.acronyms._types import Kind

# What a long form never contains; a comma and a space it may.
_STOP_CHARS = '។៕៖៘៙៚!?\n\r\t«»“”‹›"„…()（）[]{}<>+*•|;'
_COLON = ":(?![\u1780-\u17b3])"  # គណ:កម្មាធិការ is typed so
_after_stop = re.compile(
    f"[{re.escape(_STOP_CHARS)}]|{_COLON}|\\.{{2,}}|\\. | [-–—] |(?<=[\u1780-\u17d3])\\."
)
_before_stop = re.compile(f"[{re.escape(_STOP_CHARS)}]|{_COLON}|\\.| [-–—/] ?")
# ទទួលសេវា|ពី, យន្តហោះ|របស់: the noun before these is what somebody gets or has, and begins no name
_BEHIND_NO_HEAD = ("ពី", "ទៅ", "ដល់", "ដោយ", "របស់")
_edge = " ,/-–—'’‘.\u00a0"
_latin_words = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.&-]*")


# What speaks for a head noun as the beginning of the long form of a Latin short form:
FIRST_LETTER = 5  # its English counterpart gives the first letter: Ministry of ...
LAST_LETTER = 3  # ... the last one: ... Fund
A_LETTER = 2  # ... another one
CONTRADICTED = -2  # ... none
DOUBTFUL = 2  # and what speaks against it: another name begins, too many or too few words
UNSURE = 60  # the score of a long form that nothing confirms


class LongForm(NamedTuple):
    """The span of a long form, how well it fits, and where the letters come from."""

    start: int
    end: int
    score: int
    kind: Kind | None
    positions: tuple[int, ...] = ()
    english: tuple[int, int] | None = None


def reach(letters: int) -> int:
    """How far from the acronym, in code points, a long form can begin or end."""
    return min(80 + 40 * letters, 400)


def phrase_before(text: str, end: int, letters: int) -> list[Word]:
    """The words to the left of ``end`` that can belong to one name."""
    first = max(0, end - reach(letters))
    while end > first and text[end - 1] in _edge:
        end -= 1
    if text[end - 1 : end] in '»”"’' and end > first:  # LONG stands in quotation marks
        end -= 1
    start = first
    for stop in _after_stop.finditer(text, first, end):
        start = stop.end()
    words = cut(text, start, end)
    for index in range(len(words) - 2, -1, -1):
        if words[index].has("stop"):
            words = words[index + 1 :]
            break
    return _trimmed(words)


def phrase_after(text: str, start: int, letters: int) -> list[Word]:
    """The words to the right of ``start`` that can belong to one name."""
    last = min(len(text), start + reach(letters))
    while start < last and text[start] in _edge + '«“"‘':
        start += 1
    stop = _before_stop.search(text, start, last)
    return _trimmed(cut(text, start, stop.start() if stop else last))


def _trimmed(words: list[Word]) -> list[Word]:
    while words and not words[0].text.strip(_edge):
        del words[0]
    while words and not words[-1].text.strip(_edge):
        del words[-1]
    return words


def khmer_before(text: str, end: int, short: str, *, looser: bool = False) -> LongForm | None:
    """The Khmer long form of the Khmer ``short`` that ends at ``end``."""
    letters = units(short)
    phrase = phrase_before(text, end, len(letters))
    found = align(letters, phrase)
    if found and found.start == phrase[0].start and not found.begins_with_head:
        before = spelling(text[max(0, found.start - 24) : found.start]).rstrip()
        if before.endswith(tuple(words_of("name"))):
            return None  # the initials of a person
    return _accepted(found, letters, phrase, looser)


def khmer_after(text: str, start: int, end: int | None, short: str) -> LongForm | None:
    """The Khmer long form of the Khmer ``short`` that begins at ``start``.

    It must end at ``end``; if that is ``None`` it ends where its phrase ends.
    """
    letters = units(short)
    if end is None:
        phrase = phrase_after(text, start, len(letters))
    else:
        phrase = _trimmed(cut(text, start, end))
        if any(word.has("stop") for word in phrase):
            return None  # a sentence, not a name
    found = align(letters, phrase, from_start=True, to_end=end is not None)
    if found and end is None:
        # the rest of the last word's phrase: up to a space or a word that no name contains
        for word in phrase:
            if word.start >= found.end:
                if not word.text.strip() or word.has("stop") or word.has("title"):
                    break
                found = found._replace(end=word.end)
    return _accepted(found, letters, phrase, looser=False)


def _accepted(
    found: Alignment | None, letters: list[str], phrase: list[Word], looser: bool
) -> LongForm | None:
    if found is None:
        return None
    allowed = len(letters) - (0 if found.begins_with_head else 1) + (2 if looser else 0)
    if found.cost > allowed:
        return None
    raw = found.cost - (HEAD if found.begins_with_head else 0)
    score = max(0, 100 - 25 * max(0, raw) // len(letters))
    first = next(word for word in phrase if word.start == found.start)
    kind = first.head.kind if first.head else None
    return LongForm(found.start, found.end, score, kind, found.positions)


def latin_before(text: str, end: int, short: str, gazetteer: Gazetteer) -> LongForm | None:
    """The long form of the Latin ``short`` that ends at ``end``: in English, or else in Khmer.

    No letter of a Latin short form says where a Khmer name begins. It begins with a head noun: the
    nearest one, unless a farther one fits the letters better by what its English counterpart
    begins with and by the number of words.
    """
    english = english_before(text, end, short)
    if english:
        return LongForm(*english, 100, None, english=english)
    letters = sum(char.isalnum() for char in short)
    phrase = phrase_before(text, end, letters)
    if not phrase or phrase[-1].text.isascii():
        return None
    last = phrase[-1].end
    for entry in gazetteer.entries(short):
        first = max(0, last - len(entry.expansion))
        if spelling(text[first:last]) == spelling(entry.expansion):
            return LongForm(first, last, 100, entry.kind)
    best: tuple[int, int] | None = None
    for index, word in enumerate(phrase):
        if word.has("title") and not (index and phrase[index - 1].head):
            best = None  # what stands before a person's title is another name
        # គណៈប្រតិភូ begins a name, but rather speaks for the one behind it
        if word.head and not word.has("title") and _can_begin(phrase, index, short):
            value = _fit(phrase, index, short)
            # on a tie the nearer one, unless the first letters speak for both: then they are one name
            if best is None or value > best[0] or value == best[0] < FIRST_LETTER:
                best = value, index
    if best is None:
        return _plain_phrase(phrase, letters)
    value, index = best
    head = phrase[index].head
    return LongForm(
        phrase[index].start, last, max(UNSURE, min(90, 75 + 5 * value)), head.kind if head else None
    )


def _plain_phrase(phrase: list[Word], letters: int) -> LongForm | None:
    """A term without a head noun, such as ការវិនិយោគផ្ទាល់ពីបរទេស (FDI), if it stands by itself."""
    first = 0
    for index, word in enumerate(phrase):
        if word.has("title") or not word.text.strip(_edge):
            first = index + 1
    best: tuple[int, int] | None = None
    for index in range(first, len(phrase)):
        if phrase[index].text.startswith(tuple(words_of("noun"))):
            content = sum(word.is_khmer and not word.has("function") for word in phrase[index:])
            # each word rather gives one letter; on a tie the whole phrase and not a part of it
            if max(2, (letters + 1) // 2) <= content <= 2 * letters:
                best = min(best or (letters, index), (abs(content - letters), index))
    if best is None:
        return None
    return LongForm(phrase[best[1]].start, phrase[-1].end, UNSURE, "term")


def _can_begin(phrase: list[Word], index: int, short: str) -> bool:
    """Whether the head noun ``phrase[index]`` can begin the long form of ``short``.

    One that is a common word, such as ប្រាក់, must give a letter or begin its phrase; one without
    more words, such as អង្គការក្រៅរដ្ឋាភិបាល, must give all letters of its English counterpart.
    """
    head = phrase[index].head
    assert head
    given = [initial in short.upper() for initial in head.initials]
    if index + 1 == len(phrase):
        return len(given) > 1 and all(given)
    if phrase[index + 1].text in _BEHIND_NO_HEAD:
        return False
    return head.kind != "term" or any(given) or opens_phrase(phrase, index)


def _fit(phrase: list[Word], index: int, short: str) -> int:
    """How well the name that begins with the head noun ``phrase[index]`` fits ``short``."""
    letters = [char for char in short.upper() if char.isalnum()]
    head = phrase[index].head
    assert head
    value = CONTRADICTED
    if _gives(head, letters):
        inner = [word.head.initials[:1] for word in phrase[index + 1 :] if word.head]
        value = LAST_LETTER if letters[-1] in head.initials else A_LETTER
        # អង្គភាព ... គម្រោង ...: Project ... Unit, in the order of English
        if letters[0] in head.initials[:1] or (value == LAST_LETTER and letters[0] in inner):
            value = FIRST_LETTER
    if head.kind == "term":
        value -= 1  # ជំងឺ is rather the subject of a name than its beginning
    before = [word.head for word in phrase[:index] if word.text != "នៃ"][-1:]
    if before and before[0]:
        # អាជ្ញាធរ|អគ្គិសនី is one name, the more so if its first noun gives a letter too
        value -= FIRST_LETTER if _gives(before[0], letters) else DOUBTFUL
    later = range(index + 1, len(phrase))
    for other in later:
        second = phrase[other].head
        if second and _is_joined(phrase[other - 1]) and not _in_order(head, second, letters):
            value -= DOUBTFUL  # another name begins
    content = sum(phrase[i].is_khmer and not phrase[i].has("function") for i in later) + 1
    if 2 * content < len(letters) or content > 2 * len(letters) + 1:
        value -= DOUBTFUL
    return value


def _gives(head: Head, letters: list[str]) -> bool:
    return any(initial in letters for initial in head.initials)


def _is_joined(word: Word) -> bool:
    """Whether behind ``word`` another name can begin, or a name go on."""
    return word.text in ("និង", "ឬ", ",") or not word.text.strip(_edge)


def _in_order(first: Head, second: Head, letters: list[str]) -> bool:
    """Whether both of two joined nouns give a letter: F(ederation) and A(ssociations), CAMFEBA."""
    places = [i for i, letter in enumerate(letters) if letter in first.initials]
    rest = letters[places[0] + 1 :] if places else []
    return any(letter in second.initials and letter not in first.initials for letter in rest)


def latin_after(text: str, start: int, end: int, short: str) -> LongForm | None:
    """The long form of the Latin ``short`` that fills ``[start, end)``, in English or Khmer."""
    english = english_inside(text, start, end, short)
    if english:
        return LongForm(*english, 100, None, english=english)
    phrase = _trimmed(cut(text, start, end))
    if len(phrase) > 1 and phrase[0].head and not any(word.has("stop") for word in phrase):
        return LongForm(phrase[0].start, phrase[-1].end, 80, phrase[0].head.kind)
    return None


def english_before(text: str, end: int, short: str) -> tuple[int, int] | None:
    """The English long form of ``short`` that ends at ``end`` (after Schwartz and Hearst, 2003)."""
    letters = sum(char.isalnum() for char in short)
    while end and text[end - 1] in _edge + '»”"':
        end -= 1
    start = end
    while start and (_latin_char(text[start - 1]) and end - start < 20 * (letters + 5)):
        start -= 1
    words = list(_latin_words.finditer(text, start, end))
    if not words or words[-1].end() != end:
        return None
    words = words[-min(letters + 5, 2 * letters) :]
    return english_inside(text, words[0].start(), end, short)


def _latin_char(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in " -&',."
    return "\u00c0" <= char <= "\u024f" or char == "’"


def english_inside(text: str, start: int, end: int, short: str) -> tuple[int, int] | None:
    """The part of ``text[start:end]`` from the word that gives the first letter of ``short``."""
    while end > start and text[end - 1] in _edge:
        end -= 1
    wanted = [char.lower() for char in short if char.isalnum()]
    place = end
    for number in range(len(wanted) - 1, -1, -1):
        place -= 1
        while place >= start and (
            text[place].lower() != wanted[number]
            or (number == 0 and place > start and text[place - 1].isalnum())
        ):
            place -= 1
        if place < start:
            return None
    long = text[place:end]
    if len(long) <= len(short) + 2 or not any(mark in long for mark in " -"):
        return None
    return place, end
