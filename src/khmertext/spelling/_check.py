"""The proofreader: ``check_spelling`` reports misspelled and legacy words, and never changes them.

It joins the legacy words of ``_modernize``, listed slips (``_listed``), words typed twice or with a
space inside, and the alarms of the lattice (``_alarms``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from itertools import accumulate, product
from os import PathLike
from os.path import commonprefix
from typing import Final, Literal

from khmertext._changes import Change, splice
from khmertext._chars import COENG, COENG_DA, COENG_TA, RE_KHMER, RE_MARK, fold
from khmertext._files import file_text
from khmertext._lexicon import LegacyPair, legacy_pairs
from khmertext._patterns import WordPattern, any_of, lazy_pattern
from khmertext._scan import Triggered
from khmertext._view import View
from khmertext.errors import (
    UnknownOptionError,
    check_text,
    check_threshold,
    check_type,
    check_word,
    check_words,
)
from khmertext.spelling._alarms import (
    ALARM_FEATURES,
    LEAST_BOLD_GAIN,
    LEAST_GAIN,
    Alarm,
    alarms_in,
    is_behind_title,
    is_everyday,
    is_known_word,
    is_made_of_words,
    near_words,
)
from khmertext.spelling._encoding import (
    DOUBLED,
    FAR_LETTER,
    FAR_MARK,
    LETTER,
    LETTER_LEFT_OUT,
    LETTER_TOO_MUCH,
    MARK,
    MARK_LEFT_OUT,
    MARK_TOO_MUCH,
    OWN_SUBSCRIPT,
    SWAPPED,
)
from khmertext.spelling._listed import as_listed, listed_in
from khmertext.spelling._modernize import (
    CONFIDENCES,
    Boundaries,
    Confidence,
    Legacy,
    grown,
    legacy_words,
    modernize,
)
from khmertext.spelling._weights import alarm_score
from khmertext.spelling._words import Forms
from khmertext.types import Mention, Mentions

MistakeKind = Literal["legacy", "misspelling"]
# a span of a folded view with what may be meant, the best first; and a function that finds them
_Suggested = tuple[int, int, tuple[str, ...]]
_Finder = Callable[[str, Boundaries], Iterator[_Suggested]]


@dataclass(frozen=True, slots=True)
class SpellingMention(Mention):
    """A misspelled or legacy word: ``text_given[start:end] == text``.

    ``kind`` is ``"legacy"`` (an old spelling, which :func:`modernize` changes) or
    ``"misspelling"``; ``suggestions`` are what may be meant, the best first, at least one; ``rule``
    is a key of ``SPELLING_RULES``; ``score`` says how sure this is, from 0 to 100.
    """

    kind: MistakeKind
    suggestions: tuple[str, ...]
    rule: str
    score: int


# The score of a legacy word: how often, in %, the edit of modernize is right.
_SCORES: Final[dict[Confidence, int]] = {"high": 98, "medium": 75, "low": 40}
# The rule of a misspelling, by the class of its edit; for several edits it is "several".
_RULES: Final = {
    MARK: "mark",
    FAR_MARK: "mark",
    MARK_LEFT_OUT: "mark left out",
    MARK_TOO_MUCH: "mark too much",
    LETTER: "letter",
    FAR_LETTER: "letter",
    OWN_SUBSCRIPT: "letter",
    LETTER_LEFT_OUT: "letter left out",
    LETTER_TOO_MUCH: "letter too much",
    DOUBLED: "letter too much",
    SWAPPED: "letters",
}
_BOLD: Final = 49  # a threshold up to this also admits alarms that gain less than LEAST_GAIN
_MOST_SUGGESTIONS: Final = 5
_LONGEST_WORD: Final = 64  # characters that ``suggest`` takes for a word, not a text
_MOST_AROUND: Final = 16  # characters by which a span may grow to a whole word


def check_spelling(
    text: str,
    *,
    legacy: Confidence | None = "high",
    typos: bool = True,
    threshold: int = 50,
    known: Iterable[str] | PathLike[str] = (),
) -> Mentions[SpellingMention]:
    """The misspelled and legacy words of ``text``, in rising order; none overlap.

    ``legacy`` is the lowest confidence at which legacy spellings are reported, as ``confidence`` of
    :func:`modernize`; ``None`` reports none. ``typos=False`` reports no misspellings; otherwise those
    with a score of at least ``threshold`` (0 to 100): a high threshold gives few false alarms, a low
    one few misses; it says nothing of legacy spellings. ``known`` are words of yours that are right, as a list or a file with one word a
    line, read as by :class:`Segmenter`: nothing inside them is reported, but what is longer is. What :func:`normalize` repairs is not reported. Offsets are code points of ``text``, which
    is never changed.

    Raises ``TypeError`` if ``text`` is not a ``str`` or ``known`` is one, ``ValueError`` for an
    unknown option or a threshold out of range, and ``OSError`` for a file that cannot be read.

    >>> for m in check_spelling("អាជ្ញធរមូលដ្ឋានសំរេចចិត្ត"):
    ...     print(m.start, m.end, m.kind, m.text, m.suggestions[0], m.rule)
    0 7 misspelling អាជ្ញធរ អាជ្ញាធរ mark left out
    15 20 legacy សំរេច សម្រេច am>mo+coeng
    """
    text = check_text(text, "check_spelling")
    if legacy is not None and legacy not in CONFIDENCES:
        raise UnknownOptionError("legacy", legacy, (*CONFIDENCES, "None"))
    check_threshold(threshold, "check_spelling")
    words = known_words(known, "check_spelling")
    return spelling_in(
        View(text, colons=False), legacy, typos=typos, threshold=threshold, known=words
    )


def known_words(known: Iterable[str] | PathLike[str], function: str) -> tuple[str, ...]:
    """The user's words as they stand in the folded text of a view, where they are looked for."""
    check_words(known, "known")
    if isinstance(known, PathLike):
        from khmertext.segmentation._user_words import numbered_words

        known = [word for _, word in numbered_words(file_text(known).splitlines())]
    words = (View(check_word(word, function, "known"), colons=False).text for word in known)
    return tuple(filter(None, (fold(word).strip() for word in words)))


