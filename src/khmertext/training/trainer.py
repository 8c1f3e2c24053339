"""Trains the default engine's model on a segmented corpus.

Every boundary between two Khmer syllables is one example, or two: does a part end here, and if
so, does a word? Both are decided by sums of weights of the n-grams around (see
``segmentation._pure_scorer``), trained together by Adagrad on the logistic loss. Only n-grams that
occur often enough have weights, in rows found by key, so an unknown n-gram adds nothing instead of
a random weight. The last passes use the weights rounded to the 8 bits that they have in the file;
rows of small weights are left out of it.

A model is trained twice. The first one cuts the words of a dictionary that the corpus lacks, and
the second learns from those too, in the places of other words, so that it has seen the insides and the
ends of more rare words.

The same corpus, settings and platform give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from khmertext._files import whole_file
from khmertext.training.corpus import (
    CorpusError,
    Sentence,
    TrainerNotAvailableError,
    read_corpus,
    read_text,
)

try:
    import numpy as np
    import numpy.typing as npt
except ImportError as error:
    raise TrainerNotAvailableError(
        "training needs numpy; run: pip install 'khmertext[train]'"
    ) from error

from khmertext.segmentation import _model
from khmertext.training._features import (
    MARGIN,
    U32,
    Examples,
    character_values,
    examples,
    item_hashes,
    join_hashes,
    part_values,
    together,
)
from khmertext.training.dictionary import DICTIONARY, cut_by, in_sentences, read_words, whole_word
from khmertext.training.names import NAMES, Name, framed_names, read_names, with_decided_words

F32: TypeAlias = npt.NDArray[np.float32]
I32: TypeAlias = npt.NDArray[np.int32]

STEPS_PER_UNIT: Final = 32  # a stored weight of 32 is a weight of 1
FURTHER: Final = "\x01"  # the "domain" of sentences of further corpora

# SHA-256 of a corpus, decompressed -> its name and licence, for the provenance
KNOWN_CORPORA: Final = {
    "5e7bb2d75042da5726cf59a27ba347308fb9dd7ccdc3051b2fef7bf243bd5d08": (
        "Chea et al. 2015, Khmer Word Segmentation Using Conditional Random Fields (publ. 2026)",
        "MIT",
    ),
}


@dataclass(frozen=True)
class Settings:
    """The settings of training; the defaults made the model that comes with khmertext.

    ``damping``: what Adagrad adds to the sums of squared gradients of an n-gram; with more of it rare
    n-grams get smaller weights.
    ``least_counts`` and ``least_join_counts``: how often an n-gram must occur to have a row.
    ``least_vector_count``: how often a part must occur to have vectors.
    ``least_weight`` and ``least_join_weight``: a row is left out if all its stored weights are
    smaller; rows of single parts stay, since they are the vocabulary.
    ``review``: what is added to the score of a boundary below ``review_limit``, one number for each
    way that the left part, the right part and both together are known. Its index is the sum of 9, 3
    and 1 times 0 (unknown), 1 (in the dictionary) or 2 (in the corpus).
    :mod:`khmertext.training.review` fits it.
    ``dictionary_caution``: a word of the dictionary is cut where the first model's score is above this;
    with more of it fewer are.
    ``domain_weights``: how much a sentence of a domain counts, where it is not 1.
    ``further_weight``, ``dictionary_weight`` and ``names_weight``: how much a sentence of a further
    corpus, a word of the dictionary and a name in a frame count.
    """

    seed: int = 1
    passes: int = 6
    rounded_passes: int = 2
    rate: float = 0.15
    vector_rate: float = 0.1
    damping: float = 0.01
    decay: float = 0.001
    least_counts: tuple[int, ...] = (1, 2, 2, 2, 2, 2, 2)
    least_join_counts: tuple[int, ...] = (1, 5, 2)
    least_vector_count: int = 3
    least_weight: int = 8
    least_join_weight: int = 6
    review_limit: float = 3.0
    review: tuple[float, ...] = (
        -0.30, -1.64, -2.00, 0.45, -1.02, -0.49, -0.23, -2.59, -3.02,
        0.57, -1.82, -0.92, 1.05, -2.01, -1.82, 1.85, -0.02, -1.94,
        0.42, -1.14, -1.65, 1.63, 0.08, -2.01, 1.71, 0.44, -0.97,
    )  # fmt: skip
    domain_weights: dict[str, float] = field(default_factory=lambda: {"travel": 0.6})
    further_weight: float = 1.0
    dictionary_weight: float = 0.1
    dictionary_caution: float = 0.5
    names_weight: float = 1.0


def train(
    corpus: str | Path,
    output: str | Path,
    *,
    further: Sequence[str | Path] = (),
    settings: Settings = Settings(),
    dictionary: str | Path | None = None,
    names: bool = True,
    name: str = "",
    licence: str = "",
    without_domains: Collection[str] = (),
    without_held_out: bool = False,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Train a model on the file ``corpus``, write it to ``output`` and return its provenance.

    ``further`` are files of more sentences, which count ``settings.further_weight`` each, whatever
    their domains. ``dictionary`` is a file of words, one a line, compounds among them; ``None``
    are the shipped ones. With ``names`` the model also learns names of places and persons and decided
    words, in sentence frames that come with khmertext (:mod:`khmertext.training.names`).
    ``name`` and ``licence`` of the corpus go into the provenance; the corpus of the shipped model
    is recognized by its checksum. ``without_domains`` leaves out whole domains,
    ``without_held_out`` the twentieth of the sentences that is for testing. ``progress`` is called
    with a line of text now and then.

    Raises :class:`~khmertext.training.corpus.CorpusError`, ``OSError``, or
    :class:`~khmertext.training.corpus.TrainerNotAvailableError` without numpy or the compiled trainer.
    """
    _compiled_epoch()  # if it is missing, fail before the work
    sentences = [
        sentence
        for sentence in read_corpus(corpus)
        if sentence.domain not in without_domains
        and not (without_held_out and sentence.is_held_out)
    ]
    if not sentences:
        raise CorpusError(f"{corpus}: no sentence is left to train on")
    if names:
        sentences = with_decided_words(sentences)
    more = [sentence._replace(domain=FURTHER) for path in further for sentence in read_corpus(path)]
    words = read_words(dictionary)
    framed = read_names() if names else []
    checksum = _checksum(read_text(corpus))
    known_name, known_licence = KNOWN_CORPORA.get(checksum, (Path(corpus).name, "unknown"))
    provenance = {
        "corpus": name or known_name,
        "licence": licence or known_licence,
        "corpus_sha256": checksum,
        "further": [
            {"name": Path(path).name, "sha256": _checksum(read_text(path))} for path in further
        ],
        "dictionary": "khmertext" if dictionary is None else Path(dictionary).name,
        "dictionary_sha256": _checksum("\n".join(words)),
        "names_sha256": _checksum("\n".join(f"{name.text}\t{name.frame}" for name in framed)),
        "sentences": dict(sorted(Counter(sentence.domain for sentence in sentences).items())),
        "without_domains": sorted(without_domains),
        "without_held_out": without_held_out,
        "settings": asdict(settings),
        "format": _model.VERSION,
    }
    with whole_file(output, binary=True) as file:  # fail at once if it cannot be written
        file.write(
            model_bytes([*sentences, *more], words, settings, provenance, progress, names=framed)
        )
    return provenance


