"""What a diagram is drawn from: paths, dots, boxes and lines of text on a sheet 320 units wide. Pure.

One unit is about one CSS pixel on the narrowest phone, so type sizes here are what a reader gets there. `look` names
what a shape is (line, fill, label ...); the style sheet gives it its color.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from courses.diagrams.measure import wrap

WIDTH = 320
LABEL, LABEL_LINE = 16, 21  # type size, line height
TEXT, TEXT_LINE = 15, 20
SMALL = ("text", "when", "number")  # looks set in TEXT size; the others are labels
BADGE = 11  # radius of a numbered dot


@dataclass(frozen=True, slots=True)
class Path:
    d: str
    look: str = "line"


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    r: float
    look: str = "dot"


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    radius: float = 12
    look: str = "fill"


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text; `y` is the top of the first. `anchor` is start, middle or end."""

    x: float
    y: float
    lines: tuple[str, ...]
    look: str = "label"
    anchor: str = "start"

    @property
    def size(self) -> int:
        return TEXT if self.look in SMALL else LABEL

    @property
    def leading(self) -> int:
        return TEXT_LINE if self.look in SMALL else LABEL_LINE

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading

    @property
    def baselines(self) -> tuple[float, ...]:
        return tuple(self.y + line * self.leading + self.size for line in range(len(self.lines)))


Shape = Path | Dot | Box | Lines


@dataclass(frozen=True, slots=True)
class Drawing:
    height: float
    shapes: tuple[Shape, ...]


def number(value: float) -> str:
    """As SVG wants it: at most one decimal, and never a comma."""
    return f"{value:.1f}".removesuffix(".0").replace("-0", "0", abs(value) < 0.05)


def path(*parts: str | float) -> str:
    """Path data from commands and coordinates."""
    return " ".join(part if isinstance(part, str) else number(part) for part in parts)


def badge(x: float, y: float, label: object) -> tuple[Shape, ...]:
    """A dot with a number in it."""
    return (Dot(x, y, BADGE), Lines(x, y - TEXT / 2 - 2, (str(label),), "number", "middle"))


def note(x: float, y: float, room: float, label: str, text: str) -> tuple[Lines, ...]:
    """A label and, under it, its text, both wrapped into `room`. `y` is the top."""
    head = Lines(x, y, wrap(label, LABEL, room, bold=True))
    body = wrap(text, TEXT, room)
    return (head, Lines(x, y + head.height, body, "text")) if body else (head,)


def height_of(lines: Iterable[Lines]) -> float:
    return sum(part.height for part in lines)
