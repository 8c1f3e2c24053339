"""Chooses the twin: native code if it was compiled, else pure Python with the same results."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any


def is_pure_on_request() -> bool:
    """Whether ``KHMERTEXT_PURE`` is set, to something other than ``0``."""
    return os.environ.get("KHMERTEXT_PURE", "0") not in ("", "0")


def native_module(name: str) -> Any:
    """The native module ``name``; None if it was not compiled or ``KHMERTEXT_PURE`` is set."""
    if is_pure_on_request():
        return None
    try:
        return import_module(name)
    except ImportError:
        return None
