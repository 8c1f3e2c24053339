"""``normalize``, ``explain``, ``is_normalized``: runs the rules in their order, level by level.

The rules are in ``_syllables``, ``_characters`` and ``_search``; passes put them together here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Final, Literal, NamedTuple, get_args

from khmertext._alignment import Alignment
from khmertext._changes import Change, compose, splice
from khmertext._chars import BEYYAL, BOM, COENG_DA, RE_KHMER, ZWJ, ZWSP, characters_of, fold
from khmertext._patterns import lazy_pattern
from khmertext._scan import Triggered
from khmertext.errors import check_option, check_text
from khmertext.normalization import _characters as characters
from khmertext.normalization import _search as search
from khmertext.normalization._syllables import has_suspects, rewrite_syllables, syllable_changes
from khmertext.types import Level

CoengDa = Literal["keep", "ta"]
Zwsp = Literal["keep", "remove"]
Lang = Literal["km", "xhm"]
LEVELS: Final[tuple[str, ...]] = get_args(Level)


@dataclass(frozen=True, eq=False, slots=True)
class Pass:
    """Rules that act together.

    ``changes`` gives the changes in a text, ``rewrite`` (optional, faster) only the changed text.
    ``trigger`` finds where the pass can act: the inside of a ``[...]``, a pattern, or a function that
    is true for such texts. On other texts the pass is not called; with ``None`` it always is.
    """

    changes: Callable[[str], Iterable[Change]]
    rewrite: Callable[[str], str] | None = None
    trigger: str | re.Pattern[str] | Callable[[str], object] | None = None


@cache
def _triggers(passes: tuple[Pass, ...]) -> tuple[Callable[[str], object], ...]:
    """Tests of a text, as few as possible: one of them is true if one of ``passes`` can act."""
    classes = "".join(step.trigger for step in passes if isinstance(step.trigger, str))
    told: list[Callable[[str], object]] = [_one_of(classes).search] if classes else []
    for step in passes:
        if step.trigger is None:
            told.append(lambda text: True)
        elif callable(step.trigger):
            told.append(step.trigger)
        elif not isinstance(step.trigger, str):
            told.append(step.trigger.search)
    return tuple(told)


def _one_of(members: str) -> Triggered:
    return Triggered(lazy_pattern(f"[{members}]"), characters_of(members))


def _can_act(passes: tuple[Pass, ...], text: str) -> bool:
    for is_triggered in _triggers(passes):  # noqa: SIM110 (any() takes longer than a short text)
        if is_triggered(text):
            return True
    return False


class Edit(NamedTuple):
    """``original[start:end] == before`` became ``after`` by ``rule`` (keys of ``RULES``, joined by "+")."""

    start: int
    end: int
    before: str
    after: str
    rule: str


# as in _changes
_new_edit: Callable[[tuple[int, int, str, str, str]], Edit] = partial(tuple.__new__, Edit)


@dataclass(frozen=True, slots=True)
class Normalized:
    """The result of :func:`explain`: the normalized ``text`` and the edits that led to it.

    ``edits`` are in rising order and do not overlap; applied to ``original`` they give ``text``.
    """

    text: str
    original: str
    edits: tuple[Edit, ...]
    # what a rule does, in words; None for the rules of normalize
    _reason: Callable[[str], str] | None = field(default=None, repr=False, compare=False)
    _alignment: Alignment | None = field(default=None, init=False, repr=False, compare=False)

    def _align(self) -> Alignment:
        """The alignment, made on first use."""
        alignment = Alignment((start, end, len(after)) for start, end, _, after, _ in self.edits)
        object.__setattr__(self, "_alignment", alignment)
        return alignment

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``original`` that ``text[start:end]`` came from.

        Inside an edit offsets have no counterpart: a span that touches one is widened to all of it.
        """
        return (self._alignment or self._align()).to_original(start, end)

    def to_normalized(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``text`` that ``original[start:end]`` became."""
        return (self._alignment or self._align()).to_rewritten(start, end)

    def _repr_html_(self) -> str:
        """The text with deletions and insertions marked, and a table of the edits."""
        from khmertext.display import Rows, changed
        from khmertext.normalization._shown import EDIT_HEADER, edit_cells, edit_reason

        reason = self._reason or edit_reason
        rows = [(f"{edit.start}:{edit.end}", *edit_cells(edit, reason)) for edit in self.edits]
        table = Rows("Changes", ".edits", ("where", *EDIT_HEADER), rows)
        return changed(self.original, self.text, self.edits, table)


def normalize(
    text: str,
    level: Level = "standard",
    *,
    coeng_da: CoengDa = "keep",
    zwsp: Zwsp = "keep",
    lang: Lang = "km",
) -> str:
    """``text`` in the one encoding that Khmer Unicode intends for it.

    ``level`` is ``"safe"`` (it looks the same, or a dotted circle disappears), ``"standard"`` (also
    repeated marks, discouraged characters, superfluous U+200B, NFC of other scripts) or ``"search"``
    (a key to compare with, never to show). ``RULES`` describes each rule. ``coeng_da="ta"`` makes
    every subscript ដ a subscript ត, ``zwsp="remove"`` removes every U+200B, ``lang="xhm"`` follows
    the syllables of Middle Khmer, where a subscript after the vowel closes the syllable and
    subscript ដ and ត are never folded. A text that needs no change is returned as the same object.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for an unknown option.

    >>> normalize("ឃំុ ឣនុវត្ត")
    'ឃុំ អនុវត្ត'
    """
    text = check_text(text, "normalize")
    _check_options(level, coeng_da, zwsp, lang)
    for after, _ in _passes_over(text, _rewritten, level, coeng_da, zwsp, lang):
        text = after
    return text


def explain(
    text: str,
    level: Level = "standard",
    *,
    coeng_da: CoengDa = "keep",
    zwsp: Zwsp = "keep",
    lang: Lang = "km",
) -> Normalized:
    """:func:`normalize` with its edits and the way back to the offsets of ``text``.

    Options and errors are those of :func:`normalize`.

    >>> explain("ឃំុ").edits
    (Edit(start=1, end=3, before='ំុ', after='ុំ', rule='O6'),)
    """
    text = check_text(text, "explain")
    _check_options(level, coeng_da, zwsp, lang)
    result = text
    changes: list[Change] = []
    for after, done in _passes_over(text, _explained, level, coeng_da, zwsp, lang):
        changes = compose(text, changes, result, done)
        result = after
    edits = [
        _new_edit((start, end, text[start:end], after, rule)) for start, end, after, rule in changes
    ]
    return Normalized(result, text, tuple(edits))


def is_normalized(
    text: str,
    level: Level = "standard",
    *,
    coeng_da: CoengDa = "keep",
    zwsp: Zwsp = "keep",
    lang: Lang = "km",
) -> bool:
    """Whether :func:`normalize` would leave ``text`` as it is.

    Options and errors are those of :func:`normalize`.

    >>> is_normalized("ឃុំ"), is_normalized("ឃំុ")
    (True, False)
    """
    text = check_text(text, "is_normalized")
    _check_options(level, coeng_da, zwsp, lang)
    passes = _passes_over(text, _tried, level, coeng_da, zwsp, lang)
    return next(iter(passes), None) is None


def _check_options(level: str, coeng_da: str, zwsp: str, lang: str) -> None:
    check_option("level", level, LEVELS)
    check_option("coeng_da", coeng_da, ("keep", "ta"))
    check_option("zwsp", zwsp, ("keep", "remove"))
    check_option("lang", lang, ("km", "xhm"))


def is_clean(text: str) -> bool:
    """Whether ``text`` has no trigger of a rule below ``search``, so that none of them can act.

    That holds for nearly all texts, and costs one search for each trigger. ``False`` proves nothing:
    a rule may find its trigger and still have nothing to do.
    """
    return not _can_act((*_safe_passes("standard", None), *_BETWEEN, *_LAST), text)


_KHMER_OR_BOM: Final = lazy_pattern(rf"[{RE_KHMER}]|\A{BOM}")


_Outcome = tuple[str, list[Change]] | None
_Do = Callable[[str, Pass], _Outcome]


def _explained(text: str, step: Pass) -> _Outcome:
    """The text after a pass, and its changes; None if there are none."""
    changes = list(step.changes(text))
    return (splice(text, changes), changes) if changes else None


def _rewritten(text: str, step: Pass) -> _Outcome:
    """The text after a pass, without its changes; None if it stays the same."""
    if step.rewrite is None:
        return _explained(text, step)
    after = step.rewrite(text)
    return None if after == text else (after, [])


def _tried(text: str, step: Pass) -> _Outcome:
    """The text unchanged; None if the pass would change nothing."""
    return None if next(iter(step.changes(text)), None) is None else (text, [])


class _Run:
    """A text on its way through passes; ``do`` runs one pass on a text."""

    def __init__(self, text: str, do: _Do = _explained) -> None:
        self.text = text
        self._do = do
        self._without_signs: str | None = None  # a text that no pass of ``_BY_SIGNS`` can change

    def _may_change(self, step: Pass) -> bool:
        """Whether a pass can act; one look at a text tells it of all that act on single characters."""
        if step in _BY_SIGNS:
            if self._without_signs is not self.text and not _can_act(_BY_SIGNS, self.text):
                self._without_signs = self.text
            if self._without_signs is self.text:
                return False
        return _can_act((step,), self.text)

    def through(self, *passes: Pass) -> Iterator[tuple[str, list[Change]]]:
        """Each pass that changes something: the text after it, and its changes."""
        for step in passes:
            outcome = self._do(self.text, step) if self._may_change(step) else None
            if outcome:
                self.text = outcome[0]
                yield outcome


@cache
def _syllables(level: Level, final_joiner: str | None) -> Pass:
    return Pass(
        partial(syllable_changes, level=level, final_joiner=final_joiner),
        partial(rewrite_syllables, level=level, final_joiner=final_joiner),
        partial(has_suspects, level=level),
    )


@cache
def _safe_passes(level: Level, final_joiner: str | None) -> tuple[Pass, ...]:
    return (_DISCOURAGED, _syllables(level, final_joiner), _JOINERS)


_DISCOURAGED: Final = Pass(
    characters.discouraged_letters, characters.replace_discouraged, characters.DISCOURAGED
)
_JOINERS: Final = Pass(characters.joiners, characters.remove_joiners, characters.JOINERS)
_COENG_DA: Final = Pass(characters.coeng_da, fold, re.compile(COENG_DA))
_REMOVE_ZWSP: Final = Pass(characters.remove_zwsp, characters.without_zwsp, ZWSP)
_BETWEEN: Final = (
    Pass(characters.beyyal, characters.replace_beyyal, BEYYAL),
    Pass(characters.lunar_dates, trigger=characters.LUNAR.search),
    Pass(characters.look_alike_marks, trigger=characters.LOOK_ALIKE_MARKS),
)
_LAST: Final = (
    Pass(characters.tidy_zwsp, trigger=characters.has_superfluous_zwsp),
    Pass(characters.compose_foreign, trigger=characters.NOT_SURELY_NFC.is_in),
)
_BY_SIGNS: Final = tuple(
    step for step in (_DISCOURAGED, _JOINERS, *_BETWEEN, *_LAST) if isinstance(step.trigger, str)
)
_REMOVE_INVISIBLE: Final = Pass(search.remove_invisible)
_FOLDS: Final = tuple(map(Pass, search.FOLDS))


def _passes_over(
    text: str, do: _Do, level: Level, coeng_da: CoengDa, zwsp: Zwsp, lang: Lang
) -> Iterable[tuple[str, list[Change]]]:
    """The passes of ``level`` that change something."""
    if level != "search" and coeng_da == zwsp == "keep" and is_clean(text):
        return ()
    return _passes(_Run(text, do), level, coeng_da, zwsp, lang)


def _passes(
    run: _Run, level: Level, coeng_da: CoengDa, zwsp: Zwsp, lang: Lang
) -> Iterator[tuple[str, list[Change]]]:
    """The same, of a text that may not be clean.

    ``standard`` starts from the result of ``safe``, so that it does not matter whether a text went
    through ``safe`` before. ``search`` is repeated until nothing changes: a fold may remove what
    stood between characters that another rule changes together.
    """
    middle = lang == "xhm"
    final_joiner = ZWJ if middle else None
    da_is_ta = [] if middle else [_COENG_DA]
    if zwsp == "remove":
        yield from run.through(_REMOVE_ZWSP)
    if level == "search":
        bare = "" if middle else None
        before = None
        while run.text != before:
            before = run.text
            yield from _standard(run, bare)
            folds = (_REMOVE_INVISIBLE, _syllables("search", bare), *da_is_ta, *_FOLDS)
            yield from run.through(*folds)
        return
    if level == "standard":
        yield from _standard(run, final_joiner)
    else:
        yield from _safe(run, "safe", final_joiner)
    if coeng_da == "ta":
        yield from run.through(*da_is_ta)


def _safe(run: _Run, level: Level, final_joiner: str | None) -> Iterator[tuple[str, list[Change]]]:
    if not _KHMER_OR_BOM.search(run.text):
        return
    yield from run.through(*_safe_passes(level, final_joiner))


def _standard(run: _Run, final_joiner: str | None) -> Iterator[tuple[str, list[Change]]]:
    yield from _safe(run, "standard", final_joiner)
    before = run.text
    yield from run.through(*_BETWEEN)
    if run.text is not before:  # the new characters may belong to a syllable
        yield from _safe(run, "standard", final_joiner)
    yield from run.through(*_LAST)
