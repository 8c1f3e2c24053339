"""Compares long forms: whether two are the same name, though spelled or segmented differently."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from khmertext._chars import RE_CONSONANT, fold
from khmertext._patterns import lazy_pattern
from khmertext.acronyms._phrase import words_between, words_of
from khmertext.normalization import normalize

_killed = lazy_pattern(f"[{RE_CONSONANT}]\u17cd")  # a silent letter, with toandakhiat: អភិវឌ្ឍន៍
_sign = lazy_pattern("[\u17b4-\u17d1\u17d3 ]")
_joining = frozenset(["and", "for", "in", "of", "on", "the", "to"])


def are_same(first: str, second: str) -> bool:
    """Whether all words of one name, but for words such as និង and ការ, are in the other.

    Names with the same letters, whatever their vowels and signs, are the same too.

    >>> are_same("មូលនិធិអន្តរជាតិសម្រាប់ការអភិវឌ្ឍន៍កសិកម្ម", "មូលនិធិអន្តរជាតិសម្រាប់អភិវឌ្ឍកសិកម្ម")
    True
    >>> are_same("សាលាខេត្តកែប", "សាលាខេត្តកំពត")
    False
    """
    if _sign.sub("", first) == _sign.sub("", second):
        return True  # a sign typed in the wrong place: សហពន្ធ័ for សហព័ន្ធ
    words, others = _words(first), _words(second)
    return bool(words and others) and (words <= others or others <= words)


def have_same_words(first: str, second: str) -> bool:
    """Whether two names have the same words, but for such as និង, ក្នុង and ការ.

    >>> have_same_words("ការអប់រំ និងបណ្តុះបណ្តាល", "អប់រំបណ្តុះបណ្តាល")
    True
    """
    return _words(first) == _words(second)


def are_alike(first: str, second: str) -> bool:
    """Whether at least half of the words of the longer of two names are in the other.

    A single word, which may be the spoken short form (លីកាដូ), is alike to any name.

    >>> are_alike("មូលនិធិសហប្រជាជាតិដើម្បីកុមារ", "មូលនិធិកុមាររបស់អង្គការសហប្រជាជាតិ")
    True
    >>> are_alike("ប្រទេសជប៉ុន", "ទីភ្នាក់ងារសហប្រតិបត្តិការអន្តរជាតិ នៃប្រទេសជប៉ុន")
    False
    """
    words, others = _words(first), _words(second)
    return others.total() < 2 or 2 * (words & others).total() >= max(words.total(), others.total())


@lru_cache(maxsize=4096)
def _words(name: str) -> Counter[str]:
    name = fold(normalize(name, "search"))
    words = (word.text.casefold() for word in words_between(name, 0, len(name)))
    return Counter(filter(None, map(_content, words)))


def _content(word: str) -> str:
    """``word`` without silent letters and ការ; empty if it is a function word."""
    word = _killed.sub("", word).removeprefix("ការ").strip(" ,-")
    silent = word in words_of("function") or word in words_of("particle") or word in _joining
    return "" if silent else word