def _compiled_epoch() -> Callable[..., Any]:
    try:
        from khmertext.training._sgd import epoch
    except ImportError as error:
        raise TrainerNotAvailableError(
            "training needs khmertext.training._sgd, which is compiled; where a C compiler is, run: "
            "pip install --no-binary khmertext 'khmertext[train]'"
        ) from error
    return epoch


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def model_bytes(
    sentences: Sequence[Sentence],
    dictionary: Sequence[str],
    settings: Settings,
    provenance: dict[str, Any],
    progress: Callable[[str], None] | None = None,
    *,
    names: Sequence[Name] = (),
) -> bytes:
    """The contents of a model file, trained on ``sentences``, ``dictionary`` and ``names``."""
    say = progress or (lambda line: None)
    parts = {
        text[start:end]
        for _, text, ends, _ in sentences
        for start, end in zip((0, *ends), ends, strict=False)
    }
    new = [word for word in dictionary if word not in parts]
    whole = examples([whole_word(word) for word in new])
    known = np.unique(join_hashes(part_values(whole, whole.parts)[1])[MARGIN:, 0])
    data = examples(sentences)
    first = _train(data, len(sentences), known, settings, provenance, say)
    if not new and not names:
        return first
    say(f"{len(new)} words of the dictionary are not in the corpus")
    model = _model.Model(first)
    framed = framed_names(model, names)
    cut = cut_by(model, new, round(settings.dictionary_caution * STEPS_PER_UNIT))
    data = together(data, examples([*framed, *in_sentences(cut, sentences)]))
    return _train(data, len(sentences) + len(framed), known, settings, provenance, say)


