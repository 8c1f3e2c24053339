"""Every Python example in the documentation is run, and what it shows is compared.

A page that needs something optional says so in a comment: ``<!-- needs: pandas, java -->``.
"""

from __future__ import annotations

import ast
import doctest
import json
import re
import shutil
import sys
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest

from support import data_rows, read_jsonl

pytestmark = pytest.mark.usefixtures("registered")

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.km.md", *sorted((ROOT / "docs").glob("*.md"))]
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS

_BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?:\{code-block\} )?(?:python|pycon|py)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_NEEDS = re.compile(r"<!-- needs: (.*?) -->")


def examples(page: str) -> str:
    """The page with nothing left but its Python blocks, each line where it was."""
    lines: list[str] = []
    for block in _BLOCK.finditer(page):
        lines += [""] * (page.count("\n", 0, block.start("body")) - len(lines))
        lines += block["body"].splitlines()
    return "\n".join(lines) + "\n"


def run(page: str, name: str) -> str:
    """What goes wrong when the examples of a page are run; nothing if all is well."""
    report: list[str] = []
    test = doctest.DocTestParser().get_doctest(examples(page), {}, name, name, 0)
    doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(test, out=report.append)
    return "".join(report)


def missing(page: str) -> list[str]:
    """What a page needs and this machine does not have."""
    needs = [need.strip() for line in _NEEDS.findall(page) for need in line.split(",")]
    return [n for n in needs if not (shutil.which(n) if n == "java" else find_spec(n))]


@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
@pytest.mark.filterwarnings("ignore:Glyph:UserWarning")  # of a machine without a Khmer font
@pytest.mark.filterwarnings("ignore::ResourceWarning")  # sockets of Spark, at collection
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_page(path, tmp_path, monkeypatch):
    page = path.read_text("utf-8")
    if absent := missing(page):
        pytest.skip(f"needs {', '.join(absent)}")
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    failures = run(page, path.name)
    assert not failures, failures


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_block_shows_what_comes_out(path):
    for block in _BLOCK.finditer(path.read_text("utf-8")):
        assert ">>> " in block["body"], block[0]
        # for `python -m doctest`, to which the fence would be output
        assert block["body"].endswith("\n\n"), block[0]


