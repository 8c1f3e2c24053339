/* From the items of a line to the ends of its words, as `_pure_cutter` does it. */

#ifndef KHMERTEXT_LINE_H
#define KHMERTEXT_LINE_H

#include "_items.h"
#include "_user_words.h"

/* A word that is read in another spelling (see `_respellings`). */
enum { KT_LONGEST_RESPELLING = 12 };

typedef struct {
    uint8_t typed, read;             /* syllables as it is typed, and as it is read */
    int8_t places[KT_LONGEST_RESPELLING]; /* of each that is read, the one typed there; -1 for none */
    uint32_t B[KT_LONGEST_RESPELLING], R[KT_LONGEST_RESPELLING];
} kt_respelling;

enum { KT_RESPELLING_BITS = 15, KT_SPARE = 16 /* places more than items, in a line as it is laid out first */ };

typedef struct {
    kt_words forms;                  /* backwards, so read forwards */
    kt_respelling *list;
    /* bits, by the hash of the first two syllables, and of the first with 0 where it is the only one */
    uint8_t may_begin[1 << (KT_RESPELLING_BITS - 3)];
} kt_respellings;

typedef struct {
    const kt_model *model;
    const kt_respellings *respellings;
    const kt_words *added, *removed; /* or NULL */
} kt_cutter;

/* A place is an element of the sequence that the model sees: an item that is not hidden, or a syllable
   of the spelling in which a word is read. */
typedef struct {
    uint32_t *C, *B, *R, *P;
    uint32_t *item;        /* of a place, its item; one behind the last for none */
    uint32_t *part;        /* of a part, its first place */
    uint16_t *part_sums;   /* of the boundary before a place */
    uint16_t *word_sums;
    int32_t *join_scores;  /* of the boundary before a part */
    int32_t *scores;       /* of the boundary before a place, for parts */
    uint8_t *states;       /* KT_FREE, KT_CUT ... of that boundary */
    uint8_t *free_parts;   /* whether the boundary before a part is free; in place of the states */
    uint32_t *asked;       /* for the scorer of parts; in place of B, which nobody asks for then */
    int64_t n;
    int64_t parts;
} kt_line;

/* What words of the user are looked for in: the visible items. */
typedef struct {
    uint64_t *keys;
    uint32_t *item;
    uint32_t *longest;
    int32_t *scores;       /* of the boundary before each, if the model decided it */
    int64_t n;
} kt_visible;

static inline int kt_is_visible(const kt_item *item) { return item->kind != KT_HIDDEN; }

static inline uint64_t kt_item_key(const kt_item *item) { return item->B | (uint64_t)item->R << 32; }

/* A hash of two syllables by their values, which for the first is another one if the second is 0. */
static inline uint32_t kt_pair_hash(uint32_t first, uint32_t second) {
    return (first * 0x85EBCA77U + second * 0xC2B2AE3DU) * 0x9E3779B1U >> (32 - KT_RESPELLING_BITS);
}

/* A Khmer syllable by its value, anything else by its visible characters. */
static uint64_t kt_key_of(const kt_work *w, const kt_item *item) {
    uint64_t h = 0xCBF29CE484222325ULL;
    uint32_t i;
    if (item->kind == KT_SYLLABLE) return kt_item_key(item);
    for (i = item->start; i < (item + 1)->start; i++)
        if (!(kt_class(w->line[i]) & KT_INVISIBLE)) h = (h ^ w->line[i]) * 0x100000001B3ULL;
    return h;
}

/* --- values of items that are typed in an odd way ---------------------------------------------- */
/* The cache entry of an odd syllable, or NULL if it can have none. */
static kt_odd *kt_odd_place(const kt_work *w, const kt_item *item) {
    uint32_t h = 0, i;
    if ((item + 1)->start - item->start > KT_ODD_LENGTH || w->odds == NULL) return NULL;
    for (i = item->start; i < (item + 1)->start; i++) h = (h ^ w->line[i]) * 0x9E3779B1U;
    return &w->odds[h >> (32 - KT_ODD_BITS)];
}

/* Give an odd item its value, if it is remembered. */
static int kt_recall(const kt_work *w, kt_item *item, const kt_odd *place) {
    const uint32_t n = (item + 1)->start - item->start;
    if (place == NULL || place->n != n
        || memcmp(place->characters, w->line + item->start, n * sizeof(uint32_t)) != 0)
        return 0;
    item->B = place->B;
    item->R = place->R;
    return 1;
}

