from __future__ import annotations

import copy
import datetime
import json
import pickle
import sys
from pathlib import Path

import pytest

import khmertext
from support import check_offsets


def test_to_dict_is_json_and_loses_nothing(seed: str) -> None:
    document = khmertext.analyze(seed)
    record = json.loads(json.dumps(document.to_dict(), ensure_ascii=False))
    assert record["text"] == seed
    assert record["normalized"] == document.normalized.text
    assert "".join(token["text"] for token in record["tokens"]) == seed
    for name in ("edits", "sentences", "numbers", "dates", "spelling", "diagnostics"):
        source = document.normalized if name == "edits" else document
        assert len(record[name]) == len(getattr(source, name))


def test_relative_dates_refer_to_the_day_of_the_text() -> None:
    document = khmertext.analyze("ម្សិលមិញ", ref=datetime.date(2024, 1, 5))
    assert [mention.date for mention in document.dates] == [datetime.date(2024, 1, 4)]
    assert not khmertext.analyze("ម្សិលមិញ").dates
    with pytest.raises(TypeError, match=r"analyze\(\) takes date or None as ref"):
        khmertext.analyze("ម្សិលមិញ", ref="2024-01-05")  # type: ignore[arg-type]


def test_frames_keep_python_values(seed: str) -> None:
    pytest.importorskip("pandas", reason="needs pandas")
    document = khmertext.analyze(seed)
    frames = document.to_frames()
    assert frames["dates"]["start_date"][2] == datetime.date(2024, 7, 31)
    assert list(frames["edits"].columns) == ["start", "end", "before", "after", "rule"]
    assert "".join(frames["tokens"]["text"]) == seed
    assert {name: len(frame) for name, frame in frames.items()} == {
        "edits": 9,
        "tokens": len(document.tokens),
        "sentences": len(document.sentences),
        "acronyms": 7,
        "numbers": len(document.numbers),
        "dates": 6,
        "spelling": 10,
        "diagnostics": len(document.diagnostics),
    }


@pytest.mark.parametrize("text", ["", "abc", "\ud800\x00", "គ.ជ.ប\u200bនៅឆ្នាំ២០២៤"])
def test_any_text_can_be_analyzed(text: str) -> None:
    document = khmertext.analyze(text)
    assert "".join(token.text for token in document.tokens) == text
    assert "".join(sentence.text for sentence in document.sentences) == text
    for found in (document.acronyms, document.numbers, document.dates, document.diagnostics):
        check_offsets(text, found)


def test_options_reach_their_functions(seed: str) -> None:
    document = khmertext.analyze(seed, level="search", mode="part")
    assert document.normalized == khmertext.explain(seed, "search")
    assert document.tokens == khmertext.segment(seed, mode="part")
    with pytest.raises(khmertext.UnknownOptionError):
        khmertext.analyze(seed, level="best")
    with pytest.raises(khmertext.UnknownEngineError):
        khmertext.analyze(seed, engine="magic")
    with pytest.raises(khmertext.NotTextError, match="analyze"):
        khmertext.analyze(None)


def test_options_of_the_spelling(tmp_path: Path) -> None:
    text = "អាជ្ញធរមូលដ្ឋានសំរេចចិត្ត"
    plain = khmertext.analyze(text)
    assert plain.spelling == khmertext.check_spelling(text)
    assert [m.text for m in plain.spelling] == ["អាជ្ញធរ", "សំរេច"]
    file = tmp_path / "known.txt"
    file.write_text("អាជ្ញធរ\n", encoding="utf-8")
    for options in ({"known": ["អាជ្ញធរ"]}, {"known": file}, {"threshold": 100}):
        document = khmertext.analyze(text, **options)
        assert document.spelling == khmertext.check_spelling(text, **options)
        assert [m.text for m in document.spelling] == ["សំរេច"]
        assert document.tokens == plain.tokens
        assert document != plain
        assert pickle.loads(pickle.dumps(document)).spelling == document.spelling
    assert khmertext.analyze(text, known=[]) == plain
    for wrong in ("អាជ្ញធរ", 5, [1]):
        with pytest.raises(TypeError, match="known"):
            khmertext.analyze(text, known=wrong)
    with pytest.raises(TypeError, match=r"^analyze\(\) takes int as threshold, not str$"):
        khmertext.analyze(text, threshold="70")
    with pytest.raises(ValueError, match="threshold=101"):
        khmertext.analyze(text, threshold=101)
    for alien in ({"era": "thai"}, {"segmenter": khmertext.Segmenter()}):
        with pytest.raises(TypeError):
            khmertext.analyze(text, **alien)


def test_without_pandas_frames_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    document = khmertext.analyze("គ.ជ.ប")
    for method in (document.to_frames, document.acronyms.to_frame):
        with pytest.raises(khmertext.PackageNotAvailableError) as caught:
            method()
        assert isinstance(caught.value, ImportError)
        assert str(caught.value) == (
            f"{method.__name__}() needs pandas, which is not installed; "
            "run: pip install 'khmertext[pandas]'"
        )
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_documents_travel_and_compare(seed: str) -> None:
    document = khmertext.analyze(seed)
    assert pickle.loads(pickle.dumps(document)) == document == copy.deepcopy(document)
    assert document != khmertext.analyze(seed[1:])


def test_spelling_is_found_when_it_is_asked_for(seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    document = khmertext.analyze(seed)
    fresh = copy.copy(document)
    expected = khmertext.check_spelling(seed)
    asked: list[str] = []
    monkeypatch.setattr(
        "khmertext.spelling._check.spelling_in",
        lambda view, **options: asked.append(view.original) or expected,
    )
    assert document == fresh
    assert asked == []
    found = document.spelling
    assert found == expected
    assert asked == [seed]
    assert document.spelling is found
    assert document == fresh == pickle.loads(pickle.dumps(document)) == copy.deepcopy(document)
    assert hash(document) == hash(fresh)
    assert asked == [seed]
    assert copy.copy(document).spelling is found
    assert pickle.loads(pickle.dumps(fresh)).spelling == found
    with pytest.raises((AttributeError, TypeError)):
        document.spelling = found
