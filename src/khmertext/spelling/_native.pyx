# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
# cython: cdivision=True, freethreading_compatible=True
"""The lattice of the proofreader, compiled: the native twin of ``_pure_lattice``, which explains it."""

from cpython.bytearray cimport PyByteArray_AS_STRING
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, qsort
from libc.string cimport memcmp, memset

cdef extern from "Python.h":
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c)

# Tables of megabytes are written and read all over. Large pages make this faster, above all the first
# time, so Linux is asked for them; it may have none. And lines of memory are fetched before they are
# written.
cdef extern from *:
    """
    #include <stdlib.h>
    #ifdef __linux__
    #include <sys/mman.h>
    #endif
    #define LARGE_PAGE ((size_t)1 << 21)

    static void *large_block(size_t size) {
    #if defined(__linux__) && defined(MADV_HUGEPAGE)
        void *block;
        if (posix_memalign(&block, LARGE_PAGE, size))
            return NULL;
        madvise(block, size & ~(LARGE_PAGE - 1), MADV_HUGEPAGE);
        return block;
    #else
        return malloc(size);
    #endif
    }

    #ifdef __GNUC__
    #define will_write(line) __builtin_prefetch((line), 1)
    #else
    #define will_write(line) ((void)(line))
    #endif
    """
    void* large_block(size_t size)
    void will_write(const void* line) noexcept nogil

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
    LEAST_FAR = 70  # the cost from which on any unit may stand for another
    MOST_NEAR_UNITS = 24
    FILTER_SHIFT = 64 - 18  # for filters of 2 ** 18 words of 64 bits
    WHOLES_SHIFT = 64 - 14
    LINE = 64  # bytes in a line of the filters of least costs, as in the processor's cache
    PAIRED_SHIFT = 64 - 14  # for 2 ** 14 lines
    LONE_SHIFT = 64 - 15
    NO_WORD = 255  # dearer than any
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
cdef int LEAST_EDIT = pure.LEAST_EDIT
cdef int SWAP_COST = units.SWAP[0]
cdef int TWICE_COST = units.TWICE[0], TWICE_CLASS = units.TWICE[1]

# The costs and classes of edits: filled from the functions of _encoding, which say why.
cdef uint8_t replaced_cost[ROW][ROW]
cdef uint8_t replaced_class[ROW][ROW]
cdef uint8_t near_units[ROW][MOST_NEAR_UNITS]  # those whose exchange costs less than LEAST_FAR, then 0
cdef uint8_t left_cost[ROW][2][2]  # a letter like the one before? at the end?
cdef uint8_t much_cost[ROW][2][2]  # a unit like one beside it? at the end?
cdef uint8_t left_class[ROW]
cdef uint8_t much_class[ROW][2]


cdef inline int sort_of(int unit) noexcept nogil:
    """0 for a letter, 1 for a mark, 2 for a subscript."""
    return (unit > LAST_LETTER) + (unit > SUBSCRIPT_OFFSET)


def _fill():
    cdef int a, b, sort, other_sort, i
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
        near = [b for b in known if b != a and 0 < replaced_cost[a][b] < LEAST_FAR]
        for i in range(len(near)):
            near_units[a][i] = near[i]
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


cdef struct Node:
    int32_t end  # of the subtree
    int32_t word  # that ends here, or -1
    uint8_t unit
    uint8_t usual  # the least cost of the words of the subtree that are not rare
    uint8_t shortest  # how many units its words still have
    uint8_t longest


