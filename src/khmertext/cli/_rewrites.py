"""Commands that rewrite texts."""

from __future__ import annotations

from typing import Any

from khmertext.cli._options import CONFIDENCE, GIVE, LEVEL, option
from khmertext.cli._rows import Arguments, TextCommand, said_in_one_line


def _normalize(args: Arguments, text: str) -> str:
    from khmertext.normalization import normalize

    return normalize(text, args.level, coeng_da=args.coeng_da, zwsp=args.zwsp, lang=args.lang)


def _modernize(args: Arguments, text: str) -> str:
    from khmertext.spelling import modernize

    return modernize(text, confidence=args.confidence, give=args.give)


def _explain_modernize(args: Arguments, text: str) -> Any:
    from khmertext.spelling import explain_modernize

    return explain_modernize(text, confidence=args.confidence, give=args.give)


def _word_key(args: Arguments, text: str) -> str:
    from khmertext.normalization import word_key

    return word_key(text)


def _breaks(args: Arguments, text: str) -> str:
    from khmertext.layout import insert_breaks, insert_breaks_in_html

    mark = {} if args.mark is None else {"mark": args.mark}
    with said_in_one_line():
        return insert_breaks_in_html(text, **mark) if args.html else insert_breaks(text, **mark)


def _redact(args: Arguments, text: str) -> str:
    from khmertext._redaction import PERSONAL_DATA, redact

    kinds: Any = args.kinds or PERSONAL_DATA
    with said_in_one_line():
        return redact(text, kinds, args.mark, keep_length=args.keep_length)


def _remove_word_spaces(args: Arguments, text: str) -> str:
    from khmertext.layout import remove_word_spaces

    return remove_word_spaces(text)


def _unchanged(args: Arguments, text: str) -> str:
    return text


REWRITES = (
    TextCommand(
        "normalize",
        "put Khmer text into its normal form",
        "rewrites",
        _normalize,
        (
            "khmertext normalize --zwsp remove -o clean.txt dirty.txt",
            "khmertext normalize --csv name people.csv > clean.csv",
        ),
        (
            LEVEL,
            option("--coeng-da", choices=["keep", "ta"], default="keep", help="subscript ដ as ត"),
            option("--zwsp", choices=["keep", "remove"], default="keep", help="U+200B"),
            option("--lang", choices=["km", "xhm"], default="km", help="Khmer, or Middle Khmer"),
        ),
    ),
    TextCommand(
        "modernize",
        "replace legacy spellings by the modern ones",
        "rewrites",
        _modernize,
        ("khmertext modernize old.txt > new.txt", "khmertext modernize --give ឲ្យ old.txt"),
        (CONFIDENCE, GIVE, option("--diff", action="store_true", help="only what changes")),
        explain=_explain_modernize,
    ),
    TextCommand(
        "word-key",
        "bring the spellings of a word, one a line, together",
        "rewrites",
        _word_key,
        ("khmertext word-key names.txt", "khmertext word-key --csv name people.csv"),
    ),
    TextCommand(
        "breaks",
        "put a mark wherever a line may end",
        "rewrites",
        _breaks,
        ("khmertext breaks article.txt", "khmertext breaks --html page.html -o page.html"),
        (
            option("--html", action="store_true", help="files are HTML; each is read as a whole"),
            option("--mark", help="instead of U+200B, or <wbr> in HTML"),
        ),
        by_line=False,
    ),
    TextCommand(
        "redact",
        "mask telephones, accounts, identity numbers, plates, addresses and days of birth",
        "rewrites",
        _redact,
        (
            "khmertext redact letters.txt",
            "khmertext redact --kinds phone email -- letters.txt",
            "khmertext redact --csv note --keep-length calls.csv",
        ),
        (
            option(
                "--kinds",
                nargs="+",
                choices=["phone", "account", "identity", "plate", "email", "url", "birthdate"],
                help="only these",
            ),
            option("--mark", default="▮", help="what stands there instead (default ▮)"),
            option("--keep-length", action="store_true", help="a mark for each code point"),
        ),
    ),
    TextCommand(
        "remove-word-spaces",
        "take out the spaces between words that were typed or read word by word",
        "rewrites",
        _remove_word_spaces,
        ("khmertext remove-word-spaces scanned.txt",),
    ),
    TextCommand(
        "sort",
        "sort the lines or records of all files as the dictionary of Chuon Nath does",
        "rewrites",
        _unchanged,
        ("khmertext sort names.txt", "khmertext sort --csv name people.csv"),
        (option("--reverse", action="store_true", help="from the last to the first"),),
        sorts=True,
    ),
)
