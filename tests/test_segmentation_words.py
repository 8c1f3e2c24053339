from __future__ import annotations

import copy
import pickle
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext
from khmertext import Segmenter, clusters, normalize, segment, words
from khmertext.errors import NotTextError, UnknownEngineError, UnknownOptionError
from khmertext.segmentation import _segmenter
from khmertext.segmentation._user_words import Words
from support import DATA, check_offsets, read_tsv

KHMER = "កខគងណតនបមយរលវសហអឥឧ្ាិីុូេោៅំះ់៉៊័ៗ។៖​"
OTHER = " \n\t.,:/-0123០១២abcAB@_'«»()?!😀👩‍🇰🇭é\u0301\u200c\u2060\ud800\0ก้"
texts = st.text(st.sampled_from(KHMER + OTHER), max_size=60) | st.text(max_size=30)


@pytest.mark.parametrize("case", read_tsv("segmentation_tokens.tsv"), ids=lambda c: c["token"])
@pytest.mark.parametrize("mode", ["word", "part"])
def test_golden_tokens(twin: str, case: dict[str, str], mode: khmertext.types.Mode) -> None:
    found = [(token.text, token.kind) for token in segment(case["text"], mode=mode)]
    assert (case["token"], case["kind"]) in found


def test_seed(twin: str, seed: str) -> None:
    found = segment(seed)
    acronyms = [(t.start, t.end, t.text) for t in found if t.kind == "acronym"]
    assert acronyms == [
        (198, 206, "គ.ក.ស .ក"),
        (289, 296, "គ.ក.ស.ក"),
        (992, 999, "គ.ក.ស.ក"),
        (1033, 1040, "គ.ក.ន.ក"),
        (1308, 1315, "គ.ក.ស.ក"),
        (1847, 1854, "គ.ក.ស.ក"),
        (2686, 2693, "គ.ក.ស.ក"),
    ]
    assert [t.text for t in found if t.kind == "number"] == [
        "១", "២", "២០២៤", "៣១", "២០២៤", "១", "២", "២០២៤", "១",
    ]  # fmt: skip
    check_offsets(seed, found)


@given(texts)
def test_lossless_between_clusters_and_nested(text: str) -> None:
    outer, inner = segment(text), segment(text, mode="part")
    assert "".join(words(text)) == text
    assert words(text) == outer.words
    assert words(text, mode="part") == inner.words
    ends = set()
    position = 0
    for cluster in clusters(text):
        position += len(cluster)
        ends.add(position)
    assert set(outer.boundaries) <= set(inner.boundaries)
    # but before a colon that is typed as a sign of a syllable
    assert all(text[end] == "\u17c8" for end in set(inner.boundaries) - ends)
    check_offsets(text, outer)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("\n", ["\n"]),
        ("\r\n\r\n", ["\r\n\r\n"]),
        (" \n ", [" ", "\n", " "]),
        ("\0", ["\0"]),
        ("\ud800", ["\ud800"]),
        ("់", ["់"]),
        ("្", ["្"]),
        ("ាាា", ["ាាា"]),
        ("\u200b", ["\u200b"]),
        ("\ufeffក", ["\ufeff", "ក"]),
        ("e\u0301", ["e\u0301"]),
        ("a\u0301b c", ["a\u0301b", " ", "c"]),
    ],
)
def test_small_texts(twin: str, text: str, tokens: list[str]) -> None:
    assert words(text) == tokens


# The right-hand side is how the word is typed well.
@pytest.mark.parametrize(
    ("typed", "well"),
    [
        ("ការឣនុវត្តន៏", "ការអនុវត្តន៏"),
        ("ឃំុ", "ឃុំ"),
        ("កណ្ដាល", "កណ្តាល"),
        ("ស្រ្តី", "ស្ត្រី"),
        ("ធើ្វការ", "ធ្វើការ"),
        ("បេីក", "បើក"),
        ("សេាភា", "សោភា"),
        ("ស៊ីី", "ស៊ី"),
        ("សុី", "ស៊ី"),
    ],
)
def test_odd_encodings_are_cut_like_good_ones(twin: str, typed: str, well: str) -> None:
    for around in ("{}", "ក្រុមប្រឹក្សា{}និងស្ថាប័ន", "លោក{} ទៅផ្ទះ"):
        good, bad = words(around.format(well)), words(around.format(typed))
        assert [normalize(piece, coeng_da="ta") for piece in bad] == [
            normalize(piece, coeng_da="ta") for piece in good
        ]