def test_every_picture_is_drawn_by_a_script():
    scripts = [*(ROOT / "docs").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
    drawn = "".join(path.read_text("utf-8") for path in scripts)
    shown = {
        (path.parent / name).resolve()
        for path in PAGES
        for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", path.read_text("utf-8"))
    }
    assert shown == set((ROOT / "docs" / "_static").resolve().iterdir())
    assert [path.name for path in shown if path.name not in drawn] == []


def test_the_khmer_readme_is_well_written():
    import khmertext

    prose = re.sub(r"```.*?```", "", (ROOT / "README.km.md").read_text("utf-8"), flags=re.DOTALL)
    assert khmertext.normalize(prose) == prose
    assert khmertext.modernize(prose) == prose
    assert [d.text for d in khmertext.diagnose(prose) if d.code != "no-space-after"] == []
    both = [(ROOT / name).read_text("utf-8") for name in ("README.md", "README.km.md")]
    english, khmer = (re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for text in both)
    assert english[:2] == khmer


def test_reference_names_everything_public():
    import khmertext

    page = (ROOT / "docs" / "reference.md").read_text("utf-8")
    modules = {"errors", "types"}  # documented as a whole
    missing = [
        name
        for name, home in khmertext._HOME.items()
        if home not in modules and f":: {name}\n" not in page
    ]
    assert missing == []


def test_reference_names_what_other_pages_import():
    page = (ROOT / "docs" / "reference.md").read_text("utf-8")
    modules = set(re.findall(r":: (khmertext[.\w]+)", page))
    imports = (
        node
        for path in PAGES
        for example in doctest.DocTestParser().get_examples(examples(path.read_text("utf-8")))
        for node in ast.walk(ast.parse(example.source))
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("khmertext.")
    )
    names = {f"{node.module}.{alias.name}" for node in imports for alias in node.names}
    assert {
        name
        for name in names
        if name not in modules
        and name.rpartition(".")[0] not in modules  # documented as a whole
        and f":: {name.removeprefix('khmertext.')}\n" not in page
    } == set()


def test_scores_of_segmenters_are_the_same_everywhere():
    peers = json.loads((ROOT / "benchmarks" / "peers.json").read_text("utf-8"))["peers"]
    sets = [f"{which} {mode}" for mode in ("part", "word") for which in ("same", "new")]
    card = (ROOT / "docs" / "model-card.md").read_text("utf-8")
    for peer in peers:
        cells = " | ".join(f"{peer[key]} ({peer[f'{key} whole']})" for key in sets)
        assert f"| {peer['version']} | {cells} | {peer['characters_per_second']:,} |" in card
    readme = (ROOT / "README.md").read_text("utf-8")
    for peer in peers[:3]:
        same, new = (
            ", ".join(f"{Decimal(peer[f'{which} {mode}']):.3f}" for mode in ("part", "word"))
            for which in ("same", "new")
        )
        assert f"| {same} | {new} |" in readme


def counted() -> list[tuple[str, str, int]]:
    """A page, the words before and behind a number on it, and what it counts."""
    import khmertext
    from hostile import UNITS

    cases = read_jsonl("acronyms.jsonl")
    translated = {row["noun"] for row in data_rows("head_nouns.tsv") if row["english"]}
    translated |= {row["word"] for row in data_rows("name_words.tsv") if row["english"]}
    pairs = data_rows("acronyms.tsv")
    decided = data_rows("decided_words.tsv")
    given = [row for row in data_rows("person_names.tsv") if row["what"] == "given"]
    model = ROOT / "src" / "khmertext" / "data" / "model.bin"
    return [
        ("everyday.md", r"are about (\S+) function words", len(khmertext.stop_words())),
        ("acronyms.md", r"translate about\s(\S+)\swords", len(translated)),
        ("acronyms.md", r"in about (\S+) common pairs", sum(bool(row["long"]) for row in pairs)),
        ("acronyms.md", r"some\s(\S+) forms more", sum(not row["long"] for row in pairs)),
        ("acronyms.md", r"all texts of the tests .* some (\S+) ", sum(len(c["mentions"]) for c in cases)),
        ("acronyms.md", r"definitions of these texts . some (\S+) ", sum(len(c["definitions"]) for c in cases)),
        ("stability.md", r"has some (\S+) kinds of text", len(UNITS)),
        ("calendar.md", r"holds (\S+) cases", len(read_jsonl("lunar.jsonl"))),
        ("model-card.md", r": (\S+) words and pairs of words", len(decided)),
        ("model-card.md", r"number\), (\S+) given names", len(given)),
        ("model-card.md", r"Size: (\S+) bytes", model.stat().st_size),
    ]  # fmt: skip


def test_what_pages_count_is_so_many() -> None:
    """To a tenth: what is rounded on a page must not be changed with every new row."""
    for page, words, count in counted():
        (said,) = re.findall(words, (ROOT / "docs" / page).read_text("utf-8"))
        assert abs(int(said.replace(",", "")) - count) <= count / 10, (page, words, count)


PAGE = """
# Title
```python
>>> 1 + 1
2
```
>>> not an example
~~~
```{code-block} python
>>> _ = 7
>>> _ * 2
14
```
"""


def test_examples_are_found_and_their_lines_kept():
    assert examples(PAGE).splitlines()[3:] == [
        ">>> 1 + 1",
        "2",
        *[""] * 4,
        *PAGE.splitlines()[9:-1],
    ]
    assert run(PAGE, "page") == ""


def test_a_wrong_example_is_reported():
    report = run(PAGE.replace("14", "15"), "page")
    assert "Expected:\n    15\nGot:\n    14" in report
    assert "line 11" in report


def test_needs():
    assert missing("<!-- needs: no_such_package, json -->") == ["no_such_package"]
    assert missing(PAGE) == []
