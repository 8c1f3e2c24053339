"""Builds wheels with setuptools, and adds what it does not know of.

That is a bill of materials, ``.dist-info/sboms/khmertext.cdx.json`` (PEP 770, CycloneDX), and one
date for every file, so that the same sources and tools give the same bytes. ``SOURCE_DATE_EPOCH`` is
kept where it is set.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from setuptools import build_meta
from setuptools.build_meta import (  # noqa: F401  what a build frontend looks for
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
)

HERE = Path(__file__).parent
THE_DATE = "315532800"  # 1 January 1980, the first that a zip file can say

Settings = Mapping[str, Any] | None


def build_wheel(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    os.environ.setdefault("SOURCE_DATE_EPOCH", THE_DATE)
    if metadata_directory is not None:
        return build_meta.build_wheel(wheel_directory, config_settings, metadata_directory)
    with tempfile.TemporaryDirectory() as home:
        made = prepare_metadata_for_build_wheel(home, config_settings)
        return build_meta.build_wheel(wheel_directory, config_settings, os.path.join(home, made))


def prepare_metadata_for_build_wheel(
    metadata_directory: str, config_settings: Settings = None
) -> str:
    made = build_meta.prepare_metadata_for_build_wheel(metadata_directory, config_settings)
    info = Path(metadata_directory) / made
    home = info / "sboms"
    home.mkdir()
    said = (info / "METADATA").read_text("utf-8")
    bill = bill_of_materials(re.search(r"^Version: (.+)$", said, re.MULTILINE)[1])
    (home / "khmertext.cdx.json").write_text(bill, encoding="utf-8")
    return made


def bill_of_materials(number: str) -> str:
    """``sbom.json`` with the version of khmertext, and of what wrote the C code of the core."""
    text = (HERE / "sbom.json").read_text("utf-8")
    text = text.replace("{version}", number).replace("{cython}", version("cython"))
    return json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
