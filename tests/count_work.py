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
# engines are other people's work, threads are not traced, the rest calls what is counted anyway
NOT_COUNTED = ("icu", "khmer-nltk", "tag", "batches", "cli", "compat", "format_date", "LunarDate")
NOT_COUNTED += ("khmer_new_year", "number_to_words", "ordinal_to_words", "xhm", "ta-remove")

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
    from public import CALLS
    from test_hostile import TEXTS

    sizes = [int(size) for size in sys.argv[1:]]
    found: dict[str, dict[str, list[int]]] = {}
    for call in CALLS:
        if any(part in call.name for part in NOT_COUNTED):
            continue
        call.run("ក")  # what is built once is not counted
        found[call.name] = {
            name: [lines(call, make(size)) for size in sizes] for name, make in TEXTS.items()
        }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
