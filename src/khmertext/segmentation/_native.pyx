# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
# cython: initializedcheck=False, freethreading_compatible=True
"""The native twin of the segmenter: same results as ``_twin``, without Python objects on the way.

A text is read where it lies, line by line: shapes are cut, items get their values, the model's
rows are added up, and only the words that come out are objects. What is rare (other scripts,
URLs, acronyms that are not plain, odd encodings) is asked of the same Python functions that the
pure twin uses. What calls share are tables that hold the same whoever fills them (of characters) or
are used under the interpreter lock only (of words), so any number of threads may run at once.
"""

from cpython.list cimport PyList_New, PyList_SET_ITEM
from cpython.mem cimport PyMem_RawCalloc, PyMem_RawFree, PyMem_RawMalloc, PyMem_RawRealloc
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy, memset

from array import array

from khmertext import _chars
from khmertext.errors import ModelError, check_text
from khmertext.segmentation import _classes, _model

cdef extern from "Python.h":
    object PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)
    bint PyUnicode_Check(object o)
    void Py_XDECREF(PyObject* o)
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
    """
    bint KT_LOCKED

cdef extern from "_score.h":
    int PAD
    int EDGES
    int KT_WORD_ZERO
    int KT_JOIN_ZERO
    ctypedef struct kt_model:
        const uint8_t *displacements
        const uint8_t *rows
        const uint8_t *join_displacements
        const uint8_t *join_rows
        const uint8_t *dictionary_displacements
        const uint8_t *dictionary_rows
        uint32_t slots, join_slots, dictionary_slots
        int shift, join_shift, dictionary_shift
        uint32_t *m
        int32_t bias_part, bias_word, review_limit
        int32_t *review
        uint32_t *units
        uint32_t *coeng_units
        uint32_t *plain_units
        uint32_t *kinds
    uint64_t kt_hash(const uint16_t *units, int64_t n) noexcept nogil
    void kt_score(const kt_model *q, const uint32_t *C, const uint32_t *B, const uint32_t *R,
                  int64_t n, uint16_t *part, uint16_t *word) noexcept nogil
    void kt_review(const kt_model *q, const uint32_t *C, int64_t n, const uint16_t *sums,
                   int32_t *scores, uint8_t *decided) noexcept nogil
    void kt_score_join(const kt_model *q, const uint32_t *P, int64_t n,
                       uint16_t *join) noexcept nogil

cdef extern from "_breaks.h":
    int64_t kt_next_boundary(const uint8_t *breaks, int kind, const void *text, int64_t length,
                             int64_t anchor, int64_t offset) noexcept nogil

ctypedef fused char_t:
    uint8_t
    uint16_t
    uint32_t

# the arithmetic above
if _model.FEATURES != b"c1 c2 c3 c4 rc cb rcb -1..2 0..1; p1 p2 0..1; review 27":
    raise ImportError("this native twin was compiled for another kind of model")

# --- classes of characters -------------------------------------------------------------------
cdef enum:
    BASE = 1            # begins a Khmer syllable
    MARK = 2            # belongs to one
    INVISIBLE = 4
    HANGING = 8
    BLANK = 16
    NEWLINE = 32
    DIGIT = 64          # decimal, of any script
    LETTER = 128        # of another script
    FOREIGN = 256       # not plain: Unicode Annex 29 may join it to its neighbours
    REPEATED = 512
    UNIT = 1024         # a Khmer letter that is not deprecated
    SUBSCRIPT = 2048    # may follow a coeng sign
    KHMER = 4096        # letters and marks
    KNOWN = 8192        # what Python says of it is in the table, too

cdef enum:
    TABLE = 0x10000     # from here on no character is in _classes
    LOW = 0x3000        # from here on Python is asked when a character first comes

# Both are filled as characters come, with what is always the same: no thread can see anything wrong.
cdef uint16_t classes[0x110000]
cdef uint8_t breaks[0x110000]  # see _breaks.h

cdef uint32_t COENG = ord(_chars.COENG)
cdef uint32_t ZWSP = ord(_chars.ZWSP)
cdef uint32_t ZWNJ = ord(_chars.ZWNJ)
cdef uint32_t ZWJ = ord(_chars.ZWJ)
cdef uint32_t JOINER = ord(_chars.WORD_JOINER)
cdef uint32_t ATTHACAN = ord(_chars.ATTHACAN)
cdef uint32_t KHAN = ord(_chars.KHAN)
cdef uint32_t LO = 0x179B
cdef uint32_t U = ord(_chars.U)
cdef uint32_t BATHAMASAT = ord(_chars.BATHAMASAT)
cdef uint32_t DOTTED_CIRCLE = ord(_chars.DOTTED_CIRCLE)


cdef inline bint is_above(uint32_t c) noexcept nogil:
    return 0x17B7 <= c <= 0x17BA or c == 0x17BE or c == 0x17BF


cdef inline uint16_t class_of(uint32_t c) noexcept nogil:
    cdef uint16_t found = classes[c]
    return found if c < LOW or found & KNOWN else look_up(c)


cdef uint16_t look_up(uint32_t c) noexcept nogil:
    cdef uint16_t found = classes[c] | KNOWN if c < TABLE else FOREIGN | KNOWN
    if Py_UNICODE_ISDECIMAL(c):
        found |= DIGIT
    elif Py_UNICODE_ISALNUM(c):
        found |= LETTER
    elif Py_UNICODE_ISSPACE(c):
        found |= BLANK
    classes[c] = found
    return found


cdef int _put(str members, uint16_t flag, bint there=True) except -1:
    cdef uint32_t first, last, c
    for begin, end in _classes.ranges(members):
        first, last = begin, end
        for c in range(first, last + 1):
            if there:
                classes[c] |= flag
            else:
                classes[c] &= ~flag
    return 0


cdef int _fill_table() except -1:
    cdef uint32_t c
    for c in range(TABLE):
        classes[c] = FOREIGN
    for c in range(LOW):
        if Py_UNICODE_ISDECIMAL(c):
            classes[c] |= DIGIT
        elif Py_UNICODE_ISALNUM(c) and not 0x1780 <= c <= 0x17FF:
            classes[c] |= LETTER
        elif Py_UNICODE_ISSPACE(c):
            classes[c] |= BLANK
    _put(_classes.RE_PLAIN, FOREIGN, False)
    _put(_classes.RE_BASE, BASE)
    _put("\u17b4\u17b5" + _chars.RE_MARK, MARK)
    _put(_chars.RE_INVISIBLE, INVISIBLE)
    _put(_classes.RE_HANGING, HANGING)
    _put(_classes.RE_NEWLINE, NEWLINE)
    _put(_classes.RE_REPEATED, REPEATED)
    _put(_chars.RE_LETTER, UNIT)
    _put(_chars.RE_LETTER_OR_DEPRECATED, SUBSCRIPT)
    _put(_classes.RE_KHMER, KHMER)
    return 0


_fill_table()

# What a stretch of plain syllables is made of, from U+1780 on (see plain_syllables).
cdef enum:
    FIRST = 0x1780
    LETTERS_AND_MARKS = 96  # as many as the model has values for
    P_BASE = 1              # the value of a bit that is used in arithmetic
    P_MARK = 2
    P_COENG = 4
    P_SUBSCRIPT = 8
    P_LOW = 16
    P_ABOVE = 32

cdef uint8_t plain_flags[LETTERS_AND_MARKS]
cdef uint8_t plain_next[2]  # what may follow: usually; behind a coeng sign
plain_next[0] = P_BASE | P_MARK | P_COENG
plain_next[1] = P_SUBSCRIPT


cdef int _fill_plain() except -1:
    cdef uint32_t c
    cdef uint16_t f
    for c in range(FIRST, FIRST + LETTERS_AND_MARKS):
        f = classes[c]
        plain_flags[c - FIRST] = (
            (P_BASE if f & BASE else 0)
            | (P_MARK if f & MARK and c != BATHAMASAT else 0)
            | (P_COENG if c == COENG else 0)
            | (P_SUBSCRIPT if f & SUBSCRIPT else 0)
            | (P_LOW if c == U else 0)
            | (P_ABOVE if is_above(c) else 0)
        )
    return 0


_fill_plain()

# --- what is asked of Python -----------------------------------------------------------------
cdef object _shapes_module = None
cdef object _spans_module = None


cdef object shapes():
    global _shapes_module
    if _shapes_module is None:
        from khmertext.segmentation import _shapes

        _shapes_module = _shapes
    return _shapes_module


cdef object spans():
    global _spans_module
    if _spans_module is None:
        from khmertext.segmentation import _acronym_spans

        _spans_module = _acronym_spans
    return _spans_module


# --- work space ------------------------------------------------------------------------------
cdef enum:  # kinds of items: those of _shapes, and in the order of the model
    K_OTHER = 0
    K_KHMER = 1
    K_SPACE = 2
    K_BREAK = 3
    K_HIDDEN = 4
    K_WEB = 5
    K_NUMBER = 6
    K_LATIN = 7
    K_ENUMERATOR = 8
    K_ACRONYM = 9

cdef uint8_t MODEL_KIND[10]
MODEL_KIND[K_OTHER] = 6
MODEL_KIND[K_KHMER] = 1
MODEL_KIND[K_SPACE] = 4
MODEL_KIND[K_BREAK] = 0
MODEL_KIND[K_HIDDEN] = 0
MODEL_KIND[K_WEB] = 3
MODEL_KIND[K_NUMBER] = 2
MODEL_KIND[K_LATIN] = 3
MODEL_KIND[K_ENUMERATOR] = 5
MODEL_KIND[K_ACRONYM] = 5

cdef enum:  # what is known of the boundary before an item
    FREE = 1      # the model may decide
    CUT = 2       # a part ends here
    WORD_CUT = 4  # a word ends here

cdef enum:
    SHORT = 20_000  # characters: longer lines and texts let others run, and are not put off

cdef enum:  # what is known of an item
    ODD = 1    # its value is asked of Python
    VEILED = 2  # invisible characters in it


cdef struct Item:
    uint32_t start
    uint8_t kind
    uint8_t boundary
    uint8_t notes
    uint32_t B
    uint32_t R


cdef struct Span:
    Py_ssize_t start
    Py_ssize_t end


cdef enum:
    ODD_LENGTH = 13
    ODD_BITS = 8
    ODDS = 256


cdef struct Odd:           # a syllable, and what Python said of it
    uint32_t n
    uint32_t characters[ODD_LENGTH]
    uint32_t B
    uint32_t R


cdef struct Later:         # a line that is put off until Python may be asked
    Py_ssize_t at          # the place of its end among the ends
    Py_ssize_t start
    Py_ssize_t end
    bint dots
    Py_ssize_t item        # its items, when they are known
    Py_ssize_t n


cdef struct Work:
    PyObject* text
    Py_ssize_t length
    PyObject* odd          # callable: text of an item -> (C, B, R)
    # Threads that ask Python in the middle of their work wait for each other. So lines that need
    # it are put off.
    bint patient
    bint alone             # Python must not be asked about this line
    bint unanswered        # and should have been: the items are not right
    bint odd_items         # some have a value to be asked
    Later* later
    Py_ssize_t n_later
    Py_ssize_t room_later
    Item* kept             # their items
    Py_ssize_t n_kept
    Py_ssize_t room_kept
    # of the text
    uint32_t* ends
    Py_ssize_t n_ends
    Py_ssize_t room_ends
    # of a line
    Item* items
    Py_ssize_t n
    Py_ssize_t room
    Py_ssize_t end
    Py_ssize_t anchor
    Odd* odds              # remembered, by their hashes
    void* arena            # the arrays of the scorer
    Py_ssize_t arena_size


cdef int grow(void** block, Py_ssize_t* room, Py_ssize_t size, Py_ssize_t needed) except -1 nogil:
    cdef Py_ssize_t wanted = room[0] * 2
    cdef void* bigger
    if wanted < needed:
        wanted = needed
    if wanted < 256:
        wanted = 256
    bigger = PyMem_RawRealloc(block[0], wanted * size)
    if bigger == NULL:
        with gil:
            raise MemoryError
    block[0] = bigger
    room[0] = wanted
    return 0


cdef inline int emit(Work* w, Py_ssize_t end) except -1 nogil:
    if w.n_ends == w.room_ends:
        grow(<void**>&w.ends, &w.room_ends, sizeof(uint32_t), 0)
    w.ends[w.n_ends] = <uint32_t>end
    w.n_ends += 1
    return 0


cdef inline bint put_off(Work* w) noexcept nogil:
    """Whether Python is not to be asked; the line is then given up."""
    w.unanswered = w.alone
    return w.alone


cdef int take(Work* w, const uint32_t* ends, Py_ssize_t n) except -1 nogil:
    """Append ``ends`` that another one found."""
    if n == 0:
        return 0
    if w.n_ends + n > w.room_ends:
        grow(<void**>&w.ends, &w.room_ends, sizeof(uint32_t), w.n_ends + n)
    memcpy(w.ends + w.n_ends, ends, n * sizeof(uint32_t))
    w.n_ends += n
    return 0


# --- items -----------------------------------------------------------------------------------
cdef Py_ssize_t next_boundary(const char_t* text, Work* w, Py_ssize_t offset) except -1 nogil:
    """The first cluster boundary at or behind ``offset``, which is behind the one at the anchor."""
    cdef int64_t found
    while True:
        found = kt_next_boundary(breaks, sizeof(char_t), text, w.length, w.anchor, offset)
        if found >= 0:
            return found
        if put_off(w):
            return offset
        if breaks[text[-1 - found]]:
            return ask_boundary(w, offset)
        ask_breaks(text[-1 - found])


# A function without the lock must not have Python objects of its own: it would take the lock every
# time, to drop them.
cdef Py_ssize_t ask_boundary(Work* w, Py_ssize_t offset) except -1 with gil:
    return shapes().next_cluster_boundary(<object>w.text, w.anchor, offset)


cdef int ask_breaks(uint32_t c) except -1 with gil:
    """Fill the table for the characters around ``c``."""
    cdef uint32_t first = c & ~0xFF, i
    block = shapes().break_classes(first)
    for i in range(0x100):
        breaks[first + i] = block[i]
    return 0


cdef int push(
    const char_t* text, Work* w, Py_ssize_t start, Py_ssize_t end, int kind, int notes,
    uint32_t B, uint32_t R, int gap
) except -1 nogil:
    """Append the item ``text[start:end]``, or join it to the last one if a cluster spans both."""
    cdef Item* last
    cdef uint16_t before, here
    cdef Py_ssize_t sound
    if w.n == w.room:
        grow(<void**>&w.items, &w.room, sizeof(Item), 0)
    if w.n and gap:
        last = &w.items[w.n - 1]
        here = class_of(text[start])
        before = class_of(text[start - 1])
        if (
            (here & (HANGING | FOREIGN)) or (before & FOREIGN)
            or text[start - 1] == ZWJ or text[start - 1] == COENG
            or (before & HANGING if last.kind != K_KHMER else last.notes & VEILED)
        ):
            sound = next_boundary(text, w, start)
            w.anchor = sound
            if sound != start:
                last.notes |= ODD | VEILED
                w.odd_items = True
                return 0
    w.anchor = start
    w.odd_items |= notes & ODD
    last = &w.items[w.n]
    last.start = <uint32_t>start
    last.kind = kind
    last.boundary = 0
    last.notes = notes
    last.B = B
    last.R = R
    w.n += 1
    return 0


cdef Py_ssize_t past_marks(const char_t* text, Py_ssize_t i, Py_ssize_t end) noexcept nogil:
    while i < end and class_of(text[i]) & HANGING:
        i += 1
    return i


cdef inline bint is_ascii_alnum(uint32_t c) noexcept nogil:
    return c < 128 and (48 <= c <= 57 or 65 <= c <= 90 or 97 <= c <= 122)


cdef inline bint is_ascii_alpha(uint32_t c) noexcept nogil:
    return c < 128 and (65 <= c <= 90 or 97 <= c <= 122)


cdef bint may_be_web(const char_t* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Whether it is worth asking Python for a URL: never "no" for one that is."""
    cdef Py_ssize_t i = start, k
    cdef bint dot = False, letter = False, host = True
    cdef uint32_t c
    while i < end and i <= start + 64:
        c = text[i]
        if c == ord("."):
            dot = True
            if letter and i - start == 3 and text[start] | 32 == ord("w"):
                return True
            k = past_letters(text, i + 1, end)
            if 3 <= k - i <= 5 and not (k < end and (is_ascii_alnum(text[k]) or text[k] == ord("-"))):
                return True  # may be a domain
        elif is_ascii_alpha(c):
            letter = True
        elif c == ord("_") or c == ord("%") or c == ord("+"):
            host = False
        elif not (is_ascii_alnum(c) or c == ord("-")):
            return (c == ord("@") and may_be_host(text, i + 1, end)) or (
                c == ord(":") and i + 1 < end and text[i + 1] == ord("/")
            )
        i += 1
    return i < end and dot and letter and host


