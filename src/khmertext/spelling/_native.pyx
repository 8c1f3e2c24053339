# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True, freethreading_compatible=True
"""The lattice of the proofreader, compiled: the native twin of ``_pure_lattice``, which explains it."""

from cpython.bytearray cimport PyByteArray_AS_STRING
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, qsort
from libc.string cimport memcmp, memset

cdef extern from "Python.h":
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c)

from khmertext.spelling import _pure_lattice as pure
from khmertext.spelling import _encoding as units
from khmertext.spelling._spelling_data import ALPHABET_SIZE as _UNITS
from khmertext.spelling._spelling_data import FIGURE, LATIN, OUTSIDE
from khmertext.spelling._spelling_data import UNKNOWN as _UNKNOWN

cdef enum:
    ROW = 181  # units, and the end of a word
    LAST_LETTER = 52
    SUBSCRIPT_OFFSET = 128
    REPEAT = 88
    MOST_CLUSTERS = 9
    MOST_UNKNOWN = 6
    MOST_CHANGED = 8
    MOST_LETTERS = 20
    MOST_TWICE = 3
    MOST_STATES = 12  # words and one unknown piece that end at a cluster
    MOST_EDGES = 17
    NOTHING = 1 << 30
    LAST_MARK_CLASS = 4
    SWAPPED = 11
    LONG = 6
    SHORT = 4
    MOST_NEAR = 4096
    FILTER = 1 << 24  # bits
    LONGEST = 256
    UNITS = 256
    FIRST_LETTER = 0x1780
    LAST_OF_LETTERS = 0x17B3
    BEFORE_UNITS = 0x177F
    COENG = 0x17D2

assert _UNITS == ROW and units.LAST_LETTER == LAST_LETTER and units.REPEAT == REPEAT
assert pure.MOST_CLUSTERS == MOST_CLUSTERS and pure.MOST_UNKNOWN == MOST_UNKNOWN
assert pure.MOST_CHANGED == MOST_CHANGED and pure.MOST_LETTERS == MOST_LETTERS
assert pure.MOST_TWICE == MOST_TWICE and units.FIRST == BEFORE_UNITS
assert max(units.MARK_CLASSES) == LAST_MARK_CLASS and units.SWAP[1] == SWAPPED

cdef int _FIGURE = FIGURE, _LATIN = LATIN, _OUTSIDE = OUTSIDE
cdef int NAT = units.NAT
cdef int ANY_FAULT = units.ANY_FAULT
cdef int DEAREST = pure.DEAREST
cdef int DEAREST_TWO = pure.DEAREST_TWO
cdef int LEAST_BUDGET = pure.LEAST_BUDGET
cdef int MOST_REMEMBERED = pure.MOST_REMEMBERED
cdef int SWAP_COST = units.SWAP[0]
cdef int TWICE_COST = units.TWICE[0], TWICE_CLASS = units.TWICE[1]

# The costs and classes of edits: filled from the functions of _encoding, which say why.
cdef uint8_t replaced_cost[ROW][ROW]
cdef uint8_t replaced_class[ROW][ROW]
cdef uint8_t left_cost[ROW][2][2]  # a letter like the one before? at the end?
cdef uint8_t much_cost[ROW][2][2]  # a unit like one beside it? at the end?
cdef uint8_t left_class[ROW]
cdef uint8_t much_class[ROW][2]


cdef inline int sort_of(int unit) noexcept nogil:
    """0 for a letter, 1 for a mark, 2 for a subscript."""
    return (unit > LAST_LETTER) + (unit > SUBSCRIPT_OFFSET)


def _fill():
    cdef int a, b, sort, other_sort
    cdef int cost[3][3]
    cdef int kind[3][3]
    known = [*range(1, LAST_LETTER + 1), *range(LAST_LETTER + 1, 95)]
    known += range(SUBSCRIPT_OFFSET + 1, ROW)
    memset(cost, 0, sizeof(cost))
    for a in known:
        sort = sort_of(a)
        for b in known:
            other_sort = sort_of(b)
            if cost[sort][other_sort] == 0 and a != b and (a, b) not in units.OWN_COST:
                cost[sort][other_sort], kind[sort][other_sort] = units.exchanged(a, b)
            replaced_cost[a][b] = <uint8_t>cost[sort][other_sort]
            replaced_class[a][b] = <uint8_t>kind[sort][other_sort]
    for a, b in units.OWN_COST:
        replaced_cost[a][b], replaced_class[a][b] = units.exchanged(a, b)
    for a in known:
        other = 1 if units.base(a) != 1 else 2
        other_mark = 60 if a != 60 else 61
        for same in (0, 1):
            for at_end in (0, 1):
                left_cost[a][same][at_end], left_class[a] = units.left_out(
                    a, a if same else other, bool(at_end)
                )
                behind = 0 if at_end else (other if a < 53 or a > SUBSCRIPT_OFFSET else other_mark)
                before = a if same else (other if a < 53 or a > SUBSCRIPT_OFFSET else other_mark)
                much_cost[a][same][at_end], much_class[a][same] = units.too_much(a, before, behind)


_fill()


cdef inline bint is_letter(uint8_t unit) noexcept nogil:
    return 0 < unit <= LAST_LETTER or unit == REPEAT


cdef inline bint is_mark(uint8_t unit) noexcept nogil:
    return LAST_LETTER < unit < SUBSCRIPT_OFFSET


cdef inline uint8_t base(uint8_t unit) noexcept nogil:
    return unit - SUBSCRIPT_OFFSET if unit > SUBSCRIPT_OFFSET else unit


