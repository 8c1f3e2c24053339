"""Sphinx configuration: ``sphinx-build -W docs docs/_build``."""

from importlib.metadata import version as installed_version

project = "khmertext"
author = "The khmertext maintainers"
copyright = "The khmertext maintainers"
version = release = installed_version("khmertext")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"
nitpicky = False
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "khmertext"
