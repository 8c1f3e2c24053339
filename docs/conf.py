"""Sphinx configuration: ``sphinx-build -W docs docs/_build``."""

from __future__ import annotations

from importlib.metadata import version as installed_version
from importlib.util import find_spec
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

project = "khmertext"
author = "The khmertext maintainers"
copyright = "The khmertext maintainers"
version = release = installed_version("khmertext")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"
_optional = ("apsw", "numpy", "pandas", "polars", "pyarrow", "pyspark", "spacy")
autodoc_mock_imports = [name for name in _optional if not find_spec(name)]
nitpicky = False
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "khmertext"
html_static_path = ["_static"]


class Commands(SphinxDirective):
    """The help of every command, as the parser writes it."""

    def run(self) -> list[Any]:
        from khmertext.cli._parser import parser

        subparsers = next(action for action in parser()._actions if action.dest == "command")
        return [
            part
            for name, command in subparsers.choices.items()
            for part in (
                nodes.rubric(text=f"khmertext {name}"),
                nodes.literal_block(text=command.format_help(), language="none"),
            )
        ]


def setup(app: Any) -> None:
    app.add_directive("commands", Commands)
