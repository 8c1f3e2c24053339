"""Candidates with dots (គ.ជ.ប), without what else has dots: initials, lists, hidden places."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator

from khmertext._chars import COENG, CONSONANTS, RE_DIGIT, RE_WRITTEN
from khmertext._lexicon import lexicon
from khmertext._patterns import lazy_pattern
from khmertext.acronyms._forms import UNIT, Candidate, canonical_form, units
from khmertext.acronyms._phrase import (
    follows_org,
    heads,
    is_unlisted,
    pattern_of,
    person_follows,
    spelled_family_names,
    words_of,
)
from khmertext.acronyms._short_shapes import is_khmer_sign
from khmertext.segmentation._dotted import is_item

_MOST_GIVEN = 3  # letters of a given name behind a family name
_LONGEST_REST = 12  # of a word in which dots were typed, in code points
_MOST_UNITS = 8  # a longer chain is a list of letters


# ជនសង្ស័យ|៣ នាក់គឺ ល.ព, ក.វ.
_COUNTED = rf"(?: ?[{RE_DIGIT}0-9]+ ?(?:នាក់|រូប)(?: ?(?:គឺ|មាន|រួមមាន))? ?[៖:]?)?"


@lazy_pattern
def _name_before() -> str:
    full = f"{person_follows()} ?[{RE_WRITTEN}]{{2,20}} [{RE_WRITTEN}]{{2,20}} ?[(（]"
    return f"(?:{person_follows()}{_COUNTED}|ឯ ?\\.ឧ\\.?|{full}) ?$"


_family_before = lazy_pattern(
    lambda: f"{person_follows()}(?P<apart> ?)(?P<family>[{RE_WRITTEN}]{{2,9}}) $"
)


@lazy_pattern
def _person_before() -> str:
    noun = pattern_of("person")
    # កម្មករ|សំណង់ ទ.វ.: an attribute may follow the noun
    attribute = f"(?:^|[ ,។(])(?:{noun}(?P<attribute>[{RE_WRITTEN}]{{1,16}})|(?P<who>អ្នក[{RE_WRITTEN}]{{1,20}}))"
    return f"(?:{noun}|{attribute}){_COUNTED}(?:ម្នាក់ ?[(（]| )$"


_ends_otherwise = lazy_pattern(lambda: f"(?:{pattern_of('era')}|នៃ|របស់|និង|ជា)$")
_age_after = lazy_pattern(lambda: f"[ ,]*+(?:[)）][ ,]*+)?{pattern_of('age')}")
_place_before = lazy_pattern(lambda: f"{pattern_of('place')} $")
# ដោយ ("by") alone names an author only at the start of a line, sentence or parenthesis
_credit_before = lazy_pattern(
    lambda: (
        f"(?:(?:អ្នក|ហត្ថលេខា)[{RE_WRITTEN}]{{2,24}} ?(?=[៖:])|{pattern_of('credit')}|(?:^|[\n។(]) ?ដោយ) ?[៖:]? ?$"
    )
)
# ដោយ៖ needs its colon: ដោយ alone means "by" of anything
_signed_before = lazy_pattern(lambda: f"(?:{pattern_of('signed')} ?[៖:]?|ដោយ ?[៖:]) ?$")
# ៥. ម.ស.សុជាតា: in a list of names
_listed_before = lazy_pattern(f"[0-9{RE_DIGIT}][.)៖-]? ?$")
_GIVEN = f" (?P<name>[{RE_WRITTEN}]{{2,16}})"
_given_name = lazy_pattern(f"{_GIVEN}(?=[ \\t\\r,)）។]*(?:\\n|$))")
_any_given_name = lazy_pattern(f"{_GIVEN}(?![{RE_WRITTEN}])")
# ឈ្មោះ៖ ស.ណ, all of a field of a form
_labelled_before = lazy_pattern(
    lambda: (
        f"(?:{person_follows()}|{pattern_of('person')}|{pattern_of('signed')}"
        f"|(?:^|[ \n]){pattern_of('person')}[{RE_WRITTEN}]{{1,20}}) ?[៖:] ?$"  # គ្រូបន្ទុកថ្នាក់៖
    )
)
_field_end = lazy_pattern("[.)）]? ?(?:[ \t\r\n]{2}|[\t\r\n]|$)")
_and_before = lazy_pattern("[ ,]*(?:និង)?[ ,]*")
# letters and digits that show an address; not 2 and 3, the powers of a unit: គ.ម2
_latin_beside = lazy_pattern("[A-Za-z@_]|[0-9](?<![23])|[23](?=[A-Za-z0-9@_])|/[a-z0-9]")
_latin_before = lazy_pattern("[A-Za-z@_]")
_line_end = lazy_pattern("[ )）\\]។៕]*(?:$|\n)")
_text_end_before = lazy_pattern("[។៕!?\n] ?[(（\\[]? ?$|^[(（\\[]? ?$")


def dotted_candidates(
    text: str, spans: list[tuple[int, int]], known: Container[str], documents: Container[str]
) -> Iterator[Candidate]:
    """The dotted spans that are not the initials of a person, a list, or part of an address.

    ``known`` forms, which the text or the gazetteer defines, skip most of these tests; those of
    kinds of ``documents`` are still tested for authors and places.
    """
    found: list[Candidate] = []
    people: set[str] = set()  # the initials of persons, and of places
    name_ended = -1  # where the last initials of a person ended
    for start, end in spans:
        canonical = canonical_form(text[start:end])
        is_known = canonical in known
        if _latin_beside.match(text, end) or _latin_before.match(text[start - 1 : start]):
            continue  # part of an address
        if "." not in canonical:
            continue  # one word cut short, as in a dictionary: សំ.
        as_name = is_known and canonical not in documents
        hidden = not as_name and _is_credit_or_place(text, start)
        if not hidden and _is_list(text, start, end, canonical, is_known):
            continue
        follows_name = (
            not is_known and name_ended >= 0 and _and_before.fullmatch(text, name_ended, start)
        )
        if hidden or follows_name or _is_person(text, start, end, as_name):
            name_ended = end
            people.update(() if is_known else (canonical,))
        else:
            found.append(Candidate(start, end, canonical))
    for candidate in found:
        # អង្គការ ស.ក is an organization, though another ស.ក is a person
        if candidate.canonical not in people or follows_org(text, candidate.start):
            yield candidate


def _is_person(text: str, start: int, end: int, is_known: bool) -> bool:
    letters = len(units(text[start:end]))
    given = 2 if is_known else _MOST_GIVEN
    if not is_known and (_is_named(text, start, end) or _fills_field(text, start, end, letters)):
        return True
    if _is_signed(text, start, end) or (letters <= given and _has_family(text, start)):
        return True
    aged = _age_after.match(text, end) is not None
    if aged != is_known:  # an unknown form with an age is a person; a known one needs a name, too
        return aged
    if _name_before.search(text, max(0, start - 60), start):
        return True
    # family name and given name
    return not is_known and letters == 2 and _is_somebody(text, start)


def _is_somebody(text: str, start: int) -> bool:
    """Whether a noun for people stands before ``start`` and does not end an institution's name."""
    person = _person_before.search(text, max(0, start - 36), start)
    if person is None:
        return False
    attribute = person["attribute"] or person["who"] or ""
    # សមាគម|កសិករ ស.ក: an association of farmers, not a farmer
    before = attribute or text[max(0, person.start() - 24) : person.start()]
    return (
        attribute not in words_of("title")
        and not follows_org(before, len(before))
        and not _ends_otherwise.search(attribute)
    )


