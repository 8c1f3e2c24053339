"""Makes a gazetteer of the definitions in many texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from khmertext._progress import Progress, reporting
from khmertext._view import View
from khmertext.acronyms._find_acronyms import acronyms_in
from khmertext.acronyms._gazetteer import (
    Gazetteer,
    GazetteerOption,
    Meaning,
    Place,
    as_gazetteer,
    gathered,
)
from khmertext.acronyms._phases import before_phase, number_behind
from khmertext.errors import check_many, check_text_of, is_missing

Texts = Iterable[str | tuple[object, str | None] | None] | Mapping[str, str | None]


def learn_gazetteer(
    texts: Texts, known: GazetteerOption = "default", *, progress: Progress = False
) -> Gazetteer:
    """Collect the definitions of ``texts``, so that :func:`find_acronyms` knows them in every text.

    ``texts`` is read once. It gives texts, which are then named by their number, or pairs of a name
    and a text, as a ``dict`` or ``series.items()`` does. Missing values (None, NaN, ``pandas.NA``)
    are skipped. ``known``, as the option ``gazetteer`` of ``find_acronyms``, is merged in; None
    learns from the texts alone. Each meaning counts the texts that give it and names the first ten
    places (:meth:`Gazetteer.meanings`). A short form that gets different meanings has no expansion
    (:attr:`Gazetteer.conflicts`). ``progress`` is that of :func:`khmertext.pipe`.

    Raises ``TypeError`` for one text instead of many, and for an item that is not a text.

    >>> texts = ["សមាគមកសិករខ្មែរ (ស.ក.ខ) បានប្រជុំ", "សមាជិក ស.ក.ខ ម្នាក់"]
    >>> learned = learn_gazetteer(texts)
    >>> learned.meanings("ស.ក.ខ")
    (Meaning(expansion='សមាគមកសិករខ្មែរ', kind='org', count=1, places=(Place(text='0', start=17, end=22),)),)
    >>> from khmertext import find_acronyms
    >>> [(a.expansion, a.expansion_source) for a in find_acronyms(texts[1], gazetteer=learned)]
    [('សមាគមកសិករខ្មែរ', 'gazetteer')]
    """
    check_many(texts, "learn_gazetteer")
    base = as_gazetteer(known, "known")
    with reporting(progress, "learn_gazetteer", unit=" texts") as report:
        return base.merge(gathered(_definitions(texts, base, report)))


def _definitions(
    texts: Texts, known: Gazetteer, report: Callable[[int], object]
) -> Iterator[tuple[str, Meaning]]:
    """The canonical forms that each text defines, each meaning once."""
    named = texts.items() if isinstance(texts, Mapping) else enumerate(texts)
    for done, (number, item) in enumerate(named, 1):
        name, text = item if isinstance(item, tuple) else (number, item)
        if not is_missing(text):
            yield from _defined_in(check_text_of(text, "learn_gazetteer", name), str(name), known)
        report(done)


def _defined_in(text: str, name: str, known: Gazetteer) -> Iterator[tuple[str, Meaning]]:
    said: set[tuple[str, str]] = set()
    for mention in acronyms_in(View(text), known):
        if mention.definition and mention.expansion:
            long, number = mention.expansion, number_behind(text, mention.end)
            if number:  # another text may have another phase of the programme
                long = long[: before_phase(long, len(long), 0, number)]
            meant = mention.canonical, long
            if meant not in said:
                said.add(meant)
                places = (Place(name, mention.start, mention.end),)
                yield mention.canonical, Meaning(long, mention.kind, 1, places)
