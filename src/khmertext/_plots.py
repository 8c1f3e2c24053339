"""Bar charts for the report page of ``_page``: inline SVG in the colours of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil

from khmertext._clusters import clusters
from khmertext._markup import escaped

Bar = tuple[str, int]  # a label and a count
Days = tuple[date, date]  # the first and the last, both included

_WIDTH, _LINE, _LABELS = 640, 26, 220  # a plot's width, a lying bar's height, its label's width
_HEIGHT, _FOOT = 190, 22  # heights: a plot of standing bars, the labels below it
_LABEL = 64  # the width of a date
_LONGEST_LABEL = 22  # clusters
_MOST_COLUMNS = 48


def lying_bars(title: str, kind: str, bars: Sequence[Bar]) -> str:
    """Bars below each other, each with its label in front and its count behind."""
    most = max(count for _, count in bars)
    parts = []
    for number, (label, count) in enumerate(bars):
        y = number * _LINE
        length = (_WIDTH - _LABELS - 70) * count / most
        parts.append(
            f"<g>{_title(label, count)}"
            f'<text x="{_LABELS - 8}" y="{y + 18}" text-anchor="end">{_label(label)}</text>'
            f'<rect class="{kind}" x="{_LABELS}" y="{y + 4}" width="{length:.1f}" height="18" rx="2"/>'
            f'<text class="count" x="{_LABELS + length + 6:.1f}" y="{y + 18}">{count:,}</text></g>'
        )
    return _figure(title, len(bars) * _LINE, parts)


def standing_bars(title: str, kind: str, bars: Sequence[Bar]) -> str:
    """Bars beside each other, with as many labels below as there is room for."""
    most = max(count for _, count in bars)
    step = _WIDTH / len(bars)
    width = min(step * 0.8, 48)
    room = ceil(_LABEL / step)  # bars from one label to the next
    parts = []
    for number, (label, count) in enumerate(bars):
        middle = (number + 0.5) * step
        height = (_HEIGHT - _FOOT - 18) * count / most
        top = _HEIGHT - _FOOT - height
        shown = f'<text class="count" x="{middle:.1f}" y="{top - 4:.1f}" text-anchor="middle">{count:,}</text>'
        below = (
            f'<text x="{middle:.1f}" y="{_HEIGHT - 5}" text-anchor="middle">{_label(label)}</text>'
        )
        parts.append(
            f"<g>{_title(label, count)}"
            f'<rect class="{kind}" x="{middle - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}"'
            f' height="{height:.1f}" rx="2"/>'
            f"{shown if count and room < 3 else ''}{below if number % room == 0 else ''}</g>"
        )
    return _figure(title, _HEIGHT, parts)


def _figure(title: str, height: int, parts: Iterable[str]) -> str:
    return (
        f"<figure><figcaption>{escaped(title)}</figcaption>"
        f'<svg role="img" aria-label="{escaped(title)}" viewBox="0 0 {_WIDTH} {height}">'
        f"{''.join(parts)}</svg></figure>"
    )


def _title(label: str, count: int) -> str:
    return f"<title>{escaped(label)}: {count:,}</title>"


def _label(label: str) -> str:
    pieces = clusters(label)
    shown = pieces if len(pieces) <= _LONGEST_LABEL else [*pieces[: _LONGEST_LABEL - 1], "…"]
    return escaped("".join(shown))


# --- dates -------------------------------------------------------------------------------------

_UNITS = (("month", 1), ("year", 12), ("decade", 120), ("century", 1200))  # in months


def by_time(days: Sequence[Days]) -> tuple[str, list[Bar]]:
    """The unit of time that suits ``days``, and how many periods lie in each, from first to last.

    It is the smallest unit that gives few enough bars and holds at least half of the periods; a
    period longer than one unit is not counted.

    >>> by_time([(date(2024, 7, 31), date(2024, 7, 31)), (date(2024, 9, 1), date(2024, 9, 30))])
    ('month', [('2024-07', 1), ('2024-08', 0), ('2024-09', 1)])
    """
    spans = [(_month(first), _month(last)) for first, last in days]
    for unit, months in _UNITS:
        inside = [first // months for first, last in spans if first // months == last // months]
        few = bool(inside) and max(inside) - min(inside) < _MOST_COLUMNS
        if few and len(inside) * 2 >= len(spans):
            counts = Counter(inside)
            units = range(min(inside), max(inside) + 1)
            return unit, [(_name(number * months, unit), counts[number]) for number in units]
    return "", []  # nothing, or nearly all reach over centuries


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _name(months: int, unit: str) -> str:
    year, month = divmod(months, 12)
    return f"{year}-{month + 1:02}" if unit == "month" else f"{year}{'s' * (unit == 'decade')}"
