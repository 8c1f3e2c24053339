"""Collects the definitions of a text from the modules that look for one kind of them."""

from __future__ import annotations

from khmertext.acronyms._apposition import in_apposition
from khmertext.acronyms._beside import side_by_side
from khmertext.acronyms._cues import by_cue
from khmertext.acronyms._currencies import is_currency
from khmertext.acronyms._gazetteer import Gazetteer
from khmertext.acronyms._headed_lists import in_headed_lists
from khmertext.acronyms._parentheses import in_parentheses
from khmertext.acronyms._sites import ShortForms, Site


def find_sites(text: str, dotted: list[tuple[int, int]], gazetteer: Gazetteer) -> list[Site]:
    """The definitions in ``text``, in order; ``dotted`` are the spans of its dotted acronyms."""
    forms = ShortForms(text, dotted, gazetteer)
    found: dict[int, Site] = {}
    finders = in_parentheses, in_headed_lists, by_cue, in_apposition, side_by_side
    for sites in (finder(forms) for finder in finders):
        for site in sites:
            if not _names_currency(text, site):
                found.setdefault(site.start, site)
    return [found[start] for start in sorted(found)]


def _names_currency(text: str, site: Site) -> bool:
    """Whether a code stands beside the name of its currency, which defines nothing: រៀល (KHR)."""
    return is_currency(text[site.start : site.end], text[site.long.start : site.long.end])