def test_zwsp_is_a_boundary_but_not_inside_a_syllable(twin: str) -> None:
    assert words("ភ្នំ\u200bពេញ") == ["ភ្នំ", "\u200b", "ពេញ"]
    assert words("ភ្នំ\u200b\u200bពេញ") == ["ភ្នំ", "\u200b\u200b", "ពេញ"]
    assert words("ភ្ន\u200bំពេញ") == [w.replace("ន", "ន\u200b") for w in words("ភ្នំពេញ")]
    assert words("ភ្\u200bនំពេញ") == [w.replace("្", "្\u200b", 1) for w in words("ភ្នំពេញ")]


def test_word_joiner_forbids_a_boundary(twin: str) -> None:
    assert words("ទៅ\u2060ផ្ទះ") == ["ទៅ\u2060ផ្ទះ"]


# --- words of the user -----------------------------------------------------------------------
def test_added_words_win(twin: str) -> None:
    text = "លោកសុខសប្បាយនៅភ្នំពេញថ្មី"
    assert "សុខសប្បាយនៅ" in Segmenter(add=["សុខសប្បាយនៅ"]).words(text)
    for mode in ("word", "part"):
        segmenter = Segmenter(mode=mode, add=["ភ្នំពេញថ្មី", "ពេញថ្មីណាស់"])
        assert segmenter.words(text)[-1] == "ភ្នំពេញថ្មី"


def test_added_words_longest_then_leftmost(twin: str) -> None:
    segmenter = Segmenter(add=["កខ", "កខគ", "គឃ"])
    assert segmenter.words("កខគឃ") == ["កខគ", "ឃ"]
    assert segmenter.words("ចកខឃ")[-2:] == ["កខ", "ឃ"]


def test_added_words_are_found_in_any_encoding(twin: str) -> None:
    segmenter = Segmenter(add=["ឃំុកណ្ដាល"])
    assert segmenter.words("នៅឃុំកណ្តាល") == ["នៅ", "ឃុំកណ្តាល"]
    assert segmenter.words("នៅឃុំ\u200bកណ្តាល") == ["នៅ", "ឃុំ\u200bកណ្តាល"]


def test_added_words_of_any_shape(twin: str) -> None:
    segmenter = Segmenter(add=["Phnom Penh", "គ.ក.ស.ក ខេត្ត", "១០០%", "ទី ១"])
    assert segmenter.words("Phnom Penh") == ["Phnom Penh"]
    assert segmenter.words("ជា គ.ក.ស.ក ខេត្ត")[-1] == "គ.ក.ស.ក ខេត្ត"
    assert segmenter.words("១០០%") == ["១០០%"]
    assert segmenter.words("Phnom\nPenh") == ["Phnom", "\n", "Penh"]


def test_added_words_cut_no_cluster_number_or_latin_word(twin: str) -> None:
    segmenter = Segmenter(add=["ក", "១", "Face", "ស.ក"])
    assert segmenter.words("១២") == ["១២"]
    assert segmenter.words("Facebook") == ["Facebook"]
    assert segmenter.words("ក្រ") == ["ក្រ"]
    assert segmenter.words("គ.ក.ស.ក") == ["គ.ក.ស.ក"]


def test_removed_words_are_never_whole(twin: str) -> None:
    word = "កិច្ចប្រជុំ"
    assert word in words("នៅកិច្ចប្រជុំនេះ")
    found = Segmenter(remove=[word]).words("នៅកិច្ចប្រជុំនេះ")
    assert found[1:3] == ["កិច្ច", "ប្រជុំ"]
    parts = Segmenter(mode="part", remove=["ប្រជុំ", "ប្រ"])
    assert "ប្រជុំ" not in parts.words("នៅកិច្ចប្រជុំនេះ")
    assert "".join(parts.words("នៅកិច្ចប្រជុំនេះ")) == "នៅកិច្ចប្រជុំនេះ"
    assert Segmenter(remove=["ក"]).words("ក") == ["ក"]  # nothing to cut


@pytest.mark.filterwarnings("ignore:.*can never be found")
@given(
    texts, st.lists(st.text(st.sampled_from(KHMER + "1a. "), min_size=1, max_size=4), max_size=4)
)
def test_user_words_keep_the_promises(text: str, extra: list[str]) -> None:
    extra = [word for word in extra if word.strip("​ ")]
    for option in ("add", "remove"):
        outer = Segmenter(**{option: extra}).segment(text)  # type: ignore[arg-type]
        inner = Segmenter(mode="part", **{option: extra}).segment(text)  # type: ignore[arg-type]
        assert "".join(outer.words) == text
        assert set(outer.boundaries) <= set(inner.boundaries)


