/* Cuts a line into items as `_lexer` does. The frequent shapes are in C; for rare ones (addresses, grouped
   numbers, other scripts, acronyms that are not plain) the same Python functions are called. */

#ifndef KHMERTEXT_ITEMS_H
#define KHMERTEXT_ITEMS_H

#include "_breaks.h"
#include "_score.h"

/* --- classes of characters --------------------------------------------------------------------- */
enum {
    KT_BASE = 1,            /* begins a Khmer syllable */
    KT_SIGN = 2,            /* belongs to one */
    KT_INVISIBLE = 4,
    KT_HANGING = 8,
    KT_BLANK = 16,
    KT_NEWLINE = 32,
    KT_DIGIT = 64,          /* decimal, of any script */
    KT_LETTER = 128,        /* of another script */
    KT_FOREIGN = 256,       /* not plain: Unicode Annex 29 may join it to its neighbours */
    KT_REPEATED = 512,
    KT_UNIT = 1024,         /* a Khmer letter that is not deprecated */
    KT_SUBSCRIPT = 2048,    /* may follow a coeng sign */
    KT_KHMER = 4096,        /* letters and marks */
    KT_NOTED = 8192         /* the table also has the properties that Python tells */
};

enum {
    KT_TABLE = 0x10000,     /* from here on no character is in _classes */
    KT_LOW = 0x3000         /* from here on Python is called when a character first comes */
};

/* Both are filled as characters come, always with the same values, so threads cannot disturb each other. */
static uint16_t kt_classes[0x110000];
static uint8_t kt_breaks[0x110000]; /* see _breaks.h */

enum {
    KT_ZWSP = 0x200B, KT_ZWNJ = 0x200C, KT_JOINER_SIGN = 0x200D, KT_WORD_JOINER = 0x2060,
    KT_COENG = 0x17D2, KT_ATTHACAN = 0x17DD, KT_KHAN = 0x17D4, KT_LO = 0x179B, KT_MO = 0x1798, KT_U = 0x17BB,
    KT_BATHAMASAT = 0x17D3, KT_CIRCLE = 0x25CC, KT_ZERO = 0x17E0, KT_EXAMPLE = 0x17A7,
    KT_TOANDAKHIAT = 0x17CD, KT_AHSDA = 0x17CF
};

static inline int kt_is_above(uint32_t c) {
    return (0x17B7 <= c && c <= 0x17BA) || c == 0x17BE || c == 0x17BF;
}

/* Toandakhiat, which makes a consonant silent, or ahsda, which the model reads as the same. */
static inline int kt_kills(uint32_t c) { return c == KT_TOANDAKHIAT || c == KT_AHSDA; }

static uint16_t kt_look_up(uint32_t c) {
    uint16_t found = (c < KT_TABLE ? kt_classes[c] : KT_FOREIGN) | KT_NOTED;
    if (Py_UNICODE_ISDECIMAL(c)) found |= KT_DIGIT;
    else if (Py_UNICODE_ISALNUM(c)) found |= KT_LETTER;
    else if (Py_UNICODE_ISSPACE(c)) found |= KT_BLANK;
    kt_classes[c] = found;
    return found;
}

static inline uint16_t kt_class(uint32_t c) {
    const uint16_t found = kt_classes[c];
    return c < KT_LOW || found & KT_NOTED ? found : kt_look_up(c);
}

/* What a stretch of plain syllables is made of, from U+1780 on (see kt_plain_syllables). */
enum {
    KT_FIRST = 0x1780,
    KT_CHARACTERS = 96,     /* as many as the model has values for */
    KT_P_BASE = 1,          /* the value of a bit that is used in arithmetic */
    KT_P_SIGN = 2,
    KT_P_COENG = 4,
    KT_P_SUBSCRIPT = 8,
    KT_P_LOW = 16,
    KT_P_ABOVE = 32,
    KT_P_KILLS = 64
};

static uint8_t kt_plain_flags[KT_CHARACTERS];
/* what may follow: usually; behind a coeng sign */
static const uint8_t kt_plain_next[2] = {KT_P_BASE | KT_P_SIGN | KT_P_COENG, KT_P_SUBSCRIPT};

static void kt_fill_plain(void) {
    uint32_t c;
    for (c = KT_FIRST; c < KT_FIRST + KT_CHARACTERS; c++) {
        const uint16_t f = kt_classes[c];
        kt_plain_flags[c - KT_FIRST] = (uint8_t)(
            (f & KT_BASE ? KT_P_BASE : 0) | (f & KT_SIGN && c != KT_BATHAMASAT ? KT_P_SIGN : 0)
            | (c == KT_COENG ? KT_P_COENG : 0) | (f & KT_SUBSCRIPT ? KT_P_SUBSCRIPT : 0)
            | (c == KT_U ? KT_P_LOW : 0) | (kt_is_above(c) ? KT_P_ABOVE : 0)
            | (kt_kills(c) ? KT_P_KILLS : 0));
    }
}

