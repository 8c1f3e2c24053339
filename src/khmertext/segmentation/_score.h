/* The arithmetic of the native segmenter, the same as in `_pure_scorer.Scorer`, for whole lines at once.
   Plain C without Python, so that it can run outside the interpreter lock. */

#ifndef KHMERTEXT_SCORE_H
#define KHMERTEXT_SCORE_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#define KT_HAS_SSE2 1
#else
#define KT_HAS_SSE2 0
#endif

#define EDGES 3 /* items beyond either edge of a line that matter */
#define PAD 32  /* items of room there, for blocks that reach beyond the edges */

static inline uint64_t kt_load(const uint8_t *p) {
    uint64_t v;
    memcpy(&v, p, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

#if defined(__GNUC__) || defined(__clang__)
#define KT_PREFETCH(p) __builtin_prefetch(p)
#define KT_LIKELY(x) __builtin_expect(!!(x), 1)
#else
#define KT_PREFETCH(p) ((void)0)
#define KT_LIKELY(x) (x)
#endif

#define KT_TEMPLATES 7
#define KT_JOINS 3
#define KT_VECTOR 16 /* numbers in each of the two vectors of a part */
#define KT_VECTOR_SHIFT 5
#define KT_AHEAD 16  /* items between asking for a row and adding it */
#define KT_BLOCK 8
#define KT_LONGEST_KNOWN 16  /* items; longer parts are in no vocabulary */

/* what the sums are too high by */
#define KT_PART_ZERO (4 * KT_TEMPLATES * 128)
#define KT_WORD_ZERO (2 * KT_TEMPLATES * 128)

#define KT_REVIEW 27
#define KT_MOST_KILLED 160
#define KT_PULSE (1 << 18) /* items between two checks for signals (Ctrl-C) */

/* Looks for signals with the interpreter lock; not 0 if there is an exception (Ctrl-C). */
static int (*kt_signals)(void);

enum { /* states of the boundary before an item */
    KT_FREE = 1,      /* the model may decide */
    KT_CUT = 2,       /* a part ends here */
    KT_WORD_CUT = 4   /* a word ends here */
};

typedef struct {
    const uint8_t *displacements, *rows;  /* 8 bytes a row: key, 4 lanes for parts, 2 for words */
    const uint8_t *join_displacements, *join_rows;  /* 4 bytes a row: key, 2 lanes */
    const uint8_t *dictionary_displacements, *dictionary_rows;  /* 2 bytes a row: key */
    const uint8_t *vector_displacements, *vector_keys;  /* 2 bytes a row: key */
    const int8_t *vectors;  /* of each row, that of a part on the left and that of one on the right */
    uint32_t slots, join_slots, dictionary_slots, vector_slots;
    int shift, join_shift, dictionary_shift, vector_shift;  /* of a hash, to its displacement */
    uint32_t m[16];
    int32_t bias_part, bias_word, review_limit, review[KT_REVIEW];
    uint32_t units[96], coeng_units[96];
    uint32_t edge, item_kinds[10]; /* values: of the edge of a line, and of the kinds of items */
    uint32_t plain_units[2 * 96]; /* units but for the coeng sign, which counts nothing; coeng_units */
    /* of syllables that are killed consonants: the values of what stands on their letters; but for
       three that begin words, where nothing but the sign does */
    uint32_t killed[KT_MOST_KILLED], killed_sign, killed_begin[3];
    int n_killed;
} kt_model;

static inline int kt_bit(const uint8_t *bits, uint32_t i) { return bits[i >> 3] >> (i & 7) & 1; }

static inline void kt_set_bit(uint8_t *bits, uint32_t i) { bits[i >> 3] |= (uint8_t)(1 << (i & 7)); }

/* Whether a syllable with these values is a silent consonant, before which no part ends. */
static int kt_is_killed(const kt_model *q, uint32_t B, uint32_t R) {
    int i;
    if (R == q->killed_sign)
        for (i = 0; i < 3; i++)
            if (B == q->killed_begin[i]) return 0;
    for (i = 0; i < q->n_killed; i++)
        if (R == q->killed[i]) return 1;
    return 0;
}

static inline uint32_t kt_displacement(const uint8_t *displacements, uint32_t bucket) {
    const uint8_t *p = displacements + 2 * (size_t)bucket;
    return p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t kt_slot(const uint8_t *displacements, int shift, uint32_t probe,
                               uint32_t slots, uint32_t h) {
    const uint8_t *p = displacements + 2 * (size_t)(h >> shift);
    const uint32_t d = p[0] | (uint32_t)p[1] << 8;
    return (uint32_t)(((uint64_t)(uint32_t)((h ^ d) * probe) * slots) >> 32);
}

/* all ones if the row is that of h, else zero: an absent row has weights of zero */
static inline uint64_t kt_mask(uint64_t row, uint32_t h) {
    return -(uint64_t)((row & 0xFFFF) == (h & 0xFFFF));
}

#define KT_EVEN 0x00FF00FF00FF00FFULL
#define KT_SIGNS 0x8080808080808080ULL  /* makes a lane of int8 one of uint8, 128 higher */

/* Rows are prefetched a block of items before they are added, to hide the latency of memory. */
typedef struct {
    uint32_t hash[KT_TEMPLATES][KT_BLOCK], slot[KT_TEMPLATES][KT_BLOCK];
} kt_block;

static void kt_ask(const kt_model *q, const uint32_t *C, const uint32_t *B, const uint32_t *R,
                   kt_block *block) {
    const uint32_t m0 = q->m[0], m1 = q->m[1], m2 = q->m[2], m3 = q->m[3], m4 = q->m[4],
                   m5 = q->m[5], m7 = q->m[7], m8 = q->m[8], m10 = q->m[10], probe = q->m[14];
    const uint64_t slots = q->slots;
    const uint8_t *displacements = q->displacements, *rows = q->rows;
    const int shift = q->shift;
    int t, k;
    for (k = 0; k < KT_BLOCK; k++) {
        const uint32_t c1 = m1 * C[k], c2 = m0 * C[k - 1] + c1, c3 = c2 + m2 * C[k + 1],
                       c4 = c3 + m3 * C[k + 2];
        block->hash[0][k] = c1;
        block->hash[1][k] = c2;
        block->hash[2][k] = c3;
        block->hash[3][k] = c4;
        block->hash[4][k] = m10 * C[k - 2] + c4;
        block->hash[5][k] = m4 * R[k - 1] + c1 + m7;
        block->hash[6][k] = c1 + m5 * B[k + 1] + m8;
    }
    for (t = 0; t < KT_TEMPLATES; t++) {
        const uint32_t *h = block->hash[t];
        uint32_t *slot = block->slot[t];
        for (k = 0; k < KT_BLOCK; k++) {
            const uint32_t probed = (h[k] ^ kt_displacement(displacements, h[k] >> shift)) * probe;
            slot[k] = (uint32_t)(probed * slots >> 32);
            KT_PREFETCH(rows + 8 * (size_t)slot[k]);
        }
    }
}

/* The sums of the weights at the boundaries 1 .. n-1 of a line of n items, 128 too high for every
   row. C, B and R are the values of its items, readable from -PAD to n + PAD. The lanes of 16 bits
   travel along in two registers, those at even bytes of a row and those at odd ones: (part, part,
   word). Moving on by one boundary makes the odd ones even. */
static int kt_score(const kt_model *q, const uint32_t *C, const uint32_t *B, const uint32_t *R,
                    int64_t n, uint16_t *part, uint16_t *word) {
    kt_block blocks[2];
    uint64_t even = 0, odd = 0, x;
    int64_t start, i;
    int t, k, now = 0;
    kt_ask(q, C - 1, B - 1, R - 1, &blocks[0]);
    for (start = -1; start <= n; start += KT_BLOCK, now = !now) {
        const kt_block *block = &blocks[now];
        if ((start + 1) % KT_PULSE == KT_PULSE / 2 && kt_signals()) return -2;
        if (start + KT_BLOCK <= n) {
            i = start + KT_BLOCK;
            kt_ask(q, C + i, B + i, R + i, &blocks[!now]);
        }
        for (k = 0; k < KT_BLOCK; k++) {
            uint64_t e = 0, o = 0;
            for (t = 0; t < KT_TEMPLATES; t++) {
                x = kt_load(q->rows + 8 * (size_t)block->slot[t][k]);
                x = (x & kt_mask(x, block->hash[t][k])) ^ KT_SIGNS;
                e += x & KT_EVEN;
                o += x >> 8 & KT_EVEN;
            }
            even += e >> 16;
            odd += o >> 16;
            i = start + k;
            if (i > n) break;
            if (i >= 2) part[i - 1] = (uint16_t)even;
            if (i >= 1) word[i] = (uint16_t)(even >> 32);
            x = even;
            even = odd;
            odd = x >> 16 & 0xFFFF;
        }
    }
    return 0;
}

static inline int kt_key(const uint8_t *row) { return row[0] | row[1] << 8; }

/* The dot product of two vectors of KT_VECTOR numbers, by hand, since compilers do it slowly. */
static inline int32_t kt_product(const int8_t *left, const int8_t *right) {
#if KT_HAS_SSE2
    const __m128i a = _mm_loadu_si128((const __m128i *)left), b = _mm_loadu_si128((const __m128i *)right);
    const __m128i low = _mm_madd_epi16(_mm_srai_epi16(_mm_unpacklo_epi8(a, a), 8),
                                       _mm_srai_epi16(_mm_unpacklo_epi8(b, b), 8));
    const __m128i high = _mm_madd_epi16(_mm_srai_epi16(_mm_unpackhi_epi8(a, a), 8),
                                        _mm_srai_epi16(_mm_unpackhi_epi8(b, b), 8));
    __m128i sum = _mm_add_epi32(low, high);
    sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4E));
    return _mm_cvtsi128_si32(_mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xB1)));
