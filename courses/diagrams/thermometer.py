"""A thermometer from 0 to 10, with what each mark on it is like."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.diagrams.shapes import TEXT, WIDTH, Box, Dot, Drawing, Lines, Path, Shape, badge, height_of, note, path

TUBE, BORE = 48, 20  # the middle of the tube, and its width
INDENT, GAP = 106, 14
LEAST = 250  # from 0 to 10
TOP = 18


def draw(items: Sequence[Mapping[str, Any]], air: float = 1) -> Drawing:
    """The highest mark stands on top, whatever the order of the fields."""
    gap = GAP * air
    marks = sorted(items, key=lambda item: -item["at"])
    heights = [height_of(note(0, 0, WIDTH - INDENT, item["label"], item["text"])) for item in marks]
    scale = max(LEAST, sum(heights) + gap * (len(marks) - 1))
    tops = _spread([TOP + scale * (1 - item["at"] / 10) - 10 for item in marks], heights, TOP + scale + 14, gap)
    shapes = [*_tube(scale, marks[0]["at"])]
    for item, top in zip(marks, tops, strict=True):
        y = TOP + scale * (1 - item["at"] / 10)
        shapes.append(
            Path(path("M", TUBE + 14, y, "C", TUBE + 34, y, TUBE + 28, top + 10, INDENT - 6, top + 10), "thin")
        )
        shapes += [*badge(TUBE, y, item["at"]), *note(INDENT, top, WIDTH - INDENT, item["label"], item["text"])]
    bottom = max(TOP + scale + 48, tops[-1] + heights[-1] + 4)
    return Drawing(bottom, tuple(shapes))


def _spread(wanted: list[float], heights: list[float], floor: float, gap: float) -> list[float]:
    """Move words that would overlap: down from the top, then up from the floor, as little as it takes."""
    tops: list[float] = []
    for want, _ in zip(wanted, heights, strict=True):
        least = tops[-1] + heights[len(tops) - 1] + gap if tops else 0
        tops.append(max(want, least))
    for at in reversed(range(len(tops))):
        tops[at] = max(min(tops[at], floor - heights[at]), 0)
        floor = tops[at] - gap
    return tops


def _tube(scale: float, highest: int) -> tuple[Shape, ...]:
    bottom = TOP + scale
    level = TOP + scale * (1 - highest / 10)
    ticks = " ".join(path("M", TUBE - 20, TOP + scale * step / 10, "h", 6) for step in range(11))
    ends = [Lines(TUBE - 24, y - TEXT / 2 - 2, (text,), "text", "end") for y, text in ((TOP, "10"), (bottom, "0"))]
    return (
        Box(TUBE - BORE / 2, TOP - 14, BORE, scale + 30, BORE / 2, "fill"),
        Box(TUBE - 4, level, 8, bottom - level + 20, 4, "warm"),
        Dot(TUBE, bottom + 28, 17, "warm"),
        Path(ticks, "thin"),
        *ends,
    )
