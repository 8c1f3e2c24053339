"""``chunks`` cuts a text into pieces of limited length, for instance for a language model."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

from khmertext.errors import check_function, check_text, check_type
from khmertext.types import Token


def chunks(
    text: str,
    max_length: int = 500,
    *,
    overlap: int = 0,
    length: Callable[[str], int] = len,
) -> tuple[Token, ...]:
    """``text`` in pieces of at most ``max_length``, of whole sentences where possible.

    A sentence that is too long is cut between words, a word that is too long between clusters. With
    ``overlap``, a chunk begins with the last words of the one before, as many as are at most that
    long; without, the chunks joined give the text. ``length`` measures a piece, in code points
    unless you say otherwise: it may count the tokens of a model (a longer piece must not be
    shorter). The kind of each token is ``"chunk"``.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``length`` no function or a length no number,
    ``ValueError`` for a ``max_length`` below 1, for an ``overlap`` that is not between 0 and
    ``max_length``, and where one cluster is too long.

    >>> [chunk.text for chunk in chunks("ខ្ញុំទៅផ្សារ។ គាត់ទៅផ្ទះ។ យើងមក។", 25)]
    ['ខ្ញុំទៅផ្សារ។ ', 'គាត់ទៅផ្ទះ។ យើងមក។']
    """
    text = check_text(text, "chunks")
    check_type(max_length, "chunks", int, option="max_length")
    check_type(overlap, "chunks", int, option="overlap")
    check_function(length, "chunks", "length")
    check_type(length(""), "chunks", int, float, option="what length gives")
    if max_length < 1:
        raise ValueError(f"max_length={max_length} must be at least 1")
    if not 0 <= overlap < max_length:
        raise ValueError(f"overlap={overlap} must be from 0 to less than max_length={max_length}")
    return tuple(_chunks(text, max_length, overlap, length))


def _chunks(text: str, longest: int, overlap: int, length: Callable[[str], int]) -> Iterator[Token]:
    from khmertext._clusters import clusters
    from khmertext.segmentation import segment, sentences

    sentence_ends = [sentence.end for sentence in sentences(text)]
    word_ends = segment(text).boundaries
    cluster_ends = list(accumulate(map(len, clusters(text))))
    start = end = 0
    while end < len(text):
        for ends in (sentence_ends, word_ends, cluster_ends):
            reached = _farthest(text, start, end, ends, longest, length)
            if reached > end:
                break
        else:
            if start < end:  # the overlap leaves no room for the next word
                start = end
                continue
            raise ValueError(
                f"the cluster at offset {end} is longer than max_length={longest}; raise it"
            )
        end = reached
        yield Token(text[start:end], start, end, "chunk")
        start = _overlapping(text, end, word_ends, overlap, length)


def _farthest(
    text: str,
    start: int,
    after: int,
    ends: Sequence[int],
    longest: int,
    length: Callable[[str], int],
) -> int:
    """The last of ``ends`` behind ``after`` that a piece from ``start`` can reach; else ``after``."""
    first = bisect_right(ends, after)
    step = 1
    while first + step <= len(ends) and length(text[start : ends[first + step - 1]]) <= longest:
        step *= 2
    low, high = first + step // 2, min(first + step, len(ends) + 1)  # ends[low - 1] fits
    while low + 1 < high:
        middle = (low + high) // 2
        if length(text[start : ends[middle - 1]]) <= longest:
            low = middle
        else:
            high = middle
    return ends[low - 1] if low > first else after


def _overlapping(
    text: str, end: int, ends: Sequence[int], overlap: int, length: Callable[[str], int]
) -> int:
    """Where the longest run of whole words begins that ends at ``end`` and fits in ``overlap``."""
    start = end
    index = bisect_left(ends, end) - 1
    while overlap and index >= 0 and length(text[ends[index] : end]) <= overlap:
        start = ends[index]
        index -= 1
    return start
