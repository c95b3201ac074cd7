"""Two columns side by side, each with a head and short points."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.diagrams.measure import wrap
from courses.diagrams.shapes import LABEL, LABEL_LINE, TEXT, TEXT_LINE, WIDTH, Box, Dot, Drawing, Lines, Shape

COLUMN, PAD, GAP = 154, 11, 9
BULLET = 12  # from the edge of a point to its words


def draw(items: Sequence[Mapping[str, Any]], air: float = 1) -> Drawing:
    pad, gap = PAD * air, GAP * air
    heads = [wrap(item["label"], LABEL, COLUMN - 2 * PAD, bold=True) for item in items]
    head = max(map(len, heads)) * LABEL_LINE + 2 * pad
    columns = [_points(x, head + pad, item["points"], gap) for x, item in zip((0, WIDTH - COLUMN), items, strict=True)]
    height = max(bottom for _, bottom in columns) + pad
    shapes: list[Shape] = []
    for x, lines, look, (points, _) in zip((0, WIDTH - COLUMN), heads, ("head", "other-head"), columns, strict=True):
        shapes += [Box(x, 0, COLUMN, height, 12, "card"), Box(x, 0, COLUMN, head, 12, look)]
        shapes += [Lines(x + PAD, pad, lines), *points]
    return Drawing(height, tuple(shapes))


def _points(x: float, top: float, points: Sequence[str], gap: float) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    for point in points:
        lines = Lines(x + PAD + BULLET, top, wrap(point, TEXT, COLUMN - 2 * PAD - BULLET), "text")
        shapes += [Dot(x + PAD + 3, top + TEXT_LINE / 2, 3), lines]
        top += lines.height + gap
    return shapes, top - gap