#else
    int32_t sum = 0;
    int k;
    for (k = 0; k < KT_VECTOR; k++) sum += left[k] * right[k];
    return sum;
#endif
}

/* The rows of the n-grams that end with a part, and its vectors. */
typedef struct {
    uint32_t hashes[KT_JOINS];
    const uint8_t *rows[KT_JOINS], *key;
    const int8_t *vectors;
} kt_part;

static inline void kt_ask_part(const kt_model *q, const uint32_t *P, kt_part *part) {
    const uint32_t p1 = q->m[7] * P[0], p2 = p1 + q->m[8] * P[-1];
    const uint32_t slot = kt_slot(q->vector_displacements, q->vector_shift, q->m[14], q->vector_slots, p1);
    int t;
    part->hashes[0] = p1;
    part->hashes[1] = p2;
    part->hashes[2] = p2 + q->m[9] * P[1];
    for (t = 0; t < KT_JOINS; t++) {
        part->rows[t] = q->join_rows + 4 * (size_t)kt_slot(
            q->join_displacements, q->join_shift, q->m[14], q->join_slots, part->hashes[t]);
        KT_PREFETCH(part->rows[t]);
    }
    part->key = q->vector_keys + 2 * (size_t)slot;
    part->vectors = q->vectors + 2 * KT_VECTOR * (size_t)slot;
    KT_PREFETCH(part->key);
    KT_PREFETCH(part->vectors);
}

