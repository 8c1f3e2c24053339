"""Spelling: legacy forms made modern, and what only a person can repair."""

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