cdef Py_ssize_t past_letters(const char_t* text, Py_ssize_t i, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t last = i + 5
    while i < end and i < last and is_ascii_alpha(text[i]):
        i += 1
    return i


cdef bint may_be_host(const char_t* text, Py_ssize_t i, Py_ssize_t end) noexcept nogil:
    """Whether a name, a dot and two letters come."""
    cdef Py_ssize_t last = i + 600
    while i < end and i < last and (is_ascii_alnum(text[i]) or text[i] == ord("-") or text[i] == ord(".")):
        if text[i] == ord(".") and past_letters(text, i + 1, end) - i >= 3:
            return True
        i += 1
    return i == last


cdef Py_ssize_t latin_end(const char_t* text, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t i = start, pairs = 0
    cdef uint32_t c
    while i + 1 < end and is_ascii_alpha(text[i]) and text[i + 1] == ord("."):
        i += 2
        pairs += 1
    if pairs >= 2 and not (i < end and is_ascii_alnum(text[i])):
        return past_marks(text, i, end)
    i = start + 1
    while True:
        while i < end and class_of(text[i]) & (LETTER | DIGIT | HANGING):
            i += 1
        if i + 1 >= end:
            break
        c = text[i]
        if not (
            c == ord("-") or c == ord("'") or c == 0x2019 or c == ord(".") or c == ord("&")
            or c == ord("_")
        ) or not class_of(text[i + 1]) & (LETTER | DIGIT):
            break
        i += 2
    return past_marks(text, i, end)


cdef bint may_be_grouped(
    const char_t* text, Py_ssize_t start, Py_ssize_t i, Py_ssize_t end
) noexcept nogil:
    """Whether the digits behind the space at ``i`` may belong to the number: never "no" if so."""
    cdef Py_ssize_t k = i + 1
    if text[start] == ord("0") or text[start] == 0x17E0:
        return True  # a telephone number
    while k < end and k < i + 5 and class_of(text[k]) & DIGIT:
        k += 1
    if i - start > 3 or k != i + 4:
        return False
    return text[k - 1] == ord("0") or text[k - 1] == 0x17E0 or (k < end and text[k] == ord(" "))


cdef bint may_be_hyphenated(
    const char_t* text, Py_ssize_t start, Py_ssize_t i, Py_ssize_t end
) noexcept nogil:
    """The same for the hyphen at ``i``."""
    cdef Py_ssize_t before = i - start, k = i + 1
    if text[start] == ord("0") or text[start] == 0x17E0:
        return True  # a telephone number
    while k < end and k < i + 6 and class_of(text[k]) & DIGIT:
        k += 1
    if k - i == 5:
        return before == 2  # a month
    if k - i > 3 or k + 1 >= end or text[k] != ord("-"):
        return False
    return before == 4 or (
        before <= 2 and k + 4 < end and class_of(text[k + 2]) & class_of(text[k + 4]) & DIGIT
    )


cdef Py_ssize_t number_end(const char_t* text, Work* w, Py_ssize_t start, Py_ssize_t end) except -1 nogil:
    cdef Py_ssize_t i = start, found
    cdef uint32_t c, d
    while True:
        while i < end and class_of(text[i]) & DIGIT:
            i += 1
        if i + 1 >= end:
            break
        c = text[i]
        if not (c == ord(".") or c == ord(",") or c == ord(":") or c == ord("/")) or not (
            class_of(text[i + 1]) & DIGIT
        ):
            break
        i += 1
    if i + 1 < end:
        c = text[i]
        d = text[i + 1]
        if (
            class_of(d) & DIGIT
            and (
                c == 0xA0 or c == 0x202F
                or (c == ord("-") and may_be_hyphenated(text, start, i, end))
                or (c == ord(" ") and may_be_grouped(text, start, i, end))
            )
        ) or (
            (c == ZWSP or c == ZWNJ)
            and (
                class_of(d) & DIGIT or d == ord(".") or d == ord(",") or d == ord(":")
                or d == ord("/") or d == ZWSP or d == ZWNJ
            )
        ) or (65 <= c <= 90 and i - start <= 2):
            if put_off(w):
                return i
            with gil:
                found = shapes().number_end(<object>w.text, start, end)
            if found > i:
                i = found
    return past_marks(text, i, end)


cdef Py_ssize_t syllable(
    const char_t* text, const kt_model* q, Py_ssize_t start, Py_ssize_t end,
    int* notes, uint32_t* B, uint32_t* R
) noexcept nogil:
    """Where the syllable ends that begins at ``start``; also its value, unless it is odd."""
    cdef Py_ssize_t i = start + 1, k
    cdef uint16_t f
    cdef uint32_t c, previous = 0
    cdef uint32_t rest = 0
    cdef int odd = 0
    cdef bint low = False, above = False
    c = text[start]
    B[0] = q.units[c - 0x1780] if c < 0x17E0 else 0
    while i < end:
        c = text[i]
        f = class_of(c)
        if f & MARK:
            if c == previous or c == BATHAMASAT:
                odd |= ODD
            if c == U:
                low = True
            elif is_above(c):
                above = True
            rest += q.units[c - 0x1780]
            previous = c
            i += 1
        elif c == COENG:
            previous = 0
            if i + 1 < end and class_of(text[i + 1]) & SUBSCRIPT:
                rest += q.coeng_units[text[i + 1] - 0x1780]
                i += 2
                continue
            odd |= ODD
            k = i + 1
            while k < end and (text[k] == COENG or text[k] == ATTHACAN or class_of(text[k]) & INVISIBLE):
                k += 1
            if k < end and class_of(text[k]) & SUBSCRIPT:
                odd |= VEILED
                i = k + 1
                continue
            i += 1
            while i < end and text[i] != ZWSP and (
                text[i] == COENG or text[i] == ATTHACAN or class_of(text[i]) & INVISIBLE
            ):
                if class_of(text[i]) & INVISIBLE:
                    odd |= VEILED
                i += 1
        elif f & INVISIBLE:
            k = i
            while k < end and class_of(text[k]) & INVISIBLE:
                k += 1
            if k < end:
                if class_of(text[k]) & MARK:
                    odd |= ODD | VEILED
                    i = k
                    continue
                if text[k] == COENG:
                    # does a letter come behind the coeng sign?
                    odd |= ODD | VEILED
                    if letter_behind(text, k, end):
                        i = k
                        continue
            if c == ZWSP:
                break
            odd |= ODD | VEILED
            while i < end and text[i] != ZWSP and class_of(text[i]) & INVISIBLE:
                i += 1
        elif f & HANGING:
            odd |= ODD
            i += 1
        else:
            break
    if low and above:
        odd |= ODD
    notes[0] = odd
    R[0] = rest
    return i


cdef bint letter_behind(const char_t* text, Py_ssize_t i, Py_ssize_t end) noexcept nogil:
    """Whether the coeng sign at ``i`` has a letter."""
    i += 1
    while i < end and (text[i] == COENG or text[i] == ATTHACAN or class_of(text[i]) & INVISIBLE):
        i += 1
    return i < end and class_of(text[i]) & SUBSCRIPT != 0


cdef inline bint begins_syllable(uint32_t c) noexcept nogil:
    return c - FIRST < LETTERS_AND_MARKS and plain_flags[c - FIRST] & P_BASE


cdef Py_ssize_t plain_syllables(
    const char_t* text, const kt_model* q, Work* w, Py_ssize_t i, Py_ssize_t end
) except -1 nogil:
    """Push the syllables from ``i`` on, behind a plain one, as long as they are plain ones too.

    Plain is what ``syllable`` finds nothing odd in; single U+200B may stand between. Returns where
    something else begins. This is most of any text, and where a syllable ends nobody can predict,
    so there is no jump in the loop that depends on it.
    """
    cdef Py_ssize_t stop, begin = -1, k
    cdef uint32_t c, d, starts, seen = 0, after_coeng = 0, previous = 0, value, B = 0, R = 0
    cdef uint8_t flags
    cdef bint odd = False
    cdef Item* item
    if not (begins_syllable(text[i]) or text[i] == ZWSP):
        return i
    stop = end if end - i < 4096 else i + 4096
    if w.n + (stop - i) > w.room:
        grow(<void**>&w.items, &w.room, sizeof(Item), w.n + (stop - i))
    k = w.n - 1
    while i < stop:
        c = text[i]
        d = c - FIRST
        flags = plain_flags[d] if d < LETTERS_AND_MARKS else 0
        if not flags:
            if c != ZWSP or after_coeng or i + 1 >= stop or not begins_syllable(text[i + 1]):
                break
            k += 1
            item = &w.items[k]
            item.start = <uint32_t>i
            item.kind = K_HIDDEN
            item.boundary = item.notes = 0
            item.B = item.R = 0
            i += 1
            continue
        starts = flags & (1 - after_coeng)  # 1 if a syllable begins: P_BASE
        seen = (seen & (starts - 1)) | flags
        if (
            not flags & plain_next[after_coeng] or (c == previous and flags & P_MARK)
            or seen & (P_LOW | P_ABOVE) == P_LOW | P_ABOVE
        ):
            odd = True
            break
        value = q.plain_units[after_coeng * LETTERS_AND_MARKS + d]
        k += starts
        begin = i if starts & 1 else begin
        B = value if starts & 1 else B
        R = (R + value) & ((starts & 1) - 1)
        item = &w.items[k]
        item.start = <uint32_t>begin
        item.kind = K_KHMER
        item.boundary = item.notes = 0
        item.B = B
        item.R = R
        after_coeng = flags >> 2 & 1  # P_COENG
        previous = c
        i += 1
    if begin >= 0 and (
        odd or after_coeng
        or (i < end and (i == stop or text[i] == ord(".") or class_of(text[i]) & (HANGING | INVISIBLE)))
    ):
        # the last one may go on, or be something else
        i = begin
        k -= 1
    w.n = k + 1
    w.anchor = w.items[k].start
    return i


cdef int lex(
    const char_t* text, const kt_model* q, Work* w, Py_ssize_t i, Py_ssize_t end, bint first
) except -1 nogil:
    """Push the items of ``text[i:end]``, a line or what lies between two acronyms of it."""
    cdef Py_ssize_t after, k
    cdef uint16_t f
    cdef uint32_t c
    cdef int notes, kind
    cdef uint32_t B, R
    cdef bint plain = False  # whether the last item is a plain syllable
    while i < end:
        if plain:
            plain = False
            i = plain_syllables(text, q, w, i, end)
            if i == end:
                break
        c = text[i]
        f = class_of(c)
        notes = 0
        kind = K_OTHER
        B = R = 0
        if f & BASE:
            if (
                f & SUBSCRIPT and i + 1 < end and text[i + 1] == ord(".")
                and not (i + 2 < end and text[i + 2] == ord("."))
                and not (i > 0 and (class_of(text[i - 1]) & KHMER or text[i - 1] == DOTTED_CIRCLE))
            ):
                kind = K_ENUMERATOR
                after = past_marks(text, i + 2, end)
            else:
                kind = K_KHMER
                after = syllable(text, q, i, end, &notes, &B, &R)
        elif f & NEWLINE:
            kind = K_BREAK
            after = i + 1
            while after < end and class_of(text[after]) & NEWLINE:
                after += 1
        elif f & BLANK:
            kind = K_SPACE
            after = i + 1
            while after < end and class_of(text[after]) & (BLANK | NEWLINE) == BLANK:
                after += 1
            after = past_marks(text, after, end)
        elif f & INVISIBLE:
            kind = K_HIDDEN
            after = i + 1
            while after < end and class_of(text[after]) & INVISIBLE:
                after += 1
        else:
            after = -1
            if is_ascii_alnum(c) and may_be_web(text, i, end):
                if put_off(w):
                    return 0
                with gil:
                    after = shapes().web_end(<object>w.text, i, end)
                if after >= 0:
                    kind = K_WEB
                    after = past_marks(text, after, end)
            if after >= 0:
                pass
            elif f & DIGIT:
                kind = K_NUMBER
                after = number_end(text, w, i, end)
            elif f & LETTER:
                kind = K_LATIN
                after = latin_end(text, i, end)
            else:
                after = i + 1
                if c == KHAN:
                    k = i + 1
                    if k < end and text[k] == ZWSP:
                        k += 1
                    if k < end and text[k] == LO:
                        k += 1
                        if k < end and text[k] == ZWSP:
                            k += 1
                        if k < end and text[k] == KHAN:
                            after = k + 1
                elif f & REPEATED:
                    while after < end and text[after] == c:
                        after += 1
                after = past_marks(text, after, end)
        push(text, w, i, after, kind, notes, B, R, not first)
        plain = kind == K_KHMER and notes == 0
        first = False
        i = after
    return 0


# --- dotted acronyms (see _acronym_spans) ----------------------------------------------------
cdef enum:
    CONTEXT = 40
    NEAR = 12


cdef inline bint is_gap(uint32_t c) noexcept nogil:
    return c == ord(" ") or c == ZWSP or c == ZWNJ


cdef inline bint is_digit(uint32_t c) noexcept nogil:
    return ord("0") <= c <= ord("9") or 0x17E0 <= c <= 0x17E9


cdef bint is_seam(const char_t* text, Py_ssize_t i, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef Py_ssize_t k = i - 1, steps = 0
    while k >= start and steps < 3 and is_gap(text[k]):
        k -= 1
        steps += 1
    if k < start or not class_of(text[k]) & KHMER:
        return False
    k = i + 1
    steps = 0
    while k < end and steps < 3 and is_gap(text[k]):
        k += 1
        steps += 1
    return k < end and class_of(text[k]) & UNIT != 0


cdef Py_ssize_t plain_end(
    const char_t* text, Py_ssize_t unit, Py_ssize_t start, Py_ssize_t end
) noexcept nogil:
    """Where the plain acronym ends whose first letter is at ``unit``; -1 if there is none."""
    cdef Py_ssize_t i, k, steps
    cdef uint16_t f
    if unit < start or not class_of(text[unit]) & UNIT:
        return -1
    if unit > start and (
        class_of(text[unit - 1]) & KHMER or text[unit - 1] == ord(".") or text[unit - 1] == ord(",")
    ):
        return -1
    i = unit + 1
    while i + 1 < end and text[i] == ord(".") and class_of(text[i + 1]) & UNIT:
        i += 2
    if i == unit + 1 or (i < end and (class_of(text[i]) & KHMER or text[i] == ZWJ)):
        return -1
    # a figure behind the dot may be a unit
    if i < end and text[i] == ord(".") and not (
        i + 1 < end and (text[i + 1] == ord(".") or is_digit(text[i + 1]))
    ):
        i += 1
    k = i
    steps = 0
    while k < end and steps < 3 and is_gap(text[k]):
        k += 1
        steps += 1
    if k < end:
        if text[k] == ord(".") or text[k] == ord(","):
            return -1
        if class_of(text[k]) & UNIT:
            if k + 1 == end:
                return -1
            f = class_of(text[k + 1])
            # a letter without marks may be a slipped unit
            if not (f & KHMER and not f & SUBSCRIPT):
                return -1
    return i


cdef int judge(
    const char_t* text, const kt_model* q, Work* w, Py_ssize_t start, Py_ssize_t end,
    Py_ssize_t first, Py_ssize_t last, Py_ssize_t* position
) except -1 with gil:
    """Push the acronyms around the seams from ``first`` to ``last``, and what is before them."""
    cdef Py_ssize_t left = first - CONTEXT if first - CONTEXT > start else start
    cdef Py_ssize_t right = last + CONTEXT if last + CONTEXT < end else end
    cdef Py_ssize_t k, stop
    for begin, finish in spans().in_window((<object>w.text)[left:right]):
        k = left + <Py_ssize_t>begin
        stop = left + <Py_ssize_t>finish
        if k >= position[0] and k < last and stop > first:
            lex(text, q, w, position[0], k, position[0] == start)
            push_acronym(text, w, k, &stop, end, start)
            position[0] = stop
    return 0


cdef int lex_line(
    const char_t* text, const kt_model* q, Work* w, Py_ssize_t start, Py_ssize_t end, bint dots
) except -1 nogil:
    """The items of one line; ``dots``: there are full stops or commas in it."""
    cdef Py_ssize_t i, first = -1, last = -1, seam, position = start, stop
    cdef uint32_t c
    w.n = 0
    w.anchor = start
    w.end = end
    if not dots:
        return lex(text, q, w, start, end, True)
    i = start
    while True:
        # the next seam, or the end
        seam = -1
        while i < end:
            c = text[i]
            if (c == ord(".") or c == ord(",")) and is_seam(text, i, start, end):
                seam = i
                i += 1
                break
            i += 1
        if first >= 0 and (seam < 0 or seam - last > NEAR):
            stop = plain_end(text, first - 1, start, end)
            if stop > last:
                if first - 1 >= position:
                    lex(text, q, w, position, first - 1, position == start)
                    push_acronym(text, w, first - 1, &stop, end, start)
                    position = stop
            else:
                if put_off(w):
                    return 0
                judge(text, q, w, start, end, first, last, &position)
            first = -1
        if seam < 0:
            break
        if first < 0:
            first = seam
        last = seam
    lex(text, q, w, position, end, position == start)
    return 0


cdef int push_acronym(
    const char_t* text, Work* w, Py_ssize_t start, Py_ssize_t* stop, Py_ssize_t end,
    Py_ssize_t line
) except -1 nogil:
    stop[0] = past_marks(text, stop[0], end)
    push(text, w, start, stop[0], K_ACRONYM, 0, 0, 0, start > line)
    return 0


# --- words of the user (see _user_words) -----------------------------------------------------
cdef struct Trie:
    uint64_t* keys
    uint32_t* parents
    uint32_t* children
    uint8_t* terminal      # by node
    uint64_t mask


cdef inline uint64_t slot(uint64_t key, uint32_t parent) noexcept nogil:
    cdef uint64_t h = (key ^ (<uint64_t>parent * 0x9E3779B97F4A7C15ULL)) * 0xBF58476D1CE4E5B9ULL
    return h ^ (h >> 29)


cdef inline uint32_t child(const Trie* trie, uint32_t parent, uint64_t key) noexcept nogil:
    """The node below ``parent``; 0, which is the root, if there is none."""
    cdef uint64_t i = slot(key, parent) & trie.mask
    while trie.children[i]:
        if trie.keys[i] == key and trie.parents[i] == parent:
            return trie.children[i]
        i = (i + 1) & trie.mask
    return 0


cdef int build(Trie* trie, list words) except -1:
    """``words`` are lists of keys."""
    cdef Py_ssize_t total = sum(map(len, words))
    cdef uint64_t size = 16, i, key
    cdef uint32_t node, below, nodes = 1
    while size < <uint64_t>total * 2 + 2:
        size *= 2
    trie.mask = size - 1
    trie.keys = <uint64_t*>PyMem_RawMalloc(size * sizeof(uint64_t))
    trie.parents = <uint32_t*>PyMem_RawMalloc(size * sizeof(uint32_t))
    trie.children = <uint32_t*>PyMem_RawMalloc(size * sizeof(uint32_t))
    trie.terminal = <uint8_t*>PyMem_RawMalloc(total + 1)
    if not (trie.keys and trie.parents and trie.children and trie.terminal):
        raise MemoryError
    memset(trie.children, 0, size * sizeof(uint32_t))
    memset(trie.terminal, 0, total + 1)
    for word in words:
        node = 0
        for number in word:
            key = number
            below = child(trie, node, key)
            if not below:
                below = nodes
                nodes += 1
                i = slot(key, node) & trie.mask
                while trie.children[i]:
                    i = (i + 1) & trie.mask
                trie.keys[i] = key
                trie.parents[i] = node
                trie.children[i] = below
            node = below
        trie.terminal[node] = 1
    return 0


cdef void drop(Trie* trie) noexcept:
    PyMem_RawFree(trie.keys)
    PyMem_RawFree(trie.parents)
    PyMem_RawFree(trie.children)
    PyMem_RawFree(trie.terminal)


cdef inline uint64_t key_of(const char_t* text, const Item* item, Py_ssize_t end) noexcept nogil:
    """A Khmer syllable by its value, anything else by its visible characters."""
    cdef uint64_t h = 0xCBF29CE484222325ULL
    cdef Py_ssize_t i
    if item.kind == K_KHMER:
        return item.B | (<uint64_t>item.R << 32)
    for i in range(item.start, end):
        if not class_of(text[i]) & INVISIBLE:
            h = (h ^ text[i]) * 0x100000001B3ULL
    return h


# --- a line ----------------------------------------------------------------------------------
cdef struct Line:
    uint32_t* C
    uint32_t* B
    uint32_t* R
    uint32_t* P
    uint32_t* item         # of a place in the sequence, its item
    uint32_t* part         # of a part, its first place
    uint64_t* keys
    uint16_t* part_sums    # of the boundary before a place
    uint16_t* word_sums
    uint16_t* join_sums    # of the boundary before a part
    int32_t* scores        # of the boundary before a place, for parts
    uint8_t* decided       # whether the model has no say there
    Py_ssize_t n           # places: items but the hidden ones
    Py_ssize_t parts


cdef int lay_out(Line* line, Work* w, Py_ssize_t n) except -1 nogil:
    """Point the arrays of ``line`` into the arena."""
    cdef Py_ssize_t padded = n + 2 * PAD, needed
    cdef char* p
    needed = padded * (5 * sizeof(uint32_t) + 3 * sizeof(uint16_t) + 1) + (n + 1) * (
        2 * sizeof(uint32_t) + sizeof(uint64_t)
    )
    if needed > w.arena_size:
        grow(&w.arena, &w.arena_size, 1, needed)
    p = <char*>w.arena
    line.keys = <uint64_t*>p
    p += (n + 1) * sizeof(uint64_t)
    line.C = <uint32_t*>p + PAD
    p += padded * sizeof(uint32_t)
    line.B = <uint32_t*>p + PAD
    p += padded * sizeof(uint32_t)
    line.R = <uint32_t*>p + PAD
    p += padded * sizeof(uint32_t)
    line.P = <uint32_t*>p + PAD
    p += padded * sizeof(uint32_t)
    line.scores = <int32_t*>p
    p += padded * sizeof(int32_t)
    line.item = <uint32_t*>p
    p += (n + 1) * sizeof(uint32_t)
    line.part = <uint32_t*>p
    p += (n + 1) * sizeof(uint32_t)
    line.part_sums = <uint16_t*>p
    p += padded * sizeof(uint16_t)
    line.word_sums = <uint16_t*>p
    p += padded * sizeof(uint16_t)
    line.join_sums = <uint16_t*>p
    p += padded * sizeof(uint16_t)
    line.decided = <uint8_t*>p
    line.n = n
    line.parts = 0
    return 0


cdef inline Py_ssize_t item_end(const Work* w, Py_ssize_t i) noexcept nogil:
    return w.items[i + 1].start if i + 1 < w.n else w.end


cdef int evaluate(const char_t* text, const kt_model* q, Work* w, Line* line) noexcept nogil:
    """Values of the items, and which boundaries the model may decide; returns how many."""
    cdef Py_ssize_t i, k = 0
    cdef Item* item
    cdef Item* before
    cdef uint32_t value, edge = q.kinds[0]
    cdef int free = 0
    for i in range(w.n):
        item = &w.items[i]
        if i:
            before = item - 1
            if item.kind == K_KHMER and before.kind == K_KHMER:
                if text[item.start - 1] != JOINER:
                    item.boundary = FREE
                    free = 1
                else:
                    item.boundary = 0
            else:
                item.boundary = CUT | WORD_CUT
        if item.kind == K_HIDDEN:
            continue
        line.item[k] = <uint32_t>i
        line.decided[k] = item.boundary & FREE == 0
        if item.kind == K_KHMER:
            line.B[k] = item.B
            line.R[k] = item.R
            line.C[k] = item.B + item.R
        else:
            if item.kind == K_OTHER:
                value = <uint32_t>text[item.start] * q.m[15]
            else:
                value = q.kinds[MODEL_KIND[item.kind]]
            line.B[k] = line.R[k] = line.C[k] = value
        k += 1
    for i in range(1, EDGES + 1):
        line.B[-i] = line.R[-i] = line.C[-i] = edge
    for i in range(EDGES):
        line.B[k + i] = line.R[k + i] = line.C[k + i] = edge
    line.n = k
    return free


cdef void keep_added(const Trie* added, Work* w, Line* line) noexcept nogil:
    """Longest match from the left: nothing is decided any more around and inside a user's word."""
    cdef Py_ssize_t i = 0, k, stop, t, first, last
    cdef uint32_t node
    while i < line.n:
        stop = 0
        node = child(added, 0, line.keys[i])
        k = i + 1
        while node:
            if added.terminal[node]:
                stop = k
            if k == line.n:
                break
            node = child(added, node, line.keys[k])
            k += 1
        if not stop:
            i += 1
            continue
        first = line.item[i]
        last = line.item[stop - 1]
        for t in range(first + 1, last + 1):
            w.items[t].boundary = 0
        if first:
            w.items[first].boundary = CUT | WORD_CUT
        if last + 1 < w.n:
            w.items[last + 1].boundary = CUT | WORD_CUT
        i = stop


cdef bint holds(const Trie* trie, const Line* line, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    cdef uint32_t node = 0
    cdef Py_ssize_t i
    for i in range(start, end):
        node = child(trie, node, line.keys[i])
        if not node:
            return False
    return trie.terminal[node] != 0


cdef void open_removed(const Trie* removed, Work* w, Line* line, uint8_t level) noexcept nogil:
    """Cut removed words where that is likeliest; ``level`` is CUT or WORD_CUT."""
    cdef Py_ssize_t start = 0, end, i, best, j
    cdef int score, best_score = 0
    cdef Item* item
    while start < line.n:
        end = start + 1
        while end < line.n and not w.items[line.item[end]].boundary & level:
            end += 1
        best = 0
        if end - start > 1 and holds(removed, line, start, end):
            j = 0
            for i in range(start + 1, end):
                item = &w.items[line.item[i]]
                if not item.boundary & FREE or (level == WORD_CUT and not item.boundary & CUT):
                    continue
                if level == CUT:
                    score = line.scores[i]
                else:
                    while line.part[j] != i:
                        j += 1
                    score = <int>line.word_sums[i] + line.join_sums[j]
                if not best or score > best_score:
                    best = i
                    best_score = score
        if best:
            w.items[line.item[best]].boundary |= level  # and look at what is left of it again
        else:
            start = end


cdef Odd* place_of(const char_t* text, Work* w, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Where an odd syllable is or may be remembered; NULL, if nowhere."""
    cdef uint32_t h = 0
    cdef Py_ssize_t i
    if end - start > ODD_LENGTH or w.odds == NULL:
        return NULL
    for i in range(start, end):
        h = (h ^ text[i]) * 0x9E3779B1U
    return &w.odds[h >> (32 - ODD_BITS)]


cdef bint recall(
    const char_t* text, const Odd* place, Item* item, Py_ssize_t end
) noexcept nogil:
    """Give an odd item its value, if it is remembered."""
    cdef Py_ssize_t n = end - item.start, i
    if place == NULL or place.n != <uint32_t>n:
        return False
    for i in range(n):
        if place.characters[i] != text[item.start + i]:
            return False
    item.B = place.B
    item.R = place.R
    return True


cdef bint recall_all(const char_t* text, Work* w) noexcept nogil:
    """Whether the values of all odd items of the line are remembered."""
    cdef Py_ssize_t i, end
    for i in range(w.n):
        if w.items[i].kind == K_KHMER and w.items[i].notes & ODD:
            end = item_end(w, i)
            if not recall(text, place_of(text, w, w.items[i].start, end), &w.items[i], end):
                return False
    return True


cdef int ask_odd(const char_t* text, Work* w) except -1 with gil:
    """The values of the items that are typed in an odd way."""
    cdef Py_ssize_t i, k, end
    cdef Item* item
    cdef Odd* place
    if w.odds == NULL:
        w.odds = <Odd*>PyMem_RawCalloc(ODDS, sizeof(Odd))
    for i in range(w.n):
        item = &w.items[i]
        if not (item.kind == K_KHMER and item.notes & ODD):
            continue
        end = item_end(w, i)
        place = place_of(text, w, item.start, end)
        if recall(text, place, item, end):
            continue
        _, item.B, item.R = (<object>w.odd)(PyUnicode_Substring(<object>w.text, item.start, end))
        if place != NULL:
            place.n = <uint32_t>(end - item.start)
            for k in range(place.n):
                place.characters[k] = text[item.start + k]
            place.B = item.B
            place.R = item.R
    return 0


cdef int read_line(
    const char_t* text, const kt_model* q, Work* w, Py_ssize_t start, Py_ssize_t end, bint dots
) except -1 nogil:
    """The items of one line and their values, unless Python should have been asked."""
    w.alone = w.patient and end - start <= SHORT
    w.unanswered = w.odd_items = False
    lex_line(text, q, w, start, end, dots)
    if w.odd_items and not recall_all(text, w) and not put_off(w):
        ask_odd(text, w)
    return 0


cdef int put_line_off(
    Work* w, Py_ssize_t start, Py_ssize_t end, bint dots
) except -1 nogil:
    if w.n_later == w.room_later:
        grow(<void**>&w.later, &w.room_later, sizeof(Later), 0)
    w.later[w.n_later] = Later(w.n_ends, start, end, dots, 0, 0)
    w.n_later += 1
    return emit(w, end)


cdef int cut_line(
    const char_t* text, const kt_model* q, Work* w, Trie* added, Trie* removed, bint parts_only
) except -1 nogil:
    """Append the ends of the words of the line that was read."""
    cdef Line line
    cdef Item* item
    cdef Py_ssize_t i, j
    cdef int total
    cdef uint32_t p, edge, cut
    cdef int shift = 1 if parts_only else 2  # CUT or WORD_CUT
    lay_out(&line, w, w.n)
    if evaluate(text, q, w, &line):
        if added != NULL or removed != NULL:
            for i in range(line.n):
                j = line.item[i]
                line.keys[i] = key_of(text, &w.items[j], item_end(w, j))
        kt_score(q, line.C, line.B, line.R, line.n, line.part_sums, line.word_sums)
        kt_review(q, line.C, line.n, line.part_sums, line.scores, line.decided)
        if added != NULL:
            keep_added(added, w, &line)
        for i in range(1, line.n):
            item = &w.items[line.item[i]]
            # no jump here and in the next loops: whether a word ends is what nobody can predict
            cut = line.scores[i] > 0
            item.boundary |= (item.boundary & FREE) * CUT * cut
        if removed != NULL:
            open_removed(removed, w, &line, CUT)
        if not parts_only:
            p = line.C[0]
            j = 0
            memset(line.part, 0, (line.n + 1) * sizeof(uint32_t))
            for i in range(1, line.n):
                cut = w.items[line.item[i]].boundary >> 1 & 1
                line.P[j] = p
                j += cut
                line.part[j] = <uint32_t>i * cut + line.part[j] * (1 - cut)
                p = p * q.m[6] * (1 - cut) + line.C[i]
            line.P[j] = p
            line.parts = j + 1
            edge = q.kinds[0]
            (line.P - 1)[0] = edge
            kt_score_join(q, line.P, line.parts, line.join_sums)
            for j in range(1, line.parts):
                i = line.part[j]
                item = &w.items[line.item[i]]
                if item.boundary & FREE:
                    total = <int>line.word_sums[i] + line.join_sums[j]
                    if total - KT_WORD_ZERO - KT_JOIN_ZERO + q.bias_word > 0:
                        item.boundary |= WORD_CUT
            if removed != NULL:
                open_removed(removed, w, &line, WORD_CUT)
    elif added != NULL:
        for i in range(line.n):
            j = line.item[i]
            line.keys[i] = key_of(text, &w.items[j], item_end(w, j))
        keep_added(added, w, &line)
    if w.n_ends + w.n > w.room_ends:
        grow(<void**>&w.ends, &w.room_ends, sizeof(uint32_t), w.n_ends + w.n)
    for i in range(1, w.n):
        w.ends[w.n_ends] = w.items[i].start
        w.n_ends += w.items[i].boundary >> shift & 1
    return emit(w, w.end)


cdef int cut_text(
    const char_t* text, Py_ssize_t length, const kt_model* q, Work* w, Trie* added, Trie* removed,
    bint parts_only
) except -1 nogil:
    cdef Py_ssize_t start = 0, end
    cdef uint32_t c
    cdef bint dots
    while start < length:
        dots = False
        end = start
        while end < length:
            c = text[end]
            if c - 0x1780 >= 0x80:  # not Khmer
                if c == ord(".") or c == ord(","):
                    dots = True
                elif class_of(c) & NEWLINE:
                    break
            end += 1
        if end > start:
            read_line(text, q, w, start, end, dots)
            if w.unanswered:
                put_line_off(w, start, end, dots)
            else:
                cut_line(text, q, w, added, removed, parts_only)
        start = end
        while end < length and class_of(text[end]) & NEWLINE:
            end += 1
        if end > start:
            emit(w, end)
        start = end
    return 0


# --- words -----------------------------------------------------------------------------------
# Text repeats its words, so most of them exist already: a table remembers which word was made last
# for each hash. It is used under the interpreter lock only, and not where there is none.
cdef enum:
    KNOWN_BITS = 13
    LONGEST_KNOWN_WORD = 16


cdef struct Known:
    uint64_t hash
    PyObject* word


cdef Known known[1 << KNOWN_BITS]

cdef object ONE_SPACE = " "
cdef object ONE_ZWSP = _chars.ZWSP


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
        if PyUnicode_GET_LENGTH(word) == n and memcmp(PyUnicode_DATA(word), units, n * 2) == 0:
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
        word = piece(text, kind, data, start, ends[i])
        Py_INCREF(word)
        PyList_SET_ITEM(found, i, word)
        start = ends[i]
    return found


cdef struct Text:          # of a batch
    PyObject* object
    void* data
    int kind
    Py_ssize_t length      # -1: it is None
    Py_ssize_t first       # of the ends of its words, and behind the last
    Py_ssize_t end
    Py_ssize_t later       # of the lines put off
    Py_ssize_t n_later


cdef class Cutter:
    """Cuts texts with one model and one set of user words; see :class:`khmertext.segmentation._twin.Cutter`."""

    cdef kt_model model
    cdef Trie added
    cdef Trie removed
    cdef bint has_added
    cdef bint has_removed
    cdef object odd
    cdef object kept       # what the pointers of the model point into

    def __cinit__(self, model, added, removed, odd):
        cdef const uint8_t[::1] displacements = model.item_displacements
        cdef const uint8_t[::1] rows = model.item_rows
        cdef const uint8_t[::1] join_displacements = model.join_displacements
        cdef const uint8_t[::1] join_rows = model.join_rows
        cdef const uint8_t[::1] word_displacements = model.dictionary_displacements
        cdef const uint8_t[::1] word_rows = model.dictionary_rows
        cdef kt_model* q = &self.model
        cdef int i
        self.kept = (
            model, displacements, rows, join_displacements, join_rows, word_displacements, word_rows
        )
        q.slots = model.item_slots
        q.join_slots = model.join_slots
        q.dictionary_slots = model.dictionary_slots
        q.shift = 32 - _model.ITEM_BUCKET_BITS
        q.join_shift = 32 - _model.JOIN_BUCKET_BITS
        q.dictionary_shift = 32 - _model.DICTIONARY_BUCKET_BITS
        if (
            displacements.shape[0] < 2 << _model.ITEM_BUCKET_BITS
            or join_displacements.shape[0] < 2 << _model.JOIN_BUCKET_BITS
            or word_displacements.shape[0] < 2 << _model.DICTIONARY_BUCKET_BITS
            or rows.shape[0] < <Py_ssize_t>q.slots * _model.ITEM_ROW
            or join_rows.shape[0] < <Py_ssize_t>q.join_slots * _model.JOIN_ROW
            or word_rows.shape[0] < <Py_ssize_t>q.dictionary_slots * _model.DICTIONARY_ROW
        ):
            raise ModelError("a table of the model is too short")
        q.displacements = &displacements[0]
        q.rows = &rows[0]
        q.join_displacements = &join_displacements[0]
        q.join_rows = &join_rows[0]
        q.dictionary_displacements = &word_displacements[0]
        q.dictionary_rows = &word_rows[0]
        for i in range(16):
            q.m[i] = _model.MULTIPLIERS[i]
        for i in range(96):
            q.units[i] = model.units[i]
            q.coeng_units[i] = model.coeng_units[i]
            q.plain_units[i] = model.units[i]
            q.plain_units[LETTERS_AND_MARKS + i] = model.coeng_units[i]
        q.plain_units[COENG - FIRST] = 0  # it counts with its letter
        for i in range(7):
            q.kinds[i] = _model.KIND_VALUES[i]
        q.bias_part = model.bias_part
        q.bias_word = model.bias_word
        q.review_limit = model.review_limit
        for i in range(_model.REVIEW):
            q.review[i] = model.review[i]
        self.odd = odd
        if added:
            build(&self.added, [self._keys(word) for word in added])
            self.has_added = True
        if removed:
            build(&self.removed, [self._keys(word) for word in removed])
            self.has_removed = True

    def __dealloc__(self):
        drop(&self.added)
        drop(&self.removed)

    cdef list _keys(self, str word):
        """The keys of the items of one word."""
        cdef Work w
        cdef Line line
        cdef Py_ssize_t i, k
        cdef list keys = []
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(word)
        cdef void* data = PyUnicode_DATA(word)
        cdef int kind = PyUnicode_KIND(word)
        memset(&w, 0, sizeof(w))
        w.text = <PyObject*>word
        w.length = length
        w.odd = <PyObject*>self.odd
        try:
            if kind == 1:
                read_line[uint8_t](<uint8_t*>data, &self.model, &w, 0, length, True)
                lay_out(&line, &w, w.n)
                evaluate[uint8_t](<uint8_t*>data, &self.model, &w, &line)
            elif kind == 2:
                read_line[uint16_t](<uint16_t*>data, &self.model, &w, 0, length, True)
                lay_out(&line, &w, w.n)
                evaluate[uint16_t](<uint16_t*>data, &self.model, &w, &line)
            else:
                read_line[uint32_t](<uint32_t*>data, &self.model, &w, 0, length, True)
                lay_out(&line, &w, w.n)
                evaluate[uint32_t](<uint32_t*>data, &self.model, &w, &line)
            for i in range(line.n):
                k = line.item[i]
                if kind == 1:
                    keys.append(key_of[uint8_t](<uint8_t*>data, &w.items[k], item_end(&w, k)))
                elif kind == 2:
                    keys.append(key_of[uint16_t](<uint16_t*>data, &w.items[k], item_end(&w, k)))
                else:
                    keys.append(key_of[uint32_t](<uint32_t*>data, &w.items[k], item_end(&w, k)))
        finally:
            PyMem_RawFree(w.items)
            PyMem_RawFree(w.arena)
            PyMem_RawFree(w.odds)
            PyMem_RawFree(w.ends)
        return keys

    cdef int run(self, Work* w, int kind, void* data, Py_ssize_t length, bint parts) except -1 nogil:
        cdef Trie* added = &self.added if self.has_added else NULL
        cdef Trie* removed = &self.removed if self.has_removed else NULL
        if kind == 1:
            return cut_text[uint8_t](<uint8_t*>data, length, &self.model, w, added, removed, parts)
        if kind == 2:
            return cut_text[uint16_t](<uint16_t*>data, length, &self.model, w, added, removed, parts)
        return cut_text[uint32_t](<uint32_t*>data, length, &self.model, w, added, removed, parts)

    cdef int read(self, Work* w, Text* text, Later* line) except -1 nogil:
        """Read a line that was put off, and keep its items."""
        w.text = text.object
        w.length = text.length
        if text.kind == 1:
            read_line[uint8_t](<uint8_t*>text.data, &self.model, w, line.start, line.end, line.dots)
        elif text.kind == 2:
            read_line[uint16_t](<uint16_t*>text.data, &self.model, w, line.start, line.end, line.dots)
        else:
            read_line[uint32_t](<uint32_t*>text.data, &self.model, w, line.start, line.end, line.dots)
        if w.n_kept + w.n > w.room_kept:
            grow(<void**>&w.kept, &w.room_kept, sizeof(Item), w.n_kept + w.n)
        memcpy(w.kept + w.n_kept, w.items, w.n * sizeof(Item))
        line.item = w.n_kept
        line.n = w.n
        w.n_kept += w.n
        return 0

    cdef int cut_again(self, Work* w, Work* again, Text* text, bint parts) except -1 nogil:
        """Put the ends of a text together, some lines of which were put off."""
        cdef Trie* added = &self.added if self.has_added else NULL
        cdef Trie* removed = &self.removed if self.has_removed else NULL
        cdef Py_ssize_t first = text.first, i
        cdef Later* line
        text.first = again.n_ends
        for i in range(text.later, text.later + text.n_later):
            line = &w.later[i]
            take(again, w.ends + first, line.at - first)
            first = line.at + 1
            again.items = w.kept + line.item
            again.n = line.n
            again.end = line.end
            if text.kind == 1:
                cut_line[uint8_t](<uint8_t*>text.data, &self.model, again, added, removed, parts)
            elif text.kind == 2:
                cut_line[uint16_t](<uint16_t*>text.data, &self.model, again, added, removed, parts)
            else:
                cut_line[uint32_t](<uint32_t*>text.data, &self.model, again, added, removed, parts)
        again.items = NULL
        take(again, w.ends + first, text.end - first)
        text.end = again.n_ends
        return 0

    cdef int start(self, Work* w) except -1:
        memset(w, 0, sizeof(w[0]))
        w.odd = <PyObject*>self.odd
        return 0

    cdef void stop(self, Work* w) noexcept:
        PyMem_RawFree(w.items)
        PyMem_RawFree(w.arena)
        PyMem_RawFree(w.odds)
        PyMem_RawFree(w.ends)
        PyMem_RawFree(w.later)
        PyMem_RawFree(w.kept)

    cdef int one(self, Work* w, object text, bint parts) except -1:
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        w.text = <PyObject*>text
        w.length = length
        if length < SHORT:  # letting others run costs more than this takes
            return self.run(w, kind, data, length, parts)
        with nogil:
            self.run(w, kind, data, length, parts)
        return 0

    def words(self, text, bint parts):
        """The words of ``text``."""
        cdef Work w
        if not PyUnicode_Check(text):
            check_text(text, "words")
        self.start(&w)
        try:
            self.one(&w, text, parts)
            return pieces(text, w.ends, w.n_ends)
        finally:
            self.stop(&w)

    def ends(self, str text not None, bint parts):
        """Where the words of ``text`` end, as an ``array("I")``."""
        cdef Work w
        self.start(&w)
        try:
            self.one(&w, text, parts)
            found = array("I")
            if w.n_ends:
                found.frombytes((<const char*>w.ends)[: w.n_ends * sizeof(uint32_t)])
            return found
        finally:
            self.stop(&w)

    def words_batch(self, texts, bint parts):
        """The words of each text; None for None. Others may run while the model works."""
        texts = tuple(texts)  # which nobody can take texts out of meanwhile
        cdef Py_ssize_t n = len(texts), i, k
        cdef Work w, again
        cdef const uint32_t* ends
        cdef Text* found
        cdef Text* text
        cdef list words = []
        self.start(&w)
        self.start(&again)
        found = <Text*>PyMem_RawMalloc((n + 1) * sizeof(Text))
        if found == NULL:
            raise MemoryError
        try:
            for i in range(n):
                item = texts[i]
                text = &found[i]
                text.object = <PyObject*>item
                text.n_later = 0
                text.length = -1
                if item is not None:
                    if not PyUnicode_Check(item):
                        check_text(item, "words_batch")
                    text.length = PyUnicode_GET_LENGTH(item)
                    text.data = PyUnicode_DATA(item)
                    text.kind = PyUnicode_KIND(item)
            w.patient = True
            with nogil:
                for i in range(n):
                    text = &found[i]
                    text.first = w.n_ends
                    text.later = w.n_later
                    if text.length > 0:
                        w.text = text.object
                        w.length = text.length
                        self.run(&w, text.kind, text.data, text.length, parts)
                    text.end = w.n_ends
                    text.n_later = w.n_later - text.later
            if w.n_later:
                w.patient = False
                for i in range(n):
                    for k in range(found[i].later, found[i].later + found[i].n_later):
                        self.read(&w, &found[i], &w.later[k])
                with nogil:
                    for i in range(n):
                        if found[i].n_later:
                            self.cut_again(&w, &again, &found[i], parts)
            for i in range(n):
                text = &found[i]
                if text.length < 0:
                    words.append(None)
                else:
                    ends = again.ends if text.n_later else w.ends
                    words.append(pieces(<object>text.object, ends + text.first, text.end - text.first))
            return words
        finally:
            again.items = NULL
            self.stop(&w)
            self.stop(&again)
            PyMem_RawFree(found)