/* What the join table and the vectors say of the boundaries 0 .. n-1 of a line of n parts, given
   their values P, readable from -1 to n, and whether each boundary is free; 0 where it is not. `asked`
   is room for n numbers: of the parts beside a free boundary, the only ones that are looked up. */
static int kt_score_join(const kt_model *q, const uint32_t *P, const uint8_t *is_free, int64_t n,
                         uint32_t *asked, int32_t *join) {
    static const int8_t unknown[2 * KT_VECTOR] = {0};
    kt_part ring[KT_AHEAD];
    const int8_t *left = unknown;
    int32_t carried = 0;
    int64_t j, i, ahead = 0, n_asked = 0;
    for (j = 0; j < n; j++) {
        join[j] = 0;
        asked[n_asked] = (uint32_t)j;
        n_asked += is_free[j] | is_free[j + 1];
    }
    for (i = 0; i < n_asked; i++) {
        const kt_part *part = &ring[(unsigned)i % KT_AHEAD];
        const int8_t *own = unknown;
        int32_t here = carried;
        int t;
        if (i % KT_PULSE == KT_PULSE - 1 && kt_signals()) return -2;
        for (; ahead < i + KT_AHEAD && ahead < n_asked; ahead++)
            kt_ask_part(q, P + asked[ahead], &ring[(unsigned)ahead % KT_AHEAD]);
        carried = 0;
        for (t = 0; t < KT_JOINS; t++) {
            const uint8_t *row = part->rows[t];
            const uint8_t mask = -(uint8_t)(kt_key(row) == (int)(part->hashes[t] & 0xFFFF));
            here += (int8_t)(row[2] & mask);
            carried += (int8_t)(row[3] & mask);
        }
        if (kt_key(part->key) == (int)(part->hashes[0] & 0xFFFF)) own = part->vectors;
        /* what was carried is of the part before: it was asked, if this boundary is free */
        j = asked[i];
        if (is_free[j]) join[j] = here + (kt_product(left, own + KT_VECTOR) >> KT_VECTOR_SHIFT);
        left = own;
    }
    return 0;
}

