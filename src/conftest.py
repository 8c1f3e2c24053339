"""The doctests of a module are collected where the packages it imports are installed."""

from __future__ import annotations

from importlib.util import find_spec

_NEEDS = {
    "compat/khmernltk": ["khmernltk", "pycrfsuite"],
    "integrations/arrow": ["pyarrow", "numpy"],
    "integrations/pandas": ["pandas"],
    "integrations/polars": ["polars", "pyarrow", "numpy"],
    "integrations/spacy": ["spacy"],
    "integrations/spark": ["pyarrow", "numpy"],
}

collect_ignore = [
    f"khmertext/{module}.py" for module, needs in _NEEDS.items() if not all(map(find_spec, needs))
]
