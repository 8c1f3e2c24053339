"""The engine ``khmer-nltk``: its conditional random fields, without its code.

khmer-nltk keeps its models as pickles of scikit-learn objects. Nothing is unpickled and neither
package is imported: the pickle's opcodes are walked for the bytes of the CRFsuite model, these are
checked and opened with python-crfsuite. What khmer-nltk throws away (new lines, U+200B, second
spaces) is kept here, so the tokens joined give the text back; where khmer-nltk throws nothing
away, the tokens are the same.
"""

from __future__ import annotations

import ast
import os
import pickletools
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import pairwise
from threading import local
from typing import Any, NamedTuple

from khmertext._chars import COENG, CONSONANTS, DIGITS, INDEPENDENT_VOWELS, QAA, QAQ, ZWSP
from khmertext._patterns import lazy_pattern
from khmertext.errors import ModelError

# --- the models ------------------------------------------------------------------------------


class _Model(NamedTuple):
    path: str
    size: int
    digest: str


WORDS = _Model(
    "word_tokenize/sklearn_crf_ner_10000.sav",
    17_699_664,
    "0f93805e229770ede559cce0c280ec11b3758aa620606335aa0e146e42502c7e",
)
TAGS = _Model(
    "pos_tag/sklearn_crf_pos_alt_0.9846.sav",
    2_621_092,
    "c3db7dc37da223a6118c572d989699dbea3836a66f183ec6bf6c2bdaea910633",
)

_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_thread = local()  # a tagger holds the sequence it works on: never share one


def _home() -> str:
    spec = find_spec("khmernltk")
    assert spec is not None
    assert spec.origin is not None
    return os.path.dirname(spec.origin)


@cache
def _crf(model: _Model) -> bytes:
    """The CRFsuite model inside a pickle of khmer-nltk."""
    path = os.path.join(_home(), model.path)
    with open(path, "rb") as file:
        for _, argument, _ in pickletools.genops(file):
            if isinstance(argument, bytes) and argument.startswith(b"lCRF"):
                found = argument
                break
        else:
            raise ModelError(f"{path} holds no CRFsuite model")
    if len(found) != model.size or sha256(found).hexdigest() != model.digest:
        raise ModelError(f"{path} is not the model of khmer-nltk 1.6 that this engine knows")
    return found


def _tagger(model: _Model) -> Any:
    taggers: dict[_Model, tuple[Any, bytes]] = _thread.__dict__.setdefault("taggers", {})
    if model not in taggers:
        import pycrfsuite

        tagger, crf = pycrfsuite.Tagger(), _crf(model)
        tagger.open_inmemory(crf)
        # It points into the bytes, so they stay beside it: a cache may drop what one of two threads
        # that fill it at the same moment got.
        taggers[model] = tagger, crf
    return taggers[model][0]


