"""Training and evaluation: makes the models and word tables in ``data/`` from corpora and lists.

The names are imported when they are first used, so that evaluation needs no numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khmertext._lazy import lazy_names

if TYPE_CHECKING:
    from khmertext.training.corpus import CorpusError as CorpusError
    from khmertext.training.corpus import Sentence as Sentence
    from khmertext.training.corpus import TrainerNotAvailable as TrainerNotAvailable
    from khmertext.training.corpus import TrainerNotAvailableError as TrainerNotAvailableError
    from khmertext.training.corpus import parse_corpus as parse_corpus
    from khmertext.training.corpus import read_corpus as read_corpus
    from khmertext.training.evaluation import Evaluation as Evaluation
    from khmertext.training.evaluation import evaluate as evaluate
    from khmertext.training.trainer import Settings as Settings
    from khmertext.training.trainer import train as train

_HOME = {
    "CorpusError": "corpus",
    "Sentence": "corpus",
    "TrainerNotAvailableError": "corpus",
    "parse_corpus": "corpus",
    "read_corpus": "corpus",
    "Evaluation": "evaluation",
    "evaluate": "evaluation",
    "Settings": "trainer",
    "train": "trainer",
}

__all__ = sorted(_HOME)

__getattr__, __dir__ = lazy_names(__name__, {**_HOME, "TrainerNotAvailable": "corpus"})