cdef Py_ssize_t encode_run(
    str text, Py_ssize_t start, uint8_t* units, Py_ssize_t* length
):
    """Encode the run that begins at ``start`` into ``units``; returns where it ends."""
    cdef Py_ssize_t n = len(text), i = start
    cdef Py_UCS4 c
    length[0] = 0
    while i < n:
        c = text[i]
        if c == COENG:
            if i + 1 == n or not FIRST_LETTER <= text[i + 1] <= LAST_OF_LETTERS:
                break
            if text[i + 1] != 0x17A3 and text[i + 1] != 0x17A4:  # these are never subscript
                i += 1
                units[length[0]] = <uint8_t>(SUBSCRIPT_OFFSET + <int>text[i] - BEFORE_UNITS)
                length[0] += 1
                i += 1
                continue
        elif not (
            FIRST_LETTER <= c <= LAST_OF_LETTERS
            or 0x17B6 <= c <= 0x17D1 or c == 0x17D3 or c == 0x17D7 or c == 0x17DD
        ):
            break
        units[length[0]] = <uint8_t>(<int>c - BEFORE_UNITS)
        length[0] += 1
        i += 1
    return i


cdef int beside(Py_UCS4 nearest, Py_UCS4 next):
    if nearest and (
        Py_UNICODE_ISDECIMAL(nearest) or (nearest == 32 and next and Py_UNICODE_ISDECIMAL(next))
    ):
        return _FIGURE
    if (65 <= nearest <= 90) or (97 <= nearest <= 122):
        return _LATIN
    return _OUTSIDE


cdef struct Near:
    int32_t word
    int32_t cost
    int32_t edits


cdef struct State:
    int32_t word
    int32_t cost
    int32_t behind
    int32_t from_cluster
    int32_t from_state


cdef struct Edge:
    int32_t end
    int32_t word
    int32_t letters


cdef struct Found:
    int32_t gain
    int32_t start
    int32_t end
    int32_t word
    int32_t cost
    int32_t edits


cdef int by_word(const void* a, const void* b) noexcept nogil:
    return (<const Near*>a).word - (<const Near*>b).word