@pytest.mark.parametrize("option", ["add", "remove"])
@pytest.mark.parametrize("word", ["", " ", "\u200b", "ក\nខ", "ក\n", "\u2028", "\u17b4", " \u17b5"])
def test_user_words_that_cannot_be(option: str, word: str) -> None:
    with pytest.raises(ValueError, match=option):
        Segmenter(**{option: [word]})  # type: ignore[arg-type]


@given(
    st.text(st.sampled_from(KHMER + OTHER + "\u17b4\u17b5\u17a3\u17d3"), max_size=4),
    st.sampled_from(["add", "remove"]),
)
def test_segmenters_that_are_accepted_travel(word: str, option: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            segmenter = Segmenter(**{option: [word]})  # type: ignore[arg-type]
    except ValueError:
        return
    assert pickle.loads(pickle.dumps(segmenter)) == copy.copy(segmenter) == segmenter


def test_a_user_word_that_normalizing_removes_is_not_called_empty() -> None:
    with pytest.raises(ValueError, match="only what normalizing removes"):
        Segmenter(add=["\u17b4"])


def test_user_words_cost_the_same_however_long_they_are() -> None:
    looks = 0

    class Key(str):
        __slots__ = ()

        def __hash__(self) -> int:
            nonlocal looks
            looks += 1
            return str.__hash__(self)

    words = Words([["a"] * 1000 + ["b"], ["a"] * 3])
    keys = [Key("a")] * 4000
    looks = 0
    assert list(words.matches(keys)) == [(i, i + 3) for i in range(0, 3999, 3)]
    assert looks < 5 * len(keys)


@given(st.lists(st.text("ab", min_size=1, max_size=5), max_size=6), st.text("abc", max_size=30))
def test_the_longest_user_word_from_the_left(words: list[str], text: str) -> None:
    found, start = [], 0
    while start < len(text):
        longest = max((len(w) for w in words if text.startswith(w, start)), default=0)
        if longest:
            found.append((start, start + longest))
        start += longest or 1
    tree = Words(words)
    assert list(tree.matches(text)) == found
    assert all(word in tree for word in words)
    assert "c" not in tree
    assert ("ab" in tree) == ("ab" in words)


def test_user_words_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(
        "\ufeff# names\r\nសុខសុភា\r\n\nភ្នំពេញថ្មី\tnoun\nកោះថ្ម 12\nទឹកថ្លា 3 n\nPhnom Penh\n".encode()
    )
    segmenter = Segmenter(add=path)
    assert segmenter == Segmenter(add=["សុខសុភា", "ភ្នំពេញថ្មី", "កោះថ្ម", "ទឹកថ្លា", "Phnom Penh"])
    assert pickle.loads(pickle.dumps(segmenter)) == segmenter
    assert segmenter.words("លោកសុខសុភា") == ["លោក", "សុខសុភា"]
    assert Segmenter(remove=path) == Segmenter(remove=list(segmenter._added))
    path.write_bytes(b"\xff")
    with pytest.raises(ValueError, match="not UTF-8 at byte 0"):
        Segmenter(add=path)
    path.write_text("ខ្មែរ\n\u17b4\n", "utf-8")
    with pytest.raises(ValueError, match=r"line 2: .* only what normalizing removes"):
        Segmenter(add=path)
    with pytest.raises(FileNotFoundError):
        Segmenter(add=tmp_path / "none")


def test_user_words_that_can_never_be_found_are_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("ខ្មែរ\n់ក\n", "utf-8")
    with pytest.warns(UserWarning, match=r"words.txt, line 2: '់ក' can never be found"):
        segmenter = Segmenter(add=path)
    with pytest.warns(UserWarning, match="add=: 'ា' can never be found") as warned:
        Segmenter(add=["ា"])
    assert warned[0].filename == __file__
    assert copy.copy(segmenter) == segmenter  # and not again


# --- kinds -----------------------------------------------------------------------------------
def test_words_of_some_kinds(twin: str) -> None:
    text = "ថ្ងៃទី៣១\u200b គ.ជ.ប ABC។"
    assert words(text, kinds="word") == ["ថ្ងៃ", "ទី"]
    assert words(text, kinds=["number", "latin"]) == ["៣១", "ABC"]
    assert words(text, kinds=()) == []
    assert words(text, mode="part", kinds={"acronym"}) == ["គ.ជ.ប"]
    assert Segmenter().words(text, kinds="zwsp") == ["\u200b"]
    assert Segmenter().words_batch([text, None], kinds="word") == [["ថ្ងៃ", "ទី"], None]
    assert list(Segmenter().pipe([text], threads=2, kinds=iter(["punct"]))) == [["។"]]
    tokens = segment(text, kinds="number")
    assert tokens == segment(text).of_kinds("number")
    assert [(token.text, token.start) for token in tokens] == [("៣១", 6)]


@pytest.mark.parametrize("kinds", ["words", ["word", "verb"], [1], 3])
def test_unknown_kinds(kinds: object) -> None:
    for call in (
        lambda: words("ក", kinds=kinds),  # type: ignore[arg-type]
        lambda: segment("ក", kinds=kinds),  # type: ignore[call-overload]
        lambda: Segmenter().pipe(["ក"], kinds=kinds),  # type: ignore[arg-type]
    ):
        with pytest.raises(UnknownOptionError, match="word, space"):
            call()


def test_user_words_are_a_list_of_str() -> None:
    with pytest.raises(TypeError, match="list of words or the Path"):
        Segmenter(add="ភ្នំពេញ")
    with pytest.raises(TypeError, match=r"remove= .* not one int"):
        Segmenter(remove=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="bytes"):
        Segmenter(add=[b"x"])  # type: ignore[list-item]


# --- options and errors ----------------------------------------------------------------------
@pytest.mark.parametrize("function", [words, segment, Segmenter().words, Segmenter().segment])
@pytest.mark.parametrize("value", [b"abc", None, 12, ["ក"]])
def test_not_text(twin: str, function: Callable[[object], object], value: object) -> None:
    with pytest.raises(NotTextError, match=r"takes str, not"):
        function(value)


def test_unknown_names() -> None:
    with pytest.raises(UnknownOptionError, match="word, part"):
        words("ក", mode="syllable")  # type: ignore[arg-type]
    with pytest.raises(UnknownEngineError, match="known engines: default, icu, khmer-nltk"):
        words("ក", engine="nltk")
    with pytest.raises(UnknownEngineError):
        Segmenter(engine="nltk")
    with pytest.raises(ValueError, match="mode='part' is for the default engine, not for 'icu'"):
        segment("ក", engine="icu", mode="part")
    with pytest.raises(ValueError, match=r"^'ស្តេច' is both in add= and in remove=$"):
        Segmenter(add=["ក", "ស\u17c1\u17d2តច"], remove=["ស្តេច"])  # in another encoding
    with pytest.raises(ValueError, match="remove= is for the default engine"):
        Segmenter(engine="icu", remove=["ក"])
    with pytest.raises(ValueError, match="model= is for the default engine"):
        Segmenter(engine="icu", model="x")
    with pytest.raises(FileNotFoundError):
        Segmenter(model="no such file")


def test_another_model(twin: str, tmp_path: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    path = tmp_path / "model.bin"
    path.write_bytes((DATA / "model.bin").read_bytes())
    segmenter = Segmenter(model=path)
    assert segmenter.words("នៅភ្នំពេញ") == words("នៅភ្នំពេញ")
    assert pickle.loads(pickle.dumps(segmenter)).model == str(path)


def test_str_subclass(twin: str) -> None:
    class Text(str):
        __slots__ = ()

    assert words(Text("ទៅផ្ទះ 1")) == words("ទៅផ្ទះ 1")
    assert all(type(word) is str for word in words(Text("ទៅ")))


# --- many texts ------------------------------------------------------------------------------
def test_pipe_keeps_order_and_none(twin: str, seed: str) -> None:
    lines = [*seed.splitlines(), None, "", "abc", "😀ក"] * 3
    wanted = [None if line is None else words(line) for line in lines]
    segmenter = Segmenter()
    assert segmenter.words_batch(lines) == wanted
    assert segmenter.words_batch([]) == []
    for threads in (1, 2, 3):
        assert list(segmenter.pipe(lines, batch_size=7, threads=threads)) == wanted
        assert segmenter.words_batch(iter(lines), threads=threads) == wanted


def test_pipe_is_lazy_and_stops_early(twin: str) -> None:
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield "ទៅផ្ទះ"

    for threads in (1, 2):
        taken = 0
        rows = Segmenter().pipe(endless(), batch_size=4, threads=threads)  # type: ignore[arg-type]
        assert next(rows) == ["ទៅ", "ផ្ទះ"]
        rows.close()  # type: ignore[attr-defined]
        assert taken < 100


def test_pipe_progress(twin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    list(Segmenter().pipe(["ក"] * 5, batch_size=2, progress=seen.append))
    assert seen == [2, 4, 5]
    assert list(Segmenter().pipe(["ក"] * 5, batch_size=2, progress=True)) == [["ក"]] * 5
    monkeypatch.setitem(__import__("sys").modules, "tqdm.auto", None)
    assert list(Segmenter().pipe(["ក"], progress=True)) == [["ក"]]


def test_pipe_errors(twin: str) -> None:
    for options in ({"batch_size": 0}, {"threads": 0}):
        with pytest.raises(ValueError, match="at least 1"):
            Segmenter().pipe(["ក"], **options)
    with pytest.raises(TypeError, match=r"^pipe\(\) takes int as threads, not str$"):
        Segmenter().pipe(["ក"], threads="2")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^words_batch\(\) takes many texts, not str; put one"):
        Segmenter().words_batch("ខ្ញុំទៅ")  # it gave words of each character
    for threads in (1, 2):
        for name in ("pipe", "words_batch"):
            with pytest.raises(NotTextError, match=rf"^{name}\(\) takes str, not bytes") as error:
                list(getattr(Segmenter(), name)(["ក", None, b"x"], threads=threads))
            assert error.value.__notes__ == [f"text 2 of those given to {name}()"]

    def broken() -> Iterator[str]:
        yield words(b"x")  # type: ignore[arg-type]

    with pytest.raises(
        NotTextError, match=r"^words\(\) "
    ) as error:  # of the caller's: no text of ours
        Segmenter().words_batch(broken())
    assert not hasattr(error.value, "__notes__")


@pytest.mark.parametrize("threads", [1, 2])
def test_pipe_gives_what_comes_before_an_error(twin: str, threads: int) -> None:
    def broken(count: int) -> Iterator[str]:
        yield from ["ទៅផ្ទះ"] * count
        raise OSError("the disk is gone")

    for count, size in ((0, 4), (3, 4), (4, 4), (41, 4)):
        for texts, error in (
            (broken(count), OSError),
            (["ទៅផ្ទះ"] * count + [3, "ក"], NotTextError),
        ):
            rows = Segmenter().pipe(texts, batch_size=size, threads=threads)  # type: ignore[arg-type]
            found = [next(rows) for _ in range(count)]
            assert found == [["ទៅ", "ផ្ទះ"]] * count
            with pytest.raises(error):
                next(rows)


def test_segmenter_pickles_and_shows_itself(twin: str) -> None:
    segmenter = Segmenter(mode="part", add=["ទៅផ្ទះ"], remove=["ភ្នំពេញ"])
    again = pickle.loads(pickle.dumps(segmenter))
    for text in ("ទៅផ្ទះ", "នៅភ្នំពេញ"):
        assert again.words(text) == segmenter.words(text) == copy.copy(segmenter).words(text)
    runs = "native core" if twin == "native" else "pure-Python core, "
    assert repr(again).startswith(
        f"Segmenter(mode='part', engine='default', add=<1 words>, remove=<1 words>, <{runs}"
    )
    assert repr(Segmenter(engine="icu")) == "Segmenter(mode='word', engine='icu')"


def test_segmenters_with_equal_options_are_equal() -> None:
    assert Segmenter(add=["ទៅផ្ទះ"]) == Segmenter(add=["ទៅផ្ទះ"])
    assert hash(Segmenter()) == hash(Segmenter())
    assert Segmenter() != Segmenter(mode="part")
    assert Segmenter() != "default"


def test_batches_of_another_engine() -> None:
    pytest.importorskip("icu")
    segmenter = Segmenter(engine="icu")
    assert segmenter.words_batch(["a b", None], threads=2) == [["a", " ", "b"], None]


def test_threads_share_one_segmenter(twin: str, seed: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    segmenter = Segmenter(add=["ខេត្តកណ្តាល"])
    wanted = segmenter.words(seed)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == wanted for found in pool.map(segmenter.words, [seed] * 16))


def test_long_and_hostile_texts(twin: str) -> None:
    size = 3_000
    for unit in (
        "ក",
        "្",
        "ក្",
        "\u200b",
        "ក\u200b",
        "ក\u200c",
        "ក.",
        "1.",
        "1 ",
        "a@",
        "a.",
        "«",
        "👩‍",
        "ា\u200b",
        "ក្\u200b",
        "http://",
    ):
        text = unit * size
        assert "".join(words(text)) == text


def test_the_default_cutter_is_made_once() -> None:
    assert _segmenter.default_cutter() is _segmenter.default_cutter()
