"""The exceptions of khmertext.

Each one ends in ``Error`` and inherits from :class:`KhmerTextError` and from the built-in exception
that a caller would catch anyway. What 0.1.0, which was installed from the repository only, called
``InvalidDate``, ``UnknownEngine``, ``UnknownOption``, ``EngineNotAvailable`` and
``PackageNotAvailable`` can still be imported and caught by that name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, TypeVar

_T = TypeVar("_T")


class KhmerTextError(Exception):
    """Base of every exception that khmertext raises on purpose."""


class NotTextError(KhmerTextError, TypeError):
    """Something that is not a ``str`` was passed where text is expected."""


class ParseError(KhmerTextError, ValueError):
    """A ``parse_*`` function was given an expression that it cannot read.

    ``text`` is the expression, ``position`` the code-point offset where reading stopped and
    ``reason`` a sentence that says why.
    """

    def __init__(self, text: str, position: int, reason: str) -> None:
        super().__init__(text, position, reason)
        self.text = text
        self.position = position
        self.reason = reason

    def __str__(self) -> str:
        return f"cannot read {self.text!r}: {self.reason} (at offset {self.position})"


class InvalidDateError(KhmerTextError, ValueError):
    """A calendar was asked for a day or a year that it does not have.

    ``part`` says what is wrong (``"day"``, ``"phase"``, ``"month"`` or ``"year"``), ``value`` is what was given
    and ``reason`` a sentence that says why.
    """

    def __init__(self, part: str, value: object, reason: str) -> None:
        super().__init__(part, value, reason)
        self.part = part
        self.value = value
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.part} {self.value!r}: {self.reason}"


class UnknownEngineError(KhmerTextError, ValueError):
    """No segmentation engine has this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known

    def __str__(self) -> str:
        return f"unknown engine {self.name!r}; known engines: {', '.join(self.known)}"


class EngineNotAvailableError(KhmerTextError, ImportError):
    """The engine is known, but what it needs is not installed."""

    def __init__(self, engine: str, install: str) -> None:
        super().__init__(engine, install)
        self.engine = engine
        self.install = install

    def __str__(self) -> str:
        return f"the engine {self.engine!r} is not installed; run: {self.install}"


class PackageNotAvailableError(KhmerTextError, ImportError):
    """``function`` needs ``package``, which is not installed; the extra has the same name."""

    def __init__(self, function: str, package: str) -> None:
        super().__init__(function, package)
        self.function = function
        self.package = package

    def __str__(self) -> str:
        install = f"pip install 'khmertext[{self.package}]'"
        return f"{self.function}() needs {self.package}, which is not installed; run: {install}"


class EngineError(KhmerTextError, ValueError):
    """A segmentation engine gave back boundaries that do not fit its text."""


class ModelError(KhmerTextError, ValueError):
    """A model file is damaged, or was made for another version of khmertext."""


class WorkerError(KhmerTextError, RuntimeError):
    """A process that worked for this one ended by itself: for want of memory, perhaps."""


class UnknownOptionError(KhmerTextError, ValueError):
    """An option such as ``level``, ``mode`` or ``style`` has a value that does not exist.

    ``meant`` is the one of ``known`` that it stands for, if that is sure: ``"USD"`` for ``"$"``.
    """

    def __init__(
        self, option: str, value: object, known: tuple[str, ...], meant: str | None = None
    ) -> None:
        super().__init__(option, value, known, meant)
        self.option = option
        self.value = value
        self.known = known
        self.meant = meant

    def __str__(self) -> str:
        asked = f"{self.option}={self.value!r} is unknown"
        if self.meant is not None:
            return f"{asked}; did you mean {self.meant!r}?"
        for name in self.known:
            if name.casefold() == str(self.value).casefold():
                return f"{asked}; did you mean {name!r}?"
        names = [name if name.strip(" .,\u00a0\u202f") else ascii(name) for name in self.known]
        if len(names) > 20:
            names[10:] = [f"... ({len(names)} in all)"]
        return f"{asked}; choose one of: {', '.join(names)}"


# the names of version 0.1
InvalidDate = InvalidDateError
UnknownEngine = UnknownEngineError
UnknownOption = UnknownOptionError
EngineNotAvailable = EngineNotAvailableError
PackageNotAvailable = PackageNotAvailableError


def is_missing(value: object) -> bool:
    """Whether a cell is empty: ``None``, NaN, ``pandas.NA`` or NaT, without importing pandas.

    >>> is_missing(None), is_missing(float("nan")), is_missing("")
    (True, True, False)
    """
    if value is None:
        return True
    try:
        return bool(value != value)  # true of NaN and NaT, whatever their type
    except (TypeError, ValueError):  # an array has many truth values, pandas.NA has none
        return type(value).__name__ == "NAType"