/* --- work space -------------------------------------------------------------------------------- */
enum { /* kinds of items: those of _token_rules */
    KT_OTHER, KT_SYLLABLE, KT_SPACE, KT_BREAK, KT_HIDDEN, KT_WEB, KT_NUMBER, KT_LATIN,
    KT_ENUMERATOR, KT_ACRONYM, KT_KINDS
};

enum { /* notes about an item */
    KT_ODD = 1,       /* Python must tell its value */
    KT_VEILED = 2,    /* invisible characters in it */
    KT_KILLS = KT_P_KILLS /* toandakhiat or ahsda in it */
};

enum {
    KT_SHORT = 20000, /* characters: longer lines and texts release the lock, and are not put off */
    KT_PATIENCE = 1 << 20 /* characters or the like between two checks for signals (Ctrl-C) */
};

typedef struct {
    uint32_t start;   /* in the line */
    uint8_t kind, boundary, notes;
    uint32_t B, R;
} kt_item;

enum { KT_ODD_LENGTH = 13, KT_ODD_BITS = 8, KT_ODDS = 256 };

typedef struct {      /* a syllable, and what Python said of it */
    uint32_t n, characters[KT_ODD_LENGTH], B, R;
} kt_odd;

typedef struct {      /* a line that is put off until Python may be called */
    int64_t at;       /* the place of its end among the ends */
    int64_t start, end;
    int dots;
    int64_t item, n;  /* its items, when they are known */
} kt_later;

typedef struct {      /* a word that is read in another spelling; see _line.h */
    uint32_t item, respelling;
} kt_match;

typedef struct {
    void *text;       /* the Python string, its characters and how wide they are */
    const void *data;
    int width;
    void *odd;        /* callable: text of an item -> (C, B, R) */
    /* Threads that call Python in the middle of their work wait for each other. So lines that need
       Python are put off. */
    int patient;
    int alone;        /* Python must not be called for this line */
    int unanswered;   /* but was needed: the items are not right */
    int odd_items;    /* the values of some items must come from Python */
    int64_t since;    /* how much was done since signals were looked at */
    kt_later *later;
    int64_t n_later, room_later;
    kt_item *kept;    /* their items */
    int64_t n_kept, room_kept;
    /* of the text */
    uint32_t *ends;
    int64_t n_ends, room_ends;
    /* of a line */
    const uint32_t *line;
    uint32_t *widened;
    int64_t room_widened;
    int64_t offset;   /* of its first character in the text */
    int64_t length;
    kt_item *items;
    int64_t n, room;
    int64_t anchor;
    uint32_t *candidates; /* items where a word may begin that is read in another spelling */
    int64_t n_candidates, room_candidates;
    kt_match *matches;
    int64_t n_matches, room_matches;
    kt_odd *odds;     /* remembered, by their hashes */
    void *arena;      /* the arrays of the scorer */
    int64_t room_arena;
    void *visible;    /* what words of the user are looked for in */
    int64_t room_visible;
} kt_work;

/* The calls of Python, with offsets in the line. Each takes the interpreter lock itself; -2 means that
   there is an exception. */
typedef struct {
    int64_t (*boundary)(kt_work *w, int64_t offset);
    int64_t (*breaks)(uint32_t c);
    int64_t (*web_end)(kt_work *w, int64_t start, int64_t end);
    int64_t (*number_end)(kt_work *w, int64_t start, int64_t end);
    int64_t (*name_end)(kt_work *w, int64_t start, int64_t end);
    int64_t (*acronyms)(kt_work *w, const kt_model *q, int64_t first, int64_t last, int64_t *position);
    int64_t (*odd_values)(kt_work *w);
    int64_t (*no_memory)(void);
} kt_python;

static kt_python kt_ask_python;

static int kt_grow(void **block, int64_t *room, size_t size, int64_t needed) {
    int64_t wanted = *room * 2;
    void *bigger;
    if (wanted < needed) wanted = needed;
    if (wanted < 256) wanted = 256;
    bigger = PyMem_RawRealloc(*block, (size_t)wanted * size);
    if (bigger == NULL) return (int)kt_ask_python.no_memory();
    *block = bigger;
    *room = wanted;
    return 0;
}

#define KT_ROOM(block, room, needed) \
    ((needed) > (room) ? kt_grow((void **)&(block), &(room), sizeof(*(block)), (needed)) : 0)

/* Check for signals now and then, so that Ctrl-C works in any long text. */
static inline int kt_worked(kt_work *w, int64_t amount) {
    w->since += amount;
    if (w->since < KT_PATIENCE) return 0;
    w->since = 0;
    return kt_signals();
}

static inline int kt_emit(kt_work *w, int64_t end) {
    if (KT_ROOM(w->ends, w->room_ends, w->n_ends + 1)) return -2;
    w->ends[w->n_ends++] = (uint32_t)end;
    return 0;
}

