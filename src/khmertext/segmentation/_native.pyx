# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False, freethreading_compatible=True
"""The native twin of the segmenter: same results as ``_pure_cutter``, without Python objects on the way.

A text is read line by line: it is cut into items (``_items.h``), which get their values; the model's
rows are added up (``_score.h``) and boundaries are decided (``_line.h``). Only the resulting words are
objects. For what is rare (other scripts, URLs, acronyms that are not plain, odd encodings) the Python
functions of the pure twin are called. Calls share two tables: one of characters, which every thread
fills with the same values, and one of words, which is used under the interpreter lock only. So any
number of threads may run at once.
"""

from cpython.list cimport PyList_New, PyList_SET_ITEM
from cpython.mem cimport PyMem_RawCalloc, PyMem_RawFree, PyMem_RawMalloc
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.stdint cimport int8_t, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

from array import array
from importlib import import_module

from khmertext import _chars, _clusters, _colons
from khmertext.errors import ModelError, check_text
from khmertext.segmentation import _model
from khmertext.segmentation._respellings import aligned

cdef extern from "Python.h":
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)
    bint PyUnicode_Check(object o)
    void Py_XDECREF(PyObject* o)
    int PyErr_CheckSignals() except -1
    bint Py_UNICODE_ISALNUM(uint32_t c) noexcept nogil
    bint Py_UNICODE_ISDECIMAL(uint32_t c) noexcept nogil
    bint Py_UNICODE_ISSPACE(uint32_t c) noexcept nogil

cdef extern from *:
    """
    #ifdef Py_GIL_DISABLED
    #define KT_LOCKED 0
    #else
    #define KT_LOCKED 1
    #endif

    static inline const void *kt_data(void *text) { return PyUnicode_DATA((PyObject *)text); }
    static inline int kt_width(void *text) { return PyUnicode_KIND((PyObject *)text); }
    static inline int64_t kt_length(void *text) { return PyUnicode_GET_LENGTH((PyObject *)text); }
    """
    bint KT_LOCKED
    const void* kt_data(void* text) noexcept nogil
    int kt_width(void* text) noexcept nogil
    int64_t kt_length(void* text) noexcept nogil

cdef extern from "_score.h":
    int KT_TEMPLATES, KT_JOINS, KT_VECTOR, KT_VECTOR_SHIFT, KT_REVIEW, KT_LONGEST_KNOWN
    int KT_MOST_KILLED
    ctypedef struct kt_model:
        const uint8_t *displacements
        const uint8_t *rows
        const uint8_t *join_displacements
        const uint8_t *join_rows
        const uint8_t *dictionary_displacements
        const uint8_t *dictionary_rows
        const uint8_t *vector_displacements
        const uint8_t *vector_keys
        const int8_t *vectors
        uint32_t slots, join_slots, dictionary_slots, vector_slots
        int shift, join_shift, dictionary_shift, vector_shift
        uint32_t *m
        int32_t bias_part, bias_word, review_limit
        int32_t *review
        uint32_t *units
        uint32_t *coeng_units
        uint32_t *plain_units
        uint32_t edge
        uint32_t *item_kinds
        uint32_t *killed
        uint32_t killed_sign
        uint32_t *killed_begin
        int n_killed
    int (*kt_signals)() noexcept nogil
    void kt_set_bit(uint8_t *bits, uint32_t i) noexcept nogil
    uint64_t kt_hash(const uint16_t *units, int64_t n) noexcept nogil

cdef extern from "_user_words.h":
    ctypedef struct kt_words:
        pass
    void kt_drop_words(kt_words *words) noexcept nogil
    int kt_begin_words(kt_words *words, int64_t total) noexcept nogil
    void kt_add_word(kt_words *words, const uint64_t *keys, int64_t n, uint32_t number) noexcept nogil
    int kt_end_words(kt_words *words) noexcept nogil

