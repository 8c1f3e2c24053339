"""What is shipped: built in isolation, looked into, installed where nothing else is."""

from __future__ import annotations

import email.message
import email.parser
import json
import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import khmertext

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "khmertext"
NOTICES = (
    "LICENSE", "NOTICE", "LICENSES/CC-BY-4.0.txt", "LICENSES/MIT.txt", "LICENSES/Unicode.txt",
)  # fmt: skip

ANALYZE = """
import khmertext
document = khmertext.analyze("កិច្ចប្រជុំ គ.ជ.ប នៅថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤។")
assert document.acronyms[0].canonical == "គ.ជ.ប", document
assert str(document.dates[0].date) == "2024-07-31", document
assert khmertext.modernize("គេសំរេចចិត្ត") == "គេសម្រេចចិត្ត"
from khmertext.segmentation import backend
print(backend(), khmertext.__file__)
"""


def run(*command: object, **environment: str) -> str:
    found = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        # a checkout on the path would answer for the installed package
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | environment,
        cwd=os.path.abspath(os.sep),
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source distribution, and the wheel built from it."""
    pytest.importorskip("build")
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", out, ROOT)
    (sdist,) = out.glob("*.tar.gz")
    (wheel,) = out.glob("*.whl")
    return sdist, wheel


def environment(home: Path) -> Path:
    """An empty virtual environment; its interpreter."""
    venv.create(home, with_pip=False)
    folder = "Scripts" if os.name == "nt" else "bin"
    return home / folder / ("python.exe" if os.name == "nt" else "python")


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that has the wheel and what it needs, no more."""
    python = environment(tmp_path_factory.mktemp("installed"))
    pip(python, "install", "-q", built[1], CC="/bin/false")
    return python


def pip(python: Path, *arguments: object, **settings: str) -> None:
    """This interpreter's pip, working on another environment: it need not have one of its own."""
    run(sys.executable, "-m", "pip", "--python", python, *arguments, **settings)


def metadata(wheel: Path) -> email.message.Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        return email.parser.Parser().parsestr(archive.read(name).decode("utf-8"))


def sources(*suffixes: str) -> set[str]:
    files = [path for path in PACKAGE.rglob("*") if path.suffix in suffixes]
    return {path.relative_to(PACKAGE.parent).as_posix() for path in files}


def data_files() -> set[str]:
    tracked = run("git", "-C", ROOT, "ls-files", "src/khmertext/data").split()
    return {name.removeprefix("src/") for name in tracked}


def test_contents_of_the_wheel(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[1]) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        assert archive.testzip() is None
    info = f"khmertext-{khmertext.__version__}.dist-info"
    package = {name for name in names if not name.startswith(info)}
    assert sources(".py", ".pyi") | data_files() | {"khmertext/py.typed"} <= package
    others = package - sources(".py", ".pyi") - data_files() - {"khmertext/py.typed"}
    assert all(name.endswith((".so", ".pyd")) for name in others), others
    for notice in NOTICES:
        assert f"{info}/licenses/{notice}" in names
    assert max(entry.file_size for entry in zipfile.ZipFile(built[1]).infolist()) < 5_000_000


def test_the_same_sources_give_the_same_bytes(built: tuple[Path, Path], tmp_path: Path) -> None:
    with tarfile.open(built[0]) as archive:
        archive.extractall(tmp_path / "another place", filter="data")
    (home,) = (tmp_path / "another place").iterdir()
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, home)
    assert (tmp_path / built[1].name).read_bytes() == built[1].read_bytes()


def test_the_bill_of_materials_names_what_was_made_by_others(built: tuple[Path, Path]) -> None:
    info = f"khmertext-{khmertext.__version__}.dist-info"
    with zipfile.ZipFile(built[1]) as archive:
        bill = json.loads(archive.read(f"{info}/sboms/khmertext.cdx.json"))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    ours = bill["metadata"]["component"]
    assert ours["version"] == khmertext.__version__
    assert ours["licenses"] == [{"expression": metadata(built[1])["License-Expression"]}]
    names = {part["bom-ref"]: part for part in bill["components"]}
    assert bill["dependencies"] == [{"ref": "khmertext", "dependsOn": list(names)}]
    assert re.fullmatch(r"[\d.a-z]+", names["cython"]["version"])
    said = " ".join(part["description"] for part in bill["components"])
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for name in data_files():
        # what NOTICE says was made from the work of others; the tables name their sources themselves
        if name.rpartition("/")[2] in notice:
            assert f"data/{name.rpartition('/')[2]}" in said


