"""Spelling: legacy forms made modern, misspellings found, and encoding faults reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khmertext._lazy import lazy_names

if TYPE_CHECKING:
    from khmertext.spelling._check import MistakeKind as MistakeKind
    from khmertext.spelling._check import SpellingMention as SpellingMention
    from khmertext.spelling._check import check_spelling as check_spelling
    from khmertext.spelling._check import suggest as suggest
    from khmertext.spelling._diagnose import MESSAGES as MESSAGES
    from khmertext.spelling._diagnose import Diagnostic as Diagnostic
    from khmertext.spelling._diagnose import diagnose as diagnose
    from khmertext.spelling._modernize import Confidence as Confidence
    from khmertext.spelling._modernize import Give as Give
    from khmertext.spelling._modernize import explain_modernize as explain_modernize
    from khmertext.spelling._modernize import modernize as modernize
    from khmertext.spelling._spelling_rules import SPELLING_RULES as SPELLING_RULES
    from khmertext.spelling._spelling_rules import SpellingRule as SpellingRule

# loaded on first use, so that ``modernize`` does not load the proofreader
_HOME = {
    "MistakeKind": "_check",
    "SpellingMention": "_check",
    "check_spelling": "_check",
    "suggest": "_check",
    "MESSAGES": "_diagnose",
    "Diagnostic": "_diagnose",
    "diagnose": "_diagnose",
    "Confidence": "_modernize",
    "Give": "_modernize",
    "explain_modernize": "_modernize",
    "modernize": "_modernize",
    "SPELLING_RULES": "_spelling_rules",
    "SpellingRule": "_spelling_rules",
}

__all__ = sorted(_HOME)

__getattr__, __dir__ = lazy_names(__name__, _HOME)
