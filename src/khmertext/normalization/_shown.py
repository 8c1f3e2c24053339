"""Edits as cells of a table and as sentences, for reports and notebooks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from khmertext._visible import clipped, code_points, visible
from khmertext.normalization._rules import RULES

if TYPE_CHECKING:
    from khmertext.normalization._levels import Edit

EDIT_HEADER = ("text", "became", "code points", "why")


def edit_reason(rule: str) -> str:
    """The name of a rule, or of several joined by "+", and what they do."""
    return f"{rule}: " + "; ".join(RULES[name].description for name in rule.split("+"))


def edit_cells(edit: Edit, reason: Callable[[str], str] = edit_reason) -> tuple[str, ...]:
    """The cells of an edit, in the columns of ``EDIT_HEADER``; ``reason`` says what a rule does."""
    points = f"{code_points(edit.before)} → {code_points(edit.after)}"
    return (
        clipped(visible(edit.before)),
        clipped(visible(edit.after)),
        points,
        reason(edit.rule),
    )
