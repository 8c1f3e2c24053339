"""The commands: one row each. What a command says of a text is the row's ``result``.

A text is a line, a whole file or a field of a record. Its result is a new text (``rewrites``), a
sequence of pieces (``cuts``), of findings (``finds``), or a document for people (``reports``).
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import os
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from khmertext.cli._failures import InputError, reason
from khmertext.cli._options import (
    CONFIDENCE,
    CORPUS,
    ENGINE,
    GIVE,
    JSON,
    LEVEL,
    LINES,
    MODE,
    MODEL,
    ON_TEXTS,
    OUTPUT,
    REF,
    SEP,
    Option,
    option,
    out_of_100,
)
from khmertext.cli._reading import Input, file_names, files_under, lines
from khmertext.cli._writing import cells, in_colour, json_line, table_row
from khmertext.types import jsonable

Arguments = argparse.Namespace


class TextCommand(NamedTuple):
    """A command on texts."""

    name: str
    about: str
    kind: Literal["rewrites", "cuts", "finds", "reports"]
    result: Callable[[Arguments, str], Any]
    examples: tuple[str, ...]
    options: tuple[Option, ...] = ()
    columns: Callable[[Any], list[str]] | None = None  # of a finding, behind its place and text
    edits: Callable[[Arguments, str], Any] | None = None  # what a rewrite changed, for --json
    by_line: bool = True  # each line is a text, or, without, the whole file

    def printed(self, args: Arguments, given: Input) -> str:
        """What is printed of one text."""
        if given.record is not None:
            return self._record(args, given, given.record)
        if self.kind == "finds":
            return self._findings(args, given)
        if self.kind == "reports":
            document = self.result(args, given.text)
            if args.json:
                return json_line({"file": given.file, **document.to_dict()})
            from khmertext._report import report

            return report(
                given.file, document, words=args.show_words, colour=in_colour(args.output)
            )
        body = given.text.rstrip("\r\n")
        end = given.text[len(body) :]
        found = self.result(args, body)
        if self.kind == "rewrites":
            if args.json:
                edits = {} if self.edits is None else {"edits": jsonable(self.edits(args, body))}
                return json_line({"text": body, "result": found, **edits})
            if getattr(args, "diff", False):
                return "" if found == body else f"-{body}\n+{found}\n"
            return str(found) + end
        if args.json:
            return json_line({"text": body, self.name: list(found)})
        return str(args.sep).join(map(_written, found)) + end

    def _findings(self, args: Arguments, given: Input) -> str:
        """One line a finding, with offsets into the file, and its name where there are several."""
        written = []
        for mention in self.result(args, given.text):
            record = jsonable(mention)
            record["start"] += given.offset
            record["end"] += given.offset
            if args.json:
                written.append(
                    json_line({"file": given.file, **record} if args.several else record)
                )
            else:
                assert self.columns is not None
                place = f"{record['start']}:{record['end']}"
                name = [given.file] if args.several else []
                written.append(cells(*name, place, *self.columns(mention)))
        return "".join(written)

    def _record(self, args: Arguments, given: Input, record: dict[str, Any]) -> str:
        """The record with the result: in the place of the text, or in a field of its own."""
        found = self.result(args, given.text)
        if self.kind == "rewrites":
            field = args.csv if args.jsonl is None else args.jsonl
            value = found if record.get(field) is not None else None
        elif self.kind == "cuts":
            field, value = self.name, [_written(piece) for piece in found]
        elif self.kind == "finds":
            field, value = self.name, [jsonable(mention) for mention in found]
        else:
            field, value = self.name, found.to_dict()
        record = record if value is None else {**record, field: value}
        if args.csv is None or args.json:
            return json_line(record)
        if self.kind == "cuts":
            record[field] = str(args.sep).join(record[field])
        return table_row(args.table, [record[name] for name in self.fields(args)])

    def fields(self, args: Arguments) -> list[str]:
        """The columns of the table that is written for ``args.table``."""
        columns: list[str] = args.table.columns
        if self.kind == "rewrites" or self.name in columns:
            return columns
        return [*columns, self.name]


def _written(piece: Any) -> str:
    if isinstance(piece, str):
        return piece
    pos = getattr(piece, "pos", None)
    return f"{piece.text}/{pos}" if pos else str(piece.text)


class Request(NamedTuple):
    """A command that asks for something else than texts in files."""

    name: str
    about: str
    answer: Callable[[Arguments], str]
    examples: tuple[str, ...]
    options: tuple[Option, ...] = ()
    writes_itself: bool = False  # ``-o`` is its own


def options_of(row: TextCommand | Request) -> tuple[Option, ...]:
    """All options of a command: its own, and those of its kind."""
    if isinstance(row, TextCommand):
        return (JSON, OUTPUT, *ON_TEXTS, *row.options)
    return (JSON, *row.options) if row.writes_itself else (JSON, OUTPUT, *row.options)


# --- texts that are rewritten ----------------------------------------------------------------


def _normalize(args: Arguments, text: str) -> str:
    from khmertext.normalization import normalize

    return normalize(text, args.level, coeng_da=args.coeng_da, zwsp=args.zwsp, lang=args.lang)


def _modernize(args: Arguments, text: str) -> str:
    from khmertext.spelling import modernize

    return modernize(text, confidence=args.confidence, give=args.give)


def _modern_edits(args: Arguments, text: str) -> Any:
    from khmertext.spelling import explain_modernize

    return explain_modernize(text, confidence=args.confidence, give=args.give).edits


def _word_key(args: Arguments, text: str) -> str:
    from khmertext.normalization import word_key

    return word_key(text)


def _breaks(args: Arguments, text: str) -> str:
    from khmertext.layout import insert_breaks, insert_breaks_in_html

    if args.html:
        return insert_breaks_in_html(text, args.mark or "<wbr>")
    with _said_in_one_line():
        return insert_breaks(text, args.mark or "\u200b")


def _redact(args: Arguments, text: str) -> str:
    from khmertext._redaction import PERSONAL_DATA, redact

    kinds: Any = args.kinds or PERSONAL_DATA
    with _said_in_one_line():
        return redact(text, kinds, args.mark, keep_length=args.keep_length)


def _remove_word_spaces(args: Arguments, text: str) -> str:
    from khmertext.layout import remove_word_spaces

    return remove_word_spaces(text)


def _sort(args: Arguments, text: str) -> str:
    from khmertext._collation import sort_key

    return "\n".join(sorted(text.splitlines(), key=sort_key, reverse=args.reverse))


# --- texts that are cut ----------------------------------------------------------------------


def segmenter_of(args: Arguments) -> Any:
    """The segmenter that the options ask for."""
    return _segmenter(args.mode, args.engine, args.words, args.model)


@functools.cache
def _segmenter(mode: Any, engine: str, words: tuple[str, ...], model: str | None) -> Any:
    from khmertext.segmentation import Segmenter

    with _said_in_one_line():
        return Segmenter(mode=mode, engine=engine, add=words, model=model)


def _segment(args: Arguments, text: str) -> Any:
    return segmenter_of(args).segment(text) if args.json else segmenter_of(args).words(text)


def _clusters(args: Arguments, text: str) -> Any:
    from khmertext._clusters import clusters

    return clusters(text)


def _sentences(args: Arguments, text: str) -> Any:
    from khmertext.segmentation import sentences

    found = sentences(text)
    return found if args.json else [sentence.text for sentence in found]


def _chunks(args: Arguments, text: str) -> Any:
    from khmertext.layout import chunks

    with _said_in_one_line():
        return chunks(text, args.max_length, overlap=args.overlap)


def _tag(args: Arguments, text: str) -> Any:
    from khmertext.segmentation import tag

    return [token for token in tag(text) if args.json or not token.text.isspace()]


# --- what is found in texts ------------------------------------------------------------------


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
        known=_known(args.known),
    )


@functools.cache
def _known(file: str | None) -> tuple[str, ...]:
    return () if file is None else tuple(filter(None, map(str.strip, lines(file))))


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

    return find_dates(text, ref=args.ref)


def _date_columns(mention: Any) -> list[str]:
    from khmertext._values import date_value

    flags = ",".join(sorted(mention.flags))
    return [mention.text, mention.precision, date_value(mention), flags]


def _acronyms(args: Arguments, text: str) -> Any:
    from khmertext.acronyms import find_acronyms

    return find_acronyms(text, gazetteer=_gazetteer(args.gazetteer, args.learn))


@functools.cache
def _gazetteer(path: str | None, directory: str | None) -> Any:
    """What is known beforehand: a file instead of the list, and what a directory of texts defines."""
    from khmertext.acronyms import default_gazetteer, learn_gazetteer, load_gazetteer

    known = default_gazetteer()
    if path is not None:
        try:
            known = load_gazetteer(path)
        except OSError as error:
            raise InputError(f"{path}: {reason(error)}") from None
        except ValueError as error:
            raise InputError(str(error)) from None
    if directory is None:
        return known
    names = files_under(directory) if os.path.isdir(directory) else [directory]
    return learn_gazetteer(((name, "".join(lines(name))) for name in names), known)


def _acronym_columns(mention: Any) -> list[str]:
    expansion, source = mention.expansion or "", mention.expansion_source or ""
    return [mention.text, mention.canonical, mention.kind, expansion, source]


def _analyze(args: Arguments, text: str) -> Any:
    from khmertext.document import analyze

    return analyze(text, level=args.level, mode=args.mode, engine=args.engine)


# --- requests --------------------------------------------------------------------------------


def _report(args: Arguments) -> str:
    """The page, or with ``--json`` the counts of each file; what cannot be read is in it, and said."""
    import sys

    from khmertext._page import page

    if args.output is None and not args.json and sys.stdout.isatty():
        raise InputError("a page is for a browser: write it to a file with -o report.html")
    documents = _documents(args, file_names(args))
    if not args.json:
        return page(documents)
    from khmertext._tables import tally_of
    from khmertext.document import Document

    return "".join(
        json_line(
            {
                "file": name,
                **(tally_of(found) if isinstance(found, Document) else found)._asdict(),
            }
        )
        for name, found in documents
    )


def _documents(args: Arguments, names: list[str]) -> Iterator[tuple[str, Any]]:
    """What was found in each file; of one that cannot be read, why."""
    from khmertext._page import Unread
    from khmertext.document import analyze

    args.unread, args.count = [], len(names)
    for name in names:
        try:
            text = "".join(lines(name))
        except InputError as error:
            if len(names) == 1:
                raise
            args.unread.append(error)
            yield name, Unread(str(error).removeprefix(f"{name}: "))
        else:
            yield name, analyze(text)
    if len(args.unread) == len(names):
        raise InputError("none of the files could be read")


def _number(args: Arguments) -> str:
    from khmertext.numbers import number_to_words, parse_number

    answers = []
    for text in args.number:
        value = parse_number(text)
        words = number_to_words(value)
        answers.append(
            json_line({"text": text, "value": value, "words": words})
            if args.json
            else cells(str(value), words)
        )
    return "".join(answers)


def _date(args: Arguments) -> str:
    from khmertext.dates import format_date

    answers = []
    for text in args.date:
        day = _day(text, args.ref)
        written = None if args.style is None else format_date(day, args.style)
        answers.append(
            json_line({"text": text, "date": day, "written": written})
            if args.json
            else f"{written or day.isoformat()}\n"
        )
    return "".join(answers)


def _day(text: str, ref: Any = None) -> Any:
    """The one day that a text names: ISO 8601, or as people write it, in either calendar."""
    from datetime import date

    from khmertext.dates import parse_date

    with contextlib.suppress(ValueError):
        return date.fromisoformat(text)
    return parse_date(text, ref=ref)


def _lunar(args: Arguments) -> str:
    from khmertext.dates import LunarDate, format_date

    day = _day(args.date)
    if args.json:
        return json_line({"date": day, "lunar": LunarDate.from_date(day)})
    given_as_iso = args.date.isascii()
    return (format_date(day, "lunar") if given_as_iso else day.isoformat()) + "\n"


def _stop_words(args: Arguments) -> str:
    from khmertext._collation import sort_key
    from khmertext.search import stop_words

    found = sorted(stop_words(), key=sort_key)
    return json_line(found) if args.json else "".join(f"{word}\n" for word in found)


def _engines(args: Arguments) -> str:
    from khmertext.segmentation import backend, core, engines

    if args.json:
        return json_line({"engines": engines(), "backend": backend()})
    rows = []
    for name, installed in engines().items():
        state = "available" if installed else "not installed"
        rows.append(f"{name:<12} {state}{f', {core()}' if name == 'default' else ''}\n")
    return "".join(rows)


def _train(args: Arguments) -> str:
    import sys

    with _said_in_one_line():
        from khmertext.training.trainer import train

        provenance = train(
            args.corpus,
            args.model_out,
            further=args.further,
            dictionary=args.dictionary,
            name=args.name,
            licence=args.licence,
            without_domains=args.without_domain,
            without_held_out=args.without_held_out,
            progress=lambda line: print(line, file=sys.stderr),
        )
    return json_line(provenance) if args.json else f"{args.model_out}: written\n"


def _evaluate(args: Arguments) -> str:
    with _said_in_one_line():
        from khmertext.training.evaluation import evaluate

        result = evaluate(
            args.gold,
            engine=args.engine,
            model=args.model,
            domains=args.domain or None,
            held_out=args.held_out,
            keep_whole=args.keep_whole,
        )
    return json_line(result) if args.json else f"{result}\n"


@contextlib.contextmanager
def _said_in_one_line() -> Iterator[None]:
    """What other functions open and read: what goes wrong with it is the user's business too."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{error.filename or '-o'}: {reason(error)}") from None
    except (ValueError, ImportError) as error:
        raise InputError(str(error)) from None


