/* Ends of clusters in text of other scripts, the same as by `_clusters.cluster_pattern`, which is called
   for the rarest characters. Plain C without Python. */

#ifndef KHMERTEXT_BREAKS_H
#define KHMERTEXT_BREAKS_H

#include <stdint.h>

/* What a character is: the values of Grapheme_Cluster_Break, in the order of _clusters.BREAK_CLASSES,
   and flags. A byte of zero is not filled in yet. */
enum {
    KT_ANY, KT_CR, KT_LF, KT_CONTROL, KT_EXTEND, KT_ZWJ, KT_FLAG, KT_SPACING, KT_L, KT_V, KT_T,
    KT_LV, KT_LVT, KT_PREPEND,
    KT_BREAK_CLASS = 15,
    KT_PICTURE = 16,  /* Extended_Pictographic */
    KT_MARK = 32,     /* hangs on Khmer letters: a mark or a joiner */
    KT_VIRAMA = 64,   /* may join the letter behind it */
    KT_ASKED = 128
};

#define KT_COENG_SIGN 0x17D2u

static inline int kt_is_letter(uint32_t c) { return c - 0x1780 <= 0x17B3 - 0x1780; }

/* Whether Unicode Annex 29 joins a character of class `right` to one of class `left`. */
static inline int kt_joined(int left, int right) {
    switch (right) {
    case KT_EXTEND: case KT_ZWJ: case KT_SPACING: return left > KT_CONTROL || left == KT_ANY;
    case KT_LF: return left == KT_CR;
    case KT_L: case KT_LV: case KT_LVT: return left == KT_L;
    case KT_V: return left == KT_L || left == KT_V || left == KT_LV;
    case KT_T: return left == KT_V || left == KT_T || left == KT_LV || left == KT_LVT;
    }
    return 0;
}

/* The first cluster boundary at or behind `offset`; `anchor` is one before it. Negative, if the
   character at -1 - result must be looked up first, or its cluster be found by somebody else. */
static int64_t kt_next_boundary(const uint8_t *breaks, const uint32_t *text, int64_t length,
                                int64_t anchor, int64_t offset) {
    while (anchor < offset) {
        uint32_t c = text[anchor];
        const int khmer = kt_is_letter(c) || c == 0x25CC;
        int left, found, picture, virama;
        int64_t i = anchor + 1;
        found = breaks[c];
        left = found & KT_BREAK_CLASS;
        if (!found || left == KT_PREPEND) return -1 - anchor;
        /* a mark may carry on a virama of the cluster before, which Khmer rules ended */
        virama = (found & KT_VIRAMA) || ((left == KT_EXTEND || left == KT_ZWJ) && anchor);
        picture = (found & KT_PICTURE) != 0;  /* 2 behind its joiner */
        if (left == KT_FLAG && i < length) {
            c = text[i];
            if (!breaks[c]) return -1 - i;
            i += (breaks[c] & KT_BREAK_CLASS) == KT_FLAG;
        }
        for (; i < length; i++) {
            c = text[i];
            found = breaks[c];
            if (!found) return -1 - i;
            if (khmer || left == KT_FLAG) {
                if (c == KT_COENG_SIGN && i + 1 < length && kt_is_letter(text[i + 1])) {
                    i++;
                } else if (khmer) {
                    if (!(found & KT_MARK)) break;
                } else if (!kt_joined(KT_FLAG, found & KT_BREAK_CLASS)) {
                    break;
                }
                continue;
            }
            if (virama && (found & KT_BREAK_CLASS) == KT_ANY && c >= 0x0900) return -1 - i;
            virama |= (found & KT_VIRAMA) != 0;
            found &= KT_BREAK_CLASS | KT_PICTURE;
            if (!kt_joined(left, found & KT_BREAK_CLASS) && !(picture == 2 && (found & KT_PICTURE))) break;
            left = found & KT_BREAK_CLASS;
            if (found & KT_PICTURE) picture = 1;
            else if (picture == 1 && left == KT_ZWJ) picture = 2;
            else if (picture != 1 || left != KT_EXTEND) picture = 0;
        }
        anchor = i;
    }
    return anchor;
}

#endif
