"""Prints the lowest versions that pyproject.toml allows, one ``name==version`` a line.

``python .ci/lowest.py EXTRA...``: of what khmertext needs, of what builds it, and of these extras.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def lowest(extras: list[str]) -> list[str]:
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = said["project"]
    needs = [*said["build-system"]["requires"], *project["dependencies"]]
    for extra in extras:
        needs += project["optional-dependencies"][extra]
    return [re.sub(r"(\[.*?\])?>=", "==", need) for need in needs if ">=" in need.partition(";")[0]]


if __name__ == "__main__":
    print("\n".join(dict.fromkeys(lowest(sys.argv[1:]))))