/* Append ends that were found in another work space. */
static int kt_take(kt_work *w, const uint32_t *ends, int64_t n) {
    if (n == 0) return 0;
    if (KT_ROOM(w->ends, w->room_ends, w->n_ends + n)) return -2;
    memcpy(w->ends + w->n_ends, ends, (size_t)n * sizeof(uint32_t));
    w->n_ends += n;
    return 0;
}

/* Whether Python must not be called; then the line is put off. */
static inline int kt_put_off(kt_work *w) {
    w->unanswered = w->alone;
    return w->alone;
}

/* Point `line` at the characters from `start` to `end` of the text. */
static int kt_widen(kt_work *w, int64_t start, int64_t end) {
    const int64_t n = end - start;
    int64_t i;
    w->offset = start;
    w->length = n;
    if (w->width == 4) {
        w->line = (const uint32_t *)w->data + start;
        return 0;
    }
    if (KT_ROOM(w->widened, w->room_widened, n)) return -2;
    if (w->width == 2) {
        const uint16_t *narrow = (const uint16_t *)w->data + start;
        for (i = 0; i < n; i++) w->widened[i] = narrow[i];
    } else {
        const uint8_t *narrow = (const uint8_t *)w->data + start;
        for (i = 0; i < n; i++) w->widened[i] = narrow[i];
    }
    w->line = w->widened;
    return 0;
}

/* --- items ------------------------------------------------------------------------------------- */
/* The first cluster boundary at or behind `offset`, which is behind the one at the anchor. */
static int64_t kt_boundary(kt_work *w, int64_t offset) {
    for (;;) {
        const int64_t found = kt_next_boundary(kt_breaks, w->line, w->length, w->anchor, offset);
        if (found >= 0) return found;
        if (kt_put_off(w)) return offset;
        if (kt_breaks[w->line[-1 - found]]) return kt_ask_python.boundary(w, offset);
        if (kt_ask_python.breaks(w->line[-1 - found])) return -2;
    }
}

/* The value for the model of an item that is no syllable. */
static inline uint32_t kt_kind_value(const kt_model *q, const kt_work *w, int64_t start, int kind) {
    return kind == KT_OTHER ? w->line[start] * q->m[15] : q->item_kinds[kind];
}

/* Append the item from `start` on, or join it to the last one if a cluster spans both. */
static int kt_push(kt_work *w, int64_t start, int kind, int notes, uint32_t B, uint32_t R) {
    kt_item *last;
    if (KT_ROOM(w->items, w->room, w->n + 2)) return -2; /* one more ends them */
    if (w->n) {
        const uint16_t here = kt_class(w->line[start]), before = kt_class(w->line[start - 1]);
        last = &w->items[w->n - 1];
        if (here & (KT_HANGING | KT_FOREIGN) || before & KT_FOREIGN
            || w->line[start - 1] == KT_JOINER_SIGN || w->line[start - 1] == KT_COENG
            || (last->kind != KT_SYLLABLE ? before & KT_HANGING : last->notes & KT_VEILED)) {
            const int64_t sound = kt_boundary(w, start);
            if (sound < 0) return -2;
            w->anchor = sound;
            if (sound != start) {
                last->notes |= KT_ODD | KT_VEILED;
                w->odd_items = 1;
                return 0;
            }
        }
    }
    w->anchor = start;
    w->odd_items |= notes & KT_ODD;
    last = &w->items[w->n++];
    last->start = (uint32_t)start;
    last->kind = (uint8_t)kind;
    last->notes = (uint8_t)notes;
    last->B = B;
    last->R = R;
    return 0;
}

static int64_t kt_past_marks(const uint32_t *line, int64_t i, int64_t end) {
    while (i < end && kt_class(line[i]) & KT_HANGING) i++;
    return i;
}

static inline int kt_is_capital(uint32_t c) { return 'A' <= c && c <= 'Z'; }
static inline int kt_is_alpha(uint32_t c) { return kt_is_capital(c) || ('a' <= c && c <= 'z'); }
static inline int kt_is_alnum(uint32_t c) { return kt_is_alpha(c) || ('0' <= c && c <= '9'); }

static int64_t kt_past_letters(const uint32_t *line, int64_t i, int64_t end) {
    const int64_t last = i + 5;
    while (i < end && i < last && kt_is_alpha(line[i])) i++;
    return i;
}

/* Whether a name, a dot and two letters follow. */
static int kt_may_be_host(const uint32_t *line, int64_t i, int64_t end) {
    const int64_t last = i + 600;
    for (; i < end && i < last && (kt_is_alnum(line[i]) || line[i] == '-' || line[i] == '.'); i++)
        if (line[i] == '.' && kt_past_letters(line, i + 1, end) - i >= 3) return 1;
    return i == last;
}

