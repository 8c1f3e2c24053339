"""Known expansions: of the package's own list, of a file, or learned from texts (``_learn``)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations, groupby, starmap
from typing import Literal, NamedTuple, cast

from khmertext._chars import fold
from khmertext._data import read_table
from khmertext._files import file_text
from khmertext._lexicon import AcronymKind, known_acronyms
from khmertext.acronyms._forms import canonical_form
from khmertext.acronyms._same import are_same
from khmertext.acronyms._types import ACRONYM_KINDS
from khmertext.errors import UnknownOptionError, check_option, check_path, check_type
from khmertext.numbers._units import UnitRow

GazetteerOption = Literal["default"] | Mapping[str, str] | None

MOST_PLACES = 10  # that a meaning remembers
_MOST_NAMES = 12  # more names are not compared with each other: they count as several things
MEASURES = ("unit", "era")  # meant only beside a number
_COLUMNS = ("short", "long", "kind", "count", "places")


class Entry(NamedTuple):
    """What a short form stands for; ``None`` if that is not known, or is not one thing."""

    expansion: str | None
    kind: AcronymKind

    @property
    def name(self) -> str:
        """The expansion as the text of a view is searched for it; empty if there is none."""
        return fold(self.expansion or "")


class Place(NamedTuple):
    """Where a text defines a short form: the name of the text, and the span of the short form."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a short form is said to stand for.

    ``count`` texts define it so, 0 if it comes from a list; ``places`` are the first ten of them in
    the order of the names of the texts. Without an ``expansion`` only the kind is known.
    """

    expansion: str | None
    kind: AcronymKind
    count: int = 0
    places: tuple[Place, ...] = ()

    def _and(self, other: Meaning) -> Meaning:
        places = tuple(sorted({*self.places, *other.places})[:MOST_PLACES])
        return replace(self, count=self.count + other.count, places=places)


class Gazetteer(Mapping[str, str]):
    """Short forms and their expansions; any spelling of a short form finds its entry.

    A short form can be a measure and a name: គ.ក is a kilogram after a number. One with several
    meanings has no expansion: it is not a key, and :attr:`conflicts` lists its meanings. Names that
    differ only in words such as និង and ការ, or of which one says more, are one meaning.

    >>> own = Gazetteer([("គជប", "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត", "org")])
    >>> own["គ.ជ.ប."]
    'គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត'
    >>> both = own.merge({"គ.ជ.ប": "គណៈកម្មការជំនាញបច្ចេកទេស"})
    >>> both.get("គជប"), [meaning.expansion for meaning in both.conflicts["គ.ជ.ប"]]
    (None, ['គណៈកម្មការជំនាញបច្ចេកទេស', 'គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត'])
    """

    def __init__(self, rows: Iterable[tuple[str, str | None, AcronymKind]] = ()) -> None:
        """Of rows with the same short form and the same kind the last one counts."""
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        for short, expansion, kind in rows:
            check_type(short, "Gazetteer", str, option="a short form")
            check_type(expansion, "Gazetteer", str, type(None), option="an expansion")
            check_option("kind", kind, ACRONYM_KINDS)
            self._add(short, Meaning(expansion or None, kind))

    def _add(self, short: str, meaning: Meaning) -> None:
        """Add a meaning; one from a list (count 0) replaces an earlier one of its kind from a list."""
        canonical = canonical_form(short)
        others = self._meanings.get(canonical, ())
        kept = [m for m in others if m.count or meaning.count or m.kind != meaning.kind]
        self._meanings[canonical] = (*kept, meaning)

    def __getitem__(self, short: str) -> str:
        for entry in self.entries(canonical_form(short)):
            if entry.expansion:
                return entry.expansion
        raise KeyError(short)

    def __iter__(self) -> Iterator[str]:
        return (form for form in self._meanings if self.get(form))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self)} short forms, {len(self.conflicts)} in conflict>"

    def __or__(self, other: Mapping[str, str]) -> Gazetteer:
        """Both together; where both know a short form, ``other`` wins."""
        return _of({**self._meanings, **_as_mapping(other)._meanings})

    def merge(self, *others: Mapping[str, str]) -> Gazetteer:
        """All together; where they give a short form different meanings, it is a conflict.

        Counts are added, so a corpus can be learned in parts, and the parts merged in any order.
        """
        gazetteers = (self, *map(_as_mapping, others))
        return gathered(
            (form, meaning)
            for gazetteer in gazetteers
            for form, meanings in gazetteer._meanings.items()
            for meaning in meanings
        )

    def meanings(self, short: str) -> tuple[Meaning, ...]:
        """All meanings of ``short``, in any spelling; the most frequent first."""
        found = self._meanings.get(canonical_form(short), ())
        return tuple(sorted(found, key=lambda m: (-m.count, m.expansion or "", m.kind)))

    @cached_property
    def conflicts(self) -> dict[str, tuple[Meaning, ...]]:
        """The short forms with several meanings of which none wins, and these meanings."""
        return {
            form: self.meanings(form)
            for form, meanings in self._meanings.items()
            if len(meanings) > 1
            and any(not entry.expansion for entry in self.entries(form))
            and any(meaning.expansion for meaning in meanings)
        }

    @cached_property
    def forms(self) -> frozenset[str]:
        """The canonical forms."""
        return frozenset(self._meanings)

    @cached_property
    def names(self) -> frozenset[str]:
        """The forms with an expansion that needs no number; ម.ស is an era only beside a year."""
        return frozenset(
            form
            for form in self._meanings
            if any(entry.expansion and entry.kind not in MEASURES for entry in self.entries(form))
        )

    @cached_property
    def documents(self) -> frozenset[str]:
        """The forms of kinds of documents."""
        return frozenset(
            form
            for form, meanings in self._meanings.items()
            if any(meaning.kind == "document" for meaning in meanings)
        )

    @cached_property
    def document_letters(self) -> dict[str, str]:
        """The forms of kinds of documents by their letters: សសរ, អនក្របក."""
        return {form.replace(".", ""): form for form in self.documents}

    @cached_property
    def _entries(self) -> dict[str, tuple[Entry, ...]]:
        return {}

    def entries(self, canonical: str) -> tuple[Entry, ...]:
        """The entries of a short form that is already in its canonical form.

        One each for ``"unit"`` and ``"era"``, and one for all other kinds together.
        """
        if canonical not in self._meanings:
            return ()
        entries = self._entries.get(canonical)
        if entries is None:
            entries = self._entries[canonical] = tuple(_resolved(self._meanings[canonical]))
        return entries

    def to_tsv(self) -> str:
        """All of it as the text of a tab-separated file, which :func:`load_gazetteer` reads.

        The columns are short form, expansion, kind, count and, in JSON, the places. Raises
        ``ValueError`` for what no such file can hold: a tab or the end of a line, a ``#`` in front.
        """
        import json

        lines = ["\t".join(_COLUMNS)]
        for form in sorted(self._meanings):
            for meaning in self.meanings(form):
                cells = [form, meaning.expansion or "", meaning.kind, str(meaning.count)]
                if form.startswith("#") or any(set("\t\r\n") & set(cell) for cell in cells):
                    raise ValueError(f"{form!r}: {meaning.expansion!r} does not fit into a line")
                places = json.dumps(meaning.places, ensure_ascii=False) if meaning.places else ""
                lines.append("\t".join([*cells, places]))
        return "\n".join(lines) + "\n"

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write :meth:`to_tsv` to a file, whole or not at all; raises ``OSError`` if that fails."""
        from khmertext._files import whole_file

        check_path(path, "Gazetteer.save")
        text = self.to_tsv()
        with whole_file(path) as file:
            file.write(text)


