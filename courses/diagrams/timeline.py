"""A timeline: what happened when, from top to bottom."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.diagrams.shapes import TEXT_LINE, WIDTH, Dot, Drawing, Lines, Path, Shape, height_of, note, path

SPINE, INDENT, GAP = 12, 36, 20


def draw(items: Sequence[Mapping[str, Any]], air: float = 1) -> Drawing:
    gap = GAP * air
    shapes: list[Shape] = []
    dots: list[float] = []
    top = 2.0
    for item in items:
        words = note(INDENT, top + TEXT_LINE, WIDTH - INDENT, item["label"], item["text"])
        dots.append(top + 10)
        shapes += [Dot(SPINE, top + 10, 7), Lines(INDENT, top, (item["when"],), "when"), *words]
        top += TEXT_LINE + height_of(words) + gap
    return Drawing(top - gap + 4, (Path(path("M", SPINE, dots[0], "V", top - gap), "thin"), *shapes))
