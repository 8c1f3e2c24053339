"""Every public function that takes text: how to call it, what it may raise, what must hold.

The fuzzer, the tests of hostile text and those of threads go through this one table, so a new
public function is guarded by all of them as soon as it has a line here.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache, partial
from typing import Any

import khmertext
from khmertext import errors
from support import check_offsets

Check = Callable[[str, Any], None]


@dataclass(frozen=True)
class Call:
    """``run(text)`` calls the public function ``public``; ``check(text, result)`` asserts."""

    name: str
    public: str
    run: Callable[[str], Any]
    check: Check

    def __call__(self, text: str) -> Any:
        """The result, once it is known to be right."""
        result = self.run(text)
        self.check(text, result)
        return result


# --- what must hold ----------------------------------------------------------------------------
def anything(text: str, result: Any) -> None:
    """Nothing but that it came back."""


def is_text(text: str, result: Any) -> None:
    assert type(result) is str


def lossless(text: str, pieces: list[str]) -> None:
    assert type(pieces) is list
    assert "".join(pieces) == text
    assert all(pieces)


def in_order(text: str, mentions: Any) -> None:
    check_offsets(text, mentions)
    for mention in mentions:
        assert mention.text
        json.dumps(mention.to_dict())


def _ends(pieces: list[str]) -> set[int]:
    end = 0
    return {end := end + len(piece) for piece in pieces}


def at_clusters(text: str, pieces: list[str]) -> None:
    lossless(text, pieces)
    inside = _ends(pieces) - _ends(khmertext.clusters(text))
    assert all(text[end] == "\u17c8" for end in inside)  # a colon typed as a sign of a syllable


def nested_words(text: str, words: list[str]) -> None:
    at_clusters(text, words)
    assert _ends(words) <= _ends(khmertext.words(text, mode="part"))


def tokens_of_text(text: str, tokens: Any) -> None:
    check_offsets(text, tokens)
    lossless(text, [token.text for token in tokens])


def whole_segmentation(text: str, segmentation: Any) -> None:
    tokens_of_text(text, segmentation)
    assert segmentation.text == text
    assert list(segmentation.words) == [token.text for token in segmentation]
    assert list(segmentation.boundaries) == [token.end for token in segmentation]
    assert segmentation.joined("") == text
    for offset in {0, len(text) // 2, len(text) - 1} & set(range(len(text))):
        token = segmentation.at(offset)
        assert token.start <= offset < token.end


def chunks_of_text(text: str, chunks: Any) -> None:
    if isinstance(chunks, ValueError):  # one cluster alone is too long
        assert max(map(len, khmertext.clusters(text))) > 500
    else:
        tokens_of_text(text, chunks)


def terms_of_text(text: str, terms: Any) -> None:
    assert all(0 <= term.start < term.end <= len(text) and term.term for term in terms)
    positions = [term.position for term in terms]
    assert positions == sorted(positions)


def whole_sentences(text: str, sentences: Any) -> None:
    tokens_of_text(text, sentences)
    assert {s.end for s in sentences} <= _ends(khmertext.words(text))


def normal(options: dict[str, str], text: str, result: str) -> None:
    assert khmertext.normalize(result, **options) == result
    assert khmertext.is_normalized(result, **options)
    assert khmertext.is_normalized(text, **options) == (result == text)
    if options == {"level": "safe"}:
        assert khmertext.normalize(result) == khmertext.normalize(text)


def explained(options: dict[str, str], text: str, result: Any) -> None:
    assert result.text == khmertext.normalize(text, **options)
    edited(text, result)


def edited(text: str, result: Any) -> None:
    assert result.original == text
    rebuilt, last = [], 0
    for edit in result.edits:
        assert last <= edit.start <= edit.end <= len(text)
        assert text[edit.start : edit.end] == edit.before != edit.after
        rebuilt += [text[last : edit.start], edit.after]
        last = edit.end
    assert "".join(rebuilt) + text[last:] == result.text
    for new, old, convert in (
        (len(result.text), len(text), result.to_original),
        (len(text), len(result.text), result.to_normalized),
    ):
        for start, end in ((0, new), (new // 3, new // 2), (new // 2, new)):
            first, after = convert(start, end)
            assert 0 <= first <= after <= old


def modern(text: str, result: str) -> None:
    is_text(text, result)
    assert khmertext.modernize(result) == khmertext.modernize(khmertext.modernize(result))


def spelling_mentions(text: str, mentions: Any) -> None:
    in_order(text, mentions)
    last = 0
    for mention in mentions:
        assert mention.start >= last
        last = mention.end
        assert mention.suggestions
        assert mention.text not in mention.suggestions
        assert mention.rule in khmertext.SPELLING_RULES
        assert type(mention.score) is int
        assert 0 <= mention.score <= 100


def misspelt(text: str, mentions: Any, confidence: str = "high") -> None:
    spelling_mentions(text, mentions)
    rebuilt, last = "", 0
    for mention in mentions:
        if mention.kind == "legacy":
            rebuilt += text[last : mention.start] + modern_form(mention, confidence)
            last = mention.end
    # a suggestion is the word without what is hidden and badly encoded in it
    suggested, modern = rebuilt + text[last:], khmertext.modernize(text, confidence=confidence)
    seen = {khmertext.normalize(one, level="search") for one in (suggested, modern)}
    assert len(seen) == 1


def modern_form(mention: Any, confidence: str) -> str:
    """The suggestion, or where that corrects a modern form further (ះេន, ះនេ, ះនេះ) the modern form."""
    modern = khmertext.modernize(mention.text, confidence=confidence)
    corrected = modern
    for one in reversed(khmertext.check_spelling(modern)):
        corrected = corrected[: one.start] + one.suggestions[0] + corrected[one.end :]
    return modern if corrected == mention.suggestions[0] else str(mention.suggestions[0])


def misspelt_low(text: str, mentions: Any) -> None:
    misspelt(text, mentions, "low")


def digits_only(text: str, result: str) -> None:
    assert len(result) == len(text)
    assert all(
        a == b or (a.isdecimal() and int(a) == int(b)) for a, b in zip(text, result, strict=True)
    )


def a_value(text: str, value: Any) -> None:
    """A value or a documented refusal that points into the text."""
    if isinstance(value, errors.ParseError):
        assert value.text == text
        assert 0 <= value.position <= len(text)
        assert value.reason
    else:
        assert not isinstance(value, float)


def expanded(text: str, acronyms: Any) -> None:
    in_order(text, acronyms)
    for definition in acronyms.definitions:
        for start, end in (definition.acronym, definition.long_form):
            assert 0 <= start < end <= len(text)
    for acronym in acronyms:
        assert acronym.expansion_source in (None, "text", "gazetteer")
        assert (acronym.expansion is None) == (acronym.expansion_source is None)


def dated(text: str, dates: Any) -> None:
    in_order(text, dates)
    for mention in dates:
        if mention.start_date is not None and mention.end_date is not None:
            assert mention.start_date <= mention.end_date


def whole_document(text: str, document: Any) -> None:
    json.dumps(document.to_dict())
    assert document.text == text
    whole_segmentation(text, document.tokens)
    check_offsets(text, document.sentences)
    for mentions in (document.acronyms, document.numbers, document.dates, document.diagnostics):
        check_offsets(text, mentions)
    misspelt(text, document.spelling)
    page = document._repr_html_()
    assert "<script" not in page


def things_in(result: Any) -> int:
    """How many objects a function handed out."""
    if isinstance(result, khmertext.Normalized):
        return len(result.edits)
    if isinstance(result, khmertext.Document):
        parts = (result.sentences, result.acronyms, result.dates, result.numbers, result.spelling)
        return len(result.tokens) + sum(map(len, parts)) + len(result.diagnostics)
    return len(result) if isinstance(result, Sequence) and not isinstance(result, str) else 0


# --- calls -------------------------------------------------------------------------------------
def or_error(function: Callable[..., Any], *documented: type[Exception]) -> Callable[[str], Any]:
    """The result, or the documented error as a result."""

    def run(text: str) -> Any:
        try:
            return function(text)
        except documented as error:
            return error

    return run


def _number(text: str) -> int:
    """Some number: a few digits or hundreds, by what the text is."""
    return int.from_bytes(text[:40].encode("utf-8", "surrogatepass"), "big")


def _day(text: str) -> date:
    return date.fromordinal(1 + _number(text) % date.max.toordinal())


def _solar_day(text: str) -> date:
    """A day whose year nobody takes for a Buddhist one."""
    return date.fromordinal(date(1000, 1, 1).toordinal() + _number(text) % 511_000)


def number_and_back(text: str) -> str:
    number = _number(text)
    words = khmertext.number_to_words(number)
    assert khmertext.parse_number(words) == number
    return words


def number_in_figures(text: str) -> str:
    number = Decimal(_number(text)).scaleb(-len(text) % 5 - 4)
    figures = khmertext.format_number(number, compact=len(text) % 2 == 0)
    assert khmertext.parse_number(figures) == number
    return figures


def money_in_figures(text: str) -> str:
    amount = Decimal(_number(text)).scaleb(-len(text) % 5 - 4)
    figures = khmertext.format_money(amount, "USD", style="code")
    assert khmertext.parse_money(figures) == (amount, "USD")
    return figures


def an_amount(text: str, value: Any) -> None:
    a_value(text, value.value if isinstance(value, khmertext.Money) else value)


def money_in_words(text: str) -> str:
    return khmertext.money_to_words(Decimal(_number(text)).scaleb(-2), "USD", sep=" ")


def time_and_back(text: str) -> str:
    number = _number(text)
    moment = time(number % 24, number // 24 % 60)
    written = khmertext.format_time(moment)
    assert khmertext.parse_time(written) == moment
    return written


def years_and_back(text: str) -> int:
    year = _number(text)
    there = khmertext.convert_years(year, "AD", "BE")
    assert khmertext.convert_years(there, "BE", "AD") == year
    return there


def ordinal(text: str) -> str:
    return khmertext.ordinal_to_words(_number(text))


def lunar_and_back(text: str) -> Any:
    day = date(1800, 1, 1).toordinal() + _number(text) % 180_000
    lunar = khmertext.LunarDate.from_date(date.fromordinal(day))
    assert lunar.to_date().toordinal() == day
    return lunar


def date_and_back(style: str, text: str) -> str:
    day = _solar_day(text)
    written = khmertext.format_date(day, style)
    assert khmertext.parse_date(written) == day
    khmertext.format_date(_day(text), style, digits="latn")
    return written


def formatted_day(text: str) -> str:
    day = date.fromordinal(date(1800, 1, 1).toordinal() + _number(text) % 180_000)
    return khmertext.format_date(day, "dual", digits="latn")


def written_time(text: str) -> Any:
    return khmertext.strftime(_day(text), text)


def new_year(text: str) -> Any:
    return khmertext.khmer_new_year(1800 + _number(text) % 500)


def own_words(text: str) -> list[str]:
    """The text's own pieces as user words."""
    pieces = [piece for piece in khmertext.clusters(text[:60]) if not piece.isspace()]
    wanted = ["".join(pieces[i : i + 3]) for i in range(0, len(pieces), 5)]
    try:
        segmenter = khmertext.Segmenter(add=wanted[:8], remove=wanted[8:])
    except (ValueError, UserWarning):  # a word that cannot be one, or cannot be found
        return khmertext.Segmenter().words(text)
    return segmenter.words(text)


