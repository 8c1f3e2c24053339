"""The native twin equals the pure one: words, offsets and exceptions, on anything."""

from __future__ import annotations

import random
import sys
from array import array
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khmertext import _chars
from khmertext.segmentation import _backend
from khmertext.segmentation import _token_rules as rules
from khmertext.segmentation._backend import Cutter
from khmertext.segmentation._lexer import items
from khmertext.segmentation._model import MODEL_KINDS
from khmertext.segmentation._segmenter import shipped_model
from support import needs_compiled

_native = needs_compiled()

ADDED = ("គ.ក.ស.ក ខេត្ត", "កិច្ចប្រជុំ", "លទ្ធផលការងារ", "និង", "ការ", "ក", "abc 12", "១២")
REMOVED = ("ខេត្ត", "កិច្ចប្រជុំ", "ការងារ", "ប្រជុំ", "កម")
OPTIONS = (((), ()), (ADDED, ()), ((), REMOVED), (ADDED[:3], REMOVED))

# few enough kinds of characters that they meet, all the rare ones among them
KHMER = "កខគដតនមរលសហអឣឤឥឦឧ្្្ាិីុើេោៅំះៈ់៉៊័៌៍៓៝឴ៗ។៕៖៘០១៩៛៰᧠◌"
HIDDEN = "\u200b\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u200e\u034f"
OTHER = " \u00a0\u202f\n\r\t\x1f\x85\u2028.,.,:/-'’_&@+=?!«»“”()abzAZ019éñ²½Ⅳ\u0301\u0e01\u0e33\u0e34漢か\u3099한ᄀ\u1161क्ष\u0600😀👩🏽🇰🇭©™❤\ud800\udfff\0"
WORDS = (
    "https://kh.org/?a=1", "www.a.kh", "a@b.com", "U.S.A.", "COVID-19", "គ.ក.ស.ក", "គ . ជ . ប", "គ.ក.ស .ក", "។ល។",
    "31-07-2024", "012 345 678", "១ ០០០ ០០០", "2A-1234", "...", "ភ្នំពេញ", "កិច្ចប្រជុំ", "ស្រ្តី", "ឃំុ", "ក. ", "ខេត្ត",
    "ឧ.", "5G", "៤K", "3D-a", "6E-1234", "2FA", "5KG", "3-in-1", "4x6", "ខណ្ឌ៧មករា", "គ.ជៈ", "8am-5pm", "អោយ", "សំ\u200bរេច", "សំរេច", "ប៉ុស្តិ៍", "ហ្វ៍", "ក៍", "ដ៏",
)  # fmt: skip
mixed = st.lists(st.sampled_from(KHMER + HIDDEN + OTHER) | st.sampled_from(WORDS), max_size=40).map(
    "".join
)


def test_items_have_the_same_kinds() -> None:
    shapes = (
        rules.OTHER, rules.KHMER, rules.SPACE, rules.BREAK, rules.HIDDEN, rules.WEB, rules.NUMBER, rules.LATIN,
        rules.ENUMERATOR, rules.ACRONYM,
    )  # fmt: skip
    assert _native.ITEM_KINDS == shapes == tuple(range(len(MODEL_KINDS)))


@cache
def twins(option: int) -> tuple[Cutter, Cutter]:
    added, removed = OPTIONS[option]
    model = shipped_model()
    return (
        _backend.native_cutter(model, added, removed),
        _backend.pure_cutter(model, added, removed),
    )


def check(text: str) -> None:
    assert _native.items(text) == items(text), text
    for option in range(len(OPTIONS)):
        native, pure = twins(option)
        for parts in (False, True):
            ends = native.ends(text, parts)
            assert ends == pure.ends(text, parts), (option, parts, text)
            assert native.words(text, parts) == pure.words(text, parts)
            assert "".join(native.words(text, parts)) == text
    native, _ = twins(0)
    assert native.words_batch([text, None, text], False) == [
        native.words(text, False),
        None,
        native.words(text, False),
    ]


@given(mixed)
@example("https://kh.org/?a=1គ◌កអោយ")  # read in fewer syllables behind what is none
def test_equal_on_mixtures(text: str) -> None:
    check(text)


@given(st.text(max_size=40))
def test_equal_on_any_text(text: str) -> None:
    check(text)


@given(st.binary(max_size=60))
def test_equal_on_bytes(data: bytes) -> None:
    check(data.decode("utf-8", "surrogateescape"))
    check(data.decode("latin-1"))


def test_equal_in_batches(seed: str) -> None:
    """Lines that need Python are put off, unless they are very long; each keeps its place."""
    plain, slipped, odd = "ទៅផ្ទះ", "ខេត្ត គ.ក.ស .ក នោះ", "សុី\u200b១ ០០០ ០០០ www.a.kh"
    lines = [plain, slipped, plain, odd, odd, plain, "", slipped]
    texts = [
        None, "", "\n", plain, slipped, "\n".join(lines), "\r\n\n".join(lines[::-1]), seed, None,
        (plain + odd + slipped) * 1_000, odd + "\n" + plain * 5_000 + "\n" + slipped, "é 😀 " + odd,
    ]  # fmt: skip
    for option in range(len(OPTIONS)):
        native, pure = twins(option)
        for parts in (False, True):
            found = native.words_batch(texts, parts)
            assert found == pure.words_batch(texts, parts)
            assert found == [None if text is None else native.words(text, parts) for text in texts]


