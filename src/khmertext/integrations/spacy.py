"""Khmer for spaCy: the language ``km``, found by ``spacy.blank("km")`` through an entry point.

>>> import spacy
>>> nlp = spacy.blank("km")
>>> [token.text for token in nlp("ខ្ញុំទៅសាលា")]
['ខ្ញុំ', 'ទៅ', 'សាលា']

``doc.text == text``, always: U+200B and white space other than one space after a word are tokens of
their own, with ``token.is_space``. ``token.norm_`` is the normalized word. The component
``khmer_sentences`` sets the sentence starts; ``khmer_mentions`` writes acronyms, numbers and dates
to ``doc.spans["khmer"]``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.attrs import IS_SPACE, LIKE_NUM, NORM
from spacy.lang.lex_attrs import like_num
from spacy.language import BaseDefaults, Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, load_config_from_str, registry
from spacy.vocab import Vocab

from khmertext._chars import ZWSP
from khmertext.errors import ParseError
from khmertext.integrations._mentions import find_all

if TYPE_CHECKING:
    from khmertext.types import Mode

_CONFIG = """
[nlp]

[nlp.tokenizer]
@tokenizers = "khmertext.Tokenizer.v1"
mode = "word"
engine = "default"
add = []
remove = []
"""


@registry.tokenizers("khmertext.Tokenizer.v1")
def create_tokenizer(
    mode: Mode = "word",
    engine: str = "default",
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> Callable[[Language], KhmerTokenizer]:
    """Called for ``[nlp.tokenizer]`` of a config; options as for :class:`khmertext.Segmenter`."""

    def create(nlp: Language) -> KhmerTokenizer:
        return KhmerTokenizer(nlp.vocab, mode=mode, engine=engine, add=add, remove=remove)

    return create


class KhmerTokenizer(DummyTokenizer):
    """Makes a ``Doc`` of words from a text; options as for :class:`khmertext.Segmenter`."""

    def __init__(
        self,
        vocab: Vocab,
        *,
        mode: Mode = "word",
        engine: str = "default",
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
    ) -> None:
        self.vocab = vocab
        self._configure({"mode": mode, "engine": engine, "add": [*add], "remove": [*remove]})

    def _configure(self, options: dict[str, Any]) -> None:
        from khmertext.segmentation import Segmenter

        self.options = options
        self._segmenter = Segmenter(**options)

    def __call__(self, text: str) -> Doc:
        """``text`` as a document with the same text; a space after a word belongs to its token."""
        words: list[str] = []
        spaces: list[bool] = []
        for piece in self._segmenter.words(text):
            if piece == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(KhmerTokenizer, **self.options), (self.vocab,)

    def to_bytes(self, **_: Any) -> bytes:
        """The options as JSON."""
        return json.dumps(self.options).encode()

    def from_bytes(self, data: bytes, **_: Any) -> KhmerTokenizer:
        """Set the options that :meth:`to_bytes` returned."""
        self._configure(json.loads(data))
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the options to a JSON file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> KhmerTokenizer:
        """Set the options that :meth:`to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes())


def _is_space(text: str) -> bool:
    return not text.replace(ZWSP, " ").strip()


def _like_num(text: str) -> bool:
    from khmertext.numbers import parse_number

    try:
        parse_number(text)
    except ParseError:
        return bool(like_num(text))
    return True


def _norm(text: str) -> str:
    from khmertext.normalization import normalize

    return normalize(text, zwsp="remove") or text


class KhmerDefaults(BaseDefaults):
    """Lexical attributes of Khmer."""

    config = load_config_from_str(_CONFIG)
    lex_attr_getters = {IS_SPACE: _is_space, LIKE_NUM: _like_num, NORM: _norm}  # noqa: RUF012
    writing_system = {  # noqa: RUF012
        "direction": "ltr",
        "has_case": False,
        "has_letters": True,
    }


class Khmer(Language):
    """The language class behind ``spacy.blank("km")``."""

    lang = "km"
    Defaults = KhmerDefaults


@Khmer.component("khmer_sentences", assigns=["token.is_sent_start", "doc.sents"])
def set_sentences(doc: Doc) -> Doc:
    """Start sentences where :func:`khmertext.sentences` does; inside a token, at the next one."""
    from khmertext.segmentation import sentences

    starts = [sentence.start for sentence in sentences(doc.text)]
    begun = 0
    for token in doc:
        passed = bisect_right(starts, token.idx)
        token.is_sent_start = passed > begun
        begun = passed
    return doc


@Khmer.component("khmer_mentions", assigns=["doc.spans"])
def set_mentions(doc: Doc) -> Doc:
    """Write acronyms, numbers and dates to ``doc.spans["khmer"]``.

    The label is ``ACRONYM``, ``NUMBER`` or ``DATE``; ``span.id_`` is the canonical acronym, the
    exact number or the ISO 8601 date. A mention that begins or ends inside a token gets all of it.
    """
    doc.spans["khmer"] = [
        doc.char_span(
            found.start,
            found.end,
            label=found.type.upper(),
            span_id=found.value,
            alignment_mode="expand",
        )
        for found in find_all(doc.text)
    ]
    return doc