def own_spellings(text: str) -> Any:
    """What the text itself has is known, so nothing that it has is a misspelling."""
    words = [word for word in text[:60].split() if khmertext.normalize(word).strip()]
    found = khmertext.check_spelling(text, known=words, threshold=0)
    assert not {m.text for m in found if m.kind == "misspelling"} & set(words)
    return found


def batches(text: str) -> list[str]:
    """A batch gives what one call for each text gives."""
    segmenter = khmertext.Segmenter(mode="part")
    texts = [text, text[len(text) // 2 :], "", text[: len(text) // 3]]
    alone = [segmenter.words(piece) for piece in texts]
    assert [list(words) for words in segmenter.words_batch(texts)] == alone
    piped = segmenter.pipe(texts, batch_size=2, threads=2)
    assert list(piped) == alone
    return alone[0]


def own_gazetteer(text: str) -> Any:
    words = text.split()
    return khmertext.find_acronyms(text, gazetteer=dict(zip(words[::2], words[1::2], strict=False)))


@cache
def _available() -> dict[str, bool]:
    return khmertext.engines()


def with_engine(engine: str, function: Callable[..., Any], text: str) -> Any:
    return function(text, engine=engine) if _available()[engine] else function(text)


def command(text: str) -> str:
    """The command line on the text as standard input."""
    from khmertext.cli import main

    streams = sys.stdin, sys.stdout
    data = text.encode("utf-8", "replace")
    sys.stdin, sys.stdout = io.TextIOWrapper(io.BytesIO(data)), io.TextIOWrapper(io.BytesIO())
    try:
        assert main(["analyze", "--json"]) == 0
        sys.stdout.flush()
        return sys.stdout.buffer.getvalue().decode("utf-8")
    finally:
        sys.stdin, sys.stdout = streams


def as_khmer_nltk(text: str) -> str:
    """khmer-nltk's functions under their own names."""
    from khmertext.compat import khmernltk

    assert khmernltk.word_tokenize(text) == khmertext.words(text)
    assert "".join(khmernltk.sentence_tokenize(text)) == text
    return khmernltk.word_tokenize(text, separator="|", return_tokens=False)


# --- the table ---------------------------------------------------------------------------------
LEVELS = ("safe", "standard", "search")
OPTIONS = [
    *({"level": level} for level in LEVELS),
    {"level": "standard", "coeng_da": "ta", "zwsp": "remove"},
    {"level": "standard", "lang": "xhm"},
    {"level": "search", "lang": "xhm"},
]


def _calls() -> Iterator[Call]:
    def call(public: str, run: Any, check: Check, *note: str) -> Call:
        return Call("-".join((public, *note)), public, run, check)

    k = khmertext
    yield call("clusters", lambda t: k.clusters(t), lossless)
    for options in OPTIONS:
        note = options.values()
        yield call(
            "normalize", partial(_keywords, "normalize", options), partial(normal, options), *note
        )
        yield call(
            "explain", partial(_keywords, "explain", options), partial(explained, options), *note
        )
    yield call("is_normalized", lambda t: k.is_normalized(t), anything)
    for confidence in ("high", "medium", "low"):
        options = {"confidence": confidence}
        yield call("modernize", partial(_keywords, "modernize", options), is_text, confidence)
    yield call("explain_modernize", lambda t: k.explain_modernize(t), edited)
    yield call("check_spelling", lambda t: k.check_spelling(t), misspelt)
    yield call(
        "check_spelling",
        lambda t: k.check_spelling(t, legacy="low", threshold=0),
        misspelt_low,
        "low",
    )
    yield call("check_spelling", own_spellings, spelling_mentions, "known")
    yield call("suggest", lambda t: k.suggest(t), anything)
    yield call("word_key", lambda t: k.word_key(t), is_text)
    yield call("diagnose", lambda t: k.diagnose(t), in_order)
    yield call("diagnose", lambda t: k.diagnose(t, confusables=True), in_order, "confusables")

    yield call("words", lambda t: k.words(t), nested_words)
    yield call("words", lambda t: k.words(t, mode="part"), at_clusters, "part")
    yield call("segment", lambda t: k.segment(t), whole_segmentation)
    yield call("segment", lambda t: k.segment(t, mode="part"), whole_segmentation, "part")
    yield call("sentences", lambda t: k.sentences(t), whole_sentences)
    yield call("Segmenter", own_words, at_clusters, "own-words")
    yield call("Segmenter", batches, lossless, "batches")
    for engine in ("icu", "khmer-nltk"):
        yield call("words", partial(_engine_words, engine), at_clusters, engine)
    yield call("tag", lambda t: k.tag(t) if _available()["khmer-nltk"] else [], tokens_or_nothing)

    yield call("find_acronyms", lambda t: k.find_acronyms(t), expanded)
    yield call("find_acronyms", own_gazetteer, expanded, "own-gazetteer")
    yield call("learn_gazetteer", lambda t: k.learn_gazetteer([t, t]), anything)

    yield call("to_khmer_digits", lambda t: k.to_khmer_digits(t), digits_only)
    yield call("to_ascii_digits", lambda t: k.to_ascii_digits(t), digits_only)
    yield call("parse_number", or_error(lambda t: k.parse_number(t), errors.ParseError), a_value)
    strict = or_error(
        lambda t: k.parse_number(t, decimal=",", strict=True, counters=True), errors.ParseError
    )
    yield call("parse_number", strict, a_value, "strict")
    yield call("number_to_words", number_and_back, is_text)
    yield call("ordinal_to_words", ordinal, is_text)
    yield call("money_to_words", money_in_words, is_text)
    yield call("digits_to_words", lambda t: k.digits_to_words(t), is_text)
    lek_attak = or_error(lambda t: k.lek_attak_value(t), errors.ParseError)
    yield call("lek_attak_value", lek_attak, a_value)
    yield call("find_numbers", lambda t: k.find_numbers(t), in_order)
    yield call("find_numbers", lambda t: k.find_numbers(t, include_one=True), in_order, "one")
    yield call("find_numbers", lambda t: k.find_numbers(t, dates="skip"), in_order, "no dates")
    yield call("parse_money", or_error(lambda t: k.parse_money(t), errors.ParseError), an_amount)
    bare = or_error(
        lambda t: k.parse_money(t, currency="USD", decimal=".", strict=True), errors.ParseError
    )
    yield call("parse_money", bare, an_amount, "bare")
    yield call("format_number", number_in_figures, is_text)
    yield call("format_money", money_in_figures, is_text)

    yield call("find_dates", lambda t: k.find_dates(t), dated)
    yield call("find_dates", lambda t: k.find_dates(t, ref=date(2024, 2, 29)), dated, "ref")
    yield call("find_dates", lambda t: k.find_dates(t, ref=_day(t)), dated, "any-ref")
    yield call("parse_date", or_error(lambda t: k.parse_date(t), errors.ParseError), a_value)
    yield call(
        "parse_datetime", or_error(lambda t: k.parse_datetime(t), errors.ParseError), a_value
    )
    yield call("parse_time", or_error(lambda t: k.parse_time(t), errors.ParseError), a_value)
    yield call("format_time", time_and_back, is_text)
    yield call("convert_years", years_and_back, anything)
    for style in ("full", "long", "medium", "short"):
        yield call("format_date", partial(date_and_back, style), is_text, style)
    yield call("format_date", formatted_day, is_text, "dual")
    yield call("strftime", or_error(written_time, ValueError), anything)
    yield call("LunarDate", lunar_and_back, anything)
    yield call("khmer_new_year", new_year, anything)

    yield call("analyze", lambda t: k.analyze(t), whole_document)
    yield call(
        "analyze", lambda t: k.analyze(t, level="search", mode="part"), whole_document, "part"
    )
    yield call("pipe", lambda t: list(k.pipe(k.find_numbers, [t, None])), anything)
    yield call("line_breaks", k.line_breaks, anything)
    yield call("insert_breaks", k.insert_breaks, anything)
    yield call("insert_breaks_in_html", k.insert_breaks_in_html, anything)
    yield call("chunks", or_error(k.chunks, ValueError), chunks_of_text)
    overlapping = or_error(lambda t: k.chunks(t, 20, overlap=5), ValueError)
    yield call("chunks", overlapping, anything, "overlap")
    yield call("remove_word_spaces", k.remove_word_spaces, anything)
    yield call("explain_word_spaces", k.explain_word_spaces, anything)
    yield call("redact", k.redact, is_text)
    yield call("khmer_share", k.khmer_share, anything)
    yield call("search_terms", k.search_terms, terms_of_text)
    yield call("stop_words", lambda t: t in k.stop_words(), anything)
    yield call("sort_key", k.sort_key, anything)
    yield call("cli.main", command, lambda t, out: anything(t, json.loads(out)))
    yield call("compat.khmernltk", as_khmer_nltk, is_text)


def _keywords(public: str, options: dict[str, str], text: str) -> Any:
    return getattr(khmertext, public)(text, **options)


def _engine_words(engine: str, text: str) -> Any:
    return with_engine(engine, khmertext.words, text)


def tokens_or_nothing(text: str, tokens: Any) -> None:
    if len(tokens):
        tokens_of_text(text, tokens)


CALLS = [call for call in _calls() if "." in call.public or call.public in khmertext.__all__]
BY_NAME = {call.name: call for call in CALLS}
