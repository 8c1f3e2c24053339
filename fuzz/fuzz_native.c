/* The native core by itself, under libFuzzer, AddressSanitizer and UBSan:

       clang -g -O2 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
           -o build/fuzz_native fuzz/fuzz_native.c
       build/fuzz_native -max_len=1024 -max_total_time=300

   The input is a model such as the reader accepts (tables of any size with anything in them, numbers
   within its limits), a line of items and a text. Sums, words of the user, UTF-8 and clusters are
   compared with the simple way to do it; the text is cut in strings of each width, with and without
   lines that are put off, which must give the same. Every table is a block of its own and not a byte
   longer than the reader asks for, so a look beside it is seen. What Python would be asked is
   answered from the characters alone. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the headers need of Python. */
#define PyMem_RawCalloc calloc
#define PyMem_RawRealloc realloc
#define PyMem_RawFree free
#define Py_UNICODE_ISDECIMAL(c) (('0' <= (c) && (c) <= '9') || (0x17E0 <= (c) && (c) <= 0x17E9))
#define Py_UNICODE_ISALNUM(c) \
    (Py_UNICODE_ISDECIMAL(c) || ('a' <= ((c) | 32) && ((c) | 32) <= 'z') || (c) == 0xE9 \
     || ((c) >= 0x900 && !(0x1780 <= (c) && (c) <= 0x3040) && (c) < 0xD800))
#define Py_UNICODE_ISSPACE(c) ((c) == ' ' || (c) == 0xA0 || (9 <= (c) && (c) <= 13) || (c) == 0x2028)

#include "../src/khmertext/segmentation/_line.h"
#include "../src/khmertext/segmentation/_utf8.h"

enum {
    BITS = 16, JOIN_BITS = 15, DICTIONARY_BITS = 14, VECTOR_BITS = 11,
    MOST_ITEMS = 300, MOST_CHARACTERS = 400
};

static const uint32_t MULTIPLIERS[16] = {
    0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0x01000193, 0xB5297A4D,
    0x68E31DA5, 0x7FEB352D, 0x9E6C63D1, 0, 0, 0, 0x2C1B3C6D, 0x9E3779B9};

#define CHECK(what) \
    do { \
        if (!(what)) { \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what); \
            abort(); \
        } \
    } while (0)

typedef struct {
    const uint8_t *at;
    size_t left;
} input;

static uint8_t byte_of(input *in) {
    if (!in->left) return 0;
    in->left--;
    return *in->at++;
}

static uint32_t number_of(input *in) {
    uint32_t v = byte_of(in);
    v |= (uint32_t)byte_of(in) << 8;
    v |= (uint32_t)byte_of(in) << 16;
    return v | (uint32_t)byte_of(in) << 24;
}

/* what the reader lets through: less than 1 << 24 either way */
static int32_t bias_of(input *in) { return (int32_t)(number_of(in) % ((1u << 25) - 1)) - (1 << 24) + 1; }

static void *block(size_t size) {
    void *p = malloc(size);
    CHECK(p != NULL);
    return p;
}

static uint32_t state;

