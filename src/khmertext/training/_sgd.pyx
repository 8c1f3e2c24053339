# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""One pass of Adagrad over segmented sentences: the inner loop of the trainer.

The arithmetic is single precision in a fixed order, so the same input gives the same bytes.
"""

from libc.math cimport expf, rintf, sqrtf
from libc.stdint cimport int8_t, int32_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

cdef enum:
    PART_LANES = 4  # boundaries that an item speaks about, for parts: the first is the one before it
    WORD_LANES = 2  # and for words: its own two
    LANES = 6
    EDGE = 2  # edge items that still speak about boundaries of the sentence
    MARGIN = 4  # free places before and after a sentence's sums


cdef struct Settings:
    float rate
    float decay
    float step  # quantization step in the forward pass, 0 for none
    float inverse
    float limit


cdef inline void add_row(float* sums, const float* row, int width, const Settings* settings) noexcept nogil:
    cdef int k
    if settings.step > 0:
        for k in range(width):
            sums[k] += rintf(row[k] * settings.inverse) * settings.step
    else:
        for k in range(width):
            sums[k] += row[k]


cdef inline void update_row(
    float* row, float* history, const float* gradient, int width, const Settings* settings
) noexcept nogil:
    cdef int k
    cdef float slope, value
    for k in range(width):
        slope = gradient[k] + settings.decay * row[k]
        history[k] += slope * slope
        value = row[k] - settings.rate * slope / sqrtf(history[k] + <float>1e-3)
        value = value if value < settings.limit else settings.limit
        row[k] = value if value > -settings.limit else -settings.limit


cdef inline float probability(float score) noexcept nogil:
    return 1 / (1 + expf(-score))


def epoch(
    const int32_t[:, ::1] rows,
    float[:, ::1] weights,
    float[:, ::1] history,
    const int32_t[:, ::1] join_rows,
    float[:, ::1] join_weights,
    float[:, ::1] join_history,
    const int8_t[::1] part_labels,
    const int8_t[::1] word_labels,
    const int32_t[::1] part_items,
    const int32_t[:, ::1] spans,
    const int32_t[::1] order,
    const float[::1] sentence_weights,
    *,
    double rate,
    double decay,
    double step,
    double limit,
):
    """Visit the sentences in ``order`` once; update the weights; return the summed squared error.

    ``rows`` has the rows of weights of the n-grams around every item, ``join_rows`` those around
    every part, -1 for none. Labels: 1 a boundary, 0 none, -1 not asked. ``part_items`` is the first
    item of every part, ``spans`` of every sentence the first item, end item, first and end part.
    ``history`` has the sums of squared gradients. In the forward pass weights are rounded to
    multiples of ``step`` unless it is 0; none grows beyond ``limit``.
    """
    cdef Settings settings
    settings.rate = rate
    settings.decay = decay
    settings.step = step
    settings.inverse = 1 / step if step > 0 else 0
    settings.limit = limit
    cdef int templates = rows.shape[1], join_templates = join_rows.shape[1]
    cdef Py_ssize_t n, s, i, j, first, end, first_part, end_part, size, longest = 0
    cdef int t, k
    cdef int32_t row
    cdef float sums[LANES]
    cdef float share, p, activity
    cdef double loss = 0
    cdef float* part_sum
    cdef float* word_sum
    cdef float* join_sum
    for n in range(order.shape[0]):
        s = order[n]
        longest = max(longest, spans[s, 1] - spans[s, 0])
    cdef float* buffer = <float*>malloc(3 * (longest + 2 * MARGIN) * sizeof(float))
    if buffer == NULL:
        raise MemoryError
    with nogil:
        for n in range(order.shape[0]):
            s = order[n]
            share = sentence_weights[s]
            first, end, first_part, end_part = spans[s, 0], spans[s, 1], spans[s, 2], spans[s, 3]
            size = end - first + 2 * MARGIN  # there are no more parts than items
            memset(buffer, 0, 3 * size * sizeof(float))
            part_sum = buffer + MARGIN - first
            word_sum = part_sum + size
            join_sum = buffer + 2 * size + MARGIN - first_part
            for i in range(first - EDGE, end + EDGE):
                memset(sums, 0, sizeof(sums))
                for t in range(templates):
                    row = rows[i, t]
                    if row >= 0:
                        add_row(sums, &weights[row, 0], LANES, &settings)
                for k in range(PART_LANES):
                    part_sum[i - 1 + k] += sums[k]
                for k in range(WORD_LANES):
                    word_sum[i + k] += sums[PART_LANES + k]
            for j in range(first_part - EDGE, end_part + EDGE):
                memset(sums, 0, sizeof(sums))
                for t in range(join_templates):
                    row = join_rows[j, t]
                    if row >= 0:
                        add_row(sums, &join_weights[row, 0], WORD_LANES, &settings)
                for k in range(WORD_LANES):
                    join_sum[j + k] += sums[k]
            # the sums become gradients
            for j in range(first_part - MARGIN, end_part + MARGIN):
                i = part_items[j] if first_part <= j < end_part else -1
                if i > first and word_labels[i] >= 0:
                    p = probability(word_sum[i] + join_sum[j])
                    join_sum[j] = (p - word_labels[i]) * share
                else:
                    join_sum[j] = 0
            for i in range(first - MARGIN, end + MARGIN):
                word_sum[i] = 0
                if first < i < end and part_labels[i] >= 0:
                    p = probability(part_sum[i])
                    part_sum[i] = (p - part_labels[i]) * share
                    loss += part_sum[i] * part_sum[i]
                else:
                    part_sum[i] = 0
            for j in range(first_part + 1, end_part):
                word_sum[part_items[j]] = join_sum[j]
                loss += join_sum[j] * join_sum[j]
            for i in range(first - EDGE, end + EDGE):
                activity = 0
                for k in range(PART_LANES):
                    sums[k] = part_sum[i - 1 + k]
                for k in range(WORD_LANES):
                    sums[PART_LANES + k] = word_sum[i + k]
                for k in range(LANES):
                    activity += sums[k] * sums[k]
                if activity < <float>1e-8:
                    continue
                for t in range(templates):
                    row = rows[i, t]
                    if row >= 0:
                        update_row(&weights[row, 0], &history[row, 0], sums, LANES, &settings)
            for j in range(first_part - EDGE, end_part + EDGE):
                activity = 0
                for k in range(WORD_LANES):
                    sums[k] = join_sum[j + k]
                    activity += sums[k] * sums[k]
                if activity < <float>1e-8:
                    continue
                for t in range(join_templates):
                    row = join_rows[j, t]
                    if row >= 0:
                        update_row(&join_weights[row, 0], &join_history[row, 0], sums, WORD_LANES, &settings)
    free(buffer)
    return loss
