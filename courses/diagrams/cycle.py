"""A cycle: three to six places round a loop, clockwise from the top."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from courses.diagrams.measure import balance, width
from courses.diagrams.shapes import BADGE, LABEL, LABEL_LINE, Box, Drawing, Lines, Path, Shape, badge, path

LEFT, MIDDLE, RIGHT = 71.0, 160.0, 249.0
ROOM, PAD = 112, 10  # for the words of a place, and round them
BETWEEN = 44  # from the bottom of one row of places to the top of the next

Point = tuple[float, float]
Curve = tuple[Point, ...]  # start, two handles, end
# (column, row) of each place, clockwise from the top
PLACES = {
    3: ((MIDDLE, 0), (RIGHT, 1), (LEFT, 1)),
    4: ((LEFT, 0), (RIGHT, 0), (RIGHT, 1), (LEFT, 1)),
    5: ((MIDDLE, 0), (RIGHT, 1), (RIGHT, 2), (LEFT, 2), (LEFT, 1)),
    6: ((LEFT, 0), (RIGHT, 0), (RIGHT, 1), (RIGHT, 2), (LEFT, 2), (LEFT, 1)),
}


def draw(items: Sequence[Mapping[str, Any]]) -> Drawing:
    labels = [balance(item["label"], LABEL, ROOM, bold=True) for item in items]
    step = max(map(len, labels)) * LABEL_LINE + 2 * PAD + BETWEEN
    places: list[Point] = [(x, row * step) for x, row in PLACES[len(items)]]
    curves = _loop(places)
    top = min(y for curve in curves for _, y in _along(curve))
    bottom = max(y for curve in curves for _, y in _along(curve))
    half = (step - BETWEEN) / 2
    shift = max(half + 8, -top + 4)
    return Drawing(
        max(bottom, places[-1][1] + half, places[-2][1] + half) + shift + 4,
        tuple(_moved_shapes(curves, places, labels, shift)),
    )


def _moved_shapes(curves: list[Curve], places: list[Point], labels: list[tuple[str, ...]], shift: float):
    curves = [tuple((x, y + shift) for x, y in curve) for curve in curves]
    yield Path(path("M", *curves[0][0], *(part for curve in curves for part in ("C", *curve[1], *curve[2], *curve[3]))))
    yield from (_arrow(curve) for curve in curves)
    for number, ((x, y), lines) in enumerate(zip(places, labels, strict=True), 1):
        yield from _place(x, y + shift, lines, number)


def _place(x: float, y: float, lines: tuple[str, ...], number: int) -> tuple[Shape, ...]:
    wide = max(max(width(line, LABEL, bold=True) for line in lines) + 2 * PAD + 6, 76)
    wide = min(wide, 2 * LEFT - 2)
    tall = len(lines) * LABEL_LINE + 2 * PAD
    box = Box(x - wide / 2, y - tall / 2, wide, tall, 14, "place")
    label = Lines(x, box.y + PAD, lines, "label", "middle")
    return (box, label, *badge(max(box.x + 5, BADGE), box.y + 3, number))


def _loop(points: list[Point]) -> list[Curve]:
    """A smooth closed line through the points (Catmull-Rom), as cubic curves."""
    curves: list[Curve] = []
    for at in range(len(points)):
        before, start, end, after = (points[(at + offset) % len(points)] for offset in (-1, 0, 1, 2))
        first = (start[0] + (end[0] - before[0]) / 5, start[1] + (end[1] - before[1]) / 5)
        second = (end[0] - (after[0] - start[0]) / 5, end[1] - (after[1] - start[1]) / 5)
        curves.append((start, first, second, end))
    return curves


def _along(curve: Curve, steps: int = 12) -> list[Point]:
    return [_point(curve, step / steps) for step in range(steps + 1)]


def _point(curve: Curve, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return tuple(sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))  # type: ignore[return-value]


def _arrow(curve: Curve) -> Path:
    """A head in the middle of a curve, pointing along it."""
    (x0, y0), (x, y) = _point(curve, 0.46), _point(curve, 0.54)
    angle = math.atan2(y - y0, x - x0)
    ends = [(x - 9 * math.cos(angle + turn), y - 9 * math.sin(angle + turn)) for turn in (0.6, -0.6)]
    return Path(path("M", *ends[0], "L", x, y, *ends[1]))
