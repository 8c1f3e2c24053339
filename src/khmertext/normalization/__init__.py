"""Normalization: one encoding for text that looks the same, by level, every change explained."""

from khmertext.normalization._keys import word_key as word_key
from khmertext.normalization._levels import CoengDa as CoengDa
from khmertext.normalization._levels import Edit as Edit
from khmertext.normalization._levels import Lang as Lang
from khmertext.normalization._levels import Normalized as Normalized
from khmertext.normalization._levels import Zwsp as Zwsp
from khmertext.normalization._levels import explain as explain
from khmertext.normalization._levels import is_normalized as is_normalized
from khmertext.normalization._levels import normalize as normalize
from khmertext.normalization._rules import RULES as RULES
from khmertext.normalization._rules import Rule as Rule
from khmertext.types import Level as Level
