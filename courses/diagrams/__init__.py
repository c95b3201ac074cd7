"""Diagrams drawn from a few fields. Each kind has a pure function that draws its items, and one that says them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from courses.diagrams import chain, circles, cycle, ladder, thermometer, timeline, two_columns, wave, words
from courses.diagrams.shapes import Drawing

Items = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`holds_texts`: the drawing shows the items' texts, too, so the list under it may start folded.

    `numbered`: it numbers them from 1, so the list should, too.
    """

    draw: Callable[[Items], Drawing]
    words: Callable[[Items], str]
    holds_texts: bool
    numbered: bool = False


KINDS: Final[dict[str, Kind]] = {
    "chain": Kind(chain.draw, words.chain, True, True),
    "cycle": Kind(cycle.draw, words.cycle, False, True),
    "wave": Kind(wave.draw, words.wave, False, True),
    "ladder": Kind(ladder.draw, words.ladder, True, True),
    "thermometer": Kind(thermometer.draw, words.thermometer, True),
    "circles": Kind(circles.draw, words.circles, False),
    "timeline": Kind(timeline.draw, words.timeline, True),
    "two_columns": Kind(two_columns.draw, words.two_columns, True),
}
