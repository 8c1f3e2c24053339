from __future__ import annotations

import pytest

from khmertext import _patterns


@pytest.mark.parametrize("by_re", [True, False])
def test_possessive_groups_match_rightly(monkeypatch: pytest.MonkeyPatch, by_re: bool) -> None:
    if by_re and not _patterns._RE_IS_RIGHT:
        pytest.skip("this Python has possessive groups wrong: that is why regex is used")
    monkeypatch.setattr(_patterns, "_RE_IS_RIGHT", by_re)
    # what Python 3.11.0 to 3.11.4 get wrong (CPython issue 106052)
    for pattern, text, matched in (
        ("(?:ab?c)?+", "a", ""),
        ("(?:ab?c)*+", "ab", ""),
        ("a(?:x[yz]*+q)?+", "axyz", "a"),
        ("(?:a|ab)++c", "aac", "aac"),
    ):
        match = _patterns.compile_pattern(pattern).match(text)
        assert match is not None
        assert match.group() == matched