def added_words(args: Arguments) -> tuple[str, ...]:
    """The words of the file of ``--add``."""
    if getattr(args, "add", None) is None:
        return ()
    return tuple(filter(None, map(str.strip, lines(args.add))))


# --- the rows --------------------------------------------------------------------------------

TEXT_COMMANDS = (
    TextCommand(
        "analyze",
        "a report of everything found in a text",
        "reports",
        _analyze,
        ("khmertext analyze article.txt", "khmertext analyze --json *.txt > found.jsonl"),
        (
            LEVEL,
            *ENGINE,
            MODE,
            LINES,
            option(
                "--words",
                action="store_true",
                dest="show_words",
                help="also every sentence in words",
            ),
        ),
        by_line=False,
    ),
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
        "explain",
        "list what normalize changes, and why",
        "finds",
        _explain,
        ("khmertext explain dirty.txt", "khmertext explain --level safe --json dirty.txt"),
        (LEVEL,),
        _edit_columns,
    ),
    TextCommand(
        "modernize",
        "replace legacy spellings by the modern ones",
        "rewrites",
        _modernize,
        ("khmertext modernize old.txt > new.txt", "khmertext modernize --give ឲ្យ old.txt"),
        (CONFIDENCE, GIVE, option("--diff", action="store_true", help="only lines that change")),
        edits=_modern_edits,
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
            option(
                "--threshold",
                type=out_of_100,
                default=50,
                metavar="N",
                help="from 0 to 100 (default 50)",
            ),
            option("--known", metavar="FILE", help="words that are right, one a line"),
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
        "segment",
        "cut text into words",
        "cuts",
        _segment,
        (
            "khmertext segment article.txt",
            "khmertext segment --sep ' ' --add words.txt article.txt",
            "khmertext segment --jsonl text posts.jsonl",
        ),
        (
            *ENGINE,
            MODE,
            SEP("|"),
            option("--add", metavar="FILE", help="words to keep whole, one a line"),
            MODEL,
        ),
    ),
    TextCommand(
        "clusters",
        "cut text into orthographic clusters",
        "cuts",
        _clusters,
        ("khmertext clusters --sep ' ' article.txt",),
        (SEP("|"),),
    ),
    TextCommand(
        "sentences",
        "cut text into sentences",
        "cuts",
        _sentences,
        ("khmertext sentences article.txt",),
        (SEP("\n"),),
    ),
    TextCommand(
        "tag",
        "cut text into words with their parts of speech (needs khmer-nltk)",
        "cuts",
        _tag,
        ("khmertext tag article.txt", "khmertext tag --json article.txt"),
        (SEP(" "),),
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
        "chunks",
        "cut text into pieces of whole sentences, none too long",
        "cuts",
        _chunks,
        ("khmertext chunks --max-length 300 article.txt",),
        (
            option("--max-length", type=int, default=500, metavar="N", help="code points"),
            option("--overlap", type=int, default=0, metavar="N", help="code points"),
            SEP("\n\n"),
        ),
        by_line=False,
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
        "redact",
        "mask telephones, accounts, identity numbers, plates and addresses",
        "rewrites",
        _redact,
        ("khmertext redact letters.txt", "khmertext redact --csv note --keep-length calls.csv"),
        (
            option(
                "--kinds",
                nargs="+",
                choices=["phone", "account", "identity", "plate", "email", "url"],
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
        "sort lines as the dictionary of Chuon Nath does",
        "rewrites",
        _sort,
        ("khmertext sort names.txt",),
        (option("--reverse", action="store_true", help="from the last to the first"),),
        by_line=False,
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
            option("--skip-dates", action="store_true", help="leave out the numbers inside dates"),
        ),
        _number_columns,
    ),
    TextCommand(
        "dates",
        "find dates",
        "finds",
        _dates,
        ("khmertext dates article.txt", "khmertext dates --ref 2024-07-31 posts.txt"),
        (REF,),
        _date_columns,
    ),
)

