"""Five minutes of fuzzing: public functions, both twins, model files. See fuzz/README.md."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from khmertext.segmentation import backend

pytestmark = pytest.mark.slow
FUZZ = Path(__file__).parent.parent / "fuzz"


def fuzz(program: str, *options: str) -> None:
    found = subprocess.run(
        [sys.executable, FUZZ / program, *options], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr[-3000:] + found.stdout[-3000:]
    assert "stat::number_of_executed_units" in found.stdout + found.stderr


def test_public_functions_guided_by_coverage(tmp_path: Path) -> None:
    if not find_spec("atheris"):
        pytest.skip("atheris is not installed")
    fuzz("fuzz_text.py", "-max_total_time=120", "--findings", str(tmp_path))


def test_public_functions(tmp_path: Path) -> None:
    fuzz("fuzz_text.py", "--blind", "--seconds", "90", "--findings", str(tmp_path))


def test_twins() -> None:
    if backend() != "native":
        pytest.skip("there is one twin only")
    fuzz("fuzz_twins.py", "--seconds", "60")


def test_model_files() -> None:
    fuzz("fuzz_model.py", "--seconds", "30")


def test_plain_c_of_the_native_core(tmp_path: Path) -> None:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    options = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
    options += ["-Werror=incompatible-pointer-types"]  # a call of Python that the harness lacks
    command = [compiler, "-DBLIND", "-g", "-O1", *options, "-o", str(tmp_path / "blind")]
    subprocess.run([*command, str(FUZZ / "fuzz_native.c")], check=True)
    found = subprocess.run(
        [tmp_path / "blind", "2000"], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr[-3000:]
    assert "stat::number_of_executed_units: 2000" in found.stdout
