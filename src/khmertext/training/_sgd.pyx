# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""One pass of Adagrad over segmented sentences: the inner loop of the trainer.

The arithmetic is single precision in a fixed order, so the same input gives the same bytes.
"""

from libc.math cimport expf, rintf, sqrtf
from libc.stdint cimport int8_t, int32_t
from libc.stdlib cimport free as free_memory
from libc.stdlib cimport malloc
from libc.string cimport memset

cdef enum:
    PART_LANES = 4  # boundaries that an item speaks about, for parts: the first is the one before it
    WORD_LANES = 2  # and for words: its own two
    LANES = 8  # of which the last two are always 0: so much fits a register
    EDGE = 2  # edge items that still speak about boundaries of the sentence
    MARGIN = 4  # free places before and after a sentence's sums


cdef struct Settings:
    float rate
    float decay
    float step  # quantization step in the forward pass, 0 for none
    float inverse
    float limit
    float floor  # what keeps the first steps of a weight small


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
        value = row[k] - settings.rate * slope / sqrtf(history[k] + settings.floor)
        value = value if value < settings.limit else settings.limit
        row[k] = value if value > -settings.limit else -settings.limit


cdef inline float probability(float score) noexcept nogil:
    return 1 / (1 + expf(-score))


cdef inline float product(const float* left, const float* right, int size) noexcept nogil:
    cdef int k
    cdef float found = 0
    for k in range(size):
        found += left[k] * right[k]
    return found


def epoch(
    const int32_t[:, ::1] rows,
    float[:, ::1] weights,
    const int32_t[:, ::1] join_rows,
    float[:, ::1] join_weights,
    const int32_t[::1] vector_rows,
    float[:, ::1] vectors,
    const int8_t[::1] part_labels,
    const int8_t[::1] word_labels,
    const int32_t[::1] part_items,
    const int32_t[:, ::1] spans,
    const int32_t[::1] order,
    const float[::1] sentence_weights,
    *,
    double rate,
    double vector_rate,
    double damping,
    double decay,
    double step,
    double limit,
):
    """Visit the sentences in ``order`` once; update the weights; return the summed squared error.

    ``rows`` has the rows of weights of the n-grams around every item, ``join_rows`` those around
    every part, ``vector_rows`` the row of vectors of every part; -1 for none. Labels: 1 a boundary,
    0 none, -1 not asked. ``part_items`` is the first item of every part, ``spans`` of every sentence
    the first item, end item, first and end part. In a row of ``weights`` and the like the sums of
    squared gradients stand behind the weights; in one of ``vectors`` both for a part on the left and
    for one on the right. In the forward pass weights are rounded to multiples of ``step`` unless it is
    0; none grows beyond ``limit``; vectors are neither rounded nor held. ``damping`` is added to the
    sums of squared gradients of n-grams, so that those seen once or twice keep small weights.
    """
    cdef Settings settings, free
    settings.rate = rate
    settings.decay = decay
    settings.step = step
    settings.inverse = 1 / step if step > 0 else 0
    settings.limit = limit
    settings.floor = damping
    free = settings
    free.rate = vector_rate
    free.limit = 1e30
    free.floor = 1e-2
    cdef int templates = rows.shape[1], join_templates = join_rows.shape[1]
    cdef int size_of_vector = vectors.shape[1] // 4
    cdef Py_ssize_t n, s, i, j, first, end, first_part, end_part, size, longest = 0
    cdef int t, k
    cdef int32_t row
    cdef float sums[LANES]
    cdef float share, p, activity
    cdef double loss = 0
    cdef float* part_sum
    cdef float* word_sum
    cdef float* join_sum
    cdef float* left
    cdef float* right
    if weights.shape[1] != 2 * LANES or join_weights.shape[1] != 2 * WORD_LANES:
        raise ValueError("rows of weights have another width")
    for n in range(order.shape[0]):
        s = order[n]
        longest = max(longest, spans[s, 1] - spans[s, 0])
    cdef float* buffer = <float*>malloc((3 * (longest + 2 * MARGIN) + 2 * size_of_vector) * sizeof(float))
    if buffer == NULL:
        raise MemoryError
    cdef float* left_slope = buffer + 3 * (longest + 2 * MARGIN)
    cdef float* right_slope = left_slope + size_of_vector
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
            for j in range(first_part + 1, end_part):
                if vector_rows[j - 1] >= 0 and vector_rows[j] >= 0:
                    join_sum[j] += product(
                        &vectors[vector_rows[j - 1], 0],
                        &vectors[vector_rows[j], size_of_vector],
                        size_of_vector,
                    )
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
                memset(sums, 0, sizeof(sums))
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
                        update_row(&weights[row, 0], &weights[row, LANES], sums, LANES, &settings)
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
                        update_row(
                            &join_weights[row, 0], &join_weights[row, WORD_LANES], sums, WORD_LANES,
                            &settings,
                        )
            for j in range(first_part + 1, end_part):
                if vector_rows[j - 1] < 0 or vector_rows[j] < 0:
                    continue
                if join_sum[j] * join_sum[j] < <float>1e-8:
                    continue
                left = &vectors[vector_rows[j - 1], 0]
                right = &vectors[vector_rows[j], size_of_vector]
                for k in range(size_of_vector):
                    left_slope[k] = join_sum[j] * right[k]
                    right_slope[k] = join_sum[j] * left[k]
                update_row(left, left + 2 * size_of_vector, left_slope, size_of_vector, &free)
                update_row(right, right + 2 * size_of_vector, right_slope, size_of_vector, &free)
    free_memory(buffer)
    return loss