static void kt_remember(const kt_work *w, const kt_item *item, kt_odd *place) {
    if (place == NULL) return;
    place->n = (item + 1)->start - item->start;
    memcpy(place->characters, w->line + item->start, place->n * sizeof(uint32_t));
    place->B = item->B;
    place->R = item->R;
}

static inline int kt_is_odd(const kt_item *item) {
    return item->kind == KT_SYLLABLE && item->notes & KT_ODD;
}

/* Whether the values of all odd items of the line are remembered. */
static int kt_recall_all(kt_work *w) {
    kt_item *item;
    for (item = w->items; item < w->items + w->n; item++)
        if (kt_is_odd(item) && !kt_recall(w, item, kt_odd_place(w, item))) return 0;
    return 1;
}

/* The items of one line and their values, unless Python should have been asked. */
static int kt_read_line(const kt_cutter *c, kt_work *w, int64_t start, int64_t end, int dots) {
    w->alone = w->patient && end - start <= KT_SHORT;
    w->unanswered = w->odd_items = 0;
    if (kt_widen(w, start, end) || kt_lex_line(c->model, w, dots)) return -2;
    if (KT_ROOM(w->items, w->room, w->n + 1)) return -2;
    memset(&w->items[w->n], 0, sizeof(kt_item));
    w->items[w->n].start = (uint32_t)w->length;
    if (w->odd_items && !kt_recall_all(w) && !kt_put_off(w)) return (int)kt_ask_python.odd_values(w);
    return 0;
}

/* --- boundaries -------------------------------------------------------------------------------- */
static int kt_look_at_visible(kt_work *w, kt_visible *seen) {
    const size_t each = sizeof(uint64_t) + 2 * sizeof(uint32_t) + sizeof(int32_t);
    int64_t i;
    char *p;
    if (w->room_visible < (w->n + 1) * (int64_t)each
        && kt_grow(&w->visible, &w->room_visible, 1, (w->n + 1) * (int64_t)each))
        return -2;
    p = w->visible;
    seen->keys = (uint64_t *)p;
    seen->item = (uint32_t *)(seen->keys + w->n + 1);
    seen->longest = seen->item + w->n + 1;
    seen->scores = (int32_t *)(seen->longest + w->n + 1);
    seen->n = 0;
    for (i = 0; i < w->n; i++) {
        if (!kt_is_visible(&w->items[i])) continue;
        seen->item[seen->n] = (uint32_t)i;
        seen->keys[seen->n++] = kt_key_of(w, &w->items[i]);
    }
    return 0;
}

/* Longest match from the left: the model decides nothing at the edges of and inside a user's word. */
static int kt_keep_added(const kt_words *added, kt_work *w, kt_line *line) {
    kt_visible seen;
    int64_t i = 0;
    if (kt_look_at_visible(w, &seen)) return -2;
    kt_longest_words(added, seen.keys, seen.n, seen.longest);
    while (i < seen.n) {
        const int64_t stop = i + seen.longest[i];
        uint32_t first, last, k;
        if (stop == i) {
            i++;
            continue;
        }
        first = seen.item[i];
        last = seen.item[stop - 1];
        for (k = first + 1; k <= last; k++) w->items[k].boundary = 0;
        if (first) w->items[first].boundary = KT_CUT | KT_WORD_CUT;
        if (last + 1 < w->n) w->items[last + 1].boundary = KT_CUT | KT_WORD_CUT;
        i = stop;
    }
    for (i = 0; i < line->n; i++) line->states[i] = w->items[line->item[i]].boundary;
    return 0;
}

/* Cut removed words where that is likeliest; `level` is KT_CUT or KT_WORD_CUT. */
static void kt_open_removed(const kt_words *removed, kt_work *w, kt_visible *seen, uint8_t level) {
    int64_t start = 0;
    while (start < seen->n) {
        int64_t end = start + 1, i, best = 0;
        while (end < seen->n && !(w->items[seen->item[end]].boundary & level)) end++;
        if (end - start > 1 && kt_is_word(removed, seen->keys, start, end)) {
            for (i = start + 1; i < end; i++) {
                const uint8_t boundary = w->items[seen->item[i]].boundary;
                if (!(boundary & KT_FREE) || (level == KT_WORD_CUT && !(boundary & KT_CUT))) continue;
                if (!best || seen->scores[i] > seen->scores[best]) best = i;
            }
        }
        if (best) w->items[seen->item[best]].boundary |= level; /* and look at what is left again */
        else start = end;
    }
}

