"""Spelling: legacy forms made modern, and what only a person can repair."""

from khmertext.spelling._diagnose import MESSAGES as MESSAGES
from khmertext.spelling._diagnose import Diagnostic as Diagnostic
from khmertext.spelling._diagnose import diagnose as diagnose
from khmertext.spelling._modernize import Confidence as Confidence
from khmertext.spelling._modernize import Give as Give
from khmertext.spelling._modernize import legacy_spellings as legacy_spellings
from khmertext.spelling._modernize import modernize as modernize