static uint32_t random_number(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static uint8_t *random_table(size_t size) {
    uint8_t *p = block(size);
    size_t i;
    for (i = 0; i < size; i++) p[i] = (uint8_t)random_number();
    return p;
}

/* displacements: large, so made once, and all the same but for one */
static uint8_t *flat_table(input *in, uint8_t **kept, size_t size) {
    if (!*kept) *kept = block(size);
    memset(*kept, byte_of(in), size);
    (*kept)[random_number() % size] ^= byte_of(in);
    return *kept;
}

/* --- the documented sums, the simple way ------------------------------------------------------ */
static int planting; /* whether rows that are asked for get the right key */

static const uint8_t *row_of(const uint8_t *rows, size_t size, const uint8_t *displacements, int bits,
                             uint32_t slots, uint32_t h) {
    const uint8_t *d = displacements + 2 * (h >> (32 - bits));
    const uint32_t probe = (h ^ (d[0] + 256u * d[1])) * MULTIPLIERS[14];
    uint8_t *row = (uint8_t *)rows + size * (size_t)((uint64_t)probe * slots >> 32);
    if (planting && random_number() % 4) { /* no input would ever guess a key */
        row[0] = (uint8_t)h;
        row[1] = (uint8_t)(h >> 8);
    }
    return row[0] + 256u * row[1] == (h & 0xFFFF) ? row : NULL;
}

static void simple_scores(const kt_model *q, const uint32_t *C, const uint32_t *B, const uint32_t *R,
                          int64_t n, int *part, int *word) {
    const uint32_t *m = MULTIPLIERS;
    int64_t i, b;
    int t, lane;
    for (b = 0; b <= n; b++) part[b] = word[b] = 0;
    for (i = -1; i <= n; i++) {
        uint32_t hashes[KT_TEMPLATES];
        hashes[0] = m[1] * C[i];
        hashes[1] = m[0] * C[i - 1] + hashes[0];
        hashes[2] = hashes[1] + m[2] * C[i + 1];
        hashes[3] = hashes[2] + m[3] * C[i + 2];
        hashes[4] = m[10] * C[i - 2] + hashes[3];
        hashes[5] = m[4] * R[i - 1] + hashes[0] + m[7];
        hashes[6] = hashes[0] + m[5] * B[i + 1] + m[8];
        for (t = 0; t < KT_TEMPLATES; t++) {
            const uint8_t *row = row_of(q->rows, 8, q->displacements, BITS, q->slots, hashes[t]);
            if (!row) continue;
            for (lane = 0; lane < 4; lane++) {
                b = i - 1 + lane;
                if (b >= 0 && b <= n) part[b] += (int8_t)row[2 + lane];
            }
            for (lane = 0; lane < 2; lane++) {
                b = i + lane;
                if (b >= 0 && b <= n) word[b] += (int8_t)row[6 + lane];
            }
        }
    }
}

static int simple_known(const kt_model *q, const uint32_t *C, int64_t start, int64_t end) {
    uint32_t p = 0;
    int64_t i;
    if (end - start > KT_LONGEST_KNOWN) return 0;
    for (i = start; i < end; i++) p = p * MULTIPLIERS[6] + C[i];
    p *= MULTIPLIERS[7];
    if (row_of(q->join_rows, 4, q->join_displacements, JOIN_BITS, q->join_slots, p)) return 2;
    return row_of(q->dictionary_rows, 2, q->dictionary_displacements, DICTIONARY_BITS,
                  q->dictionary_slots, p) != NULL;
}

/* The vectors of a part, zeros if it has none. */
static const int8_t *vectors_of(const kt_model *q, uint32_t p) {
    static const int8_t none[2 * KT_VECTOR];
    const uint8_t *key = row_of(q->vector_keys, 2, q->vector_displacements, VECTOR_BITS, q->vector_slots,
                                MULTIPLIERS[7] * p);
    return key ? q->vectors + (key - q->vector_keys) / 2 * 2 * KT_VECTOR : none;
}

static int simple_join(const kt_model *q, const uint32_t *P, int64_t b) {
    const int8_t *left = vectors_of(q, P[b - 1]), *right = vectors_of(q, P[b]) + KT_VECTOR;
    int64_t j;
    int t, sum = 0, product = 0;
    for (j = b - 1; j <= b; j++) {
        const uint32_t one = MULTIPLIERS[7] * P[j], two = one + MULTIPLIERS[8] * P[j - 1];
        const uint32_t hashes[3] = {one, two, two + MULTIPLIERS[9] * P[j + 1]};
        for (t = 0; t < KT_JOINS; t++) {
            const uint8_t *row = row_of(q->join_rows, 4, q->join_displacements, JOIN_BITS, q->join_slots, hashes[t]);
            if (row) sum += (int8_t)row[2 + (b - j)];
        }
    }
    for (t = 0; t < KT_VECTOR; t++) product += left[t] * right[t];
    return sum + (product >> KT_VECTOR_SHIFT);
}

static void check_line(const kt_model *q, input *in) {
    static int part_sums[MOST_ITEMS + 1], word_sums[MOST_ITEMS + 1], begins[MOST_ITEMS + 1];
    const int64_t n = 1 + (byte_of(in) + 256 * byte_of(in)) % MOST_ITEMS;
    const size_t padded = (size_t)n + 2 * PAD;
    uint32_t *values = block(3 * padded * sizeof *values), *parts = block((n + 2) * sizeof *parts);
    uint32_t *C = values + PAD, *B = C + padded, *R = B + padded, *asked = block(n * sizeof *asked);
    uint16_t *part = block((n + 1) * sizeof *part), *word = block((n + 1) * sizeof *word);
    int32_t *scores = block((n + 1) * sizeof *scores), *join = block((n + 1) * sizeof *join);
    uint8_t *states = block(n + 1), *before = block(n + 1);
    int64_t i, s, e;
    for (i = -PAD; i < n + PAD; i++) {
        const int inside = i >= 0 && i < n;
        C[i] = inside ? q->units[byte_of(in) % 96] : q->edge;
        B[i] = inside ? q->units[byte_of(in) % 96] : q->edge;
        R[i] = inside ? C[i] - B[i] : q->edge;
    }
    planting = 1;
    simple_scores(q, C, B, R, n, part_sums, word_sums);
    for (i = 1; i < n; i++) simple_known(q, C, i - 1, i + random_number() % 3 % (n - i + 1));
    planting = 0;
    CHECK(kt_score(q, C, B, R, n, part, word) == 0);
    simple_scores(q, C, B, R, n, part_sums, word_sums);
    for (i = 1; i < n; i++) {
        CHECK((int)part[i] - KT_PART_ZERO == part_sums[i]);
        CHECK((int)word[i] - KT_WORD_ZERO == word_sums[i]);
    }
    for (i = 0; i <= n; i++) {
        const int random = byte_of(in) % 8;
        states[i] = before[i] = (uint8_t)(random < 2 ? KT_CUT | KT_WORD_CUT : random == 2 ? 0 : KT_FREE);
    }
    CHECK(kt_review(q, C, n, part, scores, states) == 0);
    for (i = 1; i < n; i++) /* whether a part begins there, before the review */
        begins[i] = before[i] & KT_CUT || (before[i] & KT_FREE && part_sums[i] + q->bias_part > 0);
    begins[0] = begins[n] = 1;
    for (i = 1; i < n; i++) {
        int32_t score = part_sums[i] + q->bias_part;
        if (before[i] & KT_FREE && -q->review_limit < score && score < q->review_limit) {
            for (s = i - 1; !begins[s]; s--) {}
            for (e = i + 1; !begins[e]; e++) {}
            score += q->review[9 * simple_known(q, C, s, i) + 3 * simple_known(q, C, i, e)
                               + simple_known(q, C, s, e)];
        }
        CHECK(scores[i] == score);
    }
    parts[0] = parts[n + 1] = q->edge;
    for (i = 0; i < n; i++) parts[i + 1] = C[i];
    for (i = 0; i <= n; i++) states[i] = i % n ? byte_of(in) & 1 : 0; /* whether a word may end there */
    planting = 1;
    for (i = 1; i < n; i++) simple_join(q, parts + 1, i);
    planting = 0;
    CHECK(kt_score_join(q, parts + 1, states, n, asked, join) == 0);
    for (i = 1; i < n; i++) CHECK(join[i] == (states[i] ? simple_join(q, parts + 1, i) : 0));
    free(values), free(parts), free(part), free(word), free(join), free(scores), free(states), free(before);
    free(asked);
}

/* --- clusters of other scripts ---------------------------------------------------------------- */
static const uint32_t CHARACTERS[] = {'a', '\r', '\n', 0x0301, 0x200D, 0x1780, 0x17D2, 0x17B6, 0x25CC,
                                      0x0915, 0x094D, 0x1100, 0x1161, 0x11A8, 0xAC00, 0xAC01,
                                      0x1F1E6, 0x1F469, 0x0600, 0x10FFFF, 0xD800};
enum { N_CHARACTERS = sizeof CHARACTERS / sizeof *CHARACTERS };

static void check_boundaries(input *in) {
    static uint8_t breaks[0x110000];
    const int64_t length = 1 + byte_of(in) % 64;
    uint32_t *text = block(length * sizeof *text);
    int64_t i, boundary, anchor = 0;
    for (i = 0; i < N_CHARACTERS; i++) breaks[CHARACTERS[i]] = byte_of(in);
    for (i = 0; i < length; i++) text[i] = CHARACTERS[byte_of(in) % N_CHARACTERS];
    for (i = 0; i < length; i++) breaks[text[i]] |= byte_of(in);
    while (anchor < length) {
        boundary = kt_next_boundary(breaks, text, length, anchor, anchor + 1);
        if (boundary < 0) {
            CHECK(-1 - boundary >= anchor && -1 - boundary < length);
            break;
        }
        CHECK(boundary > anchor && boundary <= length);
        for (i = anchor + 1; i <= boundary; i++)
            CHECK(kt_next_boundary(breaks, text, length, anchor, i) == boundary);
        anchor = boundary;
    }
    for (i = 0; i < length; i++) breaks[text[i]] = 0;
    free(text);
}

/* --- UTF-8 ------------------------------------------------------------------------------------ */
static int64_t encode(uint32_t c, uint8_t *out) {
    int64_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;
    static const uint8_t first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (i = n - 1; i > 0; i--, c >>= 6) out[i] = (uint8_t)(0x80 | (c & 63));
    out[0] = (uint8_t)(first[n] | c);
    return n;
}

/* What is read must be the bytes again; what cannot be read is so because of how it ends or a byte. */
static void check_utf8(const uint8_t *data, int64_t n) {
    uint8_t *copy = block(n + !n), again[4];
    uint32_t *characters = block((n + 1) * sizeof *characters), *starts = block((n + 1) * sizeof *starts);
    int64_t k, length, size;
    if (n) memcpy(copy, data, n);
    length = kt_decode(copy, n, characters, starts);
    CHECK(-1 <= length && length <= n);
    for (k = 0; k < length; k++) {
        CHECK(characters[k] < 0x110000 && (characters[k] & ~0x7FFu) != 0xD800);
        size = encode(characters[k], again);
        CHECK(starts[k + 1] - starts[k] == size && memcmp(again, copy + starts[k], size) == 0);
    }
    CHECK(length < 0 || (starts[0] == 0 && starts[length] == n));
    free(copy), free(characters), free(starts);
}

static void check_encoded(const uint32_t *text, int64_t n) {
    uint8_t *data = block(4 * n + 1);
    uint32_t *characters = block((4 * n + 1) * sizeof *characters), *starts = block((4 * n + 1) * sizeof *starts);
    int64_t k, size = 0;
    int lone = 0;
    for (k = 0; k < n; k++) {
        size += encode(text[k], data + size);
        lone |= (text[k] & ~0x7FFu) == 0xD800;
    }
    if (lone) CHECK(kt_decode(data, size, characters, starts) == -1);
    else CHECK(kt_decode(data, size, characters, starts) == n && memcmp(characters, text, 4 * n) == 0);
    free(data), free(characters), free(starts);
}

/* --- words of the user ------------------------------------------------------------------------ */
enum { MOST_WORDS = 6, LONGEST_WORD = 8 };

typedef struct {
    uint64_t keys[MOST_WORDS][LONGEST_WORD];
    int64_t length[MOST_WORDS], n, total;
} some_words;

static void build(const some_words *some, kt_words *words, int backwards) {
    int64_t i, k;
    CHECK(kt_begin_words(words, some->total) == 0);
    for (i = 0; i < some->n; i++) {
        uint64_t *keys = block((some->length[i] + !some->length[i]) * sizeof *keys);
        for (k = 0; k < some->length[i]; k++)
            keys[k] = some->keys[i][backwards ? some->length[i] - 1 - k : k];
        kt_add_word(words, keys, some->length[i], (uint32_t)i);
        free(keys);
    }
    CHECK(kt_end_words(words) == 0);
}

static void check_words(input *in) {
    const int64_t n = byte_of(in) % 48;
    uint64_t *keys = block((n + 1) * sizeof *keys);
    uint32_t *found = block((n + 1) * sizeof *found);
    int64_t i, k, end;
    some_words some = {.n = 1 + byte_of(in) % MOST_WORDS};
    kt_words words;
    for (i = 0; i < some.n; i++) {
        some.total += some.length[i] = 1 + byte_of(in) % LONGEST_WORD;
        for (k = 0; k < some.length[i]; k++) some.keys[i][k] = byte_of(in) % 3;
    }
    for (i = 0; i < n; i++) keys[i] = byte_of(in) % 3;
    build(&some, &words, 0);
    kt_longest_words(&words, keys, n, found);
    for (i = 0; i < n; i++) {
        int64_t longest = 0;
        for (k = 0; k < some.n; k++) {
            if (some.length[k] <= longest || some.length[k] > n - i) continue;
            if (memcmp(keys + i, some.keys[k], some.length[k] * sizeof *keys) == 0) longest = some.length[k];
        }
        CHECK(found[i] == longest);
        for (end = i + 1; end <= n && end <= i + LONGEST_WORD; end++) {
            int is_word = 0;
            for (k = 0; k < some.n; k++)
                is_word |= some.length[k] == end - i
                    && memcmp(keys + i, some.keys[k], (end - i) * sizeof *keys) == 0;
            CHECK(kt_is_word(&words, keys, i, end) == is_word);
        }
    }
    kt_drop_words(&words);
    free(keys), free(found);
}

/* --- whole texts ------------------------------------------------------------------------------ */
static void put(uint32_t first, uint32_t last, uint16_t flags) {
    for (; first <= last; first++) kt_classes[first] |= flags;
}

/* The classes of the characters below, as _native.pyx fills them from the tables of the rules. */
static void fill_classes(void) {
    static const char repeated[] = "-._=+*~#!?";
    const char *p;
    uint32_t c;
    for (c = 0; c < KT_TABLE; c++) {
        const int plain = c < 0x300 || (0x1780 <= c && c < 0x1800) || (0x2000 <= c && c < 0x20D0)
            || (0x4E00 <= c && c < 0xA000);
        kt_classes[c] = plain ? 0 : KT_FOREIGN;
        if (c >= KT_LOW) continue;
        if (Py_UNICODE_ISDECIMAL(c)) kt_classes[c] |= KT_DIGIT;
        else if (Py_UNICODE_ISALNUM(c)) kt_classes[c] |= KT_LETTER;
        else if (Py_UNICODE_ISSPACE(c)) kt_classes[c] |= KT_BLANK;
    }
    put(0x1780, 0x17B3, KT_BASE | KT_SUBSCRIPT | KT_KHMER), put(0x25CC, 0x25CC, KT_BASE);
    put(0x17B4, 0x17D1, KT_SIGN | KT_HANGING | KT_KHMER), put(0x17D2, 0x17D2, KT_HANGING | KT_KHMER);
    put(0x17D3, 0x17D3, KT_SIGN | KT_HANGING | KT_KHMER), put(0x17DD, 0x17DD, KT_SIGN | KT_HANGING | KT_KHMER);
    put(0x1780, 0x17A2, KT_UNIT), put(0x17A5, 0x17B3, KT_UNIT);
    put(0x200B, 0x200F, KT_INVISIBLE), put(0x2060, 0x2064, KT_INVISIBLE), put(0xFEFF, 0xFEFF, KT_INVISIBLE);
    put(0xAD, 0xAD, KT_INVISIBLE), put(0xFE00, 0xFE0F, KT_INVISIBLE | KT_HANGING);
    put(0x200C, 0x200D, KT_HANGING), put(0x300, 0x36F, KT_HANGING), put(0xE31, 0xE31, KT_HANGING);
    put(0xA, 0xD, KT_NEWLINE), put(0x85, 0x85, KT_NEWLINE), put(0x2028, 0x2029, KT_NEWLINE);
    for (p = repeated; *p; p++) put((uint8_t)*p, (uint8_t)*p, KT_REPEATED);
    kt_fill_plain();
}

static int64_t breaks_of(uint32_t c) {
    uint32_t i;
    for (i = c & ~0xFFu; i < (c & ~0xFFu) + 0x100; i++) {
        const uint16_t f = i < KT_TABLE ? kt_classes[i] : 0;
        int found = KT_ANY;
        if (i == '\r' || i == '\n') found = i == '\r' ? KT_CR : KT_LF;
        else if (i == KT_JOINER_SIGN) found = KT_ZWJ | KT_MARK;
        else if (f & KT_HANGING) found = KT_EXTEND | (f & KT_KHMER || i == KT_ZWNJ ? KT_MARK : 0);
        else if (i == 0x94D) found = KT_EXTEND | KT_VIRAMA;
        else if (i == 0x600) found = KT_PREPEND;
        else if (i >= 0x1F1E6 && i < 0x1F200) found = KT_FLAG;
        else if (i >= 0x1F400) found = KT_PICTURE;
        kt_breaks[i] = (uint8_t)(found | KT_ASKED);
    }
    return 0;
}

static int64_t boundary_of(kt_work *w, int64_t offset) {
    while (offset < w->length && kt_class(w->line[offset]) & KT_HANGING) offset++;
    return offset;
}

static int64_t web_end_of(kt_work *w, int64_t start, int64_t end) {
    int64_t i = start;
    while (i < end && w->line[i] > ' ' && w->line[i] < 0x7F) i++;
    return (w->line[start] | 32) == 'w' ? i : -1;
}

static int64_t number_end_of(kt_work *w, int64_t start, int64_t end) {
    int64_t i = start + 1;
    while (i < end && (kt_class(w->line[i]) & KT_DIGIT
                       || (i + 1 < end && !(kt_class(w->line[i]) & KT_BASE) && kt_class(w->line[i + 1]) & KT_DIGIT)))
        i++;
    return i;
}

static int64_t name_end_of(kt_work *w, int64_t start, int64_t end) {
    int64_t i = start + 1;
    while (i < end && i < start + 4 && kt_is_capital(w->line[i])) i++;
    return i > start + 1 ? i : -1;
}

static int64_t acronyms_of(kt_work *w, const kt_model *q, int64_t first, int64_t last, int64_t *position) {
    int64_t k = first > KT_CONTEXT ? first - KT_CONTEXT : 0, stop;
    while (k < last) {
        for (stop = k; stop + 1 < w->length && kt_class(w->line[stop]) & KT_UNIT
             && (w->line[stop + 1] == '.' || w->line[stop + 1] == ','); stop += 2) {}
        if (stop > k && k >= *position && stop > first && kt_push_acronym(q, w, k, stop, position)) return -2;
        k = stop > k ? stop : k + 1;
    }
    return 0;
}

static int64_t odd_values_of(kt_work *w) {
    int64_t i;
    uint32_t k;
    if (!w->odds) w->odds = calloc(KT_ODDS, sizeof *w->odds);
    for (i = 0; i < w->n; i++) {
        kt_item *item = &w->items[i];
        kt_odd *place;
        if (!kt_is_odd(item) || kt_recall(w, item, place = kt_odd_place(w, item))) continue;
        item->B = w->line[item->start];
        for (item->R = 0, k = item->start + 1; k < (item + 1)->start; k++) item->R = item->R * 31 + w->line[k];
        kt_remember(w, item, place);
    }
    return 0;
}

static int64_t no_memory_at_all(void) { CHECK(0); return -2; }

static int no_signals(void) { return 0; }

static void end_work(kt_work *w) {
    free(w->items), free(w->candidates), free(w->matches), free(w->widened), free(w->arena);
    free(w->visible), free(w->odds), free(w->ends), free(w->later), free(w->kept);
}

/* Cut a text, characters of `width` bytes in a block of their own. */
static void cut(const kt_cutter *c, kt_work *w, const uint32_t *text, int64_t n, int width, int parts) {
    int64_t i;
    uint8_t *data = block(n * width + !n);
    for (i = 0; i < n; i++) {
        if (width == 4) memcpy(data + 4 * i, text + i, 4);
        else if (width == 2) memcpy(data + 2 * i, &(uint16_t){(uint16_t)text[i]}, 2);
        else data[i] = (uint8_t)text[i];
    }
    w->data = data;
    w->width = width;
    CHECK(kt_cut_text(c, w, n, parts) == 0);
    if (w->n_later) { /* as a batch does */
        kt_work again = {.data = data, .width = width};
        w->patient = 0;
        for (i = 0; i < w->n_later; i++) CHECK(kt_read_later(c, w, &w->later[i]) == 0);
        CHECK(kt_cut_again(c, w, &again, 0, w->n_ends, 0, w->n_later, parts) == 0);
        free(w->ends);
        w->ends = again.ends;
        w->n_ends = again.n_ends;
        again.ends = NULL;
        again.items = NULL;
        end_work(&again);
    }
    free(data);
}

/* Words that stand in the text, or nearly: the keys of some items in a row. */
static some_words words_in(const kt_cutter *c, const uint32_t *text, int64_t n, input *in, int syllables) {
    some_words some = {.n = 0};
    kt_work w = {.data = text, .width = 4};
    int64_t i, wanted = byte_of(in) % MOST_WORDS;
    CHECK(kt_read_line(c, &w, 0, n, 1) == 0);
    for (; wanted > 0; wanted--) {
        const int64_t length = 1 + byte_of(in) % LONGEST_WORD;
        uint64_t *keys = some.keys[some.n];
        int64_t found = 0;
        for (i = w.n ? byte_of(in) % w.n : 0; i < w.n && found < length; i++) {
            if (syllables && w.items[i].kind != KT_SYLLABLE) break;
            if (kt_is_visible(&w.items[i])) keys[found++] = kt_key_of(&w, &w.items[i]);
        }
        if (found) some.total += some.length[some.n++] = found;
    }
    end_work(&w);
    return some;
}

static void respell(kt_respellings *r, const some_words *some, input *in) {
    int64_t i, k;
    r->list = calloc(some->n + 1, sizeof *r->list);
    for (i = 0; i < some->n; i++) {
        kt_respelling *one = &r->list[i];
        const uint64_t first = some->keys[i][0], second = some->length[i] > 1 ? some->keys[i][1] : 0;
        int next = 0;
        one->typed = (uint8_t)some->length[i];
        one->read = (uint8_t)(1 + byte_of(in) % KT_LONGEST_RESPELLING);
        for (k = 0; k < one->read; k++) { /* rising; the first one is read where it is typed */
            one->places[k] = (int8_t)(k && (next >= one->typed || byte_of(in) % 3 == 0) ? -1 : next++);
            if (k && one->places[k] >= 0 && next < one->typed && byte_of(in) % 4 == 0) one->places[k] = (int8_t)next++;
            one->B[k] = random_number();
            one->R[k] = random_number();
        }
        kt_set_bit(r->may_begin, kt_pair_hash((uint32_t)first + (uint32_t)(first >> 32),
                                              (uint32_t)second + (uint32_t)(second >> 32)));
    }
    build(some, &r->forms, 1);
}

static const uint32_t LETTERS[] = {
    0x1780, 0x1781, 0x179A, 0x179B, 0x17A7, 0x17A3, 0x17B4, 0x17B6, 0x17B7, 0x17BB, 0x17C1, 0x17C6,
    0x17C9, 0x17CD, 0x17CF, 0x17D2, 0x17D2, 0x17D2, 0x17D3, 0x17D4, 0x17D7, 0x17DB, 0x17DD, 0x17E0, 0x17E5,
    0x200B, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x25CC, ' ', ' ', '\n', '\r', '.', '.', ',', '-', '/', '@', ':',
    '!', '_', '0', '1', '7', 'A', 'B', 'w', 'c', '$', 0xA0, 0xAD, 0xE9, 0x85, 0x301, 0x600, 0x915, 0x94D, 0xE01,
    0xE31, 0x2019, 0x2028, 0x20AC, 0x4E00, 0xFE0F, 0xD800, 0x1F1E6, 0x1F469, 0x1F3FB, 0x10FFFF};
enum { N_LETTERS = sizeof LETTERS / sizeof *LETTERS };

static void check_text(const kt_model *q, input *in) {
    const int64_t n = byte_of(in) * 2 % MOST_CHARACTERS;
    const int range = byte_of(in) % 4; /* much Khmer, or of everything */
    static kt_respellings respellings;
    kt_words added, removed;
    kt_cutter c = {q, &respellings, NULL, NULL};
    kt_work first = {0}, other = {0}, parts = {0};
    uint32_t *text = block(n * sizeof *text + !n), widest = 0;
    some_words none = {.n = 0}, some;
    int64_t i, k;
    for (i = 0; i < n; i++) {
        text[i] = LETTERS[byte_of(in) % (range ? N_LETTERS : 26)];
        if (range == 1 && text[i] > 0xFF) text[i] = text[i] & 0x7F;
        if (range == 2 && text[i] > 0xFFFF) text[i] = 0x1782;
        if (text[i] > widest) widest = text[i];
    }
    check_encoded(text, n);
    build(&none, &respellings.forms, 1);
    some = words_in(&c, text, n, in, 1);
    kt_drop_words(&respellings.forms);
    respell(&respellings, &some, in);
    some = words_in(&c, text, n, in, 0);
    build(&some, &added, 0);
    if (some.n) c.added = &added;
    some = words_in(&c, text, n, in, 0);
    build(&some, &removed, 0);
    if (some.n) c.removed = &removed;
    cut(&c, &first, text, n, 4, 0);
    cut(&c, &parts, text, n, 4, 1);
    other.patient = 1;
    cut(&c, &other, text, n, widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4, 0);
    CHECK(first.n_ends == other.n_ends && parts.n_ends >= first.n_ends);
    for (i = k = 0; i < first.n_ends; i++, k++) {
        CHECK(first.ends[i] == other.ends[i] && first.ends[i] > (i ? first.ends[i - 1] : 0));
        while (k < parts.n_ends && parts.ends[k] < first.ends[i]) k++;
        CHECK(k < parts.n_ends && parts.ends[k] == first.ends[i]); /* a word ends where a part ends */
    }
    CHECK((n ? first.ends[first.n_ends - 1] : first.n_ends) == n);
    end_work(&first), end_work(&other), end_work(&parts);
    kt_drop_words(&added), kt_drop_words(&removed), kt_drop_words(&respellings.forms);
    free(respellings.list), free(text);
    memset(&respellings, 0, sizeof respellings);
}

static void check_hash(input *in) {
    const int64_t n = 1 + byte_of(in) % 40;
    uint16_t *units = block(n * sizeof *units), *again = block((n + 1) * sizeof *again);
    int64_t i;
    for (i = 0; i < n; i++) units[i] = (uint16_t)number_of(in);
    memcpy(again + 1, units, n * sizeof *units); /* at another alignment */
    CHECK(kt_hash(units, n) == kt_hash(again + 1, n));
    free(units), free(again);
}

int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc, (void)argv;
    fill_classes();
    kt_signals = no_signals;
    kt_ask_python = (kt_python){boundary_of, breaks_of, web_end_of, number_end_of, name_end_of,
                                acronyms_of, odd_values_of, no_memory_at_all};
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static uint8_t *flat[4];
    input in = {data, size};
    kt_model q;
    int i;
    memset(&q, 0, sizeof q);
    memcpy(q.m, MULTIPLIERS, sizeof q.m);
    q.slots = 1 + number_of(&in) % 500;
    q.join_slots = 1 + byte_of(&in);
    q.dictionary_slots = 1 + byte_of(&in);
    q.vector_slots = 1 + byte_of(&in) % 64;
    q.shift = 32 - BITS;
    q.join_shift = 32 - JOIN_BITS;
    q.dictionary_shift = 32 - DICTIONARY_BITS;
    q.vector_shift = 32 - VECTOR_BITS;
    q.bias_part = byte_of(&in) % 2 ? bias_of(&in) : byte_of(&in) - 128;
    q.bias_word = byte_of(&in) % 2 ? bias_of(&in) : byte_of(&in) - 128;
    q.review_limit = byte_of(&in) % 2 ? bias_of(&in) : 8 * byte_of(&in);
    state = number_of(&in) | 1;
    for (i = 0; i < KT_REVIEW; i++)
        q.review[i] = (int32_t)(random_number() % ((1u << 25) - 1)) - (1 << 24) + 1;
    for (i = 0; i < KT_CHARACTERS; i++) {
        q.units[i] = q.plain_units[i] = random_number();
        q.coeng_units[i] = q.plain_units[KT_CHARACTERS + i] = random_number();
    }
    q.plain_units[KT_COENG - KT_FIRST] = 0;
    q.edge = 0x3C6EF372;
    for (i = 0; i < 10; i++) q.item_kinds[i] = random_number();
    q.n_killed = byte_of(&in) % (KT_MOST_KILLED + 1);
    for (i = 0; i < q.n_killed; i++) q.killed[i] = q.units[random_number() % 96];
    q.killed_sign = q.units[KT_TOANDAKHIAT - KT_FIRST];
    q.killed_begin[0] = q.units[0], q.killed_begin[1] = q.units[1], q.killed_begin[2] = q.units[2];
    uint8_t *tables[] = {random_table(8 * (size_t)q.slots), random_table(4 * (size_t)q.join_slots),
                         random_table(2 * (size_t)q.dictionary_slots), random_table(2 * (size_t)q.vector_slots),
                         random_table(2 * KT_VECTOR * (size_t)q.vector_slots)};
    q.displacements = flat_table(&in, &flat[0], 2 << BITS), q.rows = tables[0];
    q.join_displacements = flat_table(&in, &flat[1], 2 << JOIN_BITS), q.join_rows = tables[1];
    q.dictionary_displacements = flat_table(&in, &flat[2], 2 << DICTIONARY_BITS);
    q.dictionary_rows = tables[2];
    q.vector_displacements = flat_table(&in, &flat[3], 2 << VECTOR_BITS), q.vector_keys = tables[3];
    q.vectors = (int8_t *)tables[4];
    check_utf8(data, (int64_t)(size < 64 ? size : 64));
    check_hash(&in);
    check_boundaries(&in);
    check_words(&in);
    check_text(&q, &in);
    check_line(&q, &in);
    for (i = 0; i < 5; i++) free(tables[i]);
    return 0;
}

#ifdef BLIND /* without libFuzzer: any compiler; RUNS inputs of noise, by default 10,000 */
int main(int argc, char **argv) {
    long runs = argc > 1 ? atol(argv[1]) : 10000, i;
    uint32_t noise = argc > 2 ? (uint32_t)atol(argv[2]) | 1 : 1;
    LLVMFuzzerInitialize(&argc, &argv);
    for (i = 0; i < runs; i++) {
        uint8_t data[512];
        size_t k;
        for (k = 0; k < sizeof data; k++) {
            state = noise;
            data[k] = (uint8_t)(random_number() >> 11);
            noise = state;
        }
        LLVMFuzzerTestOneInput(data, sizeof data - noise % 512 * (noise >> 9 & 1));
    }
    printf("stat::number_of_executed_units: %ld\n", runs);
    return 0;
}
#endif