/* How a part made of the items from `start` to `end` is known: 2 from the corpus (the join table has
   a row), 1 from the dictionary, 0 not at all. */
static int kt_known(const kt_model *q, const uint32_t *C, int64_t start, int64_t end) {
    uint32_t p = 0;
    const uint8_t *row;
    if (end - start > KT_LONGEST_KNOWN) return 0;
    for (; start < end; start++) p = p * q->m[6] + C[start];
    p *= q->m[7];
    row = q->join_rows + 4 * (size_t)kt_slot(q->join_displacements, q->join_shift, q->m[14],
                                             q->join_slots, p);
    if (kt_key(row) == (int)(p & 0xFFFF)) return 2;
    row = q->dictionary_rows + 2 * (size_t)kt_slot(q->dictionary_displacements, q->dictionary_shift,
                                                   q->m[14], q->dictionary_slots, p);
    return kt_key(row) == (int)(p & 0xFFFF);
}

/* The scores of the boundaries 1 .. n-1, given their sums; where they are uncertain, vocabulary
   and dictionary are asked about the parts on both sides, and the one that they make together.
   `states` says what is decided; afterwards whether a part began before the review. */
static int kt_review(const kt_model *q, const uint32_t *C, int64_t n, const uint16_t *sums,
                     int32_t *scores, uint8_t *states) {
    int64_t b, s, e, done = 0;
    int uncertain = 0;
    uint8_t *first = states;
    for (b = 1; b < n; b++) {
        const int32_t score = (int32_t)sums[b] - KT_PART_ZERO + q->bias_part;
        const int is_free = states[b] & KT_FREE;
        const int asked = is_free & (-q->review_limit < score) & (score < q->review_limit);
        scores[b] = score;
        first[b] = (uint8_t)((states[b] / KT_CUT & 1) | (is_free & (score > 0)) | asked << 1);
        uncertain |= asked;
    }
    first[0] = first[n] = 1;
    if (!uncertain) return 0;
    for (b = 1; b < n; b++) {
        if (!(first[b] & 2)) continue;
        if (++done % KT_PULSE == 0 && kt_signals()) return -2;
        for (s = b - 1; !(first[s] & 1) && b - s <= KT_LONGEST_KNOWN; s--) {}
        for (e = b + 1; !(first[e] & 1) && e - b <= KT_LONGEST_KNOWN; e++) {}
        scores[b] += q->review[9 * kt_known(q, C, s, b) + 3 * kt_known(q, C, b, e)
                               + kt_known(q, C, s, e)];
    }
    return 0;
}

/* A hash of the code units of a word, in its upper bits. */
static inline uint64_t kt_hash(const uint16_t *units, int64_t n) {
    const uint64_t multiplier = 0x9E3779B97F4A7C15ULL;
    uint64_t h = (uint64_t)n, v = 0;
    for (; n > 4; n -= 4, units += 4) {
        memcpy(&v, units, 8);
        h = (h ^ v) * multiplier;
        h ^= h >> 32;
    }
    v = 0;
    switch (n) {
    case 4: v |= (uint64_t)units[3] << 48; /* fall through */
    case 3: v |= (uint64_t)units[2] << 32; /* fall through */
    case 2: v |= (uint64_t)units[1] << 16; /* fall through */
    default: v |= units[0];
    }
    h = (h ^ v) * multiplier;
    return (h ^ h >> 32) * multiplier;
}

#endif
