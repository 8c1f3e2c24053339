"""Wrong segmentations that were reported, and what became of them."""

from __future__ import annotations

import pytest

import khmertext
from support import read_tsv


def cases() -> list[object]:
    found: list[object] = []
    for case in read_tsv("segmentation_reported.tsv"):
        waits = [pytest.mark.xfail(strict=True, reason="waits for a model")]
        assert case["state"] in ("open", "mended")
        found.append(pytest.param(case, marks=waits if case["state"] == "open" else []))
    return found


@pytest.mark.parametrize("case", cases())
def test_reported(case: dict[str, str]) -> None:
    words = case["words"].split("|")
    assert khmertext.words("".join(words), mode=case["mode"]) == words
