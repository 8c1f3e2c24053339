"""What several test modules need."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

CASES = Path(__file__).parent / "cases"


class Spanned(Protocol):
    start: int
    end: int
    text: str


def check_offsets(text: str, spans: Iterable[Spanned]) -> None:
    """Every span says where it stands in the text as given, and spans do not run backwards."""
    last = 0
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), span
        assert text[span.start : span.end] == span.text, span
        assert span.start >= last, span
        last = span.start


def read_jsonl(name: str) -> list[dict[str, Any]]:
    """The golden cases of ``tests/cases/<name>``; every one says where it comes from."""
    cases = [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines() if line]
    assert all(case["provenance"] for case in cases)
    return cases


def read_tsv(name: str) -> list[dict[str, str]]:
    """The rows of ``tests/cases/<name>``: a header line, a column ``provenance``, ``#`` comments."""
    lines = [
        line.split("\t")
        for line in (CASES / name).read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    header, *rows = lines
    cases = [dict(zip(header, row, strict=True)) for row in rows]
    assert all(case["provenance"] for case in cases)
    return cases