cdef extern from "_items.h":
    enum: KT_BASE, KT_SIGN, KT_INVISIBLE, KT_HANGING, KT_BLANK, KT_NEWLINE, KT_DIGIT, KT_LETTER
    enum: KT_FOREIGN, KT_REPEATED, KT_UNIT, KT_SUBSCRIPT, KT_KHMER
    enum: KT_TABLE, KT_LOW, KT_FIRST, KT_CHARACTERS, KT_COENG, KT_CONTEXT, KT_ODDS, KT_SHORT
    enum: KT_OTHER, KT_SYLLABLE, KT_SPACE, KT_BREAK, KT_HIDDEN, KT_WEB, KT_NUMBER, KT_LATIN
    enum: KT_ENUMERATOR, KT_ACRONYM, KT_KINDS
    ctypedef struct kt_item:
        uint32_t start, B, R
        uint8_t kind
    ctypedef struct kt_odd:
        pass
    ctypedef struct kt_later:
        pass
    ctypedef struct kt_work:
        void *text
        const void *data
        int width
        void *odd
        bint patient
        kt_later *later
        int64_t n_later, n_ends, offset, length, n, anchor
        uint32_t *ends
        uint32_t *widened
        kt_item *items
        kt_item *kept
        uint32_t *candidates
        void *matches
        kt_odd *odds
        void *arena
        void *visible
    ctypedef struct kt_python:
        int64_t (*boundary)(kt_work *w, int64_t offset) noexcept nogil
        int64_t (*breaks)(uint32_t c) noexcept nogil
        int64_t (*web_end)(kt_work *w, int64_t start, int64_t end) noexcept nogil
        int64_t (*number_end)(kt_work *w, int64_t start, int64_t end) noexcept nogil
        int64_t (*name_end)(kt_work *w, int64_t start, int64_t end) noexcept nogil
        int64_t (*acronyms)(
            kt_work *w, const kt_model *q, int64_t first, int64_t last, int64_t *position
        ) noexcept nogil
        int64_t (*odd_values)(kt_work *w) noexcept nogil
        int64_t (*no_memory)() noexcept nogil
    kt_python kt_ask_python
    uint16_t *kt_classes
    uint8_t *kt_colon_behind
    uint8_t *kt_colon_not_of
    enum: KT_COLON_WORDS, KT_COLON_WORD
    ctypedef struct kt_colon_word:
        uint32_t n
        uint32_t *characters
    kt_colon_word *kt_colon_words
    uint8_t *kt_breaks
    void kt_fill_plain() noexcept
    uint16_t kt_class(uint32_t c) noexcept nogil
    int kt_widen(kt_work *w, int64_t start, int64_t end) except -2 nogil
    int kt_lex_line(const kt_model *q, kt_work *w, bint dots) except -2 nogil
    int kt_push_acronym(
        const kt_model *q, kt_work *w, int64_t start, int64_t stop, int64_t *position
    ) except -2 nogil

cdef extern from "_utf8.h":
    int64_t kt_decode(
        const uint8_t *data, int64_t n, uint32_t *characters, uint32_t *starts
    ) noexcept nogil

cdef extern from "_line.h":
    enum: KT_LONGEST_RESPELLING
    ctypedef struct kt_respelling:
        uint8_t typed, read
        int8_t *places
        uint32_t *B
        uint32_t *R
    ctypedef struct kt_respellings:
        kt_words forms
        kt_respelling *list
        uint8_t *may_begin
    ctypedef struct kt_cutter:
        const kt_model *model
        const kt_respellings *respellings
        const kt_words *added
        const kt_words *removed
    uint64_t kt_key_of(const kt_work *w, const kt_item *item) noexcept nogil
    uint32_t kt_pair_hash(uint32_t first, uint32_t second) noexcept nogil
    kt_odd *kt_odd_place(const kt_work *w, const kt_item *item) noexcept nogil
    bint kt_recall(const kt_work *w, kt_item *item, const kt_odd *place) noexcept nogil
    void kt_remember(const kt_work *w, const kt_item *item, kt_odd *place) noexcept nogil
    bint kt_is_odd(const kt_item *item) noexcept nogil
    bint kt_is_visible(const kt_item *item) noexcept nogil
    int kt_read_line(
        const kt_cutter *c, kt_work *w, int64_t start, int64_t end, bint dots
    ) except -2 nogil
    int kt_cut_text(const kt_cutter *c, kt_work *w, int64_t length, bint parts_only) except -2 nogil
    int kt_read_later(const kt_cutter *c, kt_work *w, kt_later *line) except -2 nogil
    int kt_cut_again(
        const kt_cutter *c, const kt_work *w, kt_work *again, int64_t first, int64_t end,
        int64_t later, int64_t last, bint parts_only
    ) except -2 nogil

# for tests: the kinds of items, to compare with those of the pure twin, and arithmetic of the headers
ITEM_KINDS = (
    KT_OTHER, KT_SYLLABLE, KT_SPACE, KT_BREAK, KT_HIDDEN, KT_WEB, KT_NUMBER, KT_LATIN, KT_ENUMERATOR,
    KT_ACRONYM,
)
if (
    _model.FEATURES != b"c1 c2 c3 c4 c5 rc cb -1..2 0..1; p1 p2 p3 0..1; u16 v16; review 27"
    or (KT_TEMPLATES, KT_JOINS, KT_VECTOR, KT_VECTOR_SHIFT, KT_REVIEW, KT_LONGEST_KNOWN)
    != (
        _model.ITEM_NGRAMS, _model.JOIN_NGRAMS, _model.VECTOR, _model.VECTOR_SHIFT, _model.REVIEW,
        _model.LONGEST_KNOWN,
    )
):
    raise ImportError("this native twin was compiled for another kind of model")


