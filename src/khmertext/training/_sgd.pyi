"""Types of ``_sgd.pyx``."""

from typing import Any

import numpy.typing as npt

def epoch(
    rows: npt.NDArray[Any],
    weights: npt.NDArray[Any],
    join_rows: npt.NDArray[Any],
    join_weights: npt.NDArray[Any],
    vector_rows: npt.NDArray[Any],
    vectors: npt.NDArray[Any],
    part_labels: npt.NDArray[Any],
    word_labels: npt.NDArray[Any],
    part_items: npt.NDArray[Any],
    spans: npt.NDArray[Any],
    order: npt.NDArray[Any],
    sentence_weights: npt.NDArray[Any],
    *,
    rate: float,
    vector_rate: float,
    damping: float,
    decay: float,
    step: float,
    limit: float,
) -> float: ...