/* Whether an address may begin at `start`: never "no" if one does. */
static int kt_may_be_web(const uint32_t *line, int64_t start, int64_t end) {
    int64_t i, k;
    int dot = 0, letter = 0, host = 1;
    for (i = start; i < end && i <= start + 64; i++) {
        const uint32_t c = line[i];
        if (c == '.') {
            dot = 1;
            if (letter && i - start == 3 && (line[start] | 32) == 'w') return 1;
            k = kt_past_letters(line, i + 1, end);
            if (3 <= k - i && k - i <= 5 && !(k < end && (kt_is_alnum(line[k]) || line[k] == '-')))
                return 1; /* may be a domain */
        } else if (kt_is_alpha(c)) {
            letter = 1;
        } else if (c == '_' || c == '%' || c == '+') {
            host = 0;
        } else if (!(kt_is_alnum(c) || c == '-')) {
            return (c == '@' && kt_may_be_host(line, i + 1, end))
                || (c == ':' && i + 1 < end && line[i + 1] == '/');
        }
    }
    return i < end && dot && letter && host;
}

static int64_t kt_past_inner(const uint32_t *line, int64_t i, int64_t end) {
    while (i < end && kt_class(line[i]) & (KT_LETTER | KT_DIGIT | KT_HANGING)) i++;
    return i;
}

static int64_t kt_latin_end(const uint32_t *line, int64_t start, int64_t end) {
    const int behind_digit = start > 0 && kt_class(line[start - 1]) & KT_DIGIT;
    int64_t i = start, pairs = 0;
    while (i + 1 < end && kt_is_alpha(line[i]) && line[i + 1] == '.') {
        i += 2;
        pairs++;
    }
    if (pairs >= 2 && !(i < end && kt_is_alnum(line[i]))) return kt_past_marks(line, i, end);
    i = start + 1;
    for (;;) {
        uint32_t c;
        i = kt_past_inner(line, i, end);
        if (i + 1 >= end || behind_digit) break;
        c = line[i];
        if (!(c == '-' || c == '\'' || c == 0x2019 || c == '.' || c == '&' || c == '_')
            || !(kt_class(line[i + 1]) & (KT_LETTER | KT_DIGIT)))
            break;
        i += 2;
    }
    return kt_past_marks(line, i, end);
}

static inline int kt_is_zero(uint32_t c) { return c == '0' || c == KT_ZERO; }

/* Whether the digits behind the space at `i` may belong to the number: never "no" if so. */
static int kt_may_be_grouped(const uint32_t *line, int64_t start, int64_t i, int64_t end) {
    int64_t k = i + 1;
    if (kt_is_zero(line[start])) return 1; /* a telephone number */
    while (k < end && k < i + 5 && kt_class(line[k]) & KT_DIGIT) k++;
    if (i - start > 3 || k != i + 4) return 0;
    return kt_is_zero(line[k - 1]) || (k < end && line[k] == ' ');
}

/* The same for the hyphen at `i`. */
static int kt_may_be_hyphenated(const uint32_t *line, int64_t start, int64_t i, int64_t end) {
    const int64_t before = i - start;
    int64_t k = i + 1;
    if (kt_is_zero(line[start])) return 1; /* a telephone number */
    while (k < end && k < i + 6 && kt_class(line[k]) & KT_DIGIT) k++;
    if (k - i == 5) return before == 2; /* a month */
    if (k - i > 3 || k + 1 >= end || line[k] != '-') return 0;
    return before == 4 || (before <= 2 && k + 4 < end
                           && kt_class(line[k + 2]) & kt_class(line[k + 4]) & KT_DIGIT);
}

static inline int kt_is_separator(uint32_t c) {
    return c == '.' || c == ',' || c == ':' || c == '/';
}

static int64_t kt_number_end(kt_work *w, int64_t start, int64_t end) {
    const uint32_t *line = w->line;
    int64_t i = start;
    for (;;) {
        while (i < end && kt_class(line[i]) & KT_DIGIT) i++;
        if (i + 1 >= end || !(kt_is_separator(line[i]) || (line[i] | 32) == 'x')
            || !(kt_class(line[i + 1]) & KT_DIGIT))
            break;
        i++;
    }
    if (i + 1 < end) {
        const uint32_t c = line[i], d = line[i + 1];
        const int digit = kt_class(d) & KT_DIGIT;
        const int hidden = c == KT_ZWSP || c == KT_ZWNJ;
        if ((digit && (c == 0xA0 || c == 0x202F || (c == '-' && kt_may_be_hyphenated(line, start, i, end))
                       || (c == ' ' && kt_may_be_grouped(line, start, i, end))))
            || (hidden && (digit || kt_is_separator(d) || d == KT_ZWSP || d == KT_ZWNJ))
            || (kt_is_capital(c) && i - start <= 2) || (c == KT_MO && i - start == 1)) {
            int64_t found;
            if (kt_put_off(w)) return i;
            found = kt_ask_python.number_end(w, start, end);
            if (found < -1) return -2;
            if (found > i) i = found;
        }
    }
    return kt_past_marks(line, i, end);
}