cdef class Lattice:
    """Finds the cheapest readings of runs of units, and the words that would gain."""

    cdef public object model
    cdef public int unknown
    cdef int size, words
    cdef object _keep, _near
    cdef const uint8_t* costs
    cdef const uint8_t* rests
    cdef const uint8_t* letters
    cdef int unknown_piece, usual, twice
    # the words as a trie in depth-first order: unit, word or -1, end of the subtree, ...
    cdef uint8_t* unit_of
    cdef uint8_t* cheapest_of
    cdef uint8_t* usual_of
    cdef uint8_t* shortest_of
    cdef uint8_t* longest_of
    cdef uint8_t* floors
    cdef int32_t* word_of
    cdef int32_t* end_of
    cdef int32_t* node_of  # where each word ends
    cdef uint8_t* length_of
    cdef uint8_t* letters_of
    cdef int nodes
    cdef int32_t roots[UNITS]  # the node of each first unit, 0 for none
    cdef int32_t* seconds  # and of each two
    # Bloom filters: all words with one unit deleted, words that are not rare with two deleted, and
    # the letters of such words; a span that shares nothing with them has no word near
    cdef uint64_t* one_out
    cdef uint64_t* two_out
    cdef uint64_t* skeletons
    cdef int64_t* keys
    cdef uint8_t* key_costs
    cdef uint64_t mask

    def __cinit__(self, model):
        cdef int pairs = len(model.pair_costs)
        self.model = model
        self._near = {}
        self.words = len(model.shared)
        self.size = model.size
        self.unknown = self.words + <int>_UNKNOWN
        if not len(model.costs) == len(model.rests) == self.size:
            raise ValueError("every word has two costs, and every special")
        floors = bytearray(model.costs)
        self._keep = (model.costs, model.rests, model.letters, floors)
        self.floors = <uint8_t*>PyByteArray_AS_STRING(floors)
        self.costs = <const uint8_t*>PyBytes_AS_STRING(model.costs)
        self.rests = <const uint8_t*>PyBytes_AS_STRING(model.rests)
        self.letters = <const uint8_t*>PyBytes_AS_STRING(model.letters)
        self.unknown_piece = model.unknown
        self.usual, self.twice = model.dearest(10), model.dearest(2)
        cdef const uint8_t* shared = <const uint8_t*>PyBytes_AS_STRING(model.shared)
        cdef const uint8_t* endings = <const uint8_t*>PyBytes_AS_STRING(model.endings)
        cdef const uint8_t* steps = <const uint8_t*>PyBytes_AS_STRING(model.steps)
        cdef const uint8_t* pair_costs = <const uint8_t*>PyBytes_AS_STRING(model.pair_costs)
        self.nodes = 1 + <int>len(model.endings) - self.words  # the root, and one for each unit
        slots = 1 << 10
        while slots < 3 * pairs:
            slots <<= 1
        self.mask = slots - 1
        self.unit_of = <uint8_t*>malloc(self.nodes)
        self.cheapest_of = <uint8_t*>malloc(self.nodes)
        self.usual_of = <uint8_t*>malloc(self.nodes)
        self.shortest_of = <uint8_t*>malloc(self.nodes)
        self.longest_of = <uint8_t*>malloc(self.nodes)
        self.word_of = <int32_t*>malloc(self.nodes * sizeof(int32_t))
        self.end_of = <int32_t*>malloc(self.nodes * sizeof(int32_t))
        self.node_of = <int32_t*>malloc(self.words * sizeof(int32_t))
        self.length_of = <uint8_t*>malloc(self.words)
        self.letters_of = <uint8_t*>malloc(self.words)
        self.one_out = <uint64_t*>calloc(FILTER // 64, 8)
        self.two_out = <uint64_t*>calloc(FILTER // 64, 8)
        self.skeletons = <uint64_t*>calloc(FILTER // 64, 8)
        self.seconds = <int32_t*>calloc(UNITS * UNITS, sizeof(int32_t))
        self.keys = <int64_t*>malloc(slots * sizeof(int64_t))
        self.key_costs = <uint8_t*>malloc(slots)
        if not (self.unit_of and self.cheapest_of and self.usual_of and self.shortest_of
                and self.longest_of and self.word_of and self.end_of and self.node_of
                and self.length_of and self.letters_of and self.one_out and self.two_out
                and self.skeletons and self.seconds and self.keys and self.key_costs):
            raise MemoryError
        memset(self.keys, 255, slots * sizeof(int64_t))
        with nogil:
            self.fill_pairs(steps, pair_costs, pairs)
            self.fill_tree(shared, endings)
            self.fill_roots()
            self.fill_ranges()

    cdef void fill_pairs(
        self, const uint8_t* steps, const uint8_t* costs, int pairs
    ) noexcept nogil:
        """Fill the table of bigrams, and the least costs of words, which depend on it."""
        cdef int64_t key = 0
        cdef int i, word
        cdef uint64_t slot
        for i in range(pairs):
            key += (
                steps[i]
                | <uint32_t>steps[pairs + i] << 8
                | <uint32_t>steps[2 * pairs + i] << 16
                | <uint32_t>steps[3 * pairs + i] << 24
            )
            slot = _hash(key) & self.mask
            while self.keys[slot] >= 0:
                slot = (slot + 1) & self.mask
            self.keys[slot] = key
            self.key_costs[slot] = costs[i]
            word = <int>(key % self.size)
            if costs[i] < self.floors[word]:
                self.floors[word] = costs[i]

    cdef void fill_tree(self, const uint8_t* shared, const uint8_t* endings) noexcept nogil:
        """Build the trie of the words, and put the words into the filters."""
        cdef int number, node = 1, depth = 0, length, letters, i
        cdef int32_t path[LONGEST + 1]
        cdef uint8_t word[LONGEST]
        self.unit_of[0] = 0
        self.word_of[0] = -1
        path[0] = 0
        for number in range(self.words):
            while depth > shared[number]:
                self.end_of[path[depth]] = node
                depth -= 1
            while endings[0]:
                word[depth] = self.unit_of[node] = endings[0]
                self.word_of[node] = -1
                depth += 1
                path[depth] = node
                node += 1
                endings += 1
            endings += 1
            self.word_of[path[depth]] = number
            self.node_of[number] = path[depth]
            self.length_of[number] = <uint8_t>depth
            letters = 0
            for i in range(depth):
                letters += not is_mark(word[i])
            self.letters_of[number] = <uint8_t>letters
            self.note(word, depth, number)
        while depth >= 0:
            self.end_of[path[depth]] = node
            depth -= 1

    cdef void fill_roots(self) noexcept nogil:
        """Fill the tables of the nodes for the first unit and for the first two."""
        cdef int node = 1, below
        memset(self.roots, 0, sizeof(self.roots))
        while node < self.nodes:
            self.roots[self.unit_of[node]] = node
            below = node + 1
            while below < self.end_of[node]:
                self.seconds[self.unit_of[node] * UNITS + self.unit_of[below]] = below
                below = self.end_of[below]
            node = self.end_of[node]

    cdef void fill_ranges(self) noexcept nogil:
        """Fill the least costs and lengths of the words in each subtree."""
        cdef int node, number, below, cheapest, usual, shortest, longest
        for node in range(self.nodes - 1, -1, -1):
            number = self.word_of[node]
            cheapest = usual = shortest = 255
            longest = 0
            if number >= 0:
                cheapest = self.floors[number]
                usual = cheapest if self.costs[number] <= self.twice else 255
                shortest = 0
            below = node + 1
            while below < self.end_of[node]:
                cheapest = min(cheapest, <int>self.cheapest_of[below])
                usual = min(usual, <int>self.usual_of[below])
                shortest = min(shortest, self.shortest_of[below] + 1)
                longest = max(longest, self.longest_of[below] + 1)
                below = self.end_of[below]
            self.cheapest_of[node] = <uint8_t>cheapest
            self.usual_of[node] = <uint8_t>usual
            self.shortest_of[node] = <uint8_t>shortest
            self.longest_of[node] = <uint8_t>longest

    def __dealloc__(self):
        free(self.one_out)
        free(self.two_out)
        free(self.skeletons)
        free(self.unit_of)
        free(self.cheapest_of)
        free(self.usual_of)
        free(self.shortest_of)
        free(self.longest_of)
        free(self.word_of)
        free(self.end_of)
        free(self.node_of)
        free(self.length_of)
        free(self.letters_of)
        free(self.seconds)
        free(self.keys)
        free(self.key_costs)

    cdef void note(self, const uint8_t* word, int length, int number) noexcept nogil:
        """Put a word, with one or two units deleted, into the filters."""
        cdef Parts parts
        cdef int i, j
        if length < SHORT and self.costs[number] > self.usual:
            return
        take_apart(&parts, word, length)
        put(self.one_out, parts.whole)
        for i in range(length):
            put(self.one_out, without_one(&parts, i))
        if self.costs[number] > self.twice:
            return
        if self.letters_of[number] >= 3:
            put(self.skeletons, parts.skeleton)
        if length >= LONG:
            put(self.two_out, parts.whole)
            for i in range(length):
                put(self.two_out, without_one(&parts, i))
                for j in range(i + 1, length):
                    put(self.two_out, without_two(&parts, i, j))

    cdef int most_edits(
        self, const Sums* sums, int start, int end, int depth, int wanted, Places* places
    ) noexcept nogil:
        """How many edits the nearest words may be away from a span, 0 if no word is near.

        The first ``depth`` units of the span begin some word, so the first edit is not behind them.
        For one edit ``places`` tells where it may be.
        """
        places.left_out = True
        places.others = <uint64_t>-1
        cdef int last = min(end, start + depth + 1)
        cdef int length = end - start, i, j
        cdef uint64_t head, whole = part(sums.units, start, end)
        cdef int letters = sums.count[end] - sums.count[start]
        if wanted > 1:
            if has(self.skeletons, part_of(sums.letters, start, end, letters) + powers[letters]):
                return 3
            if has(self.two_out, whole):
                return 3
            for i in range(start, end if length >= LONG - 1 else start):
                head = part(sums.units, start, i)
                if has(self.two_out, head * powers[end - i - 1] + part(sums.units, i + 1, end)):
                    return 3
                for j in range(i + 1, end if i < last else i + 1):
                    if has(
                        self.two_out,
                        (head * powers[j - i - 1] + part(sums.units, i + 1, j))
                        * powers[end - j - 1]
                        + part(sums.units, j + 1, end),
                    ):
                        return 3
        places.left_out = has(self.one_out, whole)
        places.others = 0
        for i in range(start, last):
            head = part(sums.units, start, i)
            if has(self.one_out, head * powers[end - i - 1] + part(sums.units, i + 1, end)):
                places.others |= <uint64_t>1 << min(i - start, 63)
        return 1 if places.left_out or places.others else 0

    cdef inline int cost(self, int history, int word) noexcept nogil:
        cdef int64_t key = <int64_t>history * self.size + word
        cdef uint64_t slot = _hash(key) & self.mask
        while self.keys[slot] >= 0:
            if self.keys[slot] == key:
                return self.key_costs[slot]
            slot = (slot + 1) & self.mask
        return self.rests[history] + self.costs[word]

    cdef inline int child(self, int node, uint8_t unit) noexcept nogil:
        """The child of ``node`` with this ``unit``, 0 for none."""
        cdef int below = node + 1, end
        if node == 0:
            return self.roots[unit]
        if self.roots[self.unit_of[node]] == node:
            return self.seconds[self.unit_of[node] * UNITS + unit]
        end = self.end_of[node]
        while below < end:
            if self.unit_of[below] >= unit:
                return below if self.unit_of[below] == unit else 0
            below = self.end_of[below]
        return 0

    def word(self, int number):
        """The units of a known word."""
        cdef uint8_t units[LONGEST]
        cdef int wanted, node = 0, length = 0
        if not 0 <= number < self.words:
            raise IndexError(number)
        wanted = self.node_of[number]
        while node != wanted:
            node += 1
            while self.end_of[node] <= wanted:
                node = self.end_of[node]
            units[length] = self.unit_of[node]
            length += 1
        return PyBytes_FromStringAndSize(<char*>units, length)

    cpdef int number(self, bytes units):
        """The number of a known word, or -1."""
        cdef int node = 0, i
        for i in range(<int>PyBytes_GET_SIZE(units)):
            node = self.child(node, <uint8_t>units[i])
            if node == 0:
                return -1
        return self.word_of[node]

    def read(self, bytes run, int left, int right, int least):
        """The corrections that gain at least ``least``, the best first, and the cheapest reading."""
        cdef Reading reading = Reading(self, run, self.words + left, self.words + right)
        found = reading.candidates(least)
        return found, reading.pieces() if found else []

    def read_text(self, str text, int least):
        """The runs of a text with corrections that gain ``least``: the span and both from ``read``."""
        cdef Py_ssize_t start = 0, end, n = len(text), length
        cdef Reading reading
        cdef uint8_t* units = <uint8_t*>malloc(n + 1)
        if units == NULL:
            raise MemoryError
        done = []
        try:
            while start < n:
                if not FIRST_LETTER <= text[start] <= LAST_OF_LETTERS:
                    start += 1
                    continue
                end = encode_run(text, start, units, &length)
                reading = Reading(
                    self,
                    PyBytes_FromStringAndSize(<char*>units, length),
                    self.words + <int>beside(
                        text[start - 1] if start else 0, text[start - 2] if start > 1 else 0
                    ),
                    self.words + <int>beside(text[end] if end < n else 0, 0),
                )
                found = reading.candidates(least)
                if found:
                    done.append((start, end, found, reading.pieces()))
                start = end
        finally:
            free(units)
        return done

    def pieces(self, bytes run, int left, int right):
        """The cheapest reading."""
        cdef Reading reading = Reading(self, run, self.words + left, self.words + right)
        return reading.pieces()

    def near(self, bytes typed, int budget, int most=3):
        """Words of which ``typed`` may be a slip; edits and word cost at most ``budget``."""
        cdef int length = <int>PyBytes_GET_SIZE(typed)
        cdef Sums sums
        cdef uint64_t units[LONGEST + 1]
        cdef uint64_t letters[LONGEST + 1]
        cdef int count[LONGEST + 1]
        if length > LONGEST:
            return []
        sums.units, sums.letters, sums.count = &units[0], &letters[0], &count[0]
        add_up(&sums, <const uint8_t*>PyBytes_AS_STRING(typed), length)
        cdef int depth = 0, node = 0
        while depth < length:
            node = self.child(node, <uint8_t>typed[depth])
            if node == 0:
                break
            depth += 1
        cdef Places places
        cdef int reachable = self.most_edits(&sums, 0, length, depth, most, &places)
        cdef bytes found = b""
        if reachable:
            found = self.packed_near(typed, budget, most, reachable, places)
        cdef const Near* near = <const Near*>PyBytes_AS_STRING(found)
        cdef int i
        return [
            pure.Near(near[i].word, near[i].cost, near[i].edits)
            for i in range(<int>(PyBytes_GET_SIZE(found) // sizeof(Near)))
            if near[i].cost + self.floors[near[i].word] <= budget
        ]

    cdef bytes packed_near(
        self, bytes typed, int budget, int most, int reachable, Places places
    ):
        key = (typed, most)
        entry = self._near.get(key)
        if entry is not None and <int>entry[0] >= budget:
            return entry[1]
        budget |= 31  # rounded up, so that a little more budget is no new search
        cdef Walk walk
        walk.typed = <const uint8_t*>PyBytes_AS_STRING(typed)
        walk.length = <int>PyBytes_GET_SIZE(typed)
        walk.budget = budget
        walk.places = places
        walk.count = 0
        walk.found = <Near*>malloc(MOST_NEAR * sizeof(Near))
        if walk.found == NULL:
            raise MemoryError
        walk.most = min(most, reachable)
        self.go(&walk, 0, 0, 0, 0, walk.most)
        qsort(walk.found, walk.count, sizeof(Near), by_word)
        cdef bytes packed = PyBytes_FromStringAndSize(
            <char*>walk.found, walk.count * sizeof(Near)
        )
        free(walk.found)
        if len(self._near) >= MOST_REMEMBERED:
            self._near.clear()
        self._near[key] = (budget, packed)
        return packed

    cdef void go(
        self, Walk* walk, int node, int position, int cost, int edits, int more
    ) noexcept nogil:
        cdef int below, rest = walk.length - position
        if (
            cost + (self.usual_of[node] if edits >> 4 else self.cheapest_of[node]) > walk.budget
            or rest + more < self.shortest_of[node]
            or rest - more > self.longest_of[node]
        ):
            return
        if position == walk.length:
            if self.word_of[node] >= 0 and edits:
                self.take(walk, self.word_of[node], cost, edits)
        else:
            below = self.child(node, walk.typed[position])
            if below:
                self.go(walk, below, position + 1, cost, edits, more)
        if more:
            self.edit(walk, node, position, cost, edits)

    cdef void edit(
        self, Walk* walk, int node, int position, int cost, int edits
    ) noexcept nogil:
        cdef uint8_t unit = walk.typed[position] if position < walk.length else 0
        cdef uint8_t behind = walk.typed[position + 1] if position + 1 < walk.length else 0
        cdef uint8_t before = walk.typed[position - 1] if position else 0
        cdef uint8_t meant
        cdef bint at_start = node == 0 and position == 0
        cdef bint here = walk.places.others >> min(position, 63) & 1
        cdef bint same
        cdef int below, end
        if not here and not walk.places.left_out:
            return
        if unit and here:
            if is_mark(unit):
                same = unit == before or unit == behind
            else:
                same = base(unit) == base(before) or base(unit) == base(behind)
            self.go_on(
                walk, much_cost[unit][same][not behind], much_class[unit][same],
                node, position + 1, cost, edits, at_start,
            )
        if here and behind and behind != unit:
            below = self.child(node, behind)
            if below:
                below = self.child(below, unit)
            if below:
                self.go_on(
                    walk, SWAP_COST, SWAPPED, below, position + 2, cost, edits, at_start
                )
        before = self.unit_of[node]
        below = node + 1
        end = self.end_of[node]
        while below < end:
            meant = self.unit_of[below]
            if here and unit and meant != unit:
                self.go_on(
                    walk, replaced_cost[unit][meant], replaced_class[unit][meant],
                    below, position + 1, cost, edits, at_start,
                )
            if walk.places.left_out:
                same = before != 0 and base(before) == base(meant)
                self.go_on(
                    walk, left_cost[meant][same][not unit], left_class[meant],
                    below, position, cost, edits, at_start,
                )
            below = self.end_of[below]

    cdef inline void go_on(
        self, Walk* walk, int extra, int kind, int node, int position, int cost,
        int edits, bint at_start,
    ) noexcept nogil:
        cdef int count = 1, most, earlier = edits
        cdef bint in_marks = kind <= LAST_MARK_CLASS
        cost += extra
        if cost > (DEAREST_TWO if edits else DEAREST):
            return
        while earlier:
            in_marks = in_marks and (earlier & 15) <= LAST_MARK_CLASS
            earlier >>= 4
            count += 1
        most = 3 if in_marks else 2 if walk.length >= LONG - 1 else 1
        if count <= most and count <= walk.most:
            most = min(most, walk.most)
            self.go(
                walk, node, position, cost, edits << 4 | kind, 0 if at_start else most - count
            )

    cdef bint is_long_or_usual(self, int word) noexcept nogil:
        cdef int length = self.length_of[word]
        return length >= SHORT or (length > 1 and self.costs[word] <= self.usual)

    cdef void take(self, Walk* walk, int word, int cost, int edits) noexcept nogil:
        cdef int length = self.length_of[word]
        cdef int word_cost = self.costs[word]
        cdef int rest = edits, i
        cdef bint in_marks = True
        if cost + self.floors[word] > walk.budget:
            return
        if not self.is_long_or_usual(word):
            return
        if edits >> 4:
            while rest:
                in_marks = in_marks and (rest & 15) <= LAST_MARK_CLASS
                rest >>= 4
            if word_cost > self.twice or (self.letters_of[word] < 3 if in_marks else length < LONG):
                return
        for i in range(walk.count):
            if walk.found[i].word == word:
                if cost < walk.found[i].cost or (
                    cost == walk.found[i].cost and edits < walk.found[i].edits
                ):
                    walk.found[i].cost = cost
                    walk.found[i].edits = edits
                return
        if walk.count < MOST_NEAR:
            walk.found[walk.count] = Near(word, cost, edits)
            walk.count += 1


cdef struct Places:
    bint left_out  # whether a unit may have been left out, anywhere
    uint64_t others  # a bit for each unit that another edit may concern; the last one for the rest


cdef struct Walk:
    Places places
    const uint8_t* typed
    int length
    int budget
    int most
    int count
    Near* found


cdef inline uint64_t _hash(int64_t key) noexcept nogil:
    cdef uint64_t mixed = <uint64_t>key * <uint64_t>0x9E3779B97F4A7C15ULL
    return mixed >> 29


# Hashes of words with units deleted are polynomials, so they can be put together from parts.
cdef uint64_t FACTOR = <uint64_t>0x9E3779B97F4A7C15ULL
cdef uint64_t powers[LONGEST]


cdef struct Parts:
    uint64_t before[LONGEST]  # of the units before each
    uint64_t behind[LONGEST]
    uint64_t whole
    uint64_t skeleton
    int length


cdef struct Sums:
    uint64_t* units  # polynomials of the units before each place
    uint64_t* letters  # of those that are no marks
    int* count  # how many those are


cdef void add_up(Sums* sums, const uint8_t* units, int length) noexcept nogil:
    cdef int i
    sums.units[0] = sums.letters[0] = 0
    sums.count[0] = 0
    for i in range(length):
        sums.units[i + 1] = sums.units[i] * FACTOR + units[i]
        sums.letters[i + 1] = sums.letters[i]
        sums.count[i + 1] = sums.count[i]
        if not is_mark(units[i]):
            sums.letters[i + 1] = sums.letters[i] * FACTOR + units[i]
            sums.count[i + 1] += 1


cdef inline uint64_t part(const uint64_t* sums, int start, int end) noexcept nogil:
    return sums[end] - sums[start] * powers[end - start]


cdef inline uint64_t part_of(
    const uint64_t* sums, int start, int end, int count
) noexcept nogil:
    return sums[end] - sums[start] * powers[count]


cdef void take_apart(Parts* parts, const uint8_t* units, int length) noexcept nogil:
    cdef int i
    cdef uint64_t value = 0, skeleton = 1
    parts.length = length
    for i in range(length):
        parts.before[i] = value
        value = value * FACTOR + units[i]
        if not is_mark(units[i]):
            skeleton = skeleton * FACTOR + units[i]
    parts.before[length] = parts.whole = value
    parts.skeleton = skeleton
    value = 0
    for i in range(length - 1, -1, -1):
        parts.behind[i] = value
        value += units[i] * powers[length - 1 - i]


cdef inline uint64_t without_one(Parts* parts, int i) noexcept nogil:
    return parts.before[i] * powers[parts.length - 1 - i] + parts.behind[i]


cdef inline uint64_t without_two(Parts* parts, int i, int j) noexcept nogil:
    cdef uint64_t middle = parts.before[j] - parts.before[i + 1] * powers[j - i - 1]
    return (
        parts.before[i] * powers[parts.length - 2 - i]
        + middle * powers[parts.length - 1 - j]
        + parts.behind[j]
    )


cdef inline void put(uint64_t* bits, uint64_t value) noexcept nogil:
    """Set two bits in one 64-bit word of the filter, so that a test reads memory once."""
    cdef uint64_t mixed = (value ^ (value >> 31)) * FACTOR
    bits[mixed >> 46] |= two_bits(mixed)


cdef inline bint has(const uint64_t* bits, uint64_t value) noexcept nogil:
    cdef uint64_t mixed = (value ^ (value >> 31)) * FACTOR
    cdef uint64_t wanted = two_bits(mixed)
    return bits[mixed >> 46] & wanted == wanted


cdef inline uint64_t two_bits(uint64_t mixed) noexcept nogil:
    return (<uint64_t>1 << (mixed >> 39 & 63)) | (<uint64_t>1 << (mixed >> 33 & 63))


def _fill_powers():
    cdef int i
    powers[0] = 1
    for i in range(1, LONGEST):
        powers[i] = powers[i - 1] * FACTOR


_fill_powers()


cdef class Reading:
    """One run: its cost up to each cluster, and from there to the end."""

    cdef Lattice lattice
    cdef bytes run
    cdef const uint8_t* text
    cdef int clusters, right, best, last
    cdef int* offsets
    cdef int* state_count
    cdef int* edge_count
    cdef int* rests
    cdef int* odd
    cdef int* depths  # how many units from each cluster on begin a word
    cdef int* doubles  # how many clusters before each are one that comes again
    cdef Sums sums
    cdef State* states
    cdef Edge* edges

    def __cinit__(self, Lattice lattice, bytes run, int left, int right):
        cdef int length = <int>PyBytes_GET_SIZE(run), i
        self.lattice = lattice
        self.run = run
        self.right = right
        self.text = <const uint8_t*>PyBytes_AS_STRING(run)
        self.offsets = <int*>malloc((length + 2) * sizeof(int))
        if self.offsets == NULL:
            raise MemoryError
        self.clusters = 0
        for i in range(length):
            if is_letter(self.text[i]):
                self.offsets[self.clusters] = i
                self.clusters += 1
        self.offsets[self.clusters] = length
        self.state_count = <int*>malloc((self.clusters + 1) * sizeof(int))
        self.edge_count = <int*>malloc((self.clusters + 1) * sizeof(int))
        self.rests = <int*>malloc((self.clusters + 1) * sizeof(int))
        self.odd = <int*>malloc((self.clusters + 1) * sizeof(int))
        self.states = <State*>malloc((self.clusters + 1) * MOST_STATES * sizeof(State))
        self.edges = <Edge*>malloc((self.clusters + 1) * MOST_EDGES * sizeof(Edge))
        self.depths = <int*>malloc((self.clusters + 1) * sizeof(int))
        self.doubles = <int*>malloc((self.clusters + 1) * sizeof(int))
        self.sums.units = <uint64_t*>malloc((length + 1) * sizeof(uint64_t))
        self.sums.letters = <uint64_t*>malloc((length + 1) * sizeof(uint64_t))
        self.sums.count = <int*>malloc((length + 1) * sizeof(int))
        if not (self.depths and self.doubles and self.sums.units and self.sums.letters and self.sums.count):
            raise MemoryError
        if not (self.rests and self.odd and self.state_count and self.edge_count and self.states and self.edges):
            raise MemoryError
        with nogil:
            add_up(&self.sums, self.text, length)
            self.count_doubles()
            self.forward(left)
            self.backward()

    def __dealloc__(self):
        free(self.offsets)
        free(self.state_count)
        free(self.edge_count)
        free(self.rests)
        free(self.odd)
        free(self.depths)
        free(self.doubles)
        free(self.sums.units)
        free(self.sums.letters)
        free(self.sums.count)
        free(self.states)
        free(self.edges)

    cdef void edges_from(self, int i) noexcept nogil:
        cdef int last = self.clusters, count = 0, node = 0, j, end
        cdef int position = self.offsets[i]
        cdef int letters = self.lattice.unknown_piece
        cdef uint8_t before = 0
        cdef Edge* edges = self.edges + i * MOST_EDGES
        cdef bint in_tree = True
        self.depths[i] = 0
        for j in range(i + 1, (last if i == 0 else min(last, i + MOST_CLUSTERS)) + 1):
            end = self.offsets[j]
            while position < end:
                letters += self.lattice.letters[before * ROW + self.text[position]]
                before = self.text[position]
                if in_tree:
                    node = self.lattice.child(node, before)
                    in_tree = node != 0
                    self.depths[i] += in_tree
                position += 1
            if in_tree and j - i <= MOST_CLUSTERS and self.lattice.word_of[node] >= 0:
                edges[count] = Edge(j, self.lattice.word_of[node], 0)
                count += 1
            if j - i <= MOST_UNKNOWN or (i == 0 and j == last):
                edges[count] = Edge(j, self.lattice.unknown, letters + self.lattice.letters[before * ROW])
                count += 1
        self.edge_count[i] = count

    cdef void forward(self, int left) noexcept nogil:
        cdef int i, e, s, k, cheapest, cheapest_state, best, best_state, total
        cdef State* states
        cdef State* target
        cdef Edge edge
        for i in range(self.clusters + 1):
            self.state_count[i] = 0
        self.states[0] = State(left, 0, 0, 0, 0)
        self.state_count[0] = 1
        for i in range(self.clusters):
            self.edges_from(i)
            states = self.states + i * MOST_STATES
            cheapest, cheapest_state = NOTHING, 0
            for s in range(self.state_count[i]):
                total = states[s].cost + self.lattice.rests[states[s].word]
                if total < cheapest:
                    cheapest, cheapest_state = total, s
            for e in range(self.edge_count[i]):
                edge = self.edges[i * MOST_EDGES + e]
                best, best_state = cheapest + edge.letters, cheapest_state
                if edge.word != self.lattice.unknown:
                    best = NOTHING
                    for s in range(self.state_count[i]):
                        total = states[s].cost + self.lattice.cost(states[s].word, edge.word)
                        if total < best:
                            best, best_state = total, s
                target = self.states + edge.end * MOST_STATES
                k = 0
                while k < self.state_count[edge.end] and target[k].word != edge.word:
                    k += 1
                if k == self.state_count[edge.end]:
                    target[k] = State(edge.word, NOTHING, 0, 0, 0)
                    self.state_count[edge.end] += 1
                if best < target[k].cost:
                    target[k] = State(edge.word, best, 0, i, best_state)

    cdef void backward(self) noexcept nogil:
        cdef int j, s, total
        cdef State* states
        for j in range(self.clusters, -1, -1):
            states = self.states + j * MOST_STATES
            for s in range(self.state_count[j]):
                states[s].behind = self.rest(j, states[s].word)
        self.best, self.last = NOTHING, 0
        states = self.states + self.clusters * MOST_STATES
        for s in range(self.state_count[self.clusters]):
            total = states[s].cost + states[s].behind
            if total < self.best:
                self.best, self.last = total, s

    cdef int rest(self, int j, int word) noexcept nogil:
        """The cost of the run from cluster ``j`` on, after ``word``."""
        cdef int e, s, cost, best = NOTHING
        cdef Edge edge
        cdef State* target
        if j == self.clusters:
            return self.lattice.cost(word, self.right)
        for e in range(self.edge_count[j]):
            edge = self.edges[j * MOST_EDGES + e]
            if edge.word == self.lattice.unknown:
                cost = self.lattice.rests[word] + edge.letters
            else:
                cost = self.lattice.cost(word, edge.word)
            target = self.states + edge.end * MOST_STATES
            s = 0
            while target[s].word != edge.word:
                s += 1
            best = min(best, cost + target[s].behind)
        return best

    cdef list pieces(self):
        cdef int j = self.clusters, s = self.last
        cdef State state
        found = []
        make = pure.Piece
        while j:
            state = self.states[j * MOST_STATES + s]
            found.append(make(self.offsets[state.from_cluster], self.offsets[j], state.word))
            j, s = state.from_cluster, state.from_state
        found.reverse()
        return found

    cdef int cheapest(self, int j) noexcept nogil:
        cdef int s, best = NOTHING
        for s in range(self.state_count[j]):
            best = min(best, self.states[j * MOST_STATES + s].cost)
        return best

    cdef bint has_repeat(self, int start, int end) noexcept nogil:
        cdef int i
        for i in range(start, end):
            if self.text[i] == REPEAT:
                return True
        return False

    cdef int least_rest(self, int j) noexcept nogil:
        """The least cost of the run from cluster ``j`` on, whatever stands before."""
        cdef int e, s, best = NOTHING
        cdef Edge edge
        cdef State* target
        if j == self.clusters:
            return self.lattice.floors[self.right]
        for e in range(self.edge_count[j]):
            edge = self.edges[j * MOST_EDGES + e]
            target = self.states + edge.end * MOST_STATES
            s = 0
            while target[s].word != edge.word:
                s += 1
            best = min(
                best,
                (edge.letters if edge.letters else self.lattice.floors[edge.word])
                + target[s].behind,
            )
        return best

    cdef bint comes_again(self, int i, int n) noexcept nogil:
        """Whether the ``n`` clusters before ``i`` come again, the first subscript or not."""
        cdef int middle = self.offsets[i], length, start
        if i + n > self.clusters:
            return False
        length = self.offsets[i + n] - middle
        start = middle - length
        if length < 2 or start < 0 or base(self.text[start]) != base(self.text[middle]):
            return False
        return memcmp(self.text + start + 1, self.text + middle + 1, length - 1) == 0

    cdef void count_doubles(self) noexcept nogil:
        cdef int i, n, again
        self.doubles[0] = 0
        for i in range(self.clusters):
            again = 0
            for n in range(1, MOST_TWICE + 1):
                again = again or self.comes_again(i, n)
            self.doubles[i + 1] = self.doubles[i] + again

    cdef list once(self, int i, int j):
        """The words from cluster ``i`` to ``j`` in which clusters were typed twice."""
        cdef int k, n, middle, start, end, word
        cdef bytes units
        found = []
        start, end = self.offsets[i], self.offsets[j]
        for k in range(i + 1, j):
            middle = self.offsets[k]
            for n in range(1, min(MOST_TWICE, j - k) + 1):
                if 2 * middle - self.offsets[k + n] < start or not self.comes_again(k, n):
                    continue
                units = self.run[start:middle] + self.run[self.offsets[k + n]:end]
                word = self.lattice.number(units)
                if word >= 0 and self.lattice.is_long_or_usual(word):
                    found.append(word)
        return found

    cdef void count_odd(self) noexcept nogil:
        """For each cluster, count those before it in unknown pieces or rare words."""
        cdef int i, j = self.clusters, s = self.last
        cdef State state
        for i in range(self.clusters + 1):
            self.odd[i] = 0
        while j:
            state = self.states[j * MOST_STATES + s]
            if state.word == self.lattice.unknown or self.lattice.costs[state.word] > self.lattice.twice:
                for i in range(state.from_cluster, j):
                    self.odd[i + 1] = 1
            j, s = state.from_cluster, state.from_state
        for i in range(self.clusters):
            self.odd[i + 1] += self.odd[i]

    cdef list candidates(self, int least):
        cdef Lattice lattice = self.lattice
        cdef int i, j, start, end, budget, k, gain, before, most, reachable
        cdef Places places
        cdef bytes packed
        cdef int* odd = self.odd  # how many odd clusters there are before each
        self.count_odd()
        cdef const Near* near
        found = []
        for j in range(self.clusters + 1):
            self.rests[j] = self.least_rest(j)
        for i in range(self.clusters):
            before = self.cheapest(i)
            for j in range(i + 1, min(self.clusters, i + MOST_CHANGED) + 1):
                start, end = self.offsets[i], self.offsets[j]
                if end - start > MOST_LETTERS:
                    break
                budget = self.best - ANY_FAULT - least - before - self.rests[j]
                if budget < LEAST_BUDGET or end - start < 2 or self.has_repeat(start, end):
                    continue
                most = 3 if odd[j] > odd[i] else 1
                if self.doubles[j] > self.doubles[i + 1]:
                    for word in self.once(i, j):
                        gain = self.best - ANY_FAULT - TWICE_COST - self.with_word(i, j, word)
                        if gain >= least:
                            found.append(
                                pure.Correction(gain, start, end, word, TWICE_COST, TWICE_CLASS)
                            )
                reachable = lattice.most_edits(
                    &self.sums, start, end, self.depths[i], most, &places
                )
                if not reachable:
                    continue
                packed = lattice.packed_near(
                    self.run[start:end], budget, most, reachable, places
                )
                near = <const Near*>PyBytes_AS_STRING(packed)
                for k in range(<int>(PyBytes_GET_SIZE(packed) // sizeof(Near))):
                    if near[k].cost + lattice.floors[near[k].word] > budget:
                        continue
                    gain = self.best - ANY_FAULT - near[k].cost - self.with_word(i, j, near[k].word)
                    if gain >= least:
                        found.append(
                            pure.Correction(
                                gain, start, end, near[k].word, near[k].cost, near[k].edits
                            )
                        )
        found.sort(key=pure.by_gain)
        return found

    cdef int with_word(self, int i, int j, int word) noexcept nogil:
        """The cost of the run with ``word`` from cluster ``i`` to ``j``."""
        cdef int s, best = NOTHING
        cdef State* states = self.states + i * MOST_STATES
        for s in range(self.state_count[i]):
            best = min(best, states[s].cost + self.lattice.cost(states[s].word, word))
        return best + self.rest(j, word)
