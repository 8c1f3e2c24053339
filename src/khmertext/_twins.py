"""Which twin works: native code where it was compiled, else the Python that gives the same."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any


def is_pure_on_request() -> bool:
    """Whether ``KHMERTEXT_PURE`` is set, to something other than ``0``."""
    return os.environ.get("KHMERTEXT_PURE", "0") not in ("", "0")


def native_module(name: str) -> Any:
    """The native module ``name``; None where it was not compiled, and where pure code is asked for."""
    if is_pure_on_request():
        return None
    try:
        return import_module(name)
    except ImportError:
        return None