# --- classes of characters -------------------------------------------------------------------
cdef int _put(str members, uint16_t flag, bint there=True) except -1:
    cdef uint32_t first, last, c
    for begin, end in _chars.ranges(members):
        first, last = begin, end
        for c in range(first, last + 1):
            if there:
                kt_classes[c] |= flag
            else:
                kt_classes[c] &= ~flag
    return 0


cdef int _fill_table() except -1:
    cdef uint32_t c
    for c in range(KT_TABLE):
        kt_classes[c] = KT_FOREIGN
    for c in range(KT_LOW):
        if Py_UNICODE_ISDECIMAL(c):
            kt_classes[c] |= KT_DIGIT
        elif Py_UNICODE_ISALNUM(c) and not 0x1780 <= c <= 0x17FF:
            kt_classes[c] |= KT_LETTER
        elif Py_UNICODE_ISSPACE(c):
            kt_classes[c] |= KT_BLANK
    _put(_chars.RE_PLAIN, KT_FOREIGN, False)
    _put(_chars.RE_CLUSTER_HEAD, KT_BASE)
    _put("\u17b4\u17b5" + _chars.RE_MARK, KT_SIGN)
    _put(_chars.RE_INVISIBLE, KT_INVISIBLE)
    _put(_chars.RE_HANGING, KT_HANGING)
    _put(_chars.RE_NEWLINE, KT_NEWLINE)
    _put(_chars.RE_REPEATED, KT_REPEATED)
    _put(_chars.RE_LETTER, KT_UNIT)
    _put(_chars.RE_LETTER_OR_DEPRECATED, KT_SUBSCRIPT)
    _put(_chars.RE_WRITTEN, KT_KHMER)
    return 0


cdef int _fill_colons() except -1:
    for begin, end in _chars.ranges(_colons.RE_COLON_BEHIND):
        for c in range(begin, end + 1):
            kt_colon_behind[c - KT_FIRST] = 1
    for begin, end in _chars.ranges(_colons.COLON_NOT_OF):
        for c in range(begin, end + 1):
            kt_colon_not_of[c - KT_FIRST] = 1
    words = _colons.colon_words()
    assert len(words) <= KT_COLON_WORDS and max(map(len, words)) <= KT_COLON_WORD
    for i, word in enumerate(words):
        kt_colon_words[i].n = len(word)
        for k, char in enumerate(word):
            kt_colon_words[i].characters[k] = ord(char)
    return 0


_fill_table()
kt_fill_plain()
_fill_colons()

# --- calls of Python -------------------------------------------------------------------------
# Not by an import statement, whose C code takes Ctrl-C for a missing name.
cdef object _rules_module = None
cdef object _spans_module = None


cdef object rules():
    global _rules_module
    if _rules_module is None:
        _rules_module = import_module("khmertext.segmentation._token_rules")
    return _rules_module


cdef object spans():
    global _spans_module
    if _spans_module is None:
        _spans_module = import_module("khmertext.segmentation._acronym_spans")
    return _spans_module


# A function without the lock must not own Python objects: it would take the lock each time to drop
# them. So each function that C calls takes the lock and calls another one, which works under it.
cdef int64_t _boundary(kt_work* w, int64_t offset) except -2 with gil:
    text = <object>w.text
    return _clusters.next_cluster_boundary(text, w.offset + w.anchor, w.offset + offset) - w.offset


cdef int64_t _breaks(uint32_t c) except -2 with gil:
    """Fill the table for the characters around ``c``."""
    cdef uint32_t first = c & ~0xFF, i
    block = _clusters.break_classes(first)
    for i in range(0x100):
        kt_breaks[first + i] = block[i]
    return 0


cdef int64_t _web_end(kt_work* w, int64_t start, int64_t end) except -2 with gil:
    found = rules().web_end(<object>w.text, w.offset + start, w.offset + end)
    return found if found < 0 else found - w.offset


cdef int64_t _number_end(kt_work* w, int64_t start, int64_t end) except -2 with gil:
    return rules().number_end(<object>w.text, w.offset + start, w.offset + end) - w.offset


cdef int64_t _name_end(kt_work* w, int64_t start, int64_t end) except -2 with gil:
    found = rules().name_end(<object>w.text, w.offset + start, w.offset + end)
    return found if found < 0 else found - w.offset


cdef int64_t _acronyms(
    kt_work* w, const kt_model* q, int64_t first, int64_t last, int64_t* position
) except -2 with gil:
    """Push the acronyms around the seams from ``first`` to ``last``, and what is before them."""
    cdef int64_t left = max(first - KT_CONTEXT, 0)
    cdef int64_t right = min(last + KT_CONTEXT, w.length), k, stop
    text = <object>w.text
    for begin, finish in spans().in_window(text[w.offset + left : w.offset + right]):
        k = left + <int64_t>begin
        stop = left + <int64_t>finish
        if k >= position[0] and k < last and stop > first:
            kt_push_acronym(q, w, k, stop, position)
    return 0


