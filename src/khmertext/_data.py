"""Reads the data files that come with the package, also from a zip file."""

from __future__ import annotations

import os
from typing import cast


def read_bytes(name: str) -> bytes:
    """The contents of ``khmertext/data/<name>``."""
    path = os.path.join(os.path.dirname(__file__), "data", name)
    loader = globals()["__spec__"].loader
    return cast(bytes, loader.get_data(path))


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file with a header line; lines that begin with ``#`` are skipped."""
    lines = [
        line.split("\t")
        for line in read_bytes(name).decode("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    header, *rows = lines
    return [dict(zip(header, row, strict=True)) for row in rows]
