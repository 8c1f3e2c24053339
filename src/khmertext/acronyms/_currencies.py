"""Whether Latin letters are the code of a currency: ៥០ SGD, ហ្វ្រង់ស្វីស (CHF), USD/LAK.

Other things have such letters too (CAD, PHP), so what stands beside them must show it.
"""

from __future__ import annotations

from functools import cache
from itertools import chain

from khmertext._chars import RE_DIGIT
from khmertext._data import read_table
from khmertext._patterns import lazy_pattern
from khmertext.acronyms._short_shapes import is_khmer_sign
from khmertext.numbers._units import UnitRow, currency_prefixes

_LETTERS = 3  # of a code
_LONGEST_NAME = 32  # code points of the name of a currency, with a bracket
_JOINT = "(?: ?(?:[/,;-]|និង|ឬ) ?| )"
_code_before = lazy_pattern(f"(?<![A-Za-z])([A-Z]{{3}}){_JOINT}$")
_code_after = lazy_pattern(f"{_JOINT}([A-Z]{{3}})(?![A-Za-z])")
_figure_before = lazy_pattern(f"[{RE_DIGIT}0-9] ?$")
_amount_after = lazy_pattern(f" ?[{RE_DIGIT}0-9]{{2,}}(?![{RE_DIGIT}0-9.,]*[A-Za-z])")


@cache
def _names() -> dict[str, set[str]]:
    """The names of each currency, by its code."""
    names: dict[str, set[str]] = {}
    for row in read_table("number_units.tsv", UnitRow):
        if row.kind == "money" and row.note != "1/100" and row.word != row.code:
            names.setdefault(row.code, set()).add(row.word)
    return names


@cache
def _khmer_names() -> tuple[str, ...]:
    """The Khmer names of all currencies, but for signs (៛)."""
    names = chain.from_iterable(_names().values())
    return tuple(name for name in names if is_khmer_sign(name[0]) and len(name) > 2)


def is_currency(code: str, name: str) -> bool:
    """Whether ``code`` is that of a currency and ``name`` names one.

    >>> is_currency("KHR", "ប្រាក់រៀល"), is_currency("CAD", "ការរចនាដោយកុំព្យូទ័រ")
    (True, False)
    """
    own = _names().get(code, ()) if len(code) == _LETTERS else ()
    last = name.rpartition(" ")[2]  # ដុល្លារតៃវ៉ាន់ថ្មី, which is not in the list, names some currency
    return bool(own) and (name.endswith(tuple(own)) or last.startswith(_khmer_names()))


def is_paid(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is the code of a currency, by the amount or the name beside it."""
    code = text[start:end]
    if len(code) != _LETTERS or code not in _names():
        return False
    before = text[max(0, start - _LONGEST_NAME) : start]
    after = text[end : end + _LONGEST_NAME]
    named = after.lstrip(" (（៖:=").startswith(_khmer_names())
    if named or is_currency(code, before.rstrip(" (（")):
        return True
    if _figure_before.search(before):
        return True
    if _amount_after.match(text, end) and code in currency_prefixes():
        return True  # SGD 50; TOP 50 is something else
    beside = _code_before.search(before), _code_after.match(text, end)
    return any(found is not None and found[1] in _names() for found in beside)
