"""The corpus reader, the trainer and the evaluation, on text written for these tests."""

from __future__ import annotations

import gzip
import json
import lzma
import struct
from decimal import Decimal
from functools import partial

import pytest

from khmertext.errors import KhmerTextError
from khmertext.segmentation._model import KHMER, Model
from khmertext.segmentation._pure_scorer import Scorer, syllable_values
from khmertext.training import CorpusError, evaluate, parse_corpus, read_corpus
from khmertext.training.corpus import SPACE_MARK, Sentence
from khmertext.training.evaluation import ALL, Counts, count_boundaries, count_words
from support import needs_trainer

# Written for this test: what it teaches is that ទឹកកក is one word of two parts, ទឹក and កក.
LINES = [
    "home\tខ្ញុំ ញ៉ាំ ទឹក_កក",
    "home\tគាត់ ញ៉ាំ ទឹក",
    "home\tទឹក ត្រជាក់ ណាស់",
    "shop\tខ្ញុំ ទិញ ទឹក_កក ២ ដុំ",
    f"shop\tគាត់ {SPACE_MARK} ខ្ញុំ {SPACE_MARK} ទៅ ផ្សារ",
    "shop\tផ្សារ លក់ ទឹក_កក ។",
] * 20


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    path = tmp_path_factory.mktemp("corpus") / "corpus.tsv"
    path.write_text("\n".join(LINES) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def words(corpus):
    path = corpus.with_name("words.txt")
    path.write_text("# two of them are new\nទឹក\nភោជនីយដ្ឋាន\tnoun\nទឹកផ្សារ\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def trained(corpus, words):
    needs_trainer()
    from khmertext.training import trainer

    path = corpus.with_name("model.bin")
    lines = []
    provenance = trainer.train(
        corpus,
        path,
        dictionary=words,
        names=False,
        name="own sentences",
        licence="CC0",
        progress=lines.append,
    )
    assert sum(line.startswith("pass 6 of 6") for line in lines) == 2
    assert "2 words of the dictionary are not in the corpus" in lines
    return path, provenance


# --- the corpus ------------------------------------------------------------------------------
def test_sentence():
    (sentence,) = parse_corpus([LINES[4] + "\r\n"])
    assert sentence == Sentence(
        "shop", "គាត់ ខ្ញុំ ទៅផ្សារ", (4, 5, 10, 11, 13, 18), (4, 5, 10, 11, 13, 18)
    )
    (sentence,) = parse_corpus([LINES[0]])
    assert sentence.text == "ខ្ញុំញ៉ាំទឹកកក"
    assert sentence.words == (5, 9, 14)
    assert sentence.parts == (5, 9, 12, 14)


def test_spare_separators_make_no_empty_pieces():
    (sentence,) = parse_corpus(["d\t ក  _ខ_ គ "])
    assert sentence.text == "កខគ"
    assert (sentence.parts, sentence.words) == ((1, 2, 3), (1, 2, 3))


def test_packed_files_read_alike(corpus):
    plain = read_corpus(corpus)
    assert len(plain) == len(LINES)
    for suffix, pack in ((".xz", lzma.compress), (".gz", gzip.compress)):
        packed = corpus.with_suffix(suffix)
        packed.write_bytes(pack(corpus.read_bytes()))
        assert read_corpus(str(packed)) == plain


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"home\t\xe1\x9e\x80\nno tab\n", "line 2: expected DOMAIN<TAB>sentence"),
        (b"\xe1\x9e\x80\n", "line 1: expected DOMAIN<TAB>sentence"),
        (b"\ta\n", "line 1: expected DOMAIN<TAB>sentence"),
        (b"\n\nd\ta\tb\n", "line 3: a second tab"),
        (b"d\t _ \n", "line 1: the sentence is empty"),
        (b"d\ta\xff\n", "not UTF-8 at byte 3"),
        (b"", "the corpus is empty"),
        (b"\n\n", "the corpus is empty"),
    ],
)
def test_bad_corpora_are_named(tmp_path, content, message):
    path = tmp_path / "bad.tsv"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"bad\.tsv") as caught:
        read_corpus(path)
    assert message in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, KhmerTextError)


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".xz", b"no archive"),
        (".gz", b"no archive"),
        (".xz", lzma.compress(b"d\ta\n")[:-9]),
        (".gz", gzip.compress(b"d\ta\n", mtime=0)[:-9]),
        (".gz", gzip.compress(b"d\ta\n", mtime=0)[:10] + b"\xff" * 20),
    ],
)
def test_damaged_archives(tmp_path, suffix, content):
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match="cannot decompress"):
        read_corpus(path)


