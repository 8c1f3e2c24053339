"""Numbers between signs of multiplication: the sides of a plot, ៥x៧ម៉ែត្រ."""

from __future__ import annotations

from khmertext._patterns import compile_pattern
from khmertext.numbers._around import Around
from khmertext.numbers._context import SPACE, read_unit
from khmertext.numbers._digits import RE_BOTH_DIGITS
from khmertext.numbers._figures import read_figure
from khmertext.numbers._mention import Found
from khmertext.numbers._quantities import found_quantity
from khmertext.numbers._shapes import runs_into_latin

_FIGURE = f"[{RE_BOTH_DIGITS}]++(?:[.,][{RE_BOTH_DIGITS}]++)*+"
SIGNS = frozenset("xX\u00d7\u0445\u2715\u2716")
_PRODUCT = compile_pattern(
    rf"{_FIGURE}(?P<more>(?:{SPACE}?[{''.join(sorted(SIGNS))}]{SPACE}?{_FIGURE}){{1,3}}+)(?![/:])"
)
_FACTOR = compile_pattern(_FIGURE)


def read_product(text: str, around: Around, start: int) -> list[Found]:
    """The numbers of the product that begins at ``start``, none if none does.

    Each has the unit behind the last, if that is a measure; but in a relay race, រត់បណ្តាក់
    ៤x១០០ម៉ែត្រ, only the last is measured. Without a unit, tight around a Latin x, they are a name: 4x4.
    """
    product = _PRODUCT.match(text, start)
    if product is None:
        return []
    unit = read_unit(text, product.end())
    if unit is None and (product["more"][0] in "xX" or runs_into_latin(text, product.end())):
        return []
    shared = unit is not None and unit.kind == "measure" and not around.preceded(start, "relay")
    factors = [*_FACTOR.finditer(text, start, product.end())]
    found = []
    for factor in factors:
        figure = read_figure(factor.group())
        if figure is None:
            return []
        last = factor is factors[-1]
        end = unit.end if unit is not None and last else factor.end()
        own = unit if shared or last else None
        found.append(found_quantity(factor.start(), end, figure.value, own, flags=figure.flags))
    return found
