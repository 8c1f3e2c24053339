import numpy as np
import numpy.typing as npt

def epoch(
    rows: npt.NDArray[np.int32],
    weights: npt.NDArray[np.float32],
    history: npt.NDArray[np.float32],
    join_rows: npt.NDArray[np.int32],
    join_weights: npt.NDArray[np.float32],
    join_history: npt.NDArray[np.float32],
    part_labels: npt.NDArray[np.int8],
    word_labels: npt.NDArray[np.int8],
    part_items: npt.NDArray[np.int32],
    spans: npt.NDArray[np.int32],
    order: npt.NDArray[np.int32],
    sentence_weights: npt.NDArray[np.float32],
    *,
    rate: float,
    decay: float,
    step: float,
    limit: float,
) -> float: ...
