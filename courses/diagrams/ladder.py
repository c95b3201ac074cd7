"""A ladder: the lowest rung stands first in the fields and at the bottom of the drawing."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.diagrams.shapes import WIDTH, Drawing, Path, Shape, badge, height_of, note, path

RAILS = (6, 58)
INDENT, GAP, SPARE = 78, 18, 14  # SPARE: how far the rails reach past the outer rungs


def draw(items: Sequence[Mapping[str, Any]], air: float = 1) -> Drawing:
    gap = GAP * air
    shapes: list[Shape] = []
    rungs: list[float] = []
    top: float = SPARE
    for place, item in reversed(list(enumerate(items, 1))):
        words = note(INDENT, top, WIDTH - INDENT, item["label"], item["text"])
        rungs.append(top + 10)
        shapes += [*badge(sum(RAILS) / 2, top + 10, place), *words]
        top += max(height_of(words), 26) + gap
    bottom = max(top - gap, rungs[-1] + SPARE + 6)
    rails = " ".join(path("M", rail, 3, "V", bottom) for rail in RAILS)
    steps = " ".join(path("M", RAILS[0], y, "H", RAILS[1]) for y in rungs)
    return Drawing(bottom + 3, (Path(rails), Path(steps), *shapes))