/* --- words that are read in another spelling --------------------------------------------------- */
/* The number of the longest one that begins at item `i`, plus 1; 0 for none. */
static uint32_t kt_respelling_at(const kt_respellings *r, const kt_work *w, int64_t i) {
    uint32_t node = 0, found = 0;
    do {
        node = kt_child(&r->forms, node, kt_item_key(&w->items[i]));
        if (r->forms.word[node]) found = r->forms.word[node];
        i++;
    } while (node && i < w->n && w->items[i].kind == KT_SYLLABLE && !(w->items[i].boundary & KT_CUT));
    return found;
}

/* Point the arrays of `line` into the arena, with room for `items` places and some more. */
static int kt_lay_out(kt_line *line, kt_work *w, int64_t items) {
    const int64_t n = items + KT_SPARE, padded = n + 2 * PAD;
    const int64_t needed = padded * (6 * (int64_t)sizeof(uint32_t) + 2 * (int64_t)sizeof(uint16_t) + 1)
        + (n + 1) * 2 * (int64_t)sizeof(uint32_t);
    uint32_t *p;
    if (needed > w->room_arena && kt_grow(&w->arena, &w->room_arena, 1, needed)) return -2;
    p = (uint32_t *)w->arena;
    line->C = p + PAD;
    line->B = line->C + padded;
    line->R = line->B + padded;
    line->P = line->R + padded;
    line->scores = (int32_t *)(p + 4 * padded);
    line->join_scores = line->scores + padded;
    line->item = p + 6 * padded;
    line->part = line->item + n + 1;
    line->part_sums = (uint16_t *)(line->part + n + 1);
    line->word_sums = line->part_sums + padded;
    line->states = (uint8_t *)(line->word_sums + padded);
    line->free_parts = line->states;
    line->asked = line->B;
    line->n = line->parts = 0;
    return 0;
}

/* The value of an item, of all three of those of other things than syllables. */
static inline uint32_t kt_value(const kt_item *item) {
    return item->B + (item->R & (0 - (uint32_t)(item->kind == KT_SYLLABLE)));
}

/* There are `n` places. */
static void kt_end_places(const kt_cutter *c, kt_line *line, int64_t n) {
    const uint32_t edge = c->model->edge;
    int i;
    line->n = n;
    for (i = 1; i <= EDGES; i++) line->B[-i] = line->R[-i] = line->C[-i] = edge;
    for (i = 0; i < EDGES; i++) line->B[n + i] = line->R[n + i] = line->C[n + i] = edge;
}

/* Fill the values of the places, the states of the boundaries before them, and the items where a word
   may begin that is read in another spelling. Returns whether the model has anything to decide. The CPU
   cannot predict which items are syllables, so there are hardly any branches. */
static int kt_fill(const kt_cutter *c, kt_work *w, kt_line *line) {
    const uint8_t *may_begin = c->respellings->may_begin;
    uint32_t *C = line->C, *B = line->B, *R = line->R, *places = line->item, *candidates = w->candidates;
    uint8_t *states = line->states;
    int64_t i, k = 0, n = 0;
    unsigned any = 0, behind = 0; /* whether the item before is a syllable */
    for (i = 0; i < w->n; i++) {
        kt_item *item = &w->items[i];
        const unsigned here = item->kind == KT_SYLLABLE, pair = here & behind;
        const uint32_t b = item->B, r = item->R, both = b + r;
        unsigned is_free = pair & (w->line[item->start - pair] != KT_WORD_JOINER);
        if (item->notes & (KT_KILLS | KT_ODD)) is_free &= !kt_is_killed(c->model, b, r);
        item->boundary = states[k] = (uint8_t)(is_free | (KT_CUT | KT_WORD_CUT) * !pair);
        any |= is_free;
        B[k] = b;
        R[k] = r;
        C[k] = kt_value(item);
        places[k] = (uint32_t)i;
        candidates[n] = (uint32_t)k;
        n += here & (unsigned)(kt_bit(may_begin, kt_pair_hash(both, (item + 1)->B + (item + 1)->R))
                               | kt_bit(may_begin, kt_pair_hash(both, 0)));
        k += item->kind != KT_HIDDEN;
        behind = here;
    }
    if (w->n) w->items[0].boundary = 0;
    w->n_candidates = n;
    kt_end_places(c, line, k);
    return (int)any;
}

