"""The kinds of tokens, told from the text of a token alone, for ``Token.kind`` and ``kinds=``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, get_args

from khmertext._chars import LETTER_SET, PUNCTUATION, YUUKALEAPINTU, ZWSP
from khmertext.errors import check_options
from khmertext.segmentation import _token_rules as rules
from khmertext.segmentation._backend import text_items

Kind = Literal[
    "word",  # Khmer
    "space",
    "newline",
    "zwsp",  # U+200B, alone or with other invisible characters
    "number",
    "acronym",  # dotted
    "enumerator",  # ក. or ១. before the items of a list
    "url",
    "email",
    "latin",
    "foreign",  # letters of another script
    "punct",
    "symbol",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

# a kind, or several
Kinds = Kind | Iterable[Kind]


def wanted(kinds: Kinds) -> frozenset[Kind]:
    """The set of the kinds in an option, one or several; ``ValueError`` for an unknown one.

    >>> sorted(wanted("word")), sorted(wanted(["number", "acronym"]))
    (['word'], ['acronym', 'number'])
    """
    return frozenset(check_options("kinds", kinds, KINDS))


_BY_SHAPE: dict[int, Kind] = {
    rules.KHMER: "word",
    rules.SPACE: "space",
    rules.BREAK: "newline",
    rules.NUMBER: "number",
    rules.ENUMERATOR: "enumerator",
    rules.ACRONYM: "acronym",
}


_LONGEST_REMEMBERED = 64


def kind_of(token: str) -> Kind:
    """The kind of a token.

    A token of several items, which an engine or a user word made, is a word if it has Khmer in it;
    else its first item tells.

    >>> [kind_of(token) for token in ("ខ្មែរ", " ", "១២,៥", "គ.ក.ស.ក", "។", "a@b.kh", "😀")]
    ['word', 'space', 'number', 'acronym', 'punct', 'email', 'symbol']
    """
    if token[0] in LETTER_SET and "." not in token and "," not in token:
        return "word"
    return _remembered(token) if len(token) <= _LONGEST_REMEMBERED else _kind_of(token)


def _kind_of(token: str) -> Kind:
    if token == YUUKALEAPINTU:  # by itself it is a colon
        return "punct"
    # not at the start of a line, where a letter and a dot would be an enumerator
    found = text_items("(" + token)[1:]
    if not found:  # marks that hang on the parenthesis
        return "symbol"
    if len(found) > 1 and any(item.kind == rules.KHMER for item in found):
        return "acronym" if "." in token and _is_code(token) else "word"
    kind = found[0].kind
    if kind == rules.NUMBER and token[-1] == "." and token[:-1].isdecimal():
        return "enumerator"  # ១. before something
    if kind in _BY_SHAPE:
        return _BY_SHAPE[kind]
    if kind == rules.HIDDEN:
        return "zwsp" if ZWSP in token else "symbol"
    if kind == rules.WEB:
        return "email" if "@" in token and "/" not in token else "url"
    if kind == rules.LATIN:
        return "latin" if _is_latin(token[0]) else "foreign"
    return "punct" if _is_punctuation(token[0]) else "symbol"


def _is_code(token: str) -> bool:
    """Whether ``token`` is the code of a document (អនក្រ.បក), tested after the number of one."""
    last = text_items(f"លេខ ១ {token}")[-1]
    return last.kind == rules.ACRONYM and last.end - last.start == len(token)


_remembered = lru_cache(maxsize=4096)(_kind_of)


def _is_latin(char: str) -> bool:
    """Whether a Latin name may begin with ``char``: a Latin letter, or a digit as in ៥G."""
    return char < "\u0250" or "\u1e00" <= char <= "\u1eff" or char.isdecimal()


def _is_punctuation(char: str) -> bool:
    from unicodedata import category

    return char in PUNCTUATION or category(char)[0] == "P"
