/* The arithmetic of the native segmenter: what `_pure.Scorer` does, for whole lines at once.
   Plain C without Python, so that it can run outside the interpreter lock. */

#ifndef KHMERTEXT_SCORE_H
#define KHMERTEXT_SCORE_H

#include <stdint.h>
#include <string.h>

#define PAD 8  /* items of room on either side of a line, for neighbours beyond its edges */

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
#else
#define KT_PREFETCH(p) ((void)0)
#endif

#define KT_TEMPLATES 7
#define KT_JOINS 2
#define KT_AHEAD 16  /* items between asking for a row and adding it */

typedef struct {
    const uint8_t *displacements, *rows;  /* 8 bytes a row: key, 4 lanes for parts, 2 for words */
    const uint8_t *join_displacements, *join_rows;  /* 4 bytes a row: key, 2 lanes */
    uint32_t slots, join_slots;
    int shift, join_shift;  /* of a hash, to its displacement */
    uint32_t m[16];
    int32_t bias_part, bias_word;
    uint32_t units[96], coeng_units[96], kinds[8];
} kt_model;

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

/* The sums of the weights at the boundaries 1 .. n-1 of a line of n items, 128 too high for
   every row. C, B and R are the values of its items, readable from -PAD to n + PAD. The lanes
   of 16 bits travel along in two registers, those at even bytes of a row and those at odd ones:
   (part, part, word). Moving on by one boundary makes the odd ones even. */
static void kt_score(const kt_model *q, const uint32_t *C, const uint32_t *B, const uint32_t *R,
                     int64_t n, uint16_t *part, uint16_t *word) {
    const uint8_t *ring[KT_AHEAD][KT_TEMPLATES];
    uint32_t hashes[KT_AHEAD][KT_TEMPLATES];
    uint64_t even = 0, odd = 0, x;
    const uint32_t *m = q->m;
    int64_t i, ahead = -1;
    for (i = -1; i <= n; i++) {
        uint64_t e = 0, o = 0;
        unsigned now;
        int t;
        for (; ahead < i + KT_AHEAD && ahead <= n; ahead++) {
            const uint32_t c1 = m[1] * C[ahead], c2 = m[0] * C[ahead - 1] + c1,
                           c3 = c2 + m[2] * C[ahead + 1], rest = m[4] * R[ahead - 1],
                           cb = c1 + m[5] * B[ahead + 1] + m[8];
            uint32_t *h;
            now = (unsigned)(ahead + 1) % KT_AHEAD;
            h = hashes[now];
            h[0] = c1;
            h[1] = c2;
            h[2] = c3;
            h[3] = c3 + m[3] * C[ahead + 2];
            h[4] = rest + c1 + m[7];
            h[5] = cb;
            h[6] = rest + cb;
            for (t = 0; t < KT_TEMPLATES; t++) {
                ring[now][t] = q->rows + 8 * (size_t)kt_slot(q->displacements, q->shift, m[14],
                                                             q->slots, h[t]);
                KT_PREFETCH(ring[now][t]);
            }
        }
        now = (unsigned)(i + 1) % KT_AHEAD;
        for (t = 0; t < KT_TEMPLATES; t++) {
            x = kt_load(ring[now][t]);
            x = (x & kt_mask(x, hashes[now][t])) ^ KT_SIGNS;
            e += x & KT_EVEN;
            o += x >> 8 & KT_EVEN;
        }
        even += e >> 16;
        odd += o >> 16;
        if (i >= 2) part[i - 1] = (uint16_t)even;
        if (i >= 1) word[i] = (uint16_t)(even >> 32);
        x = even;
        even = odd;
        odd = x >> 16 & 0xFFFF;
    }
}

/* What the join table adds at the boundaries 1 .. n-1 of a line of n parts. */
static void kt_score_join(const kt_model *q, const uint32_t *P, int64_t n, uint16_t *join) {
    const uint8_t *ring[KT_AHEAD][KT_JOINS];
    uint32_t hashes[KT_AHEAD][KT_JOINS];
    int64_t j, ahead = 0;
    uint16_t carried = 0;
    for (j = 0; j < n; j++) {
        uint16_t here = carried;
        unsigned now;
        int t;
        for (; ahead < j + KT_AHEAD && ahead < n; ahead++) {
            uint32_t h = q->m[7] * P[ahead];
            now = (unsigned)ahead % KT_AHEAD;
            for (t = 0; t < KT_JOINS; t++) {
                hashes[now][t] = h;
                ring[now][t] = q->join_rows + 4 * (size_t)kt_slot(
                    q->join_displacements, q->join_shift, q->m[14], q->join_slots, h);
                KT_PREFETCH(ring[now][t]);
                h += q->m[8] * P[ahead - 1];
            }
        }
        now = (unsigned)j % KT_AHEAD;
        carried = 0;
        for (t = 0; t < KT_JOINS; t++) {
            const uint8_t *row = ring[now][t];
            const uint8_t mask = -(uint8_t)((row[0] | row[1] << 8) == (hashes[now][t] & 0xFFFF));
            here += (row[2] & mask) ^ 0x80;
            carried += (row[3] & mask) ^ 0x80;
        }
        join[j] = here;
    }
}

#define KT_PART_ZERO (4 * KT_TEMPLATES * 128)
#define KT_WORD_ZERO (2 * KT_TEMPLATES * 128)
#define KT_JOIN_ZERO (2 * KT_JOINS * 128)

#endif
