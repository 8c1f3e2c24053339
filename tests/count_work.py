"""Counts the lines of khmertext that each public function runs for each hostile text.

A program of its own, because the pure twin is chosen when khmertext is first imported. Prints as
JSON, for each function and text, the lines for each length. ``python count_work.py LENGTH...``; or
looks for the dearest unit: ``python count_work.py --search FUNCTION TRIES``.
"""

from __future__ import annotations

import json
import os
import random
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
    "is_normalized",
    "modernize-low",
    "diagnose-confusables",
    "words",
    "Segmenter-own-words",
    "sentences",
    "find_acronyms",
    "parse_number",
    "digits_to_words",
    "find_numbers-one",
    "find_dates-ref",
    "parse_date",
    "parse_time",
    "parse_datetime",
    "check_spelling-low",
    "line_breaks",
    "sort_key",
    "redact",
    "khmer_share",
)

count = 0


def trace(frame: FrameType, event: str, argument: Any) -> Any:
    """Called where a function begins; what it returns, at each of its lines and where it ends."""
    global count
    if not frame.f_code.co_filename.startswith(HOME):
        return None
    count += 1
    return trace_line


def trace_line(frame: FrameType, event: str, argument: Any) -> None:
    global count
    count += 1


def work(call: Any, text: str) -> int:
    """The lines that are run."""
    global count
    count = 0
    sys.settrace(trace)
    try:
        call.run(text)
    finally:
        sys.settrace(None)
    return count


SHORT, LONG = 200, 800
LONGEST_UNIT = 8


def search(wanted: str, tries: int) -> dict[str, Any]:
    """Climbs to the unit of up to eight characters that costs most when it is repeated."""
    from hostile import UNITS, UNITS_OF_EVERYTHING
    from public import BY_NAME

    source = random.Random(tries)
    call = BY_NAME[wanted]

    def lines(unit: str, size: int) -> int:
        return work(call, (unit * size)[:size])

    call.run(UNITS_OF_EVERYTHING)  # what is built once is not counted
    starts = [unit[:LONGEST_UNIT] for unit in UNITS.values()]
    best = max(source.sample(starts, tries // 10), key=lambda unit: lines(unit, SHORT))
    most = lines(best, SHORT)
    for _ in range(tries):
        letters = list(best)
        place = source.randrange(len(letters) + 1)
        letters[place : place + source.randint(0, 2)] = source.choices(
            UNITS_OF_EVERYTHING, k=source.randint(0, 2)
        )
        unit = "".join(letters[:LONGEST_UNIT])
        found = lines(unit, SHORT) if unit else 0
        if found >= most:
            best, most = unit, found
    return {"unit": best, "lines": [most, lines(best, LONG)]}


def main() -> None:
    if sys.argv[1] == "--search":
        print(json.dumps(search(sys.argv[2], int(sys.argv[3]))))
        return
    from public import BY_NAME
    from test_hostile import TEXTS

    sizes = [int(size) for size in sys.argv[1:]]
    report: dict[str, dict[str, list[int]]] = {}
    for wanted in COUNTED:
        call = BY_NAME[wanted]
        report[call.name] = {}
        for name, make in TEXTS.items():
            call.run(make(sizes[-1]))  # what is built or looked up once is not counted
            report[call.name][name] = [work(call, make(size)) for size in sizes]
    print(json.dumps(report))


if __name__ == "__main__":
    main()