/* Whether the coeng sign at `i` has a letter. */
static int kt_letter_behind(const uint32_t *line, int64_t i, int64_t end) {
    i++;
    while (i < end && (line[i] == KT_COENG || line[i] == KT_ATTHACAN || kt_class(line[i]) & KT_INVISIBLE)) i++;
    return i < end && kt_class(line[i]) & KT_SUBSCRIPT;
}

/* The end of the syllable that begins at `start`; also its value, unless it is odd. */
static int64_t kt_syllable(const uint32_t *line, const kt_model *q, int64_t start, int64_t end,
                           int *notes, uint32_t *B, uint32_t *R) {
    int64_t i = start + 1, k;
    uint32_t c = line[start], previous = 0, rest = 0;
    int odd = 0, low = 0, above = 0;
    *B = c < KT_FIRST + KT_CHARACTERS ? q->units[c - KT_FIRST] : 0;
    while (i < end) {
        uint16_t f;
        c = line[i];
        f = kt_class(c);
        if (f & KT_SIGN) {
            if (c == previous || c == KT_BATHAMASAT) odd |= KT_ODD;
            if (c == KT_U) low = 1;
            else if (kt_is_above(c)) above = 1;
            else if (kt_kills(c)) odd |= KT_KILLS;
            rest += q->units[c - KT_FIRST];
            previous = c;
            i++;
        } else if (c == KT_COENG) {
            previous = 0;
            if (i + 1 < end && kt_class(line[i + 1]) & KT_SUBSCRIPT) {
                rest += q->coeng_units[line[i + 1] - KT_FIRST];
                i += 2;
                continue;
            }
            odd |= KT_ODD;
            k = i + 1;
            while (k < end && (line[k] == KT_COENG || line[k] == KT_ATTHACAN || kt_class(line[k]) & KT_INVISIBLE)) k++;
            if (k < end && kt_class(line[k]) & KT_SUBSCRIPT) {
                odd |= KT_VEILED;
                i = k + 1;
                continue;
            }
            i++;
            while (i < end && line[i] != KT_ZWSP
                   && (line[i] == KT_COENG || line[i] == KT_ATTHACAN || kt_class(line[i]) & KT_INVISIBLE)) {
                if (kt_class(line[i]) & KT_INVISIBLE) odd |= KT_VEILED;
                i++;
            }
        } else if (f & KT_INVISIBLE) {
            k = i;
            while (k < end && kt_class(line[k]) & KT_INVISIBLE) k++;
            if (k < end && (kt_class(line[k]) & KT_SIGN
                            || (line[k] == KT_COENG && kt_letter_behind(line, k, end)))) {
                odd |= KT_ODD | KT_VEILED;
                i = k;
                continue;
            }
            if (k < end && line[k] == KT_COENG) odd |= KT_ODD | KT_VEILED;
            if (c == KT_ZWSP) break;
            odd |= KT_ODD | KT_VEILED;
            while (i < end && line[i] != KT_ZWSP && kt_class(line[i]) & KT_INVISIBLE) i++;
        } else if (f & KT_HANGING) {
            odd |= KT_ODD;
            i++;
        } else {
            break;
        }
    }
    if (low && above) odd |= KT_ODD;
    *notes = odd;
    *R = rest;
    return i;
}

static inline int kt_begins_syllable(uint32_t c) {
    return c - KT_FIRST < KT_CHARACTERS && kt_plain_flags[c - KT_FIRST] & KT_P_BASE;
}

/* Push the syllables from `i` on, behind a plain one, as long as they are plain ones too.

   Plain is what `kt_syllable` finds nothing odd in; single U+200B may stand between. Returns where
   something else begins. This is most of any text, and where a syllable ends nobody can predict, so
   there is no jump in the loop that depends on it. */
