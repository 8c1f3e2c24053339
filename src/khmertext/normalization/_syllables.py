"""The rules inside a syllable: order of its parts, split vowels, shifters, invisible characters.

The canonical order is that of *Khmer Encoding Structure* (Hosken, Lindenberg, Sok; SIL 2024)::

    base robat? (coeng letter)* shifter? vowel? modifier* final?

with three deviations: ``ុ`` becomes a shifter only under the letters for which fonts draw that
shifter like ``ុ``; a ZWNJ stands before the shifter where HarfBuzz would otherwise draw a dotted
circle; and a ZWNJ between triisap and samyok stays, because some fonts lower triisap there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from khmertext import _scan
from khmertext._changes import Change, new_change, trim
from khmertext._chars import (
    AA,
    ABOVE_VOWELS,
    ATTHACAN,
    BANTOC,
    BATHAMASAT,
    BOM,
    COENG,
    FINALS,
    II,
    INVISIBLES,
    LETTER_BA,
    LETTER_RO,
    LETTER_SA,
    MODIFIERS,
    MUUSIKATOAN,
    MUUSIKATOAN_LOWERS,
    NIKAHIT,
    OE,
    OO,
    RE_BASE,
    RE_FINAL,
    RE_INVISIBLE,
    RE_LETTER,
    RE_MARK,
    RE_MODIFIER,
    RE_SHIFTER,
    RE_VOWEL,
    ROBAT,
    SAMYOK_SANNYA,
    SHIFTERS,
    STRONG,
    TRIISAP,
    TRIISAP_LOWERS,
    VOWELS,
    YA,
    YY,
    ZWJ,
    ZWNJ,
    E,
    I,
    U,
    Y,
)
from khmertext._patterns import compile_pattern, lazy_pattern
from khmertext._scan import OddSyllables
from khmertext.normalization._rules import RULES
from khmertext.types import Level

# What may follow the base letter: marks and coeng pairs, with invisible characters before and
# inside them. Invisible characters after the last mark do not belong to the syllable.
TAIL: Final = rf"(?:[{RE_INVISIBLE}]*+(?:[{RE_MARK}]|{COENG}[{COENG}{ATTHACAN}{RE_INVISIBLE}]*+[{RE_LETTER}]))"


_CLEAN_MODIFIER: Final = "\u17c6\u17cb\u17cd-\u17d1\u17dd"  # all but BATHAMASAT


def _suspect(first: str, shifters: str) -> OddSyllables:
    """Finds the syllables on which a rule may act: those whose tail is not surely clean.

    A clean tail has each class at most once, in order, and nothing invisible. It may have a letter
    of ``first`` as the first of two subscripts, and one of ``shifters``: no rule of the level acts on
    these. The pattern may suspect a correct syllable, but never misses a wrong one.
    """
    clean = (
        rf"{ROBAT}?+"
        + (rf"(?:{COENG}[{first}](?={COENG}))?+" if first else "")
        + rf"(?:{COENG}[{RE_LETTER}])?+"
        + (rf"[{shifters}]?+" if shifters else "")
        + rf"(?:[\u17b6-\u17ba\u17bc-\u17c5]|{U}(?!{SAMYOK_SANNYA}))?+"
        rf"[{_CLEAN_MODIFIER}]?+[{RE_FINAL}]?+"
        rf"(?![{RE_INVISIBLE}]*+[{RE_MARK}{COENG}])"
    )
    pattern = compile_pattern(rf"[{RE_BASE}](?!{clean}){TAIL}++")
    return OddSyllables(pattern, first=first, shifters=shifters, modifiers=_CLEAN_MODIFIER)


_NOT_RO: Final = "\u1780-\u1799\u179b-\u17a2\u17a5-\u17b3"
_SUSPECT: Final = _suspect(_NOT_RO, RE_SHIFTER)
# the rules of `search` also act on two subscripts and on shifters
_SUSPECT_FOR_SEARCH: Final = _suspect("", "")

_CLASS: Final[dict[str, str]] = {
    **dict.fromkeys(SHIFTERS, "S"),
    **dict.fromkeys(VOWELS, "V"),
    **dict.fromkeys(MODIFIERS, "M"),
    **dict.fromkeys(FINALS, "F"),
    ROBAT: "R",
    COENG: "H",
}


def _inverted(later: str, earlier: str) -> re.Pattern[str]:
    """Finds a class of ``earlier`` typed before one of ``later``, in linear time."""
    return re.compile(f"[{earlier}][^{earlier}{later}]*[{later}]")


# Rules about order, and what each looks for in the string of classes as typed.
_ORDER: Final[dict[str, re.Pattern[str]]] = {
    "O1": _inverted("H", "VMF"),
    "O3": _inverted("H", "S"),
    "O4": _inverted("S", "VMF"),
    "O5": _inverted("R", "HSVMFC"),
    "O6": _inverted("V", "M"),
    "O7": _inverted("VM", "F"),
    "X1": _inverted("HSVMF", "C"),
}


# A long syllable is read in runs of parts of one class, else by characters.
_RUN: Final = lazy_pattern(
    rf"[{RE_SHIFTER}]+|[{RE_VOWEL}]+|[{RE_MODIFIER}]+|[{RE_FINAL}]+|{ROBAT}+|(?:{COENG}[{RE_LETTER}])+|.",
    re.DOTALL,
)
_LONGEST_REMEMBERED: Final = 16

_STRONG: Final = frozenset(STRONG)
_TRIISAP_LOWERS: Final = frozenset(TRIISAP_LOWERS)
_MUUSIKATOAN_LOWERS: Final = frozenset(MUUSIKATOAN_LOWERS)


class Syllable:
    """A syllable taken apart: its parts by class, each class in typed order.

    ``coengs`` and ``final_coengs`` hold the letters of coeng pairs; a final one (Middle Khmer, with
    ``middle``) is a pair after a vowel or after a ZWJ. ``joined`` says that a ZWNJ stands directly
    before or after a shifter. ``rules`` collects the names of the rules that acted.
    """

    __slots__ = (
        "base", "coengs", "final_coengs", "finals", "invisible", "joined", "middle", "modifiers",
        "robats", "rules", "shifters", "vowels",
    )  # fmt: skip

    def __init__(self, typed: str, *, middle: bool = False) -> None:
        self.base = typed[0]
        self.middle = middle
        self.robats: list[str] = []
        self.coengs: list[str] = []
        self.final_coengs: list[str] = []
        self.shifters: list[str] = []
        self.vowels: list[str] = []
        self.modifiers: list[str] = []
        self.finals: list[str] = []
        self.invisible = 0  # how many invisible characters were skipped
        self.joined = False
        self.rules: set[str] = set()
        self._take_apart(typed)

    def _take_apart(self, typed: str) -> None:
        buckets = {
            "R": self.robats,
            "S": self.shifters,
            "V": self.vowels,
            "M": self.modifiers,
            "F": self.finals,
        }
        order: list[str] = []  # classes as typed
        skipped = ""  # invisible characters since the last part
        waiting = ""  # the class of a coeng sign whose letter has not come yet
        is_long = len(typed) > _LONGEST_REMEMBERED
        for run in _RUN.findall(typed, 1) if is_long else [typed[1:]]:
            if is_long and len(run) > 2 and not waiting and not skipped:
                order.append(self._take_run(run, buckets))
                continue
            for char in run:
                kind = _CLASS.get(char)
                if waiting:
                    if kind == "H":
                        self.rules.add("C1")
                    elif kind == "M":  # only U+17DD can stand here
                        self.rules.add("O8")
                        skipped += char
                    elif char in INVISIBLES:
                        self.invisible += 1
                    else:
                        (self.coengs if waiting == "H" else self.final_coengs).append(char)
                        self.modifiers += skipped
                        order += waiting + "M" * len(skipped)
                        skipped = waiting = ""
                elif kind is None:
                    skipped += char
                else:
                    self.invisible += len(skipped)
                    final = self.middle and kind == "H" and (ZWJ in skipped or bool(self.vowels))
                    if final and ZWJ in skipped:
                        self.invisible -= 1
                    elif final:
                        self.rules.add("X1")
                    if ZWNJ in skipped and "S" in (kind, order[-1][-1] if order else ""):
                        self.joined = True
                    if kind == "H":
                        waiting = "C" if final else "H"
                    else:
                        buckets[kind].append(char)
                        order.append(kind)
                    skipped = ""
        typed_order = "".join(order)
        self.rules.update(name for name, wrong in _ORDER.items() if wrong.search(typed_order))

    def _take_run(self, run: str, buckets: dict[str, list[str]]) -> str:
        """Take a run of parts of one class, or of coeng pairs; returns their classes."""
        kind = _CLASS[run[0]]
        if kind != "H":
            buckets[kind].extend(run)
            return kind * len(run)
        letters = run[1::2]
        if self.middle and self.vowels:
            self.rules.add("X1")
            self.final_coengs.extend(letters)
            return "C" * len(letters)
        self.coengs.extend(letters)
        return "H" * len(letters)

    @property
    def letters(self) -> str:
        """The base letter and its subscripts."""
        return self.base + "".join(self.coengs)

    @property
    def strong(self) -> bool:
        """Whether triisap (not muusikatoan) is the shifter that belongs to this cluster."""
        return LETTER_BA not in self.letters and not _STRONG.isdisjoint(self.letters)

    @property
    def lowering_shifter(self) -> str:
        """The shifter that fonts draw like -u under this cluster, "" where there is none."""
        if LETTER_BA in self.letters:
            return MUUSIKATOAN
        if self.strong:
            lowers = self.base in _TRIISAP_LOWERS or LETTER_SA in self.coengs
            return TRIISAP if lowers else ""
        return MUUSIKATOAN if _MUUSIKATOAN_LOWERS.issuperset(self.letters) else ""

    def has_above(self, vowels: list[str]) -> bool:
        """Whether ``vowels`` begin with one that stands above (AA does together with nikahit)."""
        return bool(vowels) and (
            vowels[0] in ABOVE_VOWELS or (vowels[0] == AA and NIKAHIT in self.modifiers)
        )

    def has_wrong_shifter(self) -> bool:
        """Whether the shifter, under a vowel above, is not the one that belongs to the cluster.

        Over ប both are right and mean different sounds (ប៉ p, ប៊ b).
        """
        right = TRIISAP if self.strong else MUUSIKATOAN
        return (
            bool(self.shifters)
            and self.shifters[0] != right
            and LETTER_BA not in self.letters
            and self.has_above(self.vowels)
        )

    def zwnj_place(self) -> str:
        """Where a ZWNJ keeps the shifter up: "before" or "after" it, "" if it has no effect."""
        if not (self.joined and self.shifters):
            return ""
        above = self.has_above(self.vowels)
        # Samyok lowers muusikatoan; in some fonts, but not in the cited grammar, also triisap.
        sign = self.modifiers[0] if self.modifiers and not self.vowels else ""
        right = TRIISAP if self.strong else MUUSIKATOAN
        if self.shifters[0] != right or not (above or sign in (ATTHACAN, SAMYOK_SANNYA)):
            return ""
        return "before" if above and self.vowels[0] in OE + YA + AA else "after"

    def text(self, final_joiner: str) -> str:
        """The syllable in canonical order."""
        zwnj = self.zwnj_place()
        parts = [self.base, *self.robats]
        parts += [COENG + COENG.join(self.coengs)] if self.coengs else []
        parts += [ZWNJ] if zwnj == "before" else []
        parts += self.shifters
        parts += [ZWNJ] if zwnj == "after" else []
        parts += self.vowels + self.modifiers + self.finals
        parts += [final_joiner + COENG + letter for letter in self.final_coengs]
        return "".join(parts)


# --- the rules that are not about order ------------------------------------------------------


def _ro_last(s: Syllable) -> bool:
    if LETTER_RO not in s.coengs[:-1]:
        return False
    sorted_letters = sorted(s.coengs, key=LETTER_RO.__eq__)  # stable: False before True
    changed = sorted_letters != s.coengs
    s.coengs = sorted_letters
    return changed


def _one_shifter_one_robat(s: Syllable) -> bool:
    changed = len(s.shifters) > 1 or len(s.robats) > 1
    del s.shifters[1:], s.robats[1:]
    return changed


def _oe(s: Syllable) -> bool:
    if sorted(s.vowels) == [II, E]:
        s.vowels = [OE]
    elif sorted(s.vowels) == [II, U, E] and s.lowering_shifter and not s.middle:
        s.vowels = [U, OE]
    else:
        return False
    return True


def _oo(s: Syllable) -> bool:
    if sorted(s.vowels) != [AA, E]:
        return False
    s.vowels = [OO]
    return True


def _u_is_shifter(s: Syllable, *, again: bool = False) -> bool:
    """-u under a vowel above becomes the shifter; with ``again`` also if that shifter is there."""
    kind = s.lowering_shifter
    if s.vowels.count(U) != 1 or not kind or s.zwnj_place():
        return False
    rest = [vowel for vowel in s.vowels if vowel != U]
    if rest:
        above = len(rest) == 1 and s.has_above(rest)
    else:
        above = SAMYOK_SANNYA in s.modifiers and kind == MUUSIKATOAN
    if not above or (s.shifters and not (again and s.shifters == [kind])):
        return False
    s.vowels, s.shifters = rest, [kind]
    return True


def _u_and_shifter(s: Syllable) -> bool:
    return _u_is_shifter(s, again=True)


def _bathamasat(s: Syllable) -> bool:
    if BATHAMASAT not in s.modifiers:
        return False
    s.modifiers = [NIKAHIT if sign == BATHAMASAT else sign for sign in s.modifiers]
    return True


def _no_repeats(s: Syllable) -> bool:
    if s.middle:
        return False
    changed = False
    for marks in (s.vowels, s.modifiers, s.finals):
        once = [mark for mark, run in groupby(marks) for _ in (run if mark == E else (0,))]
        changed |= len(once) < len(marks)
        marks[:] = once
    return changed


def _shifter_of_series(s: Syllable) -> bool:
    if not s.has_wrong_shifter():
        return False
    s.shifters = [TRIISAP if s.strong else MUUSIKATOAN]
    return True


def _near_oe(s: Syllable) -> bool:
    if len(s.vowels) != 2 or s.vowels[0] != E or s.vowels[1] not in I + Y + YY or s.middle:
        return False
    s.vowels = [OE]
    return True


def _no_repeated_coengs(s: Syllable) -> bool:
    once = [letter for letter, _ in groupby(s.coengs)]
    changed = once != s.coengs
    s.coengs = once
    return changed


# a byte order mark does not keep them apart: Z4 removes it
_U_BEHIND_INVISIBLE: Final = lazy_pattern(f"[{RE_VOWEL}{NIKAHIT}](?!{BOM}+{U})[{RE_INVISIBLE}]+{U}")

_INVISIBLE: Final = lazy_pattern(f"[{RE_INVISIBLE}]")

# In the order in which they act; each level applies the rules of the one before, then its own.
_SAFE: Final = (
    ("O2", _ro_last),
    ("U2", _one_shifter_one_robat),
    ("V1", _oe),
    ("V2", _oo),
    ("V3", _u_is_shifter),
)
_STANDARD: Final = (
    ("D5", _bathamasat),
    ("U1", _no_repeats),
    ("V1", _oe),
    ("V2", _oo),
    ("V3", _u_and_shifter),
)
_SEARCH: Final = (
    ("F8", _no_repeated_coengs),
    ("F7", _near_oe),
    ("F6", _shifter_of_series),
)
_ACTIONS: Final = {
    "safe": _SAFE,
    "standard": _SAFE + _STANDARD,
    "search": _SAFE + _STANDARD + _SEARCH,
}


def canonical(typed: str, level: Level, final_joiner: str | None = None) -> tuple[str, str]:
    """The canonical form of one syllable at ``level``, and the rules that acted, in their order.

    ``final_joiner`` is what stands before a final coeng in Middle Khmer, ``None`` for modern Khmer.
    """
    syllable = Syllable(typed, middle=final_joiner is not None)
    if len(set(syllable.shifters)) > 1:
        return typed, ""  # nothing tells which one is meant
    for name, act in _ACTIONS[level]:
        if act(syllable):
            syllable.rules.add(name)
        if name == "V3":  # the end of a level: the next one does not see a ZWNJ without effect
            syllable.joined = bool(syllable.zwnj_place())
    if "V3" in syllable.rules and _U_BEHIND_INVISIBLE.search(typed):
        return typed, ""  # -u was shown under a dotted circle, so not as a shifter
    text = syllable.text(final_joiner or "")
    if syllable.invisible > syllable.joined or (final_joiner == "" and ZWJ + COENG in typed):
        syllable.rules.add("Z1")
    place = syllable.zwnj_place()
    if place and (ZWNJ + syllable.shifters[0] in typed) != (place == "before"):
        syllable.rules.add("Z2")
    return text, "+".join(name for name in RULES if name in syllable.rules)


def _in_place(
    typed: str, level: Level, final_joiner: str | None, before_letter: bool
) -> tuple[str, str]:
    """The canonical form of a syllable in its context: first by ``safe``, then by the rest of ``level``.

    ``before_letter``: a letter without a vowel follows. Then a misplaced vowel that ends the form of
    ``safe`` is that letter's, and the other rules do not see it.
    """
    if level != "safe" and not before_letter and not _INVISIBLE.search(typed):
        return canonical(typed, level, final_joiner)  # whose first rules are those of safe
    text, rule = canonical(typed, "safe", final_joiner)
    alone = text[-1] if before_letter and _ENDS_MISPLACED.search(text) else ""
    if alone or level != "safe":
        typed = text.removesuffix(alone)
        rest, more = canonical(typed, level, final_joiner)
        if rest != typed:
            text = rest + alone
            acted = {*rule.split("+"), *more.split("+")}
            rule = "+".join(name for name in RULES if name in acted)
    return text, rule


def _change(
    typed: str, level: Level, final_joiner: str | None, before_letter: bool
) -> tuple[int, int, str, str] | None:
    text, rule = _in_place(typed, level, final_joiner, before_letter)
    if text == typed:
        return None
    head, tail = trim(typed, text)
    return head, tail, text[head : len(text) - tail], rule


def _form(typed: str, level: Level, final_joiner: str | None, before_letter: bool) -> str:
    return _in_place(typed, level, final_joiner, before_letter)[0]


_remembered_change = lru_cache(maxsize=1 << 13)(_change)
_remembered_form = lru_cache(maxsize=1 << 13)(_form)


def _safe_form(typed: str) -> str:
    form = _remembered_form if len(typed) <= _LONGEST_REMEMBERED else _form
    return form(typed, "safe", None, False)


_INVISIBLES: Final = "".join(INVISIBLES)
_NO_VOWEL: Final = (
    rf"(?:[{RE_INVISIBLE}]*+(?:[{ROBAT}{RE_SHIFTER}{RE_MODIFIER}{RE_FINAL}]"
    rf"|{COENG}[{COENG}{ATTHACAN}{RE_INVISIBLE}]*+[{RE_LETTER}]))"
)
# A vowel sign that is shown before its letter and was typed there: behind a finished syllable, before
# a letter that has no vowel. It belongs to that letter, or to none. Behind a sign that stands with no
# such vowel the letter may have one: អំេពី is អំពី or អំពើ, and no អេំ.
_LEADING: Final = "\u17c1-\u17c3"
_FINISHED: Final = rf"(?<=[{RE_VOWEL}{NIKAHIT}{BANTOC}{RE_FINAL}])"
_CLOSED: Final = f"(?<=[{NIKAHIT}{BANTOC}])"
MISPLACED_VOWEL: Final = compile_pattern(
    rf"(?:{_CLOSED}[{_LEADING}](?=[{RE_BASE}])|{_FINISHED}[{_LEADING}]"
    rf"(?=[{RE_BASE}](?!{_NO_VOWEL}*+[{RE_INVISIBLE}]*+[{RE_VOWEL}])))"
)
_IS_FINISHED: Final = lazy_pattern(rf"{_FINISHED}\Z")
_IS_CLOSED: Final = lazy_pattern(rf"{_CLOSED}\Z")
_ENDS_MISPLACED: Final = lazy_pattern(rf"{_FINISHED}[{_LEADING}]\Z")
_HAS_VOWEL: Final = lazy_pattern(f"[{RE_VOWEL}]")
_HAS_LEADING: Final = lazy_pattern(f"[{_LEADING}]")
_NEXT: Final = compile_pattern(rf"[{ZWNJ}{ZWJ}{BOM}]*+(?P<next>[{RE_BASE}]{TAIL}*+)")


def _own(match: re.Match[str], final_joiner: str | None) -> tuple[str, bool]:
    """The syllable without a misplaced last vowel; whether one that its rules put last is misplaced.

    Misplaced vowels are looked for in the form of ``safe``, without invisible characters, so that
    normalizing the result again finds the same.
    """
    typed = match[0]
    if final_joiner is not None or not _HAS_LEADING.search(typed):
        return typed, False
    behind = _NEXT.match(match.string, match.end())
    if not behind:
        return typed, False
    before_letter = not _HAS_VOWEL.search(_safe_form(behind["next"]))
    rest = typed[:-1].rstrip(_INVISIBLES)
    is_whole = _IS_FINISHED if before_letter else _IS_CLOSED
    if _HAS_LEADING.match(typed, len(typed) - 1) and is_whole.search(_safe_form(rest)):
        return rest, False
    return typed, before_letter


def suspects(level: Level) -> OddSyllables:
    """Finds the syllables on which a rule of ``level`` may act."""
    return _SUSPECT_FOR_SEARCH if level == "search" else _SUSPECT


# Every suspect syllable has a match of one of these patterns of two neighbours, such as a mark before
# one of its own or an earlier class. Without the native scan they are three times as fast.
_PAIR: Final = lazy_pattern(
    rf"[{RE_VOWEL}{RE_MODIFIER}{RE_FINAL}{RE_SHIFTER}](?=[{RE_MARK}{COENG}])(?:"
    rf"(?<=[{RE_VOWEL}])(?![{RE_MODIFIER}{RE_FINAL}])|(?<=[{RE_MODIFIER}])(?![{RE_FINAL}])"
    rf"|(?<=[{RE_FINAL}])|(?<=[{RE_SHIFTER}])(?![{RE_VOWEL}{RE_MODIFIER}{RE_FINAL}])"
    rf"|(?<={U})(?={SAMYOK_SANNYA}))"
)
_COENGS: Final = lazy_pattern(
    rf"{COENG}(?:[^{RE_LETTER}]|{LETTER_RO}(?={COENG})|.(?={ROBAT})|.{COENG}.(?={COENG})|\Z)"
)
_ODD: Final = lazy_pattern(rf"\u17d3|{ROBAT}(?={ROBAT})")
_HIDDEN_INSIDE: Final = lazy_pattern(rf"[{RE_INVISIBLE}](?=[{RE_INVISIBLE}{RE_MARK}{COENG}])")


def has_suspects(text: str, level: Level) -> bool:
    """Whether :func:`suspects` may find something."""
    if level == "search" or _scan.native_scan() is not None:
        return suspects(level).search(text) is not None
    return any(pattern.search(text) for pattern in (_PAIR, _COENGS, _HIDDEN_INSIDE, _ODD))


def syllable_changes(text: str, level: Level, final_joiner: str | None = None) -> Iterator[Change]:
    """The changes that the rules for syllables make in ``text``."""
    for match in suspects(level).finditer(text):
        typed, before_letter = _own(match, final_joiner)
        change = _remembered_change if len(typed) <= _LONGEST_REMEMBERED else _change
        found = change(typed, level, final_joiner, before_letter)
        if found:
            head, tail, after, rule = found
            start = match.start()
            end = start + len(typed)
            yield new_change((start + head, end - tail, after, rule))


def rewrite_syllables(text: str, level: Level, final_joiner: str | None = None) -> str:
    """``text`` with the changes of :func:`syllable_changes`."""
    pieces: list[str] = []
    done = 0
    for match in suspects(level).finditer(text):
        typed, before_letter = _own(match, final_joiner)
        form = _remembered_form if len(typed) <= _LONGEST_REMEMBERED else _form
        pieces += (text[done : match.start()], form(typed, level, final_joiner, before_letter))
        done = match.start() + len(typed)
    return "".join((*pieces, text[done:])) if pieces else text
