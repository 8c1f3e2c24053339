"""The public calls: ``words``, ``segment``, ``tag`` and ``Segmenter``, over the cutter of the engine."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from khmertext._progress import Progress, reporting
from khmertext.errors import (
    UnknownEngineError,
    check_count,
    check_many,
    check_option,
    check_path,
    check_text,
    check_text_of,
)
from khmertext.segmentation._backend import core, make_cutter
from khmertext.segmentation._model import Model, load_model

if TYPE_CHECKING:
    from os import PathLike

    from khmertext.segmentation._backend import Cutter
    from khmertext.segmentation._kinds import Kinds
    from khmertext.segmentation._pure_cutter import Cutter as PureCutter
    from khmertext.segmentation._segmentation import Segmentation
    from khmertext.types import Mode, Token

_MODES = ("word", "part")
_BATCH_SIZE = 256


@cache
def shipped_model() -> Model:
    """The model that comes with khmertext, read once."""
    return load_model()


@cache
def default_cutter() -> Cutter:
    return make_cutter(shipped_model())


def words(
    text: str, *, mode: Mode = "word", engine: str = "default", kinds: Kinds | None = None
) -> list[str]:
    """Cut ``text`` into words; joined they give the text back.

    White space, punctuation, numbers with their separators, dotted acronyms, URLs, e-mail
    addresses, Latin words and U+200B are words of their own. ``mode="part"`` gives the parts of
    compound words. An ``engine`` other than ``"default"`` (see :func:`engines`) has its own rules,
    and only the mode ``"word"``. With ``kinds``, a kind of token (``"word"``, ``"number"`` ...; see
    :class:`~khmertext.Token`) or several, all others are left out.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for an unknown mode, engine or
    kind, ``ImportError`` for an engine that is not installed.

    >>> words("គណៈកម្មាធិការ (គ.ក.ស.ក) ថ្ងៃទី៣១")
    ['គណៈកម្មាធិការ', ' ', '(', 'គ.ក.ស.ក', ')', ' ', 'ថ្ងៃ', 'ទី', '៣១']
    >>> words("កិច្ចប្រជុំ", mode="part")
    ['កិច្ច', 'ប្រជុំ']
    >>> words("ថ្ងៃទី៣១។", kinds=["word", "number"])
    ['ថ្ងៃ', 'ទី', '៣១']
    """
    if engine == "default" and kinds is None:
        if mode == "word":
            return default_cutter().words(text, False)
        if mode == "part":
            return default_cutter().words(text, True)
    return _segmenter(mode, engine).words(text, kinds=kinds)


@overload
def segment(
    text: str, *, mode: Mode = "word", engine: str = "default", kinds: None = None
) -> Segmentation: ...
@overload
def segment(
    text: str, *, mode: Mode = "word", engine: str = "default", kinds: Kinds
) -> tuple[Token, ...]: ...
def segment(
    text: str, *, mode: Mode = "word", engine: str = "default", kinds: Kinds | None = None
) -> Segmentation | tuple[Token, ...]:
    """Like :func:`words`, but as a :class:`Segmentation`: tokens with offsets, kinds and parts.

    ``mode`` and ``engine`` are those of :func:`words`. With ``kinds`` only the tokens of these, in a tuple.

    >>> [(token.text, token.start, token.kind) for token in segment("ទៅ ៣១")]
    [('ទៅ', 0, 'word'), (' ', 2, 'space'), ('៣១', 3, 'number')]
    >>> segment("ទៅ ៣១", kinds="number")
    (Token(text='៣១', start=3, end=5, kind='number', pos=None),)
    """
    found = _segmenter(mode, engine).segment(text)
    return found if kinds is None else found.of_kinds(kinds)


@cache
def _segmenter(mode: Mode, engine: str) -> Segmenter:
    return Segmenter(mode=mode, engine=engine)


class Segmenter:
    """:func:`words` with options that are chosen once.

    ``add`` are words to keep whole wherever they stand between clusters; of several that overlap
    the one that begins first wins, then the longest. They win over the model and over U+200B, cut
    no number, acronym or Latin word in two, and are one token in both modes. ``remove`` are words
    never to keep whole: they are cut where the model finds that likeliest (default engine only).
    Both are found in every encoding of the same text. Both may be the ``Path`` of a UTF-8 file with one
    word a line; blank lines, lines that begin with ``#``, text after a tab and a frequency after a
    space are ignored. ``model`` is the file of another model for the default engine.

    A segmenter is immutable; it can be shared between threads, compared and pickled. Raises
    ``ValueError`` for an unknown mode or engine and for a user word that is empty, has a line
    break or is both to add and to remove, ``ImportError`` for an engine that is not installed, ``OSError`` and
    :class:`~khmertext.errors.ModelError` for a model that cannot be read. A user word that can never
    be found gives a ``UserWarning``.

    >>> Segmenter(add=["កម្ពុជាក្រោម"]).words("នៅកម្ពុជាក្រោម")
    ['នៅ', 'កម្ពុជាក្រោម']
    """

    __slots__ = ("_added", "_cutter", "_keeper", "_parts", "_removed", "engine", "mode", "model")

    mode: Mode
    engine: str
    model: str | None

    def __init__(
        self,
        *,
        mode: Mode = "word",
        engine: str = "default",
        add: Iterable[str] | PathLike[str] = (),
        remove: Iterable[str] | PathLike[str] = (),
        model: str | PathLike[str] | None = None,
    ) -> None:
        from os import fspath

        check_option("mode", mode, _MODES)
        self.mode = mode
        self.engine = engine
        if model is not None:
            check_path(model, "Segmenter", "model")
        self.model = None if model is None else fspath(model)
        self._parts = mode == "part"
        self._added: tuple[str, ...] = ()
        self._removed: tuple[str, ...] = ()
        if add or remove:
            from khmertext.segmentation._user_words import normal_words

            self._added = normal_words(add, "add")
            self._removed = normal_words(remove, "remove")
            if both := set(self._added).intersection(self._removed):
                raise ValueError(f"{min(both)!r} is both in add= and in remove=")
        self._keeper: PureCutter | None = None  # of the user's words, for other engines
        if engine != "default":
            self._check_engine()
            self._cutter: Cutter | None = None
            if self._added:
                from khmertext.segmentation._pure_cutter import Cutter as PureCutter

                self._keeper = PureCutter(shipped_model(), self._added)
        elif self.model is None and not (self._added or self._removed):
            self._cutter = default_cutter()
        else:
            chosen = shipped_model() if self.model is None else load_model(self.model)
            self._cutter = make_cutter(chosen, self._added, self._removed)

    def _check_engine(self) -> None:
        from khmertext.segmentation._registry import check_engine

        check_engine(self.engine)
        given = {"mode='part'": self.mode == "part", "model=": self.model is not None}
        for option, is_given in (given | {"remove=": bool(self._removed)}).items():
            if is_given:
                raise ValueError(f"{option} is for the default engine, not for {self.engine!r}")

    def words(self, text: str, *, kinds: Kinds | None = None) -> list[str]:
        """The words of ``text`` as a list of ``str``; joined they give the text.

        With ``kinds``, a kind of token or several, all others are left out.
        """
        if kinds is not None:
            return _of_kinds(self.words(text), kinds)
        if self._cutter is not None:
            return self._cutter.words(text, self._parts)
        text = check_text(text, "words")
        start = 0
        found = []
        for end in self._ends(text):
            found.append(text[start:end])
            start = end
        return found

    def segment(self, text: str) -> Segmentation:
        """The words of ``text`` as a :class:`Segmentation`."""
        from khmertext.segmentation._segmentation import Segmentation

        text = check_text(text, "segment")
        part_segmenter = None
        if self._cutter is not None and not self._parts:
            part_segmenter = self._in_parts()
        return Segmentation(text, self._ends(text), part_segmenter=part_segmenter)

    def _in_parts(self) -> Segmenter:
        """The same segmenter in mode ``part``; the cutter is shared."""
        parts = object.__new__(Segmenter)
        parts.mode, parts.engine, parts.model = "part", self.engine, self.model
        parts._added, parts._removed = self._added, self._removed
        parts._parts, parts._cutter, parts._keeper = True, self._cutter, None
        return parts

    def _ends(self, text: str) -> array[int]:
        if self._cutter is not None:
            return self._cutter.ends(text, self._parts)
        from khmertext.segmentation._registry import boundaries

        ends = boundaries(self.engine, text)
        return array("I", self._keeper.keep(text, ends) if self._keeper else ends)

    def words_batch(
        self, texts: Iterable[str | None], *, threads: int = 1, kinds: Kinds | None = None
    ) -> list[list[str] | None]:
        """The words of each of ``texts``, None for None; ``threads`` and ``kinds`` are those of :meth:`pipe`."""
        return list(self._of_many("words_batch", texts, _BATCH_SIZE, threads, False, kinds))

    def pipe(
        self,
        texts: Iterable[str | None],
        *,
        batch_size: int = _BATCH_SIZE,
        threads: int = 1,
        progress: Progress = False,
        kinds: Kinds | None = None,
    ) -> Iterator[list[str] | None]:
        """The words of each text, in order, as they are ready; None passes through.

        ``batch_size`` texts at a time are worked on outside the interpreter lock, by as many
        ``threads`` as asked for. No more than a few batches are read ahead; what comes before a text
        that is none, or before an error of ``texts``, is given first. ``progress`` is True
        for a bar (if ``tqdm`` is installed), or a function that is called with the number of texts
        done so far. With ``kinds`` all words of other kinds are left out.

        >>> list(Segmenter().pipe(["ទៅ ៣១", None, ""]))
        [['ទៅ', ' ', '៣១'], None, []]
        """
        return self._of_many("pipe", texts, batch_size, threads, progress, kinds)

    def _of_many(
        self,
        function: str,
        texts: Iterable[str | None],
        batch_size: int,
        threads: int,
        progress: Progress,
        kinds: Kinds | None,
    ) -> Iterator[list[str] | None]:
        """What :meth:`pipe` gives; ``function`` was called for it."""
        check_many(texts, function)
        check_count(batch_size, function, "batch_size")
        check_count(threads, function, "threads")
        batches = self._batches(_batched(iter(texts), batch_size, function), threads)
        found = _reported(batches, progress, function)
        if kinds is None:
            return found
        from khmertext.segmentation._kinds import wanted

        chosen = wanted(kinds)
        return (None if words is None else _of_kinds(words, chosen) for words in found)

    def _batches(
        self, batches: Iterator[list[str | None]], threads: int
    ) -> Iterator[list[list[str] | None]]:
        if threads == 1:
            yield from map(self._batch, batches)
            return
        from collections import deque
        from concurrent.futures import Future, ThreadPoolExecutor

        with ThreadPoolExecutor(threads) as pool:
            waiting: deque[Future[list[list[str] | None]]] = deque()
            end: Exception | None = None
            try:
                while waiting or end is None:
                    if end is None and len(waiting) <= 2 * threads:
                        try:
                            waiting.append(pool.submit(self._batch, next(batches)))
                        except Exception as error:
                            end = error
                    else:
                        yield waiting.popleft().result()
                if end and not isinstance(end, StopIteration):
                    raise end
            finally:  # the caller may not want the rest
                for future in waiting:
                    future.cancel()

    def _batch(self, texts: Sequence[str | None]) -> list[list[str] | None]:
        if self._cutter is not None:
            return self._cutter.words_batch(texts, self._parts)
        return [None if text is None else self.words(text) for text in texts]

    def _options(self) -> tuple[Any, ...]:
        return self.mode, self.engine, self._added, self._removed, self.model

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, self._options()

    def __eq__(self, other: object) -> bool:
        return (
            self._options() == other._options() if isinstance(other, Segmenter) else NotImplemented
        )

    def __hash__(self) -> int:
        return hash(self._options())

    def __repr__(self) -> str:
        options = [f"mode={self.mode!r}", f"engine={self.engine!r}"]
        options += [f"add=<{len(self._added)} words>"] if self._added else []
        options += [f"remove=<{len(self._removed)} words>"] if self._removed else []
        options += [f"model={self.model!r}"] if self.model else []
        options += [f"<{core()}>"] if self.engine == "default" else []
        return f"Segmenter({', '.join(options)})"


def _reported(
    batches: Iterator[list[list[str] | None]], progress: Progress, function: str
) -> Iterator[list[str] | None]:
    """What the batches hold; ``progress`` is told of each."""
    done = 0
    with reporting(progress, function, unit=" texts") as report:
        for batch in batches:
            yield from batch
            done += len(batch)
            report(done)


def _batched(texts: Iterator[str | None], size: int, function: str) -> Iterator[list[str | None]]:
    """Lists of texts; what comes before an error is given first."""
    batch: list[str | None] = []
    try:
        for number, text in enumerate(texts):
            batch.append(text if text is None else check_text_of(text, function, number))
            if len(batch) == size:
                yield batch
                batch = []
    except Exception:  # of ``texts``, or of one that is no text
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _of_kinds(words: list[str], kinds: Kinds) -> list[str]:
    from khmertext.segmentation._kinds import kind_of, wanted

    chosen = wanted(kinds)
    return [word for word in words if kind_of(word) in chosen]


def _restored(
    mode: Mode, engine: str, added: Sequence[str], removed: Sequence[str], model: str | None
) -> Segmenter:
    return Segmenter(mode=mode, engine=engine, add=added, remove=removed, model=model)


def tag(text: str, *, engine: str = "khmer-nltk") -> Segmentation:
    """Cut ``text`` into words with their parts of speech, in ``token.pos``.

    Only the ``engine`` ``khmer-nltk`` knows parts of speech: its own words, tags of the ALT corpus.
    Tokens that it does not see (new lines, U+200B, second spaces) have None.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for another engine,
    ``ImportError`` if khmer-nltk is not installed.
    """
    from khmertext.segmentation._registry import check_engine, checked
    from khmertext.segmentation._segmentation import Segmentation

    text = check_text(text, "tag")
    if engine != "khmer-nltk":
        raise UnknownEngineError(engine, ("khmer-nltk",))
    check_engine(engine)
    from khmertext.segmentation._engines import khmer_nltk

    ends, tags = khmer_nltk.tags(text)
    pos: list[str | None] = []
    sound = checked(engine, text, ends)
    starts = {0, *sound}
    start = 0
    for end, found in zip(ends, tags, strict=True):
        if start in starts:
            pos.append(found)
        start = end
    return Segmentation(text, sound, pos=pos)
