from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None, derandomize=True, max_examples=200)
settings.load_profile("default")

SEED = Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt"


@pytest.fixture(scope="session")
def seed() -> str:
    """The seed article, as published."""
    return SEED.read_text("utf-8")