static int64_t kt_plain_syllables(const kt_model *q, kt_work *w, int64_t i, int64_t end) {
    const uint32_t *line = w->line;
    int64_t stop, begin = -1, k;
    uint32_t seen = 0, after_coeng = 0, previous = 0, B = 0, R = 0;
    int odd = 0;
    if (!(kt_begins_syllable(line[i]) || line[i] == KT_ZWSP)) return i;
    stop = end - i < 4096 ? end : i + 4096;
    if (KT_ROOM(w->items, w->room, w->n + (stop - i) + 1)) return -2;
    k = w->n - 1;
    while (i < stop) {
        const uint32_t c = line[i], d = c - KT_FIRST;
        const uint8_t flags = d < KT_CHARACTERS ? kt_plain_flags[d] : 0;
        uint32_t starts, value;
        kt_item *item;
        if (!flags) {
            if (c != KT_ZWSP || after_coeng || i + 1 >= stop || !kt_begins_syllable(line[i + 1])) break;
            item = &w->items[++k];
            item->start = (uint32_t)i;
            item->kind = KT_HIDDEN;
            item->notes = 0;
            item->B = item->R = 0;
            i++;
            continue;
        }
        starts = flags & (1 - after_coeng); /* 1 if a syllable begins: KT_P_BASE */
        seen = (seen & (starts - 1)) | flags;
        if (!(flags & kt_plain_next[after_coeng]) || (c == previous && flags & KT_P_SIGN)
            || (seen & (KT_P_LOW | KT_P_ABOVE)) == (KT_P_LOW | KT_P_ABOVE)) {
            odd = 1;
            break;
        }
        value = q->plain_units[after_coeng * KT_CHARACTERS + d];
        k += starts;
        begin = starts & 1 ? i : begin;
        B = starts & 1 ? value : B;
        R = (R + value) & ((starts & 1) - 1);
        item = &w->items[k];
        item->start = (uint32_t)begin;
        item->kind = KT_SYLLABLE;
        item->notes = seen & KT_P_KILLS;
        item->B = B;
        item->R = R;
        after_coeng = flags >> 2 & 1; /* KT_P_COENG */
        previous = c;
        i++;
    }
    if (begin >= 0
        && (odd || after_coeng
            || (i < end && (i == stop || line[i] == '.' || kt_class(line[i]) & (KT_HANGING | KT_INVISIBLE))))) {
        i = begin; /* the last one may go on, or be something else */
        k--;
    }
    w->n = k + 1;
    w->anchor = w->items[k].start;
    return i;
}

/* Where a name like 5G, 7UP or 3-in-1 ends that begins with a figure; -1 if there is none. */
static int64_t kt_name_end(kt_work *w, int64_t i, int64_t end) {
    const uint32_t *line = w->line, figure = line[i] - (line[i] < KT_ZERO ? '0' : KT_ZERO);
    if (i + 1 >= end || figure - 1 > 8) return -1;
    if (!(kt_is_capital(line[i + 1]) || (line[i + 1] == '-' && i + 2 < end && kt_is_alpha(line[i + 2]))))
        return -1;
    return kt_put_off(w) ? -1 : kt_ask_python.name_end(w, i, end);
}

/* Where the mark of a list ends that begins with a figure: ១. before a space or a letter; -1 if there is
   none. */
static int64_t kt_numbered_end(const uint32_t *line, int64_t i, int64_t end) {
    const int64_t start = i;
    uint16_t f;
    if (i > 0 && !(kt_class(line[i - 1]) & KT_BLANK)) return -1;
    while (i < end && i < start + 2 && kt_class(line[i]) & KT_DIGIT) i++;
    if (i + 1 >= end || line[i] != '.') return -1;
    f = kt_class(line[i + 1]);
    return f & KT_SUBSCRIPT || kt_is_alpha(line[i + 1]) || (f & (KT_BLANK | KT_NEWLINE)) == KT_BLANK ? i + 1 : -1;
}

/* Where ។ល។ ends, or the khan at `i` by itself. */
static int64_t kt_khan_end(const uint32_t *line, int64_t i, int64_t end) {
    int64_t k = i + 1;
    if (k < end && line[k] == KT_ZWSP) k++;
    if (k >= end || line[k] != KT_LO) return i + 1;
    k++;
    if (k < end && line[k] == KT_ZWSP) k++;
    return k < end && line[k] == KT_KHAN ? k + 1 : i + 1;
}

/* The end and the kind of the token at `i`, which is no syllable and begins with no ASCII letter or
   digit. */
static int64_t kt_sign_end(const uint32_t *line, int64_t i, int64_t end, uint16_t f, int *kind) {
    int64_t after = i + 1;
    if (f & KT_BLANK) {
        *kind = KT_SPACE;
        while (after < end && (kt_class(line[after]) & (KT_BLANK | KT_NEWLINE)) == KT_BLANK) after++;
    } else if (f & KT_INVISIBLE) {
        *kind = KT_HIDDEN;
        while (after < end && kt_class(line[after]) & KT_INVISIBLE) after++;
        return after;
    } else if (line[i] == KT_KHAN) {
        after = kt_khan_end(line, i, end);
    } else if (f & KT_REPEATED) {
        while (after < end && line[after] == line[i]) after++;
    }
    return kt_past_marks(line, after, end);
}

/* The same for addresses, numbers and letters of other scripts. */
static int64_t kt_letters_end(kt_work *w, int64_t i, int64_t end, uint16_t f, int *kind) {
    const uint32_t *line = w->line;
    int64_t after;
    if (kt_is_alnum(line[i]) && kt_may_be_web(line, i, end)) {
        if (kt_put_off(w)) return i + 1;
        after = kt_ask_python.web_end(w, i, end);
        if (after < -1) return -2;
        if (after >= 0) {
            *kind = KT_WEB;
            return kt_past_marks(line, after, end);
        }
    }
    if (f & KT_DIGIT) {
        after = kt_numbered_end(line, i, end);
        if (after >= 0) {
            *kind = KT_ENUMERATOR;
            return kt_past_marks(line, after, end);
        }
        after = kt_name_end(w, i, end);
        if (after < -1) return -2;
        *kind = after >= 0 ? KT_LATIN : KT_NUMBER;
        return after >= 0 ? kt_past_marks(line, after, end) : kt_number_end(w, i, end);
    }
    *kind = KT_LATIN;
    return kt_latin_end(line, i, end);
}