def _has_family(text: str, start: int) -> bool:
    """Whether a title and a family name stand before ``start``: លោក ជា ស.ម.

    A word behind a title and a blank is one if it is in none of the lists: លោក យ៉ុង ស.ម.
    """
    found = _family_before.search(text, max(0, start - 36), start)
    return found is not None and (
        found["family"] in spelled_family_names()
        or (found["apart"] == " " and is_unlisted(found["family"]))
    )


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether a given name follows two initials: ច. ស. រតនា, in a numbered list ៥. ម.ស.សុជាតា."""
    if text[end - 1 : end] != "." or len(units(text[start:end])) != 2:
        return False
    if is_khmer_sign(text[end : end + 1]):
        return _listed_before.search(text, max(0, start - 4), start) is not None
    given = _any_given_name.match(text, end)
    return (
        given is not None
        and ". " in text[start:end]
        and is_unlisted(given["name"])
        and not _begins_office(given["name"])
        and not follows_org(text, start)
    )


def _begins_office(name: str) -> bool:
    """Whether ``name`` begins with the noun of an institution, a place or an office: no given name."""
    return name.startswith((*heads(), *words_of("place"), *words_of("title")))


def _fills_field(text: str, start: int, end: int, letters: int) -> bool:
    """Whether these letters are all that a field for a name holds: ឈ្មោះ៖ ស.ណ."""
    return (
        letters <= _MOST_GIVEN
        and _field_end.match(text, end) is not None
        and _labelled_before.search(text, max(0, start - 40), start) is not None
    )


def _is_signed(text: str, start: int, end: int) -> bool:
    """Whether this is an initialled signature: signing word, two letters, name, end of line."""
    given = _given_name.match(text, end)
    return (
        given is not None
        and len(units(text[start:end])) == 2
        and _signed_before.search(text, max(0, start - 24), start) is not None
        and not _begins_office(given["name"])
    )


def _is_list(text: str, start: int, end: int, canonical: str, is_known: bool) -> bool:
    """Whether these are letters of a list (ក.ខ.គ, ខ. ស) or a word, or alone between sentences."""
    letters = canonical.split(".")
    if len(letters) == 2 and is_item(text, start):
        return True
    first = CONSONANTS.find(letters[0])
    in_order = first >= 0 and "".join(letters) == CONSONANTS[first : first + len(letters)]
    return not is_known and (
        in_order
        or len(letters) > _MOST_UNITS
        or (len({*letters}) == 1 and _is_stammer(text, end, letters))
        or _is_word(text, end, "".join(letters))
        or _is_alone(text, start, end)
    )


def _is_stammer(text: str, end: int, letters: list[str]) -> bool:
    """Whether a letter said several times is no acronym: ហ.ហ.ហ, អឺ.អឺ, ខ.ខ.ខ្ញុំ, but ក.ក.ក may be."""
    letter, times = letters[0], len(letters)
    return letter == "ហ" or len(letter) > 1 or times > 3 or text.startswith(letter, end)


def _is_word(text: str, end: int, letters: str) -> bool:
    """Whether the letters are a word in which dots were typed: រ.ប.ស់, ក្រ.ម."""
    if letters[1:2] == COENG and lexicon().get(letters, 0) > 1:
        return True
    rest = text[end : end + _LONGEST_REST]
    return is_khmer_sign(rest[:1]) and any(
        letters + rest[:length] in lexicon() for length in range(1, len(rest) + 1)
    )


def _is_credit_or_place(text: str, start: int) -> bool:
    """Whether the letters abbreviate an author, a photographer or a place."""
    credited = _credit_before.search(text, max(0, start - 40), start)
    return (credited or _place_before.search(text, max(0, start - 12), start)) is not None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether the letters alone follow a sentence or fill a line, as an author's initials do."""
    return (
        _text_end_before.search(text, max(0, start - 4), start) is not None
        and _line_end.match(text, end) is not None
    )