REQUESTS = (
    Request(
        "report",
        "a page for a browser: the texts with all that was found, tables and plots",
        _report,
        (
            "khmertext report article.txt -o report.html",
            "khmertext report -r archive -o report.html",
        ),
        ON_TEXTS[:2],
    ),
    Request(
        "number",
        "the value of a number, and its words",
        _number,
        ("khmertext number ពីរពាន់ម្ភៃបួន", "khmertext number 2024"),
        (option("number", nargs="+", help="figures, words, or both mixed"),),
    ),
    Request(
        "date",
        "the day that a text names, as YYYY-MM-DD or in a style",
        _date,
        (
            "khmertext date 'ថ្ងៃទី៣១ ខែកក្កដា ឆ្នាំ២០២៤'",
            "khmertext date --style dual 2024-07-31",
        ),
        (
            option("date", nargs="+", help="a day, as people write it or YYYY-MM-DD"),
            option("--style", metavar="STYLE", help="full, long, medium, short, lunar or dual"),
            REF,
        ),
    ),
    Request(
        "lunar",
        "the lunar date of a day, or the day of a lunar date",
        _lunar,
        ("khmertext lunar 2024-07-31", "khmertext lunar '១១រោច ខែអាសាឍ ព.ស. ២៥៦៨'"),
        (option("date", help="YYYY-MM-DD, or a lunar date"),),
    ),
    Request(
        "stop-words",
        "list words that say little about a text",
        _stop_words,
        ("khmertext stop-words > stop.txt",),
    ),
    Request(
        "engines",
        "list the segmentation engines",
        _engines,
        ("khmertext engines",),
    ),
    Request(
        "train",
        "train a segmentation model",
        _train,
        ("khmertext train corpus.tsv -o model.bin",),
        (
            CORPUS("corpus"),
            option("-o", "--output", dest="model_out", metavar="MODEL", required=True),
            option(
                "--further",
                action="append",
                default=[],
                metavar="CORPUS",
                help="a file of more sentences",
            ),
            option(
                "--dictionary", metavar="FILE", help="words, one a line, instead of khmertext's"
            ),
            option("--name", default="", help="of the corpus, for the provenance in the model"),
            option("--licence", default="", help="of the corpus, for the provenance"),
            option("--without-domain", action="append", default=[], metavar="DOMAIN"),
            option(
                "--without-held-out",
                action="store_true",
                help="leave the twentieth for testing out",
            ),
        ),
        writes_itself=True,
    ),
    Request(
        "evaluate",
        "score an engine on segmented text",
        _evaluate,
        ("khmertext evaluate gold.tsv", "khmertext evaluate --engine icu gold.tsv"),
        (
            CORPUS("gold"),
            *ENGINE,
            MODEL,
            option("--domain", action="append", default=[], help="only this; may be repeated"),
            option("--held-out", action="store_true", help="only what training can leave out"),
            option(
                "--keep-whole",
                action="store_true",
                help="boundaries inside what is cut by rule (numbers, acronyms ...) do not count",
            ),
        ),
    ),
)
