"""Where a pattern may match: the fast scan passes over nothing that the pattern alone finds."""

from __future__ import annotations

import gc
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from digest import mixtures
from khmertext import _scan, _twins
from khmertext._patterns import WordPattern, any_of
from khmertext._scan import Endings, OddSyllables, Outside, Scanned, Triggered
from public import CALLS
from support import golden_strings, needs_compiled

HOME = Path(khmertext.__file__).parent
WORDS = ["ab", "abc", "b", "ខ្មែរ", "ខ", "𝔸", "😀a", "a"]


@pytest.fixture(autouse=True)
def _compiled() -> None:
    needs_compiled("khmertext._native_scan")


def starts(words: list[str], alone: list[str], text: str) -> list[int]:
    """What the scan should say, slowly."""
    return [
        i
        for i in range(len(text))
        if text.startswith(tuple(words), i)
        or (
            text.startswith(tuple(alone), i)
            and not (i and re.match("[\u1780-\u17d3\u17dd]", text[i - 1]))
        )
    ]


PIECES = st.sampled_from([*WORDS, "c", "្", " ", "\u17dd", "ក", "x", "\U0010ffff", "\ud800"])


@given(
    st.lists(st.sampled_from(WORDS)),
    st.lists(st.sampled_from(WORDS)),
    st.lists(PIECES).map("".join),
)
def test_a_scan_finds_where_words_begin(words: list[str], alone: list[str], text: str) -> None:
    found = Triggered(re.compile("x"), words, alone=alone).offsets(text)
    assert list(found) == starts(words, alone, text)


def test_many_offsets_come_a_few_at_a_time() -> None:
    text = "ab" * 10_000
    sites = Triggered(re.compile("a(?=ba)"), ["a"])
    assert list(sites.offsets(text)) == list(range(0, len(text), 2))
    assert len(list(sites.finditer(text))) == 9_999


def test_a_large_table_tells_words_by_their_beginnings() -> None:
    dice = random.Random(1)
    letters = [chr(0x4E00 + i) for i in range(300)]
    words = ["".join(dice.choices(letters, k=12)) for _ in range(3_000)]
    text = "".join(dice.choices(letters, k=500)) + words[7] + words[8][:4]
    found = list(Triggered(re.compile("x"), words).offsets(text))
    assert set(starts(words, [], text)) <= set(found)
    assert len(found) < len(text) / 2


def test_no_word_is_found_nowhere_and_the_empty_word_is_refused(twin: str) -> None:
    with pytest.raises(ValueError, match="empty word"):
        Triggered(re.compile("x"), ["a", ""])
    with pytest.raises(ValueError, match="empty word"):
        Triggered(re.compile("x"), ["a"], alone=[""])
    assert list(Triggered(re.compile("(?!)"), []).finditer("abc")) == []


@given(st.text("abx", max_size=12), st.lists(st.integers(0, 14)).map(sorted))
def test_a_searcher_searches_like_its_pattern(text: str, positions: list[int]) -> None:
    pattern = re.compile("ab*|(?<=a)x")
    search = Triggered(pattern, ["a", "x"]).searcher(text)
    last = -1
    for position in positions:
        if position > last:
            found, expected = search(position), pattern.search(text, position)
            assert (found and found.span()) == (expected and expected.span())
            last = expected.start() if expected else len(text)


def test_both_twins_find_the_same(twin: str) -> None:
    sites = Triggered(re.compile("a+|(?<=x)b"), ["a", "b"])
    assert [match.span() for match in sites.finditer("aa xb b a")] == [(0, 2), (4, 5), (8, 9)]
    search = sites.searcher("aa xb b a")
    assert [search(0).span(), search(1).span(), search(5).span(), search(9)] == [
        (0, 2), (1, 2), (8, 9), None,
    ]  # fmt: skip


@given(st.text("abx1", max_size=12), st.lists(st.integers(0, 14)).map(sorted))
def test_of_plain_characters_only_the_offset_is_told(text: str, positions: list[int]) -> None:
    pattern = re.compile("(?<!x)ab*|[01]")
    sites = Triggered(pattern, ["a"], plain="01")
    place, search = sites.places(text), sites.searcher(text)
    for position in positions:
        expected = pattern.search(text, position)
        found = search(position)
        assert (found and found.span()) == (expected and expected.span())
        is_plain = expected is not None and expected.group() == "1"
        told = place(position)
        assert (told if is_plain else told and told.span()) == (
            expected.start() if expected and is_plain else expected and expected.span()
        )


def test_both_twins_tell_the_same_places(twin: str) -> None:
    place = Triggered(re.compile("a+|1"), ["a"], plain="1").places("1 xaa")
    assert (place(0), place(1).span(), place(5)) == (0, (3, 5), None)