def spelling_in(
    view: View,
    legacy: Confidence | None = "high",
    *,
    typos: bool = True,
    threshold: int = 50,
    known: tuple[str, ...] = (),
    acronyms: Iterable[Mention] | None = None,
) -> Mentions[SpellingMention]:
    """:func:`check_spelling` on a view; the ``acronyms`` are looked for if they are not given."""
    found = _reported(
        view, legacy, typos=typos, threshold=threshold, known=known, acronyms=acronyms
    )
    right = (replace(m, suggestions=_right_ones(m.suggestions, m.text)) for m in found)
    return Mentions([mention for mention in right if mention.suggestions], SpellingMention)


def _right_ones(meant: Iterable[str], typed: str) -> tuple[str, ...]:
    """What is meant, with what would itself be reported corrected or left out."""
    return tuple(word for word in dict.fromkeys(map(_right, meant)) if word not in ("", typed))


_MOST_ROUNDS: Final = 2


@lru_cache(maxsize=4096)
def _right(word: str) -> str:
    """``word`` with what would be reported in it corrected; nothing if that never ends."""
    for _ in range(_MOST_ROUNDS):
        found = _reported(View(word, colons=False))
        if not found:
            return word
        word = splice(word, (Change(m.start, m.end, m.suggestions[0], m.rule) for m in found))
    return ""