# --- cleaning, as khmer-nltk does it ---------------------------------------------------------
@cache
def _corrections() -> list[tuple[str, str]]:
    """Its table of known wrong cuts, read as data."""
    with open(os.path.join(_home(), "utils", "constants.py"), encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "mistokenized_dict":
            return list(ast.literal_eval(node.value).items())
    raise ModelError("khmer-nltk has no table mistokenized_dict")


def _clean(line: str, correct: bool) -> str:
    text = line.strip(ZWSP).strip()
    text = text.replace("  ", " ").replace(" ", f"{ZWSP} {ZWSP}")
    text = text.replace(ZWSP + ZWSP, ZWSP).replace(ZWSP + ZWSP, ZWSP)
    if correct:
        for wrong, right in _corrections():
            text = text.replace(wrong, right)
    text = text.replace("\u2028", "").replace("\u200a", "")
    return text.strip().replace("  ", " ")


# --- its clusters and features ---------------------------------------------------------------
_LETTERS = frozenset(CONSONANTS + INDEPENDENT_VOWELS + QAQ + QAA)
_SYMBOLS = frozenset("៕។៛ៗ៚៙៘,.? ")
_DIGITS = frozenset(DIGITS + "0123456789")
_VOWELS = frozenset(map(chr, range(0x17B4, 0x17C9)))
_SIGNS = frozenset(map(chr, range(0x17C9, 0x17D1)))
_LUNAR = frozenset(map(chr, range(0x19E0, 0x1A00)))
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_STARTS = _LETTERS | _SYMBOLS | _DIGITS | _LUNAR


def _is_khmer(char: str) -> bool:
    return "\u1780" <= char <= "\u17ff" or char in _SYMBOLS or char in _LUNAR


def _kccs(text: str) -> Iterator[str]:
    """The clusters of khmer-nltk ("KCC"); runs of digits and of other scripts are one."""
    for word in text.split(ZWSP):
        start = 0
        for i, (char, following) in enumerate(pairwise(word + "\0"), 1):
            last = i == len(word)
            khmer = _is_khmer(char)
            if not last and (
                (not khmer and following != " " and not _is_khmer(following))
                or (char in _DIGITS and following in _DIGITS)
            ):
                continue
            starts = last or following in _STARTS or not _is_khmer(following)
            if not khmer or following == " " or last or (starts and char != COENG):
                yield word[start:i]
                start = i


@cache
def _char_kind(char: str) -> str:
    if char.lower() in _LATIN:
        return "NS"
    if char in _LETTERS:
        return "C"
    if char in _VOWELS:
        return "W"
    if char == COENG:
        return "S"
    return "D" if char in _SIGNS else "NS"


def _kind(kcc: str) -> str:
    return _char_kind(kcc) if len(kcc) == 1 else f"K{len(kcc)}"


def _word_features(kccs: list[str]) -> list[list[str]]:
    """One list of attributes a cluster. Absent neighbours have none, as in khmer-nltk."""
    kinds = [_kind(kcc) for kcc in kccs]
    no_space = [_char_kind(kcc[0]) == "NS" for kcc in kccs]
    rows = []
    count = len(kccs)
    for i, kcc in enumerate(kccs):
        row = [f"kcc:{kcc}", f"t:{kinds[i]}"]
        if no_space[i]:
            row.append("ns")
        if i:
            one = kccs[i - 1]
            row += [f"kcc[-1]:{one}", f"kcc[-1]t:{kinds[i - 1]}", f"kcc[-1:0]:{one}{kcc}"]
            if no_space[i - 1]:
                row.append("ns-1")
        else:
            row.append("BOS")
        if i >= 2:
            two = kccs[i - 2]
            row += [
                f"kcc[-2]:{two}",
                f"kcc[-2]t:{kinds[i - 2]}",
                f"kcc[-2:-1]:{two}{one}",
                f"kcc[-2:0]:{two}{one}{kcc}",
            ]
        if i >= 3:
            three = kccs[i - 3]
            row += [
                f"kcc[-3]:{three}",
                f"kcc[-3]t:{kinds[i - 3]}",
                f"kcc[-3:0]:{three}{two}{one}{kcc}",
                f"kcc[-3:-1]:{three}{two}{one}",
                f"kcc[-3:-2]:{three}{two}",
            ]
        if i < count - 1:
            one = kccs[i + 1]
            row += [f"kcc[+1]:{one}", f"kcc[+1]t:{kinds[i + 1]}", f"kcc[+1:0]:{kcc}{one}"]
            if no_space[i + 1]:
                row.append("ns+1")
        else:
            row.append("EOS")
        if i < count - 2:
            two = kccs[i + 2]
            row += [
                f"kcc[+2]:{two}",
                f"kcc[+2]t:{kinds[i + 2]}",
                f"kcc[+1:+2]:{one}{two}",
                f"kcc[0:+2]:{kcc}{one}{two}",
            ]
            if no_space[i + 2]:
                row.append("ns+2")
        if i < count - 3:
            three = kccs[i + 3]
            row += [
                f"kcc[+3]:{three}",
                f"kcc[+3]t:{kinds[i + 3]}",
                f"kcc[+2:+3]:{two}{three}",
                f"kcc[+1:+3]:{one}{two}{three}",
                f"kcc[0:+3]:{kcc}{one}{two}{three}",
            ]
        rows.append(row)
    return rows


def _tag_features(words: list[str]) -> list[dict[str, Any]]:
    kccs = [list(_kccs(word)) for word in words]
    rows = []
    for i, word in enumerate(words):
        row: dict[str, Any] = {
            "bias": 1.0,
            "len(kccs)": len(kccs[i]),
            "word.isdigit()": word.isdigit(),
            "word": word,
        }
        row.update((f"kccs[{k}]", kcc) for k, kcc in enumerate(kccs[i]))
        for j, prefix, edge in ((i - 1, "-1", "BOS"), (i + 1, "+1", "EOS")):
            if not 0 <= j < len(words):
                row[edge] = True
                continue
            row[f"{prefix}:word.isdigit()"] = words[j].isdigit()
            row[f"{prefix}:word"] = words[j]
            row[f"{prefix}len(kccs)"] = len(kccs[j])
            row.update((f"{prefix}kccs1[{k}]", kcc) for k, kcc in enumerate(kccs[j]))
        rows.append(row)
    return rows


# --- back to the text as given ---------------------------------------------------------------
class _Cut(NamedTuple):
    """A token of khmer-nltk: ``text`` as it saw it, between two offsets of the original."""

    text: str
    start: int
    end: int


def _places(line: str, cleaned: str) -> list[int] | None:
    """For every character of ``cleaned`` but U+200B its offset in ``line``; None if they moved."""
    places = []
    position = 0
    for char in cleaned:
        if char != ZWSP:
            position = line.find(char, position)
            if position < 0:
                return None
            places.append(position)
            position += 1
    return places


def _cuts(line: str) -> list[_Cut]:
    """The tokens of khmer-nltk for one line."""
    cleaned = _clean(line, correct=True)
    places = _places(line, cleaned)
    if places is None:  # a correction moved a space: do without
        cleaned = _clean(line, correct=False)
        places = _places(line, cleaned)
        assert places is not None
    kccs = list(_kccs(cleaned))
    if not kccs:
        return []
    labels = _tagger(WORDS).tag(_word_features(kccs))
    tokens: list[str] = []
    for kcc, label in zip(kccs, labels, strict=True):
        if label == "1" or not tokens:
            tokens.append(kcc)
        else:
            tokens[-1] += kcc
    cuts = []
    passed = 0
    for token in tokens:
        first, last = places[passed], places[passed + len(token) - 1]
        cuts.append(_Cut(token, first, last + 1))
        passed += len(token)
    return cuts


def _lines(text: str) -> list[str]:
    # CRFsuite reads UTF-8, which has no surrogates; the sign for "unknown" has the same length
    return _SURROGATE.sub("\ufffd", text).split("\n")


def _tokens(text: str) -> Iterator[_Cut]:
    """Tokens in rising order; what khmer-nltk dropped lies between them."""
    start = 0
    for line in _lines(text):
        for cut in _cuts(line):
            yield _Cut(cut.text, start + cut.start, start + cut.end)
        start += len(line) + 1


def boundaries(text: str) -> list[int]:
    """Where khmer-nltk ends a word in ``text``; what it drops between words is a word of its own."""
    ends: list[int] = []
    last = 0
    for cut in _tokens(text):
        if cut.start > last:
            ends.append(cut.start)
        ends.append(cut.end)
        last = cut.end
    if last < len(text):
        ends.append(len(text))
    return ends


def tags(text: str) -> tuple[list[int], list[str | None]]:
    """:func:`boundaries` and for every word its part of speech; None for what khmer-nltk drops."""
    ends: list[int] = []
    found: list[str | None] = []
    last = 0
    start = 0
    for line in _lines(text):
        cuts = _cuts(line)
        labels = _tagger(TAGS).tag(_tag_features([cut.text for cut in cuts])) if cuts else []
        for cut, label in zip(cuts, labels, strict=True):
            if start + cut.start > last:
                ends.append(start + cut.start)
                found.append(None)
            last = start + cut.end
            ends.append(last)
            found.append(label)
        start += len(line) + 1
    if last < len(text):
        ends.append(len(text))
        found.append(None)
    return ends, found
