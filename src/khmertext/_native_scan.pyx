# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False, freethreading_compatible=True
"""Where in a text something may begin: what ``_scan`` asks, one look at each character.

Tables are filled once and only read afterwards, so any number of threads may ask.
"""

from cpython.mem cimport PyMem_RawCalloc, PyMem_RawFree
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int32_t, uint16_t, uint32_t

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
