"""Commands that cut texts into pieces."""

from __future__ import annotations

import functools
import warnings
from typing import Any

from khmertext.cli._failures import tell
from khmertext.cli._options import ENGINE, MODE, MODEL, option
from khmertext.cli._reading import ONE_WORD_A_LINE, lines
from khmertext.cli._rows import Arguments, TextCommand, said_in_one_line


def user_words(args: Arguments, option: str) -> tuple[str, ...]:
    """The words in the file of an option; those that can never be found are told.

    They are read here, once: a pipe cannot be read again by worker processes.
    """
    name = getattr(args, option, None)
    if name is None:
        return ()
    from khmertext.segmentation._user_words import words_of_lines

    with said_in_one_line(), warnings.catch_warnings(record=True) as never_found:
        warnings.simplefilter("always")
        found = words_of_lines(lines(name, hint=ONE_WORD_A_LINE), f"--{option} {name}")
    for warning in never_found:
        tell(f"khmertext: {warning.message}")
    return found


def segmenter_of(args: Arguments) -> Any:
    """The segmenter that the options ask for."""
    return _segmenter(args.mode, args.engine, args.words, args.removed, args.model)


@functools.cache
def _segmenter(
    mode: Any, engine: str, added: tuple[str, ...], removed: tuple[str, ...], model: str | None
) -> Any:
    from khmertext.segmentation import Segmenter

    with said_in_one_line():
        return Segmenter(mode=mode, engine=engine, add=added, remove=removed, model=model)


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

    with said_in_one_line():
        return chunks(text, args.max_length, overlap=args.overlap)


def _tag(args: Arguments, text: str) -> Any:
    from khmertext.segmentation import tag

    return [token for token in tag(text) if args.json or not token.text.isspace()]


CUTS = (
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
            option("--add", metavar="FILE", help="words to keep whole, one a line"),
            option("--remove", metavar="FILE", help="words never to keep whole, one a line"),
            MODEL,
        ),
        sep="|",
    ),
    TextCommand(
        "clusters",
        "cut text into orthographic clusters",
        "cuts",
        _clusters,
        ("khmertext clusters --sep ' ' article.txt",),
        sep="|",
    ),
    TextCommand(
        "sentences",
        "cut text into sentences",
        "cuts",
        _sentences,
        ("khmertext sentences article.txt",),
        sep="\n",
    ),
    TextCommand(
        "tag",
        "cut text into words with their parts of speech (needs khmer-nltk)",
        "cuts",
        _tag,
        ("khmertext tag article.txt", "khmertext tag --json article.txt"),
        sep=" ",
    ),
    TextCommand(
        "chunks",
        "cut text into pieces of whole sentences, none too long",
        "cuts",
        _chunks,
        ("khmertext chunks --max-length 300 article.txt",),
        (
            option(
                "--max-length", type=int, default=500, metavar="N", help="code points (default 500)"
            ),
            option("--overlap", type=int, default=0, metavar="N", help="code points (default 0)"),
        ),
        sep="\n\n",
        by_line=False,
    ),
)
