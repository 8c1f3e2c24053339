"""Where a line may end in a text with Khmer in it.

Khmer is written without spaces between words. The line breaking rules of Unicode leave it to a
dictionary (class SA); here the segmenter is that dictionary, with these tailorings:

- Between two Khmer letters a line may end where a word ends, and nowhere else.
- Rule LB30 and its neighbours glue a letter to the bracket, quotation mark or sign beside it, since
  scripts that they were made for have a space there. Khmer has none: គាត់និយាយថា«ទៅ»ហើយ may be broken
  before « and behind ». So behind » ” ) ] ៛ % ° and before « “ ( [ beside a Khmer word, and between
  a Khmer word and a Latin one or a figure.
- Numbers with their units, dates, acronyms and addresses are not broken; those written in words may
  be broken at their spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from khmertext._chars import LEK_TOO, RE_DIGIT, RE_LETTER_OR_DEPRECATED, ZWSP
from khmertext._patterns import lazy_pattern
from khmertext.errors import check_text
from khmertext.layout._line_rules import line_opportunities

# letters and marks of Khmer: class SA in Unicode's LineBreak.txt
_IN_WORDS: Final = "\u1780-\u17d3\u17d7\u17dc\u17dd"
# signs that Unicode's rules glue to a letter beside them, and that close or open something in Khmer
_CLOSERS: Final = "»›”’\\])}%‰°៛$€£¥²³"
_OPENERS: Final = "«‹“‘\\[({"
_SEAM: Final = lazy_pattern(
    f"(?<=[{_IN_WORDS}])(?=[{_IN_WORDS}])(?!{LEK_TOO})"
    f"|(?<=[{_CLOSERS}A-Za-z0-9{RE_DIGIT}])(?=[{RE_LETTER_OR_DEPRECATED}])"
    f"|(?<=[{_IN_WORDS}])(?=[{_OPENERS}A-Za-z0-9{RE_DIGIT}]|[$€£¥៛][0-9{RE_DIGIT}])"
)
# places before a sign that may begin a line only behind a space, or behind one that may end none
_NO_PLACE: Final = lazy_pattern(
    "(?<![\\s\u200b])[។៕៚៖ៈៗ»”)\\]}!?,.:;%៛°]|(?<=[«“(\\[{#])"
    rf"|(?<=(?<![0-9{RE_DIGIT}])\$)"  # behind a figure the dollar ends an amount
)
_NO_WORD: Final = lazy_pattern(f"[^{_IN_WORDS}A-Za-z\\s]")
_KHMER_WORDS: Final = lazy_pattern(f"[{_IN_WORDS}]")
_WHOLE_KINDS: Final = frozenset({"number", "acronym", "enumerator", "url", "email", "punct"})


def line_breaks(text: str) -> tuple[int, ...]:
    """Every place where a line may end, as rising offsets in code points.

    Inside Khmer these are word boundaries; elsewhere those of Unicode's line breaking rules (Annex
    14, with ideographs by their class), also behind spaces and U+200B. Line ends in the text, where
    a line must end, and the end of the text are not among them. No break stands before ។ ៕ ៖ ៗ » )
    ! ? , . % ៛, behind « ( # or a $ before its figure, or inside numbers, dates, acronyms and
    addresses; a date or an amount in words may be broken at its spaces.

    Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> text = "គាត់និយាយថា«ទៅផ្សារ»ហើយ។"
    >>> places = (0, *line_breaks(text), len(text))
    >>> [text[start:end] for start, end in zip(places, places[1:])]
    ['គាត់', 'និយាយ', 'ថា', '«ទៅ', 'ផ្សារ»', 'ហើយ។']
    """
    text = check_text(text, "line_breaks")
    return tuple(_breaks(text))


def insert_breaks(text: str, mark: str = ZWSP) -> str:
    """``text`` with ``mark`` wherever a line may end and there is no break opportunity yet.

    Nothing else changes: ``insert_breaks(t, m).replace(m, "") == t.replace(m, "")``. No mark is put
    behind a space, U+200B or another mark, so inserting twice gives the same as once.

    Raises ``TypeError`` if ``text`` is not a ``str``, ``ValueError`` for a mark that is empty or
    could not be told from the text around it.

    >>> insert_breaks("ខ្ញុំទៅផ្សារ ថ្ងៃនេះ។", "|")
    'ខ្ញុំ|ទៅ|ផ្សារ ថ្ងៃ|នេះ។'
    """
    text = check_text(text, "insert_breaks")
    check_mark(mark, "insert_breaks")
    pieces = text.split(mark)
    bare = "".join(pieces)
    marked = set()
    position = 0
    for piece in pieces[:-1]:
        position += len(piece)
        marked.add(position)
    result = []
    start = 0
    for place in sorted({*marked, *uninvited(bare, line_breaks(bare))}):
        result += [bare[start:place], mark]
        start = place
    joined = "".join([*result, bare[start:]])
    if joined.replace(mark, "") != bare:
        raise ValueError(f"mark={mark!r} cannot be told from the text; take one that is not in it")
    return joined


def check_mark(mark: object, function: str) -> None:
    """Raise unless ``mark`` is a text that the segmenter does not take for part of a word."""
    if not isinstance(mark, str):
        raise TypeError(f"{function}() takes a str as mark, not {type(mark).__name__}")
    if not mark:
        raise ValueError("mark='' would mark nothing; take U+200B or <wbr>")
    if _KHMER_WORDS.search(mark):
        raise ValueError(f"mark={mark!r} would be read as part of the words; take U+200B or <wbr>")


def uninvited(text: str, places: Iterable[int]) -> Iterator[int]:
    """The places that have no space or U+200B before them, where browsers break anyway."""
    for place in places:
        if not _is_invited(text, place):
            yield place


def _is_invited(text: str, place: int) -> bool:
    return text[place - 1].isspace() or text[place - 1] == ZWSP


def _breaks(text: str) -> list[int]:
    from khmertext.segmentation import segment

    found = {place for place, must in line_opportunities(text) if not must}
    ends = segment(text).boundaries
    found.update(end for end in ends if _SEAM.match(text, end))
    found.difference_update(_inside_tokens(text, ends), _inside_mentions(text))
    return sorted(place for place in found if not _NO_PLACE.match(text, place))


def _inside_tokens(text: str, ends: Iterable[int]) -> Iterator[int]:
    """The places inside tokens that are never cut: numbers, acronyms, addresses, ។ល។."""
    from khmertext.segmentation._kinds import kind_of

    start = 0
    for end in ends:
        may_be = end > start + 1 and _NO_WORD.search(text, start, end)
        if may_be and kind_of(text[start:end]) in _WHOLE_KINDS:
            yield from range(start + 1, end)
        start = end


def _inside_mentions(text: str) -> Iterator[int]:
    """The places inside numbers with their units, dates and acronyms."""
    from khmertext._view import View
    from khmertext.acronyms._find_acronyms import acronyms_in
    from khmertext.acronyms._gazetteer import as_gazetteer
    from khmertext.dates._find import dates_in
    from khmertext.numbers._finding import numbers_in

    view = View(text)  # all finders share it
    for acronym in acronyms_in(view, as_gazetteer("default")):
        yield from range(acronym.start + 1, acronym.end)
    for mention in (*numbers_in(view), *dates_in(view)):
        whole = _KHMER_WORDS.search(mention.text) is None
        for place in range(mention.start + 1, mention.end):
            if whole or not _is_invited(text, place):
                yield place