def test_the_held_out_share_does_not_depend_on_spaces():
    sentences = [Sentence("d", f"{i}", (len(f"{i}"),), (len(f"{i}"),)) for i in range(4000)]
    held = [sentence.is_held_out for sentence in sentences]
    assert 150 < sum(held) < 250
    spaced = [s._replace(text=" ".join(s.text) + "\n", domain="e") for s in sentences]
    assert [sentence.is_held_out for sentence in spaced] == held
    assert isinstance(Sentence("d", "\ud800", (1,), (1,)).is_held_out, bool)


# --- training --------------------------------------------------------------------------------
def test_the_same_corpus_makes_the_same_bytes(corpus, words, trained, tmp_path):
    from khmertext.training.trainer import train

    again = tmp_path / "again.bin"
    assert (
        train(corpus, again, dictionary=words, names=False, name="own sentences", licence="CC0")
        == trained[1]
    )
    assert again.read_bytes() == trained[0].read_bytes()


def test_the_model_knows_what_it_was_taught(corpus, trained):
    found = evaluate(corpus, model=trained[0])
    for mode in ("part", "word"):
        assert found.score(mode).words.f1 == 1
        assert found.score(mode).sentences == len(LINES)


def test_provenance(trained):
    path, provenance = trained
    assert Model(path.read_bytes()).provenance == json.loads(json.dumps(provenance))
    assert provenance["licence"] == "CC0"
    assert provenance["sentences"] == {"home": 60, "shop": 60}
    assert len(provenance["corpus_sha256"]) == 64
    assert provenance["settings"]["seed"] == 1


def test_domains_can_be_left_out(corpus, words, trained, tmp_path):
    from khmertext.training.trainer import Settings, train

    path = tmp_path / "home.bin"
    settings = Settings(seed=2, passes=2, rounded_passes=1)
    provenance = train(
        corpus, path, settings=settings, dictionary=words, names=False, without_domains=["shop"]
    )
    assert provenance["sentences"] == {"home": 60}
    assert provenance["corpus"] == "corpus.tsv"
    assert provenance["without_domains"] == ["shop"]
    with pytest.raises(CorpusError, match="no sentence is left"):
        train(corpus, path, dictionary=words, names=False, without_domains=["home", "shop"])


def test_both_hash_alike(trained):
    """The arrays of the trainer and the scorer of the library agree on every n-gram."""
    np = pytest.importorskip("numpy")
    from khmertext.training import _features

    data = _features.examples(list(parse_corpus(LINES[:6])))
    model = Model(trained[0].read_bytes())
    assert _features.character_values() == (model.units, model.coeng_units)
    for text in ("ស្ត្រី", "ញ៉ាំ", "ក្"):
        assert Scorer(model).values(KHMER, text) == syllable_values(
            text, model.units, model.coeng_units
        )
    scorer = Scorer(model)
    hashes = _features.item_hashes(data)
    first, values = _features.part_values(data, data.parts)
    joins = _features.join_hashes(values)
    for begin, end in zip(data.first, data.end, strict=True):
        items = [
            (int(data.whole[i]), int(data.base[i]), int(data.rest[i])) for i in range(begin, end)
        ]
        wanted = _sums(model, hashes, begin, end)
        assert scorer.item_scores(items) == wanted
        numbers = np.flatnonzero((first >= begin) & (first < end))
        parts = [int(values[j]) for j in numbers]
        lanes = [
            sum(_weights(model, "join", int(h))[0] for h in joins[j])
            + sum(_weights(model, "join", int(h))[1] for h in joins[j - 1])
            + (
                sum(
                    u * v
                    for u, v in zip(
                        _left(model, joins[j - 1]), _right(model, joins[j]), strict=True
                    )
                )
                >> 5
            )
            for j in numbers
        ]
        assert scorer.join_scores(parts, [True] * len(parts)) == lanes


def _sums(model, hashes, begin, end):
    """The sums of a sentence, weight by weight."""

    def weight(row, number):
        return _weights(model, "item", int(row))[number]

    parts = [
        sum(weight(row, b - i + 1) for i in range(b - 2, b + 2) for row in hashes[i])
        + model.bias_part
        for b in range(begin, end)
    ]
    words = [
        sum(weight(row, 4 + b - i) for i in range(b - 1, b + 1) for row in hashes[i])
        + model.bias_word
        for b in range(begin, end)
    ]
    return parts, words


def _left(model, hashes):
    return _weights(model, "vector", int(hashes[0]))[:16]


def _right(model, hashes):
    return _weights(model, "vector", int(hashes[0]))[16:]


