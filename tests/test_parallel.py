from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.reduction import ForkingPickler
from pathlib import Path

import pytest

import khmertext
from khmertext import _workers, pipe
from khmertext._workers import in_order
from khmertext.errors import WorkerError
from tasks import AwkwardError, fails, in_two, stops, wait

TEXTS = [f"ខ្ញុំទិញសៀវភៅ {i}ក្បាល តម្លៃ {i}០០០រៀល" for i in range(150)]


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workers, "processors", lambda: 2)


@pytest.mark.parametrize("processes", [1, 2, 99999])
@pytest.mark.parametrize(
    "name", ["words", "analyze", "find_numbers", "find_dates", "find_acronyms"]
)
def test_as_one_by_one(name: str, processes: int) -> None:
    function = getattr(khmertext, name)
    texts = [TEXTS[0], None, *TEXTS[1:70]]
    found = list(pipe(function, texts, processes=processes))
    assert found == [None if text is None else function(text) for text in texts]


def test_options_reach_the_function() -> None:
    found = pipe(khmertext.words, ["កិច្ចប្រជុំ"], processes=2, mode="part")
    assert list(found) == [["កិច្ច", "ប្រជុំ"]]


def test_progress_is_told() -> None:
    told: list[int] = []
    assert len(list(pipe(khmertext.words, TEXTS, progress=told.append))) == 150
    assert told == [*range(1, 151)]


def test_an_error_says_which_text() -> None:
    for processes in (1, 2):
        with pytest.raises(TypeError) as caught:
            list(pipe(khmertext.words, [*TEXTS[:100], 5], processes=processes))  # type: ignore[list-item]
        assert caught.value.__notes__ == ["text 100 of those given to pipe()"]


def test_reads_no_more_than_it_needs() -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "ក"

    for processes in (1, 2):
        results = pipe(khmertext.words, endless(), processes=processes)
        assert next(results) == ["ក"]
        results.close()  # type: ignore[attr-defined]
    assert read < 1000


def test_workers_end_at_once() -> None:
    def then_fails() -> Iterator[float]:
        yield from [0.1, 600.0]
        raise KeyboardInterrupt

    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        list(in_order(wait, then_fails(), 2))
    assert time.monotonic() - before < 300


def test_a_worker_killed_in_the_middle_of_a_result() -> None:
    program = (
        "from khmertext._workers import in_order\n"
        "if __name__ == '__main__':\n"
        "    results = in_order('x'.__mul__, [10_000_000] * 9, 2)\n"
        "    assert len(next(results)) == 10_000_000\n"
        "    results.close()\n"
    )
    for _ in range(5):  # it waited for ever for the other half, once in two or three times
        subprocess.run([sys.executable, "-c", program], check=True, timeout=600)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [(("words", TEXTS), TypeError), ((khmertext.words, "ក"), TypeError)],
)
def test_wrong_arguments(arguments: tuple[object, ...], error: type[Exception]) -> None:
    with pytest.raises(error, match="pipe"):
        pipe(*arguments)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="processes=0"):
        pipe(khmertext.words, TEXTS, processes=0)


def test_progress_that_is_none() -> None:
    with pytest.raises(TypeError, match=r"pipe\(\) takes bool or a function as progress, not str"):
        list(pipe(len, ["a"], progress="yes"))  # type: ignore[arg-type]


def test_public() -> None:
    assert khmertext.pipe is pipe


def test_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("tqdm", reason="needs tqdm")
    assert len(list(pipe(khmertext.words, TEXTS, progress=True))) == 150
    assert "150 texts" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    assert len(list(pipe(khmertext.words, TEXTS, progress=True))) == 150
    assert capsys.readouterr().err == ""


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workers, "_threads", lambda: 1)
    usual = multiprocessing.get_context().get_start_method()
    assert _workers._context().get_start_method() == usual
    monkeypatch.setattr(_workers, "_threads", lambda: 2)
    assert _workers._context().get_start_method() == "forkserver"
    assert list(pipe(len, ["ab", "c"], processes=2)) == [2, 1]


def test_a_function_that_cannot_travel_is_answered_with_advice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_workers, "_threads", lambda: 2)  # so that it is sent, not copied
    with pytest.raises(Exception, match=r"[Pp]ickle .*<lambda>") as caught:
        list(pipe(lambda text: len(text), ["ab", "c"], processes=2))
    (note,) = caught.value.__notes__
    assert "no lambda" in note


def test_a_program_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_workers, "_threads", lambda: 2)  # so that it is imported, not copied
    monkeypatch.setattr(sys.modules["__main__"], "__file__", "<stdin>", raising=False)
    assert list(pipe(len, ["ab", "c"], processes=2)) == [2, 1]
    assert sys.modules["__main__"].__file__ == "<stdin>"


def test_a_worker_with_a_thread_that_does_not_end(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import khmertext, threading\n"
        "ending = threading.Event()\n"
        "threading.Thread(target=ending.wait).start()\n"  # in a worker, too
        "if __name__ == '__main__':\n"
        "    print(*khmertext.pipe(len, ['ab', 'c'], processes=2))\n"
        "    ending.set()\n"
    )
    done = subprocess.run([sys.executable, program], capture_output=True, timeout=300)
    assert (done.stdout, done.stderr) == (b"2 1\n", b"")