def test_the_bill_of_materials_is_as_its_schema_says(built: tuple[Path, Path]) -> None:
    validation = pytest.importorskip("cyclonedx.validation.json")
    from cyclonedx.schema import SchemaVersion

    with zipfile.ZipFile(built[1]) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".cdx.json")]
        bill = archive.read(name).decode()
    assert validation.JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill) is None


def test_stubs_say_what_the_native_modules_have() -> None:
    pytest.importorskip("mypy")
    stubs = [name for name in sources(".pyi") if not name.endswith("__init__.pyi")]
    modules = [name.removesuffix(".pyi").replace("/", ".") for name in stubs]
    native = [name.removesuffix(".pyx").replace("/", ".") for name in sources(".pyx")]
    assert sorted(modules) == sorted(native)
    allowed = ROOT / ".ci" / "stubtest-allowed.txt"
    run(sys.executable, "-m", "mypy.stubtest", "--allowlist", allowed, *modules)


@pytest.mark.parametrize("status", [0, 1])
@pytest.mark.parametrize("job", ["", "true & wait", "true & sleep 0.1", "sleep 60 &"])
def test_the_gate_ends_with_its_own_status(job: str, status: int, tmp_path: Path) -> None:
    """Cleaning up at the end once failed when no job was left, and a green gate ended with 2."""
    start, trap, _stages = (
        (ROOT / ".ci" / "run").read_text("utf-8").partition("trap clean_up EXIT\n")
    )
    assert trap
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_text(f"{start}{trap}{job}\nexit {status}\n", "utf-8")
    ended = subprocess.run(["bash", tmp_path / ".ci" / "run"], check=False)
    assert ended.returncode == status


def test_contents_of_the_source_distribution(built: tuple[Path, Path]) -> None:
    top = f"khmertext-{khmertext.__version__}"
    with tarfile.open(built[0]) as archive:
        names = {member.name.removeprefix(f"{top}/") for member in archive if member.isfile()}
    package = {name.removeprefix("src/") for name in names if name.startswith("src/khmertext/")}
    assert package == sources(".py", ".pyi", ".pyx", ".pxd", ".h") | data_files() | {
        "khmertext/py.typed"
    }
    assert {"pyproject.toml", "README.md", "CHANGELOG.md", "SECURITY.md", *NOTICES} <= names
    folders = ("tests", "seeds", "docs", "examples", "benchmarks", "fuzz")
    assert set(run("git", "-C", ROOT, "ls-files", *folders).split()) <= names  # for distributors
    assert not {name.split("/")[0] for name in names} & {"corpus", ".ci"}


def test_the_tests_of_the_source_distribution_run(built: tuple[Path, Path], tmp_path: Path) -> None:
    with tarfile.open(built[0]) as archive:
        archive.extractall(tmp_path, filter="data")
    (home,) = tmp_path.iterdir()
    pytest_there = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    settings = {"PYTHONPATH": str(home / "src"), "KHMERTEXT_PURE": "1"}
    run(*pytest_there, "--rootdir", home, "--collect-only", home / "tests", **settings)
    some = [home / "tests" / f"test_{name}.py" for name in ("seed", "report", "page")]
    said = run(*pytest_there, "--rootdir", home, *some, **settings)
    assert " passed" in said


def test_metadata(built: tuple[Path, Path]) -> None:
    said = metadata(built[1])
    assert said["Version"] == khmertext.__version__
    assert said["License-Expression"] == "Apache-2.0 AND MIT AND Unicode-DFS-2016 AND CC-BY-4.0"
    assert sorted(said.get_all("License-File", [])) == sorted(NOTICES)
    assert said["Requires-Python"] == ">=3.11"
    core = [need for need in said.get_all("Requires-Dist", []) if "extra ==" not in need]
    assert sorted(core) == [
        "regex>=2023.10.3",
        'unicodedata2>=15.1.0; python_version < "3.13"',
    ]
    assert said["Description-Content-Type"] == "text/markdown"
    assert str(said.get_payload()).strip()