def _train(
    data: Examples,
    counted_sentences: int,
    known: U32,
    settings: Settings,
    provenance: dict[str, Any],
    say: Callable[[str], None],
) -> bytes:
    say(f"{len(data.sentences)} sentences, {int(data.asked.sum())} boundaries to learn")
    first_items, values = part_values(data, data.parts)
    # only the first sentences are counted for the vocabulary, not the dictionary behind them
    counted = int(np.searchsorted(first_items, data.end[counted_sentences - 1]))
    hashes = join_hashes(values)
    rows = _Table(item_hashes(data), settings.least_counts, 8)
    joins = _Table(hashes, settings.least_join_counts, 2, counted)
    vectors = _Vectors(hashes[:, :1], (settings.least_vector_count,), 2 * _model.VECTOR, counted)
    vocabulary = np.unique(hashes[:counted, 0])
    say(
        f"{len(rows.hashes)} rows for items, {len(joins.hashes)} for parts, {len(vectors.hashes)} vectors"
    )
    vectors.begin(settings.seed)
    _fit(data, rows, joins, vectors, first_items, settings, say)
    rows.prune(settings.least_weight)
    joins.prune(settings.least_join_weight, vocabulary)
    say(f"{len(rows.hashes)} rows for items are left, {len(joins.hashes)} for parts")
    return _pack(rows, joins, known, vectors, settings, provenance)


