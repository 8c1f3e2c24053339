"""The lexicon, and the tool that counted it."""

from __future__ import annotations

import lzma
import re
import runpy
import sys
from pathlib import Path

import pytest

from khmertext import training
from khmertext._lexicon import lexicon
from khmertext.normalization import is_normalized
from khmertext.spelling import diagnose
from khmertext.training.lexicon import (
    CountedWord,
    count_vocabulary,
    read_lines,
    words_and_parts,
    write_lexicon,
)
from support import data_rows

CORPUS = [
    "news\tសហ_គមន៍ ឣង្គការ ២០២៤ ។\n",
    "news\tសហ_គមន៍ ␣ ABC ក\n",
    "law\tសហ_គមន៍ អង្គការ ឃំុ ខ្ ា ក\n",
]


def test_words_and_parts_are_counted_in_their_normal_form() -> None:
    assert count_vocabulary(CORPUS, minimum=2) == [
        CountedWord("គមន៍", 3, 2),
        CountedWord("សហ", 3, 2),
        CountedWord("សហគមន៍", 3, 2),
        CountedWord("អង្គការ", 2, 2),
    ]


def test_what_is_no_word_is_left_out() -> None:
    words = {entry.word for entry in count_vocabulary(CORPUS, minimum=1)}
    assert words == {"គមន៍", "សហ", "សហគមន៍", "អង្គការ", "ឃុំ"}


def test_units_of_a_sentence() -> None:
    assert list(words_and_parts("ក_ខ គ")) == ["កខ", "ក", "ខ", "គ"]


def test_a_corpus_may_be_compressed(tmp_path: Path) -> None:
    plain, packed = tmp_path / "corpus.tsv", tmp_path / "corpus.tsv.xz"
    plain.write_text("".join(CORPUS), "utf-8")
    packed.write_bytes(lzma.compress(plain.read_bytes()))
    assert list(read_lines(plain)) == list(read_lines(packed)) == CORPUS
    outputs = [tmp_path / "a.tsv", tmp_path / "b.tsv"]
    for corpus, output in zip((plain, packed), outputs, strict=True):
        assert write_lexicon(corpus, output, minimum=3) == 3
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert outputs[0].read_text("utf-8").endswith("សហគមន៍\t3\t2\n")


def test_it_runs_as_a_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, output = tmp_path / "corpus.tsv", tmp_path / "lexicon.tsv"
    corpus.write_text("".join(CORPUS), "utf-8")
    monkeypatch.setattr(sys, "argv", ["lexicon", str(corpus), str(output)])
    runpy.run_path(training.lexicon.__file__, run_name="__main__")
    assert capsys.readouterr().out == "3 words\n"
    assert len(output.read_text("utf-8").splitlines()) == 8


def test_the_shipped_lexicon_is_sound() -> None:
    rows = data_rows("lexicon.tsv")
    assert list(rows[0]) == ["word", "count", "domains"]
    assert len(rows) == len(lexicon()) > 10_000
    for row in rows:
        word = row["word"]
        assert int(row["count"]) >= 3
        assert 1 <= int(row["domains"]) <= 10
        assert re.fullmatch("[\u1780-\u17d3\u200c\u17dd]{2,}", word)
    everything = "\n".join(lexicon())
    assert is_normalized(everything)
    assert {d.code for d in diagnose(everything)} <= {"ahsda", "shifter-series", "rare-sign"}


def test_the_lexicon_cannot_be_changed() -> None:
    assert not hasattr(lexicon(), "__setitem__")
    assert lexicon() is lexicon()
