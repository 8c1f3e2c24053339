"""Cuts texts with both twins of the default engine, native and pure; they must agree exactly.

With the shipped model and with models whose tables are noise, with and without user words, in both
modes, one by one and in batches. The native twin must be compiled; see README.md for running it
under the sanitizers.
"""

from __future__ import annotations

import random
import sys

import corpus  # first: it puts tests/ on the path
from fuzz_model import smallest

from khmertext import clusters
from khmertext.segmentation import _backend, _model


def pieces(text: str, source: random.Random) -> list[str]:
    """User words made of what stands in ``text``."""
    found = clusters(text[:80])
    words = []
    for _ in range(source.randint(0, 4)):
        start = source.randrange(len(found) + 1)
        word = "".join(found[start : start + source.randint(1, 5)]).strip()
        if word.strip("\u200b\u200c\u200d\ufeff\u2060") and len(word.splitlines()) == 1:
            words.append(word)
    return words


class Twins:
    def __init__(self, data: bytes | None, added: list[str], removed: list[str]) -> None:
        from khmertext.segmentation._segmenter import shipped_model
        from khmertext.segmentation._user_words import normal_words

        model = shipped_model() if data is None else _model.Model(data)
        options = normal_words(added, "add"), normal_words(removed, "remove")
        self.native = _backend.make_cutter(model, *options)
        self.pure = _backend.pure_cutter(model, *options)

    def agree(self, text: str) -> None:
        for parts in (False, True):
            words = self.native.words(text, parts)
            assert "".join(words) == text
            assert words == self.pure.words(text, parts)
            assert list(self.native.ends(text, parts)) == list(self.pure.ends(text, parts))
            assert self.native.words_batch([text, None, text[1:]], parts)[0] == words


def main() -> None:
    asked = corpus.asked_for(__doc__)
    source = asked.source
    if _backend.backend() != "native":
        sys.exit("the native twin is not compiled, or KHMERTEXT_PURE is set")
    starts = corpus.texts()
    pool = list(starts)
    plain = Twins(None, [], [])
    count = found = 0
    while asked.goes_on(count):
        twins = plain
        if source.random() < 0.2:
            about = source.choice(pool)
            noise = source.random() < 0.3
            data = smallest(source, source.choice((1, 64, 4096))) if noise else None
            try:
                twins = Twins(data, pieces(about, source), pieces(about, source))
            except ValueError:  # a word that cannot be one
                continue
        for _ in range(20):
            text = corpus.mutated(source.choice(pool), source, starts)
            pool[source.randrange(len(pool))] = text if source.random() < 0.7 else starts[0]
            count += 1
            try:
                twins.agree(text)
            except Exception as error:
                found += 1
                print(f"FOUND {text!a} {error!r}"[:1500])
                if found == 10:
                    sys.exit(1)
    print(f"stat::number_of_executed_units: {count} (seed {asked.seed})")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