def test_words_are_remembered_in_bounds() -> None:
    """However many different words there are, memory does not grow with them."""
    native, _ = twins(0)
    dice = random.Random(1)
    letters = [chr(c) for c in range(0x1780, 0x17A2)]

    def blocks() -> int:
        for _ in range(3):
            text = " ".join("".join(dice.choices(letters, k=6)) for _ in range(5_000))
            assert "".join(native.words(text, False)) == text
        del text
        return sys.getallocatedblocks()

    first = blocks()
    for _ in range(4):
        last = blocks()
    assert last - first < 20_000


def mutated(text: str, seed: int) -> str:
    dice = random.Random(seed)
    start = dice.randrange(len(text))
    characters = list(text[start : start + dice.randrange(400)])
    for _ in range(dice.randrange(12)):
        place = dice.randrange(len(characters) + 1)
        characters[place : place + dice.randrange(3)] = dice.choice(KHMER + HIDDEN + OTHER)
    return "".join(characters)


def test_equal_on_the_seed(seed: str) -> None:
    check(seed)
    for number in range(40):
        check(mutated(seed, number))


@pytest.mark.slow
@settings(max_examples=3_000)
@given(mixed)
@example("https://kh.org/?a=1គ◌កអោយ")  # read in fewer syllables behind what is none
def test_equal_on_many_mixtures(text: str) -> None:
    check(text)


@pytest.mark.slow
def test_equal_on_many_mutations(seed: str) -> None:
    for number in range(1_000):
        check(mutated(seed, number))


@pytest.mark.parametrize("value", [b"abc", None, 1, ["ក"]])
def test_equal_exceptions(value: object) -> None:
    raised = []
    for cutter in twins(0):
        with pytest.raises(TypeError) as caught:
            cutter.words(value, False)  # type: ignore[arg-type]
        raised.append((type(caught.value), str(caught.value)))
    assert raised[0] == raised[1]
    raised = []
    for cutter in twins(0):
        if value is not None:
            with pytest.raises(TypeError) as caught:
                cutter.words_batch([value], False)  # type: ignore[list-item]
            raised.append((type(caught.value), str(caught.value)))
    assert not raised or raised[0] == raised[1]


def test_the_pure_twin_forgets(monkeypatch: pytest.MonkeyPatch, seed: str) -> None:
    """What it remembers is bounded, and makes no difference."""
    from khmertext.segmentation import _pure_cutter, _pure_scorer

    monkeypatch.setattr(_pure_cutter, "_REMEMBERED", 3)
    monkeypatch.setattr(_pure_scorer, "_REMEMBERED", 3)
    text = seed[:300] + "ក" + "្ក" * 20
    forgetful = _backend.pure_cutter(shipped_model(), (), ())
    assert forgetful.words(text, False) == twins(0)[0].words(text, False)


def test_ranges() -> None:
    assert _chars.ranges("-.a-c") == [(45, 45), (46, 46), (97, 99)]


# --- texts in UTF-8 --------------------------------------------------------------------------
def in_bytes(texts: list[bytes]) -> tuple[list[int], list[int]] | None:
    """What ``utf8_ends`` says of texts that stand one after another."""
    from itertools import accumulate

    native, _ = twins(0)
    edges = array("q", accumulate(map(len, texts), initial=0))
    found = native.utf8_ends(b"".join(texts), edges, False)
    return found and (list(found[0]), list(found[1]))


def test_ends_in_bytes(seed: str) -> None:
    """Also of lines that are put off, of long ones, and of what is nothing at all."""
    texts = [
        "", seed, "ខេត្ត គ.ក.ស .ក នោះ", "é 😀 សុី\u200b១ ០០០ ០០០ www.a.kh", "ទៅ" * 15_000,
        "សុី\u200b១ ០០០ ០០០" * 3_000, "ខេត្ត\u200cកែ\n" * 40, "",
    ]  # fmt: skip
    native, _ = twins(0)
    counts, ends = in_bytes([text.encode() for text in texts])
    words, start = [], 0
    data = "".join(texts).encode()
    for end in ends:
        words.append(data[start:end].decode())
        start = end
    expected = [native.words(text, False) for text in texts]
    assert counts == [len(found) for found in expected]
    assert words == [word for found in expected for word in found]
    assert in_bytes([]) == ([], [])


@given(st.binary(max_size=5), st.sampled_from([b"", "ក".encode(), b"\xe1", b"\xf0\x9f\x98"]))
@example(b"\xed\xa0\x80", b"")  # a surrogate
@example(b"\xe0\x9f\xbf", b"")  # too long for what it is
@example(b"\xf4\x90\x80\x80", b"")  # beyond the last character
@example(b"\xe1\x9e", b"")
def test_ends_of_what_is_not_utf8(data: bytes, before: bytes) -> None:
    try:
        (before + data).decode()
    except UnicodeDecodeError:
        assert in_bytes([b"a", before + data]) is None
    else:
        assert in_bytes([b"a", before + data]) is not None


def test_ends_outside_the_data() -> None:
    native, _ = twins(0)
    for edges in ([0, 4], [2, 1], [-1, 2]):
        with pytest.raises(ValueError, match="lies outside the data"):
            native.utf8_ends(b"abc", array("q", edges), False)
