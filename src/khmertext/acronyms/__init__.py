"""Acronyms: detection, definitions, expansion."""
