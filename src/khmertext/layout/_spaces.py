"""Removes the spaces between words, where a text has been typed or recognized word by word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from khmertext._changes import Change, splice
from khmertext._chars import COENG, RE_LETTER, RE_MARK
from khmertext._patterns import lazy_pattern
from khmertext._view import View
from khmertext.errors import check_text
from khmertext.normalization import Edit, Normalized

_KHMER: Final = f"{RE_LETTER}{RE_MARK}{COENG}"
_SPACES: Final = lazy_pattern(
    f"(?<=[{_KHMER}\u17d7]) +(?=[{RE_LETTER}])"
    rf"(?<!\.[{RE_LETTER}] )(?<!\. [{RE_LETTER}] )(?![{RE_LETTER}] ?\.)"  # a letter of គ . ជ . ប
)
# When short pieces between spaces are words and not phrases: how many there must be in a row, how
# many words they may have on average, and how many must be single function words, which Khmer
# lists, names and mottoes hardly have. A line that consists of such pieces needs fewer. The values
# were chosen on a segmented corpus and on news: see docs/everyday.md.
_PIECES: Final = 6
_PIECES_OF_A_LINE: Final = 3
_FUNCTION_WORDS: Final = 2
_SHARE_OF_FUNCTION_WORDS: Final = 0.2
_WORDS_PER_PIECE: Final = 1.5
_LONGEST_PIECE: Final = 3


class _Piece(NamedTuple):
    """The text between two spaces."""

    words: int
    is_function_word: bool


def remove_word_spaces(text: str) -> str:
    """``text`` without spaces between words, where it was written word by word.

    Khmer has spaces between phrases only. Many single words in a row, with function words among
    them, show that a text was typed word by word, read by a machine, or comes from a segmented
    corpus: there the spaces between Khmer letters are removed. Spaces in ordinary text, in lists of
    nouns, beside figures, Latin words and punctuation stay, and nothing but spaces, no-break ones
    too, is removed.

    Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> remove_word_spaces("ខ្ញុំ ទៅ ផ្សារ ជាមួយ គាត់")
    'ខ្ញុំទៅផ្សារជាមួយគាត់'
    >>> remove_word_spaces("ជាតិ សាសនា ព្រះមហាក្សត្រ")
    'ជាតិ សាសនា ព្រះមហាក្សត្រ'
    """
    text = check_text(text, "remove_word_spaces")
    return explain_word_spaces(text).text


def explain_word_spaces(text: str) -> Normalized:
    """Which spaces :func:`remove_word_spaces` takes out of ``text``, with the way back.

    The ``rule`` of each edit is ``"word-space"``. Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> [(edit.start, edit.end) for edit in explain_word_spaces("ខ្ញុំ ទៅ ផ្សារ").edits]
    [(5, 6), (8, 9)]
    """
    text = check_text(text, "explain_word_spaces")
    edits = tuple(_without_spaces(text, start, end) for start, end in _word_spaces(text))
    changed = splice(text, (Change(e.start, e.end, e.after, e.rule) for e in edits))
    return Normalized(changed if edits else text, text, edits, _reason)


def _without_spaces(text: str, start: int, end: int) -> Edit:
    """The edit that takes the spaces out of this span, and leaves a U+200B between two of them."""
    before = text[start:end]
    after = "".join(char for char in before if not char.isspace())
    return Edit(start, end, before, after, "word-space")


def _reason(rule: str) -> str:
    return f"{rule}: a space between words, where a text was written word by word"


def _word_spaces(text: str) -> Iterator[tuple[int, int]]:
    view = View(text)
    start = 0
    for line in view.text.splitlines(keepends=True):
        for run in _runs(line):
            yield from (view.to_original(start + first, start + last) for first, last in run)
        start += len(line)


def _runs(line: str) -> Iterator[list[tuple[int, int]]]:
    """The spaces to remove: those inside each run of pieces that are single words."""
    spaces = [found.span() for found in _SPACES.finditer(line)]
    starts = [0, *(end for _, end in spaces)]
    ends = [*(start for start, _ in spaces), len(line)]
    pieces = [_piece(line[start:end]) for start, end in zip(starts, ends, strict=True)]
    number = 0
    for short, group in groupby(pieces, key=lambda piece: 0 < piece.words <= _LONGEST_PIECE):
        run = list(group)
        if short and _are_words(run, len(run) == len(pieces)):
            yield spaces[number : number + len(run) - 1]
        number += len(run)


def _piece(text: str) -> _Piece:
    """How many words (figures and Latin ones too) a piece has, and if it is a function word."""
    from khmertext.search import stop_words
    from khmertext.segmentation import words

    found = [word for word in words(text) if not word.isspace()]
    return _Piece(len(found), len(found) == 1 and found[0] in stop_words())


def _are_words(run: list[_Piece], is_line: bool) -> bool:
    functions = sum(piece.is_function_word for piece in run)
    return (
        len(run) >= (_PIECES_OF_A_LINE if is_line else _PIECES)
        and functions >= (1 if is_line else _FUNCTION_WORDS)
        and functions >= _SHARE_OF_FUNCTION_WORDS * len(run)
        and sum(piece.words for piece in run) <= _WORDS_PER_PIECE * len(run)
    )