def _weights(model, table, value):
    """The weights of the row of a hash, as ``_model`` describes them; zeros if it has none."""
    from khmertext.segmentation import _model

    if table == "item":
        size, bits, slots = _model.ITEM_ROW, _model.ITEM_BUCKET_BITS, model.item_slots
        displacements, rows = model.item_displacements, model.item_rows
    elif table == "vector":
        size, bits, slots = _model.VECTOR_KEY, _model.VECTOR_BUCKET_BITS, model.vector_slots
        displacements, rows = model.vector_displacements, model.vector_keys
    else:
        size, bits, slots = _model.JOIN_ROW, _model.JOIN_BUCKET_BITS, model.join_slots
        displacements, rows = model.join_displacements, model.join_rows
    (displacement,) = struct.unpack_from("<H", displacements, value >> (32 - bits) << 1)
    place = ((value ^ displacement) * _model.PROBE & 0xFFFFFFFF) * slots >> 32
    key, *weights = struct.unpack_from(f"<H{size - 2}b", rows, place * size)
    if table == "vector":
        weights = list(model.vectors.cast("b")[32 * place : 32 * place + 32])
    return weights if key == value & 0xFFFF else [0] * len(weights)


def test_every_hash_gets_a_slot_of_its_own():
    np = pytest.importorskip("numpy")
    pytest.importorskip("khmertext.training.trainer")
    from khmertext.segmentation._model import PROBE
    from khmertext.training.trainer import _place

    for count, bits in ((1, 4), (300, 4), (5000, 10)):
        hashes = np.unique(np.random.default_rng(count).integers(0, 1 << 32, count, np.uint32))
        slots, places, displacements = _place(hashes, bits)
        assert len(set(places.tolist())) == len(hashes)
        for value, place in zip(hashes.tolist(), places.tolist(), strict=True):
            displaced = value ^ int(displacements[value >> (32 - bits)])
            assert (displaced * PROBE & 0xFFFFFFFF) * slots >> 32 == place


# --- the dictionary --------------------------------------------------------------------------
def test_the_dictionary_that_comes_with_khmertext():
    from khmertext.training.dictionary import read_dictionary, read_more_words

    words, more = read_dictionary(), read_more_words()
    assert len(words) > 50_000
    assert words == sorted(set(words))
    assert "នរាធិបតិ" in words
    assert len(more) > 30_000
    assert more == sorted(set(more) - set(words))
    assert "យេម៉ែន" in more


def test_a_dictionary_is_made_of_a_word_list(tmp_path):
    from khmertext.training.dictionary import LONGEST_WORD, read_dictionary, write_dictionaries

    source, output = tmp_path / "words.txt", tmp_path / "dictionary.txt"
    lines = [
        "# words",
        "",
        "ឃំុ\t255",
        "ទឹក",
        "ក" * LONGEST_WORD,
        "ក" * (LONGEST_WORD + 1),
        "ទឹក",
        "abc",
        "ា",
        "ក ខ",
    ]
    source.write_text("\ufeff" + "\n".join(lines) + "\n", "utf-8")
    lexicon = tmp_path / "lexicon.tsv"
    lexicon.write_text("# spellings\nទឹក\tt ɨ k\nយេម៉ែន\tj ee . m ae n\n", "utf-8")
    assert write_dictionaries(source, lexicon, tmp_path) == (3, 1)
    assert read_dictionary(tmp_path / "more_words.txt") == ["យេម៉ែន"]
    assert read_dictionary(output) == sorted(["ឃុំ", "ទឹក", "ក" * LONGEST_WORD])
    with pytest.raises(CorpusError, match="not a Khmer word: 'abc'"):
        read_dictionary(source)
    with pytest.raises(FileNotFoundError):
        read_dictionary(tmp_path / "none.txt")


def test_words_of_the_dictionary_are_cut_but_teach_nothing_about_words(trained):
    from khmertext.training.dictionary import cut_by, whole_word

    model = Model(trained[0].read_bytes())
    (found,) = cut_by(model, ["ទឹកផ្សារ"])
    assert found.domain == ""
    assert found.parts == (3, 8)
    assert found.words == (8,)
    (uncut,) = cut_by(model, ["ទឹកផ្សារ"], caution=1000)
    assert uncut.parts == (8,)
    assert whole_word("ទឹកផ្សារ").parts == (8,)


