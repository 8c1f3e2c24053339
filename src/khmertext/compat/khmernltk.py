"""khmer-nltk's three functions with its signatures, answered by khmertext.

Moving over is one line: ``from khmertext.compat.khmernltk import word_tokenize``. What differs is
meant to: nothing of the text is lost (khmer-nltk drops new lines, U+200B and doubled spaces), and
``TypeError`` is raised for what is not a ``str``.
"""

from __future__ import annotations

from typing import Literal, overload

__all__ = ["pos_tag", "sentence_tokenize", "word_tokenize"]


@overload
def word_tokenize(
    text: str, separator: str = "-", return_tokens: Literal[True] = True
) -> list[str]: ...
@overload
def word_tokenize(text: str, separator: str = "-", *, return_tokens: Literal[False]) -> str: ...
@overload
def word_tokenize(text: str, separator: str, return_tokens: Literal[False]) -> str: ...
@overload
def word_tokenize(
    text: str, separator: str = "-", return_tokens: bool = True
) -> list[str] | str: ...
def word_tokenize(text: str, separator: str = "-", return_tokens: bool = True) -> list[str] | str:
    """The words of ``text``: as a list, or joined by ``separator`` if not ``return_tokens``.

    A single space between two words replaces the separator, as in khmer-nltk. Joined without a
    separator, the words are the text. Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> word_tokenize("ខ្ញុំ ទៅសាលារៀន")
    ['ខ្ញុំ', ' ', 'ទៅ', 'សាលារៀន']
    >>> word_tokenize("ខ្ញុំ ទៅសាលារៀន", separator="|", return_tokens=False)
    'ខ្ញុំ ទៅ|សាលារៀន'
    """
    from khmertext.segmentation import words

    tokens = words(text)
    if return_tokens:
        return tokens
    return separator.join(tokens).replace(f"{separator} {separator}", " ")


def sentence_tokenize(text: str) -> list[str]:
    """The sentences of ``text``, each with the white space that follows it.

    khmer-nltk also cuts after ``ៗ``, ``៖`` and ``៛``, which end no sentence. Raises ``TypeError``
    if ``text`` is not a ``str``.

    >>> sentence_tokenize("ខ្ញុំទៅសាលា។ គាត់ទៅផ្សារ។")
    ['ខ្ញុំទៅសាលា។ ', 'គាត់ទៅផ្សារ។']
    """
    from khmertext.segmentation import sentences

    return [sentence.text for sentence in sentences(text)]


def pos_tag(text: str) -> list[tuple[str, str]]:
    """The words of ``text``, each with its part of speech, as khmer-nltk's own model sees them.

    What it does not see (new lines, U+200B) stays in the list, with the tag ``""``. Needs ``pip install khmertext[khmer-nltk]`` for the model (``ImportError`` says so); nothing is
    unpickled. Raises ``TypeError`` if ``text`` is not a ``str``.

    >>> pos_tag("ខ្ញុំទៅសាលារៀន")
    [('ខ្ញុំ', 'n'), ('ទៅ', 'v'), ('សាលារៀន', 'n')]
    """
    from khmertext.segmentation import tag

    return [(token.text, token.pos or "") for token in tag(text)]
