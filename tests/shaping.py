"""A shaping oracle: do two strings look alike? HarfBuzz draws both, outlines are compared.

Outlines with their absolute positions are compared, not glyph numbers (coeng TA and coeng DA have
two numbers and one outline); glyphs without ink and the order of drawing do not count.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

# Debian: fonts-khmeros, fonts-noto-core, fonts-sil-mondulkiri
FOLDERS = ("truetype/khmeros", "truetype/noto", "opentype/mondulkiri")
NAMES = (
    "KhmerOS", "KhmerOSbattambang", "KhmerOScontent", "KhmerOSsiemreap", "KhmerOSsys",
    "KhmerOSbokor", "NotoSansKhmer-Regular", "NotoSerifKhmer-Regular", "Mondulkiri-R", "Busra-R",
)  # fmt: skip
CIRCLE, COENG = "\u25cc", "\u17d2"
# The fonts with a state machine of their own (AAT; they stand in for macOS) have marks on a circle.
ON_CIRCLE = ".circ"

Contour = tuple[tuple[float, ...], ...]  # points relative to the first one
Placed = tuple[Contour, float, float]  # with the place of the first point


@cache
def fonts() -> tuple[Font, ...]:
    """The Khmer fonts of this machine, none if it has none."""
    root = Path("/usr/share/fonts")
    found = {p.stem: p for folder in FOLDERS for p in sorted((root / folder).glob("*.ttf"))}
    return tuple(Font(found[name]) for name in NAMES if name in found)


class Font:
    """One font, with the outlines of its glyphs."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
        self._outlines: dict[int, list[Placed]] = {}
        self._circle = self._font.get_nominal_glyph(ord(CIRCLE))
        self._letter_width = self._font.get_glyph_h_advance(self._font.get_nominal_glyph(ord("ក")))
        self._coeng = self._font.get_nominal_glyph(ord(COENG))

    def __repr__(self) -> str:
        return self.name

    def _outline(self, glyph: int) -> list[Placed]:
        if glyph not in self._outlines:
            contours: list[list[tuple[float, ...]]] = []

            def add(*numbers: Any) -> None:
                contours[-1].append(numbers[:-1])  # the last one is the user data

            pen = hb.DrawFuncs()
            pen.set_move_to_func(lambda x, y, _: contours.append([(x, y)]))
            pen.set_line_to_func(add)
            pen.set_quadratic_to_func(add)
            pen.set_cubic_to_func(add)
            self._font.draw_glyph(glyph, pen, None)
            self._outlines[glyph] = [placed(contour) for contour in contours]
        return self._outlines[glyph]

    def draw(self, text: str) -> tuple[Counter[Placed], int]:
        """The ink of ``text`` and the number of error marks in it.

        An error mark is a dotted circle that was not typed, or a coeng sign drawn by itself.
        """
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        ink: Counter[Placed] = Counter()
        errors = -text.count(CIRCLE)
        x = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
            contours = self._outline(info.codepoint)
            errors += info.codepoint == self._circle
            errors += self._font.glyph_to_string(info.codepoint).endswith(ON_CIRCLE)
            errors += info.codepoint == self._coeng and bool(contours)
            for contour, left, base in contours:
                ink[contour, x + position.x_offset + left, position.y_offset + base] += 1
            x += position.x_advance
        return ink, errors

    def verdict(self, before: str, after: str) -> str:
        """same, moved (a mark, by less than two letters), repaired, broken (error marks), or differs."""
        ink_before, errors_before = self.draw(before)
        ink_after, errors_after = self.draw(after)
        if errors_after != errors_before:
            return "repaired" if errors_after < errors_before else "broken"
        if ink_before == ink_after:
            return "same"
        farthest = distance(ink_before, ink_after)
        return "moved" if farthest < 2 * self._letter_width else "differs"


def placed(points: list[tuple[float, ...]]) -> Placed:
    """A contour apart from its place."""
    x, y = points[0]
    relative = (tuple(n - (y if i % 2 else x) for i, n in enumerate(point)) for point in points)
    return tuple(relative), x, y


def distance(one: Counter[Placed], other: Counter[Placed]) -> float:
    """How far a contour of ``one`` has moved in ``other``; infinite if another one is drawn."""
    places: list[dict[Contour, list[tuple[float, float]]]] = [{}, {}]
    for ink, where in zip((one, other), places, strict=True):
        for contour, x, y in sorted(ink.elements(), key=lambda drawn: drawn[1:]):
            where.setdefault(contour, []).append((x, y))
    if {c: len(p) for c, p in places[0].items()} != {c: len(p) for c, p in places[1].items()}:
        return math.inf
    return max(
        math.dist(before, after)
        for contour, points in places[0].items()
        for before, after in zip(points, places[1][contour], strict=True)
    )
