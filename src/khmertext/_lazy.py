"""What is imported (PEP 562) or computed when it is first used."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from typing import Any, TypeVar

T = TypeVar("T")


def once(load: Callable[[], T]) -> Callable[[], T]:
    """``functools.cache`` for a function that takes seconds: threads wait for the one that began.

    A process that is copied in the meantime gets a lock of its own. No module may call the function
    while it is imported, for ``load`` may import that module.
    """
    from functools import cache, wraps
    from threading import RLock

    cached, lock = cache(load), RLock()

    @wraps(load)
    def get() -> T:
        with lock:
            return cached()

    def renew() -> None:
        nonlocal lock
        lock = RLock()  # pragma: no cover - runs in the child of a fork

    if hasattr(os, "register_at_fork"):  # pragma: no branch - Windows
        os.register_at_fork(after_in_child=renew)
    return get


def lazy_names(
    package: str, home: Mapping[str, str], modules: Collection[str] = ()
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` for ``package``.

    ``home`` says for each public name in which module it is defined; ``modules`` are public, too.
    """

    def get(name: str) -> Any:
        if name in modules:
            return import_module(f"{package}.{name}")
        if name not in home:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=sys.modules[package])  # did you mean ...?
        value = getattr(import_module(f"{package}.{home[name]}"), name)
        setattr(sys.modules[package], name, value)  # so that this is called once a name
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *home, *modules})

    return get, names
