"""Whatever goes wrong on the command line is one line and status 2; nothing half done stays."""

from __future__ import annotations

import io
import os
import shlex
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from khmertext.cli import main
from khmertext.errors import WorkerError
from support import needs_trainer, read_tsv
from test_files import devices

COMMAND = [sys.executable, "-m", "khmertext"]
CASES = read_tsv("cli_bad.tsv")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    top = tmp_path_factory.mktemp("cli")
    contents = {
        "text": "ខ្ញុំទៅផ្សារ\n".encode(),
        "latin1": b"caf\xe9\n",
        "utf16": "ក".encode("utf-16"),
        "csv": "id,text\n1,ឃំុ\n".encode(),
        "gold": "own\tខ្ញុំ ទៅ\n".encode(),
        "jsonl": '{"id": 1, "text": "ឃំុ"}\n'.encode(),
        "twice": "id,text,text\n1,ឣ,ខ\n".encode(),
        "done": "text,segment\nកខ,old\n".encode(),
        "annotated": '{"text": "កខ", "segment": "old"}\n'.encode(),
    }
    for name, content in contents.items():
        (top / name).write_bytes(content)
    (top / "dir").mkdir()
    return {name: str(top / name) for name in (*contents, "dir", "missing")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["arguments"])
def test_one_line_and_status_2(
    case: dict[str, str], places: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    argv = [word.format(**places) for word in shlex.split(case["arguments"])]
    if argv[0] == "train":
        needs_trainer()
    if "khmer-nltk" in argv or argv[0] == "tag":
        pytest.importorskip("pycrfsuite", reason="needs khmer-nltk")
    before = sorted(Path(places["dir"]).parent.rglob("*"))
    try:
        status = main(argv)
    except SystemExit as stop:
        status = stop.code  # type: ignore[assignment]
    out, err = capsys.readouterr()
    lines = err.splitlines()
    assert status == 2
    assert case["says"] in lines[-1]
    assert all(line.startswith("khmertext") for line in lines)
    # of several files each that failed has its line; what could be read is printed
    assert len(lines) == 1 or argv[0] == "segment"
    assert out == "" or argv[-2:] == [places["text"], places["missing"]]
    assert sorted(Path(places["dir"]).parent.rglob("*")) == before


def test_the_table_is_long_and_of_every_command() -> None:
    from khmertext.cli._parser import COMMANDS

    assert len(CASES) >= 80
    assert {*COMMANDS} <= {case["arguments"].split()[0] for case in CASES}


def run(*argv: str, shell: str = "", **options: object) -> subprocess.CompletedProcess[bytes]:
    line = shlex.join([*COMMAND, *argv]) + " " + shell
    return subprocess.run(["bash", "-c", line], capture_output=True, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("argv", "shell", "says"),
    [
        (["normalize"], "<&-", b"standard input is closed"),
        (["normalize", "{text}"], ">&-", b"standard output is closed"),
        (["engines"], ">&-", b"standard output is closed"),
    ],
)
def test_closed_streams(places: dict[str, str], argv: list[str], shell: str, says: bytes) -> None:
    done = run(*(word.format(**places) for word in argv), shell=shell)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_no_failure_is_told_among_the_results(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)  # as in a process without one
    assert main(["number", "12", "abc"]) == 2
    assert capsys.readouterr().out == "12\tដប់ពីរ\n"


def test_a_full_standard_error_is_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, full = devices(tmp_path)
    with open(full, "w", buffering=1, encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        assert main(["number", "12", "abc"]) == 2
        stream.flush()  # as the interpreter does at the end
    assert capsys.readouterr().out == "12\tដប់ពីរ\n"


@pytest.mark.parametrize("stderr", ["2>&-", "2> {full}"])
def test_where_nobody_hears_of_failures(
    places: dict[str, str], tmp_path: Path, stderr: str
) -> None:
    _, full = devices(tmp_path)
    done = run("number", "12", "abc", shell=stderr.format(full=full))
    assert (done.returncode, done.stdout.decode()) == (2, "12\tដប់ពីរ\n")


def test_a_full_disk(places: dict[str, str], tmp_path: Path) -> None:
    _, full = devices(tmp_path)
    for argv, shell in ((["-o", str(full)], ""), ([], f"> {full}")):
        done = run("normalize", *argv, places["text"], shell=shell)
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
        assert b"no space left on device" in done.stderr


def test_no_output_is_read_as_it_grows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, out = tmp_path / "a", tmp_path / "out"
    text.write_text("ឃំុ\n", "utf-8")
    done = run("normalize", shell=f"< {text} >> {text}")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"standard input: this file is also the output" in done.stderr
    with text.open("a", encoding="utf-8") as stream, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        assert main(["normalize", str(text)]) == 2
    assert "a: this file is also the output" in capsys.readouterr().err
    assert run("normalize", "-r", str(tmp_path), shell=f"> {out}").returncode == 0
    assert text.read_text("utf-8") == "ឃំុ\n"
    assert out.read_text("utf-8") == "ឃុំ\n"


def test_names_and_messages_cannot_move_the_cursor(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["normalize", str(tmp_path / "a\x1b[2J\x9b")]) == 2
    err = capsys.readouterr().err
    assert "a<U+001B>[2J<U+009B>" in err
    assert "\x1b" not in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_ends_at_once(tmp_path: Path, number: signal.Signals, jobs: str) -> None:
    source = tmp_path / "in.txt"
    source.write_text("នៅថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ គ.ជ.ប ទិញ ៥លានរៀល\n" * 300_000, "utf-8")
    argv = [*COMMAND, "dates", "--jobs", jobs, "-o", str(tmp_path / "out"), str(source)]
    process = subprocess.Popen(
        argv,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # what a shell starts in the background hears no Ctrl-C, nor what that starts
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 30
    while len(list(tmp_path.iterdir())) == 1 and time.monotonic() < deadline:
        time.sleep(0.05)  # until the output is open
    time.sleep(0.5)
    os.killpg(process.pid, number) if number is signal.SIGINT else process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143}[number]
    assert err == b""
    assert list(tmp_path.iterdir()) == [source]
    with pytest.raises(ProcessLookupError):  # no worker is left
        os.killpg(process.pid, 0)


class Full(io.StringIO):
    """A standard output on a full disk."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


class Gone(io.StringIO):
    """A pipe that nobody reads any more."""

    def flush(self) -> None:
        raise BrokenPipeError


@pytest.mark.parametrize(
    ("name", "stream", "says"),
    [
        ("stdin", None, "standard input is closed"),
        ("stdout", None, "standard output is closed"),
        ("stdout", Full(), "standard output: no space left on device"),
    ],
)
def test_streams_that_fail(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    stream: object,
    says: str,
) -> None:
    monkeypatch.setattr(sys, name, stream)
    assert main(["normalize"] if name == "stdin" else ["engines"]) == 2
    assert says in capsys.readouterr().err


def test_a_reader_that_went_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Gone())
    assert main(["engines"]) == 141
    monkeypatch.setattr(sys, "stdout", io.StringIO())


@pytest.mark.parametrize(
    ("error", "jobs", "where"),
    [
        (MemoryError, "1", "khmertext.cli._main._printed"),
        (WorkerError, "2", "khmertext._workers.in_order"),
    ],
)
def test_what_the_machine_lacks(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    places: dict[str, str],
    error: type[Exception],
    jobs: str,
    where: str,
) -> None:
    def fails(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(where, fails)
    monkeypatch.setattr("khmertext.cli._main.SOON", 0)
    assert main(["normalize", "--jobs", jobs, places["text"]]) == 2
    assert "try" in capsys.readouterr().err


def test_runs_in_any_thread(places: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(main, ["normalize", places["text"]]).result() == 0
