"""Chooses the twin of the segmenter: the native one where it was compiled, else the pure one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from khmertext._twins import is_pure_on_request, native_module

if TYPE_CHECKING:
    from array import array

    from khmertext.segmentation._lexer import Item
    from khmertext.segmentation._model import Model

Backend = Literal["native", "pure"]


class Cutter(Protocol):
    """What both twins can do; ``parts`` asks for mode ``part``."""

    def words(self, text: str, parts: bool) -> list[str]: ...
    def ends(self, text: str, parts: bool) -> array[int]: ...
    def words_batch(self, texts: Iterable[str | None], parts: bool) -> list[list[str] | None]: ...


def backend() -> Backend:
    """Which code the default engine runs: ``"native"``, or ``"pure"`` Python.

    Pure, if khmertext was installed without a compiler, or the environment variable
    ``KHMERTEXT_PURE`` is set to something other than ``0`` when the first text is segmented. The
    results are the same.

    >>> backend() in ("native", "pure")
    True
    """
    return "pure" if _native_module() is None else "native"


def core() -> str:
    """A sentence for people: which core runs, and how to get the native one.

    >>> core().split()[0] in ("native", "pure-Python")
    True
    """
    if backend() == "native":
        return "native core"
    if is_pure_on_request():
        return "pure-Python core, since KHMERTEXT_PURE is set"
    try:
        import_module("khmertext.segmentation._native")
    except ModuleNotFoundError:
        pass
    except ImportError as error:  # it is there: this is a sub-interpreter, or another Python
        return f"pure-Python core, since the compiled one cannot be loaded: {error}"
    return (
        "pure-Python core, about 80 times slower; "
        "install a C compiler (Debian: gcc python3-dev), then khmertext again"
    )


@cache
def _native_module() -> Any:
    return native_module("khmertext.segmentation._native")


def text_items(text: str) -> list[Item]:
    """The items of ``text``, as ``_lexer.items`` gives them, from the twin that is in use."""
    from khmertext.segmentation._lexer import Item, items

    native = _native_module()
    return items(text) if native is None else list(map(Item._make, native.items(text)))


def make_cutter(model: Model, added: Sequence[str] = (), removed: Sequence[str] = ()) -> Cutter:
    """A cutter of the twin that is in use."""
    make = pure_cutter if _native_module() is None else native_cutter
    return make(model, added, removed)


def pure_cutter(model: Model, added: Sequence[str], removed: Sequence[str]) -> Cutter:
    from khmertext.segmentation._pure_cutter import Cutter as PureCutter
    from khmertext.segmentation._respellings import shipped_respellings

    return PureCutter(model, added, removed, shipped_respellings())


def native_cutter(model: Model, added: Sequence[str], removed: Sequence[str]) -> Cutter:
    """A native cutter, even if the pure twin is in use; ``ImportError`` where it was not compiled."""
    from khmertext.segmentation._respellings import shipped_respellings

    native = import_module("khmertext.segmentation._native")
    respellings = shipped_respellings()
    return cast(Cutter, native.Cutter(model, added, removed, respellings, _OddValues(model)))


class _OddValues:
    """The values of odd syllables, which the native twin asks the pure one for; loaded on first use."""

    def __init__(self, model: Model) -> None:
        self._model = model

    def __call__(self, text: str) -> tuple[int, int, int]:
        return self._values(text)

    @cached_property
    def _values(self) -> Callable[[str], tuple[int, int, int]]:
        from khmertext.segmentation._pure_cutter import OddValues
        from khmertext.segmentation._pure_scorer import Scorer

        return OddValues(Scorer(self._model))