cdef struct LeastCosts:
    uint8_t* lines
    int shift  # of the hash for the number of the line


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
    int32_t letters  # the cost of an unknown piece, else 0
    int32_t state  # that of its word at its end
    int32_t first  # in ``steps``, where its costs after each state stand


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
    cdef object _keep
    cdef const uint8_t* costs
    cdef const uint8_t* rests
    cdef const uint8_t* letters
    cdef void* block  # all tables below
    cdef int unknown_piece, usual, twice
    cdef Node* tree  # the words as a trie in depth-first order
    cdef uint8_t* floors
    cdef int32_t* node_of  # where each word ends
    cdef uint8_t* length_of
    cdef uint8_t* letters_of
    cdef int nodes
    cdef int32_t roots[UNITS]  # the node of each first unit, 0 for none
    cdef int32_t* seconds  # and of each two
    # Filters, by hash: the least cost of all words, and of all with one unit deleted; and whether
    # there are words that are not rare with two units deleted, or with these letters. A span that
    # shares nothing with them has no word near. Words that are in no bigram have filters of their
    # own: they are many and dear, and what they cost depends on no other word.
    cdef LeastCosts paired
    cdef LeastCosts lone
    cdef int cheapest_lone
    cdef uint8_t* is_paired
    cdef uint64_t* two_out
    cdef uint64_t* wholes
    cdef uint64_t* skeletons
    cdef int64_t* pairs  # the keys of bigrams, and in the lowest byte their costs
    cdef uint64_t mask

    def __cinit__(self, model):
        cdef int pairs = len(model.pair_costs)
        self.model = model
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
        self.block = large_block(self.lay_out(NULL, slots))
        if self.block == NULL:
            raise MemoryError
        self.lay_out(<uint8_t*>self.block, slots)
        self.paired.shift, self.lone.shift = PAIRED_SHIFT, LONE_SHIFT
        self.cheapest_lone = NO_WORD
        with nogil:
            self.fill_pairs(steps, pair_costs, pairs)
            self.fill_tree(shared, endings)
            self.fill_roots()

    cdef size_t lay_out(self, uint8_t* block, size_t slots) noexcept nogil:
        """Give each table its place in ``block``; returns how many bytes all take."""
        cdef size_t used = 0
        self.lone.lines = <uint8_t*>table(block, &used, LINE << 64 - LONE_SHIFT, NO_WORD)
        self.paired.lines = <uint8_t*>table(block, &used, LINE << 64 - PAIRED_SHIFT, NO_WORD)
        self.two_out = <uint64_t*>table(block, &used, <size_t>8 << 64 - FILTER_SHIFT, 0)
        self.pairs = <int64_t*>table(block, &used, slots * sizeof(int64_t), 255)
        self.wholes = <uint64_t*>table(block, &used, <size_t>8 << 64 - WHOLES_SHIFT, 0)
        self.skeletons = <uint64_t*>table(block, &used, <size_t>8 << 64 - WHOLES_SHIFT, 0)
        self.seconds = <int32_t*>table(block, &used, UNITS * UNITS * sizeof(int32_t), 0)
        self.is_paired = <uint8_t*>table(block, &used, self.size, 0)
        self.length_of = <uint8_t*>table(block, &used, self.words, 0)
        self.letters_of = <uint8_t*>table(block, &used, self.words, 0)
        self.node_of = <int32_t*>table(block, &used, self.words * sizeof(int32_t), 0)
        self.tree = <Node*>table(block, &used, self.nodes * sizeof(Node), 0)
        return used

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
            while self.pairs[slot] >= 0:
                slot = (slot + 1) & self.mask
            self.pairs[slot] = key << 8 | costs[i]
            word = <int>(key % self.size)
            self.is_paired[key // self.size] = self.is_paired[word] = True
            if costs[i] < self.floors[word]:
                self.floors[word] = costs[i]

    cdef void fill_tree(self, const uint8_t* shared, const uint8_t* endings) noexcept nogil:
        """Build the trie of the words, and put the words into the filters."""
        cdef int number, node = 0, depth = 0
        cdef int32_t path[LONGEST + 1]
        cdef uint64_t units[LONGEST + 1]
        cdef uint64_t letters[LONGEST + 1]
        cdef int count[LONGEST + 1]
        cdef Sums sums = Sums(&units[0], &letters[0], &count[0])
        units[0] = letters[0] = 0
        count[0] = 0
        path[0] = node
        self.tree[node] = Node(0, -1, 0, NO_WORD, NO_WORD, 0)
        for number in range(self.words):
            while depth > shared[number]:
                self.close(path[depth], path[depth - 1], node + 1)
                depth -= 1
            while endings[0]:
                add_unit(&sums, depth, endings[0])
                node += 1
                depth += 1
                path[depth] = node
                self.tree[node] = Node(0, -1, endings[0], NO_WORD, NO_WORD, 0)
                endings += 1
            endings += 1
            self.tree[node].word = number
            self.tree[node].shortest = 0
            if self.costs[number] <= self.twice:
                self.tree[node].usual = self.floors[number]
            self.node_of[number] = node
            self.length_of[number] = <uint8_t>depth
            self.letters_of[number] = <uint8_t>count[depth]
            self.note(&sums, depth, number)
        while depth > 0:
            self.close(path[depth], path[depth - 1], node + 1)
            depth -= 1
        self.tree[0].end = node + 1

    cdef inline void close(self, int node, int parent, int end) noexcept nogil:
        """End a subtree; what its node says of the subtree is true of that of its parent, too."""
        cdef Node* inner = &self.tree[node]
        cdef Node* outer = &self.tree[parent]
        inner.end = end
        outer.usual = min(outer.usual, inner.usual)
        outer.shortest = min(outer.shortest, <uint8_t>(inner.shortest + 1))
        outer.longest = max(outer.longest, <uint8_t>(inner.longest + 1))

    cdef void fill_roots(self) noexcept nogil:
        """Fill the tables of the nodes for the first unit and for the first two."""
        cdef int node = 1, below
        memset(self.roots, 0, sizeof(self.roots))
        while node < self.nodes:
            self.roots[self.tree[node].unit] = node
            below = node + 1
            while below < self.tree[node].end:
                self.seconds[self.tree[node].unit * UNITS + self.tree[below].unit] = below
                below = self.tree[below].end
            node = self.tree[node].end

    def __dealloc__(self):
        free(self.block)

    cdef void note(self, const Sums* sums, int length, int number) noexcept nogil:
        """Put a word, with one or two units deleted, into the filters."""
        cdef const uint64_t* units = sums.units
        cdef int letters = sums.count[length], i, j
        # a copy, since the filters are bytes: the compiler would read it again behind each of them
        cdef uint8_t floor = self.floors[number]
        cdef LeastCosts least = self.paired if self.is_paired[number] else self.lone
        cdef uint64_t whole, rests[LONGEST]
        if length < SHORT and self.costs[number] > self.usual:
            return
        if not self.is_paired[number]:
            self.cheapest_lone = min(self.cheapest_lone, <int>self.costs[number])
        whole = mix(units[length])
        will_write(line_of(least, whole))
        for i in range(length):
            rests[i] = mix(without_one(units, length, i))
            will_write(line_of(least, rests[i]))
        put(self.wholes, WHOLES_SHIFT, units[length])
        put_least(least, whole, as_whole(whole), floor)
        for i in range(length):
            put_least(least, rests[i], as_rest(rests[i], i), floor)
        if self.costs[number] > self.twice:
            return
        if letters >= 3:
            put(self.skeletons, WHOLES_SHIFT, sums.letters[length] + powers[letters])
        if length >= LONG:
            put(self.two_out, FILTER_SHIFT, units[length])
            for i in range(length):
                put(self.two_out, FILTER_SHIFT, without_one(units, length, i))
                for j in range(i + 1, length):
                    put(self.two_out, FILTER_SHIFT, without_two(units, length, i, j))

    cdef inline int cost(self, int history, int word) noexcept nogil:
        cdef int64_t key = <int64_t>history * self.size + word
        cdef uint64_t slot = _hash(key) & self.mask
        while self.pairs[slot] >= 0:
            if self.pairs[slot] >> 8 == key:
                return <int>(self.pairs[slot] & 255)
            slot = (slot + 1) & self.mask
        return self.rests[history] + self.costs[word]

    cdef inline int child(self, int node, uint8_t unit) noexcept nogil:
        """The child of ``node`` with this ``unit``, 0 for none."""
        cdef int child, end
        if node == 0:
            return self.roots[unit]
        if self.roots[self.tree[node].unit] == node:
            return self.seconds[self.tree[node].unit * UNITS + unit]
        child, end = node + 1, self.tree[node].end
        while child < end and self.tree[child].unit < unit:
            child = self.tree[child].end
        return child if child < end and self.tree[child].unit == unit else 0

    def word(self, int number):
        """The units of a known word."""
        cdef uint8_t units[LONGEST]
        cdef int wanted, node = 0, length = 0
        if not 0 <= number < self.words:
            raise IndexError(number)
        wanted = self.node_of[number]
        while node != wanted:
            node += 1
            while self.tree[node].end <= wanted:
                node = self.tree[node].end
            units[length] = self.tree[node].unit
            length += 1
        return PyBytes_FromStringAndSize(<char*>units, length)

    cpdef int number(self, bytes units):
        """The number of a known word, or -1."""
        cdef int node = 0, i
        for i in range(<int>PyBytes_GET_SIZE(units)):
            node = self.child(node, <uint8_t>units[i])
            if node == 0:
                return -1
        return self.tree[node].word

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
                if not FIRST_LETTER <= text[start] <= LAST_OF_LETTERS or (
                    start and text[start - 1] == COENG
                ):
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
        cdef int length = <int>PyBytes_GET_SIZE(typed), i
        cdef Sums sums
        cdef uint64_t units[LONGEST + 1]
        cdef uint64_t letters[LONGEST + 1]
        cdef int count[LONGEST + 1]
        cdef Near found[MOST_NEAR]
        cdef Walk walk
        if length > LONGEST:
            return []
        sums.units, sums.letters, sums.count = &units[0], &letters[0], &count[0]
        walk.typed, walk.length = <const uint8_t*>PyBytes_AS_STRING(typed), length
        walk.budget = walk.lone_budget = budget
        walk.most, walk.found = most, found
        add_up(&sums, walk.typed, length)
        walk.sums, walk.start = &sums, 0
        walk.path[0] = walk.reached = 0
        self.find_near(&walk)
        qsort(found, walk.count, sizeof(Near), by_word)
        return [pure.Near(found[i].word, found[i].cost, found[i].edits) for i in range(walk.count)]

    cdef void find_near(self, Walk* walk) noexcept nogil:
        """Find the words that are near to what was typed."""
        walk.count = 0
        walk.in_marks = False
        self.find(walk, Spot(0, 0, 0, 0, 0, 0, 1))
        if walk.most > 1:
            if self.may_differ_in_marks(walk):
                walk.in_marks = True
                walk.places.left_out, walk.places.others = walk.length, <uint64_t>-1
                self.find(walk, Spot(0, 0, 0, 0, 0, 0, walk.most))
                walk.in_marks = False
            if self.may_have_two_edits(walk):
                self.find(walk, Spot(0, 0, 0, 0, 0, 0, 2))

    cdef bint may_differ_in_marks(self, const Walk* walk) noexcept nogil:
        cdef int end = walk.start + walk.length
        cdef int letters = walk.sums.count[end] - walk.sums.count[walk.start]
        cdef uint64_t skeleton = part_of(walk.sums.letters, walk.start, end, letters)
        return has(self.skeletons, WHOLES_SHIFT, skeleton + powers[letters])

    cdef bint may_have_two_edits(self, Walk* walk) noexcept nogil:
        """Whether a word may be two edits away; the ``places`` of the walk tell where."""
        cdef int start = walk.start, end = start + walk.length, i, j
        cdef uint64_t head, middle
        walk.places.left_out = -1
        walk.places.others = 0
        if has(self.two_out, FILTER_SHIFT, part(walk.sums.units, start, end)):
            walk.places.left_out = walk.length
        if walk.length < LONG - 1:
            return False
        for i in range(start, end):
            head = part(walk.sums.units, start, i)
            if has(
                self.two_out,
                FILTER_SHIFT,
                head * powers[end - i - 1] + part(walk.sums.units, i + 1, end),
            ):
                walk.places.left_out = max(walk.places.left_out, i - start)
                walk.places.others |= place(i - start)
            for j in range(i + 1, end):
                middle = head * powers[j - i - 1] + part(walk.sums.units, i + 1, j)
                if has(
                    self.two_out,
                    FILTER_SHIFT,
                    middle * powers[end - j - 1] + part(walk.sums.units, j + 1, end),
                ):
                    walk.places.others |= place(i - start)
        return walk.places.left_out >= 0 or walk.places.others

    cdef void find(self, Walk* walk, Spot at) noexcept nogil:
        """Find the words with the edits up to a spot and one to ``more`` others from there on.

        Of several edits none is at the start.
        """
        cdef int rest = walk.length - at.position
        cdef bint several = at.edits or at.more > 1
        cdef Most most
        cdef uint64_t whole = 0, shorter
        cdef int room = walk.budget - at.cost, lone_room = walk.lone_budget - at.cost
        if lone_room < LEAST_EDIT + self.cheapest_lone:
            lone_room = 0
        if at.more == 1:
            whole = mix(joined(at.head, rest_of(walk, at.position)))
        while True:
            if self.is_other_length(at.node, rest, at.more) or (
                several and at.cost + LEAST_EDIT + self.tree[at.node].usual > walk.budget
            ):
                return
            if at.more == 1:
                most.left_out = self.most_cost(room, lone_room, whole, as_rest(whole, at.depth))
                most.too_much = most.exchanged = most.swapped = 0
                if rest:
                    shorter = mix(joined(at.head, rest_of(walk, at.position + 1)))
                    most.too_much = self.most_cost(room, lone_room, shorter, as_whole(shorter))
                    most.exchanged = self.most_cost(
                        room, lone_room, shorter, as_rest(shorter, at.depth)
                    )
                    most.swapped = self.most_cost(
                        room, lone_room, shorter, as_rest(shorter, at.depth + 1)
                    )
            else:
                most.left_out = NOTHING if at.position <= walk.places.left_out else 0
                most.too_much = most.exchanged = most.swapped = (
                    NOTHING if rest and walk.places.others & place(at.position) else 0
                )
            if (at.position or not several) and (
                max(most.left_out, most.too_much, most.exchanged, most.swapped) >= LEAST_EDIT
            ):
                self.edit(walk, &at, &most)
            if rest == 0:
                return
            if at.edits:
                at.node = self.child(at.node, walk.typed[at.position])
            else:
                at.node = self.on_path(walk, at.position + 1)
            if at.node == 0:
                return
            at.head = at.head * FACTOR + walk.typed[at.position]
            at.depth += 1
            at.position += 1
            rest -= 1

    cdef inline bint is_other_length(self, int node, int rest, int more) noexcept nogil:
        """Whether the words below a node are too long or too short for the rest of what was typed."""
        return rest + more < self.tree[node].shortest or rest - more > self.tree[node].longest

    cdef inline int on_path(self, Walk* walk, int position) noexcept nogil:
        """The node of what was typed up to a position, 0 for none."""
        if position > walk.reached:
            walk.path[position] = self.child(walk.path[position - 1], walk.typed[position - 1])
            walk.reached = position
        return walk.path[position]

    cdef inline int most_cost(
        self, int room, int lone_room, uint64_t mixed, uint64_t places
    ) noexcept nogil:
        """How much the last edit may cost for a word of the filters, below 0 if there is none."""
        cdef int least = least_of(self.paired, mixed, places)
        cdef int most = -1 if least == NO_WORD else room - least
        if lone_room:
            least = least_of(self.lone, mixed, places)
            if least != NO_WORD:
                most = max(most, lone_room - least)
        return most

    cdef void edit(self, Walk* walk, const Spot* at, const Most* most) noexcept nogil:
        """Try every edit at a spot."""
        cdef int position = at.position
        cdef uint8_t unit = walk.typed[position] if position < walk.length else 0
        cdef uint8_t behind = walk.typed[position + 1] if position + 1 < walk.length else 0
        cdef uint8_t before = walk.typed[position - 1] if position else 0, meant
        cdef const uint8_t* near
        cdef bint same
        cdef int below
        cdef uint64_t head = at.head * FACTOR
        cdef Rest rest = rest_of(walk, position), shorter = rest, rest_of_both
        if unit:
            shorter = rest_of(walk, position + 1)
        if most.too_much >= LEAST_EDIT:
            if is_mark(unit):
                same = unit == before or unit == behind
            else:
                same = base(unit) == base(before) or base(unit) == base(behind)
            self.go_on(
                walk, at, at.node, at.depth, &shorter, at.head,
                much_cost[unit][same][not behind], much_class[unit][same],
            )
        if most.swapped >= SWAP_COST and behind and behind != unit:
            below = self.child(at.node, behind)
            below = self.child(below, unit) if below else 0
            if below:
                rest_of_both = rest_of(walk, position + 2)
                self.go_on(
                    walk, at, below, at.depth + 2, &rest_of_both,
                    (head + behind) * FACTOR + unit, SWAP_COST, SWAPPED,
                )
        if LEAST_EDIT <= most.exchanged < LEAST_FAR:
            near = near_units[unit]
            while near[0]:
                below = self.child(at.node, near[0])
                if below:
                    self.go_on(
                        walk, at, below, at.depth + 1, &shorter, head + near[0],
                        replaced_cost[unit][near[0]], replaced_class[unit][near[0]],
                    )
                near += 1
        elif most.exchanged >= LEAST_FAR:
            below = at.node + 1
            while below < self.tree[at.node].end:
                meant = self.tree[below].unit
                if meant != unit and replaced_cost[unit][meant] <= most.exchanged:
                    self.go_on(
                        walk, at, below, at.depth + 1, &shorter, head + meant,
                        replaced_cost[unit][meant], replaced_class[unit][meant],
                    )
                below = self.tree[below].end
        if most.left_out >= LEAST_EDIT:
            before = self.tree[at.node].unit
            below = at.node + 1
            while below < self.tree[at.node].end:
                meant = self.tree[below].unit
                same = before != 0 and base(before) == base(meant)
                if left_cost[meant][same][not unit] <= most.left_out:
                    self.go_on(
                        walk, at, below, at.depth + 1, &rest, head + meant,
                        left_cost[meant][same][not unit], left_class[meant],
                    )
                below = self.tree[below].end

    cdef inline void go_on(
        self, Walk* walk, const Spot* at, int node, int depth, const Rest* rest, uint64_t head,
        int extra, int kind,
    ) noexcept nogil:
        """Go on behind an edit: take the word, or try more edits."""
        cdef int cost = at.cost + extra
        if walk.in_marks and kind > LAST_MARK_CLASS:
            return
        if at.more > 1 and cost > DEAREST_TWO - (0 if at.edits else LEAST_EDIT):
            return
        if at.edits and cost > DEAREST_TWO:
            return
        if (at.edits or at.more == 1) and has(
            self.wholes, WHOLES_SHIFT, joined(head, rest[0])
        ):
            self.follow(walk, node, rest.position, cost, at.edits << 4 | kind)
        if (
            at.more > 1
            and cost + self.tree[node].usual <= walk.budget
            and not self.is_other_length(node, walk.length - rest.position, at.more - 1)
        ):
            self.find(
                walk,
                Spot(node, depth, rest.position, head, cost, at.edits << 4 | kind, at.more - 1),
            )

    cdef void follow(self, Walk* walk, int node, int position, int cost, int edits) noexcept nogil:
        """Take the word that goes on from ``node`` as was typed from ``position`` on, if there is one."""
        while position < walk.length:
            node = self.child(node, walk.typed[position])
            if node == 0:
                return
            position += 1
        if self.tree[node].word >= 0:
            self.take(walk, self.tree[node].word, cost, edits)

    cdef bint is_long_or_usual(self, int word) noexcept nogil:
        cdef int length = self.length_of[word]
        return length >= SHORT or (length > 1 and self.costs[word] <= self.usual)

    cdef void take(self, Walk* walk, int word, int cost, int edits) noexcept nogil:
        cdef int length = self.length_of[word]
        cdef int word_cost = self.costs[word]
        cdef int rest = edits, i
        cdef bint in_marks = True
        if cost + self.floors[word] > (walk.budget if self.is_paired[word] else walk.lone_budget):
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


cdef struct Places:  # where the first of several edits may be
    int left_out  # the last place at which a unit may have been left out, or -1
    uint64_t others  # a bit for each unit that it may concern; the last one for the rest


cdef inline uint64_t place(int position) noexcept nogil:
    return <uint64_t>1 << min(position, 63)


cdef struct Sums:
    uint64_t* units  # polynomials of the units before each place
    uint64_t* letters  # of those that are no marks
    int* count  # how many those are


cdef struct Walk:
    const uint8_t* typed
    const Sums* sums  # in which the span begins at ``start``
    int start
    int length
    int budget  # for the edits and a word
    int lone_budget  # if the word is in no bigram
    int most  # edits
    int32_t path[LONGEST + 1]  # the nodes of what was typed, up to ``reached``
    int reached
    Near* found
    int count
    # where several edits are looked for, and whether in marks alone
    Places places
    bint in_marks


cdef inline uint64_t _hash(int64_t key) noexcept nogil:
    cdef uint64_t mixed = <uint64_t>key * <uint64_t>0x9E3779B97F4A7C15ULL
    return mixed >> 29


cdef struct Spot:
    int node
    int depth  # of the node: how many units of the word there are
    int position  # in what was typed
    uint64_t head  # the hash of the word up to the node
    int cost
    int edits
    int more  # edits that may follow


cdef struct Rest:
    int position  # of what was typed, from which on it is this rest
    uint64_t power
    uint64_t hash


cdef struct Most:  # what an edit at a spot may cost
    int left_out
    int too_much
    int exchanged
    int swapped


# Hashes of words with units deleted are polynomials, so they can be put together from parts.
cdef uint64_t FACTOR = <uint64_t>0x9E3779B97F4A7C15ULL
cdef uint64_t powers[LONGEST + 1]


cdef inline void add_unit(Sums* sums, int i, uint8_t unit) noexcept nogil:
    """Add the unit at ``i`` to the sums, which are those up to there."""
    sums.units[i + 1] = sums.units[i] * FACTOR + unit
    sums.letters[i + 1] = sums.letters[i]
    sums.count[i + 1] = sums.count[i]
    if not is_mark(unit):
        sums.letters[i + 1] = sums.letters[i] * FACTOR + unit
        sums.count[i + 1] += 1


cdef void add_up(Sums* sums, const uint8_t* units, int length) noexcept nogil:
    cdef int i
    sums.units[0] = sums.letters[0] = 0
    sums.count[0] = 0
    for i in range(length):
        add_unit(sums, i, units[i])


cdef inline uint64_t part(const uint64_t* sums, int start, int end) noexcept nogil:
    return sums[end] - sums[start] * powers[end - start]


cdef inline Rest rest_of(const Walk* walk, int position) noexcept nogil:
    return Rest(
        position,
        powers[walk.length - position],
        part(walk.sums.units, walk.start + position, walk.start + walk.length),
    )


cdef inline uint64_t joined(uint64_t head, Rest rest) noexcept nogil:
    """The hash of a head and the rest of what was typed."""
    return head * rest.power + rest.hash


cdef inline uint64_t part_of(
    const uint64_t* sums, int start, int end, int count
) noexcept nogil:
    return sums[end] - sums[start] * powers[count]


cdef inline uint64_t without_one(const uint64_t* sums, int length, int i) noexcept nogil:
    """The hash of a word without one unit, from the sums of its units."""
    return (sums[i] - sums[i + 1]) * powers[length - 1 - i] + sums[length]


cdef inline uint64_t without_two(const uint64_t* sums, int length, int i, int j) noexcept nogil:
    return (sums[i] - sums[i + 1]) * powers[length - 2 - i] + without_one(sums, length, j)


cdef inline uint64_t mix(uint64_t value) noexcept nogil:
    return (value ^ (value >> 31)) * FACTOR


cdef inline void* table(
    uint8_t* block, size_t* used, size_t size, int filler
) noexcept nogil:
    """The next ``size`` bytes of the block, all ``filler``; without a block they are only counted."""
    cdef size_t start = used[0]
    used[0] = (start + size + LINE - 1) & ~<size_t>(LINE - 1)
    if block == NULL:
        return NULL
    memset(block + start, filler, size)
    return block + start


cdef inline void put(uint64_t* bits, int shift, uint64_t value) noexcept nogil:
    """Set two bits in one 64-bit word of the filter, so that a test reads memory once."""
    cdef uint64_t mixed = mix(value)
    bits[mixed >> shift] |= two_bits(mixed)


cdef inline bint has(const uint64_t* bits, int shift, uint64_t value) noexcept nogil:
    cdef uint64_t mixed = mix(value)
    cdef uint64_t wanted = two_bits(mixed)
    return bits[mixed >> shift] & wanted == wanted


cdef inline uint64_t two_bits(uint64_t mixed) noexcept nogil:
    return (<uint64_t>1 << (mixed >> 39 & 63)) | (<uint64_t>1 << (mixed >> 33 & 63))


# A line of least costs belongs to a hash. Two bytes of it, six bits for the number of each, are for the
# word that has this hash, and two for the words that have it without a unit, by the place of the unit.
cdef inline uint64_t as_whole(uint64_t mixed) noexcept nogil:
    return mixed >> 24


cdef inline uint64_t as_rest(uint64_t mixed, int position) noexcept nogil:
    return (mixed >> 36) + 0x145 * <uint64_t>position


cdef inline uint8_t* line_of(LeastCosts least, uint64_t mixed) noexcept nogil:
    return least.lines + (mixed >> least.shift) * LINE


cdef inline void put_least(
    LeastCosts least, uint64_t mixed, uint64_t places, uint8_t cost
) noexcept nogil:
    cdef uint8_t* line = line_of(least, mixed)
    line[places & 63] = min(line[places & 63], cost)
    line[places >> 6 & 63] = min(line[places >> 6 & 63], cost)


cdef inline int least_of(LeastCosts least, uint64_t mixed, uint64_t places) noexcept nogil:
    """The least cost that may have been put there."""
    cdef const uint8_t* line = line_of(least, mixed)
    return max(line[places & 63], line[places >> 6 & 63])


def _fill_powers():
    cdef int i
    powers[0] = 1
    for i in range(1, LONGEST + 1):
        powers[i] = powers[i - 1] * FACTOR


_fill_powers()


cdef class Reading:
    """One run: its cost up to each cluster, and from there to the end."""

    cdef Lattice lattice
    cdef bytes run
    cdef const uint8_t* text
    cdef int clusters, right, best, last
    cdef uint64_t* block  # of memory, in which all of these lie
    cdef int* letter_costs  # of the units before each
    cdef int* offsets
    cdef int* state_count
    cdef int* edge_count
    cdef int* rests
    cdef int* lone_rests
    cdef int* odd
    cdef int* doubles  # how many clusters before each are one that comes again
    cdef Sums sums
    cdef State* states
    cdef Edge* edges
    cdef uint16_t* steps  # what each word edge costs after each state of its cluster

    def __cinit__(self, Lattice lattice, bytes run, int left, int right):
        cdef int length = <int>PyBytes_GET_SIZE(run), i
        self.lattice = lattice
        self.run = run
        self.right = right
        self.text = <const uint8_t*>PyBytes_AS_STRING(run)
        self.clusters = 0
        for i in range(length):
            self.clusters += is_letter(self.text[i])
        cdef int clusters = self.clusters + 1, units = length + 1
        self.block = <uint64_t*>malloc(
            units * (2 * sizeof(uint64_t) + 3 * sizeof(int))
            + clusters * (MOST_STATES * sizeof(State) + MOST_EDGES * sizeof(Edge) + 6 * sizeof(int))
            + clusters * MOST_CLUSTERS * MOST_STATES * sizeof(uint16_t)
        )
        if self.block == NULL:
            raise MemoryError
        self.sums.units = self.block
        self.sums.letters = self.sums.units + units
        self.states = <State*>(self.sums.letters + units)
        self.edges = <Edge*>(self.states + clusters * MOST_STATES)
        self.sums.count = <int*>(self.edges + clusters * MOST_EDGES)
        self.letter_costs = self.sums.count + units
        self.offsets = self.letter_costs + units
        self.state_count = self.offsets + units
        self.edge_count = self.state_count + clusters
        self.rests = self.edge_count + clusters
        self.lone_rests = self.rests + clusters
        self.odd = self.lone_rests + clusters
        self.doubles = self.odd + clusters
        self.steps = <uint16_t*>(self.doubles + clusters)
        with nogil:
            add_up(&self.sums, self.text, length)
            self.find_clusters(length)
            self.count_doubles()
            self.forward(left)
            self.backward()

    def __dealloc__(self):
        free(self.block)

    cdef void find_clusters(self, int length) noexcept nogil:
        """Find where clusters begin, and add up what the units cost as letters of an unknown piece."""
        cdef int i, cluster = 0, cost = 0
        cdef uint8_t before = 0
        for i in range(length):
            if is_letter(self.text[i]):
                self.offsets[cluster] = i
                cluster += 1
            self.letter_costs[i] = cost
            cost += self.lattice.letters[before * ROW + self.text[i]]
            before = self.text[i]
        self.letter_costs[length] = cost
        self.offsets[cluster] = length

    cdef void edges_from(self, int i) noexcept nogil:
        cdef int last = self.clusters, count = 0, node = 0, j, end
        cdef int position = self.offsets[i]
        cdef Edge* edges = self.edges + i * MOST_EDGES
        cdef bint in_tree = True
        for j in range(i + 1, min(last, i + MOST_CLUSTERS) + 1):
            end = self.offsets[j]
            while in_tree and position < end:
                node = self.lattice.child(node, self.text[position])
                in_tree = node != 0
                position += 1
            if in_tree and self.lattice.tree[node].word >= 0:
                edges[count] = Edge(j, self.lattice.tree[node].word, 0, 0, 0)
                count += 1
            if j - i <= MOST_UNKNOWN:
                edges[count] = Edge(j, self.lattice.unknown, self.unknown_piece(i, j), 0, 0)
                count += 1
            elif not in_tree:
                break
        if i == 0 and last > MOST_UNKNOWN:
            edges[count] = Edge(last, self.lattice.unknown, self.unknown_piece(0, last), 0, 0)
            count += 1
        self.edge_count[i] = count

    cdef inline int unknown_piece(self, int i, int j) noexcept nogil:
        """The cost of the clusters from ``i`` to ``j`` as an unknown piece."""
        cdef int start = self.offsets[i], end = self.offsets[j]
        cdef const uint8_t* letters = self.lattice.letters
        return (
            self.lattice.unknown_piece + letters[self.text[start]]
            + self.letter_costs[end] - self.letter_costs[start + 1] + letters[self.text[end - 1] * ROW]
        )

    cdef void forward(self, int left) noexcept nogil:
        cdef int i, e, s, k, cheapest, cheapest_state, best, best_state, total, steps = 0
        cdef State* states
        cdef State* target
        cdef Edge* edge
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
                edge = self.edges + i * MOST_EDGES + e
                best, best_state = cheapest + edge.letters, cheapest_state
                if edge.letters == 0:
                    best, edge.first = NOTHING, steps
                    for s in range(self.state_count[i]):
                        self.steps[steps] = self.lattice.cost(states[s].word, edge.word)
                        total = states[s].cost + self.steps[steps]
                        steps += 1
                        if total < best:
                            best, best_state = total, s
                target = self.states + edge.end * MOST_STATES
                k = 0
                while k < self.state_count[edge.end] and target[k].word != edge.word:
                    k += 1
                edge.state = k
                if k == self.state_count[edge.end]:
                    target[k] = State(edge.word, NOTHING, 0, 0, 0)
                    self.state_count[edge.end] += 1
                if best < target[k].cost:
                    target[k] = State(edge.word, best, 0, i, best_state)

    cdef void backward(self) noexcept nogil:
        cdef int j, s, e, cost, total
        cdef State* states = self.states + self.clusters * MOST_STATES
        cdef Edge* edge
        self.best, self.last = NOTHING, 0
        for s in range(self.state_count[self.clusters]):
            states[s].behind = self.lattice.cost(states[s].word, self.right)
            total = states[s].cost + states[s].behind
            if total < self.best:
                self.best, self.last = total, s
        for j in range(self.clusters - 1, -1, -1):
            states = self.states + j * MOST_STATES
            for s in range(self.state_count[j]):
                states[s].behind = NOTHING
                for e in range(self.edge_count[j]):
                    edge = self.edges + j * MOST_EDGES + e
                    cost = edge.letters
                    cost += self.lattice.rests[states[s].word] if cost else self.steps[edge.first + s]
                    states[s].behind = min(states[s].behind, cost + self.behind(edge))

    cdef inline int behind(self, const Edge* edge) noexcept nogil:
        """The cost of the run behind an edge."""
        return self.states[edge.end * MOST_STATES + edge.state].behind

    cdef int rest(self, int j, int word) noexcept nogil:
        """The cost of the run from cluster ``j`` on, after ``word``."""
        cdef int e, cost, best = NOTHING
        cdef Edge* edge
        if j == self.clusters:
            return self.lattice.cost(word, self.right)
        for e in range(self.edge_count[j]):
            edge = self.edges + j * MOST_EDGES + e
            cost = edge.letters
            cost += self.lattice.rests[word] if cost else self.lattice.cost(word, edge.word)
            best = min(best, cost + self.behind(edge))
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

    cdef int lone_cheapest(self, int j) noexcept nogil:
        """The least cost up to cluster ``j``, if the next word makes no bigram."""
        cdef int s, best = NOTHING
        cdef State* states = self.states + j * MOST_STATES
        for s in range(self.state_count[j]):
            best = min(best, states[s].cost + self.lattice.rests[states[s].word])
        return best

    cdef void find_rests(self) noexcept nogil:
        """Find the least cost from each cluster on, whatever word stands before, or one in no bigram."""
        cdef int j, e
        cdef Edge* edge
        for j in range(self.clusters):
            self.rests[j] = self.lone_rests[j] = NOTHING
            for e in range(self.edge_count[j]):
                edge = self.edges + j * MOST_EDGES + e
                self.add_rest(j, edge.word, edge.letters, self.behind(edge))
        self.rests[self.clusters] = self.lone_rests[self.clusters] = NOTHING
        self.add_rest(self.clusters, self.right, 0, 0)

    cdef inline void add_rest(self, int j, int word, int letters, int behind) noexcept nogil:
        cdef int least = letters if letters else self.lattice.floors[word]
        cdef int lone = letters if letters else self.lattice.costs[word]
        self.rests[j] = min(self.rests[j], least + behind)
        self.lone_rests[j] = min(self.lone_rests[j], lone + behind)

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
        cdef int i, j, start, end, budget, k, gain, before, lone_before
        cdef int* odd = self.odd  # how many odd clusters there are before each
        cdef Near near[MOST_NEAR]
        cdef Walk walk
        self.count_odd()
        walk.found, walk.sums = near, &self.sums
        found = []
        self.find_rests()
        for i in range(self.clusters):
            before, lone_before = self.cheapest(i), self.lone_cheapest(i)
            start = walk.start = self.offsets[i]
            walk.typed = self.text + start
            walk.path[0] = walk.reached = 0
            for j in range(i + 1, min(self.clusters, i + MOST_CHANGED) + 1):
                end = self.offsets[j]
                if end - start > MOST_LETTERS or self.text[self.offsets[j - 1]] == REPEAT:
                    break
                budget = self.best - ANY_FAULT - least - before - self.rests[j]
                if budget < LEAST_BUDGET or end - start < 2:
                    continue
                if self.doubles[j] > self.doubles[i + 1]:
                    for word in self.once(i, j):
                        gain = self.best - ANY_FAULT - TWICE_COST - self.with_word(i, j, word)
                        if gain >= least:
                            found.append(
                                pure.Correction(gain, start, end, word, TWICE_COST, TWICE_CLASS)
                            )
                walk.length, walk.budget = end - start, budget
                walk.lone_budget = (
                    self.best - ANY_FAULT - least - lone_before - self.lone_rests[j]
                )
                walk.most = 3 if odd[j] > odd[i] else 1
                lattice.find_near(&walk)
                for k in range(walk.count):
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