/* Whether a letter and a dot at `i` are the mark of a list: ក. or, also behind a word, ឧ. */
static int kt_is_enumerator(const uint32_t *line, int64_t i, int64_t end) {
    return i + 1 < end && line[i + 1] == '.' && !(i + 2 < end && line[i + 2] == '.')
        && !(i > 0 && line[i] != KT_EXAMPLE && (kt_class(line[i - 1]) & KT_KHMER || line[i - 1] == KT_CIRCLE));
}

/* --- a colon that is typed as a sign of a syllable (see `_token_rules.colons`) ------------------- */
enum { KT_COLON_WORDS = 128, KT_COLON_WORD = 15, KT_YUUKALEAPINTU = 0x17C8 };

typedef struct {
    uint32_t n, characters[KT_COLON_WORD];
} kt_colon_word;

static kt_colon_word kt_colon_words[KT_COLON_WORDS]; /* as many as have characters */
static uint8_t kt_colon_behind[KT_CHARACTERS], kt_colon_not_of[KT_CHARACTERS];

/* Whether the sign at `i`, behind something of `kind`, is one. */
static int kt_is_colon(const kt_work *w, int64_t i, int kind) {
    const uint32_t *line = w->line;
    const uint32_t d = line[i - 1] - KT_FIRST, base = i > 1 ? line[i - 2] - KT_FIRST : KT_CHARACTERS;
    const uint16_t behind = kt_class(line[i - 1]);
    const kt_colon_word *word;
    if (i + 1 < w->length && kt_class(line[i + 1]) & (KT_BASE | KT_HANGING | KT_INVISIBLE | KT_FOREIGN))
        return 0;
    if (!(behind & (KT_KHMER | KT_HANGING | KT_INVISIBLE)) && line[i - 1] != KT_CIRCLE) return 1;
    if (kind == KT_ACRONYM && behind & KT_UNIT) return 1;
    if (d < KT_CHARACTERS && kt_colon_behind[d]) return !(base < KT_CHARACTERS && kt_colon_not_of[base]);
    for (word = kt_colon_words; word < kt_colon_words + KT_COLON_WORDS && word->n; word++)
        if (word->n <= i && memcmp(line + i - word->n, word->characters, word->n * sizeof(uint32_t)) == 0)
            return 1;
    return 0;
}

/* Cut the colon that ends at `end` off the last item. */
static int kt_part_colon(const kt_model *q, kt_work *w, int64_t end) {
    kt_item *last = &w->items[w->n - 1];
    if (last->start + 1 >= end || !kt_is_colon(w, end - 1, last->kind)) return 0;
    if (KT_ROOM(w->items, w->room, w->n + 2)) return -2;
    last = &w->items[w->n++];
    if (last[-1].kind == KT_SYLLABLE) last[-1].R -= q->units[KT_YUUKALEAPINTU - KT_FIRST];
    last->start = (uint32_t)(end - 1);
    last->kind = KT_OTHER;
    last->notes = 0;
    last->B = last->R = kt_kind_value(q, w, end - 1, KT_OTHER);
    return 0;
}

/* Push the items from `i` to `end`, a line or what lies between two acronyms of it. */
static int kt_lex(const kt_model *q, kt_work *w, int64_t i, int64_t end) {
    int plain = 0; /* whether the last item is a plain syllable */
    while (i < end) {
        const int64_t before = i;
        int64_t after;
        uint16_t f;
        int notes = 0, kind = KT_OTHER;
        uint32_t B = 0, R = 0;
        if (plain) {
            plain = 0;
            i = kt_plain_syllables(q, w, i, end);
            if (i < 0 || kt_worked(w, i - before)) return -2;
        }
        if (i > 0 && w->line[i - 1] == KT_YUUKALEAPINTU && kt_part_colon(q, w, i)) return -2;
        if (i == end) break;
        f = kt_class(w->line[i]);
        if (f & KT_BASE) {
            if (f & KT_SUBSCRIPT && kt_is_enumerator(w->line, i, end)) {
                kind = KT_ENUMERATOR;
                after = kt_past_marks(w->line, i + 2, end);
            } else {
                kind = KT_SYLLABLE;
                after = kt_syllable(w->line, q, i, end, &notes, &B, &R);
            }
        } else if (f & (KT_DIGIT | KT_LETTER) && !(f & (KT_BLANK | KT_INVISIBLE))) {
            after = kt_letters_end(w, i, end, f, &kind);
        } else {
            after = kt_sign_end(w->line, i, end, f, &kind);
        }
        if (kind != KT_SYLLABLE) B = R = kt_kind_value(q, w, i, kind);
        if (after < 0 || kt_push(w, i, kind, notes, B, R) || kt_worked(w, after - i)) return -2;
        if (w->unanswered) return 0;
        plain = kind == KT_SYLLABLE && !(notes & (KT_ODD | KT_VEILED));
        i = after;
    }
    return i > 0 && w->line[i - 1] == KT_YUUKALEAPINTU ? kt_part_colon(q, w, i) : 0;
}