def _reported(
    view: View,
    legacy: Confidence | None = "high",
    *,
    typos: bool = True,
    threshold: int = 50,
    known: tuple[str, ...] = (),
    acronyms: Iterable[Mention] | None = None,
) -> list[SpellingMention]:
    """The mentions, with suggestions that may be misspelled themselves."""
    boundaries = Boundaries(view)
    text = fold(view.text)
    own = _OwnWords(known, text)
    older = _legacy_words(boundaries, legacy, own) if legacy is not None else []
    found = [_legacy_mention(view, word) for word in older]
    if typos:
        taken = [*((word.start, word.end) for word in older), *boundaries.addresses]
        for rule, score, finder in _LISTS:
            if threshold <= score:
                free = _Free(taken)
                spans = [
                    span
                    for span in finder(text, boundaries)
                    if free.is_free(*span[:2]) and not own.hold(*span[:2])
                ]
                found += [_misspelling(view, *span, rule, score) for span in spans]
                taken += [span[:2] for span in spans]
        in_acronyms = _InAcronyms(view, acronyms)
        found += _misspellings(boundaries, text, _Free(taken), own, in_acronyms, threshold)
        found.sort(key=lambda mention: mention.start)
    return found


def _legacy_words(boundaries: Boundaries, confidence: Confidence, own: _OwnWords) -> list[Legacy]:
    """The legacy words of the view, with spans that take whole clusters; without ``own`` ones."""
    view = boundaries.view
    found = legacy_words(boundaries, confidence, "ឱ្យ")
    found = [legacy for legacy in found if not own.hold(legacy.start, legacy.end)]
    return grown(view.text, found, view.widened)


def _legacy_mention(view: View, found: Legacy) -> SpellingMention:
    start, end, modern, rule, confidence = found
    first, last = view.to_original(start, end)
    text = view.original[first:last]
    return SpellingMention(first, last, text, "legacy", (modern,), rule, _SCORES[confidence])


def _misspellings(
    boundaries: Boundaries,
    text: str,
    free: _Free,
    own: _OwnWords,
    in_acronyms: _InAcronyms,
    threshold: int,
) -> Iterator[SpellingMention]:
    view = boundaries.view
    alarms = []
    spans: list[tuple[int, int]] = []
    least = LEAST_BOLD_GAIN if threshold <= _BOLD else LEAST_GAIN
    for alarm in alarms_in(text, least):
        # a dangling coeng after the alarm belongs to the word
        span = view.widened(alarm.start, alarm.end + text.startswith(COENG, alarm.end))
        if not free.is_free(*span) or (spans and spans[-1][1] > span[0]):
            continue
        if own.hold(alarm.start, alarm.end):
            continue
        meant = tuple(dict.fromkeys(map(as_listed, alarm.meant())))
        if _is_for_modernize(text[alarm.start : alarm.end], meant[0]):
            continue
        likely = alarm_score(ALARM_FEATURES, alarm.features())
        if alarm.best.gain < LEAST_GAIN:
            likely = min(likely, _BOLD)
        if likely >= threshold and not in_acronyms.hold(alarm):
            alarms.append((alarm, meant, likely))
            spans.append(span)
    if not alarms:
        return
    whole = _widened(spans, boundaries.words.near, free)
    for (alarm, words, likely), (start, end) in zip(alarms, whole, strict=True):
        head, tail = text[start : alarm.start], text[alarm.end : end].removeprefix(COENG)
        meant = tuple(head + word + tail for word in words[:_MOST_SUGGESTIONS])
        edits = alarm.best.edits
        rule = "several" if edits > 15 else _RULES[edits]
        yield _misspelling(view, start, end, meant, rule, likely)


@cache
def _older() -> tuple[Triggered, dict[str, LegacyPair]]:
    pairs = {fold(pair.legacy): pair for pair in legacy_pairs() if pair.confidence}
    pattern = WordPattern(lambda words: f"{any_of(words)}(?![{RE_MARK}{COENG}])", pairs)
    return Triggered(pattern, pairs), pairs


def _is_for_modernize(typed: str, meant: str) -> bool:
    """Whether the edit changes a legacy form about which ``modernize`` decides."""
    forms, pairs = _older()
    found = [pairs[form[0]] for form in forms.finditer(typed) if form[0] not in meant]
    return any(pair.confidence == "high" or fold(pair.modern) not in meant for pair in found)


def _misspelling(
    view: View, start: int, end: int, meant: tuple[str, ...], rule: str, score: int
) -> SpellingMention:
    given = view.text[start:end]
    suggestions = tuple(_in_the_manner_of(given, word) for word in meant)
    first, last = view.to_original(start, end)
    text = view.original[first:last]
    return SpellingMention(first, last, text, "misspelling", suggestions, rule, score)