cdef int64_t _odd_values(kt_work* w) except -2 with gil:
    """Fill in the values of the items that are typed in an odd way."""
    cdef int64_t i
    cdef kt_item* item
    cdef kt_odd* place
    text = <object>w.text
    if w.odds == NULL:
        w.odds = <kt_odd*>PyMem_RawCalloc(KT_ODDS, sizeof(kt_odd))
    for i in range(w.n):
        item = &w.items[i]
        if kt_is_odd(item):
            place = kt_odd_place(w, item)
            if not kt_recall(w, item, place):
                _, item.B, item.R = (<object>w.odd)(
                    text[w.offset + item.start : w.offset + (item + 1).start]
                )
                kt_remember(w, item, place)
    return 0


cdef int _check_signals() except -2 with gil:
    PyErr_CheckSignals()
    return 0


cdef int64_t _no_memory() except -2 with gil:
    raise MemoryError


kt_ask_python.boundary = <int64_t (*)(kt_work*, int64_t) noexcept nogil>_boundary
kt_ask_python.breaks = <int64_t (*)(uint32_t) noexcept nogil>_breaks
kt_ask_python.web_end = <int64_t (*)(kt_work*, int64_t, int64_t) noexcept nogil>_web_end
kt_ask_python.number_end = <int64_t (*)(kt_work*, int64_t, int64_t) noexcept nogil>_number_end
kt_ask_python.name_end = <int64_t (*)(kt_work*, int64_t, int64_t) noexcept nogil>_name_end
kt_ask_python.acronyms = <int64_t (*)(
    kt_work*, const kt_model*, int64_t, int64_t, int64_t*
) noexcept nogil>_acronyms
kt_ask_python.odd_values = <int64_t (*)(kt_work*) noexcept nogil>_odd_values
kt_ask_python.no_memory = <int64_t (*)() noexcept nogil>_no_memory
kt_signals = <int (*)() noexcept nogil>_check_signals

# --- words -----------------------------------------------------------------------------------
# Text repeats its words, so a table keeps the last word made for each hash. It is used under the
# interpreter lock only, and not in a Python without that lock.
cdef enum:
    KNOWN_BITS = 13
    LONGEST_KNOWN_WORD = 16
    PATIENCE = 0xFFFFF     # words between two checks for signals (Ctrl-C)


cdef struct Known:
    uint64_t hash
    PyObject* word


cdef Known known[1 << KNOWN_BITS]

cdef object ONE_SPACE = " "
cdef object ONE_ZWSP = _chars.ZWSP


cdef inline bint are_equal(const uint16_t* a, const uint16_t* b, Py_ssize_t n) noexcept:
    cdef Py_ssize_t i = 0
    while i < n and a[i] == b[i]:
        i += 1
    return i == n


cdef inline object khmer_word(const uint16_t* units, Py_ssize_t n):
    """The word of these code units, one of which at least is beyond Latin-1."""
    cdef uint64_t h
    cdef Known* place
    cdef object word
    if n > LONGEST_KNOWN_WORD or not KT_LOCKED:
        word = PyUnicode_New(n, 0xFFFF)
        memcpy(PyUnicode_DATA(word), units, n * 2)
        return word
    h = kt_hash(units, n)
    place = &known[h >> (64 - KNOWN_BITS)]
    if place.hash == h and place.word != NULL:
        word = <object>place.word
        if PyUnicode_GET_LENGTH(word) == n and are_equal(
            <const uint16_t*>PyUnicode_DATA(word), units, n
        ):
            return word
    word = PyUnicode_New(n, 0xFFFF)
    memcpy(PyUnicode_DATA(word), units, n * 2)
    Py_INCREF(word)
    Py_XDECREF(place.word)
    place.word = <PyObject*>word
    place.hash = h
    return word


cdef inline object piece(object text, int kind, void* data, Py_ssize_t start, Py_ssize_t end):
    cdef uint32_t* wider
    cdef uint16_t narrowed[LONGEST_KNOWN_WORD]
    cdef uint32_t seen = 0
    cdef Py_ssize_t i, n = end - start
    cdef uint32_t first = PyUnicode_READ(kind, data, start)
    if 0x1780 <= first <= 0x17FF:
        if kind == 2:
            return khmer_word(<uint16_t*>data + start, n)
        if n <= LONGEST_KNOWN_WORD:
            wider = <uint32_t*>data + start
            for i in range(n):
                seen |= wider[i]
                narrowed[i] = <uint16_t>wider[i]
            if seen < 0x10000:
                return khmer_word(narrowed, n)
    elif n == 1:
        if first == 0x20:
            return ONE_SPACE
        if first == 0x200B:
            return ONE_ZWSP
    return PyUnicode_Substring(text, start, end)


