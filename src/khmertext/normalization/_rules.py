"""``RULES``: the name of each rule, what it does, and the first level that applies it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from khmertext.types import Level


class Rule(NamedTuple):
    """One rule: ``level`` is the first level that applies it, ``description`` one line for people."""

    level: Level
    description: str

    def __str__(self) -> str:
        return self.description


# In the order in which they act. Names of edits are these keys, joined by "+" where several rules
# act on one syllable.
RULES: Mapping[str, Rule] = MappingProxyType(
    {
        # replacements of one character
        "D1": Rule("safe", "deprecated letter ឣ (U+17A3) is អ (U+17A2)"),
        "D2": Rule("safe", "deprecated vowel ឤ (U+17A4) is អា (U+17A2 U+17B6)"),
        "D3": Rule("safe", "invisible inherent vowels (U+17B4, U+17B5) are removed"),
        # inside a syllable
        "Z1": Rule("safe", "invisible characters inside a syllable are removed"),
        "O8": Rule(
            "safe", "U+17DD that NFC put between a coeng sign and its letter goes behind them"
        ),
        "C1": Rule("safe", "several coeng signs before one letter are one"),
        "O1": Rule("safe", "subscript letters stand before vowels and signs"),
        "O2": Rule("safe", "of several subscript letters រ is the last"),
        "O3": Rule("safe", "the shifter (៉ ៊) stands after the subscript letters"),
        "O4": Rule("safe", "the shifter (៉ ៊) stands before vowels and signs"),
        "O5": Rule("safe", "robat (៌) stands directly after the base letter"),
        "O6": Rule("safe", "signs above the letter stand after the vowel"),
        "O7": Rule("safe", "ះ and ៈ stand last"),
        "X1": Rule("safe", "lang='xhm': a subscript letter after the vowel closes the syllable"),
        "U2": Rule("safe", "a shifter or robat typed twice is one"),
        "V1": Rule("safe", "េ with ី is the vowel ើ"),
        "V2": Rule("safe", "េ with ា is the vowel ោ"),
        "V3": Rule("safe", "ុ under a vowel that stands above is the shifter that fonts draw like ុ"),
        "Z2": Rule("safe", "a ZWNJ that keeps a shifter up stands where every shaper accepts it"),
        "D5": Rule("standard", "discouraged sign ៓ (U+17D3) on a letter is ំ"),
        "U1": Rule("standard", "a vowel or sign typed twice in a row is one"),
        # between syllables
        "Z3": Rule("safe", "ZWNJ and ZWJ without effect after a Khmer character are removed"),
        "Z4": Rule("safe", "byte order marks at the start or beside Khmer are removed"),
        "D4": Rule("standard", "discouraged sign ៘ (U+17D8) is ។ល។"),
        "D6": Rule("standard", "lunar dates typed as digits and coeng are the lunar date symbols"),
        "L1": Rule("standard", "Thai and Lao marks on a Khmer letter are ំ and ៍"),
        "Z5": Rule("standard", "U+200B: one is enough, and none beside a space or at the ends"),
        "N1": Rule("standard", "what is not Khmer is in Unicode form NFC"),
        # options
        "Z6": Rule("safe", "zwsp='remove': every U+200B is removed"),
        "F1": Rule("search", "subscript ដ is subscript ត (also with coeng_da='ta')"),
        # folding for keys
        "F2": Rule("search", "invisible characters are removed"),
        "F3": Rule("search", "ឲ is ឱ"),
        "F4": Rule("search", "ឨ is ឧក"),
        "F5": Rule("search", "៝ is ៑ and ៏ is ៍"),
        "F6": Rule("search", "a shifter under a vowel that stands above is the one of its letter"),
        "F7": Rule("search", "េ with ិ ឹ or ឺ is the vowel ើ"),
        "F8": Rule("search", "a subscript letter typed twice in a row is one"),
        "F9": Rule("search", "a coeng sign without a letter is removed"),
        "F10": Rule("search", "Khmer digits are ASCII digits"),
        "F11": Rule("search", "៖ is a colon, quotation marks are \" or '"),
        "F12": Rule("search", "what is not Khmer is in form NFKC and without case"),
        "F13": Rule("search", "white space is one space, and none at the ends"),
    }
)
