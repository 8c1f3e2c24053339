"""The lattice of the proofreader in plain Python: the reference of its native twin.

A run of Khmer letters is read in all ways as known words and unknown pieces; the cheapest reading
stands for what was typed. If a span may be a slip of a word, the *gain* is how much less the cheapest
reading costs with that word there, the cost of the slip included. One pass forward and one backward
over states (the last word), as in Viterbi's algorithm, give all gains exactly.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from os.path import commonprefix
from typing import Final, NamedTuple

from khmertext.spelling._encoding import (
    ANY_FAULT,
    MARK_CLASSES,
    NAT,
    REPEAT,
    RUN,
    SWAP,
    TWICE,
    base,
    encode,
    exchanged,
    is_letter,
    is_mark,
    left_out,
    too_much,
)
from khmertext.spelling._spelling_data import (
    ALPHABET_SIZE,
    FIGURE,
    LATIN,
    OUTSIDE,
    UNKNOWN,
    SpellingModel,
)

MOST_CLUSTERS: Final = 9  # in a word
MOST_UNKNOWN: Final = 6  # in an unknown piece
MOST_CHANGED: Final = 8  # clusters of a span that may be a slip
MOST_LETTERS: Final = 20
MOST_TWICE: Final = 3  # clusters that may stand twice in a row
DEAREST: Final = 12 * NAT  # the most that one edit may cost
DEAREST_TWO: Final = 9 * NAT  # two edits or three
LEAST_EDIT: Final = 35  # the cheapest
LEAST_BUDGET: Final = LEAST_EDIT + 2 * NAT  # such an edit and a very frequent word
MOST_REMEMBERED: Final = 1 << 16
NOTHING: Final = 1 << 30


class Correction(NamedTuple):
    """``run[start:end]`` may be a slip of the word; ``edits`` are classes, four bits each."""

    gain: int
    start: int
    end: int
    word: int
    cost: int
    edits: int


def by_gain(candidate: Correction) -> tuple[int, int, int, int]:
    """The order of candidates: the best first, and always the same."""
    return -candidate.gain, candidate.start, candidate.end, candidate.word


class Piece(NamedTuple):
    """A piece of the cheapest reading: the number of a word, or that of ``UNKNOWN``."""

    start: int
    end: int
    word: int


def _beside(characters: str) -> int:
    """The special for the ``characters`` beside a run, the nearest first."""
    nearest = characters[:1]
    if nearest.isdecimal() or (nearest == " " and characters[1:].isdecimal()):
        return FIGURE
    return LATIN if nearest.isascii() and nearest.isalpha() else OUTSIDE


class Lattice:
    """Finds the cheapest readings of runs of units, and the words that would gain."""

    def __init__(self, model: SpellingModel) -> None:
        self.model = model
        self._numbers = {word: number for number, word in enumerate(model.words)}
        self.unknown = len(model.words) + UNKNOWN
        self.size = model.size
        self.tree = Tree(model)
        self._filter = _Filter(model)
        self._near: dict[tuple[bytes, int], tuple[int, list[Near]]] = {}

    def word(self, number: int) -> bytes:
        """The units of a known word."""
        return self.model.words[number]

    def number(self, units: bytes) -> int:
        """The number of a known word, or -1."""
        return self._numbers.get(units, -1)

    def read(
        self, run: bytes, left: int, right: int, least: int
    ) -> tuple[list[Correction], list[Piece]]:
        """The corrections that gain at least ``least``, the best first, and the cheapest reading.

        The reading is empty if nothing gains. ``left`` and ``right`` are the specials beside the run.
        """
        reading = self._reading(run, left, right)
        found = reading.candidates(least)
        return found, reading.pieces() if found else []

    def read_text(
        self, text: str, least: int
    ) -> Iterator[tuple[int, int, list[Correction], list[Piece]]]:
        """The runs of a text with corrections that gain ``least``: the span and both from ``read``."""
        for match in RUN.finditer(text):
            start, end = match.span()
            left, right = (
                _beside(text[max(0, start - 2) : start][::-1]),
                _beside(text[end : end + 1]),
            )
            found, pieces = self.read(encode(match[0]), left, right, least)
            if found:
                yield start, end, found, pieces

    def pieces(self, run: bytes, left: int, right: int) -> list[Piece]:
        """The cheapest reading."""
        return self._reading(run, left, right).pieces()

    def _reading(self, run: bytes, left: int, right: int) -> _Reading:
        words = len(self.model.words)
        return _Reading(self, run, words + left, words + right)

    def near(self, typed: bytes, budget: int, most: int = 3) -> list[Near]:
        """Words of which ``typed`` may be a slip.

        The edits and the word together cost at most ``budget``; ``most`` is the most edits.
        """
        key = typed, most
        reached, found = self._near.get(key, (-1, []))
        if reached < budget:
            if len(self._near) >= MOST_REMEMBERED:
                self._near.clear()
            most = min(most, self._filter.most_edits(typed))
            reached = budget | 31  # rounded up, so that a little more budget is no new search
            found = Walk(self.model, self.tree, typed, reached, most).found() if most else []
            self._near[key] = reached, found
        floors = self.tree.floors
        return [near for near in found if near.cost + floors[near.word] <= budget]


class _Reading:
    """One run: its cost up to each cluster, and from there to the end."""

    def __init__(self, lattice: Lattice, run: bytes, left: int, right: int) -> None:
        self._lattice = lattice
        self._run = run
        self._right = right
        self._offsets = [*(i for i, unit in enumerate(run) if is_letter(unit)), len(run)]
        clusters = range(len(self._offsets) - 1)
        self._doubles = [self._twice(i) for i in clusters]
        self._edges = [self._edges_from(i) for i in clusters]
        self._forward(left)
        self._backward()

    def _edges_from(self, i: int) -> list[tuple[int, int, int]]:
        """The pieces that begin at cluster ``i``: last cluster, word, cost of an unknown piece or 0."""
        model, run, offsets = self._lattice.model, self._run, self._offsets
        number, unknown = self._lattice.number, self._lattice.unknown
        last = len(offsets) - 1
        edges = []
        letters, before = model.unknown, 0
        position = start = offsets[i]
        for j in range(i + 1, last + 1 if i == 0 else min(last, i + MOST_CLUSTERS) + 1):
            end = offsets[j]
            while position < end:
                letters += model.letters[before * ALPHABET_SIZE + run[position]]
                before = run[position]
                position += 1
            if j - i <= MOST_CLUSTERS:
                word = number(run[start:end])
                if word >= 0:
                    edges.append((j, word, 0))
            if j - i <= MOST_UNKNOWN or (i == 0 and j == last):
                edges.append((j, unknown, letters + model.letters[before * ALPHABET_SIZE]))
        return edges

    def _cost(self, history: int, word: int) -> int:
        model = self._lattice.model
        found = model.bigrams.get(history * self._lattice.size + word)
        return model.rests[history] + model.costs[word] if found is None else found

    def _forward(self, left: int) -> None:
        rests, unknown = self._lattice.model.rests, self._lattice.unknown
        clusters = len(self._edges)
        self._before: list[dict[int, int]] = [{} for _ in range(clusters + 1)]
        self._from: list[dict[int, tuple[int, int]]] = [{} for _ in range(clusters + 1)]
        self._before[0][left] = 0
        for i, edges in enumerate(self._edges):
            states = self._before[i]
            cheapest, cheapest_state = NOTHING, 0
            for state, cost in states.items():
                if cost + rests[state] < cheapest:
                    cheapest, cheapest_state = cost + rests[state], state
            for j, word, letters in edges:
                best, best_state = cheapest + letters, cheapest_state
                if word != unknown:
                    best = NOTHING
                    for state, cost in states.items():
                        total = cost + self._cost(state, word)
                        if total < best:
                            best, best_state = total, state
                if best < self._before[j].get(word, NOTHING):
                    self._before[j][word] = best
                    self._from[j][word] = i, best_state

    def _backward(self) -> None:
        clusters = len(self._edges)
        self._behind: list[dict[int, int]] = [{} for _ in range(clusters + 1)]
        for j in range(clusters, -1, -1):
            for state in self._before[j]:
                self._behind[j][state] = self._rest(j, state)
        self.best, self._last = NOTHING, 0
        for state, cost in self._before[clusters].items():
            total = cost + self._behind[clusters][state]
            if total < self.best:
                self.best, self._last = total, state

    def _rest(self, j: int, state: int) -> int:
        """The cost of the run from cluster ``j`` on, after ``state``."""
        if j == len(self._edges):
            return self._cost(state, self._right)
        rests, unknown = self._lattice.model.rests, self._lattice.unknown
        best = NOTHING
        for k, word, letters in self._edges[j]:
            cost = rests[state] + letters if word == unknown else self._cost(state, word)
            best = min(best, cost + self._behind[k][word])
        return best

    def pieces(self) -> list[Piece]:
        found = []
        j, state = len(self._edges), self._last
        while j:
            i, before = self._from[j][state]
            found.append(Piece(self._offsets[i], self._offsets[j], state))
            j, state = i, before
        return found[::-1]

    def _odd_clusters(self) -> list[bool]:
        """For each cluster, whether the cheapest reading has it in an unknown piece or a rare word.

        Elsewhere only single edits are looked for.
        """
        model = self._lattice.model
        rare = model.dearest(2)
        odd: list[bool] = []
        for start, end, word in self.pieces():
            is_odd = word == self._lattice.unknown or model.costs[word] > rare
            first, last = bisect_left(self._offsets, start), bisect_left(self._offsets, end)
            odd += [is_odd] * (last - first)
        return odd

    def candidates(self, least: int) -> list[Correction]:
        offsets, run = self._offsets, self._run
        clusters = len(self._edges)
        before = [min(states.values()) for states in self._before]
        rests = [self._least_rest(j) for j in range(clusters + 1)]
        odd = self._odd_clusters()
        found = []
        for i in range(clusters):
            for j in range(i + 1, min(clusters, i + MOST_CHANGED) + 1):
                start, end = offsets[i], offsets[j]
                if end - start > MOST_LETTERS:
                    break
                budget = self.best - ANY_FAULT - least - before[i] - rests[j]
                if budget < LEAST_BUDGET or end - start < 2 or REPEAT in run[start:end]:
                    continue
                most = _MOST_EDITS if True in odd[i:j] else 1
                near = self._lattice.near(run[start:end], budget, most)
                for word, cost, edits in [*self._once(i, j), *near]:
                    most_gain = self.best - ANY_FAULT - cost - self._up_to(i, word)
                    if most_gain - rests[j] < least:
                        continue
                    gain = most_gain - self._rest(j, word)
                    if gain >= least:
                        found.append(Correction(gain, start, end, word, cost, edits))
        return sorted(found, key=by_gain)

    def _twice(self, i: int) -> list[tuple[int, int]]:
        """The spans of clusters that are typed twice, their copy beginning at cluster ``i``."""
        middle, found = self._offsets[i], []
        for end in self._offsets[i + 1 : i + 1 + MOST_TWICE]:
            start = 2 * middle - end
            # one letter typed twice is an edit of a unit
            if end - middle > 1 and start >= 0 and _is_alike(self._run, start, middle, end):
                found.append((start, end))
        return found

    def _once(self, i: int, j: int) -> Iterator[Near]:
        """The words from cluster ``i`` to ``j`` in which clusters were typed twice."""
        model, run = self._lattice.model, self._run
        start, end = self._offsets[i], self._offsets[j]
        for k in range(i + 1, j):
            for first, last in self._doubles[k]:
                if start <= first and last <= end:
                    units = run[start : self._offsets[k]] + run[last:end]
                    word = self._lattice.number(units)
                    if word >= 0 and is_long_or_usual(model, word):
                        yield Near(word, *TWICE)

    def _least_rest(self, j: int) -> int:
        """The least cost of the run from cluster ``j`` on, whatever stands before."""
        floors = self._lattice.tree.floors
        if j == len(self._edges):
            return floors[self._right]
        return min(
            letters + floors[word] * (letters == 0) + self._behind[k][word]
            for k, word, letters in self._edges[j]
        )

    def _up_to(self, i: int, word: int) -> int:
        """The cost of the run up to the end of ``word``, which begins at cluster ``i``."""
        return min(cost + self._cost(state, word) for state, cost in self._before[i].items())


# --- words near a span -----------------------------------------------------------------------

_LONG: Final = 6  # the least units of a word that may have two edits
_SHORT: Final = 4  # a word of fewer units must be frequent
_MOST_EDITS: Final = 3
_FEWEST_LETTERS: Final = 3  # of a word in which several marks may be wrong


def _is_alike(run: bytes, start: int, middle: int, end: int) -> bool:
    """Whether the units up to ``middle`` come again after it, the first one subscript or not."""
    return (
        base(run[start]) == base(run[middle]) and run[start + 1 : middle] == run[middle + 1 : end]
    )


def is_long_or_usual(model: SpellingModel, number: int) -> bool:
    """Whether a word may be a correction: short rare words are near to everything."""
    length = len(model.words[number])
    return length >= _SHORT or (length > 1 and model.costs[number] <= model.dearest(10))


class Tree:
    """The words as a trie in depth-first order: node 0 is the root, a first child follows its parent.

    For every node: its unit, the number of the word that ends there or -1, and the end of its
    subtree. For the words of the subtree: the least cost, the least cost of one that is not rare,
    and how many units the shortest and the longest still have.
    """

    def __init__(self, model: SpellingModel) -> None:
        self.floors = model.floors()
        self.units = bytearray(1)
        self.words = array("i", [-1])
        self.ends = array("i", [0])
        path = [0]
        before = b""
        for number, word in enumerate(model.words):
            shared = len(commonprefix((before, word)))  # noqa: RUF071 (unit by unit is meant)
            while len(path) > shared + 1:
                self.ends[path.pop()] = len(self.units)
            for unit in word[shared:]:
                path.append(len(self.units))
                self.units.append(unit)
                self.words.append(-1)
                self.ends.append(0)
            self.words[path[-1]] = number
            before = word
        while path:
            self.ends[path.pop()] = len(self.units)
        count = len(self.units)
        self.cheapest, self.cheapest_usual = bytearray(count), bytearray(count)
        self.shortest, self.longest = bytearray(count), bytearray(count)
        twice = model.dearest(2)
        for node in range(count - 1, -1, -1):
            ways = [
                (
                    self.cheapest[child],
                    self.cheapest_usual[child],
                    self.shortest[child] + 1,
                    self.longest[child] + 1,
                )
                for child in self.children(node)
            ]
            number = self.words[node]
            if number >= 0:
                floor = self.floors[number]
                ways.append((floor, floor if model.costs[number] <= twice else 255, 0, 0))
            costs, usual_costs, shortest, longest = zip(*ways, strict=True)
            self.cheapest[node], self.cheapest_usual[node] = min(costs), min(usual_costs)
            self.shortest[node], self.longest[node] = min(shortest), max(longest)

    def children(self, node: int) -> Iterator[int]:
        end = self.ends[node]
        node += 1
        while node < end:
            yield node
            node = self.ends[node]

    def child(self, node: int, unit: int) -> int:
        """The child of ``node`` with this ``unit``, 0 for none."""
        for child in self.children(node):
            if self.units[child] >= unit:
                return child if self.units[child] == unit else 0
        return 0


class _Filter:
    """A Bloom filter that tells for most spans that no word is near.

    A word and a slip of it become the same when one unit (or two) is deleted from each. So the
    filter holds the hashes of all words with units deleted; it may err only towards "near".
    """

    _SLOTS: Final = 1 << 24
    _ONE_OUT, _TWO_OUT, _LETTERS = 1, 2, 4

    def __init__(self, model: SpellingModel) -> None:
        self._marks = bytearray(self._SLOTS)
        usual, twice = map(model.dearest, (10, 2))
        for word, cost in zip(model.words, model.costs, strict=False):
            if len(word) < _SHORT and cost > usual:
                continue
            self._mark(word, self._ONE_OUT)
            for rest in _without_one(word):
                self._mark(rest, self._ONE_OUT)
            if cost > twice:
                continue
            letters = _letters(word)
            if len(letters) >= _FEWEST_LETTERS:
                self._mark(letters, self._LETTERS)
            if len(word) >= _LONG:
                for rest in {word, *_without_one(word), *_without_two(word)}:
                    self._mark(rest, self._TWO_OUT)

    def _mark(self, units: bytes, kind: int) -> None:
        value = hash(units)
        self._marks[value & self._SLOTS - 1] |= kind
        self._marks[value >> 32 & self._SLOTS - 1] |= kind

    def _has(self, units: bytes, kind: int) -> bool:
        value = hash(units)
        marks, last = self._marks, self._SLOTS - 1
        return bool(marks[value & last] & marks[value >> 32 & last] & kind)

    def most_edits(self, typed: bytes) -> int:
        """How many edits the nearest words may be away, 0 if no word is near."""
        if self._has(_letters(typed), self._LETTERS) or self._has(typed, self._TWO_OUT):
            return _MOST_EDITS
        if len(typed) >= _LONG - 1 and (
            any(self._has(rest, self._TWO_OUT) for rest in _without_one(typed))
            or any(self._has(rest, self._TWO_OUT) for rest in _without_two(typed))
        ):
            return _MOST_EDITS
        if self._has(typed, self._ONE_OUT):
            return 1
        return int(any(self._has(rest, self._ONE_OUT) for rest in _without_one(typed)))


def _without_one(units: bytes) -> list[bytes]:
    return [units[:i] + units[i + 1 :] for i in range(len(units))]


def _without_two(units: bytes) -> list[bytes]:
    return [rest for i in range(1, len(units)) for rest in _without_one_before(units, i)]


def _without_one_before(units: bytes, i: int) -> list[bytes]:
    rest = units[i + 1 :]
    return [units[:j] + units[j + 1 : i] + rest for j in range(i)]


def _letters(units: bytes) -> bytes:
    return bytes(unit for unit in units if not is_mark(unit))


class Near(NamedTuple):
    """A word near what was typed, with the cost and the classes of the edits."""

    word: int
    cost: int
    edits: int


class Walk:
    """Walks the trie to find the words of which ``typed`` may be a slip.

    It allows one edit of any kind; in words that are not rare also two, if the word is long and the
    first edit is not at its beginning, and up to three in marks alone. The ``budget`` covers the
    edits and the least cost of the word.
    """

    def __init__(
        self, model: SpellingModel, tree: Tree, typed: bytes, budget: int, most: int
    ) -> None:
        self._model = model
        self._tree = tree
        self._typed = typed
        self._budget = budget
        self._twice = model.dearest(2)
        self._found: dict[int, tuple[int, int]] = {}
        self._most = most
        self._go(0, 0, 0, 0, most)

    def found(self) -> list[Near]:
        """In rising order of the words."""
        return [Near(word, *edits) for word, edits in sorted(self._found.items())]

    def _go(self, node: int, position: int, cost: int, edits: int, more: int) -> None:
        """Go on from a node and a position in ``typed``, with at most ``more`` edits."""
        tree, typed = self._tree, self._typed
        rest = len(typed) - position
        if (
            cost + (tree.cheapest_usual if edits >> 4 else tree.cheapest)[node] > self._budget
            or rest + more < tree.shortest[node]
            or rest - more > tree.longest[node]
        ):
            return
        if position == len(typed):
            if tree.words[node] >= 0 and edits:
                self._take(tree.words[node], cost, edits)
        else:
            child = tree.child(node, typed[position])
            if child:
                self._go(child, position + 1, cost, edits, more)
        if more:
            self._edit(node, position, cost, edits)

    def _edit(self, node: int, position: int, cost: int, edits: int) -> None:
        tree, typed = self._tree, self._typed
        unit = typed[position] if position < len(typed) else 0
        behind = typed[position + 1] if position + 1 < len(typed) else 0
        at_start = node == position == 0
        if unit:
            edit = too_much(unit, typed[position - 1] if position else 0, behind)
            self._go_on(edit, node, position + 1, cost, edits, at_start)
        if behind and behind != unit:
            child = tree.child(node, behind)
            child = child and tree.child(child, unit)
            if child:
                self._go_on(SWAP, child, position + 2, cost, edits, at_start)
        before = tree.units[node]
        for child in tree.children(node):
            meant = tree.units[child]
            if unit and meant != unit:
                self._go_on(exchanged(unit, meant), child, position + 1, cost, edits, at_start)
            edit = left_out(meant, before, not unit)
            self._go_on(edit, child, position, cost, edits, at_start)

    def _go_on(
        self, edit: tuple[int, int], node: int, position: int, cost: int, edits: int, at_start: bool
    ) -> None:
        cost += edit[0]
        if cost > (DEAREST_TWO if edits else DEAREST):
            return
        in_marks = edit[1] in MARK_CLASSES
        count = 1
        while edits >> 4 * (count - 1):
            in_marks = in_marks and (edits >> 4 * (count - 1) & 15) in MARK_CLASSES
            count += 1
        most = _MOST_EDITS if in_marks else 2 if len(self._typed) >= _LONG - 1 else 1
        most = min(most, self._most)
        if count <= most:
            more = 0 if at_start else most - count
            self._go(node, position, cost, edits << 4 | edit[1], more)

    def _take(self, number: int, cost: int, edits: int) -> None:
        word, word_cost = self._model.words[number], self._model.costs[number]
        if cost + self._tree.floors[number] > self._budget:
            return
        if not is_long_or_usual(self._model, number):
            return
        if edits >> 4:  # several
            in_marks = all(int(kind, 16) in MARK_CLASSES for kind in f"{edits:x}")
            too_short = len(_letters(word)) < _FEWEST_LETTERS if in_marks else len(word) < _LONG
            if word_cost > self._twice or too_short:
                return
        self._found[number] = min(self._found.get(number, (cost, edits)), (cost, edits))