cdef list pieces(object text, const uint32_t* ends, Py_ssize_t n):
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef list found = PyList_New(n)
    cdef Py_ssize_t start = 0, i
    cdef object word
    for i in range(n):
        if i & PATIENCE == PATIENCE:
            PyErr_CheckSignals()
        word = piece(text, kind, data, start, ends[i])
        Py_INCREF(word)
        PyList_SET_ITEM(found, i, word)
        start = ends[i]
    return found


cdef struct Text:          # of a batch
    PyObject* object
    bint missing           # it is None
    Py_ssize_t first       # of the ends of its words, and behind the last
    Py_ssize_t end
    Py_ssize_t later       # of the lines put off, and behind the last
    Py_ssize_t last
    bint apart             # its ends are among those that were found again


cdef struct Utf8:          # texts of a batch
    const uint8_t* data
    const int64_t* edges
    uint32_t* characters   # of one of them, and where they begin
    uint32_t* starts
    int64_t* counts        # of the words of each
    int64_t* ends          # of the words of all
    Py_ssize_t total


cdef inline void to_bytes(
    uint32_t* ends, Py_ssize_t first, Py_ssize_t last, const uint32_t* starts
) noexcept nogil:
    cdef Py_ssize_t i
    for i in range(first, last):
        ends[i] = starts[ends[i]]


cdef object numbers(const int64_t* values, Py_ssize_t n):
    found = array("q")
    found.frombytes((<const char*>values)[: n * sizeof(int64_t)])
    return found


cdef const uint8_t* section(object view, Py_ssize_t needed) except NULL:
    """The bytes of a table of the model; the caller keeps the table alive."""
    cdef const uint8_t[::1] found = view
    if found.shape[0] < needed:
        raise ModelError("a table of the model is too short")
    return &found[0]


cdef inline uint32_t sum_of(uint64_t key) noexcept:
    """The value of a syllable with this key: of its letter and of the rest."""
    return <uint32_t>key + <uint32_t>(key >> 32)


cdef void begin(kt_work* w, object odd) noexcept:
    memset(w, 0, sizeof(w[0]))
    w.odd = <void*>odd


cdef void end(kt_work* w) noexcept:
    PyMem_RawFree(w.items)
    PyMem_RawFree(w.candidates)
    PyMem_RawFree(w.matches)
    PyMem_RawFree(w.widened)
    PyMem_RawFree(w.arena)
    PyMem_RawFree(w.visible)
    PyMem_RawFree(w.odds)
    PyMem_RawFree(w.ends)
    PyMem_RawFree(w.later)
    PyMem_RawFree(w.kept)


cdef inline bint is_newline(const kt_work* w, Py_ssize_t i):
    return kt_class(PyUnicode_READ(w.width, <void*>w.data, i)) & KT_NEWLINE != 0


cdef void look_at(kt_work* w, object text):
    w.text = <void*>text
    w.data = PyUnicode_DATA(text)
    w.width = PyUnicode_KIND(text)


cdef kt_model no_model     # its values are zeros


def items(str text not None):
    """The start, end and kind of each item of ``text``, as ``_lexer.items`` gives them."""
    cdef kt_work w
    cdef kt_item* item
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), start = 0, stop, i
    cdef list found = []
    begin(&w, None)
    look_at(&w, text)
    try:
        while start < length:
            stop = start
            while stop < length and not is_newline(&w, stop):
                stop += 1
            kt_widen(&w, start, stop)
            kt_lex_line(&no_model, &w, True)
            if w.n:
                w.items[w.n].start = <uint32_t>(stop - start)
            for i in range(w.n):
                item = &w.items[i]
                found.append((start + item.start, start + (item + 1).start, item.kind))
            start = stop
            while stop < length and is_newline(&w, stop):
                stop += 1
            if start < stop:
                found.append((start, stop, <int>KT_BREAK))
            start = stop
        return found
    finally:
        end(&w)