def test_both_twins_find_what_a_word_pattern_matches(twin: str) -> None:
    words = ["ab", "b", "ca"]
    sites = Triggered(WordPattern(lambda some: f"{any_of(some)}(?!x)", words), words)
    found = [match.span() for match in sites.finditer("ab bx cab")]
    assert found == [(0, 2), (6, 8), (8, 9)]
    assert list(sites.finditer("x")) == []


def test_a_match_of_nothing_is_found_once(twin: str) -> None:
    sites = Triggered(re.compile("(?=ab)|b"), ["a", "b"])
    assert [match.span() for match in sites.finditer("abab")] == [(0, 0), (1, 2), (2, 2), (3, 4)]


def test_a_pattern_is_made_when_a_word_of_it_is_met() -> None:
    made = []

    def pattern() -> re.Pattern[str]:
        made.append("ab")
        return re.compile("ab")

    sites = Triggered(pattern, ["ab"])
    assert sites.search("nothing of it") is None
    assert not made
    for text in ("ab", "an ab"):
        assert sites.search(text)
    assert made == ["ab"]


def test_offsets_are_those_of_matches_where_nothing_scans(twin: str) -> None:
    sites = Triggered(re.compile("ab?"), ["a"])
    assert list(sites.offsets("a ab b")) == [0, 2]


@pytest.mark.parametrize("pattern", ["[ab]b?", "(?<!b)(?:[ab]b?)", " ?[ab]"])
def test_a_pattern_may_begin_with_anything(pattern: str, twin: str) -> None:
    made, text = re.compile(pattern), "ab ba  b ca aab"
    words = [space + letter for space in ("", " ") for letter in "ab"]
    found = [match.span() for match in Triggered(made, words).finditer(text)]
    assert found == [match.span() for match in made.finditer(text)]


@given(st.text("abcx", max_size=12))
def test_the_pure_twin_finds_the_words_of_a_word_pattern(text: str) -> None:
    words = ["a", "ab", "bc", "c"]
    pattern = WordPattern(lambda some: f"{any_of(some)}(?!x)", words)
    sites = Triggered(pattern, words)
    whole = pattern.whole()
    for position in range(len(text) + 1):
        found, expected = sites.pure_search()(text, position), whole.search(text, position)
        assert (found and found.span()) == (expected and expected.span())


