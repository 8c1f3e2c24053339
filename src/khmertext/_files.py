"""Files: read as UTF-8; written whole or not at all, and never in the place of a device."""

from __future__ import annotations

import codecs
import contextlib
import os
import stat
from collections.abc import Iterator
from typing import IO, Any


def utf8_text(data: bytes, name: str, offset: int = 0) -> str:
    """What ``data`` says, which stands ``offset`` bytes from the start of the file ``name``.

    Raises ``ValueError``, which says where it is not UTF-8 and what to do.

    >>> utf8_text(b"abc\\xff", "a.txt")
    Traceback (most recent call last):
    ValueError: a.txt: not UTF-8 at byte 3 (0xff); convert the file to UTF-8 first
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        how = "convert the file to UTF-8 first"
        if offset == 0 and data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            how = "it looks like UTF-16: iconv -f UTF-16 -t UTF-8 FILE"
        place = f"byte {offset + error.start} (0x{data[error.start]:02x})"
        raise ValueError(f"{name}: not UTF-8 at {place}; {how}") from error


def file_text(path: str | os.PathLike[str]) -> str:
    """The text of a UTF-8 file, without a byte order mark; ``ValueError`` if it is none, ``OSError``."""
    with open(path, "rb") as stream:
        return utf8_text(stream.read(), os.fspath(path)).removeprefix("\ufeff")


@contextlib.contextmanager
def whole_file(path: str | os.PathLike[str], *, binary: bool = False) -> Iterator[IO[Any]]:
    """A stream whose content stands at ``path`` when the block ends without an exception.

    Until then the file at ``path`` is as it was, or not there; an exception, an interruption or a
    full disk leaves it so, and no other file behind. Symbolic links are followed; permissions
    stay. What is no regular file (a device, a FIFO, ``/dev/stdout``) is written through as it
    comes. Text is UTF-8 with the line ends it has. Raises ``OSError`` where writing is impossible.
    """
    name = os.fspath(path)
    if not name:
        raise FileNotFoundError(2, "an empty name is no file", name)
    target = os.path.realpath(name)
    if os.path.isdir(target):
        raise IsADirectoryError(21, "is a directory", name)
    if _is_written_through(name, target):
        with _opened(os.open(name, os.O_WRONLY | os.O_APPEND), binary) as stream:
            yield stream
        return
    descriptor, temporary = _temporary_beside(target, name)
    try:
        with _opened(descriptor, binary) as stream:
            yield stream
            stream.flush()
            os.fsync(descriptor)
        os.chmod(temporary, _permissions(target))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _is_written_through(name: str, target: str) -> bool:
    """A device, a FIFO or a socket; and /dev/stdout, even where it is a regular file."""
    if os.path.abspath(name).startswith(("/dev/", "/proc/")) and os.path.exists(name):
        return True
    with contextlib.suppress(OSError):
        return not stat.S_ISREG(os.stat(target).st_mode)
    return False


def _opened(descriptor: int, binary: bool) -> IO[Any]:
    if binary:
        return open(descriptor, "wb")
    return open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n")


def _temporary_beside(target: str, name: str) -> tuple[int, str]:
    """An open file in the directory of ``target``, so that it can take its place in one step."""
    from tempfile import mkstemp

    if os.path.exists(target) and not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied", name)
    try:
        return mkstemp(dir=os.path.dirname(target), prefix=".khmertext-")
    except OSError as error:
        raise type(error)(error.errno, error.strerror, name) from None


def _permissions(target: str) -> int:
    """The permissions of the file at ``target``, or those that a new file would get."""
    with contextlib.suppress(OSError):
        return stat.S_IMODE(os.stat(target).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