cdef class Cutter:
    """Cuts texts with one model and one set of user words; see :class:`khmertext.segmentation._pure_cutter.Cutter`."""

    cdef kt_cutter cutter
    cdef kt_model model
    cdef kt_respellings respellings
    cdef kt_words added
    cdef kt_words removed
    cdef object odd
    cdef object kept       # what the pointers of the model point into

    def __cinit__(self, model, added, removed, respellings, odd):
        self.odd = odd
        self.kept = model
        self._read_model(model)
        self.cutter.model = &self.model
        self.cutter.respellings = &self.respellings
        self._read_respellings(respellings)
        if added:
            self._build(&self.added, [self._keys(word) for word in added])
            self.cutter.added = &self.added
        if removed:
            self._build(&self.removed, [self._keys(word) for word in removed])
            self.cutter.removed = &self.removed

    cdef int _read_model(self, model) except -1:
        cdef kt_model* q = &self.model
        cdef int i
        q.slots = model.item_slots
        q.join_slots = model.join_slots
        q.dictionary_slots = model.dictionary_slots
        q.vector_slots = model.vector_slots
        q.shift = 32 - _model.ITEM_BUCKET_BITS
        q.join_shift = 32 - _model.JOIN_BUCKET_BITS
        q.dictionary_shift = 32 - _model.DICTIONARY_BUCKET_BITS
        q.vector_shift = 32 - _model.VECTOR_BUCKET_BITS
        q.displacements = section(model.item_displacements, 2 << _model.ITEM_BUCKET_BITS)
        q.join_displacements = section(model.join_displacements, 2 << _model.JOIN_BUCKET_BITS)
        q.dictionary_displacements = section(
            model.dictionary_displacements, 2 << _model.DICTIONARY_BUCKET_BITS
        )
        q.vector_displacements = section(model.vector_displacements, 2 << _model.VECTOR_BUCKET_BITS)
        q.rows = section(model.item_rows, model.item_slots * _model.ITEM_ROW)
        q.join_rows = section(model.join_rows, model.join_slots * _model.JOIN_ROW)
        q.dictionary_rows = section(
            model.dictionary_rows, model.dictionary_slots * _model.DICTIONARY_ROW
        )
        q.vector_keys = section(model.vector_keys, model.vector_slots * _model.VECTOR_KEY)
        q.vectors = <const int8_t*>section(model.vectors, model.vector_slots * _model.VECTOR_ROW)
        for i in range(16):
            q.m[i] = _model.MULTIPLIERS[i]
        for i in range(KT_CHARACTERS):
            q.units[i] = model.units[i]
            q.coeng_units[i] = model.coeng_units[i]
            q.plain_units[i] = model.units[i]
            q.plain_units[KT_CHARACTERS + i] = model.coeng_units[i]
        q.plain_units[KT_COENG - KT_FIRST] = 0  # it counts with its letter
        q.edge = _model.KIND_VALUES[_model.EDGE]
        for i in range(KT_KINDS):
            q.item_kinds[i] = _model.KIND_VALUES[_model.MODEL_KINDS[i]]
        q.bias_part = model.bias_part
        q.bias_word = model.bias_word
        q.review_limit = model.review_limit
        for i in range(KT_REVIEW):
            q.review[i] = model.review[i]
        killed = _model.killed_consonants(model.units, model.coeng_units)
        q.killed_sign = killed.sign
        for i, base in enumerate(killed.begin):
            q.killed_begin[i] = base
        q.n_killed = len(killed.rests)
        assert q.n_killed <= KT_MOST_KILLED
        for i, rest in enumerate(sorted(killed.rests)):
            q.killed[i] = rest
        return 0

    cdef int _read_respellings(self, pairs) except -1:
        cdef kt_respelling* one
        cdef int k
        self.respellings.list = <kt_respelling*>PyMem_RawCalloc(
            len(pairs) + 1, sizeof(kt_respelling)
        )
        if self.respellings.list == NULL:
            raise MemoryError
        words = []
        for number, (typed, read) in enumerate(pairs):
            keys, values = self._keys(typed), self._keys(read)
            places = aligned(keys, values)
            assert max(len(keys), len(values)) <= KT_LONGEST_RESPELLING
            one = &self.respellings.list[<int>number]
            one.typed = len(keys)
            one.read = len(values)
            for k in range(one.read):
                one.places[k] = places[k]
                one.B[k] = values[k] & 0xFFFFFFFF
                one.R[k] = values[k] >> 32
            words.append(keys[::-1])  # so that the tree is read forwards
            kt_set_bit(
                self.respellings.may_begin,
                kt_pair_hash(sum_of(keys[0]), sum_of(keys[1]) if len(keys) > 1 else 0),
            )
        self._build(&self.respellings.forms, words)
        return 0

    cdef int _build(self, kt_words* words, list keys) except -1:
        cdef uint64_t* numbers
        cdef Py_ssize_t longest = max(map(len, keys), default=0), k
        numbers = <uint64_t*>PyMem_RawMalloc((longest + 1) * sizeof(uint64_t))
        if numbers == NULL or kt_begin_words(words, sum(map(len, keys))):
            PyMem_RawFree(numbers)
            raise MemoryError
        for i, word in enumerate(keys):
            for k in range(len(word)):
                numbers[k] = word[k]
            kt_add_word(words, numbers, len(word), i)
        PyMem_RawFree(numbers)
        if kt_end_words(words):
            raise MemoryError
        return 0

    def __dealloc__(self):
        kt_drop_words(&self.added)
        kt_drop_words(&self.removed)
        kt_drop_words(&self.respellings.forms)
        PyMem_RawFree(self.respellings.list)

    cdef list _keys(self, str word):
        """The keys of the items of one word."""
        cdef kt_work w
        cdef Py_ssize_t i
        begin(&w, self.odd)
        look_at(&w, word)
        try:
            kt_read_line(&self.cutter, &w, 0, PyUnicode_GET_LENGTH(word), True)
            return [kt_key_of(&w, &w.items[i]) for i in range(w.n) if kt_is_visible(&w.items[i])]
        finally:
            end(&w)

    cdef int one(self, kt_work* w, object text, bint parts) except -1:
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        look_at(w, text)
        if length < KT_SHORT:  # releasing the lock would cost more than the work
            kt_cut_text(&self.cutter, w, length, parts)
        else:
            with nogil:
                kt_cut_text(&self.cutter, w, length, parts)
        return 0

    def words(self, text, bint parts):
        """The words of ``text``."""
        cdef kt_work w
        if not PyUnicode_Check(text):
            check_text(text, "words")
        begin(&w, self.odd)
        try:
            self.one(&w, text, parts)
            return pieces(text, w.ends, w.n_ends)
        finally:
            end(&w)

    def ends(self, str text not None, bint parts):
        """Where the words of ``text`` end, as an ``array("I")``."""
        cdef kt_work w
        begin(&w, self.odd)
        try:
            self.one(&w, text, parts)
            found = array("I")
            if w.n_ends:
                found.frombytes((<const char*>w.ends)[: w.n_ends * sizeof(uint32_t)])
            return found
        finally:
            end(&w)

    def words_batch(self, texts, bint parts):
        """The words of each text; None for None. Others may run while the model works."""
        texts = tuple(texts)  # so that no other thread can remove texts meanwhile
        cdef Py_ssize_t n = len(texts), i
        cdef kt_work w, again
        cdef Text* found
        begin(&w, self.odd)
        begin(&again, self.odd)
        found = <Text*>PyMem_RawCalloc(n + 1, sizeof(Text))
        if found == NULL:
            raise MemoryError
        try:
            for i in range(n):
                item = texts[i]
                found[i].object = <PyObject*>item
                found[i].missing = item is None
                if item is not None and not PyUnicode_Check(item):
                    check_text(item, "words_batch")
            w.patient = True
            with nogil:
                for i in range(n):
                    found[i].first = w.n_ends
                    found[i].later = w.n_later
                    if not found[i].missing:
                        self._cut(&w, found[i].object, parts)
                    found[i].end = w.n_ends
                    found[i].last = w.n_later
            w.patient = False
            self._cut_again(&w, &again, found, n, parts)
            return [
                None if found[i].missing else pieces(
                    <object>found[i].object,
                    (again.ends if found[i].apart else w.ends) + found[i].first,
                    found[i].end - found[i].first,
                )
                for i in range(n)
            ]
        finally:
            again.items = NULL
            end(&w)
            end(&again)
            PyMem_RawFree(found)

    def utf8_ends(self, const uint8_t[::1] data, const int64_t[::1] edges, bint parts):
        """The words of texts in UTF-8, one after another in ``data``, with ``edges`` around each.

        How many each has, and where they end in bytes of ``data``, both as an ``array("q")``; None
        if one is not UTF-8. Others may run meanwhile, but where Python is asked about a text.
        """
        cdef Py_ssize_t n = edges.shape[0] - 1, i, longest = 0
        cdef Utf8 texts
        cdef kt_work w, again
        cdef Text* found
        for i in range(n):
            if not 0 <= edges[i] <= edges[i + 1] <= data.shape[0]:
                raise ValueError(f"text {i} lies outside the data, or edges do not rise")
            longest = max(longest, edges[i + 1] - edges[i])
        if longest > 0xFFFFFFFF:
            raise OverflowError("a text is longer than 4 GiB")
        begin(&w, self.odd)
        begin(&again, self.odd)
        texts.data = &data[0] if data.shape[0] else NULL
        texts.edges = &edges[0]
        texts.characters = <uint32_t*>PyMem_RawMalloc((longest + 1) * sizeof(uint32_t))
        texts.starts = <uint32_t*>PyMem_RawMalloc((longest + 1) * sizeof(uint32_t))
        texts.counts = <int64_t*>PyMem_RawCalloc(n + 1, sizeof(int64_t))
        texts.ends = NULL
        found = <Text*>PyMem_RawCalloc(n + 1, sizeof(Text))
        try:
            if not (texts.characters and texts.starts and texts.counts and found):
                raise MemoryError
            w.patient = True
            w.width = 4
            with nogil:
                sound = self._cut_utf8(&w, &texts, found, n, parts)
            if not sound:
                return None
            w.patient = False
            kept = self._ask_about(&w, &again, &texts, found, n, parts)
            with nogil:
                self._count_bytes(&w, &again, &texts, found, n)
            return numbers(texts.counts, n), numbers(texts.ends, texts.total)
        finally:
            end(&w)
            end(&again)
            PyMem_RawFree(found)
            PyMem_RawFree(texts.characters)
            PyMem_RawFree(texts.starts)
            PyMem_RawFree(texts.counts)
            PyMem_RawFree(texts.ends)

    cdef bint _cut_utf8(
        self, kt_work* w, Utf8* texts, Text* found, Py_ssize_t n, bint parts
    ) except -1 nogil:
        """Cut all texts but those that need Python; returns whether all are UTF-8."""
        cdef Py_ssize_t i
        cdef int64_t length
        for i in range(n):
            found[i].first = w.n_ends
            found[i].later = w.n_later
            length = kt_decode(
                texts.data + texts.edges[i], texts.edges[i + 1] - texts.edges[i],
                texts.characters, texts.starts,
            )
            if length < 0:
                return False
            found[i].apart = length > KT_SHORT  # such lines ask where they are
            if not found[i].apart:
                w.data = texts.characters
                kt_cut_text(&self.cutter, w, length, parts)
            found[i].end = w.n_ends
            found[i].last = w.n_later
            if found[i].last == found[i].later:
                to_bytes(w.ends, found[i].first, found[i].end, texts.starts)
        return True

    cdef list _ask_about(
        self, kt_work* w, kt_work* again, Utf8* texts, Text* found, Py_ssize_t n, bint parts
    ):
        """Cut the remaining texts as strings, which are returned so that they stay alive."""
        cdef Py_ssize_t i
        cdef list kept = []
        for i in range(n):
            if found[i].apart or found[i].last > found[i].later:
                text = texts.data[texts.edges[i] : texts.edges[i + 1]].decode("utf-8")
                kept.append(text)
                found[i].object = <PyObject*>text
        self._cut_again(w, again, found, n, parts)
        for i in range(n):
            if found[i].apart and found[i].last == found[i].later:
                found[i].first = again.n_ends
                self.one(again, <object>found[i].object, parts)
                found[i].end = again.n_ends
        return kept

    cdef int _count_bytes(
        self, kt_work* w, kt_work* again, Utf8* texts, Text* found, Py_ssize_t n
    ) except -1 nogil:
        """Where the words of all texts end in bytes."""
        cdef Py_ssize_t i, k, total = 0
        cdef const uint32_t* ends
        cdef int64_t* out
        for i in range(n):
            texts.counts[i] = found[i].end - found[i].first
            total += texts.counts[i]
        out = texts.ends = <int64_t*>PyMem_RawMalloc((total + 1) * sizeof(int64_t))
        if out == NULL:
            kt_ask_python.no_memory()
        for i in range(n):
            if found[i].apart:
                kt_decode(
                    texts.data + texts.edges[i], texts.edges[i + 1] - texts.edges[i],
                    texts.characters, texts.starts,
                )
                to_bytes(again.ends, found[i].first, found[i].end, texts.starts)
            ends = (again.ends if found[i].apart else w.ends) + found[i].first
            for k in range(texts.counts[i]):
                out[k] = texts.edges[i] + ends[k]
            out += texts.counts[i]
        texts.total = total
        return 0

    cdef int _cut(self, kt_work* w, PyObject* text, bint parts) except -1 nogil:
        w.text = text
        w.data = kt_data(text)
        w.width = kt_width(text)
        kt_cut_text(&self.cutter, w, kt_length(text), parts)
        return 0

    cdef int _cut_again(
        self, kt_work* w, kt_work* again, Text* found, Py_ssize_t n, bint parts
    ) except -1:
        """Cut the lines that were put off, now that Python may be called."""
        cdef Py_ssize_t i, k
        cdef int64_t first
        for i in range(n):
            for k in range(found[i].later, found[i].last):
                look_at(w, <object>found[i].object)
                kt_read_later(&self.cutter, w, &w.later[k])
        with nogil:
            for i in range(n):
                if found[i].last > found[i].later:
                    again.text = found[i].object
                    again.data = kt_data(found[i].object)
                    again.width = kt_width(found[i].object)
                    first = again.n_ends
                    kt_cut_again(
                        &self.cutter, w, again, found[i].first, found[i].end,
                        found[i].later, found[i].last, parts,
                    )
                    found[i].first = first
                    found[i].end = again.n_ends
                    found[i].apart = True
        return 0
