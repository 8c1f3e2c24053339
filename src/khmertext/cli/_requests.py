"""Commands that do not work on texts: conversions, lists, training and evaluation."""

from __future__ import annotations

from khmertext.cli._failures import tell
from khmertext.cli._options import CORPUS, ENGINE, MODEL, REF, option
from khmertext.cli._rows import Arguments, Request, said_in_one_line
from khmertext.cli._single_values import day_named
from khmertext.cli._writing import json_line


def _lunar(args: Arguments) -> str:
    from khmertext.dates import LunarDate, format_date

    day = day_named(args.date, ref=args.ref)
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
    with said_in_one_line():
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
            progress=tell,
        )
    return json_line(provenance) if args.json else f"{args.model_out}: written\n"


def _evaluate(args: Arguments) -> str:
    with said_in_one_line():
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


REQUESTS = (
    Request(
        "lunar",
        "the lunar date of a day, or the day of a lunar date",
        _lunar,
        ("khmertext lunar 2024-07-31", "khmertext lunar '១១រោច ខែអាសាឍ ព.ស. ២៥៦៨'"),
        (option("date", help="YYYY-MM-DD, or a lunar date"), REF),
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
