"""How the proofreader's data are made: counts of a corpus, word lists, judged alarms."""

from __future__ import annotations

from pathlib import Path

import pytest

from khmertext.spelling._alarms import ALARM_FEATURES
from khmertext.spelling._encoding import decode, encode
from khmertext.spelling._spelling_data import GOOGLE, SpellingModel, spelling_model, unpack
from khmertext.spelling._weights import alarm_score
from khmertext.training import spelling_slips
from khmertext.training.corpus import CorpusError
from khmertext.training.spelling import (
    RATIOS,
    WHOLE,
    Lists,
    WordCounts,
    count_corpus,
    misspelt,
    read_lists,
    write,
)
from khmertext.training.spelling_slips import (
    ends_and_beginnings,
    find_slips,
    may_be_two,
    occurrences,
    slips_of,
    usual_spellings,
    usual_words,
)
from support import data_rows

JUDGED = Path(__file__).parent / "cases" / "spelling_judged.tsv"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.tsv"
    lines = ["news\tសាលា_រៀន ធំ ២០១៩ ABC ៗ"] * 3 + ["travel\tទៅ សាលា"] * 2
    lines += ["news\t( « ធំ_ទៅ", "news\tឃ្លឹបឃ្លុំ ទៅ"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_corpus_is_counted_in_tenths(corpus: Path) -> None:
    counts = count_corpus(corpus)
    assert counts.parts[encode("សាលា")] == 3 * 10 + 2 * 3
    assert counts.compounds[encode("សាលារៀន")] == 30
    assert counts.pairs[encode("សាលា"), encode("រៀន")] == 30
    assert (b"\0", b"\0") not in counts.pairs  # what is no word behind what is none says nothing


def test_the_whole_way(corpus: Path, tmp_path: Path) -> None:
    google, places = tmp_path / "google.tsv", tmp_path / "places.tsv"
    google.write_text("# a comment\nសាកលវិទ្យាល័យ\ts aa\nabc\tx\n", encoding="utf-8")
    places.write_text("level\tcode\tkhmer\tenglish\nx\t1\tកំពត\tKampot\n", encoding="utf-8")
    lists = read_lists(google, places)
    assert encode("កំពត") in lists.names
    assert encode("សំរេច") in lists.legacy
    assert encode("សម្រេច") in lists.modern
    output = tmp_path / "spelling.bin"
    count = write(corpus, google, places, output)
    model = unpack(output.read_bytes())
    assert count == len(model.words)
    known = set(map(decode, model.words))
    assert {"សាលារៀន", "សាកលវិទ្យាល័យ", "កំពត", "ភស្តុតាង"} <= known
    assert not {"សំរេច", "ដុល្លា", "ស្និតស្នាល", "ធំទៅ", "ឃ្លឹបឃ្លុំ"} & known


def test_only_a_form_beside_a_far_more_usual_word_is_misspelt() -> None:
    usual, form = "កេសា", "កោសា"  # the form is in Google's list alone
    empty: set[bytes] = set()
    lists = Lists(empty, empty, empty, empty, empty)
    found = {}
    for count in (59, 60):
        counts = WordCounts()
        counts.parts[encode(usual)] = count * WHOLE
        found[count] = misspelt(few_words(usual, form), counts, lists)
    assert found == {59: set(), RATIOS[GOOGLE]: {encode(form)}}


def test_the_model_that_comes_with_khmertext() -> None:
    model = spelling_model()
    known = set(map(decode, model.words))
    assert len(known) > 100_000
    assert {"កម្ពុជា", "ភស្តុតាង", "គណកម្មាធិការ"} <= known
    assert not {row["typed"] for row in data_rows("misspellings.tsv")} & known


def test_the_weights_are_those_of_the_judged_alarms() -> None:
    pytest.importorskip("numpy", reason="needs numpy")
    from khmertext.training.spelling_weights import fit, read_judged

    rows, verdicts = read_judged(JUDGED)
    weights = {row["feature"]: int(row["weight"]) for row in data_rows("spelling_weights.tsv")}
    for name, weight in fit(rows, verdicts).items():
        assert abs(weights[name] - weight) <= 2
    assert set(weights) == {"always", *ALARM_FEATURES}
    found = [alarm_score(ALARM_FEATURES, row) >= 50 for row in rows]
    right = sum(f and v for f, v in zip(found, verdicts, strict=True))
    assert right / sum(found) > 0.85
    assert right / sum(verdicts) > 0.85


def test_weights_are_written_as_they_come(tmp_path: Path) -> None:
    pytest.importorskip("numpy", reason="needs numpy")
    from khmertext.training.spelling_weights import write_weights

    output = tmp_path / "weights.tsv"
    assert write_weights(JUDGED, output) > 300
    assert output.read_text(encoding="utf-8").count("\n") == len(ALARM_FEATURES) + 1 + 3


@pytest.mark.parametrize("line", ["a\tb\tfault", "a\tb\tmaybe\t1", "a\tb\tright\t1 2"])
def test_a_line_that_is_no_judgment_is_named(tmp_path: Path, line: str) -> None:
    from khmertext.training.spelling_weights import read_judged

    path = tmp_path / "judged.tsv"
    path.write_text(f"typed\tmeant\tverdict\tfeatures\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="line 2"):
        read_judged(path)


# --- slips -----------------------------------------------------------------------------------


def few_words(*words: str) -> SpellingModel:
    """The model that comes with khmertext, with these words only and no bigrams."""
    model = spelling_model()
    numbers = sorted(model.words.index(encode(word)) for word in words)
    specials = range(len(model.words), model.size)
    return SpellingModel.of(
        [model.words[number] for number in numbers],
        {},
        sources=bytes(model.sources[number] for number in numbers),
        costs=bytes(model.costs[number] for number in (*numbers, *specials)),
        rests=bytes(model.rests[number] for number in (*numbers, *specials)),
        letters=model.letters,
        unknown=model.unknown,
        once=model.once,
    )


def test_slips_of_a_word() -> None:
    found = {decode(units) for units in slips_of(encode("ហិកតា"))}
    assert {"ហិតា", "ហកតា", "ហិកត", "ហិគតា", "ហិតកា", "ហឹកតា"} <= found
    assert "សិក្សាា" not in {decode(units) for units in slips_of(encode("សិក្សា"))}
    assert "មាត្រាា" not in found
    assert "ប្រទេសស" in {decode(units) for units in slips_of(encode("ប្រទេស"))}
    assert "ចិ" in {decode(units) for units in slips_of(encode("ចិត្ត"))}


def test_legacy_spellings_are_slipped_in_too() -> None:
    found = {decode(word): meant for word, meant in usual_spellings(few_words("សម្ភារៈ", "ហិកតា"))}
    assert (found["សម្ភារៈ"], found["សំភារៈ"], found["ហិកតា"]) == ("សម្ភារៈ", "សម្ភារៈ", "ហិកតា")


def test_usual_words_are_no_names_and_not_short() -> None:
    model = few_words("ហិកតា", "កណ្តាល", "សុភាព", "ទៅ", "ប្រទេស")
    assert set(map(decode, usual_words(model))) == {"ហិកតា", "ប្រទេស"}


def test_slips_are_what_nothing_else_tells() -> None:
    model = few_words("ហិកតា", "ប្រទេស", "មករា", "ការសំដែង")
    found = find_slips(model, "ដី២ហិកតា និងហគតា")
    assert found["ហិគតា"] == "ហិកតា"
    assert "ហគតា" not in found
    assert "ប្រទេ" not in found  # the lattice does
    assert "ការសដែង" not in found  # a legacy form is meant
    text = "ហិគតា និង" + "ហិកតា" * 99
    assert "ហិគតា" not in find_slips(model, text)
    assert "ហិគតា" in find_slips(model, text + "ហិកតា")


def test_no_slip_is_a_word_or_two_or_of_two() -> None:
    found = find_slips(few_words("ប្រធាន", "ប្រទាន", "អាហារ", "អា", "ហា"), "")
    assert "ប្រទាន" not in found  # a word
    assert "អាហា" not in found  # two words
    assert "ប្រាន" not in found  # of the first word as well as of the second


def test_where_a_slip_stands_in_a_right_text() -> None:
    assert occurrences("ab", "xab", "an xab") == 0
    assert occurrences("ab", "abx", "abx and abx") == 0
    assert occurrences("ab", "abx", "ab, abx or an ab") == 2
    assert occurrences("q", "abx", "abx") == 0


def test_what_may_be_a_word_and_a_half() -> None:
    words = {b"house", b"boat"}
    known = (*ends_and_beginnings(words), words)
    assert may_be_two(b"seboat", *known)
    assert may_be_two(b"boatho", *known)
    assert not may_be_two(b"shoboat", *known)


def test_a_table_of_slips_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling_slips, "spelling_model", lambda: few_words("ហិកតា"))
    corpus, output = tmp_path / "corpus.tsv", tmp_path / "slips.tsv"
    corpus.write_text("news\tដី ហគតា\n", "utf-8")
    assert spelling_slips.write_slips(corpus, output) > 10
    lines = output.read_text("utf-8").splitlines()
    assert "ហិគតា\tហិកតា\tword" in lines
    assert not any(line.startswith("ហគតា") for line in lines)
