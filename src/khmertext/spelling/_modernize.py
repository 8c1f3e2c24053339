"""Legacy spelling to modern spelling: whole words, guarded by a lexicon.

Most "legacy" forms are those of the typewriter years (1967-2009): ំ for a subscript after ម, ន for ណ,
អោយ for ឱ្យ. The "modern" ones, those of Chuon Nath's dictionary, are older and binding again. A rule
alone is wrong more often than right (អំពី, ចំណុច and គំរូ are correct), so a word is changed only if
the pair is listed in ``data/legacy_spellings.tsv``, or if the lexicon has the changed word and not
the typed one. Names of persons and places are left alone (``_names``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import pairwise, product
from operator import add, itemgetter
from typing import Final, Literal, NamedTuple, get_args

from khmertext._addresses import outside_addresses
from khmertext._changes import Change, splice, trim
from khmertext._chars import (
    AHSDA,
    BANTOC,
    COENG,
    COENG_DA,
    COENG_TA,
    FINALS,
    LEADING_VOWELS,
    LETTERS,
    NIKAHIT,
    RE_LETTER,
    RE_MARK,
    RE_VOWEL,
    SAMYOK_SANNYA,
    SHIFTERS,
    TOANDAKHIAT,
    VOWELS,
    ZWSP,
)
from khmertext._lexicon import legacy_pairs, lexicon
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext._scan import Triggered
from khmertext._view import View
from khmertext.errors import check_option, check_text
from khmertext.normalization import Edit, Normalized, normalize
from khmertext.normalization._syllables import MISPLACED_VOWEL
from khmertext.spelling._names import (
    is_end_of_a_name,
    is_in_a_name,
    may_be_a_name,
    may_follow_a_head,
    stands_alone_as_name,
    stands_as_place,
    stands_in_a_list,
)
from khmertext.spelling._words import Cuts, Forms, cuts, holds, runs_around, whole_addresses

Confidence = Literal["high", "medium", "low"]
Give = Literal["ឱ្យ", "ឲ្យ"]
CONFIDENCES: Final[tuple[Confidence, ...]] = get_args(Confidence)
SPELLINGS_OF_GIVE: Final[tuple[Give, ...]] = get_args(Give)


def modernize(text: str, *, confidence: Confidence = "high", give: Give = "ឱ្យ") -> str:
    """``text`` with legacy spellings replaced by the modern ones, and nothing else changed.

    ``confidence`` is the lowest confidence of the listed pairs that are applied: ``"high"``,
    ``"medium"`` (also contested or rare pairs) or ``"low"`` (also those whose legacy form is the
    more usual one today). ``give`` is the spelling of the word *aoy*, "to give", on which
    prescriptive sources disagree. A word is found even if it is badly encoded or holds U+200B.
    Names of persons and places stay where the context shows them; so does a word alone in quotation
    marks, since it is cited.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for an unknown option.

    >>> modernize("គេសំរេចចិត្តអោយដឹងអំពីគំរូ")
    'គេសម្រេចចិត្តឱ្យដឹងអំពីគំរូ'
    """
    text = check_text(text, "modernize")
    return explain_modernize(text, confidence=confidence, give=give).text


def explain_modernize(
    text: str, *, confidence: Confidence = "high", give: Give = "ឱ្យ"
) -> Normalized:
    """:func:`modernize` with its edits and the way back to the offsets of ``text``.

    The ``rule`` of an edit is a key of ``SPELLING_RULES``, which explains it. Options and errors are
    those of :func:`modernize`.

    >>> explain_modernize("សំរេច").edits
    (Edit(start=1, end=3, before='ំរ', after='ម្រ', rule='am>mo+coeng'),)
    """
    text = check_text(text, "explain_modernize")
    check_option("confidence", confidence, CONFIDENCES)
    check_option("give", give, SPELLINGS_OF_GIVE)
    return explained(text, confidence, give)


def explained(
    text: str, confidence: Confidence = "high", give: Give = "ឱ្យ", *, headings: bool = True
) -> Normalized:
    """:func:`explain_modernize`; without ``headings`` a colon at the end of a line may be ៈ, too."""
    view = View(text, colons=False)
    legacy = legacy_words(Boundaries(view), confidence, give, headings=headings)
    found = [smallest(view.text, one) for one in legacy]
    edits = [_edit(view, one) for one in grown(view.text, found, view.widened)]
    edits = [edit for edit in edits if edit.before != edit.after]
    changed = splice(text, (Change(e.start, e.end, e.after, e.rule) for e in edits))
    return Normalized(changed if edits else text, text, tuple(edits), _reason)


def _reason(rule: str) -> str:
    from khmertext.spelling._spelling_rules import SPELLING_RULES  # a table that is seldom needed

    return f"{rule}: {SPELLING_RULES[rule]}"


class Legacy(NamedTuple):
    """``view.text[start:end]`` is a legacy spelling of ``modern``."""

    start: int
    end: int
    modern: str
    rule: str
    confidence: Confidence


def legacy_words(
    boundaries: Boundaries, confidence: Confidence, give: Give, *, headings: bool = True
) -> list[Legacy]:
    """The legacy spellings in a view, in rising order; none overlap."""
    view = boundaries.view
    pairs = _pairs(confidence, give)
    found = list(_listed(view.text, pairs, boundaries))
    if headings:
        found = [_in_context(view.text, one) for one in found]
    found += _by_rule(view.text, pairs, boundaries)
    found += _particles(view.text)
    found += _vowels_in_visual_order(view.text)
    kept = []
    done = 0
    wanted = CONFIDENCES[: CONFIDENCES.index(confidence) + 1]
    found = [legacy for legacy in found if legacy.confidence in wanted]
    found.sort(key=lambda f: (f.start, -f.end))
    for legacy in outside_addresses(boundaries.addresses, found):
        start, end = legacy.start, legacy.end
        if start >= done:  # else it lies inside a longer word
            done = end
            if view.text[start:end] != legacy.modern and not _is_cited(view.text, start, end):
                kept.append(legacy)
    return kept


_QUOTES: Final = {"«": "»", "“": "”", "‹": "›", "‘": "’", '"': '"', "'": "'"}


def _is_cited(text: str, start: int, end: int) -> bool:
    """Whether a word stands alone in quotation marks: the text speaks about the word itself."""
    closing = _QUOTES.get(text[start - 1 : start])
    return closing is not None and text.startswith(closing, end)


def grown(
    text: str, found: Iterable[Legacy], grow: Callable[[int, int], tuple[int, int]]
) -> list[Legacy]:
    """``found`` with their spans enlarged by ``grow``; those that then overlap become one."""
    whole: list[Legacy] = []
    for start, end, modern, rule, confidence in found:
        first, last = grow(start, end)
        before = text[first:start]
        if whole and whole[-1].end > first:
            left = whole.pop()
            before = left.modern[: len(left.modern) - max(0, left.end - start)]
            before += text[left.end : start]
            first, last, rule = left.start, max(last, left.end), left.rule
            confidence = max(left.confidence, confidence, key=CONFIDENCES.index)
        whole.append(Legacy(first, last, before + modern + text[end:last], rule, confidence))
    return whole


def smallest(text: str, legacy: Legacy) -> Legacy:
    """The smallest change that does not cut a coeng pair."""
    start, end, modern, rule, confidence = legacy
    head, tail = trim(text[start:end], modern)
    head -= modern[head - 1 : head] == COENG
    tail -= modern[: len(modern) - tail].endswith(COENG) or text.endswith(COENG, 0, end - tail)
    return Legacy(start + head, end - tail, modern[head : len(modern) - tail], rule, confidence)


def _edit(view: View, legacy: Legacy) -> Edit:
    first, last = view.to_original(legacy.start, legacy.end)
    return Edit(first, last, view.original[first:last], legacy.modern, legacy.rule)


class Boundaries:
    """Where words and their parts begin and end in a view: by the segmentation, or by a U+200B.

    And where its ``addresses`` are, in which no word is looked for.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.parts = Cuts(view.text, "part")
        self.words = Cuts(view.text, "word")
        self.addresses = whole_addresses(view.text)

    def begins(self, offset: int) -> bool:
        """Whether a part begins or ends there."""
        return holds(self.parts.near(offset), offset)

    def begins_word(self, offset: int) -> bool:
        """Whether a word begins or ends there."""
        return holds(self.words.near(offset), offset)

    def is_whole(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` begins and ends where parts do.

        Not before a letter with itself as subscript: there a Pali compound goes on (អារម្មណ-ប្បច្ចយ).
        """
        if _DOUBLED.match(self.view.text, end):
            return False
        first, last = self.view.to_original(start, end)
        original = self.view.original
        return (original[first - 1 : first] == ZWSP or self.begins(start)) and (
            original[last : last + 1] == ZWSP or self.begins(end)
        )

    def would_be_whole(self, found: Legacy) -> bool:
        """Whether the segmentation would cut the word whole if it were spelled in the modern way."""
        start, end, modern, *_ = found
        text = self.view.text
        if end - start < _LONG - 1 or not self.begins(start) or _DOUBLED.match(text, end):
            return False
        first = max(0, start - _AROUND)
        changed = text[first:start] + modern + text[end : end + _AROUND]
        parts = cuts(changed, "part")
        return all(holds(parts, start - first + length) for length in (0, len(modern)))

    def is_in_a_name(self, found: Legacy, *, called_so: bool, verb: bool = False) -> bool:
        """Whether this word is part of a name here; ``called_so`` if names may be spelled so."""
        text, (start, end, modern, rule, _) = self.view.text, found
        if stands_in_a_list(text, start, end, modern):
            return True
        behind_a_head = may_follow_a_head(text, start, end)
        old = rule in _RULES
        return (called_so or behind_a_head) and any(
            (called_so and is_in_a_name(text, start, end, modern, offsets, verb=verb))
            or (behind_a_head and is_end_of_a_name(text, start, end, modern, offsets, old=old))
            for offsets in (self.words.near(start), self.parts.near(start))
        )

    def word_at(self, offset: int) -> tuple[int, int]:
        """The word that holds ``offset``."""
        words = self.words.near(offset)
        behind = bisect_right(words, offset)
        return words[behind - 1], words[behind]


_DOUBLED: Final = lazy_pattern(rf"(?!ក្កដា)([{RE_LETTER}]){COENG}\1")


# --- listed pairs ----------------------------------------------------------------------------


class _Pairs(NamedTuple):
    modern: dict[str, tuple[str, str, Confidence]]  # legacy form -> modern form, rule, confidence
    legacy: Forms


_DA_TA: Final = (COENG_DA, COENG_TA)


@cache
def _pairs(confidence: Confidence, give: Give) -> _Pairs:
    wanted = CONFIDENCES[: CONFIDENCES.index(confidence) + 1]
    modern = {
        pair.legacy: (pair.modern, pair.category, pair.confidence)
        for pair in legacy_pairs()
        if pair.confidence in wanted
    }
    for legacy, (form, rule, level) in list(modern.items()):
        for one, other in _DA_TA, _DA_TA[::-1]:  # they look the same, and either is typed
            if one in legacy:
                other_form = form.replace(one, other)
                modern.setdefault(legacy.replace(one, other), (other_form, rule, level))
    if give == "ឲ្យ":
        modern = {
            old: (give if rule == "oy" else new, rule, level)
            for old, (new, rule, level) in modern.items()
        }
        modern["ឱ្យ"] = (give, "oy", "high")
        del modern[give]
    return _Pairs(modern, Forms(modern))


def _listed(text: str, pairs: _Pairs, boundaries: Boundaries) -> Iterator[Legacy]:
    for start, ends in pairs.legacy.places(text):
        for end in ends:
            legacy = text[start:end]
            found = Legacy(start, end, *pairs.modern[legacy])
            if boundaries.is_whole(start, end) or boundaries.would_be_whole(found):
                is_place = found.rule == "place"
                if is_place and not stands_as_place(text, start, end):
                    continue
                called_so = may_be_a_name(legacy)
                if is_place or not _is_a_name(text, found, boundaries, called_so=called_so):
                    yield found
                break


def _is_a_name(text: str, found: Legacy, boundaries: Boundaries, *, called_so: bool) -> bool:
    alone = partial(stands_alone_as_name, text, found.start, found.end, boundaries.words.near)
    if found.rule == "oy":  # nearly always the verb
        return called_so and alone("person")
    return alone("person", "place") or boundaries.is_in_a_name(found, called_so=called_so)


_LINE_ENDS: Final = lazy_pattern(r"[^\S\n]*(?:\n|\Z)")


def _in_context(text: str, found: Legacy) -> Legacy:
    """``found`` with less confidence if it is a colon at the end of a line, as after a heading."""
    if found.rule == "colon>yuukaleapintu" and _LINE_ENDS.match(text, found.end):
        return found._replace(confidence="medium")
    return found


# --- rules -----------------------------------------------------------------------------------

_USUAL: Final = 5  # occurrences below which the lexicon's word may be a slip of its corpus
_BEHIND_AM: Final = "\u179a\u179b\u17a1\u1784\u1789\u178e\u1793\u17a2\u17a0\u1794\u1796\u1797"
_AM: Final = f"{NIKAHIT}(?=[{_BEHIND_AM}])"
_BEFORE_SAMYOK: Final = "\u1780\u1799\u179a\u179f"  # ដុល្លារ័, វិសយ័
# the ends of syllables of Sanskrit in which ័ is in its place: វយ័ស្ថ, វយ័ស្យ, រ័ត្ន, រ័តន៍, រ័ក្ស
_IN_ITS_PLACE: Final = (
    f"\u178f{COENG}?\u1793|\u179f{COENG}[\u1790\u1799]|\u1780{COENG}[\u179f\u1781]"
)
_LATE_SAMYOK: Final = (
    f"(?<=[{RE_LETTER}])([{_BEFORE_SAMYOK}]){SAMYOK_SANNYA}(?!(?:{_IN_ITS_PLACE})(?![{RE_VOWEL}]))"
)
_RE_AM: Final = lazy_pattern(_AM)
# rule -> where it applies, the characters it changes, what they become, a pattern of the result
_RULES: Final = {
    "am>mo+coeng": (
        _RE_AM,
        NIKAHIT,
        "\u1798" + COENG,
        lazy_pattern(f"\u1798{COENG}(?=[{_BEHIND_AM}])"),
    ),
    "no>nno": (
        lazy_pattern(f"(?<={NIKAHIT})\u1793"),
        "\u1793",
        "\u178e",
        lazy_pattern(f"(?<={NIKAHIT})\u178e"),
    ),
}
_ALWAYS_AHSDA: Final = "\u1780\u178a"  # ក៏ ដ៏
_DRAWN_LIKE_LA: Final = "\u1791" + COENG + "\u1794"  # ទ្ប typed for its look-alike ឡ; no word has it
_LA: Final = "\u17a1"
_SIGNS: Final = Triggered(
    lazy_pattern(f"{AHSDA}|{_LATE_SAMYOK}|{_DRAWN_LIKE_LA}"),
    (AHSDA, _DRAWN_LIKE_LA, *(letter + SAMYOK_SANNYA for letter in _BEFORE_SAMYOK)),
)
# the particles ក៏ and ដ៏ with the wrong sign; but foreign names end with ដ៍
_PARTICLE: Final = Triggered(
    lazy_pattern(f"[{_ALWAYS_AHSDA}]{TOANDAKHIAT}"),
    (letter + TOANDAKHIAT for letter in _ALWAYS_AHSDA),
)
_USUAL_BEFORE: Final = 10  # the least occurrences of a word to which a particle may be glued
# the end of foreign names that have this sign by right: ដេនម៉ាក៍, ឡុងដ៍, ហូឡង់ដ៍
_FOREIGN_END: Final = lazy_pattern(f"[{SHIFTERS}].{{0,2}}.\\Z|[\u1784{BANTOC}](?=\u178a)")
_INSIDE_A_WORD: Final = lazy_pattern(f"[{RE_LETTER}{RE_MARK}{COENG}]")
_AROUND: Final = 20  # characters of context for the segmentation
_MOST_PARTS: Final = 6  # in one word
_LONGEST_WITH_SAMYOK: Final = 12
_LONG: Final = 5  # characters from which on a word is not found by chance
_LONGEST_WORD: Final = 64


def _by_rule(text: str, pairs: _Pairs, boundaries: Boundaries) -> Iterator[Legacy]:
    for match in _SIGNS.finditer(text):
        if match.group() == _DRAWN_LIKE_LA:
            yield _la(text, match.start(), boundaries)
        elif match.group() == AHSDA:
            yield from _ahsda(text, match.start(), boundaries)
        else:
            yield from _late_samyok(text, match.start(), pairs, boundaries)
    done = 0
    for start, ends in _forms_of_rules().places(text) if NIKAHIT in text else ():
        last = max(ends)
        for am in _RE_AM.finditer(text, max(start, done), last):
            done = am.end()
            yield from _guarded(text, am.start(), boundaries)


def _la(text: str, offset: int, boundaries: Boundaries) -> Legacy:
    """ឡ for ទ្ប in the longest run of words that the lexicon has with ឡ, else by itself."""
    for run in runs_around(boundaries.parts.near(offset), offset):
        modern = text[run[0] : run[-1]].replace(_DRAWN_LIKE_LA, _LA)
        if modern in lexicon():
            return Legacy(run[0], run[-1], modern, "tho+coeng+ba>la", "high")
    return Legacy(offset, offset + len(_DRAWN_LIKE_LA), _LA, "tho+coeng+ba>la", "high")


def _late_samyok(text: str, offset: int, pairs: _Pairs, boundaries: Boundaries) -> Iterator[Legacy]:
    """The word up to ័, if the lexicon has it with ័ one letter earlier.

    The segmentation is no help: it does not cut between such a word and the next.
    """
    known = lexicon()
    end = offset + 2
    starts = range(max(0, offset - _LONGEST_WITH_SAMYOK), offset)
    longer = range(end + 1, min(len(text), end + _LONGEST_WITH_SAMYOK) + 1)
    around = {text[start:last] for start, last in product(starts, longer)}
    if any(word in known or word in pairs.modern for word in around):
        return  # ័ is in its place, as in ស្វយ័ត, or that of a listed pair, សក័រាជ
    for start in starts:
        word = text[start:offset] + SAMYOK_SANNYA + text[offset]
        surely_ends = len(word) >= _LONG or not _INSIDE_A_WORD.match(text, end)
        if (
            word in known
            and text[start:end] not in known
            and (surely_ends or boundaries.begins(start))
        ):
            yield Legacy(start, end, word, "late samyok", "high")
            return


def _vowels_in_visual_order(text: str) -> Iterator[Legacy]:
    """A vowel typed before its letter: moved behind it, or deleted, whichever makes fewer known words.

    Behind its letter it may meet the other half of a vowel (ចំេពាះ, ចំពោះ).
    """
    for match in _VOWEL_BEFORE_ITS_LETTER.finditer(text):
        offset = match.end()
        first, last = max(0, offset - _AROUND), offset + 1 + _AROUND
        letter = _LETTER_OF_VOWEL.match(text, offset + 1)
        if letter is None:  # a dotted circle, which is in no word
            continue
        before, behind = text[first:offset], text[letter.end() : last]
        readings = []
        for vowel in (text[offset], ""):
            cluster = normalize(letter["letters"] + vowel + letter["vowel"], "safe")
            found = _known_around(before, cluster, behind)
            if found:
                count, start, end, modern = found
                end += letter.end() - offset - len(cluster)
                legacy = Legacy(first + start, first + end, modern, "misplaced vowel", "high")
                readings.append((count, legacy))
        is_doubtful = len({count for count, _ in readings}) < len(readings) and letter["vowel"]
        if readings and not is_doubtful:  # អំេពី is អំពើ or អំពី
            yield min(readings, key=itemgetter(0))[1]


# the last character of a complete syllable, with a misplaced vowel behind it
_VOWEL_BEFORE_ITS_LETTER: Final = Triggered(
    lambda: compile_pattern(f"(?s:.)(?={MISPLACED_VOWEL.pattern})"),
    map("".join, product((*VOWELS, *FINALS, NIKAHIT, BANTOC), LEADING_VOWELS)),
)
_LETTER_OF_VOWEL: Final = lazy_pattern(
    f"(?P<letters>[{RE_LETTER}](?:{COENG}[{RE_LETTER}])*)(?P<vowel>[{RE_VOWEL}]?)"
)


def _known_around(before: str, changed: str, behind: str) -> tuple[int, int, int, str] | None:
    """How many words the text then has, the span from the word before ``changed`` to its last one, and
    those words; if the lexicon has them and the next one, in its spelling of today.
    """
    text = before + changed + behind
    ends = cuts(text, "part")
    first = bisect_right(ends, len(before) - 1) - 1
    last = bisect_left(ends, len(before) + len(changed))
    words = [text[i:j] for i, j in pairwise(ends[first : last + 1])]
    if not all(map(lexicon().__contains__, filter(_INSIDE_A_WORD.match, words))):
        return None
    following = "".join(text[i:j] for i, j in pairwise(ends[last : last + 2]))
    if _INSIDE_A_WORD.match(following) and not _is_known_today(following):
        return None
    return len(ends), ends[first], ends[last], text[ends[first] : ends[last]]


def _is_known_today(word: str) -> bool:
    """Whether the lexicon has a word, or its spelling of today; other vowels are not moved for that."""
    if word in lexicon():
        return True
    return not _VOWEL_BEFORE_ITS_LETTER.search(word) and modernize(word) in lexicon()


def _particles(text: str) -> Iterator[Legacy]:
    for match in _PARTICLE.finditer(text):
        start, end = match.span()
        modern = match[0][0] + AHSDA
        inside = start and _INSIDE_A_WORD.match(text, start - 1)
        if not inside or _is_particle_behind(text, start, modern):
            yield Legacy(start, end, modern, "toandakhiat>ahsda", "high")


def _is_particle_behind(text: str, start: int, particle: str) -> bool:
    """Whether ``particle`` is glued to a usual word, and does not end a foreign name."""
    first, end = max(0, start - _AROUND), start + len(particle)
    changed = text[first:start] + particle + text[end : end + _AROUND]
    parts = cuts(changed, "part")
    offset = start - first
    # ដ៏ needs an adjective after it
    goes_on = particle[0] == "\u1780" or _INSIDE_A_WORD.match(text, end)
    if not (goes_on and holds(parts, offset) and holds(parts, offset + len(particle))):
        return False
    known = lexicon()
    i = bisect_left(parts, offset)
    word = changed[parts[i - 1] : offset]
    return (
        known.get(word, 0) >= _USUAL_BEFORE
        and word + text[start:end] not in known
        and not _FOREIGN_END.search(changed[:offset] + particle[0])
    )


def _guarded(text: str, offset: int, boundaries: Boundaries) -> Iterator[Legacy]:
    """The word at ``offset``, if the lexicon has it only with the change.

    The segmentation may cut an unknown word into several parts; but if all parts are words, they
    stay as they are.
    """
    known = lexicon()
    listed = _pairs("low", "ឱ្យ").modern  # about these _listed has decided
    start, end = boundaries.word_at(offset)
    if end - start > _LONGEST_WORD or text[start:end] in known:
        return
    for run in runs_around(boundaries.parts.near(offset), offset):
        word = text[run[0] : run[-1]]
        if word in known or word in listed:
            return
        modern = _known_by_rule().get(word)
        if modern is None or (len(run) > 2 and all(text[i:j] in known for i, j in pairwise(run))):
            continue
        found = Legacy(run[0], run[-1], *modern, "high")
        if not boundaries.is_in_a_name(found, called_so=True, verb=True):
            yield found
        return


@cache
def _known_by_rule() -> dict[str, tuple[str, str]]:
    """Unknown form -> the most frequent word that a rule makes of it, and the rule."""
    known, listed = lexicon(), _pairs("low", "ឱ្យ").modern
    found: dict[str, tuple[int, str, str]] = {}
    for rule, (legacy, before, after, made) in _RULES.items():
        usual = (word for word, count in known.items() if after in word and count >= _USUAL)
        for word in usual:
            for form in _with_some(word, made, (before, after)):
                if form not in known and form not in listed and legacy.sub(after, form) == word:
                    found[form] = max((known[word], word, rule), found.get(form, (0, "", "")))
    return {form: (word, rule) for form, (_, word, rule) in found.items()}


def _with_some(word: str, made: re.Pattern[str], either: tuple[str, str]) -> Iterator[str]:
    """All variants of ``word`` with one or the other of ``either`` wherever ``made`` matches."""
    first, *others = made.split(word)
    for joints in product(either, repeat=len(others)):
        yield first + "".join(map(add, joints, others))


@cache
def _forms_of_rules() -> Forms:
    return Forms(_known_by_rule())


def _ahsda(text: str, offset: int, boundaries: Boundaries) -> Iterator[Legacy]:
    """Ahsda typed for toandakhiat; not on the first letter of a word, where it may be right."""
    if text[offset - 1] in _ALWAYS_AHSDA and text[offset - 2 : offset - 1] != COENG:
        return  # nearly all: decided without segmentation
    word_start, word_end = boundaries.word_at(offset)
    if word_end - word_start > _LONGEST_WORD:
        return
    base = offset - 1
    while base > word_start and (text[base] not in LETTERS or text[base - 1] == COENG):
        base -= 1
    if text[base] in _ALWAYS_AHSDA:
        return
    known = lexicon()
    parts = boundaries.parts.near(base)
    last = bisect_left(parts, base)
    for start in parts[max(0, last - _MOST_PARTS) : last]:
        word = text[start:offset]
        if word + TOANDAKHIAT in known and word + AHSDA not in known:
            yield Legacy(start, offset + 1, word + TOANDAKHIAT, "ahsda>toandakhiat", "high")
            return
