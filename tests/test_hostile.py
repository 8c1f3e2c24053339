"""Hostile text: no exception but the documented ones, and work that grows with the length."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

import hostile
import khmertext
import public
from khmertext.segmentation import backend
from khmertext.segmentation._kinds import kind_of
from support import CASES, needs_compiled, read_jsonl

LENGTH = 300

TEXTS: dict[str, Callable[[int], str]] = {
    **{name: lambda n, name=name: hostile.text(name, n) for name in hostile.UNITS},
    "nested and closed parentheses": lambda n: hostile.palindrome("(", ")", n),
    "nested and closed quotations": lambda n: hostile.palindrome("«", "»", n),
    # over and over, so that half of it is as dear as the other half
    "everything shuffled": lambda n: (hostile.shuffled(200) * (n // 200 + 1))[:n],
    "all units mixed": lambda n: (hostile.mixed(200) * (n // 200 + 1))[:n],
    "digits and dots": lambda n: hostile.alternating("Khmer digits", "dots", n),
    "letters and parentheses": lambda n: hostile.alternating(
        "one letter", "opening parentheses", n
    ),
}


def test_every_public_function_is_in_the_table() -> None:
    without_text = {
        "engines",
        "register_engine",
    }
    functions = {
        name
        for name in khmertext.__all__
        if not isinstance(getattr(khmertext, name), type) and callable(getattr(khmertext, name))
    }
    assert functions - without_text - {call.public for call in public.CALLS} == set()


@pytest.mark.parametrize("name", TEXTS)
def test_only_documented_exceptions(name: str) -> None:
    text = TEXTS[name](LENGTH)
    for call in public.CALLS:
        call(text)


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\0", "\U0010ffff", "ក", "្", "(", ".", "៧"])
def test_next_to_nothing(text: str) -> None:
    for call in public.CALLS:
        call(text)


@pytest.mark.parametrize("case", read_jsonl("hostile.jsonl"), ids=lambda case: case["provenance"])
def test_findings_of_the_fuzzer(case: dict[str, str]) -> None:
    for call in public.CALLS:
        call(case["text"])


def test_findings_are_distinct() -> None:
    lines = (CASES / "hostile.jsonl").read_text("utf-8").splitlines()
    assert len({json.loads(line)["text"] for line in lines}) == len(lines)


# --- counted work ------------------------------------------------------------------------------
SHORT, LONG = 400, 1600
# twice the length may cost 2.3 times the work, so four times: 4 is linear, 16 square
GROWTH = 2.3**2
# lines of Python that a text may cost beside those for its length
SLACK = 1000


# Lines of Python that a character of any of these texts may cost in the pure twin: a third more than
# the dearest text of the table was measured at. What no other text comes near has a bound of its own.
LINES = {
    "clusters": 1,
    "normalize-search": 18,
    "explain-standard": 15,
    "is_normalized": 1,
    "modernize-low": 56,
    "diagnose-confusables": 28,
    "words": 172,
    "Segmenter-own-words": 240,
    "sentences": 8,
    "find_acronyms": 135,
    "parse_number": 33,
    "digits_to_words": 1,
    "find_numbers-one": 410,
    "find_dates-ref": 180,
    "parse_date": 1,
    "parse_time": 1,
    "parse_datetime": 1,
    "check_spelling-low": 800,
    "line_breaks": 500,
    "sort_key": 50,
    "redact": 500,
    "khmer_share": 1,
}
DEARER = {
    # one character becomes eighteen; one syllable that has no end is taken apart mark by mark
    "normalize-search": {"ligatures": 44, "all marks on a letter": 39},
    # an edit for every character
    "explain-standard": {"deprecated letters": 56, "joiners between letters": 34},
    # and what may look like something else is looked up in each of the words around it
    "diagnose-confusables": {
        "deprecated letters": 60,
        "joiners between letters": 34,
        "everything shuffled": 62,
        "all units mixed": 42,
        "halves": 44,
    },
    # and the words are looked up again after each
    "modernize-low": {"deprecated letters": 300},
    # a list of numbers has as many readings as it has words
    "line_breaks": {
        "spaces between digits": 560,
        "tens": 1000,
        "or and acronyms": 620,
        "percent": 590,
        "figures and quotations": 600,
    },
    "redact": {"tens": 1000},
    # a word that comes again and again is many words typed twice
    "check_spelling-low": {"a million": 1800},
    # one character becomes eighteen
    "sort_key": {"ligatures": 190},
    # which of the dotted letters is an acronym is asked for each
    "words": {"letters and a dot": 275, "or and acronyms": 212},
    "Segmenter-own-words": {"letters and a dot": 355, "or and acronyms": 295},
    # every word or digit is a number: what it may be part of is tried first
    "find_numbers-one": {
        "figures and quotations": 460,
        "number words": 1420,
        "tens": 950,
        "parts": 765,
        "spaces between digits": 440,
    },
    # an acronym in every sixth character, with all that may be its long form on either side
    "find_acronyms": {
        "acronyms beside or": 330,
        "Latin acronyms beside or": 270,
        "a list of acronyms": 280,
        "codes of documents": 165,
        "or and acronyms": 300,
    },
    # brackets and quotation marks of many kinds, none of which ends
    "sentences": {"everything shuffled": 34, "all units mixed": 34, "ends and joiners": 35},
    # a date in every character, or what nearly is one
    "find_dates-ref": {
        "lunar symbols": 640,
        "colons between digits": 370,
        "hyphens between digits": 370,
        "slashes between digits": 290,
        "points between digits": 290,
        "digits and dots": 290,
        "months": 240,  # each may begin a list, whose members may be ranges
        "clock": 220,  # each may begin a list, or be an hour with its minutes
    },
}
Counted = dict[str, dict[str, list[int]]]


@pytest.fixture(scope="module")
def counted() -> Counted:
    """Lines of Python that each function runs for each text, by length, in the pure twin."""
    program = Path(__file__).parent / "count_work.py"
    environment = os.environ | {"KHMERTEXT_PURE": "1"}
    found = subprocess.run(
        [sys.executable, program, str(SHORT), str(LONG)],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    return json.loads(found.stdout)


@pytest.mark.once
@pytest.mark.parametrize("name", TEXTS)
def test_work_is_linear(name: str, counted: Counted) -> None:
    grown = {}
    for call, by_text in counted.items():
        short, long = by_text[name]
        if long > GROWTH * short + SLACK:
            grown[call] = by_text[name]
    assert grown == {}


@pytest.mark.once
@pytest.mark.parametrize("name", TEXTS)
def test_a_character_costs_few_lines(name: str, counted: Counted) -> None:
    dear = {}
    for call, by_text in counted.items():
        lines = by_text[name][-1]
        if lines > DEARER.get(call, {}).get(name, LINES[call]) * LONG + SLACK:
            dear[call] = lines / LONG
    assert dear == {}


@pytest.mark.slow
@pytest.mark.parametrize("call", ["words", "Segmenter-own-words", "sentences"])
def test_a_search_finds_nothing_that_is_not_linear(call: str) -> None:
    """Units that nobody thought of: hill climbing over those of up to eight characters."""
    program = Path(__file__).parent / "count_work.py"
    found = subprocess.run(
        [sys.executable, program, "--search", call, "400"],
        capture_output=True,
        text=True,
        env=os.environ | {"KHMERTEXT_PURE": "1"},
        check=True,
    )
    worst = json.loads(found.stdout)
    short, long = worst["lines"]
    assert long <= GROWTH * short + SLACK, worst
    assert long / 800 <= SEARCHED[call], worst


SEARCHED = {"words": 300, "Segmenter-own-words": 300, "sentences": 150}  # lines a character

# Python is asked by the native twin about these again and again: telephone numbers, dotted letters
# that stand close, addresses, and coeng signs that hang on nothing.
ASKED_OFTEN = {
    "surrogates between letters", "letters and a dot", "or and acronyms", "phones", "identifiers", "eras", "acronyms", "addresses",
    "dotted letters and spaces", "dotted letters, space before", "dotted letters and commas",
    "acronyms in parentheses", "acronyms beside or", "a list of acronyms", "codes of documents", "days between hyphens",
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_the_native_twin_seldom_asks_python(name: str) -> None:
    needs_compiled()
    if backend() != "native":
        pytest.skip("the pure twin is Python")
    home = str(Path(khmertext.__file__).parent)
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_filename.startswith(home)

    text = TEXTS[name](LONG)
    khmertext.words(TEXTS[name](SHORT))  # what is looked up once
    sys.setprofile(count)
    try:
        khmertext.words(text)
    finally:
        sys.setprofile(None)
    assert calls < 200 or name in ASKED_OFTEN


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "surrogates in the wrong order",
        "NUL",
        "the last code point",
        "marks on a letter",
        "subscripts of a letter",
        "right-to-left marks",
        "one letter",
        "one long compound",
        "alternating scripts",
        "flags",
        "spaces",
        "quotations",
        "digits",
        "a million",
        "dots",
        "dotted letters",
        "opening parentheses",
        "nested and closed parentheses",
        "an address",
    ],
)
def test_a_million_characters_on_one_line(name: str) -> None:
    text = TEXTS[name](1_000_000)
    for call in ("words", "words-part", "clusters", "normalize-standard", "explain-search"):
        public.BY_NAME[call].run(text)
    for call in ("modernize-high", "parse_number", "parse_date", "parse_time"):
        public.BY_NAME[call](text)
    document = khmertext.analyze(text)
    assert "".join(document.tokens.words) == text
    assert "".join(sentence.text for sentence in document.sentences) == text


@pytest.mark.slow
def test_every_text_is_read_whole_at_ten_thousand_characters() -> None:
    for make in TEXTS.values():
        public.BY_NAME["analyze"](make(10_000))


@pytest.mark.once
@pytest.mark.parametrize(
    "call",
    ["words", "normalize-search", "explain-standard", "diagnose", "find_acronyms", "sentences"],
)
def test_no_text_is_held(call: str) -> None:
    """What is remembered from call to call is short, so it does not grow with the texts."""
    run = public.BY_NAME[call].run
    names = (
        "acronyms",
        "dotted letters and commas",
        "all marks on a letter",
        "subscripts of a letter",
        "digits",
        "dots",
        "one Latin letter",
        "wrong order",
    )
    # Before Python 3.11.5 patterns are those of regex, which keep the room of their last match; the
    # pure core keeps what it needs for a line of so many items, for 256 numbers of them.
    keeps = sys.version_info < (3, 11, 5) or backend() == "pure"
    seen = 20_000 if keeps else SHORT
    tracemalloc.start()
    try:
        for name in (*names, *names):
            run(TEXTS[name](seen))
        for name in names:
            text = TEXTS[name](20_000)
            gc.collect()
            before, _ = tracemalloc.get_traced_memory()
            run(text)
            gc.collect()
            held = tracemalloc.get_traced_memory()[0] - before
            assert held < 20_000, (name, held)
    finally:
        tracemalloc.stop()


@pytest.mark.once
def test_no_token_is_held() -> None:
    kind_of("1")
    tracemalloc.start()
    try:
        for size in range(1_000_000, 1_000_010):
            assert kind_of("1" * size) == "number"
        assert tracemalloc.get_traced_memory()[0] < 500_000
    finally:
        tracemalloc.stop()
