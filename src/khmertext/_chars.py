r"""The one table of Khmer code points and their classes.

Every other module asks this one. A class is a plain string of its members (so ``c in VOWELS``
works) or, with the prefix ``RE_``, the inside of a regular expression's ``[...]``.

Classes and names follow the Unicode NamesList and *Khmer Encoding Structure* (Hosken, Lindenberg,
Sok; SIL 2024): base letter, robat, coeng sign, shifter, dependent vowel, modifier sign (nonspacing),
final sign (spacing).
"""

from __future__ import annotations


def _range(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


# --- letters ---------------------------------------------------------------------------------
CONSONANTS = _range(0x1780, 0x17A2)
INDEPENDENT_VOWELS = _range(0x17A5, 0x17B3)
LETTERS = CONSONANTS + INDEPENDENT_VOWELS
DOTTED_CIRCLE = "\u25cc"  # the placeholder that shows a mark by itself

QAQ, QAA = "\u17a3", "\u17a4"  # ឣ ឤ, deprecated
INHERENT_VOWELS = "\u17b4\u17b5"  # invisible, discouraged
LETTER_QA = "\u17a2"  # អ
LETTER_RO = "\u179a"  # រ
LETTER_SA = "\u179f"  # ស
LETTER_BA = "\u1794"  # ប
LETTER_DA, LETTER_TA = "\u178a", "\u178f"  # ដ ត

# Classes of consonants for the shifter rule. STRONG: stops and fricatives except BA. Fonts draw
# muusikatoan like -u under MUUSIKATOAN_LOWERS, and triisap like -u under TRIISAP_LOWERS.
STRONG = (
    "\u1780\u1781\u1782\u1783\u1785\u1786\u1787\u1788\u178a\u178b\u178c\u178d\u178f\u1790\u1791\u1792"
    "\u1795\u1796\u1797\u179e\u179f\u17a0\u17a2"
)
MUUSIKATOAN_LOWERS = "\u1784\u1789\u1793\u1794\u1798\u1799\u179a\u179b\u179c"  # ង ញ ន ប ម យ រ ល វ
TRIISAP_LOWERS = "\u179f\u17a0\u17a2"  # ស ហ អ

# --- marks -----------------------------------------------------------------------------------
VOWELS = _range(0x17B6, 0x17C5)
AA, I, II, Y, YY, U, OE, YA, E, OO = (
    "\u17b6", "\u17b7", "\u17b8", "\u17b9", "\u17ba", "\u17bb", "\u17be", "\u17bf", "\u17c1", "\u17c4",
)  # fmt: skip
LEADING_VOWELS = "\u17c1\u17c2\u17c3"  # drawn before their letter
ABOVE_VOWELS = I + II + Y + YY + OE + YA
NIKAHIT, REAHMUK, YUUKALEAPINTU = "\u17c6", "\u17c7", "\u17c8"
MUUSIKATOAN, TRIISAP = "\u17c9", "\u17ca"
SHIFTERS = MUUSIKATOAN + TRIISAP
BANTOC, ROBAT, TOANDAKHIAT, KAKABAT, AHSDA = "\u17cb", "\u17cc", "\u17cd", "\u17ce", "\u17cf"
SAMYOK_SANNYA, VIRIAM, COENG, BATHAMASAT, ATTHACAN = (
    "\u17d0",
    "\u17d1",
    "\u17d2",
    "\u17d3",
    "\u17dd",
)
MODIFIERS = (
    NIKAHIT
    + BANTOC
    + TOANDAKHIAT
    + KAKABAT
    + AHSDA
    + SAMYOK_SANNYA
    + VIRIAM
    + BATHAMASAT
    + ATTHACAN
)
FINALS = REAHMUK + YUUKALEAPINTU
MARKS = VOWELS + SHIFTERS + ROBAT + MODIFIERS + FINALS  # all that follow a base letter but coeng

# Most fonts draw these two alike, and each is typed for the other.
COENG_DA, COENG_TA = COENG + LETTER_DA, COENG + LETTER_TA

# --- what stands alone -----------------------------------------------------------------------
KHAN, BARIYOOSAN, CAMNUC, LEK_TOO, BEYYAL = (
    "\u17d4",
    "\u17d5",
    "\u17d6",
    "\u17d7",
    "\u17d8",
)  # ។ ៕ ៖ ៗ ៘
PHNAEK_MUAN, KOOMUUT = "\u17d9", "\u17da"  # ៙ ៚
PUNCTUATION = KHAN + BARIYOOSAN + CAMNUC + LEK_TOO + BEYYAL + PHNAEK_MUAN + KOOMUUT
DIGITS = _range(0x17E0, 0x17E9)
LEK_ATTAK = _range(0x17F0, 0x17F9)  # divination numerals, never digits
LUNAR_SYMBOLS = _range(0x19E0, 0x19FF)
PATHAMASAT, TUTEYASAT = "\u19e0", "\u19f0"

# --- invisible -------------------------------------------------------------------------------
ZWSP, ZWNJ, ZWJ, WORD_JOINER, BOM, SOFT_HYPHEN = (
    "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad",
)  # fmt: skip
INVISIBLES = (
    ZWSP + ZWNJ + ZWJ + WORD_JOINER + BOM + SOFT_HYPHEN + "\u034f\u061c\u200e\u200f"
    + _range(0x2061, 0x2064) + _range(0x202A, 0x202E) + _range(0x2066, 0x2069) + _range(0xFE00, 0xFE0F)
)  # fmt: skip
# blanks that let no line break, or of other widths: they mean no more than a space
OTHER_SPACES = "\u00a0" + _range(0x2000, 0x200A) + "\u202f\u205f\u3000"

# --- hyphens and dashes: The Unicode Standard, section 6.2, "Dashes and Hyphens" ----------------
# HYPHEN, NON-BREAKING HYPHEN, FIGURE DASH, SMALL and FULLWIDTH HYPHEN-MINUS mean no more than the
# hyphen-minus of the keyboard; the others say more than it
OTHER_HYPHENS = "\u2010\u2011\u2012\ufe63\uff0d"
EN_DASH, EM_DASH, MINUS_SIGN = "\u2013", "\u2014", "\u2212"
HYPHENS = "-" + EN_DASH  # stand between the figures of a code, a day, a telephone number
DASHES = HYPHENS + EM_DASH  # between the ends of a range
MINUS_SIGNS = "-" + MINUS_SIGN

# --- sets, for slices of one character: the empty slice at the end of a text is in every string -----
LETTER_SET = frozenset(LETTERS)
WRITTEN = LETTER_SET.union(MARKS, COENG)  # what words are written with

# --- the same as regular expression classes --------------------------------------------------
RE_BASE = "\u1780-\u17a2\u17a5-\u17b3\u25cc"
RE_CONSONANT = "\u1780-\u17a2"
RE_LETTER = "\u1780-\u17a2\u17a5-\u17b3"
RE_LETTER_OR_DEPRECATED = "\u1780-\u17b3"
RE_CLUSTER_HEAD = RE_LETTER_OR_DEPRECATED + "\u25cc"  # the dotted circle stands for a letter
RE_VOWEL = "\u17b6-\u17c5"
RE_MARK = "\u17b6-\u17d1\u17d3\u17dd"
RE_MODIFIER = "\u17c6\u17cb\u17cd-\u17d1\u17d3\u17dd"
RE_FINAL = "\u17c7\u17c8"
RE_SHIFTER = "\u17c9\u17ca"
RE_DIGIT = "\u17e0-\u17e9"
RE_WRITTEN = "\u1780-\u17d3\u17dd"  # letters and marks: what Khmer words are written with
RE_HYPHEN, RE_DASH, RE_MINUS = rf"\-{EN_DASH}", rf"\-{EN_DASH}{EM_DASH}", rf"\-{MINUS_SIGN}"
RE_KHMER = "\u1780-\u17ff\u19e0-\u19ff"
RE_INVISIBLE = (
    "\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u034f\u061c\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f"
)
# marks, joiners and selectors that hang on what stands before them: no token begins with one
RE_HANGING = (
    "\u17b4-\u17d3\u17dd\u0300-\u036f\u200c\u200d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
)
# characters between which Unicode Annex 29 breaks whatever surrounds them, marks aside: those that
# nearly all texts are written with, and all, of which a pattern is slow to compile
RE_PLAIN_HERE = "\x00-\u02ff\u1780-\u17ff\u19e0-\u19ff\u2000-\u20cf\u2100-\u2bff"
RE_PLAIN = RE_PLAIN_HERE + "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff"
RE_NEWLINE = "\n-\r\x1c-\x1e\x85\u2028\u2029"
RE_REPEATED = "-.…–—_=+*~#!?·•"  # signs of which several in a row are one token


def fold(text: str) -> str:
    """``text`` with subscript ត for ដ, as words are compared: they look the same. The length is kept."""
    return text.replace(COENG_DA, COENG_TA)


def with_either_subscript(text: str) -> tuple[str, ...]:
    """``text`` as it is, with subscript ដ for ត and with subscript ត for ដ, each once.

    >>> with_either_subscript("កណ្តាល") == ("កណ្តាល", "កណ្ដាល")
    True
    """
    ways = (text, text.replace(COENG_TA, COENG_DA), fold(text))
    return tuple(dict.fromkeys(ways))


def ranges(members: str) -> list[tuple[int, int]]:
    """The ranges of code points that a class names.

    >>> ranges("a-cx")
    [(97, 99), (120, 120)]
    """
    found = []
    i = 0
    while i < len(members):
        last = i + 2 if members[i + 1 : i + 2] == "-" and i + 2 < len(members) else i
        found.append((ord(members[i]), ord(members[last])))
        i = last + 1
    return found


def characters_of(members: str) -> str:
    """The characters that a class names.

    >>> characters_of("a-cx")
    'abcx'
    """
    return "".join(_range(first, last) for first, last in ranges(members))
