# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False, freethreading_compatible=True
"""The native half of ``_scan``, ``_view``, ``_clusters`` and ``types``: one pass over the characters of a text.

``Triggers`` and ``OddSyllables`` find where a pattern may match, ``Outside`` whether a text has other
characters than usual; ``plainly_typed`` takes out the hidden ones, ``clusters`` cuts a text into
clusters, ``Maker`` makes what is found. Tables are filled once and then only read, so threads may
share them.
"""

cimport cython
from cpython.list cimport PyList_GET_SIZE
from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_RawCalloc, PyMem_RawFree, PyMem_Realloc
from cpython.object cimport PyTypeObject
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_Substring,
)
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

from khmertext import _chars

cdef extern from "Python.h":
    uint32_t PyUnicode_READ(int kind, const void* data, Py_ssize_t i) noexcept nogil
    object PyUnicode_FromKindAndData(int kind, const void* data, Py_ssize_t size)
    uint32_t* PyUnicode_AsUCS4Copy(object text) except NULL
    int PyErr_CheckSignals() except -1
    object PyType_GenericAlloc(PyTypeObject* kind, Py_ssize_t size)
    PyTypeObject* Py_TYPE(object)

cdef extern from "segmentation/_breaks.h":
    int64_t kt_next_boundary(
        const uint8_t* breaks, const uint32_t* text, int64_t length, int64_t anchor, int64_t offset
    ) noexcept nogil

cdef enum:
    BLOCK = 256
    BLOCKS = 0x110000 // 256
    STRETCH = 1 << 14  # characters that one call scans
    PATIENCE = 1 << 18  # clusters between two checks for Ctrl-C
    LONGEST = 16  # characters of a word that are compared
    MOST = 1 << 19  # entries of a table; if there were more, fewer characters are compared

cdef enum:
    NO_WORD = 0    # no word continues here
    WORD = 0xFFFF  # a word ends here
    WORDS = 1      # the roots of the two trees
    ALONE = 2

    SINGLES = 1 << 12  # entries of the filter for words of one character
    PAIRS = 1 << 14    # and for longer words; each pair of Khmer characters has its own entry


ctypedef fused char_t:
    uint8_t
    uint16_t
    uint32_t


cdef inline bint is_written(uint32_t c) noexcept nogil:
    """Whether ``c`` is a Khmer letter or mark."""
    return 0x1780 <= c <= 0x17D3 or c == 0x17DD


cdef int64_t _prefixes(list words, Py_ssize_t longest):
    """How many different proper beginnings the sorted words have: the inner nodes of their tree."""
    cdef str before = "", word
    cdef Py_ssize_t same, n
    cdef int64_t count = 0
    for word in words:
        n = min(PyUnicode_GET_LENGTH(word), longest)
        same = 0
        while same < n and same < PyUnicode_GET_LENGTH(before) and word[same] == before[same]:
            same += 1
        count += max(0, n - 1 - same)
        before = word
    return count


cdef inline uint32_t pair_of(uint32_t first, uint32_t second) noexcept nogil:
    return (first << 7 ^ second) % PAIRS


