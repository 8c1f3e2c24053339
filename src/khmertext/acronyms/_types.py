"""The result types of :func:`find_acronyms`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, get_args

from khmertext._lexicon import AcronymKind
from khmertext.types import Mention, Mentions, jsonable

ACRONYM_KINDS: tuple[AcronymKind, ...] = get_args(AcronymKind)
_COLUMNS = (
    "start",
    "end",
    "text",
    "canonical",
    "kind",
    "expansion",
    "expansion_source",
    "is_definition",
)
Pattern = Literal["long_short", "short_long", "cue", "or"]
Source = Literal["text", "gazetteer"]


class LetterMatch(NamedTuple):
    """A letter of the short form and the offset in the text of the letter it stands for."""

    letter: str
    position: int


@dataclass(frozen=True, slots=True)
class Definition(Mention):
    """A place where a text says what an acronym means.

    ``start``, ``end`` and ``text`` are those of the long form; ``acronym`` and ``long_form`` are
    the spans of both. ``pattern`` says how they stand together: ``"long_short"`` is LONG (SHORT),
    ``"short_long"`` SHORT (LONG), ``"cue"`` has words such as ហៅកាត់ថា between them and ``"or"`` the
    word ឬ. ``alignment`` shows which letter of the long form each letter of the short form comes
    from; it is empty for a Latin short form of a Khmer name. ``score`` is 100 if every letter begins
    a word and no word is left out, and less the looser the fit; for a Latin short form of a Khmer
    name it is 100 if what the words are in English explains all letters, and 60 if it explains none.
    ``english`` is the span of a long form in Latin letters that stands beside the Khmer one.
    """

    acronym: tuple[int, int]
    long_form: tuple[int, int]
    canonical: str
    pattern: Pattern
    alignment: tuple[LetterMatch, ...]
    score: int
    english: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Acronym(Mention):
    """An acronym in a text: ``text_given[a.start:a.end] == a.text``, offsets in code points.

    ``canonical`` is the form that all spellings share: គ.ក.ស.ក for ``គ.ក.ស .ក``, ``គ,ក,ស,ក``,
    ``គ.ក.ស.ក.`` and ``គកសក``. ``expansion`` is what it stands for, or ``None`` if nobody says so;
    ``expansion_source`` is ``"text"`` or ``"gazetteer"``. ``definition`` is set where the text
    defines it. ``flags`` holds ``"redefined"`` if the text gives it a second meaning from here on.
    """

    canonical: str
    kind: AcronymKind
    expansion: str | None
    expansion_source: Source | None
    definition: Definition | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One acronym of a document: all mentions that share a canonical form.

    ``expansions`` are its different meanings in the order of the text, more than one only if it is
    ``"redefined"`` (see ``flags``); ``expansion`` is the first of them.
    """

    canonical: str
    kind: AcronymKind
    expansions: tuple[str, ...]
    expansion_source: Source | None
    mentions: tuple[Acronym, ...]
    definitions: tuple[Definition, ...]
    flags: tuple[str, ...] = ()

    @property
    def expansion(self) -> str | None:
        return self.expansions[0] if self.expansions else None

    def to_dict(self) -> dict[str, Any]:
        """All fields by name, as values that ``json.dumps`` accepts; mentions as spans."""
        return {
            "canonical": self.canonical,
            "kind": self.kind,
            "expansion": self.expansion,
            "expansions": list(self.expansions),
            "expansion_source": self.expansion_source,
            "mentions": [[mention.start, mention.end] for mention in self.mentions],
            "definitions": [jsonable(definition) for definition in self.definitions],
            "flags": list(self.flags),
        }


class Acronyms(Mentions[Acronym]):
    """The acronyms of ``text`` in the order of their places; ``definitions`` are the sites.

    A slice is :class:`~khmertext.Mentions`: definitions and entities are those of a whole text.

    >>> from khmertext import find_acronyms
    >>> found = find_acronyms("ធនាគារអភិវឌ្ឍន៍អាស៊ី (ADB) និងលោក។ ADB បាន")
    >>> len(found), found[1].expansion
    (2, 'ធនាគារអភិវឌ្ឍន៍អាស៊ី')
    >>> [entity.canonical for entity in found.entities]
    ['ADB']
    """

    text: str
    definitions: tuple[Definition, ...]

    def __new__(
        cls,
        mentions: Iterable[Acronym] = (),
        text: str = "",
        definitions: Iterable[Definition] = (),
    ) -> Acronyms:
        made = super().__new__(cls, mentions, Acronym)
        assert isinstance(made, cls)
        made.text = text
        made.definitions = tuple(definitions)
        return made

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """One :class:`Entity` for each canonical form, in the order of their first mentions."""
        return tuple(_entities(self, self.definitions))

    def to_dict(self) -> dict[str, Any]:
        """``mentions``, ``definitions`` and ``entities`` as values that ``json.dumps`` accepts."""
        return {
            "mentions": self.to_dicts(),
            "definitions": [definition.to_dict() for definition in self.definitions],
            "entities": [entity.to_dict() for entity in self.entities],
        }

    def columns(self) -> tuple[str, ...]:
        return _COLUMNS

    def rows(self) -> list[dict[str, Any]]:
        """One flat ``dict`` for each mention: what a table of any library can be made of."""
        return [
            {name: getattr(mention, name) for name in _COLUMNS[:-1]}
            | {"is_definition": mention.definition is not None}
            for mention in self
        ]

    def _repr_html_(self) -> str:
        """One row for each acronym of the text, with its expansion and where it stands."""
        from khmertext._markup import table

        rows = [
            (
                entity.canonical,
                entity.expansion or "—",
                entity.expansion_source or "",
                ", ".join(f"{mention.start}:{mention.end}" for mention in entity.mentions),
            )
            for entity in self.entities
        ]
        return table(["acronym", "expansion", "from", "where"], rows)


def _entities(mentions: Sequence[Acronym], definitions: Sequence[Definition]) -> Iterator[Entity]:
    by_form: dict[str, list[Acronym]] = {}
    for mention in mentions:
        by_form.setdefault(mention.canonical, []).append(mention)
    for canonical, group in by_form.items():
        known = [mention for mention in group if mention.expansion]
        yield Entity(
            canonical,
            next((m.kind for m in group if m.kind != "other"), "other"),
            tuple(dict.fromkeys(m.expansion for m in known if m.expansion)),
            known[0].expansion_source if known else None,
            tuple(group),
            tuple(d for d in definitions if d.canonical == canonical),
            tuple(dict.fromkeys(flag for mention in group for flag in mention.flags)),
        )
