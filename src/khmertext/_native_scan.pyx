# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False, freethreading_compatible=True
"""Where in a text something may begin: what ``_scan`` asks, one look at each character.

Tables are filled once and only read afterwards, so any number of threads may ask.
"""

from cpython.mem cimport PyMem_RawCalloc, PyMem_RawFree
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t

from khmertext import _chars

cdef extern from "Python.h":
    uint32_t PyUnicode_READ(int kind, const void* data, Py_ssize_t i) noexcept nogil

cdef enum:
    BLOCK = 256
    BLOCKS = 0x110000 // 256
    MOST = 4096  # offsets that one call gives

cdef enum:
    NO_WORD = 0    # no word goes on so
    WORD = -1      # one ends here
    WORDS = 1      # the first nodes of the two trees
    ALONE = 2


cdef inline bint is_written(uint32_t c) noexcept nogil:
    """Whether it is a Khmer letter or mark."""
    return 0x1780 <= c <= 0x17D3 or c == 0x17DD


cdef class Triggers:
    """Words to look for, as trees over the columns of their characters."""

    cdef uint16_t* blocks   # of each 256 characters: where their columns stand; 0: in no word
    cdef int32_t* columns   # of each character; 0: in no word
    cdef int32_t* nodes     # node and column: the next node, NO_WORD or WORD
    cdef int32_t width
    cdef int32_t n_nodes

    def __cinit__(self, words, alone=()):
        cdef uint32_t c
        letters = sorted(set().union(*words, *alone))
        pages = sorted({ord(letter) // BLOCK for letter in letters})
        prefixes = [len({w[:end] for w in tree for end in range(len(w))}) for tree in (words, alone)]
        self.width = <int32_t>len(letters) + 1
        self.blocks = <uint16_t*>PyMem_RawCalloc(BLOCKS, sizeof(uint16_t))
        self.columns = <int32_t*>PyMem_RawCalloc((len(pages) + 1) * BLOCK, sizeof(int32_t))
        self.nodes = <int32_t*>PyMem_RawCalloc(
            (sum(prefixes) + ALONE + 1) * self.width, sizeof(int32_t)
        )
        if self.blocks == NULL or self.columns == NULL or self.nodes == NULL:
            raise MemoryError
        for number, page in enumerate(pages, 1):
            self.blocks[<uint32_t>page] = number
        for number, letter in enumerate(letters, 1):
            c = ord(letter)
            self.columns[self.blocks[c // BLOCK] * BLOCK + c % BLOCK] = number
        self.n_nodes = ALONE + 1
        self._add(words, WORDS)
        self._add(alone, ALONE)

    def __dealloc__(self):
        PyMem_RawFree(self.blocks)
        PyMem_RawFree(self.columns)
        PyMem_RawFree(self.nodes)

    cdef int _add(self, words, int32_t root) except -1:
        cdef int32_t node, place
        for word in sorted(words):
            *letters, last = word
            node = root
            for letter in letters:
                place = node * self.width + self._column(ord(letter))
                node = self.nodes[place]
                if node == WORD:
                    break  # a shorter word tells as much
                if node == NO_WORD:
                    node = self.nodes[place] = self.n_nodes
                    self.n_nodes += 1
            else:
                self.nodes[node * self.width + self._column(ord(last))] = WORD
        return 0

    cdef inline int32_t _column(self, uint32_t c) noexcept nogil:
        return self.columns[self.blocks[c // BLOCK] * BLOCK + c % BLOCK]

    cdef inline bint _begins(
        self, int32_t node, int kind, const void* data, Py_ssize_t i, Py_ssize_t n
    ) noexcept nogil:
        """Whether a word of the tree of ``node`` begins at ``i``."""
        while node > 0 and i < n:
            node = self.nodes[node * self.width + self._column(PyUnicode_READ(kind, data, i))]
            i += 1
        return node == WORD

    def find(self, str text, Py_ssize_t start):
        """Where a word begins at or behind ``start``: the next offsets, rising, not all at once."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t n = PyUnicode_GET_LENGTH(text), i
        cdef list found = []
        for i in range(start, n):
            if self._column(PyUnicode_READ(kind, data, i)) == 0:
                continue
            if self._begins(WORDS, kind, data, i, n) or (
                not (i and is_written(PyUnicode_READ(kind, data, i - 1)))
                and self._begins(ALONE, kind, data, i, n)
            ):
                found.append(i)
                if len(found) == MOST:
                    break
        return found


# --- syllables ---------------------------------------------------------------------------------
cdef enum:
    BASE = 1
    LETTER = 2
    FIRST = 4      # a subscript that may stand before another
    SHIFTER = 8
    VOWEL = 16
    MODIFIER = 32
    FINAL = 64
    MARK = 128     # any mark, and the coeng sign

    KHMER = 0x1780
    KHMER_SIZE = 0x80
    DOTTED_CIRCLE = 0x25CC
    U_SIGN = 0x17BB
    ROBAT = 0x17CC
    SAMYOK = 0x17D0
    COENG = 0x17D2
    MOST_RANGES = 16


cdef uint32_t hidden_first[MOST_RANGES]
cdef uint32_t hidden_last[MOST_RANGES]
cdef int n_hidden = 0


cdef int _fill_hidden() except -1:
    global n_hidden
    for n_hidden, (first, last) in enumerate(_chars.ranges(_chars.RE_INVISIBLE)):
        if n_hidden == MOST_RANGES:
            raise OverflowError
        hidden_first[n_hidden], hidden_last[n_hidden] = first, last
    n_hidden += 1
    return 0


_fill_hidden()


cdef inline bint is_hidden(uint32_t c) noexcept nogil:
    cdef int i
    for i in range(n_hidden):
        if hidden_first[i] <= c <= hidden_last[i]:
            return True
    return False


cdef class OddSyllables:
    """Letters whose marks are not surely in order; with ``strays`` also marks behind no letter."""

    cdef uint8_t flags[KHMER_SIZE]
    cdef bint strays

    def __cinit__(self, first, shifters, modifiers, bint strays):
        self.strays = strays
        self._put(_chars.RE_BASE, BASE)
        self._put(_chars.RE_LETTER, LETTER)
        self._put(first, FIRST)
        self._put(shifters, SHIFTER)
        self._put(_chars.RE_VOWEL, VOWEL)
        self._put(modifiers, MODIFIER)
        self._put(_chars.RE_FINAL, FINAL)
        self._put(_chars.RE_MARK + _chars.COENG, MARK)

    cdef int _put(self, members, uint8_t flag) except -1:
        cdef uint32_t c
        for first, last in _chars.ranges(members):
            for c in range(<uint32_t>first, <uint32_t>last + 1):
                if KHMER <= c < KHMER + KHMER_SIZE:
                    self.flags[c - KHMER] |= flag
        return 0

    cdef inline uint8_t _flags(
        self, int kind, const void* data, Py_ssize_t i, Py_ssize_t n
    ) noexcept nogil:
        """Of the character at ``i``; none behind the end."""
        cdef uint32_t c = PyUnicode_READ(kind, data, i) if i < n else 0
        if c - KHMER < KHMER_SIZE:
            return self.flags[c - KHMER]
        return BASE if c == DOTTED_CIRCLE else 0

    cdef inline bint _is(
        self, uint32_t c, int kind, const void* data, Py_ssize_t i, Py_ssize_t n
    ) noexcept nogil:
        return i < n and PyUnicode_READ(kind, data, i) == c

    cdef inline bint _is_subscript(
        self, uint8_t flag, int kind, const void* data, Py_ssize_t i, Py_ssize_t n
    ) noexcept nogil:
        return self._is(COENG, kind, data, i, n) and self._flags(kind, data, i + 1, n) & flag != 0

    cdef Py_ssize_t _end(self, int kind, const void* data, Py_ssize_t i, Py_ssize_t n) noexcept nogil:
        """Where the syllable ends whose letter is at ``i``; -1 if it is not in order."""
        cdef Py_ssize_t end
        i += 1
        i += self._is(ROBAT, kind, data, i, n)
        if self._is_subscript(FIRST, kind, data, i, n) and self._is(COENG, kind, data, i + 2, n):
            i += 2
        if self._is_subscript(LETTER, kind, data, i, n):
            i += 2
        i += self._flags(kind, data, i, n) & SHIFTER != 0
        i += self._flags(kind, data, i, n) & VOWEL != 0 and not (
            self._is(U_SIGN, kind, data, i, n) and self._is(SAMYOK, kind, data, i + 1, n)
        )
        i += self._flags(kind, data, i, n) & MODIFIER != 0
        i += self._flags(kind, data, i, n) & FINAL != 0
        end = i
        while i < n and is_hidden(PyUnicode_READ(kind, data, i)):
            i += 1
        return -1 if self._flags(kind, data, i, n) & MARK else end

    def find(self, str text, Py_ssize_t start):
        """Where they stand at or behind ``start``: the next offsets, rising, not all at once."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* data = PyUnicode_DATA(text)
        cdef Py_ssize_t n = PyUnicode_GET_LENGTH(text), i = start, end
        cdef uint8_t flags
        cdef list found = []
        while i < n and len(found) < MOST:
            flags = self._flags(kind, data, i, n)
            end = i + 1
            if flags & BASE:
                end = self._end(kind, data, i, n)
                if end < 0:
                    found.append(i)
                    end = i + 1
            elif flags & MARK and self.strays:
                found.append(i)
            i = end
        return found
