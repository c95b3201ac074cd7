"""A wave: something rises, peaks and falls."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.diagrams.measure import balance
from courses.diagrams.shapes import LABEL, LABEL_LINE, WIDTH, Drawing, Lines, Path, Shape, badge, path

MIDDLE = WIDTH / 2
RISE = 130  # from the water to the crest
SIDE, CROWN = 92, 220  # room for the words beside the slopes, and above the crest
ABOVE_MIDDLE = 20  # words beside a slope end so far above its middle
UNDER_CROWN = ABOVE_MIDDLE - RISE / 2 + 4  # where those words begin, so that they stay under the ones above the crest


def draw(items: Sequence[Mapping[str, Any]]) -> Drawing:
    rise, peak, fall = (item["label"] for item in items)
    crown = balance(peak, LABEL, CROWN, bold=True)
    tallest = max(len(balance(label, LABEL, SIDE, bold=True)) for label in (rise, fall))
    crest = len(crown) * LABEL_LINE + max(26, tallest * LABEL_LINE + UNDER_CROWN)
    water = crest + RISE
    shapes: list[Shape] = [
        Path(f"{_curve(crest, water)} Z", "fill"),
        Path(path("M", 4, water, "H", WIDTH - 4), "thin"),
        Path(_curve(crest, water)),
        Lines(MIDDLE, 2, crown, "label", "middle"),
        *_beside(rise, 0, "start", crest),
        *_beside(fall, WIDTH, "end", crest),
        *badge(82, crest + RISE / 2, 1),
        *badge(MIDDLE, crest, 2),
        *badge(WIDTH - 82, crest + RISE / 2, 3),
    ]
    return Drawing(water + 6, tuple(shapes))


def _curve(crest: float, water: float) -> str:
    left, right = 8, WIDTH - 8
    return path("M", left, water, "C", 82, water, 82, crest, MIDDLE, crest, "S", right - 74, water, right, water)


def _beside(label: str, x: float, anchor: str, crest: float) -> tuple[Lines]:
    """Words beside a slope, ending a little above its middle."""
    lines = balance(label, LABEL, SIDE, bold=True)
    return (Lines(x, crest + RISE / 2 - ABOVE_MIDDLE - len(lines) * LABEL_LINE, lines, "label", anchor),)
