"""Collects the definitions of a text: ``_parentheses``, ``_headed_lists``, ``_cues``, ``_beside``."""

from __future__ import annotations

from khmertext.acronyms._beside import side_by_side
from khmertext.acronyms._cues import by_cue
from khmertext.acronyms._gazetteer import Gazetteer
from khmertext.acronyms._headed_lists import in_headed_lists
from khmertext.acronyms._parentheses import in_parentheses
from khmertext.acronyms._sites import ShortForms, Site


def find_sites(text: str, dotted: list[tuple[int, int]], gazetteer: Gazetteer) -> list[Site]:
    """The definitions in ``text``, in order; ``dotted`` are the spans of its dotted acronyms."""
    forms = ShortForms(text, dotted, gazetteer)
    found: dict[int, Site] = {}
    for sites in (
        in_parentheses(forms),
        in_headed_lists(forms),
        by_cue(forms),
        side_by_side(forms),
    ):
        for site in sites:
            found.setdefault(site.start, site)
    return [found[start] for start in sorted(found)]