static inline void kt_place(kt_line *line, uint32_t item, uint8_t state, uint32_t C, uint32_t B,
                            uint32_t R) {
    const int64_t k = line->n++;
    line->item[k] = item;
    line->states[k] = state;
    line->B[k] = B;
    line->R[k] = R;
    line->C[k] = C;
}

/* For a word of which as many syllables are read as are typed. */
static void kt_read_as(kt_line *line, int64_t place, const kt_respelling *form) {
    int k;
    for (k = 0; k < form->read; k++, place++) {
        line->B[place] = form->B[k];
        line->R[place] = form->R[k];
        line->C[place] = form->B[k] + form->R[k];
    }
}

static void kt_place_respelling(kt_line *line, kt_work *w, const kt_respelling *form, int64_t first) {
    int64_t i;
    int k, next = 0;
    for (k = 0; k < form->read; k++) {
        const int at = form->places[k];
        if (at < 0) {
            kt_place(line, (uint32_t)w->n, 0, form->B[k] + form->R[k], form->B[k], form->R[k]);
            continue;
        }
        for (; next < at; next++) w->items[first + next].boundary = 0; /* no such place is read */
        next = at + 1;
        i = first + at;
        kt_place(line, (uint32_t)i, w->items[i].boundary, form->B[k] + form->R[k], form->B[k], form->R[k]);
    }
    for (; next < form->typed; next++) w->items[first + next].boundary = 0;
}

/* The places again from `item` on, where words are read in spellings of more or fewer syllables; it
   is a word that `match` says of. */
static void kt_fill_again(const kt_cutter *c, kt_work *w, kt_line *line, int64_t item, const kt_match *match) {
    while (item < w->n) {
        const kt_item *next = &w->items[item];
        if (item == match->item) {
            const kt_respelling *form = &c->respellings->list[match++->respelling];
            kt_place_respelling(line, w, form, item);
            item += form->typed;
            continue;
        }
        if (next->kind != KT_HIDDEN)
            kt_place(line, (uint32_t)item, next->boundary, kt_value(next), next->B, next->R);
        item++;
    }
    kt_end_places(c, line, line->n);
}

/* Put the spellings into the line that its words are read in, the longest from the left. */
static int kt_read_respellings(const kt_cutter *c, kt_work *w, kt_line *line) {
    static const kt_match none = {UINT32_MAX, 0};
    const kt_respellings *r = c->respellings;
    int64_t k, more = 0, place = -1, first = 0; /* of the first one that moves what is behind it */
    uint32_t end = 0;                           /* of the last one */
    w->n_matches = 0;
    for (k = 0; k < w->n_candidates; k++) {
        const uint32_t here = w->candidates[k], i = line->item[here];
        const uint32_t found = i < end ? 0 : kt_respelling_at(r, w, i);
        const kt_respelling *form;
        if (!found) continue;
        form = &r->list[found - 1];
        end = i + form->typed;
        if (form->read != form->typed && place < 0) {
            place = here;
            first = w->n_matches;
        }
        if (KT_ROOM(w->matches, w->room_matches, w->n_matches + 2)) return -2;
        w->matches[w->n_matches].item = i;
        w->matches[w->n_matches++].respelling = found - 1;
        more += form->read > form->typed ? form->read - form->typed : 0;
        if (place < 0) kt_read_as(line, here, form);
    }
    if (place < 0) return 0;
    w->matches[w->n_matches] = none;
    if (more > KT_SPARE) {
        if (kt_lay_out(line, w, w->n + more)) return -2;
        place = first = 0;
    }
    line->n = place;
    kt_fill_again(c, w, line, place ? w->matches[first].item : 0, w->matches + first);
    return 0;
}

/* --- decisions --------------------------------------------------------------------------------- */
static void kt_decide_parts(kt_work *w, const kt_line *line) {
    int64_t i;
    for (i = 1; i < line->n; i++) {
        kt_item *item = &w->items[line->item[i]];
        /* no branch here and in the next loops: the CPU cannot predict whether a word ends */
        const uint8_t cut = line->scores[i] > 0;
        item->boundary |= (uint8_t)((item->boundary & KT_FREE) * KT_CUT * cut);
    }
}