def test_words_of_the_dictionary_stand_where_words_of_the_corpus_do():
    from khmertext.training.dictionary import in_sentences, whole_word

    words = [whole_word("ភោជនីយដ្ឋាន"), Sentence("", "ទឹកផ្សារ", (3, 8), (8,))]
    for word, found in zip(words, in_sentences(words, parse_corpus(LINES)), strict=True):
        first, last, end = found.words
        assert found.domain == ""
        assert found.text[first:last] == word.text
        assert end == len(found.text)
        assert {first, *(first + part for part in word.parts), end} <= {*found.parts}
        assert found.text[:first] in ("ខ្ញុំ", "គាត់", "ទឹក", "ផ្សារ")
        assert found.text[last:] in ("ទឹកកក", "ទឹក", "ណាស់", "ផ្សារ")
    alone = parse_corpus(["d\tផ្សារ", "d\tគាត់ ទៅ", "d\t២ ដុំ ទឹក", f"d\tខ្ញុំ ទៅ {SPACE_MARK}"])
    assert in_sentences(words, alone) == words


def test_without_a_dictionary(corpus, tmp_path):
    needs_trainer()
    from khmertext.training.trainer import train

    empty = tmp_path / "words.txt"
    empty.write_text("", "utf-8")
    train(corpus, tmp_path / "model.bin", dictionary=empty, names=False)
    assert evaluate(corpus, model=tmp_path / "model.bin").score("word").words.f1 == 1


def test_the_review_is_learnt_from_domains_left_out():
    needs_trainer()
    from khmertext.training.review import _constant, fit_review

    # what is added makes the mean of the probabilities that of the boundaries, but for the prior
    constant = _constant([(0.0, True), (0.0, True), (0.0, False)] * 100)
    assert constant == pytest.approx(0.69, abs=0.02)
    assert _constant([]) == 0
    sentences = list(
        parse_corpus([*LINES, *(f"new\tខ្ញុំ លក់ ផ្ទះ_ល្វែង {SPACE_MARK} ក", "new\tផ្ទះ ទឹក") * 5])
    )
    found = fit_review(sentences, ["ផ្ទះល្វែង"], ["new"])
    assert len(found) == 27
    assert any(found)


# --- evaluation ------------------------------------------------------------------------------
def test_counts_by_hand():
    # gold: ab|c d|e   found: a|b|c d|e  (a space of its own is no word)
    text, gold, found = "abc de", [2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]
    assert count_words(text, gold, found) == Counts(gold=4, found=5, right=3)
    assert count_boundaries(text, gold, found) == Counts(gold=4, found=5, right=4)


def test_scores_by_hand():
    counts = Counts(gold=4, found=5, right=3)
    assert counts.precision == Decimal("0.6000")
    assert counts.recall == Decimal("0.7500")
    assert counts.f1 == Decimal("0.6667")
    assert Counts().f1 == Counts().precision == Counts().recall == 1
    assert counts + counts == Counts(8, 10, 6)
    assert counts.to_dict()["f1"] == "0.6667"


def test_evaluating_a_registered_engine(monkeypatch):
    from khmertext.segmentation import _registry

    def halves(text):
        return [*range(2, len(text), 2), len(text)] if text else []

    monkeypatch.setitem(_registry._registered, "halves", halves)
    gold = list(parse_corpus(["a\tកខ គឃ_ងច", "b\tក ខគ"]))
    found = evaluate(gold, engine="halves")
    assert found.score("part", "a").words.f1 == 1
    assert found.score("word", "a").words == Counts(gold=2, found=3, right=1)
    assert found.score("word", "b").words == Counts(gold=2, found=2, right=0)
    assert found.score("word", ALL).boundaries == Counts(gold=2, found=3, right=1)
    assert found.characters == 9
    assert "engine halves: 9 characters" in str(found)
    assert len(str(found).splitlines()) == 2 + 2 * 3
    assert json.loads(json.dumps(found.to_dict()))["scores"][0]["domain"] == "a"
    with pytest.raises(KeyError):
        found.score("part", "c")
    assert [
        s.domain for s in evaluate(gold, engine="halves", domains=["b"], modes=["part"]).scores
    ] == ["b", ALL]
    with pytest.raises(CorpusError, match="no sentence"):
        evaluate(gold, engine="halves", domains=["c"])


def test_numbers_kept_whole_cost_nothing_when_asked():
    gold = list(parse_corpus(["a\tមាន ៤ , ៥"]))
    assert evaluate(gold).score("part").words.right == 1
    assert evaluate(gold, keep_whole=True).score("part").words == Counts(2, 2, 2)


def test_held_out_sentences_only(corpus):
    gold = read_corpus(corpus)
    held = [sentence for sentence in gold if sentence.is_held_out]
    if held:
        assert evaluate(corpus, held_out=True).score("part").sentences == len(held)
    else:
        with pytest.raises(CorpusError):
            evaluate(corpus, held_out=True)


