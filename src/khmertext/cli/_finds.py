"""Commands that find something in texts."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from typing import Any

from khmertext.cli._failures import InputError, reason
from khmertext.cli._options import ERA, KNOWN, LEAST_SCORE, LEVEL, LINES, REF, SKIP_DATES, option
from khmertext.cli._reading import files_under, lines
from khmertext.cli._rows import Arguments, TextCommand
from khmertext.types import jsonable


def _explain(args: Arguments, text: str) -> list[dict[str, Any]]:
    from khmertext.normalization import RULES, explain

    return [
        {
            **jsonable(edit),
            "text": edit.before,
            "reason": "; ".join(RULES[rule].description for rule in edit.rule.split("+")),
        }
        for edit in explain(text, args.level).edits
    ]


def _edit_columns(edit: dict[str, Any]) -> list[str]:
    return [edit["before"], edit["after"], edit["rule"], edit["reason"]]


def _spelling(args: Arguments, text: str) -> Any:
    from khmertext.spelling import check_spelling

    return check_spelling(
        text,
        legacy=None if args.legacy == "no" else args.legacy,
        typos=not args.no_typos,
        threshold=args.threshold,
        known=args.right,
    )


def _spelling_columns(found: Any) -> list[str]:
    return [found.text, found.kind, ", ".join(found.suggestions), found.rule, str(found.score)]


def _diagnose(args: Arguments, text: str) -> Any:
    from khmertext.spelling import diagnose

    return diagnose(text, confusables=args.confusables)


def _diagnostic_columns(found: Any) -> list[str]:
    return [found.text, found.code, found.message]


def _terms(args: Arguments, text: str) -> Any:
    from khmertext.search import search_terms

    return search_terms(text, compounds=not args.query)


def _term_columns(found: Any) -> list[str]:
    return [found.term, str(found.position)]


def _numbers(args: Arguments, text: str) -> Any:
    from khmertext.document import Dates, find_numbers

    skip: Dates = "skip" if args.skip_dates else "keep"
    return find_numbers(text, include_one=args.include_one, dates=skip)


def _number_columns(mention: Any) -> list[str]:
    from khmertext._values import number_value

    return [mention.text, mention.kind, number_value(mention), mention.unit or ""]


def _dates(args: Arguments, text: str) -> Any:
    from khmertext.dates import find_dates

    return find_dates(text, ref=args.ref, era=args.era)


def _date_columns(mention: Any) -> list[str]:
    from khmertext._values import date_value

    flags = ",".join(sorted(mention.flags))
    return [mention.text, mention.precision, date_value(mention), flags]


def _acronyms(args: Arguments, text: str) -> Any:
    from khmertext.acronyms import find_acronyms

    return find_acronyms(text, gazetteer=_learned(args.gazetteer, args.learn)[0])


def learn(args: Arguments) -> list[InputError]:
    """Read the gazetteer and the files of ``--learn``; returns an error for each unread file."""
    return _learned(args.gazetteer, args.learn)[1]


@functools.cache
def _learned(path: str | None, learned: str | None) -> tuple[Any, list[InputError]]:
    """The gazetteer: that of the file ``path`` or the shipped one, and what ``learned`` defines.

    ``learned`` is a file or a directory. The errors are those of its files that cannot be read.
    """
    from khmertext.acronyms import default_gazetteer, learn_gazetteer, load_gazetteer

    known = default_gazetteer()
    if path is not None:
        try:
            known = load_gazetteer(path)
        except OSError as error:
            raise InputError(f"{path}: {reason(error)}") from None
        except ValueError as error:
            raise InputError(str(error)) from None
    errors: list[InputError] = []
    if learned is None:
        return known, errors

    def texts() -> Iterator[tuple[str, str]]:
        for name in files_under(learned) if os.path.isdir(learned) else [learned]:
            try:
                yield name, "".join(lines(name))
            except InputError as error:
                errors.append(error)

    return learn_gazetteer(texts(), known), errors


def _acronym_columns(mention: Any) -> list[str]:
    expansion, source = mention.expansion or "", mention.expansion_source or ""
    return [mention.text, mention.canonical, mention.kind, expansion, source]


FINDS = (
    TextCommand(
        "explain",
        "list what normalize changes, and why",
        "finds",
        _explain,
        ("khmertext explain dirty.txt", "khmertext explain --level safe --json dirty.txt"),
        (LEVEL,),
        _edit_columns,
    ),
    TextCommand(
        "spelling",
        "list legacy spellings and misspellings",
        "finds",
        _spelling,
        (
            "khmertext spelling article.txt",
            "khmertext spelling --threshold 70 --known names.txt article.txt",
        ),
        (
            LEAST_SCORE,
            KNOWN,
            option("--legacy", choices=["high", "medium", "low", "no"], default="high"),
            option("--no-typos", action="store_true", help="only legacy spellings"),
        ),
        _spelling_columns,
        by_line=False,
    ),
    TextCommand(
        "diagnose",
        "list what is wrong and cannot be repaired safely",
        "finds",
        _diagnose,
        ("khmertext diagnose article.txt", "khmertext diagnose -r archive"),
        (option("--confusables", action="store_true", help="also what looks like another word"),),
        _diagnostic_columns,
    ),
    TextCommand(
        "terms",
        "list the terms for a search engine",
        "finds",
        _terms,
        ("khmertext terms article.txt", "khmertext terms --query queries.txt"),
        (option("--query", action="store_true", help="parts alone, without compounds"),),
        _term_columns,
    ),
    TextCommand(
        "acronyms",
        "find acronyms and what they stand for",
        "finds",
        _acronyms,
        (
            "khmertext acronyms article.txt",
            "khmertext acronyms --lines --json posts.txt",
            "khmertext acronyms --learn minutes/",
        ),
        (
            LINES,
            option("--learn", metavar="DIR", help="know what the texts in a directory define"),
            option("--gazetteer", metavar="FILE", help="know what a file says, not the list"),
        ),
        _acronym_columns,
        by_line=False,
    ),
    TextCommand(
        "numbers",
        "find numbers",
        "finds",
        _numbers,
        ("khmertext numbers budget.txt", "khmertext numbers --json --jobs 2 archive.txt"),
        (
            option("--include-one", action="store_true", help="also មួយ by itself"),
            SKIP_DATES,
        ),
        _number_columns,
    ),
    TextCommand(
        "dates",
        "find dates",
        "finds",
        _dates,
        ("khmertext dates article.txt", "khmertext dates --ref 2024-07-31 posts.txt"),
        (REF, ERA),
        _date_columns,
    ),
)