/* The parts, and the scores of the boundaries between them. */
static int kt_find_parts(const kt_model *q, const kt_work *w, kt_line *line) {
    uint32_t p = line->C[0];
    int64_t i, j = 0;
    line->part[0] = line->free_parts[0] = 0;
    for (i = 1; i < line->n; i++) {
        const uint8_t boundary = w->items[line->item[i]].boundary;
        const uint32_t cut = boundary / KT_CUT & 1;
        line->P[j] = p;
        line->part[j + 1] = (uint32_t)i; /* if a part begins here */
        line->free_parts[j + 1] = boundary & KT_FREE;
        j += cut;
        p = p * (q->m[6] & (cut - 1)) + line->C[i];
    }
    line->P[j] = p;
    line->parts = j + 1;
    line->free_parts[j + 1] = 0;
    line->P[-1] = line->P[line->parts] = q->edge;
    return kt_score_join(q, line->P, line->free_parts, line->parts, line->asked, line->join_scores);
}

static void kt_decide_words(const kt_model *q, kt_work *w, const kt_line *line) {
    int64_t j;
    for (j = 1; j < line->parts; j++) {
        const uint32_t i = line->part[j];
        const int32_t score = (int32_t)line->word_sums[i] - KT_WORD_ZERO + q->bias_word + line->join_scores[j];
        w->items[line->item[i]].boundary |= (uint8_t)(line->free_parts[j] * KT_WORD_CUT * (score > 0));
    }
}

/* Both levels again where the user has removed words: what was decided before stands. */
static int kt_open(const kt_cutter *c, kt_work *w, const kt_line *line, uint8_t level) {
    kt_visible seen;
    int64_t i, k = 0;
    if (kt_look_at_visible(w, &seen)) return -2;
    for (i = 0; i < line->n; i++) {
        if (line->item[i] == w->n) continue;
        while (seen.item[k] != line->item[i]) seen.scores[k++] = INT32_MIN;
        seen.scores[k++] = line->scores[i];
    }
    if (level == KT_WORD_CUT) {
        for (i = k = 0; k < line->parts; k++) {
            while (seen.item[i] != line->item[line->part[k]]) i++;
            seen.scores[i] = (int32_t)line->word_sums[line->part[k]] + line->join_scores[k];
        }
    }
    kt_open_removed(c->removed, w, &seen, level);
    return 0;
}

/* Decide the boundaries of the line that are free. */
static int kt_decide(const kt_cutter *c, kt_work *w, kt_line *line, int parts_only) {
    const kt_model *q = c->model;
    if (kt_read_respellings(c, w, line)
        || kt_score(q, line->C, line->B, line->R, line->n, line->part_sums, line->word_sums)
        || kt_review(q, line->C, line->n, line->part_sums, line->scores, line->states))
        return -2;
    kt_decide_parts(w, line);
    if (c->removed != NULL && kt_open(c, w, line, KT_CUT)) return -2;
    if (parts_only) return 0;
    if (kt_find_parts(q, w, line)) return -2;
    kt_decide_words(q, w, line);
    return c->removed != NULL ? kt_open(c, w, line, KT_WORD_CUT) : 0;
}

/* Append the ends of the words of the line that was read. */
static int kt_cut_line(const kt_cutter *c, kt_work *w, int parts_only) {
    const int shift = parts_only ? 1 : 2; /* KT_CUT or KT_WORD_CUT */
    kt_line line;
    int is_free;
    int64_t i;
    if (KT_ROOM(w->candidates, w->room_candidates, w->n + 1) || kt_lay_out(&line, w, w->n)) return -2;
    is_free = kt_fill(c, w, &line);
    if (c->added != NULL && kt_keep_added(c->added, w, &line)) return -2;
    if (is_free && kt_decide(c, w, &line, parts_only)) return -2;
    if (KT_ROOM(w->ends, w->room_ends, w->n_ends + w->n)) return -2;
    for (i = 1; i < w->n; i++) {
        w->ends[w->n_ends] = (uint32_t)w->offset + w->items[i].start;
        w->n_ends += w->items[i].boundary >> shift & 1;
    }
    return kt_emit(w, w->offset + w->length);
}

