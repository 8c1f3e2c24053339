"""The engines by name: built in, registered, or from the entry-point group ``khmertext.engines``.

An engine is a function from a text to the offsets where its words end: code points, rising, the last
one the length of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from khmertext._clusters import next_cluster_boundary
from khmertext.errors import (
    EngineError,
    EngineNotAvailableError,
    UnknownEngineError,
    check_function,
    check_type,
)
from khmertext.segmentation._token_rules import has_foreign, is_loose

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Engine: TypeAlias = Callable[[str], Sequence[int]]

DEFAULT = "default"
GROUP = "khmertext.engines"


class _Optional(NamedTuple):
    """An engine that comes with khmertext and needs another package."""

    module: str
    needs: tuple[str, ...]
    install: str


_OPTIONAL = {
    "icu": _Optional("icu", ("icu",), "pip install 'khmertext[icu]'"),
    "khmer-nltk": _Optional(
        "khmer_nltk", ("khmernltk", "pycrfsuite"), "pip install 'khmertext[khmer-nltk]'"
    ),
}
_registered: dict[str, Engine] = {}


def register_engine(name: str, boundaries: Engine) -> None:
    """Make ``boundaries`` available as the engine ``name``, for this process.

    ``boundaries`` takes a ``str`` and returns the offsets where its words end: code points,
    rising, the last one the length of the text. Offsets inside a cluster are skipped, anything
    else that does not fit raises ``EngineError`` when the engine is used. A name that was
    registered before is replaced; those of khmertext itself raise ``ValueError``.

    >>> register_engine("spaces", lambda text: [*(i for i, c in enumerate(text) if c == " " and i),
    ...                                         *([len(text)] if text else [])])
    >>> from khmertext.segmentation import words
    >>> words("ខ្ញុំ ទៅ", engine="spaces")
    ['ខ្ញុំ', ' ទៅ']
    """
    check_type(name, "register_engine", str, option="name")
    check_function(boundaries, "register_engine", "boundaries")
    if name == DEFAULT or name in _OPTIONAL:
        raise ValueError(f"{name!r} is an engine of khmertext itself; choose another name")
    _registered[name] = boundaries


def engines() -> dict[str, bool]:
    """The names of all engines, and whether what they need is installed.

    >>> engines()["default"]
    True
    """
    known = {DEFAULT: True}
    known |= {name: _is_installed(optional) for name, optional in _OPTIONAL.items()}
    return known | dict.fromkeys(_entry_points(), True) | dict.fromkeys(_registered, True)


def check_engine(name: str) -> None:
    """Raise ``UnknownEngineError`` or ``EngineNotAvailableError`` unless the engine ``name`` can be used."""
    if name in _registered or name == DEFAULT:
        return
    if name in _OPTIONAL:
        if not _is_installed(_OPTIONAL[name]):
            raise EngineNotAvailableError(name, _OPTIONAL[name].install)
    elif name not in _entry_points():
        raise UnknownEngineError(name, tuple(engines()))


def boundaries(name: str, text: str) -> list[int]:
    """The ends of the words of ``text`` by the engine ``name``, which is not the default one."""
    return checked(name, text, list(_engine(name)(text)))


def _engine(name: str) -> Engine:
    registered = _registered.get(name)
    if registered is not None:
        return registered
    check_engine(name)
    return _load(name)


@cache
def _load(name: str) -> Engine:
    from importlib import import_module

    if name in _OPTIONAL:
        module = import_module(f"khmertext.segmentation._engines.{_OPTIONAL[name].module}")
        engine: Engine = module.boundaries
        return engine
    loaded: Engine = _entry_points()[name].load()
    return loaded


def _is_installed(optional: _Optional) -> bool:
    return all(find_spec(module) is not None for module in optional.needs)


@cache
def _entry_points() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=GROUP)}


def checked(name: str, text: str, ends: list[int]) -> list[int]:
    """``ends`` without those inside a cluster; ``EngineError`` if they are no boundaries at all."""
    last = 0
    for end in ends:
        if end <= last:
            raise EngineError(f"engine {name!r}: boundary {end} does not rise above {last}")
        last = end
    if last != len(text):
        raise EngineError(f"engine {name!r}: the last boundary is {last}, not {len(text)}")
    foreign = has_foreign(text)
    anchor = 0
    sound = []
    for end in ends:
        if foreign or is_loose(text, end):
            anchor = next_cluster_boundary(text, anchor, end)
            if anchor != end:
                continue
        anchor = end
        sound.append(end)
    return sound
