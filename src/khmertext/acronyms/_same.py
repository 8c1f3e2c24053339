"""Whether two long forms are one name, written or cut in two ways."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from khmertext._patterns import lazy_pattern
from khmertext.acronyms._phrase import cut, spelling, words_of
from khmertext.normalization import normalize

_killed = lazy_pattern("[\u1780-\u17a2]\u17cd")  # a letter that is not said: អភិវឌ្ឍន៍
_sign = lazy_pattern("[\u17b4-\u17d1\u17d3 ]")
_joining = frozenset(["and", "for", "in", "of", "on", "the", "to"])


def are_same(first: str, second: str) -> bool:
    """Whether all words of one name are in the other, but for such as និង and ការ, or all letters.

    >>> are_same("មូលនិធិអន្តរជាតិសម្រាប់ការអភិវឌ្ឍន៍កសិកម្ម", "មូលនិធិអន្តរជាតិសម្រាប់អភិវឌ្ឍកសិកម្ម")
    True
    >>> are_same("សាលាខេត្តកែប", "សាលាខេត្តកំពត")
    False
    """
    if _sign.sub("", first) == _sign.sub("", second):
        return True  # សហព័ន្ធ, and typed wrongly សហពន្ធ័
    words, others = _words(first), _words(second)
    return bool(words and others) and (words <= others or others <= words)


def are_alike(first: str, second: str) -> bool:
    """Whether at least half of the words of the longer of two names are in the other.

    Against a single word, which may be how the letters are spoken (លីកាដូ), nothing speaks.

    >>> are_alike("មូលនិធិសហប្រជាជាតិដើម្បីកុមារ", "មូលនិធិកុមាររបស់អង្គការសហប្រជាជាតិ")
    True
    >>> are_alike("ប្រទេសជប៉ុន", "ទីភ្នាក់ងារសហប្រតិបត្តិការអន្តរជាតិ នៃប្រទេសជប៉ុន")
    False
    """
    words, others = _words(first), _words(second)
    return others.total() < 2 or 2 * (words & others).total() >= max(words.total(), others.total())


@lru_cache(maxsize=4096)
def _words(name: str) -> Counter[str]:
    name = spelling(normalize(name, "search"))
    words = (word.text.casefold() for word in cut(name, 0, len(name)))
    return Counter(filter(None, map(_content, words)))


def _content(word: str) -> str:
    """What ``word`` says of a name, or nothing."""
    word = _killed.sub("", word).removeprefix("ការ").strip(" ,-")
    silent = word in words_of("function") or word in words_of("particle") or word in _joining
    return "" if silent else word
