"""The rendering oracle: `safe` changes no picture but as listed here, and adds no error mark.

Needs uharfbuzz and Khmer fonts (Debian: fonts-khmeros fonts-noto-core fonts-sil-mondulkiri).
"""

from __future__ import annotations

import random
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from khmertext._chars import LETTERS, MUUSIKATOAN_LOWERS, SHIFTERS, TRIISAP_LOWERS
from khmertext.normalization import normalize
from support import data_rows, read_jsonl

pytest.importorskip("uharfbuzz", reason="the rendering oracle needs uharfbuzz")

from shaping import NAMES, fonts

if TYPE_CHECKING:
    from shaping import Font

if not fonts():
    pytest.skip("the rendering oracle needs Khmer fonts", allow_module_level=True)

every_font = pytest.mark.parametrize("font", fonts(), ids=str)

# What `safe` changes visibly, in some fonts or all, and why it does so nevertheless.
DIFFERS = {
    "ឣាស្រ័យ": "only អ has a ligature with ា",
    "ឣោយ": "only អ has a ligature with ោ",
    "ក្ឣ": "not every font has ឣ as a subscript",
    "ញ៉ា្ម": "ញ above a subscript has a form of its own",
    "ម៉្យាង": "one font draws another form of the shifter over a wide subscript",
    "ប៉៉ី": "a shifter typed twice",
    "ធ៌៌": "a robat typed twice",
    "ស្តុី": "the fonts disagree about the shifter under ស្ត",
    "ក\u200cា": "the ZWNJ prevents a ligature in fonts that do not flag it",
    "ស៊\u200cា": "the same",
    "ប\u200c៉័": "Noto does not see a ZWNJ before the shifter",
    "ស៊\u200cាំ": "the ZWNJ stands where it draws a dotted circle in most fonts",
}
CHANGED = [
    case
    for case in read_jsonl("normalization.jsonl")
    if "options" not in case and "safe" in case and case["safe"] != case["text"]
]


@every_font
def test_safe_keeps_the_picture_or_repairs_it(font: Font) -> None:
    for case in CHANGED:
        verdict = font.verdict(case["text"], case["safe"])
        allowed = {"same", "moved", "repaired"}
        if case["text"] in DIFFERS:
            allowed.add("differs")
        assert verdict in allowed, case


@pytest.mark.skipif(len(fonts()) < len(NAMES), reason="needs all fonts of the oracle")
def test_what_is_listed_does_differ_somewhere() -> None:
    safe = {case["text"]: case["safe"] for case in CHANGED}
    for text in DIFFERS:
        assert "differs" in {font.verdict(text, safe[text]) for font in fonts()}, text


@every_font
def test_the_oracle_sees_what_it_should(font: Font) -> None:
    assert font.verdict("កា", "កា") == "same"
    assert font.verdict("បីេ", "បើ") == "repaired"
    assert font.verdict("បើ", "បីេ") == "broken"
    assert font.verdict("កា", "កោ") == "differs"
    assert font.draw("ក្")[1] == 1  # a bare coeng sign
    assert font.draw("")[1] == 0


@every_font
def test_normalized_words_are_drawn_without_error_marks(font: Font) -> None:
    for word in [row["word"] for row in data_rows("lexicon.tsv")[::8]]:
        assert font.draw(word)[1] == 0, word


@every_font
def test_shifters_look_like_u_only_where_the_rule_says(font: Font) -> None:
    """-u with a vowel above is drawn like the shifter over these letters and no others."""
    doubtful = "ឝឞ"  # fonts disagree; the rule leaves them alone
    for letter in LETTERS:
        for shifter, lowered in zip(SHIFTERS, (MUUSIKATOAN_LOWERS, TRIISAP_LOWERS), strict=True):
            typed, drawn = letter + "\u17bb\u17b8", letter + shifter + "\u17b8"
            verdict = font.verdict(typed, drawn)
            if letter in lowered:
                assert verdict in ("same", "repaired"), (letter, shifter)
                assert normalize(typed, "safe") == drawn
            elif letter not in doubtful:
                assert verdict in ("differs", "repaired"), (letter, shifter)
                assert normalize(typed, "safe") != drawn


PARTS = ("\u17d2", "\u17d2\u179a", "\u17c9", "\u17ca", "\u17cc", "\u17b6", "\u17b8", "\u17bb", "\u17be",
         "\u17c1", "\u17c6", "\u17c7", "\u17d0", "\u200b", "\u200c")  # fmt: skip


def broken_syllables(seed: int, count: int) -> list[str]:
    """Random bad orders and doublings, but for what cannot be drawn.

    That is three subscripts, two different shifters (left as typed), and ះះ, which the fonts with a
    state machine refuse only where both stand together, as they do once they are in order.
    """
    dice = random.Random(seed)
    texts = []
    while len(texts) < count:
        parts = dice.choices(PARTS, k=dice.randint(2, 5))
        text = dice.choice("កសបមរតញ") + "".join(
            part + dice.choice("ខមតយ") if part == "\u17d2" else part for part in parts
        )
        shifters = "\u17c9" in text and "\u17ca" in text
        if text.count("\u17d2") < 3 and text.count("\u17c7") < 2 and not shifters:
            texts.append(text)
    return texts


@every_font
def test_safe_adds_no_error_mark(font: Font) -> None:
    for text in broken_syllables(1, 300):
        assert font.verdict(text, normalize(text, "safe")) != "broken", ascii(text)


@pytest.mark.slow
@every_font
def test_safe_adds_no_error_mark_to_thousands(font: Font) -> None:
    for text in broken_syllables(2, 6_000):
        assert font.verdict(text, normalize(text, "safe")) != "broken", ascii(text)


@every_font
def test_any_order_of_marks_becomes_the_order_without_error_marks(font: Font) -> None:
    for marks in (("\u17d2\u1798", "\u17c9", "\u17b6", "\u17c6"), ("\u17cc", "\u17b6", "\u17c7")):
        canonical = "ញ" + "".join(marks)
        assert font.draw(canonical)[1] == 0
        for order in permutations(marks):
            assert normalize("ញ" + "".join(order), "safe") == canonical