def _of(meanings: dict[str, tuple[Meaning, ...]]) -> Gazetteer:
    gazetteer = Gazetteer()
    gazetteer._meanings = meanings
    return gazetteer


def gathered(meanings: Iterable[tuple[str, Meaning]]) -> Gazetteer:
    """A gazetteer of canonical forms and their meanings; the counts of equal meanings are added."""
    found: dict[str, dict[tuple[str | None, AcronymKind], Meaning]] = {}
    for form, meaning in meanings:
        of_form = found.setdefault(form, {})
        key = meaning.expansion, meaning.kind
        of_form[key] = of_form[key]._and(meaning) if key in of_form else meaning
    return _of({form: tuple(of_form.values()) for form, of_form in found.items()})


def _resolved(meanings: tuple[Meaning, ...]) -> Iterator[Entry]:
    def sort(meaning: Meaning) -> str:
        return meaning.kind if meaning.kind in MEASURES else ""

    for _, several in groupby(sorted(meanings, key=sort), key=sort):
        # meanings from a list first, then the most frequent
        ordered = sorted(several, key=lambda m: (m.count > 0, -m.count, m.expansion or ""))
        said = [meaning for meaning in ordered if meaning.expansion]
        first = said[0] if said else ordered[0]
        names = [meaning.expansion or "" for meaning in said]
        if len(names) <= _MOST_NAMES and all(starmap(are_same, combinations(names, 2))):
            yield Entry(first.expansion, first.kind)
        else:
            kinds = {meaning.kind for meaning in said}
            yield Entry(None, first.kind if len(kinds) == 1 else "other")


