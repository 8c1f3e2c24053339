"""The version. Packaging reads it from here, without importing it."""

from typing import Final

__version__: Final = "0.2.0.dev0"
