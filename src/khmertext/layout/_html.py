"""Inserts line breaks into the text of HTML; words that span inline tags are seen as one."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final

from khmertext._patterns import lazy_pattern
from khmertext.errors import check_text
from khmertext.layout._line_breaks import check_mark, line_breaks, uninvited

# text in these is shown as typed, or is not shown as text
_UNTOUCHED: Final = frozenset(
    ["pre", "code", "script", "style", "textarea", "title", "svg", "math", "template"]
)
# tags that do not end a line: the words on both sides are one text
_INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)
_UNFINISHED: Final = lazy_pattern("<[!?/a-zA-Z]")
_BREAK: Final = "\u200b"  # stands in the text for an element <wbr>


def insert_breaks_in_html(html: str, mark: str = "<wbr>") -> str:
    """``html`` with ``mark`` in its text wherever a line may end and nothing invites a break yet.

    Tags, attributes, comments, entities and all that stands in ``pre``, ``code``, ``script``,
    ``style``, ``textarea`` and ``title`` stay as they are, byte for byte; a word that goes on behind
    an inline tag is one word. The places are those of :func:`insert_breaks`.

    Raises ``TypeError`` if ``html`` is not a ``str``, ``ValueError`` for an empty mark.

    >>> insert_breaks_in_html('<p title="ខ្ញុំទៅ">ខ្ញុំ<b>ទៅ</b>ផ្សារ &amp; ផ្ទះ</p>')
    '<p title="ខ្ញុំទៅ">ខ្ញុំ<wbr><b>ទៅ<wbr></b>ផ្សារ &amp; ផ្ទះ</p>'
    """
    html = check_text(html, "insert_breaks_in_html")
    check_mark(mark, "insert_breaks_in_html")
    reader = _Reader(html)
    result = []
    start = 0
    for place in reader.places(mark):
        result += [html[start:place], mark]
        start = place
    return "".join([*result, html[start:]])


def _end_of_markup(html: str) -> int:
    """Where a tag or comment begins that never ends: all behind it is left alone.

    ``html.parser`` would look for its end again from each ``<`` behind it.
    """
    unfinished = _UNFINISHED.search(html, html.rfind(">") + 1)
    return unfinished.start() if unfinished else len(html)


class _Reader(HTMLParser):
    """Collects the texts of blocks, with the place of each character in the source."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._line_starts = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self._chars: list[str] = []  # of the block that is being read
        self._ends: list[int] = []  # where each character ends in the source
        self._depth = 0  # how many open elements are among _UNTOUCHED
        self._blocks: list[tuple[str, list[int]]] = []

    def places(self, mark: str) -> list[int]:
        """The offsets in the source at which to insert the mark."""
        self.feed(self._html[: _end_of_markup(self._html)])
        self.close()
        self._end_block()
        found = []
        for text, ends in self._blocks:
            for place in uninvited(text, line_breaks(text)):
                source = ends[place - 1]
                beside = self._html[max(source - len(mark), 0) : source + len(mark)]
                if mark not in beside:
                    found.append(source)
        return found

    # --- calls from HTMLParser -----------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _UNTOUCHED:
            self._depth += 1
        if tag == "wbr":
            self._add(_BREAK, 0)
        elif tag not in _INLINE:
            self._end_block()

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if tag == "wbr":
            self._add(_BREAK, 0)
        elif tag not in _INLINE:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNTOUCHED:
            self._depth = max(self._depth - 1, 0)
        if tag not in _INLINE:
            self._end_block()

    def handle_data(self, data: str) -> None:
        start = self._offset()
        if _UNFINISHED.search(self._html, max(start - 1, 0), start + len(data)):
            # a tag that the parser gave up on: the rest may be text or markup, so it is left alone
            self._end_block()
            self._depth = len(self._html)
        elif not self._depth:
            self._chars += data
            self._ends += range(start + 1, start + len(data) + 1)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    # --- the text ------------------------------------------------------------------------------

    def _reference(self, source: str) -> None:
        start = self._offset()
        if self._html.startswith(";", start + len(source)):
            source += ";"
        self._add(unescape(source), len(source))

    def _add(self, chars: str, length: int) -> None:
        """Add characters that are written as ``length`` characters in the source."""
        if not self._depth:
            end = self._offset() + length
            self._chars += chars
            self._ends += [end] * len(chars)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _end_block(self) -> None:
        if self._chars:
            self._blocks.append(("".join(self._chars), self._ends))
        self._chars, self._ends = [], []