class _Table:
    """The n-grams that have a row of weights; ``rows`` gives that of each occurrence, or -1."""

    def __init__(
        self, hashes: U32, least_counts: Sequence[int], width: int, counted: int | None = None
    ) -> None:
        kept = []
        for column, least in enumerate(least_counts):
            found, counts = np.unique(hashes[:counted, column], return_counts=True)
            kept.append(found[counts >= least])
        self.hashes: U32 = np.unique(np.concatenate(kept))
        places: npt.NDArray[np.int64] = np.asarray(np.searchsorted(self.hashes, hashes))
        places[places == len(self.hashes)] = 0
        known = self.hashes[places] == hashes
        self.rows: I32 = np.where(known, places, -1).astype(np.int32)
        # Adagrad's sums stand behind the weights in each row, so that both are read together
        self.weights: F32 = np.zeros((len(self.hashes), 2 * width), np.float32)

    def rounded(self, width: int) -> npt.NDArray[np.int8]:
        """The first ``width`` weights of each row as they are stored."""
        steps = np.rint(self.weights[:, :width] * STEPS_PER_UNIT)
        return np.clip(steps, -127, 127).astype(np.int8)

    def prune(self, least: int, vocabulary: U32 | None = None) -> None:
        """Remove the rows all of whose stored weights are smaller than ``least``.

        Rows whose hashes are in ``vocabulary`` stay.
        """
        kept = np.abs(self.rounded(self.weights.shape[1] // 2)).max(axis=1) >= least
        if vocabulary is not None:
            kept |= np.isin(self.hashes, vocabulary)
        self.hashes, self.weights = self.hashes[kept], self.weights[kept]


class _Vectors(_Table):
    """The two vectors of each part that is frequent enough to have them."""

    def begin(self, seed: int) -> None:
        """Fill them with small random numbers, since vectors of zeros would learn nothing.

        They are nearly normal with deviation 0.1, each from the sum of twelve uniform numbers. A
        library's generator is not used, as its stream may change with its version.
        """
        shape = (len(self.hashes), self.weights.shape[1] // 2)
        numbers = _scattered(np.arange(12 * shape[0] * shape[1], dtype=np.uint64), seed << 40)
        even = (numbers >> np.uint64(40)).astype(np.float64) / (1 << 24)
        self.weights[:, : shape[1]] = (even.reshape(*shape, 12).sum(axis=2) - 6) * 0.1


def _fit(
    data: Examples,
    table: _Table,
    joins: _Table,
    vectors: _Vectors,
    first_items: I32,
    settings: Settings,
    say: Callable[[str], None],
) -> None:
    epoch = _compiled_epoch()
    part_labels = np.where(data.asked, data.parts, -1).astype(np.int8)
    word_labels = np.where(data.asked & data.parts, data.words, -1).astype(np.int8)
    for sentence, first, end in zip(data.sentences, data.first, data.end, strict=True):
        if sentence.domain == DICTIONARY:  # one word there may be several in the corpus
            word_labels[first:end][~data.words[first:end]] = -1
    part_numbers = np.cumsum(data.parts) - 1
    spans = np.stack(
        [data.first, data.end, part_numbers[data.first], part_numbers[data.end]], axis=1
    ).astype(np.int32)
    share = {
        **settings.domain_weights,
        FURTHER: settings.further_weight,
        DICTIONARY: settings.dictionary_weight,
        NAMES: settings.names_weight,
    }
    weights = np.array([share.get(sentence.domain, 1) for sentence in data.sentences], np.float32)
    for turn in range(settings.passes):
        loss = epoch(
            table.rows,
            table.weights,
            joins.rows,
            joins.weights,
            vectors.rows[:, 0],
            vectors.weights,
            part_labels,
            word_labels,
            first_items,
            spans,
            _shuffled(len(data.sentences), settings.seed, turn),
            weights,
            rate=settings.rate * (1 - turn / settings.passes),
            vector_rate=settings.vector_rate * (1 - turn / settings.passes),
            damping=settings.damping,
            decay=settings.decay,
            step=1 / STEPS_PER_UNIT if turn >= settings.passes - settings.rounded_passes else 0,
            limit=127 / STEPS_PER_UNIT,
        )
        say(f"pass {turn + 1} of {settings.passes}: loss {loss:.0f}")


def _shuffled(count: int, seed: int, turn: int) -> I32:
    """The numbers below ``count`` in an order that depends on ``seed`` and ``turn`` alone.

    A library's generator is not used, as its stream may change with its version.
    """
    keys = _scattered(np.arange(count, dtype=np.uint64), (seed << 40) + (turn << 32))
    return np.argsort(keys, kind="stable").astype(np.int32)


def _scattered(numbers: npt.NDArray[np.uint64], start: int) -> npt.NDArray[np.uint64]:
    """Numbers that look random (the finalizer of SplitMix64)."""
    keys = numbers + np.uint64(start)
    for multiplier in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB):
        keys = (keys ^ keys >> np.uint64(30)) * np.uint64(multiplier)
    return keys ^ keys >> np.uint64(31)


# --- the file --------------------------------------------------------------------------------
def _pack(
    table: _Table,
    joins: _Table,
    dictionary: U32,
    vectors: _Vectors,
    settings: Settings,
    provenance: dict[str, Any],
) -> bytes:
    packed = [
        _rows(table.hashes, table.rounded(6), _model.ITEM_BUCKET_BITS),
        _rows(joins.hashes, joins.rounded(2), _model.JOIN_BUCKET_BITS),
        _rows(dictionary, _nothing(dictionary), _model.DICTIONARY_BUCKET_BITS),
        _rows(vectors.hashes, _nothing(vectors.hashes), _model.VECTOR_BUCKET_BITS),
    ]
    sections = [
        *(displacements for _, displacements, _, _ in packed),
        *(rows for _, _, rows, _ in packed),
        _placed(vectors.rounded(_model.VECTOR_ROW), *packed[-1][::3]),
        json.dumps(provenance, ensure_ascii=False, sort_keys=True).encode("utf-8"),
    ]
    offsets = []
    body = bytearray(_model.HEADER.size + _model.VALUES.size)
    for section in sections:
        body += bytes(-len(body) % 64)
        offsets.append(len(body))
        body += section
    units, coeng_units = character_values()
    _model.VALUES.pack_into(
        body,
        _model.HEADER.size,
        *_model.KIND_VALUES,
        *_model.MULTIPLIERS,
        *units,
        *coeng_units,
        *(round(x * STEPS_PER_UNIT) for x in (settings.review_limit, *settings.review)),
    )
    header = (
        len(body),
        *(slots for slots, _, _, _ in packed),
        *offsets,
        len(sections[-1]),
        0,
        0,
        _model.FEATURES,
    )
    _model.HEADER.pack_into(body, 0, _model.MAGIC, _model.VERSION, 0, *header)
    checksum = zlib.crc32(memoryview(body)[_model.CHECKED_FROM :])
    struct.pack_into("<I", body, 12, checksum)
    return bytes(body)


def _nothing(hashes: U32) -> npt.NDArray[np.int8]:
    return np.zeros((len(hashes), 0), np.int8)


def _rows(hashes: U32, weights: npt.NDArray[np.int8], bits: int) -> tuple[int, bytes, bytes, I32]:
    """A table as it is stored: how many slots, the displacements, the rows; and each row's slot."""
    slots, places, displacements = _place(hashes, bits)
    keys = (hashes & np.uint32(0xFFFF)).astype("<u2").view(np.uint8).reshape(-1, 2)
    rows = np.concatenate([keys, weights.view(np.uint8)], axis=1)
    return slots, displacements.astype("<u2").tobytes(), _placed(rows, slots, places), places


def _placed(rows: npt.NDArray[Any], slots: int, places: I32) -> bytes:
    """Rows in their slots."""
    placed: npt.NDArray[Any] = np.zeros((slots, rows.shape[1]), rows.dtype)
    placed[places] = rows
    found: bytes = placed.tobytes()
    return found


def _place(hashes: U32, bits: int) -> tuple[int, I32, npt.NDArray[np.uint16]]:
    """How many slots, the slot of each hash, the displacement of each bucket (perfect hash, CHD).

    Buckets are filled from the fullest to the emptiest, each with the smallest displacement that
    leads all its hashes to free slots.
    """
    buckets = hashes >> np.uint32(32 - bits)  # sorted, as the hashes are
    sizes = np.bincount(buckets, minlength=1 << bits)
    ends = np.cumsum(sizes)
    slots = len(hashes) + 1
    while True:
        slots += slots // 20 + 8
        displacements: npt.NDArray[np.uint16] = np.zeros(1 << bits, np.uint16)
        places: I32 = np.zeros(len(hashes), np.int32)
        taken: npt.NDArray[np.bool_] = np.zeros(slots, np.bool_)
        for bucket in np.argsort(-sizes, kind="stable")[: np.count_nonzero(sizes)]:
            members = slice(int(ends[bucket] - sizes[bucket]), int(ends[bucket]))
            found = _displace(hashes[members], taken)
            if found is None:
                break
            displacements[bucket], places[members] = found
            taken[places[members]] = True
        else:
            return slots, places, displacements


def _displace(members: U32, taken: npt.NDArray[np.bool_]) -> tuple[int, I32] | None:
    start, block = 0, 8
    while start < 1 << 16:
        tried = np.arange(start, min(start + block, 1 << 16), dtype=np.uint32)[:, None] ^ members
        probes = (tried * np.uint32(_model.PROBE)).astype(np.uint64)
        found = (probes * np.uint64(len(taken)) >> np.uint64(32)).astype(np.int32)
        ordered = np.sort(found, axis=1)
        free = ~taken[found].any(axis=1) & (ordered[:, 1:] != ordered[:, :-1]).all(axis=1)
        if free.any():
            best = int(free.argmax())
            return start + best, found[best]
        start += block
        block = 512  # most buckets need few tries, the last ones many
    return None
