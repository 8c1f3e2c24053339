from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import browser
from support import NOT_COMPILED, needs_compiled

settings.register_profile("default", deadline=None, derandomize=True, max_examples=200)
# the gate's second round: the same examples, but fewer
settings.register_profile("again", settings.get_profile("default"), max_examples=50)
settings.load_profile("default")

ROOT = Path(__file__).parent.parent
# Tests of what is not there do not exist, so that none of them is skipped: of pages in a browser, and
# of the corpus, which the source distribution does not have.
collect_ignore = [
    *([] if browser.program() else ["test_page_browser.py"]),
    *([] if (ROOT / "corpus").is_dir() else ["test_corpus.py"]),
]

SEED = ROOT / "seeds" / "kandal-wccc-2024-07-31.txt"


@pytest.fixture(scope="session")
def seed() -> str:
    """The seed article, as published."""
    return SEED.read_text("utf-8")


@pytest.fixture
def registered() -> Iterator[None]:
    """The engines that a test registers are forgotten."""
    from khmertext.segmentation import _registry

    before = dict(_registry._registered)
    yield
    _registry._registered.clear()
    _registry._registered.update(before)


def pytest_collection_finish() -> None:
    """Thirty thousand tests are many objects: the collector need not go through them each time."""
    gc.collect()
    gc.freeze()


def pytest_report_header() -> str:
    from khmertext.segmentation import core

    return f"khmertext: {core()}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    call: pytest.CallInfo[None],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """All tests that need a compiler are one line of the summary: it names what skips them."""
    report = yield
    if report.skipped and call.excinfo is not None and NOT_COMPILED in str(call.excinfo.value):
        crash = call.excinfo.getrepr().reprcrash
        assert crash is not None
        report.longrepr = (crash.path, crash.lineno, crash.message)
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--forbid-skips",
        action="store_true",
        help="fail if a test was skipped: everything optional is expected to be installed",
    )


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        exitstatus == 0
        and reporter is not None  # a process that works for another has none
        and session.config.getoption("--forbid-skips")
        and reporter.stats.get("skipped")
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(params=["native", "pure"])
def twin(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The test runs with the native segmenter and scan, and again with the pure ones."""
    from khmertext import _scan, types
    from khmertext.segmentation import _backend, _segmenter

    name: str = request.param
    is_native = name == "native"
    native = needs_compiled() if is_native else None
    scan = needs_compiled("khmertext._native_scan") if is_native else None
    monkeypatch.setattr(_backend, "_native_module", lambda: native)
    monkeypatch.setattr(_scan, "native_scan", lambda: scan)
    caches = (_segmenter.default_cutter, _segmenter._segmenter, types.maker)
    for cache in caches:
        cache.cache_clear()
    yield name
    for cache in caches:
        cache.cache_clear()
