"""Measures how well models segment sentences and domains that they were not trained on.

``python -m khmertext.training.held_out CORPUS DIRECTORY [FURTHER ...]`` prints the tables of the
model card and leaves the models in the directory; further corpora are trained on and not scored.
Two kinds of models are trained, and scored quantized, as they would be shipped:

- without one sentence in twenty, scored on those: the same domains;
- without whole domains, scored on those: new domains.

``python -m khmertext.training.held_out --each CORPUS DIRECTORY [FURTHER ...]`` leaves out each domain by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from khmertext.segmentation import engines
from khmertext.training.corpus import read_corpus
from khmertext.training.evaluation import Evaluation, evaluate
from khmertext.training.trainer import Settings, train

# Prose unlike that of the other domains: technical, religious, about money and of schools.
NEW_DOMAINS: Final = ("agriculture", "buddhism", "economic", "education", "other")


def measure(
    corpus: str | Path,
    directory: str | Path,
    *,
    new_domains: Collection[str] = NEW_DOMAINS,
    settings: Settings | None = None,
    dictionary: str | Path | None = None,
    further: Sequence[str | Path] = (),
    progress: Callable[[str], None] | None = None,
) -> Iterator[tuple[str, Evaluation]]:
    """Train on a part of ``corpus`` and score on the rest; returns pairs of title and evaluation.

    The models are written to ``directory``. Other engines, if installed, are scored on the same
    sentences. Errors are those of :func:`~khmertext.training.trainer.train`.
    """
    settings = settings or Settings()
    directory = Path(directory)
    rivals = [name for name, there in engines().items() if there and name != "default"]
    same, new = directory / "same-domains.bin", directory / "new-domains.bin"
    for model, left_out in ((same, ()), (new, new_domains)):
        train(
            corpus,
            model,
            settings=settings,
            dictionary=dictionary,
            further=further,
            without_domains=left_out,
            without_held_out=True,
            progress=progress,
        )
    for title, model, domains in (("same domains", same, None), ("new domains", new, new_domains)):
        for name in ("default", *rivals):
            for keep_whole in (False, True) if name == "default" else (False,):
                yield (
                    f"{title}{', numbers whole' if keep_whole else ''}",
                    evaluate(
                        corpus,
                        engine=name,
                        model=model if name == "default" else None,
                        domains=domains,
                        held_out=domains is None,
                        keep_whole=keep_whole,
                    ),
                )


def measure_each(
    corpus: str | Path,
    directory: str | Path,
    *,
    settings: Settings | None = None,
    dictionary: str | Path | None = None,
    further: Sequence[str | Path] = (),
    progress: Callable[[str], None] | None = None,
) -> Iterator[tuple[str, Evaluation]]:
    """Leave out each domain by itself and score on it; returns pairs of domain and evaluation.

    Boundaries inside numbers do not count (``keep_whole``).
    """
    for domain in sorted({sentence.domain for sentence in read_corpus(corpus)}):
        model = Path(directory) / f"without-{domain}.bin"
        train(
            corpus,
            model,
            settings=settings or Settings(),
            dictionary=dictionary,
            further=further,
            without_domains=[domain],
            without_held_out=True,
            progress=progress,
        )
        yield domain, evaluate(corpus, model=model, domains=[domain], keep_whole=True)


if __name__ == "__main__":  # pragma: no cover - measures for minutes, on a corpus
    import sys

    each = sys.argv[1] == "--each"
    run = measure_each if each else measure
    source, target, *more = sys.argv[1 + each :]
    for heading, evaluation in run(source, target, further=more, progress=print):
        print(f"\n{heading}\n{evaluation}", flush=True)