def test_the_notice_names_what_was_made_by_others() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    card = (ROOT / "docs" / "model-card.md").read_text("utf-8")
    for author in ("Chea", "Thu", "Ding", "Utiyama", "Finch", "Sumita"):
        assert author in notice
        assert author in card
    for name in ("model.bin", "lexicon.tsv", "dictionary.txt"):
        assert name in notice
        assert (ROOT / "src" / "khmertext" / "data" / name).is_file()
    for table in (ROOT / "src" / "khmertext" / "data").glob("*.tsv"):
        lines = table.read_text("utf-8").splitlines()
        head = next(number for number, line in enumerate(lines) if line[:1] != "#")
        # row by row, or all rows at once at the top
        said = " ".join(line.removeprefix("#").strip() for line in lines[:head])
        whole = re.search(r"Made by: |[Cc]ompiled for this project|as bundled by ", said)
        assert whole or "provenance" in lines[head].split("\t"), table.name
    for licence in (ROOT / "LICENSES").glob("*.txt"):
        assert f"LICENSES/{licence.name}" in notice


@pytest.mark.parametrize("platform", ["linux", "macos", "windows"])
def test_wheels_are_configured_for_every_python(platform: str) -> None:
    pytest.importorskip("cibuildwheel")
    arguments = ("--print-build-identifiers", "--platform", platform, ROOT)
    wheels = run(sys.executable, "-m", "cibuildwheel", *arguments).split()
    pythons = {wheel.split("-")[0] for wheel in wheels}
    assert pythons == {"cp311", "cp312", "cp313", "cp314", "cp314t"}


def test_twine_has_nothing_to_say(built: tuple[Path, Path]) -> None:
    pytest.importorskip("twine")
    run(sys.executable, "-m", "twine", "check", "--strict", *built)


def test_wheel_in_an_empty_environment(installed: Path) -> None:
    backend, home = run(installed, "-c", ANALYZE).split(maxsplit=1)
    assert backend == "native"
    assert "site-packages" in home
    pip(installed, "check")
    script = installed.parent / ("khmertext.exe" if os.name == "nt" else "khmertext")
    assert khmertext.__version__ in run(script, "--version")


def test_source_without_a_compiler(built: tuple[Path, Path], tmp_path: Path) -> None:
    """With one it is what the wheel was built from."""
    python = environment(tmp_path)
    pip(python, "install", "-q", "--no-cache-dir", built[0], CC="/bin/false")
    assert run(python, "-c", ANALYZE).split()[0] == "pure"


def test_from_a_zip_file(built: tuple[Path, Path], installed: Path) -> None:
    """The wheel itself is on the path; only its needs are installed."""
    program = f"import sys; sys.path.insert(0, {str(built[1])!r})\n{ANALYZE}"
    backend, home = run(installed, "-c", program).split(maxsplit=1)
    assert backend == "pure"  # a native module cannot be loaded from a zip file
    assert ".whl" in home


def test_from_a_read_only_place(installed: Path) -> None:
    program = f"""
import os, sys
def hook(event, args):
    if event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        raise PermissionError(30, "read-only file system", args[0])
    if event in ("os.mkdir", "os.rename", "os.remove"):
        raise PermissionError(30, "read-only file system", args[0])
sys.addaudithook(hook)
{ANALYZE}"""
    for cached in installed.parent.parent.rglob("__pycache__"):
        if cached.parent.name == "khmertext":
            for file in cached.iterdir():
                file.unlink()
    assert run(installed, "-c", program).startswith("native")


def test_types_are_seen_from_outside(installed: Path, tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    program = tmp_path / "program.py"
    program.write_text('import khmertext\nreveal_type(khmertext.words("ក"))\n')
    said = run(sys.executable, "-m", "mypy", "--python-executable", installed, "--strict", program)
    assert re.search(r"list\[(builtins\.)?str\]", said), said
