"""A name beside its short form and no word between: CMAC, មជ្ឈមណ្ឌលសកម្មភាពកម្ចាត់មីនកម្ពុជា, បាន….

Only the gazetteer, or a head noun and letters that fit very well, tell it from two things in a row.
"""

from __future__ import annotations

from collections.abc import Iterator

from khmertext._chars import RE_LETTER_OR_DEPRECATED, RE_WRITTEN
from khmertext._patterns import lazy_pattern
from khmertext._scan import Triggered
from khmertext.acronyms._forms import canonical_form, units
from khmertext.acronyms._long_forms import LIKELY, LongForm, khmer_after, latin_after, latin_beside
from khmertext.acronyms._same import are_alike
from khmertext.acronyms._short_shapes import LATIN_ALONE, LONGEST_LATIN, is_latin
from khmertext.acronyms._sites import ShortForms, Site

_MANY = 3  # letters that fit a name without chance

_NAME = f"[{RE_WRITTEN} ]{{8,150}}"
_between = Triggered(
    lazy_pattern(rf", (?P<commas>{_NAME}),| ?[–—] (?P<dashes>{_NAME}) [–—]"),
    (", ", " –", " —", "–", "—"),
)
_latin_at_end = lazy_pattern(f"{LATIN_ALONE}$")
_bracket = Triggered(
    lazy_pattern(rf"(?<![^\n])[(](?P<short>[^()\n]{{2,20}})[)] ?(?=[{RE_LETTER_OR_DEPRECATED}])"),
    "(",
)


def in_apposition(forms: ShortForms) -> Iterator[Site]:
    """SHORT, LONG, and SHORT — LONG —; (SHORT) LONG."""
    yield from _between_marks(forms)
    yield from _bracket_first(forms)


def _between_marks(forms: ShortForms) -> Iterator[Site]:
    text = forms.text
    for place in _between.finditer(text):
        end = place.start()
        start, last = place.span(place.lastgroup or 0)
        latin = _latin_at_end.search(text, max(0, end - LONGEST_LATIN), end)
        if latin and is_latin(latin["short"]):
            short = latin.span("short")
            long = latin_after(text, start, last, canonical_form(latin["short"]))
        elif end in forms.start_of:
            short = forms.start_of[end], end
            long = khmer_after(text, start, last, text[slice(*short)])
        else:
            continue
        form = text[slice(*short)]
        if long and _belongs(forms, form, long):
            yield Site(*short, long, "short_long")


def _bracket_first(forms: ShortForms) -> Iterator[Site]:
    """(SHORT) LONG at the head of a line."""
    text = forms.text
    for bracket in _bracket.finditer(text):
        short, form = bracket.span("short"), bracket["short"]
        if is_latin(form):
            long = latin_beside(text, bracket.end(), canonical_form(form))
        elif forms.end_of.get(short[0]) == short[1]:
            long = khmer_after(text, bracket.end(), None, form)
        else:
            continue
        if long and _belongs(forms, form, long):
            yield Site(*short, long, "short_long")


def _belongs(forms: ShortForms, form: str, long: LongForm) -> bool:
    """Whether the gazetteer says so, or a head noun and many letters that fit."""
    name = forms.text[long.start : long.end]
    entries = forms.gazetteer.entries(canonical_form(form))
    if any(entry.expansion and are_alike(name, entry.expansion) for entry in entries):
        return True
    letters = len(form) if form.isascii() else len(units(form))
    return long.kind is not None and letters >= _MANY and long.score >= LIKELY
