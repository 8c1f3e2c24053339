"""Word and sentence segmentation: the default engine, other engines, user words."""

from khmertext.segmentation._backend import backend as backend
from khmertext.segmentation._registry import engines as engines
from khmertext.segmentation._registry import register_engine as register_engine
from khmertext.segmentation._segmentation import Segmentation as Segmentation
from khmertext.segmentation._segmenter import Segmenter as Segmenter
from khmertext.segmentation._segmenter import segment as segment
from khmertext.segmentation._segmenter import tag as tag
from khmertext.segmentation._segmenter import words as words
from khmertext.segmentation._sentences import sentences as sentences
