"""Replacements in a text: applying them, shrinking them, composing those of successive passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple


class Change(NamedTuple):
    """``text[start:end]`` becomes ``after`` by ``rule``; lists of changes rise and never overlap."""

    start: int
    end: int
    after: str
    rule: str


# The same as Change(*fields) in a quarter of the time, for the loops that make many.
new_change: Callable[[tuple[int, int, str, str]], Change] = partial(tuple.__new__, Change)


def splice(text: str, changes: Iterable[Change], offset: int = 0) -> str:
    """``text`` with ``changes`` made; their offsets count from ``offset``."""
    pieces = []
    done = 0
    for start, end, after, _ in changes:
        pieces.append(text[done : start - offset])
        pieces.append(after)
        done = end - offset
    pieces.append(text[done:])
    return "".join(pieces)


def trim(before: str, after: str) -> tuple[int, int]:
    """How many code points at the start and at the end two different strings have in common.

    At least one of ``before`` is left, so that an insertion replaces something of the original.

    >>> trim("កំុ", "កុំ"), trim("aab", "ab"), trim("ab", "axb")
    ((1, 0), (1, 1), (1, 0))
    """
    limit = min(len(before), len(after))
    head = 0
    while head < limit and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    if head + tail == len(before):
        return (head, tail - 1) if tail else (head - 1, tail)
    return head, tail


def join_rules(*rules: str) -> str:
    """Names joined by "+", each once, in order of first appearance."""
    return _joined(tuple(dict.fromkeys(rules)))


@lru_cache(1 << 10)
def _joined(rules: tuple[str, ...]) -> str:
    return "+".join(dict.fromkeys(name for rule in rules for name in rule.split("+")))


def _ends_alone(changes: Sequence[Change], number: int) -> bool:
    """Whether the next change begins later than this one ends."""
    return number + 1 == len(changes) or changes[number].end < changes[number + 1].start


def compose(
    original: str, first: Sequence[Change], middle: str, second: Sequence[Change]
) -> list[Change]:
    """The changes that lead from ``original`` straight to what ``second`` makes of ``middle``.

    ``first`` made ``middle`` of ``original``. Changes of both passes that meet become one.

    >>> compose("aXb", [Change(1, 2, "YZ", "p")], "aYZb", [Change(2, 4, "c", "q")])
    [Change(start=1, end=3, after='Yc', rule='p+q')]
    """
    if not first:
        return list(second)
    result: list[Change] = []
    i = j = shift = 0  # shift: middle minus original, before the next change of `first`
    while j < len(second):
        low, high, after, rule = second[j]
        following = first[i].start + shift if i < len(first) else high + 1
        if not after and high < following and _ends_alone(second, j):
            # a deletion that nothing meets, as most are
            result.append(new_change((low - shift, high - shift, "", rule)))
            j += 1
            continue
        if i < len(first):
            left = first[i].start + shift
            right = left + len(first[i].after)
            if right < low or (right == low and left < right and low < high):
                result.append(first[i])
                shift += right - left - (first[i].end - first[i].start)
                i += 1
                continue
        # A group begins with second[j] or with the change of `first` that meets it, and grows as
        # long as something meets it.
        group_first, group_second = i, j
        start = low
        original_start = low - shift
        end = high
        j += 1
        while True:
            if i < len(first):
                left = first[i].start + shift
                right = left + len(first[i].after)
                if left < end or (left == end and (left == right or start == end)):
                    if left < start:
                        start, original_start = left, first[i].start
                    end = max(end, right)
                    shift += right - left - (first[i].end - first[i].start)
                    i += 1
                    continue
            if j < len(second):
                low, high = second[j].start, second[j].end
                if low < end or (low == end and (low == high or start == end)):
                    end = max(end, high)
                    j += 1
                    continue
            break
        original_end = end - shift
        parts = second[group_second:j]
        after = splice(middle[start:end], parts, start)
        before = original[original_start:original_end]
        if before != after:
            rule = join_rules(*[c.rule for c in first[group_first:i]], *[c.rule for c in parts])
            head, tail = trim(before, after)
            after = after[head : len(after) - tail]
            result.append(new_change((original_start + head, original_end - tail, after, rule)))
    return [*result, *first[i:]]