def _in_the_manner_of(given: str, meant: str) -> str:
    """``meant`` with subscript ដ for ត as in ``given``: the two look the same.

    If ``given`` has both, each as it was typed up to the first edit.
    """
    folded = fold(given)
    if folded in (given, meant):
        return meant
    if COENG_TA not in given:
        return meant.replace(COENG_TA, COENG_DA)
    head = len(commonprefix((folded, meant)))  # noqa: RUF071 (character by character is meant)
    return given[:head] + meant[head:]


def _listed(text: str, boundaries: Boundaries) -> Iterator[_Suggested]:
    for start, end, meant in listed_in(text, boundaries.begins, boundaries.begins_word):
        yield start, end, (meant,)


def _twice(text: str, boundaries: Boundaries) -> Iterator[_Suggested]:
    """Everyday words that stand twice or more in a row, as parts of the segmentation."""
    parts = boundaries.parts.everywhere
    triples = zip(parts, parts[1:], parts[2:], strict=False)
    alike = [(a, b, c) for a, b, c in triples if c - b == b - a > 2]
    found: list[_Suggested] = []
    for start, middle, end in alike:
        word = text[start:middle]
        if word == text[middle:end] and is_everyday(word):
            goes_on = found and found[-1][1] > start
            first = found.pop()[0] if goes_on else start
            found.append((first, end, (word,)))
    return iter(found)


_BLANK_INSIDE: Final = lazy_pattern(f" (?<=[{RE_KHMER}] )(?=[{RE_KHMER}])")


def _torn(text: str, boundaries: Boundaries) -> Iterator[_Suggested]:
    """Everyday words with a space inside, unless both halves are words or a title precedes.

    After a title, the halves may be a name.
    """
    done = 0
    parts = boundaries.parts.everywhere
    for match in _BLANK_INSIDE.finditer(text):
        blank = match.start()
        i = bisect_left(parts, blank)
        if parts[i : i + 2] != [blank, blank + 1]:  # inside a token, as a telephone number
            continue
        first, last = parts[i - 1], parts[i + 2]
        if is_everyday(text[first:blank]) and is_everyday(text[blank + 1 : last]):
            continue
        for start, end in product(parts[max(0, i - 2) : i], parts[i + 2 : i + 4]):
            whole = text[start:blank] + text[blank + 1 : end]
            # two bare letters are an abbreviation
            if start >= done and len(whole) > 2 and is_everyday(whole):
                if not is_behind_title(text, start) and not _is_between_words(text, parts, i):
                    yield start, end, (whole,)
                    done = end
                break


def _is_between_words(text: str, parts: list[int], i: int) -> bool:
    """Whether the blank ``parts[i]`` stands before a word and behind one letter or a longer word.

    A letter is a name or a word (ពណ៌ស ត្រូវ is no សត្រូវ); ថតរូប ថត is no រូបថត.
    """
    blank, last = parts[i], parts[i + 2]
    longer = text[parts[i - 2] : blank] if i > 1 else ""
    ended = blank - parts[i - 1] == 1 or is_known_word(longer)
    return ended and is_made_of_words(text[blank + 1 : last])


# The rules that need no lattice: name, score, and the function that finds the spans.
_LISTS: Final[tuple[tuple[str, int, _Finder], ...]] = (
    ("listed", 90, _listed),
    ("word twice", 70, _twice),
    ("blank inside", 60, _torn),
)


# What makes the search for acronyms worth its time: so many letters without a mark at the end of a run.
_LEAST_BARE: Final = 3