_LONGEST_PART = 24  # of a form that the end of a line cuts, in code points
# only a form with a dot there is cut
_cut_after = lazy_pattern(r"\n(?:(?<=[. \t\r]\n)|(?=[ \t]*\.))")
_part_before = lazy_pattern(rf"(?<![{RE_WRITTEN}.,]){UNIT}(?:\.{UNIT})*\.?[ \t\r]*\Z")
_part_after = lazy_pattern(rf"[ \t]*\.?{UNIT}(?:\.{UNIT})*\.?(?![{RE_WRITTEN}])")


def over_lines(
    text: str, spans: list[tuple[int, int]], known: Container[str]
) -> list[tuple[int, int]]:
    """``spans`` of dotted forms, joined where a form goes on in the next line: គ.ជ.⏎ប.

    Only ``known`` forms are joined and those that fill a parenthesis: lines are usually unrelated.
    """
    if "\n" not in text:
        return spans
    joined: list[tuple[int, int]] = []
    for line_end in _cut_after.finditer(text):
        place = line_end.start()
        after = _part_after.match(text, place + 1)
        before = after and _part_before.search(text, max(0, place - _LONGEST_PART), place)
        if not before or not after or "." not in before[0].rstrip()[-1:] + after[0].lstrip()[:1]:
            continue
        start, end = before.start(), after.end()
        enclosed = text[start - 1 : start] in ("(", "（") and text[end : end + 1] in (")", "）")
        if start >= (joined[-1][1] if joined else 0) and (
            enclosed or canonical_form(text[start:end]) in known
        ):
            joined.append((start, end))
    starts = [start for start, _ in joined]
    kept = []
    for start, end in spans:
        last = bisect_left(starts, end) - 1  # the last one that begins before this span ends
        if last < 0 or joined[last][1] <= start:
            kept.append((start, end))
    return sorted(kept + joined)
