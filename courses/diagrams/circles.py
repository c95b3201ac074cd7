"""Circles of support: the innermost first, each round the one before."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.diagrams.measure import balance
from courses.diagrams.shapes import LABEL, LABEL_LINE, WIDTH, Dot, Drawing, Lines, Shape

OUTER, INNER = 158.0, 52.0  # radii
EDGE = 2  # room for the line at the top


def draw(items: Sequence[Mapping[str, Any]]) -> Drawing:
    """All circles touch at the bottom, so that each leaves a bay for its words at the top."""
    radii = _radii(len(items))
    bottom = EDGE + 2 * OUTER
    shapes: list[Shape] = []
    for place, (radius, item) in enumerate(zip(radii, reversed(items), strict=True)):
        bay = 2 * (radius - radii[place + 1]) if place + 1 < len(radii) else 2 * radius
        top = bottom - 2 * radius
        lines = _fitted(item["label"], _room(radius, bay), bay)
        shapes += [
            Dot(WIDTH / 2, bottom - radius, radius, "ring" if place + 1 < len(radii) else "core"),
            Lines(WIDTH / 2, top + (bay - len(lines) * LABEL_LINE) / 2 + 2, lines, "label", "middle"),
        ]
    return Drawing(bottom + EDGE, tuple(shapes))


def _fitted(label: str, room: float, bay: float) -> tuple[str, ...]:
    """Lines no taller than their bay: rather a word over the rim than over another word."""
    lines = balance(label, LABEL, room, bold=True)
    while len(lines) * LABEL_LINE > bay and room < WIDTH:
        room += 8
        lines = balance(label, LABEL, room, bold=True)
    return lines


def _radii(count: int) -> list[float]:
    """From the outermost in. Two circles leave the inner one larger, where there is room."""
    inner = INNER if count > 2 else 86
    return [OUTER - (OUTER - inner) * place / (count - 1) for place in range(count)]


def _room(radius: float, bay: float) -> float:
    """How wide the circle is at the height of the first of two lines in its bay."""
    depth = max(bay / 2 - LABEL_LINE, 8)
    return 2 * (radius**2 - (radius - depth) ** 2) ** 0.5 - 8
