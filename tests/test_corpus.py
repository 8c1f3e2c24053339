"""The project's own corpus: every line is what ``corpus/README.md`` and the guide say."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import khmertext
from khmertext.segmentation._lexer import items
from khmertext.training import parse_corpus

CORPUS = Path(__file__).parent.parent / "corpus"
FILES = sorted(CORPUS.glob("*sentences/*.tsv"))


def load_convert() -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpus_convert", CORPUS / "convert.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


convert = load_convert()
ROWS = list(convert.rows())


def boundaries(marked: str) -> dict[int, str]:
    """Offset in the bare text -> ``|`` or ``_``; both ends and white space count as ``|``."""
    found = {0: "|"}
    at = 0
    for character in marked:
        if character in "|_":
            found[at] = character
            continue
        if character.isspace():
            found[at] = found[at + 1] = "|"
        at += 1
    found[at] = "|"
    return found


@cache
def decisions() -> dict[str, str]:
    lines = (CORPUS / "decisions.tsv").read_text("utf-8").splitlines()
    assert lines[0] == "marked\twhy"
    table = [line.split("\t") for line in lines[1:]]
    assert all(len(row) == 2 and all(row) for row in table)
    found = {convert.Row("", marked).text: marked for marked, _ in table}
    assert len(found) == len(table), "a pair is decided twice"
    return found


NOMINALISERS = {"ការ", "អ្នក", "សេចក្តី", "ភាព", "កិច្ច"}


def departures(marked: str) -> list[str]:
    """What stands between boundaries as a decided pair does, and is segmented otherwise.

    Inside a longer word a pair is another thing (``ស្នាក់_នៅ|ក្នុង`` is not ``នៅ_ក្នុង``), but behind a
    nominaliser. Of pairs that overlap the first counts, then the longest.
    """
    bare = convert.Row("", marked).text
    found = boundaries(marked)
    spans = sorted(
        (match.start(), -len(text), decided)
        for text, decided in decisions().items()
        if text in bare
        for match in re.finditer(re.escape(text), bare)
    )
    wrong: list[str] = []
    past = 0
    for start, negative, decided in spans:
        end = start - negative
        before = bare[max((at for at in found if at < start), default=0) : start]
        if start < past or found.get(end) != "|" or start not in found:
            continue
        if found[start] == "_" and before not in NOMINALISERS:
            continue
        past = end
        inside = {at - start: mark for at, mark in found.items() if start < at < end}
        if inside != {at: mark for at, mark in boundaries(decided).items() if 0 < at < end - start}:
            wrong.append(decided)
    return wrong


def test_there_are_sentences() -> None:
    assert ROWS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files(path: Path) -> None:
    text = path.read_text("utf-8")
    header, *lines = text.splitlines()
    assert header == "id\tsentence"
    assert text.endswith("\n")
    assert [line.split("\t")[0] for line in lines] == [
        f"{path.stem}-{number:03}" for number in range(1, len(lines) + 1)
    ]
    assert all(line.count("\t") == 1 for line in lines)


def test_a_kind_has_one_file() -> None:
    assert len({path.name for path in FILES}) == len(FILES)


def test_no_sentence_twice() -> None:
    texts = [row.text for row in ROWS]
    assert len(set(texts)) == len(texts)


def test_texts_are_normalized() -> None:
    wrong = [row.id for row in ROWS if khmertext.normalize(row.text) != row.text]
    assert wrong == []


def test_no_empty_pieces() -> None:
    wrong = [
        row.id
        for row in ROWS
        if row.text != row.text.strip()
        or re.search(r"[|_]{2}|^[|_]|[|_]$|[|_]\s|\s[|_]|\s\s", row.marked)
    ]
    assert wrong == []


def test_no_boundary_inside_a_cluster_or_a_number() -> None:
    wrong = []
    for row in ROWS:
        allowed = {0} | {item.end for item in items(row.text)}
        cuts = [at for at in boundaries(row.marked) if at not in allowed]
        if cuts:
            wrong.append(
                (row.id, [row.text[at - 3 : at] + "|" + row.text[at : at + 3] for at in cuts])
            )
    assert wrong == []


def test_decided_pairs() -> None:
    wrong = [(row.id, pairs) for row in ROWS if (pairs := departures(row.marked))]
    assert wrong == []


def test_the_guide_follows_its_table() -> None:
    guide = (CORPUS / "GUIDE.md").read_text("utf-8")
    examples = re.findall(r"`([^`\n]*[\u1780-\u17ff][^`\n]*)`", guide)
    assert len(examples) > 100
    assert [(example, departures(example)) for example in examples if departures(example)] == []


def test_departures_are_found() -> None:
    assert departures("អនុ|ប្រធាន|មក|ដល់") == ["អនុ_ប្រធាន"]
    assert departures("អនុ_ប្រធាន|មក_ដល់") == ["មក|ដល់"]
    assert departures("ការ_ចុះ_បញ្ជី|ទទួល_បាន") == []


def test_conversion_round_trip() -> None:
    """What training reads is the same text with the same boundaries."""
    for row in ROWS:
        sentence = next(parse_corpus([convert.training_line(row)]))
        assert (sentence.domain, sentence.text) == (row.kind, row.text)
        found = boundaries(row.marked)
        assert set(sentence.parts) == set(found) - {0}, row.id
        assert set(sentence.words) == {at for at, mark in found.items() if mark == "|"} - {0}, (
            row.id
        )


def test_split_by_number() -> None:
    assert {int(row.id[-3:]) % 3 for row in convert.rows("test")} == {0}
    assert not any(row.for_training_alone for row in convert.rows("test"))
    assert len(list(convert.rows("test"))) + len(list(convert.rows("train"))) == len(ROWS)