def test_held_out_measurement(tmp_path, monkeypatch):
    needs_trainer()
    from khmertext.training import held_out

    numbers = ["មួយ", "ពីរ", "បី", "បួន", "ប្រាំ"]
    lines = [
        f"{domain}\tខ្ញុំ មាន {a} {b} {c}\n"
        for domain in ("home", "shop")
        for a in numbers
        for b in numbers
        for c in numbers
    ]
    corpus = tmp_path / "corpus.tsv"
    corpus.write_text("".join(lines), "utf-8")
    monkeypatch.setattr(held_out, "engines", lambda: {"default": True, "icu": False})
    # the names that come with khmertext are 17,000 sentences, each time
    monkeypatch.setattr(held_out, "train", partial(held_out.train, names=False))
    (tmp_path / "words.txt").write_text("", "utf-8")
    found = dict(
        held_out.measure(corpus, tmp_path, new_domains=["shop"], dictionary=tmp_path / "words.txt")
    )
    assert list(found) == [
        f"{which} domains{whole}" for which in ("same", "new") for whole in ("", ", numbers whole")
    ]
    assert found["new domains"].score("word").sentences == 125
    each = dict(held_out.measure_each(corpus, tmp_path, dictionary=tmp_path / "words.txt"))
    assert {domain: found.score("part").sentences for domain, found in each.items()} == {
        "home": 125,
        "shop": 125,
    }
    assert {score.domain for score in found["new domains"].scores} == {"shop", ALL}
    assert 0 < found["same domains"].score("word").sentences < 50
    assert found["same domains"].score("part").words.f1 > Decimal("0.9")
    same = Model((tmp_path / "same-domains.bin").read_bytes()).provenance
    assert same["without_held_out"]
    assert not same["without_domains"]


def test_without_numpy_or_the_compiled_part(monkeypatch, corpus, tmp_path):
    import sys

    from khmertext.training.corpus import TrainerNotAvailableError
    from khmertext.training.trainer import train

    monkeypatch.setitem(sys.modules, "khmertext.training._sgd", None)
    with pytest.raises(TrainerNotAvailableError, match="compiled"):
        train(corpus, tmp_path / "none.bin")
    monkeypatch.delitem(sys.modules, "khmertext.training.trainer")
    monkeypatch.setitem(sys.modules, "numpy", None)
    with pytest.raises(ImportError, match=r"khmertext\[train\]"):
        import khmertext.training.trainer  # noqa: F401


def test_names_of_the_package():
    import khmertext.training as package

    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="nothing"):
        _ = package.nothing


def test_line_breaks_and_hidden_characters_end_a_sequence():
    pytest.importorskip("numpy")
    from khmertext.training import _features

    (sentence,) = parse_corpus(["d\tក \u200b ខ"])
    data = _features.examples([sentence, Sentence("d", "ក\nខ", (1, 2, 3), (1, 2, 3))])
    assert data.end[0] - data.first[0] == data.end[1] - data.first[1] == 2
    assert not data.asked.any()


def test_a_spelling_with_fewer_items_is_read_like_the_modern_one():
    pytest.importorskip("numpy")
    from khmertext.training import _features

    data = _features.examples(parse_corpus(["d\tគេដាំ ច្បាអំពៅ", "d\tគេដាំ ច្បារអំពៅ"]))
    assert data.end[0] - data.first[0] == data.end[1] - data.first[1]


def test_a_decided_word_that_ends_inside_a_part_is_not_cut():
    from khmertext.training.names import with_decided_words

    sentences = list(parse_corpus(["d\tគេ វា គ្មិនា", "d\tគេ វា គ្មិន"]))
    longer, decided = with_decided_words(sentences)
    assert longer == sentences[0]
    assert decided.words == (2, 9)


def test_respellings_are_made_of_listed_spellings(tmp_path):
    from khmertext.segmentation._respellings import shipped_respellings
    from khmertext.training.respellings import write_respellings

    corpus, output = tmp_path / "corpus.tsv", tmp_path / "respellings.tsv"
    corpus.write_text("news\tគេ សំរេច បាន\nnews\tសមិទ្ធិ_ផល ថ្មី\n", "utf-8")
    rows = write_respellings(corpus, output)
    written = [tuple(line.split("\t")) for line in output.read_text("utf-8").splitlines()[5:]]
    assert len(written) == rows
    assert ("សំរេច", "សម្រេច") in written
    assert {tuple(pair) for pair in shipped_respellings()} <= set(written)
    # half of one part and half of the next; inside a cluster it is no spelling
    corpus.write_text("news\tគេសំ រេចបាន\nnews\tគេសំរេចៅ\n", "utf-8")
    assert write_respellings(corpus, output) == rows - 1