static int kt_put_line_off(kt_work *w, int64_t start, int64_t end, int dots) {
    kt_later *later;
    if (KT_ROOM(w->later, w->room_later, w->n_later + 1)) return -2;
    later = &w->later[w->n_later++];
    later->at = w->n_ends;
    later->start = start;
    later->end = end;
    later->dots = dots;
    later->item = later->n = 0;
    return kt_emit(w, end);
}

static inline uint32_t kt_character(const kt_work *w, int64_t i) {
    if (w->width == 1) return ((const uint8_t *)w->data)[i];
    if (w->width == 2) return ((const uint16_t *)w->data)[i];
    return ((const uint32_t *)w->data)[i];
}

/* The end of the line that begins at `start`, and whether it has full stops or commas. These and ends
   of lines are looked for in a whole stretch at once. */
enum { KT_STRETCH = 32 };

#define KT_LINE_END(name, type) \
    static int64_t name(const type *text, int64_t start, int64_t length, int *dots) { \
        int64_t end = start, stop, k; \
        for (; end < length; end = stop) { \
            unsigned may_be = 1; \
            stop = length - end < KT_STRETCH ? length : end + KT_STRETCH; \
            if (stop - end == KT_STRETCH) { \
                type any = 0; \
                for (k = 0; k < KT_STRETCH; k++) { \
                    const type c = text[end + k]; \
                    any |= (type)(((c < '0') & (c != ' ')) | ((c & (type)~0xF) == 0x80) \
                                  | ((c & (type)~0xF) == (type)0x2020)); \
                } \
                may_be = any != 0; \
            } \
            for (k = end; may_be && k < stop; k++) { \
                if (text[k] == '.' || text[k] == ',') *dots = 1; \
                else if (kt_class(text[k]) & KT_NEWLINE) return k; \
            } \
        } \
        return length; \
    }
KT_LINE_END(kt_line_end_1, uint8_t)
KT_LINE_END(kt_line_end_2, uint16_t)
KT_LINE_END(kt_line_end_4, uint32_t)

static int64_t kt_line_end(const kt_work *w, int64_t start, int64_t length, int *dots) {
    *dots = 0;
    if (w->width == 1) return kt_line_end_1((const uint8_t *)w->data, start, length, dots);
    if (w->width == 2) return kt_line_end_2((const uint16_t *)w->data, start, length, dots);
    return kt_line_end_4((const uint32_t *)w->data, start, length, dots);
}

static int kt_cut_text(const kt_cutter *c, kt_work *w, int64_t length, int parts_only) {
    int64_t start = 0;
    while (start < length) {
        int dots;
        int64_t end = kt_line_end(w, start, length, &dots);
        if (kt_worked(w, end - start + 1)) return -2;
        if (end > start) {
            if (kt_read_line(c, w, start, end, dots)) return -2;
            if (w->unanswered ? kt_put_line_off(w, start, end, dots) : kt_cut_line(c, w, parts_only)) return -2;
        }
        start = end;
        while (end < length && kt_class(kt_character(w, end)) & KT_NEWLINE) end++;
        if (end > start && kt_emit(w, end)) return -2;
        start = end;
    }
    return 0;
}

/* Read a line that was put off, and keep its items. */
static int kt_read_later(const kt_cutter *c, kt_work *w, kt_later *line) {
    if (kt_read_line(c, w, line->start, line->end, line->dots)) return -2;
    if (KT_ROOM(w->kept, w->room_kept, w->n_kept + w->n + 1)) return -2;
    memcpy(w->kept + w->n_kept, w->items, (size_t)(w->n + 1) * sizeof(kt_item));
    line->item = w->n_kept;
    line->n = w->n;
    w->n_kept += w->n + 1;
    return 0;
}

/* Put the ends of a text together, some lines of which were put off: those of `w` from `first` to
   `end`, and the lines `later` to `last`. */
static int kt_cut_again(const kt_cutter *c, const kt_work *w, kt_work *again, int64_t first, int64_t end,
                        int64_t later, int64_t last, int parts_only) {
    int failed = 0;
    for (; later < last && !failed; later++) {
        const kt_later *line = &w->later[later];
        failed = kt_take(again, w->ends + first, line->at - first) || kt_widen(again, line->start, line->end);
        first = line->at + 1;
        again->items = w->kept + line->item;
        again->n = line->n;
        failed = failed || kt_cut_line(c, again, parts_only);
        again->items = NULL;
    }
    return failed ? -2 : kt_take(again, w->ends + first, end - first);
}

#endif
