"""Files: reading UTF-8, and writing that replaces a file whole or leaves it as it was."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from typing import IO, Any

_OTHER_FILES = {
    codecs.BOM_UTF16_LE: "UTF-16: iconv -f UTF-16 -t UTF-8 FILE",
    codecs.BOM_UTF16_BE: "UTF-16: iconv -f UTF-16 -t UTF-8 FILE",
    b"\x1f\x8b": "a compressed file: gzip -dc FILE",
    b"\xfd7zXZ": "a compressed file: xz -dc FILE",
    b"PK\x03\x04": "a document of Word or Excel, or another zip file: save it as text",
}


def utf8_text(data: bytes, name: str, offset: int = 0) -> str:
    """``data`` decoded; it begins ``offset`` bytes from the start of the file ``name``.

    Raises ``ValueError``, which says where it is not UTF-8 and what to do.

    >>> utf8_text(b"abc\\xff", "a.txt")
    Traceback (most recent call last):
    ValueError: a.txt: not UTF-8 at byte 3 (0xff); convert the file to UTF-8 first
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        how = "convert the file to UTF-8 first"
        for begin, kind in _OTHER_FILES.items():
            if offset == 0 and data.startswith(begin):
                how = f"it looks like {kind}"
        place = f"byte {offset + error.start} (0x{data[error.start]:02x})"
        raise ValueError(f"{name}: not UTF-8 at {place}; {how}") from error


def file_text(path: str | os.PathLike[str]) -> str:
    """The text of a file without its byte order mark; ``ValueError`` if not UTF-8, ``OSError``."""
    with open(path, "rb") as stream:
        return utf8_text(stream.read(), os.fspath(path)).removeprefix("\ufeff")


@contextlib.contextmanager
def whole_file(path: str | os.PathLike[str], *, binary: bool = False) -> Iterator[IO[Any]]:
    """A stream whose content stands at ``path`` when the block ends without an exception.

    Until then ``path`` is unchanged, or does not exist; after an exception, an interruption or on a
    full disk it stays so, and no temporary file remains. Symbolic links are followed; permissions
    are kept. A device, a FIFO or ``/dev/stdout`` is written to directly. Text is written as UTF-8,
    its line ends unchanged. Raises ``OSError`` where writing is impossible.
    """
    name = os.fspath(path)
    if not name:
        raise FileNotFoundError(2, "an empty name is no file", name)
    target = os.path.realpath(name)
    if os.path.islink(target):
        raise OSError(errno.ELOOP, "too many levels of symbolic links", name)
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
    """True for a device, a FIFO or a socket; for /dev/stdout even where it is a regular file."""
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
    """An open temporary file beside ``target``, so that it can replace ``target`` in one step."""
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
