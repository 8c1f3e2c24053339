from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khmertext import segment, sentences
from khmertext.errors import NotTextError
from support import check_offsets, read_jsonl

texts = st.lists(
    st.sampled_from('កទៅ្ា។៕!?៖ៗ«»“”‹›"()\u200b\u2060\u0301 \n\r.,១a👩🏽ល')
    | st.sampled_from(["។ល។", "http://a.kh/?b", "www.a.kh!x ", "ទៅ។ ", "គ.ក.ស.ក"])
    | st.sampled_from(["៣។៥", "១។ ", "Mr. Smith. So", "៚", "🙆\u200d♀\ufe0f", "❤", "ថា “", "ដែល"]),
    max_size=40,
).map("".join)


@pytest.mark.parametrize(
    "case", read_jsonl("segmentation_sentences.jsonl"), ids=lambda c: c["provenance"]
)
def test_golden(case: dict[str, Any]) -> None:
    assert [s.text for s in sentences("".join(case["sentences"]))] == case["sentences"]


@given(texts)
def test_lossless_and_on_word_boundaries(text: str) -> None:
    found = sentences(text)
    assert "".join(sentence.text for sentence in found) == text
    assert {s.end for s in found} <= set(segment(text).boundaries)
    check_offsets(text, found)
    assert all(sentence.kind == "sentence" for sentence in found)


def test_seed(seed: str) -> None:
    found = sentences(seed)
    assert "".join(s.text for s in found) == seed
    assert len(found) == 14
    assert [s.start for s in found[:4]] == [0, 20, 42, 51]
    assert found[4].text.startswith("++++++++++++ខេត្តកណ្តាល៖ គណៈ")
    assert found[4].text.endswith("ខេត្តកណ្តាល។")
    assert found[12].text.endswith("ប្រសិទ្ធភាព៕\n\n")
    assert found[13].text == "អត្ថបទទាក់ទង"


def test_long(seed: str) -> None:
    for unit in ("«", "“»", "«»", "។", '"', "ទៅ។ «", "។ល", "\u200b", "។ ", "1។", "is. It "):
        text = unit * 20_000
        assert "".join(s.text for s in sentences(text)) == text


def test_blanks_before_a_quotation_are_looked_at_once() -> None:
    text = " " * 20_000 + "«" + "។" * 20_000 + "»"
    assert [s.text for s in sentences(text)] == [text]


def test_not_text() -> None:
    with pytest.raises(NotTextError, match=r"sentences\(\) takes str"):
        sentences(b"x")  # type: ignore[arg-type]