def check_text(value: object, function: str) -> str:
    """``value`` as a plain ``str``, also if it is of a subclass; :class:`NotTextError` if it is none.

    >>> check_text("ខ្មែរ", "words")
    'ខ្មែរ'
    >>> check_text(b"abc", "words")
    Traceback (most recent call last):
    khmertext.errors.NotTextError: words() takes str, not bytes; decode first: text.decode("utf-8")
    """
    if type(value) is str:
        return value
    if isinstance(value, str):  # of numpy, lxml ...: native code takes plain ones only
        return str.__str__(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        advice = 'decode first: text.decode("utf-8")'
    elif isinstance(value, os.PathLike):
        advice = 'read the file first: Path(...).read_text(encoding="utf-8")'
    elif hasattr(value, "read"):
        advice = "pass what is in the file: file.read()"
    elif is_missing(value):
        advice = "drop or fill missing values first, or use a column function, which keeps them"
    else:
        advice = "pass one string; for many, call it for each or use a column function"
    raise NotTextError(f"{function}() takes str, not {type(value).__name__}; {advice}")


def check_text_of(value: object, function: str, number: object) -> str:
    """:func:`check_text` for one of many texts; a note to the error says which ``number`` it has."""
    if type(value) is str:
        return value
    try:
        return check_text(value, function)
    except NotTextError as error:
        error.add_note(f"text {number} of those given to {function}()")
        raise


def check_type(
    value: object, function: str, *types: type, option: str = "", advice: str = ""
) -> None:
    """Raise ``TypeError`` unless ``value`` has one of ``types``; ``option`` is its name, if any.

    A ``bool`` is no ``int`` here. The message ends with ``advice``, or with how the value becomes an
    ``int`` where one is wanted.

    >>> check_type("2024", "khmer_new_year", int)
    Traceback (most recent call last):
    TypeError: khmer_new_year() takes int, not str; parse_number() reads text
    """
    if isinstance(value, types) and (not isinstance(value, bool) or bool in types):
        return
    if int in types and not isinstance(value, bool) and hasattr(value, "__index__"):
        advice = "int(x) makes one of it"  # of an integer of numpy: the sum of a column
    elif int in types and isinstance(value, str) and not option:
        advice = "parse_number() reads text"
    *others, last = ("None" if known is type(None) else known.__name__ for known in types)
    wanted = f"{', '.join(others)} or {last}" if others else last
    place = f" as {option}" if option else ""
    message = f"{function}() takes {wanted}{place}, not {type(value).__name__}"
    raise TypeError(f"{message}; {advice}" if advice else message)


def check_function(value: object, function: str, option: str) -> None:
    """Raise ``TypeError`` unless ``value`` can be called.

    >>> check_function(3, "chunks", "length")
    Traceback (most recent call last):
    TypeError: chunks() takes a function as length, not int
    """
    if not callable(value):
        kind = type(value).__name__
        raise TypeError(f"{function}() takes a function as {option}, not {kind}")


def check_count(value: int, function: str, option: str) -> None:
    """Raise ``TypeError`` or ``ValueError`` unless ``value`` is an ``int`` and at least 1.

    >>> check_count(0, "pipe", "processes")
    Traceback (most recent call last):
    ValueError: processes=0 must be at least 1
    """
    check_type(value, function, int, option=option)
    if value < 1:
        raise ValueError(f"{option}={value} must be at least 1")


def check_threshold(value: int, function: str) -> None:
    """Raise ``TypeError`` or ``ValueError`` unless ``value`` is an ``int`` from 0 to 100.

    >>> check_threshold(101, "analyze")
    Traceback (most recent call last):
    ValueError: threshold=101: a score is from 0 to 100
    """
    check_type(value, function, int, option="threshold")
    if not 0 <= value <= 100:
        raise ValueError(f"threshold={value}: a score is from 0 to 100")


def check_many(texts: object, function: str) -> None:
    """Raise ``TypeError`` for one text where many are expected.

    >>> check_many("ខ្មែរ", "pipe")
    Traceback (most recent call last):
    TypeError: pipe() takes many texts, not str; put one into a list
    """
    if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
        kind = type(texts).__name__
        raise TypeError(f"{function}() takes many texts, not {kind}; put one into a list")


def check_path(path: object, function: str, option: str = "") -> None:
    """Raise ``TypeError`` unless ``path`` is the path of a file: an ``int`` is an open one to Python.

    >>> check_path(3, "load_gazetteer")
    Traceback (most recent call last):
    TypeError: load_gazetteer() takes str or PathLike, not int
    """
    check_type(path, function, str, os.PathLike, option=option)


def check_words(words: object, option: str) -> None:
    """Raise ``TypeError`` unless ``words`` are many, or the path of a file that holds them.

    >>> check_words("ខ្មែរ", "add")
    Traceback (most recent call last):
    TypeError: add= takes a list of words or the Path of a file, not one str
    """
    if isinstance(words, (str, bytes)) or not isinstance(words, (Iterable, os.PathLike)):
        kind = type(words).__name__
        raise TypeError(f"{option}= takes a list of words or the Path of a file, not one {kind}")


def check_word(word: object, function: str, option: str) -> str:
    """``word`` of the words that a user gives as ``option``, a ``str``; ``TypeError`` if it is none.

    >>> check_word(3, "Segmenter", "add")
    Traceback (most recent call last):
    TypeError: Segmenter() takes str as a word of add, not int
    """
    check_type(word, function, str, option=f"a word of {option}")
    return check_text(word, function)


def check_option(option: str, value: object, known: tuple[Any, ...]) -> None:
    """Raise :class:`UnknownOptionError` unless ``value`` is one of ``known``."""
    if value not in known:
        raise UnknownOptionError(option, value, known)


def check_options(option: str, values: object, known: tuple[_T, ...]) -> tuple[_T, ...]:
    """``values``, one of ``known`` or several, as a tuple; :class:`UnknownOptionError` for any other.

    >>> check_options("kinds", "word", ("word", "space"))
    ('word',)
    """
    named: tuple[Any, ...] = (values,)
    if isinstance(values, Iterable) and not isinstance(values, str):
        named = tuple(values)
    for value in named:
        check_option(option, value, known)
    return named
