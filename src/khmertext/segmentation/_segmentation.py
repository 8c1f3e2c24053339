"""``Segmentation``: a text and the ends of its words; tokens are made when they are asked for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise, repeat
from typing import Any, Protocol, overload

from khmertext.segmentation._kinds import Kind, Kinds, kind_of, wanted
from khmertext.types import Token

# as in _changes
_new_token: Callable[[tuple[str, int, int, str, str | None]], Token] = partial(tuple.__new__, Token)


class _KindsOfWords(dict[str, Kind]):
    """A cache of the kinds of words, since a text repeats its words."""

    def __missing__(self, word: str) -> Kind:
        kind = self[word] = kind_of(word)
        return kind


class _PartSegmenter(Protocol):
    """The segmenter that cut the text, in mode ``part``."""

    def _ends(self, text: str) -> array[int]: ...


class Segmentation(Sequence[Token]):
    """The words of ``text`` in order, without gaps: a sequence of :class:`~khmertext.Token`.

    It keeps the boundaries only (four bytes a word). Equal to another one with the same text,
    boundaries and parts of speech; hashable, picklable.

    >>> from khmertext.segmentation import segment
    >>> segmentation = segment("អ្នកទៅ ១២.៥០០")
    >>> segmentation.words
    ['អ្នក', 'ទៅ', ' ', '១២.៥០០']
    >>> segmentation[3]
    Token(text='១២.៥០០', start=7, end=13, kind='number', pos=None)
    """

    __slots__ = ("_ends", "_part_segmenter", "_parts", "_pos", "text")

    text: str

    def __init__(
        self,
        text: str,
        boundaries: Iterable[int],
        *,
        pos: Sequence[str | None] | None = None,
        part_segmenter: _PartSegmenter | None = None,
    ) -> None:
        self.text = text
        self._ends = boundaries if isinstance(boundaries, array) else array("I", boundaries)
        self._pos = None if pos is None else tuple(pos)
        self._part_segmenter = part_segmenter
        self._parts: array[int] | None = None

    @property
    def boundaries(self) -> tuple[int, ...]:
        """Where the words end: rising offsets in code points, the last one ``len(text)``."""
        return tuple(self._ends)

    @property
    def words(self) -> list[str]:
        """The words alone; joined they give the text."""
        text, start = self.text, 0
        found = []
        for end in self._ends:
            found.append(text[start:end])
            start = end
        return found

    def of_kinds(self, kinds: Kinds) -> tuple[Token, ...]:
        """The tokens of a kind (``"word"``, ``"number"`` ...), or of several, in order.

        >>> from khmertext.segmentation import segment
        >>> [token.text for token in segment("ទៅ ៣១។").of_kinds(["word", "number"])]
        ['ទៅ', '៣១']
        """
        chosen = wanted(kinds)
        return tuple(token for token in self if token.kind in chosen)

    def at(self, offset: int) -> Token:
        """The token that covers the code point at ``offset``; ``IndexError`` outside the text."""
        if not 0 <= offset < len(self.text):
            raise IndexError(f"offset {offset} is outside a text of {len(self.text)} code points")
        return self._token(bisect_right(self._ends, offset))

    def parts(self, index: int) -> tuple[Token, ...]:
        """The parts of word ``index`` (mode ``part``); the word itself where it has none."""
        token = self[index]
        if self._part_segmenter is None:
            return (token,)
        if self._parts is None:
            self._parts = self._part_segmenter._ends(self.text)
        first = bisect_right(self._parts, token.start)
        ends = self._parts[first : bisect_right(self._parts, token.end)]
        return tuple(
            Token(self.text[start:end], start, end, kind_of(self.text[start:end]), token.pos)
            for start, end in pairwise([token.start, *ends])
        )

    def joined(self, sep: str = "\u200b") -> str:
        """The text with ``sep`` between its words, but not beside white space or U+200B.

        >>> from khmertext.segmentation import segment
        >>> segment("អ្នកទៅ ១២.៥០០").joined("|")
        'អ្នក|ទៅ ១២.៥០០'
        """
        pieces: list[str] = []
        bare = False  # whether the next word needs a separator before it
        for word in self.words:
            blank = word[0].isspace() or kind_of(word) == "zwsp"
            if bare and not blank:
                pieces.append(sep)
            pieces.append(word)
            bare = not blank
        return "".join(pieces)

    def _token(self, index: int) -> Token:
        start = self._ends[index - 1] if index else 0
        end = self._ends[index]
        word = self.text[start:end]
        return Token(word, start, end, kind_of(word), self._pos[index] if self._pos else None)

    def _rows(self) -> Iterator[tuple[str, int, int, Kind, str | None]]:
        """The fields of each token."""
        text, start, kinds = self.text, 0, _KindsOfWords()
        for end, pos in zip(self._ends, self._pos or repeat(None), strict=False):
            word = text[start:end]
            yield word, start, end, kinds[word], pos
            start = end

    def __iter__(self) -> Iterator[Token]:
        return map(_new_token, self._rows())

    def to_dicts(self) -> list[dict[str, Any]]:
        """One ``dict`` for each token, of values that ``json.dumps`` accepts.

        >>> from khmertext.segmentation import segment
        >>> segment("ទៅ").to_dicts()
        [{'text': 'ទៅ', 'start': 0, 'end': 2, 'kind': 'word', 'pos': None}]
        """
        return [
            {"text": word, "start": start, "end": end, "kind": kind, "pos": pos}
            for word, start, end, kind, pos in self._rows()
        ]

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, index: int | slice) -> Token | tuple[Token, ...]:
        try:  # a range knows how to count from the end
            wanted = range(len(self._ends))[index]
        except IndexError:
            raise IndexError(f"there is no token {index} of {len(self)}") from None
        return self._token(wanted) if isinstance(wanted, int) else tuple(map(self._token, wanted))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Segmentation):
            return NotImplemented
        return self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def _identity(self) -> tuple[str, bytes, tuple[str | None, ...] | None]:
        return self.text, self._ends.tobytes(), self._pos

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.text, self._ends, self._pos, self._part_segmenter)

    def __copy__(self) -> Segmentation:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Segmentation:
        return self

    def __repr__(self) -> str:
        words = self.words if len(self) <= 12 else [*self.words[:12], "…"]
        return f"<Segmentation of {len(self)} tokens: {'|'.join(words)!r}>"

    def _repr_html_(self) -> str:
        from khmertext.display import tokens

        return tokens(self)


def _restored(
    text: str,
    ends: array[int],
    pos: tuple[str | None, ...] | None,
    part_segmenter: _PartSegmenter | None,
) -> Segmentation:
    return Segmentation(text, ends, pos=pos, part_segmenter=part_segmenter)