@cache
def default_gazetteer() -> Gazetteer:
    """The pairs that come with khmertext, each with its provenance in ``data/acronyms.tsv``.

    The units with dots that numbers are read with (``data/number_units.tsv``) are among them.
    """
    listed = [(known.short, known.long, known.kind) for known in known_acronyms()]
    return Gazetteer([*_dotted_units(), *listed])


def _dotted_units() -> Iterator[tuple[str, str | None, AcronymKind]]:
    """The dotted forms of units; one that stands for several units (គ.វ) has no expansion."""
    names: dict[str, set[str]] = {}
    for row in read_table("number_units.tsv", UnitRow):
        if "." in row.word and not row.word.isascii() and "/" not in row.word:
            names.setdefault(canonical_form(row.word), set()).add(row.unit)
    for form, several in names.items():
        yield form, several.pop() if len(several) == 1 else None, "unit"


def load_gazetteer(path: str | os.PathLike[str]) -> Gazetteer:
    """A gazetteer from a tab-separated file: short form, expansion and, if given, kind.

    UTF-8; a header line ``short``, ``long``, ``kind`` is optional, other columns and lines that
    begin with ``#`` are ignored. Without a kind the entry is an ``"org"``. What
    :meth:`Gazetteer.save` wrote comes back whole: the columns ``count`` and ``places`` are read too,
    and with ``count`` an expansion may be empty. Raises ``ValueError`` for any other line and for a
    file that is not UTF-8, ``OSError`` if it cannot be read.
    """
    check_path(path, "load_gazetteer")
    return gazetteer_from(file_text(path), os.fspath(path))


def gazetteer_from(text: str, name: str = "text") -> Gazetteer:
    """The gazetteer that :meth:`Gazetteer.to_tsv` wrote; ``name`` is named in errors."""
    gazetteer = Gazetteer()
    columns: tuple[str, ...] = _COLUMNS[:3]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not gazetteer._meanings and "short" in cells and "long" in cells:
            columns = tuple(cells)
            continue
        row = dict(zip(columns, cells, strict=False))
        short, long, count = row.get("short"), row.get("long"), row.get("count", "0") or "0"
        if not short or not (long or "count" in row):
            raise ValueError(f"{name}:{number}: a short form and its expansion expected")
        if not count.isdecimal():
            raise ValueError(f"{name}:{number}: the count {count!r} is no number")
        kind = cast(AcronymKind, row.get("kind") or "org")
        check_option("kind", kind, ACRONYM_KINDS)
        meaning = Meaning(long or None, kind, int(count), _places(row.get("places"), name, number))
        gazetteer._add(short, meaning)
    return gazetteer


def _places(cell: str | None, name: str, number: int) -> tuple[Place, ...]:
    if not cell:
        return ()
    import json

    try:
        places = [Place(str(text), int(start), int(end)) for text, start, end in json.loads(cell)]
    except (TypeError, ValueError):
        raise ValueError(f"{name}:{number}: the places {cell!r} cannot be read") from None
    return tuple(places)


def _as_mapping(option: Mapping[str, str]) -> Gazetteer:
    if isinstance(option, Gazetteer):
        return option
    if not isinstance(option, Mapping):
        raise TypeError(f"a gazetteer is a Mapping, not {type(option).__name__}")
    return Gazetteer([(short, expansion, "org") for short, expansion in option.items()])


def as_gazetteer(option: GazetteerOption, name: str = "gazetteer") -> Gazetteer:
    """The gazetteer that the option called ``name`` means."""
    if option is None:
        return Gazetteer()
    if isinstance(option, Mapping):
        return _as_mapping(option)
    if option != "default":
        raise UnknownOptionError(
            name, option, ("default", "None", "a Mapping (load_gazetteer reads one)")
        )
    return default_gazetteer()
