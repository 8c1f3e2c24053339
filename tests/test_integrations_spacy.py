"""spaCy's language km: nothing lost, serialized, in several processes."""

from __future__ import annotations

import pickle
from importlib.metadata import entry_points

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khmertext

spacy = pytest.importorskip("spacy")

from khmertext.integrations.spacy import Khmer, KhmerTokenizer  # noqa: E402

BLANK = spacy.blank("km")


def texts(doc):
    return [token.text for token in doc]


def test_found_by_entry_point():
    (entry,) = entry_points(group="spacy_languages", name="km")
    assert entry.load() is Khmer
    assert type(BLANK) is Khmer
    assert BLANK.lang == "km"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_is_kept(text):
    doc = BLANK(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize(
    "text", ["", " ", "  ", "\u200b", "ក  ខ", " ក", "ក \n", "ក\u200b ខ", "a\0b"]
)
def test_white_space_is_kept(text):
    assert BLANK(text).text == text


def test_tokens_are_words(seed):
    words = [word for word in khmertext.words(seed) if word != " "]
    assert [text for text in texts(BLANK(seed)) if text != " "] == words


def test_a_space_belongs_to_the_token_before():
    doc = BLANK("ខ្ញុំ ទៅ")
    assert texts(doc) == ["ខ្ញុំ", "ទៅ"]
    assert doc[0].whitespace_ == " "


def test_lexical_attributes():
    doc = BLANK("២០២៤ ដប់ 1/2 សាលា\u200b\u200bទៅ")
    by_text = {token.text: token for token in doc}
    assert by_text["២០២៤"].like_num
    assert by_text["ដប់"].like_num
    assert not by_text["សាលា"].like_num
    assert [token.text.strip("\u200b") for token in doc if token.is_space] == [""]
    assert not by_text["ទៅ"].is_space
    assert BLANK("1/2")[0].like_num


def test_norm_is_the_normalized_word():
    misordered = "ស\u17c1\u17d2តច"
    doc = BLANK(misordered)
    assert texts(doc) == [misordered]
    assert doc[0].norm_ == khmertext.normalize(misordered)
    assert BLANK("\u200b")[0].norm_ == "\u200b"


def test_options_in_the_config(tmp_path):
    tokenizer = {"mode": "part", "add": ["កខគឃង"]}
    nlp = spacy.blank("km", config={"nlp": {"tokenizer": tokenizer}})
    text = "កខគឃងគណៈកម្មាធិការ"
    expected = khmertext.Segmenter(mode="part", add=["កខគឃង"]).words(text)
    assert texts(nlp(text)) == expected
    assert texts(spacy.blank("km").from_bytes(nlp.to_bytes())(text)) == expected
    nlp.to_disk(tmp_path / "model")
    assert texts(spacy.load(tmp_path / "model")(text)) == expected


def test_tokenizer_serialization(tmp_path):
    tokenizer = KhmerTokenizer(BLANK.vocab, mode="part", add=["កខគឃង"], remove=["គណៈកម្មាធិការ"])
    for copy in (
        KhmerTokenizer(BLANK.vocab).from_bytes(tokenizer.to_bytes()),
        pickle.loads(pickle.dumps(tokenizer)),
    ):
        assert copy.options == tokenizer.options
    tokenizer.to_disk(tmp_path / "tokenizer")
    assert (
        KhmerTokenizer(BLANK.vocab).from_disk(tmp_path / "tokenizer").options == tokenizer.options
    )


def test_docs_serialize(seed):
    doc = BLANK(seed)
    copy = spacy.tokens.Doc(BLANK.vocab).from_bytes(doc.to_bytes())
    assert copy.text == seed
    assert texts(copy) == texts(doc)


def test_several_processes(seed):
    lines = seed.splitlines()
    nlp = spacy.blank("km")
    nlp.add_pipe("khmer_sentences")
    docs = list(nlp.pipe(lines, n_process=2, batch_size=2))
    assert [doc.text for doc in docs] == lines
    assert [texts(doc) for doc in docs] == [texts(nlp(line)) for line in lines]


def test_tokenizer_pipe():
    docs = BLANK.tokenizer.pipe(iter(["ខ្ញុំទៅ", ""]))
    assert [doc.text for doc in docs] == ["ខ្ញុំទៅ", ""]


def test_sentences(seed):
    nlp = spacy.blank("km")
    nlp.add_pipe("khmer_sentences")
    sentences = [s.text.strip() for s in khmertext.sentences(seed)]
    assert [s.text.strip() for s in nlp(seed).sents] == [s for s in sentences if s]


def test_a_sentence_starts_at_the_next_token():
    nlp = spacy.blank("km", config={"nlp": {"tokenizer": {"add": ["ទៅ។គាត់"]}}})
    nlp.add_pipe("khmer_sentences")
    doc = nlp("ខ្ញុំទៅ។គាត់ដើរ")
    assert texts(doc) == ["ខ្ញុំ", "ទៅ។គាត់", "ដើរ"]
    assert [token.is_sent_start for token in doc] == [True, False, True]


def test_mentions(seed):
    nlp = spacy.blank("km")
    nlp.add_pipe("khmer_mentions")
    doc = nlp(seed)
    acronyms = [span for span in doc.spans["khmer"] if span.label_ == "ACRONYM"]
    assert [span.id_ for span in acronyms] == [m.canonical for m in khmertext.find_acronyms(seed)]
    assert [span.text for span in acronyms] == [m.text for m in khmertext.find_acronyms(seed)]
    assert "2024-07-31" in {span.id_ for span in doc.spans["khmer"] if span.label_ == "DATE"}


def test_mentions_of_no_text():
    nlp = spacy.blank("km")
    nlp.add_pipe("khmer_mentions")
    assert len(nlp("").spans["khmer"]) == 0
