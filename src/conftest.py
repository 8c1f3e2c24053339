"""The doctests of an integration are collected where the packages it imports are installed."""

from __future__ import annotations

from importlib.util import find_spec

_NEEDS = {
    "arrow": ["pyarrow", "numpy"],
    "pandas": ["pandas"],
    "polars": ["polars", "pyarrow", "numpy"],
    "spacy": ["spacy"],
    "spark": ["pyarrow", "numpy"],
}

collect_ignore = [
    f"khmertext/integrations/{module}.py"
    for module, needs in _NEEDS.items()
    if not all(map(find_spec, needs))
]
