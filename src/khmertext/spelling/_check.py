"""check_spelling: words that are not as they should be, reported and never changed."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, Literal

from khmertext._chars import MARKS
from khmertext._view import View
from khmertext.errors import check_option, check_text
from khmertext.spelling._modernize import CONFIDENCES, Confidence, Legacy, legacy_words
from khmertext.spelling._words import cuts
from khmertext.types import Mention, Mentions

MistakeKind = Literal["legacy", "misspelling"]


@dataclass(frozen=True, slots=True)
class SpellingMention(Mention):
    """A word that is not as it should be: ``text_given[start:end] == text``.

    ``kind`` is ``"legacy"`` (a spelling of other years, which :func:`modernize` changes) or
    ``"misspelling"``; ``suggestions`` are what may be meant, the best first, at least one; ``rule``
    is a key of ``SPELLING_RULES``; ``score`` says how sure this is, from 0 to 100.
    """

    kind: MistakeKind
    suggestions: tuple[str, ...]
    rule: str
    score: int


# How often an edit of modernize is right, by the confidence of the pair.
_SCORES: Final[dict[Confidence, int]] = {"high": 98, "medium": 75, "low": 40}


def check_spelling(text: str, *, legacy: Confidence | None = "high") -> Mentions[SpellingMention]:
    """The words of ``text`` that are not as they should be, in rising order; none overlap.

    ``legacy`` says down to which confidence legacy spellings are reported, as ``confidence`` of
    :func:`modernize`; ``None``: not at all. What :func:`normalize` repairs is not reported. Offsets
    are code points of ``text``.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for an unknown option.

    >>> [(m.text, m.suggestions, m.rule) for m in check_spelling("គេសំរេចចិត្តឣោយដឹង")]
    [('សំរេច', ('សម្រេច',), 'am>mo+coeng'), ('ឣោយ', ('ឱ្យ',), 'oy')]
    """
    check_text(text, "check_spelling")
    if legacy is not None:
        check_option("legacy", legacy, CONFIDENCES)
    return spelling_in(View(text), legacy)


def spelling_in(view: View, legacy: Confidence | None = "high") -> Mentions[SpellingMention]:
    """What :func:`check_spelling` gives, for a text that has a view already."""
    if legacy is None:
        return Mentions((), SpellingMention)
    found = legacy_words(view, legacy, "ឱ្យ")
    return Mentions((_legacy_mention(view, word) for word in found), SpellingMention)


def _legacy_mention(view: View, found: Legacy) -> SpellingMention:
    start, end, modern, rule, confidence = found
    if view.text[start] in MARKS:  # only a sign is to change: the word up to it is shown
        words = cuts(view.text, "word")
        word = words[bisect_right(words, start) - 1]
        start, modern = word, view.text[word:start] + modern
    first, last = view.to_original(start, end)
    text = view.original[first:last]
    return SpellingMention(first, last, text, "legacy", (modern,), rule, _SCORES[confidence])
