/* Texts in UTF-8: their characters, and ends of words in bytes. Plain C without Python. */

#ifndef KHMERTEXT_UTF8_H
#define KHMERTEXT_UTF8_H

#include <stdint.h>

static inline int kt_continues(uint8_t byte) { return (byte & 0xC0) == 0x80; }

/* The characters of `n` bytes, and where each begins and the last one ends; how many they are, or -1
   if it is not UTF-8. There is room for n + 1 of both. */
static int64_t kt_decode(const uint8_t *data, int64_t n, uint32_t *characters, uint32_t *starts) {
    int64_t i = 0, k = 0;
    while (i < n) {
        uint32_t c = data[i];
        int more, m;
        starts[k] = (uint32_t)i++;
        if (c >= 0xE0 && c < 0xF0 && i + 1 < n) { /* as Khmer is */
            const uint8_t second = data[i], third = data[i + 1];
            c = (c & 15) << 12 | (second & 63u) << 6 | (third & 63u);
            if (!kt_continues(second) || !kt_continues(third) || c < 0x800 || (c & 0xF800) == 0xD800) return -1;
            i += 2;
        } else if (c >= 0x80) {
            if (c < 0xC2 || c > 0xF4) return -1;
            more = c < 0xE0 ? 1 : 3; /* complete sequences of three bytes are read above */
            if ((c >= 0xE0 && c < 0xF0) || i + more > n) return -1;
            c &= more == 1 ? 31 : 7;
            for (m = 0; m < more; m++, i++) {
                if (!kt_continues(data[i])) return -1;
                c = c << 6 | (data[i] & 63u);
            }
            if (more == 3 && (c < 0x10000 || c > 0x10FFFF)) return -1;
        }
        characters[k++] = c;
    }
    starts[k] = (uint32_t)n;
    return k;
}

#endif
