"""A chain: one thing leads to the next, from top to bottom."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.diagrams.shapes import WIDTH, Box, Drawing, Path, Shape, badge, height_of, note, path

SPINE, INDENT, PAD, GAP = 24, 46, 13, 26


def draw(items: Sequence[Mapping[str, Any]], air: float = 1) -> Drawing:
    pad, gap = PAD * air, GAP * air
    shapes: list[Shape] = []
    top = 0.0
    for place, item in enumerate(items, 1):
        words = note(INDENT, top + pad, WIDTH - INDENT - PAD, item["label"], item["text"])
        height = height_of(words) + 2 * pad
        shapes += [Box(0, top, WIDTH, height), *badge(SPINE, top + pad + 10, place), *words]
        top += height
        if place < len(items):
            shapes.append(_arrow(top, gap))
            top += gap
    return Drawing(top, tuple(shapes))


def _arrow(top: float, gap: float) -> Path:
    """From the bottom of one link to the top of the next."""
    tip = top + gap - 4
    return Path(path("M", SPINE, top + 4, "V", tip, "m", -6, -6, "l", 6, 6, 6, -6))
