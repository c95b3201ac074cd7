"""Bars: how many of how many, for the eye. The table beside them says the same in words and is the truth. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

WIDTH, ROW, THICK = 320, 30, 18  # in the drawing's own units
FIRST, LAST = 34, 224  # where a bar begins, and where the longest ends


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` of `out_of`, at most `up_to` where it is a range; None where nothing may be said. `emphasized` bars carry
    a sign as well as a color. `label` is short: a letter or a word that stands in the table too.
    """

    label: str
    value: int | None
    out_of: int
    emphasized: bool = False
    up_to: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    bar: Bar
    top: int
    middle: int
    length: int
    maybe_from: int
    maybe: int  # from where the bar ends to where it may end


@dataclass(frozen=True)
class Bars:
    """What the template draws. `words` say the same to who does not see it."""

    rows: tuple[Drawn, ...]

    width, thick, first, whole, side = WIDTH, THICK, FIRST, LAST - FIRST, LAST + 8

    @property
    def height(self) -> int:
        return ROW * len(self.rows)

    @cached_property
    def words(self) -> str:
        return "; ".join(f"{row.bar.label}: {row.bar.words}" for row in self.rows)


def bars(rows: Iterable[Bar]) -> Bars:
    """One row for each, in their order."""
    return Bars(tuple(_drawn(place, bar) for place, bar in enumerate(rows)))


def _drawn(place: int, bar: Bar) -> Drawn:
    low = _length(bar.value or 0, bar.out_of)
    high = low if bar.value is None else max(low, _length(bar.up_to or 0, bar.out_of))
    return Drawn(bar, place * ROW + (ROW - THICK) // 2, place * ROW + ROW // 2 + 5, low, FIRST + low, high - low)


def _length(value: int, out_of: int) -> int:
    return round((LAST - FIRST) * min(value, out_of) / out_of) if out_of else 0
