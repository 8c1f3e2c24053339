"""whole_file: whole or not at all, and never in the place of what is no regular file."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from khmertext._files import whole_file


def write(path: Path | str, text: str = "ក\n") -> None:
    with whole_file(path) as stream:
        stream.write(text)


def test_new_and_old_files(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    write(target)
    assert target.read_bytes() == "ក\n".encode()
    target.chmod(0o640)
    write(target, "ខ")
    assert target.read_text("utf-8") == "ខ"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    with whole_file(target, binary=True) as stream:
        stream.write(b"\0")
    assert target.read_bytes() == b"\0"
    assert list(tmp_path.iterdir()) == [target]


def fail(path: Path, error: type[BaseException]) -> None:
    with whole_file(path) as stream:
        stream.write("half")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_exception_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "out.txt"
    for before in ([], [target]):
        with pytest.raises(error):
            fail(target, error)
        assert list(tmp_path.iterdir()) == before
        if not before:
            target.write_text("old", "utf-8")
    assert target.read_text("utf-8") == "old"


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    target, link, dangling = tmp_path / "far" / "out", tmp_path / "link", tmp_path / "dangling"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    dangling.symlink_to(tmp_path / "far" / "new")
    write(link)
    write(dangling)
    assert link.is_symlink()
    assert dangling.is_symlink()
    assert target.read_text("utf-8") == (tmp_path / "far" / "new").read_text("utf-8") == "ក\n"


def test_a_link_to_itself_stays(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    with pytest.raises(OSError, match="too many levels of symbolic links"), whole_file(link):
        pass
    assert link.is_symlink()


def test_a_fifo_is_written_through(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(fifo.read_text("utf-8")))
    reader.start()
    write(fifo)
    reader.join(10)
    assert got == ["ក\n"]
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def devices(directory: Path) -> tuple[Path, Path]:
    """Devices like /dev/null and /dev/full in a directory of the test's own."""
    null, full = directory / "null", directory / "full"
    try:
        os.mknod(null, stat.S_IFCHR | 0o666, os.makedev(1, 3))
        os.mknod(full, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        write(null)
    except PermissionError:
        pytest.skip("only root can make devices, and only where devices are allowed")
    return null, full


def test_devices_stay_devices(tmp_path: Path) -> None:
    null, full = devices(tmp_path)
    write(null)
    with pytest.raises(OSError, match="No space left"):
        write(full)
    assert all(stat.S_ISCHR(path.stat().st_mode) for path in (null, full))
    assert sorted(tmp_path.iterdir()) == [full, null]


def test_dev_stdout_is_no_file_to_replace(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with path.open("wb") as stream:
        name = f"/proc/self/fd/{stream.fileno()}"
        if not os.path.exists(name):
            pytest.skip("needs /proc")
        write(name)
        assert os.path.samestat(os.fstat(stream.fileno()), path.stat())
    assert path.read_text("utf-8") == "ក\n"


@pytest.mark.parametrize(
    ("name", "error"), [("", FileNotFoundError), ("nowhere/x", FileNotFoundError), (".", IsADirectoryError)]
)  # fmt: skip
def test_impossible_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: type[OSError]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        write(name)
    assert caught.value.filename == name
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.write_text("old", "utf-8")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(PermissionError):
        write(target)
    assert target.read_text("utf-8") == "old"
