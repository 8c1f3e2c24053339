/* The native core by itself, under libFuzzer, AddressSanitizer and UBSan:

       clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
           -o build/fuzz_native fuzz/fuzz_native.c
       build/fuzz_native -max_len=4096 -max_total_time=300

   The input is a model such as the reader accepts (tables of any size with anything in them, numbers
   within its limits) and a line of items. What comes out is compared with the sums of the
   documentation, added up the simple way. Every table is a block of its own and not a byte longer
   than the reader asks for, so a look beside it is seen. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../src/khmertext/segmentation/_breaks.h"
#include "../src/khmertext/segmentation/_score.h"

enum { BITS = 16, JOIN_BITS = 15, DICTIONARY_BITS = 14, VECTOR_BITS = 11, MOST_ITEMS = 300 };

static const uint32_t MULTIPLIERS[16] = {
    0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0x01000193, 0xB5297A4D,
    0x68E31DA5, 0x7FEB352D, 0, 0, 0, 0, 0x2C1B3C6D, 0x9E3779B9};

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

/* displacements: large, so all the same but for one */
static uint8_t *flat_table(input *in, size_t size) {
    uint8_t *p = block(size);
    memset(p, byte_of(in), size);
    p[random_number() % size] ^= byte_of(in);
    return p;
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
        hashes[4] = m[4] * R[i - 1] + hashes[0] + m[7];
        hashes[5] = hashes[0] + m[5] * B[i + 1] + m[8];
        hashes[6] = m[4] * R[i - 1] + hashes[5];
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

static int no_signals(void) { return 0; }

static void check_line(const kt_model *q, input *in) {
    static int part_sums[MOST_ITEMS + 1], word_sums[MOST_ITEMS + 1], begins[MOST_ITEMS + 1];
    const int64_t n = 1 + (byte_of(in) + 256 * byte_of(in)) % MOST_ITEMS;
    const size_t padded = (size_t)n + 2 * PAD;
    uint32_t *values = block(3 * padded * sizeof *values), *parts = block((n + 2) * sizeof *parts);
    uint32_t *C = values + PAD, *B = C + padded, *R = B + padded;
    uint16_t *part = block((n + 1) * sizeof *part), *word = block((n + 1) * sizeof *word);
    int32_t *scores = block((n + 1) * sizeof *scores), *join = block((n + 1) * sizeof *join);
    uint8_t *states = block(n + 1), *before = block(n + 1);
    int64_t i, s, e;
    for (i = -PAD; i < n + PAD; i++) {
        const int inside = i >= 0 && i < n;
        C[i] = inside ? q->units[byte_of(in) % 96] : q->kinds[0];
        B[i] = inside ? q->units[byte_of(in) % 96] : q->kinds[0];
        R[i] = inside ? C[i] - B[i] : q->kinds[0];
    }
    planting = 1;
    simple_scores(q, C, B, R, n, part_sums, word_sums);
    for (i = 1; i < n; i++) simple_known(q, C, i - 1, i + random_number() % 3 % (n - i + 1));
    planting = 0;
    kt_score(q, C, B, R, n, part, word);
    simple_scores(q, C, B, R, n, part_sums, word_sums);
    for (i = 1; i < n; i++) {
        CHECK((int)part[i] - KT_PART_ZERO == part_sums[i]);
        CHECK((int)word[i] - KT_WORD_ZERO == word_sums[i]);
    }
    for (i = 0; i <= n; i++) {
        const int random = byte_of(in) % 8;
        states[i] = before[i] = (uint8_t)(random < 2 ? KT_BEGINS : random == 2 ? KT_GOES_ON : KT_IS_FREE);
    }
    CHECK(kt_review(q, C, n, part, scores, states) == 0);
    before[0] = before[n] = KT_BEGINS;
    for (i = 1; i < n; i++) /* whether a part begins there, before the review */
        begins[i] = before[i] == KT_BEGINS || (before[i] == KT_IS_FREE && part_sums[i] + q->bias_part > 0);
    begins[0] = begins[n] = 1;
    for (i = 1; i < n; i++) {
        int32_t score = part_sums[i] + q->bias_part;
        if (before[i] == KT_IS_FREE && -q->review_limit < score && score < q->review_limit) {
            for (s = i - 1; !begins[s]; s--) {}
            for (e = i + 1; !begins[e]; e++) {}
            score += q->review[9 * simple_known(q, C, s, i) + 3 * simple_known(q, C, i, e)
                               + simple_known(q, C, s, e)];
        }
        CHECK(scores[i] == score);
    }
    parts[0] = parts[n + 1] = q->kinds[0];
    for (i = 0; i < n; i++) parts[i + 1] = C[i];
    planting = 1;
    for (i = 1; i < n; i++) simple_join(q, parts + 1, i);
    planting = 0;
    kt_score_join(q, parts + 1, n, join);
    for (i = 1; i < n; i++) CHECK(join[i] == simple_join(q, parts + 1, i));
    free(values), free(parts), free(part), free(word), free(join), free(scores), free(states), free(before);
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

static void check_hash(input *in) {
    const int64_t n = 1 + byte_of(in) % 40;
    uint16_t *units = block(n * sizeof *units), *again = block((n + 1) * sizeof *again);
    int64_t i;
    for (i = 0; i < n; i++) units[i] = (uint16_t)number_of(in);
    memcpy(again + 1, units, n * sizeof *units); /* at another alignment */
    CHECK(kt_hash(units, n) == kt_hash(again + 1, n));
    free(units), free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    input in = {data, size};
    kt_model q;
    int i;
    memset(&q, 0, sizeof q);
    memcpy(q.m, MULTIPLIERS, sizeof q.m);
    q.slots = 1 + number_of(&in) % 500;
    q.join_slots = 1 + byte_of(&in);
    q.dictionary_slots = 1 + byte_of(&in);
    q.vector_slots = 1 + byte_of(&in);
    q.shift = 32 - BITS;
    q.join_shift = 32 - JOIN_BITS;
    q.dictionary_shift = 32 - DICTIONARY_BITS;
    q.vector_shift = 32 - VECTOR_BITS;
    kt_signals = no_signals;
    q.bias_part = byte_of(&in) % 2 ? bias_of(&in) : byte_of(&in) - 128;
    q.review_limit = byte_of(&in) % 2 ? bias_of(&in) : 8 * byte_of(&in);
    state = number_of(&in) | 1;
    for (i = 0; i < 27; i++) q.review[i] = (int32_t)(random_number() % ((1u << 25) - 1)) - (1 << 24) + 1;
    for (i = 0; i < 96; i++) q.units[i] = random_number();
    q.kinds[0] = 0x3C6EF372;
    uint8_t *tables[] = {
        flat_table(&in, 2 << BITS), random_table(8 * (size_t)q.slots),
        flat_table(&in, 2 << JOIN_BITS), random_table(4 * (size_t)q.join_slots),
        flat_table(&in, 2 << DICTIONARY_BITS), random_table(2 * (size_t)q.dictionary_slots),
        flat_table(&in, 2 << VECTOR_BITS), random_table(2 * (size_t)q.vector_slots),
        random_table(2 * KT_VECTOR * (size_t)q.vector_slots)};
    q.displacements = tables[0], q.rows = tables[1];
    q.join_displacements = tables[2], q.join_rows = tables[3];
    q.dictionary_displacements = tables[4], q.dictionary_rows = tables[5];
    q.vector_displacements = tables[6], q.vector_keys = tables[7], q.vectors = (int8_t *)tables[8];
    check_hash(&in);
    check_boundaries(&in);
    check_line(&q, &in);
    for (i = 0; i < 9; i++) free(tables[i]);
    return 0;
}
