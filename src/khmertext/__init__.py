"""khmertext: normalize, segment and understand Khmer text.

Everything named in ``__all__`` is imported when it is first used, so ``import khmertext`` loads
nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khmertext._lazy import lazy_names

if TYPE_CHECKING:
    from khmertext import acronyms as acronyms
    from khmertext import dates as dates
    from khmertext import document as document
    from khmertext import errors as errors
    from khmertext import layout as layout
    from khmertext import normalization as normalization
    from khmertext import numbers as numbers
    from khmertext import segmentation as segmentation
    from khmertext import spelling as spelling
    from khmertext import types as types
    from khmertext._clusters import clusters as clusters
    from khmertext._collation import sort_key as sort_key
    from khmertext._parallel import pipe as pipe
    from khmertext._redaction import redact as redact
    from khmertext._share import khmer_share as khmer_share
    from khmertext._version import __version__ as __version__
    from khmertext.acronyms import Acronym as Acronym
    from khmertext.acronyms import Acronyms as Acronyms
    from khmertext.acronyms import Definition as Definition
    from khmertext.acronyms import Entity as Entity
    from khmertext.acronyms import find_acronyms as find_acronyms
    from khmertext.acronyms import learn_gazetteer as learn_gazetteer
    from khmertext.dates import DateMention as DateMention
    from khmertext.dates import LunarDate as LunarDate
    from khmertext.dates import NewYear as NewYear
    from khmertext.dates import convert_years as convert_years
    from khmertext.dates import find_dates as find_dates
    from khmertext.dates import format_date as format_date
    from khmertext.dates import format_time as format_time
    from khmertext.dates import khmer_new_year as khmer_new_year
    from khmertext.dates import parse_date as parse_date
    from khmertext.dates import parse_datetime as parse_datetime
    from khmertext.dates import parse_time as parse_time
    from khmertext.dates import strftime as strftime
    from khmertext.document import Document as Document
    from khmertext.document import analyze as analyze
    from khmertext.document import find_numbers as find_numbers
    from khmertext.errors import EngineError as EngineError
    from khmertext.errors import EngineNotAvailable as EngineNotAvailable
    from khmertext.errors import EngineNotAvailableError as EngineNotAvailableError
    from khmertext.errors import InvalidDate as InvalidDate
    from khmertext.errors import InvalidDateError as InvalidDateError
    from khmertext.errors import KhmerTextError as KhmerTextError
    from khmertext.errors import ModelError as ModelError
    from khmertext.errors import NotTextError as NotTextError
    from khmertext.errors import PackageNotAvailable as PackageNotAvailable
    from khmertext.errors import PackageNotAvailableError as PackageNotAvailableError
    from khmertext.errors import ParseError as ParseError
    from khmertext.errors import UnknownEngine as UnknownEngine
    from khmertext.errors import UnknownEngineError as UnknownEngineError
    from khmertext.errors import UnknownOption as UnknownOption
    from khmertext.errors import UnknownOptionError as UnknownOptionError
    from khmertext.errors import WorkerError as WorkerError
    from khmertext.layout import chunks as chunks
    from khmertext.layout import explain_word_spaces as explain_word_spaces
    from khmertext.layout import insert_breaks as insert_breaks
    from khmertext.layout import insert_breaks_in_html as insert_breaks_in_html
    from khmertext.layout import line_breaks as line_breaks
    from khmertext.layout import remove_word_spaces as remove_word_spaces
    from khmertext.normalization import RULES as RULES
    from khmertext.normalization import Edit as Edit
    from khmertext.normalization import Normalized as Normalized
    from khmertext.normalization import explain as explain
    from khmertext.normalization import is_normalized as is_normalized
    from khmertext.normalization import normalize as normalize
    from khmertext.normalization import word_key as word_key
    from khmertext.numbers import Money as Money
    from khmertext.numbers import NumberMention as NumberMention
    from khmertext.numbers import digits_to_words as digits_to_words
    from khmertext.numbers import format_money as format_money
    from khmertext.numbers import format_number as format_number
    from khmertext.numbers import lek_attak_value as lek_attak_value
    from khmertext.numbers import money_to_words as money_to_words
    from khmertext.numbers import number_to_words as number_to_words
    from khmertext.numbers import ordinal_to_words as ordinal_to_words
    from khmertext.numbers import parse_money as parse_money
    from khmertext.numbers import parse_number as parse_number
    from khmertext.numbers import to_ascii_digits as to_ascii_digits
    from khmertext.numbers import to_khmer_digits as to_khmer_digits
    from khmertext.search import SearchTerm as SearchTerm
    from khmertext.search import search_terms as search_terms
    from khmertext.search import stop_words as stop_words
    from khmertext.segmentation import Segmentation as Segmentation
    from khmertext.segmentation import Segmenter as Segmenter
    from khmertext.segmentation import engines as engines
    from khmertext.segmentation import register_engine as register_engine
    from khmertext.segmentation import segment as segment
    from khmertext.segmentation import sentences as sentences
    from khmertext.segmentation import tag as tag
    from khmertext.segmentation import words as words
    from khmertext.spelling import SPELLING_RULES as SPELLING_RULES
    from khmertext.spelling import Diagnostic as Diagnostic
    from khmertext.spelling import SpellingMention as SpellingMention
    from khmertext.spelling import check_spelling as check_spelling
    from khmertext.spelling import diagnose as diagnose
    from khmertext.spelling import explain_modernize as explain_modernize
    from khmertext.spelling import modernize as modernize
    from khmertext.spelling import suggest as suggest
    from khmertext.types import Mention as Mention
    from khmertext.types import Mentions as Mentions
    from khmertext.types import Token as Token

# public name -> the module that defines it
_HOME = {
    "clusters": "_clusters",
    "pipe": "_parallel",
    "Acronym": "acronyms",
    "Acronyms": "acronyms",
    "Definition": "acronyms",
    "Entity": "acronyms",
    "find_acronyms": "acronyms",
    "learn_gazetteer": "acronyms",
    "DateMention": "dates",
    "LunarDate": "dates",
    "NewYear": "dates",
    "convert_years": "dates",
    "find_dates": "dates",
    "format_date": "dates",
    "format_time": "dates",
    "khmer_new_year": "dates",
    "parse_date": "dates",
    "parse_datetime": "dates",
    "parse_time": "dates",
    "strftime": "dates",
    "Document": "document",
    "analyze": "document",
    "find_numbers": "document",
    "EngineError": "errors",
    "EngineNotAvailableError": "errors",
    "InvalidDateError": "errors",
    "KhmerTextError": "errors",
    "ModelError": "errors",
    "NotTextError": "errors",
    "PackageNotAvailableError": "errors",
    "ParseError": "errors",
    "UnknownEngineError": "errors",
    "UnknownOptionError": "errors",
    "WorkerError": "errors",
    "redact": "_redaction",
    "khmer_share": "_share",
    "chunks": "layout",
    "explain_word_spaces": "layout",
    "remove_word_spaces": "layout",
    "insert_breaks": "layout",
    "insert_breaks_in_html": "layout",
    "line_breaks": "layout",
    "sort_key": "_collation",
    "RULES": "normalization",
    "Edit": "normalization",
    "Normalized": "normalization",
    "explain": "normalization",
    "is_normalized": "normalization",
    "normalize": "normalization",
    "word_key": "normalization",
    "NumberMention": "numbers",
    "digits_to_words": "numbers",
    "format_money": "numbers",
    "format_number": "numbers",
    "parse_money": "numbers",
    "Money": "numbers",
    "lek_attak_value": "numbers",
    "money_to_words": "numbers",
    "number_to_words": "numbers",
    "ordinal_to_words": "numbers",
    "parse_number": "numbers",
    "to_ascii_digits": "numbers",
    "to_khmer_digits": "numbers",
    "engines": "segmentation",
    "register_engine": "segmentation",
    "segment": "segmentation",
    "SearchTerm": "search",
    "search_terms": "search",
    "stop_words": "search",
    "Segmentation": "segmentation",
    "Segmenter": "segmentation",
    "sentences": "segmentation",
    "tag": "segmentation",
    "words": "segmentation",
    "SPELLING_RULES": "spelling",
    "Diagnostic": "spelling",
    "SpellingMention": "spelling",
    "check_spelling": "spelling",
    "diagnose": "spelling",
    "explain_modernize": "spelling",
    "modernize": "spelling",
    "suggest": "spelling",
    "Mention": "types",
    "Mentions": "types",
    "Token": "types",
}

__all__ = sorted(_HOME)

# what 0.1.0, installed from the repository only, called some of the errors: see docs/releases.md
_OLD_NAMES = (
    "EngineNotAvailable", "InvalidDate", "PackageNotAvailable", "UnknownEngine", "UnknownOption",
)  # fmt: skip

# packages of the interface that are there after ``import khmertext``, too
_PACKAGES = (
    "acronyms", "dates", "document", "errors", "layout", "normalization", "numbers", "search",
    "segmentation", "spelling", "types",
)  # fmt: skip

_OTHERS = {"__version__": "_version", **dict.fromkeys(_OLD_NAMES, "errors")}
__getattr__, __dir__ = lazy_names(__name__, _HOME | _OTHERS, _PACKAGES)