def test_a_process_that_ends_by_itself_says_what_may_be_why() -> None:
    with pytest.raises(WorkerError) as caught:
        list(pipe(os._exit, [None, 1], processes=2))  # type: ignore[arg-type, list-item]
    assert "keep a function of your own in a file" in str(caught.value)


def test_threads_are_counted() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    assert _workers._threads() >= 2  # those of native code come and go
    done.set()
    thread.join()


def test_a_number_of_processes_that_is_none() -> None:
    with pytest.raises(TypeError, match=r"pipe\(\) takes int as processes, not str"):
        pipe(len, [], processes="2")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("with_what", "error", "says"),
    [
        ("key", KeyError, "key"),
        ("awkward", RuntimeError, "1 and 2"),
        (
            "lambda",
            Exception,
            "lambda",
        ),  # a result that cannot travel; its type differs with Python
    ],
)
def test_what_a_worker_raises(with_what: str, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says) as caught:
        list(in_order(fails, [with_what], 2))
    assert "in fails" in str(caught.value.__cause__) or with_what == "lambda"


def test_nothing_to_do() -> None:
    assert list(in_order(fails, [], 2)) == []


def test_two_at_a_time() -> None:
    both = zip(in_order(len, ["a", "bb"], 2), in_order(len, ["ccc"] * 9, 2), strict=False)
    assert list(both) == [(1, 3), (2, 3)]


def test_a_slow_item_holds_up_but_a_few() -> None:
    asked: list[float] = []

    def items() -> Iterator[float]:
        for seconds in [0.5, *[0.0] * 20]:
            asked.append(seconds)
            yield seconds

    results = in_order(wait, items(), 2)
    assert next(results) == 0.5
    assert len(asked) <= 7
    assert list(results) == [0.0] * 20


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
def test_workers_do_not_outlive_the_program() -> None:
    program = (
        "import os, time\n"
        "from khmertext._workers import in_order\n"
        "if __name__ == '__main__':\n"
        "    for _ in in_order(time.sleep, [0.01] * 1000, 2):\n"
        "        os.kill(os.getpid(), 9)\n"
    )
    # they hold its standard output; at the end of the last one there is no more to be read
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")


def test_its_part_in_the_worker() -> None:
    def answer(function: Callable[[str], object], items: list[str]) -> Iterator[object]:
        return ForkingPickler.loads(_workers._answer(function, items)).get()  # type: ignore[no-any-return]

    assert list(answer(len, ["abc", "d"])) == [3, 1]
    for with_what in ("key", "awkward", "lambda"):
        with pytest.raises(Exception, match=with_what if with_what != "awkward" else "1 and 2"):
            list(answer(fails, [with_what]))
    with pytest.raises(RuntimeError, match="1 and 2"):  # neither the result nor the error travels
        list(answer(fails, ["lambda", "awkward"]))

    def noted(text: str) -> None:
        error = AwkwardError(1, 2)
        error.add_note(f"of {text}")
        raise error

    with pytest.raises(RuntimeError, match="1 and 2") as caught:
        list(answer(noted, ["a"]))
    assert caught.value.__notes__ == ["of a"]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("where", ["in the function", "in the input"])
@pytest.mark.parametrize("count", [1, 97])
def test_what_comes_before_an_error_is_given_first(processes: int, where: str, count: int) -> None:
    def texts() -> Iterator[str | None]:
        yield from ["ក"] * count
        if where == "in the input":
            raise OSError("the disk is full")
        yield 5  # type: ignore[misc]

    found: list[object] = []
    with pytest.raises(OSError if where == "in the input" else TypeError):
        found.extend(pipe(khmertext.words, texts(), processes=processes))
    assert found == [["ក"]] * count


def test_a_few_slow_texts_are_shared() -> None:
    # 13 texts: each process gets one at a time
    assert list(_workers._chunks("abcdefghijklm", 2, len)) == [[char] for char in "abcdefghijklm"]


def test_many_texts_travel_together() -> None:
    sizes = [len(chunk) for chunk in _workers._chunks(["ក"] * 20_000, 2, len)]
    assert sum(sizes) == 20_000
    assert sizes[:-1] == sorted(sizes[:-1])
    assert max(sizes) == 500
    assert len(sizes) < 150
    long = [len(chunk) for chunk in _workers._chunks(["ក" * 30_000] * 40, 2, len)]
    assert max(long) == 2


@pytest.mark.parametrize("processes", [1, 2])
def test_a_function_that_stops_does_not_end_the_results(processes: int) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        list(in_order(stops, ["one"], processes))


def test_an_error_that_cannot_be_made_again_keeps_its_notes() -> None:
    with pytest.raises(RuntimeError, match="1 and 2") as caught:
        list(pipe(fails, ["awkward"], processes=2))
    assert caught.value.__notes__ == ["text 0 of those given to pipe()"]


def test_in_a_process_of_a_pool() -> None:
    assert list(in_order(in_two, [["a", "bb"]] * 2, 2)) == [[1, 2], [1, 2]]


def test_where_no_process_may_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing.current_process(), "_config", {"daemon": True})
    assert list(in_order(len, ["a", "bb"], 2)) == [1, 2]
