"""Not run: mypy reads it to see that the public API types as its users will use it."""

from __future__ import annotations

import khmertext

pieces: list[str] = khmertext.clusters("ខ្មែរ")