class _InAcronyms:
    """Tells which alarms of a view overlap an acronym of it.

    Acronyms that are not given are looked for when an alarm may overlap one that stands free.
    """

    def __init__(self, view: View, found: Iterable[Mention] | None) -> None:
        self._view = view
        self._found = found

    @cached_property
    def _free(self) -> _Free:
        from khmertext.acronyms import find_acronyms

        found = find_acronyms(self._view.original) if self._found is None else self._found
        return _Free([(acronym.start, acronym.end) for acronym in found])

    def hold(self, alarm: Alarm) -> bool:
        may_be = self._found is not None or _may_overlap_an_acronym(alarm)
        return may_be and not self._free.is_free(*self._view.to_original(alarm.start, alarm.end))


def _may_overlap_an_acronym(alarm: Alarm) -> bool:
    text, start, end = alarm.text, alarm.run.start, alarm.run.end
    if "." in (text[start - 1 : start], text[end : end + 1]):
        return True
    bare = alarm.run.bare_from
    return end - bare >= _LEAST_BARE and bare < alarm.end


class _OwnWords:
    """Tells what lies inside one of the user's words as they stand in a folded text.

    A piece of a word does not: ``known=["ធរ"]`` says nothing of អាជ្ញធរ.
    """

    def __init__(self, known: tuple[str, ...], text: str) -> None:
        self._starts: list[int] = []
        ends: list[int] = []
        for start, found in _forms_of(known).places(text) if known else ():
            self._starts.append(start)
            ends.append(next((end for end in found if not _INSIDE.match(text, end)), start))
        self._ends = list(accumulate(ends, max))

    def hold(self, start: int, end: int) -> bool:
        i = bisect_right(self._starts, start)
        return i > 0 and self._ends[i - 1] >= end


@lru_cache(maxsize=8)
def _forms_of(known: tuple[str, ...]) -> Forms:
    return Forms(known)


_INSIDE: Final = lazy_pattern(f"[{RE_MARK}{COENG}]")  # a word does not end before these


class _Free:
    """Tells which spans overlap none that is taken."""

    def __init__(self, taken: list[tuple[int, int]]) -> None:
        self._taken = sorted(taken)
        self._ends = list(accumulate((end for _, end in self._taken), max))

    def is_free(self, start: int, end: int) -> bool:
        i = bisect_right(self._ends, start)
        return i == len(self._taken) or self._taken[i][0] >= end


def _widened(
    spans: list[tuple[int, int]], words_near: Callable[[int], list[int]], free: _Free
) -> Iterator[tuple[int, int]]:
    """The spans grown to whole words of the segmentation, unless they would meet another span."""
    done = 0
    for i, (start, end) in enumerate(spans):
        words = words_near(start)
        first = words[bisect_right(words, start) - 1]
        last = words[bisect_left(words, end)]
        behind = spans[i + 1][0] if i + 1 < len(spans) else last
        if (
            first < done
            or last > behind
            or last - first > end - start + _MOST_AROUND
            or not free.is_free(first, last)
        ):
            first, last = start, end
        done = last
        yield first, last


def suggest(word: str, *, limit: int = 5) -> list[str]:
    """The words that ``word`` may be meant as, the best first, at most ``limit``.

    For a legacy spelling the modern one comes first. What is around the word and cannot be seen does
    not count. The list is empty if no word is near, and for a text of more than 64 characters. :func:`check_spelling` is better, since it sees the context.

    Raises ``TypeError`` if ``word`` is not a ``str`` or ``limit`` not an ``int``, ``ValueError`` for a
    ``limit`` below 1.

    >>> suggest("អញ្ចើញ", limit=1)
    ['អញ្ជើញ']
    """
    word = check_text(word, "suggest")
    check_type(limit, "suggest", int, option="limit")
    if limit < 1:
        raise ValueError(f"limit={limit}: ask for at least one suggestion")
    if len(word) > _LONGEST_WORD:
        return []
    word = word.strip()
    given = View(word, colons=False).text
    modern = modernize(given, confidence="low")
    folded = fold(given)
    near = filter(folded.__ne__, map(as_listed, (folded, *near_words(folded))))
    found = [modern, *(_in_the_manner_of(given, meant) for meant in near)]
    if not is_made_of_words(folded):  # else only its encoding is wrong
        found = [meant for meant in found if meant != given]
    return list(_right_ones(found, word))[:limit]
