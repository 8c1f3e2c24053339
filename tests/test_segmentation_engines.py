from __future__ import annotations

import importlib.util
import pickle
import sys
from collections.abc import Sequence
from importlib.metadata import EntryPoint

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khmertext import (
    EngineError,
    EngineNotAvailableError,
    Segmenter,
    UnknownEngineError,
    _twins,
    clusters,
    engines,
    register_engine,
    segment,
    tag,
    words,
)
from khmertext.errors import ModelError
from khmertext.segmentation import _backend, _registry, backend
from support import check_offsets

texts = st.text(
    st.sampled_from("កខមរ្ាិុំ់\u200b \n.,១២aé\u0301😀👩🏽\u200d\ud800\0ก้"), max_size=30
) | st.text(max_size=15)


def test_engines_lists_what_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(engines()) >= {"default", "icu", "khmer-nltk"}
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        _registry, "find_spec", lambda name: None if name == "icu" else find_spec(name)
    )
    assert engines()["icu"] is False
    assert engines()["default"] is True


@pytest.mark.parametrize(
    ("engine", "missing", "line"),
    [
        ("icu", "icu", "pip install 'khmertext[icu]'"),
        ("khmer-nltk", "khmernltk", "pip install 'khmertext[khmer-nltk]'"),
        ("khmer-nltk", "pycrfsuite", "pip install 'khmertext[khmer-nltk]'"),
    ],
)
def test_engine_that_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, engine: str, missing: str, line: str
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        _registry, "find_spec", lambda name: None if name == missing else find_spec(name)
    )
    with pytest.raises(EngineNotAvailableError) as caught:
        Segmenter(engine=engine)
    assert str(caught.value) == f"the engine {engine!r} is not installed; run: {line}"
    assert isinstance(caught.value, ImportError)
    if engine == "khmer-nltk":
        with pytest.raises(EngineNotAvailableError):
            tag("ក")


def test_tag_has_one_engine() -> None:
    with pytest.raises(UnknownEngineError, match="known engines: khmer-nltk"):
        tag("ក", engine="icu")


# --- registered ones -------------------------------------------------------------------------
def test_register_engine(registered: None) -> None:
    register_engine("letters", lambda text: range(1, len(text) + 1))
    assert engines()["letters"] is True
    assert words("ab", engine="letters") == ["a", "b"]
    with pytest.raises(
        ValueError, match=r"^mode='part' is for the default engine, not for 'letters'$"
    ):
        words("ab", engine="letters", mode="part")
    assert words("", engine="letters") == []
    # inside a cluster no word ends
    assert words("ក្រុមe\u0301\r\n", engine="letters") == ["ក្រុ", "ម", "e\u0301", "\r\n"]
    assert words("👩🏽\u200d👧ក្ក", engine="letters") == ["👩🏽\u200d👧", "ក្ក"]
    register_engine("letters", lambda text: [len(text)])
    assert words("ab", engine="letters") == ["ab"]


@pytest.mark.parametrize(
    ("ends", "message"),
    [
        ([2], "the last boundary is 2, not 3"),
        ([], "the last boundary is 0, not 3"),
        ([1, 1, 3], "boundary 1 does not rise above 1"),
        ([0, 3], "boundary 0 does not rise above 0"),
        ([1, 4], "the last boundary is 4, not 3"),
    ],
)
def test_engine_is_checked(registered: None, ends: Sequence[int], message: str) -> None:
    register_engine("wrong", lambda text: ends)
    with pytest.raises(EngineError, match=message):
        words("abc", engine="wrong")


def test_register_engine_refuses(registered: None) -> None:
    for name in ("default", "icu", "khmer-nltk"):
        with pytest.raises(ValueError, match="an engine of khmertext itself"):
            register_engine(name, lambda text: [len(text)])
    with pytest.raises(TypeError, match="takes a function as boundaries"):
        register_engine("none", None)  # type: ignore[arg-type]


def test_entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = EntryPoint("from-a-package", "test_engine_module:whole", _registry.GROUP)
    monkeypatch.setattr(_registry, "_entry_points", lambda: {"from-a-package": entry})
    module = type(sys)("test_engine_module")
    module.whole = lambda text: [len(text)]  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "test_engine_module", module)
    assert engines()["from-a-package"] is True
    assert words("ទៅ ផ្ទះ", engine="from-a-package") == ["ទៅ ផ្ទះ"]


def test_added_words_with_another_engine(registered: None) -> None:
    register_engine("letters", lambda text: range(1, len(text) + 1))
    segmenter = Segmenter(engine="letters", add=["ភ្នំពេញ", "ab"])
    assert segmenter.words("នៅភ្នំពេញ") == ["នៅ", "ភ្នំពេញ"]
    assert segmenter.words("ភ្នំ\u200bពេញ ab\nab") == ["ភ្នំ\u200bពេញ", " ", "ab", "\n", "ab"]
    register_engine("letters", lambda text: [len(text)])
    assert segmenter.words("នៅភ្នំពេញថ្មី") == ["នៅ", "ភ្នំពេញ", "ថ្មី"]


# --- ICU -------------------------------------------------------------------------------------
def test_icu_counts_code_points() -> None:
    pytest.importorskip("icu")
    assert words("😀ខ្មែរ😀😀 ទៅ", engine="icu") == ["😀", "ខ្មែរ", "😀", "😀", " ", "ទៅ"]


@settings(max_examples=100)
@given(texts)
def test_icu_keeps_the_promises(text: str) -> None:
    pytest.importorskip("icu")
    check_engine_promises(text, "icu")