@pytest.mark.parametrize("asked", ["", "0", "1"])
def test_the_pure_twin_works_on_request(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHMERTEXT_PURE", asked)
    assert (_scan.native_scan.__wrapped__() is None) == (asked == "1")


def test_the_pure_twin_works_without_a_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_module(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(_twins, "import_module", no_module)
    assert _scan.native_scan.__wrapped__() is None


# --- every pattern of the library that is looked for in this way -------------------------------


@cache
def texts() -> tuple[str, ...]:
    return (*dict.fromkeys(golden_strings()), *mixtures(2_000))


def all_sites() -> list[Scanned]:
    """Every instance there is: those of modules, and those made when something is first called."""
    for call in CALLS:
        call.run("ថ្ងៃទី៣១ គ.ជ.ប (ADB) សំរេច")
    gc.unfreeze()  # what was there when the tests were collected counts, too
    gc.collect()  # and what other tests have left does not
    try:
        return [thing for thing in gc.get_objects() if isinstance(thing, Scanned)]
    finally:
        gc.freeze()


def sample(tree: Any, dice: random.Random) -> str:
    """A text that the pattern may match: a way through it at random, whatever it asserts."""
    return "".join(_part(str(op), what, dice) for op, what in tree)


def _part(op: str, what: Any, dice: random.Random) -> str:
    if op == "LITERAL":
        return chr(what)
    if op == "IN":
        return _member(what, dice)
    if op == "BRANCH":
        return sample(dice.choice(what[1]), dice)
    if op == "SUBPATTERN":
        return sample(what[3], dice)
    if op == "ATOMIC_GROUP":
        return sample(what, dice)
    if op.endswith("REPEAT"):
        least, most, inside = what
        times = dice.randint(least, min(int(most), least + 2))
        return "".join(sample(inside, dice) for _ in range(times))
    if op == "ASSERT" and what[0] == 1 and dice.random() < 0.5:
        return sample(what[1], dice)
    return dice.choice("aក1 ") if op in ("ANY", "NOT_LITERAL") else ""


def _member(members: Any, dice: random.Random) -> str:
    op, what = dice.choice(members)
    if str(op) == "LITERAL":
        return chr(what)
    if str(op) == "RANGE":
        return chr(dice.randint(*what))
    return dice.choice("aAzក្ា១1_ \n\t.,-()")


def samples(pattern: str, flags: int) -> str:
    """Many texts that the pattern may match, among each other, letters, digits and signs."""
    tree, dice = re._parser.parse(pattern, flags), random.Random(0)  # type: ignore[attr-defined]
    joints = ["", " ", "ក", "x", "1", "(", "។", "\n"]
    return "".join(sample(tree, dice) + dice.choice(joints) for _ in range(3_000))


def missed(sites: Scanned) -> list[str]:
    """What the pattern finds and the scan passes over: in all texts that we have, and made for it."""
    text = "\n".join([*texts(), samples(sites.pattern.pattern, sites.pattern.flags)])
    offsets = set(sites.offsets(text))
    return [m[0] for m in sites.everywhere(text) if m.start() not in offsets]


def test_every_match_of_the_library_begins_with_a_trigger() -> None:
    found = {sites.pattern.pattern[:200]: missed(sites) for sites in all_sites()}
    assert {pattern: some[:5] for pattern, some in found.items() if some} == {}


def test_a_trigger_that_was_forgotten_is_seen() -> None:
    assert missed(Triggered(re.compile(r"[a-c]x|\d+(?=z)|(?=(?:ខែ|ឆ្នាំ))"), ["a", "b"]))
    pattern = re.compile("(?=(?:ខែ|ឆ្នាំ))|a++b")
    assert missed(Triggered(pattern, ["ខែ", "a"]))
    assert missed(Triggered(pattern, ["ខែ", "ឆ្"]))
    assert not missed(Triggered(pattern, ["ខែ", "ឆ្", "a"]))


def test_a_syllable_that_was_forgotten_is_seen() -> None:
    pattern = re.compile("[ក-អ](?=៊)")
    classes = {"first": "", "modifiers": ""}
    assert not missed(OddSyllables(pattern, shifters="", **classes))
    assert missed(OddSyllables(pattern, shifters="\u17c9\u17ca", **classes))


def test_a_scan_says_which_one_it_is() -> None:
    with pytest.raises(NotImplementedError):
        list(Scanned(re.compile("a")).offsets("a"))


def test_what_is_clean_is_passed_over_by_both_twins(twin: str) -> None:
    odd = OddSyllables(
        re.compile("(?P<syllable>[ក-អ][ា-៑]+)|(?P<orphan>[ា-៑])"),
        first="", shifters="", modifiers="", strays=True, clean="(?:[ក-អ][ា-ៅ]?(?![ា-៑])| )++",
    )  # fmt: skip
    found = [(match.lastgroup, match[0]) for match in odd.finditer("កា ាខាំ គ ់")]
    assert found == [("orphan", "ា"), ("syllable", "ខាំ"), ("orphan", "់")]


def test_triggers_are_never_without_their_pattern() -> None:
    """Whoever asks for offsets alone would not be seen by the test above."""
    for path in HOME.rglob("*.py"):
        if path.name != "_scan.py":
            assert "_native_scan" not in path.read_text("utf-8"), path


def ending(words: list[str], text: str, end: int, free: int) -> str | None:
    """What ``Endings`` should say, slowly."""
    for word in sorted(words, key=len, reverse=True):
        begin = end - len(word)
        if begin < free or text[begin:end] != word:
            continue
        is_latin = re.match("[A-Za-z]", word) and re.search("[A-Za-z]", text[free:begin][-1:])
        if not is_latin:
            return word
    return None


@given(
    st.lists(st.text("ab.ខ😀", min_size=1, max_size=5), unique=True),
    st.text("ab.ខ😀", max_size=9),
)
def test_the_longest_word_that_ends_at_a_place(words: list[str], text: str) -> None:
    native, pure = Endings(words).before, _scan._Tails(words).before
    for end in range(len(text) + 2):
        for free in range(len(text) + 1):
            expected = ending(words, text, end, free) if end <= len(text) else None
            assert native(text, end, free) == expected
            assert pure(text, end, free) == expected


@pytest.mark.parametrize("text", ["abc", "កខab", "😀ab"])
def test_words_before_a_place_in_texts_of_every_width(text: str, twin: str) -> None:
    before = Endings(["ab", "b", "bc", "ខab", "😀ab"]).before
    assert before(text, len(text), 0) == {"abc": None, "កខab": "ខab", "😀ab": "😀ab"}[text]
    assert before(text, len(text), len(text) - 1) == (None if text == "abc" else "b")
    assert before(text, 0, 0) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", False),
        ("abc", False),
        ("aé", False),
        ("až", True),
        ("កa", False),
        ("𝔸", True),
        ("a😀", False),
    ],
)
def test_a_character_outside_a_class(text: str, expected: bool, twin: str) -> None:
    assert Outside("\x00-\xff\u1780-\u17ff😀").is_in(text) is expected


@given(st.text())
def test_characters_outside_are_those_that_the_class_does_not_name(text: str) -> None:
    members = "\x00-\u02ff\u1780-\u17b3\u2010-\u2030\U0001f000-\U0001faff"
    assert Outside(members).is_in(text) == (re.search(f"[^{members}]", text) is not None)


def test_a_class_of_too_many_ranges_is_refused() -> None:
    with pytest.raises(OverflowError):
        Outside("".join(chr(c) for c in range(0x100, 0x200, 2))).is_in("a")
