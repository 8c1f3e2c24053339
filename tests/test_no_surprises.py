"""What khmertext does not do: network, pickles, evaluated code, stray files, environment reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# Runs khmertext under an audit hook that collects what is remarkable. Events say nothing of who
# caused them, so what the interpreter itself does to import a module is told apart by the stack.
PROGRAM = r'''
import sys, os, json

seen = []
active = False

def importing():
    """Whether the import system is at work on behalf of what runs."""
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False

def caller():
    """The nearest frame that is not this hook's."""
    frame = sys._getframe(2)
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"

WATCHED = ("socket.", "pickle.", "marshal.", "subprocess.", "os.system", "os.exec", "os.spawn",
    "os.posix_spawn", "os.fork", "urllib.", "http.", "ftplib.", "smtplib.", "ctypes.", "tempfile.",
    "shutil.", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.truncate", "os.chmod", "os.chown", "os.putenv", "os.unsetenv", "webbrowser.", "sqlite3.",
    "code.", "builtins.input", "cpython.", "syslog.", "glob.", "import")

def hook(event, args):
    if not active:
        return
    if event in ("exec", "compile"):
        if not importing():
            seen.append([event, repr(args[0])[:200], caller()])
    elif event == "open":
        path, mode, flags = args
        writing = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC)
        if writing:
            seen.append(["write", str(path), caller()])
        elif not importing():
            seen.append(["read", str(path), caller()])
    elif event == "import":
        seen.append(["import", args[0], ""])
    elif event.startswith("marshal.") and importing():
        pass
    elif event.startswith(WATCHED):
        seen.append([event, repr(args)[:200], caller()])

class Environment(dict):
    """os.environ, telling who asks."""
    def _ask(self, key):
        if active and not importing():
            seen.append(["environment", str(key), caller()])
    def __getitem__(self, key):
        self._ask(key)
        return super().__getitem__(key)
    def get(self, key, default=None):
        self._ask(key)
        return super().get(key, default)
    def __contains__(self, key):
        self._ask(key)
        return super().__contains__(key)
    def __iter__(self):
        self._ask("*")
        return super().__iter__()

