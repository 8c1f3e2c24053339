"""Texts that somebody might send to break things: one unit of each, and texts of any length.

``UNITS`` are repeated to the length wanted; ``OPENINGS`` is what stands once before the repeated
unit, where that makes it worse. ``ordinary_texts`` is what they are compared with.
"""

from __future__ import annotations

import random
from itertools import cycle, islice
from pathlib import Path

import khmertext

SEED = (Path(__file__).parent.parent / "seeds" / "kandal-wccc-2024-07-31.txt").read_text("utf-8")
DENSE = {
    "date": "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ ថ្ងៃពុធ ១១រោច ខែអាសាឍ ឆ្នាំរោង ម៉ោង ៨ និង ៣០នាទីព្រឹក។ ",
    "number": "ប្រាក់ ៥លានរៀល និង $12.50 ស្មើ ៣០% នៃ ពីរពាន់បីរយម្ភៃ នាក់។ ",
    "acronym": "គណៈកម្មាធិការជាតិរៀបចំការបោះឆ្នោត (គ.ជ.ប) និងគ.ក.ន.ក ក្នុង ASEAN។ ",
    "normal": "ឃំុនេះ ឣោយ សេ្តច កណ្ដាល។ ",
    "explain": "ឃំុនេះ ឣោយ សេ្តច កណ្ដាល។ ",
    "moderni": "គេសំរេចឣោយទៅ។ ",
    "diagnose": "ក្ក្កុំ ា ១០ ក្។ ",
    "is_normalized": khmertext.normalize(SEED),  # where it must look to the end
    "digits_to_words": "០១២ 345 678 ",
    "strftime": "%A ទី%-d ខែ%B ឆ្នាំ%Y ",
}
# of functions of one expression, which is not repeated
EXPRESSIONS = {
    "parse_number": khmertext.number_to_words(10**900 // 7),
    "parse_date": "ថ្ងៃពុធ ១១រោច ខែអាសាឍ ឆ្នាំរោង ឆស័ក ព.ស.២៥៦៨ ត្រូវនឹងថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤",
    "parse_time": "ម៉ោង ២ និង ៣០នាទី រសៀល",
    "lek_attak_value": "៱៲៳" * 1000,
}

OPENINGS = {
    "marks on a letter": "ក",
    "all marks on a letter": "ក",
    "subscripts of a letter": "ក",
    "shifters on a letter": "ស",
    "Latin marks on a letter": "a",
    "a date and digits": "ថ្ងៃទី",
    "a definition that never closes": "គណៈកម្មាធិការ(",
    "an address": "http://",
    "a million": "មួយ",
    "decimal": "១,",
    "open quotation": "«",
    "dots after a letter": "ក",
}

UNITS = {
    # what is not a text
    "high surrogates": "\ud800",
    "low surrogates": "\udfff",
    "surrogates in the wrong order": "\udc00\ud800",
    "surrogates in the right order": "\ud83d\ude00",
    "surrogates between letters": "ក\ud800្",
    "NUL": "\0",
    "NUL between letters": "ក\0",
    "the last code point": "\U0010ffff",
    "the last code point between letters": "ក\U0010ffff",
    "noncharacters": "\ufffe\uffff\ufdd0",
    "private use": "\ue000\U000f0000",
    "unassigned Khmer": "\u17de\u17df\u17ea\u17fa",
    "byte order marks": "\ufeff",
    "control characters": "\x01\x1b\x7f\x85",
    "Khmer read as Windows-1252": "áž€áž¶ ",
    "tags": "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    # Khmer, badly
    "marks on a letter": "\u17c6",
    "all marks on a letter": "\u17c9\u17d2\u17b6\u17c6\u17cb\u17c1\u17b8\u17c7\u17d0\u17bb\u17ca",
    "subscripts of a letter": "\u17d2ក",
    "coeng signs": "\u17d2",
    "coeng and space": "ក\u17d2 ",
    "shifters on a letter": "\u17ca\u17c9",
    "vowels without a letter": "\u17b6",
    "wrong order": "ឃំុ",
    "wrong order, subscripts": "ស\u17bb\u17d2រ\u17c9\u17d2ត",
    "split vowels": "ក\u17c1\u17b6",
    "deprecated letters": "ឣឤ\u17d3",
    "invisible vowels": "ក\u17b4\u17b5",
    "robats": "ក\u17cc",
    "da and ta": "ណ\u17d2ដណ\u17d2ត",
    "repeated signs": "ៗ",
    "lunar symbols": "\u19e0\u19f0\u19e1",
    "beyyal": "៘",
    "old laek": "\u17f0\u17f9",
    # invisible
    "zero width spaces": "\u200b",
    "zero width spaces between letters": "ក\u200b",
    "joiners": "\u200c\u200d",
    "joiners between letters": "ក\u200dា\u200c",
    "variation selectors": "ក\ufe0f\U000e0100",
    "right-to-left marks": "\u200f",
    "right-to-left overrides": "ក\u202eខ\u2066",
    "Arabic and Hebrew": "سلام שלום ",
    # ordinary things, too many
    "one letter": "ក",
    "one syllable": "កា",
    "one word": "កម្ពុជា",
    "one long compound": "គណៈកម្មាធិការពិគ្រោះយោបល់កិច្ចការស្ត្រីនិងកុមារ",
    "one Latin letter": "a",
    "spaces": " ",
    "all spaces": " \t\u00a0\u3000\u2028",
    "new lines": "\n",
    "carriage returns": "\r\n\r",
    "full stops": "។",
    "ends of sentences": "។ ៕! ?\n",
    "quotations": "«",
    "open quotation": "ក។ ",
    "nested quotations": "«“\"'",
    "alternating scripts": "កa",
    "many scripts": "កa中ßกა한ǆ",
    "case that grows": "İŉǰΐﬀ",
    "ligatures": "ﷺ㍿",
    "emoji": "👩‍👩‍👧🇰🇭",
    "flags": "🇰",
    "Latin marks on a letter": "\u0301\u0323",
    "conjoining Hangul": "\u1100\u1161\u11a8",
    "other digits": "١２𝟗๙",
    # numbers
    "digits": "7",
    "Khmer digits": "៧",
    "mixed digits": "7៧",
    "zeros": "0",
    "decimal": "១",
    "thousands": ",១២៣",
    "points between digits": "1.",
    "dots behind digits": "1...",
    "commas between digits": "1,",
    "hyphens between digits": "1-",
    "slashes between digits": "1/",
    "colons between digits": "12:",
    "spaces between digits": "១ ",
    "percent": "5%",
    "money": "$5 ",
    "minus signs": "-",
    "minus words": "ដក",
    "number words": "មួយ",
    "number words, many": "ពីរពាន់បីរយម្ភៃប្រាំ",
    "a million": "លាន",
    "tens": "ដប់ម្ភៃ",
    "point words": "មួយចុច",
    "halves": "កន្លះ",
    "parts": "មួយភាគ",
    "ordinals": "ទី",
    "phones": "012 345 678/",
    "identifiers": "លេខ១២ សជណ.",
    # dates
    "a date and digits": "៣១",
    "dates": "ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤ ",
    "day and no more": "ថ្ងៃទី",
    "days listed": "ថ្ងៃទី១, ២ និង",
    "months": "ខែមករា",
    "years": "ឆ្នាំ២០២៤-",
    "ranges": "ពីថ្ងៃទី១ដល់",
    "weekdays": "ថ្ងៃចន្ទ ",
    "clock": "ម៉ោង ៨ និង ",
    "lunar": "១២កើត ខែពិសាខ ឆ្នាំរោង ",
    "lunar halves": "៤រោច ",
    "eras": "ព.ស.២៥៦៨ គ.ស.",
    "half-years": "ឆមាសទី១ និង",
    "equals": "ត្រូវនឹង",
    "written dates": "31/07/2024-",
    # acronyms and addresses
    "dots": ".",
    "dots after a letter": ".",
    "dotted letters": "ក.",
    "dotted letters and spaces": "ក. ",
    "dotted letters, space before": "ក .",
    "dotted letters and commas": "ក,",
    "acronyms": "គ.ក.ស.ក ",
    "acronyms in parentheses": "(គ.ជ.ប)",
    "Latin acronyms": "(ASEAN) ",
    "letters in parentheses": "(រអហ) ",
    "acronyms beside or": "ឬ គ.ក ",
    "Latin acronyms beside or": "ឬ ABC ",
    "a list of acronyms": "គ.ក ៖ ",
    "quoted letters": "«គកប» ",
    "codes of documents": "លេខ ១ ក.ប្រក",
    "opening parentheses": "(",
    "closing parentheses": ")",
    "nested parentheses": "ក(ខ",
    "definitions": "គណៈកម្មាធិការជាតិ (គ.ជ) ",
    "a definition that never closes": "ជាតិប្រឆាំង ",
    "definition words": "ហៅកាត់ថា ",
    "slashes": "/",
    "an address": "a.",
    "addresses": "http://a.kh/ ",
    "Khmer in addresses": "http://a.kh/ក_",
    "protocols": "http://",
    "dots and Latin": "www.",
    "at signs": "@",
    "mail": "a@a.",
    "mail names": "a.b-c_d+",
    "hashtags": "#ក",
    "markup": "<b>&amp;",
    "formats": "%Y%%-{x}",
    # found by a search for what is dearest
    "letters and a dot": "គគ.",
    "or and acronyms": "ឬ .គ. ",
    "quoted ordinals": "«គៃទី",
    "figures and quotations": "១«",
    "ends and joiners": "ក។\u200d",
    "days between hyphens": "11-11-",
    "heads of figures": "ភូមិ៣សង្កាត់៥",
}


def ordinary_texts(name: str, public: str, length: int) -> list[str]:
    """What a function is there for: the seed article, and the texts of what it looks for."""
    if public in EXPRESSIONS:
        return [EXPRESSIONS[public]]
    texts = [SEED, *(text for part, text in DENSE.items() if part in name)]
    if public in ("analyze", "cli.main"):
        texts.append("".join(DENSE.values()))
    return [(text * (length // len(text) + 1))[:length] for text in texts]


UNITS_OF_EVERYTHING = "".join(dict.fromkeys("".join(UNITS.values())))


def text(name: str, length: int) -> str:
    """The hostile text ``name`` of ``length`` code points."""
    opening, unit = OPENINGS.get(name, ""), UNITS[name]
    return (opening + unit * (length // len(unit) + 1))[:length]


def palindrome(opening: str, closing: str, length: int) -> str:
    """Nested brackets."""
    return opening * (length // 2) + closing * (length // 2)


def shuffled(length: int, seed: int = 7) -> str:
    """Every character of the table in a random order."""
    return "".join(random.Random(seed).choices(UNITS_OF_EVERYTHING, k=length))


def mixed(length: int, seed: int = 7) -> str:
    """The units in a random order, some broken off."""
    source = random.Random(seed)
    units = list(UNITS.values())
    pieces = (
        unit[: source.randint(1, len(unit))] for unit in iter(lambda: source.choice(units), 0)
    )
    return "".join(islice((char for piece in pieces for char in piece), length))


def alternating(first: str, second: str, length: int) -> str:
    """Two hostile texts, unit by unit."""
    units = cycle((UNITS[first], UNITS[second]))
    return "".join(islice((char for unit in units for char in unit), length))
