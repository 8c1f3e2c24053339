"""Counts the lines of khmertext that each public function runs for each hostile text.

A program of its own, because the pure twin is chosen when khmertext is first imported. Prints
``{function: {text: [lines for each length]}}`` as JSON. ``python count_work.py LENGTH...``
"""

from __future__ import annotations

import json
import os
import sys
from types import FrameType
from typing import Any

import khmertext

HOME = os.path.dirname(khmertext.__file__)
# Every function that is not another one with a loop around it, in its dearest form.
COUNTED = (
    "clusters",
    "normalize-search",
    "explain-standard",
    "modernize-low",
    "diagnose",
    "words",
    "Segmenter-own-words",
    "sentences",
    "find_acronyms",
    "parse_number",
    "find_numbers-one",
    "find_dates-ref",
    "parse_date",
)

count = 0


def trace(frame: FrameType, event: str, argument: Any) -> Any:
    global count
    if not frame.f_code.co_filename.startswith(HOME):
        return None
    count += 1
    return trace


def lines(call: Any, text: str) -> int:
    global count
    count = 0
    sys.settrace(trace)
    try:
        call.run(text)
    finally:
        sys.settrace(None)
    return count


def main() -> None:
    from public import BY_NAME
    from test_hostile import TEXTS

    sizes = [int(size) for size in sys.argv[1:]]
    found: dict[str, dict[str, list[int]]] = {}
    for wanted in COUNTED:
        call = BY_NAME[wanted]
        for name in ("dates", "acronyms", "wrong order", "one long compound"):
            call.run(TEXTS[name](200))  # what is built once is not counted
        found[call.name] = {
            name: [lines(call, make(size)) for size in sizes] for name, make in TEXTS.items()
        }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
