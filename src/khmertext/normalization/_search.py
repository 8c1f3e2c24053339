"""The rules of level ``search``, which folds for keys: they lose information, so never display it.

Each docstring names its keys in ``RULES``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from khmertext._changes import Change
from khmertext._chars import (
    AHSDA,
    ATTHACAN,
    CAMNUC,
    COENG,
    RE_DIGIT,
    RE_INVISIBLE,
    RE_KHMER,
    RE_LETTER,
    TOANDAKHIAT,
    VIRIAM,
)
from khmertext._patterns import lazy_pattern
from khmertext.normalization._characters import replaced
from khmertext.normalization._normal_form import normal_form

_INVISIBLE: Final = lazy_pattern(f"[{RE_INVISIBLE}]+")


def remove_invisible(text: str) -> Iterator[Change]:
    """F2."""
    for match in _INVISIBLE.finditer(text):
        yield Change(match.start(), match.end(), "", "F2")


_FOLDED: Final[dict[str, tuple[str, str]]] = {
    "\u17b2": ("\u17b1", "F3"),
    ATTHACAN: (VIRIAM, "F5"),
    AHSDA: (TOANDAKHIAT, "F5"),
    CAMNUC: (":", "F11"),
    **{chr(0x17E0 + digit): (str(digit), "F10") for digit in range(10)},
    **dict.fromkeys("«»“”", ('"', "F11")),
    **dict.fromkeys("‘’", ("'", "F11")),
}
_CHARACTER: Final = lazy_pattern(f"[{''.join(_FOLDED)}]")
_QUK: Final = lazy_pattern("\u17a8\u1780?")


def fold_characters(text: str) -> Iterator[Change]:
    """F3 F5 F10 F11."""
    for match in _CHARACTER.finditer(text):
        after, rule = _FOLDED[match.group()]
        yield Change(match.start(), match.end(), after, rule)


def fold_quk(text: str) -> Iterator[Change]:
    """F4."""
    for match in _QUK.finditer(text):
        yield from replaced(match.start(), match.group(), "\u17a7\u1780", "F4")


_DANGLING_COENG: Final = lazy_pattern(f"{COENG}+(?![{RE_LETTER}])")


def dangling_coengs(text: str) -> Iterator[Change]:
    """F9."""
    for match in _DANGLING_COENG.finditer(text):
        yield Change(match.start(), match.end(), "", "F9")


_FOREIGN_WORD: Final = lazy_pattern(rf"[^{RE_KHMER}{RE_DIGIT}\s]+")


def fold_foreign(text: str) -> Iterator[Change]:
    """F12: compatibility caseless matching, Unicode section 3.13 (D146), word by word."""
    if text.isascii() and text == text.lower():
        return
    for match in _FOREIGN_WORD.finditer(text):
        word = match.group()
        if word.isascii():
            folded = word.lower()
        else:
            normalize = normal_form()
            folded = normalize("NFKC", normalize("NFD", word).casefold())
            folded = normalize("NFKC", folded.casefold())
        yield from replaced(match.start(), word, folded, "F12")


_SPACES: Final = lazy_pattern(r"\A\s+|\s+\Z|\s+")


def fold_spaces(text: str) -> Iterator[Change]:
    """F13."""
    for match in _SPACES.finditer(text):
        inside = match.start() > 0 and match.end() < len(text)
        yield from replaced(match.start(), match.group(), " " * inside, "F13")


FOLDS: Final = (fold_characters, fold_quk, dangling_coengs, fold_foreign, fold_spaces)