os.environ = Environment(os.environ)
os.getenv = os.environ.get
sys.dont_write_bytecode = True
sys.addaudithook(hook)
'''

RUN = (
    PROGRAM
    + r"""
text = sys.stdin.buffer.read().decode("utf-8")
before = set(sys.modules)
active = True
import khmertext
{body}
active = False
modules = sorted(sys.modules.keys() - before)
print(json.dumps(dict(seen=seen, modules=modules, where=os.path.dirname(khmertext.__file__))))
"""
)

EVERYTHING = """
from datetime import date
for mode in ("word", "part"):
    khmertext.words(text, mode=mode)
khmertext.Segmenter(add=["រដ្ឋបាលខេត្ត"]).words_batch([text] * 3)
document = khmertext.analyze(text)
document.to_dict(), document._repr_html_()
khmertext.analyze(text, level="search")
khmertext.modernize(text, confidence="low")
khmertext.number_to_words(2024), khmertext.parse_number("ពីរពាន់")
khmertext.parse_date("ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤"), khmertext.khmer_new_year(2024)
khmertext.format_date(date(2024, 7, 31), "dual"), khmertext.strftime(date(2024, 7, 31), "%A")
khmertext.LunarDate.from_date(date(2024, 7, 31))
for hostile in ("__import__('os').system('true')", "cos\\nsystem\\n(S'true'\\ntR.", "%s{0}", "\\0"):
    khmertext.analyze(hostile)
"""


def watched(body: str, seed: str, *arguments: str, **environment: str) -> dict[str, Any]:
    found = subprocess.run(
        [sys.executable, "-c", RUN.replace("{body}", body), *arguments],
        input=seed.encode(),
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )
    assert found.returncode == 0, found.stderr.decode()
    return json.loads(found.stdout.splitlines()[-1])


def events(report: dict[str, Any], *kinds: str) -> list[list[str]]:
    return [event for event in report["seen"] if event[0] in kinds]


def third_party(report: dict[str, Any]) -> set[str]:
    """Top-level modules that khmertext loaded and that are neither ours nor Python's."""
    tops = {name.split(".")[0] for name in report["modules"]}
    return tops - set(sys.stdlib_module_names) - {"khmertext"}


@pytest.mark.once
@pytest.mark.parametrize("pure", ["", "1"])
def test_nothing_but_its_data_is_touched(seed: str, pure: str) -> None:
    report = watched(EVERYTHING, seed, **({"KHMERTEXT_PURE": pure} if pure else {}))
    odd = [
        event
        for event in report["seen"]
        if event[0] not in ("import", "read", "environment", "exec", "compile")
    ]
    assert odd == []
    ours = report["where"]
    reads = [event for event in events(report, "read") if not event[1].startswith(ours)]
    assert [event for event in reads if event[2].startswith(ours)] == []
    # the standard library makes named tuples and dataclasses of code it wrote itself
    made = [event for event in events(report, "exec", "compile") if event[2].startswith(ours)]
    assert made == []
    asked = {event[1] for event in events(report, "environment") if event[2].startswith(ours)}
    assert asked <= {"KHMERTEXT_PURE"}


def test_import_is_light(seed: str) -> None:
    report = watched("", seed)
    assert third_party(report) == set()
    loaded = {name for name in report["modules"] if name.startswith("khmertext")}
    assert loaded == {"khmertext", "khmertext._lazy"}
    assert events(report, "read", "write", "environment") == []


def test_only_the_two_dependencies_are_loaded(seed: str) -> None:
    report = watched(EVERYTHING, seed)
    cython = {name for name in third_party(report) if "cython" in name}  # no module, but its name
    assert third_party(report) - cython <= {"regex", "unicodedata2"}


# What a function loads besides the standard library for ordinary Khmer text.
LOADS = {
    "words(seed)": set(),
    "segment(seed)": set(),
    "sentences(seed)": set(),
    "normalize(seed)": set(),
    "normalize(seed, 'search')": set(),
    "explain(seed)": set(),
    "modernize(seed)": set(),
    "diagnose(seed)": set(),
    "word_key('សម្រេច')": set(),
    "find_acronyms(seed)": set(),
    "find_numbers(seed)": set(),
    "find_dates(seed)": {"unicodedata2"},  # to bring spellings in its word list together
    "clusters(seed)": {"regex"},
    "words('🇰🇭')": {"regex"},
    "normalize('e\u0301')": {"unicodedata2"},
}
if sys.version_info >= (3, 13):  # whose own tables are new enough
    LOADS = {call: loads - {"unicodedata2"} for call, loads in LOADS.items()}


@pytest.mark.parametrize("call", LOADS)
def test_a_dependency_is_loaded_when_it_is_needed(call: str, seed: str) -> None:
    loaded = third_party(watched(f"seed = text\nkhmertext.{call}", seed))
    assert {name for name in loaded if "cython" not in name} == LOADS[call]


def test_engine_of_khmer_nltk_reads_no_pickle(seed: str) -> None:
    pytest.importorskip("pycrfsuite")
    body = """
khmertext.words(text, engine="khmer-nltk")
khmertext.tag(text)
"""
    report = watched(body, seed)
    assert events(report, "pickle.find_class", "write", "exec") == []
    assert {"khmernltk", "sklearn", "sklearn_crfsuite"}.isdisjoint(report["modules"])


def test_command_line_writes_the_given_file_only(seed: str, tmp_path: Path) -> None:
    given = tmp_path / "given.txt"
    given.write_text(seed, "utf-8")
    body = """
from khmertext.cli import main
import io
sys.stdout, out = io.TextIOWrapper(io.BytesIO()), sys.stdout
assert main(["analyze", "--json", sys.argv[1]]) == 0
sys.stdout = out
"""
    report = watched(body, seed, str(given))
    assert events(report, "write") == []
    assert list(tmp_path.iterdir()) == [given]


def test_command_line_writes_where_it_is_told_to(seed: str, tmp_path: Path) -> None:
    given, wanted = tmp_path / "given.txt", tmp_path / "there" / "out.txt"
    given.write_text(seed, "utf-8")
    wanted.parent.mkdir()
    body = """
from khmertext.cli import main
assert main(["normalize", sys.argv[1], "-o", sys.argv[2]]) == 0
"""
    report = watched(body, seed, str(given), str(wanted))
    # the directory itself is where tempfile says it opens a file
    opened = [event[1] for event in events(report, "write") if not event[1].isdecimal()]
    written = {Path(name) for name in opened} - {wanted.parent}
    assert {path.parent for path in written} == {wanted.parent}
    assert list(wanted.parent.iterdir()) == [wanted]
    assert sorted(tmp_path.iterdir()) == [given, wanted.parent]


def test_hook_sees_what_it_should(seed: str) -> None:
    """The watcher itself is not blind."""
    body = """
import pickle, socket, collections, ast
class Evil:
    def __reduce__(self): return (print, ())
pickle.loads(pickle.dumps(collections.OrderedDict))
eval("1 + 1")
socket.socket().close()
os.environ.get("HOME")
with open(sys.argv[1], "w"): pass
"""
    report = watched(body, seed, os.devnull)
    kinds = {event[0] for event in report["seen"]}
    assert {
        "pickle.find_class",
        "exec",
        "compile",
        "socket.__new__",
        "environment",
        "write",
    } <= kinds
