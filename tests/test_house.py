"""The rules of the house that a program can check: see CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import khmertext
from support import read_rows

HOME = Path(khmertext.__file__).parent
TESTS = Path(__file__).parent
FILES = {path.relative_to(HOME).as_posix(): path for path in sorted(HOME.rglob("*.py"))}

# From the ground up; what stands on one floor may not import its neighbours, but for the first two.
FLOORS = (
    (
        "_lazy",
        "_version",
        "_patterns",
        "_chars",
        "_markup",
        "_files",
        "_progress",
        "_scan",
        "_twins",
    ),
    (
        "errors",
        "types",
        "_records",
        "_data",
        "_alignment",
        "_changes",
        "_lexicon",
        "_addresses",
        "_share",
        "_visible",
    ),
    ("_clusters", "_workers", "_colons"),
    ("_parallel",),
    ("display",),
    ("normalization",),
    ("_view", "_collation"),
    ("segmentation",),
    ("numbers",),
    ("dates",),
    ("acronyms",),
    ("spelling",),
    ("search", "_redaction"),
    ("layout",),
)
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}
TOP = len(FLOORS)  # what may import anything

# Adapters of other people's interfaces: their functions are called like ours on purpose.
ADAPTERS = ("integrations/", "compat/", "segmentation/_engines/")
# Names and files that there are two of on purpose, and why.
TWICE = {
    "Cutter": "twins: one interface, and its pure form beside the native one",
    "Reading": "what a piece of text would mean, in two grammars",
    "find_numbers": "with dates= where both are known; the floor below has it without",
}
FILES_TWICE = {"__init__.py": "Python's"}
# Where Khmer words may stand in code: a rule about that very word, or what its pattern is made of.
KHMER = {
    "_chars.py": "classes of letters",
    "_colons.py": "a class of letters",
    "acronyms/": "patterns of cues and joints, written for those words",
    "_redaction.py": "the word for number before one",
    "cli/": "options whose values are spellings, and examples",
    "dates/": "what format_date writes; shapes with the examples that are their tests",
    "normalization/": "what a rule does, for people",
    "numbers/": "the words of the API's options, and rules about one word",
    "segmentation/": "rules about one word",
    "spelling/": "rules about one word",
    "training/": "a syllable as a probe",
}
MOST_BRANCHES = 25


@cache
def tree(file: str) -> ast.Module:
    return ast.parse(FILES[file].read_text("utf-8"))


def part_of(module: str) -> str:
    """The package, or the module beside the packages."""
    return module.split(".")[1] if "." in module else ""


def imports(file: str) -> Iterator[str]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom) and node.module == "khmertext":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("khmertext."):
            yield part_of(str(node.module))


@pytest.mark.parametrize("file", FILES)
def test_no_import_runs_upwards(file: str) -> None:
    own = file.split("/")[0].removesuffix(".py")
    floor = FLOOR.get(own, TOP)
    for name in set(imports(file)) - {own}:
        below = FLOOR.get(name, TOP)
        assert below < floor or (below == floor and floor in (0, 1, TOP)), f"{file} imports {name}"


def test_every_module_has_a_floor() -> None:
    upstairs = {
        "__init__", "__main__", "_collation", "_page", "_plots", "_report", "_tables", "_values", "cli", "compat", "document", "integrations", "layout",
        "training",
    }  # fmt: skip
    names = {file.split("/")[0].removesuffix(".py") for file in FILES}
    # a new module: say in FLOORS, or here, what it may import
    assert names - set(FLOOR) - upstairs == set()


def test_no_data_lies_at_the_root() -> None:
    """Texts and tables that somebody tried something with are no part of the project."""
    tried = {".csv", ".json", ".jsonl", ".tsv", ".txt"}
    assert [path.name for path in TESTS.parent.iterdir() if path.suffix in tried] == []


def defined(file: str) -> Iterator[str]:
    for node in tree(file).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def test_one_name_is_one_thing() -> None:
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for file in FILES:
        if not file.startswith(ADAPTERS) and not file.endswith("__init__.py"):
            for name in defined(file):
                homes[name].add(file)
    twice = {name: files for name, files in homes.items() if len(files) > 1 and name[0] != "_"}
    assert twice.keys() == TWICE.keys(), twice


def test_one_file_name_is_one_thing() -> None:
    names: defaultdict[str, list[str]] = defaultdict(list)
    for file in FILES:
        if not file.startswith(ADAPTERS):
            names[FILES[file].name].append(file)
    assert {name for name, files in names.items() if len(files) > 1} == FILES_TWICE.keys()


def khmer_words(file: str) -> list[str]:
    """The Khmer words in the code of a file: not in docstrings and comments."""
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree(file))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    return [
        word
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in documented
        for word in re.findall("[\u1780-\u17b3\u17b6-\u17d3\u17dd]{2,}", node.value)
    ]


@pytest.mark.parametrize("file", FILES)
def test_words_are_data(file: str) -> None:
    if not file.startswith(tuple(KHMER)):
        # words belong in data/, with their provenance
        assert [word for word in khmer_words(file) if re.search("[\u1780-\u17a2]", word)] == []


def test_places_of_khmer_words_have_some() -> None:
    empty = [
        place
        for place in KHMER
        if not any(khmer_words(file) for file in FILES if file.startswith(place))
    ]
    assert empty == []


def private_imports() -> Iterator[tuple[str, str]]:
    """Modules of the tests, and what they import from inside the package."""
    for path in sorted(TESTS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("khmertext."):
                for alias in node.names:
                    names = f"{node.module}.{alias.name}".split(".")[1:]
                    inside = [number for number, name in enumerate(names, 1) if name[0] == "_"]
                    if inside:
                        yield path.name, ".".join(names[: inside[0]])


def test_private_imports_of_tests_have_a_reason() -> None:
    listed = read_rows(TESTS / "private_imports.tsv")
    reasons = {"step", "twin", "switch", "format", "oracle", "classes", "options", "linear"}
    assert {row["reason"] for row in listed} == reasons
    # a new one: use a public name if one shows the same; else add a row, with the reason
    assert {(row["tests"], row["module"]) for row in listed} == set(private_imports())


def branches(function: ast.AST) -> int:
    count = 0
    for node in ast.walk(function):
        choices = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)
        count += isinstance(node, choices)
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += len(node.ifs)
    return count


@pytest.mark.parametrize("file", FILES)
def test_no_function_has_many_branches(file: str) -> None:
    many = {
        f"{file}:{node.name}"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef) and branches(node) > MOST_BRANCHES
    }
    assert many == set()