def check_engine_promises(text: str, engine: str) -> None:
    found = segment(text, engine=engine)
    assert "".join(found.words) == text
    assert found.words == words(text, engine=engine)
    ends, position = set(), 0
    for cluster in clusters(text):
        position += len(cluster)
        ends.add(position)
    assert set(found.boundaries) <= ends
    check_offsets(text, found)
    assert all(found.parts(i) == (found[i],) for i in range(len(found)))


# --- khmer-nltk ------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def khmer_nltk() -> object:
    """Its own function; the import is what our engine avoids."""
    pytest.importorskip("pycrfsuite")
    with pytest.MonkeyPatch.context() as patch:
        import logging
        import warnings

        patch.setattr(logging, "StreamHandler", lambda *args: logging.NullHandler())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return pytest.importorskip("khmernltk")


def test_khmer_nltk_is_the_same_where_that_loses_nothing(khmer_nltk: object, seed: str) -> None:
    import warnings

    compared = 0
    pieces = [*seed.split("\n"), *seed.split(" "), *seed.split("។"), "", " ", "abc 12,5 ។", "១២ អា"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for piece in pieces:
            theirs = khmer_nltk.word_tokenize(piece)  # type: ignore[attr-defined]
            if "".join(theirs) == piece:
                compared += 1
                # an acronym's slipped mark and the like: theirs may cut inside a cluster
                assert words(piece, engine="khmer-nltk") == theirs
    assert compared > 100


def test_khmer_nltk_tags(khmer_nltk: object) -> None:
    import warnings

    for text in ("ខ្ញុំទៅសាលារៀន", "លោក សុខ មាន ១២ នាក់។", "abc"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = khmer_nltk.pos_tag(text)  # type: ignore[attr-defined]
        assert [(token.text, token.pos) for token in tag(text)] == theirs


def test_khmer_nltk_loses_nothing_here() -> None:
    pytest.importorskip("pycrfsuite")
    text = "\n ទៅ​ផ្ទះ  ហើយ\n\nមក \u2028​"
    assert "".join(words(text, engine="khmer-nltk")) == text
    tagged = tag(text)
    assert "".join(token.text for token in tagged) == text
    assert tagged[0].pos is None
    assert tag("").words == []
    assert pickle.loads(pickle.dumps(tagged)) == tagged
    assert tagged != segment(text, engine="khmer-nltk")
    # a correction of khmer-nltk that moves a space is left out
    moved = "បូរី ស​ចនសុន"
    assert "".join(words(moved, engine="khmer-nltk")) == moved


def test_tags_go_with_whole_clusters() -> None:
    pytest.importorskip("pycrfsuite")
    for text in ("e\u0301e\u0301 ក", "👩🏽\u200d👧 ទៅ", "ក\u0301្ក"):
        tagged = tag(text)
        assert tagged.words == words(text, engine="khmer-nltk")
        assert len([token.pos for token in tagged]) == len(tagged)


@settings(max_examples=60)
@given(texts)
def test_khmer_nltk_keeps_the_promises(text: str) -> None:
    pytest.importorskip("pycrfsuite")
    check_engine_promises(text, "khmer-nltk")


def test_khmer_nltk_is_not_imported() -> None:
    pytest.importorskip("pycrfsuite")
    import subprocess

    code = (
        "import sys; from khmertext import words; words('ខ្ញុំទៅ', engine='khmer-nltk');"
        "print([m for m in ('khmernltk', 'sklearn', 'sklearn_crfsuite') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_khmer_nltk_refuses_another_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    from pathlib import Path

    from khmertext.segmentation._engines import khmer_nltk

    assert isinstance(tmp_path, Path)
    monkeypatch.setattr(khmer_nltk, "_home", lambda: str(tmp_path))
    (tmp_path / "other").write_bytes(pickle.dumps([b"abc"]))
    with pytest.raises(ModelError, match="holds no CRFsuite model"):
        khmer_nltk._crf(khmer_nltk._Model("other", 3, ""))
    (tmp_path / "other").write_bytes(pickle.dumps([b"lCRFabc"]))
    with pytest.raises(ModelError, match="is not the model of khmer-nltk"):
        khmer_nltk._crf(khmer_nltk._Model("other", 3, ""))
    (tmp_path / "utils").mkdir()
    (tmp_path / "utils" / "constants.py").write_text("SEPARATOR = 1\n")
    khmer_nltk._corrections.cache_clear()
    with pytest.raises(ModelError, match="no table"):
        khmer_nltk._corrections()
    khmer_nltk._corrections.cache_clear()


# --- which twin ------------------------------------------------------------------------------
@pytest.mark.parametrize(("value", "wanted"), [("1", "pure"), ("yes", "pure")])
def test_environment_forces_the_pure_twin(
    monkeypatch: pytest.MonkeyPatch, value: str, wanted: str
) -> None:
    monkeypatch.setenv("KHMERTEXT_PURE", value)
    _backend._native_module.cache_clear()
    assert backend() == wanted
    monkeypatch.delenv("KHMERTEXT_PURE")
    _backend._native_module.cache_clear()
    assert backend() in ("native", "pure")


def test_no_compiled_module(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(_twins, "import_module", missing)
    _backend._native_module.cache_clear()
    assert backend() == "pure"
    monkeypatch.undo()
    _backend._native_module.cache_clear()


def test_the_package_names_what_it_has() -> None:
    from khmertext import segmentation

    assert set(segmentation.__all__) <= set(dir(segmentation))
    with pytest.raises(AttributeError, match="no attribute 'tokens'"):
        segmentation.tokens  # noqa: B018
