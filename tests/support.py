"""What several test modules need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import pytest

import khmertext

CASES = Path(__file__).parent / "cases"
DATA = Path(khmertext.__file__).parent / "data"


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


NOT_COMPILED = "not compiled: install a C compiler (Debian: gcc python3-dev), then khmertext"


def needs_compiled(name: str = "khmertext.segmentation._native") -> Any:
    """The module, or one skip for all that need a compiler."""
    try:
        return import_module(name)
    except ImportError:
        pytest.skip(NOT_COMPILED, allow_module_level=True)


def needs_trainer() -> None:
    """Skip where models cannot be trained."""
    pytest.importorskip("numpy", reason="training needs numpy")
    needs_compiled("khmertext.training._sgd")


def read_jsonl(name: str) -> list[dict[str, Any]]:
    """The golden cases of ``tests/cases/<name>``; every one says where it comes from."""
    cases = [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines() if line]
    assert all(case["provenance"] for case in cases)
    return cases


def read_tsv(name: str) -> list[dict[str, str]]:
    """The rows of ``tests/cases/<name>``; every one says where it comes from."""
    cases = read_rows(CASES / name)
    assert all(case["provenance"] for case in cases)
    return cases


def data_rows(name: str) -> list[dict[str, str]]:
    """The rows of a table that comes with the package."""
    return read_rows(DATA / name)


def read_rows(path: Path) -> list[dict[str, str]]:
    """A header line, ``#`` comments, cells between tabs."""
    lines = [
        line.split("\t")
        for line in path.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    header, *rows = lines
    return [dict(zip(header, row, strict=True)) for row in rows]


def golden_strings() -> Iterator[str]:
    """All strings of the golden cases, by file and line."""
    for path in sorted(CASES.iterdir()):
        for line in path.read_text("utf-8").splitlines():
            if path.suffix == ".jsonl":
                yield from _strings(json.loads(line)) if line else ()
            elif not line.startswith("#"):
                yield from line.split("\t")


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
