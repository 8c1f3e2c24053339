"""Shared objects: many threads get what one gets, and results can be pickled, copied, compared."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

import hostile
import khmertext
import public
from khmertext._lazy import once

THREADS = 8

# works on sys.stdin and sys.stdout, which all threads share
SHARES_NOTHING = [call for call in public.CALLS if call.public != "cli.main"]


def comparable(value: Any) -> Any:
    """``value``, or what says everything about it where it does not compare by value."""
    return repr(value) if isinstance(value, Exception) else value


def texts_of(seed: str) -> list[str]:
    paragraphs = [paragraph for paragraph in seed.splitlines() if paragraph]
    return [*paragraphs[:6], seed[-700:], hostile.mixed(300), hostile.shuffled(300)]


def in_threads(work: Callable[[int], Any]) -> list[Any]:
    """``work(0)`` ... ``work(7)``, begun at the same moment."""
    barrier = Barrier(THREADS)

    def begin(number: int) -> Any:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


@pytest.fixture
def switching():
    """Threads take turns as often as they can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


@pytest.mark.parametrize("call", SHARES_NOTHING, ids=lambda call: call.name)
def test_eight_threads_get_what_one_gets(call: public.Call, seed: str, switching: None) -> None:
    texts = texts_of(seed)
    alone = [comparable(call.run(text)) for text in texts]

    def work(number: int) -> list[Any]:
        order = [(number + i) % len(texts) for i in range(len(texts))]
        found = {i: comparable(call.run(texts[i])) for i in order}
        return [found[i] for i in range(len(texts))]

    for found in in_threads(work):
        assert found == alone


@pytest.mark.parametrize("engine", ["default", "icu", "khmer-nltk"])
def test_one_segmenter_for_all_threads(engine: str, seed: str, switching: None) -> None:
    if not khmertext.engines()[engine]:
        pytest.skip(f"the engine {engine} is not installed")
    segmenter = khmertext.Segmenter(engine=engine, add=["រដ្ឋបាលខេត្ត"])
    texts = texts_of(seed)
    alone = [segmenter.words(text) for text in texts]
    batch = list(segmenter.words_batch(texts))

    def work(number: int) -> Any:
        if number % 2:
            return [segmenter.words(text) for text in texts], list(segmenter.words_batch(texts))
        return list(segmenter.pipe(texts, threads=2)), batch

    for found in in_threads(work):
        assert found == (alone, batch)


def test_what_takes_long_is_loaded_once(switching: None) -> None:
    loaded: list[int] = []

    @once
    def load() -> object:
        loaded.append(1)
        time.sleep(0.01)
        return object()

    found = in_threads(lambda number: load())
    assert all(one is found[0] for one in found)
    assert loaded == [1]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no such processes here")
def test_a_process_copied_in_the_middle_of_loading_loads_for_itself() -> None:
    program = """if True:
        import os, sys, threading, warnings
        from khmertext._lazy import once
        warnings.simplefilter("ignore")  # threads and forks: that is the subject
        begun, may_end = threading.Event(), threading.Event()
        @once
        def load():
            begun.set()
            may_end.wait()
            return 5
        thread = threading.Thread(target=load)
        thread.start()
        begun.wait()
        child = os.fork()
        may_end.set()
        if child == 0:
            os._exit(load())
        thread.join()
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 5
    """
    subprocess.run([sys.executable, "-c", program], check=True, timeout=300)


@pytest.mark.once
def test_threads_begin_at_once(seed: str) -> None:
    """Caches are filled by eight threads at the same time, in a fresh interpreter."""
    program = """if True:
        import sys
        from concurrent.futures import ThreadPoolExecutor
        from threading import Barrier
        import khmertext
        text = sys.stdin.read()
        barrier = Barrier(8)
        def work(_):
            barrier.wait()
            document = khmertext.analyze(text)
            return document.to_dict(), khmertext.modernize(text)
        sys.setswitchinterval(1e-5)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(work, range(8)))
        assert all(one == found[0] for one in found)
        assert found[0] == (khmertext.analyze(text).to_dict(), khmertext.modernize(text))
    """
    subprocess.run(
        [sys.executable, "-c", program],
        input=seed.encode(),
        check=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )


@pytest.mark.once
@pytest.mark.parametrize(("pure", "threads"), [("0", 8), ("1", 3)])
def test_threads_begin_with_different_functions(pure: str, threads: int, seed: str) -> None:
    """Every function is somewhere the first that is called, while others fill the same caches."""
    program = """if True:
        import sys
        from concurrent.futures import ThreadPoolExecutor
        from threading import Barrier
        sys.path.insert(0, sys.argv[1])
        import public
        calls = [call for call in public.CALLS if call.public != "cli.main"]
        text, threads = sys.stdin.read()[:1000], int(sys.argv[2])
        barrier = Barrier(threads)
        def result(call):
            found = call.run(text)
            return repr(found) if isinstance(found, Exception) else found
        def work(number):
            first = number * len(calls) // threads
            barrier.wait()
            order = calls[first:] + calls[:first]
            return {call.name: result(call) for call in order}
        sys.setswitchinterval(1e-5)
        with ThreadPoolExecutor(threads) as pool:
            found = list(pool.map(work, range(threads)))
        alone = {call.name: result(call) for call in calls}
        for one in found:
            assert [name for name in alone if one[name] != alone[name]] == []
    """
    here = os.path.dirname(__file__)
    subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", program, here, str(threads)],
        input=seed[:250].encode(),
        check=True,
        env=os.environ | {"PYTHONUTF8": "1", "KHMERTEXT_PURE": pure},
    )


