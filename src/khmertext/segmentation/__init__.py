"""Word and sentence segmentation: the default engine, other engines, user words.

The names are imported when they are first used: ``words`` alone needs little of what is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khmertext._lazy import lazy_names

if TYPE_CHECKING:
    from khmertext.segmentation._backend import backend as backend
    from khmertext.segmentation._backend import core as core
    from khmertext.segmentation._registry import engines as engines
    from khmertext.segmentation._registry import register_engine as register_engine
    from khmertext.segmentation._segmentation import Segmentation as Segmentation
    from khmertext.segmentation._segmenter import Segmenter as Segmenter
    from khmertext.segmentation._segmenter import segment as segment
    from khmertext.segmentation._segmenter import tag as tag
    from khmertext.segmentation._segmenter import words as words
    from khmertext.segmentation._sentences import sentences as sentences

_HOME = {
    "backend": "_backend",
    "core": "_backend",
    "engines": "_registry",
    "register_engine": "_registry",
    "Segmentation": "_segmentation",
    "Segmenter": "_segmenter",
    "segment": "_segmenter",
    "tag": "_segmenter",
    "words": "_segmenter",
    "sentences": "_sentences",
}

__all__ = sorted(_HOME)

__getattr__, __dir__ = lazy_names(__name__, _HOME)