/* --- dotted acronyms (see _acronym_spans) ------------------------------------------------------ */
enum { KT_CONTEXT = 40, KT_NEAR = 12 };

static inline int kt_is_gap(uint32_t c) { return c == ' ' || c == KT_ZWSP || c == KT_ZWNJ; }

static inline int kt_is_digit(uint32_t c) {
    return ('0' <= c && c <= '9') || (KT_ZERO <= c && c <= KT_ZERO + 9);
}

/* Whether the dot or comma at `i` has Khmer on both sides. */
static int kt_is_seam(const uint32_t *line, int64_t i, int64_t end) {
    int64_t k = i - 1;
    int steps;
    for (steps = 0; k >= 0 && steps < 3 && kt_is_gap(line[k]); steps++) k--;
    if (k < 0 || !(kt_class(line[k]) & KT_KHMER)) return 0;
    k = i + 1;
    for (steps = 0; k < end && steps < 3 && kt_is_gap(line[k]); steps++) k++;
    return k < end && kt_class(line[k]) & KT_UNIT;
}

/* Where the plain acronym ends whose first letter is at `unit`; -1 if there is none. */
static int64_t kt_plain_acronym_end(const uint32_t *line, int64_t unit, int64_t end) {
    int64_t i, k;
    int steps;
    if (unit < 0 || !(kt_class(line[unit]) & KT_UNIT)) return -1;
    if (unit && (kt_class(line[unit - 1]) & KT_KHMER || line[unit - 1] == '.' || line[unit - 1] == ','))
        return -1;
    i = unit + 1;
    while (i + 1 < end && line[i] == '.' && kt_class(line[i + 1]) & KT_UNIT) i += 2;
    if (i == unit + 1 || (i < end && (kt_class(line[i]) & KT_KHMER || line[i] == KT_JOINER_SIGN))) return -1;
    /* a figure behind the dot may be a unit */
    if (i < end && line[i] == '.' && !(i + 1 < end && (line[i + 1] == '.' || kt_is_digit(line[i + 1])))) i++;
    k = i;
    for (steps = 0; k < end && steps < 3 && kt_is_gap(line[k]); steps++) k++;
    if (k < end) {
        if (line[k] == '.' || line[k] == ',') return -1;
        if (kt_class(line[k]) & KT_UNIT) {
            uint16_t f;
            if (k + 1 == end) return -1;
            f = kt_class(line[k + 1]);
            /* a letter without marks may be a slipped unit */
            if (!(f & KT_KHMER && !(f & KT_SUBSCRIPT))) return -1;
        }
    }
    return i;
}

/* Push what lies before an acronym, and the acronym. */
static int kt_push_acronym(const kt_model *q, kt_work *w, int64_t start, int64_t stop, int64_t *position) {
    if (kt_lex(q, w, *position, start)) return -2;
    *position = kt_past_marks(w->line, stop, w->length);
    return kt_push(w, start, KT_ACRONYM, 0, q->item_kinds[KT_ACRONYM], q->item_kinds[KT_ACRONYM]);
}

/* The items of the line; `dots`: there are full stops or commas in it. */
static int kt_lex_line(const kt_model *q, kt_work *w, int dots) {
    const uint32_t *line = w->line;
    const int64_t end = w->length;
    int64_t i = 0, first = -1, last = -1, position = 0;
    w->n = 0;
    w->anchor = 0;
    while (dots) {
        int64_t seam = -1; /* the next one, or none */
        for (; i < end && seam < 0; i++) {
            if ((line[i] == '.' || line[i] == ',') && kt_is_seam(line, i, end)) seam = i;
            if (i % KT_PATIENCE == KT_PATIENCE - 1 && kt_signals()) return -2;
        }
        if (first >= 0 && (seam < 0 || seam - last > KT_NEAR)) {
            const int64_t stop = kt_plain_acronym_end(line, first - 1, end);
            if (stop > last) {
                if (first - 1 >= position && kt_push_acronym(q, w, first - 1, stop, &position)) return -2;
            } else {
                if (kt_put_off(w)) return 0;
                if (kt_ask_python.acronyms(w, q, first, last, &position)) return -2;
            }
            first = -1;
        }
        if (seam < 0) break;
        if (first < 0) first = seam;
        last = seam;
    }
    return kt_lex(q, w, position, end);
}

#endif
