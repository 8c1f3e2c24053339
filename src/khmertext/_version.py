"""The version. Packaging reads it from here, without importing it."""

from typing import Final

__version__: Final = "0.1.0"