@pytest.mark.once
@pytest.mark.parametrize("pure", ["0", "1"])
@pytest.mark.parametrize("engine", ["default", "icu", "khmer-nltk"])
def test_threads_begin_at_once_with_an_engine(engine: str, pure: str, seed: str) -> None:
    """What an engine caches is first made by eight threads at the same time, then used for long."""
    if not khmertext.engines()[engine]:
        pytest.skip(f"the engine {engine} is not installed")
    program = """if True:
        import gc, sys
        from concurrent.futures import ThreadPoolExecutor
        from threading import Barrier
        import khmertext
        engine = sys.argv[1]
        text = sys.stdin.read()[:1500]
        barrier = Barrier(8)
        def work(_):
            segmenter = khmertext.Segmenter(engine=engine, add=["រដ្ឋបាលខេត្ត"])
            barrier.wait()
            first = khmertext.words(text, engine=engine)
            barrier.wait()
            gc.collect()
            held = [bytearray(1 << 20) for _ in range(20)]  # where something was let go
            tags = khmertext.tag(text).boundaries if engine == "khmer-nltk" else ()
            return first, khmertext.words(text, engine=engine), segmenter.words(text), tags
        sys.setswitchinterval(1e-5)
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(work, range(8)))
        assert all(one == found[0] for one in found)
        assert found[0][0] == found[0][1] == khmertext.words(text, engine=engine)
    """
    subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", program, engine],
        input=seed.encode(),
        check=True,
        env=os.environ | {"PYTHONUTF8": "1", "KHMERTEXT_PURE": pure},
    )


# --- pickle, copy, compare ---------------------------------------------------------------------
@pytest.mark.parametrize("call", public.CALLS, ids=lambda call: call.name)
def test_results_travel(call: public.Call, seed: str) -> None:
    for text in (seed, hostile.mixed(300), ""):
        result = call.run(text)
        if isinstance(result, Exception):
            travelled = pickle.loads(pickle.dumps(result))
            assert (type(travelled), str(travelled)) == (type(result), str(result))
            continue
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            assert pickle.loads(pickle.dumps(result, protocol)) == result
        assert copy.copy(result) == result
        assert copy.deepcopy(result) == result
        assert call.run(text) == result
        assert repr(call.run(text)) == repr(result)


def test_mentions_are_values(seed: str) -> None:
    document = khmertext.analyze(seed)
    found = [*document.acronyms, *document.numbers, *document.dates, *document.diagnostics]
    found += document.spelling
    found += [*document.tokens, *document.sentences, *document.normalized.edits]
    for mention in found:
        assert isinstance(mention, Hashable)
        assert hash(pickle.loads(pickle.dumps(mention))) == hash(mention)
        with pytest.raises((AttributeError, TypeError)):
            mention.start = 0
    assert document != khmertext.analyze(seed[:-1])


def test_segmenter_travels(seed: str) -> None:
    segmenter = khmertext.Segmenter(mode="part", add=["រដ្ឋបាលខេត្ត"], remove=["កុមារ"])
    for other in (
        pickle.loads(pickle.dumps(segmenter)),
        copy.copy(segmenter),
        copy.deepcopy(segmenter),
    ):
        assert other == segmenter
        assert hash(other) == hash(segmenter)
        assert other.words(seed) == segmenter.words(seed)
    assert segmenter != khmertext.Segmenter(mode="part", add=["រដ្ឋបាលខេត្ត"])
    assert segmenter != khmertext.Segmenter(mode="word", add=["រដ្ឋបាលខេត្ត"], remove=["កុមារ"])
    assert segmenter != "a segmenter"


def test_errors_travel() -> None:
    from khmertext import errors

    for error in (
        errors.ParseError("ក", 0, "no number begins here"),
        errors.UnknownEngineError("x", ("default",)),
        errors.EngineNotAvailableError("icu", "pip install khmertext[icu]"),
        errors.UnknownOptionError("level", "x", ("safe",)),
        errors.InvalidDateError("day", 31, "no such day"),
        errors.ModelError("damaged"),
        errors.NotTextError("words() takes str"),
    ):
        travelled = pickle.loads(pickle.dumps(error))
        assert type(travelled) is type(error)
        assert vars(travelled) == vars(error)
        assert str(travelled) == str(error)
