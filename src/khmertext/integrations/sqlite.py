"""Full-text search of Khmer in SQLite: the tokenizer ``khmer`` for FTS5.

Needs apsw: ``pip install 'khmertext[sqlite]'``. (The module ``sqlite3`` of Python cannot register
tokenizers.)

>>> import apsw
>>> connection = apsw.Connection(":memory:")
>>> register(connection)
>>> connection.execute("CREATE VIRTUAL TABLE page USING fts5(text, tokenize='khmer')").fetchall()
[]
>>> connection.execute("INSERT INTO page VALUES ('កុមារទៅសាលារៀន')").fetchall()
[]
>>> query = "SELECT highlight(page, 0, '[', ']') FROM page WHERE page MATCH ?"
>>> connection.execute(query, ("រៀន",)).fetchall()
[('កុមារទៅសាលា[រៀន]',)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from khmertext.search import search_terms

if TYPE_CHECKING:
    import apsw

Found = tuple[int, int, str]


def register(connection: apsw.Connection, name: str = "khmer") -> None:
    """Give ``connection`` the FTS5 tokenizer ``name``: ``CREATE VIRTUAL TABLE … tokenize='khmer'``.

    Its tokens are the parts of words, as :func:`khmertext.search_terms` folds them, one after the
    other, for documents and queries alike: សាលារៀន in a query is the phrase សាលា រៀន. It must be
    registered in each connection that uses such a table. Raises ``TypeError`` for a connection that
    is not of apsw, such as one of the module ``sqlite3``.
    """
    if not hasattr(connection, "register_fts5_tokenizer"):
        kind = f"{type(connection).__module__}.{type(connection).__name__}"
        raise TypeError(
            f"register() takes an apsw.Connection, not {kind}; run: pip install 'khmertext[sqlite]'"
        )
    connection.register_fts5_tokenizer(name, _tokenizer)


def _tokenizer(
    connection: apsw.Connection, arguments: list[str]
) -> Callable[[bytes, int, str | None], Iterator[Found]]:
    if arguments:
        raise ValueError(f"the tokenizer takes no arguments, but got {' '.join(arguments)}")
    return _tokens


def _tokens(utf8: bytes, reason: int, locale: str | None) -> Iterator[Found]:
    """The terms with their offsets in bytes; bytes that are not UTF-8 are in no term."""
    text = utf8.decode("utf-8", "surrogateescape")
    bytes_of = [0, *accumulate(_length(char) for char in text)]
    for term, start, end, _ in search_terms(text, compounds=False):
        yield bytes_of[start], bytes_of[end], term


def _length(char: str) -> int:
    """How many bytes a character has in the input; a surrogate stands for one byte, not UTF-8."""
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return 1
    return 1 + (code > 0x7F) + (code > 0x7FF) + (code > 0xFFFF)
