"""``analyze``: everything that khmertext finds in a text, as one ``Document``.

``find_numbers`` is here too, since its option ``dates="skip"`` needs the dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from khmertext.errors import check_option, check_text, check_threshold, check_type
from khmertext.types import Level, Mention, Mentions, Mode, Token, jsonable

if TYPE_CHECKING:
    from os import PathLike

    import pandas

    from khmertext._view import View
    from khmertext.acronyms import Acronyms
    from khmertext.acronyms._gazetteer import GazetteerOption
    from khmertext.dates import DateMention
    from khmertext.normalization import Normalized
    from khmertext.numbers import NumberMention
    from khmertext.segmentation import Segmentation
    from khmertext.spelling import Diagnostic, SpellingMention


_Found = TypeVar("_Found", bound=Mention)
Dates = Literal["keep", "skip"]  # whether numbers inside dates are returned
DATES: tuple[Dates, ...] = get_args(Dates)


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """What :func:`analyze` found. All offsets are code points of ``text`` as it was given.

    ``normalized`` carries the normalized text and every edit that made it; ``tokens``,
    ``sentences``, ``acronyms``, ``numbers``, ``dates``, ``spelling`` and ``diagnostics`` speak of
    the text as given, so ``document.text[m.start:m.end] == m.text`` for all of them. ``spelling`` is
    found when it is first asked for.
    """

    text: str
    normalized: Normalized
    tokens: Segmentation
    sentences: tuple[Token, ...]
    acronyms: Acronyms
    numbers: Mentions[NumberMention]
    dates: Mentions[DateMention]
    diagnostics: Mentions[Diagnostic]
    _known: tuple[str, ...] = field(default=(), repr=False)
    _threshold: int = field(default=50, repr=False)
    _known_spelling: Mentions[SpellingMention] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    @property
    def spelling(self) -> Mentions[SpellingMention]:
        """What :func:`khmertext.check_spelling` finds in the text, with the options of ``analyze``
        and the acronyms that it found.

        It takes longer than all the rest together and loads a model of its own, so it is found on
        first access and then kept.
        """
        if self._known_spelling is None:
            from khmertext._view import View
            from khmertext.spelling._check import spelling_in

            found = spelling_in(
                View(self.text, colons=False),
                threshold=self._threshold,
                known=self._known,
                acronyms=self.acronyms,
            )
            object.__setattr__(self, "_known_spelling", found)
        assert self._known_spelling is not None
        return self._known_spelling

    def to_dict(self) -> dict[str, Any]:
        """Everything as values that ``json.dumps`` accepts."""
        return {
            "text": self.text,
            "normalized": self.normalized.text,
            "edits": [edit._asdict() for edit in self.normalized.edits],
            "tokens": self.tokens.to_dicts(),
            "sentences": [sentence._asdict() for sentence in self.sentences],
            "acronyms": self.acronyms.to_dict(),
            "numbers": jsonable(self.numbers),
            "dates": jsonable(self.dates),
            "spelling": jsonable(self.spelling),
            "diagnostics": jsonable(self.diagnostics),
        }

    def to_frames(self) -> dict[str, pandas.DataFrame]:
        """A pandas ``DataFrame`` for each kind of finding; needs pandas and pyarrow.

        The keys are ``edits``, ``tokens``, ``sentences``, ``acronyms``, ``numbers``, ``dates``,
        ``spelling`` and ``diagnostics``. Their columns are typed: see
        :meth:`khmertext.Mentions.to_frame`. Raises ``ImportError`` without pandas or pyarrow.
        """
        from khmertext._records import frame
        from khmertext.acronyms import Acronym
        from khmertext.dates import DateMention
        from khmertext.normalization import Edit
        from khmertext.numbers import NumberMention
        from khmertext.spelling import Diagnostic, SpellingMention

        tables: dict[str, tuple[type, Sequence[Any]]] = {
            "edits": (Edit, self.normalized.edits),
            "tokens": (Token, self.tokens),
            "sentences": (Token, self.sentences),
            "acronyms": (Acronym, self.acronyms),
            "numbers": (NumberMention, self.numbers),
            "dates": (DateMention, self.dates),
            "spelling": (SpellingMention, self.spelling),
            "diagnostics": (Diagnostic, self.diagnostics),
        }
        return {name: frame("to_frames", *found) for name, found in tables.items()}

    def __repr__(self) -> str:
        found = (
            f"{len(self.acronyms)} acronyms, {len(self.numbers)} numbers, {len(self.dates)} dates"
        )
        return f"<Document of {len(self.text)} characters: {len(self.tokens)} tokens, {found}>"

    def _repr_html_(self) -> str:
        """The text with what was found in it marked, and below it tables of that."""
        from khmertext._tables import findings_of
        from khmertext.display import Rows, Span, marked

        found = findings_of(self)
        spans: list[Span] = [
            (row.start, row.end, table.kind, " · ".join(filter(None, row.cells[1:])))
            for table in found
            for row in table.rows
        ]
        legend = [(table.kind, f"{table.title}: {len(table.rows):,}") for table in found]
        tables = [
            Rows(
                table.title,
                f".{table.source}",
                ("where", *table.header),
                [(f"{row.start}:{row.end}", *row.cells) for row in table.rows],
            )
            for table in found
        ]
        return marked(self.text, spans, legend, tables)


def outside(mentions: Iterable[_Found], others: Sequence[Mention]) -> list[_Found]:
    """The mentions that overlap none of ``others``, such as numbers outside dates.

    Both are in rising order, and ``others`` do not overlap each other.
    """
    result = []
    position = 0
    for mention in mentions:
        while position < len(others) and others[position].end <= mention.start:
            position += 1
        if position == len(others) or mention.end <= others[position].start:
            result.append(mention)
    return result


def find_numbers(
    text: str, *, include_one: bool = False, dates: Dates = "keep"
) -> Mentions[NumberMention]:
    """Every number in ``text``, in order: figures, number words and mixtures of both.

    Kinds and what each value is: see :class:`NumberMention`. Offsets are code points of ``text`` as
    given, whatever U+200B stands inside a number. មួយ by itself is an article; it counts as 1 only
    before a unit or counting word, or anywhere with ``include_one=True``. Figures of numeric dates
    (31/07/2024), clock times (8:30), versions, Latin tokens (COVID-19) and addresses are no numbers
    here; the day in ថ្ងៃទី៣១ is an ordinal and the year in ឆ្នាំ២០២៤ a cardinal, dates or no dates. With
    ``dates="skip"`` the numbers inside what :func:`find_dates` finds are left out.

    Never raises on any ``str``; raises ``TypeError`` for anything else and ``ValueError`` for an
    unknown option.

    >>> text = "ថវិកាប្រមាណ ៦,២ពាន់លានរៀល កើន ៥-៧% នៅឆមាសទី១ ឆ្នាំ២០២៤"
    >>> for m in find_numbers(text, dates="skip"):
    ...     print(m.start, m.text, m.kind, m.value, m.unit, m.approx)
    12 ៦,២ពាន់លានរៀល money 6200000000 KHR True
    30 ៥-៧% range (5, 7) % False
    """
    from khmertext._view import View
    from khmertext.numbers import NumberMention

    check_option("dates", dates, DATES)
    view = View(check_text(text, "find_numbers"))
    return Mentions(_numbers_in(view, include_one, dates), NumberMention)


def _numbers_in(
    view: View, include_one: bool, dates: Dates, known: Sequence[Mention] | None = None
) -> list[NumberMention]:
    """The numbers, with or without those inside dates; ``known`` are the dates if already found."""
    from khmertext.numbers._finding import numbers_in

    numbers = numbers_in(view, include_one)
    if dates == "keep" or not numbers:
        return numbers
    from khmertext.dates._find import dates_in

    return outside(numbers, dates_in(view) if known is None else known)


def analyze(
    text: str,
    *,
    level: Level = "standard",
    mode: Mode = "word",
    engine: str = "default",
    gazetteer: GazetteerOption = "default",
    dates: Dates = "keep",
    ref: date | None = None,
    known: Iterable[str] | PathLike[str] = (),
    threshold: int = 50,
) -> Document:
    """Normalize and segment ``text``; find its acronyms, numbers and dates, and what is wrong in it.

    ``level`` is that of :func:`khmertext.normalize`, ``mode`` and ``engine`` are those of
    :func:`khmertext.segment`, ``gazetteer`` is that of :func:`khmertext.find_acronyms`, ``dates``
    that of :func:`khmertext.find_numbers`, ``ref`` that of :func:`khmertext.find_dates`; ``known`` and
    ``threshold`` are those of :func:`khmertext.check_spelling` and act on ``document.spelling`` only.
    Raises ``TypeError`` for an argument of a wrong type, ``ValueError`` for an unknown option,
    ``ImportError`` for an engine that is not installed and ``OSError`` for a file of ``known`` that
    cannot be read.

    >>> document = analyze("កិច្ចប្រជុំ គ.ជ.ប នៅថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤។")
    >>> [acronym.canonical for acronym in document.acronyms]
    ['គ.ជ.ប']
    >>> document.dates[0].date
    datetime.date(2024, 7, 31)
    >>> document
    <Document of 48 characters: 14 tokens, 1 acronyms, 2 numbers, 1 dates>
    """
    from khmertext._view import View
    from khmertext.acronyms._find_acronyms import acronyms_in
    from khmertext.acronyms._gazetteer import as_gazetteer
    from khmertext.dates import DateMention
    from khmertext.dates._find import dates_in
    from khmertext.normalization import explain
    from khmertext.numbers import NumberMention
    from khmertext.segmentation import segment, sentences
    from khmertext.spelling._diagnose import problems_of

    text = check_text(text, "analyze")
    check_option("dates", dates, DATES)
    check_type(ref, "analyze", date, type(None), option="ref")
    check_threshold(threshold, "analyze")
    right: tuple[str, ...] = ()
    if known != ():
        from khmertext.spelling._check import known_words

        right = known_words(known, "analyze")
    normalized = explain(text, level)
    # all finders share one view
    view = View(text, normalized if level == "standard" else None)
    found = dates_in(view, ref)
    return Document(
        text=text,
        normalized=normalized,
        tokens=segment(text, mode=mode, engine=engine),
        sentences=tuple(sentences(text)),
        acronyms=acronyms_in(view, as_gazetteer(gazetteer)),
        numbers=Mentions(_numbers_in(view, False, dates, found), NumberMention),
        dates=Mentions(found, DateMention),
        diagnostics=problems_of(normalized if level == "standard" else explain(text)),
        _known=right,
        _threshold=threshold,
    )
