/* Words of the user, as in `_user_words.Words` (see there): found in time linear in the number of keys,
   however long the words are. */

#ifndef KHMERTEXT_USER_WORDS_H
#define KHMERTEXT_USER_WORDS_H

#include <stdint.h>
#include <string.h>

/* The words backwards in a tree, whose edges lie in a hash table; node 0 is the root. Arrays by node
   have what the tree says of the keys read so far: `fallback` leads to the longest end of them that
   is in it, too, `longest` is the length of the longest word that they end with, `word` its number
   plus 1 if it is the whole path. */
typedef struct {
    uint64_t *keys;
    uint32_t *parents, *children;
    uint64_t mask;
    uint32_t *fallback, *longest, *word;
    uint32_t nodes;
} kt_words;

static inline uint64_t kt_edge(uint64_t key, uint32_t parent) {
    const uint64_t h = (key ^ ((uint64_t)parent * 0x9E3779B97F4A7C15ULL)) * 0xBF58476D1CE4E5B9ULL;
    return h ^ h >> 29;
}

/* The node below `parent`; 0, which is the root, if there is none. */
static inline uint32_t kt_child(const kt_words *words, uint32_t parent, uint64_t key) {
    uint64_t i = kt_edge(key, parent) & words->mask;
    for (; words->children[i]; i = (i + 1) & words->mask)
        if (words->keys[i] == key && words->parents[i] == parent) return words->children[i];
    return 0;
}

/* The node behind `node` and a key. */
static inline uint32_t kt_next(const kt_words *words, uint32_t node, uint64_t key) {
    uint32_t below;
    while (!(below = kt_child(words, node, key)) && node) node = words->fallback[node];
    return below;
}

static void kt_drop_words(kt_words *words) {
    PyMem_RawFree(words->keys);
    PyMem_RawFree(words->parents);
    PyMem_RawFree(words->children);
    PyMem_RawFree(words->fallback);
    PyMem_RawFree(words->longest);
    PyMem_RawFree(words->word);
    memset(words, 0, sizeof(*words));
}

/* Room for words that have `total` keys together; -1 if there is none. */
static int kt_begin_words(kt_words *words, int64_t total) {
    uint64_t size = 16;
    while (size < (uint64_t)total * 2 + 2) size *= 2;
    memset(words, 0, sizeof(*words));
    words->mask = size - 1;
    words->nodes = 1;
    words->keys = PyMem_RawCalloc(size, sizeof(uint64_t));
    words->parents = PyMem_RawCalloc(size, sizeof(uint32_t));
    words->children = PyMem_RawCalloc(size, sizeof(uint32_t));
    words->fallback = PyMem_RawCalloc((size_t)total + 1, sizeof(uint32_t));
    words->longest = PyMem_RawCalloc((size_t)total + 1, sizeof(uint32_t));
    words->word = PyMem_RawCalloc((size_t)total + 1, sizeof(uint32_t));
    return words->keys && words->parents && words->children && words->fallback && words->longest
        && words->word ? 0 : -1;
}

static void kt_add_word(kt_words *words, const uint64_t *keys, int64_t n, uint32_t number) {
    uint32_t node = 0;
    int64_t k;
    for (k = n - 1; k >= 0; k--) {
        uint32_t below = kt_child(words, node, keys[k]);
        if (!below) {
            uint64_t i = kt_edge(keys[k], node) & words->mask;
            while (words->children[i]) i = (i + 1) & words->mask;
            below = words->nodes++;
            words->keys[i] = keys[k];
            words->parents[i] = node;
            words->children[i] = below;
        }
        node = below;
    }
    words->longest[node] = (uint32_t)n;
    words->word[node] = number + 1;
}

/* Fill `fallback` and `longest`, from the root downwards; -1 if there is no memory. */
static int kt_end_words(kt_words *words) {
    const uint64_t size = words->mask + 1;
    uint64_t *edges = PyMem_RawCalloc(words->nodes, sizeof(uint64_t)); /* by node, the one to it */
    uint32_t *order = PyMem_RawCalloc(words->nodes, sizeof(uint32_t)); /* of the nodes, by depth */
    uint32_t *depths = PyMem_RawCalloc(words->nodes, sizeof(uint32_t));
    uint32_t *starts = PyMem_RawCalloc((size_t)words->nodes + 2, sizeof(uint32_t));
    const int failed = !(edges && order && depths && starts);
    uint64_t i;
    uint32_t k;
    if (!failed) {
        for (i = 0; i < size; i++)
            if (words->children[i]) edges[words->children[i]] = i;
        for (k = 1; k < words->nodes; k++) { /* a node has a higher number than the one above it */
            depths[k] = depths[words->parents[edges[k]]] + 1;
            starts[depths[k] + 1]++;
        }
        for (k = 1; k <= words->nodes; k++) starts[k] += starts[k - 1];
        for (k = 1; k < words->nodes; k++) order[starts[depths[k]]++] = k;
        for (k = 0; k + 1 < words->nodes; k++) {
            const uint32_t node = order[k], parent = words->parents[edges[node]];
            uint32_t back = 0;
            if (parent) back = kt_next(words, words->fallback[parent], words->keys[edges[node]]);
            words->fallback[node] = back;
            if (!words->longest[node]) words->longest[node] = words->longest[back];
        }
    }
    PyMem_RawFree(edges);
    PyMem_RawFree(order);
    PyMem_RawFree(depths);
    PyMem_RawFree(starts);
    return failed ? -1 : 0;
}

/* The length of the longest word that begins at each of `n` keys, 0 for none. */
static void kt_longest_words(const kt_words *words, const uint64_t *keys, int64_t n, uint32_t *found) {
    uint32_t node = 0;
    int64_t i;
    for (i = n - 1; i >= 0; i--) {
        node = kt_next(words, node, keys[i]);
        found[i] = words->longest[node];
    }
}

/* Whether the keys from `start` to `end` are a word. */
static int kt_is_word(const kt_words *words, const uint64_t *keys, int64_t start, int64_t end) {
    uint32_t node = 0;
    int64_t i;
    for (i = end - 1; i >= start; i--) {
        node = kt_child(words, node, keys[i]);
        if (!node) return 0;
    }
    return words->word[node] != 0;
}

#endif