@cython.final
cdef class Triggers:
    """Words to look for, as two trees: one for anywhere, one for words that stand ``alone``.

    Most places are ruled out by two characters with which no word begins.
    """

    cdef uint8_t singles[SINGLES]  # by character: whether it may be a word of one character
    cdef uint8_t pairs[PAIRS]      # by two characters: whether a longer word may begin with them
    cdef bint has_singles          # else only the pairs are looked at

    cdef uint16_t* blocks   # block of 256 characters -> its block in `columns`; 0: in no word
    cdef int32_t* columns   # character -> column in `nodes`; 0: in no word
    cdef uint16_t* nodes    # node and column -> the next node, NO_WORD or WORD
    cdef int32_t width
    cdef int32_t n_nodes
    cdef Py_ssize_t longest  # characters of a word that are compared
    cdef uint8_t* plain     # by column: whether nothing but the character is asked for

    def __cinit__(self, words, alone=(), plain=()):
        cdef uint32_t c
        cdef int32_t pages = 0
        cdef int32_t* column
        cdef int64_t n
        cdef str word
        words, alone = sorted(words), sorted(alone)
        self.blocks = <uint16_t*>PyMem_RawCalloc(BLOCKS, sizeof(uint16_t))
        if self.blocks == NULL:
            raise MemoryError
        for word in (*words, *alone):
            for c in word:
                if not self.blocks[c // BLOCK]:
                    pages += 1
                    self.blocks[c // BLOCK] = <uint16_t>pages
        self.columns = <int32_t*>PyMem_RawCalloc((pages + 1) * BLOCK, sizeof(int32_t))
        if self.columns == NULL:
            raise MemoryError
        self.width = 1
        for word in (*words, *alone):
            for c in word:
                column = &self.columns[self.blocks[c // BLOCK] * BLOCK + c % BLOCK]
                if not column[0]:
                    column[0] = self.width
                    self.width += 1
        self.plain = <uint8_t*>PyMem_RawCalloc(self.width, sizeof(uint8_t))
        if self.plain == NULL:
            raise MemoryError
        for c in map(ord, plain):
            self.plain[self._column(c)] = True
        self.longest = LONGEST
        while True:
            n = _prefixes(words, self.longest) + _prefixes(alone, self.longest) + ALONE + 1
            if (n * self.width <= MOST and n < WORD) or self.longest == 1:
                break
            self.longest //= 2
        self.nodes = <uint16_t*>PyMem_RawCalloc(n * self.width, sizeof(uint16_t))
        if self.nodes == NULL:
            raise MemoryError
        self.n_nodes = ALONE + 1
        for word in words:
            self._add(word, WORDS)
        for word in alone:
            self._add(word, ALONE)

    def __dealloc__(self):
        PyMem_RawFree(self.blocks)
        PyMem_RawFree(self.columns)
        PyMem_RawFree(self.nodes)
        PyMem_RawFree(self.plain)

    cdef int _add(self, str word, int32_t node) except -1:
        """Add a word to the tree whose root is ``node``; words come in sorted order."""
        cdef int kind = PyUnicode_KIND(word)
        cdef const void* data = PyUnicode_DATA(word)
        cdef Py_ssize_t last = min(PyUnicode_GET_LENGTH(word), self.longest) - 1, i
        cdef int32_t place
        cdef uint32_t first = PyUnicode_READ(kind, data, 0)
        if last:
            self.pairs[pair_of(first, PyUnicode_READ(kind, data, 1))] = True
        else:
            self.singles[first % SINGLES] = self.has_singles = True
        for i in range(last):
            place = node * self.width + self._column(PyUnicode_READ(kind, data, i))
            node = self.nodes[place]
            if node == WORD:
                return 0  # a shorter word already triggers here
            if node == NO_WORD:
                node = self.n_nodes
                self.nodes[place] = <uint16_t>node
                self.n_nodes += 1
        self.nodes[node * self.width + self._column(PyUnicode_READ(kind, data, last))] = WORD
        return 0

    cdef inline int32_t _column(self, uint32_t c) noexcept nogil:
        return self.columns[self.blocks[c // BLOCK] * BLOCK + c % BLOCK]

    cdef inline bint _begins(
        self, int32_t node, const char_t* text, Py_ssize_t i, Py_ssize_t n
    ) noexcept nogil:
        """Whether a word of the tree below ``node`` begins at ``i``."""
        while node != NO_WORD and node != WORD and i < n:
            node = self.nodes[node * self.width + self._column(text[i])]
            i += 1
        return node == WORD

    def find(self, str text, Py_ssize_t start):
        """Where words begin in the stretch from ``start`` on, and where the next stretch begins."""
        cdef Py_ssize_t end = min(PyUnicode_GET_LENGTH(text), start + STRETCH)
        cdef list found = []
        while (start := self._next(text, start, end)) < end:
            found.append(start)
            start += 1
        return found, end

    def searcher(self, str text, pattern, dict by_beginning):
        return Searcher(self, text, pattern, by_beginning)

    cdef Py_ssize_t _next(self, str text, Py_ssize_t start, Py_ssize_t end):
        """Where the first word between ``start`` and ``end`` begins; ``end`` if none does."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t n = PyUnicode_GET_LENGTH(text)
        if kind == 1:
            return self._first(<const uint8_t*>data, start, end, n)
        if kind == 2:
            return self._first(<const uint16_t*>data, start, end, n)
        return self._first(<const uint32_t*>data, start, end, n)

    cdef Py_ssize_t _first(
        self, const char_t* text, Py_ssize_t i, Py_ssize_t end, Py_ssize_t n
    ) noexcept nogil:
        # a zero stands behind the last character of a str
        while True:
            if self.has_singles:
                while i < end and not (
                    self.singles[text[i] % SINGLES] | self.pairs[pair_of(text[i], text[i + 1])]
                ):
                    i += 1
            else:
                while i < end and not self.pairs[pair_of(text[i], text[i + 1])]:
                    i += 1
            if (
                i >= end
                or self._begins(WORDS, text, i, n)
                or (not (i and is_written(text[i - 1])) and self._begins(ALONE, text, i, n))
            ):
                return i
            i += 1


@cython.final
cdef class Searcher:
    """Searches a text where words begin: called with a position for the next match, iterated for all.

    The ``_match`` of ``pattern`` is asked, which may be exchanged meanwhile, or a faster one that
    ``by_beginning`` has for the first two letters, or for the first one.
    """

    cdef Triggers words
    cdef str text
    cdef object pattern
    cdef dict by_beginning
    cdef Py_ssize_t position  # where an iteration goes on

    def __cinit__(self, Triggers words, str text, pattern, dict by_beginning):
        self.words, self.text, self.position = words, text, 0
        self.pattern, self.by_beginning = pattern, by_beginning

    def __call__(self, Py_ssize_t position):
        """What ``pattern.search(text, position)`` gives."""
        return self._search(position, False)

    def place(self, Py_ssize_t position):
        """The same, but of a plain character the offset."""
        return self._search(position, True)

    cdef object _search(self, Py_ssize_t position, bint plain):
        cdef int kind = PyUnicode_KIND(self.text)
        cdef const void* data = PyUnicode_DATA(self.text)
        cdef Py_ssize_t n = PyUnicode_GET_LENGTH(self.text), end
        while position < n:
            end = min(n, position + STRETCH)
            position = self.words._next(self.text, position, end)
            if position == end:
                PyErr_CheckSignals()
                continue
            if plain and self.words.plain[self.words._column(PyUnicode_READ(kind, data, position))]:
                return position
            match = None
            if self.by_beginning:
                match = self.by_beginning.get(self.text[position:position + 2])
                if match is None:
                    match = self.by_beginning.get(self.text[position])
            if match is None:
                match = self.pattern._match
            if (found := match(self.text, position)) is not None:
                return found
            position += 1
        return None

    def __iter__(self):
        return self

    def __next__(self):
        found = self._search(self.position, False)
        if found is None:
            self.position = PyUnicode_GET_LENGTH(self.text)
            raise StopIteration
        self.position = max(found.end(), found.start() + 1)
        return found


# --- words that end somewhere ---------------------------------------------------------------------
cdef enum:
    TAIL = 3  # characters by which words are told
    MARK_OF_SHORT = 0x80000000  # in the key of words that have fewer


cdef struct Tail:
    uint64_t key
    int32_t first, last  # of the words that have it


cdef inline bint is_latin(uint32_t c) noexcept nogil:
    return c - 97 < 26 or c - 65 < 26


def _tail_and_size(str word):
    return word[-TAIL:] if len(word) >= TAIL else word[-1], -len(word)


@cython.final
cdef class Endings:
    """The twin of ``_scan.Endings``: a table of the last three characters of words, or of the last one."""

    cdef list words         # by their tails, the longest first
    cdef uint32_t* letters  # of all words
    cdef int32_t* begins    # where each word begins in ``letters``, and the end
    cdef Tail* tails
    cdef uint64_t size

    def __cinit__(self, words):
        cdef Py_ssize_t i, n = 0
        cdef uint32_t c
        cdef uint64_t key
        cdef Tail* tail
        cdef str word
        self.words = sorted(words, key=_tail_and_size)
        self.size = 1
        while self.size < 2 * <uint64_t>len(self.words) + 2:
            self.size *= 2
        self.letters = <uint32_t*>PyMem_RawCalloc(sum(map(len, self.words)) + 1, sizeof(uint32_t))
        self.begins = <int32_t*>PyMem_RawCalloc(len(self.words) + 1, sizeof(int32_t))
        self.tails = <Tail*>PyMem_RawCalloc(self.size, sizeof(Tail))
        if self.letters == NULL or self.begins == NULL or self.tails == NULL:
            raise MemoryError
        for i, word in enumerate(self.words):
            for c in word:
                self.letters[n] = c
                n += 1
            self.begins[i + 1] = <int32_t>n
            key = self._key(self.letters, n, len(word) >= TAIL)
            tail = self._tail(key)
            if not tail.key:
                tail.key, tail.first = key, <int32_t>i
            tail.last = <int32_t>i + 1

    def __dealloc__(self):
        PyMem_RawFree(self.letters)
        PyMem_RawFree(self.begins)
        PyMem_RawFree(self.tails)

    cdef inline uint64_t _key(self, const char_t* text, Py_ssize_t end, bint long) noexcept nogil:
        if not long:
            return <uint64_t>text[end - 1] | MARK_OF_SHORT
        return (<uint64_t>text[end - 1] << 21 | text[end - 2]) << 21 | text[end - 3]

    cdef inline Tail* _tail(self, uint64_t key) noexcept nogil:
        """The place of a key: that of its words, or an empty one."""
        cdef uint64_t i = key * <uint64_t>0x9E3779B97F4A7C15 >> 32
        while self.tails[i % self.size].key and self.tails[i % self.size].key != key:
            i += 1
        return &self.tails[i % self.size]

    def before(self, str text, Py_ssize_t end, Py_ssize_t free):
        """The longest word that ends at ``end`` and begins at ``free`` or later."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        cdef int32_t found
        if not 0 <= free < end <= PyUnicode_GET_LENGTH(text):
            return None
        if kind == 1:
            found = self._before(<const uint8_t*>data, end, free)
        elif kind == 2:
            found = self._before(<const uint16_t*>data, end, free)
        else:
            found = self._before(<const uint32_t*>data, end, free)
        return None if found < 0 else self.words[found]

    cdef int32_t _before(self, const char_t* text, Py_ssize_t end, Py_ssize_t free) noexcept nogil:
        cdef int32_t found = -1
        if end - free >= TAIL:
            found = self._of(self._tail(self._key(text, end, True)), text, end, free)
        if found < 0:
            found = self._of(self._tail(self._key(text, end, False)), text, end, free)
        return found

    cdef inline int32_t _of(
        self, const Tail* tail, const char_t* text, Py_ssize_t end, Py_ssize_t free
    ) noexcept nogil:
        cdef int32_t i, k, size
        cdef const uint32_t* word
        for i in range(tail.first, tail.last):
            word = self.letters + self.begins[i]
            size = self.begins[i + 1] - self.begins[i]
            if size > end - free:
                continue
            k = 0
            while k < size and text[end - size + k] == word[k]:
                k += 1
            if k == size and not (
                is_latin(word[0]) and end - size > free and is_latin(text[end - size - 1])
            ):
                return i
        return -1


# --- syllables ---------------------------------------------------------------------------------
cdef enum:
    BASE = 1
    LETTER = 2
    FIRST = 4  # a subscript that may stand before another
    MARK = 8   # any mark, and the coeng sign
    # the rank of a mark in the order of marks; 0: it has none
    ROBAT = 1 << 4
    SUBSCRIPT = 2 << 4
    SHIFTER = 3 << 4
    VOWEL = 4 << 4
    MODIFIER = 5 << 4
    FINAL = 6 << 4
    ORDER = 7 << 4

    NO_BREAK = 0xA0  # the first blank besides U+0020; what is hidden comes behind it
    KHMER = 0x1780
    KHMER_SIZE = 0x80
    DOTTED_CIRCLE = 0x25CC
    U_SIGN = 0x17BB
    SAMYOK = 0x17D0
    COENG = 0x17D2
    MOST_RANGES = 16
    PIECE = 0x80  # characters
    PIECES = 0x110000 // 0x80

    LF = 10
    CR = 13
    BLANK = 0x20
    HYPHEN = 0x2D
    LEFT_OUT = 0x110000  # no character


cdef struct Ranges:
    uint32_t first[MOST_RANGES]
    uint32_t last[MOST_RANGES]
    int n


cdef Ranges hidden, blanks, hyphens


cdef int _fill(Ranges* ranges, members) except -1:
    ranges.n = 0
    for first, last in _chars.ranges(members):
        if ranges.n == MOST_RANGES or first < NO_BREAK or (first < KHMER + KHMER_SIZE and last >= KHMER):
            raise OverflowError
        ranges.first[ranges.n], ranges.last[ranges.n] = first, last
        ranges.n += 1
    return 0


_fill(&hidden, _chars.RE_INVISIBLE)
_fill(&blanks, _chars.OTHER_SPACES)
_fill(&hyphens, _chars.OTHER_HYPHENS)


cdef inline bint is_plain(uint32_t c) noexcept nogil:
    """Whether ``c`` is surely not hidden, and no rare blank or hyphen; most of any text is."""
    return c - KHMER < KHMER_SIZE or c < NO_BREAK


cdef bint is_in(const Ranges* ranges, uint32_t c) noexcept nogil:
    cdef int i
    for i in range(ranges.n):
        if ranges.first[i] <= c <= ranges.last[i]:
            return True
    return False


cdef inline bint is_hidden(uint32_t c) noexcept nogil:
    return not is_plain(c) and is_in(&hidden, c)


cdef inline uint8_t flags_at(
    const uint8_t* flags, const char_t* text, Py_ssize_t i, Py_ssize_t n
) noexcept nogil:
    """The flags of the character at ``i``; 0 behind the end."""
    cdef uint32_t c = text[i] if i < n else 0
    if c - KHMER < KHMER_SIZE:
        return flags[c - KHMER]
    return BASE if c == DOTTED_CIRCLE else 0


cdef inline Py_ssize_t marks_end(
    const uint8_t* flags, const char_t* text, Py_ssize_t i, Py_ssize_t n
) noexcept nogil:
    """Where the marks that begin at ``i`` end, or stop being in order."""
    cdef uint8_t mark, last = 0
    while True:
        mark = flags_at(flags, text, i, n) & (MARK | ORDER)
        if mark <= last | MARK:  # no mark, or one that should stand earlier
            return i
        last = mark & ORDER
        if last != SUBSCRIPT:
            if text[i] == U_SIGN and i + 1 < n and text[i + 1] == SAMYOK:
                return i
            i += 1
            continue
        if not flags_at(flags, text, i + 1, n) & LETTER:
            return i
        i += 2
        if (
            flags_at(flags, text, i - 1, n) & FIRST and i < n and text[i] == COENG
            and flags_at(flags, text, i + 1, n) & LETTER
        ):
            i += 2


@cython.final
cdef class OddSyllables:
    """Letters whose marks may be out of order; with ``strays`` also marks behind no letter."""

    cdef uint8_t flags[KHMER_SIZE]
    cdef bint strays

    def __cinit__(self, first, shifters, modifiers, bint strays):
        self.strays = strays
        self._put(_chars.RE_BASE, BASE)
        self._put(_chars.RE_LETTER, LETTER)
        self._put(first, FIRST)
        self._put(_chars.RE_MARK + _chars.COENG, MARK)
        self._put(_chars.ROBAT, ROBAT)
        self._put(_chars.COENG, SUBSCRIPT)
        self._put(shifters, SHIFTER)
        self._put(_chars.RE_VOWEL, VOWEL)
        self._put(modifiers, MODIFIER)
        self._put(_chars.RE_FINAL, FINAL)

    cdef int _put(self, members, uint8_t flag) except -1:
        cdef uint32_t c
        for first, last in _chars.ranges(members):
            for c in range(<uint32_t>first, <uint32_t>last + 1):
                if KHMER <= c < KHMER + KHMER_SIZE:
                    self.flags[c - KHMER] |= flag
        return 0

    def find(self, str text, Py_ssize_t start):
        """Where such letters stand in the stretch from ``start`` on, and where the next begins."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t n = PyUnicode_GET_LENGTH(text)
        if kind == 1:
            return self._find(<const uint8_t*>data, start, n)
        if kind == 2:
            return self._find(<const uint16_t*>data, start, n)
        return self._find(<const uint32_t*>data, start, n)

    cdef tuple _find(self, const char_t* text, Py_ssize_t i, Py_ssize_t n):
        cdef Py_ssize_t letter, after, end = min(n, i + STRETCH)
        cdef uint8_t flags
        cdef list found = []
        while i < end:
            flags = flags_at(self.flags, text, i, n)
            i += 1
            if not flags & BASE:
                if flags & MARK and self.strays:
                    found.append(i - 1)
                continue
            letter = i - 1
            flags = flags_at(self.flags, text, i, n)
            if flags & MARK:
                i = marks_end(self.flags, text, i, n)
            after = i
            while after < n and is_hidden(text[after]):
                after += 1
            if flags_at(self.flags, text, after, n) & MARK:
                found.append(letter)
                i = letter + 1
        return found, i


# --- hidden characters, blanks and hyphens ---------------------------------------------------------
@cython.final
cdef class Pieces:
    """The twin of ``_view.Pieces``."""

    cdef Py_ssize_t* starts  # where each piece but the first begins, rising
    cdef Py_ssize_t n, room

    def __dealloc__(self):
        PyMem_Free(self.starts)

    cdef int _add(self, Py_ssize_t start) except -1:
        cdef Py_ssize_t* starts
        if self.n == self.room:
            self.room = 2 * self.room + 64
            starts = <Py_ssize_t*>PyMem_Realloc(self.starts, self.room * sizeof(Py_ssize_t))
            if starts == NULL:
                raise MemoryError
            self.starts = starts
        self.starts[self.n] = start
        self.n += 1
        return 0

    cdef Py_ssize_t _begun(self, Py_ssize_t offset) noexcept:
        """How many pieces but the first begin at ``offset`` or before."""
        cdef Py_ssize_t low = 0, high = self.n, middle
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low

    def to_original(self, Py_ssize_t start, Py_ssize_t end):
        cdef Py_ssize_t before = self._begun(start)
        if end <= start:
            return start + before, start + before
        return start + before, end + self._begun(end - 1)


def plainly_typed(str text):
    """``text`` as ``_view.plainly_typed`` gives it, and its pieces."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* data = PyUnicode_DATA(text)
    if kind == 1:
        return _plainly_typed(text, <const uint8_t*>data)
    if kind == 2:
        return _plainly_typed(text, <const uint16_t*>data)
    return _plainly_typed(text, <const uint32_t*>data)


cdef inline uint32_t typed_at(const char_t* text, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
    """The character at ``i``: U+0020 for any blank, U+002D for any hyphen, ``LEFT_OUT`` for what is left out."""
    cdef uint32_t c = text[i]
    if is_plain(c):
        return LEFT_OUT if c == CR and i + 1 < n and text[i + 1] == LF else c
    if is_in(&hidden, c):
        return LEFT_OUT
    if is_in(&blanks, c):
        return BLANK
    return HYPHEN if is_in(&hyphens, c) else c


cdef tuple _plainly_typed(str text, const char_t* typed):
    cdef Py_ssize_t n = PyUnicode_GET_LENGTH(text), i, length = 0
    cdef uint32_t c
    cdef char_t* kept = NULL  # from the first character on that changes
    cdef Pieces pieces = Pieces()
    try:
        for i in range(n):
            c = typed_at(typed, i, n)
            if kept == NULL:
                if c == typed[i]:
                    continue
                kept = <char_t*>PyMem_Malloc(n * sizeof(char_t))
                if kept == NULL:
                    raise MemoryError
                memcpy(kept, typed, i * sizeof(char_t))
                length = i
            if c == LEFT_OUT:
                pieces._add(length)
            else:
                kept[length] = <char_t>c
                length += 1
        if kept == NULL:
            return text, pieces
        return PyUnicode_FromKindAndData(sizeof(char_t), kept, length), pieces
    finally:
        PyMem_Free(kept)


# --- characters of a class ----------------------------------------------------------------------
@cython.final
cdef class Outside:
    """Tells whether a text has a character that is not in some ranges."""

    cdef uint8_t whole[PIECES]  # by PIECE characters: whether all are in the ranges
    cdef Ranges inside

    def __cinit__(self, list ranges):
        cdef uint32_t piece
        self.inside.n = len(ranges)
        if self.inside.n > MOST_RANGES:
            raise OverflowError
        for i, (first, last) in enumerate(ranges):
            self.inside.first[i], self.inside.last[i] = first, last
            for piece in range((first + PIECE - 1) // PIECE, (last + 1) // PIECE):
                self.whole[piece] = True

    def is_in(self, str text):
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t n = PyUnicode_GET_LENGTH(text)
        if kind == 1:
            return self._is_in(<const uint8_t*>data, n)
        if kind == 2:
            return self._is_in(<const uint16_t*>data, n)
        return self._is_in(<const uint32_t*>data, n)

    cdef bint _is_in(self, const char_t* text, Py_ssize_t n) noexcept nogil:
        cdef Py_ssize_t i
        for i in range(n):
            if not self.whole[<uint32_t>text[i] // PIECE] and not is_in(&self.inside, text[i]):
                return True
        return False


# --- what is found -----------------------------------------------------------------------------
@cython.final
cdef class Maker:
    """Makes instances of a class with slots from the values of all of them; frozen ones, too."""

    cdef type kind
    cdef tuple slots

    def __cinit__(self, type kind, tuple slots):
        self.kind, self.slots = kind, slots

    def __call__(self, *values):
        cdef Py_ssize_t i
        if len(values) != len(self.slots):
            raise TypeError(f"{self.kind.__name__} has {len(self.slots)} fields, not {len(values)}")
        made = PyType_GenericAlloc(<PyTypeObject*>self.kind, 0)
        for i in range(len(values)):
            slot = self.slots[i]
            Py_TYPE(slot).tp_descr_set(slot, made, values[i])
        return made


# --- clusters ----------------------------------------------------------------------------------
cdef uint8_t breaks[0x110000]  # see _breaks.h

cdef enum:
    SLOT_BITS = 10
    SHORT = 4  # characters of a cluster that fit into a key, with 16 bits each


cdef struct Slot:
    uint64_t key
    void* cluster  # borrowed: `found` holds the reference


cdef inline uint64_t key_of(const uint32_t* text, Py_ssize_t n) noexcept nogil:
    """The characters of a short cluster as a number; 0 if they do not fit."""
    cdef uint64_t key = 0
    cdef Py_ssize_t i
    if n > SHORT:
        return 0
    for i in range(n):
        if not 0 < text[i] <= 0xFFFF:
            return 0
        key = key << 16 | text[i]
    return key


def clusters(str text, break_classes, next_boundary):
    """The clusters of ``text``; the functions are those of ``_clusters``, which fill in the tables.

    A few hundred clusters make up most of any text: their strings are cached by hash and reused.
    """
    cdef Py_ssize_t n = PyUnicode_GET_LENGTH(text), start = 0, end
    cdef uint32_t* widened = PyUnicode_AsUCS4Copy(text)
    cdef Slot[1 << SLOT_BITS] slots
    cdef Slot* slot
    cdef uint64_t key
    cdef list found = []
    memset(slots, 0, sizeof(slots))
    try:
        while start < n:
            end = kt_next_boundary(breaks, widened, n, start, start + 1)
            if end < 0:
                end = _asked(text, widened, n, start, break_classes, next_boundary)
            key = key_of(widened + start, end - start)
            slot = &slots[key * <uint64_t>0x9E3779B97F4A7C15 >> (64 - SLOT_BITS)]
            if key == 0 or slot.key != key:
                cluster = PyUnicode_Substring(text, start, end)
                slot.key, slot.cluster = key, <void*>cluster
                found.append(cluster)
            else:
                found.append(<object>slot.cluster)
            if PyList_GET_SIZE(found) % PATIENCE == 0:
                PyErr_CheckSignals()
            start = end
    finally:
        PyMem_Free(widened)
    return found


cdef Py_ssize_t _asked(
    str text, const uint32_t* widened, Py_ssize_t n, Py_ssize_t start, break_classes, next_boundary
) except -1:
    """Where the cluster that begins at ``start`` ends; fills the missing blocks of ``breaks``."""
    cdef int64_t end
    cdef uint32_t c, i
    while True:
        end = kt_next_boundary(breaks, widened, n, start, start + 1)
        if end >= 0:
            return end
        c = widened[-1 - end]
        if breaks[c]:
            return next_boundary(text, start, start + 1)
        c &= ~<uint32_t>0xFF
        block = break_classes(c)
        for i in range(0x100):
            breaks[c + i] = block[i]
