"""The lattice of the proofreader: both twins give the same, and what they give is right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from khmertext._chars import fold
from khmertext.spelling import _pure_lattice as pure
from khmertext.spelling._alarms import alarms_in, lattice
from khmertext.spelling._encoding import (
    OWN_COST,
    RUN,
    decode,
    encode,
    exchanged,
    left_out,
    too_much,
)
from khmertext.spelling._lattice import make_lattice
from khmertext.spelling._spelling_data import (
    FIGURE,
    LATIN,
    OUTSIDE,
    SpellingModel,
    pack,
    spelling_model,
    unpack,
)
from khmertext.training.spelling import Lists, WordCounts, build
from support import needs_compiled

_native: Any = needs_compiled("khmertext.spelling._native")


_LETTERS = "កខគងចជដតទនបពមយរលវសហអ"


def units(*words: str) -> set[bytes]:
    return {encode(fold(word)) for word in words}


@pytest.fixture(scope="module")
def small() -> SpellingModel:
    counts = WordCounts()
    for word, count in (("សាលា", 90), ("រៀន", 200), ("ទៅ", 400), ("សិស្ស", 60), ("សាល", 2)):
        counts.parts[encode(word)] = 10 * count
    for number, word in enumerate(units(*(f"ខ{a}{b}" for a in _LETTERS for b in _LETTERS))):
        counts.parts[word] = 20 + number
        counts.pairs[encode("ទៅ"), word] = 20
    counts.parts[b"\0"] = 5000
    counts.compounds[encode("សាលារៀន")] = 300
    counts.pairs[encode("ទៅ"), encode("សាលា")] = 500
    counts.pairs[encode("សាលា"), encode("រៀន")] = 500
    lists = Lists(
        dictionary=units("សាលា", "រៀន", "សិស្ស", "មហាវិទ្យាល័យ", "សាលារៀន", "សំរាប់"),
        google=units("សាលា", "គ្រូបង្រៀន", *(f"ក{a}{b}" for a in _LETTERS for b in _LETTERS)),
        names=units("កណ្តាល"),
        legacy=units("សំរាប់"),
        modern=units("សម្រាប់"),
    )
    return build(counts, lists)


def test_units() -> None:
    assert decode(encode("ស្ត្រី")) == "ស្ត្រី"
    assert len(encode("ស្ត្រី")) == 4
    assert fold("កណ្ដាល") == "កណ្តាល"


def test_a_model_is_packed_and_read_again(small: SpellingModel) -> None:
    again = unpack(pack(small))
    assert again == small
    assert again.size == len(small.words) + 4


def test_misspellings_of_the_lists_and_legacy_forms_are_not_known(small: SpellingModel) -> None:
    known = {decode(word) for word in small.words}
    assert {"សាលារៀន", "មហាវិទ្យាល័យ", "គ្រូបង្រៀន", "កណ្តាល", "សម្រាប់"} <= known
    assert not {"សាល", "សំរាប់"} & known


def test_the_gain_of_a_correction(small: SpellingModel) -> None:
    reader = pure.Lattice(small)
    run = encode("ទៅសាល្ារៀន".replace("្", ""))
    assert reader.read(run, OUTSIDE, OUTSIDE, 0) == ([], [])
    wrong = encode("ទៅសាឡារៀន")
    found, pieces = reader.read(wrong, OUTSIDE, OUTSIDE, 0)
    best = found[0]
    right = wrong[: best.start] + small.words[best.word] + wrong[best.end :]
    assert decode(right) == "ទៅសាលារៀន"
    assert [decode(wrong[p.start : p.end]) for p in pieces] == ["ទៅ", "សាឡា", "រៀន"]
    assert pieces == reader.pieces(wrong, OUTSIDE, OUTSIDE)
    assert pieces[1].word == reader.unknown

    def cost(units: bytes) -> int:
        return pure._Reading(reader, units, len(small.words), len(small.words)).best

    # the gain is exact: what both readings cost, and the fault
    assert best.gain == cost(wrong) - cost(right) - best.cost - 64


def test_what_is_near(small: SpellingModel) -> None:
    reader = pure.Lattice(small)

    def near(typed: str) -> list[str]:
        return [decode(small.words[n.word]) for n in reader.near(encode(typed), 1000)]

    assert "សាលា" in near("សាឡា")
    assert near("សាលាា") == ["សាលា"]
    assert near("សាលារនៀ") == ["សាលារៀន"]
    assert near("ហហហហហហហ") == []
    assert near("សាលា") == []  # itself is not near


def test_what_edits_cost() -> None:
    def unit(character: str) -> int:
        return (
            encode("ក" + character)[1]
            if "\u17b6" <= character <= "\u17d3"
            else encode(character)[0]
        )

    assert exchanged(unit("ិ"), unit("ី")) < exchanged(unit("ិ"), unit("ា"))
    assert exchanged(unit("ក"), unit("គ")) < exchanged(unit("ក"), unit("ម"))
    assert left_out(unit("រ"), 0, True) < left_out(unit("រ"), 0, False)
    assert too_much(unit("រ"), unit("រ"), 0) < too_much(unit("រ"), 0, 0) < too_much(unit("ល"), 0, 0)


def test_what_else_an_exchange_costs_tell_the_sorts_of_the_units() -> None:
    """So the native lattice fills its table."""
    units = [*range(1, 95), *range(129, 181)]
    told: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for a in units:
        for b in units:
            if a != b and (a, b) not in OWN_COST:
                sorts = (a > 52) + (a > 128), (b > 52) + (b > 128)
                told.setdefault(sorts, set()).add(exchanged(a, b))
    assert len(told) == 9
    assert {len(edits) for edits in told.values()} == {1}


@pytest.fixture(scope="module")
def twins() -> tuple[Any, Any]:
    model = spelling_model()
    return pure.Lattice(model), _native.Lattice(model)


def test_twins_agree_on_the_seed(seed: str, twins: tuple[Any, Any]) -> None:
    one, other = twins
    text = fold(seed)
    for match in RUN.finditer(text):
        run = encode(match[0])
        for least in (28,):
            assert one.read(run, FIGURE, LATIN, least) == other.read(run, FIGURE, LATIN, least)
        assert one.pieces(run, OUTSIDE, OUTSIDE) == other.pieces(run, OUTSIDE, OUTSIDE)


_MARKS = ["", "ា", "ិ", "ី", "ុ", "េ", "់", "ំ", "៉", "្រ", "្ន", "ៗ", "ះ"]
_CLUSTER = st.tuples(st.sampled_from(_LETTERS), st.sampled_from(_MARKS)).map("".join)


def test_twins_number_the_words_alike(twins: tuple[Any, Any]) -> None:
    one, other = twins
    words = spelling_model().words
    for number in (*range(0, len(words), 97), len(words) - 1):
        assert one.word(number) == other.word(number) == words[number]
        assert one.number(words[number]) == other.number(words[number]) == number
    for units in (b"", words[0] * 9, b"\xff"):
        assert one.number(units) == other.number(units) == -1
    for number in (-1, len(words)):
        with pytest.raises(IndexError):
            other.word(number)


def test_a_model_without_the_costs_of_specials_is_refused(small: SpellingModel) -> None:
    with pytest.raises(ValueError, match="every special"):
        _native.Lattice(replace(small, costs=small.costs[:-1]))


@settings(max_examples=60, deadline=None)
@given(run=st.lists(_CLUSTER, min_size=1, max_size=8).map("".join), least=st.integers(-60, 100))
def test_twins_agree_on_any_run(run: str, least: int, twins: tuple[Any, Any]) -> None:
    one, other = twins
    encoded = encode(run)
    assert one.read(encoded, OUTSIDE, FIGURE, least) == other.read(encoded, OUTSIDE, FIGURE, least)
    assert one.near(encoded[:12], 220) == other.near(encoded[:12], 220)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), budget=st.integers(60, 220), most=st.sampled_from([1, 3]))
def test_twins_agree_on_what_is_near_a_word_and_its_slips(
    data: st.DataObject, budget: int, most: int, twins: tuple[Any, Any]
) -> None:
    one, other = twins
    words = spelling_model().words
    number = data.draw(st.integers(0, len(words) - 1))
    typed = bytearray(words[number])
    assert number not in [near.word for near in other.near(bytes(typed), budget, most)]
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.integers(0, len(typed) - 1))
        with_others = [typed[place : place + 2][::-1], typed[place : place + 1] * 2, typed[:1], b""]
        typed[place : place + 2] = data.draw(st.sampled_from(with_others))
        assume(typed)
    assert one.near(bytes(typed), budget, most) == other.near(bytes(typed), budget, most)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), least=st.integers(-100, 60))
def test_twins_agree_on_what_is_typed_twice(
    data: st.DataObject, least: int, twins: tuple[Any, Any]
) -> None:
    one, other = twins
    word = data.draw(st.sampled_from(["រដ្ឋាភិបាល", "មន្ត្រី", "ប្រជាជន", "តុលាការ", "ថា"]))
    cuts = [i for i, c in enumerate(word) if c.isalpha() and word[i - 1] != "្"] + [len(word)]
    first, last = sorted(data.draw(st.tuples(st.sampled_from(cuts), st.sampled_from(cuts))))
    run = encode(word[:last] + word[first:last] + word[first:])
    assert one.read(run, OUTSIDE, FIGURE, least) == other.read(run, OUTSIDE, FIGURE, least)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("រដ្ឋាភិភិបាល", "រដ្ឋាភិបាល"),
        ("ប្រប្រជាជន", "ប្រជាជន"),
        ("ប្រធានធាន", "ប្រធាន"),  # two clusters
        ("មន្ត្រីត្រី", "មន្ត្រី"),  # the second time no subscript
        ("ខេខេត្ត", "ខេត្ត"),
    ],
)
def test_clusters_that_stand_twice(typed: str, meant: str, twins: tuple[Any, Any]) -> None:
    run = encode(typed)
    for reader in twins:
        best = reader.read(run, OUTSIDE, OUTSIDE, -28)[0][0]
        words = spelling_model().words
        assert decode(run[: best.start] + words[best.word] + run[best.end :]) == meant


def test_twins_agree_on_clusters_of_many_units(twins: tuple[Any, Any]) -> None:
    one, other = twins
    run = encode("ក្រ្តាំ" * 9)
    assert one.read(run, OUTSIDE, OUTSIDE, 0) == other.read(run, OUTSIDE, OUTSIDE, 0)


_BESIDE = ["", " ", "១", "1 ", " 2", "a", "é", "។", "\n", "្", "្ឣ", "ៈ", "៛", "٣", "\U0001f600"]


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(st.one_of(_CLUSTER, st.sampled_from(_BESIDE)), max_size=14).map("".join),
    least=st.integers(-60, 60),
)
def test_twins_agree_on_the_runs_of_any_text(text: str, least: int, twins: tuple[Any, Any]) -> None:
    one, other = twins
    assert list(one.read_text(fold(text), least)) == other.read_text(fold(text), least)


def test_nothing_is_near_what_is_longer_than_a_word(twins: tuple[Any, Any]) -> None:
    for twin in twins:
        assert twin.near(encode("ក" * 300), 300) == []


def test_what_is_remembered_changes_nothing(small: SpellingModel) -> None:
    run = encode(fold("សាឡារៀម"))
    for reader in (pure.Lattice(small), _native.Lattice(small)):
        first = reader.read(run, OUTSIDE, OUTSIDE, 28)
        assert reader.read(run, OUTSIDE, OUTSIDE, 0)[0][0] == first[0][0]
        assert reader.read(run, OUTSIDE, OUTSIDE, 28) == first
        reader.near(run[:4], 100)
        assert reader.near(run[:4], 300) == type(reader)(small).near(run[:4], 300) != []


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch, small: SpellingModel) -> None:
    monkeypatch.setattr(pure, "MOST_REMEMBERED", 2)
    reader = pure.Lattice(small)
    for word in ("សាឡា", "សាលិ", "រៀម"):
        reader.near(encode(word), 300)
    assert len(reader._near) == 1


def test_pure_on_request(monkeypatch: pytest.MonkeyPatch, small: SpellingModel) -> None:
    monkeypatch.setenv("KHMERTEXT_PURE", "1")
    assert isinstance(make_lattice(small), pure.Lattice)
    monkeypatch.setenv("KHMERTEXT_PURE", "0")
    assert isinstance(make_lattice(small), _native.Lattice)
    monkeypatch.setitem(__import__("sys").modules, "khmertext.spelling._native", None)
    assert isinstance(make_lattice(small), pure.Lattice)


def test_a_long_run_and_one_of_one_letter() -> None:
    reader = lattice()
    assert reader.read(encode("ក"), OUTSIDE, OUTSIDE, 28)[0] == []
    run = encode("ក" * 3000)
    assert sum(p.end - p.start for p in reader.pieces(run, OUTSIDE, OUTSIDE)) == 3000
    assert list(alarms_in("")) == []
